/** The registers of service items and of the certificates that handlings brought about. */
import { design, type RegisterDef } from '@fadu/kernel';
import { z } from 'zod';
import {
  jilinBusinessEnvironmentRegulations as jl,
  licensingLaw as law,
  serviceItemStandard,
} from '../../statutes/index.ts';
import { powerSources, serviceSources } from '../power-registers/sources.ts';
import { CERTIFICATES, SERVICE_ITEMS, task5, task6 } from './common.ts';
import { serviceItem } from './item-forms.ts';
import { itemRules } from './item-rules.ts';

/** Implementation list of service items (政务服务事项实施清单). */
export const serviceItems: RegisterDef = {
  code: SERVICE_ITEMS,
  title: '政务服务事项',
  group: '政务服务',
  system: 'service-items',
  about: '可以办的事项：谁能办、要什么、多久办完、收不收费、到哪里办。办事指南由清单生成。',
  cites: [law.art('30'), jl.art('31'), task5],
  keeper: { role: 'list-keeper', title: '清单管理人员' },
  form: serviceItem,
  codes: {
    cites: [serviceItemStandard.art('1'), design('业务办理项编码的结构未核实，按大写字母、数字和连字符保存')],
    say: '事项编码为6至33位大写字母、数字或者连字符',
    of: (body) => String(body.basicCode ?? ''),
    check: (entry) =>
      /^[0-9A-Z][0-9A-Z-]{5,32}$/.test(entry.code) ||
      `编码“${entry.code}”应为6至33位大写字母、数字或者连字符`,
  },
  itemCode: 'basicCode',
  basis: {
    sources: [...powerSources.sources, ...serviceSources.sources],
    cites: [law.art('14'), law.art('17'), task5],
  },
  uniqueName: { cites: [jl.art('31'), task5] },
  same: {
    fields: ['name', 'basis', 'kind', 'statutoryDays'],
    onlyFewer: ['materials'],
    onlyLess: ['promisedDays'],
    cites: [jl.art('31'), task5],
  },
  watches: 'power-licence',
  rules: itemRules,
};

/** What an issued certificate holds. Natural persons' certificates are shown to nobody but by their code. */
export const certificateEntry = z.object({
  basicCode: z.string().meta({ title: '证件编号', list: true }),
  name: z.string().meta({ title: '证件名称', list: true }),
  item: z.string().meta({ title: '事项编码' }),
  itemName: z.string().meta({ title: '事项名称' }),
  organ: z.string().meta({ title: '发证机关', widget: 'organ', cell: 'organ', list: true }),
  holder: z.string().meta({ title: '持证人', personal: true }),
  holderType: z.enum(['自然人', '法人和其他组织']).meta({ title: '持证人类型' }),
  holderId: z.string().meta({ title: '证件号码或者统一社会信用代码', personal: true }),
  validFrom: z.iso.date().meta({ title: '有效期起', cell: 'date', list: true }),
  validTo: z.iso.date().optional().meta({ title: '有效期至', cell: 'date', list: true }),
  status: z.enum(['正常', '注销', '撤销', '失效', '暂扣']).meta({ title: '状态', list: true }),
  byCommitment: z.boolean().meta({ title: '凭承诺发放', cell: 'yes-no' }),
});

export const certificateCites = [law.art('38'), law.art('40'), task6];
export { CERTIFICATES };

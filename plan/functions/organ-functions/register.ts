/**
 * Register of organs' functions (R1.1): what the approved 三定 gives an organ to do, the internal units that do it, the
 * posts, the basis, and the items that belong to the function. Versions in time are those of every register.
 */
import { basisOf, basisText, type EntryRule, isMinutes, type RegisterDef } from '@fadu/kernel';
import { z } from 'zod';
import { organSettingRegulations, serviceItemStandard } from '../../statutes/index.ts';
import { basicCode } from '../power-registers/codes.ts';
import { legalRef, shared } from '../power-registers/forms.ts';
import { sandingOpinion, task1 } from './common.ts';

/** How an organ holds a function: answers for it, or helps the one that does. */
export const HOLDINGS = ['主责', '配合'] as const;

/** What an entry holds. */
export const organFunction = z.object({
  basicCode: shared.basicCode.meta({ title: '职能编码', list: true }),
  name: shared.name.meta({ title: '职能名称', list: true }),
  organ: shared.organ.meta({
    title: '承担机关',
    widget: 'organ',
    cell: 'organ',
    list: true,
    description: '机关全称',
  }),
  holding: z.enum(HOLDINGS).meta({ title: '承担方式', list: true }),
  document: z
    .string()
    .trim()
    .min(4)
    .max(120)
    .meta({ title: '三定规定文号', list: true, description: '批准本机关职能、机构、编制的文件' }),
  basis: z.array(legalRef).max(20).optional().meta({
    title: '法律依据',
    cell: 'basis',
    widget: 'legal-refs',
    description: '法律、法规、规章对这项职能的规定；几条依据用分号隔开',
  }),
  units: z
    .array(z.string().trim().min(2).max(60))
    .min(1, '至少写明一个承担的内设机构')
    .max(30)
    .meta({ title: '内设机构', cell: 'lines', widget: 'lines', description: '一行一个' }),
  posts: z.int().min(0).max(5000).meta({ title: '编制数', cell: 'int' }),
  items: z
    .array(
      z
        .string()
        .trim()
        .regex(/^[0-9A-Z]{12}$/, '写12位基本编码'),
    )
    .max(500)
    .optional()
    .meta({
      title: '事项编码',
      cell: 'lines',
      widget: 'lines',
      description: '这项职能下的权力事项，写12位基本编码，一行一个',
    }),
});

const organRule: EntryRule = {
  code: 'ORGAN',
  field: 'organ',
  cites: [organSettingRegulations.art('9'), task1],
  say: '承担机关不在机关名录里，请核对全称',
  check: ({ body, region }, { organ }) => {
    const found = organ(String(body.organ));
    if (!found) return false;
    return found.region === region || `${found.name}不属于本地区，应当列入它自己地区的清单`;
  },
};

/** A 三定 is an approved document; minutes of a meeting allot no function (R24.9). */
const documentRule: EntryRule = {
  code: 'MINUTES',
  field: 'document',
  cites: [sandingOpinion.art('1'), task1],
  say: '会议纪要不能作为职能的依据，请填写批准的三定规定',
  check: ({ body }) => !isMinutes(String(body.document)),
};

/** Legal bases are optional, but what is named is in force. */
const basisRule: EntryRule = {
  code: 'BASIS',
  field: 'basis',
  cites: [task1],
  say: '法律依据应当现行有效',
  check: ({ body }, { instrument }) => {
    for (const ref of basisOf(body)) {
      const text = instrument(ref);
      if (isMinutes(ref.instrument)) return `会议纪要不能作为依据：${basisText(ref)}`;
      if (!text) return `法规库里没有${basisText(ref)}，请核对名称，或者先把它导入法规库`;
      if (text.status !== 'in-force' || text.articleRepealed || !text.articleExists)
        return `${basisText(ref)}现在不是有效的条款，请改用现行有效的条款`;
    }
    return true;
  },
};

const MARK = 'ZN';

/** The register. One code for one function wherever it is held; an organ's entry adds the organ's credit code. */
export const organFunctions: RegisterDef = {
  code: 'organ-function',
  title: '机构职能清单',
  group: '机构职能',
  system: 'organ-functions',
  about: '各机关按三定规定承担的职能、内设机构和编制，以及职能下的权力事项。有交叉、空白的，一并列出。',
  cites: [task1, organSettingRegulations.art('10')],
  keeper: { role: 'list-keeper', title: '清单管理人员' },
  form: organFunction,
  codes: {
    cites: [serviceItemStandard.art('1')],
    say: `机关统一社会信用代码18位加职能编码12位：地区2位、${MARK}、主项5位、子项3位（本系统设定）`,
    of: (body, organ) => (organ?.uscc ? `${organ.uscc}${String(body.basicCode ?? '')}` : undefined),
    check: (entry, facts) => {
      const basic = basicCode(entry.body.basicCode, MARK, entry.region);
      if (basic !== true) return basic;
      const organ = facts.organ(String(entry.body.organ));
      if (!organ) return true; // Said by the rule on the organ.
      if (!organ.uscc) return `${organ.name}还没有登记统一社会信用代码，不能编制登记编码`;
      const right = `${organ.uscc}${String(entry.body.basicCode)}`;
      return entry.code === right || `登记编码应为“${right}”，现为“${entry.code}”`;
    },
  },
  itemCode: 'basicCode',
  uniqueName: { cites: [task1] },
  rules: [organRule, documentRule, basisRule],
};

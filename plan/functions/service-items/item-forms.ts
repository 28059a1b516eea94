/** What the implementation list of a service item holds; the guide is made from it and from nothing else. */
import { z } from 'zod';
import { LEVELS } from '../power-registers/codes.ts';
import { shared } from '../power-registers/forms.ts';
import {
  CHANNELS,
  EXCLUDED_FIELDS,
  ITEM_KINDS,
  MATERIAL_NEEDS,
  MATERIAL_SOURCES,
  REFORM_WAYS,
  SPECIAL_PROCEDURES,
} from './common.ts';

const line = (title: string, max = 200, min = 1) => z.string().trim().min(min).max(max).meta({ title });
const lines = (title: string, max = 40, description = '一行一条') =>
  z
    .array(z.string().trim().min(1).max(500))
    .max(max)
    .meta({ title, description, cell: 'lines', widget: 'lines' });

/** One material of the list: all that may be asked for, each with where it comes from. */
export const material = z.object({
  name: line('材料名称', 100, 2),
  need: z.enum(MATERIAL_NEEDS).meta({ title: '必要性' }),
  source: z.enum(MATERIAL_SOURCES).meta({ title: '来源' }),
  form: z.enum(['原件', '复印件', '电子件', '原件核验']).meta({ title: '形式' }),
  when: z.string().trim().max(200).optional().meta({ title: '何种情形需要' }),
  proof: z.string().trim().max(20).optional().meta({ title: '证明事项编码' }),
});
export type Material = z.infer<typeof material>;

/** A procedure whose time is not counted, with the law that asks for it. */
export const special = z.object({
  type: z.enum(SPECIAL_PROCEDURES).meta({ title: '特殊程序' }),
  basis: line('依据', 200, 4),
  days: z.int().min(1).max(365).meta({ title: '需要的工作日', cell: 'int' }),
});

/** Where one can go. */
export const place = z.object({
  name: line('地点', 100, 2),
  address: line('地址', 200, 2),
  hours: line('时间', 100, 2),
  phone: line('电话', 40, 5),
});

/** A question that is asked back where the answer depends on the case. */
export const turn = z.object({
  question: line('问题', 100, 2),
  answer: line('回答', 60),
  item: line('另一事项编码', 40).optional().meta({ title: '另一事项编码' }),
  say: line('提示', 200).optional().meta({ title: '提示' }),
});

/** A service item (实施清单), by the fields of the national standard that people and handling need. */
export const serviceItem = z.object({
  ...shared,
  kind: z.enum(ITEM_KINDS).meta({ title: '事项类型', list: true }),
  level: z.enum(LEVELS).meta({ title: '行使层级' }),
  object: z.enum(['自然人', '法人和其他组织', '都可以']).meta({ title: '服务对象', list: true }),
  conditions: lines('受理条件', 30, '一行一条；不得有“其他条件”之类的兜底条款'),
  materials: z.array(material).max(60).meta({
    title: '申请材料',
    description: '清单之外的材料不得索要；不得有“其他材料”',
    cell: 'rows',
    widget: 'rows',
  }),
  needsConsent: z
    .boolean()
    .meta({ title: '是否须经同意方可开展活动', cell: 'yes-no', description: '只有行政许可可以填“是”' }),
  statutoryDays: z.int().min(0).max(365).meta({ title: '法定办结时限（工作日）', cell: 'int' }),
  limitBasis: z
    .string()
    .trim()
    .max(200)
    .optional()
    .meta({ title: '法定时限的专门依据', description: '法定时限不是二十个工作日的必填' }),
  promisedDays: z
    .int()
    .min(0)
    .max(365)
    .meta({ title: '承诺办结时限（工作日）', cell: 'int', list: true, description: '0就是马上办' }),
  special: z.array(special).max(8).optional().meta({ title: '特殊程序', cell: 'rows', widget: 'rows' }),
  joint: z
    .boolean()
    .meta({ title: '是否统一、联合、集中办理', cell: 'yes-no', description: '两个以上部门一起办理的' }),
  hearing: z
    .boolean()
    .meta({ title: '是否应当听证', cell: 'yes-no', description: '法律、法规、规章规定应当听证的' }),
  thirdParty: z
    .boolean()
    .meta({ title: '是否直接关系他人重大利益', cell: 'yes-no', description: '要告知利害关系人并听取意见' }),
  safety: z.boolean().meta({
    title: '是否直接关系公共安全、人身健康、生命财产安全',
    cell: 'yes-no',
    description: '作假的一年内不得再次申请',
  }),
  commitment: z.enum(['不适用', '可以告知承诺']).meta({ title: '告知承诺', list: true }),
  fields: z
    .array(z.enum(EXCLUDED_FIELDS))
    .max(8)
    .optional()
    .meta({ title: '涉及的领域', cell: 'lines', widget: 'lines', options: [...EXCLUDED_FIELDS] }),
  checkDays: z.int().min(1).max(365).optional().meta({
    title: '承诺后多少个工作日内核查',
    cell: 'int',
    description: '可以告知承诺的必填，免予核查的不填',
  }),
  checkHow: z.string().trim().max(300).optional().meta({ title: '核查办法', description: '方式和标准' }),
  reform: z.enum(REFORM_WAYS).meta({ title: '证照分离改革方式' }),
  result: line('办理结果', 60, 2).meta({ title: '办理结果', description: '如食品经营许可证' }),
  validMonths: z
    .int()
    .min(1)
    .max(600)
    .optional()
    .meta({ title: '有效期（月）', cell: 'int', description: '长期有效的不填' }),
  fees: lines('收费项目编码', 10).optional().meta({
    title: '收费项目编码',
    description: '收费目录里的编码，一行一条；不填就是不收费',
    cell: 'lines',
    widget: 'lines',
  }),
  channels: z
    .array(z.enum(CHANNELS))
    .min(2, '线上线下都要有')
    .max(6)
    .meta({ title: '办理渠道', cell: 'lines', widget: 'lines', options: [...CHANNELS] }),
  visits: z.int().min(0).max(9).meta({ title: '到现场次数', cell: 'int', list: true }),
  places: z.array(place).min(1, '至少写明一个办理地点').max(30).meta({
    title: '办理地点',
    cell: 'rows',
    widget: 'rows',
  }),
  remedies: line('不服怎么办', 300, 4),
  phone: line('监督电话', 40, 5),
  words: lines('老百姓怎么说', 40, '一行一种说法，如“开饭店”“给孩子上户口”'),
  turns: z.array(turn).max(12).optional().meta({ title: '反问', cell: 'rows', widget: 'rows' }),
});
export type ServiceItem = z.infer<typeof serviceItem>;

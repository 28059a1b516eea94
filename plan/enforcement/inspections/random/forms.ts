/** What is filled in on the way of a random inspection. */
import { z } from 'zod';
import { LEAST_OFFICERS } from '../common.ts';

const line = (title: string, min = 1, max = 100, description?: string) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .meta({ title, ...(description && { description }) });
const long = (title: string, min = 4, max = 3000, description?: string) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .meta({ title, widget: 'long-text', ...(description && { description }) });
const hash = z.string().regex(/^[0-9a-f]{64}$/, '应当是清单的指纹：64位十六进制小写数字');

/** One organ that takes part, with the number of officers it sends to each object. */
export const team = z.object({
  organ: z.string().min(1).meta({ title: '机关', widget: 'organ' }),
  size: z
    .int()
    .min(LEAST_OFFICERS, '每个机关对每个检查对象至少派两名执法人员')
    .max(10)
    .meta({ title: '每个对象派几人' }),
});
export type Team = z.infer<typeof team>;

/** One layer: by ratio, or a fixed number. */
export const layer = z.object({
  code: line('层', 1, 40, '与检查对象清单里的层一致，如信用风险类别A'),
  ratio: z
    .int()
    .min(1)
    .max(10_000)
    .optional()
    .meta({ title: '抽取比例（万分之）', description: '3%写300；与个数只填一项' }),
  take: z.int().min(1).max(5000).optional().meta({ title: '或者抽取个数' }),
});
export type Layer = z.infer<typeof layer>;

/** The public announcement whose value makes the seed. */
const source = {
  seedName: line('随机数来源', 4, 100, '由别人定期公开产生、本单位无法影响的数，如公开开奖的彩票号码'),
  seedIssue: line('期号', 1, 60, '哪一期、哪一次'),
  seedDay: z.iso.date().meta({ title: '公布日期' }),
  seedTime: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, '写成21:15这样的时间')
    .meta({ title: '公布时间', description: '北京时间，如21:15' }),
  seedReading: line('取数办法', 4, 200, '取哪几个数、按什么次序、中间怎样隔开'),
  seedUrl: z.url('应当是网址').max(300).meta({ title: '公布网址', description: '任何人都能查到的地方' }),
};
export const sourceForm = z.object(source);
export type SourceInput = z.infer<typeof sourceForm>;

export const plan = z.object({
  title: line('抽查名称', 4, 80),
  annualPlan: line('年度抽查计划编号', 1, 40),
  batch: z.int().min(1).max(12).meta({ title: '第几批' }),
  items: z.array(z.string().trim().min(1).max(40)).min(1).max(20).meta({
    title: '抽查事项编码',
    widget: 'random-items',
    description: '随机抽查事项清单里的事项；每个机关都要有自己的事项',
  }),
  method: z
    .enum(['不定向', '定向'])
    .meta({ title: '抽查方式', description: '定向：按类型、行业、风险等条件限定范围' }),
  target: z.string().trim().max(300).optional().meta({ title: '定向的条件', description: '定向抽查必填' }),
  layers: z.array(layer).min(1).max(50).meta({ title: '分层和比例' }),
  teams: z
    .array(team)
    .min(1)
    .max(20)
    .meta({ title: '参加的机关', description: '第一行填牵头机关自己，联合的机关接着填' }),
  periodFrom: z.iso.date().meta({ title: '检查开始日期' }),
  periodTo: z.iso.date().meta({ title: '检查结束日期' }),
  ...source,
  repeatOf: z
    .string()
    .trim()
    .max(60)
    .optional()
    .meta({ title: '重复的是哪一次抽取', description: '对同一批对象再抽一次的，填写上一次的抽取编号' }),
  repeatReason: z
    .string()
    .trim()
    .max(1000)
    .optional()
    .meta({ title: '再抽一次的理由', widget: 'long-text', description: '对同一批对象再抽一次的必填，公开' }),
});

export const cancelled = z.object({ reason: long('取消的理由', 4, 1000, '公开') });

export const changeSource = sourceForm.extend({ reason: long('更换的理由', 4, 1000, '公开') });

export const submitOfficers = z.object({
  officers: hash.meta({
    title: '执法人员清单',
    widget: 'committed-officers',
    description: '本机关能参加这次检查的执法人员，从证件名录生成或者用文件提交',
  }),
  pairs: hash.optional().meta({
    title: '回避清单',
    widget: 'committed-pairs',
    description: '本机关哪些人不能检查哪些对象；没有应当回避的不填',
  }),
});

export const freeze = z.object({
  objects: hash.meta({
    title: '检查对象清单',
    widget: 'committed-objects',
    description: '从检查对象名录库生成，或者用文件提交',
  }),
});

export const voidFreeze = z.object({ reason: long('作废的理由', 4, 1000, '公开') });

export const value = z.object({
  value: line('公布的数值', 1, 200, '照取数办法抄录'),
  seenAt: line('在哪里看到的', 4, 300, '网址或者公告名称'),
});

export const confirmValue = z.object({
  value: line('公布的数值', 1, 200, '自己到公布的地方看，重新抄录一遍，不要照抄前一个人填的'),
});

export const REDRAW_GROUNDS = [
  '冻结的清单有错误',
  '随机数来源没有如期公布',
  '填报的数值与公布的不符',
  '抽取程序违法',
] as const;

export const redraw = sourceForm.extend({
  ground: z.enum(REDRAW_GROUNDS).meta({ title: '重新抽取的事由' }),
  reason: long('理由和证据', 10, 2000, '公开'),
});

/** What an inspection found. */
export const RESULTS = [
  '未发现问题',
  '发现问题已当场改正',
  '发现问题责令改正',
  '不配合检查情节严重',
  '通过登记的住所无法联系',
  '已停业、注销，不用检查',
] as const;
/** Results after which something must follow. */
export const NEEDS_FOLLOW_UP: readonly string[] = [
  '发现问题责令改正',
  '不配合检查情节严重',
  '通过登记的住所无法联系',
];

export const result = z.object({
  no: z
    .int()
    .min(1)
    .max(5000)
    .meta({ title: '检查对象', widget: 'drawn-object', description: '抽中的对象，按抽取序号' }),
  inspectedOn: z.iso.date().meta({ title: '检查结束日期' }),
  officers: z
    .array(z.string().trim().min(1).max(40))
    .min(LEAST_OFFICERS)
    .max(10)
    .meta({ title: '实际检查人员', widget: 'drawn-officers', description: '应当是抽中的本机关执法人员' }),
  result: z.enum(RESULTS).meta({ title: '检查结果' }),
  found: z
    .string()
    .trim()
    .max(1000)
    .optional()
    .meta({ title: '发现的问题', widget: 'long-text', description: '发现问题的必填，公开；不写个人信息' }),
});

export const FOLLOW_UPS = ['责令改正已复查', '立案查处', '移送有权机关', '列入异常名录'] as const;
export const followUp = z.object({
  no: z.int().min(1).max(5000).meta({ title: '检查对象', widget: 'drawn-object' }),
  kind: z.enum(FOLLOW_UPS).meta({ title: '后续处理' }),
  ref: line('案件编号或者文书文号', 2, 80),
  on: z.iso.date().meta({ title: '处理日期' }),
});

export const publication = z.object({
  summary: long('本次公示说明', 4, 1000, '检查了多少、发现什么问题、怎样处理'),
});

export const closing = z.object({ summary: long('抽查总结', 10, 3000, '公开') });

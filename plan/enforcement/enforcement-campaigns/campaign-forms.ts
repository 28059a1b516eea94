/** Forms of a campaign, from the proposal to its result. */
import { z } from 'zod';
import { FIELDS } from '../enforcement-items/forms.ts';
import { SIGNAL_KINDS, type SignalKind } from './signals.ts';

const line = (title: string, min = 2, max = 100, more: object = {}) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .meta({ title, ...more });
const long = (title: string, min = 10, max = 4000, description?: string) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .meta({ title, widget: 'long-text', ...(description && { description }) });
const day = (title: string, description?: string) =>
  z.iso.date().meta({ title, ...(description && { description }) });

export const proposal = z.object({
  title: line('专项整治名称', 4, 60),
  fields: z
    .array(z.enum(FIELDS))
    .min(1)
    .max(3)
    .meta({ title: '执法领域', widget: 'lines', description: '最多三个' }),
  problem: long('群众反映强烈的突出问题'),
  lookFrom: day('依据的数字从哪天'),
  lookTo: day('依据的数字到哪天', '到昨天为止；今天的还在变'),
  orderedBy: line('上级部署的文号', 4, 100).optional().meta({
    title: '上级部署的文号',
    description: '上级部署的填写；自行提出的不填，记录里要有群众举报',
  }),
});

const kinds = Object.values(SIGNAL_KINDS) as [string, ...string[]];
const count = (title: string) => z.int().min(0).max(1e7).meta({ title });

/** One figure of the record, before the campaign. */
const figure = z.object({
  field: z.enum(FIELDS).meta({ title: '执法领域' }),
  kind: z.enum(kinds).meta({ title: '记录里的情况' }),
  n: count('次数'),
});
export type Figure = z.infer<typeof figure>;
const COMPUTED = '由记录计算，不能改动';
export const evidence = z.object({
  figures: z
    .array(figure)
    .max(200)
    .meta({ title: '记录里的数字', widget: 'computed-rows', description: COMPUTED }),
  analysis: long('问题分析'),
});

const aim = z.object({
  name: line('要达到什么', 4, 100),
  measure: line('怎样衡量', 4, 100, {
    description: '如举报办结率、复查改正率；不能写罚没、处罚、检查的数量',
  }),
});
const visits = z.object({
  organ: z.string().trim().min(1).max(60).meta({ title: '检查机关', widget: 'organ' }),
  item: line('检查事项编码', 1, 40, { description: '涉企行政检查事项清单里这个机关的编码' }),
  objects: z.int().min(1).max(100_000).meta({ title: '最多检查企业数' }),
});
export type PlannedVisits = z.infer<typeof visits>;
export const plan = z.object({
  organs: z
    .array(z.string().min(1))
    .max(20)
    .meta({ title: '参加的机关', widget: 'organs', description: '牵头机关不用写' }),
  from: day('开始日期'),
  to: day('结束日期'),
  aims: z.array(aim).min(1).max(20).meta({ title: '目标', widget: 'rows' }),
  measures: long('工作措施', 10, 8000),
  visits: z.array(visits).max(40).optional().meta({
    title: '需要现场检查企业的事项',
    widget: 'rows',
    description: '公布后成为这些机关的专项检查方案；不检查企业的不填',
  }),
  haltBasis: line('要求普遍停产停业的法定依据', 4, 200).optional().meta({
    title: '要求普遍停产停业的法定依据',
    description: '没有法定依据的不得要求',
  }),
});

export const approval = z.object({ opinion: long('批准意见', 2, 1000) });
export const reasons = z.object({ reasons: long('理由', 4, 2000) });

export const publication = z.object({
  filedOn: day('报司法行政部门备案日期'),
  to: day('结束日期', '与批准的方案相同'),
  closeBy: day('办结日期', '结束后三十日内'),
});

/** One figure of the time of the campaign, beside that of as many days before it. */
const result = z.object({
  field: z.enum(FIELDS).meta({ title: '执法领域' }),
  kind: z.enum(kinds).meta({ title: '记录里的情况' }),
  before: count('整治前同样天数'),
  n: count('整治期间'),
});
export type ResultFigure = z.infer<typeof result>;
export const closing = z.object({
  figures: z
    .array(result)
    .max(200)
    .meta({ title: '记录里的数字', widget: 'computed-rows', description: COMPUTED }),
  summary: long('整治情况', 10, 8000),
  remaining: long('没有解决的问题', 2, 4000, '没有的写“没有”'),
  lasting: long('长期管用的措施', 4, 4000),
});

/** What a kind is called → its code. */
export const kindCalled = (title: string): SignalKind | undefined =>
  (Object.keys(SIGNAL_KINDS) as SignalKind[]).find((k) => SIGNAL_KINDS[k] === title);

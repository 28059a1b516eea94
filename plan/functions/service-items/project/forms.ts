/** Forms of an investment project: what the unit tells once, what the lead finds, what each organ records. */
import { z } from 'zod';
import { FUNDINGS, STAGE_TITLES } from './facts.ts';

const long = (title: string, min = 4, max = 3000, description?: string) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .meta({ title, widget: 'long-text', ...(description && { description }) });
const line = (title: string, max = 100, min = 2, more: object = {}) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .meta({ title, ...more });

/** What decides the way the project goes. */
const way = {
  funding: z.enum(FUNDINGS).meta({ title: '资金来源' }),
  catalogue: z.boolean().meta({
    title: '属于政府核准的投资项目目录',
    description: '国务院批准的目录里的项目才填“是”；拿不准的先问牵头部门',
  }),
  clause: z
    .string()
    .trim()
    .max(200)
    .optional()
    .meta({ title: '目录的条目', description: '属于目录的写明是哪一条' }),
};

/** The project, told once; every organ reads it from here. */
export const registration = z.object({
  lead: line('牵头部门', 60, 1, {
    widget: 'organ',
    description: '项目所在地负责投资项目的部门，一般是发展改革部门',
  }),
  unit: line('项目单位'),
  uscc: z
    .string()
    .trim()
    .regex(/^[0-9A-Z]{18}$/, '统一社会信用代码为18位数字或者大写字母')
    .meta({ title: '统一社会信用代码', personal: true }),
  contact: line('联系人和电话', 100, 4, { personal: true }),
  name: line('项目名称', 100, 4),
  place: line('建设地点', 200, 2),
  content: long('建设规模和内容', 4, 2000),
  investment: z
    .string()
    .regex(/^\d{1,9}(\.\d{1,2})?$/, '总投资写万元，最多两位小数，如 3500 或者 3500.50')
    .meta({ title: '总投资（万元）' }),
  ...way,
  policy: z.literal(true).meta({ title: '声明：项目符合产业政策，所填信息真实' }),
});
/** The same, entered at the window for a unit that comes in person. */
export const atWindow = registration.extend({
  account: z
    .string()
    .trim()
    .max(60)
    .optional()
    .meta({ title: '项目单位在平台的账号', description: '没有的不填', personal: true }),
});
export const corrected = z.object({ ...way, reasons: long('改变管理方式的事实和依据', 6, 1000) });
export const asked = z.object({ missing: long('还缺什么、怎么补', 4, 1000, '一次写全') });
export const added = z.object({
  place: line('建设地点', 200, 2),
  content: long('建设规模和内容', 4, 2000),
  explains: long('补充说明', 2, 2000),
});
export const assessment = z.object({
  body: line('评估机构'),
  focus: long('评估重点', 4, 1000),
  complex: z.boolean().meta({ title: '项目情况复杂', description: '不复杂的评估不超过30个工作日' }),
  days: z.int().min(1).max(90).meta({ title: '评估需要的工作日' }),
});
export const assessed = z.object({ conclusion: long('评估结论', 4, 2000) });
export const reviewed = z.object({
  findings: long('审查情况', 6, 3000, '安全、规划和产业政策、资源利用、公共利益'),
  opinions: z
    .string()
    .trim()
    .max(2000)
    .optional()
    .meta({ title: '征求意见的单位和答复', widget: 'long-text', description: '没有征求的不填' }),
  proposal: z.enum(['同意', '不同意']).meta({ title: '建议' }),
});
export const approved = z.object({ reasons: long('决定的理由', 2, 2000) });
export const refused = z.object({ reasons: long('不同意的理由', 6, 2000) });

export const approvalRows = z
  .array(
    z.object({
      stage: z.enum(STAGE_TITLES as [string, ...string[]]).meta({ title: '阶段' }),
      item: line('事项编码', 40, 6, { widget: 'service-item' }),
    }),
  )
  .min(1)
  .max(60)
  .meta({
    title: '需要办的审批',
    widget: 'rows',
    description: '只能是政务服务事项清单里的事项；同一阶段的同时办',
  });
export const list = z.object({ approvals: approvalRows });
export const moreList = z.object({
  approvals: approvalRows,
  reasons: long('为什么增加', 4, 1000),
});
const item = line('事项编码', 40, 6, { widget: 'service-item' });
export const begun = z.object({
  item,
  handling: line('办件编号或者申请登记号', 80, 4, { description: '这件审批在政务服务里的编号' }),
});
export const result = z.object({
  item,
  note: z.string().trim().max(500).optional().meta({ title: '说明' }),
});
export const withdrawal = z.object({ reasons: line('不再建设的原因', 500, 2) });

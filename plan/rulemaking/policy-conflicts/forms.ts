import { z } from 'zod';
import { CONFLICT_RULES, OUTCOMES } from './common.ts';

const long = (title: string, min = 10, max = 5000, description?: string) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .meta({ title, widget: 'long-text', ...(description && { description }) });
const day = (title: string, description?: string) =>
  z.iso.date().meta({ title, ...(description && { description }) });
const organ = (title: string) => z.string().min(1).max(80).meta({ title, widget: 'organ' });

/** One of the documents or policies that cannot be obeyed together. */
export const conflicting = z.object({
  maker: organ('出台的部门'),
  name: z.string().trim().min(2).max(120).meta({ title: '文件或者政策的名称' }),
  number: z
    .string()
    .trim()
    .max(80)
    .optional()
    .meta({ title: '文号', description: '有文号的填写，结果会绑定到这份文件' }),
  articles: z.string().trim().min(1).max(200).meta({ title: '条款' }),
  demands: z.string().trim().min(4).max(1000).meta({ title: '它要求怎么做' }),
});
export type Conflicting = z.infer<typeof conflicting>;

export const application = z.object({
  desk: organ('受理机关（司法行政部门）'),
  subject: z.string().trim().min(4).max(80).meta({ title: '冲突的事项' }),
  documents: z.array(conflicting).min(2).max(6).meta({ title: '互相冲突的文件或者政策' }),
  affectedOn: day('从什么时候起受到影响', '这一天这些文件应当已经施行'),
  effect: long('受到什么影响', 10, 3000, '写明按一份做就违反另一份，给您造成了什么困难'),
  evidence: long('证据', 4, 3000),
  tried: long('和各部门沟通的情况', 4, 2000, '先向部门反映过、没有解决的，写明时间和结果'),
  name: z.string().trim().min(2).max(60).meta({ title: '申请人姓名或者名称', personal: true }),
  contact: z.string().trim().min(4).max(100).meta({ title: '联系方式', personal: true }),
});

const yes = (title: string) => z.boolean().meta({ title });

/** The admissibility test; each answer is recorded. */
export const examination = z.object({
  interest: yes('申请人与冲突有利害关系'),
  conflict: yes('确实不能同时遵守，不是理解上的问题'),
  notPending: yes('没有在复议、诉讼或者别的程序里处理'),
  notIndividual: yes('不是要求处理一个具体的案件'),
  reasons: long('审查情况', 4, 2000, '不受理的写明理由；与申请人没有利害关系的，告知可以提出审查建议'),
});

export const naming = z.object({
  lead: organ('主要实施部门'),
  agreed: yes('各部门一致同意由它牵头'),
  reason: long('为什么是它', 4, 1000, '有争议的由司法行政部门指定，写明理由'),
});

export const notice = z.object({ text: long('通知内容', 4, 3000) });

export const position = z.object({
  view: z.enum(['认为有冲突，同意调整', '认为有冲突，应由对方调整', '认为没有冲突']).meta({ title: '意见' }),
  text: long('理由和依据', 4, 5000),
});

export const meeting = z.object({
  heldOn: day('会议日期'),
  attended: z.array(z.string().min(1)).min(2).max(20).meta({ title: '参加的部门', widget: 'organs' }),
  minutes: long('协调会纪要', 10, 10000),
});

export const evaluation = z.object({
  rule: z.enum(CONFLICT_RULES).meta({ title: '适用哪一条冲突规则' }),
  findings: long('评估报告', 10, 10000, '冲突在哪里、影响哪些人、各方案的利弊'),
  proposal: long('建议', 4, 3000),
});

const result = {
  text: long('处理结果', 10, 5000, '公开，写给普通人看：以后按哪一份办、怎么办'),
  doBy: z.iso.date().optional().meta({ title: '应当改好的日期', description: '修改、废止的必填' }),
};
export const conclusion = z.object({ outcome: z.enum(OUTCOMES).meta({ title: '结果' }), ...result });

export const settlement = z.object({
  signed: z
    .array(z.string().min(1))
    .min(2)
    .max(20)
    .meta({ title: '签字的部门', widget: 'organs', description: '冲突的各部门都要签' }),
  text: long('联合答复（协调一致的解释）', 10, 5000, '公开，同时绑定到各份文件'),
});

export const escalation = z.object({
  government: organ('上报的政府'),
  reason: long('为什么协调不成', 4, 3000),
  views: long('各方意见和牵头部门的意见', 10, 5000),
});

export const escalated = z.object({
  outcome: z.enum(OUTCOMES).meta({ title: '决定' }),
  ...result,
  reasons: long('理由', 4, 3000),
});

export const answer = z.object({
  text: long('书面答复', 10, 5000),
  sentOn: day('送出日期'),
});

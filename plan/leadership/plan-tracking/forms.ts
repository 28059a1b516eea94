/** What people fill in when a task of the plan is opened, reported on, supervised and closed. */
import { z } from 'zod';
import { PLAN } from './facts.ts';
import type { TaskRhythm } from './task-rows.ts';

/** How a task ends, as people choose it; the values are the fact's (`TaskRhythm`) in Chinese. */
export const RHYTHMS: Readonly<Record<string, TaskRhythm>> = {
  一次性: 'once',
  持续: 'continuous',
  每年: 'yearly',
};

/** The Chinese word of a rhythm. */
export const rhythmText = (rhythm: TaskRhythm): string =>
  Object.keys(RHYTHMS).find((word) => RHYTHMS[word] === rhythm) ?? rhythm;

/** Kinds of evidence a milestone may ask for. */
export const EVIDENCE_TYPES = ['文件', '数据', '公示链接', '现场记录', '其他'] as const;

/** A milestone's code: `M` and a number; a dated target's: `T` and a number. */
export const MARK_CODE = /^[MT][1-9]\d{0,2}$/;

const organ = (title: string, description?: string) =>
  z
    .string()
    .min(1)
    .meta({ title, widget: 'organ', ...(description && { description }) });
const organs = (title: string, min: number) =>
  z.array(z.string().min(1)).min(min).max(100).meta({ title, widget: 'organs' });
const long = (title: string, min = 4, description?: string) =>
  z
    .string()
    .trim()
    .min(min)
    .max(5000)
    .meta({ title, widget: 'long-text', ...(description && { description }) });

const milestone = z.object({
  due: z.iso.date().meta({ title: '完成日期', description: '内部期限，遇节假日不顺延' }),
  deliverable: z.string().trim().min(2).max(200).meta({ title: '要拿出的成果' }),
  evidence: z.enum(EVIDENCE_TYPES).meta({ title: '证据种类' }),
});

const milestones = z.array(milestone).min(1).max(60).meta({ title: '节点', widget: 'milestones' });

/** Opening a task in one region. */
export const openTask = z.object({
  plan: z.string().trim().min(4).max(60).default(PLAN.number).meta({ title: '方案文号' }),
  taskNo: z.int().min(1).max(999).meta({ title: '任务序号' }),
  title: z.string().trim().min(4).max(60).meta({ title: '任务名称' }),
  lead: organs('牵头单位', 1).meta({
    title: '牵头单位',
    description: '第一个单位负责协调',
    widget: 'organs',
  }),
  responsible: organs('责任单位', 0).default([]).meta({ title: '责任单位', widget: 'organs' }),
  superior: organ('上级统筹部门').optional().meta({
    title: '上级统筹部门',
    widget: 'organ',
    description: '县（市）区承接上级任务时填写',
  }),
  parentCase: z
    .string()
    .regex(/^\d{6}-[0-9a-f]{24}$/, '应为上级任务的事项编号')
    .optional()
    .meta({ title: '上级任务的事项编号', description: '县（市）区承接上级任务时填写' }),
  mandatory: z
    .boolean()
    .default(true)
    .meta({ title: '是否必办', description: '必办的下级任务亮红灯，上级任务也亮红灯' }),
  rhythm: z.enum(['一次性', '持续', '每年']).meta({ title: '任务类型' }),
  milestones,
  targets: z
    .array(
      z.object({
        due: z.iso.date().meta({ title: '截止日期' }),
        what: z.string().trim().min(2).max(200).meta({ title: '到期应达成的目标' }),
      }),
    )
    .max(20)
    .default([])
    .meta({ title: '有明确日期的目标', widget: 'milestones' }),
  planEnd: z.iso.date().default(PLAN.period.to).meta({ title: '方案期末' }),
});

const evidence = z.object({
  milestone: z.string().regex(MARK_CODE, '应写作M1、T1的样式').meta({ title: '对应节点或者目标' }),
  title: z.string().trim().min(2).max(120).meta({ title: '证据名称' }),
  date: z.iso.date().meta({ title: '证据形成日期' }),
  factDate: z.iso
    .date()
    .meta({ title: '事实发生日期', description: '证据补在后面的，按事实发生日期判断是否按时' }),
  url: z
    .url({ protocol: /^https?$/, error: '应为http或者https网址' })
    .max(500)
    .optional()
    .meta({ title: '公开网址' }),
  hash: z
    .string()
    .regex(/^[0-9a-f]{64}$/, '应为64位小写十六进制的SHA-256值')
    .optional()
    .meta({ title: '文件哈希值（SHA-256）' }),
  sensitivity: z.enum(['公开', '内部']).default('内部').meta({ title: '公开程度' }),
});

/** A lead body's report of one period. */
export const report = z.object({
  period: z
    .string()
    .regex(/^20\d{2}(-Q[1-4]|-H[12]|-(0[1-9]|1[0-2]))?$/, '应写作2025、2025-H1、2025-Q2或者2025-06的样式')
    .meta({ title: '报告期' }),
  selfScore: z.int().min(0).max(100).meta({ title: '自评分', description: '没有经认可的证据，自评不计分' }),
  progress: long('进展情况', 10),
  problems: z.string().trim().max(5000).default('').meta({ title: '存在问题', widget: 'long-text' }),
  nextStep: long('下一步安排'),
  evidence: z.array(evidence).max(60).default([]).meta({ title: '证据', widget: 'evidence' }),
});

const item = {
  report: z.int().min(1).meta({ title: '报告在时间线上的序号' }),
  item: z.int().min(1).meta({ title: '第几件证据' }),
};

/** Accepting one piece of evidence. */
export const acceptEvidence = z.object({
  ...item,
  note: z.string().trim().max(500).default('').meta({ title: '说明' }),
});

/** Rejecting one piece of evidence. */
export const rejectEvidence = z.object({ ...item, reason: long('不予认可的理由') });

/** Any act that needs nothing but its reason. */
export const reason = z.object({ reason: long('理由') });

/** Verification of a report or of a closure. */
export const opinion = z.object({ opinion: long('核验意见') });

/** A reminder 提醒函. */
export const remind = z.object({ matter: long('提醒事项'), request: long('要求') });

/** A supervision sheet 督办单; `fixBy` is the last day of rectification. */
export const supervise = z.object({
  level: z.enum(['一般', '重点']).meta({ title: '督办级别' }),
  matter: long('督办事项'),
  request: long('整改要求'),
  fixBy: z.iso.date().meta({ title: '整改期限' }),
});

/** The answer to a supervision sheet. */
export const supervisionReply = z.object({
  cause: long('原因分析'),
  measures: long('整改措施和责任人'),
});

/** What was found when rectification was checked. */
export const rectified = z.object({ findings: long('验收情况') });

/** A notice of criticism 通报. */
export const notice = z.object({ text: long('通报内容', 10) });

/** An interview 约谈 that was held. */
export const interview = z.object({
  heldOn: z.iso.date().meta({ title: '约谈日期' }),
  attendee: z.string().trim().min(2).max(40).meta({ title: '被约谈人' }),
  capacity: z
    .enum(['主要负责人', '其他负责人'])
    .meta({ title: '被约谈人职务', description: '约谈应由主要负责人到场，其他负责人代为参加的不算' }),
  points: long('约谈要点'),
  fixBy: z.iso.date().meta({ title: '整改期限' }),
});

/** Listing for supervision 挂牌督办. */
export const listing = z.object({
  matter: long('挂牌事项'),
  fixBy: z.iso.date().meta({ title: '整改期限' }),
});

/** The lead body's application for closure. */
export const closure = z.object({ statement: long('完成情况说明', 10) });

/** Reopening a closed task: what is still missing becomes new milestones. */
export const reopen = z.object({ reason: long('重新打开的理由'), milestones });

/** A change of the lead body. */
export const successor = z.object({
  newLead: organs('继任牵头单位', 1),
  basis: long('机构改革或者职责调整的依据'),
});

/** Carrying what is unfinished into the next plan. */
export const carryOver = z.object({
  nextPlan: z.string().trim().min(4).max(120).meta({ title: '下一方案及对应任务' }),
  reason: long('未完成的原因'),
});

import { z } from 'zod';
import { MATERIALS, RULE_MATERIALS, STANDARDS } from './common.ts';

const organ = (title: string, kind?: string, description?: string) =>
  z
    .string()
    .min(1)
    .max(80)
    .meta({
      title,
      widget: 'organ',
      ...(kind && { organKind: kind }),
      ...(description && { description }),
    });
const long = (title: string, min = 10, max = 5000, description?: string) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .meta({ title, widget: 'long-text', ...(description && { description }) });
const day = (title: string, description?: string) =>
  z.iso.date().meta({ title, ...(description && { description }) });

/** A document as it is named: its printed number and the day it is the law from. */
const named = {
  document: z.string().trim().min(4).max(80).meta({
    title: '发文字号',
    description: '与公布的目录一致，如：演市政规〔2026〕1号',
  }),
  effectiveOn: day('施行日期', '目录里写明的施行日期，用来核对是不是这份文件'),
};

const materials = z
  .array(z.enum(MATERIALS))
  .min(1)
  .max(MATERIALS.length)
  .meta({ title: '报送的材料', description: '七项齐全才能登记，缺项的暂缓登记并通知补充' });

export const file = z.object({
  ...named,
  recipient: organ('接受备案的机关', undefined, '政府文件报上一级政府和本级人大常委会；部门文件报本级政府'),
  materials,
  report: long('备案报告'),
});

/** The government above the city is not in this platform: what was sent and when. */
export const fileOutside = z.object({
  ...named,
  materials,
  report: long('备案报告'),
  sentOn: day('报送日期'),
  way: z.string().trim().min(2).max(60).meta({ title: '报送方式', description: '如：省备案平台、机要交换' }),
});

export const supplement = z.object({
  materials,
  note: long('补充了什么', 4, 2000),
});

export const deferral = z.object({
  items: z
    .array(z.string().trim().min(2).max(300))
    .min(1)
    .max(20)
    .meta({ title: '需要补充或者重新报送的内容', description: '一次列全', widget: 'lines' }),
});

export const rejection = z.object({
  ground: z.enum(['不属于行政规范性文件', '应由其他机关报送', '重复报送']).meta({ title: '不予登记的原因' }),
  reason: long('理由', 4, 2000),
});

export const reason = z.object({ reason: long('理由', 4, 2000) });

export const explanationRequest = z.object({
  questions: z
    .array(z.string().trim().min(4).max(500))
    .min(1)
    .max(20)
    .meta({ title: '需要说明的问题', widget: 'lines' }),
});

export const explanation = z.object({
  text: long('说明内容', 10, 10000),
});

export const pass = z.object({
  standards: z
    .array(z.enum(STANDARDS))
    .min(1)
    .max(STANDARDS.length)
    .meta({ title: '逐项审查无误的标准', description: '六项都审查过、都没有问题，才能通过' }),
  findings: long('审查情况', 10, 5000),
});

export const opinion = z.object({
  problems: z
    .array(
      z.object({
        article: z.string().trim().min(1).max(40).meta({ title: '条款' }),
        standard: z.enum(STANDARDS).meta({ title: '不符合哪一项标准' }),
        problem: z.string().trim().min(4).max(1000).meta({ title: '问题' }),
        basis: z.string().trim().min(4).max(500).meta({ title: '依据' }),
      }),
    )
    .min(1)
    .max(30)
    .meta({ title: '存在的问题' }),
  measure: z.enum(['修改', '废止', '停止执行并修改']).meta({ title: '建议的处理' }),
  text: long('审查意见', 10, 10000),
});

export const correction = z.object({
  how: z.enum(['废止', '停止执行', '修改']).meta({ title: '怎么纠正的' }),
  from: day('自哪一天起', '废止、停止执行或者修改后的文本施行的日期'),
  replacedBy: z.string().trim().max(80).optional().meta({
    title: '修改后文件的文号',
    description: '修改的必填；修改后的文件要按新文件另行备案',
  }),
  text: long('纠正情况', 4, 5000),
});

export const decision = z.object({
  decision: z.enum(['撤销', '改变', '责令停止执行', '不予处理']).meta({ title: '决定' }),
  from: day('自哪一天起'),
  altered: z.string().trim().max(5000).optional().meta({
    title: '改变为',
    description: '决定改变的必填：哪一条改成什么',
    widget: 'long-text',
  }),
  reasons: long('理由和依据'),
});

// ------------------------------------------------------------------ review without a filing

/** A citizen's proposal. The recipient is filled in by the page; the rule names the right one. */
export const proposal = z.object({
  ...named,
  recipient: organ('接受审查建议的机关'),
  articles: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .meta({ title: '对哪一条有意见', description: '如：第三条，或者全文' }),
  text: long('为什么认为有问题', 10, 5000, '写明和哪一部法律的哪一条不一致，或者怎样影响了您的权利'),
  name: z.string().trim().min(2).max(60).meta({ title: '姓名或者单位名称', personal: true }),
  contact: z.string().trim().min(4).max(100).meta({ title: '联系方式', personal: true }),
});

/** Where a review comes from besides a citizen and a filing. */
export const SOURCES = [
  '人民法院司法建议',
  '行政复议机关转送',
  '本机关行政复议附带审查',
  '督查机构建议',
  '依职权审查',
] as const;
export type Source = (typeof SOURCES)[number];

export const suggestion = z.object({
  ...named,
  recipient: organ('审查机关'),
  source: z.enum(SOURCES).meta({ title: '来源' }),
  competent: z
    .boolean()
    .meta({ title: '本机关有权处理', description: '无权处理的，七个工作日内转送有权处理的机关' }),
  from: z.string().trim().min(2).max(100).meta({ title: '提出的机关', description: '依职权审查的写本机关' }),
  number: z.string().trim().max(80).optional().meta({ title: '来文文号' }),
  receivedOn: day('收到日期', '行政复议附带审查的，写行政复议中止之日'),
  articles: z.string().trim().min(1).max(200).meta({ title: '涉及的条款' }),
  text: long('建议的内容', 4, 5000),
});

export const written = z.object({ text: long('书面答复', 10, 10000), on: day('答复日期') });

export const forward = z.object({
  to: z.string().trim().min(2).max(100).meta({ title: '转送给' }),
  reason: long('为什么由它处理', 4, 1000),
});

export const forwardReply = z.object({
  receivedOn: day('收到处理意见的日期'),
  text: long('处理意见', 4, 5000),
});

export const reply = z.object({
  text: long('答复内容', 10, 5000, '写明审查的结论、理由和文件怎么处理'),
});

// ------------------------------------------------------------------ rules

/** A rule as it was promulgated. */
export const rule = z.object({
  maker: organ('制定机关', 'government'),
  number: z.string().trim().min(2).max(60).meta({ title: '令号', description: '如：第250号' }),
  title: z.string().trim().min(4).max(80).meta({ title: '名称' }),
  kind: z.enum(['地方政府规章', '地方性法规']).meta({ title: '种类' }),
  promulgatedOn: day('公布日期', '三十日自公布之日起计算'),
});

/** A city regulation, which the provincial standing committee files: only watched here. */
export const regulation = rule.omit({ kind: true }).extend({
  announcedBy: z.string().trim().min(4).max(60).meta({ title: '公布机关' }),
});

export const provincialFiling = z.object({
  filedOn: day('省人大常委会报送的日期'),
  number: z.string().trim().min(2).max(80).meta({ title: '报送文号' }),
});

export const rulePackage = z.object({
  materials: z
    .array(z.enum(RULE_MATERIALS))
    .min(1)
    .max(RULE_MATERIALS.length)
    .meta({ title: '材料', description: '备案报告、规章文本、说明装订成册，一式三份，另附电子文本' }),
  copies: z.int().min(1).max(20).meta({ title: '装订份数' }),
  report: long('备案报告'),
});

export const sending = z.object({
  filedOn: day('报送日期'),
  number: z.string().trim().min(2).max(80).meta({ title: '报送文号' }),
});

export const receipt = z.object({
  receivedOn: day('收到回执的日期'),
  receipt: z.string().trim().min(2).max(80).meta({ title: '回执编号' }),
});

export const outcome = z.object({
  outcome: z.enum(['予以登记', '不予登记', '暂缓办理']).meta({ title: '办理结果' }),
  on: day('收到通知的日期', '暂缓办理的，15日自收到通知之日起计算'),
  number: z.string().trim().max(80).optional().meta({ title: '登记号或者通知文号' }),
  reason: z
    .string()
    .trim()
    .max(2000)
    .optional()
    .meta({ title: '理由', description: '不予登记、暂缓办理的必填' }),
});

export const outsideOpinion = z.object({
  on: day('收到意见的日期', '30日自收到之日起计算'),
  number: z.string().trim().min(2).max(80).meta({ title: '意见文号' }),
  text: long('审查意见', 4, 5000),
});

export const outsideAnswer = z.object({
  on: day('报告处理情况的日期'),
  result: z.enum(['修改', '废止', '说明理由不作改动']).meta({ title: '处理结果' }),
  text: long('处理情况', 4, 5000),
});

export const catalogue = z.object({
  maker: organ('制定机关', 'government'),
  yearEnd: day('目录年度的最后一日', '如上一年是2025年，写2025-12-31'),
});

export const catalogueSending = z.object({
  sentOn: day('报送日期'),
  number: z.string().trim().min(2).max(80).meta({ title: '报送文号' }),
});

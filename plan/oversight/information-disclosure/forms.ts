import { z } from 'zod';
import { FEE_MODES } from './fee.ts';
import { REPLY_CODES, WITHHOLDING_CODES } from './replies.ts';

/** Kinds of applicant, as the columns of the yearly form. */
export const APPLICANT_TYPES = [
  '自然人',
  '商业企业',
  '科研机构',
  '社会公益组织',
  '法律服务机构',
  '其他组织',
] as const;
export type ApplicantType = (typeof APPLICANT_TYPES)[number];

/** Ways an application reaches the office and is registered by it; the online way is the applicant's own act. */
export const CHANNELS = ['当面提交', '口头申请', '邮寄签收', '平常信函', '传真'] as const;
/** Ways whose receipt day is the day both sides confirm. */
export const CONFIRMED_CHANNELS: readonly unknown[] = ['平常信函', '传真'];

const long = (title: string, min = 4, max = 5000, description?: string) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .meta({ title, widget: 'long-text', ...(description && { description }) });
const optional = (title: string, max = 5000, description?: string) =>
  z
    .string()
    .trim()
    .max(max)
    .optional()
    .meta({ title, widget: 'long-text', ...(description && { description }) });
const day = (title: string, description?: string) =>
  z.iso.date().meta({ title, ...(description && { description }) });

/** What an application holds (art. 29), and nothing more: no purpose, no reason, no proof of interest. */
export const application = z.object({
  applicantType: z
    .enum(APPLICANT_TYPES)
    .meta({ title: '申请人类型', description: '只用于统计，不影响办理结果' }),
  name: z.string().trim().min(2).max(100).meta({ title: '姓名或者名称', personal: true }),
  identity: z
    .string()
    .trim()
    .min(4)
    .max(60)
    .meta({ title: '身份证明', description: '证件名称和号码', personal: true }),
  contact: z
    .string()
    .trim()
    .min(4)
    .max(200)
    .meta({ title: '联系方式', description: '地址、电话或者邮箱', personal: true }),
  information: long('所需政府信息', 2, 2000, '名称、文号或者其他便于查询的特征描述'),
  provideAs: z.enum(['纸质', '电子邮件', '光盘等载体', '当面查阅、抄录']).meta({ title: '希望的形式和途径' }),
  assistance: z
    .string()
    .trim()
    .max(200)
    .optional()
    .meta({ title: '需要的帮助', description: '阅读困难、视听障碍等，选填', personal: true }),
});

/** Application on the portal: the same, and the organ asked. */
export const onlineApplication = application.extend({
  agency: z.string().min(1).meta({ title: '受理机关', widget: 'organ' }),
});

/** Application that came in another way, written into the register by the office. */
export const registration = application.extend({
  channel: z.enum(CHANNELS).meta({ title: '提交方式' }),
  arrivedOn: day('提交、签收或者到达日期', '当面提交之日、邮件签收之日；平常信函和传真填到达之日'),
  account: z
    .string()
    .max(60)
    .optional()
    .meta({ title: '申请人在平台的账号', description: '没有的不填', personal: true }),
  oralWhy: z
    .string()
    .trim()
    .max(500)
    .optional()
    .meta({ title: '书写有困难的情况', description: '口头申请的必填', personal: true }),
  readBack: z
    .boolean()
    .optional()
    .meta({ title: '代填内容已经读给申请人听并经其确认', description: '口头申请的必填' }),
});

export const confirmation = z.object({
  confirmedOn: day('双方确认之日'),
  how: z
    .string()
    .trim()
    .min(2)
    .max(300)
    .meta({ title: '与申请人确认的方式', description: '如电话、短信、邮件' }),
});

export const withdrawal = z.object({
  statement: z
    .string()
    .trim()
    .max(1000)
    .optional()
    .meta({ title: '说明', description: '选填，撤回不需要理由', widget: 'long-text' }),
});
export const withdrawalOnPaper = withdrawal.extend({ receivedOn: day('收到撤回材料的日期') });

export const succession = z.object({
  successor: z.string().min(1).meta({ title: '承接职权的机关', widget: 'organ' }),
  basis: long('机构调整的依据'),
});

/** Art. 35: the one place where an applicant may be asked for reasons. */
export const reasonsAsked = z.object({
  count: z.int().min(2).max(100_000).meta({ title: '一定期间内的申请件数' }),
  excess: long('数量、频次明显超过合理范围的情况', 10),
  answerBy: day('说明理由的截止日期'),
});
export const reasonsStated = z.object({ reasons: long('申请理由', 2) });
export const reasonsOnPaper = reasonsStated.extend({ receivedOn: day('收到说明的日期') });
export const reasonsJudged = z.object({
  conclusion: z.enum(['合理', '不合理']).meta({ title: '认定' }),
  grounds: long('认定的理由', 10),
});
export const delay = z.object({
  answerBy: day('延迟答复的截止日期'),
  reason: long('不能按期答复的理由和期限合理的说明', 10),
});

/** Fee notice: one mode for one application; the amount is computed, never typed. */
export const feeNotice = z.object({
  mode: z.enum(FEE_MODES).meta({ title: '计收标准' }),
  items: z
    .int()
    .min(1)
    .max(1000)
    .optional()
    .meta({ title: '本申请拆分的件数', description: '按件计收必填，以最小合理单位拆分' }),
  earlier: z
    .int()
    .min(0)
    .max(10_000)
    .optional()
    .meta({ title: '本月此前已申请的件数', description: '按件计收必填' }),
  pages: z
    .int()
    .min(1)
    .max(1_000_000)
    .optional()
    .meta({ title: '页数', description: '按量计收必填，A4及以下单面为一页' }),
  excess: long('数量、频次明显超过合理范围的情况', 10),
  payTo: long('缴纳方式', 4, 500),
});
export const received = z.object({ receivedOn: day('申请人收到收费通知的日期') });
export const payment = z.object({
  amount: z.int().min(1).meta({ title: '缴纳金额（元）' }),
  paidOn: day('完成缴费的日期'),
  receipt: z.string().trim().min(2).max(60).meta({ title: '财政票据号码' }),
});

export const referral = z.object({
  authority: z.string().trim().min(2).max(100).meta({ title: '有关主管部门或者保密行政管理部门' }),
  question: long('请求确定的问题', 10),
  sentOn: day('报送日期'),
});
export const referralAnswer = z.object({
  answer: long('确定的意见', 2),
  receivedOn: day('收到意见的日期'),
});

/** One released record: the copy that goes out is a rendition of its own; the original stays. */
export const released = z.object({
  title: z.string().trim().min(2).max(200).meta({ title: '信息名称' }),
  original: z.string().trim().min(1).max(200).meta({ title: '原件编号', personal: true }),
  rendition: z.string().trim().min(1).max(200).meta({ title: '公开副本编号' }),
  redacted: z
    .array(z.string().trim().min(2).max(200))
    .max(100)
    .meta({ title: '隐去的内容', widget: 'lines' }),
});

/** A part that is not released, on its own ground. */
export const withheldPart = z.object({
  what: z.string().trim().min(2).max(500).meta({ title: '不予公开的内容' }),
  code: z.enum([...WITHHOLDING_CODES, '不属于政府信息']).meta({ title: '依据的情形' }),
  reason: z.string().trim().min(4).max(2000).meta({ title: '理由' }),
});

/** Draft of a reply: type, facts, reasons, and what its type asks for. */
export const replyDraft = z.object({
  code: z.enum(REPLY_CODES).meta({ title: '答复类型', widget: 'reply-code' }),
  facts: long('申请、检索和审查的情况', 10),
  reasons: optional('理由', 5000, '除予以公开外必填'),
  released: z.array(released).max(200).optional().meta({ title: '提供的信息', widget: 'released' }),
  whereToFind: optional('获取的方式、途径和时间', 1000, '已经主动公开的填写'),
  withheld: z.array(withheldPart).max(100).optional().meta({ title: '不予公开的部分和理由' }),
  secrecyBasis: optional('定密依据', 500),
  legalBasis: optional('法律、行政法规的名称和条款', 500),
  harm: optional('公开后可能造成的危害'),
  balance: optional('第三方权益与公共利益的权衡'),
  weighing: optional(
    '可以不予公开的裁量理由',
    5000,
    '内部事务、过程性信息和执法案卷是“可以”不公开，逐件权衡',
  ),
  ordered: z.boolean().optional().meta({
    title: '法律、法规、规章规定应当公开',
    description: '选“是”的不能以内部事务、过程性信息、执法案卷为由不公开',
  }),
  override: optional('第三方不同意而决定公开的理由', 5000, '异议没有合理理由，或者不公开会严重影响公共利益'),
  missing: z.enum(['经检索不存在', '不属于本机关负责公开']).optional().meta({ title: '不掌握的情形' }),
  searched: optional('检索的经过', 2000, '查了哪里、怎样查的'),
  rightOrgan: z
    .string()
    .trim()
    .max(200)
    .optional()
    .meta({ title: '负责公开的机关和联系方式', description: '能够确定的必须告知' }),
  extractable: z
    .boolean()
    .optional()
    .meta({ title: '可以从现有记录中筛选、摘取', description: '可以的应当提供现有记录' }),
  channel: optional('告知的途径', 1000),
  earlier: optional('此前答复的文号或者日期', 500),
  reconsiderationOrgan: z.string().trim().min(4).max(100).meta({ title: '行政复议机关' }),
  court: z.string().trim().min(4).max(100).meta({ title: '有管辖权的人民法院' }),
});
export type ReplyDraft = z.infer<typeof replyDraft>;

export const review = z.object({
  conclusion: z.enum(['可以公开', '不得公开', '不能确定']).meta({ title: '审查结论' }),
  secrecy: long('保密审查意见', 4),
  content: long('内容审查意见', 4, 5000, '第三方权益、公共利益、隐去内容是否完整'),
});

export const onTheSpot = z.object({
  answer: long('当场答复的内容', 4, 2000, '已经公开的信息及其获取的方式、途径'),
});

export const posting = z.object({
  carrier: z
    .enum(['邮政企业', '其他快递企业'])
    .meta({ title: '交寄的企业', description: '国家公文只能通过邮政企业寄递' }),
  tracking: z.string().trim().min(5).max(60).meta({ title: '邮件编号' }),
  postedOn: day('交邮日期', '以交邮之日为答复日'),
});

export const toldThirdParty = z.object({
  content: long('决定公开的内容'),
  reasons: long('理由', 10),
  toldOn: day('书面告知的日期'),
});

export const proactive = z.object({
  reason: long('纳入主动公开的理由', 4, 2000, '多人申请、申请人建议或者属于主动公开范围'),
});

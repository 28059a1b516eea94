import { z } from 'zod';

const long = (title: string, min = 4, description?: string) =>
  z
    .string()
    .trim()
    .min(min)
    .max(5000)
    .meta({ title, widget: 'long-text', ...(description && { description }) });

/** Kinds of abuse of administrative power (反垄断法 39 to 45). */
export const ABUSE_KINDS = [
  '限定或者变相限定交易',
  '以合作协议、备忘录妨碍其他经营者',
  '妨碍商品在地区之间自由流通',
  '排斥或者限制参加招标投标',
  '排斥、限制、强制外地经营者投资或者设立分支机构',
  '强制经营者从事垄断行为',
  '制定含有排除、限制竞争内容的规定',
  '说不清属于哪一种',
] as const;

const about = {
  intake: z
    .string()
    .min(1)
    .meta({ title: '向谁举报', widget: 'organ', description: '市或者县（市）区的市场监督管理局' }),
  subject: z.string().trim().min(2).max(80).meta({ title: '被举报的单位' }),
  kind: z.enum(ABUSE_KINDS).meta({ title: '什么情况' }),
  facts: long('事实', 10, '什么单位、什么时候、做了什么、影响了谁'),
  evidence: z
    .string()
    .trim()
    .max(5000)
    .optional()
    .meta({ title: '证据', description: '文件名称和文号、会议通知、聊天记录等', widget: 'long-text' }),
};
const informant = {
  name: z.string().trim().max(60).optional().meta({
    title: '您的姓名或者单位名称',
    description: '选填。实名书面举报并有事实的，必须核查并告知结果；身份严格保密',
    personal: true,
  }),
  contact: z
    .string()
    .trim()
    .max(100)
    .optional()
    .meta({ title: '联系方式', description: '选填，只用于核实和告知结果', personal: true }),
};

export const report = z.object({ ...about, ...informant });

export const registration = z.object({
  ...about,
  source: z
    .enum(['来信', '来访', '来电', '上级交办', '其他机关移送', '监测发现', '公平竞争审查抽查'])
    .meta({ title: '线索来源' }),
  ...informant,
});

/** Whom the clue is about, from where the receiving organ stands. */
export const SUBJECT_LEVELS = [
  '本级部门',
  '下一级政府及其部门',
  '本级政府',
  '上级机关',
  '不是行政机关',
] as const;

export const assessment = z.object({
  level: z.enum(SUBJECT_LEVELS).meta({ title: '被举报单位' }),
  realName: z.boolean().meta({ title: '实名书面举报' }),
  factsGiven: z.boolean().meta({ title: '提供了相关事实和证据' }),
  view: long('甄别意见'),
});

export const tellWhere = z.object({
  to: z.string().trim().min(2).max(80).meta({ title: '应当向谁反映' }),
  told: long('告知内容'),
});

export const reason = z.object({ reason: long('理由') });

export const check = z.object({
  finding: z.enum(['涉嫌滥用行政权力排除、限制竞争', '没有发现违法']).meta({ title: '核查结论' }),
  facts: long('核查查明的事实', 10),
  materials: long('取得的材料'),
});

export const passUp = z.object({
  to: z.string().trim().min(4).max(80).meta({ title: '报送给', description: '省级市场监督管理部门' }),
  report: long('线索报告', 10),
});

export const provinceFiles = z.object({
  filedOn: z.iso.date().meta({ title: '立案日期' }),
  number: z.string().trim().min(2).max(60).meta({ title: '立案文号' }),
});

export const provinceReturns = z.object({
  handling: z.enum(['由本机关督促改正', '不予立案']).meta({ title: '处理意见' }),
  reason: long('理由'),
});

export const assist = z.object({
  what: long('协助了什么'),
  on: z.iso.date().meta({ title: '日期' }),
});

export const interview = z.object({
  person: z.string().trim().min(2).max(60).meta({ title: '约谈的负责人' }),
  demands: long('提出的改进要求', 10),
  on: z.iso.date().meta({ title: '日期' }),
});

export const suggestion = z.object({
  number: z.string().trim().min(2).max(60).meta({ title: '建议书文号' }),
  issuer: z.string().trim().min(2).max(80).meta({ title: '提出建议的机关' }),
  addressee: z
    .string()
    .trim()
    .min(2)
    .max(80)
    .meta({ title: '收到建议的上级机关', description: '被建议单位的上级机关' }),
  measures: long('建议的处理和改正措施', 10),
  deadline: z.iso.date().meta({ title: '改正期限' }),
});

export const correction = z.object({
  what: long('改正情况', 10, '废止、修改了什么，怎样消除影响'),
  reportedOn: z.iso.date().meta({ title: '收到书面报告的日期' }),
});

export const order = z.object({
  superior: z.string().trim().min(2).max(80).meta({ title: '责令改正的上级机关' }),
  demands: long('责令改正的要求'),
  deadline: z.iso.date().meta({ title: '新的改正期限' }),
});

export const feedback = z.object({
  reply: long('告知的内容', 10),
  method: z.enum(['书面', '电话', '当面', '网上']).meta({ title: '告知方式' }),
});

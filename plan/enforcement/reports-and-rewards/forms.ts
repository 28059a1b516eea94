/** Forms of a report, its handling, and a reward. */
import { z } from 'zod';
import { EXCLUSIONS, GRADES, STANDINGS } from './common.ts';

const long = (title: string, min: number, more: object = {}) =>
  z
    .string()
    .trim()
    .min(min)
    .max(4000)
    .meta({ title, widget: 'long-text', ...more });
const KEEPER = 'report-keeper';

const facts = {
  title: z
    .string()
    .trim()
    .min(4)
    .max(80)
    .meta({ title: '举报什么', description: '一句话，如某店销售过期食品' }),
  lead: z.string().trim().min(1).max(60).meta({ title: '向哪个机关举报', widget: 'organ' }),
  subject: z.string().trim().min(2).max(120).meta({ title: '被举报的人或者单位' }),
  place: z.string().trim().min(2).max(200).meta({ title: '地点' }),
  foundOn: z.iso.date().meta({ title: '发生或者发现的日期' }),
  conduct: long('事情经过', 10, { description: '请不要在这里写您自己的姓名、电话' }),
  evidence: z.string().trim().max(2000).optional().meta({ title: '有什么线索或者证据', widget: 'long-text' }),
  standing: z.enum(STANDINGS).meta({ title: '您与这件事的关系' }),
  realName: z
    .boolean()
    .meta({ title: '实名举报', description: '实名的会得到是否立案的答复；匿名的凭查询码查看进展' }),
  name: z
    .string()
    .trim()
    .min(2)
    .max(40)
    .optional()
    .meta({ title: '姓名', personal: true, sealed: KEEPER, description: '加密保存，办案人员看不到' }),
  contact: z
    .string()
    .trim()
    .min(5)
    .max(100)
    .optional()
    .meta({ title: '联系方式', personal: true, sealed: KEEPER, description: '加密保存，办案人员看不到' }),
  wantsReward: z.boolean().meta({ title: '申请举报奖励', description: '查实重大违法行为的可以奖励' }),
};

/** Online: by an account, or by a code that only the informant has. */
export const report = z.object(facts);

/** By telephone, letter or visit: written down by staff, with the same secrecy and the same code. */
export const registered = z.object({
  ...facts,
  channel: z.enum(['电话', '信函', '来访', '转办']).meta({ title: '举报方式' }),
  code: z
    .string()
    .regex(/^code:[0-9a-f]{64}$/, '请重新生成查询码')
    .meta({ title: '查询码', widget: 'query-code', description: '生成后告诉举报人，系统只保存它的指纹' }),
});

export const supplement = z.object({ text: long('补充的内容', 4) });
export const reasons = z.object({ reasons: long('理由', 4) });

export const filing = z.object({
  result: z.enum(['立案', '不予立案']).meta({ title: '核查结果' }),
  reasons: long('理由', 10),
  caseNumber: z
    .string()
    .trim()
    .max(60)
    .optional()
    .meta({ title: '案件编号', description: '立案的，填写处罚案件在系统里的编号' }),
});

export const transfer = z.object({
  to: z.string().trim().min(1).max(60).meta({ title: '移送给哪个机关', widget: 'organ' }),
  reasons: long('理由', 4),
});

export const answer = z.object({
  text: long('告知的内容', 10, { description: '举报人凭账号或者查询码看到；不要写被举报人的商业秘密' }),
});

export const conclusion = z.object({
  result: z.enum(['查证属实', '部分属实', '不属实']).meta({ title: '查处结果' }),
  says: long('结果说明', 10),
  major: z.boolean().meta({ title: '属于重大违法行为' }),
  collected: z.number().min(0).max(1e12).multipleOf(0.01).meta({ title: '罚没款数额', unit: '元' }),
});

export const reward = z.object({
  result: z.enum(['给予奖励', '不予奖励']).meta({ title: '决定' }),
  grade: z
    .enum(Object.keys(GRADES) as [keyof typeof GRADES])
    .optional()
    .meta({ title: '奖励等级' }),
  exclusion: z.enum(EXCLUSIONS).optional().meta({ title: '不予奖励的情形' }),
  first: z.boolean().meta({ title: '是首先举报的人' }),
  amount: z
    .number()
    .min(0)
    .multipleOf(0.01)
    .optional()
    .meta({ title: '奖励金额', unit: '元', description: '按等级和罚没款计算，不能多也不能少' }),
  reasons: long('理由', 4),
});

export const finance = z.object({
  organ: z.string().trim().min(1).max(60).meta({ title: '财政部门', widget: 'organ' }),
  document: z.string().trim().min(4).max(120).meta({ title: '财政部门同意的文号' }),
});

export const payment = z.object({
  voucher: z.string().trim().min(4).max(60).meta({ title: '付款凭证号' }),
  paidOn: z.iso.date().meta({ title: '付款日期' }),
});

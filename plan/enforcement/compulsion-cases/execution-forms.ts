/** What is entered with the acts of compulsory execution. */
import { z } from 'zod';
import { itemField } from '../enforcement-items/case-item.ts';
import { officersField } from '../officers/contact.ts';
import { clockTime, day, line, long, optional, yes, yuan } from './forms.ts';
import { penaltyCaseField } from './link.ts';

export const OBLIGATIONS = [
  '金钱给付',
  '排除妨碍、恢复原状',
  '拆除违法建筑物、构筑物、设施',
  '其他义务',
] as const;
export const POWERS = ['本机关依照法律强制执行', '申请人民法院强制执行'] as const;

export const opening = z.object({
  title: line('事由', 4, 80),
  decision: line('据以执行的行政决定文号', 4, 100),
  penaltyCase: optional(penaltyCaseField),
  servedOn: day('行政决定送达日期'),
  performBy: day('行政决定的履行期限'),
  obligation: z.enum(OBLIGATIONS).meta({ title: '不履行的义务' }),
  amount: optional(yuan('应缴金额')),
  lateFineSince: optional(day('加处罚款、滞纳金起算日期')),
  power: z.enum(POWERS).meta({ title: '由谁执行' }),
  item: optional(
    itemField.meta({
      title: '执法事项编码',
      description: '自行强制执行的填写清单里的行政强制事项，应当有法律依据',
      widget: 'enforcement-item',
    }),
  ),
  partyName: line('当事人', 2, 100),
  partyAddress: line('住所或者地址').meta({ title: '住所或者地址', personal: true }),
  partyAccount: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .optional()
    .meta({ title: '当事人账号', description: '已实名登录的填写', widget: 'account' }),
});

export const remedyOver = z.object({
  on: day('复议、起诉期限届满或者裁判生效的日期'),
  none: yes('没有正在进行的复议、诉讼'),
});

export const urging = z.object({
  performBy: day('催告的履行期限'),
  way: line('履行方式'),
  amount: optional(yuan('应缴金额')),
});
export const statement = z.object({ text: long('陈述和申辩', 2) });
export const reexamination = z.object({
  result: z.enum(['成立，予以采纳', '不成立']).meta({ title: '复核结果' }),
  reasons: long('复核意见', 4),
});

export const WAYS = [
  '划拨存款、汇款',
  '拍卖或者依法处理财物',
  '排除妨碍、恢复原状',
  '其他强制执行方式',
] as const;
const decided = {
  way: z.enum(WAYS).meta({ title: '强制执行的方式' }),
  on: day('强制执行的时间'),
  reason: long('理由和依据', 4),
  reconsiderationBody: line('复议机关'),
  court: line('起诉的法院'),
};
export const decision = z.object(decided);
export const decisionAtOnce = z.object({ ...decided, evidence: long('转移、隐匿财物迹象的证据', 4) });

const happening = {
  officers: officersField,
  on: day('日期'),
  from: clockTime('开始时间'),
  to: clockTime('结束时间'),
  urgency: optional(long('情况紧急、须在夜间或者节假日执行的理由', 4)),
  utilities: yes('对居民生活采取停止供水、供电、供热、供燃气等方式'),
  record: long('执行笔录', 4, 20_000),
  recording: optional(line('音像记录编号', 2, 100)),
};
export const execution = z.object({
  ...happening,
  proceeds: optional(yuan('划拨、处理所得款项')),
  treasury: optional(line('上缴国库或者财政专户的凭证', 2, 100)),
});

export const announcement = z.object({
  postedOn: day('公告日期'),
  where: line('公告地点和载体'),
  removeBy: day('限期自行拆除至（含当日）'),
});
export const demolition = z.object(happening);

export const HARMS = ['危害交通安全', '造成环境污染', '破坏自然资源'] as const;
export const substitution = z.object({
  harm: z.enum(HARMS).meta({ title: '已经或者将要造成的后果' }),
  by: line('代履行人'),
  unrelated: yes('代履行人与本案没有利害关系，或者由本机关代履行'),
  way: line('代履行的方式'),
  on: day('代履行的时间'),
  cost: yuan('费用预算'),
  reason: long('理由和依据', 4),
  reconsiderationBody: line('复议机关'),
  court: line('起诉的法院'),
});
export const secondUrging = z.object({
  urgedOn: day('再次催告日期'),
  receipt: line('送达证明'),
});
export const substituted = z.object({
  ...happening,
  supervisor: line('到场监督的工作人员', 2, 60),
  signed: yes('监督人员、代履行人和当事人或者见证人已经签名'),
  cost: yuan('实际费用'),
});
export const substitutedNow = z.object({
  ...happening,
  place: z.enum(['道路', '河道', '航道', '公共场所']).meta({ title: '地点性质' }),
  what: line('遗洒物、障碍物或者污染物'),
  unable: yes('当事人不能清除'),
  toldOn: day('通知当事人的日期'),
  cost: yuan('实际费用'),
});

export const agreement = z.object({
  terms: long('分阶段履行的约定', 4),
  harmless: yes('不损害公共利益和他人合法权益'),
  cut: yuan('减免的加处罚款、滞纳金'),
  remedial: optional(long('当事人已经采取的补救措施', 4)),
});
export const note = z.object({ note: long('情况', 2) });
export const payment = z.object({
  note: long('履行情况', 2),
  receipt: line('履行凭证', 2, 100),
});

export const SUSPENSIONS = [
  '当事人履行确有困难或者暂无履行能力',
  '第三人对执行标的主张权利，确有理由',
  '执行可能造成难以弥补的损失，且中止不损害公共利益',
  '其他需要中止的情形',
] as const;
export const suspension = z.object({
  ground: z.enum(SUSPENSIONS).meta({ title: '中止的情形' }),
  reason: long('说明', 4),
});
export const noFurther = z.object({
  harmless: yes('没有明显社会危害'),
  unable: yes('当事人确无能力履行'),
  reason: long('说明', 4),
});
export const TERMINATIONS = [
  '公民死亡，无遗产可供执行，又无义务承受人',
  '法人或者其他组织终止，无财产可供执行，又无义务承受人',
  '执行标的灭失',
  '据以执行的行政决定被撤销',
  '其他需要终结的情形',
] as const;
export const termination = z.object({
  ground: z.enum(TERMINATIONS).meta({ title: '终结的情形' }),
  reason: long('说明', 4),
});

export const courtApplication = z.object({
  court: line('法院'),
  facts: long('行政决定的事实、理由和依据', 4),
  partyOpinion: long('当事人的意见和催告情况', 2),
  target: long('执行标的情况', 2),
  signedBy: line('签名的负责人', 2, 40),
  urgent: z.boolean().optional().meta({
    title: '情况紧急，为保障公共安全申请立即执行',
    description: '法院批准的，自裁定之日起五日内执行',
  }),
});
export const doubts = z.object({ on: day('法院听取意见的日期'), note: long('听取意见的情况', 2) });
export const acceptance = z.object({
  result: z.enum(['受理', '不予受理']).meta({ title: '结果' }),
  on: day('日期'),
  document: line('文书编号', 2, 100),
});
export const ruling = z.object({
  result: z.enum(['准予执行', '不予执行']).meta({ title: '裁定' }),
  on: day('收到裁定的日期'),
  document: line('文书编号', 2, 100),
});
export const objection = z.object({ sentOn: day('向上一级法院申请复议的日期'), reason: long('理由', 4) });
export const courtResult = z.object({
  result: z.enum(['执行完毕', '终结执行']).meta({ title: '结果' }),
  document: line('文书编号', 2, 100),
});

import { z } from 'zod';
import { itemField } from '../enforcement-items/case-item.ts';
import { materialsField } from '../full-process-record/index.ts';
import { MINDS, REDUCTIONS } from './application-rules.ts';
import { KINDS, LEVELS } from './catalogue.ts';
import { officersField } from './officers.ts';
import { PARTY_KINDS, SECTORS } from './settings.ts';

export const long = (title: string, min = 10, max = 5000) =>
  z.string().trim().min(min).max(max).meta({ title, widget: 'long-text' });
export const line = (title: string, min = 2, max = 200) =>
  z.string().trim().min(min).max(max).meta({ title });
export const yes = (title: string, description?: string) =>
  z.boolean().meta({ title, ...(description && { description }) });
export const day = (title: string, description?: string) =>
  z.iso.date().meta({ title, ...(description && { description }) });
/** A field that may be left empty, with its title kept. */
export const optional = <T extends z.ZodType>(field: T) => field.optional().meta(field.meta() ?? {});
/** A sum in yuan with at most two decimals. */
export const yuan = (title: string) =>
  z
    .number()
    .min(0)
    .max(10_000_000_000)
    .refine((n) => Math.abs(n * 100 - Math.round(n * 100)) < 1e-6, '金额最多两位小数')
    .meta({ title, unit: '元' });

/** Names of natural persons, one a line; no public text holds them. */
export const people = (title: string, description: string) =>
  z
    .array(z.string().trim().min(2).max(40))
    .max(30)
    .optional()
    .meta({ title, description, widget: 'lines', person: true, personal: true });

export const reason = z.object({ reason: long('理由', 4) });

export const SOURCES = [
  '监督检查',
  '投诉',
  '举报',
  '其他机关移送',
  '上级交办',
  '电子监控',
  '司法机关移送',
  '其他',
] as const;

/** The one a case is about, as it will stand in every paper. */
const partyFields = {
  partyName: line('当事人姓名或者名称', 2, 100),
  partyKind: z.enum(PARTY_KINDS).meta({ title: '当事人类型' }),
  operator: optional(
    line('经营者姓名', 2, 40).meta({
      title: '经营者姓名',
      description: '个体工商户填写；公示时隐去',
      person: true,
      personal: true,
    }),
  ),
  guardian: optional(
    line('监护人姓名', 2, 40).meta({
      title: '监护人姓名',
      description: '当事人不满十八周岁的填写；公示时隐去',
      person: true,
      personal: true,
    }),
  ),
  partyId: line('身份证号或者统一社会信用代码', 4, 40).meta({ personal: true }),
  partyAddress: line('住所或者地址', 2, 200).meta({ personal: true }),
  partyAccount: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .optional()
    .meta({ title: '当事人账号', description: '当事人已实名登录的填写', widget: 'account' }),
  bornOn: day('出生日期', '自然人填写').optional().meta({ title: '出生日期', personal: true }),
};

/** Registration of a clue. */
export const clue = z.object({
  title: line('案由', 4, 80),
  sector: z.enum(SECTORS).meta({ title: '适用的程序规定' }),
  field: line('执法领域'),
  source: z.enum(SOURCES).meta({ title: '案件来源' }),
  sourceDetail: long('来源情况', 4),
  sourceCase: optional(
    line('来源事项的编号', 4, 80).meta({
      title: '来源事项的编号',
      description: '由系统里的举报、当场查处等事项立案的填写，两件互相可以查到',
    }),
  ),
  realName: yes('实名投诉、举报'),
  ...partyFields,
  conduct: long('违法行为概况', 4),
  place: line('行为发生地'),
  actOn: day('行为发生日期'),
  actEndedOn: day('行为终了日期', '没有连续、继续状态的同发生日期'),
  discoveredOn: day('发现日期', '举报属实的为举报之日，其他为立案、检查等首次发现之日'),
  graveHarm: yes('涉及公民生命健康安全、金融安全且有危害后果'),
});

export const filing = z.object({
  item: itemField,
  officers: officersField,
  primaFacie: yes('有初步证据证明存在违法行为'),
  punishable: yes('依法应当给予行政处罚'),
  competent: yes('属于本机关管辖'),
  otherFiledOn: optional(day('其他有管辖权的机关已经立案的日期')),
  otherOrgan: optional(line('已经立案的其他机关')),
  township: z.string().trim().min(1).max(60).optional().meta({
    title: '行为发生的乡镇、街道',
    description: '事项已经赋权给乡镇、街道的填写',
    widget: 'organ',
  }),
  jurisdiction: line('地域和级别管辖依据'),
  verification: long('核查情况', 4),
});

export const notFiling = z.object({
  ground: z
    .enum([
      '没有违法行为',
      '超过追究时效',
      '不属于本机关管辖',
      '轻微并已改正、没有危害后果',
      '初次违法、危害轻微并已改正',
      '没有主观过错',
      '其他',
    ])
    .meta({ title: '不予立案的理由' }),
  reason: long('说明', 4),
  reporterTold: yes('实名投诉、举报人已经告知'),
});

export const CONTACTS = [
  '询问',
  '现场检查',
  '勘验',
  '抽样取证',
  '调取证据',
  '电子监控记录审核',
  '委托鉴定',
] as const;
export const EVIDENCE = [
  '书证',
  '物证',
  '视听资料',
  '电子数据',
  '证人证言',
  '当事人的陈述',
  '鉴定意见',
  '勘验笔录、现场笔录',
] as const;

/** On-site acts of this kind must be recorded in sound and picture (`full-process-record`). */
const major = optional(
  z.boolean().meta({
    title: '直接涉及人身自由、生命健康或者重大财产权益',
    description: '勾选后应当全程音像记录，结案前核对',
  }),
);

/** One contact or one taking of evidence, with the officers who took part. */
export const contact = z.object({
  kind: z.enum(CONTACTS).meta({ title: '调查方式' }),
  officers: officersField,
  shown: yes('已经主动出示执法证件'),
  on: day('日期'),
  place: line('地点'),
  people: people('被询问人、证人、见证人、代理人的姓名', '笔录里的自然人；公示时隐去'),
  record: long('笔录', 4, 20_000),
  evidence: z.enum(EVIDENCE).meta({ title: '证据种类' }),
  proves: line('证明的事实', 2, 500),
  lawful: yes('取得方式合法'),
  signed: z
    .enum(['已核对并签名', '拒绝签名，已注明原因', '不需要当事人签名'])
    .meta({ title: '当事人核对签名' }),
  reviewed: optional(yes('电子监控记录已经审核真实、清晰、完整、准确')),
  device: optional(line('电子监控设备登记编号')),
  major,
  materials: materialsField(),
});

export const preservation = z.object({
  officers: officersField,
  major,
  materials: materialsField(),
  items: z.array(line('物品')).min(1).max(200).meta({ title: '登记保存的物品清单', widget: 'lines' }),
  ground: long('证据可能灭失或者以后难以取得的理由', 4),
  place: line('保存地点'),
  approvedBy: line('批准的负责人'),
});

export const DISPOSALS = ['返还', '送交检验鉴定', '查封扣押', '没收', '移送有关机关'] as const;
export const disposal = z.object({
  result: z.enum(DISPOSALS).meta({ title: '处理决定' }),
  detail: long('处理情况', 4),
});

export const test = z.object({
  what: line('检测检验鉴定事项'),
  by: line('承担机构'),
});
export const testResult = z.object({ result: long('结论', 4), endedOn: day('结论收到日期') });

export const recusalRequest = z.object({
  officer: line('申请回避的人员账号', 1, 60),
  ground: long('理由', 4),
});
export const recusalDecision = z.object({
  officer: line('人员账号', 1, 60),
  result: z.enum(['回避', '不回避']).meta({ title: '决定' }),
  reason: long('理由', 4),
});

export const period = z.object({
  until: day('合理期限至（含当日）'),
  meeting: line('集体讨论的会议'),
  reason: long('理由', 4),
});

/** One penalty. */
export const item = z.object({
  kind: z.enum(KINDS).meta({ title: '处罚种类' }),
  amount: optional(yuan('金额')),
  days: z.int().min(1).max(3650).optional().meta({ title: '期限（日）' }),
  detail: z.string().trim().max(500).optional().meta({ title: '内容' }),
});

export const basis = z.object({
  title: line('法律文件名称', 2, 120).meta({ title: '法律文件名称', widget: 'instrument' }),
  article: line('条', 1, 40),
  level: z.enum(LEVELS).meta({ title: '效力层级' }),
  published: yes('已经公布'),
  inForceFrom: day('施行日期'),
  inForceUntil: optional(day('失效日期')),
  role: z.enum(['处罚依据', '衔接规定']).meta({ title: '引用目的' }),
});

/** One element of the violation, with the records that prove it. */
export const element = z.object({
  fact: line('事实', 4, 1000),
  evidence: z
    .array(z.int().min(1))
    .min(1, '每一项事实都要有证据')
    .max(50)
    .meta({ title: '证据（办理步骤编号）', widget: 'acts', ofActs: ['contact'] }),
});

export const OUTCOMES = ['给予处罚', '不予处罚', '移送司法机关'] as const;
export const NO_PENALTY_GROUNDS = [
  '轻微并已改正、没有危害后果',
  '初次违法、危害轻微并已改正',
  '没有主观过错',
  '不满十四周岁',
  '不能辨认或者控制自己的行为',
  '超过追究时效',
  '违法事实不能成立',
] as const;

/** What the case unit proposes, with the facts that the application rules ask for. */
export const proposal = z.object({
  outcome: z.enum(OUTCOMES).meta({ title: '处理建议' }),
  noPenaltyGround: z.enum(NO_PENALTY_GROUNDS).optional().meta({ title: '不予处罚的理由' }),
  elements: z.array(element).max(50).meta({ title: '违法事实和证据' }),
  items: z.array(item).max(20).meta({ title: '拟处罚的种类和幅度' }),
  basis: z.array(basis).min(1, '必须写明依据').max(20).meta({ title: '依据' }),
  benchmark: optional(line('裁量权基准', 1, 60).meta({ title: '裁量权基准', widget: 'benchmark' })),
  facts: z
    .record(z.string().max(40), z.union([z.number(), z.string().max(80), z.boolean()]))
    .optional()
    .meta({ title: '裁量事实', description: '基准要求的事实，如货值金额', widget: 'benchmark-facts' }),
  rangeChoice: optional(line('选择的法定幅度', 1, 40)),
  bandReasons: z.string().trim().max(2000).optional().meta({
    title: '不按裁量权基准的理由',
    description: '显失公平或者客观情况变化；须经主要负责人批准或者集体讨论',
    widget: 'long-text',
  }),
  lenientItem: optional(
    line('适用的从宽清单编码', 1, 60).meta({ title: '适用的从宽清单', widget: 'lenient-item' }),
  ),
  discretion: long('裁量等级和理由', 4),
  mitigated: yes('已经从轻或者减轻'),
  mind: z.enum(MINDS).meta({ title: '行为时的精神状态' }),
  minor: yes('违法行为轻微'),
  correctedInTime: yes('及时改正'),
  noHarm: yes('没有造成危害后果'),
  firstOffence: yes('初次违法'),
  minorHarm: yes('危害后果轻微'),
  noFaultProved: yes('当事人有证据足以证明没有主观过错'),
  reductions: z.array(z.enum(REDUCTIONS)).meta({ title: '从轻、减轻的法定情形' }),
  emergency: yes('违反突发事件应对措施'),
  alreadyFined: yes('任何机关已对同一行为罚款'),
  severalRules: yes('同一行为违反多个应当罚款的规定'),
  newRule: z.enum(['没有变化', '处罚较轻', '不再认为违法', '处罚较重']).meta({ title: '行为之后规定的变化' }),
  departureReasons: z
    .string()
    .trim()
    .max(2000)
    .optional()
    .meta({ title: '不适用法定不予、从轻、减轻情形的理由', widget: 'long-text' }),
  publicInterest: yes('涉及重大公共利益'),
  majorRights: yes('直接关系当事人或者第三人重大权益'),
  difficult: yes('案件情况疑难复杂、涉及多个法律关系'),
  reviewByLaw: yes('法律、法规规定应当法制审核'),
  collective: yes('情节复杂或者重大违法行为，应当集体讨论'),
  otherHeavy: yes('其他较重的处罚，应当告知听证权利'),
  generalHalt: yes('要求整个区域或者行业停产停业'),
  haltApproval: optional(line('批准机关的批准文号', 4, 100)),
  haltApprovedBy: optional(line('批准机关', 1, 60).meta({ widget: 'organ' })),
});
export type Proposal = z.infer<typeof proposal>;

export const departure = z.object({
  result: z.enum(['批准', '不批准']).meta({ title: '决定' }),
  ground: z
    .enum(['适用基准显失公平', '客观情况变化', '基准没有预见', '上级答复'])
    .meta({ title: '不按基准的情形' }),
  reason: long('理由', 4),
});

export const caseReview = z.object({
  result: z.enum(['同意', '退回补充']).meta({ title: '案件审核意见' }),
  opinion: long('意见', 4),
});

export const STATEMENT_CHANNELS = ['当面口头', '书面', '邮寄', '电子'] as const;
export const statement = z.object({
  channel: z.enum(STATEMENT_CHANNELS).meta({ title: '提出方式' }),
  text: long('陈述、申辩内容', 2, 20_000),
});
export const reexamination = z.object({
  statement: z
    .int()
    .min(1)
    .meta({ title: '陈述、申辩的编号', widget: 'acts', ofActs: ['state-defence'] }),
  accepted: z.enum(['采纳', '部分采纳', '不采纳']).meta({ title: '复核结果' }),
  reasons: long('对事实、理由和证据逐项复核的意见', 4),
});
export const waiver = z.object({
  scope: z.enum(['陈述和申辩', '陈述、申辩和听证']).meta({ title: '放弃的权利' }),
  document: line('当事人签字文书编号', 2, 100),
  signedOn: day('签字日期'),
});

export const review = z.object({
  qualification: z
    .enum(['已通过国家统一法律职业资格考试', '2018年前已从事法制审核'])
    .meta({ title: '审核人员资格' }),
});

export const decision = z.object({
  items: z.array(item).min(1).max(20).meta({ title: '处罚的种类和幅度' }),
  basis: z.array(basis).min(1).max(20).meta({ title: '依据' }),
  reasons: long('作出决定的理由，包括对陈述、申辩和听证意见的回应', 4, 20_000),
  bank: optional(line('代收银行或者电子支付系统')),
  lateFine: yes('逾期不缴的每日按罚款数额的百分之三加处罚款'),
  reconsiderationBody: line('复议机关'),
  court: line('起诉的法院'),
});
export const noPenalty = z.object({
  ground: z.enum(NO_PENALTY_GROUNDS).meta({ title: '不予处罚的理由' }),
  reasons: long('理由', 4, 20_000),
  education: long('教育情况', 4),
  guardian: optional(line('责令监护人管教、看管和治疗的情况')),
  reconsiderationBody: line('复议机关'),
  court: line('起诉的法院'),
});
export const transferred = z.object({
  transfer: z
    .string()
    .trim()
    .min(4)
    .max(80)
    .meta({ title: '涉嫌犯罪移送案的编号', description: '移送书文号或者事项编号' }),
});
export const policeReply = z.object({
  result: z.enum(['立案', '不立案', '移回行政处理']).meta({
    title: '公安、检察机关的答复',
    description: '不起诉后移回、本机关决定处理的，选“移回行政处理”',
  }),
  document: line('文书编号'),
});

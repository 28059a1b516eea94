/** Forms of clues and cases that go from organ to organ, of shared results and their recognition. */
import { z } from 'zod';

const long = (title: string, min = 4, description?: string) =>
  z
    .string()
    .trim()
    .min(min)
    .max(5000)
    .meta({ title, widget: 'long-text', ...(description && { description }) });
const line = (title: string, min = 2, max = 200) => z.string().trim().min(min).max(max).meta({ title });
const organ = (title: string) => z.string().trim().min(1).max(60).meta({ title, widget: 'organ' });
const maybeLine = (title: string, min: number, max: number, description: string) =>
  z.string().trim().min(min).max(max).optional().meta({ title, description });

const evidence = z
  .array(line('证据', 2, 200))
  .min(1, '至少写明一项证据')
  .max(200)
  .meta({ title: '证据清单', widget: 'lines', description: '一行一项，写明名称和数量' });

export const clue = z.object({
  receiver: organ('移送给哪个机关'),
  title: line('线索', 4, 80),
  field: line('执法领域', 2, 40),
  partyName: line('涉及的单位或者个人', 2, 100),
  partyId: maybeLine('统一社会信用代码', 18, 18, '单位的填写；个人的不填').meta({
    title: '统一社会信用代码',
    description: '单位的填写；个人的不填，身份信息随材料移交',
    personal: true,
  }),
  place: line('地点'),
  foundOn: z.iso.date().meta({ title: '发现日期' }),
  facts: long('发现的情况', 10),
  basis: long('移送的理由', 4, '为什么由对方机关办理'),
  evidence,
  fixed: z.boolean().meta({ title: '证据已经先行固定' }),
  resultBy: z.iso.date().meta({ title: '反馈结果的期限' }),
});

export const acceptance = z.object({
  unit: line('承办机构', 2, 60),
  plan: long('办理安排', 2),
});
export const reasons = z.object({ reasons: long('理由') });
export const returned = z.object({
  reasons: long('退回的理由', 4),
  competent: z.string().trim().max(60).optional().meta({ title: '认为有管辖权的机关', widget: 'organ' }),
});
export const escalation = z.object({
  ground: z.enum(['被退回', '逾期没有答复', '逾期没有反馈结果']).meta({ title: '报请的情形' }),
  superior: organ('共同的上级'),
  reasons: long('理由'),
});
export const designation = z.object({
  organ: organ('指定办理的机关'),
  reasons: long('理由'),
});
export const clueDesignation = designation.extend({
  resultBy: z.iso.date().meta({ title: '反馈结果的期限' }),
});
export const clueResult = z.object({
  result: z.enum(['已立案', '已处理', '查无违法', '已移送司法机关']).meta({ title: '结果' }),
  says: long('结果说明'),
  caseNumber: maybeLine('案件编号', 4, 80, '已立案的填写本机关的处罚案件编号').meta({
    title: '案件编号',
    description: '已立案的填写本机关的处罚案件编号，其他的不填',
  }),
});

const thing = z.object({
  name: line('名称', 1, 100),
  quantity: z.number().positive().max(1e9).meta({ title: '数量' }),
  unit: line('单位', 1, 10),
  where: line('现在何处', 2, 100),
});
export type HandedThing = z.infer<typeof thing>;

export const caseSending = z.object({
  title: line('案由', 4, 80),
  penaltyCase: line('案件编号', 4, 80).meta({
    title: '案件编号',
    description: '本机关的处罚案件，已经由负责人批准移送给受移送的机关',
  }),
  receiver: organ('受移送的机关'),
  reason: z
    .enum(['本机关没有管辖权', '执法事项没有赋予乡镇、街道', '执法事项已经赋予乡镇、街道', '其他机关先立案'])
    .meta({ title: '移送的情形' }),
  item: maybeLine('执法事项基本编码', 12, 12, '12位').meta({
    title: '执法事项基本编码',
    description: '涉及乡镇、街道的填写，12位',
  }),
  basis: long('管辖依据', 4),
  evidence,
  things: z.array(thing).max(500).meta({ title: '查封、扣押、先行登记保存的物品' }),
  noThings: z.boolean().meta({ title: '没有涉案物品' }),
});
export const caseReceipt = z.object({
  evidence: z.int().min(0).max(200).meta({ title: '实收证据项数' }),
  things: z.int().min(0).max(500).meta({ title: '实收物品项数' }),
  difference: z.string().trim().max(1000).optional().meta({ title: '与清单不符的情况', widget: 'long-text' }),
  signer: line('签收人', 2, 40),
});
export const caseAcceptance = z.object({
  result: z.enum(['立案', '不予立案']).meta({ title: '处理' }),
  caseNumber: maybeLine('案件编号', 4, 80, '立案的填写').meta({
    title: '案件编号',
    description: '立案的填写本机关的处罚案件编号',
  }),
  reasons: long('理由'),
});
export const negotiation = z.object({
  result: z.enum(['协商一致，由受移送的机关办理', '协商不成']).meta({ title: '协商结果' }),
  record: long('协商情况'),
});
export const coordination = z.object({
  result: z.enum(['协调一致，由受移送的机关办理', '协调不成']).meta({ title: '协调结果' }),
  record: long('协调情况'),
});
export const referral = z.object({ superior: organ('共同的上级'), reasons: long('理由') });
export const disputing = z.object({
  coordinator: organ('行政执法监督机构').meta({
    title: '行政执法监督机构',
    widget: 'organ',
    description: '协商不成的由它协调：共同所属地区的司法局',
  }),
  reasons: long('认为没有管辖权的理由'),
});

export const RESULT_KINDS = ['现场检查', '检验', '检测', '鉴定', '计量检定'] as const;
export const sharedResult = z.object({
  title: line('检查、检测内容', 4, 80),
  kind: z.enum(RESULT_KINDS).meta({ title: '种类' }),
  item: line('事项编码', 1, 60).meta({
    title: '事项编码',
    description: '检查事项编码或者检验项目、标准编号；同一编码不再重复检查、检测',
  }),
  partyName: line('对象名称', 2, 100),
  partyId: line('统一社会信用代码', 18, 18),
  place: line('地点、产品批次或者样品编号'),
  doneOn: z.iso.date().meta({ title: '完成日期' }),
  validUntil: z.iso.date().meta({ title: '结果有效期至' }),
  result: z.enum(['未发现问题', '合格', '发现问题', '不合格']).meta({ title: '结果' }),
  says: long('结果说明', 4),
  report: line('报告或者笔录编号', 2, 80),
  by: line('实施检查、检测的人员或者机构', 2, 120),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, '应为报告文件的SHA-256，64位十六进制小写')
    .optional()
    .meta({ title: '报告文件的指纹' }),
});
export const correction = z.object({ says: long('更正的内容', 4) });

export const recognition = z.object({
  shared: line('共享结果编号', 4, 80),
  use: line('用在哪里', 4, 120).meta({ title: '用在哪里', description: '如某检查任务、某案件的编号' }),
});
export const DECLINE_GROUNDS = [
  '对象、批次或者样品不同',
  '检验项目或者标准不同',
  '结果之后情况已经变化',
  '有证据表明结果可能不实',
] as const;
export const declining = z.object({
  shared: line('共享结果编号', 4, 80),
  ground: z.enum(DECLINE_GROUNDS).meta({ title: '不予认可的情形' }),
  reasons: long('理由和证据', 10),
});
export const declineAnswer = z.object({
  result: z.enum(['同意重新检查、检测', '认为结果应当认可']).meta({ title: '答复' }),
  reasons: long('理由'),
});

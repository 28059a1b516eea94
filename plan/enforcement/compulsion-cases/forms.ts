/** What is entered with the acts of a compulsory measure. */
import { z } from 'zod';
import { itemField } from '../enforcement-items/case-item.ts';
import { officersField } from '../officers/contact.ts';
import { day, line, long, optional, yes, yuan } from '../penalty-cases/forms.ts';
import { penaltyCaseField } from './link.ts';

export { day, line, long, optional, yes, yuan };

/** Measures over property that this procedure carries; those over liberty are for the police alone. */
export const MEASURE_KINDS = ['查封', '扣押', '冻结'] as const;

/** Time of day, Beijing time. */
export const clockTime = (title: string) =>
  z
    .string()
    .trim()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, '写成24小时制的时和分，如09:30')
    .meta({ title, description: '24小时制，如09:30' });

const opening = {
  title: line('事由', 4, 80),
  item: itemField,
  penaltyCase: penaltyCaseField,
  field: line('执法领域', 2, 40),
  reason: long('采取措施的理由', 4),
  necessity: long('非强制手段不能达到目的的理由', 4),
};

export const application = z.object({
  ...opening,
  kind: z.enum(MEASURE_KINDS).meta({ title: '措施种类' }),
  scope: long('拟采取措施的场所、设施、财物或者账户', 2),
});

export const approval = z.object({
  result: z.enum(['批准', '不批准']).meta({ title: '决定' }),
  opinion: long('意见', 2),
});

/** One thing on the list. */
export const thing = z.object({
  name: line('名称', 1, 100),
  spec: optional(line('规格、型号、批号', 1, 100)),
  mark: optional(
    z
      .string()
      .trim()
      .min(2)
      .max(60)
      .meta({ title: '唯一标识', description: '车架号、设备编号、不动产单元号等，有的填写' }),
  ),
  quantity: z.number().positive().max(100_000_000).meta({ title: '数量' }),
  unit: line('单位', 1, 20),
  state: line('新旧、成色、特征', 1, 200),
  relation: z
    .enum(['涉案场所', '涉案设施', '涉案财物', '与违法行为无关'])
    .meta({ title: '与违法行为的关系' }),
  necessity: yes('公民个人及其所扶养家属的生活必需品'),
  sealedBy: optional(line('已经依法查封它的其他国家机关', 2, 60)),
});
export type Thing = z.infer<typeof thing>;

/** Where the party may go against the decision. */
const remedy = {
  reconsiderationBody: line('复议机关'),
  court: line('起诉的法院'),
};

/** What happens on the spot, as articles 18, 24 and 26 ask. */
const onTheSpot = {
  officers: officersField,
  on: day('实施日期'),
  time: clockTime('实施时间'),
  place: line('地点'),
  shown: yes('已经出示执法身份证件'),
  presence: z
    .enum(['当事人到场', '当事人接到通知没有到场', '无法通知当事人'])
    .meta({ title: '当事人到场情况' }),
  witness: optional(line('见证人', 2, 40).meta({ title: '见证人', personal: true })),
  told: yes('已经当场告知理由、依据、权利和救济途径'),
  statement: long('当事人的陈述和申辩', 1).meta({
    title: '当事人的陈述和申辩',
    widget: 'long-text',
    description: '没有提出的写“没有提出”',
  }),
  record: long('现场笔录', 4, 20_000),
  signed: z
    .enum(['当事人和执法人员已签名', '当事人拒绝签名，已在笔录中注明', '见证人和执法人员已签名'])
    .meta({ title: '笔录签名' }),
  things: z.array(thing).max(500).meta({ title: '清单' }),
  handedOver: yes('决定书和清单已经当场交付'),
  twoCopies: yes('清单一式二份，当事人和本机关分别保存'),
  custody: z.enum(['本机关保管', '委托第三人保管']).meta({ title: '保管方式' }),
  custodian: line('保管人和保管地点', 2, 100),
  free: yes('保管、检验费用由本机关承担'),
  recording: optional(line('音像记录编号', 2, 100)),
  ...remedy,
};

export const taking = z.object(onTheSpot);

export const urgentTaking = z.object({
  ...opening,
  kind: z.enum(['查封', '扣押']).meta({ title: '措施种类', description: '冻结要先批准，不能先实施后补批' }),
  urgency: long('情况紧急、来不及先报批的理由', 4),
  ...onTheSpot,
});

/** One account to be frozen. */
export const account = z.object({
  number: line('账号', 4, 60),
  amount: yuan('冻结金额'),
});
export type Account = z.infer<typeof account>;

export const freezing = z.object({
  officers: officersField,
  on: day('金融机构冻结之日'),
  bank: line('金融机构'),
  receipt: line('金融机构回执编号'),
  accounts: z.array(account).max(50).meta({ title: '账号和金额', personal: true }),
  involved: yuan('违法行为涉及的金额'),
  frozenBy: optional(line('已经依法冻结这些存款、汇款的其他国家机关', 2, 60)),
  shown: yes('已经出示执法身份证件'),
  record: long('现场笔录', 4, 20_000),
  recording: optional(line('音像记录编号', 2, 100)),
  ...remedy,
});

/** Notice of how long a test takes, before it begins. */
export const testNotice = z.object({
  what: line('检测、检验、检疫、鉴定事项'),
  by: line('承担机构'),
  from: day('开始日期'),
  to: day('结束日期（含当日）'),
  deliveredOn: day('书面告知当事人的日期'),
  receipt: line('告知书的送达证明'),
});
export const testStart = z.object({ startedOn: day('实际开始日期') });
export const testEnd = z.object({
  endedOn: day('实际结束日期'),
  result: long('结论', 2),
  document: line('报告编号'),
});

export const LIFT_GROUNDS = [
  '当事人没有违法行为',
  '与违法行为无关',
  '已经作出处理决定，不再需要',
  '期限已经届满',
  '其他不再需要采取措施的情形',
] as const;
export const lifting = z.object({
  ground: z.enum(LIFT_GROUNDS).meta({ title: '解除的情形' }),
  reason: long('说明', 2),
});

export const sale = z.object({
  what: long('拍卖、变卖的鲜活或者不易保管的财物', 2),
  reason: long('先行处理的理由', 4),
  way: z.enum(['拍卖', '变卖']).meta({ title: '方式' }),
  proceeds: yuan('所得款项'),
  evidence: line('取证的录像、照片和价格凭证编号'),
});

export const returning = z.object({
  on: day('返还或者解除冻结的日期'),
  whole: yes('清单上的财物、账户已经全部返还或者解除'),
  receiver: line('接收人').meta({ title: '接收人', personal: true }),
  receipt: line('签收凭证或者金融机构解除回执编号'),
  proceeds: optional(yuan('返还的拍卖、变卖款项')),
  marketPrice: optional(yuan('拍卖、变卖财物的市场价格')),
  compensation: optional(yuan('变卖价格明显偏低给予的补偿')),
  damage: optional(long('灭失、损坏及其赔偿情况', 2)),
});

export const disposal = z.object({
  ground: z.enum(['依法没收', '依法销毁']).meta({ title: '处理方式' }),
  whole: yes('清单上的财物全部作了处理'),
  basis: optional(
    line('应当销毁的法律、行政法规依据', 4, 120).meta({
      title: '应当销毁的法律、行政法规依据',
      description: '销毁的填写名称和条款',
    }),
  ),
  detail: long('处理情况', 4),
});

export const handing = z.object({
  transfer: z
    .string()
    .trim()
    .min(4)
    .max(80)
    .meta({ title: '涉嫌犯罪移送案的编号', description: '移送书文号或者事项编号' }),
  on: day('移交日期'),
  receiver: line('接收的公安机关人员'),
  receipt: line('交接凭证编号'),
  whole: yes('清单上的财物已经全部移交'),
  toldOn: day('书面告知当事人的日期'),
});

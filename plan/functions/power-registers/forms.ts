/** What entries of the power lists and catalogues hold. `cell`: how a spreadsheet cell is read; `list`: public list. */
import { z } from 'zod';
import { LEVELS } from './codes.ts';

/** A place in a text of law. */
export const legalRef = z.object({
  instrument: z.string().trim().min(2).max(120).meta({ title: '法律、法规、规章名称' }),
  article: z
    .string()
    .regex(/^\d{1,4}(-\d{1,2})?$/, '条号写数字，第十二条之一写作12-1')
    .optional()
    .meta({ title: '条' }),
  paragraph: z.int().min(1).max(99).optional().meta({ title: '款' }),
  item: z.int().min(1).max(99).optional().meta({ title: '项' }),
});

const list = (max: number) => z.array(z.string().trim().min(1).max(500)).max(max);
const linesMeta = (title: string, description = '一行一条') =>
  ({ title, description, cell: 'lines', widget: 'lines' }) as const;
const lines = (title: string, hint?: string) => list(60).meta(linesMeta(title, hint));
const someLines = (title: string, say: string, hint?: string) =>
  list(60).min(1, say).meta(linesMeta(title, hint));
const maybeLines = (title: string, hint?: string) => list(60).optional().meta(linesMeta(title, hint));
const words = (title: string, max = 2000) =>
  z.string().trim().min(1).max(max).meta({ title, widget: 'long-text' });
/** Yuan with at most two decimals, as text: exact. */
const money = (title: string) =>
  z
    .string()
    .regex(/^\d{1,9}(\.\d{1,2})?$/, '金额写元，最多两位小数，如 20 或者 20.50')
    .meta({ title, cell: 'money' });

/** Elements that every entry has. */
export const shared = {
  basicCode: z.string().trim().min(1).max(20).meta({ title: '编码', list: true }),
  name: z.string().trim().min(2).max(100).meta({ title: '事项名称', list: true }),
  organ: z
    .string()
    .min(1)
    .meta({ title: '实施机关', widget: 'organ', cell: 'organ', list: true, description: '机关全称' }),
  basis: z.array(legalRef).min(1, '至少写明一条设定依据').max(20).meta({
    title: '设定依据',
    cell: 'basis',
    widget: 'legal-refs',
    description: '如《行政许可法》第十二条；几条依据用分号隔开',
    list: true,
  }),
};

/** Stages of a power, each with what the organ must do. */
export const STAGES = ['受理', '审查', '决定', '送达', '事后监管'] as const;

const responsibility = {
  responsibilities: someLines('责任事项', '至少写明一条责任事项', '按受理、审查、决定、送达、事后监管逐条写'),
  accountability: someLines('追责情形', '至少写明一种追责情形'),
  accountabilityBasis: z.array(legalRef).max(20).optional().meta({
    title: '追责依据',
    cell: 'basis',
    widget: 'legal-refs',
  }),
  remedies: words('救济渠道', 300),
  phone: z.string().trim().min(5).max(40).meta({ title: '监督电话' }),
};

const exercise = {
  level: z.enum(LEVELS).meta({ title: '行使层级', list: true }),
  bodyNature: z.enum(['法定机关', '授权组织', '受委托组织']).meta({ title: '主体性质' }),
  entrustedBy: z.string().optional().meta({
    title: '委托机关',
    widget: 'organ',
    cell: 'organ',
    description: '受委托组织必填；受委托的不得再委托',
  }),
};

/** Powers exercised without application: penalty, compulsion, levy, inspection. */
export const exOfficioPower = z.object({
  ...shared,
  ...exercise,
  object: words('行使对象和条件', 500),
  ...responsibility,
});

/** Powers and services on application: conditions, materials and times as well. */
export const applicationPower = z.object({
  ...shared,
  ...exercise,
  conditions: words('受理条件'),
  materials: lines('申请材料'),
  statutoryDays: z.int().min(0).max(365).meta({ title: '法定办结时限（工作日）', cell: 'int' }),
  promisedDays: z.int().min(0).max(365).meta({ title: '承诺办结时限（工作日）', cell: 'int', list: true }),
  fees: maybeLines('收费项目编码', '行政事业性收费目录里的编码；不填就是不收费'),
  ...responsibility,
});

const licence = {
  conditions: words('许可条件'),
  materials: lines('申请材料'),
  statutoryDays: z.int().min(0).max(365).meta({ title: '法定办结时限（工作日）', cell: 'int' }),
  promisedDays: z.int().min(0).max(365).meta({ title: '承诺办结时限（工作日）', cell: 'int', list: true }),
};

export const licenceEntry = z.object({
  ...shared,
  ...licence,
  quantityLimit: z.string().trim().max(200).optional().meta({ title: '数量限制' }),
  validity: z.string().trim().max(100).optional().meta({ title: '有效期限' }),
  annualCheck: z.boolean().meta({ title: '是否年检', cell: 'yes-no' }),
});

export const filingEntry = z.object({
  ...shared,
  timing: z.enum(['事前', '事后']).meta({ title: '备案时间', list: true }),
  conditions: words('备案内容和要求'),
  materials: lines('备案材料'),
  needsConsent: z.boolean().meta({
    title: '是否须经同意',
    cell: 'yes-no',
    description: '备案只接收，不得要求取得机关同意',
  }),
});

export const serviceEntry = z.object({
  ...shared,
  object: words('服务对象', 300),
  conditions: words('服务内容和条件'),
  materials: lines('需要的材料'),
  promisedDays: z.int().min(0).max(365).meta({ title: '承诺办结时限（工作日）', cell: 'int', list: true }),
  provider: z.string().trim().max(100).optional().meta({ title: '服务提供单位' }),
});

export const feeEntry = z.object({
  ...shared,
  payers: words('缴纳对象', 300),
  enterprise: z.boolean().meta({ title: '是否涉企', cell: 'yes-no', list: true }),
  unit: z.string().trim().min(1).max(40).meta({ title: '计费单位' }),
  low: money('标准下限（元）'),
  high: money('标准上限（元）'),
  rate: money('执行标准（元）').meta({ title: '执行标准（元）', cell: 'money', list: true }),
  rateReason: z.string().trim().max(500).optional().meta({ title: '高于下限的理由' }),
  account: z.string().trim().max(100).meta({ title: '收入缴库' }),
  exemptions: maybeLines('减免情形'),
});

export const fundEntry = z.object({
  ...shared,
  payers: words('征收对象', 300),
  rateText: words('征收标准', 500),
  endsOn: z.iso.date().optional().meta({ title: '征收期限至', cell: 'date', list: true }),
});

export const depositEntry = z.object({
  ...shared,
  payers: words('缴纳对象', 300),
  rateText: words('缴纳标准', 500),
  returnDays: z.int().min(1).max(365).meta({ title: '返还时限（工作日）', cell: 'int', list: true }),
  guarantee: z.boolean().meta({ title: '可用银行保函', cell: 'yes-no' }),
});

export const purchaseEntry = z.object({
  ...shared,
  first: z.string().trim().min(2).max(40).meta({ title: '一级目录', list: true }),
  second: z.string().trim().min(2).max(40).meta({ title: '二级目录', list: true }),
  content: words('服务内容', 500),
  nature: z
    .enum(['公共服务', '政府履职辅助性服务', '应当由机关直接履职', '货物和工程', '融资行为', '人员招聘用工'])
    .meta({ title: '性质' }),
});

export const intermediaryEntry = z.object({
  ...shared,
  forItem: z
    .string()
    .trim()
    .min(1)
    .max(20)
    .meta({ title: '对应许可编码', list: true, description: '作为哪项许可的条件' }),
  usedBy: z
    .enum(['申请人申请许可用', '机关自己审查用'])
    .meta({ title: '服务用途', description: '机关自己审查需要的，由机关委托并付费' }),
  payer: z.enum(['申请人', '机关']).meta({ title: '付费方', list: true }),
  timeLimit: z.string().trim().max(100).optional().meta({ title: '服务时限' }),
  feeBasis: z.string().trim().max(200).optional().meta({ title: '收费依据' }),
  named: z.string().trim().max(100).optional().meta({
    title: '指定的机构',
    description: '应当为空：不得指定中介机构',
  }),
});

export const proofEntry = z.object({
  ...shared,
  use: words('用途', 300),
  issuer: z.string().trim().min(2).max(100).meta({ title: '开具单位', list: true }),
  substitute: z
    .enum(['不能替代', '数据共享', '告知承诺', '电子证照'])
    .meta({ title: '替代方式', list: true }),
  guide: words('办事指南', 500),
});

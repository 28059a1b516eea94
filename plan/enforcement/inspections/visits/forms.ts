/** What is filled in on the way of an inspection of an enterprise. */
import { z } from 'zod';
import { officersField } from '../../officers/contact.ts';
import { CLASSES, ENTERPRISE_KINDS, GROUNDS, METHODS, RECHECK_DAYS, SCAN_MODES } from './common.ts';

const line = (title: string, min = 1, max = 100, more: object = {}) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .meta({ title, ...more });
const long = (title: string, min = 4, max = 3000, description?: string) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .meta({ title, widget: 'long-text', ...(description && { description }) });
const maybe = (title: string, max = 1000, description?: string) =>
  z
    .string()
    .trim()
    .max(max)
    .optional()
    .meta({ title, widget: 'long-text', ...(description && { description }) });
const time = (title: string) =>
  z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, '写成09:30这样的时间')
    .meta({ title });

const items = z.array(z.string().trim().min(1).max(40)).min(1).max(10).meta({
  title: '检查事项编码',
  widget: 'inspection-items',
  description: '涉企行政检查事项清单里本机关的事项；能合并的事项一次检查',
});
const ground = {
  organ: line('检查机关', 1, 60, { widget: 'organ', description: '以谁的名义检查：您所在的机关' }),
  class: z.enum(CLASSES).meta({ title: '检查类别', description: '走访、督导、服务时逐项检查的，也是检查' }),
  ground: z.enum(GROUNDS).meta({ title: '检查的根据' }),
  groundRef: line('根据的编号', 2, 80, {
    description: '计划或方案编号、抽查任务编号、举报事项编号、案件编号，或者转办函、预警单、申请书的文号',
  }),
  reasons: maybe('说明', 2000, '转办交办、数据监测、企业申请、紧急危险的写明情况'),
};
const object = {
  object: line('统一社会信用代码', 1, 40, {
    description: '没有字号的个体工商户写检查对象名录里的顺序号，如GR-000001',
  }),
  objectName: line('企业名称', 2, 100, { description: '没有字号的个体工商户写遮盖后的姓名，如王某某' }),
  objectKind: z.enum(ENTERPRISE_KINDS).meta({ title: '企业类型' }),
  objectClass: line('检查对象类别', 1, 40, { description: '如餐饮服务' }),
  objectAddress: line('检查地点', 2, 120),
};
const apart = {
  apartReason: maybe('不与其他机关联合的理由', 1000, '其他机关近期也要检查这家企业时填写；没有的不填'),
};

export const proposal = z.object({
  title: line('检查名称', 4, 80),
  ...ground,
  ...object,
  items,
  method: z.enum(METHODS).meta({ title: '检查方式' }),
  onSiteReason: maybe('为什么要到现场', 1000, '事项可以书面检查或者非现场检查而到现场的，写明理由'),
  from: z.iso.date().meta({ title: '拟检查开始日期' }),
  to: z.iso.date().meta({ title: '拟检查结束日期' }),
  ...apart,
});

export const invitation = z.object({
  organs: z.array(z.string().min(1)).min(1).max(10).meta({ title: '邀请哪些机关一次进入', widget: 'organs' }),
  text: long('说明', 4, 1000),
});

/** A partner's own ground and items; its head approves by joining. */
export const joining = z.object({ ...ground, items });

export const reasons = z.object({ reasons: long('理由', 4, 1000) });

export const approval = z.object({
  opinion: long('批准意见', 2, 1000),
  capReason: maybe(
    '超过年度上限仍要检查的理由',
    1000,
    '已经达到年度频次上限的个案检查必填；会报送执法监督机构',
  ),
});

export const notice = z.object({
  on: z.iso.date().meta({ title: '通知日期' }),
  way: z.enum(['事先送达', '到场出示']).meta({ title: '通知方式' }),
  account: z
    .string()
    .trim()
    .max(60)
    .optional()
    .meta({ title: '企业账号', description: '企业有账号的填写，便于企业查看、评价' }),
});

const scanning = {
  scanMode: z.enum(SCAN_MODES).meta({ title: '扫码方式' }),
  scanned: maybe('扫码得到的内容', 2000, '企业码或者营业执照二维码的内容，里面要有统一社会信用代码'),
  scanReason: maybe('没有先扫码的理由', 500),
};
const onSite = {
  on: z.iso.date().meta({ title: '进入日期' }),
  at: time('进入时间'),
  shown: z.boolean().meta({ title: '已经主动出示执法证件和检查通知书' }),
  rateCode: z
    .string()
    .regex(/^code:[0-9a-f]{64}$/, '请重新生成评价码')
    .optional()
    .meta({
      title: '评价码',
      widget: 'query-code',
      description: '生成后当场交给企业，企业凭它查看和评价这次检查；系统只保存它的指纹',
    }),
  ...scanning,
  officers: officersField,
};

export const entering = z.object(onSite);

export const urgent = z.object({
  title: line('检查名称', 4, 80),
  ...ground,
  ...object,
  items,
  danger: long('紧急情况', 10, 2000, '什么危险、为什么等不及批准'),
  ...onSite,
});

export const offsite = z.object({
  on: z.iso.date().meta({ title: '开始日期' }),
  from: long('调取了哪些材料、数据', 4, 1000),
});

export const lateScan = z.object({
  on: z.iso.date().meta({ title: '补扫日期' }),
  scanned: long('扫码得到的内容', 4, 2000),
});

/** Why an enterprise may say no. Refusing on one of these is no obstruction. */
export const LAWFUL_REFUSALS = [
  '检查事项不在公布的清单里',
  '没有出示检查通知书或者执法证件',
  '执法人员不足两人或者证件无效',
  '没有扫码',
  '检查机关不在主体名录里',
] as const;
export const refusal = z.object({
  on: z.iso.date().meta({ title: '日期' }),
  ground: z.enum(LAWFUL_REFUSALS).meta({ title: '企业拒绝的理由' }),
  text: long('经过', 4, 1000),
});

export const recusal = z.object({
  officer: line('执法人员账号', 1, 60),
  name: line('姓名', 2, 40),
  asked: z.enum(['企业申请', '本人申请', '负责人决定']).meta({ title: '因何提出' }),
  result: z.enum(['回避', '不回避']).meta({ title: '决定' }),
  reasons: long('理由', 4, 1000),
});

/** What an inspection found. */
export const RESULTS = [
  '未发现问题',
  '发现问题已当场改正',
  '发现问题责令改正',
  '发现涉嫌违法',
  '不配合检查',
] as const;
export type VisitResult = (typeof RESULTS)[number];
/** Results after which something must follow. */
export const NEEDS_FOLLOW_UP: readonly string[] = ['发现问题责令改正', '发现涉嫌违法', '不配合检查'];

export const pointResult = z.object({
  item: line('检查事项编码', 1, 40),
  point: line('检查标准', 1, 200),
  result: z.enum(['合格', '不合格', '不适用']).meta({ title: '结果' }),
});
export type PointResult = z.infer<typeof pointResult>;

export const record = z.object({
  on: z.iso.date().meta({ title: '检查结束日期' }),
  endedAt: time('检查结束时间'),
  officers: officersField,
  points: z
    .array(pointResult)
    .min(1)
    .max(200)
    .meta({ title: '逐条检查的结果', description: '照清单的检查标准逐条登记，不得检查标准之外的内容' }),
  result: z.enum(RESULTS).meta({ title: '检查结果' }),
  found: maybe('发现的问题', 1000, '发现问题的必填，会公开；不写个人信息'),
  facts: long('现场情况', 10, 3000),
  statement: maybe('企业的意见', 1000),
  witness: line('企业在场人员', 2, 40, { personal: true }),
  signed: z.enum(['已签字', '拒绝签字，已注明']).meta({ title: '企业签字' }),
  major: z.boolean().meta({ title: '涉及人身自由、生命健康、重大财产权益' }),
});

export const telling = z.object({
  on: z.iso.date().meta({ title: '告知日期' }),
  way: z.enum(['当面', '书面', '网上']).meta({ title: '告知方式' }),
});

export const publication = z.object({
  summary: long('公示说明', 4, 500, '检查了什么、结果怎样；不写个人信息'),
});

export const correction = z.object({
  what: long('责令改正什么', 4, 1000),
  basis: long('依据', 4, 300),
  dueOn: z.iso.date().meta({ title: '改正期限' }),
  recheckBy: z.iso
    .date()
    .meta({ title: '最迟哪一天复查', description: `改正期限届满后${RECHECK_DAYS}日以内` }),
});

export const recheck = z.object({
  on: z.iso.date().meta({ title: '复查日期' }),
  way: z.enum(['现场复查', '书面复查']).meta({ title: '复查方式' }),
  officers: officersField,
  result: z.enum(['已经改正', '没有改正']).meta({ title: '复查结果' }),
  found: long('复查情况', 4, 1000),
});

export const FOLLOW_UPS = ['立案查处', '移送有权机关', '列入信用记录'] as const;
export const followUp = z.object({
  kind: z.enum(FOLLOW_UPS).meta({ title: '后续处理' }),
  ref: line('案件编号或者文书文号', 2, 80, { description: '立案查处的填写本机关处罚案件的立案号' }),
  on: z.iso.date().meta({ title: '处理日期' }),
});

export const unplannedReport = z.object({
  to: line('报给哪个机关', 1, 60, { widget: 'organ' }),
  reasons: long('为什么在计划之外检查', 4, 1000),
});

export const closing = z.object({ summary: long('办结说明', 4, 1000) });

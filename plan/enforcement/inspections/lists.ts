/**
 * Registers that every visit to an enterprise stands on (R24.7): who may inspect, what, how often in a year, and by
 * which plan. All are published. What is not listed is not inspected, and the enterprise may refuse it.
 */
import type { EntryFacts, EntryRule, RegisterDef } from '@fadu/kernel';
import { z } from 'zod';
import { legalRef } from '../../functions/power-registers/forms.ts';
import { fineTargetIn } from '../../oversight/enforcement-supervision/fine-guard.ts';
import { inspectionOpinion, jilinEnterpriseRules, inspectionAnswers as qa } from '../../statutes/index.ts';
import { enforcementSources } from '../enforcement-items/register.ts';
import { cites, METHODS, task24 } from './visits/common.ts';

const line = (title: string, min = 1, max = 100, more: object = {}) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .meta({ title, ...more });
const organ = (title: string, list = true) =>
  z.string().min(1).meta({ title, widget: 'organ', cell: 'organ', list, description: '机关全称' });
const lines = (title: string, description = '一行一条', min = 0) =>
  z
    .array(z.string().trim().min(1).max(200))
    .min(min, '至少写一行')
    .max(60)
    .meta({ title, cell: 'lines', widget: 'lines', description });
const basis = z.array(legalRef).min(1, '至少写明一条依据').max(20).meta({
  title: '依据',
  cell: 'basis',
  widget: 'legal-refs',
  description: '几条依据用分号隔开',
  list: true,
});
const keeper = { role: 'list-keeper', title: '清单管理人员' };

/** All enterprises, where a cap or an item is not for one class of them. */
export const ALL_OBJECTS = '全部企业';

/** What kind of body may inspect. Others never: coordination bodies, testing bodies, contractors, auxiliary staff. */
export const BODY_NATURES = ['行政机关', '法律法规授权组织', '受委托组织'] as const;

const inspectionBody = z.object({
  uscc: line('统一社会信用代码', 18, 18, { list: true }),
  name: line('主体名称', 4, 100, { list: true }),
  organ: organ('机关', false),
  nature: z.enum(BODY_NATURES).meta({ title: '主体类型', list: true }),
  basis,
  entruster: z
    .string()
    .min(1)
    .optional()
    .meta({ title: '委托机关', widget: 'organ', cell: 'organ', description: '受委托组织必填' }),
  entrustLetter: line('委托书文号', 2, 100).optional().meta({ title: '委托书文号' }),
  confirmedBy: organ('确认机关', false),
  confirmedOn: z.iso.date().meta({ title: '确认日期', cell: 'date' }),
});

/** Kinds of organ that may inspect at all. */
const MAY_INSPECT = ['department', 'government', 'township', 'dispatched', 'authorised'];

const bodyRules: readonly EntryRule[] = [
  {
    code: 'ENTRUSTED',
    field: 'entruster',
    cites: cites.body,
    say: '受委托组织要写明委托机关和委托书文号；其他主体不填',
    check: ({ body }) =>
      body.nature === '受委托组织'
        ? Boolean(body.entruster && body.entrustLetter) && body.entruster !== body.organ
        : !body.entruster && !body.entrustLetter,
  },
  {
    code: 'KIND',
    field: 'organ',
    cites: cites.body,
    say: '议事协调机构、内设机构和其他没有检查职权的单位不能确认为检查主体',
    check: ({ body }, facts) => {
      const found = facts.organ(String(body.organ));
      return found !== undefined && MAY_INSPECT.includes(found.kind);
    },
  },
];

/** 行政检查主体名录. */
export const inspectionBodies: RegisterDef = {
  code: 'inspection-body',
  title: '涉企行政检查主体名录',
  group: '行政检查',
  system: 'inspections',
  about: '能够检查企业的机关、授权组织和受委托组织。名录之外的单位不得检查；受委托组织以委托机关的名义检查。',
  cites: [...cites.body, task24],
  keeper,
  form: inspectionBody,
  codes: {
    cites: [inspectionOpinion.art('1')],
    say: '编码就是统一社会信用代码；同一代码有几个主体的加短横线和序号',
    of: (body) => String(body.uscc ?? ''),
    check: ({ code, body }) =>
      code === body.uscc || /^-\d{1,2}$/.test(code.slice(18)) || '编码应当是统一社会信用代码',
  },
  itemCode: 'uscc',
  rules: bodyRules,
};

const inspectionItem = z.object({
  basicCode: line('检查事项编码', 1, 40, { list: true }),
  name: line('检查事项名称', 2, 100, { list: true }),
  organ: organ('实施机关'),
  field: line('执法领域', 1, 40),
  basis,
  objects: line('检查对象类别', 1, 40, { list: true, description: `如餐饮服务；不分类别的写${ALL_OBJECTS}` }),
  points: lines('检查标准', '检查什么、怎样算合格，一行一条；检查时逐条核对', 1),
  methods: z
    .array(z.enum(METHODS))
    .min(1)
    .meta({ title: '检查方式', cell: 'lines', widget: 'lines', description: METHODS.join('、') }),
  cap: z.int().min(1).max(365).optional().meta({
    title: '本事项年度频次上限',
    cell: 'int',
    description: '对同一家企业，一年几次；没有单独上限的不填',
  }),
  full: z
    .enum(['是', '否'])
    .meta({ title: '全覆盖重点监管', description: '直接涉及公共安全和群众生命健康的特殊行业、重点领域' }),
});
export type InspectionItem = z.infer<typeof inspectionItem>;

/** 涉企行政检查事项清单, with the standard of each item. */
export const inspectionItems: RegisterDef = {
  code: 'inspection-item',
  title: '涉企行政检查事项清单',
  group: '行政检查',
  system: 'inspections',
  about:
    '可以检查企业的每一个事项：凭哪一条、检查什么、怎样算合格、用什么方式、一年最多几次。清单之外的不得检查，企业可以拒绝。',
  cites: [...cites.item, inspectionOpinion.art('3')],
  keeper,
  form: inspectionItem,
  codes: {
    cites: [inspectionOpinion.art('2')],
    say: '编码就是检查事项编码',
    of: (body) => String(body.basicCode ?? ''),
    check: ({ code, body }) => code === body.basicCode || '编码与检查事项编码不一致',
  },
  itemCode: 'basicCode',
  basis: enforcementSources,
  rules: [
    {
      code: 'STANDARD',
      field: 'points',
      cites: [inspectionOpinion.art('3')],
      say: '检查标准不能重复',
      check: ({ body }) => {
        const points = (body.points ?? []) as readonly string[];
        return points.length > 0 && new Set(points).size === points.length;
      },
    },
  ],
};

const inspectionCap = z.object({
  number: line('编号', 1, 40, { list: true }),
  organ: organ('检查机关'),
  objects: line('检查对象类别', 1, 40, { list: true, description: `不分类别的写${ALL_OBJECTS}` }),
  times: z
    .int()
    .min(0)
    .max(365)
    .meta({ title: '一年最多几次', cell: 'int', list: true, description: '同一机关对同一家企业' }),
  authority: organ('公布上限的主管部门', false),
  document: line('公布文号', 2, 100),
});

/** 年度检查频次上限. */
export const inspectionCaps: RegisterDef = {
  code: 'inspection-cap',
  title: '年度检查频次上限',
  group: '行政检查',
  system: 'inspections',
  about: '同一机关对同一家企业一年最多检查几次。没有公布上限的，日常检查和专项检查不得开展。',
  cites: cites.cap,
  keeper,
  form: inspectionCap,
  codes: {
    cites: [inspectionOpinion.art('5')],
    say: '编码就是编号',
    of: (body) => String(body.number ?? ''),
    check: ({ code, body }) => code === body.number || '编码与编号不一致',
  },
  itemCode: 'number',
  rules: [],
};

export const PLAN_KINDS = ['年度检查计划', '专项检查方案', '上级部署的专项检查方案'] as const;
export const APPROVERS = ['本机关', '县级以上人民政府', '上级主管部门（垂直管理）'] as const;

const inspectionPlan = z.object({
  number: line('编号', 1, 40, { list: true }),
  name: line('名称', 2, 100, { list: true }),
  organ: organ('检查机关'),
  kind: z.enum(PLAN_KINDS).meta({ title: '种类', list: true }),
  year: z.int().min(2020).max(2100).meta({ title: '年度', cell: 'int', list: true }),
  items: lines('检查事项编码', '涉企行政检查事项清单里的编码，一行一个', 1),
  objects: z.int().min(1).max(1_000_000).meta({ title: '计划检查企业数', cell: 'int' }),
  from: z.iso.date().meta({ title: '开始日期', cell: 'date' }),
  to: z.iso.date().meta({ title: '结束日期', cell: 'date' }),
  partners: z
    .array(z.string().min(1))
    .max(20)
    .optional()
    .meta({ title: '可以联合的机关', cell: 'lines', widget: 'organs' }),
  approvedBy: z.enum(APPROVERS).meta({ title: '批准机关' }),
  approval: line('批准文号', 2, 100),
  approvedOn: z.iso.date().meta({ title: '批准日期', cell: 'date' }),
  filedOn: z.iso.date().optional().meta({ title: '报司法行政部门备案日期', cell: 'date' }),
});

const planRules: readonly EntryRule[] = [
  {
    code: 'PERIOD',
    field: 'to',
    cites: [inspectionOpinion.art('8'), jilinEnterpriseRules.art('4')],
    say: '开始日期、结束日期应当在计划年度之内，开始不晚于结束，批准不晚于开始',
    check: ({ body }) =>
      String(body.from) <= String(body.to) &&
      [body.from, body.to].every((d) => String(d).startsWith(String(body.year))) &&
      String(body.approvedOn) <= String(body.from),
  },
  {
    code: 'SPECIAL-APPROVED',
    field: 'approvedBy',
    cites: [inspectionOpinion.art('8')],
    say: '专项检查方案由县级以上人民政府或者垂直管理的上级主管部门批准，并且备案；本机关不能自己批准',
    check: ({ body }) =>
      body.kind === '年度检查计划' || (body.approvedBy !== '本机关' && Boolean(body.filedOn)),
  },
  {
    code: 'NO-QUOTA',
    field: 'name',
    cites: [inspectionOpinion.art('4'), task24],
    say: '检查计划不能给人员或者单位定检查数量、罚没指标',
    check: ({ body }) => fineTargetIn(String(body.name)) ?? true,
  },
];

/** 涉企行政检查计划 of the year, and plans of special inspections. */
export const inspectionPlans: RegisterDef = {
  code: 'inspection-plan',
  title: '涉企行政检查计划',
  group: '行政检查',
  system: 'inspections',
  about:
    '年度检查计划和专项检查方案：检查什么、多少家、什么时候、谁批准。日常检查和专项检查都要在这里有依据。',
  cites: [...cites.ground, inspectionOpinion.art('8'), qa.art('1'), jilinEnterpriseRules.art('4')],
  keeper,
  form: inspectionPlan,
  codes: {
    cites: [inspectionOpinion.art('8')],
    say: '编码就是编号',
    of: (body) => String(body.number ?? ''),
    check: ({ code, body }) => code === body.number || '编码与编号不一致',
  },
  itemCode: 'number',
  rules: planRules,
};

/** The cap of an organ for a class of enterprise: the strictest that fits; undefined: none is published. */
export function capOf(caps: readonly EntryFacts[], organ: string, objectClass: string): number | undefined {
  const fitting = caps.filter(
    (c) =>
      c.body.organ === organ &&
      c.body.status !== '取消' &&
      (c.body.objects === objectClass || c.body.objects === ALL_OBJECTS),
  );
  // A cap for the class goes before the one for all.
  const own = fitting.filter((c) => c.body.objects === objectClass);
  const list = (own.length ? own : fitting).map((c) => Number(c.body.times));
  return list.length ? Math.min(...list) : undefined;
}

/** In the order people see them. */
export const visitRegisters: readonly RegisterDef[] = [
  inspectionBodies,
  inspectionItems,
  inspectionCaps,
  inspectionPlans,
];

/**
 * Registers of inspection (R7.1): who may be inspected, what may be drawn, and the plan of the year. All are published;
 * natural persons stand in them with a masked name and a running number, never with their own.
 */
import type { EntryRule, RegisterDef } from '@fadu/kernel';
import { z } from 'zod';
import { legalRef } from '../../functions/power-registers/forms.ts';
import {
  creditSupervisionOpinion as cso,
  businessEnvironmentRegulations as obe,
  randomInspectionOpinion as rio,
} from '../../statutes/index.ts';
import { enforcementSources } from '../enforcement-items/register.ts';
import { CREDIT_CLASSES, task7, task24 } from './common.ts';
import { visitRegisters } from './lists.ts';

const line = (title: string, min = 1, max = 100) => z.string().trim().min(min).max(max).meta({ title });
const organ = (title: string) =>
  z.string().min(1).meta({ title, widget: 'organ', cell: 'organ', list: true, description: '机关全称' });
const lines = (title: string, description = '一行一条') =>
  z
    .array(z.string().trim().min(1).max(200))
    .max(60)
    .meta({ title, cell: 'lines', widget: 'lines', description });

/** Kinds of objects. Of the last two the name is a person's own and is masked. */
export const OBJECT_KINDS = [
  '企业',
  '农民专业合作社',
  '个体工商户（有字号）',
  '事业单位、社会组织',
  '个体工商户（无字号）',
  '自然人',
] as const;
/** Kinds whose name may be shown only masked. */
export const MASKED_KINDS: readonly string[] = ['个体工商户（无字号）', '自然人'];
export const RISKS = ['低', '中', '高'] as const;

const inspectionObject = z.object({
  ref: line('编号', 1, 40).meta({
    title: '编号',
    list: true,
    description: '统一社会信用代码；自然人和没有字号的个体工商户用顺序号，如GR-000001',
  }),
  name: line('名称', 1, 100).meta({
    title: '名称',
    list: true,
    description: '自然人和没有字号的个体工商户写遮盖后的姓名，如王某某',
  }),
  organ: organ('管理机关'),
  kind: z.enum(OBJECT_KINDS).meta({ title: '对象类型', list: true }),
  class: line('检查对象类别', 1, 40).meta({
    title: '检查对象类别',
    list: true,
    description: '如餐饮服务、电梯使用',
  }),
  address: line('地址', 2, 120),
  industry: line('行业', 1, 40),
  credit: z.enum(CREDIT_CLASSES).meta({ title: '信用风险类别', list: true }),
  risk: z.enum(RISKS).meta({ title: '行业风险', list: true }),
  state: z.enum(['在业', '停业', '注销']).meta({ title: '经营状态', list: true }),
});
export type InspectionObject = z.infer<typeof inspectionObject>;

const REF = /^[0-9A-Za-z._-]{1,40}$/;
const MASKED = /^\S某{1,2}$/;

const maskedRule: EntryRule = {
  code: 'MASKED',
  field: 'name',
  cites: [task7],
  say: '自然人和没有字号的个体工商户，名称要写成遮盖的姓名（如王某某），编号要用顺序号，不能用身份证号',
  check: ({ body }) =>
    !MASKED_KINDS.includes(String(body.kind)) ||
    (MASKED.test(String(body.name)) && !/^\d{15}$|^\d{17}[0-9Xx]$/.test(String(body.ref))),
};

/** 检查对象名录库. Outside it nobody is drawn. */
export const inspectionObjects: RegisterDef = {
  code: 'inspection-object',
  title: '检查对象名录库',
  group: '行政检查',
  system: 'inspections',
  about:
    '可以随机抽取的检查对象：类型、地址、行业、信用风险类别和经营状态。每次抽取前从这里生成清单，冻结后不能再改。',
  cites: [rio.art('1'), obe.art('54'), task7],
  keeper: { role: 'list-keeper', title: '清单管理人员' },
  form: inspectionObject,
  codes: {
    cites: [rio.art('1')],
    say: '编码就是编号：字母、数字、点、下划线、短横线，最多40位',
    of: (body) => String(body.ref ?? ''),
    check: ({ code, body }) =>
      (code === body.ref && REF.test(code)) ||
      '编码应当与编号相同，由字母、数字、点、下划线、短横线组成，最多40位',
  },
  itemCode: 'ref',
  rules: [maskedRule],
};

const randomItem = z.object({
  basicCode: line('抽查事项编码', 1, 40).meta({ title: '抽查事项编码', list: true }),
  name: line('抽查事项名称', 2, 100).meta({ title: '抽查事项名称', list: true }),
  organ: organ('实施机关'),
  basis: z.array(legalRef).min(1, '至少写明一条检查依据').max(20).meta({
    title: '检查依据',
    cell: 'basis',
    widget: 'legal-refs',
    description: '几条依据用分号隔开',
    list: true,
  }),
  content: lines('抽查内容').meta({ title: '抽查内容', cell: 'lines', widget: 'lines' }),
  objects: line('检查对象类别', 1, 40).meta({ title: '检查对象类别', list: true }),
  least: z
    .int()
    .min(1)
    .max(10_000)
    .meta({ title: '最低抽查比例（万分之）', cell: 'int', description: '1%写100' }),
  most: z
    .int()
    .min(1)
    .max(10_000)
    .meta({ title: '最高抽查比例（万分之）', cell: 'int', description: '5%写500' }),
  perYear: z.int().min(1).max(12).meta({ title: '每年抽查次数上限', cell: 'int' }),
  cap: z.int().min(1).max(365).optional().meta({
    title: '同一对象年度检查频次上限',
    cell: 'int',
    description: '主管部门公布的上限；没有公布的不填',
  }),
  method: z.enum(['现场检查', '书面检查', '网络监测']).meta({ title: '检查方式', list: true }),
  joint: z
    .array(z.string().min(1))
    .max(20)
    .optional()
    .meta({ title: '可以联合的机关', cell: 'lines', widget: 'organs' }),
});

const ratioRule: EntryRule = {
  code: 'RATIO',
  field: 'most',
  cites: [rio.art('1'), cso.art('1')],
  say: '最高抽查比例不能低于最低抽查比例',
  check: ({ body }) => Number(body.least) <= Number(body.most),
};

/** 随机抽查事项清单: what may be inspected by draw, how much of the objects and how often. */
export const randomItems: RegisterDef = {
  code: 'random-item',
  title: '随机抽查事项清单',
  group: '行政检查',
  system: 'inspections',
  about: '用随机抽查办法检查的事项：依据、内容、对象、比例、频次和可以联合的机关。清单之外的事项不抽查。',
  cites: [obe.art('54'), rio.art('1'), task7, task24],
  keeper: { role: 'list-keeper', title: '清单管理人员' },
  form: randomItem,
  codes: {
    cites: [rio.art('1')],
    say: '编码就是抽查事项编码',
    of: (body) => String(body.basicCode ?? ''),
    check: ({ code, body }) => code === body.basicCode || '编码与抽查事项编码不一致',
  },
  itemCode: 'basicCode',
  basis: enforcementSources,
  rules: [ratioRule],
};

const annualPlanEntry = z.object({
  number: line('计划编号', 1, 40).meta({ title: '计划编号', list: true }),
  name: line('计划名称', 2, 100).meta({ title: '计划名称', list: true }),
  organ: organ('牵头机关'),
  year: z.int().min(2020).max(2100).meta({ title: '年度', cell: 'int', list: true }),
  items: lines('抽查事项编码', '随机抽查事项清单里的编码，一行一个'),
  partners: z
    .array(z.string().min(1))
    .max(20)
    .optional()
    .meta({ title: '联合机关', cell: 'lines', widget: 'organs' }),
  batches: z.int().min(1).max(12).meta({ title: '计划批次', cell: 'int', list: true }),
  objects: z.int().min(1).max(1_000_000).meta({ title: '计划抽查对象数', cell: 'int' }),
  from: z.iso.date().meta({ title: '开始日期', cell: 'date' }),
  to: z.iso.date().meta({ title: '结束日期', cell: 'date' }),
  approvedOn: z.iso.date().meta({ title: '批准日期', cell: 'date' }),
  filedOn: z.iso.date().optional().meta({ title: '报司法行政部门备案日期', cell: 'date' }),
});

const periodRule: EntryRule = {
  code: 'PERIOD',
  field: 'to',
  cites: [rio.art('1')],
  say: '开始日期、结束日期应当在计划年度之内，开始不晚于结束',
  check: ({ body }) =>
    String(body.from) <= String(body.to) &&
    String(body.from).startsWith(String(body.year)) &&
    String(body.to).startsWith(String(body.year)),
};

/** 年度抽查计划. Every draw belongs to one of its batches. */
export const annualInspectionPlans: RegisterDef = {
  code: 'annual-inspection-plan',
  title: '年度抽查计划',
  group: '行政检查',
  system: 'inspections',
  about: '每年抽查什么、由谁牵头、和谁联合、抽几批、什么时候抽。每次抽取都要对应计划里的一批。',
  cites: [rio.art('1'), task7, task24],
  keeper: { role: 'list-keeper', title: '清单管理人员' },
  form: annualPlanEntry,
  codes: {
    cites: [rio.art('1')],
    say: '编码就是计划编号',
    of: (body) => String(body.number ?? ''),
    check: ({ code, body }) => code === body.number || '编码与计划编号不一致',
  },
  itemCode: 'number',
  rules: [periodRule],
};

/** The registers of inspections, in the order people see them. */
export const inspectionRegisters: readonly RegisterDef[] = [
  inspectionObjects,
  randomItems,
  annualInspectionPlans,
  ...visitRegisters,
];

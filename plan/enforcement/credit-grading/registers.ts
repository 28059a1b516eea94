/**
 * Closed lists of credit (R7.4): what may enter a record, which measures there are, and the model of grading. Outside the
 * catalogue nothing is recorded (INV-C1), outside the list there is no measure (INV-C2).
 */
import type { BasisRule, EntryRule, RegisterDef } from '@fadu/kernel';
import { z } from 'zod';
import { legalRef } from '../../functions/power-registers/forms.ts';
import { creditCatalogue, creditMeasureList, creditSupervisionOpinion } from '../../statutes/index.ts';
import { GRAVITIES, SUBJECT_KINDS, task7 } from './common.ts';
import { SOURCES } from './model.ts';

const line = (title: string, min = 1, max = 100) => z.string().trim().min(min).max(max).meta({ title });
const organ = z
  .string()
  .min(1)
  .meta({ title: '登记机关', widget: 'organ', cell: 'organ', list: true, description: '机关全称' });
const basis = z.array(legalRef).min(1, '至少写明一条依据').max(20).meta({
  title: '依据',
  cell: 'basis',
  widget: 'legal-refs',
  description: '几条依据用分号隔开',
  list: true,
});
const subjects = z
  .array(z.string().trim().min(1).max(20))
  .min(1, '至少写明一类主体')
  .max(10)
  .meta({ title: '适用主体', cell: 'lines', widget: 'lines', description: '一行一类，如企业' });
const LEVELS = ['全国', '地方补充'] as const;
const level = z.enum(LEVELS).meta({ title: '清单层级', list: true });

/** Subjects named in an entry are kinds that this system knows. */
const subjectsRule = (say: string): EntryRule => ({
  code: 'SUBJECTS',
  field: 'subjects',
  cites: [task7],
  say,
  check: ({ body }) => {
    const other = (body.subjects as readonly string[]).find(
      (s) => s !== '自然人' && !(SUBJECT_KINDS as readonly string[]).includes(s),
    );
    return other === undefined || `“${other}”不是主体类型，可以填：${SUBJECT_KINDS.join('、')}、自然人`;
  },
});

/** Law and regulations, or a document of the central government. */
const lawOrPolicy: BasisRule = {
  sources: [
    { kind: 'law', says: '法律' },
    { kind: 'administrative-regulation', says: '行政法规' },
    { kind: 'local-regulation', says: '地方性法规' },
    { kind: 'document', maker: '国务院', says: '国务院文件' },
    { kind: 'document', maker: '国务院办公厅', says: '国务院办公厅文件' },
    {
      kind: 'document',
      maker: '国家发展和改革委员会、中国人民银行',
      says: '全国基础目录、基础清单',
    },
  ],
  cites: [creditMeasureList.art('1'), creditMeasureList.art('2'), task7],
};

const catalogueEntry = z.object({
  basicCode: line('目录编码', 1, 40).meta({ title: '目录编码', list: true }),
  name: line('信息名称', 2).meta({ title: '信息名称', list: true }),
  organ,
  kind: line('信息类别', 2, 40).meta({ title: '信息类别', list: true, description: '如行政管理信息' }),
  source: z.enum(SOURCES).meta({ title: '信息来源', list: true }),
  level,
  subjects,
  basis,
});

/** 公共信用信息目录. */
export const creditCatalogueRegister: RegisterDef = {
  code: 'credit-catalogue',
  title: '公共信用信息目录',
  group: '信用监管',
  system: 'credit-grading',
  about: '哪些信息可以记入信用记录。全国基础目录和地方补充目录以外的一律不得记入，例如行人闯红灯。',
  cites: [creditCatalogue.art('1'), task7],
  keeper: { role: 'list-keeper', title: '清单管理人员' },
  form: catalogueEntry,
  codes: {
    cites: [creditCatalogue.art('1')],
    say: '编码就是目录编码',
    of: (body) => String(body.basicCode ?? ''),
    check: ({ code, body }) => code === body.basicCode || '编码与目录编码不一致',
  },
  itemCode: 'basicCode',
  basis: lawOrPolicy,
  uniqueName: { cites: [creditCatalogue.art('1')] },
  rules: [subjectsRule('适用主体不对')],
};

/** Whether a measure rewards or punishes. */
export const MEASURE_KINDS = ['失信惩戒', '守信激励'] as const;

const measureEntry = z.object({
  basicCode: line('措施编码', 1, 40).meta({ title: '措施编码', list: true }),
  name: line('措施名称', 2).meta({ title: '措施名称', list: true }),
  organ,
  kind: z.enum(MEASURE_KINDS).meta({ title: '措施种类', list: true }),
  level,
  subjects,
  gravities: z.array(z.string().trim().min(1).max(10)).max(3).optional().meta({
    title: '适用的失信程度',
    cell: 'lines',
    widget: 'lines',
    description: '一行一种：轻微、一般、严重；激励措施不填',
  }),
  sources: z
    .array(z.string().trim().min(1).max(20))
    .max(10)
    .optional()
    .meta({ title: '适用的信息来源', cell: 'lines', widget: 'lines', description: '不填为不限' }),
  implementers: line('实施主体', 2, 200).meta({ title: '实施主体', description: '如各级财政部门' }),
  content: line('措施内容', 4, 500).meta({ title: '措施内容', widget: 'long-text' }),
  basis,
});

const measureRule: EntryRule = {
  code: 'MEASURE',
  field: 'gravities',
  cites: [creditMeasureList.art('1'), task7],
  say: '惩戒措施要写明适用的失信程度（轻微、一般、严重），激励措施不填',
  check: ({ body }) => {
    const named = (body.gravities ?? []) as readonly string[];
    const unknownSource = ((body.sources ?? []) as readonly string[]).find(
      (s) => !(SOURCES as readonly string[]).includes(s),
    );
    if (unknownSource) return `“${unknownSource}”不是信息来源，可以填：${SOURCES.join('、')}`;
    if (body.kind === '守信激励') return named.length === 0;
    return named.length > 0 && named.every((g) => (GRAVITIES as readonly string[]).includes(g));
  },
};

/** 守信激励和失信惩戒措施清单. */
export const creditMeasureRegister: RegisterDef = {
  code: 'credit-measure',
  title: '守信激励和失信惩戒措施清单',
  group: '信用监管',
  system: 'credit-grading',
  about:
    '可以采取的措施：依据、对象、程度和实施主体。清单以外的措施一律不得采取，对清单没有列明的主体也不得采取。',
  cites: [creditMeasureList.art('1'), task7],
  keeper: { role: 'list-keeper', title: '清单管理人员' },
  form: measureEntry,
  codes: {
    cites: [creditMeasureList.art('1')],
    say: '编码就是措施编码',
    of: (body) => String(body.basicCode ?? ''),
    check: ({ code, body }) => code === body.basicCode || '编码与措施编码不一致',
  },
  itemCode: 'basicCode',
  basis: lawOrPolicy,
  uniqueName: { cites: [creditMeasureList.art('1')] },
  rules: [subjectsRule('适用主体不对'), measureRule],
};

/** The one model in force has this code; its versions follow each other. */
export const MODEL_CODE = 'XYFX';

const points = (title: string) => z.int().min(0).max(100).meta({ title, cell: 'int' });
const few = (title: string, most = 100) => z.int().min(0).max(most).meta({ title, cell: 'int' });

const modelEntry = z.object({
  basicCode: z
    .literal(MODEL_CODE, { error: `编码固定为${MODEL_CODE}` })
    .meta({ title: '模型编码', cell: 'text', list: true }),
  name: line('模型名称', 2).meta({ title: '模型名称', list: true }),
  organ,
  minor: points('轻微失信每条扣分'),
  general: points('一般失信每条扣分'),
  serious: points('严重失信每条扣分'),
  abnormal: points('经营异常名录扣分'),
  leastA: points('A类最低分'),
  leastB: points('B类最低分'),
  leastC: points('C类最低分'),
  weightA: few('A类抽查权重'),
  weightB: few('B类抽查权重'),
  weightC: few('C类抽查权重'),
  weightD: few('D类抽查权重'),
  visitsA: few('A类每年常规检查次数', 12),
  visitsB: few('B类每年常规检查次数', 12),
  visitsC: few('C类每年常规检查次数', 12),
  visitsD: few('D类每年常规检查次数', 12),
});

/** Worse records cost more, better classes need more, worse classes are inspected more. */
const orderRule: EntryRule = {
  code: 'ORDER',
  cites: [creditSupervisionOpinion.art('1'), task7],
  say: '模型的数字前后矛盾',
  check: ({ body }) => {
    const n = (key: string) => Number(body[key]);
    const rising = (...keys: string[]) => keys.every((k, i) => i === 0 || n(k) >= n(keys[i - 1] as string));
    if (!rising('minor', 'general', 'serious')) return '失信越重扣分应当越多';
    if (!(n('leastA') > n('leastB') && n('leastB') > n('leastC'))) return 'A、B、C类的最低分应当依次降低';
    if (
      n('weightA') < 1 ||
      !(n('weightA') < n('weightB') && n('weightB') < n('weightC') && n('weightC') < n('weightD'))
    )
      return '抽查权重应当从A类到D类依次提高，最小为1';
    return rising('visitsA', 'visitsB', 'visitsC', 'visitsD') || '每年检查次数应当从A类到D类依次不减少';
  },
};

/** 信用风险分级模型: published with its figures; the grade of every subject is computed by it. */
export const creditModelRegister: RegisterDef = {
  code: 'credit-model',
  title: '信用风险分级模型',
  group: '信用监管',
  system: 'credit-grading',
  about:
    '分级怎么算：各类失信记录扣多少分，多少分是哪一类，各类的抽查权重和检查次数。数字是本市设定，修改要公布。',
  cites: [creditSupervisionOpinion.art('1'), task7],
  keeper: { role: 'list-keeper', title: '清单管理人员' },
  form: modelEntry,
  codes: {
    cites: [creditSupervisionOpinion.art('1')],
    say: `编码固定为${MODEL_CODE}`,
    of: () => MODEL_CODE,
    check: ({ code }) => code === MODEL_CODE || `编码固定为${MODEL_CODE}`,
  },
  itemCode: 'basicCode',
  rules: [orderRule],
};

/** The registers of credit, in the order people see them. */
export const creditRegisters: readonly RegisterDef[] = [
  creditCatalogueRegister,
  creditMeasureRegister,
  creditModelRegister,
];

/**
 * Powers delegated to townships (tasks 3 and 21, R3.1, R3.2, R21.1): asked for, capacity assessed, reviewed, approved, published
 * with a first day; looked at again every year and taken back where they cannot be carried. Before the first day, and after the
 * recall, the township does not act. A village body never holds such a power, and licensing goes to the township’s government
 * only by the entrustment of the organ that has it (licensing law, article 24).
 */
import {
  addDays,
  type CaseView,
  cond,
  type DateStr,
  dateOf,
  design,
  type Fragment,
  type InputRule,
  merge,
  months,
  need,
  not,
  office,
  type Procedure,
  planTask,
  post,
  type RegisterDef,
  law as rule,
  samePerson,
  workdays,
} from '@fadu/kernel';
import { z } from 'zod';
import { licensingLaw as law } from '../../statutes/index.ts';
import { TOWNSHIP_POWERS, task3 } from '../service-items/common.ts';

export const task21 = planTask(21, '赋权事项放得下、接得住、管得好、有监督，定期评估，不能承接的收回');
const cites = [task3, task21];

/** Values that no source fixes; a city sets its own. */
export const settings = {
  assess: workdays(15),
  evaluate: months(12),
  /** From so many staff with certificates on a power can be received. */
  leastStaff: 2,
  /** More errors than this share of the cases handled: recall is proposed. */
  mostErrors: 0.1,
} as const;
const assessLimit = design('收到赋权请求后15个工作日内评估承接能力');
const yearly = design('赋权事项每年评估一次');
const capacity = design('承接能力按两名以上持证人员、有经费、有培训、有场所设备评定');
const errorRate = design('错误超过办件十分之一的，提出收回');

const long = (title: string, min = 4, max = 2000) =>
  z.string().trim().min(min).max(max).meta({ title, widget: 'long-text' });
const line = (title: string, max = 100, min = 2) => z.string().trim().min(min).max(max).meta({ title });

export const townshipPower = z.object({
  basicCode: line('赋权编码', 60).meta({ title: '赋权编码', list: true }),
  name: line('事项名称').meta({ title: '事项名称', list: true }),
  item: line('事项编码', 40).meta({ title: '事项编码', list: true }),
  organ: z.string().min(1).meta({ title: '承接的乡镇、街道', widget: 'organ', cell: 'organ', list: true }),
  fromOrgan: z
    .string()
    .min(1)
    .meta({ title: '原行使的县级部门', widget: 'organ', cell: 'organ', list: true }),
  way: z.enum(['委托', '派驻', '依法赋予']).meta({ title: '方式', list: true }),
  document: line('批准文号', 60).meta({ title: '批准文号' }),
  effectiveOn: z.iso.date().meta({ title: '生效日期', cell: 'date', list: true }),
});

const request = z.object({
  township: line('承接的乡镇（街道）', 60, 1).meta({ title: '承接的乡镇（街道）', widget: 'organ' }),
  item: line('事项编码', 40).meta({ title: '事项编码', widget: 'service-item' }),
  name: line('事项名称'),
  way: z.enum(['委托', '派驻', '依法赋予']).meta({ title: '方式' }),
  basis: long('法律、法规、规章或者省级决定依据'),
  why: long('为什么适合由乡镇行使'),
  staffing: line('机构编制部门', 60, 1).meta({
    title: '机构编制部门',
    widget: 'organ',
    description: '评估承接能力',
  }),
  reviewer: line('审核机构', 60, 1).meta({ title: '审核机构', widget: 'organ', description: '合法性审核' }),
  government: line('本级政府', 60, 1).meta({
    title: '本级政府',
    widget: 'organ',
    description: '决定赋权和收回',
  }),
});
const assessment = z.object({
  staff: z.int().min(0).max(500).meta({ title: '承接人员' }),
  certified: z.int().min(0).max(500).meta({ title: '其中持有相应证件的' }),
  posts: z.int().min(0).max(500).meta({ title: '随事项划转的编制' }),
  budget: z
    .string()
    .regex(/^\d{1,9}(\.\d{1,2})?$/, '金额写元')
    .meta({ title: '随事项划转的经费（元）' }),
  trained: z.boolean().meta({ title: '完成培训' }),
  place: z.boolean().meta({ title: '有办理场所和设备' }),
  opinion: long('评估意见'),
});
const legality = z.object({
  conclusion: z.enum(['合法', '不合法']).meta({ title: '审核结论' }),
  opinion: long('审核意见'),
});
const approval = z.object({
  result: z.enum(['批准', '不批准']).meta({ title: '决定' }),
  document: line('批准文号', 60),
  reasons: long('理由'),
});
const publication = z.object({
  effectiveOn: z.iso.date().meta({ title: '生效日期', description: '公布之后的日期，从这一天起由乡镇办理' }),
  announcement: long('公告', 10),
});
const evaluation = z.object({
  from: z.iso.date().meta({ title: '评估期间自' }),
  to: z.iso.date().meta({ title: '评估期间至' }),
  staff: z.int().min(0).max(500).meta({ title: '承接人员' }),
  certified: z.int().min(0).max(500).meta({ title: '其中持有相应证件的' }),
  handled: z.int().min(0).max(1_000_000).meta({ title: '办件' }),
  late: z.int().min(0).max(1_000_000).meta({ title: '其中超期的' }),
  errors: z.int().min(0).max(1_000_000).meta({ title: '其中被纠正、撤销的' }),
  supervised: z.boolean().meta({ title: '原部门做过监督检查' }),
  opinion: long('评估意见'),
});
const recall = z.object({
  reasons: long('收回的理由', 10),
  lastDay: z.iso.date().meta({ title: '乡镇办理到哪一天', description: '从次日起由原部门办理' }),
});

/** What a look at the delegation found: can it be received, handled, managed and supervised. */
export interface Capacity {
  readonly received: boolean;
  readonly handled: boolean;
  readonly managed: boolean;
  readonly supervised: boolean;
  /** Share of late handlings and of errors among those handled; null where none was. */
  readonly lateRate: number | null;
  readonly errorRate: number | null;
  readonly recall: boolean;
}

/** R21.1: the four questions of task 21 as figures; recall is proposed where one of the first three is answered no. */
export function capacityOf(e: {
  readonly certified: number;
  readonly handled: number;
  readonly late: number;
  readonly errors: number;
  readonly supervised: boolean;
}): Capacity {
  const share = (n: number) => (e.handled > 0 ? n / e.handled : null);
  const [late, wrong] = [share(e.late), share(e.errors)];
  const received = e.certified >= settings.leastStaff;
  const handled = e.handled > 0;
  const managed = (wrong ?? 0) <= settings.mostErrors;
  return {
    received,
    handled,
    managed,
    supervised: e.supervised,
    lateRate: late,
    errorRate: wrong,
    recall: !received || !handled || !managed,
  };
}

const isTownship: InputRule = {
  code: 'TOWNSHIP',
  field: 'township',
  cites: [law.art('24'), task3],
  say: '只能赋予乡镇人民政府、街道办事处，村（居）民委员会不能承接',
  check: (input, _v, env) =>
    ['township', 'subdistrict'].includes(env.organ(String(input.township))?.kind ?? ''),
};

/** Whoever decides is the government over that township, and no other. */
const ownGovernment: InputRule = {
  code: 'GOVERNMENT',
  field: 'government',
  cites,
  say: '请选择管辖这个乡镇的县级人民政府',
  check: (input, _v, env) => {
    const government = env.organ(String(input.government));
    return (
      government?.kind === 'government' && government.region === env.organ(String(input.township))?.region
    );
  },
};

const able = (view: CaseView): boolean => {
  const a = view.last('assess')?.input as z.infer<typeof assessment> | undefined;
  return (
    a !== undefined && a.certified >= settings.leastStaff && a.trained && a.place && Number(a.budget) > 0
  );
};

/** Code of a delegation: the item and the township. */
const codeOf = (view: CaseView): string => `${view.text('request.item')}@${view.text('request.township')}`;
const entry = (view: CaseView, lawFrom: DateStr, more: object) => ({
  register: TOWNSHIP_POWERS,
  code: codeOf(view),
  lawFrom,
  body: {
    basicCode: codeOf(view),
    name: view.text('request.name'),
    item: view.text('request.item'),
    organ: view.text('request.township'),
    fromOrgan: view.bound('department')[0] ?? '',
    way: view.text('request.way'),
    document: view.text('approve.document'),
    effectiveOn: view.text('publish.effectiveOn'),
    ...more,
  },
});

const parts: Fragment = {
  acts: {
    request: {
      title: '提出赋权',
      about: '县级部门提出把哪一事项交给哪个乡镇、依据什么、以什么方式',
      by: [office('item-clerk')],
      in: [],
      opens: true,
      repeats: true,
      cites,
      form: request,
      rules: [isTownship, ownGovernment],
      binds: [
        { relation: 'department', from: 'actor.organ' },
        { relation: 'township', from: 'township' },
        { relation: 'staffing', from: 'staffing' },
        { relation: 'reviewer', from: 'reviewer' },
        { relation: 'government', from: 'government' },
      ],
      clocks: [{ do: 'start', clock: 'assessment' }],
      to: 'assessing',
    },
    assess: {
      title: '评估承接能力',
      about: '人员和证件、编制、经费、培训、场所逐项核对；权随事转、编随事转、钱随事转',
      by: [post('staffing-reviewer', 'staffing')],
      in: ['assessing'],
      cites: [...cites, capacity],
      form: assessment,
      rules: [
        {
          code: 'CERTIFIED',
          field: 'certified',
          cites: [capacity],
          say: '持证人员不能多于承接人员',
          check: (input) => Number(input.certified) <= Number(input.staff),
        },
      ],
      settles: ['able'],
      outcomes: {
        able: { title: '能够承接', conds: { able: true } },
        unable: { title: '不能承接', conds: { able: false } },
      },
      clocks: [{ do: 'stop', clock: 'assessment' }],
      to: [
        { when: cond('able'), phase: 'reviewing' },
        { when: not(cond('able')), phase: 'not-able' },
      ],
    },
    'legality-review': {
      title: '合法性审核',
      by: [post('legality-reviewer', 'reviewer')],
      in: ['reviewing'],
      cites: [law.art('24'), ...cites],
      form: legality,
      settles: ['lawful'],
      outcomes: {
        lawful: { title: '合法', conds: { lawful: true } },
        unlawful: { title: '不合法', conds: { lawful: false } },
      },
      to: [
        { when: cond('lawful'), phase: 'approving' },
        { when: not(cond('lawful')), phase: 'refused' },
      ],
    },
    approve: {
      title: '政府决定',
      by: [post('principal-head', 'government')],
      in: ['approving'],
      cites,
      form: approval,
      settles: ['approved'],
      outcomes: {
        yes: { title: '批准', conds: { approved: true } },
        no: { title: '不批准', conds: { approved: false } },
      },
      to: [
        { when: cond('approved'), phase: 'publishing' },
        { when: not(cond('approved')), phase: 'refused' },
      ],
    },
    publish: {
      title: '公布赋权清单',
      about: '公布之后才生效；委托的同时公告委托的机关、事项和责任',
      by: [post('item-clerk', 'department')],
      in: ['publishing'],
      cites: [law.art('24'), ...cites],
      form: publication,
      rules: [
        {
          code: 'AFTER',
          field: 'effectiveOn',
          cites,
          say: '生效日期不能早于公布之日',
          check: (input, _v, env) => String(input.effectiveOn) >= env.today,
        },
      ],
      clocks: [
        { do: 'start', clock: 'evaluation', on: { at: (_i, v) => dateOf(v.state.acts.at(-1)?.at ?? '') } },
      ],
      entries: (view) => [entry(view, view.text('publish.effectiveOn') as DateStr, { status: '在用' })],
      to: 'active',
    },
    evaluate: {
      title: '年度评估',
      about: '接得住、办得了、管得好、有监督四问，按办件数据作答；不能承接的系统提出收回',
      by: [post('staffing-reviewer', 'staffing')],
      in: ['active'],
      cites: [...cites, yearly, errorRate],
      repeats: true,
      form: evaluation,
      rules: [
        {
          code: 'PARTS',
          field: 'errors',
          cites,
          say: '超期和错误的不能多于办件，持证人员不能多于承接人员',
          check: (input) =>
            Number(input.errors) <= Number(input.handled) &&
            Number(input.late) <= Number(input.handled) &&
            Number(input.certified) <= Number(input.staff) &&
            String(input.from) <= String(input.to),
        },
      ],
      settles: ['recall-due'],
      outcomes: {
        keep: { title: '继续由乡镇办理', conds: { 'recall-due': false } },
        recall: { title: '提出收回', conds: { 'recall-due': true } },
      },
      clocks: [
        { do: 'restart', clock: 'evaluation', when: not(cond('recall-due')) },
        { do: 'stop', clock: 'evaluation', when: cond('recall-due') },
      ],
      to: [
        { when: cond('recall-due'), phase: 'recalling' },
        { when: not(cond('recall-due')), phase: 'active' },
      ],
    },
    keep: {
      title: '整改后继续',
      about: '补足人员、纠正错误的，写明整改情况，继续由乡镇办理',
      by: [post('principal-head', 'government')],
      in: ['recalling'],
      cites,
      repeats: true,
      needs: [need('KEEP-APART', not(samePerson('evaluate')), '评估的人不能自己决定继续', [task21])],
      form: z.object({ reasons: long('整改情况', 10) }),
      clocks: [{ do: 'restart', clock: 'evaluation' }],
      to: 'active',
    },
    recall: {
      title: '收回',
      by: [post('principal-head', 'government')],
      in: ['active', 'recalling'],
      cites,
      form: recall,
      rules: [
        {
          code: 'LAST-DAY',
          field: 'lastDay',
          cites,
          say: '收回不能溯及以前，最后一日不能早于今天',
          check: (input, _v, env) => String(input.lastDay) >= env.today,
        },
      ],
      clocks: [{ do: 'stop', clock: 'evaluation' }],
      entries: (view) => [
        entry(view, addDays(view.text('recall.lastDay') as DateStr, 1), { status: '取消' }),
      ],
      to: 'recalled',
    },
  },
  clocks: {
    assessment: {
      title: '评估承接能力的期限',
      kind: 'duty',
      owedBy: 'department',
      limit: settings.assess,
      lastDay: 'roll',
      cites: [task21, assessLimit],
    },
    evaluation: {
      title: '年度评估的期限',
      kind: 'duty',
      owedBy: 'department',
      limit: settings.evaluate,
      lastDay: 'roll',
      cites: [task21, yearly],
    },
  },
  conditions: {
    able: { title: '能够承接', test: { fn: able } },
    lawful: { title: '合法性审核通过', test: { is: ['legality-review.conclusion', '合法'] } },
    approved: { title: '政府批准', test: { is: ['approve.result', '批准'] } },
    'recall-due': {
      title: '应当收回',
      test: {
        fn: (v) => {
          const e = v.last('evaluate')?.input as z.infer<typeof evaluation> | undefined;
          return e !== undefined && capacityOf(e).recall;
        },
      },
    },
  },
  laws: [
    rule('ABLE', '没有评估为能够承接的，不得批准', cites, {
      kind: 'precedes',
      first: [{ act: 'assess', with: cond('able') }],
      then: 'approve',
    }),
    rule('LAWFUL', '没有通过合法性审核的，不得批准', [law.art('24'), ...cites], {
      kind: 'precedes',
      first: [{ act: 'legality-review', with: cond('lawful') }],
      then: 'approve',
    }),
    rule('APPROVED', '没有批准的，不得公布生效', cites, {
      kind: 'precedes',
      first: [{ act: 'approve', with: cond('approved') }],
      then: 'publish',
    }),
    rule('PUBLISHED', '没有公布的，不得评估、收回', cites, {
      kind: 'precedes',
      first: [{ act: 'publish' }],
      then: 'evaluate',
    }),
    rule('KEEP-APART', '评估的人不得自己决定继续', [task21], {
      kind: 'apart',
      act: 'keep',
      from: 'evaluate',
    }),
  ],
};

/** Delegation of one item to one township, from its request to its recall. */
export const townshipDelegation: Procedure = {
  code: 'township-delegation',
  title: '乡镇（街道）赋权',
  system: 'township-delegation',
  version: '2026-01-01',
  from: '2020-01-01',
  cites,
  about: '赋权先评估承接能力，审核、批准、公布后才生效；每年评估，不能承接的收回。',
  transition: { says: '以前公布的赋权继续有效，按本程序评估和收回。', cites: [task21] },
  relations: {
    department: '原行使的部门',
    township: '承接的乡镇（街道）',
    staffing: '机构编制部门',
    reviewer: '审核机构',
    government: '本级政府',
  },
  roles: {
    'item-clerk': '事项经办人员',
    'staffing-reviewer': '机构编制审核人员',
    'legality-reviewer': '合法性审核人员',
    'principal-head': '政府主要负责人',
  },
  phases: {
    asked: { title: '提出赋权' },
    assessing: { title: '评估承接能力' },
    reviewing: { title: '合法性审核' },
    approving: { title: '待政府决定' },
    publishing: { title: '待公布' },
    active: { title: '由乡镇办理' },
    recalling: { title: '待决定收回' },
    recalled: { title: '已收回', end: 'done' },
    'not-able': { title: '不能承接', end: 'stopped' },
    refused: { title: '不予赋权', end: 'stopped' },
  },
  ...merge(parts, { papers: {} }),
  titleFrom: ['request.name'],
  owner: 'department',
};

/** The public list of delegated powers. Entries come from the procedure alone. */
export const townshipPowers: RegisterDef = {
  code: TOWNSHIP_POWERS,
  title: '乡镇（街道）赋权清单',
  group: '乡镇（街道）赋权',
  system: 'township-delegation',
  about: '哪些事项由哪个乡镇、街道办理，从哪一天起；收回的从次日起由原部门办理。',
  cites: [law.art('24'), task3],
  keeper: { role: 'item-clerk', title: '县级部门经办人员' },
  form: townshipPower,
  codes: {
    cites: [design('赋权编码由事项编码和承接的乡镇组成')],
    say: '事项编码@乡镇',
    of: (body) => `${String(body.item)}@${String(body.organ)}`,
    check: (e) => e.code === `${String(e.body.item)}@${String(e.body.organ)}` || '赋权编码应为事项编码@乡镇',
  },
  itemCode: 'basicCode',
  rules: [],
};

import {
  type ActDef,
  all,
  type CaseView,
  cond,
  days,
  design,
  done,
  type EntryFacts,
  elapsed,
  type Fragment,
  type InputRule,
  type Law,
  law,
  merge,
  months,
  need,
  not,
  office,
  type Procedure,
  post,
  type Question,
  type RegisterChange,
} from '@fadu/kernel';
import {
  filingReviewRegulations as far,
  legislationLaw as leg,
  rulemakingRegulations as rmr,
} from '../../statutes/index.ts';
import { EVER, RULE_MATERIALS, task15 } from './common.ts';
import * as form from './forms.ts';
import { outsideActs, outsideFiling, outsideSettled, outsideState } from './outside.ts';
import { rulePapers } from './papers.ts';
import { filingSettings } from './recipients.ts';

/** The four recipients of a city rule (立法法 109, 备案条例 4), each with its own clock and receipt. */
export const RULE_RECIPIENTS = [
  { key: 'state', name: filingSettings.stateBody, cites: [leg.art('109'), far.art('4'), far.art('8')] },
  { key: 'province', name: filingSettings.province, cites: [leg.art('109'), far.art('4')] },
  { key: 'province-congress', name: filingSettings.provinceCongress, cites: [leg.art('109')] },
  { key: 'city-congress', name: '市人民代表大会常务委员会', cites: [leg.art('109')] },
] as const;
/** One of a rule's recipients. */
export type RuleRecipientKey = (typeof RULE_RECIPIENTS)[number]['key'];

/** Register of what was filed of rules: one entry a rule and recipient. */
export const RULE_FILINGS = 'rule-filings';
/** Register of the rules themselves. */
const RULES = 'rules';

const clerk = [post('filing-reviewer', 'filer')];

/** What a filing case says of one recipient, from its opening on. */
function recipientEntry(view: CaseView, key: RuleRecipientKey, name: string, today: string): RegisterChange {
  const maker = view.bound('maker')[0] ?? '';
  const number = view.text('open.number');
  const { filedOn, outcome, ...state } = outsideState(view, key, `file-${key}.filedOn`);
  return {
    register: RULE_FILINGS,
    code: `${number}/${key}`,
    lawFrom: today,
    body: {
      status: outcome ?? (filedOn ? '已报送' : '待报送'),
      rule: number,
      title: view.text('open.title'),
      maker,
      recipient: key,
      recipientName: name,
      promulgatedOn: view.text('open.promulgatedOn'),
      ...(filedOn && { filedOn }),
      ...(outcome && { outcome }),
      ...state,
      case: view.state.id,
    },
  };
}

/** A rule as the register has it, by its number; several makers may use the same. */
const rulesNumbered = (input: Readonly<Record<string, unknown>>): Question => ({
  ask: 'entries',
  register: RULES,
  on: EVER,
  where: { number: input.number },
});
const filingsOf = (input: Readonly<Record<string, unknown>>): Question => ({
  ask: 'entries',
  register: RULE_FILINGS,
  on: EVER,
  where: { rule: input.number, maker: input.maker },
});

const cityGovernment: InputRule = {
  code: 'MAKER',
  field: 'maker',
  cites: [leg.art('93'), leg.art('109')],
  say: '只有设区的市的人民政府能制定规章；县（市、区）政府和部门的文件按规范性文件备案',
  check: (input, _view, env) => {
    const maker = env.organ(String(input.maker));
    return maker?.kind === 'government' && /00$/.test(maker.region);
  },
};
const notToCome = (field: string, title: string): InputRule => ({
  code: `${field.toUpperCase()}-DAY`,
  field,
  cites: [rmr.art('34')],
  say: `${title}不能晚于今天`,
  check: (input, _view, env) => String(input[field]) <= env.today,
});

const opening: Fragment = {
  acts: {
    open: {
      title: '规章公布，开始报送备案',
      about: '自公布之日起三十日内分别报送四个机关，每个机关各算各的期限、各要各的回执',
      by: [office('filing-reviewer')],
      in: [],
      opens: true,
      cites: [leg.art('109'), far.art('4'), far.art('5'), rmr.art('34'), task15],
      form: form.rule,
      asks: (input) => [rulesNumbered(input), filingsOf(input)],
      rules: [
        {
          code: 'REGULATION',
          field: 'kind',
          cites: [leg.art('109'), far.art('4')],
          say: '设区的市的地方性法规由省人大常委会报送备案，市里不能自己报送；请用“跟踪地方性法规的备案”',
          check: (input) => input.kind !== '地方性法规',
        },
        cityGovernment,
        notToCome('promulgatedOn', '公布日期'),
        {
          code: 'REGISTERED',
          field: 'promulgatedOn',
          cites: [rmr.art('31')],
          say: '公布日期与规章登记簿不一致',
          check: (input, _view, env) => {
            const found = env
              .answer(rulesNumbered(input) as Question & { ask: 'entries' })
              .find((e: EntryFacts) => e.body.maker === input.maker);
            if (!found) return true;
            const on = String(found.body.promulgatedOn ?? found.body.publishedOn ?? '');
            return (
              on === input.promulgatedOn ||
              `规章登记簿里《${String(found.body.title)}》的公布日期是${on}，请核对`
            );
          },
        },
        {
          code: 'REPEATED',
          field: 'number',
          cites: [far.art('4')],
          say: '这件规章已经开始报送备案，不用再立件',
          check: (input, _view, env) =>
            env.answer(filingsOf(input) as Question & { ask: 'entries' }).length === 0,
        },
      ],
      binds: [
        { relation: 'maker', from: 'maker' },
        { relation: 'filer', from: 'actor.organ' },
      ],
      clocks: RULE_RECIPIENTS.map(
        ({ key }) => ({ do: 'start', clock: `filing-${key}`, on: 'promulgatedOn' }) as const,
      ),
      entries: (view, env) => RULE_RECIPIENTS.map((r) => recipientEntry(view, r.key, r.name, env.today)),
      public: true,
      to: 'filing',
    },
    assemble: {
      title: '整理备案材料',
      about: '备案报告、规章文本、说明按格式装订成册，一式三份，另附电子文本',
      by: clerk,
      in: ['filing'],
      cites: [far.art('8')],
      form: form.rulePackage,
      rules: [
        {
          code: 'PACKAGE',
          field: 'materials',
          cites: [far.art('8'), far.art('9')],
          say: '材料不齐会被暂缓办理',
          check: (input) => {
            const missing = RULE_MATERIALS.filter((m) => !(input.materials as string[]).includes(m));
            return missing.length === 0 || `还缺${missing.join('、')}；材料不齐会被暂缓办理`;
          },
        },
        {
          code: 'COPIES',
          field: 'copies',
          cites: [far.art('8')],
          say: '报国务院备案的材料要装订成册，一式三份',
          check: (input) => Number(input.copies) >= 3,
        },
      ],
      papers: ['rule-filing-report'],
      numbers: ['rule-filing'],
    },
    close: {
      title: '四个机关都已办结，归档',
      about: '主动审查一般在两个月内完成；最后一份办理结果满两个月、没有待答的审查意见才归档',
      by: clerk,
      in: ['filing'],
      cites: [far.art('11'), task15],
      needs: [
        need(
          'ALL-SETTLED',
          all(...RULE_RECIPIENTS.map((r) => outsideSettled(r.key))),
          '还有机关没有办理结果，或者有审查意见没有报告处理情况',
          [leg.art('109'), far.art('21')],
        ),
        need('EXAMINED', elapsed('examination'), '备案机关的主动审查一般需要两个月，期间可能提出审查意见', [
          far.art('11'),
        ]),
      ],
      to: 'closed',
    },
    cancel: {
      title: '立错了，撤销本件',
      about: '没有向任何机关报送之前可以撤销；规章的备案义务不因此消失，漏报名单照样列出',
      by: clerk,
      in: ['filing'],
      cites: [design('误立的备案件由承办人说明理由后撤销')],
      needs: [
        need(
          'NOTHING-FILED',
          all(...RULE_RECIPIENTS.map((r) => not(done(`file-${r.key}`)))),
          '已经有机关收到报送，不能撤销',
          [far.art('4')],
        ),
      ],
      form: form.reason,
      clocks: RULE_RECIPIENTS.map(({ key }) => ({ do: 'stop', clock: `filing-${key}` }) as const),
      to: 'cancelled',
    },
  },
  clocks: {
    examination: {
      title: '备案机关的主动审查期',
      kind: 'minimum',
      owedBy: 'filer',
      limit: months(2),
      lastDay: 'keep',
      cites: [far.art('11'), design('最后一份办理结果之后满两个月才归档')],
    },
  },
};

/** A city regulation is filed by the provincial standing committee: watched, never filed from here. */
const regulations: Fragment = {
  acts: {
    'track-regulation': {
      title: '跟踪地方性法规的备案',
      about: '市的地方性法规由省人大常委会报全国人大常委会和国务院备案，这里只跟踪',
      by: [office('filing-reviewer')],
      in: [],
      opens: true,
      cites: [leg.art('109'), far.art('4')],
      form: form.regulation,
      rules: [notToCome('promulgatedOn', '公布日期')],
      binds: [
        { relation: 'maker', from: 'maker' },
        { relation: 'filer', from: 'actor.organ' },
      ],
      clocks: [{ do: 'start', clock: 'provincial-filing', on: 'promulgatedOn' }],
      to: 'tracking',
    },
    'record-provincial-filing': {
      title: '登记省人大常委会已经报送',
      by: clerk,
      in: ['tracking'],
      cites: [leg.art('109')],
      form: form.provincialFiling,
      rules: [notToCome('filedOn', '报送日期')],
      clocks: [{ do: 'stop', clock: 'provincial-filing', on: 'filedOn' }],
      to: 'tracked',
    },
  },
  clocks: {
    'provincial-filing': {
      title: '省人大常委会报送的期限',
      kind: 'right',
      owedBy: 'filer',
      limit: days(30),
      lastDay: 'roll',
      cites: [leg.art('109')],
    },
  },
};

const rulesMade = (yearEnd: unknown): readonly (Question & { ask: 'entries' })[] =>
  [String(yearEnd), EVER].map((on) => ({ ask: 'entries', register: RULES, on }) as const);

/** The yearly catalogue of the rules made last year, due on 31 January. */
const yearly: Fragment = {
  acts: {
    'open-catalogue': {
      title: '编制上一年规章目录',
      about: '目录由规章登记簿生成，不用手填；1月31日前报送',
      by: [office('filing-reviewer')],
      in: [],
      opens: true,
      cites: [far.art('22')],
      form: form.catalogue,
      asks: (input) => rulesMade(input.yearEnd),
      rules: [
        cityGovernment,
        {
          code: 'YEAR-END',
          field: 'yearEnd',
          cites: [far.art('22')],
          say: '应写已经结束的年度的12月31日，例如2025-12-31',
          check: (input, _view, env) =>
            /-12-31$/.test(String(input.yearEnd)) && String(input.yearEnd) < env.today,
        },
      ],
      binds: [
        { relation: 'maker', from: 'maker' },
        { relation: 'filer', from: 'actor.organ' },
      ],
      clocks: [{ do: 'start', clock: 'catalogue', on: 'yearEnd' }],
      entries: (view, env) => {
        const input = view.last('open-catalogue')?.input ?? {};
        const year = String(input.yearEnd).slice(0, 4);
        const made = new Map<string, EntryFacts>();
        for (const question of rulesMade(input.yearEnd))
          for (const e of env.answer(question))
            if (e.body.maker === input.maker && String(e.body.publishedOn ?? '').startsWith(year))
              made.set(e.code, e);
        return [
          {
            register: 'rule-catalogues',
            code: `${String(input.maker)}/${year}`,
            lawFrom: env.today,
            body: {
              status: '已编制',
              title: `${year}年规章目录`,
              maker: input.maker,
              year,
              rules: [...made.values()]
                .sort((a, b) => (String(a.body.publishedOn) < String(b.body.publishedOn) ? -1 : 1))
                .map((e) => ({
                  number: e.body.number,
                  title: e.body.title,
                  publishedOn: e.body.publishedOn,
                })),
            },
          },
        ];
      },
      to: 'catalogue',
    },
    'send-catalogue': {
      title: '报送年度规章目录',
      by: clerk,
      in: ['catalogue'],
      cites: [far.art('22')],
      form: form.catalogueSending,
      rules: [notToCome('sentOn', '报送日期')],
      clocks: [{ do: 'stop', clock: 'catalogue', on: 'sentOn' }],
      to: 'catalogue-sent',
    },
  },
  clocks: {
    catalogue: {
      title: '报送年度规章目录的期限（1月31日前）',
      kind: 'duty',
      owedBy: 'filer',
      limit: days(31),
      lastDay: 'keep',
      cites: [far.art('22')],
      warnBefore: days(10),
    },
  },
};

const recipients = RULE_RECIPIENTS.map(({ key, name, cites }) =>
  withExamination(
    outsideFiling({
      key,
      name,
      cites: [...cites],
      by: clerk,
      owedBy: 'filer',
      in: ['filing'],
      file: {
        needs: [need('ASSEMBLED', done('assemble'), '还没有整理备案材料', [far.art('8')])],
      },
      since: (view) => view.text('open.promulgatedOn'),
      entries: (view, env) => [recipientEntry(view, key, name, env.today)],
      ends: ['closed'],
    }),
    `outcome-${key}`,
    `${key}-settled`,
  ),
);

/** Each outcome starts the two months of examination anew. */
function withExamination(part: Fragment, outcome: string, settled: string): Fragment {
  const act = part.acts?.[outcome] as ActDef;
  return {
    ...part,
    acts: {
      ...part.acts,
      [outcome]: {
        ...act,
        clocks: [
          ...(act.clocks ?? []),
          { do: 'restart', clock: 'examination', when: cond(settled), on: 'on' },
        ],
      },
    },
  };
}

const laws: readonly Law[] = [
  ...RULE_RECIPIENTS.flatMap(({ key, name, cites }) => [
    law(`FOUR-${key.toUpperCase()}`, `没有向${name}报送并取得回执和办理结果的，不得办结`, cites, {
      kind: 'ends-with',
      ends: ['closed'],
      acts: Object.entries(outsideActs(key))
        .filter(([step]) => ['file', 'receive', 'outcome'].includes(step))
        .map(([, act]) => act),
    }),
    law(`PACKAGE-${key.toUpperCase()}`, `材料没有整理齐全，不得向${name}报送`, [far.art('8'), far.art('9')], {
      kind: 'precedes',
      first: [{ act: 'assemble' }],
      then: `file-${key}`,
    }),
    law(
      `NOT-REGULATION-${key.toUpperCase()}`,
      '地方性法规由省人大常委会报送，市里只能跟踪',
      [leg.art('109')],
      {
        kind: 'exclusive',
        acts: ['track-regulation', `file-${key}`],
      },
    ),
  ]),
  law('EXAMINATION', '最后一份办理结果之后的主动审查期没有届满，不得归档', [far.art('11')], {
    kind: 'waits',
    act: 'close',
    clock: 'examination',
  }),
];

const parts = merge(opening, regulations, yearly, ...recipients);

/** Filing of rules for the record (规章备案), task 15 of the plan. */
export const ruleFiling: Procedure = {
  code: 'rule-filing',
  title: '规章备案',
  system: 'filing-review',
  version: '2024-11-01',
  from: '2024-11-01',
  cites: [leg.art('109'), far.art('4'), task15],
  about:
    '市政府规章公布后三十日内分别报国务院、省政府、省人大常委会和市人大常委会备案；地方性法规只跟踪；每年1月31日前报上一年目录。',
  transition: { says: '2024年11月1日以前已经报送的，按原规定办完。', cites: [far.art('4')] },
  relations: { maker: '制定机关', filer: '报送单位（政府法制机构）' },
  roles: { 'filing-reviewer': '备案审查人员' },
  phases: {
    filing: { title: '报送与备案' },
    tracking: { title: '跟踪' },
    catalogue: { title: '年度目录' },
    closed: { title: '备案办结', end: 'done' },
    tracked: { title: '已由省人大常委会报送', end: 'done' },
    'catalogue-sent': { title: '目录已报送', end: 'done' },
    cancelled: { title: '撤销', end: 'stopped' },
  },
  ...parts,
  laws: [...parts.laws, ...laws],
  papers: { ...parts.papers, ...rulePapers },
  titleFrom: ['open.title', 'track-regulation.title', 'open-catalogue.yearEnd'],
  owner: 'maker',
  series: { 'rule-filing': { title: '规章备案报告文号', format: '{mark}规备〔{year}〕{n}号', of: 'maker' } },
  publicFrom: ['open'],
};

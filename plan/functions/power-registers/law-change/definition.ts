/**
 * A change of law recorded (法律变动登记): that a text or some of its articles was repealed or amended. The act that
 * records it takes down what has no other basis and starts the clock for the rest, in one transaction (R4.2, R4.3).
 */
import {
  basisText,
  type CaseView,
  cond,
  elapsed,
  type Fragment,
  type InputRule,
  need,
  not,
  office,
  type Procedure,
  post,
  type Question,
  questionKey,
  samePerson,
} from '@fadu/kernel';
import { registerByCode } from '../../../registers.ts';
import {
  jilinBusinessEnvironmentRegulations as jl,
  businessEnvironmentRegulations as obe,
  powerListOpinion,
} from '../../../statutes/index.ts';
import { applyLimit, settings, task4 } from '../common.ts';
import { affectedBy, changeAsks, type LawChange, suspensions, textFacts, tooMany } from './affected.ts';
import * as form from './forms.ts';
import { laws } from './laws.ts';
import { papers } from './papers.ts';

type Input = Readonly<Record<string, unknown>>;

/** What was entered of the change: the latest correction, else the proposal. */
export const proposal = (view: CaseView): Input =>
  (view.last('amend-change') ?? view.last('propose-change'))?.input ?? {};

const asChange = (input: Input): LawChange => ({
  instrument: String(input.instrument),
  articles: input.articles as readonly string[],
  change: input.change as LawChange['change'],
  effectiveOn: String(input.effectiveOn),
});
/** The change that the case is about. */
export const proposed = (view: CaseView): LawChange => asChange(proposal(view));

const keeperOf = (view: CaseView) => view.bound('keeper')[0] ?? '';
const regionOfCase = (view: CaseView) => view.state.id.split('-', 1)[0] ?? '';

/** Entries that the public summary of a change names at most; it says how many there are. */
const PUBLIC_LIST = 500;

/** What must be true of a change before it may be proposed or recorded. */
const standingRules = (of: (input: Input, view: CaseView) => LawChange): InputRule[] => [
  {
    code: 'KNOWN',
    field: 'instrument',
    cites: [task4],
    say: '法规库里没有这部法律、法规、规章，请核对名称或者先导入',
    check: (input, view, env) => textFacts(of(input, view), env)[0]?.facts !== null,
  },
  {
    code: 'STANDS',
    field: 'articles',
    cites: [task4],
    say: '在生效日期之前已经不再有效，不能重复登记',
    check: (input, view, env) => {
      const change = of(input, view);
      for (const { ref, facts } of textFacts(change, env)) {
        if (!facts) continue;
        const place = basisText({ ...ref, instrument: facts.title });
        if (facts.status === 'repealed' || facts.status === 'expired')
          return `《${facts.title}》在${change.effectiveOn}已经废止或者失效，不能重复登记`;
        if (facts.status === 'not-yet') return `《${facts.title}》在${change.effectiveOn}还没有施行`;
        if (ref.article && !facts.articleExists)
          return `《${facts.title}》没有${place.replace(/^《.*》/u, '')}，请核对条号`;
        if (ref.article && facts.articleRepealed)
          return `${place}在${change.effectiveOn}已经废止，不能重复登记`;
      }
      return true;
    },
  },
  {
    code: 'BOUND',
    field: 'articles',
    cites: [task4],
    say: '依据它的事项超过5000项，请按条分次登记',
    check: (input, view, env) => !tooMany(of(input, view), env),
  },
];

const proposing: Fragment = {
  acts: {
    'propose-change': {
      title: '提出法律变动',
      about: '写明哪部法律、哪几条、从哪天起废止或者修改；系统列出依据它的全部事项',
      by: [office('law-keeper')],
      in: [],
      opens: true,
      cites: [task4, powerListOpinion.art('5')],
      form: form.lawChange,
      asks: (input) => changeAsks(asChange(input)),
      rules: standingRules(asChange),
      binds: [{ relation: 'keeper', from: 'actor.organ' }],
    },
    'return-change': {
      title: '退回更正',
      by: [post('legality-reviewer', 'keeper')],
      in: ['proposed'],
      cites: [task4],
      repeats: true,
      form: form.reason,
      to: 'returned',
    },
    'amend-change': {
      title: '更正后重新提出',
      by: [post('law-keeper', 'keeper')],
      in: ['returned'],
      cites: [task4],
      repeats: true,
      form: form.lawChange,
      asks: (input) => changeAsks(asChange(input)),
      rules: standingRules(asChange),
      to: 'proposed',
    },
    'drop-change': {
      title: '核对有误，不登记',
      by: [post('legality-reviewer', 'keeper')],
      in: ['proposed'],
      cites: [task4],
      form: form.reason,
      to: 'dropped',
    },
    'record-change': {
      title: '核对无误，登记变动',
      about: '登记的同时，没有其他有效依据的事项自生效日期起暂停实施，其余列出限期核对',
      by: [post('legality-reviewer', 'keeper')],
      in: ['proposed'],
      cites: [task4, obe.art('40'), jl.art('30'), powerListOpinion.art('5')],
      public: true,
      needs: [
        need('APART', not(samePerson('propose-change')), '提出变动的人员不能自己核对登记，请换人核对', [
          task4,
        ]),
        need('APART-2', not(samePerson('amend-change')), '更正变动的人员不能自己核对登记，请换人核对', [
          task4,
        ]),
      ],
      form: form.confirmation,
      asks: (_input, view) => changeAsks(proposed(view)),
      rules: standingRules((_input, view) => proposed(view)),
      settles: ['affected', 'organs-open'],
      outcomes: {
        affected: { title: '有事项受影响', conds: { affected: true, 'organs-open': true } },
        none: { title: '没有事项受影响', conds: { affected: false, 'organs-open': false } },
      },
      binds: [
        {
          relation: 'affected',
          from: (_input, view, env) =>
            [...new Set(affectedBy(proposed(view), keeperOf(view), env).map((a) => a.organ))].sort(),
        },
      ],
      entries: (view, env) => suspensions(proposed(view), keeperOf(view), regionOfCase(view), env),
      instrumentEvents: (view, env) => {
        const change = proposed(view);
        return [
          {
            instrument: textFacts(change, env)[0]?.facts?.id ?? change.instrument,
            kind: change.change === '废止' ? 'repealed' : 'amended',
            articles: change.articles,
            on: change.effectiveOn,
            by: String(proposal(view).by),
            says: String(proposal(view).says),
          },
        ];
      },
      publicBody: (view) => {
        const change = proposed(view);
        const affected = affectedRecorded(view);
        return {
          instrument: change.instrument,
          articles: change.articles,
          change: change.change,
          effectiveOn: change.effectiveOn,
          by: String(proposal(view).by),
          says: String(proposal(view).says),
          count: affected.length,
          affected: affected.slice(0, PUBLIC_LIST).map(({ entry: _, ...a }) => ({
            ...a,
            registerTitle: registerByCode(a.register)?.title ?? a.register,
          })),
        };
      },
      clocks: [{ do: 'start', clock: 'adjustment', when: cond('affected') }],
      papers: ['notice'],
      publishes: ['register'],
      to: [
        { when: cond('affected'), phase: 'adjusting' },
        { when: not(cond('affected')), phase: 'closed' },
      ],
    },
  },
  conditions: {
    affected: { title: '有事项依据变动的条款', test: { fn: (v) => v.bound('affected').length > 0 } },
  },
};

const adjusting: Fragment = {
  acts: {
    'report-adjustment': {
      title: '报告处理情况',
      about: '实施机关逐项说明：申请调整依据、申请取消，或者核对无需调整',
      by: [post('item-clerk', 'affected')],
      in: ['adjusting'],
      cites: [task4, powerListOpinion.art('5')],
      repeats: true,
      form: form.report,
      rules: [
        {
          code: 'EVERY',
          field: 'handled',
          cites: [task4],
          say: '本机关受影响的事项要逐项报告',
          check: (input, view, env) => {
            const mine = ownEntries(view, env.acting ?? '');
            const handled = input.handled as readonly { region: string; register: string; code: string }[];
            const has = (
              list: readonly { region: string; register: string; code: string }[],
              e: (typeof mine)[0],
            ) => list.some((h) => h.region === e.region && h.register === e.register && h.code === e.code);
            const left = mine.filter((e) => !has(handled, e));
            if (left.length)
              return `还有${left.length}项没有报告：${left
                .slice(0, 10)
                .map((e) => `${e.name}（${e.code}）`)
                .join('、')}`;
            const other = handled.filter((h) => !has(mine, h as (typeof mine)[0]));
            return other.length === 0 || `不是本机关受影响的事项：${other.map((o) => o.code).join('、')}`;
          },
        },
        {
          code: 'FALLEN',
          field: 'handled',
          cites: [task4, obe.art('40')],
          say: '已经没有有效依据的事项，应当申请调整依据或者取消，并写明调整事项编号',
          check: (input, view, env) => {
            const fallen = ownEntries(view, env.acting ?? '').filter((e) => e.fallen);
            const handled = input.handled as readonly {
              region: string;
              register: string;
              code: string;
              outcome: string;
              caseId?: string;
            }[];
            const bad = fallen.filter((e) => {
              const h = handled.find(
                (x) => x.region === e.region && x.register === e.register && x.code === e.code,
              );
              return !(h?.outcome.startsWith('已申请') && h.caseId);
            });
            return (
              bad.length === 0 ||
              `${bad.map((e) => e.name).join('、')}已经没有有效依据，应当申请调整依据或者取消，并写明调整事项编号`
            );
          },
        },
      ],
      settles: ['organs-open'],
      clocks: [{ do: 'stop', clock: 'adjustment', when: not(cond('organs-open')) }],
    },
    urge: {
      title: '督促',
      about: '到期没有报告的机关，书面督促；仍不申请的，由清单主管部门依职权提出调整',
      by: [post('law-keeper', 'keeper')],
      in: ['adjusting'],
      cites: [task4, applyLimit],
      repeats: true,
      needs: [
        need('LATE', elapsed('adjustment'), '调整期限还没有届满，不需要督促', [applyLimit]),
        need('OPEN', cond('organs-open'), '各机关都已经报告，不需要督促', [task4]),
      ],
      form: form.urging,
      rules: [
        {
          code: 'SILENT',
          field: 'organs',
          cites: [task4],
          say: '只督促还没有报告的机关',
          check: (input, view) => {
            const open = openOrgans(view);
            return (input.organs as readonly string[]).every((o) => open.includes(o));
          },
        },
      ],
      papers: ['urging'],
    },
    close: {
      title: '全部处理，办结',
      by: [post('law-keeper', 'keeper')],
      in: ['adjusting'],
      cites: [task4],
      needs: [
        need('ANSWERED', not(cond('organs-open')), '还有机关没有报告处理情况，不能办结', [
          task4,
          powerListOpinion.art('5'),
        ]),
      ],
      form: form.reason,
      to: 'closed',
    },
  },
  clocks: {
    adjustment: {
      title: '清单调整期限',
      kind: 'duty',
      owedBy: 'affected',
      limit: settings.apply,
      lastDay: 'roll',
      cites: [applyLimit, powerListOpinion.art('5')],
    },
  },
  conditions: {
    'organs-open': {
      title: '有机关还没有报告处理情况',
      test: {
        fn: (v) => openOrgans(v).length > 0,
      },
    },
  },
};

/** Affected organs that have not reported yet. */
export function openOrgans(view: CaseView): readonly string[] {
  const reported = new Set(view.all('report-adjustment').map((a) => a.actor.organ));
  return view.bound('affected').filter((organ) => !reported.has(organ));
}

/** What an organ must report on, from the answers recorded with the act that recorded the change. */
export function ownEntries(view: CaseView, organ: string) {
  return affectedRecorded(view).filter((a) => a.organ === organ);
}

/** Every entry that the recorded change affects, as the record says. */
export function affectedRecorded(view: CaseView) {
  const told = new Map(
    (view.last('record-change')?.effects.answered ?? []).map((a) => [questionKey(a.question), a.answer]),
  );
  if (told.size === 0) return [];
  const bound = view.bound('affected');
  const env = {
    answer: (q: { readonly ask: string }) => told.get(questionKey(q as Question)),
    organ: (id: string) => (bound.includes(id) ? { id, name: id, kind: '', region: '' } : undefined),
  };
  return affectedBy(proposed(view), keeperOf(view), env as never);
}

/** Recording a change of law and everything that stands on it. */
export const lawChangeProcedure: Procedure = {
  code: 'law-change',
  title: '法律变动登记与清单联动',
  system: 'power-registers',
  version: '2026-01-01',
  from: '2026-01-01',
  cites: [task4, powerListOpinion.art('5'), obe.art('40')],
  about:
    '登记一部法律或者其中几条的废止、修改：没有其他依据的事项同时停止实施，其余的列出来限期核对，受影响的机关逐项报告。',
  relations: { keeper: '法规库管理机关', affected: '受影响的机关' },
  roles: {
    'law-keeper': '法规库管理人员',
    'legality-reviewer': '合法性审核人员',
    'item-clerk': '事项管理人员',
  },
  phases: {
    proposed: { title: '核对' },
    returned: { title: '更正' },
    adjusting: { title: '清单调整' },
    closed: { title: '办结', end: 'done' },
    dropped: { title: '不登记', end: 'stopped' },
  },
  acts: { ...proposing.acts, ...adjusting.acts },
  clocks: { ...adjusting.clocks },
  conditions: { ...proposing.conditions, ...adjusting.conditions },
  laws,
  papers,
  titleFrom: ['amend-change.says', 'propose-change.says'],
  owner: 'keeper',
  publicFrom: ['record-change'],
};

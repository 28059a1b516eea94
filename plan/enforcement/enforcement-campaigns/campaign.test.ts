/**
 * R23.1, R39.3: what a campaign's plan may not hold, tried on the case itself; and for each of these checks the variant
 * without it, which accepts what is forbidden.
 */
import {
  type Actor,
  type ActRecord,
  type Answered,
  apply,
  type CaseState,
  decide,
  noCase,
  type Procedure,
  questionsOf,
  type TallyRow,
  timeOfDay,
} from '@fadu/kernel';
import { describe, expect, test } from 'vitest';
import { chinaCalendar } from '../../calendar/china.ts';
import { figuresFrom, resultsFrom } from './campaign-facts.ts';
import { enforcementCampaign as P } from './index.ts';

const ORGANS = [
  { id: 'm', name: '演示市市场监督管理局', kind: 'department', region: '220200' },
  { id: 'c', name: '演示市城市管理局', kind: 'department', region: '220200' },
  { id: 'gov', name: '演示市人民政府', kind: 'government', region: '220200' },
  { id: 'far', name: '别市城市管理局', kind: 'department', region: '220300' },
];
const clerk: Actor = {
  kind: 'person',
  person: 'p-clerk',
  name: '经办',
  posts: [{ role: 'case-clerk', organ: 'm' }],
};
const ROWS: readonly TallyRow[] = [
  { field: '市场监管', kind: 'penalty', month: '2026-02', n: 1 },
  { field: '市场监管', kind: 'report', month: '2026-01', n: 4 },
  { field: '市场监管', kind: 'report', month: '2026-02', n: 3 },
];

/** Do an act; the new state, or the codes that refuse it. */
function doAct(p: Procedure, state: CaseState, act: string, input: unknown): CaseState | string[] {
  const now = timeOfDay('2026-04-01', '10:00');
  const answered = questionsOf(p, state, act, input, now).map(
    (question): Answered => ({ question, answer: question.ask === 'tally' ? ROWS : [] }),
  );
  const decided = decide(p, state, act, input, clerk, {
    now,
    calendar: chinaCalendar,
    organ: (id) => ORGANS.find((o) => o.id === id),
    organsOf: (region) => ORGANS.filter((o) => o.region === region),
    answered,
  });
  return decided.ok ? apply(state, decided.record as ActRecord) : decided.refusals.map((r) => r.code);
}
const planning = (p: Procedure): CaseState => {
  const opened = doAct(p, noCase('220200-c', p.code, p.version), 'propose', {
    title: '食品日期标签专项整治',
    fields: ['市场监管'],
    problem: '群众集中反映超市更换食品日期标签。',
    lookFrom: '2026-01-01',
    lookTo: '2026-03-31',
  }) as CaseState;
  return doAct(p, opened, 'take-figures', {
    figures: figuresFrom(ROWS),
    analysis: '举报集中在商场超市的熟食。',
  }) as CaseState;
};
const PLAN = {
  organs: ['c'],
  from: '2026-04-20',
  to: '2026-06-30',
  aims: [{ name: '群众反映的问题件件有回音', measure: '举报按期办结率' }],
  measures: '对举报集中的单位逐家核查，发现问题责令改正并复查。',
};
const without = (p: Procedure, act: string, code: string): Procedure => {
  const def = p.acts[act];
  if (!def?.rules?.some((r) => r.code === code)) throw new Error(`${act} has no ${code}`);
  return { ...p, acts: { ...p.acts, [act]: { ...def, rules: def.rules.filter((r) => r.code !== code) } } };
};

/** What is forbidden, the check that refuses it, and the plan that tries. */
const FORBIDDEN: readonly (readonly [string, string, Record<string, unknown>])[] = [
  [
    'R39.3 INV-S1 fines that grow',
    'FINE-TARGET',
    { aims: [{ name: '罚没收入同比增长两成', measure: '增长20%以上' }] },
  ],
  [
    'R39.3 INV-S1 a number of cases',
    'FINE-TARGET',
    { aims: [{ name: '查办案件不少于30件', measure: '立案数量' }] },
  ],
  [
    'INV-I6 a number of inspections for each team',
    'FINE-TARGET',
    { measures: '各大队每月检查不少于50家，列入考核。' },
  ],
  [
    'R24.8 a whole trade ordered to stop',
    'R24.8',
    { measures: '全市所有超市一律停业整顿，验收合格后恢复。' },
  ],
  ['R23.1 an organ of another city', 'ORGANS', { organs: ['far'] }],
  ['R23.1 begun before it can be public', 'PERIOD', { from: '2026-03-20' }],
  ['R24.7 an inspection that no list has', 'VISITS', { visits: [{ organ: 'm', item: 'X', objects: 3 }] }],
];

describe('R23.1 the plan of a campaign', () => {
  test('R23.1 a lawful plan is accepted; sentences that forbid quotas and that measure how work is done are no target', () => {
    for (const measures of [
      PLAN.measures,
      '严禁下达罚没指标，不以罚款数额考核。',
      '查处的案件全部按期公示，公示率达到100%。',
    ])
      expect(doAct(P, planning(P), 'draft-plan', { ...PLAN, measures })).toHaveProperty('phase', 'approving');
    const based = {
      ...PLAN,
      measures: '依法要求全部液氨制冷企业停产检修。',
      haltBasis: '《演示条例》第九条',
    };
    expect(doAct(P, planning(P), 'draft-plan', based)).toHaveProperty('phase', 'approving');
  });

  test.each(FORBIDDEN)('%s is refused by %s, and accepted by the variant without it', (_name, code, more) => {
    const input = { ...PLAN, ...more };
    expect(doAct(P, planning(P), 'draft-plan', input)).toEqual([`${P.code}.${code}`]);
    const broken = without(P, 'draft-plan', code);
    expect(doAct(broken, planning(broken), 'draft-plan', input)).toHaveProperty('phase', 'approving');
  });

  test('R23.1 typed figures are refused, and accepted by the variant without the check', () => {
    const typed = {
      figures: [{ field: '市场监管', kind: '群众举报', n: 70 }],
      analysis: '举报集中在商场超市。',
    };
    const opened = (p: Procedure) => ({
      ...planning(p),
      phase: 'evidence',
      acts: planning(p).acts.slice(0, 1),
    });
    expect(doAct(P, opened(P), 'take-figures', typed)).toEqual([`${P.code}.COMPUTED`]);
    const broken = without(P, 'take-figures', 'COMPUTED');
    expect(doAct(broken, opened(broken), 'take-figures', typed)).toHaveProperty('phase', 'planning');
  });

  test('R23.1 figures are summed over months by field and kind; of a result both periods stand side by side', () => {
    expect(figuresFrom(ROWS)).toEqual([
      { field: '市场监管', kind: '群众举报', n: 7 },
      { field: '市场监管', kind: '行政处罚决定', n: 1 },
    ]);
    expect(resultsFrom(ROWS.slice(1), ROWS.slice(0, 1))).toEqual([
      { field: '市场监管', kind: '群众举报', before: 7, n: 0 },
      { field: '市场监管', kind: '行政处罚决定', before: 0, n: 1 },
    ]);
  });
});

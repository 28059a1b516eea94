/** Driving a task's case by the engine's own decisions, for tests: no fact is ever written past `decide`. */
import {
  type Actor,
  type CaseState,
  decide,
  type Moment,
  noCase,
  type Refusal,
  timeOfDay,
} from '@fadu/kernel';
import { chinaCalendar } from '../../calendar/china.ts';
import { openingInput } from './opening.ts';
import { taskTracking } from './tracking.ts';

const REGIONS: Readonly<Record<string, string>> = {
  lgo: '220200',
  justice: '220200',
  market: '220200',
  clgo: '220202',
  cjustice: '220202',
};

/** People of the tests: role and organ. */
export const PEOPLE = {
  coordinator: ['plan-coordinator', 'lgo'],
  verifier: ['plan-coordinator', 'lgo'],
  reporter: ['plan-reporter', 'justice'],
  head: ['head', 'justice'],
  county: ['plan-coordinator', 'clgo'],
  countyReporter: ['plan-reporter', 'cjustice'],
  countyHead: ['head', 'cjustice'],
  successor: ['plan-reporter', 'market'],
} as const;
export type Person = keyof typeof PEOPLE;

export const actorOf = (person: Person): Actor => ({
  kind: 'person',
  person,
  name: person,
  posts: [{ role: PEOPLE[person][0], organ: PEOPLE[person][1] }],
});

export const momentOf = (date: string): Moment => ({
  now: timeOfDay(date, '09:00'),
  calendar: chinaCalendar,
  organ: (id) => (REGIONS[id] ? { id, name: id, kind: 'department', region: REGIONS[id] } : undefined),
});

/** A refused act, as its codes. */
export class Refused extends Error {
  readonly codes: readonly string[];
  constructor(refusals: readonly Refusal[]) {
    super(refusals.map((r) => `${r.code} ${r.say}`).join('\n'));
    this.codes = refusals.map((r) => r.code.replace('task-tracking.', ''));
  }
}

export const HASH = 'a'.repeat(64);

/** Evidence for one milestone or target. */
export const proof = (milestone: string, date: string, more: object = {}) => ({
  milestone,
  title: `证明${milestone}的材料`,
  date,
  factDate: date,
  hash: HASH,
  ...more,
});

/** A report's input. */
export const reportInput = (selfScore: number, evidence: readonly object[] = []) => ({
  period: '2023-Q1',
  selfScore,
  progress: '已经完成调研，正在起草工作方案。',
  nextStep: '按节点推进。',
  evidence,
});

/** One case, acted on step by step. */
export class Tracked {
  state: CaseState = noCase(`220200-${'0'.repeat(24)}`, taskTracking.code, taskTracking.version);

  /** Open task `number`; `more` overrides the input made from the plan's facts. */
  static open(number: number, date: string, more: object = {}, person: Person = 'coordinator'): Tracked {
    const one = new Tracked();
    one.act('open-task', date, person, {
      ...openingInput(number, [{ due: '2023-06-30', deliverable: '印发工作方案', evidence: '文件' }]),
      lead: ['justice'],
      responsible: ['market'],
      ...more,
    });
    return one;
  }

  /** Perform an act. @throws Refused */
  act(act: string, date: string, person: Person, input: object = {}): this {
    const result = decide(taskTracking, this.state, act, input, actorOf(person), momentOf(date));
    if (!result.ok) throw new Refused(result.refusals);
    this.state = result.state;
    return this;
  }

  /** Codes that refuse an act; empty when it is accepted (and then it has happened). */
  refusal(act: string, date: string, person: Person, input: object = {}): readonly string[] {
    try {
      this.act(act, date, person, input);
      return [];
    } catch (error) {
      if (error instanceof Refused) return error.codes;
      throw error;
    }
  }

  /** Report with evidence, all of it accepted, and have the report verified. */
  prove(date: string, marks: readonly string[], more: object = {}): this {
    this.act(
      'report',
      date,
      'reporter',
      reportInput(
        80,
        marks.map((m) => proof(m, date, more)),
      ),
    );
    const report = this.state.seq;
    for (const [i] of marks.entries())
      this.act('accept-evidence', date, 'coordinator', { report, item: i + 1 });
    return this.act('verify-report', date, 'coordinator', { opinion: '核验属实' });
  }
}

/** A simulated case of any procedure: a day set by hand, a directory of organs, and answers as a test gives them. Tests only. */
import {
  type Actor,
  type Answered,
  apply,
  type CaseState,
  CaseView,
  clockOf,
  decide,
  noCase,
  type OrganFacts,
  type Procedure,
  type Question,
  questionsOf,
  timeOfDay,
} from '@fadu/kernel';
import { chinaCalendar } from './calendar/china.ts';

type Input = Readonly<Record<string, unknown>>;

/** Someone with posts: `person('clerk', '李工', ['window-clerk', 't-hall'])`. */
export const person = (id: string, name: string, ...posts: [role: string, organ: string][]): Actor => ({
  kind: 'person',
  person: id,
  name,
  posts: posts.map(([role, organ]) => ({ role, organ })),
});

/** What a simulated case knows beyond itself. */
export interface Surroundings {
  readonly organs: readonly OrganFacts[];
  /** The answer to a question; null where nothing is known. */
  readonly answer?: (question: Question) => unknown;
}

/** One case under way. */
export class Simulated {
  state: CaseState;
  day: string;
  readonly procedure: Procedure;
  private readonly around: Surroundings;

  constructor(procedure: Procedure, day: string, around: Surroundings) {
    this.procedure = procedure;
    this.day = day;
    this.around = around;
    this.state = noCase('220200-1', procedure.code, procedure.version);
  }

  get view(): CaseView {
    return new CaseView(this.state);
  }

  /** Go to a day. */
  on(day: string): this {
    this.day = day;
    return this;
  }

  private moment(time: string) {
    return {
      now: timeOfDay(this.day, time),
      calendar: chinaCalendar,
      organ: (id: string) => this.around.organs.find((o) => o.id === id),
      organsOf: (region: string) => this.around.organs.filter((o) => o.region === region),
    };
  }

  private decide(act: string, actor: Actor, input: Input) {
    const answered = questionsOf(this.procedure, this.state, act, input, timeOfDay(this.day, '10:00')).map(
      (question) => ({ question, answer: this.around.answer?.(question) ?? null }) as Answered,
    );
    return decide(this.procedure, this.state, act, input, actor, { ...this.moment('10:00'), answered });
  }

  /** An act that must be accepted; numbers are drawn, and every clock must be computable afterwards. */
  do(act: string, actor: Actor, input: Input = {}): this {
    const result = this.decide(act, actor, input);
    if (!result.ok) throw new Error(`${act}: ${result.refusals.map((r) => `${r.code} ${r.say}`).join('; ')}`);
    const issued = Object.fromEntries(
      result.record.effects.numbers.map((n) => [n, `${n}-${result.record.seq}`]),
    );
    this.state = apply(this.state, { ...result.record, issued });
    for (const clock of Object.keys(this.procedure.clocks)) this.clock(clock);
    return this;
  }

  /** An act that must be refused: its codes and words. */
  no(act: string, actor: Actor, input: Input = {}): { codes: string[]; say: string } {
    const before = this.state;
    const result = this.decide(act, actor, input);
    if (result.ok) throw new Error(`${act} was accepted`);
    if (this.state !== before) throw new Error('a refusal changed the state');
    return {
      codes: result.refusals.map((r) => r.code.replace(`${this.procedure.code}.`, '')),
      say: result.refusals.map((r) => r.say).join('；'),
    };
  }

  clock(code: string) {
    return clockOf(this.procedure, this.state, code, this.moment('12:00'));
  }

  /** The last day of a clock that runs. */
  due(code: string): string | undefined {
    return this.clock(code).due;
  }
}

/** Drives a case through `decide()` on a simulated clock, with answers about certificates, items and other cases. */
import {
  type Actor,
  type Answered,
  apply,
  type CaseFacts,
  type CaseState,
  CaseView,
  clockOf,
  decide,
  type EntryFacts,
  type ItemFacts,
  type MaterialFacts,
  type Moment,
  noCase,
  type Procedure,
  type Question,
  questionsOf,
  SYSTEM,
  timeOfDay,
} from '@fadu/kernel';
import { chinaCalendar } from '../../calendar/china.ts';
import type { Officer } from '../officers/contact.ts';
import { officer } from '../penalty-cases/case.testing.ts';

type Input = Readonly<Record<string, unknown>>;

/** What a case of these tests is told of the world around it. */
export interface World {
  /** Penalty cases and others, by number or id. */
  readonly cases: Readonly<Record<string, CaseFacts | null>>;
  /** Cases bound to an id, by `procedure\nid`. */
  readonly linked: Readonly<Record<string, readonly CaseFacts[]>>;
  readonly items: Readonly<Record<string, ItemFacts>>;
  /** Entries of the lenient lists. */
  readonly lists?: readonly EntryFacts[];
  /** Files handed in; absent: every step has its film. */
  readonly materials?: readonly MaterialFacts[];
}

/** A film of one step. */
export const film = (seq: number, more: Partial<MaterialFacts> = {}): MaterialFacts => ({
  id: `${'0'.repeat(22)}${String(seq).padStart(2, '0')}`,
  kind: '录像',
  name: '现场.mp4',
  seq,
  sha256: 'a'.repeat(64),
  capturedAt: '2026-03-02T02:00:00Z',
  handedAt: '2026-03-02T06:00:00Z',
  continuous: true,
  gaps: [],
  ...more,
});
const FILMED = Array.from({ length: 40 }, (_, i) => film(i + 1));

export const ORGAN = 't-market';
const ORGANS: Readonly<Record<string, { name: string; kind: string }>> = {
  't-gov': { name: '演示市人民政府', kind: 'government' },
  't-market': { name: '演示市市场监督管理局', kind: 'department' },
  't-town': { name: '演示镇人民政府', kind: 'township' },
  't-police': { name: '演示市公安局', kind: 'department' },
};

const momentOf = (day: string, time: string): Moment => ({
  now: timeOfDay(day, time),
  calendar: chinaCalendar,
  organ: (id) => (ORGANS[id] ? { id, region: '220200', ...ORGANS[id] } : undefined),
});

/** The certificate that an officer shows is the one in the register. */
function certificate(code: string, input: Input): EntryFacts | null {
  const shown = ((input.officers ?? []) as readonly Officer[]).find((o) => o.certificate === code);
  if (!shown) return null;
  const { person: holder, certificate: number, ...rest } = shown;
  return {
    region: '220200',
    register: 'officer-certificate',
    code,
    version: 1,
    lawFrom: rest.validFrom,
    body: { ...rest, holder, number, status: '在用' },
  };
}

/** One case under way. */
export class CaseRun {
  state: CaseState;
  day = '2026-03-02';
  time = '10:00';
  readonly procedure: Procedure;
  readonly world: World;

  constructor(procedure: Procedure, world: World, id = '220200-own') {
    this.procedure = procedure;
    this.world = world;
    this.state = noCase(id, procedure.code, procedure.version);
  }

  get view(): CaseView {
    return new CaseView(this.state);
  }

  /** Go to a day, at ten or at a time. */
  on(day: string, time = '10:00'): this {
    this.day = day;
    this.time = time;
    return this;
  }

  private answer(q: Question, input: Input): Answered['answer'] {
    if (q.ask === 'case') return this.world.cases[q.case] ?? null;
    if (q.ask === 'linked') return this.world.linked[`${q.procedure}\n${q.to}`] ?? [];
    if (q.ask === 'item') return this.world.items[q.code] ?? null;
    if (q.ask === 'entry') return q.register === 'recording-list' ? null : certificate(q.code, input);
    if (q.ask === 'peers')
      return (this.world.lists ?? []).filter((e) => q.values.includes(String(e.body[q.field])));
    if (q.ask === 'materials') return this.world.materials ?? FILMED;
    throw new Error(`no answer to ${q.ask}`);
  }

  private decide(act: string, actor: Actor, input: Input) {
    const at = momentOf(this.day, this.time);
    const answered = questionsOf(this.procedure, this.state, act, input, at.now).map((question) => ({
      question,
      answer: this.answer(question, input),
    }));
    return decide(this.procedure, this.state, act, input, actor, { ...at, answered });
  }

  /** Do an act that must be accepted; every clock must be computable afterwards. */
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

  /** Try an act that must be refused; its codes, words and articles. */
  no(act: string, actor: Actor, input: Input = {}): { codes: string[]; say: string; cites: string[] } {
    const result = this.decide(act, actor, input);
    if (result.ok) throw new Error(`${act} was accepted`);
    return {
      codes: result.refusals.map((r) => r.code.replace(`${this.procedure.code}.`, '')),
      say: result.refusals.map((r) => r.say).join('；'),
      cites: result.refusals.flatMap((r) =>
        r.cites.map((c) => `${c.source} ${c.article ?? c.task ?? ''}`.trim()),
      ),
    };
  }

  /** A clock at the cursor. */
  clock(code: string, day = this.day, time = this.time) {
    return clockOf(this.procedure, this.state, code, momentOf(day, time));
  }

  /** A copy that goes its own way. */
  copy(): CaseRun {
    const other = new CaseRun(this.procedure, this.world, this.state.id);
    other.state = this.state;
    return other.on(this.day, this.time);
  }
}

const person = (id: string, organ: string, ...held: string[]): Actor => ({
  kind: 'person',
  person: id,
  name: id,
  posts: held.map((role) => ({ role, organ })),
});

/** Who acts in these tests. */
export const who = {
  o1: person('o1', ORGAN, 'enforcement-officer'),
  o2: person('o2', ORGAN, 'enforcement-officer'),
  clerk: person('clerk', ORGAN, 'case-clerk'),
  head: person('head', ORGAN, 'head'),
  principal: person('principal', ORGAN, 'principal-head'),
  town: person('town', 't-town', 'enforcement-officer'),
  police: person('police', 't-police', 'police-clerk'),
  party: person('party', ''),
  system: SYSTEM,
} as const;

export const pair = [officer('o1'), officer('o2')];
export { officer };

/** The penalty case that everything here serves. */
export const PENALTY = '演监罚立〔2026〕1号';
export const PENALTY_ID = '220200-penalty';
export const penaltyFacts = (more: Partial<CaseFacts> = {}): CaseFacts => ({
  id: PENALTY_ID,
  procedure: 'penalty-ordinary',
  title: '经营超过保质期的食品案',
  phase: 'investigation',
  owner: ORGAN,
  facts: {
    'register-clue.title': '经营超过保质期的食品案',
    'register-clue.partyName': '演示市幸福超市有限公司',
    'register-clue.partyKind': '法人或者其他组织',
    'register-clue.partyId': '91220200MA00000001',
    'register-clue.partyAddress': '演示市中心路1号',
    'register-clue.partyAccount': 'party',
    'register-clue.conduct': '销售超过保质期的牛奶',
  },
  conds: [],
  done: { 'register-clue': '2026-02-27', file: '2026-02-28' },
  numbers: { case: PENALTY },
  ...more,
});

/** An item of compulsion in force. */
export const ITEM = '强制事项一';
export const compulsionItem = (
  body: Record<string, unknown> = {},
  kind: 'law' | 'local-regulation' = 'law',
): ItemFacts => ({
  entry: {
    region: '220200',
    register: 'enforcement-item',
    code: ITEM,
    version: 1,
    lawFrom: '2020-01-01',
    body: {
      basicCode: '220310001000',
      name: '对违法经营的食品的查封、扣押',
      organ: ORGAN,
      kind: '行政强制',
      bodyNature: '法定机关',
      basis: [{ instrument: '食品安全法', article: '110' }],
      status: '在用',
      ...body,
    },
  },
  bases: [
    {
      ref: { instrument: '食品安全法', article: '110' },
      facts: {
        id: '食品安全法',
        title: '食品安全法',
        kind,
        status: 'in-force',
        articleExists: true,
        articleRepealed: false,
        complete: false,
        ...(kind === 'local-regulation' && { region: '220200' }),
      },
    },
  ],
});

/** A world with the penalty case and the items; `more` changes it. */
export const worldWith = (more: Partial<World> = {}): World => ({
  cases: { [PENALTY]: penaltyFacts(), [PENALTY_ID]: penaltyFacts(), ...more.cases },
  linked: more.linked ?? {},
  items: { [ITEM]: compulsionItem(), ...more.items },
  ...(more.lists && { lists: more.lists }),
  ...(more.materials && { materials: more.materials }),
});

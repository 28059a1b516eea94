/** Handlings told in memory: each act decided by the procedure itself, clocks run out, without a database. Used by tests only. */
import {
  type Answered,
  addDays,
  apply,
  type CaseState,
  clockOf,
  type DateStr,
  dateOf,
  decide,
  type Instant,
  type ItemFacts,
  noCase,
  type Question,
  questionsOf,
  SYSTEM,
  timeOfDay,
} from '@fadu/kernel';
import { chinaCalendar } from '@fadu/plan/calendar/china';
import { type ServiceItem, serviceApplication } from '@fadu/plan/functions/service-items/index';
import { CITY_REGION } from '@fadu/plan/leadership/plan-tracking/index';
import { CITY_ORGANS, organId } from '../organs.ts';
import { serviceItemTexts } from '../texts/service-items.ts';
import type { Story } from './pen.ts';
import { delegatedItems } from './townships.ts';

/** What the rehearsal of a story came to. */
export interface Rehearsed {
  readonly story: Story;
  readonly state: CaseState;
  readonly acts: number;
  /** The first act that was refused, with the codes; undefined: none was. */
  readonly refused?: string;
  /** The promise’s clock ran out before the decision. */
  readonly late: boolean;
}

const cityItems = serviceItemTexts((key) => organId(CITY_REGION, key));
const townOf = (region: string) => CITY_ORGANS.find((o) => o.kind === 'township' && o.region === region);

function heldIn(region: string): readonly ServiceItem[] {
  const town = region === CITY_REGION ? undefined : townOf(region);
  return town ? delegatedItems(region, town.id.slice(town.id.indexOf('-') + 1)) : [];
}

/** What a handling asks: its item, and who holds it by delegation. */
function answerIn(region: string): (question: Question) => unknown {
  const held = heldIn(region);
  return (q) => {
    if (q.ask === 'entries')
      return held
        .filter((i) => i.basicCode === q.where?.item)
        .map((i) => ({
          region,
          register: q.register,
          code: i.basicCode,
          version: 1,
          lawFrom: '2026-02-24',
          body: { organ: i.organ, item: i.basicCode, status: '在用' },
        }));
    if (q.ask !== 'item') return null;
    const item = [...held, ...cityItems].find((i) => i.basicCode === q.code);
    if (!item) return null;
    return {
      entry: {
        region,
        register: q.register,
        code: q.code,
        version: 1,
        lawFrom: '2026-01-06',
        body: { ...item, status: '在用' },
      },
      bases: item.basis.map((ref) => ({
        ref: { instrument: ref.instrument, ...(ref.article && { article: ref.article }) },
        facts: {
          id: ref.instrument,
          title: ref.instrument,
          kind: 'law',
          status: 'in-force',
          articleExists: true,
          articleRepealed: false,
          complete: true,
        },
      })),
    } satisfies ItemFacts;
  };
}

/** Tell a handling up to a moment; it stops at the first act that is refused. */
export function rehearse(story: Story, until: Instant): Rehearsed {
  const procedure = serviceApplication;
  const answer = answerIn(story.region);
  let state: CaseState = noCase(`${story.region}-1`, procedure.code, procedure.version);
  let acts = 0;
  const moment = (now: Instant) => ({
    now,
    calendar: chinaCalendar,
    organ: (id: string) => CITY_ORGANS.find((o) => o.id === id),
    organsOf: (region: string) => CITY_ORGANS.filter((o) => o.region === region),
  });
  const act = (
    name: string,
    by: Parameters<typeof decide>[4],
    input: unknown,
    at: Instant,
  ): string | null => {
    const given = input as Readonly<Record<string, unknown>>;
    const answered = questionsOf(procedure, state, name, given, at).map(
      (question) => ({ question, answer: answer(question) }) as Answered,
    );
    const result = decide(procedure, state, name, given, by, { ...moment(at), answered });
    if (!result.ok) return `${story.about} ${name} ${at}: ${result.refusals.map((r) => r.code).join('、')}`;
    const issued = Object.fromEntries(
      result.record.effects.numbers.map((n) => [n, `${n}-${result.record.seq}`]),
    );
    state = apply(state, { ...result.record, issued });
    acts++;
    return null;
  };
  /** What runs out by itself up to a day happens first, on the day after its last. */
  const runOut = (to: DateStr) => {
    for (const [code, def] of Object.entries(procedure.clocks)) {
      if (!def.onExpiry) continue;
      const clock = clockOf(procedure, state, code, moment(timeOfDay(to, '00:10')));
      if (clock.state === 'expired' && clock.due)
        act(def.onExpiry, SYSTEM, {}, timeOfDay(addDays(clock.due, 1), '00:10'));
    }
  };
  const late = () => clockOf(procedure, state, 'promise', moment(until)).late;
  const script = story.tell();
  for (let next = script.next(); !next.done && next.value.at <= until; ) {
    if (state.seq > 0) runOut(dateOf(next.value.at));
    const refused = act(next.value.act, next.value.by, next.value.input, next.value.at);
    if (refused) return { story, state, acts, refused, late: late() };
    next = script.next({ seq: acts, caseId: state.id });
  }
  runOut(dateOf(until));
  return { story, state, acts, late: late() };
}

/**
 * A checker of histories: what several clients asked and were told, with the times, beside what is recorded. Each case is
 * one register that only grows, so that one look in the order of its steps decides what a general checker must search for.
 */
import {
  type Actor,
  type ActRecord,
  apply,
  type CaseState,
  decide,
  type Moment,
  noCase,
  type Procedure,
} from '@fadu/kernel';

/** One request as the client saw it. Times on one monotone clock, in any unit. */
export interface Call {
  readonly key: string;
  readonly caseId: string;
  readonly act: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly person: string | null;
  readonly sent: number;
  /** When the last answer was there. */
  readonly answered: number;
  /** Number of the step, or null where it was refused. */
  readonly seq: number | null;
  /** Code of the refusal. */
  readonly refusal: string | null;
}

/** One look at a case: the last step that it showed. */
export interface Look {
  readonly caseId: string;
  readonly sent: number;
  readonly answered: number;
  readonly seq: number;
}

/** A step as it is recorded. */
export interface Step {
  readonly caseId: string;
  readonly procedure: string;
  readonly key: string;
  readonly record: ActRecord;
}

/** A number as it is recorded. */
export interface Drawn {
  readonly series: string;
  readonly n: number;
  readonly caseId: string;
  readonly seq: number;
}

/** A version of a register entry as it is recorded. */
export interface Version {
  readonly entry: string;
  readonly version: number;
  readonly caseId: string;
  readonly seq: number;
}

/** Everything that is known of a run. */
export interface History {
  readonly calls: readonly Call[];
  readonly looks: readonly Look[];
  readonly steps: readonly Step[];
  readonly numbers: readonly Drawn[];
  readonly versions: readonly Version[];
}

/** Names of what can be wrong. */
export type HistoryRule =
  | 'lost-update'
  | 'not-recorded'
  | 'gap'
  | 'real-time'
  | 'not-permitted'
  | 'wrongly-refused'
  | 'stale-look'
  | 'early-look'
  | 'number-gap'
  | 'number-doubled'
  | 'number-order'
  | 'version-order';

/** One thing that no order of the acts explains. */
export interface HistoryFault {
  readonly rule: HistoryRule;
  readonly says: string;
}

/** What decides is given besides the case. */
export interface Judge {
  readonly procedures: ReadonlyMap<string, Procedure>;
  readonly moment: (now: string) => Moment;
  /** Posts of a person; undefined for a stranger. */
  readonly actor: (person: string | null) => Actor;
}

const groupBy = <T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> => {
  const out = new Map<string, T[]>();
  for (const item of items) {
    const list = out.get(keyOf(item));
    if (list) list.push(item);
    else out.set(keyOf(item), [item]);
  }
  return out;
};

/** Check a history. Empty: there is an order of all acts, in keeping with real time, in which each was permitted. */
export function checkHistory(history: History, judge: Judge): HistoryFault[] {
  const faults: HistoryFault[] = [];
  const say = (rule: HistoryRule, says: string) => faults.push({ rule, says });
  const steps = groupBy(history.steps, (s) => s.caseId);
  const calls = groupBy(history.calls, (c) => c.caseId);
  const looks = groupBy(history.looks, (l) => l.caseId);
  for (const [id, mine] of calls) {
    const recorded = [...(steps.get(id) ?? [])].sort((a, b) => a.record.seq - b.record.seq);
    checkOrder(id, mine, recorded, say);
    const states = refold(id, recorded, judge, say);
    checkRefusals(id, mine, states, judge, say);
    checkLooks(id, mine, looks.get(id) ?? [], say);
  }
  checkNumbers(history, say);
  checkVersions(history, say);
  return faults;
}

type Say = (rule: HistoryRule, says: string) => void;

/** Steps without gap or repeat, each where its caller was told, and none before one that was over when it was asked. */
function checkOrder(id: string, calls: readonly Call[], recorded: readonly Step[], say: Say): void {
  recorded.forEach((s, i) => {
    if (s.record.seq !== i + 1) say('gap', `${id}: step ${s.record.seq} stands in place ${i + 1}`);
  });
  const done = calls.filter((c): c is Call & { seq: number } => c.seq !== null).sort((a, b) => a.seq - b.seq);
  let latest: Call | null = null;
  for (const [i, call] of done.entries()) {
    const before = done[i - 1];
    if (before?.seq === call.seq)
      say('lost-update', `${id}: ${before.key} and ${call.key} were both told step ${call.seq}`);
    if (!recorded.some((s) => s.record.seq === call.seq && s.key === call.key && s.record.act === call.act))
      say('not-recorded', `${id}: ${call.key} was told step ${call.seq}, which is not its own`);
    if (latest && call.answered < latest.sent)
      say(
        'real-time',
        `${id}: ${call.key} (step ${call.seq}) was over before ${latest.key} was asked, which came earlier`,
      );
    if (!latest || call.sent > latest.sent) latest = call;
  }
}

/** The states after each step, by folding; each step is decided anew in the state before it. */
function refold(id: string, recorded: readonly Step[], judge: Judge, say: Say): CaseState[] {
  const first = recorded[0];
  const procedure = first && judge.procedures.get(first.procedure);
  if (!procedure) return [];
  let state = noCase(id, procedure.code, procedure.version);
  const states = [state];
  for (const { record } of recorded) {
    const { actor } = record;
    const who: Actor = {
      kind: actor.kind,
      name: actor.name,
      ...(actor.person && { person: actor.person }),
      posts: actor.role && actor.organ ? [{ role: actor.role, organ: actor.organ }] : [],
    };
    const answered = record.effects.answered;
    const decision = decide(procedure, state, record.act, record.input, who, {
      ...judge.moment(record.at),
      ...(answered?.length && { answered }),
    });
    if (!decision.ok)
      say(
        'not-permitted',
        `${id}: step ${record.seq} ${record.act} was not permitted after step ${state.seq}: ${decision.refusals.map((r) => r.code).join(', ')}`,
      );
    state = apply(state, record);
    states.push(state);
  }
  return states;
}

/** A refusal must be right in some state that the case had while the request was under way. */
function checkRefusals(
  id: string,
  calls: readonly Call[],
  states: readonly CaseState[],
  judge: Judge,
  say: Say,
): void {
  const done = calls.filter((c) => c.seq !== null);
  for (const call of calls) {
    if (call.seq !== null) continue;
    const surely = Math.max(0, ...done.filter((d) => d.answered < call.sent).map((d) => d.seq as number));
    const perhaps = Math.max(
      surely,
      ...done.filter((d) => d.sent < call.answered).map((d) => d.seq as number),
    );
    const window = states.slice(surely, perhaps + 1);
    const right = window.some((state) => {
      const procedure = judge.procedures.get(state.procedure);
      const now = state.acts.at(-1)?.at;
      if (!procedure || !now) return true;
      return !decide(procedure, state, call.act, call.input, judge.actor(call.person), judge.moment(now)).ok;
    });
    if (!right && window.length)
      say(
        'wrongly-refused',
        `${id}: ${call.key} ${call.act} was refused (${call.refusal}), and nothing spoke against it between steps ${surely} and ${perhaps}`,
      );
  }
}

/** Who looks sees everything that was over before, and nothing that was not yet asked for. */
function checkLooks(id: string, calls: readonly Call[], looks: readonly Look[], say: Say): void {
  const done = calls.filter((c) => c.seq !== null);
  for (const look of looks) {
    const surely = Math.max(0, ...done.filter((d) => d.answered < look.sent).map((d) => d.seq as number));
    if (look.seq < surely)
      say('stale-look', `${id}: step ${surely} was over, and a later look showed ${look.seq}`);
    const shown = done.find((d) => d.seq === look.seq);
    if (shown && shown.sent > look.answered)
      say('early-look', `${id}: a look showed step ${look.seq} before ${shown.key} was asked`);
  }
}

/** Numbers of a series: 1, 2, 3 …, each once, none drawn after a later one was over. */
function checkNumbers({ numbers, calls }: History, say: Say): void {
  const callOf = new Map(calls.filter((c) => c.seq !== null).map((c) => [`${c.caseId}/${c.seq}`, c]));
  for (const [series, drawn] of groupBy(numbers, (n) => n.series)) {
    const sorted = [...drawn].sort((a, b) => a.n - b.n);
    let latest: Call | null = null;
    sorted.forEach((d, i) => {
      const before = sorted[i - 1];
      if (before?.n === d.n) say('number-doubled', `${series}: ${d.n} for ${before.caseId} and ${d.caseId}`);
      else if (d.n !== (before?.n ?? 0) + 1) say('number-gap', `${series}: ${d.n} after ${before?.n ?? 0}`);
      const call = callOf.get(`${d.caseId}/${d.seq}`);
      if (!call) return;
      if (latest && call.answered < latest.sent)
        say(
          'number-order',
          `${series}: ${d.n} was drawn before ${latest.key} was asked, which has an earlier one`,
        );
      if (!latest || call.sent > latest.sent) latest = call;
    });
  }
}

/** Versions of an entry: 1, 2, 3 …, in the order of the steps of the case that wrote them. */
function checkVersions({ versions }: History, say: Say): void {
  for (const [entry, list] of groupBy(versions, (v) => v.entry)) {
    const sorted = [...list].sort((a, b) => a.version - b.version);
    sorted.forEach((v, i) => {
      const before = sorted[i - 1];
      if (v.version !== i + 1) say('version-order', `${entry}: version ${v.version} in place ${i + 1}`);
      if (before && before.caseId === v.caseId && before.seq >= v.seq)
        say(
          'version-order',
          `${entry}: version ${v.version} is of step ${v.seq}, the one before of step ${before.seq}`,
        );
    });
  }
}

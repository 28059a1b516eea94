/** The referee: what an act may do and must leave, worked out from the definition and the book, and compared with `decide`. */
import type {
  ActDef,
  Actor,
  ActRecord,
  Binding,
  Calendar,
  ClockEventAt,
  Limit,
  Post,
  Procedure,
  Refused,
} from '@fadu/kernel';
import { EMPTY, type Entry, type Facts, isTrue, type Page, viewOf, written } from './book.ts';
import { dateText, dayNumber, dayOfMs, readClock } from './naive-time.ts';
import { type Taken, Watch } from './watch.ts';

/** Something that is not as it should be. */
export interface Fault {
  /** What was compared, e.g. `accepted`, `phase`, `due`, `law`. */
  readonly kind: string;
  readonly says: string;
}

/** What a person asks for. */
export interface Asked {
  readonly act: string;
  readonly actor: Actor;
  readonly now: string;
  readonly calendar: Calendar;
}

/** The post (or none) under which the actor fits the act; undefined when nothing fits. */
export function fitting(def: ActDef, page: Page, actor: Actor): { post?: Post } | undefined {
  for (const by of def.by) {
    if (by.kind === 'system' && actor.kind === 'system') return {};
    if (by.kind === 'public') return {};
    if (by.kind === 'resident' && actor.kind === 'person') return {};
    if (by.kind === 'party' && actor.person && (page.bound[by.relation] ?? []).includes(actor.person))
      return {};
    if (by.kind === 'office' || by.kind === 'post') {
      const organs = by.kind === 'post' ? (page.bound[by.of] ?? []) : undefined;
      for (const post of actor.posts)
        if (post.role === by.role && (organs === undefined || organs.includes(post.organ))) return { post };
    }
  }
  return undefined;
}

/** A clock event worked out anew, as it must stand in the record. */
type Expected = Pick<ClockEventAt, 'clock' | 'kind'> & { limit?: Limit; at?: string };

/** One case under the referee's eyes. */
export class Referee {
  readonly procedure: Procedure;
  readonly id: string;
  page: Page = EMPTY;
  readonly watch: Watch;

  constructor(procedure: Procedure, id: string) {
    this.procedure = procedure;
    this.id = id;
    this.watch = new Watch(procedure);
  }

  private facts(page: Page, { actor, now, calendar }: Asked): Facts {
    return { procedure: this.procedure, page, person: actor.person, nowMs: Date.parse(now), calendar };
  }

  /** Whether the case has ended. */
  get ended(): boolean {
    return this.procedure.phases[this.page.phase]?.end !== undefined;
  }

  /** Codes of everything that stands against the act before its input is read, in any order. */
  against(asked: Asked): string[] {
    const def = this.procedure.acts[asked.act];
    if (!def) return ['unknown-act'];
    const out: string[] = [];
    const opened = this.page.entries.length > 0;
    if (this.ended) out.push('ended');
    else if (opened ? def.opens || !def.in.includes(this.page.phase) : !def.opens) out.push('phase');
    if (!fitting(def, this.page, asked.actor)) out.push('who');
    if (!def.repeats && this.page.entries.some((e) => e.act === asked.act && !this.page.fallen.has(e.seq)))
      out.push('once');
    const facts = this.facts(this.page, asked);
    for (const n of def.needs ?? [])
      if (!isTrue(n.guard, facts)) out.push(`${this.procedure.code}.${n.code}`);
    return out;
  }

  /** Compare a refusal. Codes of needs can repeat, so sets are compared. */
  refused(asked: Asked, answer: Refused): Fault[] {
    const against = this.against(asked);
    const said = answer.refusals.map((r) => r.code);
    const same = new Set(against).size === new Set(said).size && said.every((c) => against.includes(c));
    if (against.length > 0 && !same)
      return [{ kind: 'refusal', says: `${asked.act}: the engine says [${said}], the referee [${against}]` }];
    const structural = said.filter((c) => ['who', 'phase', 'once', 'ended', 'unknown-act'].includes(c));
    if (against.length === 0 && structural.length > 0)
      return [
        { kind: 'refusal', says: `${asked.act}: refused as [${structural}], the referee sees no reason` },
      ];
    const bare = answer.refusals.filter((r) => r.cites.length === 0 || !/[一-鿿]/.test(r.say));
    if (bare.length > 0)
      return [
        { kind: 'words', says: `${asked.act}: refusal ${bare[0]?.code} without a rule or without words` },
      ];
    return [];
  }

  /** Work out an accepted act, compare everything it left, and write it into the book. */
  accepted(asked: Asked, record: ActRecord, broken: readonly string[] = []): Fault[] {
    const faults: Fault[] = [];
    const wrong = (kind: string, says: string) => faults.push({ kind, says: `${asked.act}: ${says}` });
    const against = this.against(asked);
    if (against.length > 0) wrong('accepted', `accepted although [${against}]`);
    const def = this.procedure.acts[asked.act];
    if (!def) return faults;
    const post = fitting(def, this.page, asked.actor)?.post;
    if (record.actor.role !== post?.role || record.actor.organ !== post?.organ)
      wrong(
        'actor',
        `recorded under ${record.actor.role} of ${record.actor.organ}, not ${post?.role} of ${post?.organ}`,
      );
    if (record.seq !== this.page.entries.length + 1) wrong('seq', `number ${record.seq}`);
    if (record.at !== asked.now) wrong('at', `at ${record.at}, asked at ${asked.now}`);

    const { after, ended, clocks, binds } = this.outcome(asked, def, record, faults);
    const fallen = [...after.fallen].filter((s) => !this.page.fallen.has(s)).sort((a, b) => a - b);
    const same = (a: unknown, b: unknown) => inOrder(a) === inOrder(b);
    const { effects } = record;
    if (
      !same(
        [...effects.voids].sort((a, b) => a - b),
        fallen,
      )
    )
      wrong('voids', `[${effects.voids}], not [${fallen}]`);
    if (effects.phase !== after.phase) wrong('phase', `${effects.phase}, not ${after.phase}`);
    if (effects.ended !== (ended && this.procedure.phases[ended]?.end))
      wrong('ended', `${effects.ended}, not ${ended}`);
    if (!same([...effects.conds].sort(), [...after.holds].sort()))
      wrong('conditions', `[${effects.conds}], not [${[...after.holds]}]`);
    if (!same(effects.clocks, clocks))
      wrong('clocks', `${JSON.stringify(effects.clocks)}, not ${JSON.stringify(clocks)}`);
    if (!same(sorted(effects.binds), sorted(binds)))
      wrong('bindings', `${JSON.stringify(effects.binds)}, not ${JSON.stringify(binds)}`);
    if (!same(effects.papers, def.papers ?? [])) wrong('papers', `[${effects.papers}]`);
    if (!same(effects.numbers, def.numbers ?? [])) wrong('numbers', `[${effects.numbers}]`);

    const step = this.step(asked, after, ended);
    const found = this.watch.judge(step).filter((code) => !broken.includes(code));
    if (found.length > 0) wrong('law', `accepted although it breaks ${found.join(', ')}`);
    this.watch.take(step);
    this.page = after;
    return faults;
  }

  /** Compare a refusal by laws: exactly the laws that the whole list of steps would break, no other. */
  refusedByLaw(
    asked: Asked,
    record: Pick<ActRecord, 'input' | 'actor' | 'effects'>,
    said: readonly string[],
  ): Fault[] {
    const def = this.procedure.acts[asked.act];
    if (!def) return [];
    const full: ActRecord = { ...record, seq: this.page.entries.length + 1, act: asked.act, at: asked.now };
    const { after, ended } = this.outcome(asked, def, full, []);
    const found = this.watch.judge(this.step(asked, after, ended)).sort();
    return JSON.stringify(found) === JSON.stringify([...said].sort())
      ? []
      : [
          {
            kind: 'law',
            says: `${asked.act}: the engine refuses by [${said}], the whole list breaks [${found}]`,
          },
        ];
  }

  private step(asked: Asked, after: Page, ended: string | undefined): Taken {
    return {
      act: asked.act,
      before: this.facts(this.page, asked),
      after: this.facts(after, asked),
      ...(ended !== undefined && { ended }),
    };
  }

  /** What the act leaves, by the definition. */
  private outcome(asked: Asked, def: ActDef, record: ActRecord, faults: Fault[]) {
    const entry: Entry = {
      seq: record.seq,
      act: asked.act,
      at: asked.now,
      actor: record.actor,
      input: record.input,
      effects: { ...(record.effects.answered && { answered: record.effects.answered }) },
      ...(record.issued && { issued: record.issued }),
    };
    const binds: Record<string, readonly string[]> = {};
    for (const b of def.binds ?? []) {
      const ids = boundBy(b, record);
      if (ids) binds[b.relation] = ids;
    }
    const held = written(this.procedure, this.id, this.page, entry, binds);
    const facts = this.facts(held, asked);
    const events = this.clockEvents(asked, def, facts, record.input, faults);
    const branch = Array.isArray(def.to)
      ? (def.to as readonly { when: Parameters<typeof isTrue>[0]; phase: string }[]).find((b) =>
          isTrue(b.when, facts),
        )?.phase
      : (def.to as string | undefined);
    const phase = branch ?? held.phase;
    const clocks = { ...held.clocks };
    for (const e of events)
      clocks[e.clock] = [...(clocks[e.clock] ?? []), { ...e, at: e.at ?? asked.now, act: asked.act }];
    const after: Page = { ...held, phase, clocks };
    return { after, ended: this.procedure.phases[phase]?.end ? phase : undefined, clocks: events, binds };
  }

  private clockEvents(
    asked: Asked,
    def: ActDef,
    facts: Facts,
    input: Readonly<Record<string, unknown>>,
    faults: Fault[],
  ): Expected[] {
    const out: Expected[] = [];
    const today = dateText(dayOfMs(facts.nowMs));
    for (const effect of def.clocks ?? []) {
      if (effect.when && !isTrue(effect.when, facts)) continue;
      const clock = this.procedure.clocks[effect.clock];
      if (!clock) continue;
      const events = facts.page.clocks[effect.clock] ?? [];
      const { state } = readClock(clock, events, asked.calendar, facts.nowMs);
      if (effect.do === 'extend') {
        const rule = clock.extension;
        const from = events.findLastIndex((e) => e.kind === 'start' || e.kind === 'restart');
        const used = events.filter((e, i) => i > from && e.kind === 'extend').length;
        const n = effect.byField ? Number(input[effect.byField]) : (rule?.limit.n ?? 0);
        if (
          !rule ||
          used >= rule.times ||
          n > rule.limit.n ||
          n <= 0 ||
          !['running', 'paused'].includes(state)
        )
          faults.push({
            kind: 'extension',
            says: `${asked.act}: ${effect.clock} extended by ${n} while ${state}, ${used} used`,
          });
        if (rule) out.push({ clock: effect.clock, kind: 'extend', limit: { ...rule.limit, n } });
        continue;
      }
      if (effect.do === 'stop' && (state === 'idle' || state === 'stopped')) continue;
      if (effect.do === 'pause' && state !== 'running') continue;
      if (effect.do === 'resume' && state !== 'paused') continue;
      const when = this.dayOf(asked, effect.on, facts, input, today);
      if (when !== undefined && Date.parse(when) > facts.nowMs)
        faults.push({
          kind: 'clock-day',
          says: `${asked.act}: ${effect.clock} ${effect.do} at ${when}, after ${asked.now}`,
        });
      if (effect.do === 'start' || effect.do === 'restart') {
        const choices = Array.isArray(clock.limit) ? clock.limit : [{ limit: clock.limit as Limit }];
        const chosen = choices.find(
          (c: { when?: Parameters<typeof isTrue>[0] }) => !c.when || isTrue(c.when, facts),
        );
        const from = when === undefined ? today : dateText(dayOfMs(Date.parse(when)));
        const limit = effect.until
          ? ({
              unit: 'day',
              n: Math.max(0, dayNumber(String(input[effect.until])) - dayNumber(from)),
            } as Limit)
          : (effect.length?.(viewOf(this.procedure, this.id, facts.page), input) ?? (chosen?.limit as Limit));
        out.push({ clock: effect.clock, kind: effect.do, limit, ...(when !== undefined && { at: when }) });
      } else out.push({ clock: effect.clock, kind: effect.do, ...(when !== undefined && { at: when }) });
    }
    return out;
  }

  /** The moment that counts in law, where it is not the moment of recording. */
  private dayOf(
    asked: Asked,
    on: unknown,
    facts: Facts,
    input: Readonly<Record<string, unknown>>,
    today: string,
  ): string | undefined {
    if (on === undefined) return undefined;
    let day: unknown;
    if (typeof on === 'string') day = input[on];
    else if ('at' in (on as object))
      day = (on as { at: (i: typeof input, v: ReturnType<typeof viewOf>) => unknown }).at(
        input,
        viewOf(this.procedure, this.id, facts.page),
      );
    else {
      const name = (on as { lastDayOf: string }).lastDayOf;
      const clock = this.procedure.clocks[name];
      day = clock && readClock(clock, facts.page.clocks[name] ?? [], asked.calendar, facts.nowMs).due;
    }
    if (day === undefined || day === today) return undefined;
    if (typeof day === 'string' && day.includes('T')) return day;
    return new Date((dayNumber(String(day)) + 1) * 86_400_000 - 8 * 3_600_000 - 1).toISOString();
  }
}

const sorted = (binds: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(binds).sort(([a], [b]) => (a < b ? -1 : 1));

/** A value as text, whatever order its fields are in: a database keeps another. */
const inOrder = (value: unknown): string =>
  JSON.stringify(value, (_, v) =>
    v && typeof v === 'object' && !Array.isArray(v)
      ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)))
      : v,
  );

/** Ids that a binding takes from who acted and what was entered; those made by a function are taken from the record. */
function boundBy({ relation, from }: Binding, record: ActRecord): readonly string[] | undefined {
  if (typeof from === 'function') return record.effects.binds[relation];
  const value =
    from === 'actor.organ'
      ? record.actor.organ
      : from === 'actor.person'
        ? record.actor.person
        : record.input[from];
  if (value === undefined) return undefined;
  return Array.isArray(value) ? value.map(String) : [String(value)];
}

/** Time limits as they concern an act: within which time, after which time, from when. */
import {
  type Citation,
  type ClockDef,
  citeText,
  type Limit,
  limitText,
  type Procedure,
  type Standing,
} from '@fadu/kernel';
import { conjuncts, guardText } from './guard-words.ts';
import { mainWay, resultsOf } from './moves.ts';

/** How a clock concerns an act. */
export type LimitRole =
  /** The act must (or may) happen before the clock runs out, and stops it. */
  | 'within'
  /** The act waits until the clock has run. */
  | 'after'
  /** The act happens only while the clock runs. */
  | 'during'
  /** The system does the act when the clock runs out. */
  | 'expiry'
  /** The act starts the clock. */
  | 'starts'
  /** The act suspends, resumes or extends the clock. */
  | 'pause'
  | 'resume'
  | 'extend';

/** A source as pages show it. */
export interface CiteModel {
  /** As people write it, with （未核实） where it is not confirmed. */
  readonly text: string;
  readonly says: string;
  readonly standing: Standing;
}

/** One length of a time limit. */
export interface Length {
  readonly text: string;
  /** The case in which it applies. */
  readonly when?: string;
  readonly limit?: Limit;
  /** The last day is set when the clock starts, in this field. */
  readonly until?: string;
}

/** A time limit of an act, ready for people. */
export interface LimitModel {
  readonly clock: string;
  readonly title: string;
  readonly kind: ClockDef['kind'];
  readonly role: LimitRole;
  /** Short, for a chip: 自“公布”起15日内. */
  readonly text: string;
  /** Lengths, with the case in which each applies. */
  readonly lengths: readonly Length[];
  /** Titles of the acts that start it. */
  readonly from: readonly string[];
  /** 可延长1次，最多30日. */
  readonly extension?: string;
  readonly cites: readonly CiteModel[];
}

/** A citation as pages show it. */
export const citeModel = (c: Citation): CiteModel => ({
  text: citeText(c),
  says: c.says,
  standing: c.standing,
});

/** Citations without repeats. */
export function citeModels(cites: readonly Citation[]): CiteModel[] {
  const seen = new Map<string, CiteModel>();
  for (const c of cites) {
    const model = citeModel(c);
    if (!seen.has(model.text)) seen.set(model.text, model);
  }
  return [...seen.values()];
}

type Branches = readonly {
  readonly when: Parameters<typeof guardText>[1];
  readonly limit: Limit;
  readonly cites: readonly Citation[];
}[];

/** Acts that start (or start anew) a clock. */
export const startersOf = (procedure: Procedure, clock: string): string[] =>
  Object.keys(procedure.acts).filter((a) =>
    procedure.acts[a]?.clocks?.some((e) => e.clock === clock && (e.do === 'start' || e.do === 'restart')),
  );

/** A length in words; none at all means the same day. */
const lengthText = (l: Limit) => (l.n === 0 ? '当日' : limitText(l));

/** Everything about a clock that does not depend on the act. */
export function clockModel(procedure: Procedure, clock: string): Omit<LimitModel, 'role' | 'text'> {
  const def = procedure.clocks[clock];
  if (!def) throw new Error(`${procedure.code} has no clock ${clock}`);
  const branches: Branches | undefined = Array.isArray(def.limit) ? (def.limit as Branches) : undefined;
  const starters = startersOf(procedure, clock);
  const effects = starters.flatMap((a) => procedure.acts[a]?.clocks?.filter((e) => e.clock === clock) ?? []);
  const starts = effects.filter((e) => e.do === 'start' || e.do === 'restart');
  const until = starts.flatMap((e) => ('until' in e && e.until ? [e.until] : []));
  const fixed: Length[] = branches
    ? branches.map((b) => ({ text: lengthText(b.limit), when: guardText(procedure, b.when), limit: b.limit }))
    : [{ text: lengthText(def.limit as Limit), limit: def.limit as Limit }];
  const lengths: Length[] = [
    ...(starts.length > 0 && until.length === starts.length ? [] : fixed),
    ...[...new Set(until)].map((field) => ({ text: '到所定日期', until: field })),
  ];
  return {
    clock,
    title: def.title,
    kind: def.kind,
    lengths,
    from: starters.map((a) => procedure.acts[a]?.title ?? a),
    ...(def.extension && {
      extension: `可延长${def.extension.times}次，每次不超过${limitText(def.extension.limit)}`,
    }),
    cites: citeModels([
      ...def.cites,
      ...(branches?.flatMap((b) => b.cites) ?? []),
      ...(def.extension?.cites ?? []),
    ]),
  };
}

/**
 * Acts that clear a clock only because they leave the way: an end by stopping, or a step back from the main way.
 * Coming back from a detour (a correction, a payment) is no step back.
 */
function leavesTheWay(procedure: Procedure, act: string): boolean {
  const def = procedure.acts[act];
  if (!def) return false;
  const order = Object.keys(procedure.phases);
  const way = mainWay(procedure);
  const home = Math.min(...def.in.map((p) => order.indexOf(p)));
  const detour = def.in.every((p) => !way.includes(p));
  return resultsOf(procedure, def).every((r) => {
    if (!r.phase) return false;
    const end = procedure.phases[r.phase]?.end;
    return end === 'stopped' || (!end && !detour && order.indexOf(r.phase) <= home);
  });
}

/** Another act, with fewer clocks to stop, stops this one. */
const stoppedElsewhere = (procedure: Procedure, act: string, clock: string): boolean =>
  Object.keys(procedure.acts).some((other) => {
    const stops = (procedure.acts[other]?.clocks ?? []).filter((e) => e.do === 'stop');
    return (
      other !== act &&
      stops.length < 3 &&
      stops.some((e) => e.clock === clock) &&
      !leavesTheWay(procedure, other)
    );
  });

const roleText = (model: Omit<LimitModel, 'role' | 'text'>, role: LimitRole): string => {
  const fixed = model.lengths.filter((l) => !l.until).map((l) => l.text);
  const set = model.lengths.some((l) => l.until);
  const length = fixed.join('或者');
  const from = model.from.length
    ? `自“${model.from.slice(0, 2).join('”“')}”${model.from.length > 2 ? '等' : ''}起`
    : '';
  switch (role) {
    case 'within':
      if (model.kind === 'minimum') return fixed.length ? `${from}满${length}后了结` : '所定日期过后了结';
      return [fixed.length ? `${from}${length}内` : '', set ? '所定日期前' : '']
        .filter(Boolean)
        .join('，或者');
    case 'after':
      return [fixed.length ? `${from}满${length}后` : '', set ? '所定日期过后' : '']
        .filter(Boolean)
        .join('，或者');
    case 'during':
      return `${model.title}内`;
    case 'expiry':
      return `${model.title}${length ? `（${length}）` : ''}届满`;
    case 'starts':
      return `起算${model.title}：${model.lengths.map((l) => l.text).join('或者')}`;
    case 'pause':
      return `中止计算${model.title}`;
    case 'resume':
      return `恢复计算${model.title}`;
    case 'extend':
      return `延长${model.title}${model.extension ? `（${model.extension}）` : ''}`;
    default:
      return role satisfies never;
  }
};

/** Every time limit that concerns an act, what binds it first. */
export function limitsOf(procedure: Procedure, act: string): LimitModel[] {
  const def = procedure.acts[act];
  if (!def) throw new Error(`${procedure.code} has no act ${act}`);
  const roles: [clock: string, role: LimitRole][] = [];
  for (const [clock, c] of Object.entries(procedure.clocks))
    if (c.onExpiry === act) roles.push([clock, 'expiry']);
  for (const need of def.needs ?? []) {
    const must = need.guard.op === 'any' ? need.guard.of.flatMap((g) => conjuncts(g)) : conjuncts(need.guard);
    for (const { atom, sign } of must) {
      if (atom.op !== 'clock' || !sign) continue;
      if (atom.is === 'elapsed') roles.push([atom.clock, 'after']);
      if (atom.is === 'running') roles.push([atom.clock, 'during']);
    }
  }
  // An act that stops many clocks clears them away; the limit belongs to the act that it was made for.
  const clears = (def.clocks ?? []).filter((e) => e.do === 'stop').length >= 3;
  for (const effect of def.clocks ?? []) {
    if (
      effect.do === 'stop' &&
      !leavesTheWay(procedure, act) &&
      !(clears && stoppedElsewhere(procedure, act, effect.clock))
    )
      roles.push([effect.clock, 'within']);
    if (effect.do === 'start' || effect.do === 'restart') roles.push([effect.clock, 'starts']);
    if (effect.do === 'pause' || effect.do === 'resume' || effect.do === 'extend')
      roles.push([effect.clock, effect.do]);
  }
  const out: LimitModel[] = [];
  for (const [clock, role] of roles) {
    // A waiting act that also clears its clock is told once.
    const known = out.some(
      (l) => l.clock === clock && (l.role === role || (role !== 'starts' && l.role !== 'starts')),
    );
    if (known) continue;
    const model = clockModel(procedure, clock);
    out.push({ ...model, role, text: roleText(model, role) });
  }
  return out;
}

/** Clocks whose limit no act shows by itself: they are shown where they start. */
export function looseClocks(procedure: Procedure): Set<string> {
  const shown = new Set(
    Object.keys(procedure.acts).flatMap((a) =>
      limitsOf(procedure, a)
        .filter((l) => l.role === 'within' || l.role === 'after' || l.role === 'expiry')
        .map((l) => l.clock),
    ),
  );
  return new Set(Object.keys(procedure.clocks).filter((c) => !shown.has(c)));
}

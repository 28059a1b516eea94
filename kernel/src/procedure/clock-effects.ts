/** What an act does to the clocks of its case. Pure. */
import { dateOf, daysBetween, endOfDay, formatInstant, isInstant, toMs } from '../time/date.ts';
import { days, type Instant, type Limit, limitText } from '../time/limit.ts';
import { DefinitionError, type Moment, type Refused } from './actor.ts';
import type { ActDef, ClockDef, EffectDay, Procedure } from './definition.ts';
import { type Atoms, type ClockPhase, type Guard, holds } from './guard.ts';
import { clockOf } from './standing.ts';
import { type CaseState, CaseView, type ClockEventRecord } from './state.ts';

/** Title of a form field by its path, from the schema's metadata. */
export function fieldTitle(def: ActDef, path: readonly PropertyKey[]): string {
  const name = path[0];
  if (name === undefined) return '填写内容';
  const field = def.form?.shape[String(name)] as { meta?: () => { title?: string } | undefined } | undefined;
  return field?.meta?.()?.title ?? String(name);
}

function limitFor(procedure: Procedure, def: ClockDef, atoms: Atoms, code: string): Limit {
  if (!Array.isArray(def.limit)) return def.limit as Limit;
  const found = (def.limit as readonly { when: Guard; limit: Limit }[]).find((entry) =>
    holds(entry.when, atoms),
  );
  if (!found) throw new DefinitionError(`${procedure.code}: no length of clock ${code} fits the facts`);
  return found.limit;
}

/** The clock events of an act, or why they cannot be. */
export function clockEffects(
  procedure: Procedure,
  def: ActDef,
  state: CaseState,
  atoms: Atoms,
  input: Record<string, unknown>,
  at: Moment,
): { ok: true; events: ClockEventRecord[] } | Refused {
  const events: ClockEventRecord[] = [];
  for (const effect of def.clocks ?? []) {
    if (effect.when && !holds(effect.when, atoms)) continue;
    const clock = procedure.clocks[effect.clock];
    if (!clock) throw new DefinitionError(`${procedure.code} has no clock ${effect.clock}`);
    const phase = atoms.clock(effect.clock);
    if (effect.do === 'stop' && (phase === 'idle' || phase === 'stopped')) continue;
    if (effect.do === 'pause' && phase !== 'running') continue;
    if (effect.do === 'resume' && phase !== 'paused') continue;
    const day =
      effect.do === 'extend' ? { ok: true as const } : dayOfEffect(procedure, def, effect, state, input, at);
    if (!day.ok) return day;
    const when = day.at === undefined ? {} : { at: day.at };
    switch (effect.do) {
      case 'start':
      case 'restart':
        events.push({
          clock: effect.clock,
          kind: effect.do,
          limit: effect.until
            ? days(Math.max(0, daysBetween(dateOf(day.at ?? at.now), String(input[effect.until]))))
            : (effect.length?.(new CaseView(state), input) ??
              limitFor(procedure, clock, atoms, effect.clock)),
          ...when,
        });
        break;
      case 'stop':
      case 'pause':
      case 'resume':
        events.push({ clock: effect.clock, kind: effect.do, ...when });
        break;
      case 'extend': {
        const extended = extension(procedure, clock, effect, state, input, phase);
        if (!extended.ok) return extended;
        events.push(extended.event);
        break;
      }
      default:
        effect satisfies never;
    }
  }
  return { ok: true, events };
}

/**
 * When a clock event happened in law: nothing for now, else the end of an earlier day, so that it follows whatever
 * was recorded on that day; a moment that follows from the input stands as it is. A day or moment to come, or one
 * before the clock's last event, is refused.
 */
function dayOfEffect(
  procedure: Procedure,
  def: ActDef,
  effect: { readonly do: string; readonly clock: string; readonly on?: EffectDay },
  state: CaseState,
  input: Record<string, unknown>,
  at: Moment,
): { ok: true; at?: Instant } | Refused {
  if (effect.on === undefined) return { ok: true };
  const field = typeof effect.on === 'string' ? effect.on : undefined;
  const day =
    typeof effect.on === 'string'
      ? input[effect.on]
      : 'at' in effect.on
        ? effect.on.at(input, new CaseView(state))
        : clockOf(procedure, state, effect.on.lastDayOf, at).due;
  const today = dateOf(at.now);
  if (day === undefined || day === today) return { ok: true };
  const title = field ? fieldTitle(def, [field]) : def.title;
  const refuse = (say: string): Refused => ({
    ok: false,
    refusals: [{ code: 'clock-day', say, cites: def.cites, ...(field && { field }) }],
  });
  const moment = typeof day === 'string' && isInstant(day) ? day : undefined;
  if (moment !== undefined && toMs(moment) > toMs(at.now))
    return refuse(`“${title}”的时间${formatInstant(moment)}还没有到`);
  if (String(day) > today && moment === undefined) return refuse(`“${title}”是${String(day)}，不能晚于今天`);
  const last = state.clocks[effect.clock]?.findLast((event) => event.kind !== 'extend');
  // Of two starts the later day counts, whichever was recorded first.
  const bothStart = effect.do === 'restart' && (last?.kind === 'start' || last?.kind === 'restart');
  if (
    last &&
    !bothStart &&
    (moment === undefined ? String(day) < dateOf(last.at) : toMs(moment) < toMs(last.at))
  ) {
    return refuse(
      `“${title}”是${String(day)}，早于“${procedure.clocks[effect.clock]?.title}”上一次变动的日期${dateOf(last.at)}`,
    );
  }
  return { ok: true, at: moment ?? endOfDay(String(day)) };
}

function extension(
  procedure: Procedure,
  clock: ClockDef,
  effect: { readonly clock: string; readonly byField?: string },
  state: CaseState,
  input: Record<string, unknown>,
  phase: ClockPhase,
): { ok: true; event: ClockEventRecord } | Refused {
  const rule = clock.extension;
  if (!rule) throw new DefinitionError(`${procedure.code}: clock ${effect.clock} cannot be extended`);
  const events = state.clocks[effect.clock] ?? [];
  const since = events.findLastIndex((e) => e.kind === 'start' || e.kind === 'restart');
  const used = events.slice(since + 1).filter((e) => e.kind === 'extend').length;
  const n = effect.byField ? Number(input[effect.byField]) : rule.limit.n;
  const refuse = (say: string): Refused => ({
    ok: false,
    refusals: [
      { code: 'extension', say, cites: rule.cites, ...(effect.byField && { field: effect.byField }) },
    ],
  });
  if (phase !== 'running' && phase !== 'paused')
    return refuse(`“${clock.title}”已经届满或者不在计算，不能再延长`);
  if (used >= rule.times) return refuse(`“${clock.title}”最多延长${rule.times}次，已经用完`);
  if (!(n > 0) || n > rule.limit.n) return refuse(`“${clock.title}”每次延长不得超过${limitText(rule.limit)}`);
  return { ok: true, event: { clock: effect.clock, kind: 'extend', limit: { ...rule.limit, n } } };
}

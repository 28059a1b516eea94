/** From a fault to the shortest thing that still shows it: the case alone, without the requests that do not matter. */
import { dateOf, type Procedure } from '@fadu/kernel';
import { procedures } from '@fadu/plan/index';
import type { Fault } from './referee.ts';
import { definitionFor, type Found } from './run.ts';
import { type Engine, KERNEL, type Request, Tracker } from './tracker.ts';
import { calendarAt, noticesOf, versionsOf } from './world.ts';

/** Where a fault was found, and by which engine. */
export interface Place {
  readonly seed: string;
  readonly years: number;
  readonly found: Found;
  readonly procedures?: readonly Procedure[];
  readonly engine?: Engine;
}

/** Make these requests of a fresh case; the first fault, or none. */
export function replay(place: Place, requests: readonly Request[]): Fault | undefined {
  const { seed, years, found } = place;
  const procedure = (place.procedures ?? procedures).find((p) => p.code === found.procedure);
  if (!procedure) return undefined;
  const versions = versionsOf(seed, procedure, years);
  const version = versions.find((v) => v.version === found.version) as Procedure;
  const id = `220200-${found.case.toString(16).padStart(24, '0')}`;
  const definition = definitionFor(
    seed,
    found.case,
    [version],
    dateOf(requests[0]?.at ?? '2026-01-05T00:00:00.000Z'),
    found.mode,
  );
  const tracker = new Tracker(definition, id, found.mode === 'whole', place.engine ?? KERNEL);
  const notices = noticesOf(seed, years);
  let n = 0;
  for (const request of requests) {
    const calendar = calendarAt(notices, request.at);
    const [edge] = tracker.clocks(request.at, calendar);
    if (edge) return edge;
    const [fault] = tracker.ask(request, calendar, (series) => `${series}${++n}`).faults;
    if (fault) return fault;
  }
  return tracker.reread()[0];
}

/** The shortest list of the case's requests that still ends in a fault of the same kind (by leaving out, in ever smaller parts). */
export function shrink(place: Place): { readonly requests: readonly Request[]; readonly fault?: Fault } {
  const { found } = place;
  const fails = (requests: readonly Request[]) => replay(place, requests)?.kind === found.kind;
  let requests = [...found.requests];
  if (!fails(requests)) return { requests };
  for (let part = Math.ceil(requests.length / 2); part >= 1; part = part === 1 ? 0 : Math.ceil(part / 2)) {
    for (let i = 0; i < requests.length; ) {
      const without = [...requests.slice(0, i), ...requests.slice(i + part)];
      if (fails(without)) requests = without;
      else i += part;
    }
  }
  const fault = replay(place, requests);
  return { requests, ...(fault && { fault }) };
}

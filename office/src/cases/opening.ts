/** Where a new case is opened: by which act, and in the region of the organ that it will be bound to as its owner. */
import type { ActDef, Actor, ActRecord, CaseState, Procedure } from '@fadu/kernel';
import type { Office } from '../office.ts';
import { regionOf } from './load.ts';
import type { ActRequest } from './perform.ts';

/** The opening act for this person: by one of their posts before one that anyone may do. */
export function openingFor(procedure: Procedure, actor: Actor): string {
  const openings = Object.entries(procedure.acts).filter(([, def]) => def.opens);
  const byPost = openings.find(([, def]) =>
    def.by.some((by) => by.kind === 'office' && actor.posts.some((p) => p.role === by.role)),
  );
  const open = openings.find(([, def]) => def.by.some((by) => by.kind !== 'office' && by.kind !== 'system'));
  return (byPost ?? open ?? openings[0])?.[0] ?? '';
}

/** Roles whose holders may do an act. */
const rolesOf = (def: ActDef | undefined): string[] =>
  def?.by.flatMap((by) => (by.kind === 'office' || by.kind === 'post' ? [by.role] : [])) ?? [];

/** The region a new case belongs to: that of the organ it will be bound to as its owner. */
export function openingRegion(
  office: Office,
  procedure: Procedure,
  act: string,
  request: Omit<ActRequest, 'act'>,
): string {
  const def = procedure.acts[act];
  const binding = def?.binds?.find((b) => b.relation === procedure.owner);
  let organ: string | undefined;
  if (binding?.from === 'actor.organ') {
    organ = (request.actor.posts.find((p) => rolesOf(def).includes(p.role)) ?? request.actor.posts[0])?.organ;
  } else if (typeof binding?.from === 'string' && request.input && typeof request.input === 'object') {
    const value = (request.input as Record<string, unknown>)[binding.from];
    organ = typeof value === 'string' ? value : undefined;
  } else if (typeof binding?.from === 'function') {
    if (request.region && office.regions.some((r) => r.code === request.region)) return request.region;
    organ = (request.actor.posts.find((p) => rolesOf(def).includes(p.role)) ?? request.actor.posts[0])?.organ;
  }
  return (organ && office.organ(organ)?.region) || office.regions[0]?.code || '000000';
}

/** The organ that follows from what was entered is of another region than the one the case was begun in. */
export class Elsewhere extends Error {
  readonly region: string;
  constructor(region: string) {
    super(`the case belongs to region ${region}`);
    this.region = region;
  }
}

/** The region of the owner that an opening act computed (`Binding.from` as a function), where it is not the case's. */
export function regionElsewhere(
  office: Office,
  procedure: Procedure,
  state: CaseState,
  def: ActDef,
  record: ActRecord,
): string | undefined {
  const from = def.binds?.find((b) => b.relation === procedure.owner)?.from;
  if (state.seq > 0 || typeof from !== 'function') return undefined;
  const region = office.organ(record.effects.binds[procedure.owner]?.[0] ?? '')?.region;
  return region === regionOf(state.id) ? undefined : region;
}

/** Which organ supervises the enforcement of which: the justice organ of its government (Order 825, article 6). */
import { VERTICAL_KINDS } from '@fadu/plan/oversight/enforcement-supervision/settings';
import type { Office, Organ } from '../office.ts';

/** Who supervises an organ. */
export interface Supervision {
  /** Organ id of the supervising body. */
  readonly supervisor: string;
  /** The organ answers to a superior outside the region: that superior is told (article 42). */
  readonly vertical: boolean;
}

const justiceOf = (office: Office, region: string): Organ | undefined =>
  office.organsOf(region).find((o) => o.kind === 'department' && o.name.endsWith('司法局'));

/** The government of a region. */
export const governmentOf = (office: Office, region: string): Organ | undefined =>
  office.organsOf(region).find((o) => o.kind === 'government');

/**
 * The body that supervises an organ: the justice organ of its region; of a dispatched organ (a city bureau's branch in a
 * county) that of the region above; of a justice organ the one above it, at the top its own government.
 * Undefined where the region has none.
 */
export function supervisionOf(office: Office, organ: string): Supervision | undefined {
  const found = office.organ(organ);
  if (!found) return undefined;
  const parent = office.regions.find((r) => r.code === found.region)?.parent ?? undefined;
  const own = justiceOf(office, found.region);
  const region = (found.kind === 'dispatched' || found.id === own?.id) && parent ? parent : found.region;
  const body = justiceOf(office, region);
  const supervisor = body && body.id !== found.id ? body : governmentOf(office, region);
  if (!supervisor) return undefined;
  return { supervisor: supervisor.id, vertical: VERTICAL_KINDS.includes(found.kind) };
}

/** Whether this organ supervises enforcement. */
export const isSupervisor = (office: Office, organ: string): boolean => {
  const found = office.organ(organ);
  return found !== undefined && justiceOf(office, found.region)?.id === organ;
};

/**
 * When a text of law is the law: the days of a version as its head, its last articles and its source say, and the status
 * on any day (spec §6.1). The six days are never merged; what is not said stays unknown and is reported.
 */
import { addDays, type DateStr, type LegalStatus, type LegalText, type TextEvent } from '@fadu/kernel';
import { statedEffect } from '@fadu/kernel/legal-text/effect';

/** The days of one version. */
export interface VersionDays {
  readonly adopted: DateStr | null;
  readonly approved: DateStr | null;
  readonly promulgated: DateStr | null;
  readonly published: DateStr | null;
  /** First day on which it is the law. */
  readonly effective: DateStr | null;
  /** Last day of a validity that the text itself limits. */
  readonly expires: DateStr | null;
}

/** Days of a version with what could not be told, one Chinese sentence each. */
export interface ReadDays extends VersionDays {
  readonly notes: readonly string[];
  /** First day of the text's first version, as far as the text says: what it repeals ended then. */
  readonly firstEffective: DateStr | null;
}

/** A version as the status needs it. */
export interface StatusVersion {
  readonly version: number;
  readonly effective: DateStr | null;
  readonly promulgated: DateStr | null;
  readonly adopted: DateStr | null;
  readonly expires: DateStr | null;
}

/** What ended or changed a text from outside. */
export interface StatusEvent {
  readonly kind: 'amended' | 'repealed' | 'corrected';
  readonly articles: readonly string[];
  readonly on_day: DateStr;
}

/** First day of a version: effective, else promulgated, else adopted; null: unknown, it counts from ever. */
export const begins = (v: Pick<StatusVersion, 'effective' | 'promulgated' | 'adopted'>): DateStr | null =>
  v.effective ?? v.promulgated ?? v.adopted;

/** Versions in the order in which they became the law. */
export const inOrder = <V extends StatusVersion>(versions: readonly V[]): V[] =>
  [...versions].sort((a, b) => (begins(a) ?? '').localeCompare(begins(b) ?? '') || a.version - b.version);

const least = (...days: (DateStr | null | undefined)[]): DateStr | null =>
  days.filter((d): d is DateStr => Boolean(d)).sort()[0] ?? null;

/** First and last day on which each version is the law; `to` null: still. An empty span has `to` before `from`. */
export function periods(
  versions: readonly StatusVersion[],
  events: readonly StatusEvent[],
): Map<number, { readonly from: DateStr | null; readonly to: DateStr | null }> {
  const ordered = inOrder(versions);
  const repealed = least(
    ...events.filter((e) => e.kind === 'repealed' && e.articles.length === 0).map((e) => e.on_day),
  );
  const out = new Map<number, { from: DateStr | null; to: DateStr | null }>();
  for (const [i, v] of ordered.entries()) {
    const next = ordered[i + 1];
    const after = next && begins(next);
    out.set(v.version, {
      from: begins(v),
      to: least(after && addDays(after, -1), repealed && addDays(repealed, -1), v.expires),
    });
  }
  return out;
}

/** How one version stands on a day: `amended` when a later one has taken its place. */
export function versionStatus(
  version: number,
  versions: readonly StatusVersion[],
  events: readonly StatusEvent[],
  on: DateStr,
): LegalStatus {
  const ordered = inOrder(versions);
  const at = ordered.findIndex((v) => v.version === version);
  const v = ordered[at];
  if (!v || (begins(v) ?? '') > on) return 'not-yet';
  if (events.some((e) => e.kind === 'repealed' && e.articles.length === 0 && e.on_day <= on))
    return 'repealed';
  if (ordered.slice(at + 1).some((n) => (begins(n) ?? '') <= on)) return 'amended';
  return v.expires && v.expires < on ? 'expired' : 'in-force';
}

/** How the text stands on a day, and by which version. Null version: none is the law yet. */
export function statusOn(
  versions: readonly StatusVersion[],
  events: readonly StatusEvent[],
  on: DateStr,
): { readonly status: LegalStatus; readonly version: number | null } {
  const version = inOrder(versions).findLast((v) => (begins(v) ?? '') <= on);
  if (!version) return { status: 'not-yet', version: null };
  return { status: versionStatus(version.version, versions, events, on), version: version.version };
}

const MAKING: ReadonlySet<TextEvent['kind']> = new Set(['adopted', 'amended', 'approved']);

const last = (events: readonly TextEvent[], kind: TextEvent['kind'], from = ''): DateStr | null =>
  events
    .filter((e) => e.kind === kind && e.on && e.on >= from)
    .map((e) => e.on as DateStr)
    .sort()
    .at(-1) ?? null;

const monthsAfter = (day: DateStr, months: number): DateStr => {
  const [y, m, d] = day.split('-').map(Number) as [number, number, number];
  const at = new Date(Date.UTC(y, m - 1 + months + 1, 0));
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), Math.min(d, at.getUTCDate())))
    .toISOString()
    .slice(0, 10);
};

/**
 * The days of the version that a text is. `named`: the day in the source's name, which collections give as the day of
 * promulgation of this version.
 */
export function daysOf(text: LegalText, named?: DateStr): ReadDays {
  const notes: string[] = [];
  const { events } = text;
  const made = events.filter((e) => MAKING.has(e.kind) && e.on);
  const told = [...made.map((e) => e.on as DateStr), last(events, 'promulgated') ?? ''].sort().at(-1) ?? '';
  // A version named after a day long after all that the head tells: amended since, and the head does not say so.
  const untold = named !== undefined && told !== '' && named > addDays(told, UNTOLD_AFTER);
  if (untold) return untoldDays(text, named, notes);
  const amended = last(events, 'amended');
  const approved = last(events, 'approved');
  // Approved after it was amended or adopted: of this version. Otherwise the approval was of an earlier one.
  const latest = [amended, last(events, 'adopted')].filter(Boolean).sort().at(-1) ?? null;
  const ownApproval = approved && (!latest || approved >= latest) ? approved : null;
  const adoptedBefore = made
    .filter((e) => e.kind === 'adopted' && (!amended || (e.on as string) <= amended))
    .map((e) => e.on as DateStr)
    .sort()
    .at(-1);
  // …通过并经…批准的决定修正: adopted by one body, approved and counted as amended on the day of the other.
  const joint =
    ownApproval && amended === ownApproval && adoptedBefore && within(adoptedBefore, ownApproval, 400);
  const adopted = joint ? (adoptedBefore as DateStr) : (latest ?? null);
  const since = adopted ?? ownApproval ?? '';
  if (named && named < since)
    notes.push(`文件名里的日期${named}早于题注里的最后一次通过或者修改，以题注为准`);
  const promulgated = last(events, 'promulgated', since) ?? (named && named >= since ? named : null);
  const amendedLater = Boolean(amended);
  const stated = statedEffect(text);
  const firstPromulgated = events.find((e) => e.kind === 'promulgated' && e.on)?.on ?? null;
  const firstMade = made[0]?.on ?? null;
  const countedFrom = amendedLater
    ? (firstPromulgated ?? firstMade)
    : (promulgated ?? ownApproval ?? adopted);
  const says = stated?.on ?? (stated?.after && countedFrom ? counted(countedFrom, stated.after) : null);
  const event = last(events, 'effective', since);
  const undated = events.some((e) => e.kind === 'effective' && !e.on) ? promulgated : null;
  // The article's own date is before the head's 公布施行; one that is older than the amendment is the first version's.
  let effective: DateStr | null = stated?.on && says && says >= since ? says : event;
  if (!effective && says && !amendedLater) effective = says;
  if (!effective && undated && !amendedLater) effective = undated;
  if (!effective)
    notes.push(amendedLater ? NOT_SAID_AMENDED : '没有写明自哪一天起施行，暂按公布日或者通过日起算');
  if (!(effective ?? promulgated ?? adopted)) notes.push('没有任何日期');
  const expires =
    stated?.until ??
    (stated?.months && effective ? addDays(monthsAfter(effective, stated.months), -1) : null);
  return {
    adopted,
    approved: ownApproval,
    promulgated,
    published: null,
    effective,
    expires,
    notes,
    firstEffective: least(events.find((e) => e.kind === 'effective' && e.on)?.on, says) ?? effective ?? null,
  };
}

/** Days between adoption and promulgation of one version at most; approval by a higher congress comes between. */
const UNTOLD_AFTER = 180;

/** Days of a version whose own amendment the head does not tell. */
function untoldDays(text: LegalText, named: DateStr, notes: string[]): ReadDays {
  notes.push(`题注没有写明${named}的这次修改`);
  const stated = statedEffect(text);
  const effective = stated?.on && stated.on >= named ? stated.on : null;
  if (!effective) notes.push(NOT_SAID_AMENDED);
  const first = text.events.find((e) => e.kind === 'effective' && e.on)?.on ?? null;
  return {
    adopted: null,
    approved: null,
    promulgated: named,
    published: null,
    effective,
    expires: stated?.until ?? null,
    notes,
    firstEffective: least(first, stated?.on) ?? text.events.find((e) => e.on)?.on ?? null,
  };
}

const NOT_SAID_AMENDED = '修改后的版本没有写明自哪一天起施行（由修改决定规定），暂按公布日起算';

const counted = (from: DateStr, after: { days: number } | { months: number }): DateStr =>
  'days' in after ? addDays(from, after.days) : monthsAfter(from, after.months);

/** Whether `b` is at most so many days after `a`. */
const within = (a: DateStr, b: DateStr, days: number): boolean => a <= b && addDays(a, days) >= b;

/** Officers' certificates as the register has them now, for any day: what was recorded since counts too. */
import type { DateStr, EntryFacts } from '@fadu/kernel';
import { officerCertificates } from '@fadu/plan/enforcement/officers/register';
import type { Tx } from '../store/pool.ts';

interface Version extends EntryFacts {
  readonly recordedAt: string;
}

/** All versions of all certificates. */
export class Certificates {
  private readonly versions: ReadonlyMap<string, readonly Version[]>;
  constructor(versions: ReadonlyMap<string, readonly Version[]>) {
    this.versions = versions;
  }

  /** The entry for a day; null for none. Of several that cover the day the one recorded last counts. */
  on(number: string, day: DateStr): EntryFacts | null {
    const all = this.versions.get(number) ?? [];
    const last = all.filter((v) => v.lawFrom <= day).at(-1);
    return last && (last.lawTo === undefined || last.lawTo >= day) ? last : null;
  }

  /** Numbers with something recorded after a moment. */
  changedSince(moment: string): string[] {
    return [...this.versions].filter(([, v]) => v.some((x) => x.recordedAt > moment)).map(([n]) => n);
  }
}

/** Read them all: a city has some thousands. */
export async function readCertificates(tx: Tx): Promise<Certificates> {
  const rows = await tx
    .selectFrom('fadu.entry')
    .select(['region', 'register', 'code', 'version', 'law_from', 'law_to', 'recorded_at', 'body'])
    .where('register', '=', officerCertificates.code)
    .orderBy('code')
    .orderBy('version')
    .execute();
  const versions = new Map<string, Version[]>();
  for (const r of rows) {
    const list = versions.get(r.code) ?? [];
    list.push({
      region: r.region,
      register: r.register,
      code: r.code,
      version: r.version,
      lawFrom: r.law_from,
      ...(r.law_to && { lawTo: r.law_to }),
      body: r.body as Record<string, unknown>,
      recordedAt: r.recorded_at,
    });
    versions.set(r.code, list);
  }
  return new Certificates(versions);
}

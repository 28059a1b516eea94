/**
 * Charts as they were (R24.5): what a procedure's chart looked like from which day on, kept under the hash of the
 * definition it was drawn from. A chart changes with its procedure because it is drawn from it; the older one stays.
 */
import { createHash } from 'node:crypto';
import { type DateStr, dateOf, type Procedure } from '@fadu/kernel';
import type { Office } from '../office.ts';
import { toBpmn } from './bpmn.ts';
import { definitionJson } from './definition-json.ts';
import { toSvg } from './svg.ts';

/** A chart that was in use from a day on. */
export interface KeptChart {
  readonly procedure: string;
  readonly title: string;
  /** SHA-256 of the definition as data, in hex. */
  readonly hash: string;
  readonly version: string;
  /** First day on which cases begin under this version. */
  readonly lawFrom: DateStr;
  /** First day on which this office ran this definition. */
  readonly firstDay: DateStr;
  readonly svg: string;
  readonly bpmn: string;
}

const hashes = new WeakMap<Procedure, string>();

/** SHA-256 of a definition as data: the same as long as nothing that a chart or a guide shows has changed. */
export function definitionHash(procedure: Procedure): string {
  const known = hashes.get(procedure);
  if (known) return known;
  const made = createHash('sha256')
    .update(JSON.stringify(definitionJson(procedure)))
    .digest('hex');
  hashes.set(procedure, made);
  return made;
}

/**
 * Keep the charts of these procedures where the definition that runs now is not the one kept last. Called when the
 * office starts. Answers the codes that changed.
 */
export async function keepCharts(office: Office, codes: readonly string[]): Promise<string[]> {
  const changed: string[] = [];
  for (const code of codes) {
    const procedure = office.procedures.get(code);
    if (!procedure) continue;
    const hash = definitionHash(procedure);
    const latest = () =>
      office.store.within({ as: 'public' }, (tx) =>
        tx
          .selectFrom('fadu.flow_chart')
          .select('hash')
          .where('procedure', '=', code)
          .orderBy('recorded_at', 'desc')
          .limit(1)
          .executeTakeFirst(),
      );
    if ((await latest())?.hash === hash) continue;
    const [svg, bpmn] = await Promise.all([toSvg(procedure, { link: false }), toBpmn(procedure)]);
    const now = office.now();
    await office.store.within({ as: 'system' }, (tx) =>
      tx
        .insertInto('fadu.flow_chart')
        .values({
          procedure: code,
          hash,
          version: procedure.version,
          law_from: procedure.from,
          first_day: dateOf(now),
          recorded_at: now,
          title: procedure.title,
          definition: JSON.stringify(definitionJson(procedure)),
          svg,
          bpmn,
        })
        .onConflict((c) => c.doNothing())
        .execute(),
    );
    changed.push(code);
  }
  return changed;
}

/** The chart in use on a day; undefined where none is kept from then. */
export async function chartOn(office: Office, code: string, day: DateStr): Promise<KeptChart | undefined> {
  const found = await office.store.within({ as: 'public' }, (tx) =>
    tx
      .selectFrom('fadu.flow_chart')
      .select(['procedure', 'title', 'hash', 'version', 'law_from', 'first_day', 'svg', 'bpmn'])
      .where('procedure', '=', code)
      .where('first_day', '<=', day)
      .orderBy('first_day', 'desc')
      .orderBy('recorded_at', 'desc')
      .limit(1)
      .executeTakeFirst(),
  );
  return (
    found && {
      procedure: found.procedure,
      title: found.title,
      hash: found.hash,
      version: found.version,
      lawFrom: found.law_from,
      firstDay: found.first_day,
      svg: found.svg,
      bpmn: found.bpmn,
    }
  );
}

/** The days from which a procedure's chart was another one, newest first. */
export async function chartDays(
  office: Office,
  code: string,
): Promise<{ readonly firstDay: DateStr; readonly hash: string }[]> {
  const rows = await office.store.within({ as: 'public' }, (tx) =>
    tx
      .selectFrom('fadu.flow_chart')
      .select(['first_day', 'hash'])
      .where('procedure', '=', code)
      .orderBy('recorded_at', 'desc')
      .execute(),
  );
  return rows.map((r) => ({ firstDay: r.first_day, hash: r.hash }));
}

/** Lists of powers in a test office: texts of law to stand on, people of the procedures, published entries. */
import type { Actor, SourceKind } from '@fadu/kernel';
import { samples } from '@fadu/plan/functions/power-registers/sample.testing';
import { registerByCode } from '@fadu/plan/registers';
import { openCase, performAct } from '../cases/perform.ts';
import { syncKnown } from '../law/known.ts';
import { key } from './document.ts';
import type { TestOffice } from './office.ts';

/** Credit codes of the self-defined range, one for each organ that lists items (GB 11714 keeps PDY…). */
const CODES: Readonly<Record<string, string>> = {
  't-city': '11220200PDY0000420',
  't-market': '11220200PDY0000420'.replace('0000420', '0000430'),
  't-ecology': '11220200PDY0000440',
  't-county-office': '11220202PDY0000450',
};

/** People of the register procedures. */
export const listPeople = (t: TestOffice) => ({
  keeper: t.staff('list-keeper', 't-office'),
  keeper2: t.staff('list-keeper', 't-office', '清单管理二'),
  clerk: t.staff('item-clerk', 't-city'),
  reviewer: t.staff('legality-reviewer', 't-justice'),
  staffing: t.staff('staffing-reviewer', 't-publicity'),
  mayor: t.staff('principal-head', 't-gov'),
  lawKeeper: t.staff('law-keeper', 't-justice'),
  ecology: t.staff('item-clerk', 't-ecology'),
  market: t.staff('item-clerk', 't-market'),
  county: t.staff('item-clerk', 't-county-office'),
  countyKeeper: t.staff('list-keeper', 't-county-office'),
  countyReviewer: t.staff('legality-reviewer', 't-county-justice'),
});

/** Give the organs credit codes of their own and enter the code's statutes as texts of law. */
export async function prepareRegisters(t: TestOffice): Promise<void> {
  for (const [organ, uscc] of Object.entries(CODES))
    await t.database.pool.query('update fadu.organ set uscc = $2 where id = $1', [organ, uscc]);
  await t.office.refresh();
  await syncKnown(t.office);
}

/** Enter one more text of law. */
export async function enterText(
  t: TestOffice,
  text: {
    readonly title: string;
    readonly kind: SourceKind;
    readonly maker: string;
    readonly effective: string;
    readonly region?: string;
  },
): Promise<void> {
  await t.database.pool.query(
    `insert into fadu.instrument (id, title, level, kind, maker, region, origin, recorded_at)
     values ($1, $1, '测试', $2, $3, $4, 'known', '2026-01-01T00:00:00Z')`,
    [text.title, text.kind, text.maker, text.region ?? null],
  );
  await t.database.pool.query(
    `insert into fadu.instrument_version (instrument, version, effective, body, sha256, source, lines, recorded_at, digest)
     values ($1, 1, $2, '{"title":"","events":[],"preface":[],"body":[]}', md5($1), 'test', 0, '2026-01-01T00:00:00Z', '')`,
    [text.title, text.effective],
  );
}

/** Code of an entry as the engine would make it. */
export const codeOf = (t: TestOffice, register: string, body: Record<string, unknown>): string =>
  registerByCode(register)?.codes.of?.(body, t.office.organ(String(body.organ))) ?? '';

/** Publish entries as one batch from a day on; answers the case id. */
export async function publishBatch(
  t: TestOffice,
  register: string,
  bodies: readonly Record<string, unknown>[],
  day: string,
  who: { readonly keeper: Actor; readonly reviewer: Actor; readonly reviewerOrgan?: string } = listPeople(t),
): Promise<string> {
  t.at(day);
  const { caseId } = await openCase(t.office, 'register-batch', {
    actor: who.keeper,
    key: key(),
    input: {
      ...samples.batch,
      approvedOn: day,
      reviewer: who.reviewerOrgan ?? 't-justice',
      register,
      rows: bodies.map((body) => ({ code: codeOf(t, register, body), body })),
    },
  });
  const act = (name: string, actor: Actor, input: unknown) =>
    performAct(t.office, caseId, { act: name, actor, input, key: key() });
  await act('legality-review', who.reviewer, samples.legality);
  await act('publish-batch', who.keeper, { effectiveOn: day });
  return caseId;
}

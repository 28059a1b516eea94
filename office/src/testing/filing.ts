/** Published documents and filings for tests: the catalogue's entries without the months of their making. */
import type { Actor } from '@fadu/kernel';
import { samples } from '@fadu/plan/rulemaking/filing-review/sample.testing';
import { openCase, type Performed } from '../cases/perform.ts';
import { act, key } from './document.ts';
import type { TestOffice } from './office.ts';

/** A document that stands in the catalogue as if it had been published on that day. */
export interface Catalogued {
  readonly number: string;
  readonly maker: string;
  readonly publishedOn: string;
  readonly effectiveOn: string;
  readonly region?: string;
  readonly title?: string;
}

/** Enter a published document behind the engine's back, as a document of former years is entered. */
export async function catalogued(t: TestOffice, d: Catalogued): Promise<Catalogued> {
  const region = d.region ?? t.office.organ(d.maker)?.region ?? '220200';
  await t.database.pool.query(
    `insert into fadu.entry (region, register, code, version, law_from, law_to, recorded_at, body, case_id, seq)
     values ($1, 'normative-documents', $2, 1, $3, $4, $5, $6, $7, 1)`,
    [
      region,
      d.number,
      d.effectiveOn,
      '2031-06-30',
      `${d.publishedOn}T02:00:00.000Z`,
      JSON.stringify({
        status: '有效',
        title: d.title ?? `演示文件${d.number}`,
        kind: '通知',
        number: d.number,
        maker: d.maker,
        lead: d.maker,
        madeOn: d.publishedOn,
        publishedOn: d.publishedOn,
        effectiveOn: d.effectiveOn,
        expiresOn: '2031-06-30',
        articles: [{ number: '第一条', text: ['演示条文。'] }],
        explanation: '演示说明。',
      }),
      `${region}-catalogued-${d.number}`,
    ],
  );
  return d;
}

/** People of filing and review. */
export const filingPeople = (t: TestOffice) => ({
  clerk: t.staff('office-clerk', 't-office'),
  cityClerk: t.staff('office-clerk', 't-city'),
  countyClerk: t.staff('office-clerk', 't-county-office'),
  countyCityClerk: t.staff('office-clerk', 't-county-city'),
  justice: t.staff('filing-reviewer', 't-justice'),
  countyJustice: t.staff('filing-reviewer', 't-county-justice'),
  congress: t.staff('filing-reviewer', 't-congress'),
  mayor: t.staff('principal-head', 't-gov'),
  chairman: t.staff('principal-head', 't-congress'),
  resident: { kind: 'person', person: 'p-resident', name: '张某', posts: [] } as Actor,
});

/** File a document; answers the case. */
export const fileDocument = (
  t: TestOffice,
  actor: Actor,
  document: Pick<Catalogued, 'number' | 'effectiveOn'>,
  recipient: string,
  more: Record<string, unknown> = {},
): Promise<Performed> =>
  openCase(t.office, 'normative-document-filing', {
    act: 'file',
    actor,
    input: {
      ...samples.file,
      document: document.number,
      effectiveOn: document.effectiveOn,
      recipient,
      ...more,
    },
    key: key(),
  });

/** An act of a filing or review with its sample input. */
export const filingAct = (
  t: TestOffice,
  id: string,
  name: keyof typeof samples | string,
  actor: Actor,
  input?: unknown,
): Promise<Performed> => act(t, id, name, actor, input ?? (samples as Record<string, unknown>)[name] ?? {});

/** The city’s service items against the rules of their own register, without a database: the same checks that acts pass. */
import {
  checkEntry,
  type EntryDraft,
  type InstrumentFacts,
  type RegisterFacts,
  type Statute,
} from '@fadu/kernel';
import { type ServiceItem, serviceItems } from '@fadu/plan/functions/service-items/index';
import { CITY_REGION } from '@fadu/plan/leadership/plan-tracking/index';
import * as statutes from '@fadu/plan/statutes/index';
import { describe, expect, test } from 'vitest';
import { CITY_ORGANS, organId, TOWNSHIPS } from '../organs.ts';
import { lawsOfItems } from '../stories/registers-lists.ts';
import { delegatedItems } from '../stories/townships.ts';
import { DEMAND, TRADES_OF } from './service-demand.ts';
import { serviceItemTexts } from './service-items.ts';

const ON = '2026-01-06';
const items = serviceItemTexts((key) => organId(CITY_REGION, key));
const drafts: readonly EntryDraft[] = items.map((body) => ({
  region: CITY_REGION,
  code: body.basicCode,
  lawFrom: ON,
  body: { ...body },
}));

/** Texts known: those of the plan and those that the city’s items name, by title. */
const texts = new Map<string, Statute>(
  [...(Object.values(statutes) as unknown as Statute[]), ...lawsOfItems()].map((s) => [
    s.title.replace(/^中华人民共和国/u, ''),
    s,
  ]),
);
const instrument: RegisterFacts['instrument'] = ({ instrument: name, article }) => {
  const text = texts.get(name);
  if (!text) return null;
  const status = text.inForce > ON ? 'not-yet' : text.until && text.until <= ON ? 'repealed' : 'in-force';
  return {
    id: name,
    title: text.title,
    kind: text.kind,
    maker: text.issuer,
    status,
    inForce: text.inForce,
    firstInForce: text.inForce,
    articleExists: article === undefined || article in text.articles || !text.code.startsWith('item-law:'),
    articleRepealed: false,
    complete: false,
  } satisfies InstrumentFacts;
};
const peer = (d: EntryDraft) => ({ region: d.region, code: d.code, body: d.body });
const factsAmong = (list: readonly EntryDraft[]): RegisterFacts => ({
  on: ON,
  instrument,
  organ: (id) => CITY_ORGANS.find((o) => o.id === id),
  sameItem: (code) => list.filter((d) => d.body.basicCode === code).map(peer),
  sameName: (name) => list.filter((d) => d.body.name === name).map(peer),
  watched: () => [],
});
const refusedAs = (entry: EntryDraft, among: readonly EntryDraft[] = drafts) =>
  checkEntry(serviceItems, entry, factsAmong(among)).map((r) => r.code);
const changed = (name: string, more: Partial<ServiceItem>): EntryDraft => {
  const found = drafts.find((d) => d.body.name === name) as EntryDraft;
  return { ...found, body: { ...found.body, ...more } };
};

describe('the city’s service items', () => {
  test('R5.1 at least sixty items of at least ten organs, each with its own code and name', () => {
    expect(items.length).toBeGreaterThanOrEqual(60);
    expect(new Set(items.map((i) => i.organ)).size).toBeGreaterThanOrEqual(10);
    expect(new Set(items.map((i) => i.basicCode)).size).toBe(items.length);
    expect(new Set(items.map((i) => i.name)).size).toBe(items.length);
  });

  test.each(drafts.map((d) => [String(d.body.name), d] as const))(
    'R5.1 R5.3 “%s” passes every rule of the register: basis in force, no licence in disguise, promise within the law, materials with their sources',
    (_name, entry) => {
      expect(checkEntry(serviceItems, entry, factsAmong(drafts))).toEqual([]);
    },
  );

  test('R3.1 what townships hold is the city’s item: same name, basis and time, nothing more asked', () => {
    const held = TOWNSHIPS.flatMap(([region, key]) =>
      delegatedItems(region, key).map((body) => ({
        region,
        code: body.basicCode,
        lawFrom: ON,
        body: { ...body },
      })),
    );
    expect(held.length).toBeGreaterThan(0);
    for (const entry of held)
      expect([entry.code, refusedAs(entry, [...drafts, entry])]).toEqual([entry.code, []]);
  });

  test('R5.3 the same rules refuse what is wrong', () => {
    const filing = '仅销售预包装食品备案';
    expect(refusedAs(changed(filing, { promisedDays: 9 }))).toContain('register.PROMISE');
    expect(refusedAs(changed(filing, { conditions: ['经主管部门批准后方可开业'] }))).toContain(
      'register.DISGUISED-LICENCE',
    );
    expect(refusedAs(changed(filing, { basis: [{ instrument: '市长办公会议纪要第3期' }] })).join()).toContain(
      'register.BASIS-',
    );
    expect(
      refusedAs(changed('食品生产许可', { commitment: '可以告知承诺', checkHow: '现场核查' })),
    ).toContain('register.IC-1');
    const shared = [{ name: '营业执照', need: '必要', source: '电子证照', form: '原件' }] as const;
    expect(refusedAs(changed(filing, { materials: [...shared] }))).toContain('register.SHARED-ORIGINAL');
  });

  test('what the year’s demand names is an item of the city', () => {
    const names = items.map((i) => i.name);
    for (const name of [...Object.keys(DEMAND), ...Object.keys(TRADES_OF)]) expect(names).toContain(name);
  });
});

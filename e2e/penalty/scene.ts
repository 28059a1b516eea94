/** What the penalty journeys share: one house with items, a benchmark, certified officers; what their forms take. */
import { publishTable } from '@fadu/office/testing/benchmarks';
import type { TestOffice } from '@fadu/office/testing/office';
import { certify } from '@fadu/office/testing/officers';
import { enterText, prepareRegisters, publishBatch } from '@fadu/office/testing/registers';
import { benchmarkFor, expiredFood } from '@fadu/plan/enforcement/discretion-benchmarks/catalogue/index';
import type { Page } from 'playwright-core';
import { acting, type FormValues } from '../case-acts.ts';
import { type House, openHouse } from '../house.ts';

const ITEM = '220211001000';
export const ITEM_NAME = '对经营超过保质期食品的处罚';
export const SMALL_ITEM = '对演示行为的处罚';
export const OFFICERS = ['演示证-p-one', '演示证-p-two'];
/** Words of the informant that must never reach the party or the public. */
export const OWN_WORDS = '我每天下班路过都看到他们撕标签';
const NAMES: Readonly<Record<string, string>> = { one: '齐执法', two: '鲁执法' };

/** The house of the test file. */
export interface Scene {
  readonly house: House;
  readonly desk: ReturnType<typeof acting>;
}

/** Open the house with all that the journeys stand on. */
export async function openScene(): Promise<Scene> {
  const house = await openHouse();
  const staff = (role: string, organ: string, name = `${organ}-${role}`) => ({
    kind: 'person' as const,
    person: `p-${name}`,
    name: NAMES[name] ?? name,
    posts: [{ role, organ }],
  });
  const t = {
    office: house.running.office,
    at: house.at,
    database: { pool: house.pool },
    staff,
  } as unknown as TestOffice;
  house.at('2026-03-02');
  await prepareRegisters(t);
  await enterText(t, { title: '食品安全法', kind: 'law', maker: '全国人大常委会', effective: '2015-10-01' });
  const body = {
    basicCode: ITEM,
    name: ITEM_NAME,
    organ: 't-market',
    basis: [{ instrument: '食品安全法', article: '124' }],
    kind: '行政处罚',
    field: '市场监管',
    penalties: ['警告', '罚款'],
    level: '市级',
    bodyNature: '法定机关',
  };
  await enterText(t, {
    title: '演示执法条例',
    kind: 'local-regulation',
    maker: '吉林市人民代表大会常务委员会',
    effective: '2015-01-01',
    region: '220200',
  });
  const small = {
    ...body,
    basicCode: '220219001000',
    name: SMALL_ITEM,
    basis: [{ instrument: '演示执法条例', article: '2' }],
  };
  await publishBatch(t, 'enforcement-item', [body, small], '2026-03-02');
  await publishTable(t, 'discretion-benchmark', benchmarkFor(expiredFood, ITEM, 't-market'), '2026-03-02');
  for (const name of ['one', 'two'])
    await certify(t, staff('enforcement-officer', 't-market', name), 't-market');
  return { house, desk: acting(house) };
}

/** Facts that a person must judge: every one of them is pressed, none is proposed. */
const JUDGED = [
  'minor',
  'correctedInTime',
  'noHarm',
  'firstOffence',
  'minorHarm',
  'noFaultProved',
  'emergency',
  'alreadyFined',
  'severalRules',
];
export const circumstances = (yes: readonly string[] = []): NonNullable<FormValues> => ({
  mitigated: yes.includes('mitigated'),
  mind: '正常',
  ...Object.fromEntries(JUDGED.map((name) => [name, yes.includes(name)])),
  newRule: '没有变化',
});
export const weight = (yes: readonly string[] = []): NonNullable<FormValues> =>
  Object.fromEntries(
    [
      'publicInterest',
      'majorRights',
      'difficult',
      'reviewByLaw',
      'collective',
      'otherHeavy',
      'generalHalt',
    ].map((name) => [name, yes.includes(name)]),
  );
export const fine = (amount: number) => [{ kind: '罚款', amount: String(amount) }] as unknown as string[];
export const signed = (servedOn: string, receipt: string) => ({
  method: '单位收件人签收',
  servedOn,
  receiver: '收发室张某',
  relation: '收发人员',
  receipt,
});

/** The papers of a case, as its page lists them now; they are made in the background, so ask until they are there. */
export const papersOf = async (page: Page): Promise<string> => {
  await page.locator('#papers-title').waitFor();
  return page.locator('section[aria-labelledby="papers-title"]').innerText();
};

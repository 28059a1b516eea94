/** A measure and a transfer in a test office: the item of compulsion, the people, a penalty case to serve. */
import type { Actor } from '@fadu/kernel';
import { samples as measure } from '@fadu/plan/enforcement/compulsion-cases/sample.testing';
import { samples as transfer } from '@fadu/plan/enforcement/criminal-transfer/sample.testing';
import { loadCase } from '../cases/load.ts';
import { openCase } from '../cases/perform.ts';
import { key } from './document.ts';
import type { TestOffice } from './office.ts';
import { contactedCase, MARKET, type PenaltyGround, penaltyPeople, preparePenalty } from './penalty.ts';
import { codeOf, enterText, publishBatch } from './registers.ts';

/** What the tests of compulsion stand on. */
export interface CompulsionGround extends PenaltyGround {
  /** Code of an item of compulsion of the market regulator, with a law as its basis. */
  readonly compulsion: string;
}

/** People of measures and transfers. */
export const compulsionPeople = (t: TestOffice) => ({
  ...penaltyPeople(t),
  principal: t.staff('principal-head', MARKET),
  police: t.staff('police-clerk', 't-police'),
});

const ITEM = {
  basicCode: '220319001000',
  name: '对演示物品的查封、扣押',
  organ: MARKET,
  basis: [{ instrument: '演示食品法', article: '110' }],
  kind: '行政强制',
  field: '市场监管',
  level: '市级',
  bodyNature: '法定机关',
};

/** Registers, items, certificates. */
export async function prepareCompulsion(t: TestOffice): Promise<CompulsionGround> {
  const ground = await preparePenalty(t);
  await enterText(t, {
    title: '演示食品法',
    kind: 'law',
    maker: '全国人民代表大会常务委员会',
    effective: '2015-01-01',
  });
  await publishBatch(t, 'enforcement-item', [ITEM], '2026-03-02');
  t.at('2026-03-02');
  return { ...ground, compulsion: codeOf(t, 'enforcement-item', ITEM) };
}

/** A filed penalty case with its number. */
export async function servedCase(
  t: TestOffice,
  ground: CompulsionGround,
): Promise<{ readonly id: string; readonly number: string }> {
  const id = await contactedCase(t, ground, { major: false });
  const { state } = await loadCase(t.office, { as: 'system' }, id);
  const number = state.acts.find((a) => a.act === 'file')?.issued?.case;
  if (!number) throw new Error('the case drew no number');
  return { id, number };
}

/** The officers of the ground, as forms take them. */
export const officersOf = (g: CompulsionGround) => [g.one.officer, g.two.officer];

/** What an application and a seizure are filled in with here. */
export const measureInputs = (g: CompulsionGround, penaltyCase: string, on: string) => ({
  apply: { ...measure.apply, item: g.compulsion, penaltyCase },
  approve: measure.approve,
  implement: { ...measure.implement, officers: officersOf(g), on },
  actFirst: { ...measure['act-first'], item: g.compulsion, penaltyCase, officers: officersOf(g), on },
});

/** Open the transfer of a penalty case to the police; answers its id. */
export async function reportCrime(
  t: TestOffice,
  g: CompulsionGround,
  penaltyCase: string,
  actor: Actor,
  reportedOn: string,
): Promise<string> {
  const { caseId } = await openCase(t.office, 'criminal-transfer', {
    actor,
    key: key(),
    input: { ...transfer.report, penaltyCase, officers: officersOf(g), reportedOn },
  });
  return caseId;
}

/**
 * Benchmarks and lenient lists of the demonstration city, made by their own procedures before the year begins. The
 * tables are drafts of the catalogue on items that the city lists; the lenient entries stand on the items of the year's
 * cases, so that their uses are counted.
 */
import { addDays, type Calendar, type DateStr, dayKind } from '@fadu/kernel';
import {
  benchmarkFor,
  type Draft,
  unlicensedTransport,
  unsafeProducts,
} from '@fadu/plan/enforcement/discretion-benchmarks/catalogue/index';
import { CITY_REGION } from '@fadu/plan/leadership/plan-tracking/index';
import { organId } from '../organs.ts';
import { ITEM_OF_OFFENCE, MORE_ITEMS } from '../texts/enforcement-items.ts';
import { POWER_ITEMS } from '../texts/items.ts';
import { ENFORCEMENT } from '../texts/penalty.ts';
import { itemForOffence } from './enforcement-items.ts';
import { Pen, type Script, type Story } from './pen.ts';
import { itemCodeOf } from './registers-lists.ts';
import type { World } from './world.ts';

const ITEMS = [...POWER_ITEMS, ...MORE_ITEMS];

/** Lists and benchmarks are made from here on, and count from the first of January. */
const BEGINS: DateStr = '2025-12-26';
const COUNTS: DateStr = '2026-01-01';

/** Item of the power list → benchmark that the city makes for it. */
const MADE: readonly (readonly [organ: string, item: string, draft: Draft])[] = [
  ['market', '对销售不合格产品的处罚', unsafeProducts],
  ['transport', '对未取得许可从事道路客运经营的处罚', unlicensedTransport],
];

/** Code of the lenient entry for an offence: minor, corrected, no harm. */
export const lenientCodeFor = (key: string, offence: string): string =>
  `${itemForOffence(CITY_REGION, key, offence).slice(-12)}-Q01`;

const working = (calendar: Calendar, day: DateStr): DateStr =>
  dayKind(calendar, day).working ? day : working(calendar, addDays(day, 1));

/** Every benchmark and list entry of the city. */
export function benchmarkStories(world: World): Story[] {
  const benchmarks = MADE.map(([key, name, draft]) => {
    const power = POWER_ITEMS.find((i) => i[0] === key && i[2] === name);
    const item = power && itemCodeOf(power);
    if (!item) throw new RangeError(`the city lists no item ${name}`);
    return making(
      world,
      'discretion-benchmark',
      `db-${key}`,
      key,
      benchmarkFor(draft, item, organId(CITY_REGION, key)),
    );
  });
  const lists = Object.entries(ENFORCEMENT).flatMap(([key, { offences }]) =>
    offences
      .filter((o) => ITEM_OF_OFFENCE[o.title])
      .map((o, n) =>
        making(world, 'lenient-list', `ll-${key}-${n + 1}`, key, {
          basicCode: lenientCodeFor(key, o.title),
          name: `${o.title}，轻微并及时改正的`,
          organ: organId(CITY_REGION, key),
          basis: basisOf(key, o.title),
          item: itemForOffence(CITY_REGION, key, o.title).slice(-12),
          list: '不予处罚',
          violation: `${o.title}，情节轻微`,
          conditions: [
            { fact: 'minor', test: 'true' },
            { fact: 'correctedInTime', test: 'true' },
            { fact: 'noHarm', test: 'true' },
          ],
          proof: ['现场笔录', '改正前后的照片'],
          correctionDays: 5,
          measures: ['批评教育', '指导约谈'],
        }),
      ),
  );
  return [...benchmarks, ...lists];
}

/** The law that the item of an offence stands on, as the city's list names it. */
function basisOf(key: string, offence: string) {
  const name = ITEM_OF_OFFENCE[offence];
  const item = ITEMS.find((i) => i[0] === key && i[2] === name);
  if (!item) throw new RangeError(`no item for ${offence}`);
  return [{ instrument: item[3], article: item[4] }];
}

function making(
  world: World,
  procedure: 'discretion-benchmark' | 'lenient-list',
  id: string,
  key: string,
  entry: { readonly name: string; readonly [field: string]: unknown },
): Story {
  return {
    id,
    procedure,
    region: CITY_REGION,
    about: entry.name,
    ends: 'published',
    *tell(): Script {
      const pen = new Pen(world.calendar, world.rng.fork(id), working(world.calendar, BEGINS));
      const organ = organId(CITY_REGION, key);
      const justice = organId(CITY_REGION, 'justice');
      const drafter = world.people.holder('benchmark-drafter', organ);
      yield* pen.do(drafter, 'draft', {
        title: `制定“${entry.name}”`.slice(0, 80),
        reviewer: justice,
        do: '制定',
        entry,
        reason: '按照法定幅度和本市实际细化，征求了下级机关和企业的意见。',
      });
      yield* pen.do(world.people.holder('legality-reviewer', justice), 'legality-review', {
        conclusion: '合法',
        opinion: '逐项核对了依据、条件和幅度，没有超出法律规定。',
      });
      yield* pen.do(world.people.holder('principal-head', organ), 'approve', {
        result: '批准',
        meeting: '局长办公会议',
        reason: '同意公布',
      });
      yield* pen.do(drafter, 'publish', { effectiveOn: COUNTS });
    },
  };
}

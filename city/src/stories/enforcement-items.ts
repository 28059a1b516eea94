/** The enforcement items that the year's cases are filed under, entered region by region before the year begins. */
import { addDays, type Calendar, type DateStr, dayKind } from '@fadu/kernel';
import { enforcementItems } from '@fadu/plan/enforcement/enforcement-items/register';
import { CITY_REGION } from '@fadu/plan/leadership/plan-tracking/index';
import { CITY_ORGANS, COUNTY_KEYS, organId, TOWNSHIPS } from '../organs.ts';
import {
  FIELD_OF,
  ITEM_OF_OFFENCE,
  MORE_ITEMS,
  STILL_LISTED,
  TAKEN_FROM,
} from '../texts/enforcement-items.ts';
import { OTHER_FIELDS } from '../texts/fields.ts';
import { POWER_ITEMS, type PowerItem } from '../texts/items.ts';
import { Pen, type Script, type Story } from './pen.ts';
import { itemCodeOf, type ListRow } from './registers-lists.ts';
import type { World } from './world.ts';

const KIND_OF: Readonly<Record<string, string>> = { '02': '行政处罚', '03': '行政强制', '06': '行政检查' };

/** Laws whose text in force begins after the lists are entered: their items come with an adjustment. */
const LATER_LAWS: readonly string[] = ['治安管理处罚法'];

/** Offences of the fields that only a year of many cases tells of. */
const WIDE: readonly string[] = Object.values(OTHER_FIELDS).flatMap(({ offences }) =>
  offences.map((o) => o.title),
);

/** Items of enforcement, those that cases need first, so that a county's shorter list has them. */
const ITEMS: readonly PowerItem[] = [...POWER_ITEMS, ...MORE_ITEMS]
  .filter((i) => KIND_OF[i[1]] && FIELD_OF[i[0]] && !LATER_LAWS.includes(i[3]))
  .sort((a, b) => Number(isNeeded(b)) - Number(isNeeded(a)));

/** Whether a case of the usual year stands on it. */
function isNeeded(item: PowerItem): boolean {
  return Object.entries(ITEM_OF_OFFENCE).some(
    ([offence, name]) => name === item[2] && !WIDE.includes(offence),
  );
}

/** Whether only a year of many cases needs it. */
const isWide = (item: PowerItem): boolean => WIDE.some((offence) => ITEM_OF_OFFENCE[offence] === item[2]);

/** Offences whose items are delegated to the townships (invented), with the county organ that had them. */
const DELEGATED: Readonly<Record<string, string>> = {
  未按规定对饲养的动物实施免疫接种: 'agriculture',
  在不具备安全条件的场所使用燃气: 'housing',
};

/** The county organ from which an offence's item went to the townships; null: it was not delegated. */
export const delegatedTo = (offence: string): string | null => DELEGATED[offence] ?? null;

const organOf = (region: string, key: string) => CITY_ORGANS.find((o) => o.id === organId(region, key));

/** Code of an item that the power list does not have: its organ's digits, and a serial from 901. */
const basicCode = (item: PowerItem): string => {
  const listed = itemCodeOf(item);
  if (listed) return listed;
  const sibling = POWER_ITEMS.find((i) => i[0] === item[0]);
  const digits = (sibling && itemCodeOf(sibling)?.slice(4, 6)) ?? '99';
  return `22${item[1]}${digits}${String(901 + MORE_ITEMS.indexOf(item))}000`;
};

function row(region: string, item: PowerItem, key = item[0]): ListRow[] {
  const organ = organOf(region, key);
  if (!organ) return [];
  const [home, digits, name, law, article] = item;
  const [field, team] = FIELD_OF[home] as readonly [string, string?];
  const own = key === home;
  const from = own && region === CITY_REGION ? TAKEN_FROM[name] : undefined;
  const body = {
    basicCode: basicCode(item),
    name,
    organ: organ.id,
    basis: [{ instrument: law, article }],
    kind: KIND_OF[digits],
    field,
    ...(digits === '02' && { penalties: ['警告', '罚款', '没收违法所得'] }),
    level: organ.kind === 'township' ? '乡镇级' : region === CITY_REGION ? '市级' : '县级',
    bodyNature: '法定机关',
    ...(own && team && { team: region === CITY_REGION ? team : team.replace('支队', '大队') }),
    ...(from && {
      takenFrom: organId(CITY_REGION, from),
      takenOn: '2020-07-01',
      takenBy: '省级人民政府决定',
      takenDocument: '演示文号：吉政函〔2020〕演1号',
    }),
  };
  return [{ code: enforcementItems.codes.of?.(body, organ) ?? '', body }];
}

/** Rows of a region's list: the city's whole, a county's what its organs exercise, at most `most`. */
export function enforcementRows(region: string, most = Number.POSITIVE_INFINITY): readonly ListRow[] {
  const own = ITEMS.filter((i) => !isWide(i) || POWER_ITEMS.includes(i))
    .flatMap((i) => row(region, i))
    .slice(0, most);
  const twice =
    region === CITY_REGION
      ? ITEMS.filter((i) => STILL_LISTED.includes(i[2])).flatMap((i) => row(region, i, TAKEN_FROM[i[2]]))
      : [];
  return [...own, ...twice];
}

/** Rows that a year of many cases adds to a region's list: the other fields, and what townships do. */
export function widerRows(region: string): readonly ListRow[] {
  const listed = new Set(enforcementRows(region, listLength(region)).map((r) => r.code));
  const towns = TOWNSHIPS.filter(([of]) => of === region);
  return [
    ...ITEMS.filter(isWide).flatMap((i) => row(region, i)),
    ...ITEMS.filter((i) => Object.keys(DELEGATED).some((o) => ITEM_OF_OFFENCE[o] === i[2])).flatMap((i) =>
      towns.flatMap(([, key]) => row(region, i, key)),
    ),
  ].filter((r) => !listed.has(r.code));
}

/** Delegations to a region's townships. */
export function delegationRows(region: string): readonly ListRow[] {
  return TOWNSHIPS.filter(([of]) => of === region).flatMap(([, key]) =>
    Object.entries(DELEGATED).flatMap(([offence, from], n): ListRow[] => {
      const item = ITEMS.find((i) => i[2] === ITEM_OF_OFFENCE[offence]);
      if (!item) return [];
      const code = `FQ-${region}-${key}-${n + 1}`;
      return [
        {
          code,
          body: {
            basicCode: code,
            name: item[2],
            organ: organId(region, key),
            item: basicCode(item),
            fromOrgan: organId(region, from),
            kinds: ['行政处罚'],
            decidedBy: '省级人民政府',
            document: '演示文号：吉政函〔2025〕演2号',
          },
        },
      ];
    }),
  );
}

/** Code of the item under which a case of an offence is filed. @throws RangeError when the list has none */
export function itemForOffence(region: string, key: string, offence: string): string {
  const town = TOWNSHIPS.some(([, of]) => of === key);
  const item = ITEMS.find((i) => (town || i[0] === key) && i[2] === ITEM_OF_OFFENCE[offence]);
  const code = item && row(region, item, key)[0]?.code;
  if (!code) throw new RangeError(`the city lists no item for ${offence} of ${key} in ${region}`);
  return code;
}

/** Code of an item by its name. @throws RangeError when the list has none */
export function enforcementCode(region: string, key: string, name: string): string {
  const item = ITEMS.find((i) => i[0] === key && i[2] === name);
  const code = item && row(region, item)[0]?.code;
  if (!code) throw new RangeError(`the city lists no item “${name}” of ${key} in ${region}`);
  return code;
}

const COUNTY_ITEMS = 14;
const listLength = (region: string) => (region === CITY_REGION ? undefined : COUNTY_ITEMS);

/** A working day on or after a day. */
const working = (calendar: Calendar, day: DateStr): DateStr =>
  dayKind(calendar, day).working ? day : working(calendar, addDays(day, 1));

/**
 * One batch for each region, a working day apart: the checks read every region's list, and what they read must not
 * depend on who was quicker on one day. All are in force before the first case of the year.
 */
export function enforcementItemStories(world: World): Story[] {
  let day = working(world.calendar, '2025-12-22');
  return [CITY_REGION, ...Object.keys(COUNTY_KEYS)].map((region) => {
    const start = day;
    day = working(world.calendar, addDays(day, 1));
    return batch(world, region, start);
  });
}

function batch(world: World, region: string, start: DateStr): Story {
  const id = `ei-${region}`;
  const title = '行政执法事项清单首次登记';
  return {
    id,
    procedure: 'register-batch',
    region,
    about: title,
    ends: 'published',
    *tell(): Script {
      const pen = new Pen(world.calendar, world.rng.fork(id), start);
      const office = region === CITY_REGION ? 'government-data' : 'government-office';
      const keeper = world.people.holder('list-keeper', organId(region, office));
      const reviewer = world.people.holder('legality-reviewer', organId(region, 'justice'));
      yield* pen.do(keeper, 'submit-batch', {
        title,
        register: enforcementItems.code,
        reviewer: organId(region, 'justice'),
        approval: '政府常务会议批准的清单',
        approvedOn: '2025-12-19',
        file: `${title}.xlsx`,
        sha256: (region + '0e'.repeat(32)).slice(0, 64),
        rows: [...enforcementRows(region, listLength(region)), ...(world.wide ? widerRows(region) : [])],
        faulty: 0,
        faults: [],
      });
      yield* pen.do(reviewer, 'legality-review', {
        conclusion: '合法',
        opinion: '逐项核对了设定依据、层级和处罚种类，现行有效。',
      });
      yield* pen.do(keeper, 'publish-batch', { effectiveOn: pen.today });
    },
  };
}

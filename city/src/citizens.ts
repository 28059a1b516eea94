/** Invented citizens for a year of many handlings: more people than have accounts, each with a name and number of their own. */
import { addDays, type DateStr } from '@fadu/kernel';
import { demoCitizenId } from '@fadu/plan/leadership/plan-tracking/index';
import { FIRST, type Resident, SECOND, SURNAMES } from './people.ts';

/** Streets of the demonstration; no such street is in the city. */
const STREETS = ['演示路', '江畔路', '雾凇街', '柳岸街', '松林路', '桦树街', '龙山路', '凤栖街'];

/** How many citizens `citizen` can tell apart. */
export const CITIZENS = 50_000;
/** Serial numbers that a day of birth has in the reserved range. */
const SERIALS = 999;
const BLOCKS = Math.ceil(CITIZENS / SERIALS);
const DAY = 86_400_000;
const FIRST_BIRTH: DateStr = '1930-01-01';

/** An address of the demonstration; the same number gives the same place. */
export const addressOf = (n: number): string =>
  `演示地址：${STREETS[n % STREETS.length]}${1 + (Math.floor(n / STREETS.length) % 399)}号`;

/**
 * The `n`-th of many citizens, counted from 0, without an account to sign in with. Names repeat as names do; numbers do not.
 * `from`, `to`: years of birth. @throws RangeError when there are no more
 */
export function citizen(n: number, from = 1950, to = 2006): Resident {
  if (!Number.isInteger(n) || n < 0 || n >= CITIZENS) throw new RangeError(`the city has no citizen ${n}`);
  const mixed = Math.imul(n + 1, 0x9e3779b1) >>> 0;
  const part = (shift: number, of: number) => (Math.imul(mixed ^ (mixed >>> shift), 0x85ebca6b) >>> 0) % of;
  const given =
    part(3, 10) < 2
      ? SECOND[part(7, SECOND.length)]
      : `${FIRST[part(9, FIRST.length)]}${SECOND[part(13, SECOND.length)]}`;
  // Whoever shares a serial number is of another block, and no two blocks share a day of birth.
  const block = Math.floor(n / SERIALS);
  const day = (year: number) => Math.round((Date.parse(`${year}-01-01`) - Date.parse(FIRST_BIRTH)) / DAY);
  const first = Math.ceil(day(from) / BLOCKS);
  const birth = addDays(
    FIRST_BIRTH,
    (first + part(5, Math.floor((day(to + 1) - 1) / BLOCKS) - first)) * BLOCKS + block,
  );
  return {
    id: `demo-citizen-${String(n + 1).padStart(5, '0')}`,
    name: `${SURNAMES[part(11, SURNAMES.length)]}${given}`,
    username: '',
    kind: 'person',
    identity: demoCitizenId((n % SERIALS) + 1, birth),
    contact: `演示电话000-0001-${String(n % 10_000).padStart(4, '0')}`,
    birth,
  };
}

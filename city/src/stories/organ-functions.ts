/** Functions of the city's enforcing organs: from their items, with one overlap and one that nobody answers for. */
import { organFunctions } from '@fadu/plan/functions/organ-functions/register';
import { CITY_REGION } from '@fadu/plan/leadership/plan-tracking/index';
import { CITY_ORGANS, organId } from '../organs.ts';
import { FIELD_OF, STILL_LISTED } from '../texts/enforcement-items.ts';
import { enforcementRows } from './enforcement-items.ts';
import { Pen, type Script, type Story } from './pen.ts';
import type { ListRow } from './registers-lists.ts';
import type { World } from './world.ts';

const KEYS = Object.keys(FIELD_OF);

function row(n: number, key: string, name: string, more: Record<string, unknown> = {}): ListRow {
  const organ = CITY_ORGANS.find((o) => o.id === organId(CITY_REGION, key));
  if (!organ) throw new RangeError(`the city has no organ ${key}`);
  const body = {
    basicCode: `22ZN${String(10_000 + n)}000`,
    name,
    organ: organ.id,
    holding: '主责',
    document: '演示文号：吉市编发〔2024〕演1号',
    units: ['法规科', '执法监督科'],
    posts: 12 + (n % 5) * 4,
    ...more,
  };
  return { code: organFunctions.codes.of?.(body, organ) ?? '', body };
}

/** Rows of the city's list of functions. */
export function functionRows(): readonly ListRow[] {
  const items = enforcementRows(CITY_REGION);
  // Planning lost the punishment of unlicensed building to the team: its entry there stands without the function.
  const lost = (i: ListRow) => STILL_LISTED.includes(String(i.body.name)) && i.body.team === undefined;
  const own = KEYS.map((key, n) => {
    const codes = items
      .filter((i) => i.body.organ === organId(CITY_REGION, key) && !lost(i))
      .map((i) => String(i.body.basicCode));
    return row(
      n + 1,
      key,
      `${FIELD_OF[key]?.[0]}领域监督管理和行政执法`,
      codes.length ? { items: codes } : {},
    );
  });
  return [
    ...own,
    row(51, 'urban-management', '建筑垃圾和工程渣土运输管理'),
    row(51, 'transport', '建筑垃圾和工程渣土运输管理'),
    row(52, 'ecology', '社会生活噪声污染防治', { holding: '配合' }),
    row(52, 'urban-management', '社会生活噪声污染防治', { holding: '配合' }),
  ];
}

/** The list as one batch, after those of the powers. */
export function organFunctionStories(world: World): Story[] {
  const id = 'of-220200';
  const title = '机构职能清单首次登记';
  return [
    {
      id,
      procedure: 'register-batch',
      region: CITY_REGION,
      about: title,
      ends: 'published',
      *tell(): Script {
        const pen = new Pen(world.calendar, world.rng.fork(id), '2026-03-02');
        const keeper = world.people.holder('list-keeper', organId(CITY_REGION, 'government-data'));
        const reviewer = world.people.holder('legality-reviewer', organId(CITY_REGION, 'justice'));
        yield* pen.do(keeper, 'submit-batch', {
          title,
          register: organFunctions.code,
          reviewer: organId(CITY_REGION, 'justice'),
          approval: '演示文号：吉市编发〔2024〕演1号',
          approvedOn: '2026-02-25',
          file: `${title}.xlsx`,
          sha256: '0f'.repeat(32),
          rows: functionRows(),
          faulty: 0,
          faults: [],
        });
        pen.workdays(2);
        yield* pen.do(reviewer, 'legality-review', {
          conclusion: '合法',
          opinion: '与各机关批准的三定规定核对一致，内设机构和编制没有超出批准的范围。',
        });
        pen.workdays(1);
        yield* pen.do(keeper, 'publish-batch', { effectiveOn: pen.today });
      },
    },
  ];
}

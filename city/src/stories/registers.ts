/** Stories of the lists: batches of what a city begins with, adjustments good and bad, and a change of law that hits items. */
import { type Actor, addDays, type DateStr } from '@fadu/kernel';
import { caseIdFor } from '@fadu/office/cases/perform';
import { CITY_REGION } from '@fadu/plan/leadership/plan-tracking/index';
import { registerByCode, registers } from '@fadu/plan/registers';
import { COUNTY_KEYS, organId } from '../organs.ts';
import { stepKey } from '../story.ts';
import { DEMO_REGULATION } from '../texts/item-laws.ts';
import { type Part, Pen, type Script, type Story } from './pen.ts';
import { cityCatalogue, cityPowers, countyPowers, type ListRow, powerBody } from './registers-lists.ts';
import type { World } from './world.ts';

const city = (key: string) => organId(CITY_REGION, key);

/** A stand-in for a file's SHA-256 that follows from its name. */
function sum(text: string): string {
  let h = 0x811c9dc5;
  let out = '';
  for (let i = 0; out.length < 64; i++) {
    for (const c of `${text}/${i}`) h = Math.imul(h ^ c.charCodeAt(0), 0x01000193) >>> 0;
    out += h.toString(16).padStart(8, '0');
  }
  return out.slice(0, 64);
}

interface Keepers {
  readonly keeper: Actor;
  readonly reviewer: Actor;
  readonly reviewerOrgan: string;
}

const keepersOf = (world: World, region: string): Keepers => {
  const at = region === CITY_REGION ? 'government-data' : 'government-office';
  return {
    keeper: world.people.holder('list-keeper', organId(region, at)),
    reviewer: world.people.holder('legality-reviewer', organId(region, 'justice')),
    reviewerOrgan: organId(region, 'justice'),
  };
};

/** One register entered as a batch. */
export function batchStory(
  world: World,
  region: string,
  register: string,
  rows: readonly ListRow[],
  start: DateStr,
  faults: readonly object[] = [],
): Story {
  const id = `rb-${region}-${register}`;
  const title = `${registerByCode(register)?.title ?? register}首次登记`;
  return {
    id,
    procedure: 'register-batch',
    region,
    about: '清单批量登记',
    ends: 'published',
    *tell(): Script {
      const pen = new Pen(world.calendar, world.rng.fork(id), start);
      const { keeper, reviewer, reviewerOrgan } = keepersOf(world, region);
      yield* pen.do(keeper, 'submit-batch', {
        title,
        register,
        reviewer: reviewerOrgan,
        approval: region === CITY_REGION ? '吉市政函〔2025〕96号' : '政府常务会议批准的清单',
        approvedOn: '2025-12-24',
        file: `${title}.xlsx`,
        sha256: sum(id),
        rows,
        faulty: faults.length,
        faults,
      });
      pen.workdays(pen.rng.int(2, 5));
      yield* pen.do(reviewer, 'legality-review', {
        conclusion: '合法',
        opinion: '逐项核对了设定依据和层级，现行有效，没有以备案、服务变相实施许可。',
      });
      pen.workdays(1);
      yield* pen.do(keeper, 'publish-batch', { effectiveOn: pen.today });
    },
  };
}

type Course = 'published' | 'modified' | 'refused-basis' | 'rejected' | 'withdrawn' | 'running';
type Change = Readonly<Record<string, unknown>>;

/** An adjustment of one item of an organ. */
function adjustmentStory(
  world: World,
  key: string,
  course: Course,
  start: DateStr,
  changes: readonly Change[],
  title: string,
): Story {
  const id = `la-${key}-${course}`;
  const ends: Readonly<Record<Course, string>> = {
    published: 'published',
    modified: 'published',
    'refused-basis': 'published',
    rejected: 'rejected',
    withdrawn: 'withdrawn',
    running: 'review',
  };
  return {
    id,
    procedure: 'power-list-adjustment',
    region: CITY_REGION,
    about: title,
    ends: ends[course],
    *tell(): Script {
      const pen = new Pen(world.calendar, world.rng.fork(id), start);
      const { people } = world;
      const clerk = people.holder('item-clerk', city(key));
      const { keeper, reviewer } = keepersOf(world, CITY_REGION);
      const open = (list: readonly Change[]) => ({
        title,
        trigger: '法律、法规、规章制定、修改或者废止',
        triggeredOn: addDays(start, -4),
        keeper: city('government-data'),
        reviewer: city('justice'),
        staffing: city('establishment'),
        government: city('government'),
        dutyQuestion: false,
        affected: '已经征求有关部门和县（市）区意见，没有不同意见',
        changes: list,
      });
      if (course === 'refused-basis') {
        // The first try stands on minutes of a meeting; the engine says so, and it is put right.
        yield* pen.tryTo(
          'power-list-adjustment.PL-1',
          clerk,
          'apply',
          open(
            changes.map((c) => ({
              ...c,
              entry: { ...(c.entry as object), basis: [{ instrument: '市长办公会议纪要第3期' }] },
            })),
          ),
        );
        pen.workdays(1);
      }
      yield* pen.do(clerk, 'apply', open(changes));
      if (course === 'running') return;
      pen.workdays(pen.rng.int(2, 6));
      if (course === 'withdrawn') {
        yield* pen.do(clerk, 'withdraw', { reason: '省里统一调整，待公布后再申请。' });
        return;
      }
      yield* review(pen, keeper, reviewer, course);
      if (course === 'rejected') {
        yield* pen.do(keeper, 'reject', { reason: '与省级清单的要素不一致，不予调整。' });
        return;
      }
      if (course === 'modified') {
        pen.workdays(2);
        yield* pen.do(clerk, 'revise', {
          changes,
          affected: '已按审核意见修改并再次核对',
          dutyQuestion: false,
        });
        pen.workdays(2);
        yield* review(pen, keeper, reviewer, 'published');
      }
      yield* pen.do(keeper, 'submit-approval');
      pen.workdays(2);
      if (changes.some((c) => c.do !== '变更'))
        yield* pen.do(people.holder('principal-head', city('government')), 'approve', {
          result: '批准',
          document: '吉市政函〔2026〕批复',
          reason: '依据充分，审核意见一致。',
        });
      pen.workdays(1);
      yield* pen.do(keeper, 'publish', { effectiveOn: pen.today, guides: ['清单', '办事指南', '流程图'] });
    },
  };
}

function* review(pen: Pen, keeper: Actor, reviewer: Actor, course: Course): Part<void> {
  const against = course === 'rejected';
  const modify = course === 'modified';
  yield* pen.do(keeper, 'keeper-review', {
    conclusion: against ? '不同意' : modify ? '应当修改' : '同意',
    opinion: against
      ? '法定时限、名称与省级清单不一致，应当先报省里统一。'
      : modify
        ? '承诺时限应当与同类事项一致，请说明。'
        : '名称、编码、要素与上级一致，时限压缩合理。',
  });
  yield* pen.do(reviewer, 'legality-review', {
    conclusion: '合法',
    opinion: '设定依据现行有效，层级符合规定，没有增设条件。',
  });
}

/** A change of law recorded, answered by the organs, and closed or still running. */
function lawChangeStory(
  world: World,
  id: string,
  start: DateStr,
  change: {
    instrument: string;
    articles: readonly string[];
    change: '废止' | '修改';
    effectiveOn: DateStr;
    by: string;
    says: string;
  },
  answers: readonly { readonly organ: string; readonly handled: readonly object[] }[],
  closes: boolean,
): Story {
  return {
    id,
    procedure: 'law-change',
    region: CITY_REGION,
    about: change.says,
    ends: closes ? 'closed' : 'adjusting',
    *tell(): Script {
      const pen = new Pen(world.calendar, world.rng.fork(id), start);
      const { people } = world;
      const keeper = people.holder('law-keeper', city('justice'));
      yield* pen.do(keeper, 'propose-change', { ...change, evidence: '市人大常委会公报和门户网站' });
      yield* pen.do(people.holder('legality-reviewer', city('justice')), 'record-change', {
        checked: '已与公报核对，名称、条号和生效日期一致。',
      });
      for (const answer of answers) {
        pen.workdays(pen.rng.int(2, 4));
        yield* pen.do(people.holder('item-clerk', answer.organ), 'report-adjustment', {
          handled: answer.handled,
          summary: '已经逐项核对本机关的事项、裁量基准和文书。',
        });
      }
      if (closes) {
        pen.workdays(2);
        yield* pen.do(keeper, 'close', { reason: '各机关都已经报告，清单已经调整。' });
      }
    },
  };
}

const rowIn = (register: string, name: string): ListRow => {
  const rows = register.startsWith('cat-') ? cityCatalogue(register) : cityPowers(register);
  const found = rows.find((r) => r.body.name === name);
  if (!found) throw new RangeError(`the city lists no ${name} in ${register}`);
  return found;
};

/** All stories of the lists. `small`: fewer counties, for tests. */
export function registerStories(world: World, today: DateStr, small = false): Story[] {
  return [...batches(world, small), ...adjustments(world, today), ...changesOfLaw(world, today)];
}

/**
 * What the lists begin with. Counties follow one after the other: the checks read every region's list, and what they
 * read must not depend on who was quicker on the same day.
 */
function batches(world: World, small: boolean): Story[] {
  const counties = Object.keys(COUNTY_KEYS);
  const early = counties.find((c) => COUNTY_KEYS[c]?.key === 'yongji') as string;
  const classes = registers.filter((r) => r.group === '权责清单').map((r) => r.code);
  const catalogues = registers.filter((r) => r.group === '事项目录').map((r) => r.code);
  const out: Story[] = [];
  const add = (
    region: string,
    register: string,
    rows: readonly ListRow[],
    start: DateStr,
    faults: object[] = [],
  ) => {
    if (rows.length) out.push(batchStory(world, region, register, rows, start, faults));
  };
  // One county was faster than the city: its times differ, and the comparison finds it.
  add(early, 'power-licence', countyPowers(early, 'power-licence', 14, true), '2026-01-05');
  for (const [i, register] of [...classes, ...catalogues].entries())
    add(
      CITY_REGION,
      register,
      classes.includes(register) ? cityPowers(register) : cityCatalogue(register),
      addDays('2026-01-19', Math.floor(i / 6)),
      register === 'power-penalty' ? [LEFT_OUT] : [],
    );
  const starts = ['2026-02-02', '2026-02-25', '2026-03-10', '2026-03-24'];
  counties
    .filter((c) => c !== early)
    .slice(0, small ? 1 : 4)
    .forEach((region, i) => {
      for (const register of ['power-licence', 'power-inspection', 'power-penalty'])
        add(region, register, countyPowers(region, register, 12), starts[i] as DateStr);
    });
  return out;
}

/** A row of the table that was not taken. */
const LEFT_OUT = {
  row: 41,
  code: '220212099000',
  rule: 'register.BASIS-MINUTES',
  field: 'basis',
  say: '会议纪要不能作为依据，请改用法律、法规、规章中的条款',
};

const signs = () => [
  { register: 'power-licence', row: rowIn('power-licence', '设置店招牌匾审批') },
  { register: 'cat-licence', row: rowIn('cat-licence', '设置店招牌匾审批') },
  { register: 'power-penalty', row: rowIn('power-penalty', '对擅自设置店招牌匾的处罚') },
];

function adjustments(world: World, today: DateStr): Story[] {
  const faster = (name: string, promisedDays: number): Change => {
    const { code, body } = rowIn('power-licence', name);
    return {
      do: '变更',
      register: 'power-licence',
      code,
      entry: { ...body, promisedDays },
      reason: '压缩承诺时限',
    };
  };
  const inspection: Change = {
    do: '新增',
    register: 'power-inspection',
    entry: {
      ...powerBody(
        ['emergency', '06', '安全评价机构执业检查', '安全生产法', '72'],
        city('emergency'),
        '市级',
      ),
      basicCode: '220698001000',
    },
    reason: '法律规定的检查职责还没有列入清单',
  };
  const story = (key: string, course: Course, start: DateStr, changes: readonly Change[], title: string) =>
    adjustmentStory(world, key, course, start, changes, title);
  return [
    story('market', 'published', '2026-04-13', [faster('食品经营许可', 3)], '压缩食品经营许可承诺时限'),
    story('emergency', 'refused-basis', '2026-04-20', [inspection], '增列安全评价机构执业检查'),
    story('housing', 'modified', '2026-05-11', [faster('燃气经营许可', 5)], '压缩燃气经营许可承诺时限'),
    story(
      'transport',
      'rejected',
      '2026-05-25',
      [faster('道路货物运输经营许可', 2)],
      '调整道路货物运输经营许可',
    ),
    story('health', 'withdrawn', '2026-06-08', [faster('公共场所卫生许可', 2)], '调整公共场所卫生许可'),
    story(
      'urban-management',
      'published',
      '2026-06-17',
      signs().map(({ register, row }) => ({
        do: '取消',
        register,
        code: row.code,
        below: true,
        reason: '唯一的设定依据已经废止',
      })),
      '取消店招牌匾审批和处罚',
    ),
    story('ecology', 'running', addDays(today, -3), [faster('排污许可', 6)], '压缩排污许可承诺时限'),
  ];
}

/** One regulation repealed, its items taken down and cancelled; one amended, the organs still at work. */
function changesOfLaw(world: World, today: DateStr): Story[] {
  const cancelling = caseIdFor(CITY_REGION, stepKey('la-urban-management-published', 1));
  const check = rowIn('power-inspection', '户外广告设施安全检查');
  return [
    lawChangeStory(
      world,
      'lc-signs',
      '2026-06-15',
      {
        instrument: DEMO_REGULATION,
        articles: [],
        change: '废止',
        effectiveOn: '2026-06-15',
        by: '关于废止部分地方性法规的决定（演示）',
        says: `废止《${DEMO_REGULATION}》`,
      },
      [
        {
          organ: city('urban-management'),
          handled: [
            ...signs().map(({ register, row }) => ({
              region: CITY_REGION,
              register,
              code: row.code,
              outcome: '已申请取消',
              caseId: cancelling,
            })),
            {
              region: CITY_REGION,
              register: 'power-inspection',
              code: check.code,
              outcome: '核对无需调整',
              note: '还有《城市市容和环境卫生管理条例》的依据',
            },
          ],
        },
      ],
      true,
    ),
    lawChangeStory(
      world,
      'lc-gas',
      addDays(today, -2),
      {
        instrument: '城镇燃气管理条例',
        articles: ['15'],
        change: '修改',
        effectiveOn: addDays(today, 30),
        by: '关于修改部分行政法规的决定（演示）',
        says: '修改《城镇燃气管理条例》第十五条（演示）',
      },
      [],
      false,
    ),
  ];
}

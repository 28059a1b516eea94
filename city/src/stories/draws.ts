/** The year's random inspections: registers and plan in February, two joint draws, and one that is refused. */
import type { Actor } from '@fadu/kernel';
import { timeOfDay } from '@fadu/kernel';
import {
  type Commitment,
  type DrawResult,
  drawOf,
  type ListKind,
  listHash,
  type ObjectRow,
  type OfficerRow,
  readList,
  writeList,
} from '@fadu/kernel/draw/index';
import { RISK_WEIGHTS } from '@fadu/office/draws/compile';
import { commitList } from '@fadu/office/draws/lists';
import type { Office } from '@fadu/office/office';
import type { InspectionObject } from '@fadu/plan/enforcement/inspections/registers';
import { CITY_REGION, demoUscc } from '@fadu/plan/leadership/plan-tracking/index';
import { organId } from '../organs.ts';
import { officerForm } from './officers.ts';
import { Later, Pen, type Script, type Story } from './pen.ts';
import type { World } from './world.ts';

const MARKET = organId(CITY_REGION, 'market');
const HEALTH = organId(CITY_REGION, 'health');
const ECOLOGY = organId(CITY_REGION, 'ecology');
const ORGANS = [MARKET, HEALTH, ECOLOGY] as const;
const KEYS = ['market', 'health', 'ecology'] as const;

const PLAN = 'NDJH-2026-01';
const ITEMS = [
  ['CJ-SJ-01', '餐饮单位食品安全检查', MARKET],
  ['CJ-WS-01', '公共场所卫生检查', HEALTH],
  ['CJ-HB-01', '餐饮油烟净化设施检查', ECOLOGY],
] as const;

const NAMES = [
  '松江春',
  '老街',
  '雾凇',
  '北山',
  '乌拉',
  '龙潭',
  '江畔',
  '丰满',
  '桦皮厂',
  '昌邑',
  '船营',
  '白山',
];
const TRADES = ['饭店', '烧烤店', '面馆', '火锅城'];

/** Forty-eight eating places; every twelfth is one person's own, and masked. All are invented. */
const OBJECTS: readonly InspectionObject[] = Array.from({ length: 48 }, (_, i) => {
  const own = i % 12 === 11;
  return {
    ref: own ? `GR-${String(i + 1).padStart(6, '0')}` : demoUscc(30_001 + i, CITY_REGION, '92'),
    name: own ? '王某某' : `演示${NAMES[i % 12]}${TRADES[Math.floor(i / 12)]}`,
    organ: MARKET,
    kind: own ? '个体工商户（无字号）' : '个体工商户（有字号）',
    class: '餐饮服务',
    address: `演示路${i + 1}号`,
    industry: '餐饮业',
    credit: (['A', 'A', 'B', 'B', 'C', 'D'] as const)[i % 6] as InspectionObject['credit'],
    risk: (['低', '中', '高'] as const)[i % 3] as InspectionObject['risk'],
    state: '在业',
  };
});

const objectRows: readonly ObjectRow[] = OBJECTS.map((o) => ({
  ref: o.ref,
  stratum: o.credit,
  weight: RISK_WEIGHTS[o.risk] ?? 1,
  name: o.name,
}));

const LAYERS = [
  { code: 'A', ratio: 500 },
  { code: 'B', ratio: 1000 },
  { code: 'C', ratio: 2000 },
  { code: 'D', ratio: 3000 },
];

/** The officers of an organ as a list has them. */
const officerRows = (world: World, organ: string): OfficerRow[] =>
  world.people.holders('enforcement-officer', organ).map((o) => {
    const { certificate, name } = officerForm(o, organ);
    return { ref: certificate, group: organ, name };
  });

interface Source {
  readonly seedName: string;
  readonly seedIssue: string;
  readonly seedDay: string;
  readonly seedTime: string;
  readonly seedReading: string;
  readonly seedUrl: string;
}
const source = (issue: string, day: string): Source => ({
  seedName: '演示彩票开奖号码',
  seedIssue: `${issue}期`,
  seedDay: day,
  seedTime: '21:15',
  seedReading: '六个红球从小到大，加号，再写蓝球，中间空一格',
  seedUrl: `https://example.cn/kaijiang/${issue}`,
});

/** The draw as anyone can compute it, for the results that the story goes on to tell. */
function drawn(world: World, number: string, s: Source, value: string): DrawResult {
  const objects = readList('objects', writeList('objects', objectRows));
  const officers = ORGANS.map((o) => readList('officers', writeList('officers', officerRows(world, o))));
  const commitment: Commitment = {
    plan: { id: number, strata: LAYERS, teams: ORGANS.map((group) => ({ group, size: 2 })) },
    lists: { objects: objects.hash, officers: officers.map((l) => l.hash), pairs: [] },
    source: {
      name: s.seedName,
      issue: s.seedIssue,
      announcedAt: timeOfDay(s.seedDay, s.seedTime),
      reading: `${s.seedReading}（${s.seedUrl}）`,
    },
  };
  return drawOf(commitment, { objects, officers, pairs: [] }, value);
}

/** Lists that the acts name are committed before them, as the desk does. */
const commit =
  (organ: string, person: string, kind: ListKind, title: string, rows: readonly unknown[]) =>
  async (office: Office): Promise<void> => {
    await commitList(office, { organ, person }, { kind, title, rows: rows as never });
  };

const plan = (more: Record<string, unknown>) => ({
  annualPlan: PLAN,
  items: ITEMS.map(([code]) => code),
  method: '定向',
  target: '餐饮服务单位',
  layers: LAYERS,
  teams: ORGANS.map((organ) => ({ organ, size: 2 })),
  ...more,
});

/** All stories of random inspection. */
export function drawStories(world: World): Story[] {
  return [
    register(
      world,
      'objects',
      '2026-02-24',
      '检查对象名录库首次登记',
      'inspection-object',
      OBJECTS.map((body) => ({ code: body.ref, body })),
    ),
    register(
      world,
      'items',
      '2026-02-25',
      '随机抽查事项清单首次登记',
      'random-item',
      ITEMS.map(([code, name, organ]) => ({
        code,
        body: {
          basicCode: code,
          name,
          organ,
          basis: [{ instrument: '优化营商环境条例', article: '54' }],
          content: ['证照是否齐全并公示', '场所、设施是否符合要求', '是否按规定记录'],
          objects: '餐饮服务',
          least: 100,
          most: 5000,
          perYear: 2,
          method: '现场检查',
          joint: ORGANS.filter((o) => o !== organ),
        },
      })),
    ),
    register(world, 'plan', '2026-02-26', '年度抽查计划登记', 'annual-inspection-plan', [
      {
        code: PLAN,
        body: {
          number: PLAN,
          name: '餐饮单位部门联合抽查',
          organ: MARKET,
          year: 2026,
          items: ITEMS.map(([code]) => code),
          partners: ORGANS.slice(1),
          batches: 2,
          objects: 14,
          from: '2026-03-01',
          to: '2026-12-20',
          approvedOn: '2026-02-25',
          filedOn: '2026-02-26',
        },
      },
    ]),
    first(world),
    refused(world),
    second(world),
  ];
}

function register(
  world: World,
  name: string,
  start: string,
  title: string,
  code: string,
  rows: readonly { readonly code: string; readonly body: unknown }[],
): Story {
  const id = `rd-${name}`;
  return {
    id,
    procedure: 'register-batch',
    region: CITY_REGION,
    about: title,
    ends: 'published',
    *tell(): Script {
      const pen = new Pen(world.calendar, world.rng.fork(id), start);
      const keeper = world.people.holder('list-keeper', organId(CITY_REGION, 'government-data'));
      const reviewer = world.people.holder('legality-reviewer', organId(CITY_REGION, 'justice'));
      yield* pen.do(keeper, 'submit-batch', {
        title,
        register: code,
        reviewer: organId(CITY_REGION, 'justice'),
        approval: '演示文号：部门联合抽查方案第5号',
        approvedOn: '2026-02-20',
        file: `${title}.xlsx`,
        sha256: listHash(new TextEncoder().encode(title)),
        rows,
        faulty: 0,
        faults: [],
      });
      yield* pen.do(reviewer, 'legality-review', {
        conclusion: '合法',
        opinion: '逐项核对了依据和要素，符合规定。',
      });
      yield* pen.do(keeper, 'publish-batch', { effectiveOn: pen.today });
    },
  };
}

/** People of the draws. */
const cast = (world: World) => ({
  clerk: world.people.holder('inspection-clerk', MARKET),
  head: world.people.holder('head', MARKET),
  witness: world.people.holder('draw-witness', MARKET),
  clerks: ORGANS.map((o) => world.people.holder('inspection-clerk', o)),
});

/** Lists of officers handed in by every organ. */
function* lists(world: World, pen: Pen): Script {
  const { clerks } = cast(world);
  for (const [i, organ] of ORGANS.entries()) {
    const rows = officerRows(world, organ);
    const by = clerks[i] as Actor;
    yield {
      at: pen.at(),
      act: 'submit-officers',
      by,
      input: { officers: listHash(writeList('officers', rows)) },
      before: commit(organ, by.person ?? '', 'officers', `${KEYS[i]}-2026`, rows),
    };
  }
}

const OBJECTS_HASH = listHash(writeList('objects', objectRows));
const freeze = (world: World, pen: Pen, refused?: string) => {
  const by = cast(world).clerk;
  return {
    at: pen.at(),
    act: 'freeze-lists',
    by,
    input: { objects: OBJECTS_HASH },
    before: commit(MARKET, by.person ?? '', 'objects', '餐饮服务单位', objectRows),
    ...(refused && { refused }),
  };
};

/** From the value to the tasks. */
function* drawing(world: World, pen: Pen, value: string): Script {
  const { clerk, witness, head } = cast(world);
  yield* pen.do(clerk, 'enter-value', { value, seenAt: '演示开奖公告' });
  yield* pen.tryTo('random-inspection.SAME-VALUE', witness, 'confirm-value', {
    value: '01 02 03 04 05 06 + 07',
  });
  yield* pen.do(witness, 'confirm-value', { value });
  yield* pen.do(clerk, 'draw');
  yield* pen.tryTo('phase', clerk, 'draw');
  pen.workdays(1);
  yield* pen.do(head, 'issue-tasks');
}

/** Objects drawn of each draw: the layers' sizes do not depend on the value. */
const COUNT = LAYERS.reduce(
  (n, l) => n + Math.ceil((objectRows.filter((o) => o.stratum === l.code).length * l.ratio) / 10_000),
  0,
);

/** One organ's result at one object, by the officers who were drawn. */
const result = (
  world: World,
  story: string,
  s: Source,
  value: string,
  no: number,
  organ: number,
  day: string,
  found?: string,
) =>
  new Later((issued) => ({
    no,
    inspectedOn: day,
    officers: drawn(world, issued(story).draw ?? '', s, value).drawn[no - 1]?.officers.slice(
      2 * organ,
      2 * organ + 2,
    ),
    result: found ? '发现问题责令改正' : '未发现问题',
    ...(found && { found }),
  }));

const FIRST = { id: 'rd-1', value: '03 08 15 22 27 31 + 12', source: source('2026031', '2026-03-17') };

/** The first batch: the source is changed in time, drawn, inspected, published, followed up, closed. */
function first(world: World): Story {
  const { id, value } = FIRST;
  return {
    id,
    procedure: 'random-inspection',
    region: CITY_REGION,
    about: '三部门联合抽查：换随机数来源、冻结、抽取、公示、后续处理',
    ends: 'closed',
    *tell(): Script {
      const { clerk, head, clerks } = cast(world);
      const pen = new Pen(world.calendar, world.rng.fork(id), '2026-03-09');
      yield* pen.do(
        clerk,
        'draft-plan',
        plan({
          title: '2026年餐饮单位部门联合抽查第一批',
          batch: 1,
          periodFrom: '2026-03-20',
          periodTo: '2026-04-30',
          ...source('2026029', '2026-03-12'),
        }),
      );
      yield* pen.do(head, 'approve-plan');
      yield* pen.do(clerk, 'publish-plan');
      pen.to('2026-03-13');
      yield* lists(world, pen);
      // The number of the day before is known by now.
      yield freeze(world, pen, 'random-inspection.FROZEN-AHEAD');
      yield* pen.do(head, 'change-source', {
        ...FIRST.source,
        reason: '各机关人员清单晚交，原定的一期已经公布',
      });
      pen.to('2026-03-16');
      yield freeze(world, pen);
      pen.to('2026-03-18');
      yield* drawing(world, pen, value);
      pen.to('2026-03-26');
      for (let no = 1; no <= COUNT; no++)
        for (const [organ, by] of clerks.entries()) {
          const found = no === 2 && organ === 0 ? '后厨没有公示从业人员健康证明' : undefined;
          yield {
            at: pen.at(),
            act: 'record-result',
            by,
            input: result(world, id, FIRST.source, value, no, organ, '2026-03-26', found),
          };
        }
      pen.to('2026-04-13');
      yield* pen.do(clerk, 'publish-results', { summary: '全部检查完毕，一家责令改正，其余没有发现问题。' });
      yield* pen.tryTo('random-inspection.FOLLOWED', head, 'close', { summary: '检查完毕，结果已经公示。' });
      pen.to('2026-04-20');
      yield* pen.do(clerk, 'link-follow-up', {
        no: 2,
        kind: '责令改正已复查',
        ref: '演示责改〔2026〕12号',
        on: '2026-04-17',
      });
      yield* pen.do(head, 'close', { summary: '第一批检查完毕，结果全部公示，发现的问题已经改正并复查。' });
    },
  };
}

/** A second draw over the same places, with no reason: it cannot be frozen, and is given up. */
function refused(world: World): Story {
  const id = 'rd-again';
  return {
    id,
    procedure: 'random-inspection',
    region: CITY_REGION,
    about: '对同一批对象没有理由再抽一次，被拒绝后取消',
    ends: 'cancelled',
    *tell(): Script {
      const { clerk, head } = cast(world);
      const pen = new Pen(world.calendar, world.rng.fork(id), '2026-08-31');
      yield* pen.do(
        clerk,
        'draft-plan',
        plan({
          title: '2026年餐饮单位部门联合抽查第二批',
          batch: 2,
          periodFrom: '2026-09-21',
          periodTo: '2026-11-30',
          ...source('2026101', '2026-09-08'),
        }),
      );
      yield* pen.do(head, 'approve-plan');
      yield* pen.do(clerk, 'publish-plan');
      pen.to('2026-09-03');
      yield* lists(world, pen);
      yield freeze(world, pen, 'random-inspection.REPEAT');
      yield* pen.do(head, 'cancel', { reason: '方案没有写明与第一批重复的理由，重新拟订报批' });
    },
  };
}

const SECOND = { id: 'rd-2', value: '02 09 11 19 24 33 + 05', source: source('2026106', '2026-09-15') };

/** The second batch with its reason: drawn, and half of it inspected. */
function second(world: World): Story {
  const { id, value } = SECOND;
  return {
    id,
    procedure: 'random-inspection',
    region: CITY_REGION,
    about: '写明理由经批准的第二批联合抽查，检查进行中',
    ends: 'checking',
    *tell(): Script {
      const { clerk, head, clerks } = cast(world);
      const pen = new Pen(world.calendar, world.rng.fork(id), '2026-09-07');
      const input = plan({
        title: '2026年餐饮单位部门联合抽查第二批',
        batch: 2,
        periodFrom: '2026-09-21',
        periodTo: '2026-11-30',
        ...SECOND.source,
        repeatReason: '年度计划安排两批，第二批仍在同一范围内抽取',
      });
      yield* pen.do(
        clerk,
        'draft-plan',
        new Later((issued) => ({ ...input, repeatOf: issued(FIRST.id).draw })),
      );
      yield* pen.do(head, 'approve-plan');
      yield* pen.do(clerk, 'publish-plan');
      pen.to('2026-09-10');
      yield* lists(world, pen);
      pen.to('2026-09-14');
      yield freeze(world, pen);
      pen.to('2026-09-16');
      yield* drawing(world, pen, value);
      pen.to('2026-09-24');
      for (let no = 1; no <= Math.floor(COUNT / 2); no++)
        for (const [organ, by] of clerks.entries())
          yield {
            at: pen.at(),
            act: 'record-result',
            by,
            input: result(world, id, SECOND.source, value, no, organ, '2026-09-24'),
          };
      pen.to('2026-10-14');
      yield* pen.do(clerk, 'publish-results', { summary: '前一半检查完毕，没有发现问题。' });
    },
  };
}

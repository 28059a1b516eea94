/**
 * Law popularisation in the year: the duties of the city's and two counties' bodies, events in time and late, one that is
 * never held, reminders of the justice bureau, one answered, one that ends in a circular.
 */
import { addDays, type DateStr } from '@fadu/kernel';
import { explanationDuties } from '@fadu/plan/enforcement/law-popularisation/register';
import { CITY_REGION } from '@fadu/plan/leadership/plan-tracking/index';
import { COUNTY_KEYS, organId } from '../organs.ts';
import { Pen, type Script, type Story } from './pen.ts';
import { batchStory } from './registers.ts';
import type { World } from './world.ts';

/** One body's duty, and the events under it: day held, title, how many came. */
interface Duty {
  readonly region: string;
  readonly key: string;
  readonly number: string;
  readonly name: string;
  readonly laws: readonly string[];
  readonly audience: readonly string[];
  readonly dueDays: readonly string[];
  readonly events: readonly (readonly [held: DateStr, title: string, manner: string, attended: number])[];
}

const DUTIES: readonly Duty[] = [
  {
    region: CITY_REGION,
    key: 'market',
    number: 'PF-SJ-01',
    name: '向经营者和消费者讲解食品安全、广告和价格法律',
    laws: ['食品安全法', '广告法', '价格法'],
    audience: ['食品经营者', '消费者'],
    dueDays: ['03-15', '06-30', '12-04'],
    events: [
      ['2026-03-12', '食品安全法进农贸市场', '送法上门', 230],
      ['2026-06-10', '网络广告合规讲座', '法治讲座', 95],
    ],
  },
  {
    region: CITY_REGION,
    key: 'urban-management',
    number: 'PF-CG-01',
    name: '向沿街商户讲解城市市容和环境卫生管理规定',
    laws: ['城市市容和环境卫生管理条例'],
    audience: ['沿街商户', '居民'],
    dueDays: ['04-30', '12-04'],
    // Late: after the justice bureau had reminded.
    events: [['2026-06-04', '市容管理规定进社区', '集中宣传', 160]],
  },
  {
    region: CITY_REGION,
    key: 'ecology',
    number: 'PF-HJ-01',
    name: '向排污单位和居民讲解大气和噪声污染防治法律',
    laws: ['大气污染防治法', '噪声污染防治法'],
    audience: ['排污单位', '居民'],
    dueDays: ['06-05', '12-04'],
    events: [['2026-06-03', '六五环境日公众开放日', '公众开放日', 310]],
  },
  {
    region: CITY_REGION,
    key: 'transport',
    number: 'PF-JT-01',
    name: '向运输经营者讲解公路和道路运输法律',
    laws: ['公路法', '公路安全保护条例'],
    audience: ['运输经营者'],
    dueDays: ['05-31', '12-04'],
    events: [],
  },
  {
    region: '220203',
    key: 'market',
    number: 'PF-LT-01',
    name: '向个体工商户讲解食品安全和计量法律',
    laws: ['食品安全法', '计量法'],
    audience: ['个体工商户'],
    dueDays: ['03-15', '12-04'],
    events: [['2026-03-10', '放心消费进社区', '集中宣传', 120]],
  },
  {
    region: '220204',
    key: 'urban-management',
    number: 'PF-CY-01',
    name: '向商户和居民讲解城市管理规定',
    laws: ['城市市容和环境卫生管理条例', '城市绿化条例'],
    audience: ['商户', '居民'],
    dueDays: ['05-31', '12-04'],
    events: [['2026-05-20', '城市管理规定进商圈', '送法上门', 88]],
  },
];

/** City bodies whose list is short, and the one that has none: it stands on the public page as such. */
const OTHERS: readonly (readonly [key: string, laws: readonly string[]])[] = [
  ['agriculture', ['农药管理条例', '动物防疫法']],
  ['culture-tourism', ['娱乐场所管理条例']],
  ['emergency', ['安全生产法', '危险化学品安全管理条例']],
  ['health', ['公共场所卫生管理条例', '医疗机构管理条例']],
  ['human-resources', ['劳动保障监察条例', '保障农民工工资支付条例']],
  ['natural-resources', ['土地管理法', '城乡规划法']],
  ['public-security', ['保安服务管理条例', '居民身份证法']],
];

/** Duties of bodies that have only Constitution Day before them. */
const later = (): Duty[] => [
  ...OTHERS.map(([key, laws], i) => short(CITY_REGION, key, `PF-JS-${String(i + 1).padStart(2, '0')}`, laws)),
  ...Object.keys(COUNTY_KEYS).flatMap((region) =>
    (['market', 'urban-management'] as const)
      .filter((key) => !DUTIES.some((d) => d.region === region && d.key === key))
      // One county has not listed its second body.
      .filter((key) => region !== '220284' || key === 'market')
      .map((key) =>
        short(region, key, key === 'market' ? 'PF-SJ-01' : 'PF-CG-01', [
          key === 'market' ? '食品安全法' : '城市市容和环境卫生管理条例',
        ]),
      ),
  ),
];
const short = (region: string, key: string, number: string, laws: readonly string[]): Duty => ({
  region,
  key,
  number,
  name: `讲解${laws.map((l) => `《${l}》`).join('、')}`,
  laws,
  audience: ['管理和服务对象'],
  dueDays: ['12-04'],
  events: [],
});

/** All of them; `small` tells the city's first duty, its events and the reminder that ends in a circular. */
export function popularisationStories(world: World, today: DateStr, small = false): Story[] {
  if (world.tells?.('law-popularisation-event') === false) return [];
  const duties = small
    ? DUTIES.filter((d) => ['market', 'transport'].includes(d.key))
    : [...DUTIES, ...later()];
  const regions = [...new Set(duties.map((d) => d.region))];
  return [
    // A working day apart, as all lists are entered.
    ...regions.map((region, i) =>
      batchStory(world, region, explanationDuties.code, rows(duties, region), addDays('2026-01-06', i)),
    ),
    ...duties.flatMap((d) => d.events.map((e, i) => held(world, d, e, i))),
    ...duties
      .filter((d) => d.region === CITY_REGION && d.key === 'market')
      .map((d) => planned(world, d, addDays(today, -9))),
    ...(small ? [] : [cancelled(world, DUTIES[0] as Duty)]),
    idle(world),
    ...(small ? [] : [improved(world)]),
  ];
}

const rows = (duties: readonly Duty[], region: string) =>
  duties
    .filter((d) => d.region === region)
    .map((d) => ({
      code: d.number,
      body: {
        number: d.number,
        name: d.name,
        organ: organId(d.region, d.key),
        basis: d.laws.map((instrument) => ({ instrument })),
        audience: d.audience,
        activities: ['结合执法办案释法说理', '到期前至少开展一次面向社会的宣传'],
        dueDays: d.dueDays,
        contact: '演示电话000-0000-9002',
        evaluation: '按完成日期、参加人数和现场问卷评估，结果报同级司法局。',
      },
    }));

const people = (world: World, region: string, key: string) => ({
  educator: world.people.holder('law-educator', organId(region, key)),
  head: world.people.holder('head', organId(region, key)),
});

const plan = (d: Duty, title: string, manner: string, plannedOn: DateStr) => ({
  title,
  duty: d.number,
  manner,
  plannedOn,
  place: manner === '法治讲座' ? '本机关会议室' : '演示广场',
  audience: d.audience.join('、'),
});

function held(
  world: World,
  d: Duty,
  [day, title, manner, attended]: Duty['events'][number],
  i: number,
): Story {
  const id = `pf-${d.number}-${i + 1}`;
  return {
    id,
    procedure: 'law-popularisation-event',
    region: d.region,
    about: title,
    ends: 'published',
    *tell(): Script {
      const pen = new Pen(world.calendar, world.rng.fork(id), addDays(day, -20));
      const { educator, head } = people(world, d.region, d.key);
      yield* pen.do(educator, 'plan-event', plan(d, title, manner, day));
      pen.to(addDays(day, 1)).workdays(2);
      const report = {
        heldOn: day,
        place: manner === '法治讲座' ? '本机关会议室' : '演示广场',
        attended,
        laws: d.laws.map((instrument) => ({ instrument })),
        summary: `向${d.audience.join('、')}讲解${d.laws.map((l) => `《${l}》`).join('、')}，发放资料，现场回答提问。`,
      };
      // First without anything to show for it.
      if (i === 0 && d.key === 'market')
        yield* pen.tryTo('law-popularisation-event.EVIDENCE', educator, 'record-event', report);
      yield* pen.do(educator, 'record-event', { ...report, link: `https://example.org/pufa/${id}` });
      pen.workdays(d.key === 'urban-management' ? 3 : 2);
      yield* pen.do(head, 'publish-event');
    },
  };
}

/** For Constitution Day, still to come. */
function planned(world: World, d: Duty, start: DateStr): Story {
  const id = `pf-${d.number}-plan`;
  return {
    id,
    procedure: 'law-popularisation-event',
    region: d.region,
    about: '国家宪法日宣传',
    ends: 'planned',
    *tell(): Script {
      const pen = new Pen(world.calendar, world.rng.fork(id), start);
      const { educator } = people(world, d.region, d.key);
      yield* pen.do(educator, 'plan-event', plan(d, '国家宪法日集中宣传', '集中宣传', '2026-12-04'));
    },
  };
}

function cancelled(world: World, d: Duty): Story {
  const id = `pf-${d.number}-cancelled`;
  return {
    id,
    procedure: 'law-popularisation-event',
    region: d.region,
    about: '取消的讲座',
    ends: 'cancelled',
    *tell(): Script {
      const pen = new Pen(world.calendar, world.rng.fork(id), '2026-08-17');
      const { educator } = people(world, d.region, d.key);
      yield* pen.do(educator, 'plan-event', plan(d, '价格法讲座', '法治讲座', '2026-09-08'));
      pen.workdays(8);
      yield* pen.do(educator, 'move-event', {
        plannedOn: '2026-09-22',
        place: '本机关会议室',
        reason: '讲课人出差',
      });
      pen.workdays(6);
      yield* pen.do(educator, 'cancel-event', { reason: '与网络广告合规讲座内容重复，并入其中' });
    },
  };
}

const reminded = (key: string, number: string, answerBy: DateStr) => ({
  title: '到期没有开展普法活动',
  body: organId(CITY_REGION, key),
  duty: number,
  problem: '普法责任清单所列的完成日期已过，没有公布普法活动。',
  improve: '尽快开展并公布，安排好国家宪法日的活动。',
  answerBy,
});

/** The transport bureau does nothing and says nothing. */
function idle(world: World): Story {
  const id = 'pf-reminder-idle';
  return {
    id,
    procedure: 'law-popularisation-reminder',
    region: CITY_REGION,
    about: '普法提示没有回应',
    ends: 'followed',
    *tell(): Script {
      const pen = new Pen(world.calendar, world.rng.fork(id), '2026-06-08');
      const { educator, head } = people(world, CITY_REGION, 'justice');
      yield* pen.do(educator, 'remind', reminded('transport', 'PF-JT-01', '2026-06-30'));
      pen.workdays(4);
      const text = { text: '市交通运输局到期没有开展普法活动，经提示没有改进，也没有反馈，予以通报。' };
      yield* pen.tryTo('law-popularisation-reminder.CHANCE-FIRST', head, 'circulate', text);
      pen.to('2026-07-02');
      yield* pen.do(head, 'circulate', text);
      pen.workdays(40);
      yield* pen.do(educator, 'close-circulated', {
        reasons: '通报后已经列出下半年的计划，国家宪法日前再核对。',
      });
    },
  };
}

/** The urban management bureau is late, is reminded, and makes up for it. */
function improved(world: World): Story {
  const id = 'pf-reminder-improved';
  return {
    id,
    procedure: 'law-popularisation-reminder',
    region: CITY_REGION,
    about: '普法提示后改进',
    ends: 'improved',
    *tell(): Script {
      const pen = new Pen(world.calendar, world.rng.fork(id), '2026-05-12');
      const { educator } = people(world, CITY_REGION, 'justice');
      const body = people(world, CITY_REGION, 'urban-management');
      yield* pen.do(educator, 'remind', reminded('urban-management', 'PF-CG-01', '2026-06-12'));
      pen.to('2026-06-10');
      yield* pen.do(body.educator, 'report-improvement', {
        text: '已经开展市容管理规定进社区的活动并公布，今后按清单日期安排。',
      });
      pen.workdays(3);
      yield* pen.do(educator, 'assess', {
        result: '已经改进',
        reasons: '活动已经公布，人数和讲解内容符合清单。',
      });
    },
  };
}

/** Townships: what is delegated to them and taken back, and the events of their grid. */
import { type Actor, addDays, type DateStr } from '@fadu/kernel';
import type { ServiceItem } from '@fadu/plan/functions/service-items/index';
import { CITY_REGION } from '@fadu/plan/leadership/plan-tracking/index';
import { addressOf } from '../citizens.ts';
import { CITY_ORGANS, organId } from '../organs.ts';
import type { Resident } from '../people.ts';
import { serviceItemCode, serviceItemTexts } from '../texts/service-items.ts';
import { Pen, type Script, type Story } from './pen.ts';
import { batchStory } from './registers.ts';
import type { World } from './world.ts';

/** Items that townships handle by delegation: name, the county department that had it, the way. */
const DELEGATED = [
  ['最低生活保障金给付', 'civil-affairs', '委托'],
  ['高龄津贴给付', 'civil-affairs', '委托'],
  ['临时占用城市道路审批', 'urban-management', '委托'],
] as const;
/** Townships that hold them all the year; the others come and go. */
const HOLDING: readonly (readonly [region: string, key: string])[] = [
  ['220202', 'gudianzi'],
  ['220221', 'kouqian'],
  ['220281', 'xinzhan'],
];
const LISTED: DateStr = '2026-01-15';
const EFFECTIVE: DateStr = '2026-02-24';

/** The delegated items as the township’s county lists them; none where nothing is delegated. */
export function delegatedItems(region: string, key: string): readonly ServiceItem[] {
  if (!HOLDING.some(([r, k]) => r === region && k === key)) return [];
  const town = CITY_ORGANS.find((o) => o.id === organId(region, key));
  const codes = DELEGATED.map(([name]) => serviceItemCode(name));
  return serviceItemTexts((k) => organId(CITY_REGION, k))
    .filter((i) => codes.includes(i.basicCode))
    .map((i) => ({
      ...i,
      organ: organId(region, key),
      level: '乡镇级' as const,
      channels: ['窗口', '乡镇（街道）'] as const satisfies ServiceItem['channels'],
      places: [
        {
          name: `${town?.name ?? ''}便民服务中心（演示）`,
          address: `${town?.name ?? ''}演示街1号`,
          hours: '工作日8:30—16:30',
          phone: '0432-12345',
        },
      ],
    }))
    .map((i) => ({ ...i, channels: [...i.channels] }));
}

type Delegation = 'active' | 'kept' | 'recalled' | 'not-able' | 'unlawful' | 'refused';
const ENDS: Readonly<Record<Delegation, string>> = {
  active: 'active',
  kept: 'active',
  recalled: 'recalled',
  'not-able': 'not-able',
  unlawful: 'refused',
  refused: 'refused',
};
const SAYS: Readonly<Record<Delegation, string>> = {
  active: '评估、审核、批准、公布后由乡镇办理',
  kept: '年度评估提出收回，整改后继续',
  recalled: '人员不足，收回',
  'not-able': '没有持证人员，不能承接',
  unlawful: '不得委托，审核不合法',
  refused: '政府决定不批准',
};

function delegation(
  world: World,
  [region, key]: readonly [string, string],
  [name, department, way]: (typeof DELEGATED)[number],
  course: Delegation,
  start: DateStr,
  n: number,
): Story {
  const id = `td-${n}-${course}`;
  const at = (k: string) => organId(region, k);
  return {
    id,
    procedure: 'township-delegation',
    region,
    about: `${name}：${SAYS[course]}`,
    ends: ENDS[course],
    *tell(): Script {
      const pen = new Pen(world.calendar, world.rng.fork(id), start);
      const clerk = world.people.holder('item-clerk', at(department));
      const staffing = world.people.holder('staffing-reviewer', at('government-office'));
      const government = world.people.holder('principal-head', at('government'));
      yield* pen.do(clerk, 'request', {
        township: at(key),
        item: serviceItemCode(name),
        name,
        way,
        basis: '乡镇人民政府受县级部门委托实施，委托书和责任一并公告',
        why: '乡镇离申请人近，情况熟，在乡镇办少跑路',
        staffing: at('government-office'),
        reviewer: at('justice'),
        government: at('government'),
      });
      pen.workdays(pen.rng.int(3, 6));
      const able = course !== 'not-able';
      yield* pen.do(staffing, 'assess', {
        staff: able ? 4 : 2,
        certified: able ? 3 : 1,
        posts: able ? 2 : 0,
        budget: able ? '60000' : '0',
        trained: able,
        place: true,
        opinion: able ? '人员、经费、场所到位，能够承接' : '持证人员不足两名，经费没有划转，暂不能承接',
      });
      if (!able) return;
      pen.workdays(2);
      yield* pen.do(world.people.holder('legality-reviewer', at('justice')), 'legality-review', {
        conclusion: course === 'unlawful' ? '不合法' : '合法',
        opinion:
          course === 'unlawful' ? '法律规定由县级部门直接实施，不得委托乡镇' : '委托的依据、范围和责任明确',
      });
      if (course === 'unlawful') return;
      pen.workdays(2);
      yield* pen.do(government, 'approve', {
        result: course === 'refused' ? '不批准' : '批准',
        document: `政办函〔2026〕${20 + n}号（演示）`,
        reasons:
          course === 'refused' ? '同类办件每年不足十件，由县级部门集中办理更方便' : '能够承接，方便群众',
      });
      if (course === 'refused') return;
      const first = EFFECTIVE > pen.today ? EFFECTIVE : addDays(pen.today, 7);
      yield* pen.do(clerk, 'publish', {
        effectiveOn: first,
        announcement: `自${first}起，“${name}”由${CITY_ORGANS.find((o) => o.id === at(key))?.fullName ?? ''}办理，原部门负责监督。`,
      });
      if (course === 'active') return;
      pen.to('2026-09-14');
      yield* pen.do(staffing, 'evaluate', {
        from: first,
        to: addDays(pen.today, -1),
        staff: 3,
        certified: 1,
        handled: 36,
        late: 4,
        errors: 2,
        supervised: true,
        opinion: '一名持证人员调离，只剩一名，办件开始超期',
      });
      pen.workdays(5);
      if (course === 'kept')
        yield* pen.do(government, 'keep', {
          reasons: '已经补充两名持证人员并完成培训，超期的办件全部办完。',
        });
      else
        yield* pen.do(government, 'recall', {
          reasons: '持证人员短期内补不上，由原部门收回办理。',
          lastDay: addDays(pen.today, 14),
        });
    },
  };
}

const DELEGATIONS: readonly (readonly [readonly [string, string], number, Delegation])[] = [
  ...HOLDING.flatMap((town) => DELEGATED.map((_, i) => [town, i, 'active'] as const)),
  [['220282', 'hongshilazi'], 1, 'recalled'],
  [['220283', 'pingan'], 1, 'kept'],
  [['220284', 'yantongshan'], 2, 'not-able'],
  [['220203', 'wulajie'], 2, 'unlawful'],
  [['220204', 'dasuihe'], 0, 'refused'],
];

type EventCourse = 'rated' | 'unrated' | 'joint' | 'called' | 'back' | 'returned' | 'found' | 'open';
const EVENT_ENDS: Readonly<Record<EventCourse, string>> = {
  rated: 'closed',
  unrated: 'closed',
  joint: 'closed',
  called: 'closed',
  back: 'closed',
  returned: 'closed',
  found: 'closed',
  open: 'handling',
};

/** What is reported: kind, platform, title, facts, what was done, the county’s department that may be needed. */
const EVENTS = [
  [
    '环境卫生',
    '便民服务',
    '村口垃圾堆满没有清运',
    '垃圾箱满了三天',
    '当天清运，增加一个垃圾箱',
    'urban-management',
  ],
  ['公共设施', '便民服务', '路灯不亮', '主街四盏路灯不亮', '更换灯具和线路，已经恢复', 'housing'],
  ['安全隐患', '综合治理', '井盖缺失', '人行道井盖缺失，夜里危险', '设置围挡并补装井盖', 'urban-management'],
  [
    '违法线索',
    '综合执法',
    '夜里有人倾倒建筑垃圾',
    '连续两晚有货车倾倒',
    '蹲守查获，责令清理并移交立案',
    'urban-management',
  ],
  [
    '矛盾纠纷',
    '综合治理',
    '邻居因排水沟争吵',
    '两家为排水沟走向争执',
    '现场丈量，双方签了调解协议',
    'agriculture',
  ],
  [
    '困难帮扶',
    '党建引领',
    '独居老人冬季取暖困难',
    '老人炉具损坏没有煤',
    '送去炉具和煤，列入定期走访',
    'civil-affairs',
  ],
  ['安全隐患', '综合执法', '小吃店燃气瓶放在楼道', '楼道里放着四个燃气瓶', '当场责令搬离并复查', 'housing'],
  ['公共设施', '便民服务', '健身器材松动', '广场健身器材螺丝松动', '加固并检查了全部器材', 'housing'],
] as const;

const EVENT_COURSES: readonly (readonly [EventCourse, region: string, key: string, start: DateStr])[] = [
  ['rated', '220202', 'gudianzi', '2026-02-26'],
  ['unrated', '220202', 'gudianzi', '2026-03-18'],
  ['joint', '220221', 'kouqian', '2026-04-14'],
  ['called', '220202', 'gudianzi', '2026-05-12'],
  ['back', '220221', 'kouqian', '2026-06-09'],
  ['returned', '220281', 'xinzhan', '2026-07-07'],
  ['found', '220203', 'wulajie', '2026-08-11'],
  ['found', '220284', 'yantongshan', '2026-09-15'],
];

function gridStory(
  world: World,
  course: EventCourse,
  region: string,
  key: string,
  start: DateStr,
  n: number,
): Story {
  const id = `ge-${n}-${course}`;
  const town = organId(region, key);
  const reporter = world.people.residents[(n * 5 + 2) % 40] as Resident;
  const resident: Actor = { kind: 'person', person: reporter.id, name: reporter.name, posts: [] };
  const [kind, platform, title, facts, done, department] = EVENTS[
    n % EVENTS.length
  ] as (typeof EVENTS)[number];
  const upper = organId(region, department);
  return {
    id,
    procedure: 'grid-event',
    region,
    about: `${title}：${course}`,
    ends: EVENT_ENDS[course],
    *tell(): Script {
      const pen = new Pen(world.calendar, world.rng.fork(id), start);
      const { people } = world;
      const member = people.holder('grid-member', town);
      const dispatcher = people.holder('grid-dispatcher', town);
      const handler = people.holder('grid-handler', town);
      const input = { kind, title, facts, place: addressOf(n * 13 + 5), urgent: kind === '安全隐患' };
      if (course === 'found') yield* pen.do(member, 'find', input);
      else yield* pen.outside(resident, 'report', { township: town, ...input }, 1);
      pen.office();
      const dispatch = {
        platform,
        lead: town,
        task: '当日到场，办完写明结果',
        ...(course === 'joint' && { joint: [upper] }),
      };
      yield* pen.do(dispatcher, 'dispatch', dispatch);
      if (course === 'open') return;
      if (course === 'returned') {
        yield* pen.do(handler, 'hand-back', { reasons: '地点在邻镇界线上，请先核对界线再分派' });
        yield* pen.do(dispatcher, 'dispatch', { ...dispatch, task: '已经核对，地点在本镇，请办理' });
      }
      if (course === 'called') {
        yield* pen.do(dispatcher, 'call-up', { upper, why: '需要县里的专业车辆，镇里没有' });
        yield* pen.do(people.holder('office-clerk', upper), 'answer-call', {
          result: '派人到场',
          text: '已经派车和两名人员到场',
        });
      }
      if (course === 'joint')
        yield* pen.do(people.holder('office-clerk', upper), 'join-in', { text: '已经到场一起处理' });
      pen.workdays(pen.rng.int(1, 3));
      const handle = { result: kind === '违法线索' ? '已经立案查处' : '已经解决', text: done } as const;
      yield* pen.do(handler, 'handle', handle);
      pen.workdays(1);
      if (course === 'back') {
        yield* pen.do(member, 'check-back', { result: '没有解决，退回', text: '现场看还有一处没有处理' });
        yield* pen.do(dispatcher, 'dispatch', { ...dispatch, task: '把剩下的一处处理完' });
        pen.workdays(1);
        yield* pen.do(handler, 'handle', { ...handle, text: `${done}；剩下的一处也处理完了` });
      }
      yield* pen.do(member, 'check-back', { result: '属实，同意办结', text: '到现场看过，已经解决' });
      if (course === 'unrated') return;
      if (course === 'found') yield* pen.do(member, 'rate', { grade: '满意' });
      else yield* pen.outside(resident, 'rate', { grade: pen.rng.pick(['满意', '基本满意']) }, 1);
    },
  };
}

/** Lists of what is delegated, the delegations themselves, and events of the grid; the last one is open `today`. */
export function townshipStories(world: World, today: DateStr): Story[] {
  return [
    ...HOLDING.map(([region, key]) =>
      batchStory(
        world,
        region,
        'service-item',
        delegatedItems(region, key).map((body) => ({ code: body.basicCode, body: { ...body } })),
        LISTED,
      ),
    ),
    ...DELEGATIONS.map(([town, item, course], n) =>
      delegation(
        world,
        town,
        DELEGATED[item] as (typeof DELEGATED)[number],
        course,
        addDays('2026-01-26', n % 5),
        n,
      ),
    ),
    ...EVENT_COURSES.map(([course, region, key, start], n) =>
      gridStory(world, course, region, key, start, n),
    ),
    gridStory(world, 'open', '220202', 'gudianzi', addDays(today, -3), EVENT_COURSES.length),
  ];
}

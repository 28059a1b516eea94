/**
 * Invented people: staff with posts, so that every procedure can be carried in the city and in each county, and
 * residents and enterprises. Common surnames and given names, drawn by the seed; nobody is meant.
 */
import type { Actor, Post } from '@fadu/kernel';
import { COUNTIES, demoCitizenId, demoUscc } from '@fadu/plan/leadership/plan-tracking/index';
import { CITY_ORGANS, COUNTY_KEYS } from './organs.ts';
import type { Random } from './random.ts';
import { FIELD_OF } from './texts/enforcement-items.ts';
import { ITEM_ORGANS } from './texts/service-items.ts';
import { townshipSeats } from './township-seats.ts';

/** Someone who works for an organ. */
export interface Staff {
  readonly id: string;
  readonly name: string;
  /** Account name, from the role and the place: `reviewer.justice`, `clerk.changyi`. */
  readonly username: string;
  /** What the person does, in Chinese, as the start page prints it. */
  readonly duty: string;
  readonly posts: readonly Post[];
  /** Only told of in a year of many cases: there is no account to sign in with. */
  readonly apart?: true;
}

/** A resident, or an enterprise acting through its account. */
export interface Resident {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly kind: 'person' | 'enterprise';
  /** Citizen number or credit code from the reserved ranges. */
  readonly identity: string;
  readonly contact: string;
  readonly birth: string;
}

/** Everyone in the demonstration city. */
export interface People {
  readonly staff: readonly Staff[];
  readonly residents: readonly Resident[];
  /** The holder of a role in an organ; `n` chooses among several, counted from 0. @throws RangeError when there is none */
  holder(role: string, organ: string, n?: number): Actor;
  /** All holders of a role in an organ, in order. */
  holders(role: string, organ: string): Actor[];
  /** The account of a person. @throws RangeError when there is none */
  staffOf(id: string): Staff;
}

export const SURNAMES = [
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕',
];
export const FIRST = [...'志建海春雪玉文德永国立秀晓金明庆景俊树鸿桂淑丽艳思雨子佳铁福'];
export const SECOND = [...'军华敏强伟芳静涛杰娟超霞平刚辉峰红梅兰波宁鑫凯琳颖涵宇航生东'];

/** One line of the staff plan: short role for the account, Chinese duty, roles held. */
interface Seat {
  readonly short: string;
  readonly duty: string;
  readonly roles: readonly string[];
}
const seat = (short: string, duty: string, ...roles: string[]): Seat => ({ short, duty, roles });

const DRAFTER = seat('drafter', '起草人员', 'drafter', 'plan-reporter');
const HEAD = seat('head', '分管负责人', 'head', 'disclosure-head');
const CHIEF = seat('chief', '主要负责人', 'principal-head');
const CLERK = seat(
  'clerk',
  '办文、信息公开、案件、事项经办人员',
  'office-clerk',
  'disclosure-clerk',
  'case-clerk',
  'item-clerk',
  'inspection-clerk',
  'benchmark-drafter',
  'law-educator',
);
const LEGAL = seat(
  'legal',
  '法制机构人员、举报保密员',
  'legality-reviewer',
  'report-keeper',
  'disclosure-reviewer',
  'competition-reviewer',
  'draw-witness',
);
/** Where an organ is small, one person handles what is not kept apart by law. */
const HANDLER = seat(
  'drafter',
  '综合经办人员',
  'drafter',
  'office-clerk',
  'disclosure-clerk',
  'case-clerk',
  'plan-reporter',
  'item-clerk',
  'inspection-clerk',
  'benchmark-drafter',
  'law-educator',
);
const SMALL_HEAD = seat('head', '负责人', 'head', 'principal-head', 'disclosure-head');
const ALL_IN_ONE = seat(
  'clerk',
  '综合经办人员',
  'drafter',
  'office-clerk',
  'disclosure-clerk',
  'plan-reporter',
  'item-clerk',
);

/** The same seat with further roles. */
const also = (s: Seat, ...roles: string[]): Seat => ({ ...s, roles: [...s.roles, ...roles] });

/** Seats of enforcement beyond the legal staff: officers, and someone apart to preside over hearings. */
const ENFORCEMENT: readonly Seat[] = [
  seat('officer', '执法人员', 'enforcement-officer'),
  seat('officer2', '执法人员', 'enforcement-officer'),
  seat('host', '案件审核、听证主持人员', 'case-reviewer', 'hearing-host'),
];
const SPECIAL = {
  market: seat('competition', '公平竞争审查人员', 'competition-reviewer'),
  'public-security': seat('security', '公共安全审查人员', 'special-reviewer'),
  ecology: seat('environment', '生态环保审查人员', 'special-reviewer'),
} as const;

/** Seats of the organs at the centre of government. */
const CENTRE: Readonly<Record<string, readonly Seat[]>> = {
  government: [
    seat('mayor', '主要负责人', 'principal-head', 'government-head'),
    seat('vice-mayor', '分管负责人', 'responsible-leader'),
  ],
  'government-office': [
    seat('clerk', '办文、信息公开人员', 'office-clerk', 'disclosure-clerk'),
    HEAD,
    seat('legal', '公开审查人员', 'disclosure-reviewer', 'drafter', 'plan-reporter'),
  ],
  justice: [
    seat('reviewer', '合法性审核人员', 'legality-reviewer'),
    seat(
      'reviewer2',
      '合法性审核、备案审查人员',
      'legality-reviewer',
      'disclosure-reviewer',
      'filing-reviewer',
    ),
    also(DRAFTER, 'supervision-clerk', 'law-educator'),
    HEAD,
    seat(
      'clerk',
      '办文、信息公开、法规库管理、立法计划、执法证件管理人员',
      'office-clerk',
      'disclosure-clerk',
      'calendar-keeper',
      'law-keeper',
      'legislation-planner',
      'certificate-clerk',
    ),
  ],
  publicity: [seat('ideology', '意识形态审查人员', 'special-reviewer'), ALL_IN_ONE, SMALL_HEAD],
  'rule-of-law-office': [
    seat('coordinator', '方案统筹人员', 'plan-coordinator'),
    seat('coordinator2', '方案统筹人员', 'plan-coordinator'),
    ALL_IN_ONE,
    SMALL_HEAD,
  ],
};

/** The standing committees: only what filing needs. They come last, so that everyone else keeps their name. */
const CONGRESS: readonly Seat[] = [
  seat('filing', '备案审查人员', 'filing-reviewer'),
  seat('chair', '主要负责人', 'principal-head'),
];

/** Departments of the city that act in the story with a full set of people; those with officers enforce. */
const CITY_SEATS: Readonly<Record<string, readonly Seat[]>> = {
  market: [DRAFTER, HEAD, CHIEF, CLERK, LEGAL, SPECIAL.market, ...ENFORCEMENT],
  'public-security': [
    DRAFTER,
    HEAD,
    CHIEF,
    also(CLERK, 'police-clerk'),
    LEGAL,
    SPECIAL['public-security'],
    ...ENFORCEMENT,
  ],
  ecology: [DRAFTER, HEAD, CHIEF, CLERK, LEGAL, SPECIAL.ecology, ...ENFORCEMENT],
  'urban-management': [DRAFTER, HEAD, CHIEF, CLERK, LEGAL, ...ENFORCEMENT],
  health: [DRAFTER, HEAD, CHIEF, CLERK, LEGAL, ...ENFORCEMENT],
  transport: [DRAFTER, HEAD, CHIEF, CLERK, LEGAL, ...ENFORCEMENT],
  emergency: [DRAFTER, HEAD, CHIEF, CLERK, LEGAL, ...ENFORCEMENT],
  education: [DRAFTER, HEAD, CHIEF, CLERK, LEGAL],
  housing: [DRAFTER, HEAD, CHIEF, CLERK, LEGAL],
  'human-resources': [DRAFTER, HEAD, CHIEF, CLERK, LEGAL],
  'civil-affairs': [DRAFTER, HEAD, CHIEF, CLERK, LEGAL],
  agriculture: [DRAFTER, HEAD, CHIEF, CLERK, LEGAL],
  commerce: [DRAFTER, HEAD, CHIEF, CLERK, LEGAL],
  // Lists of powers and items: two keepers, so that one may check what the other proposes.
  'government-data': [also(ALL_IN_ONE, 'list-keeper', 'credit-clerk'), also(SMALL_HEAD, 'list-keeper')],
  establishment: [also(ALL_IN_ONE, 'staffing-reviewer'), SMALL_HEAD],
};

/** Departments of a county with more than one pair of hands. */
const COUNTY_SEATS: Readonly<Record<string, readonly Seat[]>> = {
  government: CENTRE.government as readonly Seat[],
  'government-office': [
    seat(
      'clerk',
      '办文、信息公开、清单管理人员',
      'office-clerk',
      'disclosure-clerk',
      'list-keeper',
      'credit-clerk',
    ),
    HEAD,
    seat(
      'legal',
      '公开审查、机构编制审核人员',
      'disclosure-reviewer',
      'drafter',
      'plan-reporter',
      'staffing-reviewer',
    ),
  ],
  justice: [
    seat('reviewer', '合法性审核人员', 'legality-reviewer'),
    seat(
      'reviewer2',
      '合法性审核、备案审查人员',
      'legality-reviewer',
      'disclosure-reviewer',
      'filing-reviewer',
    ),
    seat(
      'coordinator',
      '方案统筹、法规库管理、执法证件管理人员',
      'plan-coordinator',
      'law-keeper',
      'certificate-clerk',
    ),
    also(HANDLER, 'supervision-clerk'),
    SMALL_HEAD,
  ],
  publicity: [seat('ideology', '意识形态审查人员', 'special-reviewer')],
  market: [HANDLER, SMALL_HEAD, LEGAL, SPECIAL.market, ...ENFORCEMENT],
  'public-security': [also(HANDLER, 'police-clerk'), SMALL_HEAD, SPECIAL['public-security']],
  ecology: [HANDLER, SMALL_HEAD, SPECIAL.ecology],
  'urban-management': [HANDLER, SMALL_HEAD, LEGAL, ...ENFORCEMENT],
  housing: [HANDLER, SMALL_HEAD, LEGAL],
  agriculture: [HANDLER, SMALL_HEAD, LEGAL],
  education: [HANDLER, SMALL_HEAD, LEGAL],
  'civil-affairs': [HANDLER, SMALL_HEAD],
  emergency: [HANDLER, SMALL_HEAD],
};

/** Accounts of these organs carry a shorter place than the organ's key. */
const PLACE: Readonly<Record<string, string>> = {
  'urban-management': 'city',
  'public-security': 'police',
  'government-office': 'office',
  'human-resources': 'labour',
  'civil-affairs': 'civil',
  'culture-tourism': 'tourism',
  'natural-resources': 'land',
  'medical-insurance': 'insurance',
  'government-data': 'data',
  'service-hall': 'hall',
};

function seatsOf(key: string, county: boolean): readonly Seat[] {
  if (county) return COUNTY_SEATS[key] ?? [ALL_IN_ONE];
  return CENTRE[key] ?? CITY_SEATS[key] ?? [ALL_IN_ONE, SMALL_HEAD];
}

/** Account name of a seat: the mayor by the office alone, others by short role and place. */
function usernameOf(short: string, key: string, county: string | undefined): string {
  const place = PLACE[key] ?? key;
  if (key === 'government') return county ? `${short}.${county}` : short;
  if (key === 'rule-of-law-office' && short.startsWith('coordinator')) return short;
  if (!county) return `${short}.${place}`;
  // In a county the usual seats are known by the county alone: clerk.changyi is the clerk of its government office.
  const usual: Readonly<Record<string, string>> = {
    'government-office/clerk': 'clerk',
    'justice/reviewer': 'reviewer',
    'justice/reviewer2': 'reviewer2',
    'urban-management/drafter': 'drafter',
    'urban-management/head': 'head',
    'market/competition': 'competition',
    'justice/coordinator': 'coordinator',
    'urban-management/officer': 'officer',
  };
  const alone = usual[`${key}/${short}`];
  return alone ? `${alone}.${county}` : `${short}.${place}.${county}`;
}

/** A drawn name that nobody has yet. */
function names(rng: Random): () => string {
  const used = new Set<string>();
  return () => {
    for (;;) {
      const given = rng.chance(0.2) ? rng.pick(SECOND) : `${rng.pick(FIRST)}${rng.pick(SECOND)}`;
      const name = `${rng.pick(SURNAMES)}${given}`;
      if (used.has(name)) continue;
      used.add(name);
      return name;
    }
  };
}

/** Further officers of the city's organs that draw who inspects; after everyone else, so that all keep their names. */
const MORE_OFFICERS: Readonly<Record<string, number>> = { market: 4, ecology: 3, health: 3 };

function makeStaff(rng: Random): Staff[] {
  const nextName = names(rng);
  const out: Staff[] = [];
  const ordered = [
    ...CITY_ORGANS.filter((o) => !['congress', 'township', 'service-hall'].includes(o.kind)),
    ...CITY_ORGANS.filter((o) => o.kind === 'congress'),
  ];
  for (const organ of ordered) {
    if (organ.kind === 'court' || organ.kind === 'procuratorate') continue;
    const key = organ.id.slice(organ.id.indexOf('-') + 1);
    const county = COUNTY_KEYS[organ.region]?.key;
    const seats = organ.kind === 'congress' ? CONGRESS : seatsOf(key, county !== undefined);
    for (const { short, duty, roles } of seats) {
      out.push({
        id: `demo-staff-${String(out.length + 1).padStart(4, '0')}`,
        name: nextName(),
        username: usernameOf(short, key, county),
        duty: `${organ.name}${duty}`,
        posts: roles.map((role) => ({ role, organ: organ.id })),
      });
    }
  }
  for (const [key, more] of Object.entries(MORE_OFFICERS)) {
    const organ = CITY_ORGANS.find((o) => o.id === `jl-${key}`);
    for (let n = 3; organ && n < 3 + more; n++)
      out.push({
        id: `demo-staff-${String(out.length + 1).padStart(4, '0')}`,
        name: nextName(),
        username: usernameOf(`officer${n}`, key, undefined),
        duty: `${organ.name}执法人员`,
        posts: [{ role: 'enforcement-officer', organ: organ.id }],
      });
  }
  for (const { organ, short, duty, roles } of enforcementApart(out))
    out.push({
      id: `demo-staff-${String(out.length + 1).padStart(4, '0')}`,
      name: nextName(),
      username: `${short}.${organ.id}`,
      duty: `${organ.name}${duty}`,
      posts: roles.map((role) => ({ role, organ: organ.id })),
      apart: true,
    });
  for (const organ of CITY_ORGANS) {
    const key = organ.id.slice(organ.id.indexOf('-') + 1);
    const county = COUNTY_KEYS[organ.region]?.key;
    for (const { short, duty, roles } of serviceSeats(organ.kind, key, county !== undefined))
      out.push({
        id: `demo-staff-${String(out.length + 1).padStart(4, '0')}`,
        name: nextName(),
        username: usernameOf(short, key, county),
        duty: `${organ.name}${duty}`,
        posts: roles.map((role) => ({ role, organ: organ.id })),
      });
  }
  for (const seat of townshipSeats())
    out.push({ id: `demo-staff-${String(out.length + 1).padStart(4, '0')}`, name: nextName(), ...seat });
  return out;
}

/** Seats of services, charges, enterprises and the grid; after everyone else, so that all keep their names. */
function serviceSeats(kind: string, key: string, county: boolean): readonly Seat[] {
  if (county) return key === 'government-office' ? COUNTY_SERVICE_SEATS : [];
  if (kind === 'service-hall') return HALL_SEATS;
  return [
    ...((ITEM_ORGANS as readonly string[]).includes(key) ? ITEM_SEATS : []),
    ...(MORE_SEATS[key] ?? []),
  ];
}

const HALL_SEATS: readonly Seat[] = [
  seat('window', '窗口人员', 'window-clerk'),
  seat('window2', '窗口人员', 'window-clerk'),
  seat('manager', '大厅管理人员', 'hall-manager'),
  seat('rating', '好差评处理人员', 'rating-clerk'),
];
const ITEM_SEATS: readonly Seat[] = [
  seat('representative', '首席代表', 'chief-rep'),
  seat('examiner', '审查人员', 'service-reviewer'),
  seat('approver', '审批负责人', 'service-approver'),
  seat('director', '机关负责人、听证主持人员', 'organ-head', 'hearing-host'),
];
const MORE_SEATS: Readonly<Record<string, readonly Seat[]>> = {
  market: [
    seat('charges', '收费监管人员', 'charge-clerk'),
    seat('charges2', '收费监管负责人', 'charge-head'),
  ],
  'government-data': [seat('enterprises', '营商环境工作人员', 'enterprise-coordinator')],
  'urban-management': [
    seat('grid', '网格分派人员', 'grid-dispatcher'),
    seat('grid2', '网格员', 'grid-member'),
    seat('grid3', '平台办理人员', 'grid-handler'),
  ],
};
/** In a county the government office keeps the hall. */
const COUNTY_SERVICE_SEATS: readonly Seat[] = [
  seat(
    'window',
    '窗口、诉求、分派人员',
    'window-clerk',
    'rating-clerk',
    'enterprise-coordinator',
    'grid-dispatcher',
    'charge-clerk',
  ),
  seat('manager', '大厅管理人员', 'hall-manager', 'charge-head', 'grid-handler'),
  seat('examiner', '首席代表、审查人员、网格员', 'chief-rep', 'service-reviewer', 'grid-member'),
  seat('approver', '审批负责人', 'service-approver', 'organ-head'),
];

/** What an organ needs in hands to carry penalty cases, beyond those it has. */
const HANDS: readonly Seat[] = [
  seat('officer', '执法人员', 'enforcement-officer'),
  seat('officer2', '执法人员', 'enforcement-officer'),
  seat('host', '案件审核、听证主持人员', 'case-reviewer', 'hearing-host'),
  seat('legal', '法制机构人员', 'legality-reviewer'),
  seat('case', '案件经办人员', 'case-clerk'),
  seat('leader', '负责人', 'head', 'principal-head'),
];

/** The seats missing in the organs that enforce in the twelve fields, and all of a township's. */
function enforcementApart(staff: readonly Staff[]) {
  const held = new Set(staff.flatMap((s) => s.posts.map((p) => `${p.role}@${p.organ}`)));
  const county = (o: (typeof CITY_ORGANS)[number]) => COUNTY_KEYS[o.region] !== undefined;
  return CITY_ORGANS.filter(
    (o) =>
      o.kind === 'township' ||
      // A county's ecology branch acts in the name of the city's bureau.
      (FIELD_OF[o.id.slice(o.id.indexOf('-') + 1)] && !(county(o) && o.kind === 'dispatched')),
  ).flatMap((organ) =>
    HANDS.flatMap(({ short, duty, roles }) => {
      const missing = roles.filter((role) => !held.has(`${role}@${organ.id}`));
      return missing.length ? [{ organ, short, duty, roles: missing }] : [];
    }),
  );
}

/** Enterprises of everyday trades; each name says that it is invented. */
const TRADES = [
  '松江春饭店',
  '老街烧烤店',
  '雾凇宾馆',
  '江畔物业服务有限公司',
  '北山农贸市场有限公司',
  '安达出租汽车有限公司',
  '顺风快递服务部',
  '康宁大药房',
  '童心托育中心',
  '求知文化培训学校',
  '雪城供热有限公司',
  '龙山建筑工程有限公司',
  '丰收种子商店',
  '乌拉火锅城',
  '鑫源再生资源回收站',
  '恒温冷链物流有限公司',
  '松花湖游船服务有限公司',
  '绿源豆制品厂',
  '万家超市',
  '便民停车管理有限公司',
  '同兴装饰工程有限公司',
  '永发汽车修理厂',
  '红叶旅行社',
  '惠民家政服务中心',
] as const;

function makeResidents(rng: Random): Resident[] {
  const nextName = names(rng);
  const phone = (n: number) => `演示电话000-0000-${String(n).padStart(4, '0')}`;
  const birth = () =>
    `${rng.int(1952, 2004)}-${String(rng.int(1, 12)).padStart(2, '0')}-${String(rng.int(1, 28)).padStart(2, '0')}`;
  const people = Array.from({ length: 40 }, (_, i): Resident => {
    const born = birth();
    return {
      id: `demo-resident-${String(i + 1).padStart(3, '0')}`,
      name: nextName(),
      username: i === 0 ? 'resident' : `resident${i + 1}`,
      kind: 'person',
      identity: demoCitizenId(i + 1, born),
      contact: phone(i + 1),
      birth: born,
    };
  });
  const enterprises = TRADES.map((name, i): Resident => {
    const region = rng.pick(['220200', ...COUNTIES.map((c) => c.code)]);
    return {
      id: `demo-enterprise-${String(i + 1).padStart(3, '0')}`,
      name: `演示${name}`,
      username: i === 0 ? 'enterprise' : `enterprise${i + 1}`,
      kind: 'enterprise',
      identity: demoUscc(20_001 + i, region, name.endsWith('公司') ? '91' : '92'),
      contact: phone(1001 + i),
      birth: birth(),
    };
  });
  return [...people, ...enterprises];
}

const TOWNS = [...'松雾江北龙凤山河湖柳桦杨'];
const WORDS = [...'安宝昌成达丰富广恒华嘉康隆茂宁庆瑞盛泰祥兴裕远泽'];
/** What the many enterprises do, as the end of their names. */
export const ENTERPRISE_LINES = [
  '饭店',
  '超市',
  '便利店',
  '商贸有限公司',
  '建材经营部',
  '运输有限公司',
  '汽车修理部',
  '网吧',
  '养殖场',
  '农资商店',
  '门诊部有限公司',
  '物业服务有限公司',
  '机械加工厂',
  '燃气有限公司',
  '旅行社有限公司',
  '食品加工厂',
  '保安服务有限公司',
  '人力资源服务有限公司',
  '建筑工程有限公司',
  '环保科技有限公司',
] as const;
export type EnterpriseLine = (typeof ENTERPRISE_LINES)[number];

/** How many enterprises `firm` can tell apart. */
export const FIRMS = TOWNS.length * WORDS.length * ENTERPRISE_LINES.length;

/** Whether a name is that of an organisation; the others are individual businesses. */
export const isFirm = (name: string): boolean => /公司$|厂$/.test(name);

/**
 * The `n`-th of many more enterprises, counted from 0: for a year of many cases, without an account to sign in with.
 * @throws RangeError when there are no more
 */
export function firm(n: number): Resident {
  if (n < 0 || n >= FIRMS) throw new RangeError(`the city has no enterprise ${n}`);
  const line = ENTERPRISE_LINES[n % ENTERPRISE_LINES.length] as string;
  const rest = Math.floor(n / ENTERPRISE_LINES.length);
  const region = COUNTIES[rest % COUNTIES.length]?.code ?? '220200';
  const name = `演示${TOWNS[rest % TOWNS.length]}${WORDS[Math.floor(rest / TOWNS.length)]}${line}`;
  return {
    id: `demo-firm-${String(n + 1).padStart(5, '0')}`,
    name,
    username: '',
    kind: 'enterprise',
    identity: demoUscc(40_001 + n, region, isFirm(name) ? '91' : '92'),
    contact: '演示电话000-0000-2000',
    birth: '1990-01-01',
  };
}

/** The actor that a member of staff is after signing in. */
export const actorOfStaff = (s: Staff): Actor => ({
  kind: 'person',
  person: s.id,
  name: s.name,
  posts: s.posts,
});

/** The actor that a resident is after signing in. */
export const actorOfResident = (r: Resident): Actor => ({
  kind: 'person',
  person: r.id,
  name: r.name,
  posts: [],
});

/** Draw everyone. The same source gives the same people. */
export function makePeople(rng: Random): People {
  const staff = makeStaff(rng.fork('staff'));
  const residents = makeResidents(rng.fork('residents'));
  const byPost = new Map<string, Actor[]>();
  for (const s of staff) {
    for (const p of s.posts) {
      const key = `${p.role}@${p.organ}`;
      byPost.set(key, [...(byPost.get(key) ?? []), actorOfStaff(s)]);
    }
  }
  const holders = (role: string, organ: string) => byPost.get(`${role}@${organ}`) ?? [];
  return {
    staff,
    residents,
    holders,
    holder(role, organ, n = 0) {
      const found = holders(role, organ);
      const one = found[n % Math.max(1, found.length)];
      if (!one) throw new RangeError(`nobody holds ${role} in ${organ}`);
      return one;
    },
    staffOf(id) {
      const found = staff.find((s) => s.id === id);
      if (!found) throw new RangeError(`nobody has the id ${id}`);
      return found;
    },
  };
}

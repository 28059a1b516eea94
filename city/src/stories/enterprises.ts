/** Enterprises heard: charges that they report, held against the lists of the day, and what they raise with the government. */
import { type Actor, addDays, type DateStr } from '@fadu/kernel';
import { CITY_REGION } from '@fadu/plan/leadership/plan-tracking/index';
import { organId } from '../organs.ts';
import type { Resident } from '../people.ts';
import { Pen, type Script, type Story } from './pen.ts';
import { cityCatalogue } from './registers-lists.ts';
import type { World } from './world.ts';

const city = (key: string) => organId(CITY_REGION, key);
const actorOf = (r: Resident): Actor => ({ kind: 'person', person: r.id, name: r.name, posts: [] });
const firmsOf = (world: World) => world.people.residents.filter((r) => r.kind === 'enterprise');

type ChargeCourse = 'unlisted' | 'listed' | 'too-much' | 'compelled' | 'registered' | 'open';
const CHARGE_ENDS: Readonly<Record<ChargeCourse, string>> = {
  unlisted: 'published',
  listed: 'explained',
  'too-much': 'published',
  compelled: 'published',
  registered: 'published',
  open: 'received',
};
const CHARGE_SAYS: Readonly<Record<ChargeCourse, string>> = {
  unlisted: '清单之外，退还并公布',
  listed: '在清单之内，答复',
  'too-much': '超过标准，退还超收部分并移送',
  compelled: '搭车收费，全部退还',
  registered: '走访中发现，延长后办结',
  open: '正在核对',
};
const CHARGES: readonly (readonly [ChargeCourse, start: DateStr])[] = [
  ['unlisted', '2026-03-03'],
  ['listed', '2026-04-21'],
  ['too-much', '2026-05-19'],
  ['compelled', '2026-07-14'],
  ['registered', '2026-09-08'],
];

/** Code of a fee of the city’s catalogue. @throws RangeError when there is none */
function feeCode(name: string): string {
  const found = cityCatalogue('cat-admin-fee').find((r) => r.body.name === name);
  if (!found) throw new RangeError(`the city has no fee “${name}”`);
  return found.code;
}

function chargeStory(world: World, course: ChargeCourse, start: DateStr, n: number): Story {
  const id = `cr-${n}-${course}`;
  const listed = course === 'listed' || course === 'too-much';
  const firm = firmsOf(world)[(n * 4 + 1) % firmsOf(world).length] as Resident;
  return {
    id,
    procedure: 'charge-report',
    region: CITY_REGION,
    about: `涉企收费举报：${CHARGE_SAYS[course]}`,
    ends: CHARGE_ENDS[course],
    *tell(): Script {
      const pen = new Pen(world.calendar, world.rng.fork(id), start);
      const clerk = world.people.holder('charge-clerk', city('market'));
      const head = world.people.holder('charge-head', city('market'));
      // A hundred square metres at 0.40 yuan is 40 yuan.
      const amount = { listed: '40', 'too-much': '160' }[course as 'listed'] ?? `${300 + 50 * n}`;
      const input = {
        enterprise: firm.name,
        contact: firm.contact,
        charger: listed ? '演示市道路养护单位' : '演示市某行业协会',
        item: listed ? '城市道路占用费' : course === 'compelled' ? '办证服务费' : '年度会费',
        amount,
        paidOn: addDays(start, -5),
        how: listed ? '行政事业性收费' : '协会、中介搭车收费',
        facts: listed ? '门前临时占道时收取，没有说明计算办法' : '办理手续时要求一并交纳，说不交就不给办',
      } as const;
      if (course === 'registered') yield* pen.do(clerk, 'register', { ...input, source: '走访' });
      else yield* pen.outside(actorOf(firm), 'report', { intake: city('market'), ...input }, 1);
      if (course === 'open') return;
      pen.office().workdays(2);
      yield* pen.do(clerk, 'match', {
        ...(listed && { register: 'cat-admin-fee', code: feeCode('城市道路占用、挖掘修复费'), units: 100 }),
        compulsory: course === 'compelled',
        findings: listed
          ? '在目录里，占用一百平方米，按缴费当日的标准每平方米0.40元'
          : '三个清单都没有这个名目，协会承认随手续一起收取',
      });
      pen.workdays(1);
      if (course === 'listed') {
        yield* pen.do(head, 'explain', {
          basis: '行政事业性收费目录列明“城市道路占用、挖掘修复费”，标准每平方米0.40元',
          text: '你单位占用一百平方米，收取四十元，在清单之内，没有超过标准。',
        });
        return;
      }
      if (course === 'registered')
        yield* pen.do(head, 'extend-handling', { days: 10, reason: '需要向协会的其他会员核实收取的范围' });
      const refund = course === 'too-much' ? '120' : amount;
      yield* pen.do(head, 'order-refund', {
        refund,
        refundBy: addDays(pen.today, 14),
        orders: '立即停止收取，按决定全部退还，并在十日内报告退还情况。',
      });
      pen.workdays(4);
      if (course === 'too-much')
        yield* pen.do(head, 'refer', {
          to: city('finance'),
          reasons: '收费单位擅自提高行政事业性收费标准，移送财政部门处理。',
        });
      yield* pen.do(clerk, 'confirm-refund', {
        refunded: refund,
        receipt: `转账凭证（演示）${n + 1}号`,
        enterpriseConfirms: true,
      });
      pen.workdays(1);
      yield* pen.do(head, 'publish', {
        summary: `${input.charger}收取的“${input.item}”${listed ? '超过清单标准' : '不在清单之内'}，已经全部退还。`,
      });
    },
  };
}

type MatterCourse =
  | 'solved'
  | 'planned'
  | 'again'
  | 'heard-twice'
  | 'unrated'
  | 'returned'
  | 'cannot'
  | 'meeting'
  | 'open';
const MATTER_ENDS: Readonly<Record<MatterCourse, string>> = {
  solved: 'closed',
  planned: 'closed',
  again: 'closed',
  'heard-twice': 'closed',
  unrated: 'closed',
  returned: 'closed',
  cannot: 'closed',
  meeting: 'closed',
  open: 'handling',
};

/** What is raised: kind, title, facts, the organ that can do something, and what it answers. */
const MATTERS = [
  ['要素保障', '厂区用电容量不够', '旺季设备一起开就跳闸', 'reform', '供电单位已经增容，旺季前投入使用。'],
  [
    '用工',
    '招不到缝纫工',
    '连续三个月招不满二十人',
    'human-resources',
    '组织了专场招聘和定向培训，已经到岗十五人。',
  ],
  [
    '审批服务',
    '同一份材料交了两次',
    '变更登记后另一窗口又要执照复印件',
    'government-data',
    '已经改为数据共享取得，窗口不再收取。',
  ],
  [
    '融资',
    '首次贷款没有抵押物',
    '订单有了，缺流动资金',
    'finance',
    '列入信用贷款名单，与三家银行对接，已经放款。',
  ],
  ['市场秩序', '店招被人仿冒', '隔壁街新开一家用相同名字', 'market', '已经立案，责令对方停止使用。'],
  [
    '政策兑现',
    '稳岗返还没有到账',
    '公示后两个月没有到账',
    'human-resources',
    '账号变更没有同步，已经更正并到账。',
  ],
  [
    '执法检查',
    '一个月里被查了三次',
    '三个部门分别来检查',
    'justice',
    '已经合并为联合检查，今年不再重复检查。',
  ],
  ['要素保障', '门前道路坑洼影响装货', '货车进出困难', 'housing', '列入今年道路维修计划。'],
] as const;
const MATTER_COURSES: readonly (readonly [MatterCourse, start: DateStr])[] = [
  ['solved', '2026-02-26'],
  ['planned', '2026-03-17'],
  ['again', '2026-04-15'],
  ['heard-twice', '2026-05-13'],
  ['unrated', '2026-06-16'],
  ['returned', '2026-07-22'],
  ['cannot', '2026-08-18'],
  ['meeting', '2026-09-16'],
];

function matterStory(world: World, course: MatterCourse, start: DateStr, n: number): Story {
  const id = `em-${n}-${course}`;
  const firm = firmsOf(world)[(n * 3 + 2) % firmsOf(world).length] as Resident;
  const [kind, title, facts, key, text] = MATTERS[n % MATTERS.length] as (typeof MATTERS)[number];
  return {
    id,
    procedure: 'enterprise-matter',
    region: CITY_REGION,
    about: `企业诉求：${title}（${course}）`,
    ends: MATTER_ENDS[course],
    *tell(): Script {
      const pen = new Pen(world.calendar, world.rng.fork(id), start);
      const lead = city('government-data');
      const owner = city(key);
      const coordinator = world.people.holder('enterprise-coordinator', lead);
      const head = world.people.holder('head', owner);
      const input = { enterprise: firm.name, contact: `${firm.name} ${firm.contact}`, kind, title, facts };
      if (course === 'meeting')
        yield* pen.do(coordinator, 'register', {
          ...input,
          source: '座谈会',
          occasion: '三季度政企座谈会（演示）',
          raisedOn: pen.today,
          account: firm.id,
        });
      else yield* pen.outside(actorOf(firm), 'raise', { lead, ...input }, 1);
      pen.office();
      const assign = { owner, task: '先联系企业问清情况，按期书面答复' };
      if (course === 'returned') {
        const wrong = city('commerce');
        yield* pen.do(coordinator, 'assign', { ...assign, owner: wrong });
        pen.workdays(1);
        yield* pen.do(world.people.holder('office-clerk', wrong), 'return-task', {
          reasons: '反映的事项属于人力资源和社会保障部门的职责，请另行交办。',
        });
      }
      yield* pen.do(coordinator, 'assign', assign);
      if (course === 'open') return;
      pen.workdays(pen.rng.int(3, 8));
      yield* pen.do(head, 'reply', {
        result: course === 'planned' ? '列入计划解决' : course === 'cannot' ? '不能解决' : '已经解决',
        text: course === 'cannot' ? '按现行规定不能对单个企业免除检查，已经说明理由。' : text,
        ...(course === 'cannot' && { basis: '《优化营商环境条例》第五十四条：检查依法、随机、合并进行' }),
        ...(course === 'planned' && { planBy: addDays(pen.today, 40) }),
      });
      if (course === 'planned') {
        pen.workdays(18);
        yield* pen.do(head, 'finish-plan', { text: '计划中的措施已经全部完成，企业现场确认。' });
      }
      if (course === 'unrated') return;
      const rate = (grade: string, words?: string) =>
        pen.outside(actorOf(firm), 'rate', { grade, ...(words && { words }) }, 2);
      if (course !== 'again' && course !== 'heard-twice') {
        yield* rate(course === 'cannot' ? '基本满意' : '满意');
        return;
      }
      yield* rate('不满意', '答复了，但是问题还在');
      pen.office();
      yield* pen.do(coordinator, 'handle-again', { reasons: '由负责人到现场重新办理' });
      yield* pen.do(coordinator, 'assign', { ...assign, task: '由负责人承办，到现场解决' });
      pen.workdays(pen.rng.int(3, 7));
      yield* pen.do(head, 'reply', { result: '已经解决', text: `负责人到现场重新办理：${text}` });
      yield* rate(course === 'again' ? '满意' : '不满意');
      if (course === 'again') return;
      pen.office();
      yield* pen.do(coordinator, 'close-heard', {
        reasons: '两次办理都已经答复，企业要求超出政策范围，已经当面说明并建议走信用贷款。',
      });
    },
  };
}

/** Reports of charges and matters of enterprises; the last of each is open `today`. */
export function enterpriseStories(world: World, today: DateStr): Story[] {
  return [
    ...CHARGES.map(([course, start], n) => chargeStory(world, course, start, n)),
    chargeStory(world, 'open', addDays(today, -4), CHARGES.length),
    ...MATTER_COURSES.map(([course, start], n) => matterStory(world, course, start, n)),
    matterStory(world, 'open', addDays(today, -6), MATTER_COURSES.length),
  ];
}

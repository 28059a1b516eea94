/**
 * The year's inspections of enterprises: lists and plans in February, visits with good and bad courses, joint ones, urgent
 * ones, what is refused at the cap, and what the people get wrong: late, without code, without record.
 */
import { type Actor, addDays, type DateStr } from '@fadu/kernel';
import { holderOfCode, personOfCode } from '@fadu/office/sealed/code';
import type { Officer } from '@fadu/plan/enforcement/officers/index';
import { CITY_REGION, demoUscc } from '@fadu/plan/leadership/plan-tracking/index';
import { CITY_ORGANS, organId } from '../organs.ts';
import { officerForm } from './officers.ts';
import { Pen, type Script, type Story } from './pen.ts';
import type { World } from './world.ts';

const KEYS = ['market', 'ecology', 'health'] as const;
type Key = (typeof KEYS)[number];
const FIELDS: Readonly<Record<Key, string>> = { market: '市场监管', ecology: '生态环境', health: '卫生健康' };
const ITEM: Readonly<Record<Key, { code: string; name: string; points: readonly string[] }>> = {
  market: {
    code: 'JC-SJ-01',
    name: '餐饮服务食品安全检查',
    points: ['许可证在有效期内并公示', '从业人员健康证明齐全', '原料进货查验记录完整', '加工场所清洁'],
  },
  ecology: {
    code: 'JC-HB-01',
    name: '餐饮油烟污染防治检查',
    points: ['油烟净化设施正常运行', '净化设施按期清洗并有记录'],
  },
  health: {
    code: 'JC-WS-01',
    name: '公共场所卫生检查',
    points: ['卫生许可证在有效期内并公示', '顾客用品用具清洗消毒记录完整'],
  },
};
const organ = (key: Key) => organId(CITY_REGION, key);
const planOf = (key: Key) => `JCJH-2026-${KEYS.indexOf(key) + 1}`;

/** How an inspection goes. The last five are the unlawful ones, each found by supervision. */
export type VisitCourse =
  | 'clean'
  | 'fixed'
  | 'corrected'
  | 'transferred'
  | 'asked'
  | 'urgent'
  | 'joint'
  | 'capped'
  | 'refused'
  | 'planned'
  | 'late'
  | 'no-code'
  | 'no-record'
  | 'no-danger'
  | 'over-cap';

/** Enterprise, organ, day and course; several visits may go to one enterprise. */
const VISITS: readonly (readonly [n: number, key: Key, start: DateStr, course: VisitCourse])[] = [
  [1, 'market', '2026-03-09', 'clean'],
  [2, 'market', '2026-03-16', 'corrected'],
  [3, 'ecology', '2026-03-18', 'clean'],
  [4, 'market', '2026-03-23', 'joint'],
  [5, 'health', '2026-04-01', 'fixed'],
  [6, 'market', '2026-04-08', 'transferred'],
  [7, 'ecology', '2026-04-14', 'late'],
  [8, 'market', '2026-04-20', 'urgent'],
  [9, 'market', '2026-05-11', 'no-code'],
  [10, 'health', '2026-05-18', 'refused'],
  [1, 'market', '2026-06-01', 'clean'],
  [11, 'market', '2026-06-08', 'no-danger'],
  [12, 'ecology', '2026-06-15', 'asked'],
  [13, 'market', '2026-06-22', 'joint'],
  [1, 'market', '2026-09-01', 'capped'],
  [1, 'market', '2026-09-07', 'over-cap'],
  [14, 'market', '2026-09-14', 'clean'],
  [15, 'health', '2026-09-21', 'no-record'],
  [16, 'market', '2026-10-12', 'clean'],
  [17, 'ecology', '2026-10-19', 'clean'],
];
/** Told in a small city. */
const SMALL: readonly VisitCourse[] = ['joint', 'corrected', 'capped', 'over-cap', 'no-code', 'planned'];

const NAMES = ['松江春', '雾凇', '北山', '乌拉', '龙潭', '江畔', '丰满', '白山', '船营', '昌邑'];
const enterpriseOf = (n: number) => ({
  object: demoUscc(41_000 + n, CITY_REGION),
  objectName: `演示${NAMES[n % NAMES.length]}餐饮有限公司${n > NAMES.length ? '二店' : ''}`,
  objectKind: '企业',
  objectClass: '餐饮服务',
  objectAddress: `演示市江城路${n * 3}号`,
});

/** All stories of inspections. */
export function inspectionStories(world: World, today: DateStr, small = false): Story[] {
  const told = VISITS.filter(([n, , , course]) => !small || SMALL.includes(course) || n === 1);
  return [
    ...registers(world),
    ...told.map(([n, key, start, course], i) =>
      visit(world, `iv-${String(i + 1).padStart(2, '0')}-${course}`, n, key, start, course),
    ),
    // Two organs that are due at one place in the coming days: the desk proposes to go together.
    visit(world, 'iv-due-market', 18, 'market', addDays(today, -9), 'planned'),
    visit(world, 'iv-due-ecology', 18, 'ecology', addDays(today, -5), 'planned'),
    ...told.flatMap(([, key, start, course], i) => {
      const score = SCORES[course];
      return score === undefined
        ? []
        : [rating(world, `iv-${String(i + 1).padStart(2, '0')}-${course}`, key, addDays(start, 12), score)];
    }),
  ];
}

/** What enterprises say afterwards, by the course of the visit. */
const SCORES: Readonly<Partial<Record<VisitCourse, number>>> = {
  clean: 5,
  joint: 5,
  corrected: 4,
  'no-code': 2,
  'over-cap': 1,
};

const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
/** The code that an enterprise gets at the door of a story's visit. */
function codeOf(world: World, story: string): string {
  const draws = world.rng.fork(`${story}-code`);
  return Array.from({ length: 16 }, () => LETTERS[draws.int(0, LETTERS.length - 1)])
    .join('')
    .replace(/.{4}(?=.)/g, '$&-');
}

/** The enterprise rates; a bad rating is looked into and answered by the justice bureau. */
function rating(world: World, visited: string, key: Key, start: DateStr, score: number): Story {
  const id = `${visited}-rated`;
  const justice = organId(CITY_REGION, 'justice');
  const code = codeOf(world, visited);
  return {
    id,
    procedure: 'inspection-rating',
    region: CITY_REGION,
    about: `企业评价${FIELDS[key]}检查：${score}分`,
    ends: score <= 2 ? 'answered' : 'filed',
    *tell(): Script {
      const pen = new Pen(world.calendar, world.rng.fork(id), start);
      yield* pen.outside(holderOfCode(code, '被检查的企业'), 'rate', {
        code: personOfCode(code),
        lead: justice,
        score,
        ...(score <= 2 && {
          problems: ['事项没有公布或者重复检查'],
          words: '今年已经来过两次，没有扫码就进了后厨。',
        }),
      });
      if (score > 2) return;
      pen.office();
      pen.workdays(4);
      yield* pen.do(world.people.holder('supervision-clerk', justice), 'handle', {
        result: '部分属实',
        facts: '核对了检查记录和次数，询问了企业和检查人员，部分属实。',
        followUp: '责成改正',
      });
      pen.workdays(2);
      yield* pen.do(world.people.holder('head', justice), 'answer', {
        text: '您反映的问题部分属实，已经责成检查机关改正，感谢监督。',
      });
    },
  };
}

function registers(world: World): Story[] {
  const approval = '演示文号：吉市政办函〔2026〕演6号';
  const government = organId(CITY_REGION, 'government');
  const basis = [{ instrument: '优化营商环境条例', article: '54' }];
  return [
    batch(
      world,
      'body',
      '2026-02-10',
      '涉企行政检查主体首次登记',
      'inspection-body',
      KEYS.flatMap((key) => {
        const found = CITY_ORGANS.find((o) => o.id === organ(key));
        return found
          ? [
              {
                uscc: found.uscc,
                name: found.fullName,
                organ: found.id,
                nature: '行政机关',
                basis,
                confirmedBy: government,
                confirmedOn: '2026-01-20',
              },
            ]
          : [];
      }),
      (b) => b.uscc,
    ),
    batch(
      world,
      'item',
      '2026-02-11',
      '涉企行政检查事项清单首次登记',
      'inspection-item',
      KEYS.map((key) => ({
        basicCode: ITEM[key].code,
        name: ITEM[key].name,
        organ: organ(key),
        field: FIELDS[key],
        basis,
        objects: '餐饮服务',
        points: ITEM[key].points,
        methods: ['现场检查'],
        full: '否',
      })),
      (b) => b.basicCode,
    ),
    batch(
      world,
      'cap',
      '2026-02-12',
      '年度检查频次上限首次公布',
      'inspection-cap',
      KEYS.map((key, i) => ({
        number: `JCSX-2026-${i + 1}`,
        organ: organ(key),
        objects: '餐饮服务',
        times: key === 'market' ? 2 : 1,
        authority: organ(key),
        document: approval,
      })),
      (b) => b.number,
    ),
    batch(
      world,
      'plan',
      '2026-02-13',
      '年度检查计划登记',
      'inspection-plan',
      KEYS.map((key) => ({
        number: planOf(key),
        name: `餐饮单位${FIELDS[key]}日常检查计划`,
        organ: organ(key),
        kind: '年度检查计划',
        year: 2026,
        items: [ITEM[key].code],
        objects: 60,
        from: '2026-03-01',
        to: '2026-12-31',
        partners: KEYS.filter((k) => k !== key).map(organ),
        approvedBy: '本机关',
        approval,
        approvedOn: '2026-02-09',
        filedOn: '2026-02-10',
      })),
      (b) => b.number,
    ),
  ];
}

function batch(
  world: World,
  name: string,
  start: DateStr,
  title: string,
  register: string,
  bodies: readonly Readonly<Record<string, unknown>>[],
  codeOf: (body: Readonly<Record<string, unknown>>) => unknown,
): Story {
  const id = `iv-${name}`;
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
        register,
        reviewer: organId(CITY_REGION, 'justice'),
        approval: '演示文号：规范涉企检查第6号',
        approvedOn: '2026-02-09',
        file: `${title}.xlsx`,
        sha256: 'd'.repeat(64),
        rows: bodies.map((body) => ({ code: codeOf(body), body })),
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

/** People of an organ. */
const staff = (world: World, key: Key) => {
  const at = (role: string, n = 0): Actor => world.people.holder(role, organ(key), n);
  const one = at('enforcement-officer');
  const two = at('enforcement-officer', 1);
  return {
    one,
    clerk: at('inspection-clerk'),
    head: at('head'),
    officers: [officerForm(one, organ(key)), officerForm(two, organ(key))] as readonly Officer[],
  };
};

const ENDS: Readonly<Record<VisitCourse, string>> = {
  clean: 'closed',
  fixed: 'closed',
  corrected: 'closed',
  transferred: 'closed',
  asked: 'closed',
  urgent: 'closed',
  joint: 'closed',
  capped: 'closed',
  refused: 'refused',
  planned: 'planning',
  late: 'closed',
  'no-code': 'published',
  'no-record': 'on-site',
  'no-danger': 'rejected',
  'over-cap': 'closed',
};
const ABOUT: Readonly<Record<VisitCourse, string>> = {
  clean: '日常检查，没有发现问题',
  fixed: '日常检查，当场改正',
  corrected: '日常检查，责令改正并复查',
  transferred: '日常检查，复查没有改正，移送',
  asked: '群众反映引起的个案检查',
  urgent: '紧急检查，补办批准',
  joint: '三个机关一次进入',
  capped: '达到上限被拒绝，转为有根据的个案检查',
  refused: '企业依法拒绝',
  planned: '拟检查，别的机关也要去',
  late: '结果逾期公示',
  'no-code': '没有扫码，逾期没有补扫',
  'no-record': '进入以后没有笔录',
  'no-danger': '没有危险而先行进入，没有获批',
  'over-cap': '超过上限的个案检查',
};

function visit(world: World, id: string, n: number, key: Key, start: DateStr, course: VisitCourse): Story {
  return {
    id,
    procedure: 'inspection',
    region: CITY_REGION,
    about: ABOUT[course],
    ends: ENDS[course],
    tell: () => script(world, id, n, key, start, course),
  };
}

/** Courses that a report or a request asks for. */
const ASKED: readonly VisitCourse[] = ['asked', 'capped', 'over-cap'];
const askedFor = {
  class: '个案检查',
  ground: '转办交办',
  groundRef: '演示转办〔2026〕12号',
  reasons: '群众反映后厨卫生差、油烟扰民，上级转来要求现场核查。',
};

function* script(world: World, id: string, n: number, key: Key, start: DateStr, course: VisitCourse): Script {
  const pen = new Pen(world.calendar, world.rng.fork(id), start);
  const who = staff(world, key);
  const item = ITEM[key];
  const asked = ASKED.includes(course);
  const base = { organ: organ(key), ...enterpriseOf(n), items: [item.code] };
  const plan = { class: '日常检查', ground: '年度检查计划', groundRef: planOf(key) };
  const onSite = (more: Record<string, unknown> = {}) => ({
    on: pen.today,
    at: '09:10',
    shown: true,
    scanMode: '入企前扫码',
    scanned: `https://example.cn/qr?uscc=${base.object}`,
    officers: who.officers,
    ...(SCORES[course] !== undefined && { rateCode: personOfCode(codeOf(world, id)) }),
    ...more,
  });

  if (course === 'urgent' || course === 'no-danger') {
    yield* pen.do(who.one, 'enter-urgently', {
      ...base,
      title: `${base.objectName}紧急检查`,
      class: '个案检查',
      ground: '紧急危险',
      groundRef: '演示疾控电话通报',
      reasons: '接到多名顾客腹痛的通报。',
      danger: '午餐后多名顾客腹痛就诊，需要立即控制剩余食品。',
      ...onSite(),
    });
    if (course === 'no-danger') {
      yield* pen.do(who.head, 'not-approve-after', {
        reasons: '通报的是另一家单位，没有现实危险，应当先报批准。',
      });
      return;
    }
    yield* pen.do(who.head, 'approve-after', { opinion: '情况紧急属实，同意。' });
  } else {
    const proposal = {
      title: `${base.objectName}${asked ? '群众反映问题' : '日常'}检查`,
      ...base,
      ...plan,
      method: '现场检查',
      from: pen.today,
      to: addDays(pen.today, 20),
    };
    if (course === 'capped') yield* pen.tryTo('inspection.R24.7-CAP', who.clerk, 'propose', proposal);
    yield* pen.do(who.clerk, 'propose', {
      ...proposal,
      ...(asked && askedFor),
      ...(course === 'planned' && { apartReason: '先报计划，正在联系其他机关一次进入。' }),
    });
    if (course === 'planned') return;
    if (course === 'joint') {
      const others = KEYS.filter((k) => k !== key);
      yield* pen.do(who.clerk, 'invite', { organs: others.map(organ), text: '同一家单位，建议一次进入。' });
      for (const k of others)
        yield* pen.do(staff(world, k).head, 'join', {
          organ: organ(k),
          class: '日常检查',
          ground: '年度检查计划',
          groundRef: planOf(k),
          items: [ITEM[k].code],
        });
    }
    pen.workdays(1);
    yield* pen.do(who.head, 'approve', {
      opinion: '同意检查，注意不影响正常经营。',
      ...((course === 'capped' || course === 'over-cap') && {
        capReason: '转办件要求现场核查，书面核查不能查明。',
      }),
    });
    yield* pen.do(who.clerk, 'notify', { on: pen.today, way: '到场出示' });
    pen.workdays(1);
    if (course === 'refused') {
      yield* pen.do(who.one, 'lawfully-refused', {
        on: pen.today,
        ground: '执法人员不足两人或者证件无效',
        text: '一名人员没有带证件，企业拒绝，人员离开，另行安排。',
      });
      return;
    }
    yield* pen.do(
      who.one,
      'enter',
      onSite(
        course === 'no-code'
          ? { scanMode: '没有网络，事后补录', scanned: undefined, scanReason: '地下一层没有信号' }
          : {},
      ),
    );
    if (course === 'no-record') return;
  }

  yield* recordAll(world, pen, key, course);
  const day = pen.today;
  yield* pen.do(who.clerk, 'tell-result', { on: day, way: '当面' });
  pen.workdays(course === 'late' ? 27 : 6);
  yield* pen.do(who.clerk, 'publish-result', { summary: '对餐饮单位的检查已经结束，结果如下。' });
  if (course === 'no-code') return;
  if (course === 'corrected' || course === 'transferred') {
    yield* pen.do(who.one, 'order-correction', {
      what: '补齐进货查验记录，清理加工场所',
      basis: '食品安全法律法规关于进货查验和场所卫生的规定',
      dueOn: addDays(pen.today, 10),
      recheckBy: addDays(pen.today, 24),
    });
    pen.days(11);
    yield* pen.do(who.one, 'recheck', {
      on: pen.today,
      way: '现场复查',
      officers: who.officers,
      result: course === 'corrected' ? '已经改正' : '没有改正',
      found: course === 'corrected' ? '记录补齐，场所已经清理' : '场所仍未清理',
    });
    if (course === 'transferred')
      yield* pen.do(who.clerk, 'link-follow-up', {
        kind: '移送有权机关',
        ref: '演示文号：市监移〔2026〕演1号',
        on: pen.today,
      });
  }
  if (asked || course === 'urgent') {
    pen.workdays(2);
    yield* pen.do(who.clerk, 'report-unplanned', {
      to: organId(CITY_REGION, 'justice'),
      reasons: asked ? '上级转办要求现场核查' : '接到食品安全事件通报，情况紧急',
    });
  }
  yield* pen.do(who.clerk, 'close', { summary: '检查完毕，结果已经公示，问题处理完毕。' });
}

/** The record of every organ that came. */
function* recordAll(world: World, pen: Pen, key: Key, course: VisitCourse): Script {
  const faulty = course === 'corrected' || course === 'transferred' || course === 'fixed';
  const keys = course === 'joint' ? [key, ...KEYS.filter((k) => k !== key)] : [key];
  for (const k of keys) {
    const { one, officers } = staff(world, k);
    yield* pen.do(one, 'record', {
      on: pen.today,
      endedAt: '10:50',
      officers,
      points: ITEM[k].points.map((point, i) => ({
        item: ITEM[k].code,
        point,
        result: faulty && i === ITEM[k].points.length - 1 ? '不合格' : '合格',
      })),
      result: faulty ? (course === 'fixed' ? '发现问题已当场改正' : '发现问题责令改正') : '未发现问题',
      ...(faulty && { found: '记录不完整、场所不够清洁' }),
      facts: '营业秩序正常，逐条核对了公布的检查标准，拍照留存。',
      witness: '演示店长',
      signed: '已签字',
      major: false,
    });
  }
}

/**
 * Campaigns and risk warnings of the year: one campaign to its result, one whose plan sets a target over fines, is
 * refused, returned, mended and runs; warnings handled, explained, gone up to the justice bureau, and one still open.
 * All figures are read from the record of the city when they are needed, as on any desk.
 */
import { addDays, type DateStr, daysBetween, SYSTEM } from '@fadu/kernel';
import { regionsBelow } from '@fadu/office/cases/answers';
import type { Office } from '@fadu/office/office';
import { holderOfCode } from '@fadu/office/sealed/code';
import { refreshSignals } from '@fadu/office/signals/refresh';
import { countSignals } from '@fadu/office/signals/tally';
import { dueWarnings } from '@fadu/office/signals/warnings';
import { figuresFrom, resultsFrom } from '@fadu/plan/enforcement/enforcement-campaigns/campaign-facts';
import { signalKinds } from '@fadu/plan/enforcement/enforcement-campaigns/index';
import { CITY_REGION } from '@fadu/plan/leadership/plan-tracking/index';
import { organId } from '../organs.ts';
import { Later, type Part, Pen, type Script, type Story } from './pen.ts';
import type { World } from './world.ts';

const organ = (key: string) => organId(CITY_REGION, key);
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** All stories of campaigns and warnings, with the reports that the warnings come from. */
export function campaignStories(world: World, today: DateStr): Story[] {
  return [
    ...WARNED.flatMap((w) => [...reportsOf(world, w, today), warning(world, w, today)]),
    ended(world, today),
    mended(world, today),
  ];
}

/** What the record shows of these organs and fields; asked when the step is due. */
async function counted(
  office: Office,
  from: DateStr,
  to: DateStr,
  fields: readonly string[],
  organs?: readonly string[],
) {
  await refreshSignals(office);
  return office.store.within({ as: 'system' }, (tx) =>
    countSignals(tx, {
      from,
      to,
      fields,
      kinds: signalKinds,
      regions: regionsBelow(office, CITY_REGION),
      ...(organs && { organs }),
    }),
  );
}

interface Theme {
  readonly title: string;
  readonly field: string;
  readonly lead: string;
  readonly with: readonly string[];
  readonly problem: string;
  readonly analysis: string;
  readonly measures: string;
}

const LABELS: Theme = {
  title: '食品更换日期标签专项整治',
  field: '市场监管',
  lead: 'market',
  with: ['public-security'],
  problem: '群众反映一些超市、粮油店更换食品日期标签，销售过期食品，担心吃得不安全。',
  analysis: '举报集中在商场超市和粮油店，多数经核查属实，有的单位反复被举报。',
  measures:
    '一、对举报集中的单位书面核查进货和销毁台账，能不到现场的不到现场。\n二、发现问题的责令改正并复查，涉嫌犯罪的移送公安机关。\n三、公布典型案例，指导企业建立临期食品专柜。',
};
const WASTE: Theme = {
  title: '夜间倾倒建筑垃圾专项整治',
  field: '城市管理',
  lead: 'urban-management',
  with: ['ecology', 'transport'],
  problem: '群众反映夜间有货车在江边空地倾倒建筑垃圾，车牌被遮挡，影响环境和安全。',
  analysis: '举报集中在江边路段夜间，运输车辆管理和消纳场所监控有漏洞。',
  measures:
    '一、与交通、生态环境部门共享运输车辆轨迹，夜间联合巡查。\n二、督促施工单位办理处置手续，消纳场所装监控。\n三、举报件件核查，结果告知举报人。',
};

/** From the proposal to the plan sent up; `plan` is told the first and last day. */
function* planned(
  world: World,
  pen: Pen,
  theme: Theme,
  look: readonly [from: DateStr, to: DateStr],
): Part<void> {
  const clerk = world.people.holder('case-clerk', organ(theme.lead));
  const [lookFrom, lookTo] = look;
  yield* pen.do(clerk, 'propose', {
    title: theme.title,
    fields: [theme.field],
    problem: theme.problem,
    lookFrom,
    lookTo,
  });
  let figures: unknown = [];
  yield {
    at: pen.at(),
    act: 'take-figures',
    by: clerk,
    before: async (office) => {
      figures = figuresFrom(await counted(office, lookFrom, lookTo, [theme.field]));
    },
    input: new Later(() => ({ figures, analysis: theme.analysis })),
  };
}

const planOf = (theme: Theme, from: DateStr, to: DateStr) => ({
  organs: theme.with.map(organ),
  from,
  to,
  aims: [
    { name: '群众反映的问题件件有回音', measure: '举报在规定期限内核查、答复的比例' },
    { name: '查出的问题改到位', measure: '责令改正后复查改正的比例' },
  ],
  measures: theme.measures,
});

/** Told to its end. */
function ended(world: World, today: DateStr): Story {
  const id = 'ec-labels';
  const { people } = world;
  return {
    id,
    procedure: 'enforcement-campaign',
    region: CITY_REGION,
    about: '专项整治：以举报等记录提出，批准、公布、实施，用记录里的数字办结并公布结果',
    ends: 'done',
    *tell(): Script {
      const pen = new Pen(world.calendar, world.rng.fork(id), addDays(today, -200));
      yield* planned(world, pen, LABELS, [addDays(today, -335), addDays(pen.today, -1)]);
      const clerk = people.holder('case-clerk', organ(LABELS.lead));
      pen.workdays(4);
      const from = addDays(pen.today, 16);
      const to = addDays(from, 60);
      yield* pen.do(clerk, 'draft-plan', planOf(LABELS, from, to));
      pen.workdays(3);
      yield* pen.do(people.holder('responsible-leader', organ('government')), 'approve', {
        opinion: '同意，按方案组织实施，注意能不到现场的不到现场。',
      });
      pen.workdays(2);
      yield* pen.do(clerk, 'publish', { filedOn: pen.today, to, closeBy: addDays(to, 25) });
      pen.to(addDays(to, 6));
      let figures: unknown = [];
      const organs = [LABELS.lead, ...LABELS.with].map(organ);
      yield {
        at: pen.at(),
        act: 'close',
        by: clerk,
        before: async (office) => {
          const earlier = addDays(from, -1 - daysBetween(from, to));
          figures = resultsFrom(
            await counted(office, earlier, addDays(from, -1), [LABELS.field], organs),
            await counted(office, from, to, [LABELS.field], organs),
          );
        },
        input: new Later(() => ({
          figures,
          summary: '举报集中的单位都已核查，发现的问题责令改正并复查，两家建立了临期食品专柜。',
          remaining: '个别单位仍在改正期限内，已列入复查名单。',
          lasting: '把日期标签管理写进食品销售检查标准，企业据此自查。',
        })),
      };
      pen.workdays(4);
      yield* pen.do(people.holder('head', organ(LABELS.lead)), 'publish-result');
    },
  };
}

/** A target over fines is refused and recorded; the plan is returned once, mended, approved, and runs. */
function mended(world: World, today: DateStr): Story {
  const id = 'ec-waste';
  const { people } = world;
  return {
    id,
    procedure: 'enforcement-campaign',
    region: CITY_REGION,
    about: '专项整治：方案设罚款指标被拒绝并记录，退回修改后批准，正在实施',
    ends: 'running',
    *tell(): Script {
      const pen = new Pen(world.calendar, world.rng.fork(id), addDays(today, -62));
      yield* planned(world, pen, WASTE, [addDays(today, -335), addDays(pen.today, -1)]);
      const clerk = people.holder('case-clerk', organ(WASTE.lead));
      const leader = people.holder('responsible-leader', organ('government'));
      pen.workdays(2);
      const from = addDays(today, -20);
      const to = addDays(today, 45);
      const plan = planOf(WASTE, from, to);
      yield* pen.tryTo('enforcement-campaign.FINE-TARGET', clerk, 'draft-plan', {
        ...plan,
        aims: [{ name: '罚款比去年同期增长三成', measure: '罚没收入同比增长30%' }],
      });
      yield* pen.do(clerk, 'draft-plan', { ...plan, organs: [organ('ecology')] });
      pen.workdays(2);
      yield* pen.do(leader, 'return-plan', { reasons: '运输车辆由交通部门管理，请交通部门参加。' });
      pen.workdays(2);
      yield* pen.do(clerk, 'draft-plan', plan);
      pen.workdays(3);
      yield* pen.do(leader, 'approve', { opinion: '同意，结果向社会公布。' });
      pen.workdays(1);
      yield* pen.do(clerk, 'publish', { filedOn: pen.today, to, closeBy: addDays(to, 20) });
    },
  };
}

type Course = 'handled' | 'explained' | 'escalated' | 'open';
interface Warned {
  readonly id: string;
  readonly subject: string;
  /** Days before today on which the first of three reports comes. */
  readonly ago: number;
  readonly course: Course;
}
const WARNED: readonly Warned[] = [
  { id: 'rw-1', subject: '演示惠民生鲜超市', ago: 150, course: 'handled' },
  { id: 'rw-2', subject: '演示江畔水产商店', ago: 112, course: 'explained' },
  { id: 'rw-3', subject: '演示龙潭粮油商店', ago: 84, course: 'escalated' },
  { id: 'rw-4', subject: '演示北山熟食店', ago: 9, course: 'open' },
];
const ENDS: Readonly<Record<Course, string>> = {
  handled: 'handled',
  explained: 'explained',
  escalated: 'settled',
  open: 'open',
};

/** Three anonymous reports within five days, each checked in time. */
function reportsOf(world: World, w: Warned, today: DateStr): Story[] {
  return [0, 1, 2].map((n): Story => {
    const id = `${w.id}-report-${n}`;
    return {
      id,
      procedure: 'violation-report',
      region: CITY_REGION,
      about: `举报：${w.subject}日期标签`,
      ends: w.course === 'open' ? 'checking' : 'not-filed',
      *tell(): Script {
        const rng = world.rng.fork(id);
        const code = Array.from({ length: 16 }, () => LETTERS[rng.int(0, LETTERS.length - 1)])
          .join('')
          .replace(/.{4}(?=.)/g, '$&-');
        const pen = new Pen(world.calendar, rng, addDays(today, -w.ago));
        const clerk = world.people.holder('case-clerk', organ('market'));
        yield* pen.outside(
          holderOfCode(code, '举报人'),
          'report',
          {
            title: ['食品换日期标签', '过期食品还在卖', '临期食品没有提示'][n],
            lead: organ('market'),
            subject: w.subject,
            place: `演示地址：${w.subject}`,
            foundOn: addDays(pen.today, n - 1),
            conduct: '货架上的食品日期标签有重新粘贴的痕迹，问店员说不清楚。',
            standing: '无利害关系',
            realName: false,
            wantsReward: false,
          },
          n,
        );
        pen.office();
        if (w.course === 'open') return;
        pen.workdays(9 + n);
        yield* pen.do(clerk, 'decide-filing', {
          result: '不予立案',
          reasons: '现场核查时问题已经改正，情节轻微，列入日常监管。',
        });
        yield* pen.do(clerk, 'close-not-filed');
      },
    };
  });
}

/** The warning that the three reports call for, and what the organ does about it. */
function warning(world: World, w: Warned, today: DateStr): Story {
  const { people } = world;
  return {
    id: w.id,
    procedure: 'risk-warning',
    region: CITY_REGION,
    about: `风险预警：${w.subject}，${{ handled: '已处置', explained: '已说明', escalated: '逾期升级到司法局', open: '等待处置' }[w.course]}`,
    ends: ENDS[w.course],
    *tell(): Script {
      const pen = new Pen(world.calendar, world.rng.fork(w.id), addDays(today, 5 - w.ago));
      const clerk = people.holder('case-clerk', organ('market'));
      const head = people.holder('head', organ('market'));
      let input: unknown = {};
      yield {
        at: pen.at(),
        act: 'raise',
        by: SYSTEM,
        before: async (office) => {
          const due = await dueWarnings(office);
          input = due.find(
            (d) => d.input.rule === 'REPORTS-SUBJECT' && d.input.subjectName === w.subject,
          )?.input;
        },
        input: new Later(() => input),
      };
      const handle = {
        measures: ['加强日常监管', '约谈提醒'],
        text: '列入重点监管，约谈了负责人，要求每天核对日期标签并留记录。',
      };
      if (w.course === 'handled') {
        pen.workdays(4);
        yield* pen.do(clerk, 'handle', handle);
        pen.workdays(1);
        yield* pen.do(head, 'confirm', { opinion: '同意。' });
      }
      if (w.course === 'explained') {
        pen.workdays(3);
        yield* pen.do(clerk, 'explain', {
          reasons: '三件举报反映的是同一批商品，商品已经下架销毁，核查没有发现新的问题。',
        });
        pen.workdays(1);
        yield* pen.do(head, 'confirm', { opinion: '情况属实，同意。' });
      }
      if (w.course === 'escalated') {
        const supervisor = people.holder('supervision-clerk', organ('justice'));
        pen.workdays(14);
        yield* pen.do(clerk, 'explain', { reasons: '经办人员调整，没有及时办理，准备列入日常监管。' });
        pen.workdays(2);
        yield* pen.do(supervisor, 'urge', { opinion: '说明没有处置内容，请实地巡查以后再报。' });
        pen.workdays(5);
        yield* pen.do(clerk, 'handle', {
          measures: ['执法巡查'],
          text: '实地巡查了经营场所，没有发现过期食品。',
        });
        pen.workdays(2);
        yield* pen.do(supervisor, 'settle', { opinion: '处置到位，予以了结；逾期情况记入执法监督。' });
      }
    },
  };
}

/**
 * Stories of seizures and of transfers to the police, each beside the penalty case that it serves: lawful ones, one that
 * ran out unnoticed by its organ, one that nobody approved in time, one transfer decided and handed over too late.
 */
import { type Actor, addDays, type DateStr } from '@fadu/kernel';
import { NEVER_SHOWN } from '@fadu/plan/fragments/publication';
import { CITY_REGION } from '@fadu/plan/leadership/plan-tracking/index';
import { fullNameOf, organId } from '../organs.ts';
import { enforcementCode } from './enforcement-items.ts';
import { officerForm } from './officers.ts';
import { dateOfAct, Later, numbered, Pen, type Script, type Story, startFor } from './pen.ts';
import { penaltyStory } from './penalty.ts';
import type { PenaltyPlan } from './penalty-cast.ts';
import type { World } from './world.ts';

/** How a measure goes. `lapsed` and `urgent-missed` are the unlawful ones. */
export type MeasureCourse =
  | 'lifted'
  | 'extended'
  | 'tested'
  | 'urgent'
  | 'necessity'
  | 'lapsed'
  | 'urgent-missed';

const LEAD = 'market';
const ORGAN = organId(CITY_REGION, LEAD);
const ITEM = '查封、扣押不符合食品安全标准的食品';
const remedy = {
  reconsiderationBody: fullNameOf(organId(CITY_REGION, 'government')),
  court: '吉林市船营区人民法院',
};

const NO_FILM = '演示城市不存放录像文件，现场笔录和照片已经归档。';

/** First numbers of the penalty cases told here; those of the year's other cases are far below. */
const FIRST_MEASURE = 701;
const FIRST_TRANSFER = 751;

const MEASURES: readonly (readonly [course: MeasureCourse, start: DateStr])[] = [
  ['lifted', '2026-01-19'],
  ['tested', '2026-02-25'],
  ['extended', '2026-03-16'],
  ['necessity', '2026-04-07'],
  ['urgent', '2026-05-11'],
  ['lapsed', '2026-06-01'],
  ['urgent-missed', '2026-07-06'],
  ['lifted', '2026-08-10'],
  ['tested', '2026-09-07'],
  ['lifted', '2026-10-12'],
];

/** People of the market regulator, by role. */
function staff(world: World) {
  const at = (role: string, n = 0): Actor => world.people.holder(role, ORGAN, n);
  return {
    one: at('enforcement-officer'),
    two: at('enforcement-officer', 1),
    clerk: at('case-clerk'),
    head: at('head'),
    principal: at('principal-head'),
  };
}

const plan = (n: number, start: DateStr, more: Partial<PenaltyPlan> = {}): PenaltyPlan => ({
  n,
  region: CITY_REGION,
  lead: LEAD,
  start,
  course: 'plain',
  ...more,
});

/** Day after the penalty case was filed: the first on which a measure may serve it. */
function afterFiling(world: World, penalty: PenaltyPlan): DateStr {
  const filed = dateOfAct(penaltyStory(world, penalty).tell(), 'file');
  if (!filed) throw new RangeError(`penalty case ${penalty.n} is never filed`);
  return addDays(filed, 1);
}

/** What the penalty case says the party is: the publisher of a measure says the same. */
function partyKind(world: World, penalty: PenaltyPlan): string {
  const clue = penaltyStory(world, penalty).tell().next().value?.input as
    | Readonly<Record<string, unknown>>
    | undefined;
  if (clue?.partyKind) return String(clue.partyKind);
  throw new RangeError(`penalty case ${penalty.n} has no party`);
}

function measureStory(world: World, course: MeasureCourse, penalty: PenaltyPlan, start: DateStr): Story {
  const id = `cm-${penalty.n}`;
  return {
    id,
    procedure: 'compulsory-measure',
    region: CITY_REGION,
    about: course,
    ends: 'returned',
    tell: () =>
      measureScript(
        world,
        course,
        `po-${String(penalty.n).padStart(3, '0')}`,
        id,
        start,
        partyKind(world, penalty),
      ),
  };
}

function* measureScript(
  world: World,
  course: MeasureCourse,
  penalty: string,
  id: string,
  start: DateStr,
  party: string,
): Script {
  const who = staff(world);
  const pen = new Pen(world.calendar, world.rng.fork(id), start);
  const publish = () =>
    pen.do(who.clerk, 'publish', { partyKind: party, sealed: false, checked: [...NEVER_SHOWN] });
  const officers = [who.one, who.two].map((a) => officerForm(a, ORGAN));
  const milk = {
    name: '食品',
    spec: `演示批号${id}`,
    quantity: 12,
    unit: '盒',
    state: '外包装完好，超过保质期',
    relation: '涉案财物',
    necessity: false,
  };
  const opening = {
    title: `对过期食品的扣押（${numbered(id)}）`,
    item: enforcementCode(CITY_REGION, LEAD, ITEM),
    field: '市场监管',
    reason: '过期食品可能继续销售或者被转移。',
    necessity: '责令下架后仍在货架上销售。',
    kind: '扣押',
  };
  const spot = (on: DateStr, more: object = {}) => ({
    officers,
    on,
    time: '08:40',
    place: '演示地址：江畔路1号',
    shown: true,
    presence: '当事人到场',
    told: true,
    statement: '没有提出',
    record: '逐盒清点后装箱封存，当事人在场核对无误。',
    signed: '当事人和执法人员已签名',
    things: [milk],
    handedOver: true,
    twoCopies: true,
    custody: '本机关保管',
    custodian: '本局仓库',
    free: true,
    ...remedy,
    ...more,
  });
  const serving = (input: object) => new Later((issued) => ({ ...input, penaltyCase: issued(penalty).case }));
  const returned = () => ({
    on: pen.today,
    whole: true,
    receiver: '演示当事人',
    receipt: `演示签收单${id}`,
    unrecorded: [{ record: taken, reason: NO_FILM }],
  });
  /** Number of the act that took the goods. */
  let taken = 1;

  if (course === 'urgent' || course === 'urgent-missed') {
    // Taken first thing in the morning, recorded during the day.
    yield* pen.do(
      who.one,
      'act-first',
      serving({
        ...opening,
        urgency: '当事人正在转移货物，来不及报批。',
        ...spot(pen.today, { time: '08:00' }),
      }),
    );
    if (course === 'urgent-missed') {
      pen.workdays(2);
      // The system has lifted it in the meantime; the head comes too late.
      yield* pen.tryTo('phase', who.head, 'approve-after', { result: '批准', opinion: '同意。' });
      yield* pen.do(who.one, 'return-goods', returned());
      return;
    }
    yield* pen.do(who.head, 'approve-after', { result: '批准', opinion: '情况属实，同意。' });
  } else {
    const scope = '货架上的过期食品十二盒';
    yield* pen.do(who.one, 'apply', serving({ ...opening, scope }));
    yield* pen.do(who.head, 'approve', { result: '批准', opinion: '情况属实，同意。' });
    pen.workdays(1);
    const on = pen.today;
    if (course === 'necessity') {
      const bed = { ...milk, name: '床', relation: '涉案财物', necessity: true };
      yield* pen.tryTo(
        'compulsory-measure.NECESSITY',
        who.one,
        'implement',
        spot(on, { things: [milk, bed], time: '08:00' }),
      );
    }
    ({ seq: taken } = yield* pen.do(who.one, 'implement', spot(on, { time: '08:00' })));
  }
  if (course === 'lapsed') {
    // Nobody minded anything: the goods come back late, and so does the publication.
    pen.days(36);
    yield* publish();
    yield* pen.do(who.one, 'return-goods', returned());
    return;
  }
  pen.workdays(1);
  yield* publish();
  if (course === 'tested') {
    pen.workdays(1);
    const told = pen.today;
    yield* pen.do(who.one, 'tell-test', {
      what: '食品安全检验',
      by: '演示检验所',
      from: addDays(told, 1),
      to: addDays(told, 14),
      deliveredOn: told,
      receipt: `演示回证${id}`,
    });
    pen.workdays(1);
    yield* pen.do(who.one, 'start-test', { startedOn: pen.today });
    pen.workdays(5);
    yield* pen.do(who.one, 'end-test', { endedOn: pen.today, result: '不合格', document: `演示报告${id}` });
  }
  if (course === 'extended') {
    pen.workdays(16);
    yield* pen.do(who.head, 'extend', { days: 20, reason: '案情复杂，需要外地协查供货商。' });
    pen.workdays(1);
    yield* pen.do(who.clerk, 'serve-extension', {
      method: '单位收件人签收',
      servedOn: pen.today,
      receiver: '演示收件人',
      relation: '收发人员',
      receipt: `演示延期回证${id}`,
    });
  }
  pen.workdays(6);
  yield* pen.do(who.head, 'lift', {
    ground: '其他不再需要采取措施的情形',
    reason: '证据已经固定，不再需要扣押。',
  });
  yield* pen.do(who.one, 'return-goods', returned());
}

/** One transfer beside its penalty case. `late`: decided and handed over after the three days and the 24 hours. */
function transferStory(world: World, penalty: PenaltyPlan, late: boolean): Story {
  const id = `ct-${penalty.n}`;
  const name = `po-${String(penalty.n).padStart(3, '0')}`;
  const noted = dateOfAct(penaltyStory(world, penalty).tell(), 'transfer-police');
  if (!noted) throw new RangeError(`penalty case ${penalty.n} never goes to the police`);
  const tell = (start: DateStr) => transferScript(world, name, id, start, late);
  const start = startFor(tell, 'hand-over', addDays(noted, -1), 14);
  return {
    id,
    procedure: 'criminal-transfer',
    region: CITY_REGION,
    about: late ? 'late' : 'in-time',
    ends: 'completed',
    tell: () => tell(start),
  };
}

function* transferScript(world: World, penalty: string, id: string, start: DateStr, late: boolean): Script {
  const who = staff(world);
  const pen = new Pen(world.calendar, world.rng.fork(id), start);
  const reportedOn = pen.today;
  yield* pen.do(
    who.one,
    'report',
    new Later((issued) => ({
      title: `涉嫌销售不符合安全标准的食品案（${numbered(id)}）`,
      penaltyCase: issued(penalty).case,
      officers: [who.one, who.two].map((a) => officerForm(a, ORGAN)),
      crime: '生产、销售不符合安全标准的食品罪',
      standard: '刑法第一百四十三条和有关追诉标准。',
      facts: '涉案金额较大，检出致病菌。',
      meets: true,
      ip: false,
      text: '现场检查、检验报告和账册相互印证，足以认定。',
      reportedOn,
    })),
  );
  pen.days(late ? 5 : 1);
  yield* pen.do(who.principal, 'decide', { result: '批准移送', reason: '涉嫌犯罪，应当移送。' });
  if (late) pen.workdays(2);
  const on = pen.today;
  const moment = pen.at();
  yield {
    at: moment,
    act: 'hand-over',
    by: who.clerk,
    input: {
      police: organId(CITY_REGION, 'public-security'),
      on,
      time: new Date(Date.parse(moment) + 8 * 3_600_000).toISOString().slice(11, 16),
      papers: ['涉嫌犯罪案件移送书', '涉嫌犯罪案件情况的调查报告', '涉案物品清单', '检验报告或者鉴定结论'],
      things: [{ name: '食品样品', quantity: 3, unit: '盒', where: '本局仓库' }],
      noThings: false,
      materials: '询问笔录二份、账册一本',
    },
  };
  yield* pen.do(who.clerk, 'police-receipt', { result: '受理', on: pen.today, signer: '演示民警' });
  pen.workdays(1);
  yield* pen.do(who.clerk, 'police-decision', {
    result: '立案',
    document: `演示立案告知书${id}`,
    decidedOn: pen.today,
    noticeOn: pen.today,
    filesBack: false,
  });
  yield* pen.do(who.clerk, 'hand-goods', {
    on: pen.today,
    receiver: '演示民警',
    receipt: `演示交接单${id}`,
    whole: true,
  });
}

/** What was shown of the first measure is taken down: revoked on review, long after its case was closed. */
function takeDownStory(world: World, measure: string, start: DateStr): Story {
  const who = staff(world);
  return {
    id: 'cd-1',
    procedure: 'compulsion-take-down',
    region: CITY_REGION,
    about: 'revoked',
    ends: 'down',
    tell: function* (): Script {
      const pen = new Pen(world.calendar, world.rng.fork('cd-1'), start);
      yield* pen.do(
        who.clerk,
        'register-ground',
        new Later((issued) => ({
          title: '撤下被复议撤销的扣押决定的公示',
          document: issued(measure)['measure-decision'],
          ground: '行政复议、行政诉讼中被撤销或者变更',
          basis: '演示行政复议决定书',
          reason: '复议机关认定扣押的财物与案件无关，决定撤销。',
        })),
      );
      yield* pen.do(who.head, 'take-down', { opinion: '同意，立即撤下。' });
    },
  };
}

/** All of them; a small city has each course once. */
export function compulsionStories(world: World, small = false): Story[] {
  const seen = new Set<MeasureCourse>();
  const out: Story[] = [];
  MEASURES.forEach(([course, start], i) => {
    if (small && seen.has(course)) return;
    seen.add(course);
    const penalty = plan(FIRST_MEASURE + i, start);
    out.push(penaltyStory(world, penalty), measureStory(world, course, penalty, afterFiling(world, penalty)));
  });
  out.push(takeDownStory(world, `cm-${FIRST_MEASURE}`, '2026-05-18'));
  for (const [i, [start, late]] of (
    [
      ['2026-03-23', false],
      ['2026-08-17', true],
    ] as const
  ).entries()) {
    const n = FIRST_TRANSFER + i;
    const penalty = plan(n, start, { course: 'police', transfer: `ct-${n}` });
    out.push(penaltyStory(world, penalty), transferStory(world, penalty, late));
  }
  return out;
}

/**
 * Stories of compulsory execution and of cases that come back from criminal justice: performed after the demand letter,
 * executed by day after an attempt at night was refused, an agreement, an application to the court after one that came
 * too early; opinions of the procuratorate answered in time, declined because of limitation, and answered too late.
 */
import { type Actor, addDays, addMonths, type DateStr } from '@fadu/kernel';
import { NEVER_SHOWN } from '@fadu/plan/fragments/publication';
import { CITY_REGION } from '@fadu/plan/leadership/plan-tracking/index';
import { fullNameOf, organId } from '../organs.ts';
import { enforcementCode } from './enforcement-items.ts';
import { officerForm } from './officers.ts';
import { Later, numbered, Pen, type Script, type Story } from './pen.ts';
import { penaltyStory } from './penalty.ts';
import type { World } from './world.ts';

/** How an execution goes. */
export type ExecutionCourse = 'performed' | 'executed' | 'agreement' | 'court';
/** How an opinion is handled; `late` is the unlawful one. */
export type OpinionCourse = 'answered' | 'declined' | 'late';

const LEAD = 'urban-management';
const ORGAN = organId(CITY_REGION, LEAD);
const ITEM = '强制拆除违法建设';
const CODE = 'compulsory-execution';
const COURT = '吉林市船营区人民法院';
const remedy = { reconsiderationBody: fullNameOf(organId(CITY_REGION, 'government')), court: COURT };
const NO_FILM = '演示城市不存放录像文件，现场笔录和照片已经归档。';

const EXECUTIONS: readonly (readonly [course: ExecutionCourse, start: DateStr])[] = [
  ['performed', '2026-02-02'],
  ['executed', '2026-03-23'],
  ['agreement', '2026-04-20'],
  ['court', '2026-05-18'],
  ['performed', '2026-08-03'],
  ['executed', '2026-09-14'],
];
/** The penalty case that the opinion is handled in begins a month earlier; its number is far above the year's. */
const FIRST_OPINION = 771;
const OPINIONS: readonly (readonly [course: OpinionCourse, start: DateStr])[] = [
  ['answered', '2026-04-13'],
  ['declined', '2026-05-25'],
  ['late', '2026-06-22'],
];

const staff = (world: World, organ: string) => {
  const at = (role: string, n = 0): Actor => world.people.holder(role, organ, n);
  return {
    one: at('enforcement-officer'),
    two: at('enforcement-officer', 1),
    clerk: at('case-clerk'),
    head: at('head'),
  };
};

const served = (pen: Pen, id: string, what: string) => ({
  method: '单位收件人签收',
  servedOn: pen.today,
  receiver: '演示收件人',
  relation: '收发人员',
  receipt: `演示${what}回证${id}`,
});

function* executionScript(world: World, course: ExecutionCourse, id: string, start: DateStr): Script {
  const who = staff(world, ORGAN);
  const pen = new Pen(world.calendar, world.rng.fork(id), start);
  const ownPower = course !== 'court';
  yield* pen.do(who.clerk, 'open', {
    title: `不拆除占道雨棚（${numbered(id)}）`,
    decision: `演示责令限期拆除决定书${id}`,
    servedOn: addDays(start, -30),
    performBy: addDays(start, -3),
    obligation: '排除妨碍、恢复原状',
    power: ownPower ? '本机关依照法律强制执行' : '申请人民法院强制执行',
    ...(ownPower && { item: enforcementCode(CITY_REGION, LEAD, ITEM) }),
    partyName: '演示市江畔副食店',
    partyAddress: '演示地址：江畔路1号',
  });
  if (!ownPower) yield* pen.do(who.clerk, 'remedy-over', { on: addDays(start, -2), none: true });
  yield* pen.do(who.clerk, 'urge', { performBy: addDays(pen.today, 12), way: '自行拆除雨棚' });
  yield* pen.do(who.clerk, 'serve-urge', served(pen, id, '催告'));
  const application = {
    court: COURT,
    facts: '占道搭建雨棚，责令限期拆除后没有履行。',
    partyOpinion: '催告后没有提出意见',
    target: '占道雨棚一处',
    signedBy: '演示负责人',
  };
  switch (course) {
    case 'performed':
      pen.workdays(5);
      yield* pen.do(who.clerk, 'record-performance', { note: '当事人自行拆除', receipt: `演示照片${id}` });
      break;
    case 'agreement': {
      pen.workdays(3);
      const terms = { terms: '分两期拆除，先拆临街一侧', harmless: true, cut: 500 };
      yield* pen.tryTo(`${CODE}.REMEDIAL`, who.head, 'agree', terms);
      yield* pen.do(who.head, 'agree', { ...terms, remedial: '已经清理占道货物，先行拆除一半' });
      pen.workdays(15);
      yield* pen.do(who.clerk, 'record-performance', { note: '两期都已经拆除', receipt: `演示照片${id}` });
      break;
    }
    case 'executed': {
      pen.to(addDays(pen.today, 13)).workdays(1);
      yield* pen.do(who.head, 'decide-execution', {
        way: '其他强制执行方式',
        on: addDays(pen.today, 10),
        reason: '经催告期满仍不拆除，影响通行。',
        ...remedy,
      });
      yield* pen.do(who.clerk, 'serve-execution', served(pen, id, '决定'));
      pen.workdays(7);
      const ground = {
        officers: [who.one, who.two].map((a) => officerForm(a, ORGAN)),
        on: pen.today,
        utilities: false,
        record: '当事人在场，逐项清点物品后拆除，现场已经清理。',
      };
      const before = addDays(pen.today, -1);
      yield* pen.tryTo(`${CODE}.INV-C4`, who.one, 'execute', {
        ...ground,
        on: before,
        from: '22:30',
        to: '23:30',
      });
      pen.workdays(1);
      yield* pen.do(who.one, 'execute', { ...ground, from: '09:00', to: '10:30' });
      break;
    }
    default: {
      pen.workdays(4);
      yield* pen.tryTo(`${CODE}.INV-C5`, who.head, 'apply-court', application);
      pen.workdays(8);
      yield* pen.do(who.head, 'apply-court', application);
      pen.workdays(2);
      yield* pen.do(who.clerk, 'court-accepts', { result: '受理', on: pen.today, document: `演示行审${id}` });
      pen.workdays(5);
      yield* pen.do(who.clerk, 'court-rules', {
        result: '准予执行',
        on: pen.today,
        document: `演示裁定${id}`,
      });
      pen.workdays(15);
      yield* pen.do(who.clerk, 'court-result', { result: '执行完毕', document: `演示结案通知${id}` });
    }
  }
  pen.workdays(1);
  if (course === 'executed')
    yield* pen.do(who.clerk, 'publish', {
      partyKind: '个体工商户',
      operator: '演示经营者',
      sealed: false,
      checked: [...NEVER_SHOWN],
    });
  const acts = { executed: 6 } as const;
  yield* pen.do(who.head, 'close', {
    note: '义务已经履行完毕。',
    ...(course === 'executed' && { unrecorded: [{ record: acts[course], reason: NO_FILM }] }),
  });
}

function* opinionScript(
  world: World,
  course: OpinionCourse,
  penalty: string,
  id: string,
  start: DateStr,
): Script {
  const who = staff(world, organId(CITY_REGION, 'market'));
  const pen = new Pen(world.calendar, world.rng.fork(id), start);
  const old = course === 'declined';
  yield* pen.do(who.clerk, 'register-opinion', {
    title: `销售不符合安全标准的食品案（${numbered(id)}）`,
    procuratorate: '吉林市船营区人民检察院',
    document: `演示检察意见书${id}`,
    receivedOn: pen.today,
    notProsecutedOn: addDays(pen.today, -6),
    discoveredOn: old ? addDays(pen.today, -200) : addDays(pen.today, -90),
    partyName: '演示市江畔副食店',
    conduct: '销售超过保质期的食品，情节轻微。',
    actEndedOn: old ? addMonths(addDays(pen.today, -200), -30) : addDays(pen.today, -100),
    graveHarm: false,
    advice: '建议给予行政处罚。',
  });
  pen.workdays(5);
  yield* old
    ? pen.do(who.head, 'decide-handling', { result: '不予立案', reason: '发现时已经超过二年的追究时效。' })
    : pen.do(
        who.head,
        'decide-handling',
        new Later((issued) => ({
          result: '立案处理',
          handled: issued(penalty).case,
          reason: '违法事实存在，应当给予行政处罚。',
        })),
      );
  pen.workdays(course === 'late' ? 50 : 12);
  yield* pen.do(who.clerk, 'answer', {
    result: old ? '超过追究时效，不再给予行政处罚。' : '已经立案，作出处罚决定并送达。',
    document: `演示答复函${id}`,
    sentOn: pen.today,
  });
}

/** All of them; a small city has each course once. */
export function executionStories(world: World, small = false): Story[] {
  const out: Story[] = [];
  const seen = new Set<string>();
  EXECUTIONS.forEach(([course, start], i) => {
    if (small && seen.has(course)) return;
    seen.add(course);
    const id = `ce-${i + 1}`;
    out.push({
      id,
      procedure: CODE,
      region: CITY_REGION,
      about: course,
      ends: 'performed',
      tell: () => executionScript(world, course, id, start),
    });
  });
  OPINIONS.forEach(([course, start], i) => {
    const n = FIRST_OPINION + i;
    const id = `rt-${i + 1}`;
    const penalty = penaltyStory(world, {
      n,
      region: CITY_REGION,
      lead: 'market',
      start: addDays(start, -28),
      course: 'plain',
    });
    if (course !== 'declined') out.push(penalty);
    out.push({
      id,
      procedure: 'reverse-transfer',
      region: CITY_REGION,
      about: course === 'late' ? 'late-answer' : course,
      ends: 'answered',
      tell: () => opinionScript(world, course, penalty.id, id, start),
    });
  });
  return out;
}

/** Stories of penalties imposed on the spot. */
import { type Actor, addDays, addMonths, type DateStr } from '@fadu/kernel';
import { CITY_REGION, regionByCode } from '@fadu/plan/leadership/plan-tracking/index';
import { fullNameOf, organId } from '../organs.ts';
import type { Resident } from '../people.ts';
import type { Random } from '../random.ts';
import { ENFORCEMENT, type Enforcement, type Offence, spotFine } from '../texts/penalty.ts';
import { itemForOffence } from './enforcement-items.ts';
import { officerForm } from './officers.ts';
import { type Part, Pen, type Script, type Story } from './pen.ts';
import { ORDINARY, type PenaltySubject, partyOf, roundly } from './penalty-cast.ts';
import type { World } from './world.ts';

/** How it goes on the spot. */
export type SimpleCourse =
  | 'bank'
  | 'cash'
  | 'warning'
  | 'spoilt'
  | 'no-penalty'
  /** More than may be fined on the spot; refused, then turned into an ordinary case. */
  | 'over-cap'
  | 'said';

const CODE = 'penalty-simple';
/** A fine that may be taken in cash. */
const CASH = [50, 100] as const;
const ENDS: Readonly<Record<SimpleCourse, string>> = {
  bank: 'closed',
  cash: 'closed',
  warning: 'closed',
  spoilt: 'closed',
  'no-penalty': 'not-punished',
  'over-cap': 'ordinary',
  said: 'closed',
};

/** One penalty on the spot. */
export interface SimplePlan {
  readonly n: number;
  readonly region: string;
  readonly lead: string;
  readonly start: DateStr;
  readonly course: SimpleCourse;
  /** What it is about and whom, where that is not drawn. */
  readonly subject?: PenaltySubject;
  /** Part of the story's id; `ps` for those of the usual year. */
  readonly mark?: string;
}

/** Whether a case of this course can be about this. */
export function suitsOnSpot(course: SimpleCourse, offence: Offence, small: boolean): boolean {
  const range = spotFine(offence, small);
  return range !== null && (course !== 'cash' || range[0] <= CASH[0]);
}

/** The story of one penalty on the spot. */
export function simpleStory(world: World, plan: SimplePlan): Story {
  const id = `${plan.mark ?? 'ps'}-${String(plan.n).padStart(3, '0')}`;
  return {
    id,
    procedure: CODE,
    region: plan.region,
    about: plan.course,
    ends: ENDS[plan.course],
    tell: () => tell(world, plan, world.rng.fork(id)),
  };
}

const isSmall = (party: Resident): boolean => partyOf(party).partyKind === '个体工商户';

function drawn(world: World, plan: SimplePlan, rng: Random): PenaltySubject {
  const work = ENFORCEMENT[plan.lead] as Enforcement;
  const party = rng.pick(
    world.people.residents.filter(
      (r) => r.kind === 'enterprise' && work.offences.some((o) => suitsOnSpot(plan.course, o, isSmall(r))),
    ),
  );
  const offence = rng.pick(work.offences.filter((o) => suitsOnSpot(plan.course, o, isSmall(party))));
  return {
    work,
    offence,
    party,
    item: itemForOffence(plan.region, plan.lead, offence.title),
    place: `演示地址：江畔路${plan.n}号`,
  };
}

function* tell(world: World, plan: SimplePlan, rng: Random): Script {
  const pen = new Pen(world.calendar, rng, plan.start);
  const organ = organId(plan.region, plan.lead);
  const { people } = world;
  const [one, two] = [
    people.holder('enforcement-officer', organ),
    people.holder('enforcement-officer', organ, 1),
  ] as const;
  const clerk = people.holder('case-clerk', organ);
  const head = people.holder('head', organ);
  const { work, offence, party, item, place } = plan.subject ?? drawn(world, plan, rng);
  const { course } = plan;
  const range = spotFine(offence, isSmall(party)) ?? CASH;
  const amount = roundly(rng, course === 'cash' ? [Math.max(range[0], CASH[0]), CASH[1]] : range);
  const items = course === 'warning' ? [{ kind: '警告' }] : [{ kind: '罚款', amount }];
  const basis = [{ ...offence.basis, published: true, role: '处罚依据' }];
  const told = (more: object = {}) => ({
    items,
    basis,
    discretion: '情节较轻，按照裁量基准最低档处理。',
    ...ORDINARY,
    rights: true,
    ...more,
  });
  const county = plan.region !== CITY_REGION;
  const decision = {
    items,
    basis,
    ...(course !== 'warning' && { bank: '演示银行江畔支行' }),
    lateFine: true,
    reconsiderationBody: fullNameOf(organId(plan.region, 'government')),
    court: county ? `${regionByCode(plan.region)?.name}人民法院` : '吉林市船营区人民法院',
  };
  yield* pen.do(one, 'register-clue', {
    item,
    title: `${offence.title}案（${party.name}）`,
    sector: work.sector,
    field: work.field,
    ...partyOf(party),
    conduct: offence.conduct,
    place,
    actOn: pen.today,
    actEndedOn: pen.today,
    discoveredOn: pen.today,
    graveHarm: false,
    officers: [one, two].map((a) => officerForm(a, organ)),
    shown: true,
    clear: true,
    evidence: `${offence.found}，现场照片三张。`,
    waterOrRemote: '否',
  });
  if (course === 'no-penalty') {
    yield* pen.do(one, 'no-penalty', {
      ground: '轻微并已改正、没有危害后果',
      reasons: '当场改正，没有危害后果。',
      education: '现场讲解有关规定，当事人表示今后注意。',
    });
    return;
  }
  if (course === 'over-cap') {
    yield* pen.tryTo(
      `${CODE}.SIMPLE-CAP`,
      one,
      'tell-rights',
      told({ items: [{ kind: '罚款', amount: 8000 }] }),
    );
    yield* pen.do(one, 'to-ordinary', { reason: '拟处罚超出当场处罚的范围。' });
    return;
  }
  yield* impose(pen, one, { told: told(), said: course === 'said', decision });
  if (course === 'spoilt') {
    yield* pen.do(one, 'void-form', { reason: '当事人名称填写错误，重新制作。' });
    yield* impose(pen, one, { told: told(), said: false, decision });
  }
  yield* pen.do(one, 'serve-decision', {
    method: '直接送达',
    servedOn: pen.today,
    receiver: party.name,
    receipt: `演示回证S${plan.n}`,
  });
  const servedOn = pen.today;
  if (course === 'cash') {
    yield* pen.do(one, 'collect-cash', {
      amount,
      paidOn: pen.today,
      ground: '一百元以下',
      receipt: `演示专用票据${plan.n}`,
    });
  }
  pen.workdays(1);
  yield* pen.do(two, 'report-decision');
  if (course === 'cash') yield* handIn(pen, one, clerk);
  else if (course !== 'warning') {
    pen.workdays(rng.int(2, 7));
    yield* pen.do(clerk, 'record-payment', {
      kind: '罚没款',
      amount,
      paidOn: pen.today,
      payee: '代收银行',
      receipt: `演示票据S${plan.n}`,
    });
  }
  pen.workdays(rng.int(1, 3));
  yield* pen.do(head, 'close', {
    summary: '当场处罚已经履行，办结。',
    catalogue: '一、当场处罚决定书；二、现场照片',
  });
  pen.to(addDays(addMonths(servedOn, 6), 5)).workdays(1);
  yield* pen.do(clerk, 'finish');
}

function* impose(pen: Pen, officer: Actor, s: { told: object; said: boolean; decision: object }): Part<void> {
  yield* pen.do(officer, 'tell-rights', s.told);
  yield* pen.do(
    officer,
    'hear-party',
    s.said
      ? { said: '提出意见', text: '刚刚搬货，马上整改。', reasons: '情况属实，不影响认定，已按最低档处理。' }
      : { said: '没有意见' },
  );
  yield* pen.do(officer, 'decide-penalty', s.decision);
}

/** Cash goes to the organ within two days and to the bank within two more. */
function* handIn(pen: Pen, officer: Actor, clerk: Actor): Part<void> {
  yield* pen.do(officer, 'hand-in-cash', { receivedBy: clerk.name });
  pen.workdays(1);
  yield* pen.do(clerk, 'bank-cash', { receipt: `演示缴款书${pen.today}` });
}

/** A penalty case's cast, and what its acts are filled with. */
import type { Actor, DateStr } from '@fadu/kernel';
import { CITY_REGION, regionByCode } from '@fadu/plan/leadership/plan-tracking/index';
import { fullNameOf, organId } from '../organs.ts';
import type { Resident } from '../people.ts';
import type { Random } from '../random.ts';
import { allows, ENFORCEMENT, type Enforcement, type Offence, ordinaryFine } from '../texts/penalty.ts';
import { itemForOffence } from './enforcement-items.ts';
import { officerForm } from './officers.ts';
import { Pen } from './pen.ts';
import type { World } from './world.ts';

/** How a case goes. */
export type PenaltyCourse =
  | 'plain'
  | 'statement'
  | 'waived'
  | 'hearing'
  | 'hearing-withdrawn'
  | 'no-penalty'
  /** A fine is proposed although the law asks for none; refused, then no penalty. */
  | 'lenient-after-refusal'
  | 'not-filed'
  | 'suspended'
  | 'preserved'
  | 'sent-back'
  | 'review-unlawful'
  /** One officer goes alone; refused, then two. */
  | 'alone'
  /** A decision before the party's time is over; refused. */
  | 'hasty'
  /** A heavier decision than was told; refused. */
  | 'heavier'
  | 'late-publication'
  | 'instalments'
  | 'late-fine'
  | 'reconsidered'
  | 'court'
  | 'police';

/** One case. */
export interface PenaltyPlan {
  readonly n: number;
  readonly region: string;
  /** Key of the organ. */
  readonly lead: string;
  readonly start: DateStr;
  readonly course: PenaltyCourse;
  /** Story of the transfer to the police; for the course `police`. */
  readonly transfer?: string;
  /** What it is about and whom, where that is not drawn. */
  readonly subject?: PenaltySubject;
  /** Part of the story's id; `po` for those of the usual year. */
  readonly mark?: string;
}

/** What a case is about. */
export interface PenaltySubject {
  readonly work: Enforcement;
  readonly offence: Offence;
  readonly party: Resident;
  /** Code of the item of enforcement. */
  readonly item: string;
  readonly place: string;
}

/** Courses in which an organisation is fined so much that a hearing must be offered. */
const GRAVE: readonly PenaltyCourse[] = ['hearing', 'hearing-withdrawn'];
const GRAVE_FINE = 120_000;
const FIRM_COURSES: readonly PenaltyCourse[] = [...GRAVE, 'instalments', 'late-fine', 'court'];

/** Whether a case of this course can be about this. */
export function suits(course: PenaltyCourse, offence: Offence, small: boolean): boolean {
  if (small && FIRM_COURSES.includes(course)) return false;
  return GRAVE.includes(course) ? allows(offence, GRAVE_FINE) : ordinaryFine(offence, small) !== null;
}

/** What the case says of the one it is about. */
export const partyOf = (party: Resident) => ({
  partyName: party.name,
  partyKind: party.name.endsWith('公司') || party.name.endsWith('厂') ? '法人或者其他组织' : '个体工商户',
  partyId: party.identity,
  partyAddress: '演示地址：江畔路1号',
  partyAccount: party.id,
});

const isSmall = (party: Resident): boolean => partyOf(party).partyKind === '个体工商户';

/** A sum in a range, as decisions name them: in hundreds, where the range is wide in thousands. */
export function roundly(rng: Random, [from, to]: readonly [number, number]): number {
  const unit = to >= 10_000 ? 1000 : to >= 1000 ? 100 : 10;
  const [low, high] = [Math.ceil(from / unit), Math.floor(to / unit)];
  return low > high ? from : unit * rng.int(low, high);
}

/** What a case is about where its plan leaves it open: an enterprise, and something that organ fines it for. */
function drawn(world: World, plan: PenaltyPlan, rng: Random): PenaltySubject {
  const work = ENFORCEMENT[plan.lead] as Enforcement;
  const party = rng.pick(
    world.people.residents.filter(
      (r) => r.kind === 'enterprise' && work.offences.some((o) => suits(plan.course, o, isSmall(r))),
    ),
  );
  const offence = rng.pick(work.offences.filter((o) => suits(plan.course, o, isSmall(party))));
  return {
    work,
    offence,
    party,
    item: itemForOffence(plan.region, plan.lead, offence.title),
    place: `演示地址：江畔路${plan.n}号`,
  };
}

/** No leniency, nothing special: what most proposals answer. */
export const ORDINARY = {
  mitigated: false,
  mind: '正常',
  minor: false,
  correctedInTime: false,
  noHarm: false,
  firstOffence: false,
  minorHarm: false,
  noFaultProved: false,
  reductions: [],
  emergency: false,
  alreadyFined: false,
  severalRules: false,
  newRule: '没有变化',
} as const;

/** Who acts and what it is about; the script builds on it. */
export class PenaltyCast {
  /** What was decided, and when it was served. */
  protected decided = 0;
  protected servedOn: DateStr = '';
  protected readonly pen: Pen;
  protected readonly rng: Random;
  protected readonly plan: PenaltyPlan;
  protected readonly world: World;
  protected readonly organ: string;
  protected readonly work: Enforcement;
  protected readonly offence: Offence;
  protected readonly party: Resident;
  protected readonly item: string;
  protected readonly place: string;
  protected readonly who: Record<
    'one' | 'two' | 'clerk' | 'head' | 'principal' | 'reviewer' | 'legal' | 'host',
    Actor
  >;
  protected readonly fine: number;

  constructor(world: World, plan: PenaltyPlan, rng: Random) {
    this.world = world;
    this.plan = plan;
    this.rng = rng;
    this.pen = new Pen(world.calendar, rng, plan.start);
    this.organ = organId(plan.region, plan.lead);
    const { people } = world;
    const subject = plan.subject ?? drawn(world, plan, rng);
    this.work = subject.work;
    this.offence = subject.offence;
    this.party = subject.party;
    this.item = subject.item;
    this.place = subject.place;
    const at = (role: string, n = 0) => people.holder(role, this.organ, n);
    this.who = {
      one: at('enforcement-officer'),
      two: at('enforcement-officer', 1),
      clerk: at('case-clerk'),
      head: at('head'),
      principal: at('principal-head'),
      reviewer: at('case-reviewer'),
      legal: at('legality-reviewer'),
      host: at('hearing-host'),
    };
    const range = ordinaryFine(this.offence, isSmall(this.party));
    this.fine = GRAVE.includes(plan.course) || !range ? GRAVE_FINE : roundly(rng, range);
  }

  protected is(...courses: readonly PenaltyCourse[]): boolean {
    return courses.includes(this.plan.course);
  }

  protected get pair() {
    return [this.who.one, this.who.two].map((a) => officerForm(a, this.organ));
  }

  /** Whether the lenient list names this offence. */
  protected get listed(): boolean {
    return ENFORCEMENT[this.plan.lead] === this.work && this.world.tells?.('lenient-list') !== false;
  }

  protected get lenient(): boolean {
    return this.is('no-penalty', 'lenient-after-refusal');
  }

  protected contact(more: object = {}) {
    return {
      kind: '现场检查',
      officers: this.pair,
      shown: true,
      on: this.pen.today,
      place: this.place,
      record: `${this.offence.found}，当事人在场，对检查情况没有异议。`,
      evidence: '勘验笔录、现场笔录',
      proves: this.offence.fact,
      lawful: true,
      signed: '已核对并签名',
      ...more,
    };
  }

  protected proposal(evidence: readonly number[], more: object = {}) {
    const hearing = this.is('hearing', 'hearing-withdrawn');
    return {
      outcome: '给予处罚',
      elements: [{ fact: this.offence.fact, evidence }],
      items: [{ kind: '罚款', amount: this.fine }],
      basis: [this.basis],
      discretion: '货值较小、配合调查，按照裁量基准从轻档处罚。',
      ...ORDINARY,
      publicInterest: false,
      majorRights: hearing,
      difficult: this.is('review-unlawful'),
      reviewByLaw: false,
      collective: hearing,
      otherHeavy: false,
      generalHalt: false,
      ...more,
    };
  }

  /** What was explained to whom, on the day of the cursor. */
  protected explained(manner: string, to: readonly string[], people: number) {
    return {
      on: this.pen.today,
      manner,
      to,
      people,
      laws: [{ instrument: this.offence.basis.title }],
      points: `说明“${this.offence.title}”违反哪一条规定、为什么这样认定、怎样改正，回答提问。`,
    };
  }

  /** What the case is about and what it takes, for stories that grow out of it. */
  get told(): {
    readonly offence: string;
    readonly field: string;
    readonly fine: number;
    readonly party: string;
  } {
    return {
      offence: this.offence.title,
      field: this.work.field,
      fine: this.fine,
      party: this.party.name,
    };
  }

  protected get basis() {
    return { ...this.offence.basis, published: true, role: '处罚依据' };
  }

  protected get remedy() {
    const county = this.plan.region !== CITY_REGION;
    return {
      reconsiderationBody: fullNameOf(organId(this.plan.region, 'government')),
      court: county ? `${regionByCode(this.plan.region)?.name}人民法院` : '吉林市船营区人民法院',
    };
  }

  protected served(more: object = {}) {
    const company = partyOf(this.party).partyKind === '法人或者其他组织';
    return company
      ? {
          method: '单位收件人签收',
          servedOn: this.pen.today,
          receiver: '演示收件人',
          relation: '收发人员',
          receipt: `演示回证${this.plan.n}`,
          ...more,
        }
      : {
          method: '直接送达',
          servedOn: this.pen.today,
          receiver: this.party.name,
          receipt: `演示回证${this.plan.n}`,
          ...more,
        };
  }

  protected decision(amount: number) {
    return {
      items: [{ kind: '罚款', amount }],
      basis: [this.basis],
      reasons: this.is('statement')
        ? '当事人已经改正的情节属实，从轻处罚。'
        : '事实清楚，证据确凿，裁量适当。',
      bank: '演示银行江畔支行',
      lateFine: true,
      ...this.remedy,
    };
  }
}

/**
 * The faults of the year, planted among its lawful cases: what supervision has to find, with a list that says so. The
 * engine refuses most faults; these are the ones it cannot refuse: limits that run out, certificates whose end is
 * recorded from an earlier day, records entered late, two organs that fine one act, a quota that somebody tries to set.
 */
import { type Actor, addDays, type DateStr, dayKind } from '@fadu/kernel';
import { caseIdFor } from '@fadu/office/cases/perform';
import { openingInput } from '@fadu/plan/leadership/plan-tracking/index';
import { organId } from '../organs.ts';
import { ENFORCEMENT, type Enforcement } from '../texts/penalty.ts';
import { itemForOffence } from './enforcement-items.ts';
import { numberOf, officerForm } from './officers.ts';
import { Pen, type Script, type Story } from './pen.ts';
import { ORDINARY, partyOf } from './penalty-cast.ts';
import {
  FaultScript,
  lastStart,
  lateLeaver,
  ORDINARY_FAULTS,
  type OrdinaryFault,
  phaseAfter,
} from './supervision-cases.ts';
import { elsewhere } from './wide-year.ts';
import type { World } from './world.ts';

/** One planted fault: the rule that must find it, in the case of this story. */
export interface Planted {
  readonly rule: string;
  readonly story: string;
  /** Absent where the fault is no case's (an attempt that was refused). */
  readonly caseId?: string;
}

/** Stories with what they plant. */
export interface Faults {
  readonly stories: readonly Story[];
  readonly planted: readonly Planted[];
}

/** Regions whose market bureau enforces in the demonstration, city first. */
const PLACES = ['220200', '220203', '220211', '220221', '220282', '220284'] as const;
const FIRST: DateStr = '2026-01-07';
/** Between these days a certificate had ended in fact; recorded on the last. */
const LEFT: DateStr = '2026-03-02';
const LEFT_TOLD: DateStr = '2026-10-12';

const SPOT_FAULTS = ['LATE-HANDING', 'LATE-REPORT', 'LATE-HAND-IN', 'LATE-BANK'] as const;
type SpotFault = (typeof SPOT_FAULTS)[number];

/** A decision that falls is a lead to accountability besides what went wrong after it. */
const ALSO: Partial<Record<OrdinaryFault, readonly string[]>> = {
  'LATE-TAKEDOWN': ['DECISION-FELL'],
  'SET-ASIDE-UNHANDLED': ['DECISION-FELL'],
};

/** Faults that are the same whatever the field: in a wide year every other one lies outside the market bureaus. */
const ANYWHERE: readonly OrdinaryFault[] = [
  'LATE-DECISION',
  'LATE-PRESERVATION',
  'LATE-REVIEW',
  'LATE-SERVICE',
  'LATE-PUBLICATION',
  'LATE-TAKEDOWN',
  'STATEMENT-UNANSWERED',
  'DECISION-FELL',
];

const daysBetween = (a: DateStr, b: DateStr) => Math.round((Date.parse(b) - Date.parse(a)) / 86_400_000);

/** Plant about `size` faults. */
export function faultStories(world: World, today: DateStr, size: number): Faults {
  const stories: Story[] = [];
  const planted: Planted[] = [];
  let n = 0;
  const add = (story: Story, ...rules: readonly string[]) => {
    stories.push(story);
    const caseId = caseIdFor(story.region, `seed:${story.id}:1`);
    for (const rule of rules) planted.push({ rule, story: story.id, caseId });
  };
  const rng = world.rng.fork('supervision');
  for (const region of PLACES) {
    const leaver = lateLeaver(world, region, 'market');
    add(
      certificate(world, region, leaver, { id: `pf-leaver-${region}`, issuedOn: '2025-12-24', closed: true }),
    );
  }
  // The yearly check of a certificate that nobody made; a certificate issued long after it was asked for.
  const clerks = PLACES.map(
    (region) => [region, world.people.holder('case-clerk', organId(region, 'market'))] as const,
  );
  for (const [region, clerk] of clerks)
    add(
      certificate(world, region, clerk, { id: `pf-annual-${region}`, issuedOn: '2025-09-10' }),
      'LATE-ANNUAL',
    );
  for (const region of PLACES)
    add(
      certificate(world, region, world.people.holder('hearing-host', organId(region, 'market')), {
        id: `pf-issue-${region}`,
        issuedOn: '2026-04-20',
        slow: true,
      }),
      'LATE-OTHER',
    );
  add(quotaStory(world));
  planted.push({ rule: 'QUOTA-ATTEMPT', story: 'pf-quota' });

  const kinds = [...ORDINARY_FAULTS, ...SPOT_FAULTS];
  for (let i = 0; planted.length < size; i++) {
    const fault = kinds[i % kinds.length] as OrdinaryFault | SpotFault;
    const region = PLACES[(i + Math.floor(i / kinds.length)) % PLACES.length] as string;
    const id = `pf-${String(++n).padStart(3, '0')}`;
    if ((SPOT_FAULTS as readonly string[]).includes(fault)) {
      const start = addDays(FIRST, rng.int(0, 240));
      add(spotStory(world, { id, n, region, start, fault: fault as SpotFault }), fault);
      continue;
    }
    const ordinary = fault as OrdinaryFault;
    const range = daysBetween(FIRST, lastStart(ordinary, today));
    const start =
      ordinary === 'COURT-LAPSED'
        ? FIRST
        : ordinary === 'OFFICER-CLOSED'
          ? addDays(LEFT, 4 + rng.int(0, 120))
          : addDays(FIRST, rng.int(0, range));
    const place =
      world.wide && ANYWHERE.includes(ordinary) && Math.floor(i / kinds.length) % 2 === 0
        ? elsewhere(rng.fork(`${id}/place`), 'plain', 500 + n)
        : { region, lead: 'market' };
    const plan = { n: 500 + n, ...place, start, fault: ordinary, act: n };
    if (ordinary === 'FINED-TWICE') {
      // Two organs fine the same act of the same party: the draws of one story make both.
      const other = PLACES[(PLACES.indexOf(region as (typeof PLACES)[number]) + 1) % PLACES.length] as string;
      // On working days, so that both are drawn alike.
      const working = (day: DateStr): DateStr =>
        dayKind(world.calendar, day).working ? day : working(addDays(day, 1));
      const first = working(start);
      const actOn = addDays(first, -1);
      add(caseStory(world, `${id}a`, { ...plan, start: first, actOn }, id));
      add(
        caseStory(
          world,
          `${id}b`,
          { ...plan, n: 700 + n, region: other, start: working(addDays(first, 21)), actOn },
          id,
        ),
        ordinary,
      );
      continue;
    }
    add(caseStory(world, id, plan, id), ordinary, ...(ALSO[ordinary] ?? []));
  }
  return { stories, planted };
}

function caseStory(
  world: World,
  id: string,
  plan: ConstructorParameters<typeof FaultScript>[1],
  draws: string,
): Story {
  return {
    id,
    procedure: 'penalty-ordinary',
    region: plan.region,
    about: `planted: ${plan.fault}`,
    ends: phaseAfter(plan.fault),
    tell: () => new FaultScript(world, plan, draws).tell(),
  };
}

/** A certificate: issued, and closed from an earlier day; or issued long after it was submitted. */
function certificate(
  world: World,
  region: string,
  holder: Actor,
  o: { readonly id: string; readonly issuedOn: DateStr; readonly closed?: boolean; readonly slow?: boolean },
): Story {
  const organ = organId(region, 'market');
  return {
    id: o.id,
    procedure: 'officer-certificate',
    region,
    about: 'planted: certificate',
    ends: o.closed ? 'closed' : 'held',
    *tell(): Script {
      const start = o.slow ? '2026-02-09' : addDays(o.issuedOn, -9);
      const pen = new Pen(world.calendar, world.rng.fork(o.id), start);
      const clerk = world.people.holder('case-clerk', organ);
      const keeper = world.people.holder('certificate-clerk', organId(region, 'justice'));
      const form = officerForm(holder, organ, o.issuedOn);
      const year = Number(pen.today.slice(0, 4));
      yield* pen.do(clerk, 'apply', {
        name: holder.name,
        holder: holder.person,
        staffKind: '在编在职人员',
        post: '执法岗位',
        fields: form.fields,
        issuer: organId(region, 'justice'),
      });
      yield* pen.do(clerk, 'record-training', {
        year,
        hours: 64,
        content: '行政处罚法、行政强制法和本领域法律法规',
        endedOn: pen.today,
      });
      yield* pen.do(keeper, 'record-exam', { session: '演示场次', heldOn: pen.today, score: 81 });
      pen.workdays(1);
      yield* pen.do(clerk, 'submit', { opinion: '在编在职，培训考试合格，同意报送。' });
      pen.to(o.issuedOn);
      yield* pen.do(keeper, 'issue', { number: numberOf(holder), validTo: form.validTo });
      if (!o.closed) return;
      pen.to(LEFT_TOLD);
      yield* pen.do(keeper, 'close', { ground: '调离执法岗位', on: LEFT });
    },
  };
}

/** Somebody tries to put fines into the plan; refused, and recorded with the name. */
function quotaStory(world: World): Story {
  return {
    id: 'pf-quota',
    procedure: 'task-tracking',
    region: '220200',
    about: 'planted: a quota over fines',
    ends: '',
    *tell(): Script {
      const pen = new Pen(world.calendar, world.rng.fork('pf-quota'), '2026-05-11');
      yield* pen.tryTo(
        'task-tracking.FINE-TARGET',
        world.people.holder('plan-coordinator', organId('220200', 'rule-of-law-office')),
        'open-task',
        openingInput(24, [
          { due: '2026-12-31', deliverable: '每名执法人员每月办理处罚案件10件', evidence: '文件' },
        ]),
      );
    },
  };
}

interface SpotPlan {
  readonly id: string;
  readonly n: number;
  readonly region: string;
  readonly start: DateStr;
  readonly fault: SpotFault;
}

/** A penalty on the spot with its fault. */
function spotStory(world: World, plan: SpotPlan): Story {
  return {
    id: plan.id,
    procedure: 'penalty-simple',
    region: plan.region,
    about: `planted: ${plan.fault}`,
    ends: plan.fault === 'LATE-HANDING' ? 'service' : 'archived',
    tell: () => spot(world, plan),
  };
}

function* spot(world: World, plan: SpotPlan): Script {
  const rng = world.rng.fork(plan.id);
  const pen = new Pen(world.calendar, rng, plan.start);
  const organ = organId(plan.region, 'market');
  const { people } = world;
  const one = people.holder('enforcement-officer', organ);
  const two = people.holder('enforcement-officer', organ, 1);
  const clerk = people.holder('case-clerk', organ);
  const work = ENFORCEMENT.market as Enforcement;
  const offence = rng.pick(work.offences.filter((o) => o.fine[0] <= 80 && !o.firms));
  const party = rng.pick(people.residents.filter((r) => r.kind === 'enterprise'));
  const items = [{ kind: '罚款', amount: 80 }];
  const basis = [{ ...offence.basis, published: true, role: '处罚依据' }];
  yield* pen.do(one, 'register-clue', {
    item: itemForOffence(plan.region, 'market', offence.title),
    title: `${offence.title}案（监督示例${plan.n}）`,
    sector: work.sector,
    field: work.field,
    ...partyOf(party),
    conduct: offence.conduct,
    place: `演示地址：监督路${plan.n}号`,
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
  yield* pen.do(one, 'tell-rights', {
    items,
    basis,
    discretion: '情节较轻，按照裁量基准最低档处理。',
    ...ORDINARY,
    rights: true,
  });
  yield* pen.do(one, 'hear-party', { said: '没有意见' });
  yield* pen.do(one, 'decide-penalty', {
    items,
    basis,
    bank: '演示银行江畔支行',
    lateFine: true,
    reconsiderationBody: '演示复议机关',
    court: '演示人民法院',
  });
  if (plan.fault === 'LATE-HANDING') {
    yield* pen.do(two, 'report-decision');
    return;
  }
  yield* pen.do(one, 'serve-decision', {
    method: '直接送达',
    servedOn: pen.today,
    receiver: party.name,
    receipt: `演示回证F${plan.n}`,
  });
  yield* pen.do(one, 'collect-cash', {
    amount: 80,
    paidOn: pen.today,
    ground: '一百元以下',
    receipt: `演示专用票据F${plan.n}`,
  });
  pen.workdays(1);
  if (plan.fault !== 'LATE-REPORT') yield* pen.do(two, 'report-decision');
  if (plan.fault === 'LATE-HAND-IN') pen.workdays(4);
  yield* pen.do(one, 'hand-in-cash', { receivedBy: clerk.name });
  pen.workdays(plan.fault === 'LATE-BANK' ? 5 : 1);
  yield* pen.do(clerk, 'bank-cash', { receipt: `演示缴款书F${plan.n}` });
  if (plan.fault === 'LATE-REPORT') {
    pen.workdays(3);
    yield* pen.do(two, 'report-decision');
  }
  yield* pen.do(people.holder('head', organ), 'close', {
    summary: '当场处罚已经履行，办结。',
    catalogue: '一、当场处罚决定书；二、现场照片',
  });
}

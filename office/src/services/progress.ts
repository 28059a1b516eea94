/** How an application stands, in the words of whoever made it: what happens now, who is waited for, until when. */
import { CaseView, clockOf, type DateStr, type Moment, options, type Procedure } from '@fadu/kernel';
import {
  applicationOf,
  itemOf,
  opening,
  serviceApplication,
} from '@fadu/plan/functions/service-items/handling/index';
import type { ServiceItem } from '@fadu/plan/functions/service-items/index';
import { serviceRating } from '@fadu/plan/functions/service-window/rating';
import { sql } from 'kysely';
import { type LoadedCase, loadCase } from '../cases/load.ts';
import type { Office } from '../office.ts';
import { Problem } from '../problem.ts';

/** What a phase means to the applicant. */
export interface PhaseWords {
  readonly says: string;
  readonly tone: 'good' | 'wait' | 'end' | 'quiet' | 'blue';
  /** Who is waited for; absent where nobody is. */
  readonly waits?: 'applicant' | 'office';
}

/** Every phase of the procedure in plain words. A test holds it to the procedure. */
export const PHASE_WORDS: Readonly<Record<string, PhaseWords>> = {
  // Where a case is only opened; none ever stands in it.
  submitted: { says: '正在提交申请', tone: 'blue', waits: 'applicant' },
  received: { says: '窗口正在看您的材料', tone: 'blue', waits: 'office' },
  'asked-1': { says: '窗口有拿不准的地方，正在请首席代表答复', tone: 'blue', waits: 'office' },
  'asked-2': { says: '正在由大厅管理机构协调', tone: 'blue', waits: 'office' },
  'asked-3': { says: '正在由部门负责人决定是否受理', tone: 'blue', waits: 'office' },
  correction: { says: '等您补正材料', tone: 'wait', waits: 'applicant' },
  review: { says: '已经受理，正在审查', tone: 'blue', waits: 'office' },
  hearing: { says: '正在办理听证', tone: 'blue', waits: 'office' },
  decision: { says: '审查完了，等待作出决定', tone: 'blue', waits: 'office' },
  delivering: { says: '决定已经作出，等待送达', tone: 'good', waits: 'office' },
  checking: { says: '已经准予，等待核查您的承诺', tone: 'good', waits: 'office' },
  rectifying: { says: '核查不符合承诺，请您按期整改', tone: 'wait', waits: 'applicant' },
  granted: { says: '已经准予，办完了', tone: 'good' },
  denied: { says: '决定不予办理，办完了', tone: 'end' },
  'not-required': { says: '这件事不需要取得许可', tone: 'good' },
  'not-competent': { says: '不归这个机关管，已经告诉您该找谁', tone: 'end' },
  refused: { says: '决定不予受理', tone: 'end' },
  revoked: { says: '准予的决定已经撤销', tone: 'end' },
  'given-up': { says: '补正期限过了，视为放弃；可以重新申请', tone: 'quiet' },
  withdrawn: { says: '您已经撤回；可以重新申请', tone: 'quiet' },
};

/** A limit that runs, stands still or is over without an end. */
export interface RunningLimit {
  readonly clock: string;
  readonly title: string;
  /** Who keeps it: 申请人, 实施机关. */
  readonly by: string;
  /** Last day; absent while it stands still. */
  readonly due?: DateStr;
  /** 还剩 3 个工作日. */
  readonly left?: string;
  readonly state: 'running' | 'paused' | 'expired';
}

/** One application as its applicant sees it. */
export interface MyService {
  readonly id: string;
  /** Number of the application (申请登记号). */
  readonly number: string;
  readonly itemCode: string;
  readonly itemName: string;
  readonly item: ServiceItem | undefined;
  readonly organ: string;
  /** Where the materials are looked through: the hall, or the organ itself. */
  readonly window: string;
  readonly openedAt: string;
  readonly phase: string;
  readonly words: PhaseWords;
  readonly ended: boolean;
  readonly limits: readonly RunningLimit[];
  /** Acts of the applicant's own that are in place now. */
  readonly may: readonly string[];
  readonly view: CaseView;
  readonly procedure: Procedure;
}

/** A paper of the application. */
export interface MyPaper {
  readonly id: string;
  readonly title: string;
  readonly number: string | null;
  readonly madeOn: string;
}

const UNKNOWN: PhaseWords = { says: '正在办理', tone: 'blue', waits: 'office' };

/** Limits that concern the applicant, as they stand now. */
function limitsOf({ procedure, state }: LoadedCase, at: Moment): RunningLimit[] {
  if (state.ended) return [];
  return Object.keys(state.clocks).flatMap((clock): RunningLimit[] => {
    const def = procedure.clocks[clock];
    const now = clockOf(procedure, state, clock, at);
    if (!def || !(now.state === 'running' || now.state === 'paused' || now.state === 'expired')) return [];
    return [
      {
        clock,
        title: def.title,
        by: procedure.relations[def.owedBy] ?? '',
        state: now.state,
        ...(now.due && { due: now.due }),
        ...(now.remaining && { left: now.remaining.text }),
      },
    ];
  });
}

const momentOf = (office: Office): Moment => ({
  now: office.now(),
  calendar: office.calendar,
  organ: office.organ,
  organsOf: office.organsOf,
});

function mine(office: Office, loaded: LoadedCase, person: string): MyService {
  const { state, procedure, file } = loaded;
  const view = new CaseView(state);
  const item = itemOf(view);
  const at = momentOf(office);
  const application = applicationOf(view);
  const name = (relation: string) => office.organName(view.bound(relation)[0] ?? '');
  const actor = { kind: 'person', person, name: '', posts: [] } as const;
  return {
    id: file.id,
    number: Object.values(opening(view)?.issued ?? {})[0] ?? '',
    itemCode: String(application.item ?? ''),
    itemName: item?.name ?? String(application.item ?? ''),
    item,
    organ: name('agency'),
    window: name('window'),
    openedAt: file.opened_at,
    phase: state.phase,
    words: PHASE_WORDS[state.phase] ?? UNKNOWN,
    ended: Boolean(state.ended),
    limits: limitsOf(loaded, at),
    may: options(procedure, state, actor, at)
      .filter((o) => o.may)
      .map((o) => o.act),
    view,
    procedure,
  };
}

/** Applications shown at most, newest change first. */
export const MOST_MINE = 50;

/** The applications of a person, those that wait for him first. */
export async function myServices(office: Office, person: string): Promise<readonly MyService[]> {
  const scope = { as: 'resident', person } as const;
  const { rows } = await office.store.within(scope, (tx) =>
    sql<{ id: string }>`select id from fadu.case_file
      where procedure = ${serviceApplication.code} and ${person} = any (persons)
      order by changed_at desc, id limit ${MOST_MINE}`.execute(tx),
  );
  const all = await Promise.all(rows.map((r) => loadCase(office, scope, r.id)));
  const urgency = (m: MyService) => (m.ended ? 2 : m.words.waits === 'applicant' || lacks(m) ? 0 : 1);
  return all
    .map((loaded) => mine(office, loaded, person))
    .sort((a, b) => urgency(a) - urgency(b) || (a.openedAt < b.openedAt ? 1 : -1));
}

/** Whether materials that were accepted as missing are still to follow. */
export const lacks = (m: MyService): boolean => m.may.includes('hand-in-missing');

/** One application of a person; null where there is none that is his. */
export async function myService(office: Office, person: string, id: string): Promise<MyService | null> {
  const loaded = await loadCase(office, { as: 'resident', person }, id).catch((error: unknown) => {
    if (error instanceof Problem && error.status === 404) return null;
    throw error;
  });
  if (loaded?.procedure.code !== serviceApplication.code || !loaded.file.persons.includes(person))
    return null;
  return mine(office, loaded, person);
}

/** What may be said of a finished application: the hall that takes ratings, and the grade already given. */
export interface MyRating {
  /** The hall of the region; absent where there is none, and nothing can be rated. */
  readonly hall: string | undefined;
  readonly given: string | undefined;
  /** A bad rating whose handling is over or on its way; absent while nothing was found yet, and for other ratings. */
  readonly answer?: {
    readonly way: string;
    readonly facts: string;
    readonly change: string;
    readonly at: string;
  };
  /** Last day of handling a bad rating, while it runs. */
  readonly due?: DateStr;
}

/** How a person may rate, or has rated, an application (好差评, once and freely). */
export async function myRating(office: Office, person: string, m: MyService): Promise<MyRating> {
  const scope = { as: 'resident', person } as const;
  const region = office.organ(m.view.bound('agency')[0] ?? '')?.region;
  const agency = m.view.bound('agency')[0];
  const hall = region
    ? office.organsOf(region).find((o) => o.kind === 'service-hall' && o.id !== agency)?.id
    : undefined;
  const { rows } = await office.store.within(scope, (tx) =>
    sql<{ id: string }>`select id from fadu.case_file
      where procedure = ${serviceRating.code} and ${person} = any (persons) order by opened_at desc limit 200`.execute(
      tx,
    ),
  );
  const ratings = await Promise.all(rows.map((r) => loadCase(office, scope, r.id)));
  const rated = ratings.find((r) => new CaseView(r.state).get('rate.handling') === m.id);
  const view = rated && new CaseView(rated.state);
  const settled = view?.last('settle');
  const clock = rated && limitsOf(rated, momentOf(office)).find((l) => l.clock === 'handling');
  return {
    hall,
    given: view?.text('rate.grade') || undefined,
    ...(view &&
      settled && {
        answer: {
          way: view.text('settle.way'),
          facts: view.text('settle.facts'),
          change: view.text('settle.change'),
          at: settled.at,
        },
      }),
    ...(clock?.due && { due: clock.due }),
  };
}

/** Papers of an application of this person, oldest first. */
export async function myPapers(office: Office, person: string, id: string): Promise<readonly MyPaper[]> {
  const rows = await office.store.within({ as: 'resident', person }, (tx) =>
    tx
      .selectFrom('fadu.paper')
      .select(['id', 'title', 'number', 'made_on'])
      .where('case_id', '=', id)
      .orderBy('seq')
      .orderBy('id')
      .execute(),
  );
  return rows.map((r) => ({ id: r.id, title: r.title, number: r.number, madeOn: String(r.made_on) }));
}

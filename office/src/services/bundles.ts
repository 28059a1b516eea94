/**
 * Life events (一件事, R8.1): the list in force, a filing fanned out over its items and brought together again, and how it
 * stands in the words of whoever made it. What a filing calls for is done by the system, each step once by its key.
 */
import { CaseView, clockOf, type DateStr, dateOf, SYSTEM } from '@fadu/kernel';
import {
  BUNDLES,
  type Bundle,
  type BundleMember,
  bundleFiling,
  bundleOf,
  factsOf,
  filingOf,
  handlingOf,
  itemIn,
  type MemberItem,
  membersOf,
  next,
  type Outcome,
  outcomeOf,
  promiseDays,
  standingOf,
  waves,
} from '@fadu/plan/functions/one-thing-once/index';
import { sql } from 'kysely';
import { type LoadedCase, loadCase } from '../cases/load.ts';
import { openCase, performAct } from '../cases/perform.ts';
import type { Office } from '../office.ts';
import { Problem } from '../problem.ts';
import { type EntryVersion, entryHistory, listEntries, versionOn } from '../registers/list.ts';
import { PHASE_WORDS, type PhaseWords } from './progress.ts';

/** A life event as the list has it today. */
export interface BundleStanding {
  readonly entry: Pick<EntryVersion, 'code' | 'region' | 'status' | 'lawFrom'>;
  readonly bundle: Bundle;
}

/** The life events that can be filed for today, in the order of their codes. */
export async function bundlesInForce(office: Office): Promise<readonly BundleStanding[]> {
  const { items } = await listEntries(
    office,
    { register: BUNDLES, asOf: dateOf(office.now()), status: '在用' },
    1,
    0,
  );
  return items
    .map((entry) => ({ entry, bundle: entry.body as unknown as Bundle }))
    .sort((a, b) => (a.entry.code < b.entry.code ? -1 : 1));
}

/** One life event as it stands today, whatever its status; null where the list never had it. */
export async function bundleOn(office: Office, code: string): Promise<BundleStanding | null> {
  const entry = versionOn(await entryHistory(office, BUNDLES, undefined, code), dateOf(office.now()));
  return entry ? { entry, bundle: entry.body as unknown as Bundle } : null;
}

/** Steps that one round over one filing takes at most: each item begins once and ends once. */
const MOST_STEPS = 100;

type Handling = {
  readonly id: string;
  readonly phase: string;
  readonly done: Readonly<Record<string, DateStr>>;
};

async function handlingNow(office: Office, id: string): Promise<Handling> {
  const { state } = await loadCase(office, { as: 'system' }, id);
  const view = new CaseView(state);
  const done = ['grant', 'grant-at-once', 'grant-by-commitment', 'deny'].flatMap((act) => {
    const found = view.last(act);
    return found ? [[act, dateOf(found.at)] as const] : [];
  });
  return { id, phase: state.phase, done: Object.fromEntries(done) };
}

/** What the application for an item is given, from the one form. */
function applicationFor(
  view: CaseView,
  member: BundleMember,
  item: MemberItem,
  filing: string,
  today: DateStr,
): Record<string, unknown> {
  const bundle = bundleOf(view) as Bundle;
  const f = filingOf(view);
  const first = ![...standingOf(view).values()].some((s) => s !== 'under-way');
  const theirs = item.object !== '都可以' && item.object !== bundle.object;
  const wanted = new Set(item.materials.filter((m) => m.source === '申请人').map((m) => m.name));
  const given = f.materials as readonly { readonly name: string }[];
  return {
    item: member.item,
    applicantType: item.object === '都可以' ? bundle.object : item.object,
    name: theirs ? f.other : f.name,
    identity: theirs ? f.otherIdentity : f.identity,
    contact: f.contact,
    ...(f.address !== undefined && { address: f.address }),
    matter: `${member.name}（${bundle.name}一件事）：${String(f.matter)}`.slice(0, 2000),
    materials: given.filter((m) => wanted.has(m.name)),
    bundle: filing,
    lead: view.bound('lead')[0],
    // What waits for nothing reached the organs when the filing came.
    receivedOn: first && typeof f.receivedOn === 'string' ? f.receivedOn : today,
    ...(view.bound('applicant')[0] && { account: view.bound('applicant')[0] }),
  };
}

/** One step of a filing. False: there is nothing to do now. */
async function step(office: Office, id: string): Promise<boolean> {
  const { state } = await loadCase(office, { as: 'system' }, id);
  if (state.ended) return false;
  const view = new CaseView(state);
  const act = (name: string, key: string, input: unknown) =>
    performAct(office, id, { act: name, actor: SYSTEM, input, key: `${name}:${id}:${key}`.slice(0, 128) });
  const members = membersOf(view);
  const standing = standingOf(view);
  for (const m of members) {
    const handling = standing.get(m.item) === 'under-way' ? handlingOf(view, m.item) : undefined;
    const result = handling ? outcomeOf(await handlingNow(office, handling)) : undefined;
    if (!result) continue;
    await act('record-result', m.item, { item: m.item, handling, result });
    return true;
  }
  const { begin, skip } = next(members, standing);
  const first = begin[0];
  if (first) {
    const facts = factsOf(view);
    const item = itemIn(facts, first.item) as MemberItem;
    const opened = await openCase(office, 'service-application', {
      act: 'apply-in-bundle',
      actor: SYSTEM,
      input: applicationFor(view, first, item, id, dateOf(office.now())),
      key: `bundle:${id}:${first.item}`.slice(0, 128),
      ...(facts && { region: facts.named.find((e) => e.code === first.item)?.region ?? facts.entry.region }),
    });
    await act('begin-member', first.item, { item: first.item, handling: opened.caseId });
    return true;
  }
  if (skip[0]) {
    const { member, because } = skip[0];
    await act('skip-member', member.item, { item: member.item, because: because.item });
    return true;
  }
  if (state.conds.has('settled')) {
    await act('finish', 'end', {});
    return true;
  }
  return false;
}

/** Do what one filing calls for now. Answers how many steps were taken. @throws Problem where a step is refused */
export async function advanceBundle(office: Office, id: string): Promise<number> {
  for (let n = 0; n < MOST_STEPS; n++) if (!(await step(office, id))) return n;
  return MOST_STEPS;
}

/** Do what all open filings call for. One that cannot go on (an item was suspended) does not stop the others. */
export async function advanceBundles(office: Office): Promise<number> {
  const { rows } = await office.store.within({ as: 'system' }, (tx) =>
    sql<{ id: string }>`select id from fadu.case_file
      where procedure = ${bundleFiling.code} and phase = 'under-way' order by changed_at limit 2000`.execute(
      tx,
    ),
  );
  let steps = 0;
  for (const { id } of rows) {
    try {
      steps += await advanceBundle(office, id);
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 422) throw error;
    }
  }
  return steps;
}

/** An item of a filing, as its applicant sees it. */
export interface MyMember {
  readonly item: string;
  readonly name: string;
  readonly organ: string;
  readonly days: number;
  /** In which wave it is done, from 0; all of a wave run side by side. */
  readonly wave: number;
  readonly handling: string | undefined;
  readonly outcome: Outcome | undefined;
  /** How its application stands; absent before it begins. */
  readonly words: PhaseWords | undefined;
}

/** A filing as its applicant sees it. */
export interface MyBundle {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly lead: string;
  readonly openedAt: string;
  readonly phase: string;
  readonly title: string;
  readonly ended: boolean;
  readonly members: readonly MyMember[];
  /** Working days promised for the whole. */
  readonly days: number;
  readonly due: DateStr | undefined;
  readonly left: string | undefined;
}

async function mine(office: Office, loaded: LoadedCase): Promise<MyBundle> {
  const { state, procedure, file } = loaded;
  const view = new CaseView(state);
  const facts = factsOf(view);
  const members = membersOf(view);
  const standing = standingOf(view);
  const depth = new Map(waves(members).flatMap((w, i) => w.map((m) => [m.item, i] as const)));
  const clock = clockOf(procedure, state, 'promise', {
    now: office.now(),
    calendar: office.calendar,
    organ: office.organ,
    organsOf: office.organsOf,
  });
  const rows = await Promise.all(
    members.map(async (m): Promise<MyMember> => {
      const item = itemIn(facts, m.item);
      const handling = handlingOf(view, m.item);
      const at = standing.get(m.item);
      const phase = handling ? (await loadCase(office, { as: 'system' }, handling)).state.phase : undefined;
      return {
        item: m.item,
        name: m.name,
        organ: item ? office.organName(item.organ) : '',
        days: item?.promisedDays ?? 0,
        wave: depth.get(m.item) ?? 0,
        handling,
        outcome: at === undefined || at === 'under-way' ? undefined : at,
        words: phase === undefined ? undefined : PHASE_WORDS[phase],
      };
    }),
  );
  return {
    id: file.id,
    number: Object.values(state.acts[0]?.issued ?? {})[0] ?? '',
    name: bundleOf(view)?.name ?? '',
    lead: office.organName(view.bound('lead')[0] ?? ''),
    openedAt: file.opened_at,
    phase: state.phase,
    title: procedure.phases[state.phase]?.title ?? state.phase,
    ended: Boolean(state.ended),
    members: rows.sort((a, b) => a.wave - b.wave),
    days: promiseDays(facts, members),
    due: state.ended ? undefined : clock.due,
    left: state.ended ? undefined : clock.remaining?.text,
  };
}

/** A filing of this person; null where there is none that is his. */
export async function myBundle(office: Office, person: string, id: string): Promise<MyBundle | null> {
  const loaded = await loadCase(office, { as: 'resident', person }, id).catch((error: unknown) => {
    if (error instanceof Problem && error.status === 404) return null;
    throw error;
  });
  return loaded?.procedure.code === bundleFiling.code && loaded.file.persons.includes(person)
    ? mine(office, loaded)
    : null;
}

/** The filings of a person, newest first, at most fifty. */
export async function myBundles(office: Office, person: string): Promise<readonly MyBundle[]> {
  const scope = { as: 'resident', person } as const;
  const { rows } = await office.store.within(scope, (tx) =>
    sql<{ id: string }>`select id from fadu.case_file
      where procedure = ${bundleFiling.code} and ${person} = any (persons)
      order by opened_at desc, id limit 50`.execute(tx),
  );
  return Promise.all(rows.map(async (r) => mine(office, await loadCase(office, scope, r.id))));
}

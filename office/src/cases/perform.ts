/** One act, from the request to the record: load, decide, write in one transaction, answer. */
import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import {
  type Accepted,
  type ActDef,
  type Actor,
  type ActRecord,
  apply,
  asksOf,
  CalendarMissing,
  type CaseState,
  dateOf,
  decide,
  type Instant,
  type Moment,
  noCase,
  type Procedure,
  performerFor,
  questionsOf,
  standing,
  yearOf,
} from '@fadu/kernel';
import type { PoolClient, QueryResult } from 'pg';
import type { Office } from '../office.ts';
import { notFound, Problem, refused } from '../problem.ts';
import { takeOut } from '../sealed/sealed.ts';
import { beginAs, quoted, roleOf, type Scope } from '../store/pool.ts';
import { recordAttempt } from '../supervision/attempts.ts';
import { answerAll } from './answers.ts';
import { unknownOrgans } from './bound-organs.ts';
import { keepWritten, loadCase, regionOf } from './load.ts';
import { Elsewhere, openingFor, openingRegion, regionElsewhere } from './opening.ts';
import {
  actDigest,
  actLeaf,
  caseRow,
  clockRows,
  dutyLeaf,
  entryRows,
  type LeafRow,
  plain,
  publicAct,
  saidLeaf,
} from './rows.ts';

export interface ActRequest {
  readonly act: string;
  readonly input: unknown;
  readonly actor: Actor;
  /** Idempotency key: the same key acts once, however often it is sent. */
  readonly key: string;
  /** Moment of the act; the office's clock unless a simulation says otherwise. */
  readonly at?: Instant;
  /**
   * Region in which a new case looks for its owner, where that follows from a list (the item's organ); the case is
   * opened in the region of the organ found. Default: that of the person's post, else the city's.
   */
  readonly region?: string;
}

export interface Performed {
  readonly caseId: string;
  readonly record: ActRecord;
  readonly state: CaseState;
  readonly procedure: Procedure;
  /** The key had been used before: this is the first answer again. */
  readonly repeated: boolean;
}

const STALE = '40001';
const DUPLICATE = '23505';
const NO_RIGHT = '42501';
const TRIES = 12;
/** Longest pause between two tries, in milliseconds: those who meet on one case come apart. */
const PAUSE_MS = 150;
/** Unique keys that a repeated or simultaneous request runs into; any other is a rule of the procedure. */
const OWN_KEYS: readonly string[] = [
  'act_pkey',
  'act_idem',
  'case_file_pkey',
  'number_pkey',
  'entry_pkey',
  'entry_once',
  'entry_visit_place',
];

/** A case id that follows from the idempotency key, so that a request sent twice opens one case. */
export const caseIdFor = (region: string, key: string): string =>
  `${region}-${createHash('sha256').update(`${region}\n${key}`).digest('hex').slice(0, 24)}`;

/** How far the clocks of two servers may stand apart, in milliseconds. */
const CLOCK_SKEW_MS = 120_000;

/**
 * The moment of an act by the server's clock, never before the act before it: what the law counts from must stand in the order
 * in which it was done. Two servers may differ a little; `behind`: more than that, so that nothing may be written.
 */
function notBefore(now: Instant, state: CaseState): { readonly now: Instant; readonly behind: boolean } {
  const last = state.acts.at(-1)?.at;
  if (last === undefined || now >= last) return { now, behind: false };
  return { now: last, behind: Date.parse(last) - Date.parse(now) > CLOCK_SKEW_MS };
}

const clockBehind = () =>
  new Problem(
    503,
    'clock-behind',
    '服务器的时钟早于本事项上一步办理的时间，没有办理，也没有写入任何内容；请通知系统管理员校准时钟，之后再办理',
  );

const momentOf = (office: Office, at?: Instant): Moment => ({
  now: at ?? office.now(),
  calendar: office.calendar,
  organ: office.organ,
  organsOf: office.organsOf,
});

/** Open a case by its opening act. @throws Problem with every refusal, nothing written */
export async function openCase(
  office: Office,
  code: string,
  request: Omit<ActRequest, 'act'> & { readonly act?: string },
): Promise<Performed> {
  const procedure = office.procedureOn(code, dateOf(request.at ?? office.now()));
  if (!procedure) throw notFound('这个程序');
  const act = request.act ?? openingFor(procedure, request.actor);
  const openIn = (region: string) =>
    attempt(office, procedure, { ...request, act }, async () => ({
      state: noCase(caseIdFor(region, request.key), procedure.code, procedure.version),
      public: false,
      sure: true,
    }));
  try {
    return await openIn(openingRegion(office, procedure, act, request));
  } catch (error) {
    if (error instanceof Elsewhere) return openIn(error.region);
    throw error;
  }
}

/** Perform an act on a case. @throws Problem with every refusal, nothing written */
export async function performAct(office: Office, id: string, request: ActRequest): Promise<Performed> {
  const read = async (): Promise<Standing> => {
    const { state, file, keys } = await loadFor(office, id, request);
    return { state, public: file.public, seen: keys.get(request.key), sure: true };
  };
  const known = office.known.get(id);
  if (known && request.actor.posts.length && known.procedure === currentOf(office, known.state)) {
    const { procedure, state } = known;
    const kept: Standing = { state, public: known.public, seen: known.keys.get(request.key), sure: false };
    return attempt(office, procedure, request, async (again) => (again ? read() : kept));
  }
  const loaded = await loadFor(office, id, request);
  const first: Standing = {
    state: loaded.state,
    public: loaded.file.public,
    seen: loaded.keys.get(request.key),
    sure: true,
  };
  // What others did meanwhile counts whole: the same request on another line, and that the case became public.
  return attempt(office, loaded.procedure, request, async (again) => (again ? read() : first));
}

const currentOf = (office: Office, state: CaseState) => office.procedureOf(state.procedure, state.version);

/** A case as an act finds it. */
interface Standing {
  readonly state: CaseState;
  readonly public: boolean;
  /** Number of the act that was done under the request's key before. */
  readonly seen?: number | undefined;
  /**
   * It was read for this request, under the person's own scope. What this server only remembers may be used to accept an act:
   * the write, under the same rights, fails where the case has moved on or may not be seen. It refuses and answers nothing.
   */
  readonly sure: boolean;
}

/** Load a case for a decision: under the person's own scope, or the system's where anyone may take part. */
async function loadFor(office: Office, id: string, request: ActRequest) {
  const { actor, act } = request;
  if (actor.kind === 'system') return loadCase(office, { as: 'system' }, id);
  for (const organ of new Set(actor.posts.map((p) => p.organ))) {
    const found = await loadCase(office, { as: 'organ', organ }, id).catch(onlyNotFound);
    if (found) return found;
  }
  const found = await loadCase(office, { as: 'system' }, id);
  const bound = actor.person !== undefined && found.file.persons.includes(actor.person);
  const def = found.procedure.acts[act];
  const open = found.file.public && def?.by.some((by) => by.kind === 'public' || by.kind === 'resident');
  if (!bound && !open) throw notFound('这个事项');
  return found;
}

function onlyNotFound(error: unknown): null {
  if (error instanceof Problem && error.status === 404) return null;
  throw error;
}

/** A limit that reaches a year without an arrangement of holidays cannot be computed. @throws Problem 422 saying which year */
function inKnownYears<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof CalendarMissing) throw new Problem(422, 'calendar-missing', error.message);
    throw error;
  }
}

async function attempt(
  office: Office,
  procedure: Procedure,
  request: ActRequest,
  standingOf: (again: boolean) => Promise<Standing>,
): Promise<Performed> {
  if (!/^[\x21-\x7e]{8,128}$/.test(request.key)) {
    throw new Problem(400, 'idempotency-key', '请求缺少幂等键（Idempotency-Key），应为8到128个可见字符');
  }
  for (let tries = 0; ; tries++) {
    const found = await standingOf(tries > 0);
    try {
      const done = await once(office, procedure, request, found);
      if (done) return done;
    } catch (error) {
      // Whatever stands against it is found again, or not, on the case as it is now and as this person may see it.
      if (found.sure) throw error;
      continue;
    }
    if (!found.sure) continue;
    if (tries >= TRIES)
      throw new Problem(
        503,
        'busy',
        '现在同时办理这个事项的人太多，这次没有办成，也没有写入任何内容；请稍候再提交一次',
      );
    if (tries > 0) await wait(Math.random() * Math.min(PAUSE_MS, 4 * 2 ** tries));
  }
}

/** Decide and write once. Null: the case has moved on meanwhile, or what was remembered of it does not suffice. */
async function once(
  office: Office,
  procedure: Procedure,
  request: ActRequest,
  found: Standing,
): Promise<Performed | null> {
  const { state, sure } = found;
  if (found.seen !== undefined) return sure ? repeatedAnswer(procedure, state, request, found.seen) : null;
  const clock = request.at ? { now: request.at, behind: false } : notBefore(office.now(), state);
  const at = momentOf(office, clock.now);
  // Nothing is looked up for someone who may not act here, or where the act is out of place.
  const def = procedure.acts[request.act];
  const barred =
    def && asksOf(def).length ? standing(procedure, state, request.act, request.actor, at).length > 0 : false;
  const asked = barred ? [] : questionsOf(procedure, state, request.act, request.input, at.now);
  const answered = asked.length
    ? await answerAll(office, regionOf(state.id), asked, askingOrgans(procedure, state, request))
    : [];
  const moment: Moment = { ...at, ...(answered.length && { answered }) };
  const decision = inKnownYears(() =>
    decide(procedure, state, request.act, request.input, request.actor, moment),
  );
  if (!decision.ok) {
    if (!sure) return null;
    // An opening that was done before may now be refused by what it left itself: the first answer stands.
    const before = state.seq === 0 ? await answerFor(office, procedure, state, request) : null;
    if (before) return before;
    await recordAttempt(office, procedure, request, decision.refusals, moment.now);
    throw refused(decision.refusals);
  }
  // Only an organ's own right is asked by the write as it is by the reading.
  if (!sure && !decision.record.actor.organ) return null;
  // Asked last, so that whoever may not act here is told that, whatever the clock says.
  if (clock.behind) throw clockBehind();
  const unknown = unknownOrgans(procedure, def as ActDef, decision.record, (id) => Boolean(office.organ(id)));
  if (unknown.length) throw refused(unknown);
  const elsewhere = regionElsewhere(office, procedure, state, def as ActDef, decision.record);
  if (elsewhere) throw new Elsewhere(elsewhere);
  try {
    const record = await write(office, procedure, state, decision, request, moment, found.public);
    office.written();
    const after = keepWritten(
      office,
      procedure,
      state,
      record,
      request.key,
      publicAfter(procedure, found, record),
    );
    return { caseId: state.id, record, state: after, procedure, repeated: false };
  } catch (error) {
    if (error instanceof CalendarMissing) throw new Problem(422, 'calendar-missing', error.message);
    const code = (error as { code?: string }).code;
    if (code === NO_RIGHT)
      throw new Problem(403, 'database-rights', '数据库拒绝了这次写入：您所在的机关没有参与这个事项');
    const constraint = (error as { constraint?: string }).constraint ?? '';
    if (code === DUPLICATE && !OWN_KEYS.includes(constraint)) {
      throw new Problem(409, 'exists', '同样的事项已经立件，不能重复立件', [], procedure.cites);
    }
    if (code === DUPLICATE) {
      const before = await answerFor(office, procedure, state, request);
      if (before) return before;
    }
    if (code !== STALE && code !== DUPLICATE) throw error;
    return null;
  }
}

/** On whose behalf an act asks: the organ whose case it is, and the one under whose post the person acts. */
function askingOrgans(
  procedure: Procedure,
  state: CaseState,
  { act, actor }: Pick<ActRequest, 'act' | 'actor'>,
): string[] {
  const def = procedure.acts[act];
  const acting = def && performerFor(def, state, actor)?.post?.organ;
  const asking = acting ?? actor.person;
  return [...new Set([...(asking ? [asking] : []), ...(state.bindings[procedure.owner] ?? [])])];
}

/** The recorded answer to a key that was used before, wherever it was. */
async function answerFor(
  office: Office,
  procedure: Procedure,
  state: CaseState,
  request: ActRequest,
): Promise<Performed | null> {
  const region = regionOf(state.id);
  const { rows } = await office.store.within({ as: 'system' }, async (tx) => ({
    rows: await tx
      .selectFrom('fadu.act')
      .select(['case_id', 'seq'])
      .where('region', '=', region)
      .where('idem_key', '=', request.key)
      .execute(),
  }));
  const found = rows[0];
  if (!found) return null;
  const loaded = await loadCase(office, { as: 'system' }, found.case_id);
  return repeatedAnswer(procedure, loaded.state, request, found.seq);
}

function repeatedAnswer(procedure: Procedure, state: CaseState, request: ActRequest, seq: number): Performed {
  const record = state.acts.find((a) => a.seq === seq);
  const samePerson = record?.actor.person === request.actor.person;
  if (!record || record.act !== request.act || !samePerson) {
    throw new Problem(409, 'idempotency-key-reused', '这个幂等键已经用于另一次办理，请换一个新的');
  }
  return { caseId: state.id, record, state, procedure, repeated: true };
}

async function write(
  office: Office,
  procedure: Procedure,
  before: CaseState,
  decided: Accepted,
  request: ActRequest,
  moment: Moment,
  wasPublic: boolean,
): Promise<ActRecord> {
  const owner = decided.state.bindings[procedure.owner]?.[0];
  const { record: kept, sealed } = takeOut(office, procedure, decided.state.id, decided.record, owner);
  const decision: Accepted = sealed.length ? { ok: true, record: kept, state: apply(before, kept) } : decided;
  const scope = writingScope(decision.record);
  const region = regionOf(decision.state.id);
  const person = decision.record.actor.person ?? null;
  const draws = decision.record.effects.numbers;
  if (draws.length === 0 && sealed.length === 0) {
    await office.store.pool.query({
      name: writer(decision.record),
      text: `select fadu.${writer(decision.record)}($1, $2, $3)`,
      values: [
        roleOf(scope),
        person,
        JSON.stringify(payload(office, procedure, decision, request, moment, wasPublic, [])),
      ],
    });
    return decision.record;
  }
  // Numbers are drawn first, in the same transaction: the series stays locked until the act commits. What is sealed is
  // written with it, too.
  const wanted = draws.map((series) => seriesOf(procedure, decision, series, moment));
  const client = await office.store.pool.connect();
  try {
    const drawn = await several(client, [
      beginAs(roleOf(scope), person ?? ''),
      ...wanted.map(
        (w) =>
          `select fadu.draw_number(${[region, w.series, w.organ].map(quoted).join(', ')}, ${w.year}) as n`,
      ),
    ]);
    const numbers = wanted.map((w, i): NumberRow => {
      const n = Number(drawn.at(i - wanted.length)?.rows[0]?.n);
      return {
        series: w.series,
        organ: w.organ,
        year: w.year,
        n,
        text: formatNumber(w.format, office.organ(w.organ), w.year, n),
      };
    });
    const record: ActRecord = draws.length
      ? { ...decision.record, issued: Object.fromEntries(numbers.map((n) => [n.series, n.text])) }
      : decision.record;
    const numbered: Accepted = { ok: true, record, state: apply(before, record) };
    const rows = JSON.stringify(payload(office, procedure, numbered, request, moment, wasPublic, numbers));
    await several(client, [
      `select fadu.${writer(record)}(${[roleOf(scope), person ?? '', rows].map(quoted).join(', ')})`,
      ...sealed.map(
        (row) =>
          `insert into fadu.sealed (region, case_id, seq, field, organ, role, ciphertext, at) values (${[region, decision.state.id].map(quoted).join(', ')}, ${record.seq}, ${[row.field, row.organ, row.role, `\\x${row.ciphertext.toString('hex')}`, record.at].map(quoted).join(', ')})`,
      ),
      'commit',
    ]);
    return record;
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

/** Send several statements in one message; the first that fails ends it. */
async function several(
  client: PoolClient,
  statements: readonly string[],
): Promise<QueryResult<Record<string, unknown>>[]> {
  return [
    (await client.query(statements.join('; '))) as unknown as QueryResult<Record<string, unknown>>,
  ].flat();
}

/** A number that an act draws, as it is kept. */
interface NumberRow {
  readonly series: string;
  readonly organ: string;
  readonly year: number;
  readonly n: number;
  readonly text: string;
}

/** From which series an act draws, and how the number is printed. */
function seriesOf(procedure: Procedure, decision: Accepted, series: string, moment: Moment) {
  const def = procedure.series?.[series] ?? {
    title: series,
    format: '{mark}〔{year}〕{n}号',
    of: procedure.owner,
  };
  const owned = def.of === 'actor.organ' ? decision.record.actor.organ : decision.state.bindings[def.of]?.[0];
  return { series, format: def.format, organ: owned ?? procedure.owner, year: yearOf(dateOf(moment.now)) };
}

/** The function that writes an act; what happens to texts of law is written with it. */
const writer = (record: ActRecord): string =>
  record.effects.instrumentEvents?.length ? 'act_write_law' : 'act_write';

/** A number as printed: `{mark}规〔{year}〕{n}号`. */
export function formatNumber(
  format: string,
  organ: { mark: string | null; uscc: string | null; name: string } | undefined,
  year: number,
  n: number,
): string {
  return format
    .replace('{mark}', organ?.mark ?? organ?.name ?? '')
    .replace('{uscc}', organ?.uscc ?? '')
    .replace('{year}', String(year))
    .replace(/\{n(?::(\d+))?\}/, (_, width?: string) => String(n).padStart(Number(width ?? 0), '0'));
}

/** Under whose database role an act is written. */
function writingScope(record: ActRecord): Scope {
  if (record.actor.kind === 'system') return { as: 'system' };
  if (record.actor.organ) return { as: 'organ', organ: record.actor.organ };
  if (record.actor.person) return { as: 'resident', person: record.actor.person };
  return { as: 'public' };
}

/** Whether everyone may see a case after an act. */
const publicAfter = (procedure: Procedure, before: Pick<Standing, 'public'>, record: ActRecord): boolean =>
  before.public || Boolean(procedure.publicFrom?.includes(record.act));

function payload(
  office: Office,
  procedure: Procedure,
  { record, state }: Accepted,
  request: ActRequest,
  moment: Moment,
  wasPublic: boolean,
  numbers: readonly NumberRow[],
) {
  const region = regionOf(state.id);
  const salt = randomBytes(16).toString('hex');
  const digest = actDigest(region, state.id, record, salt, request.key);
  const clocks = clockRows(
    procedure,
    state,
    record.effects.clocks.map((c) => c.clock),
    moment,
  );
  const leaves: LeafRow[] = [
    actLeaf(region, state.id, record, digest),
    ...clocks.filter((c) => c.kind === 'duty').map((c) => dutyLeaf(region, state.id, record.seq, c)),
  ];
  const isPublic = publicAfter(procedure, { public: wasPublic }, record);
  const def = procedure.acts[record.act] as ActDef;
  const said = isPublic ? publicAct(procedure, { ok: true, record, state }, moment) : null;
  if (said && def.attested) leaves.push(saidLeaf(region, state.id, record, said.body));
  return {
    case: {
      ...caseRow(procedure, state, (id) => office.organ(id) !== undefined),
      region,
      public: isPublic,
      demo: office.demo,
    },
    act: { ...plain(record), salt, digest, key: request.key },
    clocks,
    leaves,
    entries: entryRows(record),
    numbers,
    instrumentEvents: record.effects.instrumentEvents ?? [],
    publicAct: said,
    jobs: [
      ...(record.effects.instrumentEvents?.length
        ? [
            {
              task: 'law-periods',
              payload: { instruments: record.effects.instrumentEvents.map((e) => e.instrument) },
              key: `law-periods:${state.id}:${record.seq}`,
            },
          ]
        : []),
      ...(def.papers?.length
        ? [
            {
              task: 'papers',
              payload: { id: state.id, seq: record.seq },
              key: `papers:${state.id}:${record.seq}`,
            },
          ]
        : []),
      ...(isPublic && (def.publishes?.length || record.effects.entries.length)
        ? [{ task: 'index', payload: { id: state.id }, key: `index:${state.id}` }]
        : []),
    ],
  };
}

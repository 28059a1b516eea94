/**
 * Acts a second: a three-step approval (start, complete, complete; each durable, each its own transaction) in Fadu, in Operaton
 * and Flowable embedded, and in DBOS, all on one PostgreSQL server, in turn within each round; and the bare commit rate.
 */
import type { Actor } from '@fadu/kernel';
import { openCase, performAct } from '@fadu/office/cases/perform';
import { type House, staff, startHouse } from '../house.ts';
import { median } from '../measure.ts';
import { type Need, type Outcome, type Part, type Row, type Run, whole } from '../part.ts';
import { cpuOf, runs } from '../processes.ts';
import { compileEngine, installDbos, type Peer, type Round, startDbos, startEngine } from './peers.ts';
import { approval } from './procedure.ts';

/** Levels of history that each engine is measured with: none, and what it keeps for an audit. */
const ENGINES = [
  ['operaton', 'none'],
  ['operaton', 'full'],
  ['flowable', 'none'],
  ['flowable', 'audit'],
] as const;

const needs: readonly Need[] = [
  {
    name: 'java, javac and mvn',
    without: ['operaton', 'flowable'],
    get: 'Install a JDK of version 17 or newer and Maven (Debian: apt install openjdk-17-jdk-headless maven); the engines’ jars are fetched by Maven at the first run.',
    missing: () => {
      const none = ['java', 'javac', 'mvn'].filter((tool) => !runs(tool, '-version'));
      return none.length ? `${none.join(', ')} cannot be started` : null;
    },
  },
  {
    name: 'npm',
    without: ['dbos'],
    get: 'It comes with Node; DBOS is installed by it into the bench’s cache folder at the first run.',
    missing: () => (runs('npm', '--version') ? null : 'npm cannot be started'),
  },
];

/** Organs whose people act by turns: each has a database role of its own, as in a city. */
const ORGANS = ['t-city', 't-market', 't-ecology', 't-police', 't-justice', 't-office'] as const;

/** What takes its turn in a round. */
interface Lane {
  readonly name: string;
  readonly version: string;
  /** Program whose processor time counts beside the server's; 0 for this process. */
  readonly pid: number;
  readonly aim: Row['aim'];
  run(ms: number): Promise<Round>;
}

/** One turn: rate, and processor time of program and server for each act in microseconds (NaN where it cannot be known). */
interface Turn {
  readonly rate: number;
  readonly program: number;
  readonly server: number;
}

/** All lanes work until the time is over; an approval that was begun is finished. */
async function round(lanes: number, ms: number, work: (act: () => void) => Promise<void>): Promise<Round> {
  const start = performance.now();
  let acts = 0;
  const act = (): void => {
    acts++;
  };
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (performance.now() - start < ms) await work(act);
    }),
  );
  return { acts, ms: performance.now() - start };
}

/** The approval in Fadu, with all that it writes: act, clocks, leaf, case. */
function ours(house: House, lanes: number, seed: number): Lane {
  const people = ORGANS.map((organ) => ['clerk', 'reviewer', 'head'].map((role) => staff(role, organ)));
  const opinion = '材料齐全，依据明确，程序合法，同意。'.repeat(4);
  let [n, turns] = [0, 0];
  const key = (): string => `acts-${seed}-${process.pid}-${++n}`;
  return {
    name: 'Fadu',
    version: '',
    pid: 0,
    aim: undefined,
    run: async (ms) => {
      const done = await round(lanes, ms, async (act) => {
        const [clerk, reviewer, head] = people[++turns % people.length] as [Actor, Actor, Actor];
        const { caseId } = await openCase(house.office, approval.code, {
          actor: clerk,
          input: { title: `演示事项第${n}号`, reason: opinion },
          key: key(),
        });
        act();
        await performAct(house.office, caseId, {
          act: 'review',
          actor: reviewer,
          input: { reviewed: opinion },
          key: key(),
        });
        act();
        await performAct(house.office, caseId, {
          act: 'approve',
          actor: head,
          input: { approved: opinion },
          key: key(),
        });
        act();
      });
      // The log's share of the work belongs to the acts that caused it: before the next takes its turn.
      await house.sequencer.flush();
      return done;
    },
  };
}

/** One row and one commit, by the same driver on as many connections. */
async function bare(house: House, lanes: number): Promise<Lane> {
  await house.owner.query(
    'create table public.bare (id bigint generated always as identity primary key, v text)',
  );
  const query = {
    name: 'bare',
    text: 'insert into public.bare (v) values ($1)',
    values: ['x'.repeat(200)],
  };
  return {
    name: 'bare commit of one row',
    version: '',
    pid: 0,
    aim: { at: 'least', ratio: 0.5 },
    run: (ms) =>
      round(lanes, ms, async (act) => {
        await house.owner.query(query);
        act();
      }),
  };
}

const ownCpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

async function turn(lane: Lane, house: House, ms: number): Promise<Turn> {
  const used = (): [number, number] => [
    (lane.pid ? cpuOf(lane.pid) : ownCpu()) ?? Number.NaN,
    cpuOf(house.serverPid) ?? Number.NaN,
  ];
  const before = used();
  const { acts, ms: took } = await lane.run(ms);
  const after = used();
  const each = (i: 0 | 1): number => ((after[i] - before[i]) * 1000) / acts;
  return { rate: (acts * 1000) / took, program: each(0), server: each(1) };
}

/** Let it run until three turns in a row are not a tenth faster than the best before, or the time is over. */
async function warmUp(lane: Lane, seconds: number, run: Run): Promise<void> {
  const until = performance.now() + seconds * 1000;
  let [best, idle] = [0, 0];
  while (performance.now() < until && idle < 3) {
    const { acts, ms } = await lane.run(2000);
    const rate = (acts * 1000) / ms;
    idle = rate > best * 1.1 ? 0 : idle + 1;
    best = Math.max(best, rate);
  }
  run.say(`  ${lane.name}: ${best.toFixed(0)}/s${idle < 3 ? ', perhaps still warming' : ''}`);
}

/** Start what can run here; what cannot is said. */
async function peersOf(house: House, lanes: number, run: Run, notes: string[]): Promise<Peer[]> {
  const peers: Peer[] = [];
  const classes = new Map<string, string>();
  for (const [engine, history] of ENGINES) {
    if (!run.has(engine)) continue;
    try {
      run.say(`preparing ${engine}, history ${history} …`);
      const classpath = classes.get(engine) ?? (await compileEngine(engine, run.cache));
      classes.set(engine, classpath);
      const database = await house.database(`${engine}_${history}`);
      peers.push(await startEngine(engine, classpath, database, lanes, history));
    } catch (error) {
      notes.push(
        `${engine} (history ${history}) could not run here: ${(error as Error).message.split('\n')[0]}`,
      );
      run.say(notes.at(-1) as string);
    }
  }
  if (run.has('dbos')) {
    try {
      run.say('preparing DBOS …');
      peers.push(await startDbos(await installDbos(run.cache), await house.database('dbos'), lanes));
    } catch (error) {
      notes.push(`DBOS could not run here: ${(error as Error).message.split('\n')[0]}`);
      run.say(notes.at(-1) as string);
    }
  }
  return peers;
}

const HOW: readonly string[] = [
  'An act is one of three: start, complete, complete; each its own durable transaction (fsync on). All on one server, in turn within each round; ratios are medians of the rounds’ ratios.',
  'Fadu writes per act: the act with its salted digest, the case, its clocks with due dates, one leaf of the log for the act and one for each duty that arises; the log is sequenced and signed within its turn. Roles, order and separation of people are checked, and the database’s row-level security under the role of each organ; six organs act by turns. It runs in one Node process, as does the bare commit.',
  'Operaton and Flowable: embedded, one HikariCP connection a lane, UUID generator, job and async executors off, metrics, authorization, identity and event registry off (their performance and history pages are cited in bench/src/acts/engines). They check neither role nor separation and keep no due dates here, and their clients are spared the query for the task. History none leaves no trace of who did what; full (Operaton) and audit (Flowable, its default) keep a record, without hashes.',
  'DBOS: a workflow of three steps with nothing to wait for is its nearest: it writes the start, each step and the end (five durable writes for three acts); nobody is asked who they are, and steps run one after the other in one process. It is a library of durable functions, not a process engine: no aim is set beside it.',
  'Processor time is user and system time from the operating system, of the program and of all processes of PostgreSQL during its turn, divided by acts: less noisy than the clock on a shared machine.',
];

/** Microseconds as people read them. */
const micro = (value: number): number => Math.round(value);

/** Rows from turns: rates, then processor time. */
function rowsOf(
  own: readonly Turn[],
  others: readonly { lane: Lane; turns: readonly Turn[] }[],
  lanes: number,
): Row[] {
  const rate = (turns: readonly Turn[]): number => median(turns.map((t) => t.rate));
  const spent = (turns: readonly Turn[]) => {
    const [program, server] = [median(turns.map((t) => t.program)), median(turns.map((t) => t.server))];
    return {
      value: micro(program + server),
      unit: 'µs',
      note: `program ${micro(program)}, PostgreSQL ${micro(server)}`,
    };
  };
  const ratios = (turns: readonly Turn[], of: (t: Turn) => number): number =>
    median(turns.map((t, i) => of(own[i] as Turn) / of(t)));
  const known = own.every((t) => Number.isFinite(t.program + t.server));
  return [
    ...others.map(
      ({ lane, turns }): Row => ({
        what: `acts a second, ${lanes} at once`,
        ours: { value: rate(own), unit: '/s' },
        peer: { name: lane.name, value: rate(turns), unit: '/s' },
        ratio: ratios(turns, (t) => t.rate),
        better: 'more',
        ...(lane.aim && { aim: lane.aim }),
      }),
    ),
    ...(known
      ? others.map(
          ({ lane, turns }): Row => ({
            what: 'processor time of one act',
            better: 'less',
            ours: spent(own),
            peer: { name: lane.name, ...spent(turns) },
            ratio: ratios(turns, (t) => t.program + t.server),
          }),
        )
      : []),
  ];
}

/** The part. */
export const part: Part = {
  name: 'acts',
  title: 'a three-step approval beside process engines, and beside the bare commit',
  options: {
    seconds: { default: '5', all: '3', what: 'seconds of each turn' },
    rounds: { default: '5', all: '3', what: 'rounds; in each everyone takes a turn' },
    lanes: { default: '8', what: 'clients at once, each with a connection' },
    warm: { default: '90', all: '40', what: 'seconds of warming up at most, for each' },
  },
  needs,
  async run(options, run): Promise<Outcome> {
    const [seconds, rounds, lanes, warm] = ['seconds', 'rounds', 'lanes', 'warm'].map((o) =>
      whole(options, o),
    ) as [number, number, number, number];
    run.say('starting PostgreSQL (durable: fsync and synchronous_commit on) …');
    const house = await startHouse(run.folder, lanes, [approval]);
    const peers: Peer[] = [];
    try {
      const notes: string[] = [];
      peers.push(...(await peersOf(house, lanes, run, notes)));
      const self = ours(house, lanes, run.seed);
      const others: { lane: Lane; turns: Turn[] }[] = [
        await bare(house, lanes),
        ...peers.map(
          (p): Lane => ({
            name: p.name,
            version: p.version,
            pid: p.pid,
            aim: p.name === 'DBOS' ? undefined : { at: 'least', ratio: 3 },
            run: (ms) => p.run(ms),
          }),
        ),
      ].map((lane) => ({ lane, turns: [] }));
      run.say(`warming up until nobody gets faster, ${warm} s each at most …`);
      for (const lane of [self, ...others.map((o) => o.lane)]) await warmUp(lane, warm, run);
      const own: Turn[] = [];
      for (let r = 0; r < rounds; r++) {
        own.push(await turn(self, house, seconds * 1000));
        for (const other of others) other.turns.push(await turn(other.lane, house, seconds * 1000));
        run.say(
          `round ${r + 1}: Fadu ${own[r]?.rate.toFixed(0)}/s, ${others.map((o) => `${o.lane.name} ${o.turns[r]?.rate.toFixed(0)}/s`).join(', ')}`,
        );
      }
      return {
        rows: rowsOf(own, others, lanes),
        notes: [...HOW, ...notes],
        versions: {
          PostgreSQL: house.postgres,
          ...Object.fromEntries(peers.map((p) => [p.name.split(',')[0] as string, p.version])),
        },
      };
    } finally {
      for (const p of peers) await p.stop();
      await house.close();
    }
  },
};

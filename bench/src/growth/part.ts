/**
 * Growth: what a clerk and a citizen wait for in cities whose archives differ a thousandfold: one act, the to-do list, case
 * pages, lists, the cockpit, through the API and the portal as the person's own database role. All cities stand on one
 * durable server and are asked in turn within each round, so that noise meets them all.
 */
import { existsSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { samples } from '@fadu/plan/rulemaking/normative-documents/sample.testing';
import { staff, startHouse } from '../house.ts';
import { median, percentile } from '../measure.ts';
import { type Options, type Outcome, type Part, type Row, type Run, whole } from '../part.ts';
import { cpuOf } from '../processes.ts';
import { buildCity, type City } from './city.ts';

/** Room on disk that a recorded act takes with its indexes, and what the write-ahead log needs besides, in bytes. */
const BYTES_AN_ACT = 2_800;
const BYTES_BESIDE = 5e9;
/** No more than so many times slower from the smallest city to the largest. */
const AIM = { at: 'most', ratio: 1.3 } as const;

/** The sizes asked for, in acts, the smallest first. @throws Error for anything but whole numbers */
function sizesOf(options: Options): number[] {
  const sizes = (options.acts ?? '').split(',').map(Number);
  if (sizes.length < 2 || sizes.some((n) => !Number.isSafeInteger(n) || n < 1_000))
    throw new Error('--acts must be two or more whole numbers from 1000, as 10000,1000000');
  return sizes.sort((a, b) => a - b);
}

const drafter = staff('drafter');
const head = staff('head');
const supervisor = staff('supervision-clerk', 't-justice');

/** What is measured: prepared outside the time, then done. */
interface Wait {
  readonly what: string;
  readonly title: string;
  prepare?(city: City, i: number): Promise<string>;
  run(city: City, i: number, prepared: string): Promise<unknown>;
}

const opened = async (city: City): Promise<string> =>
  JSON.parse(
    await city.ask(drafter, 'POST', '/api/v1/cases/normative-document', {
      ...samples.propose,
      title: '演示文件管理办法',
    }),
  ).id;
const ofArchive = (city: City, i: number): string => city.archive[i % city.archive.length] ?? '';

const WAITS: readonly Wait[] = [
  { what: 'open', title: 'opening a case', run: opened },
  {
    what: 'perform',
    title: 'one act on a case',
    prepare: opened,
    run: (city, _, id) => city.ask(head, 'POST', `/api/v1/cases/${id}/acts/withdraw`, samples.reason),
  },
  { what: 'todo', title: 'the to-do list', run: (city) => city.ask(drafter, 'GET', '/api/v1/todo') },
  {
    what: 'page',
    title: 'the page of a case at work',
    prepare: opened,
    run: (city, _, id) => city.ask(drafter, 'GET', `/api/v1/cases/${id}`),
  },
  {
    what: 'archive',
    title: 'the page of a case from the archive',
    run: (city, i) => city.ask(drafter, 'GET', `/api/v1/cases/${ofArchive(city, i)}`),
  },
  {
    what: 'cases',
    title: 'an organ’s list of cases',
    run: (city) => city.ask(drafter, 'GET', '/api/v1/cases'),
  },
  {
    what: 'open-cases',
    title: 'an organ’s list of open cases',
    run: (city) => city.ask(drafter, 'GET', '/api/v1/cases?state=open'),
  },
  { what: 'documents', title: 'public list: documents', run: (city) => city.page('/documents') },
  {
    what: 'consultations',
    title: 'public list: consultations',
    run: (city) => city.page('/consultations?state=closed'),
  },
  { what: 'penalties', title: 'public list: penalties on show', run: (city) => city.page('/penalties') },
  { what: 'home', title: 'the portal’s home', run: (city) => city.page('/') },
  {
    what: 'cockpit-plan',
    title: 'cockpit: tasks and progress',
    run: async (city) => {
      await city.ask(head, 'GET', '/api/v1/plan/tasks');
      await city.ask(head, 'GET', '/api/v1/plan/progress?by=chapter');
    },
  },
  {
    what: 'cockpit-supervision',
    title: 'cockpit: supervision',
    run: async (city) => {
      await city.ask(supervisor, 'GET', '/api/v1/supervision/figures');
      await city.ask(supervisor, 'GET', '/api/v1/supervision/findings');
    },
  },
  {
    what: 'signals',
    title: 'cockpit: signals of a quarter',
    run: (city) => city.ask(supervisor, 'GET', '/api/v1/signals?from=2025-01-01&to=2025-03-31'),
  },
];

/** Samples of one wait in one city: wall times, and the processor time of this program and the server over all of them. */
interface Sampled {
  readonly times: number[];
  cpu: number;
}

/** Samples that follow each other in one city. */
const BLOCK = 5;

/** Ask every city in turn; answers the samples by wait and city. */
async function measure(
  cities: readonly City[],
  rounds: number,
  waits: readonly Wait[],
  serverPid: number,
  run: Run,
): Promise<ReadonlyMap<string, readonly Sampled[]>> {
  const samples = new Map(waits.map((w) => [w.what, cities.map((): Sampled => ({ times: [], cpu: 0 }))]));
  const used = (): number =>
    process.cpuUsage().user / 1e3 + process.cpuUsage().system / 1e3 + (cpuOf(serverPid) ?? Number.NaN);
  // Once through without counting: connections, plans and the memory of the server.
  for (let round = -1; round < rounds; round++) {
    // Another city begins each time.
    for (const wait of waits)
      for (let c = 0; c < cities.length; c++) {
        const place = (c + round + 1) % cities.length;
        const city = cities[place] as City;
        const first = (round + 1) * BLOCK;
        const prepared: string[] = [];
        for (let k = 0; k < BLOCK; k++) prepared.push((await wait.prepare?.(city, first + k)) ?? '');
        const sampled = samples.get(wait.what)?.[place] as Sampled;
        const before = used();
        for (let k = 0; k < BLOCK; k++) {
          const start = performance.now();
          await wait.run(city, first + k, prepared[k] ?? '');
          if (round >= 0) sampled.times.push(performance.now() - start);
        }
        if (round >= 0) sampled.cpu += used() - before;
      }
    if (round >= 0 && (round + 1) % 5 === 0) run.say(`round ${round + 1} of ${rounds}`);
  }
  return samples;
}

const short = (n: number): string =>
  n >= 1e6 ? `${Number((n / 1e6).toPrecision(3))} million` : n.toLocaleString('en');

export const part: Part = {
  name: 'growth',
  title: 'what people wait for in a young and in an old city',
  options: {
    acts: {
      default: '10000,1000000,10000000',
      all: '10000,300000',
      what: 'sizes of the cities in acts; ten million take about 28 GB',
    },
    rounds: { default: '20', all: '8', what: 'rounds; five samples of each wait and city in each' },
    keep: {
      default: '',
      what: 'folder in which the cities stay for the next run; migrations that came since are applied to them',
    },
    only: { default: '', what: 'waits by name, commas between; all when empty' },
  },
  needs: [
    {
      name: 'room on disk',
      without: 'part',
      get: 'Make room in the temporary folder (TMPDIR), or ask for smaller cities: --acts 10000,1000000.',
      missing: (options) => {
        if (options.keep && existsSync(join(resolve(options.keep), 'postgres'))) return null;
        const wanted = sizesOf(options).reduce((a, b) => a + b, 0) * BYTES_AN_ACT + BYTES_BESIDE;
        const { bavail, bsize } = statfsSync(tmpdir());
        return bavail * bsize < wanted
          ? `${(wanted / 1e9).toFixed(0)} GB are needed, ${((bavail * bsize) / 1e9).toFixed(0)} are free`
          : null;
      },
    },
  ],
  async run(options, run): Promise<Outcome> {
    const sizes = sizesOf(options);
    const rounds = whole(options, 'rounds');
    const only = (options.only ?? '').split(',').filter(Boolean);
    const waits = WAITS.filter((w) => only.length === 0 || only.includes(w.what));
    const house = await startHouse(options.keep ? resolve(options.keep) : run.folder, 4);
    const cities: City[] = [];
    try {
      for (const acts of sizes) {
        run.say(`filling a city of ${short(acts)} acts …`);
        cities.push(await buildCity(await house.database(`growth_${acts}`), acts, run.seed, run.say));
      }
      const samples = await measure(cities, rounds, waits, house.serverPid, run);
      const first = cities[0] as City;
      const rows = waits.flatMap((wait) =>
        cities.slice(1).map((city, c): Row => {
          const figure = (place: number) => {
            const { times, cpu } = (samples.get(wait.what) as readonly Sampled[])[place] as Sampled;
            const note = `p95 ${percentile(times, 95).toFixed(1)} ms, CPU ${(cpu / times.length).toFixed(1)} ms`;
            return { value: median(times), unit: 'ms', note };
          };
          return {
            what: `${wait.title} at ${short(city.acts)} acts`,
            ours: figure(c + 1),
            peer: { name: `at ${short(first.acts)}`, ...figure(0) },
            aim: AIM,
          };
        }),
      );
      return {
        rows,
        notes: [
          ...cities.map(
            (c) =>
              `A city of ${c.acts.toLocaleString('en')} acts in ${c.cases.toLocaleString('en')} cases: ${(c.bytes / 1e9).toFixed(2)} GB, filled in ${(c.fillMs / 1000).toFixed(0)} s.`,
          ),
          'Nineteen of twenty cases are penalties; 300 cases are open in each city; the archive lies between 2022 and 2025. Every act has its digest and its leaf; the leaves are not put into the log here (see the part record), and no sequencer runs.',
          'Medians of all samples; the first round is not counted. CPU: processor time of the program and the database server together for one sample, which other work on the machine disturbs less than the time on the clock. Requests go through the API and the portal in one process, without a socket; nothing is kept between them but what the server itself keeps.',
        ],
        versions: { PostgreSQL: house.postgres },
      };
    } finally {
      for (const city of cities) await city.close();
      await house.close();
    }
  },
};

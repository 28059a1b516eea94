/**
 * Pages: how many a second the portal answers and how long the slowest wait, beside a static file of the same server and the
 * same bytes as files of nginx; what a page weighs; how long the server takes to start and how much memory it holds at rest.
 * The server is `npm start` on the demonstration city, a process of its own; wrk asks from outside.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { freePort } from '@fadu/office/store/server';
import { median } from '../measure.ts';
import { type Outcome, type Part, type Row, type Run, whole } from '../part.ts';
import { cpuOf, runs } from '../processes.ts';
import { type Load, load, nginxAt, nginxConfig, weigh } from './load.ts';

const ROOT = join(fileURLToPath(new URL('.', import.meta.url)), '../../..');

/** A running program that was waited for. */
interface Started {
  readonly pid: number;
  /** From the start to the first answer, in milliseconds. */
  readonly ms: number;
  stop(): Promise<void>;
}

/** Start a program and wait until an address answers. @throws Error with its last words where it ends before */
async function started(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  url: string,
  patience: number,
): Promise<Started> {
  const begun = performance.now();
  const child = spawn(command, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let words = '';
  let over = false;
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (d) => {
      words = (words + d).slice(-2_000);
    });
  const gone = new Promise<void>((done) => {
    child.on('close', () => done());
    child.on('error', () => done());
  });
  void gone.then(() => {
    over = true;
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await gone;
  };
  while (performance.now() - begun < patience) {
    if (over) throw new Error(`${command} ended: ${words}`);
    const answered = await fetch(url)
      .then((r) => r.arrayBuffer().then(() => r.status < 500))
      .catch(() => false);
    if (answered) return { pid: child.pid ?? 0, ms: performance.now() - begun, stop };
    await new Promise((r) => setTimeout(r, 25));
  }
  await stop();
  throw new Error(`${command} did not answer within ${patience / 1000} s: ${words}`);
}

/** Memory that a process holds, in MB (resident; Linux). NaN where it cannot be known. */
function memoryOf(pid: number): number {
  try {
    const kb = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kb ? Number(kb) / 1024 : Number.NaN;
  } catch {
    return Number.NaN;
  }
}

/** Wait until a process has used less than a twentieth of a core for five seconds, or patience is over; answers seconds waited. */
async function untilQuiet(pid: number, patience: number): Promise<number> {
  const begun = performance.now();
  for (let before = cpuOf(pid); performance.now() - begun < patience; ) {
    await new Promise((r) => setTimeout(r, 5_000));
    const now = cpuOf(pid);
    if (before === null || now === null || now - before < 250) break;
    before = now;
  }
  return (performance.now() - begun) / 1000;
}

/** One page to ask for: its name and the address it has on the portal. */
interface Page {
  readonly name: string;
  readonly path: string;
}

/** The pages that are measured: home, a list, a document from that list, a search. */
async function pagesOf(base: string): Promise<Page[]> {
  const list = await (await fetch(`${base}/documents`)).text();
  const document = /href="(\/documents\/[^"?]+)"/.exec(list)?.[1];
  if (!document) throw new Error('the demonstration city has no published document');
  return [
    { name: 'the home page', path: '/' },
    { name: 'a list (documents)', path: '/documents' },
    { name: 'a document', path: document },
    { name: 'a search', path: `/search?q=${encodeURIComponent('管理办法')}` },
  ];
}

const kb = (bytes: number): number => bytes / 1024;

export const part: Part = {
  name: 'pages',
  title: 'the portal’s pages beside static files, start, memory, weight',
  options: {
    seconds: { default: '5', all: '3', what: 'seconds of each load' },
    rounds: { default: '3', all: '2', what: 'rounds, everything in turn in each' },
    connections: { default: '16', what: 'connections at once' },
    cases: { default: '0', what: 'cases of enforcement of the demonstration city beside its usual year' },
    rest: { default: '600', all: '300', what: 'seconds to wait at most until the server is at rest' },
    data: {
      default: '',
      what: 'data folder of a city that was told before; empty: told anew (some minutes)',
    },
  },
  needs: [
    {
      name: 'wrk',
      without: 'part',
      get: 'Install it (Debian: apt install wrk).',
      // Without arguments it explains itself and ends with 1; only a program that is not there cannot be started.
      missing: () => (runs('sh', '-c', 'command -v wrk') ? null : 'wrk cannot be started'),
    },
    {
      name: 'nginx',
      without: ['nginx'],
      get: 'Install it (Debian: apt install nginx-light); it is started by the bench with settings of its own.',
      missing: () => (nginxAt() ? null : 'nginx cannot be started'),
    },
  ],
  async run(options, run): Promise<Outcome> {
    const [seconds, rounds, connections] = ['seconds', 'rounds', 'connections'].map((o) =>
      whole(options, o),
    ) as [number, number, number];
    const port = await freePort();
    const base = `http://127.0.0.1:${port}`;
    const serve = (patience: number) =>
      started(
        process.execPath,
        ['--import', 'tsx', '--disable-warning=ExperimentalWarning', 'city/src/start.ts'],
        {
          PORT: String(port),
          FADU_DATA: options.data || join(run.folder, 'data'),
          FADU_CASES: String(whole(options, 'cases')),
          FADU_HANDLINGS: '0',
        },
        `${base}/healthz`,
        patience,
      );
    if (!options.data) {
      run.say('telling the demonstration city …');
      await (await serve(3_600_000)).stop();
    }
    const stops: (() => Promise<void>)[] = [];
    try {
      run.say('starting the server …');
      const server = await serve(300_000);
      stops.push(server.stop);
      run.say('waiting until it is at rest: proofs and indexes are made after the start …');
      const waited = await untilQuiet(server.pid, whole(options, 'rest') * 1_000);
      const memory = memoryOf(server.pid);
      const pages = await pagesOf(base);
      const weights = await Promise.all(pages.map((p) => weigh(base, p.path)));
      const css = Buffer.from(await (await fetch(`${base}/static/fadu.css`)).arrayBuffer());
      const peer = run.has('nginx') ? await startNginx(run, css, base, pages) : null;
      if (peer) stops.push(peer.stop);

      const lanes: { name: string; url: string; loads: Load[]; cpu?: number; answers?: number }[] = [
        { name: 'own static', url: `${base}/static/fadu.css`, loads: [] },
        ...pages.map((p) => ({ name: p.name, url: base + p.path, loads: [] })),
        ...(peer
          ? [
              { name: 'nginx static', url: `${peer.base}/fadu.css`, loads: [] },
              ...pages.map((p, i) => ({
                name: `nginx ${p.name}`,
                url: `${peer.base}/page${i}.html`,
                loads: [],
              })),
            ]
          : []),
      ];
      // Once before, so that nobody is measured cold.
      for (const lane of lanes) await load(lane.url, 1, connections);
      for (let round = 1; round <= rounds; round++) {
        for (const lane of lanes) {
          const pid = lane.name.startsWith('nginx') ? (peer?.pid ?? 0) : server.pid;
          const before = cpuOf(pid);
          const one = await load(lane.url, seconds, connections);
          lane.loads.push(one);
          lane.cpu = (lane.cpu ?? 0) + ((cpuOf(pid) ?? Number.NaN) - (before ?? Number.NaN));
          lane.answers = (lane.answers ?? 0) + one.rate * seconds;
        }
        run.say(`round ${round} of ${rounds}`);
      }
      const of = (name: string) => lanes.find((l) => l.name === name)?.loads ?? [];
      const middle = (name: string, what: 'rate' | 'p99') => median(of(name).map((l) => l[what]));
      for (const lane of lanes) {
        const errors = lane.loads.reduce((n, l) => n + l.errors, 0);
        if (errors > 0) throw new Error(`${errors} answers of ${lane.name} under load were errors`);
      }
      const timeouts = lanes.flatMap((l) => l.loads).reduce((n, l) => n + l.timeouts, 0);
      const cpuEach = (name: string): string => {
        const lane = lanes.find((l) => l.name === name);
        return ((lane?.cpu ?? Number.NaN) / (lane?.answers ?? Number.NaN)).toFixed(2);
      };
      const figure = (name: string) => ({
        value: middle(name, 'rate'),
        unit: '/s',
        note: `p99 ${middle(name, 'p99').toFixed(1)} ms, CPU ${cpuEach(name)} ms`,
      });
      const rated = (what: string, ours: string, theirs: string): Row => ({
        what,
        ours: figure(ours),
        peer: { name: theirs, ...figure(theirs) },
        ratio: median(of(ours).map((l, i) => l.rate / (of(theirs)[i]?.rate ?? Number.NaN))),
      });
      return {
        rows: [
          ...(peer ? [rated('a static file', 'own static', 'nginx static')] : []),
          ...pages.flatMap((p) => [
            rated(p.name, p.name, 'own static'),
            ...(peer ? [rated(`${p.name}, beside its bytes as a file`, p.name, `nginx ${p.name}`)] : []),
          ]),
          { what: 'start to first answer', ours: { value: server.ms, unit: 'ms' }, peer: null },
          {
            what: 'memory at rest, server alone',
            ours: { value: memory, unit: 'MB', note: `${waited.toFixed(0)} s after the start` },
            peer: null,
          },
          ...pages.map((p, i): Row => {
            const w = weights[i] as (typeof weights)[number];
            return {
              what: `weight of ${p.name} with what it loads, compressed`,
              ours: {
                value: kb(w.wholeGzip),
                unit: 'KB',
                note: `${kb(w.whole).toFixed(0)} KB plain, ${w.files} files; the page alone ${kb(w.pageGzip).toFixed(1)} of ${kb(w.page).toFixed(1)} KB`,
              },
              peer: null,
            };
          }),
        ],
        notes: [
          `wrk with one thread and ${connections} connections on the same machine, answers compressed; medians of ${rounds} rounds; ${timeouts} answers took longer than ten seconds.`,
          'nginx with sendfile, open_file_cache and gzip_static as its documentation describes for static files: it compresses nothing while it is measured.',
          'The server starts from its sources (tsx), its embedded database with it, and proves its procedures ahead in a second thread; memory is that of its process, without PostgreSQL. Public pages are kept for a second, so that a page under load is made once a second and sent many times.',
          'CPU: processor time of the server’s processes for one answer (the embedded database is a child of ours and counts; wrk does not), which other work on the machine disturbs less than the rate.',
        ],
        versions: {},
      };
    } finally {
      for (const stop of stops.reverse()) await stop();
    }
  },
};

/** An nginx that serves the style sheet and the pages as files, compressed ahead. */
async function startNginx(run: Run, css: Buffer, base: string, pages: readonly Page[]) {
  const folder = join(run.folder, 'nginx');
  const www = join(folder, 'www');
  mkdirSync(www, { recursive: true });
  const put = (name: string, bytes: Buffer) => {
    writeFileSync(join(www, name), bytes);
    writeFileSync(join(www, `${name}.gz`), gzipSync(bytes));
  };
  put('fadu.css', css);
  for (const [i, p] of pages.entries())
    put(`page${i}.html`, Buffer.from(await (await fetch(base + p.path)).arrayBuffer()));
  const port = await freePort();
  writeFileSync(join(folder, 'nginx.conf'), nginxConfig(folder, port));
  const at = `http://127.0.0.1:${port}`;
  const { stop, pid } = await started(
    nginxAt() ?? 'nginx',
    ['-c', join(folder, 'nginx.conf')],
    {},
    `${at}/fadu.css`,
    10_000,
  );
  return { base: at, stop, pid };
}

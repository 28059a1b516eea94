/** Faults of what lies under the server: the database stopped, full, crowded; the clock set back; two servers at once. */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import type { Fault } from './fault.ts';
import { accepted } from './journal.ts';
import { play, type Scene } from './scene.ts';

const s = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
const nothing = () => null;

/** Ask the API once, as a stranger, for something that needs the database; the status and the problem's code. */
async function ask(scene: Scene): Promise<{ status: number; code: string; detail: string }> {
  return fetch(`${scene.server.url}/healthz`, { signal: AbortSignal.timeout(60_000) }).then(
    async (r) => {
      const body = (await r.json().catch(() => ({}))) as { code?: string; detail?: string };
      return { status: r.status, code: body.code ?? '', detail: body.detail ?? '' };
    },
    () => ({ status: 0, code: '', detail: '' }),
  );
}

/** Ask until it is well again; milliseconds. */
async function wellAgain(scene: Scene, seconds = 90): Promise<number> {
  const began = performance.now();
  for (;;) {
    const { status } = await ask(scene);
    if (status === 200) return performance.now() - began;
    if (performance.now() - began > seconds * 1000) {
      scene.wrong.push(`not well again after ${seconds} s (status ${status})`);
      return performance.now() - began;
    }
    await scene.wait(100);
  }
}

export const historyFault: Fault = {
  name: 'history',
  title:
    'many clients on the same few cases, numbers and entries; every answer explained by one order of acts',
  small: 1,
  usual: 5,
  missing: nothing,
  run: (run) =>
    play(run, {
      lanes: 16,
      lookers: 3,
      load: { twice: 0.3, weights: { reminder: 0, point: 8, result: 2, document: 10 } },
      async during(scene) {
        await scene.wait(8000);
        const perCase = new Map<string, number>();
        for (const a of scene.journal.all)
          if (accepted(a) && a.caseId) perCase.set(a.caseId, (perCase.get(a.caseId) ?? 0) + 1);
        return [`${perCase.size} cases, the busiest with ${Math.max(0, ...perCase.values())} acts`];
      },
    }),
};

export const twoServersFault: Fault = {
  name: 'two-servers',
  title: 'two servers on one database, requests by turns, one of them killed and started again',
  small: 1,
  usual: 5,
  missing: nothing,
  run: (run) =>
    play(run, {
      lanes: 10,
      servers: 2,
      lookers: 2,
      load: { twice: 0.3 },
      async during(scene) {
        await scene.wait(4000);
        const victim = scene.chance.pick(scene.servers);
        await victim.kill();
        await scene.wait(1000);
        const back = await victim.start();
        await scene.wait(3000);
        return [`one killed, back after ${s(back)}`];
      },
    }),
};

export const restartFault: Fault = {
  name: 'restart',
  title: 'the database stopped by its operator and started again, the server staying up',
  small: 1,
  usual: 6,
  missing: nothing,
  run: (run) =>
    play(run, {
      async during(scene) {
        await scene.wait(2000);
        const how = scene.chance.pick(['fast', 'immediate'] as const);
        await scene.world.database.stop(how);
        const { status, code, detail } = await ask(scene);
        if (status !== 503 || code !== 'database-away' || !/[一-鿿]/.test(detail))
          scene.wrong.push(`without its database the server answers ${status} ${code} ${detail}`);
        for (const path of ['/documents', '/sign-in']) {
          const page = await fetch(`${scene.server.url}${path}`, { signal: AbortSignal.timeout(60_000) });
          // Signing in asks nothing of the database before a form is sent.
          if (page.status !== 503 && !(path === '/sign-in' && page.status === 200))
            scene.wrong.push(`without its database ${path} answers ${page.status}`);
        }
        const away = scene.chance.int(1000, 6000);
        await scene.wait(away);
        await scene.world.database.start();
        const well = await wellAgain(scene);
        await scene.wait(2000);
        return [`stopped (${how}), away ${s(away)}, 503 meanwhile, well again ${s(well)} after its start`];
      },
    }),
};

export const connectionsFault: Fault = {
  name: 'connections',
  title: 'every connection of the database taken by others: 503 with a problem, and well again after',
  small: 1,
  usual: 4,
  missing: nothing,
  run: (run) =>
    play(run, {
      tuning: { max_connections: '60', superuser_reserved_connections: '6' },
      async during(scene) {
        await scene.wait(1500);
        const hogs: pg.Client[] = [];
        let hogging = true;
        const hog = async () => {
          while (hogging) {
            const client = new pg.Client({ connectionString: scene.world.prepared.appUrl });
            client.on('error', () => {});
            try {
              await client.connect();
              hogs.push(client);
            } catch {
              await client.end().catch(() => {});
              await scene.wait(20);
            }
          }
        };
        const lanes = Array.from({ length: 4 }, hog);
        await scene.wait(1500);
        // The server's own connections break (a network that hiccups), and others are quicker to take their place.
        await scene.world.owner.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'fadu_app' and pid <> all($1)`,
          [hogs.map((h) => (h as unknown as { processID: number }).processID)],
        );
        await scene.wait(500);
        const before = new Map(scene.journal.statuses);
        const seen = [];
        for (let i = 0; i < 5; i++) {
          seen.push(await ask(scene));
          await scene.wait(300);
        }
        const full = seen.filter((x) => x.status === 503 && x.code === 'database-away').length;
        const acts = (scene.journal.statuses.get(503) ?? 0) - (before.get(503) ?? 0);
        const other = seen.filter((x) => x.status !== 503 && x.status !== 200);
        if (other.length) scene.wrong.push(`crowded out, the server answers ${JSON.stringify(other[0])}`);
        // Looks may come on the one connection that was given back in time; acts need several.
        if (!full && !acts) scene.wrong.push('the server was never crowded out: this run shows nothing');
        hogging = false;
        await Promise.all(lanes);
        await Promise.all(hogs.map((h) => h.end().catch(() => {})));
        const well = await wellAgain(scene);
        await scene.wait(1500);
        const refused = (scene.journal.statuses.get(503) ?? 0) - (before.get(503) ?? 0);
        return [
          `${hogs.length} connections taken, ${full} of 5 looks and ${refused} acts answered 503, well again after ${s(well)}`,
        ];
      },
    }),
};

/** A file system of its own, small, in memory. */
async function smallDisk(folder: string) {
  const at = join(folder, 'small');
  mkdirSync(at, { recursive: true });
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=400m,mode=0755', 'tmpfs', at]);
  if (mounted.status !== 0) throw new Error(`mount: ${String(mounted.stderr)}`);
  return {
    folder: at,
    async leave() {
      spawnSync('umount', ['-l', at]);
    },
  };
}

export const diskFault: Fault = {
  name: 'disk-full',
  title: 'the disk of the database runs full under load, and has room again',
  small: 1,
  usual: 4,
  missing() {
    if (process.platform !== 'linux' || process.getuid?.() !== 0)
      return 'needs Linux and root, to mount a small file system (tmpfs)';
    const probe = '/tmp/.fadu-mount-probe';
    mkdirSync(probe, { recursive: true });
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', probe]);
    if (mounted.status === 0) spawnSync('umount', [probe]);
    rmSync(probe, { recursive: true, force: true });
    return mounted.status === 0
      ? null
      : `this machine lets nobody mount a file system: ${String(mounted.stderr).trim()}`;
  },
  run: (run) =>
    play(run, {
      place: smallDisk,
      lanes: 6,
      tuning: { max_wal_size: '64MB', min_wal_size: '32MB' },
      async during(scene) {
        const { world } = scene;
        await scene.wait(1500);
        const ballast = join(world.folder, 'ballast');
        const file = openSync(ballast, 'w');
        const block = Buffer.alloc(1 << 20, 1);
        const fill = () => {
          for (let left = 1 << 20; left >= 4096; ) {
            try {
              writeSync(file, block, 0, left);
            } catch {
              left >>= 1;
            }
          }
        };
        fill();
        const began = performance.now();
        let refused = 0;
        let crashed = false;
        while (performance.now() - began < 8000) {
          await scene.wait(250);
          fill();
          const { status, code } = await ask(scene);
          if (status === 503) refused++;
          else if (status !== 200) scene.wrong.push(`on a full disk the server answers ${status} ${code}`);
          if (!world.database.running) {
            crashed = true;
            break;
          }
        }
        closeSync(file);
        const free = statfsSync(world.folder);
        rmSync(ballast, { force: true });
        const back = world.database.running ? 0 : await world.database.start();
        const well = await wellAgain(scene);
        await scene.wait(2000);
        const acts503 = scene.journal.statuses.get(503) ?? 0;
        if (!acts503 && !crashed) scene.wrong.push('nothing failed on the full disk: this run shows nothing');
        return [
          `${Math.round((free.bavail * free.bsize) / 1024)} KB left, ${crashed ? `PostgreSQL stopped itself, back after ${s(back)}` : 'PostgreSQL stayed up'}, ${acts503} answers 503 so far, ${refused} looks refused, well again after ${s(well)}`,
        ];
      },
    }),
};

export const clockFault: Fault = {
  name: 'clock-back',
  title: 'the server’s clock set back by a second, by a minute, by an hour, and right again',
  small: 1,
  usual: 4,
  missing: nothing,
  run: (run) =>
    play(run, {
      async during(scene) {
        const said: string[] = [];
        for (const [offset, name] of [
          [-1000, 'a second'],
          [-60_000, 'a minute'],
          [-3_600_000, 'an hour'],
        ] as const) {
          await scene.wait(1000);
          const before = scene.journal.statuses.get(503) ?? 0;
          await scene.server.moveClock(offset);
          await scene.wait(1500);
          const refused = (scene.journal.statuses.get(503) ?? 0) - before;
          said.push(`${name} back: ${refused} sendings refused`);
          if (offset > -120_000 && refused) scene.wrong.push(`${name} back, ${refused} acts were refused`);
          if (offset < -120_000 && !refused)
            scene.wrong.push(`${name} back, and no act on an open case was refused`);
          await scene.server.moveClock(0);
        }
        await scene.wait(1000);
        return said;
      },
    }),
};

/** Begin a request and send its body byte by byte, or leave in the middle. */
function dawdle(port: number, ms: number): Promise<void> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    const end = () => {
      socket.destroy();
      done();
    };
    socket.on('error', () => done());
    socket.write(
      'POST /api/v1/cases/result-sharing HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nidempotency-key: slow-client-1\r\ncontent-length: 5000\r\n\r\n{"',
    );
    const drip = setInterval(() => socket.write(' '), 200);
    setTimeout(() => {
      clearInterval(drip);
      end();
    }, ms);
  });
}

export const clientsFault: Fault = {
  name: 'clients',
  title:
    'slow clients that hold their requests open, clients that leave before the answer, every act sent twice',
  small: 1,
  usual: 4,
  missing: nothing,
  run: (run) =>
    play(run, {
      load: { twice: 1 },
      async during(scene) {
        const slow = Array.from({ length: 200 }, () => dawdle(scene.server.port, 6000));
        const before = scene.journal.all.filter(accepted).length;
        const quick: number[] = [];
        for (let i = 0; i < 20; i++) {
          const at = performance.now();
          await ask(scene);
          quick.push(performance.now() - at);
          await scene.wait(200);
        }
        await Promise.all(slow);
        quick.sort((a, b) => a - b);
        const done = scene.journal.all.filter(accepted).length - before;
        if (done === 0) scene.wrong.push('200 slow clients brought all others to a stop');
        return [
          `200 slow clients for 6 s; ${done} acts done beside them, a look took ${Math.round(quick[10] ?? 0)} ms (median), ${Math.round(quick.at(-1) ?? 0)} ms (longest)`,
        ];
      },
    }),
};

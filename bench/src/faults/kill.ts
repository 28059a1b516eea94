/**
 * Kill runs: a city at work; at a random moment the server, the database, one of its processes, or all of them are
 * killed with -9 and started again; the client goes on with the same keys. After each run everything is checked.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { type Random, random } from '../../../city/src/random.ts';
import { median } from '../measure.ts';
import { check } from './check.ts';
import { Client } from './client.ts';
import type { Fault } from './fault.ts';
import { type Journal, newJournal } from './journal.ts';
import { Load } from './load.ts';
import { FaultServer } from './server.ts';
import { makeWorld, type World } from './world.ts';

/** What is killed. */
export const VICTIMS = ['server', 'database', 'both', 'backend'] as const;
export type Victim = (typeof VICTIMS)[number];

/** Kill, and start again what was killed. Answers what happened, in a line. */
async function strike(
  world: World,
  server: FaultServer,
  victim: Victim,
  chance: Random,
): Promise<{ readonly says: string; readonly down: number }> {
  const began = performance.now();
  switch (victim) {
    case 'server':
      await server.kill();
      // One time in four it is killed once more while it starts.
      if (chance.chance(0.25)) {
        server.launch();
        await wait(chance.int(50, 2500));
        await server.kill();
      }
      break;
    case 'database':
      await world.database.kill();
      await wait(chance.int(0, 1000));
      await world.database.start();
      break;
    case 'both':
      await Promise.all(
        chance.chance(0.5) ? [server.kill(), world.database.kill()] : [world.database.kill(), server.kill()],
      );
      await world.database.start();
      break;
    case 'backend':
      await world.database.killOneBackend((of) => (of ? chance.int(0, of - 1) : 0));
      break;
    default:
      victim satisfies never;
  }
  await server.start();
  const down = performance.now() - began;
  return { says: `${victim}, back after ${(down / 1000).toFixed(1)} s`, down };
}

/** Options of a series of kill runs. */
export interface KillOptions {
  readonly seed: string;
  readonly runs: number;
  readonly folder: string;
  readonly say: (text: string) => void;
  readonly lanes?: number;
  /** Longest work before and after a kill, in milliseconds. */
  readonly before?: number;
  readonly after?: number;
  readonly victims?: readonly Victim[];
}

/** What a series of kill runs brought. */
export interface KillResult {
  readonly runs: number;
  readonly journal: Journal;
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly wrong: readonly string[];
  readonly verified: boolean;
  readonly answered: number;
  readonly notes: readonly string[];
}

/** One database, as many kills as asked. Stops at the first run after which something is not right. */
export async function killRuns(options: KillOptions): Promise<KillResult> {
  const { seed, runs, folder, say, lanes = 8, before = 2500, after = 1500 } = options;
  const chance = random(`kill/${seed}`);
  const world = await makeWorld(folder);
  const server = await FaultServer.for(world);
  const journal = newJournal();
  const client = new Client([server.url], journal, `kill-${seed}`);
  const load = new Load(client, { seed, lanes });
  const downs: number[] = [];
  const ups: number[] = [];
  const victims = options.victims ?? VICTIMS;
  const struck = new Map<string, number>();
  const first: { lost: string[]; doubled: string[]; wrong: string[] } = { lost: [], doubled: [], wrong: [] };
  let done = 0;
  let answered = 0;
  let proven = 0;
  let leaves = 0;
  try {
    await server.start();
    await load.signIn();
    for (let run = 1; run <= runs; run++) {
      const since = journal.all.length;
      const deaths = server.deaths.length;
      await load.newDocument();
      load.start();
      await wait(chance.int(200, before));
      const victim = chance.pick(victims);
      struck.set(victim, (struck.get(victim) ?? 0) + 1);
      const { says, down } = await strike(world, server, victim, chance);
      downs.push(down);
      await wait(chance.int(200, after));
      await load.stop();
      const found = await check(world, journal, { since });
      ups.push(found.caughtUp);
      proven += found.proven;
      leaves = found.leaves;
      done = run;
      answered = found.answered;
      for (const death of server.deaths.slice(deaths))
        found.wrong.push(`the server died of itself: ${death}`);
      say(
        `run ${run}: ${says}; ${journal.all.length - since} acts asked, ${found.answered} answered in all, ${found.refused} refused, caught up in ${(found.caughtUp / 1000).toFixed(1)} s${found.lost.length + found.doubled.length + found.wrong.length ? ' — NOT WHOLE' : ''}`,
      );
      first.lost.push(...found.lost);
      first.doubled.push(...found.doubled);
      first.wrong.push(...found.wrong);
      if (found.lost.length || found.doubled.length || found.wrong.length) break;
    }
  } finally {
    client.giveUp();
    await server.kill();
    await world.close();
  }
  const s = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  const retried = journal.all.filter((a) => a.tries > 1).length;
  const repeated = journal.all.filter((a) => a.answer?.repeated).length;
  const refusals = new Map<string, number>();
  for (const a of journal.all)
    if (a.refusal && !a.answer) refusals.set(a.refusal, (refusals.get(a.refusal) ?? 0) + 1);
  return {
    runs: done,
    journal,
    ...first,
    verified: !first.wrong.length,
    answered,
    notes: [
      `killed: ${[...struck].map(([v, n]) => `${v} ${n}`).join(', ')}`,
      `answering again after ${s(median(downs.length ? downs : [0]))} (median), ${s(Math.max(0, ...downs))} (longest)`,
      `log and outbox caught up ${s(median(ups.length ? ups : [0]))} after the work (median), ${s(Math.max(0, ...ups))} (longest)`,
      `${retried} acts sent more than once, ${repeated} of them answered as done before`,
      `answers by status (0: connection broken): ${[...journal.statuses]
        .sort(([a], [b]) => a - b)
        .map(([status, n]) => `${status} ${n}`)
        .join(', ')}`,
      ...(refusals.size ? [`refused: ${[...refusals].map(([code, n]) => `${code} ${n}`).join(', ')}`] : []),
      `${leaves} leaves in the log, ${proven} inclusion proofs made and verified`,
    ],
  };
}

export const killFault: Fault = {
  name: 'kill',
  title: 'kill -9 of server, database, one of its processes or all, at random points under load',
  small: 4,
  usual: 100,
  missing: () => (process.platform === 'win32' ? 'signals of a POSIX system' : null),
  async run({ seed, runs, folder, say }) {
    const { journal: _, ...result } = await killRuns({ seed, runs, folder, say });
    return result;
  },
};

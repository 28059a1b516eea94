/** The frame of a fault: a world, servers, a city at work; something happens; then everything is checked. */
import { setTimeout as wait } from 'node:timers/promises';
import { type Random, random } from '../../../city/src/random.ts';
import { type Checked, check } from './check.ts';
import { Client } from './client.ts';
import { judge } from './collect.ts';
import type { Tuning } from './database.ts';
import type { Fault, FaultRun } from './fault.ts';
import type { Look } from './history.ts';
import { type Journal, newJournal } from './journal.ts';
import { Load, type LoadOptions } from './load.ts';
import { FaultServer } from './server.ts';
import { makeWorld, type World } from './world.ts';

/** What a fault may use. */
export interface Scene {
  readonly world: World;
  readonly servers: readonly FaultServer[];
  readonly server: FaultServer;
  readonly client: Client;
  readonly load: Load;
  readonly journal: Journal;
  readonly chance: Random;
  readonly run: number;
  /** What was found that is not right, besides what is checked for every fault. */
  readonly wrong: string[];
  readonly say: (text: string) => void;
  readonly wait: (ms: number) => Promise<void>;
}

/** How a fault is set up. */
export interface SceneOptions {
  readonly lanes?: number;
  readonly servers?: number;
  readonly tuning?: Tuning;
  readonly load?: Partial<LoadOptions>;
  /** Where the database lies, when not in the run's own folder. */
  readonly place?: (folder: string) => Promise<{ readonly folder: string; leave(): Promise<void> }>;
  /** Lanes that only look at the cases that others work on. */
  readonly lookers?: number;
  /** What happens in one run, the city being at work. Answers what is worth a note. */
  during(scene: Scene): Promise<readonly string[]>;
  /** After the run and its check, the servers still up. */
  after?(scene: Scene, checked: Checked): Promise<readonly string[]>;
}

/** Look at cases that acts are done on, again and again. */
async function looker(
  scene: Pick<Scene, 'client' | 'journal' | 'chance'>,
  looks: Look[],
  going: () => boolean,
) {
  while (going()) {
    await wait(30);
    const recent = scene.journal.all.slice(-40).filter((a) => a.caseId !== null && a.person !== null);
    const at = recent[scene.chance.int(0, Math.max(0, recent.length - 1))];
    if (!at?.caseId || !at.person) continue;
    const look = await scene.client.look(at.caseId, at.person.slice(2));
    if (look) looks.push(look);
  }
}

/** Run a fault's scene as often as asked, one world for all runs. */
export async function play(
  { seed, runs, folder, say }: FaultRun,
  options: SceneOptions,
): ReturnType<Fault['run']> {
  const place = options.place ? await options.place(folder) : null;
  const world = await makeWorld(place?.folder ?? folder, options.tuning);
  const servers: FaultServer[] = [];
  for (let i = 0; i < (options.servers ?? 1); i++) servers.push(await FaultServer.for(world));
  const server = servers[0] as FaultServer;
  const journal = newJournal();
  const client = new Client(
    servers.map((s) => s.url),
    journal,
    `f-${seed}`,
  );
  const load = new Load(client, { seed, lanes: options.lanes ?? 8, ...options.load });
  const chance = random(`scene/${seed}`);
  const lost: string[] = [];
  const doubled: string[] = [];
  const wrong: string[] = [];
  const notes: string[] = [];
  const looks: Look[] = [];
  let answered = 0;
  let done = 0;
  try {
    // One after the other: the first brings the database up to date.
    for (const s of servers) await s.start();
    await load.signIn();
    for (let run = 1; run <= runs; run++) {
      const since = journal.all.length;
      const scene: Scene = {
        world,
        servers,
        server,
        client,
        load,
        journal,
        chance,
        run,
        wrong,
        say,
        wait: (ms) => wait(ms),
      };
      await load.newDocument();
      load.start();
      let looking = true;
      const lookers = Array.from({ length: options.lookers ?? 0 }, () => looker(scene, looks, () => looking));
      const said = await options.during(scene);
      await load.stop();
      looking = false;
      await Promise.all(lookers);
      const found = await check(world, journal, { since });
      for (const s of servers)
        for (const d of s.deaths.splice(0)) wrong.push(`the server died of itself: ${d}`);
      const inside = journal.statuses.get(500) ?? 0;
      if (inside) wrong.push(`${inside} answers were 500: ${server.errors.slice(-600)}`);
      const { faults } = await judge(world, journal, looks);
      wrong.push(...found.wrong, ...faults.map((f) => `${f.rule}: ${f.says}`));
      lost.push(...found.lost);
      doubled.push(...found.doubled);
      answered = found.answered;
      done = run;
      if (options.after) notes.push(...(await options.after(scene, found)));
      notes.push(...said);
      say(
        `run ${run}: ${said.join('; ')}; ${found.answered} answered in all, caught up in ${(found.caughtUp / 1000).toFixed(1)} s${lost.length + doubled.length + wrong.length ? ' — NOT WHOLE' : ''}`,
      );
      if (lost.length || doubled.length || wrong.length) break;
    }
  } finally {
    client.giveUp();
    for (const s of servers) await s.kill();
    await world.close().catch(() => {});
    await place?.leave();
  }
  return {
    runs: done,
    answered,
    lost,
    doubled,
    wrong,
    verified: wrong.length === 0,
    notes: [
      ...notes.slice(-12),
      `answers by status (0: connection broken): ${[...journal.statuses]
        .sort(([a], [b]) => a - b)
        .map(([status, n]) => `${status} ${n}`)
        .join(', ')}`,
      ...(looks.length ? [`${looks.length} looks at cases, each in keeping with the acts around it`] : []),
    ],
  };
}

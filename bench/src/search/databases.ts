/** The databases of a run: one with the real articles, one with the same repeated up to the size asked for. */
import { createReadStream, createWriteStream, existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { multiply } from '@fadu/office/law/search/large.testing';
import { Office } from '@fadu/office/office';
import { MigrationChanged, migrate } from '@fadu/office/store/migrate';
import { openStore, survivesDrops } from '@fadu/office/store/pool';
import { type DatabaseServer, withDatabase } from '@fadu/office/store/server';
import { fillTestCity } from '@fadu/office/testing/organs';
import { chinaCalendar } from '@fadu/plan/calendar/china';
import pg from 'pg';
import { exportCorpus, importAll, keepInForce } from './corpus.ts';
import type { Known } from './evaluate.ts';
import { fingerprint, folderPrint, type Kept } from './keep.ts';

/** Real articles, or the same repeated. */
export type StageName = 'real' | 'large';

/** A database with its articles, open. */
export interface Opened {
  readonly office: Office;
  /** With the rights of the owner. */
  readonly owner: pg.Pool;
  /** The articles, one a line, for the peers. */
  readonly corpus: string;
  readonly known: readonly Known[];
  /** Texts that are no copies. */
  readonly originals: number;
  /** Of what the articles were made: indexes over other articles are made again. */
  readonly print: string;
  close(): Promise<void>;
}

/** What the articles hang on. */
export interface Wanted {
  readonly laws: string;
  readonly on: string;
  readonly seed: number;
  readonly articles: number;
  readonly readers: number;
}

/** Makes and opens the databases on a server. */
export class Databases {
  private readonly server: DatabaseServer;
  private readonly work: string;
  private readonly kept: Kept;
  private readonly wanted: Wanted;
  private readonly say: (text: string) => void;
  private readonly prints: Record<StageName, string>;

  constructor(server: DatabaseServer, work: string, kept: Kept, wanted: Wanted, say: (text: string) => void) {
    this.server = server;
    this.work = work;
    this.kept = kept;
    this.wanted = wanted;
    this.say = say;
    const { on, seed, articles } = wanted;
    const real = fingerprint([folderPrint(wanted.laws), on]);
    this.prints = { real, large: fingerprint([real, seed, articles]) };
  }

  private async admin<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({ connectionString: this.server.url });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  /** A database that is not there yet. */
  async fresh(name: string, template?: string): Promise<void> {
    await this.admin(async (c) => {
      await c.query(`drop database if exists ${name}`);
      await c.query(`create database ${name}${template ? ` template ${template}` : ''}`);
    });
  }

  /** Make sure that an empty database of this name is there. */
  async ensure(name: string): Promise<string> {
    await this.admin(async (c) => {
      const { rows } = await c.query('select from pg_database where datname = $1', [name]);
      if (rows.length === 0) await c.query(`create database ${name}`);
    });
    return withDatabase(this.server.url, name);
  }

  /** Open a stage; what is kept and still fits is not made again. */
  async open(stage: StageName): Promise<Opened> {
    const print = this.prints[stage];
    const name = `fadu_${stage}`;
    const there = this.kept.get(name, print);
    if (there) {
      try {
        await migrate(withDatabase(this.server.url, name), { app: 'bench' });
        this.say(`${stage}: articles kept from ${there.at}`);
        return await this.connect(stage, print);
      } catch (e) {
        if (!(e instanceof MigrationChanged)) throw e;
        this.say(`${stage}: the kept database was made by other migrations`);
      }
    }
    const began = performance.now();
    // Our index is in the database, and goes with it.
    this.kept.drop(`${stage}-fadu`);
    if (stage === 'real') await this.makeReal(name);
    else await this.makeLarge(name);
    const opened = await this.connect(stage, print);
    const seconds = (performance.now() - began) / 1000;
    this.kept.put(name, { print, seconds, docs: opened.known.length, version: '' });
    return opened;
  }

  private async makeReal(name: string): Promise<void> {
    this.say('importing …');
    await this.fresh(name);
    await migrate(withDatabase(this.server.url, name), { app: 'bench' });
    const { office, owner, close } = this.pools(name);
    try {
      await fillTestCity(owner);
      const versions = await importAll(office, this.wanted.laws, this.say);
      await keepInForce(owner, this.wanted.on);
      this.say(`  ${versions} versions`);
    } finally {
      await close();
    }
  }

  private async makeLarge(name: string): Promise<void> {
    // The real articles again: their index, where it is there already, comes with them.
    await (await this.open('real')).close();
    this.say('multiplying …');
    await this.fresh(name, 'fadu_real');
    const { owner, close } = this.pools(name);
    try {
      await multiply(owner, this.wanted.articles, { seed: this.wanted.seed });
      await owner.query('vacuum analyze fadu.provision');
    } finally {
      await close();
    }
  }

  private pools(name: string): { office: Office; owner: pg.Pool; close(): Promise<void> } {
    const url = withDatabase(this.server.url, name);
    const owner = survivesDrops(new pg.Pool({ connectionString: url, max: 1 }));
    const app = withDatabase(url, name, { name: 'fadu_app', password: 'bench' });
    const store = openStore(app, this.wanted.readers + 2);
    const office = new Office({
      store,
      procedures: [],
      calendar: chinaCalendar,
      now: () => `${this.wanted.on}T01:00:00.000Z`,
      demo: true,
      baseUrl: 'http://127.0.0.1',
    });
    const close = async () => {
      await store.close();
      await owner.end();
    };
    return { office, owner, close };
  }

  private async connect(stage: StageName, print: string): Promise<Opened> {
    const { office, owner, close } = this.pools(`fadu_${stage}`);
    try {
      // Copies are named after a place, and are of a level of their own: what is no copy was imported.
      const originals = await this.originals(stage, owner);
      const corpus = join(this.work, `${stage}-${print}.jsonl`);
      const list = join(this.work, `${stage}-${print}.known`);
      let known: readonly Known[];
      if (existsSync(corpus) && existsSync(list)) known = await readKnown(list);
      else {
        known = await exportCorpus(owner, `${corpus}.new`, originals);
        renameSync(`${corpus}.new`, corpus);
        await writeKnown(list, known);
      }
      return { office, owner, corpus, known, originals: originals.size, print, close };
    } catch (e) {
      await close();
      throw e;
    }
  }

  private async originals(stage: StageName, owner: pg.Pool): Promise<ReadonlySet<string>> {
    const read = async (pool: pg.Pool) =>
      new Set(
        (await pool.query<{ instrument: string }>('select distinct instrument from fadu.provision')).rows.map(
          (r) => r.instrument,
        ),
      );
    if (stage === 'real') return read(owner);
    const real = survivesDrops(
      new pg.Pool({ connectionString: withDatabase(this.server.url, 'fadu_real'), max: 1 }),
    );
    try {
      return await read(real);
    } finally {
      await real.end();
    }
  }
}

async function writeKnown(file: string, known: readonly Known[]): Promise<void> {
  function* lines() {
    for (const k of known) yield `${k.instrument}\t${k.article ?? ''}\t${k.original}\n`;
  }
  await pipeline(Readable.from(lines()), createWriteStream(`${file}.new`));
  renameSync(`${file}.new`, file);
}

async function readKnown(file: string): Promise<Known[]> {
  const known: Known[] = [];
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const [instrument, article, original] = line.split('\t') as [string, string, string];
    known.push({ instrument, article: article || null, original: Number(original) });
  }
  return known;
}

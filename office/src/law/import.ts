/**
 * Importing many texts of law at once: files are read, ordered so that versions of one text come in by their days, and
 * stored one transaction each. A run that is broken off and started again ends the same; what is there already is left
 * alone; every line of every file is accounted for in the report.
 */
import type { DateStr, Unplaced } from '@fadu/kernel';
import { dateOfName } from '@fadu/kernel/legal-text/dates';
import { sql } from 'kysely';
import type { Office } from '../office.ts';
import { composed, type PartFile } from './import-parts.ts';
import { daysOf } from './status.ts';
import { storeText } from './store.ts';
import {
  idOf,
  type LawSource,
  type LineCount,
  lineCount,
  prepareText,
  readSource,
  sha256Of,
} from './store-prepare.ts';
import { enterRepeals } from './store-repeals.ts';
import { BadSource } from './store-source.ts';

/** A file to import; its bytes are read when they are needed, and not kept. */
export interface LawFile {
  /** Path below the folder that is imported, with `/`; what it stood in says what it is: `行政法/行政处罚法(2021-01-22).md`. */
  readonly name: string;
  read(): Promise<Uint8Array>;
}

/** What became of one file, and of each of its lines. */
export interface FileReport extends LineCount {
  readonly name: string;
  /**
   * `stored`: a new version; `same`: the same text was there; `differs`: another text of the same day was there, nothing
   * stored; `refused`: cannot be read as a text of law, nothing stored.
   */
  readonly outcome: 'stored' | 'same' | 'differs' | 'refused';
  readonly id?: string;
  readonly title?: string;
  readonly version?: number;
  /** Why nothing was stored, or what it is the same as. */
  readonly why?: string;
  /** Lines that were kept but not placed with confidence. */
  readonly doubtful: readonly Unplaced[];
  /** What could not be told of days, level, maker. */
  readonly notes: readonly string[];
}

/** A repeal found in a text whose target is not at hand, or not certain. */
export interface OpenRepeal {
  readonly by: string;
  readonly line: number | null;
  readonly title: string;
  readonly on: DateStr | null;
  readonly why: string;
}

/** Rows of the tables of texts of law. */
export type Rows = Readonly<
  Record<'instruments' | 'aliases' | 'versions' | 'events' | 'provisions' | 'repeals', number>
>;

export interface ImportReport {
  readonly at: string;
  readonly files: readonly FileReport[];
  /** Lines of stored files by where they went; `unstored`: lines of files that were not stored. */
  readonly totals: LineCount & { readonly unstored: number } & Readonly<
      Record<FileReport['outcome'], number>
    >;
  /** Repeals found in all texts at hand; `entered`: as events by this run. */
  readonly repeals: {
    readonly found: number;
    readonly entered: number;
    readonly open: readonly OpenRepeal[];
  };
  readonly before: Rows;
  readonly after: Rows;
}

export interface ImportOptions {
  readonly onProgress?: (step: '读取' | '收入' | '废止', done: number, of: number, name: string) => void;
  /** Moment of recording; default now. */
  readonly at?: string;
  /** How many files are stored at the same time. Default 3. */
  readonly lanes?: number;
}

/** Read once to know what each file is; the text itself is not kept. */
interface Seen {
  readonly file: LawFile;
  readonly id: string;
  readonly day: string;
  readonly sha256: string;
  readonly source?: LawSource;
}

/** Import files. Whatever cannot be read is reported and nothing of it written. */
export async function importFiles(
  office: Office,
  files: readonly LawFile[],
  options: ImportOptions = {},
): Promise<ImportReport> {
  const at = options.at ?? office.now();
  const progress = options.onProgress ?? (() => {});
  const before = await rows(office);
  const reports = new Map<string, FileReport>();
  const seen: Seen[] = [];
  const parts: (PartFile & { readonly file: LawFile })[] = [];
  const ordered = [...files].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  for (const [i, file] of ordered.entries()) {
    progress('读取', i, ordered.length, file.name);
    const bytes = await file.read();
    try {
      const reading = await readSource({ name: file.name, bytes });
      const days = daysOf(reading.text, dayOf(file.name));
      const id = idOf(reading.text.title, days);
      reports.set(file.name, {
        name: file.name,
        outcome: 'refused',
        id,
        title: reading.text.title,
        ...lineCount(reading),
        doubtful: reading.unplaced,
        notes: reading.notes,
      });
      if (reading.titles.length > 1) parts.push({ file, name: file.name, bytes, reading });
      else {
        const day = days.promulgated ?? days.adopted ?? days.effective ?? '';
        seen.push({ file, id, day, sha256: sha256Of(bytes) });
      }
    } catch (error) {
      if (!(error instanceof BadSource)) throw error;
      reports.set(file.name, refused(file.name, error.message, bytes));
    }
  }
  const joined = new Map<string, readonly string[]>();
  for (const { source, members } of composed(parts)) {
    const file = parts.find((p) => p.name === members[0])?.file as LawFile;
    const { text } = await readSource(source);
    const days = daysOf(text);
    joined.set(file.name, members);
    seen.push({
      file,
      id: idOf(text.title, days),
      day: days.promulgated ?? '',
      sha256: sha256Of(source.bytes),
      source,
    });
  }
  await storeAll(office, seen, joined, reports, at, { progress, lanes: options.lanes ?? 3 });
  progress('废止', 0, 1, '');
  const entered = await office.store.within({ as: 'system' }, (tx) => enterRepeals(tx, at));
  progress('废止', 1, 1, '');
  office.written();
  const list = ordered.map((f) => reports.get(f.name) as FileReport);
  return {
    at,
    files: list,
    totals: totals(list),
    repeals: { ...(await repeals(office)), entered },
    before,
    after: await rows(office),
  };
}

const dayOf = (name: string) => dateOfName(name.slice(name.lastIndexOf('/') + 1));

const refused = (name: string, why: string, bytes: Uint8Array): FileReport => ({
  name,
  outcome: 'refused',
  why,
  lines: Buffer.from(bytes).toString('latin1').split('\n').length,
  placed: 0,
  blank: 0,
  unplaced: 0,
  doubtful: [],
  notes: [],
});

/** Store in lanes: texts beside each other, the versions of one text after each other by their days. */
async function storeAll(
  office: Office,
  seen: readonly Seen[],
  joined: ReadonlyMap<string, readonly string[]>,
  reports: Map<string, FileReport>,
  at: string,
  { progress, lanes }: { progress: NonNullable<ImportOptions['onProgress']>; lanes: number },
): Promise<void> {
  const there = await known(office);
  const groups = new Map<string, Seen[]>();
  for (const s of seen) groups.set(s.id, [...(groups.get(s.id) ?? []), s]);
  const queue = [...groups.values()].map((g) =>
    g.sort((a, b) => (a.day === b.day ? (a.file.name < b.file.name ? -1 : 1) : a.day < b.day ? -1 : 1)),
  );
  let done = 0;
  const one = async (s: Seen) => {
    progress('收入', done++, seen.length, s.file.name);
    const stands = there.get(`${s.id}\n${s.sha256}`);
    const answer =
      stands === undefined ? await store(office, s, at) : ({ outcome: 'same', version: stands } as const);
    for (const name of joined.get(s.file.name) ?? [s.file.name]) {
      const of = reports.get(name) as FileReport;
      const notes = 'notes' in answer ? answer.notes : [];
      reports.set(name, { ...of, ...answer, id: s.id, notes: [...new Set([...of.notes, ...notes])] });
    }
  };
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (let group = queue.shift(); group; group = queue.shift()) for (const s of group) await one(s);
    }),
  );
}

type Answer = Pick<FileReport, 'outcome' | 'version' | 'why' | 'notes'>;

async function store(office: Office, s: Seen, at: string): Promise<Answer> {
  try {
    const source = s.source ?? { name: s.file.name, bytes: await s.file.read() };
    const prepared = await prepareText(source);
    const done = await office.store.within({ as: 'system' }, (tx) => storeText(tx, prepared, at));
    return {
      outcome: done.outcome,
      ...(done.version !== null && { version: done.version }),
      ...(done.why && { why: done.why }),
      notes: done.notes,
    };
  } catch (error) {
    if (!(error instanceof BadSource)) throw error;
    return { outcome: 'refused', why: error.message, notes: [] };
  }
}

/** Versions at hand, by text and digest of their source. */
async function known(office: Office): Promise<Map<string, number>> {
  const all = await office.store.within({ as: 'system' }, (tx) =>
    tx.selectFrom('fadu.instrument_version').select(['instrument', 'version', 'sha256']).execute(),
  );
  return new Map(all.map((v) => [`${v.instrument}\n${v.sha256}`, v.version]));
}

function totals(files: readonly FileReport[]): ImportReport['totals'] {
  const sum = {
    lines: 0,
    placed: 0,
    blank: 0,
    unplaced: 0,
    unstored: 0,
    stored: 0,
    same: 0,
    differs: 0,
    refused: 0,
  };
  for (const f of files) {
    sum[f.outcome]++;
    sum.lines += f.lines;
    if (f.outcome === 'refused' || f.outcome === 'differs') sum.unstored += f.lines;
    else for (const k of ['placed', 'blank', 'unplaced'] as const) sum[k] += f[k];
  }
  return sum;
}

async function rows(office: Office): Promise<Rows> {
  return office.store.within({ as: 'system' }, async (tx) => {
    const { rows: found } = await sql<Rows>`select
      (select count(*) from fadu.instrument) as instruments, (select count(*) from fadu.instrument_alias) as aliases,
      (select count(*) from fadu.instrument_version) as versions, (select count(*) from fadu.instrument_event) as events,
      (select count(*) from fadu.provision) as provisions, (select count(*) from fadu.law_repeal) as repeals`.execute(
      tx,
    );
    return found[0] as Rows;
  });
}

async function repeals(office: Office): Promise<{ found: number; open: OpenRepeal[] }> {
  return office.store.within({ as: 'system' }, async (tx) => {
    const all = await tx
      .selectFrom('fadu.law_repeal')
      .select(['by_instrument', 'line', 'title', 'on_day', 'why', 'target'])
      .orderBy('by_instrument')
      .orderBy('by_version')
      .orderBy('ordinal')
      .execute();
    return {
      found: all.length,
      open: all
        .filter((r) => r.target === null)
        .map((r) => ({ by: r.by_instrument, line: r.line, title: r.title, on: r.on_day, why: r.why ?? '' })),
    };
  });
}

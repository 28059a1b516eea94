/**
 * What a server keeps in memory of the index: which provision stands where, the names of the texts, and the lists of
 * the terms that were asked for lately, up to a bound. Everything else stays in the database.
 */
import type { Office } from '../../office.ts';
import { NO_END, NO_START, type Postings, readList } from './block.ts';
import { type NamedText, Names } from './names.ts';

/** A version of a text as the search knows it. Days count from 1970. */
export interface IndexedText {
  readonly named: NamedText;
  /** Number of `named` among all names. */
  readonly nr: number;
  readonly version: number;
  readonly expires: number;
}

/** The columns of a block as they are stored. */
interface Columns {
  readonly id: number;
  readonly docs: number;
  readonly ordinals: Uint32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly spans: Uint16Array;
}

/** One block with its columns. `text[d]` is the number of the version in `texts`, -1 where the provision is gone. */
export interface LoadedBlock extends Columns {
  readonly text: Int32Array;
  /** Provisions of one version stand side by side: first one of each run, and where the last run ends. */
  readonly runs: Uint32Array;
  /** Text of each run: side by side, where `text` is far apart. */
  readonly runText: Int32Array;
  /** Highest weight of a text in it. */
  readonly weight: number;
}

/** Where the runs of equal numbers begin, with the end of the last, and the number of each run. */
export function runsOf(text: Int32Array): Pick<LoadedBlock, 'runs' | 'runText'> {
  const starts: number[] = [];
  for (let d = 0; d < text.length; d++) if (d === 0 || text[d] !== text[d - 1]) starts.push(d);
  return {
    runs: Uint32Array.from([...starts, text.length]),
    runText: Int32Array.from(starts, (d) => text[d] as number),
  };
}

/** Bytes of posting lists that one server keeps; FADU_SEARCH_MEMORY in MB. */
const KEEP = Math.max(16, Number(process.env.FADU_SEARCH_MEMORY) || 256) * 1024 * 1024;
/** How long the index is trusted without asking whether it changed, in milliseconds. */
const TRUST = 1_000;

/** A list that is not there costs memory too. */
const OVERHEAD = 150;

/** The lists kept, least lately used first. */
class Lists {
  private readonly kept = new Map<string, Postings | null>();
  private bytes = 0;

  get(key: string): Postings | null | undefined {
    const found = this.kept.get(key);
    if (found !== undefined) {
      this.kept.delete(key);
      this.kept.set(key, found);
    }
    return found;
  }

  set(key: string, list: Postings | null): void {
    if (this.kept.has(key)) return;
    this.kept.set(key, list);
    this.bytes += OVERHEAD + (list ? list.docs.length * 3 : 0);
    for (const [old, entry] of this.kept) {
      if (this.bytes <= KEEP) break;
      this.kept.delete(old);
      this.bytes -= OVERHEAD + (entry ? entry.docs.length * 3 : 0);
    }
  }
}

const aligned = (bytes: Buffer): ArrayBuffer => new Uint8Array(bytes).buffer as ArrayBuffer;

interface SpanRow {
  block: number;
  nr: number;
  instrument: string;
  version: number;
}

/** One state of the index. */
export class LawMemory {
  readonly generation: number;
  /** Blocks with texts of high weight first, so that the rest is measured by them. */
  readonly blocks: readonly LoadedBlock[];
  readonly texts: readonly IndexedText[];
  readonly names: Names;
  /** First and last day as law of any provision of each version. */
  readonly spans: readonly { from: number; to: number }[];
  /** Versions by number of name. */
  readonly textsOf: ReadonlyMap<number, readonly number[]>;
  /** Provisions that can be found. */
  readonly docs: number;
  private readonly lists: Lists;
  private readonly office: Office;

  private constructor(
    office: Office,
    generation: number,
    parts: {
      blocks: LoadedBlock[];
      texts: IndexedText[];
      names: Names;
      spans: { from: number; to: number }[];
      docs: number;
      lists: Lists;
    },
  ) {
    this.office = office;
    this.generation = generation;
    this.blocks = parts.blocks;
    this.texts = parts.texts;
    this.names = parts.names;
    this.docs = parts.docs;
    this.lists = parts.lists;
    this.spans = parts.spans;
    const textsOf = new Map<number, number[]>();
    parts.texts.forEach((t, i) => {
      const list = textsOf.get(t.nr);
      if (list) list.push(i);
      else textsOf.set(t.nr, [i]);
    });
    this.textsOf = textsOf;
  }

  /** Read the state; what has not changed since `before` is taken over. */
  static async load(office: Office, before?: LawMemory): Promise<LawMemory> {
    return office.store.within(
      { as: 'public' },
      async (tx) => {
        const generation =
          (await tx.selectFrom('fadu.law_index_state').select('generation').executeTakeFirst())?.generation ??
          0;
        const names = await Names.load(tx, before?.names);
        const versions = await tx
          .selectFrom('fadu.instrument_version')
          .select(['instrument', 'version', 'expires'])
          .where('expires', 'is not', null)
          .execute();
        const expires = new Map(
          versions
            .filter((v) => v.expires)
            .map((v) => [`${v.instrument} ${v.version}`, dayOf(v.expires as string)]),
        );
        const spans: SpanRow[] = await tx
          .selectFrom('fadu.law_span')
          .select(['block', 'nr', 'instrument', 'version'])
          .orderBy('block')
          .orderBy('nr')
          .execute();
        const texts: IndexedText[] = [];
        const spanText = new Map<number, number[]>();
        for (const s of spans) {
          const nr = names.number(s.instrument);
          if (nr === undefined) continue;
          const list = spanText.get(s.block) ?? [];
          spanText.set(s.block, list);
          list[s.nr] = texts.length;
          texts.push({
            named: names.all[nr] as NamedText,
            nr,
            version: s.version,
            expires: expires.get(`${s.instrument} ${s.version}`) ?? Number.MAX_SAFE_INTEGER,
          });
        }
        const old = new Map(before?.blocks.map((b) => [b.id, b]));
        const ids = [...spanText.keys()];
        const missing = ids.filter((id) => !old.has(id));
        const rows = missing.length
          ? await tx.selectFrom('fadu.law_block').selectAll().where('id', 'in', missing).execute()
          : [];
        const columns = new Map<number, Columns>(old);
        for (const b of rows) {
          columns.set(b.id, {
            id: b.id,
            docs: b.docs,
            spans: new Uint16Array(aligned(b.spans)),
            ordinals: new Uint32Array(aligned(b.ordinals)),
            from: new Int32Array(aligned(b.law_from)),
            to: new Int32Array(aligned(b.law_to)),
          });
        }
        const blocks: LoadedBlock[] = [];
        let docs = 0;
        const periods = texts.map(() => ({ from: NO_END, to: NO_START }));
        for (const id of ids) {
          const c = columns.get(id);
          if (!c) continue;
          const list = spanText.get(id) as number[];
          const text = new Int32Array(c.docs);
          let weight = 0;
          for (let d = 0; d < c.docs; d++) {
            const t = list[c.spans[d] as number];
            text[d] = t ?? -1;
            if (t === undefined) continue;
            docs++;
            const period = periods[t] as { from: number; to: number };
            period.from = Math.min(period.from, c.from[d] as number);
            period.to = Math.max(period.to, c.to[d] as number);
            weight = Math.max(weight, (texts[t] as IndexedText).named.weight);
          }
          blocks.push({ ...c, text, ...runsOf(text), weight });
        }
        blocks.sort((a, b) => b.weight - a.weight || a.id - b.id);
        return new LawMemory(office, generation, {
          blocks,
          texts,
          names,
          spans: periods,
          docs,
          lists: before?.lists ?? new Lists(),
        });
      },
      { snapshot: true },
    );
  }

  /**
   * The lists of the terms, `[term][block]`. Null: the index changed meanwhile, load it again.
   */
  async postings(terms: readonly string[]): Promise<(Postings | null)[][] | null> {
    const out: (Postings | null)[][] = [];
    const wanted: { readonly t: number; readonly b: number }[] = [];
    terms.forEach((term, t) => {
      const row: (Postings | null)[] = [];
      this.blocks.forEach((block, b) => {
        const found = this.lists.get(`${block.id} ${term}`);
        if (found === undefined) wanted.push({ t, b });
        row.push(found ?? null);
      });
      out.push(row);
    });
    if (wanted.length === 0) return out;
    const { rows } = await this.office.store.pool.query<{
      n: number;
      generation: number;
      list: string | null;
    }>({
      name: 'law-postings',
      // The driver reads text only: base64 is the shortest and fastest way for bytes.
      text: `select k.n::int4 as n, (select generation from fadu.law_index_state) as generation,
          encode(p.list, 'base64') as list
        from unnest($1::int8[], $2::text[]) with ordinality as k (block, term, n)
        left join fadu.law_posting p on p.block = k.block and p.term = k.term`,
      values: [wanted.map((w) => this.blocks[w.b]?.id), wanted.map((w) => terms[w.t])],
    });
    for (const r of rows) {
      if (r.generation !== this.generation) return null;
      const w = wanted[r.n - 1];
      if (!w) continue;
      const list = r.list === null ? null : readList(Buffer.from(r.list, 'base64'));
      this.lists.set(`${this.blocks[w.b]?.id} ${terms[w.t]}`, list);
      (out[w.t] as (Postings | null)[])[w.b] = list;
    }
    return out;
  }

  private readonly beginning = new Map<string, Promise<string[]>>();

  /** Frequent terms that begin with a character: what a search for one character looks at. */
  termsFrom(character: string, limit: number): Promise<string[]> {
    const key = `${limit} ${character}`;
    let terms = this.beginning.get(key);
    if (!terms) {
      if (this.beginning.size > 5_000) this.beginning.clear();
      terms = this.office.store.pool
        .query<{ term: string }>(
          `select term from fadu.law_posting where block = any($1::int8[]) and term >= $2 and term < $3 and length(term) <= 2
           group by term order by sum(df) desc, term limit $4`,
          [this.blocks.map((b) => b.id), character, `${character}\u{10ffff}`, limit],
        )
        .then(({ rows }) => rows.map((r) => r.term));
      this.beginning.set(key, terms);
      // What failed is asked for again.
      terms.catch(() => this.beginning.delete(key));
    }
    return terms;
  }
}

const DAY = 86_400_000;
/** A day as the number of days since 1970. */
export const dayOf = (date: string): number => Math.round(Date.parse(`${date}T00:00:00Z`) / DAY);

interface Held {
  memory?: LawMemory;
  asked: number;
  stale: boolean;
  loading?: Promise<LawMemory>;
}
const held = new WeakMap<object, Held>();

/** The index has changed in this process: the next search reads it again. */
export function forget(office: Office): void {
  const h = held.get(office.store);
  if (h) h.stale = true;
}

/** The index as it stands. */
export async function memoryOf(office: Office, fresh = false): Promise<LawMemory> {
  let h = held.get(office.store);
  if (!h) {
    h = { asked: 0, stale: true };
    held.set(office.store, h);
  }
  if (fresh) h.stale = true;
  const now = performance.now();
  if (!h.stale && h.memory && now - h.asked > TRUST) {
    h.asked = now;
    const { rows } = await office.store.pool.query<{ generation: number }>(
      'select generation from fadu.law_index_state',
    );
    if (rows[0]?.generation !== h.memory.generation) h.stale = true;
  }
  if (!h.stale && h.memory) return h.memory;
  if (h.loading) return h.loading;
  const mine = h;
  mine.stale = false;
  const loading = LawMemory.load(office, mine.memory)
    .then((m) => {
      mine.memory = m;
      mine.asked = performance.now();
      return m;
    })
    .catch((error: unknown) => {
      mine.stale = true;
      throw error;
    })
    .finally(() => {
      delete mine.loading;
    });
  mine.loading = loading;
  return loading;
}

/**
 * What a part of `npm run bench` is: what it needs, its options, and the rows it answers. A part lives in a folder of its own,
 * exports `part: Part` from `<folder>/part.ts` and is named in `parts.ts`; main.ts checks needs, reads options, runs it and
 * writes the page of results.
 */

/** Something that a part or one of its peers cannot do without. Checked before anything runs. */
export interface Need {
  /** What it is: `java 17 and mvn`. */
  readonly name: string;
  /** What is left out where it is missing: the whole part, or these peers (by the name asked of `Run.has`). */
  readonly without: 'part' | readonly string[];
  /** One sentence: how to get it. */
  readonly get: string;
  /** Why it is not here, or null where it is. Looks only; nothing is downloaded or started. */
  missing(options: Options): string | null | Promise<string | null>;
}

/** An option `--name value` of a part. */
export interface OptionDef {
  /** Value in `npm run bench -- <part>`. */
  readonly default: string;
  /** Value in `npm run bench`, where every part takes its turn and all should be over in half an hour. */
  readonly all?: string;
  /** What it says, in some words. */
  readonly what: string;
}

/** The options as given or by default; always text. */
export type Options = Readonly<Record<string, string>>;

/** A measured quantity. */
export interface Figure {
  readonly value: number;
  /** `/s`, `ms`, `MB` …; `/s` is written without a space. */
  readonly unit: string;
  /** What else was measured with it, shortly: `p95 4.1 ms`, `CPU 310 µs`. */
  readonly note?: string;
}

/** One line of the page: ours beside a peer of the same run. */
export interface Row {
  readonly what: string;
  readonly ours: Figure;
  /** The peer, or the same at another size; null for a figure that stands alone. */
  readonly peer: (Figure & { readonly name: string }) | null;
  /** Ours divided by the peer's, by default; given where it is the median of the ratios of several rounds. */
  readonly ratio?: number;
  /** Said where no aim says it: whether more or less of it is better. */
  readonly better?: 'more' | 'less';
  /** What the ratio should be; absent where the project sets none. */
  readonly aim?: { readonly at: 'least' | 'most'; readonly ratio: number };
}

/** What a part is given to run with. */
export interface Run {
  /** Fixes every random choice. */
  readonly seed: number;
  /** A line of progress, on standard error. */
  readonly say: (text: string) => void;
  /** Whether a peer named in a need may run: false where something it needs is missing. */
  readonly has: (peer: string) => boolean;
  /** An empty temporary folder, removed after the part. */
  readonly folder: string;
  /** Folder for what peers need that is fetched or built once (`FADU_BENCH_CACHE`), kept between runs. */
  readonly cache: string;
  /** Where further files of the part (charts of its own) may be written; null without `--out`. */
  readonly out: string | null;
}

/** What a part answers. */
export interface Outcome {
  readonly rows: readonly Row[];
  /** What the reader must know: how each peer was set up and by which page of its documentation, what differs. */
  readonly notes: readonly string[];
  /** Versions of what took part: `{ PostgreSQL: '18.4' }`. */
  readonly versions: Readonly<Record<string, string>>;
}

/** A part of the bench. */
export interface Part {
  /** As on the command line. */
  readonly name: string;
  /** What it measures, in a line. */
  readonly title: string;
  readonly options: Readonly<Record<string, OptionDef>>;
  readonly needs: readonly Need[];
  run(options: Options, run: Run): Promise<Outcome>;
}

/** The ratio of a row, or null where nothing stands beside it. */
export const ratioOf = (row: Row): number | null =>
  row.ratio ?? (row.peer && row.peer.value !== 0 ? row.ours.value / row.peer.value : null);

/** Whether a row meets its aim; null where it has none. */
export function met(row: Row): boolean | null {
  const ratio = ratioOf(row);
  if (!row.aim || ratio === null) return null;
  return row.aim.at === 'least' ? ratio >= row.aim.ratio : ratio <= row.aim.ratio;
}

/** Whether more or less is better; null where the row does not say. */
export const betterOf = (row: Row): 'more' | 'less' | null =>
  row.better ?? (row.aim ? (row.aim.at === 'least' ? 'more' : 'less') : null);

/** What was found missing, and what is left out for it. */
export interface Lack {
  readonly part: string;
  readonly need: string;
  readonly without: 'part' | readonly string[];
  readonly why: string;
  readonly get: string;
}

/** Check every need of a part. */
export async function lacksOf(part: Part, options: Options): Promise<Lack[]> {
  const lacks: Lack[] = [];
  for (const need of part.needs) {
    const why = await need.missing(options);
    if (why !== null)
      lacks.push({ part: part.name, need: need.name, without: need.without, why, get: need.get });
  }
  return lacks;
}

/** What is missing, in one place, as people read it. */
export const lackText = (lack: Lack): string =>
  `${lack.part}: ${lack.without === 'part' ? 'left out as a whole' : `without ${lack.without.join(', ')}`}: ${lack.why}. ${lack.get}`;

/** A whole number option. @throws Error that names the option */
export function whole(options: Options, name: string): number {
  const value = Number(options[name]);
  if (!Number.isSafeInteger(value) || value < 0)
    throw new Error(`--${name} must be a whole number, not “${options[name]}”`);
  return value;
}

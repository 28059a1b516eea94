/**
 * The exact check of a decision table: facts that no row answers (gaps), facts that rows answer twice (overlaps), rows
 * that can never hit. Each input is cut at every boundary that a cell names, so that all values within one piece pass
 * the same tests; the pieces of all inputs together are all cases there are. The tests themselves run as FEEL.
 */
import { cellOf, type DecisionInput, type DecisionTable, onGrid, passes, type Value } from './table.ts';
import { conditionText, type Stretch, stretchText, valuesText } from './words.ts';

/** Facts that were found, with an example and in words. */
export interface Place {
  /** 货值金额5000元以上不满10000元，已经改正：是. */
  readonly says: string;
  /** One case of it. */
  readonly example: Readonly<Record<string, Value>>;
}

/** A table's faults; all empty: it answers every case exactly once. */
export interface Analysis {
  readonly gaps: readonly Place[];
  /** `rows`: numbers from 1 of the rows that hit together. */
  readonly overlaps: readonly (Place & { readonly rows: readonly number[] })[];
  /** Numbers of the rows that never count, from 1. */
  readonly unreachable: readonly number[];
  /** The table has more cases than are looked through; nothing is then known of it. */
  readonly tooLarge: boolean;
}

/** Places of one kind that are told; the others are of the same kind. */
const MOST_PLACES = 20;
/** Steps after which a table counts as too large. */
const MOST_STEPS = 200_000;

/** A piece of an input's values in which all tests answer alike. */
interface Piece {
  readonly sample: Value;
  /** Of a number input. */
  readonly stretch?: Stretch;
}

function numberPieces(input: DecisionInput, cells: readonly string[]): Piece[] {
  const { min, max, decimals } = input;
  const bounds = new Set<number>();
  for (const source of cells) {
    const cell = cellOf(source);
    if (!cell || cell.any) continue;
    for (const a of cell.of) {
      if ('is' in a) bounds.add(a.is as number);
      else if ('op' in a) bounds.add(a.n);
      else bounds.add(a.from).add(a.to);
    }
  }
  if (min !== undefined) bounds.add(min);
  if (max !== undefined) bounds.add(max);
  const sorted = [...bounds]
    .filter((b) => b >= (min ?? -Infinity) && b <= (max ?? Infinity))
    .sort((a, b) => a - b);
  const out: Piece[] = [];
  const between = (a: number | undefined, b: number | undefined) => {
    const sample = inside(a, b, decimals);
    if (sample === undefined) return;
    out.push({
      sample,
      stretch: {
        ...(a !== undefined && { from: a, fromOpen: true }),
        ...(b !== undefined && { to: b, toOpen: true }),
      },
    });
  };
  if (min === undefined) between(undefined, sorted[0]);
  sorted.forEach((b, i) => {
    if (decimals === undefined || onGrid(b, decimals)) out.push({ sample: b, stretch: { from: b, to: b } });
    if (i < sorted.length - 1) between(b, sorted[i + 1]);
    else if (max === undefined) between(b, undefined);
  });
  return out;
}

/** A value strictly between two bounds, with so many decimal places; undefined where there is none. */
function inside(
  a: number | undefined,
  b: number | undefined,
  decimals: number | undefined,
): number | undefined {
  if (decimals === undefined) {
    if (a === undefined) return b === undefined ? 0 : b - 1;
    return b === undefined ? a + 1 : (a + b) / 2;
  }
  const scale = 10 ** decimals;
  if (a === undefined) {
    const last = b === undefined ? 0 : Math.ceil(b * scale - 1e-6) - 1;
    return last / scale;
  }
  const next = (Math.floor(a * scale + 1e-6) + 1) / scale;
  return b === undefined || next < b - 1e-9 ? next : undefined;
}

const piecesOf = (input: DecisionInput, cells: readonly string[]): Piece[] =>
  input.type === 'number'
    ? numberPieces(input, cells)
    : (input.type === 'boolean' ? [true, false] : (input.values ?? [])).map((sample) => ({ sample }));

/** Pieces of one input that the same rows pass. */
interface Class {
  readonly rows: bigint;
  readonly pieces: readonly Piece[];
}

const bit = (row: number): bigint => 1n << BigInt(row);
const numbersOf = (rows: bigint): number[] => {
  const out: number[] = [];
  for (let r = 0; rows >> BigInt(r) > 0n; r++) if (rows & bit(r)) out.push(r);
  return out;
};

function classesOf(table: DecisionTable, i: number): Class[] {
  const input = table.inputs[i] as DecisionInput;
  const cells = table.rows.map((row) => row.when[i] as string);
  const distinct = new Map<string, bigint>();
  cells.forEach((cell, r) => {
    distinct.set(cell, (distinct.get(cell) ?? 0n) | bit(r));
  });
  const found = new Map<bigint, Piece[]>();
  for (const piece of piecesOf(input, cells)) {
    let rows = 0n;
    for (const [cell, mask] of distinct) if (passes(cell, piece.sample)) rows |= mask;
    const list = found.get(rows);
    if (list) list.push(piece);
    else found.set(rows, [piece]);
  }
  return [...found].map(([rows, pieces]) => ({ rows, pieces }));
}

/** Pieces that lie beside each other, as stretches. Ends at the input's own bounds are left away. */
function stretches(input: DecisionInput, pieces: readonly Piece[]): Stretch[] {
  const out: Stretch[] = [];
  for (const { stretch } of pieces) {
    const s = stretch as Stretch;
    const last = out.at(-1);
    const joins =
      last?.to !== undefined && s.from !== undefined && last.to === s.from && !(last.toOpen && s.fromOpen);
    const wide = joins && (last.toOpen || s.fromOpen || s.from === s.to);
    if (!joins || !wide) out.push(s);
    else {
      const { from, fromOpen } = last;
      out[out.length - 1] = {
        ...(from !== undefined && { from }),
        ...(fromOpen && { fromOpen }),
        ...(s.to !== undefined && { to: s.to }),
        ...(s.toOpen && { toOpen: true }),
      };
    }
  }
  return out.map((s) => {
    const atMin = s.from !== undefined && s.from === input.min && !s.fromOpen && s.to !== s.from;
    const atMax = s.to !== undefined && s.to === input.max && !s.toOpen && s.to !== s.from;
    const { from, fromOpen, to, toOpen } = s;
    return {
      ...(from !== undefined && !atMin && { from }),
      ...(fromOpen && { fromOpen }),
      ...(to !== undefined && !atMax && { to }),
      ...(toOpen && { toOpen }),
    };
  });
}

/** For each input the pieces concerned; undefined: all of it. */
type Box = readonly (readonly Piece[] | undefined)[];

function placeOf(table: DecisionTable, classes: readonly (readonly Class[])[], box: Box): Place {
  const says: string[] = [];
  const example: Record<string, Value> = {};
  table.inputs.forEach((input, i) => {
    const pieces = box[i];
    example[input.id] = (pieces ?? classes[i]?.[0]?.pieces ?? [])[0]?.sample as Value;
    const all = classes[i]?.reduce((n, c) => n + c.pieces.length, 0);
    if (!pieces || pieces.length === all) return;
    const said =
      input.type === 'number'
        ? stretches(input, pieces)
            .map((s) => stretchText(s, input.unit))
            .join('或者')
        : valuesText(
            input,
            pieces.map((p) => p.sample),
          );
    says.push(conditionText(input, said));
  });
  return { says: says.join('，') || '任何情形', example };
}

class TooLarge extends Error {}

/** Check a table whose shape is right (`tableFaults`). Exact: every case of the inputs is looked at. */
export function analyseTable(table: DecisionTable): Analysis {
  const classes = table.inputs.map((_, i) => classesOf(table, i));
  const everyRow = table.rows.reduce((mask, _, r) => mask | bit(r), 0n);
  let steps = 0;
  const walk = <T>(
    name: string,
    leaf: (rows: bigint, depth: number) => T | undefined,
    join: (
      parts: readonly { readonly of: T; readonly pieces: readonly Piece[]; readonly depth: number }[],
    ) => T,
  ) => {
    const seen = new Map<string, T>();
    const at = (depth: number, rows: bigint): T => {
      const early = leaf(rows, depth);
      if (early !== undefined) return early;
      const key = `${name} ${depth} ${rows}`;
      const known = seen.get(key);
      if (known !== undefined) return known;
      if (++steps > MOST_STEPS) throw new TooLarge();
      // Pieces that leave the same rows are one branch.
      const branches = new Map<bigint, Piece[]>();
      for (const c of classes[depth] as readonly Class[]) {
        const left = rows & c.rows;
        branches.set(left, [...(branches.get(left) ?? []), ...c.pieces]);
      }
      const result = join(
        [...branches].map(([left, pieces]) => ({ of: at(depth + 1, left), pieces, depth })),
      );
      seen.set(key, result);
      return result;
    };
    return at(0, everyRow);
  };
  const n = table.inputs.length;
  const whole: Box = Array.from({ length: n }, () => undefined);
  const inBox = (box: Box, depth: number, pieces: readonly Piece[]): Box =>
    box.map((b, i) => (i === depth ? sortPieces(pieces) : b));

  try {
    const gaps =
      table.hit === 'COLLECT'
        ? []
        : walk<readonly Box[]>(
            'gap',
            (rows, depth) => (rows === 0n ? [whole] : depth === n ? [] : undefined),
            (parts) =>
              parts.flatMap((p) => p.of.map((box) => inBox(box, p.depth, p.pieces))).slice(0, MOST_PLACES),
          );
    const clashes = (rows: bigint): boolean => {
      if ((rows & (rows - 1n)) === 0n) return false;
      if (table.hit === 'UNIQUE') return true;
      return new Set(numbersOf(rows).map((r) => JSON.stringify(table.rows[r]?.then))).size > 1;
    };
    const overlaps =
      table.hit === 'COLLECT' || table.hit === 'FIRST'
        ? []
        : walk<readonly { readonly rows: bigint; readonly box: Box }[]>(
            'overlap',
            (rows, depth) => (!clashes(rows) ? [] : depth === n ? [{ rows, box: whole }] : undefined),
            (parts) =>
              parts
                .flatMap((p) => p.of.map(({ rows, box }) => ({ rows, box: inBox(box, p.depth, p.pieces) })))
                .slice(0, MOST_PLACES),
          );
    const reached = walk<bigint>(
      'reach',
      (rows, depth) =>
        depth === n || rows === 0n ? (table.hit === 'FIRST' ? rows & -rows : rows) : undefined,
      (parts) => parts.reduce((mask, p) => mask | p.of, 0n),
    );
    return {
      gaps: gaps.map((box) => placeOf(table, classes, box)),
      overlaps: overlaps.map(({ rows, box }) => ({
        ...placeOf(table, classes, box),
        rows: numbersOf(rows).map((r) => r + 1),
      })),
      unreachable: numbersOf(everyRow & ~reached).map((r) => r + 1),
      tooLarge: false,
    };
  } catch (error) {
    if (error instanceof TooLarge) return { gaps: [], overlaps: [], unreachable: [], tooLarge: true };
    throw error;
  }
}

/** Numbers in their order; texts as the input lists them, which is how they come. */
const sortPieces = (pieces: readonly Piece[]): readonly Piece[] =>
  pieces.every((p) => typeof p.sample === 'number')
    ? [...pieces].sort((a, b) => (a.sample as number) - (b.sample as number))
    : pieces;

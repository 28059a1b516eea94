/** Made-up lists for tests and benchmarks. */
import type { DrawLists } from './draw.ts';
import { type List, readList, writeList } from './lists.ts';
import type { Commitment, DrawPlan, ObjectRow, OfficerRow, PairRow } from './model.ts';

/** A commitment with its lists, from rows. */
export function committed(
  plan: DrawPlan,
  objects: readonly ObjectRow[],
  officers: readonly (readonly OfficerRow[])[] = [],
  pairs: readonly (readonly PairRow[])[] = [],
): {
  readonly commitment: Commitment;
  readonly lists: DrawLists;
  readonly files: ReadonlyMap<string, Uint8Array>;
} {
  const lists: DrawLists = {
    objects: readList('objects', writeList('objects', objects)),
    officers: officers.map((rows) => readList('officers', writeList('officers', rows))),
    pairs: pairs.map((rows) => readList('pairs', writeList('pairs', rows))),
  };
  const all: readonly List<'objects' | 'officers' | 'pairs'>[] = [
    lists.objects as List<'objects' | 'officers' | 'pairs'>,
    ...(lists.officers as readonly List<'objects' | 'officers' | 'pairs'>[]),
    ...(lists.pairs as readonly List<'objects' | 'officers' | 'pairs'>[]),
  ];
  return {
    commitment: {
      plan,
      lists: {
        objects: lists.objects.hash,
        officers: lists.officers.map((l) => l.hash),
        pairs: lists.pairs.map((l) => l.hash),
      },
      source: {
        name: '试验摇号',
        issue: '2026001期',
        announcedAt: '2026-06-16T13:30:00Z',
        reading: '照开奖公告从左到右',
      },
    },
    lists,
    files: new Map(all.map((l) => [l.hash, l.bytes])),
  };
}

/** Objects `E000001` … with layers A to D dealt out in turn. */
export const objectsOf = (n: number, weight: (i: number) => number = () => 1): ObjectRow[] =>
  Array.from({ length: n }, (_, i) => ({
    ref: `E${String(i).padStart(7, '0')}`,
    stratum: 'ABCD'[i % 4] as string,
    weight: weight(i),
    name: `第${i}号企业有限公司`,
  }));

/** Officers of one group. */
export const officersOf = (group: string, n: number): OfficerRow[] =>
  Array.from({ length: n }, (_, i) => ({
    ref: `${group === '甲局' ? 'J' : group === '乙局' ? 'Y' : 'B'}${String(i).padStart(5, '0')}`,
    group,
    name: `${group}第${i}人`,
  }));

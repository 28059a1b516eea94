/**
 * `npm run bench -- draw`: a draw over a million objects and two thousand officers: reading and hashing the lists, the draw
 * itself, the whole verification. Options: `--objects N` (1000000), `--officers N` (2000), `--rounds N` (3).
 */
import { parseArgs } from 'node:util';
import { objectsOf, officersOf } from '@fadu/kernel/draw/draw.testing';
import {
  type Commitment,
  commitmentHash,
  drawOf,
  type PublishedDraw,
  readList,
  verifyDraw,
  writeList,
} from '@fadu/kernel/draw/index';
import { median } from '../measure.ts';

/** Run it and print one line for each measure. */
export async function drawBench(argv: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      objects: { type: 'string', default: '1000000' },
      officers: { type: 'string', default: '2000' },
      rounds: { type: 'string', default: '3' },
    },
  });
  const [n, people, rounds] = [values.objects, values.officers, values.rounds].map(Number) as [
    number,
    number,
    number,
  ];
  const objects = writeList(
    'objects',
    objectsOf(n, (i) => 1 + (i % 5)),
  );
  const officers = writeList('officers', officersOf('甲局', people));
  const times: Record<'read' | 'draw' | 'verify', number[]> = { read: [], draw: [], verify: [] };
  const timed = async <T>(what: keyof typeof times, work: () => T | Promise<T>): Promise<T> => {
    const began = performance.now();
    const out = await work();
    times[what].push(performance.now() - began);
    return out;
  };
  let drawn = 0;
  for (let round = 0; round < rounds; round++) {
    const lists = await timed('read', () => ({
      objects: readList('objects', objects),
      officers: [readList('officers', officers)],
      pairs: [],
    }));
    const commitment: Commitment = {
      plan: {
        id: `第${round}次`,
        strata: [
          { code: 'A', ratio: 100 },
          { code: 'B', ratio: 300 },
          { code: 'C', ratio: 1000 },
          { code: 'D', ratio: 2500 },
        ],
        teams: [{ group: '甲局', size: 2 }],
      },
      lists: { objects: lists.objects.hash, officers: lists.officers.map((l) => l.hash), pairs: [] },
      source: { name: '试', issue: '1', announcedAt: '2026-06-16T13:15:00.000Z', reading: '试' },
    };
    const result = await timed('draw', () => drawOf(commitment, lists, '03 08 15'));
    drawn = result.drawn.length;
    const published: PublishedDraw = {
      format: 'fadu-draw-published-1',
      commitment,
      committed: commitmentHash(commitment),
      frozenAt: '2026-06-15T02:00:00.000Z',
      value: '03 08 15',
      seed: result.seed,
      drawn: result.drawn,
      others: [],
    };
    const files = new Map([
      [lists.objects.hash, objects],
      [lists.officers[0]?.hash ?? '', officers],
    ]);
    const { ok } = await timed('verify', () =>
      verifyDraw(published, async (h) => files.get(h) as Uint8Array),
    );
    if (!ok) throw new Error('the draw does not verify');
  }
  const line = (what: keyof typeof times, title: string) =>
    console.log(`${title.padEnd(34)} ${Math.round(median(times[what]))} ms`);
  console.log(
    `${n} objects (${Math.round(objects.length / 1e6)} MB), ${people} officers, ${drawn} drawn, median of ${rounds}`,
  );
  line('read', 'read, check and hash the lists');
  line('draw', 'draw');
  line('verify', 'verify from published files');
  console.log(`memory of the process              ${Math.round(process.memoryUsage().rss / 1e6)} MB`);
}

/** A verifiable draw over a million objects: reading the lists, the draw itself, the whole verification. */
import { createHash } from 'node:crypto';
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
import { type Part, type Row, whole } from '../part.ts';

const WHAT = {
  hash: 'SHA-256 over the same bytes',
  read: 'read, check and hash the lists',
  draw: 'draw',
  verify: 'verify from the published files',
} as const;

/** The part. */
export const part: Part = {
  name: 'draw',
  title: 'a verifiable draw of objects and officers',
  options: {
    objects: { default: '1000000', all: '300000', what: 'objects to draw from' },
    officers: { default: '2000', what: 'officers to draw from' },
    rounds: { default: '3', all: '2', what: 'rounds, each another draw' },
  },
  needs: [],
  async run(options, run) {
    const [n, people, rounds] = [
      whole(options, 'objects'),
      whole(options, 'officers'),
      whole(options, 'rounds'),
    ];
    const objects = writeList(
      'objects',
      objectsOf(n, (i) => 1 + (i % 5)),
    );
    const officers = writeList('officers', officersOf('甲局', people));
    const times: Record<keyof typeof WHAT, number[]> = { hash: [], read: [], draw: [], verify: [] };
    const timed = async <T>(what: keyof typeof WHAT, work: () => T | Promise<T>): Promise<T> => {
      const began = performance.now();
      const out = await work();
      times[what].push(performance.now() - began);
      return out;
    };
    let drawn = 0;
    for (let round = 0; round < rounds; round++) {
      await timed('hash', () => [objects, officers].map((l) => createHash('sha256').update(l).digest()));
      const lists = await timed('read', () => ({
        objects: readList('objects', objects),
        officers: [readList('officers', officers)],
        pairs: [],
      }));
      const commitment: Commitment = {
        plan: {
          id: `第${run.seed}-${round}次`,
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
      run.say(`round ${round + 1}: draw ${Math.round(times.draw[round] as number)} ms`);
    }
    const row = (what: keyof typeof WHAT, beside: keyof typeof WHAT): Row => ({
      what: `${WHAT[what]}, ${n.toLocaleString('en')} objects`,
      ours: { value: median(times[what]), unit: 'ms' },
      peer: { name: WHAT[beside], value: median(times[beside]), unit: 'ms' },
      ratio: median(times[what].map((t, i) => t / (times[beside][i] as number))),
      better: 'less',
    });
    return {
      rows: [row('read', 'hash'), row('draw', 'read'), row('verify', 'draw')],
      notes: [
        `${(objects.length / 1e6).toFixed(0)} MB of objects, ${people} officers, ${drawn.toLocaleString('en')} drawn; memory of the process at the end ${Math.round(process.memoryUsage().rss / 1e6)} MB. The draw reads what was read; verifying reads, hashes and draws again.`,
      ],
      versions: {},
    };
  },
};

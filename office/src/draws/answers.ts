/** Answers to acts that ask about committed lists and draws. */
import type { DrawOutcome, ListFacts } from '@fadu/kernel';
import {
  type Commitment,
  DrawError,
  type DrawFault,
  type DrawLists,
  type DrawPlan,
  drawFaults,
  drawOf,
  listsOf,
} from '@fadu/kernel/draw/index';
import type { Tx } from '../store/pool.ts';
import { listBytes, listFacts } from './lists.ts';

/** Most objects that one draw may take: their tasks are entered with the act. */
export const MOST_DRAWN = 5_000;

/** What is known of committed lists. */
export const committedFacts = (tx: Tx, hashes: readonly string[]): Promise<ListFacts[]> =>
  listFacts(tx, hashes);

class NoList extends Error {}

const loaded = (tx: Tx, lists: Commitment['lists']): Promise<DrawLists> =>
  listsOf({ lists } as Commitment, async (hash) => {
    const bytes = await listBytes(tx, hash);
    if (!bytes) throw new NoList(`没有指纹是${hash.slice(0, 16)}……的清单，请先提交清单`);
    return bytes;
  });

async function guarded<T>(work: () => Promise<T>, faulty: (faults: readonly DrawFault[]) => T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NoList) return faulty([{ code: 'no-list', say: error.message }]);
    if (error instanceof DrawError) return faulty(error.faults);
    throw error;
  }
}

const tooMany = (drawn: number): DrawFault[] =>
  drawn > MOST_DRAWN
    ? [{ code: 'too-many', say: `一次抽取${drawn}个，超过${MOST_DRAWN}个，请分成几批` }]
    : [];

/** What would stop a draw over these lists. */
export const faultsOfDraw = (
  tx: Tx,
  plan: DrawPlan,
  lists: Commitment['lists'],
): Promise<readonly DrawFault[]> =>
  guarded<readonly DrawFault[]>(
    async () => {
      const all = await loaded(tx, lists);
      const faults = drawFaults(plan, all);
      if (faults.length) return faults;
      const commitment = { plan, lists, source: { name: '', issue: '', announcedAt: '', reading: '' } };
      return tooMany(drawOf(commitment, all, '0').drawn.length);
    },
    (faults) => faults,
  );

/** The draw, with the names that the lists show. */
export const drawOutcome = (tx: Tx, commitment: Commitment, value: string): Promise<DrawOutcome> =>
  guarded<DrawOutcome>(
    async () => {
      const lists = await loaded(tx, commitment.lists);
      const result = drawOf(commitment, lists, value);
      const faults = tooMany(result.drawn.length);
      if (faults.length) return { faults, names: {} };
      const names: Record<string, string> = {};
      const wanted = new Set(result.drawn.flatMap((d) => d.officers));
      for (const list of lists.officers)
        for (let i = 0; i < list.length; i++) {
          const row = list.row(i);
          if (wanted.has(row.ref)) names[row.ref] = row.name;
        }
      for (const { object } of result.drawn)
        names[object] = lists.objects.row(lists.objects.find(object)).name;
      return { faults: [], result, names };
    },
    (faults) => ({ faults, names: {} }),
  );

/** Small tools for measuring: medians, rates, rows of the result. */

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const mid = sorted.length >> 1;
  return sorted.length % 2
    ? (sorted[mid] as number)
    : ((sorted[mid - 1] as number) + (sorted[mid] as number)) / 2;
};

export const percentile = (values: readonly number[], p: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((p / 100) * sorted.length))] as number;
};

/** Run `work` on `lanes` lanes at once for `ms` milliseconds; answers how often a second it was done. */
export async function rate(
  lanes: number,
  ms: number,
  work: (lane: number) => Promise<void>,
): Promise<number> {
  const end = performance.now() + ms;
  const start = performance.now();
  let done = 0;
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      while (performance.now() < end) {
        await work(lane);
        done++;
      }
    }),
  );
  return (done * 1000) / (performance.now() - start);
}

/** Time `work` one after the other, in milliseconds each. */
export async function times(n: number, work: (i: number) => Promise<unknown>): Promise<number[]> {
  const out: number[] = [];
  for (let i = 0; i < n; i++) {
    const start = performance.now();
    await work(i);
    out.push(performance.now() - start);
  }
  return out;
}

/** Whose turn it is: visits to cases in the order of time. */
import type { Random } from '@fadu/city/random';
import type { Procedure } from '@fadu/kernel';
import type { Mode } from './variants.ts';

/** How a case begins. */
export interface Start {
  readonly rnd: Random;
  readonly procedure: Procedure;
  readonly mode: Mode;
}

/** Visits in the order of time, then of the number of the case. */
export class Queue {
  private readonly heap: { at: number; n: number; start: Start }[] = [];

  private less(a: number, b: number): boolean {
    const [x, y] = [this.heap[a], this.heap[b]];
    if (!x || !y) return false;
    return x.at < y.at || (x.at === y.at && x.n < y.n);
  }

  private swap(a: number, b: number): void {
    const x = this.heap[a] as Queue['heap'][number];
    this.heap[a] = this.heap[b] as Queue['heap'][number];
    this.heap[b] = x;
  }

  push(at: number, n: number, start: Start): void {
    this.heap.push({ at, n, start });
    for (let i = this.heap.length - 1; i > 0; ) {
      const up = (i - 1) >> 1;
      if (!this.less(i, up)) break;
      this.swap(i, up);
      i = up;
    }
  }

  pop(): { at: number; n: number; start: Start } | undefined {
    if (this.heap.length === 0) return undefined;
    this.swap(0, this.heap.length - 1);
    const out = this.heap.pop();
    for (let i = 0; ; ) {
      const [l, r] = [2 * i + 1, 2 * i + 2];
      let least = i;
      if (this.less(l, least)) least = l;
      if (this.less(r, least)) least = r;
      if (least === i) break;
      this.swap(i, least);
      i = least;
    }
    return out;
  }
}

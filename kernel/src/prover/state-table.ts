/** A set of fixed-width states, numbered in the order of arrival. Open addressing over plain words. */
export class StateTable {
  readonly width: number;
  private words: Int32Array;
  private slots: Int32Array;
  private count = 0;

  /** `width`: number of 32-bit words of one state. */
  constructor(width: number) {
    this.width = width;
    this.words = new Int32Array(width * 1024);
    this.slots = new Int32Array(4096).fill(-1);
  }

  get size(): number {
    return this.count;
  }

  /** Copy state number `id` into `into`. */
  read(id: number, into: Int32Array): void {
    const base = id * this.width;
    for (let i = 0; i < this.width; i++) into[i] = this.words[base + i] as number;
  }

  /** Number of this state; a new one is added and answered as `-(id + 1)`. */
  add(state: Int32Array): number {
    let slot = this.hash(state) & (this.slots.length - 1);
    for (;;) {
      const id = this.slots[slot] as number;
      if (id < 0) break;
      if (this.equals(id, state)) return id;
      slot = (slot + 1) & (this.slots.length - 1);
    }
    if ((this.count + 1) * this.width > this.words.length) {
      const grown = new Int32Array(this.words.length * 2);
      grown.set(this.words);
      this.words = grown;
    }
    const id = this.count++;
    this.words.set(state, id * this.width);
    this.slots[slot] = id;
    if (this.count * 2 > this.slots.length) this.rehash();
    return -(id + 1);
  }

  private equals(id: number, state: Int32Array): boolean {
    const base = id * this.width;
    for (let i = 0; i < this.width; i++) if (this.words[base + i] !== state[i]) return false;
    return true;
  }

  private hash(state: Int32Array): number {
    let h = 0x811c9dc5;
    for (let i = 0; i < this.width; i++) {
      h = Math.imul(h ^ (state[i] as number), 0x85ebca6b);
      h ^= h >>> 15;
    }
    return h >>> 0;
  }

  private rehash(): void {
    this.slots = new Int32Array(this.slots.length * 2).fill(-1);
    const state = new Int32Array(this.width);
    for (let id = 0; id < this.count; id++) {
      this.read(id, state);
      let slot = this.hash(state) & (this.slots.length - 1);
      while ((this.slots[slot] as number) >= 0) slot = (slot + 1) & (this.slots.length - 1);
      this.slots[slot] = id;
    }
  }
}

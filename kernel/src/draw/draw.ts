/** The draw itself: layers, weights, officers. What stands against it is found before the value is known. */
import { sha256 } from '@noble/hashes/sha2.js';
import { toHex, utf8 } from '../record/bytes.ts';
import type { List } from './lists.ts';
import {
  type Commitment,
  DRAW_FORMAT,
  DrawError,
  type DrawFault,
  type DrawnRow,
  type DrawPlan,
  type DrawResult,
  MAX_TOTAL_WEIGHT,
  type OfficerRow,
  RATIO_ONE,
  type Stratum,
  type StratumCount,
} from './model.ts';
import { Stream, seedOf } from './seed.ts';

/** The committed lists of one draw, in the order of the commitment. */
export interface DrawLists {
  readonly objects: List<'objects'>;
  readonly officers: readonly List<'officers'>[];
  readonly pairs: readonly List<'pairs'>[];
}

/** How many of a layer are drawn: the ratio of those that take part, rounded up. Whole numbers only. */
export const sizeOf = (layer: Stratum, eligible: number): number =>
  'take' in layer ? layer.take : Math.floor((eligible * layer.ratio + RATIO_ONE - 1) / RATIO_ONE);

/** Objects of each layer of the plan: figures, and the rows that take part. */
function layersOf(plan: DrawPlan, { columns, length }: List<'objects'>) {
  const place = new Map(plan.strata.map((s, i) => [s.code, i]));
  const layerOf = columns.strata.map((code) => place.get(code) ?? -1);
  const listed = plan.strata.map(() => 0);
  const eligible = plan.strata.map(() => 0);
  const total = plan.strata.map(() => 0);
  for (let i = 0; i < length; i++) {
    const layer = layerOf[columns.stratum[i] as number] as number;
    if (layer < 0) continue;
    listed[layer] = (listed[layer] as number) + 1;
    if (columns.out[i]) continue;
    eligible[layer] = (eligible[layer] as number) + 1;
    total[layer] = (total[layer] as number) + (columns.weight[i] as number);
  }
  return {
    layerOf,
    total,
    counts: plan.strata.map(
      (s, i): StratumCount => ({
        code: s.code,
        listed: listed[i] as number,
        out: (listed[i] as number) - (eligible[i] as number),
        eligible: eligible[i] as number,
        drawn: sizeOf(s, eligible[i] as number),
      }),
    ),
  };
}

interface Officers {
  readonly rows: readonly OfficerRow[];
  /** Group → numbers of the officers who take part, in the order of the lists. */
  readonly groups: ReadonlyMap<string, readonly number[]>;
  readonly byRef: ReadonlyMap<string, number>;
}

function officersOf(lists: DrawLists): Officers {
  const rows = lists.officers.flatMap((l) => Array.from({ length: l.length }, (_, i) => l.row(i)));
  const groups = new Map<string, number[]>();
  rows.forEach((r, i) => {
    if (r.out === undefined) groups.set(r.group, [...(groups.get(r.group) ?? []), i]);
  });
  return { rows, groups, byRef: new Map(rows.map((r, i) => [r.ref, i])) };
}

/** Object → officers who may not meet it. */
function barredOf(lists: DrawLists, officers: Officers): Map<string, Set<number>> {
  const barred = new Map<string, Set<number>>();
  for (const list of lists.pairs) {
    for (let i = 0; i < list.length; i++) {
      const { object, officer } = list.row(i);
      const set = barred.get(object) ?? new Set<number>();
      const n = officers.byRef.get(officer);
      if (n !== undefined) set.add(n);
      barred.set(object, set);
    }
  }
  return barred;
}

/** What stands against a plan by itself. */
function planFaults(plan: DrawPlan): DrawFault[] {
  const faults: DrawFault[] = [];
  const add = (code: string, say: string) => faults.push({ code, say });
  const whole = (n: number, most: number) => Number.isInteger(n) && n >= 1 && n <= most;
  if (plan.id.trim() !== plan.id || plan.id === '' || /[\n\r\t]/.test(plan.id))
    add('plan-id', '抽取编号应当是一行文字，前后没有空格');
  if (plan.strata.length === 0) add('plan-strata', '方案没有分层，至少要有一层');
  const codes = new Set(plan.strata.map((s) => s.code));
  if (codes.size !== plan.strata.length) add('plan-strata', '方案里同一层出现了两次');
  for (const s of plan.strata) {
    if ('take' in s ? !whole(s.take, 1_000_000) : !whole(s.ratio, RATIO_ONE))
      add('plan-size', `“${s.code}”层的比例应当是万分之1到万分之10000，或者写明1以上的个数`);
  }
  const groups = new Set(plan.teams.map((t) => t.group));
  if (groups.size !== plan.teams.length) add('plan-teams', '同一个单位在方案里出现了两次');
  if (plan.teams.some((t) => !whole(t.size, 100))) add('plan-teams', '每个单位派出的人数应当是1到100的整数');
  if (plan.teams.length > 0 && plan.teams.reduce((n, t) => n + t.size, 0) < 2)
    add('plan-pairs', '每个检查对象至少要派两名执法人员');
  return faults;
}

/**
 * Everything that would stop a draw over these lists, found before the value is known: once it is, a draw that passes
 * here cannot fail. Empty: it can be frozen.
 */
export function drawFaults(plan: DrawPlan, lists: DrawLists): readonly DrawFault[] {
  const faults = planFaults(plan);
  const add = (code: string, say: string) => {
    if (faults.length < 20) faults.push({ code, say });
  };
  const { columns } = lists.objects;
  for (const code of columns.strata)
    if (!plan.strata.some((s) => s.code === code))
      add('stratum-unknown', `检查对象清单里有“${code}”层，方案没有写明这一层抽多少`);
  const { counts, total } = layersOf(plan, lists.objects);
  for (const [i, c] of counts.entries()) {
    if (c.drawn > c.eligible) add('too-few', `“${c.code}”层要抽${c.drawn}个，参加抽取的只有${c.eligible}个`);
    if ((total[i] as number) >= MAX_TOTAL_WEIGHT)
      add('too-heavy', `“${c.code}”层的权重加起来太大，请按比例减小`);
  }
  if (counts.every((c) => c.drawn === 0)) add('nothing', '各层都没有可以抽取的对象');

  const officers = officersOf(lists);
  if (officers.byRef.size !== officers.rows.length)
    add('officer-twice', '同一个证件号在执法人员清单里出现了两次');
  for (const group of new Set(officers.rows.map((r) => r.group)))
    if (!plan.teams.some((t) => t.group === group))
      add('group-unknown', `执法人员清单里有“${group}”，方案里没有这个单位`);
  for (const t of plan.teams) {
    const there = officers.groups.get(t.group)?.length ?? 0;
    if (there < t.size) add('officers-few', `“${t.group}”要派${t.size}人，清单里能参加的只有${there}人`);
  }
  for (const list of lists.pairs) {
    for (let i = 0; i < list.length; i++) {
      const { object, officer } = list.row(i);
      if (lists.objects.find(object) < 0) add('pair-object', `回避清单里的对象“${object}”不在检查对象清单里`);
      if (!officers.byRef.has(officer)) add('pair-officer', `回避清单里的证件“${officer}”不在执法人员清单里`);
    }
  }
  for (const [object, barred] of barredOf(lists, officers)) {
    const row = lists.objects.find(object);
    if (row < 0 || columns.out[row]) continue;
    for (const t of plan.teams) {
      const left = (officers.groups.get(t.group) ?? []).filter((o) => !barred.has(o)).length;
      if (left < t.size)
        add(
          'officers-barred',
          `“${object}”除去应当回避的以后，“${t.group}”只剩${left}人，不足${t.size}人，请增加人员`,
        );
    }
  }
  return faults;
}

/** Sums of weights by halves: finds the row that a number falls on, and takes it out, in log n steps. */
class Urn {
  readonly #tree: Float64Array;
  readonly #weights: Float64Array;
  readonly #top: number;
  total = 0;
  constructor(weights: Float64Array) {
    const n = weights.length;
    this.#weights = weights;
    this.#tree = new Float64Array(n + 1);
    for (let i = 1; i <= n; i++) {
      this.#tree[i] = (this.#tree[i] as number) + (weights[i - 1] as number);
      this.total += weights[i - 1] as number;
      const parent = i + (i & -i);
      if (parent <= n) this.#tree[parent] = (this.#tree[parent] as number) + (this.#tree[i] as number);
    }
    let top = 1;
    while (top * 2 <= n) top *= 2;
    this.#top = top;
  }

  /** The first row at which the sum of the weights up to it is more than `at`; it is taken out. */
  take(at: number): number {
    let left = at;
    let i = 0;
    for (let step = this.#top; step >= 1; step /= 2) {
      const next = i + step;
      if (next < this.#tree.length && (this.#tree[next] as number) <= left) {
        i = next;
        left -= this.#tree[next] as number;
      }
    }
    this.drop(i);
    return i;
  }

  /** Take one row out. */
  drop(i: number): void {
    const weight = this.#weights[i] as number;
    if (weight === 0) return;
    this.#weights[i] = 0;
    this.total -= weight;
    for (let k = i + 1; k < this.#tree.length; k += k & -k)
      this.#tree[k] = (this.#tree[k] as number) - weight;
  }
}

/** The text of a result: head line, then one line for each object drawn: number, layer, object, officers. */
export const resultText = (drawn: readonly DrawnRow[]): string =>
  `#${DRAW_FORMAT}\tresult\n${drawn
    .map((d) => `${[d.no, d.stratum, d.object, d.officers.join(',') || '-'].join('\t')}\n`)
    .join('')}`;

/** SHA-256 of a result's text, hexadecimal. */
export const resultHash = (drawn: readonly DrawnRow[]): string => toHex(sha256(utf8(resultText(drawn))));

/**
 * Compute the draw. The same commitment, lists and value give the same result, everywhere and always.
 * `onProgress`: part done, 0 to 1. @throws DrawError with every fault; nothing is drawn then
 */
export function drawOf(
  commitment: Commitment,
  lists: DrawLists,
  value: string,
  onProgress: (part: number) => void = () => {},
): DrawResult {
  const { plan } = commitment;
  const faults = drawFaults(plan, lists);
  if (faults.length) throw new DrawError(faults);
  const seed = seedOf(commitment, value);
  const { layerOf, counts } = layersOf(plan, lists.objects);
  const { columns, length } = lists.objects;
  const of = plan.strata.map((_, i) => new Uint32Array((counts[i] as StratumCount).eligible));
  const filled = plan.strata.map(() => 0);
  for (let i = 0; i < length; i++) {
    const layer = layerOf[columns.stratum[i] as number] as number;
    if (layer < 0 || columns.out[i]) continue;
    (of[layer] as Uint32Array)[filled[layer] as number] = i;
    filled[layer] = (filled[layer] as number) + 1;
  }

  const picked: { stratum: string; row: number }[] = [];
  for (const [i, layer] of plan.strata.entries()) {
    const rows = of[i] as Uint32Array;
    const urn = new Urn(Float64Array.from(rows, (row) => columns.weight[row] as number));
    const stream = new Stream(seed, `objects/${layer.code}`);
    for (let k = (counts[i] as StratumCount).drawn; k > 0; k--)
      picked.push({ stratum: layer.code, row: rows[urn.take(stream.below(urn.total))] as number });
    onProgress((0.5 * (i + 1)) / plan.strata.length);
  }

  const officers = officersOf(lists);
  const barred = barredOf(lists, officers);
  const teams = plan.teams.map(
    (t) =>
      new Team(
        t.size,
        Uint32Array.from(officers.groups.get(t.group) ?? []),
        new Stream(seed, `officers/${t.group}`),
      ),
  );
  const drawn = picked.map(({ stratum, row }, n): DrawnRow => {
    const { ref } = lists.objects.row(row);
    const not = barred.get(ref);
    const sent = teams.flatMap((team) => team.send(not).map((o) => (officers.rows[o] as OfficerRow).ref));
    if (n % 1000 === 999) onProgress(0.5 + (0.5 * n) / picked.length);
    return { no: n + 1, stratum, object: ref, officers: sent };
  });
  onProgress(1);
  return { seed: toHex(seed), strata: counts, drawn, hash: resultHash(drawn) };
}

/** The officers of one group and how many tasks each has so far. */
class Team {
  readonly #size: number;
  readonly #members: Uint32Array;
  readonly #load: Uint32Array;
  readonly #stream: Stream;
  /** Fewest tasks of anyone, and an urn of those who have no more. */
  #level = 0;
  #least: Urn;
  constructor(size: number, members: Uint32Array, stream: Stream) {
    this.#size = size;
    this.#members = members;
    this.#load = new Uint32Array(members.length);
    this.#stream = stream;
    this.#least = new Urn(new Float64Array(members.length).fill(1));
  }

  /**
   * Who goes: again and again, of those who may meet the object and are not yet sent to it, the ones with the fewest
   * tasks so far stand in the order of the list, and the stream says which.
   */
  send(not: ReadonlySet<number> | undefined): number[] {
    const sent: number[] = [];
    for (let k = 0; k < this.#size; k++) {
      // Where nobody stands aside among those with the fewest tasks, the urn finds the one; else all are looked through.
      const plain = !not?.size && !sent.some((i) => this.#load[i] === this.#level);
      const i = plain ? this.#least.take(this.#stream.below(this.#least.total)) : this.#search(not, sent);
      this.#least.drop(i);
      this.#load[i] = (this.#load[i] as number) + 1;
      sent.push(i);
      if (this.#least.total === 0) this.#rise();
    }
    return sent.map((i) => this.#members[i] as number);
  }

  #search(not: ReadonlySet<number> | undefined, sent: readonly number[]): number {
    let least = Number.POSITIVE_INFINITY;
    let free: number[] = [];
    for (let i = 0; i < this.#members.length; i++) {
      const tasks = this.#load[i] as number;
      if (tasks > least || not?.has(this.#members[i] as number) || sent.includes(i)) continue;
      if (tasks < least) free = [];
      least = tasks;
      free.push(i);
    }
    return free[this.#stream.below(free.length)] as number;
  }

  #rise(): void {
    this.#level = this.#load.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
    this.#least = new Urn(Float64Array.from(this.#load, (n) => (n === this.#level ? 1 : 0)));
  }
}

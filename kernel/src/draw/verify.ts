/** Checking a published draw from outside, with nothing but what was published. */

import { toHex } from '../record/bytes.ts';
import type { Instant } from '../time/limit.ts';
import { type DrawLists, drawOf, resultText } from './draw.ts';
import { type List, listHash, readList } from './lists.ts';
import { type Commitment, DrawError, type DrawnRow, type ListKind } from './model.ts';
import { commitmentHash, seedOf, seedValue } from './seed.ts';

/** What is published of a draw, without the lists themselves. */
export interface PublishedDraw {
  readonly format: 'fadu-draw-published-1';
  readonly commitment: Commitment;
  /** Hash of the commitment as published when the lists were frozen. */
  readonly committed: string;
  /** Moment of freezing. */
  readonly frozenAt: Instant;
  /** The announced value as entered. */
  readonly value: string;
  readonly seed: string;
  readonly drawn: readonly DrawnRow[];
  /** Other draws over the same objects, or for the same batch, as the list of draws has them. */
  readonly others: readonly OtherDraw[];
}

/** Another draw that took the same objects or stands for the same batch of the plan. */
export interface OtherDraw {
  readonly id: string;
  readonly frozenAt: Instant;
  /** Reason on record why there is more than one; absent: none. */
  readonly reason?: string;
}

/** One line of a verification. */
export interface DrawCheck {
  readonly code:
    | 'list-hash'
    | 'list-form'
    | 'commitment'
    | 'recorded'
    | 'order-of-time'
    | 'seed'
    | 'value'
    | 'result'
    | 'repeated';
  readonly ok: boolean;
  readonly say: string;
}

export interface DrawVerification {
  readonly ok: boolean;
  readonly checks: readonly DrawCheck[];
}

/** What the reader brings along, beyond what the publisher says. */
export interface VerifyDrawOptions {
  /** Commitment and moment as the log of records has them. */
  readonly recorded?: { readonly commitment: string; readonly at: Instant };
  /** The announced value as the reader saw it at the source. */
  readonly seenValue?: string;
  readonly onProgress?: (part: number) => void;
}

/** The lists of a commitment from a reader of bytes by hash; every hash is computed anew. @throws DrawError */
export async function listsOf(
  commitment: Commitment,
  bytesOf: (hash: string) => Promise<Uint8Array>,
): Promise<DrawLists> {
  const load = async <K extends ListKind>(kind: K, hash: string): Promise<List<K>> => {
    const bytes = await bytesOf(hash);
    const is = listHash(bytes);
    if (is !== hash)
      throw new DrawError([
        {
          code: 'list-hash',
          say: `清单的指纹应当是${hash.slice(0, 16)}……，实际是${is.slice(0, 16)}……，内容被改过`,
        },
      ]);
    return readList(kind, bytes, is);
  };
  const many = async <K extends ListKind>(kind: K, hashes: readonly string[]) => {
    const out: List<K>[] = [];
    for (const hash of hashes) out.push(await load(kind, hash));
    return out;
  };
  return {
    objects: await load('objects', commitment.lists.objects),
    officers: await many('officers', commitment.lists.officers),
    pairs: await many('pairs', commitment.lists.pairs),
  };
}

/** Check a published draw. Reads the lists by `bytesOf`, computes everything anew, and says line by line what agrees. */
export async function verifyDraw(
  draw: PublishedDraw,
  bytesOf: (hash: string) => Promise<Uint8Array>,
  options: VerifyDrawOptions = {},
): Promise<DrawVerification> {
  const checks: DrawCheck[] = [];
  const say = (code: DrawCheck['code'], ok: boolean, good: string, bad: string) =>
    checks.push({ code, ok, say: ok ? good : bad });
  const { commitment } = draw;
  const hash = commitmentHash(commitment);
  say(
    'commitment',
    hash === draw.committed,
    '方案、清单指纹和种子来源与冻结时公布的指纹一致',
    '方案、清单指纹或者种子来源与冻结时公布的指纹不符',
  );
  const { recorded } = options;
  if (recorded)
    say(
      'recorded',
      recorded.commitment === hash && Date.parse(recorded.at) === Date.parse(draw.frozenAt),
      '存证日志里记载的正是这份承诺和这个冻结时间',
      '存证日志里记载的承诺或者冻结时间与公布的不同',
    );
  say(
    'order-of-time',
    Date.parse(recorded?.at ?? draw.frozenAt) < Date.parse(commitment.source.announcedAt),
    '清单冻结在前，随机数公布在后',
    '清单是在随机数公布以后才冻结的，冻结时已经可以知道结果',
  );
  if (options.seenValue !== undefined)
    say(
      'value',
      sameValue(options.seenValue, draw.value),
      '您看到的公布数值与填报的一致',
      `您看到的数值是“${options.seenValue}”，填报的是“${draw.value}”，种子可能是挑选的`,
    );
  say(
    'seed',
    seedFits(draw),
    '种子由公布的数值、方案和清单指纹算出，没有挑选',
    '种子不是由公布的数值、方案和清单指纹算出的',
  );
  const unexplained = draw.others.filter((o) => !o.reason);
  say(
    'repeated',
    unexplained.length === 0,
    draw.others.length ? '另外的抽取都有批准的理由' : '同一批对象没有抽取过第二次',
    `同一批对象另外抽取过：${unexplained.map((o) => o.id).join('、')}，没有批准的理由`,
  );
  let lists: DrawLists | null = null;
  try {
    lists = await listsOf(commitment, bytesOf);
    say(
      'list-hash',
      true,
      `${1 + commitment.lists.officers.length + commitment.lists.pairs.length}份清单的内容与承诺的指纹一致`,
      '',
    );
  } catch (error) {
    if (!(error instanceof DrawError)) throw error;
    const changed = error.faults.some((f) => f.code === 'list-hash');
    say(changed ? 'list-hash' : 'list-form', false, '', error.message);
  }
  if (lists) {
    try {
      const again = drawOf(commitment, lists, draw.value, options.onProgress);
      const same = resultText(again.drawn) === resultText(draw.drawn);
      say(
        'result',
        same,
        `重新抽取一遍，${again.drawn.length}个对象和派出的人员完全一致`,
        differs(again.drawn, draw.drawn),
      );
    } catch (error) {
      if (!(error instanceof DrawError)) throw error;
      say('result', false, '', `照公布的方案和清单抽不出结果：${error.message}`);
    }
  }
  return { ok: checks.every((c) => c.ok), checks };
}

function sameValue(a: string, b: string): boolean {
  try {
    return seedValue(a) === seedValue(b);
  } catch {
    return false;
  }
}

function seedFits(draw: PublishedDraw): boolean {
  try {
    return toHex(seedOf(draw.commitment, draw.value)) === draw.seed;
  } catch {
    return false;
  }
}

/** Where two results first part. */
function differs(right: readonly DrawnRow[], shown: readonly DrawnRow[]): string {
  if (right.length !== shown.length)
    return `重新抽取的结果有${right.length}个对象，公布的有${shown.length}个，结果被改过`;
  const at = right.findIndex((r, i) => resultText([r]) !== resultText([shown[i] as DrawnRow]));
  const [r, s] = [right[at], shown[at]];
  return r?.object === s?.object
    ? `第${at + 1}个对象应当派${r?.officers.join('、')}，公布的是${s?.officers.join('、')}，结果被改过`
    : `第${at + 1}个应当是${r?.object}，公布的是${s?.object}，结果被改过`;
}

/** Manipulations of a draw: each is told by the verification. */
import { describe, expect, test } from 'vitest';
import { committed, objectsOf, officersOf } from './draw.testing.ts';
import { drawOf } from './draw.ts';
import { readList, writeList } from './lists.ts';
import type { Commitment, DrawPlan } from './model.ts';
import { commitmentHash } from './seed.ts';
import { type PublishedDraw, type VerifyDrawOptions, verifyDraw } from './verify.ts';

const plan: DrawPlan = {
  id: '市抽〔2026〕1号',
  strata: ['A', 'B', 'C', 'D'].map((code) => ({ code, ratio: 500 })),
  teams: [
    { group: '甲局', size: 2 },
    { group: '乙局', size: 2 },
  ],
};
const made = committed(
  plan,
  objectsOf(400, (i) => 1 + (i % 7)),
  [officersOf('甲局', 8), officersOf('乙局', 6)],
  [[{ object: 'E0000001', officer: 'J00001' }]],
);
const VALUE = '03 08 15 22 27 31 + 12';
const FROZEN = '2026-06-15T02:00:00.000Z';

function publish(commitment: Commitment = made.commitment, lists = made.lists, value = VALUE): PublishedDraw {
  const { seed, drawn } = drawOf(commitment, lists, value);
  return {
    format: 'fadu-draw-published-1',
    commitment,
    committed: commitmentHash(commitment),
    frozenAt: FROZEN,
    value,
    seed,
    drawn,
    others: [],
  };
}
const honest = publish();
const recorded = { commitment: honest.committed, at: FROZEN };

/** Codes of the checks that fail. */
async function failing(
  draw: PublishedDraw,
  options: VerifyDrawOptions = { recorded, seenValue: VALUE },
  files: ReadonlyMap<string, Uint8Array> = made.files,
): Promise<string[]> {
  const { ok, checks } = await verifyDraw(draw, async (hash) => files.get(hash) as Uint8Array, options);
  const bad = checks.filter((c) => !c.ok);
  expect(ok).toBe(bad.length === 0);
  expect(checks.every((c) => c.say.length > 5)).toBe(true);
  return bad.map((c) => c.code);
}
const edited = (from: string, to: string) => {
  const text = new TextDecoder().decode(made.lists.objects.bytes);
  expect(text).toContain(from);
  return readList('objects', new TextEncoder().encode(text.replace(from, to)));
};

describe('R7.2 manipulation is found by anyone', () => {
  test('an honest draw agrees in every line', async () => {
    expect(await failing(honest)).toEqual([]);
    expect(await failing(honest, {})).toEqual([]);
  });

  test.each([
    ['a row taken out of the list', 'E0000003\tD\t4\t-\t-\t第3号企业有限公司\n', ''],
    ['a changed weight', 'E0000003\tD\t4\t', 'E0000003\tD\t1\t'],
    ['an object moved to another layer', 'E0000003\tD\t4\t', 'E0000003\tA\t4\t'],
    ['an object left out afterwards', 'E0000003\tD\t4\t-\t', 'E0000003\tD\t4\t停业\t'],
  ])('changed list: %s', async (_name, from, to) => {
    const forged = edited(from, to);
    // The file behind the published hash is another one.
    const under = new Map([...made.files, [made.commitment.lists.objects, forged.bytes]]);
    expect(await failing(honest, { recorded }, under)).toEqual(['list-hash']);
    // Hash and commitment are changed with it: only the record still knows the old one.
    const changed = { ...made.commitment, lists: { ...made.commitment.lists, objects: forged.hash } };
    const files = new Map([...made.files, [forged.hash, forged.bytes]]);
    expect(await failing({ ...honest, commitment: changed }, { recorded }, files)).toContain('commitment');
    const whole = publish(changed, { ...made.lists, objects: forged });
    expect(await failing(whole, {}, files)).toEqual([]);
    expect(await failing(whole, { recorded }, files)).toEqual(['recorded']);
  });

  test('chosen seed: a seed of one’s own, or a value that was not announced', async () => {
    expect(await failing({ ...honest, seed: 'ab'.repeat(32) })).toEqual(['seed']);
    const other = publish(made.commitment, made.lists, '01 02 03 04 05 06 + 07');
    expect(await failing(other)).toEqual(['value']);
    expect(await failing({ ...other, value: VALUE })).toEqual(['seed', 'result']);
  });

  test('changed ratio, team or announcement after the freeze', async () => {
    for (const change of [
      { plan: { ...plan, strata: plan.strata.map((s) => ({ ...s, ratio: 501 })) } },
      { plan: { ...plan, teams: plan.teams.map((t) => ({ ...t, size: 3 })) } },
      { source: { ...made.commitment.source, issue: '2026002期' } },
    ]) {
      const draw = publish({ ...made.commitment, ...change });
      expect(await failing(draw, { recorded })).toEqual(['recorded']);
      expect(await failing({ ...draw, committed: honest.committed }, { recorded })).toContain('commitment');
    }
  });

  test('list frozen after the value was known, whatever the page says', async () => {
    const late = '2026-06-16T13:30:00.000Z';
    expect(await failing({ ...honest, frozenAt: late }, {})).toEqual(['order-of-time']);
    expect(await failing(honest, { recorded: { commitment: honest.committed, at: late } })).toEqual([
      'recorded',
      'order-of-time',
    ]);
  });

  test('changed result: an object, an order, an officer, one less', async () => {
    const [a, b, ...rest] = honest.drawn as [
      PublishedDraw['drawn'][0],
      PublishedDraw['drawn'][0],
      ...PublishedDraw['drawn'],
    ];
    const swapped = [{ ...a, object: b.object }, { ...b, object: a.object }, ...rest];
    const officer = [{ ...a, officers: [...a.officers.slice(0, 3), 'Y00000'] }, b, ...rest];
    for (const drawn of [swapped, [a, ...rest], [{ ...a, officers: a.officers.toReversed() }, b, ...rest]])
      expect(await failing({ ...honest, drawn })).toEqual(['result']);
    if (a.officers[3] !== 'Y00000') expect(await failing({ ...honest, drawn: officer })).toEqual(['result']);
  });

  test('repeated draw: another draw over the same objects without a reason on record', async () => {
    const other = { id: '市抽〔2026〕2号', frozenAt: '2026-06-10T02:00:00.000Z' };
    expect(await failing({ ...honest, others: [other] })).toEqual(['repeated']);
    expect(await failing({ ...honest, others: [{ ...other, reason: '名单有误，经批准重新抽取' }] })).toEqual(
      [],
    );
  });

  test('a list that is no list says where', async () => {
    const bytes = new TextEncoder().encode('#fadu-draw-1\tobjects\nE1\tA\t0\t-\t-\t某\n');
    const { createHash } = await import('node:crypto');
    const objects = createHash('sha256').update(bytes).digest('hex');
    const commitment = { ...made.commitment, lists: { ...made.commitment.lists, objects } };
    const draw = { ...honest, commitment, committed: commitmentHash(commitment) };
    expect(await failing(draw, {}, new Map([...made.files, [objects, bytes]]))).toEqual([
      'seed',
      'list-form',
    ]);
  });

  test('the order of rows in the sources makes no other list', () => {
    const rows = objectsOf(20);
    expect(readList('objects', writeList('objects', rows.toReversed())).hash).toBe(
      readList('objects', writeList('objects', rows)).hash,
    );
  });
});

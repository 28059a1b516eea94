import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { stateRoot } from './builder.ts';
import { fromUtf8, utf8 } from './bytes.ts';
import { canonicalBytes } from './canonical.ts';
import { addSignatures, cosigner, formatVkey, noteSigner } from './note.ts';
import { makeProof, type RecordProof, verifyProof } from './proof.ts';
import { entriesOf, entryOf, flipBit, MemoryLog, testVkey } from './testkit.ts';
import { type HashReader, hashReader } from './tile-reader.ts';
import { formatTlogProof, parseTlogProof, verifyTlogProof } from './tlog-proof.ts';

const SIZE = 300;
const act = { case: '2026-0017', act: '立案', at: '2026-11-23T00:00:00.000Z', facts: { 金额: 200.5 } };
const log = new MemoryLog();
log.grow([...entriesOf(0, 100), canonicalBytes(act), ...entriesOf(101, SIZE)]);
const otherKey = formatVkey(noteSigner('log.city.example/record', new Uint8Array(32).fill(9)).key);

let reader: HashReader;
let ofAct: RecordProof;
let ofBytes: RecordProof;
beforeAll(async () => {
  reader = hashReader({ size: SIZE, root: stateRoot(log.state), readTile: log.read });
  ofAct = makeProof(100, act, await reader.inclusionProof(100), log.checkpoint);
  ofBytes = makeProof(299, entryOf(299), await reader.inclusionProof(299), log.checkpoint);
});

describe('R90.3 a proof on its own', () => {
  it('verifies after a journey through JSON, with the entry as JSON or as bytes', () => {
    const journey = (proof: RecordProof) => verifyProof(JSON.parse(JSON.stringify(proof)), testVkey);
    expect(journey(ofAct)).toMatchObject({ ok: true, size: SIZE, index: 100, leaf: canonicalBytes(act) });
    expect(journey(ofBytes)).toMatchObject({ ok: true, size: SIZE, index: 299, leaf: entryOf(299) });
  });

  it('does not depend on the order of the members of its JSON entry', () => {
    const leaf = Object.fromEntries(Object.entries(act).reverse());
    expect(verifyProof({ ...ofAct, leaf }, testVkey).ok).toBe(true);
  });

  it('fails when any bit of the checkpoint’s first lines, of the path, of the entry or the index changes', () => {
    const { index, leaf, inclusion, checkpoint } = ofBytes;
    const text = utf8(JSON.stringify({ index, leaf, inclusion }));
    fc.assert(
      fc.property(fc.nat({ max: text.length * 8 - 1 }), (bit) => {
        const changed = new TextDecoder().decode(flipBit(text, bit));
        let parsed: object;
        try {
          parsed = JSON.parse(changed) as object;
        } catch {
          return; // no longer JSON: there is nothing to verify
        }
        expect(verifyProof({ ...parsed, checkpoint }, testVkey).ok).toBe(false);
      }),
      { numRuns: 400 },
    );
    const note = utf8(checkpoint);
    for (let bit = 0; bit < note.length * 8; bit++) {
      const changed = new TextDecoder().decode(flipBit(note, bit));
      expect(verifyProof({ ...ofBytes, checkpoint: changed }, testVkey).ok).toBe(false);
    }
  });

  it.each<[string, string, () => [unknown, string]]>([
    ['another key', 'signature-missing', () => [ofAct, otherKey]],
    ['a key that is none', 'key-malformed', () => [ofAct, '没有']],
    ['another entry', 'inclusion-invalid', () => [{ ...ofAct, leaf: { ...act, act: '销案' } }, testVkey]],
    ['another index', 'inclusion-invalid', () => [{ ...ofAct, index: 101 }, testVkey]],
    ['an index outside', 'index-out-of-range', () => [{ ...ofAct, index: SIZE }, testVkey]],
    [
      'an entry that is no JSON data',
      'not-canonical',
      () => [{ ...ofAct, leaf: { a: Number.NaN } }, testVkey],
    ],
    [
      'a changed head',
      'signature-invalid',
      () => [{ ...ofAct, checkpoint: log.checkpoint.replace('300', '301') }, testVkey],
    ],
    ['no head', 'note-malformed', () => [{ ...ofAct, checkpoint: '' }, testVkey]],
  ])('says in Chinese why it refuses %s', (_, code, given) => {
    const [proof, vkey] = given();
    const result = verifyProof(proof, vkey);
    expect(result).toMatchObject({ ok: false, code });
    expect(result.ok ? '' : result.reason).toMatch(/^\P{ASCII}.*\p{Script=Han}.*。$/su);
  });

  it('never throws, whatever it is given', () => {
    for (const bad of [
      undefined,
      null,
      1,
      '',
      [],
      {},
      { ...ofAct, inclusion: [1] },
      { ...ofAct, inclusion: ['AA=='] },
    ]) {
      expect(verifyProof(bad, testVkey)).toMatchObject({ ok: false, code: 'proof-malformed' });
    }
    const keys = ['index', 'leaf', 'inclusion', 'checkpoint'] as const;
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.anything(), (key, value) => {
        const result = verifyProof({ ...ofAct, [key]: value }, testVkey);
        expect(result.ok).toBe(false);
      }),
    );
  });

  it('can ask for witnesses', () => {
    const witness = cosigner('witness.example', new Uint8Array(32).fill(3), 1_790_000_000);
    const policy = { witnesses: [formatVkey(witness.key)], quorum: 1 };
    expect(verifyProof(ofAct, testVkey, policy)).toMatchObject({ ok: false, code: 'witnesses-too-few' });
    const seen = { ...ofAct, checkpoint: addSignatures(log.checkpoint, [witness]) };
    expect(verifyProof(seen, testVkey, policy)).toMatchObject({
      ok: true,
      checkpoint: { witnesses: [{ name: 'witness.example', time: 1_790_000_000 }] },
    });
  });
});

describe('R90.3 a proof in the text form c2sp.org/tlog-proof@v1', () => {
  const text = async (extra?: Uint8Array) =>
    formatTlogProof({
      index: 100,
      inclusion: await reader.inclusionProof(100),
      checkpoint: log.checkpoint,
      extra,
    });

  it('has the lines of the specification and reads back', async () => {
    const lines = (await text()).split('\n');
    expect(lines.slice(0, 2)).toEqual(['c2sp.org/tlog-proof@v1', 'index 100']);
    expect(lines[11]).toBe('');
    expect(lines.slice(12).join('\n')).toBe(log.checkpoint);
    expect(parseTlogProof(await text(utf8('x')))).toMatchObject({ index: 100, extra: utf8('x') });
  });

  it('verifies with the entry given, or carried as extra data', async () => {
    const entry = canonicalBytes(act);
    expect(verifyTlogProof(await text(), testVkey, entry)).toMatchObject({
      ok: true,
      index: 100,
      size: SIZE,
    });
    expect(verifyTlogProof(await text(entry), testVkey)).toMatchObject({ ok: true, leaf: entry });
    expect(verifyTlogProof(await text(), testVkey)).toMatchObject({ ok: false, code: 'proof-malformed' });
    expect(verifyTlogProof(await text(), testVkey, utf8('别的'))).toMatchObject({
      ok: false,
      code: 'inclusion-invalid',
    });
  });

  it('proves the entry it was asked about, not the one it carries', async () => {
    const result = verifyTlogProof(await text(canonicalBytes(act)), testVkey, utf8('别的'));
    expect(result).toMatchObject({ ok: false, code: 'inclusion-invalid' });
  });

  it('verifies with an empty path in a log of one', () => {
    const one = new MemoryLog(1);
    const proof = formatTlogProof({ index: 0, inclusion: [], checkpoint: one.checkpoint });
    expect(verifyTlogProof(proof, testVkey, entryOf(0))).toMatchObject({ ok: true, size: 1 });
  });

  it('fails with any bit of it flipped', async () => {
    const bytes = utf8(await text());
    const entry = canonicalBytes(act);
    fc.assert(
      fc.property(fc.nat({ max: bytes.length * 8 - 1 }), (bit) => {
        const changed = new TextDecoder().decode(flipBit(bytes, bit));
        expect(verifyTlogProof(changed, testVkey, entry).ok).toBe(false);
      }),
      { numRuns: 600 },
    );
    expect(verifyTlogProof(fromUtf8(bytes), testVkey, entry).ok).toBe(true);
  });

  it.each([
    '',
    'c2sp.org/tlog-proof@v2\nindex 0\n\nx',
    'c2sp.org/tlog-proof@v1\nindex 01\n\nx',
    'c2sp.org/tlog-proof@v1\n\nx',
  ])('refuses %j', (bad) => {
    expect(() => parseTlogProof(bad)).toThrow(expect.objectContaining({ code: 'proof-malformed' }));
  });
});

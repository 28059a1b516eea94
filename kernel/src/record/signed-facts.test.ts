/** R90.3 facts that somebody carries: signed, packed for a QR code, read back; and texts that are written in one way only. */
import { describe, expect, test } from 'vitest';
import { fromBase64, fromHex, fromUtf8, sameBytes, toBase64, toHex, utf8 } from './bytes.ts';
import { canonicalBytes, parseCanonical } from './canonical.ts';
import { checkpointText, parseCheckpointText } from './checkpoint.ts';
import { addSignatures, cosigner, formatVkey, noteSigner, parseNote, signNote } from './note.ts';
import { packNote, signedFacts } from './signed-facts.ts';

const kind = signedFacts<{ name: string; number: string }>('演示市 执法证', [
  ['name', '姓名'],
  ['number', '证号'],
]);
const city = noteSigner('city.example', new Uint8Array(32).fill(7));
const vkey = formatVkey(city.key);
const facts = { name: '王 五', number: 'A-1' };
const note = signNote(kind.text(facts), [city]);

describe('R90.3 signed facts', () => {
  test('R90.3 one line a fact under the head; white space cannot make another line', () => {
    expect(kind.text({ name: '王\n五\t 六', number: 'A-1' })).toBe(
      '演示市 执法证\n姓名：王 五 六\n证号：A-1\n',
    );
    expect(kind.open(note, vkey)).toEqual({ ok: true, facts });
  });

  test('R90.3 what is no note, not this city’s, or another kind is told apart', () => {
    expect(kind.open('这不是签名', vkey)).toEqual({ ok: false, fault: 'unreadable' });
    const other = noteSigner('city.example', new Uint8Array(32).fill(8));
    expect(kind.open(note, formatVkey(other.key))).toEqual({ ok: false, fault: 'signature' });
    expect(kind.open(note.replace('A-1', 'A-2'), vkey)).toEqual({ ok: false, fault: 'signature' });
    expect(kind.open(note, 'no key')).toEqual({ ok: false, fault: 'signature' });
    const signed = (text: string) => kind.open(signNote(text, [city]), vkey);
    for (const text of [
      '演示市 别的证\n姓名：王五\n证号：A-1\n',
      '演示市 执法证\n姓名：王五\n',
      '演示市 执法证\n证号：A-1\n姓名：王五\n',
      '演示市 执法证\n姓名：\n证号：A-1\n',
      '演示市 执法证\n姓名：王五\n证号A-1\n',
    ])
      expect(signed(text), text).toEqual({ ok: false, fault: 'kind' });
  });

  test('R90.3 handed in as an address, as its last part, or as the text', () => {
    const packed = packNote(note);
    expect(packed).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(kind.unpack(`https://example.org/check#${packed}`)).toBe(note);
    expect(kind.unpack(` ${packed}\n`)).toBe(note);
    expect(kind.unpack(`\n${note} `)).toBe(note);
    for (const bad of [
      '',
      'short',
      `https://example.org/?x=${packed}`,
      packed.slice(0, 39),
      `${packed}!`,
      '_'.repeat(80),
      'A'.repeat(6001),
    ])
      expect(kind.unpack(bad), bad.slice(0, 40)).toBeNull();
    // Every alphabet letter that base64url writes another way.
    expect(packNote('~~~???')).toBe('fn5-Pz8_');
  });
});

describe('R90.3 one text for one sequence of bytes', () => {
  const code = (name: string) => expect.objectContaining({ name: 'RecordError', code: name });
  test('R90.3 base64, hexadecimal and UTF-8 refuse every other way of writing', () => {
    for (const good of ['', 'AA==', 'AAA=', 'AAAA', '+/+/']) expect(toBase64(fromBase64(good))).toBe(good);
    for (const bad of [
      'A',
      'AA',
      'AAA',
      'AA=',
      'AB==',
      'AAB=',
      'A A=',
      ' AAAA',
      'AAAA\n',
      'AA==AAAA',
      '-_-_',
      '!AAA',
    ])
      expect(() => fromBase64(bad), bad).toThrow(code('encoding-malformed'));
    const long = Uint8Array.from({ length: 70_000 }, (_, i) => i % 251);
    expect(sameBytes(fromBase64(toBase64(long)), long)).toBe(true);
    expect([toHex(Uint8Array.of(0, 10, 255)), fromHex('000aff'), fromHex('')]).toEqual([
      '000aff',
      Uint8Array.of(0, 10, 255),
      new Uint8Array(),
    ]);
    for (const bad of ['0', '0A', 'x0', '00 ', ' 00', 'g0'])
      expect(() => fromHex(bad), bad).toThrow(code('encoding-malformed'));
    expect(() => utf8('\ud800')).toThrow(code('encoding-malformed'));
    expect(() => fromUtf8(Uint8Array.of(0xff))).toThrow(code('encoding-malformed'));
    expect(fromUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).toBe('\ufeffa');
    expect([
      sameBytes(Uint8Array.of(1), Uint8Array.of(1, 2)),
      sameBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 3)),
    ]).toEqual([false, false]);
  });

  test('R90.3 canonical JSON says what is wrong: no JSON, or JSON written another way', () => {
    expect(parseCanonical(canonicalBytes({ b: [1, null], a: '甲' }))).toEqual({ b: [1, null], a: '甲' });
    const parse = (text: string) => () => parseCanonical(utf8(text));
    for (const text of ['{', '', '{"a":1,}']) expect(parse(text), text).toThrow(/不是 JSON/);
    for (const text of ['{"b":1,"a":2}', '{ "a":1}', '{"a":1.0}', '{"a":1,"a":1}', '"\\u0061"'])
      expect(parse(text), text).toThrow(/不是规范 JSON/);
  });

  test('R90.3 a checkpoint has origin, size and root, each in one way; its faults name the file', () => {
    const root = new Uint8Array(32).fill(1);
    const text = checkpointText({ origin: 'o', size: 3, root, extensions: ['x'] });
    expect(parseCheckpointText(text)).toEqual({ origin: 'o', size: 3, root, extensions: ['x'] });
    const lines = text.split('\n');
    const bad = (change: Partial<Record<0 | 1 | 2 | 3, string>>) => () =>
      parseCheckpointText(lines.map((l, i) => change[i as 0] ?? l).join('\n'));
    for (const wrong of [
      bad({ 1: '03' }),
      bad({ 1: '-1' }),
      bad({ 1: '3 ' }),
      bad({ 1: '9007199254740993' }),
      bad({ 0: '' }),
      bad({ 2: 'AA==' }),
      bad({ 2: 'x' }),
      bad({ 3: '' }),
    ])
      expect(wrong).toThrow(
        expect.objectContaining({ code: 'checkpoint-malformed', at: { path: 'checkpoint' } }),
      );
    expect(() => parseCheckpointText('o\n3\n')).toThrow(/三行/);
    expect(() => parseCheckpointText(text.slice(0, -1))).toThrow(/换行/);
    for (const wrong of [
      { origin: '' },
      { origin: 'a\nb' },
      { extensions: [''] },
      { size: -1 },
      { size: 1.5 },
      { root: root.slice(1) },
    ])
      expect(() => checkpointText({ origin: 'o', size: 3, root, ...wrong })).toThrow(
        code('checkpoint-malformed'),
      );
  });

  test('R90.3 a further signature takes the place of an earlier one by the same key, and of no other', () => {
    const second = noteSigner('second.example', new Uint8Array(32).fill(9));
    const third = noteSigner('third.example', new Uint8Array(32).fill(10));
    const both = addSignatures(note, [second, third]);
    expect(parseNote(both).signatures.map((s) => s.name)).toEqual([
      'city.example',
      'second.example',
      'third.example',
    ]);
    expect(parseNote(addSignatures(both, [third, second])).signatures.map((s) => s.name)).toEqual([
      'city.example',
      'third.example',
      'second.example',
    ]);
    expect(parseNote(addSignatures(both, [city])).signatures.map((s) => s.name)).toEqual([
      'second.example',
      'third.example',
      'city.example',
    ]);
    expect(() => parseNote(`\n\n${note.split('\n\n')[1]}`)).not.toThrow();
    for (const time of [-1, 1.5, Number.NaN])
      expect(() => cosigner('w', new Uint8Array(32), time)).toThrow(RangeError);
    expect(() => cosigner('w', new Uint8Array(31), 0)).toThrow(/32/);
  });
});

import { describe, expect, it } from 'vitest';
import { fromBase64, toBase64, utf8 } from './bytes.ts';
import { openCheckpoint, parseCheckpointText, signCheckpoint } from './checkpoint.ts';
import type { RecordErrorCode } from './errors.ts';
import { EMPTY_ROOT, leafHash } from './merkle.ts';
import {
  addSignatures,
  cosigner,
  formatVkey,
  noteSigner,
  openNote,
  parseNote,
  parseSkey,
  parseVkey,
  signNote,
  verifierKey,
} from './note.ts';
import { testSigner, testVkey } from './testkit.ts';

// Values of the documentation of golang.org/x/mod/sumdb/note.
const SKEY = 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz';
const VKEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const TEXT =
  'If you think cryptography is the answer to your problem,\n' +
  "then you don't know what your problem is.\n";
const PETER =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
const ENOCH =
  '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n';
// The example of C2SP signed-note.
const FOO_VKEY = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
const FOO_NOTE =
  'This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';

const code = (expected: RecordErrorCode) => expect.objectContaining({ name: 'RecordError', code: expected });

describe('R90.3 signed notes against known values', () => {
  it('signs as golang.org/x/mod/sumdb/note does, byte for byte', () => {
    expect(signNote(TEXT, [parseSkey(SKEY)])).toBe(`${TEXT}\n${PETER}`);
    expect(formatVkey(parseSkey(SKEY).key)).toBe(VKEY);
  });

  it('adds a signature as the Go example does', () => {
    const enoch = noteSigner('EnochRoot', new Uint8Array(32));
    expect(addSignatures(`${TEXT}\n${PETER}`, [enoch])).toBe(`${TEXT}\n${PETER}${ENOCH}`);
    // Signing again replaces the line instead of doubling it.
    expect(addSignatures(`${TEXT}\n${PETER}${ENOCH}`, [enoch])).toBe(`${TEXT}\n${PETER}${ENOCH}`);
  });

  it('opens the notes of Go and of the specification, with keys it does not know beside', () => {
    const opened = openNote(`${TEXT}\n${PETER}${ENOCH}`, [parseVkey(VKEY)]);
    expect(opened.text).toBe(TEXT);
    expect(opened.verified.map(({ key }) => key.id)).toEqual(['c74f20a3']);
    expect(opened.unknown.map(({ name }) => name)).toEqual(['EnochRoot']);
    expect(openNote(FOO_NOTE, [parseVkey(FOO_VKEY)]).text).toBe('This is an example message.\n');
  });

  it('computes the key id of a witness key (kind 4) as others do', () => {
    const vkey = 'remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2';
    expect(formatVkey(parseVkey(vkey))).toBe(vkey);
    expect(parseVkey(vkey).kind).toBe(4);
  });
});

describe('R90.3 signed notes refuse', () => {
  const key = parseVkey(VKEY);

  it.each([
    ['a changed text', `${TEXT.replace('answer', 'reason')}\n${PETER}`],
    ['a changed signature', `${TEXT}\n${PETER.replace('ZJku', 'ZJkv')}`],
    ['a bad line after a good one of the same key', `${TEXT}\n${PETER}${PETER.replace('ZJku', 'ZJkv')}`],
  ])('%s', (_, note) => {
    expect(() => openNote(note, [key])).toThrow(code('signature-invalid'));
  });

  it('a note that only others have signed', () => {
    expect(() => openNote(`${TEXT}\n${ENOCH}`, [key])).toThrow(code('signature-missing'));
    expect(() =>
      openNote(FOO_NOTE.replace('example.com/foo ', 'example.com/fox '), [parseVkey(FOO_VKEY)]),
    ).toThrow(code('signature-missing'));
    expect(() => openNote(FOO_NOTE, [])).toThrow(code('signature-missing'));
  });

  it.each([
    ['no empty line', TEXT + PETER],
    ['no signature', `${TEXT}\n`],
    ['no newline at the end', `${TEXT}\n${PETER.trimEnd()}`],
    ['carriage returns', `${TEXT}\n${PETER}`.replaceAll('\n', '\r\n')],
    ['a tab', `a\tb\n\n${PETER}`],
    ['another dash', `${TEXT}\n${PETER.replace('—', '-')}`],
    ['a plus in a name', `${TEXT}\n${PETER.replace('Peter', 'Pe+er')}`],
    ['two spaces', `${TEXT}\n${PETER.replace(' x', '  x')}`],
    ['base64 with stray bits', `${TEXT}\n${PETER.replace('nAM=', 'nAN=')}`],
    ['a signature of four bytes', `${TEXT}\n— a AAAAAA==\n`],
    ['a lone surrogate', `a\ud800\n\n${PETER}`],
    ['more than 100 signatures', `${TEXT}\n${PETER.repeat(101)}`],
  ])('%s', (_, note) => {
    expect(() => parseNote(note)).toThrow(code('note-malformed'));
  });

  it.each([
    'PeterNeumann',
    VKEY.replace('c74f20a3', 'c74f20a4'),
    VKEY.replace('c74f20a3', 'C74F20A3'),
    VKEY.replace('Peter', 'Pater'),
    VKEY.slice(0, -4),
    `${VKEY}!`,
    `x+00000000+${toBase64(Uint8Array.of(2, ...new Uint8Array(32)))}`,
    '',
  ])('the verifier key 「%s」', (vkey) => {
    expect(() => parseVkey(vkey)).toThrow(code('key-malformed'));
  });

  it('names and private keys that cannot be', () => {
    expect(() => noteSigner('a b', new Uint8Array(32))).toThrow(code('key-malformed'));
    expect(() => noteSigner('a', new Uint8Array(31))).toThrow(code('key-malformed'));
    expect(() => verifierKey('a', new Uint8Array(31))).toThrow(code('key-malformed'));
    expect(() => parseSkey(SKEY.replace('c74f20a3', 'c74f20a4'))).toThrow(code('key-malformed'));
    expect(() => parseSkey(VKEY)).toThrow(code('key-malformed'));
    expect(() => signNote('no newline', [testSigner])).toThrow(code('note-malformed'));
    expect(() => signNote(TEXT, [])).toThrow(code('note-malformed'));
  });
});

describe('R90.3 checkpoints', () => {
  const head = { origin: testSigner.key.name, size: 20_852_163, root: leafHash(utf8('根')) };
  const note = signCheckpoint(head, [testSigner]);
  const witnesses = [1, 2].map((n) =>
    cosigner(`witness.example/w${n}`, new Uint8Array(32).fill(n), 1_790_000_000 + n),
  );
  const vkeys = witnesses.map((one) => formatVkey(one.key));
  const cosigned = addSignatures(note, witnesses);

  it('reads the example of C2SP tlog-checkpoint', () => {
    const text = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';
    expect(parseCheckpointText(text)).toEqual({
      origin: 'example.com/behind-the-sofa',
      size: 20_852_163,
      root: fromBase64('CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I='),
      extensions: [],
    });
  });

  it('opens what it signed, with extension lines and several keys', () => {
    expect(openCheckpoint(note, { vkey: testVkey })).toMatchObject({
      ...head,
      extensions: [],
      witnesses: [],
    });
    const next = noteSigner(testSigner.key.name, new Uint8Array(32).fill(8));
    const both = signCheckpoint({ ...head, extensions: ['x 1', '扩展'] }, [testSigner, next]);
    for (const vkey of [testVkey, formatVkey(next.key), [formatVkey(next.key), testVkey]]) {
      expect(openCheckpoint(both, { vkey }).extensions).toEqual(['x 1', '扩展']);
    }
  });

  it('accepts witnesses’ lines it does not know, and counts those it knows', () => {
    expect(openCheckpoint(cosigned, { vkey: testVkey }).witnesses).toEqual([]);
    expect(openCheckpoint(cosigned, { vkey: testVkey, witnesses: vkeys, quorum: 2 }).witnesses).toEqual([
      { name: 'witness.example/w1', time: 1_790_000_001 },
      { name: 'witness.example/w2', time: 1_790_000_002 },
    ]);
  });

  it('refuses too few witnesses, and one key that counts twice under two names', () => {
    expect(() => openCheckpoint(note, { vkey: testVkey, witnesses: vkeys, quorum: 1 })).toThrow(
      code('witnesses-too-few'),
    );
    const twice = ['a', 'b'].map((name) => cosigner(name, new Uint8Array(32).fill(1), 5));
    const policy = { vkey: testVkey, witnesses: twice.map((one) => formatVkey(one.key)), quorum: 2 };
    expect(() => openCheckpoint(addSignatures(note, twice), policy)).toThrow(code('witnesses-too-few'));
  });

  it('refuses a witness’s time that was changed, and a head without the log’s own signature', () => {
    const { text, signatures } = parseNote(cosigned);
    const bytes = signatures[1]?.bytes.slice() as Uint8Array;
    bytes[7] = (bytes[7] ?? 0) ^ 1;
    const line = toBase64(
      Uint8Array.of(...fromBase64(cosigned.split('\n')[5]?.split(' ')[2] as string).slice(0, 4), ...bytes),
    );
    const changed = `${text}\n${cosigned.split('\n')[4]}\n— witness.example/w1 ${line}\n`;
    expect(openCheckpoint(changed, { vkey: testVkey }).witnesses).toEqual([]);
    expect(() => openCheckpoint(changed, { vkey: testVkey, witnesses: vkeys })).toThrow(
      code('signature-invalid'),
    );
    const alone = `${text}\n${cosigned.split('\n')[5]}\n`;
    expect(() => openCheckpoint(alone, { vkey: testVkey, witnesses: vkeys })).toThrow(
      code('signature-missing'),
    );
  });

  it('refuses another log’s head', () => {
    const other = signCheckpoint({ ...head, origin: 'other.example' }, [testSigner]);
    expect(() => openCheckpoint(other, { vkey: testVkey })).toThrow(code('origin-mismatch'));
    expect(openCheckpoint(other, { vkey: testVkey, origin: 'other.example' }).origin).toBe('other.example');
  });

  it.each([
    'a\n1\n',
    'a\n01\nAAAA\n',
    'a\n-1\nAAAA\n',
    `a\n1\n${toBase64(EMPTY_ROOT).replace('=', '')}\n`,
    'a\n1\nAAAA\n',
    `a\n9007199254740993\n${toBase64(EMPTY_ROOT)}\n`,
    `a\n0\n${toBase64(leafHash(utf8('')))}\n`,
    `\n1\n${toBase64(EMPTY_ROOT)}\n`,
    `a\n1\n${toBase64(EMPTY_ROOT)}\n\n`,
    `a\n1\n${toBase64(EMPTY_ROOT)}`,
  ])('refuses the text %j', (text) => {
    expect(() => parseCheckpointText(text)).toThrow(code('checkpoint-malformed'));
  });

  it('refuses to write a head that is none', () => {
    for (const wrong of [
      { size: -1 },
      { size: 1.5 },
      { origin: '' },
      { origin: 'a\nb' },
      { root: new Uint8Array(3) },
    ]) {
      expect(() => signCheckpoint({ ...head, ...wrong }, [testSigner])).toThrow(code('checkpoint-malformed'));
    }
    expect(() => signCheckpoint({ ...head, extensions: [''] }, [testSigner])).toThrow(
      code('checkpoint-malformed'),
    );
  });
});

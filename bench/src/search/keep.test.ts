import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { folderPrint, Kept, sourcePrint } from './keep.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fadu-keep-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('R43.1 what a second run of the benchmark takes over', () => {
  test('R43.1 only what was made from the same things, also in another process', () => {
    const made = { print: 'a', seconds: 3, docs: 2, version: 'v' };
    const at = join(folder, 'kept');
    new Kept(at).put('large-x', made);
    expect(new Kept(at).get('large-x', 'a')).toMatchObject(made);
    expect(new Kept(at).get('large-x', 'b')).toBeUndefined();
    expect(new Kept(at).get('large-y', 'a')).toBeUndefined();
    const dropping = new Kept(at);
    dropping.drop('large-x');
    expect(new Kept(at).get('large-x', 'a')).toBeUndefined();
    const once = new Kept(null);
    once.put('large-x', made);
    expect(once.get('large-x', 'a')).toMatchObject(made);
    expect(new Kept(null).get('large-x', 'a')).toBeUndefined();
  });

  test('R43.1 another text, another size or another program is another thing', () => {
    const texts = join(folder, 'texts');
    mkdirSync(join(texts, 'laws'), { recursive: true });
    writeFileSync(join(texts, 'laws', 'one.md'), '1');
    const [one, source] = [folderPrint(texts), sourcePrint([texts])];
    expect([folderPrint(texts), sourcePrint([texts])]).toEqual([one, source]);
    writeFileSync(join(texts, 'laws', 'one.md'), '2');
    expect(sourcePrint([texts])).not.toBe(source);
    writeFileSync(join(texts, 'laws', 'one.md'), '12');
    const longer = folderPrint(texts);
    expect(longer).not.toBe(one);
    writeFileSync(join(texts, 'laws', 'two.md'), '');
    expect(folderPrint(texts)).not.toBe(longer);
  });
});

/** `draw verify` on files: an honest one agrees, each manipulation is told, a wrong use is explained (R7.2). */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { committed, objectsOf, officersOf } from '@fadu/kernel/draw/draw.testing';
import { commitmentHash, type DrawBundle, drawOf } from '@fadu/kernel/draw/index';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cli } from '../cli.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fadu-draw-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const made = committed(
  {
    id: '1号',
    strata: ['A', 'B', 'C', 'D'].map((code) => ({ code, ratio: 1000 })),
    teams: [{ group: '甲局', size: 2 }],
  },
  objectsOf(80),
  [officersOf('甲局', 6)],
);
const { seed, drawn } = drawOf(made.commitment, made.lists, '3 5 7');
const bundle: DrawBundle = {
  format: 'fadu-draw-bundle-1',
  draw: {
    format: 'fadu-draw-published-1',
    commitment: made.commitment,
    committed: commitmentHash(made.commitment),
    frozenAt: '2026-06-15T02:00:00.000Z',
    value: '3 5 7',
    seed,
    drawn,
    others: [],
  },
};
const withLists: DrawBundle = {
  ...bundle,
  lists: Object.fromEntries([...made.files].map(([h, b]) => [h, new TextDecoder().decode(b)])),
};

async function run(content: unknown, ...args: string[]) {
  const file = join(folder, 'a.json');
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  const out: string[] = [];
  const say = (text: string) => void out.push(text);
  const code = await cli(['draw', 'verify', file, ...args], () => ({}) as never, { out: say, err: say });
  return { code, text: out.join('\n') };
}

test('R7.2 an honest draw agrees, with lists inside the file or beside it', async () => {
  const inside = await run(withLists, '--value', '3 5 7');
  expect(inside).toMatchObject({ code: 0 });
  expect(inside.text).toContain('全部相符');
  const lists = await mkdtemp(join(folder, 'lists-'));
  let n = 0;
  for (const bytes of made.files.values()) await writeFile(join(lists, `${n++}.tsv`), bytes);
  expect((await run(bundle, '--lists', lists)).code).toBe(0);
  expect((await run(bundle)).text).toContain('缺少清单');
});

test('R7.2 a changed list, another value and a changed result are each told', async () => {
  const [hash = '', text = ''] = Object.entries(withLists.lists ?? {})[0] ?? [];
  const forged = await run({
    ...withLists,
    lists: { ...withLists.lists, [hash]: text.replace('\tD\t1\t', '\tD\t9\t') },
  });
  expect(forged).toMatchObject({ code: 1 });
  expect(forged.text).toContain('不符  清单的指纹');
  expect((await run(withLists, '--value', '3 5 8')).text).toContain('种子可能是挑选的');
  const other = { ...withLists, draw: { ...withLists.draw, drawn: withLists.draw.drawn.slice(1) } };
  expect((await run(other)).text).toContain('结果被改过');
});

test('a file that is none, or not there, is explained', async () => {
  expect((await run('{}')).code).toBe(2);
  expect((await run('not json')).text).toContain('不是抽取的核验文件');
  const out: string[] = [];
  const say = (text: string) => void out.push(text);
  expect(await cli(['draw', 'verify', '/nowhere.json'], () => ({}) as never, { out: say, err: say })).toBe(2);
});

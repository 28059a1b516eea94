/** `draw verify`: a published draw checked from its file, without the site and without a database. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DrawBundle, listHash, verifyBundle } from '@fadu/kernel/draw/index';
import { RecordError } from '@fadu/kernel/record/index';
import { type Command, Usage } from './command.ts';
import { parsed } from './definitions.ts';

/** Files of a folder by the hash of their bytes. */
async function byHash(folder: string): Promise<Map<string, Uint8Array>> {
  const out = new Map<string, Uint8Array>();
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = new Uint8Array(await readFile(join(folder, entry.name)));
    out.set(listHash(bytes), bytes);
  }
  return out;
}

async function bundleOf(file: string): Promise<DrawBundle> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    throw new Usage(`打不开文件 ${file}。请先在抽取的网页下载“核验文件”。`);
  }
  try {
    const bundle = JSON.parse(text) as DrawBundle;
    if (bundle.format === 'fadu-draw-bundle-1') return bundle;
  } catch {
    // Said below.
  }
  throw new Usage(`${file} 不是抽取的核验文件，请在抽取的网页重新下载。`);
}

export const drawVerifyCommand: Command = {
  name: 'draw verify',
  args: '<核验文件> [--lists 文件夹] [--value 您看到的数值] [--vkey 日志公钥]',
  about: '核验一次双随机抽取：清单、种子、结果重新算一遍，逐条说明是否相符；不需要数据库',
  async run(args, _env, terminal) {
    const { values, positionals } = parsed(args, {
      lists: { type: 'string' },
      value: { type: 'string' },
      vkey: { type: 'string' },
    });
    if (positionals.length !== 1) throw new Usage('请写明一个核验文件。');
    const bundle = await bundleOf(positionals[0] as string);
    const files =
      typeof values.lists === 'string' ? await byHash(values.lists) : new Map<string, Uint8Array>();
    const missing = [
      bundle.draw.commitment.lists.objects,
      ...bundle.draw.commitment.lists.officers,
      ...bundle.draw.commitment.lists.pairs,
    ].filter((h) => bundle.lists?.[h] === undefined && !files.has(h));
    if (missing.length) {
      terminal.err(
        `缺少清单，或者清单被改过（指纹对不上）：\n${missing.map((h) => `  ${h}`).join('\n')}\n请从抽取的网页下载清单，放在一个文件夹里，用 --lists 指出。`,
      );
      return 1;
    }
    try {
      const { ok, checks } = await verifyBundle(bundle, async (h) => files.get(h) as Uint8Array, {
        ...(typeof values.vkey === 'string' && { vkey: values.vkey }),
        ...(typeof values.value === 'string' && { seenValue: values.value }),
      });
      for (const check of checks) terminal.out(`${check.ok ? '相符' : '不符'}  ${check.say}`);
      if (typeof values.vkey !== 'string')
        terminal.err('没有核对存证日志：请用 --vkey 写上您自己记下的日志公钥。');
      if (typeof values.value !== 'string')
        terminal.err(
          `没有核对公布的数值：请到公布的地方（${bundle.draw.commitment.source.name}${bundle.draw.commitment.source.issue}）看一遍，用 --value 写上。`,
        );
      terminal.out(ok ? '全部相符。' : '有不相符的地方。');
      return ok ? 0 : 1;
    } catch (error) {
      if (error instanceof RecordError) throw new Usage(`日志公钥或者证明的格式不对：${error.message}`);
      throw error;
    }
  },
};

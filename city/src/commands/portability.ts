/** `city export` and `city import`: a city leaves with everything it holds, and arrives somewhere else. */
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatVkey, fromBase64, noteSigner } from '@fadu/kernel/record/index';
import { migrateAuth } from '@fadu/office/identity/index';
import { linkPending } from '@fadu/office/law/links';
import { rebuildLawIndex } from '@fadu/office/law/search/index';
import { exportCity } from '@fadu/office/portability/export';
import { compareCity, importCity } from '@fadu/office/portability/import';
import { checkFolder, type Manifest } from '@fadu/office/portability/manifest';
import { indexAll } from '@fadu/office/public/search';
import { logSigner } from '@fadu/office/record/key';
import { verifyAll } from '@fadu/office/record/verify';
import { refreshSignals } from '@fadu/office/signals/refresh';
import pg from 'pg';
import { type Environment, openData, openOffice } from '../open.ts';
import { columns, progress } from '../text.ts';
import { type Command, type Terminal, Usage } from './command.ts';
import { sequence, withOffice } from './data.ts';
import { parsed } from './definitions.ts';

/** The two keys that no export holds. */
const KEYS = ['log.key', 'sealed.key'] as const;

const originOf = (demo: boolean): string => (demo ? 'demo.fadu/220200' : 'fadu/city');

/** What names the key of sealed fields and gives nothing of it away. */
const sealedPrint = (folder: string): string =>
  createHash('sha256')
    .update(readFileSync(join(folder, 'sealed.key'), 'utf8').trim())
    .digest('hex');

/** `city export DIR [--keys DIR]`. */
export const cityExportCommand: Command = {
  name: 'city export',
  args: '<文件夹> [--keys 另放钥匙的文件夹]',
  about: '把整座城市的数据用公开格式写进空文件夹：记录、事项、期限、清单、法规、文书、账号（不含密码）',
  async run(args, env, terminal) {
    const { values, positionals } = parsed(args, { keys: { type: 'string' } });
    const [folder, ...rest] = positionals;
    if (!folder || rest.length) throw new Usage('请写明导出到哪个文件夹。');
    return withOffice(env, async (open) => {
      await migrateAuth(open.pool, 'fadu_app');
      await sequence(open, env);
      const keys = join(env.folder, 'keys');
      const origin = originOf(open.office.demo);
      const bar = progress('导出');
      const manifest = await exportCity(open.pool, folder, {
        at: open.office.now(),
        procedures: open.office.procedures.values(),
        log: { origin, vkey: formatVkey(logSigner(keys, origin).key) },
        sealedKey: sealedPrint(keys),
        progress: (step, done, of) => bar.at(done, of, step),
      });
      bar.end();
      if (typeof values.keys === 'string') {
        mkdirSync(values.keys, { recursive: true, mode: 0o700 });
        for (const name of KEYS) {
          copyFileSync(join(keys, name), join(values.keys, name));
          chmodSync(join(values.keys, name), 0o600);
        }
      }
      const bytes = manifest.files.reduce((sum, f) => sum + f.bytes, 0);
      terminal.out(
        `已导出到 ${folder}：${manifest.files.length} 个文件，${(bytes / 2 ** 20).toFixed(1)} MB，${manifest.figures.事项} 个事项，${manifest.figures.日志条数} 条存证。`,
      );
      terminal.out(
        typeof values.keys === 'string'
          ? `两把钥匙另放在 ${values.keys}，请与数据分开移交，移交后销毁这一份。`
          : `两把钥匙（${KEYS.join('、')}）不在导出里，仍在 ${keys}，请由保管人另行移交。`,
      );
      return 0;
    });
  },
};

/** See that the keys are those of the export, and put them in their place; a wrong key is not kept. @throws Usage */
function installKeys(env: Environment, handed: unknown, manifest: Manifest): void {
  const keys = join(env.folder, 'keys');
  const from = typeof handed === 'string' ? handed : keys;
  for (const name of KEYS) {
    if (!existsSync(join(from, name)))
      throw new Usage(
        `没有钥匙 ${name}，不能在同一个日志上接着办。请把移交来的钥匙放在一个文件夹里，用 --keys 写明。`,
      );
    const to = join(keys, name);
    if (existsSync(to) && readFileSync(to, 'utf8') !== readFileSync(join(from, name), 'utf8'))
      throw new Usage(`${to} 已经有另一把钥匙，没有导入任何内容。请另选一个数据文件夹（FADU_DATA）。`);
  }
  const secret = fromBase64(readFileSync(join(from, 'log.key'), 'utf8').trim());
  const vkey = formatVkey(noteSigner(manifest.log.origin, secret).key);
  if (vkey !== manifest.log.vkey)
    throw new Usage(`log.key 不是给这份日志签名的钥匙：应为 ${manifest.log.vkey}，这一把是 ${vkey}。`);
  if (manifest.sealedKey && manifest.sealedKey !== sealedPrint(from))
    throw new Usage('sealed.key 不是这座城市的钥匙，密封的内容会永远读不出来。没有导入任何内容。');
  mkdirSync(keys, { recursive: true, mode: 0o700 });
  for (const name of KEYS) {
    if (!existsSync(join(keys, name))) copyFileSync(join(from, name), join(keys, name));
    chmodSync(join(keys, name), 0o600);
  }
}

/** Say how the two compare. */
function tell(terminal: Terminal, compared: Awaited<ReturnType<typeof compareCity>>): void {
  terminal.out(
    columns([
      ['核对', '导出时', '现在'],
      ...compared.figures.map((f) => [f.what, f.there, f.equal ? '相同' : `不同：${f.here}`]),
    ]),
  );
  terminal.out(
    compared.different.length === 0
      ? `${compared.files} 个数据文件逐字节相同。`
      : `${compared.different.length} 个数据文件不同：${compared.different.slice(0, 20).join('、')}`,
  );
}

/** `city import DIR [--keys DIR]`. */
export const cityImportCommand: Command = {
  name: 'city import',
  args: '<文件夹> [--keys 移交来的钥匙的文件夹]',
  about: '把导出的城市装入空的实例，核对日志根、到期日、各项数字和每个文件，之后在同一个日志上接着办',
  async run(args, env, terminal) {
    const { values, positionals } = parsed(args, { keys: { type: 'string' } });
    const [folder, ...rest] = positionals;
    if (!folder || rest.length) throw new Usage('请写明从哪个文件夹导入。');
    const bar = progress('导入');
    installKeys(env, values.keys, await checkFolder(folder));
    const opened = await openData(env);
    try {
      const pool = new pg.Pool({ connectionString: opened.prepared.ownerUrl, max: 2 });
      pool.on('error', () => {});
      try {
        await migrateAuth(pool, 'fadu_app');
        const manifest = await importCity(pool, folder, (step, done, of) => bar.at(done, of, step));
        // Compared before anything is made anew: only what was brought is looked at.
        const compared = await compareCity(pool, manifest);
        bar.end();
        tell(terminal, compared);
        const open = await openOffice(env, opened);
        try {
          await rebuildLawIndex(open.office);
          await linkPending(open.office);
          await indexAll(open.office);
          await refreshSignals(open.office);
          await sequence(open, env);
          const from = existsSync(join(folder, 'log/checkpoint'))
            ? readFileSync(join(folder, 'log/checkpoint'), 'utf8')
            : undefined;
          const verified = await verifyAll(open.office, { vkey: manifest.log.vkey, ...(from && { from }) });
          terminal.out(
            verified.ok
              ? '全部记录核验通过：日志接着导出时的检查点，每个事项、期限都由各步办理重新推出，与装入的相同。'
              : `核验不通过，发现 ${verified.findings.length} 处：`,
          );
          for (const f of verified.findings.slice(0, 50)) terminal.out(`  ${f.table}  ${f.row}  ${f.say}`);
          return compared.equal && verified.ok ? 0 : 1;
        } finally {
          await open.close();
        }
      } finally {
        await pool.end();
      }
    } finally {
      await opened.close();
    }
  },
};

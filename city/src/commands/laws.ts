/** Commands on texts of law: import of a folder, export, list. */
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';
import { exportAll } from '@fadu/office/law/akn-export';
import { importFiles, type LawFile } from '@fadu/office/law/import';
import { reportText } from '@fadu/office/law/import-report';
import { listLaws } from '@fadu/office/law/status-list';
import type { Environment } from '../open.ts';
import { columns, progress } from '../text.ts';
import { type Command, type Terminal, Usage } from './command.ts';
import { sequence, withOffice } from './data.ts';
import { parsed } from './definitions.ts';

const READABLE = new Set(['.md', '.markdown', '.txt', '.docx', '.xml', '.akn']);

/** Files below a path that may be texts of law; the others by name. @throws Usage */
async function filesOf(paths: readonly string[]): Promise<{ files: LawFile[]; passed: string[] }> {
  const files: LawFile[] = [];
  const passed: string[] = [];
  const add = (path: string, name: string) => {
    if (/^readme\b/i.test(basename(path)) || !READABLE.has(extname(path).toLowerCase())) passed.push(name);
    else files.push({ name, read: () => readFile(path) });
  };
  for (const given of paths) {
    const path = resolve(given);
    const info = await stat(path).catch(() => null);
    if (!info) throw new Usage(`找不到 ${given}。`);
    if (!info.isDirectory()) {
      add(path, `${basename(dirname(path))}/${basename(path)}`);
      continue;
    }
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    for (const e of entries.filter((f) => f.isFile() && !f.name.startsWith('.'))) {
      const full = join(e.parentPath, e.name);
      const below = relative(path, full).split(sep).join('/');
      // A file directly in the folder is named with it: the folder's name says what the text is.
      add(full, below.includes('/') ? below : `${basename(path)}/${below}`);
    }
  }
  return { files, passed };
}

/** `laws import DIR|FILE…`. */
export const lawsImportCommand: Command = {
  name: 'laws import',
  args: '<文件夹或者文件>… [--report 报告文件]',
  about:
    '导入法规文本（Markdown、文本、DOCX、Akoma Ntoso）；可中断再来，已有的不重复，报告说明每个文件的每一行',
  async run(args, env, terminal) {
    const { values, positionals } = parsed(args, { report: { type: 'string' } });
    if (positionals.length === 0) throw new Usage('请写明要导入的文件夹或者文件。');
    const { files, passed } = await filesOf(positionals);
    if (files.length === 0) throw new Usage('没有可以导入的文件（.md、.txt、.docx、.xml）。');
    return withOffice(env, async (open) => {
      const bar = progress('导入法规');
      const started = performance.now();
      const report = await importFiles(open.office, files, {
        onProgress: (step, done, of, name) => {
          // Reading is a sixth of the way, storing the rest.
          const share = step === '读取' ? done / of / 6 : step === '收入' ? 1 / 6 + ((done / of) * 5) / 6 : 1;
          bar.at(Math.floor(share * 1000), 1000, `${step} ${name}`);
        },
      });
      bar.end();
      await sequence(open, env);
      const path = await writeReport(env, values.report, report, passed);
      const seconds = Math.round((performance.now() - started) / 1000);
      terminal.out(`${summary(report)}，用时 ${seconds} 秒。`);
      for (const f of report.files.filter((f) => f.outcome === 'refused').slice(0, 20))
        terminal.out(`  没有收入：${f.name}：${f.why}`);
      terminal.out(`报告：${path}`);
      return report.totals.refused ? 1 : 0;
    });
  },
};

type Report = Awaited<ReturnType<typeof importFiles>>;

const summary = ({ files, totals: t, before, after, repeals }: Report): string =>
  `${files.length} 个文件：新收入 ${t.stored}，已有 ${t.same}，与已有文本不同 ${t.differs}，不能读取 ${t.refused}；` +
  `${t.lines} 行：归位 ${t.placed}，空行 ${t.blank}，存疑 ${t.unplaced}，未收入的文件里 ${t.unstored}；` +
  `版本 ${before.versions} → ${after.versions}，条文 ${before.provisions} → ${after.provisions}，` +
  `废止 ${repeals.found} 处，其中登记 ${repeals.found - repeals.open.length} 处`;

async function writeReport(env: Environment, wanted: unknown, report: Report, passed: readonly string[]) {
  const stamp = report.at.replace(/[-:]/g, '').replace(/\..*$/, '').replace('T', '-');
  const base =
    typeof wanted === 'string'
      ? resolve(wanted).replace(/\.(json|txt)$/i, '')
      : join(env.folder, 'reports', `laws-import-${stamp}`);
  await mkdir(dirname(base), { recursive: true });
  await writeFile(`${base}.json`, `${JSON.stringify({ ...report, passed }, null, 1)}\n`);
  await writeFile(`${base}.txt`, reportText(report, passed));
  return `${base}.txt`;
}

/** `laws export DIR --format akn|text`. */
export const lawsExportCommand: Command = {
  name: 'laws export',
  args: '<文件夹> [--format akn|text]',
  about: '导出全部法规文本，每个版本一个文件（Akoma Ntoso XML 或者文本）',
  async run(args, env, terminal: Terminal) {
    const { values, positionals } = parsed(args, { format: { type: 'string' } });
    const [folder] = positionals;
    if (!folder) throw new Usage('请写明导出到哪个文件夹。');
    const format = values.format ?? 'akn';
    if (format !== 'akn' && format !== 'text') throw new Usage('格式应为 akn 或者 text。');
    return withOffice(env, async ({ office }) => {
      const bar = progress('导出法规');
      let n = 0;
      for await (const file of exportAll(office, format)) {
        const path = join(resolve(folder), ...file.name.split('/'));
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, file.text);
        bar.at(++n, file.of, file.name);
      }
      bar.end();
      terminal.out(`已导出 ${n} 个版本。`);
      return 0;
    });
  },
};

/** `laws list [WORDS]`. */
export const lawsListCommand: Command = {
  name: 'laws list',
  args: '[名称里的字词]',
  about: '列出已有的法规文本：效力级别、版本、今天的时效性',
  async run(args, env, terminal) {
    const { positionals } = parsed(args, {});
    return withOffice(env, async ({ office }) => {
      const laws = await listLaws(office, positionals.join(''));
      if (laws.length === 0) terminal.out('没有法规文本。用 npm run fadu -- laws import <文件夹> 导入。');
      else
        terminal.out(
          columns(
            laws.map((l) => [
              l.level,
              l.title,
              `${l.versions} 个版本`,
              l.begins ?? '',
              l.status,
              l.complete ? '' : '只有摘要',
            ]),
          ),
        );
      terminal.out(`共 ${laws.length} 部。`);
      return 0;
    });
  },
};

/** What the lines of an export mean: the tables from the database's catalogue, procedures and registers from their definitions. */
import { citeText, type Procedure } from '@fadu/kernel';
import { registers } from '@fadu/plan/registers';
import type { ClientBase } from 'pg';
import { z } from 'zod';
import { columnsOf } from './rows.ts';
import type { FileDigest, Sink } from './sink.ts';
import { DECISIONS, exportedTables, quotedTable } from './tables.ts';

const json = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;

const formOf = (form: z.ZodObject | undefined) =>
  form && z.toJSONSchema(form, { unrepresentable: 'any', io: 'input' });

/** A procedure in words and schemas: what each act's `input` holds, who may do it, which limits run. */
const procedureDoc = (p: Procedure) => ({
  code: p.code,
  title: p.title,
  version: p.version,
  from: p.from,
  about: p.about,
  phases: Object.fromEntries(Object.entries(p.phases).map(([k, v]) => [k, v.title])),
  relations: p.relations,
  roles: p.roles,
  conditions: Object.fromEntries(Object.entries(p.conditions).map(([k, v]) => [k, v.title])),
  acts: Object.fromEntries(
    Object.entries(p.acts).map(([k, a]) => [
      k,
      { title: a.title, cites: a.cites.map(citeText), ...(a.form && { input: formOf(a.form) }) },
    ]),
  ),
  clocks: Object.fromEntries(
    Object.entries(p.clocks).map(([k, c]) => [
      k,
      { title: c.title, kind: c.kind, lastDay: c.lastDay, cites: c.cites.map(citeText) },
    ]),
  ),
  laws: p.laws.map((l) => ({ code: l.code, says: l.says, cites: l.cites.map(citeText) })),
});

/** Columns of every exported table with their types. */
async function tableDocs(client: ClientBase) {
  const out: Record<string, { title: string; columns: Record<string, string>; key: readonly string[] }> = {};
  for (const [table, decision] of exportedTables()) {
    const kept = new Set(await columnsOf(client, table, decision));
    const { rows } = await client.query<{ name: string; type: string }>(
      `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
       where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
      [quotedTable(table)],
    );
    out[table] = {
      title: decision.title,
      columns: Object.fromEntries(rows.filter((r) => kept.has(r.name)).map((r) => [r.name, r.type])),
      key: decision.order,
    };
  }
  return out;
}

/** The README, in Chinese, with the list of tables. */
function readme(): string {
  const kept = exportedTables().map(
    ([name, d]) =>
      `| \`tables/${name}.ndjson\` | ${d.title} | ${Object.entries(d.without ?? {})
        .map(([c, why]) => `${c}：${why}`)
        .join('；')} |`,
  );
  const rest = Object.entries(DECISIONS).flatMap(([name, d]) =>
    d.does === 'export' ? [] : [`| \`${name}\` | ${d.why} |`],
  );
  return `# 法度：一座城市的全部数据

这个文件夹是一个法度实例在某一刻的全部数据，用公开的格式写成，不用法度也能读。

- \`manifest.json\`：每个文件的大小和 SHA-256，数据库结构的版本，用来比对的数字；它自己的 SHA-256 在 \`manifest.sha256\`。
- \`tables/\`：每个表一个 NDJSON 文件，一行一条，UTF-8。列的含义和类型在 \`dictionary/tables.json\`。
- \`dictionary/procedures/\`：每个程序一个文件，写明每一步录入什么（JSON Schema）、依据什么、有哪些期限。
- \`dictionary/registers/\`：每个清单一个文件，写明条目有哪些内容（JSON Schema）。
- \`log/\`：存证日志。\`entries.ndjson\` 是按次序的全部条目；\`tile/\` 是 C2SP tlog-tiles 格式的哈希瓦片；
  \`checkpoint\` 是最近一次签名的检查点；\`log.vkey\` 是公钥。每个条目的哈希是 SHA-256(0x00 ‖ body)。
- \`papers/\`、\`materials/\`、\`lists/\`：文书、材料、名单的文件，\`tables/\` 里各行的 \`$file\` 写明是哪一个。
- \`outbox.ndjson\`：还没有做完的后台任务。

日期写作“年-月-日”，时刻写作 ISO 8601（UTC）。事项的状态完全由 \`tables/fadu.act.ndjson\` 的各步推出。

## 不在这里的

密码、令牌、登录状态不随数据离开：到新实例后，用 \`npm run fadu -- accounts reset-password <账号>\` 重设。
两把钥匙也不在这里，要由保管人另行当面移交：\`log.key\`（给日志签名，没有它新实例不能在同一个日志上接着写）和
\`sealed.key\`（没有它，\`tables/fadu.sealed.ndjson\` 里的密文永远读不出来）。
\`manifest.json\` 的 \`log.vkey\` 和 \`sealedKey\` 用来核对移交的是不是这两把。

## 装入空的实例

\`npm run fadu -- city import <文件夹> --keys <钥匙文件夹>\`

## 表

| 文件 | 内容 | 不写出的列 |
|---|---|---|
${kept.join('\n')}

## 没有写出的表，以及为什么

| 表 | 原因 |
|---|---|
${rest.join('\n')}
`;
}

/** Write the README and the dictionary. */
export async function dictionaryOut(
  client: ClientBase,
  sink: Sink,
  procedures: Iterable<Procedure>,
): Promise<FileDigest[]> {
  const out = [
    await sink.put('README.md', readme()),
    await sink.put('dictionary/tables.json', json(await tableDocs(client))),
  ];
  for (const p of procedures)
    out.push(await sink.put(`dictionary/procedures/${p.code}.json`, json(procedureDoc(p))));
  for (const r of registers)
    out.push(
      await sink.put(
        `dictionary/registers/${r.code}.json`,
        json({
          code: r.code,
          title: r.title,
          about: r.about,
          cites: r.cites.map(citeText),
          body: formOf(r.form),
        }),
      ),
    );
  return out;
}

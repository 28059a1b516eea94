/** The figures by which two instances are compared: what the record says, counted by the database. */
import type { ClientBase } from 'pg';

/** Name of a figure → its value, as text. */
export type Figures = Readonly<Record<string, string>>;

/** Each figure is one query that answers one value. */
const QUERIES: Readonly<Record<string, string>> = {
  日志条数: 'select count(*) from fadu.log_entry',
  日志根: `select split_part(note, E'\\n', 3) from fadu.checkpoint order by size desc limit 1`,
  检查点: 'select count(*) from fadu.checkpoint',
  尚未排入日志:
    'select count(*) from fadu.leaf l where not exists (select from fadu.log_entry e where e.leaf = l.id)',
  事项: 'select count(*) from fadu.case_file',
  已办结: 'select count(*) from fadu.case_file where ended is not null',
  办理步骤: 'select count(*) from fadu.act',
  各程序各阶段的事项: `select md5(string_agg(x, ';' order by x)) from (select procedure || '/' || phase || '=' || count(*) as x
    from fadu.case_file group by procedure, phase) s`,
  在计算的期限: `select count(*) from fadu.clock where state = 'running'`,
  未尽的职责: `select count(*) from fadu.clock where state in ('running', 'paused') and kind = 'duty'`,
  逾期: 'select count(*) from fadu.clock where late',
  到期日: `select md5(string_agg(x, ';' order by x collate "C")) from (select region || case_id || clock || state || coalesce(due::text, '')
    || coalesce(extract(epoch from due_at)::text, '') as x from fadu.clock) s`,
  各机关应办: `select md5(string_agg(x, ';' order by x collate "C")) from (select coalesce(owed_organ, '') || '=' || count(*) || '/' || count(*) filter (where late) as x
    from fadu.clock where kind = 'duty' group by owed_organ) s`,
  清单条目: 'select count(*) from fadu.entry',
  编号: 'select count(*) from fadu.number',
  下一个号: `select md5(string_agg(x, ';' order by x collate "C")) from (select region || series || organ || year || '>' || (last + 1) as x from fadu.number_series) s`,
  文书: 'select count(*) from fadu.paper',
  法规文本: 'select count(*) from fadu.instrument',
  条文: 'select count(*) from fadu.provision',
  材料: 'select count(*) from fadu.material',
  密封字段: 'select count(*) from fadu.sealed',
  监督发现: 'select count(*) from fadu.finding where open',
  放假安排: 'select count(*) from fadu.calendar_year',
  人员: 'select count(*) from fadu.person',
};

/** Count everything, in the transaction that `client` is in. */
export async function figuresOf(client: ClientBase): Promise<Figures> {
  const out: Record<string, string> = {};
  for (const [name, query] of Object.entries(QUERIES)) {
    const { rows } = await client.query<{ v: unknown }>(`select (${query}) as v`);
    out[name] = String(rows[0]?.v ?? '');
  }
  return out;
}

/**
 * Canaries: words planted in what only some may read. An answer that carries one to anybody else is a leak. They are
 * written into the acts and titles of cases that are not public, behind the engine's back, before the server starts.
 */
import { CaseView } from '@fadu/kernel';
import { loadCase } from '@fadu/office/cases/load';
import { formSchema } from '@fadu/office/cases/view';
import { namedIn } from '@fadu/plan/enforcement/enforcement-publicity/index';
import { procedures } from '@fadu/plan/index';
import type pg from 'pg';
import type { House } from './house.ts';
import type { Who } from './known.ts';
import type { Json } from './values.ts';

const MARK = /[密隐]标(\d{5})号/g;

/** The canaries of a text, each once. */
export const canariesIn = (text: string): string[] =>
  text.includes('标') ? [...new Set([...text.matchAll(MARK)].map((m) => m[0]))] : [];

/** A text as it was before: what the fuzzer sends itself must carry none. */
export const withoutCanaries = (text: string): string => text.replace(MARK, '');

/** Names of the fields of an act that name a person or tell of one. */
function personalFields(procedure: string, act: string): string[] {
  const def = procedures.find((p) => p.code === procedure)?.acts[act];
  const schema = def && (formSchema(def) as { properties?: Record<string, Json> } | null);
  return Object.entries(schema?.properties ?? {}).flatMap(([name, s]) =>
    s.type === 'string' && (s.personal || s.person) && !s.sealed && !s.format && !s.enum ? [name] : [],
  );
}

/** Names of the fields of an act that are free text: nothing counts on their words. */
function freeFields(procedure: string, act: string): string[] {
  const def = procedures.find((p) => p.code === procedure)?.acts[act];
  if (!def) return [];
  const schema = formSchema(def) as { properties?: Record<string, Json> } | null;
  return Object.entries(schema?.properties ?? {}).flatMap(([name, s]) =>
    s.type === 'string' &&
    !s.enum &&
    !s.format &&
    !s.pattern &&
    !s.const &&
    !s.sealed &&
    Number(s.maxLength ?? 999) > 60
      ? [name]
      : [],
  );
}

/** Plant them. @returns how many cases carry one */
export async function plant(owner: pg.Pool): Promise<number> {
  const client = await owner.connect();
  try {
    // The record refuses changes even to its owner; a replica's session is how an attacker with the disk would do it.
    await client.query('set session_replication_role = replica');
    const { rows } = await client.query<{ region: string; id: string; procedure: string }>(
      `select region, id, procedure from fadu.case_file c where not public
       and not exists (select 1 from fadu.public_act p where p.region = c.region and p.case_id = c.id)
       and not exists (select 1 from fadu.entry e where e.case_id = c.id) order by id`,
    );
    let n = 0;
    for (const { region, id, procedure } of rows) {
      const canary = `密标${String(n + 1).padStart(5, '0')}号`;
      const acts = await client.query<{ seq: number; act: string; input: Json }>(
        'select seq, act, input from fadu.act where region = $1 and case_id = $2',
        [region, id],
      );
      for (const { seq, act, input } of acts.rows) {
        const fields = freeFields(procedure, act).filter(
          (f) => typeof input[f] === 'string' && /\p{Script=Han}{4}/u.test(input[f] as string),
        );
        if (fields.length === 0) continue;
        const changed = { ...input, ...Object.fromEntries(fields.map((f) => [f, `${input[f]}${canary}`])) };
        await client.query('update fadu.act set input = $4 where region = $1 and case_id = $2 and seq = $3', [
          region,
          id,
          seq,
          JSON.stringify(changed),
        ]);
      }
      await client.query(`update fadu.case_file set title = title || $3 where region = $1 and id = $2`, [
        region,
        id,
        canary,
      ]);
      await client.query(`update fadu.clock set title = title || $3 where region = $1 and case_id = $2`, [
        region,
        id,
        canary,
      ]);
      n++;
    }
    // What published cases say of persons: hidden from everyone but the case's own people.
    const { rows: shown } = await client.query<{
      region: string;
      case_id: string;
      seq: number;
      act: string;
      procedure: string;
      input: Json;
    }>(
      `select a.region, a.case_id, a.seq, a.act, c.procedure, a.input from fadu.act a
       join fadu.case_file c on c.region = a.region and c.id = a.case_id
       where c.public or exists (select 1 from fadu.public_act p where p.region = c.region and p.case_id = c.id)
         or exists (select 1 from fadu.entry e where e.case_id = c.id) order by a.case_id, a.seq`,
    );
    for (const row of shown) {
      const fields = personalFields(row.procedure, row.act).filter((f) => typeof row.input[f] === 'string');
      if (fields.length === 0) continue;
      const canary = `隐标${String(++n).padStart(5, '0')}号`;
      await client.query('update fadu.act set input = $4 where region = $1 and case_id = $2 and seq = $3', [
        row.region,
        row.case_id,
        row.seq,
        JSON.stringify({
          ...row.input,
          ...Object.fromEntries(fields.map((f) => [f, `${row.input[f]}${canary}`])),
        }),
      ]);
    }
    return n;
  } finally {
    await client.query('set session_replication_role = origin');
    client.release();
  }
}

/**
 * May this person read this canary? Judged from the database alone: a case that carries it and to which one of the
 * person's organs is bound, which is about the person, or (unless it tells of persons) which has become public or of which
 * something was entered into a register since: the accepted acts of the run publish penalties, for instance.
 */
export async function mayRead(owner: pg.Pool, who: Who, canary: string): Promise<boolean> {
  const { rows } = await owner.query(
    `select 1 from fadu.case_file c where (c.public and $4 or c.organs && $1::text[] or c.persons @> array[$2])
     and (strpos(c.title, $3) > 0 or exists (select 1 from fadu.act a where a.region = c.region and a.case_id = c.id
       and strpos(a.input::text, $3) > 0))
     union all select 1 from fadu.entry e where $4 and strpos(e.body::text, $3) > 0 limit 1`,
    [who.organs, who.person, canary, canary.startsWith('密')],
  );
  return rows.length > 0;
}

/** The credit code of a body, which publicity is about. */
const isUscc = (value: string): boolean => /^9[0-9A-Z]{17}$/.test(value);

/** Texts of published cases that must be hidden from the public: identities, addresses, accounts, and names. */
export async function withheldWords(house: House): Promise<string[]> {
  const { owner, running } = house;
  const { rows } = await owner.query<{ id: string }>(
    `select distinct case_id as id from fadu.entry where register in ('penalty-record', 'compulsion-record')
     union select distinct id from fadu.case_file where public`,
  );
  const known = new Set(
    (await owner.query<{ name: string }>("select name from fadu.person where kind = 'staff'")).rows.map(
      (r) => r.name,
    ),
  );
  const words = new Set<string>();
  for (const { id } of rows) {
    const { state, procedure } = await loadCase(running.office, { as: 'system' }, id);
    const named = namedIn(new CaseView(state), procedure.acts, isUscc);
    for (const word of named.words) if (word.length >= 6 && !/^\d{4}-|年|^演示/.test(word)) words.add(word);
    for (const { name } of named.persons)
      if (name.length >= 3 && !known.has(name) && !/^演示/.test(name)) words.add(name);
  }
  return [...words];
}

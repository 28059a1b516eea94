/** Entering regions, organs, people and posts into the directory, each with its database role. */
import type pg from 'pg';
import { CITY_ORGANS, REGIONS } from './organs.ts';
import type { People } from './people.ts';

/** Enter the demonstration city's directory. What is there already stays as it is. `pool`: the owner's connections. */
export async function enterDirectory(pool: pg.Pool, people: People): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    // Roles belong to the whole server: two databases seeded at once would collide on them.
    await client.query("select pg_advisory_xact_lock(hashtext('fadu.city.directory'))");
    await client.query(
      `insert into fadu.region (code, name, parent)
       select * from jsonb_to_recordset($1) as r (code text, name text, parent text) on conflict do nothing`,
      [JSON.stringify(REGIONS.map(({ code, name, parent }) => ({ code, name, parent: parent ?? null })))],
    );
    await client.query(
      `insert into fadu.organ (id, region, name, full_name, kind, uscc, mark, demo)
       select id, region, name, "fullName", kind, uscc, mark, true
       from jsonb_to_recordset($1) as o (id text, region text, name text, "fullName" text, kind text, uscc text, mark text)
       on conflict do nothing`,
      [JSON.stringify(CITY_ORGANS)],
    );
    await client.query(
      `select fadu.make_scope(region, id) from fadu.organ where id = any ($1)
       union all select fadu.make_scope(code, null) from fadu.region`,
      [CITY_ORGANS.map((o) => o.id)],
    );
    const persons = [
      ...people.staff.map(({ id, name }) => ({ id, name, kind: 'staff' })),
      ...people.residents.map(({ id, name }) => ({ id, name, kind: 'resident' })),
    ];
    await client.query(
      `insert into fadu.person (id, name, kind, demo)
       select id, name, kind, true from jsonb_to_recordset($1) as p (id text, name text, kind text) on conflict do nothing`,
      [JSON.stringify(persons)],
    );
    await client.query(
      `insert into fadu.post (person, role, organ)
       select person, role, organ from jsonb_to_recordset($1) as p (person text, role text, organ text) on conflict do nothing`,
      [JSON.stringify(people.staff.flatMap((s) => s.posts.map((p) => ({ person: s.id, ...p }))))],
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

/**
 * What it costs that every organ has a database role of its own, of which the application's is a member: taking a role in a new
 * connection, and again in the same, with few roles and with many.
 */
import { startEmbedded, withDatabase } from '@fadu/office/store/server';
import pg from 'pg';
import { median } from '../measure.ts';

/** With so many roles, milliseconds: taking one for the first time in a connection, and after that. */
export interface RolesCost {
  readonly roles: number;
  readonly first: number;
  readonly again: number;
  /** The same where another organ was entered meanwhile. */
  readonly afterGrant: number;
}

/** Measure on a server of its own. `counts`: how many roles, the smallest first. */
export async function rolesCost(folder: string, counts: readonly number[]): Promise<RolesCost[]> {
  const server = await startEmbedded(folder, { max_connections: '30' });
  const owner = new pg.Client({ connectionString: server.url });
  await owner.connect();
  const out: RolesCost[] = [];
  try {
    await owner.query(`create role app login noinherit password 'roles'`);
    let made = 0;
    for (const roles of counts) {
      for (let from = made + 1; from <= roles; from += 1000)
        await owner.query(`do $$ begin for i in ${from}..${Math.min(roles, from + 999)} loop
            execute format('create role organ_%s nologin', i); execute format('grant organ_%s to app', i);
          end loop; end $$`);
      made = roles;
      await owner.query('analyze pg_auth_members; analyze pg_authid');
      const take = async (client: pg.Client, n: number): Promise<number> => {
        const start = performance.now();
        await client.query(`begin; select set_config('role', 'organ_${n}', true); commit`);
        return performance.now() - start;
      };
      const [first, again, afterGrant]: [number[], number[], number[]] = [[], [], []];
      for (let i = 0; i < 5; i++) {
        const client = new pg.Client({
          connectionString: withDatabase(server.url, 'postgres', { name: 'app', password: 'roles' }),
        });
        await client.connect();
        await client.query('select 1');
        first.push(await take(client, 1 + ((i * 37) % roles)));
        for (let k = 0; k < 20; k++) again.push(await take(client, 1 + ((i * 101 + k * 13) % roles)));
        // A new organ, anywhere: what every connection knew of its roles is void.
        await owner.query(`create role newcomer_${roles}_${i} nologin`);
        await owner.query(`grant newcomer_${roles}_${i} to app`);
        afterGrant.push(await take(client, 1 + ((i * 53) % roles)));
        await client.end();
      }
      out.push({ roles, first: median(first), again: median(again), afterGrant: median(afterGrant) });
    }
    return out;
  } finally {
    await owner.end();
    await server.stop();
  }
}

/**
 * Who may do it, for every procedure of the plan: generated over phases × roles × organs of two regions, through the
 * API and again with hand-made SQL under each organ's database role. The cases are put into the database as they would
 * stand in each phase; `rights.test.ts` walks one procedure through its real acts.
 */
import { type Actor, ANONYMOUS, type Performer, type Procedure } from '@fadu/kernel';
import { procedures } from '@fadu/plan/index';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApi, testApi } from '../testing/api.ts';
import { TEST_ORGANS, type TestOffice, testOffice } from '../testing/office.ts';

let t: TestOffice;
let api: TestApi;
/** The last organ is bound to nothing, so that there is always a stranger. */
const STRANGER = TEST_ORGANS.length - 1;
const organs = TEST_ORGANS.map(([id]) => id);

beforeAll(async () => {
  t = await testOffice();
  api = testApi(t);
}, 60_000);
afterAll(() => t?.close());

const performers = (procedure: Procedure): Performer[] => Object.values(procedure.acts).flatMap((a) => a.by);

/** Relation → ids: people where a party acts under it, else one organ, dealt out in turn from a place of its own. */
function bindingsOf(procedure: Procedure, from: number): Record<string, string[]> {
  const parties = new Set(performers(procedure).flatMap((p) => (p.kind === 'party' ? [p.relation] : [])));
  return Object.fromEntries(
    Object.keys(procedure.relations).map((relation, i) => [
      relation,
      parties.has(relation) ? [`r-${relation}`] : [organs[(from + i) % STRANGER] as string],
    ]),
  );
}

async function caseIn(procedure: Procedure, phase: string, n: number) {
  const bindings = bindingsOf(procedure, n);
  const id = `220200-rights-${procedure.code}-${phase}`;
  const bound = [...new Set(Object.values(bindings).flat())];
  const opening = Object.keys(procedure.acts).find((a) => procedure.acts[a]?.opens) as string;
  const effects = {
    phase,
    voids: [],
    clocks: [],
    binds: bindings,
    conds: [],
    watch: {},
    papers: [],
    numbers: [],
    publishes: [],
    entries: [],
  };
  await t.database.pool.query(
    `insert into fadu.case_file (region, id, procedure, version, title, phase, ended, seq, owner, organs, persons, bindings, public, demo, opened_at, changed_at)
     values ('220200', $1, $2, $3, '权限', $4, null, 1, $5, $6, $7, $8, false, true, now(), now())`,
    [
      id,
      procedure.code,
      procedure.version,
      phase,
      bindings[procedure.owner]?.[0] ?? '',
      bound.filter((b) => organs.includes(b as (typeof organs)[number])),
      bound.filter((b) => !organs.includes(b as (typeof organs)[number])),
      JSON.stringify(bindings),
    ],
  );
  await t.database.pool.query(
    `insert into fadu.act (region, case_id, seq, act, at, actor, input, effects, salt, digest, idem_key)
     values ('220200', $1, 1, $2, now() - interval '1 hour', '{"kind":"person","name":"x","person":"other"}', '{}', $3, 's', 'd', $4)`,
    [id, opening, JSON.stringify(effects), `rights-${id}`],
  );
  return { id, bindings };
}

/** Whether the definition names this post for an act of a case with these bindings. */
const named = (
  procedure: Procedure,
  bindings: Record<string, string[]>,
  act: string,
  role: string,
  organ: string,
): boolean =>
  (procedure.acts[act]?.by ?? []).some(
    (by) =>
      by.kind === 'public' ||
      by.kind === 'resident' ||
      (by.kind === 'office' && by.role === role) ||
      (by.kind === 'post' && by.role === role && bindings[by.of]?.includes(organ)),
  );

describe.each(procedures.map((p, i) => [p.code, p, i] as const))('R90.6 %s', (_code, procedure, place) => {
  const phases = Object.entries(procedure.phases).flatMap(([id, def]) => (def.end ? [] : [id]));
  const roles = Object.keys(procedure.roles);

  test('in every phase each post of each organ is offered its own acts and refused the others, by name of the rule', async () => {
    const wrong: string[] = [];
    let asked = 0;
    for (const [i, phase] of phases.entries()) {
      const { id, bindings } = await caseIn(procedure, phase, place + i);
      const bound = new Set(Object.values(bindings).flat());
      for (const organ of organs) {
        for (const role of roles) {
          const who = `${phase}: ${role}@${organ}`;
          const { status, body } = await api.ask(t.staff(role, organ), 'GET', `/api/v1/cases/${id}`);
          asked++;
          if (status !== (bound.has(organ) ? 200 : 404)) wrong.push(`${who} sees ${status}`);
          if (status !== 200) continue;
          for (const { act } of body.may)
            if (!named(procedure, bindings, act, role, organ)) wrong.push(`${who} may ${act}`);
          for (const { act, refusals } of body.mayNot) {
            const refused = refusals.some((r: { code: string }) => r.code === 'who');
            if (refused === named(procedure, bindings, act, role, organ))
              wrong.push(`${who} ${act} who=${refused}`);
          }
        }
      }
    }
    expect(wrong.slice(0, 10)).toEqual([]);
    expect(asked).toBe(phases.length * organs.length * roles.length);
  });

  test('an act by a post it does not name, by a stranger or by nobody writes nothing', async () => {
    const count = async () =>
      (await t.database.pool.query('select count(*)::int as n from fadu.act')).rows[0].n;
    const before = await count();
    const wrong: string[] = [];
    for (const [i, phase] of phases.entries()) {
      const id = `220200-rights-${procedure.code}-${phase}`;
      const bindings = bindingsOf(procedure, place + i);
      const bound = new Set(Object.values(bindings).flat());
      const acts = Object.keys(procedure.acts).filter((a) => procedure.acts[a]?.in.includes(phase));
      for (const act of acts) {
        const tries: Actor[] = [ANONYMOUS, { kind: 'person', person: 'r-none', name: '居民', posts: [] }];
        for (const organ of new Set([bindings[procedure.owner]?.[0], organs[STRANGER]])) {
          const role = roles.find((r) => organ && !named(procedure, bindings, act, r, organ));
          if (organ && role) tries.push(t.staff(role, organ, `stranger-${role}-${organ}`));
        }
        for (const actor of tries) {
          const { status, body } = await api.ask(actor, 'POST', `/api/v1/cases/${id}/acts/${act}`, {});
          const organ = actor.posts[0]?.organ;
          const codes = (body.errors ?? []).map((e: { code: string }) => e.code);
          const right =
            organ && bound.has(organ) ? [403, 422].includes(status) && codes.includes('who') : status === 404;
          if (!right) wrong.push(`${phase}: ${act} by ${actor.name}: ${status} ${codes}`);
        }
      }
    }
    expect(wrong.slice(0, 10)).toEqual([]);
    expect(await count()).toBe(before);
  });

  test('under its own database role an organ reads the cases it is bound to and no other', async () => {
    for (const organ of organs) {
      const client = await t.database.pool.connect();
      try {
        await client.query('begin');
        await client.query(`set local role fadu_organ_${organ.replaceAll('-', '_')}`);
        const { rows } = await client.query<{ id: string; organs: string[] }>(
          'select id, organs from fadu.case_file where procedure = $1',
          [procedure.code],
        );
        expect(rows.every((r) => r.organs.includes(organ))).toBe(true);
        const { rows: acts } = await client.query<{ case_id: string }>(
          `select distinct case_id from fadu.act where case_id like '220200-rights-%'`,
        );
        await client.query('rollback');
        const { rows: own } = await client.query<{ id: string; procedure: string }>(
          `select id, procedure from fadu.case_file where organs @> array[$1] and id like '220200-rights-%'`,
          [organ],
        );
        expect(acts.map((a) => a.case_id).sort()).toEqual(own.map((o) => o.id).sort());
        expect(rows.map((r) => r.id).sort()).toEqual(
          own.flatMap((o) => (o.procedure === procedure.code ? [o.id] : [])).sort(),
        );
      } finally {
        await client.query('rollback').catch(() => {});
        client.release();
      }
    }
  });
});

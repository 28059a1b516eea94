/** R39.1 a city of five thousand cases: the first look takes seconds, the next night's only what changed. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCase } from '../cases/perform.ts';
import { key } from '../testing/document.ts';
import { type TestOffice, testOffice } from '../testing/office.ts';
import { scanFindings } from './scan.ts';

const CASES = 5_000;
let t: TestOffice;

beforeAll(async () => {
  t = await testOffice();
  t.at('2026-03-02');
  const { caseId } = await openCase(t.office, 'penalty-ordinary', {
    actor: t.staff('case-clerk', 't-market'),
    key: key(),
    input: {
      title: '经营超过保质期的食品案',
      sector: '市场监管',
      field: '市场监管',
      source: '举报',
      sourceDetail: '群众来电反映',
      realName: false,
      partyName: '演示市幸福超市有限公司',
      partyKind: '法人或者其他组织',
      partyId: '91220200MA00000001',
      partyAddress: '演示市中心路1号',
      conduct: '货架上陈列销售超过保质期的牛奶',
      place: '演示市中心路1号',
      actOn: '2026-03-01',
      actEndedOn: '2026-03-01',
      discoveredOn: '2026-03-02',
      graveHarm: false,
    },
  });
  // Twenty acts each: the first as it was decided, the others as evidence recorded on the same day.
  await t.database.pool.query(
    `create temp table model as select * from fadu.case_file where id = '${caseId}';
     create temp table first_act as select * from fadu.act where case_id = '${caseId}';
     insert into fadu.case_file (region, id, procedure, version, title, phase, ended, seq, owner, organs, persons, bindings,
       public, demo, opened_at, changed_at)
     select region, '220200-large-' || n, procedure, version, title, phase, ended, 20, owner, organs, persons, bindings,
       public, demo, opened_at, changed_at from model, generate_series(1, ${CASES}) n;
     insert into fadu.act (region, case_id, seq, act, at, actor, input, effects, salt, digest, idem_key)
     select region, '220200-large-' || n, m, case when m = 1 then act else 'note' end, at, actor, input,
       case when m = 1 then effects else effects || '{"clocks": []}'::jsonb end, salt, digest, 'large-' || n || '-' || m
     from first_act, generate_series(1, ${CASES}) n, generate_series(1, 20) m;
     analyze fadu.act; analyze fadu.case_file`,
  );
}, 240_000);
afterAll(() => t?.close());

test('R39.1 five thousand cases with a hundred thousand acts', async () => {
  t.at('2026-04-01');
  const first = await scanFindings(t.office);
  expect(first.cases).toBe(CASES + 1);
  expect(first.found).toBe(CASES + 1);
  // Measured: 2.6 seconds on a quiet machine, 24 under a load of 19 on two cores; the bound guards against growth.
  expect(first.milliseconds).toBeLessThan(60_000);
  const again = await scanFindings(t.office);
  expect([again.cases, again.found, again.gone]).toEqual([0, 0, 0]);
  console.info(
    `supervision: ${first.cases} cases in ${first.milliseconds} ms, nothing new in ${again.milliseconds} ms`,
  );
}, 240_000);

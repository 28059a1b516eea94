/** Regions and organs that tests and benchmarks use; the demonstration city has its own. */
import type { Pool } from 'pg';

/** Organs every test can use. */
export const TEST_ORGANS = [
  ['t-gov', '220200', '市政府', '演示市人民政府', 'government', '演市政'],
  ['t-office', '220200', '市政府办公室', '演示市人民政府办公室', 'department', '演市政办'],
  ['t-justice', '220200', '市司法局', '演示市司法局', 'department', '演司'],
  ['t-market', '220200', '市市场监管局', '演示市市场监督管理局', 'department', '演市监'],
  ['t-publicity', '220200', '市委宣传部', '演示市委宣传部', 'party', '演宣'],
  ['t-police', '220200', '市公安局', '演示市公安局', 'department', '演公'],
  ['t-ecology', '220200', '市生态环境局', '演示市生态环境局', 'department', '演环'],
  ['t-city', '220200', '市城管局', '演示市城市管理局', 'department', '演城'],
  ['t-congress', '220200', '市人大常委会', '演示市人民代表大会常务委员会', 'congress', '演人常'],
  [
    't-county-congress',
    '220202',
    '昌邑区人大常委会',
    '演示昌邑区人民代表大会常务委员会',
    'congress',
    '演昌人常',
  ],
  ['t-county-city', '220202', '昌邑区城管局', '演示昌邑区城市管理局', 'department', '演昌城'],
  ['t-county-gov', '220202', '昌邑区政府', '演示昌邑区人民政府', 'government', '演昌政'],
  ['t-county-office', '220202', '昌邑区政府办', '演示昌邑区人民政府办公室', 'department', '演昌政办'],
  ['t-county-justice', '220202', '昌邑区司法局', '演示昌邑区司法局', 'department', '演昌司'],
] as const;

/** Enter them, each with its database role. `pool`: the owner's. */
export async function fillTestCity(pool: Pool): Promise<void> {
  await pool.query(
    `insert into fadu.region (code, name, parent) values ('220200', '演示市', null), ('220202', '演示昌邑区', '220200')`,
  );
  for (const [id, region, name, full, kind, mark] of TEST_ORGANS) {
    await pool.query(
      'insert into fadu.organ (id, region, name, full_name, kind, mark, uscc, demo) values ($1, $2, $3, $4, $5, $6, $7, true)',
      [id, region, name, full, kind, mark, `11${region}PDY000017X`],
    );
    await pool.query('select fadu.make_scope($1, $2)', [region, id]);
  }
  for (const region of ['220200', '220202']) await pool.query('select fadu.make_scope($1, null)', [region]);
}

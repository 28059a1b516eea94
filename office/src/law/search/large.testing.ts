/**
 * A large body of law for measurements: the real texts repeated under other names, at other levels and with other names
 * in their words, until so many provisions are there. Not for a city's database.
 */
import type { Pool } from 'pg';

const FIRST = '云青临清安永东西南北长广新平海河江湖山川石金银玉龙凤松柏梅兰';
const SECOND = '州阳川宁安远泽源陵溪口岭台坪塘港湾丘原林';

/** Name of the invented place number n, each another one: 云州市, 青阳市, … */
export function placeName(n: number): string {
  const a = FIRST[n % FIRST.length] as string;
  const b = SECOND[Math.floor(n / FIRST.length) % SECOND.length] as string;
  const more = Math.floor(n / (FIRST.length * SECOND.length));
  return `${a}${b}${more ? (FIRST[(more - 1) % FIRST.length] as string) : ''}市`;
}

export interface Multiplied {
  readonly provisions: number;
  readonly copies: number;
}

/**
 * Copy what is there until at least `target` provisions are. Copy k of a text is named after place k (云州市行政处罚法),
 * stands at the level of a city's regulation, names the place where the text named the country, and has the dates of its
 * original. Copies of copies are not made. `pool`: the owner's or the system's rights. The seed turns the order of places.
 */
export async function multiply(
  pool: Pool,
  target: number,
  options: { readonly seed?: number; readonly progress?: (done: number, of: number) => void } = {},
): Promise<Multiplied> {
  const count = async () => Number((await pool.query('select count(*) as n from fadu.provision')).rows[0].n);
  const originals = await count();
  if (originals === 0) throw new RangeError('there is nothing to multiply: import texts first');
  await pool.query(
    'create table public.fadu_original as select id from fadu.instrument where id in (select instrument from fadu.provision)',
  );
  let copies = 0;
  let now = originals;
  try {
    while (now < target) {
      const place = placeName(copies + (options.seed ?? 0) * 7);
      copies++;
      // The last copy takes only so many texts as are wanted.
      const left = target - now;
      const part =
        left < originals
          ? `where o.id in (select instrument from (select p.instrument,
          sum(count(*)) over (order by p.instrument) as upto, count(*) as n
          from fadu.provision p join public.fadu_original q on q.id = p.instrument group by p.instrument) s
          where upto - n < ${left})`
          : '';
      await pool.query('begin');
      await pool.query(
        `insert into fadu.instrument (id, title, level, kind, maker, region, doc_no, origin, recorded_at)
         select $1 || i.id, $1 || regexp_replace(i.title, '^中华人民共和国', ''), '市地方性法规', 'local-regulation',
           $1 || '人民代表大会常务委员会', null, null, i.origin, i.recorded_at
         from fadu.instrument i join public.fadu_original o on o.id = i.id ${part}`,
        [place],
      );
      await pool.query(
        `insert into fadu.instrument_version (instrument, version, adopted, approved, promulgated, published, effective,
           expires, body, sha256, source, lines, recorded_at, digest)
         select $1 || v.instrument, v.version, adopted, approved, promulgated, published, effective, expires,
           '{"title":"","events":[],"preface":[],"body":[]}', md5($1 || v.sha256), v.source, v.lines, v.recorded_at, v.digest
         from fadu.instrument_version v join public.fadu_original o on o.id = v.instrument ${part}`,
        [place],
      );
      const { rowCount } = await pool.query(
        `insert into fadu.provision (instrument, version, ordinal, eid, article, label, path, text, law_from, law_to)
         select $1 || p.instrument, p.version, p.ordinal, p.eid, p.article, p.label, p.path,
           replace(replace(p.text, '中华人民共和国', $1), '国家', $1), p.law_from, p.law_to
         from fadu.provision p join public.fadu_original o on o.id = p.instrument ${part}`,
        [place],
      );
      await pool.query('commit');
      now += rowCount ?? 0;
      options.progress?.(Math.min(now, target), target);
    }
  } finally {
    await pool.query('rollback').catch(() => {});
    await pool.query('drop table if exists public.fadu_original');
  }
  return { provisions: now, copies };
}

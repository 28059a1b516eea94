/** What the attacker knows of the city before he begins: ids, numbers and words that exist, people to be, forms filled in before. */
import { withoutCanaries } from './canaries.ts';
import type { House } from './house.ts';
import type { Json, Known } from './values.ts';

/** Someone the fuzzer can be. */
export interface Who {
  /** Account name; empty: nobody. */
  readonly username: string;
  readonly person: string;
  readonly organs: readonly string[];
  readonly posts: readonly { readonly role: string; readonly organ: string }[];
}

export const NOBODY: Who = { username: '', person: '', organs: [], posts: [] };

/** A case as the owner of the database sees it. */
export interface KnownCase {
  readonly id: string;
  readonly procedure: string;
  readonly organs: readonly string[];
  readonly persons: readonly string[];
  readonly public: boolean;
  readonly ended: boolean;
}

export interface City {
  readonly known: Known;
  readonly everyone: readonly Who[];
  readonly byOrgan: ReadonlyMap<string, readonly Who[]>;
  readonly byRole: ReadonlyMap<string, readonly Who[]>;
  readonly residents: readonly Who[];
  readonly cases: readonly KnownCase[];
  /** Inputs of the told acts: `procedure/act` to what was entered. */
  readonly samples: ReadonlyMap<string, readonly Json[]>;
}

const texts = async (house: House, sql: string): Promise<string[]> =>
  (await house.owner.query<{ v: string | null }>(sql)).rows.flatMap((r) =>
    r.v ? [withoutCanaries(r.v)] : [],
  );

const grouped = (list: readonly Who[], keys: (w: Who) => readonly string[]): Map<string, Who[]> => {
  const out = new Map<string, Who[]>();
  for (const who of list)
    for (const key of keys(who)) {
      const there = out.get(key);
      if (there) there.push(who);
      else out.set(key, [who]);
    }
  return out;
};

/** Read it all from the database, as the owner. */
export async function knownCity(house: House): Promise<City> {
  const { owner, people, running } = house;
  const of = (sql: string) => texts(house, sql);
  const cases = (
    await owner.query<KnownCase>(
      'select id, procedure, organs, persons, public, ended is not null as ended from fadu.case_file order by id',
    )
  ).rows;
  const ids = cases.map((c) => c.id);
  const codes = await of('select distinct code as v from fadu.entry order by 1');
  const numbers = await of(
    `select distinct v from (select body->>'document' as v from fadu.entry union select body->>'number' from fadu.entry
     union select number from fadu.paper) x where v is not null order by 1`,
  );
  const parties = await of(
    `select distinct input->>k as v from fadu.act, unnest(array['partyCode','uscc','code','party','enterprise']) k
     where input->>k ~ '^[0-9A-Z]{15,18}$' order by 1`,
  );
  const papers = await of('select id::text as v from fadu.paper order by 1 limit 200');
  const laws = await of('select id as v from fadu.instrument order by 1');
  const organs = running.office.allOrgans().map((o) => o.id);
  const regions = running.office.regions.map((r) => r.code);
  const procedures = [...running.office.procedures.keys()];
  const registers = await of('select distinct register as v from fadu.entry order by 1');
  const hashes = await of('select hash as v from fadu.committed_list order by 1');
  const names = await of('select distinct title as v from fadu.case_file order by 1 limit 300');
  const days = ['2026-06-30', '2026-01-01', '2025-07-01', '2027-01-01'];
  const any = [...ids.slice(0, 60), ...organs.slice(0, 40), ...procedures, ...regions, ...codes.slice(0, 80)];
  const byName = new Map<string, readonly string[]>(
    Object.entries({
      id: [...ids, ...papers, ...laws, ...codes.slice(0, 40)],
      case: ids,
      caseid: ids,
      procedure: procedures,
      code: [...codes, ...parties, ...procedures],
      register: registers,
      organ: organs,
      maker: organs,
      lead: organs,
      body: [...organs, '市司法局'],
      region: regions,
      document: numbers.length ? numbers : codes,
      number: numbers.length ? numbers : codes,
      hash: hashes.length ? hashes : ['0'.repeat(64)],
      material: ['0', '1', '2', 'm1'],
      seq: ['1', '2', '3', '4', '5', '9'],
      field: ['name', 'contact', 'informant', 'phone', 'reason'],
      year: ['2026', '2025', '2024'],
      month: ['2026-06', '2026-05'],
      n: Array.from({ length: 53 }, (_, i) => String(i + 1)),
      round: ['1', '2'],
      article: ['1', '2', '57', '12-1', 'all'],
      file: [
        'penalty.svg',
        'penalty.pdf',
        'penalty-ordinary.bpmn',
        ...codes.slice(0, 20).map((c) => `${c}.dmn`),
      ],
      on: days,
      asof: days,
      recordedasof: days,
      from: [...days, '1', '2'],
      to: [...days, '1', '2'],
      q: ['处罚', '公司', '管理办法', '市', '第五十七条', ...names.slice(0, 40)],
      words: ['处罚', '许可', '管理'],
      instrument: ['行政处罚法', '中华人民共和国行政处罚法', '立法法'],
      change: ['废止', '修改'],
      articles: ['1', '57', '1,2'],
      effectiveon: days,
      mode: ['check', 'rows', 'errors', 'submit'],
      kind: [
        'objects',
        'officers',
        'pairs',
        'report',
        'document',
        'item',
        'due',
        'minimum',
        'before',
        '查看',
      ],
      name: ['表格.xlsx', '表格.csv', 'list.tsv', ...names.slice(0, 10)],
      limit: ['1', '20', '20workday', '5day', '3month'],
      page: ['1', '2', '3'],
      perpage: ['1', '50'],
      offset: ['0', '50'],
      state: ['open', 'ended', 'past', 'on-time', 'late', 'missing'],
      phase: procedures
        .flatMap((p) => Object.keys(running.office.procedures.get(p)?.phases ?? {}))
        .slice(0, 200),
      light: ['green', 'blue', 'yellow', 'red', 'grey'],
      by: ['all', 'chapter', 'body', 'region'],
      chapter: ['2', '10'],
      format: ['csv', 'jsonld'],
      status: ['现行有效', '已废止', 'all', '全部'],
      level: ['法律', '行政法规'],
      version: ['1', '2'],
      exclude: ['2026-10-19..2026-11-06'],
      statute: ['行政处罚法', '行政许可法'],
      item: codes.slice(0, 60),
      after: ids.slice(0, 20),
      act: procedures.flatMap((p) => Object.keys(running.office.procedures.get(p)?.acts ?? {})),
      reading: ['1', '2'],
      type: ['行政强制措施', '行政强制执行'],
      party: parties.length ? parties : ['91220200MA0000000X'],
    }),
  );
  const staff: Who[] = people.staff
    .filter((s) => !s.apart)
    .map((s) => ({
      username: s.username,
      person: s.id,
      organs: [...new Set(s.posts.map((p) => p.organ))],
      posts: s.posts,
    }));
  const residents: Who[] = people.residents.map((r) => ({
    username: r.username,
    person: r.id,
    organs: [],
    posts: [],
  }));
  const { rows } = await owner.query<{ key: string; input: Json }>(
    `select key, input from (select c.procedure || '/' || a.act as key, a.input,
       row_number() over (partition by c.procedure, a.act order by a.case_id) as n
     from fadu.act a join fadu.case_file c on c.region = a.region and c.id = a.case_id) x where n <= 6 order by key, n`,
  );
  const samples = new Map<string, Json[]>();
  for (const { key, input } of rows)
    samples.set(key, [
      ...(samples.get(key) ?? []),
      JSON.parse(withoutCanaries(JSON.stringify(input))) as Json,
    ]);
  return {
    known: { byName, any },
    everyone: [...staff, ...residents],
    byOrgan: grouped(staff, (w) => w.organs),
    byRole: grouped(staff, (w) => [...new Set(w.posts.map((p) => p.role))]),
    residents,
    cases,
    samples,
  };
}

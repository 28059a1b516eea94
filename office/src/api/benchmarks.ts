/** Discretion benchmarks and lenient lists over HTTP: reading, computing, checking a draft, DMN in and out (R22.1, R26.2). */
import {
  addDays,
  addMonths,
  CaseView,
  cellText,
  conditionText,
  dateOf,
  type Facts,
  parseDate,
} from '@fadu/kernel';
import {
  advise,
  type Benchmark,
  benchmarkFaults,
  benchmarkOf,
  benchmarkRemarks,
  factsOf,
  rowText,
  settings,
} from '@fadu/plan/enforcement/discretion-benchmarks/index';
import { factOf } from '@fadu/plan/enforcement/inclusive-lists/index';
import { currentDiscretion, itemOfCase } from '@fadu/plan/enforcement/penalty-cases/discretion';
import { currentProposal } from '@fadu/plan/enforcement/penalty-cases/facts';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { scopesOf } from '../cases/lists.ts';
import {
  benchmarkAt,
  forCase,
  type ListedBenchmark,
  type ListedItem,
  listBenchmarks,
  listLenient,
  tablesOf,
} from '../decision-tables/benchmarks.ts';
import { toDmn } from '../decision-tables/export.ts';
import { tablesFromDmn } from '../decision-tables/import.ts';
import { closest, decidedCases, unlike } from '../decision-tables/similar.ts';
import type { Office } from '../office.ts';
import { notFound, Problem } from '../problem.ts';
import { visibleCase } from './cases.ts';
import { bodyBytes, type Identify, jsonBody, signedIn } from './context.ts';

const computing = z.strictObject({
  facts: z.record(z.string().max(40), z.union([z.string().max(80), z.number(), z.boolean()])),
  gates: z.strictObject({ mustNot: z.boolean(), mayNot: z.boolean(), mustMitigate: z.boolean() }).optional(),
});

/** Bytes of a DMN file that are read at most. */
const MOST_XML = 1024 * 1024;

const NO_GATES = { mustNot: false, mayNot: false, mustMitigate: false };

const shortOf = (office: Office, { entry, benchmark }: ListedBenchmark) => ({
  code: entry.code,
  region: entry.region,
  version: entry.version,
  lawFrom: entry.lawFrom,
  name: benchmark.name,
  violation: benchmark.violation,
  item: benchmark.item,
  organ: { id: benchmark.organ, name: office.organName(benchmark.organ) },
  basis: benchmark.basis,
  // What a form must ask for: the facts of its tables, and which of them need evidence.
  facts: factsOf(benchmark).map((f) => ({ ...f, evidence: benchmark.evidence?.includes(f.id) ?? false })),
});

const wholeOf = (office: Office, found: ListedBenchmark) => ({
  ...shortOf(office, found),
  ranges: found.benchmark.ranges,
  remarks: benchmarkRemarks(found.benchmark),
  tables: tablesOf(found.benchmark).map((t) => ({
    ...t,
    rows: t.rows.map((r, i) => ({ ...r, says: rowText(t, i + 1) })),
  })),
});

const itemOf = (office: Office, { entry, item, uses, reversed }: ListedItem) => ({
  code: entry.code,
  region: entry.region,
  version: entry.version,
  lawFrom: entry.lawFrom,
  ...item,
  organ: { id: item.organ, name: office.organName(item.organ) },
  uses,
  reversed,
});

/** DMN of a benchmark. */
export const dmnOf = (b: Benchmark): Promise<string> =>
  toDmn({ code: b.basicCode, title: b.name, about: b.violation }, tablesOf(b));

/** Routes below `/api/v1`. */
export function benchmarkRoutes(office: Office, identify: Identify): Hono {
  const app = new Hono();
  const dayOf = (c: Context): string => {
    const text = c.req.query('asOf');
    if (!text) return dateOf(office.now());
    try {
      return parseDate(text);
    } catch (error) {
      throw new Problem(400, 'query', (error as Error).message);
    }
  };
  const regionOf = (c: Context): string | undefined => {
    const region = c.req.query('region');
    if (region && !office.regions.some((r) => r.code === region))
      throw new Problem(400, 'query', `没有编码为“${region}”的地区，请核对参数 region`);
    return region;
  };
  const filter = (c: Context) => {
    const [region, item, words] = [regionOf(c), c.req.query('item'), c.req.query('q')];
    return { asOf: dayOf(c), ...(region && { region }), ...(item && { item }), ...(words && { words }) };
  };
  const top = () =>
    office.regions.find((r) => r.parent === null)?.code ?? office.regions[0]?.code ?? '000000';
  const one = async (c: Context, code: string): Promise<ListedBenchmark> => {
    const found = await benchmarkAt(office, code, dayOf(c), regionOf(c) ?? top());
    if (!found) throw notFound('这项裁量权基准');
    return found;
  };

  app.get('/benchmarks', async (c) =>
    c.json({ items: (await listBenchmarks(office, filter(c))).map((b) => shortOf(office, b)) }),
  );
  app.get('/lenient-lists', async (c) =>
    c.json({ items: (await listLenient(office, filter(c))).map((i) => itemOf(office, i)) }),
  );
  app.post('/benchmarks/check', async (c) => {
    await signedIn(identify, c);
    const body = (await jsonBody(c)) as { entry?: unknown } | null;
    const b = benchmarkOf(body?.entry);
    if (!b) throw new Problem(422, 'benchmark', '内容不完整，不能核对；请把法定幅度和裁量表填写完整');
    return c.json({ faults: benchmarkFaults(b), remarks: benchmarkRemarks(b) });
  });
  app.post('/benchmarks/dmn', async (c) => {
    await signedIn(identify, c);
    const xml = await bodyBytes(c, MOST_XML, 'DMN 文件超过 1 MB，请分成几个文件');
    return c.json({ tables: await tablesFromDmn(new TextDecoder().decode(xml)) });
  });
  app.post('/benchmarks/:code/evaluate', async (c) => {
    const parsed = computing.safeParse(await jsonBody(c));
    if (!parsed.success)
      throw new Problem(422, 'facts', '裁量事实的写法不对：facts 是事实代码和值，值为文字、数值或者是否');
    const found = await one(c, c.req.param('code'));
    return c.json({
      benchmark: shortOf(office, found),
      advice: advise(found.benchmark, parsed.data.facts as Facts, parsed.data.gates ?? NO_GATES),
    });
  });
  /** What the case may be measured by, and what like cases got: for those who may see the case. */
  app.get('/cases/:id/benchmarks', async (c) => {
    const loaded = await visibleCase(office, await signedIn(identify, c), c.req.param('id'));
    const view = new CaseView(loaded.state);
    const item = itemOfCase(view);
    const region = loaded.state.id.split('-', 1)[0] as string;
    const today = dateOf(office.now());
    const actOn = view.text('register-clue.actEndedOn') || today;
    const { benchmarks, lists } = item
      ? await forCase(office, { item, actOn, today, region })
      : { benchmarks: [], lists: [] };
    return c.json({
      item,
      actOn,
      benchmarks: benchmarks.map(({ benchmark: b, ...at }) => ({
        ...at,
        name: b.name,
        violation: b.violation,
        facts: factsOf(b).map((f) => ({ ...f, evidence: b.evidence?.includes(f.id) ?? false })),
        ranges: b.ranges,
      })),
      lists: lists.map(({ item: i, ...at }) => ({
        ...at,
        list: i.list,
        name: i.name,
        facts: i.facts ?? [],
        conditions: i.conditions.map((x) => {
          const fact = factOf(i, x.fact);
          return fact ? conditionText(fact, cellText(fact, x.test)) : x.fact;
        }),
        proof: i.proof,
        measures: i.measures,
      })),
    });
  });
  app.get('/cases/:id/similar', async (c) => {
    const actor = await signedIn(identify, c);
    const loaded = await visibleCase(office, actor, c.req.param('id'));
    const view = new CaseView(loaded.state);
    const p = currentProposal(view);
    const d = currentDiscretion(view);
    const own = {
      id: loaded.state.id,
      ...(p?.benchmark && { benchmark: p.benchmark }),
      ...(d.advice?.status === 'decided' && { tier: d.advice.tier }),
      facts: p?.facts ?? {},
    };
    const item = itemOfCase(view);
    const scope = scopesOf(actor).find((x) => x.as === 'organ');
    const among = item && scope ? await decidedCases(office, scope, { item }) : [];
    return c.json({ case: own, items: closest(own, among) });
  });
  app.get('/benchmarks-scan', async (c) => {
    const actor = await signedIn(identify, c);
    const month = c.req.query('month') ?? dateOf(office.now()).slice(0, 7);
    if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month))
      throw new Problem(400, 'query', '参数 month 写作年-月，如 2026-03');
    const scope = scopesOf(actor).find((x) => x.as === 'organ');
    if (!scope) throw new Problem(403, 'post', '只有行政机关的工作人员可以查看本机关的类案对比');
    const to = addDays(addMonths(`${month}-01`, 1), -1);
    // Like cases of the year up to that month; told are those decided within it.
    const cases = await decidedCases(office, scope, { from: addMonths(`${month}-01`, -11), to });
    return c.json({
      month,
      compared: cases.length,
      share: settings.alikeShare,
      items: unlike(cases).filter((u) => u.case.decidedOn.startsWith(month)),
    });
  });
  app.get('/benchmarks/:file', async (c) => {
    const file = c.req.param('file');
    if (!file.endsWith('.dmn')) return c.json(wholeOf(office, await one(c, file)));
    const found = await one(c, file.slice(0, -4));
    c.header('content-type', 'application/xml; charset=utf-8');
    c.header('content-disposition', `attachment; filename="${file}"`);
    return c.body(await dmnOf(found.benchmark));
  });
  return app;
}

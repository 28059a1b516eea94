/** Registers over HTTP: the list as it stood on any day, in law time and in record time (R90.4). */
import { citeText, columnsOf, dateOf, parseDate, type RegisterDef } from '@fadu/kernel';
import { registerByCode, registers, unpublishedRegisters } from '@fadu/plan/registers';
import { type Context, Hono } from 'hono';
import { stream } from 'hono/streaming';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Office } from '../office.ts';
import { notFound, Problem } from '../problem.ts';
import { recordedChanges } from '../registers/changes.ts';
import { registerFigures } from '../registers/figures.ts';
import {
  checkImport,
  errorSheet,
  type ImportCheck,
  type ImportProgress,
  importTemplate,
  submitImport,
} from '../registers/import.ts';
import {
  compareDays,
  countEntries,
  entryHistory,
  LIST_STATUSES,
  type ListFilter,
  listEntries,
  versionOn,
} from '../registers/list.ts';
import { csvRows, jsonLd } from '../registers/open-data.ts';
import { shownBases } from '../registers/standing.ts';
import { bodyBytes, type Identify, intQuery, signedIn } from './context.ts';

export interface RegisterQuery {
  readonly register: string;
  /** Day whose law is asked for. */
  readonly asOf: string;
  /** Moment up to which the record is read. */
  readonly recordedAsOf: string;
  readonly region?: string;
}

/** Entries with the version that was known then, and whether each is the law on the day asked for. */
export async function registerAsOf(office: Office, q: RegisterQuery) {
  const rows = await office.store.within({ as: 'public' }, (tx) => {
    let query = tx
      .selectFrom('fadu.entry')
      .selectAll()
      .distinctOn(['region', 'register', 'code'])
      .where('register', '=', q.register)
      .where('recorded_at', '<=', q.recordedAsOf)
      // A later version counts from the day it is the law; before that the earlier one still stands.
      .where((e) => e.or([e('law_from', '<=', q.asOf), e('version', '=', 1)]))
      .orderBy('region')
      .orderBy('register')
      .orderBy('code')
      .orderBy('version', 'desc');
    if (q.region) query = query.where('region', '=', q.region);
    return query.execute();
  });
  return rows
    .map((r) => {
      const status =
        r.law_from > q.asOf
          ? '尚未生效'
          : r.law_to !== null && r.law_to < q.asOf
            ? '失效'
            : String(r.body.status ?? '有效');
      return {
        region: r.region,
        code: r.code,
        version: r.version,
        lawFrom: r.law_from,
        lawTo: r.law_to,
        recordedAt: r.recorded_at,
        caseId: r.case_id,
        seq: r.seq,
        status,
        body: r.body,
      };
    })
    .sort((a, b) => (String(a.body.publishedOn) < String(b.body.publishedOn) ? 1 : -1));
}

/** Names of the registers that have entries. */
async function usedRegisters(office: Office): Promise<string[]> {
  const found = await office.store.within({ as: 'public' }, (tx) =>
    sql<{ register: string }>`select distinct register from fadu.entry`.execute(tx),
  );
  return found.rows.map((r) => r.register).filter((r) => !unpublishedRegisters.includes(r));
}

/** JSON Schema of what an entry of a register holds, for forms. */
const formSchemaOf = (r: RegisterDef) => z.toJSONSchema(r.form, { target: 'draft-2020-12' });

const csvCell = (value: unknown): string => {
  // A leading formula sign must not run in a spreadsheet.
  const text = String(value ?? '').replace(/^[=+\-@\t\r]/, "'$&");
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** A day from the query, or today. @throws Problem 400 */
function dayQuery(c: Context, name: string, fallback: string): string {
  const text = c.req.query(name);
  if (!text) return fallback;
  try {
    return parseDate(text);
  } catch (error) {
    throw new Problem(400, 'query', (error as Error).message);
  }
}

/** Routes below `/api/v1`: reading. */
export function registerRoutes(office: Office): Hono {
  const app = new Hono();
  const def = (code: string): RegisterDef => {
    const found = registerByCode(code);
    if (!found) throw notFound('这份清单');
    return found;
  };
  const today = () => dateOf(office.now());

  app.use('/registers/:register/*', async (c, next) => {
    if (unpublishedRegisters.includes(c.req.param('register'))) throw notFound('这份清单');
    await next();
  });
  app.get('/registers', async (c) => {
    const used = await usedRegisters(office);
    const defined = new Set(registers.map((r) => r.code));
    const counts = await countEntries(
      office,
      [...new Set([...defined, ...used])],
      dayQuery(c, 'asOf', today()),
    );
    return c.json({
      // Names of the registers that have entries, those without a definition included.
      items: used,
      // Lists that procedures keep by themselves, without a definition.
      others: used
        .filter((code) => !defined.has(code))
        .map((code) => ({
          code,
          live: counts.get(code)?.live ?? 0,
          changedAt: counts.get(code)?.changedAt ?? null,
        })),
      registers: registers.map((r) => ({
        code: r.code,
        title: r.title,
        group: r.group,
        about: r.about,
        keeper: r.keeper,
        cites: r.cites.map((cite) => ({ text: citeText(cite), standing: cite.standing })),
        live: counts.get(r.code)?.live ?? 0,
        suspended: counts.get(r.code)?.suspended ?? 0,
        changedAt: counts.get(r.code)?.changedAt ?? null,
      })),
    });
  });

  app.get('/registers/figures', async (c) =>
    c.json(await registerFigures(office, dayQuery(c, 'asOf', today()))),
  );

  app.get('/registers/law-changes', async (c) =>
    c.json({ items: await recordedChanges(office, c.req.query('register')) }),
  );

  app.get('/registers/definitions/:register', (c) => {
    const r = def(c.req.param('register'));
    return c.json({
      code: r.code,
      title: r.title,
      group: r.group,
      about: r.about,
      keeper: r.keeper,
      columns: columnsOf(r),
      form: formSchemaOf(r),
      itemCode: r.itemCode,
      codeRule: r.codes.say,
      basisRule: r.basis
        ? {
            sources: r.basis.sources.map((s) => s.says),
            cites: r.basis.cites.map((cite) => ({ text: citeText(cite), standing: cite.standing })),
          }
        : null,
      rules: r.rules.map((rule) => ({
        code: `register.${rule.code}`,
        say: rule.say,
        cites: rule.cites.map(citeText),
      })),
    });
  });

  app.get('/registers/:register', async (c) => {
    const register = c.req.param('register');
    const asOf = dayQuery(c, 'asOf', today());
    const recorded = c.req.query('recordedAsOf') ? dayQuery(c, 'recordedAsOf', asOf) : undefined;
    const known = registerByCode(register);
    if (
      known &&
      (c.req.query('page') || c.req.query('format') || c.req.query('words') || c.req.query('organ'))
    ) {
      return definedList(c, known, asOf, recorded);
    }
    let items = await registerAsOf(office, {
      register,
      asOf,
      recordedAsOf: recorded ? `${recorded}T15:59:59.999Z` : office.now(),
      region: c.req.query('region'),
    });
    const status = c.req.query('status');
    const maker = c.req.query('maker');
    if (status) items = items.filter((i) => i.status === status);
    if (maker) items = items.filter((i) => i.body.maker === maker);
    if (c.req.query('format') === 'csv') {
      const head = ['文号', '名称', '状态', '制定机关', '公布日期', '施行日期', '有效期至', '索引号'];
      const lines = items.map((i) =>
        [
          i.code,
          i.body.title,
          i.status,
          office.organName(String(i.body.maker ?? '')),
          i.body.publishedOn,
          i.body.effectiveOn,
          i.body.expiresOn,
          i.body.index,
        ]
          .map(csvCell)
          .join(','),
      );
      return c.body(`\uFEFF${[head.join(','), ...lines].join('\r\n')}\r\n`, 200, {
        'content-type': 'text/csv; charset=utf-8',
      });
    }
    return c.json({ register, asOf, recordedAsOf: recorded ?? null, count: items.length, items });
  });

  /** A list of a register that has a definition: filtered, by pages, or whole as open data. */
  async function definedList(c: Context, r: RegisterDef, asOf: string, recordedOn?: string) {
    const status = [...LIST_STATUSES, 'all' as const].find((s) => s === c.req.query('status'));
    const filter: ListFilter = {
      register: r.code,
      asOf,
      ...(recordedOn && { recordedOn }),
      ...(c.req.query('region') && { region: c.req.query('region') }),
      ...(c.req.query('organ') && { organ: c.req.query('organ') }),
      ...(c.req.query('words') && { words: c.req.query('words')?.slice(0, 100) }),
      ...(status && { status }),
    };
    const format = c.req.query('format');
    const list = await listEntries(office, filter, intQuery(c, 'page', 1, 100_000), format ? 0 : undefined);
    if (format === 'csv')
      return c.body(
        `\uFEFF${csvRows(office, r, list.items)
          .map((row) => row.map(csvCell).join(','))
          .join('\r\n')}\r\n`,
        200,
        { 'content-type': 'text/csv; charset=utf-8' },
      );
    if (format === 'jsonld')
      return c.json(jsonLd(office, r, list.items, { asOf, ...(recordedOn && { recordedOn }) }), 200, {
        'content-type': 'application/ld+json; charset=utf-8',
      });
    return c.json({ register: r.code, asOf, recordedAsOf: recordedOn ?? null, count: list.total, ...list });
  }

  app.get('/registers/:register/compare', async (c) => {
    const r = def(c.req.param('register'));
    const to = dayQuery(c, 'to', today());
    const from = dayQuery(c, 'from', to);
    return c.json({
      register: r.code,
      from,
      to,
      items: await compareDays(office, r.code, from, to, c.req.query('region')),
    });
  });

  app.get('/registers/:register/entries/:code', async (c) => {
    const r = c.req.param('register');
    const asOf = dayQuery(c, 'asOf', today());
    const recorded = c.req.query('recordedAsOf') ? dayQuery(c, 'recordedAsOf', asOf) : undefined;
    const history = await entryHistory(office, r, c.req.query('region'), c.req.param('code'));
    const entry = versionOn(history, asOf, recorded);
    if (!entry) throw notFound('这个事项');
    const known = registerByCode(r);
    return c.json({
      register: r,
      asOf,
      recordedAsOf: recorded ?? null,
      entry,
      // Whether each basis stands, on the day asked for.
      bases: known ? await shownBases(office, known, entry, asOf) : [],
      history,
    });
  });

  app.get('/registers/:register/template.xlsx', async (c) => {
    const r = def(c.req.param('register'));
    return c.body(await importTemplate(r), 200, xlsx(`${r.title}模板.xlsx`));
  });
  return app;
}

const xlsx = (name: string): Record<string, string> => ({
  'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'content-disposition': `attachment; filename="list.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}`,
});

/** A file holds at most this many bytes. */
const MOST_BYTES = 20 * 1024 * 1024;

/**
 * Import of spreadsheets, for keepers of lists. `POST /registers/:register/import` with the file as body and its name
 * in `?name=`: `mode=check` says what would happen, `mode=errors` answers the sheet of what is wrong, `mode=submit`
 * enters what is good as a batch for review, `mode=rows` answers the good rows themselves, for editing by hand. With `accept: application/x-ndjson` the answer tells its progress.
 */
export function registerImportRoutes(office: Office, identify: Identify): Hono {
  const app = new Hono();
  app.post('/registers/:register/import', async (c) => {
    const actor = await signedIn(identify, c);
    const post = actor.posts.find(
      (p) => p.role === 'list-keeper' && (!c.req.query('organ') || p.organ === c.req.query('organ')),
    );
    if (!post) throw new Problem(403, 'who', '批量登记由清单管理人员办理，您没有这个岗位');
    const region = office.organ(post.organ)?.region ?? '';
    const def = registerByCode(c.req.param('register'));
    if (!def) throw notFound('这份清单');
    const bytes = await bodyBytes(c, MOST_BYTES, '表格超过 20 MB，请拆成几份上传');
    if (bytes.length === 0) throw new Problem(400, 'file', '没有收到表格，请选择文件后再上传');
    const file = { name: c.req.query('name') ?? '表格.xlsx', bytes };
    const mode = c.req.query('mode') ?? 'check';

    const work = async (progress: ImportProgress) => {
      const check = await checkImport(office, def, region, file, dateOf(office.now()), progress);
      if (mode === 'rows')
        return { ...summary(check), entries: check.good.map(({ code, body }) => ({ code, body })) };
      if (mode !== 'submit') return summary(check);
      progress('提交登记', 0, 1);
      const done = await submitImport(office, { ...actor, posts: [post] }, region, check, {
        title: c.req.query('title') ?? `${def.title}批量登记`,
        reviewer: c.req.query('reviewer') ?? '',
        approval: c.req.query('approval') ?? '',
        approvedOn: c.req.query('approvedOn') ?? '',
      });
      return { ...summary(check), case: done && { id: done.caseId, repeated: done.repeated } };
    };
    if (mode === 'errors') {
      const check = await checkImport(office, def, region, file);
      return c.body(await errorSheet(file, check), 200, xlsx(`${def.title}需要改正的行.xlsx`));
    }
    if (mode !== 'check' && mode !== 'submit' && mode !== 'rows')
      throw new Problem(400, 'query', '参数 mode 应为 check、errors、rows 或者 submit');
    if (!c.req.header('accept')?.includes('ndjson')) return c.json(await work(() => {}));
    c.header('content-type', 'application/x-ndjson; charset=utf-8');
    return stream(c, async (out) => {
      const line = (value: object) => out.writeln(JSON.stringify(value));
      const told: Promise<unknown>[] = [];
      try {
        const result = await work((step, done, of) => void told.push(line({ step, done, of })));
        await Promise.all(told);
        await line({ result });
      } catch (error) {
        if (!(error instanceof Problem)) console.error('register import:', error);
        const problem =
          error instanceof Problem ? error : new Problem(500, 'internal', '系统出错，没有写入任何内容');
        await Promise.all(told);
        await line({ problem: problem.toJSON() });
      }
    });
  });
  return app;
}

/** What a check came to, without the good rows themselves. */
function summary(check: ImportCheck) {
  const { good, ...rest } = check;
  return { ...rest, good: good.length };
}

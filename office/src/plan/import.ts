/** Importing the plan document (R0.1): all of it with its leaf in one transaction, or nothing and every fault. */
import { createHash } from 'node:crypto';
import type { Actor } from '@fadu/kernel';
import { canonicalJson } from '@fadu/kernel/record/index';
import {
  type ImportedPlan,
  importPlan,
  LEAD_FLAG_TEXT,
  organIndex,
  type PlanImportError,
} from '@fadu/plan/leadership/plan-tracking/index';
import { sql } from 'kysely';
import { digestOf, plain } from '../cases/rows.ts';
import type { Office } from '../office.ts';
import { Problem, type ProblemDocument, type ProblemItem } from '../problem.ts';
import type { Tx } from '../store/pool.ts';
import './tables.ts';

/** Role that may import a plan and open its tasks. */
export const PLAN_ROLE = 'plan-coordinator';

/** One fault as it goes out: the line, a stable code, a Chinese sentence, the beginning of the line. */
export interface ImportFault extends ProblemItem {
  readonly line: number;
  readonly message: string;
  readonly excerpt: string;
}

/** The problem document of a refused import. */
export interface ImportProblem extends ProblemDocument {
  readonly errors: readonly ImportFault[];
}

/** A refused document: problem 400 whose `errors` name every line. Nothing was written. */
export class PlanRefused extends Problem {
  readonly faults: readonly PlanImportError[];
  constructor(faults: readonly PlanImportError[]) {
    const first = faults[0];
    const more = faults.length > 1 ? `（共${faults.length}处）` : '';
    super(
      400,
      'plan-import',
      `文件有误，没有导入任何内容。第${first?.line}行：${first?.message ?? ''}${more}`,
    );
    this.faults = faults;
  }
  override toJSON(): ImportProblem {
    return {
      ...super.toJSON(),
      errors: this.faults.map((f) => ({ ...f, detail: f.message, citations: [] })),
    };
  }
}

/** What an import answers. */
export interface ImportAnswer {
  readonly region: string;
  readonly number: string;
  readonly title: string;
  readonly version: number;
  readonly sha256: string;
  readonly chapters: number;
  readonly sections: number;
  readonly tasks: number;
  /** Tasks whose lead was inferred, for the coordinating office to confirm. */
  readonly flagged: readonly {
    readonly task: number;
    readonly lead: readonly string[];
    readonly why: string;
  }[];
  /** Tasks with dates that the text itself sets. */
  readonly dated: readonly { readonly task: number; readonly due: string; readonly phrase: string }[];
  /** The same text stood already: nothing was written. */
  readonly repeated: boolean;
}

function answerOf(
  plan: ImportedPlan,
  region: string,
  version: number,
  sha256: string,
  repeated: boolean,
): ImportAnswer {
  return {
    region,
    number: plan.number,
    title: plan.title,
    version,
    sha256,
    chapters: plan.chapters.length,
    sections: plan.chapters.reduce((n, c) => n + c.sections.length, 0),
    tasks: plan.tasks.length,
    flagged: plan.tasks.flatMap((t) =>
      t.leadFlagged
        ? [{ task: t.number, lead: t.lead.map((b) => b.name), why: LEAD_FLAG_TEXT[t.leadFlagged] }]
        : [],
    ),
    dated: plan.tasks.flatMap((t) => t.dates.map((d) => ({ task: t.number, due: d.due, phrase: d.phrase }))),
    repeated,
  };
}

/** The digest that binds a document's rows to its leaf. */
const documentDigest = (row: object, tasks: readonly object[]): string => digestOf({ document: row, tasks });

/**
 * Import a plan document for the region of the coordinator's organ. The same text again writes nothing; another text of
 * the same document is a new version.
 * @throws PlanRefused with every fault; Problem 403 when the person does not coordinate the plan
 */
export async function importPlanText(office: Office, text: string, actor: Actor): Promise<ImportAnswer> {
  const post = actor.posts.find((p) => p.role === PLAN_ROLE);
  const region = post && office.organ(post.organ)?.region;
  if (!post || !region) throw new Problem(403, 'who', '实施方案应由统筹部门的方案统筹人员导入');
  const result = importPlan(text, organIndex());
  if (!result.ok) throw new PlanRefused(result.errors);
  const { plan } = result;
  const sha256 = createHash('sha256').update(text).digest('hex');
  const at = office.now();
  const answer = await office.store.within({ as: 'organ', organ: post.organ }, async (tx) => {
    // Two imports of one region take turns, so that versions have no gaps and a text is stored once.
    await sql`select pg_advisory_xact_lock(hashtext(${`plan ${region}`}))`.execute(tx);
    const last = await tx
      .selectFrom('fadu.plan_document')
      .select(['version', 'sha256'])
      .where('region', '=', region)
      .where('number', '=', plan.number)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (last?.sha256 === sha256) return answerOf(plan, region, last.version, sha256, true);
    const version = (last?.version ?? 0) + 1;
    await write(tx, plan, {
      region,
      version,
      text,
      sha256,
      at,
      organ: post.organ,
      person: actor.person ?? null,
    });
    return answerOf(plan, region, version, sha256, false);
  });
  if (!answer.repeated) office.written();
  return answer;
}

interface Import {
  readonly region: string;
  readonly version: number;
  readonly text: string;
  readonly sha256: string;
  readonly at: string;
  readonly organ: string;
  readonly person: string | null;
}

async function write(tx: Tx, plan: ImportedPlan, of: Import): Promise<void> {
  const { region, version } = of;
  const document = {
    region,
    number: plan.number,
    version,
    title: plan.title,
    published_on: plan.publishedOn,
    imported_at: of.at,
    imported_by: { person: of.person, organ: of.organ },
    sha256: of.sha256,
    outline: plain(plan.chapters),
  };
  const tasks = plan.tasks.map((t) => ({
    task: t.number,
    chapter: t.chapter,
    section: t.section,
    text: t.text,
    lead: t.lead,
    responsible: t.responsible,
    lead_flag: t.leadFlagged ?? null,
    dates: t.dates,
    lines: t.lines,
  }));
  const digest = documentDigest(document, plain(tasks));
  await tx
    .insertInto('fadu.plan_document')
    .values({
      ...document,
      text: of.text,
      imported_by: JSON.stringify(document.imported_by),
      outline: JSON.stringify(document.outline),
      digest,
    })
    .execute();
  await tx
    .insertInto('fadu.plan_task')
    .values(
      tasks.map((t) => ({
        ...t,
        region,
        number: plan.number,
        version,
        lead: JSON.stringify(t.lead),
        responsible: JSON.stringify(t.responsible),
        dates: JSON.stringify(t.dates),
        lines: JSON.stringify(t.lines),
      })),
    )
    .execute();
  await tx
    .insertInto('fadu.leaf')
    .values({
      region,
      kind: 'plan',
      ref: `${region}/${plan.number}/${version}`,
      body: canonicalJson(
        plain({
          v: 1,
          kind: 'plan',
          region,
          number: plan.number,
          version,
          at: of.at,
          organ: of.organ,
          sha256: of.sha256,
          tasks: tasks.length,
          digest,
        }),
      ),
    })
    .execute();
}

/** Imported plans whose rows no longer agree with their leaf: what is wrong, one Chinese sentence each. Empty when all is well. */
export async function planFindings(tx: Tx): Promise<{ table: string; row: string; say: string }[]> {
  const documents = await tx.selectFrom('fadu.plan_document').selectAll().execute();
  const tasks = await tx.selectFrom('fadu.plan_task').selectAll().orderBy('task').execute();
  const leaves = await tx
    .selectFrom('fadu.leaf')
    .select(['ref', 'body'])
    .where('kind', '=', 'plan')
    .execute();
  const open = new Map(
    leaves.map((l) => [l.ref, JSON.parse(l.body) as { digest?: string; sha256?: string }]),
  );
  const found: { table: string; row: string; say: string }[] = [];
  for (const { text, digest, ...row } of documents) {
    const ref = `${row.region}/${row.number}/${row.version}`;
    const leaf = open.get(ref);
    open.delete(ref);
    const mine = tasks
      .filter((t) => t.region === row.region && t.number === row.number && t.version === row.version)
      .map(({ region: _r, number: _n, version: _v, ...t }) => t);
    const sha256 = createHash('sha256').update(text).digest('hex');
    if (!leaf) found.push({ table: 'plan_document', row: ref, say: '这份方案没有写入日志' });
    else if (sha256 !== row.sha256 || sha256 !== leaf.sha256)
      found.push({ table: 'plan_document', row: ref, say: '方案全文被改动过，与日志里的摘要不符' });
    else if (documentDigest(row, mine) !== leaf.digest || digest !== leaf.digest)
      found.push({ table: 'plan_task', row: ref, say: '方案的任务或者登记被改动过，与日志里的摘要不符' });
  }
  for (const ref of open.keys())
    found.push({ table: 'plan_document', row: ref, say: '日志里有这份方案，表里的记录不见了' });
  return found;
}

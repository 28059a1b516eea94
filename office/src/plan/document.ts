/** The plan's words for one region: the imported document where there is one, else our own facts. */
import {
  type BodyRef,
  bodyName,
  CHAPTERS,
  type DatedTarget,
  groupById,
  type ImportedChapter,
  LEAD_FLAG_TEXT,
  type LeadFlag,
  PLAN,
  TASKS,
  type TaskFacts,
} from '@fadu/plan/leadership/plan-tracking/index';
import type { Office } from '../office.ts';
import './tables.ts';

/** A body as people read it. */
export interface Body {
  readonly id: string;
  readonly name: string;
  readonly kind: 'organ' | 'group';
}

/** One task as the plan words it. */
export interface WordedTask {
  readonly facts: TaskFacts;
  readonly chapter: { readonly number: number; readonly title: string };
  readonly section: { readonly number: number; readonly title: string };
  /** The document's own text, once imported. */
  readonly text: string | null;
  readonly lead: readonly Body[];
  readonly responsible: readonly Body[];
  /** Said where the document names no lead. */
  readonly leadNote: string | null;
  /** Dates that the imported text sets. */
  readonly dates: readonly DatedTarget[];
}

/** The plan of a region. */
export interface PlanWords {
  readonly title: string;
  readonly number: string;
  /** Where the words come from. */
  readonly source: 'document' | 'facts';
  /** Of the imported document: whose it is, which version, when it came, its hash. */
  readonly document: {
    readonly region: string;
    readonly version: number;
    readonly importedAt: string;
    readonly sha256: string;
  } | null;
  readonly tasks: readonly WordedTask[];
}

const bodyOf = (id: string): Body => ({ id, name: bodyName(id), kind: groupById(id) ? 'group' : 'organ' });
const refOf = ({ id, name, kind }: BodyRef): Body => ({ id, name, kind });

function fromFacts(facts: TaskFacts): WordedTask {
  const chapter = CHAPTERS.find((c) => c.number === facts.chapter);
  const section = chapter?.sections.find((s) => s.number === facts.section);
  const group = facts.lead.every((id) => groupById(id));
  return {
    facts,
    chapter: { number: facts.chapter, title: chapter?.title ?? '' },
    section: { number: facts.section, title: section?.title ?? '' },
    text: null,
    lead: facts.lead.map(bodyOf),
    responsible: facts.responsible.map(bodyOf),
    leadNote: facts.leadMissing ? LEAD_FLAG_TEXT[group ? 'group-only' : 'first-listed'] : null,
    dates: [],
  };
}

/** The plan as it reads in a region: its own latest import, else that of the region above, else our facts. */
export async function planWords(office: Office, region: string): Promise<PlanWords> {
  const above = office.regions.find((r) => r.code === region)?.parent ?? region;
  return office.store.within({ as: 'public' }, async (tx) => {
    const found = await tx
      .selectFrom('fadu.plan_document')
      .select(['region', 'number', 'version', 'title', 'imported_at', 'sha256', 'outline'])
      .where('region', 'in', [region, above])
      .where('number', '=', PLAN.number)
      .orderBy('version', 'desc')
      .execute();
    const document = found.find((d) => d.region === region) ?? found[0];
    if (!document)
      return {
        title: PLAN.title,
        number: PLAN.number,
        source: 'facts',
        document: null,
        tasks: TASKS.map(fromFacts),
      };
    const rows = await tx
      .selectFrom('fadu.plan_task')
      .selectAll()
      .where('region', '=', document.region)
      .where('number', '=', document.number)
      .where('version', '=', document.version)
      .orderBy('task')
      .execute();
    const sections = new Map(
      document.outline.flatMap((c: ImportedChapter) => c.sections.map((s) => [s.number, s.title] as const)),
    );
    const chapters = new Map(document.outline.map((c) => [c.number, c.title] as const));
    const tasks = rows.flatMap((row): WordedTask[] => {
      const facts = TASKS.find((t) => t.number === row.task);
      if (!facts) return [];
      return [
        {
          facts,
          chapter: { number: row.chapter, title: chapters.get(row.chapter) ?? '' },
          section: { number: row.section, title: sections.get(row.section) ?? '' },
          text: row.text,
          lead: row.lead.map(refOf),
          responsible: row.responsible.map(refOf),
          leadNote: row.lead_flag ? LEAD_FLAG_TEXT[row.lead_flag as LeadFlag] : null,
          dates: row.dates,
        },
      ];
    });
    return {
      title: document.title,
      number: document.number,
      source: 'document',
      document: {
        region: document.region,
        version: document.version,
        importedAt: document.imported_at,
        sha256: document.sha256,
      },
      tasks,
    };
  });
}

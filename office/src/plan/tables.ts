/** The plan's tables as Kysely sees them (migration 0004-plan.sql), added to the store's own. */
import type { BodyRef, DatedTarget, ImportedChapter } from '@fadu/plan/leadership/plan-tracking/index';
import type { ColumnType, JSONColumnType } from 'kysely';

type List<T> = ColumnType<readonly T[], string, never>;

declare module '../store/tables.ts' {
  interface Tables {
    'fadu.plan_document': {
      region: string;
      number: string;
      version: number;
      title: string;
      published_on: string;
      imported_at: string;
      imported_by: JSONColumnType<{ person: string | null; organ: string }, string, never>;
      sha256: string;
      text: string;
      outline: List<ImportedChapter>;
      digest: string;
    };
    'fadu.plan_task': {
      region: string;
      number: string;
      version: number;
      task: number;
      chapter: number;
      section: number;
      text: string;
      lead: List<BodyRef>;
      responsible: List<BodyRef>;
      lead_flag: string | null;
      dates: List<DatedTarget>;
      lines: JSONColumnType<{ from: number; to: number }, string, never>;
    };
  }
}

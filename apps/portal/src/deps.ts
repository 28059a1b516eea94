/** What the portal needs from outside. Whoever starts it gives these; the portal itself reaches for nothing. */
import type { Actor, Proof } from '@fadu/kernel';
import type { Guard } from '@fadu/office/identity/index';
import type { Office } from '@fadu/office/office';
import type { SearchFilters, SearchResult } from '@fadu/office/public/index';
import type { Context } from 'hono';

/** Standing of a task: on or ahead of time, closed, due soon, overdue, not started. */
export type PlanLight = 'green' | 'blue' | 'yellow' | 'red' | 'grey';

/** Which tasks to list. */
export interface PlanTaskFilter {
  /** Number of the chapter, 2 to 10. */
  readonly chapter?: number;
  readonly light?: PlanLight;
  /** Part of the name of a lead or responsible body. */
  readonly body?: string;
}

/** A record behind a figure: what it is, and the page that shows it where everyone may see it. */
export interface PlanRecord {
  readonly title: string;
  readonly href?: string;
}

/** One task of the plan as everyone may see it. Days are `YYYY-MM-DD`, completion is 0 to 1. */
export interface PlanTaskView {
  readonly number: number;
  readonly title: string;
  readonly goal: string;
  /** The document's own words, once it has been imported. */
  readonly text?: string;
  readonly chapter: { readonly number: number; readonly title: string };
  readonly section: { readonly number: number; readonly title: string };
  readonly lead: readonly string[];
  /** Said where the document names no lead. */
  readonly leadNote?: string;
  readonly responsible: readonly string[];
  /** `text`: the light in a word where it is more exact, e.g. 持续保持 for a continuous task on course. */
  readonly light: { readonly colour: PlanLight; readonly text?: string; readonly reason: string };
  /** Null while nothing is known. */
  readonly completion: number | null;
  /** The figure by which the task is measured, with the records it is counted from. */
  readonly measures: readonly {
    readonly title: string;
    readonly target: string;
    readonly numerator: number;
    readonly denominator: number;
    readonly records: readonly PlanRecord[];
  }[];
  readonly dated: readonly {
    readonly due: string;
    readonly what: string;
    readonly missed: boolean;
    readonly done: boolean;
  }[];
  readonly systems: readonly { readonly id: string; readonly title: string }[];
  /** Reports that were verified and evidence that was accepted. */
  readonly records: readonly PlanRecord[];
}

/** How far a chapter, a body, a region or the whole plan is. */
export interface PlanProgressRow {
  readonly key: string;
  readonly title: string;
  readonly tasks: number;
  readonly lights: Readonly<Record<PlanLight, number>>;
  readonly completion: number | null;
}

export interface PortalDeps {
  readonly office: Office;
  /** Who is asking; the anonymous actor where nobody is signed in. */
  identify(c: Context): Promise<Actor>;
  /** Asked before everything that is sent: how often strangers may. */
  readonly guard?: Guard;
  /**
   * How long a public page may be kept for others who ask for the same, in milliseconds; absent: not at all. What this server
   * writes drops what it kept; what others write shows when this time is over.
   */
  readonly keepPages?: number;
  /** Verifier key of the log. */
  readonly vkey: string;
  /** Sign a text with the log's key, as a signed note. The text's first line says what it is and is never a log's origin. */
  readonly sign: (text: string) => string;
  /** A file of the log by its path below `/log/`. */
  readonly log: (path: string) => Promise<Uint8Array | undefined>;
  /** Flow chart of a procedure as SVG; `narrow` for a phone. */
  chartSvg(code: string, narrow: boolean): Promise<string>;
  /**
   * What the prover shows of a procedure. Exploring takes seconds: answer from what was computed before, or from a
   * worker; a page waits a moment and then says that the proof is still being made.
   */
  proof(code: string): Promise<Proof>;
  readonly plan: {
    tasks(filter: PlanTaskFilter): Promise<readonly PlanTaskView[]>;
    task(number: number): Promise<PlanTaskView | undefined>;
    /** `all` answers one row. */
    progress(by: 'all' | 'chapter' | 'body' | 'region'): Promise<readonly PlanProgressRow[]>;
  };
  search(q: string, filters: SearchFilters): Promise<SearchResult>;
}

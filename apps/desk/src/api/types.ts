/** Answers of the API. What the server computes in one place is typed from there. */
import type { CalendarYear } from '@fadu/kernel/time/calendar';
import type { listCases, TodoItem } from '@fadu/office/cases/lists';
import type { LinkedCase } from '@fadu/office/cases/other-cases';
import type { CaseViewModel } from '@fadu/office/cases/view';
import type { DefinitionJson } from '@fadu/office/charts/definition-json';
import type { Guide } from '@fadu/office/charts/guide';
import type { OrganLine } from '../organs.ts';

export type { ProblemItem } from '@fadu/office/problem';
export type { TodoItem };

/** A post of the signed-in person. */
export interface Post {
  readonly role: string;
  readonly organ: string;
  readonly organName: string;
  readonly region: string;
  readonly roleName: string;
}

export interface Me {
  readonly id: string;
  readonly name: string;
  readonly posts: readonly Post[];
  readonly demo: boolean;
  readonly now: string;
}

/** A paper on file. */
export interface PaperLine {
  readonly id: string;
  readonly seq: number;
  readonly template: string;
  readonly title: string;
  readonly number: string | null;
  readonly made_on: string;
  readonly public: boolean;
}

export type CaseDetail = CaseViewModel & {
  readonly papers: readonly PaperLine[];
  /** Cases that it names, and that name it. */
  readonly beside: readonly LinkedCase[];
};
export type Clock = CaseViewModel['clocks'][number];
export type MayAct = CaseViewModel['may'][number];
export type MayNotAct = CaseViewModel['mayNot'][number];
export type TimelineEntry = CaseViewModel['timeline'][number];
export type Cite = TimelineEntry['cites'][number];

export type CasePage = Awaited<ReturnType<typeof listCases>>;
export type CaseLine = CasePage['items'][number];

export interface Performed {
  readonly id: string;
  readonly seq: number;
  readonly act: string;
  readonly title: string;
  readonly at: string;
  readonly phase: { readonly id: string; readonly title: string };
  readonly ended: string | null;
  readonly issued: Readonly<Record<string, string>>;
  readonly repeated: boolean;
}

export interface Notice {
  readonly id: string | number;
  readonly caseId: string | null;
  readonly text: string;
  readonly at: string;
  readonly read: boolean;
}

export interface Region {
  readonly code: string;
  readonly name: string;
  readonly parent: string | null;
}

export interface Organs {
  readonly regions: readonly Region[];
  readonly items: readonly OrganLine[];
}

export interface ProcedureLine {
  readonly code: string;
  readonly title: string;
  readonly system: string;
  readonly version: string;
  readonly from: string;
  readonly about: string;
  readonly phases: number;
  readonly acts: number;
  readonly laws: number;
}

export type Definition = DefinitionJson;
export type { Guide };
export type PerformerJson = DefinitionJson['acts'][string]['by'][number];

export interface RegisterEntry {
  readonly region: string;
  readonly code: string;
  readonly version: number;
  readonly lawFrom: string;
  readonly lawTo: string | null;
  readonly recordedAt: string;
  readonly caseId: string;
  readonly seq: number;
  readonly status: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface RegisterPage {
  readonly register: string;
  readonly asOf: string;
  readonly recordedAsOf: string | null;
  readonly count: number;
  readonly items: readonly RegisterEntry[];
}

export interface CalendarJson {
  readonly version: string;
  readonly years: readonly CalendarYear[];
}

export interface AdoptionJson {
  readonly year: number;
  readonly version: number;
  readonly looked: number;
  /** How many limits have another last day now. */
  readonly changed: number;
  /** The first of them. */
  readonly redated: readonly {
    readonly caseId: string;
    readonly clock: string;
    readonly from: string | null;
    readonly to: string | null;
  }[];
}

/** Someone who holds posts in an organ today. */
export interface PersonLine {
  readonly id: string;
  readonly name: string;
  readonly posts: readonly { readonly role: string; readonly roleName: string; readonly from: string }[];
}

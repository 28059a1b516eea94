/** What a making procedure says of itself, and reading what its case proposes. */
import {
  type ActRecord,
  type CaseView,
  type Citation,
  type DateStr,
  dateOf,
  type EntryFacts,
  type RegisterDef,
  reaches,
  recordedAnswer,
} from '@fadu/kernel';
import type * as form from './making-forms.ts';

/** Content of an entry. */
export type Body = Readonly<Record<string, unknown>>;

/** What a making procedure says of itself. */
export interface MakingOptions {
  readonly code: string;
  readonly title: string;
  readonly system: string;
  readonly about: string;
  readonly register: RegisterDef;
  readonly cites: readonly Citation[];
  /** Code of the register's rule on content, and what it finds: gaps, overlaps, what exceeds the law or the level above. */
  readonly contentRule: string;
  /** Faults of the content, one sentence each. `above`: entries of the same code at higher levels, nearest first. */
  readonly content: (body: Body, above: readonly Body[]) => readonly string[];
  /** What an unsound content is, in words: 内容还有空档、重叠. */
  readonly unsound: string;
  /** Fields of entries above that `content` reads. */
  readonly keep: readonly string[];
  /** Lines of the announcement for an entry. */
  readonly lines: (body: Body) => readonly string[];
}

/** What is proposed as it stands. */
export const latestDraft = (view: CaseView): ActRecord | undefined =>
  view.last('revise') ?? view.last('draft');
/** The proposal as it stands; undefined before the opening act. */
export const proposalOf = (view: CaseView): form.Proposal | undefined =>
  latestDraft(view)?.input as form.Proposal | undefined;

/** Region of a case, which its id begins with. */
export const regionOf = (view: CaseView): string => view.state.id.split('-', 1)[0] ?? '';

/** Code that a proposal concerns: its content's, else the one it names. */
export const codeOf = (o: Pick<MakingOptions, 'register'>, p: form.Proposal): string =>
  String(p.entry?.[o.register.itemCode] ?? p.code ?? '');

/** The entry as it stands in the case's region or above. */
export const entryQuestion = (o: MakingOptions, code: string, on: DateStr) =>
  ({ ask: 'entry', register: o.register.code, code, on }) as const;
/** Entries of the same code at every level. */
export const aboveQuestion = (o: Pick<MakingOptions, 'register' | 'keep'>, code: string, on: DateStr) =>
  ({
    ask: 'peers',
    register: o.register.code,
    on,
    field: o.register.itemCode,
    values: [code],
    keep: [...o.keep, 'status'],
  }) as const;

/** Contents of the entries at higher levels that count, nearest first. */
export const aboveOf = (entries: readonly EntryFacts[], region: string): readonly Body[] =>
  entries
    .filter((e) => e.region !== region && e.body.status !== '取消' && reaches(e.region, region))
    .sort((a, b) => (a.region < b.region ? 1 : -1))
    .map((e) => e.body);

/** Faults of the latest draft's content, by what it was told of the levels above on its day. */
export function contentFaults(
  o: Pick<MakingOptions, 'content' | 'register' | 'keep'>,
  view: CaseView,
): readonly string[] {
  const record = latestDraft(view);
  const p = record?.input as form.Proposal | undefined;
  if (!record || !p) return ['还没有内容'];
  if (p.do === '废止' || !p.entry) return [];
  const question = aboveQuestion(o, codeOf(o, p), dateOf(record.at));
  return o.content(p.entry, aboveOf(recordedAnswer(record, question) ?? [], regionOf(view)));
}

/**
 * What a register (清单、目录) is: a list the law wants kept and published. A definition says what an entry holds, how it
 * is coded, what it may stand on, and what must be the same at every level. Acts, imports and tests check by the same
 * functions (check.ts).
 */
import type { Citation, SourceKind } from '../citation.ts';
import type { Form, OrganFacts } from '../procedure/definition.ts';
import type { InstrumentFacts, LegalRef } from '../procedure/question.ts';
import type { DateStr } from '../time/limit.ts';

/** Whose law a text is: the nation's, a province's, a city's, a county's. */
export type Tier = 'nation' | 'province' | 'city' | 'county';

/** One kind of source that may create an entry. */
export interface BasisSource {
  readonly kind: SourceKind;
  /** Only of this maker, e.g. 国务院 for its decisions. */
  readonly maker?: string;
  /** Only where the title holds one of these words, e.g. 决定. */
  readonly words?: readonly string[];
  /** Only of these tiers; absent: any that is above the entry's region. */
  readonly tiers?: readonly Tier[];
  /** Stands for at most so many months after the text first came into force. */
  readonly months?: number;
  /** As people call it: 省级政府规章（一年以内）. */
  readonly says: string;
  readonly cites?: readonly Citation[];
}

/** Which sources may create an entry of a register. */
export interface BasisRule {
  readonly sources: readonly BasisSource[];
  readonly cites: readonly Citation[];
}

/** An entry before it is recorded. */
export interface EntryDraft {
  readonly code: string;
  readonly region: string;
  readonly lawFrom: DateStr;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Another entry of the same register, as far as checks look at it. */
export interface Peer {
  readonly region: string;
  readonly code: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What the checks may know beyond the entry. */
export interface RegisterFacts {
  /** First day on which the entry would be the law. */
  readonly on: DateStr;
  /** How a text stands on that day; null: not known. */
  readonly instrument: (ref: LegalRef) => InstrumentFacts | null;
  readonly organ: (id: string) => OrganFacts | undefined;
  /** Entries of this register with the same item code, in any region. */
  readonly sameItem: (itemCode: string) => readonly Peer[];
  /** Entries of this register with the same name, in any region. */
  readonly sameName: (name: string) => readonly Peer[];
  /** Entries of another register with this name, where the definition watches one (`watches`). */
  readonly watched: (name: string) => readonly Peer[];
}

/** A named check on an entry beyond what every register asks. */
export interface EntryRule {
  readonly code: string;
  readonly cites: readonly Citation[];
  readonly field?: string;
  /** What is wrong and what to do. */
  readonly say: string;
  /** True when lawful; false or a more exact sentence when not. */
  readonly check: (entry: EntryDraft, facts: RegisterFacts) => boolean | string;
}

/** How entries are coded. */
export interface CodeRule {
  readonly cites: readonly Citation[];
  /** How a code is built, one sentence. */
  readonly say: string;
  /** True when the code fits the entry; a sentence when not. */
  readonly check: (entry: EntryDraft, facts: RegisterFacts) => true | string;
  /** The code that follows from the body, where one does. */
  readonly of?: (
    body: Readonly<Record<string, unknown>>,
    organ: OrganFacts | undefined,
  ) => string | undefined;
}

/** What the same item shares at every level. */
export interface SameEverywhere {
  /** Fields that are equal at every level. */
  readonly fields: readonly string[];
  /** Lists that may only be shorter below. */
  readonly onlyFewer?: readonly string[];
  /** Numbers that may only be smaller below. */
  readonly onlyLess?: readonly string[];
  readonly cites: readonly Citation[];
}

/** A register as data. */
export interface RegisterDef {
  /** Stable code, also its address: `power-licence`. */
  readonly code: string;
  readonly title: string;
  /** Heading under which people find it. */
  readonly group: string;
  /** System (spec id) that it belongs to. */
  readonly system: string;
  readonly about: string;
  readonly cites: readonly Citation[];
  /** Role that keeps it, and what it is called. */
  readonly keeper: { readonly role: string; readonly title: string };
  /**
   * What an entry holds. Field metadata: `title` (Chinese), `cell` (how a spreadsheet cell is read: text, lines, int,
   * money, date, organ, basis, choice, yes-no, rows), `list: true` for columns of the public list.
   */
  readonly form: Form;
  readonly codes: CodeRule;
  /** Field with the code that an item keeps at every level. */
  readonly itemCode: string;
  /** Absent: entries need no source of law. */
  readonly basis?: BasisRule;
  /** One name always means one item code. Absent where names may repeat, as those of people do. */
  readonly uniqueName?: { readonly cites: readonly Citation[] };
  readonly same?: SameEverywhere;
  /** Another register whose entries with the same name the rules look at. */
  readonly watches?: string;
  readonly rules: readonly EntryRule[];
}

/** Standing of an entry in its register. */
export const ENTRY_STATUSES = ['在用', '暂停实施', '取消'] as const;
export type EntryStatus = (typeof ENTRY_STATUSES)[number];

/** How a spreadsheet cell of a field is read. `rows`: a small table, one line each, its columns parted by ｜. */
export type CellKind =
  | 'text'
  | 'lines'
  | 'int'
  | 'money'
  | 'date'
  | 'organ'
  | 'basis'
  | 'choice'
  | 'yes-no'
  | 'rows';

/** One column of a register, from its form. */
export interface RegisterColumn {
  readonly field: string;
  readonly title: string;
  readonly cell: CellKind;
  readonly required: boolean;
  /** Choices of a `choice` column. */
  readonly options?: readonly string[];
  readonly hint?: string;
  /** Stands in the public list. */
  readonly list: boolean;
  /** Columns of a `rows` column. */
  readonly rows?: readonly RegisterColumn[];
}

interface FieldMeta {
  readonly title?: string;
  readonly description?: string;
  readonly cell?: CellKind;
  readonly list?: boolean;
  readonly options?: readonly string[];
  /** Joins the entry to the platform's own ids; people are shown what it stands for, never the field itself. */
  readonly internal?: boolean;
}

/** The columns of a register in the order of its form, without those that only join records. */
export const columnsOf = (def: Pick<RegisterDef, 'form'>): readonly RegisterColumn[] =>
  columnsOfForm(def.form);

function columnsOfForm(form: Form): readonly RegisterColumn[] {
  const shown = Object.entries(form.shape).filter(
    ([, schema]) => !(schema as { meta?: () => FieldMeta | undefined }).meta?.()?.internal,
  );
  return shown.map(([field, schema]) => {
    const type = schema as {
      meta?: () => FieldMeta | undefined;
      safeParse: (v: unknown) => { success: boolean };
      options?: readonly string[];
    };
    const meta = type.meta?.() ?? {};
    const options = meta.options ?? type.options;
    const row = meta.cell === 'rows' ? rowForm(schema) : undefined;
    return {
      field,
      title: meta.title ?? field,
      cell: meta.cell ?? (options ? 'choice' : 'text'),
      required: !type.safeParse(undefined).success,
      list: meta.list === true,
      ...(options && { options: options.map(String) }),
      ...(meta.description && { hint: meta.description }),
      ...(row && { rows: columnsOfForm(row) }),
    };
  });
}

/** The object that a list of objects holds, however often it is wrapped. */
function rowForm(schema: unknown): Form | undefined {
  let at = schema as { unwrap?: () => unknown; element?: unknown; shape?: unknown } | undefined;
  for (let i = 0; at && i < 4; i++) {
    if (at.shape) return at as Form;
    at = (at.element ?? at.unwrap?.()) as typeof at;
  }
  return undefined;
}

/** Tier of a region by its six-digit code. */
export const tierOf = (region: string | undefined): Tier =>
  !region || region === '000000'
    ? 'nation'
    : region.endsWith('0000')
      ? 'province'
      : region.endsWith('00')
        ? 'city'
        : 'county';

/** Whether a region's law reaches another region: its own and every one below it. */
export function reaches(above: string | undefined, region: string): boolean {
  const tier = tierOf(above);
  if (tier === 'nation' || above === region) return true;
  return tier !== 'county' && region.startsWith((above as string).slice(0, tier === 'province' ? 2 : 4));
}

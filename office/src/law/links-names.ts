/** All names of texts of law and normative documents at once, so that thousands of citations can be resolved. */
import type { DateStr } from '@fadu/kernel';
import { sql } from 'kysely';
import type { Tx } from '../store/pool.ts';
import { canonicalName } from './resolve.ts';

interface Known {
  readonly id: string;
  /** First days of its versions, in order; empty where none is dated. */
  readonly begins: readonly DateStr[];
  /** First day on which the whole text is repealed. */
  readonly repealedOn: DateStr | null;
}

/** What a name means. */
export type Target =
  | { readonly instrument: string; readonly document?: undefined }
  | { readonly instrument?: undefined; readonly document: string };

/** Document numbers as they are compared: 〔〕 whatever the brackets, no blanks, no zeros before the serial. */
export const plainNumber = (number: string): string =>
  number
    .replace(/[\s　]/g, '')
    .replace(/[０-９]/g, (d) => String.fromCharCode(d.charCodeAt(0) - 0xfee0))
    .replace(/[[［【（(]([12]\d{3})[\]］】）)]/u, '〔$1〕')
    .replace(/〕第?0*(\d+号)/u, '〕$1');

/** Names of texts and documents. Resolves as `resolveInstrument` does, without asking the database again. */
export class LawNames {
  private readonly byName = new Map<string, Known[]>();
  private readonly documents = new Map<string, string>();

  private constructor() {}

  /** Read all names. */
  static async load(tx: Tx): Promise<LawNames> {
    const names = new LawNames();
    const { rows } = await sql<Known & { docNo: string | null; names: string[] }>`
      select i.id, i.doc_no as "docNo",
        array(select coalesce(v.effective, v.promulgated, v.adopted)::text from fadu.instrument_version v
          where v.instrument = i.id and coalesce(v.effective, v.promulgated, v.adopted) is not null order by 1) as begins,
        (select min(e.on_day)::text from fadu.instrument_event e
          where e.instrument = i.id and e.kind = 'repealed' and e.articles = '{}') as "repealedOn",
        array(select a.alias from fadu.instrument_alias a where a.instrument = i.id) as names
      from fadu.instrument i`.execute(tx);
    for (const { docNo, names: aliases, ...known } of rows)
      for (const name of new Set([known.id, ...aliases, ...(docNo ? [plainNumber(docNo)] : [])]))
        names.byName.set(name, [...(names.byName.get(name) ?? []), known]);
    const { rows: documents } = await sql<{ code: string; title: string | null }>`
      select distinct on (region, code) code, body ->> 'title' as title from fadu.entry
      where register = 'normative-documents' order by region, code, version desc`.execute(tx);
    for (const d of documents) {
      names.documents.set(plainNumber(d.code), d.code);
      if (d.title) names.documents.set(canonicalName(d.title), d.code);
    }
    return names;
  }

  /** Whether a text of law has this name. */
  has(name: string): boolean {
    return (
      this.byName.has(name) || (name.startsWith('中华人民共和国') && this.byName.has(canonicalName(name)))
    );
  }

  /**
   * What a name (and document number) means on a day; of several with the name the one that was the law then.
   * Null: not known here.
   */
  resolve(name: string, number: string | null, on: DateStr | null): Target | null {
    const plain = canonicalName(name);
    const no = number === null ? null : plainNumber(number);
    const named = [
      ...(this.byName.get(plain) ?? []),
      ...(name === plain ? [] : (this.byName.get(name) ?? [])),
    ];
    const numbered = no === null ? [] : (this.byName.get(no) ?? []);
    // A number says which of several texts with the name is meant; without the name it is one of its own.
    const both = named.filter((k) => numbered.some((n) => n.id === k.id));
    const known = best(both.length ? both : named.length ? named : numbered, plain, on);
    if (known) return { instrument: known.id };
    const document = (no !== null && this.documents.get(no)) || this.documents.get(plain);
    return document ? { document } : null;
  }
}

function best(list: readonly Known[], plain: string, on: DateStr | null): Known | null {
  const day = on ?? '9999-12-31';
  const inForce = (k: Known) => (k.repealedOn !== null && k.repealedOn <= day ? 1 : 0);
  const begun = (k: Known) => k.begins.findLast((b) => b <= day) ?? '';
  const order = (a: Known, b: Known) =>
    Number(a.id !== plain) - Number(b.id !== plain) ||
    inForce(a) - inForce(b) ||
    (begun(a) < begun(b) ? 1 : begun(a) > begun(b) ? -1 : a.id < b.id ? -1 : 1);
  return list.reduce<Known | null>((least, k) => (least === null || order(k, least) < 0 ? k : least), null);
}

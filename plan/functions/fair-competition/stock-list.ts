/** The list of a stock clearing: what the scans found, what the regulator set aside, what the makers decided. */
import type { CaseView, EntryFacts } from '@fadu/kernel';
import {
  COMPETITION_RULES,
  type Hit,
  type ScannedArticle,
  scanArticles,
} from '../../rulemaking/clause-scan/index.ts';

/** One document of the stock with clauses that are suspect. */
export interface StockItem {
  /** Document number, the code in the catalogue. */
  readonly code: string;
  readonly title: string;
  readonly maker: string;
  readonly region: string;
  readonly hits: readonly Pick<
    Hit,
    'id' | 'ruleId' | 'article' | 'paragraph' | 'quote' | 'title' | 'family'
  >[];
  /** Set aside by the regulator, with the reason. */
  readonly setAside?: string;
  readonly decision?: StockDecision;
  /** What was done about it, once it was. */
  readonly done?: { readonly on: string; readonly by?: string };
}

/** What the maker decided. */
export interface StockDecision {
  readonly decision: '废止' | '修改' | '保留';
  readonly reason: string;
  readonly doneBy?: string;
}

/** How the catalogue is asked: every document of these makers that is the law on the day. */
export const stockQuestion = (makers: readonly string[], on: string) =>
  ({
    ask: 'peers',
    register: 'normative-documents',
    on,
    field: 'maker',
    values: makers,
    keep: ['title', 'number', 'maker', 'status', 'articles'],
  }) as const;

const scanned = new WeakMap<object, readonly Hit[]>();
/** Hits of one entry's text, computed once for each answer that is in memory. */
function hitsOf(entry: EntryFacts): readonly Hit[] {
  let found = scanned.get(entry);
  if (!found) {
    found = scanArticles((entry.body.articles ?? []) as readonly ScannedArticle[], COMPETITION_RULES);
    scanned.set(entry, found);
  }
  return found;
}

/** Documents in force that a scan's answers hold. */
export const inForce = (entries: readonly EntryFacts[]): EntryFacts[] =>
  entries.filter((e) => e.body.status === '有效');

/** Everything on the list, by document number; the latest scan of a document counts. */
export function stockList(view: CaseView): StockItem[] {
  const items = new Map<string, StockItem>();
  for (const scan of view.all('scan')) {
    for (const { question, answer } of scan.effects.answered ?? []) {
      if (question.ask !== 'peers') continue;
      for (const entry of inForce(answer as readonly EntryFacts[])) {
        items.delete(entry.code);
        const hits = hitsOf(entry);
        if (hits.length === 0) continue;
        items.set(entry.code, {
          code: entry.code,
          title: String(entry.body.title ?? ''),
          maker: String(entry.body.maker ?? ''),
          region: entry.region,
          hits: hits.map(({ id, ruleId, article, paragraph, quote, title, family }) => ({
            id,
            ruleId,
            article,
            paragraph,
            quote,
            title,
            family,
          })),
        });
      }
    }
  }
  const change = (code: unknown, more: Partial<StockItem>) => {
    const item = items.get(String(code));
    if (item) items.set(item.code, { ...item, ...more });
  };
  for (const a of view.all('set-aside')) change(a.input.document, { setAside: String(a.input.reason) });
  for (const a of view.all('decide'))
    change(a.input.document, { decision: a.input as unknown as StockDecision });
  for (const a of view.all('record-done'))
    change(a.input.document, {
      done: { on: String(a.input.on), ...(a.input.by ? { by: String(a.input.by) } : {}) },
    });
  return [...items.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** How many documents in force were looked at. */
export const stockScanned = (view: CaseView): number =>
  new Set(
    view
      .all('scan')
      .flatMap((scan) =>
        (scan.effects.answered ?? []).flatMap(({ question, answer }) =>
          question.ask === 'peers' ? inForce(answer as readonly EntryFacts[]).map((e) => e.code) : [],
        ),
      ),
  ).size;

/** Documents that wait for their maker's decision. */
export const undecided = (view: CaseView): StockItem[] =>
  stockList(view).filter((i) => !i.setAside && !i.decision);

/** Documents to be repealed or amended that are not yet. */
export const unexecuted = (view: CaseView): StockItem[] =>
  stockList(view).filter((i) => i.decision && i.decision.decision !== '保留' && !i.done);

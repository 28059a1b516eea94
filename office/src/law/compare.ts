/** Two versions of a text of law compared, article by article, with the words that came and went (R43.1). */
import type { LegalText, TextNode } from '@fadu/kernel';
import {
  type ArticleChange,
  type ComparedArticle,
  countChanges,
  diffArticles,
} from '@fadu/kernel/legal-text/diff';
import { bodyLines } from '@fadu/kernel/legal-text/write';
import type { Office } from '../office.ts';
import { type LawVersion, versionsOfLaw } from './reading.ts';

export interface LawComparison {
  readonly id: string;
  readonly title: string;
  readonly from: LawVersion;
  readonly to: LawVersion;
  readonly history: readonly LawVersion[];
  readonly changes: readonly ArticleChange[];
  readonly counts: { readonly changed: number; readonly added: number; readonly removed: number };
}

/** The articles of a text in their order, and between them, without a number, headings and what is in no article. */
export function comparedArticles(text: LegalText): ComparedArticle[] {
  const out: ComparedArticle[] = [];
  const loose: string[] = [];
  const flush = () => {
    if (loose.length) out.push({ number: '', text: loose.splice(0) });
  };
  const visit = (node: TextNode): void => {
    if (node.kind === 'article') {
      flush();
      const own = [node.heading, node.text].filter((t): t is string => Boolean(t));
      out.push({ number: node.number ?? '', text: [...own, ...bodyLines(node.children ?? [])] });
    } else if (['part', 'chapter', 'section', 'heading', 'annex'].includes(node.kind)) {
      flush();
      const heading = [node.number, node.heading].filter(Boolean).join('　');
      out.push({ number: '', text: [heading, node.text].filter((t): t is string => Boolean(t)) });
      for (const child of node.children ?? []) visit(child);
      flush();
    } else loose.push(...bodyLines([node]));
  };
  for (const node of text.body) visit(node);
  flush();
  return out;
}

/** Compare two versions of a text, in the order asked for. Undefined: no such text or version. */
export async function compareLaw(
  office: Office,
  id: string,
  from: number,
  to: number,
  today: string,
): Promise<LawComparison | undefined> {
  return office.store.within({ as: 'public' }, async (tx) => {
    const history = await versionsOfLaw(tx, id, today);
    const [a, b] = [from, to].map((n) => history.find((v) => v.version === n));
    if (!a || !b) return undefined;
    const bodies = await tx
      .selectFrom('fadu.instrument_version')
      .select(['version', 'body'])
      .where('instrument', '=', id)
      .where('version', 'in', [from, to])
      .execute();
    const textOf = (n: number) => bodies.find((r) => r.version === n)?.body as LegalText;
    const changes = diffArticles(comparedArticles(textOf(from)), comparedArticles(textOf(to)));
    return {
      id,
      title: textOf(to).title,
      from: a,
      to: b,
      history,
      changes,
      counts: countChanges(changes.filter((c) => (c.is ?? c.was) !== '')),
    };
  });
}

/**
 * Where a rule comes from. Every guard, clock and law of a procedure carries one or more citations, and a
 * refusal shown to a person always names one.
 */

/** How sure we are of what a citation says. `design` is our own choice and is never shown as law. */
export type Standing = 'verified' | 'unverified' | 'design';

/** One place in one source: an article of a statute, or a task of the plan. Plain data, safe to serialise. */
export interface Citation {
  /** Code of the source, e.g. `penalty-law`; `plan` for the implementation plan; `design` for our own choice. */
  readonly source: string;
  /** Title as people write it, without book-title marks, e.g. `行政处罚法`. */
  readonly title: string;
  /** Article in digits, e.g. `64`; with insertion suffix `12-1` for 第十二条之一. Absent when a whole text is meant. */
  readonly article?: string;
  /** Paragraph (款), counted from 1. */
  readonly paragraph?: number;
  /** Item (项), counted from 1. */
  readonly item?: number;
  /** Task number of the plan. */
  readonly task?: number;
  /** Our own short summary of what stands there (never the text itself). */
  readonly says: string;
  readonly standing: Standing;
}

/**
 * How a statute counts the limits it writes as 「日」:
 * `workdaysFor` lists the numbers that mean working days, `workdaysUpTo` all numbers up to a bound;
 * neither means calendar days throughout.
 */
export interface DayCounting {
  readonly workdaysFor?: readonly number[];
  readonly workdaysUpTo?: number;
  /** The article that says so. */
  readonly article?: string;
}

/** What kind of source a text is, in the order of legal force. */
export type SourceKind =
  | 'constitution'
  | 'law'
  | 'administrative-regulation'
  | 'local-regulation'
  | 'department-rule'
  | 'government-rule'
  | 'judicial-interpretation'
  | 'document'
  | 'standard'
  | 'plan';

/** One source of law with the articles we stand on, each with our own short summary. */
export interface Statute<Article extends string = string> {
  readonly code: string;
  readonly title: string;
  readonly kind: SourceKind;
  /** Who made it. */
  readonly issuer: string;
  /** First day on which this version is the law, `YYYY-MM-DD`. */
  readonly inForce: string;
  /** First day on which it is no longer the law. */
  readonly until?: string;
  /** Number of the order or document, where it has one. */
  readonly number?: string;
  readonly counting: DayCounting;
  /** Article → our own short summary. */
  readonly articles: Readonly<Record<Article, string>>;
  /** Articles (or the whole text with `*`) that were not confirmed against the source (未核实). */
  readonly unverified: readonly string[];
  /** Cite an article of this text; an article that is not listed does not compile. */
  art(article: Article, at?: { paragraph?: number; item?: number }): Citation;
}

/** Make a statute object. The articles' keys become the only ones that can be cited. */
export function defineStatute<const Article extends string>(
  text: Omit<Statute<Article>, 'art' | 'unverified' | 'counting'> & {
    unverified?: readonly (NoInfer<Article> | '*')[];
    counting?: DayCounting;
  },
): Statute<Article> {
  const unverified: readonly string[] = text.unverified ?? [];
  return {
    counting: {},
    ...text,
    unverified,
    art(article, at = {}) {
      const doubtful = unverified.includes('*') || unverified.includes(article);
      return {
        source: text.code,
        title: text.title,
        article,
        ...at,
        says: text.articles[article],
        standing: doubtful ? 'unverified' : 'verified',
      };
    },
  };
}

/** Cite a numbered task of the implementation plan. */
export const planTask = (task: number, says: string): Citation => ({
  source: 'plan',
  title: '吉林市法治政府建设实施方案（2021—2025年）',
  task,
  says,
  standing: 'verified',
});

/** Mark a rule as our own configurable choice where no source fixes the value. Shown as 本系统设定, never as law. */
export const design = (says: string): Citation => ({
  source: 'design',
  title: '本系统设定',
  says,
  standing: 'design',
});

const DIGITS = '零一二三四五六七八九';

/** A number from 0 to 9999 in Chinese numerals as statutes write them: 12 → 十二, 105 → 一百零五. */
export function chineseNumber(n: number): string {
  if (n < 10) return DIGITS[n] as string;
  const units = ['', '十', '百', '千'];
  const digits = String(n).split('').map(Number);
  let out = '';
  let zero = false;
  digits.forEach((d, i) => {
    const unit = units[digits.length - 1 - i] as string;
    if (d === 0) zero = out !== '';
    else {
      out += (zero ? '零' : '') + DIGITS[d] + unit;
      zero = false;
    }
  });
  return out.replace(/^一十/, '十');
}

/** A citation as people write it: 《行政处罚法》第六十四条第一款第(二)项, or 实施方案第16项任务. */
export function citeText(c: Citation): string {
  if (c.standing === 'design') return `${c.title}：${c.says}`;
  if (c.task !== undefined) return `《${c.title}》第${c.task}项任务`;
  let out = `《${c.title}》`;
  if (c.article) {
    const [main, inserted] = c.article.split('-');
    out += `第${chineseNumber(Number(main))}条${inserted ? `之${chineseNumber(Number(inserted))}` : ''}`;
  }
  if (c.paragraph) out += `第${chineseNumber(c.paragraph)}款`;
  if (c.item) out += `第（${chineseNumber(c.item)}）项`;
  return c.standing === 'unverified' ? `${out}（未核实）` : out;
}

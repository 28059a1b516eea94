/** From lines to the tree of a text of law: parts, chapters, articles, paragraphs, items, annexes. */

import { type Draft, withIds } from './ids.ts';
import { closed, type SourceLine, trimmed, unspaced } from './lines.ts';
import type { NodeKind, TextNode, Unplaced } from './model.ts';
import { numberOf } from './numerals.ts';

const N = '[0-9０-９〇○零一二三四五六七八九十百千]+';
const ARTICLE = new RegExp(`^(第\\s*(${N})\\s*条(?:\\s*之\\s*(${N}))?)([\\s\\u3000]*)(.*)$`, 'su');
const CONTAINER = new RegExp(`^(第\\s*(${N})\\s*(编|分编|章|节))([\\s\\u3000]*)(.*)$`, 'su');
const CLAUSE = /^(([一二三四五六七八九十百〇○零]+)\s*[、．.])\s*(.*)$/su;
const ITEM = /^([（(]\s*([〇○零一二三四五六七八九十百]+)\s*[）)])(?![至、到和及])\s*(.*)$/su;
const SUBITEM = /^((?:[（(]\s*)?([0-9０-９]{1,3})\s*(?:[）)]|[．、](?!\d)|\.(?!\d))|([①-⑳⑴-⒇⒈-⒛]))\s*(.*)$/su;
const ANNEX = new RegExp(`^(附\\s*(?:件|表|图|录)?\\s*(?:${N})?(?:之${N})?)(?:[：:\\s\\u3000]+(.*))?$`, 'su');
const BARE = /^(序\s*言|前\s*言|附\s*则|总\s*则|引\s*言)$/u;
const RANK: Readonly<Record<string, number>> = { 编: 1, 分编: 2, 章: 3, 节: 4 };
const KIND: Readonly<Record<string, NodeKind>> = { 编: 'part', 分编: 'part', 章: 'chapter', 节: 'section' };

/** A sentence's end, or that of a list's member. */
const ENDED = /[。；;：:！!？?…”’"）)』》，,、]$/u;

/** Whether a line without marks can be the heading of a part, chapter or section. */
const headingLike = (rest: string): boolean => rest.length <= 40 && !/[。；：，]/u.test(rest);

/** The structural kind of a line that may begin the body; null: none. */
export function opensBody({ text, depth }: SourceLine): boolean {
  const container = CONTAINER.exec(text);
  return (
    (container !== null && (depth > 0 || headingLike(container[5] ?? ''))) ||
    ARTICLE.test(text) ||
    CLAUSE.test(text) ||
    BARE.test(text)
  );
}

/** Whether a line begins an article. */
export const isArticle = (text: string): boolean => ARTICLE.test(text);

/** What the builder must know beside the lines. */
export interface BodyOptions {
  /** The text amends others: what stands between quotation marks is their text, not structure of this one. */
  readonly amending: boolean;
}

/** Build the tree of the body. */
export function readBody(
  lines: readonly SourceLine[],
  options: BodyOptions,
): { body: TextNode[]; unplaced: Unplaced[] } {
  const builder = new Builder(options);
  for (const [i, line] of lines.entries()) builder.add(line, lines[i + 1]);
  return { body: withIds(builder.root), unplaced: builder.unplaced };
}

class Builder {
  readonly root: Draft[] = [];
  readonly unplaced: Unplaced[] = [];
  /** Open parts, chapters, sections, headings and annexes, outermost first. */
  private containers: Draft[] = [];
  private article: Draft | null = null;
  private paragraph: Draft | null = null;
  private item: Draft | null = null;
  private subitem: Draft | null = null;
  private annex = false;
  /** Last numbers seen, in the main text or the annex. */
  private last: { n: number; sub: number } | null = null;
  private lastClause = 0;
  /** Numbers of articles (not clauses) began in this scope. */
  private numbered = false;
  private quoting = false;
  private readonly options: BodyOptions;

  constructor(options: BodyOptions) {
    this.options = options;
  }

  add(line: SourceLine, next: SourceLine | undefined): void {
    const was = this.quoting;
    if (this.options.amending) this.quoting = quotes(line.text, was);
    const quoted = was && line.depth === 0 && !this.nextClause(line.text);
    if (quoted || !this.structure(line, next)) this.plain(line, next);
  }

  /** The next numbered clause or article of an amending text, whatever the quotation marks say. */
  private nextClause(text: string): boolean {
    const clause = CLAUSE.exec(text);
    if (clause && numberOf(clause[2] ?? '') === this.lastClause + 1 && this.lastClause > 0) return true;
    const article = ARTICLE.exec(text);
    return article !== null && this.last !== null && numberOf(article[2] ?? '') === this.last.n + 1;
  }

  private structure(line: SourceLine, next: SourceLine | undefined): boolean {
    const { text, depth } = line;
    const annex = ANNEX.exec(text);
    if (annex && !/^附\s*则/u.test(text) && this.isAnnex(annex, depth)) {
      const rest = annex[2] ?? '';
      this.containers = [];
      this.open(
        {
          kind: 'annex',
          number: closed(text.slice(0, text.length - rest.length)),
          heading: closed(rest),
          rank: 0,
        },
        line,
      );
      this.annex = true;
      this.scope();
      return true;
    }
    const container = CONTAINER.exec(text);
    if (container && (depth > 0 || headingLike(container[5] ?? ''))) {
      const [, number, n, word, , rest] = container as unknown as string[];
      const referring = /^(规定|的|至|和|、|第|相应)/u.test(rest ?? '') && depth === 0;
      if (!referring && !(this.options.amending && depth === 0 && this.article)) {
        this.open(
          {
            kind: KIND[word as string] as NodeKind,
            number: unspaced(number as string),
            num: String(numberOf(n as string) ?? ''),
            heading: closed(rest ?? ''),
            rank: RANK[word as string] as number,
            depth,
          },
          line,
        );
        return true;
      }
    }
    if (this.articleLine(line)) return true;
    if (this.clauseLine(line)) return true;
    if (depth > 0 || (BARE.test(text) && !this.annex)) {
      // A heading of the first order under the title: a part without a number (民法典's 合同编).
      const part = depth === 1;
      this.open({ kind: part ? 'part' : 'heading', heading: closed(text), rank: part ? 1 : 5, depth }, line);
      return true;
    }
    if (ITEM.test(text)) return this.itemLine(line);
    if (SUBITEM.test(text)) return this.subitemLine(line, next);
    return false;
  }

  private isAnnex(m: RegExpExecArray, depth: number): boolean {
    const [, number, rest] = m;
    if (depth > 0) return true;
    if (rest === undefined) return true;
    // 附件三所列… is a sentence, not the heading of an annex; so is whatever ends as one.
    return rest.length <= 60 && !/[。；]$/u.test(rest) && (number ?? '') !== '附'
      ? true
      : rest.length <= 30 && !/[。；，]/u.test(rest);
  }

  private top(): Draft {
    return this.containers.at(-1) as Draft;
  }

  private open(draft: Omit<Draft, 'children'>, line: SourceLine): void {
    const node: Draft = { ...draft, children: [], from: line.line, to: line.line };
    if (!node.heading) delete node.heading;
    const rank = node.rank ?? 0;
    while (this.containers.length) {
      const top = this.top();
      if (top.kind === 'annex' && node.kind !== 'annex') break;
      const above =
        node.kind === 'heading' && node.depth && top.depth ? top.depth < node.depth : (top.rank ?? 0) < rank;
      if (above) break;
      this.containers.pop();
    }
    this.into(this.containers.at(-1)).push(node);
    this.containers.push(node);
    this.article = this.paragraph = this.item = this.subitem = null;
    // Clauses may be counted anew under each heading.
    this.lastClause = 0;
  }

  private into(container: Draft | undefined | null): Draft[] {
    return container ? container.children : this.root;
  }

  private scope(): void {
    this.last = null;
    this.lastClause = 0;
    this.numbered = false;
  }

  private articleLine(line: SourceLine): boolean {
    const m = ARTICLE.exec(line.text);
    if (!m) return false;
    const [, printed, main, inserted, blank, rest] = m as unknown as [
      string,
      string,
      string,
      string?,
      string?,
      string?,
    ];
    const n = numberOf(main);
    const sub = inserted ? numberOf(inserted) : 0;
    if (n === null || sub === null) return false;
    const last = this.last;
    const expected =
      last === null || (n === last.n + 1 && sub === 0) || (n === last.n && sub === last.sub + 1);
    const separated = Boolean(blank) || !rest;
    if (!separated && (!expected || /^[、至到和及与或规第款项的之等]/u.test(rest ?? ''))) return false;
    if (!expected && /^[至到和及与或规款项的、]/u.test(trimmed(rest ?? ''))) return false;
    if (!expected && this.options.amending && this.article) {
      this.doubt(line, '条号与前文不连续，按被修改的法条的文字收入上一条');
      return false;
    }
    if (!expected && last) {
      const label = `第${last.n}条${last.sub ? `之${last.sub}` : ''}`;
      this.doubt(line, `条号不连续，上一条是${label}`);
    }
    this.last = { n, sub };
    this.numbered = true;
    this.begin(
      {
        kind: 'article',
        number: unspaced(printed),
        num: sub ? `${n}-${sub}` : String(n),
        ...(line.depth > 0 && rest && { heading: closed(rest) }),
      },
      line,
    );
    if (line.depth === 0 && rest) this.newParagraph(rest, line.line);
    return true;
  }

  private begin(draft: Omit<Draft, 'children'>, line: SourceLine): void {
    const node: Draft = { ...draft, children: [], from: line.line, to: line.line };
    this.into(this.containers.at(-1)).push(node);
    this.article = node;
    this.paragraph = this.item = this.subitem = null;
  }

  private clauseLine(line: SourceLine): boolean {
    const m = CLAUSE.exec(line.text);
    if (!m) return false;
    const [, printed, cn, rest] = m as unknown as [string, string, string, string];
    const n = numberOf(cn);
    if (n === null) return false;
    if (this.numbered && this.article && line.depth === 0) return this.clauseAsItem(line, printed, n, rest);
    if (n !== this.lastClause + 1 && !(line.depth > 0 && n > this.lastClause)) {
      if (line.depth === 0 && !(this.lastClause === 0 && n <= 2)) return false;
      this.doubt(line, `序号不连续，上一个是${this.lastClause}`);
    }
    this.lastClause = n;
    const heading =
      line.depth > 0 ||
      (rest.length <= 30 && rest.length > 0 && !ENDED.test(rest) && !/[，；。]/u.test(rest));
    this.begin(
      {
        kind: 'article',
        number: unspaced(printed),
        num: String(n),
        ...(heading && rest && { heading: closed(rest) }),
      },
      line,
    );
    if (!heading && rest) this.newParagraph(rest, line.line);
    return true;
  }

  /** 一、 inside an article: an item, where the words before announce a list or it goes on. */
  private clauseAsItem(line: SourceLine, printed: string, n: number, rest: string): boolean {
    const items = this.paragraph?.children.filter((c) => c.kind === 'item') ?? [];
    const goesOn = items.at(-1)?.num === String(n - 1) && /[、．.]$/u.test(items.at(-1)?.number ?? '');
    const announced = n === 1 && /[：:]$/u.test(this.paragraph?.text ?? '');
    if (!goesOn && !announced) return false;
    this.newItem(printed, n, rest, line.line);
    return true;
  }

  private itemLine(line: SourceLine): boolean {
    const m = ITEM.exec(line.text) as unknown as [string, string, string, string];
    const n = numberOf(m[2]);
    if (n === null) return false;
    if (line.depth > 0) this.doubt(line, '项写成了标题');
    this.newItem(unspaced(m[1]), n, m[3], line.line);
    return true;
  }

  private newItem(number: string, n: number, text: string, at: number): void {
    const node: Draft = {
      kind: 'item',
      number,
      num: String(n),
      ...(text && { text }),
      children: [],
      from: at,
      to: at,
    };
    this.holder().push(node);
    this.item = node;
    this.subitem = null;
  }

  /** Where items go: the open paragraph of the article, the last text outside articles, else a paragraph of its own. */
  private holder(): Draft[] {
    if (this.paragraph) return this.paragraph.children;
    if (this.article) {
      this.paragraph = { kind: 'paragraph', children: [] };
      this.article.children.push(this.paragraph);
      return this.paragraph.children;
    }
    const beside = this.into(this.containers.at(-1));
    const last = beside.at(-1);
    return last?.kind === 'text' ? last.children : beside;
  }

  private subitemLine(line: SourceLine, next: SourceLine | undefined): boolean {
    const [, number, digits, round, rest] = SUBITEM.exec(line.text) as unknown as string[];
    const n = round ? circled(round) : numberOf(digits ?? '');
    if (n === null || !number) return false;
    // 12.5% or 1993年 are no numbers of a list; a first number needs a second or a place to stand.
    if (!this.item && !this.paragraph && !this.article && n > 1 && !this.subitem) {
      const beside = this.into(this.containers.at(-1)).at(-1);
      if (beside?.kind !== 'text' && beside?.kind !== 'subitem' && !next) return false;
    }
    const node: Draft = {
      kind: 'subitem',
      number: unspaced(number),
      num: String(n),
      ...(rest && { text: rest }),
      children: [],
      from: line.line,
      to: line.line,
    };
    const nested = this.subitem && styleOf(this.subitem.number ?? '') !== styleOf(node.number ?? '');
    if (nested && n === 1 && this.subitem) {
      this.subitem.children.push(node);
      return true;
    }
    const deeper = this.subitem?.children.at(-1);
    if (nested && deeper?.kind === 'subitem' && styleOf(deeper.number ?? '') === styleOf(node.number ?? '')) {
      this.subitem?.children.push(node);
      return true;
    }
    (this.item ? this.item.children : this.holder()).push(node);
    this.subitem = node;
    return true;
  }

  private newParagraph(text: string, at: number): void {
    const article = this.article as Draft;
    this.paragraph = { kind: 'paragraph', text, children: [], from: at, to: at };
    article.children.push(this.paragraph);
    this.item = this.subitem = null;
  }

  /** A line with no number: a paragraph, a row, or text outside articles. */
  private plain(line: SourceLine, next: SourceLine | undefined): void {
    const { text, line: at } = line;
    const tagged = /^<\/?(table|tr|td|th|p|div|br|img)\b/i.test(text);
    if (tagged) this.doubt(line, '网页标记，没有解读，原样收入');
    if (tagged || (text.startsWith('|') && text.endsWith('|'))) {
      this.row(line);
      return;
    }
    if (this.lostHeading(line, next)) return;
    if (this.article) {
      if (!ENDED.test(text) && !this.quoting) {
        const why =
          next && ITEM.test(next.text) ? null : '没有标点收尾，可能是表格的一行、小标题或者断开的行';
        if (why) this.doubt(line, why);
      }
      this.newParagraph(text, at);
      return;
    }
    const beside = this.into(this.containers.at(-1));
    const kind = this.annex && !/[。；：:;]$/u.test(text) && text.length <= 60 ? 'row' : 'text';
    const node: Draft = { kind, text, children: [], from: at, to: at };
    beside.push(node);
    this.item = this.subitem = null;
  }

  /** A short line without punctuation right before the next article: a chapter's name whose number was lost. */
  private lostHeading(line: SourceLine, next: SourceLine | undefined): boolean {
    if (!this.article || !this.numbered || this.quoting || !next) return false;
    const m = ARTICLE.exec(next.text);
    if (!m || numberOf(m[2] ?? '') !== (this.last?.n ?? 0) + 1) return false;
    if (ENDED.test(line.text) || line.text.length > 30 || /[。；，：]/u.test(line.text)) return false;
    this.doubt(line, '像是章名，但没有章号，按标题收入');
    this.open({ kind: 'heading', heading: closed(line.text), rank: 3 }, line);
    return true;
  }

  private row({ text, line: at }: SourceLine): void {
    const node: Draft = { kind: 'row', text, children: [], from: at, to: at };
    (this.article ? this.holder() : this.into(this.containers.at(-1))).push(node);
    // It stands beside the items; what comes next comes after it.
    this.item = this.subitem = null;
  }

  private doubt({ line, text }: SourceLine, why: string): void {
    this.unplaced.push({ line, text: text.length > 80 ? `${text.slice(0, 80)}…` : text, why });
  }
}

/** Whether a quotation is open after the line: each quoted paragraph opens anew, the last one closes. */
function quotes(text: string, before: boolean): boolean {
  const opened = text.lastIndexOf('“');
  const shut = text.lastIndexOf('”');
  return opened === shut ? before : opened > shut;
}

const styleOf = (number: string): string =>
  number
    .replace(/[0-9０-９]+/g, 'N')
    .replace(/[①-⑳]/g, '①')
    .replace(/[⑴-⒇]/g, '⑴')
    .replace(/[⒈-⒛]/g, '⒈');

function circled(c: string): number | null {
  const code = c.codePointAt(0) ?? 0;
  for (const base of [0x2460, 0x2474, 0x2488]) if (code >= base && code < base + 20) return code - base + 1;
  return null;
}

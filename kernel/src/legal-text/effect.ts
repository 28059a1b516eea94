/** What the last articles say of the text's own life: when it takes effect, until when it holds, what it repeals. */

import type { DateStr } from '../time/limit.ts';
import { datesIn } from './dates.ts';
import type { LegalText, TextNode } from './model.ts';
import { numberOf } from './numerals.ts';
import { nodesOf } from './write.ts';

/** When a text says that it takes effect. */
export interface StatedEffect {
  /** eId of the article or clause that says so. */
  readonly eId: string;
  readonly says: string;
  /** The first day, where it is a date. */
  readonly on?: DateStr;
  /** Counted from the promulgation instead: on that day, or so many days or months after it. */
  readonly after?: { readonly days: number } | { readonly months: number };
  /** Last day of a validity that the text limits itself. */
  readonly until?: DateStr;
  /** Length of a validity counted from the first day, in months. */
  readonly months?: number;
}

/** One text, or articles of it, that a text repeals. */
export interface RepealClause {
  readonly eId: string;
  readonly line?: number;
  /** Title as printed, without the outer book-title marks. */
  readonly title: string;
  /** Articles concerned, in digits; empty: the whole text. */
  readonly articles: readonly string[];
  /** The day that the clause's own sentence or article names as the first on which it counts. */
  readonly on?: DateStr;
  /** When the repealed text was made, where the clause says so: tells it from a later one with the same name. */
  readonly madeOn?: DateStr;
  /** Its order number, where the clause gives one. */
  readonly number?: string;
  /** The sentence. */
  readonly says: string;
}

const SELF =
  '(?:本(?:法|条例|规定|办法|细则|规则|决定|决议|实施细则|实施办法|暂行条例|解释|修正案|通知|意见|标准|规范|章程|方案|准则|规程|制度)|上述(?:规定|办法))?';
const BEGINS = '(?:施行|实施|生效|执行|实行|起施行)';
const N = '[0-9０-９〇○零一二三四五六七八九十]+';

/** A main-text article, clause or outside text with all its words; annexes are left out. */
function* provisions(text: LegalText): Generator<{ node: TextNode; words: string }> {
  for (const { node, above } of nodesOf(text.body)) {
    if (node.kind === 'annex' || above.some((n) => n.kind === 'annex' || n.kind === 'article')) continue;
    if (node.kind === 'article' || node.kind === 'text') yield { node, words: ownWords(node) };
  }
}

const ownWords = (node: TextNode): string =>
  [node.heading, node.text, ...(node.children ?? []).map(ownWords)].filter(Boolean).join('\n');

const sentences = (words: string): string[] => words.split(/(?<=[。；\n])/u).map((s) => s.trim());

/** When the text takes effect, as its own last words say. Undefined: they do not say. */
export function statedEffect(text: LegalText): StatedEffect | undefined {
  const all = [...provisions(text)].slice(-12).reverse();
  for (const { node, words } of all) {
    for (const says of sentences(words)) {
      const found = effectIn(says);
      if (found) return { eId: node.eId, says, ...found, ...validity(words, found.on) };
    }
  }
  return undefined;
}

function effectIn(sentence: string): Pick<StatedEffect, 'on' | 'after'> | undefined {
  const plain = sentence.replace(/《[^》]*》/g, '《》');
  const own = new RegExp(`(?:^|[，。；\\s])${SELF}\\s*(?:从|自|于)?`, 'u');
  for (const { on, at, length } of datesIn(plain)) {
    const before = plain.slice(0, at);
    const behind = plain.slice(at + length);
    if (!new RegExp(`^\\s*(?:零时)?\\s*(?:起|开始)?\\s*(?:正式)?${BEGINS}`, 'u').test(behind)) continue;
    // 《X》自1990年1月1日起施行 speaks of another text; so does 1990年…起施行的《X》同时废止.
    if (/《》[^，。；]*$/u.test(before) || /^[^，。；]*(?:施行|实施|执行|实行)的/u.test(behind)) continue;
    if (own.test(before)) return { on };
  }
  const after = new RegExp(
    `(?:自|从)(?:公布|发布|颁布|批准|通过|印发)(?:之日|后)?(?:起)?\\s*(?:(${N})\\s*(日|天|个月)(?:后|以后|内)?)?\\s*(?:起)?\\s*(?:开始)?${BEGINS}`,
    'u',
  ).exec(plain);
  if (after && !/《》[^，。；]*$/u.test(plain.slice(0, after.index))) {
    const n = after[1] ? numberOf(after[1]) : 0;
    if (n !== null) return { after: after[2] === '个月' ? { months: n } : { days: n } };
  }
  // 本办法经国务院批准由交通部发布施行.
  const shortly = new RegExp(`^${SELF}[^《》。；]{0,40}(?:公布|发布)(?:之日)?起?${BEGINS}。?$`, 'u').test(
    plain,
  );
  return shortly ? { after: { days: 0 } } : undefined;
}

/** A validity that the words limit: 有效期至…, 有效期五年, 施行至…止. */
function validity(words: string, from?: DateStr): Pick<StatedEffect, 'until' | 'months'> {
  const until = /有效期(?:限)?(?:截)?至|施行至|执行至|试行至/u.exec(words);
  if (until) {
    const date = datesIn(words.slice(until.index))[0];
    if (date && date.at <= 8 && (!from || date.on > from)) return { until: date.on };
  }
  const length = new RegExp(
    `(?:本(?:法|条例|规定|办法|细则|决定|通知|意见)|起(?:施行|实施|试行|执行))[^。；]{0,6}有效期(?:为|限为|是)?\\s*(${N})\\s*(年|个月)`,
    'u',
  ).exec(words);
  const n = length?.[1] ? numberOf(length[1]) : null;
  return n ? { months: length?.[2] === '年' ? n * 12 : n } : {};
}

const REPEALS = /(?:同时|即行|即|予以|一并|相应|随之)?(?:废止|失效|停止执行|停止施行|停止适用)/u;
const TITLE = /《((?:[^《》]|《[^《》]*》)+)》/gu;

/** What the text repeals: in its last articles, and in a decision on repeal in every clause. */
export function repealsIn(text: LegalText): RepealClause[] {
  const deciding = /废止/u.test(text.title);
  const all = [...provisions(text)];
  const last = deciding ? all : all.slice(-6);
  const out: RepealClause[] = [];
  for (const { node, words } of last) {
    const own = effectIn(words.replaceAll('\n', ''))?.on;
    for (const says of sentences(words)) out.push(...clauses(says, node, own, deciding));
  }
  return out;
}

/** The repealed titles of one sentence: those before the verb, or all after 废止 in a decision. */
function clauses(says: string, node: TextNode, own: DateStr | undefined, deciding: boolean): RepealClause[] {
  const bare = says.replace(/《(?:[^《》]|《[^《》]*》)+》/gu, (t) => '　'.repeat(t.length));
  const leading = /^[\s一二三四五六七八九十、（）()]*(?:决定)?废止/u.test(bare) && deciding;
  const verb = leading ? null : [...bare.matchAll(new RegExp(REPEALS, 'gu'))].at(-1);
  if (!leading && !verb) return [];
  // 停止执行 of acts, 法律…废止的 and the like name no text here; what conflicts only in part is not repealed by name.
  if (verb && /^的/u.test(bare.slice(verb.index + verb[0].length))) return [];
  const scope = leading ? says : says.slice(0, verb?.index);
  if (/相抵触|不一致|与本/u.test(bare.slice(0, scope.length))) return [];
  const out: RepealClause[] = [];
  const titles = [...scope.matchAll(TITLE)];
  for (const [i, m] of titles.entries()) {
    const title = m[1] as string;
    const behind = bare.slice(m.index + m[0].length, titles[i + 1]?.index ?? scope.length);
    const before = bare.slice(i === 0 ? 0 : (titles[i - 1]?.index ?? 0), m.index);
    // 依照《X》…, 根据《X》: the ground, not the object.
    if (/(根据|依照|依据|按照|为了)[^，。；]*$/u.test(before)) continue;
    // 《X》第三条: only that; …批准、…修改的《X》 is the whole.
    const articles = [
      ...behind.matchAll(/第\s*([0-9〇○零一二三四五六七八九十百千]+)\s*条(?:之([一二三四五六七八九十]+))?/gu),
    ]
      .map((a) => `${numberOf(a[1] ?? '')}${a[2] ? `-${numberOf(a[2])}` : ''}`)
      .filter((a) => !a.startsWith('null'));
    if (/^[^、和及《》]*中/u.test(behind) && articles.length === 0) continue;
    const made = datesIn(before).filter((d) => before.slice(d.at).length < 80);
    const bracket = /^\s*[（(]([^）)]*)[）)]/u.exec(says.slice(m.index + m[0].length))?.[1] ?? '';
    const madeOn = (made.find((d) => d.on !== own) ?? datesIn(bracket)[0])?.on;
    const number = /第\s*[0-9〇○零一二三四五六七八九十百]+\s*号/u.exec(before)?.[0];
    out.push({
      eId: node.eId,
      ...(node.lines && { line: node.lines[0] }),
      title,
      articles,
      ...(own && { on: own }),
      ...(madeOn && { madeOn }),
      ...(number && { number }),
      says,
    });
  }
  return out;
}

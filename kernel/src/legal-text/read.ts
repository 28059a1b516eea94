/** Reading a text of law: Markdown or plain text into structure. No line is lost; doubtful ones are named. */
import { isArticle, opensBody, readBody } from './body.ts';
import { dateIn } from './dates.ts';
import { readHead } from './head.ts';
import { closed, isMarkdown, type SourceLine, sourceLines, unspaced } from './lines.ts';
import type { Reading, Unplaced } from './model.ts';

export { dateOfName } from './dates.ts';

const NAMED =
  /(法|典|条例|规定|办法|细则|规则|决定|决议|解释|批复|意见|通知|公告|规范|标准|制度|章程|方案|修正案|规程|准则|指引|命令|命|令|[）)])$/u;
const CONTENTS = /^目\s*[录次]$/u;
const RUN_TOGETHER = /。[\s　]+第[〇○零一二三四五六七八九十百千]+条[\s　]/u;
const AMENDING = /修正案|关于(修改|修正|修订)/u;

/** How many lines the title takes: two where the first is no name of a text by itself. */
function titleLines(lines: readonly SourceLine[], limit: number): number {
  const first = lines[0];
  if (!first || limit === 0) return 0;
  if (opensBody(first) && first.depth === 0) return 0;
  // Markdown: further headings of the first order belong to the title (民法典, 合同编).
  let n = 1;
  while (
    first.depth === 1 &&
    n < limit &&
    lines[n]?.depth === 1 &&
    !isArticle(lines[n]?.text ?? '') &&
    !/^第[^章编节]+[章编节]/u.test(lines[n]?.text ?? '')
  )
    n++;
  if (n > 1 || first.depth > 0) return n;
  const second = lines[1];
  if (limit > 1 && second && !NAMED.test(first.text) && NAMED.test(second.text) && second.text.length <= 60) {
    if (!/^[（(]/.test(second.text) && dateIn(second.text) === undefined && !opensBody(second)) return 2;
  }
  return 1;
}

/** Where the head ends when no mark says so: at the contents or the first line of the body. */
function headEnd(lines: readonly SourceLine[], from: number): number {
  let bracket = false;
  for (let i = from; i < lines.length; i++) {
    const line = lines[i] as SourceLine;
    const { text } = line;
    if (CONTENTS.test(text) || (opensBody(line) && !bracket)) return i;
    const head =
      bracket ||
      /^[（(]/.test(text) ||
      /^(根据)?\s*([12][0-9]{3}|[一二][〇○零九八七六五四三二一]{3})\s*年/.test(text) ||
      (text.length <= 40 && !/[。：；]$/.test(text));
    if (!head) return i;
    const opened = text.lastIndexOf('（');
    const shut = text.lastIndexOf('）');
    bracket = opened > shut || (bracket && shut < 0);
  }
  // Nothing but short lines: they are the text itself.
  return from;
}

/** Where the title ends that is printed once more at the beginning of the body. */
function againEnd(lines: readonly SourceLine[], at: number, title: string): number {
  let said = '';
  for (let i = at; i < Math.min(at + 4, lines.length); i++) {
    said += unspaced(lines[i]?.text ?? '');
    if (said === unspaced(title)) return i + 1;
  }
  return at;
}

/** Where the contents end: they list the chapters, then the first of them comes again. */
function contentsEnd(lines: readonly SourceLine[], at: number): number {
  const titled = CONTENTS.test(lines[at]?.text ?? '');
  const from = titled ? at + 1 : at;
  const first = lines[from];
  if (!first || !(titled || opensBody(first))) return at;
  const begins = (text: string) => /^第[^章编节条]+[章编节]/u.exec(unspaced(text))?.[0] ?? unspaced(text);
  const same = begins(first.text);
  const again = lines.findIndex((l, i) => i > from && begins(l.text) === same);
  const listed =
    again > from + 1 && lines.slice(from, again).every((l) => l.text.length <= 60 && !isArticle(l.text));
  return listed ? again : from;
}

/** A line into which several were run together (第十一条 …。 第十二条 …) becomes lines again, all with its number. */
function apart(line: SourceLine): readonly SourceLine[] {
  if (!RUN_TOGETHER.test(line.text)) return [line];
  return line.text.split(/(?<=[。；：:])[\s　]+/u).map((text) => ({ ...line, text }));
}

/**
 * Read a text of law.
 * @param source Markdown or plain text
 * @param name name of the source, for its form only: `x.md`
 * @returns the text as structure; `title` is empty where the source does not begin with one
 */
export function readLegalText(source: string, name = ''): Reading {
  const { lines, total, blank, head } = sourceLines(source, isMarkdown(source, name));
  const unplaced: Unplaced[] = [];
  const titled = titleLines(lines, head ?? lines.length);
  const titles = lines.slice(0, titled).map((l) => closed(l.text));
  const title = titles.join('');
  const end = head ?? headEnd(lines, titled);
  const start = contentsEnd(lines, againEnd(lines, end, title));
  const { events, preface } = readHead(lines.slice(titled, end));
  const contents = lines.slice(end, start).map(({ text, line }) => ({ text, line }));
  const { body, unplaced: doubtful } = readBody(lines.slice(start).flatMap(apart), {
    amending: AMENDING.test(title),
  });
  if (titled === 0 && lines[0])
    unplaced.push({ line: lines[0].line, text: lines[0].text.slice(0, 80), why: '第一行不是标题' });
  return {
    text: { title, events, preface: [...preface, ...contents], body },
    unplaced: [...unplaced, ...doubtful],
    lines: total,
    blank,
    titles,
  };
}

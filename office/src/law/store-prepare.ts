/** From a source to what will be stored of it: text, id, days, level, articles, repeals. Pure but for the DOCX reader. */
import { createHash } from 'node:crypto';
import type { DateStr, LegalText, Reading, TextNode, Unplaced } from '@fadu/kernel';
import { dateOfName } from '@fadu/kernel/legal-text/dates';
import { type RepealClause, repealsIn } from '@fadu/kernel/legal-text/effect';
import { readLegalText } from '@fadu/kernel/legal-text/read';
import { bodyLines, wordsOf } from '@fadu/kernel/legal-text/write';
import { readAkn } from './akn-read.ts';
import { docxText } from './docx.ts';
import { type Standing, standingOf } from './levels.ts';
import { canonicalName } from './resolve.ts';
import { daysOf, type ReadDays } from './status.ts';
import { BadSource, decode, KNOWN_SOURCE } from './store-source.ts';

/** A source of one text of law. */
export interface LawSource {
  /** Name of the source, with the folders it stood in where they say what it is: `行政法/行政处罚法(2021-01-22).md`. */
  readonly name: string;
  readonly bytes: Uint8Array | string;
  /** What the caller knows better than the text says. */
  readonly hint?: Partial<Pick<Standing, 'level' | 'kind' | 'maker' | 'region'>> & {
    /** Day of promulgation of this version. */
    readonly date?: DateStr;
    readonly docNo?: string;
  };
}

/** An article, or what stands outside articles, as it is found and shown. */
export interface Provision {
  readonly ordinal: number;
  readonly eid: string;
  readonly article: string | null;
  readonly label: string;
  readonly path: string;
  readonly text: string;
}

/** What will be stored of a source. */
export interface Prepared {
  readonly id: string;
  readonly text: LegalText;
  readonly reading: Reading;
  readonly days: ReadDays;
  readonly standing: Standing;
  readonly docNo: string | null;
  readonly aliases: readonly string[];
  readonly provisions: readonly Provision[];
  readonly repeals: readonly RepealClause[];
  /** Of the bytes as received. */
  readonly sha256: string;
  readonly source: string;
}

export const sha256Of = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');

/** Texts larger than this are not one statute. */
const MOST_BYTES = 32 * 1024 * 1024;

/** Names that say only what was done, and so are shared by many texts: told apart by their day. */
const SHARED = /关于(修改|修正|修订|废止|清理).*(决定|决议)$|批复$|复函$|答复$/u;

/** The one id of a text: its canonical name, with the day where texts of that sort share names. */
export function idOf(title: string, days: Pick<ReadDays, 'adopted' | 'promulgated'>): string {
  const name = canonicalName(title);
  const day = days.adopted ?? days.promulgated;
  return SHARED.test(name) && day ? `${name}（${day}）` : name;
}

/** Other names under which the text is looked for. */
function aliasesOf(id: string, text: LegalText, docNo: string | null): string[] {
  const name = canonicalName(text.title);
  const names = [
    name,
    text.title,
    // 实施《中华人民共和国水法》办法 is also called 实施水法办法.
    name.replaceAll('中华人民共和国', ''),
    name.replace(/（(试行|暂行)）$/u, ''),
    ...(docNo ? [docNo, canonicalName(docNo)] : []),
    ...text.events.filter((e) => e.kind === 'promulgated' && e.number).map((e) => e.number as string),
  ];
  return [...new Set(names)].filter((n) => n !== id && n.length > 1);
}

/** Articles of the main text with their headings; what stands outside them; annexes. */
export function provisionsOf(text: LegalText): Provision[] {
  const out: Provision[] = [];
  const titled = (n: TextNode) => [n.number, n.heading].filter(Boolean).join('　');
  const add = (
    node: TextNode,
    above: readonly TextNode[],
    article: string | null,
    label: string,
    words: string,
  ) => {
    if (!words) return;
    out.push({
      ordinal: out.length + 1,
      eid: node.eId,
      article,
      label,
      path: above.map(titled).filter(Boolean).join(' / '),
      text: words,
    });
  };
  const walk = (nodes: readonly TextNode[], above: readonly TextNode[], annex: boolean) => {
    for (const node of nodes) {
      const children = node.children ?? [];
      if (node.kind === 'article')
        add(node, above, annex ? null : (node.num ?? null), node.number ?? '', wordsOf(node));
      else if (['part', 'chapter', 'section', 'heading', 'annex'].includes(node.kind)) {
        const inAnnex = annex || node.kind === 'annex';
        // An annex without articles is one provision, whatever rows it has.
        if (
          node.kind === 'annex' &&
          !children.some((c) => ['article', 'chapter', 'heading'].includes(c.kind))
        )
          add(node, above, null, titled(node), bodyLines(children).join('\n') || titled(node));
        else walk(children, [...above, node], inAnnex);
      } else add(node, above, null, node.number ?? '', bodyLines([node]).join('\n'));
    }
  };
  walk(text.body, [], false);
  return out;
}

const folderOf = (name: string) => (name.includes('/') ? name.slice(0, name.lastIndexOf('/')) : '');

/** A source as text, read. @throws BadSource */
export async function readSource(
  source: LawSource,
): Promise<Reading & { readonly notes: readonly string[] }> {
  const { name, bytes } = source;
  const size = typeof bytes === 'string' ? bytes.length : bytes.byteLength;
  if (size === 0) throw new BadSource('文件是空的。');
  if (size > MOST_BYTES)
    throw new BadSource(`文件有 ${Math.round(size / 1024 / 1024)} MB，超过 32 MB，不像是一部法规。`);
  const zipped = typeof bytes !== 'string' && bytes[0] === 0x50 && bytes[1] === 0x4b;
  if (/\.docx$/i.test(name) || zipped) {
    if (typeof bytes === 'string' || !zipped) throw new BadSource('不是有效的 DOCX 文件。');
    const { text, notes } = await docxText(bytes);
    return { ...checked(readLegalText(text, name)), notes };
  }
  const text = decode(bytes);
  if (/^\ufeff?\s*<(\?xml|akomaNtoso)/.test(text)) {
    const read = readAkn(text);
    return {
      ...checked({
        text: read,
        unplaced: [],
        lines: text.split('\n').length,
        blank: 0,
        titles: [read.title],
      }),
      notes: [],
    };
  }
  return { ...checked(readLegalText(text, name)), notes: [] };
}

function checked(reading: Reading): Reading {
  if (!reading.text.title)
    throw new BadSource('第一行应当是标题，现在是条文或者章节，看不出这是哪一部法规。请在第一行写上标题。');
  if (reading.text.title.length > 200)
    throw new BadSource('第一行太长（超过 200 字），不像是标题。请在第一行写上标题。');
  if (reading.text.body.length === 0) throw new BadSource('只有标题，没有正文。');
  return reading;
}

/** What will be stored of a source. @throws BadSource */
export async function prepareText(source: LawSource): Promise<Prepared> {
  const { hint = {}, name } = source;
  if (name === KNOWN_SOURCE) throw new BadSource('这个名称由系统自己使用。');
  const { notes, ...reading } = await readSource(source);
  return prepared(reading, notes, source, hint, sha256Of(source.bytes));
}

/** The same from a reading that was made already. */
export function prepared(
  reading: Reading,
  notes: readonly string[],
  source: Pick<LawSource, 'name'>,
  hint: NonNullable<LawSource['hint']>,
  sha256: string,
): Prepared {
  const { text } = reading;
  const days = daysOf(text, hint.date ?? dateOfName(source.name.slice(source.name.lastIndexOf('/') + 1)));
  const standing = standingOf(text, folderOf(source.name), hint);
  const issued = text.events
    .filter((e) => e.kind === 'promulgated' && e.number)
    .map((e) => e.number as string);
  const docNo = hint.docNo ?? issued.at(-1) ?? null;
  const id = idOf(text.title, days);
  return {
    id,
    text,
    reading,
    days: { ...days, notes: [...notes, ...days.notes] },
    standing,
    docNo,
    aliases: aliasesOf(id, text, docNo),
    provisions: provisionsOf(text),
    repeals: repealsIn(text),
    sha256,
    source: source.name,
  };
}

/** Counts of a reading's lines. */
export interface LineCount {
  readonly lines: number;
  readonly placed: number;
  readonly blank: number;
  readonly unplaced: number;
}

export const lineCount = (
  r: Pick<Reading, 'lines' | 'blank'> & { readonly unplaced: readonly Unplaced[] },
): LineCount => {
  const unplaced = new Set(r.unplaced.map((u) => u.line)).size;
  return { lines: r.lines, placed: r.lines - r.blank - unplaced, blank: r.blank, unplaced };
};

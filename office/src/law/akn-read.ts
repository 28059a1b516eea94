/** Akoma Ntoso XML back into a text of law: ours without loss, others' by the nearest of our kinds. */
import type { LegalText, NodeKind, TextEvent, TextNode } from '@fadu/kernel';
import { AKN_NS, FADU_NS } from './akn.ts';
import { parseXml } from './docx-xml.ts';
import { BadSource } from './store-source.ts';

interface Element {
  readonly name: string;
  readonly attrs: Readonly<Record<string, string>>;
  readonly children: (Element | string)[];
}

const KINDS: Readonly<Record<string, NodeKind>> = {
  part: 'part',
  subpart: 'part',
  book: 'part',
  tome: 'part',
  title: 'part',
  subtitle: 'part',
  division: 'part',
  chapter: 'chapter',
  subchapter: 'chapter',
  section: 'section',
  subsection: 'section',
  article: 'article',
  rule: 'article',
  clause: 'article',
  paragraph: 'paragraph',
  alinea: 'paragraph',
  point: 'item',
  subparagraph: 'subitem',
  subclause: 'subitem',
  indent: 'subitem',
  hcontainer: 'text',
  crossHeading: 'heading',
  wrapUp: 'text',
};
const OURS: ReadonlySet<string> = new Set(['heading', 'text', 'row', 'annex']);

/** Read a document. @throws BadSource */
export function readAkn(xml: string): LegalText {
  const root = tree(xml);
  if (root.name !== 'a:akomaNtoso')
    throw new BadSource('不是 Akoma Ntoso 文件：根元素应为 akomaNtoso（Akoma Ntoso 3.0 命名空间）。');
  const document = elements(root)[0];
  const body = document && elements(document).find((e) => ['a:body', 'a:mainBody'].includes(e.name));
  if (!document || !body) throw new BadSource('Akoma Ntoso 文件没有正文（body）。');
  const preface = elements(document).find((e) => e.name === 'a:preface');
  const title = preface && find(preface, 'a:docTitle');
  const alias = find(document, 'a:FRBRalias')?.attrs.value;
  const named = title ? wordsIn(title) : (alias ?? '');
  const { events, notes } = head(preface, title);
  const ids = new Set<string>();
  return { title: named, events, preface: notes, body: elements(body).flatMap((e) => nodes(e, '', ids)) };
}

function tree(xml: string): Element {
  const top: Element = { name: '', attrs: {}, children: [] };
  const open: Element[] = [top];
  try {
    parseXml(
      xml,
      { [AKN_NS]: 'a', [FADU_NS]: 'fadu' },
      {
        open(name, attrs) {
          const el: Element = { name, attrs: { ...attrs }, children: [] };
          open.at(-1)?.children.push(el);
          open.push(el);
        },
        close: () => {
          open.pop();
        },
        text: (value) => {
          open.at(-1)?.children.push(value);
        },
      },
    );
  } catch (error) {
    throw new BadSource(`Akoma Ntoso 文件不是有效的 XML：${(error as Error).message}`);
  }
  return elements(top)[0] as Element;
}

const elements = (of: Element): Element[] => of.children.filter((c): c is Element => typeof c !== 'string');

function find(of: Element, name: string): Element | undefined {
  for (const child of elements(of)) {
    const found = child.name === name ? child : find(child, name);
    if (found) return found;
  }
  return undefined;
}

/** All words in an element; a line's end as a newline. */
const wordsIn = (of: Element): string =>
  of.children
    .map((c) => (typeof c === 'string' ? c : c.name === 'a:eol' || c.name === 'a:br' ? '\n' : wordsIn(c)))
    .join('');

const EVENT_KINDS: ReadonlySet<string> = new Set([
  'adopted',
  'approved',
  'promulgated',
  'effective',
  'amended',
  'repealed',
]);

function head(preface: Element | undefined, title: Element | undefined) {
  const events: TextEvent[] = [];
  const notes: { text: string; line?: number }[] = [];
  for (const p of preface ? elements(preface).flatMap(blocks) : []) {
    if (title && (p === title || find(p, 'a:docTitle') === title)) continue;
    const { attrs } = p;
    const line = attrs['fadu:line'] === undefined ? {} : { line: Number(attrs['fadu:line']) };
    const kinds = (attrs['fadu:kind'] ?? '')
      .split(' ')
      .filter((k): k is TextEvent['kind'] => EVENT_KINDS.has(k));
    if (kinds.length === 0) {
      const text = wordsIn(p);
      if (text.trim()) notes.push({ text, ...line });
    }
    for (const [i, kind] of kinds.entries())
      events.push({
        kind,
        ...(attrs['fadu:on'] && { on: attrs['fadu:on'] }),
        ...(attrs['fadu:by'] && { by: attrs['fadu:by'] }),
        ...(attrs['fadu:number'] && { number: attrs['fadu:number'] }),
        says: wordsIn(p),
        ...(i > 0 && { again: true as const }),
        ...line,
      });
  }
  return { events, notes };
}

/** The paragraphs of a preface, those inside containers too. */
const blocks = (e: Element): Element[] =>
  ['a:container', 'a:longTitle', 'a:block', 'a:tblock'].includes(e.name) &&
  elements(e).some((c) => c.name === 'a:p')
    ? elements(e).flatMap(blocks)
    : [e];

/** The nodes that an element of the hierarchy becomes: lists and the like vanish into what they hold. */
function nodes(e: Element, parent: string, ids: Set<string>): TextNode[] {
  const name = e.name.replace(/^a:/, '');
  const base = KINDS[name];
  if (!base) {
    const inner = elements(e);
    if (inner.some((c) => KINDS[c.name.replace(/^a:/, '')]))
      return inner.flatMap((c) => nodes(c, parent, ids));
    const text = wordsIn(e).trim();
    return text ? [{ kind: 'text', eId: fresh(`${parent && `${parent}__`}txt`, ids), text }] : [];
  }
  const named = e.attrs.name ?? '';
  const kind: NodeKind = name === 'hcontainer' && OURS.has(named) ? (named as NodeKind) : base;
  const eId = e.attrs.eId ?? fresh(`${parent && `${parent}__`}${name}`, ids);
  ids.add(eId);
  const inner = elements(e).flatMap((c) => (c.name === 'a:list' ? elements(c) : [c]));
  const one = (wanted: string) => inner.find((c) => c.name === wanted);
  const number = one('a:num');
  const heading = one('a:heading');
  const said = inner.filter((c) => c.name === 'a:content' || c.name === 'a:intro');
  const lines = /^(\d+) (\d+)$/.exec(e.attrs['fadu:lines'] ?? '');
  const paragraphs = (name === 'wrapUp' ? inner : said.flatMap(elements)).map(wordsIn);
  const text = name === 'crossHeading' ? wordsIn(e) : paragraphs.filter(Boolean).join('\n');
  const children = (name === 'wrapUp' ? [] : inner)
    .filter((c) => !['a:num', 'a:heading', 'a:content', 'a:intro', 'a:subheading'].includes(c.name))
    .flatMap((c) => nodes(c, eId, ids));
  return [
    {
      kind,
      eId,
      ...(number && { number: wordsIn(number) }),
      ...(e.attrs['fadu:num'] !== undefined && { num: e.attrs['fadu:num'] }),
      ...(heading && { heading: wordsIn(heading) }),
      ...(text && { text }),
      ...(children.length && { children }),
      ...(lines && { lines: [Number(lines[1]), Number(lines[2])] as const }),
    },
  ];
}

function fresh(base: string, ids: Set<string>): string {
  let n = 1;
  while (ids.has(`${base}_${n}`)) n++;
  ids.add(`${base}_${n}`);
  return `${base}_${n}`;
}

/**
 * A text of law as Akoma Ntoso 1.0 XML (OASIS, namespace akn/3.0), one version a document. What the standard has no place
 * for (the digits of a number, the line in the source, the kind of an event of the head) stands in attributes of our own
 * namespace, which the standard's schema admits; so the text comes back from the XML as it was.
 */
import type { DateStr, LegalText, TextEvent, TextNode } from '@fadu/kernel';

/** Namespace of the standard. */
export const AKN_NS = 'http://docs.oasis-open.org/legaldocml/ns/akn/3.0';
/** Namespace of our own attributes. */
export const FADU_NS = 'https://fadu.dev/ns/legal-text/1';

/** What the document says of the text beside its words. */
export interface AknMeta {
  readonly id: string;
  /** English name of the sort of text: law, regulation, rule, document. */
  readonly name: string;
  readonly maker: string;
  /** GB/T 2260; null for national texts. */
  readonly region: string | null;
  readonly docNo: string | null;
  readonly version: number;
  readonly adopted: DateStr | null;
  readonly promulgated: DateStr | null;
  readonly effective: DateStr | null;
  /** Last day on which this version is the law, where it has ended. */
  readonly ends?: DateStr | null;
  readonly repealed?: DateStr | null;
  /** When the file was made. */
  readonly at: DateStr;
}

const ELEMENT: Readonly<Record<TextNode['kind'], string>> = {
  part: 'part',
  chapter: 'chapter',
  section: 'section',
  heading: 'hcontainer',
  article: 'article',
  paragraph: 'paragraph',
  item: 'point',
  subitem: 'subparagraph',
  text: 'hcontainer',
  row: 'hcontainer',
  annex: 'hcontainer',
};

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const attribute = (text: string): string => escaped(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;');
const attributes = (all: Readonly<Record<string, string | number | null | undefined>>): string =>
  Object.entries(all)
    .filter(([, v]) => v !== undefined && v !== null)
    .map(([k, v]) => ` ${k}="${attribute(String(v))}"`)
    .join('');
/** Words of a paragraph; a line of the head that goes on in the next keeps the break. */
const words = (text: string): string => escaped(text).replaceAll('\n', '<eol/>');

/** The document. */
export function aknOf(text: LegalText, meta: AknMeta): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<akomaNtoso xmlns="${AKN_NS}" xmlns:fadu="${FADU_NS}">`,
    `<act${attributes({ name: meta.name, contains: 'singleVersion' })}>`,
    ...metaOf(meta, text),
    ...prefaceOf(text),
    '<body>',
    ...text.body.flatMap(nodeOf),
    '</body>',
    '</act>',
    '</akomaNtoso>',
    '',
  ].join('\n');
}

/** IRI of the work: /akn/cn-220200/act/rule/2020-07-19/240. */
export function iriOf(meta: AknMeta): { work: string; expression: string } {
  const country = meta.region ? `cn-${meta.region}` : 'cn';
  const number = /第\s*(\d+)\s*号/u.exec(meta.docNo ?? '')?.[1];
  const named = number && meta.name === 'rule' ? number : encodeURIComponent(meta.id);
  const day = meta.adopted ?? meta.promulgated ?? UNKNOWN;
  const work = `/akn/${country}/act/${meta.name}/${day}/${named}`;
  return { work, expression: `${work}/zho@${meta.promulgated ?? meta.effective ?? day}` };
}

/** The schema wants a date even where none is known. */
const UNKNOWN = '0001-01-01';

function metaOf(meta: AknMeta, text: LegalText): string[] {
  const { work, expression } = iriOf(meta);
  const made = meta.adopted ?? meta.promulgated ?? UNKNOWN;
  const events: { type: string; date: DateStr; eId: string }[] = [];
  const event = (type: string, date: DateStr | null | undefined, eId: string) => {
    if (date) events.push({ type, date, eId });
  };
  event('generation', meta.promulgated ?? meta.adopted, 'evt_made');
  event('generation', meta.effective, 'evt_effective');
  for (const [i, e] of text.events.entries())
    if (e.kind === 'amended') event('amendment', e.on, `evt_amended_${i + 1}`);
  event('amendment', meta.ends && !meta.repealed ? meta.ends : null, 'evt_ended');
  event('repeal', meta.repealed, 'evt_repealed');
  const ended = meta.repealed ? '#evt_repealed' : meta.ends ? '#evt_ended' : undefined;
  const date = (name: string, on: string) => `<FRBRdate${attributes({ date: on, name })}/>`;
  return [
    '<meta>',
    '<identification source="#fadu">',
    '<FRBRWork>',
    `<FRBRthis${attributes({ value: `${work}/main` })}/>`,
    `<FRBRuri${attributes({ value: work })}/>`,
    `<FRBRalias${attributes({ value: text.title, name: 'title' })}/>`,
    ...(meta.docNo ? [`<FRBRalias${attributes({ value: meta.docNo, name: 'number' })}/>`] : []),
    date('adopted', made),
    '<FRBRauthor href="#maker"/>',
    `<FRBRcountry${attributes({ value: meta.region ? `cn-${meta.region}` : 'cn' })}/>`,
    '</FRBRWork>',
    '<FRBRExpression>',
    `<FRBRthis${attributes({ value: `${expression}/main` })}/>`,
    `<FRBRuri${attributes({ value: expression })}/>`,
    date('promulgated', meta.promulgated ?? made),
    '<FRBRauthor href="#maker"/>',
    '<FRBRlanguage language="zho"/>',
    '</FRBRExpression>',
    '<FRBRManifestation>',
    `<FRBRthis${attributes({ value: `${expression}/main.xml` })}/>`,
    `<FRBRuri${attributes({ value: `${expression}.akn` })}/>`,
    date('made', meta.at),
    '<FRBRauthor href="#fadu"/>',
    '</FRBRManifestation>',
    '</identification>',
    ...(events.length
      ? [
          '<lifecycle source="#fadu">',
          ...events.map(
            (e) => `<eventRef${attributes({ eId: e.eId, date: e.date, source: '#maker', type: e.type })}/>`,
          ),
          '</lifecycle>',
        ]
      : []),
    ...(meta.effective
      ? [
          '<temporalData source="#fadu">',
          '<temporalGroup eId="period_1">',
          `<timeInterval${attributes({ start: '#evt_effective', end: ended, refersTo: '#inForce' })}/>`,
          '</temporalGroup>',
          '</temporalData>',
        ]
      : []),
    '<references source="#fadu">',
    `<TLCOrganization${attributes({ eId: 'maker', href: `/akn/ontology/organization/cn/${encodeURIComponent(meta.maker)}`, showAs: meta.maker })}/>`,
    '<TLCOrganization eId="fadu" href="/akn/ontology/organization/cn/fadu" showAs="法度"/>',
    '<TLCConcept eId="inForce" href="/akn/ontology/concept/cn/inForce" showAs="施行"/>',
    '</references>',
    '</meta>',
  ];
}

/** The title and the head, line by line as printed: events carry what was read in them. */
function prefaceOf(text: LegalText): string[] {
  const lines: { line: number; xml: string }[] = [];
  for (let i = 0; i < text.events.length; i++) {
    const e = text.events[i] as TextEvent;
    const kinds: string[] = [e.kind];
    // Events read from the same words stand on one paragraph.
    while (text.events[i + 1]?.again) kinds.push((text.events[++i] as TextEvent).kind);
    const all = attributes({
      class: 'event',
      'fadu:kind': kinds.join(' '),
      'fadu:on': e.on,
      'fadu:by': e.by,
      'fadu:number': e.number,
      'fadu:line': e.line,
    });
    lines.push({ line: e.line ?? 0, xml: `<p${all}>${words(e.says)}</p>` });
  }
  for (const p of text.preface)
    lines.push({
      line: p.line ?? Number.MAX_SAFE_INTEGER,
      xml: `<p${attributes({ class: 'note', 'fadu:line': p.line })}>${words(p.text)}</p>`,
    });
  lines.sort((a, b) => a.line - b.line);
  return [
    '<preface>',
    `<p class="title"><docTitle>${words(text.title)}</docTitle></p>`,
    ...lines.map((l) => l.xml),
    '</preface>',
  ];
}

function nodeOf(node: TextNode): string[] {
  const { kind, eId } = node;
  const sub = kind === 'part' && /(^|__)subpart_[^_]*$/.test(eId);
  const element = sub ? 'subpart' : ELEMENT[kind];
  const own = attributes({
    ...(element === 'hcontainer' && { name: kind }),
    eId,
    'fadu:num': node.num,
    'fadu:lines': node.lines?.join(' '),
  });
  const open = `<${element}${own}>`;
  const head = [
    ...(node.number !== undefined ? [`<num>${words(node.number)}</num>`] : []),
    ...(node.heading !== undefined ? [`<heading>${words(node.heading)}</heading>`] : []),
  ];
  const children = node.children ?? [];
  const text = node.text === undefined ? [] : [`<p>${words(node.text)}</p>`];
  const close = `</${element}>`;
  if (children.length === 0)
    return [open, ...head, `<content>${text.length ? text[0] : '<p/>'}</content>`, close];
  const intro = text.length ? [`<intro>${text[0]}</intro>`] : [];
  // Items under the words that announce them are a list.
  if (kind === 'paragraph')
    return [
      open,
      ...head,
      `<list eId="${attribute(eId)}__list_1">`,
      ...intro,
      ...children.flatMap(nodeOf),
      '</list>',
      close,
    ];
  return [open, ...head, ...intro, ...children.flatMap(nodeOf), close];
}

/** The words of a text of law: its nodes set like a book, citations as links, what each article carries folded below it. */
import type { TextNode } from '@fadu/kernel';
import type { CarriedKind, CarriedShort } from '@fadu/office/law/carries';
import { cellsOf, isRule } from '@fadu/office/law/reading-download';
import { type LinkSpan, lawHref } from '@fadu/office/law/reading-links';
import type { FC } from 'hono/jsx';

/** Address of a text of law on the portal. */
export const lawPath = (id: string): string => `/laws/${encodeURIComponent(id)}`;

/** Address of what one of its articles carries. */
export const articlePath = (id: string, article: string): string => `${lawPath(id)}/articles/${article}`;

/** What a page of a text knows while it is set. */
export interface Setting {
  /** Id of the text; links into it stay on the page where `inside` is set. */
  readonly id: string;
  readonly inside: boolean;
  /** Anchor of an article on this page, where it is not `art_…`. */
  readonly anchor?: (article: string) => string | undefined;
  readonly links: ReadonlyMap<string, readonly LinkSpan[]>;
  readonly carried?: ReadonlyMap<string, CarriedShort>;
  /** Day of the page, where it is not today's: kept by links to what an article carries. */
  readonly on?: string;
  /** Articles that were repealed by themselves, with the first day. */
  readonly gone?: ReadonlyMap<string, string>;
}

/** What is said of a citation when it is pointed at. */
function linkTitle(l: LinkSpan): string {
  const parts = [`《${l.title}》`];
  if (l.standing) parts.push(l.standing);
  if (l.on) parts.push('按引用时的文本');
  if (!l.found) parts.push('该文本没有这一条');
  return parts.join('，');
}

const Ref: FC<{ link: LinkSpan; words: string; set: Setting }> = ({ link: l, words, set }) => {
  const own = (l.instrument ?? l.document) === set.id;
  if (own && !l.found) return <>{words}</>;
  const href =
    own && set.inside
      ? l.article && (set.anchor ? set.anchor(l.article) : `#art_${l.article}`)
      : lawHref({
          ...(l.instrument && { instrument: l.instrument }),
          ...(l.document && { document: l.document }),
          ...(l.article && l.found && { article: l.article }),
          ...(l.on && { on: l.on }),
        });
  if (!href) return <>{words}</>;
  return (
    <>
      <a
        class={l.standing ? 'law-ref law-ref-past' : 'law-ref'}
        href={href}
        title={own ? undefined : linkTitle(l)}
      >
        {words}
      </a>
      {l.standing ? <span class="law-ref-mark">{l.standing}</span> : null}
    </>
  );
};

/** Words with their citations as links. */
export const Words: FC<{ text: string; links?: readonly LinkSpan[]; set: Setting }> = ({
  text,
  links,
  set,
}) => {
  if (!links?.length) return <>{text}</>;
  let at = 0;
  const parts = links.flatMap((l) => {
    if (l.from < at || l.to > text.length) return [];
    const before = text.slice(at, l.from);
    at = l.to;
    return [before, <Ref link={l} words={text.slice(l.from, l.to)} set={set} />];
  });
  return (
    <>
      {parts}
      {text.slice(at)}
    </>
  );
};

const UNITS: Readonly<Record<CarriedKind, string>> = {
  procedure: '程序',
  entry: '事项',
  paper: '文书格式',
  document: '规范性文件',
  text: '法律文本',
  self: '本文其他条',
  register: '清单规则',
};

/** What an article carries, folded: the figure, and the first of the list behind it. */
export const CarriedFold: FC<{ held: CarriedShort; href: string; self: string }> = ({ held, href, self }) => (
  <details class="law-carried">
    <summary>
      <span>
        {held.total}处依据、引用<span class="visually-hidden">{self}</span>
      </span>
    </summary>
    <ul>
      {held.items.map((i) => (
        <li>
          <span class="law-carried-kind">{UNITS[i.kind]}</span>{' '}
          {i.href ? <a href={i.href}>{i.kind === 'self' ? i.detail : i.title}</a> : i.title}
          {i.detail && i.kind !== 'self' ? <span class="soft">　{i.detail}</span> : null}
        </li>
      ))}
    </ul>
    <p>
      <a href={href}>
        {held.total > held.items.length ? `全部${held.total}处` : '详细情况'}
        <span class="visually-hidden">：{self}</span>
      </a>
    </p>
  </details>
);

const isTable = (n: TextNode | undefined): boolean =>
  n?.kind === 'row' && Boolean(n.text?.trim().startsWith('|'));

/** Rows of a table that follow one another. */
const Table: FC<{ rows: readonly string[]; label: string }> = ({ rows, label }) => {
  const headed = rows[1] !== undefined && isRule(rows[1]);
  const cells = rows.filter((r) => !isRule(r)).map(cellsOf);
  const [head, ...rest] = headed ? cells : [undefined, ...cells];
  return (
    // A table that is wider than the page is scrolled by keyboard too.
    <section class="table-wrap law-table" aria-label={label} tabindex={0}>
      <table>
        <caption class="visually-hidden">{label}</caption>
        {head ? (
          <thead>
            <tr>
              {head.map((c) => (
                <th scope="col">{c}</th>
              ))}
            </tr>
          </thead>
        ) : null}
        <tbody>
          {rest.map((r) => (
            <tr>
              {(r ?? []).map((c) => (
                <td>{c}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

const HEADING: Readonly<Record<string, string>> = {
  part: 'law-part',
  chapter: 'law-chapter',
  section: 'law-section',
  heading: 'law-chapter',
  annex: 'law-chapter',
};

/** Nodes one after the other; rows of a table are gathered. `depth`: of headings above. */
export const Nodes: FC<{ nodes: readonly TextNode[]; set: Setting; depth?: number; annex?: boolean }> = (
  p,
) => {
  const out = [];
  for (let i = 0; i < p.nodes.length; i++) {
    const n = p.nodes[i] as TextNode;
    if (isTable(n)) {
      const rows: string[] = [];
      for (; isTable(p.nodes[i]); i++) rows.push(p.nodes[i]?.text as string);
      i--;
      out.push(<Table rows={rows} label="表格" />);
    } else out.push(<Node node={n} set={p.set} depth={p.depth ?? 2} annex={p.annex ?? false} />);
  }
  return <>{out}</>;
};

const Node: FC<{ node: TextNode; set: Setting; depth: number; annex: boolean }> = ({
  node: n,
  set,
  depth,
  annex,
}) => {
  const linked = (text: string, eId = n.eId) => <Words text={text} links={set.links.get(eId)} set={set} />;
  switch (n.kind) {
    case 'part':
    case 'chapter':
    case 'section':
    case 'heading':
    case 'annex': {
      const H = `h${Math.min(depth, 5)}` as 'h2';
      return (
        <>
          <H id={n.eId} class={HEADING[n.kind]}>
            {n.number ? <span class="law-heading-number">{n.number}</span> : null}
            {n.heading ? linked(n.heading, `${n.eId}#heading`) : null}
          </H>
          {n.text ? <p>{linked(n.text)}</p> : null}
          <Nodes
            nodes={n.children ?? []}
            set={set}
            depth={n.kind === 'annex' || n.children?.some((c) => HEADING[c.kind]) ? depth + 1 : depth}
            annex={annex || n.kind === 'annex'}
          />
        </>
      );
    }
    case 'article':
      return <ArticleNode node={n} set={set} annex={annex} />;
    case 'item':
    case 'subitem':
      return (
        <>
          <p id={n.eId} class={n.kind === 'item' ? 'law-item' : 'law-subitem'}>
            {n.number}
            {n.text ? linked(n.text) : null}
          </p>
          <Nodes nodes={n.children ?? []} set={set} annex={annex} />
        </>
      );
    default:
      return (
        <>
          <p id={n.eId} class={n.kind === 'row' ? 'law-row' : undefined}>
            {n.number ? `${n.number}　` : null}
            {n.text ? linked(n.text) : null}
          </p>
          <Nodes nodes={n.children ?? []} set={set} annex={annex} />
        </>
      );
  }
};

/** An article: its number leads to itself, so that the address of the bar is the link to be sent. */
export const ArticleNode: FC<{ node: TextNode; set: Setting; annex?: boolean }> = ({
  node: n,
  set,
  annex,
}) => {
  const number = n.number ?? '';
  const [first, ...rest] = n.children ?? [];
  const inline = !n.text && first?.kind === 'paragraph';
  const opening = n.text ?? (inline ? first?.text : undefined);
  const openingId = n.text ? n.eId : (first?.eId ?? n.eId);
  const held = annex || !n.num ? undefined : set.carried?.get(n.num);
  const gone = n.num && !annex ? set.gone?.get(n.num) : undefined;
  return (
    <section class={gone ? 'article law-gone' : 'article'} id={n.eId} aria-label={number}>
      {n.heading ? <p class="law-article-heading">{n.heading}</p> : null}
      {gone ? <p class="law-gone-mark">本条自{gone}起废止</p> : null}
      <p>
        <a
          class={/[、．.]$/u.test(number) ? 'article-number law-clause-number' : 'article-number'}
          href={`#${n.eId}`}
          title="本条的链接"
        >
          {number}
        </a>
        {opening ? <Words text={opening} links={set.links.get(openingId)} set={set} /> : null}
      </p>
      {inline ? <Nodes nodes={first?.children ?? []} set={set} annex={annex ?? false} /> : null}
      <Nodes nodes={inline ? rest : (n.children ?? [])} set={set} annex={annex ?? false} />
      {held && n.num ? (
        <CarriedFold
          held={held}
          self={number}
          href={`${articlePath(set.id, n.num)}${set.on ? `?on=${set.on}` : ''}`}
        />
      ) : null}
    </section>
  );
};

/** A text that comes in several files, one a part (民法典: 总则, 物权编 …), made one source again. */
import type { Reading } from '@fadu/kernel';
import { byArticle } from '@fadu/kernel/legal-text/numerals';
import { nodesOf } from '@fadu/kernel/legal-text/write';
import type { LawSource } from './store-prepare.ts';
import { decode } from './store-source.ts';

/** One file that names a text and, under it, a part. */
export interface PartFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly reading: Reading;
}

const END = /^[ \t]*<!--\s*INFO END\s*-->[ \t]*$/m;

const folderOf = (name: string) => name.slice(0, name.lastIndexOf('/') + 1);

/**
 * The texts that the files make up: files of one folder with the same title, in the order of their articles. A part that
 * is alone is a text of its own.
 */
export function composed(
  files: readonly PartFile[],
): { readonly source: LawSource; readonly members: readonly string[] }[] {
  const groups = new Map<string, PartFile[]>();
  for (const f of files) {
    const key = `${folderOf(f.name)}\n${f.reading.titles[0] ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), f]);
  }
  return [...groups.values()].map((group) => {
    const [only] = group;
    if (group.length === 1 && only)
      return { source: { name: only.name, bytes: only.bytes }, members: [only.name] };
    const parts = [...group].sort(
      (a, b) => byArticle(firstArticle(a), firstArticle(b)) || (a.name < b.name ? -1 : 1),
    );
    const title = parts[0]?.reading.titles[0] ?? '';
    const cut = parts.map((p) => divided(decode(p.bytes)));
    // What all heads say once, in the order in which it comes.
    const head = [...new Set(cut.flatMap((c) => c.head))];
    const text = [
      `# ${title}`,
      ...head,
      '<!-- INFO END -->',
      ...parts.flatMap((p, i) => [`# ${p.reading.titles.slice(1).join('')}`, cut[i]?.body ?? '']),
      '',
    ].join('\n\n');
    return {
      source: { name: `${folderOf(parts[0]?.name ?? '')}${title}（${parts.length}个文件）.md`, bytes: text },
      members: parts.map((p) => p.name),
    };
  });
}

const firstArticle = (f: PartFile): string => {
  for (const { node } of nodesOf(f.reading.text.body)) if (node.kind === 'article') return node.num ?? '9999';
  return '9999';
};

/** The lines of the head without the titles, and the body. */
function divided(source: string): { head: string[]; body: string } {
  const text = source.replace(/\r\n?/g, '\n');
  const at = END.exec(text);
  const head = at ? text.slice(0, at.index) : '';
  const body = at ? text.slice(at.index + at[0].length) : text;
  const lines = (words: string) => words.split('\n').map((l) => l.trim());
  return { head: lines(head).filter((l) => l && !/^#\s/.test(l)), body: body.trim() };
}

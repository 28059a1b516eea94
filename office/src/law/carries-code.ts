/** Where the code itself cites the law: acts, conditions, clocks, laws and papers of the procedures, rules of registers. */
import type { Citation } from '@fadu/kernel';
import { registers } from '@fadu/plan/registers';
import type { Office } from '../office.ts';
import { canonicalName } from './resolve.ts';

/** One place of the code that cites one place of the law. */
export interface CodeCitation {
  readonly kind: 'procedure' | 'act' | 'clock' | 'law' | 'paper' | 'register';
  /** Code of the procedure or register, and what it is called. */
  readonly of: string;
  readonly ofTitle: string;
  /** What in it cites: an act, a clock, a law, a paper. */
  readonly code: string;
  readonly title: string;
  readonly cite: Citation;
}

const known = new WeakMap<Office, readonly CodeCitation[]>();

/** Every citation of a text of law in the code that runs; our own choices and tasks of the plan are none. */
export function codeCitations(office: Office): readonly CodeCitation[] {
  const before = known.get(office);
  if (before) return before;
  const out: CodeCitation[] = [];
  const add = (
    kind: CodeCitation['kind'],
    of: { readonly code: string; readonly title: string },
    code: string,
    title: string,
    cites: readonly Citation[],
  ) => {
    const seen = new Set<string>();
    for (const cite of cites) {
      const key = `${cite.title}\n${cite.article ?? ''}`;
      if (cite.standing === 'design' || cite.task !== undefined || cite.source === 'design' || seen.has(key))
        continue;
      seen.add(key);
      out.push({ kind, of: of.code, ofTitle: of.title, code, title, cite });
    }
  };
  for (const p of office.procedures.values()) {
    add('procedure', p, p.code, p.title, p.cites);
    for (const [code, act] of Object.entries(p.acts))
      add('act', p, code, act.title, [
        ...act.cites,
        ...[...(act.needs ?? []), ...(act.rules ?? [])].flatMap((n) => n.cites),
      ]);
    for (const [code, clock] of Object.entries(p.clocks)) {
      const lengths = Array.isArray(clock.limit)
        ? (clock.limit as readonly { cites: readonly Citation[] }[])
        : [];
      add('clock', p, code, clock.title, [...clock.cites, ...lengths.flatMap((l) => l.cites)]);
    }
    for (const law of p.laws) add('law', p, law.code, law.says, law.cites);
    for (const [code, paper] of Object.entries(p.papers)) {
      // A paper stands on what the acts stand on that make it.
      const makers = Object.values(p.acts).filter((a) => a.papers?.includes(code));
      add(
        'paper',
        p,
        code,
        paper.title,
        makers.flatMap((a) => a.cites),
      );
    }
  }
  for (const r of registers) {
    add('register', r, r.code, r.title, r.cites);
    for (const rule of r.rules) add('register', r, rule.code, rule.say, rule.cites);
  }
  known.set(office, out);
  return out;
}

/** The citations of one text, by any of its names; of one article where one is asked for. */
export function codeCitationsOf(
  office: Office,
  names: ReadonlySet<string>,
  article?: string,
): readonly CodeCitation[] {
  return codeCitations(office).filter(
    (c) =>
      (names.has(canonicalName(c.cite.title)) || names.has(c.cite.source)) &&
      (article === undefined || c.cite.article === article),
  );
}

/** The head of a text of law (题注): who adopted, approved, promulgated, amended it, when, under what number. */
import { datesIn } from './dates.ts';
import type { SourceLine } from './lines.ts';
import type { TextEvent } from './model.ts';

/** The head, read. */
export interface Head {
  readonly events: readonly TextEvent[];
  readonly preface: readonly { readonly text: string; readonly line?: number }[];
}

const count = (text: string, marks: RegExp) => (text.match(marks) ?? []).length;

/** Whether the line ends inside a name or bracket that it opened, or in the middle of a date. */
const open = (text: string): boolean =>
  count(text, /[《〈<]/g) > count(text, /[》〉>]/g) || /(年|月|\d)\s*$/.test(text);

const VERB = /(通过|批准|公布|发布|颁布|施行|实施|修正|修订|修改|废止|生效|决定》)/;

/** Whether a line goes on with the one before it. */
function continues(before: string, line: string): boolean {
  if (open(before)) return true;
  if (datesIn(line)[0]?.at === 0 || /^[（(根]/.test(line)) return false;
  return datesIn(before).length > 0 && !VERB.test(before) && line.length < 40;
}

/** Where each event begins: at each date outside book-title marks, with the 根据 or bracket before it. */
function cuts(text: string): number[] {
  const out: number[] = [];
  for (const { at } of datesIn(text)) {
    const before = text.slice(0, at);
    if (count(before, /《/g) > count(before, /》/g)) continue;
    // A date that only says which draft or from when (自2021年1月1日起施行) still is an event of its own.
    const lead = /(?:[（(]|根据|并经|并由|经|自)\s*$/.exec(before)?.[0].length ?? 0;
    out.push(at - lead);
  }
  return out;
}

/** Kinds of event that a clause tells of, in the order it tells them. */
function kindsOf(clause: string): TextEvent['kind'][] {
  const outside = clause.replace(/《[^》]*》?/g, '《》');
  const inside = clause.slice(outside === clause ? clause.length : 0);
  const kinds: TextEvent['kind'][] = [];
  if (/废止/.test(outside)) kinds.push('repealed');
  if (/修正|修订|修改/.test(outside)) kinds.push('amended');
  else if (/《/.test(outside) && /修正|修订|修改|废止/.test(inside) && !/批准的?《/.test(outside))
    kinds.push('amended');
  if (/批准|核准/.test(outside)) kinds.push('approved');
  if (kinds.length === 0 && /通过/.test(outside)) kinds.push('adopted');
  if (/公布|发布|颁布|印发|公告第/.test(outside) && !/(公布|发布)之日/.test(outside))
    kinds.push('promulgated');
  if (/施行|实施|生效|起执行|起实行/.test(outside)) kinds.push('effective');
  return kinds;
}

/** Number of the order or announcement, with its body: 国务院令第588号. */
export function orderNumber(clause: string): string | undefined {
  const order =
    /([\p{Script=Han}、]*?)(令|公告)\s*[（(]?\s*第?\s*([0-9０-９〇○零一二三四五六七八九十百千]+)\s*号/u.exec(
      clause,
    );
  if (order) {
    const by = (order[1] ?? '').replace(/^(中)?中华人民共和国/u, '').replaceAll('、中华人民共和国', '、');
    return `${by}${order[2]}第${order[3]}号`;
  }
  return /[\p{Script=Han}]{2,15}[〔［[【(（](?:19|20)\d\d[〕］\]】)）]\s*第?\d+号/u.exec(clause)?.[0];
}

/** The body that acted: the words between the date and the verb, order or title. */
function bodyOf(rest: string): string | undefined {
  const by =
    /^[\s，,]*(?:经|由)?\s*(.*?)(?:审议|决定|表决)?(?:通过|批准|核准|修订|修正|修改|公布|发布|颁布|印发|公告|令|《|关于|$)/u.exec(
      rest,
    );
  const name = by?.[1]?.replace(/[\s　）)]+$/u, '');
  return name && name.length >= 2 && !/^(施行|实施|起|自|第[一二三四五]次)/.test(name) ? name : undefined;
}

/** Read the lines between the title and the body. What tells no event stays as it is, in the preface. */
export function readHead(lines: readonly SourceLine[]): Head {
  const joined: { text: string; line: number }[] = [];
  for (const { text, line } of lines) {
    const last = joined.at(-1);
    if (last && continues(last.text.replaceAll('\n', ''), text)) last.text += `\n${text}`;
    else joined.push({ text, line });
  }
  const events: TextEvent[] = [];
  const preface: { text: string; line: number }[] = [];
  for (const { text, line } of joined) {
    // Of the same length as the text, so that places in one are places in the other.
    const flat = text.replaceAll('\n', ' ');
    const starts = cuts(flat);
    if (starts.length === 0) {
      const kinds = flat.length > 60 ? [] : kindsOf(flat);
      if (kinds.length === 0) preface.push({ text, line });
      else events.push(...kinds.map((kind, i) => event(kind, text, line, flat, i > 0)));
      continue;
    }
    // What stands before the first date belongs to the first clause; a clause that tells nothing to the one before it.
    const clauses: { from: number; at: number; kinds: TextEvent['kind'][] }[] = [];
    for (const [i, at] of starts.entries()) {
      const kinds = kindsOf(flat.slice(at, starts[i + 1]));
      const last = clauses.at(-1);
      if (kinds.length || !last) clauses.push({ from: i === 0 ? 0 : at, at, kinds });
    }
    const silent = clauses[0]?.kinds.length === 0 ? clauses.shift() : undefined;
    if (silent && clauses[0]) clauses[0].from = silent.from;
    if (clauses.length === 0) preface.push({ text, line });
    for (const [i, { from, at, kinds }] of clauses.entries()) {
      const to = clauses[i + 1]?.from ?? flat.length;
      for (const [j, kind] of kinds.entries())
        events.push(event(kind, text.slice(from, to), line, flat.slice(at, to), j > 0));
    }
  }
  return { events, preface };
}

function event(kind: TextEvent['kind'], says: string, line: number, flat: string, again: boolean): TextEvent {
  const date = datesIn(flat)[0];
  const rest = date ? flat.slice(date.at + date.length) : flat;
  const number = orderNumber(rest);
  const by = bodyOf(rest);
  return {
    kind,
    ...(date && { on: date.on }),
    ...(by && { by }),
    ...(number && { number }),
    says,
    ...(again && { again: true as const }),
    line,
  };
}

/** Pieces that all papers of a penalty case are made of. */
import { type Block, type CaseView, formatDate } from '@fadu/kernel';

/** Paragraphs; what is empty or false is left out. */
export const text = (...lines: (string | false | undefined)[]): Block[] =>
  lines.filter((l): l is string => Boolean(l)).map((line) => ({ kind: 'paragraph', text: line }));
/** A table of names and values; empty values are left out. */
export const table = (rows: readonly (readonly [string, unknown])[]): Block => ({
  kind: 'table',
  rows: rows
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => [name, String(value)]),
});
/** A date as documents print it, without the weekday; a dash when there is none. */
export const printed = (date: unknown): string =>
  date ? formatDate(String(date)).replace(/（.*$/, '') : '—';

/** The party as every approval form shows it. */
export const partyRows = (view: CaseView): [string, unknown][] => [
  ['案由', view.text('register-clue.title')],
  ['当事人', view.text('register-clue.partyName')],
  ['证件号码', view.text('register-clue.partyId')],
  ['住址', view.text('register-clue.partyAddress')],
];

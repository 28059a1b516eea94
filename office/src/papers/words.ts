/** Fixed wordings of an official document, the same in every format. */
import type { DateStr } from '@fadu/kernel';
import type { OfficialPaper } from './model.ts';

/** 2026-05-09 as 2026年5月9日: Arabic figures, no leading zeros (GB/T 9704-2012 §7.3.5). */
export function dateText(date: DateStr): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return `${year}年${month}月${day}日`;
}

/** 附件说明 as labelled entries: one is not numbered, several are 「1. 」 and on. */
export const attachmentEntries = (names: readonly string[]): { label: string; name: string }[] =>
  names.map((name, i) => ({ label: names.length === 1 ? '' : `${i + 1}. `, name }));

/** 抄送 as one sentence, closed with a full stop. */
export const copyToText = (organs: readonly string[]): string => `${organs.join('，').replace(/。$/, '')}。`;

/** Whether the title is printed. An order's mark is its title unless a separate one is given. */
export function showsTitle(paper: OfficialPaper): boolean {
  const title = paper.title.trim();
  return (
    title !== '' && (paper.kind !== '命令' || !`${paper.organMark}${paper.number ?? ''}`.startsWith(title))
  );
}

/** Text in parentheses, whether or not the input has them. */
export const parenthesised = (text: string): string => (/^（.*）$/.test(text) ? text : `（${text}）`);

/** Recipients with the full-width colon that closes them. */
export const recipientsText = (text: string): string => `${text.replace(/[：:]$/, '')}：`;

/** 密级 and 紧急程度 in the order of the standard. */
export const marksText = (paper: OfficialPaper): string[] =>
  [paper.secrecy, paper.urgency].filter((t): t is string => t !== undefined && t !== '');

/** Who signs: the signer of an order, the organ of everything else. */
export const signature = (paper: OfficialPaper): string =>
  paper.kind === '命令' && paper.signer ? paper.signer : paper.organ;

/** Midnight in China of the document's date: the only time a paper carries. */
export const paperTime = (paper: OfficialPaper): Date => new Date(`${paper.date}T00:00:00+08:00`);

/** 合规指导书: a letter to the party in plain words. Its form is DESIGN. */
import type { Block, PaperTemplate } from '@fadu/kernel';

const NUMERALS = '一二三四五六七八九十';
const ordinal = (i: number): string =>
  i < 10 ? (NUMERALS[i] ?? '') : i < 19 ? `十${NUMERALS[i - 10] ?? ''}` : '二十';

/** The letter, from the act `issue-guidance`. */
export const guidanceLetter: PaperTemplate = {
  title: '合规指导书',
  kind: '信函',
  issuedBy: 'lead',
  compose: (view) => {
    const input = view.last('issue-guidance')?.input;
    const number = view.issued('decide-penalty', 'decision');
    const advice = (input?.advice ?? []) as readonly string[];
    const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
    return {
      title: '合规指导书',
      recipients: `${view.text('register-clue.partyName')}：`,
      blocks: [
        paragraph(
          `你（单位）${view.text('register-clue.title')}一案已经作出处罚决定${number ? `（${number}）` : ''}。为帮助你（单位）改正并避免再次违法，现作如下指导。`,
        ),
        paragraph(`在办案中发现的问题：${String(input?.problems ?? '')}`),
        ...advice.map((line, i) => paragraph(`（${ordinal(i)}）${line}`)),
        paragraph(`对以上内容有不清楚的，可以咨询：${String(input?.contact ?? '')}。`),
        paragraph('本指导书不增加义务，不影响依法享有的复议、诉讼和信用修复的权利。'),
      ],
    };
  },
};

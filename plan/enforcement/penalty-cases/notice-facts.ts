/** What a case says of statements and of the one on whom papers are served. */
import type { CaseView } from '@fadu/kernel';

/** Numbers of statements that no re-examination answers. */
export const openStatements = (view: CaseView): number[] => {
  const answered = new Set(view.all('re-examine').map((a) => a.input.statement));
  return view
    .all('state-defence')
    .filter((a) => !answered.has(a.seq))
    .map((a) => a.seq);
};

/** Who signs for a paper served on the party itself: a natural person; an organisation's receiver is not known. */
export const partyServed = (view: CaseView): string | undefined =>
  view.get('register-clue.partyKind') === '法人或者其他组织'
    ? undefined
    : view.text('register-clue.partyName');

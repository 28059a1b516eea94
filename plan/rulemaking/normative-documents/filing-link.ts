/** How a document's own case stands to the filing of it: the same day, and the case it names is really there. */
import type { CaseView, InputRule, Question } from '@fadu/kernel';
import { EVER } from '../filing-review/common.ts';
import { DOCUMENT_FILINGS } from '../filing-review/facts.ts';
import { filingCode, type RecipientKey } from '../filing-review/recipients.ts';
import { task16 } from './common.ts';

/** The filing of this document with one recipient, as the register has it. */
export const filingOf = (view: CaseView, key: RecipientKey): Question & { ask: 'entry' } => ({
  ask: 'entry',
  register: DOCUMENT_FILINGS,
  code: filingCode(view.issued('assign-number', 'document') ?? '', key),
  on: EVER,
});

/** Checks on the day of filing and on the filing case that is named. */
export const filingRules = (key: RecipientKey): readonly InputRule[] => [
  {
    code: 'FILED-DAY',
    field: 'filedOn',
    cites: [task16],
    say: '报送日期不能晚于今天；还没有报送的，报送之后再登记',
    check: (input, _view, env) => String(input.filedOn) <= env.today,
  },
  {
    code: 'FILING-CASE',
    field: 'filingCase',
    cites: [task16],
    say: '备案审查平台上没有这一件',
    check: (input, view, env) => {
      const filing = env.answer(filingOf(view, key));
      if (!filing) {
        return !input.filingCase || `备案审查平台上没有这份文件的报送记录，请先在平台报送，再填写它的编号`;
      }
      if (filing.body.filedOn !== input.filedOn)
        return `备案审查平台记录的报送日期是${String(filing.body.filedOn)}，请填写同一天`;
      return (
        !input.filingCase ||
        filing.body.case === input.filingCase ||
        `这份文件在备案审查平台上的编号是${String(filing.body.case)}，不是${String(input.filingCase)}`
      );
    },
  },
];

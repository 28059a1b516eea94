/** A decided penalty of a body is sent in as credit information without retyping: the case says whose, what and how grave. */
import { type CaseView, dateOf, type LeadsTo } from '@fadu/kernel';
import { checkUscc } from '../../leadership/plan-tracking/identifiers.ts';
import { displayOf, type PenaltyItem } from '../penalty-cases/catalogue.ts';
import type { Sector } from '../penalty-cases/settings.ts';

const partyId = (view: CaseView): string => view.text('register-clue.partyId');

/** From an ordinary penalty case to `credit-record`. Never for natural persons, nor for what is sealed. */
export const penaltyToCredit: LeadsTo = {
  procedure: 'credit-record',
  act: 'submit',
  title: '报送失信信息',
  in: ['service', 'performance', 'enforcement', 'archived'],
  when: (view) =>
    view.last('decide-penalty') !== undefined &&
    view.text('register-clue.sector') !== '公安' &&
    checkUscc(partyId(view), { demo: 'accept' }).ok,
  from: (view) => {
    const act = view.last('decide-penalty');
    const gravity = displayOf(
      (act?.input.items ?? []) as readonly PenaltyItem[],
      view.text('register-clue.sector') as Sector,
    ).tier;
    const kind = view.text('register-clue.partyKind');
    return {
      title: view.text('register-clue.title'),
      partyName: view.text('register-clue.partyName'),
      partyKind: kind === '个体工商户' ? '个体工商户' : '企业',
      partyId: partyId(view),
      partyAccount: view.get('register-clue.partyAccount'),
      source: '行政处罚',
      penaltyCase: view.state.id,
      document: view.issued('decide-penalty', 'decision'),
      decidedOn: act && dateOf(act.at),
      gravity,
      shown: gravity !== '轻微',
    };
  },
};

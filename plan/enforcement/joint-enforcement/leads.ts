/** A penalty case whose head decided to give it to another organ is sent there without retyping. */
import type { LeadsTo } from '@fadu/kernel';

/** From an ordinary penalty case to `case-transfer`. */
export const penaltyToOrgan: LeadsTo = {
  procedure: 'case-transfer',
  act: 'send',
  title: '移送案件材料和物品',
  in: ['transferred'],
  when: (view) => view.last('transfer-organ') !== undefined,
  from: (view) => ({
    title: view.text('register-clue.title'),
    penaltyCase: view.issued('file', 'case') ?? view.issued('register-clue', 'clue') ?? view.state.id,
    receiver: view.text('transfer-organ.organ'),
    basis: view.text('transfer-organ.reason'),
  }),
};

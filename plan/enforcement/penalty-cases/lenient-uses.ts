/**
 * Each use of a list entry is recorded with the decision that makes it (R26.2): an entry of its own register, without
 * the party, so that the number of times applied is counted from decisions and from nothing else. A decision that is
 * set aside or changed takes its use back.
 */
import { type CaseView, dateOf, type Env, type RegisterChange } from '@fadu/kernel';
import { currentProposal } from './facts.ts';

/** Register of uses; it has no definition of its own, because nobody keeps it by hand. */
export const LENIENT_USES = 'lenient-use';

/** The use that the decision in force makes, or nothing. `status`: 取消 takes it back. */
function use(view: CaseView, on: string, status: '在用' | '取消'): readonly RegisterChange[] {
  const item = currentProposal(view)?.lenientItem;
  const decision = view.last('decide-no-penalty') ?? view.last('decide-penalty');
  if (!item || !decision) return [];
  return [
    {
      register: LENIENT_USES,
      code: `${view.state.id}-${decision.seq}`,
      lawFrom: on,
      body: {
        name: '从宽清单适用记录',
        item,
        organ: view.bound('lead')[0] ?? '',
        on: dateOf(decision.at),
        outcome: decision.act === 'decide-no-penalty' ? '不予处罚' : '给予处罚',
        status,
      },
    },
  ];
}

/** Entries of a decision that applies a list. */
export const usesList = (view: CaseView, env: Env): readonly RegisterChange[] => use(view, env.today, '在用');
/** Entries of an act that sets such a decision aside or changes it. */
export const takesUseBack = (view: CaseView, env: Env): readonly RegisterChange[] =>
  use(view, env.today, '取消');

/** The code that officers show at the door: what it says of an approved inspection, and how the inspection stands now. */
import { CaseView, dateOf } from '@fadu/kernel';
import type { VisitCredential } from '@fadu/plan/enforcement/inspections/visits/credential';
import {
  head,
  itemNames,
  objectOf,
  visitNumber,
  visitors,
} from '@fadu/plan/enforcement/inspections/visits/facts';
import { loadCase } from '../cases/load.ts';
import type { Office } from '../office.ts';
import { Problem } from '../problem.ts';

/** Phases in which a code is shown: approved and noticed, or under way. */
const SHOWN: readonly string[] = ['approved', 'urgent', 'on-site'];

/** A code holds only so much: beyond three items their number. */
const shortList = (items: readonly string[]): string =>
  items.length > 3 ? `${items.slice(0, 3).join('、')}等${items.length}项` : items.join('、');

async function viewOf(office: Office, scope: Parameters<typeof loadCase>[1], id: string) {
  const { state, procedure } = await loadCase(office, scope, id);
  if (procedure.code !== 'inspection') throw new Problem(404, 'not-found', '没有这次检查');
  return {
    view: new CaseView(state),
    phase: state.phase,
    phaseTitle: procedure.phases[state.phase]?.title ?? '',
  };
}

/** What the code of an inspection says, for an organ that takes part. @throws Problem 404, 409 */
export async function visitCredential(office: Office, organ: string, id: string): Promise<VisitCredential> {
  const { view, phase } = await viewOf(office, { as: 'organ', organ }, id);
  const urgent = view.last('enter-urgently') !== undefined;
  if (!SHOWN.includes(phase) || (!urgent && !view.last('notify')))
    throw new Problem(409, 'visit-code', '检查经批准、发了通知书以后才有检查码；办结、取消的检查没有');
  const facts = head(view);
  return {
    id,
    number: visitNumber(view) || '紧急检查，待补办批准',
    organs: visitors(view).map(office.organName).join('、'),
    object: objectOf(view),
    name: String(facts.objectName),
    items: shortList(visitors(view).flatMap((o) => itemNames(view, o))),
    from: String(facts.from ?? facts.on),
    to: String(facts.to ?? facts.on),
    asOf: dateOf(office.now()),
  };
}

/** How an inspection stands, for whoever holds its signed code. */
export interface VisitStanding {
  /** It may be carried out now. */
  readonly good: boolean;
  readonly says: string;
}

/** Ask how the inspection of a signed code stands now. The signature is the right to ask: check it first. */
export async function visitStanding(office: Office, visit: VisitCredential): Promise<VisitStanding> {
  const { view, phase, phaseTitle } = await viewOf(office, { as: 'system' }, visit.id);
  const today = dateOf(office.now());
  if (objectOf(view) !== visit.object) return { good: false, says: '检查码与登记的企业不一致' };
  if (phase === 'cancelled' || phase === 'rejected' || phase === 'refused')
    return { good: false, says: `这次检查的状态是“${phaseTitle}”，不得检查` };
  if (phase === 'approved')
    return today <= visit.to
      ? { good: true, says: '已经批准，还没有进入' }
      : { good: false, says: '批准的检查期间已经过去，不得检查' };
  if (phase === 'on-site' || phase === 'urgent') return { good: true, says: '正在检查' };
  return { good: false, says: '这次检查已经结束，不能凭它再次进入' };
}

/** The procedure that records a change of law, as the pages know it. */
import type { CaseDetail } from '../../api/types.ts';
import type { Values } from '../../schema.ts';

/** Code of the procedure. */
export const LAW_CHANGE = 'law-change';

/** What was proposed last, to begin its correction with; nothing for any other act. */
export function returnedValues(view: Pick<CaseDetail, 'procedure' | 'timeline'>, act: string): Values {
  if (view.procedure.code !== LAW_CHANGE || act !== 'amend-change') return {};
  const last = view.timeline.findLast((e) => !e.voided && ['propose-change', 'amend-change'].includes(e.act));
  return Object.fromEntries((last?.entered ?? []).map((e) => [e.field, e.value]));
}

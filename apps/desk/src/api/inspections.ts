/** What the page of inspections reads: joint visits that are proposed, and inspections whose code is shown. */
import type { DueVisit, JointProposal, OwnVisit } from '@fadu/office/inspections/joint';
import { queryOptions } from '@tanstack/react-query';
import { get } from './http.ts';

export type { DueVisit, JointProposal, OwnVisit };

/** Proposals for the organ one acts for, and its own inspections. */
export const jointQuery = queryOptions({
  queryKey: ['inspections', 'joint'],
  queryFn: ({ signal }) =>
    get<{
      readonly organ: string;
      readonly items: readonly JointProposal[];
      readonly own: readonly OwnVisit[];
    }>('/api/v1/inspections/joint', signal),
});

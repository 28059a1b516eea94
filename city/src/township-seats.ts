/** Who works in a township: its windows, what is delegated to it, and its grid. */
import { CITY_ORGANS, COUNTY_KEYS } from './organs.ts';

const SEATS: readonly (readonly [short: string, duty: string, ...roles: string[]])[] = [
  ['window', '窗口、分派人员', 'window-clerk', 'grid-dispatcher'],
  ['examiner', '审查人员、平台办理人员', 'service-reviewer', 'grid-handler'],
  ['approver', '审批负责人', 'service-approver', 'chief-rep', 'organ-head'],
  ['grid', '网格员', 'grid-member'],
];

/** Seats of every township, in order; names are drawn by whoever makes the people. */
export const townshipSeats = () =>
  CITY_ORGANS.filter((o) => o.kind === 'township').flatMap((organ) =>
    SEATS.map(([short, duty, ...roles]) => ({
      username: `${short}.${organ.id.slice(organ.id.indexOf('-') + 1)}.${COUNTY_KEYS[organ.region]?.key ?? ''}`,
      duty: `${organ.name}${duty}`,
      posts: roles.map((role) => ({ role, organ: organ.id })),
    })),
  );

/** A service hall with its people, published items and somebody who applies: what the pages of services need to be more than empty. */
import type { Actor } from '@fadu/kernel';
import { createAccount } from '@fadu/office/identity/index';
import type { TestOffice } from '@fadu/office/testing/office';
import { HALL, prepareServices } from '@fadu/office/testing/services';
import type { House } from './house.ts';
import { PASSWORD } from './house.ts';

/** Code of the food licence, and of the item that may be granted on a commitment. */
export const FOOD = '220131001000-01';
export const AGENCY = '220131002000-01';
/** The applicant’s account. */
export const RESIDENT = 'wangxiaoming';

const STAFF: readonly (readonly [username: string, name: string, role: string, organ: string])[] = [
  ['window', '方窗口', 'window-clerk', HALL],
  ['rating', '许评价', 'rating-clerk', HALL],
  ['hall', '邹大厅', 'hall-manager', HALL],
  ['servicereview', '温审查', 'service-reviewer', 't-market'],
  ['serviceapprove', '骆审批', 'service-approver', 't-market'],
];

/** What tests of the office need, over a house. */
export const officeOf = (house: House): TestOffice =>
  ({
    office: house.running.office,
    staff: (role: string, organ: string, name?: string): Actor => ({
      kind: 'person',
      person: `p-${name ?? `${organ}-${role}`}`,
      name: name ?? '经办人',
      posts: [{ role, organ }],
    }),
    at: house.at,
    database: { pool: house.pool },
  }) as unknown as TestOffice;

/** Publish the items on `day`; everyone gets an account. The lists of the house must have been prepared. */
export async function servicesScene(house: House, t: TestOffice, day: string): Promise<void> {
  await prepareServices(t, day);
  await serviceAccounts(house);
}

/** Accounts of the hall’s and the regulator’s people and of the resident. */
export async function serviceAccounts(house: House): Promise<void> {
  const person = async (username: string, name: string, kind: 'staff' | 'resident') => {
    const id = `p-${username}`;
    await createAccount(house.running.auth, { username, name, kind, password: PASSWORD, demo: true, id });
    await house.pool.query('insert into fadu.person (id, name, kind, demo) values ($1, $2, $3, true)', [
      id,
      name,
      kind,
    ]);
    return id;
  };
  for (const [username, name, role, organ] of STAFF)
    await house.pool.query('insert into fadu.post (person, role, organ) values ($1, $2, $3)', [
      await person(username, name, 'staff'),
      role,
      organ,
    ]);
  await person(RESIDENT, '王小明', 'resident');
}

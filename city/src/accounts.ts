/** Accounts of the demonstration city: one for everyone, all with one printed password. */
import { type Auth, createAccount } from '@fadu/office/identity/index';
import type { People } from './people.ts';

/** Password of every demonstration account; printed at every start and refused by a production system. */
export const DEMO_PASSWORD = 'fadu-demo-2026';

/** How many accounts are made at a time. */
const LANES = 8;

/** Make what is missing, but for those apart; answers how many were made. Running it again changes nothing. */
export async function makeAccounts(
  auth: Auth,
  people: People,
  onProgress: (done: number, of: number) => void = () => {},
): Promise<number> {
  const all = [
    ...people.staff
      .filter((s) => !s.apart)
      .map((s) => ({ id: s.id, username: s.username, name: s.name, kind: 'staff' as const })),
    ...people.residents.map((r) => ({
      id: r.id,
      username: r.username,
      name: r.name,
      kind: 'resident' as const,
    })),
  ];
  let next = 0;
  let made = 0;
  let done = 0;
  const lane = async () => {
    for (let account = all[next++]; account; account = all[next++]) {
      const answer = await createAccount(auth, { ...account, password: DEMO_PASSWORD, demo: true });
      if (answer.created) made++;
      onProgress(++done, all.length);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return made;
}

/** Accounts that the start page prints: what one can be, and as whom. */
export const GUIDE: readonly (readonly [what: string, username: string])[] = [
  ['居民：查文件、提意见、申请公开', 'resident'],
  ['企业', 'enterprise'],
  ['市城管执法局起草人员', 'drafter.city'],
  ['市城管执法局分管负责人', 'head.city'],
  ['市政府办公室办文人员', 'clerk.office'],
  ['市司法局合法性审核人员', 'reviewer.justice'],
  ['市市场监管局公平竞争审查人员', 'competition.market'],
  ['市市场监管局执法人员', 'officer.market'],
  ['市长', 'mayor'],
  ['方案统筹人员（依法治市办）', 'coordinator'],
  ['日历管理人员（录入放假安排）', 'clerk.justice'],
  ['昌邑区政府办办文人员', 'clerk.changyi'],
  ['昌邑区合法性审核人员', 'reviewer.changyi'],
];

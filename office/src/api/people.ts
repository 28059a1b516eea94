/** Who works in an organ: the posts held today, for pickers and the directory of the desk. */
import { dateOf } from '@fadu/kernel';
import { Hono } from 'hono';
import type { Office } from '../office.ts';
import { notFound, Problem } from '../problem.ts';
import { type Identify, signedIn } from './context.ts';

/** Roles that no procedure names, in words. */
const OFFICE_ROLES: Readonly<Record<string, string>> = {
  'calendar-keeper': '日历管理人员',
  'plan-coordinator': '方案统筹人员',
  supervisor: '监督人员',
};

/** What a role is called: in the first procedure that has it, else by the office's own list. */
const roleWord = (office: Office, role: string): string =>
  [...office.procedures.values()].find((p) => p.roles[role])?.roles[role] ?? OFFICE_ROLES[role] ?? '工作人员';

/** Someone who holds posts in an organ today. */
export interface PersonOfOrgan {
  readonly id: string;
  readonly name: string;
  readonly posts: readonly { readonly role: string; readonly roleName: string; readonly from: string }[];
}

/** The people of an organ by name, each with the posts held on the office's today. */
export async function peopleOf(office: Office, organ: string): Promise<PersonOfOrgan[]> {
  const today = dateOf(office.now());
  const rows = await office.store.within({ as: 'system' }, (tx) =>
    tx
      .selectFrom('fadu.post')
      .innerJoin('fadu.person', 'fadu.person.id', 'fadu.post.person')
      .select(['fadu.person.id', 'fadu.person.name', 'fadu.post.role', 'fadu.post.valid_from'])
      .where('fadu.post.organ', '=', organ)
      .where('fadu.post.valid_from', '<=', today)
      .where((e) => e.or([e('fadu.post.valid_to', 'is', null), e('fadu.post.valid_to', '>=', today)]))
      .orderBy('fadu.person.name')
      .orderBy('fadu.person.id')
      .orderBy('fadu.post.role')
      .execute(),
  );
  return [...Map.groupBy(rows, (r) => r.id).values()].map((posts) => ({
    id: posts[0]?.id ?? '',
    name: posts[0]?.name ?? '',
    posts: posts.map((p) => ({ role: p.role, roleName: roleWord(office, p.role), from: p.valid_from })),
  }));
}

/** Routes below `/api/v1`. Open to everyone who holds a post; residents do not see who works where. */
export function peopleRoutes(office: Office, identify: Identify): Hono {
  const app = new Hono();
  app.get('/organs/:id/people', async (c) => {
    const actor = await signedIn(identify, c);
    if (actor.posts.length === 0) throw new Problem(403, 'who', '机关人员名单只供在岗工作人员查看');
    const organ = c.req.param('id');
    if (!office.organ(organ)) throw notFound('这个机关');
    return c.json({ items: await peopleOf(office, organ) });
  });
  return app;
}

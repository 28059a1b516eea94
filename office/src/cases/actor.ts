/** From an account to someone who may act: the posts held today. */
import { type Actor, ANONYMOUS, dateOf } from '@fadu/kernel';
import type { Office } from '../office.ts';

export interface Account {
  readonly id: string;
  readonly name: string;
  readonly kind: 'staff' | 'resident';
}

/** The posts a person holds on the office's today. */
export async function postsOf(office: Office, person: string) {
  const today = dateOf(office.now());
  return office.store.within({ as: 'system' }, (tx) =>
    tx
      .selectFrom('fadu.post')
      .select(['role', 'organ'])
      .where('person', '=', person)
      .where('valid_from', '<=', today)
      .where((e) => e.or([e('valid_to', 'is', null), e('valid_to', '>=', today)]))
      .orderBy('organ')
      .orderBy('role')
      .execute(),
  );
}

/** The actor behind a signed-in account, or the anonymous one. */
export async function actorOf(office: Office, account: Account | null): Promise<Actor> {
  if (!account) return ANONYMOUS;
  return {
    kind: 'person',
    person: account.id,
    name: account.name,
    posts: account.kind === 'staff' ? await postsOf(office, account.id) : [],
  };
}

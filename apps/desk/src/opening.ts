/** Which act of a procedure a post may open a case with. Pure. */
import type { Definition, Post } from './api/types.ts';

/** The opening act for a post, or null when the post may open none. */
export function openingFor(definition: Definition, post: Pick<Post, 'role'> | null) {
  for (const [name, act] of Object.entries(definition.acts)) {
    if (!act.opens || !post) continue;
    if (act.by.some((by) => by.kind === 'office' && by.role === post.role)) return { name, ...act };
  }
  return null;
}

/** Roles that may open a case of this procedure, in words. */
export function openingRoles(definition: Definition): string[] {
  const roles = Object.values(definition.acts)
    .filter((act) => act.opens)
    .flatMap((act) => act.by.map((by) => by.text));
  return [...new Set(roles)];
}

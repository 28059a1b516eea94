/** Which act of a procedure a post may open a case with. Pure. */
import type { Definition, Post } from './api/types.ts';

/** The acts by which a post may open a case of this procedure: before or without approval, with or without a filing. */
export const openingsFor = (definition: Definition, post: Pick<Post, 'role'> | null) =>
  Object.entries(definition.acts).flatMap(([name, act]) =>
    post && act.opens && act.by.some((by) => by.kind === 'office' && by.role === post.role)
      ? [{ name, ...act }]
      : [],
  );

/** The first of them, or null when the post may open none. */
export const openingFor = (definition: Definition, post: Pick<Post, 'role'> | null) =>
  openingsFor(definition, post)[0] ?? null;

/** Roles that may open a case of this procedure, in words. */
export function openingRoles(definition: Definition): string[] {
  const roles = Object.values(definition.acts)
    .filter((act) => act.opens)
    .flatMap((act) => act.by.map((by) => by.text));
  return [...new Set(roles)];
}

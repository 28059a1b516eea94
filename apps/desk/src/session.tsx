/** Who works here now, under which post, and what day it is for the office. */
import { dateOf } from '@fadu/kernel/time/date';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react';
import { actUnder } from './api/http.ts';
import { meQuery } from './api/queries.ts';
import type { Me, Post } from './api/types.ts';
import { Boot, Failure } from './parts/states.tsx';

/** The session as pages use it. */
export interface Session {
  readonly me: Me;
  /** The post acted under; null when the person holds none. */
  readonly post: Post | null;
  /** Today by the office's clock, in China Standard Time. */
  readonly today: string;
  changePost(post: Post): void;
}

const Current = createContext<Session | null>(null);

/** `role@organ`, as the API names a post. */
export const postKey = (post: Pick<Post, 'role' | 'organ'>): string => `${post.role}@${post.organ}`;

const storeKey = (me: Me): string => `fadu-desk-post:${me.id}`;

/** The post of last time, if it is still held; otherwise the first. */
export function rememberedPost(me: Me, stored: string | null): Post | null {
  return me.posts.find((p) => postKey(p) === stored) ?? me.posts[0] ?? null;
}

/** Reads who is signed in before anything else is shown. */
export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const me = useQuery(meQuery);
  if (me.isPending) return <Boot />;
  if (!me.data) return <Failure error={me.error} again={() => me.refetch()} page />;
  return <WithPost me={me.data}>{children}</WithPost>;
}

function WithPost({ me, children }: { readonly me: Me; readonly children: ReactNode }) {
  const client = useQueryClient();
  const [chosen, setChosen] = useState<string | null>(() => localStorage.getItem(storeKey(me)));
  const post = rememberedPost(me, chosen);
  // Before the first child asks anything: requests go out under this post.
  actUnder(post ? postKey(post) : null);
  const changePost = useCallback(
    (next: Post) => {
      localStorage.setItem(storeKey(me), postKey(next));
      actUnder(postKey(next));
      setChosen(postKey(next));
      void client.resetQueries({ predicate: (q) => q.queryKey[0] !== 'me' });
    },
    [client, me],
  );
  const session = useMemo(() => ({ me, post, today: dateOf(me.now), changePost }), [me, post, changePost]);
  return <Current value={session}>{children}</Current>;
}

/** The session. Only below `SessionProvider`. */
export function useSession(): Session {
  const session = use(Current);
  if (!session) throw new Error('useSession outside SessionProvider');
  return session;
}

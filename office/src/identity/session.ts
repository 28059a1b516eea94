/** Who is asking: from the headers of a request to the account behind it. */
import type { Context, MiddlewareHandler } from 'hono';
import type { AccountKind } from './accounts.ts';
import type { Auth } from './auth.ts';
import { problemResponse } from './problem.ts';

/** The account behind a request. */
export interface Account {
  readonly id: string;
  readonly name: string;
  /** Absent for someone known through the unified identity service only. */
  readonly username?: string;
  readonly kind: AccountKind;
  /** An account of the demonstration city. */
  readonly demo: boolean;
  /** A second factor is set up for the account. */
  readonly secondFactorEnrolled: boolean;
  /** This session was opened with a second factor. */
  readonly twoFactorVerified: boolean;
}

/** How far a sign-in has come. Only `signed-in` may act. */
export type SignInState =
  | { readonly state: 'none' }
  /** Staff in production, who must still give or set up the second factor. */
  | { readonly state: 'second-factor-due'; readonly account: Account }
  | { readonly state: 'signed-in'; readonly account: Account };

/** How far the sign-in behind these headers (cookie or `Authorization: Bearer`) has come. */
export async function signInState(auth: Auth, headers: Headers): Promise<SignInState> {
  const found = await auth.library.api.getSession({ headers });
  if (!found || found.user.closed) return { state: 'none' };
  const { user, session } = found;
  const account: Account = {
    id: user.id,
    name: user.name,
    ...(user.username ? { username: user.username } : {}),
    kind: user.kind === 'staff' ? 'staff' : 'resident',
    demo: user.demo,
    secondFactorEnrolled: user.twoFactorEnabled === true,
    twoFactorVerified: session.secondFactor,
  };
  const due = auth.settings.production && account.kind === 'staff' && !account.twoFactorVerified;
  return { state: due ? 'second-factor-due' : 'signed-in', account };
}

/**
 * The account that may act with these headers, or null. Staff of a production system who have not given their second
 * factor are nobody yet: use `signInState` to send them on to it.
 */
export async function currentAccount(auth: Auth, headers: Headers): Promise<Account | null> {
  const found = await signInState(auth, headers);
  return found.state === 'signed-in' ? found.account : null;
}

/** What `requireAccount` leaves in the context. */
export interface AccountVariables {
  account: Account;
}

/** Middleware for routes of the API: 401 or 403 as problem JSON, or the account as `c.get('account')`. */
export function requireAccount(
  auth: Auth,
  kind?: AccountKind,
): MiddlewareHandler<{ Variables: AccountVariables }> {
  return async (c: Context<{ Variables: AccountVariables }>, next) => {
    const found = await signInState(auth, c.req.raw.headers);
    if (found.state === 'none') return problemResponse(401, 'UNAUTHORIZED', c.req.path);
    if (found.state === 'second-factor-due') return problemResponse(403, 'SECOND_FACTOR_DUE', c.req.path);
    if (kind && found.account.kind !== kind)
      return problemResponse(403, kind === 'staff' ? 'STAFF_ONLY' : 'RESIDENTS_ONLY', c.req.path);
    c.set('account', found.account);
    await next();
    return undefined;
  };
}

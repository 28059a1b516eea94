/** What Fadu asks of sign-in beyond the library: limits per account, who may have a session, how strong it is. */
import type { BetterAuthPlugin, GenericEndpointContext } from 'better-auth';
import { APIError, createAuthMiddleware, getSessionFromCtx } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { AUTH_SCHEMA, OIDC_PROVIDER, type ResolvedSettings } from './settings.ts';
import { clearAttempts, countAttempt, throttleKey } from './throttle.ts';

const passwordPaths = new Set(['/sign-in/username', '/sign-in/email']);
const codePaths = new Set(['/two-factor/verify-totp', '/two-factor/verify-backup-code']);

/** Requests that show, replace or remove the second factor. */
const factorPaths = new Set([
  '/two-factor/disable',
  '/two-factor/get-totp-uri',
  '/two-factor/generate-backup-codes',
]);

/** The user name of a sign-in request, or null when there is none to count for. */
function passwordKey(body: unknown): string | null {
  const { username, email } = (body ?? {}) as { username?: unknown; email?: unknown };
  const who = typeof username === 'string' ? username : typeof email === 'string' ? email : null;
  return who === null ? null : throttleKey('password', who.trim().toLowerCase());
}

function tooMany(retryAfter: number): APIError {
  return new APIError(
    'TOO_MANY_REQUESTS',
    { code: 'ACCOUNT_THROTTLED', message: 'Too many failed attempts on this account' },
    { 'x-retry-after': String(retryAfter) },
  );
}

/** Refuse a session to an account that is closed, or that is a demonstration account in a production system. */
export async function refuseSession(settings: ResolvedSettings, userId: string): Promise<void> {
  const { rows } = await settings.pool.query<{ demo: boolean; closed: boolean }>(
    `select demo, closed from ${AUTH_SCHEMA}."user" where id = $1`,
    [userId],
  );
  if (rows[0]?.closed)
    throw new APIError('FORBIDDEN', { code: 'ACCOUNT_CLOSED', message: 'Account is closed' });
  if (rows[0]?.demo && settings.production)
    throw new APIError('FORBIDDEN', {
      code: 'DEMO_ACCOUNT_REFUSED',
      message: 'Demonstration accounts cannot sign in to a production system',
    });
}

/**
 * Whether the session being made stands on two factors: a code was just verified, or the unified identity service
 * is trusted to have asked for one, or the session continues one that did (after a password change).
 */
export function sessionHasSecondFactor(
  settings: ResolvedSettings,
  context: GenericEndpointContext | null,
): boolean {
  const path = context?.path ?? '';
  if (codePaths.has(path)) return true;
  if (path === '/callback/:id')
    return context?.params?.id === OIDC_PROVIDER && settings.oidc?.secondFactor === true;
  if (path === '/change-password') return context?.context.session?.session.secondFactor === true;
  return false;
}

/** The plugin that carries these rules into the library. */
export function guard(settings: ResolvedSettings) {
  const limit = settings.limits.perAccount;
  return {
    id: 'fadu-guard',
    hooks: {
      before: [
        {
          matcher: (context) => passwordPaths.has(context.path ?? ''),
          handler: createAuthMiddleware(async (ctx) => {
            const key = passwordKey(ctx.body);
            if (!key) return;
            const attempt = await countAttempt(settings.pool, key, limit, Date.now());
            if (!attempt.allowed) throw tooMany(attempt.retryAfter);
          }),
        },
        {
          // Whoever has only the first factor must not reach past the second: not remove it, not read its secret.
          // Cookies only, because a bearer token is read after this hook and could name another session.
          matcher: (context) => factorPaths.has(context.path ?? ''),
          handler: createAuthMiddleware(async (ctx) => {
            const bearer = ctx.headers?.has('authorization');
            const current = bearer ? null : await getSessionFromCtx(ctx);
            if (!current) throw new APIError('UNAUTHORIZED', { code: 'UNAUTHORIZED', message: 'Sign in' });
            if (current.user.twoFactorEnabled && current.session.secondFactor !== true)
              throw new APIError('FORBIDDEN', {
                code: 'SECOND_FACTOR_NEEDED',
                message: 'Give the second factor first',
              });
          }),
        },
        {
          // A name with @ reads as one of the staff; e-mail is no way in here, so a user name is needed.
          matcher: (context) => context.path === '/sign-up/email',
          handler: createAuthMiddleware(async (ctx) => {
            const name = (ctx.body as { username?: unknown } | undefined)?.username;
            if (typeof name !== 'string' || name.includes('@'))
              throw new APIError('BAD_REQUEST', { code: 'INVALID_USERNAME', message: 'Username is invalid' });
          }),
        },
      ],
      after: [
        {
          matcher: (context) => passwordPaths.has(context.path ?? ''),
          handler: createAuthMiddleware(async (ctx) => {
            const key = passwordKey(ctx.body);
            if (key && !(ctx.context.returned instanceof APIError)) await clearAttempts(settings.pool, key);
          }),
        },
        {
          // A code given within a session that has only one factor, for example one from the identity service: the
          // library counts codes at sign-in only, and leaves the session as it is. We count, and exchange it.
          matcher: (context) => codePaths.has(context.path ?? ''),
          handler: createAuthMiddleware(async (ctx) => {
            if (ctx.context.newSession) return;
            const current = await getSessionFromCtx(ctx);
            if (!current || current.session.secondFactor === true) return;
            const key = throttleKey('code', current.user.id);
            const attempt = await countAttempt(settings.pool, key, limit, Date.now());
            if (!attempt.allowed) {
              await ctx.context.internalAdapter.deleteSession(current.session.token);
              throw tooMany(attempt.retryAfter);
            }
            if (ctx.context.returned instanceof APIError) return;
            const session = await ctx.context.internalAdapter.createSession(current.user.id, false);
            await ctx.context.internalAdapter.deleteSession(current.session.token);
            await setSessionCookie(ctx, { session, user: current.user });
            await clearAttempts(settings.pool, key);
          }),
        },
      ],
    },
  } satisfies BetterAuthPlugin;
}

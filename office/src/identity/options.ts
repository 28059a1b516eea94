/** The library's options, in one place: `createAuth` runs with them and `migrateAuth` makes the tables from them. */
import { createHash } from 'node:crypto';
import type { BetterAuthOptions } from 'better-auth';
import { bearer, genericOAuth, twoFactor, username } from 'better-auth/plugins';
import { guard, refuseSession, sessionHasSecondFactor } from './guard.ts';
import {
  ADDRESS_HEADER,
  AUTH_PATH,
  MAX_PASSWORD,
  MIN_PASSWORD,
  OIDC_PROVIDER,
  type OidcSettings,
  type ResolvedSettings,
} from './settings.ts';

/** What stands in the e-mail column of an account that gave none: `.invalid` can never receive mail (RFC 2606). */
export function placeholderEmail(unique: string): string {
  return `${createHash('sha256').update(unique).digest('hex').slice(0, 32)}@account.invalid`;
}

/** Lower case, no blanks at the ends: `Zhang.Wei@Justice ` and `zhang.wei@justice` are one account. */
export function normalizeUsername(name: string): string {
  return name.trim().toLowerCase();
}

/** `zhang.wei@justice` (staff) or `zhang.wei`: Latin letters, digits, dot, hyphen, underscore; one @ at most. */
export function isUsername(name: string): boolean {
  return /^[a-z0-9][a-z0-9._-]*(@[a-z0-9][a-z0-9.-]*)?$/i.test(name);
}

/** Options that are no endpoint of ours: names come from the personnel list, mail is not sent, tokens stay inside. */
const closedPaths = [
  '/sign-in/email',
  '/is-username-available',
  '/update-user',
  '/update-session',
  '/change-email',
  '/delete-user',
  '/delete-user/callback',
  '/request-password-reset',
  '/reset-password',
  '/send-verification-email',
  '/verify-email',
  '/link-social',
  '/unlink-account',
  '/get-access-token',
  '/refresh-token',
  '/account-info',
];

function oidcProvider(oidc: OidcSettings) {
  return {
    providerId: OIDC_PROVIDER,
    discoveryUrl: `${oidc.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
    clientId: oidc.clientId,
    clientSecret: oidc.clientSecret,
    scopes: [...(oidc.scopes ?? ['openid', 'profile'])],
    pkce: true,
    requireIdTokenVerification: true,
    disableSignUp: oidc.registersResidents === false,
    // Identity is issuer and subject. The service's e-mail is not taken over, so that no account can be won by one.
    mapProfileToUser: (profile: Record<string, unknown>) => ({
      email: placeholderEmail(`${oidc.issuer}|${String(profile.sub)}`),
      emailVerified: false,
      name: String(profile.name || profile.preferred_username || '未登记姓名'),
    }),
  };
}

/** Options of the library for these settings, `database` left to the caller. */
export function authOptions(settings: ResolvedSettings) {
  const { perAddress, perAccount } = settings.limits;
  return {
    appName: '法度',
    baseURL: settings.baseURL,
    basePath: AUTH_PATH,
    secret: settings.secret,
    trustedOrigins: [settings.baseURL],
    disabledPaths: closedPaths,
    emailAndPassword: {
      enabled: true,
      disableSignUp: !settings.selfRegistration,
      minPasswordLength: MIN_PASSWORD,
      maxPasswordLength: MAX_PASSWORD,
      revokeSessionsOnPasswordReset: true,
    },
    user: {
      additionalFields: {
        kind: { type: 'string', required: true, defaultValue: 'resident', input: false },
        demo: { type: 'boolean', required: true, defaultValue: false, input: false },
        closed: { type: 'boolean', required: true, defaultValue: false, input: false },
      },
    },
    session: {
      expiresIn: settings.sessionHours * 3600,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
      additionalFields: {
        secondFactor: { type: 'boolean', required: true, defaultValue: false, input: false },
      },
    },
    account: {
      encryptOAuthTokens: true,
      accountLinking: { enabled: false },
    },
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: 60,
      max: 300,
      customRules: {
        '/sign-in/*': perAddress,
        '/sign-up/*': perAddress,
        '/two-factor/*': perAddress,
        '/verify-password': perAddress,
        // The library prunes counters older than the longest window it knows of: this rule tells it ours.
        '/change-password': { max: perAccount.max, window: perAccount.window },
      },
    },
    advanced: {
      cookiePrefix: 'fadu',
      useSecureCookies: settings.baseURL.startsWith('https:'),
      // Spelled out, because the library relaxes both by itself when it believes it is under test.
      disableCSRFCheck: false,
      disableOriginCheck: false,
      ipAddress: {
        ipAddressHeaders: [ADDRESS_HEADER],
        trustedProxies: settings.trustedProxies.length > 0 ? [...settings.trustedProxies] : undefined,
      },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session, context) => {
            await refuseSession(settings, session.userId);
            return { data: { secondFactor: sessionHasSecondFactor(settings, context) } };
          },
        },
      },
    },
    plugins: [
      username({
        maxUsernameLength: 64,
        usernameNormalization: normalizeUsername,
        usernameValidator: isUsername,
        validationOrder: { username: 'post-normalization' },
        displayUsername: false,
      }),
      twoFactor({ issuer: '法度', allowPasswordless: true, trustDeviceMaxAge: 0 }),
      genericOAuth({ config: settings.oidc ? [oidcProvider(settings.oidc)] : [] }),
      guard(settings),
      bearer({ requireSignature: true }),
    ],
    onAPIError: {
      errorURL: `${settings.baseURL}/sign-in`,
      onError: (error, context) => {
        const status = (error as { statusCode?: number }).statusCode;
        if (status === undefined || status >= 500) context.logger.error('identity request failed', error);
      },
    },
    logger: settings.log
      ? { level: 'warn', log: (level, message) => settings.log?.(level, message) }
      : { level: 'error' },
    telemetry: { enabled: false },
  } satisfies Omit<BetterAuthOptions, 'database'>;
}

/** What a city decides about sign-in: the address, the secret, the limits, the unified identity service. */
import type { Pool } from 'pg';

/** So many attempts in so many seconds. */
export interface Limit {
  /** Attempts allowed within the window. */
  readonly max: number;
  /** Length of the window, in seconds. */
  readonly window: number;
}

/** The unified identity service (统一身份认证), spoken to as an OpenID Connect client. */
export interface OidcSettings {
  /** Issuer; its discovery document is read from `<issuer>/.well-known/openid-configuration`. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Scopes to ask for; `openid` is always asked for. Default `openid profile`. */
  readonly scopes?: readonly string[];
  /** Words on the button. Default 统一身份认证. */
  readonly label?: string;
  /**
   * The service itself demands a second factor of everyone, so that a sign-in through it counts as one here.
   * Default false: a member of staff who comes through it is asked for a code by us as well.
   */
  readonly secondFactor?: boolean;
  /**
   * A person unknown here becomes a resident on first sign-in. Default true.
   * Staff are never made this way: see `linkIdentity`.
   */
  readonly registersResidents?: boolean;
}

/** One line of the identity log; nothing secret is ever in it. */
export type IdentityLog = (level: 'debug' | 'info' | 'warn' | 'error' | 'success', message: string) => void;

/** Everything `createAuth` is told. */
export interface AuthSettings {
  /** Connections to the database whose schema `auth` holds the tables; the library never ends the pool. */
  readonly pool: Pool;
  /** Public origin of the site, without a path: `https://fadu.example.cn`. Requests of other origins are refused. */
  readonly baseURL: string;
  /** Signs cookies and encrypts second-factor secrets; 32 characters or more. Changing it ends all sessions. */
  readonly secret: string;
  /** In production staff need a second factor, demonstration accounts are refused, the address must be https. */
  readonly production: boolean;
  readonly oidc?: OidcSettings;
  /** Residents may register by themselves with a user name and password. Default: only outside production. */
  readonly selfRegistration?: boolean;
  /** Life of a session in hours, counted from sign-in and never extended. Default 12. */
  readonly sessionHours?: number;
  /**
   * Addresses or CIDR ranges of reverse proxies that append to `X-Forwarded-For`. Without them the address of
   * the connection counts and the header, which anyone can write, is ignored.
   */
  readonly trustedProxies?: readonly string[];
  readonly limits?: {
    /** Password and code attempts from one network address. Default 5 a minute; 60 outside production. */
    readonly perAddress?: Limit;
    /** Failed attempts on one account from anywhere. Default 10 in 15 minutes. */
    readonly perAccount?: Limit;
    /** What one network address may send without an account of the staff. Default 30 a minute; 600 outside production. */
    readonly strangerAddress?: Limit;
    /** What all strangers together may send. Default 600 a minute; 6,000 outside production. */
    readonly strangers?: Limit;
  };
  /** Where warnings and errors go. Default: the console, errors only. */
  readonly log?: IdentityLog;
}

/** `AuthSettings` with every default filled in. */
export interface ResolvedSettings extends AuthSettings {
  readonly selfRegistration: boolean;
  readonly sessionHours: number;
  readonly trustedProxies: readonly string[];
  readonly limits: {
    readonly perAddress: Limit;
    readonly perAccount: Limit;
    readonly strangerAddress: Limit;
    readonly strangers: Limit;
  };
}

/** Shortest password we take, in characters. */
export const MIN_PASSWORD = 10;
/** Longest password we take, in characters. */
export const MAX_PASSWORD = 128;
/** Schema of the database that holds the library's tables. */
export const AUTH_SCHEMA = 'auth';
/** Path under which the library's own routes hang. */
export const AUTH_PATH = '/api/auth';
/** Name of the unified identity service in stored accounts and in its callback address. */
export const OIDC_PROVIDER = 'unified';
/** Header in which we, and nobody else, tell the library who is connected; see `address.ts`. */
export const ADDRESS_HEADER = 'x-fadu-client-address';

/** Fill in the defaults. Throws, naming the setting, when a city could not safely start with them. */
export function resolveSettings(settings: AuthSettings): ResolvedSettings {
  const base = URL.canParse(settings.baseURL) ? new URL(settings.baseURL) : null;
  if (!base || !/^https?:$/.test(base.protocol) || base.pathname !== '/' || base.search || base.hash)
    throw new Error(`baseURL must be an origin such as https://fadu.example.cn, not ${settings.baseURL}`);
  if (settings.secret.length < 32) throw new Error('secret must have 32 characters or more');
  if (settings.production && base.protocol !== 'https:')
    throw new Error('baseURL must be https in production: session cookies would travel in the clear');
  if (settings.oidc && !URL.canParse(settings.oidc.issuer))
    throw new Error(`oidc.issuer must be a URL, not ${settings.oidc.issuer}`);
  if (settings.production && settings.oidc && !settings.oidc.issuer.startsWith('https:'))
    throw new Error('oidc.issuer must be https in production');
  const perMinute = settings.production ? 5 : 60;
  return {
    ...settings,
    baseURL: base.origin,
    selfRegistration: settings.selfRegistration ?? !settings.production,
    sessionHours: settings.sessionHours ?? 12,
    trustedProxies: settings.trustedProxies ?? [],
    limits: {
      perAddress: settings.limits?.perAddress ?? { max: perMinute, window: 60 },
      perAccount: settings.limits?.perAccount ?? { max: 10, window: 900 },
      strangerAddress: settings.limits?.strangerAddress ?? {
        max: settings.production ? 30 : 600,
        window: 60,
      },
      strangers: settings.limits?.strangers ?? { max: settings.production ? 600 : 6000, window: 60 },
    },
  };
}

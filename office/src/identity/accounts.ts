/** Accounts made and ended by the city: staff, demonstration accounts, ties to the unified identity service. */
import { randomUUID } from 'node:crypto';
import type { Auth } from './auth.ts';
import { isUsername, normalizeUsername, placeholderEmail } from './options.ts';
import { AUTH_SCHEMA, MAX_PASSWORD, MIN_PASSWORD, OIDC_PROVIDER } from './settings.ts';

/** Who works here, and who is served here. Which post someone holds in which organ is not kept with the account. */
export type AccountKind = 'staff' | 'resident';

/** What an account is made from. */
export interface NewAccount {
  /** `zhang.wei@justice` for staff; without @ for residents. Case does not matter. */
  readonly username: string;
  readonly name: string;
  readonly kind: AccountKind;
  /** 10 to 128 characters. Left out: the account can only be entered through the unified identity service. */
  readonly password?: string;
  readonly email?: string;
  /** An account of the demonstration city, whose password is printed; refused by a production system. */
  readonly demo?: boolean;
  /** Identifier to use, so that a demonstration city is the same each time. Default: a random UUID. */
  readonly id?: string;
}

/** What `createAccount` found or made. */
export interface CreatedAccount {
  readonly id: string;
  /** False when an account of that user name was there already; it was left as it is. */
  readonly created: boolean;
}

/** One hash per process for a demonstration password that 150 accounts share; never used for real accounts. */
const demoHashes = new Map<string, Promise<string>>();

async function hashFor(auth: Auth, account: NewAccount, password: string): Promise<string> {
  const { password: hasher } = await auth.library.$context;
  if (!account.demo) return hasher.hash(password);
  let hash = demoHashes.get(password);
  if (!hash) {
    hash = hasher.hash(password);
    demoHashes.set(password, hash);
  }
  return hash;
}

function check(auth: Auth, account: NewAccount): void {
  const { username, name, kind, password, demo } = account;
  if (demo && auth.settings.production)
    throw new Error(`${username}: demonstration accounts are not made in a production system`);
  if (!isUsername(normalizeUsername(username)) || username.trim().length < 3 || username.length > 64)
    throw new Error(
      `${username}: a user name has 3 to 64 Latin letters, digits, dots, hyphens and at most one @`,
    );
  if (kind === 'resident' && username.includes('@'))
    throw new Error(`${username}: user names with @ are those of staff`);
  if (!name.trim()) throw new Error(`${username}: the name of the person is missing`);
  if (password !== undefined && (password.length < MIN_PASSWORD || password.length > MAX_PASSWORD))
    throw new Error(`${username}: a password has ${MIN_PASSWORD} to ${MAX_PASSWORD} characters`);
}

/**
 * Make an account, once: a second call with the same user name returns the first one's id and changes nothing, save
 * that a password is set where an interrupted first call left none. Throws on bad input, and when `id` is given but
 * the user name belongs to another.
 */
export async function createAccount(auth: Auth, account: NewAccount): Promise<CreatedAccount> {
  check(auth, account);
  const context = await auth.library.$context;
  const username = normalizeUsername(account.username);
  const find = () =>
    context.adapter.findOne<{ id: string }>({
      model: 'user',
      where: [{ field: 'username', value: username }],
    });
  let user = await find();
  let created = false;
  if (!user) {
    const id = account.id ?? randomUUID();
    try {
      user = await context.internalAdapter.createUser(
        {
          id,
          username,
          name: account.name.trim(),
          email: account.email ?? placeholderEmail(id),
          emailVerified: false,
          kind: account.kind,
          demo: account.demo ?? false,
          closed: false,
        },
        { method: 'admin' },
      );
      created = true;
    } catch (error) {
      // Two callers at once: the unique user name lets one through, the other finds it.
      user = await find();
      if (!user) throw error;
    }
  }
  if (account.id !== undefined && user.id !== account.id)
    throw new Error(`${username}: the user name belongs to account ${user.id}, not to ${account.id}`);
  if (account.password !== undefined && !(await context.internalAdapter.findCredentialAccount(user.id)))
    await context.internalAdapter.linkAccount({
      userId: user.id,
      providerId: 'credential',
      accountId: user.id,
      password: await hashFor(auth, account, account.password),
    });
  return { id: user.id, created };
}

/**
 * Tie an account to a person of the unified identity service, so that signing in there opens this account. This is
 * how staff come to use it: an account of staff is never won by signing in first. Throws when the subject is taken.
 */
export async function linkIdentity(auth: Auth, accountId: string, subject: string): Promise<void> {
  const { internalAdapter } = await auth.library.$context;
  if (!(await internalAdapter.findUserById(accountId))) throw new Error(`there is no account ${accountId}`);
  const key = { providerId: OIDC_PROVIDER, accountId: subject };
  const existing = await internalAdapter.findAccountByKey(key);
  if (existing && existing.userId !== accountId)
    throw new Error(`the person ${subject} of the identity service already uses account ${existing.userId}`);
  if (!existing) await internalAdapter.linkAccount({ ...key, userId: accountId });
}

/** Set a new password for someone who lost theirs, and end all their sessions. */
export async function resetPassword(auth: Auth, accountId: string, password: string): Promise<void> {
  if (password.length < MIN_PASSWORD || password.length > MAX_PASSWORD)
    throw new Error(`a password has ${MIN_PASSWORD} to ${MAX_PASSWORD} characters`);
  const context = await auth.library.$context;
  if (!(await context.internalAdapter.findUserById(accountId)))
    throw new Error(`there is no account ${accountId}`);
  const hash = await context.password.hash(password);
  if (await context.internalAdapter.findCredentialAccount(accountId))
    await context.internalAdapter.updatePassword(accountId, hash);
  else
    await context.internalAdapter.linkAccount({
      userId: accountId,
      providerId: 'credential',
      accountId,
      password: hash,
    });
  await context.internalAdapter.deleteUserSessions(accountId);
}

/** Take the second factor off an account whose device and backup codes are lost, and end all its sessions. */
export async function resetSecondFactor(auth: Auth, accountId: string): Promise<void> {
  const context = await auth.library.$context;
  await context.adapter.deleteMany({
    model: 'twoFactor',
    where: [{ field: 'userId', value: accountId }],
  });
  await context.internalAdapter.updateUser(accountId, { twoFactorEnabled: false });
  await context.internalAdapter.deleteUserSessions(accountId);
}

/** Close an account for good or for a while: sessions end now, no new one is given. What it did stays on record. */
export async function closeAccount(auth: Auth, accountId: string): Promise<void> {
  await setClosed(auth, accountId, true);
  const { internalAdapter } = await auth.library.$context;
  await internalAdapter.deleteUserSessions(accountId);
}

/** Open a closed account again. */
export async function reopenAccount(auth: Auth, accountId: string): Promise<void> {
  await setClosed(auth, accountId, false);
}

async function setClosed(auth: Auth, accountId: string, closed: boolean): Promise<void> {
  const done = await auth.settings.pool.query(
    `update ${AUTH_SCHEMA}."user" set closed = $2, "updatedAt" = now() where id = $1`,
    [accountId, closed],
  );
  if (done.rowCount !== 1) throw new Error(`there is no account ${accountId}`);
}

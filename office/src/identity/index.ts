/** Accounts, sign-in, sessions, second factor, OpenID Connect. */
export {
  type AccountKind,
  type CreatedAccount,
  closeAccount,
  createAccount,
  linkIdentity,
  type NewAccount,
  reopenAccount,
  resetPassword,
  resetSecondFactor,
} from './accounts.ts';
export { type Auth, createAuth, migrateAuth, pruneAuth } from './auth.ts';
export { type PageFrame, PlainFrame } from './forms.tsx';
export { sentenceFor } from './messages.ts';
export { localPath } from './next.ts';
export { identityPages, type PageOptions } from './pages.tsx';
export { type Problem, problem, problemResponse } from './problem.ts';
export { authRoutes } from './routes.ts';
export {
  type Account,
  type AccountVariables,
  currentAccount,
  requireAccount,
  type SignInState,
  signInState,
} from './session.ts';
export type { AuthSettings, IdentityLog, Limit, OidcSettings } from './settings.ts';
export { clientAddress, type Guard, guarded, OWN_LIMITS, strangersGuard, TooMany } from './strangers.ts';

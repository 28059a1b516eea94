/**
 * Sign-in pages, rendered on the server, working without script. Each form does through `callAuth` what a request of
 * the API would do, so limits, origin check and cookies are the library's. Success redirects (303); an error shows
 * the form again with the status it deserves and nothing changed, so that nothing typed has to go through an address.
 */
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import { html } from 'hono/html';
import { HTTPException } from 'hono/http-exception';
import type { Child, FC } from 'hono/jsx';
import QRCode from 'qrcode';
import { readableForms } from '../api/forms.ts';
import { databaseAway, Problem as Refused } from '../problem.ts';
import type { Auth } from './auth.ts';
import { type PageFrame, PlainFrame } from './forms.tsx';
import { errorCode, hasSentence, sentenceFor } from './messages.ts';
import { localPath, withNext } from './next.ts';
import { type Problem, problemOf } from './problem.ts';
import { callAuth } from './routes.ts';
import { type SignInState, signInState } from './session.ts';
import { OIDC_PROVIDER } from './settings.ts';
import {
  AccountView,
  CodeView,
  EnrolCodeView,
  type Enrolment,
  EnrolView,
  PasswordView,
  RefusedView,
  SignInView,
} from './views.tsx';

/** How the portal may set the pages into its own frame. */
export interface PageOptions {
  /** Frame around each page; default a plain one with `/static/fadu.css`. */
  readonly frame?: FC<PageFrame>;
  /** Where staff go on who came for no page; default the home page. */
  readonly staffHome?: string;
  /** A line above the sign-in form, such as the password of the demonstration city. */
  readonly notice?: string;
}

type Status = 200 | 400 | 401 | 403 | 404 | 413 | 422 | 429 | 500 | 503;

/** What the forms send, each field a string; a field sent twice or as a file counts as missing. */
async function fields(c: Context): Promise<(name: string) => string> {
  const body = await c.req.parseBody();
  return (name) => {
    const value = body[name];
    return typeof value === 'string' ? value : '';
  };
}

/** A redirect after a form, with the cookies the library set. */
function seeOther(to: string, from?: Response): Response {
  const headers = new Headers({ location: to, 'cache-control': 'no-store' });
  for (const cookie of from?.headers.getSetCookie() ?? []) headers.append('set-cookie', cookie);
  return new Response(null, { status: 303, headers });
}

/** The otpauth address for authenticators, labelled with the user name instead of a placeholder e-mail. */
async function enrolment(totpURI: string, label: string, backupCodes: readonly string[]): Promise<Enrolment> {
  const given = new URL(totpURI);
  const secret = given.searchParams.get('secret') ?? '';
  const issuer = encodeURIComponent('法度');
  const uri = `otpauth://totp/${issuer}:${encodeURIComponent(label)}?${given.searchParams}`;
  return {
    qr: await QRCode.toString(uri, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 }),
    secret: secret.match(/.{1,4}/g)?.join(' ') ?? secret,
    backupCodes,
  };
}

/** Said where the city has no unified sign-in, to whoever asks for it all the same. */
const NO_UNIFIED = '本市没有接入统一身份认证，请用账号和密码登录';

/** The pages: `/sign-in`, `/sign-in/code`, `/sign-in/unified`, `/sign-out`, `/account` and what hangs under it. */
export function identityPages(auth: Auth, options: PageOptions = {}): Hono {
  const app = new Hono();
  const Frame = options.frame ?? PlainFrame;
  // No script at all. A form may lead on to the identity service where there is one, whose addresses are its own affair.
  const policy = [
    "default-src 'none'; script-src 'none'; style-src 'self'; img-src 'self' data:",
    ...(auth.settings.oidc ? [] : ["form-action 'self'"]),
    "base-uri 'none'; frame-ancestors 'none'",
  ].join('; ');
  const oidcLabel = auth.settings.oidc ? (auth.settings.oidc.label ?? '统一身份认证') : undefined;

  const show = (c: Context, title: string, body: Child, status: Status = 200) => {
    c.header('cache-control', 'no-store');
    c.header('referrer-policy', 'same-origin');
    c.header('content-security-policy', policy);
    const page = (
      <Frame title={title} failed={status >= 400} request={c.req.raw}>
        {body}
      </Frame>
    );
    return c.html(html`<!doctype html>${page}`, status);
  };
  const statusOf = (found: Problem): Status =>
    ([400, 401, 403, 413, 422, 429].includes(found.status) ? found.status : 500) as Status;
  /** An error's page keeps the cookies the library expired with it. */
  const keepCookies = (c: Context, from: Response) => {
    for (const cookie of from.headers.getSetCookie()) c.header('set-cookie', cookie, { append: true });
  };
  const known = async (c: Context): Promise<SignInState> => signInState(auth, c.req.raw.headers);
  const toSignIn = (c: Context) => seeOther(withNext('/sign-in', localPath(c.req.path)));

  // A form of another site is refused before it is read. The library's own check leaves the first sign-in, which
  // has no cookie yet, to its JSON-only routes; forms need this one.
  for (const path of ['/sign-in/*', '/sign-out', '/account/*'])
    app.use(path, csrf({ origin: auth.settings.baseURL }), bodyLimit({ maxSize: 16 * 1024 }), readableForms);
  app.onError((error, c) => {
    const away = databaseAway(error);
    if (away) {
      c.header('retry-after', '5');
      return show(c, '暂时不能登录', <RefusedView message={`${away.message}。`} />, 503);
    }
    if (error instanceof Refused && error.status === 400)
      return show(c, '没有完成', <RefusedView message={`${error.message}。`} />, 400);
    const status = error instanceof HTTPException ? error.status : 500;
    if (status >= 500) auth.settings.log?.('error', `sign-in page failed: ${error.message}`);
    const code =
      status === 403 ? 'INVALID_ORIGIN' : status === 413 ? 'PAYLOAD_TOO_LARGE' : 'INTERNAL_SERVER_ERROR';
    return show(
      c,
      '没有完成',
      <RefusedView message={sentenceFor(code)} />,
      status === 403 || status === 413 ? status : 500,
    );
  });

  app.get('/sign-in', async (c) => {
    const next = localPath(c.req.query('next'));
    const raw = c.req.query('error');
    if (!raw && (await known(c)).state !== 'none') return seeOther(withNext('/sign-in/continue', next));
    const code = raw ? errorCode(raw) : '';
    const error = raw ? sentenceFor(hasSentence(code) ? code : 'UNABLE_TO_GET_USER_INFO') : undefined;
    const view = <SignInView next={next} error={error} oidcLabel={oidcLabel} notice={options.notice} />;
    return show(c, '登录', view, error ? 400 : 200);
  });

  app.post('/sign-in', async (c) => {
    const field = await fields(c);
    const next = localPath(field('next'));
    const username = field('username');
    const answer = await callAuth(auth, c, '/sign-in/username', { username, password: field('password') });
    const found = await problemOf(answer, c.req.path);
    if (found) {
      keepCookies(c, answer);
      // A name of the wrong shape is answered like a wrong one: the form says nothing about which names exist.
      const code = found.status === 422 ? 'INVALID_USERNAME_OR_PASSWORD' : found.code;
      const error = sentenceFor(code, found.retryAfter);
      if (found.retryAfter) c.header('retry-after', String(found.retryAfter));
      const status = found.status === 422 ? 401 : statusOf(found);
      const view = <SignInView {...{ next, username, error, oidcLabel, notice: options.notice }} />;
      return show(c, '登录', view, status);
    }
    const body = (await answer.json()) as { twoFactorRedirect?: boolean };
    return seeOther(withNext(body.twoFactorRedirect ? '/sign-in/code' : '/sign-in/continue', next), answer);
  });

  /** Where every sign-in ends up: on to the page wanted, by way of the second factor where one is due. */
  app.get('/sign-in/continue', async (c) => {
    const next = localPath(c.req.query('next'));
    const found = await known(c);
    if (found.state === 'none') return seeOther(withNext('/sign-in', next));
    if (found.state === 'signed-in')
      // Who works here and came by the plain address begins at the desk.
      return seeOther(next === '/' && found.account.kind === 'staff' ? (options.staffHome ?? next) : next);
    return seeOther(
      withNext(found.account.secondFactorEnrolled ? '/sign-in/code' : '/account/second-factor', next),
    );
  });

  app.get('/sign-in/code', (c) => {
    const view = (
      <CodeView next={localPath(c.req.query('next'))} backup={c.req.query('method') === 'backup'} />
    );
    return show(c, '两步验证', view);
  });

  app.post('/sign-in/code', async (c) => {
    const field = await fields(c);
    const next = localPath(field('next'));
    const backup = c.req.query('method') === 'backup';
    const code = backup ? field('code').trim() : field('code').replace(/\s/g, '');
    const path = backup ? '/two-factor/verify-backup-code' : '/two-factor/verify-totp';
    const answer = await callAuth(auth, c, path, { code });
    const found = await problemOf(answer, c.req.path);
    if (!found) return seeOther(withNext('/sign-in/continue', next), answer);
    keepCookies(c, answer);
    const error = sentenceFor(found.code, found.retryAfter);
    const over = found.code === 'INVALID_TWO_FACTOR_COOKIE' || found.code.startsWith('TOO_MANY_ATTEMPTS');
    const view = over ? (
      <SignInView {...{ next, error, oidcLabel, notice: options.notice }} />
    ) : (
      <CodeView {...{ next, backup, error }} />
    );
    return show(c, over ? '登录' : '两步验证', view, statusOf(found));
  });

  app.post('/sign-in/unified', async (c) => {
    const next = localPath((await fields(c))('next'));
    if (!oidcLabel)
      return show(c, '登录', <SignInView {...{ next, error: NO_UNIFIED, notice: options.notice }} />, 404);
    const answer = await callAuth(auth, c, '/sign-in/social', {
      provider: OIDC_PROVIDER,
      callbackURL: withNext('/sign-in/continue', next),
      errorCallbackURL: withNext('/sign-in', next),
      disableRedirect: true,
    });
    const found = await problemOf(answer, c.req.path);
    if (found) {
      const code = found.status === 404 || found.status >= 500 ? 'PROVIDER_NOT_FOUND' : found.code;
      const error = sentenceFor(code, found.retryAfter);
      const view = <SignInView {...{ next, error, oidcLabel, notice: options.notice }} />;
      return show(c, '登录', view, found.status === 404 ? 503 : statusOf(found));
    }
    const { url } = (await answer.json()) as { url: string };
    return seeOther(url, answer);
  });

  app.post('/sign-out', async (c) => {
    const answer = await callAuth(auth, c, '/sign-out', {});
    if (!answer.ok) throw new HTTPException(answer.status === 403 ? 403 : 500);
    // The identity service's own session ends too, where it offers that; it sends people back to us.
    const { url } = (await answer.json()) as { url?: string };
    return seeOther(url ?? '/', answer);
  });

  app.get('/account', async (c) => {
    const found = await known(c);
    if (found.state === 'none') return toSignIn(c);
    if (found.state === 'second-factor-due') return seeOther('/sign-in/continue?next=%2Faccount');
    const done = { password: '密码已经修改。', 'second-factor': '两步验证已经启用。' }[
      c.req.query('done') ?? ''
    ];
    return show(c, '我的账号', <AccountView account={found.account} done={done} />);
  });

  app.get('/account/password', async (c) => {
    const found = await known(c);
    if (found.state === 'none') return toSignIn(c);
    return show(c, '修改密码', <PasswordView username={found.account.username} />);
  });

  app.post('/account/password', async (c) => {
    const found = await known(c);
    if (found.state === 'none') return toSignIn(c);
    const field = await fields(c);
    const refuse = (code: string, at: string, status: Status, retryAfter?: number) => {
      const error = sentenceFor(code, retryAfter);
      const view = <PasswordView username={found.account.username} error={error} field={at} />;
      return show(c, '修改密码', view, status);
    };
    if (field('fresh') !== field('again')) return refuse('PASSWORDS_DIFFER', 'again', 422);
    if (field('fresh') === field('current')) return refuse('PASSWORD_UNCHANGED', 'fresh', 422);
    const answer = await callAuth(auth, c, '/change-password', {
      currentPassword: field('current'),
      newPassword: field('fresh'),
      revokeOtherSessions: true,
    });
    const wrong = await problemOf(answer, c.req.path);
    if (!wrong) return seeOther('/account?done=password', answer);
    const at = wrong.code.startsWith('PASSWORD_TOO') ? 'fresh' : 'current';
    return refuse(wrong.code, at, statusOf(wrong), wrong.retryAfter);
  });

  /** Whether the account has a password with us, which the library then wants once more before it enrols. */
  const hasPassword = async (accountId: string) => {
    const { internalAdapter } = await auth.library.$context;
    return Boolean(await internalAdapter.findCredentialAccount(accountId));
  };

  app.get('/account/second-factor', async (c) => {
    const next = localPath(c.req.query('next'));
    const found = await known(c);
    if (found.state === 'none') return toSignIn(c);
    if (found.account.secondFactorEnrolled) return seeOther(withNext('/sign-in/continue', next));
    const due = found.state === 'second-factor-due';
    const view = <EnrolView {...{ next, due, hasPassword: await hasPassword(found.account.id) }} />;
    return show(c, '启用两步验证', view);
  });

  app.post('/account/second-factor', async (c) => {
    const found = await known(c);
    if (found.state === 'none') return toSignIn(c);
    const field = await fields(c);
    const next = localPath(field('next'));
    const password = field('password');
    const answer = await callAuth(auth, c, '/two-factor/enable', password ? { password } : {});
    const wrong = await problemOf(answer, c.req.path);
    if (wrong) {
      const due = found.state === 'second-factor-due';
      const error = sentenceFor(wrong.code, wrong.retryAfter);
      const view = <EnrolView {...{ next, due, hasPassword: await hasPassword(found.account.id), error }} />;
      return show(c, '启用两步验证', view, statusOf(wrong));
    }
    const made = (await answer.json()) as { totpURI: string; backupCodes: string[] };
    const { username, name } = found.account;
    const given = await enrolment(made.totpURI, username ?? name, made.backupCodes);
    return show(c, '启用两步验证', <EnrolCodeView next={next} enrolment={given} />);
  });

  app.post('/account/second-factor/code', async (c) => {
    if ((await known(c)).state === 'none') return toSignIn(c);
    const field = await fields(c);
    const next = localPath(field('next'), '/account?done=second-factor');
    const answer = await callAuth(auth, c, '/two-factor/verify-totp', {
      code: field('code').replace(/\s/g, ''),
    });
    const wrong = await problemOf(answer, c.req.path);
    if (!wrong) return seeOther(next, answer);
    const error = sentenceFor(wrong.code, wrong.retryAfter);
    return show(c, '启用两步验证', <EnrolCodeView next={next} error={error} />, statusOf(wrong));
  });

  return app;
}

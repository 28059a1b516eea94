/** The sign-in pages themselves: what each says. `pages.tsx` decides when each is shown. */

import { raw } from 'hono/html';
import type { FC } from 'hono/jsx';
import { ErrorSummary, Field, Form } from './forms.tsx';
import { withNext } from './next.ts';
import type { Account } from './session.ts';
import { MAX_PASSWORD, MIN_PASSWORD } from './settings.ts';

/** Sign in with user name and password, or through the unified identity service. */
export const SignInView: FC<{
  next: string;
  username?: string;
  error?: string;
  oidcLabel?: string;
  notice?: string;
}> = ({ next, username, error, oidcLabel, notice }) => (
  <section class="card">
    <h1>登录</h1>
    <ErrorSummary message={error} field={username === undefined ? undefined : 'username'} />
    {notice ? <p class="notice">{notice}</p> : null}
    <Form action="/sign-in" next={next} submit="登录">
      <Field
        name="username"
        label="用户名"
        hint="工作人员的用户名形如 zhang.wei@justice。"
        autocomplete="username"
        value={username}
        maxlength={64}
        invalid={error !== undefined && username !== undefined}
      />
      <Field
        name="password"
        label="密码"
        type="password"
        autocomplete="current-password"
        maxlength={MAX_PASSWORD}
      />
    </Form>
    {oidcLabel ? (
      <div class="alternative">
        <p>也可以使用统一身份认证平台的账号。</p>
        <Form action="/sign-in/unified" next={next} submit={`使用${oidcLabel}登录`} quiet />
      </div>
    ) : null}
  </section>
);

/** The code of the second factor. */
export const CodeView: FC<{ next: string; backup: boolean; error?: string }> = ({ next, backup, error }) => (
  <section class="card">
    <h1>两步验证</h1>
    <ErrorSummary message={error} field={error ? 'code' : undefined} />
    <Form action={backup ? '/sign-in/code?method=backup' : '/sign-in/code'} next={next} submit="验证并登录">
      {backup ? (
        <Field
          name="code"
          label="备用码"
          hint="启用两步验证时保存的备用码，每个只能使用一次。"
          autocomplete="off"
          maxlength={32}
          invalid={error !== undefined}
        />
      ) : (
        <Field
          name="code"
          label="验证码"
          hint="打开手机上的验证器，输入“法度”下显示的六位数字。"
          autocomplete="one-time-code"
          inputmode="numeric"
          maxlength={8}
          invalid={error !== undefined}
        />
      )}
    </Form>
    <p>
      {backup ? (
        <a href={withNext('/sign-in/code', next)}>改用验证器</a>
      ) : (
        <a href={`${withNext('/sign-in/code', next)}${next === '/' ? '?' : '&'}method=backup`}>
          手机不在身边？使用备用码
        </a>
      )}
    </p>
    <p>
      <a href={withNext('/sign-in', next)}>返回登录页</a>
    </p>
  </section>
);

/** Who is signed in, and what they can do about it. */
export const AccountView: FC<{ account: Account; done?: string }> = ({ account, done }) => (
  <section class="card">
    <h1>我的账号</h1>
    {done ? (
      <p class="notice notice-done" role="status">
        {done}
      </p>
    ) : null}
    <dl class="facts">
      <dt>姓名</dt>
      <dd>{account.name}</dd>
      {account.username ? (
        <>
          <dt>用户名</dt>
          <dd>{account.username}</dd>
        </>
      ) : null}
      <dt>身份</dt>
      <dd>
        {account.kind === 'staff' ? '工作人员' : '办事群众和企业'}
        {account.demo ? '（演示账号）' : ''}
      </dd>
      <dt>两步验证</dt>
      <dd>{account.secondFactorEnrolled ? '已启用' : '未启用'}</dd>
    </dl>
    <ul class="links">
      {account.username ? (
        <li>
          <a href="/account/password">修改密码</a>
        </li>
      ) : null}
      {account.secondFactorEnrolled ? null : (
        <li>
          <a href="/account/second-factor">启用两步验证</a>
        </li>
      )}
    </ul>
    <Form action="/sign-out" submit="退出登录" quiet />
  </section>
);

/** Change the password. */
export const PasswordView: FC<{ error?: string; field?: string; username?: string }> = ({
  error,
  field,
  username,
}) => (
  <section class="card">
    <h1>修改密码</h1>
    <ErrorSummary message={error} field={field} />
    <p>修改后，您在其他设备上的登录会立即失效。</p>
    <Form action="/account/password" submit="修改密码">
      <input type="hidden" name="username" autocomplete="username" value={username} />
      <Field
        name="current"
        label="原密码"
        type="password"
        autocomplete="current-password"
        maxlength={MAX_PASSWORD}
        invalid={field === 'current'}
      />
      <Field
        name="fresh"
        label="新密码"
        hint={`不少于 ${MIN_PASSWORD} 个字符。几个不相关的词连在一起，既好记又难猜。`}
        type="password"
        autocomplete="new-password"
        minlength={MIN_PASSWORD}
        maxlength={MAX_PASSWORD}
        invalid={field === 'fresh'}
      />
      <Field
        name="again"
        label="再输入一次新密码"
        type="password"
        autocomplete="new-password"
        maxlength={MAX_PASSWORD}
        invalid={field === 'again'}
      />
    </Form>
    <p>
      <a href="/account">返回我的账号</a>
    </p>
  </section>
);

/** Step one of the second factor: why, and the password once more. */
export const EnrolView: FC<{ next: string; due: boolean; hasPassword: boolean; error?: string }> = ({
  next,
  due,
  hasPassword,
  error,
}) => (
  <section class="card">
    <h1>启用两步验证</h1>
    <ErrorSummary message={error} field={error && hasPassword ? 'password' : undefined} />
    <p>
      {due
        ? '工作人员须启用两步验证后才能办理业务。'
        : '启用后，登录时除密码外还须输入手机验证器上的六位数字，别人知道密码也不能登录。'}
    </p>
    <p>请先在手机上安装任意一款支持 TOTP 的验证器。</p>
    <Form action="/account/second-factor" next={next} submit="下一步">
      {hasPassword ? (
        <Field
          name="password"
          label="请再输入一次密码"
          type="password"
          autocomplete="current-password"
          maxlength={MAX_PASSWORD}
          invalid={error !== undefined}
        />
      ) : null}
    </Form>
    {due ? (
      <Form action="/sign-out" submit="退出登录" quiet />
    ) : (
      <p>
        <a href="/account">返回我的账号</a>
      </p>
    )}
  </section>
);

/** What an authenticator is to take over. */
export interface Enrolment {
  /** QR code as SVG markup made by us. */
  readonly qr: string;
  /** The secret in groups of four, for typing. */
  readonly secret: string;
  readonly backupCodes: readonly string[];
}

/** Step two: scan, save the backup codes, prove it works. Shown once; a reload makes a new secret. */
export const EnrolCodeView: FC<{ next: string; enrolment?: Enrolment; error?: string }> = ({
  next,
  enrolment,
  error,
}) => (
  <section class="card">
    <h1>启用两步验证</h1>
    <ErrorSummary message={error} field={error ? 'code' : undefined} />
    {enrolment ? (
      <>
        <h2>一、用验证器扫描二维码</h2>
        <figure class="qr" role="img" aria-label="供验证器扫描的二维码，不便扫描时请输入下面的密钥">
          {raw(enrolment.qr)}
        </figure>
        <p>不便扫描时，在验证器中输入这个密钥：</p>
        <p class="secret">
          <code>{enrolment.secret}</code>
        </p>
        <h2>二、保存备用码</h2>
        <p>手机丢失时用备用码登录，每个只能使用一次。备用码只在这里显示一次，请抄写或者打印后妥善保管。</p>
        <ul class="backup-codes">
          {enrolment.backupCodes.map((code) => (
            <li>
              <code>{code}</code>
            </li>
          ))}
        </ul>
        <h2>三、输入验证器显示的数字</h2>
      </>
    ) : null}
    <Form action="/account/second-factor/code" next={next} submit="完成启用">
      <Field
        name="code"
        label="验证码"
        hint="验证器上“法度”下显示的六位数字。"
        autocomplete="one-time-code"
        inputmode="numeric"
        maxlength={8}
        invalid={error !== undefined}
      />
    </Form>
    <p>
      <a href={withNext('/account/second-factor', next)}>没有扫描成功？重新开始</a>
    </p>
  </section>
);

/** A page for what went wrong before any form could be shown. */
export const RefusedView: FC<{ message: string }> = ({ message }) => (
  <section class="card">
    <h1>没有完成</h1>
    <ErrorSummary message={message} />
    <p>
      <a href="/sign-in">前往登录页</a>
    </p>
  </section>
);

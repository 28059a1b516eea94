/** Every error of sign-in as a complete Chinese sentence: what is wrong, and what to do. */
import { MAX_PASSWORD, MIN_PASSWORD } from './settings.ts';

const restart = '请返回登录页重新登录。';
const unavailable = '统一身份认证服务暂时不可用，请稍后再试，或者使用用户名和密码登录。';
const badReply = '统一身份认证返回的信息未能通过核验，本次登录已作废，请返回登录页重新登录。';
const internal = '系统未能完成这一操作，没有保存任何内容，请稍后再试。';

/** Codes of better-auth, of its callback addresses (lower case) and of our own guard. */
const sentences: Record<string, string> = {
  // Signing in
  INVALID_USERNAME_OR_PASSWORD: '用户名或者密码不正确，请核对后重新输入。',
  INVALID_EMAIL_OR_PASSWORD: '用户名或者密码不正确，请核对后重新输入。',
  INVALID_PASSWORD: '密码不正确，请重新输入。',
  UNAUTHORIZED: '您还没有登录，或者登录已经过期，请登录后再试。',
  SESSION_EXPIRED: '登录已经过期，请重新登录。',
  SESSION_NOT_FRESH: '登录时间较久，请重新登录后再进行这一操作。',
  FAILED_TO_GET_SESSION: '登录状态未能读取，请重新登录。',
  FAILED_TO_CREATE_SESSION: '登录未能完成，请稍后再试。',
  TOO_MANY_REQUESTS: '尝试次数过多，请稍后再试。',
  ACCOUNT_THROTTLED: '该账号连续验证失败的次数过多，已暂停验证，请稍后再试；如非本人操作，请尽快更换密码。',
  ACCOUNT_CLOSED: '该账号已停用，不能登录；如需恢复，请联系本单位的系统管理员。',
  DEMO_ACCOUNT_REFUSED: '演示账号不能登录正式系统，请使用本人账号登录。',
  SECOND_FACTOR_DUE: '工作人员须通过两步验证后才能办理业务，请完成两步验证。',
  SECOND_FACTOR_NEEDED: '这项操作须先通过两步验证，请输入验证码后再试。',
  STAFF_ONLY: '这项操作只对工作人员开放。',
  RESIDENTS_ONLY: '这项操作只对办事群众和企业开放。',
  // Second factor
  INVALID_CODE: '验证码不正确或者已经失效，请输入验证器当前显示的六位数字。',
  INVALID_BACKUP_CODE: '备用码不正确或者已经使用过，请换一个备用码。',
  INVALID_TWO_FACTOR_COOKIE: `验证已经超时，${restart}`,
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: `验证码输错次数过多，${restart}`,
  ACCOUNT_TEMPORARILY_LOCKED: '该账号两步验证连续失败的次数过多，已锁定十五分钟，请稍后再试。',
  TOTP_NOT_ENABLED: '该账号还没有启用两步验证，请先启用。',
  TOTP_ALREADY_ENABLED: '该账号已经启用两步验证，无需重复启用。',
  TOTP_NOT_CONFIGURED: '系统没有开通验证器方式的两步验证。',
  TWO_FACTOR_NOT_ENABLED: '该账号还没有启用两步验证，请先启用。',
  BACKUP_CODES_NOT_ENABLED: '该账号没有备用码，请使用验证器。',
  OTP_NOT_ENABLED: '系统没有开通短信或者邮件验证码，请使用验证器。',
  OTP_NOT_CONFIGURED: '系统没有开通短信或者邮件验证码，请使用验证器。',
  OTP_HAS_EXPIRED: '验证码已经过期，请重新获取。',
  // Accounts and passwords
  PASSWORD_TOO_SHORT: `密码太短，请使用不少于 ${MIN_PASSWORD} 个字符的密码。`,
  PASSWORD_TOO_LONG: `密码太长，请使用不超过 ${MAX_PASSWORD} 个字符的密码。`,
  PASSWORDS_DIFFER: '两次输入的新密码不一致，请重新输入。',
  PASSWORD_UNCHANGED: '新密码与原密码相同，请换一个新密码。',
  CREDENTIAL_ACCOUNT_NOT_FOUND: '该账号没有设置密码，请使用统一身份认证登录。',
  USERNAME_IS_ALREADY_TAKEN: '该用户名已被使用，请换一个用户名。',
  USERNAME_TOO_SHORT: '用户名太短，请使用三至六十四个字符。',
  USERNAME_TOO_LONG: '用户名太长，请使用三至六十四个字符。',
  INVALID_USERNAME: '用户名只能使用英文字母、数字、点、短横线和下划线；带有“@”的用户名由单位为工作人员开设。',
  USERNAME_IS_IMMUTABLE: '用户名不能修改。',
  INVALID_EMAIL: '电子邮箱格式不正确，请核对后重新输入。',
  USER_ALREADY_EXISTS: '该电子邮箱已经注册，请直接登录或者换一个邮箱。',
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: '该电子邮箱已经注册，请直接登录或者换一个邮箱。',
  EMAIL_PASSWORD_SIGN_UP_DISABLED: '本系统不开放自行注册，请使用统一身份认证登录。',
  EMAIL_NOT_VERIFIED: '电子邮箱尚未验证，请先完成验证。',
  FAILED_TO_CREATE_USER: '账号未能建立，请稍后再试。',
  FAILED_TO_UPDATE_USER: '账号未能更新，请稍后再试。',
  USER_NOT_FOUND: '没有找到这个账号。',
  ACCOUNT_NOT_FOUND: '没有找到这个账号。',
  FIELD_NOT_ALLOWED: '提交的内容中有不允许填写的项目，没有保存任何内容。',
  VALIDATION_ERROR: '提交的内容不完整或者格式不正确，请核对后重新提交。',
  MISSING_FIELD: '提交的内容不完整，请补全后重新提交。',
  BODY_MUST_BE_AN_OBJECT: '提交的内容格式不正确，请核对后重新提交。',
  // Where the request came from
  INVALID_ORIGIN: '请求不是从本网站的页面发出的，为保护账号安全已经拒绝。',
  MISSING_OR_NULL_ORIGIN: '请求没有说明来自哪个页面，为保护账号安全已经拒绝。',
  CROSS_SITE_NAVIGATION_LOGIN_BLOCKED: '请求来自其他网站，为保护账号安全已经拒绝。',
  INVALID_CALLBACK_URL: '登录后要前往的地址不属于本网站，已经拒绝。',
  INVALID_REDIRECT_URL: '登录后要前往的地址不属于本网站，已经拒绝。',
  INVALID_ERROR_CALLBACK_URL: '登录后要前往的地址不属于本网站，已经拒绝。',
  INVALID_NEW_USER_CALLBACK_URL: '登录后要前往的地址不属于本网站，已经拒绝。',
  NOT_FOUND: '没有这个接口。',
  PAYLOAD_TOO_LARGE: '提交的内容过大，已经拒绝。',
  // Unified identity service
  PROVIDER_NOT_FOUND: unavailable,
  OAUTH_PROVIDER_NOT_FOUND: unavailable,
  INVALID_OAUTH_CONFIGURATION: unavailable,
  TOKEN_URL_NOT_FOUND: unavailable,
  SERVER_ERROR: unavailable,
  TEMPORARILY_UNAVAILABLE: unavailable,
  STATE_MISMATCH: badReply,
  STATE_NOT_FOUND: badReply,
  STATE_INVALID: badReply,
  INVALID_CALLBACK_REQUEST: badReply,
  INVALID_CODE_FROM_PROVIDER: badReply,
  ISSUER_MISMATCH: badReply,
  ISSUER_MISSING: badReply,
  NONCE_BINDING_MISSING: badReply,
  UNABLE_TO_GET_USER_INFO: badReply,
  FAILED_TO_GET_USER_INFO: badReply,
  INVALID_TOKEN: badReply,
  TOKEN_EXPIRED: badReply,
  NO_CODE: badReply,
  ACCESS_DENIED: '您在统一身份认证中取消了登录，可以重新登录，或者使用用户名和密码登录。',
  SIGNUP_DISABLED: '您的统一身份尚未与本系统账号关联，请联系本单位的系统管理员。',
  ACCOUNT_NOT_LINKED: '您的统一身份尚未与本系统账号关联，请联系本单位的系统管理员。',
  INTERNAL_SERVER_ERROR: internal,
};

/** Titles by status, for problem JSON. */
const titles: Record<number, string> = {
  400: '请求内容有误',
  401: '没有通过身份验证',
  403: '不允许这一操作',
  404: '没有找到',
  409: '内容有冲突',
  413: '内容过大',
  422: '请求内容有误',
  429: '尝试次数过多',
};

/** A code in the form the table uses: callback addresses carry `state_mismatch` where the API says `STATE_MISMATCH`. */
export function errorCode(raw: string): string {
  // The callback's `invalid_code` is a code of authorization, not the six digits of the API's INVALID_CODE.
  return raw === 'invalid_code' ? 'INVALID_CODE_FROM_PROVIDER' : raw.toUpperCase();
}

/** Whether there is a sentence of its own for a code. */
export function hasSentence(code: string): boolean {
  return Object.hasOwn(sentences, code);
}

/** The sentence for a code; for one we do not know, a general sentence that never repeats what came in. */
export function sentenceFor(code: string, retryAfter?: number): string {
  const sentence = (Object.hasOwn(sentences, code) ? sentences[code] : undefined) ?? internal;
  if (retryAfter === undefined || retryAfter <= 0) return sentence;
  const wait = retryAfter < 60 ? `${retryAfter} 秒` : `${Math.ceil(retryAfter / 60)} 分钟`;
  return sentence.replace('请稍后再试', `请在 ${wait}后再试`);
}

/** Short title for a status. */
export function titleFor(status: number): string {
  return titles[status] ?? '操作没有完成';
}

import { BASE_ERROR_CODES } from 'better-auth';
import { expect, test } from 'vitest';
import { createAuth } from './auth.ts';
import { SECRET } from './identity.fixture.ts';
import { errorCode, hasSentence, sentenceFor } from './messages.ts';
import { localPath, withNext } from './next.ts';
import { problem } from './problem.ts';

/** Codes of doors that are closed here (`closedPaths` in options.ts) or that no request can meet. */
const unreachable = new Set([
  'INVALID_USER',
  'SOCIAL_ACCOUNT_ALREADY_LINKED',
  'ID_TOKEN_NOT_SUPPORTED',
  'USER_EMAIL_NOT_FOUND',
  'EMAIL_CAN_NOT_BE_UPDATED',
  'CHANGE_EMAIL_DISABLED',
  'FAILED_TO_UNLINK_LAST_ACCOUNT',
  'USER_ALREADY_HAS_PASSWORD',
  'VERIFICATION_EMAIL_NOT_ENABLED',
  'EMAIL_ALREADY_VERIFIED',
  'EMAIL_MISMATCH',
  'LINKED_ACCOUNT_ALREADY_EXISTS',
  'CALLBACK_URL_REQUIRED',
  'FAILED_TO_CREATE_VERIFICATION',
  'ASYNC_VALIDATION_NOT_SUPPORTED',
  'METHOD_NOT_ALLOWED_DEFER_SESSION_REQUIRED',
  'PASSWORD_ALREADY_SET',
  'UNEXPECTED_ERROR',
  'INVALID_DISPLAY_USERNAME',
]);

test('every error code of the library that can be met has a complete Chinese sentence', () => {
  const auth = createAuth({
    pool: {} as never,
    baseURL: 'http://fadu.test',
    secret: SECRET,
    production: false,
  });
  const plugins = auth.library.options.plugins as { $ERROR_CODES?: Record<string, unknown> }[];
  const codes = [BASE_ERROR_CODES, ...plugins.map((plugin) => plugin.$ERROR_CODES ?? {})].flatMap(
    Object.keys,
  );
  expect(codes.length).toBeGreaterThan(60);
  expect(codes.filter((code) => !hasSentence(code) && !unreachable.has(code))).toEqual([]);
  for (const code of codes) {
    const sentence = sentenceFor(code);
    expect(sentence, code).toMatch(/^[\u4e00-\u9fff“].*。$/);
    expect(sentence, code).not.toMatch(/[,;:?!]|\.(?!\d)|抱歉|对不起/);
  }
});

test('codes of callback addresses are found, and the two meanings of invalid_code are kept apart', () => {
  expect(sentenceFor(errorCode('state_mismatch'))).toMatch(/未能通过核验/);
  expect(sentenceFor(errorCode('access_denied'))).toMatch(/取消了登录/);
  expect(sentenceFor(errorCode('signup_disabled'))).toMatch(/尚未与本系统账号关联/);
  expect(sentenceFor(errorCode('invalid_code'))).not.toBe(sentenceFor('INVALID_CODE'));
});

test('an unknown code gets a general sentence and is not repeated', () => {
  for (const code of ['<script>', 'toString', '__proto__', 'constructor'])
    expect(sentenceFor(code)).toBe('系统未能完成这一操作，没有保存任何内容，请稍后再试。');
  expect(problem(403, '<script>', '/x')).toMatchObject({ code: 'INVALID_ORIGIN', status: 403 });
  expect(problem(500, 'toString', '/x').type).toBe('urn:fadu:problem:internal-server-error');
});

test('waiting is told in seconds below a minute and in whole minutes above', () => {
  expect(sentenceFor('TOO_MANY_REQUESTS', 42)).toBe('尝试次数过多，请在 42 秒后再试。');
  expect(sentenceFor('TOO_MANY_REQUESTS', 61)).toBe('尝试次数过多，请在 2 分钟后再试。');
  expect(sentenceFor('TOO_MANY_REQUESTS')).toBe('尝试次数过多，请稍后再试。');
});

test.each([
  ['/', '/'],
  ['/cases/3?tab=papers#p2', '/cases/3?tab=papers#p2'],
  ['/搜索?q=罚款', '/%E6%90%9C%E7%B4%A2?q=%E7%BD%9A%E6%AC%BE'],
  ['/a/../b', '/b'],
  ['/q?next=https://evil.example', '/q?next=https://evil.example'],
])('next %s is a page of ours', (next, path) => {
  expect(localPath(next)).toBe(path);
});

test.each([
  'https://evil.example',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\/evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/%2f/evil.example',
  '/%5cevil.example',
  '/a/..//evil.example',
  '/.//evil.example',
  '/..//evil.example',
  'javascript:alert(1)',
  ' /cases',
  'cases',
  '',
  undefined,
  `/${'x'.repeat(2001)}`,
])('next %j is refused', (next) => {
  expect(localPath(next)).toBe('/');
});

test('a next survives the journey through a query', () => {
  const next = '/cases?tab=a&b=(1)#x';
  expect(new URL(withNext('/sign-in', next), 'http://x').searchParams.get('next')).toBe(next);
  expect(withNext('/sign-in', '/')).toBe('/sign-in');
});

/** What every route needs: who is asking, JSON in, problems out. */
import type { Actor } from '@fadu/kernel';
import type { Context } from 'hono';
import { TooMany } from '../identity/strangers.ts';
import { Problem } from '../problem.ts';

/** Who is behind a request; anonymous when not signed in. */
export type Identify = (c: Context) => Promise<Actor>;

const MAX_BODY = 2 * 1024 * 1024;

/** The request's JSON. @throws Problem 400/413 with a sentence that says what is wrong */
export async function jsonBody(c: Context): Promise<unknown> {
  const length = Number(c.req.header('content-length') ?? 0);
  if (length > MAX_BODY) throw new Problem(413, 'too-large', '提交的内容超过 2 MB，请拆分后再提交');
  const text = await c.req.text();
  if (text.length > MAX_BODY) throw new Problem(413, 'too-large', '提交的内容超过 2 MB，请拆分后再提交');
  if (text.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Problem(400, 'json', '提交的内容不是有效的 JSON');
  }
  // Characters that no text has and that neither the database nor the record can keep.
  if (/\\u0000|\\ud[89a-f][0-9a-f]{2}/i.test(JSON.stringify(value))) {
    throw new Problem(
      400,
      'characters',
      '提交的文字里有无法保存的字符（空字符或者残缺的字符），请删去后再提交',
    );
  }
  return value;
}

/** An error as a problem document; what is not a Problem is logged and told without its inside. */
export function problemOf(error: unknown, log: (error: unknown) => void = console.error): Response {
  const problem = error instanceof Problem ? error : null;
  if (!problem) log(error);
  const body =
    problem?.toJSON() ??
    new Problem(500, 'internal', '系统出错，没有办成，也没有写入任何内容；请稍后再试').toJSON();
  return new Response(JSON.stringify(body), {
    status: body.status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
      ...(error instanceof TooMany && { 'retry-after': String(error.retryAfter) }),
    },
  });
}

/** The signed-in person. @throws Problem 401 */
export async function signedIn(identify: Identify, c: Context): Promise<Actor> {
  const actor = await identify(c);
  if (actor.kind !== 'person') throw new Problem(401, 'sign-in', '请先登录');
  return actor;
}

/** A whole number from the query, within bounds. */
export function intQuery(c: Context, name: string, fallback: number, max: number): number {
  const text = c.req.query(name);
  if (text === undefined) return fallback;
  const n = Number(text);
  if (!Number.isInteger(n) || n < 0 || n > max)
    throw new Problem(400, 'query', `参数 ${name} 应为 0 到 ${max} 的整数`);
  return n;
}

/** What every route needs: who is asking, JSON in, problems out. */
import type { Actor } from '@fadu/kernel';
import type { Context } from 'hono';
import { TooMany } from '../identity/strangers.ts';
import { databaseAway, Problem } from '../problem.ts';

/** Who is behind a request; anonymous when not signed in. */
export type Identify = (c: Context) => Promise<Actor>;

const MAX_BODY = 2 * 1024 * 1024;

/**
 * The request's body, read no further than `most` bytes: who sends in pieces says no length beforehand.
 * @throws Problem 413 with what to say
 */
export async function bodyBytes(c: Context, most: number, say: string): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = () => new Problem(413, 'too-large', say);
  if (Number(c.req.header('content-length') ?? 0) > most) throw tooLarge();
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of (c.req.raw.body ?? []) as AsyncIterable<Uint8Array>) {
    size += part.length;
    if (size > most) throw tooLarge();
    parts.push(part);
  }
  const out = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** Nothing that is filled in is nested deeper than this. */
const MAX_DEPTH = 64;

/**
 * What neither the database nor the record can keep: characters that no text has, and values nested so deep that whoever
 * walks them runs out of stack. @throws Problem 400
 */
export function checkValue(value: unknown): void {
  // A list of what is still to be looked at, so that looking itself does not run out.
  const open: [value: unknown, depth: number][] = [[value, 1]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [at, depth] = next;
    if (typeof at === 'string') checkText(at);
    if (typeof at !== 'object' || at === null) continue;
    if (depth > MAX_DEPTH) throw new Problem(400, 'depth', `提交的内容嵌套太深，最多${MAX_DEPTH}层`);
    for (const [key, inner] of Object.entries(at)) {
      checkText(key);
      open.push([inner, depth + 1]);
    }
  }
}

/** @throws Problem 400 for a text with a null or half a character */
export function checkText(text: string): void {
  if (text.includes('\u0000') || !text.isWellFormed())
    throw new Problem(
      400,
      'characters',
      '提交的文字里有无法保存的字符（空字符或者残缺的字符），请删去后再提交',
    );
}

/** The request's JSON. @throws Problem 400/413 with a sentence that says what is wrong */
export async function jsonBody(c: Context): Promise<unknown> {
  const bytes = await bodyBytes(c, MAX_BODY, '提交的内容超过 2 MB，请拆分后再提交');
  const text = new TextDecoder().decode(bytes);
  if (text.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Problem(400, 'json', '提交的内容不是有效的 JSON');
  }
  checkValue(value);
  return value;
}

/** An error as a problem document; what is not a Problem is logged and told without its inside. */
export function problemOf(error: unknown, log: (error: unknown) => void = console.error): Response {
  const problem = error instanceof Problem ? error : databaseAway(error);
  if (problem !== error) log(error);
  const body =
    problem?.toJSON() ??
    new Problem(500, 'internal', '系统出错，没有办成，也没有写入任何内容；请稍后再试').toJSON();
  return new Response(JSON.stringify(body), {
    status: body.status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
      ...(error instanceof TooMany && { 'retry-after': String(error.retryAfter) }),
      ...(problem?.code === 'database-away' && { 'retry-after': '5' }),
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

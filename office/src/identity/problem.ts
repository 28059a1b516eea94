/** Errors of sign-in as RFC 9457 problem JSON. */
import { errorCode, hasSentence, sentenceFor, titleFor } from './messages.ts';

/** A problem as RFC 9457 has it; `code` is stable and meant for programs, `detail` for people. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly code: string;
  /** Seconds until it is worth trying again. */
  readonly retryAfter?: number;
}

const byStatus: Record<number, string> = {
  400: 'VALIDATION_ERROR',
  401: 'UNAUTHORIZED',
  403: 'INVALID_ORIGIN',
  404: 'NOT_FOUND',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'VALIDATION_ERROR',
  422: 'VALIDATION_ERROR',
  429: 'TOO_MANY_REQUESTS',
};

/** The problem for a status and code, met at the path `instance`. */
export function problem(status: number, code: string, instance: string, retryAfter?: number): Problem {
  const known = hasSentence(code) ? code : (byStatus[status] ?? 'INTERNAL_SERVER_ERROR');
  return {
    type: `urn:fadu:problem:${known.toLowerCase().replaceAll('_', '-')}`,
    title: titleFor(status),
    status,
    detail: sentenceFor(known, retryAfter),
    instance,
    code: known,
    ...(retryAfter === undefined ? {} : { retryAfter }),
  };
}

/** A response that carries a problem. `headers` are kept (cookies that expire, for example). */
export function problemResponse(
  status: number,
  code: string,
  instance: string,
  headers: Headers = new Headers(),
  retryAfter?: number,
): Response {
  const out = new Headers(headers);
  for (const name of ['content-length', 'x-retry-after']) out.delete(name);
  out.set('content-type', 'application/problem+json; charset=utf-8');
  out.set('cache-control', 'no-store');
  if (retryAfter !== undefined) out.set('retry-after', String(retryAfter));
  return new Response(JSON.stringify(problem(status, code, instance, retryAfter)), { status, headers: out });
}

/** The problem the library's answer stands for, or null when the answer is no error. */
export async function problemOf(response: Response, instance: string): Promise<Problem | null> {
  if (response.status < 400) return null;
  const body = (await response
    .clone()
    .json()
    .catch(() => null)) as { code?: unknown } | null;
  const code = typeof body?.code === 'string' ? errorCode(body.code) : '';
  const seconds = Number(response.headers.get('x-retry-after'));
  return problem(response.status, code, instance, seconds > 0 ? seconds : undefined);
}

/** Talking to the API: one post per request, problems as errors with their rule, to the sign-in page when signed out. */
import type { ProblemDocument, ProblemItem } from '@fadu/office/problem';

/** A refusal or failure with the words for the person who meets it. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly citations: ProblemItem['citations'];
  readonly items: readonly ProblemItem[];

  constructor(document: Partial<ProblemDocument> & { readonly detail: string }) {
    super(document.detail);
    this.status = document.status ?? 0;
    this.code = document.code ?? 'unknown';
    this.title = document.title ?? '没有办成';
    this.citations = document.citations ?? [];
    this.items = document.errors ?? [];
  }
}

/** The request did not reach the server, or its answer did not come back: nobody knows yet whether it was done. */
export const isOffline = (error: unknown): boolean => error instanceof ApiProblem && error.status === 0;

let post: string | null = null;

/** Act under this post (`role@organ`) from now on; null leaves the choice to the server. */
export function actUnder(next: string | null): void {
  post = next;
}

/** The post acted under, as the header `Fadu-Post` wants it; null where there is none. */
export const actingUnder = (): string | null => post;

/** Where to sign in and come back to. */
export const signInPath = (): string =>
  `/sign-in?next=${encodeURIComponent(window.location.pathname + window.location.search)}`;

async function problemOf(answer: Response): Promise<ApiProblem> {
  const body = (await answer.json().catch(() => null)) as Partial<ProblemDocument> | null;
  return new ApiProblem({
    ...body,
    status: answer.status,
    detail: body?.detail ?? '系统没有给出说明，请稍后再试；仍然不行的，请告诉系统管理员。',
  });
}

/** A request as it goes out. @throws ApiProblem */
export async function request(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  if (post) headers.set('Fadu-Post', post);
  let answer: Response;
  try {
    answer = await fetch(path, { ...init, headers, credentials: 'same-origin' });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new ApiProblem({
      status: 0,
      title: '没有连上服务器',
      detail: '网络不通或者服务器没有应答，填写的内容还在；恢复后再按一次，不会重复办理。',
    });
  }
  if (answer.status === 401) {
    window.location.assign(signInPath());
    throw new ApiProblem({ status: 401, title: '请先登录', detail: '登录已经失效，正在转到登录页。' });
  }
  if (!answer.ok) throw await problemOf(answer);
  return answer;
}

/** Read JSON. */
export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await (await request(path, { signal })).json()) as T;
}

/** Read text. */
export async function getText(path: string, signal?: AbortSignal): Promise<string> {
  return (await request(path, { signal })).text();
}

/** Send JSON; `key` makes a repeated sending act once. */
export async function send<T>(path: string, body: unknown, key?: string): Promise<T> {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (key) headers['idempotency-key'] = key;
  return (await (await request(path, { method: 'POST', headers, body: JSON.stringify(body) })).json()) as T;
}

/** A fresh idempotency key: one for each form that is opened. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `desk-${[...bytes].map((b) => b.toString(16).padStart(2, '0')).join('')}`;
}

/** A path with a query; what is empty is left out. */
export function withQuery(
  path: string,
  query: Readonly<Record<string, string | number | undefined | null>>,
): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') params.set(name, String(value));
  }
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}

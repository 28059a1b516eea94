/** The API over a test office, with the person taken from the test instead of a session. */
import type { Actor } from '@fadu/kernel';
import { ANONYMOUS } from '@fadu/kernel';
import { noteSigner } from '@fadu/kernel/record/index';
import type { Hono } from 'hono';
import { createApi } from '../api/app.ts';
import { proofOf } from '../proofs/index.ts';
import type { TestOffice } from './office.ts';

export interface TestApi {
  readonly app: Hono;
  /** Ask as someone; answers status and JSON. */
  ask(
    actor: Actor,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: any }>;
}

let n = 0;

export function testApi(t: TestOffice): TestApi {
  let who: Actor = ANONYMOUS;
  const app = createApi({
    office: t.office,
    identify: async () => who,
    key: noteSigner('test.fadu/220200', new Uint8Array(32).fill(7)).key,
    proofOf,
  });
  return {
    app,
    async ask(actor, method, path, body, headers = {}) {
      who = actor;
      const response = await app.request(path, {
        method,
        headers: {
          'content-type': 'application/json',
          ...(method === 'POST' && { 'idempotency-key': `api-${process.pid}-${++n}-000` }),
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      return {
        status: response.status,
        body: response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text,
      };
    },
  };
}

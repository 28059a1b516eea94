/** The fuzzer itself: its oracles see what is wrong, its dice repeat. The run against the server is `npm run attack -- fuzz`. */
import { describe, expect, test } from 'vitest';
import { dice } from './dice.ts';
import { judge } from './oracles.ts';
import { formsOf, operationsOf } from './targets.ts';
import { fromSchema, hostile, type Json, spoil, wire } from './values.ts';

const CITY = { byName: new Map([['organ', ['t-city']]]), any: ['t-city', '220200'] };

const answer = (status: number, text: string, headers: Record<string, string> = {}) => ({
  status,
  text,
  headers: new Headers({ 'content-type': 'application/json', ...headers }),
  ms: 1,
});
const asked = {
  method: 'GET',
  path: '/api/v1/x',
  nobody: true,
  secrets: ['s3cret-of-this-house'],
  withheld: /演示路1号/,
  sent: '',
  schemas: {} as Json,
};
const problem = (status: number, more: object = {}) =>
  answer(
    status,
    JSON.stringify({
      type: 'urn:x',
      title: '没有找到',
      status,
      detail: '没有找到这个事项',
      code: 'x',
      ...more,
    }),
    { 'content-type': 'application/problem+json' },
  );
const page = (body: string, policy = "default-src 'none'; script-src 'self'; frame-ancestors 'none'") =>
  answer(200, body, {
    'content-type': 'text/html; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'content-security-policy': policy,
  });

describe('R90.6 the fuzzer’s oracles', () => {
  test('R90.6 pass what is right', () => {
    for (const good of [answer(200, '{"a":1}'), problem(404), problem(422)])
      expect(judge(good, asked)).toEqual({ faults: [], canaries: [] });
    expect(judge(page('<p>好</p>'), { ...asked, path: '/' }).faults).toEqual([]);
  });

  test.each([
    ['a server error', answer(500, '{}'), /answered 500/],
    [
      'an error that is no problem document',
      answer(404, 'Not Found', { 'content-type': 'text/plain' }),
      /not a problem/,
    ],
    ['an error in English', problem(400, { detail: 'bad request' }), /not Chinese/],
    ['a stack', problem(400, { detail: '出错：TypeError: x\n    at f (/a/b.ts:1:2)' }), /inside/],
    [
      'words of the database',
      problem(400, { detail: '出错：invalid input syntax for type integer' }),
      /inside/,
    ],
    ['a key', answer(200, '{"k":"s3cret-of-this-house"}'), /key or password/],
    ['a password’s hash', answer(200, `{"p":"${'a'.repeat(32)}:${'b'.repeat(128)}"}`), /inside/],
    ['a withheld word', answer(200, '{"at":"演示路1号"}'), /withheld/],
    ['an odd status', problem(418), /odd status/],
  ])('R90.6 see %s', (_, bad, fault) => {
    expect(judge(bad, asked).faults.join('\n')).toMatch(fault);
  });

  test('R90.6 see a canary, an inline script, a handler, a tag that was sent, a page without policy', () => {
    expect(judge(answer(200, '{"a":"密标00007号"}'), asked).canaries).toEqual(['密标00007号']);
    const faults = (a: ReturnType<typeof page>) => judge(a, { ...asked, path: '/' }).faults.join('\n');
    expect(faults(page('<p>好<script>1</script>'))).toMatch(/inline script/);
    expect(faults(page('<p onclick="x()">好'))).toMatch(/inline handler/);
    expect(faults(page('<p>好<img src=x onerror=fz1>'))).toMatch(/comes back as a tag/);
    expect(faults(page('<a href="javascript:1">好'))).toMatch(/javascript: address/);
    expect(faults(page('<p>好', "script-src 'self' 'unsafe-inline'"))).toMatch(/not held/);
    // A handler in a text that was escaped is none.
    expect(faults(page('<p title="a onclick=b">好 &lt;p onclick="x"&gt;'))).toBe('');
  });
});

describe('R90.6 what the fuzzer sends', () => {
  test('R90.6 repeats from seed and number, and differs between numbers', () => {
    const drawn = (seed: number, n: number) => {
      const d = dice(seed, n);
      return JSON.stringify([hostile(d), wire(d, spoil(d, { a: 'x', b: [1, 2] }, CITY)), d.next()]);
    };
    for (let n = 0; n < 200; n++) expect(drawn(1, n)).toBe(drawn(1, n));
    expect(new Set(Array.from({ length: 200 }, (_, n) => drawn(1, n))).size).toBe(200);
    expect(drawn(1, 5)).not.toBe(drawn(2, 5));
  });

  test('R90.6 is at times what a schema asks for', () => {
    const schema = {
      type: 'object',
      required: ['organ', 'kind', 'n'],
      properties: {
        organ: { type: 'string', minLength: 1 },
        kind: { enum: ['甲', '乙'] },
        n: { type: 'integer', minimum: 1, maximum: 5 },
        on: { type: 'string', format: 'date' },
      },
    };
    for (let n = 0; n < 100; n++) {
      const made = fromSchema(dice(1, n), schema, '', CITY, {}) as Json;
      expect(['甲', '乙']).toContain(made.kind);
      expect(made.n).toBeGreaterThanOrEqual(1);
      expect(made.n).toBeLessThanOrEqual(5);
      expect(String(made.organ).length).toBeGreaterThan(0);
    }
  });

  test('R90.6 reads operations of a document and forms of a page', () => {
    expect(
      operationsOf({
        paths: {
          '/a/{id}': {
            post: {
              requestBody: { content: { 'application/json': { schema: { type: 'object' } } } },
              responses: { 200: { content: { 'application/json': { schema: { type: 'object' } } } } },
            },
          },
        },
      }),
    ).toMatchObject([
      { method: 'POST', path: '/a/{id}', media: 'application/json', answers: { 200: { type: 'object' } } },
    ]);
    expect(
      formsOf(
        '/p',
        '<form method="post" action="/q"><input type="hidden" name="form" value="1&amp;2"/><select name="s"><option value="a"></option></select><textarea name="t"></textarea></form>',
      ),
    ).toEqual([
      {
        page: '/p',
        method: 'POST',
        action: '/q',
        multipart: false,
        fields: [
          { name: 'form', kind: 'hidden', values: ['1&2'] },
          { name: 's', kind: 'select', values: ['a'] },
          { name: 't', kind: 'textarea', values: [] },
        ],
      },
    ]);
  });
});

/** What an answer must be, whatever was asked: the rules by which the fuzzer judges without knowing the right answer. */
import { z } from 'zod';
import { canariesIn } from './canaries.ts';
import type { Operation } from './targets.ts';
import { type Json, TAG } from './values.ts';

/** An answer as it came. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly ms: number;
}

export interface Judging {
  readonly method: string;
  /** Path without query. */
  readonly path: string;
  /** Nobody is signed in: withheld words may not appear at all. */
  readonly nobody: boolean;
  readonly secrets: readonly string[];
  readonly withheld: RegExp | null;
  /** The request as sent, for what an answer may repeat of it. */
  readonly sent: string;
  readonly operation?: Operation | undefined;
  readonly schemas: Json;
}

/** What is wrong with an answer; canaries are told apart, because only the database knows who may read them. */
export interface Verdict {
  readonly faults: readonly string[];
  readonly canaries: readonly string[];
}

const SENSIBLE = new Set([
  400, 401, 403, 404, 405, 406, 409, 410, 411, 412, 413, 414, 415, 416, 422, 423, 428, 429,
]);

/** Words of the inside of the machine that no answer has. */
export const INSIDE: readonly RegExp[] = [
  /\n\s+at .{1,200}:\d+:\d+/,
  /\bnode:internal|\/node_modules\/|file:\/\/\/(?!etc)|\/src\/[\w/-]+\.tsx?\b/,
  /\bSQLSTATE\b|syntax error at or near|duplicate key value violates|violates (?:check|foreign|not-null|unique)|relation "[\w.]+" does not exist|column "?[\w.]+"? does not exist|invalid input syntax for|permission denied for|invalid byte sequence|unterminated quoted string|could not serialize/,
  /\b(?:TypeError|ReferenceError|RangeError|SyntaxError|ZodError|URIError|AssertionError)\b|Cannot read propert|is not a function|is not iterable|Maximum call stack|Unexpected token|Unexpected end of JSON|is not valid JSON/,
  /\bECONN(?:REFUSED|RESET)\b|\bENOENT\b|\bEACCES\b|postgres(?:ql)?:\/\//,
  /\b[0-9a-f]{32}:[0-9a-f]{128}\b/,
  /\[object Object\]/,
];

const HAN = /\p{Script=Han}/u;
const schemaOf = new Map<unknown, z.ZodType | null>();

/** A declared schema as something that checks. */
function checker(schema: unknown, schemas: Json): z.ZodType | null {
  let made = schemaOf.get(schema);
  if (made === undefined) {
    const ref = (schema as Json | undefined)?.$ref;
    const target = typeof ref === 'string' ? schemas[ref.split('/').at(-1) as string] : schema;
    try {
      made = z.fromJSONSchema(target as Parameters<typeof z.fromJSONSchema>[0]);
    } catch {
      made = null;
    }
    schemaOf.set(schema, made);
  }
  return made;
}

function problemFaults(a: Answer): string[] {
  const media = a.headers.get('content-type') ?? '';
  if (!media.includes('application/problem+json'))
    return [`an error of the API is ${media || 'nothing'}, not a problem document`];
  let body: Json;
  try {
    body = JSON.parse(a.text) as Json;
  } catch {
    return ['an error of the API is not JSON'];
  }
  const faults: string[] = [];
  for (const key of ['type', 'title', 'detail'])
    if (typeof body[key] !== 'string') faults.push(`the problem has no ${key}`);
  if (body.status !== a.status) faults.push(`the problem says ${body.status}`);
  if (typeof body.detail === 'string' && !HAN.test(body.detail))
    faults.push(`the problem is not Chinese: ${body.detail.slice(0, 120)}`);
  if (typeof body.title === 'string' && !HAN.test(body.title))
    faults.push(`the problem's title is not Chinese: ${body.title}`);
  return faults;
}

/** Content policy and the page's own script: nothing inline. */
export function pageFaults(a: Answer): string[] {
  const faults: string[] = [];
  const policy = a.headers.get('content-security-policy') ?? '';
  const directive = (name: string) =>
    policy
      .split(';')
      .map((d) => d.trim())
      .find((d) => d.startsWith(`${name} `));
  const scripts = directive('script-src') ?? directive('default-src');
  if (!scripts) faults.push('a page without a content policy for scripts');
  else if (/'unsafe-|data:|\*|https?:(?!\/)/.test(scripts)) faults.push(`scripts are not held: ${scripts}`);
  if (!/frame-ancestors 'none'/.test(policy) && a.headers.get('x-frame-options') !== 'DENY')
    faults.push('a page that may be framed');
  if (a.headers.get('x-content-type-options') !== 'nosniff') faults.push('no nosniff');
  if (/<script(?![^>]*\ssrc=)(?![^>]*type="application\/(?:ld\+)?json")[^>]*>/i.test(a.text))
    faults.push('an inline script');
  const tags = a.text.match(/<[a-z][^<>]*>/gi) ?? [];
  const handler = tags.find((t) => /\son[a-z]+\s*=/i.test(t.replace(/="[^"]*"/g, '=""')));
  if (handler) faults.push(`an inline handler: ${handler.slice(0, 120)}`);
  if (/(?:href|src|action)="\s*javascript:/i.test(a.text)) faults.push('a javascript: address');
  return faults;
}

/** Judge an answer. */
export function judge(a: Answer, j: Judging): Verdict {
  const faults: string[] = [];
  const media = a.headers.get('content-type') ?? '';
  const textual = /text|json|xml|svg|javascript/.test(media) || media === '';
  const api =
    j.path.startsWith('/api/v1') ||
    j.path.startsWith('/log') ||
    j.path === '/openapi.json' ||
    j.path === '/healthz';
  const seeks = j.method !== 'HEAD';
  if (a.status >= 500) faults.push(`answered ${a.status}`);
  if (a.status >= 400 && a.status < 500 && !SENSIBLE.has(a.status)) faults.push(`an odd status: ${a.status}`);
  if (a.status >= 400 && a.status < 500 && seeks) {
    if (api) faults.push(...problemFaults(a));
    else if (!HAN.test(a.text)) faults.push(`an error page without Chinese: ${a.text.slice(0, 80)}`);
  }
  if (textual) {
    for (const inside of /javascript/.test(media) ? [] : INSIDE) {
      const found = inside.exec(a.text);
      // What was sent may be said back; what was not comes from within.
      if (found && !j.sent.includes(found[0].trim()))
        faults.push(`the inside shows: ${found[0].trim().slice(0, 100)}`);
    }
    for (const secret of j.secrets)
      if (a.text.includes(secret)) faults.push('a key or password of the installation');
    if (/html|svg|xml/.test(media) && a.text.includes(TAG)) faults.push('what was sent comes back as a tag');
    if (j.nobody && j.withheld) {
      const found = j.withheld.exec(a.text);
      if (found && !j.sent.includes(found[0])) faults.push(`a withheld word in public: ${found[0]}`);
    }
  }
  for (const [name, value] of a.headers)
    if (/fz=1|[\r\n]/.test(value) && name !== 'location') faults.push(`a header that was sent: ${name}`);
  const to = a.headers.get('location');
  if (to && /^(?:https?:)?\/\/(?:evil|x\b)|^javascript:/i.test(to)) faults.push(`leads to ${to}`);
  if (media.includes('text/html') && seeks) faults.push(...pageFaults(a));
  const declared = j.operation?.answers[String(a.status)];
  if (declared && a.status < 300 && media.includes('json') && !media.includes('ndjson')) {
    try {
      const result = checker(declared, j.schemas)?.safeParse(JSON.parse(a.text));
      if (result && !result.success)
        faults.push(
          `not as declared: ${result.error.issues[0]?.path.join('.')} ${result.error.issues[0]?.message}`,
        );
    } catch {
      faults.push('not JSON though declared');
    }
  }
  return { faults, canaries: textual ? canariesIn(a.text) : [] };
}

/** One request, made from dice: what kind, by whom, where, with what. */
import type { Dice } from './dice.ts';
import { type City, type KnownCase, NOBODY, type Who } from './known.ts';
import type { Form, Operation, Targets } from './targets.ts';
import { fromSchema, HOSTILE, hostile, type Json, known, spoil, wire } from './values.ts';

/** A request ready to send. */
export interface Shot {
  readonly kind: string;
  readonly who: Who;
  readonly method: string;
  /** Path with query, as it goes out. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

export interface Aim {
  readonly city: City;
  readonly targets: Targets;
  /** Names the run in idempotency keys. */
  readonly run: string;
}

const MEDIA = [
  'application/json',
  'text/plain',
  'application/xml',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'image/png',
  '',
  'application/json; charset=utf-16',
  'x',
];

/** Bytes of a text; half characters become what a careless client sends. */
const enc = (text: string): string => {
  try {
    return encodeURIComponent(text);
  } catch {
    // A lone surrogate: as its three bytes.
    return `${encodeURIComponent(text.replace(/[\ud800-\udfff]/g, ''))}%ED%A0%80`;
  }
};

/** A part of a path that is not quite in order. */
const badPart = (d: Dice): string =>
  d.chance(0.15)
    ? d.of(['%', '%zz', '%c0%af', '%ff%fe', '%00', '%2e%2e%2f', '%2F', '..%2f..', '%ED%A0%80', '%F0%9F'])
    : enc(d.of(HOSTILE)).slice(0, 3000);

const anyone = (d: Dice, city: City): Who => {
  const r = d.below(10);
  return r < 3 ? NOBODY : r < 5 ? d.of(city.residents) : d.of(city.everyone);
};

/** Someone of one of the organs of a case, or whom it is about. */
export const insider = (d: Dice, city: City, c: KnownCase): Who => {
  const about = city.residents.find((r) => c.persons.includes(r.person));
  if (about && d.chance(0.15)) return about;
  const near = c.organs.flatMap((o) => city.byOrgan.get(o) ?? []);
  return near.length ? d.of(near) : NOBODY;
};

export const keyOf = (aim: Aim, n: number, d: Dice, part = 0): string =>
  d.chance(0.97)
    ? `fz-${aim.run}-${n}-${part}-000000`
    : d.of(['x', '', 'seed:1:1', 'a'.repeat(200), 'expiry:1234567', `fz-${aim.run}-1-0-000000`]);

const postOf = (d: Dice, who: Who): Record<string, string> => {
  if (who.posts.length > 1 && d.chance(0.4)) {
    const post = d.of(who.posts);
    return { 'fadu-post': `${post.role}@${post.organ}` };
  }
  return d.chance(0.03)
    ? {
        'fadu-post': d.of(['head@jl-gov', '@', 'x', 'legality-reviewer@jl-justice', '__proto__@constructor']),
      }
    : {};
};

/** A body for an act: as it was filled in before, as the form asks for, or spoiled. */
export function actBody(d: Dice, aim: Aim, procedure: string, act: string, clean = 0.5): string {
  const { city, targets } = aim;
  const told = city.samples.get(`${procedure}/${act}`);
  const schema = targets.schemas[`${procedure}.${act}`];
  const good =
    told && d.chance(0.75) ? d.of(told) : fromSchema(d, schema ?? {}, act, city.known, targets.schemas);
  if (d.chance(clean)) return JSON.stringify(good);
  return wire(d, spoil(d, good, city.known));
}

function query(d: Dice, params: readonly { name: string }[], aim: Aim): string {
  const parts: string[] = [];
  for (const { name } of params) {
    if (d.chance(0.45)) continue;
    const value = d.chance(0.55) ? known(d, aim.city.known, name) : undefined;
    parts.push(`${enc(name)}=${value === undefined ? badPart(d) : enc(value)}`);
    // The same parameter twice, as a list, as a map.
    if (d.chance(0.05)) parts.push(`${name}${d.of(['', '[]', '[a]', '[$ne]', '.x'])}=${badPart(d)}`);
  }
  if (d.chance(0.05)) parts.push(`${badPart(d)}=${badPart(d)}`);
  return parts.length ? `?${parts.join('&')}` : d.chance(0.02) ? '?' : '';
}

const filled = (d: Dice, path: string, aim: Aim, hostileShare: number): string =>
  path.replace(/\{(\w+)\}|:(\w+)(?:\{[^}]*\})?|\*/g, (_, a?: string, b?: string) => {
    const name = a ?? b ?? 'file';
    const there = d.chance(1 - hostileShare) ? known(d, aim.city.known, name) : undefined;
    return there === undefined ? badPart(d) : enc(there);
  });

/** An operation of the document with parameters and a body. */
function operation(d: Dice, n: number, aim: Aim, op: Operation, who: Who): Shot {
  const path =
    filled(d, op.path, aim, 0.2) +
    query(
      d,
      op.params.filter((p) => p.in === 'query'),
      aim,
    );
  const headers: Record<string, string> = { ...postOf(d, who) };
  if (d.chance(0.1))
    headers.accept = d.of(['application/x-ndjson', 'text/html', '*/*', '', 'application/ld+json']);
  if (d.chance(0.05)) headers.range = d.of(['bytes=0-', 'bytes=-5', 'bytes=5-1', 'bytes=0-99999999999', 'x']);
  if (op.method === 'GET') return { kind: 'read', who, method: 'GET', path, headers };
  headers['content-type'] = d.chance(0.93) ? (op.media ?? 'application/json') : d.of(MEDIA);
  headers['idempotency-key'] = keyOf(aim, n, d);
  if (/materials$/.test(op.path))
    headers['fadu-material'] = enc(
      wire(
        d,
        d.chance(0.5)
          ? {
              kind: '照片',
              name: '现场',
              sha256: '0'.repeat(64),
              capturedAt: '2026-06-30T09:00:00+08:00',
              place: '现场',
              device: '记录仪',
            }
          : hostile(d),
      ),
    ).slice(0, 6000);
  const good = op.body ? fromSchema(d, op.body, '', aim.city.known, aim.targets.schemas) : d.of(HOSTILE);
  const body =
    op.media === 'application/json'
      ? d.chance(0.4)
        ? JSON.stringify(good)
        : wire(d, spoil(d, good, aim.city.known))
      : d.of([
          '',
          'a,b\n1,2\n',
          '<a/>',
          '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
          'PK\u0003\u0004',
          ...HOSTILE.slice(0, 40),
        ]);
  return { kind: 'write', who, method: op.method, path, headers, body };
}

function form(d: Dice, aim: Aim, f: Form, who: Who): Shot {
  const pairs = f.fields.flatMap(({ name, kind, values }): (readonly [string, string])[] => {
    if (kind !== 'hidden' && d.chance(0.1)) return [];
    if (values.length && d.chance(0.8)) return [[name, d.of(values)]];
    const there = d.chance(0.6)
      ? (known(d, aim.city.known, name) ?? '这里是要说的话，写明时间地点和经过')
      : undefined;
    return [[name, there ?? d.of(HOSTILE)], ...(d.chance(0.03) ? [[name, '又一个'] as const] : [])];
  });
  if (d.chance(0.1)) pairs.push([d.of(['__proto__', 'constructor', 'admin', 'form']), d.of(HOSTILE)]);
  const text = pairs.map(([k, v]) => `${enc(k)}=${enc(v)}`).join('&');
  if (f.method === 'GET')
    return { kind: 'form', who, method: 'GET', path: `${f.action}?${text}`, headers: {} };
  if (f.multipart || d.chance(0.05)) {
    const parts = pairs.map(
      ([k, v]) =>
        `--fz\r\ncontent-disposition: form-data; name="${k.replace(/["\r\n]/g, '')}"${d.chance(0.3) ? '; filename="../../a\u0000.pdf"\r\ncontent-type: application/pdf' : ''}\r\n\r\n${v}\r\n`,
    );
    return {
      kind: 'form',
      who,
      method: 'POST',
      path: f.action,
      headers: { 'content-type': 'multipart/form-data; boundary=fz' },
      body: `${parts.join('')}--fz${d.chance(0.9) ? '--\r\n' : ''}`,
    };
  }
  return {
    kind: 'form',
    who,
    method: 'POST',
    path: f.action,
    headers: { 'content-type': d.chance(0.95) ? 'application/x-www-form-urlencoded' : d.of(MEDIA) },
    body: text,
  };
}

/** A page that exists, with something of its address changed. */
function pageShot(d: Dice, aim: Aim, who: Who): Shot {
  const at = d.of(aim.targets.pages);
  const [path = '/', old = ''] = at.split('?');
  const parts = path.split('/');
  if (parts.length > 2 && d.chance(0.25))
    parts[parts.length - 1 - d.below(Math.min(2, parts.length - 2))] = badPart(d);
  const pairs = old.split('&').filter(Boolean);
  const changed = pairs.map((p) => (d.chance(0.5) ? `${p.split('=')[0]}=${badPart(d)}` : p));
  if (d.chance(0.4))
    changed.push(
      `${d.of(['q', 'page', 'year', 'asOf', 'on', 'organ', 'region', 'status', 'from', 'to', 'mode', 'kind', 'version', 'sort', 'next', 'code'])}=${badPart(d)}`,
    );
  const headers: Record<string, string> = {};
  if (d.chance(0.05))
    headers.cookie = d.of(['fadu-mode=large', 'fadu-mode=%00', '__proto__=1', 'fadu.session_token=x']);
  if (d.chance(0.05)) headers['accept-encoding'] = d.of(['gzip', 'br', 'x', 'gzip;q=0']);
  if (d.chance(0.03)) headers.host = d.of(['evil.example', 'localhost:1', '']);
  return {
    kind: 'page',
    who,
    method: d.chance(0.95) ? 'GET' : 'HEAD',
    path: `${parts.join('/')}${changed.length ? `?${changed.join('&')}` : ''}`,
    headers,
  };
}

/** Any route with any method. */
function routeShot(d: Dice, n: number, aim: Aim, who: Who): Shot {
  const [own, path] = d.of(aim.targets.routes);
  const method = d.chance(0.5)
    ? own
    : d.of(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'PROPFIND']);
  const carries = !['GET', 'HEAD'].includes(method);
  return {
    kind: 'route',
    who,
    method,
    path: filled(d, path, aim, 0.4),
    headers: {
      ...(carries && { 'content-type': d.of(MEDIA), 'idempotency-key': keyOf(aim, n, d) }),
      ...(d.chance(0.1) && { origin: d.of(['https://evil.example', 'null', 'http://']) }),
      ...postOf(d, who),
    },
    ...(carries && { body: wire(d, hostile(d)) }),
  };
}

const AUTH = [
  'sign-in/username',
  'sign-up/email',
  'get-session',
  'list-sessions',
  'update-user',
  'change-password',
  'revoke-session',
  'two-factor/enable',
  'two-factor/verify-totp',
  'sign-in/email',
  'is-username-available',
  'change-email',
  'delete-user',
  'callback/unified',
  'sign-in/oauth2',
];

/** The request of this number. `mine`: cases to act on, by what an earlier answer told. */
export function shot(d: Dice, n: number, aim: Aim): Shot {
  const { city, targets } = aim;
  const r = d.next();
  if (r < 0.1) {
    // An act on a case by someone who may have nothing to do with it.
    const c = d.of(city.cases);
    const who = d.chance(0.5) ? anyone(d, city) : insider(d, city, c);
    const acts = [...(city.known.byName.get('act') ?? [])];
    const told = [...city.samples.keys()].filter((k) => k.startsWith(`${c.procedure}/`));
    const act =
      d.chance(0.85) && told.length
        ? (d.of(told).split('/')[1] as string)
        : d.chance(0.7)
          ? d.of(acts)
          : d.of(HOSTILE.slice(0, 70));
    return {
      kind: 'act',
      who,
      method: 'POST',
      path: `/api/v1/cases/${d.chance(0.95) ? c.id : badPart(d)}/acts/${enc(act)}`,
      headers: { 'content-type': 'application/json', 'idempotency-key': keyOf(aim, n, d), ...postOf(d, who) },
      body: actBody(d, aim, c.procedure, act),
    };
  }
  if (r < 0.2) {
    // A case opened by someone whose role it is, or by anyone.
    const openings = targets.operations.filter(
      (o) => o.method === 'POST' && /^\/api\/v1\/cases\/[^{/]+$/.test(o.path),
    );
    const op = d.of(openings);
    const code = op.path.split('/').at(-1) as string;
    const acts = [...city.samples.keys()].filter(
      (k) => k.startsWith(`${code}/`) && city.samples.get(k)?.length,
    );
    const opening = acts.length ? (acts[0] as string).split('/')[1] : undefined;
    const names = ((op.body as Json | undefined)?.oneOf ?? [op.body]) as Json[];
    const first =
      String(d.of(names)?.$ref ?? '')
        .split('.')
        .at(-1) ??
      opening ??
      '';
    const act = d.chance(0.9) ? first : d.of(HOSTILE.slice(0, 70));
    const who = anyone(d, city);
    return {
      kind: 'open',
      who,
      method: 'POST',
      path: `/api/v1/cases/${code}${d.chance(0.6) ? `?act=${enc(act)}` : ''}`,
      headers: {
        'content-type': d.chance(0.97) ? 'application/json' : d.of(MEDIA),
        'idempotency-key': keyOf(aim, n, d),
        ...postOf(d, who),
      },
      body: actBody(d, aim, code, act),
    };
  }
  if (r < 0.5) {
    const reads = targets.operations.filter((o) => o.method === 'GET');
    return operation(d, n, aim, d.of(reads), anyone(d, city));
  }
  if (r < 0.6) {
    const writes = targets.operations.filter(
      (o) => o.method !== 'GET' && !/^\/api\/v1\/cases\/(?:[^{/]+$|\{id\}\/acts)/.test(o.path),
    );
    return operation(d, n, aim, d.of(writes), anyone(d, city));
  }
  if (r < 0.8) return pageShot(d, aim, d.chance(0.7) ? NOBODY : anyone(d, city));
  if (r < 0.9) return form(d, aim, d.of(targets.forms), d.chance(0.7) ? NOBODY : anyone(d, city));
  if (r < 0.99) return routeShot(d, n, aim, anyone(d, city));
  return {
    kind: 'auth',
    who: d.chance(0.5) ? NOBODY : anyone(d, city),
    method: d.of(['POST', 'GET']),
    path: `/api/auth/${d.of(AUTH)}`,
    headers: { 'content-type': 'application/json' },
    body: wire(d, hostile(d)),
  };
}

/**
 * The fuzzer: seeded requests at every operation of the server's own OpenAPI document, at every other route, page and
 * form, as nobody, residents, clerks of many organs and regions; judged by oracles that need no right answer.
 */
import { appendFileSync, writeFileSync } from 'node:fs';
import { gunzipSync, inflateSync } from 'node:zlib';
import { mayRead, plant, withheldWords } from './canaries.ts';
import { dice } from './dice.ts';
import { type House, openAttackHouse, PRESENT, signIn } from './house.ts';
import { type City, knownCity, type Who } from './known.ts';
import { type Answer, judge } from './oracles.ts';
import { type Aim, actBody, insider, keyOf, type Shot, shot } from './shots.ts';
import { type Targets, targetsOf } from './targets.ts';
import type { Json } from './values.ts';
import { type Accepted, watchWrites } from './writes.ts';

export interface FuzzOptions {
  readonly seed: number;
  readonly requests: number;
  /** End after so many minutes even if fewer were sent. */
  readonly minutes?: number;
  /** Begin at this request: with `requests: 1` it repeats one. */
  readonly from?: number;
  readonly lanes?: number;
  readonly keep?: string;
  /** Failing requests are written here, one JSON a line. */
  readonly out?: string;
  /** Pages walked before: fewer for a small run. */
  readonly walk?: number;
  readonly say?: (text: string) => void;
}

/** A request that went wrong. */
export interface Fault {
  readonly n: number;
  readonly fault: string;
  readonly who: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

export interface FuzzResult {
  readonly seed: number;
  readonly requests: number;
  readonly seconds: number;
  readonly byStatus: ReadonlyMap<number, number>;
  readonly byKind: ReadonlyMap<string, number>;
  /** Steps written by accepted requests. */
  readonly steps: number;
  readonly operations: { readonly of: number; readonly reached: number };
  readonly routes: { readonly of: number; readonly reached: number };
  readonly faults: readonly Fault[];
  /** Where the time went: mean milliseconds of a request, waiting included. */
  readonly dear: readonly { readonly what: string; readonly n: number; readonly ms: number }[];
  readonly slow: readonly { readonly ms: number; readonly what: string }[];
}

/** Sends as people, keeping their sessions. */
export function sender(house: House) {
  const cookies = new Map<string, Promise<string>>();
  const { app, url } = house.running;
  return {
    forget: (who: Who) => cookies.delete(who.username),
    async send(s: Pick<Shot, 'who' | 'method' | 'path' | 'headers' | 'body'>): Promise<Answer> {
      const headers = new Headers();
      if (s.who.username) {
        let cookie = cookies.get(s.who.username);
        if (!cookie) {
          cookie = signIn(house.running, s.who.username);
          cookies.set(s.who.username, cookie);
          cookie.catch(() => cookies.delete(s.who.username));
        }
        headers.set('cookie', await cookie);
      }
      for (const [name, value] of Object.entries(s.headers)) {
        try {
          headers.set(name, value);
        } catch {
          // A header that the protocol itself does not carry.
        }
      }
      const began = performance.now();
      const bare = s.method === 'GET' || s.method === 'HEAD';
      const answer = await app.request(
        new Request(`${url}${s.path.startsWith('/') ? '' : '/'}${s.path}`, {
          method: s.method,
          headers,
          ...(!bare && s.body !== undefined && { body: s.body }),
        }),
      );
      const bytes = unpacked(
        new Uint8Array(await answer.arrayBuffer()),
        answer.headers.get('content-encoding'),
      );
      const ms = performance.now() - began;
      const media = answer.headers.get('content-type') ?? '';
      const text = /pdf|octet|zip|sheet|word|image\/(?!svg)/.test(media)
        ? ''
        : new TextDecoder().decode(bytes.subarray(0, 8_000_000));
      return { status: answer.status, headers: answer.headers, text, ms };
    },
  };
}

/** An answer's bytes as the reader gets them: requests ask for compressed ones now and then. */
function unpacked(bytes: Uint8Array, encoding: string | null): Uint8Array {
  if (bytes.length === 0) return bytes;
  return encoding === 'gzip' ? gunzipSync(bytes) : encoding === 'deflate' ? inflateSync(bytes) : bytes;
}

const escaped = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What of the request an answer may repeat: as sent and as meant. */
const said = (s: Shot): string => {
  const body = typeof s.body === 'string' ? s.body : '';
  let meant = s.path;
  try {
    meant = decodeURIComponent(s.path.replaceAll('+', ' '));
  } catch {
    // Not in order: as sent.
  }
  return `${s.path}\n${meant}\n${body}\n${JSON.stringify(s.headers)}`;
};

const shape = (path: string): string => path.split('?')[0]?.replace(/[^/]*[0-9A-Z%_.-][^/]*/g, '*') ?? path;

/** Run it. */
export async function fuzz(options: FuzzOptions): Promise<FuzzResult> {
  const say = options.say ?? (() => {});
  let planted = 0;
  let city: City | undefined;
  const house = await openAttackHouse({
    ...(options.keep && { keep: options.keep }),
    say,
    before: async (owner) => {
      planted = await plant(owner);
    },
  });
  try {
    city = await knownCity(house);
    const targets = await targetsOf(house, options.walk ?? 700);
    const words = await withheldWords(house);
    say(
      `${targets.operations.length} operations, ${targets.routes.length} routes, ${targets.pages.length} pages, ${targets.forms.length} forms; ${planted} cases with canaries, ${words.length} withheld words; ${city.everyone.length} people`,
    );
    return await run(house, options, city, targets, words);
  } finally {
    await house.close();
  }
}

const stepOf = (text: string): string | undefined => {
  try {
    const { id, seq, repeated } = JSON.parse(text) as { id?: string; seq?: number; repeated?: boolean };
    return typeof id === 'string' && typeof seq === 'number' && !repeated ? `${id}/${seq}` : undefined;
  } catch {
    return undefined;
  }
};

async function run(
  house: House,
  options: FuzzOptions,
  city: City,
  targets: Targets,
  words: readonly string[],
): Promise<FuzzResult> {
  const { seed, requests, from = 0, lanes = 6, say = () => {} } = options;
  const aim: Aim = { city, targets, run: `${seed}` };
  const { send, forget } = sender(house);
  const watch = await watchWrites(house);
  const withheld = words.length ? new RegExp(words.map(escaped).join('|')) : null;
  const byStatus = new Map<number, number>();
  const byKind = new Map<string, number>();
  const faults: Fault[] = [];
  const told = new Set<string>();
  const slow: { ms: number; what: string }[] = [];
  const spent = new Map<string, { n: number; ms: number }>();
  const reached = new Set<string>();
  const patterns = targets.operations.map((op) => ({
    op,
    at: new RegExp(
      `^${op.path
        .split(/\{\w+\}/)
        .map(escaped)
        .join('[^/]+')}$`,
    ),
  }));
  const routes = targets.routes.map(([method, path]) => ({
    name: `${method} ${path}`,
    method,
    at: new RegExp(
      `^${path
        .split(/:\w+(?:\{[^}]*\})?|\*/)
        .map(escaped)
        .join('.+')}$`,
    ),
  }));
  const routesReached = new Set<string>();
  const byRoute = new Map<string, readonly string[]>();
  let accepted: Accepted[] = [];
  let sent = 0;
  if (options.out) writeFileSync(options.out, '');

  const fail = (n: number, s: Shot, status: number, fault: string) => {
    const kind = `${fault.replace(/\d+/g, '#').slice(0, 60)} ${s.method} ${shape(s.path)}`;
    faults.push({ n, fault, who: s.who.username, method: s.method, path: s.path.slice(0, 300), status });
    if (options.out)
      appendFileSync(
        options.out,
        `${JSON.stringify({ seed, n, fault, status, ...s, who: s.who.username, body: typeof s.body === 'string' ? s.body.slice(0, 100_000) : undefined })}\n`,
      );
    if (told.has(kind)) return;
    told.add(kind);
    say(
      `FAULT seed ${seed} request ${n}: ${fault}\n  ${s.method} ${s.path.slice(0, 200)} as ${s.who.username || 'nobody'} → ${status}`,
    );
  };

  const shoot = async (n: number, s: Shot): Promise<Answer> => {
    sent++;
    byKind.set(s.kind, (byKind.get(s.kind) ?? 0) + 1);
    const a = await send(s);
    byStatus.set(a.status, (byStatus.get(a.status) ?? 0) + 1);
    const path = s.path.split('?')[0] as string;
    const operation = patterns.find((p) => p.op.method === s.method && p.at.test(path))?.op;
    if (operation) reached.add(`${operation.method} ${operation.path}`);
    const plain = `${s.method} ${shape(s.path)}`;
    let on = byRoute.get(plain);
    if (!on) {
      on = routes.filter((r) => r.method === s.method && r.at.test(path)).map((r) => r.name);
      byRoute.set(plain, on);
    }
    for (const r of on) routesReached.add(r);
    const place = `${s.method} ${path
      .split('/')
      .slice(0, 4)
      .join('/')
      .replace(/%.*|\d.*/, '*')
      .slice(0, 40)}`;
    const so = spent.get(place) ?? { n: 0, ms: 0 };
    spent.set(place, { n: so.n + 1, ms: so.ms + a.ms });
    if (a.status === 401 && s.who.username) forget(s.who);
    if (a.ms > 3000)
      slow.push({ ms: Math.round(a.ms), what: `request ${n}: ${s.method} ${s.path.slice(0, 120)}` });
    const verdict = judge(a, {
      method: s.method,
      path,
      nobody: s.who.username === '',
      secrets: house.secrets,
      withheld,
      sent: said(s),
      operation,
      schemas: targets.schemas,
    });
    for (const fault of verdict.faults) fail(n, s, a.status, fault);
    for (const canary of verdict.canaries)
      if (!said(s).includes(canary) && !(await mayRead(house.owner, s.who, canary)))
        fail(n, s, a.status, `a leak: ${canary} reaches someone not entitled`);
    if (a.status < 400 && s.method !== 'GET' && s.method !== 'HEAD' && s.method !== 'OPTIONS') {
      const step = path.startsWith('/api/v1/') ? stepOf(a.text) : undefined;
      const repeated = /"repeated":true/.test(a.text);
      if (!repeated) accepted.push({ n, who: s.who, path: s.path, method: s.method, ...(step && { step }) });
    }
    return a;
  };

  /** An act that the case offers just now to one of its people, rightly filled in or nearly. */
  const driven = async (n: number): Promise<void> => {
    const d = dice(seed, n);
    d.next();
    const c = d.of(city.cases);
    const who = insider(d, city, c);
    const looked = await shoot(n, {
      kind: 'view',
      who,
      method: 'GET',
      path: `/api/v1/cases/${c.id}`,
      headers: {},
    });
    if (looked.status !== 200) return;
    const view = JSON.parse(looked.text) as { may?: { act: string }[]; mayNot?: { act: string }[] };
    for (let part = 0; part < 2; part++) {
      const list = d.chance(0.8) && view.may?.length ? view.may : (view.mayNot ?? []);
      if (list.length === 0) return;
      const { act } = d.of(list);
      await shoot(n, {
        kind: 'driven',
        who,
        method: 'POST',
        path: `/api/v1/cases/${c.id}/acts/${act}`,
        headers: { 'content-type': 'application/json', 'idempotency-key': keyOf(aim, n, d, part) },
        body: actBody(d, aim, c.procedure, act, 0.6),
      });
    }
  };

  const began = performance.now();
  let next = from;
  const BATCH = 1000;
  const end = options.minutes ? began + options.minutes * 60_000 : Number.POSITIVE_INFINITY;
  while (sent < requests && performance.now() < end) {
    const stop = Math.min(next + BATCH, from + requests * 2);
    const until = Math.min(requests, sent + BATCH);
    const lane = async () => {
      while (next < stop && sent < until) {
        const n = next++;
        try {
          if (dice(seed, n).next() < 0.15) await driven(n);
          else await shoot(n, shot(dice(seed, n + 0x4000_0000), n, aim));
        } catch (error) {
          faults.push({
            n,
            fault: `the request could not be made or judged: ${String(error).slice(0, 300)}`,
            who: '',
            method: '',
            path: '',
            status: 0,
          });
          say(`request ${n} could not be made: ${(error as Error).stack}`);
        }
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    house.at(new Date(Date.parse(PRESENT) + sent).toISOString());
    for (const fault of await watch.look(accepted)) {
      faults.push({ n: next, fault, who: '', method: '', path: '', status: 0 });
      say(`FAULT before request ${next}: ${fault}`);
      if (options.out) appendFileSync(options.out, `${JSON.stringify({ seed, before: next, fault })}\n`);
    }
    accepted = [];
    if (Math.floor(sent / 5000) !== Math.floor((sent - BATCH) / 5000))
      say(
        `${sent} requests, ${(sent / ((performance.now() - began) / 1000)).toFixed(0)} a second, ${watch.steps()} steps written, ${faults.length} faults, ${Math.round(process.memoryUsage.rss() / 1048576)} MB`,
      );
  }
  return {
    seed,
    requests: sent,
    seconds: (performance.now() - began) / 1000,
    byStatus,
    byKind,
    steps: watch.steps(),
    operations: { of: targets.operations.length, reached: reached.size },
    routes: { of: targets.routes.length, reached: routesReached.size },
    faults,
    dear: [...spent]
      .sort((a, b) => b[1].ms - a[1].ms)
      .slice(0, 15)
      .map(([what, { n, ms }]) => ({ what, n, ms: Math.round(ms / n) })),
    slow: slow.sort((a, b) => b.ms - a.ms).slice(0, 10),
  };
}

export type { Json };

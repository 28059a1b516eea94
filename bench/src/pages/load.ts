/** Loading pages from outside: wrk against an address, and what a page weighs with everything it loads. */
import { spawnSync } from 'node:child_process';
import { gzipSync } from 'node:zlib';
import { finished } from '../processes.ts';

/** What a load of a few seconds showed. */
export interface Load {
  /** Answers a second. */
  readonly rate: number;
  /** Milliseconds within which half, and ninety-nine of a hundred, of the answers came. */
  readonly p50: number;
  readonly p99: number;
  /** Answers that were no 2xx or 3xx, and connections that failed. */
  readonly errors: number;
  /** Answers that took longer than ten seconds. */
  readonly timeouts: number;
}

const UNITS: Readonly<Record<string, number>> = { us: 1e-3, ms: 1, s: 1e3, m: 6e4 };

/** A time as wrk writes it, in milliseconds. */
const ms = (text: string | undefined): number => {
  const [, n, unit] = /^([\d.]+)(us|ms|s|m)$/.exec(text ?? '') ?? [];
  return n && unit ? Number(n) * (UNITS[unit] ?? Number.NaN) : Number.NaN;
};

/** Read what `wrk --latency` wrote. @throws Error where it says no rate */
export function readWrk(text: string): Load {
  const rate = /Requests\/sec:\s+([\d.]+)/.exec(text)?.[1];
  if (!rate) throw new Error(`wrk said: ${text.slice(0, 300)}`);
  const at = (p: number) => ms(new RegExp(`^\\s+${p}%\\s+(\\S+)`, 'm').exec(text)?.[1]);
  const socket = /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(text);
  return {
    rate: Number(rate),
    p50: at(50),
    p99: at(99),
    errors:
      Number(/Non-2xx or 3xx responses: (\d+)/.exec(text)?.[1] ?? 0) +
      (socket?.slice(1, 4).reduce((sum, n) => sum + Number(n), 0) ?? 0),
    timeouts: Number(socket?.[4] ?? 0),
  };
}

/** Load an address for some seconds over some connections, as a browser that takes compressed answers would ask. */
export const load = async (url: string, seconds: number, connections: number): Promise<Load> =>
  readWrk(
    await finished('wrk', [
      '--latency',
      '--timeout',
      '10s',
      '-t1',
      `-c${connections}`,
      `-d${seconds}s`,
      '-H',
      'accept-encoding: gzip',
      url,
    ]),
  );

/** Bytes of a page: as it is, and compressed as the server would send it. */
export interface Weight {
  readonly page: number;
  readonly pageGzip: number;
  /** With style sheet, scripts and pictures; fonts left out (the portal brings none). */
  readonly whole: number;
  readonly wholeGzip: number;
  readonly files: number;
}

const FONT = /\.(?:woff2?|ttf|otf)$/;

/** Weigh a page. @throws Error where something it loads is not there */
export async function weigh(base: string, path: string): Promise<Weight> {
  const read = async (at: string): Promise<Buffer> => {
    const answer = await fetch(new URL(at, base));
    if (!answer.ok) throw new Error(`${at}: ${answer.status}`);
    return Buffer.from(await answer.arrayBuffer());
  };
  const page = await read(path);
  const found = [...page.toString('utf8').matchAll(/<(?:link|script|img)\b[^>]*>/g)].flatMap(([tag]) => {
    if (tag.startsWith('<link') && !/rel="(?:stylesheet|icon|modulepreload|preload)"/.test(tag)) return [];
    const to = /(?:href|src)="([^"]+)"/.exec(tag)?.[1];
    return to && !to.startsWith('data:') && !FONT.test(to) ? [to.replaceAll('&amp;', '&')] : [];
  });
  const files = await Promise.all([...new Set(found)].map(read));
  const sum = (list: readonly Buffer[]) => list.reduce((n, b) => n + b.length, 0);
  const zipped = (list: readonly Buffer[]) => list.reduce((n, b) => n + gzipSync(b).length, 0);
  return {
    page: page.length,
    pageGzip: zipped([page]),
    whole: sum([page, ...files]),
    wholeGzip: zipped([page, ...files]),
    files: files.length + 1,
  };
}

/** Where nginx is, or null: Debian keeps it outside the usual path. */
export const nginxAt = (): string | null =>
  ['nginx', '/usr/sbin/nginx'].find((at) => spawnSync(at, ['-v'], { stdio: 'ignore' }).status === 0) ?? null;

/** Settings of an nginx that serves one folder, as its own documentation sets up static files: sendfile, gzip, open file cache. */
export const nginxConfig = (folder: string, port: number): string => `
${process.getuid?.() === 0 ? 'user root;' : ''}
daemon off;
worker_processes auto;
error_log ${folder}/error.log;
pid ${folder}/nginx.pid;
events { worker_connections 1024; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000;
  open_file_cache max=100;
  types { text/html html; text/css css; }
  charset utf-8;
  gzip on;
  gzip_static on;
  gzip_types text/css;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  server { listen 127.0.0.1:${port}; root ${folder}/www; }
}
`;

/** Dependencies: known faults as the registry's own client tells them, and licences against the list that was decided. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** A package that is installed. */
export interface Installed {
  readonly name: string;
  readonly version: string;
  /** As its manifest says; empty: it says nothing. */
  readonly licence: string;
}

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string | { readonly type?: string };
  readonly licenses?: readonly { readonly type?: string }[];
}

const licenceOf = ({ license, licenses }: Manifest): string =>
  (typeof license === 'string'
    ? license
    : (license?.type ?? licenses?.map((l) => l.type).join(' OR ') ?? '')
  ).trim();

/** Everything below a `node_modules` folder, nested ones included; our own workspaces are links and left out. */
export function installedPackages(folder = join(ROOT, 'node_modules')): Installed[] {
  const found: Installed[] = [];
  const enter = (at: string) => {
    const manifest = join(at, 'package.json');
    if (existsSync(manifest)) {
      const read = JSON.parse(readFileSync(manifest, 'utf8')) as Manifest;
      if (read.name && read.version)
        found.push({ name: read.name, version: read.version, licence: licenceOf(read) });
    }
    if (existsSync(join(at, 'node_modules'))) walk(join(at, 'node_modules'));
  };
  const walk = (modules: string) => {
    for (const entry of readdirSync(modules, { withFileTypes: true })) {
      if (!entry.isDirectory() || entry.name.startsWith('.')) continue;
      if (entry.name.startsWith('@')) {
        for (const inner of readdirSync(join(modules, entry.name), { withFileTypes: true }))
          if (inner.isDirectory()) enter(join(modules, entry.name, inner.name));
      } else enter(join(modules, entry.name));
    }
  };
  walk(folder);
  return found;
}

/** The lists of docs/decisions/0014-licences.md: licences that may be used, and packages that were looked at one by one. */
export function decided(text = readFileSync(join(ROOT, 'docs/decisions/0014-licences.md'), 'utf8')): {
  readonly licences: ReadonlySet<string>;
  readonly packages: ReadonlyMap<string, string>;
} {
  const part = (title: string) => text.split(`## ${title}`)[1]?.split('\n## ')[0] ?? '';
  return {
    licences: new Set([...part('Licences').matchAll(/^- `([^`]+)`/gm)].map((m) => m[1] as string)),
    packages: new Map(
      [...part('Packages').matchAll(/^- `([^`]+)` — `([^`]*)`/gm)].map((m) => [
        m[1] as string,
        m[2] as string,
      ]),
    ),
  };
}

/** May this expression be used? Of `A OR B` one is enough, of `A AND B` all are needed. */
export function mayUse(expression: string, licences: ReadonlySet<string>): boolean {
  const plain = expression.replace(/^\((.*)\)$/, '$1').trim();
  if (/ OR /.test(plain)) return plain.split(' OR ').some((p) => mayUse(p, licences));
  if (/ AND /.test(plain)) return plain.split(' AND ').every((p) => mayUse(p, licences));
  return licences.has(plain.replace(/[()]/g, ''));
}

/** Packages whose licence nobody decided on. */
export function undecided(all: readonly Installed[], on = decided()): Installed[] {
  return all.filter((p) => !mayUse(p.licence, on.licences) && on.packages.get(p.name) !== p.licence);
}

interface Audit {
  readonly metadata?: { readonly vulnerabilities?: Readonly<Record<string, number>> };
  readonly vulnerabilities?: Readonly<
    Record<string, { readonly severity: string; readonly range: string; readonly isDirect: boolean }>
  >;
  readonly message?: string;
  readonly error?: { readonly summary?: string };
}

/** Tell both. @returns 0 when nothing was found, 1 when something was, 2 when the registry could not be asked */
export async function audit(say: (text: string) => void): Promise<number> {
  const all = installedPackages();
  const open = undecided(all);
  say(`licences: ${all.length} packages, ${open.length} undecided`);
  for (const p of open) say(`  ${p.name}@${p.version}: ${p.licence || 'says nothing'}`);
  const done = spawnSync('npm', ['audit', '--json'], {
    cwd: ROOT,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    maxBuffer: 64 << 20,
  });
  let report: Audit = {};
  try {
    report = JSON.parse(done.stdout) as Audit;
  } catch {
    // Said below.
  }
  const counts = report.metadata?.vulnerabilities;
  if (!counts) {
    say(
      `npm audit: the registry could not be asked: ${report.message ?? report.error?.summary ?? done.stderr.slice(0, 300)}`,
    );
    return 2;
  }
  say(
    `npm audit: ${Object.entries(counts)
      .map(([k, n]) => `${k} ${n}`)
      .join(', ')}`,
  );
  for (const [name, v] of Object.entries(report.vulnerabilities ?? {}))
    say(`  ${v.severity}: ${name} ${v.range}${v.isDirect ? ' (direct)' : ''}`);
  return open.length || (counts.total ?? 0) > 0 ? 1 : 0;
}

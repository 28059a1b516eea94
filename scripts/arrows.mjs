#!/usr/bin/env node
// The arrows between the folders point one way: apps → office → plan → kernel. This reads every import of every
// source file and fails on one that points elsewhere, on a circle, on a Node module in the kernel, and on a file that
// is not there.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
/** Folder → folders of ours it may import besides itself. */
const MAY = {
  kernel: [],
  plan: ['kernel'],
  office: ['plan', 'kernel'],
  'apps/portal': ['office', 'plan', 'kernel'],
  'apps/desk': ['office', 'plan', 'kernel'],
  'apps/server': ['apps/portal', 'apps/desk', 'office', 'plan', 'kernel'],
  city: ['apps/server', 'apps/desk', 'apps/portal', 'office', 'plan', 'kernel'],
  bench: ['city', 'apps/server', 'apps/portal', 'office', 'plan', 'kernel'],
  e2e: ['city', 'apps/server', 'apps/portal', 'apps/desk', 'office', 'plan', 'kernel'],
};
const PACKAGES = { '@fadu/portal': 'apps/portal', '@fadu/desk': 'apps/desk', '@fadu/server': 'apps/server' };
const houses = Object.keys(MAY);
const houseOf = (path) => houses.find((h) => path.startsWith(`${h}/`));

function sources(dir) {
  return readdirSync(dir, { withFileTypes: true }).flatMap((e) => {
    if (['node_modules', 'dist', '.data'].includes(e.name)) return [];
    const path = join(dir, e.name);
    return e.isDirectory()
      ? sources(path)
      : /\.(ts|tsx|mjs)$/.test(e.name) && !e.name.endsWith('.d.ts')
        ? [path]
        : [];
  });
}

/** Every specifier a file imports, with whether it is for types only. */
function imports(text) {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const found = [];
  for (const m of code.matchAll(/^\s*(?:import|export)\s+(type\s+)?[^'";]*?from\s+['"]([^'"]+)['"]/gm))
    found.push([m[2], Boolean(m[1])]);
  for (const m of code.matchAll(/^\s*import\s+['"]([^'"]+)['"]/gm)) found.push([m[1], false]);
  for (const m of code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)) found.push([m[1], true]);
  return found;
}

/** Path of an import of ours, from the root; null for a package of others. */
function target(from, specifier) {
  if (specifier.startsWith('.'))
    return relative(root, join(dirname(join(root, from)), specifier))
      .split(sep)
      .join('/');
  const [scope, name, ...rest] = specifier.split('/');
  if (scope !== '@fadu') return null;
  const house = PACKAGES[`@fadu/${name}`] ?? name;
  const folder = house === 'plan' ? 'plan' : `${house}/src`;
  const base =
    specifier === '@fadu/desk/build' ? 'apps/desk/build' : `${folder}/${rest.join('/') || 'index'}`;
  return (
    [`${base}.ts`, `${base}.tsx`, base].find(
      (p) => existsSync(join(root, p)) && statSync(join(root, p)).isFile(),
    ) ?? `${base}.ts`
  );
}

const wrong = [];
const graph = new Map();
for (const house of houses) {
  if (!existsSync(join(root, house))) continue;
  for (const full of sources(join(root, house))) {
    const file = relative(root, full).split(sep).join('/');
    const isTest = /\.(test|e2e|testing|fixture)\.tsx?$|\/testing\/|testkit/.test(file);
    for (const [specifier, typeOnly] of imports(readFileSync(full, 'utf8'))) {
      const to = target(file, specifier);
      if (to === null) {
        if (
          house === 'kernel' &&
          !isTest &&
          (specifier.startsWith('node:') || /^(fs|path|crypto|os)$/.test(specifier))
        ) {
          wrong.push(`${file}: the kernel does no I/O, but imports ${specifier}`);
        }
        continue;
      }
      const other = houseOf(to);
      if (other && other !== house && !MAY[house].includes(other))
        wrong.push(`${file}: ${house} may not import ${other} (${specifier})`);
      if (/\.(tsx?|mjs|json|css|svg)$/.test(to) && !existsSync(join(root, to)))
        wrong.push(`${file}: ${specifier} is not there (${to})`);
      if (!typeOnly) graph.set(file, [...(graph.get(file) ?? []), to]);
    }
  }
}
// Circles, by depth-first search.
const state = new Map();
const visit = (file, path) => {
  if (state.get(file) === 'done') return;
  if (state.get(file) === 'open') {
    wrong.push(`circle: ${[...path.slice(path.indexOf(file)), file].join(' → ')}`);
    return;
  }
  state.set(file, 'open');
  for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
  state.set(file, 'done');
};
for (const file of graph.keys()) visit(file, []);

if (wrong.length) {
  console.error(wrong.join('\n'));
  console.error(`arrows: ${wrong.length} wrong`);
  process.exit(1);
}
console.log(`arrows: ${graph.size} files, all point one way`);

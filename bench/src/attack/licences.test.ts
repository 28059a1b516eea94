/** Licences of everything installed, against docs/decisions/0014-licences.md. */
import { expect, test } from 'vitest';
import { decided, installedPackages, mayUse, undecided } from './audit.ts';

test('every package that is installed has a licence that was decided on', () => {
  const all = installedPackages();
  expect(all.length).toBeGreaterThan(200);
  expect(undecided(all).map((p) => `${p.name}@${p.version}: ${p.licence}`)).toEqual([]);
});

test('what reaches over to our code, is for some uses only or says nothing is found', () => {
  const on = decided();
  expect(on.licences.size).toBeGreaterThan(8);
  const of = (licence: string, name = 'x') => undecided([{ name, version: '1.0.0', licence }], on).length;
  for (const bad of [
    'GPL-3.0-only',
    'AGPL-3.0-or-later',
    'SSPL-1.0',
    'BUSL-1.1',
    'CC-BY-NC-4.0',
    'UNLICENSED',
    '',
    'SEE LICENSE IN LICENSE',
    'MIT AND GPL-2.0',
  ])
    expect(of(bad), bad).toBe(1);
  for (const good of ['MIT', '(MIT OR GPL-3.0-or-later)', 'MIT AND OFL-1.1', 'GPL-3.0 OR Apache-2.0'])
    expect(of(good), good).toBe(0);
  expect(mayUse('GPL-2.0 OR GPL-3.0', on.licences)).toBe(false);
  // One that was looked at by name is let through by that name and licence alone.
  expect(of('EPL-2.0 OR GPL-3.0-or-later', 'elkjs')).toBe(0);
  expect(of('GPL-3.0-or-later', 'elkjs')).toBe(1);
  expect(of('', 'png-js')).toBe(0);
});

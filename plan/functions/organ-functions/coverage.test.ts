/** R1.3: overlaps, gaps, and items exercised without the function. */
import { describe, expect, test } from 'vitest';
import { doubleClaims, teamItems } from '../../enforcement/enforcement-items/claims.ts';
import { type CoverageEntry, coverage } from './coverage.ts';

const entry = (
  organ: string,
  basicCode: string,
  body: Record<string, unknown> = {},
  status = '在用',
): CoverageEntry => ({
  region: '220200',
  register: 'x',
  code: `${organ}-${basicCode}`,
  status,
  body: { organ, basicCode, name: `职能${basicCode}`, holding: '主责', ...body },
});

describe('R1.3 functions against items', () => {
  test('R1.3 two organs that answer for one function overlap; one that helps does not', () => {
    const found = coverage(
      [entry('a', 'F1'), entry('b', 'F1'), entry('a', 'F2'), entry('b', 'F2', { holding: '配合' })],
      [],
    );
    expect(found.overlaps.map((o) => [o.functionCode, o.holders.map((h) => h.body.organ)])).toEqual([
      ['F1', ['a', 'b']],
    ]);
    expect(found.gaps).toEqual([]);
    expect(found.functions).toBe(2);
  });

  test('R1.3 a function whose holders ended, or that only helpers hold, is a gap; one that is to come is none', () => {
    const found = coverage(
      [
        entry('a', 'F1', {}, '取消'),
        entry('b', 'F2', { holding: '配合' }),
        entry('a', 'F3', {}, '尚未生效'),
        entry('a', 'F4', {}, '取消'),
        entry('b', 'F4'),
      ],
      [],
    );
    expect(found.gaps.map((g) => [g.functionCode, g.why])).toEqual([
      ['F1', 'ended'],
      ['F2', 'helpers-only'],
    ]);
  });

  test('R1.3 an item that its organ exercises without the function is named, with who holds the function', () => {
    const found = coverage(
      [entry('a', 'F1', { items: ['I1', 'I2'] }), entry('b', 'F2', { items: ['I3'] })],
      [
        entry('a', 'I1'),
        entry('b', 'I2'),
        entry('b', 'I4'),
        entry('b', 'I9', {}, '取消'),
        { ...entry('c', 'I5'), region: '220202' },
      ],
    );
    expect(found.items).toBe(3);
    expect(found.outside.map((o) => [o.entry.code, o.heldBy.map((h) => h.body.organ)])).toEqual([
      ['b-I2', ['a']],
      ['b-I4', []],
    ]);
  });
});

describe('R20.2 two bodies, one item', () => {
  test('R20.2 two organs of one region are shown with their entries; another region, a cancelled entry are not', () => {
    const entries = [
      entry('team', 'I1', { takenFrom: 'old', team: '支队', field: '城市管理' }),
      entry('old', 'I1'),
      entry('team', 'I2', { takenFrom: 'old', team: '支队', field: '城市管理' }),
      entry('old', 'I2', {}, '取消'),
      { ...entry('old', 'I3'), region: '220202' },
      entry('team', 'I3'),
    ];
    const claims = doubleClaims(entries);
    expect(claims.map((c) => [c.itemCode, c.entries.map((e) => e.body.organ)])).toEqual([
      ['I1', ['old', 'team']],
    ]);
    expect(claims[0]?.handedOver.map((e) => e.body.organ)).toEqual(['old']);
    expect(teamItems(entries).map((t) => [t.team, t.items, t.takenOver.length])).toEqual([['支队', 2, 2]]);
  });
});

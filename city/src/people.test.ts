import { procedures } from '@fadu/plan/index';
import { checkCitizenId, checkUscc } from '@fadu/plan/leadership/plan-tracking/index';
import { describe, expect, test } from 'vitest';
import { GUIDE } from './accounts.ts';
import { CITY_ORGANS, COUNTIES, REGIONS } from './organs.ts';
import { makePeople } from './people.ts';
import { random } from './random.ts';

const people = makePeople(random('fadu').fork('people'));

describe('people', () => {
  test('the same seed gives the same people, another seed others', () => {
    expect(makePeople(random('fadu').fork('people')).staff).toEqual(people.staff);
    expect(makePeople(random('other').fork('people')).staff[0]?.name).not.toBe(people.staff[0]?.name);
  });

  test.each(REGIONS.map((r) => [r.name, r.code]))(
    'every role of every procedure is held in %s',
    (_name, region) => {
      const held = new Set(
        people.staff.flatMap((s) =>
          s.posts
            .filter((p) => CITY_ORGANS.find((o) => o.id === p.organ)?.region === region)
            .map((p) => p.role),
        ),
      );
      // Rules and local regulations are made by the city, never by a county (立法法 81, 93).
      const made = procedures.filter((p) => region === '220200' || !p.system.startsWith('legislat'));
      const asked = made.flatMap((p) =>
        Object.values(p.acts).flatMap((a) =>
          a.by.flatMap((by) => (by.kind === 'post' || by.kind === 'office' ? [by.role] : [])),
        ),
      );
      expect([...new Set(asked)].filter((role) => !held.has(role))).toEqual([]);
    },
  );

  test('account names and names are unique; the guide speaks of accounts that exist', () => {
    const all = [...people.staff, ...people.residents];
    expect(new Set(all.map((p) => p.username)).size).toBe(all.length);
    expect(new Set(people.staff.map((p) => p.name)).size).toBe(people.staff.length);
    for (const name of all.map((p) => p.username)) expect(name).toMatch(/^[a-z0-9.-]{3,64}$/);
    for (const [, username] of GUIDE) expect(all.map((p) => p.username)).toContain(username);
  });

  test('nobody reviews what they draft: the posts the law keeps apart are held by different people', () => {
    for (const s of people.staff) {
      const roles = new Set(s.posts.map((p) => p.role));
      expect(
        roles.has('legality-reviewer') && (roles.has('drafter') || roles.has('enforcement-officer')),
      ).toBe(false);
      expect(roles.has('disclosure-reviewer') && roles.has('disclosure-clerk')).toBe(false);
      expect(roles.has('hearing-host') && roles.has('enforcement-officer')).toBe(false);
      expect(roles.has('plan-coordinator') && roles.has('plan-reporter')).toBe(false);
    }
  });

  test('identifiers come from the reserved ranges', () => {
    for (const r of people.residents) {
      const check =
        r.kind === 'person'
          ? checkCitizenId(r.identity, { demo: 'accept' })
          : checkUscc(r.identity, { demo: 'accept' });
      expect(check).toMatchObject({ ok: true, demo: true });
    }
    expect(
      people.residents.filter((r) => r.kind === 'enterprise').every((r) => r.name.startsWith('演示')),
    ).toBe(true);
  });
});

describe('organs', () => {
  test('nine counties have the same working set and a township; ids, marks within a region and codes are unique', () => {
    expect(COUNTIES).toHaveLength(9);
    const counts = COUNTIES.map((c) => CITY_ORGANS.filter((o) => o.region === c.code).length);
    expect(new Set(counts)).toEqual(new Set([18]));
    for (const key of ['id', 'uscc'] as const)
      expect(new Set(CITY_ORGANS.map((o) => o[key])).size).toBe(CITY_ORGANS.length);
    expect(new Set(CITY_ORGANS.map((o) => `${o.region}${o.mark}`)).size).toBe(CITY_ORGANS.length);
    // Role names of the database hold 63 bytes.
    for (const o of CITY_ORGANS) expect(`fadu_organ_${o.id}`.length).toBeLessThan(64);
  });
});

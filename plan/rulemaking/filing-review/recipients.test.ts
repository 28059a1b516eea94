import type { OrganFacts } from '@fadu/kernel';
import { describe, expect, test } from 'vitest';
import { filingDesk, matchingRecipient, paperDesk, recipientsOf, reviewersOf } from './index.ts';

const organ = (id: string, name: string, kind: string, region: string): OrganFacts => ({
  id,
  name,
  kind,
  region,
});
const ORGANS = [
  organ('gov', '市政府', 'government', '220200'),
  organ('office', '市政府办公室', 'department', '220200'),
  organ('justice', '市司法局', 'department', '220200'),
  organ('congress', '市人大常委会', 'congress', '220200'),
  organ('c-gov', '昌邑区政府', 'government', '220202'),
  organ('c-congress', '昌邑区人大常委会', 'congress', '220202'),
];
const organsOf = (region: string) => ORGANS.filter((o) => o.region === region);
const who = (maker: OrganFacts) =>
  recipientsOf(maker).map((r) => `${r.key} ${r.region ?? 'outside'} ${r.limit.n}`);

describe('R36.2 §2.6 who files with whom', () => {
  test.each([
    [
      'city government',
      organ('m', '市政府', 'government', '220200'),
      ['government outside 15', 'congress 220200 30'],
    ],
    [
      'its office',
      organ('m', '市政府办公室', 'department', '220200'),
      ['government outside 15', 'congress 220200 30'],
    ],
    ['city department', organ('m', '市住建局', 'department', '220200'), ['government 220200 15']],
    [
      'county government',
      organ('m', '昌邑区政府', 'government', '220202'),
      ['government 220200 15', 'congress 220202 30'],
    ],
    ['county department', organ('m', '昌邑区住建局', 'department', '220202'), ['government 220202 15']],
    ['township', organ('m', '左家镇', 'township', '220202'), ['government 220202 15']],
    ['sub-district', organ('m', '兴华街道办事处', 'dispatched', '220202'), ['government 220202 15']],
    [
      'a city bureau’s branch in a district',
      organ('m', '昌邑生态环境分局', 'dispatched', '220202'),
      ['government 220200 15'],
    ],
    ['authorised organisation', organ('m', '市公积金中心', 'authorised', '220200'), ['government 220200 15']],
    ['a party body makes none', organ('m', '市委宣传部', 'party', '220200'), []],
  ] as const)('%s', (_name, maker, expected) => {
    expect(who(maker)).toEqual(expected);
  });

  test('a recipient is matched by kind and region, never by kind alone', () => {
    const maker = organ('m', '昌邑区住建局', 'department', '220202');
    expect(matchingRecipient(maker, ORGANS[4])?.key).toBe('government');
    expect(matchingRecipient(maker, ORGANS[0])).toBeUndefined();
    expect(matchingRecipient(maker, ORGANS[5])).toBeUndefined();
    expect(matchingRecipient(maker, undefined)).toBeUndefined();
  });

  test('the justice bureau works for a government, the office answers for it, the congress for itself', () => {
    expect(filingDesk(ORGANS[0], organsOf)).toBe('justice');
    expect(filingDesk(ORGANS[3], organsOf)).toBe('congress');
    // Without a justice bureau in the directory the government itself.
    expect(filingDesk(ORGANS[4], organsOf)).toBe('c-gov');
    expect(paperDesk(ORGANS[0], organsOf)).toBe('office');
    expect(paperDesk(ORGANS[2], organsOf)).toBe('justice');
    expect(reviewersOf(ORGANS[0] as OrganFacts, organsOf).map((o) => o.id)).toEqual(['congress']);
  });
});

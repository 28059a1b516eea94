import { describe, expect, test } from 'vitest';
import {
  adoption,
  commentReply,
  contactPointOpinions,
  expedientOverdue,
  filing,
  filingInTime,
  planCompletion,
  postEvaluation,
  reasonedNonAdoption,
} from './measures.ts';

const rate = (f: { numerator: number; denominator: number }) => [f.numerator, f.denominator];

describe('figures of legislation', () => {
  test('R14.1 plan completion counts what is due or done, in time only; cancelled projects are left out', () => {
    const projects = [
      { code: '1', status: '列入计划', dueOn: '2026-06-30', finishedOn: '2026-06-30' },
      { code: '2', status: '列入计划', dueOn: '2026-06-30', finishedOn: '2026-07-01' },
      { code: '3', status: '列入计划', dueOn: '2026-06-30' },
      { code: '4', status: '列入计划', dueOn: '2026-12-31' },
      { code: '5', status: '取消', dueOn: '2026-03-31' },
    ];
    expect(rate(planCompletion(projects, '2026-07-02'))).toEqual([1, 3]);
    expect(planCompletion(projects, '2026-07-02').refs.map((r) => [r.id, r.counted])).toEqual([
      ['2', false],
      ['3', false],
      ['1', true],
    ]);
  });

  test('R14.4 replies, adoption and reasons', () => {
    const comments = [
      { caseId: 'a', seq: 1, disposition: '采纳' },
      { caseId: 'a', seq: 2, disposition: '不采纳', reason: '与上位法不一致' },
      { caseId: 'a', seq: 3, disposition: '部分采纳', reason: ' ' },
      { caseId: 'a', seq: 4, disposition: '重复意见', reason: '见第1号' },
      { caseId: 'a', seq: 5 },
    ];
    expect(rate(commentReply(comments))).toEqual([4, 5]);
    expect(rate(adoption(comments))).toEqual([2, 3]);
    expect(rate(reasonedNonAdoption(comments))).toEqual([2, 3]);
    expect(commentReply(comments).refs[0]).toMatchObject({ id: 'a', seq: 5, counted: false });
  });

  test('R15.2 edge case 6: two on time, one late, one on time: three of four; a running clock does not count', () => {
    const receipt = (filedOn?: string) => ({
      rule: '1',
      caseId: 'c',
      promulgatedOn: '2026-09-07',
      due: '2026-10-08',
      ...(filedOn && { filedOn }),
    });
    const four = [receipt('2026-10-08'), receipt('2026-10-08'), receipt('2026-10-12'), receipt('2026-09-30')];
    expect(rate(filingInTime(four, '2026-10-20'))).toEqual([3, 4]);
    expect(rate(filing([...four.slice(0, 3), receipt()], '2026-10-20'))).toEqual([3, 4]);
    expect(rate(filing([...four.slice(0, 3), receipt()], '2026-10-08'))).toEqual([3, 3]);
  });

  test('R14.5 opinions of contact points per consulted project', () => {
    const comments = [
      { caseId: 'a', seq: 1, point: 'p1' },
      { caseId: 'a', seq: 2, point: 'p2' },
      { caseId: 'b', seq: 1 },
    ];
    expect(rate(contactPointOpinions(comments, ['a', 'b', 'b']))).toEqual([2, 2]);
  });

  test('R14.2 expedient rules past two years without a bill, to the day', () => {
    const rule = (more: object) => ({
      number: '1',
      caseId: 'c',
      effectiveOn: '2024-02-29',
      expedient: true,
      evaluated: false,
      ...more,
    });
    expect(rate(expedientOverdue([rule({})], '2026-02-28'))).toEqual([0, 1]);
    expect(rate(expedientOverdue([rule({})], '2026-03-01'))).toEqual([1, 1]);
    expect(rate(expedientOverdue([rule({ billOn: '2026-05-01' })], '2026-06-01'))).toEqual([0, 1]);
    expect(rate(expedientOverdue([rule({ expedient: false })], '2026-06-01'))).toEqual([0, 0]);
    expect(rate(postEvaluation([rule({ evaluated: true }), rule({})]))).toEqual([1, 2]);
  });
});

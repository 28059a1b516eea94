/** R7.4 the model, the periods of the pack's edge cases, and broken variants of both procedures. */
import { breach, type Procedure, prove } from '@fadu/kernel';
import { editAct as edit, withoutNeed as without } from '@fadu/kernel/prover/variants';
import { describe, expect, test } from 'vitest';
import { repairFrom, shownUntil } from './common.ts';
import {
  type CreditModel,
  creditGrading,
  creditRecord,
  creditRegisters,
  type GradedRecord,
  gradeOf,
  ratioOf,
  weightOf,
} from './index.ts';
import { catalogueBodies, measureBodies, modelBody } from './sample.testing.ts';

const model = modelBody('t-office') as unknown as CreditModel;
const record = (n: number, more: Partial<GradedRecord> = {}): GradedRecord => ({
  code: `r${n}`,
  title: '案由',
  source: '行政处罚',
  gravity: '一般',
  organ: 't-market',
  decidedOn: `2026-0${n}-01`,
  until: '2027-01-01',
  case: `220200-${n}`,
  ...more,
});

describe('the grade is computed and explained', () => {
  test('R7.4 no record in force is A; each record takes its points off and is named; the order does not matter', () => {
    expect(gradeOf(model, [])).toMatchObject({ class: 'A', score: 100, inputs: [] });
    const one = gradeOf(model, [record(1)]);
    expect(one).toMatchObject({ class: 'B', score: 88 });
    expect(one.inputs).toEqual([{ ...record(1), points: 12 }]);
    expect(one.says).toBe('1条在期的失信记录扣12分，得88分，评为B类');
    const three = [record(1), record(2), record(3, { source: '经营异常名录' })];
    expect(gradeOf(model, three)).toMatchObject({ class: 'C', score: 56 });
    expect(gradeOf(model, [...three].reverse())).toEqual(gradeOf(model, three));
    expect(gradeOf(model, [record(1, { gravity: '严重' }), record(2, { gravity: '严重' })]).class).toBe('D');
    expect(gradeOf(model, [record(1, { gravity: '轻微' })]).class).toBe('A');
    expect(
      gradeOf(
        model,
        Array.from({ length: 9 }, (_, i) => record(i + 1, { gravity: '严重' })),
      ).score,
    ).toBe(0);
  });

  test('R7.4 a listing as seriously untrustworthy is D whatever the points', () => {
    const listed = gradeOf({ ...model, serious: 1 }, [
      record(1, { source: '严重失信主体名单', gravity: '严重' }),
    ]);
    expect(listed.class).toBe('D');
    expect(listed.says).toContain('严重失信主体名单');
  });

  test('R7.4 weight and ratio of inspection rise from A to D', () => {
    expect((['A', 'B', 'C', 'D'] as const).map((c) => weightOf(model, c))).toEqual([1, 2, 4, 8]);
    expect((['A', 'B', 'C', 'D'] as const).map((c) => ratioOf(c, 100, 700))).toEqual([100, 300, 500, 700]);
  });
});

describe('how long a record is shown (pack of integrity, 5.3 and 5.5)', () => {
  test('R7.4 5.5 case 1: general of 2026-05-20: repair from 2026-08-20, off by itself on 2027-05-20', () => {
    expect(repairFrom('一般', '2026-05-20')).toBe('2026-08-20');
    expect(shownUntil('一般', '2026-05-20')).toBe('2027-05-19');
  });
  test('R7.4 5.5 case 1: serious of 2025-12-01 may be repaired from 2026-12-01', () => {
    expect(repairFrom('严重', '2025-12-01')).toBe('2026-12-01');
    expect(shownUntil('严重', '2025-12-01')).toBe('2028-11-30');
  });
  test('R7.4 5.5 case 2: minor, shown for need from 2026-05-31, is off by 2026-08-31', () => {
    expect(repairFrom('轻微', '2026-05-31')).toBe('2026-05-31');
    expect(shownUntil('轻微', '2026-05-31')).toBe('2026-08-30');
  });
});

describe('the closed lists', () => {
  const of = (code: string) => creditRegisters.find((r) => r.code === code);
  const faults = (code: string, body: Record<string, unknown>) => {
    const facts = { on: '2026-05-01', organ: () => undefined, sameItem: () => [] } as never;
    return (of(code)?.rules ?? []).flatMap((r) => {
      const said = r.check({ code: '', region: '220200', lawFrom: '2026-05-01', body }, facts);
      return said === true ? [] : [said === false ? r.say : said];
    });
  };
  test('R7.4 lawful entries pass; an unknown kind of subject, a punishment without its degree, a contradictory model do not', () => {
    for (const body of catalogueBodies('t-office')) expect(faults('credit-catalogue', body)).toEqual([]);
    for (const body of measureBodies('t-office')) expect(faults('credit-measure', body)).toEqual([]);
    expect(faults('credit-model', modelBody('t-office'))).toEqual([]);
    const [measure] = measureBodies('t-office');
    expect(faults('credit-measure', { ...measure, subjects: ['行人'] })[0]).toContain('不是主体类型');
    expect(faults('credit-measure', { ...measure, gravities: [] })[0]).toContain('写明适用的失信程度');
    expect(faults('credit-measure', { ...measure, kind: '守信激励' })[0]).toContain('激励措施不填');
    expect(faults('credit-model', modelBody('t', { weightB: 1 }))[0]).toContain('依次提高');
    expect(faults('credit-model', modelBody('t', { serious: 1 }))[0]).toContain('扣分应当越多');
    expect(faults('credit-model', modelBody('t', { leastB: 97 }))[0]).toContain('依次降低');
  });
});

const R = creditRecord;

/** Name, variant, law that must break, last act of the path. */
const LAWS: readonly [string, Procedure, string, string][] = [
  [
    'a measure before the catalogue is checked',
    edit(R, 'apply-measure', (d) => ({ ...d, in: ['checking', 'shown'] })),
    'INV-C1',
    'apply-measure',
  ],
  [
    'a measure after repair',
    edit(R, 'apply-measure', (d) => ({ ...d, in: ['shown', 'repaired'] })),
    'INV-C4',
    'apply-measure',
  ],
  ['a measure while disputed', without(R, 'apply-measure', 'NO-DISPUTE'), 'DISPUTED', 'apply-measure'],
  ['repair decided before acceptance', without(R, 'decide-repair', 'ACCEPTED'), 'ACCEPTED', 'decide-repair'],
  ['who accepts decides', without(R, 'decide-repair', 'APART'), 'APART', 'decide-repair'],
  ['who submits enters', without(R, 'enter', 'APART'), 'ENTERED-APART', 'enter'],
  [
    'returned although it is disputed',
    edit(R, 'return', (d) => ({ ...d, in: ['checking', 'shown'] })),
    'DISPUTE-ANSWERED',
    'return',
  ],
  [
    'returned although the objection was upheld',
    edit(R, 'return', (d) => ({ ...d, in: ['checking', 'shown'] })),
    'UPHELD',
    'return',
  ],
  [
    'an application for repair is dropped',
    edit(R, 'return', (d) => ({ ...d, in: ['checking', 'shown'] })),
    'REPAIR-ANSWERED',
    'return',
  ],
  ['expired before it was entered', edit(R, 'return', (d) => ({ ...d, to: 'expired' })), 'EXPIRES', 'return'],
  [
    'a grade is closed over an objection',
    without(creditGrading, 'close', 'OBJECTION-OPEN'),
    'OBJECTION-ANSWERED',
    'close',
  ],
  [
    'a registered objection is forgotten',
    without(creditGrading, 'close', 'OBJECTION-OPEN'),
    'REGISTERED-ANSWERED',
    'close',
  ],
  [
    'answered without an objection',
    without(creditGrading, 'answer-objection', 'OBJECTION'),
    'ANSWERED-ONCE',
    'answer-objection',
  ],
  ['who grades answers', without(creditGrading, 'answer-objection', 'APART'), 'APART', 'answer-objection'],
];

describe('broken variants', () => {
  test('R7.4 as they are, every law holds', () => {
    for (const p of [creditRecord, creditGrading])
      expect(
        prove(p)
          .laws.filter((l) => !l.holds)
          .map((l) => l.law.code),
      ).toEqual([]);
  });
  test.each(LAWS)('R7.4 broken: %s', (_name, variant, code, last) => {
    const law = variant.laws.find((l) => l.code === code);
    expect(law).toBeDefined();
    expect((law && breach(variant, law))?.at(-1)).toBe(last);
  });
});

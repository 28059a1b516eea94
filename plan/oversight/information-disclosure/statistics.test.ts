import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applicationInput, Case, people } from './case.testing.ts';
import {
  APPLICANT_TYPES,
  type ApplicationFact,
  applicationFact,
  CLOSING_CODES,
  disclosureTable,
  REPLY_CODES,
  tableFaults,
} from './index.ts';

const fact = (
  applicant: ApplicationFact['applicant'],
  receivedOn: string,
  result?: ApplicationFact['result'],
): ApplicationFact => ({
  applicant,
  receivedOn,
  ...(result && { result }),
});
const cell = (facts: readonly ApplicationFact[], year: number, key: string, column = '总计') => {
  const table = disclosureTable(facts, year);
  return table.rows.find((r) => r.key === key)?.cells[table.columns.indexOf(column)];
};

describe('R40.2 table three of the yearly report', () => {
  const facts: ApplicationFact[] = [
    fact('自然人', '2025-12-20', { code: 'C6', on: '2026-01-15' }),
    fact('自然人', '2026-03-02', { code: 'A', on: '2026-03-20' }),
    fact('商业企业', '2026-05-06', { code: 'B', on: '2026-06-01' }),
    fact('商业企业', '2026-06-01', { code: 'F2', on: '2026-07-15' }),
    fact('其他组织', '2026-12-21', { code: 'D1', on: '2027-01-10' }),
    fact('自然人', '2026-12-25'),
    fact('自然人', '2025-02-01', { code: 'A', on: '2025-02-20' }),
  ];

  it('counts new, carried in, each result and carried out, by kind of applicant', () => {
    expect(cell(facts, 2026, 'new')).toBe(5);
    expect(cell(facts, 2026, 'carried-in')).toBe(1);
    expect(cell(facts, 2026, 'C6', '自然人')).toBe(1);
    expect(cell(facts, 2026, 'B', '商业企业')).toBe(1);
    expect(cell(facts, 2026, 'F2')).toBe(1);
    expect(cell(facts, 2026, 'total')).toBe(4);
    expect(cell(facts, 2026, 'carried-out')).toBe(2);
    expect(cell(facts, 2027, 'carried-in')).toBe(2);
    expect(cell(facts, 2027, 'D1', '其他组织')).toBe(1);
  });

  it('has the rows of the form, in its order', () => {
    const { rows } = disclosureTable([], 2026);
    expect(rows.map((r) => r.key)).toEqual([
      'new',
      'carried-in',
      'A',
      'B',
      'C',
      'C1',
      'C2',
      'C3',
      'C4',
      'C5',
      'C6',
      'C7',
      'C8',
      'D',
      'D1',
      'D2',
      'D3',
      'E',
      'E1',
      'E2',
      'E3',
      'E4',
      'E5',
      'F',
      'F1',
      'F2',
      'F3',
      'total',
      'carried-out',
    ]);
    expect(rows[4]?.title).toBe('（三）不予公开');
    expect(rows.find((r) => r.key === 'C3')?.title).toBe('3. 危及“三安全一稳定”');
  });

  it('keeps the identities for any cases, and one year’s carried out is the next year’s carried in', () => {
    const day = fc
      .date({ min: new Date('2024-06-01'), max: new Date('2027-12-31'), noInvalidDate: true })
      .map((d) => d.toISOString().slice(0, 10));
    const anyFact = fc
      .record({
        applicant: fc.constantFrom(...APPLICANT_TYPES),
        days: fc.tuple(day, day),
        code: fc.option(fc.constantFrom(...REPLY_CODES, ...CLOSING_CODES), { nil: undefined }),
      })
      .map(({ applicant, days, code }): ApplicationFact => {
        const [receivedOn = '', on = ''] = [...days].sort();
        return { applicant, receivedOn, ...(code && { result: { code, on } }) };
      });
    fc.assert(
      fc.property(fc.array(anyFact, { maxLength: 60 }), (list) => {
        for (const year of [2024, 2025, 2026]) {
          expect(tableFaults(disclosureTable(list, year))).toEqual([]);
          expect(cell(list, year, 'carried-out')).toBe(cell(list, year + 1, 'carried-in'));
        }
      }),
    );
  });

  it('names what does not add up', () => {
    const table = disclosureTable(facts, 2026);
    const broken = (key: string) => ({
      ...table,
      rows: table.rows.map((r) =>
        r.key === key ? { ...r, cells: r.cells.map((n, i) => (i === 0 ? n + 1 : n)) } : r,
      ),
    });
    expect(tableFaults(broken('new'))[0]).toContain('新收加上年结转');
    expect(tableFaults(broken('A')).some((f) => f.includes('各类办理结果之和'))).toBe(true);
    expect(tableFaults(broken('C6')).some((f) => f.includes('不予公开各项之和'))).toBe(true);
    expect(tableFaults(broken('carried-out')).some((f) => f.includes('各类申请人之和'))).toBe(true);
  });

  it('reads the facts from real cases: the day of sending, not of closing; abandoned, withdrawn, open, never received', () => {
    const sent = new Case()
      .received('2026-12-14')
      .on('2026-12-30')
      .signed('C6')
      .on('2026-12-31')
      .posted('2026-12-31');
    expect(applicationFact(sent.state)).toEqual({
      applicant: '自然人',
      receivedOn: '2026-12-14',
      result: { code: 'C6', on: '2026-12-31' },
    });
    sent.on('2027-01-05').do('close', people.clerk);
    expect(applicationFact(sent.state)?.result?.on).toBe('2026-12-31');
    const open = new Case().received('2026-12-14');
    expect(applicationFact(open.state)).toEqual({ applicant: '自然人', receivedOn: '2026-12-14' });
    open.on('2026-12-20').do('withdraw', people.zhang, {});
    expect(applicationFact(open.state)?.result).toEqual({ code: 'F3', on: '2026-12-20' });
    const never = new Case()
      .on('2026-06-08')
      .do('apply-online', people.zhang, { ...applicationInput, agency: 'bureau' })
      .do('withdraw', people.zhang, {});
    expect(applicationFact(never.state)).toBeUndefined();
    const late = new Case()
      .received('2026-06-08')
      .on('2026-06-10')
      .do('notify-correction', people.clerk, {
        items: ['项目名称'],
        guidance: '可以在网站查询',
        correctBy: '2026-06-26',
      });
    late.on('2026-06-27').do('abandon-correction', people.system);
    expect(applicationFact(late.state)?.result).toEqual({ code: 'F1', on: '2026-06-27' });
  });
});

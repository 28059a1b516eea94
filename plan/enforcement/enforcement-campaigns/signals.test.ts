/** R23.1 what counts as a signal, of which field, about whom; R23.2 rules as data. */
import { describe, expect, test } from 'vitest';
import { procedures } from '../../index.ts';
import { FIELDS } from '../enforcement-items/forms.ts';
import {
  ruleOf,
  SIGNAL_KINDS,
  type SignalCase,
  signalActs,
  signalProcedures,
  signalRules,
  signalsOf,
  windowFrom,
} from './index.ts';
import { fieldOfOrgan } from './signals.ts';

const NAMES: Readonly<Record<string, string>> = {
  m: '演示市市场监督管理局',
  e: '演示市生态环境局',
  g: '演示市人民政府',
};
const read = (
  procedure: string,
  acts: readonly (readonly [act: string, day: string, input?: Record<string, unknown>])[],
  lateFrom: SignalCase['lateFrom'] = {},
) =>
  signalsOf({
    procedure,
    owner: 'm',
    acts: acts.map(([act, day, input = {}]) => ({ act, at: `${day}T02:00:00.000Z`, input })),
    lateFrom,
    organName: (id) => NAMES[id] ?? id,
  });
const kinds = (list: ReturnType<typeof read>) => list.map((s) => `${s.kind} ${s.on}`);

describe('R23.1 signals of a case', () => {
  test('R23.1 a report counts in the field of the organ it concerns, and moves with its transfer', () => {
    const report = [
      'report',
      '2026-03-01',
      { lead: 'm', subject: '演示市 幸福超市', place: '中心路1号' },
    ] as const;
    expect(read('violation-report', [report])).toEqual([
      {
        kind: 'report',
        field: '市场监管',
        on: '2026-03-01',
        subject: 'name:演示市幸福超市',
        subjectName: '演示市幸福超市',
        place: '中心路1号',
      },
    ]);
    expect(read('violation-report', [report, ['transfer', '2026-03-03', { to: 'e' }]])[0]?.field).toBe(
      '生态环境',
    );
    expect(
      kinds(read('violation-report', [report, ['conclude', '2026-04-01', { result: '部分属实' }]])),
    ).toEqual(['report 2026-03-01', 'report-true 2026-04-01']);
    // Untrue: reported once, about nobody.
    const untrue = read('violation-report', [report, ['conclude', '2026-04-01', { result: '不属实' }]]);
    expect(untrue).toEqual([{ kind: 'report', field: '市场监管', on: '2026-03-01' }]);
  });

  test('R23.2 a natural person is counted and has no key: by kind in a penalty, by its name in a report', () => {
    const clue = (kind: string) =>
      [
        'register-clue',
        '2026-03-01',
        { field: '公安', partyName: '王某', partyId: '11', partyKind: kind, place: '家' },
      ] as const;
    const [person] = read('penalty-simple', [clue('公民')]);
    expect(person).toEqual({ kind: 'filed', field: '公安', on: '2026-03-01' });
    expect(read('penalty-simple', [clue('法人或者其他组织')])[0]?.subject).toBe('11');
    expect(
      read('violation-report', [['report', '2026-03-01', { lead: 'm', subject: '张三' }]])[0],
    ).not.toHaveProperty('subject');
  });

  test('R23.1 penalties: filed, decided once, fallen; what went on as an ordinary case is not counted twice', () => {
    const clue = [
      'register-clue',
      '2026-03-01',
      { field: '市场监管', partyName: '某公司', partyId: '9', partyKind: '企业' },
    ] as const;
    expect(
      kinds(
        read('penalty-ordinary', [
          clue,
          ['file', '2026-03-05'],
          ['decide-penalty', '2026-04-01'],
          ['revoke-decision', '2026-05-01'],
        ]),
      ),
    ).toEqual(['filed 2026-03-05', 'penalty 2026-04-01', 'revoked 2026-05-01']);
    // What fell is no offence of that body, and cannot make it a repeated offender.
    const fallen = [clue, ['decide-penalty', '2026-04-01'], ['revoke-decision', '2026-05-01']] as const;
    expect(read('penalty-ordinary', fallen).some((s) => s.subject !== undefined)).toBe(false);
    expect(read('penalty-ordinary', fallen.slice(0, 2))[0]?.subject).toBe('9');
    expect(read('penalty-ordinary', [clue])).toEqual([]);
    expect(read('penalty-simple', [clue, ['to-ordinary', '2026-03-01']])).toEqual([]);
  });

  test('R23.1 inspections: a problem, its correction, whether it was put right, and the day from which it is overdue', () => {
    const begun = [
      ['propose', '2026-03-01', { object: '91', objectName: '某餐饮有限公司', objectAddress: '路2号' }],
      ['record', '2026-03-02', { result: '发现问题责令改正' }],
      ['order-correction', '2026-03-02'],
    ] as const;
    expect(kinds(read('inspection', [...begun, ['recheck', '2026-03-20', { result: '已经改正' }]]))).toEqual([
      'visit 2026-03-02',
      'problem 2026-03-02',
      'correction 2026-03-02',
      'corrected 2026-03-20',
    ]);
    expect(kinds(read('inspection', begun, { correction: '2026-03-26' })).at(-1)).toBe('overdue 2026-03-26');
    // Late and not put right is one signal, not two.
    const both = read('inspection', [...begun, ['recheck', '2026-04-01', { result: '没有改正' }]], {
      correction: '2026-03-26',
    });
    expect(kinds(both).filter((k) => k.startsWith('overdue'))).toEqual(['overdue 2026-04-01']);
    expect(kinds(read('inspection', [begun[0], ['record', '2026-03-02', { result: '未发现问题' }]]))).toEqual(
      ['visit 2026-03-02'],
    );
  });

  test('R23.1 fields of organs by their names, never outside the list', () => {
    const names = {
      市场监督管理局: '市场监管',
      生态环境局丰满区分局: '生态环境',
      城市管理执法局: '城市管理',
      卫生健康委员会: '卫生健康',
      交通运输局: '交通运输',
      人力资源和社会保障局: '人力资源社会保障',
      人民政府办公室: '其他',
    };
    for (const [name, field] of Object.entries(names)) expect(fieldOfOrgan(`演示市${name}`)).toBe(field);
    for (const field of Object.values(names)) expect(FIELDS).toContain(field);
  });

  test('R23.1 what is read is there: procedures and acts exist by these names', () => {
    const known = procedures.filter((p) => signalProcedures.includes(p.code));
    expect(known.map((p) => p.code).sort()).toEqual([...signalProcedures].sort());
    const acts = new Set(known.flatMap((p) => Object.keys(p.acts)));
    expect(signalActs.filter((a) => !acts.has(a))).toEqual([]);
  });
});

describe('R23.2 rules', () => {
  test('R23.2 rules are data: known kinds, a window, a least number, and a citation that says they are ours', () => {
    for (const r of signalRules) {
      expect(r.kinds.every((k) => k in SIGNAL_KINDS)).toBe(true);
      expect(r.least).toBeGreaterThan(0);
      expect(r.cites.at(-1)).toMatchObject({ standing: 'design' });
    }
    expect(new Set(signalRules.map((r) => r.code)).size).toBe(signalRules.length);
    const rule = ruleOf('REPORTS-SUBJECT');
    expect(rule && windowFrom(rule, '2026-05-31')).toBe('2026-02-28');
  });
});

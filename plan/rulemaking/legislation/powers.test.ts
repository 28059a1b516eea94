import type { Env, InstrumentFacts } from '@fadu/kernel';
import { CaseView, noCase } from '@fadu/kernel';
import { describe, expect, test } from 'vitest';
import { forceOf } from './force.ts';
import { FIELDS, fieldFault, type PowerRow, powerRules, scanPowers } from './powers.ts';
import { changedArticles } from './text.ts';

const view = new CaseView(noCase('x', 'government-rule', '1'));
const facts = (kind: InstrumentFacts['kind'], more: Partial<InstrumentFacts> = {}): InstrumentFacts => ({
  id: '某法',
  title: '某法',
  kind,
  status: 'in-force',
  articleExists: true,
  articleRepealed: false,
  complete: true,
  ...more,
});
const env = (basis: InstrumentFacts | null): Env =>
  ({ today: '2026-03-02', answer: () => basis }) as unknown as Env;

/** Codes that refuse a text with these rows. */
const refused = (
  instrument: 'government-rule' | 'local-regulation',
  rows: PowerRow[],
  articles = [{ number: '第一条', text: ['为了规范管理，制定本办法。'] }],
  basis: InstrumentFacts | null = null,
) =>
  powerRules(instrument)
    .filter((r) => r.check({ articles, powers: rows }, view, env(basis)) !== true)
    .map((r) => r.code);

const row = (more: Partial<PowerRow>): PowerRow => ({
  article: '第一条',
  content: '行政许可',
  way: '新设',
  ...more,
});

describe('R13.1 what a city may set', () => {
  test('R13.1 edge case 1: a field outside the four is refused and the four are named', () => {
    const said = fieldFault('其他领域', undefined);
    for (const field of FIELDS.slice(0, 4)) {
      expect(said).toContain(field);
      expect(fieldFault(field, undefined)).toBe(true);
    }
    // A law that says otherwise opens the field; a rule or a repealed law does not.
    expect(fieldFault('其他领域', facts('law'))).toBe(true);
    expect(fieldFault('其他领域', facts('government-rule'))).not.toBe(true);
    expect(fieldFault('其他领域', facts('law', { status: 'repealed' }))).not.toBe(true);
  });

  test('R13.1 edge case 2: a city rule sets no licence, not even a temporary one; a regulation only where no law exists', () => {
    expect(refused('government-rule', [row({})])).toEqual(['POWER-LICENCE']);
    expect(refused('government-rule', [row({ way: '细化上位法规定' })])).toEqual(['POWER-LICENCE']);
    const specified = row({ way: '细化上位法规定', basis: '某法', basisArticle: '3' });
    expect(refused('government-rule', [specified], undefined, facts('law'))).toEqual([]);
    expect(
      refused('government-rule', [{ ...specified, addsConditions: true }], undefined, facts('law')),
    ).toEqual(['POWER-LICENCE']);
    expect(refused('local-regulation', [row({ superior: false })])).toEqual([]);
    expect(refused('local-regulation', [row({ superior: true })])).toEqual(['POWER-LICENCE']);
    expect(refused('local-regulation', [row({ barred: ['企业登记及其前置'] })])).toEqual(['POWER-LICENCE']);
  });

  test.each([
    [['警告', '通报批评'], undefined, undefined, []],
    [['罚款'], 200, 50_000, []],
    [['罚款'], 50_001, 50_000, ['POWER-PENALTY']],
    [['罚款'], undefined, undefined, ['POWER-PENALTY']],
    [['吊销许可证件'], undefined, undefined, ['POWER-PENALTY']],
    [['行政拘留'], undefined, undefined, ['POWER-PENALTY']],
    [[], undefined, undefined, ['POWER-PENALTY']],
  ] as const)('R13.1 penalties a rule may set: %j up to %s of %s', (sanctions, fineMax, fineCap, codes) => {
    const penalty = row({ content: '行政处罚', sanctions, fineMax, fineCap, capBy: '某决定' });
    expect(refused('government-rule', [penalty])).toEqual(codes);
    expect(refused('government-rule', [{ ...penalty, superior: true }])).toEqual(['POWER-PENALTY']);
  });

  test('R13.1 a regulation sets no loss of liberty or of the business licence; a supplementary penalty is argued', () => {
    const penalty = (more: Partial<PowerRow>) => row({ content: '行政处罚', ...more });
    expect(refused('local-regulation', [penalty({ sanctions: ['吊销许可证件'] })])).toEqual([]);
    expect(refused('local-regulation', [penalty({ sanctions: ['吊销营业执照'] })])).toEqual([
      'POWER-PENALTY',
    ]);
    expect(refused('local-regulation', [penalty({ sanctions: ['行政拘留'] })])).toEqual(['POWER-PENALTY']);
    expect(refused('local-regulation', [penalty({ sanctions: ['罚款'], superior: true })])).toEqual([
      'POWER-PENALTY',
    ]);
    expect(
      refused('local-regulation', [
        penalty({ sanctions: ['罚款'], superior: true, supplementary: true, argued: '论证会和书面说明' }),
      ]),
    ).toEqual([]);
  });

  test('R13.1 compulsion: a rule none, a regulation sealing and seizing, execution neither', () => {
    const measure = (more: Partial<PowerRow>) => row({ content: '行政强制措施', ...more });
    expect(refused('government-rule', [measure({ sanctions: ['扣押财物'] })])).toEqual(['POWER-MEASURE']);
    expect(refused('government-rule', [measure({ way: '仅作指引' })])).toEqual([]);
    expect(refused('local-regulation', [measure({ sanctions: ['扣押财物'] })])).toEqual([]);
    expect(refused('local-regulation', [measure({ sanctions: ['冻结存款、汇款'] })])).toEqual([
      'POWER-MEASURE',
    ]);
    expect(refused('local-regulation', [measure({ sanctions: ['扣押财物'], superior: true })])).toEqual([
      'POWER-MEASURE',
    ]);
    for (const kind of ['government-rule', 'local-regulation'] as const)
      expect(refused(kind, [row({ content: '行政强制执行' })])).toEqual(['POWER-EXECUTION']);
  });

  test('R13.1 duties in a rule stand on law, administrative or local regulation in force', () => {
    const duty = row({ content: '减损权利或者增加义务', basis: '某法', basisArticle: '9' });
    expect(refused('government-rule', [duty], undefined, facts('local-regulation'))).toEqual([]);
    expect(refused('government-rule', [duty], undefined, facts('document'))).toEqual(['POWER-DUTY']);
    expect(refused('government-rule', [duty], undefined, facts('law', { status: 'repealed' }))).toEqual([
      'POWER-DUTY',
    ]);
    expect(refused('government-rule', [duty], undefined, facts('law', { articleExists: false }))).toEqual([
      'POWER-DUTY',
    ]);
    expect(refused('government-rule', [duty])).toEqual(['POWER-DUTY']);
    expect(refused('government-rule', [row({ content: '减损权利或者增加义务' })])).toEqual(['POWER-DUTY']);
  });

  test.each([
    ['从事夜间烧烤须经城市管理部门批准。', '行政许可'],
    ['未经城市管理部门许可，不得占用公园绿地。', '行政许可'],
    ['经营者应当依法取得出租汽车经营权证。', '行政许可'],
    ['拒不改正的，处二百元以上一千元以下罚款。', '行政处罚'],
    ['情节严重的，吊销许可证。', '行政处罚'],
    ['可以扣押其经营工具。', '行政强制措施'],
    ['逾期不拆除的，依法强制拆除。', '行政强制执行'],
  ] as const)('R13.1 the words of a text betray what it sets: %s', (text, content) => {
    const articles = [{ number: '第五条', text: [text] }];
    expect(scanPowers(articles).map((h) => h.content)).toEqual([content]);
    expect(refused('government-rule', [], articles)).toEqual(['POWER-DECLARED']);
  });

  test.each([
    '公园应当免费向公众开放。',
    '市人民政府应当将所需经费列入预算。',
    '部门应当加强宣传。',
    '逾期不履行的，依法申请人民法院强制执行。',
  ])('R13.1 innocent words are left alone: %s', (text) => {
    expect(scanPowers([{ number: '第一条', text: [text] }])).toEqual([]);
  });
});

describe('R14.2 from when a rule may be in force', () => {
  const order = (effectiveOn: string, more = {}) =>
    forceOf({ promulgatedOn: '2026-03-01', effectiveOn, ...more });
  test('R14.2 edge case 5: 19 days after promulgation is blocked without a ground and flagged with one', () => {
    expect(order('2026-03-20').ok).toBe(false);
    expect(order('2026-03-20', { ground: '公布后不立即施行将有碍规章施行' }).ok).toBe(false);
    expect(
      order('2026-03-20', {
        ground: '公布后不立即施行将有碍规章施行',
        groundText: '汛期将至，需要立即施行。',
      }),
    ).toEqual({ ok: true, flag: '提前施行：公布后不立即施行将有碍规章施行' });
  });
  test('R14.2 the 31st day is plain, the 30th needs confirmation, a day before promulgation never', () => {
    expect(order('2026-04-01')).toEqual({ ok: true });
    expect(order('2026-03-31').ok).toBe(false);
    expect(order('2026-03-31', { confirmThirtieth: true })).toMatchObject({
      ok: true,
      flag: expect.any(String),
    });
    expect(order('2026-03-30', { confirmThirtieth: true }).ok).toBe(false);
    expect(
      order('2026-02-28', { ground: '涉及国家安全', groundText: '涉及国家安全，需要立即施行。' }).ok,
    ).toBe(false);
  });
});

test('R14.2 what a final text changes is found by its articles', () => {
  const a = (number: string, ...text: string[]) => ({ number, text });
  expect(
    changedArticles([a('第一条', '甲'), a('第二条', '乙')], [a('第一条', '甲'), a('第三条', '丙')]),
  ).toEqual(['第三条', '第二条']);
});

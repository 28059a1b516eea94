/** The clause scan, measured on labelled clauses and checked in its details. */
import { describe, expect, test } from 'vitest';
import { answersFor, namedHits, openHits, strayAnswers } from './answers.ts';
import { first, second } from './labelled.testing.ts';
import { measure } from './measure.testing.ts';
import { CLAUSE_RULES, scanArticle, scanArticles } from './scan.ts';

const article = (...text: string[]) => ({ number: '第五条', text });
const rulesIn = (...text: string[]) => scanArticle(article(...text)).map((h) => h.ruleId);
const percent = (n: number) => `${(n * 100).toFixed(1)} %`;

describe('R16.4 R11.2 suspect clauses are found', () => {
  test.each([
    ['written before the rules', first, 0.97, 0.97],
    ['written apart from the rules', second, 0.92, 0.92],
  ] as const)(
    'R16.4 clauses %s: precision and recall stay above their floors',
    (name, set, precision, recall) => {
      const m = measure(set);
      console.log(
        `clause scan, ${name}: ${m.clauses} clauses, ${m.marks} marks; by rule: precision ${percent(m.precision)}, recall ${percent(m.recall)}; by clause: precision ${percent(m.clausePrecision)}, recall ${percent(m.clauseRecall)}`,
      );
      expect(m.precision, m.errors.join('\n')).toBeGreaterThanOrEqual(precision);
      expect(m.recall, m.errors.join('\n')).toBeGreaterThanOrEqual(recall);
      expect(m.clausePrecision, m.errors.join('\n')).toBeGreaterThanOrEqual(0.95);
      expect(m.clauseRecall, m.errors.join('\n')).toBeGreaterThanOrEqual(0.93);
    },
  );

  test('R16.4 the labelled set is large enough and names every rule', () => {
    const all = [...first, ...second];
    expect(all.length).toBeGreaterThanOrEqual(120);
    expect(new Set(all.map(([text]) => text)).size).toBe(all.length);
    const labels = new Set(all.flatMap(([, ...rules]) => rules));
    expect(CLAUSE_RULES.map((r) => r.id).filter((id) => !labels.has(id))).toEqual([]);
    expect([...labels].filter((id) => !CLAUSE_RULES.some((r) => r.id === id))).toEqual([]);
  });

  test('R16.4 every rule names where it comes from, says why and asks something', () => {
    for (const rule of CLAUSE_RULES) {
      expect(rule.cites.length, rule.id).toBeGreaterThan(0);
      expect(rule.says, rule.id).toMatch(/。$/);
      expect(rule.question, rule.id).toMatch(/[？。]$/);
      // A rule kept between calls must not keep its place in a text.
      for (const p of [...rule.finds, ...(rule.unless ?? [])]) expect(p.flags, rule.id).toBe('');
    }
    expect(new Set(CLAUSE_RULES.map((r) => r.id)).size).toBe(CLAUSE_RULES.length);
  });

  test('R16.4 edge case 1: minutes that fix a fee, and edge case 2: restaurants told to close at ten', () => {
    expect(rulesIn('全体商户每月缴纳卫生管理费五十元。')).toEqual(['charge']);
    expect(rulesIn('全市餐馆一律于二十二时前停止营业。')).toContain('market-matter');
  });

  test('R11.1 edge case 3: a subsidy only for firms registered in the city; for every firm that meets a standard not', () => {
    expect(rulesIn('在本市注册的企业方可申请技改补贴。')).toEqual(['local-establishment']);
    expect(rulesIn('凡符合能效标准的企业均可申请技改补贴。')).toEqual([]);
  });

  test('R11.1 a provincial document is no basis for a tax favour, a statute of the nation is', () => {
    const favour = '给予招商引资企业所得税减免';
    expect(rulesIn(`依照省人民政府有关规定，${favour}。`)).toContain('selective-tax');
    expect(rulesIn(`经国务院批准，${favour}。`)).toEqual([]);
  });

  test('R16.4 a hit stands where its words stand', () => {
    const text = ['餐饮服务单位依法经营。', '沿街商户自愿参加；新增摊位的，须经街道办事处批准后方可经营。'];
    const [hit, ...rest] = scanArticle(article(...text));
    expect(rest).toEqual([]);
    expect(hit).toMatchObject({
      article: '第五条',
      paragraph: 2,
      ruleId: 'licence',
      id: '第五条-2-licence-1',
    });
    expect(text[1]?.slice(...(hit?.span ?? [0, 0]))).toBe(hit?.quote);
    expect(hit?.sentence).toBe('新增摊位的，须经街道办事处批准后方可经营。');
  });

  test('R16.4 the same words bind the organ or the citizen: only the citizen is marked', () => {
    expect(rulesIn('城市管理部门应当每日巡查。')).toEqual([]);
    expect(rulesIn('商户应当每日清扫。')).toEqual(['adds-duty']);
    expect(rulesIn('城市管理部门检查时，商户应当提供台账。')).toEqual(['adds-duty']);
    expect(rulesIn('商户提出申请的，城市管理部门应当受理。')).toEqual([]);
    expect(rulesIn('医疗机构应当公示价格。', '审核机构应当说明理由。')).toEqual(['adds-duty']);
  });

  test('R16.4 two articles of one number keep apart, and ids are unique', () => {
    const twice = scanArticles([article('商户应当每日清扫。'), article('商户应当每日消毒。')]);
    expect(twice.map((h) => h.id)).toEqual(['第五条-1-adds-duty-1', '第五条-1-adds-duty-1@2']);
  });

  test('R16.4 three hundred articles are scanned', () => {
    const clauses = [...first, ...second].map(([text]) => text);
    const articles = Array.from({ length: 300 }, (_, i) => ({
      number: `第${i}条`,
      text: clauses.slice(i % 100, (i % 100) + 4),
    }));
    expect(scanArticles(articles).length).toBeGreaterThan(300);
  });

  test('R16.4 no text takes the scan a long time: four times as much text, not a hundred times as long', () => {
    const took = (n: number) => {
      const start = performance.now();
      for (const word of ['企业', '应当', '本市', '由', '不得', '，', '经', '证明'])
        scanArticle({ number: '第一条', text: [word.repeat(10 * n), `${word}。`.repeat(6 * n)] });
      return performance.now() - start;
    };
    took(25);
    const short = Math.max(took(25), 5);
    expect(took(100)).toBeLessThan(100 * short);
  });
});

describe('R16.4 answers to suspect clauses', () => {
  const before = [
    article('商户应当每日清扫。', '商户不得占道经营。'),
    { number: '第六条', text: ['摊位每日收取管理费十元。'] },
  ];
  const [duty, ban, fee] = scanArticles(before).map((h) => h.id) as [string, string, string];
  const basis = (hit: string) => ({ hit, finding: '有上位法依据' as const, reason: '省条例第三条' });

  test('R16.4 each hit wants its own answer; a clause found unlawful stays open while it stands', () => {
    expect(openHits(before, []).unanswered.map((h) => h.id)).toEqual([duty, ban, fee]);
    const given = [
      {
        articles: before,
        answers: [basis(duty), basis(ban), { ...basis(fee), finding: '应当删改' as const }],
      },
    ];
    expect(openHits(before, given).unanswered).toEqual([]);
    expect(openHits(before, given).unlawful.map((h) => h.id)).toEqual([fee]);
    const mended = [before[0] as (typeof before)[0]];
    expect(openHits(mended, given)).toEqual({ unanswered: [], unlawful: [] });
  });

  test('R16.4 a new text keeps the answers to unchanged clauses only', () => {
    const given = [{ articles: before, answers: [basis(duty), basis(ban), basis(fee)] }];
    const after = [article('商户应当每日清扫并消毒。', '商户不得占道经营。')];
    expect([...answersFor(after, given).keys()]).toEqual([ban]);
    expect(openHits(after, given).unanswered.map((h) => h.quote)).toEqual(['应当每日清扫并消毒']);
  });

  test('R16.4 an answer to nothing is told, and a refusal names the clauses', () => {
    expect(strayAnswers(before, [basis('第九条-1-charge-1')])).toEqual(['第九条-1-charge-1']);
    expect(namedHits(scanArticles(before), before, 2)).toBe(
      '第五条第一款“应当每日清扫”（增设义务）、第五条第二款“不得占道经营”（减损权利）等3处',
    );
  });
});

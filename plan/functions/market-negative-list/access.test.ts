import { describe, expect, test } from 'vitest';
import { accessLists, type ForeignEntry, type MarketEntry, mayEnter } from './index.ts';
import { foreignSamples, marketSamples } from './sample.testing.ts';

const lists = {
  market: marketSamples('t-data').map((body) => ({ code: body.basicCode, body })),
  foreign: foreignSamples('t-data').map((body) => ({ code: body.basicCode, body })),
};
const rule = (register: string, code: string) =>
  accessLists.find((r) => r.code === register)?.rules.find((r) => r.code === code);
const check = (register: string, code: string, body: MarketEntry | ForeignEntry) =>
  rule(register, code)?.check(
    { code: body.basicCode, region: '220200', lawFrom: '2025-04-24', body },
    {} as never,
  );

describe('R2.1 “may I enter?” is answered in a sentence with its entry', () => {
  test.each([
    ['开饭店', '须经许可', '市场监管'],
    ['卖烟花爆竹', '须经许可', '应急'],
    ['开网吧', '须经许可', '文化'],
    ['办新闻网站', '禁止进入', '新闻'],
    ['开理发店的加盟软件', '可以进入', '平等进入'],
    ['做手工编织', '可以进入', '任何单位不得另设准入条件'],
  ])('%s: %s', (matter, answer, words) => {
    const a = mayEnter(lists, { matter });
    expect(a.answer).toBe(answer);
    expect(a.say).toContain(words);
    expect(Boolean(a.entry)).toBe(answer !== '可以进入');
  });
});

describe('R10.1 foreign investment: its own list first, then the one for all', () => {
  test('edge 8: manufacturing has no limit for foreigners, the market list still applies', () => {
    const a = mayEnter(lists, { matter: '生产危险化学品', foreign: true, form: '公司', share: 100 });
    expect(a).toMatchObject({ answer: '须经许可', register: 'market-access-list' });
  });
  test('edge 9: a foreign partnership in a field with an equity cap is refused', () => {
    const a = mayEnter(lists, { matter: '经营基础电信业务', foreign: true, form: '合伙企业' });
    expect(a).toMatchObject({ answer: '不符合外资要求', register: 'foreign-access-list' });
    expect(a.say).toContain('合伙');
  });
  test('a cap: above it refused, within it on to the market list', () => {
    const ask = (share: number) =>
      mayEnter(lists, { matter: '经营基础电信业务', foreign: true, form: '公司', share });
    expect(ask(60).say).toContain('49%');
    expect(ask(49).answer).toBe('须经许可');
  });
  test('prohibited for foreigners, free for others; no foreigner as a sole trader', () => {
    expect(mayEnter(lists, { matter: '从事稀土勘查开采', foreign: true }).answer).toBe('禁止进入');
    expect(mayEnter(lists, { matter: '做手工编织', foreign: true, form: '个体工商户' }).answer).toBe(
      '不符合外资要求',
    );
  });
});

describe('R2.2 no place keeps a list of its own', () => {
  test('edge 7: “industries needing prior consent” of a city is refused with the reason', () => {
    const [sample] = marketSamples('t-data');
    if (!sample) throw new Error('no sample');
    const own = { ...sample, maker: '演示市人民政府', name: '须经市政府事先同意的行业' };
    expect(check('market-access-list', 'NATIONAL', own)).toMatch(/不能制定准入清单/);
    expect(check('market-access-list', 'NATIONAL', sample)).toBe(true);
    const [foreign] = foreignSamples('t-data');
    if (!foreign) throw new Error('no sample');
    expect(check('foreign-access-list', 'NATIONAL', { ...foreign, maker: '演示市商务局' })).not.toBe(true);
  });
  test('a permit names who grants it; a prohibition names nobody', () => {
    for (const body of lists.market) expect(check('market-access-list', 'PERMIT', body.body)).toBe(true);
    const permit = lists.market.find((e) => e.body.kind === '许可准入')?.body as MarketEntry;
    const { authority: _, ...nameless } = permit;
    expect(check('market-access-list', 'PERMIT', nameless as MarketEntry)).not.toBe(true);
  });
});

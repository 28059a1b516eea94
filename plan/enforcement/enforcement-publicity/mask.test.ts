/** The masker over a corpus of made-up decisions: what must be hidden never shows in any written form, the rest stays. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { citizenCheck, demoCitizenId, demoUscc } from '../../leadership/plan-tracking/identifiers.ts';
import { MINOR, mask, publicName, TAKEN_OUT } from './mask.ts';

const digits = (n: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: n, maxLength: n }).map((list) => list.join(''));
const two = (n: number): string => String(n).padStart(2, '0');
const birth = fc
  .tuple(
    fc.integer({ min: 1950, max: 2005 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  )
  .map(([y, m, d]) => `${y}-${two(m)}-${two(d)}`);
/** A number of the right shape in a division that exists; whoever holds it by chance is not meant. */
const citizen = fc.tuple(birth, digits(3)).map(([b, n]) => {
  const first = `220202${b.replaceAll('-', '')}${n}`;
  return first + citizenCheck(first);
});
const demoCitizen = fc.tuple(fc.integer({ min: 1, max: 999 }), birth).map(([n, b]) => demoCitizenId(n, b));
/** The first generation: fifteen digits. */
const oldCitizen = fc.tuple(birth, digits(3)).map(([b, n]) => `220202${b.slice(2).replaceAll('-', '')}${n}`);
const mobile = fc.tuple(fc.constantFrom('13', '15', '17', '18', '19'), digits(9)).map(([a, b]) => a + b);
const landline = fc.tuple(fc.constantFrom('0432', '0431', '010'), digits(8)).map(([a, b]) => `${a}-${b}`);
const account = fc.tuple(fc.constantFrom('6222', '6217', '6228'), digits(15)).map(([a, b]) => a + b);
const plate = fc
  .tuple(
    fc.constantFrom('吉B', '吉A', '辽C'),
    fc.stringMatching(/^[0-9A-HJ-NP-Z]{5}$/),
    fc.constantFrom('', '·'),
  )
  .map(([a, b, dot]) => a + dot + b);
const passport = fc
  .tuple(fc.constantFrom('E', 'G', 'EA'), digits(8))
  .map(([a, b]) => a + b.slice(a.length - 1));
const name = fc
  .tuple(
    fc.constantFrom('张', '王', '李', '赵', '刘', '欧阳', '司马', '尉迟'),
    fc.constantFrom('伟', '秀英', '建国', '晓梅', '德顺', '玉兰'),
  )
  .map(([a, b]) => a + b);
const door = fc
  .tuple(
    fc.integer({ min: 1, max: 999 }),
    fc.integer({ min: 1, max: 30 }),
    fc.integer({ min: 101, max: 3204 }),
  )
  .chain(([a, b, c]) =>
    fc.constantFrom(
      `${a}号${b}号楼${c}室`,
      `${a}号`,
      `${b}栋${b}单元${c}`,
      `${a}弄${b}号${c}室`,
      `${a}-${b}号`,
    ),
  );

/** The ways people write one number. */
const wide = (text: string): string =>
  text.replace(/[0-9A-Za-z]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
const groups = (text: string): string => text.replace(/(.{4})(?=.)/g, '$1 ');
const dashes = (text: string): string => text.replace(/^(.{3})(.{4})(.+)$/, '$1-$2-$3');
const written = (number: fc.Arbitrary<string>, ways: readonly ((t: string) => string)[]) =>
  fc.tuple(number, fc.constantFrom(...ways)).map(([n, way]) => ({ bare: n, text: way(n) }));
const same = (t: string): string => t;
const lower = (t: string): string => t.toLowerCase();

const decision = fc.record({
  name,
  guardian: name,
  id: written(fc.oneof(citizen, demoCitizen), [same, wide, groups, lower]),
  old: written(oldCitizen, [same, wide]),
  phone: written(mobile, [same, wide, groups, dashes, (t) => `+86 ${t}`]),
  fixed: written(landline, [same, wide]),
  card: written(account, [same, groups, wide]),
  plate: written(plate, [same, wide]),
  passport: written(passport, [same, wide]),
  door,
  firm: fc.integer({ min: 1, max: 9999 }),
  fine: fc.integer({ min: 100, max: 200_000 }),
  number: fc.integer({ min: 1, max: 4000 }),
  minor: fc.boolean(),
});

/** What a text says when everything that is no letter or digit is thrown away, in half-width letters. */
const gist = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase();

describe('R24.1 what must be hidden is hidden, what must be shown stays', () => {
  test('R24.1 two thousand made-up decisions, in every way a number is written', () => {
    let seen = 0;
    fc.assert(
      fc.property(decision, (d) => {
        fc.pre(d.name !== d.guardian);
        seen++;
        const firm = `演示江城第${d.firm}食品有限公司`;
        const code = demoUscc(d.firm, '220200');
        const number = `演市市监处罚〔2026〕${d.number}号`;
        const text = `${number}：当事人${d.name}（身份证号${d.id.text}，旧证号 ${d.old.text}，护照${d.passport.text}），住演示市船营区解放大路${d.door}，联系电话：${d.phone.text}、${d.fixed.text}，银行卡号${d.card.text}，驾驶${d.plate.text}号车。监护人${d.guardian}陪同。${d.name}于2026年3月2日在${firm}（统一社会信用代码${code}）销售超过保质期的食品，违反《食品安全法》第一百二十四条，决定罚款人民币${d.fine}元，货值21.5元，第3号证据。`;
        const hidden = {
          persons: [{ name: d.name, minor: d.minor }, { name: d.guardian }],
        };
        const shown = mask(text, hidden);
        const left = gist(shown);
        for (const what of [d.id, d.old, d.phone, d.card, d.passport])
          expect(left, what.text).not.toContain(gist(what.bare));
        expect(left, d.fixed.text).not.toContain(gist(d.fixed.bare));
        expect(left, d.plate.text).not.toContain(gist(d.plate.bare));
        expect(shown).not.toContain(`大路${d.door}`);
        expect(shown).toContain('解放大路［已隐去］，');
        expect(shown).not.toContain(d.name);
        expect(shown).not.toContain(d.guardian);
        if (d.minor) expect(shown).toContain(MINOR);
        // What must be shown.
        for (const kept of [
          number,
          firm,
          code,
          '第一百二十四条',
          `罚款人民币${d.fine}元`,
          '2026年3月2日',
          '21.5元',
          '第3号证据',
          '解放大路',
        ])
          expect(shown).toContain(kept);
        expect(mask(shown, hidden)).toBe(shown);
      }),
      { numRuns: 2000, seed: 20261123 },
    );
    expect(seen).toBeGreaterThanOrEqual(2000);
  });

  test('R24.1 names are hidden however they are spaced; a minor has none', () => {
    const hidden = { persons: [{ name: '欧阳明' }, { name: '小石', minor: true }] };
    expect(mask('欧阳 明、欧阳·明、欧 阳 明与小　石', hidden)).toBe(`欧阳某、欧阳某、欧阳某与${MINOR}`);
    expect(publicName({ name: '张三' })).toBe('张某');
    expect(publicName({ name: '张三', minor: true })).toBe(MINOR);
  });

  test('R24.1 words the case knows go whole: an address without a number, an account', () => {
    expect(mask('住演示县大河村三组东头，账号AB-77', { words: ['演示县大河村三组东头', 'AB-77'] })).toBe(
      `住${TAKEN_OUT}，账号${TAKEN_OUT}`,
    );
  });

  test('R24.1 credit codes of bodies stay even where they look like an identity number', () => {
    for (const code of ['11220200013513606F', demoUscc(7, '220200'), demoUscc(8, '220281', '92')])
      expect(mask(`代码${code}，存于3号冷库二层。`)).toBe(`代码${code}，存于3号冷库二层。`);
  });
});

/** Numbers that are nobody's, in the words they stand in: all of it must stay readable. */
const READABLE: readonly string[] = [
  '生产日期2026-03-02 2026-03-05，保质期6个月',
  '2026.10.02-2026.11.15期间销售',
  '检查时间2026/1/4、2026/2/14、2026/2/28',
  '进价12.50 13.40 11.20 10.80 9.90元',
  '销售单价1380.00 2460.50 980.00，合计4820.50元',
  '生产批号：20260301123456789，数量120盒',
  '批号20260301000000000001、20260302000000000002',
  '条形码6901234567892，追溯码81234567890123456789',
  '生产许可证编号SC10622020200012',
  '批号为B20260301，型号XJ1234567',
  '检验报告编号：A2230045678901234567',
  '合同编号2026010100000001号',
  '货值金额1234567.89元，罚款50000元，没收12.5公斤',
  '依据GB 2760-2014和GB/T 23586-2009',
  '演市市监罚决〔2026〕1234号，第3号证据，附件12',
  '统一社会信用代码11220200013513606F',
  '净含量500克，数量120盒，共计60000克',
];
const lot = fc
  .tuple(
    fc.constantFrom('生产批号', '批号', '条码', '追溯码', '报告编号', '货号'),
    fc.constantFrom('', '：', '为'),
    digits(17),
  )
  .map(([word, colon, n]) => `${word}${colon}99${n}`);
const money = fc
  .tuple(fc.integer({ min: 1, max: 9_999_999 }), fc.integer({ min: 0, max: 99 }))
  .map(([a, b]) => `${a}.${two(b)}`);
const sums = fc.array(money, { minLength: 2, maxLength: 12 }).map((list) => list.join(' '));
const days = fc
  .array(
    fc
      .tuple(
        fc.integer({ min: 2020, max: 2027 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 28 }),
        fc.constantFrom('-', '.', '/'),
      )
      .map(([y, m, d, dash]) => `${y}${dash}${two(m)}${dash}${two(d)}`),
    { minLength: 1, maxLength: 6 },
  )
  .chain((list) => fc.constantFrom(' ', '、', '-', '至').map((join) => list.join(join)));

describe('R24.1 numbers that identify nobody stay readable', () => {
  test.each(READABLE)('R24.1 %s', (text) => {
    expect(mask(text)).toBe(text);
  });

  test('R24.1 two thousand made-up lots, sums and days stay', () => {
    fc.assert(
      fc.property(lot, sums, days, (a, b, c) => {
        const text = `${a}，价格${b}元，日期${c}。`;
        expect(mask(text)).toBe(text);
      }),
      { numRuns: 2000, seed: 20261124 },
    );
  });

  test('R24.1 a number beside them that is somebody’s still goes, and so does one that is called a lot but is none', () => {
    fc.assert(
      fc.property(citizen, mobile, oldCitizen, lot, (id, phone, old, goods) => {
        for (const [text, value] of [
          [`${goods}，电话${phone}`, phone],
          [`批号：${id}`, id],
          [`货号${phone}`, phone],
          [`条码${old}`, old],
          [`日期2026-03-02，身份证${id}`, id],
          [`220202-${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}-${id.slice(14)}`, id.slice(14)],
          [`12.50 13.40，${phone}`, phone],
        ] as const)
          expect(gist(mask(text)), text).not.toContain(gist(value));
      }),
      { numRuns: 1000, seed: 20261125 },
    );
  });
});

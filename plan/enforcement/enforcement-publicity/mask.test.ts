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

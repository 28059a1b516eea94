import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDocumentNumber, checkIndexNumber, normaliseDocumentNumber } from './document-numbers.ts';
import {
  checkCitizenId,
  checkOrganisationCode,
  checkUscc,
  demoCitizenId,
  demoUscc,
  isRealDate,
  organisationCheck,
  type Refused,
  usccCheck,
} from './identifiers.ts';
import { REGIONS } from './regions.ts';

/** Code of a refusal, or `ok`. */
const codeOf = (result: { ok: true } | Refused): string => (result.ok ? 'ok' : result.code);
const accept = { demo: 'accept' } as const;
const date = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10));

describe('unified social credit code (GB 32100)', () => {
  it('takes the city government’s code apart, and both check characters hold', () => {
    expect(checkUscc('11220200013513606F')).toEqual({
      ok: true,
      code: '11220200013513606F',
      authority: '1',
      kind: '1',
      region: '220200',
      organisation: '013513606',
      demo: false,
    });
    expect(usccCheck('11220200013513606')).toBe('F');
    expect(organisationCheck('01351360')).toBe('6');
  });

  it('reads full-width and lower-case writing and spaces', () => {
    const read = checkUscc(' １１２２０２００ 013513606f ');
    expect(read.ok && read.code).toBe('11220200013513606F');
  });

  it.each([
    ['112202000135136060', 'check-digit', '应为F，现为0'],
    ['11220200013513606', 'shape', '应为18位'],
    ['1122020001351360OF', 'shape', '字母不含I、O'],
    ['11A20200013513606F', 'shape', '第3至8位为数字'],
    ['', 'shape', '应为18位'],
  ])('refuses %j as %s', (text, code, says) => {
    const read = checkUscc(text);
    expect(codeOf(read)).toBe(code);
    expect(read.ok ? '' : read.message).toContain(says);
  });

  it('refuses a code whose last character is right but whose organisation code is not', () => {
    const first17 = '11220200013513607';
    expect(codeOf(checkUscc(first17 + usccCheck(first17)))).toBe('organisation-check');
  });

  it('finds every single wrong character', () => {
    const code = '11220200013513606F';
    for (let at = 0; at < 18; at++)
      for (const c of '0123456789ABCDEFGHJKLMNPQRTUWXY')
        if (c !== code[at])
          expect(checkUscc(code.slice(0, at) + c + code.slice(at + 1)).ok, `${c} at ${at}`).toBe(false);
  });

  it('makes demonstration codes that hold both checks, differ, and are refused in real service', () => {
    const seen = new Set<string>();
    for (const region of REGIONS)
      for (const n of [1, 2, 99, 12_345, 99_999]) {
        const code = demoUscc(n, region.code);
        seen.add(code);
        expect(checkUscc(code, accept)).toMatchObject({ ok: true, region: region.code, demo: true });
        expect(codeOf(checkUscc(code))).toBe('demo');
        expect(code.slice(8, 16)).toBe(`PDY${String(n).padStart(5, '0')}`);
      }
    expect(seen.size).toBe(50);
  });

  it('refuses to make a demonstration code out of range', () => {
    for (const make of [
      () => demoUscc(0, '220200'),
      () => demoUscc(100_000, '220200'),
      () => demoUscc(1.5, '220200'),
      () => demoUscc(1, '2202'),
      () => demoUscc(1, '220200', 'IO'),
    ])
      expect(make).toThrow(RangeError);
  });
});

describe('organisation code (GB 11714)', () => {
  it.each([
    ['01351360-6', 'ok'],
    ['013513606', 'ok'],
    ['000014349', 'ok'],
    ['D2143569-X', 'ok'],
    ['01351360-5', 'organisation-check'],
    ['0135136', 'shape'],
    ['PDY00001X', 'demo'],
  ])('reads %s as %s', (text, code) => {
    expect(codeOf(checkOrganisationCode(text))).toBe(code);
  });

  it('takes the self-defined range only when asked to', () => {
    expect(checkOrganisationCode('PDY00001-X', accept)).toEqual({ ok: true, code: 'PDY00001X', demo: true });
    expect(checkOrganisationCode(`PDY00000${organisationCheck('PDY00000')}`)).toMatchObject({ demo: false });
  });
});

describe('citizen number (GB 11643)', () => {
  it.each([
    ['220202199003071230', 'ok'],
    ['22020420081122001x', 'ok'],
    ['２２０２０２１９９００３０７１２３０', 'ok'],
    ['220202199003071231', 'check-digit'],
    ['220202199002301230', 'date'],
    ['990202199003071230', 'region'],
    ['22020219900307123', 'shape'],
    ['22020219900307123A', 'shape'],
  ])('reads %s as %s', (text, code) => {
    expect(codeOf(checkCitizenId(text))).toBe(code);
  });

  it('says birth and sex, and refuses a birth after the day of the check', () => {
    expect(checkCitizenId('220202199003071230')).toMatchObject({
      birth: '1990-03-07',
      sex: 'male',
      region: '220202',
    });
    expect(codeOf(checkCitizenId('220202199003071230', { on: '1990-03-07' }))).toBe('ok');
    expect(codeOf(checkCitizenId('220202199003071230', { on: '1990-03-06' }))).toBe('date');
  });

  it('makes demonstration numbers of any birth, which real service refuses', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), date, (n, birth) => {
        const id = demoCitizenId(n, birth);
        expect(checkCitizenId(id, accept)).toEqual({
          ok: true,
          id,
          region: '000000',
          birth,
          sex: n % 2 ? 'male' : 'female',
          demo: true,
        });
        expect(codeOf(checkCitizenId(id))).toBe('demo');
      }),
    );
    expect(() => demoCitizenId(0, '1990-01-01')).toThrow(RangeError);
    expect(() => demoCitizenId(1000, '1990-01-01')).toThrow(RangeError);
    expect(() => demoCitizenId(1, '1990-02-30')).toThrow(RangeError);
  });

  it('finds every single wrong digit and every swap of neighbours', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999 }),
        date,
        fc.integer({ min: 0, max: 16 }),
        fc.integer({ min: 1, max: 9 }),
        (n, birth, at, by) => {
          const id = demoCitizenId(n, birth);
          const digit = String((Number(id[at]) + by) % 10);
          expect(checkCitizenId(id.slice(0, at) + digit + id.slice(at + 1), accept).ok).toBe(false);
          const [a, b] = [id[at] as string, id[at + 1] as string];
          if (a !== b)
            expect(checkCitizenId(id.slice(0, at) + b + a + id.slice(at + 2), accept).ok).toBe(false);
        },
      ),
    );
  });

  it('knows which days are real', () => {
    expect(['2024-02-29', '2000-02-29', '2022-12-31'].map(isRealDate)).toEqual([true, true, true]);
    expect(['2023-02-29', '1900-02-29', '2022-13-01', '2022-00-10', '2022-1-1', ''].map(isRealDate)).toEqual(
      Array(6).fill(false),
    );
  });
});

describe('index number', () => {
  it('takes the plan’s own apart', () => {
    expect(checkIndexNumber('11220200013513606F/2022-02254')).toEqual({
      ok: true,
      text: '11220200013513606F/2022-02254',
      form: 'uscc',
      holder: '11220200013513606F',
      year: 2022,
      serial: '02254',
    });
  });

  it.each([
    ['１１２２０２０００１３５１３６０６Ｆ／２０２２－０２２５４', 'ok'],
    ['11220200013513606f / 2022—0002254', 'ok'],
    ['000014349/2018-00079', 'ok'],
    ['123456789012345678901', 'ok'],
    ['11220200013513606A/2022-02254', 'check-digit'],
    ['000014348/2018-00079', 'organisation-check'],
    ['11220200013513606F/1948-02254', 'year'],
    ['11220200013513606F/2022-2254', 'shape'],
    ['11220200013513606F-2022-02254', 'shape'],
  ])('reads %s as %s', (text, code) => {
    expect(codeOf(checkIndexNumber(text))).toBe(code);
  });

  it('tells the three forms apart, and refuses a demonstration organ unless asked', () => {
    expect(checkIndexNumber('000014349/2018-00079')).toMatchObject({
      form: 'organisation',
      holder: '000014349',
    });
    expect(checkIndexNumber('123456789012345678901')).toMatchObject({ form: 'opaque' });
    const demo = `${demoUscc(7, '220202', '11')}/2026-00001`;
    expect([codeOf(checkIndexNumber(demo)), codeOf(checkIndexNumber(demo, accept))]).toEqual(['demo', 'ok']);
  });
});

describe('document number', () => {
  it.each([
    ['吉市发〔2022〕7号', '吉市发〔2022〕7号'],
    ['吉市发[2022]7号', '吉市发〔2022〕7号'],
    ['吉市发（２０２２）７号', '吉市发〔2022〕7号'],
    ['吉市发【2022】 7 号', '吉市发〔2022〕7号'],
    ['吉市发﹝2022﹞7号', '吉市发〔2022〕7号'],
    ['吉林市人民政府令第240号', '吉林市人民政府令第240号'],
  ])('reads %s as %s', (text, normal) => {
    const read = checkDocumentNumber(text);
    expect(read.ok && read.text).toBe(normal);
    expect(normaliseDocumentNumber(text)).toBe(normal);
  });

  it('takes letters and orders apart', () => {
    expect(checkDocumentNumber('吉市市监处罚〔2026〕12号')).toMatchObject({
      form: 'letter',
      word: '吉市市监处罚',
      year: 2026,
      serial: 12,
    });
    expect(checkDocumentNumber('吉林市人民政府令第240号')).toMatchObject({
      form: 'order',
      word: '吉林市人民政府',
      serial: 240,
    });
  });

  it.each([
    ['吉市发〔2022〕07号', 'shape', '不编虚位'],
    ['吉市发〔2022〕第7号', 'shape', '不加“第”'],
    ['吉市发〔1948〕7号', 'year', '1948'],
    ['吉市发〔2122〕7号', 'year', '2122'],
    ['吉市发〔22〕7号', 'shape', '机关代字'],
    ['吉市发2022年7号', 'shape', '机关代字'],
    ['〔2022〕7号', 'shape', '机关代字'],
    ['', 'shape', '机关代字'],
  ])('refuses %j as %s', (text, code, says) => {
    const read = checkDocumentNumber(text);
    expect(codeOf(read)).toBe(code);
    expect(read.ok ? '' : read.message).toContain(says);
  });
});

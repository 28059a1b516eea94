import { readLegalText } from '@fadu/kernel/legal-text/read';
import { describe, expect, test } from 'vitest';
import { standingOf } from './levels.ts';
import { daysOf, periods, type StatusEvent, type StatusVersion, statusOn, versionStatus } from './status.ts';

const version = (n: number, days: Partial<StatusVersion>): StatusVersion => ({
  version: n,
  adopted: null,
  promulgated: null,
  effective: null,
  expires: null,
  ...days,
});
const repealed = (on_day: string, articles: string[] = []): StatusEvent => ({
  kind: 'repealed',
  articles,
  on_day,
});
const law = (head: string[], articles: string[] = ['第一条 甲。']) =>
  readLegalText(['# 样本条例', ...head, '<!-- INFO END -->', ...articles].join('\n'), 'x.md').text;

describe('R43.1 status on a day is computed from dates and events (spec §6.1)', () => {
  test('edge 1: promulgated but not yet effective is not in force', () => {
    const v = [version(1, { promulgated: '2026-03-10', effective: '2026-05-01' })];
    expect(statusOn(v, [], '2026-04-15')).toEqual({ status: 'not-yet', version: null });
    expect(statusOn(v, [], '2026-05-01').status).toBe('in-force');
  });

  test('edge 2: adopted, approved and effective are three days, none merged', () => {
    const days = daysOf(
      law(
        [
          '2026年6月20日 样本市人民代表大会常务委员会第一次会议通过',
          '2026年9月28日 样本省人民代表大会常务委员会第三次会议批准',
        ],
        ['第一条 本条例自2027年1月1日起施行。'],
      ),
      '2026-10-12',
    );
    expect(days).toMatchObject({
      adopted: '2026-06-20',
      approved: '2026-09-28',
      promulgated: '2026-10-12',
      effective: '2027-01-01',
      published: null,
    });
  });

  test('edge 3: a validity that the text limits ends by itself', () => {
    const days = daysOf(
      law(
        ['2021年6月1日 样本市人民政府公布'],
        ['第一条 本办法自2021年7月1日起施行，有效期至2026年6月30日。'],
      ),
    );
    const v = [version(1, { ...days })];
    expect(statusOn(v, [], '2026-06-30').status).toBe('in-force');
    expect(statusOn(v, [], '2026-07-01').status).toBe('expired');
    expect(
      daysOf(law(['2021年6月1日 样本市人民政府公布'], ['第一条 本办法自2021年7月1日起施行，有效期五年。']))
        .expires,
    ).toBe('2026-06-30');
  });

  test('edge 4 and 9: an amended text has versions; the one in force on the day is the answer', () => {
    const v = [version(2, { promulgated: '2018-06-01' }), version(1, { effective: '2010-01-01' })];
    expect(statusOn(v, [], '2015-01-01')).toEqual({ status: 'in-force', version: 1 });
    expect(statusOn(v, [], '2018-06-01')).toEqual({ status: 'in-force', version: 2 });
    expect(versionStatus(1, v, [], '2020-01-01')).toBe('amended');
    expect(periods(v, [])).toEqual(
      new Map([
        [1, { from: '2010-01-01', to: '2018-05-31' }],
        [2, { from: '2018-06-01', to: null }],
      ]),
    );
  });

  test('edge 6: repealed from the effective day of what repeals it; single articles do not end the text', () => {
    const v = [version(1, { effective: '2000-01-01' })];
    expect(statusOn(v, [repealed('2022-03-01')], '2022-02-28').status).toBe('in-force');
    expect(statusOn(v, [repealed('2022-03-01')], '2022-03-01').status).toBe('repealed');
    expect(statusOn(v, [repealed('2022-03-01', ['3'])], '2022-03-01').status).toBe('in-force');
    expect(periods(v, [repealed('2022-03-01')]).get(1)).toEqual({ from: '2000-01-01', to: '2022-02-28' });
  });

  test('a day of effect that belongs to an earlier version is not taken for the amended one, and that is said', () => {
    const days = daysOf(
      law(
        [
          '1996年10月29日 全国人民代表大会常务委员会第二十二次会议通过',
          '2018年12月29日 全国人民代表大会常务委员会第七次会议修正',
        ],
        ['第一条 本法自1997年3月1日起施行。'],
      ),
      '2018-12-29',
    );
    expect(days).toMatchObject({
      adopted: '2018-12-29',
      promulgated: '2018-12-29',
      effective: null,
      firstEffective: '1997-03-01',
    });
    expect(days.notes.join()).toMatch(/没有写明自哪一天起施行/);
  });

  test('a version named long after all that its head tells was amended since', () => {
    const days = daysOf(
      law(['1999年5月25日 民政部令第14号发布'], ['第一条 本办法自发布之日起施行。']),
      '2019-03-02',
    );
    expect(days).toMatchObject({ adopted: null, promulgated: '2019-03-02', effective: null });
    expect(days.notes[0]).toBe('题注没有写明2019-03-02的这次修改');
  });

  test.each([
    ['自公布之日起30日后', '2020-03-31'],
    ['自公布之日起六个月后', '2020-09-01'],
    ['自公布之日起', '2020-03-01'],
  ])('an effect counted from promulgation: %s', (words, day) => {
    expect(daysOf(law(['2020年3月1日 国务院令第1号公布'], [`第一条 本条例${words}施行。`])).effective).toBe(
      day,
    );
  });
});

describe('R43.1 level, kind, maker and region', () => {
  const of = (title: string, head: string, folder = '') =>
    standingOf(readLegalText(`# ${title}\n${head}\n<!-- INFO END -->\n第一条 甲。`, 'x.md').text, folder);
  test.each([
    [
      '中华人民共和国样本法',
      '2020年1月1日 第十三届全国人民代表大会常务委员会第十次会议通过',
      '法律',
      'law',
      '全国人民代表大会常务委员会',
      null,
    ],
    [
      '样本条例',
      '2020年1月1日 中华人民共和国国务院令第700号公布',
      '行政法规',
      'administrative-regulation',
      '国务院',
      null,
    ],
    [
      '样本规定',
      '2020年1月1日 国家市场监督管理总局令第20号公布',
      '部门规章',
      'department-rule',
      '国家市场监督管理总局',
      null,
    ],
    [
      '吉林市样本条例',
      '2020年1月1日 吉林市第十六届人民代表大会常务委员会第十次会议通过',
      '市地方性法规',
      'local-regulation',
      '吉林市人民代表大会常务委员会',
      '220200',
    ],
    [
      '吉林省样本条例',
      '2020年1月1日 吉林省第十三届人民代表大会常务委员会第十次会议通过',
      '省地方性法规',
      'local-regulation',
      '吉林省人民代表大会常务委员会',
      '220000',
    ],
    [
      '吉林市样本办法',
      '2020年1月1日 吉林市人民政府令第240号公布',
      '市政府规章',
      'government-rule',
      '吉林市人民政府',
      '220200',
    ],
    [
      '吉林市人民政府关于样本工作的意见',
      '2020年1月1日 吉林市人民政府印发',
      '行政规范性文件',
      'document',
      '吉林市人民政府',
      '220200',
    ],
    [
      '北京市样本条例',
      '2020年1月1日 北京市第十五届人民代表大会常务委员会第十次会议通过',
      '省地方性法规',
      'local-regulation',
      '北京市人民代表大会常务委员会',
      '110000',
    ],
  ] as const)('%s', (title, head, level, kind, maker, region) => {
    expect(of(title, head)).toMatchObject({ level, kind, maker, region, notes: [] });
  });

  test('what cannot be told is said', () => {
    expect(of('某某须知', '').notes).toEqual(['看不出制定机关', '看不出效力级别，暂按行政规范性文件收入']);
  });
});

/**
 * The penalty record in the columns that running exchange tables of the two publicities use (名称和长度来自在用的数据表，未核实
 * 到发布的标准). What the record does not hold stays empty and is named; numbers of identity papers are never sent.
 */
import { checkUscc } from '../../leadership/plan-tracking/identifiers.ts';
import type { PenaltyRecord } from './common.ts';

/** One column: its name, what it is, its longest text, whether it must be filled. */
export interface ExchangeColumn {
  readonly name: string;
  readonly title: string;
  readonly length: number;
  readonly required: boolean;
}

const column = (name: string, title: string, length: number, required = false): ExchangeColumn => ({
  name,
  title,
  length,
  required,
});

/** In the order of the table. */
export const EXCHANGE_COLUMNS: readonly ExchangeColumn[] = [
  column('CF_XDR_MC', '行政相对人名称', 200, true),
  column('CF_XDR_LB', '行政相对人类别', 20, true),
  column('CF_XDR_SHXYM', '统一社会信用代码', 18),
  column('CF_WSH', '行政处罚决定书文号', 128, true),
  column('CF_WFXW', '违法行为类型', 2000, true),
  column('CF_SY', '违法事实', 5000, true),
  column('CF_YJ', '处罚依据', 2000, true),
  column('CF_CFLB', '处罚类别', 100, true),
  column('CF_NR', '处罚内容', 4000, true),
  column('CF_NR_FK', '罚款金额（万元）', 19),
  column('CF_NR_WFFF', '没收违法所得、没收非法财物的金额（万元）', 19),
  column('CF_NR_ZKDX', '暂扣或者吊销证照名称及编号', 200),
  column('CF_JDRQ', '处罚决定日期', 10, true),
  column('CF_YXQ', '处罚有效期', 10, true),
  column('CF_GSJZQ', '公示截止期', 10),
  column('CF_CFJG', '处罚机关', 200, true),
  column('CF_CFJGDM', '处罚机关统一社会信用代码', 18, true),
  column('CF_SJLY', '数据来源单位', 200, true),
  column('CF_SJLYDM', '数据来源单位统一社会信用代码', 18, true),
  column('BZ', '备注', 4000),
];

/** Columns whose meaning no confirmed source gives: left empty and named, not filled with what only sounds alike. */
export const EXCHANGE_GAPS: readonly {
  readonly column: string;
  readonly title: string;
  readonly say: string;
}[] = [
  {
    column: 'CF_YXQ',
    title: '处罚有效期',
    say: '在用的数据表列为必填，含义没有核实到发布的标准（不是公示截止期），留空',
  },
];
const GAPS = new Set(EXCHANGE_GAPS.map((g) => g.column));

const PARTY: Readonly<Record<string, string>> = {
  公民: '自然人',
  个体工商户: '个体工商户',
  法人或者其他组织: '法人及非法人组织',
};

/** Codes of the kinds of penalty. */
const KINDS: Readonly<Record<string, string>> = {
  警告: '01',
  罚款: '02',
  没收违法所得: '03',
  责令停产停业: '04',
  吊销许可证件: '05',
  行政拘留: '06',
  通报批评: '08',
  没收非法财物: '09',
  降低资质等级: '10',
  暂扣许可证件: '11',
  限制开展生产经营活动: '12',
  限制从业: '13',
  责令关闭: '14',
};

/** Yuan in units of ten thousand with six decimals; nothing where there is nothing to pay. */
const tenThousands = (yuan: number): string => (yuan > 0 ? (yuan / 10_000).toFixed(6) : '');

/** The organ as the table names it. */
export interface ExchangeOrgan {
  readonly name: string;
  /** Unified social credit code, where the directory of bodies has one. */
  readonly code?: string;
}

/** One row of the table, in the order of its columns. */
export function exchangeRow(record: PenaltyRecord, organ: ExchangeOrgan): Readonly<Record<string, string>> {
  const code = organ.code ?? '';
  return {
    CF_XDR_MC: record.party,
    CF_XDR_LB: PARTY[record.partyKind] ?? '',
    CF_XDR_SHXYM: record.partyCode ?? '',
    CF_WSH: record.document,
    CF_WFXW: record.title,
    CF_SY: record.facts,
    CF_YJ: record.bases.join('；'),
    CF_CFLB: record.kinds.map((kind) => KINDS[kind] ?? '07').join(';'),
    CF_NR: record.content,
    CF_NR_FK: tenThousands(record.fine),
    CF_NR_WFFF: tenThousands(record.confiscated),
    CF_NR_ZKDX: '',
    CF_JDRQ: record.decidedOn,
    CF_YXQ: '',
    CF_GSJZQ: record.until,
    CF_CFJG: organ.name,
    CF_CFJGDM: code,
    CF_SJLY: organ.name,
    CF_SJLYDM: code,
    BZ: '',
  };
}

/** One fault of a row: where and what. */
export interface ExchangeFault {
  readonly column: string;
  readonly title: string;
  readonly say: string;
}

const NUMBER = /^[\u4e00-\u9fa5]{2,20}〔20\d{2}〕[1-9]\d{0,5}号$/;

/** Kinds that take a licence away, for a time or for good: the licence is to be named. */
const LICENCE_KINDS = ['05', '11'];
const DETENTION = '06';

/**
 * What a receiving table would refuse in a row; empty: nothing. `sector`: whose rules the case followed. Columns that no
 * source explains are not counted here (`EXCHANGE_GAPS`).
 */
export function exchangeFaults(
  row: Readonly<Record<string, string>>,
  sector?: string,
): readonly ExchangeFault[] {
  const faults: ExchangeFault[] = [];
  for (const { name, title, length, required } of EXCHANGE_COLUMNS) {
    const value = row[name] ?? '';
    if (required && value === '' && !GAPS.has(name)) faults.push({ column: name, title, say: '没有填写' });
    if ([...value].length > length) faults.push({ column: name, title, say: `超过${length}个字` });
  }
  const say = (column: string, text: string) =>
    faults.push({
      column,
      title: EXCHANGE_COLUMNS.find((c) => c.name === column)?.title ?? column,
      say: text,
    });
  for (const column of ['CF_XDR_SHXYM', 'CF_CFJGDM', 'CF_SJLYDM'])
    if (row[column] && !checkUscc(row[column], { demo: 'accept' }).ok) say(column, '不是统一社会信用代码');
  if (row.CF_XDR_LB !== '自然人' && row.CF_XDR_LB && !row.CF_XDR_SHXYM)
    say('CF_XDR_SHXYM', '单位和个体工商户应当填写');
  if (row.CF_WSH && !NUMBER.test(row.CF_WSH)) say('CF_WSH', '文号不是“机关代字〔年份〕序号号”的写法');
  const kinds = (row.CF_CFLB ?? '').split(';');
  if (sector === '公安' || kinds.includes(DETENTION)) say('CF_WSH', '治安管理处罚记录不得提供');
  if (kinds.some((k) => LICENCE_KINDS.includes(k)) && !row.CF_NR_ZKDX)
    say('CF_NR_ZKDX', '暂扣、吊销证照的应当填写证照名称和编号，案件里没有登记');
  return faults;
}

/** The reply types of the official yearly form (table three) as data: what each stands on, asks for and leads to. */
import type { Citation } from '@fadu/kernel';
import {
  disclosureRegulations as dis,
  disclosureFeeRules as fees,
  disclosureInterpretation as fs,
  administrativeLitigationLaw as litigation,
  reconsiderationLaw as reconsideration,
} from '../../statutes/index.ts';

/** Groups of the form: 予以公开, 部分公开, 不予公开, 无法提供, 不予处理, 其他处理. */
export const REPLY_GROUPS = {
  A: '予以公开',
  B: '部分公开',
  C: '不予公开',
  D: '无法提供',
  E: '不予处理',
  F: '其他处理',
} as const;
export type ReplyGroup = keyof typeof REPLY_GROUPS;

/** Codes that a reply may carry. */
export const REPLY_CODES = [
  'A',
  'B',
  'C1',
  'C2',
  'C3',
  'C4',
  'C5',
  'C6',
  'C7',
  'C8',
  'D1',
  'D2',
  'D3',
  'E1',
  'E2',
  'E3',
  'E4',
  'E5',
] as const;
export type ReplyCode = (typeof REPLY_CODES)[number];

/** Codes that a case gets by closing without a reply. */
export const CLOSING_CODES = ['F1', 'F2', 'F3'] as const;
export type ResultCode = ReplyCode | (typeof CLOSING_CODES)[number];

/** Grounds on which a part may be withheld; refusals on them go to reconsideration before court. */
export const WITHHOLDING_CODES = ['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7'] as const;

/** Which way is open against a reply. */
export type Remedy = 'reconsideration-first' | 'either';

/** Fields of the draft that a type may ask for, with what they are called. */
export const REPLY_FIELDS = {
  reasons: '理由',
  secrecyBasis: '定密依据',
  legalBasis: '法律、行政法规的名称和条款',
  harm: '公开后可能造成的危害',
  balance: '第三方权益与公共利益的权衡',
  weighing: '可以不予公开的裁量理由',
  missing: '不掌握的情形',
  searched: '检索的经过',
  channel: '告知的途径',
  earlier: '此前答复的文号或者日期',
  withheld: '不予公开的部分和理由',
} as const;
export type ReplyField = keyof typeof REPLY_FIELDS;

export interface ReplyType {
  readonly group: ReplyGroup;
  /** Wording of the official form. */
  readonly title: string;
  readonly cites: readonly Citation[];
  /** Fields without which the reply cannot be drafted. */
  readonly asks: readonly ReplyField[];
  readonly remedy: Remedy;
  /** What the reply says it decides. */
  readonly decides: string;
  /** "May" be withheld: weighed each time, and never where a law, regulation or rule orders disclosure. */
  readonly discretionary?: boolean;
}

const refuse = (
  title: string,
  cites: readonly Citation[],
  asks: readonly ReplyField[],
  extra: Partial<ReplyType> = {},
): ReplyType => ({
  group: 'C',
  title,
  cites,
  asks: ['reasons', ...asks],
  remedy: 'reconsideration-first',
  decides: '决定不予公开。',
  ...extra,
});
const internal = { discretionary: true } as const;
const other = (
  group: ReplyGroup,
  title: string,
  cites: readonly Citation[],
  asks: readonly ReplyField[],
  decides: string,
): ReplyType => ({
  group,
  title,
  cites,
  asks: ['reasons', ...asks],
  remedy: 'either',
  decides,
});

/** Every result by its code. */
export const REPLY_TYPES: Readonly<Record<ResultCode, ReplyType>> = {
  A: {
    group: 'A',
    title: '予以公开',
    cites: [dis.art('36')],
    asks: [],
    remedy: 'either',
    decides: '决定予以公开。',
  },
  B: {
    group: 'B',
    title: '部分公开',
    cites: [dis.art('37')],
    asks: ['reasons', 'withheld'],
    remedy: 'reconsideration-first',
    decides: '经区分处理，公开其中可以公开的部分，其余部分不予公开。',
  },
  C1: refuse('属于国家秘密', [dis.art('14')], ['secrecyBasis']),
  C2: refuse('其他法律行政法规禁止公开', [dis.art('14')], ['legalBasis']),
  C3: refuse('危及“三安全一稳定”', [dis.art('14')], ['harm']),
  C4: refuse('保护第三方合法权益', [dis.art('15'), dis.art('32')], ['balance']),
  C5: refuse('属于三类内部事务信息', [dis.art('16')], ['weighing'], internal),
  C6: refuse('属于四类过程性信息', [dis.art('16')], ['weighing'], internal),
  C7: refuse('属于行政执法案卷', [dis.art('16')], ['weighing'], internal),
  C8: refuse('属于行政查询事项', [dis.art('36', { item: 7 })], ['legalBasis', 'channel'], {
    remedy: 'either',
    decides: '请依照有关法律、行政法规规定的途径查询。',
  }),
  D1: other(
    'D',
    '本机关不掌握相关政府信息',
    [dis.art('36', { item: 4 }), dis.art('36', { item: 5 })],
    ['missing'],
    '无法提供。',
  ),
  D2: other(
    'D',
    '没有现成信息需要另行制作',
    [dis.art('38')],
    ['searched'],
    '没有现成的政府信息，需要另行制作，不予提供。',
  ),
  D3: other('D', '补正后申请内容仍不明确', [dis.art('30')], [], '补正后申请内容仍不明确，无法提供。'),
  E1: other(
    'E',
    '信访举报投诉类申请',
    [dis.art('39', { paragraph: 1 })],
    ['channel'],
    '不作为政府信息公开申请处理。',
  ),
  E2: other('E', '重复申请', [dis.art('36', { item: 6 })], ['earlier'], '不予重复处理。'),
  E3: other(
    'E',
    '要求提供公开出版物',
    [dis.art('39', { paragraph: 2 })],
    ['channel'],
    '请按告知的途径获取公开出版物。',
  ),
  E4: other('E', '无正当理由大量反复申请', [dis.art('35')], [], '不予处理。'),
  E5: other('E', '要求行政机关确认或重新出具已获取信息', [dis.art('36')], ['earlier'], '不予处理。'),
  F1: other(
    'F',
    '申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请',
    [dis.art('30')],
    [],
    '视为放弃申请，不再处理。',
  ),
  F2: other(
    'F',
    '申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
    [fees.art('6')],
    [],
    '视为放弃申请，不再处理。',
  ),
  F3: other('F', '其他', [dis.art('45')], [], '申请人撤回申请，本件办结。'),
};

/** What the remedy paragraph of a reply needs. */
export interface RemedyFacts {
  /** Name of the reconsideration organ. */
  readonly organ: string;
  /** Name of the court. */
  readonly court: string;
}

/**
 * Which way is open: a refusal, whole or in part, on articles 14 to 16 goes to reconsideration first; whatever else
 * goes to either. A part withheld only because it is no government information is no such refusal.
 */
export function remedyOf(code: ResultCode, withheld: readonly string[] = []): Remedy {
  if (code !== 'B') return REPLY_TYPES[code].remedy;
  return withheld.some((w) => (WITHHOLDING_CODES as readonly string[]).includes(w))
    ? 'reconsideration-first'
    : 'either';
}

/** The remedy paragraph of a reply. */
export function remedyText(remedy: Remedy, { organ, court }: RemedyFacts): string {
  return remedy === 'reconsideration-first'
    ? `如不服本答复，应当先申请行政复议：可以自知道本答复之日起60日内向${organ}申请；未经行政复议不能直接起诉。对行政复议决定不服的，再依法向${court}提起行政诉讼。`
    : `如不服本答复，可以自知道本答复之日起60日内向${organ}申请行政复议，也可以自知道本答复之日起六个月内向${court}提起行政诉讼。`;
}

/** Rules that the remedy paragraph stands on. */
export const remedyCites: readonly Citation[] = [
  dis.art('51'),
  fs.art('1'),
  reconsideration.art('20'),
  reconsideration.art('23'),
  litigation.art('46'),
];

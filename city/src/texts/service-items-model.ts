/** How the demonstration city's service items are written down: what tells one from another, the rest follows. */
import type { Material, ServiceItem } from '@fadu/plan/functions/service-items/index';

type Kind = ServiceItem['kind'];
type Object_ = ServiceItem['object'];

/** A question asked back; `item` is the name of the item that it leads to. */
export interface TurnText {
  readonly question: string;
  readonly answer: string;
  readonly item?: string;
  readonly say?: string;
}

/** What is written of an item beyond its head. */
export interface ItemMore
  extends Partial<
    Pick<
      ServiceItem,
      | 'special'
      | 'joint'
      | 'hearing'
      | 'thirdParty'
      | 'safety'
      | 'commitment'
      | 'fields'
      | 'checkDays'
      | 'checkHow'
      | 'reform'
      | 'validMonths'
      | 'limitBasis'
      | 'visits'
      | 'channels'
    >
  > {
  readonly conditions: readonly string[];
  readonly materials: readonly Material[];
  readonly words: readonly string[];
  readonly turns?: readonly TurnText[];
  /** Nobody can act for the applicant (personal status). */
  readonly inPerson?: true;
}

/** An item as the city writes it. */
export interface ItemText extends ItemMore {
  /** Key of the organ, as `organId` takes it. */
  readonly organ: string;
  /** Serial among the organ's items, never changed. */
  readonly n: number;
  readonly kind: Kind;
  readonly name: string;
  readonly law: string;
  readonly article: string;
  readonly object: Object_;
  readonly statutory: number;
  readonly promised: number;
  readonly result: string;
}

/** `who`: 人 natural persons, 企 organisations, 都 both. `days`: statutory and promised working days. */
export const item = (
  organ: string,
  n: number,
  kind: Kind,
  name: string,
  [law, article]: readonly [law: string, article: string],
  who: '人' | '企' | '都',
  [statutory, promised]: readonly [statutory: number, promised: number],
  result: string,
  more: ItemMore,
): ItemText => ({
  organ,
  n,
  kind,
  name,
  law,
  article,
  object: ({ 人: '自然人', 企: '法人和其他组织', 都: '都可以' } as const)[who],
  statutory,
  promised,
  result,
  ...more,
});

/** Handed in by the applicant, in any case. */
export const own = (...names: readonly string[]): Material[] =>
  names.map((name) => ({ name, need: '必要', source: '申请人', form: '电子件' }));
/** Handed in by the applicant; acceptance does not wait for it. */
export const later = (...names: readonly string[]): Material[] =>
  names.map((name) => ({ name, need: '可容缺', source: '申请人', form: '复印件' }));
/** Had from other organs: nobody is asked for it. */
export const known = (...names: readonly string[]): Material[] =>
  names.map((name) => ({ name, need: '必要', source: '数据共享', form: '电子件' }));
/** An electronic certificate: nobody is asked for it. */
export const cert = (...names: readonly string[]): Material[] =>
  names.map((name) => ({ name, need: '必要', source: '电子证照', form: '电子件' }));
/** Handed in by the applicant in one situation only. */
export const only = (name: string, when: string): Material[] => [
  { name, need: '特定情形', source: '申请人', form: '复印件', when },
];

/** A field in which nothing is granted on a commitment, with the mark that goes with it. */
export const risky = (field: NonNullable<ServiceItem['fields']>[number]) => ({
  safety: field !== '生态环境保护',
  fields: [field],
});

/** Granted on a commitment, checked within these working days; 0: left to everyday supervision. */
export const committed = (checkDays: number, checkHow: string) =>
  ({ commitment: '可以告知承诺', ...(checkDays > 0 && { checkDays }), checkHow }) as const;

/** Two digits of each kind in item codes. */
const DIGITS: Readonly<Record<Kind, string>> = {
  行政许可: '01',
  行政给付: '05',
  行政确认: '07',
  行政奖励: '08',
  行政裁决: '09',
  其他行政权力: '10',
  行政备案: '11',
  公共服务: '20',
};

/** Organs that have items, in the order of their digits; new ones come at the end. */
export const ITEM_ORGANS = [
  'market',
  'human-resources',
  'civil-affairs',
  'public-security',
  'health',
  'education',
  'transport',
  'culture-tourism',
  'natural-resources',
  'housing',
  'reform',
  'ecology',
  'medical-insurance',
  'urban-management',
  'water',
  'forestry',
  'agriculture',
  'emergency',
  'justice',
] as const;

/** Item code: class, organ, serial, and the first of its ways of handling. */
export const itemCode = (text: Pick<ItemText, 'kind' | 'organ' | 'n'>): string => {
  const organ = (ITEM_ORGANS as readonly string[]).indexOf(text.organ) + 51;
  return `22${DIGITS[text.kind]}${organ}${String(text.n).padStart(3, '0')}000-01`;
};

const HALL = {
  name: '吉林市政务服务中心（演示）',
  address: '吉林市演示路1号',
  hours: '工作日8:30—16:30',
  phone: '0432-12345',
};

/** The whole entry. `codeOf`: code of an item by its name. */
export function entryOf(
  text: ItemText,
  organOf: (key: string) => string,
  codeOf: (name: string) => string,
): ServiceItem {
  const { organ, n: _n, law, article, statutory, promised, turns, inPerson, ...rest } = text;
  const licence = text.kind === '行政许可';
  const proxy: Material = {
    name: '授权委托书',
    need: '特定情形',
    source: '申请人',
    form: '原件',
    when: '委托他人办理的',
  };
  return {
    level: '市级',
    needsConsent: licence,
    joint: false,
    hearing: false,
    thirdParty: false,
    safety: false,
    commitment: '不适用',
    reform: licence && text.object !== '自然人' ? '优化审批服务' : '不涉及企业经营',
    visits: inPerson ? 1 : 0,
    channels: inPerson ? ['网上', '窗口'] : ['网上', '窗口', '乡镇（街道）', '自助终端'],
    ...rest,
    basicCode: itemCode(text),
    organ: organOf(organ),
    basis: [{ instrument: law, article }],
    conditions: [...rest.conditions],
    materials: inPerson ? [...rest.materials] : [...rest.materials, proxy],
    words: [...rest.words],
    statutoryDays: statutory,
    promisedDays: promised,
    places: [HALL],
    remedies: '可以自知道决定之日起六十日内申请行政复议，或者六个月内提起行政诉讼。',
    phone: '0432-12345',
    ...(turns && {
      turns: turns.map(({ question, answer, item: leads, say }) => ({
        question,
        answer,
        ...(leads && { item: codeOf(leads) }),
        ...(say && { say }),
      })),
    }),
  };
}

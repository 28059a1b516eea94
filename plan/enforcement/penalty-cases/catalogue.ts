/** Kinds of penalty as a table: who may create them, which ask for a hearing, how heavy they are, who may see them. */
import { type Citation, formatDate, isMinutes } from '@fadu/kernel';
import { penaltyLaw as apl, creditRepairMeasures } from '../../statutes/index.ts';
import { countsAsCitizen, hearingThresholds, type PartyKind, type Sector } from './settings.ts';

/** Levels of source a penalty may be said to rest on. Only the first five may create one. */
export const LEVELS = [
  '法律',
  '行政法规',
  '地方性法规',
  '部门规章',
  '地方政府规章',
  '规范性文件',
  '会议纪要',
] as const;
export type Level = (typeof LEVELS)[number];

export const KINDS = [
  '警告',
  '通报批评',
  '罚款',
  '没收违法所得',
  '没收非法财物',
  '暂扣许可证件',
  '降低资质等级',
  '吊销许可证件',
  '吊销营业执照',
  '限制开展生产经营活动',
  '责令停产停业',
  '责令关闭',
  '限制从业',
  '行政拘留',
] as const;
export type Kind = (typeof KINDS)[number];

interface KindRule {
  /** Levels that may create it. */
  readonly by: readonly Level[];
  /** A hearing must be offered: always, from a sum on, or not by itself. */
  readonly hearing: 'always' | 'from-sum' | 'no';
  /** Display tier of the record. */
  readonly tier: 1 | 2 | 3;
  /** Paid in money. */
  readonly money?: boolean;
  readonly cites: readonly Citation[];
}

const RULES_TOO: readonly Level[] = ['法律', '行政法规', '地方性法规', '部门规章', '地方政府规章'];
const REGULATIONS: readonly Level[] = ['法律', '行政法规', '地方性法规'];

export const KIND_RULES: Readonly<Record<Kind, KindRule>> = {
  警告: { by: RULES_TOO, hearing: 'no', tier: 1, cites: [apl.art('9')] },
  通报批评: { by: RULES_TOO, hearing: 'no', tier: 1, cites: [apl.art('9')] },
  罚款: { by: RULES_TOO, hearing: 'from-sum', tier: 2, money: true, cites: [apl.art('13'), apl.art('14')] },
  没收违法所得: { by: REGULATIONS, hearing: 'from-sum', tier: 2, money: true, cites: [apl.art('9')] },
  没收非法财物: { by: REGULATIONS, hearing: 'from-sum', tier: 2, cites: [apl.art('9')] },
  暂扣许可证件: { by: REGULATIONS, hearing: 'no', tier: 2, cites: [apl.art('9')] },
  降低资质等级: { by: REGULATIONS, hearing: 'always', tier: 2, cites: [apl.art('63')] },
  吊销许可证件: { by: REGULATIONS, hearing: 'always', tier: 3, cites: [apl.art('63')] },
  吊销营业执照: {
    by: ['法律', '行政法规'],
    hearing: 'always',
    tier: 3,
    cites: [apl.art('12'), apl.art('63')],
  },
  限制开展生产经营活动: { by: REGULATIONS, hearing: 'no', tier: 2, cites: [apl.art('9')] },
  责令停产停业: { by: REGULATIONS, hearing: 'always', tier: 2, cites: [apl.art('63')] },
  责令关闭: { by: REGULATIONS, hearing: 'always', tier: 3, cites: [apl.art('63')] },
  限制从业: { by: REGULATIONS, hearing: 'always', tier: 3, cites: [apl.art('63')] },
  行政拘留: { by: ['法律'], hearing: 'no', tier: 3, cites: [apl.art('10')] },
};

/** One penalty: the kind, with its sum in yuan or its length in days where it has one. */
export interface PenaltyItem {
  readonly kind: Kind;
  readonly amount?: number | undefined;
  readonly days?: number | undefined;
  readonly detail?: string | undefined;
}

/** One place in one source that a penalty rests on. */
export interface Basis {
  readonly title: string;
  readonly article: string;
  readonly level: Level;
  readonly published: boolean;
  readonly inForceFrom: string;
  readonly inForceUntil?: string | undefined;
  /** 衔接规定: cited beside the basis to say which version applies. */
  readonly role: '处罚依据' | '衔接规定';
}

/** A penalty in words, for papers. */
export function itemText(item: PenaltyItem): string {
  const sum = item.amount === undefined ? '' : `人民币${yuanText(item.amount)}元`;
  const time = item.days === undefined ? '' : `${item.days}日`;
  return [item.kind, sum, time, item.detail ? `（${item.detail}）` : ''].join('');
}

/** A sum as papers print it, without needless decimals. */
export const yuanText = (yuan: number): string => (Number.isInteger(yuan) ? String(yuan) : yuan.toFixed(2));

/** A basis in words. */
export const basisText = (b: Basis): string => `《${b.title}》第${b.article}条`;

/** Kinds that none of the given sources may create (INV-P10). Empty: all have a basis. */
export const kindsWithoutBasis = (items: readonly PenaltyItem[], basis: readonly Basis[]): Kind[] =>
  items
    .map((i) => i.kind)
    .filter((kind) => !basis.some((b) => b.role === '处罚依据' && KIND_RULES[kind].by.includes(b.level)));

/** Day of the act, and how the rules changed since; they decide which version may be a basis (art. 37). */
export interface ActTime {
  readonly actOn: string;
  readonly newRule: '没有变化' | '处罚较轻' | '不再认为违法' | '处罚较重';
}

/** What is wrong with a basis: too low, not published, not the law of the day of the act. Null: nothing. */
export function basisFault(basis: readonly Basis[], time: ActTime): string | null {
  for (const b of basis) {
    if (b.level === '会议纪要' || isMinutes(b.title))
      return `《${b.title}》是会议纪要，任何时候都不能作为处罚依据`;
    if (b.level === '规范性文件') return `《${b.title}》是规范性文件，不得设定处罚，不能作为处罚依据`;
    if (!b.published) return `《${b.title}》没有公布，不能作为处罚依据`;
    if (b.role === '衔接规定') continue;
    if (b.inForceUntil !== undefined && b.inForceUntil <= time.actOn)
      return `《${b.title}》在行为发生的${formatDate(time.actOn)}已经失效`;
    if (b.inForceFrom > time.actOn && time.newRule !== '处罚较轻')
      return `《${b.title}》在行为发生的${formatDate(time.actOn)}还没有施行，只有处罚较轻时才适用`;
  }
  return null;
}

/** Whether a hearing must be offered before these penalties. The proposed sums count, fine and confiscation apart. */
export function hearingDue(
  items: readonly PenaltyItem[],
  sector: Sector,
  party: PartyKind,
  otherHeavy = false,
): boolean {
  const threshold = hearingThresholds[sector][countsAsCitizen(party) ? 'citizen' : 'organisation'];
  const fine = total(items, ['罚款']);
  const confiscated = total(items, ['没收违法所得', '没收非法财物']);
  return (
    otherHeavy ||
    items.some((i) => KIND_RULES[i.kind].hearing === 'always') ||
    (fine > 0 && fine >= threshold) ||
    (confiscated > 0 && confiscated >= threshold)
  );
}

const total = (items: readonly PenaltyItem[], kinds: readonly Kind[]): number =>
  items.filter((i) => kinds.includes(i.kind)).reduce((sum, i) => sum + Math.round((i.amount ?? 0) * 100), 0) /
  100;

/** The fine in yuan. */
export const fineOf = (items: readonly PenaltyItem[]): number => total(items, ['罚款']);

/** Everything to be paid in money, in yuan. */
export const moneyOf = (items: readonly PenaltyItem[]): number =>
  total(
    items,
    KINDS.filter((kind) => KIND_RULES[kind].money),
  );

/** Penalties that are performed otherwise than by paying. Warnings and criticism are performed by being served. */
export const otherItems = (items: readonly PenaltyItem[]): PenaltyItem[] =>
  items.filter((i) => !KIND_RULES[i.kind].money && i.kind !== '警告' && i.kind !== '通报批评');

/**
 * What makes `decided` heavier than `notified` (INV-P5): a kind that was not notified, a higher sum, a longer time.
 * A warning or criticism may take the place of a heavier kind. Empty: not heavier.
 */
export function heavierBy(decided: readonly PenaltyItem[], notified: readonly PenaltyItem[]): string[] {
  const out: string[] = [];
  const droppedHeavy = notified.some(
    (n) => KIND_RULES[n.kind].tier > 1 && !decided.some((d) => d.kind === n.kind),
  );
  for (const kind of new Set(decided.map((d) => d.kind))) {
    const before = notified.filter((n) => n.kind === kind);
    const now = decided.filter((d) => d.kind === kind);
    if (before.length === 0) {
      if (!(KIND_RULES[kind].tier === 1 && droppedHeavy)) out.push(`增加了${kind}`);
      continue;
    }
    const sum = (list: readonly PenaltyItem[]) =>
      list.reduce((s, i) => s + Math.round((i.amount ?? 0) * 100), 0);
    if (sum(now) > sum(before))
      out.push(`${kind}由${yuanText(sum(before) / 100)}元增加到${yuanText(sum(now) / 100)}元`);
    const time = (list: readonly PenaltyItem[]) => Math.max(...list.map((i) => i.days ?? 0));
    if (time(now) > time(before)) out.push(`${kind}由${time(before)}日延长到${time(now)}日`);
  }
  return out;
}

export const TIERS = { 1: '轻微', 2: '一般', 3: '严重' } as const;

/** How a record may be shown. */
export interface Display {
  readonly tier: (typeof TIERS)[1 | 2 | 3];
  /** Whether it is published at all. */
  readonly shown: boolean;
  readonly cites: readonly Citation[];
}

/** Display tier of a decision. Public-security records are sealed; minor ones are in principle not shown. */
export function displayOf(items: readonly PenaltyItem[], sector: Sector, onSpot = false): Display {
  const tier =
    onSpot || items.length === 0 ? 1 : (Math.max(...items.map((i) => KIND_RULES[i.kind].tier)) as 1 | 2 | 3);
  return {
    tier: TIERS[tier],
    shown: sector !== '公安' && tier > 1,
    cites: [creditRepairMeasures.art('1'), apl.art('48')],
  };
}

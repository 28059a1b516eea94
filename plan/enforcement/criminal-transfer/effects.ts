/** What becomes of penalties made before the case was transferred (article 11, paragraphs 2 and 3). */
import type { Kind, PenaltyItem } from '../penalty-cases/catalogue.ts';

/** Kinds that article 11, paragraph 2, lets go on by name. */
const GO_ON: readonly Kind[] = [
  '警告',
  '责令停产停业',
  '责令关闭',
  '暂扣许可证件',
  '吊销许可证件',
  '吊销营业执照',
];

/** One penalty made before, and what becomes of it. */
export interface EarlierPenalty {
  readonly item: PenaltyItem;
  readonly effect: '继续执行' | '折抵罚金' | '由司法机关一并考虑';
  readonly says: string;
}

/** Warnings, closures and revocations go on; a fine is set off against a court's fine, paid or not. */
export const earlierPenalties = (items: readonly PenaltyItem[]): EarlierPenalty[] =>
  items.map((item) => {
    if (item.kind === '罚款')
      return { item, effect: '折抵罚金', says: '不撤销；人民法院判处罚金时，已经给予的罚款折抵相应罚金' };
    if (GO_ON.includes(item.kind)) return { item, effect: '继续执行', says: '不停止执行' };
    return { item, effect: '由司法机关一并考虑', says: '写明情况，随案告知公安机关' };
  });

/**
 * Service items of the demonstration city (政务服务事项实施清单). Names and bases follow the national lists and the law;
 * materials, promises and the words in which people ask are invented from everyday practice.
 */
import type { ServiceItem } from '@fadu/plan/functions/service-items/index';
import { BUSINESS_ITEMS } from './service-items-business.ts';
import { LIFE_ITEMS } from './service-items-life.ts';
import { entryOf, ITEM_ORGANS, type ItemText, itemCode } from './service-items-model.ts';

export { ITEM_ORGANS };

/** Every item as the city writes it. */
export const ITEM_TEXTS: readonly ItemText[] = [...BUSINESS_ITEMS, ...LIFE_ITEMS];

/** Code of the city's item of this name. @throws RangeError when there is none */
export function serviceItemCode(name: string): string {
  const found = ITEM_TEXTS.find((t) => t.name === name);
  if (!found) throw new RangeError(`the city has no service item “${name}”`);
  return itemCode(found);
}

/** The items as entries of the register `service-item`. `organOf`: id of an organ by its key. */
export const serviceItemTexts = (organOf: (key: string) => string): readonly ServiceItem[] =>
  ITEM_TEXTS.map((t) => entryOf(t, organOf, serviceItemCode));

/** The life events (一件事), each with the names of the items that belong to it, in the order in which they are done. */
export const LIFE_EVENTS: Readonly<Record<string, readonly string[]>> = {
  开餐饮店: ['个体工商户登记', '食品经营许可（新办）', '设置大型户外广告审批', '社会保险参保登记'],
  员工录用: ['用人单位招用人员备案', '社会保险参保登记', '职工基本医疗保险参保登记', '社会保障卡申领'],
  出生: [
    '出生医学证明签发',
    '预防接种证办理',
    '出生登记',
    '城乡居民基本医疗保险参保登记',
    '社会保障卡申领',
    '生育津贴支付',
  ],
  身后: ['死亡注销户口', '遗体火化预约', '丧葬补助金和抚恤金申领', '不动产继承转移登记'],
  退休: ['职工正常退休核准', '医疗保险退休待遇核定', '独生子女父母退休一次性奖励', '高龄津贴给付'],
  残疾: ['残疾人两项补贴给付', '就业困难人员认定', '城乡居民基本医疗保险参保登记'],
  企业迁移: ['企业住所变更登记', '食品经营许可（变更）', '社会保险单位信息变更', '医疗保险单位信息变更'],
  房屋与水电气: [
    '不动产转移登记（二手房）',
    '居民用水报装开户',
    '低压居民用电报装',
    '居民用气报装开户',
    '水电气联动过户',
  ],
};

/** A life event with two branches, a question and a dependence, and its items. Used by tests only. */
import type { Bundle, MemberItem } from './bundle-forms.ts';

const own = (name: string) => ({ name, need: '必要', source: '申请人', form: '电子件' }) as const;

/** Opening a restaurant: registration first, then the food licence and the sign side by side, insurance at once. */
export const restaurant = (more: Partial<Bundle> = {}): Bundle => ({
  basicCode: 'YJS-01',
  name: '开餐饮店',
  organ: 't-market',
  object: '自然人',
  about: '从登记到开门，几个部门的事一次申报。',
  words: ['开饭店'],
  basis: [{ instrument: '吉林省优化营商环境条例', article: '31' }],
  questions: [{ question: '门头要挂大型招牌吗？', answers: '要、不要' }],
  members: [
    { item: 'REG-0001', name: '个体工商户登记' },
    { item: 'FOOD-0001', name: '食品经营许可', after: 'REG-0001' },
    { item: 'SIGN-0001', name: '户外广告设置', after: 'REG-0001', question: 1, answer: '要' },
    { item: 'INS-0001', name: '社会保险参保登记' },
  ],
  phone: '0432-12345678',
  ...more,
});

/** The items of the sample, as the list has them. */
export const restaurantItems: Readonly<Record<string, MemberItem>> = {
  'REG-0001': {
    name: '个体工商户登记',
    organ: 't-market',
    object: '都可以',
    kind: '行政许可',
    promisedDays: 1,
    statutoryDays: 3,
    materials: [own('登记申请书')],
  },
  'FOOD-0001': {
    name: '食品经营许可',
    organ: 't-market',
    object: '都可以',
    kind: '行政许可',
    promisedDays: 8,
    statutoryDays: 20,
    materials: [own('食品经营许可申请书'), own('场所布局图')],
  },
  'SIGN-0001': {
    name: '户外广告设置',
    organ: 't-health',
    object: '都可以',
    kind: '行政许可',
    promisedDays: 5,
    statutoryDays: 20,
    materials: [own('效果图')],
  },
  'INS-0001': {
    name: '社会保险参保登记',
    organ: 't-health',
    object: '都可以',
    kind: '行政确认',
    promisedDays: 3,
    statutoryDays: 10,
    materials: [own('参保登记表')],
  },
};

/** The one form of the sample. */
export const filingInput = {
  bundle: 'YJS-01',
  answers: [{ question: 1, answer: '要' }],
  name: '王小二',
  identity: '220202199001010017',
  contact: '13900000000',
  matter: '在中心路1号开一家面馆',
  materials: [
    { name: '登记申请书', how: '随申请提交' },
    { name: '食品经营许可申请书', how: '随申请提交' },
    { name: '场所布局图', how: '随申请提交' },
    { name: '效果图', how: '随申请提交' },
    { name: '参保登记表', how: '随申请提交' },
  ],
} as const;

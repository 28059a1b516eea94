import { defineStatute } from '@fadu/kernel';

/** 行政复议法 (2023). Article 88: 3, 5, 7 and 10 days are working days. */
export const reconsiderationLaw = defineStatute({
  code: 'reconsideration-law',
  title: '行政复议法',
  kind: 'law',
  issuer: '全国人民代表大会常务委员会',
  number: '主席令第9号',
  inForce: '2024-01-01',
  counting: { workdaysFor: [3, 5, 7, 10], article: '88' },
  unverified: ['42'],
  articles: {
    '20': '自知道或者应当知道之日起六十日内可以申请复议；未告知权利的最长一年',
    '23': '对当场作出的处罚决定不服等情形，应当先申请复议；机关在决定时应当告知',
    '42': '复议期间不停止执行，法定情形除外',
    '88': '本法关于三日、五日、七日、十日的规定是指工作日',
  },
});

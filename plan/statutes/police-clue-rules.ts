import { defineStatute } from '@fadu/kernel';

/** What the police may take for clues that need checking before they decide to file; title and content 未核实. */
export const policeClueRules = defineStatute({
  code: 'gongtongzi-2016-16',
  title: '公安部关于移送涉嫌犯罪案件审查期限的规定（公通字〔2016〕16号，名称未核实）',
  kind: 'document',
  issuer: '公安部',
  number: '公通字〔2016〕16号',
  inForce: '2016-06-16',
  unverified: ['*'],
  articles: {
    '1': '涉嫌犯罪线索需要查证的七日内决定，重大疑难复杂的经批准三十日内决定',
  },
});

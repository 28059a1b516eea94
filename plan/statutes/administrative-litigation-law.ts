import { defineStatute } from '@fadu/kernel';

/** 行政诉讼法 (2017). It counts calendar days and months throughout. */
export const administrativeLitigationLaw = defineStatute({
  code: 'administrative-litigation-law',
  title: '行政诉讼法',
  kind: 'law',
  issuer: '全国人民代表大会常务委员会',
  number: '2017年修正',
  inForce: '2017-07-01',
  unverified: ['45', '56', '97'],
  articles: {
    '45': '不服复议决定的，收到复议决定书之日起十五日内起诉',
    '46': '自知道或者应当知道之日起六个月内起诉',
    '53': '起诉时可以一并请求对行政行为所依据的规范性文件进行审查；规范性文件不含规章',
    '56': '诉讼期间不停止执行，法定情形除外',
    '64': '规范性文件不合法的，不作为认定行政行为合法的依据，并向制定机关提出处理建议',
    '97': '对行政行为在法定期限内不起诉又不履行的，行政机关可以申请法院强制执行',
  },
});

/** 最高人民法院关于适用行政诉讼法的解释 (2018). */
export const litigationInterpretation = defineStatute({
  code: 'litigation-interpretation-2018',
  title: '最高人民法院关于适用《中华人民共和国行政诉讼法》的解释',
  kind: 'judicial-interpretation',
  issuer: '最高人民法院',
  number: '法释〔2018〕1号',
  inForce: '2018-02-08',
  unverified: ['64'],
  articles: {
    '64': '没有告知起诉期限的，自知道内容之日起最长一年',
    '149':
      '规范性文件不合法的，法院可以在裁判生效之日起三个月内向制定机关提出司法建议；制定机关收到之日起六十日内书面答复',
    '156':
      '没有强制执行权的机关申请执行，应当自被执行人的法定起诉期限届满之日起三个月内提出；逾期的除有正当理由外不予受理',
  },
});

import { defineStatute } from '@fadu/kernel';

/** 国务院令第281号: income and spending on two lines; who sets quotas over fines is dismissed or demoted. */
export const twoLinesRules = defineStatute({
  code: 'gwy-281',
  title: '违反行政事业性收费和罚没收入收支两条线管理规定行政处分暂行规定',
  kind: 'administrative-regulation',
  issuer: '国务院',
  number: '国务院令第281号',
  inForce: '2000-02-12',
  unverified: ['*'],
  articles: { '8': '下达或者变相下达罚款指标的，给予降级或者撤职处分' },
});

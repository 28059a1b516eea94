import { defineStatute } from '@fadu/kernel';

/** Party regulation on staffing work: 三定 are approved documents; their execution is assessed. */
export const sandingOpinion = defineStatute({
  code: 'staffing-work-regulations',
  title: '中国共产党机构编制工作条例',
  kind: 'document',
  issuer: '中共中央',
  inForce: '2019-08-05',
  unverified: ['*'],
  articles: { '1': '三定规定是机构编制管理的依据，其执行情况由机构编制部门评估' },
});

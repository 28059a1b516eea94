import { defineStatute } from '@fadu/kernel';

/** Party rules of 2024 on relieving the grass roots of formalism: how many documents, how long. */
export const burdenReductionRules = defineStatute({
  code: 'burden-reduction-2024',
  title: '整治形式主义为基层减负若干规定',
  kind: 'document',
  issuer: '中共中央办公厅、国务院办公厅',
  inForce: '2024-08-06',
  articles: {
    '1': '年度发文总量只减不增；确需超过上一年度的，向上级说明理由',
    '2': '政策性文件一般不超过5000字，单项任务的文件一般不超过4000字',
  },
});

import { defineStatute } from '@fadu/kernel';

/** State Council General Office on inspections of enterprises: known by secondary sources, sections by our own count. */
export const inspectionOpinion = defineStatute({
  code: 'inspection-opinion',
  title: '关于严格规范涉企行政检查的意见',
  kind: 'document',
  issuer: '国务院办公厅',
  number: '国办发〔2024〕54号',
  inForce: '2024-12-30',
  unverified: ['*'],
  articles: {
    '1': '有检查职权的机关、法律法规授权的组织和依法受委托的组织才能检查；议事协调机构、检测机构、外包单位、辅助人员不得检查',
    '2': '检查事项清理后公布，没有公布的不得实施；没有公布的企业可以拒绝',
    '3': '公布检查标准，企业据此自查',
    '4': '五个严禁：逐利检查、干扰经营、任性处罚、下达检查指标、变相检查',
    '5': '公布同一机关对同一企业的年度检查频次上限',
    '6': '检查有方案、经机关负责人批准，出具检查通知书，出示证件，制作现场笔录，结果告知企业',
    '7': '能合并的合并，能联合的联合，能书面核查、数据监测的不到现场',
    '8': '专项检查严格控制：方案报批、备案、公布，限定数量和时间',
    '9': '检查活动全过程可以查询，接受企业评价和投诉',
  },
});

/** Ministry of Justice: questions and answers on the opinion, known by secondary sources. */
export const inspectionAnswers = defineStatute({
  code: 'inspection-answers',
  title: '规范涉企行政检查专项行动政策问答',
  kind: 'document',
  issuer: '司法部办公厅',
  inForce: '2025-03-01',
  unverified: ['*'],
  articles: {
    '1': '检查分为日常、个案、专项；个案因投诉举报、转办交办、数据监测、企业申请而起',
    '2': '每一次检查都经负责人批准，投诉举报引起的也一样；情况紧急的事后补办',
    '3': '日常、个案、专项都计入频次，上级部署的专项除外',
    '4': '检查文书：审批表、通知书、现场笔录等',
    '5': '五年没有实施过的检查事项取消',
  },
});

/** Jilin's rule of 2014 on enforcement that concerns enterprises; whether it is still in force is not confirmed. */
export const jilinEnterpriseRules = defineStatute({
  code: 'jilin-enterprise-rules',
  title: '吉林省规范涉及企业行政执法行为若干规定',
  kind: 'government-rule',
  issuer: '吉林省人民政府',
  inForce: '2014-10-01',
  unverified: ['*'],
  articles: {
    '4': '年度检查计划三月三十一日前拟订，经审核、批准，报司法行政部门备案',
    '5': '计划外的检查，结束后20个工作日内报告并说明理由',
  },
});

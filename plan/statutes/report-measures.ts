import { defineStatute } from '@fadu/kernel';

/** 市场监管领域重大违法行为举报奖励暂行办法 (国市监稽规〔2021〕4号), from a secondary source. */
export const rewardMeasures = defineStatute({
  code: 'whistleblower-reward-measures',
  title: '市场监管领域重大违法行为举报奖励暂行办法',
  kind: 'document',
  issuer: '市场监管总局、财政部',
  inForce: '2021-12-01',
  unverified: ['*'],
  articles: {
    '1': '鼓励举报重大违法行为，奖励自然人举报人',
    '2': '按举报人掌握的事实和协助程度分三级奖励：罚没款的百分之五、三、一，各有下限，单件不超过一百万元',
    '3': '五十万元以上的奖励与财政部门共同确定',
    '4': '监管人员、有报告义务的人员、受害人及其代理人、违法行为人（内部人员除外）、有偿举报人不予奖励',
    '5': '为举报人保密，举报人身份信息单独保管',
  },
});

/** 市场监督管理投诉举报处理办法: numbers of the 2022 text; the text of 2026 is not confirmed here. */
export const reportMeasures = defineStatute({
  code: 'samr-report-measures',
  title: '市场监督管理投诉举报处理办法',
  kind: 'department-rule',
  issuer: '市场监管总局',
  inForce: '2026-04-15',
  unverified: ['*'],
  articles: {
    '31': '收到举报后十五个工作日内核查并决定是否立案，可以延长十五个工作日；实名举报人在决定之日起五个工作日内告知',
  },
});

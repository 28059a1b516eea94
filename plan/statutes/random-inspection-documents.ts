import { defineStatute } from '@fadu/kernel';

/** State Council opinion on joint random inspection in market supervision (2019); figures not confirmed. */
export const randomInspectionOpinion = defineStatute({
  code: 'random-inspection-opinion',
  title: '关于在市场监管领域全面推行部门联合“双随机、一公开”监管的意见',
  kind: 'document',
  issuer: '国务院',
  number: '国发〔2019〕5号',
  inForce: '2019-01-27',
  unverified: ['*'],
  articles: {
    '1': '建立检查对象名录库、执法检查人员名录库和随机抽查事项清单，制定并公布年度抽查计划',
    '2': '抽查结果自检查结束之日起20个工作日内公示，接受社会监督',
    '3': '后续处理与抽查结果衔接：发现问题的依法处理，涉嫌犯罪的移送',
    '4': '部门联合抽查：一次任务、联合进入，各自记录结果',
  },
});

/** Credit-based supervision of enterprises (2022); effects of the classes not confirmed. */
export const creditSupervisionOpinion = defineStatute({
  code: 'credit-supervision-opinion',
  title: '关于推进企业信用风险分类管理的意见',
  kind: 'document',
  issuer: '国家市场监督管理总局',
  number: '国市监信发〔2022〕6号',
  inForce: '2022-01-13',
  unverified: ['*'],
  articles: {
    '1': '按信用风险分为A、B、C、D四类：A类抽查比例和频次降低，B类正常，C类提高，D类大幅提高',
  },
});

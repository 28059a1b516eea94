import { defineStatute } from '@fadu/kernel';

/** 罚款决定与罚款收缴分离实施办法, Order 235. */
export const fineCollectionMeasures = defineStatute({
  code: 'fine-collection-measures',
  title: '罚款决定与罚款收缴分离实施办法',
  kind: 'administrative-regulation',
  issuer: '国务院',
  number: '国务院令第235号',
  inForce: '1998-01-01',
  unverified: ['4'],
  articles: {
    '4': '罚款必须全部上缴国库',
    '7': '处罚决定书应当载明代收机构的名称、地址、缴款期限和逾期是否加处罚款',
  },
});

/** 国办发〔2018〕118号 on the three systems: publicity, recording, legality review. */
export const threeSystemsOpinion = defineStatute({
  code: 'gbf-2018-118',
  title: '国务院办公厅关于全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的指导意见',
  kind: 'document',
  issuer: '国务院办公厅',
  number: '国办发〔2018〕118号',
  inForce: '2018-12-05',
  unverified: ['*'],
  articles: {
    '6': '执法决定自作出之日起二十个工作日内公布，行政许可、行政处罚的决定自作出之日起七个工作日内公开',
    '12': '重大执法决定法制审核：审核机构、范围、内容和责任；调查人员与审核人员分离',
  },
});

/** 国发〔2024〕5号 on setting and imposing fines. */
export const fineGuidance = defineStatute({
  code: 'gf-2024-5',
  title: '国务院关于进一步规范和监督罚款设定与实施的指导意见',
  kind: 'document',
  issuer: '国务院',
  number: '国发〔2024〕5号',
  inForce: '2024-02-09',
  unverified: ['*'],
  articles: { '1': '罚款设定和实施的规范要求；不得随意提高数额，坚持过罚相当、宽严相济' },
});

/** 信用修复管理办法: how long penalty records may be shown, by tier. */
export const creditRepairMeasures = defineStatute({
  code: 'credit-repair-measures',
  title: '信用修复管理办法',
  kind: 'department-rule',
  issuer: '国家发展和改革委员会',
  number: '国家发展和改革委员会令第36号',
  inForce: '2026-04-01',
  unverified: ['*'],
  articles: {
    '1': '行政处罚信息分为轻微、一般、严重三档，轻微的原则上不公示，一般的公示三个月至一年，严重的公示一年至三年',
  },
});

/** 行政执法机关移送涉嫌犯罪案件的规定. Its three days carry no working-day clause: calendar days. */
export const criminalTransferRules = defineStatute({
  code: 'criminal-transfer-rules',
  title: '行政执法机关移送涉嫌犯罪案件的规定',
  kind: 'administrative-regulation',
  issuer: '国务院',
  number: '国务院令第310号，2020年修订',
  inForce: '2020-08-07',
  articles: {
    '5': '指定两名以上人员组成专案组核实，提出书面报告；正职负责人三日内决定，批准的二十四小时内移送',
    '8': '公安机关接受移送后三日内审查决定是否立案，书面通知',
    '11': '不得以行政处罚代替移送；移送前作出的警告、责令停产停业、暂扣或者吊销不停止执行；罚款可以折抵罚金',
  },
});

/** 民营经济促进法. */
export const privateEconomyLaw = defineStatute({
  code: 'private-economy-law',
  title: '民营经济促进法',
  kind: 'law',
  issuer: '全国人民代表大会常务委员会',
  inForce: '2025-05-20',
  articles: {
    '51': '对民营经济组织的处罚与其他组织一致，过罚相当',
    '64': '异地执法应当有法定依据、符合条件和程序，禁止为经济利益滥用职权',
  },
});

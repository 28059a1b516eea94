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
    '7': '以文字等形式记录启动、调查取证、审核决定、送达执行等全部过程，做到文字记录合法规范、客观全面、及时准确',
    '8': '查封扣押财产、强制拆除等直接涉及人身自由、生命健康、重大财产权益的现场执法活动和执法办案场所，全程音像记录；现场执法、调查取证、举行听证、留置送达、公告送达等容易引发争议的，根据实际情况进行音像记录',
    '9': '执法记录及时归档保存，音像记录的使用、管理有制度，确保案卷完整、可回溯',
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
    '3': '金额、情节、后果达到追诉标准、涉嫌犯罪的必须移送；知识产权领域有犯罪合理嫌疑的应当移送',
    '4': '妥善保存证据，如实填写涉案物品清单；需要检验、鉴定的由法定机构出具报告或者结论',
    '5': '指定两名以上人员组成专案组核实，提出书面报告；正职负责人三日内决定，批准的二十四小时内移送',
    '6': '移送材料：移送书、调查报告、涉案物品清单、检验报告或者鉴定结论、其他材料',
    '7': '公安机关在移送书回执上签字；不属于本机关管辖的二十四小时内转送，并书面告知',
    '8': '公安机关接受移送后三日内审查决定是否立案，书面通知',
    '9': '不予立案的，三日内可以提请复议，也可以建议检察院立案监督；公安机关三日内答复；仍有异议的三日内建议立案监督',
    '10': '公安机关不予立案的，依法作出处理；应当给予行政处罚的，依法处罚',
    '11': '不得以行政处罚代替移送；移送前作出的警告、责令停产停业、暂扣或者吊销不停止执行；罚款可以折抵罚金',
    '12': '自接到立案通知书之日起三日内把涉案物品和有关材料移交公安机关，办结交接手续',
    '13': '公安机关审查后不追究刑事责任、应当追究行政责任的，移送行政执法机关依法处理',
    '16': '逾期移送、不移送、以处罚代替移送的责任',
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
    '52': '检查能合并的合并，能联合的联合',
    '64': '异地执法应当有法定依据、符合条件和程序，禁止为经济利益滥用职权',
  },
});

/** 最高人民检察院 on cases that go back to administrative handling: known by the pack's summary only. */
export const reverseTransferGuide = defineStatute({
  code: 'reverse-transfer-guide',
  title: '人民检察院行刑反向衔接工作指引',
  kind: 'document',
  issuer: '最高人民检察院',
  inForce: '2024-01-01',
  unverified: ['*'],
  articles: {
    '12': '刑事检察部门移送后，行政检察部门十个工作日内审查；不起诉决定正在复议、复核、申诉的中止审查',
    '13': '审查后认为需要给予行政处罚的，提出检察意见，要求书面回复处理情况',
  },
});

import { defineStatute } from '@fadu/kernel';

/** 国办发〔2018〕37号: making and oversight of administrative normative documents. */
export const normativeDocumentOpinion = defineStatute({
  code: 'gbf-2018-37',
  title: '国务院办公厅关于加强行政规范性文件制定和监督管理工作的通知',
  kind: 'document',
  issuer: '国务院办公厅',
  number: '国办发〔2018〕37号',
  inForce: '2018-05-16',
  articles: {
    '1': '严禁越权发文：不得设定许可、处罚、强制、收费等，不得增加办理条件，不得违法减损权利或者增加义务',
    '2': '严控发文数量：没有实质内容、重复上位规定或者已有文件的不再制发',
    '3': '严格制发程序：评估论证、公开征求意见、合法性审核、集体审议决定、向社会公布等程序不可缺少',
    '4': '未经公布的行政规范性文件不得作为行政管理依据',
    '5': '制定机关要有资格：内设机构、临时机构和议事协调机构不得制发',
  },
});

/** 国办发〔2018〕115号: legality review of administrative normative documents. */
export const legalityReviewOpinion = defineStatute({
  code: 'gbf-2018-115',
  title: '国务院办公厅关于全面推行行政规范性文件合法性审核机制的指导意见',
  kind: 'document',
  issuer: '国务院办公厅',
  number: '国办发〔2018〕115号',
  inForce: '2018-12-04',
  unverified: ['*'],
  articles: {
    '1': '应审必审：所有行政规范性文件都要经过合法性审核',
    '2': '审核材料：文件送审稿、制定说明、依据、征求意见及采纳情况、本单位法制机构意见等，不齐全的补正或者退回',
    '3': '审核内容：主体、权限、内容、程序等八项',
    '4': '审核时间一般不少于5个工作日，最长不超过15个工作日',
    '5': '不得以征求意见、会签、参加审议等方式代替合法性审核；未经审核或者审核不合法的不得提交集体审议',
    '6': '起草单位未完全采纳审核意见的，要在提请审议时说明理由',
  },
});

/** 国办发〔2016〕80号 on the interpretation of policy. */
export const interpretationOpinion = defineStatute({
  code: 'gbf-2016-80',
  title: '国务院办公厅关于全面推进政务公开工作的意见实施细则',
  kind: 'document',
  issuer: '国务院办公厅',
  number: '国办发〔2016〕80号',
  inForce: '2016-11-10',
  unverified: ['*'],
  articles: { '1': '政策解读与文件同步组织、同步审签、同步部署，解读材料在文件公开后3个工作日内发布' },
});

/** 国发〔2008〕17号: filing of normative documents within 15 days of issue. */
export const countyAdministrationDecision = defineStatute({
  code: 'gf-2008-17',
  title: '国务院关于加强市县政府依法行政的决定',
  kind: 'document',
  issuer: '国务院',
  number: '国发〔2008〕17号',
  inForce: '2008-05-12',
  articles: { '1': '规范性文件发布后15日内报上一级政府备案' },
});

/** The city's own rule on normative documents; articles after the fifth are not confirmed. */
export const jilinDocumentRules = defineStatute({
  code: 'jilin-order-240',
  title: '吉林市行政规范性文件制定和监督管理规定',
  kind: 'government-rule',
  issuer: '吉林市人民政府',
  number: '吉林市人民政府令第240号',
  inForce: '2020-07-19',
  unverified: ['6'],
  articles: {
    '2': '什么是行政规范性文件，以及内部管理、工作部署等不适用本规定的情形',
    '6': '制定程序的细化规定：登记、统一编号、有效期等',
  },
});

import { defineStatute } from '@fadu/kernel';

/** 国办公开办函〔2016〕235号: how a reply reaches the applicant and which day counts. */
export const disclosureDeliveryLetter = defineStatute({
  code: 'gkb-2016-235',
  title: '关于政府信息公开处理决定送达问题的解释',
  kind: 'document',
  issuer: '国务院办公厅政府信息与政务公开办公室',
  number: '国办公开办函〔2016〕235号',
  inForce: '2016-12-07',
  articles: {
    '1': '处理决定是正式公文，可以直接送达、委托其他行政机关送达、邮寄送达',
    '2': '邮寄应当通过邮政企业，不得通过其他快递企业',
    '4': '直接、委托送达的以签收之日为准，邮寄的以交邮之日为准',
  },
});

/** 国办公开办函〔2021〕30号: the form of the yearly report, table three among it. */
export const disclosureReportForm = defineStatute({
  code: 'gkb-2021-30',
  title: '政府信息公开工作年度报告格式',
  kind: 'document',
  issuer: '国务院办公厅政府信息与政务公开办公室',
  number: '国办公开办函〔2021〕30号',
  inForce: '2021-01-01',
  unverified: ['*'],
  articles: {
    '3': '表三：收到和处理政府信息公开申请情况，按申请人类型分列，新收加结转等于办理结果加结转下年',
  },
});

/** 法释〔2025〕8号: what courts take up in disclosure cases. */
export const disclosureInterpretation = defineStatute({
  code: 'fs-2025-8',
  title: '最高人民法院关于审理政府信息公开行政案件适用法律若干问题的解释',
  kind: 'judicial-interpretation',
  issuer: '最高人民法院',
  number: '法释〔2025〕8号',
  inForce: '2025-06-01',
  articles: {
    '1': '以条例第十四条至第十六条为由不予公开的，先申请行政复议；其他答复可以直接起诉',
    '2': '应当主动公开而没有公开的，先申请公开；逾期不答复的可以复议或者起诉',
  },
});

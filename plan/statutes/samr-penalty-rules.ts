import { defineStatute } from '@fadu/kernel';

/** 市场监督管理行政处罚程序规定: the sector's own time rules. Article numbers are not confirmed against the text. */
export const samrPenaltyRules = defineStatute({
  code: 'samr-penalty-rules',
  title: '市场监督管理行政处罚程序规定',
  kind: 'department-rule',
  issuer: '国家市场监督管理总局',
  number: '国家市场监督管理总局令第42号',
  inForce: '2021-07-15',
  unverified: ['*'],
  articles: {
    '18': '自发现线索或者收到材料之日起十五个工作日内核查并决定是否立案，经批准可以延长十五个工作日；检测鉴定时间不计入',
    '19': '立案条件，确定两名以上办案人员',
    '20': '可以不予立案的情形',
    '46': '中止调查的情形；原因消除后恢复',
    '47': '终止调查的情形',
    '50': '案件审核机构、审核人员负责审核；十个工作日内完成，可以延长',
    '57': '告知书送达之日起五个工作日内陈述申辩或者要求听证，逾期视为放弃',
    '64': '自立案之日起九十日内决定，经负责人批准延长三十日，仍不能的由集体讨论决定合理期限；中止、听证、公告和检测检验鉴定等时间不计入',
  },
});

/** 市场监督管理行政处罚信息公示规定. */
export const samrPublicityRules = defineStatute({
  code: 'samr-publicity-rules',
  title: '市场监督管理行政处罚信息公示规定',
  kind: 'department-rule',
  issuer: '国家市场监督管理总局',
  number: '国家市场监督管理总局令第45号',
  inForce: '2021-09-01',
  articles: {
    '2': '适用普通程序作出的处罚决定的信息应当公示；仅受到警告的不公示',
    '8': '作出决定时应当告知当事人处罚信息将向社会公示',
    '9': '自作出决定之日起二十个工作日内公示',
    '10': '当事人在其他省登记的，十个工作日内推送，登记地机关十个工作日内公示',
    '13': '公示期限',
    '14': '提前停止公示的条件和不适用的情形',
  },
});

import { defineStatute } from '@fadu/kernel';

export const fairCompetitionReviewRegulations = defineStatute({
  code: 'fair-competition-review-regulations',
  title: '公平竞争审查条例',
  kind: 'administrative-regulation',
  issuer: '国务院',
  number: '国务院令第783号',
  inForce: '2024-08-01',
  articles: {
    '8': '不得含有限制或者变相限制市场准入和退出的内容：违法设置准入条件、指定交易、不依法授予特许经营权等',
    '9': '不得含有限制商品、要素自由流动的内容：排斥外地经营者和商品、以注册地或者税收缴纳地等作为条件、要求设立分支机构等',
    '10': '没有法律、行政法规依据或者未经国务院批准，不得给予特定经营者税收优惠、选择性财政奖补等',
    '11': '不得含有影响生产经营行为的内容：强制或者变相强制达成垄断协议、披露敏感信息、干预价格等',
    '12': '具有限制竞争效果的政策措施，只有为法定目的、没有更小影响的方案并有合理期限或者终止条件，才可以出台',
    '13': '部门出台的政策措施，起草阶段由起草单位审查；多部门联合出台的由牵头起草单位审查',
    '14': '县级以上政府出台或者提请本级人大审议的政策措施，由本级市场监管部门会同起草单位审查',
    '16': '公平竞争审查要听取有关经营者、行业协会商会等利害关系人意见',
    '17': '审查要形成明确的书面结论',
    '18': '未经公平竞争审查或者审查不合格的政策措施，不得出台',
    '19': '在公平竞争审查中知悉的国家秘密、商业秘密和个人隐私应当保密',
    '20': '建立健全公平竞争审查抽查、举报处理、督查机制',
    '21': '市场监督管理部门组织抽查，发现违反规定的督促整改',
    '22': '任何单位和个人可以向市场监督管理部门举报涉嫌违反审查规定的政策措施',
    '24': '未审查或者违反规定出台政策措施经督促不整改的，上一级市场监督管理部门约谈其负责人',
    '25': '拒不整改或者造成严重后果的，对负责人和直接责任人员依法给予处分',
  },
});

/** 国家市场监督管理总局令第99号: how the regulations are carried out; file rules and time limits are not confirmed. */
export const fairCompetitionReviewMeasures = defineStatute({
  code: 'samr-order-99',
  title: '公平竞争审查条例实施办法',
  kind: 'department-rule',
  issuer: '国家市场监督管理总局',
  number: '国家市场监督管理总局令第99号',
  inForce: '2025-04-20',
  articles: {
    '2': '政策措施包括规章、规范性文件、其他政策性文件、标准、行政协议和备忘录等，一事一议的也在内',
  },
});

/** 2024年第45号公告 on reports of breaches of fair competition review; its time limit is not confirmed. */
export const fairCompetitionReportRules = defineStatute({
  code: 'samr-notice-2024-45',
  title: '公平竞争审查举报处理工作规则',
  kind: 'document',
  issuer: '国家市场监督管理总局',
  number: '2024年第45号公告',
  inForce: '2024-10-13',
  unverified: ['2'],
  articles: {
    '1': '县级以上市场监督管理部门处理本级部门和下一级政府的举报；不属于本部门处理的，告知举报人向谁反映',
    '2': '举报处理时限按60日设定',
  },
});

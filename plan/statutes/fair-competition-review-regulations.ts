import { defineStatute } from '@fadu/kernel';

export const fairCompetitionReviewRegulations = defineStatute({
  code: 'fair-competition-review-regulations',
  title: '公平竞争审查条例',
  kind: 'administrative-regulation',
  issuer: '国务院',
  number: '国务院令第783号',
  inForce: '2024-08-01',
  articles: {
    '10': '没有法律、行政法规依据或者未经国务院批准，不得给予特定经营者税收优惠、选择性财政奖补等',
    '12': '具有限制竞争效果的政策措施，只有为法定目的、没有更小影响的方案并有合理期限或者终止条件，才可以出台',
    '13': '部门出台的政策措施，起草阶段由起草单位审查；多部门联合出台的由牵头起草单位审查',
    '14': '县级以上政府出台或者提请本级人大审议的政策措施，由本级市场监管部门会同起草单位审查',
    '16': '公平竞争审查要听取有关经营者、行业协会商会等利害关系人意见',
    '17': '审查要形成明确的书面结论',
    '18': '未经公平竞争审查或者审查不合格的政策措施，不得出台',
  },
});

import { defineStatute } from '@fadu/kernel';

export const antiMonopolyLaw = defineStatute({
  code: 'anti-monopoly-law',
  title: '反垄断法',
  kind: 'law',
  issuer: '全国人民代表大会常务委员会',
  inForce: '2022-08-01',
  articles: {
    '39': '行政机关和授权组织不得滥用行政权力，限定或者变相限定交易',
    '40': '不得滥用行政权力，通过合作协议、备忘录等妨碍其他经营者进入或者实行不平等待遇',
    '41': '不得滥用行政权力，妨碍商品在地区之间的自由流通',
    '42': '不得滥用行政权力，排斥或者限制经营者参加招标投标以及其他经营活动',
    '43': '不得滥用行政权力，排斥、限制、强制外地经营者在本地投资或者设立分支机构',
    '44': '不得滥用行政权力，强制或者变相强制经营者从事垄断行为',
    '45': '不得滥用行政权力，制定含有排除、限制竞争内容的规定',
    '46': '任何单位和个人可以举报，为举报人保密；书面举报并提供相关事实和证据的，应当进行必要的调查',
    '55': '对涉嫌滥用行政权力排除、限制竞争的，可以约谈其法定代表人或者负责人，要求提出改进措施',
    '61': '滥用行政权力的由上级机关责令改正；反垄断执法机构可以向上级机关提出依法处理的建议，被建议单位把改正情况书面报告上级机关和反垄断执法机构',
  },
});

/** The rules in force since February 2026; their details are not confirmed. */
export const administrativeMonopolyRules = defineStatute({
  code: 'administrative-monopoly-rules',
  title: '制止滥用行政权力排除、限制竞争行为规定',
  kind: 'department-rule',
  issuer: '国家市场监督管理总局',
  inForce: '2026-02-01',
  unverified: ['*'],
  articles: {
    '1': '由国务院和省级反垄断执法机构调查；设区的市、县级市场监督管理部门受理举报、先行核查、逐级报送、协助调查',
    '2': '省级机构立案后7个工作日内向国家市场监督管理总局备案',
  },
});

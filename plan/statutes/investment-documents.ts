import { defineStatute } from '@fadu/kernel';

/** Regulations on the approval and filing of enterprises' investment projects (2016). */
export const enterpriseProjectRegulations = defineStatute({
  code: 'enterprise-project-regulations',
  title: '企业投资项目核准和备案管理条例',
  kind: 'administrative-regulation',
  issuer: '国务院',
  number: '国务院令第673号',
  inForce: '2017-02-01',
  articles: {
    '3': '关系国家安全、全国重大生产力布局、战略性资源开发和重大公共利益的项目实行核准，范围依照政府核准的投资项目目录；目录以外的实行备案，按属地原则',
    '4': '除涉及国家秘密的外，通过在线平台办理；各部门统一使用在线平台生成的项目代码办理相关手续',
    '5': '在线平台公开核准的办理流程、办理时限，并为企业提供咨询',
    '6': '核准要提交项目申请书，写明企业、项目、利用资源和生态影响、经济和社会影响；企业对真实性负责',
    '9': '核准从国家安全、规划标准和政策、资源利用、公共利益四个方面审查；委托评估的明确重点，除情况复杂的外不得超过30个工作日，费用由核准机关承担',
    '10': '受理之日起20个工作日内决定；情况复杂或者需要征求意见的，经本机关主要负责人批准可以延长，延长不得超过40个工作日；评估时间不计入；不予核准的书面说明理由',
    '13': '备案的项目在开工建设前告知企业基本情况，项目名称、地点、规模、内容，总投资额和符合产业政策的声明；收到全部信息即为备案，不齐全的应当指导补正；需要备案证明的可以要求出具或者自行打印',
    '15': '发现已备案的项目属于产业政策禁止或者实行核准管理的，应当及时告知企业纠正或者依法办理核准手续，并通知有关部门',
    '17': '各部门通过在线平台共享项目信息',
    '22': '事业单位、社会团体等非企业组织的项目适用本条例，通过预算安排的除外',
  },
});

/** Regulations on government investment (2019). */
export const governmentInvestmentRegulations = defineStatute({
  code: 'government-investment-regulations',
  title: '政府投资条例',
  kind: 'administrative-regulation',
  issuer: '国务院',
  number: '国务院令第712号',
  inForce: '2019-07-01',
  articles: {
    '2': '政府投资是使用预算安排的资金进行的固定资产投资建设活动',
    '9': '直接投资、资本金注入的项目，编制项目建议书、可行性研究报告、初步设计，报投资主管部门或者其他有关部门审批',
    '10': '除涉及国家秘密的外，通过在线平台、使用在线平台生成的项目代码办理审批手续，公开办理流程、办理时限',
    '11': '从必要性、技术经济可行性和建设条件、概算等方面审查并作出决定；不予批准的书面通知并说明理由',
    '20': '开工建设应当符合规定的建设条件；不符合的不得开工建设',
  },
});

/** Opinion on the reform of construction project approval (2019); its contents are not confirmed. */
export const constructionApprovalOpinion = defineStatute({
  code: 'gbf-2019-11',
  title: '关于全面开展工程建设项目审批制度改革的实施意见',
  kind: 'document',
  issuer: '国务院办公厅',
  number: '国办发〔2019〕11号',
  inForce: '2019-03-13',
  unverified: ['*'],
  articles: {
    '1': '审批分为立项用地规划许可、工程建设许可、施工许可、竣工验收四个阶段，每个阶段由一家牵头、并联审批、限时办结',
    '2': '审批事项实行清单管理，清单之外的不得要求办理',
  },
});

import { defineStatute } from '@fadu/kernel';

/** The closed list of what may enter a public-credit record; the edition of 2025 is not confirmed. */
export const creditCatalogue = defineStatute({
  code: 'public-credit-catalogue',
  title: '全国公共信用信息基础目录',
  kind: 'document',
  issuer: '国家发展和改革委员会、中国人民银行',
  inForce: '2024-01-01',
  unverified: ['*'],
  articles: {
    '1': '公共信用信息实行目录管理：全国基础目录和地方补充目录之外的，不得记入信用记录',
  },
});

/** The closed list of measures against those who broke faith; the number of measures is not confirmed. */
export const creditMeasureList = defineStatute({
  code: 'credit-measure-list',
  title: '全国失信惩戒措施基础清单',
  kind: 'document',
  issuer: '国家发展和改革委员会、中国人民银行',
  inForce: '2024-01-01',
  unverified: ['*'],
  articles: {
    '1': '失信惩戒措施实行清单管理：清单之外的不得采取，每项措施写明依据、对象和实施主体',
    '2': '严重失信主体名单只在法律、法规或者党中央、国务院政策文件允许的领域设立',
  },
});

/** 国办发〔2025〕22号 on credit repair. */
export const creditRepairPlan = defineStatute({
  code: 'credit-repair-plan',
  title: '关于进一步完善信用修复制度的实施方案',
  kind: 'document',
  issuer: '国务院办公厅',
  number: '国办发〔2025〕22号',
  inForce: '2025-06-01',
  unverified: ['*'],
  articles: {
    '1': '谁认定、谁修复：信用中国网站统一受理，也可以到窗口办理，转认定单位办理',
    '2': '行业主管部门三个工作日内决定是否受理，一般在申请之日起十个工作日内办结，复杂的可以延长',
    '3': '修复以后公示、共享和措施同时终止，第三方同步更新；不一致的以信用中国网站为准',
    '4': '处罚决定、列入决定与信用修复告知书同时送达（两书同达）',
  },
});

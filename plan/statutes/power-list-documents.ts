import { defineStatute } from '@fadu/kernel';

/** Opinion on power lists (two offices, 2015): ten classes of powers, dynamic adjustment. */
export const powerListOpinion = defineStatute({
  code: 'power-list-opinion',
  title: '关于推行地方各级政府工作部门权力清单制度的指导意见',
  kind: 'document',
  issuer: '中共中央办公厅、国务院办公厅',
  number: '中办发〔2015〕21号',
  inForce: '2015-03-24',
  unverified: ['4', '5'],
  articles: {
    '1': '行政职权按许可、处罚、强制、征收、给付、检查、确认、奖励、裁决和其他十类逐项列出，没有法定依据的取消',
    '4': '审核确认的权力清单要公布编码、名称、类型、依据、行使主体、流程和监督方式',
    '5': '法律法规立改废释、机构和职能变化时，及时调整权力清单并向社会公布',
  },
});

/** Provincial regulation on the business environment, as revised in 2025. */
export const jilinBusinessEnvironmentRegulations = defineStatute({
  code: 'jilin-business-environment-regulations',
  title: '吉林省优化营商环境条例',
  kind: 'local-regulation',
  issuer: '吉林省人民代表大会常务委员会',
  inForce: '2026-01-01',
  articles: {
    '13': '不得在市场准入负面清单之外设定准入条件',
    '14': '除法律、行政法规规定的外，涉企经营许可不得作为登记的前置条件',
    '15': '企业在省内迁移，有效期内的许可不再重新办理',
    '21': '收费标准有上下限的，一般按下限收取',
    '30': '各部门的职权、依据、行使主体、运行流程、对应责任编成清单公布，涉密的除外',
    '31': '同一事项在全省实行统一的标准；办事指南不得有兜底条件；流程记录可以追溯；一件事一次告知、一表申请、一套材料、一窗受理、联合办理',
    '32': '政务服务场所按时提供服务，没有正当理由不得拒绝；除提供预约外不得限号；设立兜底服务窗口',
    '35': '省内签发的电子证照实时汇入省库；单位不得拒绝使用，不得要求提供实体证照，法律规定需要查验原件的除外',
    '36': '证明事项清单列明依据、索要单位、开具单位',
    '37': '办理渠道由申请人选择；不得要求提供兜底条款材料',
    '38': '主要材料齐全、次要材料欠缺的可以容缺受理，一次告知需要补齐的材料和期限；补正告知应当写明期限和风险',
    '40': '实行告知承诺的，除直接涉及公共安全、生态环境、人身健康和生命财产安全的以及当场可以决定的外，申请人承诺后直接决定；未履行承诺的先责令限期整改，仍不符合的撤销决定并记入信用记录',
    '39': '清单之外不得设定和实施行政许可；不得以备案等形式变相实施许可',
    '41': '中介服务事项实行清单管理，不得指定中介机构',
    '51': '政务服务实行好差评，差评及时处理、反馈，评价和处理结果公开',
  },
});

/** 地方各级人民政府机构设置和编制管理条例: duties that two organs claim. */
export const organSettingRegulations = defineStatute({
  code: 'organ-setting-regulations',
  title: '地方各级人民政府机构设置和编制管理条例',
  kind: 'administrative-regulation',
  issuer: '国务院',
  number: '国务院令第486号',
  inForce: '2007-05-01',
  articles: {
    '9': '机构的设立、撤销、合并或者变更规格、名称，由本级政府提出方案，经上一级机构编制管理机关审核后报上一级政府批准',
    '10': '机关之间对职责划分有异议的，主动协商；协商一致的报机构编制管理机关备案，不一致的提请协调，由本级政府决定',
    '18': '地方各级政府根据调整职责的需要，可以在编制总额内调整有关部门编制；在同一个行政区域不同层级之间调配行政编制的，由省级机构编制管理机关报国务院机构编制管理机关审批',
    '24': '机构编制管理机关定期评估机构和编制的执行情况，结果作为调整机构编制的参考',
  },
});

/** Letter on the clean-up and standard handling of filings (2022), details not confirmed. */
export const filingItemsLetter = defineStatute({
  code: 'filing-items-letter',
  title: '关于开展行政备案规范管理改革试点工作的通知',
  kind: 'document',
  issuer: '国务院办公厅',
  number: '国办函〔2022〕110号',
  inForce: '2022-10-26',
  unverified: ['*'],
  articles: {
    '1': '备案不得要求取得行政机关同意；能够共享数据或者电子证照获得的信息不再要求备案',
  },
});

/** Measures on government purchase of services: what may be bought, what may not. */
export const servicePurchaseMeasures = defineStatute({
  code: 'service-purchase-measures',
  title: '政府购买服务管理办法',
  kind: 'department-rule',
  issuer: '财政部',
  number: '财政部令第102号',
  inForce: '2020-03-01',
  unverified: ['*'],
  articles: {
    '10': '应当由机关直接履职的事项、政府采购法规定的货物和工程、融资行为、人员招聘用工不得纳入',
    '12': '购买服务实行指导性目录管理，按三级分类',
  },
});

/** National standards on government service items: codes and elements. */
export const serviceItemStandard = defineStatute({
  code: 'service-item-standard',
  title: '全国一体化政务服务平台政务服务事项基本目录及实施清单',
  kind: 'standard',
  issuer: '国家标准化管理委员会',
  number: 'GB/T 39554—2020',
  inForce: '2020-11-19',
  unverified: ['*'],
  articles: {
    '1': '基本编码12位：地区2位、事项类型2位、主项5位、子项3位',
    '2': '实施编码31位：实施主体统一社会信用代码18位、行使层级1位、基本编码12位',
  },
});

/** Items and applications as tests use them. */
import type { ServiceItem } from './item-forms.ts';

/** A food licence as its list holds it, and changes to it. */
export const foodLicence = (more: Partial<ServiceItem> = {}): ServiceItem => ({
  basicCode: '220131001000-01',
  name: '食品经营许可（新办）',
  organ: 't-market',
  basis: [{ instrument: '行政许可法', article: '14' }],
  kind: '行政许可',
  level: '市级',
  object: '都可以',
  conditions: ['有与经营的食品品种、数量相适应的场所', '有专职或者兼职的食品安全管理人员'],
  materials: [
    { name: '食品经营许可申请书', need: '必要', source: '申请人', form: '电子件' },
    { name: '场所布局图', need: '必要', source: '申请人', form: '复印件' },
    { name: '食品安全管理制度清单', need: '可容缺', source: '申请人', form: '复印件' },
    { name: '营业执照', need: '必要', source: '电子证照', form: '电子件' },
    { name: '健康体检结果', need: '必要', source: '数据共享', form: '电子件' },
    { name: '委托书', need: '特定情形', source: '申请人', form: '原件', when: '委托他人办理的' },
  ],
  needsConsent: true,
  statutoryDays: 20,
  promisedDays: 8,
  special: [{ type: '专家评审', basis: '《食品经营许可和备案管理办法》', days: 10 }],
  joint: false,
  hearing: false,
  thirdParty: false,
  safety: true,
  commitment: '不适用',
  fields: ['人身健康和生命财产安全'],
  reform: '优化审批服务',
  result: '食品经营许可证',
  validMonths: 60,
  channels: ['网上', '窗口', '乡镇（街道）', '自助终端'],
  visits: 0,
  places: [
    { name: '演示市政务大厅', address: '演示市中心路1号', hours: '工作日9:00—16:30', phone: '0432-00000001' },
  ],
  remedies: '可以依法申请行政复议或者提起行政诉讼。',
  phone: '0432-00000000',
  words: ['开饭店', '开小吃店', '卖早点要办什么证'],
  ...more,
});

/** An item that may be granted on a commitment. */
export const committedItem = (more: Partial<ServiceItem> = {}): ServiceItem =>
  foodLicence({
    basicCode: '220131002000-01',
    name: '人力资源服务许可',
    organ: 't-hr',
    conditions: ['有三名以上专职工作人员', '有固定的场所'],
    materials: [
      { name: '人力资源服务许可申请书', need: '必要', source: '申请人', form: '电子件' },
      { name: '场所使用情况说明', need: '可容缺', source: '申请人', form: '复印件' },
    ],
    special: [],
    safety: false,
    fields: [],
    commitment: '可以告知承诺',
    checkDays: 60,
    checkHow: '现场核查人员和场所，与申请书一致为合格',
    reform: '实行告知承诺',
    result: '人力资源服务许可证',
    ...more,
  });

/** A whole application. */
export const applicationInput = {
  item: '220131001000-01',
  applicantType: '法人和其他组织',
  name: '演示市幸福餐饮有限公司',
  identity: '91220200MA00000001',
  contact: '13900000000',
  matter: '在演示市中心路1号经营热食类食品',
  materials: [
    { name: '食品经营许可申请书', how: '随申请提交' },
    { name: '场所布局图', how: '随申请提交' },
    { name: '食品安全管理制度清单', how: '随申请提交' },
  ],
} as const;

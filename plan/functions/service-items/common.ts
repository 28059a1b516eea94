/** What service items and their handling share: tasks of the plan, kinds, and what a city sets for itself. */
import { design, planTask, workdays } from '@fadu/kernel';

export const task3 = planTask(3, '推进乡镇（街道）赋权，权随事转、编随事转、钱随事转，建立履职事项清单');
export const task5 = planTask(
  5,
  '规范政务服务事项，推进马上办、网上办、就近办、一次办、自助办，压减时限和材料',
);
export const task6 = planTask(6, '证照分离全覆盖，推行告知承诺和证照一码通');
export const task8 = planTask(8, '综合窗口无差别受理，窗口无否决权，一件事一次办，政务服务好差评');

/** Register of service items (实施清单). */
export const SERVICE_ITEMS = 'service-item';
/** Register of powers that townships hold by delegation. */
export const TOWNSHIP_POWERS = 'township-power';
/** Register of certificates that handlings brought about. */
export const CERTIFICATES = 'certificate';

/** Kinds of items; only the first is a licence. */
export const ITEM_KINDS = [
  '行政许可',
  '行政备案',
  '行政确认',
  '行政给付',
  '行政奖励',
  '行政裁决',
  '其他行政权力',
  '公共服务',
] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

/** Ways in which an application may come. All of them are equal (R8.5). */
export const CHANNELS = ['网上', '窗口', '乡镇（街道）', '自助终端', '邮寄', '电话'] as const;

/** Procedures whose time is not counted (licensing law, article 45). A closed list. */
export const SPECIAL_PROCEDURES = [
  '听证',
  '招标',
  '拍卖',
  '检验',
  '检测',
  '检疫',
  '鉴定',
  '专家评审',
] as const;

/** Where a material comes from. What is shared or known already is not asked of people. */
export const MATERIAL_SOURCES = ['申请人', '数据共享', '电子证照', '前一环节'] as const;
/** Whether an application can be accepted without it. */
export const MATERIAL_NEEDS = ['必要', '可容缺', '特定情形'] as const;

/** Fields in which no item may be granted on a commitment. */
export const EXCLUDED_FIELDS = [
  '国家安全',
  '国家秘密',
  '公共安全',
  '金融业审慎监管',
  '生态环境保护',
  '人身健康和生命财产安全',
  '重要涉外',
  '风险大、损害难以挽回',
] as const;

/** The four ways of the reform that parts business licence and permits. */
export const REFORM_WAYS = [
  '不涉及企业经营',
  '直接取消审批',
  '审批改为备案',
  '实行告知承诺',
  '优化审批服务',
] as const;

/** Values that no confirmed source fixes; a city sets its own. */
export const settings = {
  /** Time a correction notice leaves the applicant at least, and after which the application counts as given up. */
  correction: workdays(10),
  /** Time to add what was accepted as missing (容缺). */
  missing: workdays(10),
  /** Time for each of the three steps of escalation. */
  firstStep: workdays(1),
  secondStep: workdays(3),
  thirdStep: workdays(5),
} as const;

export const correctionLimit = design('补正期限按不少于10个工作日设定，逾期不补正的视为放弃申请');
export const missingLimit = design('容缺材料的补齐期限按10个工作日设定');
export const escalationLimits = design('窗口三级上报的时限按1、3、5个工作日设定');

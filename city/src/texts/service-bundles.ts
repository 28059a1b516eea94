/**
 * Life events of the demonstration city (一件事清单): the eight that the lists of 2022 and 2024 name and that its items make up.
 * Order and questions are this city's own; the lists say only what belongs together.
 */
import type { Bundle, BundleMember } from '@fadu/plan/functions/one-thing-once/index';
import { serviceItemCode } from './service-items.ts';

interface MemberText {
  readonly name: string;
  /** Names of the items it waits for. */
  readonly after?: readonly string[];
  readonly link?: BundleMember['link'];
  /** Number of the question and the answer on which it belongs to the case. */
  readonly when?: readonly [question: number, answer: string];
}
interface BundleText {
  readonly name: string;
  /** Key of the lead organ. */
  readonly lead: string;
  readonly object: Bundle['object'];
  readonly about: string;
  readonly words: readonly string[];
  readonly questions: readonly (readonly [question: string, answers: string])[];
  readonly members: readonly MemberText[];
  readonly other?: string;
}

const BUNDLE_TEXTS: readonly BundleText[] = [
  {
    name: '开餐饮店',
    lead: 'market',
    object: '自然人',
    about: '从登记到开门：营业执照、食品经营许可、招牌、给店员上保险，一次申报。',
    words: ['开饭店', '开小吃店', '开餐馆', '开早餐店', '卖早点'],
    questions: [
      ['门头要挂大型招牌吗？', '要、不要'],
      ['请店员吗？', '请、不请'],
    ],
    members: [
      { name: '个体工商户登记' },
      { name: '食品经营许可（新办）', after: ['个体工商户登记'] },
      { name: '设置大型户外广告审批', after: ['个体工商户登记'], when: [1, '要'] },
      { name: '社会保险参保登记', after: ['个体工商户登记'], when: [2, '请'] },
    ],
  },
  {
    name: '员工录用',
    lead: 'human-resources',
    object: '法人和其他组织',
    about: '招了人：用工备案、社保、医保、社保卡，单位一次申报。',
    words: ['招人', '招工', '新招员工', '录用职工'],
    questions: [['新招的人有社会保障卡吗？', '有、没有']],
    members: [
      { name: '用人单位招用人员备案' },
      { name: '社会保险参保登记', after: ['用人单位招用人员备案'], link: '前项有结果就办' },
      { name: '职工基本医疗保险参保登记', after: ['用人单位招用人员备案'], link: '前项有结果就办' },
      { name: '社会保障卡申领', after: ['社会保险参保登记'], when: [1, '没有'] },
    ],
    other: '新招用的职工',
  },
  {
    name: '出生',
    lead: 'health',
    object: '自然人',
    about: '孩子出生：出生证明、打疫苗的证、上户口、医保、社保卡，一次申报。',
    words: ['生孩子', '新生儿', '孩子出生', '宝宝出生'],
    questions: [['母亲参加了生育保险吗？', '参加了、没有参加']],
    members: [
      { name: '出生医学证明签发' },
      { name: '预防接种证办理', after: ['出生医学证明签发'] },
      { name: '出生登记', after: ['出生医学证明签发'] },
      { name: '城乡居民基本医疗保险参保登记', after: ['出生登记'] },
      { name: '社会保障卡申领', after: ['出生登记'] },
      { name: '生育津贴支付', after: ['出生医学证明签发'], when: [1, '参加了'] },
    ],
  },
  {
    name: '身后',
    lead: 'civil-affairs',
    object: '自然人',
    about: '亲人去世：火化、销户、丧葬补助和抚恤金、房子继承，一次申报。',
    words: ['老人去世', '人去世', '去世了要办', '办后事'],
    questions: [['名下有房子要继承吗？', '有、没有']],
    members: [
      { name: '遗体火化预约' },
      { name: '死亡注销户口' },
      { name: '丧葬补助金和抚恤金申领', after: ['死亡注销户口'] },
      { name: '不动产继承转移登记', after: ['死亡注销户口'], when: [1, '有'] },
    ],
  },
  {
    name: '退休',
    lead: 'human-resources',
    object: '自然人',
    about: '到了退休年龄：退休核准、医保待遇、独生子女奖励，一次申报。',
    words: ['办退休', '到年龄退休', '领退休金'],
    questions: [['有独生子女父母光荣证吗？', '有、没有']],
    members: [
      { name: '职工正常退休核准' },
      { name: '医疗保险退休待遇核定', after: ['职工正常退休核准'] },
      { name: '独生子女父母退休一次性奖励', after: ['职工正常退休核准'], when: [1, '有'] },
    ],
  },
  {
    name: '残疾',
    lead: 'civil-affairs',
    object: '自然人',
    about: '残疾人：两项补贴、就业困难认定、医保，一次申报。',
    words: ['残疾人', '残疾补贴', '残疾证'],
    questions: [['想找工作吗？', '想、不想']],
    members: [
      { name: '残疾人两项补贴给付' },
      { name: '城乡居民基本医疗保险参保登记' },
      { name: '就业困难人员认定', when: [1, '想'] },
    ],
  },
  {
    name: '企业迁移',
    lead: 'market',
    object: '法人和其他组织',
    about: '公司换地方：住所变更，食品许可、社保、医保信息跟着改，一次申报。',
    words: ['公司搬家', '公司换地址', '企业搬迁', '换办公地址'],
    questions: [['有食品经营许可吗？', '有、没有']],
    members: [
      { name: '企业住所变更登记' },
      { name: '食品经营许可（变更）', after: ['企业住所变更登记'], when: [1, '有'] },
      { name: '社会保险单位信息变更', after: ['企业住所变更登记'] },
      { name: '医疗保险单位信息变更', after: ['企业住所变更登记'] },
    ],
  },
  {
    name: '二手房和水电气',
    lead: 'natural-resources',
    object: '自然人',
    about: '买了二手房：过户，水、电、气一起改名；没通的一起报装。',
    words: ['买二手房', '二手房过户', '房子过户', '水电气过户'],
    questions: [['水电气已经通了吗？', '都通了、还没有通']],
    members: [
      { name: '不动产转移登记（二手房）' },
      { name: '水电气联动过户', after: ['不动产转移登记（二手房）'], when: [1, '都通了'] },
      { name: '居民用水报装开户', after: ['不动产转移登记（二手房）'], when: [1, '还没有通'] },
      { name: '低压居民用电报装', after: ['不动产转移登记（二手房）'], when: [1, '还没有通'] },
      { name: '居民用气报装开户', after: ['不动产转移登记（二手房）'], when: [1, '还没有通'] },
    ],
  },
];

/** The life events as entries of the register `service-bundle`. `organOf`: id of an organ by its key. */
export const serviceBundleTexts = (organOf: (key: string) => string): readonly Bundle[] =>
  BUNDLE_TEXTS.map((t, i) => ({
    basicCode: `YJS-${String(i + 1).padStart(2, '0')}`,
    name: t.name,
    organ: organOf(t.lead),
    object: t.object,
    about: t.about,
    words: [...t.words],
    basis: [{ instrument: '吉林省优化营商环境条例', article: '31' }],
    questions: t.questions.map(([question, answers]) => ({ question, answers })),
    members: t.members.map((m) => ({
      item: serviceItemCode(m.name),
      name: m.name,
      ...(m.after && { after: m.after.map(serviceItemCode).join('、') }),
      ...(m.link && { link: m.link }),
      ...(m.when && { question: m.when[0], answer: m.when[1] }),
    })),
    ...(t.other && { other: t.other }),
    phone: '0432-12345',
  }));

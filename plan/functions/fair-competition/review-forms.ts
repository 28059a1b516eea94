import { z } from 'zod';
import { clauseAnswers } from '../../rulemaking/clause-scan/index.ts';
import { articleForm, enterpriseAnswer } from '../../rulemaking/normative-documents/forms.ts';

const long = (title: string, min = 10, description?: string) =>
  z
    .string()
    .trim()
    .min(min)
    .max(5000)
    .meta({ title, widget: 'long-text', ...(description && { description }) });
const yes = (title: string, description?: string) =>
  z.boolean().meta({ title, ...(description && { description }) });

/** What may need review and is no normative document (Order 99, 2). */
export const MEASURE_KINDS = ['政策性文件', '标准', '行政协议', '备忘录', '一事一议的具体措施'] as const;

const articles = z.array(articleForm).min(1).max(300).meta({ title: '政策措施条文', widget: 'articles' });

export const measure = z.object({
  title: z.string().trim().min(4).max(80).meta({ title: '政策措施名称' }),
  kind: z.enum(MEASURE_KINDS).meta({ title: '种类' }),
  issuers: z.array(z.string().min(1)).min(1).max(20).meta({ title: '出台机关', widget: 'organs' }),
  toCongress: yes('提请本级人大或者常委会审议'),
  regulator: z.string().min(1).meta({
    title: '公平竞争审查机构',
    widget: 'organ',
    description: '政府出台或者提请人大审议的选本级市场监管部门，部门出台的选起草单位',
  }),
  normative: yes('属于行政规范性文件', '属于的在规范性文件制定程序里一并审查'),
  publicInterest: yes('涉及社会公众利益', '还要听取社会公众意见'),
  articles,
  explanation: long('涉及经营者经济活动的内容和理由'),
});

export const revision = z.object({ articles, changes: long('修改了什么、为什么', 4) });

export const heard = z.object({
  heard: z
    .array(z.string().trim().min(2).max(60))
    .min(1)
    .max(100)
    .meta({ title: '听取意见的经营者、行业协会商会', widget: 'lines' }),
  answers: z.array(enterpriseAnswer).min(1).max(300).meta({ title: '逐条答复' }),
});

export const publicHeard = z.object({
  method: long('听取社会公众意见的方式', 4),
  summary: long('主要意见和采纳情况'),
});

/** Conclusion on one of the four standards. */
export const STANDARD_RESULTS = ['符合', '不符合', '不涉及'] as const;
const standard = (title: string) => z.enum(STANDARD_RESULTS).meta({ title });
const standards = {
  entry: standard('市场准入和退出（第八条）'),
  movement: standard('商品、要素自由流动（第九条）'),
  cost: standard('生产经营成本（第十条）'),
  conduct: standard('生产经营行为（第十一条）'),
};
/** Names of the standards' fields. */
export const STANDARDS = ['entry', 'movement', 'cost', 'conduct'] as const;

export const firstCheck = z.object({ ...standards, opinion: long('初审意见') });

/** Goals for which an exception may be made (条例 12). */
export const EXCEPTION_GOALS = [
  '维护国家安全和发展利益',
  '促进科学技术进步、增强自主创新能力',
  '节约能源、保护环境、救灾救助等社会公共利益',
  '法律、行政法规规定的其他情形',
] as const;

export const conclusion = z.object({
  ...standards,
  answers: clauseAnswers,
  conclusion: z.enum(['符合', '适用例外规定', '不符合']).meta({ title: '审查结论' }),
  reasons: long('对公平竞争影响的分析'),
  goal: z.enum(EXCEPTION_GOALS).optional().meta({ title: '例外的目的', description: '适用例外规定时必填' }),
  noLessHarmful: z
    .string()
    .trim()
    .min(10)
    .max(5000)
    .optional()
    .meta({ title: '没有影响更小的替代方案的说明', description: '适用例外规定时必填', widget: 'long-text' }),
  endCondition: z
    .string()
    .trim()
    .min(6)
    .max(500)
    .optional()
    .meta({ title: '终止条件', description: '以条件终止的写明；要能判断是否成就' }),
  exceptionEnd: z.iso
    .date()
    .optional()
    .meta({ title: '终止日期或者最迟复核日', description: '适用例外规定时必填' }),
});

export const issue = z.object({
  issuedOn: z.iso.date().meta({ title: '出台日期' }),
  number: z.string().trim().max(60).optional().meta({ title: '文号或者协议编号' }),
});

export const reason = z.object({ reason: long('理由', 4) });

/** Forms of the annual legislative plan. */
import { z } from 'zod';
import { long, organ, projectCore } from './forms.ts';

export const PLAN_CONCLUSIONS = [
  '列入计划',
  '暂缓列入',
  '不予列入',
  '与其他项目合并',
  '改为制定规范性文件',
] as const;
export const PLAN_INSTRUMENTS = ['政府规章', '地方性法规'] as const;

export const opening = z.object({
  title: z.string().trim().min(4).max(80).meta({ title: '名称', description: '如“2026年度立法工作计划”' }),
  year: z.int().min(2020).max(2100).meta({ title: '计划年度' }),
  maker: organ('批准计划的政府', 'government'),
  office: organ('政府办公机构'),
  proposers: z.array(z.string()).min(1).max(200).meta({ title: '请其提出立项申请的单位', widget: 'organs' }),
  notice: long('征集公告', 10, 2000),
  contact: z.string().trim().min(4).max(200).meta({ title: '联系方式' }),
});

export const suggestion = z.object({
  title: z.string().trim().min(4).max(80).meta({ title: '建议的项目名称' }),
  text: z.string().trim().min(10).max(2000).meta({ title: '要解决的问题和理由', widget: 'long-text' }),
  submitterName: z
    .string()
    .trim()
    .max(60)
    .optional()
    .meta({ title: '姓名或者单位名称', description: '选填，不公开', personal: true }),
  contact: z
    .string()
    .trim()
    .max(100)
    .optional()
    .meta({ title: '联系方式', description: '选填，不公开', personal: true }),
});

/** What a department says of the project it applies for. */
export const application = z.object({
  title: z.string().trim().min(4).max(80).meta({ title: '项目名称' }),
  instrument: z.enum(PLAN_INSTRUMENTS).meta({ title: '立法形式' }),
  ...projectCore,
  units: z.array(z.string()).min(1).max(10).meta({ title: '起草单位', widget: 'organs' }),
  dueOn: z.iso.date().meta({ title: '拟完成时间' }),
  assessment: long('立法前评估情况'),
});

export const argument = z.object({
  project: z
    .int()
    .min(1)
    .meta({ title: '申请或者建议', widget: 'acts', ofActs: ['apply-project', 'suggest'] }),
  conclusion: z.enum(PLAN_CONCLUSIONS).meta({ title: '论证结论' }),
  reason: long('理由', 4),
});

export const congressOpinion = z.object({
  committee: z.string().trim().min(4).max(80).meta({ title: '提出意见的人大机构' }),
  givenOn: z.iso.date().meta({ title: '日期' }),
  number: z.string().trim().min(2).max(60).meta({ title: '文号' }),
  opinion: long('意见', 4),
  handling: long('采纳情况', 4),
  linked: z
    .array(
      z.object({
        project: z
          .int()
          .min(1)
          .meta({ title: '项目申请', widget: 'acts', ofActs: ['apply-project'] }),
        congress: z.string().trim().min(4).max(100).meta({ title: '人大立法计划中的项目' }),
      }),
    )
    .max(60)
    .meta({ title: '与人大立法计划的衔接' }),
});

export const approval = z.object({
  meeting: z.enum(['政府常务会议', '政府全体会议']).meta({ title: '会议' }),
  heldOn: z.iso.date().meta({ title: '会议日期' }),
  result: z.enum(['批准', '退回修改']).meta({ title: '结果' }),
  minutes: long('会议意见', 4),
});

/** The same fields, each left out where it is not asked, with its title. */
const optional = Object.fromEntries(
  Object.entries(application.shape).map(([name, field]) => [
    name,
    field.optional().meta(field.meta() as Record<string, unknown>),
  ]),
);

export const adjustment = z.object(optional).extend({
  kind: z.enum(['增加项目', '调整完成时间', '取消项目', '转入下一年度']).meta({ title: '调整种类' }),
  code: z.string().trim().max(20).optional().meta({ title: '项目编号', description: '调整已有项目的填写' }),
  argument: long('补充论证的理由'),
});

export const adjustmentDecision = z.object({
  result: z.enum(['同意', '不同意']).meta({ title: '结果' }),
  heldOn: z.iso.date().meta({ title: '日期' }),
  basis: z.string().trim().min(2).max(100).meta({ title: '批准的会议或者文号' }),
});

export const report = z.object({ report: long('计划完成情况') });

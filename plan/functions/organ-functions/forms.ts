/** What the acts of the assessment of an organ's 三定 take in. */
import { z } from 'zod';
import { change } from '../power-registers/adjustment/forms.ts';

const organ = (title: string) => z.string().min(1).meta({ title, widget: 'organ' });
const long = (title: string, min = 4, max = 3000) =>
  z.string().trim().min(min).max(max).meta({ title, widget: 'long-text' });
const yes = (title: string, description?: string) =>
  z.boolean().meta({ title, ...(description && { description }) });

/** Five things that the field check looks at (pack §1.3). */
export const ASPECTS = ['职责细化', '职能划转', '职责关系', '责任落实', '人员编制'] as const;
/** How a function is performed. */
export const PERFORMANCE = ['正常履行', '履行不到位', '没有履行', '与其他机关交叉', '应当划出'] as const;

/** Notice of an assessment. */
export const plan = z.object({
  title: z.string().trim().min(4).max(80).meta({ title: '标题' }),
  year: z.int().min(2000).max(2100).meta({ title: '年度' }),
  organ: organ('被评估的机关'),
  government: organ('批准机关（本级政府）'),
  scope: long('评估范围和方式', 10),
});

/** The organ's own view, function by function. */
export const selfAssessment = z.object({
  functions: z
    .array(
      z.object({
        code: z.string().trim().min(1).max(60).meta({ title: '职能', widget: 'organ-function' }),
        performance: z.enum(PERFORMANCE).meta({ title: '履行情况' }),
        note: z.string().trim().max(500).optional().meta({ title: '说明' }),
      }),
    )
    .max(500)
    .meta({ title: '逐项职能' }),
  posts: z.int().min(0).max(20_000).meta({ title: '实有人数' }),
  summary: long('自评结论', 10),
});

/** Field check by two people of the staffing office. */
export const fieldCheck = z.object({
  checkers: z
    .array(z.string().trim().min(2).max(40))
    .min(2, '实地核查至少两人')
    .max(10)
    .meta({ title: '核查人员', widget: 'lines' }),
  findings: z
    .array(
      z.object({
        aspect: z.enum(ASPECTS).meta({ title: '方面' }),
        finding: z.string().trim().min(4).max(1000).meta({ title: '核查情况' }),
        problem: z.boolean().meta({ title: '有问题' }),
      }),
    )
    .min(1)
    .max(50)
    .meta({ title: '核查情况' }),
});

/** Report: the functions stand, or this is what should change. */
export const report = z.object({
  conclusion: z.enum(['维持', '修订']).meta({ title: '评估结论' }),
  report: long('评估报告', 10, 10_000),
  changes: z.array(change).max(200).optional().meta({ title: '修订建议', widget: 'list-changes' }),
  changesDepartment: yes('涉及设立、撤销、合并工作部门或者变更规格、名称'),
  upperApproval: z
    .string()
    .trim()
    .min(4)
    .max(100)
    .optional()
    .meta({ title: '上一级政府批准文号', description: '涉及工作部门设立、撤销、合并、变更的必填' }),
  congressRecord: z
    .string()
    .trim()
    .min(4)
    .max(100)
    .optional()
    .meta({ title: '报本级人大常委会备案的文号', description: '涉及工作部门设立、撤销、合并、变更的必填' }),
  postsBetweenLevels: z.int().min(0).max(5000).meta({ title: '在不同层级之间调整的行政编制数' }),
  centralApproval: z
    .string()
    .trim()
    .min(4)
    .max(100)
    .optional()
    .meta({ title: '国务院机构编制管理机关批准文号', description: '在层级之间调整行政编制的必填' }),
});

export const decision = z.object({
  result: z.enum(['批准', '不批准']).meta({ title: '决定' }),
  document: z.string().trim().min(4).max(60).meta({ title: '决定文号' }),
  reason: long('理由'),
});

export const revising = z.object({
  effectiveOn: z.iso.date().meta({ title: '生效日期', description: '不能早于今天' }),
});

export const update = z.object({
  result: z.enum(['已申请调整权责清单', '核对无需调整']).meta({ title: '权责清单' }),
  adjustment: z
    .string()
    .trim()
    .max(60)
    .optional()
    .meta({ title: '清单调整申请', widget: 'adjustment-case', description: '已申请调整的必填' }),
  note: long('说明'),
});

export const reason = z.object({ reason: long('理由') });

import { z } from 'zod';
import { settings } from '../common.ts';

const organ = (title: string) => z.string().min(1).meta({ title, widget: 'organ' });
const long = (title: string, min = 4, max = 3000) =>
  z.string().trim().min(min).max(max).meta({ title, widget: 'long-text' });

/** Why a list must change. */
export const TRIGGERS = [
  '法律、法规、规章制定、修改或者废止',
  '上级取消、下放或者承接事项',
  '机构职能调整',
  '复议、诉讼或者监督发现',
  '其他',
] as const;

/** One change of one entry. */
export const change = z.object({
  do: z.enum(['新增', '变更', '取消', '恢复']).meta({ title: '怎么调整' }),
  register: z.string().min(1).max(40).meta({ title: '清单', widget: 'register' }),
  code: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .optional()
    .meta({ title: '编码', description: '新增的不填，由系统编制' }),
  entry: z
    .record(z.string(), z.unknown())
    .optional()
    .meta({ title: '事项内容', description: '新增、变更填写；按所选清单的栏目', widget: 'register-entry' }),
  replacedBy: z
    .array(z.string().trim().min(1).max(60))
    .max(50)
    .optional()
    .meta({ title: '承接的编码', description: '拆分、合并、下放的，写明由哪些编码承接' }),
  below: z.boolean().optional().meta({ title: '下级同一编码的一并取消' }),
  reason: z.string().trim().min(4).max(500).meta({ title: '理由' }),
});

/** A change as entered. */
export type Change = z.infer<typeof change>;

/** Application by the organ. */
export const application = z.object({
  title: z.string().trim().min(4).max(80).meta({ title: '标题' }),
  trigger: z.enum(TRIGGERS).meta({ title: '调整原因' }),
  triggeredOn: z.iso.date().meta({ title: '原因发生日期' }),
  lawChange: z
    .string()
    .max(60)
    .optional()
    .meta({ title: '法律变动登记', widget: 'law-change', description: '因法律变动调整的，选择登记的那一件' }),
  keeper: organ('清单主管部门'),
  reviewer: organ('合法性审核机构'),
  staffing: organ('机构编制部门'),
  government: organ('本级政府'),
  dutyQuestion: z.boolean().meta({ title: '涉及部门职责分工', description: '涉及的，须经机构编制部门审核' }),
  affected: long('有关部门和下级机关的意见', 2),
  changes: z.array(change).min(1).max(settings.changes).meta({ title: '调整事项', widget: 'list-changes' }),
});

/** Proposal by the keeper where the organ does not apply in time. */
export const exOfficio = application
  .omit({ keeper: true })
  .extend({ organ: organ('应当申请的机关'), why: long('依职权提出的理由') });

export const revision = application.pick({ changes: true, affected: true, dutyQuestion: true });

export const opinion = z.object({
  conclusion: z.enum(['同意', '应当修改', '不同意']).meta({ title: '审核结论' }),
  opinion: long('审核意见', 10),
});

export const decision = z.object({
  result: z.enum(['批准', '不批准']).meta({ title: '决定' }),
  document: z.string().trim().max(60).optional().meta({ title: '批准文号' }),
  reason: long('理由'),
});

export const publishing = z.object({
  effectiveOn: z.iso.date().meta({ title: '生效日期', description: '不能早于今天' }),
  guides: z
    .array(z.enum(['清单', '办事指南', '流程图', '流程图解']))
    .min(1)
    .meta({ title: '同步修改', description: '清单、办事指南、流程图同步调整' }),
});

export const reason = z.object({ reason: long('理由') });

/** Forms of the procedures that make benchmarks and lenient lists. */
import { z } from 'zod';

const long = (title: string, min = 4, max = 3000) =>
  z.string().trim().min(min).max(max).meta({ title, widget: 'long-text' });

export const DOINGS = ['制定', '修改', '废止'] as const;

const draftFields = (register: string) => ({
  do: z.enum(DOINGS).meta({ title: '办理' }),
  code: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .optional()
    .meta({ title: '编码', description: '修改、废止的填写；制定的由内容里的编码决定' }),
  entry: z
    .record(z.string(), z.unknown())
    .optional()
    .meta({ title: '内容', description: '制定、修改填写', widget: 'register-entry', register }),
  reason: long('理由和起草说明'),
});

/** Forms of drafting for one register: opening, which names who reviews, and revision. */
export const draftForms = (register: string) => {
  const revision = z.object(draftFields(register));
  const draft = z.object({
    title: z.string().trim().min(4).max(80).meta({ title: '标题' }),
    reviewer: z.string().min(1).meta({ title: '合法性审核机构', widget: 'organ' }),
    ...draftFields(register),
  });
  return { draft, revision };
};
/** What is proposed. */
export type Proposal = z.infer<ReturnType<typeof draftForms>['revision']>;

export const approval = z.object({
  result: z.enum(['批准', '不批准']).meta({ title: '决定' }),
  meeting: z
    .string()
    .trim()
    .max(100)
    .optional()
    .meta({ title: '集体讨论的会议', description: '经集体讨论的填写' }),
  reason: long('理由', 2),
});

export const publishing = z.object({
  effectiveOn: z.iso.date().meta({ title: '生效日期', description: '不能早于今天' }),
  document: z.string().trim().max(60).optional().meta({ title: '公布文号' }),
});

export const reason = z.object({ reason: long('理由') });

import { z } from 'zod';

const long = (title: string, min = 4, description?: string) =>
  z
    .string()
    .trim()
    .min(min)
    .max(3000)
    .meta({ title, widget: 'long-text', ...(description && { description }) });
const document = z.string().trim().min(4).max(60).meta({ title: '文号', description: '清单上的发文字号' });

export const start = z.object({
  title: z.string().trim().min(4).max(80).meta({ title: '清理工作名称' }),
  ground: z
    .enum(['年度清理', '法律法规修改后的专项清理', '上级部署的专项清理', '举报集中的领域'])
    .meta({ title: '为什么清理' }),
  scope: long('清理范围'),
});

export const scan = z.object({
  makers: z.array(z.string().min(1)).min(1).max(60).meta({
    title: '扫描哪些机关的文件',
    widget: 'organs',
    description: '逐条对照公平竞争审查标准，由系统扫描全部有效文件',
  }),
});

export const setAside = z.object({
  document,
  reason: long('为什么不列入清单', 10, '逐处说明标出的条款为什么不限制竞争'),
});

export const DECISIONS = ['废止', '修改', '保留'] as const;

export const decide = z.object({
  document,
  decision: z.enum(DECISIONS).meta({ title: '处理决定' }),
  reason: long('理由', 10, '保留的写明法律、行政法规依据或者例外规定的理由'),
  basis: z.string().trim().min(4).max(500).optional().meta({
    title: '保留的依据',
    description: '保留的必填：法律、法规的名称和条款，或者条例第十二条的哪一项',
  }),
  doneBy: z.iso.date().optional().meta({ title: '何时办完', description: '废止、修改的必填' }),
});

export const publish = z.object({ summary: long('清理结果说明', 10) });

export const recordDone = z.object({
  document,
  on: z.iso.date().meta({ title: '废止或者修改的日期' }),
  by: z
    .string()
    .trim()
    .min(4)
    .max(60)
    .optional()
    .meta({ title: '修改后的文号', description: '修改的必填，应当已经登记在目录里' }),
});

export const cancel = z.object({ reason: long('理由') });

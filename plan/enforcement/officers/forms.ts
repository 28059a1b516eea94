/** Forms of a certificate's life. */
import { z } from 'zod';
import { CLOSING_REASONS, STAFF_KINDS, SUSPENSION_REASONS } from './settings.ts';

const fields = z
  .array(z.string().trim().min(1).max(40))
  .min(1, '至少一个执法领域')
  .max(10)
  .meta({ title: '执法领域', widget: 'lines', description: '一行一个，如市场监管' });
const reasons = z.string().trim().min(4).max(2000).meta({ title: '理由', widget: 'long-text' });

export const apply = z.object({
  name: z.string().trim().min(2).max(40).meta({ title: '姓名' }),
  holder: z.string().trim().min(1).max(60).meta({ title: '本人账号', widget: 'account' }),
  staffKind: z.enum(STAFF_KINDS).meta({ title: '人员性质' }),
  post: z.string().trim().min(2).max(60).meta({ title: '所在岗位' }),
  fields,
  issuer: z.string().trim().min(1).max(60).meta({ title: '审核发证的司法行政部门', widget: 'organ' }),
});

export const training = z.object({
  year: z.int().min(2000).max(2100).meta({ title: '年度' }),
  hours: z.number().positive().max(400).multipleOf(0.5).meta({ title: '学时' }),
  content: z
    .string()
    .trim()
    .min(2)
    .max(200)
    .meta({ title: '培训内容', description: '专业和法律知识；政治理论学习另计' }),
  endedOn: z.iso.date().meta({ title: '结束日期' }),
});

export const exam = z.object({
  session: z.string().trim().min(2).max(60).meta({ title: '考试场次' }),
  heldOn: z.iso.date().meta({ title: '考试日期' }),
  score: z.number().min(0).max(100).meta({ title: '成绩' }),
});

export const submission = z.object({
  opinion: z.string().trim().min(2).max(500).meta({ title: '所在机关意见', widget: 'long-text' }),
});

export const issue = z.object({
  number: z
    .string()
    .trim()
    .regex(/^[0-9A-Za-z一-鿿-]{4,40}$/, '证件号为4到40个字母、数字、汉字或者短横')
    .meta({ title: '证件号', description: '卡片上印的号码，全省不重复' }),
  validTo: z.iso.date().meta({ title: '有效期至' }),
});

export const refusal = z.object({ reasons });

export const annualCheck = z.object({
  year: z.int().min(2000).max(2100).meta({ title: '审验年度' }),
  result: z.enum(['合格', '不合格']).meta({ title: '审验结果' }),
  remarks: z.string().trim().max(500).optional().meta({ title: '说明', widget: 'long-text' }),
});

export const suspension = z.object({
  ground: z.enum(SUSPENSION_REASONS).meta({ title: '暂停的情形' }),
  reasons,
});

export const restoration = z.object({ reasons });

export const amendment = z.object({
  name: z.string().trim().min(2).max(40).meta({ title: '姓名' }),
  fields,
  reasons,
});

export const renewal = z.object({ validTo: z.iso.date().meta({ title: '新的有效期至' }) });

export const withdrawal = z.object({ reasons });

export const closing = z.object({
  ground: z.enum(CLOSING_REASONS).meta({ title: '终止的情形' }),
  on: z.iso.date().meta({ title: '发生日期', description: '证件自这一天起失效' }),
});

import { z } from 'zod';

const long = (title: string, min = 4, max = 3000) =>
  z.string().trim().min(min).max(max).meta({ title, widget: 'long-text' });

/** A change of law to be recorded. */
export const lawChange = z.object({
  instrument: z.string().trim().min(2).max(120).meta({ title: '法律、法规、规章名称', widget: 'instrument' }),
  articles: z
    .array(z.string().regex(/^\d{1,4}(-\d{1,2})?$/, '条号写数字，第十二条之一写作12-1'))
    .max(200)
    .meta({ title: '条', description: '整部变动的不填', widget: 'article-numbers' }),
  change: z.enum(['废止', '修改']).meta({ title: '变动' }),
  effectiveOn: z.iso.date().meta({ title: '生效日期' }),
  by: z.string().trim().min(2).max(200).meta({ title: '由哪份文件废止或者修改' }),
  says: z.string().trim().min(4).max(500).meta({ title: '变动内容' }),
  evidence: z.string().trim().min(4).max(300).meta({ title: '公布出处', description: '公报、网站或者文号' }),
});

export const confirmation = z.object({ checked: long('核对情况') });

export const reason = z.object({ reason: long('理由') });

export const urging = z.object({
  organs: z.array(z.string()).min(1).max(200).meta({ title: '督促的机关', widget: 'organs' }),
  until: z.iso.date().meta({ title: '请在此日前报告' }),
  text: long('督促内容'),
});

/** How an organ dealt with each of its entries. */
export const OUTCOMES = [
  '已申请调整依据',
  '已申请取消',
  '核对无需调整',
  '材料、裁量基准、文书已修改',
] as const;

export const report = z.object({
  handled: z
    .array(
      z.object({
        region: z.string().length(6).meta({ title: '地区' }),
        register: z.string().min(1).max(40).meta({ title: '清单' }),
        code: z.string().min(1).max(60).meta({ title: '编码' }),
        outcome: z.enum(OUTCOMES).meta({ title: '处理' }),
        caseId: z.string().max(60).optional().meta({ title: '调整事项编号' }),
        note: z.string().trim().max(500).optional().meta({ title: '说明' }),
      }),
    )
    .max(5_000)
    .meta({ title: '逐项处理情况', widget: 'handled-entries' }),
  summary: long('处理情况'),
});

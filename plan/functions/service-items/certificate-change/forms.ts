/** Forms of a certificate's later life: renewal, change, cancellation, and what the organ does of its own motion. */
import { z } from 'zod';

const long = (title: string, min = 4, max = 2000, description?: string) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .meta({ title, widget: 'long-text', ...(description && { description }) });
const line = (title: string, max = 100, min = 1) => z.string().trim().min(min).max(max).meta({ title });

/** What a holder may ask for. */
export const ASKED = ['延续', '变更', '注销'] as const;
/** What an organ may begin of its own motion, with the grounds of the law for each. */
export const GROUNDS = {
  撤回: ['依据的法律、法规、规章修改或者废止', '客观情况发生重大变化'],
  撤销: [
    '滥用职权、玩忽职守作出准予决定',
    '超越法定职权作出准予决定',
    '违反法定程序作出准予决定',
    '对不具备资格或者不符合条件的人准予',
    '以欺骗、贿赂等不正当手段取得',
  ],
  注销: [
    '有效期届满没有延续',
    '公民死亡或者丧失行为能力',
    '法人或者其他组织依法终止',
    '被吊销',
    '不可抗力致使无法实施',
  ],
} as const;
export const FRAUD = '以欺骗、贿赂等不正当手段取得';
const ALL_GROUNDS = Object.values(GROUNDS).flat() as unknown as [string, ...string[]];

const holder = {
  certificate: line('证件编号', 60, 4),
  want: z.enum(ASKED).meta({ title: '要办什么' }),
  identity: line('持证人的证件号码或者统一社会信用代码', 40, 4).meta({
    title: '持证人的证件号码或者统一社会信用代码',
    personal: true,
  }),
  contact: line('联系电话', 40, 4).meta({ title: '联系电话', personal: true }),
  validTo: z.iso
    .date()
    .optional()
    .meta({ title: '现在的有效期至', description: '延续的必填，与证件上的一致' }),
  change: z.string().trim().max(500).optional().meta({
    title: '变更什么',
    description: '变更的必填，写明原来是什么、改成什么',
    widget: 'long-text',
  }),
  newHolder: z.string().trim().max(100).optional().meta({
    title: '变更后的名称',
    personal: true,
    description: '改名称的才填；持证人换人的不是变更，要重新申请',
  }),
  reasons: long('理由', 2, 1000),
};

/** Asked for by the holder on the portal. */
export const request = z.object(holder);
/** Asked for in any other way, entered by the window. */
export const registration = z.object({
  ...holder,
  receivedOn: z.iso.date().meta({ title: '收到的日期' }),
  account: z
    .string()
    .max(60)
    .optional()
    .meta({ title: '持证人在平台的账号', description: '没有的不填', personal: true }),
});

/** Begun by the organ. */
export const proposal = z.object({
  certificate: line('证件编号', 60, 4),
  want: z.enum(['撤回', '撤销', '注销']).meta({ title: '拟作什么处理' }),
  ground: z.enum(ALL_GROUNDS).meta({ title: '法定情形' }),
  facts: long('事实和证据', 10, 3000),
  account: z
    .string()
    .max(60)
    .optional()
    .meta({ title: '持证人在平台的账号', description: '没有的不填', personal: true }),
});
export const notice = z.object({
  text: long('告知的事实、理由和依据', 10, 3000),
  servedOn: z.iso.date().meta({ title: '送达日期' }),
});
export const statement = z.object({ statement: long('陈述和申辩', 2, 3000).meta({ personal: true }) });
export const statementOnPaper = statement.extend({ receivedOn: z.iso.date().meta({ title: '收到的日期' }) });

export const renewal = z.object({
  newValidTo: z.iso.date().meta({ title: '延续到哪一天' }),
  reasons: long('理由', 4, 1000),
});
export const approval = z.object({ reasons: long('理由', 4, 1000) });
export const denial = z.object({
  reasons: long('不予的理由', 10, 2000),
  remedies: long('不服怎么办', 10, 500, '复议和诉讼的机关和期限'),
});
export const withdrawing = z.object({
  reasons: long('理由', 10, 2000),
  publicInterest: long('为了什么公共利益', 4, 500),
  compensation: long('补偿', 2, 500, '造成财产损失的依法补偿；没有损失的写明'),
  remedies: long('不服怎么办', 10, 500),
});
export const revoking = z.object({
  reasons: long('理由', 10, 2000),
  harm: z
    .enum(['撤销不会对公共利益造成重大损害', '撤销可能对公共利益造成重大损害'])
    .meta({ title: '对公共利益的影响' }),
  compensation: z.string().trim().max(500).optional().meta({
    title: '赔偿',
    description: '持证人的合法权益受损的依法赔偿；以欺骗、贿赂取得的不保护',
    widget: 'long-text',
  }),
  remedies: long('不服怎么办', 10, 500),
});
export const drop = z.object({
  note: z.string().trim().max(300).optional().meta({ title: '说明', description: '可以不填' }),
});

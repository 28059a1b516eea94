/** Forms of credit records, their repair and objection, and of grades. */
import { z } from 'zod';
import { GRAVITIES, SUBJECT_KINDS } from './common.ts';
import { SOURCES } from './model.ts';

const long = (title: string, min = 4, description?: string) =>
  z
    .string()
    .trim()
    .min(min)
    .max(4000)
    .meta({ title, widget: 'long-text', ...(description && { description }) });
const line = (title: string, min = 2, max = 120) => z.string().trim().min(min).max(max).meta({ title });
const organ = (title: string) => z.string().trim().min(1).max(60).meta({ title, widget: 'organ' });

const subject = {
  partyName: line('主体名称', 2, 100),
  partyKind: z.enum(SUBJECT_KINDS).meta({ title: '主体类型' }),
  partyId: line('统一社会信用代码', 18, 18),
  partyAccount: z.string().trim().min(1).max(60).optional().meta({
    title: '主体账号',
    description: '主体已实名登录的填写，可以在网上提异议、申请修复',
    widget: 'account',
  }),
};

export const submission = z.object({
  lead: organ('信用牵头部门'),
  title: line('失信事由', 4, 80),
  ...subject,
  catalogue: line('目录编码', 1, 40).meta({ title: '目录编码', description: '公共信用信息目录里的编码' }),
  source: z.enum(SOURCES).meta({ title: '信息来源' }),
  penaltyCase: line('处罚案件编号', 4, 80)
    .optional()
    .meta({ title: '处罚案件编号', description: '信息来源是行政处罚的填写本机关案件的编号，其他的不填' }),
  document: line('法律文书编号', 4, 80),
  decidedOn: z.iso.date().meta({ title: '文书日期' }),
  gravity: z.enum(GRAVITIES).meta({ title: '失信程度' }),
  noticeOn: z.iso
    .date()
    .meta({ title: '信用修复告知书送达日期', description: '与决定书同时送达（两书同达）' }),
  shown: z.boolean().meta({ title: '向社会公示', description: '轻微的原则上不公示' }),
  shownReason: z
    .string()
    .trim()
    .max(500)
    .optional()
    .meta({ title: '轻微记录确有必要公示的理由', widget: 'long-text' }),
});

export const reasons = z.object({ reasons: long('理由') });

export const dispute = z.object({
  text: long('异议的内容', 4, '写明哪一处不对，应当是什么'),
  evidence: z.string().trim().max(2000).optional().meta({ title: '证明材料', widget: 'long-text' }),
});
export const disputeAnswer = z.object({
  result: z.enum(['异议成立', '异议不成立']).meta({ title: '核实结果' }),
  reasons: long('理由', 4, '异议人看到'),
});

export const repair = z.object({
  corrected: z.boolean().meta({ title: '已经纠正失信行为' }),
  duties: z.boolean().meta({ title: '已经履行决定规定的义务' }),
  evidence: long('证明材料', 2, '如缴款凭证、整改报告'),
  commitment: long('信用承诺', 10, '向社会公开'),
});
export const acceptance = z.object({ opinion: long('受理意见', 2) });
export const repairDecision = z.object({
  result: z.enum(['准予修复', '不予修复']).meta({ title: '决定' }),
  verified: z.boolean().meta({ title: '已经核实纠正和履行情况' }),
  reasons: long('理由'),
});
export const revocation = z.object({
  ground: z.enum(['申请材料虚假', '故意不履行信用承诺']).meta({ title: '撤销的情形' }),
  reasons: long('理由'),
});
export const removal = z.object({
  ground: z.enum(['异议成立', '决定被撤销、变更或者确认违法', '登记错误']).meta({ title: '删除的情形' }),
  document: line('依据的文书', 2, 120),
  reasons: long('理由'),
});

export const measure = z.object({
  measure: line('措施编码', 1, 40).meta({
    title: '措施编码',
    description: '守信激励和失信惩戒措施清单里的编码，清单之外的不得采取',
  }),
  implementer: organ('实施机关'),
  content: long('实施的具体内容', 2),
});
export const measureReport = z.object({
  use: z.int().min(1).meta({ title: '措施（办理步骤编号）', widget: 'acts' }),
  result: long('实施情况', 2),
});
export const measureEnd = z.object({
  use: z.int().min(1).meta({ title: '措施（办理步骤编号）', widget: 'acts' }),
  reasons: long('理由'),
});

export const openFile = z.object(subject);
export const objection = z.object({
  text: long('对分级的异议', 4, '哪一条扣分不对，理由是什么；记录本身有误的，在那一条记录里提异议'),
});
export const objectionAnswer = z.object({
  result: z.enum(['维持', '重新计算']).meta({ title: '核实结果' }),
  reasons: long('理由', 4, '异议人看到'),
});

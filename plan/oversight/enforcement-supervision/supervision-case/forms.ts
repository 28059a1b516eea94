/** Forms of a supervision case. */
import { z } from 'zod';
import { FINDING_KINDS, FINDING_LEVELS } from '../findings/model.ts';

const long = (title: string, min = 4, max = 5000) =>
  z.string().trim().min(min).max(max).meta({ title, widget: 'long-text' });
const line = (title: string, min = 2, max = 200) => z.string().trim().min(min).max(max).meta({ title });
const organ = (title: string) => z.string().trim().min(1).max(60).meta({ title, widget: 'organ' });
const yes = (title: string, description?: string) =>
  z.boolean().meta({ title, ...(description && { description }) });

/** One finding as a case takes it up. */
const finding = z.object({
  id: z.string().min(3).max(300).meta({ title: '编号' }),
  says: z.string().min(2).max(1000).meta({ title: '记录显示' }),
  caseId: z.string().max(60).optional().meta({ title: '所在案件' }),
});
export type TakenFinding = z.infer<typeof finding>;
const findings = z.array(finding).min(1).max(500).meta({ title: '发现的问题', widget: 'rows' });

/** The system opens a case on what the record shows. */
export const openFound = z.object({
  title: line('监督事项', 4, 120),
  supervisor: organ('监督机构'),
  subject: organ('被监督机关'),
  kind: z.enum(FINDING_KINDS).meta({ title: '问题类别' }),
  level: z.enum(FINDING_LEVELS).meta({ title: '程度' }),
  vertical: yes('实行垂直管理的机关'),
  findings,
});
export const addFound = z.object({ findings });

/** Ways of supervision (Order 825, chapter 3). */
export const WAYS = ['日常监督', '重点监督', '专项监督'] as const;
export const SOURCES = ['案卷评查', '投诉举报', '日常检查', '上级交办', '媒体反映', '其他机关移送'] as const;
export const open = z.object({
  title: line('监督事项', 4, 120),
  subject: organ('被监督机关'),
  way: z.enum(WAYS).meta({ title: '监督方式' }),
  plan: line('专项监督方案文号').optional().meta({
    title: '专项监督方案文号',
    description: '专项监督由省级以上开展，方案经政府批准；市县参加的填写',
  }),
  source: z.enum(SOURCES).meta({ title: '线索来源' }),
  matter: long('基本情况'),
  vertical: yes('实行垂直管理的机关'),
  inReview: yes('同一事项已经申请复议或者提起诉讼'),
});
export const complain = z.object({
  title: line('投诉事项', 4, 120),
  supervisor: organ('受理的行政执法监督机构'),
  subject: organ('被投诉的机关'),
  matter: long('事实和请求'),
  vertical: yes('实行垂直管理的机关').default(false).meta({ title: '实行垂直管理的机关' }),
  inReview: yes('同一事项已经申请复议或者提起诉讼', '已经申请的，由复议机关或者法院处理'),
});

export const MEASURES = ['要求自查', '要求说明', '检查', '暗访', '听证', '调取材料', '约谈'] as const;
export const inquiry = z.object({
  measure: z.enum(MEASURES).meta({ title: '监督措施' }),
  on: z.iso.date().meta({ title: '日期' }),
  detail: long('情况'),
  invited: line('受邀参加的人员', 2, 200).optional().meta({ title: '受邀参加的人员' }),
});
export const explanation = z.object({ text: long('说明', 2, 20_000) });

/** What verification came to. */
export const RESULTS = [
  '能够当场纠正',
  '不履行或者怠于履行职责',
  '违法或者明显不当',
  '重大事项',
  '不成立',
  '已经复议或者诉讼',
] as const;
export const establishing = z.object({
  result: z.enum(RESULTS).meta({ title: '核实结论' }),
  facts: long('查明的事实'),
  basis: line('违反的规定', 2, 300).optional().meta({ title: '违反的规定' }),
});
export const correction = z.object({ what: long('责令纠正的内容'), done: long('纠正情况') });
export const direction = z.object({ to: line('已经受理的复议机关或者法院'), told: long('告知情况') });
export const reason = z.object({ reason: long('理由') });
export const letter = z.object({
  demands: long('要求'),
  until: z.iso.date().meta({ title: '报告期限（含当日）', description: '督办函一般15日，意见书一般30日' }),
});
export const proposal = z.object({
  matter: long('提请政府决定的事项和理由'),
  demands: long('建议的决定内容'),
});
export const answer = z.object({
  did: z.enum(['已经落实', '部分落实', '不能落实']).meta({ title: '落实情况' }),
  report: long('落实报告', 2, 20_000),
});
export const check = z.object({
  result: z.enum(['已经落实', '没有落实']).meta({ title: '复核结论' }),
  evidence: long('依据'),
});
export const objection = z.object({ reasons: long('异议和理由') });
export const objectionDecision = z.object({
  result: z.enum(['维持', '撤回文书']).meta({ title: '决定' }),
  reason: long('理由'),
});
export const PERSONNEL = ['批评教育', '离岗教育', '调离执法岗位', '取消执法资格'] as const;
export const personnel = z.object({
  name: line('人员姓名', 2, 40),
  measure: z.enum(PERSONNEL).meta({ title: '建议' }),
  reason: long('理由'),
});
export const clue = z.object({ receiver: line('接收线索的监察机关'), clue: long('线索概况') });
export const circular = z.object({ text: long('通报内容', 10, 3000) });
export const informing = z.object({ superior: line('上级机关'), text: long('通报的问题') });
export const closing = z.object({ summary: long('办结情况') });

/**
 * Names of documents before Order 825, only for reading in what was issued then: nothing is issued under them now. Which
 * of today's documents an old one is like is our reading (未核实).
 */
export const LEGACY_NAMES: Readonly<Record<string, '督办函' | '意见书' | '决定书'>> = {
  行政执法监督通知书: '督办函',
  行政执法监督建议书: '意见书',
  行政执法监督督办函: '督办函',
  行政执法监督意见书: '意见书',
  行政执法监督决定书: '决定书',
};
/** Today's document for a name in an imported record; undefined for any other name. */
export const documentNamed = (name: string): '督办函' | '意见书' | '决定书' | undefined =>
  LEGACY_NAMES[name.trim()];

export const earlier = z.object({
  name: line('文书名称').refine((n) => documentNamed(n) !== undefined, '不是行政执法监督文书的名称'),
  number: line('文号'),
  on: z.iso.date().meta({ title: '日期' }),
});

import { z } from 'zod';

/** Kinds of document a normative document may take (Jilin practice; orders excepted). */
export const DOCUMENT_KINDS = ['决定', '命令（令）', '公告', '通告', '意见', '通知'] as const;

const yes = (title: string, description?: string) =>
  z.boolean().meta({ title, ...(description && { description }) });
const organ = (title: string, kind?: string) =>
  z
    .string()
    .min(1)
    .meta({ title, widget: 'organ', ...(kind && { organKind: kind }) });
const long = (title: string, min = 10, max = 5000) =>
  z.string().trim().min(min).max(max).meta({ title, widget: 'long-text' });

/** One article of a draft: its number as printed and its paragraphs. */
export const articleForm = z.object({
  number: z
    .string()
    .regex(/^第[一二三四五六七八九十百零]+条(之[一二三四五六七八九十]+)?$/, '条号应写作“第一条”的样式')
    .meta({ title: '条号' }),
  text: z.array(z.string().trim().min(1).max(2000)).min(1).meta({ title: '条文' }),
});

/** Proposal: the identification test (each answer with the clause that supports it) and what the draft touches. */
export const proposal = z.object({
  title: z.string().trim().min(4).max(80).meta({ title: '文件名称' }),
  kind: z.enum(DOCUMENT_KINDS).meta({ title: '文种' }),
  necessity: long('制定的必要性和要解决的问题'),
  maker: organ('制定机关', 'government'),
  office: organ('制定机关的办公机构'),
  reviewer: organ('合法性审核机构'),
  regulator: organ('公平竞争审查机构'),
  ideologyBody: organ('意识形态审查单位'),
  securityBody: organ('国家和公共安全审查单位'),
  environmentBody: organ('生态环保审查单位'),
  q1: yes('制定主体是行政机关或者法律法规规章授权的组织'),
  q2: yes('不是行政法规、决定、命令和规章'),
  q3: yes('依照法定权限制定并向社会公布'),
  q4: yes('涉及不特定的公民、法人和其他组织的权利义务'),
  q5: yes('具有普遍约束力'),
  q6: yes('在一定期限内反复适用'),
  businessRelated: yes(
    '与企业等市场主体生产经营密切相关',
    '需要公平竞争审查、听取企业意见，征求意见不少于30日',
  ),
  majorInterest: yes('涉及人民群众重大利益', '需要征求人大代表、政协委员意见'),
  trial: yes('名称冠以“暂行”“试行”', '有效期更短'),
  singleTask: z
    .boolean()
    .optional()
    .meta({ title: '只部署单项任务', description: '一般不超过4000字；其他文件不超过5000字' }),
});

/** A draft text, article by article, with its explanation and the table of superior law. */
export const draft = z.object({
  articles: z.array(articleForm).min(1).max(300).meta({ title: '草案条文', widget: 'articles' }),
  explanation: long('起草说明'),
  basis: long('上位法依据和条款对照', 4),
});

/** First draft: the same with the report of research and evaluation. */
export const firstDraft = draft.extend({ research: long('调研和评估论证情况') });

export const opinionBodies = z.object({
  organs: z.array(z.string()).min(1).max(60).meta({ title: '征求意见的部门', widget: 'organs' }),
});

export const departmentOpinion = z.object({
  position: z.enum(['同意', '提出修改意见', '不同意']).meta({ title: '意见' }),
  text: z.string().trim().min(2).max(5000).meta({ title: '具体意见', widget: 'long-text' }),
});

export const coordination = z.object({
  issue: long('分歧问题'),
  positions: long('各方意见和依据'),
  result: long('协调结果'),
});

/** What became of an opinion of an enterprise or association. */
export const ENTERPRISE_DISPOSITIONS = ['采纳', '部分采纳', '不采纳', '没有意见'] as const;

/** One opinion heard, and the answer to it (R9.1). */
export const enterpriseAnswer = z.object({
  from: z.string().trim().min(2).max(60).meta({ title: '谁提出的' }),
  opinion: z.string().trim().min(2).max(1000).meta({ title: '意见', widget: 'long-text' }),
  disposition: z.enum(ENTERPRISE_DISPOSITIONS).meta({ title: '处理' }),
  reason: z.string().trim().max(1000).optional().meta({ title: '理由', description: '没有完全采纳的必填' }),
});

export const enterprises = z.object({
  heard: z
    .array(z.string().trim().min(2).max(60))
    .min(1)
    .max(100)
    .meta({ title: '听取意见的企业和行业协会商会', widget: 'lines' }),
  opinions: long('主要意见和采纳反馈情况'),
  answers: z
    .array(enterpriseAnswer)
    .min(1)
    .max(300)
    .meta({ title: '逐条答复', description: '听取了谁的意见，就答复谁；每家至少一条' }),
  adjustment: long('是否需要适应调整期及理由', 4),
});

export const deputies = z.object({
  deputies: z.int().min(0).max(1000).meta({ title: '征求人大代表人数' }),
  advisers: z.int().min(0).max(1000).meta({ title: '征求政协委员人数' }),
  method: long('征求意见的方式', 4),
});

export const competition = z.object({
  conclusion: z.enum(['符合', '适用例外规定', '不符合']).meta({ title: '审查结论' }),
  heard: long('听取利害关系人意见情况', 4),
  reasons: long('对竞争影响的分析'),
  firstCheck: z.string().trim().min(10).max(5000).optional().meta({
    title: '起草单位的初审意见',
    description: '政府文件必填：起草单位先初审，随草案一并送审',
    widget: 'long-text',
  }),
  exceptionEnd: z.iso
    .date()
    .optional()
    .meta({ title: '例外规定的终止日期', description: '适用例外规定时必填' }),
});

export const specialReview = z.object({
  conclusion: z.enum(['通过', '不涉及', '不通过']).meta({ title: '审查结论' }),
  reasons: z.string().trim().min(4).max(2000).meta({ title: '理由', widget: 'long-text' }),
});

export const submission = z.object({
  ownOpinion: long('起草单位法制机构意见'),
  dissent: z.string().trim().max(5000).optional().meta({ title: '重大分歧及处理说明', widget: 'long-text' }),
  lengthReason: z
    .string()
    .trim()
    .min(10)
    .max(1000)
    .optional()
    .meta({ title: '篇幅说明', description: '超过一般篇幅时必填', widget: 'long-text' }),
});

export const publication = z.object({
  channels: z
    .array(z.enum(['政府公报', '政府网站', '公告栏', '新闻媒体']))
    .min(1)
    .meta({ title: '公布渠道' }),
});

export const validity = z.object({
  effectiveOn: z.iso.date().meta({ title: '施行日期' }),
  expiresOn: z.iso.date().meta({ title: '有效期至（含当日）' }),
});

export const interpretation = z.object({
  text: z
    .string()
    .trim()
    .min(30)
    .max(20000)
    .meta({ title: '解读材料', description: '让普通人看得懂', widget: 'long-text' }),
});

export const filing = z.object({
  recipient: organ('接受备案的机关'),
  report: long('备案报告'),
  filedOn: z.iso.date().meta({ title: '报送日期', description: '实际报送的日期，不能是将来的日期' }),
  filingCase: z.string().trim().max(80).optional().meta({
    title: '备案审查件编号',
    description: '在备案审查平台报送的，填写那一件的编号；没有编号的会列入没有在平台报备的名单',
  }),
});

export const reason = z.object({ reason: long('理由', 4) });

export const urgency = z.object({
  ground: z.enum(['预防、应对突发事件', '执行上级机关的紧急命令和决定']).meta({ title: '紧急情形' }),
  reason: long('理由'),
});

export const evaluation = z.object({
  findings: long('评估情况'),
  proposal: z.enum(['继续有效', '修改', '废止']).meta({ title: '处理建议' }),
});

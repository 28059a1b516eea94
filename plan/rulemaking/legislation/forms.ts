/** Forms of the legislative acts. */
import { z } from 'zod';
import { BARRED_LICENCES, CONTENTS, FIELDS, SANCTIONS, WAYS } from './powers.ts';

export const long = (title: string, min = 10, max = 5000, description?: string) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .meta({ title, widget: 'long-text', ...(description && { description }) });
export const yes = (title: string, description?: string) =>
  z.boolean().meta({ title, ...(description && { description }) });
export const organ = (title: string, kind?: string) =>
  z
    .string()
    .min(1)
    .meta({ title, widget: 'organ', ...(kind && { organKind: kind }) });
const short = (title: string, max = 100, min = 2) => z.string().trim().min(min).max(max).meta({ title });
const articleDigits = (title: string) =>
  z
    .string()
    .regex(/^\d{1,4}(-\d{1,2})?$/, '条号用数字，“第十二条之一”写作“12-1”')
    .meta({ title });

export const articleNumber = z
  .string()
  .regex(/^第[一二三四五六七八九十百零]+条(之[一二三四五六七八九十]+)?$/, '条号应写作“第一条”的样式')
  .meta({ title: '条号' });

const article = z.object({
  number: articleNumber,
  text: z.array(z.string().trim().min(1).max(2000)).min(1).meta({ title: '条文' }),
});

/** A superior text this one stands on. */
const basis = z.object({
  instrument: short('上位法名称', 80),
  article: articleDigits('条').optional().meta({ title: '条' }),
});

const power = z.object({
  article: articleNumber,
  content: z.enum(CONTENTS).meta({ title: '涉及的内容' }),
  way: z.enum(WAYS).meta({ title: '方式' }),
  superior: yes('已有法律、行政法规规定').optional().meta({ title: '已有法律、行政法规规定' }),
  sanctions: z.array(z.enum(SANCTIONS)).optional().meta({ title: '处罚、强制的种类' }),
  fineMax: z.number().min(0).max(100_000_000).optional().meta({ title: '罚款最高数额', unit: '元' }),
  fineCap: z.number().min(0).max(100_000_000).optional().meta({ title: '规定的罚款限额', unit: '元' }),
  capBy: short('规定限额的决定').optional().meta({ title: '规定限额的决定' }),
  barred: z.array(z.enum(BARRED_LICENCES)).optional().meta({ title: '许可属于' }),
  addsConditions: yes('增设条件').optional().meta({ title: '增设许可条件' }),
  supplementary: yes('补充设定').optional().meta({ title: '补充设定处罚' }),
  argued: short('听证、论证和书面说明', 300).optional().meta({ title: '听证、论证和书面说明' }),
  basis: short('依据的上位法', 80).optional().meta({ title: '依据的上位法', widget: 'instrument' }),
  basisArticle: articleDigits('依据的条').optional().meta({ title: '依据的条' }),
});

/** What a project must say of itself, in the annual plan and when it is taken up. */
export const projectCore = {
  field: z.enum(FIELDS).meta({ title: '所属领域' }),
  otherBasis: short('另有规定的法律', 80).optional().meta({
    title: '另有规定的法律',
    widget: 'instrument',
    description: '四个方面以外的项目，写明准许制定的法律',
  }),
  otherBasisArticle: articleDigits('该法的条').optional().meta({ title: '该法的条' }),
  reserved: yes('涉及只能制定法律的事项'),
  necessity: long('制定的必要性'),
  problem: long('要解决的主要问题'),
  institutions: long('拟确立的主要制度'),
};

/** Opening of a rule or regulation. */
export const proposal = z.object({
  title: short('名称', 80, 4),
  purpose: z.enum(['制定', '修改', '废止']).meta({ title: '项目类型' }),
  target: short('修改、废止的规章编号', 60)
    .optional()
    .meta({ title: '被修改、废止的法规规章编号', description: '修改、废止项目必填' }),
  plan: short('年度计划项目编号', 20).meta({
    title: '年度计划项目编号',
    description: '没有列入年度计划的，先补充论证、调整计划',
  }),
  ...projectCore,
  maker: organ('制定机关', 'government'),
  office: organ('制定机关的办公机构'),
  examiner: organ('法制机构（司法行政部门）'),
  regulator: organ('公平竞争审查机构'),
  coDrafters: z.array(z.string()).max(10).optional().meta({ title: '共同起草的单位', widget: 'organs' }),
  businessRelated: yes('与企业生产经营密切相关', '需要听取企业和行业协会商会意见，并作公平竞争审查'),
  majorInterest: yes('涉及社会建设、群众重大利益', '需要听取基层群众、人大代表、政协委员意见，并作风险评估'),
  hearingNeeded: yes('涉及重大利益调整或者重大分歧，普遍关注，需要听证'),
  thirdParty: yes('需要第三方评估', '分歧较大的，可以委托第三方评估'),
  expedient: yes(
    '应当制定地方性法规但条件尚不成熟，先行制定规章',
    '满两年要继续实施的，须提请制定地方性法规',
  ),
  companions: z
    .array(z.string().trim().min(4).max(80))
    .max(20)
    .meta({ title: '需要同步起草的配套规定', widget: 'lines' }),
});

export const reason = z.object({ reason: long('理由', 4) });

export const preAssessment = z.object({
  by: short('评估单位', 80),
  heldOn: z.iso.date().meta({ title: '完成日期' }),
  findings: long('评估情况和主要结论'),
  conclusion: z.enum(['可以推进', '完善后推进', '不宜推进']).meta({ title: '结论' }),
});
export const assessment = preAssessment.extend({
  kind: z.enum(['风险评估', '第三方评估']).meta({ title: '评估种类' }),
});

/** A text: its articles, explanation, what it stands on and what its articles set. */
export const draft = z.object({
  articles: z.array(article).min(1).max(400).meta({ title: '条文', widget: 'articles' }),
  explanation: long('起草说明', 10, 20_000),
  basis: z.array(basis).min(1).max(60).meta({ title: '上位法依据', widget: 'legal-refs' }),
  powers: z.array(power).max(200).meta({
    title: '权限对照表',
    description: '涉及许可、处罚、强制、减损权利或者增加义务的条文，逐条写明',
  }),
});
export const firstDraft = draft.extend({ research: long('调研情况') });
export const revision = draft.extend({ changes: long('修改了什么、为什么', 4) });

export const consultationException = z.object({
  kind: z.enum(['依法保密，不公开征求意见', '缩短征求意见期限']).meta({ title: '情形' }),
  reason: long('理由和依据'),
});

export const departments = z.object({
  organs: z.array(z.string()).min(1).max(60).meta({ title: '征求意见的部门', widget: 'organs' }),
});
export const departmentOpinion = z.object({
  position: z.enum(['同意', '提出修改意见', '不同意']).meta({ title: '意见' }),
  text: z.string().trim().min(2).max(5000).meta({ title: '具体意见和理由', widget: 'long-text' }),
});
export const coordination = z.object({
  issue: long('争议问题'),
  positions: long('各方意见和依据'),
  own: long('本单位意见'),
  result: z.enum(['达成一致', '未达成一致']).meta({ title: '结果' }),
  agreed: long('达成一致的内容', 4).optional().meta({ title: '达成一致的内容', widget: 'long-text' }),
});
export const escalation = z.object({
  issue: long('争议问题'),
  positions: long('有关方面的意见'),
  own: long('法制机构的意见'),
});
export const disputeDecision = z.object({
  how: z.enum(['分管负责同志协调', '主要负责同志协调', '报请政府决定']).meta({ title: '方式' }),
  decision: long('协调、决定的内容'),
});

/** Those who are heard beyond the published consultation. */
export const HEARD = [
  '企业',
  '行业协会商会',
  '基层组织和群众',
  '人大代表',
  '政协委员',
  '立法联系点',
  '专家',
] as const;
export const heard = z.object({
  kinds: z.array(z.enum(HEARD)).min(1).meta({ title: '听取了谁的意见' }),
  who: z.array(z.string().trim().min(2).max(60)).min(1).max(200).meta({ title: '名单', widget: 'lines' }),
  method: long('方式', 2, 500),
  opinions: z
    .array(
      z.object({
        text: z.string().trim().min(2).max(2000).meta({ title: '意见' }),
        disposition: z.enum(['采纳', '部分采纳', '不采纳']).meta({ title: '处理结果' }),
        reason: z.string().trim().max(2000).optional().meta({ title: '理由' }),
      }),
    )
    .max(200)
    .meta({ title: '意见和处理' }),
  replyNumber: short('书面答复编号').optional().meta({
    title: '书面答复编号',
    description: '人大代表、政协委员的意见没有完全采纳的，写明书面答复的编号',
  }),
});

export const competition = z.object({
  conclusion: z.enum(['符合', '适用例外规定', '不符合']).meta({ title: '审查结论' }),
  heard: long('听取利害关系人意见情况', 4),
  reasons: long('对竞争影响的分析'),
  exceptionEnd: z.iso
    .date()
    .optional()
    .meta({ title: '例外规定的终止日期', description: '适用例外规定时必填' }),
});

export const submission = z.object({
  dissent: long('没有取得一致的意见和理由', 4)
    .optional()
    .meta({ title: '没有取得一致的意见和理由', widget: 'long-text' }),
  hearingHandled: long('听证意见的处理情况和理由', 4)
    .optional()
    .meta({ title: '听证意见的处理情况和理由', widget: 'long-text' }),
  opinions: long('意见汇总和采纳情况'),
  materials: long('调研材料、国内外有关立法资料', 4),
  companions: z
    .array(
      z.object({
        title: short('配套规定', 80, 4),
        state: z.enum(['已形成草案', '不再需要']).meta({ title: '进展' }),
        note: short('说明', 300).optional().meta({ title: '说明' }),
      }),
    )
    .max(20)
    .meta({ title: '配套规定同步起草情况' }),
});

/** The six points of the examination. */
export const SIX_POINTS = {
  principles: '是否符合制定规章的原则和权限（第三条至第六条）',
  values: '是否符合社会主义核心价值观的要求',
  harmony: '是否与有关规章协调、衔接',
  opinions: '是否正确处理有关方面的意见',
  technique: '是否符合立法技术要求',
  other: '其他需要审查的内容',
} as const;

export const HOLD_GROUNDS = [
  '基本条件尚不成熟或者发生重大变化',
  '对主要制度有较大争议，没有与有关方面协商',
  '没有按规定公开征求意见',
  '送审材料不符合要求',
] as const;
export const holding = z.object({
  ground: z.enum(HOLD_GROUNDS).meta({ title: '情形' }),
  reason: long('理由', 4),
});

export const finalText = z.object({
  articles: z.array(article).min(1).max(400).meta({ title: '定稿条文', widget: 'articles' }),
  changed: z
    .array(
      z.object({
        article: articleNumber,
        opinion: short('对应的审议意见', 1000, 4),
        material: yes('实质性改动', '改变了权利、义务、权限、处罚、程序的'),
      }),
    )
    .max(100)
    .meta({ title: '按审议意见改动的条文' }),
});

export const FORCE_GROUNDS = [
  '涉及国家安全',
  '涉及汇率、货币政策的确定',
  '公布后不立即施行将有碍规章施行',
] as const;
export const order = z.object({
  promulgatedOn: z.iso.date().meta({ title: '公布日期' }),
  effectiveOn: z.iso.date().meta({ title: '施行日期' }),
  ground: z
    .enum(FORCE_GROUNDS)
    .optional()
    .meta({ title: '提前施行的情形', description: '公布之日起30日以内施行的必填' }),
  groundText: long('提前施行的理由', 10, 2000)
    .optional()
    .meta({ title: '提前施行的理由', widget: 'long-text' }),
  confirmThirtieth: yes('确认施行日期恰为公布后第30日')
    .optional()
    .meta({ title: '确认施行日期恰为公布后第30日' }),
});

export const promulgation = z.object({
  fullText: z.array(article).max(400).optional().meta({
    title: '修改后的全文',
    description: '修改项目要连同修改后的全文一并公布；制定、废止项目不填',
    widget: 'articles',
  }),
});

export const CHANNELS = ['政府公报', '中国政府法制信息网', '本地报纸', '政府网站'] as const;
export const gazette = z.object({
  channels: z.array(z.enum(CHANNELS)).min(1).meta({ title: '刊载的载体' }),
  issue: short('公报期号', 60),
  publishedOn: z.iso.date().meta({ title: '刊载日期' }),
});

export const filingRecord = z.object({
  filingCase: short('备案件编号', 60, 8).meta({
    title: '备案件编号',
    description: '“规章备案”事项的编号；四个接收机关的期限和回执在那里记录',
  }),
  filedOn: z.iso.date().meta({ title: '报送日期' }),
});

export const interpretation = z.object({
  article: articleNumber.optional().meta({ title: '解释的条文' }),
  text: long('解释内容'),
  decidedBy: short('制定机关批准的文号', 60, 4),
});
export const departmentView = z.object({ text: long('部门理解和答复意见') });

export const evaluation = z.object({
  by: short('评估单位', 80),
  findings: long('评估情况'),
  proposal: z.enum(['继续有效', '修改', '废止']).meta({ title: '建议' }),
});
export const cleanUp = z.object({
  batch: short('清理工作名称', 80, 4),
  conclusion: z.enum(['继续有效', '修改', '废止']).meta({ title: '清理结论' }),
  reason: long('理由', 4),
});
export const bill = z.object({
  number: short('议案文号', 60, 4).meta({ title: '提请审议的文号' }),
  submittedOn: z.iso.date().meta({ title: '提请日期' }),
});
export const repealedBy = z.object({
  by: short('废止本规章的编号', 60, 4).meta({ title: '废止本规章的规章编号' }),
});
export const pointsAsked = z.object({
  points: z
    .array(z.string().trim().min(2).max(40))
    .min(1)
    .max(60)
    .meta({ title: '立法联系点编号', widget: 'lines' }),
  note: long('说明', 4, 1000),
});

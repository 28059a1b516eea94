/** Forms of a handling. The application asks for what the item's list names and for nothing else. */
import { z } from 'zod';
import { CHANNELS, SPECIAL_PROCEDURES } from '../common.ts';

const long = (title: string, min = 4, max = 3000, description?: string) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .meta({ title, widget: 'long-text', ...(description && { description }) });
const words = (title: string, max = 200, min = 1) => z.string().trim().min(min).max(max).meta({ title });
const day = (title: string, description?: string) =>
  z.iso.date().meta({ title, ...(description && { description }) });
const rows = <T extends z.ZodObject>(title: string, row: T, max: number, min = 0, description?: string) =>
  z
    .array(row)
    .min(min)
    .max(max)
    .meta({ title, widget: 'rows', ...(description && { description }) });

/** How a material is there. */
export const GIVEN = ['随申请提交', '由平台共享', '电子证照', '书面承诺替代', '以后补齐'] as const;

/** One material as handed in. */
export const givenMaterial = z.object({
  name: words('材料名称', 100, 2),
  how: z.enum(GIVEN).meta({ title: '提交方式' }),
  note: z.string().trim().max(200).optional().meta({ title: '说明', personal: true }),
});

const applicant = {
  item: words('办理事项', 40).meta({ title: '办理事项', widget: 'service-item' }),
  applicantType: z.enum(['自然人', '法人和其他组织']).meta({ title: '申请人类型' }),
  name: words('姓名或者名称', 100, 2).meta({ title: '姓名或者名称', personal: true }),
  identity: words('证件号码或者统一社会信用代码', 40, 4).meta({
    title: '证件号码或者统一社会信用代码',
    personal: true,
  }),
  contact: words('联系电话', 40, 4).meta({ title: '联系电话', personal: true }),
  address: z.string().trim().max(200).optional().meta({ title: '送达地址', personal: true }),
  matter: long('申请内容', 2, 2000, '申请办什么，如经营场所、经营范围').meta({
    title: '申请内容',
    widget: 'long-text',
    description: '申请办什么，如经营场所、经营范围',
    personal: true,
  }),
  materials: rows('申请材料', givenMaterial, 60, 0, '办事指南列出的材料；平台已经有的不用提交'),
  commitment: z.boolean().optional().meta({
    title: '选择告知承诺办理',
    description: '可以告知承诺的事项才能选；也可以选择一般程序',
  }),
};

const proxy = {
  proxy: z
    .string()
    .trim()
    .max(60)
    .optional()
    .meta({ title: '代办人姓名', personal: true, description: '本人办理的不填' }),
  proxyRelation: z
    .string()
    .trim()
    .max(40)
    .optional()
    .meta({ title: '与申请人的关系', description: '如子女、单位经办人、帮办代办人员' }),
  authority: z
    .string()
    .trim()
    .max(200)
    .optional()
    .meta({ title: '委托的凭据', description: '如授权委托书编号；代办的必填', personal: true }),
};

/** Application by the applicant (or whoever acts for him) on the portal or phone. */
export const application = z.object({ ...applicant, ...proxy });

/** Application that came in any other way, entered by the window; equal in everything (R8.5). */
export const registration = application.extend({
  channel: z.enum(CHANNELS.filter((c) => c !== '网上') as [string, ...string[]]).meta({ title: '提交方式' }),
  receivedOn: day('收到材料的日期', '当面提交之日、邮件签收之日'),
  account: z
    .string()
    .max(60)
    .optional()
    .meta({ title: '申请人在平台的账号', description: '没有的不填', personal: true }),
});

/** Application for one item of a life event, opened by the system from the one form of the filing. */
export const bundled = application.extend({
  bundle: words('一件事申报编号', 60).meta({ title: '一件事申报编号' }),
  lead: words('一件事牵头部门', 60).meta({ title: '一件事牵头部门', widget: 'organ' }),
  receivedOn: day('收到材料的日期', '申报之日；排在其他事项后面的，是前项办成之日'),
  account: z
    .string()
    .max(60)
    .optional()
    .meta({ title: '申请人在平台的账号', description: '没有的不填', personal: true }),
});

/** Acceptance: what is there, what is lacking and may follow. */
export const acceptance = z.object({
  lacking: z
    .array(z.string().trim().min(2).max(100))
    .max(20)
    .optional()
    .meta({ title: '容缺的材料', description: '一次列全；只能是办事指南写明可以容缺的', widget: 'lines' }),
  note: z.string().trim().max(500).optional().meta({ title: '说明' }),
});

export const spotFix = z.object({ what: long('当场更正的内容', 2, 500) });

/** Correction notice: everything at once, each with what is wrong and how to mend it. */
export const correctionNotice = z.object({
  items: rows(
    '需要补正的材料',
    z.object({
      material: words('材料名称', 100, 2),
      problem: z.enum(['没有提交', '不符合法定形式', '内容有误', '已经过期']).meta({ title: '问题' }),
      how: words('怎么补正', 300, 2),
    }),
    40,
    1,
    '一次列全，只能告知一次',
  ),
  risk: long('逾期不补正的后果', 4, 500),
  correctBy: day('补正截止日期', '合理的补正期限的最后一日'),
});

const corrected = {
  materials: rows('补正的材料', givenMaterial, 40, 1),
  text: z
    .string()
    .trim()
    .max(2000)
    .optional()
    .meta({ title: '补正说明', widget: 'long-text', personal: true }),
};
export const correction = z.object(corrected);
export const correctionOnPaper = z.object({ ...corrected, receivedOn: day('收到补正材料的日期') });
export const missingHandedIn = z.object({
  materials: rows('补齐的材料', givenMaterial, 20, 1),
  receivedOn: day('收到材料的日期'),
});

/** Asking upward instead of refusing. */
export const question = z.object({
  problem: long('办不了的原因', 6, 1000, '缺什么、卡在哪里'),
  told: z.literal(true).meta({ title: '已经把上报情况和答复时间告诉申请人' }),
});
const answer = { reasons: long('答复意见和理由', 6, 2000, '告知申请人') };
export const firstAnswer = z.object({
  result: z.enum(['可以受理', '报大厅管理机构协调']).meta({ title: '答复' }),
  ...answer,
});
export const secondAnswer = z.object({
  result: z.enum(['可以受理', '报部门负责人决定']).meta({ title: '答复' }),
  ...answer,
});
export const thirdAnswer = z.object(answer);
export const notRequired = z.object({ reasons: long('不需要取得许可的理由和依据', 6, 2000) });
export const notCompetent = z.object({
  reasons: long('不属于本机关职权的理由和依据', 6, 2000),
  competent: z.string().min(1).meta({ title: '有权办理的机关', widget: 'organ' }),
  where: words('该机关的办理地点和电话', 200, 4),
});
export const refusal = z.object({
  reasons: long('不予受理的理由', 10, 2000),
  basis: words('法律依据', 300, 4),
  remedies: long('救济途径', 10, 500, '复议机关、诉讼法院和期限'),
});

/** Review of the application. */
export const review = z.object({
  findings: long('审查情况', 4, 5000),
  onSite: z.boolean().meta({ title: '进行了实质核查' }),
  staff: z
    .array(z.string().trim().min(2).max(40))
    .min(1)
    .max(10)
    .meta({ title: '审查人员', widget: 'lines', description: '实质核查的不少于两人', person: true }),
  proposal: z.enum(['准予', '不予']).meta({ title: '审查意见' }),
  reasons: long('理由', 4, 3000),
});

/** A procedure whose time is not counted, and the letter that says so. */
export const specialBegins = z.object({
  type: z
    .enum(SPECIAL_PROCEDURES.filter((s) => s !== '听证') as [string, ...string[]])
    .meta({ title: '特殊程序', description: '听证另行办理' }),
  basis: words('法律依据', 200, 4),
  days: z.int().min(1).max(365).meta({ title: '需要的工作日', description: '写进所需时间告知书' }),
});
export const specialEnds = z.object({
  result: long('结果', 2, 2000),
  endedOn: day('完成日期'),
});

export const interestedTold = z.object({
  people: z
    .array(z.string().trim().min(2).max(60))
    .min(1)
    .max(50)
    .meta({ title: '利害关系人', widget: 'lines', personal: true, person: true }),
  how: words('告知的方式', 200, 2),
});
export const statement = z.object({
  by: z.enum(['申请人', '利害关系人']).meta({ title: '陈述人' }),
  statement: long('陈述和申辩意见', 2, 5000),
  answer: long('采纳情况和理由', 2, 2000),
});

export const hearingOffered = z.object({
  told: z
    .array(z.string().trim().min(2).max(60))
    .min(1)
    .max(50)
    .meta({ title: '告知的人', widget: 'lines', personal: true, person: true }),
  receivedOn: day('告知日期', '收到告知书之日，从这一天起五个工作日内可以申请听证'),
});

export const grant = z.object({
  reasons: long('准予的理由', 4, 3000),
  validFrom: z.iso.date().optional().meta({ title: '有效期起', description: '不填就是决定之日' }),
});
/** A denial without reasons and remedies cannot be made. */
export const denial = z.object({
  reasons: long('不予的理由和依据', 10, 3000),
  remedies: long('救济途径', 10, 500, '复议机关、诉讼法院和期限'),
});
export const sentBack = z.object({ reasons: long('退回的理由', 4, 1000) });
export const atOnce = z.object({ reasons: long('准予的理由', 4, 1000) });

export const delivered = z.object({
  method: z
    .enum(['电子证照', '窗口领取', '邮寄', '乡镇（街道）代领', '自助终端打印'])
    .meta({ title: '送达方式' }),
  deliveredOn: day('送达日期'),
  receiver: z.string().trim().max(60).optional().meta({ title: '领取人', personal: true, person: true }),
  receipt: z.string().trim().max(100).optional().meta({ title: '送达回证或者邮件编号' }),
});

export const withdrawal = z.object({
  statement: z
    .string()
    .trim()
    .max(500)
    .optional()
    .meta({ title: '说明', description: '选填，撤回不需要理由' }),
});
export const withdrawalOnPaper = withdrawal.extend({ receivedOn: day('收到撤回材料的日期') });

/** Check of what was committed to. */
export const commitmentCheck = z.object({
  result: z.enum(['属实', '不符合']).meta({ title: '核查结果' }),
  method: z.enum(['数据比对', '现场核查', '材料核对', '日常监管']).meta({ title: '核查方式' }),
  findings: long('核查情况', 4, 3000),
  fixBy: z.iso.date().optional().meta({ title: '限期整改至', description: '不符合的必填' }),
});
export const rectified = z.object({
  result: z.enum(['整改合格', '仍不符合']).meta({ title: '整改结果' }),
  findings: long('复查情况', 4, 3000),
});
export const revocation = z.object({
  reasons: long('撤销的事实和理由', 10, 3000),
  remedies: long('救济途径', 10, 500, '复议机关、诉讼法院和期限'),
});

/** What is entered with the acts of a transfer to criminal justice and back. */
import { z } from 'zod';
import { clockTime } from '../compulsion-cases/forms.ts';
import { penaltyCaseField } from '../compulsion-cases/link.ts';
import { officersField } from '../officers/contact.ts';
import { day, line, long, optional, yes } from '../penalty-cases/forms.ts';

/** The written report of the task force. */
export const report = z.object({
  title: line('案由', 4, 80),
  penaltyCase: penaltyCaseField,
  officers: officersField,
  crime: line('涉嫌罪名', 2, 100),
  standard: long('对照的刑法条文、司法解释和追诉标准', 4),
  facts: long('涉及的金额、情节和后果', 4),
  meets: yes('达到移送标准'),
  ip: yes('知识产权领域的案件，存在犯罪的合理嫌疑'),
  text: long('调查报告', 10, 20_000),
  reportedOn: day('报送正职负责人的日期'),
});

const decided = {
  result: z.enum(['批准移送', '不批准移送']).meta({ title: '决定' }),
  reason: long('理由', 2).meta({
    title: '理由',
    widget: 'long-text',
    description: '不批准移送的，理由记录在案，接受监督',
  }),
};
export const decision = z.object(decided);
export const presidingDecision = z.object({
  ...decided,
  presiding: yes('正职负责人空缺或者不能履职，由本人主持工作'),
  document: line('明确主持工作的文件', 4, 100),
});

/** Papers that go with a transfer (article 6). */
export const TRANSFER_PAPERS = [
  '涉嫌犯罪案件移送书',
  '涉嫌犯罪案件情况的调查报告',
  '涉案物品清单',
  '检验报告或者鉴定结论',
  '其他有关材料',
] as const;

export const handedThing = z.object({
  name: line('名称', 1, 100),
  quantity: z.number().positive().max(100_000_000).meta({ title: '数量' }),
  unit: line('单位', 1, 20),
  where: line('现在何处、由谁保管', 2, 100),
});
export type HandedThing = z.infer<typeof handedThing>;

export const handOver = z.object({
  police: line('受移送的公安机关', 1, 60).meta({ title: '受移送的公安机关', widget: 'organ' }),
  on: day('移送日期'),
  time: clockTime('移送时间'),
  papers: z.array(z.enum(TRANSFER_PAPERS)).max(TRANSFER_PAPERS.length).meta({ title: '随案移送的材料' }),
  noTest: optional(long('没有检验报告、鉴定结论的原因', 2)),
  things: z.array(handedThing).max(500).meta({ title: '涉案物品清单' }),
  noThings: yes('本案没有涉案物品'),
  materials: long('其他材料目录', 1),
});

export const receipt = z.object({
  result: z.enum(['受理', '不属于本机关管辖，已转送']).meta({ title: '回执' }),
  on: day('回执日期'),
  signer: line('回执签字人', 2, 40),
  passedTo: optional(line('转送的公安机关', 2, 100)),
});

/** Longest further time by ground, in days beside the three (未核实). */
export const CLUE_GROUNDS = { 线索需要查证: 4, 重大疑难复杂: 27 } as const;
export const clueTime = z.object({
  ground: z.enum(Object.keys(CLUE_GROUNDS) as [keyof typeof CLUE_GROUNDS]).meta({ title: '情形' }),
  days: z.int().min(1).max(27).meta({
    title: '延长多少日',
    description: '线索需要查证的总共不超过七日，重大疑难复杂的总共不超过三十日（未核实）',
  }),
  approvedBy: line('批准的公安机关负责人', 2, 40),
});

export const policeDecision = z.object({
  result: z.enum(['立案', '不予立案']).meta({ title: '审查决定' }),
  document: line('通知书文号', 2, 100),
  decidedOn: day('决定日期'),
  noticeOn: day('接到通知书的日期'),
  reasons: optional(long('不予立案的理由', 2)),
  filesBack: yes('不予立案的，案卷材料已经退回'),
});

export const review = z.object({
  reason: long('认为应当立案的理由', 4),
  sentOn: day('提请日期'),
});
export const reviewAnswer = z.object({
  result: z.enum(['立案', '维持不予立案']).meta({ title: '复议决定' }),
  document: line('复议决定文号', 2, 100),
  decidedOn: day('决定日期'),
  noticeOn: day('接到通知书的日期'),
});
export const supervision = z.object({
  procuratorate: line('人民检察院'),
  reason: long('建议立案监督的理由', 4),
  sentOn: day('建议日期'),
});
export const supervisionAnswer = z.object({
  result: z.enum(['公安机关已按通知立案', '不立案理由成立']).meta({ title: '监督结果' }),
  document: line('文号', 2, 100),
  noticeOn: day('接到通知的日期'),
});
export const handGoods = z.object({
  on: day('交接日期'),
  receiver: line('公安机关接收人', 2, 60),
  receipt: line('交接手续编号', 2, 100),
  whole: yes('涉案物品和与案件有关的其他材料已经全部移交'),
});
export const accepted = z.object({ note: long('行政处理的安排', 4) });

/** An opinion of the procuratorate after a decision not to prosecute. */
export const opinion = z.object({
  title: line('案由', 4, 80),
  procuratorate: line('人民检察院'),
  document: line('检察意见书文号', 2, 100),
  receivedOn: day('收到检察意见的日期'),
  notProsecutedOn: day('不起诉决定日期'),
  discoveredOn: day('任何机关首次发现违法行为的日期', '追究时效以它为准'),
  partyName: line('被不起诉人', 2, 100),
  conduct: long('违法事实', 4),
  actEndedOn: day('行为终了日期'),
  graveHarm: yes('涉及公民生命健康安全、金融安全且有危害后果'),
  advice: long('检察意见的内容', 4),
  penaltyCase: optional(penaltyCaseField),
});
export const opinionWithdrawn = z.object({
  document: line('撤回的文书', 2, 100),
  reason: long('原因', 2),
  on: day('撤回日期'),
});
export const reverseDecision = z.object({
  result: z.enum(['立案处理', '在原案中处理', '不予立案']).meta({ title: '处理决定' }),
  handled: optional(
    z.string().trim().min(4).max(80).meta({
      title: '处罚案件的编号',
      description: '立案号、案件来源登记号或者事项编号',
    }),
  ),
  reason: long('理由', 4),
});
export const reverseAnswer = z.object({
  result: long('处理结果', 4),
  document: line('书面答复文号', 2, 100),
  sentOn: day('答复日期'),
});

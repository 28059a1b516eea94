/**
 * 一案三书 (R25.4): with a penalty decision go a letter of guidance on compliance and the notice of credit repair. What
 * the label means here is 未核实, so the list is a parameter; that the repair notice goes with the decision is not.
 */
import {
  type CaseView,
  type Citation,
  design,
  type Fragment,
  need,
  type Procedure,
  planTask,
} from '@fadu/kernel';
import { z } from 'zod';
import { penaltyLaw as apl, creditRepairMeasures } from '../../statutes/index.ts';
import { guidanceLetter } from './guidance-letter.ts';

export const task25 = planTask(25, '推行一案三书，统一执法文书和案卷标准');

/** One of the documents that go with a decision. */
export interface CompanionDocument {
  readonly id: 'decision' | 'guidanceLetter' | 'creditRepairNotice';
  readonly title: string;
  /** Papers any of which is this document. */
  readonly papers: readonly string[];
  readonly cites: readonly Citation[];
}

/** Parameter `oneCaseThreeDocs` (未核实): which documents, and after which act of which procedures they are due. */
export const oneCaseThreeDocs: {
  readonly unconfirmed: true;
  readonly documents: readonly CompanionDocument[];
  readonly dueAfter: Readonly<Record<string, string>>;
} = {
  unconfirmed: true,
  documents: [
    { id: 'decision', title: '行政处罚决定书', papers: ['decision'], cites: [apl.art('59'), task25] },
    {
      id: 'guidanceLetter',
      title: '合规指导书',
      papers: ['guidance-letter'],
      cites: [task25, design('合规指导书的名称和内容，吉林省的规定未核实')],
    },
    {
      id: 'creditRepairNotice',
      title: '信用修复告知书',
      papers: ['repair-notice'],
      cites: [creditRepairMeasures.art('1'), task25],
    },
  ],
  dueAfter: { 'penalty-ordinary': 'decide-penalty' },
};

/** How one of the documents stands in a case. */
export interface DocumentStanding {
  readonly id: CompanionDocument['id'];
  readonly title: string;
  readonly state: 'made' | 'exempt' | 'missing';
  /** Act that made it. */
  readonly seq?: number;
  /** Why it was not made. */
  readonly reason?: string;
  readonly unconfirmed: boolean;
}

/** Reasons for documents that were not made, as a field of the closing form. */
export const exemptDocumentsField = z
  .array(
    z.object({
      document: z
        .enum(oneCaseThreeDocs.documents.map((d) => d.title) as [string, ...string[]])
        .meta({ title: '文书' }),
      reason: z.string().trim().min(4).max(500).meta({ title: '不制发的理由', widget: 'long-text' }),
    }),
  )
  .max(3)
  .optional()
  .meta({
    title: '一案三书不制发的说明',
    description: '缺少的逐份写明理由；一案三书的具体范围尚未核实',
  });

/** The documents of a case, once they are due; empty before, and for procedures that have none. */
export function threeDocuments(procedure: Procedure, view: CaseView): DocumentStanding[] {
  const after = oneCaseThreeDocs.dueAfter[procedure.code];
  if (!after || !view.last(after)) return [];
  const exempt = view.state.acts.flatMap(
    (a) => (a.input.exemptDocuments ?? []) as { document: string; reason: string }[],
  );
  return oneCaseThreeDocs.documents.map((d): DocumentStanding => {
    const made = view.state.acts.findLast(
      (a) =>
        !view.state.voided.has(a.seq) &&
        procedure.acts[a.act]?.papers?.some((paper) => d.papers.includes(paper)),
    );
    const why = exempt.find((e) => e.document === d.title)?.reason;
    return {
      id: d.id,
      title: d.title,
      state: made ? 'made' : why ? 'exempt' : 'missing',
      ...(made && { seq: made.seq }),
      ...(!made && why && { reason: why }),
      unconfirmed: oneCaseThreeDocs.unconfirmed,
    };
  });
}

const guided = [task25, design('合规指导书的出具')];

/** The act that makes the letter of guidance. `after`: the decision it goes with; `by`, `in` as the procedure has them. */
export const guidance = (o: {
  readonly after: string;
  readonly by: NonNullable<Fragment['acts']>[string]['by'];
  readonly in: readonly string[];
}): Fragment => ({
  acts: {
    'issue-guidance': {
      title: '出具合规指导书',
      about: '随处罚决定书告诉当事人怎样改正、怎样避免再犯，写明可以咨询谁',
      by: o.by,
      in: o.in,
      cites: guided,
      needs: [need('GUIDED-DECISION', { op: 'done', act: o.after }, '还没有作出处罚决定', guided)],
      form: z.object({
        problems: z.string().trim().min(4).max(3000).meta({ title: '发现的问题', widget: 'long-text' }),
        advice: z
          .array(z.string().trim().min(4).max(500))
          .min(1)
          .max(20)
          .meta({ title: '合规建议', widget: 'lines', description: '一行一条' }),
        contact: z.string().trim().min(2).max(100).meta({ title: '咨询联系方式' }),
        deliveredOn: z.iso.date().meta({ title: '送达日期' }),
      }),
      rules: [
        {
          code: 'GUIDANCE-DAY',
          field: 'deliveredOn',
          cites: [apl.art('61')],
          say: '送达日期不能晚于今天',
          check: (input, _view, env) => String(input.deliveredOn) <= env.today,
        },
      ],
      papers: ['guidance-letter'],
    },
  },
  papers: { 'guidance-letter': guidanceLetter },
});

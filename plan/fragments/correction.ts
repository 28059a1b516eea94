import type {
  Citation,
  ClockEffect,
  Fragment,
  InputRule,
  Limit,
  Need,
  PaperTemplate,
  Performer,
} from '@fadu/kernel';
import { clock, done, dueDateOnly, law, need, not } from '@fadu/kernel';
import { z } from 'zod';

/** What a procedure says of asking an applicant to correct or complete what was handed in. */
export interface CorrectionOptions {
  /** Who asks, and records what came in on paper. */
  readonly by: readonly Performer[];
  /** Who corrects. */
  readonly party: readonly Performer[];
  /** Relation of the party, for the clock's owner. */
  readonly owedBy: string;
  /** Phases in which the notice may be given. */
  readonly in: readonly string[];
  /** Phase that waits for the correction, the phase it goes back to, and the end when none comes. */
  readonly phases: { readonly waiting: string; readonly back: string; readonly abandoned: string };
  readonly cites: readonly Citation[];
  readonly needs?: readonly Need[];
  /** The answer's clock: it starts anew from the corrected application. */
  readonly answer: string;
  /** How soon after receipt the notice is due, and who owes it. The opening act starts `correction-notice`. */
  readonly notice: { readonly limit: Limit; readonly owedBy: string };
  /** Shortest time a notice may leave for correcting. The statute says only: reasonable. */
  readonly shortest: { readonly limit: Limit; readonly cites: readonly Citation[] };
  /** Effect of a notice that came late; no statute says, so the original limit keeps running. */
  readonly lateCites: readonly Citation[];
  /** Duty clocks that end with the case when the application counts as abandoned. */
  readonly stops: readonly string[];
  readonly papers: { readonly notice: PaperTemplate; readonly abandoned: PaperTemplate };
}

const correctBy = z.iso.date().meta({ title: '补正截止日期', description: '合理的补正期限的最后一日' });

/** The corrected text and how it came. */
const corrected = z.object({
  text: z.string().trim().min(2).max(5000).meta({ title: '补正后的内容', widget: 'long-text' }),
});

/**
 * Correction: one notice that lists everything at once and leaves a reasonable time; the answer's limit starts anew
 * from the corrected application; without an answer in time the application counts as abandoned. A notice that comes
 * after its own limit is flagged by its clock and leaves the answer's limit running.
 */
export function correction(o: CorrectionOptions): Fragment {
  const { waiting, back, abandoned } = o.phases;
  const reasonable: InputRule = {
    code: 'CORRECT-BY',
    field: 'correctBy',
    cites: [...o.cites, ...o.shortest.cites],
    say: '补正期限太短',
    check: (input, _view, env) => {
      const earliest = dueDateOnly(env.today, o.shortest.limit, { calendar: env.calendar });
      return String(input.correctBy) >= earliest || `补正期限应当合理，截止日期最早为${earliest}`;
    },
  };
  const arrived = (on?: string): ClockEffect[] => [
    { do: 'stop', clock: 'correction', ...(on && { on }) },
    { do: 'restart', clock: o.answer, when: clock(o.answer, 'stopped'), ...(on && { on }) },
  ];
  return {
    acts: {
      'notify-correction': {
        title: '告知补正',
        about: '给予指导和释明，一次性说明需要补正的全部事项和合理的补正期限；只能告知一次',
        by: o.by,
        in: o.in,
        cites: o.cites,
        needs: o.needs ?? [],
        form: z.object({
          items: z
            .array(z.string().trim().min(2).max(500))
            .min(1)
            .max(20)
            .meta({ title: '需要补正的事项', description: '一次列全', widget: 'lines' }),
          guidance: z.string().trim().min(4).max(2000).meta({ title: '指导和释明', widget: 'long-text' }),
          correctBy,
        }),
        rules: [reasonable],
        // A late notice has no effect on the answer's limit (no statute gives it one).
        clocks: [
          { do: 'stop', clock: o.answer, when: not(clock('correction-notice', 'elapsed')) },
          { do: 'stop', clock: 'correction-notice' },
          { do: 'start', clock: 'correction', until: 'correctBy' },
        ],
        papers: ['correction-notice'],
        to: waiting,
      },
      'extend-correction': {
        title: '延长补正期限',
        about: '申请人有正当理由不能按期补正的，另定补正期限',
        by: o.by,
        in: [waiting],
        cites: o.cites,
        repeats: true,
        form: z.object({
          reason: z.string().trim().min(4).max(1000).meta({ title: '正当理由', widget: 'long-text' }),
          correctBy,
        }),
        rules: [reasonable],
        clocks: [{ do: 'restart', clock: 'correction', until: 'correctBy' }],
      },
      'submit-correction': {
        title: '提交补正',
        by: o.party,
        in: [waiting],
        cites: o.cites,
        form: corrected,
        clocks: arrived(),
        to: back,
      },
      'register-correction': {
        title: '登记收到的补正',
        about: '当面、来信等方式补正的，由工作人员登记；收到之日起重新计算答复期限',
        by: o.by,
        in: [waiting],
        cites: o.cites,
        form: corrected.extend({ receivedOn: z.iso.date().meta({ title: '收到补正的日期' }) }),
        clocks: arrived('receivedOn'),
        to: back,
      },
      'abandon-correction': {
        title: '逾期不补正，视为放弃',
        by: [{ kind: 'system' }],
        in: [waiting],
        cites: o.cites,
        needs: [need('CORRECTION-OVER', clock('correction', 'elapsed'), '补正期限还没有届满', o.cites)],
        clocks: [
          { do: 'stop', clock: 'correction' },
          ...o.stops.map((name) => ({ do: 'stop', clock: name }) as const),
        ],
        papers: ['correction-abandoned'],
        to: abandoned,
      },
    },
    clocks: {
      'correction-notice': {
        title: '告知补正的期限',
        kind: 'right',
        owedBy: o.notice.owedBy,
        limit: o.notice.limit,
        lastDay: 'roll',
        cites: [...o.cites, ...o.lateCites],
      },
      correction: {
        title: '补正期限',
        kind: 'right',
        owedBy: o.owedBy,
        limit: o.shortest.limit,
        lastDay: 'roll',
        cites: [...o.cites, ...o.shortest.cites],
        onExpiry: 'abandon-correction',
      },
    },
    papers: { 'correction-notice': o.papers.notice, 'correction-abandoned': o.papers.abandoned },
    laws: [
      law('CORRECT-ONCE', '补正只能告知一次', o.cites, {
        kind: 'at-most',
        act: 'notify-correction',
        times: 1,
      }),
      law('CORRECT-WAIT', '补正期限没有届满，不得视为放弃', o.cites, {
        kind: 'waits',
        act: 'abandon-correction',
        clock: 'correction',
      }),
      law('CORRECT-ASKED', '没有告知补正，不得以逾期不补正为由结案', o.cites, {
        kind: 'precedes',
        first: [{ act: 'notify-correction' }],
        then: 'abandon-correction',
      }),
    ],
  };
}

/** The application has been corrected. */
export const wasCorrected = [done('submit-correction'), done('register-correction')] as const;

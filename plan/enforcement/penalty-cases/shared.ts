/** Names that the parts of the ordinary procedure share: who acts, which tasks of the plan, common guards. */
import { all, any, clock, cond, done, elapsed, type Guard, need, not, planTask, post } from '@fadu/kernel';
import {
  penaltyLaw as apl,
  reconsiderationLaw as arl,
  administrativeLitigationLaw as lit,
} from '../../statutes/index.ts';
import type { FormsOf } from '../enforcement-publicity/persons.ts';

export const task24 = planTask(
  24,
  '严格规范公正文明执法：告知、听证、审核等程序不可缺少，没有依据不得普遍停产停业，会议纪要不能作为执法依据',
);
export const task26 = planTask(26, '推行包容审慎监管，法定不予、从轻、减轻处罚的情形必须适用');

export const officer = [post('enforcement-officer', 'lead')];
export const clerk = [post('case-clerk', 'lead')];
export const handler = [post('case-clerk', 'lead'), post('enforcement-officer', 'lead')];
export const head = [post('head', 'lead')];

/** Phases before a decision, in order. */
export const BEFORE_DECISION = ['investigation', 'case-review', 'notice', 'hearing', 'decision'] as const;

/** The sector's own rules on time apply: extension by the head, stretches that do not count. */
export const sectorLimits = cond('sector-limits');

/** INV-P1: served, and the period is over, was waived, or a statement was re-examined (no hearing right waiting). */
export const heard: Guard = all(
  done('serve-notice'),
  any(elapsed('statement'), cond('waived'), all(cond('reexamined'), not(cond('hearing-due')))),
);

/** Whether article 58 asks for a legality review here. */
export const reviewDue: Guard = any(cond('review-due'), all(cond('major-rights'), cond('hearing-held')));

/** Money or another penalty still waits to be performed. */
export const due: Guard = any(cond('fine-due'), cond('other-due'));

/** The limit to decide still runs, or is held. */
export const limitRuns: Guard = any(clock('decision', 'running'), clock('decision', 'paused'));

/** Rules on reconsideration and suit that acts on them stand on. */
export const remedies = [apl.art('73'), arl.art('20'), lit.art('46')];
/** There is a penalty, not only a decision not to punish. */
export const PENALISED = need(
  'PENALISED',
  done('decide-penalty'),
  '本件没有作出处罚决定；不予处罚决定有错误的按撤销办理',
  [apl.art('57')],
);
/** No reconsideration or suit is pending. */
export const noRemedy = need('REMEDY-OPEN', not(cond('remedy-open')), '复议或者诉讼还没有结果', remedies);

/** What the procedure that performs a decision is like. */
export interface PerformingOptions {
  /** Records of it are published. */
  readonly shown: boolean;
  /** Penalties other than money and words can occur. */
  readonly others: boolean;
  /** Reconsideration is compulsory before a suit (decisions on the spot). */
  readonly reviewFirst: boolean;
  /** The acts of the whole procedure: what their forms mark as a person's is hidden in public. */
  readonly forms: () => FormsOf;
}

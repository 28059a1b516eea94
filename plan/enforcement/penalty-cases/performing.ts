/** Rows 14 to 16 together: publication, performance, remedies, enforcement, closing. */
import { cond, daysUnder, type Fragment } from '@fadu/kernel';
import { publication } from '../../fragments/publication.ts';
import {
  penaltyLaw as apl,
  creditRepairMeasures,
  threeSystemsOpinion as g118,
} from '../../statutes/index.ts';
import { mask } from '../enforcement-publicity/mask.ts';
import { executing } from './executing.ts';
import { paying } from './paying.ts';
import { remedying } from './remedies.ts';
import { limits } from './settings.ts';
import { clerk, type PerformingOptions } from './shared.ts';
import { hiddenIn, penaltyShown, shownQuestions, shownUntilRule } from './shown.ts';
import { withholding } from './withholding.ts';

const P8 = daysUnder(apl.counting, 3);

/** Everything after service. */
export const performing = (o: PerformingOptions): readonly Fragment[] => [
  ...(o.shown
    ? [
        publication({
          what: '行政处罚信息',
          code: 'penalty-record',
          by: clerk,
          in: ['service', 'performance', 'enforcement', 'archived'],
          cites: [apl.art('48'), g118.art('6'), creditRepairMeasures.art('1')],
          due: cond('publishable'),
          rules: [shownUntilRule],
          record: (view, env, shown) => penaltyShown(view, env, shown, o.forms()),
          asks: shownQuestions,
          masked: (view, text) => mask(text, hiddenIn(view, o.forms())),
          limit: { limit: limits.publication, owedBy: 'lead', cites: [g118.art('6')] },
          withdraw: {
            in: ['performance', 'enforcement', 'archived', 'set-aside'],
            limit: P8,
            cites: [apl.art('48')],
          },
        }),
        withholding,
      ]
    : []),
  paying(o),
  remedying(o),
  ...executing(o),
];

import { design, elapsed, type Fragment, months, need, years } from '@fadu/kernel';
import {
  jilinDocumentRules as city,
  normativeDocumentOpinion as ndo,
  localOrganizationLaw as org,
} from '../../statutes/index.ts';
import { catalogueEntry } from './catalogue.ts';
import { clerk, drafter, leadHead, settings, task16 } from './common.ts';
import * as form from './forms.ts';

/** Step 14: life after publication, and the ways out before it. */
export const living: Fragment = {
  acts: {
    evaluate: {
      title: '评估',
      by: drafter,
      in: ['in-force'],
      cites: [task16],
      repeats: true,
      form: form.evaluation,
    },
    repeal: {
      title: '废止',
      about: '宣布文件不再有效，说明理由',
      by: clerk,
      in: ['in-force'],
      cites: [org.art('73'), task16],
      public: true,
      form: form.reason,
      publishes: ['document'],
      entries: catalogueEntry('废止'),
      to: 'repealed',
    },
    expire: {
      title: '有效期届满，自动失效',
      by: [{ kind: 'system' }],
      in: ['in-force'],
      cites: [design('有效期满自动失效')],
      public: true,
      needs: [need('EXPIRED', elapsed('validity'), '有效期还没有届满', [design('有效期满自动失效')])],
      publishes: ['document'],
      entries: catalogueEntry('失效'),
      to: 'expired',
    },
    withdraw: {
      title: '撤回',
      by: leadHead,
      in: ['proposal', 'drafting', 'consultation', 'review', 'deliberation'],
      cites: [ndo.art('3')],
      form: form.reason,
      clocks: ['legality-review', 'department-opinion'].map((clock) => ({ do: 'stop', clock }) as const),
      to: 'terminated',
    },
  },
  clocks: {
    validity: {
      title: '有效期',
      kind: 'right',
      owedBy: 'lead',
      limit: years(settings.maxValidityYears),
      lastDay: 'keep',
      cites: [design('有效期最长5年，暂行、试行最长2年'), city.art('6')],
      warnBefore: months(6),
      onExpiry: 'expire',
      survives: true,
    },
  },
};

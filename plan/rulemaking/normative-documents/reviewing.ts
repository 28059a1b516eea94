import {
  all,
  any,
  cond,
  done,
  elapsed,
  type Fragment,
  implies,
  need,
  not,
  post,
  samePerson,
  workdays,
} from '@fadu/kernel';
import { legalityReview } from '../../fragments/legality-review.ts';
import { consultationSettled } from '../../fragments/public-consultation.ts';
import {
  fairCompetitionReviewRegulations as fcr,
  legalityReviewOpinion as lro,
  businessEnvironmentRegulations as obe,
  localOrganizationLaw as org,
} from '../../statutes/index.ts';
import { clauses, confirmedClauses, withClauseAnswers } from './clauses.ts';
import { clerk, leadHead, task16, task36 } from './common.ts';
import * as form from './forms.ts';
import { lengthRule } from './quota.ts';

/** The shared legality review, with an answer to every suspect clause (R16.4). */
function reviewOf(options: Parameters<typeof legalityReview>[0]): Fragment {
  const review = legalityReview(options);
  return {
    ...review,
    acts: Object.fromEntries(
      Object.entries(review.acts ?? {}).map(([name, def]) => [name, withClauseAnswers(def)]),
    ),
  };
}

/** Steps 6 and 7: submission, completeness check, legality review. */
export const reviewing: Fragment[] = [
  {
    acts: {
      'submit-review': {
        title: '送合法性审核',
        about: '各项意见、审查都已完成，连同全部材料送审',
        by: leadHead,
        in: ['consultation'],
        cites: [lro.art('2'), task16],
        needs: [
          ...consultationSettled([org.art('75'), task16], done('approve-urgency')),
          need(
            'DEPTS-ANSWERED',
            all(done('ask-departments'), not(cond('departments-open'))),
            '有关部门的意见还没有征求或者没有全部反馈',
            [task16],
          ),
          need('DISSENT-SETTLED', not(cond('dissent-open')), '部门之间的分歧还没有协调', [task16]),
          need(
            'ENTERPRISES',
            implies(cond('business-related'), done('hear-enterprises')),
            '与市场主体密切相关的文件必须听取企业和行业协会商会意见',
            [obe.art('62')],
          ),
          need(
            'DEPUTIES',
            implies(cond('major-interest'), done('hear-deputies')),
            '涉及群众重大利益的文件必须征求人大代表、政协委员意见',
            [task36],
          ),
          need(
            'N2',
            implies(cond('business-related'), cond('competition-passed')),
            '没有通过公平竞争审查，不能送审',
            [fcr.art('18')],
          ),
          need('IDEOLOGY', cond('ideology-passed'), '意识形态审查没有通过的结论', [task16]),
          need('SECURITY', cond('security-passed'), '国家和公共安全审查没有通过的结论', [task16]),
          need('ENVIRONMENT', cond('environment-passed'), '生态环保审查没有通过的结论', [task16]),
        ],
        form: form.submission,
        rules: [lengthRule],
        to: 'review',
      },
      'accept-review': {
        title: '材料齐全，转审核',
        by: clerk,
        in: ['review'],
        cites: [lro.art('2')],
        clocks: [
          { do: 'start', clock: 'legality-review' },
          { do: 'start', clock: 'review-minimum' },
        ],
      },
      'return-review': {
        title: '材料不齐，退回补正',
        by: clerk,
        in: ['review'],
        cites: [lro.art('2')],
        needs: [
          need('NOT-ACCEPTED', not(done('accept-review')), '材料已经转审核，不能再退回补正', [lro.art('2')]),
        ],
        form: form.reason,
        repeats: true,
        voids: ['submit-review'],
        to: 'consultation',
      },
      'confirm-modification': {
        title: '确认已按审核意见修改',
        about: '审核人员核对修改后的文本，与审核意见一致才确认',
        by: [post('legality-reviewer', 'reviewer')],
        in: ['review'],
        cites: [lro.art('5'), task16],
        needs: [
          need('MODIFY', cond('review-modify'), '审核结论不是“应当修改”，不需要确认', [lro.art('5')]),
          need('CONFIRM-APART', not(samePerson('draft')), '起草人员不能确认自己的修改', [lro.art('5')]),
        ],
        form: form.draft.extend({
          changes: form.reason.shape.reason.meta({ title: '对照审核意见的修改情况' }),
          ...confirmedClauses.form,
        }),
        rules: confirmedClauses.rules,
        settles: confirmedClauses.settles,
        outcomes: confirmedClauses.outcomes,
      },
    },
    clocks: {
      'review-minimum': {
        title: '合法性审核最短时间',
        kind: 'minimum',
        owedBy: 'reviewer',
        limit: workdays(4),
        lastDay: 'keep',
        cites: [lro.art('4')],
      },
    },
  },
  clauses,
  reviewOf({
    title: '出具合法性审核意见',
    by: [post('legality-reviewer', 'reviewer')],
    in: ['review'],
    cites: [org.art('75'), lro.art('5'), task16],
    apartFrom: ['propose', 'draft', 'revise-draft'],
    needs: [
      need('ACCEPTED', done('accept-review'), '材料还没有转审核', [lro.art('2')]),
      need(
        'REVIEW-TIME',
        any(elapsed('review-minimum'), done('approve-urgency')),
        '审核时间一般不少于5个工作日，除紧急程序外不能当天就出结论',
        [lro.art('4')],
      ),
    ],
    clock: {
      name: 'legality-review',
      title: '合法性审核期限',
      owedBy: 'reviewer',
      limit: workdays(15),
      cites: [lro.art('4')],
    },
    voids: ['confirm-modification'],
    paper: 'legality-opinion',
    number: 'legality-opinion',
  }),
];

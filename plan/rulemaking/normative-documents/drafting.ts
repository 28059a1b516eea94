import { cond, days, design, done, type Fragment, need, not, planTask, post, samePerson } from '@fadu/kernel';
import { publicConsultation } from '../../fragments/public-consultation.ts';
import {
  jilinDocumentRules as city,
  fairCompetitionReviewRegulations as fcr,
  businessEnvironmentRegulations as obe,
  localOrganizationLaw as org,
} from '../../statutes/index.ts';
import { consultationBody } from './catalogue.ts';
import { drafter, leadHead, settings, task16, task36 } from './common.ts';
import { enterpriseRules, madeByGovernment, wrongReviewer } from './competition.ts';
import * as form from './forms.ts';

/** Step 2 and 3: research, drafting, and everyone who must be heard. */
export const drafting: Fragment = {
  acts: {
    draft: {
      title: '形成草案',
      about: '调研、评估论证后写出草案、起草说明和依据对照',
      by: drafter,
      in: ['drafting'],
      cites: [org.art('75'), task16],
      form: form.firstDraft,
      to: 'consultation',
    },
    'revise-draft': {
      title: '修改草案',
      about: '修改后的文本要重新审查、重新审核',
      by: drafter,
      in: ['consultation', 'review', 'deliberation', 'issuing'],
      cites: [org.art('75'), task16],
      repeats: true,
      needs: [
        need('NOT-SIGNED', not(done('sign')), '文件已经签署，不能再改；确需修改的按新文件办理', [
          org.art('75'),
        ]),
      ],
      form: form.draft.extend({ changes: form.reason.shape.reason.meta({ title: '修改了什么、为什么' }) }),
      voids: [
        'fair-competition',
        'ideology-review',
        'security-review',
        'environment-review',
        'submit-review',
        'accept-review',
        'legality-review',
        'confirm-modification',
        'submit-deliberation',
        'deliberate',
      ],
      clocks: [
        { do: 'stop', clock: 'legality-review' },
        { do: 'stop', clock: 'review-minimum' },
      ],
      to: 'consultation',
    },
    'approve-urgency': {
      title: '批准紧急程序',
      about: '只能简化征求意见和审核时间，不能省去审核、集体审议、公布和备案',
      by: [post('principal-head', 'maker')],
      in: ['drafting', 'consultation', 'review'],
      cites: [city.art('6')],
      form: form.urgency,
    },
    'ask-departments': {
      title: '征求部门意见',
      by: drafter,
      in: ['consultation'],
      cites: [task16],
      form: form.opinionBodies,
      binds: [{ relation: 'consulted', from: 'organs' }],
      settles: ['departments-open'],
      outcomes: { asked: { title: '已发出', conds: { 'departments-open': true } } },
      clocks: [{ do: 'start', clock: 'department-opinion' }],
    },
    'department-opinion': {
      title: '反馈部门意见',
      by: [post('office-clerk', 'consulted'), post('drafter', 'consulted')],
      in: ['consultation'],
      cites: [task16],
      repeats: true,
      needs: [need('DEPT-OPEN', cond('departments-open'), '没有等待反馈的征求意见', [task16])],
      form: form.departmentOpinion,
      settles: ['departments-open', 'dissent-open'],
      clocks: [{ do: 'stop', clock: 'department-opinion', when: not(cond('departments-open')) }],
    },
    coordinate: {
      title: '协调分歧',
      about: '列明分歧、各方意见和依据，协商一致或者报请决定',
      by: leadHead,
      in: ['consultation'],
      cites: [task16],
      repeats: true,
      needs: [need('DISSENT', cond('dissent-open'), '没有需要协调的分歧', [task16])],
      form: form.coordination,
      settles: ['dissent-open'],
      outcomes: { settled: { title: '已协调', conds: { 'dissent-open': false } } },
    },
    'hear-enterprises': {
      title: '听取企业和行业协会商会意见',
      by: drafter,
      in: ['consultation'],
      cites: [obe.art('62'), obe.art('65'), planTask(9, '制定文件要充分听取企业和行业协会商会意见')],
      form: form.enterprises,
      rules: enterpriseRules,
    },
    'hear-deputies': {
      title: '征求人大代表、政协委员意见',
      by: drafter,
      in: ['consultation'],
      cites: [task36],
      form: form.deputies,
      rules: [
        {
          code: 'DEPUTIES-NUMBER',
          field: 'deputies',
          cites: [task36],
          say: '人大代表和政协委员都要征求，人数不能都为零',
          check: (input) => Number(input.deputies) > 0 && Number(input.advisers) > 0,
        },
      ],
    },
    'fair-competition': {
      title: '公平竞争审查',
      about: '政府文件由市场监管部门会同起草单位审查',
      by: [post('competition-reviewer', 'regulator')],
      in: ['consultation'],
      cites: [fcr.art('13'), fcr.art('14'), fcr.art('17')],
      repeats: true,
      needs: (['propose', 'draft', 'revise-draft'] as const).map((act, i) =>
        need(
          `F3-${i + 1}`,
          not(samePerson(act)),
          '公平竞争审查不能由起草人员自己审查了事，请换人审查；政府文件由市场监管部门会同起草单位审查',
          [fcr.art('14'), design('部门文件由起草单位里没有参与起草的人员审查')],
        ),
      ),
      form: form.competition,
      rules: [
        {
          code: 'FIRST-CHECK',
          field: 'firstCheck',
          cites: [fcr.art('14')],
          say: '政府文件要先由起草单位初审，把初审意见和草案一并送市场监管部门',
          check: (input, view) => !madeByGovernment(view) || Boolean(input.firstCheck),
        },
        {
          code: 'F1-REVIEWER',
          cites: [fcr.art('13'), fcr.art('14')],
          say: '公平竞争审查的主体不对',
          check: (_input, view, env) =>
            wrongReviewer(view.bound('maker')[0] ?? '', env.acting ?? '', env, view.bound('lead')[0]) ?? true,
        },
        {
          code: 'EXCEPTION-END',
          field: 'exceptionEnd',
          cites: [fcr.art('12')],
          say: '适用例外规定必须写明合理期限或者终止日期',
          check: (input) => input.conclusion !== '适用例外规定' || Boolean(input.exceptionEnd),
        },
      ],
      settles: ['competition-passed'],
    },
    ...Object.fromEntries(
      (
        [
          ['ideology', '意识形态审查'],
          ['security', '国家和公共安全审查'],
          ['environment', '生态环保审查'],
        ] as const
      ).map(([kind, title]) => [
        `${kind}-review`,
        {
          title,
          by: [post('special-reviewer', `${kind}-body`)],
          in: ['consultation'],
          cites: [task16, design('审查单位和形式由本市指定')],
          repeats: true,
          form: form.specialReview,
          settles: [`${kind}-passed`],
        },
      ]),
    ),
  },
  clocks: {
    'department-opinion': {
      title: '部门反馈意见期限',
      kind: 'duty',
      owedBy: 'consulted',
      limit: settings.departmentOpinion,
      lastDay: 'roll',
      cites: [design('部门反馈意见期限按5个工作日设定')],
    },
  },
  conditions: {
    'departments-open': {
      title: '有部门尚未反馈',
      test: {
        fn: (v) => {
          const asked = v.last('ask-departments');
          if (!asked) return false;
          const answered = new Set(v.all('department-opinion').map((a) => a.actor.organ));
          return v.bound('consulted').some((o) => !answered.has(o));
        },
      },
    },
    'dissent-open': {
      title: '有部门分歧尚未协调',
      test: {
        fn: (v) => {
          const settled = v.last('coordinate')?.seq ?? 0;
          return v.all('department-opinion').some((a) => a.input.position === '不同意' && a.seq > settled);
        },
      },
    },
    'competition-passed': {
      title: '公平竞争审查符合或者适用例外',
      test: { oneOf: ['fair-competition.conclusion', ['符合', '适用例外规定']] },
    },
    'ideology-passed': {
      title: '意识形态审查通过',
      test: { oneOf: ['ideology-review.conclusion', ['通过', '不涉及']] },
    },
    'security-passed': {
      title: '国家和公共安全审查通过',
      test: { oneOf: ['security-review.conclusion', ['通过', '不涉及']] },
    },
    'environment-passed': {
      title: '生态环保审查通过',
      test: { oneOf: ['environment-review.conclusion', ['通过', '不涉及']] },
    },
  },
};

export const consulting = publicConsultation({
  by: drafter,
  in: ['consultation'],
  cites: [org.art('75'), obe.art('62')],
  limit: [
    { when: cond('business-related'), limit: days(30), cites: [obe.art('62')] },
    {
      when: not(cond('business-related')),
      limit: settings.commentDays,
      cites: [design('与市场主体无关的文件，征求意见期限按15个工作日设定')],
    },
  ],
  clockCites: [obe.art('62'), design('与市场主体无关的文件，征求意见期限按15个工作日设定')],
  publicBody: consultationBody,
  answerCites: [obe.art('62'), task36],
  writtenReplyCites: [task36],
});

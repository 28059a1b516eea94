import {
  all,
  any,
  cond,
  days,
  design,
  done,
  type Fragment,
  type InputRule,
  merge,
  need,
  not,
  post,
} from '@fadu/kernel';
import { publicConsultation } from '../../fragments/public-consultation.ts';
import { publicHearing } from '../../fragments/public-hearing.ts';
import {
  fairCompetitionReviewRegulations as fcr,
  legislationLaw,
  businessEnvironmentRegulations as obe,
  rulemakingRegulations as rules,
} from '../../statutes/index.ts';
import {
  DAYS_BEFORE_FORCE,
  drafter,
  draftingHeads,
  examiner,
  type Instrument,
  leadHead,
  settings,
  task9,
  task14,
} from './common.ts';
import * as form from './forms.ts';
import { powerQuestions, powerRules } from './powers.ts';
import { consultationBody, type DraftText } from './text.ts';

/** A dispute with the leader waits for the answer: nothing else moves meanwhile. */
export const disputePending = need(
  'DISPUTE-PENDING',
  not(done('escalate-dispute')),
  '争议已经上报，等有关负责同志协调或者决定后再办',
  [rules.art('24')],
);

/** Acts that lose their force when the text changes. */
export const LOST_BY_CHANGE = [
  'fair-competition',
  'sign-submission',
  'submit-examination',
  'examine',
  'submit-deliberation',
  'deliberate',
] as const;

const textAsks = (input: Readonly<Record<string, unknown>>, today: string) => {
  const text = input as unknown as DraftText;
  return [
    ...powerQuestions(text.powers, today),
    ...text.basis.map((ref) => ({ ask: 'instrument', ref, on: today }) as const),
  ];
};

const textRules = (instrument: Instrument): InputRule[] => [
  ...powerRules(instrument),
  {
    code: 'BASIS',
    field: 'basis',
    cites: [rules.art('4'), legislationLaw.art('93')],
    say: '上位法依据不是现行有效',
    check: (input, _view, env) => {
      const wrong = (input as unknown as DraftText).basis.flatMap((ref) => {
        const found = env.answer({ ask: 'instrument', ref, on: env.today });
        if (!found) return [];
        if (found.status !== 'in-force') return [`《${found.title}》不是现行有效`];
        return found.articleExists && !found.articleRepealed
          ? []
          : [`《${found.title}》没有第${ref.article}条，或者该条已经废止`];
      });
      return wrong.length === 0 || wrong.join('；');
    },
  },
];

/** Stages 3 and 4: drafting, and everyone who must be heard. */
export const consulting = (instrument: Instrument): Fragment =>
  merge(
    {
      acts: {
        draft: {
          title: '形成征求意见稿',
          about: '调研后写出条文、起草说明、上位法依据和权限对照表，配套规定同步起草',
          by: drafter,
          in: ['drafting'],
          cites: [rules.art('14'), rules.art('15'), task14],
          form: form.firstDraft,
          asks: (input, _view, today) => textAsks(input, today),
          rules: textRules(instrument),
          to: 'consultation',
        },
        'revise-draft': {
          title: '修改草案',
          about: '改动后的文本要重新作公平竞争审查、重新签署、重新审查',
          by: [...drafter, ...examiner],
          in: ['consultation', 'submission', 'examination', 'deliberation'],
          cites: [rules.art('15'), rules.art('25')],
          repeats: true,
          needs: [disputePending],
          form: form.revision,
          asks: (input, _view, today) => textAsks(input, today),
          rules: textRules(instrument),
          voids: LOST_BY_CHANGE,
          settles: ['competition-missing'],
          clocks: [{ do: 'stop', clock: 'examination' }],
          to: [{ when: done('complete-consultation'), phase: 'submission' }],
        },
        'except-consultation': {
          title: '记录不公开或者缩短征求意见的理由',
          about: '只有依法需要保密的可以不公开征求意见；缩短期限的要有充分理由',
          by: leadHead,
          in: ['consultation'],
          cites: [rules.art('15')],
          needs: [
            need('NOT-OPENED', not(done('open-consultation')), '已经公开征求意见，不能再改变期限', [
              rules.art('15'),
            ]),
          ],
          repeats: true,
          form: form.consultationException,
          settles: ['consultation-exempt', 'comment-shortened'],
          outcomes: {
            exempt: {
              title: '不公开征求意见',
              conds: { 'consultation-exempt': true, 'comment-shortened': false },
            },
            shortened: {
              title: '缩短期限',
              conds: { 'consultation-exempt': false, 'comment-shortened': true },
            },
          },
        },
        'ask-contact-points': {
          title: '请立法联系点提意见',
          about: '把草案送有关立法联系点，告知提意见的方式',
          by: drafter,
          in: ['consultation'],
          cites: [legislationLaw.art('90'), task14],
          repeats: true,
          public: true,
          form: form.pointsAsked,
          asks: (input, _view, today) =>
            (input.points as string[]).map(
              (code) => ({ ask: 'entry', register: 'legislative-contact-points', code, on: today }) as const,
            ),
          rules: [
            {
              code: 'POINTS',
              field: 'points',
              cites: [legislationLaw.art('90'), task14],
              say: '有的编号不是在聘的立法联系点',
              check: (input, _view, env) => {
                const wrong = (input.points as string[]).filter(
                  (code) =>
                    env.answer({ ask: 'entry', register: 'legislative-contact-points', code, on: env.today })
                      ?.body.status !== '在聘',
                );
                return wrong.length === 0 || `这些编号不是在聘的立法联系点：${wrong.join('、')}`;
              },
            },
          ],
        },
        'ask-departments': {
          title: '征求部门意见',
          by: drafter,
          in: ['consultation'],
          cites: [rules.art('17'), task14],
          form: form.departments,
          binds: [{ relation: 'consulted', from: 'organs' }],
          settles: ['departments-open'],
          outcomes: { asked: { title: '已发出', conds: { 'departments-open': true } } },
          clocks: [{ do: 'start', clock: 'department-opinion' }],
        },
        'department-opinion': {
          title: '反馈部门意见',
          by: [post('office-clerk', 'consulted'), post('drafter', 'consulted')],
          in: ['consultation'],
          cites: [rules.art('17')],
          repeats: true,
          needs: [need('DEPT-OPEN', cond('departments-open'), '没有等待反馈的征求意见', [rules.art('17')])],
          form: form.departmentOpinion,
          settles: ['departments-open', 'dissent-open'],
          clocks: [{ do: 'stop', clock: 'department-opinion', when: not(cond('departments-open')) }],
        },
        hear: {
          title: '听取有关方面意见',
          about: '座谈、论证、走访等方式听取企业、行业协会商会、基层、代表委员、专家的意见，并写明怎样处理',
          by: drafter,
          in: ['consultation'],
          cites: [rules.art('15'), obe.art('62'), task9, task14],
          repeats: true,
          form: form.heard,
          rules: [
            {
              code: 'HEARD-REASON',
              field: 'opinions',
              cites: [obe.art('62'), task14],
              say: '没有完全采纳的意见必须写明理由',
              check: (input) =>
                (input.opinions as { disposition: string; reason?: string }[]).every(
                  (x) => x.disposition === '采纳' || (x.reason ?? '').length >= 5,
                ),
            },
            {
              code: 'HEARD-REPLY',
              field: 'replyNumber',
              cites: [task14],
              say: '人大代表、政协委员的意见没有完全采纳的，要逐件书面答复并写明编号',
              check: (input) =>
                !(input.kinds as string[]).some((k) => k === '人大代表' || k === '政协委员') ||
                (input.opinions as { disposition: string }[]).every((x) => x.disposition === '采纳') ||
                Boolean(input.replyNumber),
            },
          ],
          settles: ['enterprises-missing', 'others-missing'],
        },
        'complete-consultation': {
          title: '完成征求意见，准备送审',
          about: '应当听取的都已听取、逐条答复并公布采纳情况，才能离开起草阶段',
          by: drafter,
          in: ['consultation'],
          cites: [rules.art('18'), task14],
          needs: consultationComplete(),
          settles: ['competition-missing', 'assessments-missing', 'hearing-missing'],
          to: 'submission',
        },
        'fair-competition': {
          title: '公平竞争审查',
          about: '市场监管部门会同起草单位审查',
          by: [post('competition-reviewer', 'regulator')],
          in: ['submission'],
          cites: [fcr.art('14'), fcr.art('17')],
          repeats: true,
          form: form.competition,
          rules: [
            {
              code: 'EXCEPTION-END',
              field: 'exceptionEnd',
              cites: [fcr.art('12')],
              say: '适用例外规定必须写明合理期限或者终止日期',
              check: (input) => input.conclusion !== '适用例外规定' || Boolean(input.exceptionEnd),
            },
          ],
          settles: ['competition-missing'],
        },
        'sign-submission': {
          title: '签署送审稿',
          about: '起草单位主要负责人签署；共同起草的，每个单位都要签署',
          by: draftingHeads,
          in: ['submission'],
          cites: [rules.art('18')],
          repeats: true,
          settles: ['fully-signed'],
        },
      },
      clocks: {
        'department-opinion': {
          title: '部门反馈意见期限',
          kind: 'duty',
          owedBy: 'consulted',
          limit: settings.departmentOpinion,
          lastDay: 'roll',
          cites: [design('部门反馈意见期限按10个工作日设定')],
        },
      },
      conditions: {
        'consultation-exempt': {
          title: '依法保密，不公开征求意见',
          test: { is: ['except-consultation.kind', '依法保密，不公开征求意见'] },
        },
        'comment-shortened': {
          title: '有理由缩短征求意见期限',
          test: { is: ['except-consultation.kind', '缩短征求意见期限'] },
        },
        'departments-open': {
          title: '有部门尚未反馈',
          test: {
            fn: (v) => {
              if (!v.last('ask-departments')) return false;
              const answered = new Set(v.all('department-opinion').map((a) => a.actor.organ));
              return v.bound('consulted').some((o) => !answered.has(o));
            },
          },
        },
        'dissent-open': {
          title: '有部门分歧尚未解决',
          test: {
            fn: (v) => {
              const agreed = v.all('coordinate').findLast((a) => a.input.result === '达成一致')?.seq ?? 0;
              const settled = Math.max(agreed, v.last('decide-dispute')?.seq ?? 0);
              return v
                .all('department-opinion')
                .some((a) => a.input.position === '不同意' && a.seq > settled);
            },
          },
        },
        'enterprises-missing': {
          title: '应当听取企业和行业协会商会意见而没有听取',
          test: {
            fn: (v) => v.get('propose.businessRelated') === true && !heardAll(v, ['企业', '行业协会商会']),
          },
        },
        'others-missing': {
          title: '应当听取基层和代表委员意见而没有听取',
          test: {
            fn: (v) =>
              v.get('propose.majorInterest') === true &&
              !heardAll(v, ['基层组织和群众', '人大代表', '政协委员']),
          },
        },
        'hearing-missing': {
          title: '应当听证而没有听证',
          test: {
            fn: (v) =>
              v.last('complete-consultation') !== undefined &&
              v.get('propose.hearingNeeded') === true &&
              !v.last('hold-hearing'),
          },
        },
        'competition-missing': {
          title: '涉及经营者经济活动，这一稿没有通过公平竞争审查',
          test: {
            fn: (v) =>
              v.last('complete-consultation') !== undefined &&
              v.get('propose.businessRelated') === true &&
              !['符合', '适用例外规定'].includes(v.text('fair-competition.conclusion')),
          },
        },
        'fully-signed': {
          title: '每个起草单位都已签署',
          test: {
            fn: (v) => {
              const signed = new Set(v.all('sign-submission').map((a) => a.actor.organ));
              return signed.size > 0 && unitsOf(v).every((unit) => signed.has(unit));
            },
          },
        },
      },
    },
    publicConsultation({
      by: [...drafter, ...examiner],
      in: ['consultation'],
      cites: [rules.art('15'), rules.art('21'), obe.art('62')],
      limit: [
        {
          when: cond('comment-shortened'),
          limit: settings.shortComment,
          cites: [rules.art('15'), design('有理由缩短的，征求意见不少于10日')],
        },
        {
          when: not(cond('comment-shortened')),
          limit: days(30),
          cites:
            instrument === 'government-rule'
              ? [rules.art('15')]
              : [design('法规草案在政府起草阶段征求意见按30日设定'), obe.art('62')],
        },
      ],
      clockCites: [
        rules.art('15'),
        ...(instrument === 'local-regulation' ? [design('法规草案在政府起草阶段征求意见按30日设定')] : []),
      ],
      needs: [
        need('NOT-EXEMPT', not(cond('consultation-exempt')), '已经记录依法保密，不公开征求意见', [
          rules.art('15'),
        ]),
      ],
      publicBody: consultationBody,
      answerCites: [obe.art('62'), task14],
      writtenReplyCites: [task14],
      summary: { cites: [obe.art('62'), task14] },
      contactPoints: { register: 'legislative-contact-points', cites: [legislationLaw.art('90'), task14] },
    }),
    publicHearing({
      by: [...drafter, ...examiner],
      in: ['consultation', 'submission', 'examination'],
      cites: [rules.art('16')],
      notice: days(DAYS_BEFORE_FORCE),
      missing: 'hearing-missing',
      approval: { in: ['examination'], cites: [rules.art('23')] },
    }),
  );

/** What must be settled before the draft leaves drafting (R9.1, R14.3, R14.4). */
function consultationComplete() {
  const cites = [rules.art('15'), task14];
  const exempt = cond('consultation-exempt');
  return [
    need('CONSULTED', any(done('close-consultation'), exempt), '尚未完成公开征求意见', cites),
    need('ANSWERED', not(cond('comments-open')), '还有意见没有答复，答复后才能往下办理', cites),
    need('WRITTEN', not(cond('written-reply-open')), '还有人大代表、政协委员的意见没有书面答复', [task14]),
    need(
      'SUMMARY',
      any(done('publish-adoption-summary'), exempt),
      '还没有公布意见采纳情况，公布后才能往下办理',
      [obe.art('62'), task14],
    ),
    need(
      'DEPTS-ANSWERED',
      all(done('ask-departments'), not(cond('departments-open'))),
      '有关部门的意见还没有征求或者没有全部反馈',
      [rules.art('17')],
    ),
    need(
      'ENTERPRISES',
      not(cond('enterprises-missing')),
      '与企业密切相关的，要听取企业和行业协会商会意见并写明怎样处理，才能离开起草阶段',
      [obe.art('62'), task9],
    ),
    need('OTHERS', not(cond('others-missing')), '涉及群众重大利益的，要听取基层和代表委员意见', [task14]),
  ];
}

/** All units that draft: the lead first. */
export const unitsOf = (view: { bound(relation: string): readonly string[] }): string[] => [
  ...view.bound('lead'),
  ...view.bound('co-drafters'),
];

const heardAll = (
  view: { all(act: string): readonly { input: Readonly<Record<string, unknown>> }[] },
  kinds: readonly string[],
): boolean => {
  const heard = new Set(view.all('hear').flatMap((a) => a.input.kinds as string[]));
  return kinds.every((k) => heard.has(k));
};

import {
  type Citation,
  cond,
  design,
  done,
  type Fragment,
  merge,
  need,
  not,
  type Performer,
} from '@fadu/kernel';
import { z } from 'zod';
import { collectiveDeliberation } from '../../fragments/collective-deliberation.ts';
import { legalityReview } from '../../fragments/legality-review.ts';
import {
  fairCompetitionReviewRegulations as fcr,
  rulemakingRegulations as rules,
} from '../../statutes/index.ts';
import {
  clerk,
  examiner,
  examinerClerk,
  examinerHead,
  type Instrument,
  leader,
  leadHead,
  settings,
  task14,
  task15,
} from './common.ts';
import { disputePending } from './consulting.ts';
import * as form from './forms.ts';

/** Phases from which a project may still be given up. */
const BEFORE_DECISION = [
  'proposal',
  'drafting',
  'consultation',
  'submission',
  'examination',
  'held',
  'deliberation',
];
/** Duties that end with the project. */
const DUTIES = ['department-opinion', 'examination', 'dispute'] as const;
const stopAll = DUTIES.map((clock) => ({ do: 'stop', clock }) as const);

const points = Object.fromEntries(
  Object.entries(form.SIX_POINTS).map(([key, title]) => [
    key,
    z.string().trim().min(4).max(3000).meta({ title, widget: 'long-text' }),
  ]),
) as Record<keyof typeof form.SIX_POINTS, z.ZodString>;

const leave = (
  title: string,
  about: string,
  by: readonly Performer[],
  cites: readonly Citation[],
  to: string,
  phases: readonly string[] = BEFORE_DECISION,
) => ({ title, about, by, in: phases, cites, form: form.reason, clocks: stopAll, to });

/** Stages 5 to 8: submission, legal examination, coordination, deliberation; and the ways out before them. */
export function examining(instrument: Instrument, decided: string): Fragment {
  const review = legalityReview({
    act: 'examine',
    title: '法制机构审查',
    by: examiner,
    in: ['examination'],
    cites: [rules.art('19'), rules.art('25'), task14],
    apartFrom: ['draft'],
    clock: {
      name: 'examination',
      title: '法制机构审查期限',
      owedBy: 'examiner',
      limit: settings.examination,
      cites: [design('法制机构审查期限按60个工作日设定')],
    },
    paper: 'examination-opinion',
    number: 'examination-opinion',
  });
  const examine = review.acts?.examine;
  const meeting = collectiveDeliberation({
    title: instrument === 'government-rule' ? '政府会议审议' : '政府会议讨论通过议案',
    by: clerk,
    in: ['deliberation'],
    cites: [rules.art('27'), rules.art('28')],
    meetings: ['政府常务会议', '政府全体会议'],
    to: [
      { when: cond('deliberation-passed'), phase: decided },
      { when: cond('deliberation-rejected'), phase: 'terminated' },
      { when: not(cond('deliberation-passed')), phase: 'examination' },
    ],
    paper: 'minutes',
  });
  const deliberate = meeting.acts?.deliberate;
  if (!examine?.form || !deliberate?.outcomes) throw new Error('the fragments have changed their acts');
  return merge(
    {
      ...review,
      acts: {
        examine: {
          ...examine,
          form: examine.form.extend(points),
          rules: [
            {
              code: 'REVISER-APART',
              cites: [rules.art('19')],
              say: '修改草案的人不能审查自己修改的文本，请换人审查',
              check: (_input, view, env) =>
                !view
                  .all('revise-draft')
                  .some((a) => a.actor.person !== undefined && a.actor.person === env.person),
            },
          ],
        },
      },
      conditions: {
        ...review.conditions,
        'review-lawful': {
          title: '审查结论为合法，会议没有退回',
          test: {
            fn: (v) => {
              const last = v.last('examine');
              if (last?.input.conclusion !== '合法') return false;
              return !v.all('deliberate').some((d) => d.seq > last.seq && d.input.result !== '通过');
            },
          },
        },
      },
    },
    {
      ...meeting,
      acts: {
        deliberate: {
          ...deliberate,
          settles: [...(deliberate.settles ?? []), 'review-lawful'],
          // What is not passed goes back to examination and must be found lawful anew.
          outcomes: Object.fromEntries(
            Object.entries(deliberate.outcomes).map(([name, o]) => [
              name,
              { ...o, conds: { ...o.conds, 'review-lawful': name === 'passed' } },
            ]),
          ),
          voids: ['submit-deliberation'],
          clocks: [
            {
              do: 'restart',
              clock: 'examination',
              when: not({ op: 'any', of: [cond('deliberation-passed'), cond('deliberation-rejected')] }),
            },
          ],
        },
      },
    },
    {
      acts: {
        'submit-examination': {
          title: '报送审查',
          about: '送审稿、说明、意见和处理情况、听证笔录、配套规定等一并报送',
          by: leadHead,
          in: ['submission'],
          cites: [rules.art('18'), task15],
          needs: [
            need('R7', cond('fully-signed'), '送审稿还没有由每个起草单位的主要负责人签署', [rules.art('18')]),
            need(
              'COMPETITION',
              not(cond('competition-missing')),
              '涉及经营者经济活动的，没有通过公平竞争审查，不能报送',
              [fcr.art('18')],
            ),
            need('HEARING', not(cond('hearing-missing')), '应当听证的，还没有举行听证会', [rules.art('16')]),
            need(
              'ASSESSED',
              not(cond('assessments-missing')),
              '法定的风险评估、第三方评估还没有可以推进的结论，不能报送',
              [task15],
            ),
          ],
          form: form.submission,
          // How far each companion is stays for the person to say.
          prefill: {
            from: (view) => ({
              companions: ((view.get('propose.companions') ?? []) as string[]).map((title) => ({ title })),
            }),
          },
          rules: [
            {
              code: 'DISSENT-TOLD',
              field: 'dissent',
              cites: [rules.art('17')],
              say: '部门之间还有不同意见，送审时要说明情况和理由',
              check: (input, view) => !view.state.conds.has('dissent-open') || Boolean(input.dissent),
            },
            {
              code: 'HEARING-TOLD',
              field: 'hearingHandled',
              cites: [rules.art('16')],
              say: '举行过听证会的，送审时要说明对听证意见的处理情况和理由',
              check: (input, view) => !view.last('hold-hearing') || Boolean(input.hearingHandled),
            },
            {
              code: 'COMPANIONS',
              field: 'companions',
              cites: [task15],
              say: '配套规定没有同步起草',
              check: (input, view) => {
                const told = new Set((input.companions as { title: string }[]).map((c) => c.title));
                const left = ((view.get('propose.companions') ?? []) as string[]).filter((c) => !told.has(c));
                return left.length === 0 || `这些配套规定还没有草案，也没有说明不再需要：${left.join('、')}`;
              },
            },
          ],
          clocks: [{ do: 'start', clock: 'examination' }],
          to: 'examination',
        },
        hold: {
          title: '缓办',
          about: '条件不成熟、争议没有协商等情形，暂缓审查',
          by: examinerHead,
          in: ['examination'],
          cites: [rules.art('20')],
          repeats: true,
          needs: [disputePending],
          form: form.holding,
          clocks: [{ do: 'pause', clock: 'examination' }],
          to: 'held',
        },
        resume: {
          title: '恢复审查',
          by: examinerHead,
          in: ['held'],
          cites: [rules.art('20')],
          repeats: true,
          form: form.reason,
          clocks: [{ do: 'resume', clock: 'examination' }],
          to: 'examination',
        },
        'return-draft': {
          title: '退回起草单位',
          by: examinerHead,
          in: ['examination'],
          cites: [rules.art('20')],
          repeats: true,
          needs: [disputePending],
          form: form.holding,
          voids: ['submit-examination', 'sign-submission', 'examine', 'deliberate'],
          clocks: [{ do: 'stop', clock: 'examination' }],
          to: 'submission',
        },
        'order-second-consultation': {
          title: '再次公开征求意见',
          about: '审查中认为需要的，再次公开征求意见，期限与第一次相同',
          by: examiner,
          in: ['examination'],
          cites: [rules.art('21'), rules.art('22')],
          repeats: true,
          needs: [disputePending],
          form: form.reason,
          voids: [
            'except-consultation',
            'open-consultation',
            'close-consultation',
            'publish-adoption-summary',
            'complete-consultation',
            'submit-examination',
            'sign-submission',
            'examine',
            'deliberate',
          ],
          // What is asked at submission is asked anew then; comments that only the old summary answered are open again.
          settles: [
            'comments-open',
            'written-reply-open',
            'competition-missing',
            'assessments-missing',
            'hearing-missing',
          ],
          outcomes: {
            ordered: {
              title: '再次征求意见',
              conds: { 'competition-missing': false, 'assessments-missing': false, 'hearing-missing': false },
            },
          },
          clocks: [{ do: 'stop', clock: 'examination' }],
          to: 'consultation',
        },
        coordinate: {
          title: '协调分歧',
          about: '列明争议问题、各方意见和依据、本单位意见；达成一致的写明内容',
          by: [...leadHead, ...examiner],
          in: ['submission', 'examination'],
          cites: [rules.art('17'), rules.art('24'), task14],
          repeats: true,
          needs: [
            need('DISSENT', cond('dissent-open'), '没有需要协调的分歧', [rules.art('24')]),
            disputePending,
          ],
          form: form.coordination,
          rules: [
            {
              code: 'AGREED',
              field: 'agreed',
              cites: [rules.art('24')],
              say: '达成一致的，写明一致的内容',
              check: (input) => input.result !== '达成一致' || Boolean(input.agreed),
            },
          ],
          settles: ['dissent-open'],
        },
        'escalate-dispute': {
          title: '上报有关负责同志协调',
          about: '协调不能达成一致的，将争议问题、有关方面的意见和法制机构的意见上报',
          by: examinerHead,
          in: ['examination'],
          cites: [rules.art('24'), task14],
          needs: [
            need('DISSENT-LEFT', cond('dissent-open'), '没有尚未解决的分歧', [rules.art('24')]),
            need('COORDINATED', done('coordinate'), '还没有协调过，先协调再上报', [rules.art('24')]),
          ],
          form: form.escalation,
          clocks: [{ do: 'restart', clock: 'dispute' }],
          papers: ['dispute-report'],
        },
        'decide-dispute': {
          title: '负责同志协调或者决定',
          by: leader,
          in: ['examination'],
          cites: [rules.art('24'), task14],
          repeats: true,
          needs: [need('ESCALATED', done('escalate-dispute'), '没有上报的争议', [rules.art('24')])],
          form: form.disputeDecision,
          settles: ['dissent-open'],
          outcomes: { settled: { title: '已决定', conds: { 'dissent-open': false } } },
          voids: ['escalate-dispute'],
          clocks: [{ do: 'stop', clock: 'dispute' }],
        },
        'submit-deliberation': {
          title: '提请政府会议审议',
          about: '法制机构主要负责人签署草案和说明，提出审议建议',
          by: examinerHead,
          in: ['examination'],
          cites: [rules.art('25'), rules.art('26'), task14],
          needs: [
            need('R1', cond('review-lawful'), '这一稿没有审查合法的结论，不得提请审议', [
              rules.art('19'),
              task14,
            ]),
            need('DISSENT-SETTLED', not(cond('dissent-open')), '部门之间的分歧还没有解决', [
              rules.art('24'),
              task14,
            ]),
          ],
          clocks: stopAll,
          to: 'deliberation',
        },
        withdraw: leave(
          '撤回',
          '起草单位在会议审议之前撤回，说明理由',
          leadHead,
          [rules.art('20'), task14],
          'withdrawn',
        ),
        terminate: leave(
          '终止项目',
          '政府决定不再制定，计划已经公布的同时公布',
          clerk,
          [rules.art('13')],
          'terminated',
        ),
        defer: leave(
          '转入下一年度计划',
          '条件不成熟，转入下一年度计划',
          examinerClerk,
          [rules.art('13')],
          'deferred',
        ),
        convert: leave(
          '转为规范性文件',
          '没有需要用法规规章规定的内容，改为制定行政规范性文件',
          examinerClerk,
          [rules.art('8'), task14],
          'converted',
          ['proposal', 'drafting', 'consultation', 'submission', 'examination'],
        ),
        'merge-project': leave(
          '并入其他项目',
          '与另一项目合并起草',
          examinerClerk,
          [rules.art('13'), task14],
          'merged',
          ['proposal', 'drafting', 'consultation', 'submission', 'examination'],
        ),
      },
      clocks: {
        dispute: {
          title: '上报争议的协调决定期限',
          kind: 'duty',
          owedBy: 'responsible-leader',
          limit: settings.dispute,
          lastDay: 'roll',
          cites: [rules.art('24'), design('协调决定期限按15个工作日设定')],
        },
      },
    },
  );
}

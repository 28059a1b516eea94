import {
  type ActDef,
  type Citation,
  cond,
  elapsed,
  type Fragment,
  law,
  need,
  not,
  samePerson,
  workdays,
} from '@fadu/kernel';
import {
  filingReviewRegulations as far,
  localOrganizationLaw as org,
  reconsiderationLaw as rec,
} from '../../statutes/index.ts';
import { decider, filer, powerCites, reviewCites, reviewer, STANDARDS, settings, task36 } from './common.ts';
import { changedEntry, changeQuestions } from './facts.ts';
import * as form from './forms.ts';

type To = NonNullable<ActDef['to']>;

/** What a procedure says of its substantive review (实质审查). */
export interface ReviewingOptions {
  /** Where the case goes when the document is found lawful, was corrected, or was altered or revoked. */
  readonly passed: To;
  readonly corrected: To;
  readonly overruled: To;
  /** What each step leaves in the register of the procedure. */
  readonly entries: NonNullable<ActDef['entries']>;
  /** Further checks before a conclusion. */
  readonly needs?: NonNullable<ActDef['needs']>;
  /** Ends that a review must not reach with an opinion unanswered. */
  readonly ends: readonly string[];
}

const cites = [...reviewCites];
const designed = (what: string): Citation => ({
  source: 'design',
  title: '本系统设定',
  says: what,
  standing: 'design',
});

/** Phases of a review, to be spread into a procedure's own. */
export const REVIEW_PHASES = {
  review: { title: '实质审查' },
  explaining: { title: '等待制定机关说明' },
  correcting: { title: '等待纠正' },
  checking: { title: '核对纠正情况' },
  deciding: { title: '提请改变或者撤销' },
} as const;

/** Roles and relations that a review needs. */
export const REVIEW_RELATIONS = {
  recipient: '备案审查机关',
  desk: '备案审查工作机构',
  maker: '制定机关',
  filer: '制定机关的办文单位',
} as const;
export const REVIEW_ROLES = {
  'office-clerk': '办文人员',
  'filing-reviewer': '备案审查人员',
  'principal-head': '主要负责人',
} as const;

/**
 * Substantive review: explanation where it is needed, then either all standards are met, or an opinion with time to
 * correct; what is not corrected goes to the organ that may alter, suspend or revoke it.
 */
export function reviewing(o: ReviewingOptions): Fragment {
  const withOwn =
    (change: NonNullable<ActDef['entries']>): NonNullable<ActDef['entries']> =>
    (view, env) => [...o.entries(view, env), ...change(view, env)];
  return {
    acts: {
      'request-explanation': {
        title: '要求制定机关说明情况',
        by: reviewer,
        in: ['review'],
        cites: [far.art('14'), ...cites],
        repeats: true,
        form: form.explanationRequest,
        clocks: [
          { do: 'pause', clock: 'review' },
          { do: 'start', clock: 'explanation' },
        ],
        papers: ['explanation-request'],
        to: 'explaining',
      },
      explain: {
        title: '书面说明情况',
        by: filer,
        in: ['explaining'],
        cites: [far.art('14')],
        repeats: true,
        form: form.explanation,
        clocks: [
          { do: 'stop', clock: 'explanation' },
          { do: 'resume', clock: 'review' },
        ],
        to: 'review',
      },
      'go-on-unexplained': {
        title: '逾期不说明，继续审查',
        by: reviewer,
        in: ['explaining'],
        cites: [far.art('14'), designed('逾期不说明的，按现有材料继续审查')],
        repeats: true,
        needs: [
          need('EXPLANATION-OVER', elapsed('explanation'), '说明情况的期限还没有届满', [
            designed('说明情况的期限按10日设定'),
          ]),
        ],
        clocks: [
          { do: 'stop', clock: 'explanation' },
          { do: 'resume', clock: 'review' },
        ],
        to: 'review',
      },
      'conclude-pass': {
        title: '审查通过',
        about: '六项标准逐项审查，都没有问题',
        by: reviewer,
        in: ['review'],
        cites: [far.art('13'), ...cites],
        ...(o.needs && { needs: o.needs }),
        form: form.pass,
        rules: [
          {
            code: 'STANDARDS',
            field: 'standards',
            cites: [far.art('13')],
            say: '六项标准要全部审查',
            check: (input) => {
              const left = STANDARDS.filter((s) => !(input.standards as string[]).includes(s));
              return (
                left.length === 0 ||
                `还没有审查：${left.join('、')}；有一项不符合的，应当提出审查意见，不能通过`
              );
            },
          },
        ],
        clocks: [{ do: 'stop', clock: 'review' }],
        entries: o.entries,
        to: o.passed,
      },
      'issue-opinion': {
        title: '提出审查意见，限期纠正',
        about: '写明哪一条、违反哪一项标准、依据是什么、建议怎么处理',
        by: reviewer,
        in: ['review'],
        cites: [far.art('18'), ...cites, task36],
        ...(o.needs && { needs: o.needs }),
        form: form.opinion,
        clocks: [
          { do: 'stop', clock: 'review' },
          { do: 'start', clock: 'correction' },
        ],
        numbers: ['correction-opinion'],
        papers: ['correction-opinion'],
        entries: o.entries,
        to: 'correcting',
      },
      'report-correction': {
        title: '报告纠正情况',
        about: '已经废止、停止执行或者修改的，报告从哪一天起；修改后的文件另行备案',
        by: filer,
        in: ['correcting'],
        cites: [far.art('21'), ...cites],
        form: form.correction,
        rules: [
          {
            code: 'REPLACED-BY',
            field: 'replacedBy',
            cites: [far.art('18')],
            say: '修改的，要写明修改后文件的文号',
            check: (input) => input.how !== '修改' || String(input.replacedBy ?? '').length >= 4,
          },
        ],
        clocks: [
          { do: 'stop', clock: 'correction' },
          { do: 'start', clock: 'checking' },
        ],
        to: 'checking',
      },
      'refuse-correction': {
        title: '书面说明理由，不作纠正',
        by: filer,
        in: ['correcting'],
        cites: [far.art('21')],
        form: form.reason,
        clocks: [
          { do: 'stop', clock: 'correction' },
          { do: 'start', clock: 'decision' },
        ],
        to: 'deciding',
      },
      'refer-uncorrected': {
        title: '逾期不纠正，提请处理',
        by: reviewer,
        in: ['correcting'],
        cites: [...powerCites, ...cites],
        needs: [
          need('CORRECTION-OVER', elapsed('correction'), '纠正期限还没有届满，制定机关还可以自行纠正', [
            designed('纠正期限按30日设定'),
          ]),
        ],
        clocks: [
          { do: 'stop', clock: 'correction' },
          { do: 'start', clock: 'decision' },
        ],
        to: 'deciding',
      },
      'accept-correction': {
        title: '核对属实，认定已经自行纠正',
        about: '废止、停止执行的，同时改变文件目录里的状态，并注明所依据的审查意见',
        by: reviewer,
        in: ['checking'],
        cites: [far.art('3'), ...cites],
        asks: (_input, view) => changeQuestions(view, view.get('report-correction.from')),
        clocks: [{ do: 'stop', clock: 'checking' }],
        entries: withOwn((view, env) => {
          const how = view.text('report-correction.how');
          if (how === '修改') return [];
          return changedEntry(view, env, {
            status: how === '废止' ? '废止' : '暂停执行',
            from: view.text('report-correction.from'),
            how: '自行纠正',
            text: view.text('report-correction.text'),
          });
        }),
        to: o.corrected,
      },
      'reject-correction': {
        title: '没有真正纠正，提请处理',
        by: reviewer,
        in: ['checking'],
        cites: [...powerCites, ...cites],
        form: form.reason,
        clocks: [
          { do: 'stop', clock: 'checking' },
          { do: 'start', clock: 'decision' },
        ],
        to: 'deciding',
      },
      decide: {
        title: '决定改变、撤销或者停止执行',
        about: '由备案审查机关负责人决定；政府依照地方组织法第七十三条，人大常委会依照监督法第三十九条',
        by: decider,
        in: ['deciding'],
        cites: [...powerCites, rec.art('59')],
        public: true,
        needs: [
          need('DECIDER-APART', not(samePerson('issue-opinion')), '提出审查意见的人不能自己作出决定', [
            designed('审查与决定由不同的人进行'),
          ]),
        ],
        form: form.decision,
        asks: (input, view) => changeQuestions(view, input.from),
        rules: [
          {
            code: 'ALTERED',
            field: 'altered',
            cites: [org.art('73')],
            say: '决定改变的，要写明哪一条改成什么',
            check: (input) => input.decision !== '改变' || String(input.altered ?? '').length >= 4,
          },
        ],
        settles: ['upheld'],
        clocks: [{ do: 'stop', clock: 'decision' }],
        numbers: ['review-decision'],
        papers: ['review-decision'],
        publishes: ['document'],
        publicBody: (view) => ({
          document: view.state.acts[0]?.input.document,
          decision: view.text('decide.decision'),
          from: view.text('decide.from'),
          reasons: view.text('decide.reasons'),
        }),
        entries: withOwn((view, env) => {
          const decision = view.text('decide.decision');
          if (decision === '不予处理') return [];
          const altered = view.text('decide.altered');
          return changedEntry(view, env, {
            status: decision === '撤销' ? '废止' : decision === '改变' ? '有效' : '暂停执行',
            from: view.text('decide.from'),
            how: decision,
            text: altered
              ? `${view.text('decide.reasons')}（改变为：${altered}）`
              : view.text('decide.reasons'),
          });
        }),
        to: [
          ...(typeof o.passed === 'string'
            ? [{ when: cond('upheld'), phase: o.passed }]
            : o.passed.map((b) => ({
                when: { op: 'all', of: [cond('upheld'), b.when] } as const,
                phase: b.phase,
              }))),
          ...(typeof o.overruled === 'string'
            ? [{ when: not(cond('upheld')), phase: o.overruled }]
            : o.overruled.map((b) => ({
                when: { op: 'all', of: [not(cond('upheld')), b.when] } as const,
                phase: b.phase,
              }))),
        ],
      },
    },
    clocks: {
      review: {
        title: '实质审查期限',
        kind: 'duty',
        owedBy: 'desk',
        limit: settings.review,
        lastDay: 'roll',
        cites: [designed('规范性文件的实质审查期限按30日设定'), far.art('11')],
        warnBefore: workdays(5),
      },
      explanation: {
        title: '说明情况的期限',
        kind: 'duty',
        owedBy: 'filer',
        limit: settings.explanation,
        lastDay: 'roll',
        cites: [designed('说明情况的期限按10日设定'), far.art('14')],
      },
      correction: {
        title: '纠正期限',
        kind: 'duty',
        owedBy: 'filer',
        limit: settings.correction,
        lastDay: 'roll',
        cites: [designed('纠正期限按30日设定'), far.art('21')],
        warnBefore: workdays(5),
      },
      checking: {
        title: '核对纠正情况的期限',
        kind: 'duty',
        owedBy: 'desk',
        limit: settings.formCheck,
        lastDay: 'roll',
        cites: [designed('核对纠正情况的期限按5个工作日设定')],
      },
      decision: {
        title: '作出处理决定的期限',
        kind: 'duty',
        owedBy: 'recipient',
        limit: settings.decision,
        lastDay: 'roll',
        cites: [designed('作出处理决定的期限按30日设定')],
        warnBefore: workdays(5),
      },
    },
    conditions: {
      upheld: { title: '决定不予处理', test: { is: ['decide.decision', '不予处理'] } },
    },
    laws: [
      law('NO-DECISION-UNHEARD', '没有提出过审查意见的，不得改变、撤销或者停止执行', powerCites, {
        kind: 'precedes',
        first: [{ act: 'issue-opinion' }],
        then: 'decide',
      }),
      law('SELF-CORRECTION-FIRST', '纠正期限没有届满，不得以逾期不纠正为由提请处理', [far.art('21')], {
        kind: 'waits',
        act: 'refer-uncorrected',
        clock: 'correction',
      }),
      law('CHANCE', '制定机关没有表态、期限也没有届满的，不得作出处理决定', powerCites, {
        kind: 'precedes',
        first: [{ act: 'refuse-correction' }, { act: 'refer-uncorrected' }, { act: 'reject-correction' }],
        then: 'decide',
      }),
      law('ERROR-CORRECTED', '有错必纠：提出审查意见的，没有纠正或者处理决定不得办结', [far.art('3')], {
        kind: 'answered',
        cause: { act: 'issue-opinion' },
        effect: ['accept-correction', 'decide'],
        ends: o.ends,
      }),
      law('CHECKED', '报告纠正的，没有核对不得办结', [far.art('3')], {
        kind: 'answered',
        cause: { act: 'report-correction' },
        effect: ['accept-correction', 'reject-correction'],
        ends: o.ends,
      }),
      law('EXPLAINED', '要求说明情况的，没有说明又没有逾期，不得下结论', [far.art('14')], {
        kind: 'answered',
        cause: { act: 'request-explanation' },
        effect: ['explain', 'go-on-unexplained'],
      }),
      law('DECIDER', '提出审查意见的人不得自己决定改变或者撤销', [designed('审查与决定由不同的人进行')], {
        kind: 'apart',
        act: 'decide',
        from: 'issue-opinion',
      }),
    ],
  };
}

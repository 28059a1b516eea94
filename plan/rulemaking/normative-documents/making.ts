import {
  all,
  any,
  cond,
  days,
  design,
  done,
  elapsed,
  type Fragment,
  implies,
  months,
  need,
  not,
  office,
  planTask,
  post,
  samePerson,
  workdays,
  years,
} from '@fadu/kernel';
import { addDays, addMonths } from '@fadu/kernel/time/date';
import { collectiveDeliberation } from '../../fragments/collective-deliberation.ts';
import { legalityReview } from '../../fragments/legality-review.ts';
import { consultationSettled, publicConsultation } from '../../fragments/public-consultation.ts';
import {
  jilinDocumentRules as city,
  countyAdministrationDecision,
  disclosureRegulations as dis,
  fairCompetitionReviewRegulations as fcr,
  interpretationOpinion,
  legalityReviewOpinion as lro,
  normativeDocumentOpinion as ndo,
  businessEnvironmentRegulations as obe,
  localOrganizationLaw as org,
  oversightLaw,
} from '../../statutes/index.ts';
import { catalogueEntry, consultationBody, publishedBody } from './catalogue.ts';
import * as form from './forms.ts';

export const task16 = planTask(
  16,
  '严格履行制发程序；未经审核或者审核不合法的不得提请审议，征求意见不能代替合法性审查',
);
export const task36 = planTask(
  36,
  '涉及群众重大利益的，还要征求人大代表、政协委员意见，未采纳的书面回复并说明理由',
);

const drafter = [post('drafter', 'lead')];
const leadHead = [post('head', 'lead')];
const clerk = [post('office-clerk', 'office')];

/** Values that no confirmed source fixes; a city sets its own. */
export const settings = {
  commentDays: workdays(15),
  departmentOpinion: workdays(5),
  maxValidityYears: 5,
  maxTrialYears: 2,
  fairCompetitionNeeded: true,
} as const;

/** Step 1: proposal and registration. */
export const proposing: Fragment = {
  acts: {
    propose: {
      title: '申请立项',
      about: '说明为什么要发文，并逐项回答是不是行政规范性文件',
      by: [office('drafter')],
      in: [],
      opens: true,
      cites: [ndo.art('2'), city.art('2'), task16],
      form: form.proposal,
      rules: [
        {
          code: 'N4',
          field: 'maker',
          cites: [ndo.art('5')],
          say: '制定机关必须是有资格的行政机关；内设机构、临时机构和议事协调机构不能制发',
          check: (input, _view, env) =>
            ['government', 'department', 'township', 'dispatched', 'authorised'].includes(
              env.organ(String(input.maker))?.kind ?? '',
            ),
        },
        {
          code: 'TITLE-TIAOLI',
          field: 'title',
          cites: [ndo.art('1')],
          say: '行政规范性文件的名称不能用“条例”',
          check: (input) => !String(input.title).includes('条例'),
        },
      ],
      settles: ['is-normative', 'business-related', 'major-interest', 'government-document'],
      binds: [
        { relation: 'lead', from: 'actor.organ' },
        { relation: 'maker', from: 'maker' },
        { relation: 'office', from: 'office' },
        { relation: 'reviewer', from: 'reviewer' },
        { relation: 'regulator', from: 'regulator' },
        { relation: 'ideology-body', from: 'ideologyBody' },
        { relation: 'security-body', from: 'securityBody' },
        { relation: 'environment-body', from: 'environmentBody' },
      ],
    },
    register: {
      title: '立项登记',
      about: '核对必要性和是否重复发文，登记立项',
      by: clerk,
      in: ['proposal'],
      cites: [ndo.art('2'), task16],
      needs: [
        need('IS-NORMATIVE', cond('is-normative'), '识别结果不是行政规范性文件，不适用本程序', [
          city.art('2'),
        ]),
      ],
      numbers: ['registration'],
      to: 'drafting',
    },
    'not-normative': {
      title: '认定不属于规范性文件',
      by: clerk,
      in: ['proposal'],
      cites: [city.art('2')],
      needs: [
        need('NOT-NORMATIVE', not(cond('is-normative')), '六项识别标准都符合，属于行政规范性文件', [
          city.art('2'),
        ]),
      ],
      form: form.reason,
      to: 'not-normative',
    },
    'reject-proposal': {
      title: '不予立项',
      by: clerk,
      in: ['proposal'],
      cites: [ndo.art('2')],
      form: form.reason,
      to: 'terminated',
    },
  },
  conditions: {
    'is-normative': {
      title: '符合规范性文件的六项标准',
      test: { fn: (v) => [1, 2, 3, 4, 5, 6].every((i) => v.get(`propose.q${i}`) === true) },
    },
    'business-related': { title: '与市场主体密切相关', test: { has: 'propose.businessRelated' } },
    'major-interest': { title: '涉及群众重大利益', test: { has: 'propose.majorInterest' } },
    'government-document': {
      title: '以政府名义制发',
      test: { fn: (v) => v.text('propose.maker') !== '' && v.text('propose.maker') !== v.bound('lead')[0] },
    },
  },
};

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
        }),
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
  legalityReview({
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

const reviewedOk = any(cond('review-lawful'), all(cond('review-modify'), done('confirm-modification')));

/** Steps 8 to 13: deliberation, signature, number, publication, interpretation, filing. */
export const issuing: Fragment[] = [
  {
    acts: {
      'submit-deliberation': {
        title: '提请集体审议',
        by: clerk,
        in: ['review'],
        cites: [ndo.art('3'), task16],
        needs: [
          need('N1', reviewedOk, '未经合法性审核，或者审核不合法、没有按审核意见改好的，不得提请审议', [
            task16,
            lro.art('5'),
            org.art('75'),
          ]),
        ],
        to: 'deliberation',
      },
    },
  },
  collectiveDeliberation({
    title: '集体审议',
    by: clerk,
    in: ['deliberation'],
    cites: [org.art('75'), ndo.art('3')],
    meetings: ['政府常务会议', '政府全体会议', '部门办公会议'],
    needs: [need('NOT-DECIDED', not(cond('deliberation-passed')), '已经审议通过', [org.art('75')])],
    to: [
      { when: cond('deliberation-passed'), phase: 'issuing' },
      { when: cond('deliberation-rejected'), phase: 'terminated' },
    ],
    paper: 'minutes',
  }),
  {
    acts: {
      sign: {
        title: '签署',
        about: '主要负责人签署；签署的文本与审核、审议的文本一致',
        by: [post('principal-head', 'maker')],
        in: ['issuing'],
        cites: [task16, org.art('75')],
        needs: [
          need('DELIBERATED', cond('deliberation-passed'), '没有集体审议通过，不能签署；紧急的也要集体决定', [
            org.art('75'),
            ndo.art('3'),
          ]),
        ],
        clocks: [{ do: 'start', clock: 'publish' }],
      },
      'assign-number': {
        title: '统一登记、统一编号',
        by: clerk,
        in: ['issuing'],
        cites: [task16, city.art('6')],
        needs: [need('N3', done('sign'), '没有签署的文件不能编号', [task16])],
        form: form.validity,
        rules: [
          {
            code: 'EFFECTIVE',
            field: 'effectiveOn',
            cites: [obe.art('65'), ndo.art('4')],
            say: '施行日期不能早于今天；没有公布就不能施行',
            check: (input, _v, env) => String(input.effectiveOn) >= env.today,
          },
          {
            code: 'VALIDITY',
            field: 'expiresOn',
            cites: [design('有效期最长5年，暂行、试行最长2年')],
            say: '有效期最长5年，暂行、试行的最长2年，且不能早于施行日期',
            check: (input, view) => {
              const from = String(input.effectiveOn);
              const years = view.get('propose.trial') ? settings.maxTrialYears : settings.maxValidityYears;
              const last = addDays(addMonths(from, years * 12), -1);
              return (
                (String(input.expiresOn) >= from && String(input.expiresOn) <= last) ||
                `有效期最长${years}年，最晚到${last}`
              );
            },
          },
        ],
        numbers: ['document', 'index'],
        clocks: [{ do: 'start', clock: 'validity', until: 'expiresOn' }],
      },
      publish: {
        title: '公布',
        by: clerk,
        in: ['issuing'],
        cites: [ndo.art('4'), obe.art('64'), dis.art('26')],
        public: true,
        needs: [need('NUMBERED', done('assign-number'), '没有统一编号，不能公布', [task16])],
        form: form.publication,
        clocks: [
          { do: 'stop', clock: 'publish' },
          { do: 'start', clock: 'interpretation' },
          { do: 'start', clock: 'filing' },
          { do: 'start', clock: 'filing-congress', when: cond('government-document') },
        ],
        papers: ['document', 'issue-notice'],
        publishes: ['document'],
        entries: catalogueEntry('有效'),
        publicBody: publishedBody,
        to: 'published',
      },
      interpret: {
        title: '发布解读',
        by: drafter,
        in: ['published'],
        cites: [interpretationOpinion.art('1')],
        public: true,
        form: form.interpretation,
        clocks: [{ do: 'stop', clock: 'interpretation' }],
        publishes: ['interpretation'],
      },
      file: {
        title: '报送政府备案',
        by: clerk,
        in: ['published'],
        cites: [countyAdministrationDecision.art('1'), task16],
        form: form.filing,
        clocks: [{ do: 'stop', clock: 'filing' }],
        papers: ['filing-report'],
      },
      'file-congress': {
        title: '报送人大常委会备案',
        by: clerk,
        in: ['published'],
        cites: [oversightLaw.art('38')],
        needs: [
          need('GOV-DOC', cond('government-document'), '部门文件不需要报人大常委会备案', [
            oversightLaw.art('38'),
          ]),
        ],
        form: form.filing,
        clocks: [{ do: 'stop', clock: 'filing-congress' }],
      },
      archive: {
        title: '归档，转入日常管理',
        by: clerk,
        in: ['published'],
        cites: [task16],
        needs: [
          need('INTERPRETED', done('interpret'), '还没有发布解读', [interpretationOpinion.art('1')]),
          need('FILED', done('file'), '还没有报送备案', [countyAdministrationDecision.art('1')]),
          need(
            'FILED-CONGRESS',
            implies(cond('government-document'), done('file-congress')),
            '还没有报送人大常委会备案',
            [oversightLaw.art('38')],
          ),
        ],
        to: 'in-force',
      },
    },
    clocks: {
      publish: {
        title: '公布期限',
        kind: 'duty',
        owedBy: 'office',
        limit: workdays(20),
        lastDay: 'roll',
        cites: [dis.art('26')],
      },
      interpretation: {
        title: '发布解读期限',
        kind: 'duty',
        owedBy: 'lead',
        limit: workdays(3),
        lastDay: 'roll',
        cites: [interpretationOpinion.art('1')],
      },
      filing: {
        title: '报送备案期限',
        kind: 'duty',
        owedBy: 'office',
        limit: days(15),
        lastDay: 'roll',
        cites: [countyAdministrationDecision.art('1')],
        warnBefore: workdays(3),
      },
      'filing-congress': {
        title: '报送人大常委会备案期限',
        kind: 'duty',
        owedBy: 'office',
        limit: days(30),
        lastDay: 'roll',
        cites: [oversightLaw.art('38')],
        warnBefore: workdays(3),
      },
    },
  },
];

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

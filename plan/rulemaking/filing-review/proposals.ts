import {
  type ActDef,
  all,
  type ClockEffect,
  cond,
  dateOf,
  design,
  done,
  type Fragment,
  type InputRule,
  implies,
  merge,
  need,
  not,
  office,
  type Procedure,
  resident,
} from '@fadu/kernel';
import {
  filingReviewRegulations as far,
  administrativeLitigationLaw as lit,
  litigationInterpretation as litRules,
  oversightLaw as ovl,
  reconsiderationLaw as rec,
} from '../../statutes/index.ts';
import { filer, reviewCites, reviewer, task16, task36 } from './common.ts';
import { DOCUMENT_REVIEWS, documentOfCase, documentQuestions, findDocument, openedWith } from './facts.ts';
import { inCatalogue } from './filing.ts';
import * as form from './forms.ts';
import { replyPapers, reviewPapers } from './papers.ts';
import { citizenTime, laws, proposalLimits, source } from './proposal-limits.ts';
import { filingDesk, paperDesk, reviewersOf } from './recipients.ts';
import { REVIEW_PHASES, REVIEW_RELATIONS, REVIEW_ROLES, reviewing } from './reviewing.ts';

/** The entry of a review in its register: what was reviewed, from where it came, how it ended. Nobody's name. */
const reviewEntry: NonNullable<ActDef['entries']> = (view, env) => {
  const entry = documentOfCase(view);
  if (!entry) return [];
  const decision = view.text('decide.decision');
  const status = view.last('decide')
    ? decision === '不予处理'
      ? '维持'
      : decision
    : view.last('accept-correction')
      ? '已自行纠正'
      : view.last('issue-opinion')
        ? '已提出审查意见'
        : '审查通过';
  const repliedAt = view.last('send-reply')?.at;
  const opinion = view.issued('issue-opinion', 'correction-opinion');
  return [
    {
      register: DOCUMENT_REVIEWS,
      code: view.state.id,
      region: entry.region,
      lawFrom: env.today,
      body: {
        status,
        document: entry.body.number,
        title: entry.body.title,
        maker: entry.body.maker,
        source: source(view) || '公民、法人和其他组织的审查建议',
        articles: openedWith(view).articles,
        receivedOn: view.text('receive-suggestion.receivedOn') || dateOf(view.state.acts[0]?.at ?? env.now),
        ...(opinion && { opinion }),
        ...(repliedAt && { repliedOn: dateOf(repliedAt) }),
        case: view.state.id,
      },
    },
  ];
};

/** The reviewing organ that was named must be one that may review this maker's documents. */
const rightReviewer: InputRule = {
  code: 'REVIEWER',
  field: 'recipient',
  cites: [far.art('25'), ovl.art('39'), task16],
  say: '这个机关不审查这份文件',
  check: (input, _view, env) => {
    const entry = findDocument(env.answer, input);
    const maker = entry && env.organ(String(entry.body.maker));
    if (!maker) return true;
    const right = reviewersOf(maker, env.organsOf);
    if (right.some((o) => o.id === input.recipient)) return true;
    const given = env.organ(String(input.recipient))?.name ?? String(input.recipient);
    return right.length
      ? `${maker.name}的文件由${right.map((o) => o.name).join('或者')}审查，${given}不审查，请改向它提出`
      : `${maker.name}的文件不由本平台上的机关审查`;
  },
};

const binds: NonNullable<ActDef['binds']> = [
  { relation: 'keeper', from: 'recipient' },
  { relation: 'recipient', from: 'recipient' },
  {
    relation: 'desk',
    from: (input, _view, env) => [
      filingDesk(env.organ(String(input.recipient)), env.organsOf) ?? String(input.recipient),
    ],
  },
  {
    relation: 'maker',
    from: (input, _view, env) => {
      const maker = findDocument(env.answer, input)?.body.maker;
      return typeof maker === 'string' ? [maker] : [];
    },
  },
  {
    relation: 'filer',
    from: (input, _view, env) => {
      const maker = findDocument(env.answer, input)?.body.maker;
      const desk = paperDesk(env.organ(String(maker)), env.organsOf);
      return desk ? [desk] : [];
    },
  },
];

const stops = (...clocks: string[]): ClockEffect[] => clocks.map((clock) => ({ do: 'stop', clock }) as const);

const proposals: Fragment = {
  acts: {
    'propose-review': {
      title: '提出审查建议',
      about: '任何人认为规范性文件不合法、不适当的，都可以建议审查；姓名和联系方式不公开',
      by: [resident],
      in: [],
      opens: true,
      cites: [...reviewCites, task36],
      form: form.proposal,
      asks: documentQuestions,
      rules: [inCatalogue, rightReviewer],
      settles: ['from-court', 'own-power', 'not-competent', 'has-proposer', 'forwarded-here', 'citizen'],
      outcomes: {
        proposed: {
          title: '公众提出',
          conds: {
            citizen: true,
            'from-court': false,
            'own-power': false,
            'not-competent': false,
            'has-proposer': true,
            'forwarded-here': false,
          },
        },
      },
      binds: [{ relation: 'proposer', from: 'actor.person' }, ...binds],
      clocks: [
        { do: 'start', clock: 'admission' },
        { do: 'start', clock: 'reply' },
      ],
      to: 'proposed',
    },
    'receive-suggestion': {
      title: '登记审查建议或者依职权启动',
      about: '法院的司法建议、复议机关转送或者附带审查、督查机构的建议，以及本机关主动审查',
      by: [office('filing-reviewer')],
      in: [],
      opens: true,
      cites: [rec.art('56'), rec.art('60'), lit.art('64'), litRules.art('149'), ...reviewCites],
      form: form.suggestion,
      asks: documentQuestions,
      rules: [
        inCatalogue,
        rightReviewer,
        {
          code: 'RECEIVED-DAY',
          field: 'receivedOn',
          cites: [rec.art('60'), litRules.art('149')],
          say: '收到日期不能晚于今天',
          check: (input, _view, env) => String(input.receivedOn) <= env.today,
        },
        {
          code: 'COMPETENT',
          field: 'competent',
          cites: [rec.art('56'), rec.art('57')],
          say: '只有行政复议附带审查才可能出现无权处理、需要转送的情形',
          check: (input) => input.competent === true || input.source === '本机关行政复议附带审查',
        },
      ],
      settles: ['from-court', 'own-power', 'not-competent', 'has-proposer', 'forwarded-here', 'citizen'],
      outcomes: Object.fromEntries(
        (
          [
            ['court', '司法建议', 'from-court', true],
            ['forwarded', '复议机关转送', 'forwarded-here', true],
            ['own', '本机关复议附带审查', 'own-power', true],
            ['elsewhere', '无权处理，转送', 'not-competent', true],
            ['inspection', '督查机构建议', '', true],
            ['self', '依职权', '', false],
          ] as const
        ).map(([name, title, holds, proposer]) => [
          name,
          {
            title,
            conds: {
              citizen: false,
              'from-court': holds === 'from-court',
              'forwarded-here': holds === 'forwarded-here',
              'own-power': holds === 'own-power',
              'not-competent': holds === 'not-competent',
              'has-proposer': proposer,
            },
          },
        ]),
      ),
      binds: [...binds],
      clocks: [
        {
          do: 'start',
          clock: 'reply',
          on: 'receivedOn',
          when: all(cond('has-proposer'), not(cond('not-competent'))),
        },
        { do: 'start', clock: 'review', on: 'receivedOn', when: not(cond('not-competent')) },
        { do: 'start', clock: 'court-answer', on: 'receivedOn', when: cond('from-court') },
        { do: 'start', clock: 'notify-maker', on: 'receivedOn', when: cond('own-power') },
        { do: 'start', clock: 'forward', on: 'receivedOn', when: cond('not-competent') },
      ],
      to: [
        { when: cond('not-competent'), phase: 'forwarding' },
        { when: not(cond('not-competent')), phase: 'review' },
      ],
    },
    'admit-proposal': {
      title: '受理审查建议',
      by: reviewer,
      in: ['proposed'],
      cites: reviewCites,
      clocks: [
        { do: 'stop', clock: 'admission' },
        { do: 'start', clock: 'review' },
      ],
      to: 'review',
    },
    'decline-proposal': {
      title: '不予受理，说明理由',
      about: '不属于规范性文件、已经在审查或者已有结论的，书面说明理由',
      by: reviewer,
      in: ['proposed'],
      cites: reviewCites,
      form: form.reason,
      clocks: stops('admission', 'reply'),
      papers: ['review-reply'],
      numbers: ['review-reply'],
      to: 'declined',
    },
    'notify-maker': {
      title: '书面通知制定机关答复',
      about: '自行政复议中止之日起三个工作日内书面通知制定机关就相关条款的合法性书面答复',
      by: reviewer,
      in: ['review'],
      cites: [rec.art('58'), rec.art('88')],
      needs: [
        need('OWN-POWER', cond('own-power'), '只有本机关行政复议附带审查才需要这一步', [rec.art('58')]),
      ],
      clocks: [
        { do: 'stop', clock: 'notify-maker' },
        { do: 'start', clock: 'maker-answer' },
      ],
    },
    'maker-answer': {
      title: '就条款的合法性书面答复',
      by: filer,
      in: ['review'],
      cites: [rec.art('58'), rec.art('88')],
      needs: [need('NOTIFIED', done('notify-maker'), '还没有通知答复', [rec.art('58')])],
      form: form.explanation,
      clocks: stops('maker-answer'),
    },
    'answer-court': {
      title: '书面答复人民法院',
      about: '制定机关自收到司法建议之日起六十日内书面答复',
      by: filer,
      in: ['review', 'explaining', 'correcting', 'checking', 'deciding', 'replying'],
      cites: [litRules.art('149')],
      needs: [need('FROM-COURT', cond('from-court'), '本件不是司法建议', [litRules.art('149')])],
      form: form.written,
      rules: [
        {
          code: 'ANSWER-DAY',
          field: 'on',
          cites: [litRules.art('149')],
          say: '答复日期不能晚于今天',
          check: (input, _view, env) => String(input.on) <= env.today,
        },
      ],
      clocks: [{ do: 'stop', clock: 'court-answer', on: 'on' }],
    },
    forward: {
      title: '转送有权处理的机关',
      by: reviewer,
      in: ['forwarding'],
      cites: [rec.art('56'), rec.art('57'), rec.art('88')],
      form: form.forward,
      clocks: [
        { do: 'stop', clock: 'forward' },
        { do: 'start', clock: 'forward-reply' },
      ],
      to: 'forwarded',
    },
    'record-forward-reply': {
      title: '登记收到的处理意见',
      by: reviewer,
      in: ['forwarded'],
      cites: [rec.art('60')],
      form: form.forwardReply,
      rules: [
        {
          code: 'REPLY-DAY',
          field: 'receivedOn',
          cites: [rec.art('60')],
          say: '收到日期不能晚于今天',
          check: (input, _view, env) => String(input.receivedOn) <= env.today,
        },
      ],
      clocks: [{ do: 'stop', clock: 'forward-reply', on: 'receivedOn' }],
      to: 'forward-answered',
    },
    'send-reply': {
      title: '答复提出建议的一方',
      by: reviewer,
      in: ['replying'],
      cites: [rec.art('60'), citizenTime, ...reviewCites],
      needs: [
        need(
          'COURT-ANSWERED',
          implies(cond('from-court'), done('answer-court')),
          '制定机关还没有书面答复人民法院',
          [litRules.art('149')],
        ),
      ],
      form: form.reply,
      clocks: stops('reply'),
      numbers: ['review-reply'],
      papers: ['review-reply'],
      entries: reviewEntry,
      public: true,
      publicBody: (view) => ({
        document: openedWith(view).document,
        source: source(view) || '公民、法人和其他组织的审查建议',
        text: view.text('send-reply.text'),
      }),
      to: 'replied',
    },
    'withdraw-proposal': {
      title: '撤回审查建议',
      about: '受理之前可以撤回；受理之后审查照常进行',
      by: [{ kind: 'party', relation: 'proposer' }],
      in: ['proposed'],
      cites: [design('受理之前可以撤回审查建议')],
      clocks: stops('admission', 'reply'),
      to: 'withdrawn',
    },
  },
};

/** Whoever proposed gets an answer; a review of one's own motion simply ends. */
const after = [
  { when: cond('has-proposer'), phase: 'replying' },
  { when: not(cond('has-proposer')), phase: 'concluded' },
] as const;

const parts = merge(
  proposals,
  proposalLimits,
  reviewing({
    passed: after,
    corrected: after,
    overruled: after,
    entries: reviewEntry,
    ends: ['replied', 'concluded'],
    needs: [
      need('MAKER-NOTIFIED', implies(cond('own-power'), done('notify-maker')), '还没有书面通知制定机关答复', [
        rec.art('58'),
      ]),
    ],
  }),
);

/** Review of a document on someone's proposal, by forwarding, or of one's own motion (task 36 of the plan). */
export const documentReview: Procedure = {
  code: 'document-review',
  title: '规范性文件审查建议办理',
  system: 'filing-review',
  version: '2024-11-01',
  from: '2018-05-16',
  cites: [far.art('25'), rec.art('56'), lit.art('53'), task16, task36],
  about:
    '公众、法院、复议机关、督查机构认为规范性文件有问题的，都可以启动审查；审查结论要答复，有问题的限期纠正，不纠正的改变或者撤销。',
  transition: { says: '2024年11月1日以前已经提出的，按原规定办完。', cites: [far.art('3')] },
  relations: { keeper: '承办机关', ...REVIEW_RELATIONS, proposer: '提出建议的人' },
  roles: REVIEW_ROLES,
  phases: {
    proposed: { title: '待受理' },
    ...REVIEW_PHASES,
    forwarding: { title: '等待转送' },
    forwarded: { title: '已转送，等待处理意见' },
    replying: { title: '答复' },
    replied: { title: '已答复', end: 'done' },
    concluded: { title: '审查办结', end: 'done' },
    'forward-answered': { title: '转送后收到处理意见', end: 'done' },
    declined: { title: '不予受理', end: 'stopped' },
    withdrawn: { title: '撤回', end: 'stopped' },
  },
  ...parts,
  laws: [...parts.laws, ...laws],
  papers: { ...parts.papers, ...reviewPapers, ...replyPapers },
  titleFrom: ['propose-review.document', 'receive-suggestion.document'],
  owner: 'keeper',
  series: {
    'correction-opinion': { title: '审查意见书编号', format: '{mark}备审〔{year}〕{n}号', of: 'desk' },
    'review-decision': { title: '备案审查决定文号', format: '{mark}备决〔{year}〕{n}号', of: 'recipient' },
    'review-reply': { title: '审查建议答复文号', format: '{mark}备复〔{year}〕{n}号', of: 'desk' },
  },
  publicFrom: ['send-reply'],
};

import {
  type ActDef,
  all,
  type CaseView,
  cond,
  dateOf,
  design,
  done,
  type Env,
  type Fragment,
  type InputRule,
  type Law,
  law,
  merge,
  need,
  not,
  office,
  type Procedure,
} from '@fadu/kernel';
import {
  jilinDocumentRules as city,
  countyAdministrationDecision,
  filingReviewRegulations as far,
  jilinFilingReviewRegulations as jfr,
} from '../../statutes/index.ts';
import { byAnalogy, filer, reviewer, SUPPLEMENT, settings, task16, task36 } from './common.ts';
import {
  DOCUMENT_FILINGS,
  documentOfCase,
  documentQuestions,
  filingsQuestion,
  findDocument,
  latestMaterials,
  missingMaterials,
  printed,
} from './facts.ts';
import * as form from './forms.ts';
import { outsideFiling, outsideSettled, outsideState } from './outside.ts';
import { filingPapers, reviewPapers } from './papers.ts';
import {
  filingCode,
  filingDesk,
  filingSettings,
  matchingRecipient,
  organOfRecipient,
  type RecipientKey,
  recipientName,
  recipientsOf,
} from './recipients.ts';
import { REVIEW_PHASES, REVIEW_RELATIONS, REVIEW_ROLES, reviewing } from './reviewing.ts';

const table = [countyAdministrationDecision.art('1'), jfr.art('1'), task16];

/** Which of the document's recipients this case is about. */
const keyOf = (kind: string | undefined): RecipientKey => (kind === 'congress' ? 'congress' : 'government');

/** How the filing stands, in a word. */
function statusOf(view: CaseView): string {
  const outside = outsideState(view, 'outside', 'file-outside.sentOn');
  if (view.last('file-outside')) {
    if (outside.opinions > 0) return outside.answers < outside.opinions ? '已提出审查意见' : '已报告处理情况';
    if (outside.outcome === '予以登记') return '已登记';
    if (outside.outcome === '不予登记') return '不予登记';
    return outside.outcome ?? (outside.supplementedOn ? '已补充报送' : '已报送');
  }
  if (view.last('decide')) return view.get('decide.decision') === '不予处理' ? '维持' : '已改变或者撤销';
  if (view.last('accept-correction')) return '已自行纠正';
  if (view.last('issue-opinion')) return '已提出审查意见';
  if (view.last('conclude-pass')) return '审查通过';
  if (view.last('register-filing')) return '已登记';
  if (view.last('reject-filing')) return '不予登记';
  if (view.last('supplement')) return '已补充报送';
  return view.last('defer-filing') ? '暂缓登记' : '已报送';
}

const dayOf = (view: CaseView, act: string) => {
  const at = view.last(act)?.at;
  return at && dateOf(at);
};

/** The entry of this filing in the register, after each step. */
const filingEntry: NonNullable<ActDef['entries']> = (view, env) => {
  const entry = documentOfCase(view);
  if (!entry) return [];
  const outside = Boolean(view.last('file-outside'));
  const recipient = outside ? undefined : env.organ(view.text('file.recipient'));
  const key = keyOf(recipient?.kind);
  const state = outsideState(view, 'outside', 'file-outside.sentOn');
  const number = String(entry.body.number);
  const deferredAt = view.state.acts.find((a) => a.act === 'defer-filing')?.at;
  const opinionNumber = view.issued('issue-opinion', 'correction-opinion');
  const body: Record<string, unknown> = {
    status: statusOf(view),
    document: number,
    title: entry.body.title,
    maker: entry.body.maker,
    key,
    recipient: recipient?.id ?? null,
    recipientName: recipient?.name ?? filingSettings.province,
    publishedOn: entry.body.publishedOn,
    effectiveOn: entry.body.effectiveOn,
    filedOn: outside ? state.filedOn : dateOf(view.state.acts[0]?.at ?? env.now),
    deferredOn: outside ? state.deferredOn : deferredAt && dateOf(deferredAt),
    supplementedOn: outside ? state.supplementedOn : dayOf(view, 'supplement'),
    registeredOn: outside
      ? state.outcome === '予以登记'
        ? view.text('outcome-outside.on')
        : undefined
      : dayOf(view, 'register-filing'),
    registration: outside ? state.outcomeNumber : view.issued('register-filing', 'filing-registration'),
    rejected: (outside ? state.outcome === '不予登记' : Boolean(view.last('reject-filing'))) || undefined,
    concludedOn: dayOf(view, 'conclude-pass') ?? dayOf(view, 'issue-opinion'),
    opinionOn: outside ? view.text('opinion-outside.on') || undefined : dayOf(view, 'issue-opinion'),
    opinion: outside ? view.text('opinion-outside.number') || undefined : opinionNumber,
    correctedOn: outside
      ? state.corrected > 0
        ? view.text('answer-outside.on')
        : undefined
      : (dayOf(view, 'accept-correction') ??
        (view.last('decide') && view.get('decide.decision') !== '不予处理'
          ? dayOf(view, 'decide')
          : undefined)),
    upheld: view.get('decide.decision') === '不予处理' || undefined,
    outside: outside || undefined,
    case: view.state.id,
  };
  return [
    {
      register: DOCUMENT_FILINGS,
      code: filingCode(number, key),
      region: entry.region,
      lawFrom: env.today,
      body: Object.fromEntries(Object.entries(body).filter(([, v]) => v !== undefined)),
    },
  ];
};

/** The named document must stand in the public catalogue. */
export const inCatalogue: InputRule = {
  code: 'CATALOGUE',
  field: 'document',
  cites: [task16],
  say: '公布的目录里没有这份文件，请核对发文字号和施行日期；没有公布的文件不是行政管理的依据，也谈不上备案',
  check: (input, _view, env) => findDocument(env.answer, input) !== undefined,
};

/** Not filed before with this recipient, unless that filing was rejected. */
const notYet: InputRule = {
  code: 'REPEATED',
  field: 'document',
  cites: [task16],
  say: '这份文件已经向这个机关报送过备案',
  check: (input, _view, env) => {
    const before = env.answer(filingsQuestion(input)).find((e) => !e.body.rejected);
    return (
      !before || `这份文件已于${String(before.body.filedOn)}向${String(before.body.recipientName)}报送过备案`
    );
  },
};

const askFiling: ActDef['asks'] = (input) => [...documentQuestions(input), filingsQuestion(input)];

const filing: Fragment = {
  acts: {
    file: {
      title: '报送备案',
      about:
        '公布后15日内报送；政府文件报上一级政府，同时报本级人大常委会，部门文件报本级政府；报错了对象会告诉您该报给谁',
      by: [office('office-clerk')],
      in: [],
      opens: true,
      cites: table,
      form: form.file,
      asks: askFiling,
      rules: [
        inCatalogue,
        {
          code: 'RECIPIENT',
          field: 'recipient',
          cites: table,
          say: '报送的对象不对',
          check: (input, _view, env) => {
            const entry = findDocument(env.answer, input);
            const maker = entry && env.organ(String(entry.body.maker));
            if (!maker) return true;
            if (matchingRecipient(maker, env.organ(String(input.recipient)))) return true;
            const right = recipientsOf(maker).map((r) => recipientName(r, env.organsOf));
            const given = env.organ(String(input.recipient))?.name ?? String(input.recipient);
            return right.length
              ? `${maker.name}的文件应当报${right.join('和')}备案，${given}不是它的备案机关，请改报`
              : `${maker.name}不是行政规范性文件的制定机关，没有备案机关`;
          },
        },
        notYet,
      ],
      settles: ['materials-complete'],
      binds: [
        { relation: 'keeper', from: 'recipient' },
        { relation: 'recipient', from: 'recipient' },
        { relation: 'filer', from: 'actor.organ' },
        {
          relation: 'desk',
          from: (input, _view, env) => {
            const desk = filingDesk(env.organ(String(input.recipient)), env.organsOf);
            return desk ? [desk] : [String(input.recipient)];
          },
        },
        { relation: 'maker', from: (input, _view, env) => makerOf(input, env) },
      ],
      clocks: [{ do: 'start', clock: 'form-check' }],
      entries: filingEntry,
      public: true,
      publicBody: (view) => publicFacts(view),
      to: 'received',
    },
    'register-filing': {
      title: '形式审查合格，予以登记',
      by: reviewer,
      in: ['received'],
      cites: [far.art('9'), byAnalogy, task36],
      needs: [
        need('COMPLETE', cond('materials-complete'), '材料不齐全，不能登记，应当暂缓登记并通知补充', [
          far.art('9'),
          byAnalogy,
        ]),
      ],
      clocks: [
        { do: 'stop', clock: 'form-check' },
        { do: 'start', clock: 'review' },
      ],
      numbers: ['filing-registration'],
      papers: ['filing-receipt'],
      entries: filingEntry,
      public: true,
      publicBody: (view) => publicFacts(view),
      to: 'review',
    },
    'defer-filing': {
      title: '暂缓登记，通知补充',
      about: '材料不齐或者不符合要求的，一次列全，15日内补充或者重新报送',
      by: reviewer,
      in: ['received'],
      cites: [far.art('9'), byAnalogy],
      repeats: true,
      form: form.deferral,
      clocks: [
        { do: 'stop', clock: 'form-check' },
        { do: 'start', clock: 'supplement' },
      ],
      papers: ['supplement-notice'],
      entries: filingEntry,
      to: 'supplementing',
    },
    supplement: {
      title: '补充报送',
      about: '按期补充的，以第一次报送的日期计算是否按时；逾期补充的，以补充的日期计算',
      by: filer,
      in: ['supplementing'],
      cites: [far.art('9'), byAnalogy, design('按期补充的以第一次报送的日期计算')],
      repeats: true,
      form: form.supplement,
      settles: ['materials-complete'],
      clocks: [
        { do: 'stop', clock: 'supplement' },
        { do: 'start', clock: 'form-check' },
      ],
      entries: filingEntry,
      to: 'received',
    },
    'reject-filing': {
      title: '不予登记',
      about: '不属于规范性文件、应由别的机关报送或者重复报送的',
      by: reviewer,
      in: ['received', 'supplementing'],
      cites: [far.art('9'), city.art('2')],
      form: form.rejection,
      clocks: [
        { do: 'stop', clock: 'form-check' },
        { do: 'stop', clock: 'supplement' },
      ],
      papers: ['rejection-notice'],
      entries: filingEntry,
      to: 'rejected',
    },
    'file-outside': {
      title: '登记向省政府报送备案',
      about: '市政府的文件还要报省政府；省里不在本平台，报送的日期、回执和办理结果由市里登记',
      by: [office('office-clerk')],
      in: [],
      opens: true,
      cites: table,
      form: form.fileOutside,
      asks: askFiling,
      rules: [
        inCatalogue,
        {
          code: 'RECIPIENT-OUTSIDE',
          field: 'document',
          cites: table,
          say: '这份文件不报省政府',
          check: (input, _view, env) => {
            const entry = findDocument(env.answer, input);
            const maker = entry && env.organ(String(entry.body.maker));
            if (!maker) return true;
            const all = recipientsOf(maker);
            return (
              all.some((r) => r.region === undefined) ||
              `${maker.name}的文件不报${filingSettings.province}，应当报${all.map((r) => recipientName(r, env.organsOf)).join('和')}`
            );
          },
        },
        {
          code: 'SENT-DAY',
          field: 'sentOn',
          cites: [task16],
          say: '报送日期不能晚于今天，也不能早于公布日期',
          check: (input, _view, env) => {
            const published = findDocument(env.answer, input)?.body.publishedOn;
            return String(input.sentOn) <= env.today && String(input.sentOn) >= String(published ?? '');
          },
        },
        notYet,
      ],
      settles: ['materials-complete'],
      binds: [
        { relation: 'keeper', from: 'actor.organ' },
        { relation: 'filer', from: 'actor.organ' },
        { relation: 'maker', from: (input, _view, env) => makerOf(input, env) },
      ],
      entries: filingEntry,
      public: true,
      publicBody: (view) => publicFacts(view),
      to: 'outside',
    },
    'close-outside': {
      title: '省里已经办结，归档',
      by: filer,
      in: ['outside'],
      cites: [task16],
      needs: [
        need('OUTSIDE-SETTLED', outsideSettled('outside'), '还没有办理结果，或者有审查意见没有报告处理情况', [
          far.art('9'),
          far.art('21'),
        ]),
      ],
      to: 'closed-outside',
    },
  },
  clocks: {
    'form-check': {
      title: '形式审查期限',
      kind: 'duty',
      owedBy: 'desk',
      limit: settings.formCheck,
      lastDay: 'roll',
      cites: [design('规范性文件的形式审查期限按5个工作日设定')],
    },
    supplement: {
      title: '补充报送的期限',
      kind: 'duty',
      owedBy: 'filer',
      limit: SUPPLEMENT,
      lastDay: 'roll',
      cites: [byAnalogy, far.art('9')],
    },
  },
  conditions: {
    'materials-complete': {
      title: '报送材料齐全',
      test: {
        fn: (view) => Boolean(view.state.acts[0]) && missingMaterials(latestMaterials(view)).length === 0,
      },
    },
  },
};

function makerOf(input: Readonly<Record<string, unknown>>, env: Env): string[] {
  const maker = findDocument(env.answer, input)?.body.maker;
  return typeof maker === 'string' ? [maker] : [];
}

/** What everyone sees of a filing. */
function publicFacts(view: CaseView) {
  const entry = documentOfCase(view);
  return {
    document: printed(view.state.acts[0]?.input.document),
    title: entry?.body.title,
    maker: entry?.body.maker,
  };
}

const outside = outsideFiling({
  key: 'outside',
  name: filingSettings.province,
  by: filer,
  owedBy: 'filer',
  in: ['outside'],
  cites: [countyAdministrationDecision.art('1'), task16],
  opening: 'file-outside',
  since: (view) => view.text('file-outside.sentOn'),
  entries: filingEntry,
  ends: ['closed-outside'],
});

const laws: readonly Law[] = [
  law('FORM-CHECK', '没有经过形式审查登记的，不得进入实质审查结论', [far.art('9')], {
    kind: 'precedes',
    first: [{ act: 'register-filing' }],
    then: 'conclude-pass',
  }),
  law('FORM-CHECK-OPINION', '没有登记的文件，不得提出审查意见', [far.art('9')], {
    kind: 'precedes',
    first: [{ act: 'register-filing' }],
    then: 'issue-opinion',
  }),
  law('COMPLETE', '材料不齐全的，不得登记', [far.art('9'), byAnalogy], {
    kind: 'only-while',
    act: 'register-filing',
    guard: cond('materials-complete'),
  }),
  law('REVIEWED', '有备必审：登记的文件没有审查结论不得办结', [far.art('3')], {
    kind: 'answered',
    cause: { act: 'register-filing' },
    effect: ['conclude-pass', 'issue-opinion'],
  }),
  law('NOT-BOTH', '登记的文件不得再不予登记', [far.art('9')], {
    kind: 'exclusive',
    acts: ['register-filing', 'reject-filing'],
  }),
  law('OUTSIDE-WHOLE', '报省政府备案的，没有回执和办理结果不得办结', [far.art('9'), task16], {
    kind: 'ends-with',
    ends: ['closed-outside'],
    acts: ['file-outside', 'receive-outside', 'outcome-outside'],
  }),
];

const parts = merge(
  filing,
  outside,
  reviewing({
    passed: 'passed',
    corrected: 'corrected',
    overruled: 'overruled',
    entries: filingEntry,
    ends: ['passed', 'corrected', 'overruled'],
    needs: [
      need('REGISTERED', all(done('register-filing'), not(done('reject-filing'))), '还没有登记', [
        far.art('9'),
      ]),
    ],
  }),
);

/** Filing and review of a normative document (规范性文件备案审查), tasks 16 and 36 of the plan. */
export const normativeDocumentFiling: Procedure = {
  code: 'normative-document-filing',
  title: '规范性文件备案审查',
  system: 'filing-review',
  version: '2024-11-01',
  from: '2018-05-16',
  cites: [countyAdministrationDecision.art('1'), far.art('3'), far.art('25'), task16, task36],
  about:
    '规范性文件公布后15日内报送备案；经形式审查登记后逐件实质审查，有问题的提出意见、限期纠正，不纠正的改变或者撤销。',
  transition: { says: '2024年11月1日以前已经报送的，按原规定办完。', cites: [far.art('3')] },
  relations: { keeper: '承办机关', ...REVIEW_RELATIONS },
  roles: REVIEW_ROLES,
  phases: {
    received: { title: '形式审查' },
    supplementing: { title: '等待补充报送' },
    ...REVIEW_PHASES,
    outside: { title: '省政府办理' },
    passed: { title: '审查通过', end: 'done' },
    corrected: { title: '自行纠正', end: 'done' },
    overruled: { title: '改变或者撤销', end: 'done' },
    'closed-outside': { title: '省政府备案办结', end: 'done' },
    rejected: { title: '不予登记', end: 'stopped' },
  },
  ...parts,
  laws: [...parts.laws, ...laws],
  papers: { ...parts.papers, ...filingPapers, ...reviewPapers },
  titleFrom: ['file.document', 'file-outside.document'],
  owner: 'keeper',
  series: {
    'filing-registration': { title: '备案登记号', format: '{mark}备登〔{year}〕{n}号', of: 'desk' },
    'correction-opinion': { title: '审查意见书编号', format: '{mark}备审〔{year}〕{n}号', of: 'desk' },
    'review-decision': { title: '备案审查决定文号', format: '{mark}备决〔{year}〕{n}号', of: 'recipient' },
  },
  publicFrom: ['file', 'file-outside'],
};

/** Recipient organ and desk of a document's maker, for pages that fill the form in. */
export const recipientOrgan = organOfRecipient;

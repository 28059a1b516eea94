/**
 * Results found by one organ are recognised by another and not done twice (R20.1): the finder shares, everyone recognises
 * or says why not, and whoever would repeat an inspection or test is told of the result first.
 */
import {
  type CaseView,
  cond,
  type EntryFacts,
  type Env,
  type Fragment,
  formatDate,
  type InputRule,
  type Law,
  law,
  need,
  not,
  office,
  type Procedure,
  post,
  type Question,
  type RegisterChange,
  samePerson,
  system,
  years,
} from '@fadu/kernel';
import { checkUscc } from '../../leadership/plan-tracking/identifiers.ts';
import { answerLimit, cites, limits, recognitionRule, task20 } from './common.ts';
import * as form from './forms.ts';

type Input = Readonly<Record<string, unknown>>;

/** Shared results and what was said against them; no public lists: they may hold what a business keeps to itself. */
export const SHARED_RESULTS = 'shared-result';
export const DECLINED_RESULTS = 'declined-result';

const sharedQuestion = (code: unknown, on: string) =>
  ({
    ask: 'peers',
    register: SHARED_RESULTS,
    on,
    field: 'number',
    values: [String(code)],
    keep: [
      'status',
      'number',
      'title',
      'partyId',
      'partyName',
      'item',
      'finder',
      'validUntil',
      'doneOn',
      'result',
    ],
  }) as const satisfies Question;
const ofParty = (partyId: unknown, on: string) =>
  ({
    ask: 'peers',
    register: SHARED_RESULTS,
    on,
    field: 'partyId',
    values: [String(partyId)],
    keep: ['status', 'number', 'title', 'item', 'finder', 'validUntil', 'doneOn', 'result'],
  }) as const satisfies Question;
const declinedOf = (partyId: unknown, on: string) =>
  ({
    ask: 'peers',
    register: DECLINED_RESULTS,
    on,
    field: 'partyId',
    values: [String(partyId)],
    keep: ['status', 'shared', 'organ'],
  }) as const satisfies Question;

const isLive = (e: EntryFacts): boolean => e.body.status === '在用';

/**
 * Rule for an act that would inspect or test (R20.1): refused while a result of another organ on the same object and item
 * is valid and this organ has not said why it does not recognise it. `of`: credit code of the object and codes of the items.
 */
export const notTwice = (
  of: (input: Input, view: CaseView) => { readonly partyId: unknown; readonly items: readonly string[] },
  field = 'items',
): InputRule => ({
  code: 'NOT-TWICE',
  field,
  cites: [...cites.recognition],
  say: '已经有有效的结果，不得重复检查、检测',
  asks: (input, view, today) => {
    const { partyId } = of(input, view);
    return partyId ? [ofParty(partyId, today), declinedOf(partyId, today)] : [];
  },
  check: (input, view, env) => {
    const { partyId, items } = of(input, view);
    if (!partyId) return true;
    const declined = env
      .answer(declinedOf(partyId, env.today))
      .filter((d) => isLive(d) && d.body.organ === env.acting)
      .map((d) => d.body.shared);
    const found = env
      .answer(ofParty(partyId, env.today))
      .find(
        (r) =>
          isLive(r) &&
          items.includes(String(r.body.item)) &&
          r.body.finder !== env.acting &&
          String(r.body.validUntil) >= env.today &&
          !declined.includes(r.body.number),
      );
    return !found || alreadyFound(found, env);
  },
});

const alreadyFound = (found: EntryFacts, env: Env): string => {
  const { number, title, finder, doneOn, validUntil, result } = found.body;
  return `${env.organ(String(finder))?.name ?? '别的机关'}已经在${formatDate(String(doneOn))}完成“${String(title)}”，结果是“${String(result)}”，有效到${formatDate(String(validUntil))}（${String(number)}），应当直接认可，不得重复；有理由不认可的，先办理“不予认可”`;
};

// ------------------------------------------------------------------ the finder

const shared = (view: CaseView): Input => view.last('register')?.input ?? {};
const entryOf = (view: CaseView, env: Env, over?: string): RegisterChange => {
  const s = shared(view);
  const number = view.issued('register', 'result') ?? view.state.id;
  return {
    register: SHARED_RESULTS,
    code: view.state.id,
    lawFrom: env.today,
    ...(over === undefined && { lawTo: String(s.validUntil) }),
    body:
      over === undefined
        ? {
            status: '在用',
            number,
            title: s.title,
            kind: s.kind,
            item: s.item,
            partyId: s.partyId,
            partyName: s.partyName,
            place: s.place,
            doneOn: s.doneOn,
            validUntil: s.validUntil,
            result: s.result,
            report: s.report,
            finder: view.bound('finder')[0] ?? '',
            corrected: view.last('correct')?.input.says,
            case: view.state.id,
          }
        : { status: '取消', number, partyId: s.partyId, why: over, case: view.state.id },
  };
};

const sharingParts: Required<Pick<Fragment, 'acts' | 'clocks' | 'conditions'>> = {
  acts: {
    register: {
      title: '登记检查、检测结果',
      about: '写明对象、事项、结果和有效期',
      by: [office('case-clerk'), office('enforcement-officer')],
      in: [],
      opens: true,
      cites: [...cites.recognition],
      form: form.sharedResult,
      rules: [
        {
          code: 'SUBJECT',
          field: 'partyId',
          cites: [recognitionRule],
          say: '请填写有效的统一社会信用代码；个人的检查结果不共享',
          check: (input) => {
            const read = checkUscc(String(input.partyId), { demo: 'accept' });
            return read.ok || read.message;
          },
        },
        {
          code: 'DAYS',
          field: 'validUntil',
          cites: [recognitionRule],
          say: '完成日期不能晚于今天，有效期应当在今天或者以后',
          check: (input, _view, env) =>
            String(input.doneOn) <= env.today && String(input.validUntil) >= env.today,
        },
      ],
      binds: [{ relation: 'finder', from: 'actor.organ' }],
      numbers: ['result'],
      clocks: [{ do: 'start', clock: 'validity', until: 'validUntil' }],
      to: 'registered',
    },
    share: {
      title: '审核共享',
      about: '由负责人审核后共享；有效期内别的机关直接认可',
      by: [post('head', 'finder')],
      in: ['registered'],
      cites: [...cites.recognition],
      needs: [
        need('APART', not(samePerson('register')), '登记结果的人不能自己审核共享', [...cites.recognition]),
      ],
      entries: (view, env) => [entryOf(view, env)],
      to: 'valid',
    },
    correct: {
      title: '更正',
      by: [post('case-clerk', 'finder')],
      in: ['valid'],
      cites: [...cites.recognition],
      repeats: true,
      form: form.correction,
      entries: (view, env) => [entryOf(view, env)],
    },
    revoke: {
      title: '撤回结果',
      about: '结果有错误、样品有问题的撤回；撤回之后不再作为认可的依据',
      by: [post('head', 'finder')],
      in: ['registered', 'valid'],
      cites: [...cites.recognition],
      form: form.reasons,
      clocks: [{ do: 'stop', clock: 'validity' }],
      entries: (view, env) => (view.last('share') ? [entryOf(view, env, '撤回')] : []),
      to: 'revoked',
    },
    expire: {
      title: '有效期届满',
      by: [system],
      in: ['registered', 'valid'],
      cites: [recognitionRule],
      entries: (view, env) => (view.last('share') ? [entryOf(view, env, '期满')] : []),
      to: 'expired',
    },
  },
  clocks: {
    validity: {
      title: '结果有效期',
      kind: 'right',
      owedBy: 'finder',
      limit: years(1),
      lastDay: 'keep',
      cites: [recognitionRule],
      onExpiry: 'expire',
    },
  },
  conditions: {},
};

/** A result of an inspection or test that others may rely on (结果共享), task 20 of the plan. */
export const resultSharing: Procedure = {
  code: 'result-sharing',
  title: '检查检测结果共享',
  system: 'joint-enforcement',
  version: '2026-02-01',
  from: '2021-01-01',
  cites: [...cites.recognition],
  about: '一个机关的检查、检验、检测结果登记共享，有效期内别的机关直接认可，不再重复检查、检测。',
  transition: { says: '以前的结果在登记之后才能认可。', cites: [recognitionRule] },
  relations: { finder: '作出结果的机关' },
  roles: { 'case-clerk': '经办人', 'enforcement-officer': '执法人员', head: '机关负责人' },
  phases: {
    registered: { title: '待审核' },
    valid: { title: '有效' },
    revoked: { title: '已撤回', end: 'stopped' },
    expired: { title: '有效期届满', end: 'done' },
  },
  ...sharingParts,
  laws: [
    law('ONE-END', '撤回的结果不再期满', [recognitionRule], {
      kind: 'exclusive',
      acts: ['revoke', 'expire'],
    }),
    law('APART', '登记结果的人不得自己审核共享', [recognitionRule], {
      kind: 'apart',
      act: 'share',
      from: 'register',
    }),
    law('NO-CHANGE', '没有共享的结果不得更正', [recognitionRule], {
      kind: 'precedes',
      first: [{ act: 'share' }],
      then: 'correct',
    }),
  ],
  papers: {},
  titleFrom: 'register.title',
  owner: 'finder',
  series: { result: { title: '共享结果编号', format: '{mark}检果〔{year}〕{n}号', of: 'finder' } },
};

// ------------------------------------------------------------------ the user

const named = (input: Input, env: Env): EntryFacts | undefined =>
  env.answer(sharedQuestion(input.shared, env.today)).find(isLive);

const sharedRule: InputRule = {
  code: 'SHARED',
  field: 'shared',
  cites: [...cites.recognition],
  say: '没有这一编号的有效结果',
  asks: (input, _view, today) => [sharedQuestion(input.shared, today)],
  check: (input, _view, env) => {
    const found = named(input, env);
    if (!found)
      return `没有编号是“${String(input.shared)}”、今天有效的共享结果；已经撤回或者期满的不能认可，可以重新检查`;
    return found.body.finder !== env.acting || '这是本机关自己的结果，不用认可';
  },
};
const bindBoth = [
  { relation: 'user', from: 'actor.organ' },
  {
    relation: 'finder',
    from: (input: Input, _view: CaseView, env: Env) => {
      const finder = named(input, env)?.body.finder;
      return finder ? [String(finder)] : [];
    },
  },
] as const;

const declinedEntry = (view: CaseView, env: Env, status: '在用' | '取消'): RegisterChange => {
  const act = view.last('decline');
  const found = act?.effects.answered
    ?.flatMap((a) => (a.question.ask === 'peers' ? (a.answer as readonly EntryFacts[]) : []))
    .find((e) => e.body.number === act.input.shared);
  return {
    register: DECLINED_RESULTS,
    code: view.state.id,
    lawFrom: env.today,
    body: {
      status,
      shared: act?.input.shared,
      partyId: found?.body.partyId,
      organ: view.bound('user')[0] ?? '',
      ground: act?.input.ground,
      case: view.state.id,
    },
  };
};

const recognitionParts: Required<Pick<Fragment, 'acts' | 'clocks' | 'conditions'>> = {
  acts: {
    recognise: {
      title: '认可结果',
      about: '直接采用别的机关的结果，写明用在哪里',
      by: [office('case-clerk'), office('enforcement-officer')],
      in: [],
      opens: true,
      cites: [...cites.recognition],
      form: form.recognition,
      rules: [sharedRule],
      binds: bindBoth,
      to: 'recognised',
    },
    decline: {
      title: '不予认可',
      about: '对象、标准不同，情况变化或者有证据表明结果可能不实的，说明理由，告知作出结果的机关',
      by: [office('case-clerk'), office('enforcement-officer')],
      in: [],
      opens: true,
      cites: [...cites.recognition],
      form: form.declining,
      rules: [sharedRule],
      binds: bindBoth,
      clocks: [{ do: 'start', clock: 'answer' }],
      entries: (view, env) => [declinedEntry(view, env, '在用')],
      to: 'declined',
    },
    answer: {
      title: '答复不予认可',
      about: '作出结果的机关答复；认为应当认可而对方仍不同意的，由行政执法监督机构协调',
      by: [post('case-clerk', 'finder')],
      in: ['declined'],
      cites: [answerLimit, task20],
      form: form.declineAnswer,
      clocks: [{ do: 'stop', clock: 'answer' }],
      settles: ['insisted'],
      to: [
        { when: cond('insisted'), phase: 'insisted' },
        { when: not(cond('insisted')), phase: 'repeated' },
      ],
    },
    'recognise-after': {
      title: '同意答复，改为认可',
      by: [post('case-clerk', 'user')],
      in: ['insisted'],
      cites: [...cites.recognition],
      entries: (view, env) => [declinedEntry(view, env, '取消')],
      to: 'recognised',
    },
    maintain: {
      title: '坚持不予认可',
      about: '由负责人写明理由，重新检查、检测；理由留在记录里供监督',
      by: [post('head', 'user')],
      in: ['insisted'],
      cites: [...cites.recognition],
      needs: [
        need('APART', not(samePerson('decline')), '提出不予认可的人不能自己决定坚持', [...cites.recognition]),
      ],
      form: form.reasons,
      to: 'repeated',
    },
  },
  clocks: {
    answer: {
      title: '答复不予认可的期限',
      kind: 'duty',
      owedBy: 'finder',
      limit: limits.answer,
      lastDay: 'roll',
      cites: [answerLimit],
    },
  },
  conditions: {
    insisted: { title: '认为结果应当认可', test: { is: ['answer.result', '认为结果应当认可'] } },
  },
};

const recognitionLaws: readonly Law[] = [
  law('DECLINE-ANSWERED', '不予认可的，作出结果的机关应当答复', [answerLimit], {
    kind: 'answered',
    cause: { act: 'decline' },
    effect: ['answer'],
  }),
  law('REASONED', '没有答复的，不得坚持重新检查、检测', [answerLimit, recognitionRule], {
    kind: 'precedes',
    first: [{ act: 'answer' }],
    then: 'maintain',
  }),
  law('APART', '提出不予认可的人不得自己决定坚持', [recognitionRule], {
    kind: 'apart',
    act: 'maintain',
    from: 'decline',
  }),
];

/** Recognition of another organ's result (结果互认), task 20 of the plan. */
export const resultRecognition: Procedure = {
  code: 'mutual-recognition',
  title: '检查检测结果互认',
  system: 'joint-enforcement',
  version: '2026-02-01',
  from: '2021-01-01',
  cites: [...cites.recognition],
  about: '采用别的机关的检查、检验、检测结果；不认可的说明理由，由作出结果的机关答复，理由留在记录里。',
  transition: { says: '以前的结果在登记共享之后才能认可。', cites: [recognitionRule] },
  relations: { user: '采用结果的机关', finder: '作出结果的机关' },
  roles: { 'case-clerk': '经办人', 'enforcement-officer': '执法人员', head: '机关负责人' },
  phases: {
    declined: { title: '不予认可，待答复' },
    insisted: { title: '对方认为应当认可' },
    recognised: { title: '已认可', end: 'done' },
    repeated: { title: '重新检查、检测', end: 'done' },
  },
  ...recognitionParts,
  laws: recognitionLaws,
  papers: {},
  titleFrom: ['recognise.use', 'decline.ground'],
  owner: 'user',
};

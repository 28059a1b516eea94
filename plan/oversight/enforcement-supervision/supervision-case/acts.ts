/** What happens in a supervision case: opening, verification, the three documents, answers, objection, consequences. */
import {
  all,
  any,
  cond,
  done,
  type Env,
  elapsed,
  type Fragment,
  type Guard,
  type InputRule,
  need,
  not,
  office,
  type Performer,
  post,
  resident,
  samePerson,
  system,
} from '@fadu/kernel';
import {
  privateEconomyLaw as pel,
  enforcementSupervisionRegulations as sup,
} from '../../../statutes/index.ts';
import {
  DECISION_ANSWER,
  decisionAnswer,
  GOVERNMENT_LIMIT,
  governmentLimit,
  OBJECTION_LIMIT,
  OPINION_ANSWER,
  objectionLimit,
  opinionAnswer,
  task39,
  URGING_ANSWER,
  urgingAnswer,
  VERIFY_LIMIT,
  VERTICAL_KINDS,
  verifyLimit,
} from '../settings.ts';
import * as form from './forms.ts';

type Input = Readonly<Record<string, unknown>>;
const clerk: Performer[] = [post('supervision-clerk', 'supervisor')];
const head: Performer[] = [post('head', 'supervisor')];
const subject: Performer[] = [post('case-clerk', 'subject'), post('head', 'subject')];

/** Phases in which a document waits for its answer. */
const WAITING = ['urging', 'opinion', 'decided'] as const;
const answers = ['urging-answer', 'opinion-answer', 'decision-answer'];
const stopAnswers = answers.map((clock) => ({ do: 'stop', clock }) as const);
/** From each new document on, what was answered to the one before no longer counts. */
const ANEW = ['answer', 'check-answer', 'object', 'decide-objection', 'suspend-answer'];

/** The document before was not complied with: checked, or its time is over without any answer. */
export const ignored: Guard = any(
  cond('ignored'),
  all(
    any(elapsed('urging-answer'), elapsed('opinion-answer'), elapsed('decision-answer')),
    not(done('answer')),
  ),
);
const objectionOpen: Guard = all(done('object'), not(done('decide-objection')));
/** A complaint is answered before its case ends. */
const replied: Guard = any(not(done('complain')), done('reply-complainant'));
const REPLIED = need('REPLIED', replied, '还没有把处理结果告知投诉人', [sup.art('20'), pel.art('64')]);
const NOT_VERTICAL = need(
  'VERTICAL',
  not(cond('vertical')),
  '对垂直管理的机关不制发监督文书，发现的问题通报其上级机关',
  [sup.art('42')],
);
const APART = need('APART', not(samePerson('establish')), '核实的人不能签发自己核实的监督文书', [
  sup.art('28'),
]);
const NO_OBJECTION = need('OBJECTION-OPEN', not(objectionOpen), '执法机关的异议还没有决定', [sup.art('30')]);

const government = (env: Env, region: string | undefined): readonly string[] =>
  region === undefined
    ? []
    : env
        .organsOf(region)
        .filter((o) => o.kind === 'government')
        .map((o) => o.id)
        .slice(0, 1);

/** INV-S4: what is in reconsideration or before a court is not supervised beside it. */
const notTwice: InputRule = {
  code: 'INV-S4',
  field: 'inReview',
  cites: [sup.art('33'), task39],
  say: '同一事项已经申请复议或者提起诉讼，由复议机关或者法院处理，不重复监督；请向受理的机关提出',
  check: (input) => input.inReview !== true,
};
const subjectRule: InputRule = {
  code: 'SUBJECT',
  field: 'subject',
  cites: [sup.art('6'), sup.art('11')],
  say: '被监督的应当是本级或者下级的行政执法机关，不能是监督机构自己',
  check: (input, _view, env) => {
    const found = env.organ(String(input.subject));
    const body = env.organ(String(input.supervisor ?? env.acting ?? ''));
    if (!found || !body) return '名录里没有这个机关，请重新选择';
    if (found.id === body.id) return '监督机构不能监督自己，请报上一级监督机构';
    if (found.kind === 'government') return '对政府的监督由上一级进行，这里选择行政执法机关';
    const city = body.region.endsWith('00') && found.region.startsWith(body.region.slice(0, 4));
    return found.region === body.region || city || '被监督的机关不在本级监督机构的监督范围内';
  },
};
const verticalRule: InputRule = {
  code: 'VERTICAL-FACT',
  field: 'vertical',
  cites: [sup.art('42')],
  say: '是否垂直管理与机关名录不一致',
  check: (input, _view, env) =>
    (input.vertical === true) === VERTICAL_KINDS.includes(env.organ(String(input.subject))?.kind ?? ''),
};
/** Edge case 9: special supervision begins at the province; a county may join. */
const specialRule: InputRule = {
  code: 'SPECIAL',
  field: 'plan',
  cites: [sup.art('12'), task39],
  say: '专项监督由省级以上行政执法监督机构组织，方案经政府批准；市、县参加的填写方案文号，不能自行开展',
  check: (input) => input.way !== '专项监督' || Boolean(input.plan),
};
const afterToday: InputRule = {
  code: 'UNTIL',
  field: 'until',
  cites: [sup.art('27'), sup.art('28')],
  say: '报告期限应当在今天之后',
  check: (input, _view, env) => String(input.until) > env.today,
};

/** What a case took up, the findings added later included. */
const takenIds = (view: { all(act: string): readonly { input: Input }[] }): string[] =>
  ['open-found', 'add-found'].flatMap((act) =>
    view.all(act).flatMap((a) => ((a.input.findings ?? []) as readonly form.TakenFinding[]).map((f) => f.id)),
  );

const opening = (governmentOf: (input: Input, env: Env) => readonly string[]) =>
  ({
    in: [],
    opens: true,
    settles: ['vertical'],
    clocks: [{ do: 'start', clock: 'verify' }],
    to: 'verifying',
    binds: [
      { relation: 'subject', from: 'subject' },
      { relation: 'government', from: (input: Input, _view: unknown, env: Env) => governmentOf(input, env) },
    ],
  }) as const;
const regionOf = (env: Env, id: unknown) => env.organ(String(id))?.region;
const ofInput = opening((input, env) => government(env, regionOf(env, input.supervisor)));
const ofActor = opening((_input, env) => government(env, regionOf(env, env.acting)));

/** Opening and verification. */
export const verifying: Fragment = {
  acts: {
    'open-found': {
      ...ofInput,
      title: '按发现的问题立件',
      about: '系统把记录里发现的问题，按机关和类别归为一件，交给本级监督机构',
      by: [system],
      cites: [sup.art('11'), task39],
      form: form.openFound,
      rules: [verticalRule],
      binds: [{ relation: 'supervisor', from: 'supervisor' }, ...ofInput.binds],
    },
    open: {
      ...ofActor,
      title: '监督立件',
      by: [office('supervision-clerk')],
      cites: [sup.art('6'), sup.art('11'), sup.art('12'), task39],
      form: form.open,
      rules: [subjectRule, verticalRule, specialRule, notTwice],
      binds: [{ relation: 'supervisor', from: 'actor.organ' }, ...ofActor.binds],
    },
    complain: {
      ...ofInput,
      title: '投诉行政执法',
      about: '企业和群众对行政执法的投诉；已经复议、诉讼的由受理机关处理',
      by: [resident],
      cites: [sup.art('20'), pel.art('64'), task39],
      form: form.complain,
      rules: [subjectRule, verticalRule, notTwice],
      binds: [
        { relation: 'supervisor', from: 'supervisor' },
        { relation: 'complainant', from: 'actor.person' },
        ...ofInput.binds,
      ],
    },
    'add-found': {
      title: '并入新发现的问题',
      by: [system],
      in: ['verifying'],
      cites: [sup.art('8'), sup.art('11')],
      repeats: true,
      form: form.addFound,
    },
    inquire: {
      title: '采取监督措施',
      about: '要求自查、说明，检查、暗访、听证、调取材料、约谈负责人；可以邀请特邀监督员参加',
      by: clerk,
      in: ['verifying'],
      cites: [sup.art('22'), sup.art('23')],
      repeats: true,
      form: form.inquiry,
    },
    explain: {
      title: '被监督机关说明',
      by: subject,
      in: ['verifying'],
      cites: [sup.art('22')],
      repeats: true,
      form: form.explanation,
    },
    'enter-earlier': {
      title: '录入以前的监督文书',
      about: '以前名称的文书只用于录入历史记录，不再制发',
      by: clerk,
      in: ['verifying'],
      cites: [sup.art('27'), sup.art('28')],
      repeats: true,
      form: form.earlier,
    },
    establish: {
      title: '核实认定',
      about: '写明事实和结论；已经复议或者诉讼的，不再监督',
      by: clerk,
      in: ['verifying'],
      cites: [sup.art('26'), sup.art('27'), sup.art('28'), sup.art('29'), sup.art('33')],
      repeats: true,
      form: form.establishing,
      rules: [
        {
          code: 'BASIS',
          field: 'basis',
          cites: [sup.art('28')],
          say: '认定违法、明显不当或者不履行职责的，应当写明违反的规定',
          check: (input) =>
            !['不履行或者怠于履行职责', '违法或者明显不当', '重大事项'].includes(String(input.result)) ||
            Boolean(input.basis),
        },
      ],
      settles: ['on-spot', 'omission', 'illegal', 'major', 'unfounded', 'in-review'],
      outcomes: Object.fromEntries(
        (
          [
            ['on-spot', '能够当场纠正'],
            ['omission', '不履行职责'],
            ['illegal', '违法或者明显不当'],
            ['major', '重大事项'],
            ['unfounded', '不成立'],
            ['in-review', '已经复议或者诉讼'],
          ] as const
        ).map(([mine, title]) => [
          mine,
          {
            title,
            conds: Object.fromEntries(
              ['on-spot', 'omission', 'illegal', 'major', 'unfounded', 'in-review'].map((c) => [
                c,
                c === mine,
              ]),
            ),
          },
        ]),
      ),
      clocks: [{ do: 'stop', clock: 'verify' }],
    },
    'reply-complainant': {
      title: '告知投诉人',
      by: clerk,
      in: ['verifying', ...WAITING],
      cites: [sup.art('20'), pel.art('64')],
      needs: [
        need('COMPLAINED', done('complain'), '本件不是投诉', [sup.art('20')]),
        need('VERIFIED', done('establish'), '还没有核实', [sup.art('20')]),
      ],
      form: form.reason,
      repeats: true,
    },
    'correct-on-spot': {
      title: '当场纠正',
      by: clerk,
      in: ['verifying'],
      cites: [sup.art('26')],
      needs: [need('ON-SPOT', cond('on-spot'), '核实结论不是能够当场纠正', [sup.art('26')]), REPLIED],
      form: form.correction,
      clocks: [{ do: 'stop', clock: 'verify' }],
      to: 'closed',
    },
    dismiss: {
      title: '不成立，终止监督',
      by: head,
      in: ['verifying'],
      cites: [sup.art('8')],
      needs: [need('UNFOUNDED', cond('unfounded'), '核实结论不是不成立', [sup.art('28')]), APART, REPLIED],
      form: form.reason,
      to: 'unfounded',
    },
    redirect: {
      title: '转由复议、诉讼处理',
      by: clerk,
      in: ['verifying'],
      cites: [sup.art('33')],
      needs: [need('IN-REVIEW', cond('in-review'), '核实结论不是已经复议或者诉讼', [sup.art('33')]), REPLIED],
      form: form.direction,
      to: 'redirected',
    },
    'inform-superior': {
      title: '通报上级机关',
      about: '对垂直管理机关发现的问题，通报其上级机关处理',
      by: head,
      in: ['verifying'],
      cites: [sup.art('42')],
      needs: [
        need('IS-VERTICAL', cond('vertical'), '这个机关不实行垂直管理', [sup.art('42')]),
        need('FOUND', any(cond('omission'), cond('illegal'), cond('major')), '还没有认定问题', [
          sup.art('42'),
        ]),
        APART,
        REPLIED,
      ],
      form: form.informing,
      papers: ['information'],
      to: 'informed',
    },
  },
  clocks: {
    verify: {
      title: '核实期限',
      kind: 'duty',
      owedBy: 'supervisor',
      limit: VERIFY_LIMIT,
      lastDay: 'roll',
      cites: [verifyLimit],
    },
  },
  conditions: {
    vertical: {
      title: '垂直管理的机关',
      test: {
        fn: (view) => ['open-found', 'open', 'complain'].some((act) => view.get(`${act}.vertical`) === true),
      },
    },
    'on-spot': { title: '能够当场纠正', test: { is: ['establish.result', '能够当场纠正'] } },
    omission: {
      title: '不履行或者怠于履行职责',
      test: { is: ['establish.result', '不履行或者怠于履行职责'] },
    },
    illegal: { title: '违法或者明显不当', test: { is: ['establish.result', '违法或者明显不当'] } },
    major: { title: '重大事项', test: { is: ['establish.result', '重大事项'] } },
    unfounded: { title: '不成立', test: { is: ['establish.result', '不成立'] } },
    'in-review': { title: '已经复议或者诉讼', test: { is: ['establish.result', '已经复议或者诉讼'] } },
  },
};

/** The documents, their answers, objection and what follows when nothing is put right. */
export const documents: Fragment = {
  acts: {
    'issue-urging': {
      title: '制发督办函',
      by: head,
      in: ['verifying'],
      cites: [sup.art('27')],
      needs: [
        need('OMISSION', cond('omission'), '没有认定不履行或者怠于履行职责', [sup.art('27')]),
        NOT_VERTICAL,
        APART,
      ],
      form: form.letter,
      rules: [afterToday],
      papers: ['urging'],
      numbers: ['urging'],
      clocks: [{ do: 'start', clock: 'urging-answer', until: 'until' }],
      to: 'urging',
    },
    'issue-opinion': {
      title: '制发意见书',
      about: '违法或者明显不当的制发；督办函没有落实的也制发',
      by: head,
      in: ['verifying', 'urging'],
      cites: [sup.art('28'), sup.art('29')],
      needs: [
        need(
          'ILLEGAL',
          any(cond('illegal'), ignored),
          '没有认定违法或者明显不当，督办函也没有逾期或者未落实',
          [sup.art('28')],
        ),
        NOT_VERTICAL,
        APART,
        NO_OBJECTION,
      ],
      form: form.letter,
      rules: [afterToday],
      papers: ['opinion'],
      numbers: ['opinion'],
      voids: ANEW,
      settles: ['complied', 'ignored'],
      outcomes: { issued: { title: '已制发', conds: { complied: false, ignored: false } } },
      clocks: [
        { do: 'stop', clock: 'urging-answer' },
        { do: 'start', clock: 'opinion-answer', until: 'until' },
      ],
      to: 'opinion',
    },
    'propose-decision': {
      title: '提请政府制发决定书',
      about: '重大事项，或者督办函、意见书没有落实的',
      by: head,
      in: ['verifying', 'urging', 'opinion'],
      cites: [sup.art('29')],
      needs: [
        need('MAJOR', any(cond('major'), ignored), '不是重大事项，督办函、意见书也没有逾期或者未落实', [
          sup.art('29'),
        ]),
        NOT_VERTICAL,
        APART,
        NO_OBJECTION,
      ],
      form: form.proposal,
      voids: ANEW,
      settles: ['complied', 'ignored'],
      outcomes: { proposed: { title: '已提请', conds: { complied: false, ignored: false } } },
      clocks: [...stopAnswers, { do: 'restart', clock: 'government' }],
      to: 'proposed',
    },
    'issue-decision': {
      title: '制发决定书',
      about: '以本级人民政府名义制发，监督机构不能自己制发',
      by: [post('principal-head', 'government')],
      in: ['proposed'],
      cites: [sup.art('29')],
      form: form.letter,
      rules: [
        {
          code: 'INV-S5',
          cites: [sup.art('29'), task39],
          say: '行政执法监督决定书只能由本级人民政府制发',
          check: (_input, _view, env) =>
            env.acting === undefined || env.organ(env.acting)?.kind === 'government',
        },
        afterToday,
      ],
      papers: ['decision'],
      numbers: ['decision'],
      clocks: [
        { do: 'stop', clock: 'government' },
        { do: 'start', clock: 'decision-answer', until: 'until' },
      ],
      to: 'decided',
    },
    'decline-decision': {
      title: '政府不制发决定书',
      about: '写明理由，退回监督机构重新研究',
      by: [post('principal-head', 'government')],
      in: ['proposed'],
      cites: [sup.art('29')],
      repeats: true,
      form: form.reason,
      voids: ['establish', 'propose-decision', 'issue-urging', 'issue-opinion', 'reply-complainant'],
      clocks: [
        { do: 'stop', clock: 'government' },
        { do: 'restart', clock: 'verify' },
      ],
      to: 'verifying',
    },
    answer: {
      title: '报告落实情况',
      by: subject,
      in: [...WAITING],
      cites: [sup.art('27'), sup.art('28'), sup.art('29')],
      repeats: true,
      form: form.answer,
      voids: ['check-answer'],
      settles: ['complied', 'ignored'],
      outcomes: { answered: { title: '已报告', conds: { complied: false, ignored: false } } },
      clocks: stopAnswers,
    },
    'check-answer': {
      title: '复核落实情况',
      about: '对照记录复核：报告说办了、记录里仍然没有的，不算落实',
      by: clerk,
      in: [...WAITING],
      cites: [sup.art('27'), sup.art('28'), sup.art('29')],
      needs: [need('ANSWERED', done('answer'), '被监督机关还没有报告', [sup.art('27')])],
      form: form.check,
      asks: (_input, view) => [{ ask: 'findings', ids: takenIds(view) }],
      rules: [
        {
          // Edge case 1: answered 「done」, but the record still shows the fault.
          code: 'STILL-OPEN',
          field: 'result',
          cites: [sup.art('27'), sup.art('29'), task39],
          say: '记录显示问题仍然没有解决，不能认定已经落实',
          check: (input, view, env) => {
            if (input.result !== '已经落实') return true;
            const still = env.answer({ ask: 'findings', ids: takenIds(view) }).filter((f) => f.open);
            return (
              still.length === 0 ||
              `记录显示仍有${still.length}个问题没有解决，不能认定已经落实：${still
                .slice(0, 3)
                .map((f) => f.says)
                .join('；')}`
            );
          },
        },
      ],
      settles: ['complied', 'ignored'],
      outcomes: {
        complied: { title: '已经落实', conds: { complied: true, ignored: false } },
        ignored: { title: '没有落实', conds: { complied: false, ignored: true } },
      },
    },
    object: {
      title: '提出异议',
      about: '对督办函、意见书有异议的说明理由；报告期限照常计算，监督机构决定暂停的除外',
      by: subject,
      in: ['urging', 'opinion'],
      cites: [sup.art('30')],
      form: form.objection,
      clocks: [{ do: 'start', clock: 'objection' }],
    },
    'suspend-answer': {
      title: '研究异议期间暂停报告期限',
      by: head,
      in: ['urging', 'opinion'],
      cites: [sup.art('30')],
      needs: [need('OBJECTED', objectionOpen, '没有等待决定的异议', [sup.art('30')])],
      form: form.reason,
      clocks: [
        { do: 'pause', clock: 'urging-answer' },
        { do: 'pause', clock: 'opinion-answer' },
      ],
    },
    'decide-objection': {
      title: '决定异议',
      by: head,
      in: ['urging', 'opinion'],
      cites: [sup.art('30')],
      needs: [need('OBJECTED', objectionOpen, '没有等待决定的异议', [sup.art('30')])],
      form: form.objectionDecision,
      settles: ['withdrawn'],
      clocks: [
        { do: 'stop', clock: 'objection' },
        { do: 'resume', clock: 'urging-answer' },
        { do: 'resume', clock: 'opinion-answer' },
      ],
    },
    'end-withdrawn': {
      title: '撤回文书，终止监督',
      by: head,
      in: ['urging', 'opinion'],
      cites: [sup.art('30')],
      needs: [need('WITHDRAWN', cond('withdrawn'), '没有决定撤回文书', [sup.art('30')]), REPLIED],
      clocks: stopAnswers,
      to: 'unfounded',
    },
    circulate: {
      title: '通报',
      by: head,
      in: [...WAITING],
      cites: [sup.art('31')],
      needs: [
        need('REFUSED', any(cond('major'), ignored), '不是重大事项，也没有拒不改正的情形', [sup.art('31')]),
      ],
      form: form.circular,
      repeats: true,
      papers: ['circular'],
    },
    'tell-public': {
      title: '向社会公开',
      by: head,
      in: [...WAITING],
      cites: [sup.art('31')],
      needs: [
        need('REFUSED', any(cond('major'), ignored), '不是重大事项，也没有拒不改正的情形', [sup.art('31')]),
      ],
      form: form.circular,
      repeats: true,
      public: true,
      attested: true,
      publishes: ['supervision-circular'],
    },
    'propose-personnel': {
      title: '对人员提出处理建议',
      by: head,
      in: [...WAITING],
      cites: [sup.art('32')],
      form: form.personnel,
      repeats: true,
    },
    'hand-over-clue': {
      title: '移送涉嫌职务违法犯罪线索',
      by: head,
      in: ['verifying', ...WAITING],
      cites: [sup.art('33')],
      form: form.clue,
      repeats: true,
    },
    close: {
      title: '办结',
      about: '复核已经落实的办结；监督结果作为法治政府建设评价的依据',
      by: head,
      in: [...WAITING],
      cites: [sup.art('34')],
      needs: [
        need('COMPLIED', cond('complied'), '还没有复核为已经落实', [sup.art('29'), sup.art('34')]),
        NO_OBJECTION,
        REPLIED,
      ],
      form: form.closing,
      clocks: stopAnswers,
      to: 'closed',
    },
  },
  clocks: {
    'urging-answer': {
      title: '督办函报告期限',
      kind: 'duty',
      owedBy: 'subject',
      limit: URGING_ANSWER,
      lastDay: 'roll',
      cites: [sup.art('27'), urgingAnswer],
    },
    'opinion-answer': {
      title: '意见书报告期限',
      kind: 'duty',
      owedBy: 'subject',
      limit: OPINION_ANSWER,
      lastDay: 'roll',
      cites: [sup.art('28'), opinionAnswer],
    },
    'decision-answer': {
      title: '决定书报告期限',
      kind: 'duty',
      owedBy: 'subject',
      limit: DECISION_ANSWER,
      lastDay: 'roll',
      cites: [sup.art('29'), decisionAnswer],
    },
    objection: {
      title: '决定异议的期限',
      kind: 'duty',
      owedBy: 'supervisor',
      limit: OBJECTION_LIMIT,
      lastDay: 'roll',
      cites: [sup.art('30'), objectionLimit],
    },
    government: {
      title: '政府决定的期限',
      kind: 'duty',
      owedBy: 'government',
      limit: GOVERNMENT_LIMIT,
      lastDay: 'roll',
      cites: [sup.art('29'), governmentLimit],
    },
  },
  conditions: {
    complied: { title: '复核为已经落实', test: { is: ['check-answer.result', '已经落实'] } },
    ignored: { title: '复核为没有落实', test: { is: ['check-answer.result', '没有落实'] } },
    withdrawn: { title: '决定撤回文书', test: { is: ['decide-objection.result', '撤回文书'] } },
  },
};

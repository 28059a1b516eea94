/**
 * The later life of a certificate (licensing law, articles 8, 49, 50, 69, 70; R5.1): renewed, changed or given up at its
 * holder's wish; withdrawn, revoked or struck off by the organ. No decision on a timely renewal by its last day: it is
 * renewed. Whoever loses one is told first and heard; the law and the organ's fault decide who bears the loss.
 */
import {
  type ActDef,
  all,
  any,
  clock,
  cond,
  design,
  done,
  elapsed,
  type Fragment,
  type InputRule,
  merge,
  need,
  not,
  office,
  type Procedure,
  party,
  post,
  resident,
  law as rule,
  samePerson,
  workdays,
} from '@fadu/kernel';
import { licensingLaw as law } from '../../../statutes/index.ts';
import { task5 } from '../common.ts';
import { certificateOf, certificateQuestion, changed, inTime, openingOf, renewedTo, today } from './facts.ts';
import * as form from './forms.ts';
import { papers } from './papers.ts';

type Input = Readonly<Record<string, unknown>>;
type Env = Parameters<InputRule['check']>[2];
const clerk = [post('window-clerk', 'window'), post('window-clerk', 'agency')];
const reviewer = [post('service-reviewer', 'agency')];
const approver = [post('service-approver', 'agency')];
const holder = [party('holder')];

const statementLimit = design('拟撤回、撤销的，告知后给持证人五个工作日陈述、申辩');
const changeLimit = design('变更、注销申请按一般许可的二十个工作日办理');
const lateRenewal = design('到期前不足三十日申请延续的照常受理、决定，但逾期不决定不视为准予');

const found = (input: Input, env: Env) => env.answer(certificateQuestion(input.certificate, env.today));
const agency = (input: Input, _view: unknown, env: Env): readonly string[] => {
  const organ = found(input, env)?.body.organ;
  return typeof organ === 'string' ? [organ] : [];
};
const hall = (input: Input, _view: unknown, env: Env): readonly string[] => {
  const organ = String(found(input, env)?.body.organ ?? '');
  const region = env.organ(organ)?.region;
  const there = region ? env.organsOf(region).find((o) => o.kind === 'service-hall') : undefined;
  return there ? [there.id] : organ ? [organ] : [];
};

const standing: InputRule = {
  code: 'CERTIFICATE',
  field: 'certificate',
  cites: [law.art('38')],
  say: '没有这个编号的证件，请核对证件编号',
  check: (input, _view, env) => {
    const entry = found(input, env);
    if (!entry) return false;
    return entry.body.status === '正常' || `这个证件已经${String(entry.body.status)}，不能再办`;
  },
};
/** What a holder's request must fit. */
const asking: readonly InputRule[] = [
  standing,
  {
    code: 'HOLDER',
    field: 'identity',
    cites: [law.art('49'), law.art('50')],
    say: '证件号码与这个证件的持证人不一致；只有持证人可以申请延续、变更、注销',
    check: (input, _view, env) => {
      const entry = found(input, env);
      return !entry || entry.body.holderId === input.identity;
    },
  },
  {
    code: 'RENEW',
    field: 'validTo',
    cites: [law.art('50')],
    say: '延续的要写明现在的有效期至，与证件一致',
    check: (input, _view, env) => {
      const to = found(input, env)?.body.validTo;
      if (input.want !== '延续') return true;
      if (to === undefined) return '这个证件长期有效，不需要延续';
      if (input.validTo !== to) return `这个证件的有效期至${String(to)}，请照证件填写`;
      return env.today <= String(to) || '有效期已经届满，不能延续；请重新申请';
    },
  },
  {
    code: 'CHANGE',
    field: 'change',
    cites: [law.art('49')],
    say: '变更的要写明原来是什么、改成什么；不是变更的不填变更后的名称',
    check: (input) =>
      input.want === '变更' ? String(input.change ?? '').length >= 4 : input.newHolder === undefined,
  },
];

/** One decision for each kind of case. */
const decisionOf = (
  kind: string,
  title: string,
  cites: ActDef['cites'],
  more: Pick<ActDef, 'form' | 'papers' | 'to'> & Partial<ActDef>,
): ActDef => ({
  title,
  by: approver,
  in: ['deciding'],
  cites,
  numbers: ['decision'],
  clocks: [
    { do: 'stop', clock: 'renewal' },
    { do: 'stop', clock: 'decision' },
  ],
  ...more,
  needs: [need(`KIND-${kind.toUpperCase()}`, cond(kind), `这一件不是${title}`, cites), ...(more.needs ?? [])],
});

/** The organ's own motion: told and, if he wished, heard. */
const heard = (code: string) =>
  need(
    code,
    all(done('notify'), any(done('state'), done('register-statement'), elapsed('statement'))),
    '还没有告知持证人，或者陈述、申辩的期限还没有届满',
    [law.art('7'), statementLimit],
  );
const apart = (code: string) =>
  need(code, not(samePerson('propose')), '提出处理的人不能自己决定', [law.art('69')]);

const ONE_OF = ['renewal', 'change', 'own-end', 'withdrawal', 'revocation', 'strike-off'] as const;
/** Conditions that the opening acts settle. */
const SETTLED = [...ONE_OF, 'in-time'];
const outcome = (kind: (typeof ONE_OF)[number], title: string, more?: 'late') =>
  [
    more ? `${kind}-${more}` : kind,
    {
      title,
      conds: {
        ...Object.fromEntries(ONE_OF.map((k) => [k, k === kind])),
        'in-time': kind === 'renewal' && more !== 'late',
      },
    },
  ] as const;
const byHolder = Object.fromEntries([
  outcome('renewal', '届满三十日前申请延续'),
  outcome('renewal', '不足三十日申请延续', 'late'),
  outcome('change', '变更'),
  outcome('own-end', '注销'),
]);
const byOrgan = Object.fromEntries([
  outcome('withdrawal', '撤回'),
  outcome('revocation', '撤销'),
  outcome('strike-off', '注销'),
]);

const holderOpens = {
  in: [],
  opens: true,
  repeats: true,
  cites: [law.art('49'), law.art('50'), task5],
  asks: ((input, _view, on) => [certificateQuestion(input.certificate, on)]) satisfies ActDef['asks'],
  rules: asking,
  settles: SETTLED,
  outcomes: byHolder,
  numbers: ['application'],
  papers: ['receipt'],
  to: 'deciding',
};

const parts: Fragment = {
  acts: {
    apply: {
      ...holderOpens,
      title: '申请延续、变更、注销',
      about: '延续在有效期届满三十日前申请；逾期不决定的，视为准予延续',
      by: [resident],
      form: form.request,
      binds: [
        { relation: 'holder', from: 'actor.person' },
        { relation: 'agency', from: agency },
        { relation: 'window', from: hall },
      ],
      clocks: [
        { do: 'start', clock: 'renewal', until: 'validTo', when: cond('renewal') },
        { do: 'start', clock: 'decision', when: not(cond('renewal')) },
      ],
    },
    'register-application': {
      ...holderOpens,
      title: '登记延续、变更、注销申请',
      about: '窗口、邮寄、电话、代办的申请由窗口登记，与网上申请同等办理',
      by: [office('window-clerk')],
      form: form.registration,
      rules: [
        ...asking,
        {
          code: 'RECEIVED',
          field: 'receivedOn',
          cites: [law.art('50')],
          say: '收到的日期不能晚于今天',
          check: (input, _view, env) => String(input.receivedOn) <= env.today,
        },
      ],
      binds: [
        { relation: 'holder', from: 'account' },
        { relation: 'agency', from: agency },
        { relation: 'window', from: 'actor.organ' },
      ],
      clocks: [
        { do: 'start', clock: 'renewal', until: 'validTo', when: cond('renewal') },
        { do: 'start', clock: 'decision', when: not(cond('renewal')), on: 'receivedOn' },
      ],
    },
    propose: {
      title: '提出撤回、撤销、注销',
      about: '只有法律写明的情形；撤回、撤销的先告知持证人并听取陈述、申辩',
      by: [office('service-reviewer')],
      in: [],
      opens: true,
      repeats: true,
      cites: [law.art('8'), law.art('69'), law.art('70')],
      form: form.proposal,
      asks: (input, _view, on) => [certificateQuestion(input.certificate, on)],
      rules: [
        standing,
        {
          code: 'OWN',
          field: 'certificate',
          cites: [law.art('69')],
          say: '只有发证机关可以提出',
          check: (input, _view, env) => {
            const entry = found(input, env);
            return !entry || entry.body.organ === env.acting;
          },
        },
        {
          code: 'GROUND',
          field: 'ground',
          cites: [law.art('8'), law.art('69'), law.art('70')],
          say: '这种情形不能作这样的处理',
          check: (input) => {
            const grounds: readonly string[] = form.GROUNDS[input.want as keyof typeof form.GROUNDS] ?? [];
            return (
              grounds.includes(String(input.ground)) || `${String(input.want)}只限于：${grounds.join('；')}`
            );
          },
        },
        {
          code: 'OVER',
          field: 'ground',
          cites: [law.art('50'), law.art('70')],
          say: '这个证件的有效期还没有届满，不能以没有延续为由注销',
          check: (input, _view, env) => {
            const to = found(input, env)?.body.validTo;
            return input.ground !== '有效期届满没有延续' || (to !== undefined && String(to) < env.today);
          },
        },
      ],
      settles: SETTLED,
      outcomes: byOrgan,
      binds: [
        { relation: 'agency', from: 'actor.organ' },
        { relation: 'holder', from: 'account' },
        { relation: 'window', from: hall },
      ],
      numbers: ['application'],
      to: [
        { when: cond('strike-off'), phase: 'deciding' },
        { when: not(cond('strike-off')), phase: 'telling' },
      ],
    },
    notify: {
      title: '告知持证人',
      about: '告知拟处理的事实、理由、依据和陈述、申辩的权利',
      by: reviewer,
      in: ['telling'],
      cites: [law.art('7'), law.art('69')],
      form: form.notice,
      rules: [
        {
          code: 'SERVED',
          field: 'servedOn',
          cites: [law.art('7')],
          say: '送达日期不能晚于今天',
          check: (input, _view, env) => String(input.servedOn) <= env.today,
        },
      ],
      clocks: [{ do: 'start', clock: 'statement', on: 'servedOn' }],
      papers: ['notice'],
      to: 'deciding',
    },
    state: {
      title: '陈述、申辩',
      by: holder,
      in: ['deciding'],
      cites: [law.art('7')],
      needs: [
        need('TOLD', done('notify'), '还没有告知拟作的处理', [law.art('7')]),
        need('NOT-LATE', not(elapsed('statement')), '陈述、申辩的期限已经届满', [statementLimit]),
        need('ONCE', not(done('register-statement')), '陈述、申辩已经登记', [law.art('7')]),
      ],
      form: form.statement,
      clocks: [{ do: 'stop', clock: 'statement' }],
    },
    'register-statement': {
      title: '登记陈述、申辩',
      by: [...clerk, ...reviewer],
      in: ['deciding'],
      cites: [law.art('7')],
      needs: [
        need('TOLD-PAPER', done('notify'), '还没有告知拟作的处理', [law.art('7')]),
        need('ONCE-PAPER', not(done('state')), '持证人已经提出陈述、申辩', [law.art('7')]),
      ],
      form: form.statementOnPaper,
      clocks: [{ do: 'stop', clock: 'statement' }],
    },
    renew: decisionOf('renewal', '准予延续', [law.art('50')], {
      form: form.renewal,
      rules: [
        {
          code: 'LONGER',
          field: 'newValidTo',
          cites: [law.art('50')],
          say: '延续到的日期应当晚于现在的有效期至',
          check: (input, view) => String(input.newValidTo) > String(certificateOf(view)?.body.validTo ?? ''),
        },
      ],
      entries: (view) => changed(view, today(view), { validTo: view.text('renew.newValidTo') }),
      papers: ['renewed'],
      to: 'renewed',
    }),
    'renew-by-silence': {
      title: '逾期没有决定，视为准予延续',
      about: '在届满三十日前申请、到届满之日没有作出决定的，视为准予延续',
      by: [{ kind: 'system' }],
      in: ['deciding'],
      cites: [law.art('50')],
      needs: [
        need('RENEWAL', cond('renewal'), '不是延续申请', [law.art('50')]),
        need('IN-TIME', cond('in-time'), '不是在届满三十日前申请的，不视为准予', [lateRenewal]),
        need('OVER', clock('renewal', 'elapsed'), '有效期还没有届满', [law.art('50')]),
      ],
      numbers: ['decision'],
      clocks: [{ do: 'stop', clock: 'renewal' }],
      entries: (view) => changed(view, today(view), { validTo: renewedTo(certificateOf(view)?.body ?? {}) }),
      papers: ['renewed-by-silence'],
      to: 'renewed',
    },
    change: decisionOf('change', '准予变更', [law.art('49')], {
      form: form.approval,
      entries: (view) => {
        const name = openingOf(view).newHolder;
        return name ? changed(view, today(view), { holder: name }) : [];
      },
      papers: ['changed'],
      to: 'changed',
    }),
    'end-at-wish': decisionOf('own-end', '准予注销', [law.art('70')], {
      form: form.approval,
      entries: (view) => changed(view, today(view), { status: '注销' }),
      papers: ['ended'],
      to: 'ended',
    }),
    refuse: {
      title: '不予延续、变更、注销',
      about: '写明理由和救济途径',
      by: approver,
      in: ['deciding'],
      cites: [law.art('38'), law.art('50')],
      needs: [
        need(
          'ASKED',
          any(cond('renewal'), cond('change'), cond('own-end')),
          '不是持证人申请的，用“不作处理”',
          [law.art('38')],
        ),
      ],
      form: form.denial,
      numbers: ['decision'],
      clocks: [
        { do: 'stop', clock: 'renewal' },
        { do: 'stop', clock: 'decision' },
      ],
      papers: ['refused'],
      to: 'refused',
    },
    withdraw: decisionOf('withdrawal', '撤回许可', [law.art('8')], {
      about: '为了公共利益的需要撤回的，造成的财产损失依法补偿',
      form: form.withdrawing,
      needs: [heard('HEARD-WITHDRAW'), apart('APART-WITHDRAW')],
      entries: (view) => changed(view, today(view), { status: '失效' }),
      papers: ['withdrawn'],
      to: 'withdrawn',
    }),
    revoke: decisionOf('revocation', '撤销许可', [law.art('69')], {
      about: '可能对公共利益造成重大损害的不予撤销；以欺骗、贿赂取得的应当撤销',
      form: form.revoking,
      needs: [heard('HEARD-REVOKE'), apart('APART-REVOKE')],
      rules: [
        {
          code: 'HARM',
          field: 'harm',
          cites: [law.art('69')],
          say: '撤销可能对公共利益造成重大损害的，不予撤销；用“不作处理”并写明理由',
          check: (input) => input.harm !== '撤销可能对公共利益造成重大损害',
        },
        {
          code: 'LOSS',
          field: 'compensation',
          cites: [law.art('69')],
          say: '以欺骗、贿赂取得的利益不受保护，不写赔偿；其他情形写明怎么赔偿，没有损失的也写明',
          check: (input, view) =>
            (openingOf(view).ground === form.FRAUD) === (input.compensation === undefined),
        },
      ],
      entries: (view) => changed(view, today(view), { status: '撤销' }),
      papers: ['revoked'],
      to: 'revoked',
    }),
    'strike-off': decisionOf('strike-off', '办理注销手续', [law.art('70')], {
      form: form.approval,
      needs: [apart('APART-STRIKE')],
      entries: (view) => changed(view, today(view), { status: '注销' }),
      papers: ['ended'],
      to: 'ended',
    }),
    'leave-it': {
      title: '不作处理',
      about: '理由不成立、会造成重大公共损害的，许可继续有效',
      by: approver,
      in: ['telling', 'deciding'],
      cites: [law.art('69')],
      needs: [
        need(
          'OWN-MOTION',
          any(cond('withdrawal'), cond('revocation'), cond('strike-off')),
          '持证人申请的要作出准予或者不予的决定',
          [law.art('38')],
        ),
      ],
      form: form.approval,
      clocks: [{ do: 'stop', clock: 'statement' }],
      to: 'left',
    },
    drop: {
      title: '撤回申请',
      by: holder,
      in: ['deciding'],
      cites: [design('持证人在决定之前可以撤回申请')],
      needs: [
        need('OWN-REQUEST', any(cond('renewal'), cond('change'), cond('own-end')), '不是您申请的，不能撤回', [
          law.art('38'),
        ]),
      ],
      form: form.drop,
      clocks: [
        { do: 'stop', clock: 'renewal' },
        { do: 'stop', clock: 'decision' },
      ],
      to: 'dropped',
    },
  },
  clocks: {
    renewal: {
      title: '延续决定的期限（有效期届满之前）',
      kind: 'duty',
      owedBy: 'agency',
      limit: workdays(20),
      lastDay: 'keep',
      cites: [law.art('50')],
      warnBefore: workdays(5),
      onExpiry: 'renew-by-silence',
    },
    decision: {
      title: '变更、注销决定的期限',
      kind: 'duty',
      owedBy: 'agency',
      limit: workdays(20),
      lastDay: 'roll',
      cites: [law.art('42'), changeLimit],
      warnBefore: workdays(3),
    },
    statement: {
      title: '陈述、申辩的期限',
      kind: 'right',
      owedBy: 'holder',
      limit: workdays(5),
      lastDay: 'roll',
      cites: [law.art('7'), statementLimit],
    },
  },
  conditions: {
    ...Object.fromEntries(
      (
        [
          ['renewal', '申请延续', '延续', 'holder'],
          ['change', '申请变更', '变更', 'holder'],
          ['own-end', '申请注销', '注销', 'holder'],
          ['withdrawal', '拟撤回', '撤回', 'organ'],
          ['revocation', '拟撤销', '撤销', 'organ'],
          ['strike-off', '拟注销', '注销', 'organ'],
        ] as const
      ).map(([code, title, want, by]) => [
        code,
        {
          title,
          test: {
            fn: (v: Parameters<typeof openingOf>[0]) =>
              openingOf(v).want === want && (v.last('propose') !== undefined) === (by === 'organ'),
          },
        },
      ]),
    ),
    'in-time': { title: '在届满三十日前申请', test: { fn: inTime } },
  },
  laws: [
    rule('SILENCE', '有效期没有届满，不得视为准予延续', [law.art('50')], {
      kind: 'waits',
      act: 'renew-by-silence',
      clock: 'renewal',
    }),
    rule('SILENCE-IN-TIME', '不是在届满三十日前申请的，不视为准予延续', [law.art('50')], {
      kind: 'only-while',
      act: 'renew-by-silence',
      guard: cond('in-time'),
    }),
    rule('TOLD-REVOKE', '没有告知持证人，不得撤销', [law.art('7')], {
      kind: 'precedes',
      first: [{ act: 'notify' }],
      then: 'revoke',
    }),
    rule('TOLD-WITHDRAW', '没有告知持证人，不得撤回', [law.art('7')], {
      kind: 'precedes',
      first: [{ act: 'notify' }],
      then: 'withdraw',
    }),
    rule('APART-REVOKE', '提出撤销的人不得自己决定', [law.art('69')], {
      kind: 'apart',
      act: 'revoke',
      from: 'propose',
    }),
    rule('ONE-END', '准予延续和不予只能有一个', [law.art('50')], {
      kind: 'exclusive',
      acts: ['renew', 'refuse'],
    }),
  ],
  papers,
};

/** What becomes of a certificate after it was issued. */
export const certificateChange: Procedure = {
  code: 'certificate-change',
  title: '许可证件的延续、变更、撤回、撤销和注销',
  system: 'service-items',
  version: '2026-01-01',
  from: '2020-01-01',
  cites: [law.art('8'), law.art('49'), law.art('50'), law.art('69'), law.art('70'), task5],
  about: '持证人可以申请延续、变更、注销；机关只在法律写明的情形撤回、撤销、注销，先告知、听取申辩，再决定。',
  transition: { says: '以前收到的申请按收到时的规定办完。', cites: [task5] },
  relations: { agency: '发证机关', holder: '持证人', window: '受理窗口' },
  roles: {
    'window-clerk': '窗口人员',
    'service-reviewer': '审查人员',
    'service-approver': '审批负责人',
  },
  phases: {
    begun: { title: '提出' },
    telling: { title: '待告知持证人' },
    deciding: { title: '待决定' },
    renewed: { title: '已经延续', end: 'done' },
    changed: { title: '已经变更', end: 'done' },
    ended: { title: '已经注销', end: 'done' },
    withdrawn: { title: '已经撤回许可', end: 'done' },
    revoked: { title: '已经撤销许可', end: 'done' },
    refused: { title: '不予', end: 'done' },
    left: { title: '不作处理', end: 'done' },
    dropped: { title: '撤回申请', end: 'stopped' },
  },
  ...merge(parts),
  titleFrom: ['apply.reasons', 'register-application.reasons', 'propose.facts'],
  owner: 'agency',
  series: {
    application: { title: '登记号', format: '{mark}证变〔{year}〕{n}号', of: 'agency' },
    decision: { title: '决定书文号', format: '{mark}证决〔{year}〕{n}号', of: 'agency' },
  },
};

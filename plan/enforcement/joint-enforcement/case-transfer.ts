/**
 * A case goes from organ to organ (R22.3): between township and county, between departments, with its evidence and things
 * counted on both sides. Nobody sends it back by himself: doubts are negotiated, coordinated by the supervision body, and
 * settled by the common superior.
 */
import {
  type CaseView,
  cond,
  type Env,
  type Fragment,
  type Law,
  law,
  need,
  not,
  office,
  type Procedure,
  post,
  type Question,
} from '@fadu/kernel';
import { enforcementSupervisionRegulations as sup } from '../../statutes/index.ts';
import { linkFault, PENALTY_CASE, penaltyQuestion } from '../compulsion-cases/link.ts';
import { table, text } from '../penalty-cases/paper-parts.ts';
import {
  cites,
  designationLimit,
  isTownship,
  limits,
  noSendingBack,
  receiptLimit,
  receiverRule,
  superiorRule,
  takeUpLimit,
  task22,
} from './common.ts';
import { delegationFault, delegationsQuestion } from './delegation.ts';
import * as form from './forms.ts';

type Input = Readonly<Record<string, unknown>>;

const sender = [post('case-clerk', 'sender')];
const receiver = [post('case-clerk', 'receiver')];
const receiverHead = [post('head', 'receiver')];

const FACTS = [
  'register-clue.title',
  'register-clue.partyName',
  'register-clue.partyId',
  'transfer-organ.organ',
] as const;
const sent = (input: Input): Question & { ask: 'case' } => penaltyQuestion(input.penaltyCase, FACTS);
const taken = (input: Input): Question & { ask: 'case' } => penaltyQuestion(input.caseNumber, []);
/** Relation of the case that the receiver opened. */
export const NEW_CASE = 'new-case';

/** The case was given to this receiver by its head's decision (`transfer-organ`). */
function sentFault(input: Input, env: Env): true | string {
  const found = env.answer(sent(input));
  const fault = linkFault(found, input.penaltyCase, env, false);
  if (fault !== true || !found) return fault;
  if (!found.done['transfer-organ'])
    return `“${found.title}”还没有由负责人决定移送；请先在那一件里办理“移送有管辖权的机关”`;
  return (
    found.facts['transfer-organ.organ'] === input.receiver ||
    `“${found.title}”决定移送的是${env.organ(String(found.facts['transfer-organ.organ']))?.name ?? '别的机关'}，不是这里选择的机关`
  );
}

/** INV-R3: a township must hold the item, and a county organ may not take back what it gave. */
function delegationSaid(input: Input, env: Env): true | string {
  const to = env.organ(String(input.receiver));
  const from = env.acting === undefined ? undefined : env.organ(env.acting);
  if (!isTownship(to) && !isTownship(from)) return true;
  if (!input.item) return '移送给乡镇、街道或者由它们移送的，要填写执法事项基本编码';
  return delegationFault(
    {
      item: input.item,
      organ: to?.id,
      kind: '行政处罚',
      township: isTownship(to) ? to?.id : from?.id,
    },
    env,
  );
}

const lists = (view: CaseView) => ({
  evidence: ((view.get('send.evidence') ?? []) as readonly string[]).length,
  things: ((view.get('send.things') ?? []) as readonly form.HandedThing[]).length,
});
const superiorParties = (view: CaseView): readonly [string, string] => [
  view.bound('sender')[0] ?? '',
  view.bound('receiver')[0] ?? '',
];
const lastOf = (view: CaseView, ...acts: string[]) =>
  acts
    .flatMap((a) => view.all(a))
    .sort((a, b) => a.seq - b.seq)
    .at(-1);
const isOpen = (view: CaseView): boolean => {
  const last = lastOf(view, 'dispute', 'negotiate', 'coordinate', 'designate');
  return last !== undefined && !(last.act === 'designate' || String(last.input.result).includes('一致，'));
};
const failed = (view: CaseView): boolean => {
  const last = lastOf(view, 'dispute', 'negotiate', 'coordinate', 'designate');
  return last?.input.result === '协商不成' || last?.input.result === '协调不成';
};

const settled = {
  settles: ['disputed', 'failed'],
  outcomes: {
    agreed: { title: '达成一致', conds: { disputed: false, failed: false } },
    failed: { title: '没有达成一致', conds: { disputed: true, failed: true } },
  },
  to: [{ when: not(cond('disputed')), phase: 'received' }],
} as const;

const parts: Required<Pick<Fragment, 'acts' | 'clocks' | 'conditions'>> = {
  acts: {
    send: {
      title: '移送案件',
      about: '负责人已经在案件里决定移送的，写明证据清单和涉案物品清单，出具移送函',
      by: [office('case-clerk')],
      in: [],
      opens: true,
      cites: [...cites.transfer],
      form: form.caseSending,
      rules: [
        receiverRule,
        {
          code: 'CASE',
          field: 'penaltyCase',
          cites: [...cites.transfer],
          say: '没有这一案件',
          asks: (input) => [sent(input)],
          check: (input, _view, env) => sentFault(input, env),
        },
        {
          code: 'INV-R3',
          field: 'item',
          cites: [...cites.delegation],
          say: '赋权事项由承接的乡镇、街道办理',
          asks: (input, _view, today) => [delegationsQuestion(input.item, today)],
          check: (input, _view, env) => delegationSaid(input, env),
        },
        {
          code: 'INV-R4',
          field: 'things',
          cites: [...cites.transfer],
          say: '有涉案物品的逐件列明，没有的写明没有',
          check: (input) => (input.things as readonly unknown[]).length > 0 !== (input.noThings === true),
        },
      ],
      binds: [
        { relation: 'sender', from: 'actor.organ' },
        { relation: 'receiver', from: 'receiver' },
        {
          relation: PENALTY_CASE,
          from: (input, _view, env) => {
            const id = env.answer(sent(input))?.id;
            return id ? [id] : [];
          },
        },
      ],
      numbers: ['transfer'],
      papers: ['case-letter'],
      clocks: [{ do: 'start', clock: 'receipt' }],
      to: 'sent',
    },
    receive: {
      title: '接收案件材料和物品',
      about: '逐项清点；与清单不符的当场写明',
      by: receiver,
      in: ['sent'],
      cites: [...cites.transfer, receiptLimit],
      form: form.caseReceipt,
      rules: [
        {
          code: 'INV-R4',
          field: 'evidence',
          cites: [...cites.transfer],
          say: '实收与清单不符的，写明不符的情况；相符的不填',
          check: (input, view) => {
            const due = lists(view);
            const same = input.evidence === due.evidence && input.things === due.things;
            return (
              same === !input.difference ||
              `清单有证据${due.evidence}项、物品${due.things}项；实收不符的写明情况，相符的不填`
            );
          },
        },
      ],
      clocks: [
        { do: 'stop', clock: 'receipt' },
        { do: 'start', clock: 'take-up' },
      ],
      to: 'received',
    },
    accept: {
      title: '决定是否立案',
      about: '立案的写明本机关的案件，两件互相看得到；不予立案的说明理由告知移送机关',
      by: receiverHead,
      in: ['received'],
      cites: [...cites.transfer, takeUpLimit],
      form: form.caseAcceptance,
      rules: [
        {
          code: 'NEW-CASE',
          field: 'caseNumber',
          cites: [task22],
          say: '立案的填写本机关的处罚案件编号，不予立案的不填',
          asks: (input) => (input.caseNumber ? [taken(input)] : []),
          check: (input, _view, env) => {
            if ((input.result === '立案') !== Boolean(input.caseNumber)) return false;
            return !input.caseNumber || linkFault(env.answer(taken(input)), input.caseNumber, env, false);
          },
        },
      ],
      binds: [
        {
          relation: NEW_CASE,
          from: (input, _view, env) => {
            const id = input.caseNumber ? env.answer(taken(input))?.id : undefined;
            return id ? [id] : [];
          },
        },
      ],
      clocks: [{ do: 'stop', clock: 'take-up' }],
      to: 'accepted',
    },
    dispute: {
      title: '对管辖有异议',
      about: '不得自行退回：写明理由，与移送机关协商',
      by: receiverHead,
      in: ['received'],
      cites: [...cites.dispute, noSendingBack],
      needs: [
        need('DESIGNATED', not(cond('designated')), '上级已经指定由本机关办理，不能再提管辖异议', [
          ...cites.dispute,
        ]),
      ],
      form: form.disputing,
      rules: [
        {
          code: 'COORDINATOR',
          field: 'coordinator',
          cites: [sup.art('13')],
          say: '请选择司法局',
          check: (input, _view, env) =>
            env.organ(String(input.coordinator))?.name.endsWith('司法局') === true,
        },
      ],
      binds: [{ relation: 'coordinator', from: 'coordinator' }],
      settles: ['disputed', 'failed'],
      outcomes: { disputed: { title: '有管辖争议', conds: { disputed: true, failed: false } } },
      clocks: [{ do: 'pause', clock: 'take-up' }],
      to: 'disputed',
    },
    negotiate: {
      title: '登记协商结果',
      by: [...sender, ...receiver],
      in: ['disputed'],
      cites: [...cites.dispute],
      needs: [
        need('NEGOTIATED', not(cond('failed')), '已经协商不成，请协调或者报请上级', [...cites.dispute]),
      ],
      form: form.negotiation,
      ...settled,
      clocks: [{ do: 'resume', clock: 'take-up', when: not(cond('disputed')) }],
    },
    coordinate: {
      title: '登记协调结果',
      about: '行政执法监督机构居中协调；协调不成的由它提出建议，报请上级决定',
      by: [post('supervision-clerk', 'coordinator')],
      in: ['disputed'],
      cites: [sup.art('13')],
      needs: [need('FAILED', cond('failed'), '先由两个机关协商', [sup.art('13')])],
      form: form.coordination,
      ...settled,
      clocks: [{ do: 'resume', clock: 'take-up', when: not(cond('disputed')) }],
    },
    refer: {
      title: '报请共同的上级指定',
      by: [post('head', 'sender'), ...receiverHead],
      in: ['disputed'],
      cites: [...cites.dispute, noSendingBack],
      needs: [need('FAILED', cond('failed'), '协商不成的才报请上级', [...cites.dispute])],
      form: form.referral,
      rules: [superiorRule(superiorParties)],
      binds: [{ relation: 'superior', from: 'superior' }],
      clocks: [{ do: 'start', clock: 'designation' }],
      to: 'referred',
    },
    designate: {
      title: '指定管辖',
      about: '指定移送机关继续办理，或者由受移送的机关办理',
      by: [post('principal-head', 'superior')],
      in: ['referred'],
      cites: [...cites.dispute, designationLimit],
      form: form.designation,
      rules: [
        {
          code: 'ORGAN',
          field: 'organ',
          cites: [...cites.dispute],
          say: '请从有争议的两个机关里指定',
          check: (input, view) => superiorParties(view).includes(String(input.organ)),
        },
      ],
      settles: ['designated', 'disputed', 'failed'],
      outcomes: {
        receiver: {
          title: '指定受移送的机关',
          conds: { designated: true, disputed: false, failed: false },
        },
        sender: { title: '指定移送机关', conds: { designated: false, disputed: false, failed: false } },
      },
      clocks: [
        { do: 'stop', clock: 'designation' },
        { do: 'resume', clock: 'take-up', when: cond('designated') },
        { do: 'stop', clock: 'take-up', when: not(cond('designated')) },
      ],
      to: [
        { when: cond('designated'), phase: 'received' },
        { when: not(cond('designated')), phase: 'back' },
      ],
    },
  },
  clocks: {
    receipt: {
      title: '接收案件的期限',
      kind: 'duty',
      owedBy: 'receiver',
      limit: limits.receipt,
      lastDay: 'roll',
      cites: [receiptLimit],
    },
    'take-up': {
      title: '接收后决定立案的期限',
      kind: 'duty',
      owedBy: 'receiver',
      limit: limits.takeUp,
      lastDay: 'roll',
      cites: [takeUpLimit],
    },
    designation: {
      title: '指定管辖的期限',
      kind: 'duty',
      owedBy: 'superior',
      limit: limits.designation,
      lastDay: 'roll',
      cites: [designationLimit],
    },
  },
  conditions: {
    disputed: { title: '有管辖争议', test: { fn: isOpen } },
    failed: { title: '协商不成', test: { fn: failed } },
    designated: {
      title: '指定由受移送的机关办理',
      test: {
        fn: (view) => {
          const act = view.last('designate');
          return act !== undefined && act.input.organ === view.bound('receiver')[0];
        },
      },
    },
  },
};

const laws: readonly Law[] = [
  law('NO-SENDING-BACK', '没有上级的指定，受移送的机关不得退回案件', [...cites.dispute, noSendingBack], {
    kind: 'ends-with',
    ends: ['back'],
    acts: ['designate'],
  }),
  law('RECEIVED', '没有清点接收的案件不得决定立案', [...cites.transfer], {
    kind: 'precedes',
    first: [{ act: 'receive' }],
    then: 'accept',
  }),
  law('NEGOTIATED', '没有协商的不得报请上级', [...cites.dispute], {
    kind: 'precedes',
    first: [{ act: 'negotiate' }],
    then: 'refer',
  }),
  law('COORDINATED-AFTER', '行政执法监督机构在两个机关协商之后协调', [sup.art('13')], {
    kind: 'precedes',
    first: [{ act: 'negotiate' }],
    then: 'coordinate',
  }),
  law('SETTLED', '管辖争议没有解决的，不得决定立案', [...cites.dispute], {
    kind: 'only-while',
    act: 'accept',
    guard: not(cond('disputed')),
  }),
  law('ONCE', '上级指定之后不得再提管辖异议', [...cites.dispute], {
    kind: 'only-while',
    act: 'dispute',
    guard: not(cond('designated')),
  }),
  law('DISPUTE-ENDS', '提出的管辖异议应当协商、协调或者由上级指定', [...cites.dispute], {
    kind: 'answered',
    cause: { act: 'dispute' },
    effect: ['negotiate', 'coordinate', 'designate'],
  }),
];

/** A case that goes to the competent organ (案件移送), task 22 of the plan; pack of enforcement, sections 7.1 and 7.2. */
export const caseTransfer: Procedure = {
  code: 'case-transfer',
  title: '案件移送和管辖协调',
  system: 'joint-enforcement',
  version: '2026-02-01',
  from: '2021-07-15',
  cites: [...cites.transfer, sup.art('13')],
  about:
    '乡镇、街道与县级部门之间、部门之间移送案件：决定移送、清点交接、决定立案；有管辖争议的协商、协调、报请共同的上级指定，不得自行退回。',
  transition: { says: '以前移送的案件，按接收时的规定办理。', cites: [task22] },
  relations: {
    sender: '移送机关',
    receiver: '受移送的机关',
    coordinator: '行政执法监督机构',
    superior: '共同的上级',
  },
  roles: {
    'case-clerk': '经办人',
    head: '机关负责人',
    'supervision-clerk': '行政执法监督人员',
    'principal-head': '上级主要负责人',
  },
  phases: {
    sent: { title: '待接收' },
    received: { title: '已接收' },
    disputed: { title: '管辖争议' },
    referred: { title: '上级指定中' },
    accepted: { title: '办结', end: 'done' },
    back: { title: '由移送机关继续办理', end: 'stopped' },
  },
  ...parts,
  laws,
  papers: {
    'case-letter': {
      title: '案件移送函',
      kind: '信函',
      issuedBy: 'sender',
      series: 'transfer',
      compose: (view, context) => {
        const things = (view.get('send.things') ?? []) as readonly form.HandedThing[];
        return {
          title: '案件移送函',
          recipients: `${context.organName(view.text('send.receiver'))}：`,
          blocks: [
            ...text(
              `我单位办理的案件（${view.text('send.penaltyCase')}）${view.text('send.reason')}，现移送你单位。请清点接收；认为没有管辖权的，请与我单位协商，不要自行退回。`,
            ),
            table([
              ['案由', view.text('send.title')],
              ['管辖依据', view.text('send.basis')],
              ['执法事项', view.text('send.item')],
            ]),
            ...text('证据清单：'),
            {
              kind: 'table',
              head: ['序号', '证据'],
              rows: ((view.get('send.evidence') ?? []) as readonly string[]).map((e, i) => [
                String(i + 1),
                e,
              ]),
            },
            ...text('涉案物品清单：'),
            things.length
              ? {
                  kind: 'table',
                  head: ['序号', '名称', '数量', '现在何处'],
                  rows: things.map((t, i) => [String(i + 1), t.name, `${t.quantity}${t.unit}`, t.where]),
                }
              : { kind: 'paragraph', text: '没有涉案物品。' },
          ],
        };
      },
    },
  },
  titleFrom: 'send.title',
  owner: 'sender',
  series: { transfer: { title: '案件移送文号', format: '{mark}案移〔{year}〕{n}号', of: 'sender' } },
};

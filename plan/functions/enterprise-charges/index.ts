/**
 * Charges on enterprises (涉企收费, task 12, R12.1): what is not on a list may not be charged. An enterprise reports a charge; it
 * is held against the lists as they stood on the day it was paid; what is not listed, or is above its rate, is stopped, paid back
 * and published.
 */
import {
  type CaseView,
  cond,
  design,
  done,
  type EntryFacts,
  type Env,
  type InputRule,
  need,
  not,
  office,
  type Procedure,
  planTask,
  post,
  type Question,
  recordedAnswer,
  resident,
  law as rule,
  samePerson,
  workdays,
} from '@fadu/kernel';
import { z } from 'zod';
import {
  jilinBusinessEnvironmentRegulations as jl,
  businessEnvironmentRegulations as obe,
} from '../../statutes/index.ts';

type Input = Readonly<Record<string, unknown>>;

export const task12 = planTask(12, '清理规范涉企收费，建立收费清单，查处乱收费');

/** The lists outside of which nothing may be charged. */
export const CHARGE_LISTS = {
  'cat-admin-fee': '行政事业性收费目录',
  'cat-gov-fund': '政府性基金目录',
  'cat-deposit': '涉企保证金目录',
} as const;

/** Values that no confirmed source fixes; a city sets its own. */
export const settings = { handle: workdays(15), extension: workdays(15) } as const;
const handleLimit = design('涉企收费举报按15个工作日办理，可以延长15个工作日');
const cites = [obe.art('25'), task12];

const long = (title: string, min = 4, max = 3000) =>
  z.string().trim().min(min).max(max).meta({ title, widget: 'long-text' });
const line = (title: string, max = 100, min = 2) => z.string().trim().min(min).max(max).meta({ title });
/** Yuan with at most two decimals, as text: exact. */
const money = (title: string) =>
  z
    .string()
    .regex(/^\d{1,9}(\.\d{1,2})?$/, '金额写元，最多两位小数，如 20 或者 20.50')
    .meta({ title });
const fen = (yuan: unknown): number => {
  const [whole = '0', part = ''] = String(yuan ?? '0').split('.');
  return Number(whole) * 100 + Number(part.padEnd(2, '0'));
};

const report = z.object({
  intake: line('受理机关', 60, 1).meta({ title: '受理机关', widget: 'organ' }),
  enterprise: line('企业名称').meta({ title: '企业名称', personal: true }),
  contact: line('联系电话', 40, 4).meta({ title: '联系电话', personal: true }),
  charger: line('收费单位').meta({ title: '收费单位', description: '名称写全；协会、中介收的也写' }),
  item: line('收费名目'),
  amount: money('金额（元）'),
  paidOn: z.iso.date().meta({ title: '缴费日期' }),
  how: z
    .enum(['行政事业性收费', '政府性基金', '保证金', '协会、中介搭车收费', '强制捐赠赞助', '其他'])
    .meta({ title: '对方说是什么' }),
  facts: long('经过', 6),
});
const registered = report.omit({ intake: true }).extend({
  source: z.enum(['来电', '来信', '走访', '其他机关移送']).meta({ title: '来源' }),
});

const matched = z.object({
  register: z
    .enum(Object.keys(CHARGE_LISTS) as [string, ...string[]])
    .optional()
    .meta({ title: '对应的清单', description: '清单里没有的不填' }),
  code: z.string().trim().max(40).optional().meta({ title: '清单里的编码', description: '清单里没有的不填' }),
  units: z
    .int()
    .min(1)
    .max(1_000_000)
    .optional()
    .meta({ title: '应当计收的数量', description: '按清单的计费单位' }),
  compulsory: z.boolean().meta({ title: '有强制、搭车或者变相摊派的情形' }),
  findings: long('核对情况', 6),
});
const explained = z.object({ basis: long('收费的依据和标准', 6), text: long('答复企业', 6) });
const refundOrdered = z.object({
  refund: money('退还金额（元）'),
  refundBy: z.iso.date().meta({ title: '退还期限' }),
  orders: long('责令停止和退还的决定', 10),
});
const refundConfirmed = z.object({
  refunded: money('已经退还（元）'),
  receipt: line('退款凭证'),
  enterpriseConfirms: z.literal(true).meta({ title: '企业确认已经收到' }),
});
const referred = z.object({
  to: line('移送机关', 60, 1).meta({ title: '移送机关', widget: 'organ' }),
  reasons: long('移送处罚、处分的理由', 10),
});
const published = z.object({ summary: long('公布的内容', 10, 1000) });

const question = (input: Input, on: string) =>
  ({
    ask: 'entry',
    register: String(input.register),
    code: String(input.code),
    on,
  }) as const satisfies Question;
const reported = (view: CaseView): Input => (view.last('report') ?? view.last('register'))?.input ?? {};
const asksList = (input: Input, view: CaseView): readonly Question[] =>
  input.register && input.code ? [question(input, String(reported(view).paidOn))] : [];

/** The entry that the charge was matched with, as it stood on the day it was paid. */
function entryOf(view: CaseView): EntryFacts | undefined {
  const match = view.last('match');
  if (!match?.input.register || !match.input.code) return undefined;
  return recordedAnswer(match, question(match.input, String(reported(view).paidOn))) ?? undefined;
}

/** What may be charged by the list, in fen; undefined: not listed, or the list names no amount. */
export function allowedFen(view: CaseView): number | undefined {
  const entry = entryOf(view);
  if (!entry || entry.body.status === '取消') return undefined;
  if (entry.body.rate === undefined) return Number.POSITIVE_INFINITY;
  return fen(entry.body.rate) * Number(view.get('match.units') ?? 1);
}

/** How much was charged beyond what the lists allow, in fen; 0: lawful. */
export function unlawfulFen(view: CaseView): number {
  const paid = fen(reported(view).amount);
  const allowed = allowedFen(view);
  if (view.get('match.compulsory') === true || allowed === undefined) return paid;
  return Math.max(0, paid - allowed);
}
const yuan = (n: number): string => `${Math.floor(n / 100)}.${String(n % 100).padStart(2, '0')}元`;

const notLater: InputRule = {
  code: 'PAID-ON',
  field: 'paidOn',
  cites,
  say: '缴费日期不能晚于今天',
  check: (input, _view, env) => String(input.paidOn) <= env.today,
};
const codeFits: InputRule = {
  code: 'LISTED',
  field: 'code',
  cites,
  say: '清单和编码要一起填；清单里没有的都不填',
  check: (input, view, env: Env) => {
    if (Boolean(input.register) !== Boolean(input.code)) return '清单和编码要一起填；清单里没有的都不填';
    if (!input.register) return true;
    const on = String(reported(view).paidOn);
    const entry = env.answer(question(input, on));
    return (
      entry !== null ||
      `缴费那天（${on}）${CHARGE_LISTS[String(input.register) as keyof typeof CHARGE_LISTS]}里没有编码${String(input.code)}，清单里没有的不填`
    );
  },
};

const clerk = [post('charge-clerk', 'intake')];
const head = [post('charge-head', 'intake')];
const clues = { title: '没有法定依据或者超过标准', conds: { unlawful: true } };

/** Report of a charge on an enterprise and what follows. */
export const chargeReport: Procedure = {
  code: 'charge-report',
  title: '涉企收费举报办理',
  system: 'enterprise-charges',
  version: '2026-01-01',
  from: '2020-01-01',
  cites,
  about: '企业举报收费，与缴费当日的清单核对；清单之外的一律停止、退还并公布。',
  transition: { says: '以前的举报按原来的办法办完。', cites: [task12] },
  relations: { intake: '受理机关', enterprise: '举报企业' },
  roles: { 'charge-clerk': '收费监管人员', 'charge-head': '收费监管负责人' },
  phases: {
    given: { title: '提出举报' },
    received: { title: '核对清单' },
    unlawful: { title: '责令停止和退还' },
    refunding: { title: '等待退还' },
    publishing: { title: '待公布' },
    explained: { title: '收费有依据，已答复', end: 'done' },
    published: { title: '已退还并公布', end: 'done' },
  },
  acts: {
    report: {
      title: '举报收费',
      about: '写明谁收的、收了多少、说是什么费；企业名称不公开',
      by: [resident],
      in: [],
      opens: true,
      repeats: true,
      cites,
      form: report,
      rules: [notLater],
      binds: [
        { relation: 'intake', from: 'intake' },
        { relation: 'enterprise', from: 'actor.person' },
      ],
      clocks: [{ do: 'start', clock: 'handling' }],
      numbers: ['report'],
      to: 'received',
    },
    register: {
      title: '登记收费举报',
      by: [office('charge-clerk')],
      in: [],
      opens: true,
      repeats: true,
      cites,
      form: registered,
      rules: [notLater],
      binds: [{ relation: 'intake', from: 'actor.organ' }],
      clocks: [{ do: 'start', clock: 'handling' }],
      numbers: ['report'],
      to: 'received',
    },
    match: {
      title: '与清单核对',
      about: '按缴费当日的目录核对有没有、标准多少；清单之外、超过标准、强制摊派的由系统认定',
      by: clerk,
      in: ['received'],
      cites,
      form: matched,
      asks: asksList,
      rules: [codeFits],
      settles: ['unlawful'],
      outcomes: { lawful: { title: '在清单之内', conds: { unlawful: false } }, unlawful: clues },
      to: [
        { when: cond('unlawful'), phase: 'unlawful' },
        { when: not(cond('unlawful')), phase: 'received' },
      ],
    },
    explain: {
      title: '答复收费的依据',
      by: head,
      in: ['received'],
      cites,
      form: explained,
      needs: [
        need('MATCHED', done('match'), '还没有与清单核对', cites),
        need('LAWFUL', not(cond('unlawful')), '清单之外的收费不能以有依据答复', cites),
        need('EXPLAIN-APART', not(samePerson('match')), '核对的人不能自己答复', [task12]),
      ],
      clocks: [{ do: 'stop', clock: 'handling' }],
      papers: ['explanation'],
      to: 'explained',
    },
    'order-refund': {
      title: '责令停止并退还',
      by: head,
      in: ['unlawful'],
      cites: [obe.art('25'), jl.art('21'), task12],
      form: refundOrdered,
      needs: [need('ORDER-APART', not(samePerson('match')), '核对的人不能自己决定', [task12])],
      rules: [
        {
          code: 'WHOLE',
          field: 'refund',
          cites,
          say: '违法收取的要全部退还',
          check: (input, view) =>
            fen(input.refund) === unlawfulFen(view) ||
            `按清单核对，应当退还${yuan(unlawfulFen(view))}，现为${yuan(fen(input.refund))}`,
        },
        {
          code: 'REFUND-BY',
          field: 'refundBy',
          cites,
          say: '退还期限要在今天之后',
          check: (input, _view, env) => String(input.refundBy) > env.today,
        },
      ],
      clocks: [{ do: 'start', clock: 'refund', until: 'refundBy' }],
      papers: ['refund-order'],
      numbers: ['order'],
      to: 'refunding',
    },
    refer: {
      title: '移送处罚、处分',
      by: head,
      in: ['refunding', 'publishing'],
      cites,
      form: referred,
    },
    'confirm-refund': {
      title: '确认已经退还',
      by: clerk,
      in: ['refunding'],
      cites,
      form: refundConfirmed,
      rules: [
        {
          code: 'REFUNDED',
          field: 'refunded',
          cites,
          say: '退还的金额与决定不一致',
          check: (input, view) =>
            fen(input.refunded) >= fen(view.get('order-refund.refund')) ||
            `决定退还${yuan(fen(view.get('order-refund.refund')))}，只退还了${yuan(fen(input.refunded))}`,
        },
      ],
      clocks: [{ do: 'stop', clock: 'refund' }],
      to: 'publishing',
    },
    publish: {
      title: '公布处理结果',
      about: '公布收费单位、名目、金额和处理结果，不公布举报企业',
      by: head,
      in: ['publishing'],
      cites,
      form: published,
      clocks: [{ do: 'stop', clock: 'handling' }],
      public: true,
      attested: true,
      publicBody: (view) => ({
        charger: reported(view).charger,
        item: reported(view).item,
        amount: reported(view).amount,
        refunded: view.get('confirm-refund.refunded'),
        summary: view.get('publish.summary'),
      }),
      to: 'published',
    },
    'extend-handling': {
      title: '延长办理期限',
      by: head,
      in: ['received', 'unlawful', 'refunding'],
      cites: [handleLimit],
      form: z.object({
        days: z.int().min(1).meta({ title: '延长多少个工作日' }),
        reason: long('理由'),
      }),
      clocks: [{ do: 'extend', clock: 'handling', byField: 'days' }],
    },
  },
  clocks: {
    handling: {
      title: '办理期限',
      kind: 'duty',
      owedBy: 'intake',
      limit: settings.handle,
      lastDay: 'roll',
      cites: [task12, handleLimit],
      extension: { limit: settings.extension, times: 1, cites: [handleLimit] },
      warnBefore: workdays(3),
    },
    refund: {
      title: '退还期限',
      kind: 'duty',
      owedBy: 'intake',
      limit: workdays(10),
      lastDay: 'keep',
      cites: [obe.art('25')],
    },
  },
  conditions: {
    unlawful: {
      title: '没有依据或者超过标准',
      test: { fn: (v) => v.last('match') !== undefined && unlawfulFen(v) > 0 },
    },
  },
  laws: [
    rule('LIST-FIRST', '没有与清单核对，不得责令退还', cites, {
      kind: 'precedes',
      first: [{ act: 'match', with: cond('unlawful') }],
      then: 'order-refund',
    }),
    rule('UNLISTED-STOPPED', '认定没有依据的，必须责令退还才能办结', cites, {
      kind: 'answered',
      cause: { act: 'match', with: cond('unlawful') },
      effect: ['order-refund'],
    }),
    rule('REFUNDED', '没有退还的，不得公布了事', cites, {
      kind: 'precedes',
      first: [{ act: 'confirm-refund' }],
      then: 'publish',
    }),
    rule('NOT-EXPLAINED-AWAY', '清单之外的收费，不得以有依据答复', cites, {
      kind: 'only-while',
      act: 'explain',
      guard: not(cond('unlawful')),
    }),
    rule('APART', '核对的人不得自己决定', [task12], { kind: 'apart', act: 'order-refund', from: 'match' }),
    rule('EXPLAIN-APART', '核对的人不得自己答复', [task12], { kind: 'apart', act: 'explain', from: 'match' }),
  ],
  papers: {
    explanation: {
      title: '收费情况答复书',
      kind: '信函',
      issuedBy: 'intake',
      compose: (view) => ({
        title: '收费情况答复书',
        recipients: String(reported(view).enterprise ?? ''),
        blocks: [
          `你单位反映${String(reported(view).charger)}收取的“${String(reported(view).item)}”，经与缴费当日的清单核对，在清单之内，没有超过标准。`,
          view.text('explain.basis'),
          view.text('explain.text'),
        ].map((text) => ({ kind: 'paragraph', text }) as const),
      }),
    },
    'refund-order': {
      title: '责令退还决定书',
      kind: '信函',
      issuedBy: 'intake',
      series: 'order',
      compose: (view) => ({
        title: '责令退还决定书',
        recipients: String(reported(view).charger ?? ''),
        blocks: [
          `经核对，你单位收取的“${String(reported(view).item)}”${allowedFen(view) === undefined ? '不在收费清单之内' : '超过清单标准或者强制摊派'}。依照《优化营商环境条例》第二十五条，清单之外的一律不得收取。`,
          `责令立即停止，并在${view.text('order-refund.refundBy')}前退还${yuan(fen(view.get('order-refund.refund')))}。`,
          view.text('order-refund.orders'),
        ].map((text) => ({ kind: 'paragraph', text }) as const),
      }),
    },
  },
  titleFrom: ['report.item', 'register.item'],
  owner: 'intake',
  series: {
    report: { title: '举报登记号', format: '{mark}费举〔{year}〕{n}号', of: 'intake' },
    order: { title: '责令退还文号', format: '{mark}费退〔{year}〕{n}号', of: 'intake' },
  },
  publicFrom: ['publish'],
};

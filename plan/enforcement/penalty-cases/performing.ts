/** Rows 14 to 16: publication, payment, deferral, late fine, remedies, court enforcement, closing. */
import {
  type ActDef,
  all,
  any,
  clock,
  cond,
  days,
  daysUnder,
  done,
  dueDateOnly,
  elapsed,
  type Fragment,
  formatDate,
  type InputRule,
  implies,
  months,
  need,
  not,
  party,
  system,
} from '@fadu/kernel';
import { z } from 'zod';
import { delivery, servedOn } from '../../fragments/delivery.ts';
import { publication, withdrawalBegins, withdrawalOpen } from '../../fragments/publication.ts';
import {
  compulsionLaw as acl,
  penaltyLaw as apl,
  reconsiderationLaw as arl,
  creditRepairMeasures,
  fineCollectionMeasures,
  threeSystemsOpinion as g118,
  administrativeLitigationLaw as lit,
  litigationInterpretation,
} from '../../statutes/index.ts';
import { collected, dayOf, deferral, lateFineOf, owed } from './facts.ts';
import * as form from './forms.ts';
import { addUp, type Receivable, sameSum } from './money.ts';
import { limits } from './settings.ts';
import { clerk, due, handler, head } from './shared.ts';

const P6 = days(15);
const P8 = daysUnder(apl.counting, 3);
const URGE = daysUnder(acl.counting, 10);
const remedies = [apl.art('73'), arl.art('20'), lit.art('46')];

/** Last day to pay without a late fine, from the day of service. */
export const payBy = (
  view: Parameters<typeof servedOn>[0],
  calendar: Parameters<typeof dueDateOnly>[2]['calendar'],
): string | undefined => {
  const from = servedOn(view, 'serve-decision');
  return from && dueDateOnly(from, P6, { calendar, lastDay: 'roll' });
};

const PENALISED = need(
  'PENALISED',
  done('decide-penalty'),
  '本件没有作出处罚决定；不予处罚决定有错误的按撤销办理',
  [apl.art('57')],
);
const noRemedy = need('REMEDY-OPEN', not(cond('remedy-open')), '复议或者诉讼还没有结果', remedies);
const PUBLISHED = need('PUBLISHED', implies(cond('publishable'), cond('on-show')), '处罚信息还没有公示', [
  g118.art('6'),
]);
const nothingToWithdraw = need('WITHDRAWN', not(withdrawalOpen), '变更、撤销的处罚信息还没有撤下', [
  apl.art('48'),
]);
const instalment = z.object({ dueOn: form.day('应缴日期'), amount: form.yuan('金额') });

const stopAll = (shown: boolean) =>
  ['payment', ...(shown ? ['publication'] : []), 'suit', 'reconsideration', 'court-application'].map(
    (clockName) => ({ do: 'stop', clock: clockName }) as const,
  );

const remedyEnd = z.object({
  document: form.line('文书编号'),
  servedOn: form.day('收到日期'),
  suitUntil: form.optional(form.day('可以起诉到', '复议之后还可以起诉的填写')),
});

/** A suit after a reconsideration: fifteen days from receipt. */
const suitUntilRule = {
  code: 'SUIT-UNTIL',
  field: 'suitUntil',
  cites: [lit.art('45')],
  say: '复议之后的起诉期限为收到复议决定书之日起十五日',
  check: (
    input: Readonly<Record<string, unknown>>,
    view: Parameters<typeof dayOf>[0],
    env: { calendar: Parameters<typeof dueDateOnly>[2]['calendar']; today: string },
  ) => {
    if (String(input.servedOn) > env.today) return '收到日期不能晚于今天';
    const kind = view.text('register-remedy.kind');
    if (kind === '诉讼') return input.suitUntil === undefined || '诉讼的结果不再有起诉期限';
    const last = dueDateOnly(String(input.servedOn), days(15), { calendar: env.calendar, lastDay: 'roll' });
    return input.suitUntil === last || `收到复议决定书之日起十五日，可以起诉到${formatDate(last)}`;
  },
};
const suitAgain = {
  do: 'restart',
  clock: 'suit',
  until: 'suitUntil',
  on: 'servedOn',
  when: not(cond('final')),
} as const;
const courtBegins = {
  do: 'restart',
  clock: 'court-application',
  on: 'servedOn',
  when: all(cond('final'), due, not(cond('deferred'))),
} as const;

/** Decisions on the spot: no suit without a reconsideration before it. */
const reviewFirst: InputRule = {
  code: 'REVIEW-FIRST',
  field: 'kind',
  cites: [arl.art('23')],
  say: '对当场作出的处罚决定不服的，应当先申请行政复议，对复议决定不服的再提起诉讼',
  check: (input, view) =>
    input.kind === '复议' || view.all('register-remedy').some((a) => a.input.kind === '复议'),
};

const performOther: ActDef = {
  title: '登记其他处罚的履行',
  by: handler,
  in: ['performance', 'enforcement'],
  cites: [apl.art('66')],
  repeats: true,
  needs: [need('OTHER', cond('other-due'), '没有需要履行的其他处罚', [apl.art('66')])],
  form: z.object({ detail: form.long('履行情况', 4), performedOn: form.day('履行日期') }),
  settles: ['other-due'],
  outcomes: { performed: { title: '已履行', conds: { 'other-due': false } } },
};

/** What the procedure that performs a decision is like. */
export interface PerformingOptions {
  /** Records of it are published. */
  readonly shown: boolean;
  /** Penalties other than money and words can occur. */
  readonly others: boolean;
  /** Reconsideration is compulsory before a suit (decisions on the spot). */
  readonly reviewFirst: boolean;
}

/** Everything after service: payment, deferral, late fine, remedies, court enforcement, closing. */
export const performing = (o: PerformingOptions): readonly Fragment[] => {
  const published = o.shown ? [PUBLISHED, nothingToWithdraw] : [];
  const withdrawn = o.shown ? [nothingToWithdraw] : [];
  const takeDown = o.shown ? [withdrawalBegins()] : [];
  const other = o.others ? ['other-due'] : [];
  const noOther: Record<string, boolean> = o.others ? { 'other-due': false } : {};
  const stops = stopAll(o.shown);
  const otherActs: Record<string, ActDef> = o.others ? { 'perform-other': performOther } : {};
  return [
    ...(o.shown
      ? [
          publication({
            what: '行政处罚信息',
            code: 'penalty-record',
            by: clerk,
            in: ['service', 'performance', 'enforcement', 'archived'],
            cites: [apl.art('48'), g118.art('6'), creditRepairMeasures.art('1')],
            due: cond('publishable'),
            limit: { limit: limits.publication, owedBy: 'lead', cites: [g118.art('6')] },
            withdraw: {
              in: ['performance', 'enforcement', 'archived', 'set-aside'],
              limit: P8,
              cites: [apl.art('48')],
            },
          }),
        ]
      : []),
    {
      acts: {
        'record-payment': {
          title: '登记缴款',
          about: '罚没款由当事人缴到代收银行或者电子支付系统；执法人员和本机关账户不得收款',
          by: clerk,
          in: ['performance', 'enforcement'],
          cites: [apl.art('67'), apl.art('74')],
          repeats: true,
          needs: [need('OWING', cond('fine-due'), '没有应缴的款项', [apl.art('67')])],
          form: z.object({
            kind: z.enum(['罚没款', '加处罚款']).meta({ title: '款项' }),
            amount: form.yuan('金额'),
            paidOn: form.day('缴款日期'),
            payee: z.enum(['代收银行', '电子支付系统', '本机关账户', '执法人员']).meta({ title: '收款方' }),
            receipt: form.line('票据号码', 2, 60),
          }),
          rules: [
            {
              code: 'INV-P7',
              field: 'payee',
              cites: [apl.art('67'), apl.art('74'), fineCollectionMeasures.art('7')],
              say: '作出决定的机关和执法人员不得自行收缴罚没款，应当缴到代收银行或者电子支付系统',
              check: (input) => input.payee === '代收银行' || input.payee === '电子支付系统',
            },
            {
              code: 'PAY-SUM',
              field: 'amount',
              cites: [apl.art('67')],
              say: '缴款金额大于零，且不超过应缴金额',
              check: (input, view) => {
                const left = input.kind === '罚没款' ? owed(view).main : owed(view).late;
                return (
                  (Number(input.amount) > 0 && Number(input.amount) <= left) ||
                  `现在应缴的${String(input.kind)}是${left}元`
                );
              },
            },
            {
              code: 'PAY-DAY',
              field: 'paidOn',
              cites: [apl.art('67')],
              say: '缴款日期应当在决定书送达之后，且不晚于今天',
              check: (input, view, env) =>
                String(input.paidOn) <= env.today &&
                String(input.paidOn) >= (servedOn(view, 'serve-decision') ?? ''),
            },
          ],
          settles: ['fine-due', 'deferred'],
          outcomes: {
            part: { title: '还没有缴清', conds: { 'fine-due': true } },
            late: { title: '罚没款缴清，还有加处罚款', conds: { 'fine-due': true, deferred: false } },
            paid: { title: '缴清', conds: { 'fine-due': false, deferred: false } },
          },
          clocks: [{ do: 'stop', clock: 'payment', when: not(cond('fine-due')), on: 'paidOn' }],
        },
        ...otherActs,
        'request-deferral': {
          title: '申请延期或者分期缴纳',
          by: [party('party'), ...handler],
          in: ['performance'],
          cites: [apl.art('66')],
          repeats: true,
          needs: [need('OWING', cond('fine-due'), '没有应缴的款项', [apl.art('67')])],
          form: z.object({
            hardship: form.long('经济困难的情况和证明', 4),
            proposal: form.long('延期或者分期的方案', 4),
          }),
        },
        'decide-deferral': {
          title: '决定延期或者分期缴纳',
          about: '确有经济困难的可以批准；每一期有自己的应缴日期，到期之前不加处罚款',
          by: head,
          in: ['performance'],
          cites: [apl.art('66')],
          repeats: true,
          needs: [
            need('OWING', cond('fine-due'), '没有应缴的款项', [apl.art('67')]),
            need('DEFERRED', not(cond('deferred')), '已经批准延期或者分期缴纳', [apl.art('66')]),
          ],
          form: z.object({
            result: z.enum(['批准', '不批准']).meta({ title: '决定' }),
            reason: form.long('理由', 4),
            instalments: z.array(instalment).max(60).meta({ title: '每期应缴日期和金额' }),
            lastDue: form.optional(form.day('最后一期的应缴日期')),
          }),
          rules: [
            {
              code: 'DEFERRAL-ASKED',
              cites: [apl.art('66')],
              say: '延期或者分期缴纳由当事人申请',
              check: (_input, view) =>
                (view.last('request-deferral')?.seq ?? 0) > (view.last('decide-deferral')?.seq ?? 0),
            },
            {
              code: 'DEFERRAL-PLAN',
              field: 'instalments',
              cites: [apl.art('66')],
              say: '批准的应当列明每期日期和金额，合计等于未缴的罚没款，日期先后排列且在今天之后',
              check: (input, view, env) => {
                const plan = input.instalments as readonly Receivable[];
                if (input.result === '不批准') return plan.length === 0 && input.lastDue === undefined;
                const inOrder = plan.every((p, i) => p.dueOn > (plan[i - 1]?.dueOn ?? env.today));
                return (
                  plan.length > 0 &&
                  inOrder &&
                  input.lastDue === plan.at(-1)?.dueOn &&
                  sameSum(addUp(plan.map((p) => p.amount)), owed(view).main)
                );
              },
            },
          ],
          settles: ['deferred'],
          clocks: [
            { do: 'restart', clock: 'payment', until: 'lastDue', when: cond('deferred') },
            { do: 'stop', clock: 'court-application', when: cond('deferred') },
          ],
          papers: ['deferral-decision'],
        },
        'deferral-over': {
          title: '延期、分期缴纳期限届满',
          about: '期满仍未缴清的，申请法院强制执行的期限从这时起算',
          by: [system, ...clerk],
          in: ['performance'],
          cites: [apl.art('72')],
          repeats: true,
          needs: [
            need('DEFERRAL', cond('deferred'), '没有批准延期或者分期缴纳', [apl.art('66')]),
            need('DEFERRAL-ELAPSED', elapsed('payment'), '最后一期还没有到期', [apl.art('66')]),
          ],
          settles: ['deferred'],
          outcomes: { over: { title: '届满', conds: { deferred: false } } },
          clocks: [{ do: 'restart', clock: 'court-application', on: { lastDayOf: 'payment' } }],
        },
        'charge-late-fine': {
          title: '加处罚款',
          about: '到期不缴的每日按罚款数额的百分之三加处，不超过罚款数额；复议、诉讼期间不计算',
          by: head,
          in: ['performance'],
          cites: [apl.art('72'), apl.art('73'), acl.art('45')],
          repeats: true,
          needs: [PENALISED, noRemedy],
          form: z.object({ through: form.day('计算至(含当日)'), amount: form.yuan('加处罚款金额') }),
          rules: [
            {
              code: 'LATE-TOLD',
              cites: [acl.art('45'), fineCollectionMeasures.art('7')],
              say: '决定书没有告知加处罚款的标准，不能加处',
              check: (_input, view) => view.get('decide-penalty.lateFine') === true,
            },
            {
              code: 'INV-P8',
              field: 'amount',
              cites: [apl.art('72'), apl.art('73')],
              say: '加处罚款的金额与计算不符',
              check: (input, view, env) => {
                const dueOn = payBy(view, env.calendar);
                if (!dueOn || String(input.through) > env.today)
                  return '计算日期不能晚于今天，且决定书应当已经送达';
                const counted = lateFineOf(view, dueOn, String(input.through));
                const charged = addUp(view.all('charge-late-fine').map((a) => Number(a.input.amount)));
                const left = addUp([counted.amount, -charged]);
                return (
                  (left > 0 && sameSum(Number(input.amount), left)) ||
                  `截至${formatDate(String(input.through))}逾期${counted.days}日，应加处${counted.amount}元${counted.capped ? '（已到上限）' : ''}，已加处${charged}元`
                );
              },
            },
          ],
          settles: ['fine-due'],
          outcomes: { charged: { title: '已加处', conds: { 'fine-due': true } } },
          papers: ['late-fine-decision'],
          numbers: ['decision'],
        },
        'reduce-late-fine': {
          title: '执行协议减免加处罚款',
          about: '当事人采取补救措施的，可以在执行协议中减免加处的罚款；罚款本身不能减免',
          by: head,
          in: ['performance'],
          cites: [acl.art('42')],
          repeats: true,
          needs: [need('OWING', cond('fine-due'), '没有应缴的款项', [apl.art('67')])],
          form: z.object({
            measures: form.long('当事人采取的补救措施', 4),
            agreement: form.line('执行协议编号'),
            amount: form.yuan('减免金额'),
          }),
          rules: [
            {
              code: 'REDUCE-SUM',
              field: 'amount',
              cites: [acl.art('42')],
              say: '只能减免尚未缴纳的加处罚款',
              check: (input, view) => Number(input.amount) > 0 && Number(input.amount) <= owed(view).late,
            },
          ],
          settles: ['fine-due', 'deferred'],
          outcomes: {
            part: { title: '还有应缴款项', conds: { 'fine-due': true } },
            paid: { title: '没有应缴款项', conds: { 'fine-due': false, deferred: false } },
          },
          clocks: [{ do: 'stop', clock: 'payment', when: not(cond('fine-due')) }],
        },
        'register-remedy': {
          title: '登记复议、诉讼受理',
          about: '复议、诉讼期间处罚不停止执行，但加处罚款不计算',
          by: clerk,
          in: ['performance', 'archived'],
          cites: remedies,
          repeats: true,
          needs: [
            need('REMEDY-ONE', not(cond('remedy-open')), '已有复议或者诉讼正在办理', remedies),
            need('FINAL', not(cond('final')), '复议、诉讼的期限已过', remedies),
          ],
          form: z.object({
            kind: z.enum(['复议', '诉讼']).meta({ title: '途径' }),
            acceptedOn: form.day('受理日期'),
            document: form.line('受理文书编号'),
          }),
          rules: [
            {
              code: 'REMEDY-DAY',
              field: 'acceptedOn',
              cites: remedies,
              say: '受理日期应当在决定书送达之后，且不晚于今天',
              check: (input, view, env) =>
                String(input.acceptedOn) <= env.today &&
                String(input.acceptedOn) >= (servedOn(view, 'serve-decision') ?? ''),
            },
            ...(o.reviewFirst ? [reviewFirst] : []),
          ],
          settles: ['remedy-open'],
          outcomes: { open: { title: '已受理', conds: { 'remedy-open': true } } },
          clocks: [
            { do: 'stop', clock: 'suit' },
            { do: 'stop', clock: 'reconsideration' },
          ],
        },
        'remedy-upheld': {
          title: '登记复议、诉讼结果：维持、驳回或者撤回',
          by: clerk,
          in: ['performance', 'archived'],
          cites: remedies,
          repeats: true,
          needs: [need('REMEDY', cond('remedy-open'), '没有正在办理的复议、诉讼', remedies)],
          form: remedyEnd,
          rules: [suitUntilRule],
          settles: ['remedy-open', 'final'],
          outcomes: {
            review: { title: '复议维持，还可以起诉', conds: { 'remedy-open': false, final: false } },
            suit: { title: '诉讼终结', conds: { 'remedy-open': false, final: true } },
          },
          clocks: [suitAgain, courtBegins],
        },
        'remedy-changed': {
          title: '登记复议、诉讼结果：变更',
          about: '按变更后的处罚履行；公示的信息撤下后按变更的内容重新公示',
          by: clerk,
          in: ['performance', 'archived'],
          cites: [...remedies, apl.art('48')],
          repeats: true,
          needs: [PENALISED, need('REMEDY', cond('remedy-open'), '没有正在办理的复议、诉讼', remedies)],
          form: remedyEnd.extend({
            items: z.array(form.item).min(1).max(20).meta({ title: '变更后的处罚' }),
          }),
          rules: [suitUntilRule],
          settles: [
            'remedy-open',
            'final',
            'fine-due',
            'deferred',
            ...other,
            ...(o.shown ? ['publishable'] : []),
          ],
          outcomes: { changed: { title: '变更', conds: { 'remedy-open': false, deferred: false } } },
          clocks: [
            ...takeDown,
            ...(o.shown
              ? [{ do: 'stop', clock: 'publication', when: not(cond('publishable')) } as const]
              : []),
            { do: 'stop', clock: 'payment', when: not(cond('fine-due')) },
            suitAgain,
            courtBegins,
          ],
          to: 'performance',
        },
        'remedy-set-aside': {
          title: '登记复议、诉讼结果：撤销、确认违法或者无效',
          by: clerk,
          in: ['performance', 'archived'],
          cites: [...remedies, apl.art('48'), apl.art('38')],
          needs: [need('REMEDY', cond('remedy-open'), '没有正在办理的复议、诉讼', remedies)],
          form: z.object({
            result: z.enum(['撤销', '确认违法', '确认无效']).meta({ title: '结果' }),
            document: form.line('文书编号'),
            servedOn: form.day('收到日期'),
          }),
          settles: ['remedy-open'],
          outcomes: { annulled: { title: '撤销', conds: { 'remedy-open': false } } },
          clocks: [...stops, ...takeDown],
          to: 'set-aside',
        },
        'revoke-decision': {
          title: '自行纠正',
          about: '发现决定确有错误的主动撤销，三个工作日内撤下公示信息并说明理由',
          by: head,
          in: ['performance', 'archived'],
          cites: [apl.art('75'), apl.art('48'), apl.art('38')],
          form: form.reason.extend({
            result: z.enum(['撤销', '确认违法', '确认无效']).meta({ title: '处理' }),
          }),
          clocks: [...stops, ...takeDown],
          papers: ['revocation'],
          numbers: ['decision'],
          to: 'set-aside',
        },
        'suit-period-over': {
          title: '起诉期限届满',
          about: '没有复议、没有起诉的，决定不再可争议；没有履行的，三个月内可以申请法院强制执行',
          by: [system, ...clerk],
          in: ['performance', 'archived'],
          cites: [lit.art('46'), acl.art('53'), litigationInterpretation.art('156')],
          repeats: true,
          needs: [
            need('SUIT-ELAPSED', elapsed('suit'), '起诉期限还没有届满', [lit.art('46')]),
            need('NOT-FINAL', not(cond('final')), '起诉期限已经登记届满', [lit.art('46')]),
          ],
          settles: ['final'],
          outcomes: { final: { title: '不再可争议', conds: { final: true } } },
          clocks: [
            {
              do: 'restart',
              clock: 'court-application',
              on: { lastDayOf: 'suit' },
              when: all(due, not(cond('deferred'))),
            },
          ],
        },
        urge: {
          title: '制作催告书',
          about: '逾期不履行的，申请法院强制执行前书面催告，载明期限、方式、金额和权利',
          by: clerk,
          in: ['performance'],
          cites: [acl.art('54'), acl.art('35')],
          repeats: true,
          needs: [
            need('DUE', due, '没有需要履行的义务', [acl.art('54')]),
            need('PAY-RUNS', not(clock('payment', 'running')), '缴款期限还没有届满，不能催告', [
              apl.art('67'),
            ]),
            noRemedy,
          ],
          form: z.object({
            performBy: form.day('履行期限'),
            way: form.line('履行方式'),
            amount: form.yuan('应缴金额'),
          }),
          rules: [
            {
              code: 'URGE-SUM',
              field: 'amount',
              cites: [acl.art('35')],
              say: '催告的金额与应缴金额不符',
              check: (input, view) => {
                const left = addUp([owed(view).main, owed(view).late]);
                return sameSum(Number(input.amount), left) || `现在应缴${left}元`;
              },
            },
          ],
          clocks: [{ do: 'stop', clock: 'urging' }],
          papers: ['urge-letter'],
          numbers: ['urge'],
        },
        'apply-court': {
          title: '申请法院强制执行',
          about: '催告书送达十个工作日后仍不履行，且在法定期限内，由负责人签名申请',
          by: head,
          in: ['performance'],
          cites: [apl.art('72'), acl.art('53'), acl.art('54'), acl.art('55')],
          repeats: true,
          needs: [
            need('DUE', due, '没有需要履行的义务', [acl.art('53')]),
            need('FINAL-FIRST', cond('final'), '当事人还可以申请复议或者起诉，不能申请法院强制执行', [
              acl.art('53'),
            ]),
            need('URGED', elapsed('urging'), '没有催告，或者催告书送达还没有满十个工作日', [acl.art('54')]),
            need('P9', not(elapsed('court-application')), '申请法院强制执行的三个月期限已过', [
              acl.art('53'),
              litigationInterpretation.art('156'),
            ]),
            need('DEFERRED', not(cond('deferred')), '延期、分期缴纳期限还没有届满', [apl.art('72')]),
            noRemedy,
          ],
          form: z.object({
            court: form.line('法院'),
            partyOpinion: form.long('当事人的意见和催告情况', 4),
            target: form.long('执行标的情况', 4),
            signedBy: form.line('签名的负责人'),
          }),
          clocks: [
            { do: 'stop', clock: 'court-application' },
            { do: 'stop', clock: 'urging' },
          ],
          papers: ['court-application'],
          to: 'enforcement',
        },
        'court-result': {
          title: '登记法院执行结果',
          by: clerk,
          in: ['enforcement'],
          cites: [acl.art('56'), acl.art('57')],
          repeats: true,
          form: z.object({
            result: z.enum(['执行完毕', '不予受理或者不准予执行', '终结执行']).meta({ title: '结果' }),
            document: form.line('文书编号'),
            collected: form.yuan('执行到位金额'),
          }),
          rules: [
            {
              code: 'COURT-SUM',
              field: 'collected',
              cites: [acl.art('57')],
              say: '执行到位的金额与结果不符',
              check: (input, view) => {
                const { main, late } = owed(view);
                const all = addUp([main, late]);
                if (input.result === '执行完毕')
                  return sameSum(Number(input.collected), all) || `执行完毕的应当到位${all}元`;
                return input.result === '终结执行'
                  ? Number(input.collected) < all || all === 0
                  : Number(input.collected) === 0;
              },
            },
          ],
          settles: ['fine-due', 'uncollectable', ...other],
          outcomes: {
            executed: { title: '执行完毕', conds: { 'fine-due': false, uncollectable: false, ...noOther } },
            refused: { title: '不予受理或者不准予执行', conds: { uncollectable: false } },
            ended: { title: '终结执行', conds: { uncollectable: true } },
          },
          clocks: [{ do: 'stop', clock: 'payment', when: not(cond('fine-due')) }],
          to: 'performance',
        },
        close: {
          title: '结案',
          about: '处罚已经履行或者执行，材料齐全，批准结案并归档',
          by: head,
          in: ['performance'],
          cites: [apl.art('47')],
          needs: [need('PERFORMED', not(due), '处罚还没有履行完毕', [apl.art('66')]), noRemedy, ...published],
          form: z.object({ summary: form.long('结案情况', 4), catalogue: form.long('卷内目录', 4) }),
          clocks: [
            { do: 'stop', clock: 'court-application' },
            { do: 'stop', clock: 'urging' },
          ],
          papers: ['closing-approval'],
          to: 'archived',
        },
        'close-unexecuted': {
          title: '未能执行结案',
          about: '申请执行的期限已过，或者法院终结执行',
          by: head,
          in: ['performance'],
          cites: [apl.art('72'), acl.art('53')],
          needs: [
            need('DUE', due, '处罚已经履行完毕，按结案办理', [apl.art('66')]),
            need(
              'UNCOLLECTABLE',
              any(elapsed('court-application'), cond('uncollectable')),
              '还可以申请法院强制执行',
              [acl.art('53')],
            ),
            noRemedy,
            ...published,
          ],
          form: form.reason,
          clocks: [{ do: 'stop', clock: 'payment' }],
          papers: ['closing-approval'],
          to: 'unexecuted',
        },
        finish: {
          title: '案件终结',
          about: '起诉期限届满且没有复议、诉讼，案卷封存',
          by: [system, ...clerk],
          in: ['archived'],
          cites: [apl.art('47')],
          needs: [
            need('FINAL-FIRST', cond('final'), '当事人还可以申请复议或者起诉', [lit.art('46')]),
            noRemedy,
            ...withdrawn,
          ],
          to: 'closed',
        },
        'close-set-aside': {
          title: '被撤销案件的处理和结案',
          about: '撤下公示，退还已缴款项，结案归档',
          by: head,
          in: ['set-aside'],
          cites: [apl.art('48'), apl.art('75')],
          needs: o.shown
            ? [need('WITHDRAWN', not(cond('on-show')), '公示的处罚信息还没有撤下', [apl.art('48')])]
            : [],
          form: z.object({
            refunded: form.yuan('退还金额'),
            receipt: form.optional(form.line('退款凭证')),
            other: form.long('其他处理情况', 2),
          }),
          rules: [
            {
              code: 'REFUND',
              field: 'refunded',
              cites: [apl.art('75')],
              say: '已缴款项应当全部退还',
              check: (input, view) => {
                const paid = collected(view);
                return (
                  (sameSum(Number(input.refunded), paid) && (paid === 0 || Boolean(input.receipt))) ||
                  `已收缴${paid}元，应当全部退还并附凭证`
                );
              },
            },
          ],
          papers: ['closing-approval'],
          to: 'annulled',
        },
      },
      clocks: {
        payment: {
          title: '缴纳罚款期限',
          kind: 'duty',
          owedBy: 'party',
          limit: P6,
          lastDay: 'roll',
          cites: [apl.art('67')],
          onExpiry: 'deferral-over',
        },
        reconsideration: {
          title: '申请复议期限',
          kind: 'right',
          owedBy: 'party',
          limit: days(60),
          lastDay: 'roll',
          cites: [arl.art('20')],
        },
        suit: {
          title: '提起诉讼期限',
          kind: 'right',
          owedBy: 'party',
          limit: months(6),
          lastDay: 'roll',
          cites: [lit.art('46')],
          onExpiry: 'suit-period-over',
        },
        'court-application': {
          title: '申请法院强制执行期限',
          kind: 'right',
          owedBy: 'lead',
          limit: months(3),
          lastDay: 'roll',
          cites: [acl.art('53'), apl.art('72'), litigationInterpretation.art('156')],
          warnBefore: days(30),
        },
        urging: {
          title: '催告期',
          kind: 'minimum',
          owedBy: 'party',
          limit: URGE,
          lastDay: 'keep',
          cites: [acl.art('54'), acl.art('69')],
        },
      },
      conditions: {
        deferred: {
          title: '正在延期或者分期缴纳',
          test: {
            fn: (v) =>
              deferral(v) !== undefined &&
              owed(v).main > 0 &&
              (v.last('decide-deferral')?.seq ?? 0) >
                Math.max(v.last('deferral-over')?.seq ?? 0, v.last('remedy-changed')?.seq ?? 0),
          },
        },
        'remedy-open': {
          title: '复议、诉讼正在办理',
          test: {
            fn: (v) =>
              (v.last('register-remedy')?.seq ?? 0) >
              Math.max(
                v.last('remedy-upheld')?.seq ?? 0,
                v.last('remedy-changed')?.seq ?? 0,
                v.last('remedy-set-aside')?.seq ?? 0,
              ),
          },
        },
        final: {
          title: '决定不再可争议',
          test: {
            fn: (v) => {
              const ended = Math.max(v.last('remedy-upheld')?.seq ?? 0, v.last('remedy-changed')?.seq ?? 0);
              if ((v.last('suit-period-over')?.seq ?? 0) > ended) return true;
              const kind = v
                .all('register-remedy')
                .filter((a) => a.seq < ended)
                .at(-1)?.input.kind;
              return ended > 0 && kind === '诉讼';
            },
          },
        },
        uncollectable: { title: '法院终结执行', test: { is: ['court-result.result', '终结执行'] } },
      },
    },
    delivery({
      act: 'serve-urge',
      code: 'URGE-SERVE',
      paper: '催告书',
      on: 'party',
      from: 'lead',
      by: handler,
      in: ['performance'],
      cites: [acl.art('38'), acl.art('54')],
      issuedOn: (view) => dayOf(view, 'urge'),
      starts: ['urging'],
      more: { repeats: true },
    }),
  ];
};

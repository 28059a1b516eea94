/** Reconsideration, suit, self-correction: what they do to money, publication and the way to court. */
import {
  all,
  cond,
  days,
  dueDateOnly,
  elapsed,
  type Fragment,
  formatDate,
  type InputRule,
  months,
  need,
  not,
  system,
} from '@fadu/kernel';
import { z } from 'zod';
import { servedOn } from '../../fragments/delivery.ts';
import { withdrawalBegins } from '../../fragments/publication.ts';
import {
  compulsionLaw as acl,
  penaltyLaw as apl,
  reconsiderationLaw as arl,
  administrativeLitigationLaw as lit,
  litigationInterpretation,
} from '../../statutes/index.ts';
import { collected, type dayOf } from './facts.ts';
import * as form from './forms.ts';
import { takesUseBack } from './lenient-uses.ts';
import { sameSum } from './money.ts';
import { clerk, due, head, PENALISED, type PerformingOptions, remedies } from './shared.ts';

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

/** Remedies against a decision, and what follows from them. */
export const remedying = (o: PerformingOptions): Fragment => {
  const takeDown = o.shown ? [withdrawalBegins()] : [];
  const other = o.others ? ['other-due'] : [];
  const stops = stopAll(o.shown);
  return {
    acts: {
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
          ...(o.shown ? [{ do: 'stop', clock: 'publication', when: not(cond('publishable')) } as const] : []),
          { do: 'stop', clock: 'payment', when: not(cond('fine-due')) },
          suitAgain,
          courtBegins,
        ],
        to: 'performance',
      },
      'remedy-set-aside': {
        entries: takesUseBack,
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
        entries: takesUseBack,
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
    },
    conditions: {
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
    },
  };
};

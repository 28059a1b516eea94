/**
 * 公示行政强制信息 (国办发〔2018〕118号第六条): every decision of compulsion, case by case, within twenty working days; or withheld
 * as a whole by the head, on a ground of the regulations on disclosure. Shared by measures and executions.
 */
import {
  all,
  any,
  type ClockEffect,
  clock,
  design,
  elapsed,
  type Fragment,
  type Guard,
  type InputRule,
  type Law,
  type Limit,
  law,
  need,
  not,
  workdays,
} from '@fadu/kernel';
import { z } from 'zod';
import { NEVER_SHOWN } from '../../fragments/publication.ts';
import { threeSystemsOpinion as g118, disclosureRegulations as ogi } from '../../statutes/index.ts';
import { line, optional } from '../penalty-cases/forms.ts';
import { PARTY_KINDS } from '../penalty-cases/settings.ts';
import { withholdingForm, withholdingRules } from '../penalty-cases/withholding.ts';
import { clerk, head } from './common.ts';
import { openedOn } from './link.ts';
import { allDown, putOnShow, type ShownOptions, sealedByLaw, shownQuestions } from './shown.ts';

/** After a decision of compulsion: pack §4.1, twenty working days. */
export const PUBLICATION: Limit = workdays(20);
const countedFrom = design(
  '强制措施从实施之日起算，当场实施的从补办批准之日起算，强制执行从决定、拆除、立即代履行之日起算',
);
const noEnd = design('行政强制信息的公示没有规定期限，决定被撤销、确认违法或者公示有错误的撤下');
/** What publishing stands on. */
export const publicityCites = [g118.art('6'), noEnd];

/** A decision waits to be shown, in time or late. */
export const unpublished: Guard = any(clock('publication', 'running'), elapsed('publication'));

/** Effect of an act that decides where others may have decided before: the first that is not shown yet counts. */
export const SHOW_DUE: readonly ClockEffect[] = [
  { do: 'restart', clock: 'publication', when: not(unpublished) },
];

/** What one of the two procedures says of publishing. */
export interface PublishingOptions extends ShownOptions {
  /** Phases in which there may be something to show. */
  readonly in: readonly string[];
  /** Holds once something has been decided. */
  readonly decided: Guard;
  /** The acts that decide, for the laws. */
  readonly causes: readonly { readonly act: string; readonly with?: Guard }[];
  /** Acts that take a decision back before it is shown. */
  readonly takenBackBy?: readonly string[];
}

const rules = (o: PublishingOptions): readonly InputRule[] => [
  {
    code: 'SHOW-REDACTED',
    field: 'checked',
    cites: publicityCites,
    say: '公示之前要逐项检查不得公开的内容',
    check: (input) => {
      const left = NEVER_SHOWN.filter((name) => !(input.checked as string[]).includes(name));
      return left.length === 0 || `还没有检查：${left.join('；')}`;
    },
  },
  {
    code: 'SHOW-SEALED',
    field: 'sealed',
    cites: [ogi.art('14'), ...publicityCites],
    say: '未成年人的案件、治安管理的记录不公示，由负责人决定整件不公开',
    check: (input, view) => {
      const why = sealedByLaw(view);
      return why === undefined ? input.sealed !== true : `${why}，不得公示，由负责人决定整件不公开`;
    },
  },
  {
    code: 'SHOW-PARTY',
    field: 'partyKind',
    cites: publicityCites,
    say: '当事人类型与所办案件登记的不一致，自然人的姓名可能没有隐去',
    check: (input, view) => {
      const known = openedOn(view, ['apply', 'act-first'])?.facts['register-clue.partyKind'];
      return !known || input.partyKind === known;
    },
  },
  {
    code: 'SHOW-DOWN',
    cites: publicityCites,
    say: '本件的公示信息已经撤下，不能再公示',
    check: (_input, view, env) => !allDown(view, env, o),
  },
];

/** Publish and withhold, the duty, and what must hold of them on every path. */
export function publishing(o: PublishingOptions): Fragment {
  const cites = publicityCites;
  const due = need('SHOW-DECIDED', o.decided, '还没有已经作出或者获得批准的强制决定，不能公示', cites);
  const effect = ['publish', 'withhold-publication', ...(o.takenBackBy ?? [])];
  return {
    acts: {
      publish: {
        title: '公示行政强制信息',
        about: '公布机关、对象、种类、结论和日期，自然人的姓名由系统隐去；内容有更正的可以再次公示',
        by: clerk,
        in: o.in,
        cites,
        repeats: true,
        needs: [due],
        form: z.object({
          partyKind: z.enum(PARTY_KINDS).meta({ title: '当事人类型' }),
          operator: optional(
            line('个体工商户的经营者', 2, 40).meta({
              title: '个体工商户的经营者',
              description: '字号就是经营者姓名的，公示时隐去',
              person: true,
              personal: true,
            }),
          ),
          sealed: z.boolean().meta({ title: '涉及未成年人或者治安管理，依法不得公开' }),
          checked: z.array(z.enum(NEVER_SHOWN)).meta({ title: '已检查并删除' }),
          persons: z.array(z.string().trim().min(2).max(40)).max(50).optional().meta({
            title: '事由里还出现的自然人姓名',
            description: '案件的各栏没有登记的姓名；和已经登记的一起隐去',
            widget: 'lines',
            person: true,
            personal: true,
          }),
        }),
        prefill: {
          from: (view) => {
            const known = openedOn(view, ['apply', 'act-first'])?.facts['register-clue.partyKind'];
            return {
              sealed: sealedByLaw(view) !== undefined,
              ...(known !== undefined && { partyKind: known }),
            };
          },
        },
        rules: rules(o),
        asks: shownQuestions(o),
        entries: (view, env) => putOnShow(view, env, o),
        clocks: [{ do: 'stop', clock: 'publication' }],
      },
      'withhold-publication': {
        title: '决定整件不公开',
        about: '隐去部分内容仍不能公开的，由负责人写明理由批准；批准之后公示期限停止计算，不再催办',
        by: head,
        in: o.in,
        cites: [ogi.art('14'), ogi.art('15'), ...cites],
        repeats: true,
        needs: [due, need('WITHHOLD-DUE', unpublished, '没有等待公示的强制决定；已经公示的办理撤下', cites)],
        form: withholdingForm,
        rules: withholdingRules,
        clocks: [{ do: 'stop', clock: 'publication' }],
      },
    },
    clocks: {
      publication: {
        title: '行政强制信息公示期限',
        kind: 'duty',
        owedBy: 'lead',
        limit: PUBLICATION,
        lastDay: 'roll',
        cites: [g118.art('6'), countedFrom],
      },
    },
    laws: [
      law('SHOW-DECIDED', '没有作出的强制决定，不得公示', cites, {
        kind: 'precedes',
        first: o.causes,
        then: 'publish',
      }),
      ...o.causes.map(
        (cause): Law =>
          law(
            `SHOWN-${cause.act.toUpperCase()}`,
            '作出的强制决定，或者公示，或者由负责人决定不公开，不得不了了之',
            cites,
            { kind: 'answered', cause, effect },
          ),
      ),
    ],
  };
}

/**
 * The case may not close while a decision waits to be shown. Goods are handed back at once all the same: the act that
 * records it takes the day on which it happened, and its clock stops on that day.
 */
export const PUBLISHED = need(
  'PUBLISHED',
  all(not(clock('publication', 'running')), not(elapsed('publication'))),
  '行政强制信息还没有公示，也没有决定不公开；先办理公示，再登记了结。财物应当立即返还，返还的日期照实填写',
  publicityCites,
);

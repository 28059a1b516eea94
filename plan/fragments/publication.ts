import type {
  ActDef,
  CaseView,
  Citation,
  ClockEffect,
  Env,
  Fragment,
  Guard,
  InputRule,
  Limit,
  Performer,
  RegisterChange,
} from '@fadu/kernel';
import { all, any, clock, cond, elapsed, need, not } from '@fadu/kernel';
import { z } from 'zod';

/** What a procedure says of publishing a result, and of taking it down again. */
export interface PublicationOptions {
  /** What is published, e.g. 行政处罚信息; its code for the office. */
  readonly what: string;
  readonly code: string;
  readonly by: readonly Performer[];
  readonly in: readonly string[];
  readonly cites: readonly Citation[];
  /** Holds where the result is to be published at all. */
  readonly due: Guard;
  readonly rules?: readonly InputRule[];
  /** The public record itself, where this publication makes one: put on show, or taken down. */
  readonly record?: (view: CaseView, env: Env, shown: boolean) => readonly RegisterChange[];
  /** What making the public record must know beyond the case. */
  readonly asks?: ActDef['asks'];
  /** What everyone reads of the reasons for taking it down, with what must be hidden hidden. */
  readonly masked?: (view: CaseView, text: string) => string;
  /** The duty to publish: `publication`. The act that makes it due starts it. */
  readonly limit: { readonly limit: Limit; readonly owedBy: string; readonly cites: readonly Citation[] };
  /** Taking down what was changed or annulled: phases, and the duty `withdrawal`. */
  readonly withdraw: {
    readonly in: readonly string[];
    readonly limit: Limit;
    readonly cites: readonly Citation[];
  };
}

/** What must never be shown. Each is checked by a person before publication. */
export const NEVER_SHOWN = [
  '国家秘密',
  '商业秘密',
  '个人隐私',
  '身份证号、住址、电话、银行账号和健康信息',
  '未成年人姓名',
] as const;

/** Effect of an act that changes or annuls a published result: the duty to take it down begins. */
export const withdrawalBegins = (when?: Guard): ClockEffect => ({
  do: 'restart',
  clock: 'withdrawal',
  when: when ? all(cond('on-show'), when) : cond('on-show'),
});

/** What is shown has been changed or annulled and still waits to be taken down, in time or late. */
export const withdrawalOpen: Guard = any(clock('withdrawal', 'running'), elapsed('withdrawal'));

const lastSeq = (view: CaseView, act: string): number => view.last(act)?.seq ?? 0;

/**
 * A result is published within its limit after someone has checked what must not be shown; once it is changed or
 * annulled it is taken down within the limit for that, with the reason.
 */
export function publication(o: PublicationOptions): Fragment {
  const publish: ActDef = {
    title: `公示${o.what}`,
    about: '逐项检查并删除不得公开的内容之后公示',
    by: o.by,
    in: o.in,
    cites: o.cites,
    repeats: true,
    needs: [
      need(`${o.code}-DUE`, o.due, `本件的${o.what}不公示`, o.cites),
      need(
        `${o.code}-SHOWN`,
        not(cond('on-show')),
        `${o.what}已经公示；内容有变化的先撤下再重新公示`,
        o.cites,
      ),
    ],
    form: z.object({
      channels: z
        .array(z.string().trim().min(2).max(60))
        .min(1)
        .max(10)
        .meta({ title: '公示平台', widget: 'lines' }),
      checked: z.array(z.enum(NEVER_SHOWN)).meta({ title: '已检查并删除' }),
      persons: z.array(z.string().trim().min(2).max(40)).max(50).optional().meta({
        title: '文书里还出现的自然人姓名',
        description: '案件的各栏没有登记的姓名；和已经登记的一起隐去',
        widget: 'lines',
        person: true,
        personal: true,
      }),
      until: z.iso.date().optional().meta({ title: '公示至' }),
    }),
    rules: [
      {
        code: `${o.code}-REDACTED`,
        field: 'checked',
        cites: o.cites,
        say: '公示之前要逐项检查不得公开的内容',
        check: (input) => {
          const left = NEVER_SHOWN.filter((name) => !(input.checked as string[]).includes(name));
          return left.length === 0 || `还没有检查：${left.join('；')}`;
        },
      },
      ...(o.rules ?? []),
    ],
    settles: ['on-show'],
    outcomes: { shown: { title: '已公示', conds: { 'on-show': true } } },
    clocks: [{ do: 'stop', clock: 'publication' }],
    publishes: [o.code],
    public: true,
    ...(o.record && { entries: (view, env) => o.record?.(view, env, true) ?? [] }),
    ...(o.asks && { asks: o.asks }),
  };
  return {
    acts: {
      publish,
      'withdraw-publication': {
        title: `撤下${o.what}`,
        about:
          '决定被变更、撤销、确认违法或者无效的撤下并公开说明理由，同时通知已经共享的平台；公示期满的撤下',
        by: o.by,
        in: o.withdraw.in,
        cites: o.withdraw.cites,
        repeats: true,
        public: true,
        needs: [
          need(`${o.code}-ON-SHOW`, cond('on-show'), `${o.what}没有公示，不需要撤下`, o.withdraw.cites),
        ],
        form: z.object({
          reason: z.string().trim().min(4).max(2000).meta({ title: '撤下的理由', widget: 'long-text' }),
          notified: z
            .array(z.string().trim().min(2).max(60))
            .max(20)
            .meta({ title: '已经通知撤下的共享平台', widget: 'lines' }),
        }),
        settles: ['on-show'],
        outcomes: { taken: { title: '已撤下', conds: { 'on-show': false } } },
        clocks: [{ do: 'stop', clock: 'withdrawal' }],
        publishes: [o.code],
        ...(o.record && { entries: (view, env) => o.record?.(view, env, false) ?? [] }),
        ...(o.asks && { asks: o.asks }),
        ...(o.masked && {
          publicBody: (view) => ({
            reason: o.masked?.(view, view.text('withdraw-publication.reason')) ?? '',
            notified: view.get('withdraw-publication.notified') ?? [],
          }),
        }),
      },
    },
    clocks: {
      publication: {
        title: `${o.what}公示期限`,
        kind: 'duty',
        owedBy: o.limit.owedBy,
        limit: o.limit.limit,
        lastDay: 'roll',
        cites: o.limit.cites,
      },
      withdrawal: {
        title: `撤下${o.what}期限`,
        kind: 'duty',
        owedBy: o.limit.owedBy,
        limit: o.withdraw.limit,
        lastDay: 'roll',
        cites: o.withdraw.cites,
      },
    },
    conditions: {
      'on-show': {
        title: `${o.what}正在公示`,
        test: { fn: (view) => lastSeq(view, 'publish') > lastSeq(view, 'withdraw-publication') },
      },
    },
  };
}

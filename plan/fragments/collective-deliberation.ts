import type { Citation, Fragment, Guard, Need, Performer } from '@fadu/kernel';
import { z } from 'zod';

/** What a procedure says of its collective decision (集体审议, 集体讨论). */
export interface DeliberationOptions {
  readonly act?: string;
  readonly title: string;
  readonly by: readonly Performer[];
  readonly in: readonly string[];
  readonly cites: readonly Citation[];
  readonly needs?: readonly Need[];
  /** Kinds of meeting that may decide. */
  readonly meetings: readonly [string, ...string[]];
  readonly to?: string | readonly { readonly when: Guard; readonly phase: string }[];
  readonly paper: string;
}

/** Results of a collective decision. */
export const DELIBERATION_RESULTS = ['通过', '修改后再审', '暂缓', '不通过'] as const;

/**
 * A meeting decides, by vote or consensus; never by circulation, never one leader alone. If it changes the text,
 * the text goes back to review.
 */
export function collectiveDeliberation(o: DeliberationOptions): Fragment {
  const act = o.act ?? 'deliberate';
  return {
    acts: {
      [act]: {
        title: o.title,
        about: '由会议集体讨论决定，如实记录每位成员的意见和表决',
        by: o.by,
        in: o.in,
        cites: o.cites,
        repeats: true,
        needs: o.needs ?? [],
        form: z.object({
          meeting: z.enum(o.meetings).meta({ title: '会议' }),
          heldOn: z.iso.date().meta({ title: '会议日期' }),
          method: z
            .enum(['会议审议', '传阅会签', '个人决定'])
            .meta({ title: '决定方式', description: '只有会议审议有效' }),
          attending: z.int().min(1).max(500).meta({ title: '出席人数' }),
          inFavour: z.int().min(0).max(500).meta({ title: '同意人数' }),
          minutes: z.string().min(10).max(20000).meta({ title: '会议记录要点', widget: 'long-text' }),
          result: z.enum(DELIBERATION_RESULTS).meta({ title: '审议结果' }),
        }),
        rules: [
          {
            code: 'COLLECTIVE',
            cites: o.cites,
            field: 'method',
            say: '集体审议必须开会决定，不能以传阅会签或者个人决定代替',
            check: (input) => input.method === '会议审议',
          },
          {
            code: 'MAJORITY',
            cites: o.cites,
            field: 'inFavour',
            say: '同意人数不能多于出席人数；通过须过出席人数的半数',
            check: (input) =>
              Number(input.inFavour) <= Number(input.attending) &&
              (input.result !== '通过' || Number(input.inFavour) * 2 > Number(input.attending)),
          },
          {
            code: 'HELD',
            cites: o.cites,
            field: 'heldOn',
            say: '会议日期不能晚于今天',
            check: (input, _view, env) => String(input.heldOn) <= env.today,
          },
        ],
        settles: ['deliberation-passed', 'deliberation-changed', 'deliberation-rejected'],
        outcomes: {
          passed: {
            title: '通过',
            conds: {
              'deliberation-passed': true,
              'deliberation-changed': false,
              'deliberation-rejected': false,
            },
          },
          changed: {
            title: '修改后再审',
            conds: {
              'deliberation-passed': false,
              'deliberation-changed': true,
              'deliberation-rejected': false,
            },
          },
          postponed: {
            title: '暂缓',
            conds: {
              'deliberation-passed': false,
              'deliberation-changed': false,
              'deliberation-rejected': false,
            },
          },
          rejected: {
            title: '不通过',
            conds: {
              'deliberation-passed': false,
              'deliberation-changed': false,
              'deliberation-rejected': true,
            },
          },
        },
        ...(o.to && { to: o.to }),
        papers: [o.paper],
      },
    },
    conditions: {
      'deliberation-passed': { title: '集体审议通过', test: { is: [`${act}.result`, '通过'] } },
      'deliberation-changed': { title: '会议要求修改后再审', test: { is: [`${act}.result`, '修改后再审'] } },
      'deliberation-rejected': { title: '集体审议不通过', test: { is: [`${act}.result`, '不通过'] } },
    },
  };
}

import type { Citation, Fragment, InputRule, Limit, Need, Performer } from '@fadu/kernel';
import { done, formatDate, need, noticeBefore } from '@fadu/kernel';
import { z } from 'zod';

/** What a procedure says of the public hearing on a draft (立法听证、决策听证). */
export interface PublicHearingOptions {
  /** Who announces, holds and records it. */
  readonly by: readonly Performer[];
  readonly in: readonly string[];
  readonly cites: readonly Citation[];
  /** How long before the hearing time, place and content must be announced. */
  readonly notice: Limit;
  readonly needs?: readonly Need[];
  /** Condition that a required hearing is missing; holding one settles it. */
  readonly missing: string;
  /** Phases in which a hearing needs approval first: examination, where the drafter held none. */
  readonly approval?: { readonly in: readonly string[]; readonly cites: readonly Citation[] };
}

/** Whether a hearing on this day may still be announced today: true, or the sentence with the last day. */
export const noticeInTime = (
  heldOn: string,
  notice: Limit,
  today: string,
  calendar: Parameters<typeof noticeBefore>[2],
): true | string => {
  const by = noticeBefore(heldOn, notice, calendar).due;
  return (
    today <= by ||
    `听证会要在举行的${notice.n}日前公布，${formatDate(heldOn)}举行的最迟应在${formatDate(by)}公布，请另定日期`
  );
};

/**
 * A hearing open to everyone: announced early enough with time, place and content, held on the announced day, with a
 * record of what was said. One hearing a draft; who examines holds it only where the drafter held none.
 */
export function publicHearing(o: PublicHearingOptions): Fragment {
  const heldOnce: InputRule = {
    code: 'HEARING-ONCE',
    cites: o.cites,
    say: '已经举行过听证会；起草单位举行过的，审查阶段不再举行',
    check: (_input, view) => view.last('hold-hearing') === undefined,
  };
  return {
    acts: {
      'announce-hearing': {
        title: '公布听证会',
        about: '公布听证会的时间、地点和内容；改期的重新公布',
        by: o.by,
        in: o.in,
        cites: o.cites,
        repeats: true,
        public: true,
        needs: o.needs ?? [],
        form: z.object({
          heldOn: z.iso.date().meta({ title: '举行日期' }),
          time: z
            .string()
            .regex(/^\d{2}:\d{2}$/, '时间应写作“09:00”')
            .meta({ title: '时间' }),
          place: z.string().trim().min(2).max(200).meta({ title: '地点' }),
          content: z.string().trim().min(10).max(5000).meta({ title: '听证内容', widget: 'long-text' }),
          signUp: z.string().trim().min(4).max(500).meta({ title: '报名方式' }),
          approvedBy: z
            .string()
            .trim()
            .max(100)
            .optional()
            .meta({ title: '批准文号', description: '审查阶段由法制机构举行的，写明政府批准的文号' }),
        }),
        rules: [
          heldOnce,
          {
            code: 'HEARING-NOTICE',
            field: 'heldOn',
            cites: o.cites,
            say: '听证会公布得太晚',
            check: (input, _view, env) =>
              noticeInTime(String(input.heldOn), o.notice, env.today, env.calendar),
          },
          ...(o.approval
            ? [
                {
                  code: 'HEARING-APPROVED',
                  field: 'approvedBy',
                  cites: o.approval.cites,
                  say: '起草单位没有举行听证的，法制机构经批准才可以举行，请写明批准文号',
                  check: (input, view) =>
                    !o.approval?.in.includes(view.state.phase) || Boolean(input.approvedBy),
                } satisfies InputRule,
              ]
            : []),
        ],
        publishes: ['hearing-announcement'],
      },
      'hold-hearing': {
        title: '举行听证会并制作笔录',
        about: '公开举行，如实记录发言人的主要观点和理由',
        by: o.by,
        in: o.in,
        cites: o.cites,
        repeats: true,
        public: true,
        needs: [
          need('HEARING-ANNOUNCED', done('announce-hearing'), '还没有公布听证会的时间、地点和内容', o.cites),
        ],
        form: z.object({
          attended: z.int().min(1).max(2000).meta({ title: '参加人数' }),
          speakers: z
            .array(
              z.object({
                who: z.string().trim().min(2).max(60).meta({ title: '发言人身份' }),
                view: z.string().trim().min(2).max(3000).meta({ title: '主要观点和理由' }),
              }),
            )
            .min(1)
            .max(200)
            .meta({ title: '发言' }),
          record: z.string().trim().min(10).max(20_000).meta({ title: '听证笔录', widget: 'long-text' }),
        }),
        rules: [
          heldOnce,
          {
            code: 'HEARING-DAY',
            cites: o.cites,
            say: '还没有到公布的听证日期',
            check: (_input, view, env) => {
              const heldOn = view.text('announce-hearing.heldOn');
              return env.today >= heldOn || `公布的听证日期是${formatDate(heldOn)}，不能提前举行`;
            },
          },
        ],
        settles: [o.missing],
        outcomes: { held: { title: '已举行', conds: { [o.missing]: false } } },
        papers: ['hearing-record'],
      },
    },
    papers: {
      'hearing-record': {
        title: '听证笔录',
        kind: '信函',
        issuedBy: 'lead',
        compose: (view) => {
          const held = view.last('hold-hearing')?.input as
            | { attended: number; speakers: { who: string; view: string }[]; record: string }
            | undefined;
          return {
            title: `《${view.text('propose.title')}》听证笔录`,
            blocks: [
              `听证会于${formatDate(view.text('announce-hearing.heldOn'))}${view.text('announce-hearing.time')}在${view.text('announce-hearing.place')}公开举行，${held?.attended ?? 0}人参加。`,
              ...(held?.speakers ?? []).map((s) => `${s.who}：${s.view}`),
              held?.record ?? '',
            ].map((text) => ({ kind: 'paragraph', text }) as const),
          };
        },
      },
    },
  };
}

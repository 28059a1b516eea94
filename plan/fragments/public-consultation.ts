import type {
  ActDef,
  CaseView,
  Citation,
  ClockDef,
  Fragment,
  Guard,
  InputRule,
  Need,
  Performer,
} from '@fadu/kernel';
import { any, clock, cond, done, elapsed, need, not } from '@fadu/kernel';
import { z } from 'zod';

/** What a procedure says of its public comment period. */
export interface ConsultationOptions {
  /** Who opens, closes and answers. */
  readonly by: readonly Performer[];
  readonly in: readonly string[];
  readonly cites: readonly Citation[];
  /** Minimum period; it may depend on named conditions. */
  readonly limit: ClockDef['limit'];
  readonly clockCites: readonly Citation[];
  readonly needs?: readonly Need[];
  /** What everyone sees when it opens: the draft, its explanation, until when. */
  readonly publicBody: NonNullable<ActDef['publicBody']>;
  /** Rule that each comment not taken is answered with reasons. */
  readonly answerCites: readonly Citation[];
  /** Rule that deputies and political advisers get a written reply. */
  readonly writtenReplyCites: readonly Citation[];
  /**
   * One public summary of adoption covers every comment, in groups; comments without an answer of their own are
   * answered by it. `summarySettled` is the check that it was published.
   */
  readonly summary?: { readonly cites: readonly Citation[] };
  /** A legislative contact point names its entry in this register; it must be appointed on the day. */
  readonly contactPoints?: { readonly register: string; readonly cites: readonly Citation[] };
}

export const COMMENT_DISPOSITIONS = ['采纳', '部分采纳', '不采纳', '与本件无关', '重复意见'] as const;
export const SUBMITTER_TYPES = [
  '个人',
  '企业',
  '行业协会商会',
  '基层组织',
  '人大代表',
  '政协委员',
  '部门',
  '立法联系点',
  '专家',
] as const;
const WRITTEN_REPLY_TO: readonly unknown[] = ['人大代表', '政协委员'];
const CONTACT_POINT = '立法联系点';
const MIN_REASON = 5;

const reasonMissing = (disposition: unknown, reason: unknown): boolean =>
  disposition !== '采纳' && String(reason ?? '').trim().length < MIN_REASON;

/**
 * Public comments: open, a protected minimum period, comments on articles by anyone, each answered; deputies and
 * advisers whose comment is not fully taken get a written reply. Comments are matched to answers by act number.
 */
export function publicConsultation(o: ConsultationOptions): Fragment {
  return {
    acts: {
      'open-consultation': {
        title: '公开征求意见',
        about: '公布草案和起草说明，告知提意见的方式和截止时间',
        by: o.by,
        in: o.in,
        cites: o.cites,
        needs: o.needs ?? [],
        public: true,
        form: z.object({
          notice: z.string().min(10).max(2000).meta({ title: '征求意见公告', widget: 'long-text' }),
          contact: z.string().min(4).max(200).meta({ title: '联系方式', description: '电话、地址或者邮箱' }),
        }),
        clocks: [{ do: 'start', clock: 'comment-period' }],
        publicBody: o.publicBody,
        publishes: ['consultation'],
      },
      comment: {
        title: '提出意见',
        about: '任何人都可以对草案整体或者某一条提出意见',
        by: [{ kind: 'public' }],
        in: o.in,
        cites: o.cites,
        repeats: true,
        public: true,
        // The words themselves are shown together with the answer, after someone has read them.
        publicBody: (view) => ({
          article: view.get('comment.article') ?? null,
          submitterType: view.get('comment.submitterType'),
          ...(view.text('comment.point') && { point: view.text('comment.point') }),
        }),
        needs: [
          need(
            'COMMENT-OPEN',
            clock('comment-period', 'running'),
            '现在不在征求意见期内，意见没有提交成功',
            o.cites,
          ),
        ],
        form: z.object({
          article: z
            .string()
            .max(20)
            .optional()
            .meta({ title: '针对哪一条', description: '留空表示针对全文' }),
          text: z.string().trim().min(2).max(2000).meta({ title: '意见内容', widget: 'long-text' }),
          submitterType: z.enum(SUBMITTER_TYPES).meta({ title: '您的身份' }),
          submitterName: z
            .string()
            .max(60)
            .optional()
            .meta({ title: '姓名或者单位名称', description: '选填，不公开', personal: true }),
          contact: z
            .string()
            .max(100)
            .optional()
            .meta({ title: '联系方式', description: '选填，不公开，只用于答复', personal: true }),
          ...(o.contactPoints && {
            point: z
              .string()
              .trim()
              .max(40)
              .optional()
              .meta({ title: '立法联系点编号', description: '立法联系点提出意见时填写' }),
          }),
        }),
        ...(o.contactPoints && {
          asks: (input, _view, today) =>
            input.point
              ? [
                  {
                    ask: 'entry',
                    register: o.contactPoints?.register ?? '',
                    code: String(input.point),
                    on: today,
                  } as const,
                ]
              : [],
        }),
        rules: [
          ...(o.contactPoints ? [contactPointRule(o.contactPoints)] : []),
          {
            code: 'REPLY-ADDRESS',
            cites: o.writtenReplyCites,
            field: 'contact',
            say: '人大代表、政协委员请留下姓名和联系方式，以便书面答复',
            check: (input) =>
              !WRITTEN_REPLY_TO.includes(input.submitterType) ||
              Boolean(input.submitterName && input.contact),
          },
        ],
        settles: ['comments-open'],
        outcomes: { received: { title: '收到意见', conds: { 'comments-open': true } } },
      },
      'answer-comment': {
        title: '答复意见',
        about: '逐条说明采纳情况；不采纳的说明理由',
        by: o.by,
        in: o.in,
        cites: o.answerCites,
        repeats: true,
        public: true,
        needs: [need('COMMENTS-OPEN', cond('comments-open'), '没有等待答复的意见', o.answerCites)],
        form: z.object({
          comment: z.int().min(1).meta({ title: '意见编号', widget: 'comment' }),
          disposition: z.enum(COMMENT_DISPOSITIONS).meta({ title: '处理结果' }),
          reason: z.string().trim().max(2000).optional().meta({ title: '理由', widget: 'long-text' }),
        }),
        rules: [
          {
            code: 'ANSWER-TARGET',
            cites: o.answerCites,
            field: 'comment',
            say: '没有这个编号的意见，或者它已经答复',
            check: (input, view) =>
              view.all('comment').some((c) => c.seq === input.comment) &&
              !view.all('answer-comment').some((a) => a.input.comment === input.comment),
          },
          {
            code: 'ANSWER-REASON',
            cites: o.answerCites,
            field: 'reason',
            say: '没有完全采纳的意见必须写明理由',
            check: (input) => !reasonMissing(input.disposition, input.reason),
          },
        ],
        settles: ['comments-open', 'written-reply-open'],
        publicBody: (view) => {
          const answer = view.last('answer-comment')?.input;
          const comment = view.all('comment').find((c) => c.seq === answer?.comment)?.input;
          return {
            comment: answer?.comment,
            disposition: answer?.disposition,
            reason: answer?.reason ?? null,
            article: comment?.article ?? null,
            text: comment?.text,
            submitterType: comment?.submitterType,
          };
        },
      },
      ...(o.summary && { 'publish-adoption-summary': adoptionSummary(o, o.summary.cites) }),
      'reply-in-writing': {
        title: '书面答复代表委员',
        about: '人大代表、政协委员的意见没有完全采纳的，逐件书面答复并说明理由',
        by: o.by,
        in: o.in,
        cites: o.writtenReplyCites,
        repeats: true,
        needs: [
          need(
            'WRITTEN-OPEN',
            cond('written-reply-open'),
            '没有需要书面答复的代表委员意见',
            o.writtenReplyCites,
          ),
        ],
        form: z.object({
          comment: z.int().min(1).meta({ title: '意见编号', widget: 'comment' }),
          reply: z.string().trim().min(10).max(5000).meta({ title: '书面答复', widget: 'long-text' }),
        }),
        rules: [
          {
            code: 'WRITTEN-TARGET',
            cites: o.writtenReplyCites,
            field: 'comment',
            say: '这个编号的意见不需要书面答复，或者已经书面答复',
            check: (input, view) => openWrittenReplies(view).includes(Number(input.comment)),
          },
        ],
        settles: ['written-reply-open'],
        papers: ['written-reply'],
      },
      'close-consultation': {
        title: '结束征求意见',
        by: o.by,
        in: o.in,
        cites: o.cites,
        public: true,
        needs: [
          need('CONSULT-OPENED', done('open-consultation'), '尚未公开征求意见', o.cites),
          need('CONSULT-MINIMUM', elapsed('comment-period'), '征求意见期限未满，不能提前结束', o.clockCites),
        ],
        form: z.object({
          summary: z.string().min(10).max(5000).meta({ title: '意见汇总和采纳情况', widget: 'long-text' }),
        }),
        clocks: [{ do: 'stop', clock: 'comment-period' }],
        publishes: ['consultation'],
      },
    },
    clocks: {
      'comment-period': {
        title: '公开征求意见期限',
        kind: 'minimum',
        owedBy: 'public',
        limit: o.limit,
        lastDay: 'keep',
        cites: o.clockCites,
      },
    },
    conditions: {
      'comments-open': {
        title: '有意见尚未答复',
        test: { fn: (view) => openComments(view).length > 0 },
      },
      'written-reply-open': {
        title: '有代表委员意见尚未书面答复',
        test: { fn: (view) => openWrittenReplies(view).length > 0 },
      },
    },
    papers: {
      'written-reply': {
        title: '关于意见建议的书面答复',
        kind: '信函',
        issuedBy: 'lead',
        compose: (view) => {
          const reply = view.last('reply-in-writing')?.input;
          const comment = view.all('comment').find((c) => c.seq === reply?.comment)?.input;
          return {
            title: `关于“${view.text('propose.title')}”意见建议的答复`,
            recipients: `${comment?.submitterType ?? ''}${comment?.submitterName ?? ''}`,
            blocks: [
              { kind: 'paragraph', text: `您提出的意见：${comment?.text ?? ''}` },
              { kind: 'paragraph', text: `经研究，答复如下：${reply?.reply ?? ''}` },
            ],
          };
        },
      },
    },
  };
}

type View = CaseView;

/** A group of comments that the summary of adoption answers together. */
export interface SummaryGroup {
  readonly topic: string;
  /** Numbers of the comments. */
  readonly comments: readonly number[];
  readonly disposition: (typeof COMMENT_DISPOSITIONS)[number];
  readonly reason?: string;
}

/** Groups of the published summary; none before it. */
export const summaryGroups = (view: View): readonly SummaryGroup[] =>
  (view.get('publish-adoption-summary.groups') as readonly SummaryGroup[] | undefined) ?? [];

function contactPointRule(points: NonNullable<ConsultationOptions['contactPoints']>): InputRule {
  return {
    code: 'CONTACT-POINT',
    cites: points.cites,
    field: 'point',
    say: '立法联系点提意见请填写本联系点的编号；编号可以在立法联系点名录里查到',
    check: (input, _view, env) => {
      if (!input.point) return input.submitterType !== CONTACT_POINT;
      if (input.submitterType !== CONTACT_POINT) return '只有立法联系点填写联系点编号';
      const entry = env.answer({
        ask: 'entry',
        register: points.register,
        code: String(input.point),
        on: env.today,
      });
      return entry?.body.status === '在聘' || `没有编号为“${String(input.point)}”的在聘立法联系点`;
    },
  };
}

/** The one public summary: every comment in it or answered by itself, with the reason where it was not taken. */
function adoptionSummary(o: ConsultationOptions, cites: readonly Citation[]): ActDef {
  return {
    title: '公布意见采纳情况',
    about: '一份汇总回应全部意见：没有逐条答复的按组写明采纳情况，没有采纳的写明理由',
    by: o.by,
    in: o.in,
    cites,
    public: true,
    needs: [need('SUMMARY-CLOSED', done('close-consultation'), '征求意见还没有结束', cites)],
    form: z.object({
      overview: z.string().trim().min(10).max(5000).meta({ title: '总体情况', widget: 'long-text' }),
      groups: z
        .array(
          z.object({
            topic: z.string().trim().min(2).max(100).meta({ title: '意见主题' }),
            comments: z.array(z.int().min(1)).min(1).max(500).meta({ title: '意见编号', widget: 'acts' }),
            disposition: z.enum(COMMENT_DISPOSITIONS).meta({ title: '处理结果' }),
            reason: z.string().trim().max(2000).optional().meta({ title: '理由' }),
          }),
        )
        .max(200)
        .meta({ title: '按主题归并的意见' }),
    }),
    rules: [
      {
        code: 'SUMMARY-COVERS',
        cites,
        field: 'groups',
        say: '汇总没有回应全部意见',
        check: (input, view) => {
          const groups = input.groups as readonly SummaryGroup[];
          const named = groups.flatMap((g) => g.comments);
          const twice = named.filter((n, i) => named.indexOf(n) !== i);
          const all = new Set(view.all('comment').map((c) => c.seq));
          const alone = new Set(view.all('answer-comment').map((a) => Number(a.input.comment)));
          const left = [...all].filter((n) => !alone.has(n) && !named.includes(n));
          const strange = named.filter((n) => !all.has(n) || alone.has(n));
          if (left.length) return `这些意见还没有归入任何一组：${left.join('、')}`;
          if (strange.length) return `这些编号不是意见，或者已经单独答复：${strange.join('、')}`;
          return twice.length === 0 || `这些意见归入了不止一组：${[...new Set(twice)].join('、')}`;
        },
      },
      {
        code: 'SUMMARY-REASON',
        cites: o.answerCites,
        field: 'groups',
        say: '没有完全采纳的意见必须写明理由',
        check: (input) => {
          const bare = (input.groups as readonly SummaryGroup[]).filter((g) =>
            reasonMissing(g.disposition, g.reason),
          );
          return (
            bare.length === 0 || `这些主题没有完全采纳，要写明理由：${bare.map((g) => g.topic).join('、')}`
          );
        },
      },
    ],
    settles: ['comments-open', 'written-reply-open'],
    outcomes: { covered: { title: '全部意见已回应', conds: { 'comments-open': false } } },
    publishes: ['consultation'],
    publicBody: (view) => ({
      overview: view.text('publish-adoption-summary.overview'),
      groups: summaryGroups(view).map((g) => ({
        topic: g.topic,
        disposition: g.disposition,
        reason: g.reason ?? null,
        comments: g.comments.map((seq) => {
          const comment = view.all('comment').find((c) => c.seq === seq)?.input;
          return {
            comment: seq,
            article: comment?.article ?? null,
            text: comment?.text,
            submitterType: comment?.submitterType,
          };
        }),
      })),
    }),
  };
}

/** Numbers of the comments that have no answer. */
export function openComments(view: View): number[] {
  const answered = new Set<unknown>([
    ...view.all('answer-comment').map((a) => a.input.comment),
    ...summaryGroups(view).flatMap((g) => g.comments),
  ]);
  return view
    .all('comment')
    .filter((c) => !answered.has(c.seq))
    .map((c) => c.seq);
}

/** Numbers of deputies' and advisers' comments that were answered as not fully taken and still lack a written reply. */
export function openWrittenReplies(view: View): number[] {
  const written = new Set(view.all('reply-in-writing').map((a) => a.input.comment));
  const answers = new Map<unknown, unknown>([
    ...summaryGroups(view).flatMap((g) => g.comments.map((n) => [n, g.disposition] as const)),
    ...view.all('answer-comment').map((a) => [a.input.comment, a.input.disposition] as const),
  ]);
  return view
    .all('comment')
    .filter((c) => WRITTEN_REPLY_TO.includes(c.input.submitterType))
    .filter((c) => answers.has(c.seq) && answers.get(c.seq) !== '采纳' && !written.has(c.seq))
    .map((c) => c.seq);
}

/** Everything a consultation must have settled before the draft goes on. */
export const consultationSettled = (cites: readonly Citation[], unless: Guard = any()): Need[] => [
  need('CONSULTED', any(done('close-consultation'), unless), '尚未完成公开征求意见', cites),
  need('ANSWERED', not(cond('comments-open')), '还有意见没有答复，逐条答复后才能往下办理', cites),
  need('WRITTEN', not(cond('written-reply-open')), '还有人大代表、政协委员的意见没有书面答复', cites),
];

/** Further check where the procedure asks for a published summary of adoption. */
export const summarySettled = (cites: readonly Citation[], unless: Guard = any()): Need[] => [
  need(
    'SUMMARY',
    any(done('publish-adoption-summary'), unless),
    '还没有公布意见采纳情况，公布后才能往下办理',
    cites,
  ),
];

import type { ActDef, CaseView, Citation, ClockDef, Fragment, Guard, Need, Performer } from '@fadu/kernel';
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
        }),
        rules: [
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
            check: (input) => input.disposition === '采纳' || String(input.reason ?? '').length >= 5,
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

/** Numbers of the comments that have no answer. */
export function openComments(view: View): number[] {
  const answered = new Set(view.all('answer-comment').map((a) => a.input.comment));
  return view
    .all('comment')
    .filter((c) => !answered.has(c.seq))
    .map((c) => c.seq);
}

/** Numbers of deputies' and advisers' comments that were answered as not fully taken and still lack a written reply. */
export function openWrittenReplies(view: View): number[] {
  const written = new Set(view.all('reply-in-writing').map((a) => a.input.comment));
  const answers = new Map(view.all('answer-comment').map((a) => [a.input.comment, a.input.disposition]));
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

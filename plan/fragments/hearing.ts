import type { CaseView, Citation, ClockEffect, Env, Fragment, Limit, Need, Performer } from '@fadu/kernel';
import { dateOf, done, formatDate, need, not, noticeBefore, samePerson } from '@fadu/kernel';
import { z } from 'zod';
import { type DeliveryMethod, delivery } from './delivery.ts';

/** What a procedure says of its hearing (听证). */
export interface HearingOptions {
  /** Phases in which a hearing may be asked for, and the phase in which it is prepared and held. */
  readonly askedIn: readonly string[];
  readonly phase: string;
  /** Where the case goes after the hearing, and after the request was withdrawn. */
  readonly after: string;
  readonly withdrawnTo: string;
  /** Relation of the one who may ask, e.g. `party`; relation whose organ holds it. */
  readonly party: string;
  readonly organ: string;
  /** Who asks (the party), and who records a request made by word or letter. */
  readonly askedBy: readonly Performer[];
  readonly setBy: readonly Performer[];
  readonly servedBy: readonly Performer[];
  readonly host: readonly Performer[];
  readonly cites: {
    readonly ask: readonly Citation[];
    readonly notice: readonly Citation[];
    readonly hold: readonly Citation[];
    readonly minutes: readonly Citation[];
  };
  /** Checks before a hearing may be asked for: it was offered, it is due. */
  readonly askNeeds: readonly Need[];
  /** Whether a request is in time: true, or the sentence that says until when it was. */
  readonly inTime: (input: Readonly<Record<string, unknown>>, view: CaseView, env: Env) => true | string;
  /** How long before the hearing its notice must be served. */
  readonly noticeLimit: Limit;
  /** Acts whose performer may not host: who investigated. */
  readonly apartFrom: readonly string[];
  /** Accounts of everyone who took part in the investigation; none of them may host. */
  readonly investigators: (view: CaseView) => readonly string[];
  /** Acts that lose their force when the hearing is held: a review made before it. */
  readonly voids?: readonly string[];
  /** Effects on the case's clocks while a hearing is prepared: pause and resume. */
  readonly askClocks?: readonly ClockEffect[];
  readonly endClocks?: readonly ClockEffect[];
  /** Further effects once it was held: the review that waited for it begins. */
  readonly heldClocks?: readonly ClockEffect[];
  /** Ways of serving the notice. Never by public notice: who asked for the hearing can be reached. */
  readonly methods: readonly DeliveryMethod[];
}

/** The latest day on which a hearing's notice may still be served. */
export const hearingNoticeBy = (view: CaseView, limit: Limit, env: Env): string | undefined => {
  const heldOn = view.last('set-hearing')?.input.heldOn;
  return heldOn === undefined ? undefined : noticeBefore(String(heldOn), limit, env.calendar).due;
};

const longText = (title: string, min = 4, max = 20_000) =>
  z.string().trim().min(min).max(max).meta({ title, widget: 'long-text' });

/**
 * A hearing asked for in time is held: request, a host who did not investigate, notice served early enough, public
 * unless secret, minutes checked by the party; or it is given up by the party. It costs the party nothing.
 */
export function hearing(o: HearingOptions): Fragment {
  const serving = delivery({
    act: 'serve-hearing-notice',
    code: 'HEARING-SERVE',
    paper: '听证通知书',
    on: o.party,
    from: o.organ,
    by: o.servedBy,
    in: [o.phase],
    cites: o.cites.notice,
    needs: [need('HEARING-SET', done('set-hearing'), '还没有确定听证的时间、地点和主持人', o.cites.notice)],
    methods: o.methods,
    issuedOn: (view) => {
      const at = view.last('set-hearing')?.at;
      return at && dateOf(at);
    },
    rules: [
      {
        code: 'P4-SERVED',
        field: 'servedOn',
        cites: o.cites.notice,
        say: '听证通知送达太晚',
        check: (input, view, env) => {
          const by = hearingNoticeBy(view, o.noticeLimit, env);
          return (
            by === undefined ||
            String(input.servedOn) <= by ||
            `听证通知最迟应在${formatDate(by)}送达，请另定听证日期`
          );
        },
      },
    ],
  });
  return {
    acts: {
      'request-hearing': {
        title: '申请听证',
        about: '当事人可以口头、书面或者通过任何渠道提出；不收费',
        by: o.askedBy,
        in: o.askedIn,
        cites: o.cites.ask,
        repeats: true,
        needs: o.askNeeds,
        form: z.object({
          channel: z.enum(['当面口头', '书面', '邮寄', '电子']).meta({ title: '提出方式' }),
          requestedOn: z.iso.date().meta({ title: '提出日期', description: '邮寄的填交邮日期' }),
          forceMajeure: z
            .string()
            .trim()
            .max(1000)
            .optional()
            .meta({ title: '因不可抗力耽误的情况和证明', widget: 'long-text' }),
        }),
        rules: [
          {
            code: 'P3',
            field: 'requestedOn',
            cites: o.cites.ask,
            say: '申请听证的期限已过',
            check: (input, view, env) =>
              String(input.requestedOn) > env.today ? '提出日期不能晚于今天' : o.inTime(input, view, env),
          },
        ],
        voids: ['set-hearing', 'serve-hearing-notice'],
        ...(o.askClocks && { clocks: o.askClocks }),
        to: o.phase,
      },
      'set-hearing': {
        title: '确定听证并制作通知',
        about: '指定非本案调查人员主持，确定时间、地点，通知当事人和有关人员；改期的重新通知',
        by: o.setBy,
        in: [o.phase],
        cites: o.cites.notice,
        repeats: true,
        form: z.object({
          heldOn: z.iso.date().meta({ title: '听证日期' }),
          time: z
            .string()
            .regex(/^\d{2}:\d{2}$/, '时间应写作“09:00”')
            .meta({ title: '时间' }),
          place: z.string().trim().min(2).max(200).meta({ title: '地点' }),
          host: z.string().trim().min(1).max(60).meta({ title: '听证主持人账号', widget: 'officer' }),
          hostName: z.string().trim().min(2).max(40).meta({ title: '听证主持人姓名' }),
          open: z.boolean().meta({ title: '公开举行' }),
          closedGround: z
            .enum(['国家秘密', '商业秘密', '个人隐私'])
            .optional()
            .meta({ title: '不公开的理由' }),
        }),
        rules: [
          {
            code: 'P4',
            field: 'heldOn',
            cites: o.cites.notice,
            say: '听证日期太近',
            check: (input, _view, env) => {
              const by = noticeBefore(String(input.heldOn), o.noticeLimit, env.calendar).due;
              return (
                env.today <= by ||
                `举行听证的${o.noticeLimit.n}个工作日前要通知，${formatDate(String(input.heldOn))}的听证最迟应在${formatDate(by)}通知`
              );
            },
          },
          {
            code: 'HEARING-HOST',
            field: 'host',
            cites: o.cites.hold,
            say: '听证主持人不能是本案调查人员',
            check: (input, view) => !o.investigators(view).includes(String(input.host)),
          },
          {
            code: 'HEARING-OPEN',
            field: 'closedGround',
            cites: o.cites.hold,
            say: '听证应当公开举行，不公开的要写明涉及国家秘密、商业秘密或者个人隐私',
            check: (input) => input.open === true || Boolean(input.closedGround),
          },
        ],
        voids: ['serve-hearing-notice'],
        papers: ['hearing-notice'],
        publishes: ['hearing-announcement'],
      },
      ...serving.acts,
      'hold-hearing': {
        title: '举行听证',
        about: '调查人员提出事实、证据和建议，当事人申辩和质证，制作笔录交当事人核对',
        by: o.host,
        in: [o.phase],
        cites: o.cites.hold,
        repeats: true,
        needs: [
          need(
            'HEARING-NOTIFIED',
            done('serve-hearing-notice'),
            '听证通知书还没有依法送达，不能举行听证',
            o.cites.notice,
          ),
          ...o.apartFrom.map((act, i) =>
            need(
              `HOST-APART-${i + 1}`,
              not(samePerson(act)),
              '本案调查人员不能主持听证，请换人主持',
              o.cites.hold,
            ),
          ),
        ],
        form: z.object({
          result: z.enum(['举行完毕', '视为放弃']).meta({ title: '结果' }),
          absence: z
            .enum(['无正当理由不到场', '未经许可中途退出'])
            .optional()
            .meta({ title: '视为放弃的情形' }),
          attended: z
            .array(z.string().trim().min(2).max(60))
            .min(1)
            .max(100)
            .meta({ title: '参加人员', widget: 'lines', person: true }),
          agents: z
            .array(z.string().trim().min(2).max(60))
            .max(2, '代理人最多两人')
            .meta({ title: '代理人', widget: 'lines', person: true }),
          minutes: longText('听证笔录'),
          signed: z
            .enum(['当事人核对无误并签名', '拒绝签名，已注明', '当事人未到场'])
            .meta({ title: '笔录核对' }),
          report: longText('听证报告'),
        }),
        rules: [
          {
            code: 'HEARING-DAY',
            cites: o.cites.notice,
            say: '还没有到通知的听证日期',
            check: (_input, view, env) => {
              const heldOn = String(view.last('set-hearing')?.input.heldOn ?? '9999-12-31');
              return env.today >= heldOn || `通知的听证日期是${formatDate(heldOn)}，不能提前举行`;
            },
          },
          {
            code: 'HEARING-BY-HOST',
            cites: o.cites.hold,
            say: '听证应当由通知中写明的主持人主持',
            check: (_input, view, env) => view.last('set-hearing')?.input.host === env.person,
          },
          {
            code: 'HEARING-ABSENCE',
            field: 'absence',
            cites: o.cites.hold,
            say: '视为放弃听证的，要写明是无正当理由不到场还是未经许可中途退出；听证举行完毕的不填',
            check: (input) => (input.result === '视为放弃') === Boolean(input.absence),
          },
        ],
        settles: ['hearing-held'],
        outcomes: {
          held: { title: '举行完毕', conds: { 'hearing-held': true } },
          abandoned: { title: '视为放弃', conds: { 'hearing-held': false } },
        },
        ...(o.voids && { voids: o.voids }),
        clocks: [...(o.endClocks ?? []), ...(o.heldClocks ?? [])],
        papers: ['hearing-minutes', 'hearing-report'],
        to: o.after,
      },
      'withdraw-hearing': {
        title: '撤回听证申请',
        by: o.askedBy,
        in: [o.phase],
        cites: o.cites.ask,
        repeats: true,
        form: z.object({ document: z.string().trim().min(2).max(100).meta({ title: '当事人签字文书编号' }) }),
        ...(o.endClocks && { clocks: o.endClocks }),
        to: o.withdrawnTo,
      },
    },
    clocks: { ...serving.clocks },
    conditions: {
      'hearing-held': { title: '听证已经举行', test: { is: ['hold-hearing.result', '举行完毕'] } },
    },
    papers: {
      ...serving.papers,
      'hearing-notice': {
        title: '听证通知书',
        kind: '信函',
        issuedBy: o.organ,
        series: 'hearing-notice',
        compose: (view) => {
          const set = view.last('set-hearing')?.input;
          return {
            title: '听证通知书',
            blocks: [
              `根据你（单位）提出的听证申请，定于${formatDate(String(set?.heldOn))}${set?.time}在${set?.place}${set?.open ? '公开' : `不公开（涉及${set?.closedGround}）`}举行听证。`,
              `听证主持人：${set?.hostName}。你（单位）认为主持人与本案有直接利害关系的，有权申请回避。`,
              '你（单位）可以亲自参加，也可以委托一至二人代理。无正当理由拒不出席或者未经许可中途退出的，视为放弃听证权利。听证不收取费用。',
            ].map((text) => ({ kind: 'paragraph', text }) as const),
          };
        },
      },
      'hearing-minutes': {
        title: '听证笔录',
        kind: '信函',
        issuedBy: o.organ,
        compose: (view) => {
          const held = view.last('hold-hearing')?.input as
            | { minutes: string; attended: string[]; agents: string[]; signed: string; result: string }
            | undefined;
          return {
            title: '听证笔录',
            blocks: [
              `主持人：${view.text('set-hearing.hostName')}；参加人员：${held?.attended.join('、')}；代理人：${held?.agents.join('、') || '无'}。`,
              held?.minutes ?? '',
              `结果：${held?.result}。笔录核对：${held?.signed}。`,
            ].map((text) => ({ kind: 'paragraph', text }) as const),
          };
        },
      },
      'hearing-report': {
        title: '听证报告',
        kind: '信函',
        issuedBy: o.organ,
        compose: (view) => ({
          title: '听证报告',
          blocks: [
            {
              kind: 'paragraph',
              text: `听证于${formatDate(String(view.get('set-hearing.heldOn')))}${view.text('hold-hearing.result')}，主持人：${view.text('set-hearing.hostName')}。`,
            },
            { kind: 'paragraph', text: `处理意见和建议：${view.text('hold-hearing.report')}` },
          ],
        }),
      },
    },
  };
}

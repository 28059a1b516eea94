import {
  all,
  any,
  type CaseView,
  cond,
  design,
  done,
  type Fragment,
  type InputRule,
  implies,
  need,
  not,
  post,
  samePerson,
} from '@fadu/kernel';
import { wasCorrected } from '../../fragments/correction.ts';
import { delivery } from '../../fragments/delivery.ts';
import { consultationAnswers, consultationObjects } from '../../fragments/third-party.ts';
import { disclosureRegulations as dis, disclosureDeliveryLetter as post235 } from '../../statutes/index.ts';
import { applicationOf, draftOf, receivedOn, signedOn } from './facts.ts';
import * as form from './forms.ts';
import { consulting } from './handling.ts';
import * as letters from './letters.ts';
import { clerk, head, stopAll } from './receipt.ts';
import { REPLY_FIELDS, REPLY_TYPES, remedyCites } from './replies.ts';

/** The draft gives out copies of records. */
const releases = (d: form.ReplyDraft | undefined): boolean =>
  Boolean(d && (d.code === 'A' || d.code === 'B') && d.released?.length);
/** The draft withholds something for a third party. */
const forThirdParty = (d: form.ReplyDraft | undefined): boolean =>
  Boolean(d && (d.code === 'C4' || (d.code === 'B' && d.withheld?.some((w) => w.code === 'C4'))));
const thirdPartySilent = (view: CaseView): boolean =>
  [...consultationAnswers(view, 'third-party', 'decide').values()].some((a) => a?.position === '逾期未答复');

const typed = (input: Readonly<Record<string, unknown>>) => input as unknown as form.ReplyDraft;
const filled = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : Boolean(value));

/** What each type asks for (O1), what leaves the house (O7), and the balances of arts. 15, 16, 32, 37 and 38. */
const draftRules: readonly InputRule[] = [
  {
    code: 'O1',
    field: 'reasons',
    cites: [dis.art('36'), ...remedyCites],
    say: '答复要写明事实、理由、依据和救济途径',
    check: (input) => {
      const missing = REPLY_TYPES[typed(input).code].asks.filter((name) => !filled(input[name]));
      return (
        missing.length === 0 ||
        `“${REPLY_TYPES[typed(input).code].title}”还要写明：${missing.map((name) => REPLY_FIELDS[name]).join('、')}`
      );
    },
  },
  {
    code: 'O7',
    field: 'released',
    cites: [dis.art('36'), dis.art('37')],
    say: '提供的必须是公开副本，原件不外传',
    check: (input) => {
      const { code, released = [], whereToFind } = typed(input);
      if (released.some((r) => r.rendition === r.original)) return '提供的必须是公开副本，不能是原件';
      if (code !== 'A' && code !== 'B') return released.length === 0 || '不公开的答复不能附带信息';
      if (code === 'A')
        return (
          released.length > 0 ||
          Boolean(whereToFind) ||
          '予以公开的，要提供信息，或者告知获取的方式、途径和时间'
        );
      return released.length > 0 || '部分公开的，要提供可以公开的部分';
    },
  },
  {
    code: 'ORDERED',
    field: 'ordered',
    cites: [dis.art('16', { paragraph: 2 })],
    say: '法律、法规、规章规定应当公开的，不能以内部事务、过程性信息或者执法案卷为由不公开',
    check: (input) => !(REPLY_TYPES[typed(input).code].discretionary && input.ordered === true),
  },
  {
    code: 'EXTRACT',
    field: 'extractable',
    cites: [dis.art('37'), dis.art('38')],
    say: '可以从现有记录中筛选、摘取的，应当提供现有记录，不能以需要另行制作为由不提供',
    check: (input) => input.code !== 'D2' || input.extractable === false,
  },
  {
    code: 'SEARCHED',
    field: 'searched',
    cites: [dis.art('36', { item: 4 })],
    say: '答复信息不存在的，要写明检索的经过',
    check: (input) => !(input.code === 'D1' && input.missing === '经检索不存在') || filled(input.searched),
  },
  {
    code: 'CONSENTED',
    field: 'code',
    cites: [dis.art('15')],
    say: '第三方都同意公开，不能以保护第三方合法权益为由不公开',
    check: (input, view) => {
      if (!forThirdParty(typed(input))) return true;
      const answers = [...consultationAnswers(view, 'third-party', 'decide').values()];
      return answers.length === 0 || answers.some((a) => a?.position !== '同意');
    },
  },
  {
    code: 'OVERRIDE',
    field: 'override',
    cites: [dis.art('32')],
    say: '第三方不同意而决定公开的，要写明异议没有合理理由，或者不公开会对公共利益造成重大影响',
    check: (input, view) =>
      !(releases(typed(input)) && consultationObjects(view, 'third-party')) || filled(input.override),
  },
  {
    code: 'SILENCE',
    field: 'balance',
    cites: [dis.art('32')],
    say: '第三方逾期没有提出意见的，由行政机关自己权衡决定，逾期不等于同意；要写明权衡的理由',
    check: (input, view) => !(releases(typed(input)) && thirdPartySilent(view)) || filled(input.balance),
  },
];

const none = {
  'reply-releases': false,
  'reply-for-third-party': false,
  'reply-d3': false,
  'reply-e4': false,
  'reply-against-objection': false,
};

/** The reply: draft, review before release, signature, sending, what follows. */
export const replying: Fragment = {
  acts: {
    'answer-on-the-spot': {
      title: '当场答复',
      about: '已经公开的信息，当面申请的当场告知获取的方式、途径',
      by: clerk,
      in: ['handling'],
      cites: [dis.art('33', { paragraph: 1 }), dis.art('36', { item: 1 })],
      needs: [need('SPOT-QUIET', not(consulting), '正在征求意见，不能当场答复', [dis.art('33')])],
      form: form.onTheSpot,
      rules: [
        {
          code: 'SPOT',
          cites: [dis.art('33', { paragraph: 1 })],
          say: '当场答复只用于当面提出的申请，并且在收到的当日',
          check: (_input, view, env) =>
            ['当面提交', '口头申请'].includes(String(applicationOf(view).channel)) &&
            receivedOn(view) === env.today,
        },
      ],
      clocks: stopAll(),
      papers: ['spot-note'],
      to: 'on-the-spot',
    },
    'draft-reply': {
      title: '拟写答复',
      about: '选定答复类型，写明事实、理由、依据；每次重拟都要重新审查',
      by: clerk,
      in: ['handling'],
      cites: [dis.art('36'), dis.art('45')],
      repeats: true,
      needs: [
        need('DRAFT-QUIET', not(consulting), '征求意见还没有结果，不能拟写答复', [
          dis.art('32'),
          dis.art('33', { paragraph: 3 }),
        ]),
      ],
      form: form.replyDraft,
      rules: draftRules,
      settles: Object.keys(none),
      outcomes: {
        release: { title: '提供信息', conds: { ...none, 'reply-releases': true } },
        'release-against': {
          title: '第三方不同意而提供',
          conds: { ...none, 'reply-releases': true, 'reply-against-objection': true },
        },
        partial: {
          title: '提供信息，为第三方保留部分',
          conds: { ...none, 'reply-releases': true, 'reply-for-third-party': true },
        },
        'partial-against': {
          title: '第三方不同意而提供部分',
          conds: {
            ...none,
            'reply-releases': true,
            'reply-for-third-party': true,
            'reply-against-objection': true,
          },
        },
        'for-third-party': { title: '为保护第三方不公开', conds: { ...none, 'reply-for-third-party': true } },
        unclear: { title: '补正后仍不明确', conds: { ...none, 'reply-d3': true } },
        excessive: { title: '无正当理由大量反复申请', conds: { ...none, 'reply-e4': true } },
        other: { title: '其他答复', conds: none },
      },
      voids: ['review-disclosure'],
    },
    'review-disclosure': {
      title: '公开审查',
      about: '保密审查和内容审查，核对公开副本隐去的内容；拟写的人不审查自己拟写的答复',
      by: [post('disclosure-reviewer', 'agency')],
      in: ['handling'],
      cites: [dis.art('17')],
      repeats: true,
      needs: [
        need('REVIEW-DRAFT', done('draft-reply'), '还没有拟写答复', [dis.art('17')]),
        need('REVIEW-APART', not(samePerson('draft-reply')), '拟写答复的人不能审查自己拟写的答复', [
          design('公开审查由拟写人以外的人员进行'),
        ]),
      ],
      form: form.review,
      settles: ['review-passed'],
    },
    'sign-reply': {
      title: '签发答复',
      by: head,
      in: ['handling'],
      cites: [dis.art('36'), dis.art('45')],
      needs: [
        need('O1-DRAFT', done('draft-reply'), '还没有拟写答复', [dis.art('36'), dis.art('45')]),
        need(
          'O2',
          implies(cond('reply-releases'), cond('review-passed')),
          '公开之前要经过审查，结论为可以公开',
          [dis.art('17')],
        ),
        need('SIGN-QUIET', not(consulting), '征求意见还没有结果，不能签发答复', [
          dis.art('32'),
          dis.art('33', { paragraph: 3 }),
        ]),
        need(
          'O5',
          implies(
            cond('reply-for-third-party'),
            any(done('ask-third-party'), done('third-party-impossible')),
          ),
          '以保护第三方合法权益为由不公开的，要先书面征求第三方意见，或者记录无法征求的原因',
          [dis.art('32')],
        ),
        need(
          'D3',
          implies(cond('reply-d3'), any(...wasCorrected)),
          '没有经过补正，不能以补正后仍不明确为由答复',
          [dis.art('30')],
        ),
        need(
          'E4',
          implies(cond('reply-e4'), cond('reasons-unreasonable')),
          '没有要求说明理由并认定为不合理，不能以大量反复申请为由不予处理',
          [dis.art('35')],
        ),
      ],
      numbers: ['reply'],
      papers: ['reply'],
      clocks: [{ do: 'stop', clock: 'correction-notice' }],
      to: 'delivering',
    },
    'post-reply': {
      title: '邮寄答复',
      about: '通过邮政企业寄出，交邮之日为答复日',
      by: clerk,
      in: ['delivering'],
      cites: [post235.art('2'), post235.art('4')],
      repeats: true,
      form: form.posting,
      rules: [
        {
          code: 'POSTAL',
          field: 'carrier',
          cites: [post235.art('2')],
          say: '答复是国家公文，只能通过邮政企业邮寄，不能交给其他快递企业；这样寄出不算送达，可能因此逾期',
          check: (input) => input.carrier === '邮政企业',
        },
        {
          code: 'POSTED',
          field: 'postedOn',
          cites: [post235.art('4')],
          say: '交邮日期不能早于签发日期，也不能晚于今天',
          check: (input, view, env) =>
            String(input.postedOn) >= signedOn(view) && String(input.postedOn) <= env.today,
        },
      ],
      clocks: [{ do: 'stop', clock: 'answer', on: 'postedOn' }],
    },
    'tell-third-party': {
      title: '书面告知第三方',
      about: '第三方不同意而决定公开的，把公开的内容和理由书面告知第三方',
      by: clerk,
      in: ['delivering'],
      cites: [dis.art('32')],
      needs: [
        need('TELL-ONLY', cond('reply-against-objection'), '没有不顾第三方意见公开的情形，不需要告知', [
          dis.art('32'),
        ]),
      ],
      form: form.toldThirdParty,
      papers: ['third-party-told'],
    },
    'publish-proactively': {
      title: '转为主动公开',
      about: '多人申请相同信息、申请人建议或者属于主动公开范围的，向社会公开',
      by: clerk,
      in: ['delivering'],
      cites: [dis.art('44')],
      public: true,
      needs: [
        need(
          'PROACTIVE-RELEASED',
          all(cond('reply-releases'), cond('review-passed')),
          '只有经审查可以公开的信息才能转为主动公开',
          [dis.art('17'), dis.art('44')],
        ),
      ],
      form: form.proactive,
      publicBody: (view) => ({
        titles: (draftOf(view)?.released ?? []).map((r) => r.title),
        reason: view.text('publish-proactively.reason'),
      }),
      publishes: ['disclosed-information'],
    },
    close: {
      title: '归档办结',
      by: clerk,
      in: ['delivering'],
      cites: [dis.art('45')],
      needs: [
        need('CLOSE-DELIVERED', any(done('deliver-reply'), done('post-reply')), '答复还没有送达申请人', [
          post235.art('1'),
        ]),
        need(
          'CLOSE-TOLD',
          implies(cond('reply-against-objection'), done('tell-third-party')),
          '还没有把公开的内容和理由书面告知第三方',
          [dis.art('32')],
        ),
      ],
      to: 'answered',
    },
  },
  conditions: {
    'reply-releases': { title: '答复提供信息', test: { fn: (v) => releases(draftOf(v)) } },
    'reply-for-third-party': {
      title: '为保护第三方不公开（全部或者部分）',
      test: { fn: (v) => forThirdParty(draftOf(v)) },
    },
    'reply-d3': { title: '以补正后仍不明确为由答复', test: { is: ['draft-reply.code', 'D3'] } },
    'reply-e4': { title: '以大量反复申请为由不予处理', test: { is: ['draft-reply.code', 'E4'] } },
    'reply-against-objection': {
      title: '第三方不同意而决定公开',
      test: { fn: (v) => releases(draftOf(v)) && consultationObjects(v, 'third-party') },
    },
    'review-passed': {
      title: '公开审查结论为可以公开',
      test: { is: ['review-disclosure.conclusion', '可以公开'] },
    },
  },
  papers: {
    reply: letters.reply,
    'spot-note': letters.spotNote,
    'third-party-told': letters.thirdPartyTold,
    'withdrawal-note': letters.withdrawalNote,
  },
};

const service = delivery({
  act: 'deliver-reply',
  code: 'DELIVER',
  paper: '政府信息公开申请答复书',
  on: 'applicant',
  from: 'agency',
  by: clerk,
  in: ['delivering'],
  cites: [post235.art('1'), post235.art('4')],
  issuedOn: (view) => signedOn(view) || undefined,
  stops: ['answer'],
  methods: ['直接送达', '同住成年家属签收', '单位收件人签收', '委托送达', '电子送达'],
  more: { title: '送达答复', repeats: true },
});
const { 'deliver-reply': deliverReply } = service.acts ?? {};

/**
 * Delivery other than by post: the day of signature counts. No public notice: the 2016 letter names direct,
 * entrusted and postal delivery only; electronic delivery is our choice, where the applicant confirmed it.
 */
export const delivering: Fragment = {
  acts: {
    'deliver-reply': {
      ...(deliverReply as NonNullable<typeof deliverReply>),
      clocks: (deliverReply?.clocks ?? []).filter((effect) => effect.clock !== 'deliver-reply-period'),
    },
  },
  ...(service.papers && { papers: service.papers }),
};

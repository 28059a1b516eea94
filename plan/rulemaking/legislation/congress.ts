import {
  addDays,
  cond,
  design,
  done,
  type Fragment,
  formatDate,
  type InputRule,
  months,
  need,
} from '@fadu/kernel';
import { z } from 'zod';
import { jilinLegislationRegulations as jilin, legislationLaw } from '../../statutes/index.ts';
import { examinerClerk, mayor, settings, task14 } from './common.ts';
import { long, promulgation, yes } from './forms.ts';
import { finalise, fullTextRule } from './promulgating.ts';
import { type Article, adoptedOn, entryQuestions, promulgationEntries } from './text.ts';

const day = (title: string) => z.iso.date().meta({ title });
const text = (title: string, max = 100) => z.string().trim().min(2).max(max).meta({ title });

const past = (field: string): InputRule => ({
  code: `PAST-${field}`,
  field,
  cites: [task14],
  say: '日期不能晚于今天',
  check: (input, _view, env) => String(input[field]) <= env.today,
});

/** Channels in which the standing committee publishes a regulation. */
export const REGULATION_CHANNELS = ['常委会公报', '中国人大网', '本地人大网站', '本地报纸'] as const;

/**
 * A regulation from the mayor's bill to the announcement. What happens at the congress is not this government's act:
 * the justice bureau tracks it, each milestone with its paper.
 */
export const congress: Fragment = {
  acts: {
    finalise: finalise('bill', 'sign-bill'),
    'sign-bill': {
      title: '市长签署议案',
      about: '议案附草案文本、说明、参阅资料；修改法规的附对照表',
      by: mayor,
      in: ['bill'],
      cites: [legislationLaw.art('58'), task14],
      needs: [need('PASSED', cond('deliberation-passed'), '没有政府会议通过的决定，不能提请审议', [task14])],
      form: z.object({
        explanation: long('说明：必要性、可行性、主要内容和重大分歧的处理', 20, 20_000),
        reference: long('参阅资料', 4, 20_000),
        comparison: long('修改前后对照表', 10, 50_000)
          .optional()
          .meta({ title: '修改前后对照表', description: '修改法规的必填', widget: 'long-text' }),
        major: yes('规定本行政区域特别重大事项，由代表大会通过'),
      }),
      rules: [
        {
          code: 'COMPARISON',
          field: 'comparison',
          cites: [legislationLaw.art('58')],
          say: '修改法规的议案要附修改前后的对照表',
          check: (input, view) => view.text('propose.purpose') !== '修改' || Boolean(input.comparison),
        },
      ],
      numbers: ['bill'],
      papers: ['bill'],
      to: 'congress',
    },
    'record-reading': {
      title: '记录审议',
      about: '记录常委会会议审议的次数、日期和主要意见',
      by: examinerClerk,
      in: ['congress'],
      cites: [jilin.art('51'), task14],
      repeats: true,
      public: true,
      form: z.object({
        reading: z.enum(['第一次审议', '第二次审议', '第三次审议']).meta({ title: '审议次数' }),
        heldOn: day('会议日期'),
        papersOn: day('草案发给组成人员的日期'),
        opinions: long('主要审议意见', 2),
      }),
      rules: [
        past('heldOn'),
        {
          code: 'PAPERS-EARLY',
          field: 'papersOn',
          cites: [jilin.art('51')],
          say: '草案发得太晚',
          check: (input) => {
            const by = addDays(String(input.heldOn), -7);
            return String(input.papersOn) <= by || `会议举行的七日前要发草案，最迟${formatDate(by)}`;
          },
        },
      ],
    },
    'withdraw-bill': {
      title: '撤回议案',
      about: '交付表决前要求撤回，说明理由，经同意终止审议',
      by: mayor,
      in: ['congress'],
      cites: [jilin.art('57')],
      form: z.object({ reason: long('理由', 4), consent: text('同意撤回的文号') }),
      to: 'withdrawn',
    },
    'record-adoption': {
      title: '记录表决结果',
      by: examinerClerk,
      in: ['congress'],
      cites: [jilin.art('51'), legislationLaw.art('86')],
      repeats: true,
      public: true,
      needs: [need('READ', done('record-reading'), '还没有审议记录', [jilin.art('51')])],
      form: z.object({
        body: z.enum(['常务委员会', '代表大会']).meta({ title: '通过的机关' }),
        heldOn: day('表决日期'),
        members: z.int().min(1).max(1000).meta({ title: '全体组成人员人数' }),
        inFavour: z.int().min(0).max(1000).meta({ title: '赞成人数' }),
        result: z.enum(['通过', '未通过']).meta({ title: '结果' }),
      }),
      rules: [
        past('heldOn'),
        {
          code: 'MAJORITY-ALL',
          field: 'inFavour',
          cites: [jilin.art('51')],
          say: '以全体组成人员的过半数通过',
          check: (input) =>
            Number(input.inFavour) <= Number(input.members) &&
            (input.result !== '通过' || Number(input.inFavour) * 2 > Number(input.members)),
        },
        {
          code: 'PLENARY',
          field: 'body',
          cites: [legislationLaw.art('86')],
          say: '规定特别重大事项的地方性法规，由代表大会通过',
          check: (input, view) => view.get('sign-bill.major') !== true || input.body === '代表大会',
        },
      ],
      settles: ['adopted'],
      to: [
        { when: cond('adopted'), phase: 'adopted-pending-approval' },
        { when: { op: 'not', of: cond('adopted') }, phase: 'not-adopted' },
      ],
    },
    'record-report': {
      title: '记录报请批准',
      by: examinerClerk,
      in: ['adopted-pending-approval'],
      cites: [legislationLaw.art('81')],
      repeats: true,
      public: true,
      form: z.object({ reportedOn: day('报请批准的日期'), number: text('报请批准的文号') }),
      rules: [past('reportedOn')],
      binds: [{ relation: 'provincial-committee', from: () => [] }],
      clocks: [{ do: 'restart', clock: 'approval', on: 'reportedOn' }],
      to: 'reported',
    },
    'record-approval': {
      title: '记录省人大常委会批准',
      by: examinerClerk,
      in: ['reported'],
      cites: [legislationLaw.art('81')],
      public: true,
      form: z.object({ approvedOn: day('批准日期'), number: text('批准决定的文号') }),
      rules: [past('approvedOn')],
      clocks: [{ do: 'stop', clock: 'approval', on: 'approvedOn' }],
      to: 'approved',
    },
    'record-return': {
      title: '记录退回修改',
      about: '与上位法相抵触等原因没有批准，退回修改后重新审议',
      by: examinerClerk,
      in: ['reported'],
      cites: [legislationLaw.art('81')],
      repeats: true,
      public: true,
      form: z.object({ returnedOn: day('退回日期'), reason: long('理由', 4) }),
      rules: [past('returnedOn')],
      voids: ['record-reading', 'record-adoption', 'record-report'],
      clocks: [{ do: 'stop', clock: 'approval', on: 'returnedOn' }],
      to: 'congress',
    },
    announce: {
      title: '公告',
      about: '经批准后由市人大常委会发布公告公布，写入法规规章库',
      by: examinerClerk,
      in: ['approved'],
      cites: [legislationLaw.art('88')],
      public: true,
      needs: [
        need('APPROVED', done('record-approval'), '没有经省人大常委会批准，不是有效的地方性法规', [
          legislationLaw.art('81'),
        ]),
      ],
      form: promulgation.extend({
        number: text('公告编号', 60),
        announcedOn: day('公告日期'),
        effectiveOn: day('施行日期'),
        finalArticles: z.array(promulgation.shape.fullText.unwrap().element).max(400).optional().meta({
          title: '批准公布的条文',
          description: '与提请审议的草案不同的，填批准公布的文本',
          widget: 'articles',
        }),
      }),
      asks: (_input, view, today) => entryQuestions(view, today),
      rules: [
        past('announcedOn'),
        fullTextRule,
        {
          code: 'ANNOUNCED-FORCE',
          field: 'effectiveOn',
          cites: [legislationLaw.art('88')],
          say: '施行日期不能早于公告日期',
          check: (input) => String(input.effectiveOn) >= String(input.announcedOn),
        },
      ],
      entries: (view, env) =>
        promulgationEntries('local-regulation', view, env, {
          number: view.text('announce.number'),
          adoptedOn: view.text('record-adoption.heldOn') || adoptedOn(view),
          promulgatedOn: view.text('announce.announcedOn'),
          effectiveOn: view.text('announce.effectiveOn'),
          fullText: view.get('announce.fullText') as readonly Article[] | undefined,
          more: {
            approvedOn: view.text('record-approval.approvedOn'),
            approvedBy: view.text('record-approval.number'),
            ...(view.get('announce.finalArticles') ? { articles: view.get('announce.finalArticles') } : {}),
          },
        }),
      clocks: [{ do: 'start', clock: 'publication', on: 'announcedOn' }],
      publishes: ['rule'],
      publicBody: (view) => ({
        title: view.text('propose.title'),
        number: view.text('announce.number'),
        announcedOn: view.text('announce.announcedOn'),
        effectiveOn: view.text('announce.effectiveOn'),
      }),
      to: 'announced',
    },
    'record-gazette': {
      title: '记录刊载',
      by: examinerClerk,
      in: ['announced'],
      cites: [legislationLaw.art('89')],
      public: true,
      form: z.object({
        channels: z.array(z.enum(REGULATION_CHANNELS)).min(1).meta({ title: '刊载的载体' }),
        publishedOn: day('刊载日期'),
      }),
      rules: [
        past('publishedOn'),
        {
          code: 'CHANNELS-ALL',
          field: 'channels',
          cites: [legislationLaw.art('89')],
          say: '刊载载体不全',
          check: (input) => {
            const left = REGULATION_CHANNELS.filter((c) => !(input.channels as string[]).includes(c));
            return left.length === 0 || `还要在${left.join('、')}刊载`;
          },
        },
      ],
      clocks: [{ do: 'stop', clock: 'publication', on: 'publishedOn' }],
      to: 'concluded',
    },
  },
  clocks: {
    approval: {
      title: '省人大常委会批准期限',
      kind: 'duty',
      owedBy: 'provincial-committee',
      limit: months(4),
      lastDay: 'roll',
      cites: [legislationLaw.art('81')],
    },
    publication: {
      title: '刊载期限',
      kind: 'duty',
      owedBy: 'examiner',
      limit: settings.publication,
      lastDay: 'roll',
      cites: [legislationLaw.art('89'), design('“及时”按10个工作日设定')],
    },
  },
  conditions: {
    adopted: { title: '表决通过', test: { is: ['record-adoption.result', '通过'] } },
  },
};

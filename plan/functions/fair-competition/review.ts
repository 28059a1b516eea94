/**
 * Fair competition review of a policy measure that is no normative document (R11.1; 条例 8 to 18, invariants F1 to F3):
 * memoranda and agreements with firms, standards, policy papers, single arrangements.
 */
import {
  any,
  cond,
  dateOf,
  design,
  done,
  elapsed,
  type Fragment,
  type InputRule,
  implies,
  need,
  not,
  office,
  type Procedure,
  samePerson,
  years,
} from '@fadu/kernel';
import { addMonths } from '@fadu/kernel/time/date';
import {
  answersOf,
  COMPETITION_RULES,
  clauseRule,
  namedHits,
  type ScannedArticle,
  scanArticles,
} from '../../rulemaking/clause-scan/index.ts';
import { enterpriseRules, isMarketRegulator } from '../../rulemaking/normative-documents/competition.ts';
import {
  fairCompetitionReviewMeasures as fcm,
  fairCompetitionReviewRegulations as fcr,
} from '../../statutes/index.ts';
import { drafter, leadHead, reviewer, settings, task11 } from './common.ts';
import * as form from './review-forms.ts';
import { reviewLaws } from './review-laws.ts';
import { measureText, reviewEntry, reviewPapers } from './review-record.ts';

/** The competition rules' hits in a text. */
const hitsIn = (articles: readonly ScannedArticle[]) => scanArticles(articles, COMPETITION_RULES);

const VAGUE = /情况变化|情形变化|另行通知|条件成熟|适时|视情况|长期|永久|需要时|必要时/;
/** A superior source that is enough for art. 10: law, administrative regulation, the State Council. */
const NATIONAL = /《[^》]*法》|国务院|行政法规|《[^》省市县区州盟]*条例》/;

const reviewRules: readonly InputRule[] = [
  {
    code: 'F1-ACTING',
    cites: [fcr.art('13'), fcr.art('14')],
    say: '公平竞争审查的主体不对',
    check: (_input, view, env) =>
      !view.state.conds.has('government-level') ||
      isMarketRegulator(env.organ(env.acting ?? '')?.name ?? '') ||
      '政府出台的政策措施由本级市场监管部门会同起草单位审查',
  },
  {
    code: 'CLAUSE-ANSWERED',
    field: 'answers',
    cites: [fcr.art('17')],
    say: '标出的条款要逐处答复，才能得出结论',
    check: (input, view) => {
      const articles = measureText(view);
      const answers = new Map(answersOf(input.answers).map((a) => [a.hit, a]));
      const hits = hitsIn(articles);
      const open = hits.filter((h) => !answers.has(h.id));
      if (open.length && input.conclusion !== '不符合')
        return `${namedHits(open, articles)}还没有答复，逐处写明认定和依据、理由以后才能得出结论`;
      const unlawful = hits.filter((h) => answers.get(h.id)?.finding === '应当删改');
      return (
        input.conclusion !== '符合' ||
        unlawful.length === 0 ||
        `${namedHits(unlawful, articles)}已认定应当删改，不能得出“符合”的结论`
      );
    },
  },
  {
    code: 'CLAUSE-KNOWN',
    field: 'answers',
    cites: [fcr.art('17')],
    say: '有的答复对不上文本中标出的条款，请刷新后按现在的文本答复',
    check: (input, view) => {
      const ids = new Set(hitsIn(measureText(view)).map((h) => h.id));
      return answersOf(input.answers).every((a) => ids.has(a.hit));
    },
  },
  {
    code: 'COST-NATIONAL',
    field: 'answers',
    cites: [fcr.art('10')],
    say: '影响生产经营成本的内容要有法律、行政法规依据或者国务院批准，省级以下文件不能作为依据',
    check: (input, view) => {
      const articles = measureText(view);
      const answers = new Map(answersOf(input.answers).map((a) => [a.hit, a]));
      const weak = hitsIn(articles).filter((h) => {
        const answer = answers.get(h.id);
        return (
          clauseRule(h.ruleId).family === 'cost' &&
          answer?.finding === '有上位法依据' &&
          !NATIONAL.test(answer.reason)
        );
      });
      return (
        weak.length === 0 ||
        `${namedHits(weak, articles)}的依据不是法律、行政法规，也没有国务院批准；省级以下文件不能作为依据`
      );
    },
  },
  {
    code: 'STANDARDS',
    field: 'conclusion',
    cites: [fcr.art('17')],
    say: '四项标准的结果和审查结论不一致',
    check: (input) => {
      const failed = form.STANDARDS.some((s) => input[s] === '不符合');
      if (input.conclusion === '符合') return !failed || '有标准认定为不符合，结论不能是“符合”';
      return failed || '四项标准都没有认定为不符合，结论应当是“符合”';
    },
  },
  {
    code: 'F2',
    field: 'exceptionEnd',
    cites: [fcr.art('12')],
    say: '适用例外规定必须写明目的、没有影响更小的方案、终止日期或者最迟复核日',
    check: (input, _view, env) => {
      if (input.conclusion !== '适用例外规定') return true;
      if (!input.goal || !input.noLessHarmful || !input.exceptionEnd) return false;
      const end = String(input.exceptionEnd);
      if (VAGUE.test(String(input.endCondition ?? '')))
        return '终止条件不明确，不能用“情况变化”“另行通知”之类；写明能够判断是否成就的条件';
      const last = addMonths(env.today, settings.maxExceptionYears * 12);
      return (end > env.today && end <= last) || `终止日期应在今天之后，最晚到${last}`;
    },
  },
];

const parts: Required<Pick<Fragment, 'acts' | 'clocks' | 'conditions'>> = {
  acts: {
    submit: {
      title: '提出政策措施',
      about: '起草涉及经营者经济活动的政策措施，写明由谁出台、由谁审查',
      by: [office('drafter')],
      in: [],
      opens: true,
      cites: [fcm.art('2'), fcr.art('13'), task11],
      form: form.measure,
      rules: [
        {
          code: 'NORMATIVE',
          field: 'normative',
          cites: [fcr.art('13')],
          say: '行政规范性文件在制定程序里一并作公平竞争审查，请到“行政规范性文件制定”立项',
          check: (input) => input.normative !== true,
        },
        {
          code: 'F1-REVIEWER',
          field: 'regulator',
          cites: [fcr.art('13'), fcr.art('14')],
          say: '公平竞争审查的主体不对',
          check: (input, _view, env) => {
            const issuers = (input.issuers as string[]).map((id) => env.organ(id));
            const government = input.toCongress === true || issuers.some((o) => o?.kind === 'government');
            const chosen = env.organ(String(input.regulator));
            const home = env.organ(env.acting ?? '')?.region;
            if (government) {
              return (
                (isMarketRegulator(chosen?.name ?? '') && chosen?.region === home) ||
                '政府出台或者提请人大审议的，由本级市场监管部门会同起草单位审查，请选择本级市场监管部门'
              );
            }
            return (
              String(input.regulator) === env.acting ||
              '部门出台的由起草单位审查，联合出台的由牵头起草单位审查，请选择起草单位'
            );
          },
        },
        {
          code: 'LEAD',
          field: 'issuers',
          cites: [fcr.art('13')],
          say: '部门出台的，起草单位应当是出台机关之一；联合出台的由牵头单位起草',
          check: (input, _view, env) =>
            (input.issuers as string[]).includes(env.acting ?? '') ||
            (input.issuers as string[]).some((id) => env.organ(id)?.kind === 'government') ||
            input.toCongress === true,
        },
      ],
      settles: ['government-level', 'public-interest'],
      binds: [
        { relation: 'lead', from: 'actor.organ' },
        { relation: 'issuer', from: 'issuers' },
        { relation: 'reviewer', from: 'regulator' },
      ],
      to: 'drafting',
    },
    'hear-operators': {
      title: '听取经营者和行业协会商会意见',
      by: drafter,
      in: ['drafting'],
      cites: [fcr.art('16')],
      repeats: true,
      form: form.heard,
      rules: enterpriseRules,
    },
    'hear-public': {
      title: '听取社会公众意见',
      by: drafter,
      in: ['drafting'],
      cites: [fcr.art('16')],
      repeats: true,
      needs: [
        need('PUBLIC-INTEREST', cond('public-interest'), '没有涉及社会公众利益，不需要这一步', [
          fcr.art('16'),
        ]),
      ],
      form: form.publicHeard,
    },
    'first-check': {
      title: '起草单位初审',
      about: '政府出台的，起草单位先对照四项标准初审，再送市场监管部门',
      by: drafter,
      in: ['drafting'],
      cites: [fcr.art('14')],
      repeats: true,
      needs: [
        need('GOV-LEVEL', cond('government-level'), '部门出台的由起草单位直接审查，不需要初审', [
          fcr.art('14'),
        ]),
      ],
      form: form.firstCheck,
    },
    revise: {
      title: '修改政策措施',
      about: '修改后的文本要重新审查',
      by: drafter,
      in: ['drafting', 'review', 'decided'],
      cites: [fcr.art('17')],
      repeats: true,
      form: form.revision,
      settles: ['review-passed', 'review-excepted'],
      outcomes: {
        revised: { title: '已修改', conds: { 'review-passed': false, 'review-excepted': false } },
      },
      voids: ['first-check', 'send', 'review'],
      clocks: [
        { do: 'stop', clock: 'review' },
        { do: 'stop', clock: 'exception-end' },
      ],
      to: 'drafting',
    },
    send: {
      title: '送公平竞争审查',
      by: leadHead,
      in: ['drafting'],
      cites: [fcr.art('13'), fcr.art('14')],
      needs: [
        need('HEARD', done('hear-operators'), '还没有听取有关经营者、行业协会商会的意见', [fcr.art('16')]),
        need(
          'PUBLIC-HEARD',
          implies(cond('public-interest'), done('hear-public')),
          '涉及社会公众利益的，还要听取社会公众意见',
          [fcr.art('16')],
        ),
        need(
          'FIRST-CHECKED',
          implies(cond('government-level'), done('first-check')),
          '政府出台的，起草单位要先初审，把草案和初审意见一并送审',
          [fcr.art('14')],
        ),
      ],
      clocks: [{ do: 'start', clock: 'review' }],
      to: 'review',
    },
    review: {
      title: '作出审查结论',
      about: '对照四项标准评估影响，逐处答复标出的条款，作出明确的书面结论',
      by: reviewer,
      in: ['review'],
      cites: [fcr.art('17'), fcr.art('8'), fcr.art('9'), fcr.art('10'), fcr.art('11'), fcr.art('12')],
      needs: (['submit', 'revise', 'first-check'] as const).map((act, i) =>
        need(`F3-${i + 1}`, not(samePerson(act)), '起草、初审人员不能自己作出审查结论，请换人审查', [
          fcr.art('14'),
          design('部门文件由起草单位里没有参与起草的人员审查'),
        ]),
      ),
      form: form.conclusion,
      rules: reviewRules,
      settles: ['review-passed', 'review-excepted'],
      outcomes: {
        passed: { title: '符合', conds: { 'review-passed': true, 'review-excepted': false } },
        excepted: { title: '适用例外规定', conds: { 'review-passed': false, 'review-excepted': true } },
        failed: { title: '不符合', conds: { 'review-passed': false, 'review-excepted': false } },
      },
      clocks: [
        { do: 'stop', clock: 'review' },
        { do: 'start', clock: 'exception-end', until: 'exceptionEnd', when: cond('review-excepted') },
      ],
      numbers: ['opinion'],
      papers: ['opinion'],
      to: 'decided',
    },
    issue: {
      title: '出台',
      by: leadHead,
      in: ['decided'],
      cites: [fcr.art('18'), task11],
      needs: [
        need('F1', any(cond('review-passed'), cond('review-excepted')), '没有通过公平竞争审查，不能出台', [
          fcr.art('18'),
        ]),
        need('EXCEPTION-LIVE', not(elapsed('exception-end')), '例外规定的期限已经届满，不能再出台', [
          fcr.art('12'),
        ]),
      ],
      form: form.issue,
      rules: [
        {
          code: 'ISSUED-ON',
          field: 'issuedOn',
          cites: [fcr.art('18')],
          say: '出台日期不能早于审查结论，也不能晚于今天',
          check: (input, view, env) =>
            String(input.issuedOn) <= env.today &&
            String(input.issuedOn) >= dateOf(view.last('review')?.at ?? env.now),
        },
      ],
      publishes: ['measure'],
      entries: reviewEntry('施行中'),
      to: [
        { when: cond('review-excepted'), phase: 'excepted' },
        { when: cond('review-passed'), phase: 'issued' },
      ],
    },
    'not-issue': {
      title: '不予出台',
      by: leadHead,
      in: ['decided'],
      cites: [fcr.art('18')],
      needs: [
        need(
          'FAILED',
          not(any(cond('review-passed'), cond('review-excepted'))),
          '已经通过公平竞争审查；不想出台的请撤回',
          [fcr.art('18')],
        ),
      ],
      form: form.reason,
      entries: reviewEntry('停止执行'),
      to: 'not-issued',
    },
    'review-again': {
      title: '例外期限届满前重新审查',
      about: '例外的措施还要继续的，期限届满前重新送审；通不过就停止执行',
      by: leadHead,
      in: ['excepted'],
      cites: [fcr.art('12')],
      repeats: true,
      form: form.reason,
      settles: ['review-passed', 'review-excepted'],
      outcomes: {
        again: { title: '重新审查', conds: { 'review-passed': false, 'review-excepted': false } },
      },
      voids: ['review', 'issue'],
      clocks: [
        { do: 'stop', clock: 'exception-end' },
        { do: 'start', clock: 'review' },
      ],
      to: 'review',
    },
    lapse: {
      title: '例外期限届满，停止执行',
      by: [{ kind: 'system' }],
      in: ['excepted'],
      cites: [fcr.art('12')],
      needs: [need('LAPSED', elapsed('exception-end'), '例外规定的期限还没有届满', [fcr.art('12')])],
      publishes: ['measure'],
      entries: reviewEntry('到期停止'),
      to: 'lapsed',
    },
    withdraw: {
      title: '撤回',
      by: leadHead,
      in: ['drafting', 'review', 'decided'],
      cites: [fcr.art('18')],
      form: form.reason,
      clocks: [{ do: 'stop', clock: 'review' }],
      entries: reviewEntry('停止执行'),
      to: 'withdrawn',
    },
  },
  clocks: {
    review: {
      title: '公平竞争审查期限',
      kind: 'duty',
      owedBy: 'reviewer',
      limit: settings.review,
      lastDay: 'roll',
      cites: [design('公平竞争审查期限按10个工作日设定')],
    },
    'exception-end': {
      title: '例外规定的期限',
      kind: 'right',
      owedBy: 'lead',
      limit: years(settings.maxExceptionYears),
      lastDay: 'keep',
      cites: [fcr.art('12')],
      onExpiry: 'lapse',
      survives: true,
    },
  },
  conditions: {
    'government-level': {
      title: '政府出台或者提请人大审议',
      test: {
        fn: (v) =>
          v.get('submit.toCongress') === true ||
          (v.last('submit') !== undefined && !v.bound('issuer').includes(v.bound('lead')[0] ?? '')) ||
          (v.last('submit') !== undefined && v.bound('reviewer')[0] !== v.bound('lead')[0]),
      },
    },
    'public-interest': { title: '涉及社会公众利益', test: { has: 'submit.publicInterest' } },
    'review-passed': { title: '公平竞争审查符合', test: { is: ['review.conclusion', '符合'] } },
    'review-excepted': { title: '适用例外规定', test: { is: ['review.conclusion', '适用例外规定'] } },
  },
};

/** Fair competition review as its own case, tasks 11 and 16 of the plan. */
export const fairCompetitionReview: Procedure = {
  code: 'fair-competition-review',
  title: '公平竞争审查',
  system: 'fair-competition',
  version: '2025-04-20',
  from: '2025-04-20',
  cites: [task11, fcr.art('13'), fcr.art('14'), fcr.art('18')],
  about:
    '政府和部门与企业签的协议、备忘录，出台的标准和政策措施，只要涉及经营者经济活动，出台前都要先作公平竞争审查。',
  transition: { says: '实施办法施行前已经送审的，按送审时的规定办完。', cites: [fcm.art('2')] },
  relations: { lead: '起草单位', issuer: '出台机关', reviewer: '公平竞争审查机构' },
  roles: { drafter: '起草人员', head: '单位负责人', 'competition-reviewer': '公平竞争审查人员' },
  phases: {
    drafting: { title: '起草、听取意见、初审' },
    review: { title: '公平竞争审查' },
    decided: { title: '已有结论' },
    excepted: { title: '按例外规定施行' },
    issued: { title: '已出台', end: 'done' },
    lapsed: { title: '例外期限届满，停止执行', end: 'done' },
    'not-issued': { title: '不予出台', end: 'stopped' },
    withdrawn: { title: '撤回', end: 'stopped' },
  },
  ...parts,
  laws: reviewLaws,
  papers: reviewPapers,
  titleFrom: 'submit.title',
  owner: 'lead',
  series: {
    opinion: { title: '公平竞争审查结论编号', format: '{mark}公竞审〔{year}〕{n}号', of: 'reviewer' },
  },
  publicFrom: ['issue'],
};

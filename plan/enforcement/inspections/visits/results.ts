/** What was found, told, published in time, and what followed. */
import {
  addDays,
  any,
  type CaseView,
  cond,
  done,
  type Fragment,
  type InputRule,
  need,
  not,
} from '@fadu/kernel';
import { cites, RECHECK_DAYS, RESULT_LIMIT, recheckDays, UNPLANNED_LIMIT } from './common.ts';
import { teamRules } from './door.ts';
import {
  beganOn,
  endedOn,
  entryAct,
  head,
  itemsOf,
  objectOf,
  openFollowUps,
  recordsIn,
  recordsOf,
  uncheckedOrders,
  visitEntries,
  visitNumber,
  visitors,
} from './facts.ts';
import * as form from './forms.ts';
import { everyHandler, everyOfficer, handler, heads } from './planning.ts';
import { forRecheck, forRecord } from './prefill.ts';

const isPublished = (view: CaseView): boolean => view.last('publish-result') !== undefined;
const CHECKING = ['urgent', 'on-site'] as const;
const AFTER = ['on-site', 'result', 'published'] as const;

/** Only organs that take part record, and follow up what they found. */
const visitorRule: InputRule = {
  code: 'VISITOR',
  cites: cites.joint,
  say: '本机关没有参加这次检查',
  check: (_input, view, env) => env.acting === undefined || visitors(view).includes(env.acting),
};
const needsFollowUp: InputRule = {
  code: 'OWN-RESULT',
  cites: cites.followUp,
  say: '本机关的检查结果不需要后续处理',
  check: (_input, view, env) =>
    env.acting === undefined ||
    recordsOf(view).some((r) => r.organ === env.acting && form.NEEDS_FOLLOW_UP.includes(r.result)),
};
const notLater = (code: string, field: string): InputRule => ({
  code,
  field,
  cites: cites.record,
  say: '日期不能晚于今天，也不能早于检查开始的日期',
  check: (input, view, env) =>
    String(input[field]) <= env.today && String(input[field]) >= (beganOn(view) || String(input[field])),
});

/** Every point of the standard, and nothing beside it. */
const pointsRule: InputRule = {
  code: 'STANDARD',
  field: 'points',
  cites: [...cites.item, ...cites.record],
  say: '照公布的检查标准逐条检查，不能少，也不能检查标准之外的内容',
  check: (input, view, env) => {
    if (env.acting === undefined) return true;
    const wanted = itemsOf(view, env.acting).flatMap((i) =>
      ((i.entry.body.points ?? []) as readonly string[]).map((p) => `${i.entry.code}\n${p}`),
    );
    const given = (input.points as readonly form.PointResult[]).map((p) => `${p.item}\n${p.point}`);
    const extra = given.find((g) => !wanted.includes(g));
    if (extra) return `“${extra.split('\n')[1]}”不在公布的检查标准里，不得检查`;
    const missing = wanted.find((w) => !given.includes(w));
    if (missing) return `还没有登记“${missing.split('\n')[1]}”的结果`;
    return new Set(given).size === given.length || '同一条检查标准登记了两次';
  },
};
const foundRule: InputRule = {
  code: 'FOUND',
  field: 'found',
  cites: cites.result,
  say: '发现问题的写明是什么问题，没有发现问题的不填',
  check: (input) => {
    const failed = (input.points as readonly form.PointResult[]).some((p) => p.result === '不合格');
    if (input.result === '未发现问题' && failed) return '有不合格的检查标准，结果不能是未发现问题';
    if (String(input.result).startsWith('发现') && !failed) return '没有不合格的检查标准，结果不能是发现问题';
    return (input.result === '未发现问题') === !input.found;
  },
};

const caseQuestion = (ref: unknown) =>
  ({ ask: 'case', case: String(ref), facts: ['register-clue.partyId'] }) as const;

export const results: Fragment = {
  acts: {
    'decide-recusal': {
      title: '决定是否回避',
      by: heads,
      in: ['approved', 'on-site'],
      cites: cites.recusal,
      repeats: true,
      form: form.recusal,
    },
    record: {
      title: '制作检查笔录',
      about: '参加的每个机关各自照公布的检查标准逐条记录，企业在场人员签字；时间、经过、结果当场记录',
      by: everyOfficer,
      in: CHECKING,
      cites: cites.record,
      repeats: true,
      needs: [
        need('SCAN-FIRST', not(cond('scan-first')), '情况紧急先进入的，离开之前要补扫企业码', cites.scan),
      ],
      form: form.record,
      prefill: forRecord,
      rules: [
        visitorRule,
        ...teamRules,
        pointsRule,
        foundRule,
        notLater('ENDED-ON', 'on'),
        {
          code: 'ENDED-AT',
          field: 'endedAt',
          cites: cites.record,
          say: '结束时间应当晚于进入时间',
          check: (input, view) => {
            const entry = entryAct(view);
            return !entry || entry.input.on !== input.on || String(input.endedAt) > String(entry.input.at);
          },
        },
        {
          code: 'DISAGREES',
          field: 'statement',
          cites: cites.record,
          say: '企业拒绝签字的，注明它的意见或者拒绝的情况',
          check: (input) => input.signed === '已签字' || Boolean(input.statement),
        },
      ],
      settles: ['records-in', 'follow-open'],
      papers: ['site-record'],
      clocks: [
        { do: 'restart', clock: 'publication', on: 'on' },
        { do: 'restart', clock: 'unplanned-report', when: cond('unplanned'), on: 'on' },
      ],
    },
    'tell-result': {
      title: '告知检查结果',
      by: handler,
      in: ['on-site'],
      cites: cites.result,
      needs: [need('RECORDS-IN', cond('records-in'), '还有参加的机关没有检查笔录', cites.record)],
      form: form.telling,
      rules: [notLater('TOLD-ON', 'on')],
      papers: ['result-notice'],
      to: 'result',
    },
    'publish-result': {
      title: '公示检查结果',
      about: '检查结束之日起20个工作日内公示每个机关的结果',
      by: handler,
      in: ['result'],
      cites: cites.publication,
      form: form.publication,
      public: true,
      attested: true,
      publicBody: (view) => ({
        summary: view.text('publish-result.summary'),
        number: visitNumber(view),
        object: objectOf(view),
        name: head(view).objectName,
        on: beganOn(view),
        endedOn: endedOn(view),
        results: recordsOf(view).map((r) => ({
          organ: r.organ,
          result: r.result,
          ...(r.found && { found: r.found }),
        })),
      }),
      publishes: ['inspection-results'],
      entries: (view, env) => visitEntries(view, env, '已公示'),
      clocks: [{ do: 'stop', clock: 'publication' }],
      to: 'published',
    },
    'order-correction': {
      title: '责令改正',
      by: everyHandler,
      in: AFTER,
      cites: cites.followUp,
      repeats: true,
      needs: [need('RECORDED', done('record'), '还没有检查笔录', cites.record)],
      form: form.correction,
      rules: [
        visitorRule,
        needsFollowUp,
        {
          code: 'DUE-AHEAD',
          field: 'dueOn',
          cites: cites.followUp,
          say: '改正期限应当在今天之后',
          check: (input, _view, env) => String(input.dueOn) > env.today,
        },
        {
          code: 'RECHECK-BY',
          field: 'recheckBy',
          cites: [...cites.followUp, recheckDays],
          say: `复查应当在改正期限届满后${RECHECK_DAYS}日以内`,
          check: (input) =>
            String(input.recheckBy) >= String(input.dueOn) &&
            String(input.recheckBy) <= addDays(String(input.dueOn), RECHECK_DAYS),
        },
      ],
      settles: ['unchecked'],
      outcomes: { ordered: { title: '等待复查', conds: { unchecked: true } } },
      numbers: ['correction'],
      papers: ['correction-order'],
      clocks: [{ do: 'restart', clock: 'correction', until: 'recheckBy' }],
    },
    recheck: {
      title: '复查',
      about: '到期复查责令改正的内容，不重新全面检查；没有改正的依法立案',
      by: everyOfficer,
      in: AFTER,
      cites: cites.followUp,
      repeats: true,
      needs: [need('ORDERED', cond('unchecked'), '没有等待复查的责令改正', cites.followUp)],
      form: form.recheck,
      prefill: forRecheck,
      rules: [visitorRule, ...teamRules, notLater('RECHECK-DAY', 'on')],
      settles: ['unchecked', 'follow-open'],
      papers: ['recheck-record'],
      clocks: [{ do: 'stop', clock: 'correction', on: 'on' }],
      entries: (view, env) => (isPublished(view) ? visitEntries(view, env, '已公示') : []),
    },
    'link-follow-up': {
      title: '登记后续处理',
      about: '涉嫌违法的立案，不属于本机关职责的移送',
      by: everyHandler,
      in: AFTER,
      cites: cites.followUp,
      repeats: true,
      needs: [need('RECORDED', done('record'), '还没有检查笔录', cites.record)],
      form: form.followUp,
      rules: [
        visitorRule,
        needsFollowUp,
        notLater('FOLLOW-ON', 'on'),
        {
          code: 'CASE',
          field: 'ref',
          cites: cites.followUp,
          say: '请填写本机关对这家企业立案的处罚案件编号',
          asks: (input) => (input.kind === '立案查处' ? [caseQuestion(input.ref)] : []),
          check: (input, view, env) => {
            if (input.kind !== '立案查处') return true;
            const found = env.answer(caseQuestion(input.ref));
            if (!found?.procedure.startsWith('penalty-') || (env.acting && found.owner !== env.acting))
              return `本机关没有编号是“${String(input.ref)}”的处罚案件；请先登记案件来源，再填写它的编号`;
            return (
              found.facts['register-clue.partyId'] === objectOf(view) ||
              `“${found.title}”的当事人不是这家企业`
            );
          },
        },
      ],
      settles: ['follow-open'],
      entries: (view, env) => (isPublished(view) ? visitEntries(view, env, '已公示') : []),
    },
    'report-unplanned': {
      title: '报告计划外检查',
      about: '计划之外的检查，结束后20个工作日内报司法行政部门并说明理由',
      by: handler,
      in: ['result', 'published'],
      cites: cites.unplanned,
      needs: [need('UNPLANNED', cond('unplanned'), '这次检查在计划之内，不用报告', cites.unplanned)],
      form: form.unplannedReport,
      rules: [
        {
          code: 'REPORT-TO',
          field: 'to',
          cites: cites.unplanned,
          say: '报给本级司法行政部门',
          check: (input, _view, env) => Boolean(env.organ(String(input.to))?.name.includes('司法')),
        },
      ],
      papers: ['unplanned-report'],
      clocks: [{ do: 'stop', clock: 'unplanned-report' }],
    },
    close: {
      title: '检查办结',
      by: handler,
      in: ['published'],
      cites: [...cites.publication, ...cites.followUp],
      needs: [
        need('SCANNED', not(cond('scan-owed')), '还没有补扫企业码', cites.scan),
        need('FOLLOWED', not(cond('follow-open')), '发现的问题还没有后续处理', cites.followUp),
        need('CHECKED', not(cond('unchecked')), '责令改正的还没有复查', cites.followUp),
        need(
          'REPORTED',
          any(not(cond('unplanned')), done('report-unplanned')),
          '计划外的检查还没有报告',
          cites.unplanned,
        ),
      ],
      form: form.closing,
      entries: (view, env) => visitEntries(view, env, '已办结'),
      to: 'closed',
    },
  },
  clocks: {
    publication: {
      title: '检查结果公示期限',
      kind: 'duty',
      owedBy: 'lead',
      limit: RESULT_LIMIT,
      lastDay: 'roll',
      cites: cites.publication,
    },
    'unplanned-report': {
      title: '计划外检查报告期限',
      kind: 'duty',
      owedBy: 'lead',
      limit: UNPLANNED_LIMIT,
      lastDay: 'roll',
      cites: cites.unplanned,
    },
    correction: {
      title: '责令改正后的复查期限',
      kind: 'duty',
      owedBy: 'lead',
      limit: RESULT_LIMIT,
      lastDay: 'roll',
      cites: cites.followUp,
    },
  },
  conditions: {
    'records-in': { title: '参加的机关都有检查笔录', test: { fn: recordsIn } },
    'follow-open': { title: '发现的问题没有后续处理', test: { fn: (v) => openFollowUps(v).length > 0 } },
    unchecked: { title: '责令改正的没有复查', test: { fn: (v) => uncheckedOrders(v).length > 0 } },
  },
};

/** Tasks to the organs, a result of each, publication in time, and what followed. */
import { any, clock, cond, dateOf, done, type Fragment, type InputRule, need, not, post } from '@fadu/kernel';
import { cites, DRAW_LIMIT, drawLimit, RESULT_LIMIT } from '../common.ts';
import {
  drawEntry,
  drawnRows,
  officersOf,
  openFollowUps,
  resultsIn,
  resultsOf,
  rowAt,
  taskEntry,
  unpublished,
} from './facts.ts';
import * as form from './forms.ts';
import { clerk, head } from './planning.ts';

const clerks = [...clerk, post('inspection-clerk', 'partner')];

const drawnRule: InputRule = {
  code: 'DRAWN-ROW',
  field: 'no',
  cites: [...cites.draw],
  say: '没有抽中这个序号，请照任务清单填写',
  check: (input, view) => rowAt(view, input.no) !== undefined,
};

export const results: Fragment = {
  acts: {
    'issue-tasks': {
      title: '下达检查任务',
      about: '把抽中的对象和派出的人员下达各机关；联合抽查一次进入，各自记录结果',
      by: head,
      in: ['drawn'],
      cites: [...cites.draw, ...cites.officers],
      needs: [need('DRAWN', done('draw'), '还没有抽取', [...cites.draw])],
      entries: (view, env) => [
        ...drawnRows(view).map((r) => taskEntry(view, env, r.no, () => false)),
        drawEntry(view, env, '检查中', { drawn: drawnRows(view).length }),
      ],
      to: 'checking',
    },
    'record-result': {
      title: '登记检查结果',
      about: '每个机关对每个抽中的对象登记自己的结果；实际检查的应当是抽中的人员',
      by: clerks,
      in: ['checking'],
      cites: [...cites.results],
      repeats: true,
      form: form.result,
      rules: [
        drawnRule,
        {
          code: 'INSPECTED-ON',
          field: 'inspectedOn',
          cites: [...cites.results],
          say: '检查结束日期不能晚于今天，也不能早于下达任务的日期',
          check: (input, view, env) => {
            const issued = view.last('issue-tasks')?.at;
            return (
              String(input.inspectedOn) <= env.today &&
              (issued === undefined || String(input.inspectedOn) >= dateOf(issued))
            );
          },
        },
        {
          code: 'SENT',
          field: 'officers',
          cites: [...cites.officers],
          say: '实际检查的应当是抽中的执法人员，不能换人；抽中的人员不能到场的，由负责人批准重新抽取',
          check: (input, view, env) => {
            const row = rowAt(view, input.no);
            const sent = row && officersOf(view, row).find((t) => t.organ === env.acting)?.officers;
            if (!sent) return '本机关没有派人检查这个对象';
            const came = input.officers as readonly string[];
            return (
              new Set(came).size === came.length &&
              came.length === sent.length &&
              came.every((o) => sent.some((s) => s.ref === o))
            );
          },
        },
        {
          code: 'FOUND',
          field: 'found',
          cites: [...cites.results],
          say: '发现问题的写明是什么问题，没有发现问题的不填',
          check: (input) => String(input.result).startsWith('发现问题') === Boolean(input.found),
        },
      ],
      settles: ['results-in', 'unpublished', 'follow-open'],
      clocks: [
        {
          do: 'restart',
          clock: 'publication',
          when: any(clock('publication', 'idle'), clock('publication', 'stopped')),
          // A result that is recorded after a publication went out cannot begin before it on the same clock; its own
          // last day is counted from its own day in the entry (`publishBy`).
          on: {
            at: (input, view) => {
              const last = view.last('publish-results')?.at;
              const day = String(input.inspectedOn);
              return last && dateOf(last) > day ? dateOf(last) : day;
            },
          },
        },
      ],
    },
    'link-follow-up': {
      title: '登记后续处理',
      about: '发现问题的，登记立案、复查、移送等后续处理和它的编号',
      by: clerks,
      in: ['checking'],
      cites: [...cites.followUp],
      repeats: true,
      form: form.followUp,
      rules: [
        drawnRule,
        {
          code: 'OWN-RESULT',
          field: 'no',
          cites: [...cites.followUp],
          say: '本机关还没有登记这个对象的检查结果，或者结果不需要后续处理',
          check: (input, view, env) =>
            form.NEEDS_FOLLOW_UP.includes(
              resultsOf(view)
                .get(Number(input.no))
                ?.get(env.acting ?? '')?.result ?? '',
            ),
        },
        {
          code: 'FOLLOW-ON',
          field: 'on',
          cites: [...cites.followUp],
          say: '处理日期不能晚于今天',
          check: (input, _view, env) => String(input.on) <= env.today,
        },
      ],
      settles: ['follow-open'],
      entries: (view, env) => {
        const no = Number(view.last('link-follow-up')?.input.no);
        const upTo = view.last('publish-results')?.seq ?? 0;
        return [taskEntry(view, env, no, (r) => r.seq < upTo)];
      },
    },
    'publish-results': {
      title: '公示抽查结果',
      about: '检查结束之日起20个工作日内公示；分批检查的分批公示',
      by: clerk,
      in: ['checking'],
      cites: [...cites.results],
      repeats: true,
      needs: [need('UNPUBLISHED', cond('unpublished'), '没有等待公示的结果', [...cites.results])],
      form: form.publication,
      public: true,
      publicBody: (view) => ({
        summary: view.text('publish-results.summary'),
        results: [...resultsOf(view).values()].reduce((n, row) => n + row.size, 0),
      }),
      publishes: ['inspection-results'],
      settles: ['unpublished'],
      entries: (view, env) => {
        const before = view.all('publish-results').at(-2)?.seq ?? 0;
        return [...resultsOf(view)]
          .filter(([, row]) => [...row.values()].some((r) => r.seq > before))
          .map(([no]) => taskEntry(view, env, no, () => true));
      },
      clocks: [{ do: 'stop', clock: 'publication' }],
    },
    close: {
      title: '抽查办结',
      by: head,
      in: ['checking'],
      cites: [...cites.results, ...cites.followUp],
      needs: [
        need('RESULTS-IN', cond('results-in'), '还有抽中的对象没有检查结果', [...cites.results]),
        need('PUBLISHED', done('publish-results'), '检查结果还没有公示', [...cites.results]),
        need('PUBLISHED-ALL', not(cond('unpublished')), '还有检查结果没有公示', [...cites.results]),
        need('FOLLOWED', not(cond('follow-open')), '发现的问题还没有登记后续处理', [...cites.followUp]),
      ],
      form: form.closing,
      public: true,
      entries: (view, env) => [drawEntry(view, env, '已办结', { drawn: drawnRows(view).length })],
      clocks: [{ do: 'stop', clock: 'publication' }],
      to: 'closed',
    },
  },
  clocks: {
    draw: {
      title: '抽取期限',
      kind: 'duty',
      owedBy: 'lead',
      limit: DRAW_LIMIT,
      lastDay: 'roll',
      cites: [drawLimit],
    },
    publication: {
      title: '抽查结果公示期限',
      kind: 'duty',
      owedBy: 'lead',
      limit: RESULT_LIMIT,
      lastDay: 'roll',
      cites: [...cites.results],
    },
  },
  conditions: {
    'results-in': { title: '抽中的对象都有检查结果', test: { fn: resultsIn } },
    unpublished: { title: '有检查结果没有公示', test: { fn: (v) => unpublished(v).length > 0 } },
    'follow-open': { title: '发现的问题没有后续处理', test: { fn: (v) => openFollowUps(v).length > 0 } },
  },
};

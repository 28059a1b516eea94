/** Opening a task, reporting on it, and judging reports and evidence. */
import {
  all,
  cond,
  design,
  type Fragment,
  type InputRule,
  need,
  not,
  office,
  post,
  samePerson,
  workdays,
} from '@fadu/kernel';
import { noFineTarget } from '../../oversight/enforcement-supervision/fine-guard.ts';
import { PLAN, taskFacts } from './facts.ts';
import * as form from './forms.ts';
import { allProved, claimSupported, evidenceOf, marksOf, reportsOf } from './marks.ts';
import { practice, settings, task48, task49 } from './settings.ts';

const coordinator = [post('plan-coordinator', 'coordinator')];
const reporter = [post('plan-reporter', 'lead')];

interface Dated {
  readonly due: string;
}
const listOf = <T>(input: Readonly<Record<string, unknown>>, field: string) =>
  (input[field] as readonly T[]) ?? [];

/** What an opening must agree with: the plan's facts, the directory, and the plan's own dates. */
const openingRules: readonly InputRule[] = [
  {
    code: 'TASK',
    field: 'taskNo',
    cites: [task49],
    say: '本方案没有这个序号的任务',
    check: (input) => input.plan !== PLAN.number || taskFacts(Number(input.taskNo)) !== undefined,
  },
  {
    code: 'RHYTHM',
    field: 'rhythm',
    cites: [task49, practice],
    say: '任务类型与方案不符',
    check: (input) => {
      const facts = input.plan === PLAN.number ? taskFacts(Number(input.taskNo)) : undefined;
      if (!facts || form.RHYTHMS[String(input.rhythm)] === facts.rhythm) return true;
      return `第${facts.number}项任务是“${form.rhythmText(facts.rhythm)}”类，不能改为“${input.rhythm}”`;
    },
  },
  {
    code: 'TARGETS',
    field: 'targets',
    cites: [task49],
    say: '方案原文定有日期的目标必须列入，日期不能放宽',
    check: (input) => {
      const facts = input.plan === PLAN.number ? taskFacts(Number(input.taskNo)) : undefined;
      const targets = listOf<Dated>(input, 'targets');
      const missing = facts?.dated.find((d) => !targets.some((t) => t.due <= d.due));
      return (
        !missing || `方案原文要求在${missing.due}前达成“${missing.what}”，应列入目标，日期不能晚于这一天`
      );
    },
  },
  {
    code: 'WITHIN-PLAN',
    field: 'milestones',
    cites: [practice],
    say: '节点和目标的日期不能晚于方案期末',
    check: (input) =>
      [...listOf<Dated>(input, 'milestones'), ...listOf<Dated>(input, 'targets')].every(
        (m) => m.due <= String(input.planEnd),
      ),
  },
  {
    code: 'LEAD',
    field: 'lead',
    cites: [task49],
    say: '牵头单位和责任单位必须是机关名录中的单位，牵头单位应在同一地区',
    check: (input, _view, env) => {
      const lead = listOf<string>(input, 'lead').map(env.organ);
      const others = listOf<string>(input, 'responsible').map(env.organ);
      return [...lead, ...others].every(Boolean) && new Set(lead.map((o) => o?.region)).size === 1;
    },
  },
  {
    code: 'ADOPTION',
    field: 'parentCase',
    cites: [design('县（市）区承接市级任务，上级任务和上级统筹部门要对得上')],
    say: '承接上级任务的，上级任务和上级统筹部门必须同时填写，且属于同一个上级地区',
    check: (input, _view, env) => {
      const parent = input.parentCase as string | undefined;
      const superior = input.superior as string | undefined;
      if (!parent && !superior) return true;
      const region = env.organ(listOf<string>(input, 'lead')[0] ?? '')?.region;
      return (
        parent !== undefined &&
        superior !== undefined &&
        env.organ(superior)?.region === parent.slice(0, 6) &&
        region !== parent.slice(0, 6)
      );
    },
  },
];

/** The piece of evidence that an act speaks of: it must exist and wait for judgement. */
const waitingItem: InputRule = {
  code: 'EVIDENCE-ITEM',
  field: 'item',
  cites: [practice],
  say: '没有这件等待认定的证据',
  check: (input, view) => {
    const found = evidenceOf(view).find((e) => e.report === input.report && e.item === input.item);
    if (!found) return '报告中没有这件证据';
    return found.status === 'waiting' || '这件证据已经认定过，或者所在报告已经退回';
  },
};

/** Opening, reports and evidence. */
export const reporting: Fragment = {
  acts: {
    'open-task': {
      title: '任务立项跟踪',
      about: '把方案的一项任务分解为节点、目标和责任单位，开始跟踪',
      by: [office('plan-coordinator')],
      in: [],
      opens: true,
      cites: [task49, practice],
      public: true,
      form: form.openTask,
      rules: [...openingRules, noFineTarget('title', 'targets', 'milestones')],
      settles: ['continuous', 'adopted'],
      binds: [
        { relation: 'coordinator', from: 'actor.organ' },
        { relation: 'lead', from: 'lead' },
        { relation: 'responsible', from: 'responsible' },
        { relation: 'superior', from: 'superior' },
      ],
      clocks: [
        { do: 'start', clock: 'plan-period', until: 'planEnd' },
        { do: 'start', clock: 'report' },
      ],
    },
    report: {
      title: '报送进展',
      about: '写明进展、问题、下一步，逐件列出证据；自评没有证据不计分',
      by: reporter,
      in: ['tracking'],
      cites: [task49, practice],
      repeats: true,
      needs: [need('REPORT-OPEN', not(cond('report-pending')), '上一份报告还没有核验，不能再报', [practice])],
      form: form.report,
      rules: [
        {
          code: 'EVIDENCE-SOURCE',
          field: 'evidence',
          cites: [task49],
          say: '每件证据都要有公开网址或者文件哈希值，让人能够核对',
          check: (input) =>
            listOf<{ url?: string; hash?: string }>(input, 'evidence').every((e) => e.url || e.hash),
        },
        {
          code: 'EVIDENCE-DATE',
          field: 'evidence',
          cites: [practice],
          say: '证据形成日期不能晚于今天，事实发生日期不能晚于证据形成日期',
          check: (input, _view, env) =>
            listOf<{ date: string; factDate: string }>(input, 'evidence').every(
              (e) => e.date <= env.today && e.factDate <= e.date,
            ),
        },
        {
          code: 'EVIDENCE-MARK',
          field: 'evidence',
          cites: [practice],
          say: '证据对应的节点不存在',
          check: (input, view) => {
            const codes = new Set(marksOf(view).map((m) => m.code));
            const unknown = listOf<{ milestone: string }>(input, 'evidence').find(
              (e) => !codes.has(e.milestone),
            );
            return !unknown || `没有${unknown.milestone}这个节点或者目标，可用的有：${[...codes].join('、')}`;
          },
        },
      ],
      settles: ['report-pending', 'resubmission-open', 'evidence-pending', 'claim-supported'],
      outcomes: Object.fromEntries(
        [true, false].flatMap((evidence) =>
          [true, false].map((claim) => [
            `${evidence ? 'with' : 'without'}-evidence-${claim ? 'supported' : 'unsupported'}`,
            {
              title: `${evidence ? '附有待认定的证据' : '没有待认定的证据'}，自评${claim ? '有依据' : '尚无依据'}`,
              conds: {
                'report-pending': true,
                'resubmission-open': false,
                'evidence-pending': evidence,
                'claim-supported': claim,
              },
            },
          ]),
        ),
      ),
      clocks: [
        { do: 'restart', clock: 'report' },
        { do: 'stop', clock: 'resubmit' },
      ],
    },
    'accept-evidence': {
      title: '认可证据',
      by: coordinator,
      in: ['tracking'],
      cites: [task49, practice],
      repeats: true,
      needs: [
        need('EVIDENCE-WAITING', cond('evidence-pending'), '没有等待认定的证据', [practice]),
        need('EVIDENCE-APART', not(samePerson('report')), '报送人不能认定自己的证据', [practice]),
      ],
      form: form.acceptEvidence,
      rules: [waitingItem],
      settles: ['evidence-pending', 'claim-supported', 'milestones-proved'],
    },
    'reject-evidence': {
      title: '不予认可证据',
      by: coordinator,
      in: ['tracking'],
      cites: [task49, practice],
      repeats: true,
      needs: [
        need('EVIDENCE-WAITING', cond('evidence-pending'), '没有等待认定的证据', [practice]),
        need('EVIDENCE-APART', not(samePerson('report')), '报送人不能认定自己的证据', [practice]),
      ],
      form: form.rejectEvidence,
      rules: [waitingItem],
      settles: ['evidence-pending'],
    },
    'verify-report': {
      title: '核验通过报告',
      about: '逐件认定证据之后核验；自评没有经认可的证据支持的，应当退回',
      by: coordinator,
      in: ['tracking'],
      cites: [task49, practice],
      repeats: true,
      needs: [
        need('REPORT-PENDING', cond('report-pending'), '没有等待核验的报告', [practice]),
        need('REPORT-APART', not(samePerson('report')), '报送人不能核验自己的报告', [practice]),
        need('EVIDENCE-JUDGED', not(cond('evidence-pending')), '还有证据没有认定，请先逐件认定', [practice]),
        need('CLAIM', cond('claim-supported'), '自评没有任何经认可的证据支持，不计分，应当退回', [
          task49,
          practice,
        ]),
      ],
      form: form.opinion,
      settles: ['report-pending'],
      outcomes: { verified: { title: '核验通过', conds: { 'report-pending': false } } },
    },
    'return-report': {
      title: '退回报告',
      about: '写明理由退回；报告中没有认定的证据一并退回',
      by: coordinator,
      in: ['tracking'],
      cites: [task49, practice],
      repeats: true,
      needs: [
        need('REPORT-PENDING', cond('report-pending'), '没有等待核验的报告', [practice]),
        need('REPORT-APART', not(samePerson('report')), '报送人不能退回自己的报告', [practice]),
      ],
      form: form.reason,
      settles: ['report-pending', 'resubmission-open', 'evidence-pending'],
      outcomes: {
        returned: {
          title: '退回重报',
          conds: { 'report-pending': false, 'resubmission-open': true, 'evidence-pending': false },
        },
      },
      clocks: [{ do: 'start', clock: 'resubmit' }],
    },
    'replace-lead': {
      title: '变更牵头单位',
      about: '原牵头单位撤并或者职责调整，任务、期限和未办结的督办随职责转给继任单位',
      by: coordinator,
      in: ['tracking', 'closing'],
      cites: [task48, practice],
      repeats: true,
      form: form.successor,
      rules: [
        {
          code: 'SUCCESSOR',
          field: 'newLead',
          cites: [task49],
          say: '继任单位必须是机关名录中的单位，并且与原牵头单位属于同一地区',
          check: (input, view, env) => {
            const region = env.organ(view.bound('lead')[0] ?? '')?.region;
            return listOf<string>(input, 'newLead').every((id) => env.organ(id)?.region === region);
          },
        },
      ],
      binds: [{ relation: 'lead', from: 'newLead' }],
      // A duty that is open passes to the successor, who gets its full length.
      clocks: (['resubmit', 'supervision-reply'] as const).map((clock) => ({
        do: 'restart',
        clock,
        when: cond(clock === 'resubmit' ? 'resubmission-open' : 'supervision-open'),
      })),
    },
  },
  clocks: {
    'plan-period': {
      title: '方案实施期',
      kind: 'minimum',
      owedBy: 'coordinator',
      limit: settings.rectification,
      lastDay: 'keep',
      cites: [task49],
    },
    report: {
      title: '报送进展期限',
      kind: 'duty',
      owedBy: 'lead',
      limit: settings.reportEvery,
      lastDay: 'keep',
      cites: [design('牵头单位每季度报送一次进展；内部期限遇节假日不顺延')],
      warnBefore: workdays(5),
    },
    resubmit: {
      title: '退回后重报期限',
      kind: 'duty',
      owedBy: 'lead',
      limit: settings.resubmit,
      lastDay: 'roll',
      cites: [design('退回的报告应在5个工作日内重报')],
    },
  },
  conditions: {
    continuous: {
      title: '持续推进的任务',
      test: { oneOf: ['open-task.rhythm', ['持续', '每年']] },
    },
    adopted: { title: '承接上级的任务', test: { has: 'open-task.superior' } },
    'report-pending': {
      title: '有报告等待核验',
      test: { fn: (v) => reportsOf(v).at(-1)?.status === 'pending' },
    },
    'resubmission-open': {
      title: '退回的报告尚未重报',
      test: { fn: (v) => reportsOf(v).at(-1)?.status === 'returned' },
    },
    'evidence-pending': {
      title: '有证据等待认定',
      test: { fn: (v) => evidenceOf(v).some((e) => e.status === 'waiting') },
    },
    'claim-supported': { title: '自评有经认可的证据', test: { fn: claimSupported } },
    'milestones-proved': { title: '全部节点和目标都有经认可的证据', test: { fn: allProved } },
  },
};

/** Nothing of reports and evidence is left open. */
export const reportsSettled = all(
  not(cond('report-pending')),
  not(cond('resubmission-open')),
  not(cond('evidence-pending')),
);

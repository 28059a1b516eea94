/**
 * Clearing the stock of rules that divide the market (R11.2): scan every document in force with the clause rules, list,
 * let each maker decide, publish, repeal or amend, and close when all is done. The hits are computed by the engine from
 * the catalogue's texts and recorded with the scan.
 */
import {
  type ActDef,
  cond,
  dateOf,
  design,
  done,
  type EntryFacts,
  type Fragment,
  type InputRule,
  law,
  need,
  not,
  office,
  type Procedure,
  post,
} from '@fadu/kernel';
import { isMarketRegulator } from '../../rulemaking/normative-documents/competition.ts';
import { fairCompetitionReviewRegulations as fcr } from '../../statutes/index.ts';
import { leadHead, regulator, settings, task11 } from './common.ts';
import * as form from './stock-forms.ts';
import { inForce, stockList, stockQuestion, stockScanned, undecided, unexecuted } from './stock-list.ts';

const owner = (['principal-head', 'head', 'drafter', 'office-clerk'] as const).map((role) =>
  post(role, 'owner'),
);

/** The document is on the list; `own`: and was made by the organ that acts. */
const listed = (own: boolean): InputRule => ({
  code: own ? 'LISTED-OWN' : 'LISTED',
  field: 'document',
  cites: [fcr.art('20')],
  say: '清单上没有这份文件',
  check: (input, view, env) => {
    const item = stockList(view).find((i) => i.code === input.document);
    if (!item) return '清单上没有这份文件，请照清单填写文号';
    if (item.setAside) return '这份文件已经排除，不用处理';
    return !own || item.maker === env.acting || '这份文件不是本机关制定的，由制定机关决定';
  },
});

/** What the public list says of each document. */
const entries: NonNullable<ActDef['entries']> = (view, env) =>
  stockList(view)
    .filter((i) => !i.setAside && i.decision)
    .map((i) => ({
      register: 'competition-stock',
      code: i.code,
      lawFrom: dateOf(env.now),
      body: {
        status: i.decision?.decision === '保留' ? '保留' : i.done ? '已办结' : `待${i.decision?.decision}`,
        title: i.title,
        maker: i.maker,
        clauses: i.hits.map((h) => ({
          article: h.article,
          paragraph: h.paragraph,
          quote: h.quote,
          rule: h.title,
        })),
        decision: i.decision?.decision,
        reason: i.decision?.reason,
        ...(i.decision?.doneBy && { doneBy: i.decision.doneBy }),
        ...(i.done && { doneOn: i.done.on, ...(i.done.by && { replacedBy: i.done.by }) }),
      },
    }));

const parts: Required<Pick<Fragment, 'acts' | 'clocks' | 'conditions'>> = {
  acts: {
    start: {
      title: '部署清理',
      by: [office('competition-reviewer')],
      in: [],
      opens: true,
      cites: [fcr.art('20'), fcr.art('21'), task11],
      form: form.start,
      rules: [
        {
          code: 'REGULATOR',
          cites: [fcr.art('20')],
          say: '由市场监督管理部门组织清理',
          check: (_input, _view, env) => isMarketRegulator(env.organ(env.acting ?? '')?.name ?? ''),
        },
      ],
      binds: [{ relation: 'lead', from: 'actor.organ' }],
      to: 'scanning',
    },
    scan: {
      title: '扫描存量文件',
      about: '把这些机关的全部有效文件逐条对照审查标准，系统算出可疑条款；可以分批扫描',
      by: regulator,
      in: ['scanning'],
      cites: [fcr.art('21'), fcr.art('8'), fcr.art('9'), fcr.art('10'), fcr.art('11')],
      repeats: true,
      form: form.scan,
      asks: (input, _view, today) => [stockQuestion(input.makers as string[], today)],
      settles: ['stock-undecided'],
      binds: [
        {
          relation: 'owner',
          from: (input, view, env) => {
            const found = inForce(
              env.answer(stockQuestion(input.makers as string[], env.today)) as readonly EntryFacts[],
            );
            return [...new Set([...view.bound('owner'), ...found.map((e) => String(e.body.maker))])];
          },
        },
      ],
    },
    'set-aside': {
      title: '核对后排除',
      about: '扫描只是线索：逐处核对，不限制竞争的写明理由排除',
      by: regulator,
      in: ['scanning', 'deciding'],
      cites: [fcr.art('21')],
      repeats: true,
      form: form.setAside,
      rules: [listed(false)],
      settles: ['stock-undecided', 'stock-unexecuted'],
    },
    'send-list': {
      title: '清单送制定机关',
      by: leadHead,
      in: ['scanning'],
      cites: [fcr.art('21')],
      needs: [need('SCANNED', done('scan'), '还没有扫描，没有清单', [fcr.art('21')])],
      clocks: [{ do: 'start', clock: 'decide', when: cond('stock-undecided') }],
      to: 'deciding',
    },
    decide: {
      title: '决定怎样处理',
      about: '制定机关对清单上自己的每一份文件决定废止、修改或者保留，保留的写明依据',
      by: owner,
      in: ['deciding'],
      cites: [fcr.art('21'), task11],
      repeats: true,
      form: form.decide,
      rules: [
        listed(true),
        {
          code: 'KEEP-BASIS',
          field: 'basis',
          cites: [fcr.art('12')],
          say: '决定保留的，要写明法律、法规依据，或者适用例外规定的哪一项',
          check: (input) => input.decision !== '保留' || Boolean(input.basis),
        },
        {
          code: 'DONE-BY',
          field: 'doneBy',
          cites: [fcr.art('21')],
          say: '决定废止、修改的，要写明何时办完，在今天之后',
          check: (input, _view, env) =>
            input.decision === '保留' || (Boolean(input.doneBy) && String(input.doneBy) > env.today),
        },
      ],
      settles: ['stock-undecided', 'stock-unexecuted'],
      clocks: [{ do: 'stop', clock: 'decide', when: not(cond('stock-undecided')) }],
    },
    'publish-list': {
      title: '公布清理结果',
      by: leadHead,
      in: ['deciding'],
      cites: [fcr.art('21'), task11],
      public: true,
      needs: [
        need('ALL-DECIDED', not(cond('stock-undecided')), '清单上还有文件没有决定怎样处理', [fcr.art('21')]),
      ],
      form: form.publish,
      publicBody: (view) => ({
        title: view.text('start.title'),
        scanned: stockScanned(view),
        listed: stockList(view).filter((i) => !i.setAside).length,
        summary: view.text('publish-list.summary'),
      }),
      publishes: ['stock-list'],
      entries,
      clocks: [
        { do: 'stop', clock: 'decide' },
        { do: 'start', clock: 'execute', when: cond('stock-unexecuted') },
      ],
      to: 'executing',
    },
    'record-done': {
      title: '登记已经废止或者修改',
      by: [...regulator, ...owner],
      in: ['executing'],
      cites: [fcr.art('21')],
      repeats: true,
      needs: [need('UNEXECUTED', cond('stock-unexecuted'), '清单上的文件都已经办完', [fcr.art('21')])],
      form: form.recordDone,
      asks: (input, _view, today) => [
        { ask: 'entry', register: 'normative-documents', code: String(input.document), on: today },
        ...(input.by
          ? [{ ask: 'entry', register: 'normative-documents', code: String(input.by), on: today } as const]
          : []),
      ],
      rules: [
        {
          code: 'TO-DO',
          field: 'document',
          cites: [fcr.art('21')],
          say: '这份文件不在待办的清单上',
          check: (input, view, env) => {
            const item = unexecuted(view).find((i) => i.code === input.document);
            if (!item) return '这份文件不在待废止、待修改的清单上';
            const acting = env.acting ?? '';
            return (
              view.bound('lead').includes(acting) || item.maker === acting || '由制定机关或者牵头单位登记'
            );
          },
        },
        {
          code: 'REALLY-DONE',
          field: 'document',
          cites: [fcr.art('21')],
          say: '规范性文件目录里还没有废止或者修改的记载',
          check: (input, view, env) => {
            const item = unexecuted(view).find((i) => i.code === input.document);
            if (item?.decision?.decision === '修改') {
              if (!input.by) return '决定修改的，要填写修改后的文号';
              const by = env.answer({
                ask: 'entry',
                register: 'normative-documents',
                code: String(input.by),
                on: env.today,
              });
              return by?.body.status === '有效' || `目录里没有文号为“${String(input.by)}”的有效文件`;
            }
            const now = env.answer({
              ask: 'entry',
              register: 'normative-documents',
              code: String(input.document),
              on: env.today,
            });
            return now?.body.status !== '有效' || '目录里这份文件仍然有效，先在规范性文件程序里办理废止';
          },
        },
        {
          code: 'DONE-ON',
          field: 'on',
          cites: [fcr.art('21')],
          say: '日期不能晚于今天',
          check: (input, _view, env) => String(input.on) <= env.today,
        },
      ],
      settles: ['stock-unexecuted'],
      entries,
      clocks: [{ do: 'stop', clock: 'execute', when: not(cond('stock-unexecuted')) }],
    },
    close: {
      title: '清理办结',
      by: leadHead,
      in: ['executing'],
      cites: [fcr.art('21'), task11],
      public: true,
      needs: [
        need('ALL-DONE', not(cond('stock-unexecuted')), '清单上还有文件没有废止或者修改', [fcr.art('21')]),
      ],
      to: 'closed',
    },
    cancel: {
      title: '终止清理',
      by: leadHead,
      in: ['scanning'],
      cites: [fcr.art('20')],
      form: form.cancel,
      to: 'cancelled',
    },
  },
  clocks: {
    decide: {
      title: '制定机关作出决定的期限',
      kind: 'duty',
      owedBy: 'owner',
      limit: settings.decideStock,
      lastDay: 'roll',
      cites: [design('制定机关对清单作出决定的期限按20个工作日设定')],
    },
    execute: {
      title: '废止、修改的期限',
      kind: 'duty',
      owedBy: 'owner',
      limit: settings.executeStock,
      lastDay: 'roll',
      cites: [design('废止、修改的期限按6个月设定')],
    },
  },
  conditions: {
    'stock-undecided': {
      title: '清单上有文件没有决定怎样处理',
      test: { fn: (v) => undecided(v).length > 0 },
    },
    'stock-unexecuted': {
      title: '清单上有文件没有废止或者修改',
      test: { fn: (v) => unexecuted(v).length > 0 },
    },
  },
};

/** Clearing of the stock of rules that restrict competition, task 11 of the plan. */
export const competitionStockClearing: Procedure = {
  code: 'competition-stock-clearing',
  title: '妨碍统一市场和公平竞争的存量文件清理',
  system: 'fair-competition',
  version: '2024-08-01',
  from: '2024-08-01',
  cites: [task11, fcr.art('20'), fcr.art('21')],
  about:
    '把现行有效的文件逐条对照公平竞争审查标准扫描一遍，列出清单，由制定机关逐件决定废止、修改或者保留，结果向社会公布。',
  transition: { says: '条例施行前开始的清理，按当时的部署办完。', cites: [fcr.art('20')] },
  relations: { lead: '市场监管部门', owner: '制定机关' },
  roles: {
    'competition-reviewer': '公平竞争审查人员',
    head: '单位负责人',
    drafter: '起草人员',
    'office-clerk': '办文人员',
    'principal-head': '主要负责人',
  },
  phases: {
    scanning: { title: '扫描、核对' },
    deciding: { title: '制定机关决定' },
    executing: { title: '公布、废止、修改' },
    closed: { title: '办结', end: 'done' },
    cancelled: { title: '终止', end: 'stopped' },
  },
  ...parts,
  laws: [
    law('S-SCAN', '没有扫描，不得送清单', [fcr.art('21')], {
      kind: 'precedes',
      first: [{ act: 'scan' }],
      then: 'send-list',
    }),
    law('S-DECIDED', '清单上有文件没有决定怎样处理的，不得公布结果', [fcr.art('21')], {
      kind: 'only-while',
      act: 'publish-list',
      guard: not(cond('stock-undecided')),
    }),
    law('S-DONE', '清单上有文件没有废止、修改的，不得办结', [fcr.art('21')], {
      kind: 'only-while',
      act: 'close',
      guard: not(cond('stock-unexecuted')),
    }),
    law('S-PUBLISH', '结果没有公布，不得办结', [task11], {
      kind: 'ends-with',
      ends: ['closed'],
      acts: ['scan', 'send-list', 'publish-list'],
    }),
    law('S-LIST', '没有送清单，制定机关不作决定', [fcr.art('21')], {
      kind: 'precedes',
      first: [{ act: 'send-list' }],
      then: 'decide',
    }),
  ],
  papers: {},
  titleFrom: 'start.title',
  owner: 'lead',
  publicFrom: ['publish-list'],
};

/**
 * Making a benchmark or a lenient list: draft, legality review by somebody else, approval, publication. What the
 * register's own checks refuse cannot be reviewed as lawful and cannot be published; a draft with faults may be kept.
 */
import {
  type CaseView,
  canonicalBody,
  cond,
  type DateStr,
  design,
  type EntryDraft,
  type Env,
  type Fragment,
  type InputRule,
  merge,
  need,
  not,
  type OrganFacts,
  office,
  type Procedure,
  post,
  type Question,
  type RegisterChange,
  samePerson,
  workdays,
} from '@fadu/kernel';
import { legalityReview } from '../../fragments/legality-review.ts';
import { checkEntries, entryAnswers, entryQuestions } from '../../functions/power-registers/asking.ts';
import { discretionOpinion as g27 } from '../../statutes/index.ts';
import {
  aboveOf,
  aboveQuestion,
  type Body,
  codeOf,
  contentFaults,
  entryQuestion,
  type MakingOptions,
  proposalOf,
  regionOf,
} from './making-content.ts';
import * as form from './making-forms.ts';
import { makingLaws } from './making-laws.ts';
import { makingPapers } from './making-papers.ts';

/** What the maker's act knows, from the environment or from its record. */
interface Known {
  readonly answer: Env['answer'];
  readonly organ: (id: string) => OrganFacts | undefined;
}

function questions(o: MakingOptions, p: form.Proposal, on: DateStr): readonly Question[] {
  const code = codeOf(o, p);
  return [
    entryQuestion(o, code, on),
    aboveQuestion(o, code, on),
    ...(p.entry ? entryQuestions(o.register, [p.entry], on) : []),
  ];
}

/** What stands against a proposal as of a day besides its content: form, code, basis, whose it is. */
function formalFaults(
  o: MakingOptions,
  p: form.Proposal,
  region: string,
  on: DateStr,
  maker: string | undefined,
  known: Known,
): readonly string[] {
  const standing = known.answer(entryQuestion(o, codeOf(o, p), on));
  const live = standing?.region === region && standing.body.status !== '取消';
  if (p.do === '废止') {
    if (p.entry) return ['废止的不填写内容'];
    return live && standing.body.organ === maker ? [] : [`没有本机关制定、现行有效的编码“${codeOf(o, p)}”`];
  }
  if (!p.entry) return ['请填写内容'];
  const draft: EntryDraft = { code: codeOf(o, p), region, lawFrom: on, body: p.entry };
  const out = (checkEntries(o.register, [draft], on, known)[0]?.refusals ?? [])
    .filter((r) => r.code !== `register.${o.contentRule}`)
    .map((r) => r.say);
  if (p.entry.organ !== maker) out.push('制定机关应当是本机关');
  if (p.do === '制定' && live) out.push(`编码“${draft.code}”已经在施行，应当办理修改`);
  if (p.do === '修改' && !live) out.push(`没有现行有效的编码“${draft.code}”，应当办理制定`);
  if (p.do === '修改' && p.code !== draft.code) out.push('修改的编码与内容里的编码不一致');
  return out;
}

/** The making procedure of one register. */
export function makingProcedure(o: MakingOptions): Procedure {
  const drafter = [post('benchmark-drafter', 'maker')];
  const forms = form.draftForms(o.register.code);
  const reviewLimit = design('合法性审核期限按7个工作日设定');
  const publishLimit = design('批准之后3个工作日内公布');
  const sound = need('R22.2', cond('sound'), `${o.unsound}，见核对报告；改好之前不得批准和公布`, o.cites);

  const wholeRule: InputRule = {
    code: 'FORMAL',
    field: 'entry',
    cites: o.cites,
    say: '内容不符合清单的要求',
    asks: (input, _view, today) => questions(o, input as form.Proposal, today),
    check: (input, view, env) => {
      const maker = view.bound('maker')[0] ?? env.acting;
      const region = view.state.seq ? regionOf(view) : (env.organ(maker ?? '')?.region ?? '');
      const faults = formalFaults(o, input as form.Proposal, region, env.today, maker, env);
      return faults.length === 0 || faults.slice(0, 12).join('；');
    },
  };
  const publishRule: InputRule = {
    code: 'R22.2-DAY',
    field: 'effectiveOn',
    cites: o.cites,
    say: '到生效之日内容不符合要求',
    asks: (input, view) => {
      const p = proposalOf(view);
      return p ? questions(o, p, String(input.effectiveOn)) : [];
    },
    check: (input, view, env) => {
      const p = proposalOf(view);
      if (!p) return false;
      const on = String(input.effectiveOn);
      const region = regionOf(view);
      const above = aboveOf(env.answer(aboveQuestion(o, codeOf(o, p), on)), region);
      const faults = [
        ...formalFaults(o, p, region, on, view.bound('maker')[0], env),
        ...(p.entry ? o.content(p.entry, above) : []),
      ];
      return faults.length === 0 || faults.slice(0, 12).join('；');
    },
  };

  const settlesSound = {
    settles: ['sound'],
    outcomes: {
      sound: { title: '没有问题', conds: { sound: true } },
      faulty: { title: '有空档、重叠或者超出', conds: { sound: false } },
    },
    papers: ['check-report'],
  } as const;

  const entries = (view: CaseView, env: Env): readonly RegisterChange[] => {
    const p = proposalOf(view);
    const on = view.text('publish.effectiveOn');
    if (!p) return [];
    const code = codeOf(o, p);
    if (p.do === '废止') {
      const standing = env.answer(entryQuestion(o, code, on));
      return [
        {
          register: o.register.code,
          code,
          lawFrom: on,
          body: { ...standing?.body, status: '取消', reason: p.reason },
        },
      ];
    }
    const answers = entryAnswers(o.register, [p.entry as Body], on, env);
    const document = view.text('publish.document');
    return [
      {
        register: o.register.code,
        code,
        lawFrom: on,
        body: {
          ...canonicalBody(p.entry as Body, answers.instrument),
          ...(document && 'document' in o.register.form.shape && { document }),
          status: '在用',
        },
      },
    ];
  };

  const parts = merge(
    {
      acts: {
        draft: {
          title: '起草',
          about: '写明违法行为、依据、条件和标准；系统当场核对有没有空档、重叠，是否超出法定幅度',
          by: [office('benchmark-drafter')],
          in: [],
          opens: true,
          cites: o.cites,
          form: forms.draft,
          rules: [wholeRule],
          ...settlesSound,
          binds: [
            { relation: 'maker', from: 'actor.organ' },
            { relation: 'reviewer', from: 'reviewer' },
          ],
          clocks: [{ do: 'start', clock: 'legality-review' }],
        },
        revise: {
          title: '修改草案',
          by: drafter,
          in: ['review'],
          cites: o.cites,
          repeats: true,
          form: forms.revision,
          rules: [wholeRule],
          ...settlesSound,
          voids: ['legality-review'],
          clocks: [{ do: 'restart', clock: 'legality-review' }],
        },
        withdraw: {
          title: '撤回草案',
          by: drafter,
          in: ['review'],
          cites: o.cites,
          form: form.reason,
          clocks: [{ do: 'stop', clock: 'legality-review' }],
          to: 'withdrawn',
        },
        approve: {
          title: '审批',
          about: '主要负责人批准或者集体讨论决定；没有通过合法性审核的不能批准',
          by: [post('principal-head', 'maker')],
          in: ['review'],
          cites: [g27.art('4'), ...o.cites],
          needs: [
            sound,
            need('LAWFUL', cond('review-lawful'), '合法性审核没有通过的，不得批准', [g27.art('4')]),
            need('APPROVER-APART', not(samePerson('legality-review')), '审核人员不能批准自己审核的事项', [
              g27.art('4'),
            ]),
          ],
          form: form.approval,
          settles: ['approved'],
          outcomes: {
            yes: { title: '批准', conds: { approved: true } },
            no: { title: '不批准', conds: { approved: false } },
          },
          clocks: [{ do: 'start', clock: 'publication', when: cond('approved') }],
          to: [
            { when: cond('approved'), phase: 'publishing' },
            { when: not(cond('approved')), phase: 'rejected' },
          ],
        },
        publish: {
          title: '公布',
          about: '公布之日再核对一次依据和内容；公布后自动进入公开的清单',
          by: drafter,
          in: ['publishing'],
          cites: o.cites,
          needs: [sound],
          form: form.publishing,
          rules: [
            {
              code: 'EFFECTIVE',
              field: 'effectiveOn',
              cites: [g27.art('1')],
              say: '生效日期不能早于今天',
              check: (input, _view, env) => String(input.effectiveOn) >= env.today,
            },
            publishRule,
          ],
          clocks: [{ do: 'stop', clock: 'publication' }],
          papers: ['announcement'],
          entries,
          public: true,
          to: 'published',
        },
        reopen: {
          title: '退回修改',
          about: '批准之后依据有变或者发现问题，不能照原样公布的，退回修改、重新审核',
          by: drafter,
          in: ['publishing'],
          cites: o.cites,
          form: form.reason,
          repeats: true,
          voids: ['legality-review', 'approve'],
          clocks: [
            { do: 'stop', clock: 'publication' },
            { do: 'restart', clock: 'legality-review' },
          ],
          to: 'review',
        },
      },
      clocks: {
        publication: {
          title: '公布期限',
          kind: 'duty',
          owedBy: 'maker',
          limit: workdays(3),
          lastDay: 'roll',
          cites: [publishLimit],
        },
      },
      conditions: {
        sound: {
          title: '内容没有空档、重叠、超出',
          test: { fn: (view) => contentFaults(o, view).length === 0 },
        },
        approved: { title: '已经批准', test: { is: ['approve.result', '批准'] } },
      },
    } satisfies Fragment,
    legalityReview({
      title: '合法性审核',
      by: [post('legality-reviewer', 'reviewer')],
      in: ['review'],
      cites: [g27.art('4')],
      apartFrom: ['draft', 'revise'],
      clock: {
        name: 'legality-review',
        title: '合法性审核期限',
        owedBy: 'reviewer',
        limit: workdays(7),
        cites: [reviewLimit],
      },
      paper: 'legality-opinion',
    }),
  );
  return {
    code: o.code,
    title: o.title,
    system: o.system,
    version: '2026-01-01',
    from: '2026-01-01',
    cites: [...o.cites, g27.art('4')],
    about: o.about,
    relations: { maker: '制定机关', reviewer: '合法性审核机构' },
    roles: {
      'benchmark-drafter': '裁量权基准管理人员',
      'legality-reviewer': '合法性审核人员',
      'principal-head': '主要负责人',
    },
    phases: {
      review: { title: '起草和审核' },
      publishing: { title: '公布' },
      published: { title: '已公布', end: 'done' },
      rejected: { title: '不予批准', end: 'stopped' },
      withdrawn: { title: '已撤回', end: 'stopped' },
    },
    ...parts,
    laws: [...parts.laws, ...makingLaws(o.cites)],
    papers: { ...parts.papers, ...makingPapers(o) },
    titleFrom: 'draft.title',
    owner: 'maker',
    publicFrom: ['publish'],
  };
}

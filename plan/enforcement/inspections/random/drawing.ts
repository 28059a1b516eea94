/** Lists frozen and committed, the public value entered twice by two people, the draw, and what may undo it. */
import {
  type CaseView,
  cond,
  done,
  type Env,
  type Fragment,
  formatInstant,
  type InputRule,
  need,
  not,
  post,
  type Question,
  samePerson,
} from '@fadu/kernel';
import { commitmentHash, type ListKind } from '@fadu/kernel/draw/index';
import { cites, LEAD_MINUTES, leadTime } from '../common.ts';
import {
  announcedAt,
  commitmentOf,
  drawEntry,
  drawNumber,
  drawnRows,
  drawPlan,
  drawQuestion,
  frozen,
  hashesOf,
  type Input,
  officersOf,
  outcomeOf,
  planOf,
  RANDOM_DRAWS,
  sameValue,
  sourceOf,
  submitted,
  teamsOf,
} from './facts.ts';
import * as form from './forms.ts';
import { clerk, head, sourceRule } from './planning.ts';

/**
 * What was frozen so far, one entry for each batch of a plan and each list of objects, numbered by how many there were.
 * The database lets a code be entered once: of two freezes at the same moment, neither of which knows of the other, the
 * second is decided anew and refused.
 */
const DRAW_USES = 'random-draw-use';
/** Uses are in force from the beginning, so that every day sees all of them. */
const ALWAYS = '2021-01-01';
const usesOf = (use: string, on: string) =>
  ({ ask: 'entries', register: DRAW_USES, on, where: { use } }) as const satisfies Question;
/** What a freeze uses: the batch of the year's plan, and the list. */
const usedBy = (view: CaseView, input: Input): string[] => {
  const plan = planOf(view);
  return [`${String(plan.annualPlan)}/${String(plan.batch)}`, String(input.objects)];
};

const listQuestion = (hash: unknown) =>
  ({ ask: 'lists', hashes: hash ? [String(hash)] : [] }) as const satisfies Question;
const faultsQuestion = (input: Input, view: CaseView) =>
  ({
    ask: 'draw-faults',
    plan: drawPlan(view),
    lists: commitmentOf(view, input).lists,
  }) as const satisfies Question;
const drawsOf = (view: CaseView, on: string) =>
  ({
    ask: 'entries',
    register: RANDOM_DRAWS,
    on,
    where: { organ: view.bound('lead')[0] ?? '' },
  }) as const satisfies Question;
const drawsOver = (input: Input, on: string) =>
  ({
    ask: 'entries',
    register: RANDOM_DRAWS,
    on,
    where: { objects: String(input.objects) },
  }) as const satisfies Question;

const LIST_TITLES: Readonly<Record<ListKind, string>> = {
  objects: '检查对象',
  officers: '执法人员',
  pairs: '回避',
};

/** The hash is a list of this kind that the organ acting committed. */
function listFault(hash: unknown, kind: ListKind, env: Env): true | string {
  const list = env.answer(listQuestion(hash))[0];
  if (!list || list.organ !== env.acting)
    return `本机关没有提交过指纹是${String(hash).slice(0, 16)}……的清单，请先提交${LIST_TITLES[kind]}清单`;
  return (
    list.kind === kind || `“${list.title}”是${LIST_TITLES[list.kind]}清单，不能当作${LIST_TITLES[kind]}清单`
  );
}

const listRule = (field: 'objects' | 'officers' | 'pairs'): InputRule => ({
  code: `LIST-${field.toUpperCase()}`,
  field,
  cites: [...cites.lists],
  say: '清单没有提交，或者种类不对',
  asks: (input) => [listQuestion(input[field])],
  check: (input, _view, env) => !input[field] || listFault(input[field], field, env),
});

/** Draws that stand for the same batch or took the same objects, and are not the one this plan says it repeats. */
function repeatFault(input: Input, view: CaseView, env: Env): true | string {
  const plan = planOf(view);
  const keys = env.answer(listQuestion(input.objects))[0]?.keys;
  const others = [...env.answer(drawsOf(view, env.today)), ...env.answer(drawsOver(input, env.today))].filter(
    ({ code, body }) =>
      code !== drawNumber(view) &&
      body.status !== '冻结作废' &&
      body.status !== '已取消' &&
      (body.objects === input.objects ||
        (keys !== undefined && body.keys === keys) ||
        (body.annualPlan === plan.annualPlan && body.batch === plan.batch)),
  );
  const first = others[0];
  return (
    first === undefined ||
    others.some((o) => o.code === plan.repeatOf) ||
    `同一批对象已经由${first.code}抽取过（${String(first.body.title)}），没有批准的理由不得再抽；确有必要的，在方案里写明重复的是哪一次和理由，重新报批`
  );
}

const beforeValue = (code: string, say: string): InputRule => ({
  code,
  cites: [...cites.verifiable],
  say,
  check: (_input, view, env) => Date.parse(env.now) < Date.parse(announcedAt(sourceOf(view))),
});

const used = (view: CaseView, env: Env, use: string) => ({
  register: DRAW_USES,
  code: `${use}#${env.answer(usesOf(use, env.today)).length}`,
  lawFrom: ALWAYS,
  body: { use, draw: drawNumber(view), case: view.state.id },
});

/** What everyone sees of a freeze: all that verification needs. */
const freezeBody = (view: CaseView): Record<string, unknown> => {
  const act = view.last('freeze-lists');
  const commitment = frozen(view);
  return act && commitment
    ? {
        committedLists: hashesOf(commitment),
        commitment,
        committed: commitmentHash(commitment),
        frozenAt: act.at,
      }
    : {};
};

const drawBody = (view: CaseView): Record<string, unknown> => {
  const outcome = outcomeOf(view);
  const names = outcome?.names ?? {};
  return {
    value: view.text('confirm-value.value'),
    seenAt: view.text('enter-value.seenAt'),
    seed: outcome?.result?.seed,
    result: outcome?.result?.hash,
    strata: outcome?.result?.strata,
    drawn: drawnRows(view).map((r) => ({ ...r, name: names[r.object] ?? '', teams: officersOf(view, r) })),
  };
};

export const drawing: Fragment = {
  acts: {
    'submit-officers': {
      title: '提交人员清单',
      about: '参加的每个机关各自提交能派的执法人员和应当回避的情形；冻结之前可以重新提交，以最后一次为准',
      by: [...clerk, post('inspection-clerk', 'partner')],
      in: ['published'],
      cites: [...cites.lists, ...cites.officers],
      repeats: true,
      form: form.submitOfficers,
      rules: [listRule('officers'), listRule('pairs')],
      settles: ['officers-in'],
    },
    'freeze-lists': {
      title: '冻结清单',
      about: '检查对象、执法人员和回避清单连同方案一起冻结，指纹写入存证日志并公布；冻结应当早于随机数公布',
      by: clerk,
      in: ['published'],
      cites: [...cites.lists, ...cites.verifiable],
      needs: [
        need('PUBLISHED', done('publish-plan'), '抽查方案还没有公布', [...cites.draw]),
        need('OFFICERS-IN', cond('officers-in'), '还有参加的机关没有提交执法人员清单', [...cites.lists]),
      ],
      form: form.freeze,
      rules: [
        {
          code: 'FROZEN-AHEAD',
          field: 'objects',
          cites: [...cites.verifiable, leadTime],
          say: '清单应当在随机数公布之前冻结',
          check: (_input, view, env) => {
            const at = announcedAt(sourceOf(view));
            const left = (Date.parse(at) - Date.parse(env.now)) / 60_000;
            return (
              left >= LEAD_MINUTES ||
              `随机数在${formatInstant(at)}公布，清单至少要提前${LEAD_MINUTES}分钟冻结；已经来不及，请由负责人更换随机数来源`
            );
          },
        },
        listRule('objects'),
        {
          code: 'DRAWABLE',
          field: 'objects',
          cites: [...cites.draw, ...cites.officers],
          say: '照这些清单不能抽取',
          asks: (input, view) => [faultsQuestion(input, view)],
          check: (input, view, env) => {
            const faults = env.answer(faultsQuestion(input, view));
            return faults.length === 0 || faults.map((f) => f.say).join('；');
          },
        },
        {
          code: 'REPEAT',
          field: 'objects',
          cites: [...cites.verifiable],
          say: '同一批对象已经抽取过，没有批准的理由不得再抽',
          asks: (input, view, today) => [
            listQuestion(input.objects),
            ...usedBy(view, input).map((use) => usesOf(use, today)),
            drawsOf(view, today),
            drawsOver(input, today),
          ],
          check: repeatFault,
        },
      ],
      public: true,
      attested: true,
      publicBody: freezeBody,
      entries: (view, env) => [
        drawEntry(view, env, '已冻结'),
        ...usedBy(view, view.last('freeze-lists')?.input ?? {}).map((use) => used(view, env, use)),
      ],
      clocks: [{ do: 'restart', clock: 'draw' }],
      to: 'frozen',
    },
    'void-freeze': {
      title: '作废冻结',
      about: '随机数公布之前发现清单有错误的，由负责人批准作废、重新冻结；公布之后只能重新抽取',
      by: head,
      in: ['frozen'],
      cites: [...cites.verifiable],
      repeats: true,
      form: form.voidFreeze,
      rules: [
        beforeValue('BEFORE-VALUE', '随机数已经公布，冻结不能作废；清单确有错误的，按重新抽取报批并公布理由'),
      ],
      public: true,
      entries: (view, env) => [drawEntry(view, env, '冻结作废', { reason: view.text('void-freeze.reason') })],
      voids: ['freeze-lists'],
      clocks: [{ do: 'stop', clock: 'draw' }],
      to: 'published',
    },
    'enter-value': {
      title: '填报公布的随机数',
      by: clerk,
      in: ['frozen'],
      cites: [...cites.verifiable],
      repeats: true,
      needs: [need('FROZEN', done('freeze-lists'), '清单还没有冻结', [...cites.verifiable])],
      form: form.value,
      rules: [
        {
          code: 'AFTER-VALUE',
          field: 'value',
          cites: [...cites.verifiable],
          say: '随机数还没有公布，不能填报',
          check: (_input, view, env) => {
            const at = announcedAt(sourceOf(view));
            return (
              Date.parse(env.now) >= Date.parse(at) || `随机数在${formatInstant(at)}公布，现在还不能填报`
            );
          },
        },
      ],
      public: true,
    },
    'confirm-value': {
      title: '复核随机数',
      about: '由监督人员自己到公布的地方看一遍，独立抄录；两次一致才能抽取',
      by: [post('draw-witness', 'lead')],
      in: ['frozen'],
      cites: [...cites.verifiable],
      needs: [
        need('ENTERED', done('enter-value'), '随机数还没有填报', [...cites.verifiable]),
        need('APART', not(samePerson('enter-value')), '填报随机数的人不能自己复核', [...cites.verifiable]),
      ],
      form: form.confirmValue,
      rules: [
        {
          code: 'SAME-VALUE',
          field: 'value',
          cites: [...cites.verifiable],
          say: '与填报的数值不一致；请再核对一遍，填报错了的由填报人员重新填报',
          check: (input, view) => sameValue(input.value, view.get('enter-value.value')),
        },
      ],
      public: true,
      to: 'seeded',
    },
    draw: {
      title: '抽取',
      about: '由系统按冻结的清单和公布的随机数算出，结果当场公布；任何人都能重新算一遍',
      by: clerk,
      in: ['seeded'],
      cites: [...cites.draw, ...cites.verifiable],
      needs: [
        need('CONFIRMED', done('confirm-value'), '随机数还没有复核', [...cites.verifiable]),
        need('ONCE', not(done('draw')), '已经抽取过，不能再抽；确有必要的先报批重新抽取', [
          ...cites.verifiable,
        ]),
      ],
      asks: (_input, view) => {
        const question = drawQuestion(view);
        return question ? [question] : [];
      },
      rules: [
        {
          code: 'DRAWN',
          cites: [...cites.draw],
          say: '抽取没有结果',
          check: (_input, view, env) => {
            const question = drawQuestion(view);
            const outcome = question && env.answer(question);
            if (!outcome) return '清单没有冻结，不能抽取';
            return outcome.result !== undefined || outcome.faults.map((f) => f.say).join('；');
          },
        },
      ],
      public: true,
      attested: true,
      publicBody: drawBody,
      entries: (view, env) => [
        drawEntry(view, env, '已抽取', {
          seed: outcomeOf(view)?.result?.seed,
          result: outcomeOf(view)?.result?.hash,
          drawn: drawnRows(view).length,
        }),
      ],
      clocks: [{ do: 'stop', clock: 'draw' }],
      to: 'drawn',
    },
    'approve-redraw': {
      title: '批准重新抽取',
      about:
        '随机数公布以后要重新来过的，由负责人写明事由和理由批准，公布，并另外指定随机数；原来的冻结和结果仍然公开',
      by: head,
      in: ['frozen', 'seeded', 'drawn'],
      cites: [...cites.verifiable],
      repeats: true,
      needs: [need('APART', not(samePerson('draw')), '抽取的人不能批准重新抽取', [...cites.verifiable])],
      form: form.redraw,
      rules: [sourceRule],
      public: true,
      attested: true,
      entries: (view, env) => [
        drawEntry(view, env, '已批准重新抽取', {
          ground: view.text('approve-redraw.ground'),
          reason: view.text('approve-redraw.reason'),
        }),
      ],
      voids: ['freeze-lists', 'enter-value', 'confirm-value', 'draw'],
      clocks: [{ do: 'stop', clock: 'draw' }],
      to: 'published',
    },
  },
  conditions: {
    'officers-in': {
      title: '参加的机关都提交了执法人员清单',
      test: { fn: (v) => teamsOf(planOf(v)).length > 0 && submitted(v).missing.length === 0 },
    },
  },
};

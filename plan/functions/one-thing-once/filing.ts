/**
 * A filing of a life event (一件事申报, task 8, R8.1): one form, fanned out into one application for each item in the order of
 * the list, and brought back as one result. Each item keeps its own decision, limit and remedy; a refused one stops only
 * what depends on it.
 */
import {
  all,
  cond,
  done,
  type Fragment,
  type InputRule,
  merge,
  need,
  not,
  office,
  type Procedure,
  party,
  resident,
  law as rule,
  workdays,
} from '@fadu/kernel';
import { jilinBusinessEnvironmentRegulations as jl, oneThingOpinion } from '../../statutes/index.ts';
import { task8 } from '../service-items/common.ts';
import type { Bundle } from './bundle-forms.ts';
import * as form from './bundle-forms.ts';
import { ownDecision, pathLimit, succeeded } from './common.ts';
import {
  answersIn,
  bundleQuestion,
  factsOf,
  handlingQuestion,
  itemIn,
  membersOf,
  outcomeOf,
  promiseDays,
  standingOf,
} from './facts.ts';
import { answersOf, chosen, next } from './graph.ts';
import { papers } from './papers.ts';

type Input = Readonly<Record<string, unknown>>;
type Env = Parameters<InputRule['check']>[2];
const cites = [jl.art('31'), oneThingOpinion.art('1'), task8];
const system = [{ kind: 'system' }] as const;

const asked = (input: Input, env: Env) => env.answer(bundleQuestion(input.bundle, env.today));
const bundleIn = (input: Input, env: Env) => asked(input, env)?.entry.body as unknown as Bundle | undefined;
const chosenIn = (input: Input, env: Env) => {
  const bundle = bundleIn(input, env);
  return bundle ? chosen(bundle, answersIn(input)) : [];
};
const inUse = (body: { readonly status?: unknown } | undefined) =>
  body !== undefined && (body.status === undefined || body.status === '在用');

/** What every filing must fit, whichever way it came. */
const filingRules: readonly InputRule[] = [
  {
    code: 'ON-LIST',
    field: 'bundle',
    cites,
    say: '一件事清单里没有这一件事，请从清单里选',
    check: (input, _view, env) => {
      const found = asked(input, env);
      if (!found) return false;
      return inUse(found.entry.body) || `“${String(found.entry.body.name)}”现在停办，可以分别申请各个事项`;
    },
  },
  {
    code: 'ANSWERED',
    field: 'answers',
    cites: [oneThingOpinion.art('1')],
    say: '请回答每一个问题，才知道要办哪些事项',
    check: (input, _view, env) => {
      const given = answersIn(input);
      const wrong = (bundleIn(input, env)?.questions ?? []).find(
        (q, i) => !answersOf(q).includes(given.get(i + 1) ?? ''),
      );
      return !wrong || `请回答“${wrong.question}”（${wrong.answers}），才知道要办哪些事项`;
    },
  },
  {
    code: 'ITEMS-OPEN',
    field: 'bundle',
    cites,
    say: '有事项现在不受理，请分别申请其他事项',
    check: (input, _view, env) => {
      const facts = asked(input, env) ?? undefined;
      const shut = chosenIn(input, env).find((m) => {
        const item = itemIn(facts, m.item);
        return !inUse(item) || !env.organ(item?.organ ?? '');
      });
      return !shut || `“${shut.name}”现在不受理，这一件事暂时不能合起来申报；其他事项可以分别申请`;
    },
  },
  {
    code: 'OTHER',
    field: 'other',
    cites,
    say: '有事项要以另一方的名义办，请写明另一方',
    check: (input, _view, env) => {
      const facts = asked(input, env) ?? undefined;
      const bundle = bundleIn(input, env);
      const theirs = chosenIn(input, env).find((m) => {
        const object = itemIn(facts, m.item)?.object;
        return object !== undefined && object !== '都可以' && object !== bundle?.object;
      });
      if (!theirs) return true;
      return (
        (Boolean(input.other) && String(input.otherIdentity ?? '').length >= 4) ||
        `“${theirs.name}”要以${bundle?.other ?? '另一方'}的名义办，请写明姓名或者名称和证件号码`
      );
    },
  },
  {
    code: 'ON-THE-LIST',
    field: 'materials',
    cites: [jl.art('31')],
    say: '只需要提交各事项办事指南列出的材料',
    check: (input, _view, env) => {
      const facts = asked(input, env) ?? undefined;
      const known = new Set(
        chosenIn(input, env).flatMap((m) => itemIn(facts, m.item)?.materials.map((x) => x.name) ?? []),
      );
      const stray = ((input.materials as readonly { name: string }[] | undefined) ?? []).find(
        (m) => !known.has(m.name),
      );
      return !stray || `“${stray.name}”不在这一件事的材料清单里，不需要提交`;
    },
  },
];

const lead = (input: Input, _view: unknown, env: Env): readonly string[] => {
  const organ = bundleIn(input, env)?.organ;
  return organ ? [organ] : [];
};
/** The hall of the lead's region looks after what comes online. */
const hall = (input: Input, _view: unknown, env: Env): readonly string[] => {
  const organ = bundleIn(input, env)?.organ;
  const region = organ && env.organ(organ)?.region;
  const found = region ? env.organsOf(region).find((o) => o.kind === 'service-hall') : undefined;
  return found ? [found.id] : organ ? [organ] : [];
};

const opens = {
  in: [],
  opens: true,
  repeats: true,
  cites,
  asks: ((input, _view, on) => [bundleQuestion(input.bundle, on)]) satisfies InputRule['asks'],
  rules: filingRules,
  numbers: ['filing'],
  papers: ['receipt'],
  to: 'under-way',
};
const length = (view: Parameters<typeof factsOf>[0]) => workdays(promiseDays(factsOf(view), membersOf(view)));

/** The application exists, belongs to this filing and to this item. */
const ofThisFiling: InputRule = {
  code: 'OF-THIS-FILING',
  field: 'handling',
  cites,
  say: '这一办件不是从本次申报开出来的',
  asks: (input) => [handlingQuestion(input.handling)],
  check: (input, view, env) => {
    const found = env.answer(handlingQuestion(input.handling));
    return (
      found?.facts['apply-in-bundle.bundle'] === view.state.id &&
      found.facts['apply-in-bundle.item'] === input.item
    );
  },
};

const settles = ['settled', 'any-done', 'any-not'];
const parts: Fragment = {
  acts: {
    file: {
      ...opens,
      title: '申报一件事',
      about: '回答几个问题，填一张表，交一次材料；要办的事项由平台按顺序分送各部门',
      by: [resident],
      form: form.filing,
      binds: [
        { relation: 'applicant', from: 'actor.person' },
        { relation: 'lead', from: lead },
        { relation: 'window', from: hall },
      ],
      clocks: [{ do: 'start', clock: 'promise', length }],
    },
    'register-filing': {
      ...opens,
      title: '登记一件事申报',
      about: '窗口、邮寄、电话和代办的申报由窗口登记，与网上申报同等办理',
      by: [office('window-clerk')],
      form: form.filingAtWindow,
      rules: [
        ...filingRules,
        {
          code: 'RECEIVED',
          field: 'receivedOn',
          cites,
          say: '收到的日期不能晚于今天',
          check: (input, _view, env) => String(input.receivedOn) <= env.today,
        },
      ],
      binds: [
        { relation: 'applicant', from: 'account' },
        { relation: 'lead', from: lead },
        { relation: 'window', from: 'actor.organ' },
      ],
      clocks: [{ do: 'start', clock: 'promise', length, on: 'receivedOn' }],
    },
    'begin-member': {
      title: '开办一个事项',
      about: '前面的事项办成以后，系统按同一张表给下一个事项开出办件',
      by: system,
      in: ['under-way'],
      repeats: true,
      cites,
      form: form.begun,
      rules: [
        {
          code: 'IN-ORDER',
          field: 'item',
          cites: [oneThingOpinion.art('2')],
          say: '还没有轮到这个事项，或者它已经开办',
          check: (input, view) =>
            next(membersOf(view), standingOf(view)).begin.some((m) => m.item === input.item),
        },
        ofThisFiling,
      ],
      binds: [
        { relation: 'handling', from: 'handling' },
        // Whoever handles an item sees the one set of materials.
        {
          relation: 'member',
          from: (input, view) => {
            const organ = itemIn(factsOf(view), String(input.item))?.organ;
            return organ ? [organ] : [];
          },
        },
      ],
    },
    'record-result': {
      title: '登记一个事项的结果',
      about: '各部门作出决定的当时，系统记下结果；结果以办件的记录为准',
      by: system,
      in: ['under-way'],
      repeats: true,
      cites,
      needs: [need('BEGUN', done('begin-member'), '还没有开办的事项，没有结果可记', cites)],
      form: form.outcome,
      rules: [
        ofThisFiling,
        {
          code: 'OPEN-MEMBER',
          field: 'item',
          cites,
          say: '这个事项没有开办，或者已经有结果',
          check: (input, view) => standingOf(view).get(String(input.item)) === 'under-way',
        },
        {
          code: 'AS-DECIDED',
          field: 'result',
          cites: [ownDecision],
          say: '结果与办件的记录不一致',
          asks: (input) => [handlingQuestion(input.handling)],
          check: (input, _view, env) => {
            const found = env.answer(handlingQuestion(input.handling));
            return found !== null && outcomeOf(found) === input.result;
          },
        },
      ],
      settles,
    },
    'skip-member': {
      title: '前项没有办成，后项不再开办',
      about: '只有写明以前项准予为前提的事项才停下，其他事项照常办理',
      by: system,
      in: ['under-way'],
      repeats: true,
      cites: [ownDecision],
      needs: [need('RESULT', done('record-result'), '前面的事项还没有结果', [ownDecision])],
      form: form.skipped,
      rules: [
        {
          code: 'DEPENDS',
          field: 'item',
          cites: [ownDecision],
          say: '这个事项不以那个事项为前提，应当照常办理',
          check: (input, view) =>
            next(membersOf(view), standingOf(view)).skip.some(
              (s) => s.member.item === input.item && s.because.item === input.because,
            ),
        },
      ],
      settles,
    },
    finish: {
      title: '汇总结果',
      about: '每个事项都有了结果，合成一张结果单；不予办理的写明理由到哪里看、怎么救济',
      by: system,
      in: ['under-way'],
      cites,
      needs: [need('SETTLED', cond('settled'), '还有事项没有结果', cites)],
      clocks: [{ do: 'stop', clock: 'promise' }],
      papers: ['result'],
      to: [
        { when: all(cond('any-done'), not(cond('any-not'))), phase: 'all-done' },
        { when: all(cond('any-done'), cond('any-not')), phase: 'partly' },
        { when: not(cond('any-done')), phase: 'none' },
      ],
    },
    withdraw: {
      title: '不再合并办理',
      about: '还没有开办的事项不再开办；已经开办的各自继续，可以在各办件里撤回',
      by: [party('applicant')],
      in: ['under-way'],
      cites: [ownDecision],
      form: form.withdrawal,
      clocks: [{ do: 'stop', clock: 'promise' }],
      to: 'withdrawn',
    },
  },
  clocks: {
    promise: {
      title: '一件事的承诺时限',
      kind: 'duty',
      owedBy: 'lead',
      limit: workdays(20),
      lastDay: 'roll',
      cites: [pathLimit, task8],
      warnBefore: workdays(2),
    },
  },
  conditions: {
    settled: {
      title: '每个事项都有了结果',
      test: {
        fn: (v) => {
          const standing = standingOf(v);
          return membersOf(v).every((m) => {
            const at = standing.get(m.item);
            return at !== undefined && at !== 'under-way';
          });
        },
      },
    },
    'any-done': {
      title: '有事项办成',
      test: { fn: (v) => [...standingOf(v).values()].some((s) => s !== 'under-way' && succeeded(s)) },
    },
    'any-not': {
      title: '有事项没有办成',
      test: { fn: (v) => [...standingOf(v).values()].some((s) => s !== 'under-way' && !succeeded(s)) },
    },
  },
  laws: [
    rule('ALL-SETTLED', '还有事项没有结果的，不得汇总办结', cites, {
      kind: 'only-while',
      act: 'finish',
      guard: cond('settled'),
    }),
    rule('RESULT-OF-BEGUN', '没有开办的事项，没有结果可记', cites, {
      kind: 'precedes',
      first: [{ act: 'begin-member' }],
      then: 'record-result',
    }),
    rule('SKIP-AFTER-RESULT', '前面的事项没有结果之前，后面的不得停下', [ownDecision], {
      kind: 'precedes',
      first: [{ act: 'record-result' }],
      then: 'skip-member',
    }),
    rule('ONE-RESULT', '办结的都有结果单', cites, {
      kind: 'ends-with',
      ends: ['all-done', 'partly', 'none'],
      acts: ['finish'],
    }),
  ],
  papers,
};

/** A filing of a life event from its one form to its one result. */
export const bundleFiling: Procedure = {
  code: 'bundle-filing',
  title: '一件事一次办',
  system: 'one-thing-once',
  version: '2026-01-01',
  from: '2020-01-01',
  cites,
  about: '一次告知、一张表单、一次申报，平台按顺序分送各部门，各自决定，合成一个结果。',
  transition: { says: '以前的申报按原来的清单办完。', cites: [task8] },
  relations: { lead: '牵头部门', member: '办理部门', applicant: '申请人', window: '受理窗口' },
  roles: { 'window-clerk': '窗口人员' },
  phases: {
    submitted: { title: '提交申报' },
    'under-way': { title: '分头办理' },
    'all-done': { title: '全部办成', end: 'done' },
    partly: { title: '部分办成', end: 'done' },
    none: { title: '没有办成', end: 'done' },
    withdrawn: { title: '不再合并办理', end: 'stopped' },
  },
  ...merge(parts),
  titleFrom: ['file.matter', 'register-filing.matter'],
  owner: 'lead',
  series: { filing: { title: '申报号', format: '{mark}一件事〔{year}〕{n}号', of: 'lead' } },
};

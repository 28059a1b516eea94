/** Made-up procedures for tests: one small and readable, and any number at random. */
import {
  type ActDef,
  all,
  any,
  cond,
  days,
  design,
  done,
  elapsed,
  type Guard,
  need,
  not,
  type Performer,
  type Procedure,
  party,
  post,
  resident,
  system,
  workdays,
} from '@fadu/kernel';
import fc from 'fast-check';
import { z } from 'zod';

const cite = design('测试用的规则');

/** Everything a procedure must have, with nothing in it. */
export const empty: Omit<Procedure, 'phases' | 'acts'> = {
  code: 'sample',
  title: '样例程序',
  system: 'sample',
  version: '1',
  from: '2026-01-01',
  cites: [cite],
  about: '测试用的程序。',
  relations: { organ: '受理机关', applicant: '申请人' },
  roles: { clerk: '工作人员' },
  clocks: {},
  conditions: {},
  laws: [],
  papers: {},
  titleFrom: 'apply.title',
  owner: 'organ',
};

const clerk = [post('clerk', 'organ')];
const act = (title: string, more: Partial<ActDef>): ActDef => ({
  title,
  by: clerk,
  in: ['accepted'],
  cites: [cite],
  ...more,
});

/** Two ways in, a correction as a detour, parallel checks, a decision with results, an expiry. */
export const licence: Procedure = {
  ...empty,
  phases: {
    filed: { title: '申请' },
    correcting: { title: '补正' },
    accepted: { title: '审查' },
    delivered: { title: '送达', end: 'done' },
    refused: { title: '不予受理', end: 'stopped' },
  },
  acts: {
    apply: act('网上申请', {
      by: [resident],
      in: [],
      opens: true,
      form: z.object({ title: z.string().min(2).meta({ title: '事项名称' }) }),
    }),
    register: act('窗口登记', { in: [], opens: true }),
    accept: act('受理', { in: ['filed'], to: 'accepted', clocks: [{ do: 'start', clock: 'decision' }] }),
    'ask-correction': act('一次告知补正', {
      in: ['filed'],
      to: 'correcting',
      clocks: [{ do: 'start', clock: 'correction' }],
    }),
    refuse: act('不予受理', { in: ['filed'], to: 'refused' }),
    correct: act('提交补正', {
      by: [party('applicant')],
      in: ['correcting'],
      to: 'filed',
      clocks: [{ do: 'stop', clock: 'correction' }],
    }),
    lapse: act('逾期不补正', {
      by: [system],
      in: ['correcting'],
      to: 'refused',
      needs: [need('L', elapsed('correction'), '期限未满', [cite])],
    }),
    inspect: act('现场核查', {}),
    hear: act('听取意见', {}),
    decide: act('作出决定', {
      needs: [
        need('D1', done('inspect'), '还没有现场核查', [cite]),
        need('D2', any(not(cond('affects-others')), done('hear')), '影响他人的要听取意见', [cite]),
      ],
      settles: ['granted'],
      outcomes: {
        granted: { title: '准予许可', conds: { granted: true } },
        denied: { title: '不予许可', conds: { granted: false } },
      },
      clocks: [{ do: 'stop', clock: 'decision' }],
    }),
    licence: act('发证', { needs: [need('G', cond('granted'), '没有准予', [cite])], to: 'delivered' }),
    explain: act('书面说明理由', {
      needs: [
        need('R', not(cond('granted')), '已经准予', [cite]),
        need('R2', done('decide'), '还没有决定', [cite]),
      ],
      to: 'delivered',
    }),
    extend: act('延长期限', { clocks: [{ do: 'extend', clock: 'decision' }] }),
    withdraw: act('撤回申请', {
      by: [party('applicant')],
      in: ['filed', 'correcting', 'accepted'],
      to: 'refused',
    }),
  },
  clocks: {
    decision: {
      title: '许可期限',
      kind: 'duty',
      owedBy: 'clerk',
      limit: workdays(20),
      lastDay: 'roll',
      cites: [cite],
      extension: { limit: workdays(10), times: 1, cites: [cite] },
    },
    correction: {
      title: '补正期限',
      kind: 'right',
      owedBy: 'applicant',
      limit: days(15),
      lastDay: 'roll',
      cites: [cite],
      onExpiry: 'lapse',
    },
  },
  conditions: {
    granted: { title: '准予许可', test: { is: ['decide.result', '准予'] } },
    'affects-others': { title: '影响他人重大利益', test: { has: 'apply.affects' } },
  },
};

const words = [
  '登记',
  '核对材料',
  '送审',
  '现场检查并制作笔录',
  '听取当事人陈述申辩',
  '签发',
  '公布',
  '归档',
  '报请负责人批准',
];

/** Procedures that nobody would write: any phases, needs, results and clocks. Every act has a phase to happen in. */
export const anyProcedure: fc.Arbitrary<Procedure> = fc
  .record({
    phases: fc.integer({ min: 1, max: 4 }),
    acts: fc.integer({ min: 1, max: 10 }),
    seed: fc.infiniteStream(fc.nat(9999)),
  })
  .map(({ phases, acts, seed }) => {
    const next = () => seed.next().value as number;
    const pick = <T>(of: readonly T[]): T => of[next() % of.length] as T;
    const chance = (percent: number) => next() % 100 < percent;
    const open = Array.from({ length: phases }, (_, i) => `p${i}`);
    const names = Array.from({ length: acts }, (_, i) => `a${i}`);
    const conds = ['c0', 'c1', 'c2'];
    const clocks = ['k0', 'k1'];
    const guard = (depth: number): Guard => {
      const kind = next() % (depth > 0 ? 7 : 4);
      if (kind < 2) return done(pick(names));
      if (kind === 2) return cond(pick(conds));
      if (kind === 3) return elapsed(pick(clocks));
      if (kind === 4) return not(guard(depth - 1));
      return (kind === 5 ? all : any)(guard(depth - 1), guard(depth - 1));
    };
    const by = (): Performer => pick([...clerk, resident, party('applicant'), system]);
    const defs = names.map((name, i): [string, ActDef] => {
      const settles = chance(40) ? [pick(conds)] : [];
      const target = () => pick([...open, 'end', 'stop']);
      const opens = i === 0 || chance(8);
      const to = chance(45)
        ? target()
        : chance(15)
          ? [
              { when: cond(pick(conds)), phase: target() },
              { when: all(), phase: target() },
            ]
          : undefined;
      return [
        name,
        {
          title: `${pick(words)}${i + 1}`,
          by: [by()],
          in: opens ? [] : [...new Set([pick(open), ...(chance(25) ? [pick(open)] : [])])],
          cites: [cite],
          ...(opens && { opens }),
          ...(chance(30) && { repeats: true }),
          needs: chance(60) ? [need('N', guard(2), '不能办理', [cite])] : [],
          settles,
          ...(settles[0] &&
            chance(60) && {
              outcomes: {
                yes: { title: '符合', conds: { [settles[0]]: true } },
                no: { title: '不符合', conds: { [settles[0]]: false } },
              },
            }),
          ...(to !== undefined && { to }),
          clocks: chance(35)
            ? [{ do: pick(['start', 'stop', 'pause', 'resume'] as const), clock: pick(clocks) }]
            : [],
        },
      ];
    });
    const clock = (name: string) => ({
      title: `期限${name}`,
      kind: pick(['duty', 'right', 'minimum'] as const),
      owedBy: 'clerk',
      limit: pick([days(30), workdays(5)]),
      lastDay: 'roll' as const,
      cites: [cite],
      ...(chance(30) && { onExpiry: pick(names) }),
    });
    return {
      ...empty,
      phases: {
        ...Object.fromEntries(open.map((p, i) => [p, { title: `第${i + 1}阶段` }])),
        end: { title: '办结', end: 'done' as const },
        stop: { title: '终止', end: 'stopped' as const },
      },
      acts: Object.fromEntries(defs),
      clocks: Object.fromEntries(clocks.map((k) => [k, clock(k)])),
      conditions: Object.fromEntries(
        conds.map((c) => [c, { title: `条件${c}成立`, test: { has: `a0.${c}` } }]),
      ),
    };
  });

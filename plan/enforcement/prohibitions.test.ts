/**
 * Every prohibition of tasks 22 to 26 and 39 with the broken variants that are caught (done-when 2 of issue 4). Two kinds:
 * a law of a procedure, whose variant the prover refutes in the test file named here; and a check on what is entered,
 * whose variant is made here: the procedure without that one check accepts what the procedure refuses, so that the test
 * of the refusal would fail. A named variant that is no longer there fails this table.
 */
import { existsSync, readFileSync } from 'node:fs';
import type { Actor, InputRule, Procedure } from '@fadu/kernel';
import { describe, expect, test } from 'vitest';
import { procedures } from '../index.ts';
import { compulsoryExecution } from './compulsion-cases/execution.ts';
import { compulsoryMeasure } from './compulsion-cases/measure.ts';
import { CaseRun, PENALTY, pair, penaltyFacts, who, worldWith } from './compulsion-cases/run.testing.ts';
import { samples as measure, milk } from './compulsion-cases/sample.testing.ts';
import { samples as transfer } from './criminal-transfer/sample.testing.ts';
import { criminalTransfer } from './criminal-transfer/transfer.ts';
import {
  CASES,
  clue,
  contact,
  decision,
  filing,
  foodLaw,
  LINKED,
  notified,
  officer,
  people,
  proposal,
  Running,
} from './penalty-cases/case.testing.ts';
import { penaltyOrdinary } from './penalty-cases/ordinary.ts';

type Input = Readonly<Record<string, unknown>>;
interface Case {
  no(act: string, actor: Actor, input?: Input): { readonly codes: readonly string[] };
  do(act: string, actor: Actor, input?: Input): unknown;
}

/** A check on what is entered: the case right before, under any variant of its procedure, and what is tried. */
interface Tried {
  readonly procedure: Procedure;
  readonly act: string;
  /** Code of the check. */
  readonly code: string;
  /** Another check that refuses the same; only without both is it accepted. */
  readonly doubledBy?: string;
  readonly actor: Actor;
  readonly input: Input;
  readonly upTo: (procedure: Procedure) => Case;
}

/** One prohibition. */
interface Prohibition {
  readonly task: number;
  readonly says: string;
  readonly requirements: readonly string[];
  /** Broken variants tested elsewhere: file below the repository's root, words of the variant there. */
  readonly variants: readonly (readonly [file: string, ...variants: string[]])[];
  readonly tried?: readonly Tried[];
}

const { o1, head } = people;
const opened = (p: Procedure) => new Running(p).on('2026-01-06').do('register-clue', o1, clue);
const filed = (p: Procedure) => opened(p).do('file', head, filing);
const investigated = (p: Procedure) => filed(p).do('contact', o1, contact('2026-01-06'));
const ordinary = (
  act: string,
  code: string,
  actor: Actor,
  input: Input,
  upTo: (p: Procedure) => Case,
): Tried => ({ procedure: penaltyOrdinary, act, code, actor, input, upTo });
const reporting = (code: string, more: Input) =>
  ordinary('end-report', code, o1, proposal(more), investigated);

const taking = (p: Procedure) =>
  new CaseRun(p, worldWith()).do('apply', who.o1, measure.apply).do('approve', who.head, measure.approve);
const sealing = (code: string, more: Input): Tried => ({
  procedure: compulsoryMeasure,
  act: 'implement',
  code,
  actor: who.o1,
  input: { ...measure.implement, ...more },
  upTo: taking,
});
const execution = {
  title: '幸福超市不拆除占道雨棚',
  decision: '演城责改〔2026〕1号',
  servedOn: '2026-03-02',
  performBy: '2026-03-20',
  obligation: '排除妨碍、恢复原状',
  power: '本机关依照法律强制执行',
  item: measure.apply.item,
  partyName: '演示市幸福超市有限公司',
  partyAddress: '演示市中心路1号',
};
const service = (servedOn: string) => ({
  method: '单位收件人签收',
  servedOn,
  receiver: '收发室',
  relation: '收发人员',
  receipt: '回证1号',
});
const decided = (p: Procedure) =>
  new CaseRun(p, worldWith())
    .on('2026-03-23')
    .do('open', who.clerk, execution)
    .do('urge', who.clerk, { performBy: '2026-04-03', way: '自行拆除' })
    .do('serve-urge', who.clerk, service('2026-03-23'))
    .on('2026-04-07')
    .do('decide-execution', who.head, {
      way: '其他强制执行方式',
      on: '2026-04-08',
      reason: '经催告仍不履行',
      reconsiderationBody: '演示市人民政府',
      court: '演示市城区人民法院',
    })
    .do('serve-execution', who.clerk, service('2026-04-07'))
    .on('2026-04-09');
const ground = (more: Input): Tried['input'] => ({
  officers: pair,
  on: '2026-04-08',
  from: '09:00',
  to: '11:30',
  utilities: false,
  record: '当事人在场，逐项清点后拆除',
  ...more,
});
const executing = (code: string, more: Input): Tried => ({
  procedure: compulsoryExecution,
  act: 'execute',
  code,
  actor: who.o1,
  input: ground(more),
  upTo: decided,
});
const approvedTransfer = (p: Procedure) =>
  new CaseRun(p, worldWith())
    .on('2026-09-30')
    .do('report', who.o1, transfer.report)
    .on('2026-10-01', '08:00')
    .do('decide', who.principal, transfer.decide)
    .on('2026-10-01', '10:00');
/** A penalty case with a transfer of it at the police in a phase. */
const transferred = (phase: string, ended?: 'done') => (p: Procedure) => {
  LINKED.set('criminal-transfer', [
    { ...penaltyFacts(), id: '220200-t', procedure: 'criminal-transfer', phase, ...(ended && { ended }) },
  ]);
  return investigated(p);
};

const BROKEN = 'plan/enforcement';
const PENALTY_FILE = `${BROKEN}/penalty-cases/broken.test.ts`;
const MEASURE_FILE = `${BROKEN}/compulsion-cases/broken.test.ts`;
const EXECUTION_FILE = `${BROKEN}/compulsion-cases/execution.test.ts`;
const TRANSFER_FILE = `${BROKEN}/criminal-transfer/transfer.test.ts`;
const VISIT_FILE = `${BROKEN}/inspections/visits/broken.test.ts`;

const TABLE: readonly Prohibition[] = [
  {
    task: 22,
    says: '裁量基准有空档、重叠、超出法定幅度的，不得公布',
    requirements: ['R22.2'],
    variants: [
      [
        `${BROKEN}/discretion-benchmarks/broken.test.ts`,
        'a table with gaps is published',
        'published without approval',
        'the drafter reviews',
      ],
    ],
  },
  {
    task: 22,
    says: '涉嫌犯罪的必须按时移送，不得搁置，不得以罚代刑',
    requirements: ['R22.4'],
    variants: [
      [
        TRANSFER_FILE,
        'handed over without approval',
        'a report is shelved',
        'approved and not sent',
        'filed, and a penalty instead',
        'filed, and the goods kept',
        'an opinion is laid aside',
      ],
    ],
    tried: [
      ordinary('end-report', 'NO-SUBSTITUTE', o1, proposal(), transferred('handed')),
      ordinary('end-report', 'INV-R1', o1, proposal(), transferred('completed', 'done')),
      {
        procedure: criminalTransfer,
        act: 'hand-over',
        code: 'INV-R4',
        actor: who.clerk,
        input: { ...transfer.handOver, papers: ['涉案物品清单'] },
        upTo: approvedTransfer,
      },
      {
        procedure: criminalTransfer,
        act: 'report',
        code: 'TASK-FORCE',
        actor: who.o1,
        input: { ...transfer.report, officers: pair.slice(0, 1) },
        upTo: (p) => new CaseRun(p, worldWith()).on('2026-09-30'),
      },
    ],
  },
  {
    task: 23,
    says: '举报人受严格保护，举报有功的奖励不得截留、重复',
    requirements: ['R23.3'],
    variants: [
      [
        `${BROKEN}/reports-and-rewards/broken.test.ts`,
        'closed untold',
        'rewarded again',
        'granted, never paid',
        'who checked rewards',
      ],
    ],
  },
  {
    task: 23,
    says: '专项整治以记录里的数字提出和办结，经县级以上人民政府批准，不得设罚没、办案、检查指标',
    requirements: ['R23.1', 'R39.3'],
    variants: [
      [
        `${BROKEN}/enforcement-campaigns/broken.test.ts`,
        'planned without the figures of the record',
        'published unapproved',
        'closed before its end',
        'a result without figures',
      ],
      [
        `${BROKEN}/enforcement-campaigns/campaign.test.ts`,
        'fines that grow',
        'a number of cases',
        'a number of inspections for each team',
        'typed figures are refused',
      ],
    ],
  },
  {
    task: 23,
    says: '风险预警应当处置或者说明，经办的不能自己确认，逾期由监督机构了结',
    requirements: ['R23.2'],
    variants: [
      [
        `${BROKEN}/enforcement-campaigns/broken.test.ts`,
        'confirmed before anything was done',
        'who handled it confirms',
        'the organ closes what has gone up',
        'settled with nothing done',
      ],
    ],
  },
  {
    task: 24,
    says: '重大执法决定未经法制审核或者审核不通过的，不得作出；调查的不得审核',
    requirements: ['R24.3'],
    variants: [
      [
        PENALTY_FILE,
        'no review',
        'a review before the hearing counts',
        'a heavier proposal keeps the review',
        'the investigator reviews',
        'no meeting',
      ],
    ],
  },
  {
    task: 24,
    says: '没有法律法规规章依据的事项一律取消，清单之外、当日失效的不得立案',
    requirements: ['R24.4'],
    variants: [],
    tried: [
      ordinary('file', 'R24.4', head, { ...filing, item: 'suspended' }, opened),
      ordinary('file', 'R24.4', head, { ...filing, item: 'cancelled' }, opened),
      ordinary('file', 'R24.4', head, { ...filing, item: 'orphan' }, opened),
      ordinary('file', 'R24.4', head, { ...filing, item: 'foreign' }, opened),
    ],
  },
  {
    task: 24,
    says: '告知在先，陈述、申辩要复核，申请听证的要举行，不得因申辩加重处罚',
    requirements: ['R24.6'],
    variants: [
      [
        PENALTY_FILE,
        'no notice is needed',
        'the period need not be over',
        'a statement is not answered',
        'the hearing is skipped',
        'the hearing is held without its notice',
        'on the spot without telling',
      ],
    ],
    tried: [
      {
        ...ordinary(
          'decide-penalty',
          'INV-P5',
          head,
          decision({ items: [{ kind: '罚款', amount: 60_000 }] }),
          (p) => notified(p).on('2026-01-22').do('submit-decision', people.clerk),
        ),
        doubledBy: 'REVIEWED-ITEMS',
      },
    ],
  },
  {
    task: 24,
    says: '执法全过程记录：应当音像记录而没有的，写明理由才能结案',
    requirements: ['R24.2'],
    variants: [
      [`${BROKEN}/full-process-record/record.test.ts`, "['ordinary', 'close', penaltyOrdinary"],
      [MEASURE_FILE, 'without looking at the record'],
      [EXECUTION_FILE, 'without looking at the record breaks'],
    ],
  },
  {
    task: 24,
    says: '涉企现场检查有事由、有上限、能合并的合并，不得随意、重复检查',
    requirements: ['R24.7'],
    variants: [
      [
        VISIT_FILE,
        'entered before the head approved',
        'one approval, many visits',
        'entered alone while a partner was asked',
        'an emergency that never scanned',
        'refused by law, and entered all the same',
      ],
    ],
  },
  {
    task: 24,
    says: '抽取不得重来到满意为止，名单、种子、结果人人可以核对',
    requirements: ['R7.2'],
    variants: [
      [
        `${BROKEN}/inspections/random/broken.test.ts`,
        'drawn until it pleases',
        'a value entered before the lists are frozen',
        'given up once the lists are frozen',
      ],
    ],
  },
  {
    task: 24,
    says: '没有法定依据，不得要求特定区域、行业普遍停产停业',
    requirements: ['R24.8'],
    variants: [],
    tried: [reporting('INV-P11', { items: [{ kind: '责令停产停业', days: 30 }], generalHalt: true })],
  },
  {
    task: 24,
    says: '会议纪要不得作为执法依据',
    requirements: ['R24.9'],
    variants: [['office/src/registers/enforcement.test.ts', 'minutes and documents found no item']],
    tried: [
      reporting('INV-P10', { basis: [{ ...foodLaw, title: '市长办公会议纪要', level: '会议纪要' }] }),
      reporting('INV-P10', { basis: [{ ...foodLaw, title: '2026年第3次局长办公会议纪要' }] }),
    ],
  },
  {
    task: 24,
    says: '查封、扣押、冻结：有依据、经批准、有清单、有期限、到期必须解除',
    requirements: ['R24.10'],
    variants: [
      [
        MEASURE_FILE,
        'sealed before approval',
        'frozen before approval',
        'approved after more than 24 hours',
        'extended twice',
        'confiscated after the end',
        'closed when it lapses',
        'sealed and forgotten',
        'lifted without return',
        'a test stops the clock without notice',
        'shown though nobody approved it',
        'sealed, returned and never shown',
      ],
    ],
    tried: [
      sealing('INV-P4', { officers: pair.slice(0, 1) }),
      sealing('SHOWN', { shown: false }),
      sealing('TOLD', { told: false }),
      sealing('HANDED', { twoCopies: false }),
      sealing('CUSTODY', { free: false }),
      sealing('UNRELATED', { things: [milk, { ...milk, name: '床', relation: '与违法行为无关' }] }),
      sealing('NECESSITY', { things: [milk, { ...milk, name: '床', necessity: true }] }),
      sealing('DOUBLE', { things: [{ ...milk, sealedBy: '演示市中级人民法院' }] }),
    ],
  },
  {
    task: 24,
    says: '强制执行前必须催告；夜间、节假日不执行，不停居民水电；没有权力的申请法院',
    requirements: ['R24.10'],
    variants: [
      [
        EXECUTION_FILE,
        "['decide-execution', ['URGED'], 'URGED']",
        "['apply-court', ['INV-C5'], 'INV-C5']",
        "['decide-execution', ['OWN'], 'OWN-POWER']",
        "['demolish', ['REMOVAL'], 'DEMOLISH-WAITS']",
      ],
    ],
    tried: [
      executing('INV-C4', { from: '21:00', to: '23:00' }),
      executing('UTILITIES', { utilities: true }),
      executing('TREASURY', { proceeds: 100 }),
      {
        procedure: compulsoryExecution,
        act: 'open',
        code: 'OWN-POWER',
        actor: who.clerk,
        input: { ...execution, item: undefined },
        upTo: (p) => new CaseRun(p, worldWith()).on('2026-03-23'),
      },
    ],
  },
  {
    task: 25,
    says: '合同工、临时工、公益性岗位人员和没有当日有效证件的人不得执法；亮证执法',
    requirements: ['R25.2'],
    variants: [
      [
        `${BROKEN}/officers/broken.test.ts`,
        'submitted without an exam',
        'submitted untrained',
        'the organ issues for its own people',
        'restored although the check failed',
      ],
    ],
    tried: [
      ordinary(
        'contact',
        'INV-P4',
        o1,
        contact('2026-01-06', { officers: [officer('o1'), officer('o2', { validTo: '2026-01-05' })] }),
        filed,
      ),
      ordinary('contact', 'INV-P4', o1, contact('2026-01-06', { officers: [officer('o1')] }), filed),
      ordinary('contact', 'INV-P12', o1, contact('2026-01-06', { shown: false }), filed),
      ordinary('contact', 'INV-P4-SELF', people.o3, contact('2026-01-06'), filed),
    ],
  },
  {
    task: 26,
    says: '应当从轻、减轻、不予处罚的，必须适用，不适用的写明理由送审核',
    requirements: ['R26.1'],
    variants: [[PENALTY_FILE, 'leniency is passed over without a review']],
    tried: [
      reporting('R26.1', { minor: true, correctedInTime: true, noHarm: true }),
      reporting('R26.1', { noFaultProved: true }),
      reporting('R26.1', { firstOffence: true, minorHarm: true, correctedInTime: true }),
    ],
  },
  {
    task: 39,
    says: '不得下达罚没指标，不得与预算、考核挂钩；谁试过要留下记录',
    requirements: ['R39.3'],
    variants: [
      [
        'plan/oversight/enforcement-supervision/fine-guard.test.ts',
        '每月办案10件',
        'every form of a plan task that defines a target carries the rule',
        'an indicator over fines is not computed',
      ],
      [
        'office/src/supervision/supervision.test.ts',
        'is refused, and the attempt is recorded with the person',
      ],
    ],
  },
  {
    task: 39,
    says: '错案责任倒查：不问清原因、不听本人说明，不得追责，也不得了了之',
    requirements: ['R39.2'],
    variants: [
      [
        'plan/oversight/enforcement-supervision/broken.test.ts',
        'persons named without a cause',
        'proposed without hearing them',
        'ended although there is fault',
      ],
    ],
  },
];

/** Requirements of these tasks that forbid or set a limit; the list of all is compared with it below. */
const BANS = [
  'R22.2',
  'R22.4',
  'R24.3',
  'R24.4',
  'R24.6',
  'R24.7',
  'R24.8',
  'R24.9',
  'R24.10',
  'R25.2',
  'R26.1',
  'R39.3',
];

const root = new URL('../../', import.meta.url);
const texts = new Map<string, string>();
const textOf = (file: string): string => {
  const known = texts.get(file) ?? readFileSync(new URL(file, root), 'utf8');
  texts.set(file, known);
  return known;
};

describe('R90.1 prohibitions of tasks 22 to 26 and 39', () => {
  test('every requirement that forbids stands in the table with a broken variant', () => {
    const covered = new Set(TABLE.flatMap((p) => p.requirements));
    expect(BANS.filter((r) => !covered.has(r))).toEqual([]);
    for (const p of TABLE)
      expect((p.tried?.length ?? 0) + p.variants.flatMap(([, ...v]) => v).length, p.says).toBeGreaterThan(0);
    expect([...new Set(TABLE.map((p) => p.task))].sort()).toEqual([22, 23, 24, 25, 26, 39]);
  });

  const spec = new URL('../shared/spec/requirements.yaml', root);
  test.skipIf(!existsSync(spec))(
    'the list of these is that of the requirements (skipped where they are not beside the repository)',
    () => {
      const found = [
        ...readFileSync(spec, 'utf8').matchAll(/\{id: (R(?:2[2-6]|39)\.\d+), .*?kind: (?:ban|due)/g),
      ];
      expect(found.map((m) => m[1])).toEqual(BANS);
    },
  );

  test.each(
    TABLE.flatMap((p) =>
      p.variants.flatMap(([file, ...names]) => names.map((name) => [p.requirements.join(' '), name, file])),
    ),
  )('%s the broken variant “%s” is tested in %s', (_requirement, name, file) => {
    expect(textOf(file as string)).toContain(name);
  });

  test.each(
    TABLE.flatMap((p) =>
      (p.tried ?? []).map((t) => [p.requirements.join(' '), t.procedure.code, t.act, t.code, t] as const),
    ),
  )(
    '%s %s: %s without the check %s accepts what is forbidden',
    (_requirement, _procedure, _act, _code, t) => {
      CASES.set(PENALTY, penaltyFacts());
      try {
        const { procedure, act, code, actor, input, upTo } = t;
        const codes = [code, ...(t.doubledBy ? [t.doubledBy] : [])];
        expect(upTo(procedure).no(act, actor, input).codes).toEqual(codes);
        const without: Procedure = {
          ...procedure,
          acts: Object.fromEntries(
            Object.entries(procedure.acts).map(([name, def]) => [
              name,
              {
                ...def,
                ...(def.rules && { rules: def.rules.filter((r: InputRule) => !codes.includes(r.code)) }),
              },
            ]),
          ),
        };
        upTo(without).do(act, actor, input);
      } finally {
        CASES.clear();
        LINKED.clear();
      }
    },
  );

  test('R24.7 the inspection asks for a ground, counts at planning and at the door, and proposes what can be joined', () => {
    const inspection = procedures.find((p) => p.code === 'inspection');
    const codes = new Map(
      Object.entries(inspection?.acts ?? {}).map(([act, d]) => [act, (d.rules ?? []).map((r) => r.code)]),
    );
    for (const code of ['R24.7-GROUND', 'R24.7-CAP', 'R24.7-REPEAT', 'R24.7-ITEM', 'R24.7-JOINT'])
      expect(
        [...codes.values()].some((c) => c.includes(code)),
        code,
      ).toBe(true);
    expect([...codes].filter(([, c]) => c.includes('R24.7-CAP')).length).toBeGreaterThanOrEqual(2);
  });
});

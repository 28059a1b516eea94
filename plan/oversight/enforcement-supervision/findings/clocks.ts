/** Limits that ran out: one rule for each clock people ask about, one for every other duty of an organ. */
import { type Citation, dateOf } from '@fadu/kernel';
import {
  compulsionLaw as acl,
  penaltyLaw as apl,
  threeSystemsOpinion as g118,
  inspectionAnswers,
  jilinEnterpriseRules,
  enforcementSupervisionRegulations as sup,
} from '../../../statutes/index.ts';
import { task39 } from '../settings.ts';
import type { CaseRecord, CaseRule, ClockRunFacts, FindingKind, FindingLevel, Hit } from './model.ts';
import { onDay } from './model.ts';

/** Organs that owe a clock's act: those bound under the relation, or in which the role is held for this case. */
export function organsOwing({ procedure, view, owner }: CaseRecord, owedBy: string): readonly string[] {
  const bound = view.bound(owedBy);
  if (bound.length) return bound;
  if (procedure.relations[owedBy]) return [];
  const relations = new Set(
    Object.values(procedure.acts).flatMap((act) =>
      act.by.flatMap((by) => (by.kind === 'post' && by.role === owedBy ? [by.of] : [])),
    ),
  );
  const organs = [...relations].flatMap((r) => view.bound(r));
  return organs.length ? [...new Set(organs)] : [owner];
}

/** Courts, congresses and Party organs are not supervised as enforcing bodies. */
const supervised = (kind: string | undefined): boolean =>
  kind !== undefined && !['court', 'procuratorate', 'congress', 'party'].includes(kind);

/** Lateness of one clock: a hit for each late run and each organ that owed it. */
export function lateRuns(record: CaseRecord, clock: string): readonly Hit[] {
  const def = record.procedure.clocks[clock];
  if (def?.kind !== 'duty' || !record.view.state.clocks[clock]) return [];
  const organs = organsOwing(record, def.owedBy).filter((o) => supervised(record.organ(o)?.kind));
  return record.runs(clock).flatMap((run) =>
    run.late
      ? organs.map((organ) => ({
          key: `${clock}#${run.run}${organs.length > 1 ? `@${organ}` : ''}`,
          organ,
          clock,
          since: run.due ?? record.today,
          open: run.stoppedAt === undefined,
          says: words(def.title, run),
        }))
      : [],
  );
}

const words = (title: string, run: ClockRunFacts): string =>
  run.stoppedAt
    ? `“${title}”到${onDay(run.due ?? '')}届满，${onDay(dateOf(run.stoppedAt))}才办理`
    : `“${title}”到${onDay(run.due ?? '')}届满，至今没有办理`;

export interface Row {
  readonly code: string;
  readonly procedures: readonly string[];
  readonly clock: string;
  readonly kind: FindingKind;
  readonly level: FindingLevel;
  readonly title: string;
  readonly cites: readonly Citation[];
}

const ORDINARY = ['penalty-ordinary'];
const SIMPLE = ['penalty-simple'];
const COMPULSION = ['compulsory-measure'];
const VISIT = ['inspection'];

/** The clocks that have a rule of their own. */
export const CLOCK_ROWS: readonly Row[] = [
  // Not deciding whether to file is not acting (penalty law, article 76).
  row('LATE-VERIFY', ORDINARY, 'verification', '不作为', '一般', '线索逾期没有决定是否立案', [
    apl.art('54'),
    apl.art('76'),
  ]),
  row('LATE-DECISION', ORDINARY, 'decision', '逾期', '较重', '办案超过期限', [apl.art('60')]),
  row('LATE-PRESERVATION', ORDINARY, 'preservation', '强制和保存', '重大', '先行登记保存超过期限没有处理', [
    apl.art('56'),
    apl.art('85'),
  ]),
  row('LATE-REVIEW', ORDINARY, 'legality-review', '逾期', '一般', '法制审核超过期限', [apl.art('58')]),
  row('LATE-SERVICE', ORDINARY, 'service', '逾期', '较重', '处罚决定书逾期送达', [
    apl.art('61'),
    apl.art('85'),
  ]),
  row('LATE-PUBLICATION', ORDINARY, 'publication', '公示', '较重', '处罚信息没有按时公示', [g118.art('6')]),
  row('LATE-TAKEDOWN', ORDINARY, 'withdrawal', '公示', '较重', '处罚信息没有按时撤下', [apl.art('48')]),
  row('LATE-HANDING', SIMPLE, 'service', '逾期', '一般', '当场处罚决定书没有当场交付', [apl.art('52')]),
  row('LATE-REPORT', SIMPLE, 'report', '逾期', '一般', '当场处罚没有按时报备', [apl.art('52')]),
  row('LATE-HAND-IN', SIMPLE, 'hand-in', '逾期', '较重', '当场收缴的罚款没有按时交至机关', [
    apl.art('71'),
    apl.art('85'),
  ]),
  row('LATE-BANK', SIMPLE, 'to-bank', '逾期', '较重', '当场收缴的罚款没有按时缴付银行', [
    apl.art('71'),
    apl.art('85'),
  ]),
  // INV-C1: a measure that goes on beyond its limit.
  row('MEASURE-OVER', COMPULSION, 'measure', '强制和保存', '重大', '强制措施超过期限', [
    acl.art('25'),
    acl.art('27'),
  ]),
  row(
    'LATE-COMPULSION-SHOWN',
    [...COMPULSION, 'compulsory-execution'],
    'publication',
    '公示',
    '较重',
    '行政强制信息没有按时公示',
    [g118.art('6')],
  ),
  row('LATE-RETURN', COMPULSION, 'return', '强制和保存', '重大', '应当返还的财物没有返还', [acl.art('28')]),
  row('LATE-VISIT-RESULT', VISIT, 'publication', '公示', '较重', '涉企检查结果没有按时公示', [g118.art('6')]),
  row('LATE-VISIT-APPROVAL', VISIT, 'approval', '检查频次', '较重', '紧急检查没有按时补办批准', [
    inspectionAnswers.art('2'),
  ]),
  row('LATE-UNPLANNED', VISIT, 'unplanned-report', '逾期', '一般', '计划外检查没有按时报告', [
    jilinEnterpriseRules.art('5'),
  ]),
  row('LATE-RECHECK', VISIT, 'correction', '不作为', '一般', '责令改正到期没有复查', [sup.art('11')]),
  row('LATE-ANNUAL', ['officer-certificate'], 'annual', '人员资格', '一般', '执法证件没有按时审验', [
    sup.art('17'),
  ]),
];

function row(
  code: string,
  procedures: readonly string[],
  clock: string,
  kind: FindingKind,
  level: FindingLevel,
  title: string,
  cites: readonly Citation[],
): Row {
  return { code, procedures, clock, kind, level, title, cites: [...cites, task39] };
}

const own = new Set([
  ...CLOCK_ROWS.flatMap((r) => r.procedures.map((p) => `${p} ${r.clock}`)),
  // Entered without a code: its rule says more than that a limit ran out.
  'inspection scan',
]);

const allLate = (record: CaseRecord, wanted: (code: string) => boolean) =>
  Object.keys(record.procedure.clocks)
    .filter((clock) => wanted(clock) && !own.has(`${record.procedure.code} ${clock}`))
    .flatMap((clock) => lateRuns(record, clock));

/** Rules over clocks. */
export const clockRules: readonly CaseRule[] = [
  ...CLOCK_ROWS.map(
    ({ clock, ...head }): CaseRule => ({ ...head, over: 'case', find: (record) => lateRuns(record, clock) }),
  ),
  {
    code: 'LATE-TRANSFER',
    over: 'case',
    kind: '移送',
    level: '重大',
    title: '涉嫌犯罪的案件没有按时移送、移交或者答复',
    cites: [apl.art('27'), task39],
    procedures: ['criminal-transfer', 'reverse-transfer'],
    find: (record) => allLate(record, () => true),
  },
  {
    code: 'LATE-RESULT',
    over: 'case',
    kind: '公示',
    level: '一般',
    title: '检查结果没有按时公示',
    cites: [sup.art('11'), task39],
    procedures: ['random-inspection'],
    find: (record) => allLate(record, (c) => c === 'publication'),
  },
  {
    code: 'LATE-OTHER',
    over: 'case',
    kind: '逾期',
    level: '一般',
    title: '其他办理期限逾期',
    cites: [sup.art('11'), task39],
    find: (record) =>
      /transfer/.test(record.procedure.code)
        ? []
        : allLate(record, (c) => !(c === 'publication' && /inspection$/.test(record.procedure.code))),
  },
];

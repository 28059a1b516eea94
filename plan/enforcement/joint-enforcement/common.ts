/** What joint enforcement stands on, its limits, and who the common superior of two organs is. */
import { days, design, type Env, type InputRule, type OrganFacts, planTask, workdays } from '@fadu/kernel';
import { penaltyLaw as apl, enforcementSupervisionRegulations as sup } from '../../statutes/index.ts';

export const task20 = planTask(
  20,
  '健全跨部门、跨区域执法联动协作机制，实现违法线索互联、执法标准互通、处理结果互认',
);
export const task21 = planTask(21, '依法赋予乡镇、街道行政执法权，能接得住、管得好、有监督');
export const task22 = planTask(22, '健全案件移送和协调协作机制，行政许可、监督管理、行政处罚信息互通');

/** Limits: no statute fixes them. */
export const limits = {
  /** From a clue or case sent to its being accepted or returned. */
  receipt: workdays(5),
  /** The common superior designates. */
  designation: workdays(10),
  /** The receiver files or decides what becomes of a case it took. */
  takeUp: workdays(10),
  /** The finder answers why its result should stand. */
  answer: workdays(5),
  /** The longest a clue may be given for its result. */
  longestResult: days(60),
} as const;

export const receiptLimit = design('收到线索、案件5个工作日内决定接收、退回或者提出管辖异议');
export const designationLimit = design('共同的上级10个工作日内指定');
export const takeUpLimit = design('接收案件10个工作日内立案或者说明如何处理');
export const resultLimit = design('线索的办理结果在移送时写明的期限内反馈，最长60日');
export const noSendingBack = design(
  '受移送的机关不得自行退回案件，认为没有管辖权的协商，协商不成的报请共同的上级指定',
);
export const recognitionRule = design(
  '检查、检验、检测结果在有效期内直接认可，不再重复；不认可的说明理由并告知作出结果的机关',
);
export const answerLimit = design('对不认可的理由5个工作日内答复');

export const cites = {
  clue: [task20, apl.art('26')],
  place: [apl.art('22'), apl.art('23')],
  dispute: [apl.art('25'), sup.art('13')],
  transfer: [apl.art('22'), apl.art('25'), task22],
  delegation: [apl.art('24'), task21],
  recognition: [recognitionRule, task20],
} as const;

/** Kinds of organs that enforce. */
const ENFORCING: readonly string[] = [
  'department',
  'government',
  'township',
  'subdistrict',
  'authorised',
  'dispatched',
];
export const enforces = (organ: OrganFacts | undefined): organ is OrganFacts =>
  organ !== undefined && ENFORCING.includes(organ.kind);
export const isTownship = (organ: OrganFacts | undefined): boolean =>
  organ?.kind === 'township' || organ?.kind === 'subdistrict';

/**
 * The government that two organs stand under: of their own region where it is the same, else of the city. Undefined
 * where the directory has none, as for organs of two cities.
 */
export function commonSuperior(one: string, other: string, env: Env): OrganFacts | undefined {
  const a = env.organ(one)?.region;
  const b = env.organ(other)?.region;
  if (!a || !b || a.slice(0, 4) !== b.slice(0, 4)) return undefined;
  const region = a === b ? a : `${a.slice(0, 4)}00`;
  return env.organsOf(region).find((o) => o.kind === 'government');
}

/** Another organ that enforces. */
export const receiverRule: InputRule = {
  code: 'RECEIVER',
  field: 'receiver',
  cites: [...cites.transfer],
  say: '请选择另一个行政执法机关',
  check: (input, _view, env) => enforces(env.organ(String(input.receiver))) && input.receiver !== env.acting,
};

/** The superior named is the one that both stand under. */
export const superiorRule = (
  parties: (view: Parameters<InputRule['check']>[1]) => readonly [string, string],
): InputRule => ({
  code: 'SUPERIOR',
  field: 'superior',
  cites: [...cites.dispute],
  say: '请选择共同的上级政府',
  check: (input, view, env) => {
    const [one, other] = parties(view);
    const due = commonSuperior(one, other, env);
    if (!due) return '这两个机关在本市没有共同的上级，请按程序报请上一级';
    return input.superior === due.id || `共同的上级是${due.name}，请选择它`;
  },
});

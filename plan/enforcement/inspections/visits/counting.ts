/**
 * Visits counted (R24.7): how often an organ was at an enterprise in a year, over what every organ of the city has on
 * record, against the cap that its authority published; and other visits that are due at the same enterprise.
 */
import {
  addDays,
  type CaseFacts,
  type DateStr,
  type EntryFacts,
  type Env,
  type Question,
} from '@fadu/kernel';
import { capOf, inspectionCaps } from '../lists.ts';
import { INSPECTION_TASKS } from '../random/facts.ts';
import { CAP_EFFECTS, INSPECTION_VISITS, REPEAT_DAYS } from './common.ts';
import { classOf, type Input, itemCodes, itemQuestion } from './facts.ts';

/** Visits of every organ at an enterprise. */
export const visitsQuestion = (object: string, on: DateStr) =>
  ({
    ask: 'peers',
    register: INSPECTION_VISITS,
    on,
    field: 'object',
    values: [object],
    keep: ['organ', 'on', 'counted', 'items', 'class', 'task', 'case'],
  }) as const satisfies Question;

/** Tasks of random draws at an enterprise, with the results that are public. */
export const tasksQuestion = (object: string, on: DateStr) =>
  ({
    ask: 'peers',
    register: INSPECTION_TASKS,
    on,
    field: 'object',
    values: [object],
    keep: ['organs', 'results', 'items', 'status', 'from', 'to'],
  }) as const satisfies Question;

/** Caps that hold for an organ. */
export const capsQuestion = (organ: string, on: DateStr) =>
  ({ ask: 'entries', register: inspectionCaps.code, on, where: { organ } }) as const satisfies Question;

/** One visit as the count sees it. */
export interface CountedVisit {
  readonly organ: string;
  readonly on: DateStr;
  readonly items: readonly string[];
  readonly counted: boolean;
}

/** Visits from both registers; a task of a draw that has a visit of its own is not counted twice. */
export function visitsFrom(
  visits: readonly EntryFacts[],
  tasks: readonly EntryFacts[],
  except?: string,
): readonly CountedVisit[] {
  const own = visits
    .filter((v) => v.body.case !== except)
    .map((v) => ({
      organ: String(v.body.organ),
      on: String(v.body.on),
      items: (v.body.items ?? []) as readonly string[],
      counted: v.body.counted === true,
      task: v.body.task === undefined ? undefined : String(v.body.task),
    }));
  const drawn = tasks.flatMap((t) =>
    ((t.body.results ?? []) as readonly { organ: string; inspectedOn: string }[])
      .filter((r) => !own.some((v) => v.task === t.code && v.organ === r.organ))
      .map((r) => ({
        organ: r.organ,
        on: r.inspectedOn,
        items: (t.body.items ?? []) as readonly string[],
        counted: true,
      })),
  );
  return [...own, ...drawn];
}

/** Visits of one organ in the calendar year of a day that count against its cap. */
export const inYear = (
  visits: readonly CountedVisit[],
  organ: string,
  on: DateStr,
): readonly CountedVisit[] =>
  visits.filter((v) => v.counted && v.organ === organ && v.on.slice(0, 4) === on.slice(0, 4));

/** Everything the count asks for one organ. */
export const countQuestions = (object: string, organ: string, on: DateStr): readonly Question[] => [
  visitsQuestion(object, on),
  tasksQuestion(object, on),
  capsQuestion(organ, on),
];

/** The count of one organ at one enterprise, as answered. */
export interface Count {
  readonly times: number;
  readonly cap: number | undefined;
  readonly visits: readonly CountedVisit[];
  /** Day of the visit that is asked about. */
  readonly on: DateStr;
}

/** Count from the answers. `on`: day of the visit; `except`: the case that asks. */
export function countOf(
  env: Env,
  o: { object: string; organ: string; objectClass: string; asked: DateStr; on: DateStr; except?: string },
): Count {
  const all = visitsFrom(
    env.answer(visitsQuestion(o.object, o.asked)),
    env.answer(tasksQuestion(o.object, o.asked)),
    o.except,
  );
  const cap = capOf(env.answer(capsQuestion(o.organ, o.asked)), o.organ, o.objectClass);
  const visits = inYear(all, o.organ, o.on);
  return { times: visits.length, cap, visits: all, on: o.on };
}

/** What the cap says of one more visit; true: nothing. */
export function capFault(input: Input, organ: string, name: string, count: Count, env: Env): true | string {
  const { times, cap } = count;
  const effect = CAP_EFFECTS[classOf(input)];
  if (effect !== 'refuse') return true;
  if (cap === undefined)
    return `${name}还没有公布对这类企业的年度检查频次上限，不得开展${classOf(input)}；请先公布上限`;
  if (times >= cap)
    return `${name}${count.on.slice(0, 4) === env.today.slice(0, 4) ? '今年' : `${count.on.slice(0, 4)}年`}已经检查这家企业${times}次，达到公布的上限${cap}次，不得再安排${classOf(input)}；确有投诉举报、案件线索的，按个案检查报批`;
  for (const code of itemCodes(input)) {
    const item = env.answer(itemQuestion(code, env.today));
    const own = item?.entry.body.cap;
    const of = count.visits.filter((v) => v.organ === organ && v.counted && v.items.includes(code));
    const same = of.filter((v) => v.on.slice(0, 4) === count.on.slice(0, 4)).length;
    if (typeof own === 'number' && same >= own)
      return `“${String(item?.entry.body.name)}”对同一家企业一年最多检查${own}次，今年已经${same}次`;
  }
  return true;
}

/** What stands against a second visit for the same item so soon; true: nothing. */
export function repeatFault(input: Input, organ: string, on: DateStr, count: Count): true | string {
  if (classOf(input) === '个案检查') return true;
  const last = count.visits
    .filter((v) => v.organ === organ && v.on <= on && on <= addDays(v.on, REPEAT_DAYS))
    .find((v) => v.items.some((i) => itemCodes(input).includes(i)));
  return (
    last === undefined ||
    `本机关${last.on}已经就同一事项检查过这家企业，${REPEAT_DAYS}日内不得重复检查；请合并到下一次计划`
  );
}

/** Phases in which an inspection is due: planned, and nobody has gone in yet. */
export const DUE_PHASES: readonly string[] = ['planning', 'approved'];
/** What an inspection tells every organ of itself. */
export const DUE_FACTS = ['propose.from', 'propose.to'] as const;
/** The enterprise as cases are bound to it. */
export const objectId = (uscc: string): string => `enterprise:${uscc}`;

export const dueQuestion = (object: string) =>
  ({
    ask: 'linked',
    to: objectId(object),
    procedure: 'inspection',
    facts: [...DUE_FACTS],
  }) as const satisfies Question;

/** Another organ's inspection that is due at the same enterprise in the same days. */
export interface DueElsewhere {
  readonly organs: readonly string[];
  readonly from: DateStr;
  readonly to: DateStr;
}

/** Inspections of others that are due while this one would be. */
export function dueElsewhere(
  cases: readonly CaseFacts[],
  tasks: readonly EntryFacts[],
  o: { readonly organ: string; readonly from: DateStr; readonly to: DateStr; readonly except?: string },
): readonly DueElsewhere[] {
  const open = cases
    .filter((c) => c.id !== o.except && c.owner !== o.organ && DUE_PHASES.includes(c.phase))
    .map((c) => ({
      organs: [c.owner],
      from: String(c.facts['propose.from'] ?? ''),
      to: String(c.facts['propose.to'] ?? ''),
    }));
  const drawn = tasks
    .filter((t) => t.body.status === '待检查')
    .map((t) => ({
      organs: ((t.body.organs ?? []) as readonly string[]).filter((x) => x !== o.organ),
      from: String(t.body.from),
      to: String(t.body.to),
    }));
  return [...open, ...drawn].filter((d) => d.organs.length > 0 && d.from <= o.to && d.to >= o.from);
}

/** What a random inspection says, read in one place: plan, commitment, result, tasks. */
import {
  type ActRecord,
  type CaseView,
  type DrawOutcome,
  dateOf,
  dueDateOnly,
  type Env,
  type Instant,
  type ListFacts,
  type Question,
  type RegisterChange,
  recordedAnswer,
  timeOfDay,
} from '@fadu/kernel';
import {
  type Commitment,
  type DrawnRow,
  type DrawPlan,
  type Stratum,
  seedValue,
} from '@fadu/kernel/draw/index';
import { RESULT_LIMIT } from '../common.ts';
import type * as form from './forms.ts';
import { NEEDS_FOLLOW_UP } from './forms.ts';

export type Input = Readonly<Record<string, unknown>>;

/** Register of draws: frozen, drawn, made void. Its code is the number of the draw. */
export const RANDOM_DRAWS = 'random-draw';
/** Register of tasks: one object drawn, with who goes there; code is the draw's number, `-`, and the row. */
export const INSPECTION_TASKS = 'inspection-task';

/** The plan as last entered. */
export const planOf = (view: CaseView): Input =>
  ((view.last('revise-plan') ?? view.last('draft-plan'))?.input ?? {}) as Input;

/** Number of the draw; before it is drawn (in tests of the definition alone) the case's id. */
export const drawNumber = (view: CaseView): string =>
  view.issued('draft-plan', 'draw') ?? (view.state.id || '未编号');

export const teamsOf = (plan: Input) => (plan.teams ?? []) as readonly form.Team[];
export const layersOf = (plan: Input) => (plan.layers ?? []) as readonly form.Layer[];

/** The draw that a plan asks for. */
export const drawPlan = (view: CaseView): DrawPlan => {
  const plan = planOf(view);
  return {
    id: drawNumber(view),
    strata: layersOf(plan).map(
      (l): Stratum =>
        l.ratio === undefined ? { code: l.code, take: l.take ?? 0 } : { code: l.code, ratio: l.ratio },
    ),
    teams: teamsOf(plan).map((t) => ({ group: t.organ, size: t.size })),
  };
};

/** The act that last named the source of the seed. */
const namedBy = (view: CaseView): ActRecord | undefined =>
  ['draft-plan', 'revise-plan', 'change-source', 'approve-redraw']
    .flatMap((act) => view.all(act).slice(-1))
    .sort((a, b) => a.seq - b.seq)
    .at(-1);

/** Moment at which a source's value becomes public. */
export const announcedAt = (input: Input): Instant =>
  timeOfDay(String(input.seedDay), String(input.seedTime));

/** The source as it was last named. */
export const sourceOf = (view: CaseView): Input => (namedBy(view)?.input ?? {}) as Input;

/** The latest lists of officers and of pairs that each organ handed in, in the order of the teams. */
export function submitted(view: CaseView): { officers: string[]; pairs: string[]; missing: string[] } {
  const acts = teamsOf(planOf(view)).map(({ organ }) => ({
    organ,
    act: view.all('submit-officers').findLast((a) => a.actor.organ === organ),
  }));
  return {
    officers: acts.flatMap(({ act }) => (act ? [String(act.input.officers)] : [])),
    pairs: acts.flatMap(({ act }) => (act?.input.pairs ? [String(act.input.pairs)] : [])),
    missing: acts.flatMap(({ organ, act }) => (act ? [] : [organ])),
  };
}

/** Everything that the freeze commits. `input`: of the freeze. */
export function commitmentOf(view: CaseView, input: Input): Commitment {
  const source = sourceOf(view);
  const { officers, pairs } = submitted(view);
  return {
    plan: drawPlan(view),
    lists: { objects: String(input.objects), officers, pairs },
    source: {
      name: String(source.seedName),
      issue: String(source.seedIssue),
      announcedAt: announcedAt(source),
      reading: `${String(source.seedReading)}（${String(source.seedUrl)}）`,
    },
  };
}

/** The commitment in force: that of the freeze that was not made void. */
export const frozen = (view: CaseView): Commitment | undefined => {
  const act = view.last('freeze-lists');
  return act && commitmentOf(view, act.input);
};

/** All hashes of a commitment. */
export const hashesOf = ({ lists }: Commitment): string[] => [
  lists.objects,
  ...lists.officers,
  ...lists.pairs,
];

/** The same value, however it is spaced. */
export function sameValue(a: unknown, b: unknown): boolean {
  try {
    return seedValue(String(a)) === seedValue(String(b));
  } catch {
    return false;
  }
}

/** Question for the draw itself; none before lists are frozen and the value is confirmed. */
export const drawQuestion = (view: CaseView): Extract<Question, { ask: 'draw' }> | undefined => {
  const commitment = frozen(view);
  const value = view.text('confirm-value.value');
  return commitment && value ? { ask: 'draw', commitment, value: seedValue(value) } : undefined;
};

/** The outcome recorded with the draw. */
export const outcomeOf = (view: CaseView): DrawOutcome | undefined => {
  const act = view.last('draw');
  const question = drawQuestion(view);
  return act && question && recordedAnswer(act, question);
};
export const drawnRows = (view: CaseView): readonly DrawnRow[] => outcomeOf(view)?.result?.drawn ?? [];

/** One organ's result at one object. */
export interface TaskResult {
  readonly organ: string;
  readonly inspectedOn: string;
  readonly officers: readonly string[];
  readonly result: string;
  readonly found?: string;
  readonly followUp?: { readonly kind: string; readonly ref: string; readonly on: string };
  /** Number of the act that recorded it. */
  readonly seq: number;
}

/** Results by row of the draw; the latest of each organ. */
export function resultsOf(view: CaseView): ReadonlyMap<number, ReadonlyMap<string, TaskResult>> {
  const out = new Map<number, Map<string, TaskResult>>();
  for (const act of view.all('record-result')) {
    const no = Number(act.input.no);
    const row = out.get(no) ?? new Map<string, TaskResult>();
    const { inspectedOn, officers, result, found } = act.input;
    const organ = act.actor.organ ?? '';
    row.set(organ, {
      organ,
      inspectedOn: String(inspectedOn),
      officers: (officers ?? []) as string[],
      result: String(result),
      ...(found ? { found: String(found) } : {}),
      seq: act.seq,
    });
    out.set(no, row);
  }
  for (const act of view.all('link-follow-up')) {
    const of = out.get(Number(act.input.no))?.get(act.actor.organ ?? '');
    if (of && act.seq > of.seq)
      out.get(Number(act.input.no))?.set(of.organ, {
        ...of,
        followUp: { kind: String(act.input.kind), ref: String(act.input.ref), on: String(act.input.on) },
      });
  }
  return out;
}

/** Results after which something must follow and nothing is recorded yet. */
export const openFollowUps = (view: CaseView): { no: number; organ: string }[] =>
  [...resultsOf(view)].flatMap(([no, row]) =>
    [...row.values()].flatMap((r) =>
      NEEDS_FOLLOW_UP.includes(r.result) && !r.followUp ? [{ no, organ: r.organ }] : [],
    ),
  );

/** Number of the act that last published. */
const publishedUpTo = (view: CaseView): number => view.last('publish-results')?.seq ?? 0;

/** Rows with a result that is not public yet. */
export const unpublished = (view: CaseView): number[] =>
  [...resultsOf(view)].flatMap(([no, row]) =>
    [...row.values()].some((r) => r.seq > publishedUpTo(view)) ? [no] : [],
  );

/** Every object drawn has a result of every organ that takes part. */
export const resultsIn = (view: CaseView): boolean => {
  const organs = teamsOf(planOf(view)).map((t) => t.organ);
  const results = resultsOf(view);
  const rows = drawnRows(view);
  return rows.length > 0 && rows.every((r) => organs.every((o) => results.get(r.no)?.has(o)));
};

/** Whether an object was drawn at this row. */
export const rowAt = (view: CaseView, no: unknown): DrawnRow | undefined =>
  drawnRows(view).find((r) => r.no === Number(no));

const codeOf = (view: CaseView, no: number) => `${drawNumber(view)}-${no}`;

/** Groups of a row's officers, as the plan has its teams. */
export function officersOf(
  view: CaseView,
  row: DrawnRow,
): { organ: string; officers: { ref: string; name: string }[] }[] {
  const names = outcomeOf(view)?.names ?? {};
  let at = 0;
  return teamsOf(planOf(view)).map((t) => {
    const refs = row.officers.slice(at, at + t.size);
    at += t.size;
    return { organ: t.organ, officers: refs.map((ref) => ({ ref, name: names[ref] ?? '' })) };
  });
}

/** The task at a row, as the register has it. `shown`: results that are public. */
export function taskEntry(
  view: CaseView,
  env: Env,
  no: number,
  shown: (r: TaskResult) => boolean,
): RegisterChange {
  const row = rowAt(view, no) as DrawnRow;
  const plan = planOf(view);
  const results = [...(resultsOf(view).get(no)?.values() ?? [])].filter(shown);
  const organs = teamsOf(plan).map((t) => t.organ);
  const open = results.some((r) => NEEDS_FOLLOW_UP.includes(r.result) && !r.followUp);
  return {
    register: INSPECTION_TASKS,
    code: codeOf(view, no),
    lawFrom: env.today,
    body: {
      status: results.length < organs.length ? '待检查' : open ? '待后续处理' : '已办结',
      draw: drawNumber(view),
      case: view.state.id,
      no,
      object: row.object,
      name: outcomeOf(view)?.names[row.object] ?? '',
      stratum: row.stratum,
      organs,
      teams: officersOf(view, row),
      items: plan.items,
      from: plan.periodFrom,
      to: plan.periodTo,
      results: results.map(({ seq: _, ...r }) => {
        const due = dueDateOnly(r.inspectedOn, RESULT_LIMIT, { calendar: env.calendar, lastDay: 'roll' });
        return {
          ...r,
          publishBy: due,
          publishedOn: publishedOn(view, r, env),
          late: publishedOn(view, r, env) > due,
        };
      }),
    },
  };
}

/** Day on which a result became public: that of the first publication after it. */
const publishedOn = (view: CaseView, r: { inspectedOn: string; organ: string }, env: Env): string => {
  const seq = view
    .all('record-result')
    .findLast((a) => a.actor.organ === r.organ && a.input.inspectedOn === r.inspectedOn)?.seq;
  const act = view.all('publish-results').find((p) => seq !== undefined && p.seq > seq);
  return act ? dateOf(act.at) : env.today;
};

/**
 * Which objects were frozen, by the latest freeze on record, whether or not it is still in force: every later entry of
 * the draw says it, so that another draw over the same objects is found whatever became of this one.
 */
function frozenObjects(view: CaseView): Input {
  const act = view.state.acts.findLast((a) => a.act === 'freeze-lists');
  if (!act) return {};
  const keys = act.effects.answered?.flatMap(({ question, answer }) =>
    question.ask === 'lists' ? (answer as readonly ListFacts[]) : [],
  );
  const own = keys?.find((l) => l.hash === act.input.objects)?.keys;
  return {
    objects: act.input.objects,
    ...(own && { keys: own }),
    frozenAt: act.at,
    announcedAt: announcedAt(sourceOf(view)),
  };
}

/** The draw as the register of draws has it. */
export function drawEntry(view: CaseView, env: Env, status: string, more: Input = {}): RegisterChange {
  const plan = planOf(view);
  return {
    register: RANDOM_DRAWS,
    code: drawNumber(view),
    lawFrom: env.today,
    body: {
      status,
      title: plan.title,
      organ: view.bound('lead')[0] ?? '',
      organs: teamsOf(plan).map((t) => t.organ),
      case: view.state.id,
      annualPlan: plan.annualPlan,
      batch: plan.batch,
      ...(plan.repeatOf ? { repeatOf: plan.repeatOf, repeatReason: plan.repeatReason } : {}),
      ...frozenObjects(view),
      ...more,
    },
  };
}

/** The plan's tasks for people: who is responsible for what, and how far it is, each figure with its records (R0.4, R0.6). */
import { CaseView } from '@fadu/kernel';
import {
  expandBody,
  groupById,
  LIGHTS,
  type Light,
  organById,
  PLAN,
  type Reason,
  type RecordRef,
  SYSTEMS,
  summarise,
  type TaskProgress,
} from '@fadu/plan/leadership/plan-tracking/index';
import type { Office } from '../office.ts';
import { notFound, Problem } from '../problem.ts';
import { type Body, type PlanWords, planWords, type WordedTask } from './document.ts';
import { planRegion, type StandingTask, standing } from './standing.ts';

/** What a list of tasks may be narrowed to. */
export interface TaskFilter {
  readonly region?: string;
  readonly chapter?: number;
  /** Id of an organ or group; an organ also finds the tasks it has as a member of a group. */
  readonly body?: string;
  readonly light?: string;
}

/** Address of the record behind a figure. */
const linkOf = (ref: RecordRef) => ({
  ...ref,
  href:
    ref.kind === 'case'
      ? `/api/v1/cases/${ref.id}`
      : ref.kind === 'task'
        ? `/api/v1/plan/tasks/${ref.id}`
        : '/api/v1/plan/tasks',
});
const linked = (r: Reason) => ({ ...r, refs: r.refs.map(linkOf) });

/** Bodies of a task in a region: those of the case once it is opened, else those of the plan. */
function bodiesOf(
  office: Office,
  words: WordedTask,
  item: StandingTask,
): { lead: readonly Body[]; responsible: readonly Body[] } {
  if (!item.tracked) return words;
  const view = new CaseView(item.tracked.state);
  const named = (id: string): Body => ({
    id,
    name: office.organ(id)?.name ?? organById(id)?.name ?? id,
    kind: 'organ',
  });
  const responsible = view.bound('responsible');
  return {
    lead: view.bound('lead').map(named),
    responsible: responsible.length ? responsible.map(named) : words.responsible,
  };
}

const organsOf = (bodies: readonly Body[], task: number): string[] =>
  bodies.flatMap((b) => (b.kind === 'group' ? [b.id, ...expandBody(b.id, task)] : [b.id]));

function lineOf(office: Office, words: WordedTask, item: StandingTask, region: string, city: string) {
  const p = item.progress;
  const bodies = bodiesOf(office, words, item);
  const query = region === city ? '' : `?region=${region}`;
  return {
    number: words.facts.number,
    region,
    chapter: words.chapter,
    section: words.section,
    title: words.facts.title,
    goal: words.facts.goal,
    text: words.text,
    lead: bodies.lead,
    responsible: bodies.responsible,
    leadNote: item.tracked ? null : words.leadNote,
    rhythm: words.facts.rhythm,
    measurable: words.facts.measurable ?? null,
    systems: words.facts.systems.map((id) => ({ id, name: SYSTEMS.find((s) => s.id === id)?.zh ?? id })),
    light: { colour: p.light, text: p.text, reason: p.reasons[0]?.say ?? '', reasons: p.reasons.map(linked) },
    completion: p.completion,
    kept: p.kept,
    targets: p.targets.map((t) => ({ ...t, refs: t.refs.map(linkOf) })),
    overdueSince: p.overdueSince ?? null,
    nextPlan: p.nextPlan ?? null,
    case: p.caseId ? { id: p.caseId, phase: p.phase } : null,
    links: {
      self: `/api/v1/plan/tasks/${words.facts.number}${query}`,
      case: p.caseId ? `/api/v1/cases/${p.caseId}` : null,
      records: p.reasons.flatMap((r) => r.refs.map(linkOf)),
    },
  };
}

/** One line of the list of tasks. */
export type PlanTask = ReturnType<typeof lineOf>;

const headOf = (words: PlanWords) => ({
  title: words.title,
  number: words.number,
  period: PLAN.period,
  source: words.source,
  document: words.document,
});

function lightOf(text: string | undefined): Light | undefined {
  if (text === undefined) return undefined;
  const light = LIGHTS.find((l) => l === text);
  if (!light) throw new Problem(400, 'query', `参数 light 应为 ${LIGHTS.join('、')} 之一`);
  return light;
}

/** The plan with its tasks in one region, narrowed as asked, and the sum of those shown. @throws Problem 400, 404 */
export async function planTasks(office: Office, filter: TaskFilter = {}) {
  const region = planRegion(office, filter.region);
  const light = lightOf(filter.light);
  if (
    filter.body !== undefined &&
    !organById(filter.body) &&
    !groupById(filter.body) &&
    !office.organ(filter.body)
  )
    throw notFound('这个单位');
  const [words, stand] = await Promise.all([planWords(office, region.code), standing(office, region)]);
  const city = planRegion(office).code;
  const shown: TaskProgress[] = [];
  const items = words.tasks.flatMap((task): PlanTask[] => {
    const item = stand.get(region.code)?.find((s) => s.progress.task === task.facts.number);
    if (!item) return [];
    if (filter.chapter !== undefined && task.chapter.number !== filter.chapter) return [];
    if (light && item.progress.light !== light) return [];
    if (filter.body !== undefined) {
      const { lead, responsible } = bodiesOf(office, task, item);
      if (!organsOf([...lead, ...responsible], task.facts.number).includes(filter.body)) return [];
    }
    shown.push(item.progress);
    return [lineOf(office, task, item, region.code, city)];
  });
  const { tasks: _, ...summary } = summarise(shown);
  return { plan: headOf(words), region: { code: region.code, name: region.name }, summary, items };
}

/**
 * One task in one region with everything behind it. The coordinating office also sees the lead body's self-score and the
 * measure that the light calls for. @throws Problem 404 when the plan has no such task
 */
export async function taskDetail(office: Office, number: number, regionCode?: string, coordinates = false) {
  const region = planRegion(office, regionCode);
  const [words, stand] = await Promise.all([planWords(office, region.code), standing(office, region)]);
  const task = words.tasks.find((t) => t.facts.number === number);
  const item = stand.get(region.code)?.find((s) => s.progress.task === number);
  if (!task || !item) throw notFound(`第${number}项任务`);
  const p = item.progress;
  return {
    plan: headOf(words),
    ...lineOf(office, task, item, region.code, planRegion(office).code),
    dates: task.dates,
    parts: p.parts.map((x) => ({ ...x, percent: Math.floor(x.percent), refs: x.refs.map(linkOf) })),
    milestones: p.milestones
      .filter((m) => m.kind === 'milestone')
      .map((m) => ({ ...m, refs: m.refs.map(linkOf) })),
    measures: p.measures.map((m) => ({ ...m, refs: m.refs.map(linkOf) })),
    children: p.children.map((c) => ({
      ...c,
      regionName: office.regions.find((r) => r.code === c.region)?.name ?? c.region,
      href: `/api/v1/plan/tasks/${number}?region=${c.region}`,
    })),
    closures: p.closures,
    ...(coordinates && { selfScore: p.selfScore ?? null, advice: p.advice ?? null }),
  };
}

/** The answer of `planTasks`. */
export type PlanTasks = Awaited<ReturnType<typeof planTasks>>;
/** The answer of `taskDetail`. */
export type TaskDetail = Awaited<ReturnType<typeof taskDetail>>;

/** Organs of a task by the part they have in it, groups taken apart. */
export function dutiesOf(
  office: Office,
  words: WordedTask,
  item: StandingTask,
): { lead: string[]; responsible: string[] } {
  const bodies = bodiesOf(office, words, item);
  const only = (list: readonly Body[]) =>
    [...new Set(organsOf(list, words.facts.number))].filter((id) => !groupById(id));
  const lead = only(bodies.lead);
  return { lead, responsible: only(bodies.responsible).filter((id) => !lead.includes(id)) };
}

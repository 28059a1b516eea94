/** The plan's pages over the office's plan tracking: live figures, with links only to what everyone may see. */
import type { Office } from '@fadu/office/office';
import { progressBy } from '@fadu/office/plan/progress';
import { type PlanTask, planTasks, type TaskDetail, taskDetail } from '@fadu/office/plan/tasks';
import { Problem } from '@fadu/office/problem';
import { publicRows } from '@fadu/office/public/rows';
import type { RecordRef, Summary } from '@fadu/plan/leadership/plan-tracking/index';
import type { PlanProgressRow, PlanRecord, PlanTaskView, PortalDeps } from './deps.ts';

/** How long an answer is kept, in milliseconds: the whole plan is computed from every record behind it. */
const KEPT_FOR = 30_000;

/** Titles and pages of cases that everyone may see. */
type PublicCases = ReadonlyMap<string, PlanRecord>;

async function publicCases(office: Office, refs: readonly RecordRef[]): Promise<PublicCases> {
  const ids = [...new Set(refs.filter((r) => r.kind === 'case').map((r) => r.id))];
  if (ids.length === 0) return new Map();
  const rows = await publicRows<{ id: string; title: string; code: string | null; opened: boolean }>(
    office,
    `select c.id, c.title,
       (select e.code from fadu.entry e where e.region = c.region and e.case_id = c.id
        and e.register = 'normative-documents' order by e.version desc limit 1) as code,
       exists (select from fadu.public_act a where a.region = c.region and a.case_id = c.id
        and a.act = 'open-consultation') as opened
     from fadu.case_file c where c.public and c.id = any($1)`,
    [ids],
  );
  return new Map(
    rows.map((r) => {
      const href = r.code
        ? `/documents/${encodeURIComponent(r.code)}`
        : r.opened
          ? `/consultations/${r.id}`
          : undefined;
      return [r.id, { title: r.title, ...(href && { href }) }];
    }),
  );
}

/** Records as everyone may see them; of those that are not public only their number is told. */
function recordsOf(refs: readonly RecordRef[], cases: PublicCases): PlanRecord[] {
  const out = new Map<string, PlanRecord>();
  let hidden = 0;
  for (const ref of refs) {
    if (ref.kind === 'task')
      out.set(`t${ref.id}`, { title: `第${ref.id}项任务`, href: `/plan/tasks/${ref.id}` });
    else if (ref.kind === 'plan') out.set(`p${ref.id}`, { title: ref.id });
    else {
      const found = cases.get(ref.id);
      const short = ref.counted === false ? '（没有达到）' : '';
      if (found) out.set(ref.id, { ...found, title: `${found.title}${short}` });
      else hidden++;
    }
  }
  return [...out.values(), ...(hidden ? [{ title: `不公开的办理记录${hidden}件` }] : [])];
}

const progressRow = (key: string, title: string, s: Summary): PlanProgressRow => ({
  key,
  title,
  tasks: s.total,
  lights: s.counts,
  completion: s.total ? s.completion / 100 : null,
});

const lineView = (t: PlanTask): PlanTaskView => ({
  number: t.number,
  title: t.title,
  goal: t.goal,
  ...(t.text && { text: t.text }),
  chapter: t.chapter,
  section: t.section,
  lead: t.lead.map((b) => b.name),
  ...(t.leadNote && { leadNote: t.leadNote }),
  responsible: t.responsible.map((b) => b.name),
  light: { colour: t.light.colour, text: t.light.text, reason: t.light.reason },
  completion: t.light.colour === 'grey' ? null : t.completion / 100,
  measures: [],
  dated: t.targets.map((d) => ({
    due: d.due,
    what: d.what,
    missed: d.missed,
    done: d.state.startsWith('met'),
  })),
  systems: t.systems.map((s) => ({ id: s.id, title: s.name })),
  records: [],
});

/** Several findings as one text, each a sentence. */
const sentences = (says: readonly string[]): string => says.map((s) => s.replace(/。?$/, '。')).join('');

async function detailView(office: Office, t: TaskDetail): Promise<PlanTaskView> {
  const reasons = t.light.reasons;
  const cases = await publicCases(office, [
    ...reasons.flatMap((r) => r.refs),
    ...t.measures.flatMap((m) => m.refs),
  ]);
  return {
    ...lineView(t),
    light: { colour: t.light.colour, text: t.light.text, reason: sentences(reasons.map((r) => r.say)) },
    measures: t.measures.map((m) => ({
      title: m.title,
      target: `${m.target}%`,
      numerator: m.numerator,
      denominator: m.denominator,
      records: recordsOf(m.refs, cases),
    })),
    // A task whose record is itself has none to show.
    records: recordsOf(
      reasons.flatMap((r) => r.refs).filter((r) => r.kind !== 'task' || r.id !== String(t.number)),
      cases,
    ),
  };
}

/** The plan as the portal wants it, from the office's records. Answers are kept for half a minute. */
export function planSource(office: Office, keptFor = KEPT_FOR): PortalDeps['plan'] {
  const kept = new Map<string, Promise<unknown>>();
  const keep = <T>(key: string, make: () => Promise<T>): Promise<T> => {
    const known = kept.get(key) as Promise<T> | undefined;
    if (known) return known;
    const made = make();
    kept.set(key, made);
    made.catch(() => kept.delete(key));
    setTimeout(() => kept.delete(key), keptFor).unref();
    return made;
  };
  const all = () => keep('tasks', () => planTasks(office));
  return {
    async tasks(filter) {
      const { items } = await all();
      return items
        .filter((t) => filter.chapter === undefined || t.chapter.number === filter.chapter)
        .filter((t) => filter.light === undefined || t.light.colour === filter.light)
        .filter(
          (t) =>
            !filter.body || [...t.lead, ...t.responsible].some((b) => b.name.includes(filter.body as string)),
        )
        .map(lineView);
    },
    task: (number) =>
      keep(`task ${number}`, async () => {
        try {
          return await detailView(office, await taskDetail(office, number));
        } catch (error) {
          if (error instanceof Problem && error.status === 404) return undefined;
          throw error;
        }
      }),
    async progress(by) {
      if (by === 'all') return [progressRow('all', '全部任务', (await all()).summary as Summary)];
      const found = await keep(by, () => progressBy(office, by));
      return found.items.map((i) => progressRow(i.key, i.name, i));
    },
  };
}

/** What the portal asks for, from what the office has. */
import type { VerifierKey } from '@fadu/kernel/record/index';
import { formatVkey } from '@fadu/kernel/record/index';
import type { Identify } from '@fadu/office/api/context';
import { toSvg } from '@fadu/office/charts/index';
import type { Office } from '@fadu/office/office';
import { progressBy } from '@fadu/office/plan/progress';
import { type PlanTask, planTasks, type TaskDetail, taskDetail } from '@fadu/office/plan/tasks';
import { Problem } from '@fadu/office/problem';
import { proofOf } from '@fadu/office/proofs/index';
import { search } from '@fadu/office/public/index';
import { logReader } from '@fadu/office/record/log-files';
import type { PlanProgressRow, PlanRecord, PlanTaskFilter, PlanTaskView, PortalDeps } from '@fadu/portal/deps';

/** Public pages stay fresh enough when a figure over all cases is computed at most this often, in milliseconds. */
const FRESH = 15_000;

/** Compute at most once in a while; those who ask meanwhile share one answer. */
function sometimes<T>(work: () => Promise<T>): () => Promise<T> {
  let at = 0;
  let last: Promise<T> | null = null;
  return () => {
    if (last && Date.now() - at < FRESH) return last;
    at = Date.now();
    const next = work();
    last = next;
    next.catch(() => {
      if (last === next) last = null;
    });
    return next;
  };
}

/** Everyone may follow a record only where it is public: case pages belong to those who handle them. */
const records = (refs: readonly { readonly kind: string; readonly id: string }[]): PlanRecord[] => {
  const seen = new Set<string>();
  return refs.flatMap((r) => {
    const key = `${r.kind}/${r.id}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [
      r.kind === 'task'
        ? { title: `第${r.id}项任务`, href: `/plan/tasks/${r.id}` }
        : r.kind === 'plan'
          ? { title: `文件 ${r.id}`, href: `/documents/${encodeURIComponent(r.id)}` }
          : { title: `事项 ${r.id}` },
    ];
  });
};

const view = (t: PlanTask, detail?: TaskDetail): PlanTaskView => ({
  number: t.number,
  title: t.title,
  goal: t.goal,
  ...(t.text && { text: t.text }),
  chapter: { number: t.chapter.number, title: t.chapter.title },
  section: { number: t.section.number, title: t.section.title },
  lead: t.lead.map((b) => b.name),
  ...(t.leadNote && { leadNote: t.leadNote }),
  responsible: t.responsible.map((b) => b.name),
  light: { colour: t.light.colour, reason: t.light.reason },
  completion: t.completion / 100,
  measures: (detail?.measures ?? []).map((m) => ({
    title: m.title,
    target: `${m.target}%`,
    numerator: m.numerator,
    denominator: m.denominator,
    records: records(m.refs),
  })),
  dated: t.targets.map((d) => ({ due: d.due, what: d.what, missed: d.missed, done: d.state.startsWith('met') })),
  systems: t.systems.map((s) => ({ id: s.id, title: s.name })),
  records: records(t.light.reasons.flatMap((r) => r.refs)),
});

const notFoundAsNothing = (error: unknown): undefined => {
  if (error instanceof Problem && error.status === 404) return undefined;
  throw error;
};

/** The portal's needs, met. */
export function portalDeps(office: Office, identify: Identify, key: VerifierKey): PortalDeps {
  const all = sometimes(() => planTasks(office));
  const charts = new Map<string, Promise<string>>();
  const grouped = Object.fromEntries(
    (['chapter', 'body', 'region'] as const).map((by) => [by, sometimes(() => progressBy(office, by))]),
  );
  return {
    office,
    identify,
    vkey: formatVkey(key),
    log: logReader(office.store),
    chartSvg(code, narrow) {
      const name = `${code}/${narrow}`;
      const procedure = office.procedures.get(code);
      if (!procedure) throw new Problem(404, 'not-found', '没有这个程序');
      let svg = charts.get(name);
      if (!svg) {
        svg = Promise.resolve(toSvg(procedure, { narrow }));
        charts.set(name, svg);
      }
      return svg;
    },
    proof: proofOf,
    plan: {
      async tasks(filter: PlanTaskFilter) {
        const { items } = await all();
        return items
          .filter((t) => filter.chapter === undefined || t.chapter.number === filter.chapter)
          .filter((t) => !filter.light || t.light.colour === filter.light)
          .filter((t) => !filter.body || [...t.lead, ...t.responsible].some((b) => b.name.includes(filter.body as string)))
          .map((t) => view(t));
      },
      async task(number) {
        const detail = await taskDetail(office, number).catch(notFoundAsNothing);
        return detail && view(detail, detail);
      },
      async progress(by): Promise<PlanProgressRow[]> {
        if (by === 'all') {
          const { summary, plan } = await all();
          return [
            { key: 'all', title: plan.title, tasks: summary.total, lights: summary.counts, completion: summary.completion / 100 },
          ];
        }
        const { items } = await (grouped[by] as () => ReturnType<typeof progressBy>)();
        return items.map((i) => ({ key: i.key, title: i.name, tasks: i.total, lights: i.counts, completion: i.completion / 100 }));
      },
    },
    search: (q, filters) => search(office, q, filters),
  };
}

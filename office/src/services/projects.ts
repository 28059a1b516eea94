/** Investment projects as everyone follows them (R5.5): one code, the four stages, who is waited for, since when, until when. */
import { CaseView, clockOf, type DateStr, dateOf, dueDateOnly, options, workdays } from '@fadu/kernel';
import {
  codeOf,
  investmentProject,
  projectOf,
  STAGES,
  type Stage,
  type Standing,
  standingOf,
  type Way,
  wayOf,
} from '@fadu/plan/functions/service-items/project/index';
import { sql } from 'kysely';
import { type LoadedCase, loadCase } from '../cases/load.ts';
import type { Office } from '../office.ts';

/** One approval as it is shown. */
export interface ShownApproval extends Omit<Standing, 'handling'> {
  readonly organName: string;
  /**
   * Last day by the promised working days of the item, counted from acceptance. The handling's own limits decide; pauses and
   * extensions are on record there.
   */
  readonly due?: DateStr;
}

export interface ShownStage {
  readonly stage: Stage;
  readonly title: string;
  /** 还没有列出: before the list; 没有要办的: the list has none for it. */
  readonly state: '还没有列出' | '没有要办的' | '还没有轮到' | '正在办' | '办成';
  readonly approvals: readonly ShownApproval[];
  /** Day on which it began. */
  readonly from?: DateStr;
}

/** Somebody who is waited for. */
export interface Waiting {
  readonly who: string;
  readonly what: string;
  readonly since: DateStr;
  readonly due?: DateStr;
  readonly late: boolean;
}

/** A project on show. No contact, no credit code: those are never here. */
export interface ShownProject {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  readonly place: string;
  readonly way: Way;
  readonly lead: string;
  readonly phase: string;
  readonly phaseTitle: string;
  readonly ended: boolean;
  readonly registeredOn: DateStr;
  /** Day of the filing or of the decision; absent before. */
  readonly settledOn?: DateStr;
  readonly endedOn?: DateStr;
  readonly stages: readonly ShownStage[];
  readonly waits: readonly Waiting[];
  /** Everyone may see it; otherwise only its unit. */
  readonly public: boolean;
}

/** Projects that one list holds at most. */
export const MOST_PROJECTS = 200;

const LEAD_WAITS: Readonly<Record<string, readonly [what: string, clock: string]>> = {
  received: ['受理', 'accepting'],
  deciding: ['作出决定', 'decision'],
  assessing: ['等评估结束', 'assessment'],
  listing: ['列出需要办的审批', 'list'],
};

function shown(office: Office, { file, procedure, state }: LoadedCase): ShownProject {
  const view = new CaseView(state);
  const project = projectOf(view);
  const today = dateOf(office.now());
  const lead = office.organName(view.bound('lead')[0] ?? '');
  const at = state.phase;
  const entered = (phase: string): DateStr | undefined => {
    const record = state.acts.find((a) => a.effects.phase === phase);
    return record && dateOf(record.at);
  };
  const approvals = standingOf(view).map(({ handling: _, ...a }): ShownApproval => {
    const due = a.begunOn
      ? dueDateOnly(a.begunOn, workdays(a.days), { calendar: office.calendar, lastDay: 'roll' })
      : undefined;
    return { ...a, organName: office.organName(a.organ), ...(due && { due }) };
  });
  const listed = view.last('draw-up') !== undefined;
  const order = STAGES.findIndex(([s]) => s === at);
  const stages = STAGES.map(([stage, title], i): ShownStage => {
    const own = approvals.filter((a) => a.stage === stage);
    const from = entered(stage);
    const over = own.every((a) => a.state === 'passed');
    return {
      stage,
      title,
      approvals: own,
      state: !listed
        ? '还没有列出'
        : own.length === 0
          ? '没有要办的'
          : over
            ? '办成'
            : i === order
              ? '正在办'
              : '还没有轮到',
      ...(from && own.length > 0 && { from }),
    };
  });
  const since = (phase: string): DateStr => {
    const record = [...state.acts]
      .reverse()
      .find((a, i, all) => a.effects.phase === phase && all[i + 1]?.effects.phase !== phase);
    return record ? dateOf(record.at) : dateOf(file.opened_at);
  };
  const waits: Waiting[] = [];
  const leads = LEAD_WAITS[at];
  if (leads) {
    const [what, clock] = leads;
    const due = clockOf(procedure, state, clock, {
      now: office.now(),
      calendar: office.calendar,
      organ: office.organ,
      organsOf: office.organsOf,
    }).due;
    waits.push({
      who: lead,
      what,
      since: since(at),
      ...(due && { due }),
      late: due !== undefined && today > due,
    });
  }
  if (at === 'asked') waits.push({ who: '项目单位', what: '补正', since: since(at), late: false });
  for (const a of stages.find((s) => s.stage === at)?.approvals ?? []) {
    if (a.state === 'running')
      waits.push({
        who: a.organName,
        what: a.name,
        since: a.begunOn ?? since(at),
        ...(a.due && { due: a.due }),
        late: a.due !== undefined && today > a.due,
      });
    else if (a.state === 'not-begun')
      waits.push({ who: '项目单位', what: `申请“${a.name}”`, since: since(at), late: false });
    else if (a.state === 'denied')
      waits.push({
        who: '项目单位',
        what: `重新申请“${a.name}”`,
        since: a.resultOn ?? since(at),
        late: false,
      });
  }
  const settledOn =
    view.last('approve')?.at ??
    (wayOf(view) === '备案' ? (view.last('correct-way')?.at ?? file.opened_at) : undefined);
  const last = state.acts.at(-1);
  return {
    id: file.id,
    code: codeOf(view) ?? '',
    name: String(project.name ?? ''),
    unit: String(project.unit ?? ''),
    place: String(project.place ?? ''),
    way: wayOf(view),
    lead,
    phase: at,
    phaseTitle: procedure.phases[at]?.title ?? at,
    ended: Boolean(state.ended),
    registeredOn: dateOf(file.opened_at),
    ...(settledOn && { settledOn: dateOf(settledOn) }),
    ...(state.ended && last && { endedOn: dateOf(last.at) }),
    stages,
    waits,
    public: file.public,
  };
}

/** Public projects, newest change first; `q`: words in the name. */
export async function projectsOnShow(office: Office, q = ''): Promise<readonly ShownProject[]> {
  const { rows } = await office.store.within({ as: 'public' }, (tx) =>
    sql<{ id: string }>`select id from fadu.case_file
      where region = any(${sql.val(office.regions.map((r) => r.code))}::text[])
        and procedure = ${investmentProject.code} and public and strpos(title, ${q}) > 0
      order by changed_at desc, id limit ${MOST_PROJECTS}`.execute(tx),
  );
  const all = await Promise.all(rows.map((r) => loadCase(office, { as: 'system' }, r.id)));
  return all.map((c) => shown(office, c));
}

/** Projects of a person, newest change first. */
export async function myProjects(office: Office, person: string): Promise<readonly ShownProject[]> {
  const scope = { as: 'resident', person } as const;
  const { rows } = await office.store.within(scope, (tx) =>
    sql<{ id: string }>`select id from fadu.case_file
      where procedure = ${investmentProject.code} and ${person} = any (persons)
      order by changed_at desc, id limit ${MOST_PROJECTS}`.execute(tx),
  );
  const all = await Promise.all(rows.map((r) => loadCase(office, scope, r.id)));
  return all.map((c) => shown(office, c));
}

/** A project with what its unit may do now; empty for everyone else. */
export interface ProjectHere extends ShownProject {
  readonly may: readonly string[];
  /** What the lead asked to be added. */
  readonly missing: string;
  readonly content: string;
}

/**
 * The project of this code, as whoever reads it may see it: everyone once it is public, its unit always. Null where
 * there is none, or it is not shown to this reader.
 */
export async function projectByCode(
  office: Office,
  code: string,
  person?: string,
): Promise<ProjectHere | null> {
  const { rows } = await office.store.within({ as: 'system' }, (tx) =>
    sql<{ id: string }>`select distinct case_id as id from fadu.number
      where region = any(${sql.val(office.regions.map((r) => r.code))}::text[])
        and series = 'project' and text = ${code} limit 2`.execute(tx),
  );
  const id = rows.length === 1 ? rows[0]?.id : undefined;
  if (!id) return null;
  const loaded = await loadCase(office, { as: 'system' }, id);
  const own = person !== undefined && loaded.file.persons.includes(person);
  if (loaded.procedure.code !== investmentProject.code || !(loaded.file.public || own)) return null;
  const view = new CaseView(loaded.state);
  const actor = { kind: 'person', ...(own && { person }), name: '', posts: [] } as const;
  return {
    ...shown(office, loaded),
    may: own
      ? options(loaded.procedure, loaded.state, actor, {
          now: office.now(),
          calendar: office.calendar,
          organ: office.organ,
          organsOf: office.organsOf,
        })
          .filter((o) => o.may)
          .map((o) => o.act)
      : [],
    missing: own ? view.text('ask-more.missing') : '',
    content: own ? String(projectOf(view).content ?? '') : '',
  };
}

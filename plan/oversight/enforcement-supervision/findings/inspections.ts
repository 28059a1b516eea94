/**
 * Inspections of enterprises (R24.7, R7.3): without ground, without code, without result, over the cap, twice. The engine
 * refuses what it can; these are the faults that time or the people bring about, and what only many cases show.
 */
import { addDays, addMonths, type DateStr, design } from '@fadu/kernel';
import { INSPECTION_TASKS, INSPECTION_VISITS } from '../../../enforcement/inspections/index.ts';
import { REPEAT_DAYS } from '../../../enforcement/inspections/visits/common.ts';
import {
  entryAct,
  head,
  isScanned,
  recordsOf,
  visitors,
} from '../../../enforcement/inspections/visits/facts.ts';
import {
  inspectionOpinion,
  privateEconomyLaw as pel,
  enforcementSupervisionRegulations as sup,
} from '../../../statutes/index.ts';
import { task39 } from '../settings.ts';
import {
  type CaseRecord,
  type CaseRule,
  type CrossRule,
  type MarkedCase,
  type Marks,
  onDay,
  type VisitMark,
} from './model.ts';

/** Visits of one organ to one enterprise in twelve months beyond which an alarm is given (DESIGN; a published cap wins). */
export const VISIT_CAP = 4;
export { REPEAT_DAYS };
/** A visit has its record within so many days (DESIGN). */
export const RECORD_DAYS = 30;

const text = (v: unknown): string => (v === undefined || v === null ? '' : String(v));

/** Visits of an inspection, one for each organ that came, as its own entry tells them. */
function visitMarks({ view }: CaseRecord): readonly VisitMark[] {
  const entry = entryAct(view);
  if (!entry) return [];
  return entry.effects.entries
    .filter((e) => e.register === INSPECTION_VISITS)
    .map(({ body }) => ({
      object: text(body.object),
      organ: text(body.organ),
      on: text(body.on),
      what: ((body.itemNames ?? []) as readonly string[]).join('、'),
      items: (body.items ?? []) as readonly string[],
      act: entry.seq,
      counted: body.counted === true,
      asked: body.class === '个案检查',
      ...(typeof body.cap === 'number' && { cap: body.cap }),
      ...(body.task !== undefined && { task: text(body.task) }),
    }));
}

/** Visits of a random draw: each organ's latest result at each object drawn. */
function drawnMarks({ view }: CaseRecord): readonly VisitMark[] {
  const tasks = new Map(
    view
      .all('issue-tasks')
      .flatMap((a) => a.effects.entries.filter((e) => e.register === INSPECTION_TASKS))
      .map((e) => [Number(e.body.no), e] as const),
  );
  const latest = new Map(
    view.all('record-result').map((a) => [`${text(a.input.no)}/${text(a.actor.organ)}`, a] as const),
  );
  return [...latest.values()].flatMap((a) => {
    const task = tasks.get(Number(a.input.no));
    return task && a.actor.organ
      ? [
          {
            object: text(task.body.object),
            organ: a.actor.organ,
            on: text(a.input.inspectedOn),
            what: '双随机抽查',
            items: (task.body.items ?? []) as readonly string[],
            act: a.seq,
            counted: true,
            asked: false,
            task: task.code,
          },
        ]
      : [];
  });
}

/** What inspections contribute to rules over many cases. */
export function inspectionMarks(record: CaseRecord): Marks | undefined {
  const visits =
    record.procedure.code === 'inspection'
      ? visitMarks(record)
      : record.procedure.code === 'random-inspection'
        ? drawnMarks(record)
        : [];
  return visits.length ? { visits } : undefined;
}

type Visit = VisitMark & { readonly caseId: string };

/** Every visit once, oldest first: a drawn task that was carried out as an inspection of its own stands there. */
export function visitsOf(cases: readonly MarkedCase[]): readonly Visit[] {
  const all = cases.flatMap((c) => (c.visits ?? []).map((v): Visit => ({ ...v, caseId: c.caseId })));
  const own = new Set(
    all.flatMap((v) => (v.task && v.what !== '双随机抽查' ? [`${v.task}\n${v.organ}`] : [])),
  );
  return all
    .filter((v) => v.what !== '双随机抽查' || !v.task || !own.has(`${v.task}\n${v.organ}`))
    .sort((a, b) => (a.on === b.on ? (a.caseId < b.caseId ? -1 : 1) : a.on < b.on ? -1 : 1));
}

const byVisitor = (visits: readonly Visit[]) => [
  ...Map.groupBy(visits, (v) => `${v.organ}\n${v.object}`).values(),
];
const same = (a: Visit, b: Visit) =>
  a.items && b.items ? a.items.some((i) => b.items?.includes(i)) : a.what === b.what;

/** Rules over many cases. */
export const visitRules: readonly CrossRule[] = [
  {
    code: 'OVER-CAP',
    over: 'cases',
    kind: '检查频次',
    level: '较重',
    title: '一年内检查同一家企业超过次数上限',
    cites: [
      sup.art('12'),
      inspectionOpinion.art('5'),
      design(`没有公布上限的，同一机关对同一企业十二个月内检查不超过${VISIT_CAP}次`),
      task39,
    ],
    find: (cases, today) =>
      byVisitor(visitsOf(cases).filter((v) => v.counted !== false && v.on <= today)).flatMap((list) => [
        ...overPublished(list),
        ...overDefault(list, today),
      ]),
  },
  {
    code: 'INSPECTED-TWICE',
    over: 'cases',
    kind: '检查频次',
    level: '一般',
    title: '短期内就同一事项重复检查',
    cites: [
      sup.art('12'),
      pel.art('52'),
      design(`同一机关${REPEAT_DAYS}日内不就同一事项检查同一企业两次，个案检查除外`),
      task39,
    ],
    find: (cases) =>
      byVisitor(visitsOf(cases)).flatMap((list) =>
        list.flatMap((v, i) => {
          // What a report or a clue asks for is its own matter.
          const last = v.asked ? undefined : list.slice(0, i).findLast((w) => same(v, w));
          return last && v.on <= addDays(last.on, REPEAT_DAYS)
            ? [
                {
                  key: `${v.organ}:${v.object}:${v.what}:${v.on}`,
                  caseId: v.caseId,
                  organ: v.organ,
                  act: v.act,
                  since: v.on,
                  open: false,
                  says: `${onDay(last.on)}检查过“${v.object}”，${onDay(v.on)}就同一事项又检查一次`,
                },
              ]
            : [];
        }),
      ),
  },
];

/** Beyond the cap that its authority published, in a calendar year: each visit that is one too many. */
function overPublished(list: readonly Visit[]) {
  return [...Map.groupBy(list, (v) => v.on.slice(0, 4)).values()].flatMap((year) =>
    year.flatMap((v, i) =>
      v.cap !== undefined && i >= v.cap
        ? [
            {
              key: `${v.organ}:${v.object}:${v.on}`,
              caseId: v.caseId,
              organ: v.organ,
              act: v.act,
              since: v.on,
              open: false,
              says: `${v.on.slice(0, 4)}年第${i + 1}次检查“${v.object}”，公布的上限是${v.cap}次${v.asked ? '；个案检查不因此禁止，应当核查理由' : ''}`,
            },
          ]
        : [],
    ),
  );
}

/** Beyond the default, where no cap was published to whoever visited. */
function overDefault(list: readonly Visit[], today: DateStr) {
  const recent = list.filter((v) => v.on > addMonths(today, -12));
  const over = recent[VISIT_CAP];
  return over && recent.every((v) => v.cap === undefined)
    ? [
        {
          key: `${over.organ}:${over.object}:${over.on}`,
          caseId: over.caseId,
          organ: over.organ,
          act: over.act,
          since: over.on,
          open: false,
          says: `十二个月内检查“${over.object}”${recent.length}次，上限为${VISIT_CAP}次`,
        },
      ]
    : [];
}

const about = { over: 'case', procedures: ['inspection'], kind: '检查频次' } as const;

/** Rules over one inspection. */
export const inspectionRules: readonly CaseRule[] = [
  {
    ...about,
    code: 'VISIT-NO-GROUND',
    level: '较重',
    title: '没有根据、没有批准就进入企业检查',
    cites: [sup.art('12'), inspectionOpinion.art('6'), task39],
    find: ({ view }) => {
      const entry = entryAct(view);
      if (!entry) return [];
      const rejected = view.last('not-approve-after');
      const unapproved = entry.act === 'enter' && !view.last('approve');
      return rejected || unapproved
        ? [
            {
              key: `act${entry.seq}`,
              act: entry.seq,
              since: text(entry.input.on),
              open: false,
              says: rejected
                ? `${onDay(text(entry.input.on))}以紧急危险为由先进入“${text(head(view).objectName)}”，负责人认定没有现实危险`
                : `${onDay(text(entry.input.on))}进入“${text(head(view).objectName)}”检查，没有负责人的批准`,
            },
          ]
        : [];
    },
  },
  {
    ...about,
    code: 'VISIT-NO-CODE',
    level: '较重',
    title: '没有扫码就进入企业检查，逾期没有补扫',
    cites: [sup.art('12'), inspectionOpinion.art('9'), task39],
    find: (record) => {
      const entry = entryAct(record.view);
      const late = record.runs('scan').find((r) => r.late);
      return entry && late
        ? [
            {
              key: `act${entry.seq}`,
              act: entry.seq,
              clock: 'scan',
              since: late.due ?? record.today,
              open: !isScanned(record.view),
              says: `${onDay(text(entry.input.on))}没有扫码就进入“${text(head(record.view).objectName)}”，到${onDay(late.due ?? '')}没有补扫`,
            },
          ]
        : [];
    },
  },
  {
    ...about,
    code: 'VISIT-NO-RESULT',
    level: '一般',
    title: '进入企业检查以后没有检查笔录',
    cites: [sup.art('11'), design(`进入后${RECORD_DAYS}日内应当有检查笔录`), task39],
    find: ({ view, today }) => {
      const entry = entryAct(view);
      const on = text(entry?.input.on);
      const due = on && addDays(on, RECORD_DAYS);
      const missing = visitors(view).filter((o) => !recordsOf(view).some((r) => r.organ === o));
      return entry && !view.state.ended && due < today
        ? missing.map((organ) => ({
            key: `act${entry.seq}@${organ}`,
            organ,
            act: entry.seq,
            since: addDays(due, 1),
            open: true,
            says: `${onDay(on)}进入“${text(head(view).objectName)}”检查，至今没有检查笔录`,
          }))
        : [];
    },
  },
];

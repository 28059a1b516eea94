/** What an inspection's case says, read in one place: who visits whom, for what, with which results. */
import {
  type ActRecord,
  type CaseView,
  type DateStr,
  dateOf,
  dueDateOnly,
  type EntryFacts,
  type Env,
  type ItemFacts,
  type Question,
  type RegisterChange,
  recordedAnswer,
} from '@fadu/kernel';
import { capOf, inspectionCaps, inspectionItems } from '../lists.ts';
import { CAP_EFFECTS, INSPECTION_VISITS, type InspectionClass, RESULT_LIMIT } from './common.ts';
import { NEEDS_FOLLOW_UP, type PointResult } from './forms.ts';

export type Input = Readonly<Record<string, unknown>>;

/** Acts that open an inspection. */
export const OPENING = ['propose', 'enter-urgently'] as const;
/** Acts by which officers go in. */
export const ENTERING = ['enter', 'enter-urgently'] as const;

/** The opening act. */
export const openingOf = (view: CaseView): ActRecord | undefined =>
  OPENING.map((a) => view.last(a)).find((a) => a !== undefined);
/** What the opening act says. */
export const head = (view: CaseView): Input => openingOf(view)?.input ?? {};
export const objectOf = (view: CaseView): string => String(head(view).object ?? '');
export const leadOf = (view: CaseView): string => view.bound('lead')[0] ?? '';
/** Where several acts of one kind stand, the latest of each organ. */
const latestOf = (view: CaseView, act: string, organ: string): ActRecord | undefined =>
  view.all(act).findLast((a) => a.actor.organ === organ);

/** Partners that joined and did not step back since. */
export const joined = (view: CaseView): readonly string[] =>
  view.bound('partner').filter((organ) => {
    const yes = latestOf(view, 'join', organ)?.seq ?? 0;
    return yes > (latestOf(view, 'decline', organ)?.seq ?? 0);
  });
/** Partners that were asked and have not answered. */
export const unanswered = (view: CaseView): readonly string[] =>
  view.bound('partner').filter((organ) => {
    const asked =
      view.all('invite').findLast((a) => (a.input.organs as readonly string[] | undefined)?.includes(organ))
        ?.seq ?? 0;
    return ['join', 'decline'].every((act) => (latestOf(view, act, organ)?.seq ?? 0) < asked);
  });
/** Everyone who visits, the leading organ first. */
export const visitors = (view: CaseView): readonly string[] => [leadOf(view), ...joined(view)];

/** The ground and items of one of the organs that visit. */
export const partOf = (view: CaseView, organ: string): Input =>
  (organ === leadOf(view) ? head(view) : latestOf(view, 'join', organ)?.input) ?? {};
export const itemCodes = (input: Input): readonly string[] => (input.items ?? []) as readonly string[];
export const classOf = (input: Input): InspectionClass => String(input.class) as InspectionClass;

/** One item of the list as it stands on a day. */
export const itemQuestion = (code: string, on: DateStr) =>
  ({ ask: 'item', register: inspectionItems.code, code, on }) as const satisfies Question;

/** Items as they stood when an organ named them. */
export function itemsOf(view: CaseView, organ: string): readonly ItemFacts[] {
  const act = organ === leadOf(view) ? openingOf(view) : latestOf(view, 'join', organ);
  if (!act) return [];
  return itemCodes(act.input).flatMap((code) => {
    const found = recordedAnswer(act, itemQuestion(code, dateOf(act.at)));
    return found ? [found] : [];
  });
}
export const itemNames = (view: CaseView, organ: string): readonly string[] =>
  itemsOf(view, organ).map((i) => String(i.entry.body.name));

/** Field of enforcement in which an organ's officers must be certified; empty before anything is known. */
export const fieldOf = (view: CaseView, organ: string): string =>
  String(itemsOf(view, organ)[0]?.entry.body.field ?? '');

/** How the officers went in: with or without a visit. */
export const entryAct = (view: CaseView): ActRecord | undefined =>
  ENTERING.map((a) => view.last(a)).find((a) => a !== undefined);
/** Day on which the inspection began. */
export const beganOn = (view: CaseView): DateStr =>
  String((entryAct(view) ?? view.last('begin-offsite'))?.input.on ?? '');

/** The enterprise's code was scanned, at once or later. */
export const isScanned = (view: CaseView): boolean =>
  entryAct(view)?.input.scanMode === '入企前扫码' || view.last('complete-scan') !== undefined;
/** A visit that still owes its scan before the officers leave: an emergency. */
export const mustScanFirst = (view: CaseView): boolean =>
  !isScanned(view) && entryAct(view)?.input.scanMode === '情况紧急，离开前补扫';
/** A visit that owes its scan at all. */
export const owesScan = (view: CaseView): boolean => entryAct(view) !== undefined && !isScanned(view);

/** One organ's record of what it found. */
export interface VisitRecord {
  readonly organ: string;
  readonly on: DateStr;
  readonly result: string;
  readonly found?: string;
  readonly points: readonly PointResult[];
  readonly act: ActRecord;
}

/** The latest record of each organ. */
export const recordsOf = (view: CaseView): readonly VisitRecord[] =>
  visitors(view).flatMap((organ) => {
    const act = latestOf(view, 'record', organ);
    return act
      ? [
          {
            organ,
            on: String(act.input.on),
            result: String(act.input.result),
            ...(act.input.found ? { found: String(act.input.found) } : {}),
            points: (act.input.points ?? []) as readonly PointResult[],
            act,
          },
        ]
      : [];
  });
/** Every organ that visited has its record. */
export const recordsIn = (view: CaseView): boolean => recordsOf(view).length === visitors(view).length;
/** Day on which the last organ ended. */
export const endedOn = (view: CaseView): DateStr =>
  recordsOf(view)
    .map((r) => r.on)
    .sort()
    .at(-1) ?? '';

/** Something that followed, in words for people. */
export interface FollowUp {
  readonly kind: string;
  readonly ref: string;
  readonly on: DateStr;
}

/** What followed an organ's findings: a case, a transfer, or a correction that was checked. */
export function followUpOf(view: CaseView, organ: string): FollowUp | undefined {
  const linked = latestOf(view, 'link-follow-up', organ);
  if (linked)
    return { kind: String(linked.input.kind), ref: String(linked.input.ref), on: String(linked.input.on) };
  const checked = latestOf(view, 'recheck', organ);
  return checked?.input.result === '已经改正'
    ? { kind: '责令改正，复查已经改正', ref: '', on: String(checked.input.on) }
    : undefined;
}
/** Organs whose findings nothing has followed yet. */
export const openFollowUps = (view: CaseView): readonly string[] =>
  recordsOf(view).flatMap((r) =>
    NEEDS_FOLLOW_UP.includes(r.result) && !followUpOf(view, r.organ) ? [r.organ] : [],
  );
/** Organs with an order to correct that was not checked yet. */
export const uncheckedOrders = (view: CaseView): readonly string[] =>
  visitors(view).filter((organ) => {
    const order = latestOf(view, 'order-correction', organ);
    return order !== undefined && (latestOf(view, 'recheck', organ)?.seq ?? 0) < order.seq;
  });

/** Nothing in a plan, a draw or a campaign asked for it: it is reported after it ends. */
export const isUnplanned = (view: CaseView): boolean => classOf(head(view)) === '个案检查';

/** Whether an organ's visit counts against its cap. */
export const counts = (input: Input): boolean => CAP_EFFECTS[classOf(input)] !== 'none';

/** Number of the visit; in tests of the definition alone its case. */
export const visitNumber = (view: CaseView): string =>
  ['approve', 'approve-after'].map((a) => view.issued(a, 'visit')).find(Boolean) ?? '';

/** Code of an organ's visit in the register: its case, and the order of the organs that were asked. */
export const visitCode = (view: CaseView, organ: string): string =>
  `${view.state.id}/${[leadOf(view), ...view.bound('partner')].indexOf(organ) + 1}`;

/** Last day to publish. */
export const publishBy = (ended: DateStr, env: Pick<Env, 'calendar'>): DateStr =>
  dueDateOnly(ended, RESULT_LIMIT, { calendar: env.calendar, lastDay: 'roll' });

/** The cap that was published to an organ when it went in, as the act was told. */
function capAtTheDoor(view: CaseView, organ: string): number | undefined {
  const act = entryAct(view);
  const answers = act?.effects.answered ?? [];
  const caps = answers.find(
    (a) =>
      a.question.ask === 'entries' &&
      a.question.register === inspectionCaps.code &&
      a.question.where?.organ === organ,
  );
  return caps && capOf(caps.answer as readonly EntryFacts[], organ, String(head(view).objectClass));
}

/** An organ's visit as the register has it; results stand in it from publication on. */
export function visitEntry(view: CaseView, env: Env, organ: string, status: string): RegisterChange {
  const opening = head(view);
  const part = partOf(view, organ);
  const record = recordsOf(view).find((r) => r.organ === organ);
  const published = view.last('publish-result');
  const ended = endedOn(view);
  const follow = followUpOf(view, organ);
  const cap = capAtTheDoor(view, organ);
  return {
    register: INSPECTION_VISITS,
    code: visitCode(view, organ),
    lawFrom: beganOn(view) || env.today,
    body: {
      status,
      ...(visitNumber(view) && { number: visitNumber(view) }),
      case: view.state.id,
      organ,
      organs: visitors(view),
      object: objectOf(view),
      name: opening.objectName,
      objectClass: opening.objectClass,
      class: part.class,
      ground: part.ground,
      ...(part.ground === '双随机抽查任务' && { task: part.groundRef }),
      items: itemCodes(part),
      itemNames: itemNames(view, organ),
      on: beganOn(view),
      counted: counts(part),
      ...(cap !== undefined && counts(part) && { cap }),
      scanned: isScanned(view),
      urgent: view.last('enter-urgently') !== undefined,
      ...(published &&
        record && {
          result: record.result,
          ...(record.found && { found: record.found }),
          points: record.points.length,
          failed: record.points.filter((p) => p.result === '不合格').length,
          endedOn: ended,
          publishBy: publishBy(ended, env),
          publishedOn: dateOf(published.at),
          late: dateOf(published.at) > publishBy(ended, env),
          ...(follow && { followUp: follow }),
          ...(NEEDS_FOLLOW_UP.includes(record.result) && !follow && { followOpen: true }),
        }),
    },
  };
}

/** The visits of all organs, with one status. Nothing where nobody went in. */
export const visitEntries = (view: CaseView, env: Env, status: string): readonly RegisterChange[] =>
  entryAct(view) ? visitors(view).map((organ) => visitEntry(view, env, organ, status)) : [];

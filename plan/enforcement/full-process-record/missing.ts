/** Which records a case lacks, computed from its acts and the files handed in. Pure. */
import {
  type ActRecord,
  type DateStr,
  dateOf,
  type EntryFacts,
  formatDate,
  type MaterialFacts,
  type Question,
} from '@fadu/kernel';
import { dutiesOf, type RecordingDuty, type RecordingLevel, recordingCode } from './duties.ts';
import type { RecordingItem } from './register.ts';

/** One step that asks for a record in sound and picture, and what there is. */
export interface StepRecord {
  /** Number of the act. */
  readonly seq: number;
  readonly act: string;
  readonly on: DateStr;
  readonly what: string;
  readonly level: RecordingLevel;
  readonly kinds: readonly string[];
  readonly cites: RecordingDuty['cites'];
  /** The list is DESIGN or 未核实. */
  readonly unconfirmed: boolean;
  /** The city's own list says so. */
  readonly byCity: boolean;
  /** Files that count as its record. */
  readonly materials: readonly string[];
  /** Files with gaps: flagged, not excluded. */
  readonly withGaps: readonly string[];
  readonly missing: boolean;
}

/** A reason given instead of a record. */
export interface Explained {
  readonly record: number;
  readonly reason: string;
}

/** What the city's register says of the steps of a procedure: asked by every act that may end a case. */
export const recordingQuestions = (procedure: string, on: DateStr): readonly Question[] =>
  [...dutiesOf(procedure).keys()].map((act) => ({
    ask: 'entry',
    register: 'recording-list',
    code: recordingCode(procedure, act),
    on,
  }));

/** Files that an act names as its record in its own form (`materialsField`). */
const named = (act: ActRecord): readonly string[] => {
  const list = act.input.materials;
  return Array.isArray(list) ? list.map(String) : [];
};

function dutyFor(
  duties: readonly RecordingDuty[],
  entry: EntryFacts | null,
  input: ActRecord['input'],
): Pick<StepRecord, 'what' | 'level' | 'kinds' | 'cites' | 'unconfirmed' | 'byCity'> | undefined {
  const duty = duties.find((d) => !d.when || d.when(input));
  if (!duty) return undefined;
  // What a statute asks of a step (service by leaving with pictures) no list takes away.
  if (!entry || !duty.unconfirmed || entry.body.status === '取消') return { ...duty, byCity: false };
  const body = entry.body as unknown as RecordingItem;
  return { ...duty, what: body.name, level: body.level, kinds: body.kinds, unconfirmed: false, byCity: true };
}

/**
 * Every step of the case that the list speaks of, in order, with its files. A step whose act lost its force still
 * happened and needs its record. `entry`: what the city's register says of a step.
 */
export function stepRecords(
  procedure: string,
  acts: readonly ActRecord[],
  materials: readonly MaterialFacts[],
  entry: (code: string) => EntryFacts | null,
): StepRecord[] {
  const duties = dutiesOf(procedure);
  return acts.flatMap((act): StepRecord[] => {
    const duty = dutyFor(duties.get(act.act) ?? [], entry(recordingCode(procedure, act.act)), act.input);
    if (!duty || duty.level === '不作要求') return [];
    const mine = materials.filter(
      (m) => duty.kinds.includes(m.kind) && (m.seq === act.seq || named(act).includes(m.id)),
    );
    return [
      {
        seq: act.seq,
        act: act.act,
        on: dateOf(act.at),
        what: duty.what,
        level: duty.level,
        kinds: duty.kinds,
        cites: duty.cites,
        unconfirmed: duty.unconfirmed,
        byCity: duty.byCity,
        materials: mine.map((m) => m.id),
        withGaps: mine.filter((m) => !m.continuous).map((m) => m.id),
        missing: duty.level === '应当全程音像记录' && mine.length === 0,
      },
    ];
  });
}

/** A missing record as refusals and pages name it. */
export const missingText = (step: Pick<StepRecord, 'seq' | 'on' | 'what' | 'kinds'>): string =>
  `第${step.seq}步（${formatDate(step.on).replace(/（.*$/, '')}）的“${step.what}”没有${step.kinds.join('或者')}`;

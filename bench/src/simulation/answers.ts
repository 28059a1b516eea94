/**
 * What the office would answer when an act asks: a model, so that rules which look beyond their case can be met. Texts of
 * law are known and are repealed on days of their own; entries of registers are what acts made of them, else what the
 * register's form allows; other cases are those of the same run.
 */
import { type Random, random } from '@fadu/city/random';
import {
  type Answer,
  type Answered,
  addDays,
  type CaseFacts,
  type DateStr,
  type EntryFacts,
  type InstrumentFacts,
  type LegalRef,
  type MaterialFacts,
  type Question,
  type RegisterChange,
  type SourceKind,
} from '@fadu/kernel';
import { registerByCode } from '@fadu/plan/registers';
import { type Known, value } from './inputs.ts';
import { FIRST_DAY } from './world.ts';

const kindOf = (title: string): SourceKind =>
  /法$|法典$/.test(title)
    ? 'law'
    : /条例$/.test(title)
      ? 'administrative-regulation'
      : /规定$|办法$/.test(title)
        ? 'department-rule'
        : 'law';

/** What is known of the whole run when a question is answered. */
export interface Memory {
  readonly seed: string;
  readonly years: number;
  /** Latest change of an entry that an act of the run made, by register and code. */
  readonly entries: Map<string, RegisterChange & { readonly region: string; readonly version: number }>;
  /** Another case of the run, as an act may know it. */
  readonly case: (id: string, facts: readonly string[]) => CaseFacts | null;
}

/** The day from which a text is repealed in this run; a quarter of all texts are, some day. */
export function repealedOn(memory: Pick<Memory, 'seed' | 'years'>, instrument: string): DateStr | undefined {
  const rnd = random(`${memory.seed}/law/${instrument}`);
  return rnd.chance(0.25) ? addDays(FIRST_DAY, rnd.int(60, memory.years * 365)) : undefined;
}

function instrument(memory: Memory, ref: LegalRef, on: DateStr): InstrumentFacts | null {
  const title = ref.instrument.replaceAll(/[《》]|中华人民共和国/g, '');
  const rnd = random(`${memory.seed}/text/${title}`);
  if (rnd.chance(0.05)) return null;
  const end = repealedOn(memory, title);
  const over = end !== undefined && on >= end;
  return {
    id: title,
    title,
    kind: kindOf(title),
    status: over ? 'repealed' : 'in-force',
    inForce: '2015-01-01',
    firstInForce: '2010-01-01',
    articleExists: true,
    articleRepealed: false,
    complete: false,
  };
}

/** An entry as acts of this run left it, else one that the register's form allows. */
function entry(memory: Memory, register: string, code: string, on: DateStr, known: Known): EntryFacts | null {
  const made = memory.entries.get(`${register}/${code}`);
  if (made)
    return made.lawFrom <= on && (made.lawTo === undefined || on <= made.lawTo)
      ? {
          region: made.region,
          register,
          code,
          version: made.version,
          lawFrom: made.lawFrom,
          ...(made.lawTo && { lawTo: made.lawTo }),
          body: made.body,
        }
      : null;
  const { rnd } = known;
  if (rnd.chance(0.1)) return null;
  const form = registerByCode(register)?.form;
  const likely = new Map([...known.before, ...known.likely]);
  likely.set('status', ['在用', '有效', '正常']);
  const body = form
    ? (value(form, register, { ...known, likely }) as Record<string, unknown>)
    : { name: code };
  return { region: '220200', register, code, version: 1, lawFrom: '2020-01-01', body: body ?? {} };
}

const materials = (caseId: string, rnd: Random, today: DateStr): MaterialFacts[] =>
  Array.from({ length: rnd.int(0, 3) }, (_, i) => ({
    id: random(`${caseId}/m${i}`)
      .int(1, 2 ** 31)
      .toString(16)
      .repeat(24)
      .slice(0, 24),
    kind: rnd.pick(['照片', '录音', '录像', '扫描件'] as const),
    name: `材料${i + 1}`,
    sha256: '0'.repeat(64),
    capturedAt: `${today}T01:00:00.000Z`,
    handedAt: `${today}T02:00:00.000Z`,
    continuous: rnd.chance(0.8),
    gaps: [],
  }));

function answer(memory: Memory, q: Question, known: Known): Answer {
  switch (q.ask) {
    case 'instrument':
      return instrument(memory, q.ref, q.on);
    case 'entry':
      return entry(memory, q.register, q.code, q.on, known);
    case 'item': {
      const found = entry(memory, q.register, q.code, q.on, known);
      const bases = (found?.body.basis as readonly LegalRef[] | undefined) ?? [];
      return (
        found && {
          entry: found,
          bases: (Array.isArray(bases) ? bases : [])
            .filter((ref) => typeof ref?.instrument === 'string')
            .map((ref) => ({ ref, facts: instrument(memory, ref, q.on) })),
        }
      );
    }
    case 'named': {
      const found = entry(memory, q.register, q.code, q.on, known);
      const rows = found?.body[q.list];
      const codes = (Array.isArray(rows) ? rows : []).map((row) => String(row?.[q.by] ?? ''));
      return (
        found && {
          entry: found,
          named: codes.flatMap((code) => entry(memory, q.of, code, q.on, known) ?? []),
        }
      );
    }
    case 'entries': {
      if (known.rnd.chance(0.4)) return [];
      const found = entry(memory, q.register, `c${known.rnd.int(1, 9)}`, q.on, known);
      return found ? [{ ...found, body: { ...found.body, ...q.where } }] : [];
    }
    case 'case':
      return memory.case(q.case, q.facts);
    case 'materials':
      return materials(q.case, known.rnd, known.today);
    case 'yearly':
      return {};
    case 'draw':
      return { faults: [], names: {} };
    case 'standing-on':
    case 'bases-of':
    case 'peers':
    case 'code-uses':
    case 'linked':
    case 'lists':
    case 'findings':
    case 'draw-faults':
    case 'earlier':
    case 'tally':
      return [];
    default:
      return q satisfies never;
  }
}

/** Answers to all questions of an act, in their order. */
export const answersTo = (memory: Memory, questions: readonly Question[], known: Known): Answered[] =>
  questions.map((question) => ({
    question,
    answer: JSON.parse(JSON.stringify(answer(memory, question, known))) as Answer,
  }));

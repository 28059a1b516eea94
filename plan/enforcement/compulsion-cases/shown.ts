/**
 * The record of a measure or an execution that everyone may read (国办发〔2018〕118号第六条): organ, object, kind, conclusion,
 * day; computed from the case, natural persons masked. It follows the case: a measure that is lifted is shown as lifted.
 */
import {
  type ActDef,
  type ActRecord,
  addMonths,
  type CaseView,
  type DateStr,
  type Env,
  type Fragment,
  type Question,
  type RegisterChange,
} from '@fadu/kernel';
import { COMPULSION_RECORDS, type CompulsionRecord } from '../enforcement-publicity/common.ts';
import { mask, publicName } from '../enforcement-publicity/mask.ts';
import { type FormsOf, namedIn } from '../enforcement-publicity/persons.ts';
import { isBodyCode } from '../penalty-cases/shown.ts';
import { openedOn } from './link.ts';

/** A decision of the case that is to be shown. */
export interface ShownDecision {
  readonly act: ActRecord;
  readonly kind: string;
  readonly on: DateStr;
  /** Its number; absent where the law asks for none. */
  readonly number?: string;
}

/** What one of the two procedures says of its record. */
export interface ShownOptions {
  readonly type: CompulsionRecord['type'];
  /** Decisions in force, in order. */
  readonly decisions: (view: CaseView) => readonly ShownDecision[];
  readonly title: (view: CaseView) => string;
  readonly party: (view: CaseView) => string;
  /** Where the case stands, for everyone. */
  readonly conclusion: (view: CaseView) => string;
  /** Acts of the procedure, for what their forms say of natural persons. */
  readonly forms: () => FormsOf;
}

/** Acts of these names that are in force, in order. */
export const actsInForce = (view: CaseView, names: readonly string[]): readonly ActRecord[] =>
  view.state.acts.filter((a) => names.includes(a.act) && !view.state.voided.has(a.seq));

/** What the penalty case says of the party of a measure that the law keeps from the public as a whole. */
export function sealedByLaw(view: CaseView): string | undefined {
  const facts = openedOn(view, ['apply', 'act-first'])?.facts;
  const born = String(facts?.['register-clue.bornOn'] ?? '');
  if (facts?.['register-clue.sector'] === '公安') return '治安管理的记录应当封存';
  const minor = born !== '' && addMonths(born, 18 * 12) > String(facts?.['register-clue.actOn'] ?? '');
  return minor ? '当事人不满十八周岁' : undefined;
}

/** What a decision is shown under: its number, else the case and the step. */
export const codeOf = (view: CaseView, d: { readonly act: ActRecord; readonly number?: string }): string =>
  d.number ?? `${view.state.id}-${d.act.seq}`;

const partyCode = (view: CaseView): string =>
  String(openedOn(view, ['apply', 'act-first'])?.facts['register-clue.partyId'] ?? '').toUpperCase();

/** The record of one decision, as it stands now. */
export function compulsionRecord(view: CaseView, d: ShownDecision, o: ShownOptions): CompulsionRecord {
  const name = o.party(view);
  const kind = view.text('publish.partyKind');
  const operator =
    view.text('publish.operator') ||
    String(openedOn(view, ['apply', 'act-first'])?.facts['register-clue.operator'] ?? '');
  // A business without a name of its own stands under its operator's: then it is a person's name.
  const asPerson = kind === '公民' || (kind === '个体工商户' && name === operator);
  const named = namedIn(view, o.forms(), isBodyCode);
  const others = [...named.persons, ...(operator ? [{ name: operator }] : [])].filter((p) => p.name !== name);
  const hidden = {
    persons: [...(asPerson ? [{ name }] : []), ...others],
    words: named.words,
    keep: asPerson ? [] : [name],
  };
  const code = partyCode(view);
  return {
    status: '在用',
    document: codeOf(view, d),
    ...(d.number === undefined && { unnumbered: true }),
    type: o.type,
    kind: d.kind,
    title: mask(o.title(view), hidden),
    party: asPerson ? publicName({ name }) : name,
    partyKind: kind,
    ...(kind !== '公民' && isBodyCode(code) && { partyCode: code }),
    decidedOn: d.on,
    organ: view.bound('lead')[0] ?? '',
    conclusion: o.conclusion(view),
    case: view.state.id,
  };
}

const standing = (code: string, on: DateStr) =>
  ({ ask: 'entry', register: COMPULSION_RECORDS, code, on }) as const satisfies Question;

/** What an act that touches the record asks: how each decision of the case, voided ones too, stands in the register. */
export const shownQuestions =
  (o: ShownOptions): NonNullable<ActDef['asks']> =>
  (_input, view, today) =>
    o.decisions(view).map((d) => standing(codeOf(view, d), today));

/** Whether the record of a decision was taken down: then it stays down. */
const isDown = (env: Env, code: string): boolean =>
  env.answer(standing(code, env.today))?.body.status === '取消';

/** Whether every decision of the case was taken down. */
export const allDown = (view: CaseView, env: Env, o: ShownOptions): boolean => {
  const codes = o.decisions(view).map((d) => codeOf(view, d));
  return codes.length > 0 && codes.every((code) => isDown(env, code));
};

/** Put on show: every decision in force, unless it was taken down. */
export const putOnShow = (view: CaseView, env: Env, o: ShownOptions): readonly RegisterChange[] =>
  o
    .decisions(view)
    .filter((d) => !isDown(env, codeOf(view, d)))
    .map((d) => ({
      register: COMPULSION_RECORDS,
      code: codeOf(view, d),
      lawFrom: env.today,
      body: { ...compulsionRecord(view, d, o) },
    }));

/** What is on show follows the act: only decisions that were shown before it. */
const keptUp = (view: CaseView, env: Env, o: ShownOptions): readonly RegisterChange[] => {
  const shown = view.last('publish')?.seq ?? 0;
  return putOnShow(view, env, {
    ...o,
    decisions: (v) => o.decisions(v).filter((d) => d.act.seq < shown),
  });
};

/** The acts that change where a case stands, each with the record kept up. */
export const followed = (
  parts: Required<Fragment>,
  names: readonly string[],
  o: ShownOptions,
): Required<Fragment> => ({
  ...parts,
  acts: Object.fromEntries(
    Object.entries(parts.acts).map(([name, def]) => [
      name,
      names.includes(name)
        ? {
            ...def,
            asks: shownQuestions(o),
            entries: (view: CaseView, env: Env) => keptUp(view, env, o),
          }
        : def,
    ]),
  ),
});

/** Documents of a decision of this name that is, or was, in force: the last one. */
const codeOfAct = (
  view: CaseView,
  name: string,
): { readonly seq: number; readonly code: string } | undefined => {
  const act = view.state.acts.findLast((a) => a.act === name);
  return act && { seq: act.seq, code: codeOf(view, { act, ...numberOf(act, 'execution-decision') }) };
};

/** What an act that takes a decision back asks. */
export const takenBackQuestions = (view: CaseView, name: string, today: DateStr): readonly Question[] => {
  const found = codeOfAct(view, name);
  return found ? [standing(found.code, today)] : [];
};

/** A decision that an act takes back: what was shown of it is taken down with it. */
export const takenBack = (view: CaseView, env: Env, name: string): readonly RegisterChange[] => {
  const found = codeOfAct(view, name);
  if (!found || found.seq > (view.last('publish')?.seq ?? 0) || isDown(env, found.code)) return [];
  return [takenDown(found.code, view.state.id, env.today, '决定已经撤回')];
};

/** The entry of a record that is taken down: nothing of its content is left in the version in force. */
export const takenDown = (code: string, id: string, on: DateStr, why: string): RegisterChange => ({
  register: COMPULSION_RECORDS,
  code,
  lawFrom: on,
  body: { status: '取消', document: code, case: id, why },
});

/** The number that an act drew, as a decision holds it. */
export const numberOf = (act: ActRecord, series: string): { readonly number?: string } =>
  act.issued?.[series] ? { number: act.issued[series] } : {};

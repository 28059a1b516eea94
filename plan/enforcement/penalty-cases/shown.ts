/** The record of a penalty that everyone may read, computed from the case and masked (INV-P15; 行政处罚法第四十八条). */
import {
  type ActDef,
  type CaseView,
  type DateStr,
  dateOf,
  type Env,
  type InputRule,
  type Question,
  type RegisterChange,
} from '@fadu/kernel';
import { checkCitizenId, checkUscc } from '../../leadership/plan-tracking/identifiers.ts';
import { penaltyLaw as apl, creditRepairMeasures } from '../../statutes/index.ts';
import { repairFrom, shownUntil } from '../credit-grading/common.ts';
import { PENALTY_RECORDS, type PenaltyRecord, REPAIRED } from '../enforcement-publicity/common.ts';
import { type Hidden, mask, publicName } from '../enforcement-publicity/mask.ts';
import { type FormsOf, namedIn } from '../enforcement-publicity/persons.ts';
import { type Basis, basisText, displayOf, fineOf, itemText, moneyOf, yuanText } from './catalogue.ts';
import { currentProposal, isMinor, partyKindOf, penaltyInForce, sectorOf } from './facts.ts';

const isPerson = (view: CaseView): boolean => partyKindOf(view) === '公民';

/** The code of a body, which is public; an identity number is none. */
export const isBodyCode = (value: string): boolean =>
  checkUscc(value.toUpperCase(), { demo: 'accept' }).ok && !checkCitizenId(value, { demo: 'accept' }).ok;

/** A business without a name of its own stands under its operator's: then it is a person's name. */
const underOwnName = (view: CaseView): boolean =>
  partyKindOf(view) === '个体工商户' &&
  view.text('register-clue.partyName') === view.text('register-clue.operator');

/** What the case knows that must not stand in a public text: the party where it is a person, and everyone else it names. */
export function hiddenIn(view: CaseView, forms: FormsOf): Hidden {
  const name = view.text('register-clue.partyName');
  const named = namedIn(view, forms, isBodyCode);
  const asPerson = isPerson(view) || underOwnName(view);
  const self = asPerson ? [{ name, minor: isMinor(view) }] : [];
  return {
    persons: [...self, ...named.persons.filter((p) => !asPerson || p.name !== name)],
    words: named.words,
    keep: asPerson ? [] : [name],
  };
}

const decidedOn = (view: CaseView): DateStr => {
  const act = view.last('decide-penalty');
  return act ? dateOf(act.at) : '';
};

const documentOf = (view: CaseView): string => view.issued('decide-penalty', 'decision') ?? view.state.id;

const gravity = (view: CaseView) => displayOf(penaltyInForce(view), sectorOf(view)).tier;

/** Last day of the time on show: the publisher's, else the longest. */
const until = (view: CaseView): DateStr => {
  const said = view.text('publish.until');
  return said || shownUntil(gravity(view), decidedOn(view));
};

/** The record of the penalty in force. */
export function penaltyRecord(view: CaseView, forms: FormsOf): PenaltyRecord {
  const hidden = hiddenIn(view, forms);
  const items = penaltyInForce(view);
  const name = view.text('register-clue.partyName');
  const code = view.text('register-clue.partyId').toUpperCase();
  const elements = currentProposal(view)?.elements ?? [];
  const money = moneyOf(items);
  const fine = fineOf(items);
  return {
    status: '在用',
    document: documentOf(view),
    title: mask(view.text('register-clue.title'), hidden),
    party: isPerson(view) || underOwnName(view) ? publicName({ name, minor: isMinor(view) }) : name,
    partyKind: partyKindOf(view),
    ...(!isPerson(view) && isBodyCode(code) && { partyCode: code }),
    facts: mask(elements.map((e) => e.fact).join('；') || view.text('register-clue.conduct'), hidden),
    bases: ((view.get('decide-penalty.basis') ?? []) as readonly Basis[])
      .filter((b) => b.role === '处罚依据')
      .map(basisText),
    kinds: [...new Set(items.map((i) => i.kind))],
    content: mask(items.map(itemText).join('；'), hidden),
    fine,
    confiscated: Number(yuanText(money - fine)),
    decidedOn: decidedOn(view),
    organ: view.bound('lead')[0] ?? '',
    field: view.text('register-clue.field'),
    sector: sectorOf(view),
    gravity: gravity(view),
    until: until(view),
    case: view.state.id,
  };
}

/** The record as it stands on show today: credit repair may have ended it. */
const standing = (view: CaseView, on: DateStr) =>
  ({ ask: 'entry', register: PENALTY_RECORDS, code: documentOf(view), on }) as const satisfies Question;

/** What putting on show and taking down ask. */
export const shownQuestions: ActDef['asks'] = (_input, view, today) => [standing(view, today)];

/** Put on show, or taken down: then nothing of its content is left in the entry in force. Repaired stays ended. */
export function penaltyShown(
  view: CaseView,
  env: Env,
  shown: boolean,
  forms: FormsOf,
): readonly RegisterChange[] {
  if (env.answer(standing(view, env.today))?.body.why === REPAIRED) return [];
  const record = penaltyRecord(view, forms);
  return [
    {
      register: PENALTY_RECORDS,
      code: record.document,
      lawFrom: env.today,
      ...(shown && { lawTo: record.until }),
      body: shown ? { ...record } : { status: '取消', document: record.document, case: record.case },
    },
  ];
}

/** The time on show lies between the shortest and the longest that the gravity allows. */
export const shownUntilRule: InputRule = {
  code: 'SHOWN-UNTIL',
  field: 'until',
  cites: [creditRepairMeasures.art('1'), apl.art('48')],
  say: '公示期限不在规定的范围之内',
  check: (input, view) => {
    if (!input.until) return true;
    const [least, most] = [
      repairFrom(gravity(view), decidedOn(view)),
      shownUntil(gravity(view), decidedOn(view)),
    ];
    const on = String(input.until);
    if (on > most) return `最长公示到${most}，到期自动停止`;
    return on >= least || `${gravity(view)}的处罚信息至少公示到${least}`;
  },
};

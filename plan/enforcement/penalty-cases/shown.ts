/** The record of a penalty that everyone may read, computed from the case and masked (INV-P15; 行政处罚法第四十八条). */
import { type CaseView, type DateStr, dateOf, type InputRule, type RegisterChange } from '@fadu/kernel';
import { checkUscc } from '../../leadership/plan-tracking/identifiers.ts';
import { penaltyLaw as apl, creditRepairMeasures } from '../../statutes/index.ts';
import { repairFrom, shownUntil } from '../credit-grading/common.ts';
import { PENALTY_RECORDS, type PenaltyRecord } from '../enforcement-publicity/common.ts';
import { type Hidden, mask, publicName } from '../enforcement-publicity/mask.ts';
import { type Basis, basisText, displayOf, fineOf, itemText, moneyOf, yuanText } from './catalogue.ts';
import { currentProposal, isMinor, partyKindOf, penaltyInForce, sectorOf } from './facts.ts';

const isPerson = (view: CaseView): boolean => partyKindOf(view) === '公民';

/** What the case knows of the party that must not stand in a public text. */
function hiddenIn(view: CaseView): Hidden {
  const name = view.text('register-clue.partyName');
  return {
    persons: isPerson(view) ? [{ name, minor: isMinor(view) }] : [],
    words: [
      view.text('register-clue.partyAddress'),
      ...(isPerson(view) ? [view.text('register-clue.partyId')] : []),
    ],
  };
}

const decidedOn = (view: CaseView): DateStr => {
  const act = view.last('decide-penalty');
  return act ? dateOf(act.at) : '';
};

const gravity = (view: CaseView) => displayOf(penaltyInForce(view), sectorOf(view)).tier;

/** Last day of the time on show: the publisher's, else the longest. */
const until = (view: CaseView): DateStr => {
  const said = view.text('publish.until');
  return said || shownUntil(gravity(view), decidedOn(view));
};

/** The record of the penalty in force. */
export function penaltyRecord(view: CaseView): PenaltyRecord {
  const hidden = hiddenIn(view);
  const items = penaltyInForce(view);
  const name = view.text('register-clue.partyName');
  const code = view.text('register-clue.partyId').toUpperCase();
  const elements = currentProposal(view)?.elements ?? [];
  const money = moneyOf(items);
  const fine = fineOf(items);
  return {
    status: '在用',
    document: view.issued('decide-penalty', 'decision') ?? view.state.id,
    title: mask(view.text('register-clue.title'), hidden),
    party: isPerson(view) ? publicName({ name, minor: isMinor(view) }) : name,
    partyKind: partyKindOf(view),
    ...(!isPerson(view) && checkUscc(code, { demo: 'accept' }).ok && { partyCode: code }),
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
    gravity: gravity(view),
    until: until(view),
    case: view.state.id,
  };
}

/** Put on show, or taken down: then nothing of its content is left in the entry in force. */
export function penaltyShown(view: CaseView, today: DateStr, shown: boolean): readonly RegisterChange[] {
  const record = penaltyRecord(view);
  return [
    {
      register: PENALTY_RECORDS,
      code: record.document,
      lawFrom: today,
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

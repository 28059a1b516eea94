/**
 * What the forms of a penalty case begin with (R25.4: papers from the case's facts, nothing typed twice). Only what the
 * case knows already is proposed. What the law leaves to a person's judgement (was it minor? which way of service?) is
 * not, and no day from which the law counts: the day of service or payment is not the day on which it is recorded.
 */
import {
  type AnswerTo,
  type CaseView,
  chineseNumber,
  type Env,
  type Prefill,
  type Question,
  type SourceKind,
} from '@fadu/kernel';
import { guidanceLetter } from '../case-documents/guidance-letter.ts';
import type { Level } from './catalogue.ts';
import { currentProposal, dayOf, lateFineOf, owed } from './facts.ts';
import type { Proposal } from './forms.ts';
import { addUp } from './money.ts';
import { openStatements, partyServed } from './notice-facts.ts';
import type { Officer } from './officers.ts';
import { papers, simplePapers } from './papers.ts';

type Values = Readonly<Record<string, unknown>>;
/** Values from the facts alone. */
export const prefilled = (from: (view: CaseView, env: Env) => Values): Prefill => ({ from });

/** The officers of the case: those of the latest contact, else those named when it was filed. */
const officersOf = (view: CaseView): readonly Officer[] | undefined =>
  (view.last('contact')?.input.officers ?? view.get('file.officers')) as readonly Officer[] | undefined;

/** A contact begins with the officers and the place. */
export const forContact = prefilled((view) => ({
  officers: officersOf(view),
  place: view.text('register-clue.place'),
}));
export const forPreservation = prefilled((view) => ({
  officers: officersOf(view),
  place: view.text('register-clue.place'),
}));

const LEVEL_OF: Readonly<Partial<Record<SourceKind, Level>>> = {
  law: '法律',
  'administrative-regulation': '行政法规',
  'local-regulation': '地方性法规',
  'department-rule': '部门规章',
  'government-rule': '地方政府规章',
  document: '规范性文件',
};

/** 124 → 一百二十四, 12-1 → 十二条之一 is written by hand: the form's field holds what stands between 第 and 条. */
const articleWords = (article: string): string | undefined =>
  /^\d{1,4}$/.test(article) ? chineseNumber(Number(article)) : undefined;

/** The bases of the item that the case is filed under, as the register told them when it was filed. */
function basesOfItem(view: CaseView, act: string): Values[] | undefined {
  const answered = view.last(act)?.effects.answered ?? [];
  const found = answered.find((a) => a.question.ask === 'item');
  const item = found?.answer as AnswerTo<Question & { ask: 'item' }> | undefined;
  const bases = (item?.bases ?? []).flatMap(({ ref, facts }): Values[] => {
    const level = facts && LEVEL_OF[facts.kind];
    const article = ref.article && articleWords(ref.article);
    if (!facts || !level || !article || facts.status !== 'in-force') return [];
    return [
      {
        title: facts.title,
        article,
        level,
        published: true,
        // A version newer than the act is not proposed: which one applies is article 37's question.
        ...(facts.inForce &&
          facts.inForce <= view.text('register-clue.actEndedOn') && { inForceFrom: facts.inForce }),
        role: '处罚依据',
      },
    ];
  });
  return bases.length ? bases : undefined;
}

/** The end report begins with what each contact proved, and with the bases of the item. */
export const forEndReport = prefilled((view) => ({
  elements: view
    .all('contact')
    .filter((a) => a.input.lawful === true)
    .map((a) => ({ fact: a.input.proves, evidence: [a.seq] })),
  basis: basesOfItem(view, 'file'),
}));

/** A changed proposal begins with the one in force; what was not filled in stays so. */
export const forNewProposal = prefilled((view) => ({ ...currentProposal(view) }));

/** On the spot: the bases of the item. */
export const forTelling = prefilled((view) => ({ basis: basesOfItem(view, 'register-clue') }));

/** The statement that waits longest for its re-examination. */
export const forReexamination = prefilled((view) => ({ statement: openStatements(view)[0] }));

/** Where a decision may be taken to reconsideration: the government at the level of the department. */
function reconsiderationBody(view: CaseView, env: Env): string | undefined {
  const lead = env.organ(view.bound('lead')[0] ?? '');
  if (lead?.kind !== 'department') return undefined;
  const body = env.organsOf(lead.region).find((o) => o.kind === 'government');
  return body?.fullName ?? body?.name;
}

/** A decision begins with the proposal in force: kinds, sums and bases as notified or lighter. */
export const forDecision = prefilled((view, env) => {
  const p = currentProposal(view);
  return {
    items: p?.items,
    basis: p?.basis,
    lateFine: true,
    reconsiderationBody: reconsiderationBody(view, env),
  };
});
export const forNoPenalty = prefilled((view, env) => {
  const p = currentProposal(view) as Partial<Proposal> | undefined;
  return { ground: p?.noPenaltyGround, reconsiderationBody: reconsiderationBody(view, env) };
});

/** A service begins with the party's name; on the spot also with its day, which can only be that of the decision. */
export const forService = prefilled((view) => ({ receiver: partyServed(view) }));
export const forServiceOnSpot = prefilled((view) => ({
  servedOn: dayOf(view, 'decide-penalty'),
  receiver: partyServed(view),
}));

/** The sum that is due next: of a plan the earliest unpaid instalment, else all that is owed. */
export const forPayment = prefilled((view) => {
  const { main, late } = owed(view);
  const plan = (view.get('decide-deferral.instalments') ?? []) as readonly { amount: number }[];
  let paid = addUp(
    view
      .all('record-payment')
      .filter((a) => a.input.kind === '罚没款')
      .map((a) => Number(a.input.amount)),
  );
  const next = plan.find(({ amount }) => {
    if (paid >= amount) {
      paid = addUp([paid, -amount]);
      return false;
    }
    return true;
  });
  const part = next ? addUp([next.amount, -paid]) : main;
  return {
    kind: main > 0 ? '罚没款' : '加处罚款',
    amount: main > 0 ? Math.min(part, main) : late,
  };
});

/** The late fine as counted up to today. `dueOn`: last day to pay, from the day of service. */
export const forLateFine = (
  dueOn: (view: CaseView, calendar: Env['calendar']) => string | undefined,
): Prefill =>
  prefilled((view, env) => {
    const last = dueOn(view, env.calendar);
    if (!last) return {};
    const charged = addUp(view.all('charge-late-fine').map((a) => Number(a.input.amount)));
    const left = addUp([lateFineOf(view, last, env.today).amount, -charged]);
    return left > 0 ? { through: env.today, amount: left } : {};
  });

/** What is urged is what is owed. */
export const forUrging = prefilled((view) => ({ amount: addUp([owed(view).main, owed(view).late]) }));

/** Cash is taken for the whole fine. */
export const forCash = prefilled((view) => ({ amount: owed(view).main }));

const titleOfPaper = (name: string): string | undefined =>
  ({ ...papers, ...simplePapers, 'guidance-letter': guidanceLetter })[name]?.title ??
  (name.endsWith('-receipt') ? '送达回证' : undefined);

/** The list of contents: every paper of the acts in force, in the order in which they were made. */
export const forClosing = prefilled((view) => {
  const made = view.state.acts
    .filter((a) => !view.state.voided.has(a.seq))
    .flatMap((a) => a.effects.papers.flatMap((p) => titleOfPaper(p) ?? []));
  return { catalogue: made.map((title, i) => `${i + 1}. ${title}`).join('\n') };
});

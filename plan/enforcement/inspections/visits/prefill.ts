/**
 * What the forms of an inspection begin with, from what the case knows: officers, the points of the standard. Results and
 * days are the officers' own.
 */
import type { CaseView, Env, LeadsTo, Prefill } from '@fadu/kernel';
import { beganOn, entryAct, head, itemsOf, leadOf, objectOf, partOf, recordsOf } from './facts.ts';

/** The officers who went in, of the organ that acts. */
const officersOf = (view: CaseView, env: Env): unknown => {
  const entry = entryAct(view);
  return entry && (env.acting === undefined || entry.actor.organ === env.acting)
    ? entry.input.officers
    : undefined;
};
const prefilled = (from: Prefill['from']): Prefill => ({ from });

/** A partner joins under its own name. */
export const forJoining = prefilled((_view, env) => ({ organ: env.acting }));

/** Every point of the acting organ's standard, without a result: that is the officers' to say. */
export const forRecord = prefilled((view, env) => {
  const points = itemsOf(view, env.acting ?? leadOf(view)).flatMap((i) =>
    ((i.entry.body.points ?? []) as readonly string[]).map((point) => ({ item: i.entry.code, point })),
  );
  return { officers: officersOf(view, env), ...(points.length && { points }) };
});

/** Who was there before checks again. */
export const forRecheck = prefilled((view, env) => {
  const own = recordsOf(view).find((r) => r.organ === env.acting);
  return { officers: own?.act.input.officers ?? officersOf(view, env) };
});

/** What an inspection found becomes the source of a penalty case of the same organ. */
export const penaltyCase: LeadsTo = {
  procedure: 'penalty-ordinary',
  act: 'register-clue',
  title: '据此登记处罚案件来源',
  in: ['on-site', 'result', 'published'],
  from: (view) => {
    const facts = head(view);
    const own = recordsOf(view).find((r) => r.organ === leadOf(view));
    if (!own?.found) return {};
    return {
      source: '监督检查',
      sourceDetail: `${String(partOf(view, leadOf(view)).ground)}引起的检查发现，另见来源事项`,
      sourceCase: view.state.id,
      partyName: facts.objectName,
      partyId: objectOf(view),
      partyAddress: facts.objectAddress,
      conduct: own.found,
      place: facts.objectAddress,
      discoveredOn: beganOn(view),
    };
  },
};

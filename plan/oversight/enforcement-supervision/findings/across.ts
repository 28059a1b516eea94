/** What only several cases together show: one act fined twice, visits over the cap, fines that grow without a reason. */
import { addMonths, type DateStr, design } from '@fadu/kernel';
import { penaltyLaw as apl, enforcementSupervisionRegulations as sup } from '../../../statutes/index.ts';
import { task39 } from '../settings.ts';
import { inspectionMarks, visitRules } from './inspections.ts';
import { actsOf, type CaseRecord, type CrossRule, type Marks, onDay } from './model.ts';

/** The marks of a case; undefined where it leaves none. */
export function marksOf(record: CaseRecord): Marks | undefined {
  const { view, procedure } = record;
  if (procedure.code === 'penalty-ordinary' || procedure.code === 'penalty-simple') {
    const decided = view.last('decide-penalty');
    if (!decided) return undefined;
    const clue = view.last('register-clue')?.input ?? {};
    const items = (decided.input.items ?? []) as readonly { kind: string; amount?: number }[];
    const amount = items.reduce((sum, i) => sum + (i.amount ?? 0), 0);
    if (amount === 0) return undefined;
    return {
      fine: {
        party: String(clue.partyId),
        name: String(clue.partyName),
        actOn: String(clue.actOn),
        place: String(clue.place),
        amount,
        decidedOn: decided.at.slice(0, 10),
        act: decided.seq,
        fell: actsOf(view, 'remedy-set-aside', 'revoke-decision').length > 0,
      },
    };
  }
  return inspectionMarks(record);
}

/** Fines that grow by more than this share over the same months of the year before give an alarm (DESIGN). */
export const GROWTH_ALARM = 0.5;
/** Below this sum (yuan) in the year before, growth says nothing (DESIGN). */
export const GROWTH_FLOOR = 100_000;

const groups = <T>(list: readonly T[], key: (t: T) => string): Map<string, T[]> => {
  const out = new Map<string, T[]>();
  for (const t of list) out.set(key(t), [...(out.get(key(t)) ?? []), t]);
  return out;
};

/** Rules over many cases. */
export const crossRules: readonly CrossRule[] = [
  {
    code: 'FINED-TWICE',
    over: 'cases',
    kind: '重复处罚',
    level: '重大',
    title: '疑似对同一个违法行为两次罚款',
    cites: [apl.art('29'), task39],
    find: (cases) => {
      const fined = cases.flatMap((c) => (c.fine && !c.fine.fell ? [{ ...c, fine: c.fine }] : []));
      return [
        ...groups(fined, (c) => [c.fine.party, c.fine.actOn, c.fine.place].join('\n')).values(),
      ].flatMap((same) =>
        [...same]
          .sort((a, b) =>
            a.fine.decidedOn === b.fine.decidedOn
              ? a.caseId < b.caseId
                ? -1
                : 1
              : a.fine.decidedOn < b.fine.decidedOn
                ? -1
                : 1,
          )
          .slice(1)
          .map((c) => ({
            key: `act${c.fine.act}`,
            caseId: c.caseId,
            organ: c.owner,
            act: c.fine.act,
            since: c.fine.decidedOn,
            open: true,
            says: `当事人${onDay(c.fine.actOn)}在同一地点的行为已经罚款，${onDay(c.fine.decidedOn)}又罚款一次，应当核实是否同一个行为`,
          })),
      );
    },
  },
  ...visitRules,
  {
    code: 'FINE-GROWTH',
    over: 'cases',
    kind: '趋利执法',
    level: '一般',
    title: '罚没数额异常增长，应当核查',
    cites: [
      sup.art('12'),
      design('罚没数额比上年同期增长超过百分之五十的核查原因；只作线索，不设目标'),
      task39,
    ],
    find: (cases, today) => {
      const year = Number(today.slice(0, 4));
      const fined = cases.flatMap((c) => (c.fine ? [{ owner: c.owner, ...c.fine }] : []));
      return [...groups(fined, (f) => f.owner)].flatMap(([organ, list]) => {
        const sum = (from: DateStr, to: DateStr) =>
          list.filter((f) => f.decidedOn >= from && f.decidedOn <= to).reduce((n, f) => n + f.amount, 0);
        const now = sum(`${year}-01-01`, today);
        const then = sum(`${year - 1}-01-01`, addMonths(today, -12));
        return then >= GROWTH_FLOOR && now / then - 1 > GROWTH_ALARM
          ? [
              {
                key: `${organ}:${year}`,
                organ,
                since: `${year}-01-01`,
                open: true,
                says: `今年罚没${now}元，上年同期${then}元，增长${Math.round((now / then - 1) * 100)}%，应当核查原因`,
              },
            ]
          : [];
      });
    },
  },
];

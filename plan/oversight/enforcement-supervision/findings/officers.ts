/** Who acted at each contact, asked anew of the register: a certificate closed from an earlier day fails its later contacts. */
import { type ActRecord, type DateStr, dateOf } from '@fadu/kernel';
import type { Officer } from '../../../enforcement/officers/contact.ts';
import { penaltyLaw as apl, enforcementSupervisionRegulations as sup } from '../../../statutes/index.ts';
import { task39 } from '../settings.ts';
import { type CaseRecord, type CaseRule, type Hit, onDay } from './model.ts';

/** One contact with the officers it names. */
export interface ContactFacts {
  readonly act: ActRecord;
  readonly on: DateStr;
  readonly officers: readonly Officer[];
}

/** The contacts of a case in force, with the day of each; the filing only names who will act. */
export const contactsOf = ({ view }: Pick<CaseRecord, 'view'>): readonly ContactFacts[] =>
  view.state.acts.flatMap((act) => {
    const officers = act.input.officers;
    if (view.state.voided.has(act.seq) || act.act === 'file' || !Array.isArray(officers)) return [];
    const named = officers.filter(
      (o): o is Officer => typeof o === 'object' && o !== null && 'certificate' in o,
    );
    if (named.length === 0 && officers.length > 0) return [];
    return [{ act, on: String(act.input.on ?? dateOf(act.at)), officers: named }];
  });

/** Certificates that a case's contacts name: whose change makes the case be looked at again. */
export const certificatesOf = (record: Pick<CaseRecord, 'view'>): readonly string[] => [
  ...new Set(contactsOf(record).flatMap((c) => c.officers.map((o) => o.certificate))),
];

type Why = 'none' | 'closed' | 'suspended' | 'other';

function fault(record: CaseRecord, officer: Officer, on: DateStr): Why | null {
  const entry = record.certificate(officer.certificate, on);
  if (!entry) return 'none';
  const { body } = entry;
  if (body.status === '取消') return 'closed';
  if (body.status === '暂停实施') return 'suspended';
  if (body.holder !== officer.person || body.organ !== officer.organ) return 'other';
  return String(body.validTo) < on || String(body.validFrom) > on ? 'none' : null;
}

/** One hit for each certificate of a case that fails for this reason, on its first contact. */
const failing =
  (why: Why, words: string) =>
  (record: CaseRecord): readonly Hit[] => {
    const seen = new Map<string, Hit>();
    for (const { act, on, officers } of contactsOf(record))
      for (const o of officers)
        if (!seen.has(o.certificate) && fault(record, o, on) === why)
          seen.set(o.certificate, {
            key: o.certificate,
            organ: o.organ,
            act: act.seq,
            since: on,
            open: false,
            says: `${o.name}（${o.certificate}）${onDay(on)}参加执法时，${words}`,
          });
    return [...seen.values()];
  };

const head = { over: 'case', kind: '人员资格', cites: [apl.art('42'), sup.art('11'), task39] } as const;

/** Rules over who acted. */
export const officerRules: readonly CaseRule[] = [
  {
    ...head,
    code: 'OFFICER-CLOSED',
    level: '重大',
    title: '执法证件已经终止的人员参加执法',
    find: failing('closed', '执法证件已经终止'),
  },
  {
    ...head,
    code: 'OFFICER-SUSPENDED',
    level: '重大',
    title: '执法证件暂停期间参加执法',
    find: failing('suspended', '执法证件正在暂停'),
  },
  {
    ...head,
    code: 'OFFICER-NONE',
    level: '重大',
    title: '没有有效执法证件的人员参加执法',
    find: failing('none', '名录里没有当日有效的证件'),
  },
  {
    ...head,
    code: 'OFFICER-OTHER',
    level: '重大',
    title: '使用他人或者其他机关的执法证件',
    find: failing('other', '证件不是本人的或者不是本机关的'),
  },
  {
    ...head,
    code: 'OFFICER-FEW',
    level: '较重',
    title: '执法人员少于两人',
    find: (record) =>
      contactsOf(record).flatMap(({ act, on, officers }) =>
        new Set(officers.map((o) => o.person)).size < 2
          ? [
              {
                key: `act${act.seq}`,
                act: act.seq,
                since: on,
                open: false,
                says: `${onDay(on)}的执法记录只有${new Set(officers.map((o) => o.person)).size}名执法人员`,
              },
            ]
          : [],
      ),
  },
  {
    ...head,
    code: 'REVIEWER-INVESTIGATED',
    level: '较重',
    title: '参加调查的人审核自己的案件',
    procedures: ['penalty-ordinary'],
    find: (record) => {
      const took = new Set(contactsOf(record).flatMap((c) => c.officers.map((o) => o.person)));
      return ['legality-review', 'case-review']
        .flatMap((a) => record.view.all(a))
        .filter((a) => a.actor.person !== undefined && took.has(a.actor.person))
        .map((a) => ({
          key: `act${a.seq}`,
          act: a.seq,
          since: dateOf(a.at),
          open: false,
          says: `${a.actor.name}参加了调查，又审核本案`,
        }));
    },
  },
];

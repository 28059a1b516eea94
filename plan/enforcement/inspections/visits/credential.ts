/**
 * What officers show at the door (R24.7): the approved inspection as a text signed with the key of the city's log. The
 * enterprise checks it on its own phone, without the network; whether it still stands is asked online.
 */
import type { DateStr } from '@fadu/kernel';
import { signedFacts } from '@fadu/kernel/record/index';

/** What the text says of an inspection. */
export interface VisitCredential {
  /** The inspection's case: whoever holds the signed text may ask how it stands. */
  readonly id: string;
  readonly number: string;
  readonly organs: string;
  readonly object: string;
  readonly name: string;
  readonly items: string;
  readonly from: DateStr;
  readonly to: DateStr;
  /** Day on which the city said so. */
  readonly asOf: DateStr;
}

/** The signed text of an inspection. */
export const visitNote = signedFacts<VisitCredential>('fadu-visit/1', [
  ['id', '事项编号'],
  ['number', '检查编号'],
  ['organs', '检查机关'],
  ['object', '统一社会信用代码'],
  ['name', '企业'],
  ['items', '检查事项'],
  ['from', '检查开始日期'],
  ['to', '检查结束日期'],
  ['asOf', '出示日期'],
]);

const FAULTS = {
  unreadable: '这不是检查码的签名文本，请重新扫码或者完整粘贴',
  signature: '签名不对：不是本市签发的，或者内容被改过',
  kind: '签名是本市的，但不是检查码；执法证件请到核对执法证件的页面核对',
} as const;

/** What checking came to. `inTime`: the day lies in the days that were approved. */
export type VisitCheck =
  | { readonly ok: true; readonly visit: VisitCredential; readonly inTime: boolean }
  | { readonly ok: false; readonly why: string };

/** Check a signed text against the city's key, on a day. Needs no network. */
export function checkVisit(note: string, vkey: string, today: DateStr): VisitCheck {
  const opened = visitNote.open(note, vkey);
  if (!opened.ok) return { ok: false, why: FAULTS[opened.fault] };
  const { facts } = opened;
  return { ok: true, visit: facts, inTime: facts.from <= today && today <= facts.to };
}

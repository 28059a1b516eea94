/**
 * What an officer shows on site: the certificate as of a day, signed with the key of the city's log (a signed note).
 * Whoever has the city's public key can check it without the network; whether it is still valid today is asked online.
 */
import type { DateStr } from '@fadu/kernel';
import { signedFacts } from '@fadu/kernel/record/index';

/** What the text says of a certificate. */
export interface Credential {
  readonly number: string;
  readonly name: string;
  readonly organ: string;
  readonly fields: string;
  readonly validFrom: DateStr;
  readonly validTo: DateStr;
  /** Day on which the city said so. */
  readonly asOf: DateStr;
}

/** The signed text of a certificate. */
export const credential = signedFacts<Credential>('fadu-officer/1', [
  ['number', '证件号'],
  ['name', '姓名'],
  ['organ', '机关'],
  ['fields', '领域'],
  ['validFrom', '有效期自'],
  ['validTo', '有效期至'],
  ['asOf', '出示日期'],
]);

const FAULTS = {
  unreadable: '这不是执法证件的签名文本，请重新扫码或者完整粘贴',
  signature: '签名不对：不是本市签发的，或者内容被改过',
  kind: '签名是本市的，但不是执法证件',
} as const;

/** What checking a credential came to. */
export type CredentialCheck =
  | { readonly ok: true; readonly credential: Credential; readonly inTime: boolean }
  | { readonly ok: false; readonly why: string };

/** Check a signed credential against the city's key, on a day. Needs no network. */
export function checkCredential(note: string, vkey: string, today: DateStr): CredentialCheck {
  const opened = credential.open(note, vkey);
  if (!opened.ok) return { ok: false, why: FAULTS[opened.fault] };
  const { facts } = opened;
  return {
    ok: true,
    credential: facts,
    inTime: facts.validFrom <= today && today <= facts.validTo && facts.asOf <= today,
  };
}

/**
 * What an officer shows on site: the certificate as of a day, signed with the key of the city's log (a signed note).
 * Whoever has the city's public key can check it without the network; whether it is still valid today is asked online.
 */
import type { DateStr } from '@fadu/kernel';
import { openNote, parseNote, parseVkey } from '@fadu/kernel/record/index';

/** First line of the signed text; no head of a log begins so. */
const HEAD = 'fadu-officer/1';

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

const LINES = [
  ['number', '证件号'],
  ['name', '姓名'],
  ['organ', '机关'],
  ['fields', '领域'],
  ['validFrom', '有效期自'],
  ['validTo', '有效期至'],
  ['asOf', '出示日期'],
] as const satisfies readonly (readonly [keyof Credential, string])[];

/** The text that is signed: one line a fact, ending in a newline. */
export const credentialText = (c: Credential): string =>
  `${[HEAD, ...LINES.map(([key, title]) => `${title}：${c[key].replace(/\s+/g, ' ')}`)].join('\n')}\n`;

/** What checking a credential came to. */
export type CredentialCheck =
  | { readonly ok: true; readonly credential: Credential; readonly inTime: boolean }
  | { readonly ok: false; readonly why: string };

/** Check a signed credential against the city's key, on a day. Needs no network. */
export function checkCredential(note: string, vkey: string, today: DateStr): CredentialCheck {
  try {
    parseNote(note);
  } catch {
    return { ok: false, why: '这不是执法证件的签名文本，请重新扫码或者完整粘贴' };
  }
  let text: string;
  try {
    text = openNote(note, [parseVkey(vkey)]).text;
  } catch {
    return { ok: false, why: '签名不对：不是本市签发的，或者内容被改过' };
  }
  const lines = text.split('\n');
  const facts = Object.fromEntries(
    LINES.map(([key, title], i) => {
      const line = lines[i + 1] ?? '';
      return [key, line.startsWith(`${title}：`) ? line.slice(title.length + 1) : ''];
    }),
  ) as unknown as Credential;
  if (lines[0] !== HEAD || Object.values(facts).some((v) => v === ''))
    return { ok: false, why: '签名是本市的，但不是执法证件' };
  return {
    ok: true,
    credential: facts,
    inTime: facts.validFrom <= today && today <= facts.validTo && facts.asOf <= today,
  };
}

/** As a QR code holds it: unpadded base64url of the note's UTF-8. */
export const packCredential = (note: string): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(note)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

/** What a person hands in, as a note: the address of the QR code, its last part, or the text itself. Null: neither. */
export function unpackCredential(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed.startsWith(HEAD)) return `${trimmed}\n`;
  const packed = /(?:#|^)([A-Za-z0-9_-]{40,4000})$/.exec(trimmed)?.[1];
  if (!packed) return null;
  try {
    const bytes = Uint8Array.from(atob(packed.replaceAll('-', '+').replaceAll('_', '/')), (c) =>
      c.charCodeAt(0),
    );
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

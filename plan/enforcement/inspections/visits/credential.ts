/**
 * What officers show at the door (R24.7): the approved inspection as a text signed with the key of the city's log. The
 * enterprise checks it on its own phone, without the network; whether it still stands is asked online.
 */
import type { DateStr } from '@fadu/kernel';
import { openNote, parseNote, parseVkey } from '@fadu/kernel/record/index';

/** First line of the signed text; no head of a log and no certificate begins so. */
const HEAD = 'fadu-visit/1';

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

const LINES = [
  ['id', '事项编号'],
  ['number', '检查编号'],
  ['organs', '检查机关'],
  ['object', '统一社会信用代码'],
  ['name', '企业'],
  ['items', '检查事项'],
  ['from', '检查开始日期'],
  ['to', '检查结束日期'],
  ['asOf', '出示日期'],
] as const satisfies readonly (readonly [keyof VisitCredential, string])[];

/** The text that is signed: one line a fact, ending in a newline. */
export const visitText = (c: VisitCredential): string =>
  `${[HEAD, ...LINES.map(([key, title]) => `${title}：${c[key].replace(/\s+/g, ' ')}`)].join('\n')}\n`;

/** What checking came to. `inTime`: the day lies in the days that were approved. */
export type VisitCheck =
  | { readonly ok: true; readonly visit: VisitCredential; readonly inTime: boolean }
  | { readonly ok: false; readonly why: string };

/** Check a signed text against the city's key, on a day. Needs no network. */
export function checkVisit(note: string, vkey: string, today: DateStr): VisitCheck {
  try {
    parseNote(note);
  } catch {
    return { ok: false, why: '这不是检查码的签名文本，请重新扫码或者完整粘贴' };
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
  ) as unknown as VisitCredential;
  if (lines[0] !== HEAD || Object.values(facts).some((v) => v === ''))
    return { ok: false, why: '签名是本市的，但不是检查码；执法证件请到核对执法证件的页面核对' };
  return { ok: true, visit: facts, inTime: facts.from <= today && today <= facts.to };
}

/** What a person hands in, as a note: the address of the QR code, its last part, or the text itself. Null: neither. */
export function unpackVisit(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed.startsWith(HEAD)) return `${trimmed}\n`;
  const packed = /(?:#|^)([A-Za-z0-9_-]{40,6000})$/.exec(trimmed)?.[1];
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

/**
 * Facts that a city signs for somebody to carry and show: one line a fact, as a signed note, small enough for a QR code.
 * Whoever has the city's public key checks them without the network.
 */
import { openNote, parseNote, parseVkey } from './note.ts';

/** Why a text is not what it should be: no signed note at all, not this city's signature, or signed but another kind. */
export type SignedFault = 'unreadable' | 'signature' | 'kind';

/** What opening signed facts came to. */
export type Opened<F> =
  | { readonly ok: true; readonly facts: F }
  | { readonly ok: false; readonly fault: SignedFault };

/** One kind of signed facts. */
export interface SignedFacts<F> {
  /** The text that is signed: the head and one line a fact, ending in a newline. */
  text(facts: F): string;
  /** Check a note against a city's key and read its facts. Needs no network. */
  open(note: string, vkey: string): Opened<F>;
  /** What a person hands in, as a note: the address of a QR code, its last part, or the text itself. Null: neither. */
  unpack(text: string): string | null;
}

/** A QR code holds about three thousand bytes; a pasted address may be somewhat longer. */
const PACKED = /(?:#|^)([A-Za-z0-9_-]{40,6000})$/;

/**
 * Define a kind of signed facts.
 * @param head First line of the signed text; no other kind and no head of a log begins so.
 * @param lines The facts in their order, each with the words before it; all must be there.
 */
export function signedFacts<F extends { readonly [K in keyof F]: string }>(
  head: string,
  lines: readonly (readonly [keyof F & string, string])[],
): SignedFacts<F> {
  return {
    text: (facts) =>
      `${[head, ...lines.map(([key, title]) => `${title}：${facts[key].replace(/\s+/g, ' ')}`)].join('\n')}\n`,
    open: (note, vkey) => {
      try {
        parseNote(note);
      } catch {
        return { ok: false, fault: 'unreadable' };
      }
      let text: string;
      try {
        text = openNote(note, [parseVkey(vkey)]).text;
      } catch {
        return { ok: false, fault: 'signature' };
      }
      const [first, ...rest] = text.split('\n');
      const read = lines.map(([key, title], i) => {
        const line = rest[i] ?? '';
        return [key, line.startsWith(`${title}：`) ? line.slice(title.length + 1) : ''] as const;
      });
      if (first !== head || read.some(([, value]) => value === '')) return { ok: false, fault: 'kind' };
      return { ok: true, facts: Object.fromEntries(read) as unknown as F };
    },
    unpack: (text) => {
      const trimmed = text.trim();
      if (trimmed.startsWith(head)) return `${trimmed}\n`;
      const packed = PACKED.exec(trimmed)?.[1];
      if (!packed) return null;
      try {
        const bytes = Uint8Array.from(atob(packed.replaceAll('-', '+').replaceAll('_', '/')), (c) =>
          c.charCodeAt(0),
        );
        return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      } catch {
        return null;
      }
    },
  };
}

/** A note as a QR code holds it: unpadded base64url of its UTF-8. */
export const packNote = (note: string): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(note)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

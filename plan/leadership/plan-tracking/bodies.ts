/** Reading a list of bodies (牵头部门：… 责任部门：…), whole or broken over lines. */
import type { SourceLine } from './lines.ts';
import { keyOf } from './lines.ts';
import type { OrganIndex } from './organ-index.ts';
import type { BodyRef } from './plan-model.ts';

/** A piece of a list and the line it stands on. */
export interface ListPart {
  readonly text: string;
  readonly line: SourceLine;
}

/** What a list says, and what is wrong with it. */
export interface BodyList {
  readonly bodies: readonly BodyRef[];
  readonly unknown: readonly { readonly name: string; readonly line: SourceLine }[];
  readonly repeated: readonly { readonly name: string; readonly line: SourceLine }[];
  /** Names nothing at all. */
  readonly empty: boolean;
  /** Ends with a separator, so that something is missing. */
  readonly unfinished: boolean;
  /** Its last name is unknown. */
  readonly endsUnknown: boolean;
}

const SEPARATOR = /[、,;]/;

/** Read the pieces of a list, joined as if never broken: a name may run over the end of a line. */
export function readBodies(parts: readonly ListPart[], organs: OrganIndex): BodyList {
  const names: { name: string; line: SourceLine }[] = [];
  let open = false;
  for (const part of parts)
    for (const char of keyOf(part.text)) {
      const last = names.at(-1);
      if (SEPARATOR.test(char)) open = false;
      else if (open && last) last.name += char;
      else {
        names.push({ name: char, line: part.line });
        open = true;
      }
    }
  const bodies: BodyRef[] = [];
  const unknown: { name: string; line: SourceLine }[] = [];
  const repeated: { name: string; line: SourceLine }[] = [];
  const last = names.at(-1);
  if (last) last.name = last.name.replace(/[。.]$/, '');
  for (const { name, line } of names) {
    const body = organs.resolve(name);
    if (!body) unknown.push({ name, line });
    else if (bodies.some((b) => b.id === body.id)) repeated.push({ name, line });
    else bodies.push({ ...body, line: line.no });
  }
  const whole = keyOf(parts.map((p) => p.text).join(''));
  return {
    bodies,
    unknown,
    repeated,
    empty: names.length === 0,
    unfinished: SEPARATOR.test(whole.at(-1) ?? ''),
    endsUnknown:
      last !== undefined && unknown.at(-1)?.line === last.line && unknown.at(-1)?.name === last.name,
  };
}

/**
 * Whether a plain line continues a list: the list so far is plainly not at its end (empty, or ends with a separator), or
 * with the line it holds no more unknown names than without.
 */
export function continuesList(parts: readonly ListPart[], line: SourceLine, organs: OrganIndex): boolean {
  const before = readBodies(parts, organs);
  if (before.empty || before.unfinished) return true;
  const after = readBodies([...parts, { text: line.raw, line }], organs);
  // The last name may go on on the next line, if some body's name begins like that.
  const mayGoOn = after.endsUnknown && organs.isBeginning(after.unknown.at(-1)?.name ?? '') ? 1 : 0;
  return after.unknown.length - mayGoOn <= before.unknown.length;
}

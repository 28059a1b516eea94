/**
 * The natural persons whom a case names, found by what its forms say of their fields: `person` marks the name of a natural
 * person, `personal` what of a person must not be read in public (an identity, an address, an account, a day of birth).
 * A field added tomorrow is hidden by its mark, without a list to keep.
 */
import type { CaseView, Form } from '@fadu/kernel';
import type { Person } from './mask.ts';

/** What a case names that must not stand in a public text. */
export interface Named {
  readonly persons: readonly Person[];
  readonly words: readonly string[];
}

/** The acts of the procedure, for what their forms say of their fields. */
export type FormsOf = Readonly<Record<string, { readonly form?: Form }>>;

interface Mark {
  readonly person?: boolean;
  readonly personal?: boolean;
}

/** The little of a schema that is walked. */
interface Schema {
  readonly def?: { readonly type?: string };
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly element?: Schema;
  readonly unwrap?: () => Schema;
  readonly meta?: () => Mark | undefined;
}

/** Words that stand where a name is asked for, and are none. */
const NO_NAME =
  /^(?:当事人|被处罚人|代理人|委托代理人|证人|见证人|监护人|法定代表人|负责人|执法人员|办案人员|调查人员|主持人|听证员|记录员|翻译|第三人|群众|店主|店员|工作人员|本人|无)$/;
/** What ends the name of a body and no person's. */
const BODY = /(?:公司|局|厅|委员会|政府|事务所|中心|医院|学校|协会|合作社|店|厂|行|部|站|队|所)$/;

/** The name in an entry such as “张三（代理人）” or “证人：李四”; undefined: there is none. */
export function nameIn(text: string): string | undefined {
  const parts = text
    .split(/[（）()：:，,；;、/]/)
    .map((p) => p.trim())
    .filter(Boolean);
  return parts.find(
    (p) =>
      /^[\p{Script=Han}·]{2,15}$|^[A-Za-z][A-Za-z .'-]{2,40}$/u.test(p) && !NO_NAME.test(p) && !BODY.test(p),
  );
}

/** A day of birth as it may be written. */
const dayWords = (text: string): readonly string[] => {
  const m = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!m) return [text];
  const [, y, month, d] = m;
  return [text, `${y}年${Number(month)}月${Number(d)}日`, `${y}.${month}.${d}`, `${y}/${month}/${d}`];
};

function walk(schema: Schema | undefined, value: unknown, mark: Mark, into: Person[], words: string[]): void {
  if (schema === undefined || value === undefined || value === null) return;
  const own = { ...mark, ...schema.meta?.() };
  if (schema.shape && typeof value === 'object') {
    for (const [name, field] of Object.entries(schema.shape))
      walk(field, (value as Record<string, unknown>)[name], pick(own), into, words);
    return;
  }
  if (schema.element && Array.isArray(value)) {
    for (const one of value) walk(schema.element, one, pick(own), into, words);
    return;
  }
  const inner = schema.unwrap?.();
  if (inner) {
    walk(inner, value, pick(own), into, words);
    return;
  }
  if (typeof value !== 'string') return;
  if (own.person) {
    const name = nameIn(value);
    if (name) into.push({ name });
  } else if (own.personal && value.trim().length > 1) words.push(...dayWords(value.trim()));
}

const pick = (mark: Mark): Mark => ({
  ...(mark.person && { person: true }),
  ...(mark.personal && { personal: true }),
});

/**
 * All that the acts of a case name of natural persons, acts that were taken back among them: what a text says may come
 * from there. `apart`: values that are no person's, such as the credit code of a body.
 */
export function namedIn(
  view: CaseView,
  forms: FormsOf,
  apart: (value: string) => boolean = () => false,
): Named {
  const persons: Person[] = [];
  const words: string[] = [];
  for (const { act, input } of view.state.acts)
    walk(forms[act]?.form as unknown as Schema | undefined, input, {}, persons, words);
  const once = new Map(persons.map((p) => [p.name, p]));
  return { persons: [...once.values()], words: [...new Set(words)].filter((w) => !apart(w)) };
}

/** From the JSON Schema of an act's form to the fields a person fills in. Pure. */

/** The part of JSON Schema that the forms use, with the words and widgets our definitions add. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly widget?: string;
  readonly organKind?: string;
  readonly unit?: string;
  readonly personal?: boolean;
  /** Register whose entry is filled in, where the form does not choose it. */
  readonly register?: string;
  /** Acts whose steps can be chosen; without it all of them. */
  readonly ofActs?: readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

/** How a field is filled in. */
export type FieldKind =
  | 'text'
  | 'long'
  | 'choice'
  | 'choices'
  | 'date'
  | 'time'
  | 'number'
  | 'yes'
  | 'organ'
  | 'organs'
  | 'person'
  | 'persons'
  | 'lines'
  | 'articles'
  | 'comment'
  | 'act'
  | 'acts'
  | 'rows'
  | 'instrument'
  | 'register'
  | 'own-entry'
  | 'any-entry'
  | 'own-entries'
  | 'batch-codes'
  | 'adjustment-case'
  | 'law-change'
  | 'entry'
  | 'register-rows'
  | 'committed-list'
  | 'drawn-object'
  | 'drawn-officers'
  | 'none'
  | 'benchmark'
  | 'benchmark-facts'
  | 'benchmark-tables'
  | 'lenient-item'
  | 'query-code'
  | 'clauses'
  | 'materials'
  | 'group';

/** One field of a form. */
export interface Field {
  readonly name: string;
  readonly title: string;
  readonly help?: string;
  readonly kind: FieldKind;
  /** What the definition calls its editor; a kind may have several. */
  readonly widget?: string;
  readonly required: boolean;
  /** Kept from everyone who does not handle the case. */
  readonly personal: boolean;
  readonly options?: readonly string[];
  readonly organKind?: string;
  /** Register whose entry is filled in. */
  readonly register?: string;
  /** Acts whose steps can be chosen; without it all of them. */
  readonly ofActs?: readonly string[];
  readonly unit?: string;
  readonly whole?: boolean;
  readonly min?: number;
  readonly max?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  /** What stands when nothing is chosen. */
  readonly initial?: unknown;
  /** Fields of each row, or of the group. */
  readonly fields?: readonly Field[];
}

/** What has been filled in so far. */
export type Values = Readonly<Record<string, unknown>>;

/** Path of a field (`articles.0.text`) → what is wrong with it. */
export type Faults = Readonly<Record<string, string>>;

/** A schema without references, null branches and one-part compositions. */
function plain(schema: Schema, defs: Schema['$defs']): Schema {
  if (schema.$ref) {
    const found = defs?.[schema.$ref.replace('#/$defs/', '')];
    return found ? plain({ ...found, ...own(schema) }, defs) : schema;
  }
  const parts = (schema.anyOf ?? schema.oneOf)?.filter((s) => s.type !== 'null');
  if (parts?.length === 1) return plain({ ...(parts[0] as Schema), ...own(schema) }, defs);
  if (schema.allOf) return Object.assign({}, own(schema), ...schema.allOf.map((part) => plain(part, defs)));
  return schema;
}

const own = ({ $ref, anyOf, oneOf, allOf, ...rest }: Schema): Schema => rest;

const BY_WIDGET: Readonly<Record<string, FieldKind>> = {
  organ: 'organ',
  organs: 'organs',
  instrument: 'instrument',
  register: 'register',
  'enforcement-item': 'own-entry',
  'service-item': 'any-entry',
  'service-bundle': 'any-entry',
  'organ-function': 'own-entry',
  'law-explanation-duty': 'own-entry',
  'inspection-items': 'own-entries',
  'random-items': 'own-entries',
  'batch-codes': 'batch-codes',
  'adjustment-case': 'adjustment-case',
  'law-change': 'law-change',
  'register-entry': 'entry',
  'register-rows': 'register-rows',
  'drawn-object': 'drawn-object',
  'drawn-officers': 'drawn-officers',
  'committed-objects': 'committed-list',
  'committed-officers': 'committed-list',
  'committed-pairs': 'committed-list',
  none: 'none',
  benchmark: 'benchmark',
  'benchmark-facts': 'benchmark-facts',
  'benchmark-tables': 'benchmark-tables',
  'lenient-item': 'lenient-item',
  'query-code': 'query-code',
  'long-text': 'long',
  articles: 'articles',
  lines: 'lines',
  comment: 'comment',
  'clause-answers': 'clauses',
  materials: 'materials',
  officer: 'person',
  person: 'person',
  account: 'person',
  persons: 'persons',
  people: 'persons',
};

function kindOf(s: Schema): FieldKind {
  const type = Array.isArray(s.type) ? s.type.find((t) => t !== 'null') : s.type;
  if (s.widget === 'acts') return type === 'array' ? 'acts' : 'act';
  // One line each of what can be chosen from is chosen, not typed.
  if (s.widget === 'lines' && s.items?.enum) return 'choices';
  if (s.widget && BY_WIDGET[s.widget]) return BY_WIDGET[s.widget] as FieldKind;
  if (s.enum || s.const !== undefined) return 'choice';
  switch (type) {
    case 'boolean':
      return 'yes';
    case 'integer':
    case 'number':
      return 'number';
    case 'object':
      return 'group';
    case 'array':
      if (s.items?.enum) return 'choices';
      return s.items?.properties ? 'rows' : 'lines';
    default:
      if (s.format === 'date') return 'date';
      if (s.format === 'date-time') return 'time';
      return (s.maxLength ?? 0) > 300 ? 'long' : 'text';
  }
}

function fieldOf(name: string, raw: Schema, required: boolean, defs: Schema['$defs']): Field {
  const s = plain(raw, defs);
  const items = s.items ? plain(s.items, defs) : undefined;
  const kind = kindOf({ ...s, ...(items && { items }) });
  const bound = (n: number | undefined) =>
    n === undefined || Math.abs(n) >= Number.MAX_SAFE_INTEGER ? undefined : n;
  const inner = kind === 'group' ? s : kind === 'rows' ? items : undefined;
  return {
    name,
    title: s.title ?? '内容',
    help: s.description,
    kind,
    ...(s.widget && { widget: s.widget }),
    ...(s.register && { register: s.register }),
    ...(s.ofActs && { ofActs: s.ofActs }),
    required,
    personal: s.personal === true,
    options: (s.enum ?? (s.const === undefined ? items?.enum : [s.const]))?.map(String),
    organKind: s.organKind,
    unit: s.unit,
    whole: s.type === 'integer',
    min: bound(s.minimum),
    max: bound(s.maximum),
    minLength: s.minLength ?? items?.minLength,
    maxLength: s.maxLength ?? items?.maxLength,
    minItems: s.minItems,
    maxItems: s.maxItems,
    pattern: s.format ? undefined : s.pattern,
    initial: s.default,
    ...(inner && { fields: fieldsOf({ ...inner, $defs: defs }) }),
  };
}

/** The fields of a form in its order; none for an act that takes nothing in. */
export function fieldsOf(schema: Schema | null | undefined): Field[] {
  return Object.entries(schema?.properties ?? {}).map(([name, s]) =>
    fieldOf(name, s, schema?.required?.includes(name) ?? false, schema?.$defs),
  );
}

/** What a fresh form holds: the definition's own defaults. */
export function initialValues(fields: readonly Field[]): Record<string, unknown> {
  return Object.fromEntries(
    fields.flatMap((f) => {
      if (f.initial !== undefined) return [[f.name, f.initial]];
      const inner = f.kind === 'group' ? initialValues(f.fields ?? []) : {};
      return Object.keys(inner).length ? [[f.name, inner]] : [];
    }),
  );
}

const blank = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);

/** An entry as it is sent: words trimmed, what was left empty not there; its fields are the register's own. */
function entrySent(value: unknown): unknown {
  if (typeof value === 'string') return value.trim();
  // A null in a list is a value (a tier without a fine), not something left empty.
  if (Array.isArray(value)) return value.map(entrySent).filter((v) => v === null || !blank(v));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, v]) => {
      const one = entrySent(v);
      return blank(one) && !Array.isArray(one) ? [] : [[name, one]];
    }),
  );
}

function sent(field: Field, value: unknown): unknown {
  switch (field.kind) {
    case 'entry':
      return value === undefined ? undefined : entrySent(value);
    case 'register-rows':
      return ((value ?? []) as { code: string; body: unknown }[]).map((row) => ({
        code: row.code,
        body: entrySent(row.body),
      }));
    case 'group':
      return inputOf(field.fields ?? [], (value ?? {}) as Values);
    case 'clauses':
      return ((value ?? []) as Values[]).filter((row) => row.finding || row.reason);
    case 'rows':
      return ((value ?? []) as Values[]).map((row) => inputOf(field.fields ?? [], row));
    case 'lines':
      return ((value ?? []) as string[]).map((line) => line.trim()).filter(Boolean);
    default:
      return typeof value === 'string' ? value.trim() : value;
  }
}

/** Kinds whose value is a list: nothing chosen is sent as an empty one. */
const LISTS: readonly FieldKind[] = [
  'rows',
  'register-rows',
  'none',
  'lines',
  'choices',
  'own-entries',
  'organs',
  'persons',
  'acts',
  'articles',
];

/** What is sent to the API: empty optional fields are left out, empty required lists stay lists. */
export function inputOf(fields: readonly Field[], values: Values): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const field of fields) {
    const value = sent(field, values[field.name]);
    const groupEmpty = field.kind === 'group' && Object.keys(value as object).length === 0;
    if (blank(value) || groupEmpty) {
      if (field.required && LISTS.includes(field.kind)) out[field.name] = [];
      continue;
    }
    out[field.name] = value;
  }
  return out;
}

function faultOf(field: Field, value: unknown): string | null {
  if (blank(value)) {
    // A list that may be empty is not asked for: none of the grounds is an answer.
    if (!field.required || (!field.minItems && (Array.isArray(value) || LISTS.includes(field.kind))))
      return null;
    const choose: readonly FieldKind[] = [
      'choice',
      'choices',
      'yes',
      'organ',
      'organs',
      'register',
      'own-entry',
      'any-entry',
      'own-entries',
      'date',
      'comment',
      'act',
      'acts',
    ];
    return `请${choose.includes(field.kind) ? '选择' : '填写'}“${field.title}”`;
  }
  if (typeof value === 'string') {
    const length = value.trim().length;
    if (field.minLength && length < field.minLength)
      return `至少写 ${field.minLength} 个字，现在 ${length} 个字`;
    if (field.maxLength && length > field.maxLength)
      return `最多 ${field.maxLength} 个字，现在 ${length} 个字`;
    if (field.pattern && !new RegExp(field.pattern, 'u').test(value.trim()))
      return '格式不对，请按示例的样式填写';
  }
  if (typeof value === 'number') {
    if (field.min !== undefined && value < field.min) return `不能小于 ${field.min}`;
    if (field.max !== undefined && value > field.max) return `不能大于 ${field.max}`;
    if (field.whole && !Number.isInteger(value)) return '应当是整数';
  }
  if (Array.isArray(value)) {
    if (field.minItems && value.length < field.minItems)
      return `至少 ${field.minItems} 项，现在 ${value.length} 项`;
    if (field.maxItems && value.length > field.maxItems)
      return `最多 ${field.maxItems} 项，现在 ${value.length} 项`;
  }
  return null;
}

/** What is plainly wrong before anything is sent. The server stays the judge of the rest. */
export function faultsOf(fields: readonly Field[], values: Values, under = ''): Faults {
  const out: Record<string, string> = {};
  for (const field of fields) {
    const path = under + field.name;
    const value = sent(field, values[field.name]);
    const empty = field.kind === 'group' && Object.keys((value ?? {}) as object).length === 0;
    if (empty && !field.required) continue;
    const fault = field.kind === 'group' ? null : faultOf(field, value);
    if (fault) out[path] = fault;
    if (field.kind === 'group')
      Object.assign(out, faultsOf(field.fields ?? [], (value ?? {}) as Values, `${path}.`));
    if (field.kind === 'rows') {
      ((values[field.name] ?? []) as Values[]).forEach((row, i) => {
        Object.assign(out, faultsOf(field.fields ?? [], row, `${path}.${i}.`));
      });
    }
  }
  return out;
}

/** The fault of a field: its own, or the first of what lies below it (`articles.3.text.0`). */
export function faultAt(faults: Faults, path: string): string | undefined {
  if (faults[path]) return faults[path];
  const below = Object.keys(faults).find((p) => p.startsWith(`${path}.`));
  return below ? faults[below] : undefined;
}

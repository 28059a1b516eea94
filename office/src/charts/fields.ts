/** Form fields as people see them, read from a form's schema. */
import type { Form } from '@fadu/kernel';
import { z } from 'zod';

/** A JSON Schema, draft 2020-12, with our own keys (`widget`, `personal`, `organKind`) beside the standard ones. */
export type JsonSchema = { readonly [key: string]: unknown };

/** One field of a form. */
export interface FormField {
  readonly name: string;
  readonly title: string;
  readonly description?: string;
  readonly required: boolean;
  /** What is entered: text, number, yes or no, one of a list, a date … */
  readonly kind:
    | 'text'
    | 'long-text'
    | 'number'
    | 'yes-no'
    | 'choice'
    | 'choices'
    | 'date'
    | 'list'
    | 'group';
  readonly options?: readonly string[];
  /** Personal information: never published. */
  readonly personal: boolean;
}

/** A form as JSON Schema, as it is filled in (before defaults and trimming). */
export const formSchema = (form: Form): JsonSchema =>
  z.toJSONSchema(form, { target: 'draft-2020-12', io: 'input', unrepresentable: 'any' }) as JsonSchema;

function kindOf(schema: JsonSchema): Pick<FormField, 'kind' | 'options'> {
  if (Array.isArray(schema.enum)) return { kind: 'choice', options: schema.enum.map(String) };
  if (Array.isArray(schema.anyOf))
    return kindOf((schema.anyOf as JsonSchema[]).find((s) => s.type !== 'null') ?? {});
  switch (schema.type) {
    case 'boolean':
      return { kind: 'yes-no' };
    case 'integer':
    case 'number':
      return { kind: 'number' };
    case 'object':
      return { kind: 'group' };
    case 'array': {
      const item = (schema.items ?? {}) as JsonSchema;
      return Array.isArray(item.enum)
        ? { kind: 'choices', options: item.enum.map(String) }
        : { kind: 'list' };
    }
    default:
      if (schema.format === 'date') return { kind: 'date' };
      return { kind: schema.widget === 'long-text' ? 'long-text' : 'text' };
  }
}

/** The fields of a form, in its order. A field without a title shows its name. */
export function fieldsOf(form: Form): FormField[] {
  const schema = formSchema(form);
  const required = new Set((schema.required as string[] | undefined) ?? []);
  return Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>).map(([name, field]) => ({
    name,
    title: String(field.title ?? name),
    ...(field.description !== undefined && { description: String(field.description) }),
    required: required.has(name),
    ...kindOf(field),
    personal: field.personal === true,
  }));
}

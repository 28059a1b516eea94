/** What an entry says, by the columns of its register; and the editing of entries that stand already. */
import { useQuery } from '@tanstack/react-query';
import { type ComponentType, useMemo } from 'react';
import { registerDefinitionQuery } from '../api/registers.ts';
import { Failure, Waiting } from '../parts/states.tsx';
import { type Faults, type Field, fieldsOf, initialValues, type Values } from '../schema.ts';
import type { FormProps } from './field.tsx';

/** What procedures write beside the form: never entered by hand. */
const WRITTEN: ReadonlySet<string> = new Set(['status', 'suspended', 'reason', 'replacedBy']);

/** What may be edited of an entry that stands. */
export const editable = (body: Values): Record<string, unknown> =>
  Object.fromEntries(Object.entries(body).filter(([field]) => !WRITTEN.has(field)));

/** A new entry: defaults, and lists that may be empty but must be there. */
export const emptyEntry = (fields: readonly Field[]): Record<string, unknown> => ({
  ...Object.fromEntries(
    fields.filter((f) => f.required && (f.kind === 'lines' || f.kind === 'rows')).map((f) => [f.name, []]),
  ),
  ...initialValues(fields),
});

/** Fields of a register's entries. */
export function useEntryFields(register: string) {
  const def = useQuery(registerDefinitionQuery(register));
  const fields = useMemo(() => fieldsOf(def.data?.form), [def.data?.form]);
  return { def, fields };
}

/** The form of one entry. `form` draws fields: an entry is a form again. */
export function EntryForm(props: {
  readonly register: string;
  readonly value: Values | undefined;
  readonly onChange: (value: Record<string, unknown>) => void;
  readonly faults: Faults;
  readonly path: string;
  readonly form: ComponentType<FormProps>;
}) {
  const { register, value, onChange, faults, path, form: Form } = props;
  const { def, fields } = useEntryFields(register);
  if (register === '') return <p className="quiet">先选择清单，再按它的栏目填写。</p>;
  if (def.isError) return <Failure error={def.error} again={() => def.refetch()} />;
  if (def.isPending) return <Waiting rows={6} what="正在读取清单的栏目" />;
  const { basisRule, codeRule } = def.data;
  return (
    <div className="form entry-form">
      <p className="help">
        {codeRule}。{basisRule ? `可以作为依据的：${basisRule.sources.join('、')}。` : ''}
      </p>
      <Form
        fields={fields}
        values={{ ...emptyEntry(fields), ...value }}
        faults={faults}
        under={`${path}.`}
        onChange={(next) => onChange({ ...next })}
      />
    </div>
  );
}

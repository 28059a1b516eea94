/** Fields that hold a basis in the law: a text alone, and rows of text, article, paragraph and item. */
import type { Field, Values } from '../schema.ts';
import { type EditorProps, FieldFrame, type FormProps } from './field.tsx';
import { ArticleInput, LawInput, LawStanding } from './law-inputs.tsx';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** One text of law, by its name. */
export function InstrumentPick({ field, value, onChange, id, describedBy, invalid }: EditorProps) {
  return (
    <>
      <LawInput
        id={id}
        describedBy={describedBy}
        invalid={invalid}
        maxLength={field.maxLength}
        value={text(value)}
        onText={(t) => onChange(t)}
        onPick={(name) => onChange(name)}
      />
      <LawStanding law={text(value)} />
    </>
  );
}

/** A whole number, or nothing. */
const count = (typed: string): number | undefined => (/^\d{1,3}$/.test(typed) ? Number(typed) : undefined);

/** One row of a list of bases. Its fields are those of the definition; what is none of ours is left to the others. */
export function LegalRefForm({ fields, values, onChange, faults, under = '' }: FormProps) {
  const put = (more: Values) => onChange({ ...values, ...more });
  const editor = (field: Field, box: { id: string; describedBy?: string; invalid: boolean }) => {
    switch (field.name) {
      case 'instrument':
        return (
          <LawInput
            {...box}
            maxLength={field.maxLength}
            value={text(values.instrument)}
            onText={(t) => put({ instrument: t })}
            onPick={(name, article) => put({ instrument: name, ...(article && { article }) })}
          />
        );
      case 'article':
        return (
          <ArticleInput
            {...box}
            law={text(values.instrument)}
            value={text(values.article)}
            onChange={(article) => put({ article })}
          />
        );
      default:
        return (
          <input
            id={box.id}
            className={box.invalid ? 'suggest-input wrong' : 'suggest-input'}
            aria-describedby={box.describedBy}
            inputMode="numeric"
            maxLength={2}
            value={values[field.name] === undefined ? '' : String(values[field.name])}
            onChange={(e) => put({ [field.name]: count(e.target.value) })}
          />
        );
    }
  };
  return (
    <div className="legal-ref">
      {fields.map((field) => {
        const path = under + field.name;
        return (
          <FieldFrame key={field.name} field={field} path={path} fault={faults[path]}>
            {(box) => editor(field, box)}
          </FieldFrame>
        );
      })}
      <LawStanding law={text(values.instrument)} article={text(values.article)} />
    </div>
  );
}

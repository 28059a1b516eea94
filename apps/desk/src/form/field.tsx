/** The frame of a field: label, help, what is wrong with it. One place wires the ids that readers of the screen need. */
import { createContext, type ReactNode, use } from 'react';
import type { TimelineEntry } from '../api/types.ts';
import type { Article } from '../articles.ts';
import type { CommentLine } from '../comments.ts';
import type { ClauseScan } from '../parts/clause-marks.tsx';
import type { Faults, Field, Values } from '../schema.ts';

/** What pickers choose from: the case the form belongs to, if any. */
export interface FormScene {
  /** Act being filled in. */
  readonly act: string;
  readonly comments: readonly CommentLine[];
  readonly timeline: readonly TimelineEntry[];
  /** Region of the person, whose organs come first. */
  readonly region: string;
  /** Organ of the person's post. */
  readonly organ: string;
  /** The text that the form is about: the one being written, or the one under review. */
  readonly text?: readonly Article[];
  /** Which clause rules look at it. */
  readonly clauses?: ClauseScan;
}

export const Scene = createContext<FormScene>({ act: '', comments: [], timeline: [], region: '', organ: '' });

export const useScene = (): FormScene => use(Scene);

/** What every editor of a field is given. */
export interface EditorProps<T = unknown> {
  readonly field: Field;
  readonly value: T;
  readonly onChange: (value: T) => void;
  /** Id of the input, which the label points to. */
  readonly id: string;
  /** Ids of help and fault, for `aria-describedby`. */
  readonly describedBy?: string;
  readonly invalid: boolean;
  /** The other fields of the same form, for editors that depend on one of them. */
  readonly siblings?: Values;
}

/** What a form of fields is given. */
export interface FormProps {
  readonly fields: readonly Field[];
  readonly values: Values;
  readonly onChange: (values: Values) => void;
  readonly faults: Faults;
  /** Path of the group this form is part of, with its dot. */
  readonly under?: string;
}

/** Id of the input at a path. */
export const idOf = (path: string): string => `f-${path.replaceAll('.', '-')}`;

/** Kinds whose editor is a group of controls: the label is the group's name, not one input's. */
const GROUPS: readonly Field['kind'][] = [
  'yes',
  'rows',
  'register-rows',
  'committed-list',
  'drawn-officers',
  'entry',
  'benchmark-facts',
  'clauses',
  'group',
  'articles',
  'lines',
  'comment',
  'act',
  'acts',
];

export function FieldFrame(props: {
  readonly field: Field;
  readonly path: string;
  readonly fault?: string;
  readonly length?: number;
  readonly children: (wiring: { id: string; describedBy?: string; invalid: boolean }) => ReactNode;
}) {
  const { field, path, fault } = props;
  const id = idOf(path);
  const grouped =
    GROUPS.includes(field.kind) ||
    (field.kind === 'choice' && (field.options?.length ?? 0) <= 4) ||
    field.kind === 'choices';
  const describedBy =
    [field.help && `${id}-help`, fault && `${id}-fault`].filter(Boolean).join(' ') || undefined;
  const words = (
    <>
      {field.title}
      {field.required || field.kind === 'clauses' ? null : <span className="optional">选填</span>}
      {field.personal ? <span className="optional">不公开</span> : null}
    </>
  );
  const counted =
    field.kind === 'long' && field.maxLength ? `${props.length ?? 0}／${field.maxLength}` : null;
  const body = (
    <>
      {counted ? <span className="count">{counted}</span> : null}
      {grouped ? (
        <span className="label" id={`${id}-label`}>
          {words}
        </span>
      ) : (
        <label htmlFor={id}>{words}</label>
      )}
      {field.kind === 'yes' ? props.children({ id, describedBy, invalid: Boolean(fault) }) : null}
      {field.help ? (
        <p className="help" id={`${id}-help`}>
          {field.help}
        </p>
      ) : null}
      {field.kind === 'yes' ? null : props.children({ id, describedBy, invalid: Boolean(fault) })}
      {fault ? (
        <p className="fault" id={`${id}-fault`}>
          {fault}
        </p>
      ) : null}
    </>
  );
  const className = ['field', field.kind === 'yes' ? 'yes' : '', fault ? 'has-fault' : '']
    .filter(Boolean)
    .join(' ');
  return grouped ? (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid in every browser
    <div
      className={className}
      role="group"
      aria-labelledby={`${id}-label`}
      aria-describedby={describedBy}
      data-path={path}
    >
      {body}
    </div>
  ) : (
    <div className={className} data-path={path}>
      {body}
    </div>
  );
}

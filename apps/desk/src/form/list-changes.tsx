/** Changes of lists: each picks what to do, the list, the entry, and edits what it will say. */
import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ComponentType, useState } from 'react';
import { allRegistersQuery, entryQuery } from '../api/registers.ts';
import { type Faults, type Field, faultAt, type Values } from '../schema.ts';
import { useSession } from '../session.tsx';
import { EntryPick, type EntryScope } from './entry-pick.tsx';
import { type EditorProps, FieldFrame, type FormProps, idOf, useScene } from './field.tsx';
import { EntryForm, editable } from './register-entry.tsx';

type Draw = ComponentType<FormProps>;
type Change = Values & {
  readonly do?: string;
  readonly register?: string;
  readonly code?: string;
  readonly entry?: Values;
  readonly replacedBy?: readonly string[];
};

/** The assessment of an organ's functions changes their register only. */
const FUNCTIONS = 'organ-function';

/** A row after another thing is to be done with it: what no longer belongs to it is dropped. */
export function reconsidered(row: Change): Change {
  const { code, entry, replacedBy, below, ...rest } = row;
  switch (row.do) {
    case '新增':
      return { ...rest, ...(entry && !code && { entry }) };
    case '变更':
      return { ...rest, ...(code && { code }), ...(code && entry && { entry }) };
    case '恢复':
      return { ...rest, ...(code && { code }) };
    case '取消':
      return {
        ...rest,
        ...(code && { code }),
        ...(replacedBy && { replacedBy }),
        ...(below !== undefined && { below }),
      };
    default:
      return row;
  }
}

function Successors(props: {
  readonly field: Field;
  readonly scope: EntryScope;
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[] | undefined) => void;
  readonly path: string;
}) {
  const { field, value, path } = props;
  const put = (next: readonly string[]) => props.onChange(next.length ? next : undefined);
  return (
    <FieldFrame field={{ ...field, kind: 'lines' }} path={path}>
      {() => (
        <div className="stack tight">
          {value.map((code, i) => (
            <EntryPick
              key={code}
              id={`${idOf(path)}-${i}`}
              label={`${field.title}，第 ${i + 1} 项`}
              invalid={false}
              scope={props.scope}
              value={code}
              picked={(next) =>
                put(next ? value.map((c) => (c === code ? next : c)) : value.filter((c) => c !== code))
              }
            />
          ))}
          <EntryPick
            key={`new-${value.length}`}
            id={idOf(path)}
            label={`${field.title}，再加一项`}
            invalid={false}
            scope={props.scope}
            value={undefined}
            picked={(next) => next && !value.includes(next) && put([...value, next])}
          />
        </div>
      )}
    </FieldFrame>
  );
}

function One(props: {
  readonly fields: readonly Field[];
  readonly row: Change;
  readonly path: string;
  readonly faults: Faults;
  readonly form: Draw;
  readonly onChange: (row: Change) => void;
}) {
  const { fields, row, path, faults, form: Form, onChange } = props;
  const { post } = useSession();
  const { region } = useScene();
  const some = (...names: string[]) => fields.filter((f) => names.includes(f.name));
  const one = (name: string) => fields.find((f) => f.name === name);
  const register = row.register ?? '';
  const scope: EntryScope = {
    register,
    region,
    // An organ changes its own entries; the keeper of the lists those of every organ.
    ...(post?.role === 'item-clerk' && { organ: post.organ }),
    ...(row.do === '恢复' && { status: '暂停实施' }),
  };
  const code = one('code');
  const entry = one('entry');
  const successors = one('replacedBy');
  const editing = row.do === '新增' || (row.code && (row.do === '变更' || row.entry));
  return (
    <div className="form">
      <Form
        fields={some('do', 'register')}
        values={row}
        faults={faults}
        under={`${path}.`}
        onChange={(next) =>
          onChange(
            next.register === row.register
              ? reconsidered(next as Change)
              : { do: next.do as string, register: next.register as string, reason: next.reason },
          )
        }
      />
      {code && row.do && row.do !== '新增' ? (
        <FieldFrame
          field={{ ...code, title: '事项', kind: 'text', required: true, help: undefined }}
          path={`${path}.code`}
          fault={faults[`${path}.code`]}
        >
          {(wiring) => (
            <EntryPick
              {...wiring}
              scope={scope}
              value={row.code}
              picked={(next, found) =>
                onChange(
                  reconsidered({
                    ...row,
                    code: next,
                    entry: row.do === '变更' && found ? editable(found.body) : undefined,
                  }),
                )
              }
            />
          )}
        </FieldFrame>
      ) : null}
      {entry && register && editing ? (
        <FieldFrame
          field={{ ...entry, kind: 'group', required: true, help: undefined }}
          path={`${path}.entry`}
          fault={faults[`${path}.entry`]}
        >
          {() => (
            <EntryForm
              register={register}
              value={row.entry ?? (post?.role === 'item-clerk' ? { organ: post.organ } : undefined)}
              faults={faults}
              path={`${path}.entry`}
              form={Form}
              onChange={(next) => onChange({ ...row, entry: next })}
            />
          )}
        </FieldFrame>
      ) : null}
      {row.do === '恢复' && row.code && !row.entry ? (
        <RestoreWith scope={scope} code={row.code} begin={(body) => onChange({ ...row, entry: body })} />
      ) : null}
      {successors && row.do === '取消' && register ? (
        <Successors
          field={successors}
          scope={{ register, region }}
          value={row.replacedBy ?? []}
          path={`${path}.replacedBy`}
          onChange={(next) => onChange({ ...row, replacedBy: next })}
        />
      ) : null}
      <Form
        fields={some(...(row.do === '取消' ? ['below', 'reason'] : ['reason']))}
        values={row}
        faults={faults}
        under={`${path}.`}
        onChange={(next) => onChange(next as Change)}
      />
    </div>
  );
}

/** A suspended entry comes back as it was, or with another basis. */
function RestoreWith(props: {
  readonly scope: EntryScope;
  readonly code: string;
  readonly begin: (body: Record<string, unknown>) => void;
}) {
  const { register, region } = props.scope;
  const found = useQuery(entryQuery(register, props.code, { region }));
  const body = found.data?.entry.body;
  return (
    <p className="quiet small">
      原来的依据都已经失效的，恢复时要写明现行有效的依据：
      <button
        type="button"
        className="linklike"
        disabled={!body}
        onClick={() => body && props.begin(editable(body))}
      >
        修改内容后恢复
      </button>
    </p>
  );
}

/** The editor of a list of changes: one open at a time, the others in one line each. */
export function ListChanges(
  props: EditorProps & { readonly faults: Faults; readonly path: string; readonly form: Draw },
) {
  const { field, value, onChange, faults, path, form } = props;
  const rows = (value as Change[] | undefined) ?? [];
  const [open, setOpen] = useState<number | null>(rows.length === 1 ? 0 : null);
  const { act } = useScene();
  const all = useQuery(allRegistersQuery);
  const titleOf = (code: string | undefined) => all.data?.registers.find((r) => r.code === code)?.title ?? '';
  const fields = field.fields ?? [];
  const add = () => {
    const register = rows.at(-1)?.register ?? (act === 'report' ? FUNCTIONS : undefined);
    onChange([...rows, register ? { register } : {}]);
    setOpen(rows.length);
  };
  return (
    <div>
      <ol className="rows-editor changes">
        {rows.map((row, i) => {
          const at = `${path}.${i}`;
          const faulty = faultAt(faults, at) !== undefined;
          const shown = open === i || faulty;
          return (
            <li key={i}>
              <div className="row-head">
                <span>
                  第 {i + 1} 项
                  {shown ? null : (
                    <b className="change-line">
                      {[row.do, titleOf(row.register), String(row.entry?.name ?? row.code ?? '')]
                        .filter(Boolean)
                        .join(' · ')}
                    </b>
                  )}
                </span>
                <span className="nowrap">
                  <Button size="small" type="text" onClick={() => setOpen(open === i ? null : i)}>
                    {shown ? '收起' : '修改'}
                  </Button>
                  <Button
                    size="small"
                    type="text"
                    onClick={() => {
                      onChange(rows.filter((_, n) => n !== i));
                      setOpen(null);
                    }}
                  >
                    去掉
                  </Button>
                </span>
              </div>
              {shown ? (
                <One
                  fields={fields}
                  row={row}
                  path={at}
                  faults={faults}
                  form={form}
                  onChange={(next) => onChange(rows.map((r, n) => (n === i ? next : r)))}
                />
              ) : null}
            </li>
          );
        })}
      </ol>
      <Button
        id={idOf(path)}
        icon={<PlusOutlined />}
        style={{ marginTop: rows.length ? 10 : 0 }}
        disabled={field.maxItems !== undefined && rows.length >= field.maxItems}
        onClick={add}
      >
        {rows.length ? '再加一项' : '加一项'}
      </Button>
    </div>
  );
}

/** Lists in a form: lines of words, and rows that have fields of their own. */
import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import type { ComponentType } from 'react';
import type { Faults, Values } from '../schema.ts';
import { type EditorProps, type FormProps, idOf } from './field.tsx';

/** Words, one a line. Enter adds the next; a pasted list becomes lines. */
export function Lines({
  field,
  value,
  onChange,
  id,
  invalid,
}: EditorProps<string[]> & { onChange: (value: string[]) => void }) {
  const lines = value.length ? value : [''];
  const put = (i: number, text: string) => onChange(lines.map((line, at) => (at === i ? text : line)));
  const focus = (i: number) =>
    window.requestAnimationFrame(() => document.getElementById(i ? `${id}-${i}` : id)?.focus());
  return (
    <div>
      <ol className="lines">
        {lines.map((line, i) => (
          <li key={i}>
            <Input
              id={i ? `${id}-${i}` : id}
              aria-label={`${field.title}，第 ${i + 1} 项`}
              status={invalid && !line.trim() ? 'error' : ''}
              value={line}
              maxLength={field.maxLength}
              onChange={(e) => put(i, e.target.value)}
              onPaste={(e) => {
                const parts = e.clipboardData
                  .getData('text')
                  .split(/\r?\n|、|；/)
                  .map((s) => s.trim())
                  .filter(Boolean);
                if (parts.length < 2) return;
                e.preventDefault();
                onChange([...lines.slice(0, i), ...parts, ...lines.slice(i + 1)].filter(Boolean));
              }}
              onPressEnter={(e) => {
                if (e.ctrlKey || e.metaKey || e.nativeEvent.isComposing) return;
                e.preventDefault();
                if (!line.trim()) return;
                onChange([...lines.slice(0, i + 1), '', ...lines.slice(i + 1)]);
                focus(i + 1);
              }}
            />
            <Button
              type="text"
              icon={<CloseOutlined />}
              aria-label={`去掉第 ${i + 1} 项`}
              disabled={lines.length === 1 && !line}
              onClick={() => onChange(lines.filter((_, at) => at !== i))}
            />
          </li>
        ))}
      </ol>
      <Button
        type="link"
        icon={<PlusOutlined />}
        style={{ paddingInline: 0 }}
        onClick={() => {
          onChange([...lines, '']);
          focus(lines.length);
        }}
      >
        再加一项
      </Button>
    </div>
  );
}

/** Rows with fields: officers, penalties, evidence. */
export function Rows(
  props: EditorProps & {
    readonly faults: Faults;
    readonly path: string;
    /** Draws the fields of one row: a row is a form again. */
    readonly form: ComponentType<FormProps>;
  },
) {
  const { field, value, onChange, faults, path, form: Form } = props;
  const rows = (value as Values[] | undefined) ?? [];
  return (
    <div>
      {rows.length === 0 ? null : (
        <ol className="rows-editor">
          {rows.map((row, i) => (
            <li key={i}>
              <div className="row-head">
                <span>第 {i + 1} 项</span>
                <Button size="small" type="text" onClick={() => onChange(rows.filter((_, at) => at !== i))}>
                  去掉
                </Button>
              </div>
              <div className="pair">
                <Form
                  fields={field.fields ?? []}
                  values={row}
                  faults={faults}
                  under={`${path}.${i}.`}
                  onChange={(next) => onChange(rows.map((r, at) => (at === i ? next : r)))}
                />
              </div>
            </li>
          ))}
        </ol>
      )}
      <Button
        id={idOf(path)}
        icon={<PlusOutlined />}
        style={{ marginTop: rows.length ? 10 : 0 }}
        disabled={field.maxItems !== undefined && rows.length >= field.maxItems}
        onClick={() => onChange([...rows, {}])}
      >
        {rows.length ? '再加一项' : '加一项'}
      </Button>
    </div>
  );
}

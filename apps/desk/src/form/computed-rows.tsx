/** Rows that the record gives and nobody types: shown as a table, sent as they are. */
import type { EditorProps } from './field.tsx';

/** The table. Its columns are the fields of a row. */
export function ComputedRows({ field, value, id }: EditorProps) {
  const rows = (value as readonly Readonly<Record<string, unknown>>[] | undefined) ?? [];
  const columns = field.fields ?? [];
  if (rows.length === 0) return <p className="quiet">记录里这段时间没有任何情况。</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: on a narrow screen the table scrolls, and the keyboard must reach it
    <section id={id} className="scroll-x" tabIndex={0} aria-label={field.title}>
      <table className="heat">
        <thead>
          <tr>
            {columns.map((c) => (
              <th key={c.name} scope="col">
                {c.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={columns.map((c) => String(row[c.name])).join(' ')}>
              {columns.map((c) => (
                <td key={c.name}>{String(row[c.name] ?? '')}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Organs by kinds of fault: how many of each, darker where there are more; each number leads to its list. */
import { Link } from '@tanstack/react-router';
import type { FindingList } from '../../api/supervision.ts';

/** The table. */
export function Heat({ list }: { readonly list: FindingList }) {
  const kinds = list.kinds.filter((k) => list.table.some((t) => t.kind === k));
  const organs = [...new Map(list.table.map((t) => [t.organ, t.organName]))];
  const most = Math.max(1, ...list.table.map((t) => t.n));
  const at = (organ: string, kind: string) =>
    list.table.find((t) => t.organ === organ && t.kind === kind)?.n ?? 0;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: on a narrow screen the table scrolls, and the keyboard must reach it
    <section className="scroll-x" tabIndex={0} aria-label="各机关各类问题的数量">
      <table className="heat">
        <thead>
          <tr>
            <th scope="col">机关</th>
            {kinds.map((k) => (
              <th key={k} scope="col">
                {k}
              </th>
            ))}
            <th scope="col">合计</th>
          </tr>
        </thead>
        <tbody>
          {organs.map(([organ, name]) => (
            <tr key={organ}>
              <th scope="row">
                <Link to="/supervision" search={{ organ }}>
                  {name}
                </Link>
              </th>
              {kinds.map((kind) => {
                const n = at(organ, kind);
                return (
                  <td key={kind} data-heat={n === 0 ? 0 : Math.ceil((n / most) * 4)}>
                    {n === 0 ? (
                      <span className="quiet">0</span>
                    ) : (
                      <Link to="/supervision" search={{ organ, kind }} aria-label={`${name}${kind}${n}个`}>
                        {n}
                      </Link>
                    )}
                  </td>
                );
              })}
              <td>{kinds.reduce((sum, k) => sum + at(organ, k), 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Where a rule comes from, always with how sure we are of it. */
import { Tooltip } from 'antd';
import type { Cite } from '../api/types.ts';

/** Citations in one line; the summary of each opens on hover or focus. */
export function Cites({ list, label = '依据' }: { readonly list: readonly Cite[]; readonly label?: string }) {
  if (list.length === 0) return null;
  return (
    <span className="cites">
      {label}：
      {list.map((c, i) => (
        <span key={`${c.text}${i}`}>
          {i > 0 ? '；' : ''}
          {/* A choice of our own says in its own words what it is: there is nothing more to open. */}
          {c.standing === 'design' ? (
            <span>{c.text.replace(/:/g, '：')}</span>
          ) : (
            <Tooltip title={c.says}>
              {/* A button cannot break over two lines, and titles of statutes are long. */}
              {/* biome-ignore lint/a11y/useSemanticElements: see above */}
              <span role="button" tabIndex={0}>
                {c.text}
              </span>
            </Tooltip>
          )}
        </span>
      ))}
    </span>
  );
}

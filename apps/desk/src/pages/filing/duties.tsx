/** Documents and rules with each organ they must be filed with: how each filing stands, and what to do. */
import { Link } from '@tanstack/react-router';
import type { FilingDuty, FilingState } from '../../api/laws.ts';
import { plainDay } from '../../days.ts';
import { useSession } from '../../session.tsx';
import type { Show, StartKind } from './search.ts';

export const SHOW_WORD: Readonly<Record<Show, string>> = {
  missing: '漏报',
  open: '待报',
  deferred: '暂缓登记',
  late: '迟报',
  'on-time': '按时',
};

const TAG: Readonly<Record<FilingState, string>> = {
  missing: 'tag late',
  open: 'tag soon',
  late: 'tag',
  'on-time': 'tag done',
};

/** Whether the organ that receives it has put off registering it. */
export const isDeferred = (d: FilingDuty): boolean => /^暂缓/u.test(d.status);

/** Whether a duty belongs under this heading. */
export const shows = (d: FilingDuty, show: Show): boolean =>
  show === 'deferred' ? isDeferred(d) : d.state === show;

/** Roles that file: documents by the office clerk, rules by the filing reviewer. */
export const filesWith = (d: { readonly kind: StartKind }): string =>
  d.kind === 'document' ? 'office-clerk' : 'filing-reviewer';

function Do({ duty: d }: { readonly duty: FilingDuty }) {
  const { post } = useSession();
  if (d.filingCase)
    return (
      <Link to="/cases/$id" params={{ id: d.filingCase }}>
        备案事项
      </Link>
    );
  if (d.filedOn !== null) return null;
  if (post?.role !== filesWith(d))
    return (
      <span className="quiet small">{d.kind === 'rule' ? '由备案审查人员报送' : '由办公室文员报送'}</span>
    );
  return (
    <Link
      to="/filing/new"
      search={{ kind: d.kind, number: d.number, to: d.key, year: d.publishedOn.slice(0, 4) }}
    >
      报送备案
    </Link>
  );
}

function Row({ duty: d }: { readonly duty: FilingDuty }) {
  return (
    <li className={d.state === 'missing' ? 'duty-row late' : 'duty-row'}>
      <span>
        <span className={isDeferred(d) ? 'tag soon' : TAG[d.state]}>
          {isDeferred(d) ? d.status : SHOW_WORD[d.state]}
        </span>
      </span>
      <span>
        {d.kind === 'document' ? (
          <a
            className="name"
            href={`/documents/${encodeURIComponent(d.number)}`}
            target="_blank"
            rel="noreferrer"
          >
            {d.title}
          </a>
        ) : (
          <span className="name">{d.title}（规章）</span>
        )}
        <span className="quiet small" style={{ display: 'block' }}>
          {d.number}　{d.maker}
        </span>
      </span>
      <span className="small">
        报{d.recipient}
        <span className="quiet" style={{ display: 'block' }}>
          {d.status}
        </span>
      </span>
      <span className="small">
        最后一日 {plainDay(d.due)}
        <span className="quiet" style={{ display: 'block' }}>
          {plainDay(d.publishedOn)}公布
          {d.filedOn ? `，${plainDay(d.filedOn)}报送` : ''}
          {d.recordedOnly ? `；文件的案卷记有${plainDay(d.recordedOnly)}报送，平台上没有` : ''}
        </span>
      </span>
      <span className="small nowrap">
        <Do duty={d} />
      </span>
    </li>
  );
}

/** The list; the nearest last day first where something is still to be done. */
export function Duties({ duties, show }: { readonly duties: readonly FilingDuty[]; readonly show?: Show }) {
  const rank = (d: FilingDuty) =>
    d.state === 'missing' ? 0 : isDeferred(d) ? 1 : d.state === 'open' ? 2 : 3;
  const list = duties
    .filter((d) => show === undefined || shows(d, show))
    .sort((a, b) => rank(a) - rank(b) || (a.due < b.due ? -1 : 1));
  return (
    <ul className="rows">
      {list.map((d) => (
        <Row key={`${d.kind}/${d.region}/${d.number}/${d.key}`} duty={d} />
      ))}
    </ul>
  );
}

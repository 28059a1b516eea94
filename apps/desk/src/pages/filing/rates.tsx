/** The rates of filing: in all and per body, each figure leading to the list behind it. */
import { Link } from '@tanstack/react-router';
import type { FilingFigures, FilingRates } from '../../api/laws.ts';
import type { Show } from './search.ts';

/** A share as it is read; what cannot be computed says so. */
export const percent = (share: number | null): string =>
  share === null ? '无' : `${Math.round(share * 1000) / 10}%`;

function Rate(props: {
  readonly title: string;
  readonly part: number;
  readonly whole: number;
  readonly share: number | null;
}) {
  const { share } = props;
  return (
    <li>
      {props.title}
      {share === null ? (
        <span className="quiet small" style={{ display: 'block' }}>
          还没有可以计算的记录
        </span>
      ) : (
        <>
          <b>{percent(share)}</b>
          <span className="quiet small">
            {props.part}／{props.whole} 件次，目标100%
          </span>
          <span className={share < 1 ? 'bar short' : 'bar'} aria-hidden="true" style={{ display: 'block' }}>
            <span style={{ width: `${share * 100}%` }} />
          </span>
        </>
      )}
    </li>
  );
}

/** The four rates. */
export function Rates({ figures: f }: { readonly figures: FilingFigures }) {
  return (
    <ul className="rates">
      <Rate title="报备率（有件必备）" part={f.filed} whole={f.required} share={f.filingRate} />
      <Rate title="按时报备率" part={f.onTime} whole={f.required} share={f.onTimeRate} />
      <Rate title="审查率（有备必审）" part={f.reviewed} whole={f.toReview} share={f.reviewRate} />
      <Rate title="纠正率（有错必纠）" part={f.corrected} whole={f.opinions} share={f.correctionRate} />
    </ul>
  );
}

/** Each body with its rates; a body's missing documents one click away. */
export function Bodies({ rates }: { readonly rates: FilingRates }) {
  const to = (maker: string, show?: Show) => ({ year: rates.year, maker, ...(show && { show }) });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: on a narrow screen the table scrolls, and the keyboard must reach it
    <section className="scroll-x" tabIndex={0} aria-label="各机关的比率">
      <table>
        <thead>
          <tr>
            {['制定机关', '应报', '已报', '漏报', '未到期', '报备率', '按时率', '审查率', '纠正率'].map(
              (h) => (
                <th key={h} scope="col">
                  {h}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rates.bodies.map(({ id, name, figures: f }) => (
            <tr key={id}>
              <th scope="row">
                <Link to="/filing" search={to(id)}>
                  {name}
                </Link>
              </th>
              <td>{f.required}</td>
              <td>{f.filed}</td>
              <td>
                {f.missing ? (
                  <Link to="/filing" search={to(id, 'missing')} className="warn">
                    {f.missing}
                  </Link>
                ) : (
                  0
                )}
              </td>
              <td>{f.notYetDue}</td>
              <td>{percent(f.filingRate)}</td>
              <td>{percent(f.onTimeRate)}</td>
              <td>{percent(f.reviewRate)}</td>
              <td>{percent(f.correctionRate)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

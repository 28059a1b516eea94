/** The versions of a text of law on a line of time: a bar for each while it is the law, a mark where it ends. */
import type { LawStatus, LawVersion } from '@fadu/office/law/reading';
import type { FC } from 'hono/jsx';
import { shortDate } from '../dates.ts';
import { lawPath } from './law-words.tsx';

const day = (d: string): number => Date.parse(`${d}T00:00:00Z`) / 86_400_000;
const CLASS: Readonly<Record<LawStatus, string>> = {
  现行有效: 'good',
  尚未生效: 'wait',
  已修改: 'quiet',
  已废止: 'end',
  失效: 'end',
};

/** Address of a version: the day it begins, or its number where the day is not known. */
export const versionHref = (id: string, v: LawVersion): string =>
  `${lawPath(id)}?${v.begins ? `on=${v.begins}` : `version=${v.version}`}`;

/** Labels that would run into each other go down a line. */
function rowsOf(starts: readonly number[], width: number): number[] {
  const ends: number[] = [];
  return starts.map((x) => {
    let row = ends.findIndex((end) => end <= x);
    if (row < 0) row = ends.length;
    ends[row] = x + width;
    return row;
  });
}

const Drawing: FC<{
  id: string;
  versions: readonly LawVersion[];
  shown: number;
  today: string;
  width: number;
}> = (p) => {
  const known = p.versions.filter((v) => v.begins !== null);
  const first = Math.min(...known.map((v) => day(v.begins as string)));
  const last = Math.max(day(p.today), ...known.map((v) => day(v.ends ?? v.begins ?? p.today)));
  const left = 6;
  const right = p.width - 46;
  const x = (d: string) => left + ((day(d) - first) / Math.max(1, last - first)) * (right - left);
  const rows = rowsOf(
    known.map((v) => Math.min(x(v.begins as string), right - 20)),
    46,
  );
  const height = 52 + 20 * Math.max(1, ...rows.map((r) => r + 1));
  return (
    <svg
      class="law-timeline-drawing"
      viewBox={`0 0 ${p.width} ${height}`}
      width={p.width}
      height={height}
      role="img"
      aria-label={`${known.length}个版本在时间上的先后，文字说明见下面的版本列表`}
    >
      <line class="law-timeline-axis" x1={left} y1="30" x2={p.width - 6} y2="30" />
      {known.map((v, i) => {
        const from = x(v.begins as string);
        const to = Math.max(from + 5, v.ends ? x(v.ends) : v.status === '已修改' ? from + 5 : right);
        const label = Math.min(from, right - 20);
        return (
          <g>
            <title>{`${shortDate(v.begins as string)}起${v.ends ? `，至${shortDate(v.ends)}` : ''}，${v.status}`}</title>
            <rect
              class={`law-bar law-bar-${CLASS[v.status]}${v.version === p.shown ? ' law-bar-shown' : ''}`}
              x={from.toFixed(1)}
              y="20"
              width={Math.max(4, to - from - 2).toFixed(1)}
              height="20"
              rx="2"
            />
            <line
              class="law-timeline-tick"
              x1={from.toFixed(1)}
              y1="40"
              x2={from.toFixed(1)}
              y2={50 + 20 * (rows[i] as number)}
            />
            <text x={(label + (label < from ? 0 : 3)).toFixed(1)} y={56 + 20 * (rows[i] as number)}>
              {(v.begins as string).slice(0, 4)}年
            </text>
          </g>
        );
      })}
      <line
        class="law-timeline-today"
        x1={x(p.today).toFixed(1)}
        y1="12"
        x2={x(p.today).toFixed(1)}
        y2="46"
      />
      <text x={Math.min(x(p.today), p.width - 34).toFixed(1)} y="10" text-anchor="start">
        今天
      </text>
    </svg>
  );
};

/** The picture, once for a desk and once for a phone. */
export const Timeline: FC<{ id: string; versions: readonly LawVersion[]; shown: number; today: string }> = (
  p,
) =>
  p.versions.filter((v) => v.begins !== null).length === 0 ? null : (
    <>
      <figure class="law-timeline law-timeline-wide">
        <Drawing {...p} width={640} />
      </figure>
      <figure class="law-timeline law-timeline-narrow">
        <Drawing {...p} width={340} />
      </figure>
    </>
  );

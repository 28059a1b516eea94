/** The time line of a project: a row for the decision, one for each stage, and a bar for each approval, side by side in time. */
import type { ShownApproval, ShownProject } from '@fadu/office/services/projects';
import type { FC } from 'hono/jsx';
import { shortDate } from '../dates.ts';

const day = (d: string): number => Date.parse(`${d}T00:00:00Z`) / 86_400_000;

export const APPROVAL_WORDS = {
  'not-begun': '还没有申请',
  running: '正在办',
  passed: '办成',
  denied: '没有办成，可以重新申请',
} as const satisfies Record<ShownApproval['state'], string>;

interface Row {
  readonly text: string;
  readonly note: string;
  readonly stage?: true;
  readonly from?: string;
  readonly to?: string;
  readonly due?: string;
  readonly tone?: 'passed' | 'running' | 'late' | 'denied';
}

/** Rows of the drawing, from top to bottom. */
export function rowsOf(p: ShownProject, today: string): readonly Row[] {
  const decision: Row = {
    text: p.way,
    note: p.settledOn ? (p.way === '备案' ? '收到即备案' : '同意') : p.phaseTitle,
    stage: true,
    from: p.registeredOn,
    to: p.settledOn ?? p.endedOn ?? today,
    tone: p.settledOn ? 'passed' : p.phase === 'refused' ? 'denied' : 'running',
  };
  return [
    decision,
    ...p.stages.flatMap((s): Row[] => [
      { text: s.title, note: s.state, stage: true },
      ...s.approvals.map((a): Row => {
        const late = a.state === 'running' && a.due !== undefined && today > a.due;
        return {
          text: a.name,
          note: `${a.organName}，${late ? '超过承诺时限，' : ''}${APPROVAL_WORDS[a.state]}`,
          ...(a.begunOn && {
            from: a.begunOn,
            to: a.resultOn ?? p.endedOn ?? today,
            tone: a.state === 'not-begun' ? 'running' : late ? 'late' : a.state,
          }),
          ...(a.state === 'running' && a.due && { due: a.due }),
        };
      }),
    ]),
  ];
}

const Drawing: FC<{ p: ShownProject; today: string; width: number }> = ({ p, today, width }) => {
  const rows = rowsOf(p, today);
  const days = rows.flatMap((r) => [r.from, r.to, r.due].filter((d) => d !== undefined)).map(day);
  const first = Math.min(...days);
  const last = Math.max(...days, first + 1, p.ended ? first : day(today));
  const wide = width > 500;
  const left = wide ? 300 : 4;
  const right = width - 8;
  const x = (d: string) => left + ((day(d) - first) / (last - first)) * (right - left);
  const high = (r: Row) => (wide ? 44 : r.from ? 58 : 44);
  const bar = (at: number) => (wide ? at + 10 : at + 40);
  let y = 26;
  const placed = rows.map((r) => {
    const at = y;
    y += high(r);
    return { r, at };
  });
  return (
    <svg
      viewBox={`0 0 ${width} ${y + 6}`}
      width={width}
      height={y + 6}
      role="img"
      aria-label="各阶段和各项审批在时间上的先后，文字说明见下面的列表"
    >
      {p.ended || x(today) - left > 150 ? (
        <text class="project-soft" x={left} y="14">
          {shortDate(p.registeredOn)}
        </text>
      ) : null}
      {p.ended ? null : (
        <text
          class="project-soft"
          x={Math.max(left, Math.min(x(today), right)).toFixed(1)}
          y="14"
          text-anchor={x(today) - left > 150 ? 'end' : 'start'}
        >
          今天
        </text>
      )}
      {placed.map(({ r, at }) => (
        <g>
          <text class={r.stage ? 'project-stage' : undefined} x={r.stage ? 0 : 14} y={at + 16}>
            {r.text.length > 20 ? `${r.text.slice(0, 19)}…` : r.text}
          </text>
          <text class="project-soft" x={r.stage ? 0 : 14} y={at + 34}>
            {r.note.length > 24 ? `${r.note.slice(0, 23)}…` : r.note}
          </text>
          {r.from && r.to ? (
            <>
              <rect class="project-ground" x={left} y={bar(at)} width={right - left} height="12" rx="2" />
              <rect
                class={`project-bar-${r.tone}`}
                x={x(r.from).toFixed(1)}
                y={bar(at)}
                width={Math.max(4, x(r.to) - x(r.from)).toFixed(1)}
                height="12"
                rx="2"
              />
              {p.ended ? null : (
                <line
                  class="project-today"
                  x1={x(today).toFixed(1)}
                  y1={bar(at) - 5}
                  x2={x(today).toFixed(1)}
                  y2={bar(at) + 17}
                />
              )}
              {r.due ? (
                <line
                  class="project-due"
                  x1={x(r.due).toFixed(1)}
                  y1={bar(at) - 4}
                  x2={x(r.due).toFixed(1)}
                  y2={bar(at) + 16}
                />
              ) : null}
            </>
          ) : null}
        </g>
      ))}
    </svg>
  );
};

/** The picture, once for a desk and once for a phone. */
export const ProjectLine: FC<{ p: ShownProject; today: string }> = ({ p, today }) => (
  <>
    <figure class="project-line project-wide">
      <Drawing p={p} today={today} width={720} />
    </figure>
    <figure class="project-line project-narrow">
      <Drawing p={p} today={today} width={340} />
    </figure>
  </>
);

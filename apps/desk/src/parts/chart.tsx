/** A flow chart as the server draws it. Acts that may be done now open from the picture. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { chartQuery } from '../api/queries.ts';
import { Failure, Waiting } from './states.tsx';

const NARROW = window.matchMedia('(max-width: 760px)');
const onNarrow = (tell: () => void) => {
  NARROW.addEventListener('change', tell);
  return () => NARROW.removeEventListener('change', tell);
};
/** A drawing up to this width can be read when it is fitted into the page; a wider one is drawn as a column. */
const FITS_PX = 1750;
const widthOf = (svg: string): number => Number(/\swidth="(\d+)"/.exec(svg)?.[1] ?? 0);
const NONE: readonly string[] = [];

/** What of a chart is marked. */
export interface ChartState {
  readonly done?: readonly string[];
  readonly may?: readonly string[];
  readonly current?: string;
}

export function Chart(props: {
  readonly code: string;
  readonly state?: ChartState;
  readonly choose?: (act: string) => void;
}) {
  const { code, state, choose } = props;
  const narrow = useSyncExternalStore(onNarrow, () => NARROW.matches);
  const asked = useQuery(chartQuery(code, narrow, state));
  const tooWide = !narrow && asked.data !== undefined && widthOf(asked.data) > FITS_PX;
  const column = useQuery({ ...chartQuery(code, true, state), enabled: tooWide });
  const chart = tooWide ? column : asked;
  const box = useRef<HTMLDivElement>(null);
  const done = state?.done ?? NONE;
  const may = state?.may ?? NONE;
  const pick = useRef(choose);
  pick.current = choose;
  useEffect(() => {
    const place = box.current;
    if (!place || !chart.data) return;
    const svg = new DOMParser().parseFromString(chart.data, 'image/svg+xml').documentElement;
    place.replaceChildren(document.importNode(svg, true));
    for (const link of place.querySelectorAll('a[data-act]')) {
      const act = link.getAttribute('data-act') ?? '';
      const marked = may.includes(act) ? 'may' : done.includes(act) ? 'done' : null;
      if (!marked) continue;
      link.classList.add(marked);
      link.setAttribute('aria-description', marked === 'may' ? '现在可办' : '已办');
    }
    const onClick = (e: MouseEvent) => {
      const link = e.target instanceof Element ? e.target.closest('a') : null;
      const act = link?.getAttribute('href')?.replace(/^#act-/, '');
      if (!act) return;
      e.preventDefault();
      pick.current?.(act);
    };
    place.addEventListener('click', onClick);
    return () => place.removeEventListener('click', onClick);
  }, [chart.data, done, may]);
  if (chart.isPending) return <Waiting rows={10} what="正在画流程图" />;
  if (chart.isError) return <Failure error={chart.error} again={() => chart.refetch()} />;
  return (
    <>
      {tooWide ? (
        <p className="small">
          <a
            href={`/api/v1/procedures/${encodeURIComponent(code)}/chart.svg`}
            target="_blank"
            rel="noreferrer"
          >
            看整张大图（可以放大、打印）
          </a>
        </p>
      ) : null}
      <div ref={box} className="chart" />
    </>
  );
}

/** Bars with their target and their number of cases written beside them. Drawn by ECharts, which is loaded here only. */
import { BarChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent } from 'echarts/components';
import { init, use as register } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';

register([BarChart, GridComponent, MarkLineComponent, SVGRenderer]);

/** One bar. */
export interface Bar {
  readonly key: string;
  readonly name: string;
  /** Percent from 0 to 100; null where there is nothing to measure. */
  readonly value: number | null;
  /** What is written at its end: 62%（8 项，2 项滞后）. */
  readonly label: string;
  readonly colour: string;
}

const ROW = 30;

/** Horizontal bars from zero to a hundred, longest names in full. The same figures stand in a table for readers of the screen. */
export default function Bars(props: {
  readonly title: string;
  readonly bars: readonly Bar[];
  readonly target: number;
  readonly choose?: (key: string) => void;
}) {
  const { title, bars, target, choose } = props;
  const box = useRef<HTMLDivElement>(null);
  const pick = useRef(choose);
  pick.current = choose;
  useEffect(() => {
    const place = box.current;
    if (!place) return;
    const chart = init(place, null, { renderer: 'svg' });
    const narrow = place.clientWidth < 640;
    const font = getComputedStyle(document.documentElement).fontFamily.replaceAll('"', "'");
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: font, color: '#1B1F24' },
      grid: { left: narrow ? 112 : 190, right: narrow ? 96 : 200, top: 26, bottom: 8 },
      xAxis: { type: 'value', min: 0, max: 100, axisLabel: { show: false }, splitLine: { show: false } },
      yAxis: {
        type: 'category',
        inverse: true,
        data: bars.map((b) => b.name),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: '#CFC8BA' } },
        axisLabel: { color: '#1B1F24', fontSize: 13, width: narrow ? 104 : 180, overflow: 'truncate' },
      },
      series: [
        {
          type: 'bar',
          barWidth: 14,
          cursor: pick.current ? 'pointer' : 'default',
          data: bars.map((b) => ({
            value: b.value ?? 0,
            itemStyle: { color: b.colour },
            label: { show: true, position: 'right', formatter: b.label, color: '#1B1F24', fontSize: 13 },
          })),
          markLine: {
            symbol: 'none',
            silent: true,
            label: { formatter: `目标 ${target}%`, position: 'start', color: '#565F6B', fontSize: 12 },
            lineStyle: { color: '#565F6B', type: 'dashed' },
            data: [{ xAxis: target }],
          },
        },
      ],
    });
    chart.on('click', (event) => {
      const bar = bars[event.dataIndex ?? -1];
      if (bar) pick.current?.(bar.key);
    });
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(place);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [bars, target]);
  return (
    // The drawing must not hold its column open when the window gets narrower.
    <figure style={{ minWidth: 0 }}>
      <div ref={box} style={{ height: bars.length * ROW + 40, overflow: 'hidden' }} aria-hidden="true" />
      <div className="sr">
        <table>
          <caption>{title}</caption>
          <tbody>
            {bars.map((b) => (
              <tr key={b.key}>
                <th scope="row">{b.name}</th>
                <td>{b.label}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

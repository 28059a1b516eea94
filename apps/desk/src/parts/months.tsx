/** Columns by month, one part for each of some groups. Drawn by ECharts, which is loaded with it only. */
import { BarChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { init, use as register } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';

register([BarChart, GridComponent, SVGRenderer]);

/** One group with its number in each month. */
export interface Group {
  readonly name: string;
  readonly values: readonly number[];
}

const COLOURS = ['#1F3A5F', '#B03220', '#2F6F5E', '#A87400', '#6A5A93', '#5E7FA6', '#8C8F94'];
const HEIGHT = 230;

/** The columns, and the same figures in a table that opens below them. `months`: `YYYY-MM`, in order. */
export default function Months(props: {
  readonly title: string;
  readonly months: readonly string[];
  readonly groups: readonly Group[];
}) {
  const { title, months, groups } = props;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const place = box.current;
    if (!place) return;
    const chart = init(place, null, { renderer: 'svg' });
    const font = getComputedStyle(document.documentElement).fontFamily.replaceAll('"', "'");
    chart.setOption({
      animation: false,
      color: COLOURS,
      textStyle: { fontFamily: font, color: '#1B1F24' },
      grid: { left: 36, right: 8, top: 12, bottom: 28 },
      xAxis: {
        type: 'category',
        data: months.map((m) => `${m.slice(2, 4)}年${Number(m.slice(5))}月`),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: '#CFC8BA' } },
        axisLabel: { color: '#565F6B', fontSize: 12, hideOverlap: true },
      },
      yAxis: {
        type: 'value',
        minInterval: 1,
        axisLabel: { color: '#565F6B', fontSize: 12 },
        splitLine: { lineStyle: { color: '#E3DED4' } },
      },
      series: groups.map((g) => ({
        type: 'bar',
        name: g.name,
        stack: 'all',
        barMaxWidth: 34,
        data: [...g.values],
      })),
    });
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(place);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [months, groups]);
  return (
    <figure style={{ minWidth: 0, margin: 0 }}>
      <ul className="legend" aria-hidden="true">
        {groups.map((g, i) => (
          <li key={g.name}>
            <span style={{ background: COLOURS[i % COLOURS.length] }} />
            {g.name}
          </li>
        ))}
      </ul>
      <div ref={box} style={{ height: HEIGHT, overflow: 'hidden' }} aria-hidden="true" />
      <details>
        <summary>看每月的数字</summary>
        <table className="heat">
          <caption className="quiet small">{title}</caption>
          <thead>
            <tr>
              <th scope="col">月份</th>
              {groups.map((g) => (
                <th key={g.name} scope="col">
                  {g.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {months.map((m, i) => (
              <tr key={m}>
                <th scope="row">{m}</th>
                {groups.map((g) => (
                  <td key={g.name}>{g.values[i] ?? 0}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

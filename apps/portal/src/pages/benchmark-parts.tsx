/** Pieces of the benchmark page: the tables drawn to be read on a phone, the form that computes, its answer. */
import { cellText, type DecisionInput, type DecisionTable, type Value } from '@fadu/kernel';
import {
  type Advice,
  type Benchmark,
  bandRows,
  bandText,
  factsOf,
  factTitle,
  type Range,
  settings,
} from '@fadu/plan/enforcement/discretion-benchmarks/index';
import type { FC } from 'hono/jsx';
import { Field, Options, Section } from '../parts.tsx';

/** Facts to tier: a row for each line of the table, conditions in words. */
export const RowsTable: FC<{ table: DecisionTable; caption: string }> = ({ table, caption }) => (
  <table class="stack decision-table">
    <caption>{caption}</caption>
    <thead>
      <tr>
        <th scope="col">行</th>
        {table.inputs.map((i) => (
          <th scope="col">{i.title}</th>
        ))}
        {table.outputs.map((o) => (
          <th scope="col" class="gives">
            {o.title}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {table.rows.map((row, r) => (
        <tr>
          <th scope="row">
            <span class="row-word">第</span>
            {r + 1}
            <span class="row-word">行</span>
          </th>
          {table.inputs.map((input, i) => {
            const cell = row.when[i] ?? '-';
            // What does not matter in this row is left away on a phone.
            return cell === '-' ? (
              <td class="any">不限</td>
            ) : (
              <td data-label={input.title}>{cellText(input, cell)}</td>
            );
          })}
          {table.outputs.map((o, i) => (
            <td class="gives" data-label={o.title}>
              {valueText(row.then[i] ?? null, o.unit)}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);

const valueText = (value: Value | null, unit = ''): string =>
  value === null ? '—' : typeof value === 'boolean' ? (value ? '是' : '否') : `${value}${unit}`;

/** The range table with the names of the ranges instead of their codes. */
export const named = (b: Benchmark): DecisionTable => ({
  ...b.tables.range,
  rows: b.tables.range.rows.map((r) => ({
    ...r,
    then: r.then.map((v) => b.ranges.find((x) => x.id === v)?.title ?? v),
  })),
});

/** Tier × range: what is fined. */
export const BandTable: FC<{ b: Benchmark }> = ({ b }) => {
  const rows = bandRows(b);
  const tiers = [...new Set(rows.flatMap((r) => r.tiers))];
  return (
    <table class="stack decision-table">
      <caption>每个阶次的罚款幅度</caption>
      <thead>
        <tr>
          <th scope="col">阶次</th>
          {b.ranges.map((r) => (
            <th scope="col">{r.title}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {tiers.map((tier) => (
          <tr>
            <th scope="row">{tier}</th>
            {b.ranges.map((r) => {
              const row = rows.find((x) => x.tiers.includes(tier) && x.ranges.includes(r.id));
              return (
                <td data-label={r.title}>
                  {row?.band ? bandText(row.band, r) : '不罚款'}
                  {row?.also ? <span class="block small soft">{row.also}</span> : null}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
};

/** The law's own range in words. */
export function rangeText(b: Benchmark, r: Range): string {
  const base = r.base ? factTitle(b, r.base) : '';
  const band = bandText({ from: r.min ?? 0, to: r.max, fromOpen: (r.min ?? 0) === 0, toOpen: false }, r);
  return base ? `${base}的${band}` : band;
}

/** What was asked in the query, as facts; what cannot be read is left out. */
export function askedFacts(b: Benchmark, query: (name: string) => string | undefined): Record<string, Value> {
  const out: Record<string, Value> = {};
  for (const f of factsOf(b)) {
    const text = query(f.id)?.trim();
    if (!text) continue;
    if (f.type === 'boolean') {
      if (text === '是' || text === '否') out[f.id] = text === '是';
    } else if (f.type === 'string') out[f.id] = text;
    else if (Number.isFinite(Number(text))) out[f.id] = Number(text);
  }
  return out;
}

const Input: FC<{ fact: DecisionInput; value: Value | undefined; missing: boolean }> = ({
  fact: f,
  value,
  missing,
}) => (
  <Field
    name={f.id}
    label={f.unit ? `${f.title}（${f.unit}）` : f.title}
    {...(missing && { fault: '请填写这一项' })}
  >
    {f.type === 'number' ? (
      <input
        id={f.id}
        name={f.id}
        type="text"
        inputmode="decimal"
        maxlength={20}
        value={value === undefined ? '' : String(value)}
      />
    ) : (
      <select id={f.id} name={f.id}>
        <Options
          value={
            typeof value === 'boolean' ? (value ? '是' : '否') : value === undefined ? '' : String(value)
          }
          list={[
            ['', '请选择'],
            ...(f.type === 'boolean' ? ['是', '否'] : (f.values ?? [])).map((v) => [v, v] as const),
          ]}
        />
      </select>
    )}
  </Field>
);

/** Facts in, tier out; a plain form, so that it works without script. */
export const Compute: FC<{
  b: Benchmark;
  href: string;
  region: string;
  facts: Readonly<Record<string, Value>>;
  advice?: Advice | undefined;
}> = ({ b, href, region, facts, advice }) => (
  <Section id="compute" title="按事实算一算">
    <p class="soft">
      填写事实，看基准给出的阶次和幅度。结果供参考，具体案件由执法机关查明事实、听取陈述申辩后决定；有法定不予、从轻、减轻情形的先按法律处理。
    </p>
    {advice ? <Answer b={b} advice={advice} /> : null}
    <form action={`${href}#compute`} method="get" class="compute">
      <input type="hidden" name="region" value={region} />
      <input type="hidden" name="compute" value="1" />
      <div class="compute-fields">
        {factsOf(b).map((f) => (
          <Input
            fact={f}
            value={facts[f.id]}
            missing={advice?.status === 'manual' && advice.facts.includes(f.id)}
          />
        ))}
      </div>
      <p class="actions">
        <button type="submit" class="button">
          算一算
        </button>
      </p>
    </form>
  </Section>
);

const Answer: FC<{ b: Benchmark; advice: Advice }> = ({ b, advice: a }) =>
  a.status === 'manual' ? (
    <div class="answer" role="status">
      <p>
        <strong>还得不出结果。</strong>
        {a.why}。
      </p>
    </div>
  ) : (
    <div class="answer" role="status">
      <p class="answer-tier">{a.tier}</p>
      <ul>
        {a.options.map((o) => (
          <li>
            {o.sums ? `罚款${bandText(o.sums, { ...o.range, mode: '定额' })}` : '不罚款'}
            <span class="soft small">（{o.range.title}）</span>
            {o.also ? `；${o.also}` : ''}
          </li>
        ))}
      </ul>
      <p class="small">理由：</p>
      <ol class="small reasons">
        {a.reasons
          .filter((r) => r.table !== b.tables.band.title)
          .map((r) => (
            <li>
              {r.table}第{r.row}行：{r.says}
            </li>
          ))}
      </ol>
    </div>
  );

/** What is not confirmed, said where the figures are. */
export const Unconfirmed: FC = () => (
  <p class="small soft">
    从轻、从重各占法定幅度{Math.round(settings.share * 100)}%的经验标准
    <span class="badge badge-unverified">未核实</span>；以各基准公布的幅度为准。
  </p>
);

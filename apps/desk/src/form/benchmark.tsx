/**
 * The benchmark in the proposal's form: which one, its facts, and at once the tier and band that they give with the
 * rows; beside it the closest earlier cases. And the tables of a benchmark under way, read from a DMN file.
 */

import type { DecisionInput, DecisionTable, Value } from '@fadu/kernel/decision/table';
import { cellText } from '@fadu/kernel/decision/words';
import { useQuery } from '@tanstack/react-query';
import { InputNumber, Radio, Select } from 'antd';
import { useState } from 'react';
import { adviceQuery, caseBenchmarksQuery, readDmn, similarCasesQuery } from '../api/benchmarks.ts';
import type { EditorProps } from './field.tsx';

/** The form stands on the page of its case. */
const caseOf = (): string => /\/cases\/([0-9a-z-]+)/.exec(window.location.pathname)?.[1] ?? '';
const useFound = () => useQuery(caseBenchmarksQuery(caseOf()));
type Facts = Readonly<Record<string, Value>>;

/** One of the benchmarks of the case's item. */
export function BenchmarkPick({ value, onChange, id, describedBy, invalid }: EditorProps) {
  const all = useFound();
  return (
    <Select
      id={id}
      aria-describedby={describedBy}
      status={invalid ? 'error' : ''}
      style={{ width: '100%' }}
      allowClear
      loading={all.isPending}
      placeholder="选择适用的裁量权基准"
      notFoundContent={all.isPending ? '正在读取' : '本案的执法事项没有公布裁量权基准，不用填写'}
      value={(value as string | undefined) ?? null}
      options={(all.data?.benchmarks ?? []).map((b) => ({
        value: b.code,
        label: `${b.violation}（${b.code}）`,
      }))}
      onChange={(code) => onChange(code ?? undefined)}
    />
  );
}

/** One of the lenient entries of the case's item, with its conditions. */
export function LenientPick({ value, onChange, id, describedBy, invalid }: EditorProps) {
  const all = useFound();
  const chosen = all.data?.lists.find((l) => l.code === value);
  return (
    <>
      <Select
        id={id}
        aria-describedby={describedBy}
        status={invalid ? 'error' : ''}
        style={{ width: '100%' }}
        allowClear
        loading={all.isPending}
        placeholder="适用从宽清单的选择"
        notFoundContent={all.isPending ? '正在读取' : '本案的执法事项没有列入从宽清单'}
        value={(value as string | undefined) ?? null}
        options={(all.data?.lists ?? []).map((l) => ({ value: l.code, label: `${l.list}：${l.name}` }))}
        onChange={(code) => onChange(code ?? undefined)}
      />
      {chosen ? (
        <p className="help">
          条件（同时具备）：{chosen.conditions.join('；')}。证据：{chosen.proof.join('；')}。替代措施：
          {chosen.measures.join('；')}。
        </p>
      ) : null}
    </>
  );
}

function FactInput(props: {
  readonly fact: DecisionInput;
  readonly value: Value | undefined;
  readonly id: string;
  readonly onChange: (value: Value | undefined) => void;
}) {
  const { fact: f, value, id, onChange } = props;
  if (f.type === 'number')
    return (
      <InputNumber
        id={id}
        style={{ width: '100%', maxWidth: 260 }}
        {...(f.min !== undefined && { min: f.min })}
        {...(f.max !== undefined && { max: f.max })}
        {...(f.decimals !== undefined && { precision: f.decimals })}
        value={(value as number | undefined) ?? null}
        onChange={(n) => onChange(n ?? undefined)}
      />
    );
  // A fact that is not cleared up is no fact: the table then says what it still needs.
  if (f.type === 'boolean')
    return (
      <Radio.Group
        id={id}
        name={id}
        aria-labelledby={`${id}-label`}
        value={value === true ? '是' : value === false ? '否' : '没有查清'}
        options={['是', '否', '没有查清']}
        onChange={(e) => onChange(e.target.value === '没有查清' ? undefined : e.target.value === '是')}
      />
    );
  return (
    <Select
      id={id}
      style={{ width: '100%', maxWidth: 260 }}
      allowClear
      placeholder="请选择"
      value={(value as string | undefined) ?? null}
      options={(f.values ?? []).map((v) => ({ value: v, label: v }))}
      onChange={(v) => onChange(v ?? undefined)}
    />
  );
}

/** A fact's name with its unit, and that it must be proved. */
const factTitle = (f: DecisionInput) => (
  <>
    {f.title}
    {f.unit ? `（${f.unit}）` : ''}
    {'evidence' in f && f.evidence ? <span className="optional">要有证据</span> : null}
  </>
);

/** The facts of the chosen benchmark (and list entry), with what they give. */
export function BenchmarkFacts({
  value,
  onChange,
  id,
  siblings,
  path,
}: EditorProps & { readonly path: string }) {
  const all = useFound();
  const code = String(siblings?.benchmark ?? '');
  const benchmark = all.data?.benchmarks.find((b) => b.code === code);
  const listed = all.data?.lists.find((l) => l.code === siblings?.lenientItem);
  const facts = (value ?? {}) as Facts;
  const inputs = [
    ...new Map([...(listed?.facts ?? []), ...(benchmark?.facts ?? [])].map((f) => [f.id, f])).values(),
  ];
  const mustMitigate = ((siblings?.reductions ?? []) as unknown[]).length > 0;
  const advice = useQuery(adviceQuery(benchmark ? code : '', all.data?.actOn ?? '', facts, mustMitigate));
  if (inputs.length === 0)
    return (
      <p className="quiet" id={id} tabIndex={-1}>
        {code ? '正在读取基准要求的事实' : '选择基准之后，按基准要求的事实填写'}
      </p>
    );
  const set = (name: string, v: Value | undefined) => {
    const { [name]: _, ...rest } = facts;
    onChange(v === undefined ? rest : { ...rest, [name]: v });
  };
  return (
    <div id={id} tabIndex={-1} className="form">
      {inputs.map((f) => (
        <div className="field" key={f.id} data-path={`${path}.${f.id}`}>
          {f.type === 'boolean' ? (
            <span className="label" id={`${id}-${f.id}-label`}>
              {factTitle(f)}
            </span>
          ) : (
            <label htmlFor={`${id}-${f.id}`}>{factTitle(f)}</label>
          )}
          <FactInput fact={f} value={facts[f.id]} id={`${id}-${f.id}`} onChange={(v) => set(f.id, v)} />
        </div>
      ))}
      {advice.data ? <AdviceBox advice={advice.data} /> : null}
      {benchmark ? <Similar /> : null}
    </div>
  );
}

const sumText = (s: { from: number; to: number; fromOpen: boolean; toOpen: boolean }): string =>
  `${s.from === 0 && s.fromOpen ? '' : s.fromOpen ? `超过${s.from}元、` : `${s.from}元以上`}${s.toOpen ? `不满${s.to}元` : `${s.to}元以下`}`;

type Told = Awaited<ReturnType<NonNullable<ReturnType<typeof adviceQuery>['queryFn']>>>;

function AdviceBox({ advice: a }: { readonly advice: Told }) {
  return (
    <div className="advice" role="status">
      {a.status === 'manual' ? (
        <p>基准还不能给出结果：{a.why}。</p>
      ) : (
        <>
          <p>
            <strong>{a.tier}</strong>
            {'　'}
            {a.options
              .map(
                (o) =>
                  `${o.sums ? `罚款${sumText(o.sums)}` : '不罚款'}（${o.range.title}）${o.also ? `；${o.also}` : ''}`,
              )
              .join('；或者')}
          </p>
          {a.options.length > 1 ? (
            <p className="help">
              请在“选择的法定幅度”里写明：{a.options.map((o) => o.range.id).join('、')}。
            </p>
          ) : null}
          {/* The last rows only look the band up, which stands above. */}
          <ul className="help">
            {a.reasons.slice(0, a.reasons.length - a.options.length).map((r) => (
              <li key={`${r.table}-${r.row}`}>
                {r.table}第{r.row}行：{r.says}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** The closest earlier cases of the own organ and what they got. */
function Similar() {
  const like = useQuery(similarCasesQuery(caseOf()));
  const items = like.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <details>
      <summary>本机关相近的案件（{items.length}）</summary>
      <ul className="help">
        {items.map((c) => (
          <li key={c.id}>
            <a href={`/desk/cases/${c.id}`}>{c.title}</a>　{c.decidedOn}　{c.tier ?? ''}
            {c.outcome === '给予处罚' ? `罚款${c.fine}元` : c.outcome}　相近{Math.round(c.alike * 100)}%
          </li>
        ))}
      </ul>
    </details>
  );
}

type Tables = Readonly<Record<string, DecisionTable>>;
const NAMES: Readonly<Record<string, string>> = {
  range: '适用的法定幅度',
  factor: '裁量因素',
  tier: '裁量阶次',
  band: '具体标准',
};

/** The tables of a benchmark: read from a DMN file whose decisions are range, factor, tier and band, and shown. */
export function BenchmarkTables({ value, onChange, id }: EditorProps) {
  const [fault, setFault] = useState('');
  const tables = (value ?? {}) as Tables;
  const read = async (file: File | undefined) => {
    if (!file) return;
    try {
      const all = await readDmn(await file.text());
      const known = all.filter((t) => NAMES[t.code]);
      const missing = ['range', 'tier', 'band'].filter((name) => !known.some((t) => t.code === name));
      if (missing.length) {
        setFault(
          `文件里没有${missing.map((m) => `${NAMES[m]}（${m}）`).join('、')}；决策的标识应当是range、factor、tier、band`,
        );
        return;
      }
      setFault('');
      onChange(Object.fromEntries(known.map((t) => [t.code, t])));
    } catch (error) {
      setFault((error as Error).message);
    }
  };
  return (
    <div>
      <input id={id} type="file" accept=".dmn,.xml" onChange={(e) => void read(e.target.files?.[0])} />
      <p className="help">用任何DMN工具编辑，或者下载已经公布的基准修改后上传。</p>
      {fault ? (
        <p className="fault" role="alert">
          {fault}
        </p>
      ) : null}
      {Object.values(tables).map((t) => (
        <TableView key={t.code} table={t} />
      ))}
    </div>
  );
}

function TableView({ table }: { readonly table: DecisionTable }) {
  return (
    <div style={{ overflowX: 'auto' }}>
      <table className="plain">
        <caption>{table.title}</caption>
        <thead>
          <tr>
            {[...table.inputs, ...table.outputs].map((c) => (
              <th key={c.id} scope="col">
                {c.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, r) => (
            <tr key={`${table.code}-${r}`}>
              {table.inputs.map((input, i) => (
                <td key={input.id}>{cellText(input, row.when[i] ?? '-')}</td>
              ))}
              {table.outputs.map((o, i) => (
                <td key={o.id}>{String(row.then[i] ?? '—')}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

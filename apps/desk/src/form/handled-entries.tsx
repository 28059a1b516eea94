/** How an organ dealt with each of its entries that a change of law concerns: one line each, none forgotten. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Input, Select } from 'antd';
import { useEffect, useMemo } from 'react';
import { casesQuery } from '../api/queries.ts';
import { lawChangesQuery } from '../api/registers.ts';
import { EntryLink } from '../pages/registers/parts.tsx';
import { Failure, Waiting } from '../parts/states.tsx';
import { type Faults, faultAt, type Values } from '../schema.ts';
import { type EditorProps, idOf, useScene } from './field.tsx';

type Handled = Values & { readonly region: string; readonly register: string; readonly code: string };

const keyOf = (e: { readonly region: string; readonly register: string; readonly code: string }): string =>
  `${e.region}/${e.register}/${e.code}`;

/** Adjustments of lists that this organ has applied for, by their titles. */
function useAdjustments() {
  const found = useInfiniteQuery(casesQuery({ procedure: 'power-list-adjustment' }, 100));
  return (found.data?.pages ?? [])
    .flatMap((p) => p.items)
    .map((c) => ({ value: c.id, label: `${c.title}（${c.phase.title}）` }));
}

const fits = (typed: string, option?: { readonly label?: unknown; readonly value?: unknown }): boolean =>
  `${String(option?.label ?? '')}${String(option?.value ?? '')}`.includes(typed.trim());
const NO_ADJUSTMENT = '本机关还没有清单调整申请，请先办理申请';

/** One of the adjustments applied for. */
export function AdjustmentPick({ value, onChange, id, describedBy, invalid }: EditorProps) {
  const cases = useAdjustments();
  return (
    <Select
      id={id}
      aria-describedby={describedBy}
      status={invalid ? 'error' : ''}
      style={{ width: '100%' }}
      showSearch={{ filterOption: fits }}
      allowClear
      placeholder="选择已经提交的清单调整"
      notFoundContent={NO_ADJUSTMENT}
      value={(value as string | undefined) ?? null}
      options={cases}
      onChange={(v) => onChange(v ?? undefined)}
    />
  );
}

export function HandledEntries({
  field,
  value,
  onChange,
  faults,
  path,
}: EditorProps & { readonly faults: Faults; readonly path: string }) {
  const { organ } = useScene();
  const { id } = useParams({ strict: false });
  const changes = useQuery(lawChangesQuery);
  const cases = useAdjustments();
  const change = changes.data?.items.find((c) => c.caseId === id);
  const mine = useMemo(() => change?.affected.filter((a) => a.organ === organ) ?? [], [change, organ]);
  const rows = (value as readonly Handled[] | undefined) ?? [];
  // Every entry of this organ has its line from the start.
  useEffect(() => {
    if (rows.length === 0 && mine.length)
      onChange(mine.map(({ region, register, code }) => ({ region, register, code })));
  }, [rows.length, mine, onChange]);
  const outcomes = field.fields?.find((f) => f.name === 'outcome')?.options ?? [];
  const put = (row: Handled, next: Values) =>
    onChange(rows.map((r) => (keyOf(r) === keyOf(row) ? { ...r, ...next } : r)));
  if (changes.isPending) return <Waiting rows={4} what="正在读取受影响的事项" />;
  if (changes.isError) return <Failure error={changes.error} again={() => changes.refetch()} />;
  if (mine.length === 0) return <p className="quiet">这次变动没有涉及本机关的事项。</p>;
  return (
    <div className="stack tight" id={idOf(path)} tabIndex={-1}>
      {mine.length > 3 ? (
        <Select
          aria-label="没有选的都设为"
          placeholder="没有选的都设为"
          style={{ maxWidth: 320 }}
          value={null}
          options={outcomes.map((o) => ({ value: o, label: o }))}
          onChange={(outcome: string | null) =>
            outcome && onChange(rows.map((r) => (r.outcome ? r : { ...r, outcome })))
          }
        />
      ) : null}
      <ol className="rows-editor">
        {rows.map((row, i) => {
          const entry = mine.find((m) => keyOf(m) === keyOf(row));
          const at = `${path}.${i}`;
          const label = entry?.name ?? row.code;
          const applied = String(row.outcome ?? '').startsWith('已申请');
          const fault = faultAt(faults, at);
          return (
            <li key={keyOf(row)}>
              <div className="row-head">
                <span>
                  <EntryLink register={row.register} code={row.code} region={row.region}>
                    {label}
                  </EntryLink>
                  <span className="quiet">　{entry?.registerTitle}</span>
                </span>
                {entry?.fallen ? <span className="tag late">没有其他依据，已暂停</span> : null}
              </div>
              <div className="pair">
                <Select
                  aria-label={`${label}怎样处理`}
                  placeholder="怎样处理"
                  status={fault ? 'error' : ''}
                  value={(row.outcome as string | undefined) ?? null}
                  options={outcomes
                    // What nothing carries any more must be adjusted or cancelled.
                    .filter((o) => !entry?.fallen || o.startsWith('已申请'))
                    .map((o) => ({ value: o, label: o }))}
                  onChange={(outcome: string | null) => put(row, { outcome: outcome ?? undefined })}
                />
                {applied ? (
                  <Select
                    aria-label={`${label}的调整申请`}
                    placeholder="选择已经提交的清单调整"
                    showSearch={{ filterOption: fits }}
                    allowClear
                    notFoundContent={NO_ADJUSTMENT}
                    value={(row.caseId as string | undefined) ?? null}
                    options={cases}
                    onChange={(caseId: string | null) => put(row, { caseId: caseId ?? undefined })}
                  />
                ) : null}
                <Input
                  aria-label={`${label}的说明`}
                  placeholder="说明（选填）"
                  maxLength={500}
                  value={(row.note as string | undefined) ?? ''}
                  onChange={(e) => put(row, { note: e.target.value })}
                />
              </div>
              {fault ? <p className="article-fault">{fault}</p> : null}
            </li>
          );
        })}
      </ol>
    </div>
  );
}

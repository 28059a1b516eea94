/** What was drawn in the case the form belongs to: one object, and the own officers who were drawn for it. */
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { get } from '../api/http.ts';
import { useSession } from '../session.tsx';
import type { EditorProps } from './field.tsx';

interface Drawn {
  readonly no: number;
  readonly name: string;
  readonly stratum: string;
  readonly teams: readonly {
    readonly organ: string;
    readonly officers: readonly { readonly ref: string; readonly name: string }[];
  }[];
}

/** The form stands on the page of its case. */
const caseOf = (): string => /\/cases\/([0-9a-z-]+)/.exec(window.location.pathname)?.[1] ?? '';

function useDrawn() {
  const id = caseOf();
  return useQuery({
    queryKey: ['draws', id],
    queryFn: ({ signal }) =>
      get<{ rounds: readonly { readonly draw?: { readonly drawn: readonly Drawn[] } }[] }>(
        `/api/v1/draws/${encodeURIComponent(id)}`,
        signal,
      ),
    enabled: id !== '',
    select: (record) => record.rounds.at(-1)?.draw?.drawn ?? [],
  });
}

/** One of the objects that were drawn. */
export function DrawnObjectPick({ field, value, onChange, id, describedBy, invalid }: EditorProps) {
  const drawn = useDrawn();
  return (
    <Select
      id={id}
      aria-describedby={describedBy}
      status={invalid ? 'error' : ''}
      style={{ width: '100%' }}
      showSearch={{ filterOption: (typed, option) => String(option?.label ?? '').includes(typed.trim()) }}
      placeholder="选择抽中的对象，可以写名称中的字查找"
      allowClear={!field.required}
      loading={drawn.isPending}
      notFoundContent={drawn.isPending ? '正在读取抽取结果' : '没有这个对象'}
      value={(value as number | undefined) ?? null}
      options={(drawn.data ?? []).map((d) => ({
        value: d.no,
        label: `${d.no}　${d.name}（${d.stratum}层）`,
      }))}
      onChange={(no) => onChange(no ?? undefined)}
    />
  );
}

/** The officers of one's own organ who were drawn for the object chosen beside. */
export function DrawnOfficersPick({ value, onChange, id, siblings }: EditorProps) {
  const { post } = useSession();
  const drawn = useDrawn();
  const row = drawn.data?.find((d) => d.no === siblings?.no);
  const officers = row?.teams.find((t) => t.organ === post?.organ)?.officers ?? [];
  const chosen = (value as string[] | undefined) ?? [];
  return (
    <div id={id} tabIndex={-1} style={{ display: 'flex', flexWrap: 'wrap', gap: '4px 20px' }}>
      {officers.length ? null : (
        <span className="quiet">{row ? '本机关没有派人检查这个对象' : '先选择检查对象'}</span>
      )}
      {officers.map((o) => (
        <label key={o.ref} style={{ display: 'inline-flex', gap: 6, alignItems: 'center' }}>
          <input
            type="checkbox"
            style={{ accentColor: 'var(--indigo)' }}
            checked={chosen.includes(o.ref)}
            onChange={(e) =>
              onChange(e.target.checked ? [...chosen, o.ref] : chosen.filter((c) => c !== o.ref))
            }
          />
          {o.name}（{o.ref}）
        </label>
      ))}
    </div>
  );
}

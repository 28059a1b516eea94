/** Choosing a register, and an entry of one by typing a part of its name or code. Names are shown; codes go out. */
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useEffect, useState } from 'react';
import {
  allRegistersQuery,
  entriesQuery,
  entryQuery,
  type ListedEntry,
  lawChangesQuery,
} from '../api/registers.ts';
import { useSession } from '../session.tsx';
import type { EditorProps } from './field.tsx';

/** Wait for the typist before asking the server. */
const TYPING_MS = 250;

/** One of the registers whose entries are changed by application. */
export function RegisterPick({ field, value, onChange, id, describedBy, invalid }: EditorProps) {
  const all = useQuery(allRegistersQuery);
  const groups = [
    // Lists that others keep have procedures of their own.
    ...Map.groupBy(
      (all.data?.registers ?? []).filter((r) => r.keeper.role === 'list-keeper'),
      (r) => r.group,
    ),
  ];
  return (
    <Select
      id={id}
      aria-describedby={describedBy}
      status={invalid ? 'error' : ''}
      style={{ width: '100%', maxWidth: 420 }}
      showSearch={{
        filterOption: (typed, option) => String(option?.label ?? '').includes(typed.trim()),
      }}
      placeholder="选择清单，可以写名称中的字查找"
      allowClear={!field.required}
      loading={all.isPending}
      notFoundContent={all.isPending ? '正在读取清单' : '没有这份清单'}
      value={(value as string | undefined) ?? null}
      options={groups.map(([group, list]) => ({
        label: group,
        options: list.map((r) => ({ value: r.code, label: r.title })),
      }))}
      onChange={(v) => onChange(v ?? undefined)}
    />
  );
}

const nameOf = (e: ListedEntry): string => `${String(e.body.name ?? e.body.title ?? e.code)}（${e.code}）`;

/** What a picked entry is chosen from. */
export interface EntryScope {
  readonly register: string;
  readonly region: string;
  /** Only entries of this organ. */
  readonly organ?: string;
  readonly status?: string;
}

/** An entry by its code. `picked` is told the entry itself, for forms that begin from what it says. */
export function EntryPick(
  props: Pick<EditorProps, 'id' | 'describedBy' | 'invalid'> & {
    readonly scope: EntryScope;
    readonly value: string | undefined;
    readonly picked: (code: string | undefined, entry: ListedEntry | undefined) => void;
    readonly label?: string;
  },
) {
  const { scope, value, id } = props;
  const [typed, setTyped] = useState('');
  const [words, setWords] = useState('');
  useEffect(() => {
    const timer = window.setTimeout(() => setWords(typed.trim()), TYPING_MS);
    return () => window.clearTimeout(timer);
  }, [typed]);
  const { register, ...filters } = scope;
  const found = useQuery(entriesQuery(register, { ...filters, words: words || undefined }));
  const chosen = useQuery(entryQuery(register, value ?? '', { region: scope.region }));
  const items = found.data?.items ?? [];
  const options = items.map((e) => ({ value: e.code, label: nameOf(e), status: e.status }));
  if (value && !options.some((o) => o.value === value)) {
    const known = chosen.data?.entry;
    options.unshift({ value, label: known ? nameOf(known) : value, status: known?.status ?? '在用' });
  }
  const more = (found.data?.total ?? 0) - items.length;
  return (
    <Select
      id={id}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      status={props.invalid ? 'error' : ''}
      style={{ width: '100%' }}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      allowClear
      disabled={register === ''}
      placeholder={register === '' ? '先选择清单' : '写事项名称或者编码中的字查找'}
      loading={found.isFetching}
      notFoundContent={
        found.isFetching ? '正在查找' : words ? `清单里没有名称或者编码带“${words}”的事项` : '清单里没有事项'
      }
      value={value ?? null}
      options={options}
      optionRender={(option) => (
        <span className="wrap-option">
          {option.label}
          {option.data.status === '在用' ? null : <span className="tag late">{option.data.status}</span>}
        </span>
      )}
      popupRender={(menu) => (
        <>
          {menu}
          {more > 0 ? <p className="quiet small option-more">还有 {more} 项，再写几个字缩小范围</p> : null}
        </>
      )}
      onChange={(code?: string) =>
        props.picked(
          code ?? undefined,
          items.find((e) => e.code === code),
        )
      }
    />
  );
}

/** An entry of this organ in use today, of the register that the widget is named after. */
export function OwnEntryPick({ field, value, onChange, id, describedBy, invalid }: EditorProps) {
  const { post } = useSession();
  return (
    <EntryPick
      id={id}
      describedBy={describedBy}
      invalid={invalid}
      scope={{ register: field.widget ?? '', region: post?.region ?? '', organ: post?.organ, status: '在用' }}
      value={value as string | undefined}
      picked={(code) => onChange(code)}
    />
  );
}

/** An entry in use today of the register that the widget is named after, whichever organ it belongs to: a window takes any item. */
export function AnyEntryPick({ field, value, onChange, id, describedBy, invalid }: EditorProps) {
  const { post } = useSession();
  return (
    <EntryPick
      id={id}
      describedBy={describedBy}
      invalid={invalid}
      scope={{ register: field.widget ?? '', region: post?.region ?? '', status: '在用' }}
      value={value as string | undefined}
      picked={(code) => onChange(code)}
    />
  );
}

/** Register whose entries a widget offers, and whether only this organ's own. */
const SEVERAL: Readonly<Record<string, { readonly register: string; readonly own: boolean }>> = {
  'inspection-items': { register: 'inspection-item', own: true },
  // Every organ of a joint draw has items of its own.
  'random-items': { register: 'random-item', own: false },
};

/** Several entries in use today of the register that the widget names. Names are shown; codes go out. */
export function OwnEntriesPick({ field, value, onChange, id, describedBy, invalid }: EditorProps) {
  const { post } = useSession();
  const source = SEVERAL[field.widget ?? ''];
  const register = source?.register ?? '';
  const codes = (value as readonly string[] | undefined) ?? [];
  const [typed, setTyped] = useState('');
  const [words, setWords] = useState('');
  useEffect(() => {
    const timer = window.setTimeout(() => setWords(typed.trim()), TYPING_MS);
    return () => window.clearTimeout(timer);
  }, [typed]);
  const found = useQuery(
    entriesQuery(register, {
      region: post?.region ?? '',
      ...(source?.own && { organ: post?.organ }),
      status: '在用',
      words: words || undefined,
    }),
  );
  // What was chosen before keeps its name, though the search no longer shows it.
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const items = found.data?.items ?? [];
  const options = items.map((e) => ({ value: e.code, label: nameOf(e) }));
  for (const code of codes)
    if (!options.some((o) => o.value === code)) options.push({ value: code, label: names.get(code) ?? code });
  const more = (found.data?.total ?? 0) - items.length;
  return (
    <Select
      id={id}
      mode="multiple"
      aria-describedby={describedBy}
      status={invalid ? 'error' : ''}
      style={{ width: '100%' }}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      placeholder="写事项名称或者编码中的字查找，可以选多个"
      loading={found.isFetching}
      notFoundContent={
        found.isFetching ? '正在查找' : words ? `清单里没有名称或者编码带“${words}”的事项` : '清单里没有事项'
      }
      value={[...codes]}
      options={options}
      optionRender={(option) => <span className="wrap-option">{option.label}</span>}
      popupRender={(menu) => (
        <>
          {menu}
          {more > 0 ? <p className="quiet small option-more">还有 {more} 项，再写几个字缩小范围</p> : null}
        </>
      )}
      onChange={(chosen: string[]) => {
        setNames(new Map([...names, ...options.map((o) => [o.value, o.label] as const)]));
        onChange(chosen);
      }}
    />
  );
}

/** A change of law on record: what an adjustment answers. */
export function LawChangePick({ value, onChange, id, describedBy, invalid }: EditorProps) {
  const changes = useQuery(lawChangesQuery);
  const options = (changes.data?.items ?? []).map((c) => ({
    value: c.caseId,
    label: `${c.change}《${c.instrument}》${c.articles.length ? `第${c.articles.join('、')}条` : ''}，${c.effectiveOn}`,
  }));
  if (value && !options.some((o) => o.value === value))
    options.unshift({ value: String(value), label: String(value) });
  return (
    <Select
      id={id}
      aria-describedby={describedBy}
      status={invalid ? 'error' : ''}
      style={{ width: '100%' }}
      showSearch={{
        filterOption: (typed, option) => String(option?.label ?? '').includes(typed.trim()),
      }}
      allowClear
      placeholder="写法律名称中的字查找"
      loading={changes.isPending}
      notFoundContent={changes.isPending ? '正在读取法律变动' : '没有登记的法律变动'}
      value={(value as string | undefined) ?? null}
      options={options}
      onChange={(v) => onChange(v ?? undefined)}
    />
  );
}

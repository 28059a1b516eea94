/** Choosing an organ, a person, a comment, an earlier act. People see names; ids go out. */
import { useQueries, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { organsQuery, peopleQuery } from '../api/queries.ts';
import type { TimelineEntry } from '../api/types.ts';
import { openFor } from '../comments.ts';
import { kindWord } from '../organs.ts';
import { type EditorProps, useScene } from './field.tsx';

type Many = { readonly many: boolean };

const contains = (input: string, option?: { label?: unknown; also?: string }): boolean =>
  `${String(option?.label ?? '')}${option?.also ?? ''}`.includes(input.trim());

/** Organs by region, one's own region first. */
export function OrganPick({ field, value, onChange, id, describedBy, invalid, many }: EditorProps & Many) {
  const { region } = useScene();
  const organs = useQuery(organsQuery);
  const regions = [...(organs.data?.regions ?? [])].sort(
    (a, b) => Number(b.code === region) - Number(a.code === region),
  );
  const options = regions
    .map((r) => ({
      label: r.name,
      options: (organs.data?.items ?? [])
        .filter((o) => o.region === r.code && (!field.organKind || o.kind === field.organKind))
        .map((o) => ({ value: o.id, label: o.fullName, also: `${o.name}${kindWord(o.kind)}` })),
    }))
    .filter((group) => group.options.length > 0);
  return (
    <Select
      id={id}
      aria-describedby={describedBy}
      status={invalid ? 'error' : ''}
      mode={many ? 'multiple' : undefined}
      style={{ width: '100%' }}
      showSearch={{ filterOption: contains }}
      loading={organs.isPending}
      placeholder={many ? '可以选多个，写名称中的字查找' : '写名称中的字查找'}
      allowClear={!field.required}
      notFoundContent={organs.isPending ? '正在读取机关名录' : '没有这个机关'}
      value={(value as string | string[] | undefined) ?? (many ? [] : null)}
      options={options}
      onChange={(v) => onChange(v ?? undefined)}
    />
  );
}

/** People who hold posts in the organs of one's own region's office; somebody else's account can be typed in. */
export function PersonPick({ value, onChange, id, describedBy, invalid, many }: EditorProps & Many) {
  const { organ } = useScene();
  const [typed, setTyped] = useState('');
  const people = useQueries({ queries: [peopleQuery(organ)] })[0];
  const known = (people.data?.items ?? []).map((p) => ({
    value: p.id,
    label: `${p.name}（${p.posts.map((post) => post.roleName).join('、')}）`,
  }));
  const chosen = ([value].flat() as (string | undefined)[]).filter((v): v is string => Boolean(v));
  // Somebody else's account may be typed in; a colleague's name is not an account.
  const others = [...chosen, typed.trim()].filter(
    (v) => v !== '' && !known.some((k) => k.value === v) && !people.data?.items.some((p) => p.name === v),
  );
  return (
    <Select
      id={id}
      aria-describedby={describedBy}
      status={invalid ? 'error' : ''}
      mode={many ? 'multiple' : undefined}
      style={{ width: '100%' }}
      showSearch={{ filterOption: contains, onSearch: setTyped }}
      allowClear={!many}
      placeholder="选择本机关人员，或者输入账号"
      loading={people.isPending && organ !== ''}
      value={many ? chosen : (chosen[0] ?? null)}
      options={[...known, ...[...new Set(others)].map((v) => ({ value: v, label: `账号${v}` }))]}
      onChange={(v) => onChange(v ?? undefined)}
    />
  );
}

/** One of the comments of the consultation: those that still wait for this act. */
export function CommentPick({ value, onChange, id }: EditorProps) {
  const { act, comments } = useScene();
  const open = openFor(act, comments);
  if (open.length === 0) return <p className="quiet">没有等待办理的意见。</p>;
  return (
    <div className="pick" id={id} tabIndex={-1}>
      {open.map((c) => (
        <label key={c.seq}>
          <input type="radio" name={id} checked={value === c.seq} onChange={() => onChange(c.seq)} />
          <span>
            <span className="quiet small">
              第 {c.seq} 号 · {c.from} · 针对{c.article ?? '全文'}
              {c.disposition ? ` · 已答复：${c.disposition}` : ''}
            </span>
            <br />
            {c.text}
          </span>
        </label>
      ))}
    </div>
  );
}

/** What an act was about, where it has a name: three applications are told apart by it. */
const about = (e: TimelineEntry): string => {
  const title = e.entered.find((x) => x.field === 'title')?.value;
  return typeof title === 'string' ? `：${title}` : '';
};

/** Earlier acts of the case: a record, a statement, a piece of evidence. Voided ones cannot be chosen. */
export function ActPick({ field, value, onChange, id, many }: EditorProps & Many) {
  const { timeline } = useScene();
  const chosen = ([value].flat() as (number | undefined)[]).filter((v): v is number => typeof v === 'number');
  const standing = timeline.filter(
    (e) => e.voided === null && (field.ofActs === undefined || field.ofActs.includes(e.act)),
  );
  if (standing.length === 0) return <p className="quiet">没有可以选择的步骤。</p>;
  return (
    <div className="pick" id={id} tabIndex={-1}>
      {standing.map((e) => (
        <label key={e.seq}>
          <input
            type={many ? 'checkbox' : 'radio'}
            name={id}
            checked={chosen.includes(e.seq)}
            onChange={() =>
              onChange(
                !many
                  ? e.seq
                  : chosen.includes(e.seq)
                    ? chosen.filter((c) => c !== e.seq)
                    : [...chosen, e.seq],
              )
            }
          />
          <span>
            第 {e.seq} 步　{e.title}
            {about(e)}
            <br />
            <span className="quiet small">
              {e.on}　{e.by.name}
            </span>
          </span>
        </label>
      ))}
    </div>
  );
}

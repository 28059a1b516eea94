/** The command palette: type, choose with the arrows, Enter. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { get, withQuery } from '../api/http.ts';
import { lawSearchQuery } from '../api/laws.ts';
import { planTasksQuery } from '../api/plan.ts';
import { organsQuery, proceduresQuery } from '../api/queries.ts';
import type { CaseDetail, CasePage } from '../api/types.ts';
import { articleWords, nameAndArticle } from '../law-names.ts';
import { kindWord } from '../organs.ts';
import { type Found, lawFinds, matches, PLACES, type Target } from './finds.ts';

const EACH = 7;

/** What is found for the words typed, in groups: acts of the open case first. */
function useFinds(words: string, open: boolean): Found[] {
  const client = useQueryClient();
  const { id } = useParams({ strict: false });
  const procedures = useQuery({ ...proceduresQuery, enabled: open });
  const organs = useQuery({ ...organsQuery, enabled: open });
  const tasks = useQuery({ ...planTasksQuery({}), enabled: open });
  const cases = useQuery({
    queryKey: ['palette-cases', words],
    queryFn: ({ signal }) => get<CasePage>(withQuery('/api/v1/cases', { q: words, limit: EACH }), signal),
    enabled: open,
    placeholderData: (before) => before,
  });
  // 第五十七条 行政处罚法 and 行政处罚法 57 mean the same article: asked for as it is cited.
  const cited = nameAndArticle(words);
  const lawWords = cited.article ? `${cited.name}${articleWords(cited.article)}` : words;
  const laws = useQuery({ ...lawSearchQuery(lawWords), enabled: open && words.length > 1 });
  return useMemo(() => {
    const here = id ? client.getQueryData<CaseDetail>(['case', id]) : undefined;
    const acts: Found[] = (here?.may ?? []).map((a) => ({
      group: '这一件现在能办',
      title: a.title,
      about: here?.title ?? '',
      target: { to: 'act', id: here?.id ?? '', act: a.act },
    }));
    const found = (list: readonly Found[]) => list.filter((f) => matches(f, words)).slice(0, EACH);
    const law = words.length > 1 ? lawFinds(laws.data, EACH) : [];
    // Whoever writes the number of an article wants the article.
    const named = nameAndArticle(words).article !== null;
    return [
      ...found(acts),
      ...(named ? law : []),
      // The server has matched these; a page of earlier words may still be shown while the next one comes.
      ...(cases.data?.items ?? [])
        .filter((c) => c.title.includes(words) || words === '')
        .map((c) => ({
          group: '事项',
          title: c.title,
          about: `${c.procedure.title} ${c.phase.title}`,
          target: { to: 'case', id: c.id } as const,
        })),
      ...found(PLACES),
      ...found(
        (procedures.data?.items ?? []).map((p) => ({
          group: '程序',
          title: p.title,
          about: p.about,
          target: { to: 'procedure', code: p.code },
        })),
      ),
      ...(words === ''
        ? []
        : [
            ...found(
              (organs.data?.items ?? []).map((o) => ({
                group: '机关',
                title: o.fullName,
                about: kindWord(o.kind),
                also: o.name,
                target: { to: 'organ', id: o.id },
              })),
            ),
            ...found(
              (tasks.data?.items ?? []).map((t) => ({
                group: '实施方案任务',
                title: `${t.number}. ${t.title}`,
                about: t.goal ?? '',
                target: { to: 'task', number: t.number },
              })),
            ),
          ]),
      ...(named ? [] : law),
    ];
  }, [client, id, words, cases.data, laws.data, procedures.data, organs.data, tasks.data]);
}

function useGo(): (target: Target) => void {
  const navigate = useNavigate();
  return (target) => {
    switch (target.to) {
      case 'act':
        void navigate({ to: '/cases/$id', params: { id: target.id }, search: { act: target.act } });
        return;
      case 'case':
        void navigate({ to: '/cases/$id', params: { id: target.id } });
        return;
      case 'procedure':
        void navigate({ to: '/procedures/$code', params: { code: target.code } });
        return;
      case 'organ':
        void navigate({ to: '/organs', search: { organ: target.id } });
        return;
      case 'task':
        void navigate({ to: '/plan/$number', params: { number: String(target.number) } });
        return;
      case 'law':
        window.open(target.path, '_blank', 'noopener');
        return;
      case 'place':
        void navigate({ to: target.path });
    }
  };
}

/** The palette. Only its dialog is drawn while it is closed. */
export function Palette({ open, close }: { readonly open: boolean; readonly close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const words = useDeferredValue(typed.trim());
  const finds = useFinds(words, open);
  const go = useGo();
  useEffect(() => {
    if (!open) return dialog.current?.close();
    setTyped('');
    setAt(0);
    dialog.current?.showModal();
  }, [open]);
  const here = Math.min(at, finds.length - 1);
  useEffect(() => {
    document.getElementById(`find-${here}`)?.scrollIntoView({ block: 'nearest' });
  }, [here]);
  const choose = (found: Found | undefined) => {
    if (!found) return;
    close();
    go(found.target);
  };
  const onKeyDown = (e: React.KeyboardEvent) => {
    // A word still being composed by an input method is not a choice.
    if (e.nativeEvent.isComposing) return;
    if (e.key === 'ArrowDown') setAt(Math.min(here + 1, finds.length - 1));
    else if (e.key === 'ArrowUp') setAt(Math.max(here - 1, 0));
    else if (e.key === 'Home') setAt(0);
    else if (e.key === 'End') setAt(finds.length - 1);
    else if (e.key === 'Enter') choose(finds[here]);
    else return;
    e.preventDefault();
  };
  return (
    <dialog
      ref={dialog}
      className="sheet palette"
      aria-label="查找"
      onClose={close}
      onMouseDown={(e) => {
        if (e.target === dialog.current) close();
      }}
    >
      {open ? (
        <>
          <input
            autoFocus
            role="combobox"
            aria-expanded="true"
            aria-controls="finds"
            aria-activedescendant={finds.length ? `find-${here}` : undefined}
            aria-label="找事项、程序、机关、任务、法条"
            placeholder="找事项、程序、机关、任务，或者法条：行政处罚法第五十七条"
            value={typed}
            onChange={(e) => {
              setTyped(e.target.value);
              setAt(0);
            }}
            onKeyDown={onKeyDown}
          />
          <div id="finds" role="listbox" aria-label="找到的">
            {finds.map((f, i) => (
              <div key={`${f.group}${f.title}${i}`} role="presentation">
                {finds[i - 1]?.group !== f.group ? (
                  <div className="group" role="presentation">
                    {f.group}
                  </div>
                ) : null}
                {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the combobox that owns the list */}
                <div
                  id={`find-${i}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={i === here}
                  onClick={() => choose(f)}
                  // A list that comes up under a resting pointer is not a choice.
                  onMouseMove={(e) => {
                    if (e.movementX || e.movementY) setAt(i);
                  }}
                >
                  <span>{f.title}</span>
                  <span className="quiet small">
                    {f.about.length > 22 ? `${f.about.slice(0, 22)}……` : f.about}
                  </span>
                </div>
              </div>
            ))}
            {finds.length === 0 ? (
              <p className="group">没有找到“{words}”。换一个词，或者只写名称中的两三个字。</p>
            ) : null}
          </div>
          <p className="sr" role="status">
            {finds.length} 条
          </p>
        </>
      ) : null}
    </dialog>
  );
}

/** Performing an act from a form: one key for each opened form, so that a second press or a retry acts once. */
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { ApiProblem, newKey, send } from '../api/http.ts';
import type { Performed } from '../api/types.ts';
import { type Faults, type Field, faultsOf, inputOf, type Values } from '../schema.ts';

/** State of one opened form. */
export interface ActForm<T = Performed> {
  readonly faults: Faults;
  readonly problem: ApiProblem | null;
  readonly busy: boolean;
  /** Send it; what was done, or null when it was not. */
  submit(values: Values): Promise<T | null>;
  /** Look at the form without sending; false when something is plainly wrong. */
  check(values: Values): boolean;
}

/** Bring the first fault of a form into view and focus. */
function showFirstFault(faults: Faults): void {
  window.requestAnimationFrame(() => {
    const first = Object.keys(faults)[0];
    if (first === undefined) return;
    const parts = first.split('.');
    // The innermost field that is on the page.
    for (let n = parts.length; n > 0; n--) {
      const path = parts.slice(0, n).join('.');
      const frame = [...document.querySelectorAll<HTMLElement>('[data-path]')].find(
        (e) => e.dataset.path === path,
      );
      if (!frame) continue;
      frame.scrollIntoView({ block: 'center' });
      frame.querySelector<HTMLElement>('input, textarea, [tabindex], button')?.focus({ preventScroll: true });
      return;
    }
  });
}

/** A form that ends in one act at `path`. */
export function useAct<T = Performed>(path: string, fields: readonly Field[]): ActForm<T> {
  const client = useQueryClient();
  const key = useRef(newKey());
  const sending = useRef(false);
  const [faults, setFaults] = useState<Faults>({});
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const check = useCallback(
    (values: Values) => {
      const found = faultsOf(fields, values);
      setFaults(found);
      showFirstFault(found);
      return Object.keys(found).length === 0;
    },
    [fields],
  );
  const submit = useCallback(
    async (values: Values) => {
      if (sending.current || !check(values)) return null;
      sending.current = true;
      setBusy(true);
      setProblem(null);
      try {
        const done = await send<T>(path, inputOf(fields, values), key.current);
        key.current = newKey();
        await client.invalidateQueries({
          predicate: (q) => q.queryKey[0] !== 'chart' && q.queryKey[0] !== 'definition',
        });
        return done;
      } catch (error) {
        const refused =
          error instanceof ApiProblem
            ? error
            : new ApiProblem({ title: '没有办成', detail: '页面出了差错，填写的内容还在；请重新提交。' });
        setProblem(refused);
        setFaults(
          Object.fromEntries(refused.items.flatMap((i) => (i.field ? [[i.field, i.detail] as const] : []))),
        );
        return null;
      } finally {
        sending.current = false;
        setBusy(false);
      }
    },
    [check, client, fields, path],
  );
  return { faults, problem, busy, submit, check };
}

const DRAFTS = 'fadu-desk-draft:';

/** What was typed and not yet sent, kept until the browser window is closed. */
export function keptDraft(name: string): Values | null {
  try {
    const text = sessionStorage.getItem(DRAFTS + name);
    return text ? (JSON.parse(text) as Values) : null;
  } catch {
    return null;
  }
}

/** Keep or forget what was typed. A full store keeps nothing and breaks nothing. */
export function keepDraft(name: string, values: Values | null): void {
  try {
    if (values === null) sessionStorage.removeItem(DRAFTS + name);
    else sessionStorage.setItem(DRAFTS + name, JSON.stringify(values));
  } catch {
    // Only a convenience is lost.
  }
}

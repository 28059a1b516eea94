/** A change of a list begun from the page of an entry: what the form already holds. Pure but for reading the entry. */
import { useQuery } from '@tanstack/react-query';
import { entryQuery, lawChangesQuery } from './api/registers.ts';
import { editable } from './form/register-entry.tsx';
import type { Values } from './schema.ts';

export const LIST_ACTS = ['新增', '变更', '取消', '恢复'] as const;

/** The reason of `adjustment/forms.ts` for an entry whose basis fell. */
const LAW_TRIGGER = '法律、法规、规章制定、修改或者废止';

/** What the address says of the change, for `/new/power-list-adjustment`. */
export interface ListPrefill {
  readonly register?: string;
  readonly entry?: string;
  readonly region?: string;
  readonly do?: (typeof LIST_ACTS)[number];
}

/** The values that the address asks for; `pending` while the entry is read; key: empty where nothing is asked. */
export function useListPrefill(code: string, asked: ListPrefill) {
  const wanted = code === 'power-list-adjustment' && asked.register !== undefined && asked.do !== undefined;
  const found = useQuery({
    ...entryQuery(asked.register ?? '', asked.entry ?? '', { region: asked.region }),
    enabled: wanted && asked.entry !== undefined,
  });
  const body = found.data?.entry.body;
  const changes = useQuery({ ...lawChangesQuery, enabled: body?.suspended !== undefined });
  if (!wanted) return { pending: false, error: null, key: '', values: {} as Values };
  const name = String(body?.name ?? '');
  const change = changes.data?.items.find((c) =>
    c.affected.some(
      (a) =>
        a.fallen &&
        a.register === asked.register &&
        a.code === asked.entry &&
        a.region === found.data?.entry.region,
    ),
  );
  const fell = body?.suspended as { readonly on?: string } | undefined;
  return {
    pending:
      (asked.entry !== undefined && found.isPending) || (body?.suspended !== undefined && changes.isPending),
    error: found.error,
    key: [asked.do, asked.register, asked.entry, asked.region].join('/'),
    values: {
      ...(name && { title: `${asked.do}“${name}”`.slice(0, 80) }),
      // A basis that was repealed is the reason, from the day it fell.
      ...(fell?.on && { trigger: LAW_TRIGGER, triggeredOn: fell.on }),
      ...(change && { lawChange: change.caseId }),
      changes: [
        {
          do: asked.do,
          register: asked.register,
          ...(asked.entry && { code: asked.entry }),
          ...(asked.do === '变更' && body && { entry: editable(body) }),
        },
      ],
    } as Values,
  };
}

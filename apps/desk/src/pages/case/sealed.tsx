/**
 * What is kept sealed of a case: which fields, who has opened them and why. Its keeper opens one by writing a reason;
 * the text is shown until the page is left and is kept nowhere.
 */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { get, send } from '../../api/http.ts';
import { organsQuery } from '../../api/queries.ts';
import type { CaseDetail } from '../../api/types.ts';
import { moment } from '../../days.ts';
import { useSession } from '../../session.tsx';

interface SealedItem {
  readonly seq: number;
  readonly field: string;
  readonly title: string;
  readonly mayOpen: boolean;
}
interface SealedAnswer {
  readonly items: readonly SealedItem[];
  readonly readings: readonly {
    readonly seq: number;
    readonly field: string;
    readonly organ: string;
    readonly reason: string;
    readonly at: string;
  }[];
}

const path = (id: string) => `/api/v1/cases/${encodeURIComponent(id)}/sealed`;

function Opening({ id, item }: { readonly id: string; readonly item: SealedItem }) {
  const [reason, setReason] = useState('');
  const client = useQueryClient();
  const open = useMutation({
    mutationFn: () =>
      send<{ text: string }>(`${path(id)}/${item.seq}/${encodeURIComponent(item.field)}`, { reason }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['case', id, 'sealed'] }),
  });
  const field = `sealed-${item.seq}-${item.field}`;
  return (
    <li>
      <strong>{item.title}</strong>
      {open.data ? (
        <p className="sealed-text">{open.data.text}</p>
      ) : item.mayOpen ? (
        <form
          onSubmit={(e) => {
            e.preventDefault();
            open.mutate();
          }}
        >
          <label htmlFor={field} className="small">
            查看的理由，会和您的姓名、时间一起记录，举报人也能看到
          </label>
          <Input id={field} value={reason} maxLength={200} onChange={(e) => setReason(e.target.value)} />
          {open.error ? (
            <p className="fault" role="alert">
              {open.error.message}
            </p>
          ) : null}
          <Button htmlType="submit" size="small" loading={open.isPending} disabled={reason.trim().length < 4}>
            查看
          </Button>
        </form>
      ) : (
        <p className="quiet small">加密保存，您不能查看。</p>
      )}
    </li>
  );
}

/** Nothing for cases without sealed fields. */
export function Sealed({ view }: { readonly view: CaseDetail }) {
  const { today } = useSession();
  const has = view.timeline.some((e) => e.entered.some((x) => String(x.value).startsWith('已加密保存')));
  const found = useQuery({
    queryKey: ['case', view.id, 'sealed'],
    queryFn: ({ signal }) => get<SealedAnswer>(path(view.id), signal),
    enabled: has,
  });
  const organs = useQuery({ ...organsQuery, enabled: has });
  if (!has || !found.data || found.data.items.length === 0) return null;
  const organName = (id: string) => organs.data?.items.find((o) => o.id === id)?.fullName ?? id;
  return (
    <section>
      <h2>加密内容</h2>
      <ul className="sealed">
        {found.data.items.map((item) => (
          <Opening key={`${item.seq}/${item.field}`} id={view.id} item={item} />
        ))}
      </ul>
      <p className="small quiet">
        {found.data.readings.length === 0 ? '没有人查看过。' : `查看过${found.data.readings.length}次：`}
      </p>
      {found.data.readings.map((r) => (
        <p key={`${r.at}${r.field}`} className="small">
          {moment(r.at, today)}，{organName(r.organ)}，{r.reason}
        </p>
      ))}
    </section>
  );
}

/** What the system told this organ. Looking at the page marks them as seen on this machine. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { noticesQuery } from '../api/queries.ts';
import { moment } from '../days.ts';
import { Empty, Failure, Waiting } from '../parts/states.tsx';
import { useSession } from '../session.tsx';
import { useSeenNotices } from '../shell/seen.ts';

export function Notices() {
  const { today } = useSession();
  const notices = useQuery(noticesQuery);
  const { seen, markSeen } = useSeenNotices();
  const [seenBefore] = useState(seen);
  const items = notices.data?.items ?? [];
  const newest = Math.max(0, ...items.map((n) => Number(n.id)));
  useEffect(() => markSeen(newest), [markSeen, newest]);
  return (
    <>
      <div className="page-head">
        <h1>通知</h1>
        <span className="quiet">期限变化、退回、督办等，最近一百条</span>
      </div>
      {notices.isPending ? <Waiting what="正在读取通知" /> : null}
      {notices.isError ? <Failure error={notices.error} again={() => notices.refetch()} /> : null}
      {items.length > 0 ? (
        <ul className="rows">
          {items.map((n) => {
            const fresh = Number(n.id) > seenBefore;
            const body = (
              <>
                <span className="quiet small">
                  {moment(n.at, today)}
                  {fresh ? (
                    <span className="tag now" style={{ marginInlineStart: 8 }}>
                      新
                    </span>
                  ) : null}
                </span>
                <span style={{ fontWeight: fresh ? 500 : 400 }}>{n.text}</span>
              </>
            );
            return (
              <li key={n.id}>
                {n.caseId ? (
                  <Link to="/cases/$id" params={{ id: n.caseId }} className="row notice-row" data-row>
                    {body}
                  </Link>
                ) : (
                  <span className="row notice-row">{body}</span>
                )}
              </li>
            );
          })}
        </ul>
      ) : null}
      {notices.data && items.length === 0 ? (
        <Empty title="没有通知">
          放假安排变动使期限改变、材料被退回、收到督办时，这里告诉您哪一件、改成哪一天。
        </Empty>
      ) : null}
    </>
  );
}

/** What a page shows while it waits, when there is nothing, and when something went wrong. */
import { Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { ApiProblem } from '../api/http.ts';
import { Cites } from './cites.tsx';

/** Before anything is known. */
export function Boot() {
  return (
    <p className="boot" role="status">
      正在打开工作台……
    </p>
  );
}

/** A list or page that is being read. */
export function Waiting({ rows = 6, what = '正在读取' }: { readonly rows?: number; readonly what?: string }) {
  return (
    <div role="status" aria-label={what}>
      <Skeleton active title={false} paragraph={{ rows, width: '100%' }} />
    </div>
  );
}

/** Says what will be here and how it gets here. */
export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="empty">
      <strong>{title}</strong>
      {children ? <p>{children}</p> : null}
    </div>
  );
}

/** Something failed: what, which rule, what to do. */
export function Failure(props: { readonly error: unknown; again?: () => void; readonly page?: boolean }) {
  const problem = props.error instanceof ApiProblem ? props.error : null;
  const body = (
    <div className="note late" role="alert">
      <h2>{problem?.title ?? '这一页没有读出来'}</h2>
      <p>{problem?.message ?? '页面出了差错，请重新读取；仍然不行的，请告诉系统管理员。'}</p>
      {problem?.citations.length ? <Cites list={problem.citations} /> : null}
      {props.again ? (
        <p style={{ marginTop: 10 }}>
          <Button onClick={props.again}>重新读取</Button>
        </p>
      ) : null}
    </div>
  );
  return props.page ? <main className="page">{body}</main> : body;
}

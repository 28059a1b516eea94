/** Addresses that lead nowhere, and pages that broke. */
import { Link, useRouter } from '@tanstack/react-router';
import { Empty, Failure } from '../parts/states.tsx';

export function NotFound() {
  return (
    <>
      <div className="page-head">
        <h1>没有这一页</h1>
      </div>
      <Empty title="地址可能抄错了，或者事项不在您的岗位之内">
        可以回到 <Link to="/">今天</Link>，或者按 Ctrl 加 K 查找事项、程序、机关和任务。
      </Empty>
    </>
  );
}

export function RouteFailure({ error }: { readonly error: unknown }) {
  const router = useRouter();
  return <Failure error={error} again={() => router.invalidate()} />;
}

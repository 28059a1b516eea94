/** Choosing what to open: the procedures this post may open first, the others with who may. */
import { useQueries, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { definitionQuery, proceduresQuery } from '../api/queries.ts';
import type { Definition } from '../api/types.ts';
import { openingFor, openingRoles } from '../opening.ts';
import { Empty, Failure, Waiting } from '../parts/states.tsx';
import { useSession } from '../session.tsx';
import { LAW_CHANGE } from './law/code.ts';

/** Tasks of the plan are opened from their own page, which fills in what the plan says. */
export const PLAN_PROCEDURE = 'task-tracking';

function Mine({ definition }: { readonly definition: Definition }) {
  const { post } = useSession();
  const opening = openingFor(definition, post);
  const body = (
    <>
      <span className="name">{definition.title}</span>
      <span>
        {definition.about}
        <span className="quiet small" style={{ display: 'block' }}>
          {definition.code === PLAN_PROCEDURE
            ? '从任务页立项，方案写明的内容自动带入'
            : `第一步：${opening?.title ?? ''}`}
        </span>
      </span>
    </>
  );
  return (
    <li>
      {definition.code === PLAN_PROCEDURE ? (
        <Link to="/plan" className="row choose-row" data-row>
          {body}
        </Link>
      ) : definition.code === LAW_CHANGE ? (
        <Link to="/law-changes/new" className="row choose-row" data-row>
          {body}
        </Link>
      ) : (
        <Link to="/new/$code" params={{ code: definition.code }} className="row choose-row" data-row>
          {body}
        </Link>
      )}
    </li>
  );
}

export function NewChoose() {
  const { post } = useSession();
  const procedures = useQuery(proceduresQuery);
  const definitions = useQueries({
    queries: (procedures.data?.items ?? []).map((p) => definitionQuery(p.code)),
  });
  const failed = definitions.find((d) => d.isError);
  const loaded = definitions.flatMap((d) => (d.data ? [d.data] : []));
  const mine = loaded.filter((d) => openingFor(d, post));
  const others = loaded.filter((d) => !openingFor(d, post));
  const waiting = procedures.isPending || definitions.some((d) => d.isPending);
  return (
    <>
      <div className="page-head">
        <h1>新办一件</h1>
        {post ? (
          <span className="quiet">
            以 {post.organName} {post.roleName} 的岗位
          </span>
        ) : null}
      </div>
      {waiting ? <Waiting what="正在读取程序" /> : null}
      {procedures.isError ? <Failure error={procedures.error} again={() => procedures.refetch()} /> : null}
      {failed ? <Failure error={failed.error} again={() => failed.refetch()} /> : null}
      {mine.length > 0 ? (
        <ul className="rows">
          {mine.map((d) => (
            <Mine key={d.code} definition={d} />
          ))}
        </ul>
      ) : null}
      {!waiting && !failed && procedures.data && mine.length === 0 ? (
        <Empty title="这个岗位不立件">
          {post
            ? '需要立件的，请在右上角换一个岗位；下面写明每一种事项由谁立件。'
            : '您的账号还没有岗位，请单位的系统管理员登记。'}
        </Empty>
      ) : null}
      {others.length > 0 ? (
        <section>
          <div className="group-head">
            <h2>由别的岗位立件</h2>
            <span className="n">{others.length}</span>
          </div>
          <ul className="rows">
            {others.map((d) => (
              <li key={d.code}>
                <Link to="/procedures/$code" params={{ code: d.code }} className="row choose-row" data-row>
                  <span>{d.title}</span>
                  <span className="quiet">由{openingRoles(d).join('、')}立件</span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

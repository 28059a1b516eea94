/** Every procedure that runs here. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { proceduresQuery } from '../api/queries.ts';
import { plainDay } from '../days.ts';
import { Empty, Failure, Waiting } from '../parts/states.tsx';

export function Procedures() {
  const procedures = useQuery(proceduresQuery);
  const items = procedures.data?.items ?? [];
  return (
    <>
      <div className="page-head">
        <h1>程序</h1>
        <p className="lead">
          每一种事项怎样办、由谁办、几日办完、依据哪一条。办理、表单、流程图和指南都出自同一份定义。
        </p>
      </div>
      {procedures.isPending ? <Waiting what="正在读取程序" /> : null}
      {procedures.isError ? <Failure error={procedures.error} again={() => procedures.refetch()} /> : null}
      <ul className="rows">
        {items.map((p) => (
          <li key={p.code}>
            <Link to="/procedures/$code" params={{ code: p.code }} className="row procedure-row" data-row>
              <span>
                <span className="name">{p.title}</span>
                <span className="quiet small" style={{ display: 'block' }}>
                  {plainDay(p.from)}起施行的版本
                </span>
              </span>
              <span>{p.about}</span>
              <span className="quiet small">
                {p.phases} 个阶段，{p.acts} 个步骤
                <br />
                {p.laws} 条必须守住的规则
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {procedures.data && items.length === 0 ? (
        <Empty title="还没有装入程序">程序由法制机构会同技术人员定义，装入后列在这里。</Empty>
      ) : null}
    </>
  );
}

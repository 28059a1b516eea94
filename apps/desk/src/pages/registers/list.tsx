/** All registers: who keeps each, what it holds today, when it last changed. */
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { allRegistersQuery, type RegisterLine } from '../../api/registers.ts';
import { moment } from '../../days.ts';
import { Empty, Failure, Waiting } from '../../parts/states.tsx';
import { useSession } from '../../session.tsx';
import { mayImport, otherTitle } from './parts.tsx';

function Line({ line }: { readonly line: RegisterLine }) {
  const { today, post } = useSession();
  return (
    <li className="register-line">
      <Link to="/registers/$register" params={{ register: line.code }} className="row register-row" data-row>
        <span>
          <span className="name">{line.title}</span>
          <span className="quiet small about">{line.about}</span>
        </span>
        <span className="small">{line.keeper.title}</span>
        <span>
          <b>{line.live.toLocaleString('zh-CN')}</b> 项
          {line.suspended ? <span className="tag late">暂停 {line.suspended}</span> : null}
        </span>
        <span className="quiet small">
          {line.changedAt ? `${moment(line.changedAt, today)} 变动` : '还没有登记'}
        </span>
      </Link>
      {mayImport(line, post) ? (
        <Link
          to="/registers/$register/import"
          params={{ register: line.code }}
          className="small row-side"
          aria-label={`用表格登记${line.title}`}
        >
          用表格登记
        </Link>
      ) : null}
    </li>
  );
}

export function RegisterList() {
  const { today } = useSession();
  const { q } = useSearch({ from: '/registers' });
  const navigate = useNavigate({ from: '/registers' });
  const all = useQuery(allRegistersQuery);
  const fits = (text: string) => !q || q.split(/\s+/).every((w) => text.includes(w));
  const lines = (all.data?.registers ?? []).filter((r) => fits(r.title + r.group + r.about));
  const others = (all.data?.others ?? []).filter((r) => fits(otherTitle(r.code)));
  const groups = [...Map.groupBy(lines, (r) => r.group)];
  return (
    <>
      <div className="page-head">
        <h1>登记簿</h1>
        <span className="quiet">权责清单、事项目录和各类登记，由谁管理、今天有多少项</span>
        <span className="actions">
          <Link to="/registers/report">
            <Button>清单核对报告</Button>
          </Link>
        </span>
      </div>
      <search className="filters">
        <Input
          data-filter
          allowClear
          aria-label="清单名称中的字"
          placeholder="清单名称中的字"
          style={{ width: 260 }}
          value={q ?? ''}
          onChange={(e) => void navigate({ search: { q: e.target.value || undefined }, replace: true })}
        />
      </search>
      {all.isPending ? <Waiting rows={12} what="正在读取登记簿" /> : null}
      {all.isError ? <Failure error={all.error} again={() => all.refetch()} /> : null}
      {groups.map(([group, list]) => (
        <section key={group} aria-label={group}>
          <div className="group-head">
            <h2>{group}</h2>
            <span className="n">
              {list.length} 份，{list.reduce((n, r) => n + r.live, 0).toLocaleString('zh-CN')} 项
            </span>
          </div>
          <ul className="rows">
            {list.map((line) => (
              <Line key={line.code} line={line} />
            ))}
          </ul>
        </section>
      ))}
      {others.length ? (
        <section aria-label="随程序登记的目录">
          <div className="group-head">
            <h2>随程序登记的目录</h2>
            <span className="n">文件公布、审查办结时自动登记</span>
          </div>
          <ul className="rows">
            {others.map((line) => (
              <li key={line.code}>
                <Link
                  to="/registers/$register"
                  params={{ register: line.code }}
                  className="row register-row"
                  data-row
                >
                  <span className="name">{otherTitle(line.code)}</span>
                  <span className="small quiet">自动登记</span>
                  <span>
                    <b>{line.live.toLocaleString('zh-CN')}</b> 件
                  </span>
                  <span className="quiet small">
                    {line.changedAt ? `${moment(line.changedAt, today)} 变动` : ''}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {all.data && lines.length + others.length === 0 ? (
        <Empty title="没有这个名称的清单">
          换一个词，或者<Link to="/registers">看全部清单</Link>。
        </Empty>
      ) : null}
    </>
  );
}

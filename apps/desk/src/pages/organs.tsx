/** The organs of each region, and who holds which post in them. */
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Input, Select } from 'antd';
import { organsQuery, peopleQuery } from '../api/queries.ts';
import { plainDay } from '../days.ts';
import { kindWord, type OrganLine } from '../organs.ts';
import { SidePanel } from '../parts/side-panel.tsx';
import { Empty, Failure, Waiting } from '../parts/states.tsx';
import { useSession } from '../session.tsx';

function People({ organ }: { readonly organ: OrganLine }) {
  const people = useQuery(peopleQuery(organ.id));
  if (people.isPending) return <Waiting rows={5} what="正在读取人员" />;
  if (people.isError) return <Failure error={people.error} again={() => people.refetch()} />;
  if (people.data.items.length === 0)
    return <Empty title="没有登记在岗人员">单位的系统管理员登记岗位以后，人员列在这里。</Empty>;
  return (
    <table className="data">
      <caption className="quiet small">在岗 {people.data.items.length} 人</caption>
      <thead>
        <tr>
          <th scope="col">姓名</th>
          <th scope="col">岗位</th>
        </tr>
      </thead>
      <tbody>
        {people.data.items.map((p) => (
          <tr key={p.id}>
            <td className="nowrap">{p.name}</td>
            <td>
              {p.posts.map((post) => (
                <div key={`${post.role}${post.from}`}>
                  {post.roleName}
                  {post.from > '2000' ? (
                    <span className="quiet small">（{plainDay(post.from)}起）</span>
                  ) : null}
                </div>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function OrgansPage() {
  const { post } = useSession();
  const search = useSearch({ from: '/organs' });
  const navigate = useNavigate({ from: '/organs' });
  const organs = useQuery(organsQuery);
  const set = (next: Partial<typeof search>) =>
    void navigate({ search: { ...search, ...next }, replace: true, resetScroll: false });
  const all = organs.data?.items ?? [];
  const open = all.find((o) => o.id === search.organ);
  const shown = all.filter(
    (o) =>
      (!search.region || o.region === search.region) &&
      (!search.q ||
        search.q.split(/\s+/).every((w) => `${o.fullName}${o.name}${kindWord(o.kind)}`.includes(w))),
  );
  const regions = [...(organs.data?.regions ?? [])]
    .sort((a, b) => Number(b.code === post?.region) - Number(a.code === post?.region))
    .map((r) => ({ ...r, organs: shown.filter((o) => o.region === r.code) }))
    .filter((r) => r.organs.length > 0);
  return (
    <>
      <div className="page-head">
        <h1>机关与人员</h1>
        {organs.data ? <span className="quiet">{all.length} 个机关</span> : null}
      </div>
      <search className="filters">
        <Input
          data-filter
          allowClear
          aria-label="机关名称"
          placeholder="机关名称"
          style={{ width: 240 }}
          value={search.q ?? ''}
          onChange={(e) => set({ q: e.target.value || undefined })}
        />
        <Select
          allowClear
          aria-label="地区"
          placeholder="全部地区"
          style={{ minWidth: 150 }}
          value={search.region ?? null}
          options={organs.data?.regions.map((r) => ({ value: r.code, label: r.name }))}
          onChange={(region?: string) => set({ region })}
        />
      </search>
      {organs.isPending ? <Waiting rows={10} what="正在读取机关名录" /> : null}
      {organs.isError ? <Failure error={organs.error} again={() => organs.refetch()} /> : null}
      {regions.map((r) => (
        <section key={r.code} aria-labelledby={`region-${r.code}`}>
          <div className="group-head">
            <h2 id={`region-${r.code}`}>{r.name}</h2>
            <span className="n">{r.organs.length}</span>
          </div>
          <ul className="organs">
            {r.organs.map((o) => (
              <li key={o.id}>
                <button type="button" onClick={() => set({ organ: o.id })} data-row>
                  {o.fullName}
                  <span className="quiet small">{kindWord(o.kind)}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {organs.data && regions.length === 0 ? (
        <Empty title="没有这个机关">换一个词，或者去掉筛选条件。</Empty>
      ) : null}
      <SidePanel
        open={open !== undefined}
        onClose={() => set({ organ: undefined })}
        title={open?.fullName}
        size={480}
      >
        {open ? <People organ={open} /> : null}
      </SidePanel>
    </>
  );
}

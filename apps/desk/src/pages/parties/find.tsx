/** Find a party: by its credit code at once, by name among those with public credit facts. */
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Input } from 'antd';
import { partiesQuery } from '../../api/parties.ts';
import { Empty, Failure, Waiting } from '../../parts/states.tsx';

const CODE = /^[0-9A-HJ-NP-RTUWXY]{18}$/;

/** The page. */
export function FindParty() {
  const { q = '' } = useSearch({ from: '/parties' });
  const navigate = useNavigate({ from: '/parties' });
  const words = q.trim();
  const code = words.toUpperCase();
  const found = useQuery({ ...partiesQuery(words), enabled: words.length >= 2 && !CODE.test(code) });
  return (
    <>
      <div className="page-head">
        <h1>主体档案</h1>
        <p className="lead">
          一个单位的审批、检查、处罚、强制、移送和信用在一页上看。案件按本机关的权限显示；个人的情况不在这里汇集。
        </p>
      </div>
      <search className="filters">
        <Input.Search
          data-filter
          allowClear
          aria-label="统一社会信用代码或者名称"
          placeholder="统一社会信用代码，或者名称里的两个字以上"
          style={{ maxWidth: 460 }}
          defaultValue={q}
          enterButton="查找"
          onSearch={(text) => {
            const typed = text.trim().toUpperCase();
            if (CODE.test(typed)) void navigate({ to: '/parties/$code', params: { code: typed } });
            else void navigate({ search: { q: text.trim() || undefined }, replace: true });
          }}
        />
      </search>
      {found.isError ? <Failure error={found.error} again={() => found.refetch()} /> : null}
      {found.isFetching ? <Waiting rows={4} what="正在查找" /> : null}
      {found.data?.items.length ? (
        <ul className="rows">
          {found.data.items.map((p) => (
            <li key={p.partyId}>
              <Link className="row" to="/parties/$code" params={{ code: p.partyId }} data-row>
                <span className="name">{p.partyName}</span>
                <span className="quiet small">{p.partyId}</span>
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
      {found.data && found.data.items.length === 0 ? (
        <Empty title="没有找到">按名称只找得到有公示信用信息的单位；其他的请用统一社会信用代码查。</Empty>
      ) : null}
    </>
  );
}

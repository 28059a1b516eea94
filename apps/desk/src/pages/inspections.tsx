/** Joint visits proposed (R24.7): enterprises at which other organs are due as well; and the codes of one's own visits. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type JointProposal, jointQuery, type OwnVisit } from '../api/inspections.ts';
import { plainDay } from '../days.ts';
import { Empty, Failure, Waiting } from '../parts/states.tsx';

const days = (d: { readonly from: string; readonly to: string }) =>
  d.from === d.to ? plainDay(d.from) : `${plainDay(d.from)}至${plainDay(d.to)}`;

function Proposal({ item, organ }: { readonly item: JointProposal; readonly organ: string }) {
  const own = item.due.find((d) => d.organ === organ && d.caseId);
  return (
    <li className="finding">
      <p className="title">
        {item.name}
        <span className="mark">{item.due.length}个机关</span>
        {item.underWay ? <span className="mark">已经在联系</span> : null}
      </p>
      <p className="quiet small">
        统一社会信用代码{item.object}
        {item.together
          ? `　${days(item.together)}可以一次进入`
          : '　各机关的日期只有部分重合，调整以后可以一次进入'}
      </p>
      <ul>
        {item.due.map((d) => (
          <li key={`${d.organ} ${d.from} ${d.kind}`}>
            {d.organName}，{days(d)}，{d.what || d.kind}
            {d.kind === '拟检查' ? '' : '（双随机抽查）'}
          </li>
        ))}
      </ul>
      {own?.caseId ? (
        <p>
          <Link to="/cases/$id" params={{ id: own.caseId }} search={{ act: 'invite' }}>
            邀请联合检查
          </Link>
        </p>
      ) : (
        <p className="quiet small">本机关是抽查任务，可以请提请检查的机关邀请本机关。</p>
      )}
    </li>
  );
}

function Own({ visits }: { readonly visits: readonly OwnVisit[] }) {
  if (visits.length === 0)
    return <Empty title="没有待进入的检查">检查经批准、发了通知书以后，在这里打开检查码。</Empty>;
  return (
    <ul className="findings">
      {visits.map((v) => (
        <li key={v.caseId} className="finding">
          <p className="title">
            <Link to="/cases/$id" params={{ id: v.caseId }}>
              {v.title}
            </Link>
            <span className="mark">{v.phase}</span>
          </p>
          <p className="quiet small">
            {v.name}　{v.object}　{days(v)}
          </p>
          {v.hasCode ? (
            <p>
              <a href={`/inspections/code/${v.caseId}`}>出示检查码</a>
            </p>
          ) : (
            <p className="quiet small">还没有发检查通知书</p>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The page. */
export function InspectionsPage() {
  const found = useQuery(jointQuery);
  if (found.isPending) return <Waiting rows={8} what="正在查找可以联合的检查" />;
  if (found.isError) return <Failure error={found.error} again={() => found.refetch()} />;
  const { items, own, organ } = found.data;
  return (
    <>
      <div className="page-head">
        <h1>联合检查</h1>
        <p className="lead">
          几个机关近期都要去同一家企业的，应当一次进入、各自记录。不联合的，提请检查时要写明理由。
        </p>
      </div>
      <div className="stack">
        <section aria-labelledby="joint-title">
          <h2 id="joint-title">可以联合的检查</h2>
          {items.length ? (
            <ul className="findings">
              {items.map((i) => (
                <Proposal key={i.object} item={i} organ={organ} />
              ))}
            </ul>
          ) : (
            <Empty title="没有可以联合的检查">本机关提请的检查里，没有哪一家企业近期还有别的机关要去。</Empty>
          )}
        </section>
        <section aria-labelledby="own-title">
          <h2 id="own-title">本机关待进入和正在进行的检查</h2>
          <Own visits={own} />
        </section>
      </div>
    </>
  );
}

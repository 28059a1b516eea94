/** One party's record (R22.3): who it is, its credit with what led to it, its cases by kind, and one time line of all. */
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Select } from 'antd';
import { type PartyGroup, type PartyRecord, partyQuery } from '../../api/parties.ts';
import { plainDay } from '../../days.ts';
import { Empty, Failure, Waiting } from '../../parts/states.tsx';

const dayOf = (at: string) => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 10);

function Credit({ credit }: { readonly credit: PartyRecord['credit'] }) {
  if (!credit) return <p className="quiet">没有公示的信用信息，也没有分级。</p>;
  const { grade, records, measures } = credit;
  return (
    <>
      <p>
        {grade ? (
          <>
            信用风险<strong>{grade.class}类</strong>，{grade.says}（{plainDay(grade.gradedOn)}计算）。
            {grade.unshown > 0 ? `其中${grade.unshown}分来自不公示的轻微记录。` : ''}
          </>
        ) : (
          '还没有分级。'
        )}
      </p>
      {records.length ? (
        <ul className="findings">
          {records.map((r) => (
            <li key={r.code} className="finding">
              <p className="title">
                {r.title}
                <span className="mark">{r.gravity}</span>
                {r.disputed ? <span className="mark warn">有异议</span> : null}
                {r.points === undefined ? null : <span className="mark">扣{r.points}分</span>}
              </p>
              <p className="quiet small">
                {r.source}　{r.document}　公示到{plainDay(r.until)}，{plainDay(r.repairFrom)}起可以申请修复
              </p>
            </li>
          ))}
        </ul>
      ) : null}
      {measures.length ? (
        <p>
          正在实施的措施：
          {measures.map((m) => `${m.content}（${m.kind}，${plainDay(m.from)}起）`).join('；')}
        </p>
      ) : null}
    </>
  );
}

function Visits({ record }: { readonly record: PartyRecord }) {
  if (record.visits.length === 0 && record.results.length === 0) return null;
  return (
    <section aria-labelledby="visits-title">
      <h2 id="visits-title">抽查和共享的结果</h2>
      <ul className="findings">
        {record.visits.map((v) => (
          <li key={`${v.draw}-${v.no}`} className="finding">
            <p className="title">
              随机抽查{v.draw}
              <span className="mark">{v.status}</span>
            </p>
            <p className="quiet small">
              {v.results.length
                ? v.results.map((r) => `${r.organ}${plainDay(r.on)}检查：${r.result}`).join('；')
                : `由${v.organs.join('、')}检查，结果还没有公示`}
            </p>
          </li>
        ))}
        {record.results.map((r) => (
          <li key={r.number} className="finding">
            <p className="title">
              {r.title}
              <span className="mark">{r.result}</span>
            </p>
            <p className="quiet small">
              {r.finder}
              {plainDay(r.doneOn)}作出（{r.number}），有效到{plainDay(r.validUntil)}，可以直接认可
              {r.declinedBy.length ? `；${r.declinedBy.join('、')}不予认可` : ''}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Cases({ record, group }: { readonly record: PartyRecord; readonly group: PartyGroup | undefined }) {
  const shown = record.cases.filter((c) => !group || c.group === group);
  if (shown.length === 0)
    return <Empty title="没有可以看到的案件">本机关没有参与的案件不在这里显示，也不计数。</Empty>;
  return (
    <ul className="rows">
      {shown.map((c) => (
        <li key={c.id}>
          <Link className="row case-row" to="/cases/$id" params={{ id: c.id }} data-row>
            <span className="name">{c.title}</span>
            <span>{c.procedure}</span>
            <span className="quiet">
              {c.owner}　{c.phase}
            </span>
            <span className="quiet">{plainDay(dayOf(c.openedAt))}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** The page. */
export function PartyPage() {
  const { code } = useParams({ from: '/parties/$code' });
  const { group } = useSearch({ from: '/parties/$code' });
  const navigate = useNavigate({ from: '/parties/$code' });
  const found = useQuery(partyQuery(code));
  if (found.isPending) return <Waiting rows={12} what="正在读取主体档案" />;
  if (found.isError) return <Failure error={found.error} again={() => found.refetch()} />;
  const record = found.data;
  const groups = [...new Set(record.cases.map((c) => c.group))];
  const steps = record.timeline.filter((s) => !group || s.group === group);
  return (
    <>
      <div className="page-head">
        <h1>{record.name || '主体档案'}</h1>
        <p className="lead">
          统一社会信用代码{record.code}
          {record.directory
            ? `，${record.directory.kind}，${record.directory.class}，${record.directory.address}，${record.directory.state}`
            : ''}
        </p>
      </div>
      <div className="stack">
        <section aria-labelledby="credit-title">
          <h2 id="credit-title">信用</h2>
          <Credit credit={record.credit} />
        </section>
        <Visits record={record} />
        <section aria-labelledby="cases-title">
          <h2 id="cases-title">案件</h2>
          {record.approvals ? null : (
            <p className="quiet small">审批、许可的办理还没有接入本系统，这里没有它的记录。</p>
          )}
          <search className="filters">
            <Select<PartyGroup>
              allowClear
              aria-label="种类"
              placeholder="全部种类"
              style={{ minWidth: 160 }}
              value={group ?? null}
              options={groups.map((g) => ({
                value: g,
                label: `${g}（${record.cases.filter((c) => c.group === g).length}）`,
              }))}
              onChange={(next?: PartyGroup) => void navigate({ search: { group: next }, replace: true })}
            />
          </search>
          <Cases record={record} group={group} />
        </section>
        <section aria-labelledby="line-title">
          <h2 id="line-title">时间线</h2>
          {steps.length ? (
            <ol className="finding-steps">
              {steps.map((s) => (
                <li key={`${s.caseId} ${s.seq}`}>
                  <b>{s.act}</b>
                  <span className="quiet small">
                    {plainDay(dayOf(s.at))} {s.organ} {s.group}
                  </span>
                  <span className="small">
                    <Link to="/cases/$id" params={{ id: s.caseId }}>
                      {s.caseTitle}
                    </Link>
                  </span>
                </li>
              ))}
            </ol>
          ) : (
            <Empty title="没有可以看到的步骤">本机关参与的案件的每一步按时间列在这里。</Empty>
          )}
          {record.more ? <p className="quiet small">只列最近300步，更早的请到案件里看。</p> : null}
        </section>
      </div>
    </>
  );
}

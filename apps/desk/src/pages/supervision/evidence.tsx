/** The evidence behind one finding: its rule and article, the limit, the steps of the case, the one that shows it. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { evidenceQuery, type FindingEvidence } from '../../api/supervision.ts';
import { plainDay } from '../../days.ts';
import { SidePanel } from '../../parts/side-panel.tsx';
import { Failure, Waiting } from '../../parts/states.tsx';

const dayOf = (at: string) => plainDay(new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 10));

function Body({ e }: { readonly e: FindingEvidence }) {
  return (
    <div className="stack">
      <p className="lead">{e.says}</p>
      <dl className="facts">
        <dt>机关</dt>
        <dd>{e.organName}</dd>
        <dt>类别和程度</dt>
        <dd>
          {e.kind}，{e.level}
        </dd>
        <dt>成为问题之日</dt>
        <dd>
          {plainDay(e.since)}
          {e.open ? '（仍在继续）' : ''}
        </dd>
        {e.clock ? (
          <>
            <dt>期限</dt>
            <dd>
              {e.clock.title}
              {e.clock.due ? `，最后一日${plainDay(e.clock.due)}` : ''}
              {e.clock.stoppedAt ? `，${dayOf(e.clock.stoppedAt)}办理` : '，没有办理'}
            </dd>
          </>
        ) : null}
        <dt>依据</dt>
        <dd>
          {e.cites.map((c) => (
            <span key={c.text} style={{ display: 'block' }}>
              {c.text}
              {c.standing === 'design' ? null : <span className="quiet small">　{c.says}</span>}
            </span>
          ))}
        </dd>
        {e.supervision ? (
          <>
            <dt>监督事项</dt>
            <dd>
              <Link to="/cases/$id" params={{ id: e.supervision }}>
                打开监督事项
              </Link>
            </dd>
          </>
        ) : null}
      </dl>
      {e.caseTitle ? (
        <section aria-labelledby="steps-title">
          <h3 id="steps-title">{e.caseTitle}</h3>
          <p className="quiet small">案件编号{e.caseId}。这里只列步骤，不列填写的内容。</p>
          <ol className="finding-steps">
            {e.steps.map((s) => (
              <li key={s.seq} className={s.shows ? 'shows' : undefined}>
                <b>{s.title}</b>
                <span className="quiet small">
                  {dayOf(s.at)} {s.person} {s.organName}
                </span>
                {s.shows ? <span className="warn small">问题在这一步</span> : null}
              </li>
            ))}
          </ol>
        </section>
      ) : null}
    </div>
  );
}

/** The drawer. */
export function Evidence(props: { readonly id: string | undefined; readonly close: () => void }) {
  const { id, close } = props;
  const found = useQuery({ ...evidenceQuery(id ?? ''), enabled: id !== undefined });
  return (
    <SidePanel open={id !== undefined} onClose={close} title={found.data?.ruleTitle ?? '证据'} size="large">
      {found.isError ? <Failure error={found.error} again={() => found.refetch()} /> : null}
      {id !== undefined && found.isPending ? <Waiting rows={8} what="正在读取证据" /> : null}
      {found.data ? <Body e={found.data} /> : null}
    </SidePanel>
  );
}

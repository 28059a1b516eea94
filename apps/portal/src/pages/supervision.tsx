/** Supervision of enforcement in public (R39.1, R39.2): figures computed from the record, circulars, where to complain and rate. */
import { LEAST_RATINGS, type Share, supervisionFigures } from '@fadu/office/supervision/figures';
import { Hono } from 'hono';
import type { FC } from 'hono/jsx';
import { Bar, Day, Empty, PageTitle, Section } from '../parts.tsx';
import { page, type Site } from '../site.tsx';

const percent = (s: Share) => `${Math.floor((s.numerator * 1000) / s.denominator) / 10}%`;

const Rate: FC<{ title: string; share: Share; none: string }> = ({ title, share, none }) => (
  <li>
    <p class="row-title">{title}</p>
    {share.denominator === 0 ? (
      <p class="soft">{none}</p>
    ) : (
      <>
        <p>
          <strong>{percent(share)}</strong>（{share.numerator}／{share.denominator}）
        </p>
        <Bar
          parts={[{ share: share.numerator / share.denominator, tone: 'good' }]}
          label={`${title}${percent(share)}`}
        />
      </>
    )}
  </li>
);

export function supervisionPages(site: Site): Hono {
  const app = new Hono();
  app.get('/supervision', async (c) => {
    const f = await supervisionFigures(site.office, c.req.query('year'));
    const none = '还没有可以计算的记录';
    const body = (
      <>
        <PageTitle title="行政执法监督">
          司法局代表政府监督行政执法：每天对照记录找出逾期、缺步骤、没有公示等问题，立件督促改正。这里是监督的情况，数字都从记录算出。
        </PageTitle>
        <p class="soft small">
          投诉行政执法、评价一次执法，按<a href="/procedures/supervision-case">行政执法监督</a>和
          <a href="/procedures/enforcement-rating">社会评价</a>
          的程序办理。同一件事已经申请复议或者提起诉讼的，由复议机关或者法院处理，不重复受理。
        </p>
        {f.years.length > 1 ? (
          <nav class="tabs" aria-label="年份">
            {f.years.slice(0, 6).map((y) => (
              <a href={`/supervision?year=${y}`} {...(y === f.year ? { 'aria-current': 'page' } : {})}>
                {y}年
              </a>
            ))}
          </nav>
        ) : null}
        <Section id="figures" title={`${f.year}年监督情况`}>
          <dl class="facts">
            <dt>督办函</dt>
            <dd>{f.documents.urging}件</dd>
            <dt>意见书</dt>
            <dd>{f.documents.opinion}件</dd>
            <dt>决定书</dt>
            <dd>{f.documents.decision}件（由政府制发）</dd>
            <dt>当场纠正</dt>
            <dd>{f.onTheSpot}件</dd>
            <dt>评查案卷</dt>
            <dd>{f.filesReviewed}卷</dd>
            <dt>受理投诉</dt>
            <dd>
              {f.complaints}件{f.complaintsPer1000 === null ? '' : `，每千次执法${f.complaintsPer1000}件`}
            </dd>
          </dl>
          <ul class="rows">
            <Rate title="执法机关按时报告落实情况" share={f.answeredInTime} none={none} />
            <Rate title="办结的监督事项中落实了的" share={f.complied} none={none} />
            <Rate title="升为政府决定书的" share={f.upgraded} none={none} />
            <Rate title="错案责任倒查办结" share={f.liabilityClosed} none={none} />
          </ul>
        </Section>
        <Section id="kinds" title="发现的问题">
          {f.kinds.length ? (
            <div class="table-wrap">
              <table class="stack">
                <caption>{f.year}年成为问题的，按类别；罚没数额不作指标，这里也没有</caption>
                <thead>
                  <tr>
                    <th scope="col">类别</th>
                    <th scope="col">发现</th>
                    <th scope="col">还没有改正</th>
                  </tr>
                </thead>
                <tbody>
                  {f.kinds.map((k) => (
                    <tr>
                      <th scope="row">{k.kind}</th>
                      <td data-label="发现">{k.n}</td>
                      <td data-label="还没有改正">{k.open}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          ) : (
            <Empty>{f.year}年没有发现问题，或者还没有对照过记录。</Empty>
          )}
        </Section>
        <Section id="circulars" title="公开的通报">
          {f.circulars.length ? (
            <ul class="rows">
              {f.circulars.map((r) => (
                <li>
                  <p class="row-title">{r.organName}</p>
                  <p>{r.text}</p>
                  <p class="meta">
                    <Day date={r.at.slice(0, 10)} />
                  </p>
                </li>
              ))}
            </ul>
          ) : (
            <Empty>没有公开的通报。拒不改正的，或者属于重大事项的，通报公布在这里。</Empty>
          )}
        </Section>
        <Section id="ratings" title="社会评价">
          {f.ratings.length ? (
            <div class="table-wrap">
              <table class="stack">
                <caption>满分5分；不足{LEAST_RATINGS}次的不列出</caption>
                <thead>
                  <tr>
                    <th scope="col">机关</th>
                    <th scope="col">得分</th>
                    <th scope="col">评价次数</th>
                  </tr>
                </thead>
                <tbody>
                  {f.ratings.map((r) => (
                    <tr>
                      <th scope="row">{r.organName}</th>
                      <td data-label="得分">{r.points}</td>
                      <td data-label="评价次数">{r.n}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          ) : (
            <Empty>评价满{LEAST_RATINGS}次的机关列在这里。</Empty>
          )}
        </Section>
        <p class="soft small">
          办理程序：<a href="/procedures/supervision-case">行政执法监督</a>、
          <a href="/procedures/file-review">案卷评查</a>、
          <a href="/procedures/wrong-case-liability">错案责任倒查</a>、
          <a href="/procedures/invited-supervisors">特邀监督员</a>。数据接口是 /api/v1/supervision/figures。
        </p>
      </>
    );
    return page(site, c, { title: '行政执法监督', crumbs: [] }, body);
  });
  return app;
}

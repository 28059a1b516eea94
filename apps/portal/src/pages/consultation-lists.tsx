/** The annual legislative plan and the legislative contact points, as everyone reads them. */
import { listContactPoints, plannedProjects } from '@fadu/office/public/index';
import { collectingPlans } from '@fadu/office/public/legislation';
import type { Hono } from 'hono';
import { shortDate } from '../dates.ts';
import { Empty, PageTitle, Tag } from '../parts.tsx';
import { page, type Site } from '../site.tsx';
import { SuggestCall, suggestionPages } from './legislation-suggest.tsx';

const CRUMBS = [{ title: '征求意见', href: '/consultations' }];

/** Routes of the plan and the contact points. */
export function legislationLists(app: Hono, site: Site): void {
  const { office } = site;
  suggestionPages(app, site);

  app.get('/legislation', async (c) => {
    const asked = Number(c.req.query('year'));
    const plan = await plannedProjects(office, Number.isInteger(asked) && asked > 2000 ? asked : undefined);
    const collecting = await collectingPlans(office);
    const body = (
      <>
        <PageTitle title="年度立法计划">
          每年公开征集项目，逐项论证，听取人大有关委员会意见，经政府批准后公布。
        </PageTitle>
        <SuggestCall plans={collecting} />
        {plan.years.length > 1 ? (
          <nav class="tabs" aria-label="年度">
            {plan.years.map((y) => (
              <a href={`/legislation?year=${y}`} {...(y === plan.year ? { 'aria-current': 'page' } : {})}>
                {y}年
              </a>
            ))}
          </nav>
        ) : null}
        {plan.items.length ? (
          <ul class="rows">
            {plan.items.map((p) => (
              <li>
                <p class="row-title law">{p.title}</p>
                <p class="meta">
                  <span>{p.code}</span>
                  <span>{p.instrument}</span>
                  <span>{p.units.join('、')}</span>
                  <span>计划{p.dueOn ? shortDate(p.dueOn) : ''}前完成</span>
                  {p.number ? (
                    <Tag tone={p.finishedOn && p.finishedOn <= p.dueOn ? 'good' : 'wait'}>
                      {p.finishedOn && p.finishedOn <= p.dueOn ? '已完成' : '逾期完成'}
                    </Tag>
                  ) : p.status === '列入计划' ? (
                    <Tag tone="blue">正在办理</Tag>
                  ) : (
                    <Tag tone="quiet">{p.status}</Tag>
                  )}
                </p>
                {p.number ? (
                  <p>
                    <a href={`/registers/rules/${encodeURIComponent(p.number)}`}>{p.number}</a>
                  </p>
                ) : null}
                {p.congress ? <p class="soft small">人大立法计划：{p.congress}</p> : null}
              </li>
            ))}
          </ul>
        ) : (
          <Empty>这一年还没有公布立法计划。计划经政府批准后，每个项目的起草单位和完成时间都列在这里。</Empty>
        )}
      </>
    );
    return page(site, c, { title: '年度立法计划', crumbs: CRUMBS }, body);
  });

  app.get('/contact-points', async (c) => {
    const points = await listContactPoints(office);
    const body = (
      <>
        <PageTitle title="立法联系点">
          设在社区、企业、协会、学校等基层单位，草案送来征求意见；每一条意见都有答复，参与和采纳情况都有统计。
        </PageTitle>
        {points.length ? (
          <ul class="rows">
            {points.map((p) => (
              <li id={p.code}>
                <p class="row-title">{p.name}</p>
                <p class="meta">
                  <span>编号{p.code}</span>
                  <span>{p.kind}</span>
                  <span>{p.host}</span>
                  <span>{p.place}</span>
                  <Tag tone={p.status === '在聘' ? 'good' : 'quiet'}>{p.status}</Tag>
                </p>
                <p class="soft">
                  {p.setBy}设立，聘期{shortDate(p.appointedOn)}至{shortDate(p.expiresOn)}。
                  {p.opinions
                    ? `参与${p.projects}个项目，提出意见${p.opinions}条，采纳${p.adopted}条。`
                    : '还没有提出意见。'}
                </p>
              </li>
            ))}
          </ul>
        ) : (
          <Empty>还没有设立立法联系点。设立以后，名录、聘期和提意见的情况都列在这里。</Empty>
        )}
      </>
    );
    return page(site, c, { title: '立法联系点', crumbs: CRUMBS }, body);
  });
}

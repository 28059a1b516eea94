/** Who explains the law to whom (R27.1): each body's duties, its events and what it explained in cases, with the evidence. */
import { formatDate } from '@fadu/kernel';
import { publishedEvent } from '@fadu/office/popularisation/evidence';
import {
  type BodyDetail,
  type BodyFigures,
  bodyPopularisation,
  type DutyLine,
  type EventLine,
  MOST_LINES,
  popularisationFigures,
} from '@fadu/office/popularisation/figures';
import { stepsOf } from '@fadu/office/public/steps';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { FC } from 'hono/jsx';
import { Day, Empty, PageTitle, Section, Tag, type Tone, withQuery } from '../parts.tsx';
import { page, type Site } from '../site.tsx';
import { StepList } from '../steps.tsx';

const CRUMBS = [{ title: '谁执法谁普法', href: '/law-popularisation' }];

const STATES: Readonly<Record<DutyLine['days'][number]['state'], readonly [word: string, tone: Tone]>> = {
  met: ['按时完成', 'good'],
  late: ['逾期完成', 'wait'],
  missed: ['没有完成', 'end'],
  open: ['还没到期', 'quiet'],
};

const Years: FC<{ path: string; years: readonly string[]; year: string }> = ({ path, years, year }) => (
  <nav class="tabs" aria-label="年份">
    {years.map((y) => (
      <a href={withQuery(path, { year: y })} {...(y === year ? { 'aria-current': 'page' } : {})}>
        {y}年
      </a>
    ))}
  </nav>
);

/** How the days of a year stand, in words; the days that are to come are not counted. */
const dueText = (b: BodyFigures): string => {
  const { met, late, missed } = b.due;
  if (b.duties === 0) return '—';
  const parts = [met && `按时${met}次`, late && `逾期${late}次`, missed && `没有完成${missed}次`];
  return parts.filter(Boolean).join('，') || '还没有到期的';
};

const Bodies: FC<{ bodies: readonly BodyFigures[]; year: string }> = ({ bodies, year }) => (
  <div class="table-wrap">
    <table class="stack">
      <caption>{year}年，点机关名称看每个数字的来源</caption>
      <thead>
        <tr>
          <th scope="col">机关</th>
          <th scope="col">普法责任</th>
          <th scope="col">到期完成</th>
          <th scope="col">公布的活动</th>
          <th scope="col">案件释法</th>
          <th scope="col">合规指导书</th>
          <th scope="col">三书齐全的处罚</th>
        </tr>
      </thead>
      <tbody>
        {bodies.map((b) => (
          <tr>
            <th scope="row">
              <a href={withQuery(`/law-popularisation/${encodeURIComponent(b.organ)}`, { year })}>
                {b.organName}
              </a>
            </th>
            <td data-label="普法责任">{b.duties ? `${b.duties}项` : <Tag tone="end">没有列清单</Tag>}</td>
            <td data-label="到期完成">{dueText(b)}</td>
            <td data-label="公布的活动">
              {b.events}次{b.events ? `，${b.attended}人` : ''}
            </td>
            <td data-label="案件释法">
              {b.explanations}次{b.explanations ? `，${b.explainedCases}件案件` : ''}
            </td>
            <td data-label="合规指导书">{b.guidance}份</td>
            <td data-label="三书齐全的处罚">
              {b.decided ? `${b.threeDocuments}／${b.decided}件` : '没有处罚'}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const Duty: FC<{ duty: DutyLine; events: readonly EventLine[] }> = ({ duty: d, events }) => (
  <li>
    <p class="row-title">
      <a
        href={withQuery(`/registers/law-explanation-duty/${encodeURIComponent(d.code)}`, {
          region: d.region,
        })}
      >
        {d.name}
      </a>
    </p>
    <p>
      讲解{d.laws.join('、')}，对象是{d.audience.join('、')}。
    </p>
    <ul class="dotted small">
      {d.days.map((day) => {
        const [word, tone] = STATES[day.state];
        const event = events.find((e) => e.id === day.event);
        return (
          <li>
            <Day date={day.day} />
            前完成：<Tag tone={tone}>{word}</Tag>
            {event ? (
              <>
                {' '}
                <a href={`/law-popularisation/events/${event.id}`}>{event.title}</a>
              </>
            ) : null}
          </li>
        );
      })}
    </ul>
    <p class="meta">
      <span>措施：{d.activities.join('；')}</span>
      <span>联系：{d.contact}</span>
    </p>
  </li>
);

const Events: FC<{ events: readonly EventLine[] }> = ({ events }) => (
  <ul class="rows">
    {events.map((e) => (
      <li>
        <p class="row-title">
          <a href={`/law-popularisation/events/${e.id}`}>{e.title}</a>
        </p>
        <p class="meta">
          <Day date={e.heldOn} />
          <span>{e.manner}</span>
          <span>{e.place}</span>
          <span>{e.attended}人参加</span>
        </p>
      </li>
    ))}
  </ul>
);

const Body: FC<{ detail: BodyDetail }> = ({ detail: d }) => (
  <>
    <PageTitle title={`${d.figures.organName}普法情况`}>
      承担哪些普法责任、按时完成没有、在办案中怎样讲解法律，每个数字都能看到来源。
    </PageTitle>
    <Years
      path={`/law-popularisation/${encodeURIComponent(d.figures.organ)}`}
      years={d.years}
      year={d.year}
    />
    <Section id="duties" title="普法责任清单">
      {d.duties.length ? (
        <ul class="rows">
          {d.duties.map((duty) => (
            <Duty duty={duty} events={d.events} />
          ))}
        </ul>
      ) : (
        <Empty>
          还没有列入<a href="/registers/law-explanation-duty">普法责任清单</a>。执法机关都应当列入。
        </Empty>
      )}
    </Section>
    <Section id="events" title={`${d.year}年公布的活动（${d.events.length}次）`}>
      {d.events.length ? <Events events={d.events} /> : <Empty>{d.year}年没有公布普法活动。</Empty>}
    </Section>
    <Section id="explanations" title={`${d.year}年案件里的释法说理（${d.figures.explanations}次）`}>
      {d.explanations.length ? (
        <div class="table-wrap">
          <table class="stack">
            <caption>
              {d.figures.explainedCases}件案件。案件没有公示的，这里不写案件和当事人
              {d.figures.explanations > MOST_LINES ? `；只列最近${MOST_LINES}次` : ''}
            </caption>
            <thead>
              <tr>
                <th scope="col">日期</th>
                <th scope="col">方式</th>
                <th scope="col">讲给谁</th>
                <th scope="col">讲解的规定</th>
                <th scope="col">案件</th>
              </tr>
            </thead>
            <tbody>
              {d.explanations.map((e) => (
                <tr>
                  <th scope="row">
                    <Day date={e.on} />
                  </th>
                  <td data-label="方式">{e.manner}</td>
                  <td data-label="讲给谁">
                    {e.to.join('、')}，{e.people}人
                  </td>
                  <td data-label="讲解的规定">{e.laws.join('、')}</td>
                  <td data-label="案件">
                    {e.document ? (
                      <a href={`/penalties/${encodeURIComponent(e.document)}`}>{e.document}</a>
                    ) : (
                      '没有公示'
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <Empty>{d.year}年没有登记案件里的释法说理。</Empty>
      )}
    </Section>
    <Section id="documents" title={`${d.year}年的合规指导书和一案三书`}>
      <dl class="facts">
        <dt>合规指导书</dt>
        <dd>{d.figures.guidance}份</dd>
        <dt>三书齐全的处罚</dt>
        <dd>
          {d.figures.decided
            ? `${d.figures.threeDocuments}／${d.figures.decided}件（处罚决定书、合规指导书、信用修复告知书）`
            : '没有作出普通程序的处罚决定'}
        </dd>
        <dt>典型案例</dt>
        <dd>
          {d.typicalCases.length
            ? d.typicalCases.map((t, i) => (
                <>
                  {i > 0 ? '、' : ''}
                  <a href={`/typical-cases/${encodeURIComponent(t.code)}`}>{t.title}</a>
                </>
              ))
            : '没有'}
        </dd>
      </dl>
      <p class="soft small">
        <span class="badge badge-unverified">未核实</span>
        “一案三书”的具体范围还没有核实到原文，按平台设定的三种文书计算。
      </p>
    </Section>
  </>
);

/** `/law-popularisation` and what lies below it. */
export function popularisationPages(site: Site): Hono {
  const app = new Hono();
  const { office } = site;

  app.get('/law-popularisation', async (c) => {
    const f = await popularisationFigures(office, c.req.query('year'));
    const regions = [...Map.groupBy(f.bodies, (b) => b.region)];
    const body = (
      <>
        <PageTitle title="谁执法谁普法">
          每个执法机关都有普法责任：讲哪些法律、讲给谁、什么时候完成。这里公布清单、活动和办案中的释法说理，数字都从记录算出。
        </PageTitle>
        <ul class="links-line meta">
          <li>
            <a href="/registers/law-explanation-duty">普法责任清单</a>
          </li>
          <li>
            <a href="/typical-cases">典型案例</a>
          </li>
        </ul>
        <Years path="/law-popularisation" years={f.years} year={f.year} />
        {regions.length ? (
          regions.map(([region, bodies], i) => {
            const without = bodies.filter((b) => b.duties === 0).length;
            const title = office.regions.find((r) => r.code === region)?.name ?? region;
            return i === 0 ? (
              <Section id={`region-${region}`} title={title}>
                <Bodies bodies={bodies} year={f.year} />
              </Section>
            ) : (
              <details id={`region-${region}`}>
                <summary>
                  {title}：{bodies.length}个机关{without ? `，${without}个没有列清单` : ''}
                </summary>
                <Bodies bodies={bodies} year={f.year} />
              </details>
            );
          })
        ) : (
          <Empty>还没有列出普法责任的机关，也没有执法记录。</Empty>
        )}
        <Section id="circulars" title="通报">
          {f.circulars.length ? (
            <ul class="rows">
              {f.circulars.map((r) => (
                <li>
                  <p class="row-title">{r.organName}</p>
                  <p>{r.text}</p>
                  <p class="meta">
                    <Day date={r.on} />
                    <span>{r.title}</span>
                  </p>
                </li>
              ))}
            </ul>
          ) : (
            <Empty>{f.year}年没有因为不落实普法责任而通报的机关。</Empty>
          )}
        </Section>
        <p class="soft small">
          办理程序：<a href="/procedures/law-popularisation-event">普法活动</a>、
          <a href="/procedures/law-popularisation-reminder">普法提示</a>。数据接口是
          /api/v1/law-popularisation。
        </p>
      </>
    );
    return page(site, c, { title: '谁执法谁普法', crumbs: [] }, body);
  });

  app.get('/law-popularisation/events/:id{[0-9]{6}-[0-9a-f]{1,40}}', async (c) => {
    const id = c.req.param('id');
    const event = await publishedEvent(office, id);
    if (!event) throw new HTTPException(404);
    const steps = await stepsOf(office, id);
    const body = (
      <>
        <PageTitle title={event.title}>
          {event.organName}，{formatDate(event.heldOn)}
        </PageTitle>
        <dl class="facts">
          <dt>方式</dt>
          <dd>{event.manner}</dd>
          <dt>地点</dt>
          <dd>{event.place}</dd>
          <dt>对象</dt>
          <dd>{event.audience}</dd>
          <dt>参加人数</dt>
          <dd>{event.attended}人</dd>
          <dt>讲解的规定</dt>
          <dd>{event.laws.join('、')}</dd>
          <dt>履行的责任</dt>
          <dd>
            <a
              href={withQuery(`/registers/law-explanation-duty/${encodeURIComponent(event.duty)}`, {
                region: id.slice(0, 6),
              })}
            >
              {event.duty}
            </a>
          </dd>
          {event.link ? (
            <>
              <dt>公开报道</dt>
              <dd>
                <a href={event.link} rel="nofollow noopener">
                  {event.link}
                </a>
              </dd>
            </>
          ) : null}
        </dl>
        <Section id="summary" title="活动情况">
          <p class="prose">{event.summary}</p>
        </Section>
        <Section id="steps" title="办理经过">
          <StepList steps={steps} />
        </Section>
      </>
    );
    return page(site, c, { title: event.title, crumbs: CRUMBS }, body);
  });

  app.get('/law-popularisation/:organ{[0-9a-z-]{1,60}}', async (c) => {
    const detail = await bodyPopularisation(office, c.req.param('organ'), c.req.query('year'));
    if (!detail) throw new HTTPException(404);
    const title = `${detail.figures.organName}普法情况`;
    return page(site, c, { title, crumbs: CRUMBS }, <Body detail={detail} />);
  });
  return app;
}

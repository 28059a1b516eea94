/** Typical cases (R26.3): searched by words, field and item; each with its effect stated as it is. */
import { type ShownTypicalCase, typicalCasesOnShow } from '@fadu/office/public/typical-cases';
import { FIELDS } from '@fadu/plan/enforcement/enforcement-items/forms';
import { EFFECT } from '@fadu/plan/enforcement/typical-cases/index';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { FC } from 'hono/jsx';
import { Day, Empty, Options, PageTitle, Section, withQuery } from '../parts.tsx';
import { page, type Site } from '../site.tsx';

const CRUMBS = [{ title: '典型案例', href: '/typical-cases' }];

const Row: FC<{ site: Site; one: ShownTypicalCase }> = ({ site, one }) => (
  <li>
    <p class="row-title">
      <a href={`/typical-cases/${encodeURIComponent(one.code)}`}>{one.title}</a>
    </p>
    <p>{one.significance}</p>
    <p class="meta">
      <span>{one.field}</span>
      <span>{site.office.organName(one.organ)}</span>
      <Day date={one.publishedOn} />
    </p>
  </li>
);

const One: FC<{ site: Site; one: ShownTypicalCase }> = ({ site, one }) => (
  <>
    <PageTitle title={one.title}>
      {one.field}典型案例，{site.office.organName(one.publisher)}发布
    </PageTitle>
    <p class="soft">{EFFECT}</p>
    {(
      [
        ['facts', '基本案情', one.facts],
        ['issue', '争议或者难点', one.issue],
        ['rule', '适用的规定', one.rule],
        ['result', '处理结果', one.result],
        ['significance', '典型意义', one.significance],
      ] as const
    ).map(([id, title, text]) => (
      <Section id={id} title={title}>
        <p class="prose">{text}</p>
      </Section>
    ))}
    <Section id="source" title="办理和发布">
      <dl class="facts">
        <dt>办案机关</dt>
        <dd>{site.office.organName(one.organ)}</dd>
        <dt>执法事项</dt>
        <dd>
          <a href={`/registers/enforcement-item/${encodeURIComponent(one.item)}?region=${one.region}`}>
            <span class="mono">{one.item}</span>
          </a>
          <br />
          <a href={withQuery('/typical-cases', { item: one.item })}>同一事项的典型案例</a>
        </dd>
        <dt>发布日期</dt>
        <dd>
          <Day date={one.publishedOn} />
        </dd>
      </dl>
    </Section>
  </>
);

export function typicalCasePages(site: Site): Hono {
  const app = new Hono();
  app.get('/typical-cases', async (c) => {
    const words = (c.req.query('words') ?? '').trim().slice(0, 60);
    const field = FIELDS.find((f) => f === c.req.query('field'));
    const item = (c.req.query('item') ?? '').trim().slice(0, 60);
    const list = await typicalCasesOnShow(site.office, {
      ...(words && { words }),
      ...(field && { field }),
      ...(item && { item }),
    });
    const body = (
      <>
        <PageTitle title="典型案例">从已经结案公示的行政执法案件中评选，隐去当事人后发布。{EFFECT}</PageTitle>
        <search>
          <form action="/typical-cases" method="get" class="filters" aria-label="查典型案例">
            <div class="filters-row">
              <p class="filters-wide">
                <label for="words">案情、规定里的词</label>
                <input
                  id="words"
                  name="words"
                  type="search"
                  value={words}
                  maxlength={60}
                  autocomplete="off"
                />
              </p>
              <p>
                <label for="field">执法领域</label>
                <select id="field" name="field">
                  <Options value={field} list={[['', '全部'], ...FIELDS.map((f) => [f, f] as const)]} />
                </select>
              </p>
              <p>
                <label for="item">执法事项编码</label>
                <input id="item" name="item" value={item} maxlength={60} autocomplete="off" />
              </p>
            </div>
            <p class="actions">
              <button type="submit" class="button">
                查询
              </button>
            </p>
          </form>
        </search>
        {list.length ? (
          <ul class="rows">
            {list.map((one) => (
              <Row site={site} one={one} />
            ))}
          </ul>
        ) : (
          <Empty>没有符合条件的典型案例。来源案件的决定被撤销的已经撤下。</Empty>
        )}
        <p class="soft small">
          评选和发布的程序见<a href="/procedures/typical-case">典型案例评选发布</a>。
        </p>
      </>
    );
    return page(site, c, { title: '典型案例', crumbs: [] }, body);
  });
  app.get('/typical-cases/:code', async (c) => {
    const [one] = await typicalCasesOnShow(site.office, { code: c.req.param('code').slice(0, 100) });
    if (!one) throw new HTTPException(404);
    return page(site, c, { title: one.title, crumbs: CRUMBS }, <One site={site} one={one} />);
  });
  return app;
}

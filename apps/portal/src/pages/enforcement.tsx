/** Publicity of enforcement (R24.1): what each body has made public before it acts, how to check it on the spot, its years. */
import { dateOf } from '@fadu/kernel';
import { citeModels } from '@fadu/office/charts/index';
import {
  type BodyPublicity,
  bodyPublicity,
  type PublicBody,
  type PublishedKind,
  publicBodies,
} from '@fadu/office/publicity/bodies';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { FC } from 'hono/jsx';
import { shortDate } from '../dates.ts';
import { Cites, Empty, PageTitle, Section, Tag } from '../parts.tsx';
import { page, type Site } from '../site.tsx';
import { enforcementYear } from './enforcement-year.tsx';
import { regionName } from './register-parts.tsx';

export const CRUMBS = [{ title: '行政执法公示', href: '/enforcement' }];
const TONE = { 已公布: 'good', 部分公布: 'wait', 没有公布: 'end' } as const;
/** Officers named on a body's page; the register has them all. */
const OFFICERS = 60;

const BodyRow: FC<{ body: PublicBody }> = ({ body: b }) => (
  <li>
    <p class="row-title">
      <a href={`/enforcement/${b.organ}`}>{b.name}</a>{' '}
      <Tag tone={b.published === b.kinds ? 'good' : 'wait'}>
        {b.published}／{b.kinds}类已公布
      </Tag>
    </p>
    {b.missing.length ? <p class="meta">还缺：{b.missing.join('、')}</p> : null}
  </li>
);

const Kind: FC<{ kind: PublishedKind }> = ({ kind: k }) => (
  <tr>
    <th scope="row">{k.href ? <a href={k.href}>{k.title}</a> : k.title}</th>
    <td data-label="状态">
      <Tag tone={TONE[k.standing]}>{k.standing}</Tag>
    </td>
    <td data-label="内容">{k.says}</td>
    <td data-label="最近更新">{k.since ? shortDate(k.since) : k.count ? '没有登记日期' : '没有'}</td>
  </tr>
);

const Before: FC<{ body: BodyPublicity }> = ({ body }) => (
  <Section id="before" title="事前公开">
    <div class="table-wrap">
      <table class="stack">
        <caption>执法之前应当公开的，缺的也列出来</caption>
        <thead>
          <tr>
            <th scope="col">类别</th>
            <th scope="col">状态</th>
            <th scope="col">内容</th>
            <th scope="col">最近更新</th>
          </tr>
        </thead>
        <tbody>
          {body.before.map((k) => (
            <Kind kind={k} />
          ))}
        </tbody>
      </table>
    </div>
    <p class="small">
      <Cites cites={citeModels(body.before.flatMap((k) => k.cites))} />
    </p>
  </Section>
);

const Who: FC<{ body: BodyPublicity }> = ({ body: b }) => (
  <Section id="body" title="执法主体和依据">
    <dl class="facts">
      <dt>机关</dt>
      <dd>{b.fullName}</dd>
      {b.uscc ? (
        <>
          <dt>统一社会信用代码</dt>
          <dd class="mono">{b.uscc}</dd>
        </>
      ) : null}
      <dt>执法事项</dt>
      <dd>
        {b.items.length ? (
          b.items.map((i, n) => (
            <>
              {n > 0 ? '，' : ''}
              {i.kind}
              {i.count}项
            </>
          ))
        ) : (
          <strong>没有公布：没有列入清单的事项不得立案、检查</strong>
        )}
      </dd>
      <dt>执法依据</dt>
      <dd>
        {b.bases.length ? (
          <ul class="plain">
            {b.bases.map((basis) => (
              <li>
                <a href={`/laws/${encodeURIComponent(basis.instrument)}`}>《{basis.instrument}》</a>
                <span class="soft">（{basis.items}处）</span>
              </li>
            ))}
          </ul>
        ) : (
          '没有登记'
        )}
      </dd>
    </dl>
  </Section>
);

const Charts: FC<{ body: BodyPublicity }> = ({ body: b }) => {
  const own = b.charts.filter((c) => c.items.length > 0);
  return (
    <Section
      id="charts"
      title="办理程序和流程图"
      more={{ href: `/flow-charts/${b.organ}`, text: '全部流程图' }}
    >
      {own.length ? (
        <ul class="rows">
          {own.map((c) => (
            <li>
              <p class="row-title">
                <a href={`/flow-charts/${b.organ}/${c.def.slug}`}>{c.def.title}</a>
              </p>
              <p class="meta">
                {c.parts.map((p, i) => (
                  <>
                    {i > 0 ? '，' : ''}
                    {p.title}：{p.since ? `自${shortDate(p.since)}起` : '还没有'}
                  </>
                ))}
              </p>
            </li>
          ))}
        </ul>
      ) : (
        <Empty>没有公布的事项，没有流程图。</Empty>
      )}
    </Section>
  );
};

const During: FC<{ body: BodyPublicity }> = ({ body: b }) => (
  <Section id="during" title="事中：执法人员来了怎么核对">
    <ul class="dotted">
      <li>
        执法人员应当不少于两人，主动出示执法证件。证件号可以在<a href="/officers/check">核对执法证件</a>
        查，没有网络也能核对二维码的签名。
      </li>
      <li>
        检查企业的，应当出示检查通知书；入企二维码可以<a href="/inspections/check">当场核对</a>，事后可以
        <a href="/inspections/rate">评价</a>。
      </li>
      <li>作出处罚之前要告知事实、理由、依据和权利，可以陈述、申辩；达到标准的可以要求听证。</li>
    </ul>
    <h3>持证执法人员（{b.officers.length}人）</h3>
    {b.officers.length ? (
      <>
        <ul class="cards-list">
          {b.officers.slice(0, OFFICERS).map((o) => (
            <li>
              <a href={`/officers/${encodeURIComponent(o.number)}`}>{o.name}</a>{' '}
              <span class="mono soft small">{o.number}</span>
            </li>
          ))}
        </ul>
        {b.officers.length > OFFICERS ? (
          <p class="soft small">
            这里显示前{OFFICERS}人，<a href={`/officers?organ=${b.organ}`}>全部见名录</a>。
          </p>
        ) : null}
      </>
    ) : (
      <Empty>今天没有有效证件的执法人员：没有证件的不得执法。</Empty>
    )}
  </Section>
);

const After: FC<{ body: BodyPublicity }> = ({ body: b }) => (
  <Section id="after" title="事后公开和年度总数">
    {b.years.length ? (
      <ul class="line-up">
        {b.years.map((y) => (
          <li>
            <a href={`/enforcement/${b.organ}/${y}`}>{y}年</a>
          </li>
        ))}
      </ul>
    ) : (
      <Empty>还没有执法决定和检查。</Empty>
    )}
    <ul class="line-up">
      <li>
        <a href={`/penalties?organ=${b.organ}`}>公示中的行政处罚</a>
      </li>
      <li>
        <a href={`/compulsions?organ=${b.organ}`}>公示中的行政强制</a>
      </li>
      <li>
        <a href="/inspections">涉企检查</a>
      </li>
      <li>
        <a href="/draws">随机抽查</a>
      </li>
    </ul>
    <p class="soft small">行政许可没有在本系统办理，许可决定没有接入，这里没有。</p>
  </Section>
);

const Complain: FC<{ body: BodyPublicity }> = ({ body: b }) => (
  <Section id="phone" title="监督和救济">
    <dl class="facts">
      <dt>监督电话</dt>
      <dd>{b.phones.length ? b.phones.join('、') : <strong>没有登记监督电话</strong>}</dd>
      <dt>执法监督</dt>
      <dd>
        {b.supervisor ? `${b.supervisor}监督这个机关的执法` : '没有登记监督机构'}，
        <a href="/supervision">监督情况和投诉</a>，<a href="/reports">举报违法行为</a>
      </dd>
      <dt>不服决定</dt>
      <dd>
        {b.remedies.map((r) => r.says).join('；')}。以决定书写明的机关和法院为准。
        <br />
        <Cites cites={citeModels(b.remedies.flatMap((r) => r.cites))} />
      </dd>
    </dl>
  </Section>
);

/** `/enforcement`, `/enforcement/:organ`, `/enforcement/:organ/:year`. */
export function enforcementPages(site: Site): Hono {
  const app = new Hono();
  const { office } = site;
  const today = () => dateOf(office.now());

  app.get('/enforcement', async (c) => {
    const bodies = await publicBodies(office, today());
    return page(
      site,
      c,
      {
        title: '行政执法公示',
        description: '各执法机关事前、事中、事后公开的内容，以及还没有公开的',
        fresh: true,
      },
      <>
        <PageTitle title="行政执法公示">
          每个执法机关凭什么执法、谁来执法、怎么办理、结果怎样。没有公开的也写明，不省略。
        </PageTitle>
        <p class="line-up">
          <a href="/penalties">行政处罚公示</a> <a href="/compulsions">行政强制公示</a>{' '}
          <a href="/inspections">涉企检查</a> <a href="/officers/check">核对执法证件</a>
        </p>
        {bodies.length === 0 ? (
          <Empty>还没有登记执法事项、人员或者案件的机关。</Empty>
        ) : (
          [...Map.groupBy(bodies, (b) => b.region)].map(([region, list]) => (
            <Section id={`r-${region}`} title={regionName(site, region)}>
              <ul class="rows">
                {list.map((b) => (
                  <BodyRow body={b} />
                ))}
              </ul>
            </Section>
          ))
        )}
      </>,
    );
  });

  app.get('/enforcement/:organ', async (c) => {
    const body = await bodyPublicity(office, c.req.param('organ'), today());
    if (!body) throw new HTTPException(404);
    return page(
      site,
      c,
      { title: `${body.name}执法公示`, crumbs: CRUMBS, fresh: true },
      <>
        <PageTitle title={`${body.name}执法公示`}>
          {shortDate(today())}的情况：{body.kinds}类内容已公布{body.published}类。
        </PageTitle>
        <Before body={body} />
        <Who body={body} />
        <Charts body={body} />
        <During body={body} />
        <After body={body} />
        <Complain body={body} />
      </>,
    );
  });

  enforcementYear(site, app);
  return app;
}

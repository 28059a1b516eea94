/** Services: one search box for what people want to get done, the question asked back, and the list behind it. */
import { pageNumber } from '@fadu/office/public/index';
import { type BundleStanding, bundlesInForce } from '@fadu/office/services/bundles';
import {
  type AskedBack,
  AUDIENCES,
  isFor,
  type Service,
  type ServiceFilter,
  type ServiceIndex,
} from '@fadu/office/services/find';
import { servicesInForce } from '@fadu/office/services/items';
import { ITEM_KINDS } from '@fadu/plan/functions/service-items/index';
import { Hono } from 'hono';
import type { FC } from 'hono/jsx';
import { Empty, Pager, PageTitle, Section, withQuery } from '../parts.tsx';
import { page, type Site } from '../site.tsx';
import { meant, OneThings } from './one-thing.tsx';
import { regionName, topRegion } from './register-parts.tsx';
import { applyPages } from './services-apply.tsx';
import { guidePages } from './services-guide.tsx';
import { minePages } from './services-mine.tsx';
import { daysText, serviceHref, visitsText } from './services-parts.tsx';

const PER_PAGE = 30;

/** What stands in the address. */
interface Asked extends ServiceFilter {
  readonly q: string;
}

const addressOf = (
  a: Asked,
  change: Partial<Record<'q' | 'for' | 'kind' | 'page', string | number | undefined>>,
) => withQuery('/services', { q: a.q, for: a.for, kind: a.kind, organ: a.organ, ...change });

const SearchForm: FC<{ asked: Asked }> = ({ asked }) => (
  <search>
    <form action="/services" method="get" class="search search-big">
      <label class="visually-hidden" for="q">
        要办什么事
      </label>
      <div class="search-line">
        <input
          id="q"
          name="q"
          type="search"
          value={asked.q}
          maxlength={100}
          autocomplete="off"
          aria-describedby="q-hint"
        />
        {asked.for ? <input type="hidden" name="for" value={asked.for} /> : null}
        <button type="submit" class="button">
          查找
        </button>
      </div>
      <p class="hint" id="q-hint">
        怎么说都行，如：开饭店、给孩子上户口、老人去世了要办啥。
      </p>
    </form>
  </search>
);

const Row: FC<{ site: Site; service: Service }> = ({ site, service: s }) => (
  <li>
    <p class="row-title">
      <a href={serviceHref(s)}>{s.item.name}</a>
    </p>
    <p class="meta">
      <span>{s.organ}</span>
      {s.region === topRegion(site) ? null : <span>{regionName(site, s.region)}</span>}
      <span>{s.item.kind}</span>
      <span>{daysText(s.item)}</span>
      <span>{visitsText(s.item.visits)}</span>
    </p>
  </li>
);

/** The question asked back; answers are links, so that it works without script and can be sent to others. */
const AskBack: FC<{ asks: readonly AskedBack[] }> = ({ asks }) =>
  asks.length === 0 ? null : (
    <section class="ask-back" aria-labelledby="ask-title">
      <h2 id="ask-title" class="visually-hidden">
        先问您一句
      </h2>
      {asks.map((a) => (
        <div>
          <p class="ask-question">{a.question}</p>
          <ul class="ask-answers">
            {a.answers.map((x) => (
              <li>
                {x.service ? <a href={serviceHref(x.service)}>{x.text}</a> : <span>{x.text}</span>}
                {x.say ? <span class="soft small">{x.say}</span> : null}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );

const Narrow: FC<{ asked: Asked; index: ServiceIndex }> = ({ asked, index }) => {
  const { kind: _, ...rest } = asked;
  const shown = index.list(rest);
  const counts = ITEM_KINDS.map((k) => [k, shown.filter((s) => s.item.kind === k).length] as const);
  return (
    <nav class="kinds" aria-label="事项类型">
      <ul>
        <li>
          <a href={addressOf(asked, { kind: undefined })} {...(asked.kind ? {} : { 'aria-current': 'page' })}>
            全部 {shown.length}
          </a>
        </li>
        {counts
          .filter(([, n]) => n > 0)
          .map(([k, n]) => (
            <li>
              <a
                href={addressOf(asked, { kind: k })}
                {...(asked.kind === k ? { 'aria-current': 'page' } : {})}
              >
                {k} {n}
              </a>
            </li>
          ))}
      </ul>
    </nav>
  );
};

const Audiences: FC<{ asked: Asked; index: ServiceIndex }> = ({ asked, index }) => (
  <nav class="tabs" aria-label="给谁办">
    <a href={addressOf(asked, { for: undefined })} {...(asked.for ? {} : { 'aria-current': 'page' })}>
      全部
    </a>
    {AUDIENCES.map((a) => (
      <a href={addressOf(asked, { for: a })} {...(asked.for === a ? { 'aria-current': 'page' } : {})}>
        {a}办事{asked.q ? '' : ` ${index.services.filter((s) => isFor(s.item, a)).length}`}
      </a>
    ))}
  </nav>
);

const Found: FC<{ site: Site; asked: Asked; index: ServiceIndex }> = ({ site, asked, index }) => {
  const { hits, asks } = index.find(asked.q, asked);
  return (
    <>
      <AskBack asks={asks} />
      {hits.length ? (
        <>
          <p class="result-line" role="status">
            找到{hits.length}件，最像的在前
          </p>
          <ol class="rows">
            {hits.map((h) => (
              <Row site={site} service={h.service} />
            ))}
          </ol>
        </>
      ) : (
        <>
          <Empty>
            没有找到“{asked.q}
            ”。换个说法试试，比如只写要办的事；也可以到政务服务大厅的综合窗口问，窗口不能不受理。
          </Empty>
          <p class="actions">
            <a class="button button-secondary" href={withQuery('/search', { q: asked.q })}>
              在全站里找
            </a>
            <a class="button button-secondary" href="/services">
              看全部事项
            </a>
          </p>
        </>
      )}
    </>
  );
};

const All: FC<{ site: Site; asked: Asked; index: ServiceIndex; nr: number }> = ({
  site,
  asked,
  index,
  nr,
}) => {
  const list = index.list(asked);
  const pages = Math.max(1, Math.ceil(list.length / PER_PAGE));
  const at = Math.min(nr, pages);
  return (
    <>
      <Narrow asked={asked} index={index} />
      {list.length ? (
        <ul class="rows">
          {list.slice((at - 1) * PER_PAGE, at * PER_PAGE).map((s) => (
            <Row site={site} service={s} />
          ))}
        </ul>
      ) : (
        <Empty>
          {index.services.length
            ? '没有符合这些条件的事项。'
            : '还没有可以办的事项。事项按程序编入清单并公布后，自动列在这里，办事指南由清单生成。'}
        </Empty>
      )}
      <Pager page={at} pages={pages} label="事项的页" href={(n) => addressOf(asked, { page: n })} />
    </>
  );
};

/** `/services` and everything below it. */
export function servicePages(site: Site): Hono {
  const app = new Hono();
  app.get('/services', async (c) => {
    const index = await servicesInForce(site.office);
    const audience = AUDIENCES.find((a) => a === c.req.query('for'));
    const kind = ITEM_KINDS.find((k) => k === c.req.query('kind'));
    const organ = c.req.query('organ')?.slice(0, 60);
    const asked: Asked = {
      q: (c.req.query('q') ?? '').trim().slice(0, 100),
      ...(audience && { for: audience }),
      ...(kind && { kind }),
      ...(organ && { organ }),
    };
    const organName = organ && site.office.organ(organ)?.fullName;
    const all = await bundlesInForce(site.office);
    const things: readonly BundleStanding[] = asked.q ? meant(all, asked.q) : all;
    const body = (
      <>
        <PageTitle title="办事情">先说要办什么，再看谁能办、要什么材料、多久办完、到哪里办。</PageTitle>
        <SearchForm asked={asked} />
        <Audiences asked={asked} index={index} />
        {organName ? (
          <p class="notice">
            只看{organName}的事项。
            <a href={withQuery('/services', { q: asked.q, for: asked.for })}>看全部机关</a>
          </p>
        ) : null}
        {things.length ? (
          <Section
            id="one-thing"
            title="一件事一次办"
            more={{ href: '/one-thing', text: asked.q ? '看全部一件事' : `全部${all.length}件` }}
          >
            <OneThings list={things} site={site} brief={!asked.q} />
          </Section>
        ) : null}
        {asked.q ? (
          <Found site={site} asked={asked} index={index} />
        ) : (
          <All site={site} asked={asked} index={index} nr={pageNumber(c.req.query('page'))} />
        )}
        <Section id="mine" title="已经申请了">
          <p>
            <a href="/services/mine" rel="nofollow">
              看我的办件
            </a>
            ：办到哪一步、等谁、哪天到期，要补正的在那里补。
          </p>
          <p class="soft">
            网上、窗口、乡镇（街道）、自助终端、邮寄、电话，怎么申请都一样办。事项的完整清单见
            <a href="/registers/service-item">政务服务事项清单</a>。
          </p>
          <p>
            要到大厅来的：<a href="/services/visit">看现在排队的人数，预约时间</a>；不预约的直接来取号。
          </p>
          <p class="soft">
            建厂房、上生产线这样的投资项目，先到<a href="/projects">投资项目</a>
            登记，得到一个项目代码，各部门的审批在一处看。
          </p>
        </Section>
      </>
    );
    return page(
      site,
      c,
      {
        title: asked.q ? `“${asked.q}”怎么办` : '办事情',
        crumbs: [],
        description: '按您平常的说法查办事指南：谁能办、要什么、多久、收不收费、到哪里办。',
        ...(asked.q && { noindex: true }),
      },
      body,
    );
  });
  // Before the guide: its address is a code, which no word of ours is.
  app.route('/', minePages(site));
  app.route('/', applyPages(site));
  app.route('/', guidePages(site));
  return app;
}

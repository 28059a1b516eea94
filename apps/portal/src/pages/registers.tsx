/** The lists of powers and items: all of them, one with filters and two times, its open data, two days compared. */
import { columnsOf, dateOf, type LegalRef, type RegisterDef } from '@fadu/kernel';
import { pageNumber } from '@fadu/office/public/index';
import {
  compareDays,
  countEntries,
  type EntryList,
  LIST_STATUSES,
  type ListedEntry,
  type ListFilter,
  listEntries,
} from '@fadu/office/registers/list';
import { csvRows, jsonLd } from '@fadu/office/registers/open-data';
import { procedures } from '@fadu/plan/index';
import { registerByCode, registers } from '@fadu/plan/registers';
import { type Context, Hono } from 'hono';
import type { FC } from 'hono/jsx';
import { shortDate } from '../dates.ts';
import { attachment, csv } from '../download.ts';
import {
  Cites,
  Day,
  Empty,
  Options,
  Pager,
  PageTitle,
  Section,
  Tag,
  TwoTimes,
  withQuery,
} from '../parts.tsx';
import { page, type Site } from '../site.tsx';
import { entryPages } from './register-entry.tsx';
import { figurePages } from './register-figures.tsx';
import {
  dayOfQuery,
  entryHref,
  LawLinks,
  REGISTER_CRUMBS,
  regionName,
  STATUS_TONES,
  topRegion,
} from './register-parts.tsx';

interface Asked {
  readonly words?: string;
  readonly organ?: string;
  readonly region?: string;
  readonly status?: ListFilter['status'];
  readonly asOf?: string;
  readonly recordedOn?: string;
}

function askedOf(c: Context): Asked {
  const text = (name: string, most: number) => c.req.query(name)?.trim().slice(0, most) || undefined;
  const status = [...LIST_STATUSES, 'all' as const].find((s) => s === c.req.query('status'));
  return {
    words: text('words', 100),
    organ: text('organ', 60),
    region: text('region', 6),
    ...(status && { status }),
    asOf: dayOfQuery(c, 'asOf'),
    recordedOn: dayOfQuery(c, 'recordedOn'),
  };
}

const query = (a: Asked): Record<string, string | undefined> => ({ ...a });
const timesText = (a: Asked): string =>
  [a.asOf && `${shortDate(a.asOf)}的清单`, a.recordedOn && `截至${shortDate(a.recordedOn)}的登记内容`]
    .filter(Boolean)
    .join('，');

const Filters: FC<{ site: Site; def: RegisterDef; asked: Asked; list: EntryList }> = ({
  site,
  def,
  asked: a,
  list,
}) => (
  <search>
    <form action={`/registers/${def.code}`} method="get" class="filters" aria-label="筛选事项">
      <div class="filters-row">
        <p class="filters-wide">
          <label for="words">名称、编码或者依据的法律</label>
          <input id="words" name="words" type="search" value={a.words} maxlength={100} />
        </p>
        <p>
          <label for="organ">实施机关</label>
          <select id="organ" name="organ">
            <Options
              value={a.organ}
              list={[['', '全部'], ...list.organs.map((o) => [o.id, `${o.name}（${o.count}）`] as const)]}
            />
          </select>
        </p>
        <p>
          <label for="region">地区</label>
          <select id="region" name="region">
            <Options
              value={a.region}
              list={[
                ['', `${regionName(site, topRegion(site))}本级`],
                ...site.office.regions
                  .filter((r) => r.code !== topRegion(site))
                  .map((r) => [r.code, r.name] as const),
                ['all', '全部地区'],
              ]}
            />
          </select>
        </p>
        <p>
          <label for="status">状态</label>
          <select id="status" name="status">
            <Options
              value={a.status}
              list={[
                ['', '在清单里的'],
                ...LIST_STATUSES.map((s) => [s, `${s}（${list.byStatus[s] ?? 0}）`] as const),
                ['all', '全部'],
              ]}
            />
          </select>
        </p>
      </div>
      <TwoTimes what="清单" hint="那一天清单是什么样" asOf={a.asOf} recordedOn={a.recordedOn} />
      <p class="actions">
        <button type="submit" class="button">
          查看
        </button>
        <a class="button button-secondary" href={`/registers/${def.code}`}>
          清除条件
        </a>
      </p>
    </form>
  </search>
);

const EntryRow: FC<{ site: Site; def: RegisterDef; entry: ListedEntry; asked: Asked }> = (p) => {
  const { entry: e } = p;
  return (
    <li class="document-row">
      <div>
        <p class="row-title">
          <a href={entryHref(p.def.code, e, { asOf: p.asked.asOf, recordedOn: p.asked.recordedOn })}>
            {String(e.body.name ?? e.code)}
          </a>
        </p>
        <p class="small">
          <LawLinks list={(e.body.basis ?? []) as readonly LegalRef[]} />
        </p>
        <p class="meta">
          <span>{p.site.office.organName(String(e.body.organ ?? ''))}</span>
          <span class="code">{String(e.body[p.def.itemCode] ?? e.code)}</span>
          {typeof e.body.promisedDays === 'number' ? (
            <span>承诺{e.body.promisedDays}个工作日办结</span>
          ) : null}
          <span>
            <Day date={e.lawFrom} />起
          </span>
        </p>
      </div>
      <Tag tone={STATUS_TONES[e.status]}>{e.status}</Tag>
    </li>
  );
};

/** The procedure that changes a register: the adjustment of lists, the one of its name, or the one of its system. */
const changedBy = (def: RegisterDef): string =>
  def.keeper.role === 'list-keeper'
    ? 'power-list-adjustment'
    : ((procedures.find((p) => p.code === def.code) ?? procedures.find((p) => p.system === def.system))
        ?.code ?? 'power-list-adjustment');

/** What may stand in the list, and by what law. */
const About: FC<{ def: RegisterDef }> = ({ def }) => (
  <details class="about-list">
    <summary>什么样的事项可以列入</summary>
    <div class="prose">
      <p>{def.about}</p>
      {def.basis ? (
        <p>
          可以作为设定依据的：{def.basis.sources.map((s) => s.says).join('、')}。依据：
          <Cites cites={citesOf(def)} />。
        </p>
      ) : null}
      <p>编码规则：{def.codes.say}。</p>
      <ul>
        {def.rules.map((r) => (
          <li>{r.say}。</li>
        ))}
      </ul>
      <p>
        变更清单按照
        <a href={`/procedures/${changedBy(def)}`}>
          {def.keeper.role === 'list-keeper' ? '清单调整程序' : `${def.title}的程序`}
        </a>
        办理；依据的法律变动时，按照
        <a href="/procedures/law-change">法律变动登记程序</a>停止或者核对。
      </p>
    </div>
  </details>
);

const citesOf = (def: RegisterDef) =>
  (def.basis?.cites ?? []).map((cite) => ({
    text: `《${cite.title}》${cite.article ? `第${cite.article}条` : ''}`,
    says: cite.says,
    standing: cite.standing,
  }));

export function registerPages(site: Site): Hono {
  const app = new Hono();
  const { office } = site;
  const today = () => dateOf(office.now());

  app.get('/registers', async (c) => {
    const asOf = dayOfQuery(c, 'asOf');
    const counts = await countEntries(
      office,
      registers.map((r) => r.code),
      asOf ?? today(),
      topRegion(site),
    );
    const groups = [...new Set(registers.map((r) => r.group))];
    const suspended = [...counts.values()].reduce((n, r) => n + r.suspended, 0);
    const body = (
      <>
        <PageTitle title="权责清单和事项目录">
          {regionName(site, topRegion(site))}
          的机关能做什么、凭什么做，都在这里；清单之外的权力不得行使，清单之外的许可、收费、证明不得要求。
        </PageTitle>
        {asOf ? <p class="notice">显示{shortDate(asOf)}的清单。</p> : null}
        <ul class="links-line meta">
          <li>
            <a href="/registers/law-changes">法律变动和受影响的事项</a>
          </li>
          <li>
            <a href="/registers/figures">上下级差异、依据失效、按时调整</a>
          </li>
          <li>
            <a href="/organ-functions">一个事项两个机关、职能交叉和空白</a>
          </li>
          <li>
            <a href="/benchmarks">行政裁量权基准</a>
          </li>
          <li>
            <a href="/lenient-lists">从宽清单</a>
          </li>
          {suspended ? <li>现有{suspended}项因依据废止暂停实施</li> : null}
        </ul>
        {groups.map((group, i) => (
          <Section id={`group-${i + 1}`} title={group}>
            <ul class="rows register-rows">
              {registers
                .filter((r) => r.group === group)
                .map((r) => (
                  <li class="document-row">
                    <div>
                      <p class="row-title">
                        <a href={withQuery(`/registers/${r.code}`, { asOf })}>{r.title}</a>
                      </p>
                      <p class="soft small">{r.about}</p>
                    </div>
                    <p class="register-count">
                      <b>{counts.get(r.code)?.live ?? 0}</b>项
                    </p>
                  </li>
                ))}
            </ul>
          </Section>
        ))}
        <Section id="documents" title="其他公开目录">
          <ul class="rows">
            <li>
              <p class="row-title">
                <a href="/documents">行政规范性文件目录</a>
              </p>
              <p class="soft small">公布的规范性文件和它们的效力。</p>
            </li>
          </ul>
        </Section>
      </>
    );
    return page(site, c, { title: '权责清单和事项目录', crumbs: [] }, body);
  });

  app.route('/', figurePages(site));

  const filterOf = (def: RegisterDef, a: Asked): ListFilter => ({
    register: def.code,
    asOf: a.asOf ?? today(),
    ...(a.recordedOn && { recordedOn: a.recordedOn }),
    ...(a.region !== 'all' && { region: a.region ?? topRegion(site) }),
    ...(a.organ && { organ: a.organ }),
    ...(a.words && { words: a.words }),
    ...(a.status && { status: a.status }),
  });

  /** `/registers/power-licence.csv`, `.jsonld`: the same filters, everything under them. */
  app.get('/registers/:file{[a-z-]+\\.(csv|jsonld)}', async (c) => {
    const [code = '', kind = ''] = c.req.param('file').split('.');
    const def = registerByCode(code);
    if (!def) return c.notFound();
    const asked = askedOf(c);
    const list = await listEntries(office, filterOf(def, asked), 1, 0);
    if (kind === 'csv') {
      attachment(c, `${def.title}.csv`, 'text/csv; charset=utf-8');
      return c.body(csv(csvRows(office, def, list.items)));
    }
    attachment(c, `${def.title}.jsonld`, 'application/ld+json; charset=utf-8');
    return c.body(
      JSON.stringify(
        jsonLd(office, def, list.items, {
          asOf: asked.asOf ?? today(),
          ...(asked.recordedOn && { recordedOn: asked.recordedOn }),
        }),
        null,
        2,
      ),
    );
  });

  app.get('/registers/:register', async (c) => {
    const def = registerByCode(c.req.param('register'));
    if (!def) return c.notFound();
    const asked = askedOf(c);
    const list = await listEntries(office, filterOf(def, asked), pageNumber(c.req.query('page')));
    const times = timesText(asked);
    const here = `/registers/${def.code}`;
    const body = (
      <>
        <PageTitle title={def.title}>{def.about}</PageTitle>
        <Filters site={site} def={def} asked={asked} list={list} />
        {times ? <p class="notice">显示{times}。</p> : null}
        <p class="result-line" role="status">
          共{list.total}项
          <span>
            <a href={withQuery(`${here}/compare`, { region: asked.region, to: asked.asOf })}>比较两天</a>
            <a href={withQuery(`${here}.csv`, query(asked))} rel="nofollow">
              下载CSV
            </a>
            <a href={withQuery(`${here}.jsonld`, query(asked))} rel="nofollow">
              下载JSON-LD
            </a>
          </span>
        </p>
        {list.items.length ? (
          <ul class="rows">
            {list.items.map((e) => (
              <EntryRow site={site} def={def} entry={e} asked={asked} />
            ))}
          </ul>
        ) : (
          <Empty>
            {Object.values(asked).some(Boolean)
              ? '没有符合这些条件的事项。去掉一两个条件，或者换一个词再看。'
              : '这份清单还没有公布的事项。事项经审核、批准并公布后，自动列在这里。'}
          </Empty>
        )}
        <Pager
          page={list.page}
          pages={list.pages}
          label="清单的页"
          href={(n) => withQuery(here, { ...query(asked), page: n })}
        />
        <About def={def} />
      </>
    );
    return page(site, c, { title: def.title, crumbs: REGISTER_CRUMBS }, body);
  });

  app.get('/registers/:register/compare', async (c) => {
    const def = registerByCode(c.req.param('register'));
    if (!def) return c.notFound();
    const to = dayOfQuery(c, 'to') ?? today();
    const from =
      dayOfQuery(c, 'from') ?? `${Number(to.slice(0, 4)) - 1}${to.slice(4)}`.replace('02-29', '02-28');
    const asked = askedOf(c).region;
    const region = asked === 'all' ? undefined : (asked ?? topRegion(site));
    const changes = await compareDays(office, def.code, from, to, region);
    const titles = new Map(columnsOf(def).map((col) => [col.field, col.title]));
    const body = (
      <>
        <PageTitle title={`${def.title}：两天比较`}>
          从{shortDate(from)}到{shortDate(to)}，{region ? regionName(site, region) : '全部地区'}的清单有
          {changes.length}处变化。
        </PageTitle>
        <form action={`/registers/${def.code}/compare`} method="get" class="filters" aria-label="选两天">
          {asked ? <input type="hidden" name="region" value={asked} /> : null}
          <div class="filters-row">
            <p>
              <label for="from">从</label>
              <input id="from" name="from" type="date" value={from} />
            </p>
            <p>
              <label for="to">到</label>
              <input id="to" name="to" type="date" value={to} />
            </p>
          </div>
          <p class="actions">
            <button type="submit" class="button">
              比较
            </button>
          </p>
        </form>
        {changes.length ? (
          <ul class="rows">
            {changes.map((ch) => (
              <li class="document-row">
                <div>
                  <p class="row-title">
                    <a href={entryHref(def.code, ch, { asOf: to })}>{ch.name}</a>
                  </p>
                  <p class="meta">
                    <span>{office.organName(ch.organ)}</span>
                    <span>{regionName(site, ch.region)}</span>
                    {ch.fields.length ? (
                      <span>变动：{ch.fields.map((f) => titles.get(f) ?? f).join('、')}</span>
                    ) : null}
                  </p>
                </div>
                <Tag
                  tone={
                    ch.kind === '新增' || ch.kind === '恢复'
                      ? 'good'
                      : ch.kind === '变更'
                        ? 'blue'
                        : ch.kind === '暂停'
                          ? 'end'
                          : 'quiet'
                  }
                >
                  {ch.kind}
                </Tag>
              </li>
            ))}
          </ul>
        ) : (
          <Empty>这两天的清单完全一样。</Empty>
        )}
      </>
    );
    return page(
      site,
      c,
      {
        title: `${def.title}：两天比较`,
        crumbs: [...REGISTER_CRUMBS, { title: def.title, href: `/registers/${def.code}` }],
        noindex: true,
      },
      body,
    );
  });

  app.route('/', entryPages(site));
  return app;
}

/** Who does what: two bodies with one item, overlaps and gaps of functions, each figure with the entries behind it. */
import { dateOf } from '@fadu/kernel';
import { type OrganCoverage, organCoverage } from '@fadu/office/registers/coverage';
import { Hono } from 'hono';
import type { FC } from 'hono/jsx';
import { shortDate } from '../dates.ts';
import { Empty, PageTitle, Section } from '../parts.tsx';
import { page, type Site } from '../site.tsx';
import { dayOfQuery, entryHref, REGISTER_CRUMBS, regionName } from './register-parts.tsx';

/** Lists on a page hold at most this many lines; the API has them all. */
const SHOWN = 100;

type Entry = OrganCoverage['claims'][number]['entries'][number];

const Holders: FC<{ site: Site; entries: readonly Entry[] }> = ({ site, entries }) => (
  <ul class="dotted small">
    {entries.map((e) => (
      <li>
        <a href={entryHref(e.register, e)}>{site.office.organName(String(e.body.organ ?? ''))}</a>
        {e.body.takenFrom ? (
          <span class="soft">
            （{shortDate(String(e.body.takenOn))}从{site.office.organName(String(e.body.takenFrom))}划入）
          </span>
        ) : null}
      </li>
    ))}
  </ul>
);

const Rest: FC<{ all: number }> = ({ all }) =>
  all > SHOWN ? (
    <p class="soft">
      这里显示前{SHOWN}条，共{all}条；全部见<a href="/api/v1/organ-functions/coverage">开放接口</a>。
    </p>
  ) : null;

const Claims: FC<{ site: Site; found: OrganCoverage }> = ({ site, found }) => (
  <Section id="claims" title="两个机关都列入的执法事项">
    <p class="figure">
      <b>{found.claims.length}项</b>
      <span>在用的执法事项共{found.items}项，目标0。</span>
    </p>
    {found.claims.length ? (
      <ul class="rows">
        {found.claims.slice(0, SHOWN).map((c) => (
          <li>
            <p class="row-title">{c.name}</p>
            <p class="meta">
              <span>{regionName(site, c.region)}</span>
              <span class="code">{c.itemCode}</span>
            </p>
            <Holders site={site} entries={c.entries} />
            {c.handedOver.length ? (
              <p class="small">
                已经划转，{c.handedOver.map((e) => site.office.organName(String(e.body.organ))).join('、')}
                应当取消自己清单里的这一项。
              </p>
            ) : null}
          </li>
        ))}
      </ul>
    ) : (
      <Empty>没有两个机关都列入的事项。</Empty>
    )}
    <Rest all={found.claims.length} />
  </Section>
);

const Teams: FC<{ site: Site; found: OrganCoverage }> = ({ site, found }) => (
  <Section id="teams" title="综合执法队伍和划入的事项">
    {found.teams.length ? (
      <ul class="rows">
        {found.teams.slice(0, SHOWN).map((t) => (
          <li>
            <p class="row-title">{t.team}</p>
            <p class="meta">
              <span>{site.office.organName(t.organ)}</span>
              <span>{t.fields.join('、')}</span>
              <span>{t.items}项</span>
            </p>
            {t.takenOver.length ? (
              <details>
                <summary>划入{t.takenOver.length}项</summary>
                <ul class="dotted small">
                  {t.takenOver.map((e) => (
                    <li>
                      <a href={entryHref(e.register, e)}>{String(e.body.name)}</a>
                      <span class="soft">
                        （{shortDate(String(e.body.takenOn))}从
                        {site.office.organName(String(e.body.takenFrom))}划入）
                      </span>
                    </li>
                  ))}
                </ul>
              </details>
            ) : null}
          </li>
        ))}
      </ul>
    ) : (
      <Empty>清单里还没有写明综合执法队伍。</Empty>
    )}
    <Rest all={found.teams.length} />
  </Section>
);

const Functions: FC<{ site: Site; found: OrganCoverage }> = ({ site, found: { functions: f } }) => (
  <>
    <Section id="overlaps" title="职能交叉">
      <p class="figure">
        <b>{f.overlaps.length}项</b>
        <span>职能有两个以上机关主责，共{f.functions}项职能。</span>
      </p>
      <ul class="rows">
        {f.overlaps.slice(0, SHOWN).map((o) => (
          <li>
            <p class="row-title">{o.name}</p>
            <Holders site={site} entries={o.holders} />
          </li>
        ))}
      </ul>
      {f.overlaps.length ? null : <Empty>没有两个机关都主责的职能。</Empty>}
      <Rest all={f.overlaps.length} />
    </Section>
    <Section id="gaps" title="职能空白">
      <p class="figure">
        <b>{f.gaps.length}项</b>
        <span>职能没有机关主责。</span>
      </p>
      <ul class="rows">
        {f.gaps.slice(0, SHOWN).map((g) => (
          <li>
            <p class="row-title">{g.name}</p>
            <p class="small">{g.why === 'ended' ? '原来承担的机关已经不再承担' : '只有配合的机关'}</p>
            <Holders site={site} entries={g.entries} />
          </li>
        ))}
      </ul>
      {f.gaps.length ? null : <Empty>每一项职能都有机关主责。</Empty>}
      <Rest all={f.gaps.length} />
    </Section>
    <Section id="outside" title="没有相应职能而列入的事项">
      <p class="figure">
        <b>{f.outside.length}项</b>
        <span>已经登记职能的地区共有{f.items}项在用的执法事项。</span>
      </p>
      <ul class="rows">
        {f.outside.slice(0, SHOWN).map((o) => (
          <li>
            <p class="row-title">
              <a href={entryHref(o.entry.register, o.entry)}>{String(o.entry.body.name)}</a>
            </p>
            <p class="meta">
              <span>{site.office.organName(String(o.entry.body.organ))}</span>
              {o.heldBy.length ? (
                <span>
                  职能在{o.heldBy.map((e) => site.office.organName(String(e.body.organ))).join('、')}
                </span>
              ) : (
                <span>没有机关登记这项职能</span>
              )}
            </p>
          </li>
        ))}
      </ul>
      {f.outside.length ? null : <Empty>列入的事项都有相应的职能。</Empty>}
      <Rest all={f.outside.length} />
    </Section>
  </>
);

/** `/organ-functions`: as of today or `?asOf=`. */
export function organFunctionPages(site: Site): Hono {
  const app = new Hono();
  app.get('/organ-functions', async (c) => {
    const on = dayOfQuery(c, 'asOf') ?? dateOf(site.office.now());
    const found = await organCoverage(site.office, on);
    return page(
      site,
      c,
      { title: '执法事项和机构职能', crumbs: REGISTER_CRUMBS },
      <>
        <PageTitle title="执法事项和机构职能">
          {shortDate(on)}的清单：同一事项有没有两个机关在管，职能有没有交叉和空白。每个数字后面就是名单。
        </PageTitle>
        <ul class="links-line meta">
          <li>
            <a href="/registers/enforcement-item">行政执法事项清单</a>
          </li>
          <li>
            <a href="/registers/organ-function">机构职能清单</a>
          </li>
        </ul>
        <Claims site={site} found={found} />
        <Teams site={site} found={found} />
        <Functions site={site} found={found} />
      </>,
    );
  });
  return app;
}

/** Figures of the lists with the records behind them, and the changes of law with what they concern. */
import { dateOf } from '@fadu/kernel';
import { type RecordedChange, recordedChanges } from '@fadu/office/registers/changes';
import { type RegisterFigures, registerFigures } from '@fadu/office/registers/figures';
import { registerByCode } from '@fadu/plan/registers';
import { Hono } from 'hono';
import type { FC } from 'hono/jsx';
import { dayOf, shortDate } from '../dates.ts';
import { Empty, PageTitle, Section, Tag, type Tone } from '../parts.tsx';
import { page, type Site } from '../site.tsx';
import { dayOfQuery, entryHref, LawLinks, REGISTER_CRUMBS, regionName } from './register-parts.tsx';

const percent = (n: number, of: number): string => (of === 0 ? '—' : `${Math.floor((n * 1000) / of) / 10}%`);
/** Lists on a page hold at most this many lines; the API has them all. */
const SHOWN = 100;

const Rest: FC<{ all: number }> = ({ all }) =>
  all > SHOWN ? (
    <p class="soft">
      这里显示前{SHOWN}条，共{all}条；全部见<a href="/api/v1/registers/figures">开放接口</a>。
    </p>
  ) : null;

const Orphans: FC<{ site: Site; figures: RegisterFigures }> = ({ site, figures: { orphan } }) => (
  <Section id="orphan" title="依据失效的事项">
    <p class="figure">
      <b>{orphan.orphans.length}项</b>
      <span>
        占在用{orphan.published}项的{percent(orphan.orphans.length, orphan.published)}，目标0。
      </span>
    </p>
    {orphan.orphans.length ? (
      <ul class="rows">
        {orphan.orphans.slice(0, SHOWN).map((o) => (
          <li>
            <p class="row-title">
              <a href={entryHref(o.register, o)}>{o.name}</a>
            </p>
            <p class="small">{o.why.join('；')}</p>
            <p class="meta">
              <span>{registerByCode(o.register)?.title}</span>
              <span>{site.office.organName(o.organ)}</span>
            </p>
          </li>
        ))}
      </ul>
    ) : (
      <Empty>在用的事项都有有效的依据。依据到期或者废止、清单没有跟上的，会列在这里。</Empty>
    )}
    <Rest all={orphan.orphans.length} />
  </Section>
);

const Unity: FC<{ site: Site; figures: RegisterFigures }> = ({ site, figures: { unity } }) => {
  const shared = unity.reduce((n, u) => n + u.shared, 0);
  const identical = unity.reduce((n, u) => n + u.identical, 0);
  const every = unity.flatMap((u) => u.differences.map((d) => ({ ...d, register: u.register })));
  // One line for one entry, whatever differs in it.
  const all = [
    ...Map.groupBy(every, (d) => [d.register, d.region, d.code, d.kind, d.other.code].join('\n')).values(),
  ].map((list) => ({ ...(list[0] as (typeof every)[number]), say: list.map((d) => d.say).join('；') }));
  return (
    <Section id="unity" title="上下级一致">
      <p class="figure">
        <b>{percent(identical, shared)}</b>
        <span>
          多个地区都有的{shared}个事项中，{identical}个名称、编码、依据和要素一致，目标100%。
        </span>
      </p>
      {all.length ? (
        <ul class="rows">
          {all.slice(0, SHOWN).map((d) => (
            <li>
              <p class="row-title">
                <a href={entryHref(d.register, d)}>{d.name}</a>
              </p>
              <p class="small">
                {d.say}。对照：
                <a href={entryHref(d.register, d.other)}>
                  {d.kind === 'overlap'
                    ? site.office.organName(d.other.organ)
                    : `${regionName(site, d.other.region)}的同一事项`}
                </a>
              </p>
              <p class="meta">
                <span>{registerByCode(d.register)?.title}</span>
                <span>{regionName(site, d.region)}</span>
                <span>{site.office.organName(d.organ)}</span>
              </p>
            </li>
          ))}
        </ul>
      ) : (
        <Empty>没有发现差异。名称、编码、要素与上级不一致的，会列在这里。</Empty>
      )}
      <Rest all={all.length} />
    </Section>
  );
};

const Timely: FC<{ figures: RegisterFigures }> = ({ figures: { timely } }) => (
  <Section id="timely" title="按时调整">
    <p class="figure">
      <b>{percent(timely.inTime, timely.triggers)}</b>
      <span>
        应当调整的{timely.triggers}件中，{timely.inTime}件在期限内申请、审核、公布，目标100%。
      </span>
    </p>
    {timely.rows.some((r) => !r.inTime) ? (
      <ul class="rows">
        {timely.rows
          .filter((r) => !r.inTime)
          .slice(0, SHOWN)
          .map((r) => (
            <li>
              <p class="row-title">{r.title || `${r.kind}（办理中）`}</p>
              <p class="small">逾期：{r.late.join('、')}</p>
            </li>
          ))}
      </ul>
    ) : (
      <Empty>没有逾期的调整。</Empty>
    )}
  </Section>
);

const CHANGE_TONES: Readonly<Record<RecordedChange['standing'], Tone>> = {
  无需调整: 'quiet',
  调整中: 'wait',
  已逾期: 'end',
  已办结: 'good',
  逾期办结: 'quiet',
};

const Change: FC<{ site: Site; change: RecordedChange; today: string }> = ({ site, change: c, today }) => {
  const fallen = c.affected.filter((a) => a.fallen);
  const rest = c.affected.filter((a) => !a.fallen);
  const items = (list: typeof c.affected) => (
    <ul class="dotted small">
      {list.map((a) => (
        <li>
          <a href={entryHref(a.register, a)}>{a.name}</a>
          <span class="soft">
            （{a.registerTitle}，{site.office.organName(a.organ)}）
          </span>
        </li>
      ))}
    </ul>
  );
  return (
    <li class="document-row">
      <div>
        <p class="row-title">{c.says}</p>
        <p class="small">
          <LawLinks
            list={
              c.articles.length
                ? c.articles.map((article) => ({ instrument: c.instrument, article }))
                : [{ instrument: c.instrument }]
            }
          />
          自{shortDate(c.effectiveOn)}起{c.change}（{c.by}）
        </p>
        <p class="meta">
          <span>{dayOf(c.recordedAt)}登记</span>
          {c.due ? (
            <span>
              {c.standing === '调整中'
                ? `各机关应在${shortDate(c.due)}前处理完`
                : c.standing === '已逾期'
                  ? `应在${shortDate(c.due)}前处理完，已经逾期`
                  : `期限${shortDate(c.due)}`}
            </span>
          ) : null}
        </p>
        {fallen.length ? (
          <details open={c.effectiveOn <= today && c.standing !== '已办结'}>
            <summary>{fallen.length}项没有其他依据，暂停实施</summary>
            {items(fallen)}
          </details>
        ) : null}
        {rest.length ? (
          <details>
            <summary>{rest.length}项还有其他依据或者需要修改，限期核对</summary>
            {items(rest)}
          </details>
        ) : null}
        {c.count > c.affected.length ? (
          <p class="soft small">
            共{c.count}项，这里显示前{c.affected.length}项。
          </p>
        ) : null}
      </div>
      <Tag tone={CHANGE_TONES[c.standing]}>{c.standing}</Tag>
    </li>
  );
};

export function figurePages(site: Site): Hono {
  const app = new Hono();
  const { office } = site;
  app.get('/registers/figures', async (c) => {
    const on = dayOfQuery(c, 'asOf') ?? dateOf(office.now());
    const figures = await registerFigures(office, on);
    return page(
      site,
      c,
      { title: '清单质量', crumbs: REGISTER_CRUMBS },
      <>
        <PageTitle title="清单质量">
          {shortDate(on)}的清单：依据是不是还有效，上下级是不是一致，调整是不是按时。每个数字后面就是名单。
        </PageTitle>
        <Orphans site={site} figures={figures} />
        <Unity site={site} figures={figures} />
        <Timely figures={figures} />
      </>,
    );
  });

  app.get('/registers/law-changes', async (c) => {
    const changes = await recordedChanges(office);
    const today = dateOf(office.now());
    return page(
      site,
      c,
      { title: '法律变动和受影响的事项', crumbs: REGISTER_CRUMBS },
      <>
        <PageTitle title="法律变动和受影响的事项">
          法律、法规、规章废止或者修改的当天，没有其他依据的事项停止实施，其余的限期核对。
        </PageTitle>
        {changes.length ? (
          <ul class="rows">
            {changes.map((change) => (
              <Change site={site} change={change} today={today} />
            ))}
          </ul>
        ) : (
          <Empty>还没有登记的法律变动。登记以后，受影响的事项会列在这里。</Empty>
        )}
      </>,
    );
  });
  return app;
}

/** One entry of a list: what it is, what it stands on, how it stood on any day, who made it so. */
import { columnsOf, dateOf, type LegalRef, type RegisterDef } from '@fadu/kernel';
import { stepsOf } from '@fadu/office/public/index';
import { type EntryVersion, entryHistory, versionOn } from '@fadu/office/registers/list';
import { valueText } from '@fadu/office/registers/open-data';
import { registerByCode } from '@fadu/plan/registers';
import { Hono } from 'hono';
import type { Child, FC } from 'hono/jsx';
import { dayOf, shortDate } from '../dates.ts';
import { Day, Section, Title } from '../parts.tsx';
import { page, type Site } from '../site.tsx';
import { StepList } from '../steps.tsx';
import {
  dayOfQuery,
  entryHref,
  LawLink,
  LawLinks,
  REGISTER_CRUMBS,
  regionName,
  STATUS_TONES,
} from './register-parts.tsx';

interface Suspended {
  readonly instrument: string;
  readonly articles?: readonly string[];
  readonly on: string;
}

/** What the state means for someone who wants to apply, in a sentence. */
function Standing({ def, entry: e }: { def: RegisterDef; entry: EntryVersion }): Child {
  const fell = e.body.suspended as Suspended | undefined;
  const next = (e.body.replacedBy ?? []) as readonly string[];
  switch (e.status) {
    case '在用':
      return <>自{shortDate(e.lawFrom)}起按现在的内容实施。</>;
    case '暂停实施':
      return (
        <>
          {fell ? (
            <>
              依据的
              <LawLinks
                list={
                  fell.articles?.length
                    ? fell.articles.map((article) => ({ instrument: fell.instrument, article }))
                    : [{ instrument: fell.instrument }]
                }
              />
              自{shortDate(fell.on)}起废止，
            </>
          ) : null}
          没有其他有效的依据，暂停实施，不受理新的申请；正在核对。
        </>
      );
    case '取消':
      return (
        <>
          自{shortDate(e.lawFrom)}起取消，不再实施。{e.body.reason ? `理由：${String(e.body.reason)}。` : ''}
          {next.length ? (
            <>
              由
              {next.map((code, i) => (
                <>
                  {i > 0 ? '、' : ''}
                  <a href={entryHref(def.code, { code, region: e.region })} class="code">
                    {code}
                  </a>
                </>
              ))}
              承接。
            </>
          ) : null}
        </>
      );
    case '尚未生效':
      return <>已经公布，自{shortDate(e.lawFrom)}起实施。</>;
    case '失效':
      return <>已经失效，不再实施。</>;
    default:
      return e.status satisfies never;
  }
}

/** Registers whose entries hold tables have a page of their own that draws them. */
const PICTURES: Readonly<Record<string, (e: { code: string; region: string }) => string>> = {
  'discretion-benchmark': (e) => `/benchmarks/${encodeURIComponent(e.code)}?region=${e.region}`,
  'lenient-list': (e) => `/lenient-lists?region=${e.region}#${e.code}`,
};
/** A value that no single line shows. */
const isTable = (value: unknown): boolean =>
  typeof value === 'object' && !(Array.isArray(value) && value.every((v) => typeof v !== 'object'));

/** The value of a field as it is best read. */
const Value: FC<{ site: Site; cell: ReturnType<typeof columnsOf>[number]; value: unknown }> = (p) => {
  if (p.cell.cell === 'lines')
    return (
      <ul class="dotted">
        {(p.value as readonly string[]).map((line) => (
          <li>{line}</li>
        ))}
      </ul>
    );
  if (p.cell.cell === 'basis') return <LawLinks list={p.value as readonly LegalRef[]} />;
  if (p.cell.rows)
    return (
      <div class="table-scroll">
        <table>
          <thead>
            <tr>
              {p.cell.rows.map((c) => (
                <th scope="col">{c.title}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(p.value as readonly Readonly<Record<string, unknown>>[]).map((row) => (
              <tr>
                {p.cell.rows?.map((c) => (
                  <td>{valueText(p.site.office, c, row[c.field])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    );
  return <>{valueText(p.site.office, p.cell, p.value)}</>;
};

const Elements: FC<{ site: Site; def: RegisterDef; entry: EntryVersion }> = ({ site, def, entry }) => (
  <dl class="facts facts-wide">
    {columnsOf(def)
      .filter((c) => !['name', 'basis'].includes(c.field))
      .filter((c) => {
        const value = entry.body[c.field];
        return value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
      })
      .map((c) => (
        <>
          <dt>{c.title}</dt>
          <dd>
            {PICTURES[def.code] && c.cell !== 'basis' && isTable(entry.body[c.field]) ? (
              <a href={PICTURES[def.code]?.(entry)}>查看图表</a>
            ) : (
              <Value site={site} cell={c} value={entry.body[c.field]} />
            )}
          </dd>
        </>
      ))}
    {entry.code === entry.body[def.itemCode] ? null : (
      <>
        <dt>实施编码</dt>
        <dd class="code">{entry.code}</dd>
      </>
    )}
  </dl>
);

const History: FC<{ def: RegisterDef; history: readonly EntryVersion[] }> = ({ def, history }) => {
  const titles = new Map(columnsOf(def).map((c) => [c.field, c.title]));
  const own: Readonly<Record<string, string>> = {
    status: '状态',
    suspended: '暂停原因',
    reason: '理由',
    replacedBy: '承接的编码',
  };
  return (
    <div class="table-wrap">
      <table class="stack">
        <caption>每次登记都保留：从哪天起是什么样，什么时候登记的，改了什么</caption>
        <thead>
          <tr>
            <th scope="col">状态</th>
            <th scope="col">自</th>
            <th scope="col">登记于</th>
            <th scope="col">由哪一步登记</th>
            <th scope="col">变动</th>
          </tr>
        </thead>
        <tbody>
          {history.map((v) => (
            <tr>
              <th scope="row">
                <a href={entryHref(def.code, v, { asOf: v.lawFrom, recordedOn: dateOf(v.recordedAt) })}>
                  {v.status}
                </a>
              </th>
              <td data-label="自">
                <Day date={v.lawFrom} />
              </td>
              <td data-label="登记于">{dayOf(v.recordedAt)}</td>
              <td data-label="由哪一步登记">{v.act || '办理中的一步'}</td>
              <td data-label="变动">
                {v.version === 1
                  ? '首次登记'
                  : v.changed.map((f) => titles.get(f) ?? own[f] ?? f).join('、') || '没有变动'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

export function entryPages(site: Site): Hono {
  const app = new Hono();
  const { office } = site;
  app.get('/registers/:register/:entry', async (c) => {
    const def = registerByCode(c.req.param('register'));
    if (!def) return c.notFound();
    const region = /^\d{6}$/.test(c.req.query('region') ?? '') ? c.req.query('region') : undefined;
    const history = await entryHistory(office, def.code, region, c.req.param('entry').slice(0, 100));
    const asOf = dayOfQuery(c, 'asOf');
    const recordedOn = dayOfQuery(c, 'recordedOn');
    const entry = versionOn(history, asOf ?? dateOf(office.now()), recordedOn);
    const latest = history[0];
    if (!latest) return c.notFound();
    const crumbs = [...REGISTER_CRUMBS, { title: def.title, href: `/registers/${def.code}` }];
    const name = String((entry ?? latest).body.name ?? latest.code);
    if (!entry) {
      return page(
        site,
        c,
        { title: name, crumbs, noindex: true },
        <>
          <h1>{name}</h1>
          <p class="banner tone-quiet">
            截至{shortDate(recordedOn ?? asOf ?? '')}，清单里还没有登记这个事项。
          </p>
          <p>
            <a href={entryHref(def.code, latest)}>看现在的内容</a>
          </p>
        </>,
        404,
      );
    }
    const steps = await stepsOf(office, entry.caseId);
    const bases = (entry.body.basis ?? []) as readonly LegalRef[];
    return page(
      site,
      c,
      { title: name, crumbs, description: `${def.title}：${name}` },
      <>
        <div class="page-head">
          <p class="soft">
            {def.title}　{regionName(site, entry.region)}
          </p>
          <h1>
            <Title text={name} />
          </h1>
        </div>
        {asOf || recordedOn ? (
          <p class="notice">
            显示
            {[asOf && `${shortDate(asOf)}的内容`, recordedOn && `截至${shortDate(recordedOn)}的登记`]
              .filter(Boolean)
              .join('，')}
            。<a href={entryHref(def.code, entry)}>看现在的内容</a>
          </p>
        ) : null}
        <div class={`banner tone-${STATUS_TONES[entry.status]}`} role="status">
          <p>
            <strong>{entry.status}</strong>
          </p>
          <p>
            <Standing def={def} entry={entry} />
          </p>
        </div>
        <Section id="basis" title="设定依据">
          <ul class="rows">
            {bases.map((at) => (
              <li>
                <p class="row-title">
                  <LawLink at={at} />
                </p>
              </li>
            ))}
          </ul>
        </Section>
        <Section id="elements" title="事项内容">
          <Elements site={site} def={def} entry={entry} />
          {def.code === 'enforcement-item' ? (
            <p>
              <a href={`/typical-cases?item=${encodeURIComponent(entry.code)}`}>这一事项的典型案例</a>
            </p>
          ) : null}
        </Section>
        <Section id="history" title="历史">
          <History def={def} history={history} />
        </Section>
        <Section id="steps" title="登记经过">
          <p class="soft">
            这个版本由
            <a href={`/procedures/${entry.procedure || 'power-list-adjustment'}`}>
              {office.procedures.get(entry.procedure)?.title ?? '清单调整程序'}
            </a>
            登记，每一步都有存证。
          </p>
          <StepList steps={steps} />
        </Section>
      </>,
    );
  });
  return app;
}

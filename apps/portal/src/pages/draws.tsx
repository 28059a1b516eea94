/** Random draws for everyone (R7.2): what was drawn, from which lists, by which number, and the check of it all. */
import type { DrawBundle } from '@fadu/kernel/draw/index';
import {
  type DrawLine,
  type DrawRound,
  drawList,
  drawRecord,
  publicList,
  publishedRound,
} from '@fadu/office/public/draws';
import { Hono } from 'hono';
import type { FC } from 'hono/jsx';
import { momentText, shortDate } from '../dates.ts';
import { attachment } from '../download.ts';
import { Empty, PageTitle, Section, Tag } from '../parts.tsx';
import { page, type Site } from '../site.tsx';
import { DrawHow } from './draw-how.tsx';
import { DRAW_TONES, Drawn, Layers, Lists, Recompute, RoundTag } from './draw-parts.tsx';

const CRUMBS = [{ title: '双随机抽查', href: '/draws' }];
const CASE = '[0-9]{6}-[0-9a-z-]{1,60}';
/** Lists up to so many rows travel inside the file for verification. */
const INLINE_ROWS = 20_000;

const Line: FC<{ draw: DrawLine }> = ({ draw }) => (
  <li>
    <p>
      <a href={`/draws/${draw.id}`}>{draw.title}</a>{' '}
      <Tag tone={DRAW_TONES[draw.status] ?? 'quiet'}>{draw.status}</Tag>
    </p>
    <p class="meta">
      <span>{draw.number}</span>
      <span>{draw.organs.join('、')}</span>
      {draw.drawn !== null ? <span>抽中{draw.drawn}个对象</span> : null}
      {draw.announcedAt ? <span>随机数{momentText(draw.announcedAt)}公布</span> : null}
    </p>
    {draw.repeatOf ? (
      <p>
        对同一批对象再抽一次（上一次{draw.repeatOf}）：{draw.repeatReason}
      </p>
    ) : null}
  </li>
);

const Round: FC<{ id: string; round: DrawRound; vkey: string }> = ({ id, round: r, vkey }) => {
  const { commitment } = r.freeze;
  return (
    <>
      <p>
        <RoundTag round={r} />
      </p>
      {r.undone ? (
        <p class="notice">
          {momentText(r.undone.at)}，{r.undone.by}
          {r.undone.ground ? `（${r.undone.ground}）` : ''}：{r.undone.reason}
        </p>
      ) : null}
      <dl class="facts">
        <dt>冻结时间</dt>
        <dd>{momentText(r.freeze.frozenAt)}</dd>
        <dt>承诺的指纹</dt>
        <dd class="mono">{r.freeze.committed}</dd>
        <dt>存证</dt>
        <dd>
          {r.froze.index === null ? (
            '正在写入存证日志'
          ) : (
            <a href={`/records/${r.froze.index}`}>冻结，存证{r.froze.index}号</a>
          )}
          {r.drew?.index != null ? (
            <>
              、<a href={`/records/${r.drew.index}`}>结果，存证{r.drew.index}号</a>
            </>
          ) : null}
        </dd>
        <dt>随机数来源</dt>
        <dd>
          {commitment.source.name} {commitment.source.issue}，{momentText(commitment.source.announcedAt)}公布
        </dd>
        <dt>取数办法</dt>
        <dd>{commitment.source.reading}</dd>
        {r.draw ? (
          <>
            <dt>公布的数值</dt>
            <dd>
              <strong class="mono">{r.draw.value}</strong>（{r.draw.seenAt}）
            </dd>
            <dt>种子</dt>
            <dd class="mono">{r.draw.seed}</dd>
          </>
        ) : null}
      </dl>
      {r.draw ? <Recompute id={id} round={r} vkey={vkey} /> : null}
      <h3>冻结的清单</h3>
      <Lists lists={r.lists} />
      <Layers strata={commitment.plan.strata} {...(r.draw && { counts: r.draw.strata })} />
    </>
  );
};

/** Pages below `/draws`. */
export function drawPages(site: Site): Hono {
  const app = new Hono();
  const { office, deps } = site;

  app.get('/draws', async (c) => {
    const draws = await drawList(office);
    const body = (
      <>
        <PageTitle title="双随机、一公开">
          检查谁、派谁去，都由公开的随机数决定：清单先冻结，数后公布，谁也挑不了。每一次抽取您都能在自己的设备上重新算一遍。
        </PageTitle>
        <Section
          id="draws"
          title={`抽取（${draws.length}次）`}
          more={{ href: '/draws/how', text: '怎么抽、怎么核验' }}
        >
          {draws.length ? (
            <ul class="rows">
              {draws.map((d) => (
                <Line draw={d} />
              ))}
            </ul>
          ) : (
            <Empty>还没有抽取过。清单一冻结就会列在这里，结果当场公布。</Empty>
          )}
        </Section>
        <Section id="more" title="名录和计划">
          <p class="soft">
            <a href="/registers/annual-inspection-plan">年度抽查计划</a>、
            <a href="/registers/random-item">随机抽查事项清单</a>、
            <a href="/registers/inspection-object">检查对象名录库</a>、
            <a href="/procedures/random-inspection">办理程序</a>
          </p>
        </Section>
      </>
    );
    return page(site, c, { title: '双随机、一公开', crumbs: [] }, body);
  });

  app.get('/draws/how', (c) => page(site, c, { title: '怎么抽、怎么核验', crumbs: CRUMBS }, <DrawHow />));

  app.get('/draws/lists/:file{[0-9a-f]{64}\\.tsv}', async (c) => {
    const hash = c.req.param('file').slice(0, 64);
    const bytes = await publicList(office, hash);
    if (!bytes) return c.notFound();
    attachment(c, `清单${hash.slice(0, 12)}.tsv`, 'text/tab-separated-values; charset=utf-8');
    c.header('cache-control', 'public, max-age=86400');
    return c.body(new Uint8Array(bytes));
  });

  app.get(`/draws/:id{${CASE}}`, async (c) => {
    const id = c.req.param('id');
    const record = await drawRecord(office, id);
    if (!record) return c.notFound();
    const { line, plan, rounds, tasks } = record;
    const [latest, ...older] = rounds.toReversed();
    const items = (plan.items ?? []) as string[];
    const body = (
      <>
        <PageTitle title={line.title}>
          {line.number ? `${line.number}　` : ''}
          {line.organs.join('、')}
        </PageTitle>
        <p>
          <Tag tone={DRAW_TONES[line.status] ?? 'quiet'}>{line.status}</Tag>
        </p>
        <dl class="facts">
          <dt>年度计划</dt>
          <dd>
            <a href={`/registers/annual-inspection-plan/${encodeURIComponent(String(plan.annualPlan))}`}>
              {String(plan.annualPlan)}
            </a>
            第{String(plan.batch)}批
          </dd>
          <dt>抽查事项</dt>
          <dd>
            {items.map((i, n) => (
              <>
                {n ? '、' : ''}
                <a href={`/registers/random-item/${encodeURIComponent(i)}`}>{i}</a>
              </>
            ))}
          </dd>
          <dt>抽查方式</dt>
          <dd>
            {String(plan.method)}
            {plan.target ? `：${String(plan.target)}` : ''}
          </dd>
          <dt>检查日期</dt>
          <dd>
            {shortDate(String(plan.periodFrom))}至{shortDate(String(plan.periodTo))}
          </dd>
          {line.repeatOf ? (
            <>
              <dt>再抽一次的理由</dt>
              <dd>
                上一次{line.repeatOf}：{line.repeatReason}
              </dd>
            </>
          ) : null}
        </dl>
        {latest ? (
          <Section id="check" title="怎样抽的，您自己来核验" more={{ href: '/draws/how', text: '抽取办法' }}>
            <Round id={id} round={latest} vkey={deps.vkey} />
          </Section>
        ) : (
          <Section id="check" title="还没有冻结清单">
            <p class="soft">
              随机数来源：{String(plan.seedName)}
              {String(plan.seedIssue)}，{shortDate(String(plan.seedDay))}
              {String(plan.seedTime)}公布。清单会在这之前冻结。
            </p>
          </Section>
        )}
        {latest?.draw && !latest.undone ? (
          <Section id="drawn" title={`抽中的对象（${latest.draw.drawn.length}个）`}>
            <Drawn drawn={latest.draw.drawn} tasks={tasks} organName={office.organName} />
          </Section>
        ) : null}
        {older.length ? (
          <Section id="older" title="作废的各轮">
            {older.map((r) => (
              <details>
                <summary>
                  第{r.round}轮，{momentText(r.freeze.frozenAt)}冻结
                </summary>
                <Round id={id} round={r} vkey={deps.vkey} />
                {r.draw ? <Drawn drawn={r.draw.drawn} tasks={[]} organName={office.organName} /> : null}
              </details>
            ))}
          </Section>
        ) : null}
        {latest?.draw ? (
          <Section id="files" title="下载">
            <p>
              <a href={`/draws/${id}/${latest.round}.json`}>核验文件</a>
              <span class="soft">　命令行核验：</span>
              <code>npm run fadu -- draw verify 核验文件.json</code>
            </p>
          </Section>
        ) : null}
      </>
    );
    return page(site, c, { title: line.title, crumbs: CRUMBS, script: 'draw.js', fresh: true }, body);
  });

  app.get(`/draws/:id{${CASE}}/:file{[0-9]{1,4}\\.json}`, async (c) => {
    const id = c.req.param('id');
    const round = Number(c.req.param('file').slice(0, -5));
    const record = await drawRecord(office, id);
    const draw = record && publishedRound(record, round);
    const found = record?.rounds.find((r) => r.round === round);
    if (!draw || !found) return c.notFound();
    const proofOf = async (index: number | null | undefined) =>
      index === null || index === undefined ? null : await site.proofAt(index);
    const [froze, drew] = [await proofOf(found.froze.index), await proofOf(found.drew?.index)];
    const lists: Record<string, string> = {};
    if (found.lists.reduce((n, l) => n + l.rows, 0) <= INLINE_ROWS)
      for (const l of found.lists) {
        const bytes = await publicList(office, l.hash);
        if (bytes) lists[l.hash] = new TextDecoder().decode(bytes);
      }
    const bundle: DrawBundle = {
      format: 'fadu-draw-bundle-1',
      draw,
      ...(Object.keys(lists).length && { lists }),
      record: {
        ...(froze && { freeze: { body: found.freeze, proof: froze } }),
        ...(drew && found.draw && { draw: { body: found.draw, proof: drew } }),
      },
    };
    attachment(c, `${record.line.number || id}-${round}.json`, 'application/json; charset=utf-8');
    c.header('cache-control', 'no-store');
    return c.body(JSON.stringify(bundle, null, 1));
  });

  return app;
}

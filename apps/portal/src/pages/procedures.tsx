/** Procedures: the list, and one with its chart, guide and what has been proven of it. */
import type { Proof } from '@fadu/kernel';
import { type Guide, type GuideAct, guideOf, ROUGH_CHARTS } from '@fadu/office/charts/index';
import { Hono } from 'hono';
import { raw } from 'hono/html';
import type { FC } from 'hono/jsx';
import { shortDate } from '../dates.ts';
import { Cites, Empty, PageTitle, Section, Tag } from '../parts.tsx';
import { page, type Site } from '../site.tsx';

/** The chart as it may stand in a page: our own drawing, without the styles that the page's sheet gives it. */
export const chartForPage = (svg: string): string =>
  svg
    .replace(/^\s*<\?xml[^>]*\?>\s*/, '')
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/\sstyle="[^"]*"/, ' class="chart-drawing"');

/** Width, in pixels, of a drawing whose letters can still be read when it is fitted into the page. */
const FITS_PX = 1750;
export const fits = (svg: string): boolean => Number(/\swidth="(\d+)"/.exec(svg)?.[1] ?? 0) <= FITS_PX;

const Act: FC<{ act: GuideAct }> = ({ act }) => {
  const needs = act.needs.filter((n) => n.must);
  const limits = act.limits.filter((l) => l.role !== 'starts');
  return (
    <li class="guide-act" id={act.anchor}>
      <h4>{act.title}</h4>
      {act.when ? <p class="soft small">只在这种情形办理：{act.when}</p> : null}
      {act.about ? <p>{act.about}。</p> : null}
      <dl class="facts">
        <dt>谁来办</dt>
        <dd>{act.who.join('、')}</dd>
        {limits.length ? (
          <>
            <dt>时限</dt>
            <dd>
              {limits.map((l) => (
                <span class="line">
                  {l.text}
                  {l.extension ? `，${l.extension}` : ''}
                  <span class="soft small">
                    　<Cites cites={l.cites} />
                  </span>
                </span>
              ))}
            </dd>
          </>
        ) : null}
        {act.papers.length ? (
          <>
            <dt>形成</dt>
            <dd>{act.papers.map((p) => p.title).join('、')}</dd>
          </>
        ) : null}
        <dt>依据</dt>
        <dd>
          <Cites cites={act.cites} />
        </dd>
      </dl>
      {needs.length + act.checks.length > 0 ? (
        <details>
          <summary>办理之前必须满足（{needs.length + act.checks.length}项）</summary>
          <ul class="dotted">
            {[...needs, ...act.checks].map((n) => (
              <li>
                {n.say}。
                <span class="soft small">
                  <Cites cites={n.cites} />
                </span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {act.fields.length ? (
        <details>
          <summary>要填写什么（{act.fields.length}项）</summary>
          <ul class="dotted">
            {act.fields.map((f) => (
              <li>
                {f.title}
                {f.required ? '' : '（选填）'}
                {f.personal ? '（不公开）' : ''}
                {f.description ? <span class="soft small">　{f.description}</span> : null}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </li>
  );
};

/** What is known of a procedure's proof: the result, not ready yet, or none (a space too large to explore). */
type Proven = Proof | 'pending' | 'none';

/** Longest a reader waits for a proof that is still being made, in milliseconds. */
const PATIENCE = 1_500;

const ProofBanner: FC<{ proof: Proven }> = ({ proof }) => {
  if (proof === 'pending') {
    return (
      <p class="banner tone-quiet">证明正在进行，过几分钟再来看。系统在每一步办理时也逐条检查下面的规定。</p>
    );
  }
  if (proof === 'none') {
    return (
      <p class="banner tone-wait">这个程序没有整个走遍，不作证明；系统在每一步办理时逐条检查下面的规定。</p>
    );
  }
  const kept = proof.laws.filter((l) => l.holds).length;
  const n = (value: number) => value.toLocaleString('zh-CN');
  return (
    <div class={`banner tone-${proof.ok ? 'good' : 'end'}`}>
      <p>
        <strong>
          {proof.ok
            ? `${proof.laws.length}条规定，条条都守得住`
            : `${proof.laws.length}条规定，证明守得住${kept}条`}
        </strong>
      </p>
      <p>
        机器走遍了这个程序可能到达的{n(proof.markings)}种状态、{n(proof.steps)}个步骤，
        {proof.ok ? '没有一条路能绕过下面任何一条规定，也没有走不下去的死路。' : '找到的问题列在下面。'}
      </p>
      {proof.findings.length ? (
        <ul class="dotted">
          {proof.findings.map((f) => (
            <li>{f.say}</li>
          ))}
        </ul>
      ) : null}
    </div>
  );
};

const GuideView: FC<{ guide: Guide; charts: { wide: string; narrow: string }; proof: Proven }> = ({
  guide: g,
  charts,
  proof,
}) => (
  <>
    <PageTitle title={g.title}>{g.about}</PageTitle>
    <p class="meta">
      <span>
        {shortDate(g.version)}版，{shortDate(g.from)}起适用
      </span>
      <span>
        依据：
        <Cites cites={g.cites} />
      </span>
    </p>
    <nav class="tabs" aria-label="本页内容">
      <a href="#chart">流程图</a>
      <a href="#guide">怎么办</a>
      <a href="#limits">时限</a>
      <a href="#laws">守住的规定</a>
    </nav>
    <Section id="chart" title="流程图">
      <p class="soft small">
        由系统正在运行的程序直接画出，
        {ROUGH_CHARTS.has(g.code)
          ? '画的是主要走法；几个步骤可以不分先后的，以下面每一步的条件为准。'
          : '与实际办理逐步核对过，完全一致。'}
        点一个步骤，看它的说明。
      </p>
      {fits(charts.wide) ? (
        <>
          <figure class="chart chart-wide">{raw(chartForPage(charts.wide))}</figure>
          <figure class="chart chart-narrow">{raw(chartForPage(charts.narrow))}</figure>
        </>
      ) : (
        <>
          <p class="small">
            <a href={`/api/v1/procedures/${g.code}/chart.svg`}>看整张大图（可以放大、打印）</a>
          </p>
          <figure class="chart chart-column">{raw(chartForPage(charts.narrow))}</figure>
        </>
      )}
    </Section>
    <Section id="guide" title="怎么办">
      <ol class="guide">
        {g.phases
          .filter((p) => p.acts.length)
          .map((p) => (
            <li>
              <h3>
                <span class="guide-number">{p.number}</span>
                {p.title}
              </h3>
              <ol class="guide-acts">
                {p.acts.map((a) => (
                  <Act act={a} />
                ))}
              </ol>
            </li>
          ))}
        {g.across.length ? (
          <li>
            <h3>
              <span class="guide-number">·</span>
              几个阶段都可以
            </h3>
            <ol class="guide-acts">
              {g.across.map((a) => (
                <Act act={a} />
              ))}
            </ol>
          </li>
        ) : null}
      </ol>
    </Section>
    <Section id="limits" title="时限">
      {g.clocks.length ? (
        <div class="table-wrap">
          <table class="stack">
            <caption>这个程序里所有的期限</caption>
            <thead>
              <tr>
                <th scope="col">期限</th>
                <th scope="col">多长</th>
                <th scope="col">谁遵守</th>
                <th scope="col">依据</th>
              </tr>
            </thead>
            <tbody>
              {g.clocks.map((k) => (
                <tr>
                  <th scope="row">{k.title}</th>
                  <td data-label="多长">
                    {k.lengths.map((l) => (l.when ? `${l.when}：${l.text}` : l.text)).join('；')}
                  </td>
                  <td data-label="谁遵守">{k.owedBy}</td>
                  <td data-label="依据" class="small">
                    <Cites cites={k.cites} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <p class="soft">这个程序没有期限。</p>
      )}
    </Section>
    <Section id="laws" title="守住的规定">
      <ProofBanner proof={proof} />
      <ol class="rows laws">
        {g.laws.map((l) => {
          const found = typeof proof === 'string' ? undefined : proof.laws.find((r) => r.law.code === l.code);
          return (
            <li>
              <p>
                {l.says}。
                {found ? (
                  <Tag tone={found.holds ? 'good' : 'end'}>{found.holds ? '已证明' : '守不住'}</Tag>
                ) : null}
              </p>
              <p class="small soft">
                <Cites cites={l.cites} />
              </p>
            </li>
          );
        })}
      </ol>
    </Section>
    {g.marks.unverified.length + g.marks.design.length > 0 ? (
      <Section id="marks" title="没有把握的地方">
        <div class="prose">
          {g.marks.unverified.length ? (
            <p>
              <span class="badge badge-unverified">未核实</span>{' '}
              的依据，我们没有找到可以逐字核对的官方文本，内容以官方公布的为准。
            </p>
          ) : null}
          {g.marks.design.length ? (
            <p>
              <span class="badge badge-design">本系统设定</span>{' '}
              的数值没有法律依据，由本市自行确定，可以修改。
            </p>
          ) : null}
        </div>
      </Section>
    ) : null}
  </>
);

/** Remember what was made for a procedure; a failure is forgotten, so that the next reader tries again. */
function remembered<T>(make: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const kept = new Map<string, Promise<T>>();
  return (key) => {
    const known = kept.get(key);
    if (known) return known;
    const made = make(key);
    kept.set(key, made);
    made.catch(() => kept.delete(key));
    return made;
  };
}

export function procedurePages(site: Site): Hono {
  const app = new Hono();
  const { deps, office } = site;
  // A procedure does not change while the server runs.
  const wideOf = remembered((code) => deps.chartSvg(code, false));
  const narrowOf = remembered((code) => deps.chartSvg(code, true));
  const proofOf = remembered((code) => deps.proof(code));
  const provenOf = async (code: string): Promise<Proven> => {
    let timer: NodeJS.Timeout | undefined;
    const waited = new Promise<'pending'>((done) => {
      timer = setTimeout(done, PATIENCE, 'pending');
    });
    // Without a proof nothing is claimed; the guide stands all the same.
    const proven = proofOf(code).catch((error: unknown): 'none' => {
      console.error(`portal: no proof of ${code}:`, error);
      return 'none';
    });
    return Promise.race([proven, waited]).finally(() => clearTimeout(timer));
  };

  app.get('/procedures', (c) => {
    const list = [...office.procedures.values()];
    const body = (
      <>
        <PageTitle title="办事程序">
          政府办这些事必须走的步骤、遵守的时限和依据。系统按它运行，少一步也走不下去。
        </PageTitle>
        <ul class="links-line meta">
          <li>
            <a href="/flow-charts">各执法机关的四张流程图</a>
          </li>
        </ul>
        {list.length ? (
          <ul class="rows">
            {list.map((p) => (
              <li>
                <p class="row-title">
                  <a href={`/procedures/${p.code}`}>{p.title}</a>
                </p>
                <p class="prose">{p.about}</p>
                <p class="meta">
                  <span>{Object.values(p.phases).filter((x) => !x.end).length}个阶段</span>
                  <span>{Object.keys(p.acts).length}个步骤</span>
                  <span>{p.laws.length}条规定</span>
                </p>
              </li>
            ))}
          </ul>
        ) : (
          <Empty>还没有上线的程序。</Empty>
        )}
      </>
    );
    return page(site, c, { title: '办事程序', crumbs: [] }, body);
  });

  app.get('/procedures/:code', async (c) => {
    const procedure = office.procedures.get(c.req.param('code'));
    if (!procedure) return c.notFound();
    const [wide, narrow, proof] = await Promise.all([
      wideOf(procedure.code),
      narrowOf(procedure.code),
      provenOf(procedure.code),
    ]);
    return page(
      site,
      c,
      {
        title: procedure.title,
        description: procedure.about,
        crumbs: [{ title: '办事程序', href: '/procedures' }],
      },
      <GuideView guide={guideOf(procedure)} charts={{ wide, narrow }} proof={proof} />,
    );
  });

  return app;
}

/** Parts of the pages of inspections: figures, an enterprise's visits, the code and its check. */
import type { OrganRating } from '@fadu/office/inspections/ratings';
import type { EnterpriseVisits, VisitFigures, VisitLine } from '@fadu/office/inspections/visits';
import type { VisitCredential } from '@fadu/plan/enforcement/inspections/visits/credential';
import type { FC } from 'hono/jsx';
import { shortDate } from '../dates.ts';
import { Empty, ErrorSummary, Field, PageTitle, Section, Tag, type Tone } from '../parts.tsx';

const share = (n: number, of: number): string => (of === 0 ? '—' : `${Math.round((n / of) * 100)}%`);

const LISTS = [
  ['inspection-body', '检查主体名录'],
  ['inspection-item', '检查事项清单和标准'],
  ['inspection-cap', '年度检查频次上限'],
  ['inspection-plan', '检查计划和专项方案'],
] as const;

const RESULT_TONES: Readonly<Record<string, Tone>> = {
  未发现问题: 'good',
  发现问题已当场改正: 'good',
  发现问题责令改正: 'wait',
  发现涉嫌违法: 'end',
  不配合检查: 'end',
};

const MONTHS = Array.from({ length: 12 }, (_, i) => `${i + 1}月`);

const ByMonth: FC<{ figures: VisitFigures }> = ({ figures }) => (
  <div class="table-wrap">
    <table class="stack inspection-months">
      <caption>{figures.year}年各机关每月检查次数</caption>
      <thead>
        <tr>
          <th scope="col">机关</th>
          {MONTHS.map((m) => (
            <th scope="col" class="num">
              {m}
            </th>
          ))}
          <th scope="col" class="num">
            合计
          </th>
        </tr>
      </thead>
      <tbody>
        {figures.organs.map((o) => (
          <tr>
            <th scope="row">{o.organName}</th>
            {o.months.map((n, i) => (
              <td class="num" data-label={MONTHS[i]}>
                {n || ''}
              </td>
            ))}
            <td class="num" data-label="合计">
              {o.total}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

const Visit: FC<{ visit: VisitLine; named?: boolean }> = ({ visit: v, named }) => (
  <li>
    <p>
      {named ? (
        <a href={`/inspections/enterprises/${encodeURIComponent(v.object)}`}>{v.name}</a>
      ) : (
        <strong>{v.items.join('、') || v.class}</strong>
      )}{' '}
      {v.result ? (
        <Tag tone={RESULT_TONES[v.result] ?? 'quiet'}>{v.result}</Tag>
      ) : (
        <Tag tone="wait">{v.status}</Tag>
      )}
    </p>
    <p class="meta">
      <span>{shortDate(v.on)}</span>
      <span>{v.organName}</span>
      <span>{v.class}</span>
      <span>根据：{v.ground}</span>
      {v.organs.length > 1 ? <span>{v.organs.length}个机关一次进入</span> : null}
      {v.counted ? null : <span>不计入次数</span>}
      {v.urgent ? <span>紧急检查</span> : null}
      {v.scanned ? null : <span>没有扫码</span>}
    </p>
    {named && v.items.length ? <p class="soft">{v.items.join('、')}</p> : null}
    {v.found ? <p>{v.found}</p> : null}
    {v.followUp ? <p class="soft">后续处理：{v.followUp}</p> : null}
    {v.publishedOn ? (
      <p class="meta">
        <span>
          {shortDate(v.publishedOn)}公示{v.late && v.publishBy ? `，晚于${shortDate(v.publishBy)}的期限` : ''}
        </span>
        {v.number ? <span>{v.number}</span> : null}
      </p>
    ) : null}
  </li>
);

export const Overview: FC<{
  figures: VisitFigures;
  ratings: readonly OrganRating[];
  now: string;
  wrong: boolean;
}> = ({ figures: f, ratings, now, wrong }) => (
  <>
    <PageTitle title="涉企检查">
      每一次对企业的检查都要有根据、事项要公布、次数有上限，结果在20个工作日内公示。查一家企业，看它被谁检查过、为了什么。
    </PageTitle>
    {wrong ? (
      <ErrorSummary faults={[{ field: 'code', say: '统一社会信用代码由18位数字和字母组成' }]} />
    ) : null}
    <search>
      <form action="/inspections" method="get" class="filters" aria-label="查一家企业的检查记录">
        <div class="filters-row">
          <p class="filters-wide">
            <label for="code">统一社会信用代码</label>
            <input id="code" name="code" type="search" maxlength={40} autocomplete="off" spellcheck={false} />
          </p>
        </div>
        <p class="actions">
          <button type="submit" class="button">
            查询
          </button>
        </p>
      </form>
    </search>
    <ul class="links-line meta">
      {LISTS.map(([code, title]) => (
        <li>
          <a href={`/registers/${code}`}>{title}</a>
        </li>
      ))}
      <li>
        <a href="/inspections/check">核对检查码</a>
      </li>
      <li>
        <a href="/inspections/rate">评价检查</a>
      </li>
      <li>
        <a href="/draws">双随机抽查</a>
      </li>
      <li>
        <a href="/procedures/inspection">检查程序</a>
      </li>
    </ul>
    <Section
      id="figures"
      title={`${f.year}年`}
      more={{
        href: `/inspections?year=${f.year === now ? Number(now) - 1 : now}`,
        text: f.year === now ? `${Number(now) - 1}年` : `${now}年`,
      }}
    >
      {f.visits === 0 ? (
        <Empty>{f.year}年还没有检查记录。</Empty>
      ) : (
        <>
          <dl class="facts">
            <dt>检查</dt>
            <dd>
              {f.visits}次，{f.enterprises}家企业
            </dd>
            <dt>每家企业</dt>
            <dd>
              平均{f.mean}次，百分之九十五的企业不超过{f.p95}次，超过上限{f.overCap}次
            </dd>
            <dt>计划内</dt>
            <dd>{share(f.planned, f.visits)}</dd>
            <dt>联合检查</dt>
            <dd>{share(f.joint, f.visits)}</dd>
            <dt>扫码</dt>
            <dd>{share(f.scanned, f.visits)}</dd>
            <dt>按时公示</dt>
            <dd>
              {share(f.inTime, f.published)}（已公示{f.published}次）
            </dd>
            <dt>发现问题</dt>
            <dd>{share(f.withFault, f.published)}</dd>
          </dl>
          <ByMonth figures={f} />
          {ratings.length ? (
            <p class="soft">
              企业评价：
              {ratings
                .map((r) =>
                  r.average === null
                    ? `${r.organName}${r.count}次，少于五次不显示平均分`
                    : `${r.organName}${r.count}次，平均${r.average}分，差评${r.bad}次`,
                )
                .join('；')}
              。
            </p>
          ) : null}
        </>
      )}
    </Section>
    <Section id="latest" title="最近公示的结果">
      {f.latest.length ? (
        <ul class="rows">
          {f.latest.map((v) => (
            <Visit visit={v} named />
          ))}
        </ul>
      ) : (
        <Empty>还没有公示过结果。</Empty>
      )}
    </Section>
    <Section id="refuse" title="什么时候可以拒绝检查">
      <ul class="dotted">
        <li>检查事项不在公布的清单里，或者检查的机关不在主体名录里；</li>
        <li>没有出示检查通知书、执法证件，人员不足两人；</li>
        <li>进入之前没有扫码，又说不出紧急情况或者没有网络的理由。</li>
      </ul>
      <p class="soft">
        这时拒绝不算妨碍检查。有别的问题的，可以<a href="/reports">举报</a>，也可以向司法局反映。
      </p>
    </Section>
  </>
);

export const Enterprise: FC<{ code: string; found: EnterpriseVisits | null }> = ({ code, found }) =>
  found === null ? (
    <>
      <PageTitle title="没有检查记录">
        没有对“{code}”的检查记录。请核对统一社会信用代码；刚刚进入的检查，进入时就会登记在这里。
      </PageTitle>
      <p>
        <a href="/inspections">重新查询</a>
      </p>
    </>
  ) : (
    <>
      <PageTitle title={`${found.name}的检查记录`}>
        统一社会信用代码{found.object}。共{found.visits.length}次，每一次由谁检查、凭什么、结果怎样。
      </PageTitle>
      <Section id="counts" title={`${found.year}年各机关的次数`}>
        <div class="table-wrap">
          <table class="stack">
            <caption>计入次数的检查和公布的上限</caption>
            <thead>
              <tr>
                <th scope="col">机关</th>
                <th scope="col">已经检查</th>
                <th scope="col">年度上限</th>
                <th scope="col">还可以安排</th>
              </tr>
            </thead>
            <tbody>
              {found.counts.map((n) => (
                <tr>
                  <th scope="row">{n.organName}</th>
                  <td data-label="已经检查">{n.times}次</td>
                  <td data-label="年度上限">{n.cap === null ? '没有公布' : `${n.cap}次`}</td>
                  <td data-label="还可以安排">
                    {n.cap === null
                      ? '公布上限之前不得安排日常检查'
                      : n.times < n.cap
                        ? `${n.cap - n.times}次`
                        : n.times === n.cap
                          ? '已经用完，有投诉、案件的除外'
                          : `超过${n.times - n.cap}次`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Section>
      <Section
        id="visits"
        title="每一次检查"
        more={{ href: `/inspections/enterprises/${encodeURIComponent(found.object)}.json`, text: '下载数据' }}
      >
        <ul class="rows">
          {found.visits.map((v) => (
            <Visit visit={v} />
          ))}
        </ul>
      </Section>
    </>
  );

export const Code: FC<{ visit: VisitCredential; svg: string; code: string; asOf: string }> = (p) => (
  <>
    <PageTitle title="检查码">
      进入之前给企业扫这个码；企业在自己的手机上核对，没有网络也能核对签名。
    </PageTitle>
    <div class="officer-card">
      <dl class="facts">
        <dt>检查编号</dt>
        <dd>{p.visit.number}</dd>
        <dt>检查机关</dt>
        <dd>{p.visit.organs}</dd>
        <dt>企业</dt>
        <dd>
          {p.visit.name}（<span class="mono">{p.visit.object}</span>）
        </dd>
        <dt>检查事项</dt>
        <dd>{p.visit.items}</dd>
        <dt>检查期间</dt>
        <dd>
          {shortDate(p.visit.from)}至{shortDate(p.visit.to)}
        </dd>
      </dl>
      <figure class="qr">
        <div dangerouslySetInnerHTML={{ __html: p.svg }} />
        <figcaption>
          {shortDate(p.asOf)}出示，内含本市签名。不方便扫码的，<a href={p.code}>直接打开核对</a>。
        </figcaption>
      </figure>
    </div>
  </>
);

/** What the server found of a code that was handed in. */
export interface CheckSaid {
  readonly good: boolean;
  readonly title: string;
  readonly lines: readonly string[];
}

export const Check: FC<{ vkey: string; text: string; fault?: string; said?: CheckSaid }> = (p) => (
  <>
    {p.fault ? <ErrorSummary faults={[{ field: 'text', say: p.fault }]} /> : null}
    <PageTitle title="核对检查码">
      用手机相机扫检查人员出示的检查码，会打开这一页并自动核对。也可以把扫出来的网址粘贴在下面。
    </PageTitle>
    <div data-visit data-vkey={p.vkey}>
      {p.said ? (
        <div class={`banner tone-${p.said.good ? 'good' : 'end'}`} role="status">
          <h2>{p.said.title}</h2>
          {p.said.lines.map((l) => (
            <p>{l}。</p>
          ))}
        </div>
      ) : null}
      <ol class="checks" data-checks aria-live="polite" />
      <dl class="facts" data-facts />
      <form action="/inspections/check" method="post" class="form">
        <Field name="text" label="扫码得到的网址" {...(p.fault && { fault: p.fault })}>
          <textarea id="text" name="text" rows={4} maxlength={8000} spellcheck={false} required>
            {p.text}
          </textarea>
        </Field>
        <button type="submit" class="button">
          核对
        </button>
      </form>
    </div>
    <Section id="how" title="核对什么">
      <div class="prose">
        <p>
          检查码里是这次检查的机关、企业、事项、期间和本市的签名：改一个字签名就不对。再看今天是否在批准的期间内。最后问这次检查有没有取消，这一步要有网络。
        </p>
        <p>
          来的人是不是执法人员，扫他们的执法证件，到<a href="/officers/check">核对执法证件</a>核对。
        </p>
        <p>
          本市签名的公钥：<span class="mono wrap">{p.vkey}</span>
        </p>
      </div>
    </Section>
  </>
);

/** Campaigns (R23.1): what people reported, what the government approved, and the figures each of them came to. */
import { campaignsOnShow, type ShownCampaign } from '@fadu/office/signals/campaigns';
import { FIELDS } from '@fadu/plan/enforcement/enforcement-items/forms';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { FC } from 'hono/jsx';
import { Day, Empty, Options, PageTitle, Section, Tag, type Tone } from '../parts.tsx';
import { page, type Site } from '../site.tsx';

const CRUMBS = [{ title: '专项整治', href: '/campaigns' }];
const TONES: Readonly<Record<ShownCampaign['state'], Tone>> = {
  进行中: 'wait',
  已结束: 'good',
  已中止: 'quiet',
};

const Period: FC<{ one: ShownCampaign }> = ({ one }) => (
  <>
    <Day date={one.from} />至<Day date={one.to} />
  </>
);

const Row: FC<{ site: Site; one: ShownCampaign }> = ({ site, one }) => (
  <li>
    <p class="row-title">
      <a href={`/campaigns/${encodeURIComponent(one.code)}`}>{one.title}</a>
    </p>
    <p>{one.problem}</p>
    <p class="meta">
      <Tag tone={TONES[one.state]}>{one.state}</Tag>
      <span>
        {one.fields.join('、')}，{site.office.organName(one.lead)}牵头，
        <Period one={one} />
      </span>
    </p>
  </li>
);

const Evidence: FC<{ one: ShownCampaign }> = ({ one }) => (
  <Section id="evidence" title="为什么整治">
    <p class="prose">{one.analysis}</p>
    {one.evidence.length ? (
      <div class="table-wrap">
        <table class="stack">
          <caption>
            <Day date={one.lookFrom} />至<Day date={one.lookTo} />
            的记录，由系统从事项里算出
          </caption>
          <thead>
            <tr>
              <th scope="col">情况</th>
              <th scope="col">执法领域</th>
              <th scope="col">次数</th>
            </tr>
          </thead>
          <tbody>
            {one.evidence.map((f) => (
              <tr>
                <th scope="row">{f.kind}</th>
                <td data-label="执法领域">{f.field}</td>
                <td data-label="次数">{f.n}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    ) : (
      <Empty>上级部署的专项整治，记录里这段时间没有情况。</Empty>
    )}
  </Section>
);

const Result: FC<{ one: ShownCampaign }> = ({ one }) => {
  if (one.state === '已中止')
    return (
      <Section id="result" title="中止的理由">
        <p class="prose">{one.reasons}</p>
      </Section>
    );
  if (!one.results)
    return (
      <Section id="result" title="结果">
        <Empty>
          整治到
          <Day date={one.to} />
          结束，结束后用记录里的数字办结，结果公布在这里。
        </Empty>
      </Section>
    );
  return (
    <Section id="result" title="结果">
      <p class="prose">{one.summary}</p>
      {one.results.length ? (
        <div class="table-wrap">
          <table class="stack">
            <caption>
              整治期间与之前同样天数比较，由系统从参加机关的事项里算出；罚没数额不作指标，这里也没有
            </caption>
            <thead>
              <tr>
                <th scope="col">情况</th>
                <th scope="col">执法领域</th>
                <th scope="col">整治前</th>
                <th scope="col">整治期间</th>
              </tr>
            </thead>
            <tbody>
              {one.results.map((f) => (
                <tr>
                  <th scope="row">{f.kind}</th>
                  <td data-label="执法领域">{f.field}</td>
                  <td data-label="整治前">{f.before}</td>
                  <td data-label="整治期间">{f.n}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      <dl class="facts">
        <dt>没有解决</dt>
        <dd class="lines">{one.remaining}</dd>
        <dt>长期措施</dt>
        <dd class="lines">{one.lasting}</dd>
      </dl>
    </Section>
  );
};

const One: FC<{ site: Site; one: ShownCampaign }> = ({ site, one }) => {
  const name = (organ: string) => site.office.organName(organ);
  return (
    <>
      <PageTitle title={one.title}>{one.problem}</PageTitle>
      <dl class="facts">
        <dt>状态</dt>
        <dd>
          <Tag tone={TONES[one.state]}>{one.state}</Tag>
        </dd>
        <dt>编号</dt>
        <dd>{one.number}</dd>
        <dt>执法领域</dt>
        <dd>{one.fields.join('、')}</dd>
        <dt>时间</dt>
        <dd>
          <Period one={one} />
        </dd>
        <dt>牵头机关</dt>
        <dd>{name(one.lead)}</dd>
        {one.organs.length ? (
          <>
            <dt>参加机关</dt>
            <dd>{one.organs.map(name).join('、')}</dd>
          </>
        ) : null}
        <dt>批准</dt>
        <dd>
          {name(one.government)}，<Day date={one.approvedOn} />
        </dd>
        {one.closedOn ? (
          <>
            <dt>办结</dt>
            <dd>
              <Day date={one.closedOn} />
            </dd>
          </>
        ) : null}
      </dl>
      <Result one={one} />
      <Evidence one={one} />
      <Section id="plan" title="方案">
        <dl class="facts">
          {one.aims.map((a) => (
            <>
              <dt>目标</dt>
              <dd>
                {a.name}
                <br />
                <span class="soft">衡量：{a.measure}</span>
              </dd>
            </>
          ))}
          <dt>措施</dt>
          <dd class="lines">{one.measures}</dd>
          <dt>企业检查</dt>
          <dd>
            {one.visits.length ? (
              <>
                {one.visits.map((v) => (
                  <>
                    {name(v.organ)}：
                    <a href={`/registers/inspection-item/${encodeURIComponent(v.item)}`}>
                      <span class="mono">{v.item}</span>
                    </a>
                    ，最多{v.objects}家
                    <br />
                  </>
                ))}
                <span class="soft">
                  按<a href="/inspections">涉企检查</a>的规则进行，超出方案的事项和时间，企业可以拒绝。
                </span>
              </>
            ) : (
              '不现场检查企业。'
            )}
          </dd>
        </dl>
      </Section>
      <p class="soft small">
        程序见<a href="/procedures/enforcement-campaign">重点领域专项整治</a>；发现违法行为可以
        <a href="/reports">举报</a>。
      </p>
    </>
  );
};

export function campaignPages(site: Site): Hono {
  const app = new Hono();
  app.get('/campaigns', async (c) => {
    const field = FIELDS.find((f) => f === c.req.query('field'));
    const list = await campaignsOnShow(site.office, { field });
    const body = (
      <>
        <PageTitle title="专项整治">
          群众反映强烈的突出问题，以举报等记录为依据提出，经县级以上人民政府批准后集中整治。方案和结果都公布在这里，数字由系统从记录算出，不设罚没指标。
        </PageTitle>
        <search>
          <form action="/campaigns" method="get" class="filters" aria-label="查专项整治">
            <div class="filters-row">
              <p>
                <label for="field">执法领域</label>
                <select id="field" name="field">
                  <Options value={field} list={[['', '全部'], ...FIELDS.map((f) => [f, f] as const)]} />
                </select>
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
          <Empty>
            {field ? `${field}领域没有公布过专项整治。` : '还没有公布过专项整治。批准的方案在开始之前公布。'}
          </Empty>
        )}
        <p class="soft small">
          程序见<a href="/procedures/enforcement-campaign">重点领域专项整治</a>，数据接口是
          /api/v1/campaigns。
        </p>
      </>
    );
    return page(site, c, { title: '专项整治', crumbs: [] }, body);
  });
  app.get('/campaigns/:code', async (c) => {
    const [one] = await campaignsOnShow(site.office, { code: c.req.param('code').slice(0, 100) });
    if (!one) throw new HTTPException(404);
    return page(site, c, { title: one.title, crumbs: CRUMBS }, <One site={site} one={one} />);
  });
  return app;
}

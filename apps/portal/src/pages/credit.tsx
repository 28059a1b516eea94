/** Public credit (R7.4): look up a body, the model with its figures, the closed lists, how to object and repair. */
import { dateOf } from '@fadu/kernel';
import {
  classCounts,
  creditModel,
  findSubjects,
  type PublicCredit,
  publicCredit,
} from '@fadu/office/credit/reading';
import { liveEntries } from '@fadu/office/registers/list';
import {
  CLASSES,
  ratioOf,
  SHOWN_MONTHS,
  visitsOf,
  weightOf,
} from '@fadu/plan/enforcement/credit-grading/index';
import {
  creditCatalogueRegister,
  creditMeasureRegister,
} from '@fadu/plan/enforcement/credit-grading/registers';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { FC } from 'hono/jsx';
import { shortDate } from '../dates.ts';
import { Empty, PageTitle, Section, Tag } from '../parts.tsx';
import { page, type Site } from '../site.tsx';

const CRUMBS = [{ title: '信用公示', href: '/credit' }];
const CODE = /^[0-9A-HJ-NP-RTUWXY]{18}$/;
const TONE = { A: 'good', B: 'blue', C: 'wait', D: 'end' } as const;
const MEANS = { A: '抽查少', B: '正常抽查', C: '抽查多', D: '重点抽查' } as const;
const GRAVITY_TONE: Readonly<Record<string, 'quiet' | 'wait' | 'end'>> = {
  轻微: 'quiet',
  一般: 'wait',
  严重: 'end',
};

const Links: FC = () => (
  <ul class="links-line meta">
    <li>
      <a href="/credit/model">分级怎么算</a>
    </li>
    <li>
      <a href="/credit/lists">可以记什么、可以采取什么措施</a>
    </li>
    <li>
      <a href="/credit/repair">异议和信用修复</a>
    </li>
  </ul>
);

const Remedy: FC = () => (
  <p class="soft small">
    认为记录有错误的可以<a href="/credit/repair#object">提出异议</a>
    ；对列入名单、采取措施不服的，可以依法申请行政复议或者提起行政诉讼。
  </p>
);

const Subject: FC<{ site: Site; credit: PublicCredit; measureName: (code: string) => string }> = ({
  site,
  credit,
  measureName,
}) => {
  const { grade } = credit;
  return (
    <>
      <PageTitle title={credit.partyName}>统一社会信用代码{credit.partyId}</PageTitle>
      <Section id="grade" title="信用风险分级">
        {grade ? (
          <>
            <p>
              <Tag tone={TONE[grade.class]}>{`${grade.class}类`}</Tag> {MEANS[grade.class]}，得{grade.score}
              分，
              {shortDate(grade.gradedOn)}计算
            </p>
            <p>
              {grade.says}。{grade.unshown > 0 ? `其中${grade.unshown}分来自原则上不公示的轻微记录。` : ''}
              分级用来安排抽查，<a href="/credit/model">怎么算的</a>是公开的。
            </p>
          </>
        ) : (
          <Empty>这个主体还没有分级。</Empty>
        )}
      </Section>
      <Section id="records" title="公示中的失信记录">
        {credit.records.length ? (
          <ul class="rows">
            {credit.records.map((r) => (
              <li>
                <p class="row-title">
                  {r.title} <Tag tone={GRAVITY_TONE[r.gravity] ?? 'quiet'}>{r.gravity}</Tag>
                  {r.disputed ? (
                    <>
                      {' '}
                      <Tag tone="wait">有异议</Tag>
                    </>
                  ) : null}
                </p>
                <p class="quiet">
                  {site.office.organName(r.organ)}，{r.source}，{r.document}，{shortDate(r.decidedOn)}
                  {r.points === undefined ? '' : `，分级扣${r.points}分`}
                </p>
                <p class="meta">
                  公示到{shortDate(r.until)}；{shortDate(r.repairFrom)}起，纠正并履行义务的可以申请修复
                </p>
              </li>
            ))}
          </ul>
        ) : (
          <Empty>没有公示中的失信记录。期满、修复、删除的记录不再显示。</Empty>
        )}
        <Remedy />
      </Section>
      <Section id="measures" title="正在实施的措施">
        {credit.measures.length ? (
          <ul class="rows">
            {credit.measures.map((m) => (
              <li>
                <p class="row-title">
                  {measureName(m.measure)} <Tag tone={m.kind === '守信激励' ? 'good' : 'end'}>{m.kind}</Tag>
                </p>
                <p class="quiet">
                  {m.content}，{site.office.organName(m.implementer)}实施，{shortDate(m.from)}起
                </p>
              </li>
            ))}
          </ul>
        ) : (
          <Empty>没有正在实施的激励或者惩戒措施。</Empty>
        )}
      </Section>
    </>
  );
};

const Repair: FC = () => (
  <>
    <PageTitle title="异议和信用修复">
      谁认定、谁修复。信用中国网站统一受理，也可以在这里或者到窗口办理，效力相同；不收费用。
    </PageTitle>
    <Section id="shown" title="公示多久">
      <div class="table-wrap">
        <table class="stack">
          <caption>从法律文书的日期起算，最长期限届满自动停止公示，不需要申请（未核实到原文的条款）</caption>
          <thead>
            <tr>
              <th scope="col">程度</th>
              <th scope="col">最短</th>
              <th scope="col">最长</th>
              <th scope="col">什么时候可以申请修复</th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(SHOWN_MONTHS).map(([gravity, m]) => (
              <tr>
                <th scope="row">{gravity}</th>
                <td data-label="最短">{m.least === 0 ? '原则上不公示' : `${m.least}个月`}</td>
                <td data-label="最长">{m.most}个月</td>
                <td data-label="什么时候可以申请修复">
                  {m.least === 0
                    ? '纠正并履行义务之后'
                    : `满${m.least}个月，并且纠正、履行义务、作出承诺之后`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
    <Section id="repair" title="怎么申请修复">
      <ol class="prose">
        <li>纠正失信行为，履行决定规定的义务，准备好凭证。</li>
        <li>
          登录后打开自己的记录，选“申请信用修复”，写明信用承诺；没有账号的到窗口，由工作人员登记。步骤见
          <a href="/procedures/credit-record">失信信息记录、异议和信用修复</a>。
        </li>
        <li>认定机关三个工作日内决定是否受理，一般在申请之日起十个工作日内办结，复杂的可以延长。</li>
        <li>准予修复的，公示、共享和措施同时终止。材料虚假的撤销修复。</li>
      </ol>
    </Section>
    <Section id="object" title="怎么提异议">
      <ol class="prose">
        <li>
          认为记录有错误、不该记的，在那条记录里选“提出异议”，写明哪里不对；信函、电话、窗口提出的由工作人员登记。
        </li>
        <li>认定机关七个工作日内核实答复（本市设定的期限），期间记录标注“有异议”，不得新采取措施。</li>
        <li>异议成立的，三个工作日内删除记录（本市设定的期限），措施同时终止，分级重新计算。</li>
        <li>
          对分级的计算有异议的，按<a href="/procedures/credit-grading">信用风险分级分类</a>
          提出，由计算以外的人核实。
        </li>
      </ol>
      <Remedy />
    </Section>
    <Section id="persons" title="个人">
      <p class="prose">
        分级和这里的公示只针对有统一社会信用代码的单位和个体工商户。个人（包括未成年人）不分级，个人信息不公示。
      </p>
    </Section>
  </>
);

export function creditPages(site: Site): Hono {
  const app = new Hono();
  const { office } = site;
  const today = () => dateOf(office.now());

  app.get('/credit', async (c) => {
    const q = c.req.query('q')?.trim().slice(0, 60) ?? '';
    const code = q.toUpperCase();
    if (CODE.test(code)) return c.redirect(`/credit/subjects/${code}`, 303);
    const found = q.length >= 2 ? await findSubjects(office, q, today()) : [];
    const counts = await classCounts(office, today());
    const graded = CLASSES.reduce((n, k) => n + counts[k], 0);
    const body = (
      <>
        <PageTitle title="信用公示">
          查一个单位今天公示的信用记录、分级和措施。期满、修复、删除的不再显示；个人的信息不公示。
        </PageTitle>
        <search>
          <form action="/credit" method="get" class="filters" aria-label="查信用">
            <div class="filters-row">
              <p class="filters-wide">
                <label for="q">统一社会信用代码，或者名称里的两个字以上</label>
                <input id="q" name="q" type="search" value={q} maxlength={60} autocomplete="off" />
              </p>
            </div>
            <p class="actions">
              <button type="submit" class="button">
                查询
              </button>
            </p>
          </form>
        </search>
        <Links />
        {q === '' ? null : found.length ? (
          <ul class="rows">
            {found.map((s) => (
              <li>
                <a href={`/credit/subjects/${s.partyId}`}>
                  <strong>{s.partyName}</strong>
                </a>
                <p class="quiet mono">{s.partyId}</p>
              </li>
            ))}
          </ul>
        ) : (
          <Empty>
            没有找到今天有公示信用信息或者分级的单位。名称写两个字以上，或者用统一社会信用代码查。
          </Empty>
        )}
        <Section id="classes" title="各类有多少">
          {graded ? (
            <dl class="facts">
              {CLASSES.map((k) => (
                <>
                  <dt>{`${k}类，${MEANS[k]}`}</dt>
                  <dd>{counts[k]}个</dd>
                </>
              ))}
            </dl>
          ) : (
            <Empty>还没有主体分级。</Empty>
          )}
        </Section>
      </>
    );
    return page(site, c, { title: '信用公示', noindex: q !== '' }, body);
  });

  app.get('/credit/subjects/:code', async (c) => {
    const code = c.req.param('code');
    const credit = CODE.test(code) ? await publicCredit(office, code, today()) : null;
    if (!credit) throw new HTTPException(404);
    const names = await office.store.within({ as: 'public' }, (tx) =>
      liveEntries(tx, [creditMeasureRegister.code], today(), office.now()),
    );
    const measureName = (m: string) => String(names.find((e) => e.code === m)?.body.name ?? m);
    const head = { title: credit.partyName, crumbs: CRUMBS, fresh: true, noindex: true };
    return page(site, c, head, <Subject site={site} credit={credit} measureName={measureName} />);
  });

  app.get('/credit/model', async (c) => {
    const model = await office.store.within({ as: 'public' }, (tx) => creditModel(tx, today()));
    const body = (
      <>
        <PageTitle title="信用风险分级怎么算">
          从100分起，每一条在期的失信记录扣分，剩下的分数决定类别。没有人打分：每一项扣分都对应一条记录，记录期满、修复、删除的当时重新计算。
        </PageTitle>
        <Links />
        {model ? (
          <>
            <Section id="points" title="扣多少分">
              <dl class="facts">
                <dt>轻微失信</dt>
                <dd>每条{model.minor}分</dd>
                <dt>一般失信</dt>
                <dd>每条{model.general}分</dd>
                <dt>严重失信</dt>
                <dd>每条{model.serious}分</dd>
                <dt>列入经营异常名录</dt>
                <dd>{model.abnormal}分</dd>
                <dt>列入严重失信主体名单</dt>
                <dd>列入期间为D类</dd>
              </dl>
            </Section>
            <Section id="classes" title="四类和抽查">
              <div class="table-wrap">
                <table class="stack">
                  <caption>
                    分数、权重和次数是本市设定，不是法律规定；比例按抽查事项公布的上下限换算，这里以1%到7%为例
                  </caption>
                  <thead>
                    <tr>
                      <th scope="col">类别</th>
                      <th scope="col">分数</th>
                      <th scope="col">抽查权重</th>
                      <th scope="col">抽查比例举例</th>
                      <th scope="col">每年常规检查</th>
                    </tr>
                  </thead>
                  <tbody>
                    {CLASSES.map((k, i) => {
                      const least = [model.leastA, model.leastB, model.leastC, 0][i];
                      return (
                        <tr>
                          <th scope="row">{k}类</th>
                          <td data-label="分数">{k === 'D' ? `不到${model.leastC}分` : `${least}分以上`}</td>
                          <td data-label="抽查权重">{weightOf(model, k)}</td>
                          <td data-label="抽查比例举例">{ratioOf(k, 100, 700) / 100}%</td>
                          <td data-label="每年常规检查">
                            {k === 'A' ? '没有线索的可以不查' : `${visitsOf(model, k)}次`}
                          </td>
                        </tr>
                      );
                    })}
                  </tbody>
                </table>
              </div>
              <p class="soft small">
                <a href="/registers/credit-model">模型的登记和历次修改</a>
                。抽取时每个对象的层和权重按当日的类别，见
                <a href="/draws">双随机抽查</a>。
              </p>
            </Section>
          </>
        ) : (
          <Empty>分级模型还没有公布，没有公布之前不分级。</Empty>
        )}
      </>
    );
    return page(site, c, { title: '信用风险分级怎么算', crumbs: CRUMBS }, body);
  });

  app.get('/credit/lists', async (c) => {
    const entries = await office.store.within({ as: 'public' }, (tx) =>
      liveEntries(tx, [creditCatalogueRegister.code, creditMeasureRegister.code], today(), office.now()),
    );
    const of = (register: string) => entries.filter((e) => e.register === register && e.status === '在用');
    const list = (v: unknown) => ((v ?? []) as readonly string[]).join('、');
    const body = (
      <>
        <PageTitle title="可以记什么、可以采取什么措施">
          两张封闭的清单：目录之外的信息一律不得记入信用记录，清单之外的措施一律不得采取。
        </PageTitle>
        <Links />
        <Section id="catalogue" title="公共信用信息目录">
          {of(creditCatalogueRegister.code).length ? (
            <ul class="rows">
              {of(creditCatalogueRegister.code).map(({ code, body: b }) => (
                <li>
                  <p class="row-title">
                    {String(b.name)} <span class="quiet mono">{code}</span>
                  </p>
                  <p class="quiet">
                    {String(b.kind)}，{String(b.level)}目录，适用于{list(b.subjects)}
                  </p>
                </li>
              ))}
            </ul>
          ) : (
            <Empty>目录还没有登记，现在什么都不能记入信用记录。</Empty>
          )}
          <p class="soft small">
            <a href="/registers/credit-catalogue">目录的依据、历史和下载</a>
          </p>
        </Section>
        <Section id="measures" title="守信激励和失信惩戒措施清单">
          {of(creditMeasureRegister.code).length ? (
            <ul class="rows">
              {of(creditMeasureRegister.code).map(({ code, body: b }) => (
                <li>
                  <p class="row-title">
                    {String(b.name)} <Tag tone={b.kind === '守信激励' ? 'good' : 'end'}>{String(b.kind)}</Tag>{' '}
                    <span class="quiet mono">{code}</span>
                  </p>
                  <p>{String(b.content)}</p>
                  <p class="quiet">
                    适用于{list(b.subjects)}
                    {b.kind === '失信惩戒' ? `，程度为${list(b.gravities)}` : '，信用A类'}
                    {b.sources ? `，来源为${list(b.sources)}` : ''}；{String(b.implementers)}实施
                  </p>
                </li>
              ))}
            </ul>
          ) : (
            <Empty>措施清单还没有登记，现在不能采取任何措施。</Empty>
          )}
          <p class="soft small">
            <a href="/registers/credit-measure">清单的依据、历史和下载</a>
          </p>
        </Section>
      </>
    );
    return page(site, c, { title: '可以记什么、可以采取什么措施', crumbs: CRUMBS }, body);
  });

  app.get('/credit/repair', (c) => page(site, c, { title: '异议和信用修复', crumbs: CRUMBS }, <Repair />));
  return app;
}

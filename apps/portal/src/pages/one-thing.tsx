/** One thing once (一件事一次办, R8.1): the life events, and the guide of each, made from its list and the lists of its items. */
import {
  type BundleStanding,
  bundleOn,
  bundlesInForce,
  type MyBundle,
  myBundles,
} from '@fadu/office/services/bundles';
import { type Answers, answersOf, BUNDLES } from '@fadu/plan/functions/one-thing-once/index';
import { Hono } from 'hono';
import type { FC } from 'hono/jsx';
import { dayOf } from '../dates.ts';
import { Empty, Options, PageTitle, Section, Tag, withQuery } from '../parts.tsx';
import { page, type Site } from '../site.tsx';
import { oneThingApplyPages } from './one-thing-apply.tsx';
import {
  answered,
  answerField,
  answersFrom,
  closed,
  daysOfAll,
  materialsOfAll,
  ONE_THING_CRUMBS,
  Order,
  type Part,
  partsOf,
  type Wanted,
} from './one-thing-parts.tsx';
import { entryHref } from './register-parts.tsx';
import { needText, SOURCE_WORDS } from './services-parts.tsx';

/** Address of a life event, with the answers that are known. */
export const oneThingHref = (of: BundleStanding, answers: Answers = new Map(), below = ''): string =>
  withQuery(
    `/one-thing/${encodeURIComponent(of.entry.code)}${below}`,
    Object.fromEntries([...answers].map(([n, said]) => [answerField(n), said])),
  );

/** Life events that somebody may mean by what he says. */
export const meant = (all: readonly BundleStanding[], q: string): readonly BundleStanding[] => {
  const said = q.replace(/\s/g, '');
  return said.length < 2
    ? []
    : all.filter(({ bundle: b }) =>
        [b.name, ...b.words].some((w) => said.includes(w) || (w.includes(said) && said.length >= 2)),
      );
};

/** Life events as a list; `brief`: their names alone. */
export const OneThings: FC<{ list: readonly BundleStanding[]; site: Site; brief?: boolean }> = ({
  list,
  site,
  brief,
}) =>
  brief ? (
    <ul class="ask-answers">
      {list.map((b) => (
        <li>
          <a href={oneThingHref(b)}>{b.bundle.name}</a>
        </li>
      ))}
    </ul>
  ) : (
    <ul class="rows">
      {list.map((b) => (
        <li>
          <p class="row-title">
            <a href={oneThingHref(b)}>{b.bundle.name}</a>
          </p>
          <p>{b.bundle.about}</p>
          <p class="meta">
            <span>{b.bundle.members.length}个事项</span>
            <span>牵头：{site.office.organName(b.bundle.organ)}</span>
            <span>{b.bundle.object === '自然人' ? '个人办' : '单位办'}</span>
          </p>
        </li>
      ))}
    </ul>
  );

/** The filings of whoever is signed in. */
const Mine: FC<{ list: readonly MyBundle[] }> = ({ list }) =>
  list.length === 0 ? null : (
    <Section id="mine" title="我的申报">
      <ul class="rows">
        {list.map((b) => (
          <li>
            <p class="row-title">
              <a href={`/one-thing/mine/${b.id}`}>{b.name}</a>
            </p>
            <p class="meta">
              <Tag tone={b.phase === 'all-done' ? 'good' : b.ended ? 'quiet' : 'blue'}>{b.title}</Tag>
              <span>
                {b.members.filter((m) => m.outcome).length}/{b.members.length}个事项有了结果
              </span>
              <span>{b.number}</span>
              <span>{dayOf(b.openedAt)}申报</span>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );

/** The questions, as a form that works without script. */
const Questions: FC<{ of: BundleStanding; answers: Answers }> = ({ of, answers }) => (
  <form method="get" action={oneThingHref(of)} class="form">
    {of.bundle.questions.map((q, i) => (
      <p class="field">
        <label for={answerField(i + 1)}>{q.question}</label>
        <select id={answerField(i + 1)} name={answerField(i + 1)} required>
          <Options
            value={answers.get(i + 1)}
            list={[['', '请选择'], ...answersOf(q).map((a) => [a, a] as const)]}
          />
        </select>
      </p>
    ))}
    <p class="actions">
      <button type="submit" class="button button-secondary">
        看要办哪些
      </button>
    </p>
  </form>
);

const MaterialLines: FC<{ list: readonly Wanted[]; many: boolean }> = ({ list, many }) => (
  <ul class="dotted">
    {list.map((w) => (
      <li>
        {w.material.name}
        <span class="soft small">
          {'　'}
          {w.material.source === '申请人' ? needText(w.material) : SOURCE_WORDS[w.material.source]}
          {many ? `；用在${w.of.map((n) => `“${n}”`).join('')}` : ''}
        </span>
      </li>
    ))}
  </ul>
);

const Guide: FC<{ site: Site; of: BundleStanding; answers: Answers; parts: readonly Part[] }> = ({
  site,
  of,
  answers,
  parts,
}) => {
  const b = of.bundle;
  const whole = answered(of, answers);
  const shut = closed(of, parts);
  const { longest, sum } = daysOfAll(parts);
  const { own, had } = materialsOfAll(parts);
  return (
    <>
      <PageTitle title={b.name}>{b.about}</PageTitle>
      {b.questions.length ? (
        <Section id="questions" title="先回答几个问题">
          <Questions of={of} answers={answers} />
        </Section>
      ) : null}
      {whole ? (
        <>
          <Section id="order" title={`要办${parts.length}个事项，按这个顺序`}>
            <p>
              全部承诺在<strong>{longest}个工作日</strong>内办完
              {sum > longest ? `；一个一个分开办要${sum}个工作日` : ''}。能同时办的同时办，按最长的一条路算。
            </p>
            <Order office={site.office} parts={parts} />
          </Section>
          <Section id="materials" title="材料只交一次">
            {own.length ? <MaterialLines list={own} many /> : <p>不用提交材料。</p>}
            {had.length ? (
              <>
                <p class="label label-later">不用您提交的</p>
                <MaterialLines list={had} many={false} />
              </>
            ) : null}
          </Section>
          <Section id="apply" title="怎么申报">
            {shut ? (
              <p role="status">{shut}</p>
            ) : (
              <p class="actions">
                <a class="button" href={oneThingHref(of, answers, '/apply')} rel="nofollow">
                  一次申报
                </a>
              </p>
            )}
            <p class="soft">
              网上申报、到政务服务大厅任何一个综合窗口、寄材料、打电话，一样办。也可以不合起来，分别申请上面的每个事项。
            </p>
          </Section>
          <Section id="refused" title="有一个不予办理怎么办">
            <p>
              每个事项由自己的机关单独决定。一个不予办理，只有写明在它“办成以后”才开始的事项停下，其他的照常办。不予办理的决定书写明理由和怎么申请复议、起诉。
            </p>
          </Section>
        </>
      ) : (
        <p class="soft" role="status">
          回答以后，这里列出您要办的事项、顺序、时间和材料。
        </p>
      )}
      <p class="soft small">
        咨询电话：{b.phone}。这份指南由<a href={entryHref(BUNDLES, of.entry)}>一件事清单</a>
        和各事项的清单生成，清单改了它就改。
      </p>
    </>
  );
};

/** `/one-thing` and below. */
export function oneThingPages(site: Site): Hono {
  const app = new Hono();
  const { office } = site;

  app.get('/one-thing', async (c) => {
    const list = await bundlesInForce(office);
    const { person } = await site.deps.identify(c);
    const mine = person ? await myBundles(office, person) : [];
    return page(
      site,
      c,
      {
        title: '一件事一次办',
        description: '开店、用工、出生、退休……几个部门的事，一次告知、一张表、一次申报、一个结果。',
        crumbs: ONE_THING_CRUMBS.slice(0, 1),
        ...(person && { fresh: true }),
      },
      <>
        <PageTitle title="一件事一次办">
          几个部门的事合成一件：一次告知、一张表、一套材料、一次申报，按顺序分头办，一个结果。
        </PageTitle>
        <Mine list={mine} />
        {list.length ? <OneThings list={list} site={site} /> : <Empty>一件事清单还没有公布。</Empty>}
      </>,
    );
  });

  app.route('/', oneThingApplyPages(site));

  app.get('/one-thing/:code', async (c) => {
    const of = await bundleOn(office, c.req.param('code').slice(0, 40));
    if (!of) return c.notFound();
    const answers = answersFrom(of, (name) => c.req.query(name));
    return page(
      site,
      c,
      { title: of.bundle.name, description: of.bundle.about, crumbs: ONE_THING_CRUMBS },
      <Guide site={site} of={of} answers={answers} parts={await partsOf(office, of, answers)} />,
    );
  });
  return app;
}

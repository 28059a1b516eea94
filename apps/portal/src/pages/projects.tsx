/** Investment projects (R5.5): one code, one view of the progress for everyone; what the unit itself may do stands with it. */
import { dateOf } from '@fadu/kernel';
import { performAct } from '@fadu/office/cases/perform';
import { Problem } from '@fadu/office/problem';
import {
  MOST_PROJECTS,
  myProjects,
  type ProjectHere,
  projectByCode,
  projectsOnShow,
  type ShownProject,
} from '@fadu/office/services/projects';
import { type Context, Hono } from 'hono';
import type { FC } from 'hono/jsx';
import { shortDate } from '../dates.ts';
import {
  Day,
  Empty,
  ErrorSummary,
  Field,
  type FieldFault,
  PageTitle,
  Section,
  Tag,
  type Tone,
  wiring,
} from '../parts.tsx';
import { newForm, readSent } from '../sent.ts';
import { page, type Site } from '../site.tsx';
import { APPROVAL_WORDS, ProjectLine } from './projects-line.tsx';
import { PROJECT_CRUMBS, projectHref } from './projects-parts.ts';
import { projectRegisterPages } from './projects-register.tsx';

const toneOf = (p: ShownProject): Tone =>
  p.phase === 'completed' ? 'good' : p.phase === 'refused' ? 'end' : p.ended ? 'quiet' : 'blue';

const Row: FC<{ p: ShownProject }> = ({ p }) => (
  <li>
    <p class="row-title">
      <a href={projectHref(p.code)}>{p.name}</a>
    </p>
    <p class="meta">
      <Tag tone={toneOf(p)}>{p.phaseTitle}</Tag>
      {p.waits.slice(0, 3).map((w) => (
        <span>
          等{w.who}：{w.what}
        </span>
      ))}
    </p>
    <p class="meta">
      <span>{p.code}</span>
      <span>{p.unit}</span>
      <span>{p.lead}牵头</span>
    </p>
  </li>
);

const Waits: FC<{ p: ShownProject }> = ({ p }) =>
  p.ended ? null : (
    <Section id="waits" title="现在等谁">
      <ul class="rows">
        {p.waits.map((w) => (
          <li>
            <p class="row-title">
              {w.who}：{w.what}
            </p>
            <p class="meta">
              <span>
                从<Day date={w.since} />起
              </span>
              {w.due ? (
                <span>
                  {w.late ? <Tag tone="end">超过时限</Tag> : null}最晚
                  <Day date={w.due} />
                </span>
              ) : null}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );

const Stages: FC<{ p: ShownProject }> = ({ p }) => (
  <Section id="stages" title="各阶段的审批">
    {p.stages.map((s) => (
      <div class="project-part">
        <h3>{s.title}</h3>
        {s.approvals.length ? (
          <div class="table-wrap">
            <table class="stack">
              <caption>
                {s.state}
                {s.from ? `，${shortDate(s.from)}开始` : ''}
                {s.approvals.length > 1 ? '，下面各项同时办' : ''}
              </caption>
              <thead>
                <tr>
                  <th scope="col">事项</th>
                  <th scope="col">机关</th>
                  <th scope="col">情况</th>
                  <th scope="col">受理</th>
                  <th scope="col">承诺最晚</th>
                  <th scope="col">结果</th>
                </tr>
              </thead>
              <tbody>
                {s.approvals.map((a) => (
                  <tr>
                    <th scope="row">
                      <a href={`/services/${encodeURIComponent(a.item)}`}>{a.name}</a>
                    </th>
                    <td data-label="机关">{a.organName}</td>
                    <td data-label="情况">{APPROVAL_WORDS[a.state]}</td>
                    <td data-label="受理">{a.begunOn ? <Day date={a.begunOn} /> : '—'}</td>
                    <td data-label="承诺最晚">{a.due ? <Day date={a.due} /> : `受理后${a.days}个工作日`}</td>
                    <td data-label="结果">
                      {a.resultOn ? <Day date={a.resultOn} /> : '—'}
                      {a.number ? `，${a.number}` : ''}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        ) : (
          <p class="soft">{s.state}。</p>
        )}
      </div>
    ))}
    <p class="soft small">
      时限按各事项承诺的工作日从受理之日起算；依法暂停、延长的，以那一件办件为准。同一阶段的审批同时办，前一阶段全部办成才开始后一阶段。
    </p>
  </Section>
);

const ADD = ['place', 'content', 'explains'] as const;

const OwnForms: FC<{
  p: ProjectHere;
  form: string;
  entry: Readonly<Record<string, string>>;
  faults: readonly FieldFault[];
  /** Adding stands above the progress, giving up below it. */
  which: 'add' | 'withdraw';
}> = ({ p, form, entry, faults, which }) => {
  const { fault, attributes: at } = wiring(faults, false);
  return (
    <>
      {which === 'add' && p.may.includes('add') ? (
        <Section id="add" title="补正">
          <p>
            <strong>要补的：</strong>
            {p.missing}
          </p>
          <form method="post" action={`${projectHref(p.code)}/add`} class="form">
            <input type="hidden" name="form" value={form} />
            <Field name="place" label="建设地点" fault={fault('place')}>
              <input {...at('place')} value={entry.place ?? p.place} maxlength={200} required />
            </Field>
            <Field name="content" label="建设规模和内容" fault={fault('content')}>
              <textarea {...at('content')} rows={4} maxlength={2000} required>
                {entry.content ?? p.content}
              </textarea>
            </Field>
            <Field name="explains" label="补充说明" fault={fault('explains')}>
              <textarea {...at('explains')} rows={3} maxlength={2000} required>
                {entry.explains ?? ''}
              </textarea>
            </Field>
            <p class="actions">
              <button type="submit" class="button">
                提交补正
              </button>
            </p>
          </form>
        </Section>
      ) : null}
      {which === 'withdraw' && p.may.includes('withdraw') ? (
        <Section id="withdraw" title="不再建设">
          <details open={Boolean(fault('reasons'))}>
            <summary>项目不建了</summary>
            <form method="post" action={`${projectHref(p.code)}/withdraw`} class="form">
              <input type="hidden" name="form" value={form} />
              <Field
                name="reasons"
                label="不再建设的原因"
                hint="项目到此为止，代码不再使用。"
                fault={fault('reasons')}
              >
                <input {...at('reasons', true)} value={entry.reasons ?? ''} maxlength={500} required />
              </Field>
              <p class="actions">
                <button type="submit" class="button button-secondary">
                  不再建设
                </button>
              </p>
            </form>
          </details>
        </Section>
      ) : null}
    </>
  );
};

const WAYS = { 审批: '政府投资，审批', 核准: '企业投资，核准', 备案: '企业投资，备案' } as const;

/** `/projects` and everything below it. */
export function projectPages(site: Site): Hono {
  const app = new Hono();
  const { office } = site;
  app.route('/', projectRegisterPages(site));

  app.get('/projects', async (c) => {
    const q = (c.req.query('q') ?? '').trim().slice(0, 100);
    // A whole code leads to the project at once.
    if (/号$/.test(q) && (await projectByCode(office, q))) return c.redirect(projectHref(q), 302);
    const actor = await site.deps.identify(c);
    const own = actor.person ? await myProjects(office, actor.person) : [];
    const list = await projectsOnShow(office, q);
    return page(
      site,
      c,
      { title: '投资项目', crumbs: PROJECT_CRUMBS.slice(0, 1), fresh: own.length > 0 },
      <>
        <PageTitle title="投资项目">
          一个项目一个代码，各部门的审批在一处看：办到哪一阶段，等谁，最晚哪天。
        </PageTitle>
        <p class="actions">
          <a class="button" href="/projects/register" rel="nofollow">
            登记项目
          </a>
        </p>
        {own.length ? (
          <Section id="own" title="我的项目">
            <ul class="rows">
              {own.map((p) => (
                <Row p={p} />
              ))}
            </ul>
          </Section>
        ) : null}
        <Section id="list" title="公开的项目">
          <search>
            <form action="/projects" method="get" class="search">
              <label for="q">项目名称里的词，或者完整的项目代码</label>
              <div class="search-line">
                <input id="q" name="q" type="search" value={q} maxlength={100} autocomplete="off" />
                <button type="submit" class="button">
                  查找
                </button>
              </div>
            </form>
          </search>
          {list.length ? (
            <ul class="rows">
              {list.map((p) => (
                <Row p={p} />
              ))}
            </ul>
          ) : (
            <Empty>
              {q
                ? `没有找到“${q}”。请核对项目代码，或者只写名称里的词。`
                : '还没有公开的项目。核准、审批的项目同意之后，备案的项目列出审批之后，公开在这里。'}
            </Empty>
          )}
          {list.length === MOST_PROJECTS ? (
            <p class="soft small">只列最近变化的{MOST_PROJECTS}个，其他的请写名称查找。</p>
          ) : null}
        </Section>
        <p class="soft small">
          程序见<a href="/procedures/investment-project">投资项目联合审批</a>
          。联系方式和统一社会信用代码不公开。
        </p>
      </>,
    );
  });

  const show = async (
    c: Context,
    entry: Readonly<Record<string, string>> = {},
    form = newForm(),
    faults: readonly FieldFault[] = [],
  ) => {
    const actor = await site.deps.identify(c);
    const p = await projectByCode(office, (c.req.param('code') ?? '').slice(0, 100), actor.person);
    if (!p) return c.notFound();
    const today = dateOf(office.now());
    return page(
      site,
      c,
      {
        title: p.name,
        crumbs: PROJECT_CRUMBS,
        noindex: !p.public,
        fresh: p.may.length > 0 || !p.public,
        failed: faults.length > 0,
      },
      <>
        <ErrorSummary faults={faults} />
        <PageTitle title={p.name} />
        <dl class="facts">
          <dt>项目代码</dt>
          <dd>
            <strong class="receipt">{p.code}</strong>
          </dd>
          <dt>现在</dt>
          <dd>
            <Tag tone={toneOf(p)}>{p.phaseTitle}</Tag>
          </dd>
          <dt>管理方式</dt>
          <dd>{WAYS[p.way]}</dd>
          <dt>项目单位</dt>
          <dd>{p.unit}</dd>
          <dt>建设地点</dt>
          <dd>{p.place}</dd>
          <dt>牵头部门</dt>
          <dd>{p.lead}</dd>
          <dt>登记</dt>
          <dd>
            <Day date={p.registeredOn} />
          </dd>
        </dl>
        {p.public ? null : (
          <p class="banner tone-quiet" role="status">
            这个项目还没有公开，只有登记的单位看得到。
          </p>
        )}
        <OwnForms p={p} form={form} entry={entry} faults={faults} which="add" />
        <Waits p={p} />
        <Section id="line" title="进度">
          <ProjectLine p={p} today={today} />
          <p class="soft small">竖线是承诺的最晚一天，虚线是今天。</p>
        </Section>
        <Stages p={p} />
        <OwnForms p={p} form={form} entry={entry} faults={faults} which="withdraw" />
        <p class="soft small">
          程序见<a href="/procedures/investment-project">投资项目联合审批</a>。
        </p>
      </>,
      faults.length ? 422 : 200,
    );
  };
  app.get('/projects/:code', (c) => show(c));

  const act = (name: 'add' | 'withdraw', fields: readonly string[]) =>
    app.post(`/projects/:code/${name}`, async (c) => {
      const { entered, form, key } = await readSent(c, fields);
      const actor = await site.deps.identify(c);
      const code = c.req.param('code').slice(0, 100);
      const p = actor.person ? await projectByCode(office, code, actor.person) : null;
      if (!p) return c.notFound();
      try {
        await performAct(office, p.id, { act: name, actor, input: entered, key: key(name, p.id) });
        return c.redirect(projectHref(code), 303);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        const faults = error.items.length
          ? error.items.map((i) => ({
              say: i.detail,
              ...(i.field && fields.includes(i.field) && { field: i.field }),
            }))
          : [{ say: error.message }];
        return show(c, entered, form, faults);
      }
    });
  act('add', ADD);
  act('withdraw', ['reasons']);
  return app;
}

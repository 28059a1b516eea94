/** The plan: who is responsible for what, and how far it is (R0.6), every figure with the records behind it. */
import { chineseNumber } from '@fadu/kernel';
import { Hono } from 'hono';
import type { FC } from 'hono/jsx';
import { shortDate } from '../dates.ts';
import type { PlanLight, PlanProgressRow, PlanRecord, PlanTaskFilter, PlanTaskView } from '../deps.ts';
import { Bar, Empty, LIGHTS, Options, PageTitle, Section, Tag } from '../parts.tsx';
import { page, type Site } from '../site.tsx';
import { lightParts, lightsText } from './home.tsx';

const LIGHT_ORDER = ['red', 'yellow', 'green', 'blue', 'grey'] as const satisfies readonly PlanLight[];

/** 三、立法与规范性文件. */
const chapterTitle = (c: { number: number; title: string }) => `${chineseNumber(c.number)}、${c.title}`;
const percent = (share: number) => `${Math.round(share * 1000) / 10}%`;

const TaskRow: FC<{ task: PlanTaskView }> = ({ task: t }) => (
  <li class="task-row">
    <span class="task-number" aria-hidden="true">
      {t.number}
    </span>
    <div>
      <p class="row-title">
        <a href={`/plan/tasks/${t.number}`}>
          <span class="visually-hidden">第{t.number}项任务：</span>
          {t.title}
        </a>
      </p>
      <p class="meta">
        <span>牵头：{t.lead.join('、')}</span>
        {t.completion === null ? null : <span>完成{percent(t.completion)}</span>}
      </p>
    </div>
    <Tag tone={LIGHTS[t.light.colour].tone}>{t.light.text ?? LIGHTS[t.light.colour].word}</Tag>
  </li>
);

const Overview: FC<{ all?: PlanProgressRow }> = ({ all }) =>
  all ? (
    <div class="overview">
      <p class="figure">
        <span class="figure-number">{all.tasks}</span>
        <span>项任务{all.completion === null ? '' : `，总体完成${percent(all.completion)}`}</span>
      </p>
      <ul class="light-counts">
        {LIGHT_ORDER.map((l) => (
          <li>
            <a href={`/plan?light=${l}`}>
              <Tag tone={LIGHTS[l].tone}>{LIGHTS[l].word}</Tag> <b>{all.lights[l]}</b>项
            </a>
          </li>
        ))}
      </ul>
    </div>
  ) : null;

function filterOf(query: (name: string) => string | undefined): PlanTaskFilter {
  const chapter = Number(query('chapter'));
  const light = LIGHT_ORDER.find((l) => l === query('light'));
  const body = query('body')?.trim().slice(0, 60);
  return {
    ...(Number.isInteger(chapter) && chapter >= 1 && chapter <= 20 && { chapter }),
    ...(light && { light }),
    ...(body && { body }),
  };
}

const Records: FC<{ records: readonly PlanRecord[] }> = ({ records }) => (
  <ul class="dotted">
    {records.map((r) => (
      <li>{r.href ? <a href={r.href}>{r.title}</a> : r.title}</li>
    ))}
  </ul>
);

const TaskPage: FC<{ task: PlanTaskView; previous: boolean; next: boolean }> = ({
  task: t,
  previous,
  next,
}) => (
  <>
    <p class="book-kind">
      {chapterTitle(t.chapter)}　{t.section.title}
    </p>
    <PageTitle title={`第${t.number}项任务：${t.title}`}>{t.goal}</PageTitle>
    <div class={`banner tone-${LIGHTS[t.light.colour].tone}`}>
      <p>
        <strong>
          {t.light.text ?? LIGHTS[t.light.colour].word}
          {t.completion === null ? '' : `，完成${percent(t.completion)}`}
        </strong>
      </p>
      <p>{t.light.reason}</p>
    </div>
    {t.text ? (
      <Section id="text" title="方案原文">
        <p class="prose law words">{t.text}</p>
      </Section>
    ) : null}
    <Section id="bodies" title="谁负责">
      <dl class="facts">
        <dt>牵头部门</dt>
        <dd>
          {t.lead.join('、')}
          {t.leadNote ? <span class="soft small">　{t.leadNote}</span> : null}
        </dd>
        <dt>责任部门</dt>
        <dd>{t.responsible.join('、') || '方案没有另列'}</dd>
      </dl>
    </Section>
    <Section id="figures" title="用什么数字说话">
      {t.measures.length ? (
        <ul class="rows">
          {t.measures.map((m) => (
            <li>
              <p class="row-title">{m.title}</p>
              <p>
                {m.denominator === 0
                  ? '还没有可以计算的记录'
                  : `${percent(m.numerator / m.denominator)}（${m.numerator}／${m.denominator}）`}
                {m.target ? `，目标${m.target}` : ''}
              </p>
              {m.records.length ? (
                <details>
                  <summary>这个数是从哪些记录数出来的（{m.records.length}件）</summary>
                  <Records records={m.records} />
                </details>
              ) : null}
            </li>
          ))}
        </ul>
      ) : (
        <Empty>这项任务还没有能从办理记录直接计算的指标，不填报数字。</Empty>
      )}
    </Section>
    {t.dated.length ? (
      <Section id="dates" title="方案定下的时间">
        <ul class="rows">
          {t.dated.map((d) => (
            <li>
              <p>
                {shortDate(d.due)}前：{d.what}
              </p>
              <p>
                <Tag tone={d.done ? 'good' : d.missed ? 'end' : 'wait'}>
                  {d.done ? '已经完成' : d.missed ? '已经错过' : '尚未到期'}
                </Tag>
              </p>
            </li>
          ))}
        </ul>
      </Section>
    ) : null}
    <Section id="records" title="办理记录">
      {t.records.length ? (
        <Records records={t.records} />
      ) : (
        <Empty>牵头部门的报告经核实、佐证材料被接受以后，列在这里。</Empty>
      )}
    </Section>
    <nav class="pager" aria-label="前后任务">
      {previous ? <a href={`/plan/tasks/${t.number - 1}`}>← 第{t.number - 1}项</a> : <span />}
      {next ? <a href={`/plan/tasks/${t.number + 1}`}>第{t.number + 1}项 →</a> : <span />}
    </nav>
  </>
);

export function planPages(site: Site): Hono {
  const app = new Hono();
  const { plan } = site.deps;

  app.get('/plan', async (c) => {
    const filter = filterOf((name) => c.req.query(name));
    const [tasks, all, chapters, bodies] = await Promise.all([
      plan.tasks(filter),
      plan.progress('all'),
      plan.progress('chapter'),
      plan.progress('body'),
    ]);
    const groups = [...new Map(tasks.map((t) => [t.chapter.number, t.chapter])).values()];
    const narrowed = Object.keys(filter).length > 0;
    const body = (
      <>
        <PageTitle title="法治政府建设实施方案">
          方案要办的每一件事：谁牵头、谁负责、办到哪一步。进度由办理记录算出，不由人填。
        </PageTitle>
        <Overview all={all[0]} />
        <search>
          <form action="/plan" method="get" class="filters" aria-label="筛选任务">
            <div class="filters-row">
              <p class="filters-wide">
                <label for="body">部门名称</label>
                <input
                  id="body"
                  name="body"
                  value={filter.body}
                  maxlength={60}
                  list="bodies"
                  autocomplete="off"
                />
                <datalist id="bodies">
                  {bodies.map((b) => (
                    <option value={b.title} />
                  ))}
                </datalist>
              </p>
              <p>
                <label for="chapter">章</label>
                <select id="chapter" name="chapter">
                  <Options
                    value={filter.chapter ? String(filter.chapter) : ''}
                    list={[['', '全部'], ...chapters.map((r) => [r.key, r.title] as const)]}
                  />
                </select>
              </p>
              <p>
                <label for="light">进度</label>
                <select id="light" name="light">
                  <Options
                    value={filter.light}
                    list={[['', '全部'], ...LIGHT_ORDER.map((l) => [l, LIGHTS[l].word] as const)]}
                  />
                </select>
              </p>
            </div>
            <p class="actions">
              <button type="submit" class="button">
                查看
              </button>
              {narrowed ? (
                <a class="button button-secondary" href="/plan">
                  清除条件
                </a>
              ) : null}
            </p>
          </form>
        </search>
        {narrowed ? <p class="result-line">符合条件的任务{tasks.length}项</p> : null}
        {groups.length === 0 ? <Empty>没有符合这些条件的任务。去掉一两个条件再看。</Empty> : null}
        {groups.map((g) => {
          const row = chapters.find((r) => r.key === String(g.number));
          return (
            <Section id={`chapter-${g.number}`} title={chapterTitle(g)}>
              {row && !narrowed ? (
                <p class="chapter-bar">
                  <Bar parts={lightParts(row)} label={`${row.tasks}项任务，${lightsText(row)}`} />
                  <span class="soft small">{lightsText(row)}</span>
                </p>
              ) : null}
              <ul class="rows">
                {tasks
                  .filter((t) => t.chapter.number === g.number)
                  .map((t) => (
                    <TaskRow task={t} />
                  ))}
              </ul>
            </Section>
          );
        })}
        {bodies.length && !narrowed ? (
          <Section id="by-body" title="按部门看">
            <ul class="columns">
              {bodies.map((b) => (
                <li>
                  <a href={`/plan?body=${encodeURIComponent(b.title)}`}>{b.title}</a>{' '}
                  <span class="soft">{b.tasks}项</span>
                </li>
              ))}
            </ul>
          </Section>
        ) : null}
      </>
    );
    return page(
      site,
      c,
      { title: '法治政府建设实施方案', description: '每一项任务谁牵头、谁负责、办到哪一步。', crumbs: [] },
      body,
    );
  });

  app.get('/plan/tasks/:n', async (c) => {
    const n = Number(c.req.param('n'));
    const task = Number.isInteger(n) && n > 0 ? await plan.task(n) : undefined;
    if (!task) return c.notFound();
    const [all] = await plan.progress('all');
    return page(
      site,
      c,
      {
        title: `第${n}项任务：${task.title}`,
        description: task.goal,
        crumbs: [{ title: '实施方案', href: '/plan' }],
      },
      <TaskPage task={task} previous={n > 1} next={n < (all?.tasks ?? n)} />,
    );
  });

  return app;
}

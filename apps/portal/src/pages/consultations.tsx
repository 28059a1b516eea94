/** Consultations: the list, one draft as a book, the comment form and its receipt. */
import { performAct } from '@fadu/office/cases/perform';
import { Problem } from '@fadu/office/problem';
import {
  type ConsultationView,
  findComment,
  findConsultation,
  listConsultations,
  pageNumber,
  stepsOf,
} from '@fadu/office/public/index';
import { Hono } from 'hono';
import { longDate, momentText } from '../dates.ts';
import { Empty, type FieldFault, Pager, PageTitle, withQuery } from '../parts.tsx';
import { newForm, readSent } from '../sent.ts';
import { page, type Site } from '../site.tsx';
import { legislationLists } from './consultation-lists.tsx';
import { ConsultationRows } from './consultation-rows.tsx';
import { surveyPages } from './consultation-survey.tsx';
import { type CommentEntry, ConsultationPage, commentFields } from './consultation-view.tsx';

const CRUMBS = [{ title: '征求意见', href: '/consultations' }];
const CASE_ID = /^\d{6}-[0-9a-f]{1,40}$/;

/** Faults of a refused comment, each with its field. */
function faultsOf(problem: Problem): FieldFault[] {
  if (problem.items.length === 0) return [{ say: problem.message }];
  return problem.items.map((i) => ({
    say: i.detail,
    ...(i.field && commentFields.includes(i.field) && { field: i.field }),
    cites: i.citations.filter((c) => c.standing !== 'design').map((c) => c.text),
  }));
}

export function consultationPages(site: Site): Hono {
  const app = new Hono();
  const { office } = site;
  surveyPages(app, site);
  legislationLists(app, site);

  app.get('/consultations', async (c) => {
    const closed = c.req.query('state') === 'closed';
    const list = await listConsultations(office, {
      state: closed ? 'closed' : 'open',
      page: pageNumber(c.req.query('page')),
    });
    const body = (
      <>
        <PageTitle title="征求意见">
          政府和部门起草影响您权利义务的文件，要先公开听取意见。任何人都可以对全文或者某一条提出意见，起草单位逐条答复。
        </PageTitle>
        <nav class="tabs" aria-label="状态">
          <a href="/consultations" {...(closed ? {} : { 'aria-current': 'page' })}>
            正在征求
          </a>
          <a href="/consultations?state=closed" {...(closed ? { 'aria-current': 'page' } : {})}>
            已经结束
          </a>
        </nav>
        {list.items.length ? (
          <ConsultationRows items={list.items} calendar={office.calendar} />
        ) : closed ? (
          <Empty>还没有结束的征求意见。期满以后，意见的采纳情况和每一条答复都留在这里。</Empty>
        ) : (
          <Empty>现在没有正在征求意见的草案。起草单位公布草案后，这里写明还剩几天、怎么提意见。</Empty>
        )}
        <Pager
          page={list.page}
          pages={list.pages}
          label="征求意见列表的页"
          href={(n) => withQuery('/consultations', { state: closed ? 'closed' : undefined, page: n })}
        />
        <p class="actions">
          <a href="/legislation">年度立法计划</a>
          <a href="/contact-points">立法联系点</a>
        </p>
      </>
    );
    return page(site, c, { title: '征求意见', crumbs: [] }, body);
  });

  const show = async (
    c: Parameters<typeof page>[1],
    view: ConsultationView,
    entry: CommentEntry,
    faults: readonly FieldFault[],
  ) => {
    const steps = await stepsOf(office, view.caseId);
    return page(
      site,
      c,
      {
        title: `${view.title}（征求意见稿）`,
        description: `${view.organ}公开征求意见，${view.due ? `截至${longDate(office.calendar, view.due)}` : ''}`,
        crumbs: CRUMBS,
        fresh: true,
        failed: faults.length > 0,
      },
      <ConsultationPage view={view} entry={entry} faults={faults} calendar={office.calendar} steps={steps} />,
      faults.length ? 422 : 200,
    );
  };

  app.get('/consultations/:caseId', async (c) => {
    const id = c.req.param('caseId');
    const view = CASE_ID.test(id)
      ? await findConsultation(office, id, pageNumber(c.req.query('page')))
      : null;
    if (!view) return c.notFound();
    const article = c.req.query('article')?.slice(0, 20) ?? '';
    return show(c, view, { article, form: newForm() }, []);
  });

  app.post('/consultations/:caseId', async (c) => {
    const id = c.req.param('caseId');
    const view = CASE_ID.test(id) ? await findConsultation(office, id) : null;
    if (!view) return c.notFound();
    const { entered, input, form, key } = await readSent(c, commentFields);
    try {
      const actor = await site.deps.identify(c);
      const done = await performAct(office, id, {
        act: 'comment',
        actor,
        input,
        key: key('comment'),
      });
      return c.redirect(`/consultations/${id}/received/${done.record.seq}`, 303);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return show(c, view, { ...entered, form }, faultsOf(error));
    }
  });

  app.get('/consultations/:caseId/received/:seq', async (c) => {
    const { caseId, seq } = c.req.param();
    const found =
      CASE_ID.test(caseId) && /^\d{1,9}$/.test(seq) ? await findComment(office, caseId, Number(seq)) : null;
    if (!found) return c.notFound();
    const back = `/consultations/${caseId}`;
    const body = (
      <>
        <div class="banner tone-good" role="status">
          <h1>意见已经收到</h1>
          <p>
            回执编号 <strong class="receipt">{seq}</strong>
          </p>
        </div>
        <div class="prose">
          <dl class="facts">
            <dt>草案</dt>
            <dd>
              <a href={back}>{found.title}</a>
            </dd>
            <dt>针对</dt>
            <dd>{found.article ?? '全文'}</dd>
            <dt>收到时间</dt>
            <dd>{momentText(found.at)}</dd>
            <dt>完整回执</dt>
            <dd class="mono">
              {caseId}/{seq}
            </dd>
          </dl>
          <p>
            请记下回执编号。起草单位会写明采纳没有、为什么，答复和意见内容一并公布在
            <a href={`${back}#comments`}>征求意见页</a>
            ，姓名和联系方式不公开。
          </p>
          <p>这次提交几秒钟后写入存证日志，以后任何人都改不掉、删不去。</p>
          <p class="actions">
            <a class="button" href={`${back}#comment`}>
              再提一条
            </a>
            <a class="button button-secondary" href={back}>
              回到草案
            </a>
          </p>
        </div>
      </>
    );
    return page(
      site,
      c,
      {
        title: '意见已经收到',
        crumbs: [...CRUMBS, { title: found.title, href: back }],
        noindex: true,
        fresh: true,
      },
      body,
    );
  });

  return app;
}

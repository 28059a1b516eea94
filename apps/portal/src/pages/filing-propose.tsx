/** Asking for a review of a document: the form, its receipt, and how the proposal stands, for whoever made it. */
import { type Actor, CaseView } from '@fadu/kernel';
import { loadCase } from '@fadu/office/cases/load';
import { openCase } from '@fadu/office/cases/perform';
import { type DocumentFiling, documentFiling } from '@fadu/office/filing/standing';
import { Problem } from '@fadu/office/problem';
import { Hono } from 'hono';
import type { FC } from 'hono/jsx';
import { momentText } from '../dates.ts';
import type { Crumb } from '../frame.tsx';
import {
  described,
  ErrorSummary,
  Field,
  type FieldFault,
  Options,
  PageTitle,
  Section,
  wiring,
} from '../parts.tsx';
import { newForm, readSent } from '../sent.ts';
import { page, type Site } from '../site.tsx';

const FIELDS = ['recipient', 'articles', 'text', 'name', 'contact'] as const;
type Entry = Partial<Record<(typeof FIELDS)[number], string>> & { readonly form: string };
const CASE_ID = /^\d{6}-[0-9a-f]{1,40}$/;

/** Faults of a refused proposal, each with its field. */
function faultsOf(problem: Problem): FieldFault[] {
  if (problem.items.length === 0) return [{ say: problem.message }];
  return problem.items.map((i) => ({
    say: i.detail,
    ...(i.field && (FIELDS as readonly string[]).includes(i.field) && { field: i.field }),
    cites: i.citations.filter((cite) => cite.standing !== 'design').map((cite) => cite.text),
  }));
}

/** Which document: a number typed or taken from the document's page. */
const Finder: FC<{ number: string; missed: boolean }> = ({ number, missed }) => (
  <form action="/filing/propose" method="get" class="form">
    <Field
      name="document"
      label="发文字号"
      hint="文件标题下面的编号，如：演市政规〔2026〕1号；方括号、圆括号都可以。"
      fault={missed ? '公布的目录里没有这个文号。请核对，或者从文件目录里打开那份文件。' : undefined}
    >
      <input
        id="document"
        name="document"
        value={number}
        maxlength={100}
        required
        {...described('document', { hint: true, fault: missed })}
      />
    </Field>
    <p class="actions">
      <button type="submit" class="button">
        下一步
      </button>
      <a class="button button-secondary" href="/documents">
        从文件目录里找
      </a>
    </p>
  </form>
);

const Form: FC<{ document: DocumentFiling; entry: Entry; faults: readonly FieldFault[] }> = ({
  document: d,
  entry,
  faults,
}) => {
  const { fault, attributes } = wiring(faults);
  return (
    <form method="post" action={`/filing/propose?document=${encodeURIComponent(d.number)}`} class="form">
      <input type="hidden" name="form" value={entry.form} />
      <Field
        name="recipient"
        label="向谁提出"
        hint="有权审查这份文件的机关，一般不用改。"
        fault={fault('recipient')}
      >
        <select {...attributes('recipient')} required>
          <Options value={entry.recipient} list={d.reviewers.map((r) => [r.id, r.name] as const)} />
        </select>
      </Field>
      <Field
        name="articles"
        label="对哪一条有意见"
        hint="如：第三条；对全文有意见的写“全文”。"
        fault={fault('articles')}
      >
        <input {...attributes('articles')} maxlength={200} required value={entry.articles} />
      </Field>
      <Field
        name="text"
        label="为什么认为有问题"
        hint="写明和哪一部法律的哪一条不一致，或者怎样影响了您的权利，10到5000字。"
        fault={fault('text')}
      >
        <textarea {...attributes('text')} maxlength={5000} required>
          {entry.text ?? ''}
        </textarea>
      </Field>
      <Field name="name" label="姓名或者单位名称" hint="不公开，只用于答复。" fault={fault('name')}>
        <input {...attributes('name')} maxlength={60} required autocomplete="name" value={entry.name} />
      </Field>
      <Field name="contact" label="联系方式" hint="不公开，只用于答复。" fault={fault('contact')}>
        <input {...attributes('contact')} maxlength={100} required value={entry.contact} />
      </Field>
      <button type="submit" class="button">
        提交审查建议
      </button>
    </form>
  );
};

export function proposalPages(site: Site, crumbs: readonly Crumb[]): Hono {
  const app = new Hono();
  const { office } = site;
  type Ctx = Parameters<typeof page>[1];

  const show = (c: Ctx, d: DocumentFiling, actor: Actor, entry: Entry, faults: readonly FieldFault[]) => {
    const here = `/filing/propose?document=${encodeURIComponent(d.number)}`;
    const body = (
      <>
        <ErrorSummary faults={faults} />
        <PageTitle title="提出审查建议">
          认为文件不合法、不合理的，任何人都可以建议审查。五个工作日内告诉您受理没有，一般六十日内书面答复。
        </PageTitle>
        <dl class="facts">
          <dt>文件</dt>
          <dd>
            <a href={`/documents/${encodeURIComponent(d.number)}`}>{d.title}</a>
          </dd>
          <dt>文号</dt>
          <dd>{d.number}</dd>
          <dt>制定机关</dt>
          <dd>{d.maker}</dd>
        </dl>
        {d.reviewers.length === 0 ? (
          <p class="banner tone-quiet">
            这份文件不由本平台上的机关审查，请向{d.recipients.map((r) => r.name).join('、')}提出。
          </p>
        ) : actor.person ? (
          <Section id="proposal" title="您的建议">
            <Form document={d} entry={entry} faults={faults} />
          </Section>
        ) : (
          <div class="banner tone-wait" role="status">
            <p>
              <strong>请先登录</strong>
            </p>
            <p>登录之后才能把办理进展和答复送到您手里；您的姓名和联系方式不公开。</p>
            <p class="actions">
              <a class="button" href={`/sign-in?next=${encodeURIComponent(here)}`} rel="nofollow">
                登录后继续
              </a>
            </p>
          </div>
        )}
      </>
    );
    return page(
      site,
      c,
      { title: '提出审查建议', crumbs, noindex: true, fresh: true, failed: faults.length > 0 },
      body,
      faults.length ? 422 : 200,
    );
  };

  app.get('/filing/propose', async (c) => {
    const number = c.req.query('document')?.trim().slice(0, 100) ?? '';
    const found = number ? await documentFiling(office, number) : null;
    if (!found) {
      const body = (
        <>
          <PageTitle title="提出审查建议">
            认为规范性文件不合法、不合理的，任何人都可以建议审查。先告诉我们是哪一份。
          </PageTitle>
          <Finder number={number} missed={number !== ''} />
        </>
      );
      return page(site, c, { title: '提出审查建议', crumbs, noindex: true }, body, number ? 404 : 200);
    }
    const article = c.req.query('article')?.slice(0, 40);
    return show(
      c,
      found,
      await site.deps.identify(c),
      { form: newForm(), ...(article && { articles: article }) },
      [],
    );
  });

  app.post('/filing/propose', async (c) => {
    const found = await documentFiling(office, c.req.query('document')?.slice(0, 100) ?? '');
    if (!found) return c.notFound();
    const { entered, form, key } = await readSent(c, FIELDS);
    const actor = await site.deps.identify(c);
    try {
      const done = await openCase(office, 'document-review', {
        act: 'propose-review',
        actor,
        input: { ...entered, document: found.number, effectiveOn: found.effectiveOn },
        key: key('propose', found.number),
      });
      return c.redirect(`/filing/proposals/${done.caseId}`, 303);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return show(c, found, actor, { ...entered, form }, faultsOf(error));
    }
  });

  /** Only whoever proposed it sees how it stands. */
  app.get('/filing/proposals/:id', async (c) => {
    const id = c.req.param('id');
    const actor = await site.deps.identify(c);
    if (!CASE_ID.test(id) || !actor.person) return c.notFound();
    const loaded = await loadCase(office, { as: 'resident', person: actor.person }, id).catch(
      (error: unknown) => {
        if (error instanceof Problem && error.status === 404) return null;
        throw error;
      },
    );
    if (loaded?.procedure.code !== 'document-review' || !loaded.file.persons.includes(actor.person))
      return c.notFound();
    const view = new CaseView(loaded.state);
    const number = view.text('propose-review.document');
    const answer = view.text('send-reply.text') || view.text('decline-proposal.reason');
    const opened = loaded.state.acts[0]?.at ?? loaded.file.opened_at;
    const replied = view.last('send-reply') ?? view.last('decline-proposal');
    const body = (
      <>
        <div class={`banner tone-${replied ? 'quiet' : 'good'}`} role="status">
          <h1>{replied ? '审查建议已经答复' : '审查建议已经收到'}</h1>
          <p>现在的阶段：{loaded.procedure.phases[loaded.state.phase]?.title}</p>
        </div>
        {answer ? (
          <Section id="answer" title={view.last('decline-proposal') ? '不予受理的理由' : '答复'}>
            <p class="prose words">{answer}</p>
          </Section>
        ) : null}
        <dl class="facts">
          <dt>文件</dt>
          <dd>
            <a href={`/documents/${encodeURIComponent(number)}`}>{number}</a>
          </dd>
          <dt>针对</dt>
          <dd>{view.text('propose-review.articles')}</dd>
          <dt>收到时间</dt>
          <dd>{momentText(opened)}</dd>
          {replied ? (
            <>
              <dt>答复时间</dt>
              <dd>{momentText(replied.at)}</dd>
            </>
          ) : null}
          <dt>办理编号</dt>
          <dd class="mono">{id}</dd>
        </dl>
        <p class="soft">
          记下这个网址，登录后随时可以来看进展。办理的规则见
          <a href="/procedures/document-review">审查建议办理程序</a>。
        </p>
      </>
    );
    return page(site, c, { title: '我的审查建议', crumbs, noindex: true, fresh: true }, body);
  });

  return app;
}

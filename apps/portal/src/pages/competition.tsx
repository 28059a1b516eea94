/** Fair competition for everyone: report an abuse of administrative power, and see what was found and cleared. */
import { openCase } from '@fadu/office/cases/perform';
import { Problem } from '@fadu/office/problem';
import { competitionRecord, regulators, type StockLine } from '@fadu/office/public/competition';
import { ABUSE_KINDS } from '@fadu/plan/functions/fair-competition/clue-forms';
import { Hono } from 'hono';
import type { FC } from 'hono/jsx';
import { shortDate } from '../dates.ts';
import {
  Empty,
  ErrorSummary,
  Field,
  type FieldFault,
  Options,
  PageTitle,
  Section,
  Tag,
  type Tone,
  wiring,
} from '../parts.tsx';
import { newForm, readSent } from '../sent.ts';
import { page, type Site } from '../site.tsx';

const CRUMBS = [{ title: '公平竞争', href: '/competition' }];
const FIELDS = ['intake', 'subject', 'kind', 'facts', 'evidence', 'name', 'contact'] as const;
const HOME = '/competition';

type Entry = Partial<Record<(typeof FIELDS)[number], string>> & { readonly form: string };

const STATUS_TONES: Readonly<Record<string, Tone>> = {
  已办结: 'good',
  保留: 'quiet',
  待废止: 'wait',
  待修改: 'wait',
};

function faultsOf(problem: Problem): FieldFault[] {
  if (problem.items.length === 0) return [{ say: problem.message }];
  return problem.items.map((i) => ({
    say: i.detail,
    ...(i.field && (FIELDS as readonly string[]).includes(i.field) && { field: i.field }),
    cites: i.citations.filter((c) => c.standing !== 'design').map((c) => c.text),
  }));
}

const Stock: FC<{ line: StockLine }> = ({ line }) => (
  <li>
    <p>
      <a href={`/documents/${encodeURIComponent(line.code)}`}>{line.title}</a>{' '}
      <Tag tone={STATUS_TONES[line.status] ?? 'quiet'}>{line.status}</Tag>
    </p>
    <p class="meta">
      <span>{line.code}</span>
      <span>{line.maker}</span>
      {line.doneOn ? (
        <span>{shortDate(line.doneOn)}办结</span>
      ) : line.doneBy ? (
        <span>应于{shortDate(line.doneBy)}前办完</span>
      ) : null}
    </p>
    <details>
      <summary>为什么列入、怎样决定</summary>
      <ul class="plain">
        {line.clauses.map((c) => (
          <li>
            {c.article}“{c.quote}”：{c.rule}
          </li>
        ))}
      </ul>
      <p>
        决定{line.decision}。{line.reason}
      </p>
    </details>
  </li>
);

const ReportForm: FC<{
  entry: Entry;
  faults: readonly FieldFault[];
  organs: readonly { readonly id: string; readonly name: string }[];
}> = ({ entry, faults, organs }) => {
  const { fault, attributes } = wiring(faults);
  return (
    <form method="post" action="/competition/report" class="form">
      <input type="hidden" name="form" value={entry.form} />
      <Field name="intake" label="向谁举报" fault={fault('intake')}>
        <select {...attributes('intake', false)} required>
          <Options
            value={entry.intake}
            list={[['', '请选择'], ...organs.map((o) => [o.id, o.name] as const)]}
          />
        </select>
      </Field>
      <Field
        name="subject"
        label="被举报的单位"
        hint="行政机关或者法律法规授权的组织。"
        fault={fault('subject')}
      >
        <input {...attributes('subject')} maxlength={80} required value={entry.subject} />
      </Field>
      <Field name="kind" label="什么情况" fault={fault('kind')}>
        <select {...attributes('kind', false)} required>
          <Options value={entry.kind} list={[['', '请选择'], ...ABUSE_KINDS.map((k) => [k, k] as const)]} />
        </select>
      </Field>
      <Field
        name="facts"
        label="事实"
        hint="什么单位、什么时候、做了什么、影响了谁，10字以上。"
        fault={fault('facts')}
      >
        <textarea {...attributes('facts')} maxlength={5000} required>
          {entry.facts ?? ''}
        </textarea>
      </Field>
      <Field
        name="evidence"
        label="证据（选填）"
        hint="文件的名称和文号、会议通知、招标公告等。实名举报并有证据的，必须核查。"
        fault={fault('evidence')}
      >
        <textarea {...attributes('evidence')} maxlength={5000}>
          {entry.evidence ?? ''}
        </textarea>
      </Field>
      <Field
        name="name"
        label="您的姓名或者单位名称（选填）"
        hint="严格保密，被举报的单位看不到。"
        fault={fault('name')}
      >
        <input {...attributes('name')} maxlength={60} autocomplete="name" value={entry.name} />
      </Field>
      <Field name="contact" label="联系方式（选填）" hint="只用于核实和告知结果。" fault={fault('contact')}>
        <input {...attributes('contact')} maxlength={100} value={entry.contact} />
      </Field>
      <button type="submit" class="button">
        提交举报
      </button>
    </form>
  );
};

/** Pages below `/competition`. */
export function competitionPages(site: Site): Hono {
  const app = new Hono();
  const { office } = site;

  app.get('/competition', async (c) => {
    const { stock, reviews, corrections } = await competitionRecord(office);
    const body = (
      <>
        <PageTitle title="公平竞争">
          出台政策、签订协议要先作公平竞争审查；指定交易、保护本地、排斥外地经营者的，可以举报，查实的要改正。
        </PageTitle>
        <p class="actions">
          <a class="button" href="/competition/report">
            举报滥用行政权力
          </a>
        </p>
        <Section id="stock" title={`存量文件清理（${stock.length}件）`}>
          {stock.length ? (
            <ul class="rows">
              {stock.map((line) => (
                <Stock line={line} />
              ))}
            </ul>
          ) : (
            <Empty>
              还没有公布清理结果。现行有效的文件逐条对照审查标准扫描以后，哪些废止、修改、保留，都列在这里。
            </Empty>
          )}
        </Section>
        <Section id="reviews" title={`审查过的政策措施（${reviews.length}件）`}>
          {reviews.length ? (
            <ul class="rows">
              {reviews.map((r) => (
                <li>
                  <p>
                    <strong>{r.title}</strong>{' '}
                    <Tag tone={r.conclusion === '符合' ? 'good' : 'wait'}>{r.conclusion}</Tag>
                  </p>
                  <p class="meta">
                    <span>{r.code}</span>
                    <span>{r.kind}</span>
                    <span>{r.issuers.join('、')}</span>
                    <span>{shortDate(r.issuedOn)}出台</span>
                    {r.exceptionEnd ? <span>例外期限至{shortDate(r.exceptionEnd)}</span> : null}
                    <span>{r.status}</span>
                  </p>
                </li>
              ))}
            </ul>
          ) : (
            <Empty>还没有出台的政策措施。规范性文件的审查写在每份文件的制定经过里。</Empty>
          )}
        </Section>
        <Section id="corrections" title={`已经改正的（${corrections.length}件）`}>
          {corrections.length ? (
            <ul class="rows">
              {corrections.map((k) => (
                <li>
                  <p>
                    <strong>{k.subject}</strong>
                  </p>
                  <p class="meta">
                    <span>{k.kind}</span>
                    <span>{shortDate(k.correctedOn)}改正</span>
                  </p>
                  <p>{k.correction}</p>
                </li>
              ))}
            </ul>
          ) : (
            <Empty>还没有办结的。查实并改正的公布在这里，举报人的情况不公开。</Empty>
          )}
        </Section>
        <Section id="more" title="数据和程序">
          <p class="soft">
            数据：
            <a href="/api/v1/registers/competition-stock">清理清单</a>、
            <a href="/api/v1/registers/fair-competition-reviews">审查结论</a>。办理程序：
            <a href="/procedures/monopoly-clue">线索办理</a>、
            <a href="/procedures/fair-competition-review">公平竞争审查</a>、
            <a href="/procedures/competition-stock-clearing">存量清理</a>。
          </p>
        </Section>
      </>
    );
    return page(site, c, { title: '公平竞争', crumbs: [] }, body);
  });

  const showForm = async (
    c: Parameters<typeof page>[1],
    entry: Entry,
    faults: readonly FieldFault[],
  ): Promise<Response> => {
    const actor = await site.deps.identify(c);
    const body = (
      <>
        <ErrorSummary faults={faults} />
        <PageTitle title="举报滥用行政权力">
          行政机关指定买谁的、偏袒本地企业、排斥外地企业、用文件限制竞争，都可以举报。
        </PageTitle>
        <div class="prose">
          <ul>
            <li>实名书面举报并提供事实和证据的，必须核查，结果告知您。</li>
            <li>您的身份严格保密：被举报的单位看不到这件举报，办结公布时不写举报人。</li>
            <li>省级和国家机关的问题由上级处理，收到后会告诉您向谁反映。</li>
          </ul>
        </div>
        {actor.kind === 'person' ? (
          <Section id="form" title="举报内容">
            <ReportForm entry={entry} faults={faults} organs={regulators(office)} />
          </Section>
        ) : (
          <div class="banner tone-wait">
            <p>
              <strong>网上举报先登录</strong>
              ，这样才能把结果告诉您。不想登录的，可以写信、打电话或者到市场监督管理局当面举报，工作人员登记后同样办理。
            </p>
            <p>
              <a class="button" href="/sign-in?next=/competition/report">
                登录后举报
              </a>
            </p>
          </div>
        )}
      </>
    );
    return page(
      site,
      c,
      { title: '举报滥用行政权力', crumbs: CRUMBS, noindex: true, fresh: true, failed: faults.length > 0 },
      body,
      faults.length ? 422 : 200,
    );
  };

  app.get('/competition/report', (c) => showForm(c, { form: newForm() }, []));

  app.post('/competition/report', async (c) => {
    const { entered, input, form, key } = await readSent(c, FIELDS);
    try {
      const actor = await site.deps.identify(c);
      if (actor.kind !== 'person')
        return await showForm(c, { ...entered, form }, [{ say: '请先登录，再提交举报' }]);
      // Whoever reports does so as a person, whatever posts they hold.
      const done = await openCase(office, 'monopoly-clue', {
        act: 'report',
        actor: { ...actor, posts: [] },
        input,
        key: key('clue'),
      });
      return c.redirect(`/competition/received/${done.caseId}`, 303);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return showForm(c, { ...entered, form }, faultsOf(error));
    }
  });

  app.get('/competition/received/:id', (c) => {
    const id = c.req.param('id');
    if (!/^\d{6}-[0-9a-f]{1,40}$/.test(id)) return c.notFound();
    const body = (
      <>
        <div class="banner tone-good" role="status">
          <h1>举报已经收到</h1>
          <p>
            编号 <strong class="receipt">{id}</strong>
          </p>
        </div>
        <div class="prose">
          <p>
            请记下编号，只有您和受理的市场监督管理局能看到这件举报。五个工作日内甄别；实名并有事实证据的必须核查，结果会告知您。
          </p>
          <p class="actions">
            <a class="button button-secondary" href={HOME}>
              回到公平竞争
            </a>
          </p>
        </div>
      </>
    );
    return page(site, c, { title: '举报已经收到', crumbs: CRUMBS, noindex: true, fresh: true }, body);
  });

  return app;
}

/** Suggesting a project for the annual legislative plan (R14.1): anyone, signed in or not; what came of it is shown. */
import { performAct } from '@fadu/office/cases/perform';
import { Problem } from '@fadu/office/problem';
import {
  type CollectingPlan,
  collectingPlans,
  type SuggestionLine,
  suggestionsOf,
} from '@fadu/office/public/legislation';
import type { Hono } from 'hono';
import type { FC } from 'hono/jsx';
import { momentText, shortDate } from '../dates.ts';
import {
  Day,
  Empty,
  ErrorSummary,
  Field,
  type FieldFault,
  Options,
  PageTitle,
  Section,
  Tag,
  wiring,
} from '../parts.tsx';
import { newForm, readSent } from '../sent.ts';
import { page, type Site } from '../site.tsx';

const CRUMBS = [
  { title: '征求意见', href: '/consultations' },
  { title: '年度立法计划', href: '/legislation' },
];
const CASE_ID = /^\d{6}-[0-9a-f]{1,40}$/;
const FIELDS = ['title', 'text', 'submitterName', 'contact'] as const;
type Entry = Partial<Record<(typeof FIELDS)[number] | 'plan', string>> & { readonly form: string };

/** Faults of a refused suggestion, each with its field. */
function faultsOf(problem: Problem): FieldFault[] {
  if (problem.items.length === 0) return [{ say: problem.message }];
  return problem.items.map((i) => ({
    say: i.detail,
    ...(i.field && (FIELDS as readonly string[]).includes(i.field) && { field: i.field }),
    cites: i.citations.filter((c) => c.standing !== 'design').map((c) => c.text),
  }));
}

const Plan: FC<{ plan: CollectingPlan }> = ({ plan: p }) => (
  <li>
    <p class="row-title">{p.title}</p>
    <p class="prose">{p.notice}</p>
    <p class="meta">
      <span>{p.organ}</span>
      <span>
        收到
        <Day date={p.until} />
        为止
      </span>
      <span>{p.contact}</span>
    </p>
  </li>
);

const Form: FC<{ plans: readonly CollectingPlan[]; entry: Entry; faults: readonly FieldFault[] }> = ({
  plans,
  entry,
  faults,
}) => {
  const { fault, attributes: at } = wiring(faults);
  const [first] = plans;
  return (
    <form method="post" action="/legislation/suggest" class="form">
      <input type="hidden" name="form" value={entry.form} />
      {plans.length > 1 ? (
        <Field name="plan" label="提给哪个计划">
          <select id="plan" name="plan" required>
            <Options
              value={entry.plan}
              list={plans.map((p) => [p.caseId, `${p.title}（${p.organ}）`] as const)}
            />
          </select>
        </Field>
      ) : (
        <input type="hidden" name="plan" value={first?.caseId} />
      )}
      <Field
        name="title"
        label="建议的项目名称"
        hint="如：制定城市公园管理办法。4到80字，会公开。"
        fault={fault('title')}
      >
        <input {...at('title')} minlength={4} maxlength={80} required value={entry.title} />
      </Field>
      <Field
        name="text"
        label="要解决的问题和理由"
        hint="10到2000字，会公开，请不要写个人隐私。"
        fault={fault('text')}
      >
        <textarea {...at('text')} rows={8} maxlength={2000} required>
          {entry.text ?? ''}
        </textarea>
      </Field>
      <Field
        name="submitterName"
        label="姓名或者单位名称（选填）"
        hint="不公开。"
        fault={fault('submitterName')}
      >
        <input {...at('submitterName')} maxlength={60} autocomplete="name" value={entry.submitterName} />
      </Field>
      <Field
        name="contact"
        label="联系方式（选填）"
        hint="不公开，只用于了解情况和答复。"
        fault={fault('contact')}
      >
        <input {...at('contact')} maxlength={100} value={entry.contact} />
      </Field>
      <p class="actions">
        <button type="submit" class="button">
          提交建议
        </button>
      </p>
    </form>
  );
};

const Result: FC<{ one: SuggestionLine }> = ({ one }) =>
  one.result ? (
    <>
      <dt>论证结论</dt>
      <dd>
        <Tag tone={one.result.conclusion === '列入计划' ? 'good' : 'quiet'}>{one.result.conclusion}</Tag>
      </dd>
      <dt>理由</dt>
      <dd class="words">{one.result.reason}</dd>
    </>
  ) : (
    <>
      <dt>论证结论</dt>
      <dd>征集截止以后逐项论证，还没有结论</dd>
    </>
  );

/** `/legislation/suggest` and its receipts. */
export function suggestionPages(app: Hono, site: Site): void {
  const { office } = site;
  type Ctx = Parameters<typeof page>[1];

  const show = async (c: Ctx, entry: Entry, faults: readonly FieldFault[]) => {
    const plans = await collectingPlans(office);
    const body = (
      <>
        <ErrorSummary faults={faults} />
        <PageTitle title="提出立法项目建议">
          哪些事需要制定、修改或者废止地方性法规、规章，任何人都可以建议，不用登录。每一件都要论证，写明结论和理由。
        </PageTitle>
        {plans.length ? (
          <>
            <Section id="plans" title="正在征集">
              <ul class="rows">
                {plans.map((p) => (
                  <Plan plan={p} />
                ))}
              </ul>
              <p class="soft small">
                建议怎样论证、怎样列入计划，见
                <a href="/procedures/annual-legislative-plan">年度立法计划的程序</a>。
              </p>
            </Section>
            <Section id="suggestion" title="您的建议">
              <Form plans={plans} entry={entry} faults={faults} />
            </Section>
          </>
        ) : (
          <Empty>
            现在没有在征集的年度立法计划。每年征集时在这里提，征集的时间不少于30日；已经公布的计划见
            <a href="/legislation">年度立法计划</a>。
          </Empty>
        )}
      </>
    );
    return page(
      site,
      c,
      { title: '提出立法项目建议', crumbs: CRUMBS, fresh: true, failed: faults.length > 0 },
      body,
      faults.length ? 422 : 200,
    );
  };

  app.get('/legislation/suggest', (c) => show(c, { form: newForm() }, []));

  app.post('/legislation/suggest', async (c) => {
    const {
      entered: { plan, ...entered },
      input: { plan: _, ...input },
      form,
      key,
    } = await readSent(c, [...FIELDS, 'plan']);
    const entry: Entry = { ...entered, plan, form };
    const open = (await collectingPlans(office)).some((p) => p.caseId === plan);
    if (!open)
      return show(c, entry, [{ say: '这个计划的征集已经截止，或者没有选择计划；请看下面正在征集的计划' }]);
    try {
      const done = await performAct(office, plan, {
        act: 'suggest',
        actor: await site.deps.identify(c),
        input,
        key: key('suggest'),
      });
      return c.redirect(`/legislation/suggest/${plan}/${done.record.seq}`, 303);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return show(c, entry, faultsOf(error));
    }
  });

  app.get('/legislation/suggest/:caseId/:seq', async (c) => {
    const { caseId, seq } = c.req.param();
    const [one] =
      CASE_ID.test(caseId) && /^\d{1,9}$/.test(seq) ? await suggestionsOf(office, caseId, Number(seq)) : [];
    if (!one) return c.notFound();
    const body = (
      <>
        <div class="banner tone-good" role="status">
          <h1>{one.result ? '建议已经论证' : '建议已经收到'}</h1>
          <p>
            回执编号 <strong class="receipt">{seq}</strong>
          </p>
        </div>
        <dl class="facts">
          <dt>建议的项目</dt>
          <dd>{one.title}</dd>
          <dt>计划</dt>
          <dd>{one.plan}</dd>
          <dt>收到时间</dt>
          <dd>{momentText(one.at)}</dd>
          <Result one={one} />
          <dt>完整回执</dt>
          <dd class="mono">
            {caseId}/{seq}
          </dd>
        </dl>
        <p>请记下这个网址，以后可以来看论证的结论。姓名和联系方式不公开。</p>
        <p>这次提交几秒钟后写入存证日志，以后任何人都改不掉、删不去。</p>
        <p class="actions">
          <a class="button" href="/legislation/suggest">
            再提一件
          </a>
          <a class="button button-secondary" href="/legislation">
            看年度立法计划
          </a>
        </p>
      </>
    );
    return page(
      site,
      c,
      {
        title: '我的立法项目建议',
        crumbs: [...CRUMBS, { title: '提出立法项目建议', href: '/legislation/suggest' }],
        noindex: true,
        fresh: true,
      },
      body,
    );
  });
}

/** The call for suggestions on the plan's page, while one runs. */
export const SuggestCall: FC<{ plans: readonly CollectingPlan[] }> = ({ plans }) =>
  plans.length ? (
    <div class="banner tone-wait">
      <p>
        <strong>正在征集{plans.map((p) => `${p.year}年`).join('、')}立法项目</strong>，
        {shortDate(plans[0]?.until ?? '')}截止。
      </p>
      <p class="actions">
        <a class="button" href="/legislation/suggest">
          提出建议
        </a>
      </p>
    </div>
  ) : null;

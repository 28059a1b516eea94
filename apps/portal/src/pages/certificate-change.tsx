/** What a holder does with a certificate: renewal, change, giving it up; and his word before the organ takes it away. */
import { type Actor, addDays, dateOf } from '@fadu/kernel';
import { openCase, performAct } from '@fadu/office/cases/perform';
import { type CertificateFacts, checkCertificate } from '@fadu/office/certificates/index';
import { Problem } from '@fadu/office/problem';
import { type MyChange, myChange, myChanges } from '@fadu/office/services/certificate-changes';
import { myPapers } from '@fadu/office/services/progress';
import { certificateChange } from '@fadu/plan/functions/service-items/index';
import { type Context, Hono } from 'hono';
import type { FC } from 'hono/jsx';
import { dayOf, longDate, shortDate } from '../dates.ts';
import {
  ErrorSummary,
  Field,
  type FieldFault,
  Options,
  PageTitle,
  Section,
  Tag,
  wiring,
  withQuery,
} from '../parts.tsx';
import { newForm, readSent } from '../sent.ts';
import { page, type Site } from '../site.tsx';
import { SignIn } from './services-apply.tsx';
import { Papers } from './services-mine-parts.tsx';

const CRUMBS = [{ title: '证照查验', href: '/certificates' }];
const FIELDS = ['want', 'identity', 'contact', 'change', 'newHolder', 'reasons'] as const;
type Entry = Readonly<Record<string, string>>;

/** Address of the form for a certificate. */
export const changeHref = (code: string): string => withQuery('/certificates/change', { code });

const Form: FC<{
  site: Site;
  of: CertificateFacts;
  entry: Entry;
  form: string;
  faults: readonly FieldFault[];
}> = ({ site, of, entry, form, faults }) => {
  const { fault, attributes: at } = wiring(faults, false);
  const today = dateOf(site.office.now());
  const last = of.validTo ? addDays(of.validTo, -30) : undefined;
  return (
    <form method="post" action={changeHref(of.code)} class="form">
      <input type="hidden" name="form" value={form} />
      {last ? (
        <p class={today > last ? 'notice' : 'soft'}>
          {today > last
            ? `离到期不足三十日。仍然可以申请延续，机关会作决定；但到期没有决定的，不视为准予。`
            : `${shortDate(last)}以前申请延续的，到${shortDate(of.validTo as string)}没有作出决定就视为准予延续。`}
        </p>
      ) : null}
      <Field name="want" label="要办什么" fault={fault('want')}>
        <select {...at('want')} required>
          <Options
            value={entry.want}
            list={[
              ['', '请选择'],
              ...(of.validTo ? [['延续', '延续：有效期到了接着用'] as const] : []),
              ['变更', '变更：名称、内容改了'],
              ['注销', '注销：不再用了'],
            ]}
          />
        </select>
      </Field>
      <Field name="change" label="变更什么" hint="选变更的填：原来是什么，改成什么。" fault={fault('change')}>
        <textarea {...at('change', true)} rows={3} maxlength={500}>
          {entry.change}
        </textarea>
      </Field>
      <Field
        name="newHolder"
        label="变更后的名称（选填）"
        hint="改名称的才填。换了人经营不是变更，要重新申请。"
        fault={fault('newHolder')}
      >
        <input {...at('newHolder', true)} value={entry.newHolder} maxlength={100} />
      </Field>
      <Field
        name="identity"
        label={of.enterprise ? '统一社会信用代码' : '持证人的证件号码'}
        hint="要与证件一致。不公开。"
        fault={fault('identity')}
      >
        <input {...at('identity', true)} value={entry.identity} maxlength={40} autocomplete="off" required />
      </Field>
      <Field name="contact" label="联系电话" hint="不公开。" fault={fault('contact')}>
        <input {...at('contact', true)} value={entry.contact} maxlength={40} autocomplete="tel" required />
      </Field>
      <Field name="reasons" label="理由" hint="一句话就行，如：继续经营。" fault={fault('reasons')}>
        <input {...at('reasons', true)} value={entry.reasons} maxlength={1000} required />
      </Field>
      <p class="actions">
        <button type="submit" class="button">
          提交
        </button>
      </p>
    </form>
  );
};

const faultsOf = (problem: Problem): FieldFault[] =>
  problem.items.length === 0
    ? [{ say: problem.message }]
    : problem.items.map((i) => {
        const field = i.field === 'validTo' ? 'want' : FIELDS.find((f) => f === i.field);
        return {
          say: i.detail,
          ...(field && { field }),
          cites: i.citations.filter((cite) => cite.standing !== 'design').map((cite) => cite.text),
        };
      });

const toneOf = (m: MyChange) =>
  !m.ended ? 'blue' : ['renewed', 'changed', 'ended', 'left'].includes(m.phase) ? 'good' : 'end';

/** The holder's own, for the list of what he has under way. */
export const Changes: FC<{ list: readonly MyChange[] }> = ({ list }) =>
  list.length === 0 ? null : (
    <Section id="changes" title="我的证件">
      <ul class="rows">
        {list.map((m) => (
          <li>
            <p class="row-title">
              <a href={`/certificates/mine/${m.id}`}>
                {m.byOrgan ? `机关拟${m.want}` : m.want}：{m.certificate}
              </a>
            </p>
            <p class="meta">
              <Tag tone={toneOf(m)}>{m.title}</Tag>
              <span>{m.organ}</span>
              <span>{dayOf(m.openedAt)}</span>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );

/** `/certificates/change` and `/certificates/mine`. */
export function certificateChangePages(site: Site): Hono {
  const app = new Hono();
  const { office } = site;

  const lookUp = async (c: Context) => {
    const code = (c.req.query('code') ?? '').slice(0, 60);
    return code ? checkCertificate(office, code, dateOf(office.now())) : null;
  };
  const show = (
    c: Context,
    of: CertificateFacts,
    actor: Actor,
    entry: Entry,
    form: string,
    faults: readonly FieldFault[],
  ) =>
    page(
      site,
      c,
      { title: '延续、变更、注销', crumbs: CRUMBS, noindex: true, fresh: true, failed: faults.length > 0 },
      <>
        <ErrorSummary faults={faults} />
        <PageTitle title={`${of.name}：延续、变更、注销`}>
          <span class="code">{of.code}</span>，{office.organName(of.organ)}发，{of.holder}，
          {of.validTo ? `有效期至${shortDate(of.validTo)}` : '长期有效'}。
        </PageTitle>
        {actor.person ? (
          <Form site={site} of={of} entry={entry} form={form} faults={faults} />
        ) : (
          <SignIn
            next={changeHref(of.code)}
            why="登录之后才能把决定送到您手里。不方便上网的，到窗口、寄信、打电话申请，一样办。"
          />
        )}
      </>,
      faults.length ? 422 : 200,
    );

  app.get('/certificates/change', async (c) => {
    const of = await lookUp(c);
    if (!of) return c.notFound();
    return show(c, of, await site.deps.identify(c), {}, newForm(), []);
  });

  app.post('/certificates/change', async (c) => {
    const of = await lookUp(c);
    if (!of) return c.notFound();
    const { entered, input, form, key } = await readSent(c, FIELDS);
    const actor = await site.deps.identify(c);
    if (!actor.person) return show(c, of, actor, entered, form, [{ say: '登录之后才能提交' }]);
    try {
      const region = office.organ(of.organ)?.region;
      const done = await openCase(office, certificateChange.code, {
        act: 'apply',
        actor,
        input: {
          ...input,
          certificate: of.code,
          ...(entered.want === '延续' && of.validTo && { validTo: of.validTo }),
        },
        ...(region && { region }),
        key: key('change', of.code),
      });
      return c.redirect(`/certificates/mine/${done.caseId}`, 303);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return show(c, of, actor, entered, form, faultsOf(error));
    }
  });

  app.get('/certificates/mine', async (c) => {
    const { person } = await site.deps.identify(c);
    const list = person ? await myChanges(office, person) : [];
    return page(
      site,
      c,
      { title: '我的证件办到哪了', crumbs: CRUMBS, noindex: true, fresh: true },
      <>
        <PageTitle title="我的证件办到哪了">延续、变更、注销，和机关拟撤回、撤销的。</PageTitle>
        {!person ? (
          <SignIn next="/certificates/mine" why="登录之后看到您自己的。" />
        ) : list.length ? (
          <Changes list={list} />
        ) : (
          <p>
            还没有。在<a href="/certificates">证照查验</a>里查到您的证件，点“持证人办延续、变更、注销”。
          </p>
        )}
      </>,
    );
  });

  const showMine = async (
    c: Context,
    person: string,
    m: MyChange,
    form = newForm(),
    said = '',
    faults: readonly FieldFault[] = [],
  ) => {
    const { fault, attributes: at } = wiring(faults, false);
    return page(
      site,
      c,
      {
        title: `${m.want}：${m.certificate}`,
        crumbs: [...CRUMBS, { title: '我的证件', href: '/certificates/mine' }],
        noindex: true,
        fresh: true,
        failed: faults.length > 0,
      },
      <>
        <ErrorSummary faults={faults} />
        <div class={`banner tone-${toneOf(m) === 'blue' ? 'good' : toneOf(m)}`} role="status">
          <h1>
            {m.byOrgan ? `机关拟${m.want}` : m.want}：{m.title}
          </h1>
          <p>
            登记号 <strong class="receipt">{m.number}</strong>
          </p>
        </div>
        {m.limit ? (
          <p>
            {m.limit.title}：<time datetime={m.limit.due}>{longDate(office.calendar, m.limit.due)}</time>
          </p>
        ) : null}
        <Section id="what" title="哪一本证件">
          <p>
            <a href={withQuery('/certificates', { q: m.certificate })}>{m.certificate}</a>，{m.organ}发。
          </p>
        </Section>
        <Papers papers={await myPapers(office, person, m.id)} />
        {m.may.includes('state') ? (
          <Section id="state" title="您的陈述和申辩">
            <p>机关告知的内容见上面的告知书。您说的要写进案卷，不因申辩加重处理。</p>
            <form method="post" action={`/certificates/mine/${m.id}/state`} class="form">
              <input type="hidden" name="form" value={form} />
              <Field name="statement" label="陈述和申辩" fault={fault('statement')}>
                <textarea {...at('statement')} rows={6} maxlength={3000} required>
                  {said}
                </textarea>
              </Field>
              <p class="actions">
                <button type="submit" class="button">
                  提交陈述和申辩
                </button>
              </p>
            </form>
          </Section>
        ) : null}
        {m.may.includes('drop') ? (
          <details class="section">
            <summary>不想办了</summary>
            <form method="post" action={`/certificates/mine/${m.id}/drop`}>
              <input type="hidden" name="form" value={form} />
              <button type="submit" class="button button-secondary">
                撤回申请
              </button>
            </form>
          </details>
        ) : null}
      </>,
      faults.length ? 422 : 200,
    );
  };
  const opened = async (c: Context) => {
    const actor = await site.deps.identify(c);
    const id = c.req.param('id') ?? '';
    const m =
      actor.person && /^\d{6}-[0-9a-f]{1,40}$/.test(id) ? await myChange(office, actor.person, id) : null;
    return m && actor.person ? { actor, person: actor.person, m } : null;
  };
  app.get('/certificates/mine/:id', async (c) => {
    const found = await opened(c);
    if (found) return showMine(c, found.person, found.m);
    if ((await site.deps.identify(c)).person) return c.notFound();
    return page(
      site,
      c,
      { title: '我的证件', crumbs: CRUMBS, noindex: true, fresh: true },
      <>
        <PageTitle title="我的证件" />
        <SignIn next={`/certificates/mine/${c.req.param('id')}`} why="这一页只有持证人自己能看。" />
      </>,
    );
  });
  for (const act of ['state', 'drop'] as const)
    app.post(`/certificates/mine/:id/${act}`, async (c) => {
      const found = await opened(c);
      if (!found) return c.notFound();
      const { input, entered, form, key } = await readSent(c, act === 'state' ? ['statement'] : []);
      try {
        await performAct(office, found.m.id, { act, actor: found.actor, input, key: key(act, found.m.id) });
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        return showMine(c, found.person, found.m, form, (entered as Entry).statement, [
          { say: error.message, ...(act === 'state' && { field: 'statement' }) },
        ]);
      }
      return c.redirect(`/certificates/mine/${found.m.id}`, 303);
    });
  return app;
}

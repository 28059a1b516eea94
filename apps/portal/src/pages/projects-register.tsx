/** Registering an investment project: one form, one code. */
import type { Actor } from '@fadu/kernel';
import { openCase } from '@fadu/office/cases/perform';
import { Problem } from '@fadu/office/problem';
import { FUNDINGS, investmentProject } from '@fadu/plan/functions/service-items/project/index';
import { Hono } from 'hono';
import type { FC } from 'hono/jsx';
import { ErrorSummary, Field, type FieldFault, Options, PageTitle, wiring } from '../parts.tsx';
import { newForm, readSent } from '../sent.ts';
import { page, type Site } from '../site.tsx';
import { PROJECT_CRUMBS, projectHref } from './projects-parts.ts';
import { SignIn } from './services-apply.tsx';

const FIELDS = [
  'lead',
  'unit',
  'uscc',
  'contact',
  'name',
  'place',
  'content',
  'investment',
  'funding',
  'catalogue',
  'clause',
  'policy',
] as const;
type Entry = Readonly<Partial<Record<(typeof FIELDS)[number], string>>>;
const YES_NO = [
  ['', '请选择'],
  ['no', '不属于'],
  ['yes', '属于'],
] as const;

const Form: FC<{ site: Site; entry: Entry; form: string; faults: readonly FieldFault[] }> = ({
  site,
  entry,
  form,
  faults,
}) => {
  const { fault, attributes: at } = wiring(faults, false);
  const departments = site.office.regions.flatMap((r) =>
    site.office.organsOf(r.code).filter((o) => o.kind === 'department'),
  );
  const text = (name: (typeof FIELDS)[number], label: string, max: number, hint?: string) => (
    <Field name={name} label={label} {...(hint && { hint })} fault={fault(name)}>
      <input
        {...at(name, hint !== undefined)}
        value={entry[name]}
        maxlength={max}
        autocomplete="off"
        required={name !== 'clause'}
      />
    </Field>
  );
  return (
    <form method="post" action="/projects/register" class="form">
      <input type="hidden" name="form" value={form} />
      {text('name', '项目名称', 100)}
      {text('place', '建设地点', 200)}
      <Field name="content" label="建设规模和内容" fault={fault('content')}>
        <textarea {...at('content')} rows={4} maxlength={2000} required>
          {entry.content}
        </textarea>
      </Field>
      {text('investment', '总投资（万元）', 12, '只写数字，如：3500.50。')}
      <Field name="funding" label="资金来源" fault={fault('funding')}>
        <select {...at('funding')} required>
          <Options value={entry.funding} list={[['', '请选择'], ...FUNDINGS.map((f) => [f, f] as const)]} />
        </select>
      </Field>
      <Field
        name="catalogue"
        label="属于政府核准的投资项目目录吗"
        hint="国务院批准的目录里的项目要核准，别的企业投资项目备案。选错了由牵头部门纠正。"
        fault={fault('catalogue')}
      >
        <select {...at('catalogue', true)} required>
          <Options value={entry.catalogue} list={YES_NO} />
        </select>
      </Field>
      {text('clause', '目录的哪一条（选填）', 200, '属于目录的填写。')}
      <Field
        name="lead"
        label="牵头部门"
        hint="项目所在地负责投资项目的部门，一般是发展改革部门。"
        fault={fault('lead')}
      >
        <select {...at('lead', true)} required>
          <Options
            value={entry.lead}
            list={[['', '请选择'], ...departments.map((o) => [o.id, o.fullName ?? o.name] as const)]}
          />
        </select>
      </Field>
      {text('unit', '项目单位', 100)}
      {text('uscc', '统一社会信用代码', 18, '18位，不公开。')}
      {text('contact', '联系人和电话', 100, '不公开，有事只打这个电话。')}
      <div class={fault('policy') ? 'field field-invalid' : 'field'}>
        {fault('policy') ? (
          <p class="field-error" id="policy-error">
            {fault('policy')}
          </p>
        ) : null}
        <label class="check-line" for="policy">
          <input
            id="policy"
            type="checkbox"
            name="policy"
            value="yes"
            required
            checked={entry.policy === 'yes'}
            {...(fault('policy') && { 'aria-describedby': 'policy-error', 'aria-invalid': 'true' })}
          />
          声明：项目符合产业政策，所填信息真实
        </label>
      </div>
      <p class="actions">
        <button type="submit" class="button">
          登记，取得项目代码
        </button>
      </p>
      <p class="soft small">
        按备案管理的，填齐就是备案，不用等谁同意。不方便上网的，到政务服务窗口登记，一样办。
      </p>
    </form>
  );
};

/** `/projects/register`. */
export function projectRegisterPages(site: Site): Hono {
  const app = new Hono();
  type Ctx = Parameters<typeof page>[1];
  const show = (c: Ctx, actor: Actor, entry: Entry, form: string, faults: readonly FieldFault[]) =>
    page(
      site,
      c,
      {
        title: '登记投资项目',
        crumbs: PROJECT_CRUMBS,
        noindex: true,
        fresh: true,
        failed: faults.length > 0,
      },
      <>
        <ErrorSummary faults={faults} />
        <PageTitle title="登记投资项目">
          项目情况填一次，得到一个项目代码，以后各部门的审批都用它，材料不用重复填。
        </PageTitle>
        {actor.person ? (
          <Form site={site} entry={entry} form={form} faults={faults} />
        ) : (
          <SignIn
            next="/projects/register"
            why="登录之后登记的项目才是您单位的，进度和文书才能送到您手里。不方便上网的，到政务服务窗口登记，一样办。"
          />
        )}
      </>,
      faults.length ? 422 : 200,
    );

  app.get('/projects/register', async (c) => show(c, await site.deps.identify(c), {}, newForm(), []));
  app.post('/projects/register', async (c) => {
    const { entered, form, key } = await readSent(c, FIELDS);
    const actor = await site.deps.identify(c);
    if (!actor.person) return show(c, actor, entered, form, [{ say: '登录之后才能登记' }]);
    const missing: FieldFault[] = [
      ...(entered.catalogue === '' ? [{ field: 'catalogue', say: '请选择是不是属于目录' }] : []),
      ...(entered.policy === 'yes' ? [] : [{ field: 'policy', say: '请作出声明，在前面打勾' }]),
    ];
    if (missing.length) return show(c, actor, entered, form, missing);
    const { catalogue, policy: _, clause, ...rest } = entered;
    try {
      const done = await openCase(site.office, investmentProject.code, {
        act: 'register',
        actor,
        input: { ...rest, ...(clause && { clause }), catalogue: catalogue === 'yes', policy: true },
        key: key('register'),
      });
      return c.redirect(projectHref(done.record.issued?.project ?? ''), 303);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return show(
        c,
        actor,
        entered,
        form,
        error.items.length
          ? error.items.map((i) => ({
              say: i.detail,
              ...(FIELDS.some((f) => f === i.field) && { field: i.field as string }),
              cites: i.citations.filter((x) => x.standing !== 'design').map((x) => x.text),
            }))
          : [{ say: error.message }],
      );
    }
  });
  return app;
}

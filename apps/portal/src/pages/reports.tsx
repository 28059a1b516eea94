/** Reporting a violation without an account: the form, the code that is shown once, and following the report by it. */
import { randomUUID } from 'node:crypto';
import { dateOf } from '@fadu/kernel';
import { type LoadedCase, loadCase } from '@fadu/office/cases/load';
import { openCase, performAct } from '@fadu/office/cases/perform';
import { Problem } from '@fadu/office/problem';
import { holderOfCode, newCode, personOfCode, readCode } from '@fadu/office/sealed/code';
import { type Reading, readingsOf } from '@fadu/office/sealed/sealed';
import { STANDINGS, violationReport } from '@fadu/plan/enforcement/reports-and-rewards/index';
import { Hono } from 'hono';
import type { FC } from 'hono/jsx';
import { sql } from 'kysely';
import { momentText, shortDate } from '../dates.ts';
import { ErrorSummary, Field, type FieldFault, Options, PageTitle, Section, wiring } from '../parts.tsx';
import { page, type Site } from '../site.tsx';

const CRUMBS = [{ title: '举报', href: '/reports' }];
const INFORMANT = '举报人';
/** Kinds of organ that take reports. */
const TAKES: readonly string[] = ['department', 'government', 'township', 'authorised', 'dispatched'];

const TEXTS = [
  'title',
  'lead',
  'subject',
  'place',
  'foundOn',
  'conduct',
  'evidence',
  'standing',
  'name',
  'contact',
] as const;
type Entry = Partial<Record<(typeof TEXTS)[number] | 'realName' | 'wantsReward', string>> & {
  readonly form: string;
};

/** Faults of a refused act, each with its field. */
function faultsOf(problem: Problem): FieldFault[] {
  if (problem.items.length === 0) return [{ say: problem.message }];
  const known: readonly string[] = [...TEXTS, 'realName', 'wantsReward', 'text'];
  return problem.items.map((i) => ({
    say: i.detail,
    ...(i.field && known.includes(i.field) && { field: i.field }),
    cites: i.citations.filter((cite) => cite.standing !== 'design').map((cite) => cite.text),
  }));
}

const Start: FC = () => (
  <>
    <PageTitle title="举报违法行为">
      发现违法行为，任何人都可以举报，可以不留姓名，不用注册。提交后得到一个查询码，凭它看办到了哪一步、补充情况、领取奖励。
    </PageTitle>
    <p class="actions">
      <a class="button" href="/reports/new">
        我要举报
      </a>
      <a class="button button-secondary" href="/reports/status">
        凭查询码查看
      </a>
    </p>
    <Section id="secrecy" title="怎样保护举报人">
      <ul class="dotted">
        <li>姓名和联系方式单独加密保存，办案人员看不到。</li>
        <li>
          只有受理机关的举报保密员写明理由才能打开，每次打开都有记录，您凭查询码可以看到谁在什么时候为什么看过。
        </li>
        <li>系统不保存查询码，只保存它的指纹。查询码丢了不能找回。</li>
        <li>请不要在事情经过里写能认出您的内容。</li>
      </ul>
    </Section>
    <Section id="reward" title="举报奖励">
      <p>
        查证属实的重大违法行为，按罚没款的百分之五、三、一奖励，分别不低于5000元、3000元、1000元，最高100万元（数额依据国市监稽规〔2021〕4号，尚未核对原文）。
      </p>
      <p>
        <a href="/procedures/violation-report">举报的办理程序</a>
      </p>
    </Section>
  </>
);

const Form: FC<{ site: Site; entry: Entry; faults: readonly FieldFault[] }> = ({ site, entry, faults }) => {
  const { fault, attributes: at } = wiring(faults, false);
  const organs = site.office
    .allOrgans()
    .filter((o) => TAKES.includes(o.kind))
    .map((o) => [o.id, o.fullName] as const);
  return (
    <>
      <ErrorSummary faults={faults} />
      <PageTitle title="我要举报">带“选填”的可以不填。提交前不保存任何内容。</PageTitle>
      <form method="post" action="/reports/new" class="form">
        <input type="hidden" name="form" value={entry.form} />
        <Field name="title" label="举报什么" hint="一句话，如：某店销售过期食品。" fault={fault('title')}>
          <input {...at('title', true)} value={entry.title} maxlength={80} required />
        </Field>
        <Field
          name="lead"
          label="向哪个机关举报"
          hint="选错了也没关系，会移送有权处理的机关。"
          fault={fault('lead')}
        >
          <select {...at('lead', true)} required>
            <Options value={entry.lead} list={[['', '请选择'], ...organs]} />
          </select>
        </Field>
        <Field name="subject" label="被举报的人或者单位" fault={fault('subject')}>
          <input {...at('subject')} value={entry.subject} maxlength={120} required />
        </Field>
        <Field name="place" label="地点" fault={fault('place')}>
          <input {...at('place')} value={entry.place} maxlength={200} required />
        </Field>
        <Field name="foundOn" label="发生或者发现的日期" fault={fault('foundOn')}>
          <input
            {...at('foundOn')}
            type="date"
            value={entry.foundOn}
            max={dateOf(site.office.now())}
            required
          />
        </Field>
        <Field
          name="conduct"
          label="事情经过"
          hint="至少10个字。不要写您自己的姓名、电话。"
          fault={fault('conduct')}
        >
          <textarea {...at('conduct', true)} rows={6} maxlength={4000} required>
            {entry.conduct}
          </textarea>
        </Field>
        <Field name="evidence" label="有什么线索或者证据（选填）" fault={fault('evidence')}>
          <textarea {...at('evidence')} rows={3} maxlength={2000}>
            {entry.evidence}
          </textarea>
        </Field>
        <Field name="standing" label="您与这件事的关系" fault={fault('standing')}>
          <select {...at('standing')} required>
            <Options value={entry.standing} list={STANDINGS.map((s) => [s, s] as const)} />
          </select>
        </Field>
        <fieldset class="choices">
          <legend>您愿意留姓名吗</legend>
          <label for="real-no">
            <input id="real-no" type="radio" name="realName" value="no" checked={entry.realName !== 'yes'} />
            不留，凭查询码查看
          </label>
          <label for="real-yes">
            <input
              id="real-yes"
              type="radio"
              name="realName"
              value="yes"
              checked={entry.realName === 'yes'}
            />
            实名，五个工作日内得到是否立案的答复
          </label>
        </fieldset>
        <Field name="name" label="姓名（实名的填写）" hint="加密保存，办案人员看不到。" fault={fault('name')}>
          <input {...at('name', true)} value={entry.name} maxlength={40} autocomplete="off" />
        </Field>
        <Field
          name="contact"
          label="联系方式（实名的填写）"
          hint="加密保存，办案人员看不到。"
          fault={fault('contact')}
        >
          <input {...at('contact', true)} value={entry.contact} maxlength={100} autocomplete="off" />
        </Field>
        <label class="check-line" for="wants-reward">
          <input
            id="wants-reward"
            type="checkbox"
            name="wantsReward"
            value="yes"
            checked={entry.wantsReward === 'yes'}
          />
          申请举报奖励
        </label>
        <p class="actions">
          <button type="submit" class="button">
            提交举报
          </button>
        </p>
      </form>
    </>
  );
};

const Receipt: FC<{ code: string; lead: string }> = ({ code, lead }) => (
  <>
    <div class="banner tone-good" role="status">
      <h1>举报已经提交</h1>
      <p>{lead}应当在15个工作日内核查并决定是否立案。</p>
    </div>
    <Section id="code" title="您的查询码">
      <p class="query-code mono">{code}</p>
      <p>
        请现在抄下来或者截图。<strong>这个码只显示这一次</strong>，系统不保存，丢了不能找回，也不要告诉别人。
      </p>
      <p class="actions">
        <a class="button" href="/reports/status">
          凭查询码查看
        </a>
      </p>
    </Section>
  </>
);

const CodeForm: FC<{ faults: readonly FieldFault[] }> = ({ faults }) => (
  <>
    <ErrorSummary faults={faults} />
    <PageTitle title="凭查询码查看">查询码是四组字母和数字，大小写和横线都不要紧。</PageTitle>
    <form method="post" action="/reports/status" class="form">
      <Field name="code" label="查询码" fault={faults.find((f) => f.field === 'code')?.say}>
        <input
          id="code"
          name="code"
          maxlength={40}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          required
        />
      </Field>
      <p class="actions">
        <button type="submit" class="button">
          查看
        </button>
      </p>
    </form>
  </>
);

/** What the informant is told of each act; acts that are not named are shown by title and day alone. */
const SAID: Readonly<Record<string, readonly string[]>> = {
  'decide-filing': ['result', 'reasons'],
  'tell-informant': ['text'],
  conclude: ['result', 'says'],
  'decide-reward': ['result', 'grade', 'amount', 'exclusion', 'reasons'],
  transfer: ['reasons'],
  supplement: ['text'],
};

const Status: FC<{
  site: Site;
  code: string;
  loaded: LoadedCase;
  readings: readonly Reading[];
  form: string;
  faults: readonly FieldFault[];
  said?: string;
}> = ({ site, code, loaded, readings, form, faults, said }) => {
  const { state, procedure } = loaded;
  const clock = loaded.state.ended ? null : procedure.phases[state.phase]?.title;
  const open = ['checking', 'handling'].includes(state.phase);
  return (
    <>
      <ErrorSummary faults={faults} />
      <PageTitle title={loaded.file.title}>
        {site.office.organName(state.bindings.lead?.[0] ?? '')}办理，现在是：
        <strong>{clock ?? procedure.phases[state.phase]?.title}</strong>
      </PageTitle>
      {said ? (
        <div class="banner tone-good" role="status">
          <p>{said}</p>
        </div>
      ) : null}
      <Section id="steps" title="办理过程">
        <ol class="rows">
          {state.acts.map((a) => {
            const def = procedure.acts[a.act];
            const shape = (def?.form?.shape ?? {}) as Record<
              string,
              { meta?: () => { title?: string } | undefined }
            >;
            return (
              <li>
                <p class="row-title">{def?.title ?? a.act}</p>
                <p class="meta">
                  <span>{momentText(a.at)}</span>
                </p>
                {(SAID[a.act] ?? [])
                  .filter((f) => a.input[f] !== undefined)
                  .map((f) => (
                    <p>
                      <span class="soft">{shape[f]?.meta?.()?.title ?? f}</span>：{String(a.input[f])}
                    </p>
                  ))}
              </li>
            );
          })}
        </ol>
      </Section>
      <Section id="readings" title="谁看过您的身份">
        {readings.length === 0 ? (
          <p>没有人看过。</p>
        ) : (
          <ul class="rows">
            {readings.map((r) => (
              <li>
                <p>
                  {momentText(r.at)}，{site.office.organName(r.organ)}举报保密员，理由：{r.reason}
                </p>
              </li>
            ))}
          </ul>
        )}
      </Section>
      {open ? (
        <Section id="more" title="补充情况">
          <form method="post" action="/reports/supplement" class="form">
            <input type="hidden" name="code" value={code} />
            <input type="hidden" name="form" value={form} />
            <Field name="text" label="补充的内容" fault={faults.find((f) => f.field === 'text')?.say}>
              <textarea id="text" name="text" rows={4} maxlength={4000} required />
            </Field>
            <p class="actions">
              <button type="submit" class="button">
                提交补充
              </button>
            </p>
          </form>
        </Section>
      ) : null}
    </>
  );
};

/** The case that a code belongs to. */
async function caseOf(site: Site, code: string): Promise<LoadedCase | null> {
  const person = personOfCode(code);
  const { rows } = await site.office.store.within({ as: 'resident', person }, (tx) =>
    sql<{ id: string }>`select id from fadu.case_file
      where procedure = ${violationReport.code} and ${person} = any (persons) limit 1`.execute(tx),
  );
  return rows[0] ? loadCase(site.office, { as: 'resident', person }, rows[0].id) : null;
}

export function reportPages(site: Site): Hono {
  const app = new Hono();
  const { office } = site;
  type Ctx = Parameters<typeof page>[1];
  const fresh = () => randomUUID();

  app.get('/reports', (c) => page(site, c, { title: '举报违法行为' }, <Start />));
  app.get('/reports/new', (c) =>
    page(
      site,
      c,
      { title: '我要举报', crumbs: CRUMBS, fresh: true },
      <Form site={site} entry={{ form: fresh() }} faults={[]} />,
    ),
  );
  app.post('/reports/new', async (c) => {
    const body = await c.req.parseBody();
    const text = (name: string) => String(body[name] ?? '').trim();
    const entry = {
      ...Object.fromEntries([...TEXTS, 'realName', 'wantsReward'].map((n) => [n, text(n)])),
      form: /^[0-9a-f-]{36}$/.test(text('form')) ? text('form') : fresh(),
    } as Entry;
    const code = newCode();
    try {
      await openCase(office, violationReport.code, {
        act: 'report',
        actor: holderOfCode(code, INFORMANT),
        key: `report:${entry.form}`,
        input: {
          ...Object.fromEntries(TEXTS.flatMap((n) => (entry[n] ? [[n, entry[n]]] : []))),
          realName: entry.realName === 'yes',
          wantsReward: entry.wantsReward === 'yes',
        },
      });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      // The same form sent twice: the first answer had the code, and nobody can show it again.
      const say =
        error.code === 'idempotency-key-reused'
          ? '这张表已经提交过，查询码只显示一次；没有抄下来的请重新举报一次'
          : undefined;
      const head = { title: '我要举报', crumbs: CRUMBS, fresh: true, failed: true };
      const faults = say ? [{ say }] : faultsOf(error);
      return page(site, c, head, <Form site={site} entry={entry} faults={faults} />, say ? 409 : 422);
    }
    const head = { title: '举报已经提交', crumbs: CRUMBS, fresh: true, noindex: true };
    return page(site, c, head, <Receipt code={code} lead={office.organName(entry.lead ?? '')} />);
  });

  const statusHead = { title: '凭查询码查看', crumbs: CRUMBS, fresh: true, noindex: true };
  const askCode = (c: Ctx, say?: string) =>
    page(
      site,
      c,
      { ...statusHead, ...(say && { failed: true }) },
      <CodeForm faults={say ? [{ field: 'code', say }] : []} />,
      say ? 422 : 200,
    );
  const show = async (c: Ctx, code: string, faults: readonly FieldFault[], said?: string) => {
    const loaded = await caseOf(site, code);
    if (!loaded) return askCode(c, '没有这个查询码，请核对后再输入');
    const scope = { as: 'resident', person: personOfCode(code) } as const;
    const readings = await readingsOf(office, scope, loaded.file.id);
    return page(
      site,
      c,
      statusHead,
      <Status
        site={site}
        code={code}
        loaded={loaded}
        readings={readings}
        form={fresh()}
        faults={faults}
        {...(said && { said })}
      />,
      faults.length ? 422 : 200,
    );
  };
  app.get('/reports/status', (c) => askCode(c));
  app.post('/reports/status', async (c) => {
    const code = readCode(String((await c.req.parseBody()).code ?? ''));
    return code ? show(c, code, []) : askCode(c, '查询码是16个字母和数字，请核对后再输入');
  });
  app.post('/reports/supplement', async (c) => {
    const body = await c.req.parseBody();
    const code = readCode(String(body.code ?? ''));
    const loaded = code ? await caseOf(site, code) : null;
    if (!code || !loaded) return askCode(c, '没有这个查询码，请核对后再输入');
    const form = String(body.form ?? '');
    try {
      await performAct(office, loaded.file.id, {
        act: 'supplement',
        actor: holderOfCode(code, INFORMANT),
        key: `report:${/^[0-9a-f-]{36}$/.test(form) ? form : fresh()}`,
        input: { text: String(body.text ?? '') },
      });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return show(c, code, faultsOf(error));
    }
    return show(
      c,
      code,
      [],
      `补充的内容已经交给${office.organName(loaded.state.bindings.lead?.[0] ?? '')}（${shortDate(dateOf(office.now()))}）。`,
    );
  });
  return app;
}

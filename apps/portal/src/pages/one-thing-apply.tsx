/** Filing for a life event by its one form, and how the filing stands: each item, by whom, until when, and the result. */
import type { Actor, DateStr } from '@fadu/kernel';
import { openCase, performAct } from '@fadu/office/cases/perform';
import { Problem } from '@fadu/office/problem';
import {
  advanceBundle,
  type BundleStanding,
  bundleOn,
  type MyBundle,
  type MyMember,
  myBundle,
} from '@fadu/office/services/bundles';
import { knownApplicant } from '@fadu/office/services/known';
import { myPapers } from '@fadu/office/services/progress';
import { type Answers, bundleFiling } from '@fadu/plan/functions/one-thing-once/index';
import { type Context, Hono } from 'hono';
import type { FC } from 'hono/jsx';
import { dayOf, longDate, momentText } from '../dates.ts';
import { ErrorSummary, Field, type FieldFault, Options, PageTitle, Section, Tag, wiring } from '../parts.tsx';
import { newForm, readSent } from '../sent.ts';
import { page, type Site } from '../site.tsx';
import {
  answered,
  answerField,
  answersFrom,
  BarPicture,
  closed,
  daysOfAll,
  materialsOfAll,
  ONE_THING_CRUMBS,
  type Part,
  partsOf,
  type Wanted,
} from './one-thing-parts.tsx';
import { describedBy, SignIn, TakenFrom } from './services-apply.tsx';
import { Papers } from './services-mine-parts.tsx';

const PLAIN = ['name', 'identity', 'contact', 'address', 'other', 'otherIdentity', 'matter'] as const;
type Entry = Readonly<Record<string, string>>;
const howField = (i: number) => `how${i}`;
const NOT_MINE = '不属于这种情形';

const waysOf = ({ material: m }: Wanted): readonly (readonly [string, string])[] => [
  ...(m.need === '特定情形' ? [[NOT_MINE, '不属于这种情形，不用交'] as const] : []),
  ['随申请提交', '现在交'] as const,
  ...(m.proof ? [['书面承诺替代', '用书面承诺代替'] as const] : []),
  ...(m.need === '可容缺' ? [['以后补齐', '先受理，以后补齐'] as const] : []),
];

/** Whether an item is done in the name of somebody else than who files. */
const needsOther = (of: BundleStanding, parts: readonly Part[]): boolean =>
  parts.some(
    (p) => p.standing && p.standing.item.object !== '都可以' && p.standing.item.object !== of.bundle.object,
  );

const applyHref = (of: BundleStanding, answers: Answers): string =>
  `/one-thing/${encodeURIComponent(of.entry.code)}/apply?${new URLSearchParams([...answers].map(([n, said]) => [answerField(n), said]))}`;

const Form: FC<{
  of: BundleStanding;
  answers: Answers;
  parts: readonly Part[];
  entry: Entry;
  form: string;
  faults: readonly FieldFault[];
}> = ({ of, answers, parts, entry, form, faults }) => {
  const { fault, attributes: at } = wiring(faults, false);
  const { own, had } = materialsOfAll(parts);
  const single = of.bundle.object === '自然人';
  return (
    <form method="post" action={applyHref(of, answers)} class="form">
      <input type="hidden" name="form" value={form} />
      <Section id="applicant" title="谁申报">
        <Field name="name" label={single ? '姓名' : '单位名称'} fault={fault('name')}>
          <input {...at('name')} value={entry.name} maxlength={100} autocomplete="name" required />
        </Field>
        <Field
          name="identity"
          label={single ? '证件号码' : '统一社会信用代码'}
          hint="不公开。"
          fault={fault('identity')}
        >
          <input
            {...at('identity', true)}
            value={entry.identity}
            maxlength={40}
            autocomplete="off"
            required
          />
        </Field>
        <Field name="contact" label="联系电话" hint="不公开，有事只打这个电话。" fault={fault('contact')}>
          <input {...at('contact', true)} value={entry.contact} maxlength={40} autocomplete="tel" required />
        </Field>
        <Field name="address" label="送达地址（选填）" hint="要邮寄的填写。" fault={fault('address')}>
          <input
            {...at('address', true)}
            value={entry.address}
            maxlength={200}
            autocomplete="street-address"
          />
        </Field>
        {needsOther(of, parts) ? (
          <>
            <Field
              name="other"
              label={`${of.bundle.other ?? '另一方'}的姓名或者名称`}
              hint="有事项要以他的名义办。"
              fault={fault('other')}
            >
              <input {...at('other', true)} value={entry.other} maxlength={100} required />
            </Field>
            <Field
              name="otherIdentity"
              label={`${of.bundle.other ?? '另一方'}的证件号码或者统一社会信用代码`}
              fault={fault('otherIdentity')}
            >
              <input {...at('otherIdentity')} value={entry.otherIdentity} maxlength={40} required />
            </Field>
          </>
        ) : null}
      </Section>
      <Section id="what" title="申报什么">
        <Field name="matter" label="申请内容" hint="各事项共用，写一次。" fault={fault('matter')}>
          <textarea {...at('matter', true)} rows={4} maxlength={1500} required>
            {entry.matter}
          </textarea>
        </Field>
      </Section>
      <Section id="materials" title="材料，只交一次">
        {own.length ? (
          own.map((w, i) => (
            <Field
              name={howField(i)}
              label={w.material.name}
              hint={`用在${w.of.map((n) => `“${n}”`).join('')}${w.material.when ? `；${w.material.when}` : ''}`}
              fault={fault(howField(i))}
            >
              <select {...at(howField(i), true)} required>
                <Options
                  value={entry[howField(i)]}
                  list={waysOf(w).length === 1 ? waysOf(w) : [['', '请选择怎么交'], ...waysOf(w)]}
                />
              </select>
            </Field>
          ))
        ) : (
          <p>不用提交材料。</p>
        )}
        {own.length ? (
          <p class="soft small">
            文件在提交以后，到每个事项的办件里传，也可以送到或者寄到政务服务大厅；写上申报号。
          </p>
        ) : null}
        {had.length ? (
          <p class="soft small">不用您提交：{had.map((w) => w.material.name).join('、')}。</p>
        ) : null}
      </Section>
      <p class="actions">
        <button type="submit" class="button">
          提交申报
        </button>
      </p>
    </form>
  );
};

/** What the act is given, from what was entered. */
function inputOf(of: BundleStanding, answers: Answers, parts: readonly Part[], entry: Entry) {
  const text = Object.fromEntries(PLAIN.flatMap((f) => (entry[f] ? [[f, entry[f]]] : [])));
  return {
    ...text,
    bundle: of.entry.code,
    answers: [...answers].map(([question, answer]) => ({ question, answer })),
    materials: materialsOfAll(parts).own.flatMap((w, i) => {
      const how = waysOf(w).find(([value]) => value === entry[howField(i)])?.[0];
      return how && how !== NOT_MINE ? [{ name: w.material.name, how }] : [];
    }),
  };
}

const faultsOf = (problem: Problem): FieldFault[] =>
  problem.items.length === 0
    ? [{ say: problem.message }]
    : problem.items.map((i) => ({
        say: i.detail,
        ...(PLAIN.find((f) => f === i.field) && { field: i.field }),
        cites: i.citations.filter((cite) => cite.standing !== 'design').map((cite) => cite.text),
      }));

const toneOf = (m: MyMember): 'good' | 'wait' | 'end' | 'quiet' | 'blue' =>
  m.outcome === '准予' || m.outcome === '不需要办理'
    ? 'good'
    : m.outcome
      ? 'end'
      : m.words
        ? m.words.tone
        : 'quiet';

const barTone = (m: MyMember): 'done' | 'not' | 'now' | undefined => {
  const tone = toneOf(m);
  return tone === 'good' ? 'done' : tone === 'end' ? 'not' : m.handling ? 'now' : undefined;
};

const Standing: FC<{ b: MyBundle }> = ({ b }) => {
  // An item begins where the longest of what is done before it ends.
  const ends: number[] = [];
  for (const m of b.members) ends[m.wave] = Math.max(ends[m.wave] ?? 0, m.days);
  const startOf = (wave: number) => ends.slice(0, wave).reduce((n, d) => n + d, 0);
  const whole = Math.max(b.days, startOf(ends.length), 1);
  return (
    <ol class="rows way">
      {b.members.map((m) => (
        <li>
          <p class="row-title">
            {m.handling ? <a href={`/services/mine/${m.handling}`}>{m.name}</a> : m.name}
          </p>
          <BarPicture
            from={startOf(m.wave)}
            days={m.days}
            whole={whole}
            {...(barTone(m) && { tone: barTone(m) as 'done' })}
          />
          <p class="meta">
            <Tag tone={toneOf(m)}>{m.outcome ?? m.words?.says ?? '排在后面，还没有开始'}</Tag>
            <span>{m.organ}</span>
            <span>{m.days === 0 ? '承诺当场办结' : `承诺${m.days}个工作日`}</span>
          </p>
        </li>
      ))}
    </ol>
  );
};

const ENDS: Readonly<Record<string, readonly [tone: 'good' | 'wait' | 'end', says: string]>> = {
  'under-way': ['good', '正在分头办理'],
  'all-done': ['good', '全部办成了'],
  partly: ['wait', '办完了，有的事项没有办成'],
  none: ['end', '办完了，没有办成'],
  withdrawn: ['wait', '您不再合起来办；已经开办的各自继续'],
};

/** `/one-thing/<code>/apply` and `/one-thing/mine/<id>`. */
export function oneThingApplyPages(site: Site): Hono {
  const app = new Hono();
  const { office } = site;

  const lookUp = async (c: Context) => {
    const of = await bundleOn(office, (c.req.param('code') ?? '').slice(0, 40));
    if (!of) return null;
    const answers = answersFrom(of, (name) => c.req.query(name));
    return { of, answers, parts: await partsOf(office, of, answers) };
  };
  type Found = NonNullable<Awaited<ReturnType<typeof lookUp>>>;

  const show = (
    c: Context,
    { of, answers, parts }: Found,
    actor: Actor,
    entry: Entry,
    form: string,
    faults: readonly FieldFault[],
    since?: DateStr,
  ) => {
    const shut = closed(of, parts);
    const { longest } = daysOfAll(parts);
    return page(
      site,
      c,
      {
        title: `申报：${of.bundle.name}`,
        crumbs: [
          ...ONE_THING_CRUMBS,
          { title: of.bundle.name, href: `/one-thing/${encodeURIComponent(of.entry.code)}` },
        ],
        noindex: true,
        fresh: true,
        failed: faults.length > 0,
      },
      <>
        <ErrorSummary faults={faults} />
        <PageTitle title={`申报：${of.bundle.name}`}>
          {parts.length}个事项一次申报，承诺{longest}个工作日内办完。
        </PageTitle>
        {shut ? (
          <p role="status">{shut}</p>
        ) : actor.person ? (
          <>
            {since ? <TakenFrom on={since} /> : null}
            <Form of={of} answers={answers} parts={parts} entry={entry} form={form} faults={faults} />
          </>
        ) : (
          <SignIn
            next={applyHref(of, answers)}
            why="登录之后才能把办理进展、补正告知和结果送到您手里。不方便上网的，到窗口、乡镇（街道）或者打电话申报，一样办。"
          />
        )}
      </>,
      faults.length ? 422 : 200,
    );
  };
  /** Whoever has not answered yet goes back to the questions. */
  const unanswered = ({ of, answers }: Found) =>
    answered(of, answers) ? undefined : `/one-thing/${encodeURIComponent(of.entry.code)}#questions`;

  app.get('/one-thing/:code/apply', async (c) => {
    const found = await lookUp(c);
    if (!found) return c.notFound();
    const back = unanswered(found);
    if (back) return c.redirect(back, 303);
    const actor = await site.deps.identify(c);
    const { object } = found.of.bundle;
    const known = actor.person ? await knownApplicant(office, actor.person, object) : null;
    const own: Entry = known
      ? describedBy(known)
      : object === '自然人' && actor.person
        ? { name: actor.name }
        : {};
    return show(c, found, actor, own, newForm(), [], known?.on);
  });

  app.post('/one-thing/:code/apply', async (c) => {
    const found = await lookUp(c);
    if (!found) return c.notFound();
    const back = unanswered(found);
    if (back) return c.redirect(back, 303);
    const { of, answers, parts } = found;
    const wanted = materialsOfAll(parts).own;
    const { entered, form, key } = await readSent(c, [...PLAIN, ...wanted.map((_, i) => howField(i))]);
    const actor = await site.deps.identify(c);
    if (!actor.person) return show(c, found, actor, entered, form, [{ say: '登录之后才能提交申报' }]);
    const open = wanted.flatMap((w, i) =>
      waysOf(w).some(([value]) => value === entered[howField(i)])
        ? []
        : [{ field: howField(i), say: `请选择“${w.material.name}”怎么交` }],
    );
    if (open.length) return show(c, found, actor, entered, form, open);
    try {
      const done = await openCase(office, bundleFiling.code, {
        act: 'file',
        actor,
        input: inputOf(of, answers, parts, entered),
        region: of.entry.region,
        key: key('file', of.entry.code),
      });
      // What begins at once begins now; whatever cannot is taken up by the system's round.
      await advanceBundle(office, done.caseId).catch((error: unknown) => {
        if (!(error instanceof Problem)) throw error;
      });
      return c.redirect(`/one-thing/mine/${done.caseId}`, 303);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return show(c, found, actor, entered, form, faultsOf(error));
    }
  });

  const showMine = async (
    c: Context,
    person: string,
    b: MyBundle,
    form = newForm(),
    faults: readonly FieldFault[] = [],
  ) => {
    const [tone, says] = ENDS[b.phase] ?? (['good', b.title] as const);
    return page(
      site,
      c,
      {
        title: `我的申报：${b.name}`,
        crumbs: ONE_THING_CRUMBS,
        noindex: true,
        fresh: true,
        failed: faults.length > 0,
      },
      <>
        <ErrorSummary faults={faults} />
        <div class={`banner tone-${tone}`} role="status">
          <h1>
            {b.name}：{says}
          </h1>
          <p>
            申报号 <strong class="receipt">{b.number}</strong>
          </p>
        </div>
        {b.due ? (
          <p>
            全部承诺在<time datetime={b.due}>{longDate(office.calendar, b.due)}</time>以前办完
            {b.left ? `，${b.left}` : ''}。{b.lead}牵头。
          </p>
        ) : null}
        <Section id="members" title="各事项">
          <Standing b={b} />
        </Section>
        <Papers papers={await myPapers(office, person, b.id)} />
        <p class="soft small">
          {dayOf(b.openedAt)}申报（{momentText(b.openedAt)}
          ）。要补正、补齐、传文件、看决定书，点开各事项；一个没有办成，不影响其他的。
        </p>
        {b.phase === 'under-way' ? (
          <details class="section">
            <summary>不想合起来办了</summary>
            <p>还没有开始的事项不再开始；已经开办的各自继续，要撤回的到各办件里撤回。</p>
            <form method="post" action={`/one-thing/mine/${b.id}/withdraw`}>
              <input type="hidden" name="form" value={form} />
              <button type="submit" class="button button-secondary">
                不再合起来办
              </button>
            </form>
          </details>
        ) : null}
      </>,
      faults.length ? 422 : 200,
    );
  };

  const opened = async (c: Context) => {
    const { person, ...rest } = await site.deps.identify(c);
    const id = c.req.param('id') ?? '';
    const b = person && /^\d{6}-[0-9a-f]{1,40}$/.test(id) ? await myBundle(office, person, id) : null;
    return b && person ? { actor: { person, ...rest } as Actor, person, b } : null;
  };

  app.get('/one-thing/mine/:id', async (c) => {
    const found = await opened(c);
    if (found) return showMine(c, found.person, found.b);
    if ((await site.deps.identify(c)).person) return c.notFound();
    return page(
      site,
      c,
      { title: '我的申报', crumbs: ONE_THING_CRUMBS, noindex: true, fresh: true },
      <>
        <PageTitle title="我的申报" />
        <SignIn next={`/one-thing/mine/${c.req.param('id')}`} why="这一页只有申报人自己能看。" />
      </>,
    );
  });

  app.post('/one-thing/mine/:id/withdraw', async (c) => {
    const found = await opened(c);
    if (!found) return c.notFound();
    const { form, key } = await readSent(c, []);
    try {
      await performAct(office, found.b.id, {
        act: 'withdraw',
        actor: found.actor,
        input: {},
        key: key('withdraw', found.b.id),
      });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return showMine(c, found.person, found.b, form, [{ say: error.message }]);
    }
    return c.redirect(`/one-thing/mine/${found.b.id}`, 303);
  });
  return app;
}

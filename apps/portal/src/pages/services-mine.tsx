/** My applications: where each is in plain words, who is waited for until when; correcting, adding, asking for a hearing, withdrawing. */
import { dateOf } from '@fadu/kernel';
import { openCase, performAct } from '@fadu/office/cases/perform';
import { type CertificateFacts, checkCertificate } from '@fadu/office/certificates/index';
import { Problem } from '@fadu/office/problem';
import {
  lacks,
  type MyPaper,
  type MyRating,
  type MyService,
  myPapers,
  myRating,
  myService,
  myServices,
  type RunningLimit,
} from '@fadu/office/services/progress';
import { DECISIONS } from '@fadu/plan/functions/service-items/handling/index';
import { serviceRating } from '@fadu/plan/functions/service-window/rating';
import { type Context, Hono } from 'hono';
import type { FC } from 'hono/jsx';
import { dayOf, longDate, momentText, shortDate } from '../dates.ts';

import { type FilePlace, handInFiles, myFiles, readFiles } from '../files.ts';
import { Empty, ErrorSummary, type FieldFault, PageTitle, Section, Tag } from '../parts.tsx';
import { newForm, readSent } from '../sent.ts';
import { page, type Site } from '../site.tsx';
import { SignIn } from './services-apply.tsx';
import {
  AddForm,
  askedFor,
  CorrectForm,
  type Entry,
  filePlaces,
  HearingForm,
  lacking,
  noteOf,
  RateForm,
  type Shown,
  WithdrawForm,
} from './services-mine-forms.tsx';
import { Certificate, Files, History, Papers } from './services-mine-parts.tsx';
import { daysText, FILES_LOST, SERVICE_CRUMBS, statutoryText } from './services-parts.tsx';

const CASE_ID = /^\d{6}-[0-9a-f]{1,40}$/;
const MINE_CRUMBS = [...SERVICE_CRUMBS, { title: '我的办件', href: '/services/mine' }];

const leftText = (l: RunningLimit): string =>
  l.state === 'paused' ? '暂停计算' : l.state === 'expired' ? '已经过期' : (l.left ?? '');

/** The limits that run, side by side. */
const Limits: FC<{ site: Site; limits: readonly RunningLimit[] }> = ({ site, limits }) =>
  limits.length === 0 ? null : (
    <dl class="side-by-side">
      {limits.map((l) => (
        <div class="limit-part">
          <dt>{l.title}</dt>
          <dd>
            {l.due ? <time datetime={l.due}>{longDate(site.office.calendar, l.due)}</time> : '暂停计算'}
          </dd>
          <dd class="soft small">
            {l.by}遵守{l.due ? `，${leftText(l)}` : ''}
          </dd>
        </div>
      ))}
    </dl>
  );

/** The first limit that matters, in a sentence. */
const Until: FC<{ m: MyService }> = ({ m }) => {
  const l = [...m.limits].filter((x) => x.due).sort((a, b) => ((a.due ?? '') < (b.due ?? '') ? -1 : 1))[0];
  return l?.due ? (
    <span>
      {l.title}：{shortDate(l.due)}
      {leftText(l) ? `，${leftText(l)}` : ''}
    </span>
  ) : null;
};

const Row: FC<{ m: MyService }> = ({ m }) => (
  <li>
    <p class="row-title">
      <a href={`/services/mine/${m.id}`}>{m.itemName}</a>
    </p>
    <p class="meta">
      <Tag tone={m.words.tone}>{m.words.says}</Tag>
      {lacks(m) ? <Tag tone="wait">等您补齐容缺的材料</Tag> : null}
      <Until m={m} />
    </p>
    <p class="meta">
      <span>{m.number}</span>
      <span>{m.organ}</span>
      <span>{dayOf(m.openedAt)}申请</span>
    </p>
  </li>
);

/** What the day of receipt promises. */
const Before: FC<{ m: MyService }> = ({ m }) =>
  m.phase === 'received' && m.item ? (
    <p class="soft">
      到那天没有告诉您要补正，收到材料那天起就算受理。受理以后{daysText(m.item)}，法定{statutoryText(m.item)}
      。
    </p>
  ) : null;

const Whole: FC<
  Shown & {
    papers: readonly MyPaper[];
    files: Awaited<ReturnType<typeof myFiles>>;
    certificate: CertificateFacts | null;
    rating: MyRating | null;
  }
> = ({ papers, files, certificate, rating, ...p }) => {
  const { site, m } = p;
  const can = (act: string) => m.may.includes(act);
  return (
    <>
      <ErrorSummary faults={p.faults} />
      <div class={`banner tone-${m.words.tone === 'blue' ? 'good' : m.words.tone}`} role="status">
        <h1>{m.phase === 'received' && m.view.state.seq === 1 ? '申请已经收到' : m.words.says}</h1>
        <p>
          申请登记号 <strong class="receipt">{m.number}</strong>
        </p>
      </div>
      <Limits site={site} limits={m.limits} />
      <Before m={m} />
      <Certificate site={site} of={certificate} />
      {rating ? <RateForm {...p} rating={rating} /> : null}
      {can('submit-correction') ? <CorrectForm {...p} /> : null}
      {can('hand-in-missing') ? <AddForm {...p} /> : null}
      <Section id="what" title="申请的内容">
        <dl class="facts">
          <dt>事项</dt>
          <dd>
            <a href={`/services/${encodeURIComponent(m.itemCode)}`}>{m.itemName}</a>
          </dd>
          <dt>现在</dt>
          <dd>{m.words.says}</dd>
          <dt>受理窗口</dt>
          <dd>{m.window}</dd>
          <dt>决定机关</dt>
          <dd>{m.organ}</dd>
          <dt>提交时间</dt>
          <dd>{momentText(m.openedAt)}</dd>
          {m.item ? (
            <>
              <dt>监督电话</dt>
              <dd>{m.item.phone}</dd>
            </>
          ) : null}
          <dt>办理编号</dt>
          <dd class="mono">{m.id}</dd>
        </dl>
      </Section>
      <Papers papers={papers} />
      <Files files={files} />
      <Section id="history" title="办理过程">
        <History m={m} />
      </Section>
      {can('request-hearing') ? <HearingForm m={m} form={p.form} /> : null}
      {can('withdraw') ? <WithdrawForm {...p} /> : null}
    </>
  );
};

/** Fields of these forms that the acts know by the same name. */
const OWN_FIELDS = ['text', 'statement', 'grade', 'words'] as const;

/** Faults of a refused act. Fields of materials have the names of this form. */
function faultsOf(problem: Problem, first: string): FieldFault[] {
  if (problem.items.length === 0) return [{ say: problem.message }];
  return problem.items.map((i) => ({
    say: i.detail,
    ...(i.field?.startsWith('materials')
      ? { field: first }
      : OWN_FIELDS.find((f) => f === i.field)
        ? { field: i.field }
        : {}),
    cites: i.citations.filter((cite) => cite.standing !== 'design').map((cite) => cite.text),
  }));
}

/** `/services/mine` and below. Only whoever applied sees it. */
export function minePages(site: Site): Hono {
  const app = new Hono();
  const { office } = site;

  app.get('/services/mine', async (c) => {
    const { person } = await site.deps.identify(c);
    const list = person ? await myServices(office, person) : [];
    return page(
      site,
      c,
      { title: '我的办件', crumbs: SERVICE_CRUMBS, noindex: true, fresh: true },
      <>
        <PageTitle title="我的办件">办到哪一步、等谁、哪天到期。等您的排在最前面。</PageTitle>
        {!person ? (
          <SignIn
            next="/services/mine"
            why="登录之后看到您自己的申请。在窗口、乡镇（街道）、电话申请的，登记了您的账号也列在这里；没有账号的，凭申请登记号到窗口或者打电话查。"
          />
        ) : list.length ? (
          <ul class="rows">
            {list.map((m) => (
              <Row m={m} />
            ))}
          </ul>
        ) : (
          <Empty>
            还没有申请。在<a href="/services">办事情</a>里找到要办的事，点“网上申请”；之后每一步都列在这里。
          </Empty>
        )}
      </>,
    );
  });

  /** The application of whoever asks, or nothing. */
  const opened = async (c: Context) => {
    const actor = await site.deps.identify(c);
    const id = c.req.param('id') ?? '';
    if (!actor.person || !CASE_ID.test(id)) return null;
    const m = await myService(office, actor.person, id);
    return m && { actor, person: actor.person, m };
  };
  /** The certificate that came of it; its number is the decision's. */
  const certificateOf = async (m: MyService) => {
    const number = DECISIONS.map((act) => m.view.last(act)?.issued?.decision).find(Boolean);
    return m.view.last('deliver') && number ? checkCertificate(office, number, dateOf(office.now())) : null;
  };
  const show = async (
    c: Context,
    person: string,
    m: MyService,
    form = newForm(),
    entry: Entry = {},
    faults: readonly FieldFault[] = [],
  ) =>
    page(
      site,
      c,
      {
        title: `我的办件：${m.itemName}`,
        crumbs: MINE_CRUMBS,
        noindex: true,
        fresh: true,
        failed: faults.length > 0,
      },
      <Whole
        site={site}
        m={m}
        form={form}
        entry={entry}
        faults={faults}
        papers={await myPapers(office, person, m.id)}
        files={await myFiles(office, person, m.id)}
        certificate={await certificateOf(m)}
        rating={m.ended ? await myRating(office, person, m) : null}
      />,
      faults.length ? 422 : 200,
    );

  app.get('/services/mine/:id', async (c) => {
    const found = await opened(c);
    if (found) return show(c, found.person, found.m);
    const { person } = await site.deps.identify(c);
    if (person || !CASE_ID.test(c.req.param('id'))) return c.notFound();
    return page(
      site,
      c,
      { title: '我的办件', crumbs: MINE_CRUMBS, noindex: true, fresh: true },
      <>
        <PageTitle title="我的办件" />
        <SignIn next={`/services/mine/${c.req.param('id')}`} why="这一页只有申请人自己能看。" />
      </>,
    );
  });

  // An address that only takes forms: whoever comes back to it (large letters, a reload) is shown the application.
  app.get('/services/mine/:id/:act', (c) => c.redirect(`/services/mine/${c.req.param('id')}`, 303));

  /** One act of the applicant: what was entered, as the act's input, or what is missing; files go into the case before it. */
  const acting = (
    path: string,
    act: string,
    fieldsOf: (m: MyService) => readonly string[],
    inputOf: (
      m: MyService,
      entry: Entry,
      files: readonly FilePlace[],
    ) => Record<string, unknown> | FieldFault[],
    filesOf: (m: MyService) => readonly FilePlace[] = () => [],
  ) => {
    app.post(`/services/mine/:id/${path}`, async (c) => {
      const found = await opened(c);
      if (!found) return c.notFound();
      const { actor, person, m } = found;
      const { entered, form, key } = await readSent(c, fieldsOf(m));
      const first = fieldsOf(m)[0] ?? '';
      const sent = await readFiles(c, filesOf(m));
      const lost: FieldFault[] = sent.files.length ? [{ say: FILES_LOST }] : [];
      const input = inputOf(m, entered, sent.files);
      const faults = [...sent.faults, ...(Array.isArray(input) ? input : [])];
      if (faults.length) return show(c, person, m, form, entered, [...faults, ...lost]);
      try {
        // A form that was answered already is not in place any more; the act itself says so or repeats its answer.
        if (m.may.includes(act)) await handInFiles(office, actor, m.id, form, sent.files);
        await performAct(office, m.id, { act, actor, input, key: key(path, m.id) });
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        return show(c, person, m, form, entered, [...faultsOf(error, first), ...lost]);
      }
      return c.redirect(`/services/mine/${m.id}`, 303);
    });
  };

  /** Materials handed in later, and those of which neither a file nor a word came. */
  const given = (
    kind: 'fix' | 'add',
    names: readonly string[],
    entry: Entry,
    files: readonly FilePlace[],
  ) => {
    const places = filePlaces(kind, names);
    const open = places.flatMap((p, i) =>
      entry[noteOf(kind, i)] || files.some((f) => f.field === p.field)
        ? []
        : [{ field: noteOf(kind, i), say: `请传“${p.material}”的文件，或者在说明里写清楚改了什么` }],
    );
    const materials = names.map((name, i) => {
      const note = entry[noteOf(kind, i)];
      return { name, how: '随申请提交', ...(note && { note }) };
    });
    return { open, materials };
  };
  const notes = (kind: 'fix' | 'add', n: number) => Array.from({ length: n }, (_, i) => noteOf(kind, i));
  const namesAsked = (m: MyService) => askedFor(m).map((x) => x.material);

  acting(
    'correct',
    'submit-correction',
    (m) => [...notes('fix', askedFor(m).length), 'text'],
    (m, entry, files) => {
      const { open, materials } = given('fix', namesAsked(m), entry, files);
      return open.length ? open : { materials, ...(entry.text && { text: entry.text }) };
    },
    (m) => filePlaces('fix', namesAsked(m)),
  );
  acting(
    'add',
    'hand-in-missing',
    (m) => notes('add', lacking(m).length),
    (m, entry, files) => {
      const { open, materials } = given('add', lacking(m), entry, files);
      return open.length ? open : { materials, receivedOn: dateOf(office.now()) };
    },
    (m) => filePlaces('add', lacking(m)),
  );
  acting(
    'hearing',
    'request-hearing',
    () => [],
    () => ({ channel: '电子', requestedOn: dateOf(office.now()) }),
  );
  acting(
    'withdraw',
    'withdraw',
    () => ['statement'],
    (_m, entry) => (entry.statement ? { statement: entry.statement } : {}),
  );

  app.post('/services/mine/:id/rate', async (c) => {
    const found = await opened(c);
    if (!found?.m.ended) return c.notFound();
    const { actor, person, m } = found;
    const { entered, form, key } = await readSent(c, ['grade', 'words', 'named']);
    const { hall } = await myRating(office, person, m);
    if (!hall) return c.notFound();
    try {
      await openCase(office, serviceRating.code, {
        act: 'rate',
        actor,
        input: {
          handling: m.id,
          rater: person,
          lead: hall,
          grade: entered.grade,
          named: entered.named === 'yes',
          ...(entered.words && { words: entered.words }),
        },
        key: key('rate', m.id),
      });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return show(c, person, m, form, entered, faultsOf(error, ''));
    }
    return c.redirect(`/services/mine/${m.id}`, 303);
  });
  return app;
}

/** Officers: who may enforce, the certificate of each with its signed code, and the page that checks one. */
import { dateOf } from '@fadu/kernel';
import { packNote } from '@fadu/kernel/record/index';
import { pageNumber } from '@fadu/office/public/index';
import { type ListedEntry, listEntries } from '@fadu/office/registers/list';
import { checkCredential, credential } from '@fadu/plan/enforcement/officers/credential';
import { type CertificateEntry, officerCertificates } from '@fadu/plan/enforcement/officers/register';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Child, FC } from 'hono/jsx';
import { shortDate } from '../dates.ts';
import {
  ErrorSummary,
  Field,
  type FieldFault,
  Options,
  Pager,
  PageTitle,
  Section,
  Tag,
  withQuery,
} from '../parts.tsx';
import { qrSvg } from '../qr.ts';
import { page, type Site } from '../site.tsx';

const CRUMBS = [{ title: '执法人员', href: '/officers' }];

/** How a certificate stands, in words that fit a certificate. */
const STANDING: Readonly<Record<string, { readonly text: string; readonly tone: 'good' | 'wait' | 'end' }>> =
  {
    在用: { text: '有效', tone: 'good' },
    暂停实施: { text: '暂停', tone: 'wait' },
    取消: { text: '终止', tone: 'end' },
    失效: { text: '过期', tone: 'end' },
    尚未生效: { text: '尚未生效', tone: 'wait' },
  };
const standing = (e: ListedEntry) => STANDING[e.status] ?? { text: e.status, tone: 'end' as const };
const bodyOf = (e: ListedEntry) => e.body as unknown as CertificateEntry;

async function found(site: Site, words: string, organ: string | undefined, at: number) {
  return listEntries(
    site.office,
    {
      register: officerCertificates.code,
      asOf: dateOf(site.office.now()),
      status: 'all',
      ...(words && { words }),
      ...(organ && { organ }),
    },
    at,
  );
}

async function certificate(site: Site, number: string): Promise<ListedEntry | undefined> {
  const list = await listEntries(
    site.office,
    { register: officerCertificates.code, asOf: dateOf(site.office.now()), words: number, status: 'all' },
    1,
    0,
  );
  return list.items.find((e) => e.code === number);
}

const List: FC<{ site: Site; words: string; organ?: string; list: Awaited<ReturnType<typeof found>> }> = ({
  site,
  words,
  organ,
  list,
}) => (
  <>
    <PageTitle title="执法人员">
      来检查、处罚的人应当有执法证件，两人以上，主动出示。在这里按姓名、证件号查，或者扫他们出示的二维码核对。
    </PageTitle>
    <p class="actions">
      <a class="button" href="/officers/check">
        核对二维码
      </a>
    </p>
    <search>
      <form action="/officers" method="get" class="filters" aria-label="查执法人员">
        <div class="filters-row">
          <p class="filters-wide">
            <label for="words">姓名或者证件号</label>
            <input id="words" name="words" type="search" value={words} maxlength={60} autocomplete="off" />
          </p>
          <p>
            <label for="organ">机关</label>
            <select id="organ" name="organ">
              <Options
                value={organ}
                list={[['', '全部'], ...list.organs.map((o) => [o.id, `${o.name}（${o.count}）`] as const)]}
              />
            </select>
          </p>
        </div>
        <p class="actions">
          <button type="submit" class="button">
            查询
          </button>
        </p>
      </form>
    </search>
    <ul class="links-line meta">
      <li>
        <a href="/registers/officer-certificate">名录的历史和下载</a>
      </li>
      <li>
        <a href="/officers/equipment">执法装备</a>
      </li>
    </ul>
    {list.items.length === 0 ? (
      <p class="empty">没有找到。来人说不出证件号，或者名录里查不到的，可以拒绝检查并向司法局反映。</p>
    ) : (
      <ul class="rows">
        {list.items.map((e) => {
          const b = bodyOf(e);
          const s = standing(e);
          return (
            <li>
              <a href={`/officers/${encodeURIComponent(e.code)}`}>
                <strong>{b.name}</strong> <Tag tone={s.tone}>{s.text}</Tag>
              </a>
              <p class="quiet">
                {site.office.organName(b.organ)}，{b.fields.join('、')}
                <br />
                证件号{b.number}，有效期至{shortDate(b.validTo)}
              </p>
            </li>
          );
        })}
      </ul>
    )}
    <Pager
      page={list.page}
      pages={list.pages}
      href={(n) => withQuery('/officers', { words, organ, page: n })}
      label="执法人员的分页"
    />
  </>
);

const Card: FC<{ site: Site; entry: ListedEntry; code: string; asOf: string }> = ({
  site,
  entry,
  code,
  asOf,
}) => {
  const b = bodyOf(entry);
  const s = standing(entry);
  return (
    <>
      <div class={`banner tone-${s.tone}`} role="status">
        <h1>
          {b.name}的执法证件今天{s.text}
        </h1>
        <p>
          {s.tone === 'good'
            ? `可以在${b.fields.join('、')}领域执法。执法时应当两人以上，主动出示证件。`
            : `不能执法${b.reason ? `：${b.reason}` : ''}。遇到持这个证件执法的，可以拒绝，并向司法局反映。`}
        </p>
      </div>
      <div class="officer-card">
        <dl class="facts">
          <dt>姓名</dt>
          <dd>{b.name}</dd>
          <dt>证件号</dt>
          <dd class="mono">{b.number}</dd>
          <dt>机关</dt>
          <dd>{site.office.organName(b.organ)}</dd>
          <dt>执法领域</dt>
          <dd>{b.fields.join('、')}</dd>
          <dt>有效期</dt>
          <dd>
            {shortDate(b.validFrom)}至{shortDate(b.validTo)}
          </dd>
          <dt>登记</dt>
          <dd>
            <a
              href={`/registers/officer-certificate/${encodeURIComponent(entry.code)}?region=${entry.region}`}
            >
              名录里的记载和历次变化
            </a>
          </dd>
        </dl>
        {s.tone === 'good' ? (
          <figure class="qr">
            <div dangerouslySetInnerHTML={{ __html: qrSvg(code, '执法证件二维码') }} />
            <figcaption>
              {shortDate(asOf)}
              出示，内含本市签名。扫码后在扫码人的手机上核对，没有网络也能核对签名。不方便扫码的，
              <a href={code}>直接打开核对</a>。
            </figcaption>
          </figure>
        ) : null}
      </div>
    </>
  );
};

const Check: FC<{ vkey: string; faults: readonly FieldFault[]; text: string; said?: Child }> = ({
  vkey,
  faults,
  text,
  said,
}) => (
  <>
    <ErrorSummary faults={faults} />
    <PageTitle title="核对执法证件">
      用手机相机扫执法人员出示的二维码，会打开这一页并自动核对。也可以把扫出来的网址粘贴在下面。
    </PageTitle>
    <div data-officer data-vkey={vkey}>
      {said}
      <ol class="checks" data-checks aria-live="polite" />
      <dl class="facts" data-facts />
      <form action="/officers/check" method="post" class="form">
        <Field name="text" label="扫码得到的网址" fault={faults.find((f) => f.field === 'text')?.say}>
          <textarea id="text" name="text" rows={4} maxlength={6000} spellcheck={false} required>
            {text}
          </textarea>
        </Field>
        <button type="submit" class="button">
          核对
        </button>
      </form>
    </div>
    <Section id="how" title="怎么核对的">
      <div class="prose">
        <p>
          二维码里是证件的内容和本市的签名。先核对签名：改一个字签名就不对。再看今天是否在有效期内。最后到名录里问今天有没有被暂停或者终止，这一步要有网络。
        </p>
        <p>
          本市签名的公钥：<span class="mono wrap">{vkey}</span>
        </p>
      </div>
    </Section>
  </>
);

export function officerPages(site: Site): Hono {
  const app = new Hono();
  const { office, deps } = site;
  const today = () => dateOf(office.now());

  app.get('/officers', async (c) => {
    const words = c.req.query('words')?.trim().slice(0, 60) ?? '';
    const organ = c.req.query('organ')?.slice(0, 60) || undefined;
    const list = await found(site, words, organ, pageNumber(c.req.query('page')));
    return page(site, c, { title: '执法人员' }, <List site={site} words={words} organ={organ} list={list} />);
  });

  const checkHead = { title: '核对执法证件', crumbs: CRUMBS, script: 'officer.js' as const };
  app.get('/officers/check', (c) => page(site, c, checkHead, <Check vkey={deps.vkey} faults={[]} text="" />));
  app.post('/officers/check', async (c) => {
    const text = String((await c.req.parseBody()).text ?? '').slice(0, 6000);
    const note = credential.unpack(text);
    const result = note ? checkCredential(note, deps.vkey, today()) : null;
    if (!result?.ok) {
      const say = result ? result.why : '看不懂这段内容，请完整粘贴扫码得到的网址';
      const head = { ...checkHead, fresh: true, failed: true };
      return page(
        site,
        c,
        head,
        <Check vkey={deps.vkey} faults={[{ field: 'text', say }]} text={text} />,
        422,
      );
    }
    const entry = await certificate(site, result.credential.number);
    const now = entry ? standing(entry) : { text: '不在名录里', tone: 'end' as const };
    const good = now.tone === 'good' && result.inTime;
    const said = (
      <div class={`banner tone-${good ? 'good' : 'end'}`} role="status">
        <h2>
          {good ? '证件是真的，今天有效' : `签名是真的，但今天${result.inTime ? now.text : '不在有效期内'}`}
        </h2>
        <p>
          {result.credential.name}，{result.credential.organ}，证件号{result.credential.number}。
          <a href={`/officers/${encodeURIComponent(result.credential.number)}`}>看证件</a>
        </p>
      </div>
    );
    return page(
      site,
      c,
      { ...checkHead, fresh: true },
      <Check vkey={deps.vkey} faults={[]} text={text} said={said} />,
    );
  });

  app.get('/officers/:file{.+\\.json}', async (c) => {
    const entry = await certificate(site, c.req.param('file').slice(0, -'.json'.length));
    if (!entry) return c.json({ title: '名录里没有这个证件号', status: 404 }, 404);
    const b = bodyOf(entry);
    c.header('cache-control', 'no-store');
    return c.json({
      number: b.number,
      name: b.name,
      organ: office.organName(b.organ),
      fields: b.fields,
      validFrom: b.validFrom,
      validTo: b.validTo,
      status: standing(entry).text,
      ...(b.reason && { reason: b.reason }),
      asOf: today(),
    });
  });

  app.get('/officers/:number', async (c) => {
    const entry = await certificate(site, c.req.param('number'));
    if (!entry) throw new HTTPException(404);
    const b = bodyOf(entry);
    const note = deps.sign(
      credential.text({
        number: b.number,
        name: b.name,
        organ: office.organName(b.organ),
        fields: b.fields.join('、'),
        validFrom: b.validFrom,
        validTo: b.validTo,
        asOf: today(),
      }),
    );
    const code = `${office.baseUrl}/officers/check#${packNote(note)}`;
    const head = { title: `${b.name}的执法证件`, crumbs: CRUMBS, fresh: true };
    return page(site, c, head, <Card site={site} entry={entry} code={code} asOf={today()} />);
  });
  return app;
}

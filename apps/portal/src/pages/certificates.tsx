/** Certificates that anyone may check, and one code for all of an enterprise’s (证照一码通, R6.3). */
import { dateOf } from '@fadu/kernel';
import { type CertificateFacts, certificatesOf, checkCertificate } from '@fadu/office/certificates/index';
import { Hono } from 'hono';
import type { FC } from 'hono/jsx';
import { shortDate } from '../dates.ts';
import { Empty, Field, PageTitle, Section, Tag } from '../parts.tsx';
import { qrSvg } from '../qr.ts';
import { page, type Site } from '../site.tsx';
import { certificateChangePages, changeHref } from './certificate-change.tsx';

/** Unified social credit codes as GB 32100 writes them. */
const CREDIT_CODE = /^[0-9A-HJ-NPQRTUWXY]{18}$/;

const tone = (c: CertificateFacts) =>
  c.standing === '有效' ? 'good' : c.standing === '尚未生效' || c.standing === '暂扣' ? 'wait' : 'end';

const One: FC<{ site: Site; of: CertificateFacts }> = ({ site, of }) => (
  <li>
    <p class="row-title">
      {of.name} <Tag tone={tone(of)}>{of.standing}</Tag>
    </p>
    <p class="meta">
      <span>{of.holder}</span>
      <span class="code">{of.code}</span>
      <span>{site.office.organName(of.organ)}</span>
      <span>
        {shortDate(of.validFrom)}起{of.validTo ? `至${shortDate(of.validTo)}` : '，长期有效'}
      </span>
    </p>
  </li>
);

/** `/certificates` and `/one-code/<credit code>`. */
export function certificatePages(site: Site): Hono {
  const app = new Hono();
  const { office } = site;
  app.route('/', certificateChangePages(site));
  app.get('/certificates', async (c) => {
    const typed = (c.req.query('q') ?? '').trim().slice(0, 60);
    const credit = typed.toUpperCase();
    if (CREDIT_CODE.test(credit)) return c.redirect(`/one-code/${credit}`, 303);
    const found = typed ? await checkCertificate(office, typed, dateOf(office.now())) : null;
    const body = (
      <>
        <PageTitle title="证照查验">
          输入证件编号查一本证件是否有效；输入统一社会信用代码看一家单位的全部证照。
        </PageTitle>
        <form action="/certificates" method="get" class="form">
          <Field name="q" label="证件编号或者统一社会信用代码">
            <input
              id="q"
              name="q"
              value={typed}
              maxlength={60}
              required
              spellcheck={false}
              autocomplete="off"
            />
          </Field>
          <button type="submit" class="button">
            查验
          </button>
        </form>
        {typed ? (
          <Section id="found" title="查验结果">
            {found ? (
              <>
                <ul class="rows">
                  <One site={site} of={found} />
                </ul>
                {found.enterprise ? null : <p class="soft">自然人的证件只显示姓氏。</p>}
                {found.standing === '有效' ? (
                  <p>
                    <a href={changeHref(found.code)} rel="nofollow">
                      持证人办延续、变更、注销
                    </a>
                  </p>
                ) : null}
              </>
            ) : (
              <Empty>没有编号为“{typed}”的证件。请核对编号；本平台只能查验在这里办理的证件。</Empty>
            )}
          </Section>
        ) : null}
      </>
    );
    return page(site, c, { title: '证照查验' }, body);
  });
  app.get('/one-code/:credit', async (c) => {
    const credit = c.req.param('credit').toUpperCase();
    if (!CREDIT_CODE.test(credit)) return c.notFound();
    const all = await certificatesOf(office, credit, dateOf(office.now()));
    const holder = all[0]?.holder;
    const body = (
      <>
        <PageTitle title={holder ?? '一码通'}>
          统一社会信用代码<span class="code">{credit}</span>。扫一个码，查验全部证照。
        </PageTitle>
        {all.length ? (
          <>
            <Section id="certificates" title={`证照${all.length}本`}>
              <ul class="rows">
                {all.map((of) => (
                  <One site={site} of={of} />
                ))}
              </ul>
            </Section>
            <figure class="qr">
              <div
                dangerouslySetInnerHTML={{
                  __html: qrSvg(`${office.baseUrl}/one-code/${credit}`, '证照一码通二维码'),
                }}
              />
              <figcaption>扫码打开本页，显示的是当时的状态。</figcaption>
            </figure>
          </>
        ) : (
          <Empty>这家单位在本平台还没有证照。</Empty>
        )}
      </>
    );
    return page(
      site,
      c,
      { title: '证照一码通', crumbs: [{ title: '证照查验', href: '/certificates' }] },
      body,
    );
  });
  return app;
}

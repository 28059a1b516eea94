/** What there is to read of an application: its certificate, papers and files, and what was done. */
import type { CertificateFacts } from '@fadu/office/certificates/index';
import type { MyPaper, MyService } from '@fadu/office/services/progress';
import type { FC } from 'hono/jsx';
import { momentText, shortDate } from '../dates.ts';
import type { myFiles } from '../files.ts';
import { Section, withQuery } from '../parts.tsx';
import { qrSvg } from '../qr.ts';
import type { Site } from '../site.tsx';

/** The certificate, to be shown on the phone: whoever scans the code sees whether it stands. */
export const Certificate: FC<{ site: Site; of: CertificateFacts | null }> = ({ site, of }) => {
  if (!of) return null;
  const at = withQuery('/certificates', { q: of.code });
  return (
    <Section id="certificate" title="出示证照">
      <p class="row-title">
        <a href={at}>{of.name}</a>
      </p>
      <p class="meta">
        <span class="code">{of.code}</span>
        <span>{of.standing}</span>
        <span>
          {shortDate(of.validFrom)}起{of.validTo ? `至${shortDate(of.validTo)}` : '，长期有效'}
        </span>
      </p>
      <figure class="qr">
        <div
          dangerouslySetInnerHTML={{
            __html: qrSvg(`${site.office.baseUrl}${at}`, '查验这本证照的二维码'),
          }}
        />
        <figcaption>给对方扫这个码，看到的是当时的状态；也可以报编号，在“证照查验”里查。</figcaption>
      </figure>
    </Section>
  );
};

/** What is told of an act beside its name. */
const TOLD: Readonly<Record<string, readonly string[]>> = {
  'say-not-required': ['reasons'],
  'say-not-competent': ['reasons', 'where'],
  'refuse-acceptance': ['reasons', 'remedies'],
  deny: ['reasons', 'remedies'],
  'revoke-commitment': ['reasons', 'remedies'],
  'check-commitment': ['findings'],
  'begin-special': ['type', 'days'],
  'extend-decision': ['reason'],
  'extend-joint': ['reason'],
};

const titleOf = (m: MyService, act: string, field: string): string => {
  const shape = (m.procedure.acts[act]?.form?.shape ?? {}) as Record<
    string,
    { meta?: () => { title?: string } | undefined }
  >;
  return shape[field]?.meta?.()?.title ?? field;
};

export const History: FC<{ m: MyService }> = ({ m }) => (
  <ol class="rows">
    {m.view.state.acts.map((a) => (
      <li>
        <p class="row-title">{m.procedure.acts[a.act]?.title ?? a.act}</p>
        <p class="meta">
          <span>{momentText(a.at)}</span>
          {Object.values(a.issued ?? {}).map((n) => (
            <span>{n}</span>
          ))}
        </p>
        {(TOLD[a.act] ?? [])
          .filter((f) => a.input[f] !== undefined)
          .map((f) => (
            <p>
              <span class="soft">{titleOf(m, a.act, f)}</span>：{String(a.input[f])}
            </p>
          ))}
      </li>
    ))}
  </ol>
);

export const Papers: FC<{ papers: readonly MyPaper[] }> = ({ papers }) =>
  papers.length === 0 ? null : (
    <Section id="papers" title="文书">
      <ul class="rows">
        {papers.map((x) => (
          <li>
            <p class="row-title">
              <a href={`/api/v1/papers/${x.id}/pdf`}>{x.title}</a>
            </p>
            <p class="meta">
              {x.number ? <span>{x.number}</span> : null}
              <span>{shortDate(x.madeOn)}</span>
              <a href={`/v/${x.id}`} rel="nofollow">
                查验真伪
              </a>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );

/** What was sent over this site. */
export const Files: FC<{ files: Awaited<ReturnType<typeof myFiles>> }> = ({ files }) =>
  files.length === 0 ? null : (
    <Section id="files" title="您传来的文件">
      <ul class="rows">
        {files.map((f) => (
          <li>
            <p class="row-title">{f.name}</p>
            <p class="meta">
              <span>{momentText(f.handedAt)}收到</span>
              <span>{Math.max(1, Math.round(f.size / 1024))}千字节</span>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );

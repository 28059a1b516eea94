/** Is this paper genuine: what the QR code opens, and the page to paste an id or hand in a file. */
import { createHash } from 'node:crypto';
import { findPaper, type PaperRecord, paperFile, paperOfFile } from '@fadu/office/public/index';
import { Hono } from 'hono';
import type { FC } from 'hono/jsx';
import { shortDate } from '../dates.ts';
import { attachment } from '../download.ts';
import { ErrorSummary, Field, type FieldFault, PageTitle, Section } from '../parts.tsx';
import { page, type Site } from '../site.tsx';

/** Largest file that is looked at, in bytes. */
export const MAX_FILE = 20 * 1024 * 1024;
const CRUMBS = [{ title: '查验文书', href: '/verify' }];

/** The id in what people paste: the id itself, or the address that the QR code holds. */
function idIn(text: string): string | null {
  return /(?:^|\/v\/)([0-9a-f]{20})(?:$|[/?#])/.exec(text.trim().toLowerCase())?.[1] ?? null;
}

const Forms: FC<{ faults: readonly FieldFault[]; id?: string }> = ({ faults, id }) => {
  const fault = (name: string) => faults.find((f) => f.field === name)?.say;
  return (
    <>
      <ErrorSummary faults={faults} />
      <PageTitle title="查验文书">
        每一份文书做成时就写入存证日志。扫文书上的二维码，或者用下面任何一种方法，核对它是不是真的、有没有被改过。核对执法人员的证件，请到
        <a href="/officers/check">核对执法证件</a>。
      </PageTitle>
      <div class="two even">
        <section aria-labelledby="by-id">
          <h2 id="by-id">输入编号</h2>
          <form action="/verify" method="get" class="form">
            <Field
              name="id"
              label="文书编号或者二维码里的网址"
              hint="编号是20位字母和数字。"
              fault={fault('id')}
            >
              <input
                id="id"
                name="id"
                value={id}
                maxlength={200}
                autocomplete="off"
                spellcheck={false}
                autocapitalize="none"
                aria-describedby="id-hint"
                required
              />
            </Field>
            <button type="submit" class="button">
              查验
            </button>
          </form>
        </section>
        <section aria-labelledby="by-file">
          <h2 id="by-file">交来文件</h2>
          <form action="/verify" method="post" enctype="multipart/form-data" class="form" data-file-form>
            <Field
              name="file"
              label="PDF或者DOCX文件"
              hint="只计算文件的指纹来比对，不保存文件。"
              fault={fault('file')}
            >
              <input
                id="file"
                name="file"
                type="file"
                accept=".pdf,.docx"
                aria-describedby="file-hint"
                required
              />
            </Field>
            <button type="submit" class="button">
              比对
            </button>
            <p class="hint" data-file-state role="status" />
          </form>
        </section>
      </div>
    </>
  );
};

/** What the reader should know first, in one banner. */
export function verdict(r: PaperRecord): { tone: 'good' | 'wait' | 'end'; title: string; text: string } {
  if (r.agrees === false) {
    return {
      tone: 'end',
      title: '内容与存证不符',
      text: '数据库里的这份文书与存证日志记载的不一致，不要使用，请向制发机关核实。',
    };
  }
  if (r.index === null) {
    return { tone: 'wait', title: '正在写入存证日志', text: '这份文书刚刚做成，几秒钟后再查一次。' };
  }
  if (r.standing === '废止' || r.standing === '失效') {
    return {
      tone: 'wait',
      title: `文书是真的，但已经${r.standing}`,
      text: '这份文书在存证日志里，没有被改过；不过它载明的文件不再有效。',
    };
  }
  if (r.standing === '尚未生效') {
    return {
      tone: 'wait',
      title: '文书是真的，尚未生效',
      text: '这份文书在存证日志里，没有被改过；施行日期还没有到。',
    };
  }
  return {
    tone: 'good',
    title: r.standing ? '文书是真的，现在有效' : '文书是真的',
    text: '这个编号的文书在存证日志里，做成以后没有被改过。',
  };
}

const PaperPage: FC<{ record: PaperRecord; vkey: string; base: string; organ: string | null }> = ({
  record: r,
  vkey,
  base,
  organ,
}) => {
  const said = verdict(r);
  return (
    <>
      <div class={`banner tone-${said.tone}`} role="status">
        <h1>{said.title}</h1>
        <p>{said.text}</p>
      </div>
      <dl class="facts">
        {r.paper ? (
          <>
            <dt>名称</dt>
            <dd class="law">{r.paper.title}</dd>
            {r.paper.number ? (
              <>
                <dt>文号</dt>
                <dd>
                  {r.standing ? (
                    <a href={`/documents/${encodeURIComponent(r.paper.number)}`}>{r.paper.number}</a>
                  ) : (
                    r.paper.number
                  )}
                </dd>
              </>
            ) : null}
            <dt>制发机关</dt>
            <dd>{r.paper.organ}</dd>
            <dt>日期</dt>
            <dd>{shortDate(r.paper.madeOn)}</dd>
            {r.standing ? (
              <>
                <dt>现在的状态</dt>
                <dd>{r.standing}</dd>
              </>
            ) : null}
            <dt>文件</dt>
            <dd class="links-line">
              <a href={`/papers/${r.id}.pdf`}>PDF文本</a>
              <a href={`/papers/${r.id}.docx`}>DOCX文本</a>
            </dd>
          </>
        ) : (
          <>
            <dt>种类</dt>
            <dd>{r.kind}</dd>
            {organ ? (
              <>
                <dt>制发机关</dt>
                <dd>{organ}</dd>
              </>
            ) : null}
            <dt>内容</dt>
            <dd>这类文书不公开，这里只核对真伪。现在是否仍然有效，请向制发机关查询。</dd>
          </>
        )}
        <dt>文书编号</dt>
        <dd class="mono">{r.id}</dd>
      </dl>
      {r.index !== null ? (
        <Section id="check" title="用您自己的设备核验">
          <div
            data-proof={`/records/${r.index}.json`}
            data-vkey={vkey}
            data-pdf={r.pdf}
            data-docx={r.docx}
            data-paper={r.id}
          >
            <noscript>
              <p class="notice">
                您的浏览器没有运行脚本，上面是本站服务器自己的回答。要不依赖本站来核对，请看
                <a href={`/records/${r.index}`}>这一条的存证和手工核验的办法</a>。
              </p>
            </noscript>
            <ol class="checks" data-checks aria-live="polite" />
            <form action="/verify" method="post" enctype="multipart/form-data" class="form drop" data-drop>
              <input type="hidden" name="expect" value={r.id} />
              <Field
                name="file"
                label="把手里的PDF或者DOCX放到这里，看是不是同一份"
                hint="只比对文件的指纹，有脚本时文件不离开您的设备。"
              >
                <input
                  id="file"
                  name="file"
                  type="file"
                  accept=".pdf,.docx"
                  aria-describedby="file-hint"
                  required
                />
              </Field>
              <button type="submit" class="button button-secondary">
                比对
              </button>
              <p data-drop-result role="status" />
            </form>
          </div>
          <details>
            <summary>文件的指纹（SHA-256）</summary>
            <dl class="facts">
              <dt>PDF</dt>
              <dd class="mono">{r.pdf}</dd>
              <dt>DOCX</dt>
              <dd class="mono">{r.docx}</dd>
              <dt>存证</dt>
              <dd>
                <a href={`/records/${r.index}`}>{r.index}号</a>
              </dd>
              <dt>网址</dt>
              <dd class="mono">
                {base}/v/{r.id}
              </dd>
            </dl>
          </details>
        </Section>
      ) : null}
    </>
  );
};

const NotFoundPaper: FC<{ id: string }> = ({ id }) => (
  <>
    <div class="banner tone-end" role="status">
      <h1>存证日志里没有这份文书</h1>
      <p>
        编号<span class="mono">{id}</span>没有对应的文书。
      </p>
    </div>
    <div class="prose">
      <p>
        如果编号是扫码得到的，这份文书不是从本站做成的，很可能是假的：不要据此付款或者提供材料，请向它所写的制发机关核实。
      </p>
      <p>如果编号是手工输入的，请核对后再查一次。</p>
      <p>
        <a class="button" href="/verify">
          重新查验
        </a>
      </p>
    </div>
  </>
);

export function verifyPages(site: Site): Hono {
  const app = new Hono();
  const { office, deps } = site;

  app.get('/verify', async (c) => {
    const given = c.req.query('id')?.slice(0, 200);
    const hash = c.req.query('sha256');
    const faults: FieldFault[] = [];
    if (hash !== undefined) {
      const id = await paperOfFile(office, hash);
      if (id) return c.redirect(`/v/${id}?file=same`, 303);
      faults.push({ field: 'file', say: '存证日志里没有这个文件：它不是从本站做成的，或者做成以后被改动过' });
    } else if (given) {
      const id = idIn(given);
      if (id) return c.redirect(`/v/${id}`, 303);
      faults.push({ field: 'id', say: '编号应为20位字母和数字，请对照文书上的二维码重新输入' });
    }
    const head = {
      title: '查验文书',
      crumbs: [],
      script: 'verify.js' as const,
      fresh: faults.length > 0,
      failed: faults.length > 0,
    };
    return page(site, c, head, <Forms faults={faults} id={given} />, faults.length ? 422 : 200);
  });

  app.post('/verify', async (c) => {
    const sent = await c.req.parseBody();
    const file = sent.file;
    const refuse = (say: string) =>
      page(
        site,
        c,
        { title: '查验文书', crumbs: [], script: 'verify.js', failed: true },
        <Forms faults={[{ field: 'file', say }]} />,
        422,
      );
    if (!(file instanceof File) || file.size === 0) return refuse('请选择一个PDF或者DOCX文件');
    if (file.size > MAX_FILE) return refuse('文件超过20兆字节，不是从本站做成的文书');
    const sha256 = createHash('sha256')
      .update(new Uint8Array(await file.arrayBuffer()))
      .digest('hex');
    const id = await paperOfFile(office, sha256);
    if (!id) return refuse('存证日志里没有这个文件：它不是从本站做成的，或者做成以后被改动过');
    const same = typeof sent.expect !== 'string' || sent.expect === id;
    return c.redirect(`/v/${id}?file=${same ? 'same' : 'other'}`, 303);
  });

  app.get('/v/:id', async (c) => {
    const id = c.req.param('id').toLowerCase().slice(0, 60);
    const record = await findPaper(office, id);
    if (!record)
      return page(
        site,
        c,
        { title: '没有这份文书', crumbs: CRUMBS, noindex: true },
        <NotFoundPaper id={id} />,
        404,
      );
    const compared = c.req.query('file');
    const body = (
      <>
        {compared === 'same' ? (
          <p class="notice notice-done">您交来的文件与存证日志记载的完全一致。</p>
        ) : null}
        {compared === 'other' ? (
          <p class="notice">您交来的文件是真的，但不是刚才那一份；它是下面这份文书。</p>
        ) : null}
        <PaperPage record={record} vkey={deps.vkey} base={office.baseUrl} organ={null} />
      </>
    );
    return page(
      site,
      c,
      { title: verdict(record).title, crumbs: CRUMBS, script: 'verify.js', noindex: true, fresh: true },
      body,
    );
  });

  app.get('/papers/:file{[0-9a-f]{20}\\.(?:pdf|docx)}', async (c) => {
    const [id = '', kind] = c.req.param('file').split('.');
    const file = await paperFile(office, id, kind === 'docx' ? 'docx' : 'pdf');
    if (!file) return c.notFound();
    attachment(c, file.name, file.media, kind === 'pdf');
    c.header('etag', `"${file.sha256}"`);
    c.header('cache-control', 'public, max-age=31536000, immutable');
    return c.body(file.bytes);
  });

  return app;
}

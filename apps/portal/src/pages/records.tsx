/** The log: its head, its heads so far, how to verify, and one entry with its proof. */
import { logEntry, logHeads } from '@fadu/office/public/index';
import { Hono } from 'hono';
import { momentText } from '../dates.ts';
import { attachment } from '../download.ts';
import { Empty, PageTitle, Section } from '../parts.tsx';
import { page, type Site } from '../site.tsx';

const KINDS: Readonly<Record<string, string>> = {
  act: '一次办理',
  duty: '一项期限',
  paper: '一份文书',
  entry: '一条登记',
  calendar: '一次日历变更',
  plan: '一次方案导入',
  list: '一份冻结的清单',
  said: '一次公布',
};

const FIELD_WORDS: Readonly<Record<string, string>> = {
  act: '办理',
  at: '时间',
  organ: '机关',
  clock: '期限',
  due: '到期日',
  state: '状态',
  since: '起算',
  template: '文书',
  pdf: 'PDF指纹',
  docx: 'DOCX指纹',
  digest: '内容指纹',
  case: '事项编号',
  seq: '第几步',
};

/** Fields that name a part of a procedure by its code. */
const DEFINED = { act: 'acts', clock: 'clocks', template: 'papers' } as const;

/** States of a running period. */
const STATES: Readonly<Record<string, string>> = { running: '进行中', paused: '暂停', stopped: '已经结束' };

/** The log changes with every signed head, its full tiles never. */
const FULL_TILE = /^tile\/(?:entries|\d+)\/[x\d/]+$/;
const LOG_PATH = /^(?:checkpoint|tile\/(?:entries|\d{1,2})\/(?:x\d{3}\/)*\d{3}(?:\.p\/\d{1,3})?)$/;

export function recordPages(site: Site): Hono {
  const app = new Hono();
  const { office, deps } = site;
  // The entry does not say its procedure; where two call the same code differently, both titles are told.
  const defined = (part: (typeof DEFINED)[keyof typeof DEFINED], code: string): string =>
    [...new Set([...office.procedures.values()].flatMap((p) => p[part][code]?.title ?? []))].join('或者') ||
    code;

  app.get('/records', async (c) => {
    const heads = await logHeads(office, deps.vkey);
    const [head] = heads;
    const body = (
      <>
        <PageTitle title="存证日志">
          每一步办理、每一项期限、每一份文书做成时，都在这本只能往后写的日志里留下一条指纹。改动任何一条，后面所有的签名都对不上。
        </PageTitle>
        {head ? (
          <>
            <p class="figure">
              <span class="figure-number">{head.size.toLocaleString('zh-CN')}</span>
              <span>条存证{head.at ? `，记到${momentText(head.at)}` : ''}</span>
            </p>
            <dl class="facts">
              <dt>日志名称</dt>
              <dd class="mono">{head.origin}</dd>
              <dt>根指纹</dt>
              <dd class="mono">{head.root}</dd>
              <dt>公钥</dt>
              <dd class="mono">{deps.vkey}</dd>
            </dl>
            <Section id="own" title="用您自己的设备核验">
              <div data-log data-vkey={deps.vkey}>
                <noscript>
                  <p class="notice">您的浏览器没有运行脚本。可以用下面的办法在自己的电脑上核验。</p>
                </noscript>
                <ol class="checks" data-checks aria-live="polite" />
              </div>
            </Section>
          </>
        ) : (
          <Empty>还没有存证。第一步办理写入后，几秒钟内签出第一个树头。</Empty>
        )}
        <Section id="how" title="怎么核验整本日志">
          <div class="prose">
            <p>
              日志按公开的格式（C2SP tlog-tiles）以文件提供，任何支持这种格式的工具都能核验，不必信任本站：
            </p>
            <ul>
              <li>
                最新的签名树头（日志现在的条数和根指纹，由日志签名）：
                <a href="/log/checkpoint">/log/checkpoint</a>
              </li>
              <li>
                存证内容：<code>/log/tile/entries/…</code>，各层指纹：<code>/log/tile/0/…</code>
              </li>
            </ul>
            <p>
              请自己留一份今天的树头。以后无论何时再来，都能证明那时的日志是今天这本接着写下去的，没有删改过去。
            </p>
          </div>
        </Section>
        {heads.length ? (
          <Section id="heads" title="最近的树头">
            <div class="table-wrap">
              <table class="stack">
                <caption>最近{heads.length}次签署，新的在前</caption>
                <thead>
                  <tr>
                    <th scope="col">条数</th>
                    <th scope="col">记到</th>
                    <th scope="col">根指纹</th>
                  </tr>
                </thead>
                <tbody>
                  {heads.map((h) => (
                    <tr>
                      <th scope="row">{h.size.toLocaleString('zh-CN')}</th>
                      <td data-label="记到">{h.at ? momentText(h.at) : ''}</td>
                      <td data-label="根指纹" class="mono">
                        {h.root}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </Section>
        ) : null}
      </>
    );
    return page(site, c, { title: '存证日志', crumbs: [], script: 'verify.js', fresh: true }, body);
  });

  app.get('/records/:file{\\d{1,12}\\.json}', async (c) => {
    const proof = await site.proofAt(Number(c.req.param('file').slice(0, -5)));
    if (!proof) return c.notFound();
    attachment(c, `${c.req.param('file')}`, 'application/json; charset=utf-8', true);
    c.header('cache-control', 'no-store');
    return c.body(JSON.stringify(proof, null, 2));
  });

  app.get('/records/:index{\\d{1,12}}', async (c) => {
    const index = Number(c.req.param('index'));
    const entry = await logEntry(office, index);
    if (!entry) return c.notFound();
    const word = (name: string, value: unknown) =>
      name === 'organ' && typeof value === 'string'
        ? office.organName(value)
        : name === 'at'
          ? momentText(String(value))
          : name in DEFINED
            ? defined(DEFINED[name as keyof typeof DEFINED], String(value))
            : name === 'state'
              ? (STATES[String(value)] ?? String(value))
              : String(value);
    const body = (
      <>
        <PageTitle
          title={`存证${index}号`}
        >{`${KINDS[entry.kind] ?? '一条记录'}。日志里只有指纹，没有个人信息。`}</PageTitle>
        <dl class="facts">
          {Object.entries(entry.body)
            .filter(([name, value]) => FIELD_WORDS[name] && value !== null && typeof value !== 'object')
            .map(([name, value]) => (
              <>
                <dt>{FIELD_WORDS[name]}</dt>
                <dd class={/digest|pdf|docx|case/.test(name) ? 'mono' : undefined}>{word(name, value)}</dd>
              </>
            ))}
        </dl>
        <Section id="check" title="用您自己的设备核验">
          <div data-proof={`/records/${index}.json`} data-vkey={deps.vkey}>
            <noscript>
              <p class="notice">您的浏览器没有运行脚本，请用下面的办法核验。</p>
            </noscript>
            <ol class="checks" data-checks aria-live="polite" />
          </div>
        </Section>
        <Section id="by-hand" title="手工核验">
          <div class="prose">
            <ol>
              <li>
                下载<a href={`/records/${index}.json`}>这一条的证明</a>
                ：里面有存证内容、到根的路径和签名树头。
              </li>
              <li>
                对存证内容的规范JSON算SHA-256（前面加一个字节00），再按路径逐层合并（每次前面加一个字节01），应得到树头里的根。
              </li>
              <li>
                用公钥<span class="mono">{deps.vkey}</span>核对树头的Ed25519签名。
              </li>
            </ol>
            <h3>存证内容</h3>
            <pre>{entry.text}</pre>
          </div>
        </Section>
      </>
    );
    return page(
      site,
      c,
      {
        title: `存证${index}号`,
        crumbs: [{ title: '存证日志', href: '/records' }],
        script: 'verify.js',
        noindex: true,
      },
      body,
    );
  });

  app.get('/log/*', async (c) => {
    const path = c.req.path.slice('/log/'.length);
    const bytes = LOG_PATH.test(path) ? await deps.log(path) : undefined;
    if (!bytes) return c.text('没有这个文件\n', 404);
    c.header(
      'content-type',
      path === 'checkpoint' ? 'text/plain; charset=utf-8' : 'application/octet-stream',
    );
    c.header('access-control-allow-origin', '*');
    c.header('cache-control', FULL_TILE.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
    return c.body(new Uint8Array(bytes));
  });

  return app;
}

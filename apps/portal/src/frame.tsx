/** The frame around every page: skip link, demonstration band, header, way, footer. */
import type { Child, FC } from 'hono/jsx';

/** One step of the way from the home page. */
export interface Crumb {
  readonly title: string;
  readonly href: string;
}

export interface LayoutProps {
  readonly title: string;
  readonly description?: string;
  readonly crumbs?: readonly Crumb[];
  readonly script?: string;
  readonly noindex?: boolean;
  readonly failed?: boolean;
  readonly narrow?: boolean;
  readonly city: string;
  readonly demo: boolean;
  /** Path of the page, for the navigation. */
  readonly path: string;
  /** Path and query of a page of the portal, for the switch of modes. */
  readonly here: string;
  readonly large: boolean;
  readonly base: string;
  readonly children?: Child;
}

const NAV: readonly {
  readonly href: string;
  readonly before?: string;
  readonly text: string;
  readonly after?: string;
}[] = [
  { href: '/laws', text: '法规', after: '查询' },
  { href: '/documents', before: '规范性', text: '文件' },
  { href: '/registers', before: '权责', text: '清单' },
  { href: '/consultations', before: '征求', text: '意见' },
  { href: '/procedures', before: '办事', text: '程序' },
  { href: '/plan', before: '实施', text: '方案' },
  { href: '/verify', text: '查验', after: '文书' },
  { href: '/time', text: '期限', after: '计算' },
];

/** The site's mark: a small seal. */
const Seal: FC = () => (
  <svg class="seal" viewBox="0 0 40 40" aria-hidden="true" focusable="false">
    <rect x="1" y="1" width="38" height="38" rx="3" />
    <text x="20" y="18" font-size="15" text-anchor="middle">
      法
    </text>
    <text x="20" y="34" font-size="15" text-anchor="middle">
      度
    </text>
  </svg>
);

const inSection = (path: string, href: string) => path === href || path.startsWith(`${href}/`);

/** A whole page. */
export const Layout: FC<LayoutProps> = (p) => {
  const name = p.city ? `法度·${p.city}` : '法度';
  const mode = `${p.here}${p.here.includes('?') ? '&' : '?'}mode=${p.large ? 'normal' : 'large'}`;
  return (
    <html lang="zh-CN" class={p.large ? 'large' : undefined}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${p.failed ? '有误：' : ''}${p.title === name ? name : `${p.title}｜${name}`}`}</title>
        {p.description ? <meta name="description" content={p.description} /> : null}
        {p.noindex ? (
          <meta name="robots" content="noindex" />
        ) : (
          <link rel="canonical" href={`${p.base}${p.here}`} />
        )}
        <meta name="theme-color" content="#fcfbf8" />
        <link rel="icon" href="/static/seal.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/static/fadu.css" />
        {p.script ? <script type="module" src={`/static/${p.script}`} /> : null}
      </head>
      <body>
        <a class="skip-link" href="#main">
          跳到正文
        </a>
        {p.demo ? (
          <p class="demo-band">
            <strong>演示数据</strong>　内容均为虚构，没有法律效力。
          </p>
        ) : null}
        <header class="site-header">
          <div class="inner">
            <a class="site-name" href="/">
              <Seal />
              <span>{name}</span>
            </a>
            <a class="mode-switch" href={mode} rel="nofollow">
              {p.large ? '标准版' : '大字简明版'}
            </a>
            <nav class="site-nav" aria-label="主要栏目">
              <ul>
                {NAV.map((n) => (
                  <li>
                    <a href={n.href} {...(inSection(p.path, n.href) ? { 'aria-current': 'page' } : {})}>
                      {n.before ? <span class="wide">{n.before}</span> : null}
                      {n.text}
                      {n.after ? <span class="wide">{n.after}</span> : null}
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
          </div>
        </header>
        <main id="main" class={p.narrow ? 'page page-narrow' : 'page'} tabindex={-1}>
          {p.crumbs ? (
            <nav class="crumbs" aria-label="所在位置">
              <ol>
                {[{ title: '首页', href: '/' }, ...p.crumbs].map((c) => (
                  <li>
                    <a href={c.href}>{c.title}</a>
                  </li>
                ))}
              </ol>
            </nav>
          ) : null}
          {p.children}
        </main>
        <footer class="site-footer">
          <div class="inner">
            <p>本站每一步办理、每一份文书都写入只能追加的存证日志，任何人都可以核验。</p>
            <nav aria-label="页脚">
              <ul>
                <li>
                  <a href="/services">办事情</a>
                </li>
                <li>
                  <a href="/records">存证日志</a>
                </li>
                <li>
                  <a href="/competition">公平竞争</a>
                </li>
                <li>
                  <a href="/officers">执法人员</a>
                </li>
                <li>
                  <a href="/enforcement">行政执法公示</a>
                </li>
                <li>
                  <a href="/penalties">行政处罚公示</a>
                </li>
                <li>
                  <a href="/compulsions">行政强制公示</a>
                </li>
                <li>
                  <a href="/credit">信用公示</a>
                </li>
                <li>
                  <a href="/supervision">执法监督</a>
                </li>
                <li>
                  <a href="/campaigns">专项整治</a>
                </li>
                <li>
                  <a href="/typical-cases">典型案例</a>
                </li>
                <li>
                  <a href="/law-popularisation">普法</a>
                </li>
                <li>
                  <a href="/reports">举报</a>
                </li>
                <li>
                  <a href="/about">关于本站</a>
                </li>
                <li>
                  <a href="/account" rel="nofollow">
                    我的账号
                  </a>
                </li>
              </ul>
            </nav>
          </div>
        </footer>
      </body>
    </html>
  );
};

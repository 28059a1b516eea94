/** Pages of the law: the list of texts, one text as of any day, two versions compared, what an article carries. */
import { dateOf, parseDate } from '@fadu/kernel';
import { carriedByArticle, carries } from '@fadu/office/law/carries';
import { compareLaw } from '@fadu/office/law/compare';
import {
  findLaw,
  LAW_STATUSES,
  type LawFilter,
  type LawView,
  listLaws,
  readLaw,
} from '@fadu/office/law/reading';
import { articleNode, articleNumbers } from '@fadu/office/law/reading-articles';
import { lawAsDocx, lawAsText } from '@fadu/office/law/reading-download';
import { pageNumber } from '@fadu/office/public/index';
import { type Context, Hono } from 'hono';
import { shortDate } from '../dates.ts';
import { attachment } from '../download.ts';
import { page, type Site } from '../site.tsx';
import { ArticlePage, printedArticle } from './law-article.tsx';
import { ComparePage } from './law-compare.tsx';
import { LawListPage } from './law-list.tsx';
import { LawPage } from './law-view.tsx';
import { lawPath } from './law-words.tsx';

const CRUMBS = [{ title: '法规查询', href: '/laws' }];

/** A day from the address; what is no day is none. */
function dayOf(text: string | undefined): string | undefined {
  if (!text) return undefined;
  try {
    parseDate(text);
    return text;
  } catch {
    return undefined;
  }
}

export function lawPages(site: Site): Hono {
  const app = new Hono();
  const { office } = site;

  /** The text of the address, or where to go instead: another name of it leads to its one address. */
  const open = async (c: Context): Promise<LawView | { readonly moved: string } | undefined> => {
    const name = c.req.param('id') ?? '';
    const id = await findLaw(office, name);
    if (id === null) return undefined;
    if (id !== name) {
      const url = new URL(c.req.url);
      const rest = url.pathname.split('/').slice(3).join('/');
      return { moved: `${lawPath(id)}${rest ? `/${rest}` : ''}${url.search}` };
    }
    const on = dayOf(c.req.query('on'));
    const version = Number(c.req.query('version') ?? 0);
    return readLaw(office, id, {
      ...(on && { on }),
      ...(Number.isInteger(version) && version > 0 && { version }),
    });
  };

  app.get('/laws/list', async (c) => {
    const on = dayOf(c.req.query('on'));
    const status = LAW_STATUSES.find((s) => s === c.req.query('status'));
    const words = c.req.query('q')?.trim().slice(0, 100);
    const level = c.req.query('level');
    const filter: LawFilter = {
      ...(words && { words }),
      ...(level && { level }),
      ...(status && { status }),
      ...(on && { on }),
      page: pageNumber(c.req.query('page')),
    };
    const list = await listLaws(office, filter);
    return page(
      site,
      c,
      { title: '法律文本目录', crumbs: CRUMBS },
      <LawListPage filter={filter} list={list} />,
    );
  });

  app.get('/laws/:id', async (c) => {
    const view = await open(c);
    if (!view) return c.notFound();
    if ('moved' in view) return c.redirect(view.moved, 301);
    const carried = await carriedByArticle(office, view.id, {
      on: view.on,
      version: view.shown.version,
      articles: articleNumbers(view.text),
    });
    return page(
      site,
      c,
      {
        title: view.title,
        description: `${view.title}，${view.maker}，${view.shown.status}${view.shown.begins ? `，${shortDate(view.shown.begins)}起施行` : ''}。`,
        crumbs: CRUMBS,
      },
      <LawPage view={view} carried={carried} today={dateOf(office.now())} />,
    );
  });

  app.get('/laws/:id/text.txt', async (c) => {
    const view = await open(c);
    if (!view) return c.notFound();
    if ('moved' in view) return c.redirect(view.moved, 301);
    attachment(c, `${view.title}.txt`, 'text/plain; charset=utf-8');
    return c.body(lawAsText(view));
  });

  app.get('/laws/:id/text.docx', async (c) => {
    const view = await open(c);
    if (!view) return c.notFound();
    if ('moved' in view) return c.redirect(view.moved, 301);
    attachment(
      c,
      `${view.title}.docx`,
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    );
    return c.body(new Uint8Array(await lawAsDocx(view)));
  });

  app.get('/laws/:id/compare', async (c) => {
    const id = await findLaw(office, c.req.param('id'));
    const [from, to] = ['from', 'to'].map((n) => Number(c.req.query(n) ?? Number.NaN)) as [number, number];
    if (id === null || !Number.isInteger(from) || !Number.isInteger(to)) return c.notFound();
    const compared = await compareLaw(office, id, from, to, dateOf(office.now()));
    if (!compared) return c.notFound();
    return page(
      site,
      c,
      {
        title: `《${compared.title}》版本比较`,
        crumbs: [...CRUMBS, { title: compared.title, href: lawPath(id) }],
        noindex: true,
      },
      <ComparePage compared={compared} />,
    );
  });

  app.get('/laws/:id/articles/:article', async (c) => {
    const view = await open(c);
    if (!view) return c.notFound();
    if ('moved' in view) return c.redirect(view.moved, 301);
    const asked = c.req.param('article');
    if (asked !== 'all' && !/^[1-9]\d{0,3}(-[1-9]\d{0,2})?$/.test(asked)) return c.notFound();
    const article = asked === 'all' ? null : asked;
    const node = article === null ? undefined : articleNode(view.text, article);
    const held = await carries(office, view.id, article, view.on, { version: view.shown.version });
    // A full text that has no such article, and nothing that cites it: there is no such page.
    if (article !== null && !node && view.complete && held.total === 0) return c.notFound();
    const number = article === null ? '' : (node?.number ?? printedArticle(article));
    return page(
      site,
      c,
      {
        title: article === null ? `引用《${view.title}》的` : `《${view.title}》${number}`,
        crumbs: [...CRUMBS, { title: view.title, href: lawPath(view.id) }],
      },
      <ArticlePage
        view={view}
        article={article}
        {...(node && { node })}
        carries={held}
        today={dateOf(office.now())}
      />,
    );
  });
  return app;
}

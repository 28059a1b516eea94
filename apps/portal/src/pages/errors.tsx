/** Pages for what was not found, not allowed, too large, or went wrong: what happened and what to do. */
import type { Context } from 'hono';
import { PageTitle } from '../parts.tsx';
import { page, type Site } from '../site.tsx';
import { SearchBox } from './home.tsx';

const SAYINGS: Readonly<Record<number, readonly [title: string, say: string]>> = {
  400: ['填写有误', '请求里有看不懂的内容，请回到上一页重新填写。'],
  403: ['没有提交成功', '这个表单不是从本站提交的，为了您的安全没有受理。请回到本站的页面重新填写。'],
  404: [
    '没有这一页',
    '网址可能写错了，或者内容还没有公开。草案在公开征求意见之前、文件在公布之前，这里都看不到。',
  ],
  413: ['内容太大', '提交的内容超过了上限，没有收下。请缩短内容或者换一个文件。'],
  429: ['请稍后再试', '短时间内请求太多，请过一分钟再试。'],
  503: ['暂时打不开', '系统暂时不能使用数据库，请过几分钟再试。'],
  500: ['暂时打不开', '系统出了问题，您刚才提交的内容没有生效。请过几分钟再试。'],
};

/** Answer with the page of an error; nothing of its inside is shown. */
export function showError(site: Site, c: Context, status: number, say?: string) {
  const known = SAYINGS[status] ? status : status >= 500 ? 500 : 400;
  const [title, usual] = SAYINGS[known] as readonly [string, string];
  const body = (
    <>
      <PageTitle title={title}>{say ? `${say}。` : usual}</PageTitle>
      {known === 404 ? <SearchBox /> : null}
      <p class="actions">
        <a class="button button-secondary" href="/">
          回到首页
        </a>
      </p>
    </>
  );
  return page(site, c, { title, noindex: true, failed: true }, body, known as 400);
}

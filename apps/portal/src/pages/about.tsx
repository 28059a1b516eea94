/** What this site is, how to use it, and what it does not do. */
import { Hono } from 'hono';
import { PageTitle } from '../parts.tsx';
import { page, type Site } from '../site.tsx';

export function aboutPages(site: Site): Hono {
  const app = new Hono();
  app.get('/about', (c) =>
    page(
      site,
      c,
      { title: '关于本站', crumbs: [] },
      <>
        <PageTitle title="关于本站">
          法度把法律规定的程序变成可以运行的数据：做了什么、依据哪一条、什么时候、谁办的，都能查到，也都能核验。
        </PageTitle>
        <div class="prose">
          <h2>在这里能做什么</h2>
          <ul>
            <li>
              查<a href="/documents">规范性文件</a>：现在有没有效、怎样制定出来的、某一天的状态是什么。
            </li>
            <li>
              对<a href="/consultations">正在起草的文件</a>提意见，不用登录，件件有答复。
            </li>
            <li>
              看<a href="/procedures">办事程序</a>：分几步、谁来办、多少天、依据是什么。
            </li>
            <li>
              看<a href="/plan">实施方案</a>的每项任务谁负责、办到哪一步。
            </li>
            <li>
              <a href="/verify">查验文书</a>、<a href="/time">计算期限</a>。
            </li>
          </ul>
          <h2>怎么用得顺手</h2>
          <ul>
            <li>所有页面不需要脚本就能使用；筛选条件都在网址里，可以直接把网址发给别人。</li>
            <li>
              字看不清，请用<a href="/about?mode=large">大字简明版</a>；每一页都可以打印。
            </li>
            <li>只用键盘也能操作：按Tab键移动，页首有“跳到正文”。</li>
          </ul>
          <h2>怎么保护您的信息</h2>
          <p>
            提意见时填的姓名和联系方式只给起草单位答复用，不公开、不进入存证日志。意见内容在答复时一并公布。本站不使用第三方统计，也不加载外部资源。
          </p>
          <h2>依据上的标记</h2>
          <p>
            <span class="badge badge-unverified">未核实</span> 表示我们没有找到可以逐字核对的官方文本；
            <span class="badge badge-design">本系统设定</span>{' '}
            表示没有法律规定、由本市自行确定的数值。法律法规的内容以官方公布的文本为准。
          </p>
        </div>
      </>,
    ),
  );
  return app;
}

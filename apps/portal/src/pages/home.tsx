/** The home page: one box, and under it what people come for now. */
import { listConsultations, listDocuments } from '@fadu/office/public/index';
import { Hono } from 'hono';
import type { FC } from 'hono/jsx';
import type { PlanProgressRow } from '../deps.ts';
import { Bar, Day, DOCUMENT_TONES, Empty, LIGHTS, Section, Tag } from '../parts.tsx';
import { page, type Site } from '../site.tsx';
import { ConsultationRows } from './consultation-rows.tsx';

/** The search box; the same on the home page and above results. */
export const SearchBox: FC<{ q?: string; kind?: string; big?: boolean }> = ({ q, kind, big }) => (
  <search>
    <form action="/search" method="get" class={big ? 'search search-big' : 'search'}>
      <label class={big ? 'visually-hidden' : 'label'} for="q">
        {big ? '查法规、办事情、问进度' : '要找什么'}
      </label>
      <div class="search-line">
        <input
          id="q"
          name="q"
          type="search"
          value={q}
          maxlength={100}
          autocomplete="off"
          aria-describedby="q-hint"
          data-suggest="all"
          required
        />
        {kind ? <input type="hidden" name="kind" value={kind} /> : null}
        <button type="submit" class="button">
          查找
        </button>
      </div>
      <p class="hint" id="q-hint">
        输入法规名称、第几条、文号、事项或者任务；文号里的〔2026〕写成[2026]也能找到。
      </p>
    </form>
  </search>
);

const SERVICES: readonly (readonly [href: string, title: string, about: string])[] = [
  ['/services', '我要办事', '说出要办什么，查要什么材料、多久、到哪里办，在网上申请'],
  ['/services/mine', '办到哪一步了', '看自己的申请等谁、哪天到期，在这里补正、撤回'],
  ['/verify', '这份文书是真的吗', '扫码、输入编号或者交来文件，当场核对'],
  ['/inspections', '检查合规吗', '查一家企业被谁检查过、结果怎样，核对检查码'],
  ['/draws', '抽查公平吗', '看双随机抽取的清单、随机数和结果，自己重新算一遍'],
  ['/time', '哪一天到期', '算出期限的最后一天，每一步怎么数都讲清楚'],
  ['/procedures', '这件事怎么办', '谁来办、分几步、多少天、依据哪一条'],
  ['/consultations', '我有话要说', '对正在起草的文件逐条提意见，件件有答复'],
];

/** How far the plan is, in one figure and a bar a chapter. */
const PlanGlance: FC<{ all?: PlanProgressRow; chapters: readonly PlanProgressRow[] }> = ({
  all,
  chapters,
}) =>
  all ? (
    <>
      <p class="figure">
        <span class="figure-number">{all.tasks}</span>
        <span>项任务</span>
      </p>
      <ul class="light-counts">
        {ORDER.filter((l) => all.lights[l] > 0).map((l) => (
          <li>
            <a href={`/plan?light=${l}`}>
              <Tag tone={LIGHTS[l].tone}>{LIGHTS[l].word}</Tag> {all.lights[l]}项
            </a>
          </li>
        ))}
      </ul>
      <ul class="bars">
        {chapters.map((c) => (
          <li>
            <span class="bars-name">{c.title}</span>
            <Bar parts={lightParts(c)} label={`${c.title}：${c.tasks}项任务，${lightsText(c)}`} />
            <span class="bars-count">{c.tasks}项</span>
          </li>
        ))}
      </ul>
    </>
  ) : (
    <Empty>导入实施方案后，这里显示每一章办到哪一步。</Empty>
  );

const ORDER = ['blue', 'green', 'yellow', 'red', 'grey'] as const;

/** 已经办结3项、按期推进40项. */
export const lightsText = (row: PlanProgressRow): string =>
  ORDER.filter((l) => row.lights[l] > 0)
    .map((l) => `${LIGHTS[l].word}${row.lights[l]}项`)
    .join('、');

/** Shares of the lights for a bar; what has not begun is the bar's ground. */
export const lightParts = (row: PlanProgressRow) =>
  ORDER.filter((l) => l !== 'grey' && row.lights[l] > 0).map((l) => ({
    share: row.lights[l] / Math.max(1, row.tasks),
    tone: LIGHTS[l].tone,
  }));

export function homePages(site: Site): Hono {
  const app = new Hono();
  app.get('/', async (c) => {
    const [open, documents, all, chapters] = await Promise.all([
      listConsultations(site.office, { state: 'open' }, 5),
      listDocuments(site.office, {}, 6),
      site.deps.plan.progress('all'),
      site.deps.plan.progress('chapter'),
    ]);
    const body = (
      <>
        <div class="hero">
          <h1 class="title">
            查法规、
            <wbr />
            办事情、
            <wbr />
            问进度
          </h1>
          <SearchBox big />
        </div>
        <div class="two">
          <div>
            <Section
              id="open"
              title="正在征求意见"
              more={
                open.total > 5
                  ? { href: '/consultations', text: `全部${open.total}件` }
                  : { href: '/consultations', text: '全部' }
              }
            >
              {open.items.length ? (
                <ConsultationRows items={open.items} calendar={site.office.calendar} />
              ) : (
                <Empty>现在没有正在征求意见的草案。起草单位公布草案后，这里写明还剩几天、怎么提意见。</Empty>
              )}
            </Section>
            <Section id="new" title="新公布的文件" more={{ href: '/documents', text: '文件目录' }}>
              {documents.items.length ? (
                <ul class="rows">
                  {documents.items.map((d) => (
                    <li>
                      <p class="row-title law">
                        <a href={`/documents/${encodeURIComponent(d.number)}`}>{d.title}</a>
                      </p>
                      <p class="meta">
                        <Tag tone={DOCUMENT_TONES[d.status]}>{d.status}</Tag>
                        <span>{d.number}</span>
                        <span>
                          <Day date={d.publishedOn} />
                          公布
                        </span>
                      </p>
                    </li>
                  ))}
                </ul>
              ) : (
                <Empty>还没有公布的文件。文件经审核、审议、签署、编号并公布后，自动列在这里。</Empty>
              )}
            </Section>
          </div>
          <div>
            <Section id="plan" title="实施方案办到哪一步" more={{ href: '/plan', text: '逐项查看' }}>
              <PlanGlance all={all[0]} chapters={chapters} />
            </Section>
            <Section id="services" title="常用">
              <ul class="rows services">
                {SERVICES.map(([href, title, about]) => (
                  <li>
                    <p class="row-title">
                      <a href={href}>{title}</a>
                    </p>
                    <p class="soft small">{about}</p>
                  </li>
                ))}
              </ul>
            </Section>
          </div>
        </div>
      </>
    );
    return page(
      site,
      c,
      {
        title: site.city() ? `法度·${site.city()}` : '法度',
        description: '查法规、提意见、看程序、验文书、算期限：每一步都有依据，都能核验。',
        script: 'suggest.js',
      },
      body,
    );
  });
  return app;
}

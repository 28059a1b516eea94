/** Every text of law that is here, highest level first, with its status on a day. */
import { LAW_STATUSES, type LawFilter, type LawList } from '@fadu/office/law/reading';
import type { FC } from 'hono/jsx';
import { shortDate } from '../dates.ts';
import { Empty, Options, Pager, PageTitle, Section, Tag, withQuery } from '../parts.tsx';
import { LAW_TONES } from './law-view.tsx';
import { lawPath } from './law-words.tsx';

const queryOf = (f: LawFilter) => ({ q: f.words, level: f.level, status: f.status, on: f.on });

const Filters: FC<{ filter: LawFilter; list: LawList }> = ({ filter: f, list }) => (
  <search>
    <form action="/laws/list" method="get" class="filters" aria-label="筛选法律文本">
      <div class="filters-row">
        <p class="filters-wide">
          <label for="q">名称、别名或者文号中的字</label>
          <input id="q" name="q" type="search" value={f.words} maxlength={100} />
        </p>
        <p>
          <label for="level">效力级别</label>
          <select id="level" name="level">
            <Options
              value={f.level}
              list={[['', '全部'], ...list.byLevel.map((l) => [l.level, `${l.level}（${l.n}）`] as const)]}
            />
          </select>
        </p>
        <p>
          <label for="status">时效</label>
          <select id="status" name="status">
            <Options
              value={f.status}
              list={[
                ['', '全部'],
                ...LAW_STATUSES.filter((s) => s !== '已修改').map(
                  (s) => [s, `${s}（${list.byStatus[s]}）`] as const,
                ),
              ]}
            />
          </select>
        </p>
        <p>
          <label for="on">哪一天的时效</label>
          <input id="on" name="on" type="date" value={f.on} />
        </p>
      </div>
      <p class="actions">
        <button type="submit" class="button">
          查看
        </button>
        <a class="button button-secondary" href="/laws/list">
          清除条件
        </a>
      </p>
    </form>
  </search>
);

export const LawListPage: FC<{ filter: LawFilter; list: LawList }> = ({ filter: f, list }) => (
  <>
    <PageTitle title="法律文本目录">
      本系统收录的法律、法规、规章和决定，按效力级别排列。要找条文里的话，请用<a href="/laws">法规查询</a>。
    </PageTitle>
    <Filters filter={f} list={list} />
    {f.on ? <p class="notice">时效按{shortDate(f.on)}计算。</p> : null}
    <p class="result-line" role="status">
      共{list.total}部
    </p>
    {list.items.length ? (
      <ul class="rows">
        {list.items.map((i) => (
          <li class="document-row">
            <div>
              <p class="row-title law">
                <a href={`${lawPath(i.id)}${f.on ? `?on=${f.on}` : ''}`}>{i.title}</a>
              </p>
              <p class="meta">
                <span>{i.level}</span>
                <span>{i.maker}</span>
                {i.docNo ? <span>{i.docNo}</span> : null}
                {i.begins ? <span>{shortDate(i.begins)}起施行</span> : null}
                {i.versions > 1 ? <span>{i.versions}个版本</span> : null}
                {i.complete ? null : <span>只有摘要</span>}
              </p>
            </div>
            <Tag tone={LAW_TONES[i.status]}>{i.status}</Tag>
          </li>
        ))}
      </ul>
    ) : (
      <Empty>没有符合这些条件的法律文本。可以减少条件再看，或者导入还没有收录的文本。</Empty>
    )}
    <Pager
      page={list.page}
      pages={list.pages}
      label="目录翻页"
      href={(page) => withQuery('/laws/list', { ...queryOf(f), page })}
    />
    <Section id="import" title="怎样导入全文">
      <div class="prose">
        <p>
          标明“只有摘要”的，本系统只收录了所依据条款的摘要。全文由本市的系统管理人员导入：把法律文本的文件（纯文本、带标记的文本或者DOCX）放在一个文件夹里，运行下面的命令。
        </p>
        <pre>npm run fadu -- laws import 文件夹</pre>
        <p>导入时逐行核对，放不进结构的行会列在报告里；同一个文件再导入一次，什么也不会改变。</p>
      </div>
    </Section>
  </>
);

/** Parts of the pages of draws: the lists, the layers, what was drawn, the check. */
import type { Commitment, StratumCount } from '@fadu/kernel/draw/index';
import type { DrawnShown, DrawRound, ListLine, TaskLine } from '@fadu/office/public/draws';
import type { FC } from 'hono/jsx';
import { momentText, shortDate } from '../dates.ts';
import { Tag, type Tone } from '../parts.tsx';

export const DRAW_TONES: Readonly<Record<string, Tone>> = {
  已冻结: 'wait',
  已抽取: 'good',
  检查中: 'good',
  已办结: 'good',
  冻结作废: 'quiet',
  已取消: 'quiet',
  已批准重新抽取: 'wait',
};

const LIST_TITLES = { objects: '检查对象清单', officers: '执法人员清单', pairs: '回避清单' } as const;
/** What a list is called: kind and organ. */
export const listTitle = (l: ListLine): string => `${l.organ}${LIST_TITLES[l.kind]}`;

/** The committed lists, each with its hash and the file behind it. */
export const Lists: FC<{ lists: readonly ListLine[] }> = ({ lists }) => (
  <ul class="rows">
    {lists.map((l) => (
      <li>
        <p>
          <a href={`/draws/lists/${l.hash}.tsv`}>{listTitle(l)}</a>　{l.rows.toLocaleString('zh-CN')}行
        </p>
        <p class="meta">
          <span>{l.title}</span>
          <span>{momentText(l.at)}提交</span>
        </p>
        <p class="mono hash">{l.hash}</p>
      </li>
    ))}
  </ul>
);

/** Layers with what the plan says of each, and how many took part and were drawn. */
export const Layers: FC<{
  strata: Commitment['plan']['strata'];
  counts?: readonly StratumCount[];
}> = ({ strata, counts }) => (
  <div class="table-wrap">
    <table class="stack">
      <caption>各层抽取比例和数目</caption>
      <thead>
        <tr>
          <th scope="col">层</th>
          <th scope="col">抽取</th>
          {counts ? (
            <>
              <th scope="col">清单</th>
              <th scope="col">不参加</th>
              <th scope="col">参加抽取</th>
              <th scope="col">抽中</th>
            </>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {strata.map((s) => {
          const n = counts?.find((x) => x.code === s.code);
          return (
            <tr>
              <th scope="row">{s.code}</th>
              <td data-label="抽取">{'take' in s ? `${s.take}个` : `${s.ratio / 100}%`}</td>
              {n ? (
                <>
                  <td data-label="清单">{n.listed}</td>
                  <td data-label="不参加">{n.out}</td>
                  <td data-label="参加抽取">{n.eligible}</td>
                  <td data-label="抽中">{n.drawn}</td>
                </>
              ) : null}
            </tr>
          );
        })}
      </tbody>
    </table>
  </div>
);

const Result: FC<{ task?: TaskLine | undefined }> = ({ task }) =>
  task?.results.length ? (
    <ul class="plain">
      {task.results.map((r) => (
        <li>
          {r.organ}：{r.result}
          {r.found ? `，${r.found}` : ''}（{shortDate(r.inspectedOn)}检查，{shortDate(r.publishedOn)}公示
          {r.late ? '，逾期' : ''}）{r.followUp ? `；${r.followUp.kind}，${r.followUp.ref}` : ''}
        </li>
      ))}
    </ul>
  ) : (
    <span class="soft">{task?.status ?? '待下达'}</span>
  );

/** What was drawn, with who goes there and what was found. */
export const Drawn: FC<{
  drawn: readonly DrawnShown[];
  tasks: readonly TaskLine[];
  organName: (id: string) => string;
}> = ({ drawn, tasks, organName }) => {
  const taskAt = new Map(tasks.map((t) => [t.no, t]));
  return (
    <div class="table-wrap">
      <table class="stack">
        <caption>按抽取的先后</caption>
        <thead>
          <tr>
            <th scope="col">序号</th>
            <th scope="col">检查对象</th>
            <th scope="col">层</th>
            <th scope="col">派出的人员</th>
            <th scope="col">检查结果</th>
          </tr>
        </thead>
        <tbody>
          {drawn.map((d) => (
            <tr>
              <th scope="row">{d.no}</th>
              <td data-label="检查对象">
                {d.name}
                <br />
                <span class="soft mono">{d.object}</span>
              </td>
              <td data-label="层">{d.stratum}</td>
              <td data-label="派出的人员">
                {d.teams.map((t) => (
                  <div>
                    {organName(t.organ)}：{t.officers.map((o) => `${o.name}（${o.ref}）`).join('、')}
                  </div>
                ))}
              </td>
              <td data-label="检查结果">
                <Result task={taskAt.get(d.no)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

/** The button that recomputes all of it on the reader's device, and the place to hand in a list. */
export const Recompute: FC<{ id: string; round: DrawRound; vkey: string }> = ({ id, round, vkey }) => (
  <>
    <form
      class="form"
      data-recompute
      data-bundle={`/draws/${id}/${round.round}.json`}
      data-vkey={vkey}
      action={`/draws/${id}`}
    >
      <div class="field">
        <label for={`seen-${round.round}`}>您在公布的地方看到的数值（选填）</label>
        <p class="hint" id={`seen-${round.round}-hint`}>
          填上就一起核对：填报的数值是不是公布的那一个。
        </p>
        <input
          id={`seen-${round.round}`}
          name="seen"
          maxlength={200}
          autocomplete="off"
          aria-describedby={`seen-${round.round}-hint`}
        />
      </div>
      <noscript>
        <p class="notice">
          您的浏览器没有运行脚本。可以<a href={`/draws/${id}/${round.round}.json`}>下载核验文件</a>，照
          <a href="/draws/how">抽取办法</a>用命令行或者自己写的程序核对。
        </p>
      </noscript>
      <button type="submit" class="button" hidden>
        在我的设备上重新算一遍
      </button>
      <progress max={1} value={0} hidden aria-label="核验进度" />
      <p data-state class="check-state" role="status" />
      <ol class="checks" data-checks aria-live="polite" />
    </form>
    <form
      class="form drop"
      data-compare
      data-lists={round.lists.map((l) => `${l.hash}=${encodeURIComponent(listTitle(l))}`).join(' ')}
      action={`/draws/${id}`}
    >
      <div class="field">
        <label for={`file-${round.round}`}>别人给您的清单是不是冻结的那一份</label>
        <p class="hint" id={`file-${round.round}-hint`}>
          选一个文件，只在您的设备上计算指纹来比对，不上传。
        </p>
        <input
          id={`file-${round.round}`}
          name="file"
          type="file"
          accept=".tsv,.txt"
          aria-describedby={`file-${round.round}-hint`}
        />
      </div>
      <p data-result role="status" />
    </form>
  </>
);

/** Number of a round with its standing. */
export const RoundTag: FC<{ round: DrawRound }> = ({ round }) =>
  round.undone ? (
    <Tag tone="quiet">{round.undone.by === '作废冻结' ? '冻结已作废' : '已批准重新抽取'}</Tag>
  ) : (
    <Tag tone={round.draw ? 'good' : 'wait'}>{round.draw ? '已抽取' : '等待公布的随机数'}</Tag>
  );

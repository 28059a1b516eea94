/** What stands beside and under a draft: comments on an article, the summary of adoption, the hearing, surveys. */
import type { Calendar } from '@fadu/kernel';
import type {
  AdoptionSummary,
  ArticleComments,
  PublicComment,
  PublicHearing,
  SurveyLine,
} from '@fadu/office/public/index';
import type { FC } from 'hono/jsx';
import { dayOf, longDate } from '../dates.ts';
import { Tag, type Tone } from '../parts.tsx';

const DISPOSITION_TONES: Readonly<Record<string, Tone>> = { 采纳: 'good', 部分采纳: 'good', 不采纳: 'quiet' };

/** What became of a comment, as a word with its tone. */
export const Disposition: FC<{ word: string }> = ({ word }) => (
  <Tag tone={DISPOSITION_TONES[word] ?? 'quiet'}>{word}</Tag>
);

const BesideComment: FC<{ comment: PublicComment }> = ({ comment: m }) => (
  <li>
    <p class="meta">
      <a href={`#comment-${m.seq}`}>第{m.seq}号</a>
      <span>{m.submitterType}</span>
      {m.answer ? <Disposition word={m.answer.disposition} /> : <span class="soft">等待答复</span>}
    </p>
    {m.answer ? <p class="words">{m.text}</p> : null}
    {m.answer?.reason ? <p class="words soft beside-reason">答复：{m.answer.reason}</p> : null}
  </li>
);

/** Comments on one article, in its margin; nothing where there are none. */
export const Beside: FC<{ number: string; comments?: ArticleComments }> = ({ number, comments }) =>
  comments ? (
    <aside class="beside" aria-label={`对${number}的意见`}>
      <p class="beside-head">{comments.total}条意见</p>
      <ul>
        {comments.shown.map((m) => (
          <BesideComment comment={m} />
        ))}
      </ul>
      {comments.total > comments.shown.length ? (
        <p>
          <a href="#comments">还有{comments.total - comments.shown.length}条，见意见和答复</a>
        </p>
      ) : null}
    </aside>
  ) : null;

/** The one summary that answers every comment. */
export const Summary: FC<{ summary: AdoptionSummary }> = ({ summary }) => (
  <div class="prose">
    <h3>意见采纳情况</h3>
    <p class="words">{summary.overview}</p>
    {summary.groups.length ? (
      <ul class="rows">
        {summary.groups.map((g) => (
          <li>
            <p>
              <strong>{g.topic}</strong> <Disposition word={g.disposition} />
            </p>
            {g.reason ? <p class="words">{g.reason}</p> : null}
            <p class="soft small">
              回应意见
              {g.comments.map((n, i) => (
                <>
                  {i > 0 ? '、' : ''}
                  <a href={`#comment-${n}`}>第{n}号</a>
                </>
              ))}
            </p>
          </li>
        ))}
      </ul>
    ) : null}
    <p class="soft small">{dayOf(summary.at)}公布</p>
  </div>
);

/** The hearing: when and where, and after it what was said. */
export const Hearing: FC<{ hearing: PublicHearing; calendar: Calendar }> = ({ hearing, calendar }) => (
  <div class="prose">
    <dl class="facts">
      <dt>时间</dt>
      <dd>
        {longDate(calendar, hearing.heldOn)} {hearing.time}
      </dd>
      <dt>地点</dt>
      <dd>{hearing.place}</dd>
      <dt>内容</dt>
      <dd class="words">{hearing.content}</dd>
      {hearing.held ? null : (
        <>
          <dt>报名</dt>
          <dd>{hearing.signUp}</dd>
        </>
      )}
    </dl>
    {hearing.held ? (
      <>
        <p>听证会已经举行，{hearing.held.attended}人参加。主要观点：</p>
        <ul class="rows">
          {hearing.held.speakers.map((s) => (
            <li>
              <strong>{s.who}</strong>
              <p class="words">{s.view}</p>
            </li>
          ))}
        </ul>
      </>
    ) : null}
  </div>
);

/** Surveys on the draft, each with its page. */
export const Surveys: FC<{ surveys: readonly SurveyLine[] }> = ({ surveys }) => (
  <ul class="rows">
    {surveys.map((s) => (
      <li>
        <p class="row-title">
          <a href={`/surveys/${s.caseId}`}>{s.title}</a>
        </p>
        <p class="meta">
          <span>{s.questions.length}个问题</span>
          {s.result ? <span>{s.result.answered}份回答，结果已公开</span> : <Tag tone="wait">正在调查</Tag>}
        </p>
      </li>
    ))}
  </ul>
);

/** One consultation: the draft set like a book, the days left and their arithmetic, comments, and the form. */
import type { Calendar } from '@fadu/kernel';
import type { ConsultationView, PublicComment, PublicStep } from '@fadu/office/public/index';
import { SUBMITTER_TYPES } from '@fadu/plan/fragments/public-consultation';
import type { FC } from 'hono/jsx';
import { Book, Contents } from '../book.tsx';
import { dayOf, longDate } from '../dates.ts';
import {
  ErrorSummary,
  Field,
  type FieldFault,
  Options,
  Pager,
  Section,
  Title,
  wiring,
  withQuery,
} from '../parts.tsx';
import { StepList } from '../steps.tsx';
import { Beside, Disposition, Hearing, Summary, Surveys } from './consultation-parts.tsx';

/** Fields of the form, as the act names them. */
export const commentFields: readonly string[] = [
  'article',
  'text',
  'submitterType',
  'submitterName',
  'contact',
  'point',
];

/** What stands in the form. */
export interface CommentEntry {
  readonly article?: string;
  readonly text?: string;
  readonly submitterType?: string;
  readonly submitterName?: string;
  readonly contact?: string;
  /** Number of the legislative contact point that speaks. */
  readonly point?: string;
  /** One-time number of this form. */
  readonly form: string;
}

const Comment: FC<{ comment: PublicComment }> = ({ comment: m }) => (
  <li id={`comment-${m.seq}`}>
    <p class="meta">
      <strong>第{m.seq}号</strong>
      <span>{m.submitterType}</span>
      <span>针对{m.article ?? '全文'}</span>
      <span>{dayOf(m.at)}提出</span>
    </p>
    {m.answer ? (
      <>
        <blockquote class="words">{m.text}</blockquote>
        <div class="answer">
          <p>
            <Disposition word={m.answer.disposition} />
          </p>
          {m.answer.reason ? <p class="words">{m.answer.reason}</p> : null}
          <p class="soft small">
            {m.answer.organ}
            {dayOf(m.answer.at)}答复
          </p>
        </div>
      </>
    ) : (
      <p class="soft">已收到，等待答复；答复时公布意见内容。</p>
    )}
  </li>
);

const CommentForm: FC<{ view: ConsultationView; entry: CommentEntry; faults: readonly FieldFault[] }> = ({
  view,
  entry,
  faults,
}) => {
  const { fault, attributes } = wiring(faults);
  return (
    <form method="post" action={`/consultations/${view.caseId}#comment`} class="form">
      <input type="hidden" name="form" value={entry.form} />
      <Field name="article" label="针对哪一条" fault={fault('article')}>
        <select {...attributes('article', false)}>
          <Options
            value={entry.article}
            list={[['', '全文'], ...view.articles.map((a) => [a.number, a.number] as const)]}
          />
        </select>
      </Field>
      <Field
        name="text"
        label="意见内容"
        hint="写明怎么改、为什么，2到2000字。请不要写个人隐私。"
        fault={fault('text')}
      >
        <textarea {...attributes('text')} maxlength={2000} required>
          {entry.text ?? ''}
        </textarea>
      </Field>
      <Field
        name="submitterType"
        label="您的身份"
        hint="人大代表、政协委员的意见没有完全采纳的，起草单位书面答复。"
        fault={fault('submitterType')}
      >
        <select {...attributes('submitterType')} required>
          <Options
            value={entry.submitterType}
            list={[['', '请选择'], ...SUBMITTER_TYPES.map((t) => [t, t] as const)]}
          />
        </select>
      </Field>
      <Field
        name="submitterName"
        label="姓名或者单位名称（选填）"
        hint="不公开。"
        fault={fault('submitterName')}
      >
        <input
          {...attributes('submitterName')}
          maxlength={60}
          autocomplete="name"
          value={entry.submitterName}
        />
      </Field>
      <Field
        name="contact"
        label="联系方式（选填）"
        hint="不公开，只用于答复；人大代表、政协委员请填写。"
        fault={fault('contact')}
      >
        <input {...attributes('contact')} maxlength={100} value={entry.contact} />
      </Field>
      {view.contactPoints ? (
        <Field
          name="point"
          label="立法联系点编号（立法联系点填写）"
          hint="编号见立法联系点名录。"
          fault={fault('point')}
        >
          <input {...attributes('point')} maxlength={40} value={entry.point} />
        </Field>
      ) : null}
      <button type="submit" class="button">
        提交意见
      </button>
    </form>
  );
};

/** Whether the period is open, until when, and how that day was counted. */
const Period: FC<{ view: ConsultationView; calendar: Calendar }> = ({ view, calendar }) => (
  <div class={view.open ? 'banner tone-wait' : 'banner tone-quiet'}>
    <p>
      <strong>{view.open ? `正在征求意见${view.left ? `，${view.left}` : ''}` : '征求意见已经结束'}</strong>
    </p>
    {view.due ? (
      <p>
        {view.open ? '最后一天' : '原定最后一天'}：{longDate(calendar, view.due)}
        {view.provisional ? '（暂定，放假安排公布后重算）' : ''}
      </p>
    ) : null}
    {view.counting.length ? (
      <details>
        <summary>这一天是怎么数出来的</summary>
        <ol class="counting">
          {view.counting.map((step) => (
            <li>{step}</li>
          ))}
        </ol>
      </details>
    ) : null}
  </div>
);

export const ConsultationPage: FC<{
  view: ConsultationView;
  entry: CommentEntry;
  faults: readonly FieldFault[];
  calendar: Calendar;
  steps: readonly PublicStep[];
}> = ({ view, entry, faults, calendar, steps }) => (
  <>
    <ErrorSummary faults={faults} />
    <div class="book-layout">
      <aside class="book-side">
        <Contents
          articles={view.articles}
          extra={[
            ...(view.explanation ? [{ href: '#explanation', title: '起草说明' }] : []),
            ...(view.hearing ? [{ href: '#hearing', title: '听证会' }] : []),
            ...(view.surveys.length ? [{ href: '#surveys', title: '意见调查' }] : []),
            { href: '#comments', title: '意见和答复' },
            ...(view.open ? [{ href: '#comment', title: '提出意见' }] : []),
            { href: '#steps', title: '办理经过' },
          ]}
        />
      </aside>
      <div class={view.beside.size ? 'book-main book-main-wide' : 'book-main'}>
        <div class="book-head">
          <p class="book-kind">征求意见稿</p>
          <h1>
            <Title text={view.title} />
          </h1>
          <p class="book-organ">{view.organ}</p>
        </div>
        <Period view={view} calendar={calendar} />
        {view.outcome ? (
          <p class="notice notice-done">
            {view.outcome.register === 'rules' ? '这份草案已经公布：' : '这份草案已经成为正式文件：'}
            <a href={view.outcome.href}>{view.outcome.code}</a>
          </p>
        ) : null}
        <div class="prose small-gap">
          <p class="words">{view.notice}</p>
          <p class="soft">联系：{view.contact}</p>
          {view.open ? (
            <p>
              <a class="button" href="#comment">
                提出意见
              </a>
            </p>
          ) : null}
        </div>
        <Book
          articles={view.articles}
          after={
            view.open
              ? (number) => `/consultations/${view.caseId}?article=${encodeURIComponent(number)}#comment`
              : undefined
          }
          {...(view.beside.size && {
            beside: (number: string) => <Beside number={number} comments={view.beside.get(number)} />,
          })}
        />
        {view.explanation ? (
          <Section id="explanation" title="起草说明">
            <div class="prose law words">{view.explanation}</div>
          </Section>
        ) : null}
        {view.hearing ? (
          <Section id="hearing" title={view.hearing.held ? '听证会' : '听证会公告'}>
            <Hearing hearing={view.hearing} calendar={calendar} />
          </Section>
        ) : null}
        {view.surveys.length ? (
          <Section id="surveys" title="意见调查">
            <Surveys surveys={view.surveys} />
          </Section>
        ) : null}
        <Section id="comments" title={`意见和答复（${view.comments}件，已答复${view.answered}件）`}>
          {view.summary ? <Summary summary={view.summary} /> : null}
          {view.closing && !view.summary ? (
            <div class="prose">
              <h3>采纳情况汇总</h3>
              <p class="words">{view.closing.summary}</p>
            </div>
          ) : null}
          {view.replies.items.length ? (
            <ul class="rows comments">
              {view.replies.items.map((m) => (
                <Comment comment={m} />
              ))}
            </ul>
          ) : (
            <p class="empty">还没有人提意见。收到的每一条都会列在这里，答复时公布内容和理由。</p>
          )}
          <Pager
            page={view.replies.page}
            pages={view.replies.pages}
            label="意见的页"
            href={(n) => `${withQuery(`/consultations/${view.caseId}`, { page: n })}#comments`}
          />
        </Section>
        {view.open ? (
          <Section id="comment" title="提出意见">
            <CommentForm view={view} entry={entry} faults={faults} />
          </Section>
        ) : null}
        <Section id="steps" title="办理经过">
          <p class="soft">
            现在的阶段：{view.phase}。依据
            <a href={`/procedures/${view.procedure.code}`}>{view.procedure.title}程序</a>
            办理，每一步都可以核验。
          </p>
          <StepList steps={steps} />
        </Section>
      </div>
    </div>
  </>
);

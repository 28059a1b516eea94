/** The due-date calculator: a form whose answer explains each step, with a small calendar. */
import type { Calendar } from '@fadu/kernel';
import { dateOf, formatInstant } from '@fadu/kernel';
import { Hono } from 'hono';
import type { FC } from 'hono/jsx';
import { longDate } from '../dates.ts';
import {
  answerDue,
  type CalendarMonth,
  COUNTING_STATUTES,
  type DueAnswer,
  type DueQuestion,
  EXCLUSIONS,
  PURPOSES,
  questionOf,
  UNITS,
} from '../due.ts';
import { ErrorSummary, Field, type FieldFault, Options, PageTitle, Section, wiring } from '../parts.tsx';
import { page, type Site } from '../site.tsx';

const WEEK = ['一', '二', '三', '四', '五', '六', '日'];

const Month: FC<{ month: CalendarMonth }> = ({ month: m }) => (
  <table class="month">
    <caption>
      {m.year}年{m.month}月
    </caption>
    <thead>
      <tr>
        {WEEK.map((w) => (
          <th scope="col" abbr={`星期${w}`}>
            {w}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {m.weeks.map((week) => (
        <tr>
          {week.map((d) =>
            d ? (
              <td class={`day day-${d.mark}`}>
                <span>{d.day}</span>
                {d.word ? <small>{shortWord(d.word)}</small> : null}
              </td>
            ) : (
              <td />
            ),
          )}
        </tr>
      ))}
    </tbody>
  </table>
);

/** At most three characters fit under a day. */
const shortWord = (word: string): string => {
  const first = word.split('，')[0] ?? '';
  return first === '调休上班' ? '上班' : first === '不计入' ? '不计' : first.replace(/节$/, '').slice(0, 3);
};

function headline(a: DueAnswer, calendar: Calendar): { label: string; text: string } {
  if (a.byHour) return { label: a.purpose === 'notice' ? '最晚通知' : '届满', text: formatInstant(a.dueAt) };
  switch (a.purpose) {
    case 'due':
      return { label: '最后一天', text: longDate(calendar, a.due) };
    case 'minimum':
      return { label: '最早可以做的一天', text: longDate(calendar, a.firstAllowed ?? a.due) };
    case 'notice':
      return { label: '最晚通知的一天', text: longDate(calendar, a.due) };
    default:
      return a.purpose satisfies never;
  }
}

const Answer: FC<{ answer: DueAnswer; calendar: Calendar }> = ({ answer: a, calendar }) => {
  const said = headline(a, calendar);
  return (
    <Section id="answer" title="结果">
      <div class="answer-date" role="status">
        <p class="soft">{said.label}</p>
        <p class="answer-day">{said.text}</p>
        {a.provisional ? <p class="tag tone-wait">暂定：所涉年度的放假安排还没有公布，公布后要重算</p> : null}
      </div>
      <div class="two">
        <div>
          <h3>一步一步数</h3>
          <ol class="counting">
            {a.steps.map((s) => (
              <li>{s.text}</li>
            ))}
          </ol>
        </div>
        <div>
          <h3>在日历上看</h3>
          <div class="months">
            {a.months.map((m, i) => (
              <>
                {a.shortened && i === 3 ? <p class="soft small months-gap">中间的月份略去</p> : null}
                <Month month={m} />
              </>
            ))}
          </div>
          <ul class="legend">
            <li>
              <span class="day day-start">　</span>起算
            </li>
            <li>
              <span class="day day-counted">　</span>计入
            </li>
            <li>
              <span class="day day-off">　</span>休息
            </li>
            <li>
              <span class="day day-worked">　</span>调休上班
            </li>
            <li>
              <span class="day day-excluded">　</span>不计入
            </li>
            <li>
              <span class="day day-due">　</span>截止
            </li>
          </ul>
        </div>
      </div>
      <p class="soft small">
        放假安排依据国务院办公厅的年度通知。算法与系统办理事项时用的是同一套；具体事项的期限以法律规定和办理机关的告知为准。
      </p>
    </Section>
  );
};

const Question: FC<{ q: DueQuestion; faults: readonly FieldFault[] }> = ({ q, faults }) => {
  const { fault, attributes } = wiring(faults, false);
  const open = q.exclude.some((x) => x.from || x.to) || q.lastDay === 'keep' || Boolean(q.time);
  return (
    <form action="/time" method="get" class="form form-wide">
      <Field name="purpose" label="要算什么">
        <select id="purpose" name="purpose">
          <Options list={PURPOSES} value={q.purpose} />
        </select>
      </Field>
      <div class="filters-row">
        <Field name="start" label="从哪天起算" hint="这一天不计入，从第二天数起。" fault={fault('start')}>
          <input {...attributes('start', true)} type="date" value={q.start} required />
        </Field>
        <Field name="n" label="多长" hint="只写数字。" fault={fault('n')}>
          <input {...attributes('n', true)} inputmode="numeric" value={q.n} maxlength={5} required />
        </Field>
        <Field
          name="unit"
          label="单位或者依据"
          hint="法律写的“日”有的指工作日，选法律就按它的规定算。"
          fault={fault('unit')}
        >
          <select {...attributes('unit', true)}>
            <optgroup label="单位">
              <Options list={UNITS} value={q.unit} />
            </optgroup>
            <optgroup label="某部法律里的“日”">
              <Options
                list={COUNTING_STATUTES.map((s) => [`statute:${s.code}`, `“日”按《${s.title}》`] as const)}
                value={q.unit}
              />
            </optgroup>
          </select>
        </Field>
      </div>
      <details open={open}>
        <summary>更多：不计入的时间、起算钟点、遇休息日怎么办</summary>
        <div class="filters-row">
          <Field name="lastDay" label="最后一天是休息日时">
            <select id="lastDay" name="lastDay">
              <Options
                list={[
                  ['roll', '顺延到下一个工作日'],
                  ['keep', '不顺延'],
                ]}
                value={q.lastDay}
              />
            </select>
          </Field>
          <Field name="time" label="起算钟点" hint="以小时计的期限才需要。" fault={fault('time')}>
            <input {...attributes('time', true)} type="time" value={q.time} />
          </Field>
        </div>
        {Array.from({ length: EXCLUSIONS }, (_, i) => {
          const x = q.exclude[i];
          const k = i + 1;
          return (
            <fieldset>
              <legend>第{k}段不计入的时间</legend>
              <div class="filters-row">
                <Field name={`from${k}`} label="开始" fault={fault(`from${k}`)}>
                  <input {...attributes(`from${k}`)} type="date" value={x?.from} />
                </Field>
                <Field name={`to${k}`} label="结束" fault={fault(`to${k}`)}>
                  <input {...attributes(`to${k}`)} type="date" value={x?.to} />
                </Field>
                <Field name={`why${k}`} label="原因">
                  <input
                    id={`why${k}`}
                    name={`why${k}`}
                    value={x?.why}
                    maxlength={40}
                    placeholder="如鉴定、听证、补正"
                  />
                </Field>
              </div>
            </fieldset>
          );
        })}
      </details>
      <p class="actions">
        <button type="submit" class="button">
          计算
        </button>
      </p>
    </form>
  );
};

export function timePages(site: Site): Hono {
  const app = new Hono();
  app.get('/time', (c) => {
    const { calendar } = site.office;
    const asked = c.req.query('start') !== undefined || c.req.query('n') !== undefined;
    const question = questionOf((name) => c.req.query(name));
    const q = asked ? question : { ...question, start: dateOf(site.office.now()), n: '20' };
    const done = asked ? answerDue(q, calendar) : null;
    const faults = done && 'faults' in done ? done.faults : [];
    const body = (
      <>
        <ErrorSummary faults={faults} />
        <PageTitle title="期限计算">
          哪一天到期，按法律规定的数法算，每一步都写出来：节假日、调休、中止的时间都算进去。
        </PageTitle>
        {done && 'answer' in done ? (
          <>
            <Answer answer={done.answer} calendar={calendar} />
            <Section id="again" title="换个条件再算">
              <Question q={q} faults={faults} />
            </Section>
          </>
        ) : (
          <Question q={q} faults={faults} />
        )}
      </>
    );
    return page(
      site,
      c,
      {
        title: '期限计算',
        description: '算出法定期限的最后一天，每一步怎么数都讲清楚。',
        crumbs: [],
        noindex: asked,
        failed: faults.length > 0,
      },
      body,
      faults.length ? 422 : 200,
    );
  });
  return app;
}

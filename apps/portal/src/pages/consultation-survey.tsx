/** An opinion survey: the questions as a form that works without script, and the count once it is closed. */
import { createHash, randomUUID } from 'node:crypto';
import { performAct } from '@fadu/office/cases/perform';
import { Problem } from '@fadu/office/problem';
import { findSurvey, type SurveyLine } from '@fadu/office/public/index';
import type { Hono } from 'hono';
import type { FC } from 'hono/jsx';
import { dayOf } from '../dates.ts';
import { ErrorSummary, type FieldFault, PageTitle } from '../parts.tsx';
import { page, type Site } from '../site.tsx';

const CASE_ID = /^\d{6}-[0-9a-f]{1,40}$/;
const CRUMBS = [{ title: '征求意见', href: '/consultations' }];

const Questions: FC<{ survey: SurveyLine; form: string; chosen: readonly string[] }> = ({
  survey,
  form,
  chosen,
}) => (
  <form method="post" action={`/surveys/${survey.caseId}`} class="form">
    <input type="hidden" name="form" value={form} />
    {survey.questions.map((q, i) => (
      <fieldset class="survey-question">
        <legend>
          {i + 1}. {q.question}
        </legend>
        {q.choices.map((choice, n) => (
          <p class="survey-choice">
            <input
              type="radio"
              id={`q${i}-${n}`}
              name={`q${i}`}
              value={choice}
              required
              checked={chosen[i] === choice}
            />
            <label for={`q${i}-${n}`}>{choice}</label>
          </p>
        ))}
      </fieldset>
    ))}
    <button type="submit" class="button">
      提交回答
    </button>
  </form>
);

const Results: FC<{ survey: SurveyLine }> = ({ survey }) => {
  const { result } = survey;
  if (!result) return null;
  return (
    <>
      <p>
        共{result.answered}份回答，其中登录后提交{result.signedIn}份。{dayOf(result.at)}公开。
      </p>
      {result.results.map((q, i) => (
        <section class="survey-result">
          <h2>
            {i + 1}. {q.question}
          </h2>
          <table class="survey-table">
            <thead>
              <tr>
                <th scope="col">选项</th>
                <th scope="col" class="number">
                  份数
                </th>
                <th scope="col" class="number">
                  占比
                </th>
              </tr>
            </thead>
            <tbody>
              {q.choices.map((choice, n) => {
                const count = q.counts[n] ?? 0;
                const share = result.answered ? Math.round((count * 1000) / result.answered) / 10 : 0;
                return (
                  <tr>
                    <th scope="row">
                      {choice}
                      <svg
                        class="survey-bar"
                        viewBox="0 0 100 4"
                        preserveAspectRatio="none"
                        aria-hidden="true"
                        focusable="false"
                      >
                        <rect width={share} height={4}></rect>
                      </svg>
                    </th>
                    <td class="number">{count}</td>
                    <td class="number">{share}%</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </section>
      ))}
    </>
  );
};

const Survey: FC<{
  survey: SurveyLine;
  form: string;
  chosen: readonly string[];
  faults: readonly FieldFault[];
  thanks?: boolean;
}> = ({ survey, form, chosen, faults, thanks }) => (
  <>
    <ErrorSummary faults={faults} />
    {thanks ? (
      <div class="banner tone-good" role="status">
        <p>
          <strong>回答已经收到。</strong>调查结束后，结果在这一页全部公开。
        </p>
      </div>
    ) : null}
    <PageTitle title={survey.title}>{survey.intro}</PageTitle>
    <p class="meta small-gap">
      <span>{survey.organ}</span>
      <span>{dayOf(survey.openedAt)}发起</span>
      <a href={`/consultations/${survey.project}`}>看草案全文</a>
    </p>
    <div class="prose">
      {survey.result ? (
        <Results survey={survey} />
      ) : thanks ? null : (
        <Questions survey={survey} form={form} chosen={chosen} />
      )}
    </div>
  </>
);

/** Routes of the surveys. */
export function surveyPages(app: Hono, site: Site): void {
  const { office } = site;
  const show = (
    c: Parameters<typeof page>[1],
    survey: SurveyLine,
    more: { chosen?: readonly string[]; faults?: readonly FieldFault[]; thanks?: boolean } = {},
  ) =>
    page(
      site,
      c,
      {
        title: survey.title,
        crumbs: CRUMBS,
        fresh: true,
        failed: Boolean(more.faults?.length),
        ...(more.thanks && { noindex: true }),
      },
      <Survey
        survey={survey}
        form={randomUUID()}
        chosen={more.chosen ?? []}
        faults={more.faults ?? []}
        {...(more.thanks && { thanks: true })}
      />,
      more.faults?.length ? 422 : 200,
    );

  app.get('/surveys/:caseId', async (c) => {
    const id = c.req.param('caseId');
    const survey = CASE_ID.test(id) ? await findSurvey(office, id) : null;
    return survey ? show(c, survey, { thanks: c.req.query('received') === '1' }) : c.notFound();
  });

  app.post('/surveys/:caseId', async (c) => {
    const id = c.req.param('caseId');
    const survey = CASE_ID.test(id) ? await findSurvey(office, id) : null;
    if (!survey) return c.notFound();
    const sent = await c.req.parseBody();
    const chosen = survey.questions.map((_q, i) => {
      const value = sent[`q${i}`];
      return typeof value === 'string' ? value.slice(0, 60) : '';
    });
    const given =
      typeof sent.form === 'string' && /^[0-9a-f-]{36}$/.test(sent.form) ? sent.form : randomUUID();
    const words = createHash('sha256').update(JSON.stringify(chosen)).digest('hex').slice(0, 24);
    try {
      await performAct(office, id, {
        act: 'answer-survey',
        actor: await site.deps.identify(c),
        input: { answers: chosen },
        key: `survey:${given}:${words}`,
      });
      return c.redirect(`/surveys/${id}?received=1`, 303);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const faults = error.items.length
        ? error.items.map((i) => ({ say: i.detail }))
        : [{ say: error.message }];
      return show(c, survey, { chosen, faults });
    }
  });
}

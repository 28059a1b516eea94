/** Rating an inspection: the form, and what the holder of the code sees afterwards. */
import type { RatedVisit } from '@fadu/office/inspections/ratings';
import { RATING_PROBLEMS } from '@fadu/plan/enforcement/inspections/rating/index';
import type { FC } from 'hono/jsx';
import { described, ErrorSummary, Field, type FieldFault, Options, PageTitle, Section } from '../parts.tsx';

/** What was entered. */
export interface RateEntry {
  readonly form: string;
  readonly code?: string;
  readonly score?: string;
  readonly words?: string;
  readonly problems?: readonly string[];
}

const SCORES = [
  ['', '请选择'],
  ['5', '5分，很好'],
  ['4', '4分，好'],
  ['3', '3分，一般'],
  ['2', '2分，差'],
  ['1', '1分，很差'],
] as const;

export const RateForm: FC<{ entry: RateEntry; faults: readonly FieldFault[] }> = ({ entry, faults }) => {
  const fault = (name: string) => {
    const say = faults.find((f) => f.field === name)?.say;
    return say ? { fault: say } : {};
  };
  const bad = (name: string) => faults.some((f) => f.field === name);
  return (
    <>
      <ErrorSummary faults={faults} />
      <PageTitle title="评价检查">
        凭检查人员进入时给您的评价码评价这次检查。内容交给司法局，检查的机关看不到，只看到平均分；差评会核查并答复您。
      </PageTitle>
      <form action="/inspections/rate" method="post" class="form">
        <input type="hidden" name="form" value={entry.form} />
        <Field name="code" label="评价码" hint="16个字母和数字" {...fault('code')}>
          <input
            id="code"
            name="code"
            value={entry.code ?? ''}
            maxlength={40}
            autocomplete="off"
            spellcheck={false}
            required
            {...described('code', { hint: true, fault: bad('code') })}
          />
        </Field>
        <Field name="score" label="评分" {...fault('score')}>
          <select id="score" name="score" required {...described('score', { fault: bad('score') })}>
            <Options value={entry.score ?? ''} list={SCORES} />
          </select>
        </Field>
        <fieldset class="choices" id="problems">
          <legend>检查中有没有这些问题（可以不选）</legend>
          {RATING_PROBLEMS.map((p, i) => (
            <label for={`problem-${i}`}>
              <input
                type="checkbox"
                id={`problem-${i}`}
                name="problems"
                value={p}
                checked={entry.problems?.includes(p) ?? false}
              />{' '}
              {p}
            </label>
          ))}
        </fieldset>
        <Field name="words" label="补充说明（可以不填）" hint="检查的机关看不到" {...fault('words')}>
          <textarea
            id="words"
            name="words"
            rows={4}
            maxlength={1000}
            {...described('words', { hint: true, fault: bad('words') })}
          >
            {entry.words ?? ''}
          </textarea>
        </Field>
        <button type="submit" class="button">
          提交评价
        </button>
      </form>
      <Section id="again" title="已经评价过">
        <p class="soft">再次输入评价码提交，可以看到核查的答复；评价本身不能更改。</p>
      </Section>
    </>
  );
};

export const Rated: FC<{ visit: RatedVisit; again?: boolean }> = ({ visit, again }) => (
  <>
    <PageTitle title={again ? '这次检查已经评价过' : '评价已经提交'}>
      {visit.organ}：{visit.title}（{visit.phase}）。
    </PageTitle>
    {visit.answer ? (
      <Section id="answer" title="核查的答复">
        <p>{visit.answer}</p>
      </Section>
    ) : (
      <p>
        {again
          ? '还没有答复。没有问题的好评不另外答复。'
          : '谢谢。差评会在15个工作日内核查，凭评价码回来看答复。'}
      </p>
    )}
    <p>
      <a href="/inspections">返回涉企检查</a>
    </p>
  </>
);

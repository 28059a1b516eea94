/** The reviewer's answers: one row for every clause that the engine marks in the text, none of them typed in. */
import { CLAUSE_FINDINGS, type ClauseAnswer } from '@fadu/plan/rulemaking/clause-scan/answers';
import { Input, Radio } from 'antd';
import { ClauseNote, sameAs, useAnswers, useHits } from '../parts/clause-marks.tsx';
import type { Faults } from '../schema.ts';
import { type EditorProps, useScene } from './field.tsx';

const NONE: never[] = [];

/** What was filled in for one hit; finding and reason may still be missing. */
type Entry = Partial<ClauseAnswer> & { readonly hit: string };

export function ClauseAnswers({
  field,
  value,
  onChange,
  id,
  faults,
  path,
}: EditorProps & { readonly faults: Faults; readonly path: string }) {
  const { text = NONE, timeline, clauses = 'all' } = useScene();
  const hits = useHits(text, clauses);
  const before = useAnswers(text, timeline);
  const entries = (value as Entry[] | undefined) ?? [];
  if (hits.length === 0)
    return (
      <p id={id} tabIndex={-1} className="quiet">
        现在的文本里没有标出要答复的条款。
      </p>
    );
  const put = (hit: string, more: Partial<ClauseAnswer>) => {
    const known = entries.find((e) => e.hit === hit);
    onChange(
      known ? entries.map((e) => (e.hit === hit ? { ...e, ...more } : e)) : [...entries, { hit, ...more }],
    );
  };
  const answered = hits.filter((h) => {
    const e = entries.find((x) => x.hit === h.id);
    return (e?.finding && e.reason) || before.has(h.id);
  }).length;
  return (
    <div id={id} tabIndex={-1}>
      <p role="status" className="quiet small">
        共标出 {hits.length} 处，已答复 {answered} 处。
      </p>
      <ol className="clause-answers" aria-label={field.title}>
        {hits.map((hit, i) => {
          const at = entries.findIndex((e) => e.hit === hit.id);
          const entry = at < 0 ? undefined : entries[at];
          const earlier = before.get(hit.id);
          const fault =
            at < 0 ? undefined : (faults[`${path}.${at}.reason`] ?? faults[`${path}.${at}.finding`]);
          const name = `${id}-${i}`;
          return (
            <li key={hit.id} className="clause-answer" data-hit={hit.id}>
              <p className="song">
                <strong>{hit.article}</strong>　<q>{hit.quote}</q>
              </p>
              <ul>
                <ClauseNote
                  hit={hit}
                  number={i + 1}
                  sameAs={sameAs(hits, hit)}
                  answer={entry ? undefined : earlier}
                />
              </ul>
              <p className="clause-question">{hit.question}</p>
              <Radio.Group
                name={name}
                aria-label={`第 ${i + 1} 处的认定`}
                value={entry?.finding ?? null}
                options={CLAUSE_FINDINGS.map((f) => ({ value: f, label: f }))}
                onChange={(e) => put(hit.id, { finding: e.target.value })}
              />
              <Input.TextArea
                aria-label={`第 ${i + 1} 处的依据或者理由`}
                placeholder={earlier ? '沿用此前的答复可以不填' : '写明法律、法规的名称和条款，或者理由'}
                autoSize={{ minRows: 1, maxRows: 6 }}
                status={fault ? 'error' : ''}
                value={entry?.reason ?? ''}
                onChange={(e) => put(hit.id, { reason: e.target.value })}
              />
              {fault ? <p className="fault">{fault}</p> : null}
            </li>
          );
        })}
      </ol>
    </div>
  );
}

/** A refused act: what is wrong, which rule, what to do; each fault leads to its field. */
import { useEffect, useRef } from 'react';
import type { ApiProblem } from '../api/http.ts';
import { idOf } from '../form/field.tsx';
import { Cites } from './cites.tsx';

/** The answer of the API at the top of a form. Takes the focus, so that it is read at once. */
export function ProblemNote({ problem }: { readonly problem: ApiProblem }) {
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new answer takes the focus anew
  useEffect(() => {
    box.current?.focus();
    box.current?.scrollIntoView({ block: 'nearest' });
  }, [problem]);
  const rest = problem.items.filter((item) => item.detail !== problem.message);
  const shownAtField = problem.items.find((item) => item.detail === problem.message)?.field;
  const unsure = problem.status === 0 || problem.status >= 500;
  return (
    <div className={unsure ? 'note soon' : 'note late'} role="alert" tabIndex={-1} ref={box}>
      <h3>{problem.title}</h3>
      <p>{shownAtField ? <a href={`#${idOf(shownAtField)}`}>{problem.message}</a> : problem.message}</p>
      {problem.citations.length ? <Cites list={problem.citations} /> : null}
      {rest.length ? (
        <ul>
          {rest.map((item, i) => (
            <li key={i}>
              {item.field ? <a href={`#${idOf(item.field)}`}>{item.detail}</a> : item.detail}
              {item.citations.length ? (
                <>
                  {' '}
                  <Cites list={item.citations} />
                </>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

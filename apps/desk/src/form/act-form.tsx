/** The shell of an act's form: sent by its button or by Ctrl+Enter, with what was refused and what the act rests on. */
import type { ReactNode, Ref } from 'react';
import { Cites } from '../parts/cites.tsx';
import { ProblemNote } from '../parts/problem.tsx';

export function ActForm(props: {
  readonly act: {
    readonly about?: string | null | undefined;
    readonly cites: Parameters<typeof Cites>[0]['list'];
  };
  readonly problem: Parameters<typeof ProblemNote>[0]['problem'] | null | undefined;
  readonly submit: () => Promise<void>;
  readonly className?: string;
  readonly panel?: Ref<HTMLFormElement>;
  readonly children: ReactNode;
}) {
  const { act, problem, submit, className = 'form', panel, children } = props;
  return (
    <form
      ref={panel}
      className={className}
      noValidate
      onSubmit={(e) => {
        e.preventDefault();
        void submit();
      }}
      onKeyDown={(e) => {
        if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) {
          e.preventDefault();
          void submit();
        }
      }}
    >
      {problem ? <ProblemNote problem={problem} /> : null}
      <div>
        {act.about ? <p>{act.about}。</p> : null}
        <Cites list={act.cites} />
      </div>
      {children}
    </form>
  );
}

/** What a coordination says, read in one place: the documents, the departments, the result. */
import type { ActDef, CaseView, InputRule, Question } from '@fadu/kernel';
import { task16 } from './common.ts';
import type * as form from './forms.ts';

/** Register of how conflicts were settled; bound to the documents by `body.documents[].number`. */
export const CONFLICT_RESULTS = 'policy-conflict-results';

export type Input = Readonly<Record<string, unknown>>;
export const named = (view: CaseView) => (view.get('apply.documents') ?? []) as readonly form.Conflicting[];
export const departments = (view: CaseView): string[] => [...new Set(named(view).map((d) => d.maker))];
/** The number as it is printed, whichever brackets were typed. */
export const printed = (number: string) => number.trim().replace(/[[（(〔［](\d{4})[\]）)〕］]/, '〔$1〕');

/** The catalogue's entry of a numbered document on the day the applicant was affected. */
export const documentQuestion = (number: string, on: unknown): Question & { ask: 'entries' } => ({
  ask: 'entries',
  register: 'normative-documents',
  on: String(on),
  where: { number: printed(number) },
});
export const numbered = (input: Input) =>
  ((input.documents ?? []) as readonly form.Conflicting[]).filter((d) => d.number);

export const dayRule = (field: string, title: string, say = '不能晚于今天'): InputRule => ({
  code: `${field.toUpperCase()}-DAY`,
  field,
  cites: [task16],
  say: `${title}${say}`,
  check: (input, _view, env) => String(input[field]) <= env.today,
});
export const doBy: InputRule = {
  code: 'DO-BY',
  field: 'doBy',
  cites: [task16],
  say: '修改、废止的，要写明应当改好的日期，而且不能早于今天',
  check: (input, _view, env) =>
    !['修改', '废止'].includes(String(input.outcome)) || String(input.doBy ?? '') >= env.today,
};

/** How the case ended, wherever the result was recorded. */
export function resultOf(view: CaseView): { outcome: string; text: string; doBy?: string; how: string } {
  const decided = view.last('decide-escalated');
  const concluded = view.last('conclude');
  const act = decided ?? concluded;
  if (act) {
    const until = act.input.doBy;
    return {
      outcome: String(act.input.outcome),
      text: String(act.input.text),
      how: decided ? '政府决定' : '牵头部门协调',
      ...(typeof until === 'string' && { doBy: until }),
    };
  }
  return { outcome: '协调一致的解释', text: view.text('settle.text'), how: '部门自行协商' };
}

/** The result in its register: read from each document's page. */
export const resultEntry: NonNullable<ActDef['entries']> = (view, env) => {
  const number = ['conclude', 'settle', 'decide-escalated']
    .map((act) => view.issued(act, 'conflict-result'))
    .find(Boolean);
  if (!number) return [];
  const { outcome, text, how, doBy: until } = resultOf(view);
  return [
    {
      register: CONFLICT_RESULTS,
      code: number,
      lawFrom: env.today,
      body: {
        status: '有效',
        title: view.text('apply.subject'),
        number,
        outcome,
        text,
        how,
        ...(until && { doBy: until }),
        lead: view.bound('lead')[0] ?? null,
        departments: departments(view),
        documents: named(view).map((d) => ({
          maker: d.maker,
          name: d.name,
          articles: d.articles,
          ...(d.number && { number: printed(d.number) }),
        })),
        case: view.state.id,
      },
    },
  ];
};

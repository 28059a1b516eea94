/** The case that a typical case is taken from: what is asked of it, and what stands against telling it. */
import { addMonths, type CaseFacts, type CaseView, type Env, type InputRule } from '@fadu/kernel';
import { penaltyLaw as apl } from '../../statutes/index.ts';
import { type Hidden, mask } from '../enforcement-publicity/mask.ts';
import { nameIn } from '../enforcement-publicity/persons.ts';
import { chosenFrom, SOURCES, task26 } from './common.ts';

type Input = Readonly<Record<string, unknown>>;

/** The source named by the nomination; on the nomination itself by what is being entered. */
const sourceOf = (input: Input, view: CaseView): string =>
  view.text('nominate.source') || String(input.source);

/** Where the source names natural persons beside its party. */
const OTHERS = [
  'register-clue.operator',
  'register-clue.guardian',
  'contact.people',
  'hold-hearing.attended',
  'hold-hearing.agents',
  'serve-notice.receiver',
  'serve-notice.witnesses',
  'serve-decision.receiver',
  'serve-decision.witnesses',
  'publish.persons',
] as const;

export const sourceQuestion = (input: Input, view: CaseView) =>
  ({
    ask: 'case',
    case: sourceOf(input, view),
    facts: [
      'register-clue.partyName',
      'register-clue.partyKind',
      'register-clue.bornOn',
      'register-clue.partyAddress',
      'register-clue.actOn',
      'register-clue.field',
      'file.item',
      ...OTHERS,
    ],
  }) as const;

/** The decision of the source no longer stands. */
export const fell = (source: CaseFacts): boolean =>
  ['set-aside', 'annulled'].includes(source.phase) ||
  'revoke-decision' in source.done ||
  'remedy-set-aside' in source.done;

/** Why this case may not be told, or true. */
export function sourceFault(source: CaseFacts | null): true | string {
  if (!source || source.hidden) return '没有找到这个案件，请填写本机关案件的编号或者决定书文号';
  const shown = SOURCES[source.procedure];
  if (!shown) return '只能从已经公示的行政处罚案件（普通程序）中选择';
  if (fell(source)) return '这个案件的决定已经被撤销，不能作为典型案例';
  if (source.conds.includes('remedy-open')) return '这个案件正在复议或者诉讼，等有了结果再报送';
  if (source.ended !== 'done' && source.phase !== 'archived') return '这个案件还没有结案，结案之后再报送';
  if (!(shown in source.done)) return '这个案件的处罚信息没有公示，不公开的案件不能作为典型案例';
  const born = source.facts['register-clue.bornOn'];
  const acted = source.facts['register-clue.actOn'];
  if (born && addMonths(String(born), 18 * 12) > String(acted)) return '未成年人的案件不选为典型案例';
  return true;
}

/** The source as it stands now is closed, public, and its decision stands. */
export const sourceRule = (field?: string): InputRule => ({
  code: 'SOURCE',
  ...(field && { field }),
  cites: [chosenFrom, task26, apl.art('48')],
  say: '这个案件不能作为典型案例',
  asks: (input, view) => [sourceQuestion(input, view)],
  check: (input, view, env) => sourceFault(env.answer(sourceQuestion(input, view))),
});

/** What must not be read in the text of a case: the party, whoever it is, is not named. */
function hiddenOf(source: CaseFacts | null): Hidden {
  const of = (path: string) => String(source?.facts[path] ?? '');
  const name = of('register-clue.partyName');
  const person = of('register-clue.partyKind') === '公民';
  const others = OTHERS.flatMap((path) => source?.facts[path] ?? [])
    .flatMap((text) => nameIn(String(text)) ?? [])
    .filter((other) => other !== name)
    .map((other) => ({ name: other }));
  return {
    persons: [...(person ? [{ name }] : []), ...others],
    words: [...(person ? [] : [name]), of('register-clue.partyAddress')],
  };
}

/** No text names the party or holds what may not be shown. */
export const redactedRule = (fields: Readonly<Record<string, string>>): InputRule => ({
  code: 'REDACTED',
  cites: [apl.art('50'), apl.art('48'), task26],
  say: '还有不能公开的内容',
  asks: (input, view) => [sourceQuestion(input, view)],
  check: (input, view, env: Env) => {
    const hidden = hiddenOf(env.answer(sourceQuestion(input, view)));
    const left = Object.entries(fields).filter(([name]) => {
      const text = String(input[name] ?? '');
      return mask(text, hidden) !== text;
    });
    return (
      left.length === 0 ||
      `${left.map(([, title]) => `“${title}”`).join('、')}里还有当事人名称、证件号、电话、住址等不能公开的内容，请改为“某公司”“当事人”等再提交`
    );
  },
});

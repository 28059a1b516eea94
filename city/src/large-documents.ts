/** Patterns of normative documents for the large city: most are short and over. */
import type { Actor, Answer, Calendar, DateStr, Question } from '@fadu/kernel';
import { isMarketRegulator } from '@fadu/plan/rulemaking/normative-documents/competition';
import { normativeDocument as procedure } from '@fadu/plan/rulemaking/normative-documents/index';
import { type BulkOrgan, type CaseTemplate, pattern, type StepTemplate, TOKENS } from './large-templates.ts';
import type { DraftText } from './texts/index.ts';
import { articleNumber } from './texts/index.ts';

/** Ways a copied case goes. */
export type DocumentKind = 'not-normative' | 'rejected' | 'withdrawn' | 'open';

/** The answer of an office that has nothing on record yet: patterns are made before their city is. */
function nothingKnown(question: Question): Answer {
  switch (question.ask) {
    case 'yearly':
      return {};
    case 'entry':
    case 'item':
    case 'instrument':
      return null;
    default:
      return [];
  }
}

interface Cast {
  readonly organ: (key: string, ...kinds: string[]) => BulkOrgan;
}

/** Organs of a region by the end of their id, else any of the kinds asked. */
function castOf(organs: readonly BulkOrgan[]): Cast {
  return {
    organ(key, ...kinds) {
      const found =
        organs.find((o) => o.id.endsWith(`-${key}`)) ??
        organs.find((o) => kinds.includes(o.kind)) ??
        organs[0];
      if (!found) throw new RangeError('the region has no organ');
      return found;
    },
  };
}

/** Build one pattern: `kind` of case in one region, opened on `start`, led by `lead`. */
export function documentPattern(options: {
  readonly kind: DocumentKind;
  readonly text: DraftText;
  readonly start: DateStr;
  readonly lead: BulkOrgan;
  readonly organs: readonly BulkOrgan[];
  readonly calendar: Calendar;
}): CaseTemplate {
  const { kind, text, lead, calendar, organs } = options;
  const cast = castOf(options.organs);
  const maker = cast.organ('gov', 'government');
  const office = cast.organ('office', 'department');
  const asked = options.organs.find((o) => o.kind === 'department' && o.id !== lead.id) ?? lead;
  const someone = (role: string, organ: BulkOrgan): Actor => ({
    kind: 'person',
    person: `demo-bulk-${role}-${organ.id}`,
    name: '演示人员',
    posts: [{ role, organ: organ.id }],
  });
  const drafter = someone('drafter', lead);
  const clerk = someone('office-clerk', office);
  const body = {
    articles: text.articles.map((a, i) => ({ number: articleNumber(i + 1), text: a.split('\n') })),
    explanation: text.explanation,
    basis: text.basis,
  };
  const proposal = {
    title: `演示文件${TOKENS.title}号：${text.name}`,
    kind: text.kind,
    necessity: text.necessity,
    maker: maker.id,
    office: office.id,
    reviewer: cast.organ('justice', 'department').id,
    regulator: cast.organ('market', 'department').id,
    ideologyBody: cast.organ('publicity', 'party', 'department').id,
    securityBody: cast.organ('police', 'department').id,
    environmentBody: cast.organ('ecology', 'department').id,
    q1: true,
    q2: true,
    q3: true,
    q4: true,
    q5: true,
    q6: kind !== 'not-normative',
    // Where a region has no market regulator, nobody could review the competition of what concerns enterprises.
    businessRelated: text.business && isMarketRegulator(cast.organ('market', 'department').name),
    majorInterest: text.major,
    trial: Boolean(text.trial),
  };
  const long: readonly StepTemplate[] = [
    ['register', clerk, {}, 1],
    ['draft', drafter, { ...body, research: text.research }, 6],
    [
      'open-consultation',
      drafter,
      { notice: `现就《${text.name}》公开征求意见，欢迎提出。`, contact: '演示电话000-0000-0000' },
      1,
    ],
    ['ask-departments', drafter, { organs: [asked.id] }, 0],
  ];
  const steps: readonly StepTemplate[] = [
    ['propose', drafter, proposal, 0],
    ...(kind === 'not-normative'
      ? ([
          ['not-normative', clerk, { reason: '只对一次性活动作出安排，按一般公文办理。' }, 2],
        ] as StepTemplate[])
      : kind === 'rejected'
        ? ([['reject-proposal', clerk, { reason: '与现行有效的文件内容重复。' }, 2]] as StepTemplate[])
        : kind === 'open'
          ? long
          : ([
              ...long,
              [
                'department-opinion',
                someone('office-clerk', asked),
                { position: '同意', text: '没有不同意见。' },
                3,
              ],
              ['withdraw', someone('head', lead), { reason: '上级正在制定同一事项的规定。' }, 4],
            ] as const)),
  ];
  return pattern({
    procedure,
    region: lead.region,
    open: kind === 'open',
    start: options.start,
    steps,
    organs,
    calendar,
    answer: nothingKnown,
  });
}

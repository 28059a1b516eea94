/**
 * What may be sealed, seized or frozen: things of the case only, no daily necessities, nothing under seal already, and
 * nothing whose measure ran out before on the same ground.
 */
import type { CaseFacts, CaseView, Env, InputRule, Question } from '@fadu/kernel';
import { compulsionLaw as acl } from '../../statutes/index.ts';
import { task24 } from './common.ts';
import type { Account, Thing } from './forms.ts';
import { penaltyCaseOf } from './link.ts';

type Input = Readonly<Record<string, unknown>>;

export const MEASURE_CODE = 'compulsory-measure';

/** Facts of earlier measures that a new one is compared with. */
const EARLIER_FACTS = [
  'apply.kind',
  'act-first.kind',
  'implement.things',
  'act-first.things',
  'freeze.accounts',
] as const;

/** The id under which a thing with a mark of its own is bound to its case, whoever sealed it. */
export const thingId = (mark: string): string => `thing:${mark.replace(/[\s-]/g, '').toUpperCase()}`;

/** Ids of the things and accounts named in an input. */
export const thingIds = (input: Input): string[] => [
  ...((input.things as readonly Thing[] | undefined) ?? []).flatMap((t) => (t.mark ? [thingId(t.mark)] : [])),
  ...((input.accounts as readonly Account[] | undefined) ?? []).map((a) => thingId(`账号${a.number}`)),
];

const heldQuestion = (id: string): Question & { ask: 'linked' } => ({
  ask: 'linked',
  to: id,
  procedure: MEASURE_CODE,
  facts: [],
});

const earlierQuestion = (penaltyCase: string): Question & { ask: 'linked' } => ({
  ask: 'linked',
  to: penaltyCase,
  procedure: MEASURE_CODE,
  facts: EARLIER_FACTS,
});

/** The penalty case that an input or its case names. */
const caseNamed = (input: Input, view: CaseView): string =>
  String(input.penaltyCase ?? '') || penaltyCaseOf(view);

/** What a thing is when it has no mark: its name and batch. */
const named = (t: Thing): string => (t.mark ? thingId(t.mark) : `${t.name}\n${t.spec ?? ''}`);

/** Whether an earlier measure ended because its time ran out. */
export const ranOut = (found: CaseFacts): boolean => 'lapse' in found.done || 'approval-missed' in found.done;

/** Article 23, paragraph 2, and article 29: no thing is sealed twice. Asked of every organ's measures. */
const doubleRule = (declared: (input: Input) => readonly string[], field: string): InputRule => ({
  code: 'DOUBLE',
  field,
  cites: [acl.art('23', { paragraph: 2 }), acl.art('29')],
  say: '已被其他国家机关依法查封、扣押、冻结的，不得重复采取措施',
  asks: (input) => thingIds(input).map(heldQuestion),
  check: (input, view, env) => {
    const others = declared(input);
    if (others.length)
      return `已被${[...new Set(others)].join('、')}依法查封或者冻结，不得重复采取措施，请从清单里去掉`;
    for (const id of thingIds(input)) {
      const held = env
        .answer(heldQuestion(id))
        .find((c) => c.conds.includes('in-force') && c.id !== view.state.id);
      if (held)
        return `“${id.slice('thing:'.length)}”正被${env.organ(held.owner)?.name ?? held.owner}查封、扣押或者冻结，不得重复采取措施`;
    }
    return true;
  },
});

/** INV-C1: no renewal of the same measure on the same ground, on the same things of the same case. */
const renewalRule = (field: string): InputRule => ({
  code: 'INV-C1-RENEW',
  field,
  cites: [acl.art('25'), acl.art('28'), acl.art('32'), task24],
  say: '措施期满失效后，不得以同一理由对同一财物再次采取同一措施',
  asks: (input, view) => [earlierQuestion(caseNamed(input, view))],
  check: (input, view, env) => {
    const kind = String(input.kind ?? view.text('apply.kind'));
    const mine = new Set([
      ...((input.things as readonly Thing[] | undefined) ?? []).map(named),
      ...((input.accounts as readonly Account[] | undefined) ?? []).map((a) => thingId(`账号${a.number}`)),
    ]);
    for (const earlier of env.answer(earlierQuestion(caseNamed(input, view)))) {
      if (earlier.id === view.state.id || !ranOut(earlier)) continue;
      const before = String(earlier.facts['apply.kind'] ?? earlier.facts['act-first.kind'] ?? '');
      const things = [
        ...((earlier.facts['implement.things'] ?? earlier.facts['act-first.things'] ?? []) as Thing[]).map(
          named,
        ),
        ...((earlier.facts['freeze.accounts'] ?? []) as Account[]).map((a) => thingId(`账号${a.number}`)),
      ];
      const again = things.find((t) => mine.has(t));
      if (before === kind && again)
        return `本案对“${again.replace(/^thing:/, '').split('\n')[0]}”的${kind}已经失效，应当返还，不得以同一理由再次${kind}`;
    }
    return true;
  },
});

const thingsOf = (input: Input) => (input.things ?? []) as readonly Thing[];

/** Everything on the list of a sealing or seizure. */
export const thingRules: readonly InputRule[] = [
  {
    code: 'LIST',
    field: 'things',
    cites: [acl.art('24')],
    say: '清单是空的，应当逐项写明名称、数量、特征',
    check: (input) => thingsOf(input).length > 0,
  },
  {
    code: 'UNRELATED',
    field: 'things',
    cites: [acl.art('23', { paragraph: 1 })],
    say: '与违法行为无关的场所、设施、财物不得查封、扣押',
    check: (input) => {
      const found = thingsOf(input).filter((t) => t.relation === '与违法行为无关');
      return (
        found.length === 0 ||
        `${found.map((t) => t.name).join('、')}与违法行为无关，不得查封、扣押，请从清单里去掉`
      );
    },
  },
  {
    code: 'NECESSITY',
    field: 'things',
    cites: [acl.art('23', { paragraph: 1 })],
    say: '公民个人及其所扶养家属的生活必需品不得查封、扣押',
    check: (input) => {
      const found = thingsOf(input).filter((t) => t.necessity);
      return (
        found.length === 0 ||
        `${found.map((t) => t.name).join('、')}是生活必需品，不得查封、扣押，请从清单里去掉`
      );
    },
  },
  doubleRule((input) => thingsOf(input).flatMap((t) => (t.sealedBy ? [t.sealedBy] : [])), 'things'),
  renewalRule('things'),
];

const accountsOf = (input: Input) => (input.accounts ?? []) as readonly Account[];

/** Sums to the fen, so that 0.1 and 0.2 make 0.3. */
const sum = (list: readonly number[]): number => list.reduce((n, x) => n + Math.round(x * 100), 0) / 100;

/** Everything on a freezing. */
export const accountRules: readonly InputRule[] = [
  {
    code: 'ACCOUNTS',
    field: 'accounts',
    cites: [acl.art('31')],
    say: '应当写明冻结的账号和金额',
    check: (input) => accountsOf(input).length > 0,
  },
  {
    code: 'AMOUNT',
    field: 'accounts',
    cites: [acl.art('29', { paragraph: 2 })],
    say: '冻结的数额应当与违法行为涉及的金额相当',
    check: (input) => {
      const all = sum(accountsOf(input).map((a) => a.amount));
      return (
        all <= Number(input.involved) ||
        `冻结合计${all}元，超过违法行为涉及的${String(input.involved)}元，应当相当`
      );
    },
  },
  doubleRule((input) => (input.frozenBy ? [String(input.frozenBy)] : []), 'accounts'),
  renewalRule('accounts'),
];

/** The bases in force of the item named, of these kinds. Article 9 and 10: only a law may allow freezing. */
export const lawOnly = (env: Env, question: Question & { ask: 'item' }): boolean =>
  (env.answer(question)?.bases ?? []).some(
    (b) => b.facts?.kind === 'law' && b.facts.status === 'in-force' && !b.facts.articleRepealed,
  );

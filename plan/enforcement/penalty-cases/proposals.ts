/** Checks on what is proposed or decided, and what a proposal demands of the rest of the procedure. */
import type { InputRule } from '@fadu/kernel';
import {
  penaltyLaw as apl,
  businessEnvironmentRegulations as obe,
  criminalTransferRules as trf,
} from '../../statutes/index.ts';
import { fineBars } from './application-rules.ts';
import { type Basis, basisFault, KIND_RULES, kindsWithoutBasis, type PenaltyItem } from './catalogue.ts';
import { discretionRules } from './discretion.ts';
import { applicationFacts, currentProposal, departsFrom } from './facts.ts';
import type * as form from './forms.ts';
import { task24, task26 } from './shared.ts';
import { noSubstitute } from './transfer-link.ts';

const itemsOf = (input: Readonly<Record<string, unknown>>) => input.items as readonly PenaltyItem[];
const basisOf = (input: Readonly<Record<string, unknown>>) => input.basis as readonly Basis[];

/** What every list of penalties must keep to: shape, basis, no second fine, no fine after the police took the case. */
export const penaltyRules: readonly InputRule[] = [
  {
    code: 'ITEM-SHAPE',
    field: 'items',
    cites: [apl.art('9')],
    say: '罚款和没收违法所得要写明金额',
    check: (input) => {
      const bare = itemsOf(input).find((i) => KIND_RULES[i.kind].money && !(Number(i.amount) > 0));
      return !bare || `${bare.kind}要写明金额`;
    },
  },
  {
    code: 'INV-P10',
    field: 'basis',
    cites: [apl.art('5'), apl.art('16'), task24],
    say: '没有有权设定该处罚的依据',
    check: (input, view) => {
      const fault = basisFault(basisOf(input), {
        actOn: view.text('register-clue.actEndedOn'),
        newRule:
          (input.newRule as Parameters<typeof basisFault>[1]['newRule']) ??
          currentProposal(view)?.newRule ??
          '没有变化',
      });
      if (fault) return fault;
      const without = kindsWithoutBasis(itemsOf(input), basisOf(input));
      return without.length === 0 || `所列依据的效力层级无权设定：${without.join('、')}`;
    },
  },
  {
    code: 'DETENTION',
    field: 'items',
    cites: [apl.art('10')],
    say: '行政拘留只能由公安机关和法律规定的其他机关实施',
    check: (input) => !itemsOf(input).some((i) => i.kind === '行政拘留'),
  },
];

/** INV-P6 and INV-P9: facts that bar a fine. No reasons help. */
export const fineBarRule = (
  proposalOf: (
    input: Readonly<Record<string, unknown>>,
    view: Parameters<InputRule['check']>[1],
  ) => form.Proposal | undefined,
): InputRule => ({
  code: 'INV-P6',
  field: 'items',
  cites: [apl.art('29'), apl.art('35')],
  say: '不能再处罚款',
  check: (input, view) => {
    if (!itemsOf(input).some((i) => i.kind === '罚款')) return true;
    const p = proposalOf(input, view);
    const bars = p ? fineBars(applicationFacts(view, p)) : [];
    return (
      bars.length === 0 || `不能再处罚款：${bars.map((b) => b.title).join('；')}；其他种类的处罚不受影响`
    );
  },
});

/** Whether an input holds a fine. */
export const fines = (input: Readonly<Record<string, unknown>>): boolean =>
  itemsOf(input).some((i) => i.kind === '罚款');

/** INV-P9 stands by itself, so that the refusal names its own article. */
const criminalRule: InputRule = {
  code: 'INV-P9',
  field: 'items',
  cites: [apl.art('35'), trf.art('11')],
  say: '公安机关已经立案，尚未罚款的不再给予罚款',
  check: (input, view) =>
    view.get('police-reply.result') !== '立案' || !itemsOf(input).some((i) => i.kind === '罚款'),
};

/** Rules on what a case unit proposes. */
export const proposalRules: readonly InputRule[] = [
  ...penaltyRules,
  fineBarRule((input) => input as unknown as form.Proposal),
  criminalRule,
  ...noSubstitute((input) => itemsOf(input).length > 0, fines),
  ...discretionRules,
  {
    code: 'OUTCOME',
    field: 'items',
    cites: [apl.art('57')],
    say: '处理建议与处罚内容不一致',
    check: (input) => {
      const n = itemsOf(input).length;
      if (input.outcome === '给予处罚') return n > 0 || '建议给予处罚的，要写明种类和幅度';
      if (n > 0) return `建议${String(input.outcome)}的，不能再列处罚`;
      return input.outcome !== '不予处罚' || Boolean(input.noPenaltyGround) || '建议不予处罚的，要选明理由';
    },
  },
  {
    code: 'EVIDENCE',
    field: 'elements',
    cites: [apl.art('40'), apl.art('46')],
    say: '每一项违法事实都要有合法取得并查证属实的证据',
    check: (input, view) => {
      if (input.outcome !== '不予处罚' && (input.elements as unknown[]).length === 0)
        return '没有写明违法事实';
      const records = new Map(view.all('contact').map((a) => [a.seq, a.input]));
      for (const e of input.elements as readonly { fact: string; evidence: readonly number[] }[]) {
        for (const seq of e.evidence) {
          const record = records.get(seq);
          if (!record) return `“${e.fact}”所附第${seq}号不是本案的证据`;
          if (record.lawful !== true) return `“${e.fact}”所附第${seq}号证据不是合法取得，不能作为依据`;
          if (record.kind === '电子监控记录审核' && !(record.reviewed && record.device))
            return `“${e.fact}”所附第${seq}号电子监控记录没有经过审核或者设备没有登记，不能作为证据`;
        }
      }
      return true;
    },
  },
  {
    code: 'R26.1',
    field: 'departureReasons',
    cites: [task26, apl.art('30'), apl.art('31'), apl.art('32'), apl.art('33'), apl.art('36')],
    say: '有法定不予、从轻、减轻处罚的情形，应当适用；不适用的写明理由，送法制审核',
    check: (input, view) => {
      const left = departsFrom(view, input as unknown as form.Proposal);
      return (
        left.length === 0 ||
        String(input.departureReasons ?? '').length >= 10 ||
        `本案事实符合：${left.map((r) => `${r.title}（${r.code}）`).join('；')}。应当适用，不适用的写明理由，送法制审核和集体讨论`
      );
    },
  },
  {
    code: 'INV-P11',
    field: 'generalHalt',
    cites: [obe.art('59'), task24],
    say: '没有法律、行政法规、地方性法规依据和有权政府批准，不得要求整个区域或者行业停产停业',
    check: (input, _view, env) =>
      input.generalHalt !== true ||
      (basisOf(input).some(
        (b) => b.role === '处罚依据' && ['法律', '行政法规', '地方性法规'].includes(b.level),
      ) &&
        Boolean(input.haltApproval) &&
        env.organ(String(input.haltApprovedBy ?? ''))?.kind === 'government'),
  },
];

/** Whether a hearing is due, where that is open, with and without a departure from the benchmark. */
const offAndHearing = (hearing: boolean): readonly (readonly [boolean | undefined, boolean])[] =>
  (hearing ? [false, true] : [undefined]).flatMap((h) => [[h, false] as const, [h, true] as const]);

/** Branches of a proposal: what it may demand of the rest of the procedure. */
export function proposalBranches(
  more: Readonly<Record<string, boolean>> = {},
  o: { readonly none: boolean; readonly hearing: boolean } = { none: true, hearing: true },
): Record<string, { title: string; conds: Record<string, boolean> }> {
  const out: Record<string, { title: string; conds: Record<string, boolean> }> = {};
  const nothing = {
    'off-benchmark': false,
    'review-due': false,
    'major-rights': false,
    'collective-due': false,
    departs: false,
  };
  if (o.none)
    out.none = {
      title: '不给予处罚',
      conds: { punishes: false, ...(o.hearing && { 'hearing-due': false }), ...nothing, ...more },
    };
  const reviews = {
    plain: { title: '一般', conds: {} },
    major: { title: '重大权益，听证后审核', conds: { 'major-rights': true } },
    review: { title: '应当法制审核', conds: { 'review-due': true } },
    departing: {
      title: '不适用法定不予、从轻、减轻情形',
      conds: { 'review-due': true, departs: true, 'collective-due': true },
    },
  };
  for (const [name, review] of Object.entries(reviews)) {
    for (const collective of name === 'departing' ? [true] : [false, true]) {
      for (const [hearing, off] of offAndHearing(o.hearing)) {
        const key = [name, collective ? 'collective' : '', hearing ? 'hearing' : '', off ? 'off' : '']
          .filter(Boolean)
          .join('-');
        out[key] = {
          title: [
            review.title,
            collective ? '集体讨论' : '',
            hearing ? '告知听证' : '',
            off ? '不按基准' : '',
          ]
            .filter(Boolean)
            .join('、'),
          conds: {
            punishes: true,
            ...nothing,
            ...review.conds,
            ...(collective && { 'collective-due': true }),
            ...(hearing !== undefined && { 'hearing-due': hearing }),
            ...(off && { 'off-benchmark': true }),
            ...more,
          },
        };
      }
    }
  }
  return out;
}

/** Conditions that a proposal settles. */
const PROPOSAL_CONDS = [
  'punishes',
  'hearing-due',
  'review-due',
  'major-rights',
  'collective-due',
  'departs',
  'off-benchmark',
] as const;
export const settledByProposal: readonly string[] = PROPOSAL_CONDS;

/** How a measure ends: lifted and returned, disposed of by decision, or handed to the police. */
import {
  type CaseFacts,
  done,
  elapsed,
  type Fragment,
  formatDate,
  type InputRule,
  need,
  not,
  type Question,
} from '@fadu/kernel';
import { compulsionLaw as acl, criminalTransferRules as trf } from '../../statutes/index.ts';
import type { PenaltyItem } from '../penalty-cases/catalogue.ts';
import { clerk, handler, head } from './common.ts';
import * as form from './forms.ts';
import { penaltyCaseOf, penaltyQuestion } from './link.ts';
import { SERVED, takenOn } from './measure-running.ts';
import { PUBLISHED } from './publishing.ts';

type Input = Readonly<Record<string, unknown>>;

const NOT_OVER = need('C1', not(elapsed('measure')), '措施已经期满失效，只能返还，不能再作其他处理', [
  acl.art('25'),
  acl.art('27'),
  acl.art('32'),
]);

const WHOLE: InputRule = {
  code: 'WHOLE',
  field: 'whole',
  cites: [acl.art('28'), acl.art('27')],
  say: '清单上的财物应当全部处理完毕；还有没有处理的，处理完再登记',
  check: (input) => input.whole === true,
};

const decidedFacts = ['decide-penalty.items'] as const;
const decided = (view: Parameters<InputRule['check']>[1]) =>
  penaltyQuestion(penaltyCaseOf(view), decidedFacts);

/** Kinds of penalty that take the things themselves. */
const CONFISCATING = ['没收非法财物', '没收违法所得'];
const confiscates = (found: CaseFacts | null): boolean =>
  ((found?.facts['decide-penalty.items'] ?? []) as PenaltyItem[]).some((i) => CONFISCATING.includes(i.kind));

const transferQuestion = (input: Input): Question & { ask: 'case' } => ({
  ask: 'case',
  case: String(input.transfer),
  facts: [],
});
const linkedTransfers = (penaltyCase: string): Question & { ask: 'linked' } => ({
  ask: 'linked',
  to: penaltyCase,
  procedure: 'criminal-transfer',
  facts: [],
});

export const ending: Fragment = {
  acts: {
    lift: {
      title: '解除强制措施',
      about: '没有违法行为、与违法无关、已经处理、期限届满或者不再需要的，作出解除决定并立即返还',
      by: head,
      in: ['active', 'urgent'],
      cites: [acl.art('28'), acl.art('33')],
      form: form.lifting,
      settles: ['in-force'],
      outcomes: { lifted: { title: '已解除', conds: { 'in-force': false } } },
      clocks: [
        { do: 'stop', clock: 'measure' },
        { do: 'stop', clock: 'approval' },
        { do: 'stop', clock: 'test-period' },
        { do: 'start', clock: 'return' },
      ],
      papers: ['lifting-decision'],
      numbers: ['lift-decision'],
      to: 'returning',
    },
    'return-goods': {
      title: '返还财物、解除冻结',
      about: '逐项返还并由当事人签收；先行拍卖、变卖的返还所得款项，明显低价的给予补偿',
      by: handler,
      in: ['returning', 'lapsed'],
      cites: [acl.art('28', { paragraph: 2 }), acl.art('33')],
      needs: [...SERVED, PUBLISHED],
      form: form.returning,
      rules: [
        WHOLE,
        {
          code: 'RETURN-DAY',
          field: 'on',
          cites: [acl.art('28', { paragraph: 2 })],
          say: '日期不能晚于今天，也不能早于实施之日',
          check: (input, view, env) => String(input.on) <= env.today && String(input.on) >= takenOn(view),
        },
        {
          code: 'PROCEEDS',
          field: 'proceeds',
          cites: [acl.art('28', { paragraph: 2 })],
          say: '先行拍卖、变卖的，应当返还全部所得款项',
          check: (input, view) => {
            const sold = view.last('sell-perishable')?.input.proceeds;
            if (sold === undefined) return input.proceeds === undefined || '没有先行拍卖、变卖，不填返还款项';
            return Number(input.proceeds ?? 0) >= Number(sold) || `应当返还所得款项${String(sold)}元`;
          },
        },
        {
          code: 'COMPENSATION',
          field: 'compensation',
          cites: [acl.art('28', { paragraph: 2 })],
          say: '变卖价格明显低于市场价格、造成损失的，应当给予补偿',
          check: (input, view) => {
            const sold = view.last('sell-perishable')?.input;
            if (sold?.way !== '变卖') return true;
            if (input.marketPrice === undefined) return '变卖的要写明财物的市场价格，以判断是否应当补偿';
            const low = Number(sold.proceeds) < Number(input.marketPrice);
            return (
              !low || input.compensation !== undefined || '低于市场价格，请写明补偿金额；不属于明显偏低的写0'
            );
          },
        },
      ],
      clocks: [{ do: 'stop', clock: 'return', on: 'on' }],
      papers: ['return-list'],
      to: 'returned',
    },
    dispose: {
      title: '按照处理决定处理财物',
      about: '处罚决定没收的、法律行政法规规定应当销毁的，在措施的期限之内处理',
      by: head,
      in: ['active'],
      cites: [acl.art('27')],
      needs: [
        NOT_OVER,
        ...SERVED,
        PUBLISHED,
        need('DISPOSE-GOODS', not(done('freeze')), '冻结的存款、汇款不能没收实物或者销毁，处理后办理解除', [
          acl.art('33'),
        ]),
      ],
      form: form.disposal,
      rules: [
        WHOLE,
        {
          code: 'DECIDED',
          field: 'ground',
          cites: [acl.art('27')],
          say: '没有已经送达的没收决定，不能没收',
          asks: (_input, view) => [decided(view)],
          check: (input, view, env) => {
            if (input.ground !== '依法没收') return true;
            const found = env.answer(decided(view));
            if (!confiscates(found))
              return '所办案件没有作出没收的处罚决定，不能没收；不需要继续查封、扣押的应当解除';
            return Boolean(found?.done['serve-decision']) || '没收的处罚决定还没有送达';
          },
        },
        {
          code: 'DESTROY-BASIS',
          field: 'basis',
          cites: [acl.art('27')],
          say: '销毁要写明规定应当销毁的法律、行政法规',
          check: (input) => input.ground !== '依法销毁' || Boolean(input.basis),
        },
      ],
      settles: ['in-force'],
      outcomes: { disposed: { title: '已处理', conds: { 'in-force': false } } },
      clocks: [
        { do: 'stop', clock: 'measure' },
        { do: 'stop', clock: 'test-period' },
      ],
      papers: ['disposal-record'],
      to: 'disposed',
    },
    'hand-to-police': {
      title: '随案移送公安机关',
      about: '涉嫌犯罪移送的，查封、扣押、冻结的财物一并移送，并书面告知当事人；本机关的期限停止',
      by: clerk,
      in: ['active'],
      cites: [acl.art('21'), trf.art('12')],
      needs: [NOT_OVER, ...SERVED, PUBLISHED],
      form: form.handing,
      rules: [
        WHOLE,
        {
          code: 'TRANSFER',
          field: 'transfer',
          cites: [acl.art('21'), trf.art('12')],
          say: '没有向公安机关移送这一案件，不能移交财物',
          asks: (input, view) => [transferQuestion(input), linkedTransfers(penaltyCaseOf(view))],
          check: (input, view, env) => {
            const found = env.answer(transferQuestion(input));
            if (found?.procedure !== 'criminal-transfer')
              return `没有编号是“${String(input.transfer)}”的涉嫌犯罪移送案`;
            if (!env.answer(linkedTransfers(penaltyCaseOf(view))).some((c) => c.id === found.id))
              return `“${found.title}”移送的不是本措施所办的案件`;
            return Boolean(found.done['hand-over']) || `“${found.title}”还没有移送公安机关，不能先移交财物`;
          },
        },
        {
          code: 'PARTY-TOLD',
          field: 'toldOn',
          cites: [acl.art('21')],
          say: '移交财物应当书面告知当事人，日期不能晚于今天',
          check: (input, view, env) => {
            const told = String(input.toldOn);
            return (
              (told <= env.today && told >= takenOn(view) && String(input.on) <= env.today) ||
              `移交日期、告知日期应当在实施之后、${formatDate(env.today)}之前`
            );
          },
        },
      ],
      settles: ['in-force'],
      outcomes: { handed: { title: '已移送', conds: { 'in-force': false } } },
      clocks: [
        { do: 'stop', clock: 'measure' },
        { do: 'stop', clock: 'test-period' },
      ],
      papers: ['handing-list', 'handing-notice'],
      to: 'handed-over',
    },
  },
};

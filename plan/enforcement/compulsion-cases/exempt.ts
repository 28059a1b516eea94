/**
 * Article 16, paragraph 2: slight, or without harm to society, a measure may be omitted. Where the published list of what
 * is exempt from compulsion (R7.5) fits the facts, the applicant stops there: no measure, or reasons for the head.
 */
import { design, type Env, type InputRule } from '@fadu/kernel';
import { z } from 'zod';
import { compulsionLaw as acl } from '../../statutes/index.ts';
import { matchItem } from '../inclusive-lists/match.ts';
import { countingItems, LIST_FIELDS } from '../inclusive-lists/register.ts';
import { task24 } from './common.ts';
import { long, optional } from './forms.ts';

type Input = Readonly<Record<string, unknown>>;

const fact = (title: string) => z.boolean().optional().meta({ title });

/** What an application says of the facts that the list looks at. */
export const exemptFields = {
  slight: fact('违法行为情节显著轻微'),
  noSocialHarm: fact('没有明显社会危害'),
  correctedInTime: fact('已经及时改正'),
  noHarm: fact('没有造成危害后果'),
  exemptReasons: optional(long('符合免予行政强制清单仍需采取措施的理由', 10)),
};

/** An item's basic code is the end of its implementation code. */
const question = (input: Input, today: string) =>
  ({
    ask: 'peers',
    register: 'lenient-list',
    on: today,
    field: 'item',
    values: [String(input.item).slice(-12)],
    keep: LIST_FIELDS,
  }) as const;

const regionOf = (env: Env): string => (env.acting && env.organ(env.acting)?.region) || '';

/** The applicant stops where the list fits. */
export const exemptRule: InputRule = {
  code: 'R7.5-EXEMPT',
  field: 'exemptReasons',
  cites: [
    acl.art('16'),
    task24,
    design('符合免予行政强制清单的先停下来：不采取措施，或者写明理由由负责人审批'),
  ],
  say: '符合公布的免予行政强制清单，可以不采取强制措施',
  asks: (input, _view, today) => [question(input, today)],
  check: (input, _view, env) => {
    if (input.exemptReasons) return true;
    const facts = Object.fromEntries(
      ['slight', 'noSocialHarm', 'correctedInTime', 'noHarm'].map((f) => [f, input[f] === true]),
    );
    const fits = countingItems(env.answer(question(input, env.today)) ?? [], regionOf(env)).filter(
      ({ item }) => item.list === '免予行政强制' && matchItem(item, facts).applies,
    );
    return (
      fits.length === 0 ||
      `符合免予行政强制清单：${fits.map((i) => `${i.item.name}（${i.code}）`).join('；')}。可以不采取强制措施；确需采取的写明理由，由负责人审批`
    );
  },
};

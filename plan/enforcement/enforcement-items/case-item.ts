/**
 * A case is opened on an item of the register (R24.4): listed, in force on the day, of this organ and of this kind.
 * For the acts that file a case; like `fragments/item-in-force.ts`, with the words and the organ of enforcement.
 */
import { type CaseView, carried, type DateStr, type Env, type InputRule, type Question } from '@fadu/kernel';
import { z } from 'zod';
import { penaltyLaw as apl } from '../../statutes/index.ts';
import { task24 } from './common.ts';
import type { ItemKind } from './forms.ts';
import { enforcementItems } from './register.ts';

type Input = Readonly<Record<string, unknown>>;

/** The field in which an act names its item. */
export const itemField = z.string().trim().min(1).max(60).meta({
  title: '执法事项编码',
  description: '行政执法事项清单里的实施编码，如31位编码；事项应当由本机关实施、今天有效',
  widget: 'enforcement-item',
});

/** The question for the item named in an input, as it stands on a day. */
export const itemQuestion = (input: Input, on: DateStr) =>
  ({ ask: 'item', register: enforcementItems.code, code: String(input.item), on }) as const;

/** What stands against filing on this item today; true: nothing. */
function itemFault(
  input: Input,
  env: Env,
  kind: ItemKind,
  organ: string | undefined,
  on: DateStr,
): true | string {
  const code = String(input.item);
  const item = env.answer(itemQuestion(input, on));
  if (!item)
    return `行政执法事项清单里没有今天有效的编码“${code}”，清单之外不得立案；请核对编码，确有法定依据的先办理清单调整`;
  const { body, region } = item.entry;
  const name = `“${String(body.name ?? code)}”`;
  const next = Array.isArray(body.replacedBy) ? body.replacedBy.map(String) : [];
  if (body.status === '取消')
    return `${name}已经从清单取消，不得立案${next.length ? `；由${next.join('、')}承接` : '，请改用现行有效的事项或者不予立案'}`;
  if (body.status === '暂停实施') return `${name}的依据已经废止，事项暂停实施，不得立案；请等清单调整完成`;
  if (!carried(enforcementItems, item.bases, region, on))
    return `${name}今天已经没有有效的法定依据，不得立案；清单应当调整`;
  if (body.kind !== kind) return `${name}是${String(body.kind)}事项，不能据以办理${kind}`;
  if (body.organ !== organ) {
    const holder = env.organ(String(body.organ))?.name ?? String(body.organ);
    return `${name}由${holder}实施，本机关不得立案；请把案件移送${holder}，或者填写本机关的事项`;
  }
  return true;
}

/** `asks` and `rules` for the filing act. `organOf`: the organ that files. `dayOf`: the day on which it acted, if not today. */
export function caseItem(
  kind: ItemKind,
  organOf: (view: CaseView, env: Env) => string | undefined,
  dayOf: (input: Input, today: DateStr) => DateStr = (_input, today) => today,
): {
  readonly asks: (input: Input, view: CaseView, today: string) => readonly Question[];
  readonly rules: readonly InputRule[];
} {
  return {
    asks: (input, _view, today) => [itemQuestion(input, dayOf(input, today))],
    rules: [
      {
        code: 'R24.4',
        field: 'item',
        cites: [apl.art('38'), apl.art('39'), task24],
        say: '执法事项不在清单里或者今天无效，不得立案',
        check: (input, view, env) => itemFault(input, env, kind, organOf(view, env), dayOf(input, env.today)),
      },
    ],
  };
}

/**
 * An item of a list must be in force on the day a case is opened on it (PL-2, R24.4): in the list, not suspended or
 * cancelled, and with a basis that still stands, whatever the list says. For the opening acts of other procedures.
 */
import { type ActDef, type Citation, carried, type InputRule } from '@fadu/kernel';
import { registerByCode } from '../registers.ts';
import { businessEnvironmentRegulations as obe } from '../statutes/index.ts';

type Input = Readonly<Record<string, unknown>>;

/** Which item a case is opened on. */
export interface ItemInForceOptions {
  /** Register, or how it follows from what was entered. */
  readonly register: string | ((input: Input) => string);
  /** Code of the entry; empty or absent: no item is named, and nothing is checked. */
  readonly code: (input: Input) => string | undefined;
  /** Field that a refusal belongs to. */
  readonly field?: string;
  readonly cites?: readonly Citation[];
}

/** What to ask and what to check: spread `asks` and add `rules` to the opening act. */
export interface ItemInForce {
  readonly asks: NonNullable<ActDef['asks']>;
  readonly rules: readonly InputRule[];
}

/** See the module: `...itemInForce({ register: 'power-licence', code: (i) => String(i.item) })`. */
export function itemInForce(o: ItemInForceOptions): ItemInForce {
  const register = (input: Input) => (typeof o.register === 'string' ? o.register : o.register(input));
  const question = (input: Input, on: string) =>
    ({ ask: 'item', register: register(input), code: String(o.code(input)), on }) as const;
  return {
    asks: (input, _view, today) => (o.code(input) ? [question(input, today)] : []),
    rules: [
      {
        code: 'PL-2',
        cites: o.cites ?? [obe.art('40')],
        ...(o.field && { field: o.field }),
        say: '这个事项现在不能办理',
        check: (input, _view, env) => {
          const code = o.code(input);
          if (!code) return true;
          const item = env.answer(question(input, env.today));
          const def = registerByCode(register(input));
          if (!item) return `清单里没有编码${code}的事项，清单之外不得实施`;
          const { body, region } = item.entry;
          const name = `“${String(body.name ?? code)}”`;
          const next = Array.isArray(body.replacedBy) ? body.replacedBy.map(String) : [];
          if (body.status === '取消')
            return `${name}已经取消，不能再受理${next.length ? `；由${next.join('、')}承接` : ''}`;
          if (body.status === '暂停实施') return `${name}的依据已经不再有效，暂停实施，不能受理新的申请`;
          if (def && !carried(def, item.bases, region, env.today))
            return `${name}在今天已经没有有效的依据，不能受理新的申请；清单应当调整`;
          return true;
        },
      },
    ],
  };
}

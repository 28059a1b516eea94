import type { Citation, Fragment, Guard, Need, PaperTemplate, Performer } from '@fadu/kernel';
import { all, any, clock, law, need, not } from '@fadu/kernel';
import { z } from 'zod';

/** What a procedure says of extending one of its limits. The length and the number of times stand at the clock. */
export interface ExtensionOptions {
  /** Name of the act, e.g. `extend-answer`. */
  readonly act: string;
  readonly title: string;
  /** The head who consents. */
  readonly by: readonly Performer[];
  readonly in: readonly string[];
  /** Clock that is extended; it carries `extension` with the longest single extension and how often. */
  readonly clock: string;
  /** The clock as people say it: 答复期限. */
  readonly clockTitle: string;
  readonly cites: readonly Citation[];
  readonly needs?: readonly Need[];
  /** Prefix of check and law codes. */
  readonly code: string;
  /** The notice that tells the party. */
  readonly paper: { readonly name: string; readonly template: PaperTemplate };
}

/**
 * Extension of a limit: the head consents, before it has run out, once, and the party is told by the paper this act
 * makes. How long is asked in the unit of the clock's own extension rule; the engine refuses more.
 */
export function extension(o: ExtensionOptions): Fragment {
  const counting: Guard = all(
    any(clock(o.clock, 'running'), clock(o.clock, 'paused')),
    not(clock(o.clock, 'elapsed')),
  );
  return {
    acts: {
      [o.act]: {
        title: o.title,
        about: `经负责人同意，在${o.clockTitle}届满之前延长一次，并把延长的时间和理由告知当事人`,
        by: o.by,
        in: o.in,
        cites: o.cites,
        needs: [
          need(`${o.code}-RUNNING`, counting, `${o.clockTitle}已经届满或者没有在计算，不能延长`, o.cites),
          ...(o.needs ?? []),
        ],
        form: z.object({
          days: z.int().min(1).meta({ title: '延长多少', description: '以期限自己的单位计，例如工作日' }),
          reason: z
            .string()
            .trim()
            .min(4)
            .max(2000)
            .meta({ title: '延长理由', description: '写进告知书', widget: 'long-text' }),
        }),
        clocks: [{ do: 'extend', clock: o.clock, byField: 'days' }],
        papers: [o.paper.name],
      },
    },
    papers: { [o.paper.name]: o.paper.template },
    laws: [
      law(`${o.code}-ONCE`, `${o.clockTitle}只能延长一次`, o.cites, {
        kind: 'at-most',
        act: o.act,
        times: 1,
      }),
      law(`${o.code}-BEFORE`, `${o.clockTitle}届满之后不得再延长`, o.cites, {
        kind: 'only-while',
        act: o.act,
        guard: not(clock(o.clock, 'elapsed')),
      }),
    ],
  };
}

/**
 * A procedure as plain JSON, for the API and for other cities: everything the definition says, forms as JSON Schema,
 * guards as data with their words. What only code can say (a check, a paper's text) is named by its title.
 */
import {
  type Citation,
  citeText,
  type Guard,
  type LawRule,
  type Limit,
  limitText,
  type Performer,
  type Procedure,
  performerText,
  type Test,
} from '@fadu/kernel';
import { formSchema, type JsonSchema } from './fields.ts';
import { guardText } from './guard-words.ts';

/** A citation with its text as people write it. */
export interface CitationJson extends Citation {
  readonly text: string;
}

/** A guard as data, with its words. */
export interface GuardJson {
  readonly guard: Guard;
  readonly text: string;
}

/** A length of time as data, with its words. */
export interface LimitJson {
  readonly unit: Limit['unit'];
  readonly n: number;
  readonly text: string;
}

/** A condition's test; `code` is a judgement on the facts that only code can say, named by the condition's title. */
export type TestJson =
  | { readonly kind: 'is'; readonly path: string; readonly value: unknown }
  | { readonly kind: 'one-of'; readonly path: string; readonly values: readonly unknown[] }
  | { readonly kind: 'has'; readonly path: string }
  | { readonly kind: 'code'; readonly title: string };

const citations = (cites: readonly Citation[]): CitationJson[] =>
  cites.map((c) => ({ ...c, text: citeText(c) }));
const limit = (l: Limit): LimitJson => ({ unit: l.unit, n: l.n, text: limitText(l) });

function test(t: Test, title: string): TestJson {
  if ('is' in t) return { kind: 'is', path: t.is[0], value: t.is[1] };
  if ('oneOf' in t) return { kind: 'one-of', path: t.oneOf[0], values: t.oneOf[1] };
  if ('has' in t) return { kind: 'has', path: t.has };
  return { kind: 'code', title };
}

/** The definition of a procedure as JSON: `GET /api/v1/procedures/{code}`. */
export function definitionJson(procedure: Procedure) {
  const guard = (g: Guard): GuardJson => ({ guard: g, text: guardText(procedure, g) });
  const performer = (p: Performer) => ({ ...p, text: performerText(procedure, p) });
  const map = <T, R>(of: Readonly<Record<string, T>>, as: (value: T, name: string) => R): Record<string, R> =>
    Object.fromEntries(Object.entries(of).map(([name, value]) => [name, as(value, name)]));
  return {
    code: procedure.code,
    title: procedure.title,
    system: procedure.system,
    version: procedure.version,
    from: procedure.from,
    about: procedure.about,
    cites: citations(procedure.cites),
    ...(procedure.transition && {
      transition: { says: procedure.transition.says, cites: citations(procedure.transition.cites) },
    }),
    relations: { ...procedure.relations },
    roles: { ...procedure.roles },
    owner: procedure.owner,
    titleFrom: procedure.titleFrom,
    phases: Object.entries(procedure.phases).map(([name, phase]) => ({
      name,
      title: phase.title,
      ...(phase.end && { end: phase.end }),
    })),
    acts: map(procedure.acts, (act) => ({
      title: act.title,
      ...(act.about && { about: act.about }),
      by: act.by.map(performer),
      in: [...act.in],
      opens: act.opens === true,
      repeats: act.repeats === true,
      public: act.public === true,
      cites: citations(act.cites),
      needs: (act.needs ?? []).map((n) => ({
        code: n.code,
        say: n.say,
        must: guard(n.guard),
        cites: citations(n.cites),
      })),
      form: act.form ? (formSchema(act.form) as JsonSchema) : null,
      rules: (act.rules ?? []).map((r) => ({
        code: r.code,
        say: r.say,
        ...(r.field && { field: r.field }),
        cites: citations(r.cites),
      })),
      settles: [...(act.settles ?? [])],
      outcomes: map(act.outcomes ?? {}, (o) => ({ title: o.title, conds: { ...o.conds } })),
      to:
        act.to === undefined
          ? []
          : typeof act.to === 'string'
            ? [{ phase: act.to }]
            : act.to.map((b) => ({ phase: b.phase, when: guard(b.when) })),
      voids: [...(act.voids ?? [])],
      clocks: (act.clocks ?? []).map((e) => ({
        do: e.do,
        clock: e.clock,
        ...('until' in e && e.until && { until: e.until }),
        ...('byField' in e && e.byField && { byField: e.byField }),
        ...(e.when && { when: guard(e.when) }),
      })),
      binds: (act.binds ?? []).map((b) => ({ ...b, from: typeof b.from === 'string' ? b.from : 'computed' })),
      papers: [...(act.papers ?? [])],
      numbers: [...(act.numbers ?? [])],
      publishes: [...(act.publishes ?? [])],
    })),
    clocks: map(procedure.clocks, (clock) => ({
      title: clock.title,
      kind: clock.kind,
      owedBy: clock.owedBy,
      limit: (Array.isArray(clock.limit)
        ? (clock.limit as readonly { when: Guard; limit: Limit; cites: readonly Citation[] }[])
        : [{ limit: clock.limit as Limit, cites: clock.cites }]
      ).map((b) => ({
        ...limit(b.limit),
        ...('when' in b && { when: guard(b.when) }),
        cites: citations(b.cites),
      })),
      lastDay: clock.lastDay,
      cites: citations(clock.cites),
      ...(clock.extension && {
        extension: {
          limit: limit(clock.extension.limit),
          times: clock.extension.times,
          cites: citations(clock.extension.cites),
        },
      }),
      ...(clock.warnBefore && { warnBefore: limit(clock.warnBefore) }),
      ...(clock.onExpiry && { onExpiry: clock.onExpiry }),
      survives: clock.survives === true,
    })),
    conditions: map(procedure.conditions, (c) => ({ title: c.title, test: test(c.test, c.title) })),
    laws: procedure.laws.map((l) => ({
      code: l.code,
      says: l.says,
      rule: l.rule as LawRule,
      cites: citations(l.cites),
    })),
    papers: map(procedure.papers, (p) => ({
      title: p.title,
      kind: p.kind,
      issuedBy: p.issuedBy,
      ...(p.series && { series: p.series }),
      public: p.public === true,
    })),
  };
}

/** What `definitionJson` gives. */
export type DefinitionJson = ReturnType<typeof definitionJson>;

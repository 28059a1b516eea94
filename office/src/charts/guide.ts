/**
 * The public guide of a procedure, from its definition: who does what, what is needed, what is filled in, by when,
 * what comes out, and what the law forbids. Plain data; pages put it into words and boxes.
 */
import { type ActDef, type Procedure, performerText } from '@fadu/kernel';
import { type FormField, fieldsOf } from './fields.ts';
import { type FlowAct, type FlowBand, flowOf } from './flow.ts';
import { guardText } from './guard-words.ts';
import { type CiteModel, citeModels, clockModel, type LimitModel, limitsOf } from './limits.ts';
import { resultsOf } from './moves.ts';
import { outlineOf } from './outline.ts';

/** A field of an act's form. */
export type GuideField = FormField;

/** A source with the mark that a page must show beside it. */
export interface GuideCite extends CiteModel {
  /** 未核实 where we could not confirm the source, 本系统设定 where it is our own choice. */
  readonly mark?: '未核实' | '本系统设定';
}

/** One rule of an act: what must hold, and what is said when it does not. */
export interface GuideRule {
  readonly code: string;
  /** What must hold, in words; absent for checks on what was entered. */
  readonly must?: string;
  readonly say: string;
  /** Title of the field it concerns. */
  readonly field?: string;
  readonly cites: readonly GuideCite[];
}

/** A time limit with its marks. */
export interface GuideLimit extends Omit<LimitModel, 'cites'> {
  readonly cites: readonly GuideCite[];
}

/** One act. */
export interface GuideAct {
  readonly id: string;
  /** Id for links on the page: `act-…`, as the chart links to it. */
  readonly anchor: string;
  readonly title: string;
  readonly about?: string;
  readonly who: readonly string[];
  /** Anyone may do it, or anyone who signs in. */
  readonly open: boolean;
  readonly automatic: boolean;
  /** Asked for in this case only. */
  readonly when?: string;
  readonly optional: boolean;
  readonly repeats: boolean;
  /** Titles of all phases in which it may happen. */
  readonly phases: readonly string[];
  readonly needs: readonly GuideRule[];
  readonly checks: readonly GuideRule[];
  readonly fields: readonly GuideField[];
  readonly limits: readonly GuideLimit[];
  readonly results: readonly {
    readonly title: string;
    readonly leadsTo?: string;
    readonly end?: 'done' | 'stopped';
  }[];
  /** Papers it makes. */
  readonly papers: readonly {
    readonly code: string;
    readonly title: string;
    readonly kind: string;
    readonly public: boolean;
  }[];
  /** Something of it is published, or its entry shows on the public time line. */
  readonly published: boolean;
  /** Titles of acts that lose their force with it. */
  readonly voids: readonly string[];
  readonly cites: readonly GuideCite[];
}

export interface GuidePhase {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  /** On the main way; the others are not passed by every case. */
  readonly main: boolean;
  /** In the order in which they are done. */
  readonly acts: readonly GuideAct[];
  /** Acts of other phases that may happen here too. */
  readonly also: readonly { readonly act: string; readonly title: string }[];
}

export interface Guide {
  readonly code: string;
  readonly title: string;
  readonly about: string;
  readonly version: string;
  readonly from: string;
  readonly cites: readonly GuideCite[];
  readonly transition?: { readonly says: string; readonly cites: readonly GuideCite[] };
  readonly phases: readonly GuidePhase[];
  /** Acts that several phases share. */
  readonly across: readonly GuideAct[];
  readonly ends: readonly {
    readonly phase: string;
    readonly title: string;
    readonly end: 'done' | 'stopped';
  }[];
  /** All time limits of the procedure. */
  readonly clocks: readonly (Omit<GuideLimit, 'role' | 'text'> & { readonly owedBy: string })[];
  /** What holds on every path, in plain sentences. */
  readonly laws: readonly {
    readonly code: string;
    readonly says: string;
    readonly cites: readonly GuideCite[];
  }[];
  /** Sources that could not be confirmed and values that are our own, gathered for one honest note. */
  readonly marks: { readonly unverified: readonly string[]; readonly design: readonly string[] };
}

const mark = (c: CiteModel): GuideCite => ({
  ...c,
  ...(c.standing === 'unverified' && { mark: '未核实' as const }),
  ...(c.standing === 'design' && { mark: '本系统设定' as const }),
});

const cited = (cites: Parameters<typeof citeModels>[0]): GuideCite[] => citeModels(cites).map(mark);

function actGuide(procedure: Procedure, flow: FlowAct): GuideAct {
  const def = procedure.acts[flow.id] as ActDef;
  const fields = def.form ? fieldsOf(def.form) : [];
  const phase = (p: string | undefined) => (p === undefined ? undefined : procedure.phases[p]);
  return {
    id: flow.id,
    anchor: `act-${flow.id}`,
    title: flow.title,
    ...(flow.about && { about: flow.about }),
    who: flow.who,
    open: def.by.some((p) => p.kind === 'public' || p.kind === 'resident'),
    automatic: flow.automatic,
    ...(flow.when && { when: flow.when }),
    optional: flow.optional,
    repeats: flow.repeats,
    phases: def.in.map((p) => phase(p)?.title ?? p),
    needs: (def.needs ?? []).map((n) => ({
      code: n.code,
      must: guardText(procedure, n.guard),
      say: n.say,
      cites: cited(n.cites),
    })),
    checks: (def.rules ?? []).map((r) => {
      const field = fields.find((f) => f.name === r.field);
      return { code: r.code, say: r.say, ...(field && { field: field.title }), cites: cited(r.cites) };
    }),
    fields,
    limits: limitsOf(procedure, flow.id).map((l) => ({ ...l, cites: l.cites.map(mark) })),
    results: resultsOf(procedure, def)
      .filter((r) => r.title || r.phase)
      .map((r) => {
        const to = phase(r.phase);
        return { title: r.title, ...(to && { leadsTo: to.title }), ...(to?.end && { end: to.end }) };
      }),
    papers: (def.papers ?? []).map((code) => {
      const paper = procedure.papers[code];
      return {
        code,
        title: paper?.title ?? code,
        kind: paper?.kind ?? '文件',
        public: paper?.public === true,
      };
    }),
    published: (def.publishes ?? []).length > 0 || def.public === true,
    voids: flow.voids,
    cites: cited(def.cites),
  };
}

/** Who owes a clock: a relation, a role, the public. */
function owedBy(procedure: Procedure, name: string): string {
  if (name === 'public') return performerText(procedure, { kind: 'public' });
  if (name === 'system') return performerText(procedure, { kind: 'system' });
  return procedure.relations[name] ?? procedure.roles[name] ?? name;
}

/** The guide of a procedure. */
export function guideOf(procedure: Procedure): Guide {
  const flow = flowOf(procedure);
  const acts = (band: FlowBand) =>
    outlineOf(band).flatMap((row) => (row.kind === 'act' ? [actGuide(procedure, row.act)] : []));
  const all = [
    ...procedure.cites,
    ...(procedure.transition?.cites ?? []),
    ...Object.values(procedure.acts).flatMap((a) => [
      ...a.cites,
      ...(a.needs ?? []).flatMap((n) => n.cites),
      ...(a.rules ?? []).flatMap((r) => r.cites),
    ]),
    ...procedure.laws.flatMap((l) => l.cites),
  ];
  const clocks = Object.entries(procedure.clocks).map(([code, def]) => {
    const model = clockModel(procedure, code);
    return { ...model, cites: model.cites.map(mark), owedBy: owedBy(procedure, def.owedBy) };
  });
  const sources = [...cited(all), ...clocks.flatMap((c) => c.cites)];
  const texts = (standing: CiteModel['standing']) =>
    [...new Set(sources.filter((c) => c.standing === standing).map((c) => c.text))].sort();
  return {
    code: flow.code,
    title: flow.title,
    about: flow.about,
    version: flow.version,
    from: flow.from,
    cites: cited(procedure.cites),
    ...(procedure.transition && {
      transition: { says: procedure.transition.says, cites: cited(procedure.transition.cites) },
    }),
    phases: flow.bands
      .filter((b) => b.number > 0)
      .map((b) => ({
        id: b.phase,
        number: b.number,
        title: b.title,
        main: b.main,
        acts: acts(b),
        also: b.also,
      })),
    across: flow.bands.filter((b) => b.number === 0).flatMap(acts),
    ends: flow.ends,
    clocks,
    laws: procedure.laws.map((l) => ({ code: l.code, says: l.says, cites: cited(l.cites) })),
    marks: { unverified: texts('unverified'), design: texts('design') },
  };
}

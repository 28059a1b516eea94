/**
 * A procedure as a flow for people: phases as bands, acts in the order that their needs give them, results as
 * branches. Everything is read from the definition, so that the chart on the wall is what runs.
 */
import { type ActDef, type Procedure, performerText } from '@fadu/kernel';
import { type Asked, askedIn } from './asked.ts';
import { type BandShape, shapeBand } from './band.ts';
import { ACROSS, type Flow, type FlowAct, type FlowBand, type FlowExit } from './flow-model.ts';
import { homesOf } from './homes.ts';
import { citeModels, limitsOf } from './limits.ts';
import { mainWay, resultsOf } from './moves.ts';

export * from './flow-model.ts';

/** The flow of a procedure. Pure; throws when an act has no phase and does not open a case. */
export function flowOf(procedure: Procedure): Flow {
  const way = mainWay(procedure);
  const homes = homesOf(procedure, way);
  const phases = Object.keys(procedure.phases).filter((p) => !procedure.phases[p]?.end);
  const number = (phase: string) => phases.indexOf(phase) + 1;
  const drawnIn = (phase: string) => Object.keys(procedure.acts).filter((a) => homes.get(a) === phase);

  const bands = [...phases, ACROSS].flatMap((phase): FlowBand[] => {
    const acts = drawnIn(phase);
    const across = phase === ACROSS;
    if (across && acts.length === 0) return [];
    const at = way.indexOf(phase);
    const next = at >= 0 ? way[at + 1] : undefined;
    const onward = next && !procedure.phases[next]?.end ? next : undefined;
    const possible = Object.keys(procedure.acts).filter((a) => procedure.acts[a]?.in.includes(phase));
    const shape = shapeBand({
      procedure,
      phase,
      acts,
      possible,
      ...(next && { next, hands: onward !== undefined }),
    });
    const asked = askedIn(procedure, shape);
    const nodes = acts.map((id): FlowAct => {
      const def = procedure.acts[id] as ActDef;
      const how: Asked = across ? { optional: true, skippable: false } : (asked.get(id) as Asked);
      const main = shape.main.has(id) && !how.optional;
      return {
        kind: 'act',
        id,
        title: def.title,
        ...(def.about && { about: def.about }),
        who: [...new Set(def.by.map((p) => performerText(procedure, p)))],
        limits: limitsOf(procedure, id),
        cites: citeModels(def.cites),
        weight: across
          ? 'side'
          : main
            ? 'main'
            : shape.onWay.has(id) && !onlyLeaves(procedure, shape, id)
              ? 'normal'
              : 'side',
        automatic: def.by.every((p) => p.kind === 'system'),
        opens: def.opens === true,
        repeats: def.repeats === true,
        ...(how.when && { when: how.when }),
        optional: how.optional,
        skippable: how.skippable,
        alsoIn: def.in.filter((p) => p !== phase && number(p) > 0).map(number),
        papers: (def.papers ?? []).map((p) => procedure.papers[p]?.title ?? p),
        voids: (def.voids ?? []).map((a) => procedure.acts[a]?.title ?? a),
      };
    });
    const main = at >= 0 || phase === phases[0];
    return [
      {
        phase,
        number: number(phase),
        title: across ? '跨阶段步骤' : (procedure.phases[phase]?.title ?? phase),
        main,
        nodes: [...nodes, ...shape.others],
        edges: shape.edges,
        entry: shape.entry,
        ...(shape.leave && onward && { leave: { id: shape.leave, next: onward } }),
        cameFrom: main || across ? [] : leadingTo(procedure, phase),
        also: across
          ? []
          : possible
              .filter((a) => homes.get(a) !== phase)
              .map((a) => ({ act: a, title: procedure.acts[a]?.title ?? a })),
      },
    ];
  });
  return {
    code: procedure.code,
    title: procedure.title,
    about: procedure.about,
    version: procedure.version,
    from: procedure.from,
    cites: citeModels(procedure.cites),
    bands,
    ends: Object.entries(procedure.phases).flatMap(([phase, def]) =>
      def.end ? [{ phase, title: def.title, end: def.end }] : [],
    ),
  };
}

/** True when everything after the act leaves the main way. */
function onlyLeaves(procedure: Procedure, shape: BandShape, act: string): boolean {
  const exits = new Set(
    shape.others
      .filter((o): o is FlowExit => o.kind === 'exit' && (o.to === 'stopped' || o.to === 'back'))
      .map((o) => o.id),
  );
  const results = resultsOf(procedure, procedure.acts[act] as ActDef);
  return (
    results.every((r) => r.phase) && shape.edges.filter((e) => e.from === act).every((e) => exits.has(e.to))
  );
}

const leadingTo = (procedure: Procedure, phase: string): string[] =>
  Object.values(procedure.acts)
    .filter((def) => !def.in.includes(phase) && resultsOf(procedure, def).some((r) => r.phase === phase))
    .map((def) => def.title);

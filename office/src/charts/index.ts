/** Procedures drawn and described from their definitions: chart, BPMN, guide, and the definition itself as JSON. */
export { LIMIT_LANGUAGE, toBpmn } from './bpmn.ts';
export { type DefinitionJson, definitionJson, type GuardJson } from './definition-json.ts';
export * from './flow.ts';
export { guardText } from './guard-words.ts';
export { type Guide, type GuideAct, type GuideField, type GuidePhase, guideOf } from './guide.ts';
export {
  type CiteModel,
  citeModel,
  citeModels,
  clockModel,
  type Length,
  type LimitModel,
  type LimitRole,
  limitsOf,
} from './limits.ts';
export { type OutlineRow, outlineOf } from './outline.ts';
export { type SvgOptions, toSvg } from './svg.ts';

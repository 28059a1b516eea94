/** Procedures drawn and described from their definitions: chart, BPMN, guide, and the definition itself as JSON. */
export { chartDays, chartOn, definitionHash, type KeptChart, keepCharts } from './archive.ts';
export {
  type BodyChart,
  bodyCharts,
  type ChartBody,
  type ChartItem,
  type ChartPart,
  chartBodies,
} from './bodies.ts';
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
export { svgToPdf } from './pdf.ts';
export { ROUGH_CHARTS } from './rough.ts';
export { bodyBpmn, bodySvg, headLines, partLine } from './sheet.ts';
export { type SvgOptions, toSvg } from './svg.ts';

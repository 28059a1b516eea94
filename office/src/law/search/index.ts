/** Search over texts of law (R43.1). */
export { rebuildLawIndex, startLawIndexer, updateLawIndex } from './build.ts';
export {
  type LawGroup,
  type LawHit,
  type LawResults,
  type LawSearchOptions,
  type SearchHint,
  type StatusChoice,
  searchLaws,
} from './groups.ts';
export { type LawOverview, lawOverview } from './overview.ts';
export { type RankedArticle, rankArticles } from './search.ts';
export { type Suggestion, suggest } from './suggest.ts';
export { LAW_TOPICS, topicOf } from './topics.ts';

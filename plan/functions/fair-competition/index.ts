/** Fair competition: review of measures, clues of administrative monopoly, clearing of the stock (tasks 10 and 11). */
export { monopolyClue } from './clue.ts';
export { fairCompetitionReview } from './review.ts';
export { competitionStockClearing } from './stock.ts';
export { type StockItem, stockList, stockScanned } from './stock-list.ts';

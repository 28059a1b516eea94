/** The service window: it may not refuse, and its work is rated. */
export { escalating } from './escalation.ts';
export { GRADES, type Grade, type RatedHandlings, ratingFigures, serviceRating } from './rating.ts';
export { windowVisit } from './visit.ts';

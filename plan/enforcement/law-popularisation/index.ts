/** 普法责任清单 (R27.1): duties to explain the law, events, reminders, and the law explained inside cases. */
export { EVENT_MANNERS, EXPLANATION_DUTIES } from './common.ts';
export { type DueState, dutyStanding, type HeldEvent } from './due.ts';
export { lawText, popularisationEvent } from './event.ts';
export { EXPLAIN_ACT, EXPLAIN_MANNERS, explaining } from './explaining.ts';
export { type ExplanationDuty, explanationDuties } from './register.ts';
export { popularisationReminder } from './reminder.ts';

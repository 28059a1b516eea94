/** Organs' functions and the follow-up assessment of 三定 (task 1). */
export { sandingAssessment } from './assessment.ts';

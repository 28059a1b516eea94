export { CONTACT_POINT_KINDS, CONTACT_POINT_REGISTER, contactPoint } from './contact-points.ts';
export { legislativeSurvey, type SurveyCount, type SurveyQuestion, surveyCounts } from './survey.ts';

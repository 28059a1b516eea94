/** 执法全过程记录 (R24.2): which steps need a record in sound and picture, what is missing, and closing only with it. */
export {
  closesRecorded,
  keptRecorded,
  recordRule,
  UNRECORDED,
  unexplained,
  unrecordedField,
  wholeRecord,
} from './closing.ts';
export {
  dutiesOf,
  RECORDING_DUTIES,
  RECORDING_LEVELS,
  type RecordingDuty,
  recordingCode,
  touchesMajor,
} from './duties.ts';
export { materialsField, materialsRule } from './materials.ts';
export { type Explained, missingText, recordingQuestions, type StepRecord, stepRecords } from './missing.ts';
export { recordingList } from './register.ts';

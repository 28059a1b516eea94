/**
 * Which steps must have an audio-video record (R24.2). The opinion on the three systems names sealing, seizure and
 * forced demolition and, in general, on-site acts that touch liberty, life, health or major property; it leaves the rest
 * to need. Which acts of our procedures that means is DESIGN, and a city changes it in the register 音像记录事项清单.
 * The text record of every step is the recorded act itself and the papers it makes.
 */
import { type Citation, design, type MaterialKind, planTask } from '@fadu/kernel';
import { civilProcedureLaw as cpl, threeSystemsOpinion as g118, penaltyLaw } from '../../statutes/index.ts';

/** Whether a step must be recorded in sound and picture. */
export const RECORDING_LEVELS = ['应当全程音像记录', '根据需要', '不作要求'] as const;
export type RecordingLevel = (typeof RECORDING_LEVELS)[number];

/** Task 24 as far as it asks for the record of the process. */
export const task24 = planTask(24, '执法全过程记录：每一步有记录，缺少的在结案前指明');

type Input = Readonly<Record<string, unknown>>;

/** What one act of one procedure must have as its record. */
export interface RecordingDuty {
  readonly procedure: string;
  readonly act: string;
  readonly level: RecordingLevel;
  /** What is recorded, as people say it; also the entry's name in the city's register. */
  readonly what: string;
  /** Only for inputs like this; absent: always. */
  readonly when?: (input: Input) => boolean;
  /** Kinds of files that count. */
  readonly kinds: readonly MaterialKind[];
  readonly cites: readonly Citation[];
  /** The list is not fixed by any confirmed source. */
  readonly unconfirmed: boolean;
}

const FILM: readonly MaterialKind[] = ['录像'];
const SOUND: readonly MaterialKind[] = ['录像', '录音'];
const PICTURE: readonly MaterialKind[] = ['照片', '录像'];
const listed = [g118.art('8'), task24, design('哪些办理环节应当音像记录，由市里的清单确定')];

/** The officer noted that the act touches liberty, life, health or major property. */
export const touchesMajor = (input: Input): boolean => input.major === true;

const duty = (
  procedure: string,
  act: string,
  level: RecordingLevel,
  what: string,
  kinds: readonly MaterialKind[],
  when?: RecordingDuty['when'],
  cites: readonly Citation[] = listed,
): RecordingDuty => ({
  procedure,
  act,
  level,
  what,
  kinds,
  cites,
  unconfirmed: cites === listed,
  ...(when && { when }),
});

const byPictures = (input: Input) => input.method === '留置送达（拍照录像）';

/** Services that a procedure has; leaving with pictures is no service without them (CPL 89). */
const services = (procedure: string, acts: readonly string[]): RecordingDuty[] =>
  acts.flatMap((act) => [
    duty(procedure, act, '应当全程音像记录', '留置送达的照片或者录像', PICTURE, byPictures, [
      cpl.art('89'),
      penaltyLaw.art('61'),
      g118.art('8'),
    ]),
  ]);

/**
 * The list. Of several duties of one act the first whose `when` fits is asked.
 * 现场执法、取证、听证 stand under 根据需要 (未核实): nothing is refused for their sake.
 */
export const RECORDING_DUTIES: readonly RecordingDuty[] = [
  duty(
    'penalty-ordinary',
    'contact',
    '应当全程音像记录',
    '涉及人身自由、生命健康、重大财产权益的现场执法',
    FILM,
    touchesMajor,
  ),
  duty('penalty-ordinary', 'contact', '根据需要', '现场执法和调查取证', SOUND),
  duty('penalty-ordinary', 'preserve', '应当全程音像记录', '重大财产的先行登记保存', FILM, touchesMajor),
  duty('penalty-ordinary', 'preserve', '根据需要', '先行登记保存', SOUND),
  duty(
    'penalty-ordinary',
    'dispose-preserved',
    '应当全程音像记录',
    '登记保存物品的查封、扣押',
    FILM,
    (i) => i.result === '查封扣押',
  ),
  duty('penalty-ordinary', 'hold-hearing', '根据需要', '听证', SOUND),
  ...services('penalty-ordinary', ['serve-notice', 'serve-hearing-notice', 'serve-decision', 'serve-urge']),
  ...services('penalty-simple', ['serve-decision', 'serve-urge']),
  duty('compulsory-measure', 'implement', '应当全程音像记录', '查封、扣押', FILM),
  duty('compulsory-measure', 'act-first', '应当全程音像记录', '紧急情况下的当场查封、扣押', FILM),
  duty('compulsory-measure', 'return-goods', '根据需要', '返还财物', SOUND),
  ...services('compulsory-measure', ['serve-extension', 'serve-freeze-decision']),
  duty('compulsory-execution', 'demolish', '应当全程音像记录', '强制拆除', FILM),
  duty('compulsory-execution', 'execute', '应当全程音像记录', '强制执行的现场', FILM),
  duty('compulsory-execution', 'perform-substitute', '根据需要', '代履行', SOUND),
  duty('compulsory-execution', 'substitute-now', '根据需要', '立即代履行', SOUND),
  duty(
    'inspection',
    'record',
    '应当全程音像记录',
    '涉及人身自由、生命健康、重大财产权益的现场检查',
    FILM,
    touchesMajor,
  ),
  duty('inspection', 'record', '根据需要', '现场检查', SOUND),
  ...services('compulsory-execution', ['serve-urge', 'serve-execution', 'serve-substitute']),
];

/** Code of an act in the city's register. */
export const recordingCode = (procedure: string, act: string): string => `${procedure}.${act}`;

/** Duties of one procedure, by act. */
export const dutiesOf = (procedure: string): ReadonlyMap<string, readonly RecordingDuty[]> =>
  Map.groupBy(
    RECORDING_DUTIES.filter((d) => d.procedure === procedure),
    (d) => d.act,
  );

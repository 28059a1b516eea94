/**
 * What of the record counts as a signal (R23.1): which acts of which procedures, in which field, about whom and where.
 * Read from the acts in force, so that what was voided no longer counts. Natural persons are counted, never named.
 */
import { addDays, type DateStr, dateOf } from '@fadu/kernel';
import { FIELDS } from '../enforcement-items/forms.ts';

/** Kinds of signals, as people call them. */
export const SIGNAL_KINDS = {
  report: '群众举报',
  'report-true': '举报属实',
  filed: '立案（含当场查处）',
  penalty: '行政处罚决定',
  repeat: '两年内再次违法',
  visit: '检查',
  problem: '检查发现问题',
  correction: '责令改正',
  corrected: '复查已经改正',
  overdue: '到期没有改正或者没有复查',
  revoked: '处罚决定被撤销或者纠正',
} as const;
export type SignalKind = keyof typeof SIGNAL_KINDS;
export const signalKinds = Object.keys(SIGNAL_KINDS) as readonly SignalKind[];

export type Field = (typeof FIELDS)[number];

/** Within so many months a second penalty in the same field is a repeat (look-back of the lenient lists, 未核实). */
export const REPEAT_MONTHS = 24;

/** Field of an organ by words of its name (DESIGN): reports and inspections name the organ, not the field. */
const WORDS: readonly (readonly [RegExp, Field])[] = [
  [/市场监督|市场监管/, '市场监管'],
  [/生态环境|环境保护/, '生态环境'],
  [/文化|旅游|广播/, '文化市场'],
  [/交通/, '交通运输'],
  [/农业|农村|畜牧/, '农业'],
  [/应急|消防/, '应急管理'],
  [/城市管理|城管|行政执法局/, '城市管理'],
  [/公安/, '公安'],
  [/卫生|疾病预防/, '卫生健康'],
  [/住房|城乡建设/, '住房城乡建设'],
  [/自然资源|规划|林业/, '自然资源'],
  [/人力资源|社会保障/, '人力资源社会保障'],
];
/** Field that an organ of this name works in; 其他 where its name does not say. */
export const fieldOfOrgan = (name: string): Field => WORDS.find(([words]) => words.test(name))?.[1] ?? '其他';

/** One signal of a case. */
export interface Signal {
  /** A kind of `SIGNAL_KINDS` but `repeat`, which follows from two; `warning` for a warning raised. */
  readonly kind: string;
  readonly field: string;
  readonly on: DateStr;
  /** Key of the organisation it is about: its credit code, or its name where only that is known. */
  readonly subject?: string;
  readonly subjectName?: string;
  readonly place?: string;
  /** Rule that raised a warning. */
  readonly mark?: string;
}

/** A case as far as signals are read from it. */
export interface SignalCase {
  readonly procedure: string;
  readonly owner: string;
  /** Acts in force, in order. */
  readonly acts: readonly {
    readonly act: string;
    readonly at: string;
    readonly input: Readonly<Record<string, unknown>>;
  }[];
  /** Limits of the case with the day each is late from; undefined: in time, or not yet due and stopped. */
  readonly lateFrom: Readonly<Record<string, DateStr>>;
  readonly organName: (id: string) => string;
}

/** Marks that normal form NFKC narrows, as Chinese writes them: people read these names and places again. */
const WIDE: Readonly<Record<string, string>> = { ':': '：', ',': '，', ';': '；', '(': '（', ')': '）' };
/** One writing of a name or place, so that the same one is counted as the same. */
const squeeze = (text: unknown) =>
  String(text ?? '')
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/[:,;()]/g, (mark) => WIDE[mark] ?? mark);
/** Words in the names of organisations and premises; a report's subject without one may be a person. */
const ORGANISATION =
  /公司|集团|店|厂|超市|市场|医院|诊所|药房|学校|园|中心|合作社|馆|院|站|所|社|行|吧|铺|摊|餐厅|饭庄|酒楼|火锅|工地|项目|小区|网吧|宾馆|酒店|企业|经营部|服务部/;

function bodyOf(name: unknown, code?: unknown, kind?: unknown): Pick<Signal, 'subject' | 'subjectName'> {
  const subjectName = squeeze(name);
  if (!subjectName || kind === '公民' || kind === '自然人' || (!code && !ORGANISATION.test(subjectName)))
    return {};
  return { subject: squeeze(code) || `name:${subjectName}`, subjectName };
}
const placeOf = (place: unknown): Pick<Signal, 'place'> => (squeeze(place) ? { place: squeeze(place) } : {});

type Reader = (c: SignalCase) => Signal[];
const first = (c: SignalCase, ...acts: readonly string[]) => c.acts.find((a) => acts.includes(a.act));
const all = (c: SignalCase, ...acts: readonly string[]) => c.acts.filter((a) => acts.includes(a.act));

const ofReport: Reader = (c) => {
  const opened = first(c, 'report', 'register-report');
  if (!opened) return [];
  const to = first(c, 'transfer')?.input.to ?? opened.input.lead;
  const told = first(c, 'conclude');
  // What turned out untrue was reported, and says nothing about whom it named.
  const common = {
    field: fieldOfOrgan(c.organName(String(to))),
    ...(told?.input.result === '不属实'
      ? {}
      : { ...bodyOf(opened.input.subject), ...placeOf(opened.input.place) }),
  };
  return [
    { ...common, kind: 'report', on: dateOf(opened.at) },
    ...(told && told.input.result !== '不属实'
      ? [{ ...common, kind: 'report-true', on: dateOf(told.at) }]
      : []),
  ];
};

const ofPenalty: Reader = (c) => {
  const clue = first(c, 'register-clue');
  if (!clue) return [];
  const { field, partyName, partyId, partyKind, place } = clue.input;
  const common: Omit<Signal, 'kind' | 'on'> = {
    field: FIELDS.find((f) => f === field) ?? '其他',
    ...bodyOf(partyName, partyId, partyKind),
    ...(partyKind === '公民' ? {} : placeOf(place)),
  };
  const filed = c.procedure === 'penalty-simple' ? clue : first(c, 'file');
  const moved = first(c, 'to-ordinary');
  const fell = all(c, 'remedy-set-aside', 'revoke-decision').at(-1);
  // A decision that fell was made, and is no offence of anybody's.
  const { subject: _s, subjectName: _n, ...nobody } = common;
  const at = (kind: string, act: SignalCase['acts'][number] | undefined): Signal[] =>
    act ? [{ ...(fell ? nobody : common), kind, on: dateOf(act.at) }] : [];
  return [
    ...at('filed', moved ? undefined : filed),
    ...at('penalty', all(c, 'decide-penalty').at(-1)),
    ...at('revoked', fell),
  ];
};

const ofInspection: Reader = (c) => {
  const opened = first(c, 'propose', 'enter-urgently');
  if (!opened) return [];
  const common = {
    field: fieldOfOrgan(c.organName(c.owner)),
    ...(opened.input.objectKind === '个体工商户（无字号）'
      ? {}
      : bodyOf(opened.input.objectName, opened.input.object)),
    ...placeOf(opened.input.objectAddress),
  };
  const records = all(c, 'record');
  const found = records.find((r) => r.input.result !== '未发现问题');
  const rechecks = all(c, 'recheck');
  const last = rechecks.at(-1);
  const at = (kind: string, act: SignalCase['acts'][number] | undefined): Signal[] =>
    act ? [{ ...common, kind, on: dateOf(act.at) }] : [];
  const late = c.lateFrom.correction;
  return [
    ...at('visit', records[0]),
    ...at('problem', found),
    ...at('correction', first(c, 'order-correction')),
    ...(last?.input.result === '已经改正' ? at('corrected', last) : []),
    // One for the case, however it came to be overdue: not put right, or nobody went to look.
    ...(last?.input.result === '没有改正'
      ? at('overdue', last)
      : late
        ? [{ ...common, kind: 'overdue', on: late }]
        : []),
  ];
};

const ofWarning: Reader = (c) => {
  const raised = first(c, 'raise');
  if (!raised) return [];
  const { field, subject, subjectName, place, rule, to } = raised.input;
  return [
    {
      kind: 'warning',
      field: String(field),
      mark: String(rule),
      // The day up to which signals were counted: what they raised is not raised again.
      on: String(to),
      ...(subject !== undefined && { subject: String(subject), subjectName: String(subjectName ?? '') }),
      ...(place !== undefined && { place: String(place) }),
    },
  ];
};

const READERS: Readonly<Record<string, Reader>> = {
  'violation-report': ofReport,
  'penalty-ordinary': ofPenalty,
  'penalty-simple': ofPenalty,
  inspection: ofInspection,
  'risk-warning': ofWarning,
};

/** Acts that readers look at; no other need be read. */
export const signalActs: readonly string[] = [
  'report',
  'register-report',
  'transfer',
  'conclude',
  'register-clue',
  'file',
  'to-ordinary',
  'decide-penalty',
  'remedy-set-aside',
  'revoke-decision',
  'propose',
  'enter-urgently',
  'record',
  'order-correction',
  'recheck',
  'raise',
];

/** Procedures whose cases hold signals. */
export const signalProcedures: readonly string[] = Object.keys(READERS);

/** Limits that count when they are late, by procedure. */
export const signalClocks: readonly string[] = ['correction'];

/** First day on which a limit with this last day is late. */
export const lateAfter = (due: DateStr): DateStr => addDays(due, 1);

/** The signals of a case. */
export const signalsOf = (c: SignalCase): readonly Signal[] => READERS[c.procedure]?.(c) ?? [];

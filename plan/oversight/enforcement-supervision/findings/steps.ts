/** Steps that are missing, steps that nobody answered, records that came late, decisions that fell. */
import {
  type Citation,
  type DateStr,
  dateOf,
  days,
  design,
  dueDateOnly,
  type Limit,
  workdays,
} from '@fadu/kernel';
import {
  compulsionLaw as acl,
  penaltyLaw as apl,
  discretionOpinion as g27,
  samrPenaltyRules as samr,
  enforcementSupervisionRegulations as sup,
} from '../../../statutes/index.ts';
import { task39 } from '../settings.ts';
import {
  actsOf,
  type CaseRecord,
  type CaseRule,
  type FindingKind,
  type FindingLevel,
  type Hit,
  onDay,
} from './model.ts';

const ORDINARY = ['penalty-ordinary'];
const BOTH = ['penalty-ordinary', 'penalty-simple'];
const DECISIONS = ['decide-penalty', 'decide-no-penalty', 'decide-transfer'];

/** A decision that was made although a step before it is not on record. The engine refuses it; imported records show it. */
const missing = (
  code: string,
  title: string,
  article: Citation,
  lacks: (record: CaseRecord, decided: { seq: number; conds: readonly string[] }) => boolean,
): CaseRule => ({
  code,
  over: 'case',
  kind: '缺少步骤',
  level: '重大',
  title,
  cites: [article, task39],
  procedures: ORDINARY,
  find: (record) =>
    record.view.all('decide-penalty').flatMap((a) =>
      lacks(record, { seq: a.seq, conds: a.effects.conds })
        ? [
            {
              key: `act${a.seq}`,
              act: a.seq,
              since: dateOf(a.at),
              open: false,
              says: `${onDay(dateOf(a.at))}作出处罚决定，案卷里${title}`,
            },
          ]
        : [],
    ),
});

const before = (record: CaseRecord, seq: number, ...acts: readonly string[]) =>
  record.view.state.acts.some((a) => acts.includes(a.act) && a.seq < seq);

/** Something that asks for an answer, and how long it may wait. */
interface Waiting {
  readonly code: string;
  readonly procedures: readonly string[];
  readonly kind: FindingKind;
  readonly level: FindingLevel;
  readonly title: string;
  readonly from: string;
  /** Acts that answer it. */
  readonly until: readonly string[];
  readonly limit: Limit;
  readonly cites: readonly Citation[];
  /** The answer must name it in this field (by its number). */
  readonly names?: string;
}

const limited = (words: string) => design(words);

/** What may not be left lying. Lengths are our own where the law names none. */
export const WAITING: readonly Waiting[] = [
  {
    code: 'HEARING-NOT-HELD',
    procedures: ORDINARY,
    kind: '缺少步骤',
    level: '重大',
    title: '当事人要求听证，没有举行',
    from: 'request-hearing',
    until: ['hold-hearing', 'withdraw-hearing'],
    limit: days(45),
    cites: [apl.art('63'), apl.art('64'), limited('收到听证申请后45日内举行听证')],
  },
  {
    code: 'STATEMENT-UNANSWERED',
    procedures: ORDINARY,
    kind: '缺少步骤',
    level: '较重',
    title: '陈述、申辩没有复核',
    from: 'state-defence',
    until: ['re-examine'],
    names: 'statement',
    limit: workdays(15),
    cites: [apl.art('45'), limited('收到陈述、申辩后15个工作日内复核')],
  },
  {
    code: 'SUSPENDED-LONG',
    procedures: ORDINARY,
    kind: '不作为',
    level: '较重',
    title: '中止调查后长期没有恢复',
    from: 'suspend',
    until: ['resume', 'terminate', 'withdraw-filing', 'transfer-organ'],
    limit: days(90),
    cites: [samr.art('46'), limited('中止调查超过90日的列为监督重点')],
  },
  {
    code: 'TEST-LONG',
    procedures: ORDINARY,
    kind: '不作为',
    level: '一般',
    title: '检测检验鉴定长期没有结论',
    from: 'start-test',
    until: ['end-test'],
    limit: days(60),
    cites: [samr.art('64'), limited('检测检验鉴定超过60日没有结论的列为监督重点')],
  },
  {
    code: 'RECUSAL-UNDECIDED',
    procedures: ORDINARY,
    kind: '缺少步骤',
    level: '较重',
    title: '回避申请没有决定',
    from: 'ask-recusal',
    until: ['decide-recusal'],
    limit: workdays(3),
    cites: [apl.art('43'), limited('收到回避申请后3个工作日内决定')],
  },
  {
    code: 'DEFERRAL-UNANSWERED',
    procedures: BOTH,
    kind: '不作为',
    level: '一般',
    title: '延期或者分期缴纳的申请没有答复',
    from: 'request-deferral',
    until: ['decide-deferral'],
    limit: workdays(15),
    cites: [apl.art('66'), limited('收到延期、分期缴纳申请后15个工作日内答复')],
  },
  {
    code: 'POLICE-UNANSWERED',
    procedures: ORDINARY,
    kind: '移送',
    level: '较重',
    title: '移送公安机关后没有取得答复',
    from: 'transfer-police',
    until: ['police-reply', 'terminate', 'withdraw-filing'],
    limit: days(30),
    cites: [apl.art('27'), limited('移送后30日没有答复的应当催办')],
  },
  {
    code: 'SET-ASIDE-UNHANDLED',
    procedures: BOTH,
    kind: '不作为',
    level: '较重',
    title: '决定被撤销后没有处理',
    from: 'remedy-set-aside',
    until: ['close-set-aside'],
    limit: days(30),
    cites: [apl.art('75'), limited('决定被撤销、确认违法或者无效后30日内处理结案')],
  },
];

function waiting(w: Waiting): CaseRule {
  const find = (record: CaseRecord): readonly Hit[] =>
    record.view.all(w.from).flatMap((asked) => {
      const answer = record.view.state.acts.find(
        (a) =>
          a.seq > asked.seq &&
          w.until.includes(a.act) &&
          (w.names === undefined || a.input[w.names] === undefined || a.input[w.names] === asked.seq),
      );
      const due = dueDateOnly(dateOf(asked.at), w.limit, { calendar: record.calendar, lastDay: 'roll' });
      // A case that has ended without the answer shows the fault no later than on its last day.
      const ended = record.view.state.ended ? record.view.state.acts.at(-1)?.at : undefined;
      const until: DateStr = answer ? dateOf(answer.at) : ended ? dateOf(ended) : record.today;
      if (until <= due) return [];
      return [
        {
          key: `act${asked.seq}`,
          act: asked.seq,
          since: due,
          open: answer === undefined && ended === undefined,
          says: answer
            ? `${onDay(dateOf(asked.at))}提出，应当在${onDay(due)}前办理，${onDay(until)}才办理`
            : `${onDay(dateOf(asked.at))}提出，应当在${onDay(due)}前办理，至今没有办理`,
        },
      ];
    });
  const { from: _f, until: _u, limit: _l, names: _n, ...head } = w;
  return { ...head, cites: [...w.cites, task39], over: 'case', find };
}

/** Recording later than this after the day itself is late. */
export const RECORD_LIMIT = workdays(3);
const recordLimit = design('执法活动结束后3个工作日内录入');

/** Acts whose form says on which day the thing itself was done. */
const DAYS: Readonly<Record<string, string>> = {
  contact: 'on',
  'serve-notice': 'servedOn',
  'serve-decision': 'servedOn',
  'serve-hearing-notice': 'servedOn',
};

const CLOSE_LIMIT = days(30);
const closeLimit = design('处罚履行完毕后30日内结案');

/** What was done to a decision by review, suit or the organ itself. */
const FELL: Readonly<Record<string, string>> = {
  'remedy-set-aside': '被撤销、确认违法或者无效',
  'remedy-changed': '被变更',
  'revoke-decision': '由机关自行撤销、变更',
};

/** Rules over steps. */
export const stepRules: readonly CaseRule[] = [
  missing('NO-FILING', '没有立案', apl.art('54'), (r, d) => !before(r, d.seq, 'file')),
  missing('NO-EVIDENCE', '没有调查取证的记录', apl.art('40'), (r, d) => !before(r, d.seq, 'contact')),
  missing('NO-NOTICE', '没有送达告知书', apl.art('62'), (r, d) => !before(r, d.seq, 'serve-notice')),
  missing('NO-HEARING', '没有听证，当事人要求过听证', apl.art('63'), (r, d) => {
    const asked = r.view.all('request-hearing').find((a) => a.seq < d.seq);
    return asked !== undefined && !before(r, d.seq, 'hold-hearing', 'withdraw-hearing');
  }),
  missing(
    'NO-LEGALITY-REVIEW',
    '没有通过法制审核',
    apl.art('58'),
    (r, d) =>
      d.conds.includes('review-due') &&
      !r.view.state.acts.some(
        (a) => a.act === 'legality-review' && a.seq < d.seq && a.input.conclusion === '合法',
      ),
  ),
  {
    code: 'OFF-BENCHMARK',
    over: 'case',
    kind: '裁量',
    level: '较重',
    title: '没有按裁量权基准，又没有批准或者集体讨论',
    cites: [g27.art('3'), apl.art('34'), task39],
    procedures: ORDINARY,
    find: (record) =>
      record.view.all('decide-penalty').flatMap((a) =>
        a.effects.conds.includes('off-benchmark') &&
        !a.effects.conds.includes('departure-approved') &&
        !a.effects.conds.includes('deliberation-passed')
          ? [
              {
                key: `act${a.seq}`,
                act: a.seq,
                since: dateOf(a.at),
                open: false,
                says: `${onDay(dateOf(a.at))}的处罚没有按裁量权基准，案卷里没有批准或者集体讨论`,
              },
            ]
          : [],
      ),
  },
  ...WAITING.map(waiting),
  {
    code: 'LATE-RECORD',
    over: 'case',
    kind: '记录',
    level: '一般',
    title: '执法活动补录超过期限',
    cites: [apl.art('47'), recordLimit, task39],
    procedures: BOTH,
    find: (record) =>
      actsOf(record.view, ...Object.keys(DAYS)).flatMap((a) => {
        const on = String(a.input[DAYS[a.act] as string] ?? '');
        if (!on) return [];
        const due = dueDateOnly(on, RECORD_LIMIT, { calendar: record.calendar, lastDay: 'roll' });
        const entered = dateOf(a.at);
        return entered > due
          ? [
              {
                key: `act${a.seq}`,
                act: a.seq,
                since: due,
                open: false,
                says: `${onDay(on)}的“${record.procedure.acts[a.act]?.title ?? a.act}”，${onDay(entered)}才录入`,
              },
            ]
          : [];
      }),
  },
  {
    code: 'COURT-LAPSED',
    over: 'case',
    kind: '不作为',
    level: '较重',
    title: '逾期没有申请法院强制执行',
    cites: [acl.art('53'), apl.art('72'), task39],
    procedures: BOTH,
    find: (record) => {
      const run = record.runs('court-application').at(-1);
      const owed = record.view.state.conds.has('fine-due') || record.view.state.conds.has('other-due');
      return run?.state === 'expired' && owed
        ? [
            {
              key: `run${run.run}`,
              clock: 'court-application',
              since: run.due ?? record.today,
              open: record.view.state.ended === undefined,
              says: `处罚还没有履行，申请法院强制执行的期限到${onDay(run.due ?? '')}届满，没有申请`,
            },
          ]
        : [];
    },
  },
  {
    code: 'LATE-CLOSING',
    over: 'case',
    kind: '逾期',
    level: '一般',
    title: '履行完毕没有按时结案',
    cites: [sup.art('11'), closeLimit, task39],
    procedures: BOTH,
    find: (record) => {
      const { conds } = record.view.state;
      const closing = record.view.last('close');
      if (!closing && (conds.has('fine-due') || conds.has('other-due') || conds.has('remedy-open')))
        return [];
      const last = actsOf(
        record.view,
        'record-payment',
        'collect-cash',
        'bank-cash',
        'perform-other',
        'court-result',
        'remedy-upheld',
        'remedy-changed',
        'publish',
      )
        .filter((a) => !closing || a.seq < closing.seq)
        .at(-1);
      if (!last || record.view.last('remedy-set-aside') || record.view.last('revoke-decision')) return [];
      const due = dueDateOnly(dateOf(last.at), CLOSE_LIMIT, { calendar: record.calendar, lastDay: 'roll' });
      const until = closing ? dateOf(closing.at) : record.today;
      return until > due
        ? [
            {
              key: 'close',
              act: last.seq,
              since: due,
              open: closing === undefined,
              says: closing
                ? `${onDay(dateOf(last.at))}履行完毕，${onDay(until)}才结案`
                : `${onDay(dateOf(last.at))}履行完毕，至今没有结案`,
            },
          ]
        : [];
    },
  },
  {
    code: 'DECISION-FELL',
    over: 'case',
    kind: '错案线索',
    level: '较重',
    title: '处罚决定被改变，应当倒查责任',
    cites: [apl.art('75'), apl.art('76'), task39],
    procedures: BOTH,
    find: (record) =>
      actsOf(record.view, ...Object.keys(FELL)).map((a) => ({
        key: `act${a.seq}`,
        act: a.seq,
        since: dateOf(a.at),
        open: false,
        says: `处罚决定${FELL[a.act]}，应当登记并查明原因和责任`,
      })),
  },
];

/** Acts that make a decision. */
export const DECISION_ACTS = DECISIONS;

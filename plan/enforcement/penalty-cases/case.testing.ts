/** Drives a penalty case through `decide()` on a simulated clock, for tests. */
import {
  type Actor,
  type Answered,
  apply,
  type CaseFacts,
  type CaseState,
  CaseView,
  clockOf,
  decide,
  type EntryFacts,
  type ItemFacts,
  type MaterialFacts,
  type Moment,
  noCase,
  type Procedure,
  questionsOf,
  SYSTEM,
  timeOfDay,
} from '@fadu/kernel';
import { chinaCalendar } from '../../calendar/china.ts';
import type { CertificateEntry } from '../officers/register.ts';
import type { Officer } from './officers.ts';

const ORGAN = 't-market';
const person = (id: string, ...roles: string[]): Actor => ({
  kind: 'person',
  person: id,
  name: id,
  posts: roles.map((role) => ({ role, organ: ORGAN })),
});

/** The people of the demonstration agency. */
export const people = {
  o1: person('o1', 'enforcement-officer'),
  o2: person('o2', 'enforcement-officer'),
  /** Also a reviewer and host: someone who may act, but not in a case that he investigated. */
  o3: person('o3', 'enforcement-officer', 'legality-reviewer', 'hearing-host', 'case-reviewer'),
  clerk: person('clerk', 'case-clerk'),
  head: person('head', 'head'),
  principal: person('principal', 'principal-head'),
  caseReviewer: person('case-reviewer', 'case-reviewer'),
  reviewer: person('reviewer', 'legality-reviewer'),
  host: person('host', 'hearing-host'),
  party: person('party'),
  stranger: person('stranger'),
  system: SYSTEM,
} as const;

/** An officer with a valid certificate. */
export const officer = (id: string, more: Partial<Officer> = {}): Officer => ({
  person: id,
  name: `执法${id}`,
  certificate: `2207-${id}`,
  organ: ORGAN,
  fields: ['市场监管', '治安'],
  validFrom: '2024-01-01',
  validTo: '2029-12-31',
  ...more,
});
export const pair = [officer('o1'), officer('o2')];

export const moment = (day: string, time = '10:00'): Moment => ({
  now: timeOfDay(day, time),
  calendar: chinaCalendar,
  organ: (id) =>
    ({
      't-gov': { id, name: '演示市人民政府', kind: 'government', region: '220200' },
      [ORGAN]: { id, name: '演示市市场监督管理局', kind: 'department', region: '220200' },
    })[id],
});

/** The item that the cases of these tests are filed under, and others that may not be. */
export const ITEM = '11220200PDY00004303220210001000';
const item = (body: Record<string, unknown> = {}, inForce = true): ItemFacts => ({
  entry: {
    region: '220200',
    register: 'enforcement-item',
    code: ITEM,
    version: 1,
    lawFrom: '2020-01-01',
    body: {
      basicCode: '220210001000',
      name: '对经营超过保质期食品的处罚',
      organ: ORGAN,
      kind: '行政处罚',
      basis: [{ instrument: '食品安全法', article: '124' }],
      status: '在用',
      ...body,
    },
  },
  bases: [
    {
      ref: { instrument: '食品安全法', article: '124' },
      facts: {
        id: '食品安全法',
        title: '食品安全法',
        kind: 'law',
        status: inForce ? 'in-force' : 'repealed',
        articleExists: true,
        articleRepealed: false,
        complete: false,
      },
    },
  ],
});

/** What the register of these tests answers, by code; anything else is not listed. */
export const ITEMS: Readonly<Record<string, ItemFacts>> = {
  [ITEM]: item(),
  suspended: item({ status: '暂停实施' }),
  cancelled: item({ status: '取消', replacedBy: ['22021X'] }),
  orphan: item({}, false),
  inspection: item({ kind: '行政检查', name: '食品生产经营监督检查' }),
  foreign: item({ organ: 't-gov' }),
};

/** What the register of certificates says in these tests: everyone here is certified until something else is said. */
export const CERTIFICATES = new Map<string, Partial<CertificateEntry> | null>();
const certificate = (number: string, input: Input): EntryFacts | null => {
  const told = CERTIFICATES.get(number);
  const shown = ((input.officers ?? []) as readonly Officer[]).find((o) => o.certificate === number);
  if (told === null || !shown) return null;
  const { person: holder, certificate: _, ...rest } = officer(shown.person);
  return {
    region: '220200',
    register: 'officer-certificate',
    code: number,
    version: 1,
    lawFrom: rest.validFrom,
    body: { ...rest, holder, number, status: '在用', ...told },
  };
};

/** Other cases that an act asks about, by number or id, and cases bound to this one, by procedure; set by the tests. */
export const CASES = new Map<string, CaseFacts>();
export const LINKED = new Map<string, readonly CaseFacts[]>();

/** Earlier decisions that the office answers in these tests; set by the tests that need them. */
export const EARLIER: { organ: string; on: string }[] = [];

/** Benchmarks and lists that the registers answer in these tests, by register; set by the tests that need them. */
export const LISTED = new Map<string, readonly EntryFacts[]>();

/** Files handed in to the cases of these tests. */
export const MATERIALS: MaterialFacts[] = [];
/** What the city's list of recordings says of a step, by its code. */
export const RECORDING = new Map<string, EntryFacts>();

/** Answers to what an act asks. */
const answered = (procedure: Procedure, state: CaseState, act: string, input: Input, day: string) =>
  questionsOf(procedure, state, act, input, timeOfDay(day, '10:00')).map(
    (question): Answered => ({
      question,
      answer:
        question.ask === 'item'
          ? (ITEMS[question.code] ?? null)
          : question.ask === 'materials'
            ? [...MATERIALS]
            : question.ask === 'entry'
              ? question.register === 'recording-list'
                ? (RECORDING.get(question.code) ?? null)
                : certificate(question.code, input)
              : question.ask === 'earlier'
                ? EARLIER.filter((e) => e.on >= question.since)
                : question.ask === 'peers'
                  ? (LISTED.get(question.register) ?? []).filter(
                      (e) =>
                        question.values.includes(String(e.body[question.field])) &&
                        e.lawFrom <= question.on &&
                        (e.lawTo === undefined || e.lawTo >= question.on),
                    )
                  : question.ask === 'case'
                    ? (CASES.get(question.case) ?? null)
                    : question.ask === 'linked'
                      ? (LINKED.get(question.procedure) ?? [])
                      : null,
    }),
  );

type Input = Readonly<Record<string, unknown>>;

/** One case under way. */
export class Running {
  state: CaseState;
  day = '2026-01-05';
  readonly procedure: Procedure;
  constructor(procedure: Procedure) {
    this.procedure = procedure;
    this.state = noCase('220200-1', procedure.code, procedure.version);
  }

  get view(): CaseView {
    return new CaseView(this.state);
  }

  /** Number of the last act. */
  get seq(): number {
    return this.state.seq;
  }

  /** Go to a day. */
  on(day: string): this {
    this.day = day;
    return this;
  }

  private decide(act: string, actor: Actor, input: Input) {
    const at = moment(this.day);
    return decide(this.procedure, this.state, act, input, actor, {
      ...at,
      answered: answered(this.procedure, this.state, act, input, this.day),
    });
  }

  /** Do an act that must be accepted. Numbers are drawn, and every clock must be computable afterwards. */
  do(act: string, actor: Actor, input: Input = {}): this {
    const result = this.decide(act, actor, input);
    if (!result.ok) throw new Error(`${act}: ${result.refusals.map((r) => `${r.code} ${r.say}`).join('; ')}`);
    const issued = Object.fromEntries(
      result.record.effects.numbers.map((n) => [n, `${n}-${result.record.seq}`]),
    );
    this.state = apply(this.state, { ...result.record, issued });
    for (const clock of Object.keys(this.procedure.clocks)) this.clock(clock);
    return this;
  }

  /** Try an act that must be refused; the refusals as `code` with the citations' articles. */
  no(act: string, actor: Actor, input: Input = {}): { codes: string[]; say: string; cites: string[] } {
    const before = this.state;
    const result = this.decide(act, actor, input);
    if (result.ok) throw new Error(`${act} was accepted`);
    if (this.state !== before) throw new Error('a refusal changed the state');
    return {
      codes: result.refusals.map((r) => r.code.replace(`${this.procedure.code}.`, '')),
      say: result.refusals.map((r) => r.say).join('；'),
      cites: result.refusals.flatMap((r) =>
        r.cites.map((c) => `${c.source} ${c.article ?? c.task ?? ''}`.trim()),
      ),
    };
  }

  /** A clock today. */
  clock(code: string, day = this.day) {
    return clockOf(this.procedure, this.state, code, moment(day, '12:00'));
  }

  /** A copy that goes its own way. */
  copy(): Running {
    const other = new Running(this.procedure);
    other.state = this.state;
    other.day = this.day;
    return other;
  }
}

export const clue = {
  title: '经营超过保质期的食品案',
  sector: '市场监管',
  field: '市场监管',
  source: '监督检查',
  sourceDetail: '日常检查时发现货架上有过期食品',
  realName: false,
  partyName: '演示市幸福超市有限公司',
  partyKind: '法人或者其他组织',
  partyId: '91220200MA00000001',
  partyAddress: '演示市中心路1号',
  partyAccount: 'party',
  conduct: '货架上陈列销售超过保质期的牛奶十二盒',
  place: '演示市中心路1号',
  actOn: '2026-01-04',
  actEndedOn: '2026-01-04',
  discoveredOn: '2026-01-04',
  graveHarm: false,
};

export const filing = {
  item: ITEM,
  officers: pair,
  primaFacie: true,
  punishable: true,
  competent: true,
  jurisdiction: '违法行为发生地在本市',
  verification: '现场核对了生产日期和保质期',
};

export const contact = (on: string, more: Input = {}): Input => ({
  kind: '现场检查',
  officers: pair,
  shown: true,
  on,
  place: '演示市中心路1号',
  record: '货架第三层有牛奶十二盒，均已超过保质期三日',
  evidence: '勘验笔录、现场笔录',
  proves: '陈列销售过期牛奶',
  lawful: true,
  signed: '已核对并签名',
  ...more,
});

export const foodLaw = {
  title: '食品安全法',
  article: '一百二十四',
  level: '法律',
  published: true,
  inForceFrom: '2015-10-01',
  role: '处罚依据',
};

/** A proposal: a fine of 50,000 on an organisation, no hearing right, no review. */
export const proposal = (more: Input = {}, evidence: readonly number[] = [3]): Input => ({
  outcome: '给予处罚',
  elements: [{ fact: '陈列销售过期牛奶十二盒', evidence }],
  items: [{ kind: '罚款', amount: 50_000 }],
  basis: [foodLaw],
  discretion: '货值较小，按从轻档处罚',
  mitigated: false,
  mind: '正常',
  minor: false,
  correctedInTime: false,
  noHarm: false,
  firstOffence: false,
  minorHarm: false,
  noFaultProved: false,
  reductions: [],
  emergency: false,
  alreadyFined: false,
  severalRules: false,
  newRule: '没有变化',
  publicInterest: false,
  majorRights: false,
  difficult: false,
  reviewByLaw: false,
  collective: false,
  otherHeavy: false,
  generalHalt: false,
  ...more,
});

/** The heavier proposal: 120,000 with a hearing right, art. 58 review and collective discussion. */
export const heavy = (more: Input = {}, evidence: readonly number[] = [3]): Input =>
  proposal(
    { items: [{ kind: '罚款', amount: 120_000 }], majorRights: true, collective: true, ...more },
    evidence,
  );

export const inPerson = (servedOn: string, more: Input = {}): Input => ({
  method: '单位收件人签收',
  servedOn,
  receiver: '收发室张某',
  relation: '收发人员',
  receipt: '回证1号',
  ...more,
});

export const decision = (more: Input = {}): Input => ({
  items: [{ kind: '罚款', amount: 50_000 }],
  basis: [foodLaw],
  reasons: '当事人没有提出新的事实和理由',
  bank: '演示银行中心支行',
  lateFine: true,
  reconsiderationBody: '演示市人民政府',
  court: '演示市城区人民法院',
  ...more,
});

export const agreed = { result: '同意', opinion: '事实清楚，证据确凿' };
export const lawful = {
  conclusion: '合法',
  opinion: '主体、依据、程序、裁量都符合规定',
  qualification: '已通过国家统一法律职业资格考试',
};
export const meeting = (heldOn: string, result = '通过') => ({
  meeting: '行政机关负责人集体讨论会议',
  heldOn,
  method: '会议审议',
  attending: 5,
  inFavour: result === '通过' ? 5 : 1,
  minutes: '各位负责人逐一发表意见并表决',
  result,
});

/** Up to and including the end report, begun on 2026-01-05. */
export function reported(procedure: Procedure, p: Input = proposal(), c: Input = {}): Running {
  return new Running(procedure)
    .on('2026-01-05')
    .do('register-clue', people.o1, { ...clue, ...c })
    .on('2026-01-06')
    .do('file', people.head, filing)
    .on('2026-01-07')
    .do('contact', people.o1, contact('2026-01-07'))
    .on('2026-01-12')
    .do('end-report', people.o1, p);
}

/** Up to the notice served on a day. */
export function notified(
  procedure: Procedure,
  p: Input = proposal(),
  servedOn = '2026-01-14',
  c: Input = {},
): Running {
  return reported(procedure, p, c)
    .on('2026-01-13')
    .do('case-review', people.caseReviewer, agreed)
    .do('give-notice', people.clerk)
    .on(servedOn)
    .do('serve-notice', people.o1, inPerson(servedOn));
}

/** A decided and served case: fine of 50,000 unless the decision says otherwise. */
export function served(
  procedure: Procedure,
  decidedOn = '2026-02-25',
  servedOn = '2026-02-27',
  d: Input = {},
  p: Input = proposal(),
): Running {
  return notified(procedure, p)
    .on('2026-01-22')
    .do('submit-decision', people.clerk)
    .on(decidedOn)
    .do('decide-penalty', people.head, decision(d))
    .on(servedOn)
    .do('serve-decision', people.o1, inPerson(servedOn));
}

export const payment = (paidOn: string, amount: number, more: Input = {}): Input => ({
  kind: '罚没款',
  amount,
  paidOn,
  payee: '代收银行',
  receipt: 'P-0001',
  ...more,
});

/** A transfer of this case to the police as it stands, answered to the acts that ask for it. */
export function transferTold(phase: string, ended?: 'done' | 'stopped', sent = true): void {
  const found: CaseFacts = {
    id: '220200-transfer',
    procedure: 'criminal-transfer',
    title: '移送案',
    phase,
    ...(ended && { ended }),
    owner: 't-market',
    facts: {},
    conds: [],
    done: sent ? { 'hand-over': '2026-01-06' } : {},
    numbers: {},
  };
  CASES.set('演监移〔2026〕1号', found);
  LINKED.set('criminal-transfer', [found]);
}
/** Nothing is told of transfers any more. */
export function noTransferTold(): void {
  CASES.clear();
  LINKED.clear();
}

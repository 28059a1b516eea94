/** Patterns of penalty cases for the large city: what most of an enforcing city's cases are, on the spot and ordinary. */
import {
  type Actor,
  type Answer,
  addDays,
  type Calendar,
  type DateStr,
  dateOf,
  type Question,
} from '@fadu/kernel';
import { penaltyOrdinary } from '@fadu/plan/enforcement/penalty-cases/ordinary';
import { penaltySimple } from '@fadu/plan/enforcement/penalty-cases/simple';
import { NEVER_SHOWN } from '@fadu/plan/fragments/publication';
import { type BulkOrgan, type CaseTemplate, pattern, type StepTemplate, TOKENS } from './large-templates.ts';

/** Ways a copied case goes: over, or waiting for what the party says to the notice. */
export type PenaltyKind = 'ordinary' | 'simple' | 'open';

const FIELD = '市场监管';
const ITEM = 'bulk-item';
const SHOP = '演示市某食品商店';

/** Build one pattern of a penalty imposed by `lead`, begun on `start`. */
export function penaltyPattern(options: {
  readonly kind: PenaltyKind;
  readonly start: DateStr;
  readonly lead: BulkOrgan;
  /** Organ that supervises its enforcement. */
  readonly supervisor: string;
  readonly organs: readonly BulkOrgan[];
  readonly calendar: Calendar;
}): CaseTemplate {
  const { kind, start, lead, supervisor, organs, calendar } = options;
  const someone = (role: string, n = ''): Actor => ({
    kind: 'person',
    person: `demo-bulk-${role}${n}-${lead.id}`,
    name: '演示人员',
    posts: [{ role, organ: lead.id }],
  });
  const one = someone('enforcement-officer', '1');
  const clerk = someone('case-clerk');
  const head = someone('head');
  const officers = ['1', '2'].map((n) => ({
    person: `demo-bulk-enforcement-officer${n}-${lead.id}`,
    name: `演示执法人员${n}`,
    certificate: `2207-bulk-${lead.id}-${n}`,
    organ: lead.id,
    fields: [FIELD],
    validFrom: '2020-01-01',
    validTo: '2029-12-31',
  }));
  const answer = (q: Question): Answer => {
    switch (q.ask) {
      case 'item':
        return {
          entry: {
            region: lead.region,
            register: q.register,
            code: ITEM,
            version: 1,
            lawFrom: '2020-01-01',
            body: {
              basicCode: '220210001000',
              name: '对经营超过保质期食品的处罚',
              organ: lead.id,
              kind: '行政处罚',
              basis: [{ instrument: '食品安全法', article: '124' }],
              status: '在用',
            },
          },
          bases: [
            {
              ref: { instrument: '食品安全法', article: '124' },
              facts: {
                id: '食品安全法',
                title: '食品安全法',
                kind: 'law',
                status: 'in-force',
                articleExists: true,
                articleRepealed: false,
                complete: false,
              },
            },
          ],
        };
      case 'entry': {
        const holder = officers.find((o) => o.certificate === q.code);
        if (q.register !== 'officer-certificate' || !holder) return null;
        const { person, certificate, ...rest } = holder;
        return {
          region: lead.region,
          register: q.register,
          code: q.code,
          version: 1,
          lawFrom: rest.validFrom,
          body: { ...rest, holder: person, number: certificate, status: '在用' },
        };
      }
      case 'instrument':
      case 'case':
        return null;
      case 'yearly':
        return {};
      default:
        return [];
    }
  };
  const scene = (day: DateStr) => ({
    title: `演示第${TOKENS.title}号经营超过保质期的食品案`,
    sector: FIELD,
    field: FIELD,
    partyName: SHOP,
    partyKind: '法人或者其他组织',
    partyId: TOKENS.party,
    partyAddress: '演示市中心路1号',
    conduct: '货架上陈列销售超过保质期的牛奶十二盒',
    place: '演示市中心路1号',
    actOn: day,
    actEndedOn: day,
    discoveredOn: day,
    graveHarm: false,
  });
  const basis = [
    {
      title: '食品安全法',
      article: '一百二十四',
      level: '法律',
      published: true,
      inForceFrom: '2015-10-01',
      role: '处罚依据',
    },
  ];
  const weighed = {
    basis,
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
  };
  const decided = {
    basis,
    bank: '演示银行',
    lateFine: true,
    reconsiderationBody: '演示市人民政府',
    court: '演示市城区人民法院',
  };
  const handed = (method: string) => (day: DateStr) => ({
    method,
    servedOn: day,
    receiver: '收发室工作人员',
    relation: '收发人员',
    receipt: '回证1号',
  });
  const paid = (amount: number) => (day: DateStr) => ({
    kind: '罚没款',
    amount,
    paidOn: day,
    payee: '代收银行',
    receipt: 'P-0001',
  });
  const close = { summary: '罚款已经缴清', catalogue: '一、立案审批表；二、现场检查笔录' };
  const small = [{ kind: '罚款', amount: 2_000 }];
  const large = [{ kind: '罚款', amount: 50_000 }];
  const simple: readonly StepTemplate[] = [
    [
      'register-clue',
      one,
      (day) => ({
        ...scene(day),
        item: ITEM,
        officers,
        shown: true,
        clear: true,
        evidence: '现场照片三张',
        waterOrRemote: '否',
      }),
      0,
    ],
    ['tell-rights', one, { ...weighed, items: small, rights: true }, 0],
    ['hear-party', one, { said: '没有意见' }, 0],
    ['decide-penalty', one, { ...decided, items: small }, 0],
    ['serve-decision', one, handed('直接送达'), 0],
    ['report-decision', one, {}, 1],
    ['record-payment', clerk, paid(2_000), 3],
    ['close', head, close, 1],
  ];
  const opening: readonly StepTemplate[] = [
    [
      'register-clue',
      one,
      (day) => ({
        ...scene(day),
        source: '监督检查',
        sourceDetail: '日常检查时发现货架上有过期食品',
        realName: false,
      }),
      0,
    ],
    [
      'file',
      head,
      {
        item: ITEM,
        officers,
        primaFacie: true,
        punishable: true,
        competent: true,
        jurisdiction: '违法行为发生地在本市',
        verification: '现场核对了生产日期和保质期',
      },
      1,
    ],
    [
      'contact',
      one,
      (day) => ({
        kind: '现场检查',
        officers,
        shown: true,
        on: day,
        place: '演示市中心路1号',
        record: '货架第三层有牛奶十二盒，均已超过保质期三日',
        evidence: '勘验笔录、现场笔录',
        proves: '陈列销售过期牛奶',
        lawful: true,
        signed: '已核对并签名',
      }),
      1,
    ],
    [
      'end-report',
      one,
      {
        ...weighed,
        outcome: '给予处罚',
        elements: [{ fact: '陈列销售过期牛奶十二盒', evidence: [3] }],
        items: large,
        publicInterest: false,
        majorRights: false,
        difficult: false,
        reviewByLaw: false,
        collective: false,
        otherHeavy: false,
        generalHalt: false,
      },
      3,
    ],
    ['case-review', someone('case-reviewer'), { result: '同意', opinion: '事实清楚，证据确凿' }, 1],
    ['give-notice', clerk, {}, 0],
    ['serve-notice', one, handed('单位收件人签收'), 1],
  ];
  const ordinary: readonly StepTemplate[] = [
    ...opening,
    ['submit-decision', clerk, {}, 6],
    ['decide-penalty', head, { ...decided, items: large, reasons: '当事人没有提出新的事实和理由' }, 1],
    ['serve-decision', one, handed('单位收件人签收'), 1],
    ['publish', clerk, { channels: ['信用中国'], checked: [...NEVER_SHOWN] }, 1],
    ['record-payment', clerk, paid(50_000), 2],
    ['close', head, close, 1],
  ];
  const system: Actor = { kind: 'system', name: '系统', posts: [] };
  /** The day after the suit period, which the system waits for before a case is final. */
  const final: readonly StepTemplate[] = [
    ['suit-period-over', system, {}, (state) => addDays(dateOf(state.acts[0]?.at ?? ''), 215)],
    ['finish', system, {}, 0],
  ];
  const steps =
    kind === 'open' ? opening : kind === 'simple' ? [...simple, ...final] : [...ordinary, ...final];
  return pattern({
    procedure: kind === 'simple' ? penaltySimple : penaltyOrdinary,
    region: lead.region,
    open: kind === 'open',
    start,
    steps,
    organs,
    calendar,
    answer,
    signals: (state) => {
      const act = state.acts.find((a) => a.act === 'decide-penalty');
      return act
        ? [{ kind: 'penalty', field: FIELD, organ: lead.id, supervisor, on_day: dateOf(act.at) }]
        : [];
    },
  });
}

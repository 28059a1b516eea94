/** Joint enforcement in the city: clues across departments and regions, cases that change hands, results recognised. */
import { addDays, type DateStr } from '@fadu/kernel';
import { CITY_REGION } from '@fadu/plan/leadership/plan-tracking/index';
import { organId } from '../organs.ts';
import { Later, Pen, type Script, type Story } from './pen.ts';
import { partyOf } from './penalty-cast.ts';
import type { World } from './world.ts';

const COUNTY = '220202';
const organ = {
  market: organId(CITY_REGION, 'market'),
  ecology: organId(CITY_REGION, 'ecology'),
  city: organId(CITY_REGION, 'urban-management'),
  health: organId(CITY_REGION, 'health'),
  government: organId(CITY_REGION, 'government'),
  countyCity: organId(COUNTY, 'urban-management'),
  countyMarket: organId(COUNTY, 'market'),
  countyJustice: organId(COUNTY, 'justice'),
} as const;

interface Clue {
  readonly from: string;
  readonly to: string;
  readonly title: string;
  readonly field: string;
  readonly facts: string;
  readonly basis: string;
  readonly firm: number;
  readonly course: 'answered' | 'designated' | 'taken-back' | 'running';
}

const CLUES: readonly Clue[] = [
  {
    from: organ.countyCity,
    to: organ.market,
    title: '夜市摊点使用来源不明的食用油',
    field: '市场监管',
    facts: '夜间巡查时发现摊点使用没有标签的桶装油，已经拍照并留存购货记录。',
    basis: '食品经营由市场监管部门管理，供货商在市区。',
    firm: 1,
    course: 'answered',
  },
  {
    from: organ.market,
    to: organ.ecology,
    title: '修理厂废机油随意倾倒',
    field: '生态环境',
    facts: '检查经营资质时发现后院地面有大片油污，旁边是空的废机油桶。',
    basis: '危险废物由生态环境部门管理。',
    firm: 21,
    course: 'designated',
  },
  {
    from: organ.health,
    to: organ.market,
    title: '宾馆一次性用品没有生产厂名',
    field: '市场监管',
    facts: '检查卫生条件时发现客房牙具包装没有厂名厂址，取得样品两件。',
    basis: '产品质量由市场监管部门管理。',
    firm: 2,
    course: 'taken-back',
  },
  {
    from: organ.city,
    to: organ.health,
    title: '烧烤店后厨从业人员没有健康证明',
    field: '卫生健康',
    facts: '处理占道经营时发现三名后厨人员拿不出健康证明。',
    basis: '健康证明由卫生健康部门管理。',
    firm: 1,
    course: 'running',
  },
];

function clue(world: World, what: Clue, n: number, start: DateStr): Story {
  const id = `je-clue-${n}`;
  return {
    id,
    procedure: 'clue-transfer',
    region: CITY_REGION,
    about: `线索移送：${what.title}`,
    ends: { answered: 'closed', designated: 'closed', 'taken-back': 'taken-back', running: 'sent' }[
      what.course
    ],
    *tell(): Script {
      const { people } = world;
      const pen = new Pen(world.calendar, world.rng.fork(id), start);
      const clerk = people.holder('case-clerk', what.from);
      const head = people.holder('head', what.from);
      const theirs = people.holder('case-clerk', what.to);
      const firms = people.residents.filter((r) => r.kind === 'enterprise');
      const firm = firms[what.firm % firms.length];
      const input = {
        receiver: what.to,
        title: what.title,
        field: what.field,
        partyName: firm?.name,
        partyId: firm?.identity,
        place: '演示地址：江畔路一带',
        foundOn: pen.today,
        facts: what.facts,
        basis: what.basis,
        evidence: ['照片若干', '现场记录一份'],
        fixed: true,
        resultBy: addDays(pen.today, 40),
      };
      if (n === 0) yield* pen.tryTo('clue-transfer.FIXED', clerk, 'send', { ...input, fixed: false });
      yield* pen.do(clerk, 'send', input);
      if (what.course === 'running') return;
      pen.workdays(2);
      if (what.course !== 'answered') {
        yield* pen.tryTo('clue-transfer.GROUNDS', head, 'escalate', {
          ground: '被退回',
          superior: organ.government,
          reasons: '想请上级直接指定',
        });
        yield* pen.do(people.holder('head', what.to), 'return-clue', {
          reasons: '认为不属于本机关管辖，退回。',
          competent: what.from,
        });
        pen.workdays(1);
      }
      if (what.course === 'taken-back') {
        yield* pen.do(head, 'take-back', { reasons: '退回的理由成立，样品已经另行移送生产地。' });
        return;
      }
      if (what.course === 'designated') {
        yield* pen.do(head, 'escalate', {
          ground: '被退回',
          superior: organ.government,
          reasons: '危险废物的管理职责明确，请指定办理机关。',
        });
        pen.workdays(4);
        yield* pen.do(people.holder('principal-head', organ.government), 'designate', {
          organ: what.to,
          reasons: '由生态环境部门办理。',
          resultBy: addDays(pen.today, 30),
        });
        pen.workdays(1);
        yield* pen.tryTo('clue-transfer.DESIGNATED', people.holder('head', what.to), 'return-clue', {
          reasons: '仍然认为不属于本机关管辖。',
        });
      }
      yield* pen.do(theirs, 'accept', { unit: '执法科', plan: '五日内现场核查。' });
      pen.workdays(10);
      yield* pen.do(theirs, 'report-result', {
        result: '已处理',
        says: '现场核查属实，已经责令改正并复查。',
      });
      pen.workdays(1);
      yield* pen.do(clerk, 'close');
    },
  };
}

/** A case of the county's team that belongs to the county's market regulator, and how it gets there. */
function cases(world: World, n: number, start: DateStr, disputed: boolean): Story[] {
  const own = `je-own-${n}`;
  const id = `je-case-${n}`;
  const firm = world.people.residents.filter((r) => r.kind === 'enterprise')[5 + n];
  const from = world.people.holder('case-clerk', organ.countyCity);
  const head = world.people.holder('head', organ.countyCity);
  return [
    {
      id: own,
      procedure: 'penalty-ordinary',
      region: COUNTY,
      about: '不属于城管管辖，移送市场监管局',
      ends: 'transferred',
      *tell(): Script {
        const pen = new Pen(world.calendar, world.rng.fork(own), start);
        yield* pen.do(from, 'register-clue', {
          title: '无标签食品销售',
          sector: '一般',
          field: '城市管理',
          source: '监督检查',
          sourceDetail: '日常巡查发现',
          realName: false,
          ...(firm && partyOf(firm)),
          conduct: '占道经营的同时销售没有标签的散装食品',
          place: '演示地址：昌邑区江畔路',
          actOn: pen.today,
          actEndedOn: pen.today,
          discoveredOn: pen.today,
          graveHarm: false,
        });
        pen.workdays(2);
        yield* pen.do(head, 'transfer-organ', {
          reason: '食品经营由市场监管部门管辖',
          organ: organ.countyMarket,
        });
      },
    },
    {
      id,
      procedure: 'case-transfer',
      region: COUNTY,
      about: `案件移送${disputed ? '，管辖争议经协调解决' : ''}`,
      ends: 'accepted',
      *tell(): Script {
        const pen = new Pen(world.calendar, world.rng.fork(id), addDays(start, 5));
        const theirs = world.people.holder('case-clerk', organ.countyMarket);
        const theirHead = world.people.holder('head', organ.countyMarket);
        const input = (more: Record<string, unknown> = {}) =>
          new Later((issued) => ({
            penaltyCase: issued(own).clue,
            title: '无标签食品销售案',
            receiver: organ.countyMarket,
            reason: '本机关没有管辖权',
            basis: '食品经营由市场监管部门管辖',
            evidence: ['现场照片3张', '巡查记录1份'],
            things: [],
            noThings: true,
            ...more,
          }));
        yield* pen.tryTo('case-transfer.INV-R4', from, 'send', input({ noThings: false }));
        yield* pen.do(from, 'send', input());
        pen.workdays(2);
        yield* pen.tryTo('case-transfer.INV-R4', theirs, 'receive', {
          evidence: 1,
          things: 0,
          signer: '签收人',
        });
        yield* pen.do(theirs, 'receive', { evidence: 2, things: 0, signer: '签收人' });
        if (disputed) {
          pen.workdays(1);
          yield* pen.do(theirHead, 'dispute', {
            coordinator: organ.countyJustice,
            reasons: '认为占道经营应当由城管一并处理。',
          });
          yield* pen.tryTo('case-transfer.FAILED', theirHead, 'refer', {
            superior: organId(COUNTY, 'government'),
            reasons: '直接报请区政府指定',
          });
          pen.workdays(1);
          yield* pen.do(from, 'negotiate', {
            result: '协商不成',
            record: '双方对食品部分的管辖意见不一致。',
          });
          pen.workdays(2);
          yield* pen.do(world.people.holder('supervision-clerk', organ.countyJustice), 'coordinate', {
            result: '协调一致，由受移送的机关办理',
            record: '占道部分由城管处理，食品部分由市场监管局办理。',
          });
        }
        pen.workdays(2);
        yield* pen.do(theirHead, 'accept', {
          result: '不予立案',
          reasons: '核查时已经改正，没有危害后果，予以教育。',
        });
      },
    },
  ];
}

/** A result of the city's regulator that the county recognises, and one that it first does not. */
function results(world: World, n: number, start: DateStr): Story[] {
  const found = `je-result-${n}`;
  const used = `je-use-${n}`;
  const firm = world.people.residents.filter((r) => r.kind === 'enterprise')[8 + n];
  const { people } = world;
  return [
    {
      id: found,
      procedure: 'result-sharing',
      region: CITY_REGION,
      about: '共享一次检验的结果',
      ends: n === 0 ? 'valid' : 'revoked',
      *tell(): Script {
        const pen = new Pen(world.calendar, world.rng.fork(found), start);
        yield* pen.do(people.holder('case-clerk', organ.market), 'register', {
          title: '电梯年度检验',
          kind: '检验',
          item: '演示检验-DT',
          partyName: firm?.name,
          partyId: firm?.identity,
          place: '演示地址：江畔路1号客梯',
          doneOn: pen.today,
          validUntil: addDays(start, 360),
          result: '合格',
          says: '检验合格，限速器、安全钳有效。',
          report: `演示检验〔2026〕${n + 1}号`,
          by: '演示特种设备检验机构',
        });
        yield* pen.do(people.holder('head', organ.market), 'share');
        if (n === 0) return;
        pen.days(30);
        yield* pen.do(people.holder('head', organ.market), 'revoke', {
          reasons: '检验机构复核发现仪器未校准。',
        });
      },
    },
    {
      id: used,
      procedure: 'mutual-recognition',
      region: COUNTY,
      about: n === 0 ? '认可共享的结果' : '先不予认可，答复之后改为认可',
      ends: 'recognised',
      *tell(): Script {
        const pen = new Pen(world.calendar, world.rng.fork(used), addDays(start, 4));
        const clerk = people.holder('case-clerk', organ.countyMarket);
        const shared = (more: Record<string, unknown>) =>
          new Later((issued) => ({ shared: issued(found).result, ...more }));
        if (n === 0) {
          yield* pen.tryTo(
            'mutual-recognition.SHARED',
            people.holder('case-clerk', organ.market),
            'recognise',
            shared({ use: '本机关年度检查' }),
          );
          yield* pen.do(clerk, 'recognise', shared({ use: '区里电梯安全检查，不再重复检验' }));
          return;
        }
        yield* pen.do(
          clerk,
          'decline',
          shared({ ground: '检验项目或者标准不同', reasons: '怀疑检验项目没有包括层门锁紧装置。' }),
        );
        pen.workdays(2);
        yield* pen.do(people.holder('case-clerk', organ.market), 'answer', {
          result: '认为结果应当认可',
          reasons: '报告第三页包括层门锁紧装置。',
        });
        pen.workdays(1);
        yield* pen.do(clerk, 'recognise-after');
      },
    },
  ];
}

/** All stories of joint enforcement. */
export function jointStories(world: World, today: DateStr): Story[] {
  return [
    ...CLUES.map((c, n) =>
      clue(world, c, n, c.course === 'running' ? addDays(today, -2) : addDays('2026-03-16', n * 45)),
    ),
    ...cases(world, 0, '2026-04-07', false),
    ...cases(world, 1, '2026-08-10', true),
    ...results(world, 0, '2026-05-11'),
    ...results(world, 1, '2026-06-22'),
  ];
}

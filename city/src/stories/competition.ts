/**
 * Fair competition in the simulated year: measures reviewed well and badly, clues followed up, and a clearing of the stock
 * that finds a document which its review had let through.
 */
import { type Actor, addDays, type DateStr } from '@fadu/kernel';
import { CITY_REGION, COUNTIES, regionByCode } from '@fadu/plan/leadership/plan-tracking/index';
import {
  COMPETITION_RULES,
  type ScannedArticle,
  scanArticles,
} from '@fadu/plan/rulemaking/clause-scan/index';
import { organId } from '../organs.ts';
import { actorOfResident } from '../people.ts';
import { articleNumber } from '../texts/index.ts';
import { Later, Pen, type Script, type Story } from './pen.ts';
import type { World } from './world.ts';

const city = (key: string) => organId(CITY_REGION, key);
const articlesOf = (...texts: string[]): ScannedArticle[] =>
  texts.map((text, i) => ({ number: articleNumber(i + 1), text: [text] }));

/** A measure and what becomes of it. */
interface Measure {
  readonly key: string;
  readonly lead: string;
  /** Issued in the name of the government. */
  readonly government?: boolean;
  readonly title: string;
  readonly kind: '政策性文件' | '标准' | '行政协议' | '备忘录' | '一事一议的具体措施';
  readonly articles: readonly ScannedArticle[];
  readonly explanation: string;
  readonly heard: readonly string[];
  readonly start: DateStr;
  readonly course: 'passes' | 'fails-then-passes' | 'fails' | 'exception' | 'in-review';
  /** The text after it failed. */
  readonly mended?: readonly ScannedArticle[];
}

const MEASURES: readonly Measure[] = [
  {
    key: 'gongjiao',
    lead: 'transport',
    title: '新能源公交车充电服务合作协议',
    kind: '行政协议',
    articles: articlesOf(
      '通过公开招标选择充电服务企业，各类企业条件一致。',
      '充电价格由企业自主定价，明码标价。',
      '合作期限五年，期满重新招标。',
    ),
    explanation: '协议涉及充电服务企业的交易机会。',
    heard: ['演示绿源节能设备有限公司', '演示市客运协会'],
    start: '2026-03-10',
    course: 'passes',
  },
  {
    key: 'zhongjie',
    lead: 'housing',
    title: '工程检测服务选用意见',
    kind: '政策性文件',
    articles: articlesOf(
      '政府投资工程的检测，从市检测机构备选库中选择。',
      '检测机构在本市设立分公司的，优先列入备选库。',
      '检测报告上传统一平台。',
    ),
    explanation: '涉及检测机构能否承接业务。',
    heard: ['演示龙山建筑工程有限公司', '演示市建筑业协会'],
    start: '2026-04-14',
    course: 'fails-then-passes',
    mended: articlesOf(
      '政府投资工程的检测，由建设单位公开选择有资质的检测机构。',
      '检测报告上传统一平台，各家机构上传的格式相同。',
    ),
  },
  {
    key: 'zhongda',
    lead: 'commerce',
    government: true,
    title: '装备制造项目投资合作备忘录',
    kind: '备忘录',
    articles: articlesOf(
      '项目用地按照基准地价的百分之五十优惠价格供地。',
      '企业缴纳税款的地方留成部分前三年全额奖励。',
      '项目公司承诺十年内不迁出本市。',
    ),
    explanation: '备忘录给予一家企业土地和财政支持。',
    heard: ['演示市企业联合会'],
    start: '2026-05-12',
    course: 'fails',
  },
  {
    key: 'chulaji',
    lead: 'urban-management',
    government: true,
    title: '医疗废物应急处置安排',
    kind: '一事一议的具体措施',
    articles: articlesOf(
      '应急期间医疗废物由市医疗废物处置中心独家收集处置。',
      '处置费按照现行标准执行，应急结束后恢复各家机构自行委托。',
    ),
    explanation: '应急期间只有一家具备处置能力。',
    heard: ['演示康宁大药房', '演示市医疗机构协会'],
    start: '2026-06-09',
    course: 'exception',
  },
  {
    key: 'zhanhui',
    lead: 'commerce',
    title: '冰雪节展会服务合作备忘录',
    kind: '备忘录',
    articles: articlesOf(
      '展会服务企业通过公开竞争选择，评分办法事先公布。',
      '合作期限一年，各家企业可以单独报名一个展区。',
    ),
    explanation: '备忘录涉及展会服务企业的交易机会。',
    heard: ['演示红叶旅行社', '演示市企业联合会'],
    start: '2026-08-18',
    course: 'passes',
  },
  {
    key: 'lengku',
    lead: 'agriculture',
    title: '农产品冷链设施建设标准',
    kind: '标准',
    articles: articlesOf(
      '冷库温度、湿度和记录按照国家标准执行。',
      '设施建设通过公开招标选择施工企业，各类企业条件一致。',
    ),
    explanation: '标准涉及冷链企业的建设成本。',
    heard: ['演示恒温冷链物流有限公司'],
    start: '2026-11-09',
    course: 'in-review',
  },
];

function* review(world: World, m: Measure): Script {
  const rng = world.rng.fork(`fcr-${m.key}`);
  const pen = new Pen(world.calendar, rng, m.start);
  const { people } = world;
  const drafter = people.holder('drafter', city(m.lead));
  const head = people.holder('head', city(m.lead));
  const reviewer = people
    .holders('competition-reviewer', city(m.government ? 'market' : m.lead))
    .at(-1) as Actor;
  const standards = { entry: '符合', movement: '符合', cost: '不涉及', conduct: '符合' };
  yield* pen.do(drafter, 'submit', {
    title: m.title,
    kind: m.kind,
    issuers: [city(m.government ? 'government' : m.lead)],
    toCongress: false,
    regulator: city(m.government ? 'market' : m.lead),
    normative: false,
    publicInterest: false,
    articles: m.articles,
    explanation: m.explanation,
  });
  pen.workdays(2);
  yield* pen.do(drafter, 'hear-operators', {
    heard: m.heard,
    answers: m.heard.map((from) => ({ from, opinion: '请写明选择的办法和标准。', disposition: '采纳' })),
  });
  if (m.government) {
    yield* pen.do(drafter, 'first-check', {
      ...standards,
      opinion: '起草单位逐条初审，对照四项标准提出意见，送市场监管部门审查。',
    });
  }
  pen.workdays(1);
  yield* pen.do(head, 'send');
  if (m.course === 'in-review') return;
  pen.workdays(4);
  const hits = (articles: readonly ScannedArticle[]) => scanArticles(articles, COMPETITION_RULES);
  const answers = (articles: readonly ScannedArticle[], finding: string, reason: string) =>
    hits(articles).map((h) => ({ hit: h.id, finding, reason }));
  if (m.course === 'exception') {
    const exception = {
      ...standards,
      entry: '不符合',
      answers: answers(m.articles, '应当删改', '独家处置限制其他机构，只能在应急期间适用例外。'),
      conclusion: '适用例外规定',
      reasons: '应急期间全市只有一家具备处置能力，不集中处置会危及公众健康。',
      goal: '节约能源、保护环境、救灾救助等社会公共利益',
      noLessHarmful: '比较了委托邻市处置和临时设施两种方案，时间上都来不及。',
    };
    yield* pen.tryTo('fair-competition-review.F2', reviewer, 'review', {
      ...exception,
      endCondition: '情况变化时另行通知',
      exceptionEnd: '2027-06-30',
    });
    yield* pen.do(reviewer, 'review', { ...exception, exceptionEnd: '2027-06-30' });
    pen.workdays(2);
    yield* pen.do(head, 'issue', { issuedOn: pen.today });
    return;
  }
  let text = m.articles;
  if (m.course !== 'passes') {
    if (m.course === 'fails' && hits(text).some((h) => h.family === 'cost')) {
      // A provincial document is no basis for favours of cost.
      yield* pen.tryTo('fair-competition-review.COST-NATIONAL', reviewer, 'review', {
        ...standards,
        cost: '符合',
        answers: answers(text, '有上位法依据', '省里的招商引资指导意见有同样的规定。'),
        conclusion: '符合',
        reasons: '参照省里的指导意见，可以给予支持。',
      });
    }
    yield* pen.do(reviewer, 'review', {
      ...standards,
      ...(m.course === 'fails' ? { cost: '不符合' } : { entry: '不符合', movement: '不符合' }),
      answers: answers(text, '应当删改', '限制其他经营者公平参与，没有法律、行政法规依据。'),
      conclusion: '不符合',
      reasons: '对其他经营者造成不公平，又不属于例外情形。',
    });
    yield* pen.tryTo('fair-competition-review.F1', head, 'issue', { issuedOn: pen.today });
    pen.workdays(3);
    if (m.course === 'fails') {
      yield* pen.do(head, 'not-issue', { reason: '不符合公平竞争要求，不予签订。' });
      return;
    }
    text = m.mended ?? text;
    yield* pen.do(drafter, 'revise', { articles: text, changes: '删去备选库和设立分公司的要求。' });
    pen.workdays(1);
    yield* pen.do(head, 'send');
    pen.workdays(3);
  }
  yield* pen.do(reviewer, 'review', {
    ...standards,
    answers: answers(text, '不属于所列情形', '逐处核对，对各类经营者条件一致，不限制竞争。'),
    conclusion: '符合',
    reasons: '公开选择，条件一致，没有指定经营者，没有地域限制。',
  });
  pen.workdays(2);
  yield* pen.do(head, 'issue', { issuedOn: pen.today });
}

const REVIEW_ENDS: Readonly<Record<Measure['course'], string>> = {
  passes: 'issued',
  'fails-then-passes': 'issued',
  fails: 'not-issued',
  exception: 'excepted',
  'in-review': 'review',
};

/** A clue from report to its end, or as far as it is today. */
function* clue(
  world: World,
  kind: 'corrected' | 'told' | 'unfounded' | 'checking',
  start: DateStr,
  again: string,
): Script {
  const pen = new Pen(world.calendar, world.rng.fork(`clue-${kind}${again}`), start);
  const { people } = world;
  const officer = people.holders('competition-reviewer', city('market')).at(-1) as Actor;
  const head = people.holder('head', city('market'));
  const firm = people.residents.filter((r) => r.kind === 'enterprise')[3];
  const intake = city('market');
  if (kind === 'told') {
    yield* pen.do(officer, 'register-clue', {
      intake,
      subject: '演示省某厅',
      kind: '制定含有排除、限制竞争内容的规定',
      facts: '来电反映省里一份文件要求招标时本省企业加分。',
      source: '来电',
    });
    pen.workdays(1);
    yield* pen.do(officer, 'assess', {
      level: '上级机关',
      realName: false,
      factsGiven: false,
      view: '反映的是省级机关的文件，不属于本机关处理。',
    });
    yield* pen.tryTo('monopoly-clue.COMPETENT', officer, 'admit');
    yield* pen.do(officer, 'tell-where', {
      to: '国家市场监督管理总局',
      told: '省级机关的文件由国家市场监督管理总局处理，请向总局反映，联系方式已经告知。',
    });
    return;
  }
  if (!firm) throw new RangeError('no enterprise reports');
  yield* pen.outside(actorOfResident(firm), 'report', {
    intake,
    subject:
      kind === 'corrected' ? '演示市某局' : kind === 'unfounded' ? '演示市某办公室' : '演示市某管理中心',
    kind: '限定或者变相限定交易',
    facts:
      kind === 'unfounded'
        ? '听说以后采购只能通过一个平台，担心小企业进不去。'
        : '今年春天开会要求各物业企业从一家公司购买消防器材，不买的年底不评优。',
    evidence: '会议通知照片一张、付款凭证两份',
    name: firm.name,
    contact: firm.contact,
  });
  pen.office();
  pen.workdays(2);
  yield* pen.do(officer, 'assess', {
    level: '本级部门',
    realName: true,
    factsGiven: true,
    view: '实名书面举报，有会议通知和付款凭证，必须核查。',
  });
  if (kind === 'corrected')
    yield* pen.tryTo('monopoly-clue.MUST-CHECK', officer, 'decline', { reason: '线索价值不大，不核查。' });
  yield* pen.do(officer, 'admit');
  if (kind === 'checking') return;
  pen.workdays(15);
  const suspected = kind === 'corrected';
  yield* pen.do(officer, 'check', {
    finding: suspected ? '涉嫌滥用行政权力排除、限制竞争' : '没有发现违法',
    facts: suspected
      ? '会议通知属实，已有二十家物业企业按要求购买，价格高于市场。'
      : '平台免费开放，任何企业都可以注册，没有限定交易。',
    materials: '会议记录、询问笔录三份、平台规则一份',
  });
  if (!suspected) {
    yield* pen.tryTo('monopoly-clue.TOLD', head, 'close-unfounded');
    yield* pen.do(officer, 'feedback', {
      reply: '经核查平台对各家企业免费开放，没有限定交易，特此告知。',
      method: '书面',
    });
    yield* pen.do(head, 'close-unfounded');
    return;
  }
  pen.workdays(2);
  yield* pen.do(head, 'pass-up', {
    to: '吉林省市场监督管理厅',
    report: '现将线索和核查材料报送，请予处理。',
  });
  pen.workdays(8);
  yield* pen.do(officer, 'province-files', { filedOn: pen.today, number: '演示省竞立〔2026〕3号' });
  pen.workdays(5);
  yield* pen.do(officer, 'assist', { what: '陪同询问两家企业，调取会议记录。', on: pen.today });
  pen.workdays(10);
  yield* pen.do(head, 'suggest', {
    number: '演示省竞建〔2026〕2号',
    issuer: '吉林省市场监督管理厅',
    addressee: '演示市人民政府',
    measures: '责令停止执行会议要求，告知各企业自主选择，已经购买的可以退货。',
    deadline: addDays(pen.today, 45),
  });
  pen.days(30);
  yield* pen.do(officer, 'record-correction', {
    what: '会议要求已经撤销，逐家书面告知自主选择，六家企业办理退货。',
    reportedOn: pen.today,
  });
  pen.workdays(2);
  yield* pen.tryTo('monopoly-clue.TOLD-3', head, 'close');
  yield* pen.do(officer, 'feedback', {
    reply: '您反映的问题属实，有关单位已经撤销要求并逐家告知，可以自主选择。',
    method: '书面',
  });
  yield* pen.do(head, 'close');
}

const CLUE_ENDS = {
  corrected: 'closed',
  told: 'not-ours',
  unfounded: 'unfounded',
  checking: 'check',
} as const;

/** The year's clearing of the stock in the city; it stands at the repeal of one document today. */
function* clearing(world: World): Script {
  const pen = new Pen(world.calendar, world.rng.fork('stock'), '2026-09-07');
  const { people } = world;
  const officer = people.holders('competition-reviewer', city('market')).at(-1) as Actor;
  const head = people.holder('head', city('market'));
  const mayor = people.holder('principal-head', city('government'));
  const found = (more: object) =>
    new Later((issued) => ({ document: issued(`nd-${CITY_REGION}-caigou`).document ?? '', ...more }));
  yield* pen.do(officer, 'start', {
    title: '二〇二六年妨碍统一市场和公平竞争存量文件清理',
    ground: '年度清理',
    scope: '市政府和市政府部门现行有效的行政规范性文件。',
  });
  pen.workdays(2);
  yield* pen.do(officer, 'scan', {
    makers: [city('government'), city('market'), city('health'), city('urban-management')],
  });
  pen.workdays(3);
  yield* pen.do(head, 'send-list');
  yield* pen.tryTo('competition-stock-clearing.ALL-DECIDED', head, 'publish-list', {
    summary: '清理工作已经完成，结果公布如下。',
  });
  pen.workdays(6);
  yield* pen.tryTo(
    'competition-stock-clearing.KEEP-BASIS',
    mayor,
    'decide',
    found({ decision: '保留', reason: '本地产品运输近，售后方便，可以保留。' }),
  );
  yield* pen.do(
    mayor,
    'decide',
    found({
      decision: '废止',
      reason: '第三条优先选用本地企业产品没有依据，排斥外地经营者，文件予以废止，另行制定。',
      doneBy: '2026-12-31',
    }),
  );
  pen.workdays(2);
  yield* pen.do(head, 'publish-list', {
    summary: '逐条扫描市政府和三个部门的全部有效文件，一件有优待本地企业的条款，决定废止。',
  });
}

/** A county's clearing: everything in force is scanned, nothing is found, and that is published. */
function* clean(world: World, region: string, start: DateStr): Script {
  const pen = new Pen(world.calendar, world.rng.fork(`stock-${region}`), start);
  const { people } = world;
  const at = (key: string) => organId(region, key);
  const officer = people.holders('competition-reviewer', at('market')).at(-1) as Actor;
  const head = people.holder('head', at('market'));
  yield* pen.do(officer, 'start', {
    title: `二〇二六年${regionByCode(region)?.name ?? ''}存量文件清理`,
    ground: '年度清理',
    scope: '本级政府现行有效的行政规范性文件。',
  });
  pen.workdays(1);
  yield* pen.do(officer, 'scan', { makers: [at('government')] });
  pen.workdays(2);
  yield* pen.do(head, 'send-list');
  pen.workdays(1);
  yield* pen.do(head, 'publish-list', {
    summary: '逐条扫描本级政府全部有效文件，没有发现妨碍统一市场的条款。',
  });
  yield* pen.do(head, 'close');
}

/** All stories of fair competition; `today` places those that are still running. */
export function competitionStories(world: World, today: DateStr): Story[] {
  const region = CITY_REGION;
  return [
    ...MEASURES.map(
      (m): Story => ({
        id: `fcr-${region}-${m.key}`,
        procedure: 'fair-competition-review',
        region,
        about: m.course,
        ends: REVIEW_ENDS[m.course],
        tell: () => review(world, m),
      }),
    ),
    ...(
      [
        ['corrected', '2026-04-08'],
        ['told', '2026-05-20'],
        ['unfounded', '2026-06-15'],
        ['checking', addDays(today, -16)],
        ['told', '2026-08-11', '-2'],
        ['unfounded', '2026-09-03', '-2'],
      ] as const
    ).map(
      ([kind, start, again = '']): Story => ({
        id: `clue-${region}-${kind}${again}`,
        procedure: 'monopoly-clue',
        region,
        about: kind,
        ends: CLUE_ENDS[kind],
        tell: () => clue(world, kind, start, again),
      }),
    ),
    {
      id: `stock-${region}-2026`,
      procedure: 'competition-stock-clearing',
      region,
      about: '扫描、清单、决定、公布，一件待废止',
      ends: 'executing',
      tell: () => clearing(world),
    },
    ...COUNTIES.slice(0, 6).map(
      ({ code }, i): Story => ({
        id: `stock-${code}-2026`,
        procedure: 'competition-stock-clearing',
        region: code,
        about: '扫描后没有发现问题',
        ends: 'closed',
        tell: () => clean(world, code, addDays('2026-08-03', i * 9)),
      }),
    ),
  ];
}

/** The plan of one draw: drawn up on the year's plan, approved, published with the source of the random number. */
import {
  carried,
  done,
  type Env,
  type Fragment,
  type InputRule,
  need,
  not,
  office,
  post,
  type Question,
  samePerson,
} from '@fadu/kernel';
import { creditSupervisionOpinion as cso, randomInspectionOpinion as rio } from '../../../statutes/index.ts';
import { CREDIT_CLASSES, cites, leadTime, task24 } from '../common.ts';
import { annualInspectionPlans, randomItems } from '../registers.ts';
import { announcedAt, drawEntry, type Input, layersOf, planOf, teamsOf } from './facts.ts';
import * as form from './forms.ts';

export const clerk = [post('inspection-clerk', 'lead')];
export const head = [post('head', 'lead')];

const itemQuestion = (code: string, on: string) =>
  ({ ask: 'item', register: randomItems.code, code, on }) as const satisfies Question;
const yearQuestion = (input: Input, on: string) =>
  ({
    ask: 'entry',
    register: annualInspectionPlans.code,
    code: String(input.annualPlan),
    on,
  }) as const satisfies Question;
const itemsOf = (input: Input) => (input.items ?? []) as readonly string[];

/** Every item is on the list today with its basis in force, and every organ that takes part has one of its own. */
function itemsFault(input: Input, env: Env): true | string {
  const organs = teamsOf(input).map((t) => t.organ);
  const owners = new Set<string>();
  for (const code of itemsOf(input)) {
    const item = env.answer(itemQuestion(code, env.today));
    if (!item || item.entry.body.status === '取消')
      return `随机抽查事项清单里没有今天有效的编码“${code}”，清单之外的事项不得抽查`;
    const name = String(item.entry.body.name);
    if (!carried(randomItems, item.bases, item.entry.region, env.today))
      return `“${name}”今天已经没有有效的依据，不得抽查；清单应当调整`;
    const owner = String(item.entry.body.organ);
    if (!organs.includes(owner))
      return `“${name}”由${env.organ(owner)?.name ?? owner}实施，参加的机关里没有它`;
    owners.add(owner);
    for (const l of layersOf(input))
      if (
        l.ratio !== undefined &&
        (l.ratio < Number(item.entry.body.least) || l.ratio > Number(item.entry.body.most))
      )
        return `“${name}”的抽查比例在清单里是万分之${String(item.entry.body.least)}到${String(item.entry.body.most)}，“${l.code}”层的万分之${l.ratio}不在其中`;
  }
  const without = organs.find((o) => !owners.has(o));
  return without === undefined || `${env.organ(without)?.name ?? without}参加抽查，却没有它自己的抽查事项`;
}

function planFault(input: Input, env: Env): true | string {
  const entry = env.answer(yearQuestion(input, env.today));
  if (!entry || entry.body.status === '取消')
    return `年度抽查计划里没有编号“${String(input.annualPlan)}”，计划之外的抽查先列入计划`;
  const { body } = entry;
  if (body.organ !== env.acting) return '这项年度计划由别的机关牵头，请由牵头机关办理';
  if (Number(input.batch) > Number(body.batches))
    return `这项年度计划只有${String(body.batches)}批，没有第${String(input.batch)}批`;
  const items = (body.items ?? []) as readonly string[];
  const extra = itemsOf(input).find((i) => !items.includes(i));
  if (extra) return `抽查事项“${extra}”不在这项年度计划里`;
  const partners = [String(body.organ), ...((body.partners ?? []) as readonly string[])];
  const other = teamsOf(input).find((t) => !partners.includes(t.organ));
  if (other) return `${env.organ(other.organ)?.name ?? other.organ}不在这项年度计划的联合机关里`;
  if (String(input.periodFrom) < String(body.from) || String(input.periodTo) > String(body.to))
    return `检查日期应当在年度计划的${String(body.from)}至${String(body.to)}之间`;
  return true;
}

/** Rules on a plan, first drawn up or revised. */
const planRules: readonly InputRule[] = [
  {
    code: 'ANNUAL-PLAN',
    field: 'annualPlan',
    cites: [rio.art('1'), ...cites.draw, task24],
    say: '抽查应当列入年度抽查计划',
    asks: (input, _view, today) => [yearQuestion(input, today)],
    check: (input, _view, env) => planFault(input, env),
  },
  {
    code: 'ITEMS',
    field: 'items',
    cites: [rio.art('1'), ...cites.draw, task24],
    say: '抽查事项应当在随机抽查事项清单里，并且今天有效',
    asks: (input, _view, today) => itemsOf(input).map((i) => itemQuestion(i, today)),
    check: (input, _view, env) => itemsFault(input, env),
  },
  {
    code: 'TEAMS',
    field: 'teams',
    cites: [...cites.officers],
    say: '参加的机关第一个应当是牵头机关自己，同一个机关只写一次',
    check: (input, _view, env) => {
      const organs = teamsOf(input).map((t) => t.organ);
      const unknown = organs.find((o) => !env.organ(o));
      if (unknown) return `名录里没有“${unknown}”这个机关`;
      return organs[0] === env.acting && new Set(organs).size === organs.length;
    },
  },
  {
    code: 'LAYERS',
    field: 'layers',
    cites: [...cites.draw],
    say: '每一层写明比例或者个数中的一项，层不能重复',
    check: (input) => {
      const layers = layersOf(input);
      return (
        layers.every((l) => (l.ratio === undefined) !== (l.take === undefined)) &&
        new Set(layers.map((l) => l.code)).size === layers.length
      );
    },
  },
  {
    code: 'CREDIT-ORDER',
    field: 'layers',
    cites: [cso.art('1'), ...cites.draw],
    say: '信用风险低的，抽查比例不能高于信用风险高的',
    check: (input) => {
      const ratios = CREDIT_CLASSES.flatMap((c) => layersOf(input).find((l) => l.code === c)?.ratio ?? []);
      return ratios.every((r, i) => i === 0 || r >= (ratios[i - 1] as number));
    },
  },
  {
    code: 'TARGET',
    field: 'target',
    cites: [...cites.draw],
    say: '定向抽查要写明条件，不定向抽查不填',
    check: (input) => (input.method === '定向') === Boolean(input.target),
  },
  {
    code: 'PERIOD',
    field: 'periodTo',
    cites: [rio.art('1')],
    say: '检查结束日期不能早于开始日期，开始日期应当在今天之后',
    check: (input, _view, env) =>
      String(input.periodFrom) <= String(input.periodTo) && String(input.periodFrom) > env.today,
  },
  {
    code: 'REPEAT-REASON',
    field: 'repeatReason',
    cites: [...cites.verifiable],
    say: '对同一批对象再抽一次的，抽取编号和理由都要写明',
    check: (input) => Boolean(input.repeatOf) === Boolean(input.repeatReason),
  },
];

/** The value must become public later than now: what can be known already is no random number. */
export const sourceRule: InputRule = {
  code: 'SOURCE-AHEAD',
  field: 'seedDay',
  cites: [...cites.verifiable, leadTime],
  say: '随机数的公布时间应当在以后，已经公布的数不能作种子',
  check: (input, _view, env) => Date.parse(announcedAt(input)) > Date.parse(env.now),
};

const names = (input: Input) =>
  teamsOf(input)
    .map((t) => t.organ)
    .slice(1);

export const planning: Fragment = {
  acts: {
    'draft-plan': {
      title: '拟订抽查方案',
      about: '写明年度计划的哪一批、抽查哪些事项、各层抽多少、哪些机关参加、用哪一个公开的随机数',
      by: [office('inspection-clerk')],
      in: [],
      opens: true,
      cites: [...cites.draw, rio.art('1')],
      form: form.plan,
      rules: [...planRules, sourceRule],
      binds: [
        { relation: 'lead', from: 'actor.organ' },
        { relation: 'partner', from: names },
      ],
      numbers: ['draw'],
      to: 'planning',
    },
    'revise-plan': {
      title: '修改抽查方案',
      about: '公布之前可以修改；已经批准的要重新批准',
      by: clerk,
      in: ['planning'],
      cites: [...cites.draw],
      repeats: true,
      form: form.plan,
      rules: [...planRules, sourceRule],
      binds: [{ relation: 'partner', from: names }],
      voids: ['approve-plan'],
    },
    'approve-plan': {
      title: '批准抽查方案',
      by: head,
      in: ['planning'],
      cites: [...cites.draw, rio.art('1')],
      needs: [
        need('APART', not(samePerson('draft-plan')), '拟订方案的人不能批准自己拟订的方案', [...cites.draw]),
      ],
    },
    'publish-plan': {
      title: '公布抽查方案',
      about: '把方案和随机数来源向社会公布；公布以后来源只能在冻结清单之前更换',
      by: clerk,
      in: ['planning'],
      cites: [...cites.draw, ...cites.verifiable],
      needs: [need('APPROVED', done('approve-plan'), '抽查方案还没有批准', [...cites.draw])],
      public: true,
      publicBody: (view) => {
        const { repeatOf, repeatReason, ...plan } = planOf(view);
        return { ...plan, ...(repeatOf ? { repeatOf, repeatReason } : {}) };
      },
      to: 'published',
    },
    'change-source': {
      title: '更换随机数来源',
      about: '原定的公布时间赶不上冻结清单的，由负责人批准更换；清单冻结以后不能更换',
      by: head,
      in: ['published'],
      cites: [...cites.verifiable],
      repeats: true,
      form: form.changeSource,
      rules: [sourceRule],
      public: true,
    },
    cancel: {
      title: '取消抽查',
      about: '清单冻结之前可以取消；抽取过的不能取消',
      by: head,
      in: ['planning', 'published'],
      cites: [...cites.draw],
      needs: [
        need('NOT-KNOWN', not(done('approve-redraw')), '已经批准重新抽取，不能取消', [...cites.verifiable]),
      ],
      form: form.cancelled,
      public: true,
      entries: (view, env) => [drawEntry(view, env, '已取消', { reason: view.text('cancel.reason') })],
      to: 'cancelled',
    },
  },
};

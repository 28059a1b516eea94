/** What is refused on the way of a campaign, from what was entered and what the record shows. */
import { addDays, addMonths, type DateStr, type Env, type InputRule } from '@fadu/kernel';
import { noFineTarget } from '../../oversight/enforcement-supervision/fine-guard.ts';
import {
  evidenceQuestion,
  figuresFrom,
  type Input,
  itemQuestion,
  reportsIn,
  resultQuestions,
  resultsFrom,
} from './campaign-facts.ts';
import type { Figure, PlannedVisits, ResultFigure } from './campaign-forms.ts';
import { CLOSE_WITHIN_DAYS, cites, LONGEST, LOOK_BACK_MONTHS } from './common.ts';

const MAY_TAKE_PART = ['department', 'government', 'township', 'dispatched', 'authorised'];

/** Days of the record that the proposal stands on. */
export const lookRule: InputRule = {
  code: 'LOOK',
  field: 'lookTo',
  cites: cites.evidence,
  say: `依据的数字到昨天为止，从哪天不晚于到哪天，最多往前${LOOK_BACK_MONTHS}个月`,
  check: (input, _view, env) =>
    String(input.lookFrom) <= String(input.lookTo) &&
    String(input.lookTo) < env.today &&
    String(input.lookFrom) >= addMonths(env.today, -LOOK_BACK_MONTHS),
};
export const fieldsRule: InputRule = {
  code: 'FIELDS',
  field: 'fields',
  cites: cites.evidence,
  say: '同一个执法领域写了两次',
  check: (input) => {
    const fields = input.fields as readonly string[];
    return new Set(fields).size === fields.length;
  },
};
/** Only a department or the government itself proposes: what is approved is approved by a government of its own level. */
export const governmentRule: InputRule = {
  code: 'GOVERNMENT',
  cites: cites.approval,
  say: '专项整治由行政机关提出，报本级县级以上人民政府批准；名录里没有本级人民政府',
  check: (_input, _view, env) => env.acting === undefined || governmentOf(env, env.acting).length === 1,
};
/** The government of an organ's region. */
export function governmentOf(env: Env, organ: string | undefined): readonly string[] {
  const region = env.organ(organ ?? '')?.region;
  if (region === undefined) return [];
  return env
    .organsOf(region)
    .filter((o) => o.kind === 'government')
    .map((o) => o.id)
    .slice(0, 1);
}

const row = (f: Figure | ResultFigure): string =>
  `${f.field}${f.kind}${'before' in f ? `${f.before}／` : ''}${f.n}`;
function sameFigures(given: readonly Figure[], computed: readonly Figure[]): boolean {
  const left = given.map(row).sort();
  const right = computed.map(row).sort();
  return left.length === right.length && left.every((r, i) => r === right[i]);
}
const told = (figures: readonly (Figure | ResultFigure)[]) =>
  figures.length
    ? figures.map((f) => `${f.field}${f.kind}${f.n}次`).join('、')
    : '这些领域、这段时间没有任何情况';

/** The figures are the record's own. */
export const evidenceRules: readonly InputRule[] = [
  {
    code: 'COMPUTED',
    field: 'figures',
    cites: cites.evidence,
    say: '数字由记录计算，不能改动',
    asks: (_input, view) => [evidenceQuestion(view)],
    check: (input, view, env) => {
      const computed = figuresFrom(env.answer(evidenceQuestion(view)));
      return (
        sameFigures(input.figures as readonly Figure[], computed) ||
        `数字由记录计算，不能改动。记录里是：${told(computed)}；请重新打开表单`
      );
    },
  },
  {
    code: 'REPORTED',
    field: 'figures',
    cites: cites.evidence,
    say: '记录里这些领域没有群众举报，不是群众反映强烈的突出问题；上级部署的，提出时写明文号',
    asks: (_input, view) => [evidenceQuestion(view)],
    check: (_input, view, env) =>
      Boolean(view.get('propose.orderedBy')) ||
      reportsIn(figuresFrom(env.answer(evidenceQuestion(view)))) > 0,
  },
];

/** Words that order a whole area or trade to stop. */
const HALT =
  /(?:所有|全部|一律|全面|普遍|全行业|全区域|全域|整条街|统一).{0,14}(?:停产|停业|停工|歇业|关停|关闭|停止营业|停止经营)/;

const questionsOfVisits = (input: Input, today: DateStr) =>
  ((input.visits ?? []) as readonly PlannedVisits[]).map((v) => itemQuestion(v.item, today));

export const planRules: readonly InputRule[] = [
  noFineTarget('aims', 'measures'),
  {
    code: 'PERIOD',
    field: 'to',
    cites: cites.plan,
    say: '开始日期应当在今天之后，结束日期不早于开始日期，整治不超过十二个月',
    check: (input, _view, env) =>
      String(input.from) > env.today &&
      String(input.to) >= String(input.from) &&
      String(input.to) < addMonths(String(input.from), LONGEST.n),
  },
  {
    code: 'ORGANS',
    field: 'organs',
    cites: cites.plan,
    say: '参加的应当是本级或者下级的行政机关，不能重复',
    check: (input, view, env) => {
      const organs = input.organs as readonly string[];
      if (new Set(organs).size !== organs.length) return '同一个机关写了两次';
      const lead = view.bound('lead')[0] ?? '';
      if (organs.includes(lead)) return '牵头机关不用再写';
      const home = env.organ(lead)?.region ?? '';
      const wrong = organs.find((id) => {
        const found = env.organ(id);
        if (!found || !MAY_TAKE_PART.includes(found.kind)) return true;
        const below = home.endsWith('00') && found.region.startsWith(home.slice(0, 4));
        return found.region !== home && !below;
      });
      return wrong === undefined || `${env.organ(wrong)?.name ?? wrong}不是本级或者下级的行政机关`;
    },
  },
  {
    code: 'VISITS',
    field: 'visits',
    cites: cites.visits,
    say: '检查事项应当在公布的涉企行政检查事项清单里，由参加的机关实施',
    asks: (input, _view, today) => questionsOfVisits(input, today),
    check: (input, view, env) => {
      const rows = (input.visits ?? []) as readonly PlannedVisits[];
      if (rows.length === 0) return true;
      if (String(input.from).slice(0, 4) !== String(input.to).slice(0, 4))
        return '要现场检查企业的，开始和结束应当在同一年：检查计划按年度公布';
      const taking = [view.bound('lead')[0] ?? '', ...(input.organs as readonly string[])];
      for (const v of rows) {
        const name = env.organ(v.organ)?.name ?? v.organ;
        if (!taking.includes(v.organ)) return `${name}没有参加这次专项整治，不能安排检查`;
        const items = env
          .answer(itemQuestion(v.item, env.today))
          .filter((e) => e.body.status !== '取消' && e.body.organ === v.organ);
        if (items.length === 0)
          return `涉企行政检查事项清单里没有${name}的“${v.item}”，没有公布的事项不得检查`;
      }
      return true;
    },
  },
  {
    code: 'R24.8',
    field: 'measures',
    cites: cites.halt,
    say: '没有法定依据，不得要求特定区域或者行业的市场主体普遍停产停业；有法定依据的写明依据',
    check: (input) =>
      Boolean(input.haltBasis) ||
      (!HALT.test(String(input.measures).replace(/\s+/g, '')) &&
        !(input.aims as readonly { name: string; measure: string }[]).some((a) =>
          HALT.test(`${a.name}${a.measure}`),
        )),
  },
];

export const publicationRules: readonly InputRule[] = [
  {
    code: 'FILED',
    field: 'filedOn',
    cites: cites.publication,
    say: '备案日期不能晚于今天',
    check: (input, _view, env) => String(input.filedOn) <= env.today,
  },
  {
    code: 'BEFORE-START',
    cites: cites.publication,
    say: '方案应当在开始之前公布；已经过了开始日期的，请政府退回，改了日期再批准',
    check: (_input, view, env) => env.today <= view.text('draft-plan.from'),
  },
  {
    code: 'SAME-END',
    field: 'to',
    cites: cites.publication,
    say: '结束日期应当与批准的方案相同',
    check: (input, view) => input.to === view.get('draft-plan.to'),
  },
  {
    code: 'CLOSE-BY',
    field: 'closeBy',
    cites: cites.closing,
    say: `办结日期应当在结束之后，不超过${CLOSE_WITHIN_DAYS}日`,
    check: (input) =>
      String(input.closeBy) > String(input.to) &&
      String(input.closeBy) <= addDays(String(input.to), CLOSE_WITHIN_DAYS),
  },
];

/** Closed with what the record shows, not with what is typed. */
export const closingRules: readonly InputRule[] = [
  {
    code: 'COMPUTED-RESULT',
    field: 'figures',
    cites: cites.closing,
    say: '数字由记录计算，不能改动',
    asks: (_input, view) => resultQuestions(view),
    check: (input, view, env) => {
      const [before, now] = resultQuestions(view);
      const computed = resultsFrom(env.answer(before), env.answer(now));
      return (
        sameFigures(input.figures as readonly Figure[], computed) ||
        `数字由记录计算，不能改动。记录里整治期间是：${told(computed)}；请重新打开表单`
      );
    },
  },
  noFineTarget('lasting'),
];

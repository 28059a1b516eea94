/** Whether there is ground for an inspection (R24.7): a plan, a draw's task, a campaign, or a case, each asked of the record. */
import { type CaseView, carried, type DateStr, type Env, type InputRule, type Question } from '@fadu/kernel';
import { checkUscc } from '../../../leadership/plan-tracking/identifiers.ts';
import { ALL_OBJECTS, inspectionBodies, inspectionItems, inspectionPlans } from '../lists.ts';
import { INSPECTION_TASKS } from '../random/facts.ts';
import { cites, DISGUISES, GROUNDS_OF, type Ground } from './common.ts';
import {
  capFault,
  countOf,
  countQuestions,
  dueElsewhere,
  dueQuestion,
  repeatFault,
  tasksQuestion,
} from './counting.ts';
import { classOf, head, type Input, itemCodes, itemQuestion } from './facts.ts';

const planQuestion = (code: unknown, on: DateStr) =>
  ({ ask: 'entry', register: inspectionPlans.code, code: String(code), on }) as const satisfies Question;
const taskQuestion = (code: unknown, on: DateStr) =>
  ({ ask: 'entry', register: INSPECTION_TASKS, code: String(code), on }) as const satisfies Question;
const caseQuestion = (code: unknown) =>
  ({ ask: 'case', case: String(code), facts: [] }) as const satisfies Question;
/** Organs that are listed as inspecting bodies. */
export const bodyQuestion = (organ: string, on: DateStr) =>
  ({ ask: 'entries', register: inspectionBodies.code, on, where: { organ } }) as const satisfies Question;

/** What must be known of a ground, by its kind. */
const groundQuestions = (input: Input, today: DateStr): readonly Question[] => {
  switch (String(input.ground) as Ground) {
    case '年度检查计划':
    case '专项检查方案':
      return [planQuestion(input.groundRef, today)];
    case '双随机抽查任务':
      return [taskQuestion(input.groundRef, today)];
    case '投诉举报':
    case '案件线索':
      return [caseQuestion(input.groundRef)];
    default:
      return [];
  }
};

const PLAN_KIND: Readonly<Record<string, string>> = {
  日常检查: '年度检查计划',
  专项检查: '专项检查方案',
  上级部署的专项检查: '上级部署的专项检查方案',
};

/** What the ground lacks; true: nothing. `object`: the enterprise. */
function groundFault(input: Input, object: string, env: Env): true | string {
  const ref = String(input.groundRef);
  switch (String(input.ground) as Ground) {
    case '年度检查计划':
    case '专项检查方案': {
      const plan = env.answer(planQuestion(ref, env.today));
      if (!plan || plan.body.status === '取消')
        return `涉企行政检查计划里没有今天有效的编号“${ref}”，没有计划不得检查`;
      const { body } = plan;
      if (body.organ !== env.acting) return `“${String(body.name)}”不是本机关的计划`;
      if (body.kind !== PLAN_KIND[classOf(input)])
        return `“${String(body.name)}”是${String(body.kind)}，不能作为${classOf(input)}的根据`;
      const extra = itemCodes(input).find((i) => !((body.items ?? []) as readonly string[]).includes(i));
      if (extra) return `检查事项“${extra}”不在“${String(body.name)}”里`;
      return (
        input.from === undefined ||
        (String(input.from) >= String(body.from) && String(input.to) <= String(body.to)) ||
        `检查日期应当在计划的${String(body.from)}至${String(body.to)}之间`
      );
    }
    case '双随机抽查任务': {
      const task = env.answer(taskQuestion(ref, env.today));
      if (!task) return `没有编号是“${ref}”的抽查任务`;
      if (task.body.object !== object) return '抽查任务抽中的不是这家企业，不得检查没有抽中的企业';
      if (!((task.body.organs ?? []) as readonly string[]).includes(env.acting ?? ''))
        return '这项抽查任务没有派给本机关';
      return task.body.status === '待检查' || '这项抽查任务已经检查过';
    }
    case '投诉举报':
    case '案件线索': {
      const found = env.answer(caseQuestion(ref));
      const wanted =
        input.ground === '投诉举报' ? ['violation-report'] : ['penalty-ordinary', 'penalty-simple'];
      if (!found || found.owner !== env.acting || !wanted.includes(found.procedure))
        return `本机关没有编号是“${ref}”的${input.ground === '投诉举报' ? '举报' : '案件'}，没有根据不得检查`;
      return !found.ended || `“${found.title}”已经办结，不能再作为检查的根据`;
    }
    default:
      return Boolean(input.reasons) || `以${String(input.ground)}为根据的，写明具体情况`;
  }
}

/** The item is listed, in force, the acting organ's, and for this class of enterprise. */
function itemsFault(input: Input, objectClass: string, env: Env): true | string {
  const codes = itemCodes(input);
  if (new Set(codes).size !== codes.length) return '检查事项重复了';
  const organs = new Set<string>();
  for (const code of codes) {
    const item = env.answer(itemQuestion(code, env.today));
    if (!item || item.entry.body.status === '取消')
      return `涉企行政检查事项清单里没有今天有效的编码“${code}”，没有公布的事项不得检查，企业可以拒绝`;
    const name = String(item.entry.body.name);
    if (!carried(inspectionItems, item.bases, item.entry.region, env.today))
      return `“${name}”今天已经没有有效的依据，不得检查；清单应当调整`;
    if (item.entry.body.organ !== env.acting)
      return `“${name}”由${env.organ(String(item.entry.body.organ))?.name ?? '其他机关'}实施，本机关不得检查`;
    const objects = String(item.entry.body.objects);
    if (objects !== ALL_OBJECTS && objects !== objectClass)
      return `“${name}”检查的是${objects}，不是${objectClass}`;
    organs.add(String(item.entry.body.field));
  }
  return organs.size <= 1 || '一次检查的事项应当属于同一个执法领域；不同领域的由各领域人员分别检查';
}

function bodyFault(organ: string, env: Env): true | string {
  const entries = env
    .answer(bodyQuestion(organ, env.today))
    .filter((e) => e.body.status !== '取消' && e.body.status !== '暂停实施');
  if (entries.length === 0) return '本机关不在公布的涉企行政检查主体名录里，不得检查';
  const entrusted = entries.find((e) => e.body.nature === '受委托组织');
  if (entrusted && entries.every((e) => e.body.nature === '受委托组织'))
    return `受委托组织不得以自己的名义检查，请以委托机关${env.organ(String(entrusted.body.entruster))?.name ?? ''}的名义办理`;
  return true;
}

/** Which enterprise an input is about: its own fields when the case is opened, else the case's. */
export type About = (
  input: Input,
  view: CaseView,
) => { readonly object: string; readonly objectClass: string };

/** Rules on class, ground and items, for whoever takes part. `about`: enterprise and its class. */
export const groundRules = (about: About): readonly InputRule[] => [
  {
    code: 'OWN-ORGAN',
    field: 'organ',
    cites: cites.body,
    say: '检查机关应当是您所在的机关，不能以其他机关的名义检查',
    check: (input, _view, env) => env.acting === undefined || input.organ === env.acting,
  },
  {
    code: 'GROUND-CLASS',
    field: 'ground',
    cites: cites.ground,
    say: '检查的根据与检查类别不符',
    check: (input) => {
      const fits = GROUNDS_OF[classOf(input)];
      return fits.includes(input.ground as Ground) || `${classOf(input)}的根据应当是${fits.join('、')}之一`;
    },
  },
  {
    code: 'R24.7-BODY',
    cites: cites.body,
    say: '本机关不是公布的检查主体，不得检查',
    asks: (input, _view, today) => [bodyQuestion(String(input.organ), today)],
    check: (input, _view, env) => bodyFault(String(input.organ), env),
  },
  {
    code: 'R24.7-GROUND',
    field: 'groundRef',
    cites: cites.ground,
    say: '没有计划、任务、案件作根据的，不得检查',
    asks: (input, _view, today) => groundQuestions(input, today),
    check: (input, view, env) => groundFault(input, about(input, view).object, env),
  },
  {
    code: 'R24.7-ITEM',
    field: 'items',
    cites: cites.item,
    say: '检查事项不在公布的清单里',
    asks: (input, _view, today) => itemCodes(input).map((i) => itemQuestion(i, today)),
    check: (input, view, env) => itemsFault(input, about(input, view).objectClass, env),
  },
];

/** The cap of the year and visits too soon after one another, at the moment of asking. */
export const burdenRules = (about: About): readonly InputRule[] => {
  const questions = (input: Input, view: CaseView, today: DateStr) =>
    countQuestions(about(input, view).object, String(input.organ), today);
  const count = (input: Input, view: CaseView, env: Env) =>
    countOf(env, {
      ...about(input, view),
      organ: String(input.organ),
      asked: env.today,
      on: String(input.from ?? input.on ?? head(view).from ?? env.today),
      except: view.state.id,
    });
  return [
    {
      code: 'R24.7-CAP',
      field: 'class',
      cites: cites.cap,
      say: '达到公布的年度检查频次上限，不得再安排',
      asks: (input, view, today) => [
        ...questions(input, view, today),
        ...itemCodes(input).map((i) => itemQuestion(i, today)),
      ],
      check: (input, view, env) =>
        capFault(
          input,
          String(input.organ),
          env.organ(String(input.organ))?.name ?? '本机关',
          count(input, view, env),
          env,
        ),
    },
    {
      code: 'R24.7-REPEAT',
      field: 'items',
      cites: cites.repeat,
      say: '短期内就同一事项检查过，不得重复检查',
      asks: questions,
      check: (input, view, env) =>
        repeatFault(
          input,
          String(input.organ),
          String(input.from ?? input.on ?? head(view).from ?? env.today),
          count(input, view, env),
        ),
    },
  ];
};

/** The enterprise as it is named. */
export const objectRules: readonly InputRule[] = [
  {
    code: 'USCC',
    field: 'object',
    cites: cites.ground,
    say: '统一社会信用代码不正确',
    check: (input) => {
      // One person's own business stands in the directory under a running number, and never under a citizen's.
      if (input.objectKind === '个体工商户（无字号）')
        return (
          /^[A-Z]{2}-\d{1,12}$/.test(String(input.object)) ||
          '没有字号的个体工商户写名录里的顺序号，如GR-000001'
        );
      // Which codes a city accepts from the demonstration range is the city's matter, not this rule's.
      const read = checkUscc(String(input.object), { demo: 'accept' });
      return read.ok ? read.code === input.object || '统一社会信用代码写大写字母和半角数字' : read.message;
    },
  },
  {
    code: 'MASKED',
    field: 'objectName',
    cites: cites.publication,
    say: '没有字号的个体工商户，名称写成遮盖的姓名，如王某某',
    check: (input) =>
      input.objectKind !== '个体工商户（无字号）' || /^\S某{1,2}$/.test(String(input.objectName)),
  },
  {
    code: 'NAMED',
    field: 'title',
    cites: cites.disguise,
    say: '名称里有走访、督导、调研、服务的，也要写明是检查；不得变相检查',
    check: (input) => !DISGUISES.test(String(input.title)) || String(input.title).includes('检查'),
  },
];

/** Other organs that are due at the same enterprise: invited, joined, or a reason why not (PEL 52). */
export const jointRule: InputRule = {
  code: 'R24.7-JOINT',
  field: 'apartReason',
  cites: cites.joint,
  say: '其他机关近期也要检查这家企业，应当联合；不联合的写明理由',
  asks: (input, _view, today) => [
    dueQuestion(String(input.object)),
    tasksQuestion(String(input.object), today),
  ],
  check: (input, _view, env) => {
    const object = String(input.object);
    const due = dueElsewhere(env.answer(dueQuestion(object)), env.answer(tasksQuestion(object, env.today)), {
      organ: String(input.organ),
      from: String(input.from),
      to: String(input.to),
    });
    const first = due[0];
    if (!first || input.apartReason || input.ground === '双随机抽查任务') return true;
    const names = [...new Set(due.flatMap((d) => d.organs))].map((o) => env.organ(o)?.name ?? o).join('、');
    return `${names}在${first.from}至${first.to}也要检查这家企业，能联合的应当一次进入：请与它联系后邀请联合，或者写明不联合的理由`;
  },
};

/** On site only where the desk cannot do. */
export const methodRule: InputRule = {
  code: 'METHOD',
  field: 'onSiteReason',
  cites: cites.offsite,
  say: '能书面核查、数据监测的不到现场；确需到现场的写明理由',
  asks: (input, _view, today) => itemCodes(input).map((i) => itemQuestion(i, today)),
  check: (input, _view, env) => {
    const items = itemCodes(input).flatMap((i) => env.answer(itemQuestion(i, env.today)) ?? []);
    const methods = items.map((i) => (i.entry.body.methods ?? []) as readonly string[]);
    const without = items.find((_, n) => !methods[n]?.includes(String(input.method)));
    if (without) return `“${String(without.entry.body.name)}”不能用${String(input.method)}的方式`;
    return (
      input.method !== '现场检查' ||
      Boolean(input.onSiteReason) ||
      methods.some((m) => m.every((x) => x === '现场检查'))
    );
  },
};

/**
 * The grid (四个平台一张网, task 3, R3.3): what a grid member or resident reports is dispatched to one of the township's four
 * platforms, joined by other bodies where needed, handled, looked at again by somebody else, and rated. What is beyond the
 * township goes up (乡呼县应), and whoever is called answers.
 */
import {
  any,
  clock,
  cond,
  design,
  done,
  type Fragment,
  type InputRule,
  merge,
  need,
  not,
  office,
  type Procedure,
  party,
  planTask,
  post,
  resident,
  law as rule,
  samePerson,
  workdays,
} from '@fadu/kernel';
import { z } from 'zod';

export const task3 = planTask(3, '推进乡镇（街道）四个平台、一张网建设，资源、服务、管理向基层下沉');
const cites = [task3];

/** The four platforms; their composition in Jilin is not confirmed (未核实). */
export const PLATFORMS = ['党建引领', '综合治理', '综合执法', '便民服务'] as const;

/** Values that no source fixes; a city sets its own. */
export const settings = {
  dispatch: workdays(1),
  handle: workdays(7),
  answer: workdays(2),
  rate: workdays(5),
} as const;
const limits = design('事件1个工作日内分派、7个工作日内办理，呼叫上级2个工作日内响应，5个工作日内可以评价');

const long = (title: string, min = 4, max = 2000) =>
  z.string().trim().min(min).max(max).meta({ title, widget: 'long-text' });
const line = (title: string, max = 100, min = 2) => z.string().trim().min(min).max(max).meta({ title });

const event = {
  kind: z
    .enum(['矛盾纠纷', '安全隐患', '环境卫生', '违法线索', '困难帮扶', '公共设施', '其他'])
    .meta({ title: '事件类别' }),
  title: line('事件', 60, 4),
  facts: long('情况', 4),
  place: line('地点', 200),
  longitude: z.number().min(73).max(136).optional().meta({ title: '经度' }),
  latitude: z.number().min(3).max(54).optional().meta({ title: '纬度' }),
  photos: z
    .array(z.string().trim().min(1).max(80))
    .max(9)
    .optional()
    .meta({ title: '照片编号', description: '先提交照片，再选编号', widget: 'lines' }),
  urgent: z.boolean().meta({ title: '紧急', description: '有人身危险的先拨打110、119、120' }),
};
const reported = z.object({
  township: line('乡镇（街道）', 60, 1).meta({ title: '乡镇（街道）', widget: 'organ' }),
  ...event,
});
const found = z.object(event);
const dispatched = z.object({
  platform: z.enum(PLATFORMS).meta({ title: '平台' }),
  lead: line('牵头单位', 60, 1).meta({ title: '牵头单位', widget: 'organ' }),
  joint: z.array(z.string()).max(10).optional().meta({ title: '联合办理的单位', widget: 'organs' }),
  task: long('要求', 2, 1000),
});
const called = z.object({
  upper: line('呼叫的上级部门', 60, 1).meta({ title: '呼叫的上级部门', widget: 'organ' }),
  why: long('乡镇办不了的原因', 6, 1000),
});
const answered = z.object({
  result: z.enum(['派人到场', '接手办理', '指导乡镇办理']).meta({ title: '响应' }),
  text: long('响应情况', 4),
});
const joined = z.object({ text: long('本单位办理情况', 4) });
const handled = z.object({
  result: z.enum(['已经解决', '已经立案查处', '不属实', '需要长期跟踪']).meta({ title: '办理结果' }),
  text: long('办理情况', 6),
});
const checked = z.object({
  result: z.enum(['属实，同意办结', '没有解决，退回']).meta({ title: '核查结果' }),
  text: long('现场核查情况', 4),
});
const rating = z.object({
  grade: z.enum(['满意', '基本满意', '不满意']).meta({ title: '评价' }),
  words: z.string().trim().max(500).optional().meta({ title: '意见' }),
});

const township: InputRule = {
  code: 'TOWNSHIP',
  field: 'township',
  cites,
  say: '请选择乡镇或者街道',
  check: (input, _v, env) =>
    ['township', 'subdistrict'].includes(env.organ(String(input.township))?.kind ?? ''),
};
/** A point is given whole or not at all. */
const point: InputRule = {
  code: 'POINT',
  field: 'longitude',
  cites,
  say: '经度和纬度要一起填',
  check: (input) => (input.longitude === undefined) === (input.latitude === undefined),
};

const dispatcher = [post('grid-dispatcher', 'township')];
const handler = [post('grid-handler', 'lead')];

const parts: Fragment = {
  acts: {
    report: {
      title: '上报事件',
      about: '写明情况和地点，可以拍照；处理结果会告诉您',
      by: [resident],
      in: [],
      opens: true,
      repeats: true,
      cites,
      form: reported,
      rules: [township, point],
      binds: [
        { relation: 'township', from: 'township' },
        { relation: 'reporter', from: 'actor.person' },
      ],
      clocks: [{ do: 'start', clock: 'dispatch' }],
      numbers: ['event'],
      to: 'received',
    },
    find: {
      title: '网格员上报',
      by: [office('grid-member')],
      in: [],
      opens: true,
      repeats: true,
      cites,
      form: found,
      rules: [point],
      binds: [
        { relation: 'township', from: 'actor.organ' },
        { relation: 'reporter', from: 'actor.person' },
      ],
      clocks: [{ do: 'start', clock: 'dispatch' }],
      numbers: ['event'],
      to: 'received',
    },
    dispatch: {
      title: '分派',
      about: '分到四个平台之一，确定牵头单位；需要几个单位一起办的写明',
      by: dispatcher,
      in: ['received'],
      cites,
      repeats: true,
      form: dispatched,
      binds: [
        { relation: 'lead', from: 'lead' },
        { relation: 'joint', from: 'joint' },
      ],
      settles: ['joint'],
      voids: ['handle', 'check-back', 'join-in'],
      clocks: [
        { do: 'stop', clock: 'dispatch' },
        { do: 'restart', clock: 'handling' },
      ],
      to: 'handling',
    },
    'hand-back': {
      title: '退回分派',
      about: '不属于本单位职责的，写明理由退回一次',
      by: handler,
      in: ['handling'],
      cites,
      form: z.object({ reasons: long('理由和依据', 6, 1000) }),
      clocks: [
        { do: 'stop', clock: 'handling' },
        { do: 'restart', clock: 'dispatch' },
      ],
      to: 'received',
    },
    'call-up': {
      title: '呼叫上级部门',
      about: '乡镇办不了的呼叫县级部门，两个工作日内响应',
      by: dispatcher,
      in: ['handling'],
      cites,
      form: called,
      rules: [
        {
          code: 'UPPER',
          field: 'upper',
          cites,
          say: '呼叫的应当是部门，不能是本乡镇',
          check: (input, view, env) =>
            env.organ(String(input.upper))?.kind === 'department' &&
            !view.bound('township').includes(String(input.upper)),
        },
      ],
      binds: [{ relation: 'upper', from: 'upper' }],
      clocks: [{ do: 'start', clock: 'answer' }],
    },
    'answer-call': {
      title: '响应呼叫',
      by: [post('office-clerk', 'upper')],
      in: ['handling'],
      cites,
      needs: [need('CALLED', done('call-up'), '没有呼叫', cites)],
      form: answered,
      clocks: [{ do: 'stop', clock: 'answer' }],
    },
    'join-in': {
      title: '联合办理',
      by: [post('grid-handler', 'joint'), post('office-clerk', 'joint')],
      in: ['handling'],
      cites,
      repeats: true,
      form: joined,
    },
    handle: {
      title: '办理',
      by: handler,
      in: ['handling'],
      cites,
      form: handled,
      needs: [
        need('JOINED', any(not(cond('joint')), done('join-in')), '联合办理的单位还没有办', cites),
        need('ANSWERED', any(not(done('call-up')), done('answer-call')), '呼叫的上级部门还没有响应', cites),
      ],
      clocks: [{ do: 'stop', clock: 'handling' }],
      to: 'checking',
    },
    'check-back': {
      title: '核查',
      about: '由没有参加办理的网格员到现场核查；没有解决的退回重办',
      by: [post('grid-member', 'township')],
      in: ['checking'],
      cites,
      repeats: true,
      form: checked,
      needs: [need('CHECK-APART', not(samePerson('handle')), '办理的人不能自己核查', cites)],
      settles: ['solved'],
      outcomes: {
        solved: { title: '同意办结', conds: { solved: true } },
        back: { title: '退回', conds: { solved: false } },
      },
      clocks: [
        { do: 'restart', clock: 'dispatch', when: not(cond('solved')) },
        { do: 'start', clock: 'rating', when: cond('solved') },
      ],
      to: [
        { when: cond('solved'), phase: 'rating' },
        { when: not(cond('solved')), phase: 'received' },
      ],
    },
    rate: {
      title: '评价',
      by: [party('reporter')],
      in: ['rating'],
      cites,
      form: rating,
      clocks: [{ do: 'stop', clock: 'rating' }],
      to: 'closed',
    },
    'close-unrated': {
      title: '没有评价，办结',
      by: [{ kind: 'system' }],
      in: ['rating'],
      cites: [limits],
      needs: [need('RATING-OVER', clock('rating', 'elapsed'), '评价期限还没有届满', [limits])],
      clocks: [{ do: 'stop', clock: 'rating' }],
      to: 'closed',
    },
  },
  clocks: {
    dispatch: {
      title: '分派期限',
      kind: 'duty',
      owedBy: 'township',
      limit: settings.dispatch,
      lastDay: 'roll',
      cites: [task3, limits],
    },
    handling: {
      title: '办理期限',
      kind: 'duty',
      owedBy: 'lead',
      limit: settings.handle,
      lastDay: 'roll',
      cites: [task3, limits],
      warnBefore: workdays(2),
    },
    answer: {
      title: '响应呼叫的期限',
      kind: 'duty',
      owedBy: 'upper',
      limit: settings.answer,
      lastDay: 'roll',
      cites: [task3, limits],
    },
    rating: {
      title: '评价期限',
      kind: 'right',
      owedBy: 'reporter',
      limit: settings.rate,
      lastDay: 'roll',
      cites: [limits],
      onExpiry: 'close-unrated',
    },
  },
  conditions: {
    joint: {
      title: '几个单位联合办理',
      test: { fn: (v) => ((v.get('dispatch.joint') as readonly string[] | undefined)?.length ?? 0) > 0 },
    },
    solved: { title: '核查同意办结', test: { is: ['check-back.result', '属实，同意办结'] } },
  },
  laws: [
    rule('CHECKED', '没有核查的事件不得办结', cites, {
      kind: 'ends-with',
      ends: ['closed'],
      acts: ['handle', 'check-back'],
    }),
    rule('CHECK-APART', '办理的人不得自己核查', cites, { kind: 'apart', act: 'check-back', from: 'handle' }),
    rule('CALL-ANSWERED', '呼叫了上级部门的，没有响应不得办结', cites, {
      kind: 'answered',
      cause: { act: 'call-up' },
      effect: ['answer-call'],
    }),
    rule('JOINT', '联合办理的，其他单位没有办理不得报办结', cites, {
      kind: 'precedes',
      first: [{ act: 'join-in' }],
      then: 'handle',
      since: ['dispatch'],
      where: cond('joint'),
    }),
    rule('RATING-WAITS', '评价期限没有届满，不得以没有评价办结', cites, {
      kind: 'waits',
      act: 'close-unrated',
      clock: 'rating',
    }),
  ],
};

/** An event of the grid from its report to its rating. */
export const gridEvent: Procedure = {
  code: 'grid-event',
  title: '基层网格事件办理',
  system: 'grassroots-grid',
  version: '2026-01-01',
  from: '2020-01-01',
  cites,
  about: '网格员和居民上报的事件分派到乡镇四个平台，牵头办理、联合办理、呼叫上级，核查后由上报人评价。',
  transition: { says: '以前的事件按原来的办法办完。', cites: [task3] },
  relations: {
    township: '乡镇（街道）',
    lead: '牵头单位',
    joint: '联合单位',
    upper: '上级部门',
    reporter: '上报人',
  },
  roles: {
    'grid-member': '网格员',
    'grid-dispatcher': '分派人员',
    'grid-handler': '平台办理人员',
    'office-clerk': '部门经办人员',
  },
  phases: {
    given: { title: '上报事件' },
    received: { title: '待分派' },
    handling: { title: '办理' },
    checking: { title: '待核查' },
    rating: { title: '待评价' },
    closed: { title: '办结', end: 'done' },
  },
  ...merge(parts),
  titleFrom: ['report.title', 'find.title'],
  owner: 'township',
  series: { event: { title: '事件编号', format: '{mark}网格〔{year}〕{n}号', of: 'township' } },
};

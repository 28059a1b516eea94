/**
 * Visits to the hall (R8.3, JL-BER 32): booked for a half hour, or by a number taken at the hall. Numbers are not limited: only bookings
 * have places. Who booked is called first in the half hour booked, everyone else in the order of the numbers; any window takes any
 * item, and what one window cannot finish goes on to another, the second time to the fallback window.
 */
import {
  type CaseFacts,
  type CaseView,
  clock,
  type DateStr,
  dateOf,
  dayKind,
  days,
  design,
  done,
  type Env,
  type InputRule,
  type Instant,
  merge,
  need,
  not,
  office,
  type Procedure,
  party,
  post,
  type Question,
  resident,
  law as rule,
} from '@fadu/kernel';
import { z } from 'zod';
import { jilinBusinessEnvironmentRegulations as jl } from '../../statutes/index.ts';
import { task8 } from '../service-items/common.ts';

type Input = Readonly<Record<string, unknown>>;

/** Half hours that can be booked, by their beginning; a city sets its own. */
export const SLOTS = [
  '08:30',
  '09:00',
  '09:30',
  '10:00',
  '10:30',
  '11:00',
  '13:00',
  '13:30',
  '14:00',
  '14:30',
  '15:00',
  '15:30',
  '16:00',
] as const;
/** Values that no source fixes; a city sets its own. */
export const visitSettings = {
  /** Windows of a hall; the last is the fallback window. */
  windows: 6,
  /** Places for bookings in a half hour: half of what the windows manage, so that who comes without booking is served as well. */
  perSlot: 6,
  /** Days ahead that can be booked. */
  ahead: 14,
} as const;
/** Number of the fallback window, which every hall has. */
export const FALLBACK = visitSettings.windows;

const places = design('每半小时可以预约6个，14天以内；现场取号不限');
const windowsDesign = design('每个大厅6个综合窗口，最后一个是兜底窗口');
const order = design('预约的在预约的半小时里先叫，其余按取号先后');
const cites = [jl.art('32'), task8];

/** What a half hour of a hall's day is bound as, and what the whole day's line is. */
export const slotKey = (hall: string, day: DateStr, slot: string): string => `visit:${hall}:${day}:${slot}`;
export const lineKey = (hall: string, day: DateStr): string => `visit:${hall}:${day}`;

const name = z
  .string()
  .trim()
  .max(60)
  .optional()
  .meta({ title: '称呼', personal: true, description: '可以不填' });
const matter = z
  .string()
  .trim()
  .max(200)
  .optional()
  .meta({ title: '要办的事', description: '可以不填，任何窗口都能办', personal: true });
const booking = z.object({
  hall: z.string().trim().min(1).max(60).meta({ title: '大厅', widget: 'organ' }),
  day: z.iso.date().meta({ title: '日期' }),
  slot: z.enum(SLOTS).meta({ title: '几点来' }),
  matter,
});
const numberTaken = z.object({
  name,
  matter,
  account: z
    .string()
    .trim()
    .max(60)
    .optional()
    .meta({ title: '平台账号', description: '没有的不填', personal: true }),
});
const windowNo = z.int().min(1).max(visitSettings.windows).meta({ title: '窗口号' });
const called = z.object({ window: windowNo });
const served = z.object({
  outcome: z.enum(['已收件', '当场办结', '已答复', '已领取结果']).meta({ title: '结果' }),
  handling: z
    .string()
    .trim()
    .max(80)
    .optional()
    .meta({ title: '办件编号或者申请登记号', description: '收了件的填写' }),
});
const transferred = z.object({
  window: windowNo,
  why: z.string().trim().min(2).max(300).meta({ title: '为什么转' }),
});

const inSlot = (input: Input) =>
  ({
    ask: 'linked',
    to: slotKey(String(input.hall), String(input.day), String(input.slot)),
    procedure: 'window-visit',
    facts: [],
    in: ['booked', 'waiting', 'called', 'served'],
  }) as const satisfies Question;
const waiting = (view: CaseView, today: DateStr) =>
  ({
    ask: 'linked',
    to: lineKey(view.bound('hall')[0] ?? '', today),
    procedure: 'window-visit',
    facts: ['book.slot', 'arrive.onTime'],
    in: ['waiting'],
  }) as const satisfies Question;
const handlingQuestion = (input: Input) =>
  ({ ask: 'case', case: String(input.handling), facts: [] }) as const satisfies Question;

/** The minute of the day in China, `09:05`. */
export const minuteOf = (now: Instant): string =>
  new Date(Date.parse(now) + 8 * 3600_000).toISOString().slice(11, 16);
/** End of a half hour. */
const endOf = (slot: string): string =>
  slot.endsWith(':00')
    ? `${slot.slice(0, 2)}:30`
    : `${String(Number(slot.slice(0, 2)) + 1).padStart(2, '0')}:00`;

/** One who waits, as the order sees him. */
export interface InLine {
  readonly id: string;
  /** Number drawn; grows with the order of coming. */
  readonly ticket: number;
  /** The half hour booked, of who came in time. */
  readonly slot?: string;
}

/** The order of calling: who booked once the half hour has begun, by half hour and number; then everyone by number. */
export function calledInOrder(line: readonly InLine[], now: string): readonly InLine[] {
  const first = (x: InLine) => (x.slot !== undefined && x.slot <= now ? x.slot : '24:00');
  return [...line].sort((a, b) =>
    first(a) === first(b) ? a.ticket - b.ticket : first(a) < first(b) ? -1 : 1,
  );
}
const inLine = (c: CaseFacts): InLine => ({
  id: c.id,
  ticket: Number(/(\d+)号$/.exec(c.numbers.ticket ?? '')?.[1] ?? 0),
  ...(c.facts['arrive.onTime'] === true && { slot: String(c.facts['book.slot']) }),
});

const bookingRules: readonly InputRule[] = [
  {
    code: 'HALL',
    field: 'hall',
    cites,
    say: '请选择政务服务大厅',
    check: (input, _v, env) => env.organ(String(input.hall))?.kind === 'service-hall',
  },
  {
    code: 'DAY',
    field: 'day',
    cites: [places],
    say: '',
    check: (input, _v, env) => {
      const day = String(input.day);
      const last = new Date(Date.parse(env.today) + visitSettings.ahead * 86_400_000)
        .toISOString()
        .slice(0, 10);
      if (day <= env.today) return '预约从明天起；今天要来的，到大厅取号就可以';
      if (day > last) return `最多预约${visitSettings.ahead}天以内，最晚${last}`;
      return dayKind(env.calendar, day).working || '那天大厅休息，请选工作日';
    },
  },
  {
    code: 'PLACE',
    field: 'slot',
    cites: [places],
    say: `这半小时已经约满${visitSettings.perSlot}个；可以换一个时间，也可以到大厅取号，取号不限`,
    asks: (input) => [inSlot(input)],
    check: (input, _v, env) => env.answer(inSlot(input)).length < visitSettings.perSlot,
  },
];

const handled: InputRule = {
  code: 'HANDLING',
  field: 'handling',
  cites,
  say: '没有找到这个办件，请核对编号',
  asks: (input) => (input.handling ? [handlingQuestion(input)] : []),
  check: (input, _v, env) =>
    !input.handling || env.answer(handlingQuestion(input))?.procedure === 'service-application',
};

const next: InputRule = {
  code: 'NEXT',
  cites: [order],
  say: '前面还有人，按顺序叫号',
  asks: (_i, view, today) => [waiting(view, today)],
  check: (_i, view, env: Env) => {
    const first = calledInOrder(env.answer(waiting(view, env.today)).map(inLine), minuteOf(env.now))[0];
    return first === undefined || first.id === view.state.id || `前面还有人：请先叫第${first.ticket}号`;
  },
};

const clerk = [post('window-clerk', 'hall')];

/** A visit to the hall, from booking or number to the window. */
export const windowVisit: Procedure = {
  code: 'window-visit',
  title: '窗口预约和叫号',
  system: 'service-window',
  version: '2026-01-01',
  from: '2020-01-01',
  cites,
  about: '可以预约，也可以到大厅取号，取号不限；任何窗口办任何事，办不了的转窗口，最后由兜底窗口办。',
  transition: { says: '以前的预约照样有效。', cites: [task8] },
  relations: { hall: '大厅', visitor: '来办事的人', line: '排队', handling: '办件' },
  roles: { 'window-clerk': '窗口人员' },
  phases: {
    asking: { title: '预约、取号' },
    booked: { title: '已经预约' },
    waiting: { title: '等叫号' },
    called: { title: '在窗口' },
    served: { title: '办了', end: 'done' },
    missed: { title: '没有来', end: 'stopped' },
    cancelled: { title: '取消预约', end: 'stopped' },
  },
  ...merge({
    acts: {
      book: {
        title: '预约',
        about: '选大厅、日期和时间；不想预约的直接来取号',
        by: [resident],
        in: [],
        opens: true,
        repeats: true,
        cites: [...cites, places],
        form: booking,
        rules: bookingRules,
        binds: [
          { relation: 'hall', from: 'hall' },
          { relation: 'visitor', from: 'actor.person' },
          {
            relation: 'line',
            from: (i) => [
              slotKey(String(i.hall), String(i.day), String(i.slot)),
              lineKey(String(i.hall), String(i.day)),
            ],
          },
        ],
        settles: ['booked'],
        outcomes: { booked: { title: '预约成功', conds: { booked: true } } },
        clocks: [{ do: 'start', clock: 'day', until: 'day' }],
        to: 'booked',
      },
      'take-number': {
        title: '取号',
        about: '窗口、自助机都能取，不限号，不用预约',
        by: [office('window-clerk')],
        in: [],
        opens: true,
        repeats: true,
        cites: [...cites, order],
        form: numberTaken,
        binds: [
          { relation: 'hall', from: 'actor.organ' },
          { relation: 'visitor', from: 'account' },
          { relation: 'line', from: (_i, _v, env) => [lineKey(env.acting ?? '', env.today)] },
        ],
        numbers: ['ticket'],
        clocks: [{ do: 'start', clock: 'day' }],
        to: 'waiting',
      },
      cancel: {
        title: '取消预约',
        by: [party('visitor')],
        in: ['booked'],
        cites: [places],
        clocks: [{ do: 'stop', clock: 'day' }],
        to: 'cancelled',
      },
      arrive: {
        title: '到了，取号',
        about: '预约的人到大厅取号；过了预约的半小时，按取号先后叫',
        by: clerk,
        in: ['booked'],
        cites: [order],
        form: z.object({ onTime: z.boolean().meta({ title: '没有过预约的半小时' }) }),
        rules: [
          {
            code: 'THAT-DAY',
            cites: [places],
            say: '不是预约的那一天；今天来办的另外取号',
            check: (_i, view, env) => view.text('book.day') === env.today,
          },
          {
            code: 'ON-TIME',
            field: 'onTime',
            cites: [order],
            say: '是不是过了预约的时间，与现在的时间不符',
            check: (input, view, env) => input.onTime === minuteOf(env.now) < endOf(view.text('book.slot')),
          },
        ],
        numbers: ['ticket'],
        to: 'waiting',
      },
      call: {
        title: '叫号',
        by: clerk,
        in: ['waiting'],
        cites: [order],
        needs: [
          need('NUMBERED', { op: 'any', of: [done('arrive'), done('take-number')] }, '还没有取号', [order]),
        ],
        form: called,
        rules: [next],
        clocks: [{ do: 'stop', clock: 'day' }],
        to: 'called',
      },
      transfer: {
        title: '转窗口',
        about: '本窗口办不了的转给别的窗口，不用重新排队；第二次转只能到兜底窗口',
        by: clerk,
        in: ['called'],
        repeats: true,
        cites: [...cites, windowsDesign],
        form: transferred,
        rules: [
          {
            code: 'OTHER-WINDOW',
            field: 'window',
            cites,
            say: '要转到别的窗口',
            check: (input, view) => input.window !== (view.get('transfer.window') ?? view.get('call.window')),
          },
          {
            code: 'FALLBACK',
            field: 'window',
            cites,
            say: `已经转过一次，只能转到兜底窗口（${FALLBACK}号）`,
            check: (input, view) => view.last('transfer') === undefined || input.window === FALLBACK,
          },
        ],
      },
      serve: {
        title: '办了',
        by: clerk,
        in: ['called'],
        cites,
        form: served,
        rules: [handled],
        binds: [
          {
            relation: 'handling',
            from: (i, _v, env) => {
              const found = i.handling ? env.answer(handlingQuestion(i)) : null;
              return found ? [found.id] : [];
            },
          },
        ],
        to: 'served',
      },
      'not-here': {
        title: '叫了没有来',
        about: '叫号没有人来的；人来了重新取号',
        by: clerk,
        in: ['called'],
        cites: [order],
        needs: [need('NOT-TRANSFERRED', not(done('transfer')), '已经在窗口的人不能登记为没有来', cites)],
        to: 'missed',
      },
      'not-come': {
        title: '当天没有来',
        by: [{ kind: 'system' }],
        in: ['booked', 'waiting'],
        cites: [places],
        needs: [need('DAY-OVER', clock('day', 'elapsed'), '这一天还没有过去', [places])],
        to: 'missed',
      },
    },
    clocks: {
      day: {
        title: '预约、取号当天有效',
        kind: 'right',
        owedBy: 'visitor',
        limit: days(1),
        lastDay: 'keep',
        cites: [places],
        onExpiry: 'not-come',
      },
    },
    conditions: {
      booked: { title: '预约过', test: { fn: (v) => v.last('book') !== undefined } },
    },
    laws: [
      rule('NUMBER-FIRST', '没有取号的不叫号', [order], {
        kind: 'precedes',
        first: [{ act: 'arrive' }, { act: 'take-number' }],
        then: 'call',
      }),
      rule('CALLED-FIRST', '没有叫号的不登记为办了', [order], {
        kind: 'precedes',
        first: [{ act: 'call' }],
        then: 'serve',
      }),
      rule('DAY-OVER', '当天没有过去，不登记为没有来', [places], {
        kind: 'waits',
        act: 'not-come',
        clock: 'day',
      }),
      rule('CALLED-IS-SEEN', '叫到的人只有办了，或者叫了没有来，才结束', cites, {
        kind: 'answered',
        cause: { act: 'call' },
        effect: ['serve', 'not-here'],
      }),
      rule('TRANSFERRED-IS-SERVED', '转了窗口的人，不得登记为没有来', cites, {
        kind: 'exclusive',
        acts: ['transfer', 'not-here'],
      }),
    ],
  }),
  titleFrom: ['book.matter', 'take-number.matter', 'book.slot'],
  owner: 'hall',
  tells: ['booked'],
  series: { ticket: { title: '排队号', format: '{mark}叫号〔{year}〕{n}号', of: 'hall' } },
};

/** The day whose line a visit stands in. */
export const dayOfVisit = (view: CaseView): DateStr => {
  const taken = view.last('take-number');
  return taken ? dateOf(taken.at) : view.text('book.day');
};

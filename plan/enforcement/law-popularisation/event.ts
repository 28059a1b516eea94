/**
 * One event of law popularisation (R27.1): planned under a duty of the published list, held, recorded with its numbers
 * and evidence, published by somebody else; or cancelled with its reason.
 */
import {
  type CaseView,
  dateOf,
  done,
  formatDate,
  type InputRule,
  type Law,
  law,
  need,
  not,
  office,
  type Procedure,
  post,
  samePerson,
} from '@fadu/kernel';
import { z } from 'zod';
import { mask } from '../enforcement-publicity/mask.ts';
import { materialsField, materialsRule } from '../full-process-record/materials.ts';
import {
  EVENT_MANNERS,
  EXPLANATION_DUTIES,
  type ExplainedLaw,
  explainedLaws,
  lawQuestions,
  lpe,
  PUBLICATION,
  publicationLimit,
  task27,
  twoPeople,
} from './common.ts';
import { lawsFault } from './explaining.ts';

type Input = Readonly<Record<string, unknown>>;

const cites = [lpe.art('9'), task27];
const educator = [post('law-educator', 'lead')];
const head = [post('head', 'lead')];

const place = z.string().trim().min(2).max(200).meta({ title: '地点', description: '线上的写平台名称' });
const reason = z.string().trim().min(4).max(2000).meta({ title: '理由', widget: 'long-text' });

const planning = z.object({
  title: z.string().trim().min(4).max(80).meta({ title: '活动名称' }),
  duty: z.string().trim().min(1).max(60).meta({
    title: '所履行的普法责任',
    description: '普法责任清单里本机关的责任编号',
    widget: EXPLANATION_DUTIES,
  }),
  manner: z.enum(EVENT_MANNERS).meta({ title: '活动方式' }),
  plannedOn: z.iso.date().meta({ title: '计划日期' }),
  place,
  audience: z.string().trim().min(2).max(200).meta({ title: '对象' }),
});

const recording = z.object({
  heldOn: z.iso.date().meta({ title: '举办日期' }),
  place,
  attended: z.int().min(1).max(10_000_000).meta({ title: '参加人数', description: '线上的写观看人数' }),
  laws: explainedLaws,
  summary: z
    .string()
    .trim()
    .min(10)
    .max(3000)
    .meta({ title: '活动情况', widget: 'long-text', description: '会公开；不写个人姓名、电话、证件号' }),
  materials: materialsField('照片、录音录像、签到表'),
  link: z
    .url({ protocol: /^https?$/, message: '网址以http://或者https://开头' })
    .max(500)
    .optional()
    .meta({ title: '公开报道的网址' }),
});

const dutyQuestion = (code: unknown, on: string) =>
  ({ ask: 'entry', register: EXPLANATION_DUTIES, code: String(code), on }) as const;

const planRules: readonly InputRule[] = [
  {
    code: 'DUTY',
    field: 'duty',
    cites,
    say: '普法责任清单里没有这个编号，或者已经取消；清单之外的活动先列入清单',
    asks: (input, _view, today) => [dutyQuestion(input.duty, today)],
    check: (input, _view, env) => {
      const entry = env.answer(dutyQuestion(input.duty, env.today));
      if (!entry || entry.body.status === '取消') return false;
      const organ = String(entry.body.organ);
      return (
        env.acting === undefined ||
        organ === env.acting ||
        `这项责任由${env.organ(organ)?.name ?? organ}承担，请选择本机关的责任`
      );
    },
  },
  {
    code: 'PLANNED-DAY',
    field: 'plannedOn',
    cites,
    say: '计划日期不能早于今天；已经办完的活动，当天登记计划以后再登记情况',
    check: (input, _view, env) => String(input.plannedOn) >= env.today,
  },
];

const recordRules: readonly InputRule[] = [
  {
    code: 'HELD-DAY',
    field: 'heldOn',
    cites,
    say: '举办日期不能晚于今天，也不能早于登记计划的日期',
    check: (input, view, env) => {
      const planned = view.last('plan-event');
      return (
        String(input.heldOn) <= env.today &&
        (planned === undefined ||
          String(input.heldOn) >= dateOf(planned.at) ||
          `举办日期早于登记计划的${formatDate(dateOf(planned.at))}；活动要先列入计划`)
      );
    },
  },
  {
    code: 'LAW',
    field: 'laws',
    cites,
    say: '讲解的规定在当天没有生效或者没有这一条',
    asks: (input) => lawQuestions(input.laws, String(input.heldOn)),
    check: (input, _view, env) => lawsFault(input.laws, String(input.heldOn), env.answer),
  },
  materialsRule({ code: 'MATERIALS' }),
  {
    code: 'EVIDENCE',
    field: 'materials',
    cites,
    say: '要有证明活动办过的材料：先移交照片、录音录像或者签到表再选上，或者写公开报道的网址',
    check: (input) => ((input.materials ?? []) as readonly string[]).length > 0 || Boolean(input.link),
  },
  {
    code: 'NO-PERSONAL',
    field: 'summary',
    cites: [publicationLimit],
    say: '活动情况会公开，里面有电话、证件号等个人信息，请删去',
    check: (input: Input) => mask(String(input.summary), { persons: [], words: [] }) === input.summary,
  },
];

const laws: readonly Law[] = [
  law('RECORDED', '没有登记情况和证据的活动，不得公布', cites, {
    kind: 'precedes',
    first: [{ act: 'record-event' }],
    then: 'publish-event',
  }),
  law('APART', '登记和公布不由同一人办理', [twoPeople], {
    kind: 'apart',
    act: 'publish-event',
    from: 'record-event',
  }),
  law('PUBLISHED', '登记了情况的活动，应当公布', cites, {
    kind: 'answered',
    cause: { act: 'record-event' },
    effect: ['publish-event'],
  }),
];

/** What everyone reads of an event that was held. */
function shown(view: CaseView): Record<string, unknown> {
  const of = (path: string) => view.get(path);
  const link = view.text('record-event.link');
  return {
    title: of('plan-event.title'),
    duty: of('plan-event.duty'),
    manner: of('plan-event.manner'),
    audience: of('plan-event.audience'),
    heldOn: of('record-event.heldOn'),
    place: of('record-event.place'),
    attended: of('record-event.attended'),
    laws: ((of('record-event.laws') ?? []) as readonly ExplainedLaw[]).map(lawText),
    summary: of('record-event.summary'),
    ...(link && { link }),
  };
}

/** A text that was explained, as people write it. */
export const lawText = (one: ExplainedLaw): string => {
  const [article, more] = (one.article ?? '').split('-');
  const name = `《${one.instrument.replace(/[《》]/gu, '')}》`;
  return article ? `${name}第${article}条${more ? `之${more}` : ''}` : name;
};

/** An event of law popularisation, task 27 of the plan. */
export const popularisationEvent: Procedure = {
  code: 'law-popularisation-event',
  title: '普法活动',
  system: 'law-popularisation',
  version: '2025-11-01',
  from: '2021-09-01',
  cites,
  about: '按普法责任清单计划活动，举办后登记人数、讲解的法律和证据，由另一人公布；没有办成的写明理由。',
  transition: { says: '以前办过的活动不补登记。', cites: [task27] },
  relations: { lead: '责任机关' },
  roles: { 'law-educator': '普法工作人员', head: '机关负责人' },
  phases: {
    planned: { title: '已计划' },
    recorded: { title: '已举办，等待公布' },
    published: { title: '已公布', end: 'done' },
    cancelled: { title: '已取消', end: 'stopped' },
  },
  acts: {
    'plan-event': {
      title: '计划普法活动',
      about: '写明履行清单里的哪一项责任，什么时间、地点、方式，讲给谁',
      by: [office('law-educator')],
      in: [],
      opens: true,
      cites,
      form: planning,
      rules: planRules,
      binds: [{ relation: 'lead', from: 'actor.organ' }],
      clocks: [{ do: 'start', clock: 'event', until: 'plannedOn' }],
      to: 'planned',
    },
    'move-event': {
      title: '改期',
      by: educator,
      in: ['planned'],
      cites,
      repeats: true,
      form: z.object({ plannedOn: z.iso.date().meta({ title: '新的日期' }), place, reason }),
      rules: [
        {
          code: 'MOVED-DAY',
          field: 'plannedOn',
          cites,
          say: '新的日期不能早于今天',
          check: (input, _view, env) => String(input.plannedOn) >= env.today,
        },
      ],
      clocks: [{ do: 'restart', clock: 'event', until: 'plannedOn' }],
    },
    'record-event': {
      title: '登记举办情况',
      about: '写明日期、地点、人数、讲解的法律和情况，附上证据',
      by: educator,
      in: ['planned'],
      cites,
      form: recording,
      rules: recordRules,
      prefill: {
        from: (view) => {
          const last = view.last('move-event') ?? view.last('plan-event');
          return { heldOn: last?.input.plannedOn, place: last?.input.place };
        },
      },
      clocks: [
        { do: 'stop', clock: 'event', on: 'heldOn' },
        { do: 'start', clock: 'publication', on: 'heldOn' },
      ],
      to: 'recorded',
    },
    'publish-event': {
      title: '公布普法活动',
      by: head,
      in: ['recorded'],
      cites: [...cites, publicationLimit],
      needs: [
        need('RECORDED', done('record-event'), '还没有登记举办情况', cites),
        need('APART', not(samePerson('record-event')), '登记情况的人不能自己公布', [twoPeople]),
      ],
      clocks: [{ do: 'stop', clock: 'publication' }],
      public: true,
      attested: true,
      publicBody: shown,
      to: 'published',
    },
    'cancel-event': {
      title: '取消活动',
      by: [...educator, ...head],
      in: ['planned'],
      cites,
      form: z.object({ reason }),
      clocks: [{ do: 'stop', clock: 'event' }],
      to: 'cancelled',
    },
  },
  clocks: {
    event: {
      title: '计划的举办日期',
      kind: 'duty',
      owedBy: 'law-educator',
      limit: PUBLICATION,
      lastDay: 'keep',
      cites,
    },
    publication: {
      title: '公布普法活动的期限',
      kind: 'duty',
      owedBy: 'head',
      limit: PUBLICATION,
      lastDay: 'roll',
      cites: [publicationLimit],
    },
  },
  conditions: {},
  laws,
  papers: {},
  titleFrom: 'plan-event.title',
  owner: 'lead',
  publicFrom: ['publish-event'],
};

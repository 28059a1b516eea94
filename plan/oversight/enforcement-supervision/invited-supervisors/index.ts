/** Specially invited supervisors (特邀行政执法监督员, R39.2): open call, choice, term, conflicts declared; they may not order. */
import {
  addMonths,
  days,
  design,
  done,
  elapsed,
  type Law,
  law,
  need,
  not,
  office,
  type Performer,
  type Procedure,
  party,
  post,
  resident,
  samePerson,
  system,
  years,
} from '@fadu/kernel';
import { z } from 'zod';
import { enforcementSupervisionRegulations as sup } from '../../../statutes/index.ts';
import { account, day, line, long, yes } from '../fields.ts';
import { task39 } from '../settings.ts';

const cites = [sup.art('23'), task39];
/** Term in years, at least and at most (DESIGN: other places have three to five). */
export const TERM = { least: 3, most: 5 } as const;
const term = design(`聘期${TERM.least}至${TERM.most}年（其他地区的做法，未核实）`);
/** The call stays open so long (DESIGN). */
const CALL = days(15);
const call = design('公开征集不少于15日');

/** What an invited supervisor may do: attend, read, propose, take part in reviews. Nothing that binds anybody. */
export const ACTIVITIES = [
  '参加执法检查',
  '查阅执法材料',
  '提出意见建议',
  '参加案卷评查',
  '列席听证',
] as const;

const clerk: Performer[] = [post('supervision-clerk', 'supervisor')];
const head: Performer[] = [post('head', 'supervisor')];
const chosen = z.object({ person: account('账号'), name: line('姓名', 2, 40), work: line('工作单位和职业') });
type Chosen = z.infer<typeof chosen>;

const laws: readonly Law[] = [
  law('OPEN-CALL', '没有公开征集的，不得聘任', cites, {
    kind: 'waits',
    act: 'choose',
    clock: 'call',
  }),
  law('CHOSEN', '没有经过选定的，不得聘任', cites, {
    kind: 'precedes',
    first: [{ act: 'choose' }],
    then: 'appoint',
  }),
  law('APPOINTED', '没有聘任的，不得参加监督', cites, {
    kind: 'precedes',
    first: [{ act: 'appoint' }],
    then: 'take-part',
    since: ['end-term', 'dismiss'],
  }),
  law('APART', '选定的人不得由同一人聘任', cites, { kind: 'apart', act: 'appoint', from: 'choose' }),
];

/** One call for invited supervisors and their term. */
export const invitedSupervisors: Procedure = {
  code: 'invited-supervisors',
  title: '特邀行政执法监督员',
  system: 'enforcement-supervision',
  version: '2026-02-01',
  from: '2021-01-01',
  cites,
  about: '公开征集、选定、聘任特邀行政执法监督员；可以列席、查阅、建议、参加评查，不能下命令。',
  transition: { says: '以前聘任的，聘期届满为止。', cites: [task39] },
  relations: { supervisor: '行政执法监督机构', invited: '特邀监督员' },
  roles: { 'supervision-clerk': '行政执法监督人员', head: '机关负责人' },
  phases: {
    calling: { title: '公开征集' },
    chosen: { title: '拟聘公示' },
    serving: { title: '在聘' },
    ended: { title: '聘期届满', end: 'done' },
    dismissed: { title: '提前解聘', end: 'stopped' },
  },
  acts: {
    call: {
      title: '公开征集',
      by: [office('supervision-clerk')],
      in: [],
      opens: true,
      cites: [...cites, call],
      form: z.object({
        title: line('征集公告标题', 4, 120),
        seats: z.int().min(1).max(200).meta({ title: '人数' }),
        conditions: long('条件和报名办法'),
      }),
      binds: [{ relation: 'supervisor', from: 'actor.organ' }],
      clocks: [{ do: 'start', clock: 'call' }],
      public: true,
      to: 'calling',
    },
    apply: {
      title: '报名',
      by: [resident],
      in: ['calling'],
      cites,
      repeats: true,
      form: z.object({
        name: line('姓名', 2, 40).meta({ personal: true }),
        work: line('工作单位和职业').meta({ title: '工作单位和职业', personal: true }),
        reasons: long('报名理由').meta({ title: '报名理由', personal: true, widget: 'long-text' }),
      }),
    },
    choose: {
      title: '选定拟聘人选',
      by: clerk,
      in: ['calling'],
      cites,
      needs: [need('CALL-OVER', elapsed('call'), '公开征集的时间还没有满', [call])],
      form: z.object({ people: z.array(chosen).min(1).max(200).meta({ title: '拟聘人选', widget: 'rows' }) }),
      rules: [
        {
          code: 'SEATS',
          field: 'people',
          cites,
          say: '人选不能重复，也不能超过公布的人数',
          check: (input, view) => {
            const people = input.people as Chosen[];
            return (
              new Set(people.map((p) => p.person)).size === people.length &&
              people.length <= Number(view.get('call.seats'))
            );
          },
        },
      ],
      public: true,
      publicBody: (view) => ({
        people: ((view.get('choose.people') ?? []) as readonly Chosen[]).map(({ name, work }) => ({
          name,
          work,
        })),
      }),
      to: 'chosen',
    },
    appoint: {
      title: '聘任',
      by: head,
      in: ['chosen'],
      cites: [...cites, term],
      needs: [
        need('CHOSEN', done('choose'), '还没有选定人选', cites),
        need('APART', not(samePerson('choose')), '选定人选的人不能自己聘任', cites),
      ],
      form: z.object({
        until: day('聘期至（含当日）'),
        confidentiality: yes('已经签订保密承诺'),
        conflicts: yes('已经申报利害关系'),
      }),
      rules: [
        {
          code: 'TERM',
          field: 'until',
          cites: [term],
          say: `聘期应当是${TERM.least}至${TERM.most}年`,
          check: (input, _view, env) =>
            String(input.until) >= addMonths(env.today, TERM.least * 12 - 1) &&
            String(input.until) <= addMonths(env.today, TERM.most * 12),
        },
        {
          code: 'DECLARED',
          field: 'conflicts',
          cites,
          say: '没有申报利害关系或者没有签订保密承诺的，不得聘任',
          check: (input) => input.conflicts === true && input.confidentiality === true,
        },
      ],
      binds: [
        {
          relation: 'invited',
          from: (_input, view) =>
            ((view.get('choose.people') ?? []) as readonly Chosen[]).map((p) => p.person),
        },
      ],
      clocks: [{ do: 'start', clock: 'term', until: 'until' }],
      public: true,
      to: 'serving',
    },
    'take-part': {
      title: '参加监督',
      about: '列席、查阅、建议、参加评查；发现问题的提出建议，由监督机构处理',
      by: [party('invited')],
      in: ['serving'],
      cites,
      repeats: true,
      form: z.object({
        activity: z.enum(ACTIVITIES).meta({ title: '活动' }),
        noConflict: yes('与该机关、该事项没有利害关系'),
        text: long('情况和建议'),
      }),
      rules: [
        {
          code: 'CONFLICT',
          field: 'noConflict',
          cites,
          say: '与该机关或者该事项有利害关系的，不得参加',
          check: (input) => input.noConflict === true,
        },
      ],
    },
    'answer-proposal': {
      title: '答复建议',
      by: clerk,
      in: ['serving'],
      cites,
      repeats: true,
      form: z.object({ text: long('处理情况') }),
    },
    dismiss: {
      title: '提前解聘',
      by: head,
      in: ['serving'],
      cites,
      form: z.object({ reason: long('理由') }),
      clocks: [{ do: 'stop', clock: 'term' }],
      public: true,
      to: 'dismissed',
    },
    'end-term': {
      title: '聘期届满',
      by: [system],
      in: ['serving'],
      cites: [term],
      to: 'ended',
    },
  },
  clocks: {
    call: {
      title: '公开征集期间',
      kind: 'minimum',
      owedBy: 'supervisor',
      limit: CALL,
      lastDay: 'keep',
      cites: [call],
    },
    term: {
      title: '聘期',
      kind: 'right',
      owedBy: 'invited',
      limit: years(TERM.most),
      lastDay: 'keep',
      cites: [term],
      onExpiry: 'end-term',
    },
  },
  conditions: {},
  laws,
  papers: {},
  titleFrom: 'call.title',
  owner: 'supervisor',
  publicFrom: ['call'],
};

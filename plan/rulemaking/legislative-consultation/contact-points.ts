import {
  addDays,
  addMonths,
  type CaseView,
  design,
  elapsed,
  law,
  months,
  need,
  office,
  type Procedure,
  post,
  type RegisterChange,
  years,
} from '@fadu/kernel';
import { z } from 'zod';
import { legislationLaw } from '../../statutes/index.ts';
import { settings, task14 } from '../legislation/common.ts';

/** Register of the contact points. */
export const CONTACT_POINT_REGISTER = 'legislative-contact-points';
/** Kinds of contact point. */
export const CONTACT_POINT_KINDS = [
  '社区、村',
  '企业',
  '行业协会商会',
  '律师事务所',
  '学校',
  '其他基层单位',
] as const;

const keeper = [post('legislation-planner', 'lead')];
const term = design(`聘期按${settings.contactPointYears}年设定`);
const reason = z.object({
  reason: z.string().trim().min(4).max(2000).meta({ title: '理由', widget: 'long-text' }),
});

/** The last day of the term, by the latest appointment or renewal. */
const expiresOn = (view: CaseView): string =>
  [view.last('renew'), view.last('appoint')].find(Boolean)?.input.expiresOn as string;

const entry = (view: CaseView, today: string, status: '在聘' | '聘期届满' | '撤销'): RegisterChange[] => {
  const renewed = view.last('renew');
  const appointedOn = view.text('appoint.appointedOn');
  return [
    {
      register: CONTACT_POINT_REGISTER,
      code: view.issued('number', 'contact-point') ?? '',
      lawFrom: status === '在聘' && !renewed && appointedOn > today ? appointedOn : today,
      ...(status === '在聘' && { lawTo: expiresOn(view) }),
      body: {
        status,
        name: view.text('appoint.name'),
        kind: view.text('appoint.kind'),
        host: view.text('appoint.host'),
        place: view.text('appoint.place'),
        contact: view.text('appoint.contact'),
        setBy: view.text('appoint.setBy'),
        appointedOn,
        expiresOn: expiresOn(view),
      },
    },
  ];
};

const termRule = (from: (input: Readonly<Record<string, unknown>>, today: string) => string) =>
  ({
    code: 'TERM',
    field: 'expiresOn',
    cites: [term],
    say: '聘期太长或者早于今天',
    check: (input: Readonly<Record<string, unknown>>, _view: CaseView, env: { today: string }) => {
      const start = from(input, env.today);
      const last = addDays(addMonths(start, settings.contactPointYears * 12), -1);
      const end = String(input.expiresOn);
      return (
        (end >= start && end >= env.today && end <= last) ||
        `聘期最长${settings.contactPointYears}年，最晚到${last}`
      );
    },
  }) as const;

/** A legislative contact point (立法联系点) from its appointment to the end of its term (R14.5). */
export const contactPoint: Procedure = {
  code: 'legislative-contact-point',
  title: '立法联系点',
  system: 'legislative-consultation',
  version: '2023-03-15',
  from: '2023-03-15',
  cites: [legislationLaw.art('90'), task14],
  about:
    '设立、续聘、撤销立法联系点并公布名录；联系点对草案提的意见逐条答复，参与的项目和采纳的意见都有统计。',
  relations: { lead: '管理机构' },
  roles: { 'legislation-planner': '立法计划人员' },
  phases: {
    appointing: { title: '拟设立' },
    serving: { title: '在聘' },
    lapsed: { title: '聘期届满', end: 'done' },
    dismissed: { title: '撤销', end: 'done' },
    dropped: { title: '不再设立', end: 'stopped' },
  },
  acts: {
    appoint: {
      title: '拟设立联系点',
      about: '写明联系点的名称、类型、所在单位和聘期',
      by: [office('legislation-planner')],
      in: [],
      opens: true,
      cites: [legislationLaw.art('90'), task14],
      form: z.object({
        name: z.string().trim().min(4).max(60).meta({ title: '联系点名称' }),
        kind: z.enum(CONTACT_POINT_KINDS).meta({ title: '类型' }),
        host: z.string().trim().min(2).max(80).meta({ title: '所在单位' }),
        place: z.string().trim().min(2).max(80).meta({ title: '所在地区' }),
        contact: z.string().trim().min(4).max(100).meta({ title: '联系方式' }),
        setBy: z.enum(['市人民政府', '市人大常委会']).meta({ title: '设立机关' }),
        decision: z.string().trim().min(4).max(100).meta({ title: '设立决定的文号' }),
        appointedOn: z.iso.date().meta({ title: '聘期开始' }),
        expiresOn: z.iso.date().meta({ title: '聘期至（含当日）' }),
      }),
      rules: [termRule((input) => String(input.appointedOn))],
      binds: [{ relation: 'lead', from: 'actor.organ' }],
    },
    number: {
      title: '编号',
      by: keeper,
      in: ['appointing'],
      cites: [task14],
      numbers: ['contact-point'],
    },
    publish: {
      title: '公布设立',
      by: keeper,
      in: ['appointing'],
      cites: [task14],
      public: true,
      needs: [need('NUMBERED', { op: 'done', act: 'number' }, '还没有编号', [task14])],
      entries: (view, env) => entry(view, env.today, '在聘'),
      clocks: [{ do: 'start', clock: 'term' }],
      publicBody: (view) => ({
        name: view.text('appoint.name'),
        number: view.issued('number', 'contact-point'),
        expiresOn: view.text('appoint.expiresOn'),
      }),
      to: 'serving',
    },
    drop: {
      title: '不再设立',
      by: keeper,
      in: ['appointing'],
      cites: [task14],
      form: reason,
      to: 'dropped',
    },
    renew: {
      title: '续聘',
      by: keeper,
      in: ['serving'],
      cites: [task14],
      repeats: true,
      public: true,
      form: z.object({ expiresOn: z.iso.date().meta({ title: '聘期至（含当日）' }) }),
      rules: [termRule((_input, today) => today)],
      clocks: [{ do: 'restart', clock: 'term', until: 'expiresOn' }],
      entries: (view, env) => entry(view, env.today, '在聘'),
    },
    dismiss: {
      title: '撤销',
      by: keeper,
      in: ['serving'],
      cites: [task14],
      public: true,
      form: reason,
      entries: (view, env) => entry(view, env.today, '撤销'),
      clocks: [{ do: 'stop', clock: 'term' }],
      to: 'dismissed',
    },
    lapse: {
      title: '聘期届满',
      by: [{ kind: 'system' }],
      in: ['serving'],
      cites: [term],
      public: true,
      needs: [need('ENDED', elapsed('term'), '聘期还没有届满', [term])],
      entries: (view, env) => entry(view, env.today, '聘期届满'),
      to: 'lapsed',
    },
  },
  clocks: {
    term: {
      title: '聘期',
      kind: 'right',
      owedBy: 'lead',
      limit: years(settings.contactPointYears),
      lastDay: 'keep',
      cites: [term],
      warnBefore: months(3),
      onExpiry: 'lapse',
    },
  },
  conditions: {},
  laws: [
    law('C-NUMBER', '没有编号的联系点不得公布', [task14], {
      kind: 'precedes',
      first: [{ act: 'number' }],
      then: 'publish',
    }),
    law('C-TERM', '聘期未满，系统不得使其届满', [term], { kind: 'waits', act: 'lapse', clock: 'term' }),
    law('C-LISTED', '在聘过的联系点都曾编号公布', [task14], {
      kind: 'ends-with',
      ends: ['lapsed', 'dismissed'],
      acts: ['number', 'publish'],
    }),
  ],
  papers: {},
  titleFrom: 'appoint.name',
  owner: 'lead',
  series: { 'contact-point': { title: '立法联系点编号', format: '{mark}联{year}-{n:3}', of: 'lead' } },
  publicFrom: ['publish'],
};

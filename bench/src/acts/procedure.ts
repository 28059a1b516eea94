/** A procedure as small as what the process engines are given: three acts, two of them owed in time, two laws. */
import { type Citation, design, done, law, need, office, type Procedure, post, workdays } from '@fadu/kernel';
import { z } from 'zod';

const cites: readonly Citation[] = [design('测速用的三步审批')];
const opinion = (title: string) => z.string().trim().min(4).max(2000).meta({ title, widget: 'long-text' });

/** 申请、审核、批准: each durable, by another person; review and approval each within five working days. */
export const approval: Procedure = {
  code: 'bench-approval',
  title: '三步审批（测速用）',
  system: 'bench',
  version: '2026-01-01',
  from: '2020-01-01',
  cites,
  about: '经办人提出，审核人审核，负责人批准。',
  relations: { lead: '承办机关' },
  roles: { clerk: '经办人', reviewer: '审核人', head: '负责人' },
  phases: {
    reviewing: { title: '审核' },
    approving: { title: '批准' },
    done: { title: '办结', end: 'done' },
  },
  acts: {
    start: {
      title: '提出',
      by: [office('clerk')],
      in: [],
      opens: true,
      cites,
      form: z.object({
        title: z.string().trim().min(2).max(200).meta({ title: '标题' }),
        reason: opinion('理由'),
      }),
      binds: [{ relation: 'lead', from: 'actor.organ' }],
      clocks: [{ do: 'start', clock: 'review' }],
      to: 'reviewing',
    },
    review: {
      title: '审核',
      by: [post('reviewer', 'lead')],
      in: ['reviewing'],
      cites,
      form: z.object({ reviewed: opinion('审核意见') }),
      clocks: [
        { do: 'stop', clock: 'review' },
        { do: 'start', clock: 'approve' },
      ],
      to: 'approving',
    },
    approve: {
      title: '批准',
      by: [post('head', 'lead')],
      in: ['approving'],
      cites,
      needs: [need('N1', done('review'), '没有审核的，不得批准，请先审核', cites)],
      form: z.object({ approved: opinion('批准意见') }),
      clocks: [{ do: 'stop', clock: 'approve' }],
      to: 'done',
    },
  },
  clocks: {
    review: {
      title: '审核期限',
      kind: 'duty',
      owedBy: 'reviewer',
      limit: workdays(5),
      lastDay: 'roll',
      cites,
    },
    approve: { title: '批准期限', kind: 'duty', owedBy: 'head', limit: workdays(5), lastDay: 'roll', cites },
  },
  conditions: {},
  laws: [
    law('REVIEWED', '没有审核的，不得批准', cites, {
      kind: 'precedes',
      first: [{ act: 'review' }],
      then: 'approve',
    }),
    law('APART', '审核的人不得自己批准', cites, { kind: 'apart', act: 'approve', from: 'review' }),
  ],
  papers: {},
  titleFrom: 'start.title',
  owner: 'lead',
};

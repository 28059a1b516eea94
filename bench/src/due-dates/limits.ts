/** A procedure whose cases wait under three limits, as statutes write them: working days, many working days, calendar days. */
import { type Citation, days, design, office, type Procedure, post, workdays } from '@fadu/kernel';
import { z } from 'zod';

const cites: readonly Citation[] = [design('测速用的期限')];
const limit = (title: string, length: ReturnType<typeof workdays> | ReturnType<typeof days>) =>
  ({
    title,
    kind: 'duty',
    owedBy: 'clerk',
    limit: length,
    lastDay: 'roll',
    cites,
    warnBefore: workdays(3),
  }) as const;

/** One act opens it and starts the three clocks; another ends it. */
export const limits: Procedure = {
  code: 'bench-limits',
  title: '期限（测速用）',
  system: 'bench',
  version: '2026-01-01',
  from: '2020-01-01',
  cites,
  about: '立件后三个期限同时起算。',
  relations: { lead: '承办机关' },
  roles: { clerk: '经办人' },
  phases: { open: { title: '办理' }, done: { title: '办结', end: 'done' } },
  acts: {
    start: {
      title: '立件',
      by: [office('clerk')],
      in: [],
      opens: true,
      cites,
      form: z.object({ title: z.string().trim().min(2).max(200).meta({ title: '标题' }) }),
      binds: [{ relation: 'lead', from: 'actor.organ' }],
      clocks: [
        { do: 'start', clock: 'answer' },
        { do: 'start', clock: 'decide' },
        { do: 'start', clock: 'deliver' },
      ],
      to: 'open',
    },
    finish: {
      title: '办结',
      by: [post('clerk', 'lead')],
      in: ['open'],
      cites,
      clocks: [
        { do: 'stop', clock: 'answer' },
        { do: 'stop', clock: 'decide' },
        { do: 'stop', clock: 'deliver' },
      ],
      to: 'done',
    },
  },
  clocks: {
    answer: limit('答复期限', workdays(20)),
    decide: limit('决定期限', workdays(60)),
    deliver: limit('送达期限', days(30)),
  },
  conditions: {},
  laws: [],
  papers: {},
  titleFrom: 'start.title',
  owner: 'lead',
};

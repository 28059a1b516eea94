/**
 * Taking down what was shown of a measure or an execution (pack §4.1: corrected or revoked → taken down at once). A
 * procedure of its own, because a measure's case is long closed when a remedy decides on it.
 */
import {
  days,
  design,
  done,
  type Env,
  type InputRule,
  law,
  need,
  office,
  type Procedure,
  type Question,
} from '@fadu/kernel';
import { z } from 'zod';
import { threeSystemsOpinion as g118 } from '../../statutes/index.ts';
import { COMPULSION_RECORDS } from '../enforcement-publicity/common.ts';
import { head, roles, task24 } from './common.ts';
import { line, long } from './forms.ts';
import { takenDown } from './shown.ts';

/** Why a record is taken down. */
export const TAKE_DOWN_GROUNDS = [
  '行政复议、行政诉讼中被撤销或者变更',
  '被确认违法或者无效',
  '本机关自行撤销或者变更',
  '公示的内容有错误',
] as const;

const atOnce = design('撤销、确认违法、有错误的应当立即撤下；本系统按登记的次日内是否决定来判断及时');
const cites = [g118.art('6'), atOnce, task24];

const recordOf = (code: unknown, on: string) =>
  ({ ask: 'entry', register: COMPULSION_RECORDS, code: String(code), on }) as const satisfies Question;

/** What stands against taking down this record; true: nothing. */
function fault(code: unknown, env: Env): true | string {
  const body = env.answer(recordOf(code, env.today))?.body;
  if (!body) return `没有公示过文号是“${String(code)}”的行政强制决定；没有文号的填写公示页上的编号`;
  if (body.status !== '在用') return '这份决定的公示已经撤下';
  return env.acting === undefined || body.organ === env.acting || '这份决定是其他机关公示的，由该机关撤下';
}

const onShow = (code: (input: Readonly<Record<string, unknown>>, own: string) => unknown): InputRule => ({
  code: 'ON-SHOW',
  cites,
  say: '没有正在公示的这份行政强制决定',
  asks: (input, view, today) => [recordOf(code(input, view.text('register-ground.document')), today)],
  check: (input, view, env) => fault(code(input, view.text('register-ground.document')), env),
});

/** Taking down a published decision of compulsion. */
export const compulsionTakeDown: Procedure = {
  code: 'compulsion-take-down',
  title: '撤下行政强制公示',
  system: 'compulsion-cases',
  version: '2019-01-01',
  from: '2019-01-01',
  cites,
  about: '行政强制决定被撤销、变更、确认违法，或者公示有错误的，立即撤下；撤下之后公众看不到，办理记录保留。',
  transition: { says: '规定修改以前公示的，按修改以后的规定撤下。', cites: [g118.art('6')] },
  relations: { lead: '公示机关' },
  roles: { 'case-clerk': roles['case-clerk'], head: roles.head },
  phases: {
    registered: { title: '已登记，待决定' },
    down: { title: '已撤下', end: 'done' },
    kept: { title: '继续公示', end: 'stopped' },
  },
  acts: {
    'register-ground': {
      title: '登记撤下的理由',
      about: '写明哪一份决定、为什么应当撤下、凭哪一份文书',
      by: [office('case-clerk'), office('head')],
      in: [],
      opens: true,
      cites,
      form: z.object({
        title: line('事由', 4, 80),
        document: line('决定的文号', 4, 120),
        ground: z.enum(TAKE_DOWN_GROUNDS).meta({ title: '理由' }),
        basis: line('复议决定、裁判或者本机关决定的文号', 2, 120),
        reason: long('说明', 4),
      }),
      rules: [{ ...onShow((input) => input.document), field: 'document' }],
      binds: [{ relation: 'lead', from: 'actor.organ' }],
      clocks: [{ do: 'start', clock: 'withdrawal' }],
    },
    'take-down': {
      title: '撤下公示',
      by: head,
      in: ['registered'],
      cites,
      needs: [need('GROUND', done('register-ground'), '还没有登记撤下的理由', cites)],
      form: z.object({ opinion: long('意见', 2) }),
      rules: [onShow((_input, own) => own)],
      entries: (view, env) => [
        takenDown(
          view.text('register-ground.document'),
          view.state.id,
          env.today,
          view.text('register-ground.ground'),
        ),
      ],
      clocks: [{ do: 'stop', clock: 'withdrawal' }],
      to: 'down',
    },
    keep: {
      title: '不予撤下',
      about: '查明决定没有被撤销、变更，公示没有错误的，写明理由，继续公示',
      by: head,
      in: ['registered'],
      cites,
      form: z.object({ reason: long('理由', 10) }),
      clocks: [{ do: 'stop', clock: 'withdrawal' }],
      to: 'kept',
    },
  },
  clocks: {
    withdrawal: {
      title: '撤下行政强制信息期限',
      kind: 'duty',
      owedBy: 'lead',
      limit: days(1),
      lastDay: 'keep',
      cites,
    },
  },
  conditions: {},
  laws: [
    law('TAKEN-DOWN', '登记了撤下理由的，或者撤下，或者写明理由继续公示，不得不了了之', cites, {
      kind: 'answered',
      cause: { act: 'register-ground' },
      effect: ['take-down', 'keep'],
    }),
    law('ONE-ANSWER', '撤下和继续公示只能有一个结果', cites, {
      kind: 'exclusive',
      acts: ['take-down', 'keep'],
    }),
    law('GROUNDED', '没有登记理由的，不得撤下', cites, {
      kind: 'precedes',
      first: [{ act: 'register-ground' }],
      then: 'take-down',
    }),
  ],
  papers: {},
  titleFrom: 'register-ground.title',
  owner: 'lead',
  series: {},
};

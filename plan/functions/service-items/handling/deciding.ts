/** Decision, certificate, delivery; and what can be decided at the counter. */
import {
  all,
  type ClockEffect,
  clock,
  cond,
  dateOf,
  done,
  type Fragment,
  need,
  not,
  post,
  law as rule,
  samePerson,
  workdays,
} from '@fadu/kernel';
import { jilinBusinessEnvironmentRegulations as jl, licensingLaw as law } from '../../../statutes/index.ts';
import { task5 } from '../common.ts';
import { certificateEntered } from './certificate.ts';
import { checkLength, DECISIONS, itemOf } from './facts.ts';
import * as form from './forms.ts';
import { approver, clerk } from './receiving.ts';
import { readyToDecide } from './reviewing.ts';

/** The limits of deciding end, that of handing over begins. */
export const decided: readonly ClockEffect[] = [
  ...(['decision', 'joint-decision', 'promise', 'missing'] as const).map(
    (c) => ({ do: 'stop', clock: c }) as const,
  ),
  { do: 'start', clock: 'delivery' },
];

/** Granted on a commitment that has to be checked. */
const toCheck = all(cond('granted'), cond('substance'), done('grant-by-commitment'));

/** What every decision waits for; codes are told apart by what is decided. */
const decisionNeeds = (code: string) => [
  need(`${code}-APART`, not(samePerson('review')), '审查人员不能自己作出决定，请换人决定', [task5]),
  need(`${code}-REVIEWED`, done('review'), '还没有审查意见，不能作出决定', [law.art('34')]),
  need(
    `${code}-ALL-OVER`,
    readyToDecide,
    '特殊程序没有结束、听证期限没有届满，或者应当告知利害关系人、应当听证的还没有办，不能作出决定',
    [law.art('36'), law.art('45'), law.art('46'), law.art('47')],
  ),
  ...(code === 'GRANT'
    ? [need('GRANT-NOT-LACKING', not(cond('lacking')), '容缺的材料还没有补齐，不能准予', [jl.art('38')])]
    : []),
];

export const deciding: Fragment = {
  acts: {
    grant: {
      title: '准予',
      about: '符合法定条件、标准的，作出准予的书面决定',
      by: approver,
      in: ['decision'],
      cites: [law.art('38'), law.art('42')],
      form: form.grant,
      needs: decisionNeeds('GRANT'),
      settles: ['granted'],
      outcomes: { grant: { title: '准予', conds: { granted: true } } },
      clocks: decided,
      papers: ['decision'],
      numbers: ['decision'],
      to: 'delivering',
    },
    deny: {
      title: '不予',
      about: '不符合条件的，作出不予的书面决定，说明理由并告知复议、诉讼的权利和期限',
      by: approver,
      in: ['decision'],
      cites: [law.art('38'), law.art('42')],
      form: form.denial,
      needs: decisionNeeds('DENY'),
      clocks: decided,
      papers: ['denial'],
      numbers: ['decision'],
      to: 'delivering',
    },
    'send-back': {
      title: '退回审查',
      about: '情况不清或者程序没有办完的，写明理由退回审查；期限继续计算',
      by: approver,
      in: ['decision'],
      cites: [task5],
      repeats: true,
      form: form.sentBack,
      voids: ['review'],
      to: 'review',
    },
    'grant-at-once': {
      title: '当场准予',
      about: '马上办的事项，材料齐全、符合法定形式的当场作出书面决定',
      by: [post('chief-rep', 'agency')],
      in: ['review'],
      cites: [law.art('34'), law.art('56'), task5],
      form: form.atOnce,
      needs: [
        need('AT-ONCE', cond('instant'), '这个事项不是马上办，应当审查后决定', [law.art('34')]),
        need('AT-ONCE-READY', readyToDecide, '还有应当先办的程序，不能当场决定', [
          law.art('36'),
          law.art('47'),
        ]),
        need('AT-ONCE-WHOLE', not(cond('lacking')), '容缺的材料还没有补齐', [jl.art('38')]),
      ],
      settles: ['granted'],
      outcomes: { grant: { title: '准予', conds: { granted: true } } },
      clocks: decided,
      papers: ['decision'],
      numbers: ['decision'],
      to: 'delivering',
    },
    deliver: {
      title: '送达',
      about: '自决定之日起十个工作日内颁发、送达证件或者决定书',
      by: [...clerk, post('service-reviewer', 'agency')],
      in: ['delivering'],
      cites: [law.art('44')],
      form: form.delivered,
      rules: [
        {
          code: 'DELIVERED-ON',
          field: 'deliveredOn',
          cites: [law.art('44')],
          say: '送达日期不能早于决定之日，也不能晚于今天',
          check: (input, view, env) => {
            const made = DECISIONS.map((a) => view.last(a)?.at)
              .filter((at) => at !== undefined)
              .sort()
              .at(-1);
            return (
              String(input.deliveredOn) <= env.today && (!made || String(input.deliveredOn) >= dateOf(made))
            );
          },
        },
      ],
      entries: certificateEntered,
      clocks: [
        { do: 'stop', clock: 'delivery' },
        { do: 'start', clock: 'check', length: checkLength, when: toCheck },
      ],
      to: [
        { when: toCheck, phase: 'checking' },
        { when: all(cond('granted'), not(toCheck)), phase: 'granted' },
        { when: not(cond('granted')), phase: 'denied' },
      ],
    },
  },
  clocks: {
    delivery: {
      title: '送达证件、决定的期限',
      kind: 'duty',
      owedBy: 'agency',
      limit: workdays(10),
      lastDay: 'roll',
      cites: [law.art('44')],
      warnBefore: workdays(2),
    },
  },
  conditions: {
    granted: {
      title: '准予',
      test: {
        fn: (v) => ['grant', 'grant-at-once', 'grant-by-commitment'].some((act) => v.last(act) !== undefined),
      },
    },
    instant: { title: '马上办', test: { fn: (v) => itemOf(v)?.promisedDays === 0 } },
  },
  laws: [
    ...(['grant', 'deny'] as const).flatMap((then) => [
      rule(`ACCEPTED-${then.toUpperCase()}`, '没有受理的申请，不得作出决定', [law.art('32'), law.art('38')], {
        kind: 'precedes',
        first: [{ act: 'accept' }, { act: 'deem-accepted' }],
        then,
      }),
      rule(
        `REVIEWED-${then.toUpperCase()}`,
        '没有审查意见的不得决定；听证之后、退回之后重新审查',
        [law.art('34'), law.art('48')],
        {
          kind: 'precedes',
          first: [{ act: 'review' }],
          then,
          since: ['hold-hearing', 'send-back'],
        },
      ),
      rule(`APART-${then.toUpperCase()}`, '审查人员不得自己作出决定', [task5], {
        kind: 'apart',
        act: then,
        from: 'review',
      }),
      rule(
        `INTERESTED-${then.toUpperCase()}`,
        '直接关系他人重大利益的，没有告知利害关系人不得决定',
        [law.art('36')],
        {
          kind: 'precedes',
          first: [{ act: 'tell-interested' }],
          then,
          where: cond('third-party'),
        },
      ),
      rule(`HEARD-${then.toUpperCase()}`, '应当听证的，没有听证不得决定', [law.art('46')], {
        kind: 'precedes',
        first: [{ act: 'hold-hearing' }],
        then,
        where: cond('hearing-due'),
      }),
      rule(`SPECIAL-${then.toUpperCase()}`, '特殊程序没有结束的，不得决定', [law.art('45')], {
        kind: 'only-while',
        act: then,
        guard: not(cond('special-open')),
      }),
      rule(`HEARING-RIGHT-${then.toUpperCase()}`, '申请听证的期限没有届满，不得决定', [law.art('47')], {
        kind: 'only-while',
        act: then,
        guard: not(clock('hearing-request', 'running')),
      }),
    ]),
    rule('WHOLE', '准予之前容缺的材料必须补齐', [jl.art('38')], {
      kind: 'only-while',
      act: 'grant',
      guard: not(cond('lacking')),
    }),
    rule('DELIVERED', '作出的决定必须送达才能办结', [law.art('44')], {
      kind: 'ends-with',
      ends: ['granted', 'denied'],
      acts: ['deliver'],
    }),
    rule('CORRECT-ONCE', '补正只能告知一次', [law.art('32')], {
      kind: 'at-most',
      act: 'notify-correction',
      times: 1,
    }),
    rule('CORRECT-WAIT', '补正期限没有届满，不得视为放弃', [law.art('32')], {
      kind: 'waits',
      act: 'give-up',
      clock: 'correction',
    }),
    rule('SILENCE', '五个工作日没有届满，不得视为受理', [law.art('32')], {
      kind: 'waits',
      act: 'deem-accepted',
      clock: 'acceptance',
    }),
    rule('CORRECT-IN-TIME', '五个工作日届满之后，不得再告知补正', [law.art('32')], {
      kind: 'only-while',
      act: 'notify-correction',
      guard: not(clock('acceptance', 'elapsed')),
    }),
  ],
};

/**
 * Informed commitment (告知承诺, R5.4): told once, committed to in writing and freely; decided at once; checked within the item's
 * time; where it turns out untrue first an order to put right, and revocation only if that fails (Jilin, article 40).
 */
import { clock, cond, type Fragment, need, not, post, law as rule, workdays } from '@fadu/kernel';
import { commitmentOpinion, jilinBusinessEnvironmentRegulations as jl } from '../../statutes/index.ts';
import { task6 } from '../service-items/common.ts';
import { decided } from '../service-items/handling/deciding.ts';
import * as form from '../service-items/handling/forms.ts';
import { approver, reviewer } from '../service-items/handling/receiving.ts';

const cites = [jl.art('40'), commitmentOpinion.art('1'), task6];

export const committing: Fragment = {
  acts: {
    'grant-by-commitment': {
      title: '凭承诺准予',
      about: '申请人选择告知承诺并签署承诺书的，当场决定，之后核查',
      by: [...approver, post('chief-rep', 'agency')],
      in: ['review'],
      cites,
      form: form.atOnce,
      needs: [
        need('COMMITTED', cond('committed'), '申请人没有选择告知承诺，按一般程序办理', cites),
        need('COMMIT-WHOLE', not(cond('lacking')), '主要材料还没有补齐', [jl.art('38')]),
        need('COMMIT-NO-SPECIAL', not(cond('special-open')), '特殊程序还没有结束', [jl.art('40')]),
      ],
      settles: ['granted'],
      outcomes: { grant: { title: '准予', conds: { granted: true } } },
      clocks: decided,
      papers: ['commitment-letter', 'decision'],
      numbers: ['decision'],
      to: 'delivering',
    },
    'check-commitment': {
      title: '核查承诺',
      about: '按事项写明的方式和标准核查；不符合的先责令限期整改',
      by: reviewer,
      in: ['checking'],
      cites: [commitmentOpinion.art('3'), jl.art('40')],
      form: form.commitmentCheck,
      rules: [
        {
          code: 'FIX-BY',
          field: 'fixBy',
          cites: [jl.art('40')],
          say: '不符合承诺的，先责令限期整改，写明整改到哪一天；属实的不填',
          check: (input, _view, env) =>
            input.result === '属实' ? !input.fixBy : String(input.fixBy ?? '') > env.today,
        },
      ],
      settles: ['untrue'],
      outcomes: {
        true: { title: '属实', conds: { untrue: false } },
        untrue: { title: '不符合', conds: { untrue: true } },
      },
      clocks: [
        { do: 'stop', clock: 'check' },
        { do: 'start', clock: 'rectification', until: 'fixBy', when: cond('untrue') },
      ],
      papers: ['check-result'],
      to: [
        { when: cond('untrue'), phase: 'rectifying' },
        { when: not(cond('untrue')), phase: 'granted' },
      ],
    },
    'check-rectification': {
      title: '复查整改',
      by: reviewer,
      in: ['rectifying'],
      cites: [jl.art('40')],
      repeats: true,
      form: form.rectified,
      settles: ['not-put-right'],
      outcomes: {
        right: { title: '整改合格', conds: { 'not-put-right': false } },
        wrong: { title: '仍不符合', conds: { 'not-put-right': true } },
      },
      clocks: [{ do: 'stop', clock: 'rectification', when: not(cond('not-put-right')) }],
      to: [
        { when: cond('not-put-right'), phase: 'rectifying' },
        { when: not(cond('not-put-right')), phase: 'granted' },
      ],
    },
    'revoke-commitment': {
      title: '撤销决定',
      about: '限期整改届满仍不符合承诺的，撤销决定并记入信用记录',
      by: approver,
      in: ['rectifying'],
      cites: [jl.art('40'), commitmentOpinion.art('4')],
      form: form.revocation,
      needs: [
        need('TERM-OVER', clock('rectification', 'elapsed'), '整改期限还没有届满，不得撤销', [jl.art('40')]),
        need('STILL-UNTRUE', cond('not-put-right'), '整改期限届满后还没有复查，或者复查合格，不得撤销', [
          jl.art('40'),
        ]),
      ],
      clocks: [{ do: 'stop', clock: 'rectification' }],
      papers: ['revocation-decision'],
      numbers: ['decision'],
      to: 'revoked',
    },
  },
  clocks: {
    check: {
      title: '核查承诺的期限',
      kind: 'duty',
      owedBy: 'agency',
      limit: workdays(60),
      lastDay: 'roll',
      cites: [commitmentOpinion.art('3'), task6],
      warnBefore: workdays(5),
    },
    rectification: {
      title: '限期整改',
      kind: 'minimum',
      owedBy: 'applicant',
      limit: workdays(1),
      lastDay: 'roll',
      cites: [jl.art('40')],
    },
  },
  conditions: {
    untrue: { title: '承诺不符合', test: { is: ['check-commitment.result', '不符合'] } },
    'not-put-right': { title: '整改后仍不符合', test: { is: ['check-rectification.result', '仍不符合'] } },
  },
  laws: [
    rule('IC-2', '凭承诺准予、须核查的，没有核查不得办结', [commitmentOpinion.art('3')], {
      kind: 'answered',
      cause: { act: 'grant-by-commitment', with: cond('substance') },
      effect: ['check-commitment'],
      ends: ['granted'],
    }),
    rule('IC-3', '没有选择告知承诺的，不得凭承诺准予', [commitmentOpinion.art('2')], {
      kind: 'only-while',
      act: 'grant-by-commitment',
      guard: cond('committed'),
    }),
    rule('IC-RECTIFY', '没有责令限期整改，不得撤销', [jl.art('40')], {
      kind: 'precedes',
      first: [{ act: 'check-commitment', with: cond('untrue') }],
      then: 'revoke-commitment',
    }),
    rule('IC-TERM', '整改期限没有届满，不得撤销', [jl.art('40')], {
      kind: 'waits',
      act: 'revoke-commitment',
      clock: 'rectification',
    }),
  ],
};

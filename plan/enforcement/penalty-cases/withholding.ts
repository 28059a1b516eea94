/**
 * A decision that is not shown at all (政府信息公开条例第十四条、第十五条；行政处罚法第五十条): hiding words would not be
 * enough. The head says the ground and why; the duty to publish is answered by it, and comes back when the ground is gone.
 */
import { all, cond, done, type Fragment, type InputRule, need, not } from '@fadu/kernel';
import { z } from 'zod';
import {
  penaltyLaw as apl,
  threeSystemsOpinion as g118,
  disclosureRegulations as ogi,
} from '../../statutes/index.ts';
import * as form from './forms.ts';
import { head } from './shared.ts';

/** Grounds, and the article that each stands on. */
export const WITHHELD_GROUNDS = [
  '国家秘密',
  '法律、行政法规禁止公开',
  '危及国家安全、公共安全、经济安全、社会稳定',
  '商业秘密',
  '个人隐私',
] as const;
export type WithheldGround = (typeof WITHHELD_GROUNDS)[number];

/** Grounds that protect a third party, who is asked and may agree. */
const OF_PERSONS: readonly string[] = ['商业秘密', '个人隐私'];

const cites = [ogi.art('14'), ogi.art('15'), apl.art('50'), g118.art('6')];

/** Checks of a decision to withhold: the ground with what proves it. */
export const withholdingRules: readonly InputRule[] = [
  {
    code: 'WITHHOLD-SECRET',
    field: 'document',
    cites: [ogi.art('14')],
    say: '属于国家秘密、法律和行政法规禁止公开的，要写明定密文件或者禁止公开的条款',
    check: (input) =>
      !['国家秘密', '法律、行政法规禁止公开'].includes(String(input.ground)) || Boolean(input.document),
  },
  {
    code: 'WITHHOLD-THIRD',
    field: 'thirdParty',
    cites: [ogi.art('15')],
    say: '涉及商业秘密、个人隐私的，要写明征求权利人意见的情况；其他情形不填',
    check: (input) => OF_PERSONS.includes(String(input.ground)) === Boolean(input.thirdParty),
  },
  {
    code: 'WITHHOLD-INTEREST',
    field: 'publicInterest',
    cites: [ogi.art('15')],
    say: '权利人同意公开，或者不公开会对公共利益造成重大影响的，应当公开',
    check: (input) =>
      !OF_PERSONS.includes(String(input.ground)) ||
      (input.thirdParty !== '同意公开' && input.publicInterest === false) ||
      '权利人同意公开，或者不公开会对公共利益造成重大影响的，应当公开，不能整件不公开',
  },
];

/** What the head says of a decision that is withheld as a whole. */
export const withholdingForm = z.object({
  ground: z.enum(WITHHELD_GROUNDS).meta({ title: '不予公开的情形' }),
  whole: form.long('为什么隐去部分内容仍不能公开', 10, 2000),
  document: form.optional(form.line('定密文件编号或者禁止公开的条款', 2, 200)),
  thirdParty: z
    .enum(['不同意公开', '逾期没有答复，由本机关决定', '同意公开'])
    .optional()
    .meta({ title: '权利人的意见', description: '商业秘密、个人隐私填写' }),
  publicInterest: z.boolean().meta({ title: '不公开会对公共利益造成重大影响' }),
});

export const withholding: Fragment = {
  acts: {
    'withhold-publication': {
      title: '决定整件不公开',
      about: '隐去部分内容仍不能公开的，由负责人写明理由批准；批准之后公示期限停止计算，不再催办',
      by: head,
      in: ['service', 'performance', 'enforcement', 'archived'],
      cites,
      repeats: true,
      needs: [
        need('WITHHOLD-DUE', cond('publishable'), '本件的行政处罚信息本来就不公示', cites),
        need('WITHHOLD-SHOWN', not(cond('on-show')), '行政处罚信息正在公示，先撤下再决定不公开', cites),
      ],
      form: withholdingForm,
      rules: withholdingRules,
      settles: ['publishable'],
      outcomes: { withheld: { title: '不公开', conds: { publishable: false } } },
      clocks: [{ do: 'stop', clock: 'publication' }],
    },
    'end-withholding': {
      title: '不公开的情形消失',
      about: '解密、权利人同意等，公示期限重新计算',
      by: head,
      in: ['service', 'performance', 'enforcement', 'archived'],
      cites,
      repeats: true,
      needs: [
        // A remedy may have made it due again, and published: then there is nothing left to end.
        need(
          'WITHHELD',
          all(done('withhold-publication'), not(cond('publishable'))),
          '本件没有决定不公开',
          cites,
        ),
      ],
      form: form.reason,
      voids: ['withhold-publication'],
      settles: ['publishable'],
      outcomes: {
        due: { title: '应当公示', conds: { publishable: true } },
        still: { title: '因其他规定不公示', conds: { publishable: false } },
      },
      clocks: [{ do: 'restart', clock: 'publication', when: cond('publishable') }],
    },
  },
};

import { cond, type Fragment, need, not, office } from '@fadu/kernel';
import {
  jilinDocumentRules as city,
  fairCompetitionReviewRegulations as fcr,
  normativeDocumentOpinion as ndo,
} from '../../statutes/index.ts';
import { clerk, task16 } from './common.ts';
import { wrongReviewer } from './competition.ts';
import * as form from './forms.ts';
import { asksQuota, quotaForm, quotaRule } from './quota.ts';

/** Step 1: proposal and registration. */
export const proposing: Fragment = {
  acts: {
    propose: {
      title: '申请立项',
      about: '说明为什么要发文，并逐项回答是不是行政规范性文件',
      by: [office('drafter')],
      in: [],
      opens: true,
      cites: [ndo.art('2'), city.art('2'), task16],
      form: form.proposal,
      rules: [
        {
          code: 'N4',
          field: 'maker',
          cites: [ndo.art('5')],
          say: '制定机关必须是有资格的行政机关；内设机构、临时机构和议事协调机构不能制发',
          check: (input, _view, env) =>
            ['government', 'department', 'township', 'dispatched', 'authorised'].includes(
              env.organ(String(input.maker))?.kind ?? '',
            ),
        },
        {
          code: 'F1-REVIEWER',
          field: 'regulator',
          cites: [fcr.art('13'), fcr.art('14')],
          say: '公平竞争审查的主体不对',
          check: (input, _view, env) =>
            input.businessRelated !== true ||
            (wrongReviewer(String(input.maker), String(input.regulator), env, env.acting) ?? true),
        },
        {
          code: 'TITLE-TIAOLI',
          field: 'title',
          cites: [ndo.art('1')],
          say: '行政规范性文件的名称不能用“条例”',
          check: (input) => !String(input.title).includes('条例'),
        },
      ],
      settles: ['is-normative', 'business-related', 'major-interest', 'government-document'],
      binds: [
        { relation: 'lead', from: 'actor.organ' },
        { relation: 'maker', from: 'maker' },
        { relation: 'office', from: 'office' },
        { relation: 'reviewer', from: 'reviewer' },
        { relation: 'regulator', from: 'regulator' },
        { relation: 'ideology-body', from: 'ideologyBody' },
        { relation: 'security-body', from: 'securityBody' },
        { relation: 'environment-body', from: 'environmentBody' },
      ],
    },
    register: {
      title: '立项登记',
      about: '核对必要性和是否重复发文，登记立项',
      by: clerk,
      in: ['proposal'],
      cites: [ndo.art('2'), task16],
      needs: [
        need('IS-NORMATIVE', cond('is-normative'), '识别结果不是行政规范性文件，不适用本程序', [
          city.art('2'),
        ]),
      ],
      form: quotaForm,
      asks: asksQuota,
      rules: [quotaRule()],
      numbers: ['registration'],
      to: 'drafting',
    },
    'not-normative': {
      title: '认定不属于规范性文件',
      by: clerk,
      in: ['proposal'],
      cites: [city.art('2')],
      needs: [
        need('NOT-NORMATIVE', not(cond('is-normative')), '六项识别标准都符合，属于行政规范性文件', [
          city.art('2'),
        ]),
      ],
      form: form.reason,
      to: 'not-normative',
    },
    'reject-proposal': {
      title: '不予立项',
      by: clerk,
      in: ['proposal'],
      cites: [ndo.art('2')],
      form: form.reason,
      to: 'terminated',
    },
  },
  conditions: {
    'is-normative': {
      title: '符合规范性文件的六项标准',
      test: { fn: (v) => [1, 2, 3, 4, 5, 6].every((i) => v.get(`propose.q${i}`) === true) },
    },
    'business-related': { title: '与市场主体密切相关', test: { has: 'propose.businessRelated' } },
    'major-interest': { title: '涉及群众重大利益', test: { has: 'propose.majorInterest' } },
    'government-document': {
      title: '以政府名义制发',
      test: { fn: (v) => v.text('propose.maker') !== '' && v.text('propose.maker') !== v.bound('lead')[0] },
    },
  },
};

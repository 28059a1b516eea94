import {
  all,
  any,
  cond,
  days,
  design,
  done,
  type Fragment,
  implies,
  need,
  not,
  post,
  workdays,
} from '@fadu/kernel';
import { addDays, addMonths } from '@fadu/kernel/time/date';
import { collectiveDeliberation } from '../../fragments/collective-deliberation.ts';
import {
  jilinDocumentRules as city,
  jilinFilingReviewRegulations as congressFiling,
  countyAdministrationDecision,
  disclosureRegulations as dis,
  interpretationOpinion,
  legalityReviewOpinion as lro,
  normativeDocumentOpinion as ndo,
  businessEnvironmentRegulations as obe,
  localOrganizationLaw as org,
} from '../../statutes/index.ts';
import { catalogueEntry, publishedBody } from './catalogue.ts';
import { clausesNeed } from './clauses.ts';
import { clerk, drafter, settings, task16 } from './common.ts';
import { filingOf, filingRules } from './filing-link.ts';
import * as form from './forms.ts';
import { asksQuota, quotaForm, quotaRule } from './quota.ts';

const reviewedOk = any(cond('review-lawful'), all(cond('review-modify'), done('confirm-modification')));

/** Steps 8 to 13: deliberation, signature, number, publication, interpretation, filing. */
export const issuing: Fragment[] = [
  {
    acts: {
      'submit-deliberation': {
        title: '提请集体审议',
        by: clerk,
        in: ['review'],
        cites: [ndo.art('3'), task16],
        needs: [
          need('N1', reviewedOk, '未经合法性审核，或者审核不合法、没有按审核意见改好的，不得提请审议', [
            task16,
            lro.art('5'),
            org.art('75'),
          ]),
          clausesNeed,
        ],
        to: 'deliberation',
      },
    },
  },
  collectiveDeliberation({
    title: '集体审议',
    by: clerk,
    in: ['deliberation'],
    cites: [org.art('75'), ndo.art('3')],
    meetings: ['政府常务会议', '政府全体会议', '部门办公会议'],
    needs: [need('NOT-DECIDED', not(cond('deliberation-passed')), '已经审议通过', [org.art('75')])],
    to: [
      { when: cond('deliberation-passed'), phase: 'issuing' },
      { when: cond('deliberation-rejected'), phase: 'terminated' },
    ],
    paper: 'minutes',
  }),
  {
    acts: {
      sign: {
        title: '签署',
        about: '主要负责人签署；签署的文本与审核、审议的文本一致',
        by: [post('principal-head', 'maker')],
        in: ['issuing'],
        cites: [task16, org.art('75')],
        needs: [
          need('DELIBERATED', cond('deliberation-passed'), '没有集体审议通过，不能签署；紧急的也要集体决定', [
            org.art('75'),
            ndo.art('3'),
          ]),
        ],
        clocks: [{ do: 'start', clock: 'publish' }],
      },
      'assign-number': {
        title: '统一登记、统一编号',
        by: clerk,
        in: ['issuing'],
        cites: [task16, city.art('6')],
        needs: [need('N3', done('sign'), '没有签署的文件不能编号', [task16])],
        form: form.validity.extend(quotaForm.shape),
        asks: asksQuota,
        rules: [
          quotaRule('register'),
          {
            code: 'EFFECTIVE',
            field: 'effectiveOn',
            cites: [obe.art('65'), ndo.art('4')],
            say: '施行日期不能早于今天；没有公布就不能施行',
            check: (input, _v, env) => String(input.effectiveOn) >= env.today,
          },
          {
            code: 'VALIDITY',
            field: 'expiresOn',
            cites: [design('有效期最长5年，暂行、试行最长2年')],
            say: '有效期最长5年，暂行、试行的最长2年，且不能早于施行日期',
            check: (input, view) => {
              const from = String(input.effectiveOn);
              const years = view.get('propose.trial') ? settings.maxTrialYears : settings.maxValidityYears;
              const last = addDays(addMonths(from, years * 12), -1);
              return (
                (String(input.expiresOn) >= from && String(input.expiresOn) <= last) ||
                `有效期最长${years}年，最晚到${last}`
              );
            },
          },
        ],
        numbers: ['document', 'index'],
        clocks: [{ do: 'start', clock: 'validity', until: 'expiresOn' }],
      },
      publish: {
        title: '公布',
        by: clerk,
        in: ['issuing'],
        cites: [ndo.art('4'), obe.art('64'), dis.art('26')],
        public: true,
        needs: [need('NUMBERED', done('assign-number'), '没有统一编号，不能公布', [task16])],
        form: form.publication,
        clocks: [
          { do: 'stop', clock: 'publish' },
          { do: 'start', clock: 'interpretation' },
          { do: 'start', clock: 'filing' },
          { do: 'start', clock: 'filing-congress', when: cond('government-document') },
        ],
        papers: ['document', 'issue-notice'],
        publishes: ['document'],
        entries: catalogueEntry('有效'),
        publicBody: publishedBody,
        to: 'published',
      },
      interpret: {
        title: '发布解读',
        by: drafter,
        in: ['published'],
        cites: [interpretationOpinion.art('1')],
        public: true,
        form: form.interpretation,
        clocks: [{ do: 'stop', clock: 'interpretation' }],
        publishes: ['interpretation'],
      },
      file: {
        title: '报送政府备案',
        by: clerk,
        in: ['published'],
        cites: [countyAdministrationDecision.art('1'), task16],
        form: form.filing,
        asks: (_input, view) => [filingOf(view, 'government')],
        rules: filingRules('government'),
        clocks: [{ do: 'stop', clock: 'filing', on: 'filedOn' }],
        papers: ['filing-report'],
      },
      'file-congress': {
        title: '报送人大常委会备案',
        by: clerk,
        in: ['published'],
        cites: [congressFiling.art('1')],
        needs: [
          need('GOV-DOC', cond('government-document'), '部门文件不需要报人大常委会备案', [
            congressFiling.art('1'),
          ]),
        ],
        form: form.filing,
        asks: (_input, view) => [filingOf(view, 'congress')],
        rules: filingRules('congress'),
        clocks: [{ do: 'stop', clock: 'filing-congress', on: 'filedOn' }],
      },
      archive: {
        title: '归档，转入日常管理',
        by: clerk,
        in: ['published'],
        cites: [task16],
        needs: [
          need('INTERPRETED', done('interpret'), '还没有发布解读', [interpretationOpinion.art('1')]),
          need('FILED', done('file'), '还没有报送备案', [countyAdministrationDecision.art('1')]),
          need(
            'FILED-CONGRESS',
            implies(cond('government-document'), done('file-congress')),
            '还没有报送人大常委会备案',
            [congressFiling.art('1')],
          ),
        ],
        to: 'in-force',
      },
    },
    clocks: {
      publish: {
        title: '公布期限',
        kind: 'duty',
        owedBy: 'office',
        limit: workdays(20),
        lastDay: 'roll',
        cites: [dis.art('26')],
      },
      interpretation: {
        title: '发布解读期限',
        kind: 'duty',
        owedBy: 'lead',
        limit: workdays(3),
        lastDay: 'roll',
        cites: [interpretationOpinion.art('1')],
      },
      filing: {
        title: '报送备案期限',
        kind: 'duty',
        owedBy: 'office',
        limit: days(15),
        lastDay: 'roll',
        cites: [countyAdministrationDecision.art('1')],
        warnBefore: workdays(3),
      },
      'filing-congress': {
        title: '报送人大常委会备案期限',
        kind: 'duty',
        owedBy: 'office',
        limit: days(30),
        lastDay: 'roll',
        cites: [congressFiling.art('1'), design('报人大常委会备案的期限按30日设定')],
        warnBefore: workdays(3),
      },
    },
  },
];

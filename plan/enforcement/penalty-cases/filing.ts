/** Rows 1 to 3 of the ordinary procedure: clue, verification, filing. */
import {
  addDays,
  clock,
  cond,
  daysUnder,
  design,
  type Fragment,
  formatDate,
  need,
  not,
  office,
} from '@fadu/kernel';
import {
  penaltyLaw as apl,
  privateEconomyLaw,
  publicSecurityLaw as psl,
  samrPenaltyRules as samr,
} from '../../statutes/index.ts';
import { caseItem } from '../enforcement-items/case-item.ts';
import { delegationRule } from '../joint-enforcement/delegation.ts';
import { competentOrgan, limitationEnds } from './application-rules.ts';
import * as form from './forms.ts';
import { officerRules } from './officers.ts';
import { limits, type Sector } from './settings.ts';
import { head, limitRuns, sectorLimits, task24 } from './shared.ts';
import { sourceBinding, sourceRule } from './source-link.ts';

/** R24.4: filing names an item of the lead organ that is in force on the day. */
const filedItem = caseItem('行政处罚', (view) => view.bound('lead')[0]);

/** INV-R3: a township needs the delegation of the item; a county organ leaves a delegated item to the township. */
const delegatedItem = delegationRule((input, view) => ({
  organ: view.bound('lead')[0],
  kind: '行政处罚',
  township: input.township === undefined ? undefined : String(input.township),
}));

const fieldOf = (view: { text(path: string): string }) => view.text('register-clue.field');

export const filing: Fragment = {
  acts: {
    'register-clue': {
      title: '登记案件来源',
      about: '写明线索从哪里来、是谁、什么时候、做了什么',
      by: [office('enforcement-officer'), office('case-clerk')],
      in: [],
      opens: true,
      cites: [apl.art('54'), task24],
      form: form.clue,
      rules: [
        {
          code: 'PSL-OWN',
          field: 'sector',
          cites: [psl.art('118')],
          say: '治安案件的办案期限和程序另有法律规定，不在本程序立件',
          check: (input) => input.sector !== '公安',
        },
        {
          code: 'CLUE-DATES',
          field: 'actEndedOn',
          cites: [apl.art('36')],
          say: '日期的先后应当是：行为发生、行为终了、发现，都不能晚于今天',
          check: (input, _view, env) =>
            String(input.actOn) <= String(input.actEndedOn) &&
            String(input.actOn) <= String(input.discoveredOn) &&
            String(input.actEndedOn) <= env.today &&
            String(input.discoveredOn) <= env.today,
        },
        sourceRule,
        {
          code: 'BIRTHDAY',
          field: 'bornOn',
          cites: [apl.art('30')],
          say: '当事人是公民的应当填写出生日期，法人和其他组织不填',
          check: (input) => (input.partyKind === '公民') === Boolean(input.bornOn),
        },
      ],
      settles: ['sector-limits'],
      binds: [
        { relation: 'lead', from: 'actor.organ' },
        { relation: 'party', from: 'partyAccount' },
        sourceBinding,
      ],
      clocks: [{ do: 'start', clock: 'verification' }],
      papers: ['clue-record'],
      numbers: ['clue'],
    },
    'extend-verification': {
      title: '延长核查期限',
      by: head,
      in: ['clue'],
      cites: [samr.art('18')],
      repeats: true,
      needs: [
        need('VERIFY-RUNS', clock('verification', 'running'), '核查期限已经届满，不能再延长', [
          samr.art('18'),
        ]),
      ],
      form: form.reason,
      clocks: [{ do: 'extend', clock: 'verification' }],
    },
    file: {
      title: '批准立案',
      about:
        '有初步证据、依法应当处罚、属于本机关管辖、没有超过时效的，写明清单里的执法事项，批准立案并指定两名以上办案人员',
      by: head,
      in: ['clue'],
      cites: [apl.art('54'), apl.art('39'), samr.art('19')],
      form: form.filing,
      asks: filedItem.asks,
      rules: [
        ...filedItem.rules,
        delegatedItem,
        ...officerRules(fieldOf).filter((rule) => rule.code === 'INV-P4'),
        {
          code: 'FILING-STANDARD',
          cites: [apl.art('54'), apl.art('76')],
          say: '不符合立案标准，不能立案；不立案的说明理由',
          check: (input) => {
            const missing = [
              input.primaFacie ? '' : '没有初步证据',
              input.punishable ? '' : '依法不应当给予处罚',
              input.competent ? '' : '不属于本机关管辖',
            ].filter(Boolean);
            return missing.length === 0 || `不符合立案标准：${missing.join('、')}`;
          },
        },
        {
          code: 'L1',
          cites: [apl.art('36')],
          say: '已经超过追究时效',
          check: (_input, view) => {
            const ends = limitationEnds({
              sector: view.text('register-clue.sector') as Sector,
              actEndedOn: view.text('register-clue.actEndedOn'),
              graveHarm: view.get('register-clue.graveHarm') === true,
            });
            const found = view.text('register-clue.discoveredOn');
            return (
              found <= ends ||
              `追究时效到${formatDate(ends)}届满，${formatDate(found)}才发现，不再给予处罚，应当不予立案`
            );
          },
        },
        {
          code: 'FIRST-FILED',
          field: 'otherFiledOn',
          cites: [apl.art('25')],
          say: '其他有管辖权的机关先立案，由其管辖；有争议的协商或者报请共同的上一级指定',
          check: (input, _view, env) =>
            !input.otherFiledOn ||
            competentOrgan([
              { organ: 'other', filedAt: String(input.otherFiledOn) },
              { organ: 'own', filedAt: env.today },
            ]) === 'own',
        },
      ],
      clocks: [
        { do: 'stop', clock: 'verification' },
        { do: 'start', clock: 'decision' },
      ],
      papers: ['filing-approval'],
      numbers: ['case'],
      to: 'investigation',
    },
    'not-file': {
      title: '不予立案',
      about: '说明不立案的理由，告知实名投诉人、举报人',
      by: head,
      in: ['clue'],
      cites: [apl.art('54'), samr.art('20')],
      form: form.notFiling,
      rules: [
        {
          code: 'REPORTER-TOLD',
          field: 'reporterTold',
          cites: [samr.art('20')],
          say: '实名投诉、举报的，不予立案要告知投诉人、举报人',
          check: (input, view) => view.get('register-clue.realName') !== true || input.reporterTold === true,
        },
      ],
      clocks: [{ do: 'stop', clock: 'verification' }],
      papers: ['no-filing-approval'],
      to: 'not-filed',
    },
    'transfer-organ': {
      title: '移送有管辖权的机关',
      by: head,
      in: ['clue', 'investigation'],
      cites: [apl.art('22'), apl.art('23'), apl.art('25'), privateEconomyLaw.art('64')],
      needs: [
        need('PRESERVED-OPEN', not(cond('preserved-open')), '先行登记保存的物品还没有作出处理决定', [
          apl.art('56'),
        ]),
        need('TEST-OPEN', not(cond('test-open')), '检测检验鉴定还没有结论', [samr.art('64')]),
      ],
      form: form.reason.extend({ organ: form.line('受移送的机关', 1, 100).meta({ widget: 'organ' }) }),
      clocks: [
        { do: 'stop', clock: 'verification' },
        { do: 'stop', clock: 'decision' },
      ],
      papers: ['transfer-letter'],
      to: 'transferred',
    },
    'extend-decision': {
      title: '延长办案期限',
      about: '期限届满前，由负责人批准延长一次；行业规章没有规定延长的不能延长',
      by: head,
      in: ['investigation', 'case-review', 'notice', 'hearing', 'decision'],
      cites: [apl.art('60'), samr.art('64')],
      repeats: true,
      needs: [
        need(
          'P1-EXTEND',
          sectorLimits,
          '行政处罚法规定的九十日不能由机关自行延长，本领域规章也没有规定延长',
          [apl.art('60')],
        ),
        need('P1-RUNS', limitRuns, '办案期限已经届满，不能再延长', [samr.art('64')]),
      ],
      form: form.reason,
      clocks: [{ do: 'extend', clock: 'decision' }],
    },
    'set-period': {
      title: '集体讨论决定合理期限',
      about: '延长之后仍不能按期决定的，由负责人集体讨论决定继续延长的合理期限',
      by: head,
      in: ['investigation', 'case-review', 'notice', 'hearing', 'decision'],
      cites: [apl.art('60'), samr.art('64')],
      repeats: true,
      needs: [
        need(
          'P1-EXTEND',
          sectorLimits,
          '行政处罚法规定的九十日不能由机关自行延长，本领域规章也没有规定延长',
          [apl.art('60')],
        ),
        need('P1-RUNNING', clock('decision', 'running'), '办案期限没有在计算，不能重新确定期限', [
          samr.art('64'),
        ]),
      ],
      form: form.period,
      rules: [
        {
          code: 'P1-EXTENDED',
          cites: [samr.art('64')],
          say: '先由负责人批准延长一次，仍不能按期决定的才能集体讨论',
          check: (_input, view) => view.all('extend-decision').length > 0,
        },
        {
          code: 'P1-UNTIL',
          field: 'until',
          cites: [samr.art('64')],
          say: '合理期限应当在今天之后，且不超过一年',
          check: (input, _view, env) =>
            String(input.until) > env.today && String(input.until) <= addDays(env.today, 365),
        },
      ],
      clocks: [{ do: 'restart', clock: 'decision', until: 'until' }],
    },
  },
  clocks: {
    verification: {
      title: '线索核查期限',
      kind: 'duty',
      owedBy: 'lead',
      limit: limits.verification,
      lastDay: 'roll',
      cites: [samr.art('18'), design('其他领域的核查期限按15个工作日设定')],
      extension: { limit: limits.verificationExtension, times: 1, cites: [samr.art('18')] },
    },
    decision: {
      title: '作出处理决定的期限',
      kind: 'duty',
      owedBy: 'lead',
      limit: daysUnder(apl.counting, 90),
      lastDay: 'roll',
      cites: [apl.art('60')],
      extension: { limit: limits.decisionExtension, times: 1, cites: [samr.art('64')] },
      warnBefore: limits.verification,
    },
  },
  conditions: {
    'sector-limits': {
      title: '行业规章另有办案期限规定',
      test: { is: ['register-clue.sector', '市场监管'] },
    },
  },
};

/** Rows 15 and 16: urging, enforcement by the court, closing. */
import {
  any,
  clock,
  cond,
  days,
  daysUnder,
  elapsed,
  type Fragment,
  implies,
  months,
  need,
  not,
  system,
} from '@fadu/kernel';
import { z } from 'zod';
import { delivery } from '../../fragments/delivery.ts';
import { withdrawalOpen } from '../../fragments/publication.ts';
import {
  compulsionLaw as acl,
  penaltyLaw as apl,
  threeSystemsOpinion as g118,
  administrativeLitigationLaw as lit,
  litigationInterpretation,
} from '../../statutes/index.ts';
import { exemptDocumentsField } from '../case-documents/index.ts';
import { dayOf, owed } from './facts.ts';
import * as form from './forms.ts';
import { addUp, sameSum } from './money.ts';
import { forClosing, forService, forUrging } from './prefill.ts';
import { clerk, due, handler, head, noRemedy, type PerformingOptions } from './shared.ts';

const URGE = daysUnder(acl.counting, 10);
const PUBLISHED = need('PUBLISHED', implies(cond('publishable'), cond('on-show')), '处罚信息还没有公示', [
  g118.art('6'),
]);
const nothingToWithdraw = need('WITHDRAWN', not(withdrawalOpen), '变更、撤销的处罚信息还没有撤下', [
  apl.art('48'),
]);
/** What came back to the public (a secret that is none any more) waits to be shown. */
const nothingToPublish = need(
  'PUBLISHED',
  not(any(clock('publication', 'running'), elapsed('publication'))),
  '处罚信息还没有公示',
  [g118.art('6')],
);
/** Court enforcement of what is not performed, and the ways a case is closed. */
export const executing = (o: PerformingOptions): readonly Fragment[] => {
  const published = o.shown ? [PUBLISHED, nothingToWithdraw] : [];
  const withdrawn = o.shown ? [nothingToPublish, nothingToWithdraw] : [];
  const other = o.others ? ['other-due'] : [];
  const noOther: Record<string, boolean> = o.others ? { 'other-due': false } : {};
  return [
    {
      acts: {
        urge: {
          title: '制作催告书',
          about: '逾期不履行的，申请法院强制执行前书面催告，载明期限、方式、金额和权利',
          by: clerk,
          in: ['performance'],
          cites: [acl.art('54'), acl.art('35')],
          repeats: true,
          needs: [
            need('DUE', due, '没有需要履行的义务', [acl.art('54')]),
            need('PAY-RUNS', not(clock('payment', 'running')), '缴款期限还没有届满，不能催告', [
              apl.art('67'),
            ]),
            noRemedy,
          ],
          form: z.object({
            performBy: form.day('履行期限'),
            way: form.line('履行方式'),
            amount: form.yuan('应缴金额'),
          }),
          prefill: forUrging,
          rules: [
            {
              code: 'URGE-SUM',
              field: 'amount',
              cites: [acl.art('35')],
              say: '催告的金额与应缴金额不符',
              check: (input, view) => {
                const left = addUp([owed(view).main, owed(view).late]);
                return sameSum(Number(input.amount), left) || `现在应缴${left}元`;
              },
            },
          ],
          clocks: [{ do: 'stop', clock: 'urging' }],
          papers: ['urge-letter'],
          numbers: ['urge'],
        },
        'apply-court': {
          title: '申请法院强制执行',
          about: '催告书送达十个工作日后仍不履行，且在法定期限内，由负责人签名申请',
          by: head,
          in: ['performance'],
          cites: [apl.art('72'), acl.art('53'), acl.art('54'), acl.art('55')],
          repeats: true,
          needs: [
            need('DUE', due, '没有需要履行的义务', [acl.art('53')]),
            need('FINAL-FIRST', cond('final'), '当事人还可以申请复议或者起诉，不能申请法院强制执行', [
              acl.art('53'),
            ]),
            need('URGED', elapsed('urging'), '没有催告，或者催告书送达还没有满十个工作日', [acl.art('54')]),
            need('P9', not(elapsed('court-application')), '申请法院强制执行的三个月期限已过', [
              acl.art('53'),
              litigationInterpretation.art('156'),
            ]),
            need('DEFERRED', not(cond('deferred')), '延期、分期缴纳期限还没有届满', [apl.art('72')]),
            noRemedy,
          ],
          form: z.object({
            court: form.line('法院'),
            partyOpinion: form.long('当事人的意见和催告情况', 4),
            target: form.long('执行标的情况', 4),
            signedBy: form.line('签名的负责人'),
          }),
          clocks: [
            { do: 'stop', clock: 'court-application' },
            { do: 'stop', clock: 'urging' },
          ],
          papers: ['court-application'],
          to: 'enforcement',
        },
        'court-result': {
          title: '登记法院执行结果',
          by: clerk,
          in: ['enforcement'],
          cites: [acl.art('56'), acl.art('57')],
          repeats: true,
          form: z.object({
            result: z.enum(['执行完毕', '不予受理或者不准予执行', '终结执行']).meta({ title: '结果' }),
            document: form.line('文书编号'),
            collected: form.yuan('执行到位金额'),
          }),
          rules: [
            {
              code: 'COURT-SUM',
              field: 'collected',
              cites: [acl.art('57')],
              say: '执行到位的金额与结果不符',
              check: (input, view) => {
                const { main, late } = owed(view);
                const all = addUp([main, late]);
                if (input.result === '执行完毕')
                  return sameSum(Number(input.collected), all) || `执行完毕的应当到位${all}元`;
                return input.result === '终结执行'
                  ? Number(input.collected) < all || all === 0
                  : Number(input.collected) === 0;
              },
            },
          ],
          settles: ['fine-due', 'uncollectable', ...other],
          outcomes: {
            executed: { title: '执行完毕', conds: { 'fine-due': false, uncollectable: false, ...noOther } },
            refused: { title: '不予受理或者不准予执行', conds: { uncollectable: false } },
            ended: { title: '终结执行', conds: { uncollectable: true } },
          },
          clocks: [{ do: 'stop', clock: 'payment', when: not(cond('fine-due')) }],
          to: 'performance',
        },
        close: {
          title: '结案',
          about: '处罚已经履行或者执行，材料齐全，批准结案并归档',
          by: head,
          in: ['performance'],
          cites: [apl.art('47')],
          needs: [need('PERFORMED', not(due), '处罚还没有履行完毕', [apl.art('66')]), noRemedy, ...published],
          form: z.object({
            summary: form.long('结案情况', 4),
            catalogue: form.long('卷内目录', 4),
            ...(o.others && { exemptDocuments: exemptDocumentsField }),
          }),
          prefill: forClosing,
          clocks: [
            { do: 'stop', clock: 'court-application' },
            { do: 'stop', clock: 'urging' },
          ],
          papers: ['closing-approval'],
          to: 'archived',
        },
        'close-unexecuted': {
          title: '未能执行结案',
          about: '申请执行的期限已过，或者法院终结执行',
          by: head,
          in: ['performance'],
          cites: [apl.art('72'), acl.art('53')],
          needs: [
            need('DUE', due, '处罚已经履行完毕，按结案办理', [apl.art('66')]),
            need(
              'UNCOLLECTABLE',
              any(elapsed('court-application'), cond('uncollectable')),
              '还可以申请法院强制执行',
              [acl.art('53')],
            ),
            noRemedy,
            ...published,
          ],
          form: form.reason,
          clocks: [{ do: 'stop', clock: 'payment' }],
          papers: ['closing-approval'],
          to: 'unexecuted',
        },
        finish: {
          title: '案件终结',
          about: '起诉期限届满且没有复议、诉讼，案卷封存',
          by: [system, ...clerk],
          in: ['archived'],
          cites: [apl.art('47')],
          needs: [
            need('FINAL-FIRST', cond('final'), '当事人还可以申请复议或者起诉', [lit.art('46')]),
            noRemedy,
            ...withdrawn,
          ],
          to: 'closed',
        },
      },
      clocks: {
        'court-application': {
          title: '申请法院强制执行期限',
          kind: 'right',
          owedBy: 'lead',
          limit: months(3),
          lastDay: 'roll',
          cites: [acl.art('53'), apl.art('72'), litigationInterpretation.art('156')],
          warnBefore: days(30),
        },
        urging: {
          title: '催告期',
          kind: 'minimum',
          owedBy: 'party',
          limit: URGE,
          lastDay: 'keep',
          cites: [acl.art('54'), acl.art('69')],
        },
      },
      conditions: {
        uncollectable: { title: '法院终结执行', test: { is: ['court-result.result', '终结执行'] } },
      },
    },
    delivery({
      act: 'serve-urge',
      code: 'URGE-SERVE',
      paper: '催告书',
      on: 'party',
      from: 'lead',
      by: handler,
      in: ['performance'],
      cites: [acl.art('38'), acl.art('54')],
      issuedOn: (view) => dayOf(view, 'urge'),
      starts: ['urging'],
      more: { repeats: true, prefill: forService },
    }),
  ];
};

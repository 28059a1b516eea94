/** The simple procedure up to delivery: two officers, rights told, the party heard, one preset form, handed over. */
import {
  cond,
  design,
  done,
  type Fragment,
  formatDate,
  hours,
  type InputRule,
  need,
  not,
  office,
  workdays,
} from '@fadu/kernel';
import { z } from 'zod';
import { DELIVERY_METHODS, type DeliveryMethod, delivery } from '../../fragments/delivery.ts';
import { penaltyLaw as apl, publicSecurityLaw as psl } from '../../statutes/index.ts';
import { caseItem, itemField } from '../enforcement-items/case-item.ts';
import { certificateQuestion } from '../officers/facts.ts';
import { departures, limitationEnds } from './application-rules.ts';
import { present } from './cash.ts';
import { fineOf, type PenaltyItem } from './catalogue.ts';
import { applicationFacts, currentProposal, dayOf, isOwing, partyKindOf, sectorOf } from './facts.ts';
import * as form from './forms.ts';
import { notHeavier } from './notice.ts';
import { type Officer, officerQuestions, officerRules, officersFault, officersField } from './officers.ts';
import { forDecision, forServiceOnSpot, forTelling } from './prefill.ts';
import { fineBarRule, penaltyRules } from './proposals.ts';
import { countsAsCitizen, onSpotCaps, type Sector } from './settings.ts';
import { officer, task24, task26 } from './shared.ts';

/** R24.4: a penalty on the spot names an item of the officers' own organ that is in force on the day. */
const spotItem = caseItem('行政处罚', (_view, env) => env.acting);

const itemsOf = (input: Readonly<Record<string, unknown>>) => input.items as readonly PenaltyItem[];

/** Ways of handing over on the spot. */
const ON_SPOT_WAYS: readonly DeliveryMethod[] = [
  '直接送达',
  '单位收件人签收',
  '留置送达（见证人）',
  '留置送达（拍照录像）',
];

const start = form.clue.omit({ source: true, sourceDetail: true, realName: true, sourceCase: true }).extend({
  item: itemField,
  officers: officersField,
  shown: form.yes('已经主动出示执法证件'),
  clear: form.yes('违法事实确凿'),
  evidence: form.long('证据', 4),
  waterOrRemote: z.enum(['否', '边远地区', '水上', '交通不便地区']).meta({ title: '查处地点' }),
  noObjection: form.optional(form.yes('被处罚人对事实没有异议（公安一人处罚的填写）')),
  recording: form.optional(form.line('全程同步录音录像编号（公安一人处罚的填写）')),
});

const told = form.proposal
  .pick({
    items: true,
    basis: true,
    discretion: true,
    mitigated: true,
    mind: true,
    minor: true,
    correctedInTime: true,
    noHarm: true,
    firstOffence: true,
    minorHarm: true,
    noFaultProved: true,
    reductions: true,
    emergency: true,
    alreadyFined: true,
    severalRules: true,
    newRule: true,
  })
  .extend({ rights: form.yes('已经告知事实、理由、依据和陈述、申辩的权利') });

/** Why this penalty may not be imposed on the spot, or null. */
export function onSpotFault(items: readonly PenaltyItem[], sector: Sector, citizen: boolean): string | null {
  const other = items.find((i) => i.kind !== '警告' && i.kind !== '罚款');
  if (other) return `当场处罚只能是警告或者罚款，${other.kind}应当适用普通程序`;
  const cap = onSpotCaps[sector][citizen ? 'citizen' : 'organisation'];
  const fine = fineOf(items);
  return fine > cap ? `当场处罚的罚款不得超过${cap}元，${fine}元应当适用普通程序` : null;
}

const spotRule: InputRule = {
  code: 'SIMPLE-CAP',
  field: 'items',
  cites: [apl.art('51'), psl.art('119')],
  say: '超出当场处罚的范围，应当适用普通程序',
  check: (input, view) =>
    onSpotFault(itemsOf(input), sectorOf(view), countsAsCitizen(partyKindOf(view))) ?? true,
};

export const onSpot: readonly Fragment[] = [
  {
    acts: {
      'register-clue': {
        title: '当场查处',
        about: '两名以上执法人员出示证件，违法事实确凿并有法定依据的，可以当场处罚',
        by: [office('enforcement-officer')],
        in: [],
        opens: true,
        cites: [apl.art('51'), apl.art('52'), apl.art('42')],
        form: start,
        asks: spotItem.asks,
        rules: [
          ...spotItem.rules,
          {
            code: 'INV-P4',
            field: 'officers',
            cites: [apl.art('42'), apl.art('52'), psl.art('120')],
            say: '执法人员不得少于两人，且都应当持有当日有效的执法证件',
            asks: (input, _view, today) => officerQuestions(input, today),
            check: (input, _view, env) => {
              const officers = input.officers as Officer[];
              const alone = input.sector === '公安' && input.noObjection === true && Boolean(input.recording);
              const organs = [...new Set(officers.map((o) => o.organ))];
              if (organs.length > 1) return '执法人员应当属于同一机关';
              return (
                officersFault(officers, {
                  organs,
                  field: String(input.field),
                  on: env.today,
                  least: alone ? 1 : 2,
                  entry: (n) => env.answer(certificateQuestion(n, env.today)),
                }) ?? true
              );
            },
          },
          ...officerRules(() => '').filter((rule) => rule.code === 'INV-P4-SELF'),
          {
            code: 'INV-P12',
            field: 'shown',
            cites: [apl.art('52'), apl.art('76')],
            say: '当场处罚应当先出示执法证件并记录',
            check: (input) => input.shown === true,
          },
          {
            code: 'SIMPLE-CLEAR',
            field: 'clear',
            cites: [apl.art('51')],
            say: '违法事实不确凿的不能当场处罚，应当适用普通程序',
            check: (input) => input.clear === true,
          },
          {
            code: 'L1',
            cites: [apl.art('36')],
            say: '已经超过追究时效',
            check: (input) => {
              const ends = limitationEnds({
                sector: input.sector as Sector,
                actEndedOn: String(input.actEndedOn),
                graveHarm: input.graveHarm === true,
              });
              return String(input.discoveredOn) <= ends || `追究时效到${formatDate(ends)}届满，不再给予处罚`;
            },
          },
          {
            code: 'BIRTHDAY',
            field: 'bornOn',
            cites: [apl.art('30')],
            say: '当事人是公民的应当填写出生日期，法人和其他组织不填',
            check: (input) => (input.partyKind === '公民') === Boolean(input.bornOn),
          },
        ],
        settles: ['police'],
        binds: [
          { relation: 'lead', from: 'actor.organ' },
          { relation: 'party', from: 'partyAccount' },
        ],
        papers: ['on-spot-record'],
      },
      'tell-rights': {
        title: '告知拟处罚内容和权利',
        about:
          '当场告知事实、理由、依据、拟作出的处罚和陈述、申辩的权利；有法定不予、从轻、减轻情形的在这里适用',
        by: officer,
        in: ['on-spot'],
        cites: [apl.art('44'), apl.art('51'), task24, task26],
        repeats: true,
        form: told,
        prefill: forTelling,
        rules: [
          present,
          spotRule,
          ...penaltyRules,
          fineBarRule((input) => input as unknown as form.Proposal),
          {
            code: 'TOLD',
            field: 'rights',
            cites: [apl.art('44'), apl.art('62')],
            say: '没有告知事实、理由、依据和权利的，不得处罚',
            check: (input) => input.rights === true,
          },
          {
            code: 'SIMPLE-ITEMS',
            field: 'items',
            cites: [apl.art('51')],
            say: '要写明拟作出的处罚',
            check: (input) => itemsOf(input).length > 0,
          },
          {
            code: 'R26.1',
            cites: [task26, apl.art('30'), apl.art('31'), apl.art('32'), apl.art('33')],
            say: '有法定不予、从轻、减轻处罚的情形，应当适用',
            check: (input, view) => {
              const left = departures(
                applicationFacts(view, input as unknown as form.Proposal),
                true,
                input.mitigated === true,
              );
              return (
                left.length === 0 ||
                `本案事实符合：${left.map((r) => `${r.title}（${r.code}）`).join('；')}。应当当场适用；认为不应当适用的转普通程序，写明理由送审核`
              );
            },
          },
        ],
        voids: ['hear-party'],
      },
      'hear-party': {
        title: '听取陈述、申辩',
        about: '当场听取并复核；成立的采纳，不得因陈述、申辩加重处罚',
        by: officer,
        in: ['on-spot'],
        cites: [apl.art('45'), task24],
        needs: [need('TOLD-FIRST', done('tell-rights'), '还没有告知拟处罚内容和权利', [apl.art('44')])],
        form: z.object({
          said: z.enum(['没有意见', '提出意见']).meta({ title: '当事人' }),
          text: form.optional(form.long('陈述、申辩内容', 2)),
          reasons: form.optional(form.long('复核意见', 2)),
        }),
        rules: [
          present,
          {
            code: 'INV-P1-OPEN',
            field: 'reasons',
            cites: [apl.art('45'), task24],
            say: '当事人提出意见的，要记录内容并写明复核意见',
            check: (input) => input.said === '没有意见' || (Boolean(input.text) && Boolean(input.reasons)),
          },
        ],
      },
      'decide-penalty': {
        title: '当场作出处罚决定',
        about: '填写预定格式、编有号码的决定书',
        by: officer,
        in: ['on-spot'],
        cites: [apl.art('51'), apl.art('52'), apl.art('59')],
        needs: [
          need('INV-P1', done('tell-rights'), '没有告知事实、理由、依据和权利的，不得处罚', [
            apl.art('44'),
            apl.art('62'),
            task24,
          ]),
          need('INV-P1-HEARD', done('hear-party'), '没有听取陈述、申辩的，不得处罚', [
            apl.art('45'),
            apl.art('62'),
            task24,
          ]),
        ],
        form: form.decision.omit({ reasons: true }),
        prefill: forDecision,
        rules: [
          present,
          spotRule,
          ...penaltyRules,
          fineBarRule((_input, view) => currentProposal(view)),
          notHeavier((input) => input as unknown as form.Proposal),
          {
            code: 'BANK',
            field: 'bank',
            cites: [apl.art('67')],
            say: '有罚款的，要写明代收银行或者电子支付系统；当场收缴另行登记',
            check: (input) => fineOf(itemsOf(input)) === 0 || Boolean(input.bank),
          },
        ],
        settles: ['fine-due'],
        clocks: [
          { do: 'start', clock: 'service' },
          { do: 'start', clock: 'report' },
        ],
        papers: ['on-spot-decision'],
        numbers: ['on-spot'],
        to: 'service',
      },
      'no-penalty': {
        title: '不予处罚，当场教育',
        about: '轻微并及时改正、首次违法等依法不予处罚的，记录教育情况',
        by: officer,
        in: ['on-spot'],
        cites: [apl.art('33'), apl.art('30'), apl.art('31'), task26],
        form: form.noPenalty.pick({ ground: true, reasons: true, education: true, guardian: true }),
        rules: [present],
        papers: ['education-record'],
        to: 'not-punished',
      },
      'to-ordinary': {
        title: '转普通程序',
        about: '事实需要调查、处罚超出当场处罚范围或者不适用法定从宽情形需要审核的，转普通程序',
        by: officer,
        in: ['on-spot'],
        cites: [apl.art('54'), apl.art('51')],
        form: form.reason,
        to: 'ordinary',
      },
      'report-decision': {
        title: '报所属机关备案',
        by: officer,
        in: ['service', 'performance'],
        cites: [apl.art('52'), psl.art('120')],
        clocks: [{ do: 'stop', clock: 'report' }],
      },
      'void-form': {
        title: '登记作废的决定书',
        about: '填写错误、尚未交付的决定书作废，号码保留备查，重新告知和决定',
        by: officer,
        in: ['service'],
        cites: [apl.art('52'), design('决定书号码连续，作废的登记原因')],
        repeats: true,
        needs: [
          need('NOT-REPORTED', not(done('report-decision')), '已经备案的决定书不能作废', [apl.art('52')]),
        ],
        form: form.reason,
        rules: [present],
        voids: ['tell-rights', 'hear-party', 'decide-penalty'],
        clocks: [
          { do: 'stop', clock: 'service' },
          { do: 'stop', clock: 'report' },
        ],
        to: 'on-spot',
      },
    },
    clocks: {
      service: {
        title: '当场交付决定书',
        kind: 'duty',
        owedBy: 'enforcement-officer',
        limit: hours(24),
        lastDay: 'keep',
        cites: [apl.art('52'), design('当场交付，最迟24小时内登记')],
      },
      report: {
        title: '报所属机关备案期限',
        kind: 'duty',
        owedBy: 'enforcement-officer',
        limit: [
          { when: cond('police'), limit: hours(24), cites: [psl.art('120')] },
          {
            when: not(cond('police')),
            limit: workdays(2),
            cites: [design('当场处罚报备案期限按2个工作日设定')],
          },
        ],
        lastDay: 'roll',
        cites: [apl.art('52'), psl.art('120'), design('当场处罚报备案期限按2个工作日设定')],
      },
    },
    conditions: {
      police: { title: '治安管理处罚', test: { is: ['register-clue.sector', '公安'] } },
      'fine-due': { title: '还有罚款没有缴清', test: { fn: isOwing } },
    },
  },
  delivery({
    act: 'serve-decision',
    code: 'DECISION-SERVE',
    paper: '当场处罚决定书',
    on: 'party',
    from: 'lead',
    by: officer,
    in: ['service'],
    cites: [apl.art('52'), apl.art('61')],
    methods: DELIVERY_METHODS.filter((m) => ON_SPOT_WAYS.includes(m)),
    issuedOn: (view) => dayOf(view, 'decide-penalty'),
    stops: ['service'],
    starts: ['reconsideration', 'suit'],
    clocks: [{ do: 'start', clock: 'payment', when: cond('fine-due'), on: 'servedOn' }],
    more: { title: '当场交付决定书', to: 'performance', prefill: forServiceOnSpot },
    rules: [
      {
        code: 'ON-SPOT-DAY',
        field: 'servedOn',
        cites: [apl.art('52')],
        say: '当场处罚决定书应当当场交付当事人；当事人拒绝签收的，注明情况',
        check: (input, view) => input.servedOn === dayOf(view, 'decide-penalty'),
      },
    ],
  }),
];

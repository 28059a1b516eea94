/** Going in: with a notice and a scanned code, or at once where there is danger; and refusals that are lawful. */
import { cond, dateOf, done, type Fragment, need, not, office, samePerson } from '@fadu/kernel';
import { APPROVAL_LIMIT, approvalLimit, cites, SCAN_LIMIT } from './common.ts';
import {
  atTheDoor,
  holdsCode,
  openingTeamRules,
  places,
  scanRule,
  shownRule,
  stillListed,
  teamRules,
} from './door.ts';
import { entryAct, head, mustScanFirst, objectOf, owesScan, visitEntries } from './facts.ts';
import * as form from './forms.ts';
import { burdenRules, groundRules, objectRules } from './grounds.ts';
import { aboutInput, handler, heads, officer, openingBinds } from './planning.ts';

const scanned = { 'scan-owed': false, 'scan-first': false };
const first = { 'scan-owed': true, 'scan-first': true };
const later = { 'scan-owed': true, 'scan-first': false };

export const visiting: Fragment = {
  acts: {
    enter: {
      title: '扫码入企',
      about: '两名以上持证人员出示证件和通知书，扫企业的码以后进入；联合检查的一次进入',
      by: officer,
      in: ['approved'],
      cites: [...cites.scan, ...cites.officers],
      needs: [
        need('NOTICED', done('notify'), '还没有发检查通知书', cites.notice),
        need('INVITED', not(cond('invited')), '受邀的机关还没有答复', cites.joint),
      ],
      form: form.entering,
      rules: [
        {
          code: 'ON-SITE',
          cites: cites.offsite,
          say: '批准的是书面检查或者非现场检查，不得进入现场；确需进入的另行报批',
          check: (_input, view) => head(view).method === '现场检查',
        },
        {
          code: 'IN-PERIOD',
          field: 'on',
          cites: cites.approval,
          say: '进入日期应当在批准的检查期间之内，不晚于今天',
          check: (input, view, env) =>
            String(input.on) <= env.today &&
            String(input.on) >= dateOf(view.last('approve')?.at ?? env.now) &&
            String(input.on) >= String(head(view).from) &&
            String(input.on) <= String(head(view).to),
        },
        scanRule((_input, view) => objectOf(view)),
        shownRule,
        ...teamRules,
        stillListed,
        atTheDoor,
      ],
      binds: [
        {
          relation: 'enterprise',
          from: (input, view) => [
            ...view.bound('enterprise'),
            ...(input.rateCode ? [String(input.rateCode)] : []),
          ],
        },
      ],
      entries: (view, env) => [...visitEntries(view, env, '检查中'), ...places(view, env)],
      settles: ['scan-owed', 'scan-first'],
      outcomes: {
        scanned: { title: '已经扫码', conds: scanned },
        urgent: { title: '紧急，离开前补扫', conds: first },
        offline: { title: '没有网络，事后补录', conds: later },
      },
      clocks: [{ do: 'start', clock: 'scan', when: cond('scan-owed'), on: 'on' }],
      to: 'on-site',
    },
    'enter-urgently': {
      title: '紧急检查',
      about: '有现实危险、等不及批准的，先进入检查，二十四小时内补办批准；计入次数，不因上限禁止',
      by: [office('enforcement-officer')],
      in: [],
      opens: true,
      cites: [...cites.urgent, ...cites.ground],
      form: form.urgent,
      rules: [
        ...objectRules,
        {
          code: 'URGENT',
          field: 'ground',
          cites: cites.urgent,
          say: '先行检查的根据只能是紧急危险，类别是个案检查；其他的先报批准',
          check: (input) => input.ground === '紧急危险' && input.class === '个案检查',
        },
        {
          code: 'TODAY',
          field: 'on',
          cites: cites.urgent,
          say: '紧急检查当天登记',
          check: (input, _view, env) => input.on === env.today,
        },
        ...groundRules(aboutInput),
        ...burdenRules(aboutInput),
        scanRule((input) => String(input.object)),
        {
          ...shownRule,
          say: '没有出示执法证件的不得检查',
        },
        ...openingTeamRules,
      ],
      binds: [...openingBinds],
      entries: (view, env) => [...visitEntries(view, env, '检查中'), ...places(view, env)],
      settles: ['scan-owed', 'scan-first', 'unplanned'],
      outcomes: {
        scanned: { title: '已经扫码', conds: { ...scanned, unplanned: true } },
        urgent: { title: '紧急，离开前补扫', conds: { ...first, unplanned: true } },
        offline: { title: '没有网络，事后补录', conds: { ...later, unplanned: true } },
      },
      clocks: [
        { do: 'start', clock: 'approval' },
        { do: 'start', clock: 'scan', when: cond('scan-owed'), on: 'on' },
      ],
      to: 'urgent',
    },
    'approve-after': {
      title: '补办批准',
      by: heads,
      in: ['urgent'],
      cites: cites.urgent,
      needs: [need('APART', not(samePerson('enter-urgently')), '参加检查的人不能自己批准', cites.approval)],
      form: form.approval,
      numbers: ['visit'],
      papers: ['approval-form'],
      clocks: [{ do: 'stop', clock: 'approval' }],
      to: 'on-site',
    },
    'not-approve-after': {
      title: '不予补办批准',
      about: '没有现实危险的，检查停止，结果不得使用',
      by: heads,
      in: ['urgent'],
      cites: cites.urgent,
      needs: [need('APART', not(samePerson('enter-urgently')), '参加检查的人不能自己批准', cites.approval)],
      form: form.reasons,
      entries: (view, env) => visitEntries(view, env, '没有批准，已经停止'),
      clocks: [
        { do: 'stop', clock: 'approval' },
        { do: 'stop', clock: 'scan' },
        { do: 'stop', clock: 'publication' },
        { do: 'stop', clock: 'unplanned-report' },
      ],
      to: 'rejected',
    },
    'complete-scan': {
      title: '补扫企业码',
      by: officer,
      in: ['urgent', 'on-site', 'result', 'published'],
      cites: cites.scan,
      needs: [need('OWED', cond('scan-owed'), '已经扫过码', cites.scan)],
      form: form.lateScan,
      rules: [
        {
          code: 'SCAN',
          field: 'scanned',
          cites: cites.scan,
          say: '扫码得到的不是这家企业的统一社会信用代码',
          check: (input, view) => holdsCode(input.scanned, objectOf(view)),
        },
        {
          code: 'SCAN-DAY',
          field: 'on',
          cites: cites.scan,
          say: '补扫日期不能早于进入日期，不能晚于今天',
          check: (input, view, env) =>
            String(input.on) <= env.today && String(input.on) >= String(entryAct(view)?.input.on ?? ''),
        },
      ],
      settles: ['scan-owed', 'scan-first'],
      outcomes: { scanned: { title: '已经补扫', conds: scanned } },
      clocks: [{ do: 'stop', clock: 'scan', on: 'on' }],
    },
    'begin-offsite': {
      title: '开始书面、非现场检查',
      by: handler,
      in: ['approved'],
      cites: cites.offsite,
      needs: [
        need('NOTICED', done('notify'), '还没有发检查通知书', cites.notice),
        need('INVITED', not(cond('invited')), '受邀的机关还没有答复', cites.joint),
      ],
      form: form.offsite,
      rules: [
        {
          code: 'OFF-SITE',
          cites: cites.offsite,
          say: '批准的是现场检查；能书面检查的另行报批，不得先到现场',
          check: (_input, view) => head(view).method !== '现场检查',
        },
        {
          code: 'OFFSITE-DAY',
          field: 'on',
          cites: cites.record,
          say: '开始日期不能晚于今天，不能早于批准的日期',
          check: (input, view, env) =>
            String(input.on) <= env.today && String(input.on) >= dateOf(view.last('approve')?.at ?? env.now),
        },
        stillListed,
      ],
      to: 'on-site',
    },
    'lawfully-refused': {
      title: '登记企业依法拒绝',
      about: '事项没有公布、没有证件或者通知书、人员不足、没有扫码的，企业可以拒绝，不构成妨碍检查',
      by: officer,
      in: ['approved'],
      cites: cites.refusal,
      form: form.refusal,
      to: 'refused',
    },
  },
  clocks: {
    approval: {
      title: '紧急检查补办批准的期限',
      kind: 'duty',
      owedBy: 'lead',
      limit: APPROVAL_LIMIT,
      lastDay: 'keep',
      cites: [...cites.urgent, approvalLimit],
    },
    scan: {
      title: '补扫企业码的期限',
      kind: 'duty',
      owedBy: 'lead',
      limit: SCAN_LIMIT,
      lastDay: 'roll',
      cites: cites.scan,
    },
  },
  conditions: {
    'scan-owed': { title: '还没有扫企业码', test: { fn: owesScan } },
    'scan-first': { title: '离开之前应当补扫企业码', test: { fn: mustScanFirst } },
  },
};

/** Opening of a supervision case and verification of its facts. */
import { any, cond, done, type Fragment, need, office, resident, system } from '@fadu/kernel';
import {
  privateEconomyLaw as pel,
  enforcementSupervisionRegulations as sup,
} from '../../../statutes/index.ts';
import { task39, VERIFY_LIMIT, verifyLimit } from '../settings.ts';
import {
  APART,
  clerk,
  head,
  notTwice,
  ofActor,
  ofInput,
  REPLIED,
  specialRule,
  subject,
  subjectRule,
  verticalRule,
  WAITING,
} from './common.ts';
import * as form from './forms.ts';
/** Opening and verification. */
export const verifying: Fragment = {
  acts: {
    'open-found': {
      ...ofInput,
      title: '按发现的问题立件',
      about: '系统把记录里发现的问题，按机关和类别归为一件，交给本级监督机构',
      by: [system],
      cites: [sup.art('11'), task39],
      form: form.openFound,
      rules: [verticalRule],
      binds: [{ relation: 'supervisor', from: 'supervisor' }, ...ofInput.binds],
    },
    open: {
      ...ofActor,
      title: '监督立件',
      by: [office('supervision-clerk')],
      cites: [sup.art('6'), sup.art('11'), sup.art('12'), task39],
      form: form.open,
      rules: [subjectRule, verticalRule, specialRule, notTwice],
      binds: [{ relation: 'supervisor', from: 'actor.organ' }, ...ofActor.binds],
    },
    complain: {
      ...ofInput,
      title: '投诉行政执法',
      about: '企业和群众对行政执法的投诉；已经复议、诉讼的由受理机关处理',
      by: [resident],
      cites: [sup.art('20'), pel.art('64'), task39],
      form: form.complain,
      rules: [subjectRule, verticalRule, notTwice],
      binds: [
        { relation: 'supervisor', from: 'supervisor' },
        { relation: 'complainant', from: 'actor.person' },
        ...ofInput.binds,
      ],
    },
    'add-found': {
      title: '并入新发现的问题',
      by: [system],
      in: ['verifying'],
      cites: [sup.art('8'), sup.art('11')],
      repeats: true,
      form: form.addFound,
    },
    inquire: {
      title: '采取监督措施',
      about: '要求自查、说明，检查、暗访、听证、调取材料、约谈负责人；可以邀请特邀监督员参加',
      by: clerk,
      in: ['verifying'],
      cites: [sup.art('22'), sup.art('23')],
      repeats: true,
      form: form.inquiry,
    },
    explain: {
      title: '被监督机关说明',
      by: subject,
      in: ['verifying'],
      cites: [sup.art('22')],
      repeats: true,
      form: form.explanation,
    },
    'enter-earlier': {
      title: '录入以前的监督文书',
      about: '以前名称的文书只用于录入历史记录，不再制发',
      by: clerk,
      in: ['verifying'],
      cites: [sup.art('27'), sup.art('28')],
      repeats: true,
      form: form.earlier,
    },
    establish: {
      title: '核实认定',
      about: '写明事实和结论；已经复议或者诉讼的，不再监督',
      by: clerk,
      in: ['verifying'],
      cites: [sup.art('26'), sup.art('27'), sup.art('28'), sup.art('29'), sup.art('33')],
      repeats: true,
      form: form.establishing,
      rules: [
        {
          code: 'BASIS',
          field: 'basis',
          cites: [sup.art('28')],
          say: '认定违法、明显不当或者不履行职责的，应当写明违反的规定',
          check: (input) =>
            !['不履行或者怠于履行职责', '违法或者明显不当', '重大事项'].includes(String(input.result)) ||
            Boolean(input.basis),
        },
      ],
      settles: ['on-spot', 'omission', 'illegal', 'major', 'unfounded', 'in-review'],
      outcomes: Object.fromEntries(
        (
          [
            ['on-spot', '能够当场纠正'],
            ['omission', '不履行职责'],
            ['illegal', '违法或者明显不当'],
            ['major', '重大事项'],
            ['unfounded', '不成立'],
            ['in-review', '已经复议或者诉讼'],
          ] as const
        ).map(([mine, title]) => [
          mine,
          {
            title,
            conds: Object.fromEntries(
              ['on-spot', 'omission', 'illegal', 'major', 'unfounded', 'in-review'].map((c) => [
                c,
                c === mine,
              ]),
            ),
          },
        ]),
      ),
      clocks: [{ do: 'stop', clock: 'verify' }],
    },
    'reply-complainant': {
      title: '告知投诉人',
      by: clerk,
      in: ['verifying', ...WAITING],
      cites: [sup.art('20'), pel.art('64')],
      needs: [
        need('COMPLAINED', done('complain'), '本件不是投诉', [sup.art('20')]),
        need('VERIFIED', done('establish'), '还没有核实', [sup.art('20')]),
      ],
      form: form.reason,
      repeats: true,
    },
    'correct-on-spot': {
      title: '当场纠正',
      by: clerk,
      in: ['verifying'],
      cites: [sup.art('26')],
      needs: [need('ON-SPOT', cond('on-spot'), '核实结论不是能够当场纠正', [sup.art('26')]), REPLIED],
      form: form.correction,
      clocks: [{ do: 'stop', clock: 'verify' }],
      to: 'closed',
    },
    dismiss: {
      title: '不成立，终止监督',
      by: head,
      in: ['verifying'],
      cites: [sup.art('8')],
      needs: [need('UNFOUNDED', cond('unfounded'), '核实结论不是不成立', [sup.art('28')]), APART, REPLIED],
      form: form.reason,
      to: 'unfounded',
    },
    redirect: {
      title: '转由复议、诉讼处理',
      by: clerk,
      in: ['verifying'],
      cites: [sup.art('33')],
      needs: [need('IN-REVIEW', cond('in-review'), '核实结论不是已经复议或者诉讼', [sup.art('33')]), REPLIED],
      form: form.direction,
      to: 'redirected',
    },
    'inform-superior': {
      title: '通报上级机关',
      about: '对垂直管理机关发现的问题，通报其上级机关处理',
      by: head,
      in: ['verifying'],
      cites: [sup.art('42')],
      needs: [
        need('IS-VERTICAL', cond('vertical'), '这个机关不实行垂直管理', [sup.art('42')]),
        need('FOUND', any(cond('omission'), cond('illegal'), cond('major')), '还没有认定问题', [
          sup.art('42'),
        ]),
        APART,
        REPLIED,
      ],
      form: form.informing,
      papers: ['information'],
      to: 'informed',
    },
  },
  clocks: {
    verify: {
      title: '核实期限',
      kind: 'duty',
      owedBy: 'supervisor',
      limit: VERIFY_LIMIT,
      lastDay: 'roll',
      cites: [verifyLimit],
    },
  },
  conditions: {
    vertical: {
      title: '垂直管理的机关',
      test: {
        fn: (view) => ['open-found', 'open', 'complain'].some((act) => view.get(`${act}.vertical`) === true),
      },
    },
    'on-spot': { title: '能够当场纠正', test: { is: ['establish.result', '能够当场纠正'] } },
    omission: {
      title: '不履行或者怠于履行职责',
      test: { is: ['establish.result', '不履行或者怠于履行职责'] },
    },
    illegal: { title: '违法或者明显不当', test: { is: ['establish.result', '违法或者明显不当'] } },
    major: { title: '重大事项', test: { is: ['establish.result', '重大事项'] } },
    unfounded: { title: '不成立', test: { is: ['establish.result', '不成立'] } },
    'in-review': { title: '已经复议或者诉讼', test: { is: ['establish.result', '已经复议或者诉讼'] } },
  },
};

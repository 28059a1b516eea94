/** Pressing for progress: reminder, supervision sheet, notice of criticism, interview, listed supervision. */
import {
  all,
  cond,
  design,
  done,
  type Fragment,
  type InputRule,
  need,
  not,
  post,
  samePerson,
  workdays,
} from '@fadu/kernel';
import * as form from './forms.ts';
import { practice, settings, task48 } from './settings.ts';

const coordinator = [post('plan-coordinator', 'coordinator')];

const fixByAhead: InputRule = {
  code: 'FIX-BY',
  field: 'fixBy',
  cites: [practice],
  say: '整改期限必须晚于今天',
  check: (input, _view, env) => String(input.fixBy) > env.today,
};

/** Measures in the order of their weight; each opens a rectification that must be checked. */
export const supervising: Fragment = {
  acts: {
    remind: {
      title: '发提醒函',
      about: '亮黄灯时提醒牵头单位',
      by: coordinator,
      in: ['tracking'],
      cites: [task48, design('黄灯发提醒函')],
      repeats: true,
      form: form.remind,
      papers: ['reminder'],
    },
    supervise: {
      title: '发督办单',
      about: '亮红灯时督办，牵头单位在5个工作日内答复',
      by: coordinator,
      in: ['tracking'],
      cites: [task48, design('红灯发督办单')],
      repeats: true,
      needs: [
        need('SUPERVISION-ANSWERED', not(cond('supervision-open')), '上一份督办单还没有答复', [practice]),
      ],
      form: form.supervise,
      rules: [fixByAhead],
      numbers: ['supervision'],
      papers: ['supervision-sheet'],
      settles: ['supervision-open', 'rectification-open', 'supervised-twice'],
      outcomes: Object.fromEntries(
        [true, false].map((twice) => [
          twice ? 'again' : 'first',
          {
            title: twice ? '再次督办' : '首次督办',
            conds: {
              'supervision-open': true,
              'rectification-open': true,
              'supervised-twice': twice,
            },
          },
        ]),
      ),
      clocks: [
        { do: 'start', clock: 'supervision-reply' },
        { do: 'restart', clock: 'rectification', until: 'fixBy' },
      ],
    },
    'reply-supervision': {
      title: '答复督办单',
      by: [post('plan-reporter', 'lead'), post('head', 'lead')],
      in: ['tracking'],
      cites: [task48, practice],
      repeats: true,
      needs: [need('SUPERVISION-OPEN', cond('supervision-open'), '没有等待答复的督办单', [practice])],
      form: form.supervisionReply,
      settles: ['supervision-open'],
      outcomes: { answered: { title: '已答复', conds: { 'supervision-open': false } } },
      clocks: [{ do: 'stop', clock: 'supervision-reply' }],
    },
    'confirm-rectification': {
      title: '整改验收',
      about: '整改到位的予以验收，挂牌督办的同时摘牌；没有到位的再次督办',
      by: coordinator,
      in: ['tracking'],
      cites: [task48, practice],
      repeats: true,
      needs: [
        need('RECTIFICATION-OPEN', cond('rectification-open'), '没有等待验收的整改', [practice]),
        need('SUPERVISION-ANSWERED', not(cond('supervision-open')), '督办单还没有答复，不能验收', [practice]),
        need(
          'RECTIFICATION-APART',
          not(samePerson('reply-supervision')),
          '答复督办单的人不能验收自己的整改',
          [practice],
        ),
      ],
      form: form.rectified,
      settles: ['rectification-open'],
      outcomes: { passed: { title: '验收通过', conds: { 'rectification-open': false } } },
      clocks: [{ do: 'stop', clock: 'rectification' }],
    },
    notice: {
      title: '通报',
      about: '两次督办仍未改进的，予以通报',
      by: coordinator,
      in: ['tracking'],
      cites: [task48, design('两次红灯予以通报')],
      repeats: true,
      public: true,
      needs: [need('TWICE', cond('supervised-twice'), '督办不足两次，不能通报', [practice])],
      form: form.notice,
      papers: ['criticism-notice'],
    },
    interview: {
      title: '约谈',
      about: '通报之后仍未改进的，约谈主要负责人',
      by: coordinator,
      in: ['tracking'],
      cites: [task48, practice],
      repeats: true,
      needs: [need('NOTICED', done('notice'), '没有通报过，不能约谈', [practice])],
      form: form.interview,
      rules: [
        fixByAhead,
        {
          code: 'HEAD',
          field: 'capacity',
          cites: [task48, practice],
          say: '约谈对象应是主要负责人，其他负责人代为参加的不算约谈',
          check: (input) => input.capacity === '主要负责人',
        },
        {
          code: 'HELD',
          field: 'heldOn',
          cites: [practice],
          say: '约谈日期不能晚于今天',
          check: (input, _view, env) => String(input.heldOn) <= env.today,
        },
      ],
      settles: ['rectification-open'],
      outcomes: { held: { title: '已约谈', conds: { 'rectification-open': true } } },
      clocks: [{ do: 'restart', clock: 'rectification', until: 'fixBy' }],
    },
    'list-supervision': {
      title: '挂牌督办',
      about: '约谈之后仍未改进的，挂牌督办；整改验收即摘牌',
      by: coordinator,
      in: ['tracking'],
      cites: [task48, practice],
      repeats: true,
      public: true,
      needs: [need('INTERVIEWED', done('interview'), '没有约谈过，不能挂牌', [practice])],
      form: form.listing,
      rules: [fixByAhead],
      settles: ['rectification-open'],
      outcomes: { listed: { title: '已挂牌', conds: { 'rectification-open': true } } },
      clocks: [{ do: 'restart', clock: 'rectification', until: 'fixBy' }],
    },
  },
  clocks: {
    'supervision-reply': {
      title: '督办单答复期限',
      kind: 'duty',
      owedBy: 'lead',
      limit: settings.supervisionReply,
      lastDay: 'roll',
      cites: [design('督办单应在5个工作日内答复')],
      warnBefore: workdays(1),
    },
    rectification: {
      title: '整改期限',
      kind: 'duty',
      owedBy: 'lead',
      limit: settings.rectification,
      lastDay: 'keep',
      cites: [design('整改期限由督办单、约谈或者挂牌确定')],
      warnBefore: workdays(5),
    },
  },
  conditions: {
    'supervision-open': {
      title: '有督办单尚未答复',
      test: { fn: (v) => (v.last('supervise')?.seq ?? 0) > (v.last('reply-supervision')?.seq ?? 0) },
    },
    'rectification-open': {
      title: '有整改尚未验收',
      test: {
        fn: (v) =>
          Math.max(...['supervise', 'interview', 'list-supervision'].map((a) => v.last(a)?.seq ?? 0)) >
          (v.last('confirm-rectification')?.seq ?? 0),
      },
    },
    'supervised-twice': { title: '督办过两次以上', test: { fn: (v) => v.all('supervise').length >= 2 } },
  },
};

/** No sheet waits for an answer and no rectification for its check. */
export const supervisionSettled = all(not(cond('supervision-open')), not(cond('rectification-open')));

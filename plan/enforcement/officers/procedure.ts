/**
 * A certificate's life (R25.1): application by the organ, training, exam, issue by the justice organ, yearly check,
 * suspension, renewal and end. Each change is an entry of the register that every contact of an officer asks.
 */
import {
  addMonths,
  type CaseView,
  cond,
  done,
  type Fragment,
  formatDate,
  type InputRule,
  merge,
  need,
  not,
  office,
  type Procedure,
  post,
  samePerson,
  system,
} from '@fadu/kernel';
import { penaltyLaw as apl, enforcementSupervisionRegulations as sup } from '../../statutes/index.ts';
import {
  certificateQuestion,
  entryFrom,
  examPassed,
  failedYears,
  hoursMet,
  hoursOf,
  lastDay,
  ofPerson,
} from './facts.ts';
import * as form from './forms.ts';
import { laws } from './laws.ts';
import {
  CERTIFIABLE,
  CHECK_LIMIT,
  checkLimit,
  ISSUE_LIMIT,
  issueLimit,
  passMark,
  TRAINING_HOURS,
  task25,
  task52,
  VALIDITY,
  validity,
} from './settings.ts';

const applicant = [post('case-clerk', 'unit')];
const keeper = [post('certificate-clerk', 'issuer')];
const HELD = ['held', 'suspended'] as const;

/** R25.2: contract, temporary and public-welfare staff are never certified. */
const staffRule: InputRule = {
  code: 'STAFF',
  field: 'staffKind',
  cites: [task25, apl.art('42')],
  say: '合同制、临时聘用、公益性岗位、劳务派遣和辅助人员不得申领执法证件，不得从事执法工作',
  check: (input) => input.staffKind === CERTIFIABLE,
};

const issuerRule: InputRule = {
  code: 'ISSUER',
  field: 'issuer',
  cites: [sup.art('17')],
  say: '执法证件由司法行政部门审核，请选择本级或者上级的司法局',
  check: (input, _view, env) => {
    const issuer = env.organ(String(input.issuer));
    const own = env.acting ? env.organ(env.acting)?.region : undefined;
    return (
      issuer?.kind === 'department' &&
      issuer.name.endsWith('司法局') &&
      (own === undefined ||
        issuer.region === own ||
        (issuer.region.endsWith('00') && own.startsWith(issuer.region.slice(0, 4))))
    );
  },
};

/** INV-O4: one natural person, one certificate in an organ. */
const oneCertificate: InputRule = {
  code: 'INV-O4',
  cites: [sup.art('17'), task25],
  say: '这个人在本机关已经有执法证件，一人在一个机关只能有一个有效证件',
  asks: (_input, view, today) => [ofPerson(view, today)],
  check: (_input, view, env) => env.answer(ofPerson(view, env.today)).every((e) => e.body.status === '取消'),
};

const newNumber: InputRule = {
  code: 'NUMBER',
  field: 'number',
  cites: [sup.art('17')],
  say: '这个证件号已经登记过，证件号不能重复使用',
  asks: (input, _view, today) => [certificateQuestion(String(input.number), today)],
  check: (input, _view, env) => env.answer(certificateQuestion(String(input.number), env.today)) === null,
};

/** A certificate lasts no longer than its kind may, and ends after today. */
const lastDayRule: InputRule = {
  code: 'VALIDITY',
  field: 'validTo',
  cites: [validity, sup.art('17')],
  say: '有效期不对',
  check: (input, _view, env) => {
    const to = String(input.validTo);
    const latest = addMonths(env.today, VALIDITY.n * 12);
    if (to <= env.today) return '有效期的最后一天应当在今天之后';
    return to <= latest || `证件有效期不超过${VALIDITY.n}年，最迟到${formatDate(latest)}`;
  },
};

const notLater = (field: string): InputRule => ({
  code: 'DAY',
  field,
  cites: [task25],
  say: '日期不能晚于今天',
  check: (input, _view, env) => String(input[field]) <= env.today,
});

const trainingYear: InputRule = {
  code: 'TRAINING-YEAR',
  field: 'year',
  cites: [task52],
  say: '年度应当与结束日期一致',
  check: (input) => String(input.endedOn).startsWith(`${String(input.year)}-`),
};

/** INV-O2: fewer than 60 hours and the yearly check fails until made good. 59.5 is not 60. */
const hoursRule: InputRule = {
  code: 'INV-O2',
  field: 'result',
  cites: [task52, checkLimit],
  say: '培训学时不足，年度审验不能合格',
  check: (input, view, env) => {
    if (Number(input.year) > Number(env.today.slice(0, 4))) return '审验年度不能晚于今年';
    if (input.result === '不合格') return true;
    const hours = hoursOf(view, Number(input.year));
    return (
      hoursMet(view, Number(input.year)) ||
      `${String(input.year)}年培训${hours}学时，不足${TRAINING_HOURS}学时，年度审验不能合格；补足后再审验`
    );
  },
};

const opened: Fragment = {
  acts: {
    apply: {
      title: '申领执法证件',
      about: '所在机关为在编在职的执法岗位人员申领；编外人员一律不能申领',
      by: [office('case-clerk')],
      in: [],
      opens: true,
      cites: [sup.art('17'), apl.art('42'), task25],
      form: form.apply,
      rules: [staffRule, issuerRule],
      binds: [
        { relation: 'unit', from: 'actor.organ' },
        { relation: 'issuer', from: 'issuer' },
        { relation: 'holder', from: 'holder' },
      ],
      settles: ['exam-passed'],
      outcomes: { applied: { title: '已申领', conds: { 'exam-passed': false } } },
      to: 'preparing',
    },
    'record-training': {
      title: '登记培训学时',
      about: '登记专业和法律知识培训；每年不少于60学时',
      by: applicant,
      in: ['preparing', ...HELD],
      cites: [task52, task25],
      repeats: true,
      form: form.training,
      rules: [notLater('endedOn'), trainingYear],
    },
    'record-exam': {
      title: '登记资格考试成绩',
      by: keeper,
      in: ['preparing'],
      cites: [sup.art('17'), passMark],
      repeats: true,
      form: form.exam,
      rules: [notLater('heldOn')],
      settles: ['exam-passed'],
    },
    submit: {
      title: '报送审核发证',
      by: applicant,
      in: ['preparing'],
      cites: [sup.art('17')],
      needs: [
        need('TRAINED', done('record-training'), '还没有登记培训，先培训后发证', [task25, task52]),
        need('EXAM', cond('exam-passed'), '资格考试还没有合格，不能报送', [sup.art('17'), passMark]),
      ],
      form: form.submission,
      clocks: [{ do: 'restart', clock: 'issue' }],
      to: 'checking',
    },
  },
  clocks: {
    issue: {
      title: '审核发证期限',
      kind: 'duty',
      owedBy: 'certificate-clerk',
      limit: ISSUE_LIMIT,
      lastDay: 'roll',
      cites: [issueLimit],
    },
  },
  conditions: {
    'exam-passed': { title: '资格考试合格', test: { fn: examPassed } },
  },
};

const issuing: Fragment = {
  acts: {
    issue: {
      title: '发给执法证件',
      about: '司法行政部门审核人员性质、培训和考试，符合条件的发证并列入名录',
      by: keeper,
      in: ['checking'],
      cites: [sup.art('17'), task25],
      needs: [
        need('APART', not(samePerson('apply')), '申领的经办人不能审核发证，请由其他证件管理人员办理', [
          sup.art('17'),
        ]),
      ],
      form: form.issue,
      rules: [oneCertificate, newNumber, lastDayRule],
      clocks: [
        { do: 'stop', clock: 'issue' },
        { do: 'start', clock: 'validity', until: 'validTo' },
        { do: 'start', clock: 'annual' },
      ],
      settles: ['check-failed'],
      outcomes: { issued: { title: '已发证', conds: { 'check-failed': false } } },
      entries: (view, env) => entryFrom(view, env.today, '在用'),
      to: 'held',
    },
    return: {
      title: '退回补正',
      by: keeper,
      in: ['checking'],
      cites: [sup.art('17')],
      repeats: true,
      form: form.refusal,
      voids: ['submit'],
      clocks: [{ do: 'stop', clock: 'issue' }],
      to: 'preparing',
    },
    refuse: {
      title: '不予发证',
      about: '书面说明理由',
      by: keeper,
      in: ['checking'],
      cites: [sup.art('17')],
      form: form.refusal,
      clocks: [{ do: 'stop', clock: 'issue' }],
      to: 'refused',
    },
    cancel: {
      title: '撤回申领',
      by: applicant,
      in: ['preparing'],
      cites: [sup.art('17')],
      form: form.refusal,
      to: 'cancelled',
    },
  },
};

const stop = { do: 'stop', clock: 'validity' } as const;
const stopCheck = { do: 'stop', clock: 'annual' } as const;

const holding: Fragment = {
  acts: {
    'annual-check': {
      title: '年度审验',
      about: '培训不足60学时的不能合格；不合格的暂停使用，补足后再审验',
      by: keeper,
      in: [...HELD],
      cites: [checkLimit, task52],
      repeats: true,
      form: form.annualCheck,
      rules: [hoursRule],
      settles: ['check-failed'],
      clocks: [{ do: 'restart', clock: 'annual' }],
    },
    suspend: {
      title: '暂停使用证件',
      about: '核查投诉、审验不合格、离岗教育期间暂停；暂停期间不得执法，在办案件另行安排人员',
      by: keeper,
      in: ['held'],
      cites: [sup.art('32'), sup.art('17'), task25],
      repeats: true,
      form: form.suspension,
      entries: (view, env) =>
        entryFrom(view, env.today, '暂停实施', String(view.last('suspend')?.input.ground)),
      to: 'suspended',
    },
    restore: {
      title: '恢复使用证件',
      by: keeper,
      in: ['suspended'],
      cites: [sup.art('17')],
      repeats: true,
      needs: [
        need('CHECK-FAILED', not(cond('check-failed')), '年度审验不合格的还没有补正，不能恢复', [
          checkLimit,
          task52,
        ]),
      ],
      form: form.restoration,
      entries: (view, env) => entryFrom(view, env.today, '在用'),
      to: 'held',
    },
    amend: {
      title: '变更证件内容',
      about: '姓名或者执法领域变更；以前的内容留在历史里',
      by: keeper,
      in: ['held'],
      cites: [sup.art('17')],
      repeats: true,
      form: form.amendment,
      entries: (view, env) => entryFrom(view, env.today, '在用'),
    },
    renew: {
      title: '换发证件',
      by: keeper,
      in: ['held'],
      cites: [validity, sup.art('17')],
      repeats: true,
      needs: [
        need('CHECK-FAILED', not(cond('check-failed')), '年度审验不合格的还没有补正，不能换发', [
          checkLimit,
          task52,
        ]),
      ],
      form: form.renewal,
      rules: [lastDayRule],
      clocks: [{ do: 'restart', clock: 'validity', until: 'validTo' }],
      entries: (view, env) => entryFrom(view, env.today, '在用'),
    },
    withdraw: {
      title: '取消执法资格',
      about: '按照有权机关的处理决定收回证件',
      by: keeper,
      in: [...HELD],
      cites: [sup.art('32')],
      form: form.withdrawal,
      clocks: [stop, stopCheck],
      entries: (view, env) => entryFrom(view, env.today, '取消', '取消执法资格'),
      to: 'withdrawn',
    },
    close: {
      title: '终止证件',
      about: '调离、退休、离职的，所在机关当日报告，证件自发生之日起失效',
      by: [...applicant, ...keeper],
      in: [...HELD],
      cites: [sup.art('17'), task25],
      form: form.closing,
      rules: [notLater('on')],
      clocks: [stop, stopCheck],
      entries: (view) => entryFrom(view, view.text('close.on'), '取消', String(view.get('close.ground'))),
      to: 'closed',
    },
    expire: {
      title: '有效期届满',
      by: [system],
      in: [...HELD],
      cites: [validity, sup.art('17')],
      clocks: [stopCheck],
      entries: (view, env) => entryFrom(view, env.today, '取消', `有效期到${lastDay(view)}届满`),
      to: 'expired',
    },
  },
  clocks: {
    validity: {
      title: '证件有效期',
      kind: 'right',
      owedBy: 'holder',
      limit: VALIDITY,
      lastDay: 'keep',
      cites: [validity],
      onExpiry: 'expire',
    },
    annual: {
      title: '年度审验期限',
      kind: 'duty',
      owedBy: 'certificate-clerk',
      limit: CHECK_LIMIT,
      lastDay: 'keep',
      cites: [checkLimit, task52],
    },
  },
  conditions: {
    'check-failed': {
      title: '年度审验不合格尚未补正',
      test: { fn: (view: CaseView) => failedYears(view).length > 0 },
    },
  },
};

const parts = merge(opened, issuing, holding);

/** Qualification and certificate of an enforcement officer (执法人员资格与证件), task 25 of the plan. */
export const officerCertificate: Procedure = {
  code: 'officer-certificate',
  title: '行政执法人员资格与证件',
  system: 'officers',
  version: '2026-02-01',
  from: '2021-01-01',
  cites: [sup.art('17'), apl.art('42'), task25],
  about:
    '执法人员从申领、培训、考试、发证到年度审验、暂停、换发和终止。执法时系统按名录核对证件，失效的不能执法。',
  transition: { says: '以前发给的证件在有效期内继续有效，按本程序审验和换发。', cites: [sup.art('17')] },
  relations: { unit: '所在执法机关', issuer: '司法行政部门', holder: '持证人' },
  roles: { 'case-clerk': '执法机关经办人', 'certificate-clerk': '执法证件管理人员' },
  phases: {
    preparing: { title: '培训与考试' },
    checking: { title: '审核发证' },
    held: { title: '证件有效' },
    suspended: { title: '证件暂停' },
    refused: { title: '不予发证', end: 'stopped' },
    cancelled: { title: '撤回申领', end: 'stopped' },
    withdrawn: { title: '取消执法资格', end: 'stopped' },
    closed: { title: '证件终止', end: 'done' },
    expired: { title: '有效期届满', end: 'done' },
  },
  ...parts,
  laws: [...parts.laws, ...laws],
  titleFrom: 'apply.name',
  owner: 'unit',
};

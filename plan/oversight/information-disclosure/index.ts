import { merge, type Procedure } from '@fadu/kernel';
import { disclosureRegulations as dis } from '../../statutes/index.ts';
import {
  askingCoMakers,
  askingThirdParty,
  charging,
  correcting,
  excessive,
  extending,
  referring,
} from './handling.ts';
import { laws } from './laws.ts';
import { receiving, task40 } from './receipt.ts';
import { delivering, replying } from './replying.ts';

const parts = merge(
  receiving,
  correcting,
  extending,
  askingThirdParty,
  askingCoMakers,
  referring,
  excessive,
  charging,
  replying,
  delivering,
);

/** Disclosure of government information on application (依申请公开), task 40 of the plan: one applicant, one organ. */
export const disclosureOnApplication: Procedure = {
  code: 'disclosure-on-application',
  title: '政府信息依申请公开',
  system: 'information-disclosure',
  version: '2021-01-01',
  from: '2021-01-01',
  cites: [dis.art('27'), dis.art('33'), dis.art('36'), task40],
  about: '任何人都可以向行政机关申请获取政府信息，不需要说明用途；机关一般在20个工作日内答复。',
  transition: { says: '本版本施行前收到的申请，按收到时的规定办完。', cites: [task40] },
  relations: { agency: '受理机关', applicant: '申请人', 'third-party': '第三方', 'co-maker': '共同制作机关' },
  roles: {
    'disclosure-clerk': '信息公开工作人员',
    'disclosure-head': '信息公开工作机构负责人',
    'disclosure-reviewer': '公开审查人员',
  },
  phases: {
    submitted: { title: '待确认收到' },
    handling: { title: '审查办理' },
    correction: { title: '等待补正' },
    reasons: { title: '等待说明理由' },
    payment: { title: '等待缴费' },
    delivering: { title: '送达答复' },
    answered: { title: '已答复', end: 'done' },
    'on-the-spot': { title: '当场答复', end: 'done' },
    abandoned: { title: '视为放弃', end: 'stopped' },
    withdrawn: { title: '撤回', end: 'stopped' },
  },
  ...parts,
  laws: [...parts.laws, ...laws],
  titleFrom: ['apply-online.information', 'register.information'],
  owner: 'agency',
  series: {
    application: { title: '申请登记号', format: '{mark}公开申〔{year}〕{n}号', of: 'agency' },
    reply: { title: '答复书文号', format: '{mark}公开答〔{year}〕{n}号', of: 'agency' },
  },
};

export * from './facts.ts';
export * from './fee.ts';
export { APPLICANT_TYPES, type ApplicantType } from './forms.ts';
export * from './replies.ts';
export * from './statistics.ts';

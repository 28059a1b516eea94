import { merge, type Procedure } from '@fadu/kernel';
import { licensingLaw as law } from '../../../statutes/index.ts';
import { committing } from '../../notify-and-commit/commitment.ts';
import { escalating } from '../../service-window/escalation.ts';
import { task5, task8 } from '../common.ts';
import { deciding } from './deciding.ts';
import { papers } from './papers.ts';
import { receiving } from './receiving.ts';
import { reviewing } from './reviewing.ts';

const parts = merge(receiving, escalating, ...reviewing, deciding, committing, { papers });

/**
 * Handling of a service item on application (政务服务事项办理), tasks 5 and 8: one handling whatever the way it came, from receipt
 * to the certificate. What is particular to an item (materials, limits, special procedures) stands in its list.
 */
export const serviceApplication: Procedure = {
  code: 'service-application',
  title: '政务服务事项办理',
  system: 'service-items',
  version: '2026-01-01',
  from: '2020-01-01',
  cites: [law.art('29'), law.art('32'), law.art('42'), task5, task8],
  about: '申请一次提交，材料一次告知，受理和不受理都出具书面凭证，在法定和承诺的期限内决定并送达。',
  transition: { says: '本版本施行前收到的申请，按收到时的规定办完。', cites: [task5] },
  relations: { agency: '实施机关', applicant: '申请人', window: '受理窗口', 'bundle-lead': '一件事牵头部门' },
  roles: {
    'window-clerk': '窗口人员',
    'chief-rep': '首席代表',
    'hall-manager': '大厅管理人员',
    'service-reviewer': '审查人员',
    'service-approver': '审批负责人',
    'organ-head': '行政机关负责人',
    'government-head': '本级政府负责人',
    'hearing-host': '听证主持人',
  },
  phases: {
    submitted: { title: '提交申请' },
    received: { title: '已收件，待受理' },
    'asked-1': { title: '待首席代表答复' },
    'asked-2': { title: '待大厅管理机构答复' },
    'asked-3': { title: '待部门负责人决定' },
    correction: { title: '待补正' },
    review: { title: '审查' },
    hearing: { title: '听证' },
    decision: { title: '待决定' },
    delivering: { title: '待送达' },
    checking: { title: '待核查承诺' },
    rectifying: { title: '限期整改' },
    granted: { title: '准予办结', end: 'done' },
    denied: { title: '不予办结', end: 'done' },
    'not-required': { title: '不需要取得许可', end: 'done' },
    'not-competent': { title: '告知有权机关', end: 'done' },
    refused: { title: '不予受理', end: 'done' },
    revoked: { title: '撤销', end: 'done' },
    'given-up': { title: '视为放弃', end: 'stopped' },
    withdrawn: { title: '撤回', end: 'stopped' },
  },
  ...parts,
  titleFrom: ['apply.matter', 'register-application.matter', 'apply-in-bundle.matter'],
  owner: 'agency',
  // Whoever accepts must know who applied, and hands the result over.
  handlers: ['window'],
  series: {
    application: { title: '申请登记号', format: '{mark}政服申〔{year}〕{n}号', of: 'agency' },
    acceptance: { title: '受理通知书文号', format: '{mark}政服受〔{year}〕{n}号', of: 'agency' },
    refusal: { title: '不予受理决定书文号', format: '{mark}政服不受〔{year}〕{n}号', of: 'agency' },
    decision: { title: '决定书文号', format: '{mark}政服决〔{year}〕{n}号', of: 'agency' },
    'hearing-notice': { title: '听证通知书文号', format: '{mark}政服听〔{year}〕{n}号', of: 'agency' },
  },
};

export * from './facts.ts';

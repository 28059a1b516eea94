/**
 * Investment projects (投资项目联合审批, R5.5): one registration, one code; filed on receipt, or decided by the lead; then the approvals
 * it needs, stage after stage, those of one stage side by side. Each approval is a handling of its own; here stands how all of them are.
 */
import { merge, type Procedure } from '@fadu/kernel';
import {
  businessEnvironmentRegulations as ber,
  enterpriseProjectRegulations as epr,
  governmentInvestmentRegulations as gir,
  constructionApprovalOpinion as opinion,
} from '../../../statutes/index.ts';
import { task5 } from '../common.ts';
import { deciding } from './deciding.ts';
import { STAGES } from './facts.ts';
import { staging } from './stages.ts';

/** An investment project from its registration to the acceptance of the works. */
export const investmentProject: Procedure = {
  code: 'investment-project',
  title: '投资项目联合审批',
  system: 'service-items',
  version: '2026-01-01',
  from: '2020-01-01',
  cites: [epr.art('4'), gir.art('10'), ber.art('41'), ber.art('42'), opinion.art('1'), task5],
  about: '一个项目一个代码：按规定审批、核准或者备案，需要的审批分四个阶段，同一阶段的同时办，进度在一处看。',
  transition: { says: '以前登记的项目，没有开始的审批按本程序办。', cites: [task5] },
  relations: {
    lead: '牵头部门',
    unit: '项目单位',
    window: '代为登记的窗口',
    approving: '审批机关',
    approval: '审批办件',
  },
  roles: {
    'window-clerk': '窗口人员',
    'service-reviewer': '项目经办、审查人员',
    'service-approver': '审批负责人',
    'organ-head': '机关主要负责人',
    'chief-rep': '首席代表',
  },
  phases: {
    registering: { title: '登记项目' },
    received: { title: '待受理' },
    asked: { title: '待补正' },
    deciding: { title: '审查决定' },
    assessing: { title: '评估' },
    listing: { title: '待列出审批' },
    ...Object.fromEntries(STAGES.map(([s, title]) => [s, { title }])),
    completed: { title: '全部办成', end: 'done' },
    refused: { title: '不同意', end: 'done' },
    withdrawn: { title: '不再建设', end: 'stopped' },
  },
  ...merge(...deciding, ...staging),
  titleFrom: ['register.name', 'register-at-window.name'],
  owner: 'lead',
  publicFrom: ['approve', 'draw-up'],
  series: {
    project: { title: '项目代码', format: '{mark}投项〔{year}〕{n}号', of: 'lead' },
    decision: { title: '项目决定文号', format: '{mark}投决〔{year}〕{n}号', of: 'lead' },
  },
};

export * from './facts.ts';

/** Which sources of law may create which class of entry. */
import type { BasisRule, BasisSource } from '@fadu/kernel';
import { design } from '@fadu/kernel';
import {
  compulsionLaw,
  licensingLaw,
  businessEnvironmentRegulations as obe,
  penaltyLaw,
  powerListOpinion,
} from '../../statutes/index.ts';
import { task4 } from './common.ts';

const law: BasisSource = { kind: 'law', says: '法律' };
const administrative: BasisSource = { kind: 'administrative-regulation', says: '行政法规' };
const council: BasisSource = {
  kind: 'document',
  maker: '国务院',
  words: ['决定', '批复', '命令'],
  says: '国务院决定',
};
const local: BasisSource = { kind: 'local-regulation', says: '地方性法规' };
const department: BasisSource = { kind: 'department-rule', says: '部门规章' };
const government: BasisSource = { kind: 'government-rule', says: '地方政府规章' };
const provisional: BasisSource = {
  kind: 'government-rule',
  tiers: ['province'],
  months: 12,
  says: '省级政府规章（临时性许可，一年以内）',
  cites: [licensingLaw.art('15')],
};

/** Licences: never a department rule, a city's rule or a normative document. */
export const licenceSources: BasisRule = {
  sources: [law, administrative, council, local, provisional],
  cites: [licensingLaw.art('14'), licensingLaw.art('15'), licensingLaw.art('17'), obe.art('40')],
};

export const penaltySources: BasisRule = {
  sources: [law, administrative, local, department, government],
  cites: [penaltyLaw.art('13'), penaltyLaw.art('14'), penaltyLaw.art('16')],
};

export const compulsionSources: BasisRule = {
  sources: [law, administrative, local],
  cites: [compulsionLaw.art('10'), compulsionLaw.art('13')],
};

/** Levies: what citizens and enterprises must pay or give. */
export const levySources: BasisRule = {
  sources: [law, administrative, local],
  cites: [task4, design('行政征收限于法律、法规设定')],
};

/** Every other power: law, regulation or rule in force (requirement of task 4). */
export const powerSources: BasisRule = {
  sources: [law, administrative, council, local, department, government],
  cites: [task4, powerListOpinion.art('1')],
};

/** Services are duties to citizens, no powers: a document may found them. */
export const serviceSources: BasisRule = {
  sources: [law, administrative, local, department, government, { kind: 'document', says: '规范性文件' }],
  cites: [obe.art('35'), design('公共服务事项也可以依据规范性文件设立')],
};

/** Charges on enterprises, funds, deposits: law, administrative regulation, or approval by the State Council. */
export const chargeSources: BasisRule = {
  sources: [law, administrative, { ...council, says: '国务院批准' }],
  cites: [obe.art('25')],
};

/** Intermediary services as conditions of a licence: law, regulation or State Council decision. */
export const intermediarySources: BasisRule = {
  sources: [law, administrative, council, local],
  cites: [obe.art('43')],
};

/** Proofs that may be asked for: law, regulation or State Council decision. */
export const proofSources: BasisRule = {
  sources: [law, administrative, council, local],
  cites: [obe.art('44')],
};

/** Services that a government may buy: by the guiding catalogue. */
export const purchaseSources: BasisRule = serviceSources;

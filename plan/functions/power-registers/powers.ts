/** The power and responsibility list: ten classes of powers, and public services beside them, one register each. */
import type { BasisRule, RegisterDef, SameEverywhere } from '@fadu/kernel';
import { jilinBusinessEnvironmentRegulations as jl, powerListOpinion } from '../../statutes/index.ts';
import { powerCodes } from './codes.ts';
import { task4 } from './common.ts';
import { applicationPower, exOfficioPower } from './forms.ts';
import { cancelledLicence, entrustRule, hiddenLicence, levelRule, organRule, promiseRule } from './rules.ts';
import {
  compulsionSources,
  levySources,
  licenceSources,
  penaltySources,
  powerSources,
  serviceSources,
} from './sources.ts';

/** One class of powers (code table `power_type`, values 未核实). */
export interface PowerClass {
  /** Two digits in the item code. */
  readonly digits: string;
  readonly register: string;
  readonly title: string;
  readonly onApplication: boolean;
  readonly sources: BasisRule;
  readonly about: string;
}

/** The ten classes and public services. */
export const POWER_CLASSES: readonly PowerClass[] = [
  {
    digits: '01',
    register: 'power-licence',
    title: '行政许可',
    onApplication: true,
    sources: licenceSources,
    about: '机关根据申请，经审查准予从事特定活动。清单之外不得设定和实施许可。',
  },
  {
    digits: '02',
    register: 'power-penalty',
    title: '行政处罚',
    onApplication: false,
    sources: penaltySources,
    about: '机关对违反管理秩序的行为依法给予的惩戒。',
  },
  {
    digits: '03',
    register: 'power-compulsion',
    title: '行政强制',
    onApplication: false,
    sources: compulsionSources,
    about: '查封、扣押、冻结等强制措施和依法强制执行。',
  },
  {
    digits: '04',
    register: 'power-levy',
    title: '行政征收',
    onApplication: false,
    sources: levySources,
    about: '机关依法向公民、法人和其他组织征收财物。',
  },
  {
    digits: '05',
    register: 'power-benefit',
    title: '行政给付',
    onApplication: true,
    sources: powerSources,
    about: '机关依法给予的救助、补助、补贴。',
  },
  {
    digits: '06',
    register: 'power-inspection',
    title: '行政检查',
    onApplication: false,
    sources: powerSources,
    about: '机关了解遵守法律、法规情况的检查。',
  },
  {
    digits: '07',
    register: 'power-confirmation',
    title: '行政确认',
    onApplication: true,
    sources: powerSources,
    about: '机关对法律事实、法律关系的确认和证明。',
  },
  {
    digits: '08',
    register: 'power-reward',
    title: '行政奖励',
    onApplication: true,
    sources: powerSources,
    about: '机关依法给予的表彰和奖励。',
  },
  {
    digits: '09',
    register: 'power-adjudication',
    title: '行政裁决',
    onApplication: true,
    sources: powerSources,
    about: '机关对与管理活动密切相关的民事纠纷作出的裁决。',
  },
  {
    digits: '10',
    register: 'power-other',
    title: '其他行政权力',
    onApplication: true,
    sources: powerSources,
    about: '前九类以外的权力。不得用来变相实施许可。',
  },
  {
    digits: '20',
    register: 'power-public-service',
    title: '公共服务（权责清单）',
    onApplication: true,
    sources: serviceSources,
    about: '机关根据申请提供的公共服务，不是权力。',
  },
];

/** PL-4: what the same item shares at every level; materials and times may only be better for the applicant below. */
const same: SameEverywhere = {
  fields: ['name', 'basis', 'statutoryDays'],
  onlyFewer: ['materials'],
  onlyLess: ['promisedDays'],
  cites: [jl.art('31'), task4],
};

/** Classes in which a licence could hide (PL-6), and into which a cancelled licence could slip (PL-5). */
const MAY_HIDE: ReadonlySet<string> = new Set([
  'power-confirmation',
  'power-reward',
  'power-other',
  'power-public-service',
]);

/** The registers of the power and responsibility list. */
export const powerRegisters: readonly RegisterDef[] = POWER_CLASSES.map((c) => ({
  code: c.register,
  title: c.title,
  group: '权责清单',
  system: 'power-registers',
  about: c.about,
  cites: [task4, powerListOpinion.art('1'), jl.art('30')],
  keeper: { role: 'list-keeper', title: '清单管理人员' },
  form: c.onApplication ? applicationPower : exOfficioPower,
  codes: powerCodes(c.digits),
  itemCode: 'basicCode',
  basis: c.sources,
  uniqueName: { cites: [jl.art('31'), task4] },
  same,
  ...(MAY_HIDE.has(c.register) && { watches: 'power-licence' }),
  rules: [
    organRule,
    levelRule,
    entrustRule,
    ...(c.onApplication ? [promiseRule] : []),
    ...(MAY_HIDE.has(c.register) ? [cancelledLicence, hiddenLicence] : []),
  ],
}));

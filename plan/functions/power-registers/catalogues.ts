/** Catalogues of items that task 4 and the business-environment regulations want kept and published. */
import type { BasisRule, Citation, EntryRule, Form, RegisterDef, SameEverywhere } from '@fadu/kernel';
import {
  filingItemsLetter,
  jilinBusinessEnvironmentRegulations as jl,
  businessEnvironmentRegulations as obe,
  servicePurchaseMeasures,
} from '../../statutes/index.ts';
import { catalogueCodes } from './codes.ts';
import { task4 } from './common.ts';
import * as form from './forms.ts';
import {
  bandRule,
  cancelledLicence,
  depositRule,
  hiddenLicence,
  intermediaryRules,
  organRule,
  promiseRule,
  purchaseRule,
} from './rules.ts';
import * as sources from './sources.ts';

interface Catalogue {
  readonly code: string;
  readonly title: string;
  /** Two characters in the code. */
  readonly mark: string;
  readonly keeper: string;
  readonly about: string;
  readonly cites: readonly Citation[];
  readonly form: Form;
  readonly basis: BasisRule;
  readonly rules: readonly EntryRule[];
  readonly watches?: string;
  readonly same?: Pick<SameEverywhere, 'fields' | 'onlyFewer' | 'onlyLess'>;
}

const CATALOGUES: readonly Catalogue[] = [
  {
    code: 'cat-licence',
    title: '行政许可事项清单',
    mark: '01',
    keeper: '审改办、政数局',
    about: '清单之外不得设定和实施行政许可。',
    cites: [obe.art('40'), jl.art('39')],
    form: form.licenceEntry,
    basis: sources.licenceSources,
    rules: [promiseRule],
    same: {
      fields: ['name', 'basis', 'statutoryDays'],
      onlyFewer: ['materials'],
      onlyLess: ['promisedDays'],
    },
  },
  {
    code: 'cat-filing',
    title: '行政备案事项清单',
    mark: 'BA',
    keeper: '政数局',
    about: '备案只接收材料，不得要求取得机关同意；能共享数据获得的不再要求备案。',
    cites: [filingItemsLetter.art('1'), obe.art('39')],
    form: form.filingEntry,
    basis: sources.powerSources,
    rules: [cancelledLicence, hiddenLicence],
    watches: 'cat-licence',
    same: { fields: ['name', 'basis', 'timing'], onlyFewer: ['materials'] },
  },
  {
    code: 'cat-public-service',
    title: '公共服务事项清单',
    mark: '20',
    keeper: '政数局',
    about: '向社会提供的公共服务，每项有办事指南。',
    cites: [obe.art('35')],
    form: form.serviceEntry,
    basis: sources.serviceSources,
    rules: [cancelledLicence, hiddenLicence],
    watches: 'cat-licence',
    same: { fields: ['name', 'basis'], onlyFewer: ['materials'], onlyLess: ['promisedDays'] },
  },
  {
    code: 'cat-admin-fee',
    title: '行政事业性收费目录',
    mark: 'SF',
    keeper: '财政局、发改委',
    about: '目录之外不得收费；有上下限的一般按下限收取。',
    cites: [obe.art('25'), jl.art('21')],
    form: form.feeEntry,
    basis: sources.chargeSources,
    rules: [bandRule],
  },
  {
    code: 'cat-gov-fund',
    title: '政府性基金目录',
    mark: 'JJ',
    keeper: '财政局',
    about: '目录之外不得征收政府性基金。',
    cites: [obe.art('25')],
    form: form.fundEntry,
    basis: sources.chargeSources,
    rules: [],
  },
  {
    code: 'cat-deposit',
    title: '涉企保证金目录',
    mark: 'BZ',
    keeper: '财政局、工信局',
    about: '目录之外不得收取保证金；可以用银行保函缴纳，到期按时返还。',
    cites: [obe.art('25')],
    form: form.depositEntry,
    basis: sources.chargeSources,
    rules: [depositRule],
  },
  {
    code: 'cat-purchase',
    title: '政府购买服务指导性目录',
    mark: 'GM',
    keeper: '财政局',
    about: '可以向社会购买的服务；应当由机关直接履职的不在其中。',
    cites: [servicePurchaseMeasures.art('12'), servicePurchaseMeasures.art('10')],
    form: form.purchaseEntry,
    basis: sources.purchaseSources,
    rules: [purchaseRule],
  },
  {
    code: 'cat-intermediary',
    title: '行政审批中介服务事项清单',
    mark: 'ZJ',
    keeper: '政数局',
    about: '没有列入的中介服务不得作为许可条件；不得指定中介机构。',
    cites: [obe.art('43'), jl.art('41')],
    form: form.intermediaryEntry,
    basis: sources.intermediarySources,
    rules: [...intermediaryRules],
  },
  {
    code: 'cat-proof',
    title: '证明事项清单',
    mark: 'ZM',
    keeper: '司法局',
    about: '清单之外不得索要证明。',
    cites: [obe.art('44'), jl.art('36')],
    form: form.proofEntry,
    basis: sources.proofSources,
    rules: [],
    same: { fields: ['name', 'basis', 'issuer'] },
  },
];

/** Fields an item shares at every level where the catalogue says nothing more. */
const SAME = { fields: ['name', 'basis'] } as const;

/** The catalogues as registers. */
export const catalogueRegisters: readonly RegisterDef[] = CATALOGUES.map((c) => ({
  code: c.code,
  title: c.title,
  group: '事项目录',
  system: 'power-registers',
  about: c.about,
  cites: [task4, ...c.cites],
  keeper: { role: 'list-keeper', title: `清单管理人员（${c.keeper}）` },
  form: c.form,
  codes: catalogueCodes(c.mark),
  itemCode: 'basicCode',
  basis: c.basis,
  uniqueName: { cites: [jl.art('31'), task4] },
  same: { ...(c.same ?? SAME), cites: [jl.art('31'), task4] },
  ...(c.watches && { watches: c.watches }),
  rules: [organRule, ...c.rules],
}));

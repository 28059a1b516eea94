import { defineStatute } from '@fadu/kernel';

/** The national market-access negative list, 2025 edition. */
export const marketAccessList = defineStatute({
  code: 'market-access-list-2025',
  title: '市场准入负面清单（2025年版）',
  kind: 'document',
  issuer: '国家发展和改革委员会、商务部、市场监管总局',
  number: '发改体改规〔2025〕466号',
  inForce: '2025-04-24',
  articles: {
    '1': '清单分为禁止准入和许可准入两类，共106项；清单以外的行业、领域、业务，各类经营主体皆可依法平等进入',
    '2': '对禁止准入事项，不得进入，不予审批、核准；对许可准入事项，提出申请，依法依规决定；各地区各部门不得自行发布市场准入性质的负面清单',
  },
});

/** Foreign investment law and its regulations: national treatment before establishment, the negative list. */
export const foreignInvestmentRegulations = defineStatute({
  code: 'foreign-investment-regulations',
  title: '外商投资法实施条例',
  kind: 'administrative-regulation',
  issuer: '国务院',
  number: '国务院令第723号',
  inForce: '2020-01-01',
  articles: {
    '4': '外商投资准入负面清单由国家发布',
    '33': '负面清单规定禁止投资的领域不得投资；限制投资的领域应当符合规定的股权、高级管理人员要求',
    '34': '不符合负面清单规定的，不予办理许可、企业登记、项目核准',
  },
});

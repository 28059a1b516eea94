import { defineStatute } from '@fadu/kernel';

export const oversightLaw = defineStatute({
  code: 'oversight-law',
  title: '各级人民代表大会常务委员会监督法',
  kind: 'law',
  issuer: '全国人民代表大会常务委员会',
  inForce: '2024-11-08',
  unverified: ['38'],
  articles: {
    '38': '规范性文件要报本级人大常委会备案（期限按30日设定，待核实）',
    '39': '超越权限、违反上位法或者有其他不适当情形的，人大常委会有权撤销',
  },
});

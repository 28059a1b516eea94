import { defineStatute } from '@fadu/kernel';

export const localOrganizationLaw = defineStatute({
  code: 'local-organization-law',
  title: '地方各级人民代表大会和地方各级人民政府组织法',
  kind: 'law',
  issuer: '全国人民代表大会',
  inForce: '2022-03-12',
  articles: {
    '73': '县级以上地方政府有权改变或者撤销所属部门的不适当的命令、指示和下级政府的不适当的决定、命令',
    '75': '制定涉及个人、组织权利义务的规范性文件，要评估论证、征求意见、合法性审查、集体讨论决定，并予公布和备案',
  },
});

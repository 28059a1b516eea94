import { defineStatute } from '@fadu/kernel';

export const businessEnvironmentRegulations = defineStatute({
  code: 'business-environment-regulations',
  title: '优化营商环境条例',
  kind: 'administrative-regulation',
  issuer: '国务院',
  number: '国务院令第722号',
  inForce: '2020-01-01',
  articles: {
    '59': '除法定依据外，不得要求特定区域或者行业的市场主体普遍停产停业',
    '62': '制定与市场主体密切相关的规定，要充分听取市场主体和行业协会商会意见；除保密外公开征求意见，期限一般不少于30日，并反馈采纳情况',
    '63': '与市场主体密切相关的规定，要进行公平竞争审查',
    '64': '没有法律、法规或者国务院决定和命令依据，行政规范性文件不得减损权利、增加义务；涉及市场主体权利义务的文件要按程序公布，未公布的不得作为行政管理依据',
    '65': '制定与市场主体密切相关的规定，要留出适应调整期',
  },
});

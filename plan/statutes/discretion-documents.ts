import { defineStatute } from '@fadu/kernel';

/** 国办发〔2022〕27号 on making and managing discretion benchmarks (G27). */
export const discretionOpinion = defineStatute({
  code: 'gbf-2022-27',
  title: '国务院办公厅关于进一步规范行政裁量权基准制定和管理工作的意见',
  kind: 'document',
  issuer: '国务院办公厅',
  number: '国办发〔2022〕27号',
  inForce: '2022-07-29',
  unverified: ['*'],
  articles: {
    '1': '裁量权基准应当公布；内容包括违法行为、法定依据、裁量阶次、适用条件和具体标准',
    '2': '国务院部门、省、市、县制定；下级可以细化量化，不得超出上级划定的阶次和幅度；乡镇适用上级的基准',
    '3': '适用基准明显不当、显失公平或者客观情况变化需要调整适用的，经主要负责人批准或者集体讨论通过，批准材料附卷；属于上级制定的基准的，逐级请示',
    '4': '制定基准应当经过合法性审核；不得以罚没收入为目标、不得按罚没数额排名',
  },
});

/** 国市监法规〔2022〕2号: how market regulators measure penalties. */
export const samrDiscretionGuidance = defineStatute({
  code: 'gsjfg-2022-2',
  title: '市场监管总局关于规范市场监督管理行政处罚裁量权的指导意见',
  kind: 'document',
  issuer: '国家市场监督管理总局',
  number: '国市监法规〔2022〕2号',
  inForce: '2022-10-08',
  unverified: ['*'],
  articles: {
    '1': '从轻是幅度最低的百分之三十部分，从重是最高的百分之三十部分，其余为一般；减轻在法定最低限度以下，不能为零',
  },
});

import { defineStatute } from '@fadu/kernel';

/** State Council regulation on online government services (2019). */
export const onlineServicesRegulations = defineStatute({
  code: 'online-services-regulations',
  title: '国务院关于在线政务服务的若干规定',
  kind: 'administrative-regulation',
  issuer: '国务院',
  number: '国务院令第716号',
  inForce: '2019-04-26',
  articles: {
    '5': '国家政务服务平台提供统一身份认证，一次认证、全网通办',
    '6': '编制并公布办事指南，写明受理条件、办事材料、办理流程等',
    '7': '通过数据共享能够获得的信息，不得要求另行提供；材料不得用于与政务服务无关的用途',
    '8': '可靠的电子签名与手写签名或者盖章具有同等法律效力',
    '9': '电子印章与实物印章具有同等法律效力',
    '11': '电子证照和加盖电子印章的材料可以作为办理依据，法律、行政法规另有规定的除外',
    '12': '电子文件及时以电子形式归档，不再以纸质形式归档，法律、行政法规另有规定的除外',
  },
});

/** Opinion on informed commitment (2020); its scope was checked, the rest not. */
export const commitmentOpinion = defineStatute({
  code: 'gbf-2020-42',
  title: '关于全面推行证明事项和涉企经营许可事项告知承诺制的指导意见',
  kind: 'document',
  issuer: '国务院办公厅',
  number: '国办发〔2020〕42号',
  inForce: '2020-10-27',
  unverified: ['2', '3', '4'],
  articles: {
    '1': '直接涉及国家安全、国家秘密、公共安全、金融业审慎监管、生态环境保护，直接关系人身健康、生命财产安全，重要涉外，以及风险大、纠错成本高、损害难以挽回的，不适用告知承诺；有严重不良信用记录或者曾作虚假承诺的，信用修复前不适用',
    '2': '一次性告知事项、依据、内容、承诺方式、不实承诺的责任、核查权力和是否公开；申请人自愿选择，不选择的按一般程序办理',
    '3': '对告知承诺事项分类确定核查办法，写明核查的方式、时间和标准；免予核查的依靠日常监管',
    '4': '承诺不实的，依法终止办理、责令限期整改、撤销决定或者予以处罚，并记入信用记录',
  },
});

/** Opinion on good-bad rating of government services (2019), with its national standards; details not confirmed. */
export const serviceRatingOpinion = defineStatute({
  code: 'gbf-2019-51',
  title: '关于建立政务服务“好差评”制度提高政务服务水平的意见',
  kind: 'document',
  issuer: '国务院办公厅',
  number: '国办发〔2019〕51号',
  inForce: '2019-12-03',
  unverified: ['*'],
  articles: {
    '1': '评价分为非常满意、满意、基本满意、不满意、非常不满意，后两个为差评；自愿评价，保护评价人',
    '2': '差评限时核实、整改、反馈和回访，结果公开',
  },
});

/** Guiding opinion on handling “one thing” at once (2022); its existence was checked, the rest not. */
export const oneThingOpinion = defineStatute({
  code: 'gbf-2022-32',
  title: '关于加快推进“一件事一次办”打造政务服务升级版的指导意见',
  kind: 'document',
  issuer: '国务院办公厅',
  number: '国办发〔2022〕32号',
  inForce: '2022-09-26',
  unverified: ['*'],
  articles: {
    '1': '把一件事涉及的多个事项集成，一次告知、一表申请、一套材料、一窗受理，按申请人情形一次告知要办什么',
    '2': '几个部门协同办理、按办理顺序流转，统一出件，一件事的时限和各事项的时限都公开',
  },
});

/** Opinion of the State Council on efficient handling of “one thing” with the yearly lists (2024); not checked in detail. */
export const oneThingList = defineStatute({
  code: 'gf-2024-3',
  title: '关于进一步优化政务服务提升行政效能推动“高效办成一件事”的指导意见',
  kind: 'document',
  issuer: '国务院',
  number: '国发〔2024〕3号',
  inForce: '2024-01-09',
  unverified: ['*'],
  articles: { '1': '按年度公布高效办成一件事的重点事项清单，逐步增加' },
});

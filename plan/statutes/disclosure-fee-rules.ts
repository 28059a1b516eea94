import { defineStatute } from '@fadu/kernel';

/** 国办函〔2020〕109号: the only fee left for disclosure, and only for excessive numbers or frequency. */
export const disclosureFeeRules = defineStatute({
  code: 'gbh-2020-109',
  title: '政府信息公开信息处理费管理办法',
  kind: 'document',
  issuer: '国务院办公厅',
  number: '国办函〔2020〕109号',
  inForce: '2021-01-01',
  unverified: ['6', '7', '8'],
  articles: {
    '2': '信息处理费只向申请超出一定数量或者频次的申请人收取',
    '3': '每件申请在按件、按量两种标准中选用一种，都按超额累进计算，不得重复',
    '4': '按件：同一申请人一个自然月内10件以下不收，11至30件每件100元，31件起每10件一档、每档每件加100元；一份申请含多项的可以按最小合理单位拆分',
    '5': '按量：以单件申请计，30页以下不收，31至100页每页10元，101至200页每页20元，201页以上每页40元',
    '6': '在答复期限内发出收费通知；申请人收到次日起20个工作日内缴纳，逾期不缴视为放弃申请',
    '7': '答复期限从完成缴费的次日起重新计算',
    '8': '收费决定不单独复议、诉讼；可以在缴费期满后对不再处理的行为寻求救济',
  },
});

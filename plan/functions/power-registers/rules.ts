/** Named checks on entries beyond form, code, basis and name. */
import type { EntryRule, Peer } from '@fadu/kernel';
import { isLive } from '@fadu/kernel';
import {
  jilinBusinessEnvironmentRegulations as jl,
  licensingLaw,
  businessEnvironmentRegulations as obe,
  powerListOpinion,
  servicePurchaseMeasures,
} from '../../statutes/index.ts';
import { levelOfOrgan } from './codes.ts';
import { task4 } from './common.ts';

/** The organ exists, is an organ that can hold powers, and is one of the region whose list it is. */
export const organRule: EntryRule = {
  code: 'ORGAN',
  field: 'organ',
  cites: [licensingLaw.art('22'), task4],
  say: '实施机关不在机关名录里，请核对全称',
  check: ({ body, region }, { organ }) => {
    const found = organ(String(body.organ));
    if (!found) return false;
    if (['internal', 'congress', 'court', 'procuratorate', 'party'].includes(found.kind))
      return `${found.name}不是行政机关，不能作为实施机关`;
    return found.region === region || `${found.name}不属于本地区，应当列入它自己地区的清单`;
  },
};

/** The level is that of the organ. */
export const levelRule: EntryRule = {
  code: 'LEVEL',
  field: 'level',
  cites: [powerListOpinion.art('4')],
  say: '行使层级与实施机关不符',
  check: ({ body }, { organ }) => {
    const found = organ(String(body.organ));
    if (!found) return true;
    const right = levelOfOrgan(found);
    return body.level === right || `行使层级应为${right}（${found.name}），现为${String(body.level)}`;
  },
};

/** Entrusted by a named organ, and never on to another. */
export const entrustRule: EntryRule = {
  code: 'ENTRUST',
  field: 'entrustedBy',
  cites: [licensingLaw.art('24')],
  say: '受委托组织要写明委托机关；不是受委托的不填',
  check: ({ body }, { organ }) =>
    body.bodyNature === '受委托组织'
      ? organ(String(body.entrustedBy ?? '')) !== undefined && body.entrustedBy !== body.organ
      : body.entrustedBy === undefined,
};

/** The promised time is never longer than the statutory one. */
export const promiseRule: EntryRule = {
  code: 'PROMISE',
  field: 'promisedDays',
  cites: [obe.art('35')],
  say: '承诺时限不能长于法定时限',
  check: ({ body }) =>
    typeof body.promisedDays !== 'number' ||
    typeof body.statutoryDays !== 'number' ||
    body.promisedDays <= body.statutoryDays,
};

/** Words that make of a filing, service or confirmation a licence in disguise. */
const CONSENT =
  /(经|取得|获得|须|应当经|报).{0,12}(同意|批准|审批|核准|许可).{0,6}(后|方可|才能|的|。|；|$)|未经.{0,12}(同意|批准|审批).{0,6}不得/u;

/** PL-6: no licence hidden as something else. */
export const hiddenLicence: EntryRule = {
  code: 'HIDDEN-LICENCE',
  field: 'conditions',
  cites: [obe.art('39'), jl.art('39')],
  say: '写明要经机关同意、批准的，实际是行政许可，应当按许可办理或者删去这项要求',
  check: ({ body }) => {
    if (body.needsConsent === true) return false;
    const text = [body.conditions, ...(Array.isArray(body.materials) ? body.materials : [])].join('\n');
    const found = CONSENT.exec(text);
    return (
      !found || `“${found[0]}”要求先取得同意，实际是行政许可；备案、服务不得变相许可，请改按许可办理或者删去`
    );
  },
};

/** PL-5: what was cancelled as a licence does not come back under another name of list. */
export const cancelledLicence: EntryRule = {
  code: 'CANCELLED-LICENCE',
  field: 'name',
  cites: [obe.art('40')],
  say: '同名的行政许可已经取消，不得换成其他事项继续实施',
  check: ({ body, region }, { watched }) => {
    const cancelled = watched(String(body.name)).filter((p: Peer) => !isLive(p));
    return !cancelled.some((p) => p.region === region || region.startsWith(p.region.replace(/0+$/, '')));
  },
};

const fen = (yuan: unknown): number => {
  const [whole = '0', part = ''] = String(yuan ?? '0').split('.');
  return Number(whole) * 100 + Number(part.padEnd(2, '0'));
};

/** Where a band exists the lower limit is the rule; more needs a recorded reason. */
export const bandRule: EntryRule = {
  code: 'BAND',
  field: 'rate',
  cites: [jl.art('21')],
  say: '执行标准应在下限和上限之间；高于下限的要写明理由',
  check: ({ body }) => {
    const [low, high, rate] = [fen(body.low), fen(body.high), fen(body.rate)];
    if (low > high) return '标准下限不能高于上限';
    if (rate < low || rate > high)
      return `执行标准应在${String(body.low)}元和${String(body.high)}元之间，现为${String(body.rate)}元`;
    return (
      rate === low ||
      String(body.rateReason ?? '').length >= 4 ||
      `有上下限的一般按下限${String(body.low)}元收取；按${String(body.rate)}元收取要写明理由`
    );
  },
};

/** What a government may not buy from others. */
export const purchaseRule: EntryRule = {
  code: 'PURCHASE',
  field: 'nature',
  cites: [servicePurchaseMeasures.art('10')],
  say: '应当由机关直接履职的事项、货物和工程、融资行为、人员招聘用工不得作为政府购买服务',
  check: ({ body }) => body.nature === '公共服务' || body.nature === '政府履职辅助性服务',
};

/** Who needs the service pays for it, and nobody is named. */
export const intermediaryRules: readonly EntryRule[] = [
  {
    code: 'PAYER',
    field: 'payer',
    cites: [obe.art('43')],
    say: '机关自己审查需要的中介服务，由机关委托并付费，不得由申请人承担',
    check: ({ body }) => body.usedBy !== '机关自己审查用' || body.payer === '机关',
  },
  {
    code: 'NAMED',
    field: 'named',
    cites: [obe.art('43'), jl.art('41')],
    say: '不得指定或者变相指定中介机构',
    check: ({ body }) => !body.named,
  },
];

/** The organ that must pay back is not the one that holds on: a deposit may be given as a bank guarantee. */
export const depositRule: EntryRule = {
  code: 'GUARANTEE',
  field: 'guarantee',
  cites: [obe.art('25')],
  say: '保证金应当可以用银行保函缴纳',
  check: ({ body }) => body.guarantee === true,
};

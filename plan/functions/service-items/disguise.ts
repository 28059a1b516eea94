/**
 * Disguised licensing (变相许可, R5.3, PL-6): a filing, registration, confirmation or service that asks for what only a licence
 * may ask for. Every finding names its place and its reason, so that the keeper can mend or reclassify the item.
 */
import type { Citation } from '@fadu/kernel';
import {
  jilinBusinessEnvironmentRegulations as jl,
  businessEnvironmentRegulations as obe,
} from '../../statutes/index.ts';

/** One sign of a licence in disguise. */
export interface Sign {
  readonly code: string;
  /** Field of the item. */
  readonly field: string;
  /** The words found, as they stand there. */
  readonly found: string;
  readonly say: string;
}

export const DISGUISE_CITES: readonly Citation[] = [obe.art('39'), jl.art('39')];

type Body = Readonly<Record<string, unknown>>;

/** Words by which an activity is made to wait for the organ. */
const WORDS: readonly { readonly code: string; readonly words: RegExp; readonly say: string }[] = [
  {
    code: 'CONSENT',
    words:
      /(?:经|取得|获得|报|须|征得).{0,14}(?:同意|批准|审批|核准|许可|批复).{0,4}(?:后|方可|才能|，?可以|，?可)/u,
    say: '要求先取得同意、批准才能开展活动',
  },
  {
    code: 'FORBIDDEN-UNTIL',
    words:
      /未(?:经|取得|办理|完成|通过).{0,14}(?:的)?，?(?:一律)?(?:不得|不准|禁止|不予)(?:开展|从事|开业|经营|营业|施工|生产|销售|使用|运营|招生|举办|活动)?/u,
    say: '没有办理就不准开展活动',
  },
  {
    code: 'ONLY-AFTER',
    words:
      /(?:备案|登记|确认|认定|评估|验收|审核|审查|公示)(?:合格|通过|完成|批准|同意)?(?:后|之后|以后)，?(?:方可|才能|方能|才可|始可)/u,
    say: '把备案、登记、确认作为开展活动的前提',
  },
  {
    code: 'VERDICT',
    words:
      /(?:(?:经|由)?(?:本|我)?(?:机关|局|部门|窗口)?.{0,4}(?:审核|审查|评审|现场核查|现场验收|考核|论证)(?:不合格|不通过|未通过|不符合)(?:的)?，?.{0,4}(?:不予|退回|驳回)(?:备案|登记|确认|受理|办理)?)|(?:准予|不予)(?:备案|许可|批准)/u,
    say: '由机关审查决定准不准，实际是许可',
  },
  {
    code: 'QUOTA',
    words: /(?:总量|数量|名额|家数|指标).{0,6}(?:控制|限制|不超过|以内)|择优(?:确定|选取|批准)|限.{0,4}家/u,
    say: '限制数量、择优确定，只有许可才可以有数量限制',
  },
  {
    code: 'ACCESS',
    words:
      /注册资本.{0,8}(?:不低于|不少于|达到|以上)|从业(?:经历|年限|经验).{0,8}(?:不少于|年以上|满)|(?:营业|经营)?面积.{0,6}(?:不低于|不少于|达到|以上)|(?:本地|本市|本区|当地)(?:设立(?:分支机构|分公司|子公司)|纳税|业绩)|与.{0,10}(?:距离|间距).{0,6}(?:不少于|以上|以外)/u,
    say: '设定资本、经历、场地、本地要求等准入条件',
  },
  {
    code: 'ANNUAL',
    words:
      /年检|年审|年度(?:审验|审核|检验|复核)(?:合格)?|定期(?:换证|审验|复核)|逾期.{0,8}(?:自动)?(?:失效|作废|收回)/u,
    say: '以年检、换证等方式续准，实际是许可',
  },
];

/** Materials that are other organs' consent, or a qualification, under another name. */
const CONSENT_PAPER =
  /(?:同意|批准|审批|核准|许可|准入)(?:意见|文件|书|证明|函|批复|手续)|批复|批文|(?:资质|资格|准入|等级)(?:证书|证明|认定书)|(?:上级|主管部门|乡镇|街道|社区|村委会|物业|四邻|邻居).{0,4}(?:意见|同意)/u;

/** Consents between private people: whose child, spouse or property it is may have a say. */
const PRIVATE_CONSENT =
  /监护人|父母|配偶|本人|当事人|所有权人|产权人|权利人|共有人|房东|继承人|收养人|送养人/u;

/** Residence is a condition of what residents are given, never of doing business. */
const RESIDENCE = /(?:本地|本市|本区|当地)(?:户籍|户口|居民|常住)/u;

/** Results that are a licence by another name. */
const LICENCE_RESULT =
  /(?:许可|准许|准入|批准|核准|资质|资格)(?:证|证书|书|决定|文件)?$|批复$|准予|许可证|准营证|合格证$/u;

/** Materials that mean nothing in particular (JL-BER 31, 37). */
const CATCH_ALL = /(?:其他|其它|等|相关|有关|要求的).{0,8}(?:材料|证明|文件|资料)$|视情况/u;

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)];

/** Names of materials, from rows or lines. */
export const materialNames = (body: Body): readonly string[] =>
  (Array.isArray(body.materials) ? body.materials : []).map((m) =>
    typeof m === 'object' && m !== null ? String((m as { name?: unknown }).name ?? '') : String(m),
  );

/** All signs in an item that is no licence; empty: none. A licence may ask for all of this. */
export function disguiseSigns(body: Body): readonly Sign[] {
  if (body.kind === '行政许可') return [];
  const signs: Sign[] = [];
  const add = (code: string, field: string, found: string, say: string) =>
    signs.push({ code, field, found, say: `“${found}”：${say}` });
  if (body.needsConsent === true)
    add('NEEDS-CONSENT', 'needsConsent', '须经同意方可开展活动', '只有行政许可可以这样要求');
  for (const text of [...texts(body.conditions), ...texts(body.checkHow)])
    for (const w of WORDS) {
      const found = w.words.exec(text);
      if (found) add(w.code, 'conditions', found[0], w.say);
    }
  if (body.object !== '自然人')
    for (const text of texts(body.conditions)) {
      const found = RESIDENCE.exec(text);
      if (found) add('ACCESS', 'conditions', found[0], '以户籍、居住地限制经营，是准入条件');
    }
  for (const name of materialNames(body)) {
    const paper = CONSENT_PAPER.exec(name);
    if (paper && !PRIVATE_CONSENT.test(name))
      add('CONSENT-PAPER', 'materials', name, '要求提交同意、批准文件或者资质证明，等于以它为前提');
  }
  const result = LICENCE_RESULT.exec(String(body.result ?? ''));
  if (result) add('RESULT', 'result', String(body.result), '办理结果是准许，实际是许可');
  const special = Array.isArray(body.special) ? (body.special as readonly { type?: string }[]) : [];
  for (const s of special)
    if (s.type === '招标' || s.type === '拍卖')
      add('CONTEST', 'special', s.type, '以招标、拍卖决定谁可以做，实际是许可');
  if (body.kind === '行政备案' || body.kind === '公共服务') {
    for (const s of special)
      if (s.type === '专家评审' || s.type === '听证')
        add('CONTEST', 'special', s.type, '备案、服务只接收和办理，不需要评审、听证来决定准不准');
    if (body.kind === '行政备案' && typeof body.validMonths === 'number')
      add('EXPIRES', 'validMonths', `有效期${body.validMonths}个月`, '备案没有有效期，到期重办实际是许可');
  }
  return signs;
}

/** Catch-all words in what may be asked for; nobody can prepare for them. */
export function catchAlls(body: Body): readonly string[] {
  return [...materialNames(body), ...texts(body.conditions)].filter((t) => CATCH_ALL.test(t.trim()));
}

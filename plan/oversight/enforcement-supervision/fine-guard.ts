/**
 * No target, quota, assessment item or budget figure over fines, confiscated income or numbers of penalties (R39.3,
 * INV-S1 to INV-S3). Every form that defines one runs this guard; the refusal is recorded with the person who tried.
 * Words and units are recognised sentence by sentence. Plainly harmless measures (publication in time, delivery, paying
 * in to the treasury, review of files) pass, and so do sentences that forbid quotas.
 */
import type { InputRule } from '@fadu/kernel';
import { penaltyLaw as apl, discretionOpinion as g27, twoLinesRules } from '../../statutes/index.ts';
import { task39 } from './settings.ts';

/** Code of the rule in every procedure that uses it. */
export const FINE_TARGET = 'FINE-TARGET';

const FIGURE = '(?:[0-9]+(?:\\.[0-9]+)?|[一二三四五六七八九十百千万亿两半]+)';
/** Money from penalties; not the decision, its papers, its publication or its handing in. */
const MONEY =
  /(?:罚没|罚款|罚金|没收(?:款|所得|收入|金额|物品价值)|处罚金额|罚单金额|案值|执法(?:创收|收入))(?!决定|信息|文书|程序|案卷|设定|事项|依据|标准|裁量|基准|票据|(?:收入)?(?:全部|全额|及时|依法)?(?:缴分离|收缴分离|上缴|缴入|入库))/;
const AIM =
  /指标|任务|目标|完成|不少于|不低于|不得少于|不得低于|至少|达到|达|突破|力争|确保|增长|增加|递增|提高|翻番|同比|排名|排位|名次|考核|评比|计分|得分|加分|扣分|挂钩|返还|提成|奖励|分成|创收|增收|基数|预算|预计|计划|人均|每人|每月|每季/;
const UNIT = new RegExp(`${FIGURE}\\s*(?:元|万元|亿元|%|个百分点|成|倍|万|亿)`);
/** Numbers of penalties, cases, tickets. */
const CASES = /处罚|立案|办案|办结案件|办理.{0,8}案|查办|查处|案件|罚单|开单|贴单|抄告单|违停/;
const COUNT = new RegExp(
  `${FIGURE}\\s*(?:件|起|宗|例|张|单|个案|余件|多件)|(?:件|起|宗)数|案件(?:数|量)|数量`,
);
/** Numbers of inspections count only where they are set for a person or a unit (INV-I6). */
const VISITS = /检查|巡查|执法/;
const VISIT_COUNT = new RegExp(`${FIGURE}\\s*(?:家|户|次|家次|户次|人次)`);
const EACH = /人均|每人|每名|每位|每个?(?:单位|科室|中队|大队|所|队|局)|各(?:单位|科室|中队|大队|所|队|局)/;
const FORBIDS =
  /严禁|禁止|不准|不允许|杜绝|取消|清理|不设|不下达|不再下达|防止|整治|纠正|查处下达|没有下达|无罚没|不得(?!少于|低于|小于)/;
/** What is measured is how the work is done, not how much was fined. */
const HOW =
  /公示率|公开率|合格率|优秀率|覆盖率|及时率|按时|准确率|评查|入库率|上缴率|分离率|录入率|归档率|审核率|送达率|办结率|满意|撤销率|纠错率|败诉|培训|演练|典型案例|案例发布|宣传|回访|从轻|减轻|不予处罚|免罚|下降|减少|压减|降低|控制在/;

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s,]+/g, '')
    .replace(/[“”"'《》]/g, '');

/** Why a text sets a target over fines or numbers of penalties; null where it does not. */
export function fineTargetIn(text: string): string | null {
  for (const raw of text.split(/[。；;！!\n\r]+/)) {
    const sentence = plain(raw);
    const money = MONEY.exec(sentence);
    const cases = CASES.exec(sentence);
    const visits = VISITS.exec(sentence);
    if (!money && !cases && !visits) continue;
    // What a sentence forbids stands behind the word that forbids it.
    const first = money || cases ? Math.min(money?.index ?? 1e9, cases?.index ?? 1e9) : (visits?.index ?? 0);
    const forbids = FORBIDS.exec(sentence);
    if (forbids && (forbids.index < first || /不得|不(?:下达|设)/.test(forbids[0]))) continue;
    if (HOW.test(sentence)) continue;
    const shown = raw.trim().slice(0, 60);
    if (money && (AIM.test(sentence) || UNIT.test(sentence))) return `“${shown}”给罚没数额定了指标`;
    if (cases && COUNT.test(sentence) && AIM.test(sentence)) return `“${shown}”给处罚、办案数量定了指标`;
    if (cases && /指标/.test(sentence)) return `“${shown}”给处罚、办案定了指标`;
    if (visits && VISIT_COUNT.test(sentence) && EACH.test(sentence))
      return `“${shown}”给人员或者单位定了检查数量`;
  }
  return null;
}

/** Every piece of text in an input, however deep. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(texts);
  // Name, unit and figure of one row belong together: `罚没收入` · `500` · `万元`.
  if (value && typeof value === 'object') {
    const row = Object.values(value);
    const flat = row.filter((v) => typeof v === 'string' || typeof v === 'number').join('');
    return [flat, ...row.filter((v) => typeof v === 'object').flatMap(texts)];
  }
  return [];
}

/** What is wrong with the definitions in these fields of an input; null for nothing. */
export function fineTargetInInput(
  input: Readonly<Record<string, unknown>>,
  fields: readonly string[],
): string | null {
  for (const field of fields)
    for (const text of texts(input[field])) {
      const why = fineTargetIn(text);
      if (why) return why;
    }
  return null;
}

/** The rule for a form whose fields define targets, indicators, assessment items or budget lines. */
export const noFineTarget = (...fields: readonly string[]): InputRule => ({
  code: FINE_TARGET,
  ...(fields[0] && { field: fields[0] }),
  cites: [apl.art('74'), twoLinesRules.art('8'), g27.art('4'), task39],
  say: '不得对罚款、没收或者处罚数量设定指标、目标、考核或者预算；这次尝试已经记录',
  recorded: true,
  check: (input) => {
    const why = fineTargetInInput(input, fields);
    return why === null || `${why}。任何单位不得下达罚没指标，也不得拿罚没考核、排名、返还；这次尝试已经记录`;
  },
});

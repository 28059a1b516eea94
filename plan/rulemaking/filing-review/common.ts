/** What filing and review share: tasks of the plan, settings, standards of review, who acts. */
import { days, design, planTask, post, workdays } from '@fadu/kernel';
import {
  filingReviewRegulations as far,
  localOrganizationLaw as org,
  oversightLaw as ovl,
} from '../../statutes/index.ts';

export const task15 = planTask(15, '规章公布后依照法定期限向有关机关报送备案');
export const task16 = planTask(16, '有件必备、有备必审、有错必纠');
export const task36 = planTask(36, '建立备案审查信息平台；对违法的文件提出纠正意见，限期纠正');

/** Lengths that no confirmed source fixes for documents below the level of a rule; a city sets its own. */
export const settings = {
  formCheck: workdays(5),
  review: days(30),
  explanation: days(10),
  correction: days(30),
  decision: days(30),
  admission: workdays(5),
  citizenReply: days(60),
} as const;

/** Days by analogy with the regulations on rules (art. 9). */
export const SUPPLEMENT = days(15);
export const byAnalogy = design('规范性文件补充报送的期限比照《法规规章备案审查条例》第九条按15日设定');

/** Points of substantive review, from the regulations' art. 13. */
export const STANDARDS = [
  '符合党中央、国务院的决策部署',
  '没有超越权限',
  '不违反上位法',
  '与其他规定协调一致',
  '规定适当',
  '符合法定程序',
] as const;

/** Papers that a filing of a document must have; one missing defers it. */
export const MATERIALS = [
  '备案报告',
  '文件文本',
  '制定说明',
  '依据对照表',
  '合法性审核意见书',
  '公布证明',
  '电子文本',
] as const;

/** Papers of the filing of a rule (art. 8). */
export const RULE_MATERIALS = ['备案报告', '规章文本', '说明', '电子文本'] as const;

/** Powers behind an opinion that was not followed. */
export const powerCites = [org.art('73'), ovl.art('39')];
export const reviewCites = [far.art('3'), far.art('25'), task16];

export const filer = [post('office-clerk', 'filer')];
export const reviewer = [post('filing-reviewer', 'desk')];
export const decider = [post('principal-head', 'recipient')];

/** A day far ahead: an entry without end is found on it, however late it begins. */
export const EVER = '9999-12-31';

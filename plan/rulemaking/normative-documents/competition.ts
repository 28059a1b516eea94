/** R9.1 and R11.1 inside the making of a document: enterprises are heard and answered, the right body reviews. */
import type { CaseView, Env, InputRule } from '@fadu/kernel';
import { businessEnvironmentRegulations as obe } from '../../statutes/index.ts';

/** Whether an organ is the market regulator of its region: the directory's name says so (DESIGN). */
export const isMarketRegulator = (name: string): boolean => /市场监(?:督)?管(?:理)?/.test(name);

/** The document is issued in the name of a government: its maker is another organ than the one that drafts. */
export const madeByGovernment = (view: CaseView): boolean =>
  view.text('propose.maker') !== '' && view.text('propose.maker') !== view.bound('lead')[0];

/**
 * Who reviews by the issuer (条例 13, 14): a government's document the market regulator of the same region, a department's
 * the drafting unit itself. Answers what is wrong, or undefined.
 * @param lead organ that drafts; unknown where the directory does not say
 */
export function wrongReviewer(
  maker: string,
  reviewer: string,
  env: Pick<Env, 'organ'>,
  lead?: string,
): string | undefined {
  const issuing = env.organ(maker);
  const chosen = env.organ(reviewer);
  if (!issuing || !chosen) return undefined;
  if (issuing.kind === 'government') {
    return isMarketRegulator(chosen.name) && chosen.region === issuing.region
      ? undefined
      : `政府文件由本级市场监管部门会同起草单位审查，“${chosen.name}”不能单独审查；请选择本级市场监管部门`;
  }
  const own = [maker, lead].filter(Boolean);
  return own.includes(reviewer)
    ? undefined
    : `部门文件由起草单位在起草阶段自行审查，请选择起草单位，不是“${chosen.name}”`;
}

interface Opinion {
  readonly from: string;
  readonly disposition: string;
  readonly reason?: string;
}

/** Everyone heard is answered; an opinion not fully taken gets its reason. */
export const enterpriseRules: readonly InputRule[] = [
  {
    code: 'ENTERPRISES-ANSWERED',
    field: 'answers',
    cites: [obe.art('62')],
    say: '听取了意见的企业、协会商会要逐家答复',
    check: (input) => {
      const answered = new Set((input.answers as Opinion[]).map((a) => a.from));
      const missing = (input.heard as string[]).filter((name) => !answered.has(name));
      return missing.length === 0 || `${missing.slice(0, 5).join('、')}的意见还没有答复`;
    },
  },
  {
    code: 'ENTERPRISES-REASON',
    field: 'answers',
    cites: [obe.art('62')],
    say: '没有完全采纳的意见要写明理由',
    check: (input) => {
      const bare = (input.answers as Opinion[]).find(
        (a) => ['部分采纳', '不采纳'].includes(a.disposition) && String(a.reason ?? '').length < 5,
      );
      return !bare || `“${bare.from}”的意见没有完全采纳，要写明理由`;
    },
  },
];

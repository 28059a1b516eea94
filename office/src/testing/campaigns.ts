/** Reports and a campaign in a test office, each along its lawful path. */
import type { Actor } from '@fadu/kernel';
import { openCase, performAct } from '../cases/perform.ts';
import { holderOfCode, newCode } from '../sealed/code.ts';
import { testApi } from './api.ts';
import { key } from './document.ts';
import type { TestOffice } from './office.ts';

/** What is reported. */
export interface Reported {
  readonly lead?: string;
  readonly subject?: string;
  readonly place?: string;
}

/** Someone reports on a day; answers the case. */
export async function reportOn(t: TestOffice, day: string, what: Reported = {}): Promise<string> {
  t.at(day);
  const { caseId } = await openCase(t.office, 'violation-report', {
    act: 'report',
    actor: holderOfCode(newCode(), '举报人'),
    key: key(),
    input: {
      title: '某店销售过期食品',
      lead: what.lead ?? 't-market',
      subject: what.subject ?? '演示市幸福超市有限公司',
      place: what.place ?? '演示市中心路1号',
      foundOn: day,
      conduct: '货架上有超过保质期的牛奶，店员换过日期标签。',
      standing: '无利害关系',
      realName: false,
      wantsReward: false,
    },
  });
  return caseId;
}

/** Who takes part in a campaign of the city. */
export const campaignPeople = (t: TestOffice) => ({
  clerk: t.staff('case-clerk', 't-market'),
  head: t.staff('head', 't-market'),
  mayor: t.staff('principal-head', 't-gov'),
  leader: t.staff('responsible-leader', 't-gov'),
});

export const campaignSamples = {
  propose: {
    title: '食品销售更换日期标签专项整治',
    fields: ['市场监管'],
    problem: '群众集中反映商场超市更换食品日期标签、销售过期食品。',
    lookFrom: '2026-01-01',
    lookTo: '2026-03-31',
  },
  analysis: '举报集中在商场超市的熟食和乳制品。',
  plan: {
    organs: ['t-city'],
    from: '2026-04-20',
    to: '2026-06-30',
    aims: [{ name: '群众反映的问题件件有回音', measure: '举报按期办结率、复查改正率' }],
    measures: '对举报集中的单位逐家核查，能书面核查的不到现场；发现问题责令改正并复查。',
  },
  approve: { opinion: '同意，按方案组织实施。' },
  publish: { filedOn: '2026-04-08', to: '2026-06-30', closeBy: '2026-07-20' },
  close: {
    summary: '举报集中的单位都已核查，发现的问题已经责令改正。',
    remaining: '个别单位还在改正期限内，已经列入复查。',
    lasting: '把日期标签管理列入日常检查标准，每季度公布结果。',
  },
} as const;

export const campaignAct = (t: TestOffice, id: string, act: string, actor: Actor, input: unknown = {}) =>
  performAct(t.office, id, { act, actor, input, key: key() });

/** What the form of an act begins with, as the desk reads it. */
export async function formOf(
  t: TestOffice,
  id: string,
  act: string,
  actor: Actor,
): Promise<Record<string, unknown>> {
  const { body } = await testApi(t).ask(actor, 'GET', `/api/v1/cases/${id}`);
  const may = body.may as readonly { act: string; prefill?: Record<string, unknown> }[];
  return may.find((m) => m.act === act)?.prefill ?? {};
}

/** Proposed on the figures of the record, its plan sent for approval; answers the case. */
export async function plannedCampaign(
  t: TestOffice,
  plan: Record<string, unknown> = campaignSamples.plan,
): Promise<string> {
  const { clerk } = campaignPeople(t);
  const { caseId } = await openCase(t.office, 'enforcement-campaign', {
    actor: clerk,
    key: key(),
    input: campaignSamples.propose,
  });
  await campaignAct(t, caseId, 'take-figures', clerk, {
    ...(await formOf(t, caseId, 'take-figures', clerk)),
    analysis: campaignSamples.analysis,
  });
  await campaignAct(t, caseId, 'draft-plan', clerk, plan);
  return caseId;
}

/** Carry a rule or a regulation along its lawful path in a test office, as far as a test needs it. */
import { type Actor, ANONYMOUS } from '@fadu/kernel';
import { samples } from '@fadu/plan/rulemaking/legislation/sample.testing';
import { openCase } from '../cases/perform.ts';
import { act, key } from './document.ts';
import type { TestOffice } from './office.ts';

/** Everyone who takes part in a city rule. */
export const legislators = (t: TestOffice) => ({
  planner: t.staff('legislation-planner', 't-justice'),
  drafter: t.staff('drafter', 't-city'),
  head: t.staff('head', 't-city'),
  coHead: t.staff('head', 't-police'),
  clerk: t.staff('office-clerk', 't-office'),
  examiner: t.staff('legality-reviewer', 't-justice'),
  examiner2: t.staff('legality-reviewer', 't-justice', 't-justice-second'),
  examinerHead: t.staff('head', 't-justice'),
  examinerClerk: t.staff('office-clerk', 't-justice'),
  market: t.staff('competition-reviewer', 't-market'),
  ecology: t.staff('office-clerk', 't-ecology'),
  police: t.staff('office-clerk', 't-police'),
  leader: t.staff('responsible-leader', 't-gov'),
  mayor: t.staff('principal-head', 't-gov'),
  filer: t.staff('filing-reviewer', 't-justice'),
});

const MATTERS = [samples.application] as const;

/** Make and publish the annual plan with these projects; answers the case. Codes are `2026-01`, `2026-02`, … */
export async function annualPlan(
  t: TestOffice,
  projects: readonly Partial<Record<keyof typeof samples.application, unknown>>[] = [{}],
): Promise<string> {
  const who = legislators(t);
  t.at('2026-01-05');
  const { caseId: id } = await openCase(t.office, 'annual-legislative-plan', {
    actor: who.planner,
    input: samples['open-plan'],
    key: key(),
  });
  const seqs: { seq: number; regulation: boolean }[] = [];
  for (const changes of projects) {
    const input = { ...MATTERS[0], ...changes };
    const { record } = await act(t, id, 'apply-project', who.head, input);
    seqs.push({ seq: record.seq, regulation: input.instrument === '地方性法规' });
  }
  t.at('2026-02-05');
  await act(t, id, 'end-collection', who.planner);
  for (const { seq } of seqs)
    await act(t, id, 'argue', who.planner, {
      project: seq,
      conclusion: '列入计划',
      reason: '必要、可行、条件成熟。',
    });
  await act(t, id, 'congress-opinion', who.planner, {
    ...samples['congress-opinion'],
    linked: seqs
      .filter((s) => s.regulation)
      .map((s) => ({ project: s.seq, congress: '市人大常委会2026年立法计划审议项目' })),
  });
  await act(t, id, 'submit-plan', who.planner);
  t.at('2026-02-10');
  await act(t, id, 'approve-plan', who.clerk, samples['approve-plan']);
  await act(t, id, 'publish-plan', who.planner);
  return id;
}

export const RULE_STAGES = [
  'proposal',
  'consultation',
  'submission',
  'examination',
  'examined',
  'deliberated',
  'signed',
  'promulgated',
  'in-force',
] as const;
export type RuleStage = (typeof RULE_STAGES)[number];

/** Perform the lawful acts up to and including a stage; answers the case id. The plan must be published. */
export async function legislate(
  t: TestOffice,
  stage: RuleStage,
  changes: Record<string, unknown> = {},
  procedure: 'government-rule' | 'local-regulation-draft' = 'government-rule',
): Promise<string> {
  const who = legislators(t);
  const upTo = RULE_STAGES.indexOf(stage);
  t.at('2026-02-24');
  const { caseId: id } = await openCase(t.office, procedure, {
    actor: who.drafter,
    input: { ...samples.propose, ...changes },
    key: key(),
  });
  if (upTo < 1) return id;
  await act(t, id, 'pre-assess', who.drafter, samples['pre-assess']);
  await act(t, id, 'register', who.examinerClerk);
  await act(t, id, 'draft', who.drafter, samples.draft);
  t.at('2026-03-02');
  await act(t, id, 'open-consultation', who.drafter, samples['open-consultation']);
  if (upTo < 2) return id;
  const comment = await comments(t, id);
  await act(t, id, 'ask-departments', who.drafter, samples['ask-departments']);
  await act(t, id, 'department-opinion', who.ecology, samples['department-opinion']);
  await act(t, id, 'hear', who.drafter, samples['hear-enterprises']);
  await act(t, id, 'hear', who.drafter, samples['hear-others']);
  t.at('2026-04-02');
  await act(t, id, 'close-consultation', who.drafter, samples['close-consultation']);
  await act(t, id, 'publish-adoption-summary', who.drafter, {
    ...samples['publish-adoption-summary'],
    groups: [{ topic: '开放时间', comments: [comment], disposition: '采纳' }],
  });
  await act(t, id, 'complete-consultation', who.drafter);
  if (upTo < 3) return id;
  await submit(t, id);
  if (upTo < 4) return id;
  t.at('2026-05-06');
  await act(t, id, 'examine', who.examiner, samples.examine);
  if (upTo < 5) return id;
  await act(t, id, 'submit-deliberation', who.examinerHead);
  t.at('2026-06-10');
  await act(t, id, 'deliberate', who.clerk, samples.deliberate);
  if (upTo < 6) return id;
  t.at('2026-06-15');
  await act(t, id, 'sign-order', who.mayor, samples['sign-order']);
  await act(t, id, 'assign-order', who.clerk);
  if (upTo < 7) return id;
  await act(t, id, 'promulgate', who.clerk);
  if (upTo < 8) return id;
  t.at('2026-06-18');
  await act(t, id, 'publish-gazette', who.clerk, samples['publish-gazette']);
  await file(t, id);
  await act(t, id, 'archive', who.clerk);
  return id;
}

/** One comment from the public; answers its number. */
export const comments = async (
  t: TestOffice,
  id: string,
  actor: Actor = ANONYMOUS,
  more = {},
): Promise<number> =>
  (
    await act(t, id, 'comment', actor, {
      text: '希望夏季延长开放时间',
      submitterType: '个人',
      article: '第三条',
      ...more,
    })
  ).record.seq;

/** From the end of the consultation to submission. */
export async function submit(t: TestOffice, id: string): Promise<void> {
  const who = legislators(t);
  await act(t, id, 'fair-competition', who.market, samples['fair-competition']);
  await act(t, id, 'assess', who.drafter, samples.assess);
  await act(t, id, 'sign-submission', who.head);
  await act(t, id, 'submit-examination', who.head, samples['submit-examination']);
}

/** Open the filing case of a promulgated rule and record it; answers the filing case's id. */
export async function file(t: TestOffice, id: string): Promise<string> {
  const who = legislators(t);
  const { rows } = await t.database.pool.query<{
    code: string;
    body: { title: string; promulgatedOn: string };
  }>(
    `select code, body from fadu.entry where case_id = $1 and register = 'rules' order by version desc limit 1`,
    [id],
  );
  const rule = rows[0];
  if (!rule) throw new Error('the rule was not promulgated');
  const filing = await openCase(t.office, 'rule-filing', {
    actor: who.filer,
    act: 'open',
    input: {
      maker: 't-gov',
      number: rule.code,
      title: rule.body.title,
      kind: '地方政府规章',
      promulgatedOn: rule.body.promulgatedOn,
    },
    key: key(),
  });
  await act(t, id, 'record-filing', who.examinerClerk, { filingCase: filing.caseId, filedOn: '2026-06-18' });
  return filing.caseId;
}

/** A portal over a test office, with data made by lawful acts: what tests and the look at the pages share. */
import { type Actor, ANONYMOUS, type Procedure, type Proof, prove } from '@fadu/kernel';
import { formatVkey, noteSigner, signNote } from '@fadu/kernel/record/index';
import { openCase, performAct } from '@fadu/office/cases/perform';
import { toSvg } from '@fadu/office/charts/index';
import { makePapers } from '@fadu/office/jobs/papers';
import { linkCase } from '@fadu/office/law/links';
import { indexCase, indexStatic, search } from '@fadu/office/public/index';
import { logReader } from '@fadu/office/record/log-files';
import { type TestOffice, testOffice } from '@fadu/office/testing/office';
import { taskTracking } from '@fadu/plan/leadership/plan-tracking/index';
import { normativeDocument } from '@fadu/plan/rulemaking/normative-documents/index';
import { answersTo, samples } from '@fadu/plan/rulemaking/normative-documents/sample.testing';
import type { Hono } from 'hono';
import type { PortalDeps } from './deps.ts';
import { portal } from './index.tsx';
import { planSource } from './plan-source.ts';

export interface TestPortal {
  readonly t: TestOffice;
  readonly app: Hono;
  readonly deps: PortalDeps;
  readonly who: Readonly<Record<string, Actor>>;
  act(id: string, name: string, actor: Actor, input?: unknown): ReturnType<typeof performAct>;
  /** Draft a document as far as the day before it goes public. */
  draft(title: string, articles?: readonly { number: string; text: readonly string[] }[]): Promise<string>;
  /** Open its consultation on the office's day. */
  consult(id: string): Promise<void>;
  /** From an open consultation to publication and beyond; answers the document's number. */
  publish(
    id: string,
    more?: { comments?: readonly number[]; effectiveOn?: string; expiresOn?: string; from?: string },
  ): Promise<string>;
  /** Do what the outbox would do: papers, index, log. */
  settle(id: string): Promise<void>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  page(path: string): Promise<string>;
  close(): Promise<void>;
}

/** The key of the test office's log. */
const SIGNER = noteSigner('test.fadu/220200', new Uint8Array(32).fill(7));
const proofs = new Map<string, Proof>();

/** Open a portal over a fresh office. */
export async function testPortal(
  options: {
    plan?: PortalDeps['plan'];
    /** Procedures beside the two every portal test has. */
    procedures?: readonly Procedure[];
    identify?: PortalDeps['identify'];
  } = {},
): Promise<TestPortal> {
  const t = await testOffice({
    procedures: [normativeDocument, taskTracking, ...(options.procedures ?? [])],
  });
  const { office } = t;
  const deps: PortalDeps = {
    office,
    identify: options.identify ?? (async () => ANONYMOUS),
    vkey: formatVkey(SIGNER.key),
    sign: (text) => signNote(text, [SIGNER]),
    log: logReader(office.store),
    chartSvg: (code, narrow) => toSvg(office.procedures.get(code) as never, { narrow }),
    proof: async (code) => {
      const known = proofs.get(code) ?? prove(office.procedures.get(code) as never);
      proofs.set(code, known);
      return known;
    },
    plan: options.plan ?? planSource(office, 2_000),
    search: (q, filters) => search(office, q, filters),
  };
  const app = portal(deps);
  const who = {
    drafter: t.staff('drafter', 't-city', '经办张三'),
    head: t.staff('head', 't-city'),
    clerk: t.staff('office-clerk', 't-office'),
    reviewer: t.staff('legality-reviewer', 't-justice'),
    market: t.staff('competition-reviewer', 't-market'),
    ideology: t.staff('special-reviewer', 't-publicity'),
    security: t.staff('special-reviewer', 't-police'),
    environment: t.staff('special-reviewer', 't-ecology'),
    mayor: t.staff('principal-head', 't-gov'),
  };
  let n = 0;
  const key = () => `portal-key-${++n}-000000`;
  const act = (id: string, name: string, actor: Actor, input: unknown = {}) =>
    performAct(office, id, { act: name, actor, input, key: key() });
  const lastSeq = async (id: string, name: string) => {
    const { rows } = await t.database.pool.query(
      'select seq from fadu.act where case_id = $1 and act = $2 order by seq',
      [id, name],
    );
    return rows.map((r) => Number(r.seq));
  };
  await indexStatic(office);
  const self: TestPortal = {
    t,
    app,
    deps,
    who,
    act,
    async draft(title, articles) {
      const { caseId } = await openCase(office, 'normative-document', {
        actor: who.drafter,
        input: { ...samples.propose, title },
        key: key(),
      });
      await act(caseId, 'register', who.clerk);
      await act(caseId, 'draft', who.drafter, { ...samples.draft, ...(articles && { articles }) });
      return caseId;
    },
    async consult(id) {
      await act(id, 'open-consultation', who.drafter, samples['open-consultation']);
      await self.settle(id);
    },
    async publish(id, more = {}) {
      const answered = new Set(
        (
          await t.database.pool.query(
            `select (input ->> 'comment')::int as c from fadu.act where case_id = $1 and act = 'answer-comment'`,
            [id],
          )
        ).rows.map((r) => r.c),
      );
      for (const comment of await lastSeq(id, 'comment')) {
        if (!answered.has(comment))
          await act(id, 'answer-comment', who.drafter, {
            comment,
            disposition: '不采纳',
            reason: '与上位法的规定不一致，不能写入。',
          });
      }
      await act(id, 'ask-departments', who.drafter, samples['ask-departments']);
      await act(
        id,
        'department-opinion',
        t.staff('office-clerk', 't-city', 'cg2'),
        samples['department-opinion'],
      );
      await act(
        id,
        'department-opinion',
        t.staff('office-clerk', 't-ecology', 'eco2'),
        samples['department-opinion'],
      );
      await act(id, 'hear-enterprises', who.drafter, samples['hear-enterprises']);
      await act(id, 'hear-deputies', who.drafter, samples['hear-deputies']);
      await act(id, 'fair-competition', who.market, samples['fair-competition']);
      for (const kind of ['ideology', 'security', 'environment'] as const)
        await act(id, `${kind}-review`, who[kind], samples['special-review']);
      t.at(more.from ?? '2026-04-02');
      await act(id, 'close-consultation', who.drafter, samples['close-consultation']);
      await act(id, 'submit-review', who.head, samples['submit-review']);
      await act(id, 'accept-review', who.clerk);
      t.at('2026-05-14');
      const drafted = await t.database.pool.query(
        `select input -> 'articles' as articles from fadu.act where case_id = $1 and act = 'draft' order by seq desc limit 1`,
        [id],
      );
      await act(id, 'legality-review', who.reviewer, {
        ...samples['legality-review'],
        answers: answersTo(drafted.rows[0].articles),
      });
      await act(id, 'submit-deliberation', who.clerk);
      t.at('2026-05-20');
      await act(id, 'deliberate', who.clerk, samples.deliberate);
      await act(id, 'sign', who.mayor);
      const numbered = await act(id, 'assign-number', who.clerk, {
        effectiveOn: more.effectiveOn ?? '2026-07-01',
        expiresOn: more.expiresOn ?? '2031-06-30',
      });
      const published = await act(id, 'publish', who.clerk, samples.publish);
      await makePapers(office, id, published.record.seq);
      await act(id, 'interpret', who.drafter, samples.interpret);
      await self.settle(id);
      return numbered.record.issued?.document as string;
    },
    async settle(id) {
      await indexCase(office, id);
      await linkCase(office, id);
      await t.sequencer.flush();
    },
    get: async (path, headers = {}) => app.request(`http://127.0.0.1:8080${path}`, { headers }),
    async page(path) {
      const answer = await self.get(path);
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      return answer.text();
    },
    close: () => t.close(),
  };
  return self;
}

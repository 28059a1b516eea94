/** Work of a city: several lanes that open cases, draw numbers, enter registers, and meet on the same cases. */
import { addDays, dateOf } from '@fadu/kernel';
import { demoUscc } from '@fadu/plan/leadership/plan-tracking/index';
import { samples } from '@fadu/plan/rulemaking/normative-documents/sample.testing';
import { type Random, random } from '../../../city/src/random.ts';
import type { ActOptions, Client } from './client.ts';
import { type Attempted, accepted } from './journal.ts';
import { STAFF, type User } from './people.ts';

/** How the lanes divide their work. Weights of the stories. */
export interface LoadOptions {
  readonly seed: string;
  readonly lanes: number;
  /** Part of the requests that are sent twice at the same moment. Default 0.1. */
  readonly twice?: number;
  /** Weights: reminders make papers, which cost most. */
  readonly weights?: Readonly<Partial<Record<StoryName, number>>>;
}

type StoryName = 'reminder' | 'point' | 'result' | 'document';
const WEIGHTS: Readonly<Record<StoryName, number>> = { reminder: 1, point: 3, result: 4, document: 8 };

const today = () => dateOf(new Date().toISOString());

/** Lanes at work on a client. */
export class Load {
  readonly client: Client;
  private readonly options: LoadOptions;
  private readonly lanes: Promise<void>[] = [];
  private going = false;
  private n = 0;
  /** Cases on which several lanes meet: documents in consultation and appointed contact points. */
  private document: string | null = null;
  private readonly points: string[] = [];
  /** Comments not answered yet, by number of their act. */
  private readonly comments: { readonly caseId: string; readonly seq: number }[] = [];

  constructor(client: Client, options: LoadOptions) {
    this.client = client;
    this.options = options;
  }

  /** Everyone signs in. */
  async signIn(): Promise<void> {
    await this.client.signIn(STAFF.map(([user]) => user));
  }

  /** A text that occurs in one act only. */
  private mark(): string {
    return `${this.options.seed}号之${++this.n}`;
  }

  /** Begin a new document for strangers to comment on: a case never grows beyond one run. */
  async newDocument(): Promise<void> {
    const opened = await this.client.open('normative-document', 'propose', {
      as: 'drafter.city',
      input: { ...samples.propose, title: `演示市第${this.mark()}管理办法` },
    });
    if (!accepted(opened) || !opened.caseId) return;
    const id = opened.caseId;
    await this.client.act(id, 'register', { as: 'clerk.office' });
    await this.client.act(id, 'draft', { as: 'drafter.city', input: samples.draft });
    const last = await this.client.act(id, 'open-consultation', {
      as: 'drafter.city',
      input: samples['open-consultation'],
    });
    if (accepted(last)) {
      this.document = id;
      this.comments.length = 0;
    }
  }

  /** Start the lanes. */
  start(): void {
    this.going = true;
    for (let i = 0; i < this.options.lanes; i++)
      this.lanes.push(this.lane(random(`${this.options.seed}/${i}/${this.n}`)));
  }

  /** Let every lane end what it has begun. */
  async stop(): Promise<void> {
    this.going = false;
    await Promise.all(this.lanes.splice(0));
  }

  private async lane(chance: Random): Promise<void> {
    const weights = { ...WEIGHTS, ...this.options.weights };
    const urn = (Object.keys(weights) as StoryName[]).flatMap((s) => Array<StoryName>(weights[s]).fill(s));
    while (this.going) {
      const twice = chance.chance(this.options.twice ?? 0.1);
      await this.story(chance.pick(urn), chance, (options) => ({ ...options, twice }));
    }
  }

  private async story(
    name: StoryName,
    chance: Random,
    how: (options: ActOptions) => ActOptions,
  ): Promise<void> {
    switch (name) {
      case 'reminder':
        return this.reminder(chance, how);
      case 'point':
        return this.point(chance, how);
      case 'result':
        return this.result(chance, how);
      case 'document':
        return this.comment(chance, how);
      default:
        name satisfies never;
    }
  }

  /** A number and a paper in the opening act. */
  private async reminder(chance: Random, how: (options: ActOptions) => ActOptions): Promise<void> {
    const [body, answers] = chance.pick([
      ['t-city', 'edu.city'],
      ['t-ecology', 'edu.ecology'],
      ['t-market', 'edu.market'],
    ] as const);
    const opened = await this.client.open(
      'law-popularisation-reminder',
      'remind',
      how({
        as: 'edu.justice',
        input: {
          title: `普法提示${this.mark()}`,
          body,
          problem: '今年以来没有开展过面向经营者的普法活动。',
          improve: '请按普法责任清单补办活动并公布情况。',
          answerBy: addDays(today(), 45),
        },
      }),
    );
    if (!accepted(opened) || !opened.caseId || !this.going) return;
    await this.client.act(
      opened.caseId,
      'report-improvement',
      how({ as: answers, input: { text: `已经补办活动，记录在案${this.mark()}。` } }),
    );
    if (!this.going) return;
    await this.client.act(
      opened.caseId,
      'assess',
      how({
        as: 'edu.justice',
        input: { result: '已经改进', reasons: `核对了活动记录和照片${this.mark()}。` },
      }),
    );
  }

  /** Numbers, and versions of one register entry that several lanes renew at once. */
  private async point(chance: Random, how: (options: ActOptions) => ActOptions): Promise<void> {
    const planner = (): User => chance.pick(['plan.one', 'plan.two', 'plan.three'] as const);
    const known = this.points.at(-1);
    if (known && chance.chance(0.7)) {
      await this.client.act(
        known,
        'renew',
        how({ as: planner(), input: { expiresOn: addDays(today(), chance.int(30, 900)) } }),
      );
      return;
    }
    const opened = await this.client.open(
      'legislative-contact-point',
      'appoint',
      how({
        as: planner(),
        input: {
          name: `演示市立法联系点${this.mark()}`,
          kind: '社区、村',
          host: '北山社区居民委员会',
          place: '演示市昌邑区',
          contact: '演示电话000-0000-0001',
          setBy: '市人民政府',
          decision: '演市政函〔2026〕3号',
          appointedOn: today(),
          expiresOn: addDays(today(), 700),
        },
      }),
    );
    if (!accepted(opened) || !opened.caseId || !this.going) return;
    await this.client.act(opened.caseId, 'number', how({ as: planner() }));
    if (!this.going) return;
    const published = await this.client.act(opened.caseId, 'publish', how({ as: planner() }));
    if (accepted(published)) {
      this.points.push(opened.caseId);
      if (this.points.length > 3) this.points.shift();
    }
  }

  /** A number, an entry, corrections of it. */
  private async result(chance: Random, how: (options: ActOptions) => ActOptions): Promise<void> {
    const [clerk, head] = chance.pick([
      ['clerk.market', 'head.market'],
      ['clerk2.market', 'head.market'],
      ['clerk.ecology', 'head.ecology'],
    ] as const);
    const opened = await this.client.open(
      'result-sharing',
      'register',
      how({
        as: clerk,
        input: {
          title: `食品抽样检验${this.mark()}`,
          kind: '检验',
          item: `BZ-${chance.int(1, 500)}`,
          partyName: '演示江畔食品有限公司',
          partyId: demoUscc(chance.int(1, 400), '220200', '91'),
          place: '演示市江畔路1号',
          doneOn: today(),
          validUntil: addDays(today(), 200),
          result: '合格',
          says: '抽样检验合格，报告附后。',
          report: `JB-${chance.int(1, 99999)}`,
          by: '演示市检验检测中心',
        },
      }),
    );
    if (!accepted(opened) || !opened.caseId || !this.going) return;
    const shared = await this.client.act(opened.caseId, 'share', how({ as: head }));
    for (let i = chance.int(0, 2); i > 0 && this.going && accepted(shared); i--)
      await this.client.act(
        opened.caseId,
        'correct',
        how({ as: clerk, input: { says: `更正笔误，第${this.mark()}处。` } }),
      );
  }

  /** Strangers and drafters on one case. */
  private async comment(chance: Random, how: (options: ActOptions) => ActOptions): Promise<void> {
    const id = this.document;
    if (!id) return this.result(chance, how);
    const waiting = this.comments.length > 0 && chance.chance(0.4) ? this.comments.shift() : undefined;
    if (waiting) {
      await this.client.act(
        waiting.caseId,
        'answer-comment',
        how({
          as: chance.pick(['drafter.city', 'drafter2.city'] as const),
          input: { comment: waiting.seq, disposition: '采纳' },
        }),
      );
      return;
    }
    const done: Attempted = await this.client.act(
      id,
      'comment',
      how({
        as: null,
        input: { text: `小餐馆需要准备时间，${this.mark()}`, submitterType: '个人', article: '第二条' },
      }),
    );
    if (accepted(done) && done.answer) this.comments.push({ caseId: id, seq: done.answer.seq });
  }
}

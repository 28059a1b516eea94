/** A client as careful as ours on the phone: one idempotency key for one act, sent again until there is an answer. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Answer, Attempted, Journal } from './journal.ts';
import { PASSWORD, personOf, type User } from './people.ts';

/** Statuses after which the same key is sent again: nobody knows whether it was done. */
const AGAIN: readonly number[] = [0, 429, 500, 502, 503, 504];
/** How long one sending may take, and how long an act is tried at all; milliseconds. */
const SENDING_MS = 15_000;
const TRYING_MS = 180_000;

/** Options of one act. */
export interface ActOptions {
  readonly as: User | null;
  readonly input?: Readonly<Record<string, unknown>>;
  /** Send the same twice at the same moment. */
  readonly twice?: boolean;
}

/** What is read of a case. */
interface LookedAt {
  readonly timeline: readonly { readonly seq: number }[];
}

/** A client of one server, over however many of its lives. */
export class Client {
  readonly journal: Journal;
  private readonly urls: readonly string[];
  private readonly cookies = new Map<string, string>();
  private readonly name: string;
  private n = 0;
  private stopped = false;

  /** `urls`: servers to which requests go by turns. `name` begins every key. */
  constructor(urls: readonly string[], journal: Journal, name: string) {
    this.urls = urls;
    this.journal = journal;
    this.name = name;
  }

  /** From now on nothing is tried again: what has no answer stays without. */
  giveUp(): void {
    this.stopped = true;
  }

  private url(): string {
    return this.urls[this.n++ % this.urls.length] as string;
  }

  /** Sign in, once for each user. @throws Error when refused */
  async signIn(users: readonly User[]): Promise<void> {
    for (const user of users) {
      const url = this.url();
      const response = await fetch(`${url}/api/auth/sign-in/username`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: url },
        body: JSON.stringify({ username: user, password: PASSWORD }),
      });
      if (!response.ok) throw new Error(`sign-in of ${user}: ${response.status} ${await response.text()}`);
      this.cookies.set(
        user,
        response.headers
          .getSetCookie()
          .map((line) => line.split(';')[0])
          .join('; '),
      );
    }
  }

  private async send(path: string, attempted: Attempted, as: User | null): Promise<Response | null> {
    return fetch(`${this.url()}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': attempted.key,
        ...(as && { cookie: this.cookies.get(as) ?? '' }),
      },
      body: JSON.stringify(attempted.input),
      signal: AbortSignal.timeout(SENDING_MS),
    }).catch(() => null);
  }

  /** Look at a case as staff: the last step it shows, and when. Null where there is no answer. */
  async look(
    caseId: string,
    as: string,
  ): Promise<{ caseId: string; sent: number; answered: number; seq: number } | null> {
    const sent = performance.now();
    const response = await fetch(`${this.url()}/api/v1/cases/${caseId}`, {
      headers: { cookie: this.cookies.get(as) ?? '' },
      signal: AbortSignal.timeout(SENDING_MS),
    }).catch(() => null);
    const body = response?.ok ? ((await response.json().catch(() => null)) as LookedAt | null) : null;
    if (!body) return null;
    return {
      caseId,
      sent,
      answered: performance.now(),
      seq: Math.max(0, ...body.timeline.map((s) => s.seq)),
    };
  }

  private take(attempted: Attempted, status: number, body: unknown): void {
    const { statuses, contradictions } = this.journal;
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (status >= 200 && status < 300) {
      const answer = body as Answer;
      const before = attempted.answer;
      if (before && (before.id !== answer.id || before.seq !== answer.seq || before.at !== answer.at))
        contradictions.push(`${attempted.key}: ${before.id}/${before.seq}, then ${answer.id}/${answer.seq}`);
      attempted.answer ??= answer;
      attempted.caseId = answer.id;
      attempted.status = status;
    } else if (!attempted.answer) {
      attempted.status = status;
      attempted.refusal = (body as { readonly code?: string } | null)?.code ?? null;
    } else if (!AGAIN.includes(status)) {
      contradictions.push(`${attempted.key}: done, then ${status} ${attempted.refusal ?? ''}`);
    }
  }

  private async once(path: string, attempted: Attempted, as: User | null): Promise<void> {
    attempted.tries++;
    const response = await this.send(path, attempted, as);
    const body = response && (await response.json().catch(() => undefined));
    // An answer cut off in the middle is none.
    this.take(attempted, response && body !== undefined ? response.status : 0, body);
  }

  private async perform(path: string, attempted: Attempted, { as, twice }: ActOptions): Promise<Attempted> {
    this.journal.all.push(attempted);
    const until = performance.now() + TRYING_MS;
    for (;;) {
      await Promise.all(
        Array.from({ length: twice && attempted.tries === 0 ? 2 : 1 }, () => this.once(path, attempted, as)),
      );
      if (attempted.answer || !AGAIN.includes(attempted.status)) break;
      if (this.stopped || performance.now() > until) return attempted;
      await wait(60 + 40 * (attempted.tries % 5));
    }
    attempted.answered = performance.now();
    return attempted;
  }

  private attempted(
    opens: string | null,
    caseId: string | null,
    act: string,
    options: ActOptions,
  ): Attempted {
    return {
      key: `${this.name}-${String(this.journal.all.length).padStart(7, '0')}`,
      opens,
      caseId,
      act,
      person: options.as && personOf(options.as),
      input: options.input ?? {},
      sent: performance.now(),
      answered: null,
      tries: 0,
      status: 0,
      answer: null,
      refusal: null,
    };
  }

  /** Open a case by an act. */
  open(procedure: string, act: string, options: ActOptions): Promise<Attempted> {
    return this.perform(
      `/api/v1/cases/${procedure}?act=${act}`,
      this.attempted(procedure, null, act, options),
      options,
    );
  }

  /** Act on a case. */
  act(caseId: string, act: string, options: ActOptions): Promise<Attempted> {
    return this.perform(
      `/api/v1/cases/${caseId}/acts/${act}`,
      this.attempted(null, caseId, act, options),
      options,
    );
  }
}

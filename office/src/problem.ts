/** Errors people see: RFC 9457 problem documents with a stable code, the citation, and a Chinese sentence. */
import { type Citation, citeText, type Refusal } from '@fadu/kernel';

/** One refusal as it goes out. */
export interface ProblemItem {
  readonly code: string;
  readonly detail: string;
  readonly field?: string;
  readonly citations: readonly {
    readonly text: string;
    readonly says: string;
    readonly standing: Citation['standing'];
  }[];
}

export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly citations: ProblemItem['citations'];
  readonly errors?: readonly ProblemItem[];
}

const cited = (cites: readonly Citation[]) =>
  cites.map((c) => ({ text: citeText(c), says: c.says, standing: c.standing }));

export const problemItem = (r: Refusal): ProblemItem => ({
  code: r.code,
  detail: r.say,
  ...(r.field !== undefined && { field: r.field }),
  citations: cited(r.cites),
});

/** An error with an answer for the person who made it. Nothing was written. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly code: string;
  readonly items: readonly ProblemItem[];
  readonly citations: ProblemItem['citations'];

  constructor(
    status: number,
    code: string,
    say: string,
    items: readonly ProblemItem[] = [],
    cites: readonly Citation[] = [],
  ) {
    super(say);
    this.status = status;
    this.code = code;
    this.items = items;
    this.citations = cites.length ? cited(cites) : (items[0]?.citations ?? []);
  }

  /** The problem document. */
  toJSON(): ProblemDocument {
    return {
      type: `urn:fadu:problem:${this.code}`,
      title: TITLES[this.status] ?? '没有办成',
      status: this.status,
      code: this.code,
      detail: this.message,
      citations: this.citations,
      ...(this.items.length && { errors: this.items }),
    };
  }
}

const TITLES: Readonly<Record<number, string>> = {
  400: '填写有误',
  401: '请先登录',
  403: '无权办理',
  404: '没有找到',
  409: '不能重复办理',
  413: '内容太大',
  422: '依法不能办理',
  429: '请求过于频繁',
  503: '系统繁忙',
};

/** A refused act: 400 where the form is at fault, 403 where the person is, 422 where the law is. */
export function refused(refusals: readonly Refusal[]): Problem {
  const first = refusals[0] as Refusal;
  const status = refusals.every((r) => r.code === 'input')
    ? 400
    : first.code === 'unknown-act'
      ? 404
      : refusals.every((r) => r.code === 'who')
        ? 403
        : 422;
  const lead = refusals.find((r) => r.code !== 'who') ?? first;
  return new Problem(status, lead.code, lead.say, refusals.map(problemItem), lead.cites);
}

/** SQLSTATE classes and codes that say the database cannot serve now: connections, resources, shutting down, disk, read-only. */
const AWAY = /^(08...|53...|57P0[1-5]|58030|25006)$/;
/** What the network and the connection library say of a database that is not there; the library gives no codes. */
const AWAY_CODES: readonly string[] = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
];
const AWAY_SAYS =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error|Client was closed|Cannot use a pool after calling end)/;

/**
 * An error of a database that is away or full, as 503: whether the act was done is not known (the connection may have broken
 * after the commit), so it says neither; sent again with its key it acts once. Null for every other error.
 */
export function databaseAway(error: unknown): Problem | null {
  for (
    let e = error as { code?: unknown; message?: unknown; cause?: unknown } | undefined | null, i = 0;
    e && i < 4;
    i++
  ) {
    const code = typeof e.code === 'string' ? e.code : '';
    const says = typeof e.message === 'string' ? e.message : '';
    if (AWAY.test(code) || AWAY_CODES.includes(code) || AWAY_SAYS.test(says))
      return new Problem(
        503,
        'database-away',
        '系统暂时不能使用数据库，请稍后再试；刚才提交的内容如果没有得到答复，请原样再提交一次，不会重复办理',
      );
    e = e.cause as typeof e;
  }
  return null;
}

export const notFound = (what: string) => new Problem(404, 'not-found', `没有找到${what}，或者您无权查看`);

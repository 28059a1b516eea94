/** A normative document's cast, and what its acts are filled with. */
import { type Actor, ANONYMOUS, type DateStr } from '@fadu/kernel';
import { CITY_REGION } from '@fadu/plan/leadership/plan-tracking/index';
import { scanArticles } from '@fadu/plan/rulemaking/clause-scan/index';
import { organId } from '../organs.ts';
import { actorOfResident } from '../people.ts';
import type { Random } from '../random.ts';
import { articleNumber, COUNTY_STAND_IN, type DraftComment, type DraftText } from '../texts/index.ts';
import { Pen } from './pen.ts';
import type { World } from './world.ts';

/** What goes otherwise than it should, or takes another way. */
export type Twist =
  /** The comment period is ended too early; refused. */
  | 'early-close'
  /** Comments are left unanswered until the engine says so. */
  | 'unanswered'
  /** A deputy's comment is not taken in full and the written reply is forgotten at first. */
  | 'no-written-reply'
  | 'dissent'
  /** Submitted without all papers: returned and submitted again. */
  | 'returned'
  /** The reviewer tries on the day of receipt; refused. */
  | 'hasty-review'
  /** Put before the meeting without review; refused. */
  | 'skip-review'
  | 'unlawful'
  | 'modify'
  | 'competition-fails'
  | 'postponed'
  | 'meeting-changes'
  | 'meeting-rejects'
  /** Decided by circulating the paper; refused. */
  | 'circulated'
  | 'late-publish'
  | 'late-interpretation'
  | 'late-filing'
  | 'late-review'
  | 'urgent'
  | 'withdrawn-drafting'
  | 'withdrawn-consultation'
  | 'not-normative'
  | 'rejected'
  | 'evaluated'
  | 'repealed'
  /** A trial document whose validity ends within the simulated year. */
  | 'short-lived';

/** One document to be made. */
export interface NormativePlan {
  readonly text: DraftText;
  readonly region: string;
  readonly start: DateStr;
  readonly twists: readonly Twist[];
  /** Further name, where a text is used twice. */
  readonly tag?: string;
}

/** Who acts and the text as it stands; the script builds on it. */
export class NormativeCast {
  protected readonly pen: Pen;
  protected readonly rng: Random;
  protected readonly twists: ReadonlySet<Twist>;
  protected readonly text: DraftText;
  protected readonly who: Record<
    'drafter' | 'head' | 'clerk' | 'reviewer' | 'market' | 'ideology' | 'security' | 'environment' | 'chief',
    Actor
  >;
  protected readonly world: World;
  protected readonly plan: NormativePlan;
  protected revised = false;
  /** Articles of the text as it stands. */
  protected articles: readonly string[];

  constructor(world: World, plan: NormativePlan, rng: Random) {
    this.world = world;
    this.plan = plan;
    this.rng = rng;
    this.text = plan.text;
    this.twists = new Set(plan.twists);
    this.articles = plan.text.articles;
    this.pen = new Pen(world.calendar, rng, plan.start);
    const { people } = world;
    const own = Boolean(plan.text.department);
    const at = (role: string, key: string, n = 0) => people.holder(role, this.organ(key), n);
    this.who = {
      drafter: at('drafter', plan.text.lead),
      head: at('head', plan.text.lead),
      // Registration and numbering are uniform: the government's office does them for departments too.
      clerk: at('office-clerk', 'government-office'),
      reviewer: own
        ? at('legality-reviewer', plan.text.lead)
        : at('legality-reviewer', 'justice', rng.int(0, 1)),
      // A department's document is reviewed by its own drafting unit, a government's by the market regulator.
      market: people
        .holders('competition-reviewer', this.organ(own ? plan.text.lead : 'market'))
        .at(-1) as Actor,
      ideology: at('special-reviewer', 'publicity'),
      security: at('special-reviewer', 'public-security'),
      environment: at('special-reviewer', 'ecology'),
      chief: own ? at('principal-head', plan.text.lead) : at('principal-head', 'government'),
    };
  }

  protected organ(key: string): string {
    const { region } = this.plan;
    return organId(region, region === CITY_REGION ? key : (COUNTY_STAND_IN[key] ?? key));
  }

  protected has(twist: Twist): boolean {
    return this.twists.has(twist);
  }

  protected get maker(): string {
    return this.organ(this.text.department ? this.text.lead : 'government');
  }

  protected draft() {
    return {
      articles: this.articles.map((article, i) => ({
        number: articleNumber(i + 1),
        text: article.split('\n'),
      })),
      explanation: this.text.explanation,
      basis: this.text.basis,
    };
  }

  /** The reviewer's answer to every clause that the engine marks in the text as it stands. */
  protected clauseAnswers() {
    return scanArticles(this.draft().articles).map((hit) => ({
      hit: hit.id,
      finding: '有上位法依据' as const,
      reason: `对照${this.text.basis.slice(0, 60)}逐条核对，要求与上位法一致。`,
    }));
  }

  protected submission() {
    return {
      ownOpinion: `${this.text.necessity.slice(0, 24)}……本单位法制机构审查认为内容合法、程序完备，同意送审。`,
    };
  }

  protected summary(n: number) {
    return {
      summary: `共收到意见${n}条，已经逐条研究答复，采纳和部分采纳的写入草案，没有采纳的说明了理由。`,
    };
  }

  protected commenter(comment: DraftComment): Actor {
    const { residents } = this.world.people;
    if (comment.by === '个人' && this.rng.chance(0.35)) return ANONYMOUS;
    const kind = comment.by === '企业' ? 'enterprise' : 'person';
    return actorOfResident(this.rng.pick(residents.filter((r) => r.kind === kind)));
  }

  protected comment(c: DraftComment) {
    const named = ['人大代表', '政协委员'].includes(c.by);
    return {
      text: c.text,
      submitterType: c.by,
      ...(c.article && { article: articleNumber(c.article) }),
      ...(named && {
        submitterName: this.rng.pick(this.world.people.residents).name,
        contact: '演示地址：代表委员联络站',
      }),
    };
  }

  protected otherReviewer(): Actor {
    return this.text.department
      ? this.who.reviewer
      : this.world.people.holder('legality-reviewer', this.organ('justice'), 1);
  }

  protected change(): void {
    this.articles = this.articles.map((article, i) =>
      i + 1 === this.text.change.article ? this.text.change.text : article,
    );
  }

  protected meeting(result: '通过' | '修改后再审' | '暂缓' | '不通过', minutes: string) {
    const attending = this.text.department ? this.rng.int(5, 7) : this.rng.int(9, 13);
    const inFavour =
      result === '通过'
        ? attending - (this.rng.chance(0.2) ? 1 : 0)
        : result === '不通过'
          ? Math.floor(attending / 3)
          : 0;
    return {
      meeting: this.text.department ? '部门办公会议' : '政府常务会议',
      heldOn: this.pen.today,
      method: '会议审议',
      attending,
      inFavour,
      minutes,
      result,
    };
  }
}

/** Stories of normative documents: how they are made well, and what happens when they are not. */
import {
  type Actor,
  ANONYMOUS,
  addDays,
  addMonths,
  type Calendar,
  type DateStr,
  days,
  dueDateOnly,
} from '@fadu/kernel';
import { CITY_REGION, regionByCode } from '@fadu/plan/leadership/plan-tracking/index';
import { settings } from '@fadu/plan/rulemaking/normative-documents/making';
import { organId } from '../organs.ts';
import { actorOfResident, type People } from '../people.ts';
import type { Random } from '../random.ts';
import { articleNumber, COUNTY_STAND_IN, type DraftComment, type DraftText } from '../texts/index.ts';
import { type Part, Pen, type Script, type Story } from './pen.ts';

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

/** What all stories are told with. */
export interface World {
  readonly people: People;
  readonly calendar: Calendar;
  readonly rng: Random;
}

const TAKEN = '采纳';
const unlikely = ['withdrawn-drafting', 'withdrawn-consultation', 'meeting-rejects', 'rejected'] as const;

/** Phase in which the plan's story ends. */
function endOf(twists: ReadonlySet<Twist>): string {
  if (twists.has('not-normative')) return 'not-normative';
  if (unlikely.some((t) => twists.has(t))) return 'terminated';
  if (twists.has('short-lived')) return 'expired';
  return twists.has('repealed') ? 'repealed' : 'in-force';
}

/** The story of one document. */
export function normativeStory(world: World, plan: NormativePlan): Story {
  const id = `nd-${plan.region}-${plan.text.key}${plan.tag ? `-${plan.tag}` : ''}`;
  return {
    id,
    procedure: 'normative-document',
    region: plan.region,
    about: plan.twists.join('、') || '规范办理',
    ends: endOf(new Set(plan.twists)),
    tell: () => new NormativeScript(world, plan, world.rng.fork(id)).tell(),
  };
}

class NormativeScript {
  private readonly pen: Pen;
  private readonly rng: Random;
  private readonly twists: ReadonlySet<Twist>;
  private readonly text: DraftText;
  private readonly who: Record<
    'drafter' | 'head' | 'clerk' | 'reviewer' | 'market' | 'ideology' | 'security' | 'environment' | 'chief',
    Actor
  >;
  private readonly world: World;
  private readonly plan: NormativePlan;
  private revised = false;
  /** Articles of the text as it stands. */
  private articles: readonly string[];

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
      market: at('competition-reviewer', 'market'),
      ideology: at('special-reviewer', 'publicity'),
      security: at('special-reviewer', 'public-security'),
      environment: at('special-reviewer', 'ecology'),
      chief: own ? at('principal-head', plan.text.lead) : at('principal-head', 'government'),
    };
  }

  private organ(key: string): string {
    const { region } = this.plan;
    return organId(region, region === CITY_REGION ? key : (COUNTY_STAND_IN[key] ?? key));
  }

  private has(twist: Twist): boolean {
    return this.twists.has(twist);
  }

  private get maker(): string {
    return this.organ(this.text.department ? this.text.lead : 'government');
  }

  /** The whole story. */
  *tell(): Script {
    const { pen, who } = this;
    yield* this.propose();
    pen.workdays(this.rng.int(1, 3));
    if (this.has('not-normative')) {
      yield* pen.do(who.clerk, 'not-normative', {
        reason: '只对一次性活动作出安排，不反复适用，按一般公文办理。',
      });
      return;
    }
    if (this.has('rejected')) {
      yield* pen.do(who.clerk, 'reject-proposal', { reason: '与现行有效的文件内容重复，没有必要另行制发。' });
      return;
    }
    yield* pen.do(who.clerk, 'register');
    pen.workdays(this.rng.int(6, 14));
    if (this.has('withdrawn-drafting')) {
      yield* pen.do(who.head, 'withdraw', { reason: '省里正在制定同一事项的规定，待省规定出台后再研究。' });
      return;
    }
    yield* pen.do(who.drafter, 'draft', { ...this.draft(), research: this.text.research });
    if (this.has('urgent')) {
      yield* pen.do(who.chief, 'approve-urgency', {
        ground: '预防、应对突发事件',
        reason: '主汛期将至，气象部门预报降雨偏多，转移安置的规定应当尽快施行。',
      });
    } else {
      yield* this.consult();
      if (this.has('withdrawn-consultation')) {
        yield* pen.do(who.head, 'withdraw', { reason: '征求意见中分歧较大，需要重新调研论证后再启动。' });
        return;
      }
    }
    yield* this.submit();
    yield* this.review();
    const passed = yield* this.deliberate();
    if (!passed) return;
    yield* this.issue();
    yield* this.afterwards();
  }

  private *propose(): Part {
    const { text } = this;
    const place = regionByCode(this.plan.region)?.name ?? '';
    return yield* this.pen.do(this.who.drafter, 'propose', {
      title: `${place}${text.name}`,
      kind: text.kind,
      necessity: text.necessity,
      maker: this.maker,
      office: this.organ('government-office'),
      reviewer: this.organ(text.department ? text.lead : 'justice'),
      regulator: this.organ('market'),
      ideologyBody: this.organ('publicity'),
      securityBody: this.organ('public-security'),
      environmentBody: this.organ('ecology'),
      q1: true,
      q2: true,
      q3: true,
      q4: true,
      q5: true,
      q6: !this.has('not-normative'),
      businessRelated: text.business,
      majorInterest: text.major,
      trial: Boolean(text.trial),
    });
  }

  private draft() {
    return {
      articles: this.articles.map((article, i) => ({
        number: articleNumber(i + 1),
        text: article.split('\n'),
      })),
      explanation: this.text.explanation,
      basis: this.text.basis,
    };
  }

  /** Departments, enterprises, deputies and the four special reviews. */
  private *hear(first: boolean): Part<void> {
    const { pen, who, text } = this;
    if (first) {
      yield* this.departments();
      if (text.business) {
        yield* pen.do(who.drafter, 'hear-enterprises', {
          heard: text.heard ?? ['演示市企业联合会'],
          opinions: '召开座谈会听取意见，主要关心执行时间和具体操作，合理意见已经吸收，未吸收的当面说明。',
          adjustment: '新要求给出准备时间，其余沿用现行做法，不需要适应调整期。',
        });
      }
      if (text.major) {
        yield* pen.do(who.drafter, 'hear-deputies', {
          deputies: this.rng.int(6, 20),
          advisers: this.rng.int(5, 15),
          method: '书面征求意见，并邀请部分代表委员座谈。',
        });
      }
    }
    if (text.business) {
      if (first && this.has('competition-fails')) {
        yield* pen.do(who.market, 'fair-competition', {
          conclusion: '不符合',
          heard: '听取了三家外地企业意见',
          reasons: '草案中“优先选用本地企业”的表述对外地经营者不公平，应当删除。',
        });
        pen.workdays(2);
        yield* pen.do(who.drafter, 'revise-draft', {
          ...this.draft(),
          changes: '删除优先选用本地企业的表述。',
        });
        this.revised = true;
        pen.workdays(1);
      }
      yield* pen.do(who.market, 'fair-competition', {
        conclusion: '符合',
        heard: '听取了相关经营者和行业协会意见',
        reasons: '对各类经营者一视同仁，没有限定交易、指定经营者或者设置歧视性条件。',
      });
    }
    for (const [kind, about] of [
      ['ideology', '内容符合正确导向'],
      ['security', '没有影响公共安全的内容'],
      ['environment', text.lead === 'ecology' ? '有利于生态环境保护' : '不增加环境影响'],
    ] as const) {
      const touches =
        kind !== 'environment' || ['ecology', 'urban-management', 'agriculture'].includes(text.lead);
      yield* pen.do(who[kind], `${kind}-review`, { conclusion: touches ? '通过' : '不涉及', reasons: about });
    }
  }

  private *departments(): Part<void> {
    const { pen, text } = this;
    const organs = [...new Set(text.asks.map((key) => this.organ(key)))].filter(
      (id) => id !== this.organ(text.lead),
    );
    yield* pen.do(this.who.drafter, 'ask-departments', { organs });
    pen.workdays(this.rng.int(2, 5));
    for (const [i, organ] of organs.entries()) {
      const clerk =
        this.world.people.holders('office-clerk', organ)[0] ?? this.world.people.holder('drafter', organ);
      const dissent = i === 0 && this.has('dissent');
      const suggests = !dissent && this.rng.chance(0.35);
      yield* pen.do(clerk, 'department-opinion', {
        position: dissent ? '不同意' : suggests ? '提出修改意见' : '同意',
        text: dissent
          ? '草案把本部门没有的检查职责写给了本部门，建议按照三定规定划分。'
          : suggests
            ? '建议把时限写得更具体，其余没有意见。'
            : '没有不同意见。',
      });
    }
    if (!this.has('dissent')) return;
    pen.workdays(1);
    yield* pen.tryTo('normative-document.DISSENT-SETTLED', this.who.head, 'submit-review', this.submission());
    pen.workdays(3);
    yield* pen.do(this.who.head, 'coordinate', {
      issue: '现场检查由哪个部门负责。',
      positions: '起草单位认为应当由行业主管部门检查；被征求意见的部门认为应当由综合执法部门检查。',
      result: '对照三定规定，检查由综合执法部门负责，行业主管部门提供技术支持，双方同意。',
    });
  }

  private submission() {
    return {
      ownOpinion: `${this.text.necessity.slice(0, 24)}……本单位法制机构审查认为内容合法、程序完备，同意送审。`,
    };
  }

  private *consult(): Part<void> {
    const { pen, who, text } = this;
    pen.workdays(this.rng.int(1, 3));
    yield* pen.do(who.drafter, 'open-consultation', {
      notice: `现就《${text.name}》公开征求意见，欢迎通过网站逐条提出，也可以来信来访。`,
      contact: `演示电话000-0000-0000，${regionByCode(this.plan.region)?.name}${text.name.slice(0, 6)}起草组`,
    });
    const openedOn = pen.today;
    const seqs: { seq: number; comment: DraftComment }[] = [];
    for (const comment of text.comments) {
      const wait = this.rng.int(1, 6);
      const told = yield* pen.outside(this.commenter(comment), 'comment', this.comment(comment), wait);
      seqs.push({ seq: told.seq, comment });
    }
    pen.office();
    if (this.has('early-close')) {
      yield* pen.tryTo(
        'normative-document.CONSULT-MINIMUM',
        who.drafter,
        'close-consultation',
        this.summary(seqs.length),
      );
    }
    // Hearing goes on while the public comments.
    yield* this.hear(true);
    const answerLater = this.has('unanswered');
    if (!answerLater) yield* this.answers(seqs);
    const last = dueDateOnly(openedOn, text.business ? days(30) : settings.commentDays, {
      calendar: this.world.calendar,
    });
    pen.to(addDays(last, 1)).workdays(this.rng.int(1, 4));
    if (this.has('withdrawn-consultation')) return;
    yield* pen.do(who.drafter, 'close-consultation', this.summary(seqs.length));
    if (answerLater) {
      pen.workdays(2);
      yield* pen.tryTo('normative-document.ANSWERED', who.head, 'submit-review', this.submission());
      pen.workdays(1);
      yield* this.answers(seqs);
    }
  }

  private summary(n: number) {
    return {
      summary: `共收到意见${n}条，已经逐条研究答复，采纳和部分采纳的写入草案，没有采纳的说明了理由。`,
    };
  }

  private *answers(seqs: readonly { seq: number; comment: DraftComment }[]): Part<void> {
    const { pen, who } = this;
    pen.workdays(this.rng.int(1, 3));
    for (const { seq, comment } of seqs) {
      yield* pen.do(who.drafter, 'answer-comment', {
        comment: seq,
        disposition: comment.disposition,
        ...(comment.disposition !== TAKEN && { reason: comment.reason }),
      });
    }
    const owed = seqs.filter(
      ({ comment }) => comment.disposition !== TAKEN && ['人大代表', '政协委员'].includes(comment.by),
    );
    if (owed.length > 0 && this.has('no-written-reply')) {
      yield* pen.tryTo('normative-document.WRITTEN', who.head, 'submit-review', this.submission());
    }
    for (const { seq, comment } of owed) {
      yield* pen.do(who.drafter, 'reply-in-writing', {
        comment: seq,
        reply: `您提出的“${comment.text}”，经研究${comment.disposition}。理由是：${comment.reason}感谢您的关心。`,
      });
    }
  }

  private commenter(comment: DraftComment): Actor {
    const { residents } = this.world.people;
    if (comment.by === '个人' && this.rng.chance(0.35)) return ANONYMOUS;
    const kind = comment.by === '企业' ? 'enterprise' : 'person';
    return actorOfResident(this.rng.pick(residents.filter((r) => r.kind === kind)));
  }

  private comment(c: DraftComment) {
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

  /** Submission with its reviews; again after a revision. */
  private *submit(): Part<void> {
    const { pen, who } = this;
    if (this.has('urgent')) {
      yield* this.hear(true);
    }
    pen.workdays(this.rng.int(1, 3));
    yield* pen.do(who.head, 'submit-review', this.submission());
    pen.workdays(1);
    if (this.has('returned') && !this.revised) {
      yield* pen.do(who.clerk, 'return-review', {
        reason: '没有附上位法依据对照表和征求意见汇总，请补齐后再送。',
      });
      pen.workdays(this.rng.int(2, 4));
      yield* pen.do(who.head, 'submit-review', this.submission());
      pen.workdays(1);
    }
    if (this.has('skip-review') && !this.revised) {
      yield* pen.tryTo('normative-document.N1', who.clerk, 'submit-deliberation');
    }
    yield* pen.do(who.clerk, 'accept-review');
    if (this.has('hasty-review') && !this.revised) {
      yield* pen.tryTo('normative-document.REVIEW-TIME', who.reviewer, 'legality-review', {
        conclusion: '合法',
        opinion: '经审核，内容合法，同意提请审议。',
      });
    }
  }

  private *review(): Part<void> {
    const { pen, who, text } = this;
    if (!this.has('urgent')) pen.workdays(this.has('late-review') ? 24 : this.rng.int(5, 11));
    if (this.has('unlawful')) {
      yield* pen.do(who.reviewer, 'legality-review', {
        conclusion: '不合法',
        opinion: `第${text.change.article}条的要求没有上位法依据，减损了当事人的权利，应当修改后重新送审。其余内容没有发现问题。`,
      });
      yield* pen.tryTo('normative-document.N1', who.clerk, 'submit-deliberation');
      pen.workdays(this.rng.int(2, 5));
      yield* this.revise(`删去没有依据的要求。${text.change.why}`);
      pen.workdays(this.rng.int(5, 8));
    }
    if (this.has('modify')) {
      yield* pen.do(who.reviewer, 'legality-review', { conclusion: '应当修改', opinion: text.review });
      pen.workdays(this.rng.int(2, 4));
      this.change();
      const confirmer = this.has('unlawful') ? who.reviewer : this.otherReviewer();
      yield* pen.do(confirmer, 'confirm-modification', {
        ...this.draft(),
        changes: `已按审核意见修改第${text.change.article}条：${text.change.why}`,
      });
      return;
    }
    yield* pen.do(who.reviewer, 'legality-review', {
      conclusion: '合法',
      opinion: this.has('unlawful')
        ? '修改后的文本消除了原来的问题，主体、权限、内容、程序均合法，同意提请审议。'
        : `${text.review}同意提请审议。`,
    });
  }

  private otherReviewer(): Actor {
    return this.text.department
      ? this.who.reviewer
      : this.world.people.holder('legality-reviewer', this.organ('justice'), 1);
  }

  private change(): void {
    this.articles = this.articles.map((article, i) =>
      i + 1 === this.text.change.article ? this.text.change.text : article,
    );
  }

  /** A changed text goes through its reviews and the legality review again. */
  private *revise(why: string): Part<void> {
    this.change();
    this.revised = true;
    yield* this.pen.do(this.who.drafter, 'revise-draft', { ...this.draft(), changes: why });
    this.pen.workdays(1);
    yield* this.hear(false);
    yield* this.submit();
  }

  private meeting(result: '通过' | '修改后再审' | '暂缓' | '不通过', minutes: string) {
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

  /** True when the meeting has passed the text. */
  private *deliberate(): Part<boolean> {
    const { pen, who, text } = this;
    pen.workdays(this.has('urgent') ? 0 : this.rng.int(1, 3));
    yield* pen.do(who.clerk, 'submit-deliberation');
    pen.workdays(this.has('urgent') ? 1 : this.rng.int(4, 12));
    if (this.has('circulated')) {
      yield* pen.tryTo('normative-document.COLLECTIVE', who.clerk, 'deliberate', {
        ...this.meeting('通过', '将文件送各位负责人圈阅，均无不同意见。'),
        method: '传阅会签',
      });
      pen.workdays(3);
    }
    if (this.has('meeting-rejects')) {
      yield* pen.do(
        who.clerk,
        'deliberate',
        this.meeting('不通过', '会议认为时机不成熟，现有规定已经够用，不予通过。'),
      );
      return false;
    }
    if (this.has('postponed')) {
      yield* pen.do(who.clerk, 'deliberate', this.meeting('暂缓', '会议要求补充经费测算后再议。'));
      pen.workdays(this.rng.int(8, 12));
    }
    if (this.has('meeting-changes')) {
      yield* pen.do(
        who.clerk,
        'deliberate',
        this.meeting(
          '修改后再审',
          `会议对第${text.change.article}条提出修改意见：${text.change.why}修改后重新审核。`,
        ),
      );
      pen.workdays(this.rng.int(1, 3));
      yield* this.revise(`按照会议意见修改第${text.change.article}条：${text.change.why}`);
      pen.workdays(this.rng.int(5, 7));
      yield* pen.do(who.reviewer, 'legality-review', {
        conclusion: '合法',
        opinion: '对会议修改后的文本重新审核，没有发现违法内容，同意提请审议。',
      });
      pen.workdays(1);
      yield* pen.do(who.clerk, 'submit-deliberation');
      pen.workdays(this.rng.int(4, 8));
    }
    yield* pen.do(
      who.clerk,
      'deliberate',
      this.meeting('通过', `会议听取起草说明和审核意见，讨论了${text.name}的主要条款，决定通过。`),
    );
    return true;
  }

  private *issue(): Part<void> {
    const { pen, who, text } = this;
    pen.workdays(this.has('urgent') ? 0 : this.rng.int(1, 3));
    yield* pen.do(who.chief, 'sign');
    const years = text.trial ? 2 : this.rng.pick([3, 5, 5]);
    const effectiveOn =
      this.has('urgent') || this.has('short-lived')
        ? addDays(pen.today, 1)
        : addDays(pen.today, this.rng.int(15, 35));
    const expiresOn = this.has('short-lived')
      ? addMonths(effectiveOn, 4)
      : addDays(addMonths(effectiveOn, years * 12), -1);
    yield* pen.do(who.clerk, 'assign-number', { effectiveOn, expiresOn });
    pen.workdays(this.has('late-publish') ? 23 : this.has('urgent') ? 0 : this.rng.int(1, 6));
    const channels = this.rng.chance(0.3) ? ['政府公报', '政府网站', '公告栏'] : ['政府公报', '政府网站'];
    yield* pen.do(who.clerk, 'publish', { channels });
  }

  private *afterwards(): Part<void> {
    const { pen, who, text } = this;
    const published = pen.today;
    pen.workdays(this.has('late-interpretation') ? 6 : this.rng.int(0, 2));
    yield* pen.do(who.drafter, 'interpret', {
      text: `${text.plain}（${text.necessity.slice(0, 30)}……所以制定了这份文件。）`,
    });
    const filed = this.has('late-filing')
      ? addDays(published, this.rng.int(19, 34))
      : addDays(published, this.rng.int(4, 10));
    pen.to(filed);
    const county = this.plan.region !== CITY_REGION;
    // Above the city stands the provincial government, which is no organ of this directory.
    const above = text.department
      ? this.organ('government')
      : county
        ? organId(CITY_REGION, 'government')
        : '吉林省人民政府';
    yield* pen.do(who.clerk, 'file', {
      recipient: above,
      report: `现将《${text.name}》报送备案，请予审查。`,
      filedOn: pen.today,
    });
    if (!text.department) {
      pen.workdays(this.rng.int(1, 4));
      yield* pen.do(who.clerk, 'file-congress', {
        recipient: this.organ('congress'),
        report: `现将《${text.name}》报送备案，请予审查。`,
        filedOn: pen.today,
      });
    }
    pen.workdays(this.rng.int(1, 5));
    yield* pen.do(who.clerk, 'archive');
    if (this.has('evaluated')) {
      pen.days(90);
      yield* pen.do(who.drafter, 'evaluate', {
        findings:
          '施行三个月，投诉量比上年同期下降，执行部门反映操作顺畅；第三条的时限在偏远地区执行有困难。',
        proposal: '继续有效',
      });
    }
    if (this.has('repealed')) {
      pen.days(this.rng.int(60, 90));
      yield* pen.do(who.clerk, 'repeal', {
        reason: '省里出台了同一事项的规定，本文件内容已被替代，经研究予以废止。',
      });
    }
  }
}

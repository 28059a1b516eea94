/** Stories of legislation: the year's plan, rules and a regulation on their way, contact points, surveys. */
import { createHash } from 'node:crypto';
import { type Actor, ANONYMOUS, addDays, type DateStr, days, dueDateOnly } from '@fadu/kernel';
import { CITY_REGION } from '@fadu/plan/leadership/plan-tracking/index';
import { SIX_POINTS } from '@fadu/plan/rulemaking/legislation/forms';
import { organId } from '../organs.ts';
import { actorOfResident } from '../people.ts';
import type { Random } from '../random.ts';
import { stepKey } from '../story.ts';
import { articleNumber, type DraftComment } from '../texts/index.ts';
import type { RuleText } from '../texts/rules.ts';
import { Later, type Part, Pen, type Script, type Story } from './pen.ts';
import type { World } from './world.ts';

/** What goes otherwise than it should, or takes another way. */
export type RuleTwist =
  | 'early-close'
  | 'unanswered'
  | 'one-signature'
  | 'dissent'
  | 'hearing'
  | 'unexamined'
  | 'postponed'
  | 'early-force'
  | 'survey'
  | 'converted'
  | 'withdrawn'
  | 'evaluated';

/** One project of the plan as it is carried out. */
export interface RulePlan {
  readonly text: RuleText;
  /** Code under which the annual plan published it. */
  readonly code: string;
  readonly start: DateStr;
  readonly twists: readonly RuleTwist[];
  /** Story of the contact point that speaks on it, where one does. */
  readonly point?: string;
}

const organ = (key: string) => organId(CITY_REGION, key);

/** Id of the case that a story opens with its first step. */
export const caseOf = (story: string): string =>
  `${CITY_REGION}-${createHash('sha256')
    .update(`${CITY_REGION}\n${stepKey(story, 1)}`)
    .digest('hex')
    .slice(0, 24)}`;

/** Id of a rule's story, and of the story of its filing. */
export const ruleStoryId = (text: RuleText): string => `rule-${text.key}`;
export const filingStoryId = (text: RuleText): string => `rule-filing-${text.key}`;

/** The story of one rule or regulation. */
export function ruleStory(world: World, plan: RulePlan): Story {
  const id = ruleStoryId(plan.text);
  const regulation = plan.text.instrument === '地方性法规';
  const has = (t: RuleTwist) => plan.twists.includes(t);
  return {
    id,
    procedure: regulation ? 'local-regulation-draft' : 'government-rule',
    region: CITY_REGION,
    about: plan.twists.join('、') || '规范办理',
    ends: has('converted')
      ? 'converted'
      : has('withdrawn')
        ? 'withdrawn'
        : regulation
          ? 'concluded'
          : 'in-force',
    tell: () => new RuleScript(world, plan, world.rng.fork(id)).tell(),
  };
}

/** The title as it stands in the plan, on the draft and in the register. */
export const titleOf = (text: RuleText): string => `吉林市${text.name}`;

class RuleScript {
  private readonly pen: Pen;
  private readonly text: RuleText;
  private readonly code: string;
  private readonly who: Record<
    'drafter' | 'head' | 'clerk' | 'examiner' | 'examinerHead' | 'examinerClerk' | 'market' | 'mayor',
    Actor
  >;

  private readonly world: World;
  private readonly plan: RulePlan;
  private readonly rng: Random;

  constructor(world: World, plan: RulePlan, rng: Random) {
    this.world = world;
    this.plan = plan;
    this.rng = rng;
    this.text = plan.text;
    this.code = plan.text.instrument === '地方性法规' ? 'local-regulation-draft' : 'government-rule';
    this.pen = new Pen(world.calendar, rng, plan.start);
    const at = (role: string, key: string, n = 0) => world.people.holder(role, organ(key), n);
    const lead = plan.text.units[0] as string;
    this.who = {
      drafter: at('drafter', lead),
      head: at('head', lead),
      clerk: at('office-clerk', 'government-office'),
      examiner: at('legality-reviewer', 'justice'),
      examinerHead: at('head', 'justice'),
      examinerClerk: at('office-clerk', 'justice'),
      market: at('competition-reviewer', 'market'),
      mayor: at('principal-head', 'government'),
    };
  }

  private has(twist: RuleTwist): boolean {
    return this.plan.twists.includes(twist);
  }

  *tell(): Script {
    const { pen, who } = this;
    yield* this.propose();
    if (this.has('converted')) {
      pen.workdays(5);
      yield* pen.do(who.examinerClerk, 'convert', {
        reason: '没有需要用规章规定的内容，改为制定行政规范性文件。',
      });
      return;
    }
    yield* this.consult();
    if (this.has('withdrawn')) {
      yield* pen.do(who.head, 'withdraw', { reason: '省里正在起草同一事项的规定，待省规定出台后再研究。' });
      return;
    }
    yield* this.submit();
    yield* this.examine();
    yield* this.deliberate();
    if (this.text.instrument === '地方性法规') yield* this.congress();
    else yield* this.promulgate();
  }

  private *propose(): Part<void> {
    const { pen, who, text } = this;
    yield* pen.do(who.drafter, 'propose', {
      title: titleOf(text),
      purpose: '制定',
      plan: this.plan.code,
      field: text.field,
      reserved: false,
      necessity: text.necessity,
      problem: text.problem,
      institutions: text.institutions,
      maker: organ('government'),
      office: organ('government-office'),
      examiner: organ('justice'),
      regulator: organ('market'),
      coDrafters: text.units.slice(1).map(organ),
      businessRelated: text.business,
      majorInterest: text.major,
      hearingNeeded: this.has('hearing'),
      thirdParty: false,
      expedient: false,
      companions: text.companions,
    });
    if (this.has('converted')) return;
    pen.workdays(1);
    yield* pen.tryTo(`${this.code}.PRE-ASSESSED`, who.examinerClerk, 'register');
    yield* pen.do(who.drafter, 'pre-assess', {
      by: '起草单位会同高校课题组',
      heldOn: pen.today,
      findings: `${text.problem}比较了同类城市的做法，成本可控。`,
      conclusion: '可以推进',
    });
    pen.workdays(2);
    yield* pen.do(who.examinerClerk, 'register');
    pen.workdays(this.rng.int(4, 8));
    yield* pen.do(who.drafter, 'draft', {
      ...this.draft(),
      research: '走访有关单位和居民，召开座谈会四次，收集典型问题三十余个。',
    });
  }

  private draft() {
    const { fine } = this.text;
    return {
      articles: this.text.articles.map((a, i) => ({ number: articleNumber(i + 1), text: a.split('\n') })),
      explanation: this.text.explanation,
      basis: [{ instrument: '立法法', article: this.text.instrument === '地方性法规' ? '81' : '93' }],
      powers: fine
        ? [
            {
              article: articleNumber(fine.article),
              content: '行政处罚',
              way: '新设',
              superior: false,
              sanctions: ['警告', '罚款'],
              fineMax: fine.max,
              fineCap: 50_000,
              capBy: '演示限额：省人大常委会的规定',
            },
          ]
        : [],
    };
  }

  private *consult(): Part<void> {
    const { pen, who, text } = this;
    pen.workdays(this.rng.int(1, 3));
    yield* pen.do(who.drafter, 'open-consultation', {
      notice: `现就《${titleOf(text)}》公开征求意见，欢迎逐条提出，也可以来信来访。`,
      contact: '演示电话000-0000-0000，起草组',
    });
    const openedOn = pen.today;
    const { point } = this.plan;
    if (point)
      yield* pen.do(
        who.drafter,
        'ask-contact-points',
        new Later((issued) => ({
          points: [issued(point)['contact-point']],
          note: '请结合所在社区的情况提意见。',
        })),
      );
    if (this.has('hearing')) {
      yield* pen.tryTo(`${this.code}.HEARING-NOTICE`, who.drafter, 'announce-hearing', this.hearing(20));
      yield* pen.do(who.drafter, 'announce-hearing', this.hearing(34));
    }
    const hearingOn = addDays(pen.today, 34);
    const seqs: { seq: number; comment: DraftComment }[] = [];
    for (const comment of text.comments) {
      const told = yield* pen.outside(
        this.commenter(comment),
        'comment',
        this.comment(comment),
        this.rng.int(1, 5),
      );
      seqs.push({ seq: told.seq, comment });
    }
    pen.office();
    if (this.has('early-close'))
      yield* pen.tryTo(
        `${this.code}.CONSULT-MINIMUM`,
        who.drafter,
        'close-consultation',
        this.closing(seqs.length),
      );
    yield* this.hear();
    const last = dueDateOnly(openedOn, days(30), { calendar: this.world.calendar });
    pen.to(addDays(last, 1)).workdays(this.rng.int(1, 3));
    if (this.has('withdrawn')) return;
    if (this.has('hearing')) {
      pen.to(hearingOn);
      yield* pen.do(who.drafter, 'hold-hearing', {
        attended: 42,
        speakers: [
          { who: '居民代表', view: '支持规范，但要给买早菜的人留方便。' },
          { who: '经营者代表', view: '希望划区公开透明，收费不增加。' },
        ],
        record: '听证会公开举行，各方充分发言，记录经发言人核对。',
      });
    }
    yield* pen.do(who.drafter, 'close-consultation', this.closing(seqs.length));
    if (this.has('unanswered'))
      yield* pen.tryTo(`${this.code}.ANSWERED`, who.drafter, 'complete-consultation');
    pen.workdays(this.rng.int(2, 5));
    yield* this.answers(seqs);
    yield* pen.do(who.drafter, 'complete-consultation');
  }

  private hearing(inDays: number) {
    return {
      heldOn: addDays(this.pen.today, inDays),
      time: '09:00',
      place: '市政务服务中心会议厅',
      content: `《${titleOf(this.text)}》中管理措施和处罚的必要性、可行性。`,
      signUp: '在征求意见页留言或者拨打演示电话报名',
    };
  }

  private closing(n: number) {
    return { summary: `征求意见结束，共收到意见${n}条，采纳情况另行公布。` };
  }

  private *hear(): Part<void> {
    const { pen, who, text } = this;
    const organs = text.asks.map(organ);
    yield* pen.do(who.drafter, 'ask-departments', { organs });
    pen.workdays(this.rng.int(2, 4));
    for (const [i, id] of organs.entries()) {
      const clerk = this.world.people.holder('office-clerk', id);
      const against = i === 0 && this.has('dissent');
      yield* pen.do(clerk, 'department-opinion', {
        position: against ? '不同意' : '同意',
        text: against ? '现场检查职责应当由行业主管部门承担，不宜交给本部门。' : '没有不同意见。',
      });
    }
    const heard = (kinds: string[], list: string[], text: string) => ({
      kinds,
      who: list,
      method: '座谈会和书面征求意见',
      opinions: [{ text, disposition: '采纳' }],
    });
    if (text.business)
      yield* pen.do(
        who.drafter,
        'hear',
        heard(
          ['企业', '行业协会商会'],
          ['演示市企业联合会', '演示江畔物业服务有限公司'],
          '新要求要给准备时间',
        ),
      );
    if (text.major)
      yield* pen.do(
        who.drafter,
        'hear',
        heard(
          ['基层组织和群众', '人大代表', '政协委员'],
          ['北山社区', '人大代表四名', '政协委员三名'],
          '条文要让群众看得懂',
        ),
      );
  }

  private commenter(comment: DraftComment): Actor {
    if (comment.by === '立法联系点' || (comment.by === '个人' && this.rng.chance(0.5))) return ANONYMOUS;
    return actorOfResident(this.rng.pick(this.world.people.residents));
  }

  private comment(c: DraftComment) {
    const named = ['人大代表', '政协委员'].includes(c.by);
    const entered = {
      text: c.text,
      submitterType: c.by,
      ...(c.article && { article: articleNumber(c.article) }),
      ...(named && { submitterName: '演示代表', contact: '演示地址：代表委员联络站' }),
    };
    const { point } = this.plan;
    return c.by === '立法联系点' && point
      ? new Later((issued) => ({ ...entered, point: issued(point)['contact-point'] }))
      : entered;
  }

  /** What was taken is answered one by one, the rest by the summary; deputies get their letters. */
  private *answers(seqs: readonly { seq: number; comment: DraftComment }[]): Part<void> {
    const { pen, who } = this;
    const taken = seqs.filter((s) => s.comment.disposition === '采纳');
    const rest = seqs.filter((s) => s.comment.disposition !== '采纳');
    for (const { seq } of taken)
      yield* pen.do(who.drafter, 'answer-comment', { comment: seq, disposition: '采纳' });
    yield* pen.do(who.drafter, 'publish-adoption-summary', {
      overview: `共收到意见${seqs.length}条，采纳${taken.length}条，其余的理由如下。`,
      groups: rest.map(({ seq, comment }) => ({
        topic: `关于${comment.article ? articleNumber(comment.article) : '全文'}的意见`,
        comments: [seq],
        disposition: comment.disposition,
        reason: comment.reason,
      })),
    });
    for (const { seq, comment } of rest.filter((s) => ['人大代表', '政协委员'].includes(s.comment.by)))
      yield* pen.do(who.drafter, 'reply-in-writing', {
        comment: seq,
        reply: `您提出的“${comment.text}”，经研究${comment.disposition}。理由是：${comment.reason}感谢您的关心。`,
      });
  }

  private *submit(): Part<void> {
    const { pen, who, text } = this;
    pen.workdays(this.rng.int(2, 5));
    if (text.business)
      yield* pen.do(who.market, 'fair-competition', {
        conclusion: '符合',
        heard: '听取了相关经营者和行业协会意见',
        reasons: '对各类经营者一视同仁，没有限定交易、指定经营者或者设置歧视性条件。',
      });
    if (text.major)
      yield* pen.do(who.drafter, 'assess', {
        kind: '风险评估',
        by: '起草单位会同所在街道',
        heldOn: pen.today,
        findings: '社会稳定风险较低，居民普遍支持，个别经营者的诉求已有安排。',
        conclusion: '可以推进',
      });
    const submission = {
      opinions: '意见汇总和采纳情况已经公布，见征求意见页。',
      materials: '同类城市有关规定的比较材料。',
      companions: text.companions.map((title) => ({ title, state: '已形成草案' })),
      ...(this.has('dissent') && { dissent: '有一个部门对现场检查职责有不同意见，协商未果，理由附后。' }),
      ...(this.has('hearing') && { hearingHandled: '听证会提出的划区公开意见已经采纳，其余说明了理由。' }),
    };
    yield* pen.do(who.head, 'sign-submission');
    for (const unit of text.units.slice(1)) {
      if (this.has('one-signature'))
        yield* pen.tryTo(`${this.code}.R7`, who.head, 'submit-examination', submission);
      pen.workdays(1);
      yield* pen.do(this.world.people.holder('head', organ(unit)), 'sign-submission');
    }
    pen.workdays(1);
    yield* pen.do(who.head, 'submit-examination', submission);
  }

  private *examine(): Part<void> {
    const { pen, who } = this;
    pen.workdays(2);
    if (this.has('unexamined')) yield* pen.tryTo(`${this.code}.R1`, who.examinerHead, 'submit-deliberation');
    pen.workdays(this.rng.int(8, 16));
    yield* pen.do(who.examiner, 'examine', this.opinion());
    if (!this.has('dissent')) return;
    yield* pen.tryTo(`${this.code}.DISSENT-SETTLED`, who.examinerHead, 'submit-deliberation');
    const dispute = {
      issue: '现场检查由哪个部门负责。',
      positions: '起草单位认为应当由综合执法部门检查；被征求意见的部门认为应当由行业主管部门检查。',
      own: '检查属于综合执法部门的职责，行业主管部门提供技术支持。',
    };
    pen.workdays(2);
    yield* pen.do(who.examiner, 'coordinate', { ...dispute, result: '未达成一致' });
    pen.workdays(2);
    yield* pen.do(who.examinerHead, 'escalate-dispute', dispute);
    pen.workdays(4);
    yield* pen.do(who.mayor, 'decide-dispute', {
      how: '主要负责同志协调',
      decision: '由综合执法部门检查，行业主管部门提供技术支持，写入规章。',
    });
  }

  private opinion() {
    return {
      conclusion: '合法',
      opinion: '符合立法权限和程序，与上位法不抵触，内容可行。',
      ...Object.fromEntries(Object.keys(SIX_POINTS).map((k) => [k, '没有发现问题。'])),
    };
  }

  private *deliberate(): Part<void> {
    const { pen, who, text } = this;
    pen.workdays(2);
    yield* pen.do(who.examinerHead, 'submit-deliberation');
    pen.workdays(this.rng.int(4, 8));
    if (this.has('postponed')) {
      yield* pen.do(who.clerk, 'deliberate', this.meeting('暂缓', '会议要求补充经费测算后再议。'));
      pen.workdays(8);
      yield* pen.do(who.examiner, 'examine', this.opinion());
      yield* pen.do(who.examinerHead, 'submit-deliberation');
      pen.workdays(5);
    }
    yield* pen.do(
      who.clerk,
      'deliberate',
      this.meeting('通过', `会议听取起草和审查说明，讨论了《${titleOf(text)}》的主要条款，决定通过。`),
    );
  }

  private meeting(result: '通过' | '暂缓', minutes: string) {
    return {
      meeting: '政府常务会议',
      heldOn: this.pen.today,
      method: '会议审议',
      attending: 12,
      inFavour: result === '通过' ? 12 : 0,
      minutes,
      result,
    };
  }

  private *promulgate(): Part<void> {
    const { pen, who, text } = this;
    pen.workdays(3);
    const order = {
      promulgatedOn: pen.today,
      effectiveOn: addDays(pen.today, this.has('early-force') ? 15 : 45),
    };
    if (this.has('early-force')) yield* pen.tryTo('government-rule.R4', who.mayor, 'sign-order', order);
    yield* pen.do(who.mayor, 'sign-order', {
      ...order,
      ...(this.has('early-force') && {
        ground: '公布后不立即施行将有碍规章施行',
        groundText: '施工旺季已到，按常规时间施行将错过主要的施工期。',
      }),
    });
    yield* pen.do(who.clerk, 'assign-order');
    yield* pen.do(who.clerk, 'promulgate');
    pen.workdays(3);
    yield* pen.do(who.clerk, 'publish-gazette', {
      channels: ['政府公报', '中国政府法制信息网', '本地报纸', '政府网站'],
      issue: '当月政府公报',
      publishedOn: pen.today,
    });
    yield* pen.tryTo('government-rule.FILED', who.clerk, 'archive');
    // The filing case was opened and the four bodies served on earlier days; see `ruleFilingStory`.
    pen.workdays(9);
    yield* pen.do(who.examinerClerk, 'record-filing', {
      filingCase: caseOf(filingStoryId(text)),
      filedOn: pen.today,
    });
    pen.workdays(1);
    yield* pen.do(who.clerk, 'archive');
    if (!this.has('evaluated')) return;
    pen.days(60);
    yield* pen.do(who.clerk, 'interpret-rule', {
      article: articleNumber(5),
      text: '划定区域以外，是指管理单位公布的早市、文化活动区域以外的公园范围。',
      decidedBy: '吉市政函〔2026〕演示号',
    });
    pen.days(30);
    yield* pen.do(who.drafter, 'evaluate', {
      by: '起草单位委托的课题组',
      findings: '施行以来投诉下降，划区公布及时，夜间开放受到欢迎。',
      proposal: '继续有效',
    });
  }

  private *congress(): Part<void> {
    const { pen, who } = this;
    pen.workdays(4);
    yield* pen.do(who.mayor, 'sign-bill', {
      explanation: '说明制定的必要性、可行性、主要内容和意见分歧的处理情况。',
      reference: '同类城市有关法规的比较材料。',
      major: false,
    });
    pen.days(25);
    yield* pen.tryTo('local-regulation-draft.PAPERS-EARLY', who.examinerClerk, 'record-reading', {
      reading: '第一次审议',
      heldOn: pen.today,
      papersOn: addDays(pen.today, -3),
      opinions: '总体赞成。',
    });
    yield* pen.do(who.examinerClerk, 'record-reading', {
      reading: '第一次审议',
      heldOn: pen.today,
      papersOn: addDays(pen.today, -9),
      opinions: '总体赞成，建议名录标在地图上。',
    });
    yield* pen.do(who.examinerClerk, 'record-adoption', {
      body: '常务委员会',
      heldOn: pen.today,
      members: 39,
      inFavour: 36,
      result: '通过',
    });
    pen.workdays(5);
    yield* pen.do(who.examinerClerk, 'record-report', {
      reportedOn: pen.today,
      number: '报请批准的报告（演示）',
    });
    pen.days(75);
    yield* pen.do(who.examinerClerk, 'record-approval', {
      approvedOn: pen.today,
      number: '批准决定（演示）',
    });
    pen.workdays(4);
    yield* pen.do(who.examinerClerk, 'announce', {
      number: '市人大常委会公告（演示）2026年第1号',
      announcedOn: pen.today,
      effectiveOn: addDays(pen.today, 40),
    });
    pen.workdays(4);
    yield* pen.do(who.examinerClerk, 'record-gazette', {
      channels: ['常委会公报', '中国人大网', '本地人大网站', '本地报纸'],
      publishedOn: pen.today,
    });
  }
}

/** Stories of normative documents: how they are made well, and what happens when they are not. */
import { addDays, addMonths } from '@fadu/kernel';
import { CITY_REGION, regionByCode } from '@fadu/plan/leadership/plan-tracking/index';
import { organId } from '../organs.ts';
import type { NormativePlan, Twist } from './normative-cast.ts';
import { NormativeConsultation } from './normative-consultation.ts';
import type { Part, Script, Story } from './pen.ts';
import type { World } from './world.ts';

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

class NormativeScript extends NormativeConsultation {
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
      regulator: this.organ(text.department ? text.lead : 'market'),
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
        answers: this.clauseAnswers(),
      });
      return;
    }
    yield* pen.do(who.reviewer, 'legality-review', {
      conclusion: '合法',
      opinion: this.has('unlawful')
        ? '修改后的文本消除了原来的问题，主体、权限、内容、程序均合法，同意提请审议。'
        : `${text.review}同意提请审议。`,
      answers: this.clauseAnswers(),
    });
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
        answers: this.clauseAnswers(),
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

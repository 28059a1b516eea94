/** Stories of applications for information: every kind of reply, and the ways a case can go before it. */
import { dueDateOnly, workdays } from '@fadu/kernel';
import { feeByItem } from '@fadu/plan/oversight/information-disclosure/index';
import { organId } from '../organs.ts';
import { actorOfResident } from '../people.ts';
import { type Course, DisclosureCast, type DisclosurePlan } from './disclosure-cast.ts';
import type { Part, Script, Story } from './pen.ts';
import type { World } from './world.ts';

const ENDS: Partial<Record<Course, string>> = {
  'on-the-spot': 'on-the-spot',
  'correction-abandoned': 'abandoned',
  'fee-abandoned': 'abandoned',
  withdrawn: 'withdrawn',
  forgotten: 'handling',
};

/** The story of one application. */
export function disclosureStory(world: World, plan: DisclosurePlan): Story {
  const id = `di-${String(plan.n).padStart(3, '0')}`;
  return {
    id,
    procedure: 'disclosure-on-application',
    region: plan.region,
    about: `${plan.code} ${plan.course}`,
    ends: ENDS[plan.course] ?? 'answered',
    tell: () => new DisclosureScript(world, plan, world.rng.fork(id)).tell(),
  };
}

class DisclosureScript extends DisclosureCast {
  *tell(): Script {
    const { pen } = this;
    yield* this.arrive();
    if (this.is('on-the-spot')) {
      yield* pen.do(this.clerk, 'answer-on-the-spot', {
        answer: `该信息已在政府网站公开，当场打印并告知查询栏目：${this.subject}。`,
      });
      return;
    }
    if (this.is('withdrawn')) {
      yield* pen.outside(
        actorOfResident(this.applicant),
        'withdraw',
        { statement: '已经从网站上查到，不需要了。' },
        this.rng.int(2, 6),
      );
      return;
    }
    const goesOn = yield* this.before();
    if (!goesOn) return;
    if (this.is('forgotten')) return;
    yield* this.reply();
  }

  private *arrive(): Part<void> {
    const { pen, rng } = this;
    const applicant = actorOfResident(this.applicant);
    if (this.is('on-the-spot', 'by-post')) {
      yield* pen.do(this.clerk, 'register', {
        ...this.application(),
        channel: this.is('by-post') ? '邮寄签收' : '当面提交',
        arrivedOn: pen.today,
        account: this.applicant.id,
      });
      return;
    }
    yield* pen.outside(applicant, 'apply-online', { ...this.application(), agency: this.agency });
    pen.office().workdays(rng.int(0, 1));
    yield* pen.do(this.clerk, 'confirm-receipt', {
      confirmedOn: pen.today,
      how: rng.pick(['电话联系申请人确认', '短信回复确认', '系统消息确认']),
    });
  }

  /** What comes before the reply; false when the case ends there. */
  private *before(): Part<boolean> {
    const { pen, rng, clerk, head, plan } = this;
    const applicant = actorOfResident(this.applicant);
    if (this.is('corrected', 'correction-abandoned') || plan.code === 'D3') {
      pen.workdays(rng.int(2, 5));
      const correctBy = dueDateOnly(pen.today, workdays(8), { calendar: this.world.calendar });
      yield* pen.do(clerk, 'notify-correction', {
        items: ['请写明所需信息的年度', '请写明文件名称或者其他便于查询的特征'],
        guidance: '您申请的内容涉及多份文件，写明年度和名称后可以更快查到；也可以来电咨询。',
        correctBy,
      });
      if (this.is('correction-abandoned')) return false;
      yield* pen.outside(
        applicant,
        'submit-correction',
        {
          text:
            plan.code === 'D3' ? '就是你们所有的那些材料。' : `${this.subject}，请提供2025年度的正式文本。`,
        },
        rng.int(3, 6),
      );
      pen.office();
    }
    if (this.is('extended')) {
      pen.workdays(12);
      yield* pen.do(head, 'extend-answer', {
        days: rng.int(8, 20),
        reason: '信息涉及多个年度的纸质档案，需要逐卷检索核对。',
      });
      pen.workdays(6);
    }
    if (this.is('third-party-agrees', 'third-party-objects', 'third-party-overruled', 'third-party-silent'))
      yield* this.askThird();
    if (this.is('co-maker')) yield* this.askCoMaker();
    if (this.is('referred')) {
      pen.workdays(3);
      yield* pen.do(clerk, 'refer-doubt', {
        authority: '演示市保密行政管理部门',
        question: '附件中的部分点位是否可以公开，请予确定。',
        sentOn: pen.today,
      });
      pen.workdays(9);
      yield* pen.do(clerk, 'referral-answer', {
        answer: '点位的具体坐标不宜公开，其余可以公开。',
        receivedOn: pen.today,
      });
    }
    if (this.is('excessive') || plan.code === 'E4') {
      pen.workdays(2);
      const answerBy = dueDateOnly(pen.today, workdays(7), { calendar: this.world.calendar });
      yield* pen.do(clerk, 'ask-reasons', {
        count: 63,
        excess: '同一申请人两个月内就相近内容提出六十三件申请，明显超过合理范围。',
        answerBy,
      });
      yield* pen.outside(applicant, 'state-reasons', { reasons: '我就是想多要一些材料。' }, rng.int(2, 5));
      pen.office().workdays(1);
      yield* pen.do(head, 'judge-reasons', {
        conclusion: '不合理',
        grounds: '没有说明每件申请之间的区别和实际需要，理由不成立。',
      });
    }
    if (this.is('fee-paid', 'fee-abandoned')) {
      pen.workdays(3);
      yield* pen.do(clerk, 'fee-notice', {
        mode: '按件计收',
        items: 14,
        earlier: 9,
        excess: '本月已经申请九件，本件拆分为十四件，明显超过合理范围。',
        payTo: '演示账户：财政非税专户',
      });
      pen.workdays(2);
      yield* pen.do(clerk, 'fee-notice-received', { receivedOn: pen.today });
      if (this.is('fee-abandoned')) return false;
      pen.workdays(5);
      yield* pen.do(clerk, 'record-payment', {
        amount: feeByItem(14, 9).amount,
        paidOn: pen.today,
        receipt: `演示票据${this.plan.n}`,
      });
    }
    return true;
  }

  private *askThird(): Part<void> {
    const { pen, clerk, third } = this;
    pen.workdays(3);
    yield* pen.do(clerk, 'ask-third-party', {
      parties: [third.id],
      content: `“${this.subject}”中涉及贵单位的合同价格和联系人。`,
      sentOn: pen.today,
    });
    pen.workdays(2);
    yield* pen.do(clerk, 'third-party-letter-received', { party: third.id, receivedOn: pen.today });
    if (this.is('third-party-silent')) {
      // The system records the silence when the limit has run out.
      pen.workdays(17);
      return;
    }
    const answers = {
      'third-party-agrees': { position: '同意' },
      'third-party-objects': { position: '不同意', reason: '合同价格属于商业秘密，公开会影响后续投标。' },
      'third-party-overruled': { position: '不同意', reason: '不希望公开，没有具体原因。' },
    } as const;
    yield* pen.outside(
      actorOfResident(third),
      'third-party-opinion',
      answers[this.plan.course as keyof typeof answers],
      this.rng.int(4, 9),
    );
    pen.office();
  }

  private *askCoMaker(): Part<void> {
    const { pen, clerk } = this;
    const co = organId(this.plan.region, this.plan.agency === 'housing' ? 'market' : 'housing');
    pen.workdays(3);
    yield* pen.do(clerk, 'ask-co-maker', {
      parties: [co],
      content: `“${this.subject}”由两个机关共同制作，是否公开请提出意见。`,
      sentOn: pen.today,
    });
    pen.workdays(1);
    yield* pen.do(clerk, 'co-maker-letter-received', { party: co, receivedOn: pen.today });
    pen.workdays(4);
    yield* pen.do(this.world.people.holder('disclosure-clerk', co), 'co-maker-opinion', { position: '同意' });
  }

  private *reply(): Part<void> {
    const { pen, rng, clerk, plan } = this;
    pen.workdays(this.is('late') ? 24 : rng.int(3, 10));
    if (this.is('review-stops')) {
      yield* pen.do(clerk, 'draft-reply', this.draft());
      pen.workdays(1);
      yield* pen.do(this.reviewer, 'review-disclosure', {
        conclusion: '不得公开',
        secrecy: '不涉及国家秘密',
        content: '公开副本中联系人的手机号没有隐去，请处理后再审。',
      });
      yield* pen.tryTo('disclosure-on-application.O2', this.head, 'sign-reply');
      pen.workdays(1);
    }
    yield* pen.do(clerk, 'draft-reply', this.draft());
    const releases = plan.code === 'A' || plan.code === 'B';
    if (releases) {
      if (this.is('unreviewed')) yield* pen.tryTo('disclosure-on-application.O2', this.head, 'sign-reply');
      pen.workdays(rng.int(0, 1));
      yield* pen.do(this.reviewer, 'review-disclosure', {
        conclusion: '可以公开',
        secrecy: '不涉及国家秘密和工作秘密',
        content: '个人信息和联系方式已经隐去，可以公开。',
      });
    }
    pen.workdays(rng.int(0, 2));
    yield* pen.do(this.head, 'sign-reply');
    yield* this.send();
    if (this.is('third-party-overruled') || (plan.code === 'B' && this.is('third-party-objects'))) {
      yield* pen.do(clerk, 'tell-third-party', {
        content: `公开“${this.subject}”。`,
        reasons: '异议没有说明具体理由，公开有利于社会监督，依法决定公开。',
        toldOn: pen.today,
      });
    }
    if (this.is('made-public')) {
      yield* pen.do(clerk, 'publish-proactively', { reason: '已有多人申请相同信息，纳入主动公开。' });
    }
    pen.workdays(rng.int(1, 4));
    yield* pen.do(clerk, 'close');
  }

  private *send(): Part<void> {
    const { pen, rng, clerk } = this;
    const tracking = `演示邮件${String(this.plan.n).padStart(4, '0')}`;
    if (this.is('courier')) {
      yield* pen.tryTo('disclosure-on-application.POSTAL', clerk, 'post-reply', {
        carrier: '其他快递企业',
        tracking,
        postedOn: pen.today,
      });
    }
    if (rng.chance(0.3) && !this.is('courier')) {
      yield* pen.do(clerk, 'deliver-reply', {
        method: '直接送达',
        servedOn: pen.today,
        receiver: this.applicant.name,
        receipt: `演示回证${this.plan.n}`,
      });
      return;
    }
    pen.workdays(rng.int(0, 1));
    yield* pen.do(clerk, 'post-reply', { carrier: '邮政企业', tracking, postedOn: pen.today });
  }
}

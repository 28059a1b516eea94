/** Consultation and hearing of a normative document: the public, departments, enterprises, deputies, special reviews. */
import { addDays, days, dueDateOnly } from '@fadu/kernel';
import { regionByCode } from '@fadu/plan/leadership/plan-tracking/index';
import { settings } from '@fadu/plan/rulemaking/normative-documents/common';
import type { DraftComment } from '../texts/index.ts';
import { NormativeCast } from './normative-cast.ts';
import type { Part } from './pen.ts';

const TAKEN = '采纳';

/** The part of a script in which others are heard. */
export class NormativeConsultation extends NormativeCast {
  /** Departments, enterprises, deputies and the four special reviews. */
  protected *hear(first: boolean): Part<void> {
    const { pen, who, text } = this;
    if (first) {
      yield* this.departments();
      if (text.business) {
        yield* pen.do(who.drafter, 'hear-enterprises', {
          heard: text.heard ?? ['演示市企业联合会'],
          opinions: '召开座谈会听取意见，主要关心执行时间和具体操作，合理意见已经吸收，未吸收的当面说明。',
          answers: (text.heard ?? ['演示市企业联合会']).map((from, i) =>
            i % 2
              ? {
                  from,
                  opinion: '希望推迟半年施行。',
                  disposition: '部分采纳',
                  reason: '公布后留出准备时间，安全方面的要求不推迟。',
                }
              : { from, opinion: '执行的时间和口径请写得更具体。', disposition: '采纳' },
          ),
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
          ...this.firstCheck(),
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
        ...this.firstCheck(),
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

  /** The drafting unit's own check, which goes to the market regulator with a government's document. */
  private firstCheck() {
    return this.text.department
      ? {}
      : { firstCheck: '起草单位对照四项审查标准逐条初审，认为对各类经营者条件一致，送市场监管部门审查。' };
  }

  protected *departments(): Part<void> {
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

  protected *consult(): Part<void> {
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

  protected *answers(seqs: readonly { seq: number; comment: DraftComment }[]): Part<void> {
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
}

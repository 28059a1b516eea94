/** Stories of administrative penalties by the ordinary procedure. */
import { addDays, dueDateOnly, workdays } from '@fadu/kernel';
import { actorOfResident } from '../people.ts';
import { lenientCodeFor } from './benchmarks.ts';
import { itemForOffence } from './enforcement-items.ts';
import { Later, type Part, type Script, type Story } from './pen.ts';
import { type PenaltyCourse, type PenaltyPlan, partyOf } from './penalty-cast.ts';
import { PenaltyPerformance } from './penalty-performance.ts';
import type { World } from './world.ts';

const QUALIFIED = '已通过国家统一法律职业资格考试';
const CODE = 'penalty-ordinary';

const ENDS: Partial<Record<PenaltyCourse, string>> = {
  'not-filed': 'not-filed',
  police: 'transferred',
  'no-penalty': 'archived',
  'lenient-after-refusal': 'archived',
  reconsidered: 'archived',
};

/** The story of one ordinary case. */
export function penaltyStory(world: World, plan: PenaltyPlan): Story {
  const id = `${plan.mark ?? 'po'}-${String(plan.n).padStart(3, '0')}`;
  return {
    id,
    procedure: CODE,
    region: plan.region,
    about: plan.course,
    ends: ENDS[plan.course] ?? 'closed',
    tell: () => new PenaltyScript(world, plan, world.rng.fork(id)).tell(),
  };
}

class PenaltyScript extends PenaltyPerformance {
  *tell(): Script {
    const { pen, who, rng } = this;
    yield* this.registerClue();
    pen.workdays(rng.int(1, 5));
    if (this.is('not-filed')) {
      yield* pen.do(who.head, 'not-file', {
        ground: '没有违法行为',
        reason: '现场核查没有发现反映的问题，经营者能够说明来源。',
        reporterTold: true,
      });
      return;
    }
    const filing = {
      item: this.item,
      officers: this.pair,
      primaFacie: true,
      punishable: true,
      competent: true,
      jurisdiction: '违法行为发生地在本行政区域',
      verification: '现场核对属实，有照片为证。',
    };
    if (this.is('sent-back')) {
      // First under an item of another organ; the engine names whose it is.
      const other = this.plan.lead === 'market' ? 'urban-management' : 'market';
      const offence = other === 'market' ? '发布虚假广告' : '餐饮油烟超标排放';
      const item = itemForOffence(this.plan.region, other, offence);
      yield* pen.tryTo(`${CODE}.R24.4`, who.head, 'file', { ...filing, item });
    }
    yield* pen.do(who.head, 'file', filing);
    const evidence = yield* this.investigate();
    if (this.is('police')) {
      yield* this.toThePolice(evidence);
      return;
    }
    const punished = yield* this.propose(evidence);
    if (!punished) {
      yield* this.noPenalty();
      return;
    }
    yield* this.notify();
    yield* this.decide();
    yield* this.perform();
  }

  /** The transfer is a case of its own, told beside this one (`compulsion.ts`); here it is noted and waited for. */
  private *toThePolice(evidence: readonly number[]): Part<void> {
    const { pen, who } = this;
    const transfer = () => new Later((issued) => ({ transfer: issued(this.plan.transfer ?? '').transfer }));
    // Meanwhile the task force reports, the principal head decides, and the case is handed over.
    pen.workdays(8);
    yield* pen.do(who.clerk, 'transfer-police', transfer());
    pen.workdays(8);
    yield* pen.do(who.one, 'police-reply', { result: '立案', document: `演示立案告知书${this.plan.n}` });
    pen.workdays(1);
    yield* pen.do(who.one, 'end-report', this.proposal(evidence, { outcome: '移送司法机关', items: [] }));
    pen.workdays(1);
    yield* pen.do(who.reviewer, 'case-review', { result: '同意', opinion: '公安机关已经立案，应当移送。' });
    yield* pen.do(who.clerk, 'submit-no-penalty');
    pen.workdays(1);
    yield* pen.do(who.head, 'decide-transfer', transfer());
  }

  private *registerClue(): Part<void> {
    const { pen, rng } = this;
    const day = pen.today;
    const actOn = addDays(day, -rng.int(0, 3));
    yield* pen.do(this.who.one, 'register-clue', {
      title: `${this.offence.title}案（${this.party.name}）`,
      sector: this.work.sector,
      field: this.work.field,
      source: rng.pick(['监督检查', '投诉', '举报']),
      sourceDetail: `${this.offence.conduct}，日常检查或者群众反映发现。`,
      realName: this.is('not-filed'),
      ...partyOf(this.party),
      conduct: this.offence.conduct,
      place: this.place,
      actOn,
      actEndedOn: actOn,
      discoveredOn: day,
      graveHarm: false,
    });
  }

  /** Investigation; answers the numbers of the acts that hold the evidence. */
  private *investigate(): Part<number[]> {
    const { pen, rng, who } = this;
    pen.workdays(rng.int(1, 4));
    if (this.is('alone')) {
      yield* pen.tryTo(
        `${CODE}.INV-P4`,
        who.one,
        'contact',
        this.contact({ officers: this.pair.slice(0, 1) }),
      );
    }
    const site = yield* pen.do(who.one, 'contact', this.contact());
    const evidence = [site.seq];
    if (this.is('preserved')) {
      yield* pen.do(who.one, 'preserve', {
        officers: this.pair,
        items: ['涉案物品一批'],
        ground: '可能被转移或者销毁',
        place: '本局仓库',
        approvedBy: who.head.name,
      });
      pen.workdays(4);
      yield* pen.do(who.one, 'dispose-preserved', { result: '返还', detail: '拍照取证后返还当事人。' });
    }
    if (this.is('suspended')) {
      pen.workdays(2);
      yield* pen.do(who.head, 'suspend', { reason: '等待上级机关对法律适用的答复。' });
      pen.workdays(15);
      yield* pen.do(who.head, 'resume', { reason: '已经收到答复。' });
    }
    pen.workdays(rng.int(2, 6));
    const asked = yield* pen.do(
      who.two,
      'contact',
      this.contact({
        kind: '询问',
        record: `询问负责人：承认${this.offence.fact}，愿意改正。`,
        evidence: '当事人的陈述',
      }),
    );
    evidence.push(asked.seq);
    if (this.plan.n % 3 !== 0)
      yield* pen.beside(who.one, 'explain-law', this.explained('说理', ['当事人'], 2));
    pen.workdays(rng.int(2, 8));
    return evidence;
  }

  /** End report and case review; false when no penalty is proposed. */
  private *propose(evidence: readonly number[]): Part<boolean> {
    const { pen, who } = this;
    const mild = { minor: true, correctedInTime: true, noHarm: true };
    if (this.is('lenient-after-refusal')) {
      yield* pen.tryTo(`${CODE}.R26.1`, who.one, 'end-report', this.proposal(evidence, mild));
      pen.workdays(1);
    }
    yield* pen.do(
      who.one,
      'end-report',
      this.lenient
        ? this.proposal(evidence, {
            ...mild,
            outcome: '不予处罚',
            noPenaltyGround: '轻微并已改正、没有危害后果',
            items: [],
            ...(this.listed && {
              lenientItem: lenientCodeFor(this.plan.lead, this.offence.title),
            }),
          })
        : this.proposal(evidence),
    );
    pen.workdays(this.rng.int(1, 3));
    if (this.is('sent-back')) {
      yield* pen.do(who.reviewer, 'case-review', { result: '退回补充', opinion: '缺少进货凭证，请补充。' });
      yield* pen.do(who.head, 'reopen-investigation', { reason: '补充进货凭证。' });
      pen.workdays(3);
      const more = yield* pen.do(
        who.one,
        'contact',
        this.contact({ kind: '调取证据', record: '调取进货凭证两张，与现场情况一致。', evidence: '书证' }),
      );
      pen.workdays(1);
      yield* pen.do(who.one, 'end-report', this.proposal([...evidence, more.seq]));
      pen.workdays(1);
    }
    yield* pen.do(who.reviewer, 'case-review', { result: '同意', opinion: '事实清楚，证据确凿，程序合法。' });
    return !this.lenient;
  }

  private *noPenalty(): Part<void> {
    const { pen, who } = this;
    yield* pen.do(who.clerk, 'submit-no-penalty');
    pen.workdays(this.rng.int(1, 3));
    yield* pen.do(who.head, 'decide-no-penalty', {
      ground: '轻微并已改正、没有危害后果',
      reasons: '当场改正，没有造成危害后果，依法不予处罚。',
      education: '讲解有关规定，发放告知书，当事人表示今后注意。',
      ...this.remedy,
    });
    pen.workdays(1);
    yield* pen.do(who.one, 'serve-decision', this.served());
    pen.workdays(this.rng.int(2, 6));
    yield* this.close('依法不予处罚，已经教育。');
  }

  private *notify(): Part<void> {
    const { pen, who, rng, party } = this;
    pen.workdays(rng.int(0, 2));
    yield* pen.do(who.clerk, 'give-notice');
    pen.workdays(1);
    yield* pen.do(who.one, 'serve-notice', this.served());
    const told = pen.today;
    const over = addDays(dueDateOnly(told, workdays(5), { calendar: this.world.calendar }), 1);
    if (this.is('hasty')) {
      pen.workdays(1);
      yield* pen.tryTo(`${CODE}.INV-P1`, who.clerk, 'submit-decision');
    }
    if (this.is('statement')) {
      const said = yield* pen.outside(
        actorOfResident(party),
        'state-defence',
        { channel: '书面', text: '问题属实，已经改正，请求从轻处理。' },
        rng.int(1, 2),
      );
      pen.office().workdays(1);
      yield* pen.do(who.one, 're-examine', {
        statement: said.seq,
        accepted: '部分采纳',
        reasons: '当事人已经改正的情节属实，在裁量幅度内予以考虑。',
      });
    }
    if (this.is('waived')) {
      pen.workdays(1);
      yield* pen.do(actorOfResident(party), 'waive-rights', {
        scope: '陈述和申辩',
        document: `演示放弃声明${this.plan.n}`,
        signedOn: pen.today,
      });
    } else if (this.is('hearing', 'hearing-withdrawn')) {
      yield* this.hearing();
      if (this.is('hearing')) return;
      pen.to(over);
    } else pen.to(over);
    yield* pen.do(who.clerk, 'submit-decision');
  }

  private *hearing(): Part<void> {
    const { pen, who, party } = this;
    yield* pen.outside(
      actorOfResident(party),
      'request-hearing',
      { channel: '书面', requestedOn: addDays(pen.today, 1) },
      1,
    );
    pen.office().workdays(1);
    if (this.is('hearing-withdrawn')) {
      yield* pen.do(actorOfResident(party), 'withdraw-hearing', { document: `演示撤回书${this.plan.n}` });
      return;
    }
    const heldOn = dueDateOnly(pen.today, workdays(11), { calendar: this.world.calendar });
    yield* pen.do(who.clerk, 'set-hearing', {
      heldOn,
      time: '09:30',
      place: '本局三楼会议室',
      host: who.host.person,
      hostName: who.host.name,
      open: true,
    });
    pen.workdays(1);
    yield* pen.do(who.one, 'serve-hearing-notice', this.served());
    pen.to(heldOn);
    yield* pen.do(who.host, 'hold-hearing', {
      result: '举行完毕',
      attended: [who.one.name, `${party.name}代表`],
      agents: ['演示代理人'],
      minutes: '调查人员提出事实、证据和处罚建议，当事人质证，请求从轻。',
      signed: '当事人核对无误并签名',
      report: '事实清楚，建议在告知的幅度内从轻处罚。',
    });
    yield* pen.beside(who.one, 'explain-law', this.explained('听证中释法', ['当事人', '旁听人员'], 14));
  }

  private *decide(): Part<void> {
    const { pen, who } = this;
    pen.workdays(this.rng.int(1, 4));
    if (this.is('review-unlawful')) {
      yield* pen.do(who.legal, 'legality-review', {
        conclusion: '不合法',
        opinion: '主要证据不足，货值没有查清，应当补充调查。',
        qualification: QUALIFIED,
      });
      yield* pen.do(who.head, 'reopen-investigation', { reason: '补充查清货值。' });
      pen.workdays(3);
      const more = yield* pen.do(
        who.one,
        'contact',
        this.contact({ kind: '调取证据', record: '调取销售流水，查清货值。', evidence: '书证' }),
      );
      yield* pen.do(who.one, 'end-report', this.proposal([more.seq]));
      pen.workdays(1);
      yield* pen.do(who.reviewer, 'case-review', { result: '同意', opinion: '货值已经查清。' });
      yield* pen.do(who.clerk, 'give-notice');
      pen.workdays(1);
      yield* pen.do(who.one, 'serve-notice', this.served());
      pen.to(addDays(dueDateOnly(pen.today, workdays(5), { calendar: this.world.calendar }), 1));
      yield* pen.do(who.clerk, 'submit-decision');
      pen.workdays(1);
    }
    if (this.is('review-unlawful', 'hearing')) {
      yield* pen.do(who.legal, 'legality-review', {
        conclusion: '合法',
        opinion: '主体、依据、程序、裁量都符合规定。',
        qualification: QUALIFIED,
      });
      pen.workdays(1);
    }
    if (this.is('hearing', 'hearing-withdrawn')) {
      yield* pen.do(who.clerk, 'deliberate', {
        meeting: '行政机关负责人集体讨论会议',
        heldOn: pen.today,
        method: '会议审议',
        attending: 5,
        inFavour: 5,
        minutes: '各位负责人逐一发表意见，一致同意拟处罚意见。',
        result: '通过',
      });
    }
    const amount = this.is('hearing')
      ? 100_000
      : this.is('statement')
        ? Math.max(this.offence.fine[0], Math.round(this.fine * 0.8))
        : this.fine;
    if (this.is('heavier')) {
      yield* pen.tryTo(`${CODE}.INV-P5`, who.head, 'decide-penalty', this.decision(this.fine + 1000));
    }
    yield* pen.do(who.head, 'decide-penalty', this.decision(amount));
    this.decided = amount;
    pen.workdays(this.rng.int(1, 3));
    yield* pen.do(who.one, 'serve-decision', this.served());
    this.servedOn = pen.today;
    if (this.plan.n % 2 === 0)
      yield* pen.beside(who.clerk, 'issue-guidance', {
        problems: `${this.offence.fact}，内部管理不严。`,
        advice: ['确定专人每天自查并记录', '发现问题及时改正，不清楚的向本机关咨询'],
        contact: '演示电话000-0000-0001',
        deliveredOn: pen.today,
      });
  }
}

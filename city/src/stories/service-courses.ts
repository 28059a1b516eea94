/** How one handling of a service item goes: every course of the procedure, told by the people of the hall and the organ. */
import { type Actor, addDays, dueDateOnly, workdays } from '@fadu/kernel';
import type { Material } from '@fadu/plan/functions/service-items/index';
import type { Resident } from '../people.ts';
import { type Part, Pen, type Script, type Story } from './pen.ts';
import { askedOf, type Channel, COURSE_ENDS, COURSE_SAYS, type HandlingPlan } from './service-plans.ts';
import type { World } from './world.ts';

const REMEDIES = '可以在六十日内向吉林市人民政府申请行政复议，或者在六个月内提起行政诉讼。';
const REVOKED = '整改期限届满后复查，仍与承诺不符，撤销准予决定，并按规定记入信用记录。';

const actorOf = (r: Resident): Actor => ({ kind: 'person', person: r.id, name: r.name, posts: [] });

interface Teller {
  readonly pen: Pen;
  readonly plan: HandlingPlan;
  readonly world: World;
  readonly window: Actor;
  readonly by: (role: string) => Actor;
}

/** How the result is handed over. */
function handedBy(channel: Channel): string {
  return (
    {
      网上: '电子证照',
      窗口: '窗口领取',
      '乡镇（街道）': '乡镇（街道）代领',
      自助终端: '自助终端打印',
      邮寄: '邮寄',
      电话: '邮寄',
    } as const
  )[channel];
}

/** The application, by whatever way it comes. */
function* applied({ pen, plan, window }: Teller, left: readonly string[]): Part<void> {
  const { item, applicant, channel, course } = plan;
  const byCommitment = course === 'committed' || course === 'put-right' || course === 'revoked';
  const input = {
    item: item.basicCode,
    applicantType: applicant.kind === 'person' ? '自然人' : '法人和其他组织',
    name: applicant.name,
    identity: applicant.identity,
    contact: applicant.contact,
    matter: plan.matter,
    materials: askedOf(item)
      .filter((m) => !left.includes(m.name))
      .map((m) => ({ name: m.name, how: '随申请提交' })),
    ...(byCommitment && { commitment: true }),
    ...(plan.proxy && {
      proxy: plan.proxy.name,
      proxyRelation: plan.proxy.relation,
      authority: `授权委托书（演示）${plan.id}`,
    }),
  };
  if (channel === '网上') yield* pen.outside(actorOf(applicant), 'apply', input, pen.rng.int(1, 3));
  else
    yield* pen.do(window, 'register-application', {
      ...input,
      channel,
      receivedOn: pen.today,
      ...(plan.account && { account: applicant.id }),
    });
}

/** The one notice of what is to be corrected. */
function* toCorrect({ pen, window, world }: Teller, materials: readonly Material[]): Part<void> {
  yield* pen.do(window, 'notify-correction', {
    items: materials.map((m) => ({
      material: m.name,
      problem: '没有提交',
      how: m.form === '复印件' ? '请补交加盖公章或者签名的复印件' : '请补交填写完整、签名的材料照片',
    })),
    risk: '逾期不补正的，视为放弃申请，可以重新申请',
    correctBy: dueDateOnly(pen.today, workdays(10), { calendar: world.calendar }),
  });
}

/** What the window cannot accept goes up; answers whether the handling goes on. */
function* goneUp({ pen, plan, world, window, by }: Teller): Part<boolean> {
  const { course } = plan;
  yield* pen.do(window, 'escalate', {
    problem: '申请的地点和范围，窗口拿不准能不能受理',
    told: true,
  });
  if (course === 'first-step') {
    yield* pen.do(by('chief-rep'), 'answer-first-step', {
      result: '可以受理',
      reasons: '符合受理条件，范围由审查核定',
    });
    return true;
  }
  if (course === 'not-required') {
    yield* pen.do(by('chief-rep'), 'say-not-required', {
      reasons: '申请的活动不在许可范围内，依法可以直接开展，不需要办理许可。',
    });
    return false;
  }
  if (course === 'other-organ') {
    yield* pen.do(by('chief-rep'), 'say-not-competent', {
      reasons: '申请办理的内容属于另一部门的职权，本机关不能办理。',
      competent: plan.competent ?? '',
      where: '政务大厅综合窗口 0432-12345',
    });
    return false;
  }
  yield* pen.do(by('chief-rep'), 'answer-first-step', {
    result: '报大厅管理机构协调',
    reasons: '需要协调另一部门的意见，报大厅管理机构',
  });
  pen.workdays(pen.rng.int(0, 1));
  const manager = world.people.holder('hall-manager', plan.window);
  if (course === 'second-step') {
    yield* pen.do(manager, 'answer-second-step', {
      result: '可以受理',
      reasons: '有关部门没有不同意见，可以受理',
    });
    return true;
  }
  yield* pen.do(manager, 'answer-second-step', {
    result: '报部门负责人决定',
    reasons: '有关部门意见不一致，报部门负责人决定',
  });
  // The three steps together stay within the five working days after which silence counts as acceptance.
  pen.workdays(pen.rng.int(0, 1));
  if (course === 'third-step') {
    yield* pen.do(by('organ-head'), 'answer-third-step', { reasons: '符合法定条件，应当受理' });
    return true;
  }
  yield* pen.do(by('organ-head'), 'refuse-acceptance', {
    reasons: '申请的地点在依法不得设立、不得办理的范围内，不符合法定条件。',
    basis: `《${plan.item.basis[0]?.instrument ?? ''}》第${plan.item.basis[0]?.article ?? ''}条`,
    remedies: REMEDIES,
  });
  return false;
}

/** A hearing asked for by the applicant. */
function* heard({ pen, plan, by }: Teller): Part<void> {
  const reviewer = by('service-reviewer');
  const host = by('hearing-host');
  yield* pen.do(reviewer, 'offer-hearing', {
    told: [plan.applicant.name, '相邻权利人（演示）'],
    receivedOn: pen.today,
  });
  pen.workdays(pen.rng.int(1, 3));
  yield* pen.do(reviewer, 'request-hearing', { channel: '书面', requestedOn: pen.today });
  // Early enough for any notice of seven working days.
  const heldOn = pen.ahead(10);
  yield* pen.do(reviewer, 'set-hearing', {
    heldOn,
    time: '09:30',
    place: '市政务服务中心听证室',
    host: host.person,
    hostName: host.name,
    open: true,
  });
  yield* pen.do(reviewer, 'serve-hearing-notice', {
    method: '直接送达',
    servedOn: pen.today,
    receiver: plan.applicant.name,
    receipt: `听证通知送达回证（演示）${plan.id}`,
  });
  pen.to(heldOn);
  yield* pen.do(host, 'hold-hearing', {
    result: '举行完毕',
    attended: [plan.applicant.name, '相邻权利人（演示）', reviewer.name],
    agents: [],
    minutes: '申请人说明了场所位置和降噪措施，相邻权利人对夜间时段提出意见，申请人同意缩短时段。',
    signed: '当事人核对无误并签名',
    report: '申请人的措施回应了相邻权利人的意见，建议按缩短的时段准予。',
  });
}

/** Review and decision by two people, within the days of the plan. */
function* decided(teller: Teller): Part<void> {
  const { pen, plan, by } = teller;
  const { item, course } = plan;
  const reviewer = by('service-reviewer');
  if (item.thirdParty)
    yield* pen.do(reviewer, 'tell-interested', { people: ['相邻权利人（演示）'], how: '书面通知' });
  let days = plan.days;
  const special = course === 'special' ? item.special?.[0] : undefined;
  if (special) {
    yield* pen.do(reviewer, 'begin-special', {
      type: special.type,
      basis: special.basis,
      days: special.days,
    });
    pen.workdays(pen.rng.int(Math.ceil(special.days / 2), special.days));
    yield* pen.do(reviewer, 'end-special', {
      result: `${special.type}已经完成，结果符合要求`,
      endedOn: pen.today,
    });
  }
  if (course === 'hearing' || item.hearing) yield* heard(teller);
  if (course === 'extended') {
    const wait = Math.max(1, item.statutoryDays - 2);
    pen.workdays(wait);
    yield* pen.do(by('organ-head'), 'extend-decision', {
      days: 10,
      reason: '需要向外地有关部门核实材料，尚未收到回函',
    });
    days = 6;
  }
  const onSite = item.kind === '行政许可' && pen.rng.chance(0.6);
  const proposal = course === 'denied' ? '不予' : '准予';
  const input = {
    findings: onSite ? '两人到现场核查，与申请一致' : '材料真实有效，与平台共享的数据一致',
    onSite,
    staff: onSite ? [reviewer.name, `${reviewer.name[0]}协办（演示）`] : [reviewer.name],
    proposal,
    reasons: course === 'denied' ? '不符合法定条件' : '符合法定条件、标准',
  };
  if (days > 1) pen.workdays(days - 1);
  yield* pen.do(reviewer, 'review', input);
  const approver = by('service-approver');
  if (course === 'sent-back') {
    yield* pen.do(approver, 'send-back', { reasons: '现场情况没有写清，请补充核实' });
    yield* pen.do(reviewer, 'review', { ...input, findings: '补充核实了现场情况，与申请一致' });
  }
  if (days > 0) pen.workdays(1);
  if (course === 'denied')
    yield* pen.do(approver, 'deny', {
      reasons: `经审查，申请不符合“${item.conditions[0] ?? item.name}”的条件。`,
      remedies: REMEDIES,
    });
  else yield* pen.do(approver, 'grant', { reasons: '符合法定条件、标准' });
}

/** What follows a grant by commitment. */
function* checked({ pen, plan, by }: Teller): Part<void> {
  const { item, course } = plan;
  const reviewer = by('service-reviewer');
  const within = item.checkDays ?? 20;
  pen.workdays(pen.rng.int(Math.ceil(within / 3), within - 2));
  const good = course === 'committed';
  yield* pen.do(reviewer, 'check-commitment', {
    method: '现场核查',
    result: good ? '属实' : '不符合',
    findings: good ? '场所、人员和制度与承诺一致' : '现场人员少于承诺的数量，制度没有落实',
    ...(!good && { fixBy: addDays(pen.today, 20) }),
  });
  if (good) return;
  pen.days(course === 'revoked' ? 24 : pen.rng.int(8, 18));
  yield* pen.do(reviewer, 'check-rectification', {
    result: course === 'revoked' ? '仍不符合' : '整改合格',
    findings: course === 'revoked' ? '复查时仍没有补足人员' : '人员已经补足，制度已经落实',
  });
  if (course !== 'revoked') return;
  pen.workdays(1);
  yield* pen.do(by('service-approver'), 'revoke-commitment', { reasons: REVOKED, remedies: REMEDIES });
}

/** What applicants leave out at first, by the course. */
function leftOut(plan: HandlingPlan): readonly Material[] {
  const asked = askedOf(plan.item);
  if (plan.course === 'lacking') return asked.filter((m) => m.need === '可容缺');
  if (['corrected', 'corrected-on-paper', 'given-up'].includes(plan.course))
    return asked.filter((m) => m.need === '必要').slice(0, 1);
  return [];
}

function* told(teller: Teller): Script {
  const { pen, plan, window, by } = teller;
  const { course, item } = plan;
  const left = leftOut(plan);
  const given = (list: readonly Material[]) => list.map((m) => ({ name: m.name, how: '随申请提交' }));
  const applicant = actorOf(plan.applicant);
  yield* applied(
    teller,
    left.map((m) => m.name),
  );
  if (course === 'withdrawn' && plan.channel === '网上') {
    yield* pen.outside(applicant, 'withdraw', { statement: '暂时不办了' }, pen.rng.int(0, 1));
    return;
  }
  pen.office();
  if (plan.channel === '网上') pen.workdays(pen.rng.pick([0, 0, 0, 1, 1, 2] as const));
  if (course === 'withdrawn' || course === 'withdrawn-on-paper') {
    yield* pen.do(window, 'register-withdrawal', { statement: '书面撤回申请', receivedOn: pen.today });
    return;
  }
  if (course === 'fixed-on-spot')
    yield* pen.do(window, 'fix-on-spot', { what: '申请书上的联系电话少写一位，申请人当场更正' });
  if (left.length > 0 && course !== 'lacking') {
    yield* toCorrect(teller, left);
    if (course === 'given-up') return;
    const online = course === 'corrected' && plan.channel === '网上';
    if (online)
      yield* pen.outside(applicant, 'submit-correction', { materials: given(left) }, pen.rng.int(1, 6));
    else {
      pen.workdays(pen.rng.int(1, 5));
      yield* pen.do(window, 'register-correction', { materials: given(left), receivedOn: pen.today });
    }
    pen.office();
  }
  if (
    ['first-step', 'second-step', 'third-step', 'refused', 'other-organ', 'not-required'].includes(course)
  ) {
    if (!(yield* goneUp(teller))) return;
  }
  if (course === 'silent')
    // Nobody looks at it for six working days: accepted by law since the day it came.
    pen.workdays(7);
  else
    yield* pen.do(window, 'accept', {
      ...(course === 'lacking' && { lacking: left.map((m) => m.name), note: '请在十个工作日内补齐' }),
    });
  if (course === 'lacking') {
    pen.workdays(pen.rng.int(0, 2));
    yield* pen.do(window, 'hand-in-missing', { materials: given(left), receivedOn: pen.today });
  }
  const byCommitment = course === 'committed' || course === 'put-right' || course === 'revoked';
  if (byCommitment)
    yield* pen.do(by('service-approver'), 'grant-by-commitment', { reasons: '申请人已经签署告知承诺书' });
  else if (item.promisedDays === 0 && !item.thirdParty)
    yield* pen.do(by('chief-rep'), 'grant-at-once', { reasons: '材料齐全，符合法定形式' });
  else yield* decided(teller);
  if (item.promisedDays > 0 && pen.rng.chance(0.4)) pen.workdays(pen.rng.int(1, 3));
  yield* pen.do(window, 'deliver', { method: handedBy(plan.channel), deliveredOn: pen.today });
  if (byCommitment) yield* checked(teller);
}

/** The story of a handling. */
export function handlingStory(world: World, plan: HandlingPlan, region: string): Story {
  return {
    id: plan.id,
    procedure: 'service-application',
    region,
    about: `${plan.item.name}：${COURSE_SAYS[plan.course]}`,
    ends: COURSE_ENDS[plan.course],
    tell: () =>
      told({
        pen: new Pen(world.calendar, world.rng.fork(plan.id), plan.start),
        plan,
        world,
        window: world.people.holder('window-clerk', plan.window, plan.clerk ?? 0),
        by: (role) => world.people.holder(role, plan.item.organ),
      }),
  };
}

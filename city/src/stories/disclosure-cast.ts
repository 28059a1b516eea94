/** The cast of an application for information, and what its acts are filled with. */
import type { Actor, DateStr } from '@fadu/kernel';
import { CITY_REGION, regionByCode } from '@fadu/plan/leadership/plan-tracking/index';
import type { ReplyCode } from '@fadu/plan/oversight/information-disclosure/index';
import { fullNameOf, organId } from '../organs.ts';
import type { Resident } from '../people.ts';
import type { Random } from '../random.ts';
import { SUBJECTS } from '../texts/disclosure.ts';
import { Pen } from './pen.ts';
import type { World } from './world.ts';

/** What happens before, or instead of, the reply. */
export type Course =
  | 'plain'
  /** Handed in at the counter and registered by the office; answered there on the same day. */
  | 'on-the-spot'
  /** Came by post and was registered. */
  | 'by-post'
  | 'corrected'
  | 'correction-abandoned'
  | 'extended'
  | 'third-party-agrees'
  | 'third-party-objects'
  /** The third party objects without good reason; the information is given and the third party told. */
  | 'third-party-overruled'
  | 'third-party-silent'
  | 'co-maker'
  | 'referred'
  | 'excessive'
  | 'fee-paid'
  | 'fee-abandoned'
  | 'withdrawn'
  /** The reviewer finds something that must not go out; drafted again. */
  | 'review-stops'
  /** Sent with a private courier at first; refused. */
  | 'courier'
  /** Signed before review; refused. */
  | 'unreviewed'
  /** The clerk reviews the own draft; refused. */
  | 'late'
  /** Nobody answers: stays open beyond its limit. */
  | 'forgotten'
  | 'made-public';

/** One application. */
export interface DisclosurePlan {
  readonly n: number;
  readonly region: string;
  /** Key of the organ asked. */
  readonly agency: string;
  readonly start: DateStr;
  readonly code: ReplyCode;
  readonly course: Course;
}

const OWN_DRAFT = '收到申请后检索了业务系统和纸质档案，并向承办科室核实。';

/** Who acts and what is asked for; the script builds on it. */
export class DisclosureCast {
  protected readonly pen: Pen;
  protected readonly rng: Random;
  protected readonly plan: DisclosurePlan;
  protected readonly world: World;
  protected readonly applicant: Resident;
  protected readonly third: Resident;
  protected readonly clerk: Actor;
  protected readonly head: Actor;
  protected readonly reviewer: Actor;
  protected readonly agency: string;
  protected readonly subject: string;

  constructor(world: World, plan: DisclosurePlan, rng: Random) {
    this.world = world;
    this.plan = plan;
    this.rng = rng;
    this.pen = new Pen(world.calendar, rng, plan.start);
    this.agency = organId(plan.region, plan.agency);
    const { people } = world;
    this.clerk = people.holder('disclosure-clerk', this.agency);
    this.head = people.holder('disclosure-head', this.agency);
    this.reviewer = people.holder('disclosure-reviewer', this.agency);
    this.applicant = rng.pick(people.residents.filter((r) => r.kind === 'person' || rng.chance(0.3)));
    this.third = rng.pick(
      people.residents.filter((r) => r.kind === 'enterprise' && r.id !== this.applicant.id),
    );
    this.subject = rng.pick(SUBJECTS[plan.agency] ?? ['2025年度重点工作完成情况']);
  }

  protected is(...courses: readonly Course[]): boolean {
    return courses.includes(this.plan.course);
  }

  protected application() {
    const { applicant } = this;
    return {
      applicantType: applicant.kind === 'person' ? '自然人' : '商业企业',
      name: applicant.name,
      identity: `演示证件${applicant.identity}`,
      contact: applicant.contact,
      information: this.subject,
      provideAs: this.rng.pick(['纸质', '电子邮件', '电子邮件']),
    };
  }

  protected get released() {
    return [
      {
        title: this.subject,
        original: `演示档案-${this.plan.n}`,
        rendition: `演示公开副本-${this.plan.n}`,
        redacted: ['联系人手机号'],
      },
    ];
  }

  protected get remedy() {
    const county = this.plan.region !== CITY_REGION;
    const place = regionByCode(this.plan.region)?.name ?? '';
    return {
      reconsiderationOrgan: county
        ? `${place}人民政府`
        : this.plan.agency === 'government-office'
          ? '吉林省人民政府'
          : fullNameOf(organId(CITY_REGION, 'government')),
      court: county ? `${place}人民法院` : '吉林市船营区人民法院',
    };
  }

  protected draft(): Record<string, unknown> {
    const { released } = this;
    const base = { code: this.plan.code, facts: OWN_DRAFT, ...this.remedy };
    const channel = '请向12345热线或者信访部门反映，也可以到本机关接待窗口。';
    const byCode: Record<ReplyCode, Record<string, unknown>> = {
      A:
        this.rng.chance(0.2) &&
        !this.is('third-party-overruled', 'third-party-silent', 'made-public', 'unreviewed', 'review-stops')
          ? { whereToFind: '该信息已在政府网站“信息公开”栏目公开，可以随时查看、下载。' }
          : {
              released,
              ...(this.is('third-party-overruled') && {
                override: '异议没有说明具体理由，公开不损害其合法权益。',
              }),
              ...(this.is('third-party-silent') && {
                balance: '逾期没有答复，经权衡不涉及商业秘密，可以公开。',
              }),
            },
      B: {
        reasons: '其中部分内容不宜公开，区分处理后公开其余部分。',
        ...(this.is('third-party-objects') && {
          override: '第三方只对单价提出异议，其余部分的异议没有具体理由。',
        }),
        released,
        withheld: this.is('third-party-objects')
          ? [{ what: '合同单价', code: 'C4', reason: '公开会损害第三方合法权益' }]
          : [{ what: '内部讨论记录', code: 'C6', reason: '属于讨论过程中的意见' }],
      },
      C1: { reasons: '该信息已依法确定密级。', secrecyBasis: '演示密字第1号，确定为秘密级' },
      C2: {
        reasons: '该信息属于单个统计调查对象资料，法律禁止公开。',
        legalBasis: '《统计法》关于统计调查对象资料保密的规定',
      },
      C3: { reasons: '公开可能危及公共安全。', harm: '暴露重要设施的防护薄弱环节' },
      C4: {
        reasons: '第三方不同意公开，理由成立。',
        balance: '公开会损害第三方合法权益，不公开对公共利益没有重大影响',
      },
      C5: { reasons: '属于内部人事管理信息。', weighing: '与公众利益没有关系，公开会影响内部管理' },
      C6: { reasons: '属于过程性信息。', weighing: '事项尚未决定，公开会影响坦率讨论' },
      C7: { reasons: '属于行政执法案卷信息。', weighing: '案卷含证人信息，当事人可以依程序查阅' },
      C8: {
        reasons: '不动产登记资料的查询适用专门规定。',
        legalBasis: '《不动产登记暂行条例》关于查询的规定',
        channel: '不动产登记机构查询窗口',
      },
      D1: this.rng.chance(0.3)
        ? {
            reasons: '该信息不由本机关制作和保存。',
            missing: '不属于本机关负责公开',
            rightOrgan: '建议向行业主管部门申请，电话见政府网站',
          }
        : {
            reasons: '本机关没有制作或者获取该信息。',
            missing: '经检索不存在',
            searched: '检索了业务系统、电子档案和纸质目录，均没有查到',
          },
      D2: {
        reasons: '没有按街道汇总的现成信息。',
        searched: '检索业务系统，没有汇总表，需要重新加工',
        extractable: false,
      },
      D3: { reasons: '补正后仍然不能确定所指的信息。' },
      E1: { reasons: '申请的内容是投诉举报，不是申请政府信息。', channel },
      E2: { reasons: '相同信息已经答复过。', earlier: '2026年初的答复书' },
      E3: { reasons: '要求提供的是公开出版物。', channel: '市图书馆政府公报专架' },
      E4: { reasons: '申请数量明显超过合理范围，说明的理由不合理。' },
      E5: { reasons: '要求对已经获取的信息重新出具。', earlier: '2026年初已提供' },
    };
    return { ...base, ...byCode[this.plan.code] };
  }
}

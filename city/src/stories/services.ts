/** Service items of the city and their handlings: published once, then applied for in every way and ended in every way. */
import { type Actor, addDays, type DateStr, dueDateOnly, workdays } from '@fadu/kernel';
import { foreignSamples, marketSamples } from '@fadu/plan/functions/market-negative-list/sample.testing';
import type { ServiceItem } from '@fadu/plan/functions/service-items/index';
import { CITY_REGION } from '@fadu/plan/leadership/plan-tracking/index';
import { organId } from '../organs.ts';
import type { Resident } from '../people.ts';
import { serviceBundleTexts } from '../texts/service-bundles.ts';
import { serviceItemCode, serviceItemTexts } from '../texts/service-items.ts';
import { Pen, type Script, type Story } from './pen.ts';
import type { World } from './world.ts';

const HALL = organId(CITY_REGION, 'service-hall');
const items = serviceItemTexts((key) => organId(CITY_REGION, key));
const bundles = serviceBundleTexts((key) => organId(CITY_REGION, key));
const itemNamed = (name: string): ServiceItem => {
  const code = serviceItemCode(name);
  return items.find((i) => i.basicCode === code) as ServiceItem;
};

/** A list entered as one batch by the bureau of government services and data. */
function list(
  world: World,
  id: string,
  register: string,
  title: string,
  bodies: readonly Readonly<Record<string, unknown>>[],
): Story {
  return {
    id,
    procedure: 'register-batch',
    region: CITY_REGION,
    about: title,
    ends: 'published',
    *tell(): Script {
      const pen = new Pen(world.calendar, world.rng.fork(id), '2026-01-06');
      const keeper = world.people.holder('list-keeper', organId(CITY_REGION, 'government-data'));
      yield* pen.do(keeper, 'submit-batch', {
        title,
        register,
        reviewer: organId(CITY_REGION, 'justice'),
        approval: '政府常务会议批准的清单',
        approvedOn: '2026-01-05',
        file: `${title}.xlsx`,
        sha256: '5e'.repeat(32),
        rows: bodies.map((body) => ({ code: String(body.basicCode), body })),
        faulty: 0,
        faults: [],
      });
      yield* pen.do(
        world.people.holder('legality-reviewer', organId(CITY_REGION, 'justice')),
        'legality-review',
        {
          conclusion: '合法',
          opinion: '逐项核对了依据、材料和时限，没有变相许可和兜底条款。',
        },
      );
      yield* pen.do(keeper, 'publish-batch', { effectiveOn: pen.today });
    },
  };
}

type Course =
  | 'granted'
  | 'by-proxy'
  | 'corrected'
  | 'silent'
  | 'given-up'
  | 'asked-and-accepted'
  | 'refused'
  | 'other-organ'
  | 'at-once'
  | 'committed'
  | 'put-right'
  | 'denied'
  | 'withdrawn'
  | 'lacking'
  | 'received'
  | 'in-review';

const ENDS: Readonly<Record<Course, string>> = {
  granted: 'granted',
  'by-proxy': 'granted',
  corrected: 'granted',
  silent: 'granted',
  'given-up': 'given-up',
  'asked-and-accepted': 'granted',
  refused: 'refused',
  'other-organ': 'not-competent',
  'at-once': 'granted',
  committed: 'granted',
  'put-right': 'granted',
  denied: 'denied',
  withdrawn: 'withdrawn',
  lacking: 'granted',
  received: 'received',
  'in-review': 'review',
};

const HANDLINGS: readonly (readonly [course: Course, item: string, start: DateStr])[] = [
  ['granted', '食品经营许可（新办）', '2026-03-02'],
  ['granted', '道路货物运输经营许可', '2026-03-04'],
  ['granted', '公共场所卫生许可', '2026-03-05'],
  ['by-proxy', '城乡居民基本医疗保险参保登记', '2026-03-06'],
  ['by-proxy', '高龄津贴给付', '2026-03-09'],
  ['corrected', '食品经营许可（变更）', '2026-03-10'],
  ['corrected', '设置大型户外广告审批', '2026-03-11'],
  ['silent', '旅行社设立许可', '2026-03-12'],
  ['given-up', '药品零售企业许可', '2026-03-13'],
  ['asked-and-accepted', '临时占用城市道路审批', '2026-03-16'],
  ['refused', '娱乐场所设立审批', '2026-03-17'],
  ['other-organ', '仅销售预包装食品备案', '2026-03-18'],
  ['at-once', '个体工商户登记', '2026-03-19'],
  ['at-once', '死亡注销户口', '2026-03-20'],
  ['committed', '人力资源服务许可', '2026-03-23'],
  ['put-right', '人力资源服务许可', '2026-03-24'],
  ['denied', '互联网上网服务营业场所设立审批', '2026-03-25'],
  ['withdrawn', '机动车维修经营备案', '2026-03-26'],
  ['granted', '工伤认定', '2026-03-27'],
];

const actorOf = (r: Resident): Actor => ({ kind: 'person', person: r.id, name: r.name, posts: [] });

function handle(world: World, course: Course, name: string, start: DateStr, n: number): Story {
  const id = `sv-${n}-${course}`;
  const item = itemNamed(name);
  const firms = world.people.residents.filter((r) => r.kind === 'enterprise');
  const persons = world.people.residents.filter((r) => r.kind === 'person');
  const of = item.object === '自然人' ? persons : firms;
  const applicant = of[(n * 3 + 1) % of.length] as Resident;
  return {
    id,
    procedure: 'service-application',
    region: CITY_REGION,
    about: `${item.name}：${course}`,
    ends: ENDS[course],
    *tell(): Script {
      const pen = new Pen(world.calendar, world.rng.fork(id), start);
      const at = (role: string) => world.people.holder(role, item.organ);
      const window = world.people.holder('window-clerk', HALL, n % 2);
      const asked = item.materials.filter((m) => m.source === '申请人' && m.need !== '特定情形');
      const given = (names = asked) => names.map((m) => ({ name: m.name, how: '随申请提交' }));
      const part = course === 'corrected' || course === 'given-up' ? asked.slice(1) : asked;
      const input = {
        item: item.basicCode,
        applicantType: applicant.kind === 'person' ? '自然人' : '法人和其他组织',
        name: applicant.name,
        identity: applicant.identity,
        contact: applicant.contact,
        matter: `申请办理${item.name}`,
        materials: given(part),
        ...((course === 'committed' || course === 'put-right') && { commitment: true }),
      };
      if (course === 'by-proxy' || n % 4 === 1)
        yield* pen.do(window, 'register-application', {
          ...input,
          channel: '窗口',
          receivedOn: pen.today,
          account: applicant.id,
          ...(course === 'by-proxy' && {
            proxy: '子女代办',
            proxyRelation: '子女',
            authority: `授权委托书（演示）${n}号`,
          }),
        });
      else yield* pen.outside(actorOf(applicant), 'apply', input);
      if (course === 'received') return;
      if (course === 'withdrawn') {
        yield* pen.outside(actorOf(applicant), 'withdraw', { statement: '暂时不办了' }, 1);
        return;
      }
      pen.office().workdays(1);
      if (course === 'corrected' || course === 'given-up') {
        const lacking = asked[0];
        yield* pen.tryTo('service-application.COMPLETE', window, 'accept', {});
        yield* pen.do(window, 'notify-correction', {
          items: [{ material: lacking?.name ?? '', problem: '没有提交', how: '请补交签字盖章的原件照片' }],
          risk: '逾期不补正的，视为放弃申请，可以重新申请',
          correctBy: dueDateOnly(pen.today, workdays(10), { calendar: world.calendar }),
        });
        if (course === 'given-up') return;
        yield* pen.outside(
          actorOf(applicant),
          'submit-correction',
          { materials: given(lacking ? [lacking] : []) },
          3,
        );
        pen.office().workdays(1);
      }
      if (course === 'silent') {
        // Nobody looks at it for six working days: accepted by law since the day it came.
        pen.workdays(6);
      } else {
        if (['asked-and-accepted', 'refused', 'other-organ'].includes(course)) {
          yield* pen.do(window, 'escalate', {
            problem: '申请的场所和范围，窗口拿不准能不能受理',
            told: true,
          });
          if (course === 'asked-and-accepted')
            yield* pen.do(at('chief-rep'), 'answer-first-step', {
              result: '可以受理',
              reasons: '符合受理条件，占道时间由审查核定',
            });
          else if (course === 'other-organ') {
            yield* pen.do(at('chief-rep'), 'say-not-competent', {
              reasons: '申请里同时经营住宿，要办的是公共场所卫生许可，属于卫生健康部门职权',
              competent: organId(CITY_REGION, 'health'),
              where: '政务大厅二楼卫生健康窗口 0432-12345',
            });
            return;
          } else {
            yield* pen.do(at('chief-rep'), 'answer-first-step', {
              result: '报大厅管理机构协调',
              reasons: '场所邻近学校，需要协调教育部门意见',
            });
            yield* pen.do(world.people.holder('hall-manager', HALL), 'answer-second-step', {
              result: '报部门负责人决定',
              reasons: '教育部门确认场所在学校周边禁设范围内',
            });
            yield* pen.do(at('organ-head'), 'refuse-acceptance', {
              reasons: '场所位于学校周边依法禁止设立娱乐场所的范围内，不符合法定条件。',
              basis: '《娱乐场所管理条例》第七条',
              remedies: '可以在六十日内向吉林市人民政府申请行政复议，或者在六个月内提起行政诉讼。',
            });
            return;
          }
        }
        yield* pen.do(window, 'accept', {});
      }
      if (course === 'in-review') return;
      if (course === 'at-once')
        yield* pen.do(at('chief-rep'), 'grant-at-once', { reasons: '材料齐全，符合法定形式' });
      else if (course === 'committed' || course === 'put-right')
        yield* pen.do(at('service-approver'), 'grant-by-commitment', { reasons: '申请人已经签署告知承诺书' });
      else {
        pen.workdays(1);
        if (item.thirdParty)
          yield* pen.do(at('service-reviewer'), 'tell-interested', {
            people: ['相邻权利人（演示）'],
            how: '书面通知',
          });
        yield* pen.do(at('service-reviewer'), 'review', {
          findings: '材料真实有效，与平台共享数据一致',
          onSite: false,
          staff: [at('service-reviewer').name],
          proposal: course === 'denied' ? '不予' : '准予',
          reasons: course === 'denied' ? '场所距离不符合规定' : '符合法定条件、标准',
        });
        if (course === 'denied')
          yield* pen.do(at('service-approver'), 'deny', {
            reasons: '场所距中学不足二百米，不符合设立条件。',
            remedies: '可以在六十日内向吉林市人民政府申请行政复议，或者在六个月内提起行政诉讼。',
          });
        else yield* pen.do(at('service-approver'), 'grant', { reasons: '符合法定条件、标准' });
      }
      yield* pen.do(window, 'deliver', { method: '电子证照', deliveredOn: pen.today });
      if (course !== 'committed' && course !== 'put-right') return;
      pen.workdays(12);
      yield* pen.do(at('service-reviewer'), 'check-commitment', {
        method: '现场核查',
        ...(course === 'committed'
          ? { result: '属实', findings: '人员和场所与承诺一致' }
          : {
              result: '不符合',
              findings: '只有两名专职工作人员',
              fixBy: addDays(pen.today, 20),
            }),
      });
      if (course === 'committed') return;
      pen.workdays(10);
      yield* pen.do(at('service-reviewer'), 'check-rectification', {
        result: '整改合格',
        findings: '已有三名专职工作人员',
      });
    },
  };
}

/** Lists of the city’s services and the handlings of a spring; the last ones are still on their way `today`. */
export function serviceStories(world: World, today: DateStr): Story[] {
  const entries = (bodies: readonly object[]) => bodies as readonly Readonly<Record<string, unknown>>[];
  const keeper = organId(CITY_REGION, 'reform');
  return [
    list(world, 'sv-items', 'service-item', '政务服务事项实施清单首次登记', entries(items)),
    list(world, 'sv-bundles', 'service-bundle', '一件事清单首次登记', entries(bundles)),
    list(world, 'sv-market', 'market-access-list', '市场准入负面清单登记', entries(marketSamples(keeper))),
    list(
      world,
      'sv-foreign',
      'foreign-access-list',
      '外商投资准入负面清单登记',
      entries(foreignSamples(keeper)),
    ),
    ...HANDLINGS.map(([course, item, start], n) => handle(world, course, item, start, n)),
    handle(world, 'received', '食品经营许可（新办）', addDays(today, -1), HANDLINGS.length),
    handle(world, 'in-review', '劳务派遣经营许可', addDays(today, -6), HANDLINGS.length + 1),
  ];
}

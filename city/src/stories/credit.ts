/** Credit in the city: closed lists and the model, grades, records that are repaired, removed, refused or still shown. */
import { addDays, type DateStr } from '@fadu/kernel';
import {
  catalogueBodies,
  measureBodies,
  modelBody,
  submission,
} from '@fadu/plan/enforcement/credit-grading/sample.testing';
import { CITY_REGION } from '@fadu/plan/leadership/plan-tracking/index';
import { organId } from '../organs.ts';
import type { Resident } from '../people.ts';
import { Pen, type Script, type Story } from './pen.ts';
import type { World } from './world.ts';

const LEAD = organId(CITY_REGION, 'government-data');
const MARKET = organId(CITY_REGION, 'market');

/** Ten enterprises of the city that are graded. */
const graded = (world: World): readonly Resident[] =>
  world.people.residents.filter((r) => r.kind === 'enterprise').slice(0, 10);
const kindOf = (r: Resident): string => (r.identity.startsWith('91') ? '企业' : '个体工商户');

function batch(
  world: World,
  n: number,
  register: string,
  title: string,
  bodies: readonly Record<string, unknown>[],
): Story {
  const id = `cr-list-${n}`;
  return {
    id,
    procedure: 'register-batch',
    region: CITY_REGION,
    about: title,
    ends: 'published',
    *tell(): Script {
      const pen = new Pen(world.calendar, world.rng.fork(id), '2026-03-03');
      const keeper = world.people.holder('list-keeper', LEAD, 1);
      yield* pen.do(keeper, 'submit-batch', {
        title,
        register,
        reviewer: organId(CITY_REGION, 'justice'),
        approval: '演示文号：信用建设第3号',
        approvedOn: '2026-02-26',
        file: `${title}.xlsx`,
        sha256: '1c'.repeat(32),
        rows: bodies.map((body) => ({ code: String(body.basicCode), body })),
        faulty: 0,
        faults: [],
      });
      yield* pen.do(
        world.people.holder('legality-reviewer', organId(CITY_REGION, 'justice')),
        'legality-review',
        {
          conclusion: '合法',
          opinion: '逐项核对了依据、主体和程度，符合规定。',
        },
      );
      yield* pen.do(keeper, 'publish-batch', { effectiveOn: pen.today });
    },
  };
}

function grade(world: World, firm: Resident, n: number): Story {
  const id = `cr-grade-${n}`;
  return {
    id,
    procedure: 'credit-grading',
    region: CITY_REGION,
    about: `信用分级：${firm.name}`,
    ends: 'graded',
    *tell(): Script {
      const pen = new Pen(world.calendar, world.rng.fork(id), '2026-03-10');
      const clerk = world.people.holder('credit-clerk', LEAD);
      yield* pen.do(clerk, 'open-file', {
        partyName: firm.name,
        partyKind: kindOf(firm),
        partyId: firm.identity,
        partyAccount: firm.id,
      });
      if (n === 0)
        yield* pen.do(clerk, 'grant-reward', {
          measure: 'JL-01',
          implementer: organId(CITY_REGION, 'market'),
          content: '办理许可变更时容缺受理',
        });
      if (n !== 4) return;
      // The enterprise asks why; who computed it may not answer.
      pen.to('2026-06-22');
      yield* pen.outside(actorOf(firm), 'object', { text: '我店的记录已经补报，请核对扣分。' });
      pen.office().workdays(2);
      yield* pen.tryTo('credit-grading.APART', clerk, 'answer-objection', {
        result: '维持',
        reasons: '按模型计算',
      });
      yield* pen.do(world.people.holder('head', LEAD), 'answer-objection', {
        result: '维持',
        reasons: '记录在期，按公布的模型计算，没有错误；满三个月可以申请修复。',
      });
    },
  };
}

const actorOf = (r: Resident) => ({ kind: 'person', person: r.id, name: r.name, posts: [] }) as const;

type Course = 'shown' | 'repaired' | 'removed' | 'refused' | 'serious' | 'too-early';
const ENDS: Readonly<Record<Course, string>> = {
  shown: 'shown',
  repaired: 'repaired',
  removed: 'removed',
  refused: 'returned',
  serious: 'shown',
  'too-early': 'shown',
};

function record(world: World, firm: Resident, n: number, course: Course, start: DateStr): Story {
  const id = `cr-record-${n}`;
  return {
    id,
    procedure: 'credit-record',
    region: CITY_REGION,
    about: `信用记录：${firm.name}，${course}`,
    ends: ENDS[course],
    *tell(): Script {
      const { people } = world;
      const pen = new Pen(world.calendar, world.rng.fork(id), start);
      const clerk = people.holder('case-clerk', MARKET);
      const head = people.holder('head', MARKET);
      const keeper = people.holder('credit-clerk', LEAD);
      const serious = course === 'serious';
      const input = submission({
        lead: LEAD,
        partyName: firm.name,
        partyKind: kindOf(firm),
        partyId: firm.identity,
        partyAccount: firm.id,
        document: `演示文号：吉市监${serious ? '严' : '异'}列〔2026〕${n + 1}号`,
        decidedOn: pen.today,
        noticeOn: pen.today,
        ...(serious && {
          title: '列入严重失信主体名单',
          catalogue: 'ML-0502',
          source: '严重失信主体名单',
          gravity: '严重',
        }),
      });
      if (course === 'refused')
        yield* pen.tryTo('credit-record.INV-C1', clerk, 'submit', {
          ...input,
          title: '门前停放共享单车不整齐',
          catalogue: 'ML-9901',
          source: '其他目录内信息',
        });
      yield* pen.do(clerk, 'submit', input);
      pen.workdays(1);
      if (course === 'refused') {
        yield* pen.do(keeper, 'return', { reasons: '经核对当日已经补报，不应列入，请撤回列入决定。' });
        return;
      }
      yield* pen.do(keeper, 'enter');
      if (course === 'removed') {
        yield* pen.outside(actorOf(firm), 'dispute', { text: '年度报告在期限内报送，有回执。' }, 3);
        pen.office().workdays(2);
        yield* pen.tryTo('credit-record.NO-DISPUTE', keeper, 'apply-measure', measure('CJ-01'));
        yield* pen.do(clerk, 'answer-dispute', {
          result: '异议成立',
          reasons: '回执在期限内，系统没有同步。',
        });
        yield* pen.do(clerk, 'remove', {
          ground: '异议成立',
          document: '演示核实单',
          reasons: '列入有误，删除记录。',
        });
        return;
      }
      if (serious) yield* pen.tryTo('credit-record.INV-C2', keeper, 'apply-measure', measure('JL-01'));
      const done = yield* pen.do(
        keeper,
        'apply-measure',
        measure(serious && kindOf(firm) === '企业' ? 'CJ-02' : 'CJ-01'),
      );
      pen.workdays(2);
      yield* pen.do(clerk, 'report-measure', { use: done.seq, result: '已经列入抽查名单，按类别抽取。' });
      if (course === 'too-early') {
        pen.days(20);
        yield* pen.tryTo('credit-record.TOO-EARLY', keeper, 'register-repair', REPAIR);
        return;
      }
      if (course !== 'repaired') return;
      pen.days(96);
      yield* pen.outside(actorOf(firm), 'apply-repair', REPAIR);
      pen.office().workdays(2);
      yield* pen.do(clerk, 'accept-repair', { opinion: '材料齐全，受理。' });
      pen.workdays(3);
      yield* pen.do(head, 'decide-repair', {
        result: '准予修复',
        verified: true,
        reasons: '已经补报年度报告，履行了义务。',
      });
    },
  };
}

const measure = (code: string) => ({ measure: code, implementer: MARKET, content: '按清单载明的内容实施' });
const REPAIR = {
  corrected: true,
  duties: true,
  evidence: '补报的年度报告和公示截图',
  commitment: '今后按时报送年度报告，如实公示信息，接受监督。',
};

/** All stories of credit. */
export function creditStories(world: World, today: DateStr, small = false): Story[] {
  const firms = graded(world);
  const firm = (n: number) => firms[n] as Resident;
  const told: readonly (readonly [number, Course, DateStr])[] = [
    [1, 'repaired', '2026-04-13'],
    [2, 'removed', '2026-05-06'],
    [3, 'refused', '2026-05-18'],
    [4, 'shown', '2026-06-08'],
    [5, 'serious', '2026-06-15'],
    [6, 'too-early', '2026-07-06'],
    [7, 'shown', addDays(today, -40)],
  ];
  return [
    batch(world, 1, 'credit-catalogue', '公共信用信息目录（演示）', catalogueBodies(LEAD)),
    batch(world, 2, 'credit-measure', '守信激励和失信惩戒措施清单（演示）', measureBodies(LEAD)),
    batch(world, 3, 'credit-model', '信用风险分级模型（演示）', [modelBody(LEAD)]),
    ...firms.slice(0, small ? 6 : firms.length).map((f, n) => grade(world, f, n)),
    ...told
      .slice(0, small ? 5 : told.length)
      .map(([n, course, start]) => record(world, firm(n), n, course, start)),
  ];
}

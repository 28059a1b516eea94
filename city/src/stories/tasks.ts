/** Stories of the plan's tasks: opened, reported on, questioned, supervised, closed, taken over by counties. */
import { type Actor, addDays, type DateStr } from '@fadu/kernel';
import { CITY_REGION, openingInput, TASKS } from '@fadu/plan/leadership/plan-tracking/index';
import { organId } from '../organs.ts';
import { type Part, Pen, type Script, type Story } from './pen.ts';
import type { World } from './world.ts';

/** How a task fares. */
export type TaskCourse =
  | 'steady'
  /** Self-scored without evidence: verification is refused, the report goes back. */
  | 'unsupported'
  | 'evidence-rejected'
  | 'late-report'
  | 'supervised'
  | 'criticised'
  | 'closed'
  | 'silent';

/** Last day of the period the demonstration tracks. */
const PERIOD_ENDS = '2026-12-31';

const hashText = (story: string, n: number): string => {
  // A stand-in for a file's SHA-256: 64 hexadecimal digits that follow from the story.
  let h = 0x9e3779b9;
  let out = '';
  for (let i = 0; out.length < 64; i++) {
    for (const c of `${story}/${n}/${i}`) h = Math.imul(h ^ c.charCodeAt(0), 0x01000193) >>> 0;
    out += h.toString(16).padStart(8, '0');
  }
  return out.slice(0, 64);
};

/** The story of one task. */
export function taskStory(
  world: World,
  task: number,
  course: TaskCourse,
  start: DateStr,
  until: DateStr,
): Story {
  const id = `pt-${String(task).padStart(2, '0')}`;
  return {
    id,
    procedure: 'task-tracking',
    region: CITY_REGION,
    about: course,
    ends: course === 'closed' ? 'closed' : 'tracking',
    tell: () => tell(world, id, task, course, start, until),
  };
}

function* tell(
  world: World,
  id: string,
  task: number,
  course: TaskCourse,
  start: DateStr,
  until: DateStr,
): Script {
  const rng = world.rng.fork(id);
  const pen = new Pen(world.calendar, rng, start);
  const { people } = world;
  const coordinator = people.holder('plan-coordinator', organId(CITY_REGION, 'rule-of-law-office'));
  const opening = openingInput(task, [
    { due: '2026-06-30', deliverable: '半年任务完成情况和主要制度文件', evidence: '文件' },
    { due: '2026-12-20', deliverable: '全年任务完成情况和成效数据', evidence: '数据' },
  ]);
  yield* pen.do(coordinator, 'open-task', { ...opening, planEnd: PERIOD_ENDS, targets: opening.targets });
  const lead = opening.lead[0] as string;
  const reporter = people.holders('plan-reporter', lead)[0];
  if (!reporter) return;
  const marks = ['M1', ...opening.targets.map((_, i) => `T${i + 1}`), 'M2'];
  const seen = { evidence: 0 };
  for (const [quarter, dueOn] of [
    ['2026-Q1', '2026-04-03'],
    ['2026-Q2', '2026-07-03'],
    ['2026-Q3', '2026-10-12'],
  ] as const) {
    if (course === 'silent' && quarter !== '2026-Q1') return;
    const late = course === 'late-report' && quarter === '2026-Q2';
    pen.to(addDays(dueOn, late ? 20 : -rng.int(0, 5)));
    if (pen.today > until) return;
    if (late) {
      yield* pen.do(coordinator, 'remind', {
        matter: '二季度进展没有按期报送。',
        request: '请三日内报送，并说明原因。',
      });
      pen.workdays(2);
    }
    yield* report(pen, { reporter, coordinator, id, quarter, course, marks, seen });
    if (course === 'supervised' || course === 'criticised')
      yield* supervise(pen, {
        coordinator,
        head: people.holder('head', lead),
        again: course === 'criticised',
        quarter,
      });
  }
  if (course === 'closed') {
    pen.workdays(3);
    yield* pen.do(people.holder('head', lead), 'apply-closure', {
      statement: '各节点和目标均已完成，证据已经认可，申请销号。',
    });
    pen.workdays(8);
    yield* pen.do(
      people.holder('plan-coordinator', organId(CITY_REGION, 'rule-of-law-office'), 1),
      'verify-closure',
      { opinion: '逐项核对证据，完成情况属实，同意销号。' },
    );
  }
}

interface Reporting {
  readonly reporter: Actor;
  readonly coordinator: Actor;
  readonly id: string;
  readonly quarter: string;
  readonly course: TaskCourse;
  readonly marks: readonly string[];
  readonly seen: { evidence: number };
}

function* report(pen: Pen, r: Reporting): Part<void> {
  const quarterNo = Number(r.quarter.at(-1));
  // A task that is to be closed proves all its marks by the third report.
  const marks = r.course === 'closed' && quarterNo === 3 ? r.marks : [r.marks[0] as string];
  const evidence = marks.map((milestone) => ({
    milestone,
    title: `${r.quarter}${milestone}工作台账和公开文件`,
    date: pen.today,
    factDate: addDays(pen.today, -pen.rng.int(1, 20)),
    hash: hashText(r.id, ++r.seen.evidence),
    sensitivity: pen.rng.chance(0.4) ? '公开' : '内部',
  }));
  const input = {
    period: r.quarter,
    selfScore: Math.min(100, 30 * quarterNo + pen.rng.int(0, 8)),
    progress: '按照分工推进，制度文件已经印发，重点工作正在落实，数据按月统计。',
    problems: pen.rng.chance(0.5) ? '基层人手不足，个别县（市）区进度偏慢。' : '',
    nextStep: '下一季度完成剩余节点，开展自查。',
  };
  const bare = r.course === 'unsupported' && quarterNo === 1;
  const first = yield* pen.do(r.reporter, 'report', { ...input, evidence: bare ? [] : evidence });
  pen.workdays(pen.rng.int(2, 4));
  let reported = first.seq;
  if (bare) {
    yield* pen.tryTo('task-tracking.CLAIM', r.coordinator, 'verify-report', { opinion: '同意。' });
    yield* pen.do(r.coordinator, 'return-report', { reason: '自评没有任何证据支持，请补充证据后重报。' });
    pen.workdays(3);
    reported = (yield* pen.do(r.reporter, 'report', { ...input, evidence })).seq;
    pen.workdays(2);
  }
  if (r.course === 'evidence-rejected' && quarterNo === 1) {
    yield* pen.do(r.coordinator, 'reject-evidence', {
      report: reported,
      item: 1,
      reason: '台账没有日期和签字，不能证明完成。',
    });
    yield* pen.do(r.coordinator, 'return-report', { reason: '证据没有被认可，请补充能够证明完成的材料。' });
    pen.workdays(3);
    reported = (yield* pen.do(r.reporter, 'report', {
      ...input,
      evidence: evidence.map((e) => ({
        ...e,
        title: `${e.title}（签字版）`,
        hash: hashText(r.id, ++r.seen.evidence),
      })),
    })).seq;
    pen.workdays(2);
  }
  for (const i of marks.keys())
    yield* pen.do(r.coordinator, 'accept-evidence', {
      report: reported,
      item: i + 1,
      note: '材料齐全，能够证明。',
    });
  yield* pen.do(r.coordinator, 'verify-report', { opinion: '逐件核对证据，进展属实。' });
}

function* supervise(
  pen: Pen,
  s: { coordinator: Actor; head: Actor; again: boolean; quarter: string },
): Part<void> {
  if (s.quarter === '2026-Q1') return;
  if (s.quarter === '2026-Q3' && !s.again) return;
  yield* pen.do(s.coordinator, 'supervise', {
    level: s.quarter === '2026-Q3' ? '重点' : '一般',
    matter: '进度落后于节点要求。',
    request: '倒排工期，按周报告进展。',
    fixBy: addDays(pen.today, 40),
  });
  pen.workdays(pen.rng.int(2, 4));
  yield* pen.do(s.head, 'reply-supervision', {
    cause: '前期准备不充分，部门配合不够。',
    measures: '分管负责人牵头，每周调度一次。',
  });
  if (s.quarter === '2026-Q3') {
    pen.workdays(2);
    yield* pen.do(s.coordinator, 'notice', {
      text: '两次督办后进度仍然落后，予以通报，请举一反三抓好整改。',
    });
    return;
  }
  pen.days(30);
  yield* pen.do(s.coordinator, 'confirm-rectification', { findings: '进度已经赶上，整改到位。' });
}

const COURSES: readonly TaskCourse[] = [
  'steady',
  'steady',
  'unsupported',
  'steady',
  'late-report',
  'steady',
  'evidence-rejected',
  'steady',
  'supervised',
  'steady',
  'silent',
  'steady',
  'criticised',
];

/** Stories of all 53 tasks, led by the city's office for the rule of law. */
export function taskStories(world: World, today: DateStr, small = false): Story[] {
  let turn = 0;
  return TASKS.filter((t) => !small || t.number % 9 === 1).map((t) => {
    const course: TaskCourse =
      t.rhythm === 'once' ? 'closed' : (COURSES[turn++ % COURSES.length] as TaskCourse);
    return taskStory(world, t.number, course, addDays('2026-01-07', Math.floor(t.number / 8)), today);
  });
}

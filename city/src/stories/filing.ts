/**
 * Stories of filing and review: each published document of the year goes to its recipients, on the day that its own
 * case says it was filed; some are forgotten, some late, some incomplete, some found wrong.
 */
import { type Actor, addDays, type DateStr, dateOf } from '@fadu/kernel';
import { CITY_REGION } from '@fadu/plan/leadership/plan-tracking/index';
import { MATERIALS, STANDARDS } from '@fadu/plan/rulemaking/filing-review/index';
import { organId } from '../organs.ts';
import { Later, Pen, type Script, type Story, type Told } from './pen.ts';
import type { World } from './world.ts';

/** A document that a story of the year publishes, found by walking through its script without performing it. */
export interface PublishedStory {
  readonly story: string;
  readonly region: string;
  readonly title: string;
  readonly maker: string;
  readonly effectiveOn: DateStr;
  readonly expiresOn: DateStr;
  readonly publishedOn: DateStr;
  /** Days on which its own case says that it was filed; absent when the story ends before. */
  readonly filedOn?: DateStr;
  readonly congressOn?: DateStr;
  /** The story itself ends the document. */
  readonly repealed: boolean;
}

/** The documents that these stories publish, in the order of publication. */
export function publishedStories(stories: readonly Story[]): PublishedStory[] {
  return stories
    .filter((s) => s.procedure === 'normative-document')
    .flatMap((s): PublishedStory[] => {
      const script = s.tell();
      let told: Told = { seq: 0, caseId: 'dry-run' };
      const days: Record<string, DateStr> = {};
      const inputs: Record<string, Record<string, unknown>> = {};
      for (let next = script.next(); !next.done; next = script.next(told)) {
        if (next.value.refused) continue;
        told = { ...told, seq: told.seq + 1 };
        days[next.value.act] = dateOf(next.value.at);
        inputs[next.value.act] = next.value.input as Record<string, unknown>;
      }
      if (!days.publish) return [];
      return [
        {
          story: s.id,
          region: s.region,
          title: String(inputs.propose?.title),
          maker: String(inputs.propose?.maker),
          effectiveOn: String(inputs['assign-number']?.effectiveOn),
          expiresOn: String(inputs['assign-number']?.expiresOn),
          publishedOn: days.publish,
          ...(days.file && { filedOn: days.file }),
          ...(days['file-congress'] && { congressOn: days['file-congress'] }),
          repealed: days.repeal !== undefined,
        },
      ];
    })
    .sort((a, b) => (a.publishedOn < b.publishedOn ? -1 : 1));
}

/** The printed number of a document, once its story has drawn it. */
export const numberOf = (d: Pick<PublishedStory, 'story'>, make: (number: string) => unknown): Later =>
  new Later((issued) => make(issued(d.story).document ?? ''));

/** How a filing goes on after it was handed in. */
export type FilingCourse =
  | 'passed'
  /** First sent to the wrong organ; refused with the right one named. */
  | 'misdirected'
  /** The opinion of legality review is missing: deferred, supplemented in time. */
  | 'deferred'
  | 'explained'
  /** An opinion, and the maker amends. */
  | 'amended'
  /** An opinion, and the maker stops applying it. */
  | 'halted'
  /** An opinion, refused by the maker, revoked by the government. */
  | 'revoked';

/** Where the filing ends. */
const ENDS: Readonly<Record<FilingCourse, string>> = {
  passed: 'passed',
  misdirected: 'passed',
  deferred: 'passed',
  explained: 'passed',
  amended: 'corrected',
  halted: 'corrected',
  revoked: 'overruled',
};

/** Who files for a maker: its own clerk, or the office of its government. */
export const filerOf = (world: World, region: string, maker: string): Actor =>
  world.people.holder(
    'office-clerk',
    maker === organId(region, 'government') ? organId(region, 'government-office') : maker,
  );

const pass = {
  standards: [...STANDARDS],
  findings: '对照上位法逐条审查，权限、内容、程序都没有发现问题，与现行文件协调一致。',
};
const report = (d: PublishedStory) => `现将《${d.title}》及有关材料报送备案，请予审查。`;

/** One filing with a recipient on the platform. */
export function filingStory(
  world: World,
  d: PublishedStory,
  recipient: string,
  on: DateStr,
  course: FilingCourse,
): Story {
  const key = recipient.endsWith('congress') ? 'congress' : 'government';
  const id = `nf-${d.story}-${key}`;
  return {
    id,
    procedure: 'normative-document-filing',
    region: recipient.startsWith('jl-') ? CITY_REGION : d.region,
    about: course,
    ends: ENDS[course],
    tell: () => tellFiling(world, d, recipient, course, new Pen(world.calendar, world.rng.fork(id), on)),
  };
}

function* tellFiling(
  world: World,
  d: PublishedStory,
  recipient: string,
  course: FilingCourse,
  pen: Pen,
): Script {
  const { people } = world;
  const { rng } = pen;
  const clerk = filerOf(world, d.region, d.maker);
  const region = recipient.startsWith('jl-') ? CITY_REGION : d.region;
  const desk = recipient.endsWith('congress')
    ? people.holder('filing-reviewer', recipient)
    : people.holder('filing-reviewer', organId(region, 'justice'));
  const input = (to: string, materials: readonly string[] = MATERIALS) =>
    numberOf(d, (document) => ({
      document,
      effectiveOn: d.effectiveOn,
      recipient: to,
      materials,
      report: report(d),
    }));
  if (course === 'misdirected') {
    // A government to itself, a department to the congress.
    const own = organId(d.region, 'government');
    const wrong = d.maker === own ? own : organId(d.region, 'congress');
    yield* pen.tryTo('normative-document-filing.RECIPIENT', clerk, 'file', input(wrong));
  }
  const short = MATERIALS.filter((m) => m !== '合法性审核意见书');
  yield* pen.do(clerk, 'file', input(recipient, course === 'deferred' ? short : MATERIALS));
  pen.workdays(rng.int(1, 4));
  if (course === 'deferred') {
    yield* pen.tryTo('normative-document-filing.COMPLETE', desk, 'register-filing');
    yield* pen.do(desk, 'defer-filing', { items: ['合法性审核意见书'] });
    pen.workdays(rng.int(3, 7));
    yield* pen.do(clerk, 'supplement', { materials: [...MATERIALS], note: '补充了合法性审核意见书。' });
    pen.workdays(1);
  }
  yield* pen.do(desk, 'register-filing');
  pen.workdays(rng.int(5, 14));
  if (course === 'explained') {
    yield* pen.do(desk, 'request-explanation', {
      questions: ['第二条规定的期限有什么依据', '和上一级的同类文件怎么衔接'],
    });
    pen.workdays(rng.int(2, 5));
    yield* pen.do(clerk, 'explain', {
      text: '第二条的期限参照上位法的规定设定；与上一级文件的范围不重叠，衔接办法写在第五条。',
    });
    pen.workdays(rng.int(2, 5));
  }
  if (course === 'passed' || course === 'misdirected' || course === 'deferred' || course === 'explained') {
    yield* pen.do(desk, 'conclude-pass', pass);
    return;
  }
  yield* pen.do(desk, 'issue-opinion', {
    problems: [
      {
        article: '第三条',
        standard: '不违反上位法',
        problem: '增加了上位法没有规定的证明材料，加重了当事人的负担。',
        basis: '《优化营商环境条例》第六十四条',
      },
    ],
    measure: course === 'halted' ? '停止执行并修改' : course === 'amended' ? '修改' : '废止',
    text: '第三条的要求没有上位法依据，应当在三十日内纠正，并书面反馈结果。',
  });
  pen.workdays(rng.int(6, 12));
  if (course === 'revoked') {
    yield* pen.do(clerk, 'refuse-correction', { reason: '认为第三条是对上位法的细化，没有增加义务。' });
    pen.workdays(rng.int(4, 9));
    yield* pen.do(people.holder('principal-head', recipient), 'decide', {
      decision: '撤销',
      from: pen.today,
      reasons: '第三条没有上位法依据，制定机关没有在期限内纠正，依法予以撤销。',
    });
    return;
  }
  yield* pen.do(clerk, 'report-correction', {
    how: course === 'amended' ? '修改' : '停止执行',
    from: addDays(pen.today, 1),
    ...(course === 'amended' && { replacedBy: '另行编号公布' }),
    text:
      course === 'amended' ? '第三条已经修改，删去了证明材料的要求。' : '修改之前停止执行，已经通知各单位。',
  });
  pen.workdays(rng.int(1, 3));
  yield* pen.do(desk, 'accept-correction');
}

/** A filing with the provincial government, entered by the city. */
export function provinceStory(world: World, d: PublishedStory, on: DateStr): Story {
  const id = `nf-${d.story}-province`;
  return {
    id,
    procedure: 'normative-document-filing',
    region: d.region,
    about: '报省政府',
    ends: 'closed-outside',
    *tell() {
      const pen = new Pen(world.calendar, world.rng.fork(id), addDays(on, 1));
      const clerk = filerOf(world, d.region, d.maker);
      yield* pen.do(
        clerk,
        'file-outside',
        numberOf(d, (document) => ({
          document,
          effectiveOn: d.effectiveOn,
          materials: [...MATERIALS],
          report: report(d),
          sentOn: on,
          way: '省备案审查平台',
        })),
      );
      pen.workdays(pen.rng.int(1, 3));
      yield* pen.do(clerk, 'receive-outside', {
        receivedOn: pen.today,
        receipt: `省收〔2026〕${pen.rng.int(100, 999)}号`,
      });
      pen.workdays(pen.rng.int(5, 12));
      yield* pen.do(clerk, 'outcome-outside', {
        outcome: '予以登记',
        on: pen.today,
        number: `吉备〔2026〕${pen.rng.int(100, 999)}号`,
      });
      pen.workdays(pen.rng.int(10, 20));
      yield* pen.do(clerk, 'close-outside');
    },
  };
}

/**
 * Publicity of penalties: one that leaves the public when its party's credit is repaired (and one whose party asks too
 * early), and one that is withheld as a whole because everything in it is a business secret.
 */
import { type DateStr, dateOf } from '@fadu/kernel';
import { submission } from '@fadu/plan/enforcement/credit-grading/sample.testing';
import { CITY_REGION } from '@fadu/plan/leadership/plan-tracking/index';
import { organId } from '../organs.ts';
import { Later, Pen, type Script, type Step, type Story, type Told } from './pen.ts';
import { penaltyStory } from './penalty.ts';
import type { World } from './world.ts';

const LEAD = organId(CITY_REGION, 'government-data');
const MARKET = organId(CITY_REGION, 'market');

/** The steps of a story as it would be told, without the engine. */
function rehearsed(story: Story): readonly Step[] {
  const steps: Step[] = [];
  let told: Told = { seq: 0, caseId: 'dry-run' };
  const script = story.tell();
  for (let next = script.next(); !next.done; next = script.next(told)) {
    if (next.value.refused) continue;
    steps.push(next.value);
    told = { ...told, seq: told.seq + 1 };
  }
  return steps;
}

/** A plain penalty of the market organ against a firm, and what it says of it. */
function penaltyOfFirm(world: World, from: number, start: DateStr) {
  for (let n = from; n < from + 40; n++) {
    const story = penaltyStory(world, {
      n,
      mark: 'pub',
      region: CITY_REGION,
      lead: 'market',
      course: 'plain',
      start,
    });
    const steps = rehearsed(story);
    const party = steps[0]?.input as { partyName: string; partyKind: string; partyId: string };
    const on = (act: string): DateStr => dateOf(steps.find((s) => s.act === act)?.at ?? '');
    if (party.partyKind === '法人或者其他组织' && party.partyId.startsWith('91'))
      return { story, party, decidedOn: on('decide-penalty'), publishedOn: on('publish') };
  }
  throw new RangeError('no penalty of a firm among forty');
}

const REPAIR = {
  corrected: true,
  duties: true,
  evidence: '缴款凭证和整改照片',
  commitment: '今后依法经营，如实公示信息，接受监督。',
};

/** The credit record of a penalty, repaired after its shortest time; with it the penalty leaves the public. */
function repaired(world: World, of: ReturnType<typeof penaltyOfFirm>): Story {
  const id = 'pub-repair';
  return {
    id,
    procedure: 'credit-record',
    region: CITY_REGION,
    about: '行政处罚记入信用，期满之前申请被退回，修复以后处罚停止公示',
    ends: 'repaired',
    *tell(): Script {
      const pen = new Pen(world.calendar, world.rng.fork(id), of.publishedOn);
      const { people } = world;
      const clerk = people.holder('case-clerk', MARKET);
      const head = people.holder('head', MARKET);
      const keeper = people.holder('credit-clerk', LEAD);
      pen.workdays(2);
      yield* pen.do(
        clerk,
        'submit',
        new Later((issued) => ({
          ...submission({
            lead: LEAD,
            title: '行政处罚（演示）',
            partyName: of.party.partyName,
            partyId: of.party.partyId,
            source: '行政处罚',
            catalogue: 'ML-0301',
            decidedOn: of.decidedOn,
            noticeOn: of.decidedOn,
          }),
          document: issued(of.story.id).decision,
          penaltyCase: issued(of.story.id).decision,
        })),
      );
      pen.workdays(1);
      yield* pen.do(keeper, 'enter');
      pen.days(20);
      yield* pen.tryTo('credit-record.TOO-EARLY', keeper, 'register-repair', REPAIR);
      pen.days(80);
      yield* pen.do(keeper, 'register-repair', REPAIR);
      pen.workdays(2);
      yield* pen.do(clerk, 'accept-repair', { opinion: '材料齐全，受理。' });
      pen.workdays(3);
      yield* pen.do(head, 'decide-repair', {
        result: '准予修复',
        verified: true,
        reasons: '罚款已经缴清，问题已经改正。',
      });
    },
  };
}

/** The penalty told as it is, withheld where it would be published. */
function withheld(world: World, start: DateStr): Story {
  const { story } = penaltyOfFirm(world, 60, start);
  const secret = {
    ground: '商业秘密',
    whole: '案件的全部事实都涉及尚未公开的配方，隐去后无法说明违法行为。',
    thirdParty: '不同意公开',
    publicInterest: false,
  };
  return {
    ...story,
    about: '整件不公开：商业秘密',
    *tell(): Script {
      const head = rehearsed(story).find((s) => s.act === 'decide-penalty')?.by;
      const script = story.tell();
      let told: Told | undefined;
      for (
        let next = script.next();
        !next.done;
        next = told ? script.next(told) : script.next({ seq: 0, caseId: '' })
      ) {
        const step = next.value;
        if (step.act === 'publish' && head) {
          const { thirdParty: _, ...unasked } = secret;
          // Without the firm's opinion it is refused.
          yield {
            ...step,
            act: 'withhold-publication',
            by: head,
            input: unasked,
            refused: 'penalty-ordinary.WITHHOLD-THIRD',
          };
          told = yield { ...step, act: 'withhold-publication', by: head, input: secret };
        } else told = yield step;
      }
    },
  };
}

/** All stories of publicity. */
export function publicityStories(world: World): Story[] {
  const of = penaltyOfFirm(world, 1, '2026-03-16');
  return [of.story, repaired(world, of), withheld(world, '2026-05-11')];
}

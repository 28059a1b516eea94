/** The officers of the year and their certificates, issued before the first case. */
import { type Actor, addMonths, type DateStr } from '@fadu/kernel';
import type { Officer } from '@fadu/plan/enforcement/officers/index';
import { CITY_ORGANS, organId, TOWNSHIPS } from '../organs.ts';
import { FIELD_OF } from '../texts/enforcement-items.ts';
import { Pen, type Script, type Story } from './pen.ts';
import type { World } from './world.ts';

/** Day on which all of them are issued. */
const ISSUED: DateStr = '2025-12-24';
const VALID_TO: DateStr = addMonths(ISSUED, 60);

/** Number on the card: a demonstration series, one for one person. */
export const numberOf = (actor: Actor) => `演示证${(actor.person ?? '').slice(-4)}`;

/** Fields of a township's officers: of what is delegated to it. */
const TOWN_FIELDS = ['农业', '住房城乡建设'] as const;

/** Fields of an organ's officers. @throws RangeError for an organ that does not enforce */
function fieldsOf(organ: string): readonly string[] {
  const key = organ.slice(organ.indexOf('-') + 1);
  if (TOWNSHIPS.some(([, of]) => of === key)) return TOWN_FIELDS;
  const found = FIELD_OF[key];
  if (!found) throw new RangeError(`${organ} does not enforce`);
  return [found[0]];
}

/** An officer as forms take one: what the certificate says. */
export const officerForm = (actor: Actor, organ: string, issuedOn: DateStr = ISSUED): Officer => ({
  person: actor.person as string,
  name: actor.name,
  certificate: numberOf(actor),
  organ,
  fields: [...fieldsOf(organ)],
  validFrom: issuedOn,
  validTo: addMonths(issuedOn, 60),
});

/** One certificate for every officer of the city and its counties; those apart only where the year is wide. */
export function officerStories(world: World): Story[] {
  const told = new Set(world.people.staff.filter((s) => world.wide || !s.apart).map((s) => s.id));
  return CITY_ORGANS.flatMap((organ) =>
    world.people
      .holders('enforcement-officer', organ.id)
      .filter((o) => told.has(String(o.person)))
      .map((officer): Story => certificate(world, organ.id, organ.region, officer)),
  );
}

function certificate(world: World, organ: string, region: string, officer: Actor): Story {
  const id = `oc-${officer.person}`;
  return {
    id,
    procedure: 'officer-certificate',
    region,
    about: '执法人员领取执法证件',
    ends: 'held',
    *tell(): Script {
      const pen = new Pen(world.calendar, world.rng.fork(id), '2025-12-15');
      const clerk = world.people.holder('case-clerk', organ);
      const issuer = organId(region, 'justice');
      const keeper = world.people.holder('certificate-clerk', issuer);
      yield* pen.do(clerk, 'apply', {
        name: officer.name,
        holder: officer.person,
        staffKind: '在编在职人员',
        post: '执法岗位',
        fields: [...fieldsOf(organ)],
        issuer,
      });
      yield* pen.do(clerk, 'record-training', {
        year: 2025,
        hours: 60 + pen.rng.int(0, 20),
        content: '行政处罚法、行政强制法和本领域法律法规',
        endedOn: '2025-12-12',
      });
      pen.to('2025-12-19');
      yield* pen.do(keeper, 'record-exam', {
        session: '2025年第四季度资格考试',
        heldOn: '2025-12-18',
        score: pen.rng.int(68, 98),
      });
      pen.to('2025-12-22');
      yield* pen.do(clerk, 'submit', { opinion: '在编在职，培训考试合格，同意报送。' });
      pen.to(ISSUED);
      yield* pen.do(keeper, 'issue', { number: numberOf(officer), validTo: VALID_TO });
    },
  };
}

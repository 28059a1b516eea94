/**
 * Supervision put to the test: the faults planted in the year against what the look over the record has found. The city
 * says of each of its stories what is wrong in it on purpose; whatever else is found in them is a false finding.
 */
import { dateOf } from '@fadu/kernel';
import type { Office } from '@fadu/office/office';
import { scanFindings } from '@fadu/office/supervision/scan';
import { sql } from 'kysely';
import { makePeople } from './people.ts';
import { random } from './random.ts';
import type { CitySetting } from './seed.ts';
import { allStories, plantedFaults } from './stories/index.ts';
import type { World } from './stories/world.ts';

/** Planted faults of one rule. */
export interface RuleCount {
  readonly rule: string;
  readonly planted: number;
  readonly found: number;
}

/** A finding, with the story of its case. */
export interface Found {
  readonly rule: string;
  readonly story: string;
  readonly about: string;
  readonly says: string;
}

/** What the check came to. */
export interface SupervisionCheck {
  readonly cases: number;
  readonly milliseconds: number;
  readonly rules: readonly RuleCount[];
  /** Planted faults that were not found: rule and story. */
  readonly missed: readonly string[];
  /** Findings in stories that go wrong on purpose beside the planted ones. */
  readonly meant: readonly Found[];
  /** Findings nobody planted. */
  readonly false: readonly Found[];
}

/** Courses of the usual year that go wrong on purpose: what the story shows → what must be found in it. */
export const BAD_COURSES: Readonly<Record<string, readonly string[]>> = {
  'late-publication': ['LATE-PUBLICATION'],
  决定后来撤销: ['DECISION-FELL'],
  lapsed: ['MEASURE-OVER', 'LATE-RETURN', 'LATE-COMPULSION-SHOWN'],
  'urgent-missed': ['LATE-OTHER', 'LATE-RETURN'],
  late: ['LATE-TRANSFER'],
  'late-answer': ['LATE-TRANSFER'],
  结果逾期公示: ['LATE-VISIT-RESULT'],
  '达到上限被拒绝，转为有根据的个案检查': ['OVER-CAP'],
  超过上限的个案检查: ['OVER-CAP'],
  '没有扫码，逾期没有补扫': ['VISIT-NO-CODE'],
  '没有危险而先行进入，没有获批': ['VISIT-NO-GROUND'],
  进入以后没有笔录: ['VISIT-NO-RESULT'],
};

const key = (rule: string, caseId: string | null | undefined) => `${rule} ${caseId ?? '-'}`;

/** Look over the record of a seeded city and compare. The office's now must be the city's. */
export async function checkSupervision(office: Office, setting: CitySetting): Promise<SupervisionCheck> {
  const world: World = {
    people: makePeople(random(setting.seed).fork('people')),
    calendar: office.calendar,
    rng: random(setting.seed).fork('stories'),
    tells: (code) => office.procedures.has(code),
    wide: (setting.cases ?? 0) > 0,
  };
  const today = dateOf(setting.now);
  const small = setting.size === 'small';
  const stories = new Map(
    allStories(world, today, small, setting.cases ?? 0, setting.handlings ?? 0).map(
      (s) => [s.id, s] as const,
    ),
  );
  const planted = small ? [] : plantedFaults(world, today);
  const scan = await scanFindings(office);
  const { rows } = await office.store.within({ as: 'system' }, (tx) =>
    sql<{ rule: string; case_id: string | null; says: string; story: string }>`
      select f.rule, f.case_id, f.says,
        coalesce((select split_part(a.idem_key, ':', 2) from fadu.act a
          where a.region = f.region and a.case_id = f.case_id and a.seq = 1 and a.idem_key like 'seed:%'), '') as story
      from fadu.finding f where f.gone_on is null order by f.rule, story, f.id`.execute(tx),
  );
  const found = new Set(rows.map((r) => key(r.rule, r.case_id)));
  const wanted = new Map(planted.map((p) => [key(p.rule, p.caseId), p] as const));
  const other = rows
    .filter((r) => !wanted.has(key(r.rule, r.case_id)))
    .map(
      (r): Found => ({
        rule: r.rule,
        story: r.story,
        about: stories.get(r.story)?.about ?? '',
        says: r.says,
      }),
    );
  const isMeant = (f: Found) => BAD_COURSES[f.about]?.includes(f.rule) ?? false;
  const names = [...new Set(planted.map((p) => p.rule))].sort();
  return {
    cases: scan.cases,
    milliseconds: scan.milliseconds,
    rules: names.map((rule) => {
      const keys = [...wanted].filter(([, p]) => p.rule === rule).map(([k]) => k);
      return { rule, planted: keys.length, found: keys.filter((k) => found.has(k)).length };
    }),
    missed: [...wanted].filter(([k]) => !found.has(k)).map(([, p]) => `${p.rule} ${p.story}`),
    meant: other.filter(isMeant),
    false: other.filter((f) => !isMeant(f)),
  };
}

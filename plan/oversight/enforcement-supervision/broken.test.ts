/** R39.1, R39.2 broken variants of file review, accountability, invited supervisors and rating; scoring; who may order. */
import { breach, type Procedure, prove } from '@fadu/kernel';
import { alsoIn as also, withoutNeed as without } from '@fadu/kernel/prover/variants';
import { describe, expect, test } from 'vitest';
import { procedures } from '../../index.ts';
import { drawFiles, gradeOf, PART_KEYS, PARTS, type Part, totalOf } from './file-review/index.ts';
import { enforcementRating, fileReview, invitedSupervisors, wrongCaseLiability } from './index.ts';

const f = fileReview;
const w = wrongCaseLiability;
const i = invitedSupervisors;
const r = enforcementRating;

const VARIANTS: readonly [string, Procedure, Procedure, string][] = [
  ['drawn before it is announced', f, also(f, 'draw', 'planning'), 'ANNOUNCED'],
  ['scored without a draw', f, also(also(f, 'score', 'announced'), 'assign', 'announced'), 'DRAWN'],
  ['scored by nobody assigned', f, without(f, 'score', 'ASSIGNED'), 'ASSIGNED'],
  ['one reviewer is enough', f, without(f, 'tell', 'TWO'), 'TWO'],
  ['the organ is not heard', f, without(f, 'conclude', 'ORGAN-HEARD'), 'ORGAN-HEARD'],
  ['closed with nothing mended', f, without(f, 'close', 'MENDED'), 'MENDED'],
  ['announced by who planned', f, without(f, 'announce', 'APART'), 'APPROVED-BY-ANOTHER'],
  ['persons named without a cause', w, without(w, 'name-persons', 'FAULT'), 'CAUSE-FIRST'],
  ['proposed without hearing them', w, without(w, 'propose', 'ALL-HEARD'), 'HEARD'],
  ['signed by who found the cause', w, without(w, 'propose', 'APART'), 'APART'],
  ['ended although there is fault', w, without(w, 'end-without-fault', 'NO-FAULT'), 'NO-FAULT'],
  [
    'a result that nobody proposed',
    w,
    also(without(w, 'record-result', 'PROPOSED'), 'record-result', 'persons'),
    'PROPOSED',
  ],
  ['chosen before the call is over', i, without(i, 'choose', 'CALL-OVER'), 'OPEN-CALL'],
  [
    'appointed without being chosen',
    i,
    also(without(i, 'appoint', 'CHOSEN'), 'appoint', 'calling'),
    'CHOSEN',
  ],
  ['takes part before the appointment', i, also(i, 'take-part', 'chosen'), 'APPOINTED'],
  ['one chooses and appoints', i, without(i, 'appoint', 'APART'), 'APART'],
  ['answered unscreened', r, also(without(r, 'reply', 'SCREENED'), 'reply', 'received'), 'SCREENED'],
  ['a report of a breach answered away', r, without(r, 'reply', 'REFERRED'), 'REFERRED'],
];

describe('R39.1 R39.2 broken variants', () => {
  test.each([f, w, i, r].map((p) => [p.code, p] as const))(
    'R39.2 as it is, every law of %s holds',
    (_c, p) => {
      expect(prove(p).laws.filter((l) => !l.holds)).toEqual([]);
    },
  );
  test.each(VARIANTS)('R39.2 %s', (_name, sound, variant, code) => {
    const law = sound.laws.find((l) => l.code === code);
    if (!law) throw new Error(`no law ${code}`);
    expect(breach(sound, law)).toBeNull();
    expect(breach(variant, law)?.length).toBeGreaterThan(0);
  });
  test('R39.2 every law is broken by some variant', () => {
    const missing = [f, w, i, r].flatMap((p) =>
      p.laws
        .filter((l) => !VARIANTS.some(([, sound, , code]) => sound.code === p.code && code === l.code))
        .map((l) => `${p.code}.${l.code}`),
    );
    expect(missing).toEqual([]);
  });
});

describe('scoring and the draw of files', () => {
  const full = Object.fromEntries(PART_KEYS.map((p) => [p, PARTS[p][1]])) as Record<Part, number>;
  test('R39.1 the parts make a hundred points, twenty of them for form', () => {
    expect(totalOf(full)).toBe(100);
    expect(PARTS.form[1]).toBe(20);
  });
  test('R39.1 edge case 5: a veto hit with 96 points fails', () => {
    const good = { ...full, form: 16 };
    expect(totalOf(good)).toBe(96);
    expect(gradeOf([{ veto: [], points: good }])).toEqual({ points: 96, grade: '优秀' });
    expect(
      gradeOf([
        { veto: [], points: good },
        { veto: ['超过追究时效'], points: good },
      ]),
    ).toEqual({
      points: 96,
      grade: '不合格',
    });
  });
  test('R39.1 the grades begin at 60 and 90', () => {
    const at = (points: number) => gradeOf([{ veto: [], points: { ...full, form: points - 80 } }]).grade;
    expect([at(89.5), at(90)]).toEqual(['合格', '优秀']);
    const low = {
      form: 0,
      filing: 0,
      evidence: 20,
      rights: 15,
      review: 10,
      law: 14.5,
      document: 0,
      service: 0,
    };
    expect(gradeOf([{ veto: [], points: low }]).grade).toBe('不合格');
    expect(gradeOf([{ veto: [], points: { ...low, law: 15 } }]).grade).toBe('合格');
  });
  test('R39.1 the same list and value draw the same files, in whatever order the list is given', () => {
    const files = Array.from({ length: 40 }, (_, n) => `演罚决〔2026〕${n + 1}号`);
    const drawn = drawFiles(files, 6, '03 11 17 22 29 31');
    expect(drawFiles([...files].reverse(), 6, '03 11 17 22 29 31')).toEqual(drawn);
    expect(new Set(drawn).size).toBe(6);
    expect(drawFiles(files, 6, '03 11 17 22 29 32')).not.toEqual(drawn);
  });
});

test('R39.2 an invited supervisor may order nothing: in no procedure does an act of theirs make a paper, number or entry', () => {
  const acts = procedures.flatMap((p) =>
    Object.entries(p.acts)
      .filter(([, d]) => d.by.some((by) => by.kind === 'party' && by.relation === 'invited'))
      .map(([name, d]) => ({ name: `${p.code}.${name}`, d })),
  );
  expect(acts.map((a) => a.name)).toEqual(['invited-supervisors.take-part']);
  for (const { d } of acts)
    expect([d.papers ?? [], d.numbers ?? [], d.entries, d.clocks ?? [], d.to]).toEqual([
      [],
      [],
      undefined,
      [],
      undefined,
    ]);
});

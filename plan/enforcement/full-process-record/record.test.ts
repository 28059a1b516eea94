/** R24.2 without a database: the list, what is missing, reasons, broken variants that the prover catches. */
import { type ActDef, breach, type EntryFacts, type MaterialFacts, type Procedure } from '@fadu/kernel';
import { afterEach, describe, expect, test } from 'vitest';
import { procedures } from '../../index.ts';
import {
  clue,
  contact,
  decision,
  filing,
  inPerson,
  MATERIALS,
  payment,
  people,
  proposal,
  RECORDING,
  Running,
  reported,
} from '../penalty-cases/case.testing.ts';
import { penaltyOrdinary, penaltySimple } from '../penalty-cases/index.ts';
import { UNRECORDED } from './closing.ts';
import { RECORDING_DUTIES } from './duties.ts';
import { missingText, stepRecords } from './missing.ts';

const { o1, head, clerk, caseReviewer } = people;
afterEach(() => {
  MATERIALS.length = 0;
  RECORDING.clear();
});

const film = (seq: number, more: Partial<MaterialFacts> = {}): MaterialFacts => ({
  id: `m${seq}`.padEnd(24, '0'),
  kind: '录像',
  name: '现场.mp4',
  seq,
  sha256: 'a'.repeat(64),
  capturedAt: '2026-01-07T01:00:00Z',
  handedAt: '2026-01-07T03:00:00Z',
  continuous: true,
  gaps: [],
  ...more,
});
const entry = (level: string, kinds: string[] = ['录像'], name = '市里的事项'): EntryFacts => ({
  region: '220200',
  register: 'recording-list',
  code: 'penalty-ordinary.contact',
  version: 1,
  lawFrom: '2026-01-01',
  body: { procedure: 'penalty-ordinary', act: 'contact', name, level, kinds, status: '在用' },
});
const under = (p = penaltyOrdinary, more: Record<string, unknown> = {}) =>
  new Running(p)
    .on('2026-01-05')
    .do('register-clue', o1, clue)
    .on('2026-01-06')
    .do('file', head, filing)
    .on('2026-01-07')
    .do('contact', o1, contact('2026-01-07', more));

describe('which steps need a record', () => {
  test('R24.2 every duty names acts that there are, and where its level comes from', () => {
    const known = new Map(procedures.map((p) => [p.code, p]));
    for (const d of RECORDING_DUTIES) {
      expect(Object.keys(known.get(d.procedure)?.acts ?? {})).toContain(d.act);
      expect(d.cites.length).toBeGreaterThan(0);
      // What no confirmed source fixes says so.
      if (d.unconfirmed) expect(d.cites.some((c) => c.standing === 'design')).toBe(true);
    }
  });

  test('R24.2 a contact that touches major rights needs a film; an ordinary one does not', () => {
    const none = () => null;
    const plain = under().view.state.acts;
    expect(stepRecords('penalty-ordinary', plain, [], none)).toMatchObject([
      { seq: 3, level: '根据需要', missing: false },
    ]);
    const major = under(penaltyOrdinary, { major: true }).view.state.acts;
    const [step] = stepRecords('penalty-ordinary', major, [], none);
    expect(step).toMatchObject({ seq: 3, level: '应当全程音像记录', missing: true });
    if (step) expect(missingText(step)).toContain('第3步（2026年1月7日）');
    // §4.4 edge case 3: a recording with a gap counts, and is flagged.
    const gap = film(3, { continuous: false, gaps: [{ from: 600, to: 1140, reason: '更换电池' }] });
    expect(stepRecords('penalty-ordinary', major, [gap], none)).toMatchObject([
      { missing: false, withGaps: [gap.id] },
    ]);
    // Sound alone, or the film of another step, is not the film of this one.
    for (const other of [film(3, { kind: '录音' }), film(2), film(3, { seq: undefined })])
      expect(stepRecords('penalty-ordinary', major, [other], none)[0]?.missing).toBe(true);
  });

  test('R24.2 the city’s list replaces what is DESIGN, and takes nothing from a statute', () => {
    const acts = under(penaltyOrdinary, { major: true }).view.state.acts;
    const off = () => entry('不作要求');
    expect(stepRecords('penalty-ordinary', acts, [], off)).toEqual([]);
    const sound = () => entry('应当全程音像记录', ['录音']);
    expect(stepRecords('penalty-ordinary', acts, [film(3, { kind: '录音' })], sound)).toMatchObject([
      { what: '市里的事项', byCity: true, missing: false },
    ]);
    const left = reported(penaltyOrdinary)
      .on('2026-01-13')
      .do('case-review', caseReviewer, { result: '同意', opinion: '事实清楚，证据确凿' })
      .do('give-notice', clerk)
      .on('2026-01-14')
      .do('serve-notice', o1, {
        method: '留置送达（拍照录像）',
        servedOn: '2026-01-14',
        refusal: '当事人拒绝签收',
        recording: 'V-1',
      });
    const served = stepRecords('penalty-ordinary', left.view.state.acts, [], off).find(
      (s) => s.act === 'serve-notice',
    );
    expect(served).toMatchObject({ missing: true, kinds: ['照片', '录像'], unconfirmed: false });
  });
});

describe('closing', () => {
  const paid = () =>
    reportedMajor()
      .on('2026-01-13')
      .do('case-review', caseReviewer, { result: '同意', opinion: '事实清楚，证据确凿' })
      .do('give-notice', clerk)
      .on('2026-01-14')
      .do('serve-notice', o1, inPerson('2026-01-14'))
      .on('2026-01-22')
      .do('submit-decision', clerk)
      .do('decide-penalty', head, decision())
      .do('serve-decision', o1, inPerson('2026-01-22'))
      .do('publish', clerk, {
        channels: ['信用中国'],
        checked: [
          '国家秘密',
          '商业秘密',
          '个人隐私',
          '身份证号、住址、电话、银行账号和健康信息',
          '未成年人姓名',
        ],
      })
      .do('record-payment', clerk, payment('2026-01-22', 50_000));
  const reportedMajor = () =>
    under(penaltyOrdinary, { major: true }).on('2026-01-12').do('end-report', o1, proposal());
  const closing = { summary: '罚款已经缴清', catalogue: '一、立案审批表' };

  test('R24.2 refused with the missing record named; handed in, it closes', () => {
    const c = paid();
    const no = c.no('close', head, closing);
    expect(no.codes).toEqual(['RECORD-MISSING']);
    expect(no.say).toContain('第3步');
    expect(no.cites).toContain('penalty-law 47');
    MATERIALS.push(film(3));
    expect(c.do('close', head, closing).state.phase).toBe('archived');
    expect(c.state.conds.has(UNRECORDED)).toBe(false);
  });

  test('R24.2 a reason for the step closes it; files handed in later change nothing of what was closed', () => {
    const c = paid();
    const unrecorded = [{ record: 3, reason: '记录仪损坏，当场有照片和见证人' }];
    expect(c.no('close', head, { ...closing, unrecorded: [{ ...unrecorded[0], record: 2 }] }).codes).toEqual([
      'RECORD-MISSING',
    ]);
    c.do('close', head, { ...closing, unrecorded });
    MATERIALS.push(film(3));
    c.on('2026-07-23').do('suit-period-over', people.system).do('finish', people.system);
    expect(c.state.ended).toBe('done');
  });

  test('R24.2 ending an investigation asks for the record too', () => {
    const c = under(penaltyOrdinary, { major: true }).on('2026-01-08');
    for (const act of ['terminate', 'withdraw-filing'])
      expect(c.no(act, head, { reason: '当事人已经注销' }).codes).toEqual(['RECORD-MISSING']);
    MATERIALS.push(film(3));
    c.do('terminate', head, { reason: '当事人已经注销' });
    expect(c.state.phase).toBe('terminated');
  });
});

describe('broken variants', () => {
  const loose = (p: Procedure, act: string): Procedure => {
    const { outcomes: _, ...def } = p.acts[act] as ActDef;
    return { ...p, acts: { ...p.acts, [act]: { ...def, rules: [] } } };
  };
  test.each([
    ['ordinary', 'not-file', penaltyOrdinary, 2],
    ['ordinary', 'terminate', penaltyOrdinary, 3],
    ['ordinary', 'withdraw-filing', penaltyOrdinary, 3],
    ['ordinary', 'close', penaltyOrdinary, 12],
    ['ordinary', 'close-unexecuted', penaltyOrdinary, 16],
    ['ordinary', 'close-set-aside', penaltyOrdinary, 12],
    ['simple', 'close', penaltySimple, 9],
    ['simple', 'close-unexecuted', penaltySimple, 12],
    ['simple', 'close-set-aside', penaltySimple, 9],
  ] as const)('R24.2 %s, closing by %s without looking at the record is caught', (_name, act, p, longest) => {
    const law = p.laws.find((l) => l.code === `RECORD-${act.toUpperCase()}`);
    if (!law) throw new Error(`${p.code} has no law for ${act}`);
    const path = breach(loose(p, act), law);
    expect(path).not.toBeNull();
    expect(path).toContain(act);
    expect(path?.length).toBeLessThanOrEqual(longest + 3);
  });

  test('R24.2 every act that ends a case of this organ has its law', () => {
    for (const p of [penaltyOrdinary, penaltySimple]) {
      const laws = p.laws.filter((l) => l.code.startsWith('RECORD-')).map((l) => l.code);
      expect(laws.length).toBeGreaterThanOrEqual(3);
      for (const code of laws) expect(p.acts[code.slice('RECORD-'.length).toLowerCase()]).toBeDefined();
    }
  });
});

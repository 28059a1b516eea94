/** R90.1 R90.3 the engine on a small made-up procedure: who, when, once, needs, input, effects, and that refusals write nothing. */
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { design } from '../citation.ts';
import { fixture } from '../time/calendar.fixture.ts';
import { timeOfDay } from '../time/date.ts';
import { days, workdays } from '../time/limit.ts';
import { type Actor, ANONYMOUS, SYSTEM } from './actor.ts';
import { decide, options } from './decide.ts';
import {
  anyone,
  type Env,
  merge,
  need,
  office,
  type Procedure,
  party,
  post,
  resident,
  system,
  titleOf,
} from './definition.ts';
import { cond, done, elapsed, not, samePerson } from './guard.ts';
import {
  atomsOf,
  clockSpec,
  envOf,
  performerFor,
  performerText,
  questionsOf,
  testHolds,
} from './standing.ts';
import { apply, type CaseState, CaseView, fold, noCase } from './state.ts';

const cite = design('测试');
const title = (t: string) => ({ title: t });
const procedure: Procedure = {
  code: 'small',
  title: '小程序',
  system: 'test',
  version: '1',
  from: '2020-01-01',
  cites: [cite],
  about: '测试',
  relations: { lead: '承办机关', applicant: '申请人', helper: '协办机关' },
  roles: { clerk: '承办人', head: '负责人' },
  phases: { open: title('在办'), later: title('后续'), done: { ...title('办结'), end: 'done' } },
  acts: {
    apply: {
      title: '申请',
      by: [resident],
      in: [],
      opens: true,
      cites: [cite],
      form: z.object({
        subject: z.string().min(1).meta(title('事项')),
        organ: z.string().meta(title('机关')),
        helpers: z.array(z.string()).optional().meta(title('协办')),
      }),
      binds: [
        { relation: 'lead', from: 'organ' },
        { relation: 'applicant', from: 'actor.person' },
        { relation: 'helper', from: 'helpers' },
        { relation: 'twice', from: (input) => [`${String(input.subject)}1`, `${String(input.subject)}2`] },
      ],
      clocks: [{ do: 'start', clock: 'limit' }],
    },
    examine: {
      title: '审查',
      by: [post('clerk', 'lead')],
      in: ['open'],
      cites: [cite],
      form: z.object({
        good: z.boolean().meta(title('合格')),
        grave: z.boolean().optional().meta(title('重大')),
      }),
      settles: ['good', 'grave'],
      rules: [
        {
          code: 'R1',
          say: '不能又不合格又重大',
          cites: [cite],
          field: 'grave',
          check: (i) => i.good === true || !i.grave,
        },
        { code: 'R2', say: '不用', cites: [cite], check: (i) => (i.grave ? '重大的另行办理' : true) },
      ],
    },
    revise: {
      title: '补正',
      by: [party('applicant')],
      in: ['open', 'later'],
      cites: [cite],
      repeats: true,
      voids: ['examine'],
      to: 'open',
    },
    approve: {
      title: '批准',
      by: [post('head', 'lead'), office('mayor')],
      in: ['open'],
      cites: [cite],
      needs: [
        need('N1', done('examine'), '先审查', [cite]),
        need('N2', not(samePerson('examine')), '审查的人不能批准', [cite]),
      ],
      to: [{ when: cond('good'), phase: 'later' }],
      papers: ['decision'],
      numbers: ['no'],
      publishes: ['result'],
      entries: (view) => [
        {
          register: 'r',
          code: view.text('apply.subject'),
          lawFrom: '2026-01-01',
          body: { by: view.text('approve.x') },
        },
      ],
    },
    finish: {
      title: '办结',
      by: [post('clerk', 'lead')],
      in: ['later'],
      cites: [cite],
      to: 'done',
      clocks: [{ do: 'stop', clock: 'limit' }],
    },
    lapse: {
      title: '届满',
      by: [system],
      in: ['open'],
      cites: [cite],
      to: 'done',
      needs: [need('T1', elapsed('limit'), '未届满', [cite])],
    },
    comment: { title: '意见', by: [anyone], in: ['open', 'later'], cites: [cite], repeats: true },
  },
  clocks: {
    limit: {
      title: '办理期限',
      kind: 'duty',
      owedBy: 'clerk',
      limit: workdays(5),
      lastDay: 'roll',
      cites: [cite],
      extension: { limit: workdays(3), times: 1, cites: [cite] },
      warnBefore: workdays(1),
    },
    wait: {
      title: '等待',
      kind: 'minimum',
      owedBy: 'clerk',
      limit: [{ when: cond('good'), limit: days(3), cites: [cite] }],
      lastDay: 'keep',
      cites: [cite],
    },
  },
  conditions: {
    good: { title: '合格', test: { is: ['examine.good', true] } },
    grave: { title: '重大', test: { has: 'examine.grave' } },
  },
  laws: [
    {
      code: 'L1',
      says: '批准在审查之后',
      cites: [cite],
      rule: { kind: 'precedes', first: [{ act: 'examine' }], then: 'approve' },
    },
    { code: 'L2', says: '意见至多两次', cites: [cite], rule: { kind: 'at-most', act: 'comment', times: 2 } },
  ],
  papers: {},
  titleFrom: ['examine.nothing', 'apply.subject'],
  owner: 'lead',
};

const person = (id: string, ...posts: [role: string, organ: string][]): Actor => ({
  kind: 'person',
  person: id,
  name: id,
  posts: posts.map(([role, organ]) => ({ role, organ })),
});
const wang = person('wang');
const clerk = person('li', ['other', 'o9'], ['clerk', 'o1']);
const head = person('zhao', ['head', 'o1']);
const at = (day: string, time = '10:00') => ({ now: timeOfDay(day, time), calendar: fixture });
const today = at('2026-03-02');
const start = noCase('c1', 'small', '1');
const must = (state: CaseState, act: string, input: unknown, actor: Actor, when = today) => {
  const out = decide(procedure, state, act, input, actor, when);
  if (!out.ok) throw new Error(JSON.stringify(out.refusals));
  return out;
};
const codes = (state: CaseState, act: string, input: unknown, actor: Actor, when = today) => {
  const out = decide(procedure, state, act, input, actor, when);
  return out.ok ? [] : out.refusals.map((r) => r.code);
};
const opened = must(start, 'apply', { subject: '甲', organ: 'o1', helpers: ['o2', 'o3'] }, wang).state;
const examined = must(opened, 'examine', { good: true }, clerk).state;

describe('R90.1 what stands against an act', () => {
  test('R90.1 an act that the procedure does not have, one before the case is opened, one that opens it again', () => {
    expect(codes(opened, 'nothing', {}, clerk)).toEqual(['unknown-act']);
    expect(codes(start, 'examine', { good: true }, clerk)).toEqual(['phase', 'who']);
    expect(codes(opened, 'apply', { subject: '乙', organ: 'o1' }, wang)).toEqual(['phase', 'once']);
    const out = decide(procedure, start, 'comment', {}, wang, today);
    expect(out).toMatchObject({
      refusals: [{ code: 'phase', say: '“意见”应在“在办”“后续”阶段办理，尚未立件', cites: [cite] }],
    });
    expect(decide(procedure, opened, 'finish', {}, clerk, today)).toMatchObject({
      refusals: [{ say: '“办结”应在“后续”阶段办理，本件现处于“在办”阶段' }],
    });
    expect(decide(procedure, opened, 'apply', {}, wang, today)).toMatchObject({
      refusals: [{ say: '“申请”只能用来立件，本件现处于“在办”阶段' }, { say: '“申请”已经办理，不能重复' }],
    });
  });

  test('R90.1 each kind of performer fits those it names and nobody else, and says whom it wants', () => {
    const fits = (act: string, actor: Actor, state = opened) =>
      performerFor(procedure.acts[act] as never, state, actor);
    expect(fits('apply', wang)).toEqual({ performer: resident });
    expect(fits('apply', ANONYMOUS)).toBeNull();
    expect(fits('apply', SYSTEM)).toBeNull();
    expect(fits('examine', clerk)).toEqual({
      performer: post('clerk', 'lead'),
      post: { role: 'clerk', organ: 'o1' },
    });
    expect(fits('examine', person('x', ['clerk', 'o2']))).toBeNull();
    expect(fits('examine', person('x', ['head', 'o1']))).toBeNull();
    expect(fits('examine', clerk, start)).toBeNull();
    expect(fits('approve', person('x', ['mayor', 'o7']))).toEqual({
      performer: office('mayor'),
      post: { role: 'mayor', organ: 'o7' },
    });
    expect(fits('revise', wang)).toEqual({ performer: party('applicant') });
    expect(fits('revise', person('chen'))).toBeNull();
    expect(fits('revise', ANONYMOUS)).toBeNull();
    expect(fits('lapse', SYSTEM)).toEqual({ performer: system });
    expect(fits('lapse', wang)).toBeNull();
    expect(fits('comment', ANONYMOUS)).toEqual({ performer: anyone });
    expect(
      Object.values(procedure.acts).flatMap((a) => a.by.map((p) => performerText(procedure, p))),
    ).toEqual([
      '已登录的公众',
      '承办机关的承办人',
      '申请人',
      '承办机关的负责人',
      'mayor',
      '承办机关的承办人',
      '系统自动',
      '任何人',
    ]);
    expect(performerText(procedure, party('unknown'))).toBe('unknown');
    expect(decide(procedure, opened, 'approve', {}, wang, today)).toMatchObject({
      refusals: [
        { code: 'who', say: '“批准”应由承办机关的负责人、mayor办理' },
        { code: 'small.N1', say: '先审查' },
      ],
    });
  });

  test('R90.1 once, unless it repeats or has lost its force; the same person is told by account, never by having none', () => {
    expect(codes(examined, 'examine', { good: true }, clerk)).toEqual(['once']);
    const revised = must(examined, 'revise', {}, wang).state;
    expect(codes(revised, 'approve', {}, head)).toEqual(['small.N1']);
    expect(codes(revised, 'examine', { good: false }, clerk)).toEqual([]);
    const both = person('li', ['head', 'o1']);
    expect(codes(examined, 'approve', {}, both)).toEqual(['small.N2']);
    expect(codes(examined, 'approve', {}, head)).toEqual([]);
    // What was done and lost its force no longer makes anyone the same person.
    expect(
      codes(
        must(revised, 'examine', { good: true }, person('xu', ['clerk', 'o1'])).state,
        'approve',
        {},
        both,
      ),
    ).toEqual([]);
    const commented = must(opened, 'comment', {}, ANONYMOUS).state;
    const seen = atomsOf(procedure, commented, ANONYMOUS, today);
    expect([
      seen.samePerson('comment'),
      seen.done('comment'),
      seen.ever('comment'),
      seen.ever('revise'),
    ]).toEqual([false, true, true, false]);
    const after = atomsOf(procedure, revised, clerk, today);
    expect([after.done('examine'), after.ever('examine'), after.samePerson('examine')]).toEqual([
      false,
      true,
      false,
    ]);
  });

  test('R90.1 nothing after the end', () => {
    const approved = must(examined, 'approve', {}, head).state;
    expect(approved.phase).toBe('later');
    const ended = must(approved, 'finish', {}, clerk).state;
    expect([ended.phase, ended.ended]).toEqual(['done', 'done']);
    expect(decide(procedure, ended, 'comment', {}, wang, today)).toMatchObject({
      refusals: [{ code: 'ended', say: '本件已办结（办结），不能再办理“意见”' }],
    });
  });

  test('R90.1 a law that would break refuses by its own code, though no check stood in the way', () => {
    const one = must(opened, 'comment', {}, wang).state;
    expect(one.watch).toEqual({ L2: 1 });
    const two = must(one, 'comment', {}, wang).state;
    expect(decide(procedure, two, 'comment', {}, wang, today)).toEqual({
      ok: false,
      refusals: [{ code: 'small.law.L2', say: '意见至多两次', cites: [cite] }],
    });
    expect(two.seq).toBe(3);
  });

  test('R90.1 what may be done now, for a person and for the system', () => {
    const may = (actor: Actor, state = opened) =>
      options(procedure, state, actor, today).map(
        (o) => `${o.act}${o.may ? '' : ` ${o.refusals.map((r) => r.code)}`}`,
      );
    expect(may(clerk)).toEqual(['examine', 'revise who', 'approve who,small.N1', 'finish phase', 'comment']);
    expect(may(SYSTEM)).toContain('lapse small.T1');
    expect(options(procedure, opened, clerk, today)[0]).toMatchObject({
      act: 'examine',
      title: '审查',
      may: true,
    });
  });
});

describe('R90.3 what was entered, and what follows', () => {
  test('R90.1 a form refuses what it lacks and what it does not know; without a form nothing may be entered', () => {
    expect(
      decide(procedure, start, 'apply', { subject: '', organ: 'o1', more: 1 }, wang, today),
    ).toMatchObject({
      refusals: [
        { code: 'input', field: 'subject', say: '事项：必须填写' },
        { code: 'input', field: '', say: '填写内容：没有这一栏：more' },
      ],
    });
    expect(decide(procedure, start, 'apply', undefined, wang, today)).toMatchObject({
      refusals: [{ field: 'subject' }, { field: 'organ' }],
    });
    expect(decide(procedure, opened, 'comment', { text: '好' }, wang, today)).toMatchObject({
      refusals: [{ code: 'input', say: '“意见”不需要填写内容' }],
    });
    for (const empty of [undefined, null, {}, ''])
      expect(codes(opened, 'comment', empty, wang), String(empty)).toEqual([]);
  });

  test('R90.1 rules refuse by their own code, with their own or a more exact sentence and their field', () => {
    expect(decide(procedure, opened, 'examine', { good: false, grave: true }, clerk, today)).toEqual({
      ok: false,
      refusals: [
        { code: 'small.R1', say: '不能又不合格又重大', cites: [cite], field: 'grave' },
        { code: 'small.R2', say: '重大的另行办理', cites: [cite] },
      ],
    });
  });

  test('R90.3 bindings, clocks, conditions, phase, papers, numbers, entries and force are recorded with the act', () => {
    expect(opened.bindings).toEqual({
      lead: ['o1'],
      applicant: ['wang'],
      helper: ['o2', 'o3'],
      twice: ['甲1', '甲2'],
    });
    expect(opened).toMatchObject({ phase: 'open', seq: 1, ended: undefined });
    expect(opened.clocks.limit).toEqual([
      { clock: 'limit', kind: 'start', limit: workdays(5), at: today.now, act: 'apply' },
    ]);
    // What was not entered binds nothing.
    const alone = must(start, 'apply', { subject: '甲', organ: 'o1' }, wang).state;
    expect(alone.bindings).not.toHaveProperty('helper');

    expect([...examined.conds]).toEqual(['good']);
    expect(examined.watch).toEqual({ L1: 1 });
    const approved = must(examined, 'approve', {}, head);
    expect(approved.record).toMatchObject({
      seq: 3,
      act: 'approve',
      at: today.now,
      actor: { kind: 'person', person: 'zhao', name: 'zhao', role: 'head', organ: 'o1' },
      input: {},
    });
    expect(approved.record.effects).toMatchObject({
      phase: 'later',
      papers: ['decision'],
      numbers: ['no'],
      publishes: ['result'],
      entries: [{ register: 'r', code: '甲', body: { by: '' } }],
      voids: [],
    });
    expect(approved.record.effects).not.toHaveProperty('ended');
    const anonymous = must(opened, 'comment', {}, ANONYMOUS).record.actor;
    expect(anonymous).toEqual({ kind: 'anonymous', name: '未登录访客' });

    // A branch that does not fit leaves the phase as it is.
    const bad = must(opened, 'examine', { good: false }, clerk).state;
    expect(must(bad, 'approve', {}, head).state.phase).toBe('open');

    const revised = must(examined, 'revise', {}, wang);
    expect(revised.record.effects.voids).toEqual([2]);
    expect([...revised.state.voided]).toEqual([2]);
    expect([...revised.state.conds]).toEqual([]);
    // What has lost its force already is not named again.
    expect(must(revised.state, 'revise', {}, wang).record.effects.voids).toEqual([]);

    const finished = must(approved.state, 'finish', {}, clerk).state;
    expect(finished.clocks.limit?.map((e) => e.kind)).toEqual(['start', 'stop']);
    expect(must(approved.state, 'finish', {}, clerk).record.effects.ended).toBe('done');
  });

  test('R90.3 the state is the fold of the records, without the definition; and reading takes only what is in force', () => {
    const records = [...examined.acts, must(examined, 'approve', {}, head).record].map((r) => ({
      ...r,
      issued: { no: `第${r.seq}号` },
    }));
    const state = fold(start, records);
    expect(state).toEqual({ ...must(examined, 'approve', {}, head).state, acts: records });
    const view = new CaseView(state);
    expect(view.get('apply.subject')).toBe('甲');
    expect(view.get('apply.helpers.1')).toBe('o3');
    expect([view.get('apply.subject.deeper'), view.get('nothing.x'), view.get('apply.none.x')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(view.get('apply')).toMatchObject({ organ: 'o1' });
    expect([view.text('examine.good'), view.text('apply.none'), view.text('none.x')]).toEqual([
      'true',
      '',
      '',
    ]);
    expect([
      view.issued('approve', 'no'),
      view.issued('approve', 'other'),
      view.issued('finish', 'no'),
    ]).toEqual(['第3号', undefined, undefined]);
    expect([view.bound('helper'), view.bound('nobody')]).toEqual([['o2', 'o3'], []]);
    expect(titleOf(procedure, view)).toBe('甲');
    expect(titleOf({ titleFrom: 'apply.none' }, view)).toBe('');
    const voided = apply(state, {
      ...(records[1] as (typeof records)[0]),
      seq: 4,
      effects: { ...(records[1] as (typeof records)[0]).effects, voids: [1, 2] },
    });
    expect([...voided.voided]).toEqual([1, 2]);
    expect(new CaseView(voided).last('apply')).toBeUndefined();
    expect(new CaseView(voided).last('examine')?.seq).toBe(4);
  });

  test('R90.1 a definition that contradicts itself stops the act and writes nothing', () => {
    const wrong = (change: object): Procedure => ({
      ...procedure,
      acts: { ...procedure.acts, examine: { ...procedure.acts.examine, ...change } as never },
    });
    const tryIt = (p: Procedure) => decide(p, opened, 'examine', { good: true }, clerk, today);
    expect(() => tryIt(wrong({ settles: ['grave'] }))).toThrow(/changed condition good without settling/);
    const outcomes = (conds: Record<string, boolean>) => ({ outcomes: { one: { title: '一', conds } } });
    expect(() => tryIt(wrong(outcomes({ good: false })))).toThrow(/none of its outcomes/);
    expect(() => tryIt(wrong(outcomes({ good: true, grave: true })))).toThrow(/none of its outcomes/);
    expect(tryIt(wrong(outcomes({ good: true, grave: false }))).ok).toBe(true);
    expect(() => tryIt(wrong({ clocks: [{ do: 'start', clock: 'none' }] }))).toThrow(/no clock none/);
    expect(() => clockSpec(procedure, 'none')).toThrow(/no clock none/);
  });

  test('R90.2 a clock’s length follows the facts of the act that starts it; a guard that fails leaves the clock alone', () => {
    const p: Procedure = {
      ...procedure,
      acts: {
        ...procedure.acts,
        examine: {
          ...procedure.acts.examine,
          clocks: [
            { do: 'start', clock: 'wait', when: cond('good') },
            { do: 'extend', clock: 'limit' },
          ],
        } as never,
      },
    };
    const events = (input: object) => {
      const out = decide(p, opened, 'examine', input, clerk, today);
      return out.ok ? out.record.effects.clocks : out;
    };
    expect(events({ good: true })).toEqual([
      { clock: 'wait', kind: 'start', limit: days(3) },
      { clock: 'limit', kind: 'extend', limit: workdays(3) },
    ]);
    expect(events({ good: false })).toEqual([{ clock: 'limit', kind: 'extend', limit: workdays(3) }]);
    const open: Procedure = {
      ...p,
      acts: { ...p.acts, examine: { ...p.acts.examine, clocks: [{ do: 'start', clock: 'wait' }] } as never },
    };
    expect(() => decide(open, opened, 'examine', { good: false }, clerk, today)).toThrow(
      /no length of clock wait fits/,
    );
    expect(clockSpec(procedure, 'limit')).toEqual({
      code: 'limit',
      title: '办理期限',
      owedBy: 'clerk',
      limit: workdays(5),
      direction: 'due',
      lastDay: 'roll',
      citation: cite,
      extension: { limit: workdays(3), times: 1, citation: cite },
      warnBefore: workdays(1),
    });
    expect(clockSpec(procedure, 'wait')).toMatchObject({ direction: 'minimum', limit: days(3) });
    expect(clockSpec(procedure, 'wait')).not.toHaveProperty('extension');
  });

  test('R90.2 what is not running is not stopped, paused or resumed: nothing is recorded on the clock', () => {
    const effects = (before: CaseState, ...list: { do: 'stop' | 'pause' | 'resume'; clock: string }[]) => {
      const p = {
        ...procedure,
        laws: [],
        acts: { ...procedure.acts, comment: { ...procedure.acts.comment, clocks: list } as never },
      };
      const out = decide(p, before, 'comment', {}, wang, today);
      if (!out.ok) throw new Error('refused');
      return [out.record.effects.clocks.map((e) => e.kind), out.state] as const;
    };
    for (const what of ['stop', 'pause', 'resume'] as const)
      expect(effects(opened, { do: what, clock: 'wait' })[0], what).toEqual([]);
    const [paused, held] = effects(opened, { do: 'pause', clock: 'limit' }, { do: 'resume', clock: 'limit' });
    expect(paused).toEqual(['pause']);
    expect(effects(held, { do: 'pause', clock: 'limit' })[0]).toEqual([]);
    expect(effects(held, { do: 'resume', clock: 'limit' })[0]).toEqual(['resume']);
    const [stopped, after] = effects(held, { do: 'stop', clock: 'limit' });
    expect(stopped).toEqual(['stop']);
    expect(effects(after, { do: 'stop', clock: 'limit' })[0]).toEqual([]);
  });

  test('R90.1 an act that the system and people may do is offered to people too', () => {
    const both = {
      ...procedure,
      acts: { ...procedure.acts, comment: { ...procedure.acts.comment, by: [system, anyone] } as never },
    };
    expect(options(both, opened, wang, today).map((o) => o.act)).toContain('comment');
    expect(options(both, opened, wang, today).map((o) => o.act)).not.toContain('lapse');
  });

  test('R90.1 the system acts when the clock has run out, not on its last day', () => {
    // 2026-03-02 is a Monday: five working days end on the 9th.
    expect(codes(opened, 'lapse', {}, SYSTEM, at('2026-03-09', '23:59'))).toEqual(['small.T1']);
    expect(codes(opened, 'lapse', {}, SYSTEM, at('2026-03-10', '00:00'))).toEqual([]);
    expect(codes(opened, 'lapse', {}, clerk, at('2026-03-10', '00:00'))).toEqual(['who']);
  });

  test('R90.1 conditions as data read the latest act in force', () => {
    const view = new CaseView(examined);
    expect(testHolds({ is: ['examine.good', true] }, view)).toBe(true);
    expect(testHolds({ is: ['examine.good', 'true'] }, view)).toBe(false);
    expect(testHolds({ oneOf: ['apply.organ', ['o2', 'o1']] }, view)).toBe(true);
    expect(testHolds({ oneOf: ['apply.organ', ['o2']] }, view)).toBe(false);
    expect(testHolds({ has: 'apply.helpers' }, view)).toBe(true);
    expect(testHolds({ has: 'examine.grave' }, view)).toBe(false);
    expect(testHolds({ fn: (v) => v.text('apply.subject') === '甲' }, view)).toBe(true);
  });

  test('R90.3 an act is asked about only with input that fits; the same question once; an answer not asked for is a mistake', () => {
    const question = (code: string) => ({ ask: 'entry', register: 'r', code, on: '2026-03-02' }) as const;
    const asking: Procedure = {
      ...procedure,
      acts: {
        ...procedure.acts,
        examine: {
          ...procedure.acts.examine,
          asks: () => [question('a'), question('b')],
          rules: [
            {
              code: 'Q',
              say: '没有',
              cites: [cite],
              asks: () => [question('a')],
              check: (_i: unknown, _v: unknown, env: Env) => env.answer(question('a')) !== undefined,
            },
            { code: 'Z', say: '没有', cites: [cite], check: () => true },
          ],
        } as never,
      },
    };
    const ask = (act: string, input: unknown, p = asking) => questionsOf(p, opened, act, input, today.now);
    expect(ask('examine', { good: true })).toEqual([question('a'), question('b')]);
    expect(ask('examine', { good: 'yes' })).toEqual([]);
    expect(ask('examine', undefined)).toEqual([]);
    expect(ask('comment', {})).toEqual([]);
    expect(ask('nothing', {})).toEqual([]);
    const answered = [
      { question: question('a'), answer: { code: 'a' } as never },
      { question: question('b'), answer: undefined as never },
    ];
    const told = decide(asking, opened, 'examine', { good: true }, clerk, { ...today, answered });
    expect(told).toMatchObject({ ok: true, record: { effects: { answered } } });
    expect(() => decide(asking, opened, 'examine', { good: true }, clerk, today)).toThrow(/was not asked/);
    expect(must(opened, 'examine', { good: true }, clerk).record.effects).not.toHaveProperty('answered');
    const env = envOf({ ...today, now: '2026-03-01T16:00:00.000Z' }, clerk, { role: 'clerk', organ: 'o1' });
    expect([env.today, env.person, env.acting, env.organ('o1'), env.organsOf('1')]).toEqual([
      '2026-03-02',
      'li',
      'o1',
      undefined,
      [],
    ]);
    expect(envOf(today)).not.toHaveProperty('person');
    expect(envOf(today, ANONYMOUS)).not.toHaveProperty('acting');
  });

  test('R90.1 parts are merged, and a name that two of them define is an error', () => {
    const part = (name: string) => ({
      acts: { [name]: procedure.acts.comment as never },
      laws: [procedure.laws[0] as never],
    });
    const both = merge(part('a'), part('b'), { clocks: procedure.clocks });
    expect([Object.keys(both.acts), Object.keys(both.clocks), both.laws.length]).toEqual([
      ['a', 'b'],
      ['limit', 'wait'],
      2,
    ]);
    expect(() => merge(part('a'), part('a'))).toThrow('acts.a is defined twice');
  });
});

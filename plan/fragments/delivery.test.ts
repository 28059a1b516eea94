/** Service by each lawful way: proof, the day that counts, and the clocks that begin with it. */
import {
  type Actor,
  type CaseState,
  CaseView,
  clockOf,
  decide,
  design,
  noCase,
  office,
  type Procedure,
  post,
  prove,
  timeOfDay,
  workdays,
} from '@fadu/kernel';
import { describe, expect, test } from 'vitest';
import { chinaCalendar } from '../calendar/china.ts';
import {
  DELIVERY_METHODS,
  DELIVERY_RULES,
  type DeliveryMethod,
  delivery,
  noticeServedOn,
} from './delivery.ts';

const cites = [design('试验')];
const part = delivery({
  act: 'serve',
  code: 'SERVE',
  paper: '决定书',
  on: 'party',
  from: 'lead',
  by: [post('clerk', 'lead')],
  in: ['made'],
  cites,
  issuedOn: (view) => view.text('make.on') || undefined,
  starts: ['appeal'],
  stops: ['duty'],
  more: { to: 'done' },
});
const procedure: Procedure = {
  code: 'served',
  title: '试验',
  system: 'kernel',
  version: '1',
  from: '2026-01-01',
  cites,
  about: '试验',
  relations: { lead: '机关', party: '当事人' },
  roles: { clerk: '经办人' },
  phases: { made: { title: '作出' }, done: { title: '送达', end: 'done' } },
  acts: {
    make: {
      title: '作出',
      by: [office('clerk')],
      in: [],
      opens: true,
      cites,
      binds: [{ relation: 'lead', from: 'actor.organ' }],
      clocks: [{ do: 'start', clock: 'duty' }],
    },
    ...part.acts,
  },
  clocks: {
    ...part.clocks,
    appeal: { title: '申请期限', kind: 'right', owedBy: 'party', limit: workdays(5), lastDay: 'roll', cites },
    duty: { title: '送达期限', kind: 'duty', owedBy: 'lead', limit: workdays(7), lastDay: 'roll', cites },
  },
  conditions: {},
  laws: [],
  papers: part.papers ?? {},
  titleFrom: 'make.on',
  owner: 'lead',
};
const clerk: Actor = { kind: 'person', person: 'c', name: '经办人', posts: [{ role: 'clerk', organ: 'x' }] };
const at = (day: string) => ({ now: timeOfDay(day, '15:00'), calendar: chinaCalendar });
/** A paper made on 2026-04-10; its date is a fact of the opening act here. */
const made = () => {
  const opened = decide(procedure, noCase('220200-1', 'served', '1'), 'make', {}, clerk, at('2026-04-10'));
  if (!opened.ok) throw new Error('not opened');
  return { ...opened.state, acts: opened.state.acts.map((a) => ({ ...a, input: { on: '2026-04-10' } })) };
};
const serve = (input: Record<string, unknown>, day: string, state: CaseState = made()) =>
  decide(procedure, state, 'serve', input, clerk, at(day));
const codes = (result: ReturnType<typeof serve>) => (result.ok ? [] : result.refusals.map((r) => r.code));

/** Full proof for each way. */
const PROOF: Readonly<Record<Exclude<DeliveryMethod, '公告送达'>, Record<string, unknown>>> = {
  直接送达: { receiver: '当事人', receipt: '回证1' },
  同住成年家属签收: { receiver: '张某', relation: '配偶', receipt: '回证1' },
  单位收件人签收: { receiver: '李某', relation: '收发人员', receipt: '回证1' },
  '留置送达（见证人）': { refusal: '拒绝签收', witnesses: ['居委会王某'], receipt: '回证1' },
  '留置送达（拍照录像）': { refusal: '拒绝签收', recording: 'V-1' },
  电子送达: { confirmation: '确认书1', confirmedOn: '2026-04-01', system: '邮箱' },
  委托送达: { through: '某县局', receiver: '当事人', receipt: '回证1' },
  邮寄送达: { tracking: 'EMS1', receipt: '回执1' },
  转交送达: { through: '某监狱', receipt: '回证1' },
};

describe('R25.4 R90.2 service by every lawful way', () => {
  test.each(Object.entries(PROOF))(
    '%s: with its proof it is served on its day; each missing piece is named',
    (method, proof) => {
      // Signed for on Friday 17 April, recorded on Monday: the five working days run from Friday.
      const done = serve({ method, servedOn: '2026-04-17', ...proof }, '2026-04-20');
      if (!done.ok) throw new Error(done.refusals.map((r) => r.say).join());
      expect(clockOf(procedure, done.state, 'appeal', at('2026-04-20'))).toMatchObject({
        state: 'running',
        due: '2026-04-24',
      });
      expect(clockOf(procedure, done.state, 'duty', at('2026-04-20'))).toMatchObject({
        state: 'stopped',
        late: false,
      });
      const receipt = procedure.papers['serve-receipt']?.compose(new CaseView(done.state), {
        date: '2026-04-20',
        organName: () => '某局',
      });
      expect(JSON.stringify(receipt?.blocks)).toContain(DELIVERY_RULES[method as DeliveryMethod].day);
      for (const name of DELIVERY_RULES[method as DeliveryMethod].proof) {
        const rest = Object.fromEntries(Object.entries(proof).filter(([key]) => key !== name));
        const refused = serve({ method, servedOn: '2026-04-17', ...rest }, '2026-04-20');
        expect(codes(refused)).toContain('served.SERVE-PROOF');
        expect(refused.ok ? '' : refused.refusals[0]?.cites[0]?.source).toBe('civil-procedure-law');
      }
    },
  );

  test('every way has a row, and every row an article', () => {
    expect(Object.keys(DELIVERY_RULES)).toEqual([...DELIVERY_METHODS]);
    for (const rule of Object.values(DELIVERY_RULES)) expect(rule.cites.length).toBeGreaterThan(0);
  });

  test('the day: not to come, not before the paper; a late service shows on the duty', () => {
    const direct = { method: '直接送达', ...PROOF.直接送达 };
    expect(codes(serve({ ...direct, servedOn: '2026-04-21' }, '2026-04-20'))).toEqual(['served.SERVE-DAY']);
    expect(codes(serve({ ...direct, servedOn: '2026-04-09' }, '2026-04-20'))).toEqual(['served.SERVE-DAY']);
    expect(codes(serve({ ...direct, servedOn: '17 April' }, '2026-04-20'))).toEqual(['input']);
    const late = serve({ ...direct, servedOn: '2026-04-22' }, '2026-04-22');
    if (!late.ok) throw new Error('refused');
    expect(clockOf(procedure, late.state, 'duty', at('2026-04-22'))).toMatchObject({
      due: '2026-04-21',
      late: true,
    });
    const onTime = serve({ ...direct, servedOn: '2026-04-21' }, '2026-04-27');
    if (!onTime.ok) throw new Error('refused');
    expect(clockOf(procedure, onTime.state, 'duty', at('2026-04-27')).late).toBe(false);
  });

  test('electronic service needs the consent before it', () => {
    const electronic = {
      method: '电子送达',
      servedOn: '2026-04-17',
      confirmation: '确认书1',
      system: '邮箱',
    };
    expect(codes(serve({ ...electronic, confirmedOn: '2026-04-18' }, '2026-04-20'))).toEqual([
      'served.SERVE-CONSENT',
    ]);
    expect(codes(serve({ ...electronic, confirmedOn: '2026-04-17' }, '2026-04-20'))).toEqual([]);
  });

  test('public notice: why and what was tried, thirty days, served on the thirtieth, whatever day it is recorded', () => {
    expect(noticeServedOn('2026-03-20')).toBe('2026-04-19');
    const notice = {
      ground: '受送达人下落不明',
      course: '两次上门、一次邮寄退回',
      channel: '公告栏',
      postedOn: '2026-04-15',
    };
    expect(codes(serve({ method: '公告送达', servedOn: '2026-05-15' }, '2026-05-18'))).toEqual([
      'served.SERVE-NOTICE',
    ]);
    const early = decide(
      procedure,
      made(),
      'serve-announce',
      { ...notice, postedOn: '2026-04-09' },
      clerk,
      at('2026-04-15'),
    );
    expect(early.ok ? [] : early.refusals.map((r) => r.code)).toEqual(['served.SERVE-POSTED']);
    const bare = decide(
      procedure,
      made(),
      'serve-announce',
      { ...notice, course: '' },
      clerk,
      at('2026-04-15'),
    );
    expect(bare.ok ? [] : bare.refusals.map((r) => r.code)).toEqual(['input']);
    const posted = decide(procedure, made(), 'serve-announce', notice, clerk, at('2026-04-16'));
    if (!posted.ok) throw new Error('not posted');
    expect(clockOf(procedure, posted.state, 'serve-period', at('2026-04-16'))).toMatchObject({
      due: '2026-05-15',
    });
    expect(codes(serve({ method: '公告送达', servedOn: '2026-05-15' }, '2026-05-14', posted.state))).toEqual([
      'served.SERVE-DAY',
    ]);
    expect(codes(serve({ method: '公告送达', servedOn: '2026-05-14' }, '2026-05-18', posted.state))).toEqual([
      'served.SERVE-NOTICE',
    ]);
    const done = serve({ method: '公告送达', servedOn: '2026-05-15' }, '2026-05-25', posted.state);
    if (!done.ok) throw new Error('refused');
    expect(clockOf(procedure, done.state, 'appeal', at('2026-05-18'))).toMatchObject({ due: '2026-05-22' });
  });

  test('a service restricted to some ways refuses the others and has no public notice', () => {
    const narrow = delivery({
      act: 'hand',
      code: 'HAND',
      paper: '单',
      on: 'party',
      from: 'lead',
      by: [],
      in: [],
      cites,
      issuedOn: () => '2026-04-10',
      methods: ['直接送达'],
    });
    expect(Object.keys(narrow.acts ?? {})).toEqual(['hand']);
    expect(narrow.clocks).toEqual({});
  });

  test('R90.1 the fragment by itself proves: a way out, the duty ended, nothing dead', () => {
    expect(prove(procedure)).toMatchObject({ ok: true, findings: [] });
    const forgetful = {
      ...procedure,
      acts: {
        ...procedure.acts,
        serve: { ...(procedure.acts.serve as NonNullable<typeof procedure.acts.serve>), clocks: [] },
      },
    };
    expect(prove(forgetful).findings.map((f) => `${f.kind} ${f.what}`)).toEqual([
      'duty-left-open duty',
      'dead-clock appeal',
    ]);
  });
});

/** One thing once: what belongs to a case, in what order, what a refusal stops and what it does not. */
import { dueDateOnly, type EntryFacts, prove, SYSTEM, workdays } from '@fadu/kernel';
import { describe, expect, test } from 'vitest';
import { chinaCalendar } from '../../calendar/china.ts';
import { person, Simulated } from '../../simulated.testing.ts';
import type { Bundle, MemberItem } from './bundle-forms.ts';
import { bundleFiling } from './filing.ts';
import { chosen, longestWay, next, orderFaults, type Standing, waves } from './graph.ts';
import { serviceBundles } from './register.ts';
import { filingInput, restaurant, restaurantItems } from './sample.testing.ts';

const ORGANS = [
  { id: 't-market', name: '市市场监管局', kind: 'department', region: '220200' },
  { id: 't-health', name: '市卫生健康委', kind: 'department', region: '220200' },
  { id: 't-hall', name: '市政务服务中心', kind: 'service-hall', region: '220200' },
];
const wang = person('wang', '王小二');

/** How the application of an item stands, as the office would answer. */
interface Application {
  item: string;
  phase: string;
  done: Record<string, string>;
}

class Filing extends Simulated {
  readonly bundle: Bundle;
  readonly applications = new Map<string, Application>();
  private n = 0;

  constructor(
    day = '2026-03-02',
    bundle = restaurant(),
    items: Readonly<Record<string, MemberItem>> = restaurantItems,
  ) {
    const entry = (register: string, code: string, body: unknown): EntryFacts => ({
      region: '220200',
      register,
      code,
      version: 1,
      lawFrom: '2020-01-01',
      body: body as Record<string, unknown>,
    });
    super(bundleFiling, day, {
      organs: ORGANS,
      answer: (q) => {
        if (q.ask === 'named')
          return q.code === bundle.basicCode
            ? {
                entry: entry('service-bundle', q.code, bundle),
                named: bundle.members.flatMap((m) =>
                  items[m.item] ? [entry('service-item', m.item, items[m.item])] : [],
                ),
              }
            : null;
        if (q.ask !== 'case') return null;
        const found = this.applications.get(q.case);
        return found
          ? {
              id: q.case,
              procedure: 'service-application',
              title: '',
              phase: found.phase,
              owner: 't-market',
              facts: { 'apply-in-bundle.bundle': this.state.id, 'apply-in-bundle.item': found.item },
              conds: [],
              done: found.done,
              numbers: {},
            }
          : null;
      },
    });
    this.bundle = bundle;
  }

  filed(more: Readonly<Record<string, unknown>> = {}): this {
    return this.do('file', wang, { ...filingInput, ...more });
  }
  /** The system opens an application for an item. */
  begun(item: string): string {
    const handling = `220200-h${++this.n}`;
    this.applications.set(handling, { item, phase: 'received', done: {} });
    this.do('begin-member', SYSTEM, { item, handling });
    return handling;
  }
  /** The organ decides, and the system records it. */
  decided(item: string, handling: string, act: 'grant' | 'deny' = 'grant'): this {
    this.applications.set(handling, { item, phase: 'delivering', done: { [act]: this.day } });
    return this.do('record-result', SYSTEM, {
      item,
      handling,
      result: act === 'grant' ? '准予' : '不予准予',
    });
  }
}

describe('R8.1 the order of a life event', () => {
  const all = restaurant().members;

  test('questions decide what belongs to the case', () => {
    expect(chosen(restaurant(), new Map([[1, '不要']])).map((m) => m.item)).toEqual([
      'REG-0001',
      'FOOD-0001',
      'INS-0001',
    ]);
    expect(chosen(restaurant(), new Map([[1, '要']]))).toHaveLength(4);
  });

  test('the promise is the longest way through, never the sum', () => {
    const days = (code: string) => restaurantItems[code]?.promisedDays ?? 0;
    expect(longestWay(all, days)).toBe(9);
    expect(waves(all).map((w) => w.map((m) => m.item))).toEqual([
      ['REG-0001', 'INS-0001'],
      ['FOOD-0001', 'SIGN-0001'],
    ]);
    const c = new Filing().filed();
    const calendar = chinaCalendar;
    expect(c.due('promise')).toBe(dueDateOnly('2026-03-02', workdays(9), { calendar }));
  });

  test('a refused item stops what depends on it, and nothing else', () => {
    const standing = new Map<string, Standing>([
      ['REG-0001', '准予'],
      ['FOOD-0001', '不予准予'],
      ['INS-0001', 'under-way'],
    ]);
    expect(next(all, standing)).toEqual({ begin: [all[2]], skip: [] });
    standing.set('REG-0001', '不予准予');
    standing.delete('FOOD-0001');
    expect(next(all, standing).begin).toEqual([]);
    expect(next(all, standing).skip.map((s) => [s.member.item, s.because.item])).toEqual([
      ['FOOD-0001', 'REG-0001'],
      ['SIGN-0001', 'REG-0001'],
    ]);
    const loose = all.map((m) => (m.item === 'SIGN-0001' ? { ...m, link: '前项有结果就办' as const } : m));
    expect(next(loose, standing).begin.map((m) => m.item)).toEqual(['SIGN-0001']);
  });

  test('the list refuses circles, items that are not there, doubles, and questions without their answer', () => {
    const rule = (code: string) => serviceBundles.rules?.find((r) => r.code === code);
    const says = (code: string, members: Bundle['members']) =>
      rule(code)?.check({ region: '220200', body: restaurant({ members }) } as never, {} as never);
    expect(says('ORDER', [...all])).toBe(true);
    expect(says('ORDER', [{ ...all[0], after: 'FOOD-0001' } as never, ...all.slice(1)])).toContain(
      '互相等待',
    );
    expect(says('ORDER', [...all.slice(1)])).toContain('没有这个事项');
    expect(orderFaults([...all, all[0] as never])[0]).toContain('列了2次');
    expect(says('QUESTION', [{ ...all[0], question: 1 } as never])).toContain('都不写');
    expect(says('QUESTION', [{ ...all[0], question: 2, answer: '要' } as never])).toContain('只有1个问题');
    expect(says('QUESTION', [{ ...all[0], question: 1, answer: '也许' } as never])).toContain('没有“也许”');
    expect(says('ALWAYS', [{ ...all[0], question: 1, answer: '要' } as never])).toBe(false);
  });
});

describe('R8.1 a filing', () => {
  test('fans out in order and comes back as one result', () => {
    const c = new Filing().filed();
    expect(c.state.bindings.lead).toEqual(['t-market']);
    expect(c.state.bindings.window).toEqual(['t-hall']);
    expect(c.no('begin-member', SYSTEM, { item: 'FOOD-0001', handling: '220200-h1' }).codes).toContain(
      'IN-ORDER',
    );
    const reg = c.begun('REG-0001');
    const ins = c.begun('INS-0001');
    expect(c.no('begin-member', SYSTEM, { item: 'REG-0001', handling: reg }).codes).toContain('IN-ORDER');
    c.decided('REG-0001', reg);
    const food = c.begun('FOOD-0001');
    const sign = c.begun('SIGN-0001');
    expect(c.no('finish', SYSTEM).codes).toContain('SETTLED');
    c.decided('INS-0001', ins).decided('FOOD-0001', food).decided('SIGN-0001', sign).do('finish', SYSTEM);
    expect(c.state.phase).toBe('all-done');
    expect(c.clock('promise').state).toBe('stopped');
  });

  test('one organ refuses: the others go on, the result says which (pack, section 2, case 9)', () => {
    const c = new Filing().filed();
    const reg = c.begun('REG-0001');
    const ins = c.begun('INS-0001');
    c.decided('REG-0001', reg);
    const food = c.begun('FOOD-0001');
    c.decided('FOOD-0001', food, 'deny');
    const sign = c.begun('SIGN-0001');
    c.decided('SIGN-0001', sign).decided('INS-0001', ins).do('finish', SYSTEM);
    expect(c.state.phase).toBe('partly');
  });

  test('the first refuses: what depends on it never begins, and whoever says otherwise is refused', () => {
    const c = new Filing().filed();
    const reg = c.begun('REG-0001');
    const ins = c.begun('INS-0001');
    expect(c.no('skip-member', SYSTEM, { item: 'FOOD-0001', because: 'REG-0001' }).codes).toContain('RESULT');
    c.decided('REG-0001', reg, 'deny');
    expect(c.no('skip-member', SYSTEM, { item: 'INS-0001', because: 'REG-0001' }).codes).toContain('DEPENDS');
    c.do('skip-member', SYSTEM, { item: 'FOOD-0001', because: 'REG-0001' });
    c.do('skip-member', SYSTEM, { item: 'SIGN-0001', because: 'REG-0001' });
    expect(c.no('begin-member', SYSTEM, { item: 'FOOD-0001', handling: ins }).codes).toContain('IN-ORDER');
    c.decided('INS-0001', ins, 'deny').do('finish', SYSTEM);
    expect(c.state.phase).toBe('none');
  });

  test('a result that the application does not have cannot be recorded', () => {
    const c = new Filing().filed();
    const reg = c.begun('REG-0001');
    const say = (result: string, handling = reg) =>
      c.no('record-result', SYSTEM, { item: 'REG-0001', handling, result }).codes;
    expect(say('准予')).toContain('AS-DECIDED');
    c.applications.set(reg, { item: 'REG-0001', phase: 'delivering', done: { deny: '2026-03-02' } });
    expect(say('准予')).toContain('AS-DECIDED');
    expect(say('不予准予', '220200-other')).toContain('OF-THIS-FILING');
    c.do('record-result', SYSTEM, { item: 'REG-0001', handling: reg, result: '不予准予' });
    expect(say('不予准予')).toContain('OPEN-MEMBER');
  });

  test('questions must be answered, materials stay on the list, a closed item closes the filing', () => {
    const c = new Filing();
    const no = (more: Readonly<Record<string, unknown>>, with_ = c) =>
      with_.no('file', wang, { ...filingInput, ...more });
    expect(no({ answers: [] }).say).toContain('门头要挂大型招牌吗');
    expect(no({ bundle: 'YJS-99' }).codes).toContain('ON-LIST');
    expect(no({ materials: [{ name: '无犯罪记录证明', how: '随申请提交' }] }).say).toContain('不需要提交');
    const shut = { ...restaurantItems, 'SIGN-0001': { ...restaurantItems['SIGN-0001'], status: '暂停实施' } };
    const closed = new Filing('2026-03-02', restaurant(), shut as never);
    expect(no({}, closed).say).toContain('“户外广告设置”现在不受理');
    closed.filed({ answers: [{ question: 1, answer: '不要' }], materials: [] });
  });

  test('who else is concerned is named where an item is in his name', () => {
    const items = {
      ...restaurantItems,
      'INS-0001': { ...restaurantItems['INS-0001'], object: '法人和其他组织' },
    };
    const c = new Filing('2026-03-02', restaurant({ other: '您开的店' }), items as never);
    expect(c.no('file', wang, filingInput).say).toContain('您开的店');
    c.filed({ other: '王小二面馆', otherIdentity: '登记后取得' });
  });

  test('on paper it is the same, from the day it came', () => {
    const c = new Filing('2026-03-04');
    const clerk = person('clerk', '窗口', ['window-clerk', 't-hall']);
    expect(c.no('register-filing', clerk, { ...filingInput, receivedOn: '2026-03-05' }).codes).toContain(
      'RECEIVED',
    );
    c.do('register-filing', clerk, { ...filingInput, receivedOn: '2026-03-02', account: 'wang' });
    expect(c.due('promise')).toBe(dueDateOnly('2026-03-02', workdays(9), { calendar: chinaCalendar }));
    c.begun('REG-0001');
    c.do('withdraw', wang, {});
    expect(c.state.phase).toBe('withdrawn');
  });

  test('R90.1 proved: no result before every item has one', () => {
    const proof = prove(bundleFiling);
    expect(proof.laws.filter((l) => !l.holds)).toEqual([]);
    expect(proof.findings).toEqual([]);
    const hasty = {
      ...bundleFiling,
      acts: { ...bundleFiling.acts, finish: { ...bundleFiling.acts.finish, needs: [] } },
    } as typeof bundleFiling;
    expect(prove(hasty).laws.find((l) => l.law.code === 'ALL-SETTLED')?.holds).toBe(false);
  });
});

/** R24.4 and R24.9: a case stands on an item in force of its own organ, and never on minutes of a meeting. */
import { describe, expect, test } from 'vitest';
import { clue, contact, filing, foodLaw, ITEM, pair, people, proposal, Running } from './case.testing.ts';
import { penaltyOrdinary, penaltySimple } from './index.ts';

const opened = () => new Running(penaltyOrdinary).on('2026-01-06').do('register-clue', people.o1, clue);
const refused = (item: string) => opened().no('file', people.head, { ...filing, item });
const { source: _s, sourceDetail: _d, realName: _r, ...base } = clue;
const scene = {
  ...base,
  item: ITEM,
  officers: pair,
  shown: true,
  clear: true,
  evidence: '照片三张',
  waterOrRemote: '否',
};

/** Code of the register entry, and what the refusal says. */
const CASES = [
  ['not-listed', '清单之外不得立案'],
  ['suspended', '暂停实施，不得立案'],
  ['cancelled', '已经从清单取消，不得立案；由22021X承接'],
  ['orphan', '没有有效的法定依据，不得立案'],
  ['inspection', '是行政检查事项，不能据以办理行政处罚'],
  ['foreign', '由演示市人民政府实施，本机关不得立案'],
] as const;

describe('R24.4 filing names an item in force', () => {
  test.each(CASES)('R24.4 filing under a code that is %s is refused with reason and rule', (item, says) => {
    const found = refused(item);
    expect(found.codes).toEqual(['R24.4']);
    expect(found.say).toContain(says);
    expect(found.cites).toContain('penalty-law 38');
  });

  test.each(CASES)('R24.4 a penalty on the spot under a code that is %s is refused', (item, says) => {
    const c = new Running(penaltySimple).on('2026-03-02');
    const found = c.no('register-clue', people.o1, { ...scene, item });
    expect(found.codes).toEqual(['R24.4']);
    expect(found.say).toContain(says);
  });

  test('R24.4 without an item nothing is filed; the item that was named stays in the case', () => {
    const { item: _item, ...rest } = filing;
    expect(opened().no('file', people.head, rest).codes).toEqual(['input']);
    const c = opened().do('file', people.head, filing);
    expect(c.view.text('file.item')).toBe(ITEM);
    expect(c.state.phase).toBe('investigation');
    const spot = new Running(penaltySimple).on('2026-03-02').do('register-clue', people.o1, scene);
    expect(spot.view.text('register-clue.item')).toBe(ITEM);
  });
});

describe('R24.9 minutes are no basis', () => {
  test.each([
    ['entered as minutes', { title: '市长办公会议纪要', level: '会议纪要' }],
    ['entered as a law', { title: '2026年第3次局长办公会议纪要', level: '法律' }],
    ['a record of a meeting', { title: '专题会议记录', level: '部门规章' }],
  ])('R24.9 %s: a proposal that stands on them is refused', (_name, more) => {
    const basis = [{ ...foodLaw, ...more }];
    const fresh = new Running(penaltyOrdinary)
      .on('2026-01-05')
      .do('register-clue', people.o1, clue)
      .do('file', people.head, filing)
      .do('contact', people.o1, contact('2026-01-05'));
    const found = fresh.no('end-report', people.o1, proposal({ basis }));
    expect(found.codes).toEqual(['INV-P10']);
    expect(found.say).toContain('会议纪要');
  });
});

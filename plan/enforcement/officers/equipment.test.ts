/** R25.3 equipment against the standard of the level. */
import { describe, expect, test } from 'vitest';
import { equipmentLines } from './equipment.ts';

const standard = (equipment: string, per: string, quantity: number, level = '市级') => ({
  body: { equipment, per, quantity, level },
});
const held = (organ: string, equipment: string, quantity: number) => ({
  body: { organ, equipment, quantity },
});

describe('equipment', () => {
  test('R25.3 by head and by team, rounded up; several holdings add up; what is over is not short', () => {
    const lines = equipmentLines(
      [
        standard('执法记录仪', '每名执法人员', 1),
        standard('便携打印机', '每名执法人员', 0.5),
        standard('执法车辆', '每支队伍', 2),
        standard('执法车辆', '每支队伍', 1, '县级'),
      ],
      [
        held('a', '执法记录仪', 4),
        held('a', '执法记录仪', 3),
        held('a', '执法车辆', 3),
        held('b', '防护装备', 5),
      ],
      new Map([
        ['a', 7],
        ['b', 3],
      ]),
      (organ) => (organ === 'a' ? '市级' : '县级'),
    );
    const of = (organ: string, equipment: string) =>
      lines.find((l) => l.organ === organ && l.equipment === equipment);
    expect(of('a', '执法记录仪')).toMatchObject({ required: 7, has: 7, short: 0 });
    expect(of('a', '便携打印机')).toMatchObject({ required: 4, has: 0, short: 4 });
    expect(of('a', '执法车辆')).toMatchObject({ required: 2, has: 3, short: 0 });
    expect(of('b', '执法车辆')).toMatchObject({ required: 1, has: 0, short: 1 });
    // No standard entered: nothing is claimed.
    expect(of('b', '防护装备')).toMatchObject({ required: null, has: 5, short: 0 });
    expect(of('b', '执法记录仪')).toBeUndefined();
  });
});

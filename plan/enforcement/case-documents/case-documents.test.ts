/** R25.4 without a database: the order names everything, the three documents, the letter of guidance. */
import { describe, expect, test } from 'vitest';
import { people, served } from '../penalty-cases/case.testing.ts';
import { penaltyOrdinary, penaltySimple } from '../penalty-cases/index.ts';
import { fileOrder, OTHER_SECTION, sectionOfAct, sectionOfMaterial, sectionOfPaper } from './order.ts';
import { threeDocuments } from './three-documents.ts';

const guidance = {
  problems: '进货查验记录不完整',
  advice: ['建立临期食品专柜，每日检查', '指定专人负责进货查验'],
  contact: '演示市市场监督管理局食品科',
  deliveredOn: '2026-02-27',
};

describe('the order of a file', () => {
  test.each([penaltyOrdinary, penaltySimple].map((p) => [p.code, p] as const))(
    'R25.4 %s: every paper and every step without one has its place',
    (code, procedure) => {
      const order = fileOrder(code);
      const lost = [
        ...Object.keys(procedure.papers).filter((p) => sectionOfPaper(order, p) === OTHER_SECTION),
        ...Object.entries(procedure.acts)
          .filter(([name, def]) => !def.papers?.length && sectionOfAct(order, name) === OTHER_SECTION)
          .map(([name]) => name),
      ];
      expect(lost).toEqual([]);
      for (const kind of ['照片', '录像', '录音', '扫描件'] as const)
        expect(sectionOfMaterial(order, kind)).not.toBe(OTHER_SECTION);
    },
  );

  test('R25.4 what the organ said to itself lies in the volume that the party does not get', () => {
    const order = fileOrder('penalty-ordinary');
    for (const paper of [
      'legality-opinion',
      'deliberation-record',
      'case-review-opinion',
      'end-report',
      'clue-record',
    ])
      expect(sectionOfPaper(order, paper).volume).toBe('副卷');
    for (const paper of ['decision', 'notice', 'contact-record', 'hearing-minutes'])
      expect(sectionOfPaper(order, paper).volume).toBe('正卷');
    expect(order.cites.some((c) => c.standing === 'design')).toBe(true);
  });

  test('R25.4 a procedure without an order of its own lies in the order of time', () => {
    expect(fileOrder('normative-document').sections).toEqual([]);
  });
});

describe('one case, three documents', () => {
  test('R25.4 due with the decision; the letter counts once made; the parameter is 未核实', () => {
    const c = served(penaltyOrdinary);
    const states = () => threeDocuments(penaltyOrdinary, c.view).map((d) => [d.title, d.state]);
    expect(states()).toEqual([
      ['行政处罚决定书', 'made'],
      ['合规指导书', 'missing'],
      ['信用修复告知书', 'made'],
    ]);
    expect(threeDocuments(penaltyOrdinary, c.view).every((d) => d.unconfirmed)).toBe(true);
    expect(c.no('issue-guidance', people.clerk, { ...guidance, deliveredOn: '2026-02-28' }).codes).toEqual([
      'GUIDANCE-DAY',
    ]);
    c.do('issue-guidance', people.clerk, guidance);
    expect(states()[1]).toEqual(['合规指导书', 'made']);
    const letter = penaltyOrdinary.papers['guidance-letter']?.compose(c.view, {
      date: '2026-02-27',
      organName: (id) => id,
    });
    expect(JSON.stringify(letter)).toContain('（二）指定专人负责进货查验');
    expect(letter?.recipients).toBe('演示市幸福超市有限公司：');
  });

  test('R25.4 nothing is due before the decision, nor in the simple procedure', () => {
    expect(threeDocuments(penaltySimple, served(penaltyOrdinary).view)).toEqual([]);
  });
});

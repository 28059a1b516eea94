import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breakLines, type Line, mayBreakBetween, mayEndLine, mayOpenLine } from './linebreak.ts';

const measure = (text: string) => [...text].length * 0.5;
const set = (text: string, width = 28, first = 2) => breakLines(text, { width, first, measure });
const texts = (lines: readonly Line[]) => lines.map((line) => line.text);

const HAN = [...'中华人民共和国行政机关应当依法公开年月日条第号'];
const MARKS = [...'，。、；：！？（）《》〈〉「」“”‘’〔〕【】·％'];
const piece = fc.oneof(
  { weight: 10, arbitrary: fc.constantFrom(...HAN) },
  { weight: 3, arbitrary: fc.constantFrom(...MARKS) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('2026', '〔2026〕3号', '85.5%', 'Fadu', '——', '……', ' ', '　', '3'),
  },
);
const anyText = fc.array(piece, { maxLength: 160 }).map((parts) => parts.join(''));
/** Sentences in which no more than one mark follows another: every line has a legal break. */
const prose = fc
  .array(
    fc.tuple(
      fc.array(fc.constantFrom(...HAN), { minLength: 2, maxLength: 12 }),
      fc.constantFrom('，', '。', '、', '；'),
    ),
    {
      maxLength: 20,
    },
  )
  .map((parts) => parts.map(([han, mark]) => han.join('') + mark).join(''));

describe('Chinese line breaking (R90.7)', () => {
  it('R90.7: loses and adds nothing, whatever the text and the measure', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 3, max: 30 }), (text, width) => {
        expect(texts(set(text, width, 0)).join('')).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it('R90.7: no line is wider than the measure, and cells stand in order without overlap', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 6, max: 30 }), (text, width) => {
        for (const line of set(text, width)) {
          expect(line.end).toBeLessThanOrEqual(width + 1e-6);
          line.cells.forEach((cell, i) => {
            const before = line.cells[i - 1];
            if (before) expect(cell.x).toBeGreaterThanOrEqual(before.x + before.width - 1e-9);
          });
        }
      }),
      { numRuns: 500 },
    );
  });

  it('R90.7: in prose no stop opens a line, no opening mark ends one, full lines reach the measure', () => {
    fc.assert(
      fc.property(prose, fc.integer({ min: 14, max: 30 }), (text, width) => {
        const lines = set(text, width);
        lines.forEach((line, i) => {
          expect(mayOpenLine(line.text)).toBe(true);
          expect(mayEndLine(line.text)).toBe(true);
          if (i < lines.length - 1) expect(line.end).toBeCloseTo(width, 6);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('R90.7: keeps document numbers, figures with units, dashes and ellipses whole at every position', () => {
    for (const whole of ['〔2026〕3号', '2026年', '85.5%', '——', '……', '第12条', 'CN-2026']) {
      for (let before = 0; before < 40; before++) {
        const lines = texts(set(`${'政'.repeat(before)}${whole}${'府'.repeat(30)}`));
        expect(
          lines.some((line) => line.includes(whole)),
          `${whole} after ${before}`,
        ).toBe(true);
      }
    }
  });

  it('R90.7: a full stop that just misses the line is drawn in by tightening, not carried over', () => {
    const lines = set(`a${'政'.repeat(27)}。${'府'.repeat(5)}`, 28, 0);
    expect(lines[0]?.text).toBe(`a${'政'.repeat(27)}。`);
    expect(lines[0]?.end).toBeCloseTo(28);
    expect(lines[0]?.cells.at(-1)?.width).toBeCloseTo(0.5);
  });

  it('R90.7: a full stop that misses the line by a whole cell takes its word along and the line is drawn out', () => {
    const lines = set(`${'政'.repeat(28)}。${'府'.repeat(5)}`, 28, 0);
    expect(lines[0]?.text).toBe('政'.repeat(27));
    expect(lines[0]?.end).toBeCloseTo(28);
    expect(lines[1]?.text.startsWith('政。')).toBe(true);
  });

  it('R90.7: an opening mark at the end goes to the next line with its word', () => {
    const lines = texts(set(`${'政'.repeat(27)}《办法》`, 28, 0));
    expect(lines).toEqual(['政'.repeat(27), '《办法》']);
  });

  it('R90.7: what is longer than a line is broken where it must be', () => {
    const word = 'a'.repeat(150);
    const lines = set(word, 20, 2);
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.every((line) => line.end <= 20 + 1e-9)).toBe(true);
    expect(set('。'.repeat(70), 20, 2).every((line) => line.end <= 20 + 1e-9)).toBe(true);
  });

  it('R90.7: the rules between two neighbours', () => {
    expect(mayBreakBetween('政', '府')).toBe(true);
    expect(mayBreakBetween('政', '。')).toBe(false);
    expect(mayBreakBetween('《', '政')).toBe(false);
    expect(mayBreakBetween('2026', '年')).toBe(false);
    expect(mayBreakBetween('〕', '3')).toBe(false);
    expect(mayBreakBetween('，', '“')).toBe(true);
    expect(set('')).toEqual([]);
  });
});

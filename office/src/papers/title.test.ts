import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { titleLines } from './title.ts';

const measure = (text: string) => [...text].reduce((sum, c) => sum + (c < '\u0100' ? 0.55 : 1), 0);
const set = (title: string, most = 19) => titleLines(title, most, measure);

describe('titles (R90.7)', () => {
  it('R90.7: a short title stays on one line', () => {
    expect(set('江州市停车管理办法')).toEqual(['江州市停车管理办法']);
  });

  it('R90.7: breaks by sense and never divides a legal term', () => {
    expect(set('江州市人民政府关于印发《江州市行政规范性文件制定和监督管理办法》的通知')).toEqual([
      '江州市人民政府关于印发',
      '《江州市行政规范性文件制定',
      '和监督管理办法》的通知',
    ]);
    expect(set('江州市人民政府关于2026年法治政府建设情况的报告')).toEqual([
      '江州市人民政府关于2026年',
      '法治政府建设情况的报告',
    ]);
  });

  it('R90.7: loses nothing, keeps to the measure, tears no mark and no 的 off, for random titles', () => {
    const phrases = [
      '江州市人民政府',
      '关于印发',
      '《机动车停车管理办法》',
      '的通知',
      '加强',
      '和',
      '办公室的',
      '2026年',
      '工作',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...phrases), { minLength: 3, maxLength: 14 }), (parts) => {
        const title = `江州${parts.join('')}`;
        const lines = set(title);
        expect(lines.join('')).toBe(title);
        for (const line of lines) {
          expect(measure(line)).toBeLessThanOrEqual(19);
          expect(line).not.toMatch(/^[》的]/);
          expect(line).not.toMatch(/《$/);
        }
      }),
      { numRuns: 500 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import { paperTexts } from './check.ts';
import { font, widthOf } from './fonts.ts';
import { layoutPaper } from './layout.ts';
import type { TextMark } from './marks.ts';
import { type OfficialPaper, PaperError } from './model.ts';
import { AREA, mm, PAGE } from './page.ts';
import { toPdf } from './pdf.ts';
import * as samples from './samples.ts';
import { readPdf } from './testkit.ts';

const all = Object.entries(samples) as [string, OfficialPaper][];
const squeeze = (text: string) => text.replace(/[\s\u3000]/g, '');
const count = (text: string) => {
  const counts = new Map<string, number>();
  for (const char of squeeze(text)) counts.set(char, (counts.get(char) ?? 0) + 1);
  return counts;
};

describe('PDF of official documents (R90.7)', () => {
  for (const [name, paper] of all) {
    it(`R90.7: ${name}: every character of the input is drawn with an outline and can be read back`, async () => {
      const { pages, blank } = readPdf(await toPdf(paper));
      expect(pages).toHaveLength(layoutPaper(paper).length);
      expect(blank).toEqual([]);
      const drawn = count(pages.join(''));
      const skipped = new Set([
        '印章单位',
        '印章文字',
        ...(paper.kind === '命令' ? ['标题', '发文机关署名'] : []),
      ]);
      const wanted = paperTexts(paper).filter(({ path }) => !skipped.has(path));
      for (const [char, times] of count(wanted.map(({ text }) => text).join(''))) {
        expect(drawn.get(char) ?? 0, `「${char}」`).toBeGreaterThanOrEqual(times);
      }
      const flow = squeeze(pages.join(''));
      for (const { path, text } of wanted) {
        if (path.startsWith('正文') && !path.includes('表格')) {
          const head = squeeze(text).slice(0, 12);
          expect(flow.includes(head), `${path}: ${head}`).toBe(true);
        }
      }
    });

    it(`R90.7: ${name}: the same input gives the same bytes`, async () => {
      const [first, second] = [await toPdf(paper), await toPdf(structuredClone(paper))];
      expect(Buffer.compare(Buffer.from(first), Buffer.from(second))).toBe(0);
    });

    it(`R90.7: ${name}: text stays on the page and no two pieces lie on each other`, () => {
      for (const { marks } of layoutPaper(paper)) {
        const boxes = marks
          .filter((mark): mark is TextMark => mark.kind === 'text')
          .map((mark) => {
            const glyphs = [...mark.text].length;
            const width =
              (widthOf(mark.text, mark.face) * mark.size + mark.spacing * (glyphs - 1)) * mark.scale;
            return {
              mark,
              left: mark.x,
              right: mark.x + width,
              top: mark.y - mark.size * 0.7,
              bottom: mark.y,
            };
          });
        for (const a of boxes) {
          expect(a.left, a.mark.text).toBeGreaterThanOrEqual(AREA.left - 1);
          expect(a.right, a.mark.text).toBeLessThanOrEqual(AREA.right + 1);
          expect(a.top).toBeGreaterThan(0);
          expect(a.bottom).toBeLessThan(PAGE.height);
          for (const b of boxes) {
            if (a === b) continue;
            const over = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            const tight = Math.max(a.mark.size, b.mark.size) * 0.55;
            expect(over > tight && down > 1, `${a.mark.text} × ${b.mark.text}`).toBe(false);
          }
        }
      }
    });
  }

  it('R90.7: different dates and contents give different bytes', async () => {
    const first = Buffer.from(await toPdf(samples.order));
    const second = Buffer.from(await toPdf({ ...samples.order, date: '2026-03-11' }));
    expect(Buffer.compare(first, second)).not.toBe(0);
  });

  it('R90.7: 22 lines of 28 characters fill a page of plain text', () => {
    const text = '政'.repeat(28 * 22 * 3);
    const pages = layoutPaper({ ...samples.order, blocks: [{ kind: 'paragraph', text }], demo: false });
    const second =
      pages[1]?.marks.filter((m): m is TextMark => m.kind === 'text' && m.text.startsWith('政')) ?? [];
    expect(second).toHaveLength(22);
    expect(second.every((mark) => mark.text.length === 28)).toBe(true);
    const rows = second.map((mark) => mark.y);
    expect(rows[1] as number).toBeCloseTo((rows[0] as number) + mm(225) / 22, 3);
  });

  it('R90.7: the signature never stands alone: two lines of text go with it to the next page', () => {
    for (let lines = 6; lines < 30; lines++) {
      const blocks = Array.from({ length: lines }, (_, i) => ({
        kind: 'paragraph' as const,
        text: `第${i + 1}行`,
      }));
      const pages = layoutPaper({ ...samples.letter, blocks, demo: false });
      const page = pages.find(
        ({ marks }) =>
          marks.some((m) => m.kind === 'text' && m.text.includes('月31日')) ||
          marks.some((m) => m.kind === 'text' && m.text === '2026年12月31日'),
      );
      const body = page?.marks.filter((m) => m.kind === 'text' && /行$/.test(m.text)).length ?? 0;
      expect(body, `${lines} lines`).toBeGreaterThanOrEqual(2);
    }
  });

  it('R90.7: page numbers from the first page; a letter shows none on its first', () => {
    const numbers = (paper: OfficialPaper) =>
      layoutPaper(paper).map(
        ({ marks }) =>
          marks
            .filter((m): m is TextMark => m.kind === 'text' && m.y > AREA.bottom + mm(6))
            .map((m) => m.text)
            .filter((t) => /^\d+$/.test(t))[0],
      );
    expect(numbers(samples.notice)).toEqual(['1', '2', '3']);
    expect(numbers(samples.letter)[0]).toBeUndefined();
  });

  it('R90.7: a demonstration paper says so on every page and its seal reads 演示印章; a real one says nothing of it', () => {
    const says = (paper: OfficialPaper) =>
      layoutPaper(paper).map(({ marks }) =>
        marks.some((m) => m.kind === 'text' && m.text.startsWith('演示数据')),
      );
    expect(says(samples.long).every(Boolean)).toBe(true);
    expect(says(samples.longNamed).some(Boolean)).toBe(false);
  });

  it('R90.7: a head row is repeated on each page of a table, and all rows are there once', () => {
    const rows = Array.from({ length: 80 }, (_, i) => [`甲${i}`, '内容']);
    const pages = layoutPaper({
      ...samples.order,
      blocks: [{ kind: 'table', head: ['编号栏', '说明栏'], rows }],
    });
    const texts = pages.map(({ marks }) =>
      marks.flatMap((m) => (m.kind === 'text' ? [m.text] : [])).join('|'),
    );
    const withRows = texts.filter((text) => text.includes('甲'));
    expect(withRows.length).toBeGreaterThan(2);
    expect(withRows.every((text) => text.includes('编号栏'))).toBe(true);
    const numbers = texts.join('|').match(/甲\|\d+/g) ?? [];
    expect(numbers).toHaveLength(80);
    expect(new Set(numbers).size).toBe(80);
  });

  it('R90.7: a cell taller than a page is cut, not lost', () => {
    const long = '永'.repeat(4000);
    const pages = layoutPaper({ ...samples.order, blocks: [{ kind: 'table', rows: [['项', long]] }] });
    const text = pages
      .flatMap(({ marks }) => marks.flatMap((m) => (m.kind === 'text' ? [m.text] : [])))
      .join('');
    expect(text.match(/永/g)).toHaveLength(4000);
  });

  it('R90.7: names the character that the font lacks and the field', async () => {
    const bad = { ...samples.letter, recipients: '市民𠮷某' };
    await expect(toPdf(bad)).rejects.toThrow(PaperError);
    await expect(toPdf(bad)).rejects.toThrow(/主送机关中的「𠮷」（U\+20BB7）/);
  });

  it('R90.7: all three weights know the same characters', () => {
    for (const char of '中〔〕《》—…·“”‘’①㈠〇★％℃䶮㐂龘') {
      for (const face of ['body', 'kai', 'strong'] as const) {
        expect(
          font(face).glyphForCodePoint(char.codePointAt(0) as number).id,
          `${char} ${face}`,
        ).toBeGreaterThan(0);
      }
    }
  });

  it('R90.7: three pages stay under 300 kB', async () => {
    const bytes = await toPdf(samples.notice);
    expect(bytes.length).toBeLessThan(300_000);
  });
});

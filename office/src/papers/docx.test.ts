import { describe, expect, it } from 'vitest';
import { paperTexts } from './check.ts';
import { toDocx } from './docx.ts';
import { fixZipTimes } from './docx-fixed.ts';
import type { OfficialPaper } from './model.ts';
import * as samples from './samples.ts';
import { readZip, xmlFault } from './testkit.ts';

const all = Object.entries(samples) as [string, OfficialPaper][];
const wordText = (xml: string) =>
  [...xml.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)]
    .map((t) => t[1])
    .join('')
    .replaceAll('&amp;', '&')
    .replace(/[\s\u3000]/g, '');

describe('DOCX of official documents (R90.7)', () => {
  for (const [name, paper] of all) {
    it(`R90.7: ${name}: opens as a zip of well-formed XML and holds every text`, async () => {
      const { files } = readZip(await toDocx(paper));
      for (const [path, data] of files) {
        if (/\.(xml|rels)$/.test(path)) expect(xmlFault(data.toString('utf8')), path).toBeUndefined();
      }
      const xml = (path: string) => files.get(path)?.toString('utf8') ?? '';
      const parts = [...files.keys()].filter((path) => /^word\/(document|header\d)\.xml$/.test(path));
      const text = parts.map((path) => wordText(xml(path))).join('');
      const skipped = new Set([
        '印章单位',
        '印章文字',
        ...(paper.kind === '命令' ? ['标题', '发文机关署名'] : []),
      ]);
      for (const { path, text: wanted } of paperTexts(paper)) {
        if (skipped.has(path)) continue;
        for (const line of wanted.split('\n')) {
          expect(text.includes(line.replace(/[\s\u3000]/g, '')), `${path}: ${line}`).toBe(true);
        }
      }
      expect(xml('word/document.xml')).toContain('仿宋_GB2312');
      expect(xml('word/fontTable.xml')).toContain('Noto Serif SC');
      expect(/DemoWatermark/.test([...files.values()].map((f) => f.toString('utf8')).join(''))).toBe(
        paper.demo,
      );
    });

    it(`R90.7: ${name}: the same input gives the same bytes, with no time of making in it`, async () => {
      const first = await toDocx(paper);
      const second = await toDocx(structuredClone(paper));
      expect(Buffer.compare(Buffer.from(first), Buffer.from(second))).toBe(0);
      const { files, stamps } = readZip(first);
      const [year, month, day] = paper.date.split('-').map(Number) as [number, number, number];
      expect([...stamps]).toEqual([(((year - 1980) << 9) | (month << 5) | day) * 65_536]);
      expect(files.get('docProps/core.xml')?.toString()).toContain(
        new Date(`${paper.date}T00:00:00+08:00`).toISOString().slice(0, 19),
      );
    });
  }

  it('R90.7: text that looks like markup stays text', async () => {
    const paper = { ...samples.letter, title: '关于<b>“A&B”</b>的函' };
    const xml = readZip(await toDocx(paper)).files;
    expect(
      wordText(xml.get('word/document.xml')?.toString() ?? '')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>'),
    ).toContain('关于<b>“A&B”</b>的函');
    expect(xmlFault(xml.get('docProps/core.xml')?.toString() ?? '')).toBeUndefined();
  });

  it('R90.7: refuses to stamp what is not a zip', () => {
    expect(() => fixZipTimes(new Uint8Array(64), '2026-01-01')).toThrow('not a zip');
  });
});

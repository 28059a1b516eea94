import { normativeDocument } from '@fadu/plan/rulemaking/normative-documents/index';
import { describe, expect, it } from 'vitest';
import { circled, textWidth, wrap } from './measure.ts';
import { licence } from './sample.testing.ts';
import { cardsIn, crossings, overlaps } from './svg.testing.ts';
import { toSvg } from './svg.ts';
import { xmlText } from './svg-parts.ts';

describe('the chart', () => {
  it('R90.1 has a name, a description, and links with the sources on each act', async () => {
    const svg = await toSvg(normativeDocument);
    expect(svg).toContain('aria-labelledby="chart-normative-document-title chart-normative-document-desc"');
    expect(svg).toContain('>行政规范性文件制定流程图</title>');
    const sign = /<a href="#act-sign" data-act="sign"><title>([^<]*)<\/title>/.exec(svg)?.[1];
    expect(sign).toContain('谁来办：制定机关的主要负责人');
    expect(sign).toContain('第七十五条');
    expect(svg).toContain('（未核实）');
    expect(svg).toContain('（本系统设定）');
  });

  it('is an image without links, and takes other targets', async () => {
    const plain = await toSvg(licence, { link: false });
    expect(plain).toContain('role="img"');
    expect(plain).not.toContain('<a ');
    expect(await toSvg(licence, { link: '/guide#act-' })).toContain('href="/guide#act-decide"');
    expect(await toSvg(licence, { idPrefix: 'x-' })).toContain('id="x-chart-sample-title"');
  });

  it('shows where a case is: done, possible now, and the phase, each with a word', async () => {
    for (const narrow of [false, true]) {
      const svg = await toSvg(licence, {
        narrow,
        done: ['apply'],
        may: ['accept', 'refuse'],
        current: 'filed',
      });
      const state = new Map(cardsIn(svg).map((c) => [c.act, c.state]));
      expect([state.get('apply'), state.get('accept'), state.get('refuse'), state.get('register')]).toEqual([
        'done',
        'may',
        'may',
        undefined,
      ]);
      expect(svg).toContain('✓ 已办');
      expect(svg).toContain('▶ 现在可办');
      expect(svg).toContain('本件在这里');
      expect(overlaps(svg)).toEqual([]);
    }
    expect(await toSvg(licence)).not.toContain('本件在这里');
  });

  it('refuses to highlight what is not there', async () => {
    await expect(toSvg(licence, { done: ['no-such-act'] })).rejects.toThrow('sample has no act no-such-act');
    await expect(toSvg(licence, { current: 'nowhere' })).rejects.toThrow('sample has no phase nowhere');
  });

  it('keeps vermilion for what ends a case for good', async () => {
    const withoutStops = {
      ...licence,
      phases: { ...licence.phases, refused: { title: '不予受理', end: 'done' as const } },
    };
    const vermilion = async (p: typeof licence) => (await toSvg(p)).split('#B3261E').length - 1;
    // The legend alone, or the legend and the four ways to a stop (border and words).
    expect(await vermilion(withoutStops)).toBe(1);
    expect(await vermilion(licence)).toBe(1 + 2 * 3);
  });

  it('makes hostile words harmless', async () => {
    const bad = { ...licence, title: '<script>alert("x")</script>&\u0000', about: ']]> <b>' };
    const svg = await toSvg(bad);
    expect(svg).not.toContain('<script');
    expect(svg).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;流程图');
    expect(xmlText('a\u0000\u001fb')).toBe('ab');
  });

  it('holds very long names', async () => {
    const long = '关于进一步加强和规范本市行政规范性文件制定管理工作若干事项办理步骤的说明';
    const acts = Object.fromEntries(Object.entries(licence.acts).map(([k, a]) => [k, { ...a, title: long }]));
    for (const narrow of [false, true]) {
      const svg = await toSvg({ ...licence, acts }, { narrow });
      expect(overlaps(svg)).toEqual([]);
      expect(crossings(svg)).toEqual([]);
    }
  });
});

describe('the checks on the chart', () => {
  it('find a card over another and a line through a card', async () => {
    const svg = await toSvg(licence, { link: false });
    const [first, second] = cardsIn(svg);
    if (!first || !second) throw new Error('no cards');
    const moved = svg.replace(
      `<rect x="${second.x}" y="${second.y}"`,
      `<rect x="${first.x + 5}" y="${first.y + 5}"`,
    );
    expect(overlaps(moved)).toContain(`${first.act} / ${second.act}`);
    const y = first.y + first.height / 2;
    const crossed = svg.replace('</svg>', `<path d="M0 ${y}L5000 ${y}" fill="none"/></svg>`);
    expect(crossings(crossed).some((c) => c.startsWith(`${first.act}:`))).toBe(true);
  });
});

describe('Chinese setting', () => {
  it('measures Chinese at one em and breaks between words', () => {
    expect(textWidth('法度', 10)).toBe(20);
    expect(textWidth('ab', 10)).toBeLessThan(12);
    for (const line of wrap('自“公布”起3个工作日内（未核实），可延长1次。', 90, 12)) {
      expect(textWidth(line, 12)).toBeLessThanOrEqual(90);
      expect(line).not.toMatch(/^[，。、；：？！”）》]/);
      expect(line).not.toMatch(/[“（《]$/);
    }
    expect(wrap('签署、编号、公布', 17 * 6, 17)).toEqual(['签署、', '编号、公布']);
    expect(wrap('', 100, 12)).toEqual([]);
  });

  it('never loses or adds a character', () => {
    const text = '被征求意见的部门的办文人员、被征求意见的部门的起草人员（15个工作日内）';
    for (let width = 13; width < 300; width += 7) expect(wrap(text, width, 12).join('')).toBe(text);
  });

  it('numbers phases in circles', () => {
    expect([circled(1), circled(20), circled(21)]).toEqual(['①', '⑳', '（21）']);
  });
});

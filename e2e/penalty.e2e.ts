/**
 * Done-when 1 of issue 4, in browsers: a market-supervision case from a resident's report to publication and closing
 * with hearing and instalments; an on-the-spot fine; juveniles, of whom nothing becomes public. One house for all.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fromReportTests } from './penalty/from-report.ts';
import { OWN_WORDS, openScene, type Scene } from './penalty/scene.ts';
import { CHILD, juvenileTests, onSpotTests, YOUTH } from './penalty/small-cases.ts';

let scene: Scene | undefined;
/** The scene that `beforeAll` set. */
const here = (): Scene => {
  if (!scene) throw new Error('the house is not open');
  return scene;
};

beforeAll(async () => {
  scene = await openScene();
}, 300_000);
afterAll(() => scene?.house.stop());

fromReportTests(here);
onSpotTests(here);
juvenileTests(here);

/** Every public page that a stranger reaches from the front page and by searching, as text. */
async function publicPages(words: readonly string[]): Promise<Map<string, string>> {
  const seen = new Map<string, string>();
  const next = ['/', ...words.map((w) => `/search?q=${encodeURIComponent(w)}`)];
  for (let path = next.shift(); path !== undefined && seen.size < 250; path = next.shift()) {
    if (seen.has(path)) continue;
    const response = await fetch(`${here().house.url}${path}`);
    const text = /text|json|xml/.test(response.headers.get('content-type') ?? '')
      ? await response.text()
      : '';
    seen.set(path, text);
    if (!response.headers.get('content-type')?.includes('html')) continue;
    for (const [, href] of text.matchAll(/href="(\/[^"#]*)/g)) {
      const to = (href as string).replaceAll('&amp;', '&');
      // Definitions, the plan and the law’s own texts hold no cases; the desk asks for a sign-in.
      const other =
        /^\/(?:desk|laws?|procedures|flow-charts|plan|time|calendar|assets|log|sign-in)(?:[/?.]|$)|\.(?:css|js|svg|pdf|docx|woff2)$/;
      if (!other.test(to)) next.push(to);
    }
  }
  return seen;
}

test('R24.1 R26.1 R23.3 no public page, feed or search holds a juvenile, an informant’s words or what must be hidden', async () => {
  const hidden = [
    CHILD,
    YOUTH,
    '少年实施演示行为',
    '少年当场实施演示行为',
    OWN_WORDS,
    '收发室张某',
    '王演示',
  ];
  const pages = await publicPages([CHILD, YOUTH, '少年', '演示行为', '撕标签', '幸福超市']);
  expect(pages.size).toBeGreaterThan(30);
  // What people searched for stands in the search box of their own answer, and nowhere else.
  const found = [...pages].flatMap(([path, text]) =>
    hidden
      .filter((word) => text.includes(word) && !decodeURIComponent(path).includes(word))
      .map((w) => `${path}: ${w}`),
  );
  expect(found).toEqual([]);
  for (const word of [CHILD, YOUTH]) {
    const answer = pages.get(`/search?q=${encodeURIComponent(word)}`) ?? '';
    expect(answer.replaceAll(word, '').length).toBeGreaterThan(500);
    expect(answer).toContain('没有');
  }
}, 120_000);

test('no page logged an error', () => {
  expect(here().house.faults).toEqual([]);
});

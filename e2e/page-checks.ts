/** What every page must keep: no barrier, no sideways scrolling, no stray code, no empty boxes for letters. */
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { procedures } from '@fadu/plan/index';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeWindow {
  readonly axe: {
    run(
      context: Document,
      options: object,
    ): Promise<{
      violations: { id: string; impact: string; nodes: { html: string; failureSummary?: string }[] }[];
    }>;
  };
}

/** Serious and critical findings of axe-core, each with the first three places. */
export async function barriers(page: Page): Promise<string[]> {
  // A string is evaluated by the debugger, which the page's content security policy does not stop.
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { violations } = await (window as unknown as AxeWindow).axe.run(document, {
      resultTypes: ['violations'],
    });
    return violations
      .filter((v) => v.impact === 'serious' || v.impact === 'critical')
      .map(
        (v) =>
          `${v.id}: ${v.nodes
            .slice(0, 3)
            .map((n) => `${n.html.slice(0, 160)} (${n.failureSummary?.replace(/\s+/g, ' ').slice(0, 200)})`)
            .join(' | ')}`,
      );
  });
}

/** How far the page goes beyond the window, in pixels, with the elements that stick out. */
export function sideways(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const over = document.documentElement.scrollWidth - width;
    if (over <= 0) return [];
    const wide = [...document.querySelectorAll('body *')]
      .filter((e) => e.getBoundingClientRect().right > width + 0.5)
      .slice(0, 4)
      .map(
        (e) => `${e.tagName.toLowerCase()}.${e.getAttribute('class') ?? ''} “${e.textContent?.slice(0, 30)}”`,
      );
    return [`${over} px too wide: ${wide.join(', ')}`];
  });
}

/** Text a person reads in the page's main part; keys, hashes and raw records, set in one width, are left out. */
export function readableText(page: Page): Promise<string> {
  return page.evaluate(() => {
    const walk = document.createTreeWalker(
      document.querySelector('main') ?? document.body,
      NodeFilter.SHOW_TEXT,
    );
    const words: string[] = [];
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const around = node.parentElement;
      if (!around || around.closest('code, pre, kbd, .mono, script, style, noscript, title, desc')) continue;
      if (around.checkVisibility()) words.push(node.textContent ?? '');
    }
    return words.join(' ');
  });
}

/** Words of formats, methods and keys that Chinese readers know by these letters, and the pattern of a user name. */
const KNOWN =
  /\b(?:GB|PDF|JPG|PNG|jpg|png|DOCX|CSV|JSON|XML|BPMN|RSS|Atom|SHA-256|QR|API|Ed25519|C2SP|tlog-tiles|Tab|Esc|Enter|Ctrl)\b|zhang\.wei@justice/g;

/**
 * What no reader should meet: values that are not there, objects, and the codes of acts, phases and fields.
 * `codes`: the names that the procedures use inside. English words count only where `english` is set.
 */
export function strayWords(text: string, codes: ReadonlySet<string>, english: boolean): string[] {
  const found = [...text.matchAll(/\bundefined\b|\bnull\b|\[object|\bNaN\b|Invalid Date/g)].map((m) => m[0]);
  for (const [word] of text.matchAll(/[A-Za-z][A-Za-z0-9]*(?:[-_.][A-Za-z0-9]+)+/g))
    if (codes.has(word)) found.push(word);
  if (english)
    for (const [word] of text
      .replace(/(?:https?:\/)?\/[\w./…-]+/g, ' ')
      .replace(KNOWN, ' ')
      .matchAll(/(?<![0-9A-Za-z])[A-Za-z]{2,}(?:[-_][A-Za-z]+)*(?![0-9A-Za-z])/g))
      found.push(word);
  return [...new Set(found)];
}

/** Letters that some page drew, by the fonts it drew them with: none of them is an empty box. */
const drawn = new Map<string, Set<string>>();

/** Letters of the page that its fonts show as an empty box: drawn, they look like a letter that no font has. */
export async function boxes(page: Page): Promise<string[]> {
  const [family, shown] = await page.evaluate(() => [
    getComputedStyle(document.body).fontFamily,
    [...new Set([...document.body.innerText].filter((c) => c.trim() !== ''))],
  ]);
  const known = drawn.get(family) ?? new Set<string>();
  drawn.set(family, known);
  const fresh = shown.filter((c) => !known.has(c));
  if (fresh.length === 0) return [];
  const empty = await emptyBoxes(page, fresh);
  for (const c of fresh) if (!empty.includes(c)) known.add(c);
  return empty;
}

/** Which of these letters look like one that no font has. */
function emptyBoxes(page: Page, letters: readonly string[]): Promise<string[]> {
  return page.evaluate((asked) => {
    const draw = document.createElement('canvas');
    draw.width = draw.height = 24;
    const brush = draw.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D;
    const family = getComputedStyle(document.body).fontFamily;
    const look = (letter: string): string => {
      brush.clearRect(0, 0, 24, 24);
      brush.font = `18px ${family}`;
      brush.fillText(letter, 2, 19);
      return brush
        .getImageData(0, 0, 24, 24)
        .data.filter((_, i) => i % 4 === 3)
        .join();
    };
    const missing = new Set(['\u{10FFFD}', '\u{E0FF0}', '\uF8F0'].map(look));
    return asked.filter((c) => missing.has(look(c)));
  }, letters);
}

/** Keep a picture of the page when `FADU_PICTURES` is set. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!process.env.FADU_PICTURES) return;
  const folder = join(import.meta.dirname, 'pictures');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

/** Names that the procedures use inside: acts, phases, clocks, with a mark in them so that no Chinese text has them. */
const CODES = new Set(
  procedures.flatMap((p) => [
    p.code,
    ...Object.keys(p.acts),
    ...Object.keys(p.phases),
    ...Object.keys(p.clocks ?? {}),
    ...p.laws.map((l) => l.code),
  ]),
);

/** What is wrong with the page at the size it has now. `axe`: barriers are looked for, too. */
export async function faultsOf(page: Page, at: string, english: boolean, axe = true): Promise<string[]> {
  const found = [
    ...(axe ? await barriers(page) : []),
    ...(await sideways(page)),
    ...strayWords(await readableText(page), CODES, english).map((w) => `the reader meets “${w}”`),
    ...(await boxes(page)).map((c) => `no font has “${c}”`),
  ];
  return found.map((f) => `${at}: ${f}`);
}

/** What can be done on the page: links, forms and their controls that can be seen, each in a word, sorted. */
export function functionsOf(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('main a[href], form, input, select, textarea, button, summary')]
      .filter((e) => e.matches('form, input[type=hidden]') || e.checkVisibility())
      .map((e) => {
        const name = e.getAttribute('href') ?? e.getAttribute('action') ?? e.getAttribute('name') ?? '';
        return `${e.tagName.toLowerCase()} ${name} ${e.matches('input, form, select') ? '' : (e.textContent?.trim() ?? '')}`;
      })
      .sort(),
  );
}

/** Let the page be shown as in large simple mode, or as usual again; the server changes nothing but this class. */
export const turnLarge = (page: Page, large: boolean): Promise<void> =>
  page.evaluate((on) => {
    document.documentElement.classList.toggle('large', on);
  }, large);

/** What is lost in large simple mode: functions that are gone, and sideways scrolling. The page is as usual again afterwards. */
export async function largeFaults(page: Page): Promise<string[]> {
  const usual = await functionsOf(page);
  await turnLarge(page, true);
  const large = await functionsOf(page);
  const found = await sideways(page);
  await turnLarge(page, false);
  return [...usual.filter((f) => !large.includes(f)).map((f) => `large mode lost ${f}`), ...found].map(
    (f) => `large: ${f}`,
  );
}

/** Sideways scrolling at twice the size: a window of half the width, and letters twice as large in a whole one. */
export async function zoomFaults(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: 640, height: 450 });
  const found = (await sideways(page)).map((f) => `200 %: ${f}`);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
  found.push(...(await sideways(page)).map((f) => `letters of 200 %: ${f}`));
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '';
  });
  return found;
}

/** Most bytes that the first load of a page of the portal may bring over the wire, fonts left out. */
export const MOST_BYTES = 100 * 1024;

/** Counts what comes over the wire, as nobody had it before. */
export async function weigher(page: Page): Promise<{ reset(): void; faults(): string[]; bytes(): number }> {
  const wire = await page.context().newCDPSession(page);
  const parts = new Map<string, { url: string; bytes: number; font: boolean }>();
  wire.on('Network.responseReceived', (e) => {
    parts.set(e.requestId, { url: e.response.url, bytes: 0, font: e.type === 'Font' });
  });
  wire.on('Network.loadingFinished', (e) => {
    const part = parts.get(e.requestId);
    if (part) part.bytes = e.encodedDataLength;
  });
  await wire.send('Network.enable');
  await wire.send('Network.setCacheDisabled', { cacheDisabled: true });
  const counted = () => [...parts.values()].filter((p) => !p.font);
  const bytes = () => counted().reduce((sum, p) => sum + p.bytes, 0);
  return {
    reset: () => parts.clear(),
    bytes,
    faults: () =>
      bytes() < MOST_BYTES
        ? []
        : [
            `first load of ${bytes()} bytes: ${counted()
              .map((p) => `${new URL(p.url).pathname} ${p.bytes}`)
              .join(', ')}`,
          ],
  };
}

/** Letters that do not stand out from their ground as large simple mode promises (AAA). The page is as usual again afterwards. */
export async function paleInLarge(page: Page): Promise<string[]> {
  await turnLarge(page, true);
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const { violations } = await (window as unknown as AxeWindow).axe.run(document, {
      // The enhanced rule leaves what fails the plain one to that.
      runOnly: { type: 'rule', values: ['color-contrast', 'color-contrast-enhanced'] },
      rules: { 'color-contrast-enhanced': { enabled: true } },
    });
    return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.html.slice(0, 120)}`));
  });
  await turnLarge(page, false);
  return found.slice(0, 5).map((f) => `large: ${f}`);
}

/** Where the keyboard is. */
interface Stop {
  /** Place of the element among all of the page. */
  readonly at: number;
  readonly what: string;
  readonly seen: boolean;
}

/**
 * What is wrong for somebody who only has the Tab key: a control that is not reached in its order, one whose focus cannot be seen.
 * Scrolling areas, which browsers let people stop at, do not count.
 */
export async function keyboardFaults(page: Page): Promise<string[]> {
  const wanted = await page.evaluate(() => {
    const all = [...document.querySelectorAll('*')];
    const radios = new Set<string>();
    return all.flatMap((e, at) => {
      if (!e.matches('a[href], button, input:not([type=hidden]), select, textarea, summary')) return [];
      if (!e.checkVisibility() || e.matches(':disabled')) return [];
      if (e.matches('input[type=radio]')) {
        // A group is one stop: the choice made, or the first.
        const name = (e as HTMLInputElement).name;
        const chosen = all.find((o) => o.matches(`input[type=radio][name="${name}"]:checked`));
        if (radios.has(name) || (chosen && chosen !== e)) return [];
        radios.add(name);
      }
      return [{ at, what: e.outerHTML.slice(0, 100) }];
    });
  });
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    window.getSelection()?.removeAllRanges();
  });
  const found: string[] = [];
  const stops: Stop[] = [];
  for (let i = 0; i < wanted.length + 12; i++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate((): Stop | null => {
      const e = document.activeElement;
      if (!e || e === document.body || e === document.documentElement) return null;
      const { outlineStyle, outlineWidth } = getComputedStyle(e);
      const { top, bottom, left } = e.getBoundingClientRect();
      return {
        at: [...document.querySelectorAll('*')].indexOf(e),
        what: e.outerHTML.slice(0, 100),
        seen:
          outlineStyle !== 'none' &&
          Number.parseFloat(outlineWidth) >= 2 &&
          bottom > 0 &&
          top >= -1 &&
          top < innerHeight &&
          left >= 0,
      };
    });
    if (stop === null || (stops.length > 0 && stop.at === stops[0]?.at)) break;
    stops.push(stop);
  }
  const reached = stops.filter((s) => wanted.some((w) => w.at === s.at));
  const first = wanted.findIndex((w, i) => reached[i]?.at !== w.at);
  if (first >= 0)
    found.push(
      `Tab number ${first + 1} should reach ${wanted[first]?.what}, reached ${reached[first]?.what}`,
    );
  found.push(...stops.filter((s) => !s.seen).map((s) => `focus cannot be seen on ${s.what}`));
  return found.slice(0, 5).map((f) => `keyboard: ${f}`);
}

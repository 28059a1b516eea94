/** What every page must keep: no barrier, no sideways scrolling, no stray code, no empty boxes for letters. */
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
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
  /\b(?:GB|PDF|DOCX|CSV|JSON|XML|BPMN|RSS|Atom|SHA-256|QR|API|Ed25519|C2SP|tlog-tiles|Tab|Esc|Enter|Ctrl)\b|zhang\.wei@justice/g;

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

/** The embedded fonts, parsed once a process, and what the layout asks of them. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { PaperError } from './model.ts';

/**
 * Our stand-ins, all Noto Serif SC (SIL Open Font License): `body` for 仿宋, `kai` for 楷体, `strong` for 黑体 and 小标宋.
 */
export type Face = 'body' | 'kai' | 'strong';

/** The part of a fontkit font that the layout uses. */
export interface ParsedFont {
  readonly unitsPerEm: number;
  layout(text: string): { readonly advanceWidth: number };
  glyphForCodePoint(code: number): {
    readonly id: number;
    readonly advanceWidth: number;
    readonly path: {
      readonly commands: readonly { readonly command: string; readonly args: readonly number[] }[];
    };
  };
}

const FILES: Record<Face, string> = {
  body: '400Regular/NotoSerifSC_400Regular.ttf',
  kai: '500Medium/NotoSerifSC_500Medium.ttf',
  strong: '700Bold/NotoSerifSC_700Bold.ttf',
};

const parsed = new Map<Face, ParsedFont>();
const widths = new Map<string, number>();
const require = createRequire(import.meta.url);

/** The parsed font; the first call reads about 15 MB. pdfkit's own parser, so that its subsetter accepts the object. */
export function font(face: Face): ParsedFont {
  const known = parsed.get(face);
  if (known) return known;
  const bytes = readFileSync(require.resolve(`@expo-google-fonts/noto-serif-sc/${FILES[face]}`));
  const scratch = new PDFDocument({ autoFirstPage: false });
  scratch.font(bytes as unknown as string);
  const made = (scratch as unknown as { _font?: { font?: ParsedFont } })._font?.font;
  if (typeof made?.layout !== 'function')
    throw new Error('pdfkit no longer gives its parsed font: see fonts.ts');
  parsed.set(face, made);
  return made;
}

/** Width of a text in ems of its own size, kerning and ligatures counted. */
export function widthOf(text: string, face: Face = 'body'): number {
  const key = `${face}\u0000${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  const made = font(face);
  const width = made.layout(text).advanceWidth / made.unitsPerEm;
  if (widths.size > 20_000) widths.clear();
  widths.set(key, width);
  return width;
}

/**
 * Refuses a text with a character that the embedded font cannot draw, so that nothing is lost in print unseen.
 * @param path the field, for the message
 */
export function requireGlyphs(text: string, path: string): void {
  const made = font('body');
  for (const char of text) {
    const code = char.codePointAt(0) as number;
    if (char === '\n' || made.glyphForCodePoint(code).id !== 0) continue;
    const hex = code.toString(16).toUpperCase().padStart(4, '0');
    throw new PaperError(
      'glyph-missing',
      path,
      `${path}中的「${char}」（U+${hex}）在内嵌字体中没有字形，无法打印。请改用通行规范汉字；姓名、地名用字确需保留的，请联系管理员加装字库。`,
    );
  }
}

/**
 * Outlines of a text as an SVG path, for watermark and seal.
 * @param place maps a glyph's own coordinates (ems, y up, origin at its left end of the baseline) to the page
 */
export function outline(
  char: string,
  face: Face,
  place: (x: number, y: number) => readonly [number, number],
): string {
  const made = font(face);
  const scale = 1 / made.unitsPerEm;
  const out: string[] = [];
  const round = (n: number) => Math.round(n * 100) / 100;
  const names: Record<string, string> = {
    moveTo: 'M',
    lineTo: 'L',
    quadraticCurveTo: 'Q',
    bezierCurveTo: 'C',
  };
  for (const { command, args } of made.glyphForCodePoint(char.codePointAt(0) as number).path.commands) {
    if (command === 'closePath') {
      out.push('Z');
      continue;
    }
    const points: number[] = [];
    for (let i = 0; i + 1 < args.length; i += 2) {
      const [x, y] = place((args[i] as number) * scale, (args[i + 1] as number) * scale);
      points.push(round(x), round(y));
    }
    out.push(`${names[command] ?? 'L'}${points.join(' ')}`);
  }
  return out.join('');
}

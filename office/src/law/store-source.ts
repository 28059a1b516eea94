/** Sources of texts of law: their characters, and why one is refused. */

/** A source that cannot be stored; the message says why and what to do, in Chinese. */
export class BadSource extends Error {
  override readonly name = 'BadSource';
}

/** Source of the versions that are our own summaries of the code's statute objects; no import may carry this name. */
export const KNOWN_SOURCE = 'plan/statutes';

/** First bytes of files that hold text in a form we do not read. */
const OTHER_FORMS: readonly (readonly [bytes: readonly number[], form: string])[] = [
  [[0x25, 0x50, 0x44, 0x46], 'PDF'],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], 'RTF'],
  [[0xd0, 0xcf, 0x11, 0xe0], '旧版 Word（.doc）'],
];

/** Characters that no text of law has: control characters, and the mark of a character that could not be decoded. */
const BROKEN = /[^\P{Cc}\t\n\r\f\v\u0085]|\ufffd/u;

/** The characters of a source: UTF-8, or UTF-16 with its mark, else GB 18030, which older files are in. @throws BadSource */
export function decode(bytes: Uint8Array | string): string {
  const text = typeof bytes === 'string' ? bytes : decoded(bytes);
  const broken = BROKEN.exec(text);
  if (broken) {
    const line = text.slice(0, broken.index).split('\n').length;
    throw new BadSource(`第 ${line} 行有无法辨认的字符（文件损坏或者编码有误），请核对原件。`);
  }
  return text;
}

function decoded(bytes: Uint8Array): string {
  for (const [first, form] of OTHER_FORMS)
    if (first.every((b, i) => bytes[i] === b))
      throw new BadSource(`这是 ${form} 文件，请另存为 DOCX 或者文本后再导入。`);
  const marked =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : '';
  for (const encoding of marked ? [marked] : ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // The next encoding.
    }
  }
  throw new BadSource('不是文本文件（UTF-8、UTF-16 或者 GB 18030 编码），也不是 DOCX。');
}

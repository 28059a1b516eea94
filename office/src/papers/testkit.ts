/** Reads back what the tests made, without the libraries that made it. */
import { inflateRawSync, inflateSync } from 'node:zlib';

const latin = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

/** Raw objects of a PDF by number: dictionary text and inflated stream. */
function pdfObjects(bytes: Uint8Array): Map<number, { dict: string; stream?: Buffer }> {
  const text = latin(bytes);
  const objects = new Map<number, { dict: string; stream?: Buffer }>();
  for (const found of text.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const body = found[2] as string;
    const at = body.indexOf('stream\n');
    const dict = at < 0 ? body : body.slice(0, at);
    let stream: Buffer | undefined;
    if (at >= 0) {
      const length = Number(/\/Length (\d+)/.exec(dict)?.[1]);
      const start = found.index + (found[0] as string).indexOf('stream\n') + 7;
      const raw = Buffer.from(bytes.subarray(start, start + length));
      stream = dict.includes('/FlateDecode') ? inflateSync(raw) : raw;
    }
    objects.set(Number(found[1]), { dict, stream });
  }
  return objects;
}

const ref = (dict: string, key: string): number =>
  Number(new RegExp(`/${key} \\[?(\\d+) 0 R`).exec(dict)?.[1]);

/** Whether the glyph of a TrueType file has an outline. */
function outlines(file: Buffer): (gid: number) => boolean {
  const tables = new Map<string, number>();
  for (let i = 0; i < file.readUInt16BE(4); i++) {
    const at = 12 + i * 16;
    tables.set(file.toString('latin1', at, at + 4), file.readUInt32BE(at + 8));
  }
  const long = file.readInt16BE((tables.get('head') as number) + 50) === 1;
  const loca = tables.get('loca') as number;
  const offset = (gid: number) =>
    long ? file.readUInt32BE(loca + gid * 4) : file.readUInt16BE(loca + gid * 2) * 2;
  return (gid) => offset(gid + 1) > offset(gid);
}

/** The text of each page as drawn, and the characters whose embedded glyph is empty. */
export function readPdf(bytes: Uint8Array): { pages: string[]; blank: string[] } {
  const objects = pdfObjects(bytes);
  const get = (n: number) => objects.get(n) as { dict: string; stream?: Buffer };
  const fonts = new Map<string, { unicode: string[]; drawn: (gid: number) => boolean }>();
  const fontOf = (id: string, number: number) => {
    const known = fonts.get(id);
    if (known) return known;
    const { dict } = get(number);
    const cmap = latin(get(ref(dict, 'ToUnicode')).stream as Buffer);
    const unicode = [...cmap.matchAll(/\[(.*?)\]/gs)].flatMap((range) =>
      [...(range[1] as string).matchAll(/<([0-9a-f ]*)>/g)].map((entry) =>
        String.fromCharCode(...(entry[1] as string).split(' ').map((hex) => Number.parseInt(hex, 16))),
      ),
    );
    const descriptor = get(ref(get(ref(dict, 'DescendantFonts')).dict, 'FontDescriptor')).dict;
    const made = { unicode, drawn: outlines(get(ref(descriptor, 'FontFile2')).stream as Buffer) };
    fonts.set(id, made);
    return made;
  };
  const blank: string[] = [];
  const pages: string[] = [];
  for (const { dict } of objects.values()) {
    if (!/\/Type \/Page\b(?!s)/.test(dict)) continue;
    const resources = get(ref(dict, 'Resources')).dict;
    const content = latin(get(ref(dict, 'Contents')).stream as Buffer);
    let page = '';
    let font: ReturnType<typeof fontOf> | undefined;
    for (const op of content.matchAll(/\/(F\d+) [\d.]+ Tf|<([0-9a-f]+)>/g)) {
      if (op[1]) font = fontOf(op[1], ref(resources, op[1]));
      for (const code of op[2]?.match(/.{4}/g) ?? []) {
        const gid = Number.parseInt(code, 16);
        const text = font?.unicode[gid] ?? '\ufffd';
        page += text;
        if (!font?.drawn(gid) && text.trim() !== '') blank.push(text);
      }
    }
    pages.push(page);
  }
  return { pages, blank };
}

/** Files of a zip by name, and the time stamps of its entries. */
export function readZip(bytes: Uint8Array): { files: Map<string, Buffer>; stamps: Set<number> } {
  const file = Buffer.from(bytes);
  const end = file.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const files = new Map<string, Buffer>();
  const stamps = new Set<number>();
  let at = file.readUInt32LE(end + 16);
  for (let i = 0; i < file.readUInt16LE(end + 10); i++) {
    const [method, size, nameLength] = [
      file.readUInt16LE(at + 10),
      file.readUInt32LE(at + 20),
      file.readUInt16LE(at + 28),
    ];
    const name = file.toString('utf8', at + 46, at + 46 + nameLength);
    const local = file.readUInt32LE(at + 42);
    const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    const raw = file.subarray(start, start + size);
    files.set(name, method === 0 ? raw : inflateRawSync(raw));
    stamps.add(file.readUInt32LE(at + 12));
    stamps.add(file.readUInt32LE(local + 10));
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return { files, stamps };
}

/** What is wrong with an XML text (tags, attributes, entities), or nothing. */
export function xmlFault(xml: string): string | undefined {
  const open: string[] = [];
  const rest = xml.replace(/<\?.*?\?>/gs, '').replace(/<!--.*?-->/gs, '');
  for (const [part] of rest.matchAll(/<[^>]*>|[^<]+/g)) {
    if (!part.startsWith('<')) {
      if (/&(?!(amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);)/i.test(part)) return `entity in ${part}`;
      if (open.length === 0 && part.trim() !== '') return `text outside: ${part}`;
      continue;
    }
    const tag = /^<(\/?)([\w:.-]+)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>$/.exec(part);
    if (!tag) return `tag ${part}`;
    const names = [...(tag[3] as string).matchAll(/([\w:.-]+)=/g)].map((a) => a[1]);
    if (new Set(names).size !== names.length) return `attribute twice in ${part}`;
    if (tag[1]) {
      if (open.pop() !== tag[2]) return `closing ${tag[2]}`;
    } else if (!tag[4]) open.push(tag[2] as string);
  }
  return open.length > 0 ? `not closed: ${open.join(' ')}` : undefined;
}

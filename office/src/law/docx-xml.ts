/** Going through XML event by event, names with prefixes of ours, entities decoded. Nothing outside the file is fetched. */
import { Parser } from 'saxen';

export interface XmlHandlers {
  open(name: string, attrs: Readonly<Record<string, string>>): void;
  close?(name: string): void;
  text?(value: string): void;
}

/** Go through a document. @throws Error where it is no well-formed XML, or declares entities of its own */
export function parseXml(xml: string, prefixes: Readonly<Record<string, string>>, on: XmlHandlers): void {
  const parser = new Parser({ proxy: true });
  parser.ns(prefixes);
  let failed: Error | null = null;
  const fail = (error: Error) => {
    failed ??= error;
  };
  let depth = 0;
  let elements = 0;
  parser.on('openTag', (el, decode) => {
    depth++;
    elements++;
    const attrs: Record<string, string> = {};
    for (const [key, value] of Object.entries(el.attrs)) attrs[key] = decode(value);
    on.open(el.name, attrs);
  });
  parser.on('closeTag', (el) => {
    depth--;
    on.close?.(el.name);
  });
  parser.on('text', (value, decode) => on.text?.(decode(value)));
  parser.on('cdata', (value) => on.text?.(value));
  parser.on('attention', (value) => {
    if (/<!ENTITY/i.test(value)) fail(new Error('文件自己定义了实体，不予读取'));
  });
  parser.on('error', fail);
  parser.on('warn', (error) => {
    // The prefix xml is declared by XML itself.
    if (!error.message.includes('prefix <xml>')) fail(error);
  });
  parser.parse(xml.replace(/^\ufeff/, ''));
  if (failed) throw failed;
  if (elements === 0) throw new Error('没有任何元素');
  if (depth !== 0) throw new Error('元素没有全部关闭');
}

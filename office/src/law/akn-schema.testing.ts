/** Validation against the official schema of Akoma Ntoso, for tests. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { XmlBufferInputProvider, XmlDocument, XsdValidator, xmlRegisterInputProvider } from 'libxml2-wasm';

const read = (name: string) => readFileSync(fileURLToPath(new URL(`./akn-schema/${name}`, import.meta.url)));

let validator: XsdValidator | null = null;

function schema(): XsdValidator {
  if (validator) return validator;
  xmlRegisterInputProvider(new XmlBufferInputProvider({ 'file:///akn/xml.xsd': read('xml.xsd') }));
  const doc = XmlDocument.fromBuffer(read('akomantoso30.xsd'), { url: 'file:///akn/akomantoso30.xsd' });
  validator = XsdValidator.fromDoc(doc);
  return validator;
}

/** What is wrong with a document; empty: it is valid. */
export function schemaFaults(xml: string): string[] {
  const doc = XmlDocument.fromString(xml);
  try {
    schema().validate(doc);
    return [];
  } catch (error) {
    const details = (error as { details?: readonly { line?: number; message: string }[] }).details ?? [];
    return details.length ? details.map((d) => `${d.line ?? '?'}: ${d.message.trim()}`) : [String(error)];
  } finally {
    doc.dispose();
  }
}

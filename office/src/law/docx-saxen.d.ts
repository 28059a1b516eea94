/** The part of saxen that we use; the package brings no types. */
declare module 'saxen' {
  export interface SaxElement {
    /** With the prefix that `ns` configured for its namespace. */
    readonly name: string;
    readonly attrs: Readonly<Record<string, string>>;
  }
  type Decode = (text: string) => string;
  export class Parser {
    constructor(options: { readonly proxy: true });
    ns(prefixes: Readonly<Record<string, string>>): this;
    on(hook: 'openTag' | 'closeTag', handler: (element: SaxElement, decode: Decode) => void): this;
    on(hook: 'text', handler: (value: string, decode: Decode) => void): this;
    on(hook: 'cdata' | 'attention', handler: (value: string) => void): this;
    on(hook: 'error' | 'warn', handler: (error: Error) => void): this;
    parse(xml: string): void;
  }
}

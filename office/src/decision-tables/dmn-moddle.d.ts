/** The part of dmn-moddle that we use; the package brings no types for its entry point. */
declare module 'dmn-moddle' {
  /** A DMN element as data. */
  export interface DmnElement {
    readonly $type: string;
    /** Attributes of other namespaces, by their prefixed name. */
    readonly $attrs: Record<string, string>;
    id?: string;
    name?: string;
    label?: string;
    get(name: string): unknown;
    set(name: string, value: unknown): void;
    [name: string]: unknown;
  }
  export class DmnModdle {
    create(type: string, attributes?: Readonly<Record<string, unknown>>): DmnElement;
    toXML(element: DmnElement, options?: { format?: boolean; preamble?: boolean }): Promise<{ xml: string }>;
    fromXML(xml: string): Promise<{
      rootElement: DmnElement;
      warnings: readonly { message: string }[];
    }>;
  }
}

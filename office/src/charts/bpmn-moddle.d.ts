/** The part of bpmn-moddle that we use; the package brings no types for its entry point. */
declare module 'bpmn-moddle' {
  /** A BPMN element as data. */
  export interface ModdleElement {
    readonly $type: string;
    id: string;
    get(name: string): unknown;
    set(name: string, value: unknown): void;
    [name: string]: unknown;
  }
  export class BpmnModdle {
    create(type: string, attributes?: Readonly<Record<string, unknown>>): ModdleElement;
    toXML(
      element: ModdleElement,
      options?: { format?: boolean; preamble?: boolean },
    ): Promise<{ xml: string }>;
    fromXML(xml: string): Promise<{
      rootElement: ModdleElement;
      warnings: readonly { message: string }[];
      elementsById: Readonly<Record<string, ModdleElement>>;
    }>;
  }
}

/** Tables of the import as Kysely sees them. */
declare module '../store/tables.ts' {
  interface Tables {
    'fadu.law_repeal': {
      by_instrument: string;
      by_version: number;
      ordinal: number;
      eid: string;
      line: number | null;
      title: string;
      name: string;
      articles: string[];
      on_day: string | null;
      made_on: string | null;
      says: string;
      target: string | null;
      why: string | null;
    };
  }
}

export {};

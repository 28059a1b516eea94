/** The office: everything the procedures need to run, in one value that is passed along. */
import {
  adoptYear,
  type Calendar,
  type CalendarYear,
  type DateStr,
  type Instant,
  type OrganFacts,
  type Procedure,
} from '@fadu/kernel';
import { KnownCases } from './cases/known.ts';
import type { Sealer } from './sealed/sealer.ts';
import type { Store } from './store/pool.ts';

/** An organ as the office knows it. */
export interface Organ extends OrganFacts {
  readonly fullName: string;
  /** 机关代字. */
  readonly mark: string | null;
  readonly uscc: string | null;
}

export interface Region {
  readonly code: string;
  readonly name: string;
  readonly parent: string | null;
}

export interface OfficeOptions {
  readonly store: Store;
  /** Every procedure that runs; of one that changed, each version that cases still follow. */
  readonly procedures: readonly Procedure[];
  /** Calendar that the code ships with; adopted notices from the database are laid over it. */
  readonly calendar: Calendar;
  /** The only clock: asks what time it is. A simulation gives its own. */
  readonly now: () => Instant;
  /** Cases opened now are demonstration data and say so on every page and paper. */
  readonly demo: boolean;
  /** Address under which the public reaches this server, without a slash at the end. */
  readonly baseUrl: string;
  /** Seals the fields that even handlers may not read; absent where no procedure has any. */
  readonly sealer?: Sealer;
}

/** A running office. */
export class Office {
  readonly store: Store;
  readonly now: () => Instant;
  readonly demo: boolean;
  readonly baseUrl: string;
  readonly sealer: Sealer | undefined;
  /** The newest version of each procedure, by code. */
  readonly procedures: ReadonlyMap<string, Procedure>;
  private readonly versions: ReadonlyMap<string, readonly Procedure[]>;
  /** Cases read before. */
  readonly known = new KnownCases();
  private readonly shipped: Calendar;
  private current: Calendar;
  private history: readonly Calendar[];
  private organs = new Map<string, Organ>();
  private regionList: Region[] = [];
  private readonly listeners: (() => void)[] = [];

  constructor(options: OfficeOptions) {
    this.store = options.store;
    this.now = options.now;
    this.demo = options.demo;
    this.baseUrl = options.baseUrl;
    this.sealer = options.sealer;
    this.shipped = options.calendar;
    this.current = options.calendar;
    this.history = [options.calendar];
    this.versions = new Map(
      [...Map.groupBy(options.procedures, (p) => p.code)].map(([code, all]) => [
        code,
        all.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0)),
      ]),
    );
    this.procedures = new Map([...this.versions].map(([code, all]) => [code, all.at(-1) as Procedure]));
  }

  /**
   * The definition that a case follows: the version it began under, whatever became law since. Where that version is no
   * longer at hand the newest stands in.
   */
  procedureOf(code: string, version: string): Procedure | undefined {
    return this.versions.get(code)?.find((p) => p.version === version) ?? this.procedures.get(code);
  }

  /** The version under which a case begins on a day: the last that is the law by then, else the first there is. */
  procedureOn(code: string, day: DateStr): Procedure | undefined {
    const all = this.versions.get(code);
    return all?.findLast((p) => p.from <= day) ?? all?.[0];
  }

  /** The calendar in force: what the code ships, with the adopted notices over it. */
  get calendar(): Calendar {
    return this.current;
  }

  /** Every calendar that was in force, the first before any notice was adopted: limits that ended keep the days of theirs. */
  get calendars(): readonly Calendar[] {
    return this.history;
  }

  get regions(): readonly Region[] {
    return this.regionList;
  }

  organ = (id: string): Organ | undefined => this.organs.get(id);

  /** Organs of a region in the order of their ids. */
  organsOf = (region: string): Organ[] =>
    [...this.organs.values()].filter((o) => o.region === region).sort((a, b) => (a.id < b.id ? -1 : 1));

  organName = (id: string): string => this.organs.get(id)?.fullName ?? id;

  allOrgans(): Organ[] {
    return [...this.organs.values()];
  }

  /** Read organs, regions and the adopted calendar from the database. Call at start and after they change. */
  async refresh(): Promise<void> {
    await this.store.within({ as: 'system' }, async (tx) => {
      const organs = await tx.selectFrom('fadu.organ').selectAll().execute();
      this.organs = new Map(
        organs.map((o) => [
          o.id,
          {
            id: o.id,
            name: o.name,
            fullName: o.full_name,
            kind: o.kind,
            region: o.region,
            mark: o.mark,
            uscc: o.uscc,
          },
        ]),
      );
      this.regionList = await tx.selectFrom('fadu.region').selectAll().orderBy('code').execute();
      const years = await tx
        .selectFrom('fadu.calendar_year')
        .select(['year', 'body'])
        .distinctOn('year')
        .orderBy('year')
        .orderBy('version', 'desc')
        .execute();
      this.current = years.reduce((c, y) => adoptYear(c, y.body as unknown as CalendarYear), this.shipped);
      const notices = await tx
        .selectFrom('fadu.calendar_year')
        .select('body')
        .orderBy('adopted_at')
        .orderBy('year')
        .orderBy('version')
        .execute();
      const history = [this.shipped];
      for (const n of notices)
        history.push(adoptYear(history.at(-1) as Calendar, n.body as unknown as CalendarYear));
      this.history = [...history, this.current];
    });
  }

  /** Be told when something was written that waits for the log. */
  onWritten(listener: () => void): void {
    this.listeners.push(listener);
  }

  written(): void {
    for (const listener of this.listeners) listener();
  }
}

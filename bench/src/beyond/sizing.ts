/** How many machines a county, a province and the country need, from what an act and a page were measured to cost. Pure. */

/** What was measured, each on one machine; processor time in milliseconds of one core of that machine. */
export interface Costs {
  /** One act over HTTP with what follows from it (log, papers, index): in the server, and in PostgreSQL. */
  readonly act: { readonly server: number; readonly database: number };
  /** One public page made anew: in the server, and in PostgreSQL (primary and copy together). */
  readonly page: { readonly server: number; readonly database: number };
  /** One list or case page of the desk: in the server and in PostgreSQL together. */
  readonly list: { readonly both: number; readonly serverShare: number };
  /** Bytes that a recorded act takes in tables and indexes, files of papers and materials not counted. */
  readonly diskAct: number;
  /** Bytes of write-ahead log of one act. */
  readonly walAct: number;
  /** Leaves that one act puts into the log, and how many a second one sequencer takes in. */
  readonly leavesAct: number;
  readonly leavesPerSecond: number;
  /** MB: private memory of a server process, and of one connection of the database. */
  readonly memoryServer: number;
  readonly memoryConnection: number;
  /** Connections that one server process holds on the primary. */
  readonly connections: number;
}

/** How work is spread, and what is kept in reserve. */
export interface Assumptions {
  /** Working days of a year, and hours of one. */
  readonly days: number;
  readonly hours: number;
  /** The busiest hour of the year against the mean working hour. */
  readonly peak: number;
  /** Reads of the desk (lists, case pages) and of the public site for each act, in the same hour. */
  readonly listsPerAct: number;
  readonly pagesPerAct: number;
  /** Bytes of papers and materials for each act (photographs, PDF). */
  readonly filesAct: number;
  /** Years that stay on the disks of the primary. */
  readonly years: number;
  /** The busiest hour uses so much of the processors at most. */
  readonly use: number;
  /** Copies of every database besides the primary. */
  readonly copies: number;
  /** Cores of one machine, of the servers and of the database. */
  readonly coresServer: number;
  readonly coresDatabase: number;
  /** Write-ahead log that one database machine is planned to take, in bytes a second. */
  readonly diskWrites: number;
  /** Bytes that one database machine is planned to hold, and bytes a second at which all of it is copied. */
  readonly diskMachine: number;
  readonly copying: number;
}

/** DESIGN values: nobody has measured how a city works with this yet. */
export const USUAL: Assumptions = {
  days: 250,
  hours: 8,
  peak: 3,
  listsPerAct: 10,
  pagesPerAct: 20,
  filesAct: 100_000,
  years: 10,
  use: 0.5,
  copies: 2,
  coresServer: 8,
  coresDatabase: 32,
  diskWrites: 100e6,
  diskMachine: 30e12,
  copying: 500e6,
};

/** A place to plan for. */
export interface Place {
  readonly name: string;
  readonly actsPerYear: number;
}

/** What it needs. */
export interface Plan {
  readonly place: Place;
  /** In the busiest hour, a second. */
  readonly acts: number;
  readonly pages: number;
  readonly lists: number;
  readonly leaves: number;
  /** Leaves at the peak against what one sequencer takes in: above 1 one log cannot follow. */
  readonly log: number;
  /** Cores at the peak with the reserve, and the machines that have them. */
  readonly serverCores: number;
  readonly servers: number;
  readonly databaseCores: number;
  readonly databases: number;
  /** Server processes: one uses one core. */
  readonly processes: number;
  /** GB: of tables and indexes of one year, of files of one year, of all years on one copy. */
  readonly rowsYear: number;
  readonly filesYear: number;
  readonly kept: number;
  /**
   * Bytes a second of write-ahead log at the peak, files included since they lie in the database; the same to all copies
   * together; GB of it on a mean working day (what an archive takes in).
   */
  readonly wal: number;
  readonly network: number;
  readonly walDay: number;
  /** Hours in which one database is copied whole after all the years: a new copy, a base backup, a restore. */
  readonly copyHours: number;
  /** GB of memory: of all server processes, of all connections. */
  readonly memoryServers: number;
  readonly memoryConnections: number;
}

/** The plan of one place. */
export function planOf(place: Place, c: Costs, a: Assumptions = USUAL): Plan {
  const mean = place.actsPerYear / (a.days * a.hours * 3600);
  const acts = mean * a.peak;
  const [pages, lists] = [acts * a.pagesPerAct, acts * a.listsPerAct];
  const busy = (act: number, page: number, list: number): number =>
    (acts * act + pages * page + lists * list) / 1000 / a.use;
  const serverCores = busy(c.act.server, c.page.server, c.list.both * c.list.serverShare);
  const databaseCores = busy(c.act.database, c.page.database, c.list.both * (1 - c.list.serverShare));
  // Two of each at least: one may fall.
  const servers = Math.max(2, Math.ceil(serverCores / a.coresServer));
  const wal = acts * (c.walAct + a.filesAct);
  const kept = place.actsPerYear * (c.diskAct + a.filesAct) * a.years;
  const databases = Math.max(
    Math.ceil(databaseCores / a.coresDatabase),
    Math.ceil(wal / a.diskWrites),
    Math.ceil(kept / a.diskMachine),
  );
  const processes = Math.max(2, Math.ceil(serverCores));
  const rowsYear = (place.actsPerYear * c.diskAct) / 1e9;
  const filesYear = (place.actsPerYear * a.filesAct) / 1e9;
  return {
    place,
    acts,
    pages,
    lists,
    leaves: acts * c.leavesAct,
    log: (acts * c.leavesAct) / c.leavesPerSecond,
    serverCores,
    servers,
    databaseCores,
    databases: databases * (1 + a.copies),
    processes,
    rowsYear,
    filesYear,
    kept: kept / 1e9,
    wal,
    network: wal * a.copies,
    walDay: ((place.actsPerYear / a.days) * (c.walAct + a.filesAct)) / 1e9,
    copyHours: kept / databases / a.copying / 3600,
    memoryServers: (processes * c.memoryServer) / 1024,
    memoryConnections: (processes * c.connections * c.memoryConnection) / 1024,
  };
}

/** County, province and country: a billion acts a year over 2,800 counties. */
export const PLACES: readonly Place[] = [
  { name: 'a city of 10 counties', actsPerYear: (1e9 / 2800) * 10 },
  { name: 'a province of 60 counties', actsPerYear: (1e9 / 2800) * 60 },
  { name: 'the country, 2,800 counties', actsPerYear: 1e9 },
];

const short = (n: number): string =>
  n >= 1000
    ? Math.round(n).toLocaleString('en')
    : n >= 10
      ? n.toFixed(0)
      : n >= 1
        ? n.toFixed(1)
        : n.toFixed(2);

/** The plans as a table in Markdown, a column a place. */
export function sizingTable(plans: readonly Plan[]): string {
  const rows: [string, (p: Plan) => string][] = [
    ['acts a year', (p) => short(p.place.actsPerYear)],
    ['at the peak: acts a second', (p) => short(p.acts)],
    ['… lists and case pages a second', (p) => short(p.lists)],
    ['… public pages a second', (p) => short(p.pages)],
    ['… leaves a second', (p) => short(p.leaves)],
    ['… of what one sequencer takes in', (p) => `${short(p.log * 100)} %`],
    ['server cores (processes)', (p) => `${short(p.serverCores)} (${p.processes})`],
    ['server machines', (p) => String(p.servers)],
    ['database cores, primaries', (p) => short(p.databaseCores)],
    ['database machines, copies included', (p) => String(p.databases)],
    ['rows a year, GB', (p) => short(p.rowsYear)],
    ['files a year, GB', (p) => short(p.filesYear)],
    ['disk in ten years, TB, on the primaries and again on each copy', (p) => short(p.kept / 1000)],
    ['write-ahead log at the peak, MB/s', (p) => short(p.wal / 1e6)],
    ['… to its copies, MB/s', (p) => short(p.network / 1e6)],
    ['hours to copy one database whole', (p) => short(p.copyHours)],
    ['write-ahead log a day, GB', (p) => short(p.walDay)],
    ['memory of the server processes, GB', (p) => short(p.memoryServers)],
    ['memory of connections, GB', (p) => short(p.memoryConnections)],
  ];
  return [
    `| | ${plans.map((p) => p.place.name).join(' | ')} |`,
    `|---|${plans.map(() => '---:').join('|')}|`,
    ...rows.map(([what, of]) => `| ${what} | ${plans.map(of).join(' | ')} |`),
  ].join('\n');
}

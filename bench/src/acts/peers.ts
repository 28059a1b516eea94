/** The peers of the acts: compiled or installed once in the cache folder, then programs that run the approval on request. */
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { finished, Program } from '../processes.ts';

const HERE = dirname(fileURLToPath(import.meta.url));

/** A round of a peer or of ours. */
export interface Round {
  readonly acts: number;
  readonly ms: number;
}

/** A peer that is up. */
export interface Peer {
  readonly name: string;
  readonly version: string;
  readonly pid: number;
  /** Every lane does approvals for so long. */
  run(ms: number): Promise<Round>;
  stop(): Promise<void>;
}

async function peer(name: string, program: Program): Promise<Peer> {
  const ready = await program.next();
  if (!ready.startsWith('ready ')) throw new Error(`${name} said “${ready}”`);
  return {
    name,
    version: ready.slice(6),
    pid: program.pid,
    async run(ms) {
      const [acts, took] = (await program.ask(`run ${ms}`)).split(' ').map(Number) as [number, number];
      return { acts, ms: took };
    },
    stop: () => program.stop(),
  };
}

/** Class path of an engine, compiled in the cache folder. @throws Error where Maven or the compiler fails */
export async function compileEngine(engine: 'operaton' | 'flowable', cache: string): Promise<string> {
  const folder = join(cache, 'acts', engine);
  const classes = join(folder, 'classes');
  mkdirSync(classes, { recursive: true });
  const list = join(folder, 'classpath');
  const source = join(HERE, 'engines');
  await finished('mvn', [
    '-q',
    '-B',
    '-f',
    join(source, 'pom.xml'),
    `-P${engine}`,
    'dependency:build-classpath',
    `-Dmdep.outputFile=${list}`,
  ]);
  const jars = readFileSync(list, 'utf8').trim();
  const main = engine === 'operaton' ? 'OperatonPeer' : 'FlowablePeer';
  await finished('javac', [
    '-encoding',
    'UTF-8',
    '-cp',
    jars,
    '-d',
    classes,
    join(source, 'Lanes.java'),
    join(source, `${main}.java`),
  ]);
  return [classes, jars].join(delimiter);
}

/** Start an engine with a level of history on a database of its own. */
export function startEngine(
  engine: 'operaton' | 'flowable',
  classpath: string,
  database: string,
  lanes: number,
  history: string,
): Promise<Peer> {
  const url = new URL(database);
  const name = engine === 'operaton' ? 'Operaton' : 'Flowable';
  return peer(
    `${name}, history ${history}`,
    new Program('java', [
      '-Xms512m',
      '-Xmx1g',
      '-cp',
      classpath,
      `${name}Peer`,
      `jdbc:postgresql://${url.host}${url.pathname}`,
      url.username,
      url.password,
      String(lanes),
      history,
    ]),
  );
}

/** Install DBOS in the cache folder; answers the folder. @throws Error where npm fails */
export async function installDbos(cache: string): Promise<string> {
  const folder = join(cache, 'acts', 'dbos');
  mkdirSync(folder, { recursive: true });
  const wanted = readFileSync(join(HERE, 'dbos', 'package.json'), 'utf8');
  const same =
    existsSync(join(folder, 'node_modules', '@dbos-inc', 'dbos-sdk')) &&
    readFileSync(join(folder, 'package.json'), 'utf8') === wanted;
  cpSync(join(HERE, 'dbos'), folder, { recursive: true });
  if (!same) await finished('npm', ['install', '--no-audit', '--no-fund', '--no-save'], folder);
  return folder;
}

/** Start DBOS on a database of its own. */
export const startDbos = (folder: string, database: string, lanes: number): Promise<Peer> =>
  peer('DBOS', new Program(process.execPath, [join(folder, 'peer.mjs'), database, String(lanes)], folder));

/** The server under test as a process of its own: what `npm start` starts, on a database that is there already. */
import { prepare, startServer } from '@fadu/server';

/** What the parent process says in `FADU_FAULT_SERVER`. */
export interface ServeOptions {
  readonly folder: string;
  readonly databaseUrl: string;
  readonly port: number;
  readonly origin: string;
  /** A copy of the database for what strangers read. */
  readonly read?: { readonly url: string; readonly maxLagSeconds?: number };
}

const { folder, databaseUrl, port, origin, read } = JSON.parse(
  process.env.FADU_FAULT_SERVER ?? '{}',
) as ServeOptions;
let offset = 0;
process.on('message', (message: { readonly offset?: number }) => {
  if (typeof message.offset === 'number') offset = message.offset;
  process.send?.({ offset });
});
// A parent that is gone takes its server with it.
process.on('disconnect', () => process.exit(0));
const prepared = await prepare({ folder, databaseUrl });
const plenty = { max: 1_000_000, window: 60 };
const running = await startServer(
  {
    folder,
    databaseUrl,
    port,
    host: '127.0.0.1',
    demo: true,
    origin,
    ...(read && { read }),
    proveAhead: false,
    now: () => new Date(Date.now() + offset).toISOString(),
    limits: { perAddress: plenty, strangerAddress: plenty, strangers: plenty },
  },
  prepared,
);
process.on('SIGTERM', () => {
  void running.stop().then(() => process.exit(0));
});
process.send?.({ ready: true });

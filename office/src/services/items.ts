/** The service items in force today, read from their register as the public and kept in memory until it changes. */
import { dateOf } from '@fadu/kernel';
import { SERVICE_ITEMS, type ServiceItem } from '@fadu/plan/functions/service-items/index';
import { sql } from 'kysely';
import type { Office } from '../office.ts';
import { type EntryVersion, entryHistory, listEntries, versionOn } from '../registers/list.ts';
import { ServiceIndex } from './find.ts';

/** What one server keeps of an office's items. */
interface Kept {
  /** Day, number of versions and time of the last: another value, another register. */
  readonly key: string;
  readonly index: Promise<ServiceIndex>;
}

/** How long the key is trusted without asking, in milliseconds: other servers' writes show after it. */
const TRUST = 1_000;

interface Memory {
  kept?: Kept;
  checked: number;
}
const memories = new WeakMap<Office, Memory>();

function memoryOf(office: Office): Memory {
  const known = memories.get(office);
  if (known) return known;
  const made: Memory = { checked: Number.NEGATIVE_INFINITY };
  memories.set(office, made);
  // What this server writes shows at once.
  office.onWritten(() => {
    made.checked = Number.NEGATIVE_INFINITY;
  });
  return made;
}

/** What the register stands at: cheap to ask, different after every change and on every day. */
async function keyOf(office: Office): Promise<string> {
  const { rows } = await office.store.within({ as: 'public' }, (tx) =>
    sql<{ n: number; last: string | null }>`select count(*)::int as n, max(recorded_at)::text as last
      from fadu.entry where register = ${SERVICE_ITEMS}`.execute(tx),
  );
  return `${dateOf(office.now())}/${rows[0]?.n ?? 0}/${rows[0]?.last ?? ''}`;
}

async function read(office: Office): Promise<ServiceIndex> {
  const { items } = await listEntries(
    office,
    { register: SERVICE_ITEMS, asOf: dateOf(office.now()), status: '在用' },
    1,
    0,
  );
  return new ServiceIndex(
    items.map((e) => {
      const item = e.body as unknown as ServiceItem;
      return {
        region: e.region,
        code: e.code,
        lawFrom: e.lawFrom,
        item,
        organ: office.organName(item.organ),
      };
    }),
  );
}

/** Items that are handled today (在用), ready to be searched. Built once for each state of the register, not at each request. */
export async function servicesInForce(office: Office): Promise<ServiceIndex> {
  const memory = memoryOf(office);
  const today = dateOf(office.now());
  const { kept } = memory;
  if (kept?.key.startsWith(`${today}/`) && performance.now() - memory.checked < TRUST) return kept.index;
  const before = performance.now();
  const key = await keyOf(office);
  memory.checked = before;
  if (memory.kept?.key === key) return memory.kept.index;
  const index = read(office);
  const made = { key, index };
  memory.kept = made;
  index.catch(() => {
    if (memory.kept === made) delete memory.kept;
  });
  return index;
}

/** One item as it stands today, whatever its status; null where the register never had it. */
export interface ServiceStanding {
  readonly entry: EntryVersion;
  readonly item: ServiceItem;
}

/** Look an item up by its code. Without a region: the one above comes first. */
export async function serviceOn(
  office: Office,
  code: string,
  region?: string,
): Promise<ServiceStanding | null> {
  const history = await entryHistory(office, SERVICE_ITEMS, region, code);
  const entry = versionOn(history, dateOf(office.now()));
  return entry ? { entry, item: entry.body as unknown as ServiceItem } : null;
}

/**
 * Record: leaves a second from their durable arrival to a signed head over them, in Fadu (PostgreSQL, the sequencer) and in
 * Tessera's POSIX log, in turn; at full size how long a proof of inclusion takes from the tiles and how large it is; and how
 * long a browser takes to check one.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatVkey, noteSigner, type RecordProof } from '@fadu/kernel/record/index';
import { prover } from '@fadu/office/public/index';
import { logReader } from '@fadu/office/record/log-files';
import { type House, startHouse } from '../house.ts';
import { median, percentile } from '../measure.ts';
import { type Outcome, type Part, type Row, whole } from '../part.ts';
import { finished, runs } from '../processes.ts';
import { browserAt, checkInBrowser } from './browser.ts';

/** Leaves that arrive in one transaction of ours, and that wait at once in Tessera. */
const TOGETHER = 2_048;
/** The key of the house's log (house.ts). */
const KEY = noteSigner('bench.fadu/220200', new Uint8Array(32).fill(7)).key;

/** Leaves like those of acts, `from` to `from + n`: durable when the statement is over. */
const arrive = (house: House, from: number, n: number) =>
  house.owner.query(
    `insert into fadu.leaf (region, kind, ref, body)
     select '220200', 'act', '220200-' || lpad(to_hex(i), 24, '0') || '/1',
       '{"act":"decide-penalty","at":"2025-12-01T01:00:00.000Z","case":"220200-' || lpad(to_hex(i), 24, '0') || '","digest":"'
         || encode(sha256(int8send(i)), 'hex') || '","kind":"act","organ":"t-market","region":"220200","seq":'
         || i % 13 + 1 || ',"v":1}'
     from generate_series($1::bigint, $2::bigint) i`,
    [from, from + n - 1],
  );

/** Let so many leaves arrive and be put under a signed head; answers how many a second. */
async function ours(house: House, from: number, n: number): Promise<number> {
  const start = performance.now();
  for (let at = 0; at < n; at += TOGETHER) {
    await arrive(house, from + at, Math.min(TOGETHER, n - at));
    house.sequencer.wake();
  }
  const size = await house.sequencer.flush();
  if (size !== from + n) throw new Error(`the log has ${size} entries, not ${from + n}`);
  return (n * 1000) / (performance.now() - start);
}

/** Compile Tessera with our main.go; answers the program. @throws Error where it cannot be fetched or compiled */
async function compile(cache: string): Promise<string> {
  const program = join(cache, 'tessera-log');
  const here = fileURLToPath(new URL('tessera', import.meta.url));
  await finished('go', ['build', '-o', program, '.'], here);
  return program;
}

export const part: Part = {
  name: 'record',
  title: 'leaves into the log, proofs out of it, beside Tessera',
  options: {
    leaves: { default: '10000000', all: '200000', what: 'size of the log when proofs are made' },
    round: { default: '100000', all: '40000', what: 'leaves of each round' },
    rounds: { default: '5', all: '3', what: 'rounds while the logs are small, both in turn' },
    proofs: { default: '400', what: 'proofs made and checked' },
  },
  needs: [
    {
      name: 'go',
      without: ['tessera'],
      get: 'Install Go 1.24 or newer (Debian: golang-go from backports); Tessera is fetched by it at the first run.',
      missing: () => (runs('go', 'version') ? null : 'go cannot be started'),
    },
    {
      name: 'chromium',
      without: ['browser'],
      get: 'Install it (Debian: apt install chromium).',
      missing: () => (browserAt() ? null : 'no browser of the system was found'),
    },
  ],
  async run(options, run): Promise<Outcome> {
    const [leaves, round, rounds, proofs] = ['leaves', 'round', 'rounds', 'proofs'].map((o) =>
      whole(options, o),
    ) as [number, number, number, number];
    if (leaves < rounds * round) throw new Error('--leaves must be at least --rounds times --round');
    const program = run.has('tessera') ? await compile(run.cache) : null;
    const folder = join(run.folder, 'tessera');
    const theirs = async (n: number): Promise<number> => {
      const { seconds } = JSON.parse(
        await finished(program ?? '', ['add', folder, String(n), String(TOGETHER)]),
      );
      return n / seconds;
    };
    const house = await startHouse(run.folder, 4);
    try {
      const first: { ours: number; theirs: number }[] = [];
      // Once before, so that nobody is measured cold.
      let [size, peerSize] = [await house.sequencer.flush(), 0];
      await ours(house, size, TOGETHER);
      size += TOGETHER;
      if (program) {
        await theirs(TOGETHER);
        peerSize += TOGETHER;
      }
      for (let i = 1; i <= rounds; i++) {
        const a = await ours(house, size, round);
        size += round;
        const b = program ? await theirs(round) : Number.NaN;
        peerSize += program ? round : 0;
        first.push({ ours: a, theirs: b });
        run.say(`round ${i}: ${a.toFixed(0)}/s${program ? `, Tessera ${b.toFixed(0)}/s` : ''}`);
      }
      run.say(`filling both up to ${leaves.toLocaleString('en')} leaves …`);
      while (size < leaves - round) {
        const n = Math.min(round, leaves - round - size);
        await ours(house, size, n);
        size += n;
      }
      if (program && peerSize < leaves - round) {
        await theirs(leaves - round - peerSize);
        peerSize = leaves - round;
      }
      await house.owner.query('vacuum analyze fadu.leaf, fadu.log_entry, fadu.log_tile');
      const full = {
        ours: await ours(house, leaves - round, round),
        theirs: program ? await theirs(round) : Number.NaN,
      };
      run.say(`at full size: ${full.ours.toFixed(0)}/s, Tessera ${full.theirs.toFixed(0)}/s`);

      const vkey = formatVkey(KEY);
      const read = logReader(house.office.store);
      const made: RecordProof[] = [];
      const times: number[] = [];
      for (let i = 0; i < proofs; i++) {
        const index = Math.floor(((i * 0.618_033_988_75 + run.seed * 0.137) % 1) * leaves);
        const start = performance.now();
        // A prover of its own for each, so that no tile is kept from the one before.
        const proof = await prover(vkey, read)(index);
        times.push(performance.now() - start);
        if (!proof) throw new Error(`there is no proof of entry ${index}`);
        made.push(proof);
      }
      const peerProof = program
        ? (JSON.parse(
            await finished(program, ['prove', folder, String(leaves), String(proofs), String(run.seed)]),
          ) as { median: number; p95: number; bytes: number })
        : null;
      const checked = run.has('browser') ? await checkInBrowser({ proofs: made, vkey }) : null;
      const bytes = (made[0]?.inclusion.length ?? 0) * 32;
      const rate = (list: readonly number[]) => ({ value: median(list), unit: '/s' });
      const rows: Row[] = [
        {
          what: 'leaves from arrival to a signed head',
          ours: rate(first.map((f) => f.ours)),
          peer: program ? { name: 'Tessera', ...rate(first.map((f) => f.theirs)) } : null,
          ...(program && { ratio: median(first.map((f) => f.ours / f.theirs)) }),
        },
        {
          what: `the same at ${leaves.toLocaleString('en')} leaves`,
          ours: rate([full.ours]),
          peer: program ? { name: 'Tessera', ...rate([full.theirs]) } : null,
        },
        {
          what: `a proof of inclusion at ${leaves.toLocaleString('en')} leaves, from the tiles`,
          ours: { value: median(times), unit: 'ms', note: `p95 ${percentile(times, 95).toFixed(1)} ms` },
          peer: peerProof && {
            name: 'Tessera',
            value: peerProof.median,
            unit: 'ms',
            note: `p95 ${peerProof.p95.toFixed(1)} ms`,
          },
        },
        {
          what: 'hashes of a proof',
          ours: {
            value: bytes,
            unit: 'B',
            note: `as the portal gives it, leaf and signed head included: ${JSON.stringify(made[0]).length} B`,
          },
          peer: peerProof && { name: 'Tessera', value: peerProof.bytes, unit: 'B' },
        },
        ...(checked
          ? [
              {
                what: 'checking a proof in the browser, signature included',
                ours: {
                  value: median(checked),
                  unit: 'ms',
                  note: `p95 ${percentile(checked, 95).toFixed(1)} ms`,
                },
                peer: null,
              },
            ]
          : []),
      ];
      return {
        rows,
        notes: [
          `Ours: leaves come in transactions of ${TOGETHER} (fsync on) while the sequencer runs; the time ends when a signed head covers the last. Tessera: ${TOGETHER} wait at once, batches of ${TOGETHER}, no antispam, a checkpoint a second (its own documentation sets batch and checkpoint apart so); the time ends when a checkpoint covers the last, so a round ends up to a second late.`,
          'The places of a proof’s hashes are read from PostgreSQL in ours, from files in Tessera’s; each proof begins with nothing kept. Ours also reads the signed head and the entry itself.',
          ...(checked ? ['The browser runs the module that the portal’s verifying page is built from.'] : []),
        ],
        versions: { PostgreSQL: house.postgres, ...(program && { Tessera: '1.0.4' }) },
      };
    } finally {
      await house.close();
    }
  },
};

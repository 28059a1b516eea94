/** What the portal asks for, from what the office has. */
import { formatVkey, type NoteSigner, signNote } from '@fadu/kernel/record/index';
import type { Identify } from '@fadu/office/api/context';
import { toSvg } from '@fadu/office/charts/index';
import type { Office } from '@fadu/office/office';
import { Problem } from '@fadu/office/problem';
import { proofOf } from '@fadu/office/proofs/index';
import { search } from '@fadu/office/public/index';
import { logReader } from '@fadu/office/record/log-files';
import { planSource } from '@fadu/portal';
import type { PortalDeps } from '@fadu/portal/deps';

/** The portal's needs, met. */
export function portalDeps(office: Office, identify: Identify, signer: NoteSigner): PortalDeps {
  const charts = new Map<string, Promise<string>>();
  return {
    office,
    identify,
    vkey: formatVkey(signer.key),
    sign: (text) => signNote(text, [signer]),
    log: logReader(office.store),
    chartSvg(code, narrow) {
      const name = `${code}/${narrow}`;
      const procedure = office.procedures.get(code);
      if (!procedure) throw new Problem(404, 'not-found', '没有这个程序');
      let svg = charts.get(name);
      if (!svg) {
        svg = Promise.resolve(toSvg(procedure, { narrow }));
        charts.set(name, svg);
      }
      return svg;
    },
    proof: proofOf,
    plan: planSource(office),
    search: (q, filters) => search(office, q, filters),
    // A rush for one page makes it once a second.
    keepPages: 1_000,
  };
}

import { z } from 'zod';
import { change, command, refuse } from '../core/command.ts';
import { ref } from '../core/kinds.ts';
import { may } from '../core/rights.ts';
import { AgencyId, Reason, Sha256 } from '../core/values.ts';
import { ANCHOR_NAME_MAX, anchorId, CERTIFICATE_TEXT_MAX } from './anchor.ts';

/** The administrator has compared the fingerprint with what its owner published, and the agency trusts this root from now on. */
export const trustAnchor = command({
  name: 'office.trustAnchor',
  args: z.object({
    agencyId: AgencyId,
    sha256: Sha256,
    certificate: z.base64().max(CERTIFICATE_TEXT_MAX),
    name: z.string().trim().min(1).max(ANCHOR_NAME_MAX),
  }),
  reads: ({ agencyId, sha256 }) => [ref('anchor', anchorId(agencyId, sha256))],
  decide: (read, { agencyId, sha256, certificate, name }, { actor, at }) => {
    if (!may(actor, 'administer', { agencyId })) return refuse('office.only-administrator');
    const id = anchorId(agencyId, sha256);
    const known = read('anchor', id);
    if (known && !known.removed) return refuse('anchor.already-trusted');
    const { removed: _removed, ...kept } = known ?? { v: 1 as const, agencyId };
    return [change('anchor', id, { ...kept, certificate, name, addedBy: actor.id, addedAt: at })];
  },
});

/** The agency trusts a root no more: what was judged by it is judged again. */
export const distrustAnchor = command({
  name: 'office.distrustAnchor',
  args: z.object({ agencyId: AgencyId, sha256: Sha256, reason: Reason }),
  reads: ({ agencyId, sha256 }) => [ref('anchor', anchorId(agencyId, sha256))],
  decide: (read, { agencyId, sha256, reason }, { actor, at }) => {
    if (!may(actor, 'administer', { agencyId })) return refuse('office.only-administrator');
    const id = anchorId(agencyId, sha256);
    const known = read('anchor', id);
    if (!known || known.removed) return refuse('anchor.not-trusted');
    return [change('anchor', id, { ...known, removed: { by: actor.id, at, reason } })];
  },
});

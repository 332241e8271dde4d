import { z } from 'zod';
import { type Actor, byName, command, create, purge, refuse } from '../core/command.ts';
import { DocumentRef } from '../core/document-ref.ts';
import { ref } from '../core/kinds.ts';
import { may } from '../core/rights.ts';
import type { Incoming } from '../incoming/incoming.ts';
import type { Outgoing } from '../outgoing/outgoing.ts';
import { containmentId } from './containment.ts';

/**
 * Cách ly: a document here turns out to be classified (Luật Bảo vệ bí mật nhà nước). Everything of it leaves every store, and what stays is that it was
 * there. Takes no words of a person, which would say again what must not be said here.
 */
export const contain = command({
  name: 'secrecy.contain',
  args: z.object({ of: DocumentRef }),
  reads: ({ of }) => [ref(of.kind, of.id), ref('containment', containmentId(of))],
  decide: (read, { of }, { actor, at }) => {
    if (read('containment', containmentId(of))) return refuse('secrecy.already-contained');
    const document: Incoming | Outgoing | undefined = read(of.kind, of.id);
    if (!document) return refuse('secrecy.nothing-to-contain');
    if (!mayContain(actor, document)) return refuse('secrecy.only-clerk-leader');
    const { agencyId, registerId } = document;
    const number = 'source' in document ? document.arrivalNumber : document.number;
    const day = 'source' in document ? document.arrivedOn : (document.issuedOn ?? document.draftedOn);
    return [
      purge(of.kind, of.id),
      create('containment', containmentId(of), {
        v: 1,
        agencyId,
        of,
        ...(registerId && { registerId }),
        ...(number !== undefined && { number }),
        ...(day && { day }),
        by: actor.id,
        at,
      }),
    ];
  },
});

/** The clerk and the leaders; and whoever drafted what nobody else sees yet. */
const mayContain = (actor: Actor, document: Incoming | Outgoing): boolean =>
  may(actor, 'contain', document) ||
  ('drafterId' in document && document.drafterId === actor.id && document.number === undefined);

export const secrecyCommands = byName(contain);

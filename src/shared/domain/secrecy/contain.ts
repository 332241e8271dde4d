import { z } from 'zod';
import { type Actor, byName, type Change, command, create, purge, refuse } from '../core/command.ts';
import { DocumentRef } from '../core/document-ref.ts';
import { ref } from '../core/kinds.ts';
import { may } from '../core/rights.ts';
import { carriedAs } from '../exchange/import-package.ts';
import type { Incoming } from '../incoming/incoming.ts';
import { answerOf } from '../incoming/recall.ts';
import type { Outgoing } from '../outgoing/outgoing.ts';
import { wordless, wordlessId } from '../register/incident.ts';
import { containmentId } from './containment.ts';

/**
 * Cách ly: a document here turns out to be classified (Luật Bảo vệ bí mật nhà nước). Everything of it leaves every store, and what stays is that it was
 * there. Takes no words of a person, which would say again what must not be said here.
 */
export const contain = command({
  name: 'secrecy.contain',
  args: z.object({ of: DocumentRef }),
  reads: ({ of }, read) => [
    ref(of.kind, of.id),
    ref('containment', containmentId(of)),
    ...incidentsOf(read(of.kind, of.id)).map((id) => ref('incident', id)),
  ],
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
      ...asCarried(document),
      // Who wants it back need not wait: it is gone.
      ...('source' in document && document.recall
        ? answerOf(document, document.recall.requestId, '15', '')
        : []),
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
      // Its lost numbers stand on papers and in the book, and are decided without its words.
      ...incidentsOf(document).flatMap((id): Change[] => {
        const incident = read('incident', id);
        // One that says nothing of it stands for itself already (a desk told it so, of a server that had forgotten the containment).
        return incident?.subject !== undefined
          ? [create('incident', wordlessId(id), wordless(incident))]
          : [];
      }),
    ];
  },
});

/** What a clerk carried here of the same package was refused, and stands in his outbox with its words: under the id that it would have had, every desk forgets it. */
const asCarried = (document: Incoming | Outgoing): readonly Change[] =>
  'source' in document && document.packageSha256
    ? [purge('incoming', carriedAs(document.agencyId, document.packageSha256))]
    : [];

const incidentsOf = (document: Incoming | Outgoing | undefined) => document?.incidentIds ?? [];

/** The clerk and the leaders; and whoever drafted what nobody else sees yet. */
const mayContain = (actor: Actor, document: Incoming | Outgoing): boolean =>
  may(actor, 'contain', document) ||
  ('drafterId' in document && document.drafterId === actor.id && document.number === undefined);

export const secrecyCommands = byName(contain);

import type { z } from 'zod';
import { Delivery } from '../exchange/delivery.ts';
import { Incoming } from '../incoming/incoming.ts';
import {
  Assignment,
  Attachment,
  Correction,
  Directive,
  documentOfReading,
  Reading,
} from '../incoming/parts.ts';
import { Agency, Unit } from '../office/agency.ts';
import { Anchor } from '../office/anchor.ts';
import { Delegation, SealHandover } from '../office/delegation.ts';
import { Official } from '../office/official.ts';
import { Register } from '../office/register.ts';
import { Outgoing, Version } from '../outgoing/outgoing.ts';
import { Incident } from '../register/incident.ts';
import { Containment, documentOfContainment } from '../secrecy/containment.ts';
import {
  agencyPrincipal,
  officialPrincipal,
  type Principal,
  rolePrincipal,
  sealPrincipal,
} from './principal.ts';
import type { Sha256 } from './values.ts';

/** The body of each kind of entity. */
export type Bodies = {
  incoming: Incoming;
  outgoing: Outgoing;
  directive: Directive;
  assignment: Assignment;
  correction: Correction;
  reading: Reading;
  attachment: Attachment;
  version: Version;
  delivery: Delivery;
  register: Register;
  incident: Incident;
  containment: Containment;
  official: Official;
  unit: Unit;
  agency: Agency;
  delegation: Delegation;
  sealHandover: SealHandover;
  anchor: Anchor;
};
export type Kind = keyof Bodies;
export type Ref<K extends Kind = Kind> = { readonly kind: K; readonly id: string };
export type AnyBody = Bodies[Kind];

/** What the store, the feed and the authority know of a kind of entity; everything else is in its commands. */
export type KindRule<Body> = {
  readonly schema: z.ZodType<Body>;
  /** Locks are taken in the order of ranks, then ids: document < dossier < task < register < agency. */
  readonly rank: number;
  /** The entity whose access decides who sees this one; a part follows its document. */
  readonly rootOf: (id: string, body: Body) => Ref;
  /** Who sees the root because of this entity; the union over the root's tree decides. */
  readonly visibleTo: (id: string, body: Body) => readonly Principal[];
  /** The files that this entity lets its readers fetch. */
  readonly blobsIn: (body: Body) => readonly Sha256[];
  /** True where every official of the agency holds every entity: then absent is absent, not "not held". */
  readonly isWhollyHeld: boolean;
  /** The document that a part's id names; such a part is absent where its document is held and it is not. */
  readonly rootNamedBy: ((id: string) => Ref) | undefined;
};

const rule = <Body>(
  given: Partial<KindRule<Body>> & Pick<KindRule<Body>, 'schema' | 'rank' | 'rootOf'>,
): KindRule<Body> => ({
  visibleTo: () => [],
  blobsIn: () => [],
  isWhollyHeld: false,
  rootNamedBy: undefined,
  ...given,
});

const officeRule = <Body>(
  kind: 'agency' | 'unit' | 'official' | 'delegation' | 'sealHandover' | 'anchor',
  schema: z.ZodType<Body>,
  agencyIdOf: (id: string, body: Body) => string,
) =>
  rule<Body>({
    schema,
    rank: 90,
    isWhollyHeld: true,
    rootOf: (id) => ({ kind, id }),
    visibleTo: (id, body) => [agencyPrincipal(agencyIdOf(id, body))],
  });

export const kinds: { readonly [K in Kind]: KindRule<Bodies[K]> } = {
  incoming: rule<Incoming>({
    schema: Incoming,
    rank: 10,
    rootOf: (id) => ({ kind: 'incoming', id }),
    visibleTo: (_id, { agencyId }) => [rolePrincipal(agencyId, 'clerk'), rolePrincipal(agencyId, 'leader')],
    blobsIn: ({ file }) => (file ? [file.sha256] : []),
  }),
  outgoing: rule<Outgoing>({
    schema: Outgoing,
    rank: 10,
    rootOf: (id) => ({ kind: 'outgoing', id }),
    visibleTo: (_id, body) => outgoingReaders(body),
    blobsIn: ({ file, packageSha256 }) => [
      ...(file ? [file.sha256] : []),
      ...(packageSha256 ? [packageSha256] : []),
    ],
  }),
  directive: rule<Directive>({
    schema: Directive,
    rank: 20,
    rootOf: (_id, body) => ({ kind: 'incoming', id: body.documentId }),
  }),
  assignment: rule<Assignment>({
    schema: Assignment,
    rank: 20,
    rootOf: (_id, body) => ({ kind: 'incoming', id: body.documentId }),
    visibleTo: (_id, body) => [officialPrincipal(body.officialId)],
  }),
  correction: rule<Correction>({
    schema: Correction,
    rank: 20,
    rootOf: (_id, body) => ({ kind: 'incoming', id: body.documentId }),
  }),
  reading: rule<Reading>({
    schema: Reading,
    rank: 20,
    rootOf: (_id, body) => ({ kind: 'incoming', id: body.documentId }),
    rootNamedBy: (id) => ({ kind: 'incoming', id: documentOfReading(id) }),
  }),
  attachment: rule<Attachment>({
    schema: Attachment,
    rank: 20,
    rootOf: (_id, body) => body.of,
    blobsIn: ({ file, unsealed }) => [file.sha256, ...(unsealed ? [unsealed.sha256] : [])],
  }),
  version: rule<Version>({
    schema: Version,
    rank: 20,
    rootOf: (_id, body) => ({ kind: 'outgoing', id: body.documentId }),
    blobsIn: ({ file }) => [file.sha256],
  }),
  delivery: rule<Delivery>({
    schema: Delivery,
    rank: 20,
    rootOf: (_id, body) => ({ kind: 'outgoing', id: body.documentId }),
  }),
  register: rule<Register>({
    schema: Register,
    rank: 60,
    rootOf: (id) => ({ kind: 'register', id }),
    visibleTo: (_id, { agencyId }) => [
      rolePrincipal(agencyId, 'clerk'),
      rolePrincipal(agencyId, 'administrator'),
    ],
  }),
  incident: rule<Incident>({
    schema: Incident,
    rank: 30,
    // Its document's: what is contained takes its lost numbers with their files along.
    rootOf: (_id, body) => body.of,
    visibleTo: (_id, { agencyId }) => [rolePrincipal(agencyId, 'clerk')],
    blobsIn: ({ sealed }) => (sealed ? [sealed.file.sha256] : []),
  }),
  containment: rule<Containment>({
    schema: Containment,
    rank: 31,
    rootOf: (id) => ({ kind: 'containment', id }),
    rootNamedBy: documentOfContainment,
    visibleTo: (_id, { agencyId, by }) => [
      rolePrincipal(agencyId, 'clerk'),
      rolePrincipal(agencyId, 'leader'),
      rolePrincipal(agencyId, 'administrator'),
      officialPrincipal(by),
    ],
  }),
  official: officeRule('official', Official, (_id, body) => body.agencyId),
  unit: officeRule('unit', Unit, (_id, body) => body.agencyId),
  agency: officeRule('agency', Agency, (id) => id),
  delegation: officeRule('delegation', Delegation, (_id, body) => body.agencyId),
  sealHandover: officeRule('sealHandover', SealHandover, (_id, body) => body.agencyId),
  anchor: officeRule('anchor', Anchor, (_id, body) => body.agencyId),
};

/**
 * A draft is its drafter's; the signer joins when it is submitted, the clerks when it is signed, the leaders when it is out. Whoever was handed the seal sees
 * what waits for it and, to record its validation data, what it was put on and is not out yet.
 */
function outgoingReaders({ agencyId, drafterId, signerId, state }: Outgoing): readonly Principal[] {
  const readers = [officialPrincipal(drafterId)];
  if (state !== 'draft') readers.push(officialPrincipal(signerId));
  if (state !== 'draft' && state !== 'submitted' && state !== 'returned')
    readers.push(rolePrincipal(agencyId, 'clerk'));
  if (state === 'numbered' || state === 'sealed') readers.push(sealPrincipal(agencyId));
  if (state === 'dispatched') readers.push(rolePrincipal(agencyId, 'leader'));
  return readers;
}

export const kindNames = Object.keys(kinds) as readonly Kind[];
export const isKind = (name: string): name is Kind => Object.hasOwn(kinds, name);

/** The rule of a kind whose exact type is not known where it is asked, for the store and the feed. */
export const kindRule = (kind: Kind): KindRule<AnyBody> => kinds[kind] as unknown as KindRule<AnyBody>;

export const ref = <K extends Kind>(kind: K, id: string): Ref<K> => ({ kind, id });
export const refKey = ({ kind, id }: Ref): string => `${kind}:${id}`;

/** The one order in which locks are taken everywhere. */
export const byLockOrder = (a: Ref, b: Ref): number =>
  kinds[a.kind].rank - kinds[b.kind].rank || (refKey(a) < refKey(b) ? -1 : refKey(a) > refKey(b) ? 1 : 0);

import type { z } from 'zod';
import { Dossier, DossierItem } from '../dossier/dossier.ts';
import { DossierEntry, DossierList } from '../dossier/list.ts';
import { Delivery, DeliveryRequest } from '../exchange/delivery.ts';
import { RecipientGroup } from '../exchange/recipient-group.ts';
import { IncomingEvent } from '../incoming/event.ts';
import { Incoming } from '../incoming/incoming.ts';
import {
  Assignment,
  Attachment,
  Correction,
  Directive,
  documentOfReading,
  isLive,
  Reading,
  RecallRequest,
} from '../incoming/parts.ts';
import { Agency, Unit } from '../office/agency.ts';
import { Anchor } from '../office/anchor.ts';
import { Delegation, SealHandover } from '../office/delegation.ts';
import { OfficeEvent } from '../office/office-event.ts';
import { Official } from '../office/official.ts';
import { Register } from '../office/register.ts';
import { WorkingYear } from '../office/working-year.ts';
import { Opinion } from '../outgoing/opinion.ts';
import { Outgoing, Version } from '../outgoing/outgoing.ts';
import { Incident } from '../register/incident.ts';
import { ClassifiedCount } from '../report/classified-count.ts';
import { Containment, documentOfContainment } from '../secrecy/containment.ts';
import { Task, TaskEvent } from '../task/task.ts';
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
  incomingEvent: IncomingEvent;
  reading: Reading;
  recallRequest: RecallRequest;
  attachment: Attachment;
  version: Version;
  opinion: Opinion;
  delivery: Delivery;
  deliveryRequest: DeliveryRequest;
  register: Register;
  incident: Incident;
  containment: Containment;
  dossier: Dossier;
  dossierItem: DossierItem;
  dossierList: DossierList;
  dossierEntry: DossierEntry;
  task: Task;
  taskEvent: TaskEvent;
  official: Official;
  unit: Unit;
  agency: Agency;
  delegation: Delegation;
  sealHandover: SealHandover;
  anchor: Anchor;
  recipientGroup: RecipientGroup;
  classifiedCount: ClassifiedCount;
  officeEvent: OfficeEvent;
  workingYear: WorkingYear;
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
  kind:
    | 'agency'
    | 'unit'
    | 'official'
    | 'delegation'
    | 'sealHandover'
    | 'anchor'
    | 'dossierList'
    | 'dossierEntry'
    | 'recipientGroup'
    | 'workingYear',
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
    blobsIn: ({ file, docx, packageSha256 }) => [
      ...(file ? [file.sha256] : []),
      ...(docx ? [docx.sha256] : []),
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
    visibleTo: (_id, body) => (isLive(body) ? [officialPrincipal(body.officialId)] : []),
  }),
  correction: rule<Correction>({
    schema: Correction,
    rank: 20,
    rootOf: (_id, body) => ({ kind: 'incoming', id: body.documentId }),
  }),
  incomingEvent: rule<IncomingEvent>({
    schema: IncomingEvent,
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
    // One that was given back with its document is nobody's here any more.
    blobsIn: ({ file, unsealed, isRemoved }) =>
      isRemoved ? [] : [file.sha256, ...(unsealed ? [unsealed.sha256] : [])],
  }),
  version: rule<Version>({
    schema: Version,
    rank: 20,
    rootOf: (_id, body) => ({ kind: 'outgoing', id: body.documentId }),
    blobsIn: ({ file, docx }) => [file.sha256, ...(docx ? [docx.sha256] : [])],
  }),
  opinion: rule<Opinion>({
    schema: Opinion,
    rank: 20,
    rootOf: (_id, body) => ({ kind: 'outgoing', id: body.documentId }),
    visibleTo: (_id, { officialId, state }) => (state === 'dropped' ? [] : [officialPrincipal(officialId)]),
  }),
  delivery: rule<Delivery>({
    schema: Delivery,
    rank: 20,
    rootOf: (_id, body) => ({ kind: 'outgoing', id: body.documentId }),
    blobsIn: ({ packageSha256 }) => (packageSha256 ? [packageSha256] : []),
  }),
  deliveryRequest: rule<DeliveryRequest>({
    schema: DeliveryRequest,
    rank: 21,
    rootOf: (_id, body) => ({ kind: 'outgoing', id: body.documentId }),
  }),
  recallRequest: rule<RecallRequest>({
    schema: RecallRequest,
    rank: 21,
    rootOf: (_id, body) => ({ kind: 'incoming', id: body.documentId }),
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
    // Its document's: what is contained takes its lost numbers with their files along. What says nothing of a document stands for itself.
    rootOf: (id, { of, subject }) =>
      of !== undefined && subject !== undefined ? of : { kind: 'incident', id },
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
  dossier: rule<Dossier>({
    schema: Dossier,
    rank: 40,
    rootOf: (id) => ({ kind: 'dossier', id }),
    visibleTo: (_id, { agencyId, ownerId, helperIds }) => [
      officialPrincipal(ownerId),
      ...helperIds.map(officialPrincipal),
      rolePrincipal(agencyId, 'clerk'),
      rolePrincipal(agencyId, 'leader'),
    ],
  }),
  dossierItem: rule<DossierItem>({
    schema: DossierItem,
    rank: 41,
    rootOf: (_id, body) => ({ kind: 'dossier', id: body.dossierId }),
    rootNamedBy: (id) => ({ kind: 'dossier', id: id.split('/', 1)[0] ?? '' }),
    // A document that is filed stays its own readers'; only what the dossier alone has is read through it.
    blobsIn: ({ own }) => (own ? [own.file.sha256] : []),
  }),
  task: rule<Task>({
    schema: Task,
    rank: 50,
    rootOf: (id) => ({ kind: 'task', id }),
    visibleTo: (_id, { agencyId, givenBy, leadId, supporterIds }) => [
      ...new Set([givenBy, leadId, ...supporterIds].map(officialPrincipal)),
      rolePrincipal(agencyId, 'leader'),
    ],
  }),
  taskEvent: rule<TaskEvent>({
    schema: TaskEvent,
    rank: 51,
    rootOf: (_id, body) => ({ kind: 'task', id: body.taskId }),
  }),
  dossierList: officeRule('dossierList', DossierList, (_id, body) => body.agencyId),
  dossierEntry: officeRule('dossierEntry', DossierEntry, (_id, body) => body.agencyId),
  official: officeRule('official', Official, (_id, body) => body.agencyId),
  unit: officeRule('unit', Unit, (_id, body) => body.agencyId),
  agency: officeRule('agency', Agency, (id) => id),
  delegation: officeRule('delegation', Delegation, (_id, body) => body.agencyId),
  sealHandover: officeRule('sealHandover', SealHandover, (_id, body) => body.agencyId),
  anchor: officeRule('anchor', Anchor, (_id, body) => body.agencyId),
  workingYear: officeRule('workingYear', WorkingYear, (_id, body) => body.agencyId),
  recipientGroup: officeRule('recipientGroup', RecipientGroup, (_id, body) => body.agencyId),
  classifiedCount: rule<ClassifiedCount>({
    schema: ClassifiedCount,
    rank: 90,
    rootOf: (id) => ({ kind: 'classifiedCount', id }),
    visibleTo: (_id, { agencyId }) => [rolePrincipal(agencyId, 'clerk'), rolePrincipal(agencyId, 'leader')],
  }),
  officeEvent: rule<OfficeEvent>({
    schema: OfficeEvent,
    rank: 95,
    rootOf: (id) => ({ kind: 'officeEvent', id }),
    visibleTo: (_id, { agencyId, of }) => [
      rolePrincipal(agencyId, 'leader'),
      rolePrincipal(agencyId, 'administrator'),
      ...(of.kind === 'official' ? [officialPrincipal(of.id)] : []),
    ],
  }),
};

/**
 * A draft is its drafter's; the signer joins when it is submitted, the clerks when it is signed, the leaders when it stands in the book. Whoever was handed the seal sees
 * what waits for it and, to record its validation data, what it was put on and is not out yet.
 */
function outgoingReaders({ agencyId, drafterId, signerId, state }: Outgoing): readonly Principal[] {
  const readers = [officialPrincipal(drafterId)];
  if (state !== 'draft') readers.push(officialPrincipal(signerId));
  if (state !== 'draft' && state !== 'submitted' && state !== 'returned')
    readers.push(rolePrincipal(agencyId, 'clerk'));
  if (state === 'numbered' || state === 'sealed') readers.push(sealPrincipal(agencyId));
  if (state === 'numbered' || state === 'sealed' || state === 'dispatched' || state === 'void')
    readers.push(rolePrincipal(agencyId, 'leader'));
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

import { z } from 'zod';
import {
  type Change,
  type Context,
  change,
  command,
  create,
  type Inspection,
  type Read,
  type Refusal,
  refuse,
  undecided,
} from '../core/command.ts';
import { DocumentRef } from '../core/document-ref.ts';
import { ref } from '../core/kinds.ts';
import { may } from '../core/rights.ts';
import {
  IncidentId,
  Instant,
  type LocalDate,
  Reason,
  RegisterId,
  Sha256,
  Subject,
  VersionId,
} from '../core/values.ts';
import { GivenNumber, type Register } from '../office/register.ts';
import { nextOutgoingState, type Outgoing } from '../outgoing/outgoing.ts';
import { sealProblem } from '../outgoing/signature.ts';
import { containmentId } from '../secrecy/containment.ts';
import { type Incident, SealedFile } from './incident.ts';

const CONTAINED = 'secrecy.was-contained';

/**
 * Báo sự cố số: the device whose given number was not accepted says so by itself, in the transaction that heard it, with the sealed file. It carries the id of the
 * operation that was refused, so that one number is one incident.
 */
export const reportIncident = command({
  name: 'register.reportIncident',
  args: z.object({
    incidentId: IncidentId,
    registerId: RegisterId,
    of: DocumentRef,
    /** None of a document that was contained: its number alone is told. */
    subject: Subject.optional(),
    given: GivenNumber,
    code: z.string().max(100),
    doneAt: Instant,
    sealed: SealedFile.optional(),
  }),
  reads: ({ registerId, of }) => [
    ref(of.kind, of.id),
    ref('register', registerId),
    ref('containment', containmentId(of)),
  ],
  blobsOf: ({ sealed }) => (sealed ? [sealed.file.sha256] : []),
  // The device's own word, once: taken back, a number on a paper would be told to nobody.
  isLasting: () => true,
  waitsForNothing: true,
  wordless: ({ incidentId, registerId, of, given, code, doneAt }) => ({
    ...{ incidentId, registerId, of, given, code, doneAt },
  }),
  afterRefusal: ({ subject, sealed, ...number }, { code }) =>
    code === CONTAINED && (subject ?? sealed) ? { name: 'register.reportIncident', args: number } : undefined,
  decide: (read, { incidentId, registerId, ...args }, { actor, agencyId, device }) => {
    const book = read('register', registerId);
    if (book?.agencyId !== agencyId || actor.agencyId !== agencyId) return refuse('register.not-found');
    // Who was never a clerk had no book: a made-up number would stop it for everybody. Whose right has ended since is heard as a conflict.
    if (!may(actor, 'number', book)) return refuse('register.only-clerk-settles');
    const { given, of, subject, sealed } = args;
    if (read('containment', containmentId(of)) && (subject ?? sealed)) return refuse(CONTAINED);
    // Of whatever generation: a server that was put back in time may not remember the lease.
    // A closed book waits for nothing any more.
    const isDisputed = given.number >= book.next && !book.closed;
    return [
      create('incident', incidentId, {
        v: 1,
        agencyId,
        registerId,
        ...args,
        device,
        by: actor.id,
        isDisputed,
      }),
      ...noted(read, of, incidentId),
      ...(isDisputed
        ? [change('register', registerId, { ...book, disputed: (book.disputed ?? 0) + 1 })]
        : []),
    ];
  },
});

/** Incidents that a document knows of; more of one paper there are not. */
const NOTED_MAX = 20;

/** The document knows its incidents, for who contains it must keep their numbers. */
function noted(read: Read, of: DocumentRef, incidentId: IncidentId): readonly Change[] {
  const add = <Body extends { readonly incidentIds?: IncidentId[] | undefined }>(body: Body): Body => ({
    ...body,
    incidentIds: [...(body.incidentIds ?? []), incidentId].slice(-NOTED_MAX),
  });
  if (of.kind === 'incoming') {
    const document = read('incoming', of.id);
    return document ? [change('incoming', of.id, add(document))] : [];
  }
  const document = read('outgoing', of.id);
  return document ? [change('outgoing', of.id, add(document))] : [];
}

/** Why nothing may be decided of this incident now, or its book in which the number is next or behind. */
function bookOf(
  read: Read,
  incident: Incident | undefined,
  { actor, device }: Context,
  isOutOfTurn = false,
): Register | Refusal {
  if (!incident) return refuse('register.incident-not-found');
  if (!may(actor, 'number', incident)) return refuse('register.only-clerk-settles');
  if (incident.settled) return refuse('register.incident-settled');
  const book = read('register', incident.registerId);
  if (!book) return refuse('register.not-found');
  if (book.lease && book.lease.device !== device) return refuse('register.lease-taken');
  return incident.given.number > book.next && !isOutOfTurn && !book.closed
    ? refuse('register.lower-first', { number: book.next })
    : book;
}

/** The book with this number entered where it is the next one, and one less to wait for. */
function settledBook(book: Register, { given, isDisputed }: Incident, today: LocalDate): Register {
  const { disputed = 0, ...rest } = book;
  const left = disputed - (isDisputed ? 1 : 0);
  const after = left > 0 ? { ...rest, disputed: left } : rest;
  if (given.number !== book.next || book.closed) return after;
  const isInOrder = given.issuedOn > book.lastIssuedOn && given.issuedOn <= today;
  return { ...after, next: book.next + 1, lastIssuedOn: isInOrder ? given.issuedOn : book.lastIssuedOn };
}

/**
 * Hủy số trong sổ: the number becomes an entry of the book with its reason, or nothing where another document has it by now. Its document waits for a number again.
 * Out of turn, where a smaller one will never be reported (its device is lost, its document was contained), it is void on its paper alone, so that the book goes on.
 */
export const voidNumber = command({
  name: 'register.voidNumber',
  args: z.object({ incidentId: IncidentId, reason: Reason, isOutOfTurn: z.boolean().optional() }),
  reads: ({ incidentId }, read) => {
    const incident = read('incident', incidentId);
    return [ref('incident', incidentId), ...(incident ? [ref('register', incident.registerId)] : [])];
  },
  decide: (read, { incidentId, reason, isOutOfTurn = false }, context) => {
    const incident = read('incident', incidentId);
    const book = bookOf(read, incident, context, isOutOfTurn);
    if ('refused' in book || !incident) return book as Refusal;
    const { actor, isAuthority, today } = context;
    if (!isAuthority) return undecided;
    const isEntry = incident.given.number === book.next && !book.closed;
    const settled = { how: 'void' as const, by: actor.id, on: today, reason, isEntry };
    return [
      change('incident', incidentId, { ...incident, settled }),
      change('register', incident.registerId, settledBook(book, incident, today)),
    ];
  },
});

/** Why the number cannot stay with its document, or that document with the number. */
function numberedBy(
  incident: Incident,
  document: Outgoing | undefined,
  book: Register,
  today: LocalDate,
): Outgoing | Refusal {
  const { registerId, given } = incident;
  if (!document) return refuse('outgoing.not-found');
  if (document.number !== undefined) return refuse('outgoing.already-numbered');
  const state = nextOutgoingState(document.state, 'number');
  if (!state) return refuse('outgoing.not-signed');
  if (given.number < book.next) return refuse('register.number-used', { number: given.number });
  if (given.issuedOn > today || given.issuedOn < book.lastIssuedOn) return refuse('register.wrong-date');
  return { ...document, state, registerId, number: given.number, issuedOn: given.issuedOn };
}

/**
 * Giữ số theo quyết định: the number is still free, so that the document gets it with its date after all, and its sealed file becomes the document's. The paper
 * that decides is named; only the authority can say that the number is free.
 */
export const keepNumber = command({
  name: 'register.keepNumber',
  args: z.object({
    incidentId: IncidentId,
    /** The decision or minutes: which paper, or who decided when. */
    basis: Reason,
    /** The incident's own sealed file, where it becomes the document's. */
    sealed: z.object({ versionId: VersionId, sha256: Sha256, baseSha256: Sha256 }).optional(),
  }),
  reads: ({ incidentId }, read) => {
    const incident = read('incident', incidentId);
    if (!incident) return [ref('incident', incidentId)];
    const { of, registerId, agencyId } = incident;
    return [
      ref('incident', incidentId),
      ref('register', registerId),
      ...(of?.kind === 'outgoing' ? [ref('outgoing', of.id), ref('agency', agencyId)] : []),
    ];
  },
  inspects: ({ sealed }): readonly Inspection[] =>
    sealed ? [{ signedSha256: sealed.sha256, baseSha256: sealed.baseSha256 }] : [],
  decide: (read, { incidentId, basis, sealed }, context) => {
    const incident = read('incident', incidentId);
    const book = bookOf(read, incident, context);
    if ('refused' in book || !incident) return book as Refusal;
    const { of, registerId, agencyId } = incident;
    if (of?.kind !== 'outgoing') return refuse('register.keep-only-outgoing');
    if (book.closed) return refuse('register.closed', { year: book.year });
    const { actor, isAuthority, today } = context;
    const document = read('outgoing', of.id);
    const numbered = numberedBy(incident, document, book, today);
    if ('refused' in numbered) return numbered;
    if (!isAuthority) return undecided;
    const settled = { how: 'kept' as const, by: actor.id, on: today, reason: basis, isEntry: true };
    const changes = [
      change('incident', incidentId, { ...incident, settled }),
      change('register', registerId, settledBook(book, incident, today)),
    ];
    if (!sealed) return [change('outgoing', of.id, numbered), ...changes];
    const file = incident.sealed?.file;
    const { versionId, sha256, baseSha256 } = sealed;
    if (file?.sha256 !== sha256 || numbered.file?.sha256 !== baseSha256)
      return refuse('outgoing.file-changed');
    const found = context.inspect({ signedSha256: sha256, baseSha256 });
    const agency = read('agency', agencyId);
    if (!found || !agency) return undecided;
    const problem = sealProblem(numbered, found, context, { agency, handover: undefined });
    if (problem) return problem;
    return [
      change('outgoing', of.id, { ...numbered, state: 'sealed', file }),
      create('version', versionId, {
        v: 1,
        documentId: of.id,
        origin: 'sealed',
        file,
        by: incident.by,
        doneAt: incident.doneAt,
      }),
      ...changes,
    ];
  },
});

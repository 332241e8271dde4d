import { z } from 'zod';
import { change, command, refuse, undecided } from '../core/command.ts';
import { ref } from '../core/kinds.ts';
import { may } from '../core/rights.ts';
import { OutgoingId, Reason, RegisterId, Subject } from '../core/values.ts';
import { bookFor, commonOf, GivenNumber } from '../office/register.ts';
import { isGivenAgain, numberFrom, remembered, wishHere } from '../register/number.ts';
import { incidentAfter, numberLeft } from '../register/refused-number.ts';
import { nextOutgoingState } from './outgoing.ts';

/** Cấp số: the next number of the book (copies have one of their own, annex I part II, II.1c), never twice, never a gap, in order of dates (NĐ 30/2020 article 15; invariant 1). */
export const takeNumber = command({
  name: 'outgoing.takeNumber',
  args: z.object({
    documentId: OutgoingId,
    registerId: RegisterId,
    /** Only from who has already shown or printed that number: the holder of the register's lease, or who got it before the server was put back in time. */
    given: GivenNumber.optional(),
    seenNext: z.int().positive().optional(),
    /** What the number stands on, said with it: a server that was put back in time may not let the device see the document when it refuses the number. */
    subject: Subject.optional(),
  }),
  complete: (args, read, context) => {
    const wish = wishHere(args, read('register', args.registerId), context);
    const subject = args.subject ?? read('outgoing', args.documentId)?.subject;
    return wish.given ? { ...wish, ...(subject && { subject }) } : wish;
  },
  remember: (args, read, seenNext) => {
    const { documentId, registerId } = args;
    const document = read('outgoing', documentId);
    const got =
      document?.registerId === registerId ? { number: document.number, on: document.issuedOn } : undefined;
    const subject = args.subject ?? document?.subject;
    return { ...remembered(args, got, seenNext(registerId)), ...(got && subject && { subject }) };
  },
  wordless: numberLeft,
  isLasting: ({ given }) => given !== undefined,
  isGivenAgain,
  afterRefusal: ({ documentId, registerId, given, subject: said }, refused, read) => {
    const document = read('outgoing', documentId);
    // Another desk brought it back: nothing is lost.
    if (document?.registerId === registerId && document.number === given?.number) return undefined;
    const subject = said ?? document?.subject;
    return given && subject
      ? incidentAfter({ of: { kind: 'outgoing', id: documentId }, subject, registerId, given }, refused)
      : undefined;
  },
  reads: ({ documentId, registerId }, read) => {
    const book = read('register', registerId);
    return [
      ...[ref('outgoing', documentId), ref('register', registerId)],
      ...(book?.series ? [ref('register', commonOf(book))] : []),
    ];
  },
  decide: (read, { documentId, registerId, given, seenNext }, context) => {
    const document = read('outgoing', documentId);
    if (!document) return refuse('outgoing.not-found');
    if (!may(context.actor, 'number', document)) return refuse('outgoing.only-clerk-numbers');
    if (document.number !== undefined) return refuse('outgoing.already-numbered');
    const state = nextOutgoingState(document.state, 'number');
    if (!state) return refuse('outgoing.not-signed');
    const book = read('register', registerId);
    if (book?.agencyId !== document.agencyId || book.book !== (document.copy ? 'copies' : 'outgoing'))
      return refuse('register.not-found');
    // In one book and no other: a number and its notation are given once in a year (article 15.1).
    if (bookFor(document, book.book, book.year, read('register', commonOf(book))) !== registerId)
      return refuse('register.other-book');
    const next = numberFrom(book, { given, seenNext }, context);
    if (next === undecided || 'refused' in next) return next;
    const { number, issuedOn } = next;
    return [
      change('outgoing', documentId, { ...document, state, registerId, number, issuedOn }),
      change('register', registerId, next.book),
    ];
  },
});

/**
 * Hủy số: the document is given up after it got its number, because it cannot be sealed for one. The number stays in the book with its reason, its file as it
 * was; it is never given again and leaves no gap (invariant 1). What was dispatched is recalled, not voided.
 */
export const voidNumber = command({
  name: 'outgoing.void',
  args: z.object({ documentId: OutgoingId, reason: Reason }),
  reads: ({ documentId }) => [ref('outgoing', documentId)],
  decide: (read, { documentId, reason }, { actor, today }) => {
    const document = read('outgoing', documentId);
    if (!document) return refuse('outgoing.not-found');
    if (!may(actor, 'number', document)) return refuse('outgoing.only-clerk-voids');
    const state = nextOutgoingState(document.state, 'void');
    if (!state) return refuse('outgoing.nothing-to-void');
    const voided = { by: actor.id, on: today, reason };
    return [change('outgoing', documentId, { ...document, state, voided })];
  },
});

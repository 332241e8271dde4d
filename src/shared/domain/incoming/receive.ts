import { z } from 'zod';
import { type Change, change, command, create, queue, refuse, undecided } from '../core/command.ts';
import { ref } from '../core/kinds.ts';
import { may } from '../core/rights.ts';
import { AttachmentId, FileRef, IncomingId, PDF, Reason, RegisterId, Secrecy } from '../core/values.ts';
import { GivenNumber } from '../office/register.ts';
import { isGivenAgain, numberFrom, remembered, wishHere } from '../register/number.ts';
import { incidentAfter, numberLeft } from '../register/refused-number.ts';
import { type Incoming, IncomingFields, nextIncomingState } from './incoming.ts';

/** Further files in one command; annex VI part II allows more, an operation stays under its size. */
export const ATTACHMENTS_MAX = 50;

const NewAttachment = z.object({ attachmentId: AttachmentId, file: FileRef });

/** A document that a clerk brings in: a file, or a paper that has no file (NĐ 30/2020 article 21). */
export const receive = command({
  name: 'incoming.receive',
  args: z.object({
    documentId: IncomingId,
    source: z.enum(['file', 'paper']),
    fields: IncomingFields,
    secrecy: Secrecy,
    file: FileRef.optional(),
    attachments: z.array(NewAttachment).max(ATTACHMENTS_MAX),
  }),
  reads: () => [],
  blobsOf: ({ file, attachments }) => [
    ...(file ? [file.sha256] : []),
    ...attachments.map((each) => each.file.sha256),
  ],
  decide: (_read, { documentId, source, fields, secrecy, file, attachments }, { actor, agencyId, today }) => {
    if (!may(actor, 'receive', { agencyId })) return refuse('incoming.only-clerk-receives');
    if (secrecy !== 'normal') return refuse('secrecy.not-kept-here');
    if (source === 'file' && !file) return refuse('incoming.file-missing');
    if (file && file.mediaType !== PDF) return refuse('file.main-not-pdf');
    return [
      create('incoming', documentId, {
        v: 1,
        agencyId,
        state: 'arrived',
        source,
        ...fields,
        ...(file && { file }),
        attachmentCount: attachments.length,
        correctionCount: 0,
        arrivedOn: today,
      }),
      ...attachments.map(({ attachmentId, file: attached }, index) =>
        create('attachment', attachmentId, {
          v: 1,
          of: { kind: 'incoming', id: documentId },
          ordinal: index + 1,
          file: attached,
        }),
      ),
    ];
  },
});

/** Vào sổ: gives the số đến, one series a year for paper and electronic documents (NĐ 30/2020 article 22). */
export const register = command({
  name: 'incoming.register',
  args: z.object({
    documentId: IncomingId,
    registerId: RegisterId,
    fields: IncomingFields,
    secrecy: Secrecy,
    /** Only from who has already shown that number: the holder of the register's lease, or who got it before the server was put back in time. */
    given: GivenNumber.optional(),
    seenNext: z.int().positive().optional(),
  }),
  complete: (args, read, context) => wishHere(args, read('register', args.registerId), context),
  remember: (args, read, seenNext) => {
    const { documentId, registerId } = args;
    const document = read('incoming', documentId);
    const got =
      document?.registerId === registerId
        ? { number: document.arrivalNumber, on: document.arrivedOn }
        : undefined;
    return remembered(args, got, seenNext(registerId));
  },
  wordless: numberLeft,
  isLasting: ({ given }) => given !== undefined,
  isGivenAgain,
  afterRefusal: ({ documentId, registerId, fields, given }, refused, read) => {
    const document = read('incoming', documentId);
    // Another desk brought it back: nothing is lost.
    if (document?.registerId === registerId && document.arrivalNumber === given?.number) return undefined;
    const of = { kind: 'incoming', id: documentId };
    return given && incidentAfter({ of, subject: fields.subject, registerId, given }, refused);
  },
  reads: ({ documentId, registerId }) => [ref('incoming', documentId), ref('register', registerId)],
  decide: (read, { documentId, registerId, fields, secrecy, given, seenNext }, context) => {
    const { actor } = context;
    const document = read('incoming', documentId);
    if (!document) return refuse('incoming.not-found');
    if (!may(actor, 'register', document)) return refuse('incoming.only-clerk-registers');
    if (secrecy !== 'normal') return refuse('secrecy.not-kept-here');
    const state = nextIncomingState(document.state, 'register');
    if (!state) return refuse('incoming.already-registered');
    if (isUpdateOpen(document)) return refuse('incoming.answer-update-first');
    const book = read('register', registerId);
    if (book?.agencyId !== document.agencyId || book.book !== 'incoming') return refuse('register.not-found');
    const next = numberFrom(book, { given, seenNext }, context);
    if (next === undecided || 'refused' in next) return next;
    return [
      change('incoming', documentId, {
        ...document,
        ...fields,
        state,
        registerId,
        arrivalNumber: next.number,
        registeredBy: actor.id,
        arrivedOn: next.issuedOn,
      }),
      change('register', registerId, next.book),
      ...receiptOf(document, '03', ''),
    ];
  },
});

/** Từ chối tiếp nhận: a document that fails its checks or is misaddressed goes back on the system (NĐ 30/2020 article 21). */
export const refuseArrival = command({
  name: 'incoming.refuse',
  args: z.object({ documentId: IncomingId, reason: Reason }),
  reads: ({ documentId }) => [ref('incoming', documentId)],
  decide: (read, { documentId, reason }, { actor }) => {
    const document = read('incoming', documentId);
    if (!document) return refuse('incoming.not-found');
    if (!may(actor, 'receive', document)) return refuse('incoming.only-clerk-receives');
    const state = nextIncomingState(document.state, 'refuse');
    if (!state) return refuse('incoming.already-registered');
    if (isUpdateOpen(document)) return refuse('incoming.answer-update-first');
    return [
      change('incoming', documentId, { ...document, state, refusedReason: reason }),
      ...receiptOf(document, '02', reason),
    ];
  },
});

/** Whether it asks to correct an earlier document, and nobody has said yes or no. */
const isUpdateOpen = ({ amends }: Incoming): boolean =>
  amends?.requestId !== undefined && amends.answer === undefined;

/** What the sender must hear, once: the key is the message and the status (QĐ 28/2018). */
export function receiptOf(
  { exchange }: Incoming,
  status: '02' | '03' | '04' | '05' | '06',
  reason: string,
): readonly Change[] {
  if (!exchange) return [];
  const { messageId, deliveryId, senderAgencyId } = exchange;
  return [
    queue('receipt', `${deliveryId}/${status}`, { messageId, deliveryId, senderAgencyId, status, reason }),
  ];
}

import { z } from 'zod';
import { change, command, create, refuse } from '../core/command.ts';
import { ref } from '../core/kinds.ts';
import { may } from '../core/rights.ts';
import {
  AttachmentId,
  DirectiveId,
  FileRef,
  IncomingId,
  LocalDate,
  Note,
  OfficialId,
} from '../core/values.ts';
import { isHere } from '../office/leaving-commands.ts';
import { directed } from './direct.ts';
import { readingId } from './parts.ts';
import { NewShares, refsOf } from './shares.ts';

/**
 * Ghi bút phê trên giấy: the clerk types in what a leader wrote on the paper, and it goes on to units and people at once (NĐ 30/2020 article 23). It is the
 * leader's directive and says who typed it in; for him the document is unread again, and its shares are his to take back.
 */
export const recordDirective = command({
  name: 'incoming.recordDirective',
  args: z.object({
    documentId: IncomingId,
    directiveId: DirectiveId,
    /** Who wrote it, and on which day. */
    leaderId: OfficialId,
    writtenOn: LocalDate,
    text: Note.min(1),
    assignments: NewShares,
    /** The written page. */
    scan: z.object({ attachmentId: AttachmentId, file: FileRef }).optional(),
  }),
  reads: ({ documentId, leaderId, assignments }) => [
    ref('incoming', documentId),
    ref('official', leaderId),
    ref('reading', readingId(documentId, leaderId)),
    ...refsOf(assignments),
  ],
  blobsOf: ({ scan }) => (scan ? [scan.file.sha256] : []),
  decide: (read, args, { actor, today, at, doneAt }) => {
    const { documentId, leaderId, writtenOn, text, scan } = args;
    const document = read('incoming', documentId);
    if (!document) return refuse('incoming.not-found');
    if (!may(actor, 'recordDirective', document)) return refuse('incoming.only-clerk-records');
    const leader = read('official', leaderId);
    if (leader?.agencyId !== document.agencyId || !leader.roles.includes('leader') || !isHere(leader))
      return refuse('incoming.not-a-leader');
    if (writtenOn > today) return refuse('incoming.written-later');
    const recordedBy = actor.id;
    const given = directed(read, document, args, {
      ...{ by: leaderId, recordedBy, writtenOn, text, doneAt, today },
    });
    if ('refused' in given) return given;
    const readingOf = readingId(documentId, leaderId);
    const attachmentCount = document.attachmentCount + (scan ? 1 : 0);
    return [
      change('incoming', documentId, {
        ...given.document,
        attachmentCount,
        recorded: { to: leaderId, by: recordedBy, writtenOn, at },
      }),
      ...given.rest,
      ...(scan
        ? [
            create('attachment', scan.attachmentId, {
              ...{ v: 1, of: { kind: 'incoming', id: documentId }, ordinal: attachmentCount },
              file: scan.file,
            }),
          ]
        : []),
      change('reading', readingOf, {
        ...read('reading', readingOf),
        ...{ v: 1, documentId, officialId: leaderId, isRead: false },
      }),
    ];
  },
});

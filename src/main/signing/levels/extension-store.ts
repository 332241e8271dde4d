import { z } from 'zod';
import { AttachmentId, type Instant, OutgoingId, Sha256 } from '../../../shared/domain/core/values.ts';
import type { FaultCode } from '../../../shared/words/vi.ts';
import type { ExtensionLevel } from '../../../signatures/sign/extend.ts';
import type { ReadDb, WriteDb } from '../../store/handles.ts';

/** Files that wait; a clerk seals some thousands in a year, and all of them wait only where no authority ever answers. */
export const EXTENSIONS_MAX = 10_000;
/** Rows looked at in one step: those whose seal is not accepted yet are passed over. */
const DUE_MAX = 100;

/** A sealed file, or an attachment that the agency signed, which is to be brought to a level. */
export type WaitingExtension = {
  readonly documentId: OutgoingId;
  readonly attachmentId: AttachmentId | undefined;
  readonly sha256: Sha256;
  readonly level: ExtensionLevel;
  readonly tries: number;
};

const Row = z.object({
  document_id: OutgoingId,
  attachment_id: AttachmentId.nullable(),
  sha256: Sha256,
  level: z.enum(['B-T', 'B-LT', 'B-LTA']),
  tries: z.int(),
});

/** Written with the signature itself, so that a crash forgets neither. A full queue takes no more. */
export const addExtension = (
  db: WriteDb,
  { documentId, attachmentId, sha256, level }: Omit<WaitingExtension, 'tries'>,
  at: Instant,
): void => {
  db.prepare(
    `insert or replace into signing_extension (document_id, attachment_id, sha256, level, due_at)
     select ?, ?, ?, ?, ? where (select count(*) from signing_extension) < ?`,
  ).run(documentId, attachmentId ?? null, sha256, level, at, EXTENSIONS_MAX);
};

export const dueExtensions = (db: ReadDb, at: Instant): readonly WaitingExtension[] =>
  z
    .array(Row)
    .parse(
      db
        .prepare(
          `select document_id, attachment_id, sha256, level, tries from signing_extension
           where state = 'waiting' and due_at <= ? order by due_at, document_id, attachment_id limit ?`,
        )
        .all(at, DUE_MAX),
    )
    .map(({ document_id: documentId, attachment_id: attachmentId, ...row }) => ({
      documentId,
      attachmentId: attachmentId ?? undefined,
      ...row,
    }));

const ONE = 'document_id = ? and attachment_id is ?';
const keyOf = ({ documentId, attachmentId }: WaitingExtension) => [documentId, attachmentId ?? null] as const;

export const postponeExtension = (
  db: WriteDb,
  waiting: WaitingExtension,
  until: Instant,
  problem: FaultCode,
): void => {
  db.prepare(`update signing_extension set tries = tries + 1, due_at = ?, problem = ? where ${ONE}`).run(
    until,
    problem,
    ...keyOf(waiting),
  );
};

/** Behind all others: a page of rows that wait must not keep the next one from being looked at. */
export const queueAgain = (db: WriteDb, waiting: WaitingExtension, at: Instant): void => {
  db.prepare(`update signing_extension set due_at = ? where ${ONE}`).run(at, ...keyOf(waiting));
};

/** What no waiting will heal stays to be seen, and is not tried again. */
export const giveUpExtension = (db: WriteDb, waiting: WaitingExtension, problem: FaultCode): void => {
  db.prepare(`update signing_extension set state = 'given-up', problem = ? where ${ONE}`).run(
    problem,
    ...keyOf(waiting),
  );
};

export const dropExtension = (db: WriteDb, waiting: WaitingExtension): void => {
  db.prepare(`delete from signing_extension where ${ONE}`).run(...keyOf(waiting));
};

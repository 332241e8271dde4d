import { z } from 'zod';
import { EXTENSIONS_SHOWN_MAX, type ExtensionState } from '../../../shared/contract/signing-settings.ts';
import { AttachmentId, Instant, OutgoingId, Sha256 } from '../../../shared/domain/core/values.ts';
import type { ExtensionLevel } from '../../../signatures/sign/extend.ts';
import type { ReadDb, WriteDb } from '../../store/handles.ts';
import { type KeptFault, keptFault } from '../kept-fault.ts';

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

/** A try that failed. */
type Failure = { readonly at: Instant; readonly problem: KeptFault };

export const postponeExtension = (
  db: WriteDb,
  waiting: WaitingExtension,
  { at, until, problem }: Failure & { readonly until: Instant },
): void => {
  db.prepare(
    `update signing_extension set tries = tries + 1, tried_at = ?, due_at = ?, problem = ?, detail = ? where ${ONE}`,
  ).run(at, until, problem.code, JSON.stringify(problem.detail), ...keyOf(waiting));
};

/** Behind all others: a page of rows that wait must not keep the next one from being looked at. */
export const queueAgain = (db: WriteDb, waiting: WaitingExtension, at: Instant): void => {
  db.prepare(`update signing_extension set due_at = ? where ${ONE}`).run(at, ...keyOf(waiting));
};

/** What no waiting will heal stays to be seen, and is not tried again. */
export const giveUpExtension = (db: WriteDb, waiting: WaitingExtension, { at, problem }: Failure): void => {
  db.prepare(
    `update signing_extension set state = 'given-up', tries = tries + 1, tried_at = ?, problem = ?, detail = ? where ${ONE}`,
  ).run(at, problem.code, JSON.stringify(problem.detail), ...keyOf(waiting));
};

export const dropExtension = (db: WriteDb, waiting: WaitingExtension): void => {
  db.prepare(`delete from signing_extension where ${ONE}`).run(...keyOf(waiting));
};

/** Makes those of one document, or all, due now: what was given up too. */
export const hurryExtensions = (db: WriteDb, at: Instant, documentId?: OutgoingId): void => {
  db.prepare(
    "update signing_extension set state = 'waiting', due_at = ? where document_id = coalesce(?, document_id)",
  ).run(at, documentId ?? null);
};

const StateRow = z.object({
  document_id: OutgoingId,
  attachment_id: AttachmentId.nullable(),
  level: z.enum(['B-T', 'B-LT', 'B-LTA']),
  state: z.enum(['waiting', 'given-up']),
  tries: z.int(),
  tried_at: Instant.nullable(),
  due_at: Instant,
  problem: z.string().nullable(),
  detail: z.string().nullable(),
});

const stateOf = (row: z.infer<typeof StateRow>): ExtensionState => {
  const problem = keptFault(row.problem, row.detail);
  return {
    level: row.level,
    state: row.state,
    tries: row.tries,
    ...(row.tried_at && { triedAt: row.tried_at }),
    ...(problem && { problem }),
    ...(problem && row.state === 'waiting' && { nextAt: row.due_at }),
  };
};
const STATE_COLUMNS = 'document_id, attachment_id, level, state, tries, tried_at, due_at, problem, detail';

/** How many wait here, and the first of them: what was given up, then what is due first. */
export function listExtensions(db: ReadDb): {
  readonly count: number;
  readonly rows: readonly (ExtensionState & Pick<WaitingExtension, 'documentId' | 'attachmentId'>)[];
} {
  const rows = db
    .prepare(
      `select ${STATE_COLUMNS} from signing_extension order by state, due_at, document_id, attachment_id limit ?`,
    )
    .all(EXTENSIONS_SHOWN_MAX);
  return {
    count: z.int().parse(db.prepare('select count(*) from signing_extension').pluck().get()),
    rows: z
      .array(StateRow)
      .parse(rows)
      .map((row) => ({
        documentId: row.document_id,
        attachmentId: row.attachment_id ?? undefined,
        ...stateOf(row),
      })),
  };
}

/** What waits for one document, what was given up before what is tried again; undefined where nothing does. */
export function extensionOf(db: ReadDb, documentId: OutgoingId): ExtensionState | undefined {
  const row = db
    .prepare(
      `select ${STATE_COLUMNS} from signing_extension where document_id = ? order by state, attachment_id limit 1`,
    )
    .get(documentId);
  return row === undefined ? undefined : stateOf(StateRow.parse(row));
}
